"""The styles of an OpenDocument text: what a paragraph is, and how its characters look.

Source: ODF 1.3, part 3, sections 16.2 (style:style), 16.27.28 (style:text-properties), 17.6
(style:paragraph-properties) and 19.498 (style:parent-style-name).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.odt_lists import ListStyle, level_of
from refkit.readers.odt_package import named_events
from refkit.readers.office_look import (
    BOLD,
    CODE,
    HIDDEN,
    ITALIC,
    LIST_STYLE,
    LONGEST_CHAIN,
    RAISED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Indent,
    Look,
    twips,
)

# For each property: which bits it is about, and the values that turn them on.
_PROPERTIES: Final = (
    ("fo:font-style", ITALIC, frozenset({"italic", "oblique"})),
    ("fo:font-weight", BOLD, frozenset({"bold", "600", "700", "800", "900"})),
    ("fo:font-variant", SMALL_CAPS, frozenset({"small-caps"})),
    ("text:display", HIDDEN, frozenset({"none"})),
)
_ESCAPED: Final = lazy_pattern(r"_([0-9a-fA-F]{2,4})_")
_HEADING: Final = lazy_pattern(r"(?:heading|überschrift|titre|título|titolo)[ ]?(?P<level>\d{0,2})")
_TITLES: Final = frozenset({"title", "titel", "titre", "título", "titolo"})
_QUOTES: Final = frozenset({"quotations", "quotation", "quote", "block quote", "block text"})
_CODE: Final = frozenset({"preformatted text", "source code", "html preformatted"})
_CODE_SPAN: Final = frozenset({"source text", "verbatim char", "teletype"})
_LIST_INDENTS: Final = frozenset(
    {"style:list-level-label-alignment", "style:list-level-properties"}
)


class Style(NamedTuple):
    """What a style says, with all that it inherits.

    Attributes:
        heading: 1–6 of a heading or title, else 0.
        kind: "quote" or "code", else "".
        label: Its name as people see it, if that tells of a reference list; else "".
        list_style: The name of the list style of its paragraphs; "" if it has none.
        indent: Its indentation.
        look: How its characters look.
    """

    heading: int = 0
    kind: str = ""
    label: str = ""
    list_style: str = ""
    indent: Indent = Indent()
    look: Look = Look()


class _Written:
    """A style as it stands in the file."""

    __slots__ = ("indent", "list_style", "look", "name", "outline", "parent")

    def __init__(self, given: Mapping[str, str]) -> None:
        self.parent = given.get("style:parent-style-name", "")
        self.name = given.get("style:display-name") or _plain(given.get("style:name", ""))
        self.list_style = given.get("style:list-style-name", "")
        outline = given.get("style:default-outline-level", "")
        self.outline = int(outline) if outline.isdecimal() and len(outline) < 3 else 0
        self.look = Look()
        self.indent = Indent()


class StyleSheet:
    """The styles of a file."""

    def __init__(self) -> None:
        self.lists: dict[str, ListStyle] = {}
        """The list styles by name."""
        self._written: dict[tuple[str, str], _Written] = {}
        self._known: dict[tuple[str, str], Style] = {}

    def take(self, xml: str, *, path: str = "", automatic: bool) -> None:
        """Take the styles that stand in XML before the text.

        Args:
            xml: The decoded XML.
            path: The file's name, for errors.
            automatic: Whether to take automatic ones, which those of another part are mistaken for:
                each part counts its own from "P1".
        """
        style: _Written | None = None
        numbered: ListStyle | None = None
        level = 0
        skipping = False
        found, attributes_of = named_events(xml, path=path)
        for event in found:
            name = event.name
            if name == "office:automatic-styles":
                skipping = not automatic and event.kind == "open"
            elif name in ("office:body", "office:master-styles"):
                break
            elif event.kind in ("text", "close") or skipping:
                continue
            elif name == "style:style":
                given = attributes_of(event)
                style = _Written(given)
                key = given.get("style:family", ""), given.get("style:name", "")
                self._written[key] = style
            elif name in ("style:default-style", "style:page-layout", "style:default-page-layout"):
                style = None
            elif name == "style:text-properties" and style:
                style.look = look_of(attributes_of(event))
            elif name == "style:paragraph-properties" and style:
                style.indent = _indent(attributes_of(event))
            elif name in ("text:list-style", "text:outline-style"):
                style, numbered = None, {}
                own = attributes_of(event).get("style:name", "")
                self.lists[own if name == "text:list-style" else ""] = numbered
            elif name.startswith(("text:list-level-style-", "text:outline-level-style")):
                style = None
                if numbered is not None:
                    level, numbered_level = level_of(name, attributes_of(event))
                    numbered[level] = numbered_level
            elif name in _LIST_INDENTS and numbered and level in numbered:
                indent = _list_indent(attributes_of(event)).over(numbered[level].indent)
                numbered[level] = numbered[level]._replace(indent=indent)

    def paragraph(self, name: str) -> Style:
        """The style of a paragraph or heading, by its name; one that says nothing if none."""
        return self._style("paragraph", name)

    def text(self, name: str) -> Style:
        """The style of a span of characters, by its name."""
        return self._style("text", name)

    def _style(self, family: str, name: str) -> Style:
        style = self._known.get((family, name))
        if style is None:
            style = self._known[family, name] = self._resolved(family, name)
        return style

    def _resolved(self, family: str, name: str) -> Style:
        chain: list[_Written] = []
        written = self._written.get((family, name))
        # A chain that leads back to itself ends where it is longer than any that is meant.
        while written is not None and len(chain) < LONGEST_CHAIN:
            chain.append(written)
            written = self._written.get((family, written.parent))
        style = _named(Style(), _plain(name))
        for each in reversed(chain):
            style = _named(style, each.name)
            style = style._replace(
                heading=min(6, each.outline) or style.heading,
                list_style=each.list_style or style.list_style,
                indent=each.indent.over(style.indent),
                look=each.look.over(style.look),
            )
        return style


def look_of(given: Mapping[str, str]) -> Look:
    """What the attributes of ``style:text-properties`` say of characters."""
    said = on = 0
    for name, bit, values in _PROPERTIES:
        if name in given:
            said |= bit
            on |= bit if given[name] in values else 0
    position = given.get("style:text-position", "").split()
    if position:
        said |= RAISED
        if position[0] == "super":
            on |= SUPERSCRIPT
        elif position[0] == "sub" or position[0].startswith("-"):
            on |= SUBSCRIPT
        elif position[0].strip("0.%"):
            on |= SUPERSCRIPT
    return Look(said, on)


def _named(style: Style, name: str) -> Style:
    """What the name of a style tells, over what those that it is based on have told."""
    folded = name.lower()
    if folded in _TITLES:
        style = style._replace(heading=1)
    elif found := _HEADING.fullmatch(folded):
        style = style._replace(heading=min(6, int(found["level"] or 1)))
    elif folded in _QUOTES:
        style = style._replace(kind="quote")
    elif folded in _CODE:
        style = style._replace(kind="code")
    elif folded in _CODE_SPAN:
        style = style._replace(look=Look(CODE, CODE).over(style.look))
    if LIST_STYLE.search(folded):
        style = style._replace(label=name)
    return style


def _plain(name: str) -> str:
    """The name of a style as people see it: LibreOffice writes "Heading_20_1" for "Heading 1"."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)


def _indent(given: Mapping[str, str]) -> Indent:
    return Indent(twips(given.get("fo:margin-left")), twips(given.get("fo:text-indent")))


def _list_indent(given: Mapping[str, str]) -> Indent:
    """The place of a list's numbers (section 17.19), also in the form of before ODF 1.2."""
    if "text:space-before" in given:
        return Indent(twips(given["text:space-before"]), None)
    return _indent(given)
