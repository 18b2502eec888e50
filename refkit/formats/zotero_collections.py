"""Zotero's collections: which item is in which, by the names of a collection and those above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from refkit.formats.rdf import Graph

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLASSES: Final = ("z:Collection", "bib:Collection")
_DEEPEST: Final = 50
_SLASH: Final = "\u2215"
"""The division slash in place of "/" in a name, which parts names here."""


def read_collections(graph: Graph) -> dict[str, list[str]]:
    """The collections of each item.

    Args:
        graph: The file.

    Returns:
        Addresses of items to paths such as "thesis/chapter 2", in the order of the file.
    """
    names: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    above: dict[str, str] = {}
    for node in graph.root:
        if graph.kind(node) in _CLASSES:
            _note(graph, node, names, parts)
    for address, members in parts.items():
        for member in members:
            if member in names:
                above.setdefault(member, address)
    found: dict[str, list[str]] = {}
    for address, members in parts.items():
        path = _path(address, names, above)
        for member in members:
            if member not in names and path and path not in found.get(member, ()):
                found.setdefault(member, []).append(path)
    return found


def _note(graph: Graph, node: _Element, names: dict[str, str], parts: dict[str, list[str]]) -> None:
    """Note the name and the members of a collection, and of those written inside it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        address = graph.address(node) or f"_:collection{len(names)}"
        if address in names:
            continue
        properties = graph.properties(node)
        title = next(iter(properties.get("dc:title", ())), "")
        names[address] = " ".join(graph.text(title).split()).replace("/", _SLASH)
        members = parts.setdefault(address, [])
        for value in properties.get("dcterms:hasPart", ()):
            member = graph.points_to(value)
            if not member:
                inner = graph.target(value)
                member = graph.address(inner) if inner is not None else ""
                if inner is not None and graph.kind(inner) in _CLASSES:
                    waiting.append(inner)
            if member:
                members.append(member)


def _path(address: str, names: Mapping[str, str], above: Mapping[str, str]) -> str:
    path: list[str] = []
    while address in names and len(path) < _DEEPEST:
        path.append(names[address])
        address = above.get(address, "")
    return "/".join(filter(None, reversed(path)))


def collection_tree(paths: Iterable[tuple[str, str]]) -> dict[str, tuple[str, list[str]]]:
    """The collections to be written for items.

    Args:
        paths: Addresses of items with the paths of their collections.

    Returns:
        Each path, and those above it, to its own name and the addresses of its members; members
        that are collections go by "/" and their path.
    """
    tree: dict[str, tuple[str, list[str]]] = {}
    for address, path in paths:
        names = [name for name in path.split("/") if name]
        for depth in range(1, len(names) + 1):
            here = "/".join(names[:depth])
            if here not in tree:
                tree[here] = (names[depth - 1], [])
                if depth > 1:
                    tree["/".join(names[: depth - 1])][1].append(f"/{here}")
        if names:
            tree["/".join(names)][1].append(address)
    return tree
