"""Entries of JATS: each citation of a ``<ref>`` as text and as data.

What a mixed citation holds between its elements is what its journal prints; where it holds nothing,
as in ``element-citation``, the text is composed from the elements (JATS 1.4, "References").
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final, NamedTuple

from refkit.model import Embedded
from refkit.model.document import COMPOSED
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.composed import Fields, Person, compose
from refkit.readers.elements import escaped
from refkit.readers.entry_keys import EntryKeys
from refkit.readers.prose import Handlers, Prose, has_text, plain
from refkit.readers.xml_tree import Node

CITATIONS: Final = ("mixed-citation", "element-citation", "nlm-citation", "citation")
"""The elements that hold one reference, the most readable first."""

_NAMES: Final = ("name", "string-name", "collab", "etal", "anonymous")
_PLACES: Final = {
    "article-title": "title", "chapter-title": "title", "data-title": "title",
    "part-title": "title", "trans-title": "title", "source": "container",
    "trans-source": "container", "volume": "volume", "issue": "issue", "fpage": "pages",
    "lpage": "pages", "elocation-id": "article", "edition": "edition",
    "ext-link": "links", "uri": "links", "year": "date", "month": "date", "season": "date",
    "day": "date", "string-date": "date",
}  # fmt: skip
"""Elements, and the list of :class:`Fields` that they belong to."""

_TITLES: Final = tuple(name for name, place in _PLACES.items() if place in ("title", "container"))

_BEFORE: Final = {
    "isbn": "ISBN ", "issn": "ISSN ", "version": "Version ", "date-in-citation": "Accessed ",
    "access-date": "Accessed ", "patent": "Patent ", "pmcid": "PMCID: ", "arxiv": "arXiv:",
    "supplement": "Supplement ",
}  # fmt: skip
"""What tells a reader which number it is, by the element or the type of a ``pub-id``."""

_DATES: Final = ("year", "string-date", "season", "month", "day")
_WRAPPERS: Final = frozenset({"date", "institution-wrap", "named-content", "styled-content"})
_BOOKS: Final = frozenset(
    {"book", "chapter", "book-chapter", "edited-book", "confproc", "conf-proc", "conference"}
)
_PERIODICALS: Final = frozenset({"journal", "article-journal", "journal-article", "article"})
_IDENTIFIER: Final = frozenset({"pub-id", "object-id"})
_ENTITY: Final = lazy_pattern(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")
_PREFIX: Final = lazy_pattern(r"[<\s/]([A-Za-z][\w.-]{0,30}):[A-Za-z]")
_TYPED: Final = lazy_pattern(r"(?:doi|pmid|pubmed|pmc|pmcid|ref|:|\[)\W{0,4}\Z", re.IGNORECASE)
_NAMESPACES: Final = {
    "xlink": "http://www.w3.org/1999/xlink",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_RESERVED: Final = frozenset({"xml", "xmlns"})


class _Cited(NamedTuple):
    """A citation, its key and its number as printed."""

    node: Node
    key: str
    marker: str


class Entries:
    """Writes the entries of reference lists, and keeps their data.

    Args:
        prose: Where the text goes.
        inline: What to do with markup and links.
    """

    def __init__(self, prose: Prose, inline: Handlers) -> None:
        self._prose = prose
        self._source = prose.source
        self._inline: Handlers = {
            **inline,
            "label": lambda _: None,
            "name": self._name,
            "string-name": self._string_name,
            "person-group": self._group,
            "etal": self._etal,
            "contrib-group": self._members,
            "p": self._paragraph,
            "pub-id": self._identifier,
            "object-id": self._identifier,
            "name-alternatives": self._first,
            "collab-alternatives": self._first,
            "xref": lambda node: prose.flow(node, self._inline),
        }
        self._given = EntryKeys()
        self._refs: list[tuple[str, Node]] = []
        self.cited_as: dict[str, tuple[str, ...]] = {}
        """The keys that an id stands for: that of a ``<ref>``, of all citations in it."""
        self.keys: list[str] = []
        """The keys of the entries, in order."""

    def ref(self, ref: Node) -> bool:
        """Write the entries of a ``<ref>``, one block for each citation.

        Returns:
            Whether it has any; one may hold a note alone.
        """
        key = self._given.key(ref.get("id") or f"ref{len(self._refs) + 1}")
        found = [cited for cited in self._citations(ref, key) if plain(self._source, cited.node)]
        if found:
            self._refs.append((key, ref))
            self.cited_as[key] = tuple(cited.key for cited in found)
        for cited in found:
            own = cited.node.get("id")
            if own and own != cited.key:
                self.cited_as[own] = (cited.key,)
        for cited in found:
            label = ""
            if self._is_bare(cited.node):
                compose(self._fields(cited.node), self._prose, self._inline)
                label = COMPOSED
            else:
                self._prose.flow(cited.node, self._inline)
            self.keys.append(cited.key)
            self._prose.end_block("entry", marker=cited.marker, label=label, key=cited.key)
        return bool(found)

    def embedded(self, root: Node) -> list[Embedded]:
        """The reference lists as data; [] if there is none.

        Args:
            root: The article, whose names of namespaces the references use.
        """
        pieces = [
            f'<ref id="{_quoted(key)}">{self._source[ref.inner : ref.inner_end]}</ref>'
            for key, ref in self._refs
            # Text without a title marked in it tells as data nothing that it does not as text.
            if next(ref.descendants(*_TITLES), None) is not None
        ]
        if not pieces:
            return []
        content = "\n".join(pieces)
        if _ENTITY.search(content):
            content = _ENTITY.sub(lambda found: escaped(html.unescape(found[0])), content)
        spaces = "".join(
            f' xmlns:{prefix}="{_quoted(address)}"'
            for prefix, address in self._namespaces(root, content).items()
        )
        data = f"<ref-list{spaces}>\n{content}\n</ref-list>"
        return [Embedded(format="jats", data=data, origin="JATS")]

    @staticmethod
    def _namespaces(root: Node, content: str) -> dict[str, str]:
        """The namespaces of the prefixes in the references; of one never declared, its own name."""
        declared = dict(_NAMESPACES)
        for node in root.nodes():
            for name, value in node.attributes().items():
                if name.startswith("xmlns:"):
                    declared[name.removeprefix("xmlns:")] = value
        used = set(_PREFIX.findall(content)) - _RESERVED
        return {prefix: declared.get(prefix) or prefix for prefix in sorted(used)}

    def _citations(self, ref: Node, key: str) -> Iterator[_Cited]:
        """The citations of a ``<ref>``; keys as :mod:`refkit.formats.jats` gives them."""
        label = ref.find("label")
        marker = plain(self._source, label) if label else ""
        nodes = list(_cited(ref))
        if not nodes:
            if not ref.find("note"):
                yield _Cited(ref, key, marker)
            return
        for number, node in enumerate(nodes):
            own_label = node.find("label")
            own_marker = plain(self._source, own_label) if own_label else ""
            if len(nodes) == 1:
                yield _Cited(node, key, marker or own_marker)
                continue
            own_key = node.get("id") or key + (
                ascii_lowercase[number : number + 1] or f"-{number + 1}"
            )
            yield _Cited(node, own_key, own_marker if number else f"{marker}{own_marker}")

    def _is_bare(self, citation: Node) -> bool:
        """Whether a citation is fields only."""
        if citation.name == "element-citation":
            return citation.find() is not None
        if citation.name not in CITATIONS or has_text(self._source, citation):
            return False
        inner = [child for child in citation.nodes() if child.name != "label"]
        # One element around all, such as <italic> or <p>, parts no fields.
        return len(inner) > 1

    # -- mixed citations ------------------------------------------------------------------------

    def _name(self, node: Node) -> None:
        """A name, whose parts some journals leave without a space between them."""
        for number, part in enumerate(node.nodes()):
            if number:
                self._prose.space()
            self._prose.flow(part, self._inline)

    def _string_name(self, node: Node) -> None:
        if has_text(self._source, node) or node.find() is None:
            self._prose.flow(node, self._inline)
        else:
            self._name(node)

    def _group(self, node: Node) -> None:
        if has_text(self._source, node):
            self._prose.flow(node, self._inline)
            return
        for number, child in enumerate(node.nodes()):
            if number:
                self._prose.put(", ", child.start)
            self._inline.get(child.name, self._through)(child)

    def _paragraph(self, node: Node) -> None:
        self._prose.space()
        self._through(node)
        self._prose.space()

    def _members(self, node: Node) -> None:
        """The members of a group, where they stand for its name."""
        for number, name in enumerate(node.descendants("name", "string-name", "collab")):
            if number:
                self._prose.put(", ", name.start)
            self._through(name)

    def _through(self, node: Node) -> None:
        self._prose.flow(node, self._inline)

    def _etal(self, node: Node) -> None:
        if node.children:
            self._prose.flow(node, self._inline)
        else:
            self._prose.space()
            self._prose.put("et al.", node.start, node.end)

    def _identifier(self, node: Node) -> None:
        """An identifier; one that stands close to the text, as in PMC, is no part of its words."""
        before = self._source[max(0, node.start - 20) : node.start]
        if before[-1:] not in " \n\t>" and not _TYPED.search(before):
            self._prose.space()
            kind = node.get("pub-id-type").lower()
            label = {"pmid": "PMID: ", "doi": "doi:", **_BEFORE}.get(kind, "")
            if label and self._prose.builder.in_block:
                self._prose.put(label, node.inner)
        self._prose.flow(node, self._inline)

    def _first(self, node: Node) -> None:
        """The first of several forms of one name: in Latin letters, or as in print."""
        first = node.find()
        if first is not None:
            self._inline.get(first.name, self._through)(first)

    # -- element citations ----------------------------------------------------------------------

    def _fields(self, citation: Node) -> Fields:
        fields = Fields(citation.inner)
        self._sort(citation, fields)
        kind = citation.get("publication-type") or citation.get("citation-type")
        names = {node.name for node in citation.nodes()}
        published = bool(names & {"publisher-name", "publisher-loc"})
        periodical = kind.lower() in _PERIODICALS
        fields.book = not periodical and (
            kind.lower() in _BOOKS
            or "chapter-title" in names
            or (published and not names & {"volume", "issue"})
        )
        if not fields.container:
            # A paper is in the proceedings of its conference, named or not.
            fields.container = [node for _, node in fields.rest if node.name == "conf-name"]
            fields.rest = [each for each in fields.rest if each[1] not in fields.container]
        if periodical:
            # Of journals nobody prints the publisher.
            fields.publisher.clear()
        fields.date.sort(key=lambda node: _DATES.index(node.name))
        if fields.pages:
            parts = [node for node in fields.pages if node.name != "page-range"]
            fields.pages = parts or fields.pages
        # "New York: Wiley", in whatever order they are.
        fields.publisher.sort(key=lambda node: node.name != "publisher-loc")
        return fields

    def _sort(self, parent: Node, fields: Fields) -> None:
        for node in parent.nodes():
            name = node.name
            says = plain(self._source, node) or name == "etal" or node.get("xlink:href")
            if name == "label" or not says:
                continue
            if name in _WRAPPERS:
                self._sort(node, fields)
            elif name == "person-group":
                self._sort_group(node, fields)
            elif name in _NAMES or name.endswith("-alternatives"):
                fields.authors += self._people(node)
            elif name in _PLACES:
                getattr(fields, _PLACES[name]).append(node)
            elif name == "page-range":
                fields.pages.append(node)
            elif name in ("publisher-name", "publisher-loc", "institution"):
                fields.publisher.append(node)
            elif name in _IDENTIFIER:
                self._sort_identifier(node, fields)
            else:
                fields.rest.append((self._label(name, node), node))

    def _sort_group(self, group: Node, fields: Fields) -> None:
        kind = group.get("person-group-type").lower()
        if "editor" in kind:
            people = fields.editors
        elif kind in ("", "author", "authors", "allauthors", "all-authors", "inventor"):
            people = fields.authors
        else:
            fields.rest.append(("", group))
            return
        nodes = [node for node in group.nodes() if node.name in _NAMES or _is_alternatives(node)]
        if not nodes and plain(self._source, group):
            people.append(Person(group))
        for node in nodes:
            people += self._people(node)

    def _people(self, node: Node) -> list[Person | None]:
        if _is_alternatives(node):
            first = node.find()
            return self._people(first) if first is not None else []
        members = node.find("contrib-group") if node.name == "collab" else None
        if members is not None and not has_text(self._source, node):
            return [
                person
                for member in members.descendants("name", "string-name")
                for person in self._people(member)
            ]
        if node.name == "etal":
            return [None]
        surname = node.find("surname")
        if surname is None or (node.name == "string-name" and has_text(self._source, node)):
            return [Person(node)] if plain(self._source, node) else []
        given = [part for part in node.nodes("given-names") if plain(self._source, part)]
        return [Person(surname, given, node.find("suffix"))]

    def _sort_identifier(self, node: Node, fields: Fields) -> None:
        kind = node.get("pub-id-type").lower()
        if kind == "doi":
            fields.dois.append(node)
        elif kind in ("pmid", "medline"):
            fields.pmids.append(node)
        else:
            fields.rest.append((self._label(kind, node), node))

    def _label(self, kind: str, node: Node) -> str:
        """What is put before a field, unless it says so itself: "ISBN " before "978-…"."""
        label = _BEFORE.get(kind, "")
        word = label.strip(" :").lower()[:5]
        return "" if plain(self._source, node).lower().startswith(word) else label


def _is_alternatives(node: Node) -> bool:
    return node.name in ("name-alternatives", "collab-alternatives")


def _cited(ref: Node) -> Iterator[Node]:
    """The citations of a ``<ref>``; of several forms of one, that with a text of its own."""
    for child in ref.nodes():
        if child.name in CITATIONS:
            yield child
        elif child.name == "citation-alternatives":
            forms = list(child.nodes(*CITATIONS))
            if forms:
                yield min(forms, key=lambda form: CITATIONS.index(form.name))


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;")
