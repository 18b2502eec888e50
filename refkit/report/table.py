"""References and what they were resolved to, set out for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refkit.model import Date, Name, Reference, Verdict, Work
from refkit.report.summary import label, why_unchecked
from refkit.report.terminal import paint, visible, wrapped

_SKIPPED = ("id", "type", "custom", "categories")


def write_references(
    references: Sequence[Reference], *, color: bool = False, width: int = 100
) -> str:
    """Each reference with the fields that were found in it.

    Args:
        references: The References.
        color: Whether to colour with ECMA-48 sequences.
        width: Columns of the terminal.

    Returns:
        For each a line with its place, its type and how sure the parser is, then a line a field;
        blank lines between them. Of an entry that could not be read, why, and its text.
    """
    blocks = []
    for reference in references:
        if reference.problem:
            head = f"line {reference.line}: {reference.problem}"
        else:
            kind = reference.work.type or "document"
            head = f"line {reference.line}: {kind}, {reference.confidence:.0%} sure"
        block = [paint(visible(head), "bold", color=color)]
        rows = [
            (variable, _value(value))
            for variable, value in reference.work.variables()
            if variable not in _SKIPPED
        ]
        if reference.problem or not rows:
            rows = [("as written", reference.raw), *rows]
        block += _rows(rows, color=color, width=width)
        blocks.append("\n".join(block) + "\n")
    return "\n".join(blocks)


def write_verdicts(verdicts: Sequence[Verdict], *, color: bool = False, width: int = 100) -> str:
    """Each reference with the work that it was resolved to.

    Args:
        verdicts: The Verdicts.
        color: Whether to colour with ECMA-48 sequences.
        width: Columns of the terminal.

    Returns:
        For each a line with the reference and its identity, then the Record's main fields, its
        notices and its source, or why there is none; blank lines between them.
    """
    blocks = []
    for verdict in verdicts:
        head = f"{label(verdict.reference)}: {verdict.identity}"
        block = [paint(visible(head), "bold", color=color)]
        block += _rows(_resolved(verdict), color=color, width=width)
        blocks.append("\n".join(block) + "\n")
    return "\n".join(blocks)


def _resolved(verdict: Verdict) -> list[tuple[str, str]]:
    rows = []
    if verdict.claimed:
        other = verdict.claimed.work
        rows.append(("DOI written", f"{other.DOI}, which is “{other.title}”"))
    if verdict.match:
        rows += _record(verdict.match.record.work)
        rows += [
            ("notice", " ".join(filter(None, (notice.type, notice.date, notice.DOI))))
            for notice in verdict.match.record.notices
        ]
        rows.append(("from", verdict.match.record.source))
        rows.append(("because", verdict.match.reason))
    elif verdict.identity == "undetermined":
        rows.append(("because", why_unchecked(verdict)))
    else:
        rows += [
            (answer.source, f"{answer.outcome}{f' ({answer.detail})' if answer.detail else ''}")
            for answer in verdict.coverage
        ]
    return [(name, text) for name, text in rows if text]


def _record(work: Work) -> list[tuple[str, str]]:
    variables = (
        "type", "author", "editor", "issued", "title", "container-title", "publisher",
        "volume", "issue", "page", "number", "DOI", "URL",
    )  # fmt: skip
    shown = [(variable, _value(work.get(variable))) for variable in variables if work.get(variable)]
    # The address says nothing that the DOI does not, in nearly every Record of Crossref.
    return [row for row in shown if not (row[0] == "URL" and work.DOI)]


def _rows(rows: Sequence[tuple[str, str]], *, color: bool, width: int) -> list[str]:
    widest = max((len(name) for name, _ in rows), default=0)
    lines = []
    for name, text in rows:
        lead = f"  {name:<{widest}}  "
        first, *others = wrapped(text, indent=lead, hanging=" " * len(lead), width=width) or [lead]
        lines.append(paint(first[: len(lead)], "dim", color=color) + first[len(lead) :])
        lines += others
    return lines


def _value(value: Any) -> str:
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, list):
        return "; ".join(_name(item) if isinstance(item, Name) else str(item) for item in value)
    return str(value)


def _name(name: Name) -> str:
    if name.literal:
        return name.literal
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    return ", ".join(filter(None, (family, given, name.suffix)))


def _date(date: Date) -> str:
    dates = ["-".join(f"{part:02d}" for part in parts) for parts in date.date_parts]
    shown = "/".join(dates) or date.literal or date.raw
    season = f", season {date.season}" if date.season else ""
    return f"{'ca. ' if date.circa else ''}{shown}{season}"
