"""Dates as references write them, to and from the model; EDTF is in :mod:`refkit.normalize.edtf`.

The forms are those of APA 7, sections 9.13 to 9.17 (and 8.15 for "1900/1953"), in English and with
the month names of German, French, Spanish, Italian, Portuguese and Dutch.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.model import Date
from refkit.normalize.date_words import (
    CIRCA,
    ENGLISH_MONTHS,
    ENGLISH_SEASONS,
    ERA_AFTER,
    ERA_BEFORE,
    FILLERS,
    MONTHS,
    PRESENT,
    SEASONS,
    split_status,
)
from refkit.normalize.edtf import days_in, from_edtf, to_edtf
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import clean, straighten

__all__ = ["WrittenDate", "apa_date", "from_edtf", "parse_date", "to_edtf"]


class WrittenDate(msgspec.Struct, frozen=True):
    """What stands in the parentheses of a reference.

    Attributes:
        date: The date; None for "n.d." and for a status without a date.
        suffix: The letter that tells works of one year apart: "a" of "2021a", "b" of "n.d.-b".
        original: Of "1900/1953" the first, the year of the original work.
        status: "n.d.", "in press", "submitted" … in English, "" if there is none.
    """

    date: Date | None = None
    suffix: str = ""
    original: Date | None = None
    status: str = ""


_ISO: Final = lazy_pattern(
    r"""
    (?P<year> [0-9]{4} ) (?P<sign> [-/.] ) (?P<month> 0[1-9] | 1[0-2] )
    (?: (?P=sign) (?P<day> [0-3][0-9] ) (?: T [0-9:.+Z-]{2,25} )? )?
    """,
    re.VERBOSE,
)
_NUMERIC: Final = lazy_pattern(
    r"""
    (?P<one> [0-3]?[0-9] ) (?P<sign> [./-] ) \s? (?P<two> [0-3]?[0-9] ) (?P=sign) \s?
    (?P<year> [12][0-9]{3} )
    """,
    re.VERBOSE,
)
_SHORT_RANGE: Final = lazy_pattern(
    r"(?P<first> [12][0-9]{3} ) \s? – \s? (?P<last> [0-9]{2} ) (?P<suffix> [a-z]? )", re.VERBOSE
)
_DECADE: Final = lazy_pattern(
    r"(?: the \s )? (?P<decade> [12][0-9]{2} 0 ) '? s (?: -(?P<suffix> [a-z] ) )?",
    re.VERBOSE | re.IGNORECASE,
)
# "1953 [1900]" and "[1900] 1953"
_ORIGINAL: Final = lazy_pattern(
    r"""
    \[ (?P<first> [^\[\]]{1,40} ) \] (?P<second> [^\[\]]{1,40} )
  | (?P<after> [^\[\]]{1,40} ) \[ (?P<before> [^\[\]]{1,40} ) \]
    """,
    re.VERBOSE,
)
_ERA: Final = lazy_pattern(rf"\s? (?: {ERA_BEFORE} | {ERA_AFTER} )", re.VERBOSE)
_TOKEN: Final = lazy_pattern(
    rf"""
      (?P<year> [12][0-9]{{3}} ) (?: -? (?P<suffix> [a-z] ) (?! [a-z0-9.] ) )? (?! [0-9a-z] )
    | (?P<number> [0-9]{{1,4}} ) (?: st | nd | rd | th | er | º | ª | ° | \. )? (?! [0-9a-z] )
    | (?P<before> {ERA_BEFORE} ) (?! [A-Za-z] )
    | (?P<era> {ERA_AFTER} ) (?! [A-Za-z] )
    | (?<= [. ] ) - (?P<letter> [a-z] ) \Z
    | (?P<word> [^\W\d_]+ ) \.?
    | (?P<dash> -{{1,3}} )
    | (?P<slash> / )
    | [,;]
    """,
    re.VERBOSE,
)
_LONGEST: Final = 80


class _Side(msgspec.Struct):
    """What one end of a range says."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int = 0
    present: bool = False
    era: bool = False
    loose: int | None = None

    @property
    def bare_year(self) -> bool:
        return self.year is not None and self.month is None and self.day is None and not self.season


