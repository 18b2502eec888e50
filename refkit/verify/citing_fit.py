"""Fit: how the names of a citation agree with those of a listed work."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from refkit.verify.citing_entry import Keys, Listed

Names = Literal["full", "et-al", "group", "needless", "short", "spelling", "order", "added", ""]
"""How the names of a citation agree with a work's: all of them; some and a right "et al."; the
name of a group; "et al." that stands for one name or none; names left out without "et al."; one
name spelt otherwise; the same names in another order; a name too many; not at all."""

RIGHT: Final = frozenset({"full", "et-al", "group"})
SAME_WORK: Final = RIGHT | {"needless", "short"}


class Cited(msgspec.Struct, frozen=True):
    """The names of a citation, folded.

    Attributes:
        names: Each name with its foldings.
        whole: The foldings of all the names taken as one: "Department of Health and Human
            Services".
        et_al: Whether more are meant.
    """

    names: tuple[Keys, ...]
    whole: Keys
    et_al: bool


def fit(cited: Cited, entry: Listed) -> tuple[Names, int]:
    """How the names of a citation agree with those of a listed work.

    Returns:
        The agreement, and for "spelling" the number of the name that differs, from 0.
    """
    names = entry.names
    if not names or not cited.names:
        return "", 0
    if cited.whole & names[0] and (entry.groups[0] or len(cited.names) == 1):
        if len(names) == 1 and not cited.et_al:
            return ("group" if entry.groups[0] else "full"), 0
        if len(cited.names) > 1:
            return "group", 0
    count = len(cited.names)
    leading = 0
    while leading < min(count, len(names)) and cited.names[leading] & names[leading]:
        leading += 1
    if leading == count or (entry.abridged and leading == len(names)):
        return _shortened(cited, entry), 0
    return _otherwise(cited, entry, leading)


def _shortened(cited: Cited, entry: Listed) -> Names:
    count, listed = len(cited.names), len(entry.names)
    if entry.abridged:
        return "et-al" if cited.et_al else "full" if count >= listed else "short"
    if cited.et_al:
        # "et al." is plural: it cannot stand for the second of two authors (APA 7, 8.17).
        return "et-al" if listed > count and listed > 2 else "needless"
    return "full" if count == listed else "short"


def _otherwise(cited: Cited, entry: Listed, leading: int) -> tuple[Names, int]:
    """The agreement of names that differ from some place on."""
    ours, theirs = cited.names, entry.names
    if leading < len(theirs) and len(ours) <= len(theirs):
        rest = zip(ours[leading + 1 :], theirs[leading + 1 :], strict=False)
        alike = near(ours[leading], theirs[leading]) and all(a & b for a, b in rest)
        if alike and (len(ours) == len(theirs) or cited.et_al or len(ours) > 1):
            return "spelling", leading
    if len(ours) == 1:
        return "", 0
    if leading and _within(ours, theirs):
        return "short", 0
    if len(ours) == len(theirs) and _all_found(ours, theirs):
        return "order", 0
    if leading and len(ours) == len(theirs) + 1 > 2 and _within(theirs, ours):
        return "added", 0
    return "", 0


def _within(short: tuple[Keys, ...], long: tuple[Keys, ...]) -> bool:
    """Whether the names stand among others in the same order."""
    rest = iter(long)
    return all(any(name & other for other in rest) for name in short)


def _all_found(ours: tuple[Keys, ...], theirs: tuple[Keys, ...]) -> bool:
    return all(any(name & other for other in theirs) for name in ours)


def near(a: Keys, b: Keys) -> bool:
    """Whether one name is a slip of the other: a letter or two added, lost, changed or swapped."""
    return any(_near(one, other) for one in a for other in b)


def _near(a: str, b: str) -> bool:
    most = slips(min(len(a), len(b)))
    return (
        most > 0
        and abs(len(a) - len(b)) <= most
        and DamerauLevenshtein.distance(a, b, score_cutoff=most) <= most
    )


def slips(letters: int) -> int:
    """How many letters of a name of that length a slip may change."""
    return 0 if letters < 3 else 1 if letters < 7 else 2
