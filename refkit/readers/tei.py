"""The reader of TEI P5: articles as GROBID, OpenEdition, EpiDoc and text archives encode them.

Of the header, the title and the abstract are text. A ``listBibl`` is a reference list, and each
``biblStruct`` and ``bibl`` in it an entry (TEI P5 Guidelines, section 3.12); elsewhere a ``bibl``
is running text, such as the source under a quotation.
"""

from __future__ import annotations

from typing import Final

from refkit.model import Document
from refkit.model.document import MarkupKind
from refkit.normalize.text import word_set
from refkit.readers.prose import plain
from refkit.readers.tei_entries import Entries
from refkit.readers.xml_article import Article
from refkit.readers.xml_tree import Node, read_tree

_RENDITIONS: Final[dict[str, MarkupKind]] = {
    "italic": "italic", "italics": "italic", "i": "italic", "it": "italic", "ital": "italic",
    "bold": "bold", "b": "bold", "sup": "superscript", "superscript": "superscript",
    "super": "superscript", "sub": "subscript", "subscript": "subscript", "sc": "small-caps",
    "smallcaps": "small-caps", "small-caps": "small-caps", "k": "small-caps", "code": "code",
}  # fmt: skip
"""Words of ``@rend`` and ``@rendition``, of which TEI fixes none; "#i" and "#k" are the DTA's."""

_DROPPED: Final = word_set(
    """
    teiHeader facsimile sourceDoc fw graphic binaryObject rdg witDetail index
    """
)
_BLOCKS: Final = word_set(
    """
    TEI teiCorpus text front body back group p ab l lg sp speaker stage head table row figure
    figDesc label item list opener closer salute signed dateline byline docAuthor docImprint docDate
    titlePage titlePart docTitle epigraph trailer argument postscript standOff floatingText
    """
)
_SECTIONS: Final = frozenset({"div", *(f"div{number}" for number in range(1, 8))})
_NOTES: Final = frozenset({"foot", "end", "bottom", "page", "footnote", "endnote", "margin", ""})
_WRITTEN: Final = ("orig", "sic", "abbr")
"""What a ``choice`` holds of the print, beside what its editor made of it."""


def read_tei(source: str, *, path: str = "") -> Document:
    """Read TEI.

    The key of an entry is its ``xml:id``. Each ``ref`` whose target is an entry is a Mention. What
    GROBID says of an entry beside its text ("raw_reference") is its guess and not used; other
    ``biblStruct`` are embedded as "csl-json".

    Args:
        source: The decoded XML.
        path: The file's name as the user gave it.

    Returns:
        The Document.

    Raises:
        UnreadableError: If elements are nested too deeply, or the document type has declarations of
            its own, such as entities.
    """
    tree = read_tree(source, path=path)
    article = _Article(source, tree.root)
    article.read(tree.root)
    return article.prose.document(
        "tei",
        path=path,
        fault=tree.fault,
        keys=article.entries.keys,
        embedded=article.entries.embedded(),
    )


