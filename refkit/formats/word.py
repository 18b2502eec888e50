"""Word's sources: the sources.xml of its source manager, and the same part of a DOCX file.

Source: ECMA-376, Part 1, section 22.6 "Bibliography" (shared-bibliography.xsd). Every value is text
of at most 255 characters there; Word itself reads longer ones.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from refkit.errors import FormatError
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.values import plain_text, read_date, read_pages, resolved, write_date
from refkit.formats.word_names import read_contributors, write_contributors
from refkit.formats.word_types import (
    CONTAINERS,
    NUMBERS,
    PLACES,
    PUBLISHERS,
    TEXT,
    TITLES,
    is_thesis,
    read_type,
    write_type,
)
from refkit.formats.xml import storable, text_of, to_string
from refkit.formats.xml_records import read_records
from refkit.model import Date, Work
from refkit.normalize.date_words import ENGLISH_MONTHS
from refkit.normalize.dois import parse_doi

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_word", "write_word"]

_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
_NUMBERS: Final = ("ISBN", "ISSN", "PMID", "PMCID")
_HEAD: Final = frozenset({"Tag", "SourceType", "Guid", "LCID", "Author", "RefOrder"})
_KEPT: Final = ("Guid", "LCID", "RefOrder")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")

_MARK: Final = " (thesis)"


def read_word(data: bytes | str, *, path: str = "") -> Loaded:
    """Read Word's sources.xml, or customXml/item1.xml of a DOCX file.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        One Work for each source, in order; its id is the Tag. What no CSL variable fits is in
        ``custom["word"]``.

    Raises:
        FormatError: If it is no XML, or holds no sources.
        UnreadableError: If it is empty or no text.
    """
    records = read_records(data, "Source", path=path)
    name = records.root.tag.rpartition("}")[2]
    if name not in ("Sources", "Source"):
        raise FormatError(f"no sources of Word: the root is <{name}>", path=path, line=1)
    loaded = Loaded(problems=records.problems, format="word-xml")
    loaded.encoding = "utf-8" if isinstance(data, bytes) else ""
    for record in records.records:
        work = _read(record.element)
        if work is None:
            problem = Problem(record.line, "an empty source", raw=record.raw, lost=True)
            loaded.problems.append(problem)
        else:
            loaded.works.append(work)
    loaded.problems.sort(key=lambda problem: problem.line)
    return loaded


def write_word(works: Iterable[Work]) -> str:
    """Works as a sources.xml that Word's source manager opens.

    Args:
        works: The Works. What the schema has no element for is left out.

    Returns:
        XML. Every source has a Tag of its own; those of Works without an id are made up.
    """
    from lxml import etree

    root = etree.Element(f"{{{_NAMESPACE}}}Sources", nsmap={"b": _NAMESPACE})
    root.set("SelectedStyle", "")
    tags: set[str] = set()
    for number, work in enumerate(works, 1):
        tag = _tag(work, number, tags)
        tags.add(tag)
        source = etree.SubElement(root, f"{{{_NAMESPACE}}}Source")
        fields = _fields(work, tag)
        for name, text in fields.items():
            if text:
                element = etree.SubElement(source, f"{{{_NAMESPACE}}}{name}")
                element.text = storable(text)
        write_contributors(source, fields["SourceType"], work)
    return to_string(root)


def _read(source: _Element) -> Work | None:
    fields: dict[str, str] = {}
    for element in source:
        if element.tag != "Author":
            fields.setdefault(element.tag, resolved(text_of(element)))
    fields = {name: text for name, text in fields.items() if text}
    kind = fields.pop("SourceType", "")
    work = Work(id=fields.pop("Tag", ""), type=read_type(kind, fields))
    kept: dict[str, Any] = read_contributors(source.find("Author"), kind, work)
    if _LANGUAGE.fullmatch(fields.get("LCID", "")):
        work.language = fields.pop("LCID")
    if fields.get("Guid") == _guid(work.id):
        fields.pop("Guid")
    for name in _KEPT:
        if name in fields:
            kept[name] = fields.pop(name)
    work.issued = _date(fields, "")
    work.accessed = _date(fields, "Accessed")
    for names, variable in (
        (TITLES.get(kind, ("Title",)), "title"),
        (CONTAINERS.get(kind, ()), "container-title"),
        (PUBLISHERS.get(kind, ("Publisher",)), "publisher"),
    ):
        name = next((name for name in names if name in fields), "")
        if name:
            work.set(variable, fields.pop(name))
    place = [fields.pop(name) for name in PLACES if name in fields]
    work.publisher_place = ", ".join(place)
    for name, variable in TEXT.items():
        if name in fields and not work.get(variable):
            work.set(variable, fields.pop(name))
    if work.type == "thesis":
        # As write_word has it where the genre alone would not say that it is a thesis.
        genre = work.genre.removesuffix(_MARK)
        work.genre = "" if genre == "Thesis" else genre
    work.page = read_pages(work.page)
    _numbers(fields, work)
    if fields:
        kept["fields"] = fields
    if kind and write_type(work) != kind:
        kept["SourceType"] = kind
    if not (work.title or work.author or work.id or fields):
        return None
    if kept:
        work.custom = {"word": kept}
    return work


def _date(fields: dict[str, str], suffix: str) -> Date | None:
    year, month, day = (fields.pop(f"{part}{suffix}", "") for part in ("Year", "Month", "Day"))
    if not year:
        return read_date(" ".join(filter(None, (month, day))))
    if month.isdigit() or not month:
        written = "-".join([year, *([month] if month else []), *([day] if month and day else [])])
    else:
        written = " ".join(filter(None, (year, month, day)))
    date = read_date(written)
    return date if date is not None and date.date_parts else read_date(year)


def _numbers(fields: dict[str, str], work: Work) -> None:
    """DOI, and what StandardNumber says: an ISBN, ISSN or DOI, with its name or without."""
    work.DOI = _doi(fields.get("DOI", ""))
    if work.DOI:
        fields.pop("DOI")
    number = fields.pop("StandardNumber", "")
    if not number:
        return
    label, _, value = number.partition(" ")
    variable = label.rstrip(":").upper()
    digits = sum(character.isdigit() for character in number)
    if variable in _NUMBERS and value:
        work.set(variable, value.strip())
    elif _doi(number) and not work.DOI:
        work.DOI = _doi(number)
    elif 7 <= digits <= 8 and len(number) <= 9:
        work.ISSN = number
    elif digits >= 9 and number.replace("-", "").replace(" ", "")[:-1].isdigit():
        work.ISBN = number
    else:
        fields["StandardNumber"] = number


def _doi(text: str) -> str:
    """The DOI of an element that holds one, as it stands or in an address; "" if it is none."""
    return text if text.startswith("10.") and " " not in text else parse_doi(text)


def _tag(work: Work, number: int, taken: set[str]) -> str:
    """The Tag that citations in a document name: the Work's id, or one made up."""
    tag = storable(work.id)[:255].strip() or f"Source{number}"
    unique, count = tag, 1
    while unique in taken:
        count += 1
        unique = f"{tag}-{count}"
    return unique


