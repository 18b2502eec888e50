"""Initials of given names: initialize-with, initialize and initialize-with-hyphen.

CSL 1.0.2, "Name" and "Hyphenation of Initialized Names".
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TAGGED: Final = re.compile(r"((?:<\w[^<>]*>)*)([^<>]*)((?:</\w[^<>]*>)*)")
_PERIOD_INSIDE: Final = re.compile(r"\.(?=[^\W\d_]|[(\[])")
"""A period with a letter or a bracket right after it: between "M" and "E" in "M.E."."""

_CLOSING: Final = ")]"


class _Part(NamedTuple):
    """A part of a word between hyphens, and the tags around it: <b>, John, </b>."""

    opening: str
    text: str
    closing: str

    def wrapped(self, text: str) -> str:
        return f"{self.opening}{text}{self.closing}"


def initialize(given: str, mark: str, hyphen: bool) -> str:
    """Given names as initials: "John Bob" as "J. B." with the mark ". ".

    Words that do not start with a capital letter stay ("de" in "John de Bob"), as do
    abbreviations of more than one letter ("Ph." in "Ph. Bob"). "TSerendorj" becomes "Ts.".

    Args:
        given: Given names as written, markup allowed.
        mark: initialize-with.
        hyphen: initialize-with-hyphen.
    """
    bare = mark.rstrip()
    space = mark[len(bare) :]
    pieces: list[str] = []
    for word in _words(given):
        if "-" not in word and "<" not in word:
            inner = word.rstrip(_CLOSING)
            initial = _initial(inner)
            if initial is None:
                _put_word(pieces, word)
            else:
                pieces.append(initial + bare + word[len(inner) :] + space)
            continue
        first, *others = _parts(word)
        initial = _initial(first.text)
        if initial is None:
            _put_word(pieces, word)
            continue
        initials = [first.wrapped(initial + bare)]
        for part in others:
            # Of "Xiao-ping" only the first part is an initial.
            initial = _initial(part.text)
            if initial is not None:
                initials.append(part.wrapped(initial + bare))
        pieces.append(("-" if hyphen else space).join(initials) + space)
    return "".join(pieces).strip()


def normalize_initials(given: str, mark: str) -> str:
    """Given names in full, with the mark after those that are initials: "James T" as "James T.".

    A hyphen between two initials goes: "J.-L." is two initials here.

    Args:
        given: Given names as written, markup allowed.
        mark: initialize-with.
    """
    bare = mark.rstrip()
    space = mark[len(bare) :]
    pieces: list[str] = []
    for word in _words(given):
        parts = _parts(word)
        if all(_is_initial(part.text) for part in parts):
            pieces += [part.wrapped(part.text.rstrip(".") + bare) + space for part in parts]
        else:
            _put_word(pieces, word)
    return "".join(pieces).strip()


def _words(given: str) -> list[str]:
    return (_PERIOD_INSIDE.sub(". ", given) if "." in given else given).split()


def _parts(word: str) -> list[_Part]:
    """A word taken apart at its hyphens and tags."""
    parts = []
    for text in word.split("-"):
        found = _TAGGED.fullmatch(text) if "<" in text else None
        parts.append(_Part(*found.groups()) if found is not None else _Part("", text, ""))
    return parts


def _put_word(pieces: list[str], word: str) -> None:
    """A word with spaces around it; before a closing bracket only one that is there already."""
    if pieces and word[0] not in _CLOSING and not pieces[-1].endswith(" "):
        pieces.append(" ")
    pieces.append(word + " ")


def _initial(word: str) -> str | None:
    """The initial of a word without its mark: "J" of "Jean", "Ts" of "TSerendorj"."""
    if not word or not _is_capital(word[0]):
        return None
    if word[-1] == ".":
        return word[:-1]
    if len(word) > 2 and word[1].isupper() and word[2:].islower():
        return word[0] + word[1].lower()
    return word[0]


def _is_capital(char: str) -> bool:
    """Whether a letter can be an initial: a capital, or a letter of a script without case.

    Of those, Hebrew, Arabic and Thai names are initialized; Chinese and Indian ones are not.
    """
    return (
        char.isupper()
        or char.istitle()
        or ("\u05d0" <= char <= "\u06ff" and char.isalpha())
        or ("\u0e01" <= char <= "\u0e5b" and char.isalpha())
    )


def _is_initial(word: str) -> bool:
    """Whether a word is an initial or an abbreviation: "J", "J.", "Ph.", "ME."."""
    if not word or not word[0].isupper():
        return False
    return len(word) == 1 or (word[-1] == "." and word[:-1].isalpha())
