"""The report for programs: JSON, as docs/check-report.schema.json describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from refkit._version import __version__
from refkit.errors import InputError
from refkit.model import Answer, Comparison, Finding, Report, Verdict
from refkit.report.summary import standings, summarize, why_unchecked

_LONE_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def write_json(
    reports: Sequence[Report],
    *,
    unreadable: Sequence[InputError] = (),
    several: bool | None = None,
) -> str:
    """Reports as JSON.

    Args:
        reports: One report for each article.
        unreadable: The files that could not be read; they appear where there are several.
        several: Whether to write the form for several files even for one, so that the caller of
            a folder always gets the same form; by default, where there is not exactly one.

    Returns:
        One JSON object and a line feed; docs/check-report.schema.json has its schema. "No such
        thing" is null, never "".
    """
    if several is None:
        several = len(reports) != 1 or bool(unreadable)
    content: dict[str, Any]
    if several:
        content = {
            "version": __version__,
            "files": [_report(report) for report in reports],
            "unreadable": [
                {"path": error.path, "line": error.line or None, "reason": error.reason}
                for error in unreadable
            ],
            "summary": _summary(reports),
        }
    else:
        content = {"version": __version__, **_report(reports[0])}
    text = json.dumps(content, ensure_ascii=False, indent=2)
    # A file name that is no UTF-8 reaches Python as lone surrogates (PEP 383), which UTF-8 cannot
    # carry; JSON's own escape can (RFC 8259, section 8.2).
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _report(report: Report) -> dict[str, Any]:
    return {
        "path": report.path,
        "format": report.format,
        "summary": _summary([report]),
        "references": [
            {**_reference(verdict), "standing": standing}
            for verdict, standing in zip(report.verdicts, standings(report), strict=True)
        ],
        "findings": [_finding(finding, report.path) for finding in report.findings],
        "suppressed": [
            {
                "finding": _finding(each.finding, report.path),
                "by": each.by,
                "reason": each.reason,
            }
            for each in report.suppressed
        ],
        "guesses": report.guesses,
    }


def _summary(reports: Sequence[Report]) -> dict[str, Any]:
    summary = summarize(reports)
    counts = {str(standing): count for standing, count in summary.references.items()}
    return {
        "references": sum(counts.values()),
        **counts,
        "findings": summary.findings,
        "exit_code": summary.exit_code,
    }


def _reference(verdict: Verdict) -> dict[str, Any]:
    reference, match = verdict.reference, verdict.match
    why = why_unchecked(verdict) if verdict.identity == "undetermined" else None
    return {
        "raw": reference.raw,
        "line": reference.line,
        "column": reference.column,
        "place": reference.where,
        "marker": reference.marker or None,
        "key": reference.key or None,
        "problem": reference.problem or None,
        "identity": verdict.identity,
        "doi": (match.record.work.DOI or None) if match else None,
        "title": (match.record.work.title or None) if match else None,
        "score": match.score if match else None,
        "reason": match.reason if match else why,
        "source": match.record.source if match else None,
        "claimed": (verdict.claimed.work.DOI or None) if verdict.claimed else None,
        "fields": list(dict.fromkeys(verdict.wrong)),
        "comparisons": [_comparison(comparison) for comparison in verdict.comparisons],
        "coverage": [_answer(answer) for answer in verdict.coverage],
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "field": comparison.variable,
        "written": comparison.written or None,
        "found": comparison.found or None,
        "same": comparison.same,
        "excuse": comparison.excuse or None,
        "detail": comparison.detail or None,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "source": answer.source,
        "question": answer.question,
        "outcome": answer.outcome,
        "detail": answer.detail or None,
    }


def _finding(finding: Finding, path: str) -> dict[str, Any]:
    fix = finding.fix
    return {
        "code": finding.code,
        "message": finding.message,
        "severity": finding.severity,
        "path": finding.path or path,
        "part": finding.start.part or None,
        "line": finding.start.line,
        "column": finding.start.column,
        "end_line": finding.end.line,
        "end_column": finding.end.column,
        "reference": finding.reference,
        "field": finding.field or None,
        "written": finding.written or None,
        "found": finding.found or None,
        "source": finding.source or None,
        "fix": fix
        and {
            "start": fix.span.start,
            "end": fix.span.end,
            "replacement": fix.replacement,
            "safe": fix.safe,
        },
    }
