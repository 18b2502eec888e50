"""The styles of a DOCX file: what a paragraph is, and how its characters look.

Source: ECMA-376, Part 1, section 17.7: inheritance (17.7.4.3, basedOn) and toggle properties
(17.7.3), which a character style turns round where the paragraph's style has them on already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.docx_package import W
from refkit.readers.office_look import (
    BOLD,
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

if TYPE_CHECKING:
    from lxml.etree import _Element

_TOGGLES: Final = {
    f"{W}i": ITALIC, f"{W}b": BOLD, f"{W}smallCaps": SMALL_CAPS, f"{W}vanish": HIDDEN,
}  # fmt: skip
_VERTICAL: Final = {"superscript": SUPERSCRIPT, "subscript": SUBSCRIPT}
_VERT_ALIGN: Final = f"{W}vertAlign"
_RSTYLE: Final = f"{W}rStyle"
_TELLING: Final = frozenset({*_TOGGLES, _VERT_ALIGN, _RSTYLE})
_PLAIN: Final = Look()
_VAL: Final = f"{W}val"
_OFF: Final = frozenset({"0", "false", "off", "none"})

# Word keeps the English names of its own styles ("heading 1") in every language; other programs
# write the local ones, and publishers' templates their own: "MDPI_2.1_heading1".
_HEADING: Final = lazy_pattern(
    r"""
    (?<! table[ ] ) (?<! figure[ ] ) (?<! running[ ] ) (?<! page[ ] ) (?<! box[ ] )
    (?: (?<![^\W\d_]) head(?:ings?|s)? | überschrift | rubrik | overskrift | otsikko | nagłówek
      | nadpis | заголовок | (?<![^\W\d_]) (?: titre | título | titolo | kop | cím )
        (?=[ _]?\d) | 标题 | 標題 | 見出し | 제목 | başlık | címsor | επικεφαλίδα )
    (?![^\W\d_]) [ _-]{0,2} (?P<level>\d?)
    """,
    re.VERBOSE,
)
_TITLE: Final = frozenset(
    {"title", "titel", "titre", "título", "titolo", "tytuł", "название", "document title",
     "article title", "articletitle", "paper title", "标题", "表題"}
)  # fmt: skip
_CONTENTS: Final = lazy_pattern(
    r"(?:toc|verzeichnis|contents|tdm|tdc|índice|sommario|inhopg)[ _]?\d|table of (?:figures|auth)"
)


class Style(NamedTuple):
    """What a style says, with all that it inherits.

    Attributes:
        name: Its own name, in lower case.
        heading: 1–6 of a heading, else 0.
        contents: Whether it is that of a line of a table of contents.
        label: Its name as written, if that tells of a reference list; else "".
        numbering: The number of its list, as written; "" for none.
        list_level: The level in the list, from 0; None if it says none.
        indent: Its indentation.
        look: How its characters look.
    """

    name: str = ""
    heading: int = 0
    contents: bool = False
    label: str = ""
    numbering: str = ""
    list_level: int | None = None
    indent: Indent = Indent()
    look: Look = Look()


class StyleSheet:
    """The styles of a file.

    Args:
        root: ``w:styles``; None if the file has none.
    """

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._default = ""
        self._known: dict[str, Style] = {}
        self.defaults = Look()
        if root is None:
            return
        for element in root.iter(f"{W}style"):
            style_id = element.get(f"{W}styleId") or ""
            self._elements.setdefault(style_id, element)
            kind = element.get(f"{W}type") or "paragraph"
            if kind == "paragraph" and is_on(element.get(f"{W}default"), absent=False):
                self._default = self._default or style_id
        properties = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if properties is not None:
            self.defaults = look_of(properties)[0]

    def paragraph(self, style_id: str) -> Style:
        """The style of a paragraph; "" for the default one."""
        return self.style(style_id if style_id in self._elements else self._default)

    def style(self, style_id: str) -> Style:
        """A style by its id; one that says nothing if there is none."""
        style = self._known.get(style_id)
        if style is None:
            style = self._known[style_id] = self._resolved(style_id)
        return style

    def _resolved(self, style_id: str) -> Style:
        chain: list[_Element] = []
        element = self._elements.get(style_id)
        # A chain that leads back to itself ends where it is longer than any that is meant.
        while element is not None and len(chain) < LONGEST_CHAIN:
            chain.append(element)
            element = self._elements.get(value(element, "basedOn"))
        style = Style()
        for element in reversed(chain):
            style = _derived(style, element)
        return style


def _derived(base: Style, element: _Element) -> Style:
    """A style that is based on another."""
    written = value(element, "name")
    name = written.lower()
    style = base._replace(name=name)
    if LIST_STYLE.search(name):
        style = style._replace(label=written)
    heading = _heading(name)
    if heading:
        style = style._replace(heading=heading)
    if _CONTENTS.match(name):
        style = style._replace(contents=True)
    properties = element.find(f"{W}rPr")
    if properties is not None:
        style = style._replace(look=look_of(properties)[0].over(base.look))
    properties = element.find(f"{W}pPr")
    if properties is not None:
        outline = outline_level(properties)
        if outline is not None:
            style = style._replace(heading=outline)
        numbering, level = numbering_of(properties)
        style = style._replace(
            numbering=base.numbering if numbering is None else numbering,
            list_level=base.list_level if level is None else level,
            indent=indent_of(properties).over(base.indent),
        )
    return style


def _heading(name: str) -> int:
    if name in _TITLE:
        return 1
    found = _HEADING.search(name)
    if not found or "toc" in name:
        return 0
    return min(6, max(1, int(found["level"] or 1)))


def value(element: _Element, name: str) -> str:
    """The ``w:val`` of a child of an element, "" if there is none."""
    child = element.find(W + name)
    return "" if child is None else child.get(_VAL) or ""


def is_on(text: str | None, *, absent: bool = True) -> bool:
    """What a value of the type on/off says (section 17.17.4)."""
    return absent if text is None else text.lower() not in _OFF


def look_of(properties: _Element) -> tuple[Look, str]:
    """What ``w:rPr`` says of characters itself, and the id of the style that it names."""
    said = on = 0
    style = ""
    for child in properties:
        tag = child.tag
        if tag not in _TELLING:
            continue
        bit = _TOGGLES.get(tag)
        if bit is not None:
            said |= bit
            if is_on(child.get(_VAL)):
                on |= bit
        elif tag == _VERT_ALIGN:
            said |= RAISED
            on |= _VERTICAL.get(child.get(_VAL) or "", 0)
        else:
            style = child.get(_VAL) or ""
    return Look(said, on) if said else _PLAIN, style


def combined(defaults: Look, paragraph: Look, character: Look, direct: Look) -> int:
    """How characters look of which styles and direct formatting say different things.

    Returns:
        The bits that are on.
    """
    toggles = defaults.on | (paragraph.on ^ character.on)
    raised = character.over(paragraph).on & RAISED
    styled = (toggles & ~RAISED) | raised
    return (styled & ~direct.said) | direct.on


def outline_level(properties: _Element) -> int | None:
    """The level of heading that ``w:pPr`` gives, 0 for body text, None if it says nothing."""
    text = value(properties, "outlineLvl")
    if not text.isdecimal():
        return None
    return min(6, int(text) + 1) if len(text) == 1 and text != "9" else 0


def numbering_of(properties: _Element) -> tuple[str | None, int | None]:
    """The list that ``w:pPr`` puts its paragraph in, and the level; None where it says nothing."""
    element = properties.find(f"{W}numPr")
    if element is None:
        return None, None
    number, level = value(element, "numId"), value(element, "ilvl")
    return number or None, min(8, int(level)) if level.isdecimal() and len(level) < 4 else None


def indent_of(properties: _Element) -> Indent:
    """The indentation that ``w:pPr`` gives."""
    element = properties.find(f"{W}ind")
    if element is None:
        return Indent()
    given: Mapping[str, str] = {
        str(name).rpartition("}")[2]: str(text) for name, text in element.attrib.items()
    }
    hanging = twips(given.get("hanging"))
    first = twips(given.get("firstLine")) if hanging is None else -hanging
    return Indent(twips(given.get("left", given.get("start"))), first)
