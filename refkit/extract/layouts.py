"""Layouts: the few ways in which reference lists set one entry apart from the next.

One entry a block, a line, a numbered item, a hanging or an indented first line, or with blank lines
between. Each way is tried on the lines of a list; the one whose entries look most like references
wins. That needs no rule for which layout a file has, and a list in which the layout lies (every
line a paragraph, in double-spaced typescripts) is read by what the lines say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from refkit.extract.breaks import breaks
from refkit.extract.markers import BULLET, is_number_alone, label_chain, number_chain, unmarked
from refkit.extract.pieces import Piece, joined
from refkit.extract.signs import (
    NAME,
    UPPER,
    YEAR,
    beginning,
    is_closed,
    is_open,
    resembles,
)
from refkit.normalize.patterns import lazy_pattern

Bounds = list[int]
"""Indexes of the lines that begin an entry, ascending."""

Layout = Callable[[list[Piece]], Bounds]

_DATE: Final = lazy_pattern(
    rf"""
      (?<![\d–\-]) {YEAR} [a-z]? (?!\d)
    | \( (?: n\. | s\. | o\. | under\s )
    | \b (?: in\spress | forthcoming | in\sprep )
    """,
    re.VERBOSE,
)
_PERSON: Final = (
    rf"(?<!\S){NAME}(?:[ ]{NAME}){{0,2}},[ ][{UPPER}]\.(?:[ \-]{{0,2}}[{UPPER}]\.){{0,3}}"
)
AUTHORS_AND_YEAR: Final = lazy_pattern(
    rf"""
    {_PERSON} (?: ,?[ ] (?: &[ ] | and[ ] )? {_PERSON} ){{0,20}}
    (?: [ ]\({YEAR}[a-z]?\)[.:,] | ,[ ]{YEAR}[a-z]?\. ) [ ]
    """,
    re.VERBOSE,
)

# Lines longer than this were not cut by their width: their ends mean something.
_WRAPPED: Final = 110
# How many columns deeper than its first line the further lines of an entry hang.
_HANGING: Final = 3
_CLEAN: Final = 0.95
# How many lines of an entry are looked at.
_LOOKED_AT: Final = 200


def bounds_of(pieces: list[Piece]) -> tuple[Bounds, dict[int, str]]:
    """Find where the entries of a list begin.

    Args:
        pieces: The lines of the list.

    Returns:
        The indexes of their first lines, of which 0 is one, and, if the list is numbered, the
        number of each as written.
    """
    layout = _best_layout(pieces)
    return layout(pieces) or [0], chain_of(pieces) if layout in _MARKED else {}


def _best_layout(pieces: list[Piece]) -> Layout:
    structured = any(piece.kind != "line" for piece in pieces)
    layouts: tuple[Layout, ...] = _OF_LINES
    trust = _TRUST_IN_LINES
    if structured:
        layouts = _OF_BLOCKS
        items = sum(piece.kind == "item" for piece in pieces)
        trust = _TRUST_IN_ITEMS if 2 * items > sum(map(_is_first, pieces)) else _TRUST_IN_BLOCKS
    uncut = sum(len(piece.text) > _WRAPPED for piece in pieces)
    uncut = uncut if uncut > 0.25 * len(pieces) else -5
    best = layouts[0]
    highest = float("-inf")
    tried: set[tuple[int, ...]] = set()
    for layout in layouts:
        bounds = layout(pieces)
        key = tuple(bounds)
        if not bounds or key in tried:
            continue
        tried.add(key)
        value = _value(pieces, bounds)
        if len(bounds) == len(pieces) and layout not in (_by_block, _by_number):
            # Indents and gaps tell nothing where every line is alike.
            value += 0.25 * (uncut + 5)
        elif len(bounds) > 1:
            sure = 2 if layout in _PURPOSEFUL and _is_clean(pieces, bounds) else 1
            value += sure * trust.get(layout, 0.0) * (len(bounds) + 5)
        if value > highest:
            best, highest = layout, value
    return best


def _is_clean(pieces: list[Piece], bounds: Bounds) -> bool:
    """Whether hardly an entry of a layout ends where none can: in a comma, "of", "&"."""
    ended = sum(not is_open(pieces[start - 1].text) for start in bounds[1:])
    return ended >= _CLEAN * (len(bounds) - 1)


def _is_first(piece: Piece) -> bool:
    return piece.first


def _value(pieces: list[Piece], bounds: Bounds) -> float:
    """How many entries of a layout are references, less those that are not or are several."""
    value = 0.0
    for index, start in enumerate(bounds):
        end = bounds[index + 1] if index + 1 < len(bounds) else len(pieces)
        entry = pieces[start:end]
        if start and is_open(pieces[start - 1].text):
            value -= 0.5
        text = unmarked(joined(entry[:40]))
        begins = beginning(text)
        if begins < 0:
            value -= 1
        elif resembles(text):
            value += (0.5, 0.9, 1.0)[begins]
        else:
            value -= 0.4
        # Blocks that an author set apart and that could stand alone are not one entry, unless
        # they hang: Word files that were made from a print have a paragraph for each line or two.
        value -= 0.5 * sum(
            line.first
            and line.kind != "line"
            and (line.kind == "item" or line.indent < entry[0].indent + _HANGING)
            and is_closed(before.text)
            and not is_number_alone(before)
            and (line.kind == "item" or not line.level)
            for before, line in pairwise(entry[:_LOOKED_AT])
        )
        inner = sum(
            is_closed(before.text)
            and beginning(unmarked(line.text)) == 2
            and _dated(entry, at)
            and not is_number_alone(before)
            for at, (before, line) in enumerate(pairwise(entry[:_LOOKED_AT]), 1)
        )
        value -= inner
    return value


def _dated(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a date stands in a line or near after it. Medicine puts it after the title."""
    text = joined(pieces[index : index + 5])[:420]
    return bool(_DATE.search(text))


def _dated_soon(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a date stands close after what may be an author, and before the next author."""
    text = pieces[index].text
    if index + 1 < len(pieces) and beginning(unmarked(pieces[index + 1].text)) < 1:
        text = f"{text} {pieces[index + 1].text}"
    return bool(_DATE.search(text[:160]))


def _by_block(pieces: list[Piece]) -> Bounds:
    """One entry a block; further paragraphs of a list item belong to it."""
    bounds: Bounds = []
    depth = 0
    for index, piece in enumerate(pieces):
        if not piece.first or (index and is_number_alone(pieces[index - 1])):
            continue
        if piece.kind == "item":
            depth = piece.level
        elif depth and piece.level >= depth and piece.kind in ("paragraph", "quote", "code"):
            continue
        else:
            depth = 0
        bounds.append(index)
    return _from_start(bounds)


def _by_number(pieces: list[Piece]) -> Bounds:
    """Numbered entries: [1], (1), 1., 1 … counted without gaps."""
    return _from_start(sorted(number_chain(pieces)))


def _by_label(pieces: list[Piece]) -> Bounds:
    """Entries with a label in brackets: [Abc99]."""
    return _from_start(sorted(label_chain(pieces)))


def _by_bullet(pieces: list[Piece]) -> Bounds:
    return _from_start([at for at, piece in enumerate(pieces) if BULLET.match(piece.text)])


def _by_hanging(pieces: list[Piece]) -> Bounds:
    """Entries begin at the left margin, their further lines are indented."""
    flat = _flat(pieces)
    likely = set(breaks(pieces)) if flat else set()
    return _from_start(
        [
            at
            for at, piece in enumerate(pieces)
            if (at in likely if at in flat else piece.indent <= 1)
        ]
    )


def _flat(pieces: list[Piece]) -> set[int]:
    """The lines of pages on which every line is indented alike, in a list of which others are not.

    A column with the end of an entry and no more has no margin to tell the indent from.
    """
    if not any(piece.page for piece in pieces[1:]) or len({p.indent > 1 for p in pieces}) < 2:
        return set()
    starts = [0, *(at for at, piece in enumerate(pieces) if at and piece.page), len(pieces)]
    return {
        at
        for start, end in pairwise(starts)
        if len({piece.indent > 1 for piece in pieces[start:end]}) < 2
        for at in range(start, end)
    }


def _by_indent(pieces: list[Piece]) -> Bounds:
    """The first line of an entry is indented."""
    return _from_start([at for at, piece in enumerate(pieces) if piece.indent > 1])


def _by_gap(pieces: list[Piece]) -> Bounds:
    """Blank lines between entries; more of them where there is one between any two lines."""
    gaps = Counter(piece.gap for piece in pieces[1:])
    usual = 1 if sum(gaps.values()) and gaps[0] < 0.2 * sum(gaps.values()) else 0
    if usual and gaps[1] > 0.9 * sum(gaps.values()):
        usual = 0
    # The gap before the first line of a page is that of the page.
    pages = any(piece.page for piece in pieces[1:])
    likely = set(breaks(pieces)) if pages else set()
    return _from_start(
        [
            at
            for at, piece in enumerate(pieces)
            if (at in likely if piece.page else piece.gap > usual)
        ]
    )


def _by_line(pieces: list[Piece]) -> Bounds:
    return list(range(len(pieces)))


def _by_start(pieces: list[Piece]) -> Bounds:
    """No layout: an entry begins where a line looks like it and the one before may be an end."""
    bounds: Bounds = []
    for index, piece in enumerate(pieces):
        begins = beginning(unmarked(piece.text))
        if begins < 1 or not _dated(pieces, index):
            continue
        before = pieces[index - 1].text if index else "."
        apart = piece.gap > 0 or (piece.first and piece.kind != "line")
        whole = begins == 2 and not is_open(before) and AUTHORS_AND_YEAR.match(f"{piece.text} ")
        if whole or (is_closed(before) and (begins == 2 or apart or _dated_soon(pieces, index))):
            bounds.append(index)
    return _from_start(bounds)


def _by_breaks(pieces: list[Piece]) -> Bounds:
    """No layout: all that speaks for and against an entry beginning with a line, weighed."""
    return breaks(pieces)


def _from_start(bounds: Bounds) -> Bounds:
    """Bounds of which the first line is one, so that nothing before them is lost."""
    if bounds and bounds[0] != 0:
        bounds.insert(0, 0)
    return bounds


def chain_of(pieces: Sequence[Piece]) -> dict[int, str]:
    """The numbers or labels of entries, by the line that begins with each."""
    numbers = number_chain(pieces)
    labels = label_chain(pieces)
    return numbers if len(numbers) >= len(labels) else labels


_OF_BLOCKS: Final = (
    _by_block,
    _by_number,
    _by_label,
    # Before the start of lines, which mostly finds the same entries, but is trusted less.
    _by_hanging,
    _by_start,
    _by_line,
    _by_indent,
)
_OF_LINES: Final = (
    _by_number,
    _by_label,
    _by_hanging,
    _by_gap,
    _by_line,
    _by_breaks,
    _by_start,
    _by_indent,
    _by_bullet,
)
_PURPOSEFUL: Final[tuple[Layout, ...]] = (
    _by_number,
    _by_block,
    _by_hanging,
    _by_gap,
    _by_indent,
)
_MARKED: Final[tuple[Layout, ...]] = (_by_number, _by_label)
# What the author did on purpose counts for more than what lines look like: "Br." followed by
# "J. Sports Med. 44" is no new entry where all others hang.
_TRUST_IN_LINES: Final[dict[Layout, float]] = {
    _by_number: 0.2,
    _by_label: 0.2,
    _by_hanging: 0.12,
    _by_gap: 0.1,
    _by_indent: 0.08,
    _by_breaks: 0.06,
}
# Numbers part lines; where there are blocks, they are parted already.
_TRUST_IN_BLOCKS: Final[dict[Layout, float]] = {
    _by_block: 0.12,
    _by_hanging: 0.12,
    _by_indent: 0.08,
    _by_number: 0.02,
    _by_label: 0.02,
}
_TRUST_IN_ITEMS: Final = {**_TRUST_IN_BLOCKS, _by_block: 0.3}
