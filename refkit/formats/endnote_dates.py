"""Dates in EndNote: a year of free text, and beside it a date without one ("May 28")."""

from __future__ import annotations

import re
from typing import Final

from refkit.model import Date
from refkit.normalize.dates import apa_date, parse_date
from refkit.normalize.edtf import from_edtf, to_edtf

_YEAR: Final = re.compile(r"[1-9][0-9]{0,3}")
_FOUR_DIGITS: Final = re.compile(r"[0-9]{4}")


def read_issued(year: str, day: str) -> tuple[Date | None, str, bool]:
    """The date of publication.

    Args:
        year: The element ``year``: "2014", "2014a", "in press", "ca. 1850".
        day: The first ``date`` of ``pub-dates``: "May 28", "2014-05-28", "Spring", "28 May 2014".

    Returns:
        The date, the letter after the year ("a"), and whether ``day`` is in the date.
    """
    plain = _YEAR.fullmatch(year)
    if plain is not None and not day:
        return Date(((int(year),),)), "", True
    if day:
        date = _whole(day) if not year or _FOUR_DIGITS.search(day) else None
        if date is None and year:
            written = parse_date(f"{year}, {day}")
            date = written.date if written else None
        if date is not None and (plain is None or date.year == int(year)):
            return date, "", True
        if not year:
            return Date(literal=day), "", True
    if plain is not None:
        return Date(((int(year),),)), "", False
    if not year:
        return None, "", True
    written = parse_date(year)
    if written is None or written.date is None or written.original is not None:
        return Date(literal=year), "", not day
    return written.date, written.suffix, not day


def write_issued(date: Date, suffix: str) -> tuple[str, str]:
    """The texts of ``year`` and ``pub-dates`` for a date: "2014" and "May 28"; "" for none."""
    if not date.date_parts:
        return date.literal or date.raw, ""
    if len(date.date_parts) == 1 and len(date.date_parts[0]) == 1 and date.season == "":
        year = date.date_parts[0][0]
        if year > 0 and not date.circa:
            return f"{year}{suffix}", ""
    text = _in_words(date)
    year_text, _, day = text.partition(", ")
    if _FOUR_DIGITS.search(day):
        return text, ""
    return year_text + suffix, day


def read_date(text: str) -> Date | None:
    """A date of its own, such as the day of access; None if it is none."""
    return _whole(text)


def write_date(date: Date) -> str:
    """A date of its own: "2020-01-02", or in words where it has no such form."""
    try:
        return to_edtf(date)
    except ValueError:
        return date.literal or date.raw


def _in_words(date: Date) -> str:
    try:
        return apa_date(date)
    except (ValueError, IndexError):
        return str(date.year or "")


def _whole(text: str) -> Date | None:
    try:
        return from_edtf(text)
    except ValueError:
        written = parse_date(text)
        return written.date if written is not None and not written.suffix else None
