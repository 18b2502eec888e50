"""Merged: one Work of a Record and of the entry that means it.

The Record is right, and the entry knows more: where the work was read, who translated it, the year
that the author cites it by, the diacritics that a registry lost.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from refkit.model import Name, Verdict, Work

_NOTED: Final = ("original_title", "note", "annote", "status", "source", "archive", "license")
"""What a registry notes for itself, and styles would print: "Original work published as …"."""


def merged(verdict: Verdict) -> Work:
    """The Work of a reference that was identified.

    What the Record lacks is taken from the entry; where both agree but for an excuse, the year and
    the better spelling are the entry's.

    Args:
        verdict: A Verdict with a match.
    """
    entry = verdict.reference.work
    record = verdict.match.record.work if verdict.match else entry
    same = {each.variable for each in verdict.comparisons if each.same}
    work = record.copy(**dict.fromkeys(_NOTED, ""), accessed=None)
    for variable, value in entry.variables():
        if not work.get(variable):
            work.set(variable, value)
    if work.DOI and work.URL == record.URL:
        # A registry's address of a work is that of its DOI.
        work.URL = entry.URL
    if "issued" in same and entry.issued and entry.year is not None:
        work.issued = entry.issued
    work.year_suffix = ""
    if "title" in same and _folded(entry.title) == _folded(record.title):
        work.title = min(entry.title, record.title, key=_capitals)
    if "author" in same and len(entry.author) == len(record.author):
        work.author = [_named(*pair) for pair in zip(record.author, entry.author, strict=True)]
    return work


def _named(record: Name, entry: Name) -> Name:
    """A name of a Record with the diacritics that the entry has and the registry lost."""
    lost = record.family.isascii() and not entry.family.isascii()
    if not lost or _folded(record.family) != _folded(entry.family):
        return record
    return Name(
        family=entry.family,
        given=record.given if len(record.given) > len(entry.given) else entry.given,
        dropping_particle=record.dropping_particle,
        non_dropping_particle=record.non_dropping_particle,
        suffix=record.suffix,
        comma_suffix=record.comma_suffix,
    )


def _folded(text: str) -> str:
    """A text without capitals, accents, punctuation and white space."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if sign.isalnum()).casefold()


def _capitals(text: str) -> tuple[bool, int]:
    """How far a title is from sentence case, which styles make all others of."""
    count = sum(word[0].isupper() for word in text.split())
    return count == 0, count
