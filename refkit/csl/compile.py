"""Compiling: the XML of a style to closures, once; nothing of the XML is left in the hot path.

Each rendering element becomes a :data:`Render`. Macros are compiled once for each area that calls
them, since the options of names that they inherit differ between citation and bibliography
(CSL 1.0.2, "Inheritable Name Options").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from refkit.csl.context import Context
from refkit.csl.tree import PLAIN, Format, Node, Piece
from refkit.csl.xml import line_of, local_name
from refkit.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

    from refkit.csl.locale import Locale

Render: TypeAlias = Callable[[Context], Piece | None]

NAME_OPTIONS: Final = frozenset(
    {
        "and",
        "delimiter-precedes-et-al",
        "delimiter-precedes-last",
        "et-al-min",
        "et-al-use-first",
        "et-al-use-last",
        "et-al-subsequent-min",
        "et-al-subsequent-use-first",
        "initialize",
        "initialize-with",
        "name-as-sort-order",
        "sort-separator",
        "name-form",
        "name-delimiter",
        "names-delimiter",
        "demote-non-dropping-particle",
        "initialize-with-hyphen",
    }
)


def make_format(element: _Element) -> Format:
    """The formatting attributes of an element."""
    get = element.get
    found = Format(
        font_style=get("font-style", ""),
        font_variant=get("font-variant", ""),
        font_weight=get("font-weight", ""),
        text_decoration=get("text-decoration", ""),
        vertical_align=get("vertical-align", ""),
        quotes=get("quotes") == "true",
        display=get("display", ""),
    )
    return PLAIN if found == PLAIN else found


def wrapped(render: Render, element: _Element, role: str = "") -> Render:
    """A render function with the formatting and affixes of its element around what it renders."""
    look = make_format(element)
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    if look is PLAIN and not prefix and not suffix and not role:
        return render

    def render_wrapped(context: Context) -> Piece | None:
        piece = render(context)
        if piece is None:
            return None
        return Node([piece], look, prefix, suffix, "", role)

    return render_wrapped


class Compiler:
    """Compiles the elements of one area of a style.

    Attributes:
        locale: The style's locale.
        inherited: The inheritable name options of the style and the area.
        page_format: The style's page-range-format, "" for none.
        year_suffix: Whether the area renders the variable year-suffix itself.
        capitalizes: Whether a term at the very beginning of an entry or a note has a capital.
        path: The style's file, for errors.
    """

    def __init__(
        self,
        locale: Locale,
        macros: dict[str, _Element],
        inherited: dict[str, str],
        page_format: str,
        year_suffix: bool,
        capitalizes: bool,
        path: str,
    ) -> None:
        self.locale = locale
        self.inherited = inherited
        self.page_format = page_format
        self.year_suffix = year_suffix
        self.capitalizes = capitalizes
        self.path = path
        self._macros = macros
        self._compiled: dict[str, Render] = {}
        self._open: list[str] = []

    def children(self, element: _Element) -> list[Render]:
        """The rendering elements in an element, compiled."""
        return [self.element(child) for child in element]

    def element(self, element: _Element) -> Render:
        """One rendering element, compiled.

        Raises:
            FormatError: If there is no such rendering element, or its macros call themselves.
        """
        from refkit.csl.elements import ELEMENTS

        name = local_name(element)
        make = ELEMENTS.get(name)
        if make is None:
            raise self.error(element, f"<{name}> is not an element that renders")
        return make(element, self)

    def macro(self, name: str, element: _Element) -> Render:
        """A macro, compiled once for the area.

        Raises:
            FormatError: If there is none of that name, or it calls itself.
        """
        found = self._compiled.get(name)
        if found is not None:
            return found
        if name not in self._macros:
            raise self.error(element, f"there is no macro '{name}'")
        if name in self._open:
            raise self.error(element, f"the macro '{name}' calls itself")
        self._open.append(name)
        renders = self.children(self._macros[name])
        self._open.pop()
        compiled = self._compiled[name] = _macro(sequence(renders))
        return compiled

    def error(self, element: _Element, reason: str) -> FormatError:
        """An error at an element's line."""
        return FormatError(reason, path=self.path, line=line_of(element))


def nothing(_context: Context) -> None:
    """The render function of what is empty for every item."""
    return


BRANCH: Final = "branch"
"""The role of what a branch of cs:choose renders: it is no unit of its own, so that a delimiter
of the group around the cs:choose stands between its parts too."""


def row(renders: Sequence[Render], context: Context) -> list[Piece]:
    """What several elements render, the parts of branches one by one."""
    pieces: list[Piece] = []
    for render in renders:
        piece = render(context)
        if piece is None:
            continue
        if piece.__class__ is Node and piece.role == BRANCH:
            pieces += piece.children
        else:
            pieces.append(piece)
    return pieces


def sequence(renders: Sequence[Render], role: str = "") -> Render:
    """What several elements in a row render, with nothing between them."""
    if not renders:
        return nothing
    if len(renders) == 1:
        return renders[0]

    def render_sequence(context: Context) -> Piece | None:
        pieces = row(renders, context)
        if not pieces:
            return None
        return pieces[0] if len(pieces) == 1 else Node(pieces, PLAIN, "", "", "", role)

    return render_sequence


def _macro(render: Render) -> Render:
    """A macro counts as a group does.

    Without any of its variables it renders nothing; with content it is a variable with a value for
    the group around it ("n.d." beside an empty volume).
    """

    def render_macro(context: Context) -> Piece | None:
        called, filled = context.called, context.filled
        piece = render(context)
        if piece is None or (context.called > called and context.filled == filled):
            return None
        context.called += 1
        context.filled += 1
        if piece.__class__ is Node and piece.role == BRANCH:
            return Node(piece.children)
        return piece

    return render_macro
