"""Dates written as text: ISO 8601, EDTF levels 0 and 1, and how English writes dates."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.csl.date import Date, DatePoint, point

_MONTHS: Final = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_BEFORE: Final = {"bc", "bce"}
_AFTER: Final = {"ad", "ce"}
_ABOUT: Final = {"c", "ca", "circa", "about", "approximately"}
_OPEN: Final = {"", "..", "open"}
_LONGEST: Final = 80
"""Text that is longer is no date."""

_ISO: Final = re.compile(
    r"""
    (?P<year> Y?-?[0-9]{5,10} | -?[0-9]{4} )     # 2003, -0044, Y12000
    (?: - (?P<month> [0-9]{2} | XX | uu )
        (?: - (?P<day> [0-9]{2} | XX | uu ) (?: T [0-9:.,Z+-]* )? )?
    )?
    (?P<doubt> [?~%] )?
    """,
    re.VERBOSE,
)
_VAGUE: Final = re.compile(r"([0-9]{2})(?:[Xu]{2}|([0-9])[Xu])[?~%]?")
_YEARS: Final = re.compile(r"([0-9]{4})\s?[-–]\s?([0-9]{4})")
_NUMERIC: Final = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4})")
_WORD: Final = re.compile(r"[0-9]+|[^\W\d_]+|[-–/]|\S")


def parse_text(text: str) -> Date | None:
    """The date that a text means.

    Args:
        text: "2003-12-04", "2003-12/2004", "1999~", "January 5, 1999", "12–19 May 2011" …

    Returns:
        The date; one with the text as its literal where it means none that is known; None where
        the text is empty.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = None
    if len(text) <= _LONGEST:
        bare = text.strip("[]()")
        found = _interval(bare) or _iso(bare) or _vague(bare) or _numeric(bare) or _english(bare)
    return found or Date(literal=text)


def _iso(text: str) -> Date | None:
    """One date of ISO 8601 or EDTF, or two years with a dash."""
    years = _YEARS.fullmatch(text)
    if years is not None:
        return Date(DatePoint(int(years[1])), DatePoint(int(years[2])))
    found = _ISO.fullmatch(text)
    if found is None or (len(found["year"].lstrip("-")) > 4 and not found["year"].startswith("Y")):
        return None
    month, day = (int(v) if v and v.isdecimal() else 0 for v in (found["month"], found["day"]))
    start = point(int(found["year"].lstrip("Y")), month, day)
    return Date(start, circa=found["doubt"] is not None) if start is not None else None


def _interval(text: str) -> Date | None:
    """Two dates with a slash, either of which may be open: "2003-12/2004", "1999/..", "../1999"."""
    first, slash, last = text.partition("/")
    if not slash:
        return None
    start, end = _iso(first), _iso(last)
    if start is not None and end is not None:
        return Date(start.start, end.start, circa=start.circa or end.circa)
    if start is not None and last in _OPEN:
        return Date(start.start, open_end=True, circa=start.circa)
    return end if first in _OPEN else None


def _vague(text: str) -> Date | None:
    """A decade or century, "199X": shown as it is written, sorted by its first year."""
    found = _VAGUE.fullmatch(text)
    if found is None:
        return None
    return Date(DatePoint(int(f"{found[1]}{found[2] or '0'}0")), circa=True, literal=text)


def _numeric(text: str) -> Date | None:
    """A date in numbers: "5/31/1999", the month first if it can be, or "31.5.1999"."""
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    month, day, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or month > 12:
        month, day = day, month
    start = point(year, month, day)
    return Date(start) if start is not None and start.day else None


class _Side(NamedTuple):
    """What one side of a dash says; 0 for nothing."""

    year: int = 0
    month: int = 0
    day: int = 0


def _english(text: str) -> Date | None:
    """A date or a range of dates in English words: "Jan. 5 – Feb. 7, 1999", "circa 1850"."""
    words = [word.lower() for word in _WORD.findall(text)]
    circa = False
    if words and words[0] in _ABOUT:
        circa = True
        del words[: 2 if words[1:2] == ["."] else 1]
    if words and words[-1] in ("?", "~"):
        circa = True
        words.pop()
    dashes = [place for place, word in enumerate(words) if word in ("-", "–", "to", "/")]
    if len(dashes) > 1:
        return None
    if not dashes:
        side = _side(words)
        known = side is not None and side.year and (side.month or not side.day)
        start = point(*side) if side is not None and known else None
        return Date(start, circa=circa) if start is not None else None
    first, last = _side(words[: dashes[0]]), _side(words[dashes[0] + 1 :])
    if first is None or last is None or not last.year:
        return None
    first, last = _completed(first, last), _completed(last, first)
    if (first.day and not first.month) or (last.day and not last.month):
        return None
    start, end = point(*first), point(*last)
    if start is None or end is None:
        return None
    return Date(start, end if end != start else None, circa=circa)


def _completed(side: _Side, other: _Side) -> _Side:
    """A side with what only the other one says: "12" of "12–19 May 2011"."""
    month = side.month or (other.month if side.day else 0)
    return _Side(side.year or other.year, month, side.day)


def _side(words: list[str]) -> _Side | None:
    """What words say of a date; None where one of them is not of a date, or said twice."""
    year = month = day = 0
    era = 1
    numbers: list[str] = []
    for word in words:
        if word in (".", ",", "st", "nd", "rd", "th", "of") or _names(word, _DAYS):
            continue
        if word.isdecimal():
            numbers.append(word)
        elif word in _BEFORE or word in _AFTER:
            era = -1 if word in _BEFORE else 1
        elif word in _SEASONS or _names(word, _MONTHS):
            if month:
                return None
            month = _SEASONS.get(word) or _names(word, _MONTHS)
        elif not (len(word) == 1 and word.isalpha() and numbers and len(numbers[-1]) == 4):
            # A letter after a year is a year suffix that came along: "1999a".
            return None
    dated = any(word in _BEFORE or word in _AFTER for word in words)
    for number in numbers:
        if not year and (len(number) in (3, 4) or (dated and number is numbers[-1])):
            year = int(number[:9]) * era
        elif not day and len(number) <= 2:
            day = int(number)
        else:
            return None
    return _Side(year, month, day)


def _names(word: str, names: list[str]) -> int:
    """Which of some names a word is, or the beginning of three or more letters; 1 for the first."""
    if len(word) < 3:
        return 0
    return next((place for place, name in enumerate(names, 1) if name.startswith(word)), 0)
