"""The words of scholarly titles, with how common each is, for reading damaged entries.

The list is counted from Crossref's metadata by ``training/words.py`` and unpacked when a damaged
entry is met, never before: it takes some 30 ms. Costs are in bits: a word of cost 12 is one in
4,096 of running text.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from functools import lru_cache
from importlib import resources
from operator import ne
from typing import Final


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
LAST: Final = "\uffff"
"""Sorts after every letter."""
SHORT: Final = (0.0, 14.0, 13.0, 11.0, 8.0, 6.0)
"""What an unknown word costs beside its letters, by length: there are few short ones."""
LONG: Final = 4.0
AFFIXED: Final = 6.0
"""What a word costs that the list holds only without its prefix or its ending."""
FAMILY: Final = 22.0
"""What a word costs that is only a family name, less a bit each time that its works double."""
ENDINGS: Final = frozenset(("s", "es", "ly", "ed", "d", "ing", "ness", "al", "ic", "able", "ity"))
ENDING_SIZES: Final = sorted({len(ending) for ending in ENDINGS})
PREFIXES: Final = word_set(
    """
    anti auto bi bio co cyto de di electro endo extra geo hydro hyper hypo immuno inter intra
    iso macro mega meta micro mini mono multi nano neo neuro non ortho over para per photo
    physio poly post pre pro pseudo psycho re semi sub super tetra thermo trans tri ultra un
    under
    """
)
PREFIX_SIZES: Final = sorted({len(prefix) for prefix in PREFIXES})


class Words:
    """The unpacked list.

    Attributes:
        costs: Lower-case words to their cost in bits.
        mixed: Words with a capital inside, as written: "mRNA", "LaTeX", "McDonald".
        families: Lower-case words of family names to how common they are: 1 for one work, and one
            more each time that the works double, up to 9.
    """

    __slots__ = ("_lengths", "_letters", "costs", "families", "mixed")

    def __init__(self, packed: bytes) -> None:
        words, mixed, families, letters = zlib.decompress(packed).decode().split("\f")
        self.costs: dict[str, int] = {}
        for cost, row in enumerate(words.split("\n")):
            self.costs.update(dict.fromkeys(row.split(), cost))
        self.mixed = frozenset(mixed.split())
        self.families: dict[str, int] = {}
        for works, row in enumerate(families.split("\n")):
            self.families.update(dict.fromkeys(row.split(), works))
        self._lengths: dict[int, tuple[list[str], list[str]]] = {}
        self._letters = [(ord(letter) - 48) / 5 for letter in letters]

    def cost(self, word: str) -> float | None:
        """The cost of a lower-case word that the list holds, whole or but for an affix."""
        cost = self.costs.get(word)
        if cost is not None:
            return cost
        works = self.families.get(word)
        return FAMILY - works if works else self._affixed(word)

    def unknown(self, word: str) -> float:
        """The cost of a lower-case word that the list does not hold, by its letters."""
        size = len(word)
        cost = SHORT[size] if size < len(SHORT) else LONG
        first = second = 0
        letters = self._letters
        for letter in word:
            third = ord(letter) - 96 if "a" <= letter <= "z" else 27
            cost += letters[(first * 28 + second) * 28 + third]
            first, second = second, third
        return cost + letters[(first * 28 + second) * 28]

    def one_letter_off(self, word: str, odd: list[int]) -> tuple[str, float] | None:
        """The commonest listed word that differs in one letter, and its cost.

        Args:
            word: The word in lower case.
            odd: The places of letters that cannot be right; all others are then taken as they are.

        Returns:
            None if there is none, or if another one is nearly as common.
        """
        found = self._alike(word, odd[0], odd) if odd else self._one_off(word)
        if not found and len(odd) == 1 and len(word) > LONG_WORD:
            start, end = word[: odd[0]], word[odd[0] + 1 :]
            found = [
                (cost, meant)
                for letter in ALPHABET
                if (cost := self._affixed(meant := start + letter + end)) is not None
            ]
        if not found:
            return None
        found.sort()
        if len(found) > 1 and found[1][0] - found[0][0] < CLEARLY:
            return None
        return found[0][1], found[0][0]

    def _one_off(self, word: str) -> list[tuple[float, str]]:
        """The words with one other letter: one half of the word must be right."""
        half = len(word) // 2
        start, end = word[:half], word[half:]
        forward, backward = self._of_length(len(word))
        found: list[tuple[float, str]] = [
            (self.costs[meant], meant)
            for meant in forward[bisect_left(forward, start) : bisect_left(forward, start + LAST)]
            if sum(map(ne, end, meant[half:])) == 1
        ]
        end = end[::-1]
        size = len(end)
        start = start[::-1]
        for tnaem in backward[bisect_left(backward, end) : bisect_left(backward, end + LAST)]:
            if sum(map(ne, start, tnaem[size:])) == 1:
                meant = tnaem[::-1]
                found.append((self.costs[meant], meant))
        return found

    def _alike(self, word: str, first: int, odd: list[int]) -> list[tuple[float, str]]:
        """The words that differ at some places only, of which the first is given."""
        start, rest = word[:first], first + 1
        forward, _ = self._of_length(len(word))
        hidden = "".join("?" if at in odd else letter for at, letter in enumerate(word))[rest:]
        return [
            (self.costs[meant], meant)
            for meant in forward[bisect_left(forward, start) : bisect_left(forward, start + LAST)]
            if all(map(_fits, hidden, meant[rest:]))
        ]

    def _of_length(self, size: int) -> tuple[list[str], list[str]]:
        """The words of a length in order, and the same written backwards in order."""
        if not self._lengths:
            for word in self.costs:
                self._lengths.setdefault(len(word), ([], []))[0].append(word)
        forward, backward = self._lengths.setdefault(size, ([], []))
        if forward and not backward:
            forward.sort()
            backward += sorted(word[::-1] for word in forward)
        return forward, backward

    def _affixed(self, word: str) -> float | None:
        if len(word) < 7:
            return None
        if "is" in word:  # British "colonisation"
            cost = self.costs.get(word.replace("is", "iz"))
            if cost is not None:
                return cost + AFFIXED
        for size in ENDING_SIZES:
            if word[-size:] in ENDINGS:
                cost = self.costs.get(word[:-size])
                if cost is not None:
                    return cost + AFFIXED
        for size in PREFIX_SIZES:
            if word[:size] in PREFIXES and len(word) - size > 3:
                cost = self.costs.get(word[size:])
                if cost is not None:
                    return cost + AFFIXED
        return None


LONG_WORD: Final = 8
"""A longer word with a letter that stands out may be a listed one with an affix."""
CLEARLY: Final = 1.5
"""How many bits commoner a word must be than the next one to be taken for the one meant."""


def _fits(hidden: str, letter: str) -> bool:
    return hidden in ("?", letter)


@lru_cache(maxsize=1)
def load() -> Words:
    """The list that refkit ships."""
    return Words(resources.files("refkit.parse").joinpath("data/words.txt.z").read_bytes())
