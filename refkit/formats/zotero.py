"""Zotero RDF: what Zotero exports under that name, with collections, notes, tags and files.

Source: Zotero's translators, "Zotero RDF.js" and "RDF.js" of https://github.com/zotero/translators,
which write and read it. The tables are in :mod:`refkit.formats.zotero_fields`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from refkit.errors import FormatError
from refkit.formats.carried import carried, is_carried, with_carried
from refkit.formats.exact import Exact
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.rdf import Graph
from refkit.formats.xml import line_of, local_name, parse_xml, raw_of, to_string
from refkit.formats.zotero_collections import read_collections
from refkit.formats.zotero_fields import TYPES_OF_CLASSES
from refkit.formats.zotero_reading import read_item
from refkit.formats.zotero_writing import append_carried, build
from refkit.model import Work

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_zotero", "write_zotero"]

_PARTS: Final = frozenset(
    {"bib:Collection", "bib:Conference", "bib:CourtReporter", "bib:Journal", "bib:Newspaper"}
    | {"bib:Part", "bib:Periodical", "bib:Series", "z:Blog", "z:Collection", "z:Forum"}
    | {"z:Website", "foaf:Organization", "foaf:Person", "rdf:Seq", "rdf:Bag", "dcterms:URI"}
    | {"z:AutomaticTag", "vcard:Address", "dcterms:LCC", "dcterms:DDC", "dcterms:UDC"}
)
"""Classes of nodes that are no items, wherever they stand."""

_ITEM_TYPE: Final = "{http://www.zotero.org/namespaces/export#}itemType"
_POINTERS: Final = (
    "{http://purl.org/dc/terms/}isPartOf",
    "{http://purl.org/dc/terms/}isReferencedBy",
    "{http://purl.org/net/biblio#}presentedAt",
    "{http://purl.org/rss/1.0/modules/link/}link",
)
"""Properties whose nodes belong to the item that points to them."""


def read_zotero(data: bytes | str, *, path: str = "") -> Loaded:
    """Read Zotero RDF.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        One Work for each item, in order; its id is the citation key, if Zotero has one. Tags are
        the ``keyword``; notes, files, collections ("thesis/chapter 2") and what no CSL variable
        fits are in ``custom["zotero"]``. A note that belongs to no item is a Problem.

    Raises:
        FormatError: If it is no RDF/XML; names the line.
        UnreadableError: If it is empty or no text.
    """
    root, problems = parse_xml(data, path=path)
    if local_name(root) != "RDF":
        name = local_name(root)
        raise FormatError(f"no Zotero RDF: the root is <{name}>", path=path, line=line_of(root))
    loaded = Loaded(problems=problems, format="zotero-rdf")
    loaded.encoding = "utf-8" if isinstance(data, bytes) else ""
    for _, work, rest, problem in _items(Graph(root)):
        if problem is not None:
            loaded.problems.append(problem)
        else:
            loaded.works.append(with_carried(work, rest) if is_carried(rest) else work)
    loaded.problems.sort(key=lambda each: each.line)
    return loaded


def write_zotero(works: Iterable[Work], *, carry: bool = True) -> str:
    """Works as Zotero RDF, which Zotero imports.

    Args:
        works: The Works.
        carry: Whether an item has an element of refkit's own, which Zotero passes over, with all
            that Zotero has no field for.

    Returns:
        The content of the file.

    Raises:
        FormatError: If a Work's ``custom`` or ``extra`` holds what JSON cannot.
    """
    works = list(works)
    root, nodes = build(works)
    if carry:
        for work, node, read in zip(works, nodes, _read_backs(works), strict=True):
            rest = carried(work, read) if read is not work else ""
            if rest:
                append_carried(node, rest)
    return to_string(root)


_EXACT: Final = Exact("zotero")


def _read_backs(works: Sequence[Work]) -> Iterator[Work]:
    """What reading gives back of each Work."""
    known = [_EXACT.known(work, _read_back) for work in works]
    others = [work for work, read in zip(works, known, strict=True) if read is None]
    read_others = _read(others)
    for read in known:
        yield next(read_others) if read is None else read


def _read_back(work: Work) -> Work:
    return next(_read([work]))


def _read(works: Sequence[Work]) -> Iterator[Work]:
    root, _ = build(works)
    return (read for _, read, _, _ in _items(Graph(root)))


def _items(graph: Graph) -> Iterator[tuple[_Element, Work, str, Problem | None]]:
    """The items of a file: node, Work, what it carries, and a Problem in place of a Work."""
    collections = read_collections(graph)
    belongs = _belonging(graph)
    typed = {child.getparent() for child in graph.root.iter(_ITEM_TYPE)}
    for node in _candidates(graph.root, typed):
        kind = graph.kind(node)
        if kind in _PARTS or (graph.address(node) or "-") in belongs:
            continue
        work, rest = read_item(graph, node, collections)
        if kind == "bib:Memo" or not work.type:
            reason = "a note that belongs to no item"
        elif node not in typed and kind not in TYPES_OF_CLASSES and not work.title:
            reason = "neither an item type nor a title"
        else:
            yield node, work, rest, None
            continue
        address = graph.address(node)
        yield node, work, rest, Problem(line_of(node), reason, address, raw=raw_of(node), lost=True)


def _candidates(root: _Element, typed: Collection[_Element | None]) -> Iterable[_Element]:
    """The nodes under the root, and items that a tag without end has put deeper."""
    if all(node is not None and node.getparent() is root for node in typed):
        return root
    return [node for node in root.iter() if node in typed or node.getparent() is root]


def _belonging(graph: Graph) -> set[str]:
    """The addresses of nodes that are part of an item: its container, notes and files."""
    return {graph.points_to(each) for each in graph.root.iter(*_POINTERS)}
