"""Entries: the lines of a reference list, cut into one entry after the other.

Where entries begin is for :mod:`refkit.extract.layouts` to say; here they get their markers, and
what a page or a converter broke is mended: an entry in two blocks, two entries in one.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.extract.layouts import AUTHORS_AND_YEAR, bounds_of, chain_of
from refkit.extract.markers import BULLET, is_number_alone, marker_of, unmarked
from refkit.extract.pieces import Piece, joined
from refkit.extract.signs import REFERENCE, beginning, is_closed, is_open, likeness, resembles
from refkit.normalize.patterns import lazy_pattern

_FRAGMENT_LIMIT: Final = 1500
# A longer entry is no list with lost line breaks but something else; and parting takes its square.
_GLUED_LIMIT: Final = 20_000
_SENTENCE_END: Final = lazy_pattern(
    r"(?: [\d)\]”\"] \.? | [^\W\d_]{3}\. | 10\.\d{4,9}/\S{3,80} | https?://\S{3,200} ) [ ] $",
    re.VERBOSE,
)


class Entry:
    """One entry: its lines, its marker, and how much it looks like a reference.

    Attributes:
        pieces: Its lines, in order.
        marker: Its number or bullet, "" if none.
        skip: How many characters of the first line the marker takes.
        text: Its text, without the marker.
    """

    __slots__ = ("marker", "pieces", "skip", "text")

    def __init__(self, pieces: list[Piece], marker: str, skip: int) -> None:
        self.pieces = pieces
        self.marker = marker
        self.skip = skip
        self.text = joined(pieces)[skip:]

    def part(self, start: int, end: int) -> Entry:
        """An entry of a range of the text of this one, with the same marker."""
        pieces: list[Piece] = []
        at = -self.skip
        for piece in self.pieces:
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                whole = first == 0 and last == len(piece.text)
                pieces.append(piece if whole else piece.slice(first, last))
            at += len(piece.text) + 1
        return Entry(pieces, self.marker, 0)

    @property
    def likeness(self) -> float:
        """As :func:`refkit.extract.signs.likeness` has it."""
        return likeness(self.text)

    @property
    def resembles(self) -> bool:
        """As :func:`refkit.extract.signs.resembles` has it."""
        return resembles(self.text)


def entries_of(pieces: list[Piece]) -> list[Entry]:
    """Cut the lines of a reference list into entries.

    Args:
        pieces: The lines between the heading and what follows the list.

    Returns:
        All entries in order; no line is lost, also of what turns out not to be a reference.
    """
    if not pieces:
        return []
    bounds, markers = bounds_of(pieces)
    entries: list[Entry] = []
    for index, start in enumerate(bounds):
        end = bounds[index + 1] if index + 1 < len(bounds) else len(pieces)
        entries.append(_entry(pieces[start:end], markers.get(start, "")))
    entries = _with_markers(entries)
    return _split_glued(_mend(entries))


def _entry(pieces: list[Piece], number: str) -> Entry:
    first = pieces[0]
    if number:
        return Entry(pieces, number, marker_of(first, number))
    bullet = BULLET.match(first.text)
    if bullet and bullet.end() < len(first.text) and beginning(first.text) < 2:
        return Entry(pieces, first.marker or bullet.group().strip(), bullet.end())
    return Entry(pieces, first.marker, 0)


def _with_markers(entries: list[Entry]) -> list[Entry]:
    """Entries whose number is a block of its own (a cell, a <dt>) take it as their marker.

    Entries numbered in their text within blocks, "[1] Smith …" in paragraphs, likewise.
    """
    chain = chain_of([entry.pieces[0] for entry in entries])
    found: list[Entry] = []
    for index, entry in enumerate(entries):
        marker = chain.get(index, "")
        first = entry.pieces[0]
        if len(entry.pieces) > 1 and (is_number_alone(first) or first.text == marker):
            found.append(Entry(entry.pieces[1:], first.text, 0))
        elif marker and not entry.skip and first.text.startswith(marker):
            found.append(Entry(entry.pieces, marker, marker_of(first, marker)))
        else:
            found.append(entry)
    return found


def _mend(entries: list[Entry]) -> list[Entry]:
    """Join what is the end of the entry before: "Social Science &", "Medicine, 67, 1291"."""
    mended: list[Entry] = []
    items = 2 * sum(entry.pieces[0].kind == "item" for entry in entries) > len(entries)
    for entry in entries:
        before = mended[-1] if mended else None
        if before and (_goes_on(before, entry) or (not items and _is_stray_item(before, entry))):
            mended[-1] = Entry(before.pieces + entry.pieces, before.marker, before.skip)
        else:
            mended.append(entry)
    return mended


def _is_stray_item(before: Entry, entry: Entry) -> bool:
    """Whether Markdown took a line of an entry for a list item: "Roma" "- Bari 1997."."""
    first = entry.pieces[0]
    return (
        first.kind == "item"
        and first.gap == 0
        and first.marker in ("-", "+", "*")
        and before.pieces[-1].kind != "item"
        and not (beginning(entry.text) == 2 and is_closed(before.text))
    )


def _goes_on(before: Entry, entry: Entry) -> bool:
    if entry.marker and not BULLET.match(entry.marker + " "):
        return False
    if len(before.text) + len(entry.text) > _FRAGMENT_LIMIT:
        return False
    if AUTHORS_AND_YEAR.fullmatch(f"{before.text} "):
        # A line that holds "Cheung, H. F. (2013)." and no more was broken before a long word.
        return not AUTHORS_AND_YEAR.match(f"{entry.text} ")
    if entry.resembles or before.likeness < 1:
        return False
    # "15. Lesinskiene S (2000)" after "10. Ehlers S" is numbered, and "15, 45–67." goes on.
    begins = max(beginning(entry.text), beginning(unmarked(entry.text)))
    together = f"{before.text} {entry.text}"
    if is_open(before.text):
        return begins < 1 and likeness(together) >= before.likeness
    if is_closed(before.text) and before.resembles and begins >= 0:
        return False
    if begins < 0:
        return likeness(together) >= max(REFERENCE, before.likeness)
    # The first half of an entry has no year or no container yet.
    return (
        not before.resembles
        and not is_closed(before.text)
        and begins == 0
        and before.pieces[-1].kind == entry.pieces[0].kind
        and entry.pieces[0].kind != "item"
        and resembles(together)
    )


def _split_glued(entries: list[Entry]) -> list[Entry]:
    """Part two references in one entry, where both are whole without the other."""
    found: list[Entry] = []
    for entry in entries:
        rest = entry
        while len(rest.text) < _GLUED_LIMIT:
            parts = _glued(rest)
            if not parts:
                break
            found.append(parts[0])
            rest = parts[1]
        found.append(rest)
    return found


def _glued(entry: Entry) -> tuple[Entry, Entry] | None:
    for index, piece in enumerate(entry.pieces):
        start = entry.skip if index == 0 else 0
        for match in AUTHORS_AND_YEAR.finditer(piece.text, start + 40):
            at = match.start()
            if not _SENTENCE_END.search(piece.text, max(start, at - 210), at):
                continue
            first, second = _cut(piece, at)
            left = Entry([*entry.pieces[:index], first], entry.marker, entry.skip)
            right = Entry([second, *entry.pieces[index + 1 :]], "", 0)
            if min(left.likeness, right.likeness) >= REFERENCE + 1 and beginning(left.text) == 2:
                return left, right
    return None


def _cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    """Part a line in two, before the character ``at``."""
    right = piece.slice(at, len(piece.text))
    right.first = False
    right.marker = ""
    return piece.slice(0, len(piece.text[:at].rstrip())), right
