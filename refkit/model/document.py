"""Document: an article as read, and the way back to line and column of its file.

Two texts are in play. ``source`` is the file's own text, decoded. ``text`` is what a reader of the
printed article sees: without markup, entities resolved. All spans of References, Citations and
Findings count characters of ``text``; :meth:`Document.position` and :meth:`Document.source_span`
lead back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, Literal

import msgspec

BlockKind = Literal[
    "heading", "paragraph", "line", "item", "code", "quote", "table", "entry", "note", "other"
]
MarkupKind = Literal["italic", "bold", "superscript", "subscript", "code", "link", "small-caps"]


PAGE_START: Final = "page-start"
"""Label of the first block of a page of the printed article."""

COLUMN_START: Final = "column-start"
"""Label of the first block of a further column of a page."""

COMPOSED: Final = "composed"
"""Label of an entry whose text was made from data: its form tells nothing of the article."""

PICTURED: Final = "pictured"
"""Label of the caption of a table that is a picture: what the table cites, nobody can tell."""

SUB_ARTICLE: Final = "sub-article"
"""Label of what is published with an article and is no part of it, such as letters of a review."""


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of characters: ``start`` to just before ``end``, counted from 0."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Position(msgspec.Struct, frozen=True, order=True, repr_omit_defaults=True):
    """A place in a file.

    Attributes:
        line: The line, from 1; of a form that has none, such as DOCX, the paragraph.
        column: The column in it, from 1, in characters.
        part: The name of the :class:`Part` in which lines are counted: "page 3"; "" where the file
            has none.
    """

    line: int
    column: int
    part: str = ""


class Part(msgspec.Struct, frozen=True):
    """A stretch of ``Document.source``, to the beginning of the next, with lines of its own count.

    Attributes:
        start: Where it begins in ``source``.
        name: Its name: "page 3", "footnotes", "chapters/method.tex"; "" for the file itself.
        kind: "page" of a print; "file", another file that the article takes in, whose name is
            relative to the working directory as the article's is; "section", a part of a package,
            such as the footnotes of a DOCX or a chapter of an EPUB.
    """

    start: int
    name: str
    kind: Literal["page", "file", "section"]


class Markup(msgspec.Struct, frozen=True):
    """Markup over a span of the text, and the target of a link."""

    span: Span
    kind: MarkupKind
    target: str = ""


class Block(msgspec.Struct, frozen=True):
    r"""A paragraph, heading, list item or line of the text.

    Attributes:
        span: Its range in ``Document.text``, without the line break that ends it.
        kind: What it is. "item" is a list item, "line" one physical line of a plain text or a
            print, "note" a foot- or endnote, "entry" an entry of a reference list that the file
            itself marks as one, such as a ``\bibitem``: no more and no less than one reference.
        level: 1–6 for headings, the depth of nesting (from 1) for items, else 0.
        indent: Spaces before its first character in the file; tabs count to the next multiple of 8.
        marker: The list marker as written: "1.", "[12]", "*"; "" if none.
        label: Class or id of the markup that it came from, such as "csl-entry"; "" if none.
        gap: Blank lines before it in the file.
        key: The name by which the text refers to it: the key of a ``\bibitem``, the id of a
            ``<ref>`` of JATS or of a "csl-entry"; "" if none.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    indent: int = 0
    marker: str = ""
    label: str = ""
    gap: int = 0
    key: str = ""


EVERYTHING: Final = "*"
"""The key of a Mention that means all works, as ``\\nocite{*}`` and ``@*`` do."""


class Mention(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    r"""A citation that the file marks as one: ``\citep[see][12]{a,b}``, ``[@a]``, ``<xref>``.

    Attributes:
        span: Its range in ``Document.text``, where what is printed of it stands; of one of which
            the file has keys only, the keys as written.
        keys: What it cites: keys of works, or of "entry" blocks; in order. See EVERYTHING.
        key_spans: The range of each key in ``Document.text``, where the keys themselves stand
            there; else empty.
        narrative: Whether the authors are part of the sentence: ``\citet``, ``@a``.
        prefix: What leads to the first work, as written: "see".
        suffix: What follows the last, such as a locator, as written: "p. 12".
        printed: Whether ``span`` holds what a reader sees, as Word's fields and JATS have it, and
            not keys.
    """

    span: Span
    keys: tuple[str, ...]
    key_spans: tuple[Span, ...] = ()
    narrative: bool = False
    prefix: str = ""
    suffix: str = ""
    printed: bool = False


class Embedded(msgspec.Struct, frozen=True, kw_only=True):
    """Works that the file carries as data: Zotero's in a Word field, JATS's ``<ref-list>``.

    Attributes:
        format: The format of the data, as in :data:`refkit.formats.FORMATS`: "csl-json",
            "endnote-xml", "word-xml", "jats", "bibtex".
        data: The data, whole, as :func:`refkit.formats.load` takes them. The ids of the Works are
            the keys of the Mentions, or of the "entry" blocks.
        origin: Who put it there: "Zotero", "Mendeley", "EndNote", "Word", "JATS".
    """

    format: str
    data: str
    origin: str


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
        parts: Stretches of ``source`` that count lines of their own, ascending; [] if it is one
            file of lines. Of PDF, DOCX, ODT and EPUB, ``source`` is no text of the file, but one
            line for each line or paragraph of it, as it was read.
        unit: What ``Position.line`` counts.
        mentions: The citations that the file marks as such, in order.
        embedded: The Works that it carries as data.
        bibliographies: The files of works that it names, as written: "refs.bib".
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
    parts: list[Part] = []
    unit: Literal["line", "paragraph"] = "line"
    mentions: list[Mention] = []
    embedded: list[Embedded] = []
    bibliographies: list[str] = []
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
            parts=self.parts,
            unit=self.unit,
        )

    @property
    def own_source(self) -> str:
        """The part of ``source`` that is the file itself, without others that it takes in."""
        other = next((part for part in self.parts if part.kind == "file" and part.name), None)
        return self.source[: other.start] if other else self.source

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
        column = offset - self._line_starts[number - 1] + 1
        part = self.part(offset)
        if part is None:
            return Position(number, column)
        before = bisect_right(self._line_starts, part.start) - 1
        if number == before + 1:
            column = offset - max(part.start, self._line_starts[before]) + 1
        return Position(number - before, column, part.name)

    def part(self, offset: int) -> Part | None:
        """The Part in which a character of ``source`` stands; None if there are none."""
        number = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[number] if number >= 0 else None

    def place(self, offset: int) -> str:
        """A character of ``text`` in words: "line 12", "page 3, line 4", "paragraph 7"."""
        position = self.position(offset)
        counted = f"{self.unit} {position.line}"
        return f"{position.part}, {counted}" if position.part else counted
