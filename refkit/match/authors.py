"""Authors: whether two lists of names are the same people in the same order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from refkit.match.agreement import OTHER, SAME, Agreement, excused
from refkit.model import Name
from refkit.normalize.names import family_key, initials
from refkit.normalize.text import fold, squash

Likeness = Literal["same", "excused", "spelling", "other"]

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
_MOST = 5_000
"""Names of a list that are compared; the largest collaborations sign with some 5,100."""
_NUMERALS = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd", "dr", "prof"))


class Person(msgspec.Struct, frozen=True):
    """A name as it is compared.

    Attributes:
        key: Folded family name with particles, or the folded name of a group.
        keys: All foldings that may stand for it ("müller" is "muller" and "mueller").
        initials: Folded initials of the given names, in order.
        group: Whether it is an institution.
    """

    key: str
    keys: frozenset[str]
    initials: str
    group: bool


def person(name: Name) -> Person:
    """Prepare a name for comparison."""
    return _person(
        name.family,
        name.given,
        name.dropping_particle,
        name.non_dropping_particle,
        name.literal,
    )


@lru_cache(maxsize=32768)
def _person(family: str, given: str, dropping: str, non_dropping: str, literal: str) -> Person:
    # An entry's names meet those of every candidate, and the names of a field recur.
    name = Name(
        family=family,
        given=given,
        dropping_particle=dropping,
        non_dropping_particle=non_dropping,
        literal=literal,
    )
    if name.literal and not name.family:
        key = fold(name.literal)
        return Person(key, frozenset((key, key.replace(" ", ""))), "", group=True)
    key = family_key(name)
    words = [word for word in key.split() if word not in _NUMERALS]
    # Initials within the family name: "Smith J" in Records, "I. Haris, P." in the lists made of
    # them (10.1155/2002/674735).
    strays = [word for word in words if len(word) == 1]
    own = family
    if strays and len(strays) < len(words):
        words = [word for word in words if len(word) > 1]
        given = " ".join((given, *strays))
        own = " ".join(words)
    whole_key = "".join(words)
    particles = " ".join(filter(None, (non_dropping, dropping)))
    forms = {whole_key, squash(own), squash(own.casefold().translate(_UMLAUTS))}
    if particles:
        forms.add(squash(f"{particles} {own}"))
    letters = "".join(squash(initial)[:1] for part in initials(given) for initial in _parts(part))
    return Person(whole_key, frozenset(forms - {""}), letters, group=False)


def _parts(initial: str) -> list[str]:
    return [part for part in re.split(r"[-.\s]", initial) if part]


def likeness(a: Person, b: Person) -> Likeness:
    """Whether two names may be one person's, and at what price."""
    if a.keys & b.keys:
        return "same"
    if a.group or b.group:
        return _group_likeness(a, b)
    short, long = sorted((a.key, b.key), key=len)
    if len(short) == 1 and a.initials[:1] == b.key[:1] and b.initials[:1] == a.key[:1]:
        # Family and given name changed places and were cut: "G., B." for "Brady, G."
        # (10.1002/1097-0061(20000930)17:3<201::aid-yea30>3.0.co;2-r).
        return "excused"
    # "de Sousa" for "Sousa", "García" for "García Márquez", and the particle that was lost.
    if len(short) > 2 and (long.endswith(short) or long.startswith(short)) and _initials_fit(a, b):
        rest = len(long) - len(short)
        if rest >= 2:
            return "excused"
    if min(len(a.key), len(b.key)) >= 3 and _initials_fit(a, b):
        distance = DamerauLevenshtein.distance(a.key, b.key, score_cutoff=3)
        if distance <= (1 if len(short) < 5 else 2 if len(short) < 10 else 3):
            return "spelling"
    return "other"


def _group_likeness(a: Person, b: Person) -> Likeness:
    first, second = a.key.replace(" ", ""), b.key.replace(" ", "")
    if first in second or second in first:
        return "excused"
    # A group that a parser took for a person, and the other way round.
    if set(a.key.split()) == set(b.key.split()):
        return "excused"
    distance = DamerauLevenshtein.normalized_similarity(first, second)
    return "spelling" if distance >= 0.9 else "other"


def _initials_fit(a: Person, b: Person) -> bool:
    return not a.initials or not b.initials or a.initials[0] == b.initials[0]


