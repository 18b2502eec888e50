"""Listed: the Fixes of entries that are no text, such as those of a .bib file."""

from __future__ import annotations

import re
from typing import Final

from refkit.model import Document, Fix, Reference, Span

_FORMATS: Final = ("bibtex", "biblatex")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PLAIN: Final = re.compile(r"[\w .,:;/()<>+–-]{1,300}")
"""What needs no escape in BibTeX, whatever stands around it."""


def mend_value(
    document: Document, reference: Reference, variable: str, found: str, *, safe: bool
) -> Fix | None:
    """The Fix that puts what a Record says into a field of an entry.

    Names, titles and containers are left to the author: what a registry has of them is often
    poorer than what a .bib file has.

    Args:
        document: The file of works.
        reference: The entry.
        variable: "issued", "volume", "issue", "page" or "DOI"; for others there is none.
        found: What the Record says.
        safe: Whether it is right for certain.
    """
    place = reference.places.get(variable)
    if place is None or document.format not in _FORMATS or not _PLAIN.fullmatch(found):
        return None
    written = document.text[place.start : place.end]
    if variable == "issued":
        years = list(_YEAR.finditer(written))
        if len(years) != 1 or not _YEAR.fullmatch(found):
            return None
        return Fix(_within(place, years[0].start(), years[0].end()), found, safe)
    if variable == "DOI":
        at = written.casefold().find(reference.work.DOI.casefold())
        if at < 0 or not reference.work.DOI:
            return None
        return Fix(_within(place, at, at + len(reference.work.DOI)), found, safe)
    if variable not in ("volume", "issue", "page"):
        return None
    value = found.replace("–", "--")
    # A value without braces may be a number and nothing else: volume = 5.
    bare = document.text[place.start - 1] not in '{"'
    return Fix(place, f"{{{value}}}" if bare and not value.isdigit() else value, safe)


def _within(place: Span, start: int, end: int) -> Span:
    return Span(place.start + start, place.start + end)
