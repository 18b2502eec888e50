"""Trees of XML articles: their elements, each with its place in the file.

The tags are those that :mod:`refkit.readers.elements` finds; here they are put into each other. A
file whose tags are not in pairs is read as far as they tell, and the reader says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from refkit.errors import UnreadableError
from refkit.readers.elements import attributes, events, local

_DEEPEST: Final = 200
"""Levels of elements; those of journals and of GROBID stay below 30."""

_CDATA: Final = "<![CDATA["


class Chars(NamedTuple):
    """A stretch of text between two tags.

    Attributes:
        start: Where it begins in the source.
        end: Just past its end.
        raw: Whether ``&`` stands for itself in it, as in a CDATA section.
    """

    start: int
    end: int
    raw: bool


class Node:
    """An element.

    Attributes:
        name: Its name without prefix: "mixed-citation".
        start: Where its start tag begins in the source.
        inner: Where its content begins.
        inner_end: Where its content ends.
        end: Just past its end tag.
        children: The elements and texts in it, in order.
    """

    __slots__ = ("_attributes", "_inside", "children", "end", "inner", "inner_end", "name", "start")

    def __init__(self, name: str, start: int, inner: int, inside: str) -> None:
        self.name = name
        self.start = start
        self.inner = self.inner_end = self.end = inner
        self.children: list[Node | Chars] = []
        self._inside = inside
        self._attributes: dict[str, str] | None = None

    def get(self, name: str) -> str:
        """The value of an attribute, by its name as written, such as "xml:id"; "" if none."""
        return self.attributes().get(name, "").strip()

    def attributes(self) -> dict[str, str]:
        """The attributes by their names as written."""
        if self._attributes is None:
            self._attributes = attributes(self._inside) if self._inside else {}
        return self._attributes

    def nodes(self, *names: str) -> Iterator[Node]:
        """The elements directly in it, of these names; all if none is given."""
        for child in self.children:
            if isinstance(child, Node) and (not names or child.name in names):
                yield child

    def find(self, *names: str) -> Node | None:
        """The first element directly in it that has one of the names; None if there is none."""
        return next(self.nodes(*names), None)

    def descendants(self, *names: str) -> Iterator[Node]:
        """The elements in it at any depth, in order; those of these names if any is given."""
        for child in self.children:
            if isinstance(child, Node):
                if not names or child.name in names:
                    yield child
                yield from child.descendants(*names)


class Tree(NamedTuple):
    """The content of a file, and what is wrong with its tags.

    Attributes:
        root: A node without name that holds all.
        fault: In words for the user; "" if the tags are in pairs.
    """

    root: Node
    fault: str


def read_tree(source: str, *, path: str = "", apart: frozenset[str] = frozenset()) -> Tree:
    """The elements of an XML text.

    Args:
        source: The XML, decoded.
        path: The file's name, for errors.
        apart: Names of elements that never stand in one of the same name, so that the next start
            tag ends one that was never closed.

    Raises:
        UnreadableError: If elements are nested more than 200 deep, or the document type has
            declarations of its own.
    """
    root = Node("", 0, 0, "")
    stack = [root]
    fault = ""
    for event in events(source, path=path):
        top = stack[-1]
        if event.kind == "text":
            raw = source.startswith(_CDATA, event.start - len(_CDATA))
            top.children.append(Chars(event.start, event.end, raw))
            continue
        name = local(event.name)
        if event.kind == "close":
            if top.name == name:
                _close(stack, event.start, event.end)
            elif any(node.name == name for node in stack):
                fault = fault or _fault(source, stack[-1].start, f"<{top.name}> is not closed")
                while stack[-1].name != name:
                    _close(stack, event.start, event.start)
                _close(stack, event.start, event.end)
            else:
                fault = fault or _fault(source, event.start, f"</{name}> closes nothing")
            continue
        if name in apart and any(node.name == name for node in stack):
            fault = fault or _fault(source, event.start, f"<{name}> stands in <{name}>")
            while stack[-1].name != name:
                _close(stack, event.start, event.start)
            _close(stack, event.start, event.start)
        node = Node(name, event.start, event.end, event.inside)
        stack[-1].children.append(node)
        if event.kind == "open":
            stack.append(node)
            if len(stack) > _DEEPEST:
                line = source.count("\n", 0, event.start) + 1
                reason = f"has elements nested more than {_DEEPEST} deep"
                raise UnreadableError(reason, path=path, line=line)
    if len(stack) > 1:
        fault = fault or _fault(source, stack[-1].start, f"<{stack[-1].name}> is not closed")
    while stack:
        _close(stack, len(source), len(source))
    return Tree(root, fault)


def _close(stack: list[Node], inner_end: int, end: int) -> None:
    node = stack.pop()
    node.inner_end, node.end = inner_end, end


def _fault(source: str, at: int, what: str) -> str:
    line = source.count("\n", 0, at) + 1
    return f"the XML is not well-formed, so where its parts end was guessed: {what} (line {line})"
