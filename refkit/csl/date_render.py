"""Rendering cs:date: localized and self-made formats, ranges, seasons, years before Christ.

CSL 1.0.2, "Date", "Date-part", "Date Ranges", "AD and BC" and "Seasons".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from lxml import etree

from refkit.csl.date import Date, DatePoint, sort_digits
from refkit.csl.date_part import DatePart
from refkit.csl.textcase import transform
from refkit.csl.tree import Format, Node, Piece, affix_role

if TYPE_CHECKING:
    from lxml.etree import _Element

    from refkit.csl.context import Context
    from refkit.csl.locale import Locale

_DATE_PARTS: Final = {
    "year": frozenset({"year"}),
    "year-month": frozenset({"year", "month"}),
    "year-month-day": frozenset({"year", "month", "day"}),
}
_AFFIXES: Final = frozenset({"prefix", "suffix"})
_LEVELS: Final = ("year", "month", "day")


def year_suffix_letters(number: int) -> str:
    """The letters of a year suffix: 1 is "a", 26 "z", 27 "aa"; "" for 0."""
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def compile_date(
    element: _Element,
    locale: Locale,
    make_format: Callable[[_Element], Format],
    explicit_year_suffix: bool = False,
) -> Callable[[Context], Piece | None]:
    """Compile a cs:date.

    Args:
        element: The element.
        locale: The style's locale.
        make_format: Makes the shared format of an element.
        explicit_year_suffix: Whether the style renders the year suffix elsewhere. If not, it
            follows the first year that is rendered.

    Returns:
        A function that renders the date; None where the item has none. The year is a node of the
        role "year" and holds the year suffix, a node of the role "year-suffix". In a sort key the
        date is digits.
    """
    variable = element.get("variable", "")
    outer, elements = _resolved(element, locale)
    delimiter, case = outer.get("delimiter", ""), outer.get("text-case", "")
    parts = [DatePart(part, locale, make_format, bool(delimiter.strip())) for part in elements]
    names = [part.name for part in parts]
    shown = {level: level in names for level in _LEVELS}
    formatting = make_format(outer)
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    role = affix_role(prefix, suffix)
    english = locale.language == "en"
    can_suffix = shown["year"] and not explicit_year_suffix

    def children(context: Context, date: Date) -> list[Piece]:
        if date.literal:
            # Words stand for the whole date: they go with the year, not with a month on its own.
            year = next((part for part in parts if part.name == "year"), None)
            return [year.words(date.literal)] if year else []
        if date.start is None:
            return []
        letters = ""
        if can_suffix and context.distinction.year_suffix and not context.year_suffixed:
            letters = year_suffix_letters(context.distinction.year_suffix)
        found = _rendered(parts, date.start, date, delimiter, letters)
        if found and letters:
            context.year_suffixed = True
        return found

    def render_date(context: Context) -> Piece | None:
        context.called += 1
        if variable in context.suppressed:
            return None
        date = context.item.date(variable)
        if date is None:
            return None
        if context.sorting is not None:
            context.filled += 1
            return sort_digits(date, **shown) or None
        pieces = children(context, date)
        if not pieces:
            return None
        context.filled += 1
        if context.substituting:
            context.used.add(variable)
        node = Node(pieces, formatting, prefix, suffix, role=role)
        return transform(node, case, english) if case else node

    return render_date


def _resolved(element: _Element, locale: Locale) -> tuple[_Element, list[_Element]]:
    """A cs:date and its cs:date-part elements, laid over those of the locale if it asks for them.

    The style's cs:date-part elements change the locale's parts, but neither their order nor
    their affixes; date-parts says which of them are shown.
    """
    own = [child for child in element if str(child.tag).endswith("date-part")]
    form = element.get("form")
    if form is None:
        return element, own
    localized = locale.date_format(form)
    outer = etree.Element("date", {**localized.attributes, **_attributes(element)})
    shown = _DATE_PARTS.get(element.get("date-parts", ""), _DATE_PARTS["year-month-day"])
    changes = {child.get("name"): _attributes(child) for child in own}
    parts = []
    for part in localized.parts:
        name = part.get("name", "")
        if name in shown:
            change = {k: v for k, v in changes.get(name, {}).items() if k not in _AFFIXES}
            parts.append(etree.Element("date-part", {**part, **change}))
    return outer, parts


def _attributes(element: _Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _rendered(
    parts: list[DatePart], start: DatePoint, date: Date, delimiter: str, letters: str
) -> list[Piece]:
    """The parts of a date or a range."""
    end = date.end
    differing = _differing(parts, start, end)
    if date.open_end:
        differing = "year"
    if not differing:
        return _joined([part.piece(start, letters) for part in parts], delimiter)
    # The parts from the greatest that differs down are said twice, those around them once.
    doubled = _LEVELS[_LEVELS.index(differing) :]
    places = [place for place, part in enumerate(parts) if part.name in doubled]
    if not places:
        return _joined([part.piece(start, letters) for part in parts], delimiter)
    first, last = places[0], places[-1] + 1
    dash = next((part.dash for part in parts if part.name == differing), "–")
    middle = _range(parts[first:last], start, end, delimiter, dash, letters)
    before = [part.piece(start, letters) for part in parts[:first]]
    after = [part.piece(start, letters) for part in parts[last:]]
    return _joined([*before, middle, *after], delimiter)


def _differing(parts: list[DatePart], start: DatePoint, end: DatePoint | None) -> str:
    """The greatest of the parts in which two dates differ; "" for none."""
    if end is None:
        return ""
    names = {part.name for part in parts}
    if "year" in names and start.year != end.year:
        return "year"
    if "month" in names and (start.month, start.season) != (end.month, end.season):
        return "month"
    return "day" if "day" in names and start.day != end.day else ""


def _range(
    parts: list[DatePart],
    start: DatePoint,
    end: DatePoint | None,
    delimiter: str,
    dash: str,
    letters: str,
) -> Piece | None:
    """The parts that are said of both ends, with the range delimiter and no affixes at it."""
    firsts = [part for part in parts if part.text(start)]
    lasts = [part for part in parts if end is not None and part.text(end)]
    left = [part.piece(start, suffix=part is not firsts[-1]) for part in firsts]
    right = [part.piece(end, letters, prefix=part is not lasts[0]) for part in lasts if end]
    if not left:
        return None
    if len(left) == 1 and len(lasts) <= 1 and parts[0].name == "year":
        return _years(parts[0], start, right, dash, letters)
    pieces = [*_joined(left, delimiter), dash, *_joined(right, delimiter)]
    if not right:
        if letters:
            pieces.append(Node([letters], role="year-suffix"))
        if firsts[-1].suffix:
            pieces.append(firsts[-1].suffix)
    return Node(pieces)


def _years(
    part: DatePart, start: DatePoint, right: list[Piece | None], dash: str, letters: str
) -> Piece:
    """A range of years, which as a whole is the year of the citation: "1999–2000a"."""
    inner: list[Piece] = [part.text(start) or "", dash]
    suffix = part.suffix
    for piece in right:
        if isinstance(piece, Node):
            inner += piece.children
    if not right and letters:
        inner.append(Node([letters], role="year-suffix"))
    return Node(inner, part.format, part.prefix, suffix, role="year")


def _joined(pieces: list[Piece | None], delimiter: str) -> list[Piece]:
    """The pieces that there are, with the delimiter between them."""
    found = [piece for piece in pieces if piece is not None]
    if not delimiter:
        return found
    joined: list[Piece] = []
    for piece in found:
        if joined:
            joined.append(delimiter)
        joined.append(piece)
    return joined