def parse_date(text: str) -> WrittenDate | None:
    """The date that stands in the parentheses of a reference, or any date in words.

    Args:
        text: The inside of the parentheses, or with them: "2021a", "n.d.-b", "in press", "2019,
            August 8–11", "1972/1999", "ca. 1850", "Spring 2020", "300 B.C.E.", "2012–present",
            "8. August 2019", "2019-08-08".

    Returns:
        The date, or None if the text is not one. A decade ("1990s") is a Date with ``literal``.
    """
    if len(text) > 4 * _LONGEST:
        return None
    text = clean(text)
    # "2009-10" is October, "2009–10" two years.
    dashed = _SHORT_RANGE.fullmatch(text.strip(" ().,[]"))
    if dashed:
        century, last = int(dashed["first"]) // 100, dashed["last"]
        text = f"{dashed['first']}-{century}{last}{dashed['suffix']}"
    text = _bare(text)
    if not text or len(text) > _LONGEST:
        return None
    status, suffix, text = split_status(text)
    if not text:
        return WrittenDate(suffix=suffix, status=status)
    written = _parse_dated(text)
    if written is None:
        return None
    if status:
        written = msgspec.structs.replace(written, status=status, suffix=written.suffix or suffix)
    return written


def _bare(text: str) -> str:
    text = _unbalanced(straighten(text).strip(" ,;:"))
    for opening, closing in (("(", ")"), ("[", "]")):
        if (
            text.startswith(opening)
            and text.rstrip(".,").endswith(closing)
            and text.count(opening) == 1
        ):
            text = text.rstrip(".,")[1:-1].strip(" ,;:")
    return text


def _unbalanced(text: str) -> str:
    """A date without the brackets and points that a reference left behind it: "1970).", "1992."."""
    while text:
        last, before = text[-1], text[-2:-1]
        opening = {")": "(", "]": "["}.get(last)
        if not (
            last in " ,;:"
            or (last == "." and (before.isdigit() or before in (".", ")", "]", " ")))
            or (opening and opening not in text)
        ):
            break
        text = text[:-1]
    return text


def _parse_dated(text: str) -> WrittenDate | None:
    circa = False
    match = CIRCA.match(text)
    if match is not None and text[match.end() : match.end() + 1].isdigit():
        circa, text = True, text[match.end() :]
    elif text.endswith("?") and text[:-1].strip("[] ").isdigit():
        circa, text = True, text[:-1].strip("[] ")
    decade = _DECADE.fullmatch(text)
    if decade is not None:
        return WrittenDate(
            Date(literal=f"{decade['decade']}s", circa=circa), decade["suffix"] or ""
        )
    pair = _ORIGINAL.fullmatch(text)
    if pair is not None:
        first = _parse_dated(pair["first"] or pair["before"])
        second = _parse_dated(pair["second"] or pair["after"])
        if first is None or second is None:
            return None
        return WrittenDate(second.date, second.suffix, first.date)
    numeric = _numeric(text.rstrip("."))
    if numeric is not None:
        return WrittenDate(msgspec.structs.replace(numeric, circa=circa) if circa else numeric)
    return _from_tokens(text, circa)


def _numeric(text: str) -> Date | None:
    iso = _ISO.fullmatch(text)
    if iso is not None:
        parts = tuple(int(iso[part]) for part in ("year", "month", "day") if iso[part])
        return Date(date_parts=(parts,)) if _is_valid(parts) else None
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if match["sign"] == "." or one > 12:
        parts = (year, two, one)
    elif two > 12 or one == two:
        parts = (year, one, two)
    else:
        # 08/09/2019 is August to some and September to others: only the year is sure.
        return Date(date_parts=((year,),), raw=text)
    return Date(date_parts=(parts,)) if _is_valid(parts) else None


def _is_valid(parts: tuple[int, ...]) -> bool:
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return False
    return len(parts) < 3 or 1 <= parts[2] <= days_in(parts[0], parts[1])


