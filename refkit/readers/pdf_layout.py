"""Layout: what the places of lines on their pages say: indents, gaps, headings, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.pdf_lines import Line

# In em, that is, in sizes of the type.
_INDENTED: Final = 0.35
_COLUMN: Final = 0.5
_MOST_COLUMNS: Final = 60

# Of the usual distance of lines.
_APART: Final = 1.18
_FAR: Final = 1.7
_OFTEN: Final = 0.12

_LARGER: Final = 1.08
_COMMON: Final = 0.15
"""Of all letters: no heading has so many, if any text at all follows it."""

_SMALLER: Final = 0.95
_HEADING_LENGTH: Final = 120
_HEADING_LINES: Final = 3
_NOTE_SHARE: Final = 0.75
_NOTE_RULE: Final = 0.6

_NOTE_SIGN: Final = lazy_pattern(r"(?P<sign>\d{1,3}|[*†‡§¶#∗⋆]{1,3})(?:[.)]?\s|(?=[^\W\d_]))")
_LETTER: Final = lazy_pattern(r"[^\W\d_]")
_SENTENCE: Final = lazy_pattern(r"[^\W\d_]{2,}[ ,].*[,;]$|.*\(\d{4}[a-z]?\)")
_NO_HEADING: Final = lazy_pattern(
    r"(?: table | figure | fig\. | tab\. | abb\. | tabelle | abbildung ) \s? [\dIVX]",
    re.VERBOSE | re.IGNORECASE,
)


class Placed(msgspec.Struct):
    """A line in its place.

    Attributes:
        line: The line.
        page: The index of its page.
        column: The column, as :class:`refkit.readers.pdf_columns.Region` names it.
        indent: Columns of characters before it, from the left margin of its column.
        gap: Blank lines that would fit between it and the line before it.
        first: Whether it is the first line of its page ("page"), or of a column ("column").
        level: The level of the heading that it is, 0 if none.
        note: Whether it belongs to a footnote.
        table: Whether it belongs to a table or its caption.
        right: The right margin of its column, in points.
    """

    line: Line
    page: int
    column: str
    indent: int = 0
    gap: int = 0
    first: str = ""
    level: int = 0
    note: bool = False
    table: bool = False
    right: float = 0.0


def lay_out(
    pages: Sequence[list[Placed]], rules: Sequence[Sequence[tuple[float, float, float]]]
) -> None:
    """Tell the indents, gaps, headings and footnotes of lines.

    Args:
        pages: The lines of each page, in the order of reading.
        rules: The horizontal rules of each page: left and right end, height.
    """
    leading = _leading(pages)
    for placed, page_rules in zip(pages, rules, strict=True):
        _mark_notes(placed, page_rules, leading)
    _indent(pages)
    body = _body_size(each.line for placed in pages for each in placed if not each.note)
    for placed in pages:
        _gap(placed, leading)
        _mark_headings(placed, body)


# -- distances ---------------------------------------------------------------------------------


def _neighbours(placed: Sequence[Placed]) -> Iterable[tuple[Placed, Placed, float]]:
    """Lines of one size and column that follow each other, and their distance."""
    for before, after in pairwise(placed):
        distance = before.line.y - after.line.y
        if before.column == after.column and distance > 0.5 * after.line.size:
            yield before, after, distance


def _leading(pages: Sequence[list[Placed]]) -> dict[float, float]:
    """The usual distance of lines of each size: the smallest that comes often."""
    counts: dict[float, Counter[float]] = {}
    for placed in pages:
        for before, after, distance in _neighbours(placed):
            size = round(after.line.size * 2) / 2
            if abs(before.line.size - after.line.size) < 0.3 and distance < 4 * size:
                counts.setdefault(size, Counter())[round(distance * 4) / 4] += 1
    found: dict[float, float] = {}
    for size, distances in counts.items():
        total = distances.total()
        near: Counter[float] = Counter()
        for distance in distances:
            # Points are rounded, and a line with another font may be set a little off.
            near[distance] = sum(distances[distance + step / 4] for step in (-1, 0, 1))
        often = [distance for distance in near if near[distance] >= _OFTEN * total]
        found[size] = min(often) if often else distances.most_common(1)[0][0]
    return found


def _gap(placed: Sequence[Placed], leading: dict[float, float]) -> None:
    for before, after, distance in _neighbours(placed):
        size = round(after.line.size * 2) / 2
        usual = leading.get(size) or 1.2 * after.line.size
        other = leading.get(round(before.line.size * 2) / 2) or 1.2 * before.line.size
        share = distance / max(usual, other)
        if share >= _FAR:
            after.gap = int(share + 0.5) - 1
        elif share >= _APART:
            after.gap = 1


# -- indents -----------------------------------------------------------------------------------


def _indent(pages: Sequence[list[Placed]]) -> None:
    """Tell the indents. Odd and even pages may have other margins."""
    margins: dict[tuple[int, str], float] = {}
    ends: dict[tuple[int, str], float] = {}
    groups: dict[tuple[int, str], list[Placed]] = {}
    for number, placed in enumerate(pages):
        for each in placed:
            if not each.note and not each.table:
                groups.setdefault((number, each.column), []).append(each)
    for key, lines in groups.items():
        margins[key] = _left(lines)
        ends[key] = max(each.line.x1 for each in lines)
    usual: dict[tuple[int, str], float] = {}
    for parity in (0, 1):
        for column in {column for _, column in margins}:
            found = Counter(
                round(margin)
                for (number, name), margin in margins.items()
                if name == column and number % 2 == parity
            )
            if found:
                place, count = found.most_common(1)[0]
                if count >= 2:
                    usual[parity, column] = place
    for key, lines in groups.items():
        number, column = key
        margin = margins[key]
        common = usual.get((number % 2, column))
        # A page of a few lines may hold nothing but the end of an indented entry.
        if common is not None and common < margin <= common + 60 and len(lines) <= 12:
            margin = float(common)
        for each in lines:
            size = each.line.size
            offset = each.line.x0 - margin
            each.right = ends[key]
            if offset > _INDENTED * size:
                each.indent = min(_MOST_COLUMNS, max(2, round(offset / (_COLUMN * size))))


def _left(lines: Sequence[Placed]) -> float:
    """The left margin: the leftmost place at which more than one line begins."""
    places = sorted(each.line.x0 for each in lines)
    for before, after in pairwise(places):
        if after - before < 1.5:
            return before
    return places[0]


# -- footnotes ---------------------------------------------------------------------------------


def _mark_notes(
    placed: Sequence[Placed],
    rules: Sequence[tuple[float, float, float]],
    leading: dict[float, float],
) -> None:
    """Mark the lines at the foot of each column of a page that are footnotes."""
    columns: dict[str, list[Placed]] = {}
    for each in placed:
        columns.setdefault(each.column, []).append(each)
    for lines in columns.values():
        lines = sorted(lines, key=lambda each: -each.line.y)
        start = _notes_start(lines, rules, leading)
        for each in lines[start:]:
            each.note = True


def _notes_start(
    lines: Sequence[Placed],
    rules: Sequence[tuple[float, float, float]],
    leading: dict[float, float],
) -> int:
    """The index of the first line of the footnotes of a column."""
    left = min(each.line.x0 for each in lines)
    width = max(each.line.x1 for each in lines) - left
    best = len(lines)
    largest = 0.0
    for at in range(len(lines) - 1, 0, -1):
        line, before = lines[at].line, lines[at - 1].line
        largest = max(largest, line.size)
        if len(lines) - at > _NOTE_SHARE * len(lines):
            break
        distance = before.y - line.y
        usual = leading.get(round(line.size * 2) / 2) or 1.2 * line.size
        signed = line.raised or bool(_NOTE_SIGN.match(line.text))
        small = largest < _SMALLER * before.size
        ruled = any(
            line.y + 0.3 * line.size < y < before.y
            and abs(x0 - left) < 8
            and x1 - x0 <= _NOTE_RULE * width
            for x0, x1, y in rules
        )
        if ruled and (signed or small):
            return at
        if line.raised and small and distance > usual * _APART:
            best = at
    return best


# -- headings ----------------------------------------------------------------------------------


def _body_size(lines: Iterable[Line]) -> float:
    """The size of running text: the largest that is common.

    In an article with long listings or tables most letters are theirs, and smaller.
    """
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    common = [size for size, count in letters.items() if count >= _COMMON * letters.total()]
    return max(common, default=10.0)


def _mark_headings(placed: Sequence[Placed], body: float) -> None:
    """Mark lines that are headings by their type: larger or bold, and apart from the text."""
    at = 0
    while at < len(placed):
        end = at + 1
        style = _style(placed[at], body)
        while (
            end < len(placed)
            and style
            and _style(placed[end], body) == style
            and (placed[end].gap == 0 and placed[end].column == placed[at].column)
        ):
            end += 1
        if style and end - at <= _HEADING_LINES and _is_apart(placed, at, end):
            for each in placed[at:end]:
                each.level = 1 if style[0] > 1.5 * body else 2 if style[0] > body * _LARGER else 3
        at = end


def _style(each: Placed, body: float) -> tuple[float, bool, bool] | None:
    """The type of a line that may be a heading; None if it cannot be one."""
    line = each.line
    if each.note or each.table or len(line.text) > _HEADING_LENGTH or not _LETTER.search(line.text):
        return None
    if sum(map(str.isdigit, line.text)) > sum(map(str.isalpha, line.text)):
        # The rest of a DOI: "1016/S0378-3758(02)00159-3."
        return None
    larger = line.size > body * _LARGER
    capital = line.text.isupper() and line.size >= body * 0.95 and len(line.text) > 3
    if not (larger or line.bold or line.small_caps or capital) or line.size < 0.85 * body:
        return None
    if _NO_HEADING.match(line.text) or _SENTENCE.match(line.text):
        return None
    return round(line.size, 1), line.bold, line.small_caps


def _is_apart(placed: Sequence[Placed], at: int, end: int) -> bool:
    """Whether lines have a gap before and after them, or begin their column."""
    first = placed[at]
    before = placed[at - 1] if at else None
    after = placed[end] if end < len(placed) else None
    above = first.gap > 0 or first.first != "" or before is None or before.column != first.column
    if after is None or after.column != first.column:
        return above
    text = placed[end - 1].line.text
    larger = first.line.size > after.line.size * _LARGER
    return above and (after.gap > 0 or larger or first.line.bold) and not text.endswith((",", ";"))
