"""Dates of CSL-JSON: what a value means, and the digits by which dates sort.

Reading raw text ("January 5, 1999") is in :mod:`refkit.csl.date_text`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

_INTEGER: Final = re.compile(r"\s*([+-]?[0-9]{1,10})")
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASON_CODES: Final = range(13, 25)
"""Months that are seasons: 21–24 in EDTF, 13–20 in older data, spring first in each four."""


class DatePoint(NamedTuple):
    """One date, as exact as it is known.

    Attributes:
        year: The year, negative before Christ: -44 is 44 BC; 0 for none.
        month: 1–12; 0 for none.
        day: 1–31; 0 for none.
        season: 1–4, spring to winter; 0 for none. There is a month or a season, not both.
    """

    year: int
    month: int = 0
    day: int = 0
    season: int = 0


@dataclass(frozen=True, slots=True)
class Date:
    """A date variable: a date, a range of dates, or words in the place of one.

    Attributes:
        start: The date, or the first of a range; None where there are words only.
        end: The last date of a range; None for a single date and for an open range.
        open_end: Whether the range goes on: "1987–".
        circa: Whether the date is approximate.
        literal: The words that stand for the date: "in press"; they are what is shown.
    """

    start: DatePoint | None = None
    end: DatePoint | None = None
    open_end: bool = False
    circa: bool = False
    literal: str = ""


def parse_date(raw: object) -> Date | None:
    """The date that a value of CSL-JSON means.

    Args:
        raw: A mapping with "date-parts", "season", "circa", "literal" or "raw", the parts alone,
            a string, or anything else.

    Returns:
        The date; None where the value has none.
    """
    if isinstance(raw, Mapping):
        return _from_mapping(raw)
    if isinstance(raw, str):
        return _from_text(raw)
    if isinstance(raw, list):
        return _from_parts(raw, 0, False, "")
    year = _integer(raw)
    return Date(DatePoint(year)) if year else None


def _from_mapping(raw: Mapping[object, object]) -> Date | None:
    literal = raw.get("literal")
    words = " ".join(literal.split()) if isinstance(literal, str) else ""
    circa = bool(raw.get("circa"))
    parts: object = raw.get("date-parts")
    if not isinstance(parts, list) or not parts:
        # The mapping of citeproc-js's early days.
        parts = [[raw.get("year"), raw.get("month"), raw.get("day")]]
    date = _from_parts([*parts], _season(raw.get("season")), circa, words)
    if date is not None:
        return date
    text = raw.get("raw") or raw.get("edtf")
    found = _from_text(text) if isinstance(text, str) else None
    if found is not None and circa:
        return Date(found.start, found.end, found.open_end, True, found.literal)
    return found


def _from_parts(parts: list[object], season: int, circa: bool, literal: str) -> Date | None:
    if parts and not any(isinstance(part, list | tuple) for part in parts):
        parts = [parts]
    points = [_point(part, season) for part in parts[:2]]
    start = points[0] if points else None
    if start is None:
        return Date(literal=literal, circa=circa) if literal else None
    end = points[1] if len(points) == 2 else None
    # [[1987], [0]] is how CSL-JSON says that a range is open.
    open_end = end is None and len(points) == 2 and bool(parts[1])
    return Date(start, end if end != start else None, open_end, circa, literal)


def _point(raw: object, season: int) -> DatePoint | None:
    """A date of its parts; None where there is neither a year nor a month."""
    values = list(raw[:3]) if isinstance(raw, list | tuple) else [raw]
    year, month, day = (*map(_integer, values), 0, 0, 0)[:3]
    return point(year, month, day, season)


def point(year: int, month: int = 0, day: int = 0, season: int = 0) -> DatePoint | None:
    """A date of numbers that may be out of range; None where there is nothing of a date."""
    if month in _SEASON_CODES:
        season = (month - 1) % 4 + 1
        return DatePoint(year, season=season)
    if not 1 <= month <= 12:
        return DatePoint(year, season=season) if year or season else None
    return DatePoint(year, month, day if 1 <= day <= 31 else 0)


def _integer(value: object) -> int:
    """A whole number written in any way; 0 for what is none."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value if abs(value) < 10**10 else 0
    if isinstance(value, float):
        return int(value) if abs(value) < 10**10 else 0
    if isinstance(value, str):
        found = _INTEGER.match(value)
        return int(found[1]) if found is not None else 0
    return 0


def _season(value: object) -> int:
    """A season by number or English name; 0 for none, and for the times that Zotero put there."""
    if isinstance(value, str):
        value = value.strip()
        if not value.isdecimal():
            return _SEASONS.get(value.lower(), 0)
    number = _integer(value)
    if number in _SEASON_CODES:
        return (number - 1) % 4 + 1
    return number if 1 <= number <= 4 else 0


def _from_text(text: str) -> Date | None:
    from refkit.csl.date_text import parse_text

    return parse_text(text)


def date_sort_key(date: Date | None) -> str:
    """A string that sorts as the date does (CSL 1.0.2, "Sorting").

    Args:
        date: The date, or None for none.

    Returns:
        Digits of one length: start before end, years before Christ before the others, less exact
        dates before more exact ones. "" for none and for a date that is nothing but words.
    """
    if date is None:
        return ""
    return sort_digits(date, True, True, True)


def sort_digits(date: Date, year: bool, month: bool, day: bool) -> str:
    """The key of :func:`date_sort_key` of some parts of a date, zeros for the others."""
    if date.start is None:
        return ""
    return "".join(
        f"{_shifted(point.year if year else 0)}"
        f"{point.month if month else 0:02}{point.day if day else 0:02}"
        if point is not None
        else "0" * 15
        for point in (date.start, date.end)
    )


def _shifted(year: int) -> str:
    """A year as eleven digits that sort, those before Christ, too; the first one is no zero."""
    return str(year + 5 * 10**10)
