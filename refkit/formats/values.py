"""Values as files write them, whatever the format: dates, pages, entities in text."""

from __future__ import annotations

import html
import re
from typing import Final

from refkit.model import Date
from refkit.normalize.dates import parse_date
from refkit.normalize.edtf import days_in, from_edtf, to_edtf
from refkit.normalize.pages import format_pages, parse_pages

__all__ = ["plain_text", "read_date", "read_pages", "resolved", "write_date"]

# "2014-5-1", "2014-05-00", "2022-07-22 06:36:31"
_NUMERIC: Final = re.compile(
    r"""
    (?P<year> [0-9]{4} ) (?: [-/] (?P<month> [0-9]{1,2} ) (?: [-/] (?P<day> [0-9]{1,2} ) )? )?
    (?: [T ] [0-9]{1,2} : [0-9:.+Z-]{2,25} )?
    """,
    re.VERBOSE,
)
_ONE_TWICE: Final = re.compile(r"(?P<page>[0-9A-Za-z.]{1,30})[-–](?P=page)")
_ENTITY: Final = re.compile(
    r"& (?: \#[0-9]{1,7} | \#[xX][0-9A-Fa-f]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} ) ;", re.VERBOSE
)
_CSL_TAG: Final = re.compile(r"</?(?:i|b|sub|sup|span)(?: [^<>]{0,100})?>")


def read_date(text: str) -> Date | None:
    """A date as a file has it.

    Args:
        text: "2014-05-12", "2014-5", "2014/05/00", "May 2014", "Spring 2014", "2014-05/2014-06".

    Returns:
        The date; None for no text. What cannot be read as one is kept as ``literal``.
    """
    text = text.strip()
    if not text:
        return None
    numeric = _NUMERIC.fullmatch(text)
    if numeric is not None:
        date = _from_numbers(numeric)
        return date if date is not None else Date(literal=text)
    try:
        return from_edtf(text)
    except ValueError:
        pass
    written = parse_date(text)
    if written is None or written.date is None or written.original or written.suffix:
        return Date(literal=text)
    return written.date


def _from_numbers(match: re.Match[str]) -> Date | None:
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    if month > 12 or not year or (day and not month):
        return None
    if not month:
        return Date(date_parts=((year,),))
    if not day:
        return Date(date_parts=((year, month),))
    return Date(date_parts=((year, month, day),)) if day <= days_in(year, month) else None


def write_date(date: Date | None) -> str:
    """A date in EDTF where it can be said so, else in its own words; "" for None."""
    if date is None:
        return ""
    try:
        return to_edtf(date)
    except ValueError:
        return date.literal or date.raw or str(date.year or "")


def read_pages(text: str) -> str:
    """Pages with an en dash and the last page in full: "123-8; discussion 129" to "123–128; …"."""
    head, semicolon, rest = text.partition(";")
    same = _ONE_TWICE.fullmatch(head.strip())
    if same is not None:
        head = same["page"]
    pages = parse_pages(head)
    if pages is None or pages.article:
        return " ".join((head + semicolon + rest).split())
    return format_pages(pages) + (f"; {' '.join(rest.split())}" if semicolon else "")


def resolved(text: str) -> str:
    """Text with the entities of HTML in it resolved: "Q&amp;A" to "Q&A"; tags stay."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def plain_text(text: str) -> str:
    """Text without CSL's inline tags, for formats that know no markup."""
    return _CSL_TAG.sub("", text) if "<" in text else text
