"""Where the date of an entry stands, and what it says (APA 7, section 9.13–9.17)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from refkit.model import Date
from refkit.normalize.dates import WrittenDate, parse_date
from refkit.normalize.patterns import lazy_pattern
from refkit.parse.scanner import View

DATELIKE: Final = lazy_pattern(
    r"""\d{3,4} | n\.\s?d | no\s+date | in\s+press | forthcoming | in\s+prep | submitted | accepted
    | under\s+review | advance\s+online | im\s+(?:druck|erscheinen) | sous\s+presse | en\s+prensa
    | o\.\s?J\. | s\.\s?[fd]\. | date\s+unknown | undated""",
    re.VERBOSE | re.IGNORECASE,
)
YEAR_FIRST: Final = lazy_pattern(
    r"\s*(?:c\.?|ca\.?|circa)?\s*(?P<year>[12]\d{3})(?P<letter>[a-z])?(?![\d\w])"
    r"(?:\s?[-\u2013]\s?(?P<last>[12]\d{3})(?=,))?"
)
"""A year, or the first years of a list: "1855-1858, 1870"."""
LONE_YEAR: Final = lazy_pattern(
    r"(?<![\d\w/-])(?P<year>1[4-9]\d\d|20\d\d)(?P<letter>[a-z])?(?![\d\w/])(?!-\d)"
)


class DatePlace(NamedTuple):
    """A date in an entry: the range of what it says, and the range with its brackets."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    date: WrittenDate


def find_date(view: View) -> DatePlace | None:
    """The first pair of parentheses that holds a date, as APA puts it after the authors.

    A title in the author's place may hold years of its own, "Silent Cinema (1906–1930). (2008).":
    of two pairs in a row the second is the date.
    """
    found: DatePlace | None = None
    for group in view.groups:
        if found is not None and group.start - found.outer_end > 2:
            return found
        inside = view.text[group.start + 1 : group.end - 1]
        if len(inside) > 60 or not DATELIKE.search(inside):
            continue
        written = read_written(inside)
        if written is not None:
            found = DatePlace(group.start + 1, group.end - 1, group.start, group.end, written)
    return found


@lru_cache(maxsize=2048)
def read_written(inside: str) -> WrittenDate | None:
    """What the inside of APA's parentheses says; a year followed by something else counts too."""
    written = parse_date(inside)
    if written is not None:
        return written
    year = YEAR_FIRST.match(inside)
    if (
        year is None
        or len(inside) > 40
        or inside[year.end() : year.end() + 1] not in ("", ",", ";", " ")
    ):
        return None
    years: tuple[tuple[int], ...] = ((int(year.group("year")),),)
    if year.group("last"):
        years = (*years, (int(year.group("last")),))
    return WrittenDate(
        date=Date(date_parts=years),
        suffix=year.group("letter") or "",
        original=None,
        status="",
    )


def read_date(text: str, variable: str) -> Date | None:
    """The Date that a stretch of an entry gives for a variable.

    Args:
        text: "2021a", "1972/1999", "in press", "Original work published 1900", "June 3, 2020".
        variable: "issued", "original-date", "accessed" …
    """
    if variable == "original-date":
        written = read_written(text)
        if written is not None:
            return written.original or written.date
        year = LONE_YEAR.search(text)
        return Date(date_parts=((int(year.group("year")),),)) if year else None
    written = read_written(text)
    return written.date if written is not None else None
