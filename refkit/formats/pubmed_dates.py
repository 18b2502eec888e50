"""Dates as PubMed writes them: Year, Month and Day elements, a Season, or words.

Source: NLM's description of the elements,
https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html, PubDate and MedlineDate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from refkit.formats.values import read_date, write_date
from refkit.formats.xml import text_of
from refkit.model import Date
from refkit.normalize.date_words import ENGLISH_MONTHS, ENGLISH_SEASONS, MONTHS
from refkit.normalize.edtf import days_in

if TYPE_CHECKING:
    from lxml.etree import _Element

MONTH_NAMES: Final = tuple(month[:3] for month in ENGLISH_MONTHS)


def read_pubmed_date(element: _Element | None) -> Date | None:
    """The date of a PubDate, ArticleDate, ContributionDate …; None if it has no year."""
    if element is None:
        return None
    parts = {child.tag: text_of(child) for child in element}
    words = parts.get("MedlineDate", "")
    if words:
        return _in_words(words)
    year = parts.get("Year", "")
    if not (year.isascii() and year.isdigit() and 0 < int(year) < 10000):
        return _in_words(" ".join(filter(None, parts.values())))
    number = _month(parts.get("Month", ""))
    if number:
        day = parts.get("Day", "")
        if day.isascii() and day.isdigit() and 0 < int(day) <= days_in(int(year), number):
            return Date(date_parts=((int(year), number, int(day)),))
        return Date(date_parts=((int(year), number),))
    other = parts.get("Season") or parts.get("Month")
    return _in_words(f"{year} {other}") if other else Date(date_parts=((int(year),),))


def _in_words(text: str) -> Date | None:
    """A MedlineDate: "1998 Dec-1999 Jan"; of what is no date ("1978 1st Quart") the year.

    The year is PubMed's for certain; the words stay in ``raw``.
    """
    date = read_date(text)
    if date is None or date.date_parts:
        return date
    year = text[:4]
    if year.isascii() and year.isdigit() and int(year):
        return Date(date_parts=((int(year),),), raw=text)
    return date


def _month(text: str) -> int:
    """1–12 for "Jan", "01", "January"; 0 for anything else."""
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    return MONTHS.get(text.lower().rstrip("."), 0)


def date_elements(date: Date) -> list[tuple[str, str]]:
    """A date as the children of a PubDate: names and texts.

    Returns:
        Year, Month and Day, or Year and Season, or one MedlineDate for what they cannot say.
    """
    if len(date.date_parts) != 1 or not date.date_parts[0] or not 0 < date.date_parts[0][0] < 10000:
        words = _range_in_words(date)
        return [("MedlineDate", words)] if words else [("Year", str(date.year or ""))]
    parts = date.date_parts[0]
    if len(parts) == 1 and date.raw.startswith(f"{parts[0]:04} "):
        return [("MedlineDate", date.raw)]
    elements = [("Year", f"{parts[0]:04}")]
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        elements.append(("Month", MONTH_NAMES[parts[1] - 1]))
        if len(parts) > 2:
            elements.append(("Day", f"{parts[2]:02}"))
    elif isinstance(date.season, int) and 1 <= date.season <= 4:
        elements.append(("Season", ENGLISH_SEASONS[date.season - 1]))
    elif date.season:
        elements.append(("Season", str(date.season)))
    return elements


def _range_in_words(date: Date) -> str:
    """A range as MedlineDate has it: "1998 Dec-1999 Jan"."""
    if any(parts and not 0 < parts[0] < 10000 for parts in date.date_parts):
        return write_date(date)
    if not date.date_parts:
        return date.literal or date.raw
    ends = [
        " ".join(
            [f"{parts[0]:04}", *(MONTH_NAMES[month - 1] for month in parts[1:2] if 0 < month < 13)]
            + [str(day) for day in parts[2:3]]
        )
        for parts in date.date_parts
        if parts
    ]
    return "-".join(ends)
