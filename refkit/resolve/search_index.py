"""SearchIndex: which of many works a text might mean, by the rare words that they share.

An inverted index in memory, after the ideas of BM25 (Robertson & Zaragoza, 2009, "The probabilistic
relevance framework"): a word weighs by its rarity, and a work by how much of it the text mentions.
It ranks candidates and accepts none; that is :mod:`refkit.match`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from heapq import nlargest
from itertools import chain
from math import log
from sys import intern
from typing import Final

from refkit.resolve.described import (
    Described,
    Terms,
    asked_words,
    joined_words,
    possible_locators,
    score,
    terms_of,
)

BUDGET: Final = 6000
"""Postings read for one question at most; rare words come first, so the common ones fall away."""

_SHORTLIST: Final = 60


class SearchIndex:
    """An index of works, numbered in the order in which they were given.

    Args:
        works: The works.
    """

    def __init__(self, works: Iterable[Described]) -> None:
        self._postings: dict[str, array[int]] = {}
        self._terms: list[Terms] = []
        for work in works:
            self._add(work)
        count = max(1, len(self._terms))
        self._weights = {
            word: log(1 + count / len(postings)) for word, postings in self._postings.items()
        }

    def __len__(self) -> int:
        return len(self._terms)

    def _add(self, work: Described) -> None:
        number = len(self._terms)
        # A word of many works is kept once.
        terms = Terms(*(tuple(map(intern, part)) for part in terms_of(work)))
        self._terms.append(terms)
        for term in chain.from_iterable(terms):
            postings = self._postings.get(term)
            if postings is None:
                # An array and no list: what the garbage collector need not visit.
                postings = self._postings[term] = array("I")
            postings.append(number)

    def search(self, text: str, rows: int) -> list[tuple[int, float]]:
        """The works that a text might mean.

        Args:
            text: A reference as written, or any words of it.
            rows: How many works at most.

        Returns:
            Numbers of works with their scores, best first; the scores rank and mean nothing else.
        """
        asked = asked_words(text)
        wanted = {*asked, *joined_words(asked), *possible_locators(asked)}
        weights = self._weights
        known = sorted(
            (word for word in wanted if word in weights), key=lambda word: (-weights[word], word)
        )
        sums: dict[int, float] = {}
        read = 0
        for word in known:
            postings = self._postings[word]
            read += len(postings)
            if read > BUDGET and sums:
                break
            weight = weights[word]
            for number in postings:
                sums[number] = sums.get(number, 0.0) + weight
        shortlist = nlargest(_SHORTLIST, sums, key=sums.__getitem__)
        scored = ((number, score(self._terms[number], wanted, weights)) for number in shortlist)
        return nlargest(rows, scored, key=lambda hit: (hit[1], -hit[0]))
