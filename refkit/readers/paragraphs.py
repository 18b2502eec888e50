"""Paragraphs: the Document of a form that has no lines of text, such as DOCX, ODT or PDF.

Its ``source`` is made while it is read: one line for each paragraph (or printed line), as its
reader sees it. A break within a paragraph is U+2028 in the source and a line feed in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

import msgspec

from refkit.model import Block, Document, Embedded, Markup, Mention, Part, Segment, Span
from refkit.model.document import BlockKind, MarkupKind
from refkit.normalize.patterns import lazy_pattern

BREAK: Final = "\u2028"
"""What stands in a paragraph's text for a break of the line within it."""

_HIDDEN: Final = lazy_pattern("[\u00ad\u200b\u2060\ufeff]+")
_SOFT_HYPHEN: Final = "\u00ad"


class Mark(NamedTuple):
    """Markup over a range of a paragraph."""

    start: int
    end: int
    kind: MarkupKind
    target: str = ""


class Cite(NamedTuple):
    """A citation over a range of a paragraph that the file marks as one; see Mention."""

    start: int
    end: int
    keys: tuple[str, ...]
    narrative: bool = False
    prefix: str = ""
    suffix: str = ""


class Paragraphs:
    """Collects paragraphs, in the order of reading."""

    def __init__(self) -> None:
        self.length = 0
        """The length of the source so far: where the next paragraph begins in it."""
        self._source: list[str] = []
        self._text: list[str] = []
        self._text_length = 0
        self._blocks: list[Block] = []
        self._markup: list[Markup] = []
        self._mentions: list[Mention] = []
        self._segments: list[Segment] = []
        self._parts: list[Part] = []

    def part(self, name: str, kind: Literal["page", "section"]) -> None:
        """Begin a part of the file, in which lines are counted anew; "" is the file itself."""
        self._parts.append(Part(self.length, name, kind))

    def add(
        self,
        content: str,
        kind: BlockKind = "paragraph",
        *,
        level: int = 0,
        indent: int = 0,
        marker: str = "",
        label: str = "",
        gap: int = 0,
        key: str = "",
        marks: Iterable[Mark] = (),
        cites: Iterable[Cite] = (),
    ) -> Span:
        """Add a paragraph. A blank one is a line of the source, and no block.

        Args:
            content: Its text, with :data:`BREAK` for breaks, and without line feeds.
            kind: As for :class:`refkit.model.Block`, like the arguments that follow it.
            level: As there.
            indent: As there.
            marker: As there.
            label: As there.
            gap: As there.
            key: As there.
            marks: Its markup, in ranges of ``content``.
            cites: The citations that the file marks, in ranges of ``content``.

        Returns:
            Its range in the source.
        """
        start = self.length
        content = content.replace("\n", BREAK)
        self._source += (content, "\n")
        self.length += len(content) + 1
        first = len(content) - len(content.lstrip())
        last = len(content.rstrip())
        if first < last:
            block = Block(Span(0, 0), kind, level, indent, marker, label, gap, key)
            self._block(content, start, (first, last), block, marks, cites)
        return Span(start, start + len(content))

    def document(
        self,
        format: str,
        *,
        path: str = "",
        guesses: Sequence[str] = (),
        unit: Literal["line", "paragraph"] = "paragraph",
        embedded: Sequence[Embedded] = (),
    ) -> Document:
        """The Document of all that was added."""
        return Document(
            path=path,
            source="".join(self._source),
            text="".join(self._text),
            blocks=self._blocks,
            markup=sorted(self._markup, key=lambda mark: (mark.span.start, -mark.span.end)),
            segments=self._segments,
            format=format,
            guesses=list(guesses),
            parts=self._parts,
            unit=unit,
            mentions=sorted(self._mentions, key=lambda mention: mention.span),
            embedded=list(embedded),
        )

    def _block(
        self,
        content: str,
        start: int,
        kept: tuple[int, int],
        block: Block,
        marks: Iterable[Mark],
        cites: Iterable[Cite],
    ) -> None:
        """Add the block of a paragraph that is not blank."""
        if self._text:
            self._text.append("\n")
            self._text_length += 1
        begin = self._text_length
        first, last = kept
        # For each stretch that is kept: its start in the content, and in the text.
        stretches: list[tuple[int, int, int]] = []
        at = first
        for hidden in _HIDDEN.finditer(content, first, last):
            # A soft hyphen at a line's end tells whoever joins the lines that the word goes on.
            end = hidden.start()
            if hidden.end() == last and hidden.group().endswith(_SOFT_HYPHEN):
                break
            self._stretch(content, start, at, end, stretches)
            at = hidden.end()
        self._stretch(content, start, at, last, stretches)

        def place(offset: int) -> int:
            for source, end, text in reversed(stretches):
                if offset >= source:
                    return text + min(offset, end) - source
            return begin

        for mark in marks:
            span = Span(place(mark.start), place(mark.end))
            if span.start < span.end:
                self._markup.append(Markup(span, mark.kind, mark.target))
        for cite in cites:
            span = Span(place(cite.start), place(cite.end))
            if span.start < span.end:
                self._mentions.append(
                    Mention(
                        span=span,
                        keys=cite.keys,
                        narrative=cite.narrative,
                        prefix=cite.prefix,
                        suffix=cite.suffix,
                        printed=True,
                    )
                )
        span = Span(begin, self._text_length)
        self._blocks.append(msgspec.structs.replace(block, span=span))

    def _stretch(
        self, content: str, start: int, at: int, end: int, stretches: list[tuple[int, int, int]]
    ) -> None:
        if at >= end:
            return
        stretches.append((at, end, self._text_length))
        text = content[at:end].replace(BREAK, "\n")
        self._text.append(text)
        self._segments.append(
            Segment(self._text_length, self._text_length + len(text), start + at, start + end)
        )
        self._text_length += len(text)
