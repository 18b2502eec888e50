"""Floats: tables and figures that the pages of a print put between the entries of a list."""

from __future__ import annotations

import re
from typing import Final

from refkit.extract.breaks import begins_entry
from refkit.extract.headings import is_reference_heading
from refkit.extract.pieces import Piece
from refkit.extract.signs import beginning, is_closed, is_open, resembles
from refkit.normalize.patterns import lazy_pattern

_CAPTION: Final = lazy_pattern(
    r"""
    (?: table | figure | fig\. | tab\. | tabelle | abbildung | abb\. | tableau | tabla | figura
      | tabela | box | scheme | рис\. | рисунок | таблица | 表 | 図 | 图 )
    \s{0,2} (?: [A-Z]?\d{1,3}[a-z]? | [ivx]{1,5} ) (?: \s? [.:|—–] | $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A float is no longer; and so many lines around it are looked at for the list.
_LONGEST: Final = 80
_NEAR: Final = 30
# So many lines an entry has at most that is unlike the others.
_LINES: Final = 6
# The words at the axes of a figure are shorter than lines of text.
_LABEL: Final = 40


def without_floats(pieces: list[Piece]) -> list[Piece]:
    """The lines of a text or print without the floats within its reference lists.

    Args:
        pieces: Its lines, in order.

    Returns:
        The others. What comes after the last entry stays.
    """
    captions = [at for at, piece in enumerate(pieces) if _CAPTION.match(piece.text)]
    if not captions:
        return pieces
    first = next((at for at, piece in enumerate(pieces) if is_reference_heading(piece.text)), None)
    kept: list[Piece] = []
    done = 0
    for caption in captions:
        if first is None or caption < max(first, done) or not _within_list(pieces, caption):
            continue
        end = _end(pieces, caption)
        if end is not None:
            kept += pieces[done : _start(pieces, caption)]
            done = end
    return kept + pieces[done:]


def _within_list(pieces: list[Piece], caption: int) -> bool:
    """Whether an entry begins near before a caption, and no line is cut by it."""
    if is_open(pieces[caption - 1].text) and not pieces[caption].page:
        return False
    before = range(max(0, caption - _NEAR), caption)
    return any(begins_entry(pieces, at) for at in before)


def _start(pieces: list[Piece], caption: int) -> int:
    """Where a float begins: with its caption, or with the labels of a figure that heads a page."""
    for at in range(caption - 1, max(0, caption - _LONGEST), -1):
        if len(pieces[at].text) > _LABEL or begins_entry(pieces, at):
            break
        if pieces[at].page:
            return at if is_closed(pieces[at - 1].text) else caption
    return caption


def _end(pieces: list[Piece], caption: int) -> int | None:
    """Where the list goes on after a float: with an entry that others follow."""
    for at in range(caption + 1, min(caption + _LONGEST, len(pieces))):
        if begins_entry(pieces, at):
            after = range(at + 1, min(at + _NEAR, len(pieces)))
            follows = any(begins_entry(pieces, each) for each in after)
            return _unlike_others(pieces, caption, at) if follows else None
    return None


def _unlike_others(pieces: list[Piece], caption: int, at: int) -> int:
    """Where an entry begins that stands between a float and the first that is sure to be one.

    "Council for Weather. (2019). …" begins with no name of a person.
    """
    for start in range(max(caption + 1, at - _LINES), at):
        piece = pieces[start]
        text = " ".join(each.text for each in pieces[start:at])
        if (piece.gap or piece.page) and beginning(piece.text) >= 0 and resembles(text):
            return start
    return at