def _from_tokens(text: str, circa: bool) -> WrittenDate | None:
    sides = [_Side()]
    divider = ""
    suffix = ""
    position = 0
    while position < len(text):
        if text[position] == " ":
            position += 1
            continue
        token = _TOKEN.match(text, position)
        if token is None:
            return None
        position = token.end()
        side = sides[-1]
        if token["year"] or token["number"]:
            if token["suffix"]:
                if suffix:
                    return None
                suffix = token["suffix"]
            if not _take_number(side, token, text, position):
                return None
        elif token["letter"]:
            # "300 B.C.E.-a"
            if suffix:
                return None
            suffix = token["letter"]
        elif token["word"]:
            if not _take_word(side, token["word"].lower()):
                return None
        elif token["before"] or token["era"]:
            if not _take_era(sides, divider, before=bool(token["before"])):
                return None
        elif token["dash"] or token["slash"]:
            if divider:
                # "2019, August 30-September 2" has one; "350 B.C.E./1994-1999" is beyond us.
                return None
            divider = "-" if token["dash"] else "/"
            sides.append(_Side())
    written = _assembled(sides, divider, suffix, circa)
    if written is None and len(sides) == 1 and sides[0].year and sides[0].loose is None:
        # "2020, February 30": of an impossible day at least the year is kept
        return WrittenDate(Date(date_parts=((sides[0].year,),), circa=circa, raw=text), suffix)
    return written


def _take_number(side: _Side, token: re.Match[str], text: str, position: int) -> bool:
    number = int(token["year"] or token["number"])
    if token["year"] and side.year is None:
        side.year = number
        return True
    if token["number"] and _ERA.match(text, position):
        side.year, side.era = number, True
        return number > 0
    if side.era and side.year == 0:
        # "A.D. 79"
        side.year = number
        return number > 0
    if token["number"] and len(token["number"]) > 2 and side.loose is None:
        # "300" of "300-250 B.C.E."
        side.loose = number
        return True
    if token["year"] or side.day is not None or number == 0:
        return False
    side.day = number
    return True


def _take_word(side: _Side, word: str) -> bool:
    if word in MONTHS and side.month is None:
        side.month = MONTHS[word]
    elif word in SEASONS and not side.season:
        side.season = SEASONS[word]
    elif word in PRESENT:
        side.present = True
    elif word not in FILLERS:
        return False
    return True


def _take_era(sides: list[_Side], divider: str, *, before: bool) -> bool:
    side = sides[-1]
    if side.year is None:
        if before or side.day is not None:
            return False
        side.year, side.era = 0, True
        return True
    if before:
        if side.year < 0:
            return False
        side.year = -side.year
    other = sides[0]
    if divider == "-" and other is not side and not other.era:
        # "300-250 B.C.E.", "100-200 C.E."
        if other.year is None:
            other.year, other.day, other.loose = other.loose or other.day, None, None
        if other.year is not None and before:
            other.year = -other.year
    return True


def _assembled(sides: list[_Side], divider: str, suffix: str, circa: bool) -> WrittenDate | None:
    first = sides[0]
    if any(side.loose is not None for side in sides):
        return None
    if not divider:
        date = _single(first, circa)
        return WrittenDate(date, suffix) if date else None
    last = sides[1]
    if (
        divider == "/"
        and first.year is not None
        and last.year is not None
        and first.year != last.year
    ):
        original, date = _single(first, circa), _single(last, circa=False)
        return WrittenDate(date, suffix, original) if original and date else None
    if first.year is not None and first.bare_year:
        if last.present or (divider == "-" and last == _Side()):
            return WrittenDate(Date(date_parts=((first.year,), ()), circa=circa), suffix)
        if last.year is None and last.month is None and not last.season and last.day is not None:
            # "2012-15", "1998/99"
            year = first.year - first.year % 100 + last.day
            if first.year <= 0 or year <= first.year:
                return None
            return WrittenDate(Date(date_parts=((first.year,), (year,)), circa=circa), suffix)
    elif last.present or last == _Side():
        date = _single(first, circa)
        if date is None or date.season:
            return None
        return WrittenDate(msgspec.structs.replace(date, date_parts=(*date.date_parts, ())), suffix)
    return _range(first, last, suffix, circa)


def _range(first: _Side, last: _Side, suffix: str, circa: bool) -> WrittenDate | None:
    """A range, each side completed from the other: "August 8-11, 2019", "2019, May/June"."""
    if first.season or last.season:
        return _seasons(first, last, suffix, circa)
    if last.year is None:
        last.year = first.year
    elif first.year is None:
        first.year = last.year
    if last.month is None and last.day is not None:
        last.month = first.month
    if first.month is None and first.day is not None:
        first.month = last.month
    start, end = _single(first, circa), _single(last, circa)
    if start is None or end is None:
        return None
    parts = (start.date_parts[0], end.date_parts[0])
    common = min(len(parts[0]), len(parts[1]))
    if parts[0][:common] > parts[1][:common]:
        return None
    if parts[0] == parts[1]:
        return WrittenDate(start, suffix)
    return WrittenDate(Date(date_parts=parts, circa=circa), suffix)