def compare_authors(
    written: Sequence[Name], found: Sequence[Name], *, abridged: bool = False
) -> Agreement:
    """Compare the authors of a Reference with those of a Record.

    Args:
        written: The names in the order of the reference.
        found: The names in the order of the Record.
        abridged: Whether the reference says that it leaves some out ("et al.", an ellipsis).

    Returns:
        ``detail`` names what differs: "missing", "added", "replaced", "order", "spelling",
        "initials", or "other" where none of them is found. ``score`` is the share of the names of
        the shorter list that are found in the other.
    """
    ours, theirs = [person(name) for name in written], [person(name) for name in found]
    ours = [each for each in ours if each.key]
    theirs = [each for each in theirs if each.key]
    if not ours or not theirs:
        return OTHER
    ours, theirs = ours[:_MOST], theirs[:_MOST]
    agreement = _align(ours, theirs, abridged)
    if agreement.same or not any(each.group for each in theirs):
        return agreement
    # Consortia stand between the persons in registries; references leave them out.
    persons = [each for each in theirs if not each.group]
    if persons:
        other = _align([each for each in ours if not each.group] or ours, persons, abridged)
        if other.same:
            return excused("group-author", other.score)
    return agreement


def _align(ours: list[Person], theirs: list[Person], abridged: bool) -> Agreement:
    pairs = _pair(ours, theirs)
    paired = {mine for mine, _, _ in pairs}
    share = len(pairs) / min(len(ours), len(theirs))
    if not pairs:
        swapped = _swapped_parts(ours, theirs)
        return swapped or Agreement(0.0, same=False, detail="other")
    order = [its for _, its, _ in pairs]
    in_order = all(first < second for first, second in pairwise(order))
    likenesses = {like for _, _, like in pairs}
    missing = len(theirs) - len(pairs)
    added = len(ours) - len(paired)
    if added and len(theirs) == 1 and len(ours) > 2 and order[0] == 0 and pairs[0][0] == 0:
        # Old deposits name the first author only (many Elsevier works before 1995).
        return excused("registry-first-author-only", share)
    if added and added == missing:
        return Agreement(share, same=False, detail="replaced")
    if added:
        return Agreement(share, same=False, detail="added")
    if missing and not (abridged and in_order and order[0] == 0):
        return Agreement(share, same=False, detail="missing")
    if not in_order:
        return Agreement(share, same=False, detail="order")
    if "spelling" in likenesses:
        return Agreement(0.9 * share, same=False, detail="spelling")
    if any(
        like == "same" and not _initials_fit(ours[mine], theirs[its]) for mine, its, like in pairs
    ):
        return _initials(ours, theirs, pairs, share)
    if missing:
        return excused("et-al", share)
    return excused("name-form", share) if "excused" in likenesses else SAME


def _initials(
    ours: list[Person], theirs: list[Person], pairs: list[tuple[int, int, Likeness]], share: float
) -> Agreement:
    """Names of the same family and other initials: a slip, or another order of the given names."""
    for mine, its, _ in pairs:
        if not set(ours[mine].initials) & set(theirs[its].initials):
            return Agreement(0.9 * share, same=False, detail="initials")
    return excused("given-name-order", share)


def _pair(ours: list[Person], theirs: list[Person]) -> list[tuple[int, int, Likeness]]:
    """Pair the names of two lists, the surest first; each serves once. In order of ``ours``."""
    pairs: list[tuple[int, int, Likeness]] = []
    free = dict.fromkeys(range(len(theirs)))
    left = list(range(len(ours)))
    index: dict[str, list[int]] = {}
    for number, their in enumerate(theirs):
        for key in their.keys:
            index.setdefault(key, []).append(number)
    # Same family name and fitting initials; then same family name; then the rest by likeness.
    for fitting in (True, False):
        for mine in left[:]:
            hits = {at for key in ours[mine].keys for at in index.get(key, ()) if at in free}
            hits = {at for at in hits if not fitting or _initials_fit(ours[mine], theirs[at])}
            if hits:
                its = min(hits, key=lambda at: (abs(at - mine), at))
                pairs.append((mine, its, "same"))
                del free[its]
                left.remove(mine)
    for wanted in ("excused", "spelling"):
        for mine in left[:]:
            for its in sorted(free, key=lambda at: (abs(at - mine), at))[:40]:
                if likeness(ours[mine], theirs[its]) == wanted:
                    pairs.append((mine, its, wanted))
                    del free[its]
                    left.remove(mine)
                    break
    return sorted(pairs)


def _swapped_parts(ours: list[Person], theirs: list[Person]) -> Agreement | None:
    """A Record that holds given names as family names, as happens with Chinese names."""
    if len(ours) != len(theirs) or any(each.group for each in ours + theirs):
        return None
    if all(
        mine.initials and mine.initials[0] == its.key[:1] and its.initials[:1] == mine.key[:1]
        for mine, its in zip(ours, theirs, strict=True)
    ):
        return excused("family-given-swapped", 0.7)
    return None
