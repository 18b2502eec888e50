"""The register of a document: its items in bibliography order, numbered and told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, Final, TypeVar

from refkit.csl.context import SUBSEQUENT, Context, Distinction, NamesTrace, Place
from refkit.csl.disambiguation import Disambiguation, Options
from refkit.csl.entry import Entry
from refkit.csl.faults import Faults
from refkit.csl.style import Area, Key, SortKey, Style
from refkit.csl.tree import Node, plain

T = TypeVar("T")

_FORGOTTEN: Final = Node([])


class Register:
    """The entries of one document.

    Attributes:
        entries: By item id, in the order of registration.
        sorted: In the order of the bibliography; citation numbers follow it.
    """

    def __init__(self, style: Style, faults: Faults) -> None:
        self.style = style
        self._faults = faults
        self.entries: dict[str, Entry] = {}
        self.sorted: list[Entry] = []
        self._keys: dict[tuple[object, ...], Key] = {}
        self._alone: dict[tuple[object, ...], tuple[str, list[NamesTrace]]] = {}
        self._disambiguation = Disambiguation(_options(style), self._cited_alone)

    def fill(self, entries: Iterable[Entry], *, cited: bool) -> None:
        """Make these the document's entries: sort, number and disambiguate them.

        Args:
            entries: The entries in the order of registration.
            cited: Whether they came with their citations. Then names are sorted as they are shown
                ("Roe, Bert" before "Roe, Bill"); in a mere list, which is sorted once, as they are
                before disambiguation ("Roe, B." twice). So does citeproc-js.
        """
        entries = list(entries)
        if entries == list(self.entries.values()) and self.sorted:
            return
        self.entries = {entry.item.id: entry for entry in entries}
        for order, entry in enumerate(entries):
            entry.order = order
            entry.number = order + 1
            entry.distinction = Distinction()
        self.sorted = list(entries)
        self._sort(entries)
        self._disambiguation.run(self.sorted)
        if cited and any(entry.distinction.given for entry in entries):
            self._sort(entries)

    def _sort(self, entries: list[Entry]) -> None:
        """Put the entries in the order of the bibliography and number them."""
        bibliography = self.style.bibliography
        if bibliography is None or not bibliography.keys:
            return
        keys = bibliography.keys
        self.sorted = in_order(entries, keys, lambda entry, k: self._key(entry, bibliography, k))
        for number, entry in enumerate(self.sorted, 1):
            entry.number = number

    def _key(self, entry: Entry, area: Area, k: int) -> Key:
        distinction = entry.distinction
        names = distinction.snapshot()[:2] if distinction.given else ()
        known = (entry.item.id, k, names)
        if area.keys[k].citation_number:
            return (entry.order,)
        if known not in self._keys:
            context = Context(
                entry.item,
                self.style.locale,
                area.name,
                Place(),
                Distinction(distinction.shown, distinction.given) if names else Distinction(),
                number=entry.order + 1,
                sorting=area.keys[k].names,
            )
            self._keys[known] = self._faults.attempt(entry.item, area.keys[k].value, context)
        return self._keys[known]

    def _cited_alone(self, entry: Entry) -> tuple[str, list[NamesTrace]]:
        """The text of an entry cited again and alone: what disambiguation compares."""
        number = entry.number if self.style.citation.numbered else 0
        state = (entry.item.id, number, *entry.distinction.snapshot())
        found = self._alone.get(state)
        if found is None:
            place = Place(SUBSEQUENT, True)
            context = Context(
                entry.item, self.style.locale, "citation", place, entry.distinction, number
            )
            # The day on which a page was looked at tells no works apart.
            context.suppressed.add("accessed")
            text = plain(self._faults.attempt(entry.item, self.style.citation.render, context))
            for trace in context.names:
                # Only what the names are is asked for later: the trees need not be kept.
                trace.node = _FORGOTTEN
            found = self._alone[state] = (text, context.names)
        return found


def in_order(
    things: Sequence[T], keys: Sequence[SortKey], value: Callable[[T, int], Key], k: int = 0
) -> list[T]:
    """Things by the keys from the k-th on; a later key is asked for among equals only.

    Things without a value come last whatever the direction, equal ones stay as they were.

    Args:
        things: What is to be sorted.
        keys: The keys, the first one first.
        value: The value of a thing for the key of a number.
        k: The key to begin with.
    """
    if k == len(keys) or len(things) < 2:
        return list(things)
    valued = [(value(thing, k), thing) for thing in things]
    filled = [pair for pair in valued if pair[0] is not None]
    filled.sort(key=_first, reverse=keys[k].descending)
    found: list[T] = []
    for _, equals in groupby(filled, key=_first):
        found += in_order([thing for _, thing in equals], keys, value, k + 1)
    return found + in_order([thing for key, thing in valued if key is None], keys, value, k + 1)


def _first(pair: tuple[Key, object]) -> Any:
    return pair[0]


def _options(style: Style) -> Options:
    citation = style.citation
    return Options(
        add_names=citation.flag("disambiguate-add-names"),
        add_given=citation.flag("disambiguate-add-givenname"),
        rule=citation.option("givenname-disambiguation-rule"),
        add_suffix=citation.flag("disambiguate-add-year-suffix"),
        conditions=style.tests_disambiguate,
    )
