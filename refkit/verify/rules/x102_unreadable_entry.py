"""X102: an entry that cannot be read as a reference."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Verdict
from refkit.verify.rule import Article, Rule


class UnreadableEntry(Rule):
    """refkit cannot tell author, date and title of an entry apart.

    It is a note and does not change the exit code by itself: references in styles that refkit
    knows less well end here too, without any fault of theirs.

    Why it matters:
        An entry that cannot be read is not checked. It may also be a sentence that strayed into
        the list, or half of an entry that was split.

    Example:
        ``Medicine, 67, 1291.`` alone in a line, after an entry that was broken in two.

    Fix:
        None: look at the entry; it may be two, or half of one.

    Source:
        APA 7, 9.4: author, date, title and source are the four elements of a reference.
    """

    code = "X102"
    name = "unreadable-entry"
    severity = "info"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over an entry that the parser gave up on."""
        reference = verdict.reference
        if reference.problem:
            message = f"this entry was not understood and not checked: {reference.problem}"
            yield self.finding(article, reference.span, message, written=reference.raw)
