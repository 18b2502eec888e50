"""Known findings: how a Finding is recognised after the article around it has changed.

A fingerprint is made of the rule's code, the field, and the words concerned: of the reference, or
of the sentence where there is none. Moving, renumbering, re-wrapping and re-punctuating leave it
as it is; whoever changes the words of a reference is shown again what is wrong with it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

import msgspec

from refkit.model import Finding, Reference, Report

_WORD: Final = re.compile(r"[^\W_]+")
_BLANK_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[ \t]{0,200}(?=[\r\n])")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")

_CONTEXT: Final = 6
"""Words on each side by which a place in the running text is known."""

_LOOKED_AT: Final = 400
"""Characters on each side in which those words are looked for."""

_QUOTED: Final = 80
"""Characters of the article that a known finding shows to people."""

_UNKNOWABLE: Final = "S"
"""The family that is never known: it is about the check itself, and an entry that the lockfile
lacks (S901) was not checked at all."""


class Known(msgspec.Struct, frozen=True, order=True):
    """A Finding that was there before.

    Attributes:
        code: The rule's code.
        fingerprint: 16 hexadecimal digits.
        message: What was wrong, for people.
        text: The beginning of the reference or of the words concerned, for people.
    """

    code: str
    fingerprint: str
    message: str
    text: str


class Split(NamedTuple):
    """The Findings of a Report beside those that are known.

    Attributes:
        new: Those that are not known, in the order of the article.
        known: Those that are.
        gone: What is known and was not found any more, where that is certain.
    """

    new: list[Finding]
    known: list[Finding]
    gone: list[Known]


def known_findings(report: Report) -> list[Known]:
    """The Findings of a Report as a baseline holds them, by code and fingerprint."""
    findings = _findings(report)
    return sorted(
        Known(finding.code, fingerprint, finding.message, _quoted(report, finding))
        for finding, fingerprint in zip(findings, _fingerprints(report, findings), strict=True)
        if fingerprint
    )


def split_findings(
    report: Report, known: Sequence[Known], ran: Collection[str] | None = None
) -> Split:
    """Part the Findings of a Report into new and known ones.

    Args:
        report: The Report, its Findings not parted yet.
        known: What is known of the article.
        ran: The codes of the rules that were run; None for all.
    """
    findings = _findings(report)
    left = {each.fingerprint: each for each in known}
    new: list[Finding] = []
    old: list[Finding] = []
    for finding, fingerprint in zip(findings, _fingerprints(report, findings), strict=True):
        (old if left.pop(fingerprint, None) is not None else new).append(finding)
    unchecked = {
        _excerpt(verdict.reference.raw)
        for verdict in report.verdicts
        if verdict.identity == "undetermined"
    }
    gone = [
        each
        for each in left.values()
        if (ran is None or each.code in ran) and each.text not in unchecked
    ]
    return Split(new, old, sorted(gone))


def _findings(report: Report) -> list[Finding]:
    """All Findings but those that a comment suppresses, in the order of the article."""
    hidden = [each.finding for each in report.suppressed if each.by == "baseline"]
    if not hidden:
        return report.findings
    return sorted([*report.findings, *hidden], key=lambda each: (each.start, each.code))


def _fingerprints(report: Report, findings: Sequence[Finding]) -> list[str]:
    """One for each Finding; "" for those that are never known."""
    source = _Source(report.source)
    counts: Counter[tuple[str, str, str]] = Counter()
    found = []
    for finding in findings:
        if finding.code.startswith(_UNKNOWABLE):
            found.append("")
            continue
        key = (finding.code, finding.field, _subject(report, finding, source))
        text = "\x1f".join((*key, str(counts[key])))
        counts[key] += 1
        found.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])
    return found


def _subject(report: Report, finding: Finding, source: _Source) -> str:
    """The words that a Finding is about, folded."""
    reference = _reference(report, finding)
    if reference is not None:
        return _words(reference.raw)
    if not finding.span:
        return ""  # the article as a whole
    return _words(source.around(finding) or finding.written)


def _reference(report: Report, finding: Finding) -> Reference | None:
    """The reference that a Finding stands in; one on a citation of it stands elsewhere."""
    if finding.reference is None or not 0 <= finding.reference < len(report.verdicts):
        return None
    reference = report.verdicts[finding.reference].reference
    span = reference.span
    return reference if span.start <= finding.span.start <= span.end else None


def _words(text: str) -> str:
    # Not normalize.text.fold: its tables may change, and a fingerprint must not.
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _quoted(report: Report, finding: Finding) -> str:
    reference = _reference(report, finding)
    return _excerpt(reference.raw if reference is not None else finding.written)


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


class _Source:
    """The text of a file, and the words around a place in it."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts: list[int] = []

    def around(self, finding: Finding) -> str:
        """What a Finding marks, with some words of its paragraph before and after."""
        if not self._starts:
            self._starts = [0, *(end.end() for end in _LINE_END.finditer(self._source))]
        start, end = finding.source_span.start, finding.source_span.end
        if not end:
            if finding.end.line > len(self._starts):
                return ""
            start = self._starts[finding.start.line - 1] + finding.start.column - 1
            end = self._starts[finding.end.line - 1] + finding.end.column - 1
        before = self._source[max(start - _LOOKED_AT, 0) : start]
        after = self._source[end : end + _LOOKED_AT]
        blank = max((each.end() for each in _BLANK_LINE.finditer(before)), default=0)
        stop = _BLANK_LINE.search(after)
        before_words = _WORD.findall(before[blank:])[-_CONTEXT:]
        after_words = _WORD.findall(after[: stop.start()] if stop else after)[:_CONTEXT]
        return " ".join([*before_words, self._source[start:end], *after_words])
