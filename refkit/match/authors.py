"""Authors: whether two lists of names are the same people in the same order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from refkit.match.agreement import OTHER, SAME, Agreement, excused
from refkit.model import Name
from refkit.normalize.names import family_key, initials
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, squash

Likeness = Literal["same", "excused", "spelling", "other"]

_BETWEEN_INITIALS = lazy_pattern(r"[-.\s]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
_MOST = 5_000
"""Names of a list that are compared; the largest collaborations sign with some 5,100."""
_NUMERALS = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd", "dr", "prof"))


class Person(msgspec.Struct, frozen=True):
    """A name as it is compared.

    Attributes:
        key: Folded family name with particles, or the folded name of a group.
        parts: The words of a family name with particles, folded; of a group none.
        keys: All foldings that may stand for it ("müller" is "muller" and "mueller").
        initials: Folded initials of the given names, in order.
        given: The given names, folded and without spaces.
        group: Whether it is an institution.
    """

    key: str
    parts: tuple[str, ...]
    keys: frozenset[str]
    initials: str
    given: str
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
        return Person(key, (), frozenset((key, key.replace(" ", ""))), "", "", group=True)
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
    forms = {whole_key, squash(own)}
    if not own.isascii():
        forms.add(squash(own.casefold().translate(_UMLAUTS)))
    if particles:
        forms.add(squash(f"{particles} {own}"))
    return Person(
        whole_key,
        tuple(words),
        frozenset(forms - {""}),
        _initial_letters(given),
        squash(given),
        group=False,
    )


@lru_cache(maxsize=16384)
def _initial_letters(given: str) -> str:
    parts = _BETWEEN_INITIALS.split(" ".join(initials(given)))
    return "".join(squash(part)[:1] for part in parts)


def likeness(a: Person, b: Person) -> Likeness:
    """Whether two names may be one person's, and at what price."""
    if a.keys & b.keys:
        return "spelling" if _cut_apart(a, b) else "same"
    if a.group or b.group:
        return _group_likeness(a, b)
    short, long = sorted((a.key, b.key), key=len)
    if _changed_places(a, b):
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


def _changed_places(a: Person, b: Person) -> bool:
    """Whether family and given name changed places and were cut: "G., B." for "Brady, G.".

    So 10.1002/1097-0061(20000930)17:3<201::aid-yea30>3.0.co;2-r was deposited.
    """
    cut = min(len(a.key), len(b.key)) == 1
    return cut and a.initials[:1] == b.key[:1] and b.initials[:1] == a.key[:1]


def _cut_apart(a: Person, b: Person) -> bool:
    """Whether a double name is cut at another place: "Sot-oJiménez" for "Soto-Jiménez"."""
    return 1 < len(a.parts) == len(b.parts) and a.parts != b.parts and a.key == b.key


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
    if agreement.same:
        return agreement if agreement.excuse else _other_letters(written, found, agreement)
    for mine, its, excuse in _leaner(ours, theirs):
        if mine and its and (other := _align(mine, its, abridged)).same:
            return excused(excuse, other.score)
    return agreement


def _other_letters(
    written: Sequence[Name], found: Sequence[Name], agreement: Agreement
) -> Agreement:
    """The Agreement with the excuse that the same names are spelt in other letters."""
    for mine, its in zip(written, found, strict=False):
        ours, theirs = mine.family or mine.literal, its.family or its.literal
        if ours == theirs or (ours.isascii() and theirs.isascii()):
            continue
        if fold(ours) != fold(theirs):
            # "Mueller" for "Müller"
            return excused("transliteration", agreement.score)
        if _letters(ours) != _letters(theirs):
            # "Gracanin" for "Gračanin"
            return excused("diacritics", agreement.score)
    return agreement


def _letters(name: str) -> str:
    """The letters of a name, accents kept."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return "".join(letter for letter in composed if letter.isalpha())


def _leaner(
    ours: list[Person], theirs: list[Person]
) -> Iterator[tuple[list[Person], list[Person], str]]:
    """The lists without what one of them may have more than the other, and the excuse for it."""
    groups = [any(each.group for each in side) for side in (ours, theirs)]
    persons = [each for each in ours if not each.group]
    if groups[1]:
        # Consortia stand between the persons in registries; references leave them out.
        yield persons or ours, [each for each in theirs if not each.group], "group-author"
    elif groups[0]:
        # Older deposits have no place for the study group that signed with the authors.
        yield persons, theirs, "group-author"
        # "Faculty of Humanities, Bali, Indonesia": words of a group that look like a name in full.
        yield [each for each in persons if each.given == each.initials], theirs, "group-author"
    distinct = list(dict.fromkeys(ours))
    if len(distinct) < len(ours):
        # A deposit that names an author twice (10.1016/j.mehy.2009.12.028), copied as it is.
        yield distinct, list(dict.fromkeys(theirs)), "repeated-name"


def pair_names(written: Sequence[Name], found: Sequence[Name]) -> list[tuple[int, int, Likeness]]:
    """Who of one list is who in the other.

    Args:
        written: The names of a Reference.
        found: The names of a Record.

    Returns:
        Place in ``written``, place in ``found``, and how alike the names are, in order of
        ``written``; each name once, those without a like left out.
    """
    ours, theirs = [person(name) for name in written], [person(name) for name in found]
    return _pair(ours[:_MOST], theirs[:_MOST])


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
    if ours[-1].keys & theirs[-1].keys:
        # Of two authors of one name the last is meant that closes the list.
        order[-1] = len(theirs) - 1
    if missing and not (abridged and _left_out_once(order, len(theirs))):
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
    if any(_changed_places(ours[mine], theirs[its]) for mine, its, like in pairs if like != "same"):
        return excused("family-given-swapped", share)
    return excused("name-form", share) if "excused" in likenesses else SAME


def _left_out_once(order: list[int], count: int) -> bool:
    """Whether names are left out at one place: after the first few, the last few may follow.

    "A, B, et al." and "A, B, … Z" are abridged; "A, C, et al." lacks B.
    """
    gaps = [at for at, (first, second) in enumerate(pairwise(order)) if second != first + 1]
    if order[0] != 0 or len(gaps) > 1:
        return False
    return not gaps or order[-1] == count - 1


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
                cut = _cut_apart(ours[mine], theirs[its])
                pairs.append((mine, its, "spelling" if cut else "same"))
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
    pairs = list(zip(ours, theirs, strict=True))
    crossed = all(
        mine.initials and mine.initials[0] == its.key[:1] and its.initials[:1] == mine.key[:1]
        for mine, its in pairs
    )
    # One author of other initials is found by chance ("Clark, A." for "Andretta, C.").
    if crossed and (len(pairs) > 1 or any(m.key == i.given or m.given == i.key for m, i in pairs)):
        return excused("family-given-swapped", 0.7)
    return None
