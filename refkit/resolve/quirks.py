"""Quirks: what registries get wrong in single texts, dates, numbers and locators, put right.

Titles have more of them (:mod:`refkit.resolve.title_quirks`), and names
(:mod:`refkit.resolve.name_quirks`). Every function takes a JSON value of whatever type a registry
sent, and returns a clean value or an empty one. None raises: a field that makes no sense is a field
that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date as calendar_date
from typing import Any, Final

from refkit.model import Date
from refkit.normalize.dates import parse_date
from refkit.normalize.text import clean, strip_markup

# ---------------------------------------------------------------------------------------- text

_PLAIN: Final = re.compile(r"[^\x20-\x25\x27-\x3b\x3d-\x7e]|\ \ |^\ |\ $", re.VERBOSE)
"""What needs cleaning: markup, entities, control characters, spaces in excess, non-ASCII."""

# 0x80–0xBF as Windows-1252 shows them; where it has no character, the byte itself.
_CP1252: Final = "".join(
    bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xC0)
)
_BYTES: Final = {ord(shown): 0x80 + at for at, shown in enumerate(_CP1252)} | {
    code: code for code in range(0x80, 0x100)
}
_TAIL: Final = f"[{re.escape(_CP1252)}\x80-\xbf]"
_MOJIBAKE: Final = re.compile(
    rf"[\xc2-\xdf]{_TAIL} | [\xe0-\xef]{_TAIL}{{2}} | [\xf0-\xf4]{_TAIL}{{3}}", re.VERBOSE
)
"""UTF-8 that was read as Latin-1 or Windows-1252: a lead byte and exactly its continuation."""

_HYPHENS: Final = str.maketrans({"\u2010": "-", "\u2011": "-"})


def repair(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1, where it is certain.

    Only whole sequences of UTF-8 are touched: "MÃ¼ller" (10.1016/s0168-6496(03)00258-7) has one,
    "PRODUÇÃO" has none. A capital Ã before a no-break space may be either ("IRMÃ …") and stays.
    """
    if text.isascii():
        return text
    return _MOJIBAKE.sub(_redecoded, text)


def _redecoded(found: re.Match[str]) -> str:
    written = found[0]
    before = found.string[found.start() - 1 : found.start()]
    if written == "\xc3\xa0" and before.isupper():
        return written
    try:
        return bytes(_BYTES[ord(character)] for character in written).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return written


def is_plain(value: str) -> bool:
    """Whether a text has nothing to clean: ASCII on one line, without markup and entities."""
    return not _PLAIN.search(value)


def text(value: Any) -> str:
    """One text of a record, without markup, entities and line breaks.

    Args:
        value: A str or an integer ("volume": 12); of a list, its first usable element.

    Returns:
        The text, or "" where the value is of another type.
    """
    if isinstance(value, str):
        if not _PLAIN.search(value):
            return value
        return clean(strip_markup(repair(value).translate(_HYPHENS)))
    if not value:
        return ""
    if isinstance(value, list):
        return next(iter(texts(value)), "")
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15:
        return str(int(value)) if value == int(value) else str(value)
    return ""


def texts(value: Any) -> list[str]:
    """All texts of a list, or the one of a str, cleaned; each once, empty ones left out."""
    if not value:
        return []
    if not isinstance(value, list):
        value = [value]
    return list(
        dict.fromkeys(
            cleaned for entry in value if not isinstance(entry, list) if (cleaned := text(entry))
        )
    )


# --------------------------------------------------------------------------------------- dates

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.{0,40})?$")
_LATEST: Final = calendar_date.today().year + 5


def date(value: Any) -> Date | None:
    """A date of a record.

    Args:
        value: A CSL-JSON date, with parts as numbers or as text (``[["2013"]]``), a raw text or a
            literal; or a plain year or ISO 8601 date.

    Returns:
        The date; None for ``[[null]]``, ``[[]]``, a year of nought and whatever else says nothing.
    """
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _raw_date(str(value))
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    season = value.get("season")
    if isinstance(parts, list):
        # Some depositors leave one pair of brackets out.
        rows = parts if any(isinstance(row, list) for row in parts) else [parts]
        dates = [_parts(row) for row in rows[:2] if isinstance(row, list)]
        if dates and dates[0]:
            return Date(
                date_parts=tuple(found for found in dates if found),
                season=season if isinstance(season, str) else _whole(season) or "",
                circa=bool(value.get("circa")),
            )
    for key in ("raw", "literal", "date-time"):
        if isinstance(value.get(key), str):
            found = _raw_date(value[key])
            if found:
                return found
    literal = text(value.get("literal"))
    return Date(literal=literal) if literal else None


def _parts(row: list[Any]) -> tuple[int, ...]:
    year = _whole(row[0]) if row else None
    if not year or year > _LATEST:
        return ()
    month = _whole(row[1]) if len(row) > 1 else None
    if not month or not 1 <= month <= 12:
        return (year,)
    day = _whole(row[2]) if len(row) > 2 else None
    return (year, month, day) if day and 1 <= day <= 31 else (year, month)


def _whole(value: Any) -> int | None:
    if type(value) is int:
        return value if abs(value) < 100_000 else None
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        digits = value.strip()
        plain = digits.isascii() and digits.lstrip("-").isdigit() and len(digits) <= 5
        return int(digits) if plain and digits.rfind("-") <= 0 else None
    if isinstance(value, float) and not value.is_integer():
        return None
    return int(value) if isinstance(value, float) and abs(value) < 100_000 else None


