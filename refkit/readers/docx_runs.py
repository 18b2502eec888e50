"""The runs of a DOCX file: the text of a paragraph, how it looks, and the fields in it.

Source: ECMA-376, Part 1, section 17.3.2 (runs), 17.13 (revisions), 17.16 (fields). Each stretch of
text remembers the element that it stands in, so that it can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.errors import UnreadableError
from refkit.model.document import MarkupKind
from refkit.readers.docx_fields import Field, control_meaning
from refkit.readers.docx_notes import Notes, Remarks
from refkit.readers.docx_numbering import Numbering
from refkit.readers.docx_package import MC, M, R, Relationship, W
from refkit.readers.docx_styles import StyleSheet, combined, is_on, look_of
from refkit.readers.docx_symbols import symbol
from refkit.readers.office_fields import Meaning, meaning_of
from refkit.readers.office_look import HIDDEN, MARKUP, SUBSCRIPT, SUPERSCRIPT, Look
from refkit.readers.office_works import CitedWorks
from refkit.readers.paragraphs import BREAK, Cite, Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_NESTING: Final = 120
"""Tables in tables, controls in controls … that are followed."""

_ID: Final = f"{W}id"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS: Final = str.maketrans("\n\r\t\x0b\x0c", "     ")
_XML_BLANKS: Final = " \t\r\n"
_TEXT: Final = f"{W}t"
_RUN: Final = f"{W}r"
_PROPERTIES: Final = f"{W}rPr"
_BOX: Final = f"{W}txbxContent"
_FALLBACK: Final = f"{MC}Fallback"

THROUGH: Final = frozenset(
    {W + name for name in ("smartTag", "customXml", "dir", "bdo", "rubyBase", "ruby", "moveTo")}
)
"""Elements that only hold others."""

GONE: Final = frozenset({W + name for name in ("del", "moveFrom")})
"""Elements whose content is not part of the article as accepted."""

_CHARACTERS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": BREAK, f"{W}cr": BREAK,
    f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_NOTES: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_DRAWINGS: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


class Leaf(NamedTuple):
    """A stretch of a paragraph's text, and the element that it stands in.

    Attributes:
        start: Where it begins in the paragraph.
        end: Just past its end.
        element: The element.
        fence: What it stands within: another number within each revision and citation.
    """

    start: int
    end: int
    element: _Element
    fence: int


class Shared(NamedTuple):
    """What all parts of a file have in common.

    Attributes:
        told: What is to be told of it.
        writers: The programs that write its reference lists.
        counter: Counts its paragraphs.
    """

    path: str
    styles: StyleSheet
    numbering: Numbering
    works: CitedWorks
    notes: Notes
    remarks: Remarks
    told: set[str]
    writers: list[str]
    counter: Iterator[int]


class Depth:
    """How deep the element that is read stands in others.

    Args:
        path: The file's name, for the error.
        depth: How deep the first one stands.
    """

    def __init__(self, path: str, depth: int = 0) -> None:
        self.path = path
        self.depth = depth

    def __enter__(self) -> None:
        self.depth += 1
        if self.depth > _NESTING:
            raise UnreadableError(
                f"nests more than {_NESTING} tables or controls in one another", path=self.path
            )

    def __exit__(self, *_: object) -> None:
        self.depth -= 1


class Runs:
    """Reads what stands in paragraphs, one after the other.

    Args:
        shared: What all parts have in common.
        relationships: What the part refers to.
        container: The element that holds the paragraphs.
        depth: How deep it stands in others.
    """

    def __init__(
        self,
        shared: Shared,
        relationships: dict[str, Relationship],
        container: _Element,
        depth: Depth,
    ) -> None:
        self.boxes: list[_Element] = []
        """The contents of the text boxes that are anchored in the paragraph."""
        self.remarks: list[str] = []
        """The comments to refkit in it, or before it."""
        self._shared = shared
        self._relationships = relationships
        self._depth = depth
        self._unmatched = _unmatched_fields(container)
        self._fields: list[Field] = []
        self._hidden = 0
        self._listing = 0
        self._contents = 0
        self._fence = 0
        self._fences = 0
        self._style = Look()
        self._base = 0
        self._looks: dict[tuple[Look, str, Look], int] = {}
        self.begin()

    def begin(self) -> None:
        """Begin a paragraph."""
        self._pieces: list[str] = []
        self._length = 0
        self.leaves: list[Leaf] = []
        self.cites: list[Cite] = []
        self._ranges: dict[tuple[MarkupKind, str], list[list[int]]] = {}
        self._listed = 0
        self._content_listed = 0
        for field in self._fields:
            field.start = 0

    def end(self) -> None:
        """Say of what was read in the paragraph which fields it stands in."""
        for field in self._fields:
            self._end_of_result(field)

    @property
    def content(self) -> str:
        """The text of the paragraph so far."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    @property
    def marks(self) -> list[Mark]:
        """The markup of the paragraph."""
        return [
            Mark(start, end, kind, target)
            for (kind, target), ranges in self._ranges.items()
            for start, end in ranges
        ]

    @property
    def is_listed(self) -> bool:
        """Whether the paragraph stands in what the file marks as a list of references."""
        return 2 * self._listed > self._length

    @property
    def is_contents(self) -> bool:
        """Whether the paragraph stands in a table of contents."""
        return 2 * self._content_listed > self._length

    def read(self, element: _Element, style: Look) -> None:
        """Read a paragraph, or go on with it.

        Args:
            element: ``w:p``.
            style: How the characters of its style look.
        """
        self._style = style
        self._base = combined(self._shared.styles.defaults, style, Look(), Look())
        self._inline(element)

    def control(self, control: _Element, read: Callable[[_Element], None]) -> None:
        """Read a content control.

        Args:
            control: ``w:sdt``.
            read: Reads its content.
        """
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        meaning = control_meaning(control.find(f"{W}sdtPr"), self._shared.works)
        self._enter(meaning)
        outside = self._within() if meaning.fenced else self._fence
        start = self._length
        read(content)
        if meaning.citing is not None:
            self._cite(meaning, start)
        self._fence = outside
        self._listing -= meaning.listing
        self._contents -= meaning.contents

    def _inline(self, container: _Element) -> None:
        for child in container:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
                continue
            read = _INLINE.get(tag)
            if read is not None:
                with self._depth:
                    read(self, child)

    def _through(self, element: _Element) -> None:
        self._inline(element)

    def _inserted(self, element: _Element) -> None:
        self._shared.told.add("revisions")
        outside = self._within()
        self._inline(element)
        self._fence = outside

    def _gone(self, element: _Element) -> None:
        """Pass over what was deleted; a mending must not reach over it."""
        self._shared.told.add("revisions")
        self._within()

    def _hyperlink(self, element: _Element) -> None:
        related = self._relationships.get(element.get(f"{R}id") or "")
        anchor = element.get(f"{W}anchor")
        target = related.target if related is not None and related.external else ""
        start = self._length
        self._inline(element)
        self._range("link", f"{target}#{anchor}" if anchor else target, start)

    def _alternate(self, element: _Element) -> None:
        choice = choice_of(element)
        if choice is not None:
            self._inline(choice)

    def _inline_control(self, element: _Element) -> None:
        self.control(element, self._inline)

    def _simple_field(self, element: _Element) -> None:
        data = element.find(f"{W}fldData")
        text = "" if data is None else data.text or ""
        field = Field()
        field.meaning = meaning_of(element.get(f"{W}instr") or "", self._shared.works, data=text)
        outside = self._fence
        self._open_result(field)
        self._inline(element)
        self._close_result(field)
        self._fence = outside

    def math(self, element: _Element) -> None:
        """Read a formula, of which only the characters are kept."""
        text = "".join(str(each.text or "") for each in element.iter(f"{M}t"))
        self._put(text.translate(_BLANKS), element, self._base)

    def remark(self, element: _Element) -> None:
        """Read the beginning of the range of a comment, or its mark."""
        remark = self._shared.remarks.take(element.get(_ID) or "")
        if remark:
            self.remarks.append(remark)

    # -- runs ----------------------------------------------------------------------------------

    def _run(self, run: _Element) -> None:
        look = self._base
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._text(child, look)
            elif tag == _PROPERTIES:
                look = self._look(child)
            elif tag == f"{W}fldChar":
                self._field_mark(child)
            elif tag == f"{W}instrText":
                if self._fields and self._fields[-1].meaning is None:
                    self._fields[-1].instruction.append(child.text or "")
            elif tag in _CHARACTERS:
                self._put(_CHARACTERS[tag], child, look)
            elif tag == f"{W}sym":
                character = symbol(child.get(f"{W}font") or "", child.get(f"{W}char") or "")
                self._put(character, child, look)
            elif tag in _NOTES:
                self._note(child, run, look)
            elif tag in _DRAWINGS:
                self.boxes += _boxes_in(child)
            elif tag == f"{W}commentReference":
                self.remark(child)
            elif tag == f"{MC}AlternateContent":
                choice = choice_of(child)
                if choice is not None:
                    with self._depth:
                        self._run(choice)
            elif tag == f"{W}ruby":
                with self._depth:
                    for base in child.iterfind(f"{W}rubyBase"):
                        self._inline(base)

    def _text(self, element: _Element, look: int) -> None:
        text = element.text
        if not text:
            return
        if (text[0] in _XML_BLANKS or text[-1] in _XML_BLANKS) and not _preserves(element):
            text = text.strip(_XML_BLANKS)
        self._put(text if text.isprintable() else text.translate(_BLANKS), element, look)

    def _look(self, properties: _Element) -> int:
        direct, style_id = look_of(properties)
        if not direct.said and not style_id:
            return self._base
        key = (self._style, style_id, direct)
        known = self._looks.get(key)
        if known is None:
            styles = self._shared.styles
            own = styles.style(style_id).look if style_id else Look()
            known = combined(styles.defaults, self._style, own, direct)
            self._looks[key] = known
        return known

    def _put(self, text: str, element: _Element, look: int) -> None:
        if self._hidden or look & HIDDEN or not text:
            return
        start = self._length
        end = self._length = start + len(text)
        self._pieces.append(text)
        self.leaves.append(Leaf(start, end, element, self._fence))
        if self._listing:
            self._listed += len(text)
        if self._contents:
            self._content_listed += len(text)
        if look:
            for bit, kind in MARKUP:
                if look & bit:
                    self._range(kind, "", start)

    def _range(self, kind: MarkupKind, target: str, start: int) -> None:
        """Mark what was read since ``start``, as one with what is marked so before it."""
        end = self._length
        if start < end:
            ranges = self._ranges.setdefault((kind, target), [])
            if ranges and ranges[-1][1] == start and kind != "link":
                ranges[-1][1] = end
            else:
                ranges.append([start, end])

    def _note(self, element: _Element, run: _Element, look: int) -> None:
        kind = _NOTES[element.tag]
        custom = element.get(f"{W}customMarkFollows")
        if custom is not None and is_on(custom):
            mark = "".join(each.text or "" for each in run.iter(_TEXT))
            self._shared.notes.refer(kind, element.get(_ID) or "", mark=mark)
            return
        number = self._shared.notes.refer(kind, element.get(_ID) or "")
        self._put(number, element, (look & ~SUBSCRIPT) | SUPERSCRIPT)

    # -- fields --------------------------------------------------------------------------------

    def _field_mark(self, element: _Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if element in self._unmatched:
            return
        if kind == "begin":
            data = element.find(f"{W}fldData")
            self._fields.append(Field("" if data is None else data.text or ""))
            self._hidden += 1
        elif kind == "separate" and self._fields and self._fields[-1].meaning is None:
            self._hidden -= 1
            self._fields[-1].understand(self._shared.works)
            self._open_result(self._fields[-1])
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if self._fields and field.is_endnote_data:
                self._fields[-1].inner = field.data
            if field.meaning is None:
                self._hidden -= 1
            else:
                self._close_result(field)

    def _open_result(self, field: Field) -> None:
        meaning = field.meaning or Meaning()
        field.start = self._length
        self._enter(meaning)
        if meaning.fenced and not meaning.listing:
            self._within()

    def _enter(self, meaning: Meaning) -> None:
        self._listing += meaning.listing
        self._contents += meaning.contents
        if meaning.writer:
            self._shared.writers.append(meaning.writer)

    def _close_result(self, field: Field) -> None:
        meaning = field.meaning or Meaning()
        self._end_of_result(field)
        self._listing -= meaning.listing
        self._contents -= meaning.contents
        if meaning.fenced and not meaning.listing:
            self._within()

    def _end_of_result(self, field: Field) -> None:
        """Say of what was read since the field began, or the paragraph, what the field is."""
        meaning = field.meaning
        if meaning is None:
            return
        if meaning.target:
            self._range("link", meaning.target, field.start)
        if meaning.citing is not None:
            self._cite(meaning, field.start)
            # A citation is one, also where it goes on in another paragraph.
            field.meaning = meaning._replace(citing=None)

    def _cite(self, meaning: Meaning, start: int) -> None:
        citing = meaning.citing
        if citing is not None and start < self._length:
            self.cites.append(
                Cite(start, self._length, citing.keys, citing.narrative, citing.prefix,
                     citing.suffix)
            )  # fmt: skip

    def _within(self) -> int:
        """Enter what nothing may reach over the edge of, and say what was left."""
        outside = self._fence
        self._fences += 1
        self._fence = self._fences
        return outside


_INLINE: Final[dict[str, Callable[[Runs, _Element], None]]] = {
    **dict.fromkeys(THROUGH, Runs._through),
    **dict.fromkeys(GONE, Runs._gone),
    f"{W}ins": Runs._inserted,
    f"{W}moveTo": Runs._inserted,
    f"{W}hyperlink": Runs._hyperlink,
    f"{W}sdt": Runs._inline_control,
    f"{W}fldSimple": Runs._simple_field,
    f"{MC}AlternateContent": Runs._alternate,
    f"{M}oMath": Runs.math,
    f"{M}oMathPara": Runs.math,
    f"{W}commentRangeStart": Runs.remark,
}


def choice_of(alternate: _Element) -> _Element | None:
    """The one of several ways to say the same that is read (Part 3, section 7.7)."""
    choice = alternate.find(f"{MC}Choice")
    return alternate.find(_FALLBACK) if choice is None else choice


def _boxes_in(drawing: _Element) -> Iterator[_Element]:
    """The contents of the text boxes in a drawing, each once, without those in others."""
    for box in drawing.iter(_BOX):
        for outer in box.iterancestors():
            if outer is drawing:
                yield box
                break
            beside = outer.getprevious() if outer.tag == _FALLBACK else None
            if outer.tag == _BOX or beside is not None:
                break


def _preserves(element: _Element) -> bool:
    """Whether white space at the ends of a text is shown."""
    given = element.get(_SPACE)
    if given is None:
        given = next(
            (text for each in element.iterancestors() if (text := each.get(_SPACE))), "default"
        )
    return given == "preserve"


def _unmatched_fields(container: _Element) -> set[_Element]:
    """The marks of fields that are broken; to heed them would hide the rest of the article.

    Such a field is never ended, or it ends in another paragraph and has no result.
    """
    unmatched: set[_Element] = set()
    begun: list[tuple[_Element, _Element | None]] = []
    separated: set[_Element] = set()
    for mark in container.iter(f"{W}fldChar"):
        paragraph = None
        gone = False
        for outer in mark.iterancestors():
            gone = gone or outer.tag in GONE
            if outer.tag == f"{W}p":
                paragraph = outer
                break
        kind = mark.get(f"{W}fldCharType")
        if gone:
            continue
        if kind == "begin":
            begun.append((mark, paragraph))
        elif kind == "separate" and begun:
            separated.add(begun[-1][0])
        elif kind == "end" and begun:
            begin, where = begun.pop()
            if begin not in separated and where is not paragraph:
                unmatched |= {begin, mark}
    return unmatched.union(begin for begin, _ in begun)
