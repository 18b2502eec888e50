"""The report for GitHub Actions: annotations on the lines of a change, and a job summary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refkit.errors import InputError
from refkit.model import Finding, Report, Severity
from refkit.model.finding import SEVERITIES
from refkit.report.summary import label, summarize, who_says, why_unchecked
from refkit.report.terminal import visible

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
_SIGNS: Final[dict[Severity, str]] = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}

SUMMARY_LIMIT: Final = 900_000
"""Bytes of a job summary at most; GitHub drops one of more than 1 MiB as a whole."""

_UNCHECKED_SHOWN: Final = 50
_CELL: Final = 400
_MARKUP: Final = re.compile(r"[\\`*_\[\]|~$@]")


def write_github(reports: Sequence[Report], *, unreadable: Sequence[InputError] = ()) -> str:
    """Reports as workflow commands, which GitHub shows beside the lines.

    Args:
        reports: One report for each article.
        unreadable: The files that could not be read; each is an error.

    Returns:
        Lines ``::error file=…,line=…::…``, the gravest first, for GitHub shows ten of each kind a
        step; and a line of counts. What the article says cannot become a command of its own.
    """
    lines = [
        _command("error", str(error), file=error.path, line=error.line) for error in unreadable
    ]
    findings = [(report, finding) for report in reports for finding in report.findings]
    findings.sort(key=lambda each: SEVERITIES.index(each[1].severity))
    lines += [_annotation(report, finding) for report, finding in findings]
    lines.append(visible(_counts(reports)))
    return "".join(f"{line}\n" for line in lines)


def write_job_summary(reports: Sequence[Report], *, unreadable: Sequence[InputError] = ()) -> str:
    """Reports as the Markdown that GitHub shows as the summary of a job.

    Args:
        reports: One report for each article.
        unreadable: The files that could not be read.

    Returns:
        GitHub-flavoured Markdown of at most ``SUMMARY_LIMIT`` bytes: a table of findings for each
        article that has some, and what could not be checked. Markup of the article is escaped.
    """
    parts = ["## References\n\n", f"{_escaped(_counts(reports))}\n\n"]
    parts += [f"- ❌ {_escaped(str(error))}\n" for error in unreadable]
    parts += ["\n"] if unreadable else []
    size = sum(len(part.encode()) for part in parts)
    for report in reports:
        for part in _article(report):
            size += len(part.encode("utf-8", "replace"))
            if size > SUMMARY_LIMIT:
                return "".join([*parts, "\n… and more: see the log of the step.\n"])
            parts.append(part)
    return "".join(parts)


def _article(report: Report) -> list[str]:
    parts = []
    if report.findings:
        parts.append(f"### {_escaped(report.path or 'text')}\n\n")
        parts.append("| | line | rule | finding | written | should be |\n|-|-:|-|-|-|-|\n")
        parts += [_row(finding) for finding in report.findings]
        parts.append("\n")
    unchecked = [verdict for verdict in report.verdicts if verdict.identity == "undetermined"]
    if unchecked:
        name = _escaped(report.path or "text")
        parts.append(f"<details><summary>{len(unchecked)} not checked in {name}</summary>\n\n")
        for verdict in unchecked[:_UNCHECKED_SHOWN]:
            told = f"{label(verdict.reference)}: {why_unchecked(verdict)}"
            parts.append(f"- {_escaped(verdict.reference.where)}: {_escaped(told)}\n")
        if len(unchecked) > _UNCHECKED_SHOWN:
            parts.append(f"- … and {len(unchecked) - _UNCHECKED_SHOWN} more\n")
        parts.append("\n</details>\n\n")
    return parts


def _row(finding: Finding) -> str:
    cells = (
        _SIGNS[finding.severity],
        _escaped(finding.place.rpartition(":")[0]),
        finding.code,
        _escaped(finding.message),
        _escaped(finding.written if finding.found else ""),
        _escaped(finding.found),
    )
    return f"| {' | '.join(cells)} |\n"


def _annotation(report: Report, finding: Finding) -> str:
    message = finding.message
    if finding.found and finding.found not in message:
        message += f"\n{who_says(finding)}: {finding.found}"
    if finding.source:
        message += f"\nFrom: {finding.source}"
    if finding.start.part and finding.start.part != finding.path:
        message += f"\nIn: {finding.start.part}"
    one_line = finding.start.line == finding.end.line
    return _command(
        _COMMANDS[finding.severity],
        message,
        file=finding.path or report.path,
        line=finding.start.line,
        endLine=finding.end.line,
        # Columns are refused where the annotation goes over several lines.
        col=finding.start.column if one_line else 0,
        endColumn=finding.end.column if one_line else 0,
        title=f"refkit {finding.code}",
    )


def _command(name: str, message: str, **properties: str | int) -> str:
    """A workflow command; the escapes are those of GitHub's own toolkit."""
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{name}{' ' + given if given else ''}::{_data(message)}"


def _data(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    return "%0A".join(visible(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def _counts(reports: Sequence[Report]) -> str:
    files = f"{len(reports)} files, " if len(reports) > 1 else ""
    return f"{files}{summarize(reports)}"


def _escaped(text: str) -> str:
    """Text for a cell of a Markdown table, without anything that would be markup."""
    if len(text) > _CELL:
        text = f"{text[: _CELL - 1]}…"
    text = _MARKUP.sub(lambda sign: f"\\{sign[0]}", visible(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
