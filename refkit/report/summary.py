"""Where each reference of a report stands, in one word, and the counts of a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from refkit.model import Finding, Name, Reference, Report, Severity, Verdict

Standing = Literal[
    "verified", "with_errors", "with_warnings", "another_work", "not_found", "unchecked"
]

_PHRASES: Final[dict[Standing, str]] = {
    "verified": "verified",
    "with_errors": "with errors",
    "with_warnings": "with warnings",
    "another_work": "with the DOI of another work",
    "not_found": "not found",
    "unchecked": "not checkable",
}


class Summary(msgspec.Struct, frozen=True):
    """The counts of one report or of several.

    Attributes:
        references: How many references each standing has. Every reference has one.
        findings: How many findings each severity has.
        exit_code: 0, 1 or 3, as :attr:`refkit.model.Report.exit_code`.
        reasons: Why references could not be checked, in words, the commonest first.
    """

    references: dict[Standing, int]
    findings: dict[Severity, int]
    exit_code: Literal[0, 1, 3]
    reasons: list[str]

    def __str__(self) -> str:
        total = sum(self.references.values())
        if not total:
            return "no references"
        parts = [
            f"{count} {_PHRASES[standing]}" for standing, count in self.references.items() if count
        ]
        if self.references["unchecked"] and self.reasons:
            more = f" and {len(self.reasons) - 1} other reasons" if len(self.reasons) > 2 else ""
            shown = self.reasons[: 1 if more else 2]
            parts[-1] += f" ({'; '.join(shown)}{more})"
        return f"{total} {'reference' if total == 1 else 'references'}: {', '.join(parts)}"


def standings(report: Report) -> list[Standing]:
    """The standing of each reference, in the order of ``report.verdicts``.

    A reference with a finding stands by its gravest one, whatever its identity; an "info" says
    nothing against it.
    """
    errors, warnings = (
        {finding.reference for finding in report.findings if finding.severity == severity}
        for severity in ("error", "warning")
    )
    by_identity: dict[str, Standing] = {
        "same-work": "verified",
        "another-work": "another_work",
        "not-found": "not_found",
        "undetermined": "unchecked",
    }
    return [
        "with_errors"
        if number in errors
        else "with_warnings"
        if number in warnings
        else by_identity[verdict.identity]
        for number, verdict in enumerate(report.verdicts)
    ]


def why_unchecked(verdict: Verdict) -> str:
    """Why a reference could not be checked, in words: "no matching record in records.json".

    A source that failed is named before one that has nothing: only the first calls for another try.
    """
    silent = [answer for answer in verdict.coverage if answer.outcome == "silent"]
    if silent:
        detail = f": {silent[0].detail}" if silent[0].detail else ""
        return f"{_names(answer.source for answer in silent)} did not answer{detail}"
    if verdict.coverage:
        # A search that found only other works is no better than one that found none.
        return f"no matching record in {_names(answer.source for answer in verdict.coverage)}"
    if verdict.reference.problem:
        return f"not readable as a reference: {verdict.reference.problem}"
    return "no source was asked"


def who_says(finding: Finding) -> str:
    """What leads to ``Finding.found`` in a report: a Record says it, or the rule asks for it."""
    return "record says" if finding.source else "write"


def summarize(reports: Sequence[Report]) -> Summary:
    """The counts of all reports together."""
    references: Counter[Standing] = Counter(
        standing for report in reports for standing in standings(report)
    )
    findings: Counter[Severity] = Counter(
        finding.severity for report in reports for finding in report.findings
    )
    reasons = Counter(
        why_unchecked(verdict)
        for report in reports
        for verdict, standing in zip(report.verdicts, standings(report), strict=True)
        if standing == "unchecked"
    )
    codes = {report.exit_code for report in reports}
    severities: tuple[Severity, ...] = ("error", "warning", "info")
    return Summary(
        references={standing: references[standing] for standing in _PHRASES},
        findings={severity: findings[severity] for severity in severities},
        exit_code=1 if 1 in codes else 3 if 3 in codes else 0,
        reasons=[reason for reason, _ in reasons.most_common()],
    )


def label(reference: Reference) -> str:
    """A reference in few words, as a citation names it: "Sharman et al. (2020)" (APA 7, 8.17).

    Without authors and title it is the beginning of the entry as written, or the DOI of a Work
    that was never written as one.
    """
    work = reference.work
    people = [name.literal or _family(name) for name in work.author or work.editor]
    if len(people) == 2:
        head = f"{people[0]} & {people[1]}"
    elif people:
        head = people[0] + (" et al." if len(people) > 2 else "")
    else:
        head = work.title
    if not head.strip():
        return _shortened(reference.raw or work.DOI)
    date = work.issued
    year = f"{date.year}{work.year_suffix}" if date and date.year is not None else ""
    if date and not year:
        year = date.literal or date.raw
    return _shortened(head) + (f" ({year})" if year else "")


def _family(name: Name) -> str:
    return " ".join(filter(None, (name.non_dropping_particle, name.family))) or name.given


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _names(sources: Iterable[str]) -> str:
    unique = list(dict.fromkeys(sources))
    return ", ".join(unique[:-1]) + " or " + unique[-1] if len(unique) > 1 else unique[0]
