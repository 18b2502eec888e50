"""Furniture: what pages carry besides the text, told by its place and because it comes again.

Running heads and feet, page numbers, numbers of lines in the margin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.pdf_lines import Fragment
from refkit.readers.pdf_worker import Word

_NUMBER: Final = lazy_pattern(r"(?<![\w.,/:-])\d{1,6}(?![\w:-]|[.,]\d|/(?!\d{1,5}$))")
_ROMAN: Final = lazy_pattern(r"[\s\-–]{0,3}[ivxlc]{1,7}[\s\-–]{0,3}", re.IGNORECASE)
_BARE: Final = lazy_pattern(r"\d{1,5}")
_EDGES: Final = 3
"""Rows at each end of a page that may be furniture."""

_SHARE: Final = 0.3
"""Of the pages: those that a running head is on at least; odd and even pages have others."""

_SURE: Final = 3
"""Pages: in an article of fewer, the text itself may be alike on all of them."""

_LONGEST: Final = 200
_APART: Final = 1.35
"""Of the size of the type: the distance of running heads from the text is larger."""

_SAME_HEIGHT: Final = 3.0
_MARGIN: Final = 1.0
_SAME_PLACE: Final = 0.6
_SPACE: Final = 1.2
"""Of the width of a figure: the space between words is not wider, unless it is stretched."""

_MANY: Final = 20
_FEW: Final = 5


class _Row:
    """The fragments at one height of a page."""

    __slots__ = ("fragments", "key", "text", "y")

    def __init__(self, fragments: list[Fragment]) -> None:
        self.fragments = sorted(fragments, key=lambda each: each.x0)
        self.y = fragments[0].y
        self.text = " ".join(each.text for each in self.fragments)
        self.key = ""


def without_furniture(pages: Sequence[list[Fragment]]) -> list[list[Fragment]]:
    """The fragments of each page without its furniture.

    Args:
        pages: The upright fragments of each page.
    """
    edges = [(_rows(page, top=True), _rows(page, top=False)) for page in pages]
    alone = [_alone(top) | _alone(bottom) for top, bottom in edges]
    dropped: set[int] = set()
    for side in (0, 1):
        dropped |= _furniture([edge[side] for edge in edges], alone)
    return [[each for each in page if id(each) not in dropped] for page in pages]


def _rows(page: Iterable[Fragment], *, top: bool) -> list[_Row]:
    """The first or last rows of a page, from the outside in."""
    found: list[list[Fragment]] = []
    for fragment in sorted(page, key=lambda each: -each.y if top else each.y):
        if found and abs(found[-1][0].y - fragment.y) <= 0.5 * max(fragment.size, 4.0):
            found[-1].append(fragment)
        elif len(found) > _EDGES:
            break
        else:
            found.append([fragment])
    return [_Row(row) for row in found]


def _alone(rows: Iterable[_Row]) -> set[int]:
    """The numbers that have a row of a page for themselves."""
    return {int(row.text) for row in rows if _BARE.fullmatch(row.text)}


def _furniture(pages: Sequence[list[_Row]], alone: Sequence[set[int]]) -> set[int]:
    """The fragments of rows at one side of the pages that are furniture, by identity.

    Args:
        pages: The rows at that side of each page, from the outside in.
        alone: The numbers that stand alone in a row, at either side of each page.
    """
    filled = sum(1 for rows in pages if rows)
    offset = _offset(pages)
    heights: dict[str, list[float]] = {}
    for number, rows in enumerate(pages):
        for row in rows:
            row.key = _key(row.text, number, offset)
            heights.setdefault(row.key, []).append(row.y)
    dropped: set[int] = set()
    for number, rows in enumerate(pages):
        numbered = False
        # "1 Introduction" over a page with a "1" at its foot is a heading, and so is what stands
        # beside it in the next column.
        elsewhere = offset is not None and number + offset in alone[number]
        found: list[_Row] = []
        for row in rows[:_EDGES]:
            repeated = len(row.text) <= _LONGEST and _is_repeated(row, heights, filled)
            # "6 Method" below the running head of page 6 is a heading.
            counted = not numbered and (not elsewhere or bool(_BARE.fullmatch(row.text)))
            if repeated or (counted and _is_number(row, number, offset)):
                found.append(row)
                numbered = numbered or not repeated or "#" in row.key
            elif row is not rows[0]:
                break
        for row in found if filled >= _SURE else _apart(found, rows):
            dropped.update(id(each) for each in row.fragments)
    return dropped


def _apart(found: list[_Row], rows: Sequence[_Row]) -> list[_Row]:
    """Rows of furniture without those that stand no farther from the text than its lines do."""
    kept = list(found)
    while kept:
        inner = kept[-1]
        at = rows.index(inner) + 1
        if at == len(rows) or "#" in inner.key or _BARE.fullmatch(inner.text):
            break
        if abs(inner.y - rows[at].y) > _APART * max(each.size for each in inner.fragments):
            break
        kept.pop()
    return kept


def _key(text: str, number: int, offset: int | None) -> str:
    """What a row has in common with those of other pages: all of it but the page number."""
    if offset is not None:
        for found in _NUMBER.finditer(text):
            if int(found.group()) == number + offset:
                # Of "Page 10 of 10" the first.
                text = f"{text[: found.start()]}#{text[found.end() :]}"
                break
    return text.casefold()


def _is_repeated(row: _Row, heights: Mapping[str, Sequence[float]], filled: int) -> bool:
    """Whether a row stands at the same height of enough pages."""
    if _BARE.fullmatch(row.text):
        return False
    same = sum(abs(y - row.y) <= _SAME_HEIGHT for y in heights[row.key])
    return same >= max(2 if filled <= 5 else 3, _SHARE * min(filled, 30))


def _offset(pages: Sequence[list[_Row]]) -> int | None:
    """What is to be added to the index of a page to get the number printed on it."""
    votes = Counter(
        value - number
        for number, rows in enumerate(pages)
        for value in {int(found) for row in rows if len(row.text) <= _LONGEST
                      for found in _NUMBER.findall(row.text)}
    )  # fmt: skip
    if not votes:
        return None
    offset, count = votes.most_common(1)[0]
    return offset if count >= max(2, 0.5 * len(pages)) else None


def _is_number(row: _Row, number: int, offset: int | None) -> bool:
    """Whether a row is a page number and little else."""
    text = row.text.strip(" -–—|[]()•")
    if offset is not None and str(number + offset) in _NUMBER.findall(row.text):
        rest = len(row.text) - len(str(number + offset))
        alone = any(each.text.strip(" -–—|") == str(number + offset) for each in row.fragments)
        return rest <= 8 or alone or row.text.casefold().startswith(("page", "seite"))
    if offset is None:
        return bool(_BARE.fullmatch(text)) and len(text) <= 4
    return bool(_ROMAN.fullmatch(text))


def without_line_numbers(pages: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The words of each page without the numbers beside the lines of a manuscript for review."""
    columns = [list(_number_columns(page)) for page in pages]
    numbered = sum(1 for found in columns if found)
    if not numbered or numbered < 0.5 * sum(1 for page in pages if page):
        return [list(page) for page in pages]
    ends = [round(column[0].x1) for found in columns for column in found]
    starts = [round(column[0].x0) for found in columns for column in found]
    kept: list[list[Word]] = []
    for page in pages:
        dropped = {
            id(each)
            for column in _aligned([word for word in page if _BARE.fullmatch(word.text)])
            if _continues(column, page, ends, starts)
            for each in column
        }
        kept.append([each for each in page if id(each) not in dropped])
    return kept