def _seasons(first: _Side, last: _Side, suffix: str, circa: bool) -> WrittenDate | None:
    """Two seasons of a year, "Summer/Fall 2020", or one across years, "Winter 2019–2020"."""
    year = first.year or last.year
    if not year or first.month or last.month or first.day or last.day:
        return None
    if first.season and last.season and year == (last.year or year):
        names = f"{ENGLISH_SEASONS[first.season - 1]}/{ENGLISH_SEASONS[last.season - 1]}"
        return WrittenDate(Date(date_parts=((year,),), season=names, circa=circa), suffix)
    if first.year and last.year and first.year < last.year and not (first.season and last.season):
        parts = ((first.year,), (last.year,))
        return WrittenDate(Date(parts, season=first.season or last.season, circa=circa), suffix)
    return None


def _single(side: _Side, circa: bool) -> Date | None:
    if not side.year or side.present:
        return None
    if side.season:
        if side.month is not None or side.day is not None:
            return None
        return Date(date_parts=((side.year,),), season=side.season, circa=circa)
    if side.month is None:
        return None if side.day is not None else Date(date_parts=((side.year,),), circa=circa)
    parts = (side.year, side.month) if side.day is None else (side.year, side.month, side.day)
    return Date(date_parts=(parts,), circa=circa) if _is_valid(parts) else None


def apa_date(date: Date, suffix: str = "") -> str:
    """A date as it stands in the parentheses of an APA reference (APA 7, section 9.14).

    Args:
        date: The date. One without parts gives its literal or raw text, or "n.d.".
        suffix: The letter that tells works of one year apart.

    Returns:
        "2021a", "2019, August 8–11", "2020, Spring", "ca. 1850", "300 B.C.E.", "2012–present",
        "n.d.-b".
    """
    if not date.date_parts or not any(date.date_parts):
        words = date.literal or date.raw
        if not words:
            return f"n.d.-{suffix}" if suffix else "n.d."
        words = f"ca. {words}" if date.circa else words
        return f"{words}-{suffix}" if suffix else words
    circa = "ca. " if date.circa else ""
    first = date.date_parts[0]
    last = date.date_parts[1] if len(date.date_parts) > 1 else None
    if not first:
        return f"{circa}until {apa_date(Date(date_parts=date.date_parts[1:]), suffix)}"
    if last is None or last == first:
        season = _season_name(date.season)
        return circa + (f"{_year(first[0], suffix)}, {season}" if season else _day(first, suffix))
    if not last:
        return f"{circa}{_day(first, suffix)}–present"
    if first[0] != last[0] or len(last) == 1:
        if len(first) == 1 and len(last) == 1:
            season = _season_name(date.season)
            return f"{circa}{_years(first[0], last[0], suffix)}{', ' if season else ''}{season}"
        return f"{circa}{_day(first, suffix)}–{_day(last)}"
    if len(first) == 1:
        return f"{circa}{_day(first, suffix)}–{_day(last)}"
    if first[1] == last[1] and len(first) == len(last) == 3:
        return f"{circa}{_day(first, suffix)}–{last[2]}"
    return f"{circa}{_day(first, suffix)}–{_month_day(last)}"


def _season_name(season: str | int) -> str:
    number = int(season) if str(season).isascii() and str(season).isdigit() else 0
    if 1 <= number <= 4:
        return ENGLISH_SEASONS[number - 1]
    return season if isinstance(season, str) else ""


def _year(year: int, suffix: str = "") -> str:
    if year < 0:
        return f"{-year} B.C.E.{'-' + suffix if suffix else ''}"
    return f"{year}{suffix}" if year >= 1000 else f"{year} C.E.{'-' + suffix if suffix else ''}"


def _years(first: int, last: int, suffix: str = "") -> str:
    if last < 0:
        return f"{-first}–{_year(last, suffix)}"
    return f"{_year(first)}–{_year(last, suffix)}"


def _month_day(parts: tuple[int, ...]) -> str:
    if not 1 <= parts[1] <= 12:
        return str(parts[1])
    month = ENGLISH_MONTHS[parts[1] - 1]
    return f"{month} {parts[2]}" if len(parts) > 2 else month


def _day(parts: tuple[int, ...], suffix: str = "") -> str:
    year = _year(parts[0], suffix)
    return f"{year}, {_month_day(parts)}" if len(parts) > 1 else year
