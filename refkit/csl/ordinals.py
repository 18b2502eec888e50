"""Ordinals of a locale: the suffixes of numbers and the words for them, by gender.

CSL 1.0.2, "Ordinal Suffixes", "Long Ordinals" and "Gender-specific Ordinals".
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

_NAME: Final = re.compile(r"(?:long-)?ordinal(?:-[0-9]{2})?")

Terms: TypeAlias = dict[tuple[str, str], tuple[str, str]]
"""(name, gender) to the text and its ``match`` attribute; the gender is "" for neuter, the match ""
where the term does not say."""

_FIRST_SCHEME: Final = frozenset({"ordinal-01", "ordinal-02", "ordinal-03", "ordinal-04"})
"""The terms of CSL 1.0, which had no default."""


def is_ordinal(name: str) -> bool:
    """Whether a term is one of the ordinals: "ordinal", "ordinal-01", "long-ordinal-01"."""
    return _NAME.fullmatch(name) is not None


def covered(terms: Terms, others: Terms) -> Terms:
    """Ordinal terms with those of a source of greater rank over them.

    "(Re)defining any of the ordinal terms through cs:locale replaces all previously defined ordinal
    terms"; yet a style of Bordeaux defines 1er and 1re alone, and means the rest to stay. So only
    terms that can stand alone replace all: those with a default, and the four of CSL 1.0.
    """
    names = {name for name, _ in others}
    if "ordinal" in names or names >= _FIRST_SCHEME:
        terms = {key: found for key, found in terms.items() if key[0].startswith("long-")}
    return {**terms, **others}


class Ordinals:
    """The ordinal terms of one locale.

    Args:
        terms: The terms, those of all sources.
    """

    __slots__ = ("_first_scheme", "_terms")

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        names = {name for name, _ in terms}
        self._first_scheme = "ordinal" not in names and names >= _FIRST_SCHEME

    def term(self, name: str) -> str | None:
        """An ordinal term as a term like others; None where there is none of that name."""
        found = self._find(name, "")
        return found[0] if found is not None else None

    def suffix(self, number: int, gender: str) -> str:
        """The suffix of a number; "" where none fits."""
        number = abs(number)
        last_two, last = number % 100, number % 10
        if last_two >= 10 and not self._first_scheme:
            found = self._find(f"ordinal-{last_two}", gender)
            if found is not None and (found[1] != "whole-number" or number == last_two):
                return found[0]
        # In CSL 1.0 the terms for 1, 2 and 3 leave out 11, 12 and 13; that for 4 is the default.
        if not self._first_scheme or (1 <= last <= 3 and last_two != 10 + last):
            found = self._find(f"ordinal-0{last}", gender)
            if found is not None and _matches(number, last, found[1]):
                return found[0]
        found = self._find("ordinal-04" if self._first_scheme else "ordinal", gender)
        return found[0] if found is not None else ""

    def word(self, number: int, gender: str) -> str | None:
        """The word for a number; None where there is none, or where a locale empties it."""
        found = self._find(f"long-ordinal-{number:02}", gender) if 0 < number < 100 else None
        return found[0] or None if found is not None else None

    def _find(self, name: str, gender: str) -> tuple[str, str] | None:
        """A term in a gender, else in the neuter."""
        found = self._terms.get((name, gender))
        return found if found is not None else self._terms.get((name, ""))


def _matches(number: int, last: int, match: str) -> bool:
    """Whether a number ends as ``match`` asks, for a term named by one digit."""
    if match == "whole-number":
        return number == last
    if match == "last-two-digits":
        return number % 100 == last
    return True
