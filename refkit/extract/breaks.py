"""Breaks: how much speaks for an entry beginning with a line, where no layout sets entries apart.

Each sign alone is weak: what may be an author also stands after "In", a year may be any, the last
line of an entry may fill its width. Weighed together they part lists that neither indents, gaps nor
numbers part, such as the text that is copied out of a PDF. The weights are those of a logistic
regression over lists in some seventy styles, wrapped at several widths.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from refkit.extract.markers import unmarked
from refkit.extract.pieces import Piece
from refkit.extract.signs import REFERENCE, YEAR, beginning, is_closed, is_open, likeness
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold

_WEIGHTS: Final = {
    "begins -1": -4.5,
    "begins 0": -2.3,
    "begins 1": 0.9,
    "begins 2": 2.4,
    "alike": 2.6,
    "address": -2.7,
    "quoted": -1.0,
    "closed": 2.9,
    "open": -1.8,
    "last words": 2.7,
    "short": 0.7,
    "short, no author": 1.6,
    "filled": -2.5,
    "gap": 0.6,
    "indent": 2.2,
    "order": 1.8,
    "order after": 0.7,
    "dated": 0.2,
    "undated before": -3.9,
    "length": 0.9,
}
_BIAS: Final = -3.1

_DATE: Final = lazy_pattern(
    rf"(?<![\d–\-]){YEAR}[a-z]?(?!\d) | \b(?:n\.\s?d\.|in\spress|forthcoming)", re.VERBOSE
)
# Pages, an address or a DOI: what entries end in more often than lines within them.
_LAST_WORDS: Final = lazy_pattern(
    r"(?: \d [–—\-‐‑]{1,2} [A-Za-z]?\d{1,6} | \b10\.\d{4,9}/\S{2,80} | https?://\S{4,200} ) \.? $",
    re.VERBOSE,
)
_YEAR: Final = lazy_pattern(rf"(?<![\d–\-]){YEAR}")
# So much of a text is looked at.
_NEAR: Final = 400
# What an entry goes on with and never begins with.
_ADDRESS: Final = lazy_pattern(
    r"""
    https?:// | www\. | doi\b | 10\.\d{4} | available\s | retrieved\s | accessed\s | isbn | issn
    | pmid | vol\. | no\. | pp?\.\s?\d | [IVX]{1,5}\. \s
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_WORD: Final = lazy_pattern(r"\S{1,40}")
_LETTER: Final = lazy_pattern(r"[^\W\d_]")
_SAME: Final = lazy_pattern(r"(\w)\1+")
# So many lines must be sure to begin an entry before they tell how entries begin.
_ENOUGH: Final = 4
# Of a line in a proportional typeface the characters tell the width only so well.
_FILLED: Final = 0.9
_LETTERS: Final = 2
_LONGEST_ENTRY: Final = 12


