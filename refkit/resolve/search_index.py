"""SearchIndex: which of many works a text might mean, by the rare words that they share.

An inverted index in memory, after the ideas of BM25 (Robertson & Zaragoza, 2009, "The probabilistic
relevance framework"): a word weighs by its rarity, and a work by how much of it the text mentions.
It ranks candidates and accepts none; that is :mod:`refkit.match`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import pairwise
from math import log
from sys import intern
from typing import Final

import msgspec

from refkit.normalize.text import words

BUDGET: Final = 6000
"""Postings read for one question at most; rare words come first, so the common ones fall away."""

_SHORTLIST: Final = 60
_NUMBER: Final = re.compile(r"[a-z]{0,2}\d{1,12}[a-z]?$")
_YEAR: Final = re.compile(r"1[4-9]\d\d|20\d\d")
_NUMBERS_READ: Final = 16
_WORDS_READ: Final = 400


class Described(msgspec.Struct, frozen=True):
    """What the index knows of a work.

    Attributes:
        title: Title and subtitle.
        people: Family names and groups, authors and editors.
        container: Its containers, full and short.
        years: The years that it may carry.
        volume: The volume as deposited.
        first_pages: Its first page and article number.
    """

    title: str = ""
    people: str = ""
    container: str = ""
    years: tuple[str, ...] = ()
    volume: str = ""
    first_pages: tuple[str, ...] = ()


class SearchIndex:
    """An index of works, numbered in the order in which they were given.

    Args:
        works: The works.
    """

    def __init__(self, works: Iterable[Described]) -> None:
        self._postings: dict[str, array[int]] = {}
        self._titles: list[tuple[str, ...]] = []
        self._others: list[tuple[str, ...]] = []
        self._keys: list[tuple[str, ...]] = []
        for work in works:
            self._add(work)
        count = max(1, len(self._titles))
        self._weights = {
            word: log(1 + count / len(postings)) for word, postings in self._postings.items()
        }

    def __len__(self) -> int:
        return len(self._titles)

    def _add(self, work: Described) -> None:
        number = len(self._titles)
        title = tuple({intern(word) for word in words(work.title)})
        others = {
            intern(word) for word in words(f"{work.people} {work.container}") if len(word) > 1
        }
        others.update(work.years)
        keys = tuple(set(_locator_keys(work)))
        self._titles.append(title)
        self._others.append(tuple(others.difference(title)))
        self._keys.append(keys)
        for word in others.union(title, keys):
            postings = self._postings.get(word)
            if postings is None:
                # An array and no list: what the garbage collector need not visit.
                postings = self._postings[word] = array("I")
            postings.append(number)

    def search(self, text: str, rows: int) -> list[tuple[int, float]]:
        """The works that a text might mean.

        Args:
            text: A reference as written, or any words of it.
            rows: How many works at most.

        Returns:
            Numbers of works with their scores, best first; the scores rank and mean nothing else.
        """
        asked = words(text)[:_WORDS_READ]
        wanted = set(asked)
        # "deter- mination" of a broken line is one word of the title.
        wanted.update(map("".join, pairwise(asked)))
        wanted.update(_possible_keys(asked))
        weights = self._weights
        known = sorted(
            (word for word in wanted if word in weights), key=weights.__getitem__, reverse=True
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
        scored = ((number, self._score(number, wanted)) for number in shortlist)
        return nlargest(rows, scored, key=lambda hit: (hit[1], -hit[0]))

    def _score(self, number: int, wanted: set[str]) -> float:
        weights = self._weights
        title = mentioned = 0.0
        for word in self._titles[number]:
            title += weights[word]
            if word in wanted:
                mentioned += weights[word]
        rest = sum(weights[word] for word in self._others[number] if word in wanted)
        # Volume and first page together are as good as a name: they find the work under any title.
        place = sum(weights[key] for key in self._keys[number] if key in wanted)
        coverage = mentioned / title if title else 0.0
        return mentioned * (0.3 + 0.7 * coverage) + rest + place


def _locator_keys(work: Described) -> Iterator[str]:
    """Keys of a work: volume and first page, year and first page ("58/133", "2021/133")."""
    for first in work.first_pages:
        page = "".join(words(first))
        volume = "".join(words(work.volume))
        if page and volume:
            yield f"{volume}/{page}"
        if page:
            for year in work.years:
                yield f"{year}/{page}"


def _possible_keys(asked: list[str]) -> Iterator[str]:
    """Keys that the numbers of a text may make: of each with those that follow."""
    numbers = [word for word in asked if _NUMBER.match(word)][:_NUMBERS_READ]
    for at, first in enumerate(numbers):
        is_year = _YEAR.fullmatch(first)
        for second in numbers[at + 1 :]:
            yield f"{first}/{second}"
            if not is_year and _YEAR.fullmatch(second):
                # Vancouver and many humanities styles: pages before the year.
                yield f"{second}/{first}"
