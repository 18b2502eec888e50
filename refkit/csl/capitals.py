"""Capitals for terms at the beginning of a note or an entry: "Ibid.", not "ibid."."""

from __future__ import annotations

from typing import Final

from refkit.csl.tree import Node, Piece

TERM: Final = "term"
"""The role of a node whose text is a term of the locale."""

_CLOSING: Final = " '\"’”»)]"


def capitalized(piece: Piece) -> Piece:
    """A piece with a capital at its beginning, if it begins with a term of the locale."""
    if isinstance(piece, str) or any(character.isalnum() for character in piece.prefix):
        return piece
    if not piece.children:
        return piece
    first = piece.children[0]
    if isinstance(first, Node):
        changed: Piece = capitalized(first)
        if changed is first:
            return piece
    elif piece.role == TERM and first[:1].islower():
        changed = first[0].upper() + first[1:]
    else:
        return piece
    children = [changed, *piece.children[1:]]
    return Node(children, piece.format, piece.prefix, piece.suffix, piece.delimiter, piece.role)


def starts_sentence(prefix: str, *, first: bool) -> bool:
    """Whether a cite begins a sentence: first in its note, or after a prefix that ends one.

    A prefix of one word, such as "Cf.", is an abbreviation and ends none.
    """
    if not prefix.strip():
        return first
    text = prefix.rstrip(_CLOSING)
    return text[-1:] in (".", "!", "?") and " " in text.strip()
