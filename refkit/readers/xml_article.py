"""Articles in XML, of whatever vocabulary: which block is being filled, and how deep it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from refkit.model.document import BlockKind
from refkit.readers.prose import Prose, plain
from refkit.readers.xml_tree import Node

_DEEPEST_HEADING: Final = 6


class Article:
    """The state of reading, for the reader of a vocabulary to build on.

    Args:
        source: The decoded XML.
    """

    def __init__(self, source: str) -> None:
        self.prose = Prose(source)
        self.source = source
        self.handlers: dict[str, Callable[[Node], None]] = {}
        """What to do with elements, by their names; of others the content is text."""
        self.depth = 0
        """How many sections are around."""
        self.nesting = 0
        """How many lists are around."""
        self.label = ""
        """The label of the blocks that are being read."""
        self._kind: BlockKind = "paragraph"
        self._marker = ""
        # Whether the next block is the first of its list item or note, which has the marker.
        self._fresh = False
        self._notes: list[Node] = []

    def read(self, node: Node) -> None:
        """Read an element and end the block that it leaves open."""
        self.prose.flow(node, self.handlers)
        self.end()

    def through(self, node: Node) -> None:
        """Do with an element what its name asks for."""
        handler = self.handlers.get(node.name)
        if handler is not None:
            handler(node)
        else:
            self.prose.flow(node, self.handlers)

    def without(self, node: Node, *names: str) -> None:
        """Read an element but for its first child of each name, which is read already."""
        left = list(names)
        for child in node.children:
            if not isinstance(child, Node):
                self.prose.chars(child)
            elif child.name in left:
                left.remove(child.name)
            else:
                self.through(child)
        self.end()

    def end(self) -> None:
        """End the block being filled; then come the footnotes that stand in it."""
        kind = self._kind
        if self.nesting and kind == "paragraph" and self._fresh:
            kind = "item"
        marker = self._marker if self._fresh else ""
        if self.prose.end_block(kind, level=self.nesting, marker=marker, label=self.label):
            self._fresh = False
        notes, self._notes = self._notes, []
        for note in notes:
            self.write_note(note)

    @contextmanager
    def within(self, kind: BlockKind, *, nesting: int = 0, marker: str = "") -> Iterator[None]:
        """Read what comes as blocks of a kind of their own."""
        self.end()
        before = self._kind, self.nesting, self._marker, self._fresh
        self._kind, self.nesting, self._marker, self._fresh = kind, nesting, marker, True
        yield
        self.end()
        self._kind, self.nesting, self._marker, self._fresh = before

    @contextmanager
    def labelled(self, label: str) -> Iterator[None]:
        """Read what comes as blocks of a label of their own."""
        self.end()
        before, self.label = self.label, label
        yield
        self.end()
        self.label = before

    def drop(self, node: Node) -> None:
        """Leave out an element that is no text."""

    def space(self, _: Node) -> None:
        """Read an element as white space."""
        self.prose.space()

    def block(self, node: Node) -> None:
        """Read an element as a block of the kind that is around."""
        self.end()
        self.read(node)

    def cell(self, node: Node) -> None:
        """Read a cell of a table."""
        with self.within("table"):
            self.read(node)

    def quote(self, node: Node) -> None:
        """Read a quotation that is set apart."""
        with self.within("quote"):
            self.read(node)

    def code(self, node: Node) -> None:
        """Read a listing."""
        with self.within("code"):
            self.read(node)

    def formula(self, node: Node) -> None:
        """Read a formula that is set apart, without its number."""
        with self.within("other"):
            for child in node.children:
                if not isinstance(child, Node):
                    self.prose.chars(child)
                elif child.name != "label":
                    self.through(child)

    def heading(self, node: Node, label: Node | None = None) -> None:
        """Read the heading of the section around, with its number."""
        self.end()
        if label is not None:
            self.prose.flow(label, self.handlers)
            self.prose.space()
        self.prose.flow(node, self.handlers)
        self.end_heading()

    def end_heading(self) -> None:
        """End the block being filled as the heading of the section around."""
        self.prose.end_block("heading", level=min(_DEEPEST_HEADING, 1 + self.depth))
        self.end()

    def note(self, node: Node) -> None:
        """Read a note. One in the middle of a paragraph is read when that ends."""
        if self.prose.builder.in_block:
            self._notes.append(node)
        else:
            self.write_note(node)

    def write_note(self, node: Node) -> None:
        """Read a note now."""
        with self.within("note", marker=self.number_of(node)):
            self.without(node, "label")

    def number_of(self, node: Node) -> str:
        """The number or sign of a note or item, as written; "" if it has none."""
        label = node.find("label")
        return plain(self.source, label) if label else ""
