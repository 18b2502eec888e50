"""M302: a year that the record does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from refkit.match.found import known_years
from refkit.model import Comparison, Finding, Reference, Verdict
from refkit.normalize.names import family_key
from refkit.verify.metadata_rule import MetadataRule, Rewording
from refkit.verify.rule import Article
from refkit.verify.wording import year_as


class WrongYear(MetadataRule):
    """The year differs from every year that the work may carry.

    Online and print publication often fall into different years; each of them is right. So is the
    year of the original where a reference to a republished work gives both.

    Why it matters:
        Author and year are what a citation in the text leads to.

    Example:
        ``(2018)`` for a work that appeared online in 2014 and in print in 2015.

    Fix:
        The record's year in the place of the wrong one. Safe where the work is identified beyond
        doubt, the record knows one year, no citation in the text has the wrong year too, which
        would lead nowhere then, and no other entry has these authors and that year, which would
        ask for a letter behind it.

    Source:
        APA 7, 9.13–9.17 (dates); Crossref metadata ``issued``, ``published-print``,
        ``published-online``.
    """

    code = "M302"
    name = "wrong-year"
    severity = "error"
    variable = "issued"
    label = "year"

    def check(self, article: Article) -> Iterator[Finding]:
        """The findings, their Fixes unsafe where a year would stand twice with the same authors."""
        taken: Counter[tuple[str, ...]] | None = None
        for finding in super().check(article):
            if finding.fix is not None and finding.fix.safe and finding.reference is not None:
                if taken is None:
                    taken = Counter(_key(each.reference) for each in article.verdicts)
                verdict = article.verdicts[finding.reference]
                if verdict.match and taken[_key(verdict.reference, verdict.match.record.work.year)]:
                    finding.fix = msgspec.structs.replace(finding.fix, safe=False)
            yield finding

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The record's year; of several the last one, unless they are far apart."""
        years = sorted(known_years(verdict.match.record)) if verdict.match else []
        if not years:
            return None
        # A scan of 1975 that went online in 2003 is of 1975.
        year = years[-1] if years[-1] - years[0] <= 3 else years[0]
        text = year_as(written, year)
        certain = len(years) == 1 and not verdict.reference.work.year_suffix
        return Rewording(text, certain) if text else None


def _key(reference: Reference, year: int | None = None) -> tuple[str, ...]:
    """Authors and year of an entry, as a citation names them."""
    work = reference.work
    people = work.author or work.editor
    return (str(year or work.year), *(family_key(name) for name in people))
