"""Document: an article as read, and the way back to line and column of its file.

Two texts are in play. ``source`` is the file's own text, decoded. ``text`` is what a reader of the
printed article sees: without markup, entities resolved. All spans of References, Citations and
Findings count characters of ``text``; :meth:`Document.position` and :meth:`Document.source_span`
lead back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

import msgspec

BlockKind = Literal["heading", "paragraph", "line", "item", "code", "quote", "table", "other"]
MarkupKind = Literal["italic", "bold", "superscript", "subscript", "code", "link", "small-caps"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of characters: ``start`` to just before ``end``, counted from 0."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Position(msgspec.Struct, frozen=True, order=True):
    """A place in a file: line and column, both counted from 1, the column in characters."""

    line: int
    column: int


class Markup(msgspec.Struct, frozen=True):
    """Markup over a span of the text, and the target of a link."""

    span: Span
    kind: MarkupKind
    target: str = ""


class Block(msgspec.Struct, frozen=True):
    """A paragraph, heading, list item or line of the text.

    Attributes:
        span: Its range in ``Document.text``, without the line break that ends it.
        kind: What it is. "item" is a list item, "line" one physical line of a plain text.
        level: 1–6 for headings, the depth of nesting (from 1) for items, else 0.
        indent: Spaces before its first character in the file; tabs count to the next multiple of 8.
        marker: The list marker as written: "1.", "[12]", "*"; "" if none.
        label: Class or id of the markup that it came from, such as "csl-entry"; "" if none.
        gap: Blank lines before it in the file.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    indent: int = 0
    marker: str = ""
    label: str = ""
    gap: int = 0


class Segment(msgspec.Struct, frozen=True, order=True):
    """A stretch of ``text`` and the stretch of ``source`` that it came from.

    Where both have the same length they correspond character by character. Where they differ
    (``&amp;`` for ``&``) the stretch is one unit.
    """

    text_start: int
    text_end: int
    source_start: int
    source_end: int


class Document(msgspec.Struct, repr_omit_defaults=True):
    """An article as read.

    Attributes:
        path: The file's name as the user gave it, or "" for text from memory.
        source: The file's text as decoded, with its own line breaks.
        text: The text without markup; blocks are separated by single line feeds.
        blocks: The blocks in order; they do not overlap.
        markup: Italics, links … over the text, in order of their start.
        segments: The map from ``text`` to ``source``, ascending and without overlap. Characters
            of ``text`` in no segment (line feeds between blocks) belong to the one before.
        format: "markdown", "html", "text" …
        encoding: The encoding that the bytes were decoded with; "" for a str.
        guesses: What the reader had to guess, in words for the user.
    """

    path: str
    source: str
    text: str
    blocks: list[Block]
    markup: list[Markup] = []
    segments: list[Segment] = []
    format: str = "text"
    encoding: str = ""
    guesses: list[str] = []
    _text_starts: list[int] = []
    _line_starts: list[int] = []

    def verbatim(self) -> Document:
        """The same file with its text as it stands: one stretch, without blocks or markup."""
        end = len(self.source)
        return Document(
            path=self.path,
            source=self.source,
            text=self.source,
            blocks=[],
            segments=[Segment(0, end, 0, end)],
            format=self.format,
            encoding=self.encoding,
            guesses=self.guesses,
        )

    def source_offset(self, offset: int) -> int:
        """The offset in ``source`` of a character of ``text``, counted from 0.

        An offset within a stretch that corresponds only as a whole leads to its start; one at or
        past the end of the text, to the end of what the last stretch came from.
        """
        if not self._text_starts:
            self._text_starts = [segment.text_start for segment in self.segments]
        index = bisect_right(self._text_starts, offset) - 1
        if index < 0:
            return 0
        segment = self.segments[index]
        if offset >= segment.text_end:
            return segment.source_end
        if segment.text_end - segment.text_start == segment.source_end - segment.source_start:
            return segment.source_start + offset - segment.text_start
        return segment.source_start

    def source_span(self, span: Span) -> Span:
        """The range of ``source`` that a range of ``text`` came from."""
        start = self.source_offset(span.start)
        if span.end <= span.start:
            return Span(start, start)
        last = self.source_offset(span.end - 1)
        index = bisect_right(self._text_starts, span.end - 1) - 1
        if index < 0:
            return Span(start, start)
        segment = self.segments[index]
        whole = segment.text_end - segment.text_start != segment.source_end - segment.source_start
        if whole or span.end > segment.text_end:
            return Span(start, max(start, segment.source_end))
        return Span(start, last + 1)

    def position(self, offset: int) -> Position:
        """Line and column, from 1, in the file of a character of ``text``."""
        return self.source_position(self.source_offset(offset))

    def source_position(self, offset: int) -> Position:
        """Line and column, from 1, of a character of ``source``. CRLF, CR and LF end lines."""
        if not self._line_starts:
            self._line_starts = [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", self.source))]
        number = bisect_right(self._line_starts, offset)
        return Position(number, offset - self._line_starts[number - 1] + 1)
