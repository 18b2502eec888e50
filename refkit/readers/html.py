"""The reader of HTML: whole saved pages or pieces, without scripts, styles and page furniture."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

import msgspec

from refkit.model import Document, Span
from refkit.model.document import BlockKind, MarkupKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.builder import Builder
from refkit.readers.html_entries import Watch
from refkit.readers.plaintext import columns
from refkit.readers.tags import BLOCKS, RAW, REFERENCE, Scanner, Tag, word_set

_TEXT: Final = lazy_pattern(
    rf"""
      (?P<run> [^ \t\n\r\f&]+ (?: [ ] [^ \t\n\r\f&]+ )* )
    | (?P<white> [ \t\n\r\f]+ )
    | (?P<reference> {REFERENCE.pattern} )
    | &
    """,
    re.VERBOSE,
)
_LINE_BREAK: Final = lazy_pattern(r"\r\n|\r|\n")

_MARKUP: Final[dict[str, MarkupKind]] = {
    "em": "italic", "i": "italic", "dfn": "italic", "var": "italic", "cite": "italic",
    "b": "bold", "strong": "bold", "sup": "superscript", "sub": "subscript",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code",
}  # fmt: skip
# Wikipedia's <cite class="citation journal"> holds a whole entry, and is not set in italics.
_PLAIN_CITE: Final = lazy_pattern(r"\b(?:citation|cs1|cs2|reference)", re.IGNORECASE)
_STYLES: Final[tuple[tuple[re.Pattern[str], MarkupKind], ...]] = (
    (lazy_pattern(r"font-style\s{0,9}:\s{0,9}(?:italic|oblique)", re.IGNORECASE), "italic"),
    (lazy_pattern(r"font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)", re.IGNORECASE), "bold"),
    (lazy_pattern(r"font-variant\s{0,9}:\s{0,9}small-caps", re.IGNORECASE), "small-caps"),
    (lazy_pattern(r"vertical-align\s{0,9}:\s{0,9}super", re.IGNORECASE), "superscript"),
)
_CLASSES: Final[dict[str, MarkupKind]] = {
    "italic": "italic", "emphasis": "italic", "emphasistypeitalic": "italic", "bold": "bold",
    "smallcaps": "small-caps", "small-caps": "small-caps",
}  # fmt: skip
# Furniture inside entries: Wikipedia's "^ a b", edit links, the arrow back from a footnote, and the
# boxes of links ("Article", "Google Scholar") that publishers put behind each reference.
_FURNITURE: Final = word_set(
    """
    mw-cite-backlink mw-editsection mw-editsection-like footnote-back footnote-backref
    reversefootnote visually-hidden visuallyhidden sr-only screen-reader-text screenreader-only
    u-visually-hidden rev-xref-ref referencelinks reflinks extra-links cit-extra referencescopy2
    c-article-references__links
    """
)
# Classes and ids that tell what a part of a page is. Everything else is layout.
_TELLING: Final = lazy_pattern(
    r"""
    (?<![a-z]) (?:
        refs? | references? | ref-?list | reflist | cited | citations? | cit | cite
      | bib | bibl | bibliograph(?:y|ie|ia) | biblio | bibr? | csl | works-?cited
      | footnotes? | endnotes? | fn-group | toc | nav | navbar | menu | breadcrumbs? | sidebar
      | comments? | respond | disqus | footer | license | licence | appendix | app-group | ack
      | acknowledge?ments? | author-notes? | related | recommended | cookies?
    ) (?![a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What a start tag ends without an end tag (HTML standard, section 13.1.2.4), and how far up.
_IMPLIED: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (frozenset(["li"]), frozenset(["ol", "ul", "menu", "dir"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "tr": (frozenset(["tr"]), frozenset(["table"])),
    "td": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "th": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
}
_PARAGRAPH: Final = frozenset(["p"])
_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_SECTIONS: Final = BLOCKS - {"p"}
# How deep to look for the element that an end tag closes; bounds the work on broken pages.
_REACH: Final = 200
_LISTS: Final = frozenset(["ol", "ul", "menu", "dir"])


def read_html(source: str, *, path: str = "") -> Document:
    """Read HTML.

    Headings, list items, cells, paragraphs and lines of ``pre`` become blocks; ``br`` becomes a
    line feed within a block, and two of them begin a new one. White space is folded as a browser
    does. ``Block.label`` is the class or id of the nearest element around it that tells what the
    part is ("csl-entry", "references", "footnotes"). What surely holds one reference is an "entry",
    whose key is its id or the first id in it; a link to it is a Mention.

    Args:
        source: The decoded text.
        path: The file's name as the user gave it.

    Returns:
        The Document.
    """
    builder = Builder(source)
    watch = Watch()
    page = Page(builder, watch)
    page.feed(0, len(source))
    page.flush()
    document = builder.document("html", path=path)
    watch.applied(document)
    return document


class _Element:
    """An open block element, with what its blocks inherit."""

    __slots__ = (
        "count",
        "fresh",
        "group",
        "item",
        "kind",
        "label",
        "level",
        "marker",
        "name",
        "numbered",
        "watched",
    )

    def __init__(self, name: str, parent: _Element | None) -> None:
        self.name = name
        self.label: str = parent.label if parent else ""
        self.kind: BlockKind = parent.kind if parent else "paragraph"
        self.level: int = parent.level if parent else 0
        # The list item around, to which the first block in it belongs.
        self.item: _Element | None = parent.item if parent else None
        self.fresh = False
        self.marker = ""
        # Of lists: the number of the next item, if it is numbered.
        self.numbered = False
        self.count = 1
        # The list of references around, and the number of what may be an entry; see Watch.
        self.group: int = parent.group if parent else -1
        self.watched = -1


class _Given(msgspec.Struct, frozen=True):
    kind: BlockKind
    level: int
    indent: int
    marker: str


class _Inline(NamedTuple):
    """An inline element that is open: where it began in the text, and who is told its range."""

    name: str
    kind: MarkupKind | None
    target: str
    start: int
    told: Callable[[Span], None] | None


class Page:
    """The state of reading HTML: open elements, open inline markup, the block being filled.

    Args:
        builder: Where text goes.
        watch: What notes which elements are entries, if that is asked for.
    """

    def __init__(self, builder: Builder, watch: Watch | None = None) -> None:
        self._builder = builder
        self._watch = watch
        # How many blocks there are.
        self._blocks = 0
        self._source = builder.source
        self.scanner = Scanner(builder.source)
        self._elements: list[_Element] = []
        self._open: dict[str, int] = {}
        self._inline: list[_Inline] = []
        self._space = False
        self._breaks = 0
        self._gap = 0
        self._indent = 0
        self._skipped = ""
        self._skip_depth = 0
        self._given: _Given | None = None

    @property
    def skipping(self) -> bool:
        """Whether the reader is inside page furniture, whose text is dropped."""
        return bool(self._skipped)

    def begin(self, kind: BlockKind, level: int, indent: int, marker: str, gap: int) -> None:
        """Say what the next block is; for readers of forms that hold HTML, such as Markdown."""
        self.flush()
        self._skipped = ""
        self._gap = gap
        self._given = _Given(kind, level, indent, marker)

    def enter(self, label: str) -> None:
        """Open an element of another form's own, such as a fenced division of pandoc."""
        self.flush()
        element = _Element(":::", self._elements[-1] if self._elements else None)
        element.label = label or element.label
        self._elements.append(element)
        self._open[":::"] = self._open.get(":::", 0) + 1

    def leave(self) -> None:
        """Close what :meth:`enter` opened last."""
        self._close_block(":::")

    @property
    def label(self) -> str:
        """The telling class or id of where the reader is."""
        return self._elements[-1].label if self._elements else ""

    def feed(self, start: int, end: int, *, begun: bool = False) -> None:
        """Read ``source[start:end]``, which begins outside of any tag.

        Args:
            start: Where to begin.
            end: Where to stop.
            begun: Whether :meth:`begin` has said what the first block is.
        """
        if not begun:
            self._given = None
        source = self._source
        at = start
        while at < end:
            opening = source.find("<", at, end)
            if opening < 0:
                self.text(at, end)
                return
            tag = self.scanner.tag(opening)
            if tag is None:
                self.text(at, opening + 1)
                at = opening + 1
                continue
            if opening > at:
                self.text(at, opening)
            at = self.tag(tag)

    def text(self, start: int, end: int) -> None:
        """Add text in which white space is layout and character references are resolved."""
        if self._skipped:
            return
        kind = self._elements[-1].kind if self._elements else "paragraph"
        if kind in ("line", "code"):
            self._preformatted(start, end, kind)
            return
        for match in _TEXT.finditer(self._source, start, end):
            if match.lastgroup == "white":
                self._space = True
                continue
            self.before_text()
            if match.lastgroup == "reference":
                self._reference(match)
            else:
                self._builder.add(match.start(), match.end())

    def _reference(self, reference: re.Match[str]) -> None:
        self._builder.put(html.unescape(reference.group()), reference.start(), reference.end())

    def before_text(self) -> None:
        """Add the line break or space that is due before more text."""
        if self._breaks:
            self._break()
        if self._space:
            if self._builder.in_block:
                self._builder.space()
            self._space = False

    def _break(self) -> None:
        # Two line breaks part paragraphs, also where a page has no other markup.
        if self._breaks > 1:
            breaks = self._breaks
            self.flush()
            self._gap = breaks - 1
        else:
            self._builder.line_feed()
        self._breaks = 0
        self._space = False

    def _preformatted(self, start: int, end: int, kind: Literal["line", "code"]) -> None:
        at = start
        for match in _LINE_BREAK.finditer(self._source, start, end):
            self._piece(at, match.start())
            if kind == "code":
                self._builder.line_feed()
            elif not self.flush():
                self._gap += 1
            at = match.end()
        self._piece(at, end)

    def _piece(self, start: int, end: int) -> None:
        text = self._source[start:end]
        if not self._builder.in_block:
            self._indent = columns(text[: len(text) - len(text.lstrip())])
        at = start
        while at < end:
            ampersand = self._source.find("&", at, end)
            reference = REFERENCE.match(self._source, ampersand, end) if ampersand >= 0 else None
            stop = end if ampersand < 0 else ampersand if reference else ampersand + 1
            if stop > at:
                self._builder.add(at, stop)
            if reference:
                self._reference(reference)
            at = reference.end() if reference else stop

    def flush(self) -> bool:
        """End the block being filled, and the markup in it; say whether there was any text."""
        builder = self._builder
        if not builder.in_block:
            # A line break before any text is no gap within it.
            self._space = False
            self._breaks = 0
            return False
        for inline in self._inline:
            self._mark(inline)
        self._inline.clear()
        top = self._elements[-1] if self._elements else None
        kind: BlockKind = top.kind if top else "paragraph"
        level = top.level if top else 0
        indent = 0
        marker = ""
        item = top.item if top else None
        if self._given:
            kind, level = self._given.kind, self._given.level
            indent, marker = self._given.indent, self._given.marker
            # What a tag parts from the block goes on as a paragraph of the same item.
            self._given = _Given("paragraph" if kind == "item" else kind, level, indent, "")
        elif kind == "line":
            indent = self._indent
        elif item and kind in ("paragraph", "quote"):
            if item.fresh:
                kind, marker = "item", item.marker
            item.fresh = False
        builder.end_block(
            kind, level=level, indent=indent, marker=marker, label=self.label, gap=self._gap
        )
        self._blocks += 1
        self._gap = 0
        self._space = False
        self._breaks = 0
        return True

    def tag(self, tag: Tag) -> int:
        """Act on a tag, and say where reading goes on."""
        name = tag.name
        if self._skipped and self._is_skipped(tag):
            return tag.end
        if tag.kind == "nothing":
            return tag.end
        if name in RAW:
            if name in ("textarea", "select", "iframe", "audio", "video", "object"):
                self.flush()
            if tag.kind == "open":
                return self.scanner.end_of_raw(name, tag.end)[1]
            return tag.end
        if name == "br":
            self._breaks += self._builder.in_block
        elif name in BLOCKS:
            if tag.kind == "close":
                self._close_block(name)
            else:
                self._open_block(tag)
        elif tag.kind == "open":
            self._open_inline(tag)
        elif tag.kind == "close":
            self._close_inline(name, tag)
        elif self._watch and tag.inside:
            attributes = tag.attributes()
            self._name(attributes)
            if name == "meta":
                self._watch.meta(attributes)
        return tag.end

    def _is_skipped(self, tag: Tag) -> bool:
        """Whether a tag belongs to page furniture, which its own end tag ends."""
        if tag.name == self._skipped:
            self._skip_depth += {"open": 1, "close": -1}.get(tag.kind, 0)
            if self._skip_depth == 0:
                self._skipped = ""
        elif tag.name in BLOCKS and self._skipped not in BLOCKS:
            # Furniture that is never closed must not swallow the page.
            self._skipped = ""
            return False
        return True

    def _furniture(self, tag: Tag, attributes: dict[str, str]) -> bool:
        if not _FURNITURE.isdisjoint(attributes.get("class", "").lower().split()):
            self._skipped, self._skip_depth = tag.name, 1
            return True
        return False

    def _open_block(self, tag: Tag) -> None:
        name = tag.name
        self.flush()
        if name == "hr":
            self._gap += 1
            return
        if name in _IMPLIED:
            closes, within = _IMPLIED[name]
            self._pop(closes, within)
        if self._open.get("p"):
            self._pop(_PARAGRAPH, _SECTIONS)
        if self._elements and self._elements[-1].kind == "heading":
            # <h2>References<p>Smith …: no browser closes the heading here, but its author meant to.
            self._pop(_HEADINGS, frozenset())
        if tag.kind == "void" and name != "p":
            # XHTML's <div/> is empty; a browser takes it for <div>, and no page means that.
            return
        attributes = tag.attributes() if tag.inside else {}
        if tag.kind == "open" and attributes and self._furniture(tag, attributes):
            return
        element = _Element(name, self._elements[-1] if self._elements else None)
        label = telling(attributes)
        if label:
            element.label = label
        self._set_kind(element, attributes)
        if self._watch:
            self._watched(self._watch, element, attributes)
        self._elements.append(element)
        self._open[name] = self._open.get(name, 0) + 1

    def _watched(self, watch: Watch, element: _Element, attributes: dict[str, str]) -> None:
        element.watched = watch.opened(element.name, attributes, element.group, self._blocks)
        if attributes:
            element.group = watch.group(element.name, attributes, element.group)
            self._name(attributes)
        elif element.name in _LISTS and element.watched < 0:
            element.group = watch.group(element.name, attributes, element.group)
        if element.kind == "heading" and element.group >= 0:
            watch.headed(element.group)

    def _name(self, attributes: dict[str, str]) -> None:
        """Note the names by which links may refer to where the reader is."""
        for key in ("id", "name", "data-bib-id"):
            name = attributes.get(key)
            if name and self._watch:
                self._watch.named(name, self._blocks)

    def _set_kind(self, element: _Element, attributes: dict[str, str]) -> None:
        name = element.name
        parent = self._elements[-1] if self._elements else None
        if name in _HEADINGS:
            element.kind, element.level, element.item = "heading", int(name[1]), None
        elif name in _LISTS:
            element.kind = "paragraph"
            element.level = 1 + (parent.level if parent and parent.kind != "heading" else 0)
            element.numbered = name == "ol"
            if attributes.get("start", "").isdecimal():
                element.count = int(attributes["start"][:9])
        elif name == "li":
            element.kind = "paragraph"
            element.level = max(1, element.level)
            element.item, element.fresh = element, True
            if parent and parent.numbered:
                if attributes.get("value", "").isdecimal():
                    parent.count = int(attributes["value"][:9])
                element.marker = f"{parent.count}."
                parent.count += 1
        elif name == "blockquote":
            element.kind = "quote"
        elif name in ("td", "th", "caption"):
            element.kind = "table"
        elif name == "pre":
            element.kind = "line"

    def _close_block(self, name: str) -> None:
        self.flush()
        if self._open.get(name):
            self._pop(frozenset([name]), frozenset())

    def _pop(self, names: frozenset[str], within: frozenset[str]) -> None:
        """Close the innermost open element of ``names``, if none of ``within`` is inside it."""
        elements = self._elements
        for index in range(len(elements) - 1, max(-1, len(elements) - 1 - _REACH), -1):
            if elements[index].name in names:
                for element in reversed(elements[index:]):
                    self._open[element.name] -= 1
                    if element.watched >= 0 and self._watch:
                        self._watch.closed(element.watched, self._blocks)
                del elements[index:]
                return
            if elements[index].name in within:
                return

    def _open_inline(self, tag: Tag) -> None:
        name = tag.name
        attributes = tag.attributes() if tag.inside else {}
        if attributes and self._watch:
            self._name(attributes)
        if attributes and self._furniture(tag, attributes):
            return
        if name == "code" and self._elements and self._elements[-1].kind == "line":
            self.flush()
            self._elements[-1].kind = "code"
            return
        if name == "q":
            self.before_text()
            self._builder.put("“", tag.start, tag.end)
        # Markup begins with the first letter, not with the white space before it.
        if (self._space or self._breaks) and self._builder.in_block:
            self.before_text()
        kind, target = _markup(name, attributes)
        told = None
        if self._watch and attributes:
            within = self._builder.in_block
            told = self._watch.inline(name, attributes, self._blocks, within=within)
        self._inline.append(_Inline(name, kind, target, self._builder.length, told))

    def _close_inline(self, name: str, tag: Tag) -> None:
        inline = self._inline
        for index in range(len(inline) - 1, max(-1, len(inline) - 1 - _REACH), -1):
            if inline[index].name == name:
                if name == "q":
                    self._builder.put("”", tag.start, tag.end)
                self._mark(inline.pop(index))
                return

    def _mark(self, inline: _Inline) -> None:
        """Put the markup of an inline element over what was read since it began."""
        if inline.kind:
            self._builder.mark(inline.start, inline.kind, inline.target)
        if inline.told and inline.start < self._builder.length:
            inline.told(Span(inline.start, self._builder.length))


def _markup(name: str, attributes: dict[str, str]) -> tuple[MarkupKind | None, str]:
    if name == "a" and attributes.get("href"):
        return "link", attributes["href"].strip()
    if name == "cite" and _PLAIN_CITE.search(attributes.get("class", "")):
        return None, ""
    kind = _MARKUP.get(name)
    if kind is None and attributes:
        for pattern, styled in _STYLES:
            if pattern.search(attributes.get("style", "")):
                return styled, ""
        for word in attributes.get("class", "").lower().split():
            if word in _CLASSES:
                return _CLASSES[word], ""
    return kind, ""


def telling(attributes: dict[str, str]) -> str:
    """The class, else the id or role, that tells what an element is; "" if none does."""
    for attribute in ("class", "id", "role"):
        for word in attributes.get(attribute, "").split():
            if _TELLING.search(word):
                return word
    return ""
