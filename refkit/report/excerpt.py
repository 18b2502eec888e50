"""A piece of an article with a fault underlined, cut to the width of a terminal."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from refkit.model import Finding, Position, Span
from refkit.report.terminal import Colour, cells, paint, visible

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LINES_SHOWN: Final = 4
_TAB: Final = "    "


def line_spans(text: str) -> list[Span]:
    """The range of each line of a text, without its end; CRLF, CR and LF end lines.

    ``str.splitlines`` would split at U+2028 and form feeds too, and then the numbers would differ
    from an editor's and from :meth:`refkit.model.Document.source_position`.
    """
    spans, start = [], 0
    for end in _LINE_END.finditer(text):
        spans.append(Span(start, end.start()))
        start = end.end()
    return [*spans, Span(start, len(text))]


def place_of(lines: Sequence[Span], offset: int) -> Position:
    """Line and column, from 1, of a character of a text, whose lines are given."""
    number = bisect_right(lines, offset, key=lambda line: line.start)
    return Position(number, offset - lines[number - 1].start + 1)


def marked(lines: Sequence[Span], finding: Finding) -> tuple[Position, Position, int]:
    """Where a Finding stands in the lines of the whole text, for :func:`excerpt`.

    Returns:
        Start and end, with lines counted over all parts of the text, and the lines before the part
        in which the Finding counts them.
    """
    if finding.source_span == Span(0, 0):
        return finding.start, finding.end, 0
    start = place_of(lines, finding.source_span.start)
    end = place_of(lines, finding.source_span.end)
    return start, end, start.line - finding.start.line


def excerpt(
    text: str,
    lines: Sequence[Span],
    start: Position,
    end: Position,
    before: int = 0,
    *,
    colour: Colour,
    width: int,
    color: bool,
) -> list[str]:
    """The lines of a text from one position to another, with what lies between underlined.

    Args:
        text: The text that the positions are of.
        lines: Its lines, from :func:`line_spans`.
        start: Where the fault begins.
        end: Just past where it ends; the same as ``start`` for a place where something lacks.
        before: Lines before the first that is counted.
        colour: The colour of the underline.
        width: Columns of the terminal.
        color: Whether to colour at all.

    Returns:
        The lines to print, with the line's number before each; of a fault over many lines the
        first three and the last. Empty if the text has no such line.
    """
    if not 1 <= start.line <= len(lines):
        return []
    last = min(max(end.line, start.line), len(lines))
    numbers = list(range(start.line, last + 1))
    if len(numbers) > 1 and end.column <= 1:
        numbers.pop()  # the fault ends with the line break before
    cut = len(numbers) > _LINES_SHOWN
    if cut:
        numbers[_LINES_SHOWN - 1 : -1] = []
    gutter = len(str(numbers[-1] - before))
    room = max(width - gutter - 5, 20)
    shown = []
    for number in numbers:
        line = lines[number - 1]
        first = min(line.start + start.column - 1, line.end) if number == start.line else line.start
        past = min(line.start + end.column - 1, line.end) if number == end.line else line.end
        if number != start.line:  # an indent is no fault
            while first < past and text[first].isspace():
                first += 1
        if cut and number == numbers[-1]:
            shown.append(paint(f"  {'':>{gutter}} : …", "dim", color=color))
        body, under = _underlined(text, line, Span(first, max(first, past)), room)
        shown.append(paint(f"  {number - before:>{gutter}} | ", "dim", color=color) + body)
        shown.append(
            paint(f"  {'':>{gutter}} | ", "dim", color=color)
            + under[0]
            + paint(under[1], colour, color=color)
        )
    return shown


def _underlined(text: str, line: Span, fault: Span, room: int) -> tuple[str, tuple[str, str]]:
    """One line in at most ``room`` columns, and the blanks and carets to print below it."""
    window = _window(text, line, fault, room)
    body = "…" if window.start > line.start else ""
    before = len(body) + sum(map(_columns, text[window.start : min(fault.start, window.end)]))
    carets = sum(map(_columns, text[max(fault.start, window.start) : min(fault.end, window.end)]))
    body += "".join(map(_sign, text[window.start : window.end]))
    if window.end < line.end:
        body += "…"
    return body, (" " * before, "^" * max(carets, 1))


def _window(text: str, line: Span, fault: Span, room: int) -> Span:
    """The part of a line to show: the fault, and as much around it as has room.

    Looks at no more than some hundred characters, however long the line is.
    """
    # Marks that take no column count a quarter here: else a line of a million accents is shown.
    left, right, used = fault.start, fault.start, 0.0
    room -= 2  # for an ellipsis on each side
    while right < fault.end and (columns := _columns(text[right]) or 0.25) + used <= room:
        used += columns
        right += 1
    if right < fault.end:
        return Span(left, right)
    more_left, more_right = left > line.start, right < line.end
    while more_left or more_right:
        if more_left:
            columns = _columns(text[left - 1]) or 0.25
            if more_left := used + columns <= room:
                used += columns
                left -= 1
                more_left = left > line.start
        if more_right:
            columns = _columns(text[right]) or 0.25
            if more_right := used + columns <= room:
                used += columns
                right += 1
                more_right = right < line.end
    return Span(left, right)


def _sign(character: str) -> str:
    return _TAB if character == "\t" else visible(character)


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    sign = _sign(character)
    return cells(sign) if len(sign) == 1 else len(sign)
