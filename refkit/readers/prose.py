"""Prose: the running text of an XML article on its way to a Document.

White space is folded as in print, entities of XML and of HTML are resolved, among which are those
of the document types of JATS (ISO 8879 and 9573-13).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from refkit.model import Document, Embedded, Mention, Span
from refkit.model.document import BlockKind, MarkupKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.builder import Builder
from refkit.readers.mention_ranges import with_ranges
from refkit.readers.xml_tree import Chars, Node

Handlers = Mapping[str, Callable[[Node], None]]
"""What to do with elements, by their names; of others the content is text."""

_REFERENCE: Final = r"&(?: \#[0-9]{1,7} | \#[xX][0-9a-fA-F]{1,6} | [a-zA-Z][a-zA-Z0-9]{1,31} );"
_TEXT: Final = lazy_pattern(
    rf"""
      (?P<run> [^ \t\n\r&]+ (?: [ ] [^ \t\n\r&]+ )*+ )
    | (?P<white> [ \t\n\r]+ )
    | (?P<reference> {_REFERENCE} )
    | &
    """,
    re.VERBOSE,
)
_RAW_TEXT: Final = lazy_pattern(r"(?P<run>[^ \t\n\r]+)|(?P<white>[ \t\n\r]+)")


class Prose:
    """Writes text, markup and citations into a Builder.

    Args:
        source: The decoded XML.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.builder = Builder(source)
        self.mentions: list[Mention] = []
        self.guesses: list[str] = []
        """What a reader of the Document should know that it guesses."""
        self.last = ""
        """The character that was added last to the block."""
        self._space = False

    def flow(self, node: Node, handlers: Handlers) -> None:
        """Add what is in an element."""
        for child in node.children:
            if isinstance(child, Chars):
                self.chars(child)
            else:
                handler = handlers.get(child.name)
                if handler is not None:
                    handler(child)
                else:
                    self.flow(child, handlers)

    def chars(self, chars: Chars) -> None:
        """Add a stretch of text."""
        pattern = _RAW_TEXT if chars.raw else _TEXT
        for match in pattern.finditer(self.source, chars.start, chars.end):
            kind = match.lastgroup
            if kind == "white":
                self._space = True
                continue
            self._before()
            if kind == "reference":
                self.builder.put(html.unescape(match[0]), match.start(), match.end())
            else:
                self.builder.add(match.start(), match.end())
            self.last = match[0][-1]

    def space(self) -> None:
        """A space is due before more text."""
        self._space = True

    def put(self, text: str, start: int, end: int | None = None) -> None:
        """Add text that stands for a range of the source, or at a place between characters.

        Args:
            text: The text. If it begins with a sign or a space, a space that is due is dropped.
            start: Where it stands in the source.
            end: Just past it; None if the source has nothing there.
        """
        if text[0].isalnum():
            self._before()
        self._space = False
        self.builder.put(text, start, start if end is None else end)
        self.last = text[-1]

    def here(self) -> int:
        """Where in the text the next character will stand."""
        if self.builder.in_block:
            self._before()
            return self.builder.length
        self._space = False
        return self.builder.length + bool(self.builder.length)

    def marked(self, kind: MarkupKind, node: Node, handlers: Handlers, target: str = "") -> None:
        """Add what is in an element, with markup."""
        start = self.here()
        self.flow(node, handlers)
        self.builder.mark(start, kind, target)

    def cited(self, keys: tuple[str, ...], node: Node, handlers: Handlers) -> None:
        """Add what is in an element that cites works."""
        start = self.here()
        self.flow(node, handlers)
        if self.builder.in_block and self.builder.length > start:
            span = Span(start, self.builder.length)
            self.mentions.append(Mention(span=span, keys=keys, printed=True))

    def end_block(
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        marker: str = "",
        label: str = "",
        key: str = "",
    ) -> bool:
        """End the block, if it has text, and say whether it had."""
        self._space = False
        self.last = ""
        return self.builder.end_block(kind, level=level, marker=marker, label=label, key=key)

    def document(
        self,
        format: str,
        *,
        path: str,
        fault: str,
        keys: list[str],
        embedded: list[Embedded],
        cited_as: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Document:
        """The Document of all that was added.

        Args:
            format: The form's name.
            path: The file's name.
            fault: What is wrong with the file's tags, in words; "" if nothing is.
            keys: The keys of the entries in the order of the list, for ranges of numbers.
            embedded: The Works that the file carries.
            cited_as: The keys that an id stands for, where they are not the id itself.
        """
        guesses = [fault, *self.guesses] if fault else self.guesses
        document = self.builder.document(format, path=path, guesses=guesses)
        mentions = [_meant(mention, cited_as or {}) for mention in self.mentions]
        document.mentions = with_ranges(mentions, document.text, keys)
        document.embedded = embedded
        return document

    def _before(self) -> None:
        if self._space:
            self.builder.space()
            self._space = False


def _meant(mention: Mention, cited_as: Mapping[str, tuple[str, ...]]) -> Mention:
    keys = tuple(key for name in mention.keys for key in cited_as.get(name, (name,)))
    return mention if keys == mention.keys else msgspec.structs.replace(mention, keys=keys)


def plain(source: str, node: Node) -> str:
    """The text in an element as a string, white space folded."""
    pieces: list[str] = []
    _collect(source, node, pieces)
    return " ".join("".join(pieces).split())


def _collect(source: str, node: Node, pieces: list[str]) -> None:
    for child in node.children:
        if isinstance(child, Node):
            _collect(source, child, pieces)
        else:
            text = source[child.start : child.end]
            pieces.append(text if child.raw else html.unescape(text))


def has_text(source: str, node: Node) -> bool:
    """Whether there is text directly in an element, beside the elements in it."""
    return any(
        isinstance(child, Chars) and not source[child.start : child.end].isspace()
        for child in node.children
    )
