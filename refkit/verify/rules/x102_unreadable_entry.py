"""X102: an entry that cannot be read as a reference."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Verdict
from refkit.verify.rule import Article, Rule


class UnreadableEntry(Rule):
    """An entry of the reference list cannot be read as a reference.

    It has too little of what makes a reference: authors, a date, a title, a place of publication.

    Why it matters:
        An entry that cannot be read is not checked. It may be a sentence that strayed into the
        list, half of an entry that was split, or a reference that readers cannot follow either.

    Example:
        ``Medicine, 67, 1291.`` alone in a line, after an entry that was broken in two.

    Fix:
        None.

    Source:
        APA 7, 9.4: author, date, title and source are the four elements of a reference.
    """

    code = "X102"
    name = "unreadable-entry"
    severity = "warning"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over an entry that the parser gave up on."""
        reference = verdict.reference
        if reference.problem:
            message = f"cannot be read as a reference: {reference.problem}"
            yield self.finding(article, reference.span, message, written=reference.raw)
