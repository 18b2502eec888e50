"""C603: a citation whose year is not that of the listed work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding
from refkit.verify.citation_rule import CitationRule, listed_as, listed_year, said
from refkit.verify.citing import Citing
from refkit.verify.citing_entry import citation_year
from refkit.verify.citing_link import Link
from refkit.verify.edits import mend
from refkit.verify.rule import Article

_YEAR: Final = re.compile(r"[0-9]{4}")


class CitationYear(CitationRule):
    """The year of a citation is not the one that the list has for this work.

    Reported where the names of the citation fit one listed work, and its year is a slip of that
    work's: some years off, a digit wrong or swapped, "in press" for the year of publication,
    another letter. Where several works would do, it is C601. Either year of a republished work
    passes. Where the record of the work has the citation's year, the entry is wrong, of which
    M302 tells.

    Why it matters:
        Author and year are what leads from the text to the list; the reader looks for a work that
        is not there.

    Example:
        ``(Sharman et al., 2019)`` for ``Sharman, L. S., … Vanman, E. J. (2020).``

    Fix:
        The year that the list has. Unsafe: another work of the same people may be meant.

    Source:
        APA 7, 8.4 and 8.10: the year in the text matches the year in the reference list entry.
    """

    code = "C603"
    name = "citation-year"
    severity = "error"

    def check_link(self, link: Link, article: Article, citing: Citing) -> Iterator[Finding]:
        """One finding over the year of a citation that means a work of another year."""
        if link.kind != "year" or _record_agrees(link, article):
            return
        citation = link.citation
        reference = article.verdicts[link.entries[0].number].reference
        year = listed_year(reference)
        yield self.finding(
            article,
            citation.year_span or citation.span,
            f"{said(citation)} is cited, but the reference list has {listed_as(reference)}",
            field="issued",
            written=citation.year,
            found=year,
            fix=mend(article.document, citation.year_span, year, safe=False)
            if citation.year_span
            else None,
        )


def _record_agrees(link: Link, article: Article) -> bool:
    """Whether it is the entry whose year is wrong, by the work's record."""
    years = citation_year(link.citation.year).years
    return any(
        comparison.variable == "issued"
        and not comparison.same
        and years & set(_YEAR.findall(comparison.found))
        for comparison in article.verdicts[link.entries[0].number].comparisons
    )
