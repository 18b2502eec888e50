"""Styles, compiled: what a style says of citations and bibliographies, ready to render with.

A Style is never changed after it was made: any number of documents and threads may share one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from refkit.csl.collation import sort_key
from refkit.csl.compile import (
    NAME_OPTIONS,
    Compiler,
    Render,
    make_format,
    row,
)
from refkit.csl.context import Context, KeyNames
from refkit.csl.date import date_sort_key
from refkit.csl.locale import Locale
from refkit.csl.name import names_sort_key
from refkit.csl.tree import Format, Node, Piece, plain
from refkit.csl.trigraph import trigraph
from refkit.csl.variables import DATES, NAMES, NUMBERS
from refkit.csl.xml import NAMESPACE, line_of, local_name
from refkit.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

Key: TypeAlias = tuple[object, ...] | None
"""The value of a sort key; None where it is empty, which sorts last."""

DEFAULT_NEAR_NOTE: Final = 5


@dataclass(frozen=True, slots=True)
class SortKey:
    """One cs:key.

    Attributes:
        value: The key's value for an item; the context must carry ``names`` as its ``sorting``.
        descending: Whether the greatest value comes first.
        names: The key's own et-al attributes.
        citation_number: Whether the key is the citation number.
    """

    value: Callable[[Context], Key]
    descending: bool
    names: KeyNames
    citation_number: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """cs:citation or cs:bibliography.

    Attributes:
        name: "citation" or "bibliography".
        parts: The rendering elements of the layout.
        format: The layout's formatting; its affixes stand inside of it.
        prefix: The layout's prefix; around a whole citation, or around each entry.
        suffix: The layout's suffix.
        delimiter: Between the cites of a citation.
        keys: The sort keys, the first one first.
        options: All other attributes of the element: "collapse", "hanging-indent" …
        numbered: Whether the layout renders the citation number.
        noted: Whether the layout renders the number of the note of the first citation.
        capitalizes: Whether a term at the very beginning has a capital.
    """

    name: str
    parts: tuple[Render, ...]
    format: Format
    prefix: str
    suffix: str
    delimiter: str
    keys: tuple[SortKey, ...]
    options: dict[str, str]
    numbered: bool
    noted: bool
    capitalizes: bool

    def option(self, name: str) -> str:
        """An attribute of the element; "" where it has none."""
        return self.options.get(name, "")

    def flag(self, name: str) -> bool:
        """Whether an attribute is "true"."""
        return self.options.get(name) == "true"

    def render(self, context: Context) -> Piece | None:
        """What the layout makes of an item, without the layout's affixes."""
        pieces = row(self.parts, context)
        if not pieces:
            return None
        return Node(pieces)


class Style:
    """A style, compiled for one locale.

    Attributes:
        title: Its title.
        locale: The locale, with the style's own terms.
        kind: "in-text" or "note".
        citation: How to cite.
        bibliography: How to write a bibliography; None for a style that has none.
        tests_disambiguate: Whether a condition asks ``disambiguate="true"``.
        near_note_distance: How many notes back a citation is still near.
    """

    def __init__(self, root: _Element, path: str = "", locale: str = "") -> None:
        self.title = (root.findtext(f"{NAMESPACE}info/{NAMESPACE}title") or "").strip()
        self.kind = root.get("class", "in-text")
        self.locale = Locale.load(
            locale,
            overrides=list(root.iterfind(f"{NAMESPACE}locale")),
            default=root.get("default-locale", ""),
        )
        citation = root.find(f"{NAMESPACE}citation")
        if citation is None:
            raise FormatError("a style needs a citation element", path=path, line=line_of(root))
        bibliography = root.find(f"{NAMESPACE}bibliography")
        reader = _AreaReader(root, self.locale, path)
        self.citation = reader.read(citation)
        self.bibliography = reader.read(bibliography) if bibliography is not None else None
        self.tests_disambiguate = any(
            element.get("disambiguate") is not None for element in root.iter()
        )
        distance = self.citation.option("near-note-distance")
        self.near_note_distance = int(distance) if distance.isdigit() else DEFAULT_NEAR_NOTE

    @classmethod
    def parse(cls, content: bytes, path: str = "", locale: str = "") -> Style:
        """Compile the content of a style file.

        Args:
            content: The XML.
            path: The file's name, for errors.
            locale: A language such as "de-DE", or the path of a locale file (.xml); by default the
                style's own, else en-US.

        Raises:
            FormatError: If it is no CSL style, or a broken one; names the line.
            UnknownStyleError: If there is no such locale.
        """
        from refkit.csl.validate import check_style
        from refkit.csl.xml import parse_xml

        root = parse_xml(content, path)
        check_style(root, path)
        return cls(root, path, _known(locale))

    @classmethod
    def load(cls, style: str | Path, locale: str = "") -> Style:
        """Compile a style of the repository, or a file.

        Args:
            style: A name ("apa"), an id, a title, or the path of a .csl file.
            locale: A language such as "de-DE", or the path of a locale file (.xml); by default the
                style's own, else en-US.

        Raises:
            UnknownStyleError: If there is no such style or locale; names the nearest ones.
            FormatError: If the file is broken; names the line.
            UnreadableError: If the file cannot be read.
        """
        from refkit.csl.repository import read_style

        found, root = read_style(style)
        return cls(root, found.path, _known(locale) or found.locale)


