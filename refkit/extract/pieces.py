"""Pieces: the physical lines of a Document with their layout.

A reference list is found and cut into entries by lines, whatever the form: a block of Markdown or
HTML is one or more of them, a line of plain text is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Final

from refkit.extract.furniture import without_furniture
from refkit.model import Block, Document
from refkit.model.document import COLUMN_START, PAGE_START, BlockKind

_TAB: Final = 8
# Labels of the first line of a page, and of a column that is not the first of its page.
_STARTS: Final = (PAGE_START, COLUMN_START)


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
        page: Whether a page or column of the printed article begins with it.
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
        self.page = first and block.label in _STARTS

    def slice(self, start: int, end: int) -> Piece:
        """A range of its characters as a piece; the layout is that of the whole."""
        part = copy(self)
        part.text = self.text[start:end]
        part.start = self.start + start
        part.end = self.start + end
        return part


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
        pieces = without_furniture(pieces)
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
