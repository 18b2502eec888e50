"""Heads: what an entry begins with, its names or its title, and its year with the letter."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.model import Name, Reference
from refkit.model.work import NAME_VARIABLES
from refkit.normalize.names import initials
from refkit.normalize.text import fold, squash

UNDATED: Final = -10_000
"""The year of a work without a date, which stands before all years (APA 7, 9.46)."""
IN_PRESS: Final = 10_000
"""The year of a work in press, which stands behind all years."""

_SURE: Final = 0.65
"""Single names, "Aristotle", are read with no more confidence."""
_AUTHOR_DATE: Final = frozenset({"apa", "author-date"})
"""The styles in which entries begin with names and date."""
_FARTHEST: Final = 2
"""Characters before the first name or the title: a quotation mark, a bracket."""
_NAMES: Final = frozenset(NAME_VARIABLES)
_DATE_IN_WORDS: Final = re.compile(
    r"\( \s? (?: (?P<undated> n\.? \s? d\.? ) | in \s press ) (?: - (?P<letter> [a-z] ) )? \s? \)",
    re.VERBOSE | re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\bet\s?al\b|…|\.\s?\.\s?\.|\bothers\b", re.IGNORECASE)


class Head(msgspec.Struct, frozen=True):
    """What decides on the place of an entry in an alphabetical list.

    Attributes:
        names: The persons and groups that the entry begins with; () where its title comes first.
        title: The title as written.
        year: The year; ``UNDATED`` for "n.d.", ``IN_PRESS`` for "in press".
        letter: The letter behind the year: "a"; "" if none.
        letter_place: Where in ``Reference.raw`` such a letter stands or would be written.
        whole: Whether the names are all that the work has, none left to "et al." or dots.
        redated: Whether the entry gives a second date, that of the original work.
    """

    names: tuple[Name, ...]
    title: str
    year: int
    letter: str
    letter_place: int
    whole: bool
    redated: bool

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """The names as they are compared: family or group, and initials, folded."""
        return tuple(
            (squash(name.literal or written_family(name)), "".join(initials(name.given)).lower())
            for name in self.names
        )


def head_of(reference: Reference) -> Head | None:
    """The head of an entry; None where it does not begin with names, or a title, and its date."""
    if reference.style not in _AUTHOR_DATE or reference.problem:
        return None
    opening = _opening(reference)
    if not opening:
        return None
    names: tuple[Name, ...] = ()
    whole = True
    if opening in _NAMES:
        names = tuple(reference.work.get(opening))
        first = _first(reference, names[0]) if names else None
        if first is None:
            return None
        names = (first, *names[1:])
        span = reference.fields[opening].span
        whole = not _OTHERS.search(reference.raw, span.start, span.end + 10)
    dated = _dated(reference)
    if dated is None:
        return None
    year, letter, place = dated
    if any(repair.span.start <= place for repair in reference.repairs):
        return None
    return Head(
        names=names,
        title=reference.written("title"),
        year=year,
        letter=letter,
        letter_place=place,
        whole=whole,
        redated="original-date" in reference.fields,
    )


def written_family(name: Name) -> str:
    """A family name with its particles, as a list is ordered by it: "van der Berg"."""
    parts = (name.dropping_particle, name.non_dropping_particle, name.family)
    return " ".join(part for part in parts if part)


def _opening(reference: Reference) -> str:
    """The variable that an entry begins with: one of names, or the title; "" if another."""
    for variable, field in reference.fields.items():
        known = variable == "title" or variable in _NAMES
        if known and field.span.start <= _FARTHEST and field.confidence >= _SURE:
            return variable
    return ""


def _first(reference: Reference, name: Name) -> Name | None:
    """The first name as the entry begins with it: "Maaten, L. van der" without its particles.

    None if the entry begins with something else.
    """
    if _begins_with(reference, name.literal or written_family(name)):
        return name
    if not name.literal and _begins_with(reference, name.family):
        return Name(family=name.family, given=name.given, suffix=name.suffix)
    return None


def _begins_with(reference: Reference, text: str) -> bool:
    written = fold(text)
    return bool(written) and fold(reference.raw[: 2 * len(written) + 20]).startswith(written)


def _dated(reference: Reference) -> tuple[int, str, int] | None:
    """Year, letter, and where in the raw text the letter has its place; None without a date."""
    field = reference.fields.get("issued")
    year = reference.work.year
    if field is None or year is None:
        words = _DATE_IN_WORDS.search(reference.raw)
        if words is None:
            return None
        place = words.start("letter") if words["letter"] else words.end() - 1
        kind = UNDATED if words["undated"] else IN_PRESS
        return kind, (words["letter"] or "").lower(), place
    suffix = reference.fields.get("year-suffix")
    if suffix is not None:
        return year, reference.written("year-suffix").lower(), suffix.span.start
    at = reference.raw.find(str(year), field.span.start, field.span.end)
    return year, "", at + len(str(year)) if at >= 0 else -1
