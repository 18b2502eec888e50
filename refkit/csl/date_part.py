"""One cs:date-part: the text of a day, month or year of a date (CSL 1.0.2, "Date-part")."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from refkit.csl.date import DatePoint
from refkit.csl.textcase import strip_periods, transform
from refkit.csl.tree import PLAIN, Format, Node, Piece, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

    from refkit.csl.locale import Locale

_NUMERIC: Final = ("numeric", "numeric-leading-zeros")
_MERGING: Final = frozenset(".,:;!?")
"""Punctuation that may merge with that of an affix."""


class DatePart:
    """A compiled cs:date-part.

    Args:
        element: The element, laid over that of the locale for localized dates.
        locale: The style's locale.
        make_format: Makes the shared format of an element.
        joined: Whether a delimiter joins the parts of the date.

    Attributes:
        name: "day", "month" or "year".
        dash: What stands between the two ends of a range that differ in this part.
        format: The formatting.
        prefix: Plain text before.
        suffix: Plain text after.
    """

    __slots__ = ("_cased", "_text", "dash", "format", "name", "prefix", "suffix")

    def __init__(
        self,
        element: _Element,
        locale: Locale,
        make_format: Callable[[_Element], Format],
        joined: bool = False,
    ) -> None:
        self.name = element.get("name", "")
        self.dash = element.get("range-delimiter", "–")
        self.format = make_format(element)
        self.prefix = element.get("prefix", "")
        self.suffix = element.get("suffix", "")
        self._cased = _cased(element, locale)
        self._text: _Text
        if self.name == "year":
            self._text = _year(element, locale, joined)
        elif self.name in ("day", "month"):
            self._text = (_day if self.name == "day" else _month)(element, locale)
        else:
            self._text = lambda _: None

    def text(self, point: DatePoint) -> str | None:
        """The part of a date without formatting and affixes; None where the date lacks it."""
        return self._text(point)

    def piece(
        self, point: DatePoint, letters: str = "", prefix: bool = True, suffix: bool = True
    ) -> Piece | None:
        """The part of a date.

        Args:
            point: The date.
            letters: The year suffix that follows, if the part is the year; "" for none.
            prefix: Whether its prefix is wanted; at the dash of a range it is not.
            suffix: Whether its suffix is wanted.

        Returns:
            The part, the year as a node of that role; None where the date lacks it.
        """
        text = self._text(point)
        if not text:
            return None
        before, after = self.prefix if prefix else "", self.suffix if suffix else ""
        if self.name == "year":
            children: list[Piece] = [text]
            if letters:
                children.append(Node([letters], role="year-suffix"))
            return Node(children, self.format, before, after, role="year")
        if self.format != PLAIN or (after and text[-1] in _MERGING):
            return Node([text], self.format, before, after)
        return f"{before}{text}{after}"

    def words(self, literal: str) -> Node:
        """The words of a date that has no numbers, written as this part is."""
        return Node([self._cased(literal)], self.format, self.prefix, self.suffix)


_Text: TypeAlias = Callable[[DatePoint], str | None]


def _year(element: _Element, locale: Locale, joined: bool) -> _Text:
    """The year, with the era of those before Christ and of less than four digits."""
    before, after = locale.term("bc") or "", locale.term("ad") or ""
    if joined:
        # The terms of most locales begin with a space, which would break "100BC-7-13" in two.
        before, after = before.lstrip(), after.lstrip()
    short = element.get("form") == "short"
    cased = _cased(element, locale)

    def text(point: DatePoint) -> str | None:
        year = point.year
        if year >= 1000:
            return f"{year % 100:02}" if short and year < 10000 else str(year)
        if year < 0:
            return cased(f"{-year}{before}")
        return cased(f"{year}{after}") if year else None

    return text


def _month(element: _Element, locale: Locale) -> _Text:
    """The month or season as a word, or the month as a number."""
    form = element.get("form", "long")
    if form in _NUMERIC:
        width = 2 if form == "numeric-leading-zeros" else 1
        return lambda point: f"{point.month:0{width}}" if point.month else None
    cased = _cased(element, locale)
    months, seasons = (
        [cased(locale.term(f"{name}-{number:02}", form) or "") for number in range(1, count + 1)]
        for name, count in (("month", 12), ("season", 4))
    )

    def text(point: DatePoint) -> str | None:
        if point.month:
            return months[point.month - 1]
        return seasons[point.season - 1] if point.season else None

    return text


def _day(element: _Element, locale: Locale) -> _Text:
    """The day as a number or an ordinal of the gender of its month."""
    form = element.get("form", "numeric")
    if form != "ordinal":
        width = 2 if form == "numeric-leading-zeros" else 1
        return lambda point: f"{point.day:0{width}}" if point.day else None
    first_only = locale.limit_day_ordinals
    genders = [locale.gender(f"month-{month:02}") for month in range(1, 13)]
    cased = _cased(element, locale)

    def text(point: DatePoint) -> str | None:
        day = point.day
        if not day or (first_only and day != 1):
            return str(day) if day else None
        return cased(f"{day}{locale.ordinal(day, genders[point.month - 1])}")

    return text


def _cased(element: _Element, locale: Locale) -> Callable[[str], str]:
    """What puts a text into the element's text case, without full stops if it asks for that."""
    case = element.get("text-case", "")
    strip = element.get("strip-periods") == "true"

    def cased(text: str) -> str:
        piece: Piece = text
        if strip:
            piece = strip_periods(piece)
        if case:
            piece = transform(piece, case, locale.language == "en")
        return plain(piece)

    return cased
