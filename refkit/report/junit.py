"""The report for continuous integration: JUnit XML, a test case for each reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from refkit.errors import InputError
from refkit.model import Finding, Report, Verdict
from refkit.model.finding import SEVERITIES
from refkit.report.summary import label, who_says, why_unchecked

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold (section 2.2, "Characters")."""

_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def write_junit(reports: Sequence[Report], *, unreadable: Sequence[InputError] = ()) -> str:
    """Reports as JUnit XML, in the form that pytest writes.

    Args:
        reports: One report for each article; each is a suite.
        unreadable: The files that could not be read; each is a suite with one error.

    Returns:
        An XML document. A reference is a test case: it fails where a finding on it has a severity
        that fails the check, and is skipped where it could not be checked. What is found in the
        text around the list is one test case a rule. Milder findings are in ``system-out``.
    """
    suites = [_suite(report) for report in reports]
    suites += [_unread(error) for error in unreadable]
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f"<testsuites{_attributes(name='refkit')}>\n",
            *suites,
            "</testsuites>\n",
        ]
    )


def _suite(report: Report) -> str:
    failing = SEVERITIES[: SEVERITIES.index(report.fail_on) + 1] if report.fail_on else ()
    of_reference: list[list[Finding]] = [[] for _ in report.verdicts]
    of_text: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.reference is None:
            of_text.setdefault(finding.code, []).append(finding)
        else:
            of_reference[finding.reference].append(finding)
    cases = [
        _case(
            report,
            name=f"{number}. {label(verdict.reference)}",
            line=verdict.reference.line,
            findings=findings,
            failing=failing,
            skipped=_skipped(verdict),
        )
        for number, (verdict, findings) in enumerate(
            zip(report.verdicts, of_reference, strict=True), 1
        )
    ]
    cases += [
        _case(
            report,
            name=code,
            line=findings[0].start.line,
            findings=findings,
            failing=failing,
            skipped="",
        )
        for code, findings in of_text.items()
    ]
    counts = {
        "failures": sum("<failure" in case for case in cases),
        "skipped": sum("<skipped" in case for case in cases),
    }
    head = _attributes(
        name=report.path or "text",
        tests=str(len(cases)),
        failures=str(counts["failures"]),
        errors="0",
        skipped=str(counts["skipped"]),
        time="0",
    )
    return f"  <testsuite{head}>\n{''.join(cases)}  </testsuite>\n"


def _case(
    report: Report,
    *,
    name: str,
    line: int,
    findings: Sequence[Finding],
    failing: Sequence[str],
    skipped: str,
) -> str:
    """One test case; ``skipped`` is why it was not checked, or ""."""
    faults = [finding for finding in findings if finding.severity in failing]
    milder = [finding for finding in findings if finding.severity not in failing]
    parts = []
    if faults:
        message = "; ".join(f"{finding.code} {finding.message}" for finding in faults)
        codes = " ".join(dict.fromkeys(finding.code for finding in faults))
        head = _attributes(message=message, type=codes)
        parts.append(f"<failure{head}>{_text(_told(report, faults))}</failure>")
    elif skipped:
        parts.append(f"<skipped{_attributes(message=skipped)}/>")
    if milder:
        parts.append(f"<system-out>{_text(_told(report, milder))}</system-out>")
    head = _attributes(
        classname=report.path or "text", name=name, file=report.path, line=str(line), time="0"
    )
    if not parts:
        return f"    <testcase{head}/>\n"
    inside = "".join(f"      {part}\n" for part in parts)
    return f"    <testcase{head}>\n{inside}    </testcase>\n"


def _told(report: Report, findings: Iterable[Finding]) -> str:
    lines = []
    for finding in findings:
        place = f"{finding.path or report.path}:{finding.place}"
        lines.append(f"{place} {finding.code} {finding.message}")
        if finding.written:
            lines.append(f"  written: {finding.written}")
        if finding.found:
            lines.append(f"  {who_says(finding)}: {finding.found}")
        if finding.source:
            lines.append(f"  from: {finding.source}")
    return "\n".join(lines)


def _skipped(verdict: Verdict) -> str:
    return why_unchecked(verdict) if verdict.identity == "undetermined" else ""


def _unread(error: InputError) -> str:
    name = error.path or "text"
    suite = _attributes(name=name, tests="1", failures="0", errors="1", skipped="0", time="0")
    case = _attributes(classname=name, name="readable", file=error.path, time="0")
    message = _attributes(message=str(error), type=type(error).__name__)
    return (
        f"  <testsuite{suite}>\n    <testcase{case}>\n      <error{message}/>\n    </testcase>\n"
        "  </testsuite>\n"
    )


def _attributes(**values: str) -> str:
    return "".join(
        f" {name}={quoteattr(_legal(value), {chr(10): '&#10;'})}"
        for name, value in values.items()
        if value
    )


def _text(text: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in _legal(text))


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
