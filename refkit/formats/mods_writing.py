"""A Work to a MODS record, as Zotero, bibutils and library systems read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.errors import FormatError
from refkit.formats.mods_dates import write_dates
from refkit.formats.mods_names import write_name
from refkit.formats.mods_reading import ARTICLES, IDENTIFIERS
from refkit.formats.mods_trees import leaf, wrapped
from refkit.formats.mods_types import genres_of
from refkit.formats.xml import parse_text, raw_of
from refkit.model import Work
from refkit.model.work import NAME_VARIABLES

_RANGE: Final = re.compile(r"(?P<start>[^\s,–-]{1,40})[–-](?P<end>[^\s,–-]{1,40})")
_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_IN_HOST: Final = {"editor": "editor", "container-author": "author", "compiler": "compiler"}
"""Roles of people who made the host, where there is one, and what they are there."""

_ELSEWHERE: Final = {
    "collection-editor": "series",
    "original-author": "original",
    "reviewed-author": "reviewOf",
}
_KEPT: Final = frozenset(
    {"titleInfo", "name", "typeOfResource", "genre", "originInfo", "language", "abstract"}
    | {"physicalDescription", "tableOfContents", "targetAudience", "note", "subject", "part"}
    | {"classification", "relatedItem", "identifier", "location", "accessCondition"}
    | {"extension", "recordInfo"}
)
"""The elements that a record may have (MODS 3.8, top-level elements)."""


def to_xml(work: Work) -> str:
    """The ``mods`` element of a Work, names without a namespace, each element on a line."""
    kept = work.custom.get("mods")
    kept = kept.get("xml") if isinstance(kept, dict) else None
    hosted = bool(work.container_title)
    genres = genres_of(work.type)
    lines = [
        "<mods>",
        *_titles(work),
        *_people(work, hosted),
        leaf("typeOfResource", genres.resource),
        leaf("genre", work.type and genres.local, authority="local"),
        leaf("genre", genres.marcgt, authority="marcgt"),
        leaf("genre", work.genre),
        _origin(work, hosted),
        _language(work),
        _description(work),
        leaf("abstract", work.abstract),
        leaf("note", work.note),
        leaf("note", work.annote, type="annotation"),
        *_keywords(work),
        _host(work, genres.host),
        _series(work),
        _original(work),
        _reviewed(work),
        *_identifiers(work, hosted),
        _location(work),
        leaf("accessCondition", work.license, type="use and reproduction"),
        "" if hosted else _part(work),
        wrapped("recordInfo", leaf("recordContentSource", work.source)),
    ]
    lines += map(_put_back, kept if isinstance(kept, list) else ())
    lines.append("</mods>")
    return "\n".join(filter(None, lines))


def _titles(work: Work) -> Iterator[str]:
    yield wrapped(
        "titleInfo",
        leaf("title", work.title),
        leaf("partNumber", work.part_number),
        leaf("partName", work.part_title),
    )
    yield wrapped("titleInfo", leaf("title", work.title_short), type="abbreviated")
    yield wrapped("name", leaf("namePart", work.event_title), type="conference")


def _people(work: Work, hosted: bool) -> Iterator[str]:
    for variable in NAME_VARIABLES:
        if variable in _ELSEWHERE or (hosted and variable in _IN_HOST):
            continue
        if variable != "container-author":
            for name in work.get(variable):
                yield write_name(name, variable)


def _origin(work: Work, hosted: bool) -> str:
    return wrapped(
        "originInfo",
        "" if hosted else _publisher(work),
        write_dates("dateIssued", work.issued),
        write_dates("dateCaptured", work.accessed),
        write_dates("dateValid", work.available_date),
        write_dates("dateOther", work.submitted, type="submitted"),
        write_dates("dateOther", work.event_date, type="event"),
        leaf("edition", work.version if work.type == "software" else work.edition),
    )


def _publisher(work: Work) -> str:
    place = wrapped("place", leaf("placeTerm", work.publisher_place, type="text"))
    return place + leaf("publisher", work.publisher)


def _language(work: Work) -> str:
    if not _CODE.fullmatch(work.language):
        return wrapped("language", leaf("languageTerm", work.language, type="text"))
    authority = "iso639-2b" if len(work.language) == 3 else "rfc5646"
    return wrapped(
        "language", leaf("languageTerm", work.language, type="code", authority=authority)
    )


def _description(work: Work) -> str:
    return wrapped(
        "physicalDescription",
        leaf("form", work.medium),
        leaf("extent", work.number_of_pages, unit="pages"),
        leaf("extent", work.dimensions),
    )


def _keywords(work: Work) -> Iterator[str]:
    for keyword in work.keyword.split(";" if ";" in work.keyword else ","):
        yield wrapped("subject", leaf("topic", keyword.strip()))


def _host(work: Work, genre: str) -> str:
    if not work.container_title:
        return ""
    people = [
        write_name(name, role) for variable, role in _IN_HOST.items() for name in work.get(variable)
    ]
    return wrapped(
        "relatedItem",
        wrapped("titleInfo", leaf("title", work.container_title)),
        wrapped("titleInfo", leaf("title", work.container_title_short), type="abbreviated"),
        *people,
        leaf("genre", genre, authority="marcgt"),
        wrapped("originInfo", _publisher(work)),
        _part(work),
        *_numbers("isbn", work.ISBN),
        *_numbers("issn", work.ISSN),
        type="host",
    )


def _part(work: Work) -> str:
    details = (
        ("volume", work.volume),
        ("issue", work.issue),
        ("artNum" if work.type in ARTICLES else "number", work.number),
        ("chapter", work.chapter_number),
        ("section", work.section),
        ("supplement", work.supplement_number),
    )
    return wrapped(
        "part",
        *(wrapped("detail", leaf("number", text), type=kind) for kind, text in details if text),
        _pages(work.page),
    )


def _pages(page: str) -> str:
    pages = _RANGE.fullmatch(page)
    if pages is not None:
        inner = leaf("start", pages["start"]) + leaf("end", pages["end"])
    elif "," in page or "–" in page or "-" in page:
        inner = leaf("list", page)
    else:
        inner = leaf("start", page)
    return wrapped("extent", inner, unit="pages")


def _series(work: Work) -> str:
    return wrapped(
        "relatedItem",
        wrapped(
            "titleInfo",
            leaf("title", work.collection_title),
            leaf("partNumber", work.collection_number),
        ),
        *(write_name(name, "editor") for name in work.collection_editor),
        type="series",
    )


def _original(work: Work) -> str:
    place = leaf("placeTerm", work.original_publisher_place, type="text")
    return wrapped(
        "relatedItem",
        wrapped("titleInfo", leaf("title", work.original_title)),
        *(write_name(name, "author") for name in work.original_author),
        wrapped(
            "originInfo",
            wrapped("place", place),
            leaf("publisher", work.original_publisher),
            write_dates("dateIssued", work.original_date),
        ),
        type="original",
    )


def _reviewed(work: Work) -> str:
    return wrapped(
        "relatedItem",
        wrapped("titleInfo", leaf("title", work.reviewed_title)),
        *(write_name(name, "author") for name in work.reviewed_author),
        leaf("genre", work.reviewed_genre),
        type="reviewOf",
    )


def _identifiers(work: Work, hosted: bool) -> Iterator[str]:
    yield leaf("identifier", work.id, type="citekey")
    for kind, variable in IDENTIFIERS.items():
        if not (hosted and kind in ("isbn", "issn")):
            yield from _numbers(kind, work.get(variable))


def _numbers(kind: str, text: str) -> Iterator[str]:
    for number in text.split(", ") if kind in ("isbn", "issn") else [text]:
        yield leaf("identifier", number, type=kind)


def _location(work: Work) -> str:
    return wrapped(
        "location",
        leaf("physicalLocation", work.archive),
        leaf("shelfLocator", work.call_number),
        leaf("url", work.URL),
    )


def _put_back(xml: object) -> str:
    if not isinstance(xml, str):
        return ""
    try:
        found, faults = parse_text(xml)
    except FormatError:
        return ""
    return raw_of(found) if not faults and found.tag in _KEPT else ""
