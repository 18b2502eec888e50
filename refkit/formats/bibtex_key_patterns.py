"""Patterns of citation keys: a small language for what a key is made of, and usual ones by name.

A pattern is text with pieces in braces, ``{author}{year}{title:2:capital}``. A piece has a name,
and after colons a number and a case: ``upper``, ``lower`` (as it is without) or ``capital``, which
begins each word with a capital. All is transliterated to ASCII. The pieces are:

``author``      the first author's family name, or a group's initials; its first letters with
                a number. Editors, then a publisher, stand in; without any of them the title
                does where the pattern has no title
``authors``     the family names of the first authors, 3 if there is no number
``etal``        "etal" where there are more authors than the pattern shows
``year``        the year, or "nd"; its last digits with a number
``title``       the first word of the title that is no article or the like; so many with a number
``shorttitle``  the same of the short title, 3 words if there is no number
``journal``     the initials of the container title, or the title itself if it is one word;
                its first letters with a number
``volume``, ``page``  the volume, and the first page
``letter``      where a, b, c go that tell equal keys apart; otherwise they go at the end
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from refkit.errors import ConfigurationError
from refkit.model import Name, Work
from refkit.normalize.text import strip_markup, words

LETTER: Final = "\0"
"""What a key holds at the place of the letter."""

PATTERNS: Final[Mapping[str, str]] = {
    "authoryeartitle": "{author}{year}{title}",
    "authoryear": "{author}{year}",
    "authortitle": "{author}{title}",
    "zotero": "{author}_{title}_{year}",
    "better-bibtex": "{author}{title:3:capital}{year}",
    "google-scholar": "{author}{year}{title}",
    "jabref": "{author:capital}{year}",
    "mendeley": "{author:capital}{year}",
    "alpha": "{author:3:capital}{year:2}",
}
"""Patterns by name. Those with a program's name make what it makes by default."""

_PIECE: Final = re.compile(r"\{([^{}]{0,60})\}")
_TEXT: Final = re.compile(r"[A-Za-z0-9_:.+/*!;-]*")
_LOOSE: Final = re.compile(r"\A[_:.+/;-]+|[_:.+/;-]+\Z|([_:.+/;-])[_:.+/;-]+")

_ARTICLES_AND_THE_LIKE: Final = """
    a an and are as at be been by can do does for from has have how in into is it its of on or
    our that the their there these they this to was we were what when where which who why will with
    der die das ein eine und von zur zum im le la les un une des du et en de el los las y
    il lo gli uno una e o os um uma een het
"""
_SMALL_WORDS: Final = frozenset(_ARTICLES_AND_THE_LIKE.split())


class _Piece(NamedTuple):
    """A piece of a pattern: what it is made of, how many words or letters of it, in which case."""

    name: str
    number: int
    case: str


class _Making(NamedTuple):
    """A Work on its way to a key, and what the pattern as a whole has."""

    work: Work
    shown: int
    with_title: bool


@lru_cache(maxsize=32)
def key_maker(pattern: str) -> Callable[[Work], str]:
    """What makes a key of a Work.

    Args:
        pattern: A name in :data:`PATTERNS`, or a pattern.

    Returns:
        A function from a Work to a key in ASCII, with :data:`LETTER` where the pattern says so;
        "" where the Work has nothing of what it is made of.

    Raises:
        ConfigurationError: If there is no such name, or the pattern is none.
    """
    if "{" not in pattern and pattern not in PATTERNS:
        raise ConfigurationError(
            f"no pattern of citation keys '{pattern}'; there are {', '.join(PATTERNS)}, "
            "and your own of {author}, {year}, {title} …"
        )
    parts = _parsed(PATTERNS.get(pattern, pattern))
    pieces = [part for part in parts if isinstance(part, _Piece)]
    shown = max((_shown(piece) for piece in pieces), default=1)
    with_title = any("title" in piece.name for piece in pieces)

    def make(work: Work) -> str:
        making = _Making(work, shown, with_title)
        made = [part if isinstance(part, str) else _made(part, making) for part in parts]
        key = "".join(made)
        return _LOOSE.sub(r"\1", key) if "" in made else key

    return make


def _parsed(pattern: str) -> list[str | _Piece]:
    parts: list[str | _Piece] = []
    for index, part in enumerate(_PIECE.split(pattern)):
        if index % 2:
            parts.append(_piece(part))
        elif not _TEXT.fullmatch(part):
            raise ConfigurationError(
                f"'{part}' in a pattern of citation keys; outside of {{…}} it may have letters "
                "without accents, digits and _ : . + / * ! ; -"
            )
        elif part:
            parts.append(part)
    return parts


