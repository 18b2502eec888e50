"""Works as Zotero RDF: the inverse of :mod:`refkit.formats.zotero_reading`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

# This module is imported when Zotero RDF is written, and this is called half a million times.
from lxml.etree import Element, SubElement, _Element

from refkit.formats.rdf import PREFIXES, RDF
from refkit.formats.values import write_date
from refkit.formats.xml import storable
from refkit.formats.zotero_collections import collection_tree
from refkit.formats.zotero_extra import write_extra
from refkit.formats.zotero_fields import (
    AUTHORS,
    CLASSES,
    CONTAINERS,
    CREATORS,
    NEAR_TYPES,
    OWN_FIELDS,
    READ_TYPES,
    WITH_DOI,
    WITH_ISSUE,
    WITH_SERIES_TITLE,
    WRITE_TYPES,
    Z_FIELDS,
)
from refkit.model import Name, Work
from refkit.model.work import NAME_VARIABLES

_NAMESPACES: Final = {prefix: name for name, prefix in reversed(list(PREFIXES.items()))}
_ROLES: Final = {variable: role for role, variable in CREATORS.items()}
_BIB_ROLES: Final = frozenset({"author", "editor", "contributor"})
_NAMES: Final = frozenset(NAME_VARIABLES)
_NOT_VARIABLES: Final = frozenset({"id", "type", "custom", "categories", "note", "keyword"})


def build(works: Sequence[Work]) -> tuple[_Element, list[_Element]]:
    """The tree of a file that holds the Works, and the node of each in order."""
    root = Element(f"{{{RDF}}}RDF", nsmap=_NAMESPACES)
    addresses = _addresses(works)
    memberships: list[tuple[str, str]] = []
    nodes: list[_Element] = []
    for work, address in zip(works, addresses, strict=True):
        kept = _kept(work)
        item = _Item(root, work, address, kept)
        item.write()
        nodes.append(item.node)
        paths = _texts(kept.get("collections"))
        memberships += [(address, path) for path in paths]
    _collections(root, memberships)
    return root, nodes


def append_carried(node: _Element, text: str) -> None:
    """Put what an item carries into it, in an element that Zotero passes over."""
    _add(node, "refkit:carried", text)


def _kept(work: Work) -> dict[str, Any]:
    kept = work.custom.get("zotero")
    return kept if isinstance(kept, dict) else {}


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _addresses(works: Iterable[Work]) -> list[str]:
    """An address for each item; one that others are related to keeps that it had."""
    addresses: list[str] = []
    taken: set[str] = set()
    for number, work in enumerate(works, 1):
        about = _kept(work).get("about")
        address = storable(about) if isinstance(about, str) else ""
        if not address or address in taken:
            address = f"#refkit_{number}"
        taken.add(address)
        addresses.append(address)
    return addresses


class _Tags(dict[str, str]):
    """Names such as "dc:title" to those of lxml; grows by those that are used."""

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        self[name] = f"{{{_NAMESPACES[prefix]}}}{local}"
        return self[name]


_TAGS: Final = _Tags()


def _add(parent: _Element, name: str, text: str = "") -> _Element:
    element = SubElement(parent, _TAGS[name])
    if text:
        element.text = storable(text)
    return element


def _point(parent: _Element, name: str, address: str) -> None:
    _add(parent, name).set(_TAGS["rdf:resource"], storable(address))


def item_type(work: Work, kept: dict[str, Any]) -> str:
    """The item type of a Work: that which a file had, if it still fits."""
    own = kept.get("type")
    if isinstance(own, str) and READ_TYPES.get(own) == work.type:
        return own
    return WRITE_TYPES.get(work.type) or NEAR_TYPES.get(work.type, "document")


class _Item:
    """One Work on its way to an item; variables that are written leave ``left``."""

    def __init__(self, root: _Element, work: Work, address: str, kept: dict[str, Any]) -> None:
        self.root = root
        self.work = work
        self.address = address
        self.kept = kept
        self.type = item_type(work, kept)
        self.left = [variable for variable, _ in work.variables() if variable not in _NOT_VARIABLES]
        self.node = _add(root, CLASSES.get(self.type, "rdf:Description"))
        self.node.set(_TAGS["rdf:about"], address)

    def write(self) -> None:
        _add(self.node, "z:itemType", self.type)
        if self.work.type and READ_TYPES.get(self.type) != self.work.type:
            self.left.insert(0, "type")
        container = self._containers()
        self._publisher()
        self._creators()
        self._notes()
        self._attachments()
        for address in _texts(self.kept.get("related")):
            _point(self.node, "dc:relation", address)
        self._tags()
        self._identifiers(container)
        self._numbers(container)
        self._texts()
        extra = write_extra(self.work, self.left, self.kept)
        if extra:
            _add(self.node, "dc:description", extra)

    def _take(self, variable: str) -> str:
        """The text of a variable that is still to be written."""
        if variable not in self.left:
            return ""
        self.left.remove(variable)
        return str(self.work.get(variable))

    def _put(self, parent: _Element, name: str, variable: str) -> None:
        text = self._take(variable)
        if text:
            _add(parent, name, text)

    def _containers(self) -> _Element:
        """The section, container and series; the node that holds volume and issue."""
        work = self.work
        holder = self.node
        if work.section and "section" in self.left and self.type not in OWN_FIELDS["section"]:
            holder = _add(_add(holder, "dcterms:isPartOf"), "bib:Part")
            self._put(holder, "dc:title", "section")
        container = self.node
        if self.type in CONTAINERS:
            container = _add(_add(holder, "dcterms:isPartOf"), CONTAINERS[self.type])
            self._put(container, "dc:title", "container-title")
            self._put(container, "dcterms:alternative", "container-title-short")
        elif self.type not in OWN_FIELDS["container-title"]:
            self._put(self.node, "prism:publicationName", "container-title")
        if work.collection_title or work.collection_number:
            series = _add(_add(container, "dcterms:isPartOf"), "bib:Series")
            own = self.type in WITH_SERIES_TITLE
            self._put(series, "dcterms:alternative" if own else "dc:title", "collection-title")
            self._put(series, "dc:identifier", "collection-number")
        return container

    def _publisher(self) -> None:
        place = "event-place" if self.type == "presentation" else "publisher-place"
        if not (self.work.publisher or self.work.get(place)):
            return
        publisher = _add(_add(self.node, "dc:publisher"), "foaf:Organization")
        if self.work.get(place):
            address = _add(_add(publisher, "vcard:adr"), "vcard:Address")
            self._put(address, "vcard:locality", place)
        self._put(publisher, "foaf:name", "publisher")

    def _creators(self) -> None:
        for variable in [each for each in self.left if each in _NAMES]:
            role = _ROLES.get(variable, "")
            if variable == "author":
                role = AUTHORS.get(self.type, role)
            names = self.work.get(variable)
            if role:
                self.left.remove(variable)
                _people(self.node, role, [_parts(name) for name in names])
        creators = self.kept.get("creators")
        for role, names in creators.items() if isinstance(creators, dict) else ():
            pairs = [
                (str(name[0]), str(name[1]))
                for name in (names if isinstance(names, list) else ())
                if isinstance(name, list) and len(name) == 2
            ]
            if pairs and str(role).isidentifier() and str(role).isascii():
                _people(self.node, role, pairs)

    def _notes(self) -> None:
        for number, text in enumerate(_texts(self.kept.get("notes")), 1):
            address = f"{self.address}_note{number}"
            _point(self.node, "dcterms:isReferencedBy", address)
            note = _add(self.root, "bib:Memo")
            note.set(_TAGS["rdf:about"], address)
            _add(note, "rdf:value", text)

    def _attachments(self) -> None:
        attachments = self.kept.get("attachments")
        for number, entry in enumerate(attachments if isinstance(attachments, list) else (), 1):
            if not isinstance(entry, dict):
                continue
            if self.type == "attachment":
                _point(self.node, "rdf:resource", str(entry.get("path", "")))
                continue
            address = f"{self.address}_file{number}"
            _point(self.node, "link:link", address)
            _attachment(self.root, address, entry)

    def _tags(self) -> None:
        automatic = set(_texts(self.kept.get("automatic-tags")))
        for tag in filter(None, self.work.keyword.split("; ")):
            if tag in automatic:
                _add(_add(_add(self.node, "dc:subject"), "z:AutomaticTag"), "rdf:value", tag)
            else:
                _add(self.node, "dc:subject", tag)
        if self.type not in OWN_FIELDS["call-number"]:
            number = self._take("call-number")
            if number:
                _add(_add(_add(self.node, "dc:subject"), "dcterms:LCC"), "rdf:value", number)

    def _identifiers(self, container: _Element) -> None:
        for variable in ("ISBN", "ISSN"):
            number = self._take(variable)
            if number:
                _add(container, "dc:identifier", f"{variable} {number}")
        if self.type in WITH_DOI:
            number = self._take("DOI")
            if number:
                _add(self.node, "dc:identifier", f"DOI {number}")
        address = self._take("URL")
        if address:
            _add(_add(_add(self.node, "dc:identifier"), "dcterms:URI"), "rdf:value", address)

    def _numbers(self, container: _Element) -> None:
        if self.type not in OWN_FIELDS["volume"]:
            self._put(container, "prism:volume", "volume")
        if self.type in WITH_ISSUE:
            self._put(container, "prism:number", "issue")
        else:
            self._put(self.node, "prism:number", "number")

    def _texts(self) -> None:
        node = self.node
        self._put(node, "dc:title", "title")
        for variable, name in (("issued", "dc:date"), ("accessed", "dcterms:dateSubmitted")):
            date = self.work.get(variable)
            written = write_date(date) if variable in self.left else ""
            if written:
                self.left.remove(variable)
                _add(node, name, written)
        for variable, name in (
            ("abstract", "dcterms:abstract"),
            ("page", "bib:pages"),
            ("edition", "prism:edition"),
            ("license", "dc:rights"),
            ("archive_location", "dc:coverage"),
        ):
            self._put(node, name, variable)
        self._own_fields()
        for variable, name in Z_FIELDS.items():
            self._put(node, f"z:{name}", variable)
        fields = self.kept.get("fields")
        for name, text in fields.items() if isinstance(fields, dict) else ():
            if isinstance(text, str) and name.isidentifier() and name.isascii():
                _add(node, f"z:{name}", text)

    def _own_fields(self) -> None:
        for variable, names in OWN_FIELDS.items():
            name = names.get(self.type)
            if not name or variable not in self.left:
                continue
            if name == "conferenceName":
                conference = _add(_add(self.node, "bib:presentedAt"), "bib:Conference")
                self._put(conference, "dc:title", variable)
            elif variable == "submitted":
                self.left.remove(variable)
                _add(self.node, f"z:{name}", write_date(self.work.submitted))
            else:
                self._put(self.node, f"z:{name}", variable)


def _parts(name: Name) -> tuple[str, str]:
    """Surname and given name; a group, or a single name, has no given name."""
    if name.literal or not name.family:
        return name.literal or str(name), ""
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    if name.suffix:
        family += ("," if name.comma_suffix else "") + f" {name.suffix}"
    return family, " ".join(filter(None, (name.given, name.dropping_particle)))


def _people(node: _Element, role: str, names: Iterable[tuple[str, str]]) -> None:
    prefix = "bib" if role in _BIB_ROLES else "z"
    people = _add(_add(node, f"{prefix}:{role}s"), "rdf:Seq")
    for family, given in names:
        person = _add(_add(people, "rdf:li"), "foaf:Person")
        _add(person, "foaf:surname", family)
        if given:
            _add(person, "foaf:givenName", given)


def _attachment(root: _Element, address: str, entry: dict[str, Any]) -> None:
    node = _add(root, "z:Attachment")
    node.set(_TAGS["rdf:about"], address)
    _add(node, "z:itemType", "attachment")
    texts = {key: value for key, value in entry.items() if isinstance(value, str)}
    if texts.get("path"):
        _point(node, "rdf:resource", texts["path"])
    if texts.get("url"):
        _add(_add(_add(node, "dc:identifier"), "dcterms:URI"), "rdf:value", texts["url"])
    for key, name in (
        ("title", "dc:title"),
        ("accessed", "dcterms:dateSubmitted"),
        ("media-type", "link:type"),
        ("note", "dc:description"),
    ):
        if texts.get(key):
            _add(node, name, texts[key])


def _collections(root: _Element, memberships: list[tuple[str, str]]) -> None:
    tree = collection_tree(memberships)
    addresses = {path: f"#collection_{number}" for number, path in enumerate(tree, 1)}
    for path, (name, members) in tree.items():
        collection = _add(root, "z:Collection")
        collection.set(_TAGS["rdf:about"], addresses[path])
        _add(collection, "dc:title", name)
        for member in members:
            address = addresses[member[1:]] if member.startswith("/") else member
            _point(collection, "dcterms:hasPart", address)