def _guid(tag: str) -> str:
    """The Guid by which Word knows a source again in other documents: the same for the same Tag."""
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, f'refkit:{tag}')).upper()}}}"


def _fields(work: Work, tag: str) -> dict[str, str]:
    """Element names to texts, in the order of the source manager's form."""
    kept = work.custom.get("word")
    kept = kept if isinstance(kept, dict) else {}
    kind = write_type(work)
    if isinstance(kept.get("SourceType"), str):
        kind = kept["SourceType"]
    fields = {"Tag": tag, "SourceType": kind}
    fields["Guid"] = _text(kept.get("Guid")) or _guid(tag)
    if _LANGUAGE.fullmatch(work.language):
        fields["LCID"] = work.language
    fields[TITLES.get(kind, ("Title",))[0]] = work.title
    _write_date(fields, work.issued, "")
    _write_date(fields, work.accessed, "Accessed")
    for names, text in (
        (CONTAINERS.get(kind, ()), work.container_title),
        (PUBLISHERS.get(kind, ("Publisher",)), work.publisher),
    ):
        if names and text:
            fields[names[0]] = text
    if work.publisher_place:
        fields["City"] = work.publisher_place
    for name, variable in TEXT.items():
        of_type = variable != "number" or NUMBERS.get(kind) == name
        if of_type and work.get(variable) and name not in fields:
            fields[name] = work.get(variable)
    if work.type == "thesis" and not is_thesis(fields.get("ThesisType", "")):
        fields["ThesisType"] = f"{work.genre}{_MARK}" if work.genre else "Thesis"
    if "Pages" in fields:
        fields["Pages"] = fields["Pages"].replace("–", "-")
    number = next((variable for variable in _NUMBERS if work.get(variable)), "")
    if number:
        fields["StandardNumber"] = f"{number} {work.get(number)}"
    if work.DOI:
        fields["DOI"] = work.DOI
    if _text(kept.get("RefOrder")):
        fields["RefOrder"] = _text(kept.get("RefOrder"))
    own = kept.get("fields")
    for name, text in own.items() if isinstance(own, dict) else ():
        if isinstance(text, str) and name.isalnum() and name not in _HEAD:
            fields.setdefault(name, text)
    return {name: plain_text(text) for name, text in fields.items() if isinstance(text, str)}


def _write_date(fields: dict[str, str], date: Date | None, suffix: str) -> None:
    if date is None:
        return
    parts = date.date_parts[0] if len(date.date_parts) == 1 else ()
    if not parts or parts[0] < 1 or date.circa or date.season:
        fields[f"Year{suffix}"] = write_date(date)
        return
    fields[f"Year{suffix}"] = f"{parts[0]:04}"
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        fields[f"Month{suffix}"] = ENGLISH_MONTHS[parts[1] - 1]
        if len(parts) > 2:
            fields[f"Day{suffix}"] = str(parts[2])


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