class _Article(Article):
    """The state of reading TEI."""

    def __init__(self, source: str, root: Node) -> None:
        super().__init__(source)
        inline = {
            **dict.fromkeys(_DROPPED, self.drop),
            **dict.fromkeys(("hi", "emph", "foreign"), self._highlighted),
            **dict.fromkeys(("ref", "ptr"), self._reference),
            **dict.fromkeys(("lb", "pb", "cb"), self._break),
            "choice": self._choice,
            "gap": self.space,
        }
        self.entries = Entries(self.prose, inline)
        self._cited = {
            node.get("xml:id")
            for listed in root.descendants("listBibl")
            for node in listed.descendants("bibl", "biblStruct", "biblFull")
        }
        self.handlers = {
            **inline,
            **dict.fromkeys(_BLOCKS, self.block),
            **dict.fromkeys(_SECTIONS, self._section),
            "cell": self.cell,
            "cit": self._quotation,
            "formula": self._formula,
            "item": self._item,
            "list": self._list,
            "listBibl": self._references,
            "note": self._note,
            "quote": self._quotation,
            "teiHeader": self._header,
        }

    # -- blocks -------------------------------------------------------------------------------

    def _header(self, node: Node) -> None:
        """The titles of the article, and its abstract."""
        self.end()
        for statement in node.descendants("titleStmt"):
            for title in statement.nodes("title"):
                self.prose.flow(title, self.handlers)
                self.end_heading()
            break
        for abstract in node.descendants("abstract"):
            self.read(abstract)

    def _section(self, node: Node) -> None:
        self.end()
        self.depth += 1
        with self.within("paragraph"):
            head = node.find("head")
            if head is not None:
                self.heading(head)
                self.without(node, "head")
            else:
                self.read(node)
        self.depth -= 1

    def _list(self, node: Node) -> None:
        self.end()
        head = node.find("head")
        if head is not None:
            self.block(head)
        labels = [self._label(child) for child in node.nodes("label")]
        numbered = node.get("rend") in ("numbered", "ordered") or node.get("type") == "ordered"
        for number, item in enumerate(node.nodes("item"), 1):
            marker = labels[number - 1] if number <= len(labels) else item.get("n")
            self._item(item, marker or (f"{number}." if numbered else ""))

    def _label(self, node: Node) -> str:
        return plain(self.source, node)

    def _item(self, node: Node, marker: str = "") -> None:
        with self.within("paragraph", nesting=self.nesting + 1, marker=marker):
            self.read(node)

    def _quotation(self, node: Node) -> None:
        """A quotation: within a paragraph its text, else a block with its source."""
        if self.prose.builder.in_block:
            self.prose.flow(node, self.handlers)
        else:
            self.quote(node)

    def _formula(self, node: Node) -> None:
        if self.prose.builder.in_block:
            self.prose.flow(node, self.handlers)
        else:
            self.formula(node)

    def _references(self, node: Node) -> None:
        self.end()
        for child in node.nodes():
            if child.name in ("bibl", "biblStruct", "biblFull"):
                self.entries.entry(child)
            elif child.name == "head":
                self.heading(child)
            else:
                self.through(child)

    def _note(self, node: Node) -> None:
        place = node.get("place").lower().split("-")[0]
        if place in _NOTES:
            self.note(node)
        else:
            self.prose.flow(node, self.handlers)

    def number_of(self, node: Node) -> str:
        """The number of a note."""
        return node.get("n")

    # -- within blocks --------------------------------------------------------------------------

    def _highlighted(self, node: Node) -> None:
        words = f"{node.get('rend')} {node.get('rendition').replace('#', '')}".lower().split()
        kind = next((_RENDITIONS[word] for word in words if word in _RENDITIONS), None)
        if kind is None and node.name != "hi" and not words:
            kind = "italic"
        if kind is not None:
            self.prose.marked(kind, node, self.handlers)
        else:
            self.prose.flow(node, self.handlers)

    def _reference(self, node: Node) -> None:
        targets = node.get("target").split()
        keys = tuple(target[1:] for target in targets if target.startswith("#"))
        if keys and (node.get("type") == "bibr" or self._cited.issuperset(keys)):
            self.prose.cited(keys, node, self.handlers)
        elif targets and node.children:
            self.prose.marked("link", node, self.handlers, targets[0])
        elif targets and "://" in targets[0]:
            self.prose.put(targets[0], node.start, node.end)
        else:
            self.prose.flow(node, self.handlers)

    def _break(self, node: Node) -> None:
        """The end of a line of the print, which parts words unless it says that it does not."""
        if node.get("break") != "no":
            self.prose.space()

    def _choice(self, node: Node) -> None:
        chosen = node.find(*_WRITTEN) or node.find()
        if chosen is not None:
            self.prose.flow(chosen, self.handlers)
