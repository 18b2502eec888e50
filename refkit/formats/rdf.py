"""RDF/XML as far as bibliographic exports use it: nodes, their properties, and what these point to.

Source: https://www.w3.org/TR/rdf-syntax-grammar/. A node may stand inside the property that points
to it, or elsewhere under its rdf:about, rdf:ID or rdf:nodeID.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from lxml.etree import _Element

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES: Final = {
    RDF: "rdf",
    "http://www.zotero.org/namespaces/export#": "z",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/net/biblio#": "bib",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://purl.org/rss/1.0/modules/link/": "link",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/basic/2.1/": "prism",
    "http://nwalsh.com/rdf/vCard#": "vcard",
    "http://www.w3.org/2006/vcard/ns#": "vcard",
    "urn:refkit:export#": "refkit",
}
"""Namespaces to the prefixes by which the names of elements are written here."""

_ABOUT: Final = f"{{{RDF}}}about"
_ID: Final = f"{{{RDF}}}ID"
_NODE: Final = f"{{{RDF}}}nodeID"
_RESOURCE: Final = f"{{{RDF}}}resource"
_PARSE_TYPE: Final = f"{{{RDF}}}parseType"
_NOT_PROPERTIES: Final = frozenset(
    {_ABOUT, _ID, _NODE, _RESOURCE, _PARSE_TYPE, f"{{{RDF}}}datatype"}
)


class Graph:
    """The nodes of an RDF/XML tree by their addresses.

    Attributes:
        root: The root of the tree, rdf:RDF.
    """

    def __init__(self, root: _Element) -> None:
        self.root = root
        self._names: dict[str, str] = {}
        self._by_address: dict[str, list[_Element]] = {}
        found = root.xpath("//*[@r:about or @r:ID or @r:nodeID]", namespaces={"r": RDF})
        for element in cast("list[_Element]", found):
            # rdf:nodeID stands on properties too, where it points to a node.
            if element.get(_NODE) is None or self._is_node(element):
                self._by_address.setdefault(self.address(element), []).append(element)

    def name(self, element: _Element) -> str:
        """An element's name with the usual prefix: "dc:title"; "" of what is no element."""
        tag: object = element.tag
        if not isinstance(tag, str):
            return ""
        name = self._names.get(tag)
        if name is None:
            namespace, _, local = tag[1:].rpartition("}") if tag[:1] == "{" else ("", "", tag)
            prefix = PREFIXES.get(namespace, namespace)
            name = self._names[tag] = f"{prefix}:{local}" if prefix else local
        return name

    def address(self, node: _Element) -> str:
        """The address of a node: "#item_1"; "" if it has none."""
        about = node.get(_ABOUT)
        if about is not None:
            return about
        identifier, blank = node.get(_ID), node.get(_NODE)
        return f"#{identifier}" if identifier else f"_:{blank}" if blank else ""

    def kind(self, node: _Element) -> str:
        """The class of a node: "bib:Book"; "" of an rdf:Description that says none."""
        name = self.name(node)
        if name != "rdf:Description":
            return name
        for child in node:
            if self.name(child) == "rdf:type":
                address = child.get(_RESOURCE, "")
                for namespace, prefix in PREFIXES.items():
                    if address.startswith(namespace):
                        return f"{prefix}:{address.removeprefix(namespace)}"
        return ""

    def properties(self, node: _Element) -> dict[str, list[_Element | str]]:
        """The properties of a node by name, those of its other descriptions too.

        Returns:
            To each name the elements, or the texts of properties that are written as attributes.
        """
        found: dict[str, list[_Element | str]] = {}
        for element in self._descriptions(node):
            for child in element:
                name = self._names.get(child.tag) or self.name(child)
                if name in found:
                    found[name].append(child)
                elif name:
                    found[name] = [child]
            if len(element.attrib) > 1:
                self._from_attributes(element, found)
        return found

    def _from_attributes(self, node: _Element, found: dict[str, list[_Element | str]]) -> None:
        for key, value in node.attrib.items():
            namespace, _, local = str(key)[1:].rpartition("}")
            if key not in _NOT_PROPERTIES and namespace in PREFIXES:
                found.setdefault(f"{PREFIXES[namespace]}:{local}", []).append(str(value))

    def _descriptions(self, node: _Element) -> list[_Element]:
        """A node and what else is said of it elsewhere; two items under one address are two."""
        address = self.address(node)
        others = self._by_address.get(address, []) if address else []
        if len(others) < 2:
            return [node]
        return [
            node,
            *(
                other
                for other in others
                if other is not node
                and self.name(other) == "rdf:Description"
                and not any(self.name(child) == "z:itemType" for child in other)
            ),
        ]

    def target(self, value: _Element | str) -> _Element | None:
        """The node that a property points to, or has inside it; None for text."""
        if isinstance(value, str):
            return None
        if len(value):
            return value if value.get(_PARSE_TYPE) == "Resource" else value[0]
        address = self.points_to(value)
        nodes = self._by_address.get(address) if address else None
        return nodes[0] if nodes else None

    def points_to(self, value: _Element | str) -> str:
        """The address that a property points to by an attribute; "" if by none."""
        if isinstance(value, str):
            return ""
        address = value.get(_RESOURCE)
        if address is not None:
            return address
        blank = value.get(_NODE)
        return f"_:{blank}" if blank and not self._is_node(value) else ""

    def text(self, value: _Element | str) -> str:
        """The text of a property as it stands; "" for one that has a node."""
        if isinstance(value, str):
            return value
        return value.text or "" if not len(value) else ""

    def _is_node(self, element: _Element) -> bool:
        """Whether an element is a node: nodes and properties alternate from the root on."""
        depth = 0
        parent = element.getparent()
        while parent is not None and parent is not self.root:
            depth += 1
            parent = parent.getparent()
        return depth % 2 == 0
