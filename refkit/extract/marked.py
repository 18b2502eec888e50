r"""Marked lists: the entries that the file itself marks as such, ``\bibitem`` or ``<ref>``.

They are taken as they are: one reference each, nothing joined, parted or added. What the file
marks is sometimes no entry: a "References" or a blank paragraph within a bibliography's field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from refkit.extract.entries import Entry
from refkit.extract.headings import is_reference_heading
from refkit.extract.layouts import chain_of
from refkit.extract.markers import marker_of
from refkit.extract.pieces import Piece
from refkit.normalize.patterns import lazy_pattern

# "The works marked with an asterisk were analysed." may stand between the heading and its list.
_NEAR: Final = 3
_NO_ENTRY: Final = lazy_pattern(r"[\W\d_]*|\W*\w{1,2}\W*", re.VERBOSE)


class Stretch(NamedTuple):
    """A range of lines: of a marked list, or of whatever stands between two.

    Attributes:
        start: The index of its first line; of a marked list, of its heading.
        end: The index after its last.
        heading: The heading of a marked list, None if it has none.
        entries: The entries of a marked list; empty for other lines.
    """

    start: int
    end: int
    heading: Piece | None = None
    entries: tuple[Entry, ...] = ()


def stretches(pieces: list[Piece]) -> Iterator[Stretch]:
    """Part the lines of an article into marked lists and what stands around them.

    Args:
        pieces: The lines, without notes.

    Yields:
        Stretches in order; every line is in one, but for those of entries that are none.
    """
    at = 0
    for start, end in _runs(pieces):
        entries = _entries(pieces[start:end])
        heading = _heading_before(pieces, start, at) if entries else None
        first = start if heading is None else heading
        if at < first:
            yield Stretch(at, first)
        if entries:
            title = None if heading is None else pieces[heading]
            yield Stretch(first, end, title, tuple(entries))
        at = end
    if at < len(pieces):
        yield Stretch(at, len(pieces))


def _runs(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    at = 0
    for marked, group in groupby(pieces, lambda piece: piece.kind == "entry"):
        length = sum(1 for _ in group)
        if marked:
            yield at, at + length
        at += length


def _heading_before(pieces: list[Piece], start: int, limit: int) -> int | None:
    """The heading of a marked list: directly above it, or one for references close above it."""
    if start > limit and pieces[start - 1].kind == "heading":
        return start - 1
    for index in range(start - 1, max(limit, start - 1 - _NEAR) - 1, -1):
        if is_reference_heading(pieces[index].text):
            return index
        if pieces[index].kind == "heading":
            break
    return None


def _entries(pieces: list[Piece]) -> list[Entry]:
    entries = [
        Entry(list(lines), lines[0].marker, 0)
        for lines in (list(group) for _, group in groupby(pieces, lambda piece: piece.block))
    ]
    entries = [entry for entry in entries if _may_be_reference(entry)]
    if any(entry.marker for entry in entries):
        return entries
    chain = chain_of([entry.pieces[0] for entry in entries])
    if len(chain) < len(entries):
        return entries
    return [
        Entry(entry.pieces, chain[index], marker_of(entry.pieces[0], chain[index]))
        for index, entry in enumerate(entries)
    ]


def _may_be_reference(entry: Entry) -> bool:
    text = entry.text
    return not _NO_ENTRY.fullmatch(text) and not is_reference_heading(text)
