"""An item of Zotero RDF as a Work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from refkit.formats.rdf import Graph
from refkit.formats.values import read_date, read_pages, resolved
from refkit.formats.zotero_extra import read_extra
from refkit.formats.zotero_fields import (
    AUTHORS,
    CREATORS,
    DATES,
    FIELDS,
    OLD_NAMES,
    READ_TYPES,
    TYPES_OF_CLASSES,
    WITH_ISSUE,
    WRITE_TYPES,
)
from refkit.model import Name, Work
from refkit.normalize.names import parse_inverted, parse_name

if TYPE_CHECKING:
    from lxml.etree import _Element

Properties = dict[str, list["_Element | str"]]

_OF_ITEM: Final = {
    "dc:title": "title",
    "dc:date": "date",
    "dcterms:issued": "date",
    "dcterms:dateSubmitted": "accessDate",
    "dcterms:abstract": "abstractNote",
    "dc:description": "extra",
    "dc:rights": "rights",
    "dc:language": "language",
    "dc:coverage": "archiveLocation",
    "dc:source": "publicationTitle",
    "prism:publicationName": "publicationTitle",
    "prism:edition": "edition",
    "prism:volume": "volume",
    "prism:number": "issue",
    "bib:pages": "pages",
    "dcterms:medium": "medium",
    "dcterms:alternative": "journalAbbreviation",
    "dc:type": "type",
}
"""Properties of an item to Zotero's fields."""

_OF_CONTAINER: Final = {
    "dc:title": "publicationTitle",
    "dcterms:alternative": "journalAbbreviation",
    "prism:volume": "volume",
    "prism:number": "issue",
}
_OF_SERIES: Final = {
    "dc:title": "series",
    "dcterms:alternative": "seriesTitle",
    "dc:description": "seriesText",
    "dc:identifier": "seriesNumber",
}
_IDENTIFIERS: Final = {"DOI", "ISBN", "ISSN", "PMID", "PMCID"}
_LONG: Final = frozenset({"abstractNote", "extra"})
_NOT_FIELDS: Final = frozenset({"itemType", "displayTitle", "citationKey"})
_CALL_NUMBERS: Final = ("dcterms:LCC", "dcterms:DDC", "dcterms:UDC")
_DEEPEST: Final = 5


def read_item(graph: Graph, node: _Element, collections: dict[str, list[str]]) -> tuple[Work, str]:
    """The Work of an item, and the text that it carries.

    Args:
        graph: The file.
        node: The item's node.
        collections: The collections of items by their addresses.
    """
    properties = graph.properties(node)
    item_type = _item_type(graph, node, properties)
    fields, creators, kept = _Item(graph, properties).read(item_type)
    work = Work(type=READ_TYPES.get(item_type, ""))
    if item_type and not work.type and item_type != "note":
        work.type = "document"
    if WRITE_TYPES.get(work.type) != item_type:
        kept["type"] = item_type
    work.id = fields.pop("citationKey", "")
    work.keyword = fields.pop("tags", "")
    _creators(creators, item_type, work, kept)
    extra = fields.pop("extra", "")
    _values(fields, item_type, work)
    read_extra(extra, work, kept)
    address = graph.address(node)
    if address in collections:
        kept["collections"] = collections[address]
    if "related" in kept:
        kept["about"] = address
    if fields:
        kept["fields"] = fields
    if kept:
        work.custom = {"zotero": kept}
    rest = properties.get("refkit:carried")
    return work, graph.text(rest[0]) if rest else ""


def _item_type(graph: Graph, node: _Element, properties: Properties) -> str:
    told = properties.get("z:itemType") or properties.get("z:type")
    name = graph.text(told[0]).strip() if told and "z:itemType" in properties else ""
    return name or TYPES_OF_CLASSES.get(graph.kind(node), "document")


def _values(fields: dict[str, str], item_type: str, work: Work) -> None:
    """Move fields that are CSL variables into the Work; the others stay."""
    if item_type not in WITH_ISSUE and "issue" in fields and "number" not in fields:
        fields["number"] = fields.pop("issue")
    if item_type == "computerProgram" and "edition" in fields:
        fields.setdefault("versionNumber", fields.pop("edition"))
    if item_type == "presentation" and "place" in fields:
        work.event_place = fields.pop("place")
    for name in list(fields):
        variable = FIELDS.get(name)
        if variable and not work.get(variable):
            work.set(variable, fields.pop(name))
    for name, variable in DATES.items():
        if name in fields:
            work.set(variable, read_date(fields.pop(name)))
    work.page = read_pages(work.page)


