"""Words: how the page says what a Report holds: verdicts, fields, excuses, answers, notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from refkit.model import Comparison, Finding, Match, Notice, Report, Severity, Verdict
from refkit.model.excuses import EXCUSES
from refkit.report.summary import standings

Kind = Literal["errors", "another", "lost", "warnings", "open", "verified"]
"""What an editor has to do with a reference: correct it, look for it, mend its form, check it by
hand, or nothing."""


class Opinion(msgspec.Struct, frozen=True):
    """What is said of one kind of references.

    Attributes:
        sign: A sign for it, beside the words.
        phrase: What stands at a reference: "Not found".
        counted: What stands behind a number at the top of the page: "not found".
        meaning: The explanation at its end.
    """

    sign: str
    phrase: str
    counted: str
    meaning: str


OPINIONS: Final[dict[Kind, Opinion]] = {
    "errors": Opinion(
        "✗",
        "Errors",
        "with errors in the details",
        "The work was identified, or could not be, and something that the reference says is wrong "
        "or missing, so that readers cannot find the work or are misled about it.",
    ),
    "another": Opinion(
        "≠",
        "DOI of another work",
        "with the DOI of another work",
        "The DOI that is printed leads to another work than the one that the reference describes.",
    ),
    "lost": Opinion(
        "∅",
        "Not found",
        "not found",
        "The sources that would know the work answered, and none has it. It may be invented, or be "
        "cited in words too far from its own.",
    ),
    "warnings": Opinion(
        "!",
        "Warnings",
        "with warnings only",
        "The work was identified and the facts agree; the form needs a hand.",
    ),
    "open": Opinion(
        "?",
        "Could not be checked",
        "could not be checked",
        "No source could say anything for or against it: a source did not answer, or none of those "
        "asked holds works of this kind. That does not mean that the reference is wrong.",
    ),
    "verified": Opinion(
        "✓",
        "Verified",
        "verified",
        "The work was identified, and what the reference says of it agrees with its record, or "
        "differs only in ways that are as good.",
    ),
}


def kinds(report: Report) -> list[Kind]:
    """The kind of each reference, in the order of ``report.verdicts``.

    What is not found or has another work's DOI is told as that, however grave its findings are.
    """
    return [
        _kind(verdict, standing)
        for verdict, standing in zip(report.verdicts, standings(report), strict=True)
    ]


def _kind(verdict: Verdict, standing: str) -> Kind:
    if verdict.identity == "not-found":
        return "lost"
    if verdict.identity == "another-work":
        return "another"
    if standing == "with_errors":
        return "errors"
    if verdict.identity == "undetermined":
        return "open"
    return "warnings" if standing == "with_warnings" else "verified"


SEVERITIES: Final[dict[Severity, tuple[str, str]]] = {
    "error": ("✗", "Error"),
    "warning": ("!", "Warning"),
    "info": ("i", "Advice"),
}
"""Sign and word for each severity."""

_PLURALS: Final[dict[Severity, str]] = {
    "error": "errors",
    "warning": "warnings",
    "info": "pieces of advice",
}
_SINGULARS: Final[dict[Severity, str]] = {
    "error": "error",
    "warning": "warning",
    "info": "piece of advice",
}


def counted(count: int, severity: Severity) -> str:
    """So many findings: "1 error", "3 warnings"."""
    return f"{count:,} {(_SINGULARS if count == 1 else _PLURALS)[severity]}"


def number_of(count: int, noun: str) -> str:
    """So many things: "1 reference", "3 references"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def phrase(kind: Kind, findings: Sequence[Finding]) -> str:
    """The verdict on a reference in few words: "2 errors, 1 warning", "Not found"."""
    severities = Counter(finding.severity for finding in findings)
    counts = [
        counted(severities[severity], severity)
        for severity in ("error", "warning")
        if severities[severity]
    ]
    if kind in ("errors", "warnings"):
        return ", ".join(counts)
    return "; ".join((OPINIONS[kind].phrase, *(counts if kind == "open" else ())))


_FIELDS: Final = {
    "author": "Authors",
    "editor": "Editors",
    "issued": "Year",
    "title": "Title",
    "container-title": "Journal or book",
    "collection-title": "Series",
    "volume": "Volume",
    "issue": "Issue",
    "page": "Pages or article number",
    "number": "Number",
    "edition": "Edition",
    "publisher": "Publisher",
    "publisher-place": "Place",
    "DOI": "DOI",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "URL": "Address",
    "type": "Kind of work",
}


def field_name(variable: str) -> str:
    """What people call a CSL variable: "Journal or book"."""
    return _FIELDS.get(variable) or variable.replace("-", " ").capitalize()


_DETAILS: Final = {
    "added": "more than the record has",
    "initials": "other initials",
    "last": "the last page differs",
    "missing": "something is left out",
    "near": "near, but not the same",
    "order": "in another order",
    "other": "another",
    "replaced": "another in its place",
    "spelling": "another spelling",
}


def judgement(comparison: Comparison) -> tuple[str, str]:
    """What a Comparison comes to, in words: "differs" or "fine", and how, or ""."""
    if not comparison.same:
        return "differs", _DETAILS.get(comparison.detail) or comparison.detail.replace("-", " ")
    if comparison.excuse:
        known = EXCUSES.get(comparison.excuse)
        return "fine", known.meaning if known else comparison.excuse.replace("-", " ")
    return "same", ""


_CERTAINTIES: Final = ((0.99, "practically certain"), (0.95, "very probable"), (0.8, "probable"))


def certainty(match: Match) -> str:
    """How probable it is that a Match is the work that is meant, in words and as a number."""
    score = match.score
    words = next((words for least, words in _CERTAINTIES if score >= least), "possible")
    # 0.9997 is not 1.00.
    shown = "more than 0.99" if 0.99 < score < 1 else f"{score:.2f}"
    return f"{words} ({shown})"


OUTCOMES: Final = {
    "found": "returned records",
    "absent": "has no such work, and would know it",
    "unknown": "has no such work, which proves nothing",
    "silent": "did not answer",
    "unasked": "was not asked",
}
"""What a Source said, in words, by :attr:`refkit.model.Answer.outcome`."""

GRAVE: Final = frozenset(
    {"retraction", "withdrawal", "removal", "partial_retraction", "expression_of_concern"}
)
"""Types of notices that put a work in doubt."""

_NOTICES: Final = {
    "retraction": "This work was retracted",
    "withdrawal": "This work was withdrawn",
    "removal": "This work was removed",
    "partial_retraction": "This work was retracted in part",
    "expression_of_concern": "The publisher has expressed concern about this work",
    "correction": "This work was corrected",
    "erratum": "This work was corrected (erratum)",
    "corrigendum": "This work was corrected (corrigendum)",
    "addendum": "Something was added to this work",
    "clarification": "This work was clarified",
    "new_version": "There is a newer version of this work",
}


def notice_words(notice: Notice) -> str:
    """A Notice in one sentence, without its link: "This work was retracted on 2011-03-31"."""
    said = _NOTICES.get(notice.type)
    if said is None:
        said = f"A notice was published about this work: {notice.label}".removesuffix(": ")
    when = f" on {notice.date}" if notice.date else ""
    who = notice.source.replace("-", " ").title() if notice.source else ""
    return f"{said}{when}{f' (says {who})' if who else ''}"
