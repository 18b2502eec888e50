"""Shards asked as one: the latest record of a DOI, and the records that a text might mean.

How a text is looked for: by its words, and by the locators that its numbers may make, rarest first,
as many as make for a bounded number of postings. tantivy's best few are then ranked by how much of
their titles the text speaks of, as :mod:`refkit.resolve.search_index` does for a file of records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from refkit.normalize.text import words
from refkit.resolve.described import (
    Terms,
    asked_words,
    described,
    possible_locators,
    read_outline,
    score,
    terms_of,
)
from refkit.resolve.raw_works import UNDECODABLE, look_up_key, read_doi
from refkit.resolve.snapshot_index import Address, ShardReader, weight_of
from refkit.resolve.snapshot_notes import INDEX, ShardNote
from refkit.resolve.snapshot_work import moment

BUDGET: Final = 50_000
"""Postings read for one question in each shard, about."""

_FEWEST_TERMS: Final = 3
_MOST_TERMS: Final = 40
_SHORTLIST: Final = 16
"""Works that are ranked by their titles: to read them costs more than to find them."""

_CROWD: Final = 8
_RECORDS_OF_A_DOI: Final = 100
_REMEMBERED: Final = 200_000
_BROKEN_WORD: Final = re.compile(r"(\w{1,40})[-\u00ad\u2010\u2011]\s{0,3}(?=(\w{1,40}))")


class _Shard(NamedTuple):
    """A shard: its place among the others, what is written beside its index, and the index."""

    number: int
    note: ShardNote
    reader: ShardReader


class Found(NamedTuple):
    """A record that was found.

    Attributes:
        raw: Its JSON.
        time: When the registry had it last, else when the shard was built, ISO 8601 in UTC.
        score: How much of the text speaks of it; 0 if it was looked up.
    """

    raw: bytes
    time: str
    score: float = 0.0


class _Place(NamedTuple):
    """Where a record is."""

    shard: _Shard
    address: Address


class _Hit(NamedTuple):
    """A record that a text might mean.

    Attributes:
        place: Where it is.
        raw: Its JSON.
        doi: Its DOI as it is looked up, or "".
        terms: What it is found by.
    """

    place: _Place
    raw: bytes
    doi: str
    terms: Terms


class Shards:
    """Open shards. Several threads may ask them at once.

    Args:
        notes: What is written beside the index of each shard, by the shard's folder.

    Raises:
        FormatError: If an index is missing or damaged; so do all methods.
    """

    def __init__(self, notes: Mapping[Path, ShardNote]) -> None:
        self._shards = [
            _Shard(number, note, ShardReader(folder / INDEX))
            for number, (folder, note) in enumerate(notes.items())
        ]
        self._frequencies = _Frequencies([shard.reader for shard in self._shards])

    def __len__(self) -> int:
        """The records in them, those included that a later one of the same DOI replaces."""
        return sum(len(shard.reader) for shard in self._shards)

    def look_up(self, doi: str) -> Found | None:
        """The latest record of a DOI, in whatever form that is written."""
        places = self._places([look_up_key(doi)])
        return _read(_latest(places)) if places else None

    def search(self, text: str, rows: int) -> list[Found]:
        """The records that a text might mean, best first, one for each DOI."""
        frequencies = self._frequencies
        if len(frequencies.counts) > _REMEMBERED:
            frequencies = self._frequencies = _Frequencies([each.reader for each in self._shards])
        wanted = _wanted(text, frequencies)
        telling = _telling(wanted, frequencies.counts, BUDGET * len(self._shards))
        hits = self._hits({term: frequencies.weights[term] for term in telling}, rows)
        frequencies.learn({word for hit in hits for word in hit.terms.title})
        scored = [(score(hit.terms, wanted, frequencies.weights), hit) for hit in hits]
        scored.sort(key=lambda each: -each[0])
        return self._each_once(scored, rows)

    def _hits(self, terms: Mapping[str, float], rows: int) -> list[_Hit]:
        """The records that tantivy ranks highest, of enough DOIs."""
        most = max(rows, _SHORTLIST)
        hits = self._ranked(terms, most)
        if len(hits) == most and len({hit.doi or hit.raw for hit in hits}) <= most // 2:
            # A work that was updated each month crowds the others out.
            hits = self._ranked(terms, _CROWD * most)
        return hits

    def _ranked(self, terms: Mapping[str, float], most: int) -> list[_Hit]:
        ranked = [
            (points, _Place(shard, address))
            for shard in self._shards
            for points, address in shard.reader.search(terms, most)
        ]
        return [_hit(place) for _, place in nlargest(most, ranked, key=lambda each: each[0])]

    def _each_once(self, scored: list[tuple[float, _Hit]], rows: int) -> list[Found]:
        """The first records of as many DOIs; of each DOI the latest, whichever was found."""
        chosen: dict[str | int, tuple[float, _Hit]] = {}
        for number, (points, hit) in enumerate(scored):
            chosen.setdefault(hit.doi or number, (points, hit))
            if len(chosen) == rows:
                break
        dois = [doi for doi in chosen if isinstance(doi, str)]
        several = len(self._places(dois)) > len(dois)
        return [
            _read(_latest(self._places([hit.doi])), points)
            if several and hit.doi
            else Found(hit.raw, _time(hit.place), points)
            for points, hit in chosen.values()
        ]

    def _places(self, dois: Sequence[str]) -> list[_Place]:
        """Where the records of DOIs are."""
        if not any(dois):
            return []
        most = _RECORDS_OF_A_DOI * len(dois)
        return [
            _Place(shard, address)
            for shard in self._shards
            for address in shard.reader.find(dois, most)
        ]


def _latest(places: list[_Place]) -> _Place:
    """Of records of one DOI the one that the registry had last; where it does not say, the last."""
    if len(places) == 1:
        return places[0]

    def lateness(place: _Place) -> tuple[int, int, int]:
        stamp = place.shard.reader.stamp(place.address)
        return stamp.time, place.shard.number, stamp.number

    return max(places, key=lateness)


def _read(place: _Place, points: float = 0.0) -> Found:
    return Found(place.shard.reader.raw(place.address), _time(place), points)


def _time(place: _Place) -> str:
    time = place.shard.reader.time(place.address)
    return moment(time) if time else place.shard.note.built


def _hit(place: _Place) -> _Hit:
    raw = place.shard.reader.raw(place.address)
    try:
        terms = terms_of(described(read_outline(raw)))
        return _Hit(place, raw, look_up_key(read_doi(raw)), terms)
    except UNDECODABLE as error:
        raise place.shard.reader.damaged(error) from error


class _Frequencies:
    """In how many works of all shards terms occur, and what they weigh; remembers what it learnt.

    Attributes:
        counts: In how many works each term occurs.
        weights: What each weighs: the rarer, the more; 0 if it occurs nowhere.
    """

    def __init__(self, readers: Sequence[ShardReader]) -> None:
        self._readers = readers
        self._works = sum(map(len, readers))
        self.counts: dict[str, int] = {}
        self.weights: dict[str, float] = {}

    def learn(self, terms: Iterable[str]) -> None:
        """See to it that terms are among those known."""
        new = [term for term in terms if term not in self.weights]
        each = zip(*(reader.frequencies(new) for reader in self._readers), strict=True)
        for term, counts in zip(new, each, strict=True):
            count = self.counts[term] = sum(counts)
            self.weights[term] = weight_of(count, self._works) if count else 0.0


def _wanted(text: str, frequencies: _Frequencies) -> set[str]:
    """The terms that may stand for what a text means and that occur, all of them learnt."""
    asked = asked_words(text)
    terms = {*asked, *possible_locators(asked)}
    frequencies.learn(terms)
    # A word broken at the end of a line ("deter- mination") or by damage ("determ ination").
    joined = {"".join(words(f"{first}{rest}")) for first, rest in _BROKEN_WORD.findall(text)}
    joined.update(
        first + second
        for first, second in pairwise(asked)
        if not (frequencies.counts[first] and frequencies.counts[second])
    )
    frequencies.learn(joined)
    return {term for term in terms | joined if frequencies.counts[term]}


def _telling(wanted: set[str], counts: Mapping[str, int], budget: int) -> list[str]:
    """The rarest terms, as many as the budget of postings allows."""
    telling: list[str] = []
    read = 0
    for term in sorted(wanted, key=lambda term: (counts[term], term)):
        read += counts[term]
        if len(telling) >= (_FEWEST_TERMS if read > budget else _MOST_TERMS):
            break
        if len(term) > 1:
            telling.append(term)
    return telling