def _piece(text: str) -> _Piece:
    name, *rest = text.split(":")
    number, case = 0, ""
    for option in rest:
        if option.isascii() and option.isdigit() and 0 < int(option) < 100:
            number = int(option)
        elif option in ("upper", "lower", "capital"):
            case = option
        else:
            raise ConfigurationError(
                f"'{option}' in '{{{text}}}' of a pattern of citation keys; "
                "after a colon comes a number from 1 to 99, upper, lower or capital"
            )
    if name not in _MAKERS:
        raise ConfigurationError(
            f"no '{{{name}}}' in patterns of citation keys; there are "
            + ", ".join(f"{{{known}}}" for known in _MAKERS)
        )
    return _Piece(name, number, case)


def _shown(piece: _Piece) -> int:
    return (piece.number or 3) if piece.name == "authors" else 1


def _made(piece: _Piece, making: _Making) -> str:
    parts = _MAKERS[piece.name](making, piece.number)
    if piece.case == "capital":
        return "".join(part[:1].upper() + part[1:] for part in parts)
    joined = "".join(parts)
    return joined.upper() if piece.case == "upper" else joined


def _author(making: _Making, number: int) -> list[str]:
    for names in _lists(making.work):
        if names:
            return _cut(_name(names[0]), number)
    found = _cut(_group(making.work.publisher), number)
    return found if found or making.with_title else _cut(_title_words(making.work.title, 1), number)


def _lists(work: Work) -> tuple[list[Name], ...]:
    return work.author, work.editor, work.container_author, work.translator


def _authors(making: _Making, number: int) -> list[str]:
    names = next(filter(None, _lists(making.work)), [])
    if not names:
        return _author(making, 0)
    return [word for name in names[: number or 3] for word in _name(name)]


def _etal(making: _Making, _: int) -> list[str]:
    names = next(filter(None, _lists(making.work)), [])
    return ["etal"] if len(names) > making.shown else []


def _name(name: Name) -> list[str]:
    if name.literal:
        return _group(name.literal)
    return words(f"{name.non_dropping_particle} {name.family or name.given}")


def _group(name: str) -> list[str]:
    """The initials of a long name: "World Health Organization" is "who"."""
    significant = [word for word in words(name) if word not in _SMALL_WORDS]
    if len(significant) > 2:
        return ["".join(word[0] for word in significant)[:8]]
    return significant


def _cut(parts: list[str], number: int) -> list[str]:
    return ["".join(parts)[:number]] if number and parts else parts


def _year(making: _Making, number: int) -> list[str]:
    year = making.work.year
    if year is None:
        return ["nd"]
    if year <= 0:
        return [f"bc{1 - year if year == 0 else -year}"]
    return [str(year)[-number:] if number else str(year)]


def _title(making: _Making, number: int) -> list[str]:
    work = making.work
    return _title_words(work.title or work.container_title, number or 1)


def _short_title(making: _Making, number: int) -> list[str]:
    work = making.work
    return _title_words(work.title_short or work.title or work.container_title, number or 3)


def _title_words(title: str, number: int) -> list[str]:
    found = words(strip_markup(title))
    return [word for word in found if word not in _SMALL_WORDS][:number] or found[:1]


def _journal(making: _Making, number: int) -> list[str]:
    title = making.work.container_title or making.work.collection_title
    significant = [word for word in words(strip_markup(title)) if word not in _SMALL_WORDS]
    if len(significant) > 1:
        significant = ["".join(word[0] for word in significant)]
    return _cut(significant, number)


def _volume(making: _Making, number: int) -> list[str]:
    return _cut(words(making.work.volume), number)


def _page(making: _Making, number: int) -> list[str]:
    return _cut(words(making.work.page_first or making.work.page)[:1], number)


def _letter(_making: _Making, _: int) -> list[str]:
    return [LETTER]


_MAKERS: Final[Mapping[str, Callable[[_Making, int], list[str]]]] = {
    "author": _author,
    "authors": _authors,
    "etal": _etal,
    "year": _year,
    "title": _title,
    "shorttitle": _short_title,
    "journal": _journal,
    "volume": _volume,
    "page": _page,
    "letter": _letter,
}
