"""A Work to the keys of a CITATION.cff file or of a reference in it.

Only what the schema of CFF 1.2.0 allows is written: whole numbers, whole dates, DOIs and addresses
in its form. The rest of a Work is left out.
"""

from __future__ import annotations

import re
from typing import Any, Final

from refkit.formats.cff_fields import (
    ANONYMOUS,
    FILE_KEYS,
    IN_SERIES,
    LICENCES,
    NAMES,
    PERSON_KEYS,
    PREFERRED,
    REFERENCE_KEYS,
    STATUSES,
    TEXT,
    TYPES,
    WHOLE_NUMBERS,
)
from refkit.formats.yaml import Written
from refkit.model import Date, Name, Work
from refkit.normalize.edtf import days_in
from refkit.normalize.text import strip_markup

_ADDRESS: Final = re.compile(r"(?:https|http|ftp|sftp)://[!-~]+")
_FORMS: Final = {
    "doi": re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+"),
    "isbn": re.compile(r"[0-9 -]{10,17}X?"),
    "issn": re.compile(r"[0-9]{4}-[0-9]{3}[0-9xX]"),
    "pmcid": re.compile(r"PMC[0-9]{7}"),
    "url": _ADDRESS,
}
"""What the schema wants of a value."""

_WHOLE: Final = re.compile(r"[0-9]{1,15}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_ORCID: Final = re.compile(r"https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_FIRST: Final = ("type", "title", "authors")
_MARKED: Final = frozenset({"title", "abstract", "notes", "abbreviation", "volume-title"})


def to_reference(work: Work) -> dict[str, Any]:
    """A Work as a reference of CFF, with its type, title and authors."""
    own = _own(work)
    kind = own.get("type")
    if not (isinstance(kind, str) and kind != "dataset" and TYPES.get(kind) == work.type):
        kind = PREFERRED.get(work.type, "generic")
    item: dict[str, Any] = {"type": kind, **_common(work)}
    if work.type == "book" and not work.author and work.editor:
        item.update(type="edited-work", authors=_people(work.editor))
    for key, variable in NAMES.items():
        people = _people(work.get(variable))
        if people and key != "authors":
            item[key] = people
    for key, variable in TEXT.items():
        value = _value(key, work.get(variable))
        if value is not None and key not in item:
            item[key] = value
    _titles(work, item)
    _locators(work, item)
    _entities(work, item)
    _reference_dates(work, item)
    genre = {"thesis": "thesis-type", "dataset": "data-type"}.get(work.type)
    if genre and work.genre:
        item[genre] = work.genre
    language = work.language.partition("-")[0].lower()
    if _LANGUAGE.fullmatch(language):
        item["languages"] = [language]
    item = _with_own(item, own, REFERENCE_KEYS)
    rest = sorted(key for key in item if key not in _FIRST)
    return {key: item[key] for key in (*_FIRST, *rest)}


def to_file(work: Work) -> dict[str, Any]:
    """A software or dataset as the keys of a whole file, without version and message."""
    item = _common(work)
    if work.type == "dataset":
        item["type"] = "dataset"
    for key in ("version", "doi", "url", "abstract"):
        value = _value(key, work.get(TEXT[key]))
        if value is not None:
            item[key] = value
    day = _day(work.issued)
    if day:
        item["date-released"] = day
    return _with_own(item, _own(work), FILE_KEYS)


def fits_a_file(work: Work) -> bool:
    """Whether the keys of a whole file can say when a work was published: only by a day."""
    return work.issued is None or bool(_day(work.issued))


def people_or_anonymous(work: Work) -> list[dict[str, Any]]:
    """The authors, of which CFF wants at least one."""
    return _people(work.author) or _people(work.editor) or [{"name": ANONYMOUS}]


def _own(work: Work) -> dict[str, Any]:
    own = work.custom.get("cff")
    return own if isinstance(own, dict) else {}


def _with_own(item: dict[str, Any], own: dict[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    fields = own.get("fields")
    if isinstance(fields, dict):
        item.update(
            {key: value for key, value in fields.items() if key in keys and key not in item}
        )
    return item


def _common(work: Work) -> dict[str, Any]:
    item: dict[str, Any] = {
        "title": _value("title", work.title) or "untitled",
        "authors": people_or_anonymous(work),
    }
    written = work.keyword
    words = [word.strip() for word in written.split(";" if ";" in written else ",")]
    if any(words):
        item["keywords"] = list(dict.fromkeys(filter(None, words)))
    licences = [part.strip() for part in work.license.split(" OR ")]
    if licences and all(part in LICENCES for part in licences):
        licences = list(dict.fromkeys(licences))
        item["license"] = licences if len(licences) > 1 else licences[0]
    return item


def _value(key: str, text: str) -> Any:
    """A value in the form that the schema wants; None if it has another."""
    text = strip_markup(text).strip() if key in _MARKED else text.strip()
    if not text:
        return None
    if key in WHOLE_NUMBERS:
        return int(text) if _WHOLE.fullmatch(text) else None
    if key in ("isbn", "issn"):
        text = text.partition(",")[0]
    if key == "status" and text not in STATUSES:
        return None
    form = _FORMS.get(key)
    return text if form is None or form.fullmatch(text) else None


def _people(names: list[Name]) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = []
    for name in names:
        person = _person(name)
        if person and person not in people:
            people.append(person)
    return people


def _person(name: Name) -> dict[str, Any]:
    whole = name.literal if name.literal or name.family or name.given else str(name)
    if whole:
        person: dict[str, Any] = {"name": whole}
    else:
        given = " ".join(filter(None, (name.given, name.dropping_particle)))
        parts = {
            "family-names": name.family,
            "given-names": given,
            "name-particle": name.non_dropping_particle,
            "name-suffix": name.suffix,
        }
        person = {key: value for key, value in parts.items() if value}
    if not person:
        return {}
    for key, value in name.extra.items():
        if key == "ORCID" and isinstance(value, str) and _ORCID.fullmatch(value):
            person["orcid"] = value
        elif key in PERSON_KEYS and isinstance(value, str) and value:
            person[key] = value
    affiliations = name.extra.get("affiliation")
    if isinstance(affiliations, list) and affiliations and not name.literal:
        first = affiliations[0].get("name") if isinstance(affiliations[0], dict) else None
        if isinstance(first, str) and first:
            person["affiliation"] = first
    return person


def _titles(work: Work, item: dict[str, Any]) -> None:
    """The journal, the collection, and the whole of which a dictionary's entry is a part."""
    container = strip_markup(work.container_title).strip()
    collection = strip_markup(work.collection_title).strip()
    item.pop("journal", None)
    if work.type in ("entry-dictionary", "entry-encyclopedia") and container:
        item["term"], item["title"] = item["title"], container
    elif work.type.startswith("article") or work.type.startswith("review"):
        if container:
            item["journal"] = container
    elif container and not (collection and work.type in IN_SERIES):
        item["collection-title"] = container
        collection = ""
    if collection and "collection-title" not in item:
        item["collection-title"] = collection


def _locators(work: Work, item: dict[str, Any]) -> None:
    first, _, last = work.page.replace("-", "–").partition("–")
    for key, page in (("start", first), ("end", last)):
        value = _value(key, page)
        if value is not None:
            item[key] = value
    if "start" not in item and work.page and "number" not in item:
        # Numbers of articles, "e0193972", are no whole numbers.
        item["number"] = work.page


def _entities(work: Work, item: dict[str, Any]) -> None:
    place = work.publisher_place.strip()
    key = "institution" if work.type in ("thesis", "report") else "publisher"
    if work.publisher.strip():
        item[key] = {"name": work.publisher.strip(), **({"city": place} if place else {})}
    elif place:
        item["location"] = {"name": place}
    event = work.event_title.strip() or work.event.strip()
    if event:
        item["conference"] = {"name": event}
        if work.event_place.strip():
            item["conference"]["location"] = work.event_place.strip()
        held = work.event_date
        for name, index in (("date-start", 0), ("date-end", 1)):
            if held is not None and len(held.date_parts) > index:
                day = _day(Date(date_parts=held.date_parts[index : index + 1]))
                if day:
                    item["conference"][name] = day


def _reference_dates(work: Work, item: dict[str, Any]) -> None:
    if work.issued is not None and work.issued.date_parts and work.issued.date_parts[0]:
        parts = work.issued.date_parts[0]
        item["year"] = parts[0]
        if len(parts) > 1 and 1 <= parts[1] <= 12:
            item["month"] = parts[1]
        day = _day(work.issued)
        if day:
            item["date-published"] = day
    original = work.original_date.year if work.original_date else None
    if original is not None:
        item["year-original"] = original
    day = _day(work.accessed)
    if day:
        item["date-accessed"] = day


def _day(date: Date | None) -> Written | None:
    """A whole date as CFF writes it; None of any other."""
    parts = date.date_parts[0] if date and date.date_parts else ()
    if len(parts) != 3 or not 0 < parts[0] < 10000 or not 1 <= parts[1] <= 12:
        return None
    if not 1 <= parts[2] <= days_in(parts[0], parts[1]):
        return None
    return Written("{:04}-{:02}-{:02}".format(*parts))