def _raw_date(raw: str) -> Date | None:
    iso = _ISO.match(raw.strip())
    if iso:
        parts = _parts([group for group in iso.groups() if group])
        return Date(date_parts=(parts,)) if parts else None
    written = parse_date(clean(raw))
    return written.date if written else None


def iso_date(value: Any) -> str:
    """A date of a record as ISO 8601, as precise as known; "" if it says nothing."""
    found = date(value)
    if not found or not found.date_parts:
        return ""
    year, *rest = found.date_parts[0]
    return "-".join((f"{year:04d}", *(f"{part:02d}" for part in rest)))


# ------------------------------------------------------------------------------------ locators

_DASHES: Final = re.compile(r"\s?[\u2010-\u2015\u2212]\s?|-{2,3}")
_NOT_YET: Final = re.compile(
    r"""
    (?: n/?a (?:-n/?a)? | &?na; | no-no | null (?:-null)? | undefined | none | - | \? | tbd | tba
      | preprint
      | (?:publish\W?)? ahead\W of\W print | (?:in|forth) \W? (?:press|coming) | online\W?first
      | (?:latest\W)?articles | early\W(?:view|access|online) | 0+ (?:-0+)?
    ) \.?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What depositors write where there is none yet: "n/a-n/a", "ahead-of-print"."""


_NUMBER_SIGN: Final = re.compile(r"(?:n[°º]|no\.|nr\.|vol\.)\s?(?=\d)", re.IGNORECASE)
_YEAR_BESIDE: Final = re.compile(r"(?<=\d)\s\((?:1[89]|20)\d\d\)$")


def locator(value: Any) -> str:
    """A volume or issue; "" for what stands in for a missing one.

    Leading zeros of a mere number are dropped: no reference writes volume "058". So are what says
    that it is a number ("n° 95", 10.3917/mult.095.0001) and the year beside it ("83 (1999)",
    10.1306/00aa9ad4-1730-11d7-8645000102c1865d).
    """
    found = pages(value)
    if not found or found.isdigit():
        return found.lstrip("0") if found.isascii() else found
    found = _YEAR_BESIDE.sub("", _NUMBER_SIGN.sub("", found, count=1))
    return found.lstrip("0") if found.isascii() and found.isdigit() else found


def pages(value: Any) -> str:
    """Pages with hyphens for all dashes, as CSL-JSON has them; "" for what stands in for none."""
    found = text(value)
    if not found.isascii() or "--" in found:
        found = _DASHES.sub("-", found)
    return "" if _NOT_YET.match(found) else found


_LETTERED: Final = re.compile(r"(?P<page>\d{1,6})[a-z](?:-(?P<last>\d{1,6})[a-z]?)?")


def page_of_lettered(pages: str) -> str:
    """The pages without the letters that tell several items on one page apart; "" if none has any.

    JAMA's archives have "109b-109" (10.1001/archderm.100.1.109b) where they print 109.
    """
    found = _LETTERED.fullmatch(pages)
    if not found:
        return ""
    first, last = found["page"], found["last"]
    return first if last in (None, first) else f"{first}-{last}"


_EDITION: Final = re.compile(
    r"(?P<number>\d{1,3})(?:st|nd|rd|th|/e|\.)?(?:\s?(?:ed\.?|edn\.?|edition))?", re.IGNORECASE
)
_IMPRINT_SIGNS: Final = " ,;:©"
_NO_IMPRINT: Final = frozenset(("s.n.", "s.n", "s.l.", "s.l", "n.p.", "publisher not identified"))


def edition(value: Any) -> str:
    """An edition, a number where it is one: "1/e" (10.5005/jp/books/12279_13), "2nd ed."."""
    found = text(value)
    number = _EDITION.fullmatch(found)
    return number["number"] if number else found


def imprint(value: Any) -> str:
    """A publisher or its place without the punctuation of catalogues, "" for one not known.

    "[Ottawa] :" (10.5962/bhl.title.63195), "[s.n.]", "© Georg Thieme Verlag KG".
    """
    found = text(value).strip(_IMPRINT_SIGNS)
    if found[:1] == "[" and found[-1] == "]":
        found = found[1:-1].strip(_IMPRINT_SIGNS)
    return "" if found.casefold() in _NO_IMPRINT else found


def identifiers(value: Any) -> list[str]:
    """ISSNs or ISBNs of a list, or of a text with several, each once.

    "0277-6715, 1097-0258" in one text: 10.1002/sim.6782.
    """
    found: dict[str, None] = {}
    for entry in texts(value):
        for word in re.split(r"[,;\s]+", entry):
            # "http://id.crossref.org/isbn/9783540332527" in works of the old API
            number = word.rsplit("/", 1)[-1]
            if any(character.isdigit() for character in number):
                found[number] = None
    return list(found)


_UNDIVIDED_ISSN: Final = re.compile(r"^(\d{4})(\d{3}[\dXx])$")


def issns(value: Any) -> list[str]:
    """ISSNs as they are written, "1532-0626" also where the registry has "15320626"."""
    found = (re.sub(r"[{}]", "", number) for number in identifiers(value))
    return list(dict.fromkeys(_UNDIVIDED_ISSN.sub(r"\1-\2", number) for number in found))


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list, or the one that stands alone; anything else is passed over."""
    for entry in value if isinstance(value, list) else (value,):
        if isinstance(entry, dict):
            yield entry