def _number_columns(page: Sequence[Word]) -> Iterator[list[Word]]:
    """Numbers one below the other at the side of the text, that count its lines."""
    numbers = [each for each in page if _BARE.fullmatch(each.text)]
    rows = len({round(each.y) for each in page})
    for aligned in _aligned(numbers):
        if not _stands_apart(aligned, page):
            continue
        enough = len(aligned) >= _MANY or len(aligned) * _step(aligned) >= 0.5 * rows
        # Nothing of the text stands in a column of numbers, unless they are printed over it.
        if (
            _step(aligned)
            and enough
            and not (len(aligned) < _MANY and _shares_place(aligned, page))
        ):
            yield aligned


def _continues(
    aligned: Sequence[Word], page: Sequence[Word], ends: Sequence[int], starts: Sequence[int]
) -> bool:
    """Whether a column is one of line numbers, in an article that has them."""
    if len(aligned) >= _FEW and _step(aligned) and _stands_apart(aligned, page):
        return True
    known = round(aligned[0].x1) in ends or round(aligned[0].x0) in starts
    return known and not _shares_place(aligned, page)


def _step(aligned: Sequence[Word]) -> int:
    """By how much numbers count on from one line to the next: 1, or 5; 0 if they do not."""
    values = [int(each.text) for each in aligned]
    steps = Counter(after - before for before, after in pairwise(values))
    if not steps:
        return 0
    step, count = steps.most_common(1)[0]
    return step if step in (1, 2, 5, 10) and count >= 0.9 * (len(values) - 1) else 0


def _stands_apart(aligned: Sequence[Word], page: Iterable[Word]) -> bool:
    """Whether most numbers of a column are no words of a line: "on line 7"."""
    rows: dict[int, list[Word]] = {}
    for word in page:
        rows.setdefault(round(word.y), []).append(word)
    near = 0
    for number in aligned:
        space = _SPACE * (number.x1 - number.x0) / len(number.text)
        near += any(
            -0.1 < number.x0 - other.x1 < space or -0.1 < other.x0 - number.x1 < space
            for row in (round(number.y) - 1, round(number.y), round(number.y) + 1)
            for other in rows.get(row, ())
            if other is not number
        )
    return near < 0.2 * len(aligned)


def _shares_place(aligned: Sequence[Word], page: Iterable[Word]) -> bool:
    """Whether other words stand above, below or between numbers from top to bottom."""
    mine = {id(each) for each in aligned}
    x0 = min(each.x0 for each in aligned) - _MARGIN
    x1 = max(each.x1 for each in aligned) + _MARGIN
    return any(
        other.x0 < x1
        and other.x1 > x0
        and aligned[-1].y - 1 <= other.y <= aligned[0].y + 1
        and id(other) not in mine
        for other in page
    )


def _aligned(numbers: Sequence[Word]) -> Iterator[list[Word]]:
    """Numbers with the same right end, and those with the same left end, from top to bottom."""
    for end in (_right, _left):
        group: list[Word] = []
        for each in sorted(numbers, key=end):
            if group and end(each) - end(group[-1]) > _SAME_PLACE:
                yield sorted(group, key=_depth)
                group = []
            group.append(each)
        if group:
            yield sorted(group, key=_depth)


def _depth(word: Word) -> float:
    return -word.y


def _left(word: Word) -> float:
    return word.x0


def _right(word: Word) -> float:
    return word.x1
