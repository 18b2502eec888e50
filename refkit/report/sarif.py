"""The report for code scanning: SARIF 2.1.0, as OASIS has it and GitHub reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from os.path import isabs
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from refkit._version import __version__
from refkit.errors import InputError
from refkit.model import Finding, Fix, Report, RuleInfo, Severity, Span, Verdict
from refkit.report.excerpt import line_spans, place_of
from refkit.report.summary import label, summarize, why_unchecked

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT: Final = "SRCROOT"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_UNSTORABLE: Final = re.compile(r"[\ud800-\udfff]")
_FAMILIES: Final = {
    "X": "reading",
    "D": "doi",
    "M": "metadata",
    "F": "existence",
    "R": "status",
    "C": "citations",
    "L": "list",
    "A": "apa",
    "S": "suppressions",
}


def write_sarif(
    reports: Sequence[Report],
    *,
    rules: Sequence[RuleInfo] = (),
    unreadable: Sequence[InputError] = (),
) -> str:
    """Reports as one SARIF run.

    Args:
        reports: One report for each article.
        rules: The rules that were run, for their explanations; others that have a finding are named
            only.
        unreadable: The files that could not be read; each is a notification of an error.

    Returns:
        One JSON object and a line feed. References that could not be checked are notifications,
        for they are no results; what is held back is a result with its suppression. Columns count
        Unicode code points.
    """
    found = {finding.code for report in reports for finding in _findings(report)}
    known = [_rule(rule) for rule in rules]
    known += [{"id": code} for code in sorted(found - {rule.code for rule in rules})]
    numbers = {rule["id"]: number for number, rule in enumerate(known)}
    notes = [_unread(error) for error in unreadable]
    notes += [note for report in reports for note in _unchecked(report)]
    run = {
        "tool": {
            "driver": {
                "name": "refkit",
                "semanticVersion": __version__,
                "informationUri": "https://github.com/refkit/refkit",
                "rules": known,
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which refkit was run."}}
        },
        "invocations": [
            {
                "executionSuccessful": not unreadable,
                "exitCode": 2 if unreadable else summarize(reports).exit_code,
                "toolExecutionNotifications": notes,
            }
        ],
        "artifacts": [{"location": _location(report.path)} for report in reports],
        "results": [result for report in reports for result in _results(report, numbers)],
    }
    text = json.dumps(
        {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    )
    return _UNSTORABLE.sub("\ufffd", text) + "\n"


def _rule(rule: RuleInfo) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.documentation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["references", _FAMILIES.get(rule.code[0], "references")]},
    }


def _findings(report: Report) -> list[Finding]:
    """All findings, those that are held back as well."""
    return [*report.findings, *(each.finding for each in report.suppressed)]


def _results(report: Report, numbers: dict[str, int]) -> list[dict[str, Any]]:
    lines = line_spans(report.source)
    results = [_result(report, finding, lines, numbers) for finding in report.findings]
    for each in report.suppressed:
        result = _result(report, each.finding, lines, numbers)
        kind = "inSource" if each.by == "comment" else "external"
        result["suppressions"] = [{"kind": kind, "justification": each.reason}]
        results.append(result)
    return results


def _result(
    report: Report, finding: Finding, lines: Sequence[Span], numbers: dict[str, int]
) -> dict[str, Any]:
    location = _location(finding.path or report.path)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": location,
                    "region": {
                        "startLine": finding.start.line,
                        "startColumn": finding.start.column,
                        "endLine": finding.end.line,
                        "endColumn": finding.end.column,
                    },
                }
            }
        ],
    }
    if finding.fix is not None and report.source:
        result["fixes"] = [_fix(finding.fix, lines, location)]
    more = {
        "field": finding.field,
        "written": finding.written,
        "found": finding.found,
        "source": finding.source,
        "part": finding.start.part if finding.start.part != finding.path else "",
        "reference": None if finding.reference is None else finding.reference + 1,
    }
    properties = {name: value for name, value in more.items() if value not in ("", None)}
    if properties:
        result["properties"] = properties
    return result


def _fix(fix: Fix, lines: Sequence[Span], location: dict[str, str]) -> dict[str, Any]:
    start, end = place_of(lines, fix.span.start), place_of(lines, fix.span.end)
    words = "Safe fix" if fix.safe else "Unsafe fix: look at it before you accept it"
    return {
        "description": {"text": words},
        "artifactChanges": [
            {
                "artifactLocation": location,
                "replacements": [
                    {
                        "deletedRegion": {
                            "startLine": start.line,
                            "startColumn": start.column,
                            "endLine": end.line,
                            "endColumn": end.column,
                        },
                        "insertedContent": {"text": fix.replacement},
                    }
                ],
            }
        ],
    }


def _unread(error: InputError) -> dict[str, Any]:
    note: dict[str, Any] = {"level": "error", "message": {"text": error.reason}}
    if error.path:
        place: dict[str, Any] = {"artifactLocation": _location(error.path)}
        if error.line:
            place["region"] = {"startLine": error.line}
        note["locations"] = [{"physicalLocation": place}]
    return note


def _unchecked(report: Report) -> list[dict[str, Any]]:
    """What could not be checked, for a reader of the log: it is no fault of the article."""
    return [
        {
            "level": "note",
            "message": {"text": f"not checked: {_told(verdict)}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": _location(report.path),
                        "region": {
                            "startLine": verdict.reference.line,
                            "startColumn": verdict.reference.column,
                        },
                    }
                }
            ],
        }
        for verdict in report.verdicts
        if verdict.identity == "undetermined"
    ]


def _told(verdict: Verdict) -> str:
    return f"{label(verdict.reference)}: {why_unchecked(verdict)}"


def _location(path: str) -> dict[str, str]:
    """A file as RFC 3986 has it: relative to where refkit was run, or a "file:" address."""
    if isabs(path):
        return {"uri": PurePath(path).as_uri()}
    name = PurePath(path).as_posix().encode("utf-8", "surrogatepass")
    return {"uri": quote(name), "uriBaseId": _ROOT}
