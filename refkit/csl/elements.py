"""The rendering elements cs:text and cs:group, and the table of all of them (CSL 1.0.2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from refkit.csl.capitals import TERM
from refkit.csl.compile import Compiler, Render, make_format, nothing, row, wrapped
from refkit.csl.conditions import compile_choose
from refkit.csl.context import Context
from refkit.csl.date_render import compile_date, year_suffix_letters
from refkit.csl.label import compile_label, render_locator
from refkit.csl.markup import parse_markup
from refkit.csl.names import compile_names
from refkit.csl.number import compile_number, render_number_text
from refkit.csl.pages import page_range
from refkit.csl.textcase import strip_periods, transform
from refkit.csl.tree import PLAIN, Node, Piece, affix_role, number_role, plain
from refkit.csl.trigraph import trigraph
from refkit.csl.variables import NUMBERS

if TYPE_CHECKING:
    from lxml.etree import _Element

Make: TypeAlias = Callable[["_Element", Compiler], Render]


def compile_text(element: _Element, compiler: Compiler) -> Render:
    """cs:text: a macro, term, variable or value.

    Raises:
        FormatError: If it has none of the four.
    """
    macro, term = element.get("macro"), element.get("term")
    variable, value = element.get("variable"), element.get("value")
    if macro is not None:
        role = affix_role(element.get("prefix", ""), element.get("suffix", ""))
        return wrapped(_cased(compiler.macro(macro, element), element, compiler), element, role)
    if term is not None:
        role = TERM if compiler.capitalizes else ""
        return _constant(_term(element, compiler, term), element, compiler, role)
    if value is not None:
        return _constant(parse_markup(value) if value else "", element, compiler)
    if variable is None:
        raise compiler.error(element, "<text> needs a macro, term, variable or value")
    return _variable(variable, element, compiler)


def _term(element: _Element, compiler: Compiler, term: str) -> str:
    plural = element.get("plural") == "true"
    return compiler.locale.term(term, element.get("form", "long"), plural) or ""


def _constant(piece: Piece, element: _Element, compiler: Compiler, role: str = "") -> Render:
    """What renders the same for every item."""
    if element.get("strip-periods") == "true":
        piece = strip_periods(piece)
    case = element.get("text-case", "")
    if case:
        piece = transform(piece, case, compiler.locale.language == "en")
    if piece == "":
        return nothing
    look = make_format(element)
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    if look is not PLAIN or prefix or suffix or role:
        piece = Node([piece], look, prefix, suffix, "", role)
    return lambda _context: piece


def _variable(variable: str, element: _Element, compiler: Compiler) -> Render:
    if variable == "year-suffix":
        return wrapped(_year_suffix, element, "year-suffix")
    if variable == "citation-number":
        return wrapped(_cased(_citation_number, element, compiler), element, "citation-number")
    if variable == "citation-label":
        return wrapped(_cased(_citation_label, element, compiler), element, "citation-label")
    if variable in NUMBERS:
        render = _number_text(variable, element, compiler)
        role = "locator" if variable == "locator" else number_role(element.get("suffix", ""))
        return wrapped(render, element, role)
    names: tuple[str, ...] = (variable,)
    if element.get("form") == "short":
        names = (_SHORT.get(variable, f"{variable}-short"), variable)
    return _upright(wrapped(_text_variable(names, element, compiler), element), element)


# Letters and digits of the scripts that have italics or take them: Latin to Arabic.
_SLANTED: Final = re.compile(r"[0-9A-Za-z\u00aa-\u08ff-]")


def _upright(render: Render, element: _Element) -> Render:
    """A variable without italics where all of its text is of a script that has none (Chinese …)."""
    if element.get("font-style") not in ("italic", "oblique"):
        return render

    def render_upright(context: Context) -> Piece | None:
        node = render(context)
        if isinstance(node, Node) and not _SLANTED.search(plain(node.children[0])):
            look = node.format._replace(font_style="")
            return Node(node.children, look, node.prefix, node.suffix)
        return node

    return render_upright


_SHORT: Final = {"container-title": "container-title-short", "title": "title-short"}


def _text_variable(names: tuple[str, ...], element: _Element, compiler: Compiler) -> Render:
    """The first of some variables that the item has, in the element's text case."""
    case = element.get("text-case", "")
    strip = element.get("strip-periods") == "true"
    english = compiler.locale.language == "en"
    work = f"{case} {strip}"
    variable = names[-1]

    def render_variable(context: Context) -> Piece | None:
        context.called += 1
        item = context.item
        # The short form goes with the long one: a substitute of either suppresses both.
        if variable in context.suppressed:
            return None
        for name in names:
            if item.text(name):
                break
        else:
            return None
        context.filled += 1
        if context.substituting:
            context.used.add(variable)
        if not case and not strip:
            return item.piece(name)
        piece = item.cased.get((name, work))
        if piece is None:
            piece = item.piece(name)
            if strip:
                piece = strip_periods(piece)
            if case:
                piece = transform(piece, case, is_english(item.language, english), item.language)
                # A capital may have come behind a full stop that stood: "LWN.net".
                if strip:
                    piece = strip_periods(piece)
            item.cased[name, work] = piece
        return piece

    return render_variable


