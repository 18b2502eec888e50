"""Citation keys for exports: stable, unique, ASCII, and legal in BibTeX and biber."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import Final

from refkit.errors import ConfigurationError
from refkit.formats.bibtex_key_patterns import LETTER, key_maker
from refkit.model import Work

# What TeX, BibTeX and biber take in \cite{…}: no space, no comma, nothing special to any of them.
_LEGAL: Final = re.compile(r"[^\s\"#%'(),={}\\~&$^@\x00-\x1f\x7f]{1,200}")
_IDENTIFIER: Final = re.compile(r"10\.\d{4,9}/|\w{2,10}://|\d+\Z|urn:|arxiv:|pmid:", re.IGNORECASE)

_KEEP: Final = "keep"


def citation_keys(
    works: Sequence[Work], pattern: str = "authoryeartitle", *, rekey: bool = False
) -> list[str]:
    """A key for each Work, in order.

    A Work's own ``citation_key``, or an ``id`` that is a legal key and no DOI, address or mere
    number, stays. The others get a key that depends on nothing but the Work, such as
    "gracanin2014crying"; those that are the same get letters a, b, c in the order of the list. A
    key of one's own that is used before gets a letter too. Case does not tell keys apart.

    Args:
        works: The Works.
        pattern: A name or pattern of :mod:`refkit.formats.bibtex_key_patterns`; "keep" is
            "authoryeartitle" but that an ``id`` which is a DOI, an address or a number stays
            wherever it is a legal key.
        rekey: Whether Works that have a key of their own get one of the pattern all the same.

    Raises:
        ConfigurationError: If there is no such pattern, or "keep" is to make keys anew.
    """
    keep = pattern == _KEEP
    if keep and rekey:
        raise ConfigurationError("keys cannot be both kept and made anew")
    make = key_maker("authoryeartitle" if keep else pattern)
    own = ["" if rekey else _own_key(work, keep) for work in works]
    made = ["" if key else make(work) or "ref" for key, work in zip(own, works, strict=True)]
    taken = {key.lower() for key in own if key}
    shared = Counter(key.lower() for key in made if key)
    used: set[str] = set()
    suffixes: dict[str, count[int]] = {}
    keys = []
    for key, base in zip(own, made, strict=True):
        stem = key or base
        chosen = _lettered(stem, "")
        alone = chosen.lower() not in used
        if not key:
            alone = alone and shared[base.lower()] == 1 and chosen.lower() not in taken
        while not alone:
            number = next(suffixes.setdefault(stem.lower(), count()))
            chosen = _lettered(stem, letters_of(number))
            alone = chosen.lower() not in used and chosen.lower() not in taken
        used.add(chosen.lower())
        keys.append(chosen)
    return keys


def _lettered(stem: str, letters: str) -> str:
    """A key with the letters at their place."""
    return stem.replace(LETTER, letters) if LETTER in stem else stem + letters


def _own_key(work: Work, keep: bool) -> str:
    if work.citation_key and _LEGAL.fullmatch(work.citation_key):
        return work.citation_key
    if keep and work.id.isascii() and _LEGAL.fullmatch(work.id):
        return work.id
    return work.id if is_key(work.id) else ""


def is_key(identifier: str) -> bool:
    """Whether an id is taken for a citation key: legal, ASCII, no DOI, address or mere number."""
    return bool(
        identifier.isascii() and _LEGAL.fullmatch(identifier) and not _IDENTIFIER.match(identifier)
    )


def letters_of(number: int) -> str:
    """The letters that tell equal keys apart: 0 is a, 25 is z, 26 is aa."""
    letters = ""
    while number >= 0:
        letters = chr(ord("a") + number % 26) + letters
        number = number // 26 - 1
    return letters