def _creators(
    creators: dict[str, list[Name]], item_type: str, work: Work, kept: dict[str, Any]
) -> None:
    for role, names in creators.items():
        variable = CREATORS.get(role, "")
        if role == AUTHORS.get(item_type) and "author" not in creators:
            variable = "author"
        if variable:
            work.set(variable, [*work.get(variable), *names])
        else:
            pairs = [[name.family or name.literal, name.given] for name in names]
            kept.setdefault("creators", {})[role] = pairs


class _Item:
    """The properties of an item on their way to fields and creators by Zotero's names."""

    def __init__(self, graph: Graph, properties: Properties) -> None:
        self.graph = graph
        self.properties = properties
        self.fields: dict[str, str] = {}
        self.creators: dict[str, list[Name]] = {}
        self.kept: dict[str, Any] = {}
        self.tags: list[str] = []

    def read(self, item_type: str) -> tuple[dict[str, str], dict[str, list[Name]], dict[str, Any]]:
        # The item's own before those of its journal.
        self._identifiers(self.properties.get("dc:identifier", []))
        self._containers(self.properties, 0)
        for name, values in self.properties.items():
            field = _OF_ITEM.get(name)
            if field:
                self._set(field, values[0])
            elif name.startswith("z:"):
                self._own(name[2:], values)
            elif name in ("bib:authors", "bib:editors", "bib:contributors", "bib:translators"):
                self.creators.setdefault(name[4:-1], []).extend(self._people(values))
            elif name in ("dc:creator", "dcterms:creator"):
                self.creators.setdefault("author", []).extend(self._people(values))
            elif name in _READERS:
                _READERS[name](self, values)
        if self.tags:
            self.fields["tags"] = "; ".join(dict.fromkeys(self.tags))
        return self.fields, self.creators, self.kept

    def _set(self, field: str, value: _Element | str) -> None:
        text = self.graph.text(value)
        text = text.strip() if field in _LONG else resolved(" ".join(text.split()))
        if text:
            self.fields.setdefault(field, text)

    def _own(self, name: str, values: list[_Element | str]) -> None:
        """A property that has the name of Zotero's field, or of a kind of creator."""
        if name == "citationKey":
            self._set("citationKey", values[0])
        elif name in _NOT_FIELDS:
            return
        elif self.graph.target(values[0]) is not None:
            role = name.removesuffix("s")
            self.creators.setdefault(role, []).extend(self._people(values))
        else:
            self._set(OLD_NAMES.get(name, name), values[0])

    def _containers(self, properties: Properties, depth: int) -> None:
        for value in properties.get("dcterms:isPartOf", ()):
            node = self.graph.target(value)
            if node is None or depth > _DEEPEST or self.graph.kind(node) == "z:Collection":
                continue
            inner = self.graph.properties(node)
            kind = self.graph.kind(node)
            if kind == "bib:Part":
                if "dc:title" in inner:
                    self._set("section", inner["dc:title"][0])
            else:
                names = _OF_SERIES if kind == "bib:Series" else _OF_CONTAINER
                for name, field in names.items():
                    if name in inner:
                        self._set(field, inner[name][0])
                if kind != "bib:Series":
                    self._identifiers(inner.get("dc:identifier", []))
            self._containers(inner, depth + 1)

    def _identifiers(self, values: list[_Element | str]) -> None:
        for value in values:
            node = self.graph.target(value)
            if node is not None:
                inner = self.graph.properties(node)
                for address in inner.get("rdf:value", ())[:1]:
                    self._set("url", address)
                continue
            text = " ".join(self.graph.text(value).split())
            label, _, number = text.partition(" ")
            if label.upper() in _IDENTIFIERS and number:
                self.fields.setdefault(label.upper(), number)
            elif text.startswith("10."):
                self.fields.setdefault("DOI", text)
            elif text:
                self.fields.setdefault("accessionNumber", text)

    def _publisher(self, values: list[_Element | str]) -> None:
        for value in values:
            node = self.graph.target(value)
            if node is None:
                self._set("publisher", value)
                continue
            inner = self.graph.properties(node)
            for name in inner.get("foaf:name", ())[:1]:
                self._set("publisher", name)
            for address in inner.get("vcard:adr", ()):
                place = self.graph.target(address)
                if place is not None:
                    for name in self.graph.properties(place).get("vcard:locality", ())[:1]:
                        self._set("place", name)

    def _conference(self, values: list[_Element | str]) -> None:
        node = self.graph.target(values[0])
        if node is None:
            self._set("conferenceName", values[0])
        else:
            for title in self.graph.properties(node).get("dc:title", ())[:1]:
                self._set("conferenceName", title)

    def _subjects(self, values: list[_Element | str]) -> None:
        for value in values:
            node = self.graph.target(value)
            if node is None:
                tag = " ".join(self.graph.text(value).split())
                self.tags += [tag] if tag else []
                continue
            inner = self.graph.properties(node).get("rdf:value", ())
            text = " ".join(self.graph.text(inner[0]).split()) if inner else ""
            if self.graph.kind(node) in _CALL_NUMBERS:
                self.fields.setdefault("callNumber", text)
            elif text:
                self.tags.append(text)
                self.kept.setdefault("automatic-tags", []).append(text)

    def _notes(self, values: list[_Element | str]) -> None:
        for value in values:
            node = self.graph.target(value)
            if node is not None:
                inner = self.graph.properties(node)
                for text in (inner.get("rdf:value") or inner.get("dc:description") or [])[:1]:
                    self.kept.setdefault("notes", []).append(self.graph.text(text))

    def _attachments(self, values: list[_Element | str]) -> None:
        for value in values:
            node = self.graph.target(value)
            if node is not None:
                attachment = _attachment(self.graph, self.graph.properties(node))
                if attachment:
                    self.kept.setdefault("attachments", []).append(attachment)

    def _file(self, values: list[_Element | str]) -> None:
        """The file of an attachment that is an item by itself."""
        path = self.graph.points_to(values[0]) or self.graph.text(values[0])
        if path:
            self.kept.setdefault("attachments", []).append({"path": path})

    def _related(self, values: list[_Element | str]) -> None:
        addresses = [self.graph.points_to(value) for value in values]
        if any(addresses):
            self.kept["related"] = [address for address in addresses if address]

    def _people(self, values: list[_Element | str]) -> list[Name]:
        names: list[Name] = []
        for value in values:
            node = self.graph.target(value)
            if node is None:
                name = parse_name(self.graph.text(value))
                names += [name] if name != Name() else []
            elif self.graph.name(node) in ("rdf:Seq", "rdf:Bag"):
                names += self._people(list(node))
            else:
                names += self._person(node)
        return names

    def _person(self, node: _Element) -> list[Name]:
        parts: dict[str, str] = {}
        for child in node:
            part = _PERSON.get(self.graph.name(child))
            if part:
                text = " ".join((child.text or "").split())
                parts.setdefault(part, resolved(text))
        family, given = parts.get("family", ""), parts.get("given", "")
        if family and given:
            return [parse_inverted(family, given)]
        literal = family or parts.get("name") or given
        return [Name(literal=literal)] if literal else []


