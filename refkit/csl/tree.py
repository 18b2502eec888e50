"""The output tree: what a style makes of an item before any output format is chosen.

A :data:`Piece` is a string of plain text (nothing in it is markup, nothing is escaped) or a
:class:`Node`. Formatting is one shared :class:`Format` for each element of the compiled style.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias


class Format(NamedTuple):
    """The formatting attributes of CSL 1.0.2; "" where the style says nothing.

    Attributes:
        font_style: "italic", "oblique" or "normal".
        font_variant: "small-caps" or "normal".
        font_weight: "bold", "light" or "normal".
        text_decoration: "underline" or "none".
        vertical_align: "sup", "sub" or "baseline".
        quotes: Whether the children stand in quotation marks.
        display: "block", "left-margin", "right-inline" or "indent".
        nocase: Whether text case leaves the children alone (``<span class="nocase">``).
    """

    font_style: str = ""
    font_variant: str = ""
    font_weight: str = ""
    text_decoration: str = ""
    vertical_align: str = ""
    quotes: bool = False
    display: str = ""
    nocase: bool = False


PLAIN: Final = Format()


class Node:
    """Pieces in one formatting, with a delimiter between them and affixes around the formatting.

    Attributes:
        children: The pieces; none of them is empty.
        format: The formatting of the children and delimiters; affixes stand outside of it.
        prefix: Plain text before.
        suffix: Plain text after.
        delimiter: Plain text between each two children.
        role: What the node is, for those who look for it later: "names", "name", "year",
            "year-suffix", "citation-number", "locator", "entry-margin" …; "" for most.
    """

    __slots__ = ("children", "delimiter", "format", "prefix", "role", "suffix")

    def __init__(
        self,
        children: list[Piece],
        format: Format = PLAIN,
        prefix: str = "",
        suffix: str = "",
        delimiter: str = "",
        role: str = "",
    ) -> None:
        self.children = children
        self.format = format
        self.prefix = prefix
        self.suffix = suffix
        self.delimiter = delimiter
        self.role = role

    def __repr__(self) -> str:
        extras = [
            f"{name}={value!r}"
            for name in ("prefix", "suffix", "delimiter", "role")
            if (value := getattr(self, name))
        ]
        if self.format != PLAIN:
            extras.append(repr(self.format))
        return f"Node({self.children!r}{''.join(', ' + extra for extra in extras)})"


Piece: TypeAlias = str | Node


PARENTHESES: Final = "parentheses"
"""The role of a node with more than one element in parentheses: one in another has brackets."""

NUMBER: Final = "number"
"""The role of a number variable whose suffix is punctuation that full stops stand beside."""


def number_role(suffix: str) -> str:
    """The role of the node of a number variable with this suffix."""
    return NUMBER if suffix[-1:] in (":", ";", "!") else ""


def affix_role(prefix: str, suffix: str) -> str:
    """The role of a group, macro, date or layout with these affixes."""
    return PARENTHESES if "(" in prefix and ")" in suffix else ""


def plain(piece: Piece | None) -> str:
    """All the text of a piece, affixes and delimiters too, without formatting or quotation marks.

    No punctuation is merged: for comparing pieces, not for showing them.
    """
    if piece is None:
        return ""
    if isinstance(piece, str):
        return piece
    inner = piece.delimiter.join([plain(child) for child in piece.children])
    return f"{piece.prefix}{inner}{piece.suffix}"


def find(piece: Piece | None, role: str) -> Iterator[Node]:
    """All nodes of a role in a piece, in order."""
    if isinstance(piece, Node):
        if piece.role == role:
            yield piece
        for child in piece.children:
            yield from find(child, role)