class Signs:
    """What a list's lines have in common, by which each of them is judged.

    Args:
        pieces: The lines of the list.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.begins = [beginning(unmarked(piece.text)) for piece in pieces]
        self.keys = [fold(unmarked(piece.text[:60])) for piece in pieces]
        self.dated = [bool(_DATE.search(piece.text)) for piece in pieces]
        self.opened = [piece.text.count("“") for piece in pieces]
        self.closed = [piece.text.count("”") for piece in pieces]
        self.lengths = [len(piece.text) + piece.indent for piece in pieces]
        lengths = sorted(self.lengths)
        self.width = lengths[int(0.9 * (len(lengths) - 1))]
        filled = sum(length > 0.8 * self.width for length in lengths)
        self.wrapped = filled > 0.4 * len(lengths)
        self.gap = self._usual_gap()
        self.likely = self._likely(2)
        if sum(self.likely) < _ENOUGH:
            self.likely = self._likely(1)
        self.shapes = [_shape(piece.text) for piece in pieces]
        likely = [shape for shape, sure in zip(self.shapes, self.likely, strict=True) if sure]
        self.usual = Counter(likely) if len(likely) >= _ENOUGH else Counter()
        self.sorted = self._sorted()
        self.hanging = self._hanging()

    def _sorted(self) -> bool:
        """Whether the lines that are most likely to begin an entry stand in alphabetical order."""
        keys = [key for key, sure in zip(self.keys, self.likely, strict=True) if sure]
        pairs = list(pairwise(keys))
        return len(pairs) >= 3 and sum(one <= other for one, other in pairs) > 0.8 * len(pairs)

    def _likely(self, least: int) -> list[bool]:
        """Which lines are most likely to begin an entry, by what may be an author."""
        return [
            begins >= least and (not index or is_closed(self.pieces[index - 1].text))
            for index, begins in enumerate(self.begins)
        ]

    def _usual_gap(self) -> int:
        """The gap between the lines of an entry: 1 in a double-spaced typescript, mostly 0."""
        gaps = sorted(piece.gap for piece in self.pieces[1:])
        return gaps[len(gaps) // 3] if gaps else 0

    def _hanging(self) -> float:
        """1 where entries begin at the margin, -1 where they are indented, 0 if neither shows."""
        margin = [b for b, piece in zip(self.begins, self.pieces, strict=True) if piece.indent <= 1]
        inner = [b for b, piece in zip(self.begins, self.pieces, strict=True) if piece.indent > 1]
        if len(margin) < 0.1 * len(self.pieces) or len(inner) < 0.1 * len(self.pieces):
            return 0.0
        apart = sum(margin) / len(margin) - sum(inner) / len(inner)
        return max(-1.0, min(1.0, apart))

    def of(self, index: int, last: int) -> dict[str, float]:
        """What speaks for and against an entry beginning with a line.

        Args:
            index: The line, from 1.
            last: The line with which the entry before begins.
        """
        piece, before = self.pieces[index], self.pieces[index - 1]
        begins = self.begins[index]
        signs = {f"begins {begins}": 1.0}
        if is_open(before.text):
            signs["open"] = 1.0
        elif is_closed(before.text):
            signs["closed"] = 1.0
            if _LAST_WORDS.search(before.text, max(0, len(before.text) - 220)):
                signs["last words"] = 1.0
        if self.wrapped:
            word = _FIRST_WORD.match(piece.text)
            needed = self.lengths[index - 1] + 1 + (word.end() if word else 0)
            if needed >= _FILLED * self.width:
                signs["filled"] = 1.0
            else:
                signs["short" if begins >= 1 else "short, no author"] = 1.0
        if _ADDRESS.match(piece.text):
            signs["address"] = 1.0
        if self._within_quotes(last, index):
            signs["quoted"] = 1.0
        if piece.gap > self.gap and not piece.page:
            signs["gap"] = 1.0
        if self.hanging:
            signs["indent"] = self.hanging * (1.0 if piece.indent <= 1 else -1.0)
        if self.dated[index] or any(self.dated[index + 1 : index + 2]):
            signs["dated"] = 1.0
        if not any(self.dated[max(last, index - _LONGEST_ENTRY) : index]):
            signs["undated before"] = 1.0
        if self.sorted:
            signs["order"] = self._order(index, last)
            signs["order after"] = self._order_after(index)
        if self.usual:
            signs["alike"] = self.usual[self.shapes[index]] / self.usual.total()
        signs["length"] = min(index - last, _LONGEST_ENTRY) / 4
        return signs

    def _within_quotes(self, last: int, index: int) -> bool:
        """Whether a quotation that began in the entry before is still open."""
        first = max(last, index - _LONGEST_ENTRY)
        opened = sum(self.opened[first:index])
        closed = sum(self.closed[first:index])
        return opened > closed

    def _order(self, index: int, last: int) -> float:
        key, before = self.keys[index], self.keys[last]
        if key < before:
            return -1.0
        return (
            1.0
            if key[:1] == before[:1]
            else 0.5
            if ord(key[:1] or "z") - ord(before[:1] or "a") <= 2
            else -0.5
        )

    def _order_after(self, index: int) -> float:
        """-1 if the next entry could not follow one that begins with this line, 1 if it could."""
        for after in range(index + 1, min(index + _LONGEST_ENTRY, len(self.pieces))):
            if self.likely[after]:
                return 1.0 if self.keys[index] <= self.keys[after] else -1.0
        return 0.0


def _shape(text: str) -> str:
    """How a line begins: "Aa," of "Smith, J.", "AA," of "SMITH, John", "A." of "J. Smith"."""
    word = _FIRST_WORD.match(unmarked(text))
    if word is None:
        return ""
    letters = _LETTER.sub(lambda found: "A" if found.group().isupper() else "a", word.group())
    return _SAME.sub(r"\1", letters)[:4] if len(letters) > 2 else letters


def breaks(pieces: Sequence[Piece]) -> list[int]:
    """The indexes of the lines that begin an entry, by all that speaks for and against each."""
    signs = Signs(pieces)
    found = [0]
    for index in range(1, len(pieces)):
        weight = _BIAS + sum(
            _WEIGHTS[name] * value for name, value in signs.of(index, found[-1]).items()
        )
        if weight > 0:
            found.append(index)
    return found


def begins_entry(pieces: list[Piece], index: int) -> bool:
    """Whether a line, with those after it, looks like the beginning of a reference."""
    piece = pieces[index]
    if piece.kind in ("heading", "table", "code"):
        return False
    text = unmarked(piece.text[: 4 * _NEAR])
    begins = beginning(text)
    if begins < 1:
        return False
    if len(text) < 200 or begins == 2:
        text = " ".join([text, *(each.text for each in pieces[index + 1 : index + 3])])[:_NEAR]
    needed = REFERENCE if begins == 2 else REFERENCE + 2
    return bool(_YEAR.search(text)) and likeness(text) >= needed
