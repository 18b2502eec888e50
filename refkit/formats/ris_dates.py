"""Dates of RIS: "2020/05/12/other information", where all but the year may be absent.

The form is that of the RIS specifications (Y1, PY, Y2, DA); programs write ISO dates and words too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec

from refkit.model import Date
from refkit.normalize.date_words import SEASONS
from refkit.normalize.dates import apa_date, parse_date
from refkit.normalize.edtf import days_in

_SLASHED: Final = re.compile(
    r"""
    (?P<year> [0-9]{4} ) \s?
    (?: / \s? (?P<month> [0-9]{0,2} ) \s?
        (?: / \s? (?P<day> [0-9]{0,2} ) \s? (?: / (?P<other> .* ) )? )? )?
    """,
    re.VERBOSE | re.DOTALL,
)
_SEASONS: Final = ("", "Spring", "Summer", "Autumn", "Winter")


@lru_cache(maxsize=16384)
def read_date(text: str) -> Date | None:
    """The date of a value.

    Args:
        text: "2020", "2020/05/12/", "1993///Spring", "2020-05-12", "May 2020", "in press".

    Returns:
        The date; what is no date is its ``literal``, what stands beside one its ``raw``. None for
        an empty text, or one with nothing but slashes and zeros.
    """
    text = text.strip()
    if not text.strip("/0 "):
        return None
    found = _SLASHED.fullmatch(text)
    if found is None:
        written = parse_date(text)
        return written.date if written and written.date else Date(literal=text)
    year = int(found["year"])
    if year == 0:
        return Date(literal=text)
    parts = [year]
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    if 1 <= month <= 12:
        parts.append(month)
        if 1 <= day <= days_in(year, month):
            parts.append(day)
    date = Date(date_parts=(tuple(parts),))
    told = len(parts) == 3 or not (day or month > 12)
    return _with_other(date, (found["other"] or "").strip(" /"), text, told)


def _with_other(date: Date, other: str, text: str, told: bool) -> Date:
    """A date with what its fourth part adds to it."""
    if other:
        season = SEASONS.get(other.lower().rstrip("."), 0)
        if season and len(date.date_parts[0]) == 1:
            return msgspec.structs.replace(date, season=season)
        year = date.date_parts[0][0]
        written = parse_date(other) or parse_date(f"{other} {year}")
        found = written.date if written else None
        if found and found.date_parts and found.year == year:
            # ProQuest: "2020/05// May 12, 2020"
            if found.date_parts == date.date_parts:
                other = ""
            elif len(date.date_parts[0]) < len(found.date_parts[0]) or len(found.date_parts) > 1:
                return found
    return date if told and not other else msgspec.structs.replace(date, raw=text)


def dates_of(values: list[str]) -> Date | None:
    """The date that several tags tell together.

    Args:
        values: The values of PY, Y1 and DA, the one that names the year first; EndNote and the Web
            of Science write "2020" and "May 12".

    Returns:
        The most exact date of the year that the first one names.
    """
    best: Date | None = None
    for value in values:
        date = read_date(value)
        if date is None:
            continue
        if best is None:
            best = date
            continue
        if best.year is None or best.season:
            continue
        if date.year is None:
            date = read_date(f"{value} {best.year}")
        if date and date.year == best.year and _exactness(date) > _exactness(best):
            best = date
    return best


def _exactness(date: Date) -> int:
    return len(date.date_parts[0]) + len(date.date_parts) - 1 + bool(date.season)


def write_date(date: Date) -> str:
    """A date as DA and Y2 have it: "2020/05/12/", "1993///Spring"; "" if it has no year for it."""
    parts = date.date_parts[0] if date.date_parts else ()
    if not parts or not 0 < parts[0] < 10000:
        return ""
    written = [f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])]
    text = "/".join(written + [""] * (4 - len(written)))
    if isinstance(date.season, int) and 1 <= date.season <= 4 and len(parts) == 1:
        text += _SEASONS[date.season]
    elif len(date.date_parts) == 2:
        # 2017/07/12/2017, July 12–15
        text += in_words(date)
    return text


def in_words(date: Date) -> str:
    """A range or a year B.C.E., for which RIS has no form: "2014, May 5–8"; "" for none."""
    try:
        return apa_date(date) if date.date_parts else ""
    except (ValueError, IndexError):
        return ""
