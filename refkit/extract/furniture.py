"""Furniture: what the pages of a print repeat above and below the text, and their numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from refkit.extract.headings import ends_list, is_reference_heading
from refkit.normalize.patterns import lazy_pattern

if TYPE_CHECKING:
    from refkit.extract.pieces import Piece

_PAGE_NUMBER: Final = lazy_pattern(
    r"""
    [\W_]{0,20}
    (?P<word> (?: page | seite | p\. | página | pág\. | s\. | pagina | side | sida | strona
      | стр\.? ) \s{0,3} )?
    (?: \d{1,4} | [ivxlc]{1,7} ) (?P<of> \s? (?: of | / | von | de | av | z | из ) \s? \d{1,4} )?
    [\W_]{0,20}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What publishers print along the edge of a page.
_STAMP: Final = lazy_pattern(
    r"""
    (?: this \s content \s )? downloaded \s (?: from | by | on | for ) \b
    | authorized \s licensed \s use | all \s use \s subject \s to
    | (?: this \s article \s is | content \s ) \s? (?: protected | licensed )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED_HEAD: Final = lazy_pattern(
    r"""
      ^ \d{1,4} \s
    | \s (?: (?: page | seite | p\. | página | pagina | side ) \s )? \d{1,4}
      (?: \s? (?: of | / | von | de ) \s? \d{1,4} )? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPACES: Final = lazy_pattern(r"\s+")
_HEAD_LIMIT: Final = 120
# A number so far from the margin is no end of an entry.
_FAR: Final = 15
# The least number of lines that pages have, and of pages that a repeated line must be on.
_PAGE: Final = 18
_REPEATED: Final = 3
_SHORTEST: Final = 8


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else: "76", "- 12 -", "Page 3 of 9", "xiv"."""
    return len(text) < 30 and bool(_PAGE_NUMBER.fullmatch(text))


def without_furniture(pieces: list[Piece]) -> list[Piece]:
    """The lines of a plain text without running heads and feet.

    Args:
        pieces: All lines of the text.

    Returns:
        The others, the same objects; the mark of a new page passes on from a running head to the
        first line below it.
    """
    edges = _edges(pieces)
    counts = Counter(_key(pieces[index].text) for index in edges)
    strewn = _strewn(pieces)
    kept: list[Piece] = []
    seen: set[str] = set()
    page = False
    for index, piece in enumerate(pieces):
        page = page or piece.page or index in strewn
        if index in strewn or _is_furniture(pieces, index, index in edges, counts, seen):
            continue
        piece.page = page
        page = False
        kept.append(piece)
    return kept


def _is_furniture(
    pieces: list[Piece], index: int, edge: bool, counts: Counter[str], seen: set[str]
) -> bool:
    piece = pieces[index]
    if is_page_number(piece.text):
        return edge or _stands_alone(pieces, index)
    if edge and len(piece.text) <= _HEAD_LIMIT and not ends_list(piece.text):
        key = _key(piece.text)
        # "CRYING RESEARCH 61" tells by its number that it is no line of the text.
        usual = 2 if key != _plain(piece.text) else 3
        if counts[key] >= usual and key:
            # "References" over every page of the list: the first is its heading.
            first = key not in seen
            seen.add(key)
            return not first or counts[key] > 6
    return False


def _stands_alone(pieces: list[Piece], index: int) -> bool:
    """Whether a number, without form feeds, is that of a page and no end of "334-" before it."""
    piece = pieces[index]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    before = pieces[index - 1].text[-1:] if index else ""
    if piece.gap == 0 or (following is not None and following.gap == 0):
        return False
    found = _PAGE_NUMBER.fullmatch(piece.text)
    named = bool(found and (found["word"] or found["of"]))
    return named or piece.indent >= _FAR or before not in ("-", "–", ",", "(", "/")


def _strewn(pieces: list[Piece]) -> set[int]:
    """The indexes of lines that come again and again, a page apart: heads without form feeds."""
    places: dict[str, list[int]] = {}
    found: set[int] = set()
    for index, piece in enumerate(pieces):
        if len(piece.text) <= _HEAD_LIMIT and _is_apart(pieces, index):
            places.setdefault(_key(piece.text), []).append(index)
            if _STAMP.match(piece.text):
                found.add(index)
    for key, indexes in places.items():
        if len(key) < _SHORTEST or len(indexes) < _REPEATED or is_reference_heading(key):
            continue
        if min(after - before for before, after in pairwise(indexes)) >= _PAGE:
            found.update(indexes)
    return found | {
        index
        for place in found
        for index in (place - 1, place + 1)
        if 0 <= index < len(pieces) and is_page_number(pieces[index].text)
    }


def _is_apart(pieces: list[Piece], index: int) -> bool:
    """Whether a blank line or a page number parts a line from the text."""
    piece = pieces[index]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return (
        piece.page
        or piece.gap > 0
        or following is None
        or following.gap > 0
        or is_page_number(following.text)
        or is_page_number(pieces[index - 1].text if index else "")
    )


def _edges(pieces: list[Piece]) -> set[int]:
    """The indexes of the two lines at each end of a page, and of those next to a page number."""
    starts = [index for index, piece in enumerate(pieces) if piece.page]
    edges: set[int] = set()
    for start in starts:
        edges.update((start, start + 1, start - 1, start - 2))
    if starts:
        edges.update((0, 1, len(pieces) - 1, len(pieces) - 2))
    for index, piece in enumerate(pieces):
        if piece.gap > 0 and is_page_number(piece.text):
            edges.update((index - 1, index + 1))
    return {index for index in edges if 0 <= index < len(pieces)}


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()


def _key(text: str) -> str:
    """What lines have in common that differ in their page number only, first or last in them."""
    return _NUMBERED_HEAD.sub("", _SPACES.sub(" ", text)).strip(" |-–—·•").casefold()
