"""Dates to and from the Extended Date/Time Format, levels 0 and 1 (ISO 8601-2:2019, annex A).

The specification: https://www.loc.gov/standards/datetime/. Years count as in ISO 8601, where 0000
is 1 B.C.E.; in CSL, and so in :class:`~refkit.model.Date`, 1 B.C.E. is -1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final

import msgspec

from refkit.model import Date
from refkit.normalize.date_words import SEASONS
from refkit.normalize.patterns import lazy_pattern

__all__ = ["days_in", "from_edtf", "to_edtf"]

_DATE: Final = lazy_pattern(
    r"""
    (?P<year> -? [0-9]{4} | Y -? [1-9][0-9]{4,8} )
    (?: - (?P<month> [0-9]{2} ) (?: - (?P<day> [0-9]{2} ) )? )?
    (?P<qualifier> [?~%]? )
    """,
    re.VERBOSE,
)
_TIME: Final = lazy_pattern(
    r"""
    (?P<date> -? [0-9]{4} - [0-9]{2} - [0-9]{2} )
    T (?: [01][0-9] | 2[0-3] ) : [0-5][0-9] : [0-5][0-9] (?: Z | [+-][0-9]{2} (?: :? [0-9]{2} )? )?
    """,
    re.VERBOSE,
)
_UNSPECIFIED: Final = lazy_pattern(
    r"""
    (?: (?P<decade> -? [0-9]{3} ) X | -? [0-9]{2} XX | -? [0-9] XXX | XXXX
      | (?P<year> -? [0-9]{4} ) - (?: (?P<month> [0-9]{2} ) - XX | XX (?: -XX )? ) )
    (?P<qualifier> [?~%]? )
    """,
    re.VERBOSE,
)
_DECADE: Final = lazy_pattern(r"(?P<decade> [0-9]{3} ) 0s", re.VERBOSE)
_OPEN: Final = ("..", "")


def days_in(year: int, month: int) -> int:
    """The days of a month in the proleptic Gregorian calendar; years B.C.E. are negative."""
    astronomical = year + 1 if year < 0 else year
    # The calendar repeats every 400 years; monthrange knows the years from 1 on.
    return monthrange(astronomical % 400 + 400, month)[1]


def from_edtf(text: str) -> Date:
    """A date in EDTF level 0 or 1.

    Args:
        text: "2004-06-01", "2001-21" (spring 2001), "1984?", "2004-06~", "201X", "2004-XX",
            "2004-02-01/2005-02", "1985/..", "../1985", "1985/",
            "-0299", "Y17000", a day with its time, alone
            or, as biblatex has it, at an end of an interval.

    Returns:
        The date. What CSL has no place for (a question mark, X for a digit, an unknown end, the
        time) stays in ``raw``, and ``to_edtf`` gives it back; a date with no year at all has
        it in ``literal`` too.

    Raises:
        ValueError: If the text is not EDTF level 1, or no date of the calendar.
    """
    text = text.strip()
    start, slash, end = text.partition("/")
    date = _from_interval(start, end) if slash else _from_single(text)
    if _compose(date) != text:
        date = msgspec.structs.replace(date, raw=text)
    return date


def _from_single(text: str) -> Date:
    unspecified = _UNSPECIFIED.fullmatch(text)
    if unspecified:
        circa = bool(unspecified["qualifier"])
        if unspecified["year"] is None:
            decade = unspecified["decade"]
            literal = f"{decade}0s" if decade and not decade.startswith("-") and not circa else text
            return Date(literal=literal, circa=circa)
        year = _from_astronomical(int(unspecified["year"]))
        parts: tuple[int, ...] = (year,)
        if unspecified["month"] is not None:
            parts = (year, _month(unspecified["month"]))
        return Date(date_parts=(parts,), circa=circa)
    time = _TIME.fullmatch(text)
    parts, season, circa = _parts(time["date"] if time else text)
    return Date(date_parts=(parts,), season=season or "", circa=circa)


def _from_interval(start: str, end: str) -> Date:
    if start in _OPEN and end in _OPEN:
        raise ValueError("an interval needs a start or an end")
    if start in _OPEN:
        _, _, circa = _end_parts(end)
        return Date(literal=f"until {end.rstrip('?~%')}", circa=circa)
    first, _, circa = _end_parts(start)
    if end in _OPEN:
        return Date(date_parts=(first, ()), circa=circa)
    last, _, circa_last = _end_parts(end)
    common = min(len(first), len(last))
    if first[:common] > last[:common]:
        raise ValueError(f"the interval {start}/{end} ends before it starts")
    return Date(date_parts=(first, last), circa=circa or circa_last)


def _end_parts(text: str) -> tuple[tuple[int, ...], int, bool]:
    if _UNSPECIFIED.fullmatch(text):
        date = _from_single(text)
        if not date.date_parts:
            raise ValueError(f"no level 1 interval: {text!r}")
        return date.date_parts[0], 0, date.circa
    time = _TIME.fullmatch(text)
    return _parts(time["date"] if time else text)


def _parts(text: str) -> tuple[tuple[int, ...], int, bool]:
    match = _DATE.fullmatch(text)
    if match is None or match["year"] == "-0000":
        raise ValueError(f"no EDTF date of level 1: {text!r}")
    year = _from_astronomical(int(match["year"].removeprefix("Y")))
    circa = bool(match["qualifier"])
    if match["month"] is None:
        return (year,), 0, circa
    number = int(match["month"])
    if 21 <= number <= 24 and match["day"] is None:
        return (year,), number - 20, circa
    month = _month(match["month"])
    if match["day"] is None:
        return (year, month), 0, circa
    day = int(match["day"])
    if not 1 <= day <= days_in(year, month):
        raise ValueError(f"no day of the calendar: {text!r}")
    return (year, month, day), 0, circa


def _month(digits: str) -> int:
    month = int(digits)
    if not 1 <= month <= 12:
        raise ValueError(f"no month: {digits!r}")
    return month


def _from_astronomical(year: int) -> int:
    return year if year > 0 else year - 1


def to_edtf(date: Date) -> str:
    """A date in EDTF level 1.

    Args:
        date: A date with parts; or one whose ``raw`` is EDTF for the same parts, which is then
            returned as it is; or a decade in words ("1990s").

    Returns:
        "2004-06-01", "2001-21", "1850~", "2012/..", "-0299".

    Raises:
        ValueError: If the date has no parts, or a season that is none of the four.
    """
    if date.raw and _says_the_same(date):
        return date.raw
    text = _compose(date)
    if not text:
        raise ValueError("the date has no parts")
    return text


def _says_the_same(date: Date) -> bool:
    try:
        other = from_edtf(date.raw)
    except ValueError:
        return False
    return (
        other.date_parts == date.date_parts
        and other.circa == date.circa
        and other.season == date.season
        and (bool(date.date_parts) or other.literal == date.literal)
    )


def _compose(date: Date) -> str:
    if not date.date_parts:
        decade = _DECADE.fullmatch(date.literal)
        if decade:
            return f"{decade['decade']}X" + ("~" if date.circa else "")
        return ""
    qualifier = "~" if date.circa else ""
    first = date.date_parts[0]
    if len(date.date_parts) == 1:
        return _written(first, _season(date)) + qualifier
    last = date.date_parts[1]
    if not first and not last:
        raise ValueError("the date has no parts")
    ends = [_written(parts) + qualifier if parts else ".." for parts in (first, last)]
    return "/".join(ends)


def _season(date: Date) -> int:
    if date.season == "":
        return 0
    season = date.season
    number = season if isinstance(season, int) else SEASONS.get(season.strip().lower(), 0)
    if isinstance(season, str) and season.strip().isascii() and season.strip().isdigit():
        number = int(season)
    # Some exports hold EDTF's own numbers.
    number = number - 20 if 21 <= number <= 24 else number
    if not 1 <= number <= 4:
        raise ValueError(f"no season: {date.season!r}")
    return number


def _written(parts: tuple[int, ...], season: int = 0) -> str:
    if not parts or not 1 <= len(parts) <= 3:
        raise ValueError("the date has no parts")
    year = parts[0] + 1 if parts[0] < 0 else parts[0]
    text = f"Y{year}" if abs(year) > 9999 else f"-{-year:04}" if year < 0 else f"{year:04}"
    if season:
        return f"{text}-{20 + season}"
    if len(parts) > 1:
        if not 1 <= parts[1] <= 12:
            raise ValueError(f"no month: {parts[1]}")
        text += f"-{parts[1]:02}"
    if len(parts) > 2:
        if not 1 <= parts[2] <= days_in(parts[0], parts[1]):
            raise ValueError(f"no day of the calendar: {parts[2]}")
        text += f"-{parts[2]:02}"
    return text
