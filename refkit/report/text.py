"""The report for people: findings in their place, and what the Records say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refkit.model import Finding, Fix, Position, Report, Severity, Span, Verdict
from refkit.report.excerpt import excerpt, line_spans, marked
from refkit.report.summary import label, summarize, who_says, why_unchecked
from refkit.report.terminal import Colour, paint, visible, wrapped

_COLOURS: Final[dict[Severity, Colour]] = {"error": "red", "warning": "yellow", "info": "cyan"}
_UNCHECKED_SHOWN: Final = 10
_FIX_SHOWN: Final = 100
_BARE_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")


def write_text(
    report: Report,
    *,
    color: bool = False,
    width: int = 100,
    brief: bool = False,
    summary: bool = True,
) -> str:
    """A report as a linter prints it.

    Args:
        report: The report.
        color: Whether to colour with ECMA-48 sequences.
        width: Columns of the terminal; excerpts are cut and evidence is wrapped to it.
        brief: Only one line for each finding: ``file:line:column CODE message``.
        summary: Whether to end with the line of :func:`write_summary`.

    Returns:
        Lines that each end with a line feed: the findings in the article's order, each with the
        lines of the article, the fault underlined, and what the Record says; what had to be
        guessed; the references that could not be checked, and why; the summary. No character of
        the article can act on the terminal.
    """
    if brief:
        return "".join(f"{_headline(report, f, color=color)}\n" for f in report.findings)
    lines = line_spans(report.source)
    blocks = [
        _finding(report, finding, lines, width=width, color=color) for finding in report.findings
    ]
    if report.guesses:
        blocks.append(
            [
                line
                for guess in report.guesses
                for line in wrapped(
                    f"{_place(report.path)}: note: {guess}", indent="", hanging="  ", width=width
                )
            ]
        )
    unchecked = [verdict for verdict in report.verdicts if verdict.identity == "undetermined"]
    if unchecked:
        blocks.append(_unchecked(report, unchecked, width=width, color=color))
    if summary:
        blocks.append([write_summary([report], color=color).rstrip("\n")])
    return "".join("\n".join(block) + "\n\n" for block in blocks)[:-1]


def write_summary(reports: Sequence[Report], *, color: bool = False) -> str:
    """One line of counts over all reports, and one before it where findings can be mended.

    Returns:
        "4 references: 1 verified, 1 with errors, 2 not checkable (no matching record in r.json)",
        after "3 files, " where there are several, and with a line feed.
    """
    summary = summarize(reports)
    colours: dict[int, Colour] = {0: "green", 1: "red", 3: "yellow"}
    files = f"{len(reports)} files, " if len(reports) > 1 else ""
    counts = paint(visible(files + str(summary)), colours[summary.exit_code], color=color)
    return f"{_mendable(reports)}{counts}\n"


def _headline(report: Report, finding: Finding, *, color: bool) -> str:
    place = f"{_place(finding.path or report.path)}:{visible(finding.place)}"
    return " ".join(
        (
            paint(place, "bold", color=color),
            paint(visible(finding.code), _COLOURS[finding.severity], color=color),
            visible(finding.message),
        )
    )


def _finding(
    report: Report, finding: Finding, lines: Sequence[Span], *, width: int, color: bool
) -> list[str]:
    verdict = _verdict(report, finding)
    colour = _COLOURS[finding.severity]
    block = [_headline(report, finding, color=color)]
    if report.source and (verdict or finding.end > finding.start):
        block += excerpt(
            report.source,
            lines,
            *marked(lines, finding),
            colour=colour,
            width=width,
            color=color,
        )
    elif verdict:
        # Positions in a .docx or a .pdf are no places of a text that could be shown.
        raw = verdict.reference.raw
        at = max(raw.find(finding.written), 0) if finding.written else 0
        fault = Span(at, at + len(finding.written) if finding.written in raw else len(raw))
        block += excerpt(
            raw,
            [Span(0, len(raw))],
            Position(1, fault.start + 1),
            Position(1, fault.end + 1),
            colour=colour,
            width=width,
            color=color,
        )
    for head, text in _evidence(finding, verdict):
        first, *others = wrapped(
            f"{head}: {text}", indent="  = ", hanging=" " * (len(head) + 6), width=width
        )
        shown = paint(first[: len(head) + 5], "dim", color=color) + first[len(head) + 5 :]
        block += [shown, *others]
    return block


def _evidence(finding: Finding, verdict: Verdict | None) -> list[tuple[str, str]]:
    """What the Record says and where it is from; for a work found nowhere, who was asked."""
    evidence = []
    if verdict and not verdict.reference.raw and not verdict.reference.where.startswith("line "):
        # A work of a .bib file, which the article cites by its key.
        evidence.append(("entry", verdict.reference.where))
    if finding.found:
        evidence.append((who_says(finding), finding.found))
    if finding.source:
        evidence.append(("from", _with_address(finding.source)))
    elif verdict and verdict.identity == "not-found" and not finding.field:
        asked = dict.fromkeys(answer.source for answer in verdict.coverage)
        evidence.append(("asked", ", ".join(asked)))
    if finding.fix and finding.fix.replacement != finding.found:
        evidence.append(("fix" if finding.fix.safe else "unsafe fix", _told(finding.fix)))
    return [(head, text) for head, text in evidence if text]


def _told(fix: Fix) -> str:
    """A Fix in a line; of a long one, how to see it."""
    text = fix.replacement
    if not text:
        return "take it out"
    return f"write “{text}”" if len(text) <= _FIX_SHOWN else "--diff shows it"


def _mendable(reports: Sequence[Report]) -> str:
    """How many findings have a Fix, and how it is made; "" if none has."""
    fixes = [each.fix for report in reports for each in report.findings if each.fix]
    safe = sum(fix.safe for fix in fixes)
    told = [f"{safe} with --fix"] if safe else []
    if len(fixes) > safe:
        more = "more " if safe else ""
        told.append(f"{len(fixes) - safe} {more}with --fix --unsafe-fixes")
    return f"can be mended: {', '.join(told)}\n" if told else ""


def _with_address(source: str) -> str:
    """A finding's source ("crossref, 10.1037/pst0000342") with the DOI as an address to open."""
    name, comma, key = source.partition(", ")
    return f"{name}{comma}https://doi.org/{key}" if _BARE_DOI.fullmatch(key) else source


def _unchecked(
    report: Report, verdicts: Sequence[Verdict], *, width: int, color: bool
) -> list[str]:
    head = f"{_place(report.path)}: not checked ({len(verdicts)})"
    block = [paint(head, "bold", color=color)]
    for verdict in verdicts[:_UNCHECKED_SHOWN]:
        reference = verdict.reference
        block += wrapped(
            f"{reference.where} {label(reference)}: {why_unchecked(verdict)}",
            indent="  ",
            hanging="    ",
            width=width,
        )
    if len(verdicts) > _UNCHECKED_SHOWN:
        block.append(f"  … and {len(verdicts) - _UNCHECKED_SHOWN} more")
    return block


def _verdict(report: Report, finding: Finding) -> Verdict | None:
    number = finding.reference
    if number is None or not 0 <= number < len(report.verdicts):
        return None
    return report.verdicts[number]


def _place(path: str) -> str:
    return visible(path) or "<text>"
