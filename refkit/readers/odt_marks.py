"""The citations and works that programs for references leave in an OpenDocument text.

Zotero and Mendeley put CSL-JSON into the name of a reference mark, or of a bookmark that leads to
the properties of the document; JabRef puts keys there. LibreOffice's own bibliography has a work in
the attributes of each citation (ODF 1.3, part 3, section 7.8.15).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from refkit.model import Embedded
from refkit.normalize.names import parse_name
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.elements import unescaped
from refkit.readers.odt_package import named_events
from refkit.readers.office_fields import Meaning, meaning_of, written_anew
from refkit.readers.office_works import CitedWorks, Citing

_WRITTEN_BY_PROGRAM: Final = lazy_pattern(r"CSL_CITATION|CSL_BIBLIOGRAPHY|ZOTERO_(?:ITEM|BIBL)")
_IN_PROPERTIES: Final = lazy_pattern(r"(?:ZOTERO_BREF|Mendeley_Bookmark)_\w{1,40}")
_NUMBERED: Final = lazy_pattern(r"(?P<name>.{1,60})_(?P<number>\d{1,4})")
# "JABREF_Smith2001 CID_1 a1b2c", several with commas between, and "JR_cite_1_Smith2001,Doe2002" or
# "JR_cite2_1_…" of before 2021.
_JABREF: Final = lazy_pattern(
    r"""
      JABREF_ (?P<key> \S{1,200} ) \s CID_\d{1,9} (?: \s \w{1,40} )?
    | JR_cite\d{0,3}_\d_ (?P<keys> .{1,2000} )
    """,
    re.VERBOSE,
)
_LISTS: Final = {"jr_bib": "JabRef", "csl_bibliography": "JabRef"}
_SPLIT_AUTHORS: Final = lazy_pattern(r"\s{0,9};\s{0,9}|\s{1,9}(?:and|und|et|y|&)\s{1,9}")

# ODF 19.850 and the types of CSL 1.0.2.
_TYPES: Final = {
    "article": "article-journal", "journal": "article-journal", "book": "book",
    "booklet": "pamphlet", "conference": "paper-conference", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference", "manual": "report",
    "mastersthesis": "thesis", "phdthesis": "thesis", "proceedings": "book",
    "techreport": "report", "unpublished": "manuscript", "www": "webpage",
    "email": "personal_communication",
}  # fmt: skip
_FIELDS: Final = {
    "text:title": "title", "text:journal": "container-title", "text:booktitle": "container-title",
    "text:volume": "volume", "text:pages": "page", "text:publisher": "publisher",
    "text:address": "publisher-place", "text:edition": "edition", "text:series": "collection-title",
    "text:isbn": "ISBN", "text:issn": "ISSN", "text:url": "URL", "text:note": "note",
    "text:annote": "annote", "text:chapter": "chapter-number", "text:report-type": "genre",
}  # fmt: skip
_PUBLISHERS: Final = ("text:school", "text:institution", "text:organizations")
_WORD: Final = lazy_pattern(r"CITATION\s{1,9}\S")
_YEAR: Final = lazy_pattern(r"\d{4}")


class Marks:
    """Collects what the marks of a document cite.

    Args:
        meta: The XML with the document's properties, "" for none.
        path: The file's name, for errors.
    """

    def __init__(self, meta: str, *, path: str = "") -> None:
        self._works = CitedWorks()
        self._own: dict[str, dict[str, Any]] = {}
        self._writers: list[str] = []
        self._properties = (
            _properties(meta, path) if "_BREF_" in meta or "_Bookmark_" in meta else {}
        )

    def meaning(self, name: str) -> Meaning | None:
        """What a reference mark, bookmark or section is by its name; None if none of ours."""
        if _IN_PROPERTIES.fullmatch(name):
            name = self._properties.get(name, "")
        # The scanner of RTF and ODF for Zotero leaves the second word out.
        name = name.replace("ZOTERO_ITEM {", "ZOTERO_ITEM CSL_CITATION {", 1)
        if _WRITTEN_BY_PROGRAM.search(name):
            return self._noted(meaning_of(name, self._works))
        if name.lower() in _LISTS:
            return self._noted(Meaning(listing=True, writer=_LISTS[name.lower()]))
        keys = [
            key.strip()
            for found in _JABREF.finditer(name)
            for key in (found["key"] or found["keys"]).split(",")
        ]
        keys = [key for key in keys if key]
        return Meaning(citing=Citing(tuple(keys))) if keys else None

    def field(self, code: str) -> Meaning:
        """What a field of Word is by its instruction."""
        return self._noted(meaning_of(code, self._works))

    def _noted(self, meaning: Meaning) -> Meaning:
        if meaning.writer:
            self._writers.append(meaning.writer)
        return meaning

    def bibliography_mark(self, given: Mapping[str, str]) -> Citing | None:
        """Take the work in the attributes of ``text:bibliography-mark``.

        Args:
            given: The attributes.

        Returns:
            What it cites; None if it has no identifier.
        """
        key = given.get("text:identifier", "").strip()
        if not key:
            return None
        if _WORD.match(key):
            # LibreOffice makes marks of Word's citations, with what is shown for a title.
            return self.field(key).citing
        if key not in self._own:
            self._own[key] = _work(key, given)
        return Citing((key,))

    @property
    def keys(self) -> list[str]:
        """The identifiers of the works of LibreOffice's own bibliography."""
        return list(self._own)

    def embedded(self) -> list[Embedded]:
        """All works that were taken."""
        found = self._works.embedded()
        if self._own:
            data = msgspec.json.encode(list(self._own.values())).decode()
            found.append(Embedded(format="csl-json", data=data, origin="LibreOffice"))
        return found

    def guesses(self) -> list[str]:
        """What could not be read, and whose the lists are, in words for the user."""
        guesses = [written_anew(writer) for writer in dict.fromkeys(self._writers)]
        unread = self._works.unread
        if unread:
            what = "1 citation holds" if unread == 1 else f"{unread} citations hold"
            guesses.append(f"{what} data of a program for references that cannot be read")
        return guesses


