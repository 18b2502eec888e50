"""Works to a ``ref-list`` of JATS 1.3."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from refkit.formats.jats_names import GROUPS, OTHERS
from refkit.formats.jats_types import IN_CONTAINER, PERIODICALS, write_type
from refkit.formats.xml import append_marked, storable, to_string
from refkit.model import Date, Name, Work
from refkit.normalize.edtf import to_edtf

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES: Final = {"i": "italic", "b": "bold", "sup": "sup", "sub": "sub"}
_MIXED: Final = ("article-title", "chapter-title", "data-title", "part-title", "source", "comment")
_XLINK: Final = "http://www.w3.org/1999/xlink"
_ID: Final = re.compile(r"[^\W\d][\w.-]{0,200}")
_RANGE: Final = re.compile(r"(?P<first>[^\s,–-]{1,40})[–-](?P<last>[^\s,–-]{1,40})")
_GROUPS: Final = {
    variable: group
    for group, variable in reversed(GROUPS.items())
    if group
    and not group.startswith(("all", "guest", "inventor", "assignee"))
    and not group.endswith(("authors", "editors", "_editor"))
}
_BOOKS: Final = frozenset({"book", "classic", "collection", "periodical"})


def to_list(works: Iterable[Work]) -> str:
    """A ``ref-list`` as the content of a file."""
    from lxml import etree

    root = etree.Element("ref-list", nsmap={"xlink": _XLINK})
    taken: set[str] = set()
    for number, work in enumerate(works, start=1):
        key = work.id if _ID.fullmatch(work.id) and work.id not in taken else f"ref{number}"
        while key in taken:
            key += "x"
        taken.add(key)
        ref = etree.SubElement(root, "ref", id=key)
        _write(ref, work)
    return to_string(root, *_MIXED)


def _write(ref: _Element, work: Work) -> None:
    from lxml import etree

    citation = etree.SubElement(ref, "element-citation")
    citation.set("publication-type", write_type(work.type))
    for variable, group in _GROUPS.items():
        _write_names(citation, group, work.get(variable))
    _write_titles(citation, work)
    _write_date(citation, work)
    texts = (
        ("edition", work.edition),
        ("publisher-name", work.publisher),
        ("publisher-loc", work.publisher_place),
        ("conf-name", work.event_title),
        ("conf-loc", work.event_place),
        ("series", work.collection_title),
        ("volume-series", work.collection_number),
        ("volume", work.volume),
        ("issue", work.issue),
        ("supplement", work.supplement_number),
        ("version", work.version),
    )
    for name, text in texts:
        _add(citation, name, text)
    _write_pages(citation, work)
    _write_identifiers(citation, work)
    if work.URL:
        _add(
            citation, "ext-link", work.URL, {"ext-link-type": "uri", f"{{{_XLINK}}}href": work.URL}
        )
    if work.accessed is not None:
        written = _iso(work.accessed)
        attributes = {"content-type": "access-date"}
        if _is_iso(written):
            attributes["iso-8601-date"] = written
        _add(citation, "date-in-citation", written, attributes)
    if work.note:
        append_marked(etree.SubElement(citation, "comment"), work.note, _NAMES)


def _write_names(citation: _Element, group: str, names: list[Name]) -> None:
    from lxml import etree

    if not names:
        return
    people = etree.SubElement(citation, "person-group")
    people.set("person-group-type", group)
    for name in names:
        if name == OTHERS:
            etree.SubElement(people, "etal")
        elif name.literal:
            _add(people, "collab", name.literal)
        elif name.family or name.given:
            person = etree.SubElement(people, "name")
            family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
            _add(person, "surname", family)
            _add(
                person, "given-names", " ".join(filter(None, (name.given, name.dropping_particle)))
            )
            _add(person, "suffix", name.suffix)
    if not len(people):
        citation.remove(people)


def _write_titles(citation: _Element, work: Work) -> None:
    title = "source"
    if work.type == "dataset":
        title = "data-title"
    elif work.type in IN_CONTAINER - {"paper-conference"}:
        title = "chapter-title"
    elif work.type in PERIODICALS or work.container_title or work.type not in _BOOKS:
        title = "article-title"
    _add_marked(citation, title, work.title)
    _add_marked(citation, "part-title", work.part_title)
    _add_marked(citation, "source", work.container_title)


def _write_date(citation: _Element, work: Work) -> None:
    date = work.issued
    if date is None:
        return
    if not date.date_parts or not date.date_parts[0] or len(date.date_parts) > 1:
        _add(citation, "year", (_iso(date) or date.literal).replace("/", "–") + work.year_suffix)
        return
    parts = [f"{part:02}" for part in date.date_parts[0]]
    iso = _iso(date)
    attributes = {"iso-8601-date": iso} if _is_iso(iso) else {}
    _add(citation, "year", parts[0] + work.year_suffix, attributes)
    if date.season != "":
        _add(citation, "season", str(date.season))
    for name, part in zip(("month", "day"), parts[1:], strict=False):
        _add(citation, name, part)


def _write_pages(citation: _Element, work: Work) -> None:
    pages = _RANGE.fullmatch(work.page)
    if pages is not None:
        _add(citation, "fpage", pages["first"])
        _add(citation, "lpage", pages["last"])
    elif any(mark in work.page for mark in ",–-"):
        _add(citation, "page-range", work.page)
    else:
        _add(citation, "fpage", work.page)
    if work.number:
        name = {"patent": "patent", "standard": "std"}.get(work.type, "elocation-id")
        _add(citation, name, work.number)
    _add(citation, "size", work.number_of_pages, {"units": "pages"})


def _write_identifiers(citation: _Element, work: Work) -> None:
    for kind, text in (("doi", work.DOI), ("pmid", work.PMID), ("pmcid", work.PMCID)):
        _add(citation, "pub-id", text, {"pub-id-type": kind})
    for name, text in (("isbn", work.ISBN), ("issn", work.ISSN)):
        for number in text.split(", "):
            _add(citation, name, number)


def _add(parent: _Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    from lxml import etree

    if not text:
        return
    clean = {key: storable(value) for key, value in (attributes or {}).items()}
    etree.SubElement(parent, name, clean).text = storable(text)


def _add_marked(citation: _Element, name: str, text: str) -> None:
    from lxml import etree

    if text:
        append_marked(etree.SubElement(citation, name), text, _NAMES)


def _iso(date: Date) -> str:
    try:
        return to_edtf(date)
    except ValueError:
        return date.literal or date.raw


def _is_iso(text: str) -> bool:
    return text.replace("-", "").isdigit()
