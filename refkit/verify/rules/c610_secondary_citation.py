"""C610: a work cited from another one, of which the list has the wrong one."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding
from refkit.verify.citation_rule import said
from refkit.verify.citing import citing_of
from refkit.verify.rule import Article, Rule


class SecondaryCitation(Rule):
    """A work that was read in another one is listed in that one's place, or beside it.

    Of "(Freud, 1923, as cited in Gay, 1989)" the list has Gay's work, which was read, and not
    Freud's. Reported where it has Freud's and not Gay's, and where it has both though Freud's work
    is never cited in its own right.

    Why it matters:
        The list names what the author has read; a work that nobody opened is no evidence.

    Example:
        ``(Freud, 1923, as cited in Gay, 1989)`` where the list has Freud's work alone.

    Fix:
        None: the work that was read has to be added, or the original has to be read.

    Source:
        APA 7, 8.6 (secondary sources).
    """

    code = "C610"
    name = "secondary-citation"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each such citation, or the first of those of one work."""
        citing = citing_of(article)
        if citing is None or not article.form:
            return
        told: set[int] = set()
        for secondary in citing.spoken():
            original = citing.originals.get(secondary.citation.span)
            if original is None or original.kind != "exact":
                continue
            number = original.entries[0].number
            what, whose = said(original.citation), said(secondary.citation)
            if secondary.kind == "missing":
                yield self.finding(
                    article,
                    secondary.citation.span,
                    f"{whose}, from which {what} is cited, is not in the reference list, "
                    f"but {what} is",
                    severity="error",
                )
            elif secondary.kind == "exact" and number not in told | citing.read:
                told.add(number)
                yield self.finding(
                    article,
                    original.citation.span,
                    f"{what} is listed, but only cited from {whose}",
                )
