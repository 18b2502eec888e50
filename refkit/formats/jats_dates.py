"""Dates in JATS: year, month, day, season, ``iso-8601-date``, and dates in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from refkit.formats.xml import children, local_name, text_of
from refkit.model import Date
from refkit.normalize.dates import parse_date
from refkit.normalize.edtf import from_edtf

if TYPE_CHECKING:
    from lxml.etree import _Element

_YEAR: Final = re.compile(r"[1-9][0-9]{3}")
_LETTERED: Final = re.compile(r"(?P<year>[1-9][0-9]{3})[ ]?(?P<letter>[a-z])")
_PARTS: Final = ("year", "month", "day", "season", "string-date")
_BEFORE: Final = re.compile(
    r"^\W*(?:(?:last[ ])?(?:accessed|access[ ]date|cited|retrieved|viewed)(?:[ ]on)?)?\W*",
    re.IGNORECASE,
)


def read_issued(parts: Mapping[str, _Element]) -> tuple[Date | None, str]:
    """The date of a citation and the letter after its year.

    Args:
        parts: The elements by name: year, month, day, season, string-date.
    """
    texts = {name: text_of(element) for name, element in parts.items()}
    year = texts.get("year", "").strip(" ().,;")
    if not year:
        words = texts.get("string-date", "")
        date = read_date(words) if words else None
        return date or (Date(literal=words) if words else None), ""
    suffix = ""
    lettered = _LETTERED.fullmatch(year)
    if lettered is not None:
        year, suffix = lettered.groups()
    iso = parts["year"].get("iso-8601-date", "")
    later = _later(texts)
    if _YEAR.fullmatch(year) and not later:
        if iso.startswith(f"{year}-"):
            return _edtf(iso) or Date(((int(year),),)), suffix
        return Date(((int(year),),)), suffix
    if later:
        date = _with_day(year, later, texts)
        if date is not None:
            return date, suffix
    written = parse_date(year)
    if written is None or written.date is None:
        return Date(literal=year), ""
    return written.date, written.suffix


def read_date(source: _Element | str) -> Date | None:
    """A date of its own: an element with an ISO date, parts or words; None if it is none."""
    if isinstance(source, str):
        return _in_words(source)
    iso = _edtf(source.get("iso-8601-date", ""))
    if iso is not None:
        return iso
    parts = {local_name(child): child for child in children(source, *_PARTS)}
    if "year" in parts:
        return read_issued(parts)[0]
    return _in_words(text_of(source))


def _later(texts: Mapping[str, str]) -> str:
    return texts.get("month", "") or texts.get("season", "")


def _with_day(year: str, later: str, texts: Mapping[str, str]) -> Date | None:
    day = texts.get("day", "").strip(" .,")
    month = later.strip(" .,")
    if month.isdigit() and _YEAR.fullmatch(year):
        written = "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
        return _edtf(written)
    found = parse_date(f"{year}, {month} {day}".strip())
    return found.date if found is not None else None


def _in_words(text: str) -> Date | None:
    text = _BEFORE.sub("", text).strip(" .,;()[]")
    date = _edtf(text)
    if date is None:
        written = parse_date(text)
        date = written.date if written is not None else None
    return date


def _edtf(text: str) -> Date | None:
    if not text:
        return None
    try:
        return from_edtf(text)
    except ValueError:
        return None
