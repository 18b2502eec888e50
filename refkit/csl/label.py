"""Labels: cs:label, their singular and plural, and locators that carry labels of their own.

CSL 1.0.2, "Label". A locator may say itself what it counts ("ch. 3, p. 5"), as citeproc-js
understands it: a label in front counts in the place of the given one, those within are rendered
in the short form of the locale.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from refkit.csl.number_text import INNER_LABEL, LABELS, LEADING_LABEL, tokenize
from refkit.csl.pages import page_range
from refkit.csl.textcase import strip_periods, transform
from refkit.csl.tree import PLAIN, Format, Node, Piece

if TYPE_CHECKING:
    from lxml.etree import _Element

    from refkit.csl.context import Context, Place
    from refkit.csl.locale import Locale

_COUNTS: Final = frozenset({"number-of-pages", "number-of-volumes"})
_SYNONYMS: Final = {
    "article": "article-locator",
    "sub verbo": "sub-verbo",
    "title": "title-locator",
}
_FORMER: Final = {new: old for old, new in _SYNONYMS.items()}


def label_text(locale: Locale, term: str, form: str, plural: bool) -> str | None:
    """The text of a label.

    Args:
        locale: The locale.
        term: What is labelled: "page", "editor", "editortranslator".
        form: "long", "short", "verb", "verb-short" or "symbol".
        plural: Whether several are meant.

    Returns:
        The text; None where the locale has no such term, or an empty one.
    """
    found = locale.term(term, form, plural)
    if found is None and term in _FORMER:
        found = locale.term(_FORMER[term], form, plural)
    return found or None


def locator_label(place: Place) -> str:
    """What the locator of a citation counts: "page", "chapter", "sub-verbo".

    The label that stands in front of the locator itself ("ch. 3") goes before the given one.
    """
    return _labelled(place.locator, place.label)[0]


@lru_cache(maxsize=1024)
def _labelled(locator: str, label: str) -> tuple[str, str]:
    """The label of a locator, and the locator without a label in front."""
    text = locator.strip()
    found = LEADING_LABEL.match(text) if "." in text else None
    if found is not None:
        return LABELS[found[1]], text[found.end() :]
    label = label or "page"
    return _SYNONYMS.get(label, label), text


def render_locator(place: Place, page_format: str, locale: Locale) -> str:
    """The locator as cs:text and cs:number show it.

    Args:
        place: The citation.
        page_format: The style's page-range-format; it holds for pages.
        locale: The locale.

    Returns:
        The locator without a label in front; labels within in the locale's short form; "" for
        none.
    """
    label, text = _labelled(place.locator, place.label)
    if text.isdecimal() or not text:
        return text
    out = []
    for joint, inner, part in _parts(text):
        if inner:
            name = LABELS[inner]
            # What is counted again ("12 p. 13") or unknown to the locale stays as it is written.
            term = label_text(locale, name, "short", _plural(part)) if name != label else None
            out.append(f"{joint}{term or f'{inner}.'} ")
            label = name
        out.append(_locator_part(part, label, page_format, locale))
    return "".join(out)


def _parts(text: str) -> list[tuple[str, str, str]]:
    """The parts of a locator: what joins it to the part before, its own label, and the rest."""
    if "." not in text:
        return [("", "", text)]
    pieces = INNER_LABEL.split(text)
    return [("", "", pieces[0]), *zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)]


def _locator_part(text: str, label: str, page_format: str, locale: Locale) -> str:
    shown = page_format if label == "page" else ""
    return page_range(text, shown, locale.range_dash, locale.ampersand, label)


def _plural(text: str) -> bool:
    return tokenize(text).plural


def compile_label(
    element: _Element, locale: Locale, make_format: Callable[[_Element], Format]
) -> Callable[[Context], Piece | None]:
    """Compile a cs:label outside of cs:names.

    Args:
        element: The element.
        locale: The style's locale.
        make_format: Makes the shared format of an element.

    Returns:
        A function that renders the label; None where the locale has no word for it, where there is
        no locator, or where a substitute has used the variable up.
    """
    variable = element.get("variable", "")
    always = {"always": True, "never": False}.get(element.get("plural", "contextual"))
    make = _maker(element, locale, make_format)
    pieces: dict[tuple[str, bool], Piece | None] = {}

    # For a group around it a label is no variable: beside an empty one it does not stand alone.
    def render_label(context: Context) -> Piece | None:
        if variable == "locator":
            term, value = _labelled(context.place.locator, context.place.label)
            if not value:
                return None
        else:
            term = "page" if variable == "page-first" else variable
            if variable in context.suppressed:
                return None
            value = context.item.text(variable)
        # A label stands without a value too, as in citeproc-js, whatever "Label" says: styles have
        # "521 p." of number-of-pages and the label of page. Groups take care of the others.
        key = (term, _contextual(variable, value, locale) if always is None else always)
        if key not in pieces:
            pieces[key] = make(*key)
        return pieces[key]

    return render_label


def _maker(
    element: _Element, locale: Locale, make_format: Callable[[_Element], Format]
) -> Callable[[str, bool], Piece | None]:
    """What makes the label of a term as the element formats it."""
    form, case = element.get("form", "long"), element.get("text-case", "")
    strip = element.get("strip-periods") == "true"
    formatting = make_format(element)
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")

    def make(term: str, plural: bool) -> Piece | None:
        piece: Piece | None = label_text(locale, term, form, plural)
        if piece is None:
            return None
        if strip:
            piece = strip_periods(piece)
        if case:
            piece = transform(piece, case, locale.language == "en")
        if formatting == PLAIN and not prefix and not suffix:
            return piece
        return Node([piece], formatting, prefix, suffix)

    return make


def _contextual(variable: str, value: str, locale: Locale) -> bool:
    """Whether what is labelled is several (CSL 1.0.2, "Label", plural "contextual")."""
    if variable in _COUNTS and value.isdecimal():
        return value.lstrip("0") not in ("", "1")
    word = locale.term("and") or "and"
    parts = _parts(value)
    text = parts[0][2]
    if word != "and" and f" {word} " in text:
        text = text.replace(f" {word} ", " & ").replace(", &", " &")
    return _plural(text)
