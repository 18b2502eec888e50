"""A Work as a BibJSON record: the inverse of :mod:`refkit.formats.bibjson_record`."""

from __future__ import annotations

from typing import Any, Final

from refkit.formats.bibjson_record import NAMES, TEXT, TYPES
from refkit.formats.values import write_date
from refkit.model import Name, Work

_TYPES: Final = {kind: name for name, kind in reversed(list(TYPES.items()))}
"""CSL's types to BibTeX's, the first of several; the others have no name there."""

_IDENTIFIERS: Final = ("DOI", "ISBN", "PMID", "PMCID")
_OF_JOURNAL: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)


def write_record(work: Work) -> dict[str, Any]:
    """The record of a Work, with the keys of another program that were kept in it."""
    kept = work.custom.get("bibjson")
    kept = kept if isinstance(kept, dict) else {}
    own = kept.get("fields")
    own = own if isinstance(own, dict) else {}
    record: dict[str, Any] = {}
    if work.id:
        record["cid"] = work.id
    if work.type:
        record["type"] = _TYPES.get(work.type, work.type)
    if work.title:
        record["title"] = work.title
    for variable in NAMES:
        names = [_name(name) for name in work.get(variable)]
        if names:
            record[variable] = names
    _issued(record, work)
    _container(record, work, own)
    texts = {
        "publisher": work.publisher,
        "address": work.publisher_place,
        "series": work.collection_title,
        "number": work.number,
        "language": work.language,
        **{key: work.get(variable) for key, variable in TEXT.items()},
    }
    record.update({key: text for key, text in texts.items() if text})
    if work.keyword:
        record["keywords"] = work.keyword.split("; ")
    _references(record, work, own)
    for key, value in own.items():
        record.setdefault(key, value)
    around = kept.get("around")
    if isinstance(around, dict) and around:
        return {**around, "bibjson": record}
    return record


def _name(name: Name) -> dict[str, Any]:
    entry: dict[str, Any] = dict(name.extra)
    if "ORCID" in entry:
        entry["orcid"] = entry.pop("ORCID")
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    if family and name.suffix:
        family += ("," if name.comma_suffix else "") + f" {name.suffix}"
    parts = {"name": str(name), "firstname": given, "lastname": family}
    entry.update({key: text for key, text in parts.items() if text})
    return entry


def _issued(record: dict[str, Any], work: Work) -> None:
    date = work.issued
    if date is None:
        return
    parts = date.date_parts[0] if len(date.date_parts) == 1 else ()
    if parts and not date.season and not date.circa and 0 < parts[0] < 10000:
        for key, number in zip(("year", "month", "day"), parts, strict=False):
            record[key] = f"{number:04}" if key == "year" else f"{number:02}"
    elif written := write_date(date):
        record["date"] = written


def _container(record: dict[str, Any], work: Work, own: dict[str, Any]) -> None:
    others = own.get("journal")
    parts: dict[str, Any] = {
        "volume": work.volume,
        "issue": work.issue,
        "pages": work.page.replace("–", "-"),
    }
    parts = {key: text for key, text in parts.items() if text}
    if work.type not in _OF_JOURNAL and not isinstance(others, dict):
        if work.container_title:
            record["booktitle"] = work.container_title
        record.update(parts)
        return
    journal = dict(others) if isinstance(others, dict) else {}
    for key, text in (("name", work.container_title), ("shortcode", work.container_title_short)):
        if text:
            journal[key] = text
    journal.update(parts)
    if work.ISSN:
        numbers = [{"type": "issn", "id": part} for part in work.ISSN.split(", ")]
        journal["identifier"] = numbers
    if journal:
        record["journal"] = journal


def _references(record: dict[str, Any], work: Work, own: dict[str, Any]) -> None:
    """Identifiers, links and licences, with those that another program had."""
    identifiers = [
        {"type": variable.lower(), "id": value}
        for variable in _IDENTIFIERS
        for value in (work.ISBN.split(", ") if variable == "ISBN" else [work.get(variable)])
        if value
    ]
    if work.ISSN and "identifier" not in record.get("journal", ()):
        identifiers += [{"type": "issn", "id": value} for value in work.ISSN.split(", ")]
    others = own.get("identifier")
    identifiers += others if isinstance(others, list) else []
    if identifiers:
        record["identifier"] = identifiers
    links = own.get("link")
    links = list(links) if isinstance(links, list) else []
    if work.URL and not any(
        isinstance(link, dict) and link.get("url") == work.URL for link in links
    ):
        links.insert(0, {"url": work.URL})
    if links:
        record["link"] = links
    if isinstance(own.get("license"), list):
        record["license"] = own["license"]
    elif work.license:
        record["license"] = [{"type": work.license}]