def _known(locale: str) -> str:
    """The locale that a user asks for: a file's path, or a name that there is."""
    from refkit.csl.repository import find_locale

    return locale if not locale or locale.endswith(".xml") else find_locale(locale)


class _AreaReader:
    """Compiles the areas of one style."""

    def __init__(self, root: _Element, locale: Locale, path: str) -> None:
        self.root = root
        self.locale = locale
        self.path = path
        self.macros = {macro.get("name", ""): macro for macro in root.iter(f"{NAMESPACE}macro")}

    def read(self, element: _Element) -> Area:
        """One area, compiled."""
        layout = element.find(f"{NAMESPACE}layout")
        name = local_name(element)
        if layout is None:
            raise FormatError(f"<{name}> needs a layout", path=self.path, line=line_of(element))
        options = {str(key): str(value) for key, value in element.attrib.items()}
        inherited = {
            str(key): str(value)
            for source in (self.root, element)
            for key, value in source.attrib.items()
            if str(key) in NAME_OPTIONS
        }
        # A citation label carries the suffix, so that the year goes without.
        year_suffix = self._renders("year-suffix", layout, set()) or self._renders(
            "citation-label", layout, set()
        )
        capitalizes = name == "bibliography" or self.root.get("class") == "note"
        compiler = Compiler(
            self.locale,
            self.macros,
            inherited,
            self.root.get("page-range-format", ""),
            year_suffix,
            capitalizes,
            self.path,
        )
        sort = element.find(f"{NAMESPACE}sort")
        return Area(
            name=name,
            parts=tuple(compiler.children(layout)),
            format=make_format(layout),
            prefix=layout.get("prefix", ""),
            suffix=layout.get("suffix", ""),
            delimiter=layout.get("delimiter", ""),
            keys=tuple(_key(key, compiler) for key in sort) if sort is not None else (),
            options=options,
            numbered=self._renders("citation-number", layout, set()),
            noted=self._renders("first-reference-note-number", layout, set()),
            capitalizes=capitalizes,
        )

    def _renders(self, variable: str, element: _Element, seen: set[str]) -> bool:
        """Whether an element, or a macro that it calls, renders a variable as text."""
        for text in element.iter(f"{NAMESPACE}text"):
            if text.get("variable") == variable:
                return True
            macro = text.get("macro")
            if macro is not None and macro not in seen and macro in self.macros:
                seen.add(macro)
                if self._renders(variable, self.macros[macro], seen):
                    return True
        return False


def _key(element: _Element, compiler: Compiler) -> SortKey:
    """One cs:key (CSL 1.0.2, "Sorting")."""
    variable, macro = element.get("variable", ""), element.get("macro")
    last = element.get("names-use-last")
    names = KeyNames(
        names_min=_number(element.get("names-min")),
        names_use_first=_number(element.get("names-use-first")),
        names_use_last=None if last is None else last == "true",
    )
    if macro is not None:
        value = _macro_key(compiler.macro(macro, element), compiler.locale.code)
    else:
        demote = compiler.inherited.get("demote-non-dropping-particle", "display-and-sort")
        value = _variable_key(variable, compiler.locale.code, demote)
    return SortKey(value, element.get("sort") == "descending", names, variable == "citation-number")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _macro_key(render: Render, language: str) -> Callable[[Context], Key]:
    def value(context: Context) -> Key:
        text = plain(render(context))
        return (sort_key(text, language),) if text.strip() else None

    return value


def _variable_key(variable: str, language: str, demote: str) -> Callable[[Context], Key]:
    def name_value(context: Context) -> Key:
        names = context.item.names(variable)
        # The apostrophe of a particle counts: d’Orsay comes before de Orsay.
        return (sort_key(names_sort_key(names, demote), language),) if names else None

    def date_value(context: Context) -> Key:
        date = context.item.date(variable)
        key = date_sort_key(date)
        return (key,) if key else None

    def citation_number(context: Context) -> Key:
        return (context.number,)

    def number_value(context: Context) -> Key:
        text = context.place.locator if variable == "locator" else context.item.text(variable)
        if not text:
            return None
        digits = text[: len(text) - len(text.lstrip("0123456789"))]
        return (0, int(digits[:18]), text) if digits else (1, sort_key(text, language))

    def text_value(context: Context) -> Key:
        text = plain(context.item.piece(variable))
        if not text and variable == "citation-label":
            text = trigraph(context.item)
        return (sort_key(text, language),) if text else None

    if variable in NAMES:
        return name_value
    if variable in DATES:
        return date_value
    if variable == "citation-number":
        return citation_number
    return number_value if variable in NUMBERS else text_value
