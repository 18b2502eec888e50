"""Columns: the order in which the fragments of a page are read.

A gutter is a strip that few fragments cross, with lines of text on both sides. What crosses it (a
title, a table over both columns) parts the page into bands; in each band the left column is read
before the right one, and each may have gutters of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.pdf_lines import Fragment

_NARROWEST: Final = 60.0
"""Points: the width of a column at least."""

_GUTTER: Final = 4.0
"""Points: the width of a gutter at least."""

_FEWEST: Final = 3
"""Lines on each side of a gutter in a band."""

_LETTERS: Final = 12
"""Characters of a line in a column on the average at least: cells of a table have less."""

_SHARES: Final = (0.0, 0.05, 0.15, 0.3, 0.5)
"""Of the lines of the columns: those that stand in the gutter at most, in the order of trust."""

_FULL: Final = 0.6
"""Of the width of a page: what is wider stands in no column."""

_WIDEST: Final = 250.0
_MOST: Final = 40
_PLACES, _ALIGNED = 3, 0.5
"""Places at which so many of the lines of a column begin: its margin, and the indents."""

_DEEPEST: Final = 3
_LABEL: Final = lazy_pattern(r"[\[(]?\w{0,2}\d{1,4}[\])]?[.:)]?|[•·▪◦‣●○■□–—*+-]")
_LABEL_LENGTH: Final = 8
_WITHIN: Final = 0.6
"""Of the lines of a column: those that have columns of their own, if it is parted once more."""

_ROW: Final = 12.0
_NEXT: Final = 1.5
"""Em between a line and the next at most, if both are of one text."""


class Gutter(NamedTuple):
    """A strip between two columns: its left and right end in points."""

    left: float
    right: float


class Region(NamedTuple):
    """Fragments that are read together, and the column that they stand in.

    Attributes:
        column: Which column: "" is the whole page, "0" the left and "1" the right one, "10" the
            left half of the right one.
        fragments: The fragments, in no order.
    """

    column: str
    fragments: list[Fragment]


def regions_of(fragments: Sequence[Fragment], known: Sequence[Gutter] = ()) -> list[Region]:
    """Part the fragments of a page into columns.

    Args:
        fragments: The fragments, without running heads and page numbers.
        known: Gutters of other pages of the article: where one of them is, few lines suffice.

    Returns:
        The regions in the order of reading.
    """
    found: list[Region] = []
    for column, group in _parted(list(fragments), known, ""):
        if found and found[-1].column == column:
            found[-1].fragments.extend(group)
        else:
            found.append(Region(column, group))
    return found


def gutter_of(
    fragments: Sequence[Fragment], known: Sequence[Gutter] = (), *, share: float = 0.0
) -> Gutter | None:
    """The gutter with the most lines of text on both sides; None if there is none.

    Args:
        fragments: The fragments of a page or column.
        known: Gutters of other pages.
        share: Of the fragments, how many must stand in columns at least.
    """
    if len(fragments) < (2 if known and not share else 2 * _FEWEST):
        return None
    best: tuple[float, Gutter] | None = None
    for gutter, trusted in _candidates(fragments, known):
        value = _value(fragments, gutter, trusted, share)
        if value > 0 and (best is None or value > best[0]):
            best = value, gutter
    return best[1] if best else None


def _parted(
    fragments: list[Fragment], known: Sequence[Gutter], column: str
) -> list[tuple[str, list[Fragment]]]:
    share = _WITHIN if column else 0.0
    gutter = gutter_of(fragments, known, share=share) if len(column) < _DEEPEST else None
    if gutter is None:
        return [(column, fragments)]
    found: list[tuple[str, list[Fragment]]] = []
    for left, right, crossing in _bands(fragments, gutter):
        if left:
            found += _parted(left, known, column + "0")
        if right:
            found += _parted(right, known, column + "1")
        if crossing:
            found.append((column, crossing))
    return found


def _crosses(fragment: Fragment, gutter: Gutter) -> bool:
    """Whether a fragment stands on both sides of a gutter, and not just sticks out of a column."""
    slack = 1.5 * fragment.size
    return fragment.x0 < gutter.left - slack and fragment.x1 > gutter.right + slack


def _is_left(fragment: Fragment, gutter: Gutter) -> bool:
    """Whether a fragment belongs to the left column.

    It is where it begins that tells: an address may stick out of its column on the right, and the
    number of an entry on the left.
    """
    return fragment.x0 < gutter.left - 1.0


def _crossing(fragments: Sequence[Fragment], gutter: Gutter) -> list[Fragment]:
    """The fragments that cross a gutter, but for those that stick out of the left column."""
    found = [each for each in fragments if _crosses(each, gutter)]
    if not found:
        return found
    rows: dict[int, list[Fragment]] = {}
    for fragment in fragments:
        if not _crosses(fragment, gutter) and not _is_left(fragment, gutter):
            rows.setdefault(round(fragment.y / _ROW), []).append(fragment)
    return [each for each in found if not _sticks_out(each, rows)]


def _sticks_out(fragment: Fragment, rows: Mapping[int, Sequence[Fragment]]) -> bool:
    """Whether a fragment only sticks out of the left column, as a long address does.

    Lines of the right column stand above and below it, or are printed over it.
    """
    if len(fragment.words) == 1:
        return True
    row = round(fragment.y / _ROW)
    above = below = False
    for near in (row - 2, row - 1, row, row + 1, row + 2):
        for other in rows.get(near, ()):
            height = (other.y - fragment.y) / fragment.size
            if abs(height) < 0.6 and min(other.x1, fragment.x1) - other.x0 > fragment.size:
                return True
            if other.x0 < fragment.x1:
                above = above or 0.6 < height < _NEXT
                below = below or 0.6 < -height < _NEXT
    return above and below


def _bands(
    fragments: Sequence[Fragment], gutter: Gutter
) -> list[tuple[list[Fragment], list[Fragment], list[Fragment]]]:
    """From top to bottom: what is left, right, and what crosses the gutter below both."""
    bands: list[tuple[list[Fragment], list[Fragment], list[Fragment]]] = [([], [], [])]
    crossing = sorted(_crossing(fragments, gutter), key=_height)
    across = {id(each) for each in crossing}
    others = sorted((each for each in fragments if id(each) not in across), key=_height)
    at = 0
    for fragment in crossing:
        # What stands beside a crossing fragment on its line is part of it.
        while at < len(others) and others[at].y > fragment.y + 0.3 * fragment.size:
            if bands[-1][2]:
                bands.append(([], [], []))
            bands[-1][0 if _is_left(others[at], gutter) else 1].append(others[at])
            at += 1
        bands[-1][2].append(fragment)
        while at < len(others) and others[at].y > fragment.y - 0.3 * fragment.size:
            bands[-1][2].append(others[at])
            at += 1
    if at < len(others):
        if bands[-1][2]:
            bands.append(([], [], []))
        for fragment in others[at:]:
            bands[-1][0 if _is_left(fragment, gutter) else 1].append(fragment)
    return bands


def _height(fragment: Fragment) -> float:
    return -fragment.y


def _candidates(
    fragments: Sequence[Fragment], known: Sequence[Gutter]
) -> list[tuple[Gutter, bool]]:
    """Strips that may be gutters, and whether other pages have one there."""
    low = min(fragment.x0 for fragment in fragments)
    high = max(fragment.x1 for fragment in fragments)
    if high - low < 2 * _NARROWEST:
        return []
    found: list[tuple[Gutter, bool]] = [
        (gutter, True)
        for gutter in known
        if low + _NARROWEST / 2 < gutter.left and gutter.right < high - _NARROWEST / 2
    ]
    found += [(gutter, False) for gutter in _strips(fragments, low, high) if gutter not in known]
    return found


def _strips(fragments: Sequence[Fragment], low: float, high: float) -> list[Gutter]:
    """Narrow strips that fewer fragments cover than what is on both sides of each."""
    steps: dict[int, int] = {}
    for fragment in fragments:
        if fragment.x1 - fragment.x0 > _FULL * (high - low):
            continue
        start, end = round(fragment.x0), round(fragment.x1)
        steps[start] = steps.get(start, 0) + 1
        steps[end] = steps.get(end, 0) - 1
    places = sorted(steps)
    cover = list(accumulate(steps[place] for place in places))
    left = list(accumulate(cover, max))
    right = list(accumulate(reversed(cover), max))[::-1]
    shares = [
        covered / max(1, min(before, after))
        for covered, before, after in zip(cover, left, right, strict=True)
    ]
    found: dict[Gutter, None] = {}
    for share in _SHARES:
        first = -1
        for at, own in enumerate(shares):
            if own <= share:
                first = at if first < 0 else first
            elif first >= 0:
                gutter = Gutter(float(places[first]), float(places[at]))
                inside = low + _NARROWEST <= gutter.left and gutter.right <= high - _NARROWEST
                if inside and _GUTTER <= gutter.right - gutter.left <= _WIDEST:
                    found[gutter] = None
                first = -1
    return list(found)[:_MOST]


def _value(fragments: Sequence[Fragment], gutter: Gutter, trusted: bool, share: float) -> float:
    """How many lines of text stand in columns on both sides of a gutter, where there are any."""
    fewest = 1 if trusted else _FEWEST
    value = 0.0
    counted = 0
    for left, right, _ in _bands(fragments, gutter):
        if len(left) < fewest or len(right) < fewest:
            continue
        top = min(max(each.y for each in left), max(each.y for each in right))
        bottom = max(min(each.y for each in left), min(each.y for each in right))
        if not trusted and top - bottom < 2 * left[0].size:
            continue
        letters = min(sum(each.letters for each in side) / _rows(side) for side in (left, right))
        if letters < (_LETTERS / 2 if trusted else _LETTERS):
            continue
        if not _is_aligned(right):
            continue
        counted += len(left) + len(right)
        value += min(len(left), len(right)) + 0.1 * (len(left) + len(right))
    if counted < share * len(fragments):
        return 0.0
    # The number of an entry belongs to what stands beside it, and so does the bullet of an item.
    value -= 2 * sum(
        each.letters <= _LABEL_LENGTH
        and each.x1 <= gutter.right
        and each.x1 > gutter.left - 3 * each.size
        and bool(_LABEL.fullmatch(each.text))
        for each in fragments
    )
    value -= 2 * sum(
        not _crosses(each, gutter) and _is_left(each, gutter) and each.x1 > gutter.left + each.size
        for each in fragments
    )
    # Of strips with the same lines, the widest: it ends where the columns do.
    return value + min(gutter.right - gutter.left, 40.0) / 1000 if value > 0 else 0.0


def _is_aligned(fragments: Sequence[Fragment]) -> bool:
    """Whether lines begin at a few places, as those of a column do, and not after any space."""
    starts: dict[int, float] = {}
    for fragment in fragments:
        row = round(fragment.y / max(fragment.size, 4.0))
        starts[row] = min(fragment.x0, starts.get(row, fragment.x0))
    places = Counter(round(start) for start in starts.values())
    often = [place for place, _ in places.most_common(_PLACES)]
    near = sum(any(abs(start - place) <= 2 for place in often) for start in starts.values())
    return near >= _ALIGNED * len(starts)


def _rows(fragments: Sequence[Fragment]) -> int:
    """How many lines some fragments make."""
    count, last = 0, float("inf")
    for fragment in sorted(fragments, key=lambda each: -each.y):
        if last - fragment.y > 0.5 * fragment.size:
            count += 1
            last = fragment.y
    return count
