"""Columns: tables for a terminal, of plain text, cut to its width."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from refkit.report.terminal import cells, paint, visible

_GAP: Final = "  "
_NARROWEST: Final = 8
"""Cells that a column keeps that may be cut."""


def write_columns(
    rows: Sequence[Sequence[str]],
    *,
    headings: Sequence[str] = (),
    flexible: Collection[int] = (),
    width: int = 0,
    color: bool = False,
) -> str:
    """A table of one line a row.

    Args:
        rows: The cells of each row, as many as the first has; what could act on a terminal is made
            visible.
        headings: What stands above the columns; nothing if there are none.
        flexible: The columns that are cut where the table would be wider than the terminal, the
            widest first; counted from 0.
        width: The cells of the terminal; 0 for a table that is not cut.
        color: Whether to colour: headings dim, the first column bold.

    Returns:
        The lines, each with its line break; "" if there are no rows.
    """
    if not rows:
        return ""
    shown = [[visible(cell) for cell in row] for row in rows]
    table = [list(headings), *shown] if headings else shown
    widths = [max(width_of(cell) for cell in column) for column in zip(*table, strict=True)]
    if width:
        _shrink(widths, flexible, width)
    lines = [_line(row, widths) for row in table]
    if headings:
        lines[0] = paint(lines[0], "dim", color=color)
    if color:
        for number, row in enumerate(shown, start=bool(headings)):
            first = cut(row[0], widths[0])
            lines[number] = paint(first, "bold", color=True) + lines[number][len(first) :]
    return "".join(f"{line}\n" for line in lines)


def width_of(text: str) -> int:
    """The cells that a text takes on a terminal: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(cells, text))


def cut(text: str, width: int) -> str:
    """A text of at most so many cells; what is cut off is an ellipsis."""
    if width_of(text) <= width:
        return text
    taken, used = [], 0
    for character in text:
        used += cells(character)
        if used > width - 1:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"


def _shrink(widths: list[int], flexible: Collection[int], width: int) -> None:
    """Take from the widest of the columns that may be cut until the table fits."""
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    while over > 0:
        widest = max(flexible, key=lambda column: widths[column], default=-1)
        if widest < 0 or widths[widest] <= _NARROWEST:
            return
        widths[widest] -= 1
        over -= 1


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    parts = [cut(cell, width) for cell, width in zip(row, widths, strict=True)]
    padded = [
        part + " " * (width - width_of(part)) for part, width in zip(parts, widths, strict=True)
    ]
    return _GAP.join(padded).rstrip()
