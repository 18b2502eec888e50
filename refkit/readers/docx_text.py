"""The text of a DOCX file: its paragraphs, as a reader of the printed article sees them.

Source: ECMA-376, Part 1, section 17.3.1 (paragraphs), 17.4 (tables), 17.5.2 (content controls).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from refkit.errors import UnreadableError
from refkit.model.document import BlockKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.docx_package import MC, M, Relationship, W
from refkit.readers.docx_runs import GONE, THROUGH, Depth, Leaf, Runs, Shared, choice_of
from refkit.readers.docx_styles import Style, indent_of, numbering_of, outline_level, value
from refkit.readers.office_look import Indent
from refkit.readers.paragraphs import BREAK, Cite, Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_COLUMN: Final = 120
"""Twips to a column: half an inch is six, as an indented line of a typescript has."""

_PARAGRAPHS: Final = 300_000
"""A book of 1,000 pages has 20,000."""

_HEADING_LENGTH: Final = 400
"""A longer paragraph is set in the style of a heading by mistake."""

_SHORT_LINE: Final = 30
"""A line of an entry, such as its address, may be longer; no entry has three of that length."""

_NUMBER_ALONE: Final = lazy_pattern(r"[\[(]?\d{1,4}[\])]?[.:]?")


class Paragraph:
    """A paragraph as read; its attributes are those of a Block, see Paragraphs.add."""

    __slots__ = (
        "cites", "content", "gap", "indent", "kind", "label", "leaves", "level", "marker", "marks",
        "remarks",
    )  # fmt: skip

    def __init__(self) -> None:
        self.content = ""
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.indent = 0
        self.marker = ""
        self.label = ""
        self.gap = 0
        self.marks: list[Mark] = []
        self.cites: list[Cite] = []
        self.leaves: list[Leaf] = []
        self.remarks: list[str] = []


class Story:
    """Reads one part: the article, or a note, or what stands in a text box.

    Args:
        shared: What all parts have in common.
        relationships: What the part refers to.
        depth: How deep the story stands in others.
    """

    def __init__(
        self, shared: Shared, relationships: dict[str, Relationship], *, depth: int = 0
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self._shared = shared
        self._relationships = relationships
        self._depth = Depth(shared.path, depth)
        self._runs: Runs
        self._style = Style()
        self._style_id = ""
        self._table = 0
        self._row_number = ""
        self._gap = 0

    def read(self, container: _Element) -> list[Paragraph]:
        """The paragraphs of an element that holds blocks."""
        self._runs = Runs(self._shared, self._relationships, container, self._depth)
        self._blocks(container)
        self._flush()
        return self.paragraphs

    def _blocks(self, container: _Element) -> None:
        with self._depth:
            for child in container:
                self._block(child)

    def _block(self, element: _Element) -> None:
        tag = element.tag
        if tag == f"{W}p":
            self._paragraph(element)
        elif tag == f"{W}tbl":
            self._flush()
            self._read_table(element)
        elif tag == f"{W}sdt":
            self._runs.control(element, self._blocks)
        elif tag in GONE:
            self._shared.told.add("revisions")
        elif tag == f"{MC}AlternateContent":
            choice = choice_of(element)
            if choice is not None:
                self._blocks(choice)
        elif tag == f"{W}ins" or tag in THROUGH:
            self._blocks(element)
        elif tag == f"{W}altChunk":
            self._shared.told.add("altChunk")
        elif tag in (f"{M}oMathPara", f"{M}oMath"):
            self._runs.math(element)
            self._flush()
        elif tag == f"{W}commentRangeStart":
            self._runs.remark(element)

    def _read_table(self, table: _Element) -> None:
        rows = list(_rows(table, f"{W}tr"))
        cells = [list(_rows(row, f"{W}tc")) for row in rows]
        # A table of one column frames a text: it has no cells to read across.
        framed = all(len(row) < 2 for row in cells)
        self._table += not framed
        for row in cells:
            self._row_number = ""
            for cell in row:
                self._blocks(cell)
                self._flush()
        self._row_number = ""
        self._table -= not framed

    def _paragraph(self, element: _Element) -> None:
        properties = element.find(f"{W}pPr")
        self._style_id = "" if properties is None else value(properties, "pStyle")
        self._style = self._shared.styles.paragraph(self._style_id)
        self._runs.read(element, self._style.look)
        if properties is not None and _mark_is_deleted(properties):
            self._shared.told.add("revisions")
            return
        self._finish(properties)
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._shared.notes.end_section()

    def _flush(self) -> None:
        """Finish a paragraph whose end was deleted with nothing after it."""
        if self._runs.content or self._runs.boxes:
            self._finish(None)

    def _finish(self, properties: _Element | None) -> None:
        if next(self._shared.counter) > _PARAGRAPHS:
            raise UnreadableError(
                f"has more than {_PARAGRAPHS:,} paragraphs: too large for an article",
                path=self._shared.path,
            )
        runs = self._runs
        runs.end()
        made = Paragraph()
        made.content = runs.content
        made.leaves = runs.leaves
        made.cites = runs.cites
        made.marks = runs.marks
        made.remarks, runs.remarks = runs.remarks, []
        self._describe(made, properties)
        blank = not made.content.strip()
        made.gap = 0 if blank else self._gap
        self._gap = self._gap + 1 if blank else 0
        self.paragraphs.append(made)
        boxes, runs.boxes = runs.boxes, []
        runs.begin()
        for box in boxes:
            inner = Story(self._shared, self._relationships, depth=self._depth.depth)
            self.paragraphs += inner.read(box)

    def _describe(self, made: Paragraph, properties: _Element | None) -> None:
        """Say what kind of block a paragraph is, its level, its marker and its indentation."""
        style = self._style
        direct = Indent()
        level = style.heading
        numbering, list_level = style.numbering, style.list_level
        if properties is not None:
            direct = indent_of(properties)
            outline = outline_level(properties)
            level = level if outline is None else outline
            own, own_level = numbering_of(properties)
            numbering = numbering if own is None else own
            list_level = list_level if own_level is None else own_level
        if numbering and list_level is None:
            list_level = self._shared.numbering.level_of(numbering, self._style_id)
        marker = self._shared.numbering.marker(numbering, list_level or 0) if numbering else None
        indent = direct.over(marker.indent if marker else Indent()).over(style.indent)
        made.indent = max(0, (indent.left or 0) + (indent.first or 0)) // _COLUMN
        made.marker = marker.text if marker else ""
        made.label = style.label
        text = made.content.strip()
        if len(text) > _HEADING_LENGTH:
            level = 0
        if style.contents or self._runs.is_contents:
            made.kind, made.label = "other", "toc"
        elif level:
            made.kind, made.level = "heading", level
        elif self._runs.is_listed:
            self._describe_entry(made, text)
        elif self._table:
            made.kind = "table"
        elif made.marker and marker:
            made.kind, made.level = "item", marker.depth

    def _describe_entry(self, made: Paragraph, text: str) -> None:
        """Describe a paragraph of a list of references that the file marks as one."""
        if self._table and _NUMBER_ALONE.fullmatch(text):
            # Word's IEEE style puts the number into a cell of its own.
            made.kind, self._row_number = "table", text
        elif _is_title(text):
            made.kind, made.level = "heading", 1
        elif sum(len(line) > _SHORT_LINE for line in text.split(BREAK)) > 2:
            # All entries in one paragraph, with line breaks between.
            made.kind = "paragraph"
        else:
            made.kind = "entry"
            made.marker = made.marker or self._row_number
            self._row_number = ""


def _rows(parent: _Element, wanted: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also within controls, without deleted ones."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == wanted:
            properties = child.find(f"{wanted}Pr")
            gone = properties is not None and (
                properties.find(f"{W}del") is not None or properties.find(f"{W}cellDel") is not None
            )
            if not gone:
                yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                stack.append(iter(content))
        elif child.tag == f"{W}ins" or child.tag in THROUGH:
            stack.append(iter(child))


def _mark_is_deleted(properties: _Element) -> bool:
    """Whether the end of a paragraph was deleted, so that it goes on in the next."""
    mark = properties.find(f"{W}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in GONE)


def _is_title(text: str) -> bool:
    """Whether a paragraph of a list is its heading: short, without a number, and no sentence."""
    return len(text) < 60 and not text.endswith(".") and not any(map(str.isdigit, text))
