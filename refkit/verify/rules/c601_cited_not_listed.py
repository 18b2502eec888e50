"""C601: a citation of a work that the reference list does not have."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding
from refkit.verify.citation_rule import CitationRule, said
from refkit.verify.citing import Citing
from refkit.verify.citing_link import Link
from refkit.verify.rule import Article


class CitedNotListed(CitationRule):
    """A work is cited that the reference list does not have.

    A citation is looked up in the list that ends its chapter, by its names and its year; lost
    diacritics, particles, initials, abbreviations of groups and shortened titles are no
    difference. Personal communications, works cited from another work, court cases and citations
    within block quotations need not be listed. Where the text does not evidently cite the list by
    author and date, nothing is said. A slip in the year is C603, in a name C604.

    Why it matters:
        A reader cannot find the work. It is the fault that editors meet most often.

    Example:
        ``(Vingerhoets, 2013)`` in an article whose list has no work by Vingerhoets.

    Fix:
        None: what is missing has to be added.

    Source:
        APA 7, 8.4: each work cited in the text must appear in the reference list.
    """

    code = "C601"
    name = "cited-not-listed"
    severity = "error"

    def check_link(self, link: Link, article: Article, citing: Citing) -> Iterator[Finding]:
        """One finding over a citation that means no listed work."""
        if link.kind != "missing":
            return
        original = citing.originals.get(link.citation.span)
        if original and original.kind == "exact" and article.form:
            # The list has the original in the place of the work read: C610 tells of that.
            return
        yield self.finding(
            article,
            link.citation.span,
            f"cited, but not in the reference list: {said(link.citation)}",
            written=link.citation.raw,
        )
