"""Number variables: whether they are numeric, and cs:number (CSL 1.0.2, "Number")."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from refkit.csl.label import locator_label, render_locator
from refkit.csl.number_text import Token, loose, normalized, tokenize, without_label
from refkit.csl.pages import page_range
from refkit.csl.textcase import strip_periods, transform
from refkit.csl.tree import PLAIN, Format, Node, Piece, number_role

if TYPE_CHECKING:
    from lxml.etree import _Element

    from refkit.csl.context import Context
    from refkit.csl.locale import Locale

_ROMAN: Final = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def is_numeric(value: object) -> bool:
    """Whether a value counts as numeric (CSL 1.0.2, "Choose").

    Args:
        value: Any value of CSL-JSON.

    Returns:
        True for "5", "2nd", "L2", "1-3, 5", "10 & 11", "iv" and 7; False for "second", "5 ed.",
        "2.5", "" and None.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value >= 0
    if not isinstance(value, str) or not value.strip():
        return False
    return tokenize(loose(value)).numeric


def is_plural(value: str) -> bool:
    """Whether a number variable names several numbers: "2-4", "2 & 3"; not "5" or "AU-13"."""
    return tokenize(value).plural


def roman(number: int) -> str:
    """A number in small Roman numerals: 4 is "iv"; in digits outside of 1–3999."""
    if not 0 < number < 4000:
        return str(number)
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """A number with the locale's ordinal suffix: "2nd"."""
    return f"{number}{locale.ordinal(number, gender)}"


def long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """An ordinal as a word: "second"; "11th" where the locale has no word for it."""
    word = locale.long_ordinal(number, gender) if 1 <= number <= 10 else None
    return word or ordinal(number, locale, gender)


def render_number_text(value: str, locale: Locale, variable: str = "") -> str:
    """A number variable as cs:text shows it.

    Args:
        value: The variable as written.
        locale: For its range delimiter and its sign for "and".
        variable: The variable's name.

    Returns:
        The value with the range delimiter in each range, "2&3" as "2 & 3", and "no. 5" of an
        issue as "5". Text that is no number stays as it is, a hyphen after a backslash as well.
    """
    if value.isdecimal():
        return value
    return page_range(value, "", locale.range_dash, locale.ampersand, variable)


def compile_number(
    element: _Element,
    locale: Locale,
    make_format: Callable[[_Element], Format],
    page_format: str = "",
) -> Callable[[Context], Piece | None]:
    """Compile a cs:number.

    Args:
        element: The element.
        locale: The style's locale.
        make_format: Makes the shared format of an element.
        page_format: The style's page-range-format.

    Returns:
        A function that renders the number variable; None where the item has none.
    """
    variable = element.get("variable", "")
    shape = _shape(element.get("form", "numeric"), locale)
    case, strip = element.get("text-case", ""), element.get("strip-periods") == "true"
    formatting = make_format(element)
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    role = variable if variable in ("citation-number", "locator") else number_role(suffix)
    bare = formatting == PLAIN and not prefix and not suffix and not role
    english = locale.language == "en"
    gender = locale.gender("page" if variable == "page-first" else variable)

    def render_number(context: Context) -> Piece | None:
        context.called += 1
        value = _value(context, variable)
        if not value:
            return None
        own = gender if variable != "locator" else locale.gender(locator_label(context.place))
        text = _formed(value, variable, shape, own, locale)
        if text is None:
            text = _as_written(context, value, variable, page_format, locale)
        if not text:
            return None
        context.filled += 1
        if context.substituting:
            context.used.add(variable)
        # Markup is not read: a number is no text field.
        piece: Piece = text
        if strip:
            piece = strip_periods(piece)
        if case:
            piece = transform(piece, case, english)
        return piece if bare else Node([piece], formatting, prefix, suffix, "", role)

    return render_number


def _value(context: Context, variable: str) -> str:
    """The value of a number variable; "" for none."""
    if variable == "citation-number":
        # A sort key is compared as text.
        width = 9 if context.sorting is not None else 1
        return f"{context.number:0{width}}" if context.number else ""
    if variable == "locator":
        return context.place.locator
    if variable == "first-reference-note-number":
        return str(context.place.first_note or "")
    return "" if variable in context.suppressed else context.item.text(variable)


def _as_written(
    context: Context, value: str, variable: str, page_format: str, locale: Locale
) -> str:
    """The value in digits, or as it is where it is not numeric."""
    if variable == "locator":
        return render_locator(context.place, page_format, locale)
    if variable == "page":
        return page_range(value, page_format, locale.range_dash, locale.ampersand)
    return render_number_text(loose(value) if is_numeric(value) else value, locale, variable)


_Shape = Callable[[int, str], str]


def _shape(form: str, locale: Locale) -> _Shape | None:
    """What makes a number of a gender the text of a form; None for the numeric form."""
    if form == "roman":
        return lambda number, _: roman(number)
    if form == "ordinal":
        return lambda number, gender: ordinal(number, locale, gender)
    if form == "long-ordinal":
        return lambda number, gender: long_ordinal(number, locale, gender)
    return None


def _formed(
    value: str, variable: str, shape: _Shape | None, gender: str, locale: Locale
) -> str | None:
    """The value with each number in its form; None where it stays as it is written."""
    if shape is None:
        return None
    value = loose(without_label(value, variable))
    if not is_numeric(value):
        return None

    dash = locale.range_dash

    def single(token: Token) -> str:
        number = token.number
        # "Numbers with prefixes or suffixes are never ordinalized or rendered in roman numerals."
        return token.text if number is None else shape(number, gender)

    def ranged(first: Token, last: Token) -> str:
        return f"{single(first)}{dash}{single(last)}"

    return normalized(value, variable, ranged, locale.ampersand, single)