_PERSON: Final = {
    **dict.fromkeys(("foaf:surname", "foaf:familyName", "foaf:lastName"), "family"),
    **dict.fromkeys(("foaf:givenName", "foaf:givenname", "foaf:firstName"), "given"),
    "foaf:family_name": "family",
    "foaf:name": "name",
}

_READERS: Final = {
    "dc:identifier": _Item._identifiers,
    "dc:publisher": _Item._publisher,
    "bib:presentedAt": _Item._conference,
    "dc:subject": _Item._subjects,
    "dcterms:isReferencedBy": _Item._notes,
    "link:link": _Item._attachments,
    "rdf:resource": _Item._file,
    "dc:relation": _Item._related,
}


def _attachment(graph: Graph, properties: Properties) -> dict[str, str]:
    """A file or link of an item: title, path, url, media-type, accessed, note."""
    found: dict[str, str] = {}
    for name, key in (
        ("dc:title", "title"),
        ("rdf:resource", "path"),
        ("z:path", "path"),
        ("link:type", "media-type"),
        ("dcterms:dateSubmitted", "accessed"),
        ("dc:description", "note"),
    ):
        for value in properties.get(name, ())[:1]:
            text = graph.points_to(value) or graph.text(value).strip()
            if text:
                found.setdefault(key, text)
    for value in properties.get("dc:identifier", ()):
        node = graph.target(value)
        inner = graph.properties(node).get("rdf:value", ()) if node is not None else ()
        if inner:
            found["url"] = graph.text(inner[0]).strip()
    return found
