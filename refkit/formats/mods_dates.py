"""Dates in MODS: encodings, ``point``, ``qualifier``, and the ways of cataloguers ("[c1998]")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from refkit.formats.mods_trees import content, leaf, matching, remove
from refkit.model import Date
from refkit.normalize.dates import parse_date
from refkit.normalize.edtf import from_edtf, to_edtf

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENCODED: Final = ("edtf", "w3cdtf", "iso8601")
_CATALOGUED: Final = re.compile(r"[\[(]?(?:c|©|cop\.|p)?[ ]?(?P<year>[12][0-9]{3})[\])]?\.?")
_COMPACT: Final = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")


def read_dates(place: _Element, name: str, **attributes: str) -> Date | None:
    """The date in the elements of that name, which are taken out; None if there is none.

    A start and an end become a range. Of several ways of writing one date, an encoded one is read
    and the others are left.
    """
    elements = matching(place, name, **attributes)
    elements = [each for each in elements if content(each)]
    if not elements:
        return None
    ends = {each.get("point"): each for each in reversed(elements) if each.get("point")}
    if "start" in ends:
        texts = [content(ends[point]) for point in ("start", "end") if point in ends]
        date = _read("/".join([*texts, ".."][:2]))
        if date is not None:
            for point in ("start", "end"):
                if point in ends:
                    remove(ends[point])
            return _qualified(date, ends["start"])
    elements.sort(key=lambda each: each.get("encoding") not in _ENCODED)
    chosen = elements[0]
    date = _read(content(chosen)) or Date(literal=content(chosen))
    remove(chosen)
    return _qualified(date, chosen)


def write_dates(name: str, date: Date | None, **attributes: str) -> str:
    """The elements of that name for a date, as XML; "" for None."""
    if date is None:
        return ""
    try:
        text = to_edtf(date)
    except ValueError:
        text = ""
    if not text:
        return leaf(name, date.literal or date.raw, **attributes)
    start, slash, end = text.partition("/")
    if not slash:
        plain = text.replace("-", "").isdigit() and not 21 <= _month(text) <= 24
        return leaf(name, text, encoding="w3cdtf" if plain else "edtf", **attributes)
    return "".join(
        leaf(name, part, encoding="edtf", point=point, **attributes)
        for point, part in (("start", start), ("end", end))
        if part != ".."
    )


def _month(text: str) -> int:
    parts = text.split("-")
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0


def _qualified(date: Date, source: _Element) -> Date:
    if source.get("qualifier") == "approximate":
        return msgspec.structs.replace(date, circa=True)
    return date


def _read(text: str) -> Date | None:
    try:
        return from_edtf(text)
    except ValueError:
        pass
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        try:
            return from_edtf("-".join(compact.groups()))
        except ValueError:
            return None
    catalogued = _CATALOGUED.fullmatch(text)
    if catalogued is not None:
        return Date(((int(catalogued["year"]),),))
    written = parse_date(text)
    return written.date if written is not None and not written.suffix else None
