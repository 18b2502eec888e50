"""Pieces: the physical lines of a Document with their layout, and the furniture of its pages.

A reference list is found and cut into entries by lines, whatever the form: a block of Markdown or
HTML is one or more of them, a line of plain text is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from typing import Final

from refkit.extract.headings import ends_list
from refkit.model import Block, Document
from refkit.model.document import BlockKind
from refkit.normalize.patterns import lazy_pattern

_PAGE_NUMBER: Final = lazy_pattern(
    r"""
    [\s|\-–—~•\[(]{0,20} (?: (?: page | seite | p\. | página | pág\. | s\. ) \s{0,3} )?
    (?: \d{1,4} | [ivxlc]{1,7} ) (?: \s? (?: of | / | von | de ) \s? \d{1,4} )? [\s|\-–—~•\])]{0,20}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED_HEAD: Final = lazy_pattern(r"^\d{1,4}\s | \s\d{1,4}$", re.VERBOSE)
_SPACES: Final = lazy_pattern(r"\s+")
_HEAD_LIMIT: Final = 120
_TAB: Final = 8
# A number so far from the margin is no end of an entry.
_FAR: Final = 15


class Piece:
    """One physical line of a Document.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends in the text.
        text: What it says.
        block: The index of its block.
        first: Whether it is the first line of its block.
        indent: Columns before it, relative to its page in plain text.
        gap: Blank lines before it.
        page: Whether a page of the printed article begins with it.
    """

    __slots__ = (
        "block",
        "end",
        "first",
        "gap",
        "indent",
        "kind",
        "label",
        "level",
        "marker",
        "page",
        "start",
        "text",
    )

    def __init__(self, text: str, start: int, block: Block, index: int, first: bool) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.block = index
        self.first = first
        self.kind: BlockKind = block.kind
        self.level = block.level
        self.label = block.label
        self.marker = block.marker if first else ""
        self.indent = block.indent
        self.gap = block.gap if first else 0
        self.page = first and block.label == "page-start"

    def copy(self) -> Piece:
        """Another piece of the same values."""
        return copy(self)


def pieces_of(document: Document) -> list[Piece]:
    """The lines of a Document in order, without page numbers and running heads."""
    pieces: list[Piece] = []
    text = document.text
    for index, block in enumerate(document.blocks):
        start, end = block.span.start, block.span.end
        if block.kind == "line" or text.find("\n", start, end) < 0:
            pieces.append(Piece(text[start:end], start, block, index, True))
            continue
        first = True
        gap = 0
        at = start
        for line in text[start:end].split("\n"):
            content = line.strip()
            if content:
                piece = Piece(content, at + line.index(content[0]), block, index, first)
                if not first:
                    piece.indent = _indent(document, piece.start)
                    piece.gap = gap
                pieces.append(piece)
                first = False
                gap = 0
            else:
                gap += 1
            at += len(line) + 1
    if document.format == "text":
        pieces = _without_furniture(pieces)
        _level_indents(pieces)
    return pieces


def joined(pieces: Sequence[Piece]) -> str:
    """The text of lines, joined by spaces."""
    return pieces[0].text if len(pieces) == 1 else " ".join(piece.text for piece in pieces)


def _indent(document: Document, offset: int) -> int:
    """Columns of white space before a character on its line of the file."""
    place = document.source_offset(offset)
    start = place - document.source_position(place).column + 1
    width = 0
    for character in document.source[start:place][:200]:
        if character == "\t":
            width += _TAB - width % _TAB
        elif character.isspace():
            width += 1
        else:
            # A backslash, an asterisk or a tag that stands before the first character.
            break
    return width


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else: "76", "- 12 -", "Page 3 of 9", "xiv"."""
    return len(text) < 30 and bool(_PAGE_NUMBER.fullmatch(text))


def _without_furniture(pieces: list[Piece]) -> list[Piece]:
    """The lines of a plain text without what pages repeat above and below the text."""
    edges = _edges(pieces)
    counts = Counter(_key(pieces[index].text) for index in edges)
    kept: list[Piece] = []
    seen: set[str] = set()
    page = False
    for index, piece in enumerate(pieces):
        page = page or piece.page
        if _is_furniture(pieces, index, index in edges, counts, seen):
            continue
        # The mark of a new page passes on from a running head to the first line of text.
        piece.page = page
        page = False
        kept.append(piece)
    return kept


def _is_furniture(
    pieces: list[Piece], index: int, edge: bool, counts: Counter[str], seen: set[str]
) -> bool:
    piece = pieces[index]
    if is_page_number(piece.text):
        if edge:
            return True
        # Without form feeds: alone between blank lines, and no end of "334-" on the line before.
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        before = pieces[index - 1].text[-1:] if index else ""
        alone = piece.gap > 0 and (following is None or following.gap > 0)
        return alone and (piece.indent >= _FAR or before not in ("-", "–", ",", "(", "/"))
    if edge and len(piece.text) <= _HEAD_LIMIT and not ends_list(piece.text):
        key = _key(piece.text)
        # "CRYING RESEARCH 61" tells by its number that it is no line of the text.
        usual = 2 if key != piece.text.strip().casefold() else 3
        if counts[key] >= usual and key:
            # "References" over every page of the list: the first is its heading.
            first = key not in seen
            seen.add(key)
            return not first or counts[key] > 6
    return False


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


def _key(text: str) -> str:
    """What lines have in common that differ in their page number only, first or last in them."""
    return _NUMBERED_HEAD.sub("", _SPACES.sub(" ", text)).strip(" |-–—·•").casefold()


def _level_indents(pieces: list[Piece]) -> None:
    """Make indents relative to the left margin of the page, which odd and even pages set apart."""
    start = 0
    margin = 0
    while start < len(pieces):
        end = start + 1
        while end < len(pieces) and not pieces[end].page:
            end += 1
        lines = pieces[start:end]
        smallest = min(piece.indent for piece in lines)
        # A page of one or two lines may hold nothing but the end of an indented entry.
        if len(lines) > 2 or smallest < margin:
            margin = smallest
        for piece in lines:
            piece.indent = max(0, piece.indent - margin)
        start = end
