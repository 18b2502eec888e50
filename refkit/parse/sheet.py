"""A text under repair: every change on record, with the way back to the text as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

ADDED: Final = -1
"""The place of a character that was put in."""


class Edit(NamedTuple):
    """A change of a text: what stands from start to end is read as something else.

    Attributes:
        start: The first character that changes.
        end: Past the last one; equal to ``start`` where something is put in.
        text: What is read there; "" where something is passed over.
        kind: What was wrong, one of the keys of ``damage.WEIGHTS``.
    """

    start: int
    end: int
    text: str
    kind: str


class Restored(NamedTuple):
    """A text with its damage undone.

    Attributes:
        text: The text as it is read.
        back: For each character of ``text``, where it stands in the damaged one; a character that
            was put in has the place of the one before it.
        changes: Ranges of the damaged text and what is read there, in order of place.
    """

    text: str
    back: list[int]
    changes: list[tuple[int, int, str]]


class Sheet:
    """A text under repair.

    Attributes:
        text: What it reads now.
        kinds: How many repairs of each kind were made.
    """

    __slots__ = ("_original", "_places", "kinds", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds: Counter[str] = Counter()
        self._original = text
        self._places = list(range(len(text)))

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make changes in order of place; of two that overlap, the first."""
        chars: list[str] = []
        places: list[int] = []
        at = 0
        for edit in edits:
            if edit.start < at:
                continue
            chars += (self.text[at : edit.start], edit.text)
            places += self._places[at : edit.start]
            changed = self._places[edit.start : edit.end] + [ADDED] * len(edit.text)
            places += changed[: len(edit.text)]
            at = edit.end
            self.kinds[edit.kind] += 1
        if chars:
            self.text = "".join([*chars, self.text[at:]])
            self._places = places + self._places[at:]

    def read(
        self, pattern: re.Pattern[str], text: str, kind: str, start: int = 0, end: int | None = None
    ) -> int:
        """Read a pattern's group as another text wherever it matches.

        Args:
            pattern: One group of it takes part in each match; an empty one marks a place.
            text: What is read there.
            kind: What was wrong.
            start: Where the stretch to look at begins.
            end: Where it ends, if not at the end of the text.

        Returns:
            Where the stretch ends now.
        """
        before = len(self.text)
        end = before if end is None else end
        self.apply(
            [
                Edit(*match.span(match.lastindex or 0), text, kind)
                for match in pattern.finditer(self.text, start, end)
            ]
        )
        return end + len(self.text) - before

    def extend(self, rest: str) -> None:
        """Put the rest of the entry behind the text, as it is."""
        self._places += range(len(self._original), len(self._original) + len(rest))
        self._original += rest
        self.text += rest

    def restored(self) -> Restored:
        """What came of it."""
        changes: list[tuple[int, int, str]] = []
        back: list[int] = []
        at = 0
        added = ""
        for char, place in zip(self.text, self._places, strict=True):
            if place == ADDED:
                added += char
                back.append(max(0, at - 1))
                continue
            changes += [(gone, gone + 1, "") for gone in range(at, place)]
            if added:
                changes.append((place, place, added))
                added = ""
            if char != self._original[place]:
                changes.append((place, place + 1, char))
            back.append(place)
            at = place + 1
        size = len(self._original)
        changes += [(gone, gone + 1, "") for gone in range(at, size)]
        if added:
            changes.append((size, size, added))
        return Restored(self.text, back, changes)
