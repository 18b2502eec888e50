"""Index: the works of a reference list by the names under which they may be cited.

Nothing is compared pairwise: each question looks up a folded name, and of what is found there the
years are compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from refkit.verify.citing_entry import Keys, Listed, Year, acronyms
from refkit.verify.citing_fit import SAME_WORK, Cited, Names, fit, near, slips

_MOST_OF_ONE_NAME: Final = 200
"""Entries under one first name that are compared one by one."""

_SHORTEST_WORD: Final = 3
_TELLING: Final = 8
"""Letters of words in which an entry is looked up."""

Shelf = dict[tuple[str, str], list[Listed]]
"""Entries by a folded name and a year."""


class Index:
    """The entries of a list, for looking up citations.

    Args:
        entries: The entries, in order.
    """

    def __init__(self, entries: Sequence[Listed]) -> None:
        self.entries = entries
        self._first: dict[str, list[Listed]] = {}
        self._dated: Shelf = {}
        for entry in entries:
            for key in entry.names[0] if entry.names else ():
                self._first.setdefault(key, []).append(entry)
                _put(self._dated, key, entry)
        self._heads: list[tuple[str, bool, int]] | None = None
        self._short: Shelf | None = None
        self._slips: Shelf | None = None
        self._any: Shelf | None = None
        self._words: Shelf | None = None

    def led_by(self, names: Keys, year: Year) -> list[Listed]:
        """The entries of a year whose first name has one of these foldings, in order."""
        return _unique(_get(self._dated, names, year))

    def fitting(self, cited: Cited, year: Year) -> list[tuple[Names, Listed]]:
        """The works that a citation may mean, by their names and year as they stand."""
        if not cited.names:
            return []
        return [
            (agreement, entry)
            for entry in self._candidates(cited, year)
            if year.fits(entry.year)
            for agreement, _ in (fit(cited, entry),)
            if agreement in SAME_WORK
        ]

    def of_other_years(self, cited: Cited, year: Year) -> list[tuple[Names, Listed]]:
        """The works whose names fit a citation, and whose years do not."""
        if not cited.names:
            return []
        shelves = [self._first.get(key, []) for key in cited.names[0] | cited.whole]
        if sum(map(len, shelves)) > _MOST_OF_ONE_NAME:
            return []
        entries = [entry for shelf in shelves for entry in shelf]
        return [
            (agreement, entry)
            for entry in _unique(entries)
            if not year.fits(entry.year)
            for agreement, _ in (fit(cited, entry),)
            if agreement in SAME_WORK
        ]

    def beginning(self, name: str, others: Sequence[str], year: Year) -> list[Listed]:
        """The entries that begin as a citation does, however their names were read.

        Args:
            name: The first name or the title, folded.
            others: Words that must stand in the entry's head, folded.
            year: The year.
        """
        name = _without_article(name)
        if len(name) < 3:
            return []
        if self._heads is None:
            heads = [
                (_without_article(text), titled, at)
                for at, entry in enumerate(self.entries)
                for text, titled in ((entry.head, False), (entry.title, True))
                if text
            ]
            self._heads = sorted(heads)
        found: list[Listed] = []
        for at in range(bisect_left(self._heads, (name, False, -1)), len(self._heads)):
            text, titled, number = self._heads[at]
            if not text.startswith(name) or len(found) > _MOST_OF_ONE_NAME:
                break
            entry = self.entries[number]
            if text[len(name) : len(name) + 1].strip() or (titled and " " not in name):
                continue
            words = entry.head.split()
            if year.fits(entry.year) and all(word in words for word in others):
                found.append(entry)
        return _unique(found)

    def holding(self, name: str, before: str, year: Year) -> list[Listed]:
        """The entries of a year in whose head or title a citation's names stand.

        Args:
            name: The names as one text, folded.
            before: The folded word before them; "" if there is none. The entry must have it before
                them as well if they are but one word, and that a short one or after a name.
            year: The year.
        """
        if self._words is None:
            self._words = {}
            for entry in self.entries:
                for word in {*entry.head.split(), *entry.title.split()}:
                    _put(self._words, word, entry)
        wanted = name if " " in name else f"{before} {name}".strip()
        longest = max(wanted.split(), key=len, default="")
        if len(longest) < _SHORTEST_WORD:
            return []
        return [
            entry
            for entry in _unique(_get(self._words, (longest,), year))
            if year.fits(entry.year)
            and (_holds(entry, wanted) or (_is_telling(name) and not entry.names))
        ]

    def abbreviated(self, name: Keys, year: Year) -> list[Listed]:
        """The groups that a citation may abbreviate: "World Health Organization" for "who"."""
        if self._short is None:
            self._short = {}
            for entry in self.entries:
                if entry.groups[:1] == (True,):
                    for key in acronyms(entry.families[0]):
                        _put(self._short, key, entry)
        return [each for each in _unique(_get(self._short, name, year)) if year.fits(each.year)]

    def misspelt(self, cited: Cited, year: Year) -> list[tuple[Names, int, Listed]]:
        """The works of the same year whose names nearly fit, with the place of what differs."""
        if not cited.names:
            return []
        candidates = self._candidates(cited, year) + self._slipped(cited.names[0], year)
        if len(cited.names) > 1:
            candidates += self.naming(cited.names[0], year)[:_MOST_OF_ONE_NAME]
        return [
            (agreement, at, entry)
            for entry in _unique(candidates)
            if entry.certain and year.fits(entry.year)
            for agreement, at in (fit(cited, entry),)
            if agreement in ("spelling", "order", "added")
        ]

    def has_rival(self, entry: Listed) -> bool:
        """Whether another work of the same first author and year is by other people.

        Its citations could not be told from the entry's own by the first name and "et al."
        (APA 7, 8.18).
        """
        return any(
            other is not entry
            and (len(other.names) > 2 or other.abridged)
            and not alike(entry, other)
            for other in _get(self._dated, _leading(entry), entry.year)
        )

    def _candidates(self, cited: Cited, year: Year) -> list[Listed]:
        """The entries of a year that begin with a citation's first name.

        Where those are very many, those that name its second author as well.
        """
        keys = cited.names[0] | cited.whole
        shelves = [self._dated.get((key, each), []) for key in keys for each in year.years]
        if sum(map(len, shelves)) > _MOST_OF_ONE_NAME and len(cited.names) > 1:
            return [entry for entry in self.naming(cited.names[1], year) if keys & _leading(entry)]
        return _unique(entry for shelf in shelves for entry in shelf)

    def _slipped(self, names: Keys, year: Year) -> list[Listed]:
        if self._slips is None:
            self._slips = {}
            for entry in self.entries:
                forms = {form for key in _leading(entry) for form in _deletions(key)}
                for form in forms:
                    _put(self._slips, form, entry)
        forms = {form for name in names for form in _deletions(name)}
        found = islice(_get(self._slips, forms, year), _MOST_OF_ONE_NAME)
        return [entry for entry in _unique(found) if near(names, entry.names[0])]

    def naming(self, names: Keys, year: Year) -> list[Listed]:
        """The entries of a year in which a name stands at any place but the first."""
        if self._any is None:
            self._any = {}
            for entry in self.entries:
                for key in {key for name in entry.names[1:8] for key in name}:
                    _put(self._any, key, entry)
        return list(_get(self._any, names, year))


def _holds(entry: Listed, words: str) -> bool:
    wanted = f" {words} "
    return " " in words and (wanted in f" {entry.head} " or wanted in f" {entry.title} ")


def _is_telling(name: str) -> bool:
    """Whether one word is enough to know a title by: "Dagtilbudsloven"."""
    return " " not in name and len(name) >= _TELLING


def _without_article(text: str) -> str:
    return text.removeprefix("the ")


def _leading(entry: Listed) -> Keys:
    return entry.names[0] if entry.names else frozenset()


def _put(shelf: Shelf, key: str, entry: Listed) -> None:
    for year in entry.year.years:
        shelf.setdefault((key, year), []).append(entry)


def _get(shelf: Shelf, keys: Iterable[str], year: Year) -> Iterator[Listed]:
    for key in keys:
        for each in year.years:
            yield from shelf.get((key, each), ())


def alike(a: Listed, b: Listed) -> bool:
    """Whether two works have the same names in the same order."""
    return len(a.names) == len(b.names) and all(
        one & other for one, other in zip(a.names, b.names, strict=True)
    )


def _deletions(name: str) -> set[str]:
    """A name, and what it is without one or two of its letters.

    Two names that differ by as many slips share one of these forms.
    """
    most = slips(len(name))
    if not most or len(name) > 24:
        return {name}
    forms = {name}
    for _ in range(most):
        forms |= {form[:at] + form[at + 1 :] for form in forms for at in range(len(form))}
    return forms


def _unique(entries: Iterable[Listed]) -> list[Listed]:
    """Each entry once, in the order of the list."""
    found = {entry.number: entry for entry in entries}
    return [found[number] for number in sorted(found)]