def _work(key: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The CSL-JSON of a work of LibreOffice's bibliography."""
    kind = given.get("text:bibliography-type", "").lower()
    work: dict[str, Any] = {"id": key, "type": _TYPES.get(kind, "document")}
    for attribute, variable in _FIELDS.items():
        value = given.get(attribute, "").strip()
        if value and variable not in work:
            work[variable] = value
    number = given.get("text:number", "").strip()
    if number:
        work["issue" if work["type"] == "article-journal" else "number"] = number
    for attribute in _PUBLISHERS:
        value = given.get(attribute, "").strip()
        if value:
            work.setdefault("publisher", value)
    for attribute, variable in (("text:author", "author"), ("text:editor", "editor")):
        names = [
            _name(name) for name in _SPLIT_AUTHORS.split(given.get(attribute, "")) if name.strip()
        ]
        if names:
            work[variable] = names
    year = given.get("text:year", "").strip()
    if _YEAR.fullmatch(year):
        work["issued"] = {"date-parts": [[int(year)]]}
    elif year:
        work["issued"] = {"literal": year}
    return work


def _name(text: str) -> dict[str, str]:
    name = parse_name(text)
    if name.literal or not name.family:
        return {"literal": name.literal or text.strip()}
    return {"family": name.family, **({"given": name.given} if name.given else {})}


def _properties(meta: str, path: str) -> dict[str, str]:
    """The properties of the document that a user or program has defined, by name.

    A value too long for one property is in several, whose names end in "_1", "_2" …
    """
    values: dict[str, dict[int, str]] = {}
    found, attributes_of = named_events(meta, path=path)
    part: tuple[str, int] | None = None
    for event in found:
        if event.name == "meta:user-defined":
            part = None
            if event.kind == "open":
                numbered = _NUMBERED.fullmatch(attributes_of(event).get("meta:name", ""))
                if numbered:
                    part = numbered["name"], int(numbered["number"])
        elif event.kind == "text" and part:
            values.setdefault(part[0], {}).setdefault(part[1], "")
            values[part[0]][part[1]] += unescaped(event.inside)
    return {name: "".join(parts[at] for at in sorted(parts)) for name, parts in values.items()}
