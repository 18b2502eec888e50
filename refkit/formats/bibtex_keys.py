"""Citation keys for exports: stable, unique, ASCII, and legal in BibTeX and biber."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Final

from refkit.errors import ConfigurationError
from refkit.model import Name, Work
from refkit.normalize.text import strip_markup, words

# What TeX, BibTeX and biber take in \cite{…}: no space, no comma, nothing special to any of them.
_LEGAL: Final = re.compile(r"[^\s\"#%'(),={}\\~&$^@\x00-\x1f\x7f]{1,200}")
_IDENTIFIER: Final = re.compile(r"10\.\d{4,9}/|\w{2,10}://|\d+\Z|urn:|arxiv:|pmid:", re.IGNORECASE)

_ARTICLES_AND_THE_LIKE: Final = """
    a an and are as at be been by can do does for from has have how in into is it its of on or
    our that the their there these they this to was we were what when where which who why will with
    der die das ein eine und von zur zum im le la les un une des du et en de el los las y
    il lo gli uno una e o os um uma een het
"""
_SMALL_WORDS: Final = frozenset(_ARTICLES_AND_THE_LIKE.split())


def citation_keys(works: Sequence[Work], pattern: str = "authoryeartitle") -> list[str]:
    """A key for each Work, in order.

    A Work's own ``citation_key``, or an ``id`` that is a legal key and no DOI, address or mere
    number, stays. The others get a key that depends on nothing but the Work, such as
    "gracanin2014crying"; those that are the same get letters a, b, c in the order of the list. A
    key of one's own that is used before gets a letter too. Case does not tell keys apart.

    Args:
        works: The Works.
        pattern: "authoryeartitle", "authoryear" or "authortitle".

    Raises:
        ConfigurationError: If there is no such pattern.
    """
    make = _PATTERNS.get(pattern)
    if make is None:
        raise ConfigurationError(
            f"no pattern of citation keys '{pattern}'; there are {', '.join(_PATTERNS)}"
        )
    own = [_own_key(work) for work in works]
    made = ["" if key else make(work) or "ref" for key, work in zip(own, works, strict=True)]
    taken = {key.lower() for key in own if key}
    shared = Counter(key for key in made if key)
    used: set[str] = set()
    suffixes: dict[str, count[int]] = {}
    keys = []
    for key, base in zip(own, made, strict=True):
        stem = chosen = key or base
        alone = chosen.lower() not in used
        if not key:
            alone = alone and shared[base] == 1 and base not in taken
        while not alone:
            number = next(suffixes.setdefault(stem.lower(), count()))
            chosen = stem + _letters(number)
            alone = chosen.lower() not in used and chosen.lower() not in taken
        used.add(chosen.lower())
        keys.append(chosen)
    return keys


def _own_key(work: Work) -> str:
    if work.citation_key and _LEGAL.fullmatch(work.citation_key):
        return work.citation_key
    return work.id if is_key(work.id) else ""


def is_key(identifier: str) -> bool:
    """Whether an id is taken for a citation key: legal, ASCII, no DOI, address or mere number."""
    return bool(
        identifier.isascii() and _LEGAL.fullmatch(identifier) and not _IDENTIFIER.match(identifier)
    )


def _letters(number: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    letters = ""
    while number >= 0:
        letters = chr(ord("a") + number % 26) + letters
        number = number // 26 - 1
    return letters


def _author(work: Work) -> str:
    for names in (work.author, work.editor, work.container_author, work.translator):
        if names:
            return _name(names[0])
    return _group(work.publisher)


def _name(name: Name) -> str:
    if name.literal:
        return _group(name.literal)
    return "".join(words(f"{name.non_dropping_particle} {name.family or name.given}"))


def _group(name: str) -> str:
    """The initials of a long name: "World Health Organization" is "who"."""
    significant = [word for word in words(name) if word not in _SMALL_WORDS]
    if len(significant) > 2:
        return "".join(word[0] for word in significant)[:8]
    return "".join(significant)


def _year(work: Work) -> str:
    year = work.year
    if year is None:
        return "nd"
    return str(year) if year > 0 else f"bc{1 - year if year == 0 else -year}"


def _title(work: Work) -> str:
    title = words(strip_markup(work.title or work.container_title))
    return next((word for word in title if word not in _SMALL_WORDS), "".join(title[:1]))


_PATTERNS: Final[Mapping[str, Callable[[Work], str]]] = {
    "authoryeartitle": lambda work: _author(work) + _year(work) + _title(work),
    "authoryear": lambda work: (_author(work) or _title(work)) + _year(work),
    "authortitle": lambda work: _author(work) + _title(work),
}
