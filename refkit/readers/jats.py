"""The reader of JATS (NISO Z39.96): articles, books (BITS) and the older NLM document types.

Of the front matter, titles and abstracts are text; who wrote an article and where it is published
are not. Element names are those of the JATS tag library, which versions 1.0 to 1.4 and NLM 2 and 3
share.
"""

from __future__ import annotations

from typing import Final

from refkit.model import Document
from refkit.model.document import PICTURED, SUB_ARTICLE, MarkupKind
from refkit.normalize.text import word_set
from refkit.readers.jats_entries import Entries
from refkit.readers.prose import plain
from refkit.readers.xml_article import Article
from refkit.readers.xml_tree import Node, read_tree

_MARKUP: Final[dict[str, MarkupKind]] = {
    "italic": "italic", "bold": "bold", "sup": "superscript", "sub": "subscript",
    "sc": "small-caps", "monospace": "code",
}  # fmt: skip
_DROPPED: Final = word_set(
    """
    tex-math annotation annotation-xml graphic inline-graphic alt-text long-desc object-id
    journal-meta article-categories processing-meta permissions kwd-group subj-group counts
    custom-meta-group funding-group related-article related-object index-term toc index
    contrib-group author-notes history pub-date
    """
)
"""Elements that are no running text, wherever they stand."""

_FRONT: Final = word_set(
    """
    front front-stub front-matter article-meta book-meta book-part-meta collection-meta
    """
)
_FRONT_TEXT: Final = _FRONT | {
    "title-group", "book-title-group", "abstract", "trans-abstract", "front-matter-part", "preface",
    "foreword", "dedication", "ack", "sec", "ref-list", "notes",
}  # fmt: skip
"""What of the front matter is read."""

_SECTIONS: Final = word_set(
    """
    sec abstract trans-abstract ack app app-group notes glossary bio fn-group ref-list
    front-matter-part preface foreword dedication book-part book-app book-app-group
    boxed-text statement
    """
)
_BLOCKS: Final = word_set(
    """
    article book body back book-body book-back p title subtitle fig fig-group
    table-wrap-group table-wrap-foot caption supplementary-material media array table thead tbody
    tfoot tr disp-group def-list def-item term def verse-group verse-line attrib sig-block sig
    speech speaker question answer floats-group book-part-wrapper pmc-articleset chem-struct-wrap
    label
    """
)
_HREFS: Final = ("xlink:href", "href", "ns1:href")


def read_jats(source: str, *, path: str = "") -> Document:
    """Read JATS.

    Each citation of a ``<ref>`` is an "entry", whose key is the id of the ``<ref>``; of several in
    one, each has its own id, or that with a, b, c. Each ``<xref ref-type="bibr">`` is a Mention.
    The reference lists are embedded as "jats".

    Args:
        source: The decoded XML.
        path: The file's name as the user gave it.

    Returns:
        The Document.

    Raises:
        UnreadableError: If elements are nested too deeply, or the document type has declarations of
            its own, such as entities.
    """
    tree = read_tree(source, path=path, apart=frozenset(["ref"]))
    article = _Article(source)
    article.read(tree.root)
    return article.prose.document(
        "jats",
        path=path,
        fault=tree.fault,
        keys=article.entries.keys,
        embedded=article.entries.embedded(tree.root),
        cited_as=article.entries.cited_as,
    )


class _Article(Article):
    """The state of reading JATS."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        inline = {
            **dict.fromkeys(_MARKUP, self._marked),
            **dict.fromkeys(_DROPPED, self.drop),
            **dict.fromkeys(("ext-link", "uri", "email"), self._link),
            "alternatives": self._alternatives,
            "break": self.space,
            "xref": self._xref,
            "fn": self.note,
        }
        self.entries = Entries(self.prose, inline)
        self.handlers = {
            **inline,
            **dict.fromkeys(_BLOCKS, self.block),
            **dict.fromkeys(_SECTIONS, self._section),
            **dict.fromkeys(_FRONT, self._front),
            **dict.fromkeys(("td", "th"), self.cell),
            **dict.fromkeys(("disp-formula", "disp-formula-group", "chem-struct"), self.formula),
            **dict.fromkeys(("code", "preformat"), self.code),
            "title-group": self._title,
            "book-title-group": self._title,
            "disp-quote": self.quote,
            "list": self._list,
            "table-wrap": self._table,
            **dict.fromkeys(("sub-article", "response"), self._beside),
            "ref": self._ref,
        }

    # -- blocks -------------------------------------------------------------------------------

    def _list(self, node: Node) -> None:
        nesting = self.nesting + 1
        numbered = node.get("list-type") == "order"
        title = node.find("title")
        if title is not None:
            self.block(title)
        for number, item in enumerate(node.nodes("list-item"), 1):
            marker = self.number_of(item) or (f"{number}." if numbered else "")
            with self.within("paragraph", nesting=nesting, marker=marker):
                self.without(item, "label")

    def _section(self, node: Node) -> None:
        self.end()
        self.depth += 1
        with self.within("paragraph"):
            title = node.find("title")
            if title is not None:
                self.heading(title, node.find("label"))
                self.without(node, "title", "label")
            else:
                self.read(node)
        self.depth -= 1

    def _table(self, node: Node) -> None:
        """A table; of one that is nothing but a picture, nobody knows what it cites."""
        pictured = next(node.descendants("table", "array"), None) is None
        with self.labelled(PICTURED if pictured else self.label):
            self.read(node)

    def _beside(self, node: Node) -> None:
        """A decision letter, an author's response: no part of the article that is checked."""
        with self.labelled(SUB_ARTICLE):
            self._section(node)

    # -- front matter -------------------------------------------------------------------------

    def _front(self, node: Node) -> None:
        self.end()
        for child in node.nodes():
            if child.name in _FRONT_TEXT:
                self.through(child)

    def _title(self, node: Node) -> None:
        """The title and subtitle of an article or book."""
        self.end()
        for child in node.nodes("article-title", "book-title", "title", "subtitle"):
            if self.prose.builder.in_block:
                self.prose.put(": " if self.prose.last not in ":?!" else " ", child.start)
            self.prose.flow(child, self.handlers)
        self.end_heading()

    # -- references ---------------------------------------------------------------------------

    def _ref(self, node: Node) -> None:
        self.end()
        if not self.entries.ref(node):
            self.write_note(node)
            return
        for note in node.nodes("note"):
            self.write_note(note)

    # -- within blocks --------------------------------------------------------------------------

    def _marked(self, node: Node) -> None:
        self.prose.marked(_MARKUP[node.name], node, self.handlers)

    def _alternatives(self, node: Node) -> None:
        """The first of several forms of a formula, figure or table that has text."""
        for child in node.nodes():
            if child.name not in _DROPPED and plain(self.source, child):
                self.through(child)
                return

    def _link(self, node: Node) -> None:
        attributes = node.attributes()
        target = next((attributes[name].strip() for name in _HREFS if name in attributes), "")
        if target and not node.children:
            self.prose.put(target, node.start, node.end)
        elif target:
            self.prose.marked("link", node, self.handlers, target)
        else:
            self.prose.flow(node, self.handlers)

    def _xref(self, node: Node) -> None:
        keys = tuple(node.get("rid").split())
        if keys and node.get("ref-type") == "bibr":
            self.prose.cited(keys, node, self.handlers)
        elif keys:
            self.prose.marked("link", node, self.handlers, f"#{keys[0]}")
        else:
            self.prose.flow(node, self.handlers)
