"""The paragraphs of an OpenDocument text, as they are read: text, markup, and the way back."""

from __future__ import annotations

from typing import NamedTuple

from refkit.model import Span
from refkit.model.document import BlockKind
from refkit.readers.office_look import MARKUP
from refkit.readers.paragraphs import Cite, Mark


class Piece(NamedTuple):
    """A stretch of a paragraph's text, and of the XML that it stands for.

    Attributes:
        start: Where it begins in the paragraph.
        text: What is read there; "" for white space that is none of the text.
        xml_start: Where it begins in the XML.
        xml_end: Where it ends there.
        plain: Whether the XML is the text, character by character.
        depth: How many elements are around it.
        fixed: Whether it is the number of a note, without which there is none.
    """

    start: int
    text: str
    xml_start: int
    xml_end: int
    plain: bool
    depth: int
    fixed: bool = False


class Link(NamedTuple):
    """A stretch of a paragraph that leads elsewhere.

    Attributes:
        start: Where it begins in the paragraph.
        end: Just past its end.
        target: Where it leads.
        tag: The range of its start tag in the XML.
    """

    start: int
    end: int
    target: str
    tag: Span


class Note:
    """A foot- or endnote.

    Attributes:
        footnote: Whether it is a footnote.
        number: Its number as written.
        shown: Whether a paragraph has the number before it.
    """

    __slots__ = ("footnote", "number", "shown")

    def __init__(self, *, footnote: bool) -> None:
        self.footnote = footnote
        self.number = ""
        self.shown = False


class Paragraph:
    """A paragraph, heading or item.

    Attributes:
        kind: As for :class:`refkit.model.Block`, as the names that follow it.
        note: The note in which it stands.
        pieces: Its text.
        inner: Where its content begins in the XML.
        end: Where its end tag begins there.
        depth: How many elements are around its content.
        marks: Its markup.
        cites: The citations in it that are marked.
        links: Its links; marks of them are in ``marks`` too.
        remarks: The comments in it that are addressed to refkit.
    """

    __slots__ = (
        "_looks",
        "cites",
        "depth",
        "end",
        "ignoring",
        "indent",
        "inner",
        "key",
        "kind",
        "label",
        "length",
        "level",
        "links",
        "marker",
        "marks",
        "note",
        "pieces",
        "remarks",
    )  # fmt: skip

    def __init__(self, kind: BlockKind, inner: int, depth: int) -> None:
        self.kind = kind
        self.level = 0
        self.indent = 0
        self.marker = ""
        self.label = ""
        self.key = ""
        self.note: Note | None = None
        self.pieces: list[Piece] = []
        self.length = 0
        self.inner = self.end = inner
        self.depth = depth
        self.marks: list[Mark] = []
        self.cites: list[Cite] = []
        self.links: list[Link] = []
        self.remarks: list[str] = []
        # White space is dropped at the beginning, and after other white space.
        self.ignoring = True
        # Start, end and look of each stretch that has one.
        self._looks: list[list[int]] = []

    @property
    def content(self) -> str:
        """Its text, with :data:`refkit.readers.paragraphs.BREAK` for breaks of the line."""
        return "".join(piece.text for piece in self.pieces)

    def add(
        self,
        text: str,
        xml_start: int,
        xml_end: int,
        look: int,
        depth: int,
        *,
        plain: bool | None = None,
        fixed: bool = False,
    ) -> None:
        """Add text that is in the XML between two places; by default plain if it is as long."""
        if plain is None:
            plain = len(text) == xml_end - xml_start
        self.pieces.append(Piece(self.length, text, xml_start, xml_end, plain, depth, fixed))
        if not text:
            return
        end = self.length + len(text)
        if look:
            last = self._looks[-1] if self._looks else None
            if last and last[1] == self.length and last[2] == look:
                last[1] = end
            else:
                self._looks.append([self.length, end, look])
        self.length = end

    def finish(self, end: int) -> None:
        """Say where it ends in the XML, and make the markup of how its characters look."""
        self.end = end
        for bit, kind in MARKUP:
            open_mark: Mark | None = None
            for start, stop, look in self._looks:
                if not look & bit:
                    continue
                if open_mark and open_mark.end == start:
                    open_mark = open_mark._replace(end=stop)
                    continue
                if open_mark:
                    self.marks.append(open_mark)
                open_mark = Mark(start, stop, kind)
            if open_mark:
                self.marks.append(open_mark)
