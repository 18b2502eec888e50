"""Numbering: the numbers, labels and keys by which a text may refer to the entries of its lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import msgspec

from refkit.model import Reference, ReferenceList
from refkit.normalize.patterns import lazy_pattern

_NUMBER: Final = lazy_pattern(r"[\[(]? \s? (?P<number> \d{1,4} ) \s? [\])]? [.:)]?", re.VERBOSE)
# BibTeX's style "alpha" and what is like it: [Knu84], [ABC+99], [Smi10a], [GOLD1967].
LABEL: Final = r"[^\W\d_][^\W_]{0,12}[+*]?(?:\d{2}|\d{4})[a-z]?"
"""A label made of names and a year."""
_LABEL_MARKER: Final = lazy_pattern(rf"[\[(]? (?P<label> {LABEL} ) [\])]?", re.VERBOSE)
_LABEL_BEGINS: Final = lazy_pattern(rf"\[ (?P<label> {LABEL} ) \] \s", re.VERBOSE)


class Numbered(msgspec.Struct):
    """One list with the numbers of its entries.

    Attributes:
        start: Where it begins in ``Document.text``.
        numbers: Numbers and labels to the places of the References among those of all lists.
        certain: Whether the list itself shows them, and they are not but counted.
        last: The greatest number; 0 if it has labels.
    """

    start: int
    numbers: dict[str, int]
    certain: bool
    last: int


class Numbering:
    """The numbers, labels and keys of an article's references.

    Args:
        lists: Its reference lists, in order.
    """

    def __init__(self, lists: Sequence[ReferenceList]) -> None:
        self.lists: list[Numbered] = []
        self.keys: dict[str, int] = {}
        at = 0
        for each in lists:
            for place, reference in enumerate(each.references, at):
                if reference.key:
                    self.keys.setdefault(reference.key, place)
            if each.span:
                self.lists.append(_numbered(each, at))
            at += len(each.references)
        self.lists.sort(key=lambda each: each.start)
        self._starts = [each.start for each in self.lists]
        self.count = at

    def home(self, offset: int) -> Numbered | None:
        """The list that ends the chapter of a place in the text; None if there is no list."""
        if not self.lists:
            return None
        return self.lists[min(bisect_right(self._starts, offset), len(self.lists) - 1)]

    def target(self, number: str, offset: int) -> int | None:
        """The place of the Reference that a number means where it stands.

        "1a" is what a list of chemists' has under 1, unless one has an entry of that number.
        """
        home = self.home(offset)
        if home is None:
            return None
        for wanted in (number, number.rstrip("abcdefghijklmnopqrstuvwxyz")):
            # "[41]" may be in a second list that goes on with the numbers of the first.
            for each in (home, *self.lists) if len(self.lists) > 1 else (home,):
                place = each.numbers.get(wanted)
                if place is not None:
                    return place
        return None

    @property
    def certain(self) -> bool:
        """Whether a list shows numbers."""
        return any(each.certain and each.last for each in self.lists)

    @property
    def labelled(self) -> bool:
        """Whether a list shows labels."""
        return any(each.certain and not each.last for each in self.lists)


def _numbered(each: ReferenceList, first: int) -> Numbered:
    """A list with its numbers as it shows them, or as its entries are counted."""
    references = each.references
    shown = [_number(reference) for reference in references]
    numbers = {number: first + at for at, number in reversed(list(enumerate(shown))) if number}
    if 2 * len(numbers) > len(references) or (numbers and len(references) == 1):
        last = max(int(number) for number in numbers)
        return Numbered(each.span.start, numbers, certain=True, last=last)
    labels = {label: first + at for at, ref in enumerate(references) if (label := _label(ref))}
    if 2 * len(labels) > len(references):
        return Numbered(each.span.start, labels, certain=True, last=0)
    counted = {str(at + 1): first + at for at in range(len(references))}
    # Markdown numbers items anew whose markers are all "1."; where some have numbers, who knows?
    certain = len(references) > 1 and len(set(shown)) == 1 and shown[0] == "1"
    return Numbered(each.span.start, counted, certain=certain, last=len(references))


def _number(reference: Reference) -> str:
    match = _NUMBER.fullmatch(reference.marker)
    return match["number"].lstrip("0") if match else ""


def _label(reference: Reference) -> str:
    match = _LABEL_MARKER.fullmatch(reference.marker) or _LABEL_BEGINS.match(reference.raw)
    return match["label"] if match else ""