# What joins the numbers of a number variable: "second, revised" are two, "2-a" is one.
_NUMBER_JOINTS: Final = re.compile(r"(\d+[-–]\w\b ?| ?[-–] ?|, and |, | & | and )")


def _number_text(variable: str, element: _Element, compiler: Compiler) -> Render:
    """A number variable as text: pages in the style's form, other ranges with en dashes.

    Text case is done to each of its numbers, as citeproc-js does: "Second, Revised edition".
    """
    case, strip = element.get("text-case", ""), element.get("strip-periods") == "true"
    locale, page_format = compiler.locale, compiler.page_format
    delimiter = locale.range_dash
    ampersand = locale.ampersand

    def text(context: Context) -> str:
        if variable == "locator":
            return render_locator(context.place, page_format, locale)
        if variable == "first-reference-note-number":
            return str(context.place.first_note or "")
        if variable in context.suppressed:
            return ""
        value = context.item.text(variable)
        if not value:
            return ""
        if variable in ("page", "page-first"):
            return page_range(value, page_format, delimiter, ampersand)
        return render_number_text(value, locale, variable)

    def render_number_variable(context: Context) -> Piece | None:
        context.called += 1
        found = text(context)
        if not found:
            return None
        context.filled += 1
        if context.substituting:
            context.used.add(variable)
        if case and not found.isdigit():
            parts = _NUMBER_JOINTS.split(found)
            parts[::2] = [plain(transform(part, case, True)) if part else "" for part in parts[::2]]
            found = "".join(parts)
        piece = parse_markup(found)
        return strip_periods(piece) if strip else piece

    return render_number_variable


def is_english(language: str, default: bool) -> bool:
    """Whether an item's text is English: its language says so, or else the style's locale."""
    return language[:2].lower() == "en" if language else default


def _cased(render: Render, element: _Element, compiler: Compiler) -> Render:
    """A render function with the element's text case and strip-periods done to its content."""
    case = element.get("text-case", "")
    strip = element.get("strip-periods") == "true"
    if not case and not strip:
        return render
    english = compiler.locale.language == "en"

    def render_cased(context: Context) -> Piece | None:
        piece = render(context)
        if piece is not None and strip:
            piece = strip_periods(piece)
        if piece is not None and case:
            language = context.item.language
            piece = transform(piece, case, is_english(language, english), language)
        return piece

    return render_cased


def _year_suffix(context: Context) -> Piece | None:
    # An empty year suffix does not empty the group around it: "(n.d.)" stands without one.
    number = context.distinction.year_suffix
    if context.sorting is not None:
        # What cites are sorted by puts them in the order of the bibliography, as suffixes are.
        return f"{context.number:09d}" if context.area == "citation" else None
    if not number:
        return None
    context.called += 1
    context.filled += 1
    return year_suffix_letters(number)


def _citation_number(context: Context) -> Piece | None:
    context.called += 1
    if not context.number:
        return None
    context.filled += 1
    return str(context.number)


def _citation_label(context: Context) -> Piece | None:
    context.called += 1
    label = context.item.text("citation-label") or trigraph(context.item)
    if not label:
        return None
    context.filled += 1
    return label + year_suffix_letters(context.distinction.year_suffix)


def compile_group(element: _Element, compiler: Compiler) -> Render:
    """cs:group: its parts with a delimiter; nothing if all variables that it calls are empty."""
    renders = compiler.children(element)
    look = make_format(element)
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    delimiter = element.get("delimiter", "")
    role = affix_role(prefix, suffix)

    def render_group(context: Context) -> Piece | None:
        called, filled = context.called, context.filled
        pieces = row(renders, context)
        if context.called > called and context.filled == filled:
            return None
        if not pieces:
            return None
        # For a group around this one, a group with content is a variable with a value.
        context.called += 1
        context.filled += 1
        return Node(pieces, look, prefix, suffix, delimiter, role)

    return render_group


def _date(element: _Element, compiler: Compiler) -> Render:
    return compile_date(element, compiler.locale, make_format, compiler.year_suffix)


def _names(element: _Element, compiler: Compiler) -> Render:
    return compile_names(
        element, compiler.inherited, compiler.locale, make_format, compiler.element
    )


def _number(element: _Element, compiler: Compiler) -> Render:
    return compile_number(element, compiler.locale, make_format, compiler.page_format)


def _label(element: _Element, compiler: Compiler) -> Render:
    return compile_label(element, compiler.locale, make_format)


ELEMENTS: Final[dict[str, Make]] = {
    "choose": compile_choose,
    "date": _date,
    "group": compile_group,
    "label": _label,
    "names": _names,
    "number": _number,
    "text": compile_text,
}
"""The elements that render, by name."""
