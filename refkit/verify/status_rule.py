"""StatusRule: what the rules of family R share: something that was published about the work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from refkit.match.titles import kind_of_title
from refkit.model import Finding, Notice, Record, Verdict
from refkit.verify.rule import Article, Rule

TAKEN_BACK: Final = {
    "retraction": "was retracted",
    "withdrawal": "was withdrawn",
    "removal": "was removed",
}
TAKEN_BACK_IN_PART: Final = {"partial_retraction": "was retracted in part"}
IN_DOUBT: Final = {"expression_of_concern": "is the subject of an expression of concern"}
CORRECTED: Final = {
    "correction": "was corrected",
    "erratum": "was corrected",
    "corrigendum": "was corrected",
    "clarification": "was clarified",
    "addendum": "has an addendum",
}
GRAVEST_FIRST: Final[tuple[Mapping[str, str], ...]] = (
    TAKEN_BACK,
    TAKEN_BACK_IN_PART,
    IN_DOUBT,
    CORRECTED,
)
"""The four degrees of what may be published about a work: notice types, and how they are said."""

TITLE_SAYS: Final = re.compile(
    r"\W{0,3} (?: retracted | withdrawn | removed ) (?: \s (?:article|chapter|paper) )? \s? [:—]",
    re.VERBOSE | re.IGNORECASE,
)
"""What publishers put before the title of a work that was taken back."""


class StatusRule(Rule):
    """Something was published about the work, and the reference does not say so.

    Of several degrees only the gravest is reported: that a retracted article had been corrected
    before is of no interest any more.

    Attributes:
        degree: The notice types of this rule, and what they say of the work.
        says_so: How a reference says itself what the rule would report.
    """

    degree: ClassVar[Mapping[str, str]]
    says_so: ClassVar[re.Pattern[str]]

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a reference to a work of this degree, and of none that is graver."""
        if verdict.match is None:
            return
        record = verdict.match.record
        notice = self.notice(record)
        if notice is None or self.says_so.search(verdict.reference.raw):
            return
        when = f" on {notice.date}" if notice.date else ""
        where = f", see https://doi.org/{notice.DOI}" if notice.DOI else ""
        yield self.finding(
            article,
            verdict.reference.span,
            f"this work {self.degree[notice.type]}{when}{where}",
            found=notice.DOI,
            record=record,
        )

    def notice(self, record: Record) -> Notice | None:
        """The first notice of this degree on a Record; None if there is none, or a graver one."""
        for degree in GRAVEST_FIRST:
            for notice in record.notices:
                if notice.type in degree:
                    return notice if degree is self.degree else None
        return None


def cited_notice(verdict: Verdict) -> Record | None:
    """The Record of the notice that a reference to another work leads to, or None."""
    record = verdict.claimed or (verdict.match.record if verdict.match else None)
    if record is None or not record.amends or kind_of_title(verdict.reference.work.title):
        return None
    return record if kind_of_title(record.work.title) else None
