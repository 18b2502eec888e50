"""A Work to a MODS record, as Zotero, bibutils and library systems read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from refkit.errors import FormatError
from refkit.formats.mods_dates import write_dates
from refkit.formats.mods_names import write_name
from refkit.formats.mods_reading import ARTICLES, IDENTIFIERS
from refkit.formats.mods_trees import add
from refkit.formats.mods_types import genres_of
from refkit.formats.xml import parse_text
from refkit.model import Work
from refkit.model.work import NAME_VARIABLES

if TYPE_CHECKING:
    from lxml.etree import _Element

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


def to_record(work: Work) -> _Element:
    """The ``mods`` element of a Work, names without a namespace."""
    from lxml import etree

    record = etree.Element("mods")
    kept = work.custom.get("mods")
    kept = kept.get("xml") if isinstance(kept, dict) else None
    hosted = bool(work.container_title)
    _write_titles(record, work)
    for variable in NAME_VARIABLES:
        if variable in _ELSEWHERE or (hosted and variable in _IN_HOST):
            continue
        if variable != "container-author":
            for name in work.get(variable):
                write_name(record, name, variable)
    genres = genres_of(work.type)
    add(record, "typeOfResource", genres.resource)
    if work.type:
        add(record, "genre", genres.local, authority="local")
    if genres.marcgt:
        add(record, "genre", genres.marcgt, authority="marcgt")
    _add_text(record, "genre", work.genre)
    _write_origin(record, work, hosted)
    _write_language(record, work)
    _write_description(record, work)
    _add_text(record, "abstract", work.abstract)
    _add_text(record, "note", work.note)
    _add_text(record, "note", work.annote, type="annotation")
    _write_keywords(record, work)
    _write_host(record, work, genres.host)
    _write_series(record, work)
    _write_original(record, work)
    _write_reviewed(record, work)
    _write_identifiers(record, work, hosted)
    _write_location(record, work)
    _add_text(record, "accessCondition", work.license, type="use and reproduction")
    if not hosted:
        _write_part(record, work)
    if work.source:
        _add_text(add(record, "recordInfo"), "recordContentSource", work.source)
    for xml in kept if isinstance(kept, list) else ():
        _put_back(record, xml)
    return record


def _add_text(parent: _Element, name: str, text: str, **attributes: str) -> None:
    if text:
        add(parent, name, text, **attributes)


def _write_titles(record: _Element, work: Work) -> None:
    if work.title or work.part_number or work.part_title:
        info = add(record, "titleInfo")
        _add_text(info, "title", work.title)
        _add_text(info, "partNumber", work.part_number)
        _add_text(info, "partName", work.part_title)
    if work.title_short:
        add(add(record, "titleInfo", type="abbreviated"), "title", work.title_short)
    if work.event_title:
        add(add(record, "name", type="conference"), "namePart", work.event_title)


def _write_origin(record: _Element, work: Work, hosted: bool) -> None:
    origin = add(record, "originInfo")
    if not hosted:
        _write_publisher(origin, work)
    write_dates(origin, "dateIssued", work.issued)
    write_dates(origin, "dateCaptured", work.accessed)
    write_dates(origin, "dateValid", work.available_date)
    write_dates(origin, "dateOther", work.submitted, type="submitted")
    write_dates(origin, "dateOther", work.event_date, type="event")
    _add_text(origin, "edition", work.version if work.type == "software" else work.edition)
    if not len(origin):
        record.remove(origin)


def _write_publisher(origin: _Element, work: Work) -> None:
    if work.publisher_place:
        add(add(origin, "place"), "placeTerm", work.publisher_place, type="text")
    _add_text(origin, "publisher", work.publisher)


def _write_language(record: _Element, work: Work) -> None:
    if not work.language:
        return
    language = add(record, "language")
    if _CODE.fullmatch(work.language):
        authority = "iso639-2b" if len(work.language) == 3 else "rfc5646"
        add(language, "languageTerm", work.language, type="code", authority=authority)
    else:
        add(language, "languageTerm", work.language, type="text")


def _write_description(record: _Element, work: Work) -> None:
    if not (work.medium or work.number_of_pages or work.dimensions):
        return
    description = add(record, "physicalDescription")
    _add_text(description, "form", work.medium)
    _add_text(description, "extent", work.number_of_pages, unit="pages")
    _add_text(description, "extent", work.dimensions)


def _write_keywords(record: _Element, work: Work) -> None:
    for keyword in work.keyword.split(";" if ";" in work.keyword else ","):
        if keyword.strip():
            add(add(record, "subject"), "topic", keyword.strip())


def _write_host(record: _Element, work: Work, genre: str) -> None:
    if not work.container_title:
        return
    host = add(record, "relatedItem", type="host")
    add(add(host, "titleInfo"), "title", work.container_title)
    if work.container_title_short:
        add(add(host, "titleInfo", type="abbreviated"), "title", work.container_title_short)
    for variable, role in _IN_HOST.items():
        for name in work.get(variable):
            write_name(host, name, role)
    _add_text(host, "genre", genre, authority="marcgt")
    if work.publisher or work.publisher_place:
        _write_publisher(add(host, "originInfo"), work)
    _write_part(host, work)
    for kind in ("isbn", "issn"):
        _write_numbers(host, kind, work.get(kind.upper()))


def _write_part(parent: _Element, work: Work) -> None:
    details = (
        ("volume", work.volume),
        ("issue", work.issue),
        ("artNum" if work.type in ARTICLES else "number", work.number),
        ("chapter", work.chapter_number),
        ("section", work.section),
        ("supplement", work.supplement_number),
    )
    if not work.page and not any(text for _, text in details):
        return
    part = add(parent, "part")
    for kind, text in details:
        if text:
            add(add(part, "detail", type=kind), "number", text)
    if work.page:
        extent = add(part, "extent", unit="pages")
        pages = _RANGE.fullmatch(work.page)
        if pages is not None:
            add(extent, "start", pages["start"])
            add(extent, "end", pages["end"])
        elif "," in work.page or "–" in work.page or "-" in work.page:
            add(extent, "list", work.page)
        else:
            add(extent, "start", work.page)


def _write_series(record: _Element, work: Work) -> None:
    if not (work.collection_title or work.collection_number or work.collection_editor):
        return
    series = add(record, "relatedItem", type="series")
    info = add(series, "titleInfo")
    _add_text(info, "title", work.collection_title)
    _add_text(info, "partNumber", work.collection_number)
    for name in work.collection_editor:
        write_name(series, name, "editor")


def _write_original(record: _Element, work: Work) -> None:
    imprint = work.original_date or work.original_publisher or work.original_publisher_place
    if not (imprint or work.original_title or work.original_author):
        return
    original = add(record, "relatedItem", type="original")
    if work.original_title:
        add(add(original, "titleInfo"), "title", work.original_title)
    for name in work.original_author:
        write_name(original, name, "author")
    if imprint:
        origin = add(original, "originInfo")
        if work.original_publisher_place:
            place = add(origin, "place")
            add(place, "placeTerm", work.original_publisher_place, type="text")
        _add_text(origin, "publisher", work.original_publisher)
        write_dates(origin, "dateIssued", work.original_date)


def _write_reviewed(record: _Element, work: Work) -> None:
    if not (work.reviewed_title or work.reviewed_author or work.reviewed_genre):
        return
    reviewed = add(record, "relatedItem", type="reviewOf")
    if work.reviewed_title:
        add(add(reviewed, "titleInfo"), "title", work.reviewed_title)
    for name in work.reviewed_author:
        write_name(reviewed, name, "author")
    _add_text(reviewed, "genre", work.reviewed_genre)


def _write_identifiers(record: _Element, work: Work, hosted: bool) -> None:
    _add_text(record, "identifier", work.id, type="citekey")
    for kind, variable in IDENTIFIERS.items():
        if not (hosted and kind in ("isbn", "issn")):
            _write_numbers(record, kind, work.get(variable))


def _write_numbers(parent: _Element, kind: str, text: str) -> None:
    for number in text.split(", ") if kind in ("isbn", "issn") else [text]:
        _add_text(parent, "identifier", number, type=kind)


def _write_location(record: _Element, work: Work) -> None:
    if not (work.URL or work.archive or work.call_number):
        return
    location = add(record, "location")
    _add_text(location, "physicalLocation", work.archive)
    _add_text(location, "shelfLocator", work.call_number)
    _add_text(location, "url", work.URL)


def _put_back(record: _Element, xml: object) -> None:
    if not isinstance(xml, str):
        return
    try:
        element, faults = parse_text(xml)
    except FormatError:
        return
    if not faults and element.tag in _KEPT:
        record.append(element)
