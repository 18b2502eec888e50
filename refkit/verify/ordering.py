"""Ordering: the alphabetical order of a reference list, in every way that it is reasonably read.

APA 7 (9.44–9.48) orders letter by letter. Lists of other languages, and those that programs have
sorted, differ in accents, particles, articles and spaces; :func:`misplaced` takes the reading of
the list under which the fewest entries are out of place.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec

from refkit.normalize.names import initials
from refkit.normalize.text import DASHES, fold
from refkit.verify.heads import IN_PRESS, UNDATED, Head, written_family

Key = tuple[tuple[str, ...], int, str]
"""What entries are ordered by: names (or title) in letters, year, letter of the year."""


class Reading(NamedTuple):
    """A way to read the alphabet.

    Attributes:
        letters: Accented letters are their base letters ("base"), written out ("umlauts": ä is ae),
            behind their base letters ("after": č behind c), or at the end of the alphabet
            ("swedish": å ä ö; "danish": æ ø å).
        spaces: "ignored"; "kept": "Smith Jones" before "Smithers"; or "parted": kept, and a hyphen
            is one.
        particles: "written", or "passed" over: "van Dijk" under D.
        articles: Which articles before groups and titles are passed over: "english", "none", "all".
        prefixes: "spelt", or "spoken": "Mc" as "Mac", "St." as "Saint".
        given: Initials as "written", or "completed" from other entries of the same family name.
        names: Compared one by one ("apart"), or all as one text, word by word ("run"), as reference
            managers sort: "Lee, J. M., & Bain" before "Lee, J., & Okwudire".
        undated: Works without a date come "first", or "last" as with styles of the 6th edition.
    """

    letters: str = "base"
    spaces: str = "ignored"
    particles: str = "written"
    articles: str = "english"
    prefixes: str = "spelt"
    given: str = "written"
    undated: str = "first"
    names: str = "apart"


_APA: Final = Reading()
_OTHER_WAYS: Final = (
    ("names", ("run",)),
    ("letters", ("umlauts", "after", "swedish", "danish")),
    ("spaces", ("kept", "parted")),
    ("particles", ("passed",)),
    ("articles", ("none", "all")),
    ("prefixes", ("spoken",)),
    ("given", ("completed",)),
    ("undated", ("last",)),
)

_ARTICLES: Final = {
    "english": re.compile(r"(?:the|an?) (?=.)"),
    "all": re.compile(
        r"(?:the|an?|der|die|das|eine?|les?|las?|los|une?|el|il|lo|gli|de|het|den|det|en|ett|os?)"
        r" (?=.)"
    ),
}
_SPOKEN: Final = ((re.compile(r"\bmc(?=[a-z])"), "mac"), (re.compile(r"\bst (?=[a-z])"), "saint "))
_LAST: Final = "{"
"""The character behind "z"."""
_TABLES: Final[dict[str, dict[str, str]]] = {
    "umlauts": {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"},
    "swedish": {"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c", "ü": "y"},
    "danish": {"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c", "ü": "y"},
}
_JOINED: Final = str.maketrans(dict.fromkeys(f"{DASHES}."))
_LETTER: Final = re.compile(r"[^\W\d_]")


def orderable(head: Head) -> bool:
    """Whether the place of an entry in the alphabet is beyond doubt.

    Figures in front are spelt out by some and come first with others; lists of several scripts
    have orders of their own; of two dates either may count.
    """
    if not head.whole or head.redated:
        return False
    first = head.names[0] if head.names else None
    written = (first.literal or written_family(first)) if first else head.title
    opening, comma, _ = written.partition(",")
    if comma and " " not in opening:
        # "Anderson, John R." is perhaps no group or title.
        return False
    letter = _LETTER.search(written)
    if letter is None or any(character.isdigit() for character in written[: letter.start()]):
        return False
    return unicodedata.name(letter[0], "").startswith("LATIN ")


def misplaced(heads: Sequence[Head]) -> tuple[list[int], list[int]]:
    """Which entries of a list have to be moved, and the order that the list should have.

    Args:
        heads: The heads of its entries in the order of the list, each of them orderable.

    Returns:
        The indexes of the fewest entries whose move puts the list in order, ascending; and all
        indexes in that order. Entries that are equal keep their order.
    """
    heads = _without_disputed_letters(heads)
    reading = _APA
    keys = _keys(heads, reading)
    out = _out_of_order(keys)
    for dimension, ways in _OTHER_WAYS:
        for way in ways:
            if not out or 2 * len(out) > len(heads):
                # In order, or in none: no alphabet puts more than half of a list elsewhere.
                break
            other = reading._replace(**{dimension: way})
            other_keys = _keys(heads, other)
            moves = _out_of_order(other_keys)
            if len(moves) < len(out):
                reading, keys, out = other, other_keys, moves
    return out, sorted(range(len(heads)), key=keys.__getitem__)


def _without_disputed_letters(heads: Sequence[Head]) -> list[Head]:
    """The heads, without letters that say another thing than the titles, or that one work lacks.

    Where "Smith (2002b). Apples" stands before "Smith (2002a). Pears", the letters are wrong and
    not the order: L703 tells of them, and a move would make a second fault of it.
    """
    groups: dict[tuple[tuple[tuple[str, str], ...], int], list[Head]] = {}
    for head in heads:
        groups.setdefault((head.people, head.year), []).append(head)
    disputed: set[int] = set()
    for group in groups.values():
        titles = [title_key(head.title) for head in sorted(group, key=lambda head: head.letter)]
        if titles != sorted(titles) or not all(head.letter for head in group):
            disputed.update(map(id, group))
    return [
        msgspec.structs.replace(head, letter="") if id(head) in disputed and head.letter else head
        for head in heads
    ]


def is_chronological(heads: Sequence[Head]) -> bool:
    """Whether a list is ordered by years, forwards or backwards, as lists of own works are."""
    years = [head.year for head in heads]
    return years == sorted(years) or years == sorted(years, reverse=True)


def title_key(title: str) -> str:
    """The letters of a title as it is ordered among others: without a leading article."""
    return _ARTICLES["english"].sub("", fold(title), count=1).replace(" ", "")


def _keys(heads: Sequence[Head], reading: Reading) -> list[Key]:
    complete = _completed(heads) if reading.given == "completed" else None
    return [_key(head, reading, complete) for head in heads]


def _key(head: Head, reading: Reading, complete: Callable[[str, str], str] | None) -> Key:
    parts: list[str] = []
    for name in head.names:
        if name.literal:
            whole, _, division = name.literal.partition(",")
            parts += (_letters(whole, reading, article=True), fold(division).replace(" ", ""))
            continue
        family = name.family if reading.particles == "passed" else written_family(name)
        given = _given(name.given, name.suffix)
        if complete is not None:
            given = complete(written_family(name), given)
        if reading.names == "run":
            parts += _letters(family, reading._replace(spaces="kept"), article=False).split()
            parts += fold(f"{name.given} {name.suffix}".translate(_JOINED)).split()
        else:
            parts += (_letters(family, reading, article=False), given)
    if not parts:
        parts = [_letters(head.title, reading, article=True)]
    year = head.year
    if year == UNDATED and reading.undated == "last":
        year = IN_PRESS + 1
    return tuple(parts), year, head.letter


@lru_cache(maxsize=16384)
def _given(given: str, suffix: str) -> str:
    """Initials and suffix in small letters: "lm", "j jr"."""
    return f"{''.join(initials(given)).lower()} {fold(suffix)}".strip()


def _completed(heads: Sequence[Head]) -> Callable[[str, str], str]:
    """A function that completes the initials of a person whom other entries name more fully.

    "Bylsma, L." is "Bylsma, L. M." where the list has no other Bylsma whose initials begin so.
    """
    known: dict[str, set[str]] = {}
    for head in heads:
        for name in head.names:
            known.setdefault(written_family(name), set()).add(_given(name.given, name.suffix))

    def complete(family: str, given: str) -> str:
        longer = [each for each in known.get(family, ()) if each.startswith(given)]
        longest = max(longer, key=len, default=given)
        return longest if all(longest.startswith(each) for each in longer) else given

    return complete


def _letters(text: str, reading: Reading, *, article: bool) -> str:
    return _spelt(
        text,
        reading.letters,
        reading.spaces,
        reading.articles if article else "none",
        reading.prefixes,
    )


@lru_cache(maxsize=16384)
def _spelt(text: str, letters: str, spaces: str, articles: str, prefixes: str) -> str:
    folded = _folded(text if spaces == "parted" else text.translate(_JOINED), letters)
    if articles in _ARTICLES:
        folded = _ARTICLES[articles].sub("", folded, count=1)
    if prefixes == "spoken":
        for written, spoken in _SPOKEN:
            folded = written.sub(spoken, folded)
    return folded.replace(" ", "") if spaces == "ignored" else folded


def _folded(text: str, letters: str) -> str:
    if letters == "base" or text.isascii():
        return fold(text)
    text = unicodedata.normalize("NFC", text).lower()
    if letters == "after":
        return "".join(_after(character) for character in text)
    table = _TABLES[letters]
    # The marks of the end of the alphabet would not outlive fold, which is done between them.
    return "".join(
        table.get(each) or (fold(each) if each.isalnum() else _space(each)) for each in text
    )


def _after(character: str) -> str:
    if character.isascii() or not character.isalpha():
        return character if character.isalnum() else _space(character)
    return fold(character) + _LAST


def _space(character: str) -> str:
    return "" if fold(f"a{character}a") == "aa" else " "


def _out_of_order(keys: Sequence[Key]) -> list[int]:
    """The indexes outside a longest run of keys that never descends."""
    tails: list[Key] = []
    ends: list[int] = []
    before: list[int] = []
    for index, key in enumerate(keys):
        at = bisect_right(tails, key)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(key)
            ends.append(index)
        else:
            tails[at] = key
            ends[at] = index
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [index for index in range(len(keys)) if index not in kept]
