"""The text of an OpenDocument file: its paragraphs in order, each with its way back into the XML.

Source: ODF 1.3, part 3, chapters 4 to 9. What LibreOffice does with white space (section 6.1.2)
decides where the standard leaves a choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from refkit.errors import UnreadableError
from refkit.model import Span
from refkit.model.document import BlockKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.elements import Event, unescaped
from refkit.readers.odt_lists import Lists, OpenList, whole
from refkit.readers.odt_marks import Marks
from refkit.readers.odt_package import (
    Attributes,
    named_events,
    no_attributes,
    refuse_other_documents,
)
from refkit.readers.odt_paragraph import Link, Note, Paragraph
from refkit.readers.odt_styles import Style, StyleSheet
from refkit.readers.office_fields import Meaning
from refkit.readers.office_look import HIDDEN, SUPERSCRIPT, Indent, Look
from refkit.readers.office_remarks import is_directive
from refkit.readers.paragraphs import BREAK, Cite, Mark
from refkit.readers.tags import word_set

_TWIPS_A_SPACE: Final = 120
"""A space of indentation: a twelfth of an inch, as wide as a letter of 12 points is on average."""

_WIDEST: Final = 1000
_MAY_HIDE: Final = frozenset({"text:section", "text:hidden-text"})
_SUPERSCRIPT: Final = Look(SUPERSCRIPT, SUPERSCRIPT)
_PIECES: Final = lazy_pattern(
    r"""
      (?P<white> [ \t\r\n]+ )
    | (?P<run> [^ \t\r\n&]+ (?: [ ] [^ \t\r\n&]+ )*+ )
    | (?P<entity> & (?: \#\d{1,7} | \#[xX][0-9a-fA-F]{1,6} | amp | lt | gt | quot | apos ) ; )
    | &
    """,
    re.VERBOSE,
)
_CDATA: Final = "<![CDATA["
_COMMENT: Final = "office:annotation"

# What is no text of the article: notes of reviewers, deleted text (section 5.5), what an index is
# made from, captions of fields, drawings and formulas, and the parts of a flat file.
_SKIPPED: Final = word_set(
    """
    office:annotation text:tracked-changes office:forms office:scripts office:binary-data
    text:table-of-content-source text:illustration-index-source text:table-index-source
    text:object-index-source text:user-index-source text:alphabetical-index-source
    text:bibliography-source text:ruby-text svg:title svg:desc table:title table:desc text:script
    math:math draw:object draw:object-ole draw:plugin draw:applet office:settings office:meta
    office:font-face-decls office:master-styles office:styles office:automatic-styles
    presentation:notes
    """
)
_CONTENTS: Final = word_set(
    """
    text:table-of-content text:illustration-index text:table-index text:object-index
    text:user-index text:alphabetical-index
    """
)


class _Around(NamedTuple):
    """What the elements around a place say of the paragraphs there."""

    entry: bool = False
    key: str = ""
    refs: bool = False
    title: bool = False
    contents: bool = False
    table: bool = False
    note: Note | None = None
    pending: Note | None = None
    lists: OpenList | None = None


class _Item:
    """A list item that is open: the number that it is given, and whether it has been shown."""

    __slots__ = ("header", "number", "shown", "start")

    def __init__(self, start: int | None, *, header: bool) -> None:
        self.start = start
        self.header = header
        self.shown = False
        self.number = ""


class _Saved(NamedTuple):
    """An open element, and what was before it."""

    name: str
    around: _Around
    paragraph: Paragraph | None
    look: Look
    item: _Item | None
    link: Link | None


class Walk:
    """Reads the XML of the text.

    Args:
        sheet: The styles.
        marks: Takes what programs for references have put there.
        path: The file's name, for errors.
    """

    def __init__(self, sheet: StyleSheet, marks: Marks, *, path: str = "") -> None:
        self.paragraphs: list[Paragraph] = []
        """The paragraphs, in the order of their beginnings."""
        self.complete = True
        """Whether all elements are closed."""
        self._sheet = sheet
        self._marks = marks
        self._path = path
        self._lists = Lists(sheet.lists)
        self._stack: list[_Saved] = []
        self._open: dict[str, int] = {}
        self._around = _Around()
        self._paragraph: Paragraph | None = None
        # How characters look by the paragraph's style and the spans around the place.
        self._look = Look()
        self._item: _Item | None = None
        self._link: Link | None = None
        # The number of a note or item while it is read.
        self._number: list[str] | None = None
        # Citations that are open: by the name of the mark, where they began and what they cite.
        self._citing: dict[str, tuple[Paragraph, int, Cite]] = {}
        self._listings: set[str] = set()
        self._fields: list[str] = []
        self._attributes: Attributes = no_attributes

    def read(self, xml: str) -> list[Paragraph]:
        """Read the XML of a document, and return its paragraphs.

        Raises:
            UnreadableError: If it is no text, or declares entities.
        """
        found, self._attributes = named_events(xml, path=self._path)
        texts = 0
        cut_off = False
        for event in found:
            kind, name = event.kind, event.name
            if kind == "text":
                self._text(event, xml)
            elif kind == "close":
                self._close(event)
            elif name in _SKIPPED or (name in _MAY_HIDE and self._is_hidden(event)):
                if kind == "open":
                    cut_off = not self._skip(found, name)
            else:
                if name == "office:text":
                    texts += 1
                if texts == 0:
                    refuse_other_documents(name, path=self._path)
                self._begin(event)
        if not texts:
            raise UnreadableError(
                "is damaged, or no OpenDocument text: it has no text", path=self._path
            )
        self.complete = not cut_off and not self._stack
        while self._stack:
            self._restore(len(xml))
        return self.paragraphs

    def _skip(self, found: Iterator[Event], name: str) -> bool:
        """Pass over an element that has been opened, and say whether it is closed.

        A comment that is addressed to refkit is kept: its paragraphs, behind the author and date.
        """
        depth = 1
        said: list[str] = []
        listening = False
        for event in found:
            if event.kind == "text":
                said += [unescaped(event.inside)] if listening else []
            elif event.name == name:
                depth += {"open": 1, "close": -1}.get(event.kind, 0)
                if depth == 0:
                    break
            elif name == _COMMENT and event.name in ("text:p", "text:s"):
                listening = event.kind == "open" or event.name == "text:s"
                said.append(" ")
        else:
            return False
        remark = " ".join("".join(said).split())
        if self._paragraph is not None and is_directive(remark):
            self._paragraph.remarks.append(remark)
        return True

    # -- text --------------------------------------------------------------------------------------

    def _text(self, event: Event, xml: str) -> None:
        if self._number is not None:
            self._number.append(unescaped(event.inside))
        paragraph = self._paragraph
        look = self._look.on
        if paragraph is None or look & HIDDEN:
            return
        depth = len(self._stack)
        start = event.start
        if xml.startswith(_CDATA, start - len(_CDATA)):
            # A change there must not be escaped: the section goes, and its text stays.
            end = event.end + 3 if xml.startswith("]]>", event.end) else event.end
            text = " ".join(unescaped(event.inside).split())
            paragraph.add(text, start - len(_CDATA), end, look, depth)
            paragraph.ignoring = paragraph.ignoring and not text
            return
        for found in _PIECES.finditer(event.inside):
            kind = found.lastgroup
            text = found.group()
            if kind == "entity":
                text = unescaped(text)
            if kind == "white" or text in ("\t", "\n", "\r", " "):
                text = "" if paragraph.ignoring else " "
                paragraph.ignoring = True
            else:
                paragraph.ignoring = False
            xml_start, xml_end = start + found.start(), start + found.end()
            fixed = self._number is not None
            paragraph.add(text, xml_start, xml_end, look, depth, fixed=fixed)

    def _sign(self, text: str, event: Event) -> None:
        """Add what an empty element stands for."""
        paragraph = self._paragraph
        if paragraph is None or self._look.on & HIDDEN:
            return
        paragraph.add(text, event.start, event.end, self._look.on, len(self._stack), plain=False)
        paragraph.ignoring = False

    # -- elements ----------------------------------------------------------------------------------

    def _is_hidden(self, event: Event) -> bool:
        given = self._attributes(event)
        return given.get("text:display") == "none" or given.get("text:is-hidden") == "true"

    def _begin(self, event: Event) -> None:
        name = event.name
        sign = _SIGNS.get(name)
        if sign is not None:
            sign(self, event)
        opened = _OPEN.get(name)
        if event.kind == "open":
            self._push(name)
            if opened is not None:
                opened(self, event)
        elif name in ("text:p", "text:h"):
            # <text:p/> is a paragraph too.
            self._push(name)
            self._open_paragraph(event)
            self._restore(event.end)

    def _push(self, name: str) -> None:
        self._open[name] = self._open.get(name, 0) + 1
        self._stack.append(
            _Saved(name, self._around, self._paragraph, self._look, self._item, self._link)
        )

    def _close(self, event: Event) -> None:
        if not self._open.get(event.name):
            return
        while self._stack[-1].name != event.name:
            self._restore(event.start)
        self._restore(event.start)

    def _restore(self, at: int) -> None:
        """Go back to what was before the innermost element, which ends here."""
        saved = self._stack.pop()
        name = saved.name
        self._open[name] -= 1
        if name in ("text:p", "text:h") and self._paragraph is not None:
            self._paragraph.finish(at)
        elif name == "text:a" and self._paragraph is not None and self._link:
            link = self._link._replace(end=self._paragraph.length)
            if link.start < link.end:
                self._paragraph.marks.append(Mark(link.start, link.end, "link", link.target))
                self._paragraph.links.append(link)
        number = None
        if name in ("text:note-citation", "text:number"):
            number, self._number = self._number, None
        _, self._around, self._paragraph, self._look, self._item, self._link = saved
        if number is not None:
            self._give_number("".join(number).strip(), name)
        if name == "text:bibliography-mark":
            self._end_citation(name)

    def _give_number(self, number: str, name: str) -> None:
        if name == "text:note-citation":
            if self._around.pending:
                self._around.pending.number = number
        elif self._paragraph is not None:
            self._paragraph.marker = number
        elif self._item is not None:
            self._item.number = number

    def _open_paragraph(self, event: Event) -> None:
        given = self._attributes(event)
        style = self._sheet.paragraph(given.get("text:style-name", ""))
        around = self._around
        paragraph = Paragraph(self._kind(event.name, style), event.end, len(self._stack))
        paragraph.label = style.label
        indent = style.indent
        if paragraph.kind == "heading":
            outline = whole(given.get("text:outline-level"), 0)
            paragraph.level = min(6, outline or style.heading or 1)
        if around.lists and self._item and not around.title:
            indent = self._in_list(paragraph, around.lists, style)
        if paragraph.kind == "entry":
            paragraph.key = around.key
        if around.note:
            paragraph.note = around.note
            paragraph.marker = "" if around.note.shown else around.note.number
            around.note.shown = True
        paragraph.indent = max(0, (indent.left or 0) + (indent.first or 0)) // _TWIPS_A_SPACE
        self.paragraphs.append(paragraph)
        self._paragraph = paragraph
        self._link = None
        # That headings are bold is how they look, and no markup.
        self._look = Look() if paragraph.kind == "heading" else style.look

    def _kind(self, name: str, style: Style) -> BlockKind:
        around = self._around
        if around.note:
            return "note"
        if name == "text:h" or around.title or (style.heading and not around.table):
            return "heading"
        if around.contents:
            return "other"
        if around.entry or self._listings:
            return "entry"
        if around.table:
            return "table"
        if style.kind == "code":
            return "code"
        return "quote" if style.kind == "quote" else "paragraph"

    def _in_list(self, paragraph: Paragraph, lists: OpenList, style: Style) -> Indent:
        item = self._item
        if paragraph.kind not in ("heading", "note"):
            paragraph.level = min(lists.level, 100)
        if item and not item.shown and not item.header:
            item.shown = True
            marker = self._lists.marker(lists, style.list_style, item.start)
            if paragraph.kind != "note":
                paragraph.marker = item.number or marker
            if paragraph.kind in ("paragraph", "quote", "table"):
                paragraph.kind = "item"
        return style.indent.over(self._lists.level(lists, style.list_style).indent)

    def _open_span(self, event: Event) -> None:
        if self._paragraph is not None:
            style = self._sheet.text(self._attributes(event).get("text:style-name", ""))
            self._look = style.look.over(self._look)

    def _open_link(self, event: Event) -> None:
        if self._paragraph is not None:
            target = self._attributes(event).get("xlink:href", "").strip()
            at = self._paragraph.length
            self._link = Link(at, at, target, Span(event.start, event.end)) if target else None

    def _open_list(self, event: Event) -> None:
        opened = self._lists.open(self._attributes(event), self._around.lists)
        self._around = self._around._replace(lists=opened)
        self._item = None

    def _open_item(self, event: Event) -> None:
        start = self._attributes(event).get("text:start-value")
        number = whole(start, 1) if start is not None else None
        self._item = _Item(number, header=event.name == "text:list-header")

    def _open_numbered(self, event: Event) -> None:
        """A paragraph of a list that stands by itself (section 5.3.6)."""
        given = dict(self._attributes(event))
        given.setdefault("text:continue-numbering", "true")
        opened = self._lists.open(given, None)
        level = max(1, whole(given.get("text:level"), 1))
        self._around = self._around._replace(lists=opened._replace(level=level))
        self._open_item(event)

    def _open_number(self, event: Event) -> None:
        """The number of an item or heading, for programs that cannot count (section 6.1.10)."""
        self._number = []
        self._paragraph = None

    def _open_note(self, event: Event) -> None:
        footnote = self._attributes(event).get("text:note-class") != "endnote"
        self._around = self._around._replace(pending=Note(footnote=footnote))

    def _open_note_citation(self, event: Event) -> None:
        self._number = []
        self._look = _SUPERSCRIPT.over(self._look)

    def _open_note_body(self, event: Event) -> None:
        self._around = _Around(note=self._around.pending or Note(footnote=True))
        self._apart()

    def _open_box(self, event: Event) -> None:
        self._around = self._around._replace(lists=None, title=False)
        self._apart()

    def _apart(self) -> None:
        self._paragraph = None
        self._look = Look()
        self._item = None
        self._link = None

    def _open_cell(self, event: Event) -> None:
        self._around = self._around._replace(table=True, lists=None)
        self._item = None

    def _open_section(self, event: Event) -> None:
        given = self._attributes(event)
        name = given.get("text:name", "")
        around = self._around
        meaning = self._marks.meaning(name)
        if meaning is not None and meaning.listing:
            around = around._replace(entry=True)
        elif name == "refs":
            around = around._replace(refs=True)
        elif around.refs and name.startswith("ref-"):
            # pandoc writes its bibliography so.
            around = around._replace(entry=True, key=name[len("ref-") :])
        self._around = around

    def _open_index(self, event: Event) -> None:
        self._around = self._around._replace(contents=True)

    def _open_bibliography(self, event: Event) -> None:
        self._around = self._around._replace(entry=True)

    def _open_title(self, event: Event) -> None:
        self._around = self._around._replace(title=True)

    # -- elements without content ------------------------------------------------------------------

    def _space(self, event: Event) -> None:
        count = whole(self._attributes(event).get("text:c"), 1)
        self._sign(" " * min(count, _WIDEST), event)

    def _tab(self, event: Event) -> None:
        self._sign("\t", event)

    def _line_break(self, event: Event) -> None:
        self._sign(BREAK, event)

    def _start_mark(self, event: Event) -> None:
        name = self._attributes(event).get("text:name", "")
        meaning = self._marks.meaning(name)
        if meaning is not None:
            self._begin_mark(name, meaning)

    def _begin_mark(self, name: str, meaning: Meaning) -> None:
        paragraph = self._paragraph
        if meaning.listing:
            self._listings.add(name)
            if paragraph is not None and paragraph.length == 0 and paragraph.kind == "paragraph":
                paragraph.kind = "entry"
        elif meaning.citing and paragraph is not None:
            self._citing[name] = (paragraph, paragraph.length, Cite(0, 0, *meaning.citing))

    def _start_field(self, event: Event) -> None:
        """A field of Word as LibreOffice keeps it."""
        self._fields.append(f"{event.name} {event.start}")

    def _field_code(self, event: Event) -> None:
        given = self._attributes(event)
        if self._fields and given.get("field:name", "").endswith(".field.code"):
            self._begin_mark(self._fields[-1], self._marks.field(given.get("field:value", "")))

    def _end_field(self, event: Event) -> None:
        if self._fields:
            self._finish_mark(self._fields.pop())

    def _end_mark(self, event: Event) -> None:
        self._finish_mark(self._attributes(event).get("text:name", ""))

    def _finish_mark(self, name: str) -> None:
        self._listings.discard(name)
        self._end_citation(name)

    def _end_citation(self, name: str) -> None:
        found = self._citing.pop(name, None)
        if found is None:
            return
        paragraph, start, cite = found
        if start < paragraph.length:
            paragraph.cites.append(cite._replace(start=start, end=paragraph.length))

    def _bibliography_mark(self, event: Event) -> None:
        citing = self._marks.bibliography_mark(self._attributes(event))
        if citing and self._paragraph is not None and event.kind == "open":
            start = self._paragraph.length
            self._citing["text:bibliography-mark"] = (self._paragraph, start, Cite(0, 0, *citing))


_Handler = Callable[[Walk, Event], None]

_OPEN: Final[dict[str, _Handler]] = {
    "text:p": Walk._open_paragraph,
    "text:h": Walk._open_paragraph,
    "text:span": Walk._open_span,
    "text:a": Walk._open_link,
    "text:list": Walk._open_list,
    "text:list-item": Walk._open_item,
    "text:list-header": Walk._open_item,
    "text:numbered-paragraph": Walk._open_numbered,
    "text:number": Walk._open_number,
    "text:note": Walk._open_note,
    "text:note-citation": Walk._open_note_citation,
    "text:note-body": Walk._open_note_body,
    "draw:text-box": Walk._open_box,
    "draw:custom-shape": Walk._open_box,
    "table:table-cell": Walk._open_cell,
    "text:section": Walk._open_section,
    "text:bibliography": Walk._open_bibliography,
    "text:index-title": Walk._open_title,
    **dict.fromkeys(_CONTENTS, Walk._open_index),
}
_SIGNS: Final[dict[str, _Handler]] = {
    "text:s": Walk._space,
    "text:tab": Walk._tab,
    "text:line-break": Walk._line_break,
    "text:reference-mark-start": Walk._start_mark,
    "text:reference-mark-end": Walk._end_mark,
    "text:bookmark-start": Walk._start_mark,
    "text:bookmark-end": Walk._end_mark,
    "text:bibliography-mark": Walk._bibliography_mark,
    "field:fieldmark-start": Walk._start_field,
    "field:param": Walk._field_code,
    "field:fieldmark-end": Walk._end_field,
}
