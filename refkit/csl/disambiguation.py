"""Disambiguation: what is added to citations that would otherwise look the same.

CSL 1.0.2, "Disambiguation": given names and names that et-al hides, one after the other; then the
tests of ``disambiguate="true"``; then year suffixes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from refkit.csl.context import Distinction, NamesTrace
from refkit.csl.entry import Entry
from refkit.csl.name import Name

Cite: TypeAlias = tuple[str, list[NamesTrace]]
"""The text of an item cited alone, and the names in it."""


@dataclass(frozen=True, slots=True)
class Options:
    """The disambiguation attributes of cs:citation.

    Attributes:
        add_names: Whether names that et-al hides may be added.
        add_given: Whether given names may be added.
        rule: The givenname-disambiguation-rule.
        add_suffix: Whether year suffixes may be added.
        conditions: Whether the style tests ``disambiguate``.
    """

    add_names: bool
    add_given: bool
    rule: str
    add_suffix: bool
    conditions: bool

    @property
    def any(self) -> bool:
        """Whether anything is ever added."""
        return self.add_names or self.add_given or self.add_suffix or self.conditions

    @property
    def by_cite(self) -> bool:
        """Whether given names are added to those citations only that look the same."""
        return self.rule in ("", "by-cite")

    @property
    def primary_only(self) -> bool:
        """Whether only the first name of a citation is given in full."""
        return self.rule.startswith("primary-name")

    @property
    def initials_only(self) -> bool:
        """Whether given names are added as initials at most."""
        return self.rule.endswith("-with-initials")


class Disambiguation:
    """Disambiguates the entries of one document.

    Args:
        options: The style's attributes.
        cite: Renders an entry cited alone, with the distinction that it has now.
    """

    def __init__(self, options: Options, cite: Callable[[Entry], Cite]) -> None:
        self.options = options
        self.cite = cite

    def run(self, entries: list[Entry]) -> None:
        """Set the distinction of each entry.

        Args:
            entries: All entries in the order in which year suffixes are given.
        """
        for entry in entries:
            entry.distinction = Distinction()
        if not self.options.any:
            return
        cites = [(entry, self.cite(entry)) for entry in entries]
        if self.options.add_given and not self.options.by_cite:
            changed = self._distinguish_persons(cites)
            cites = [
                (entry, self.cite(entry) if id(entry) in changed else cite) for entry, cite in cites
            ]
        for group in _groups((entry, cite[0]) for entry, cite in cites):
            if len(group) > 1:
                self._resolve(group)

    # Names of different persons that look the same, whatever citations they stand in

    def _distinguish_persons(self, cites: list[tuple[Entry, Cite]]) -> set[int]:
        """Show as much of given names as tells all persons apart, in every citation."""
        primary, initials_only = self.options.primary_only, self.options.initials_only
        persons: dict[str, dict[tuple[str, ...], Name]] = {}
        for _, (_, traces) in cites:
            for name in _cited_names(traces, primary):
                persons.setdefault(family_key(name), {})[person_key(name)] = name
        alike = {
            family: Counter(map(initials, found.values())) for family, found in persons.items()
        }
        changed: set[int] = set()
        for entry, (_, traces) in cites:
            for k, trace in enumerate(traces):
                for j, name in enumerate(trace.names):
                    if primary and (k or j):
                        continue
                    family = family_key(name)
                    if len(persons[family]) > 1:
                        level = _level(name, alike[family], trace, initials_only)
                        if level:
                            set_given(entry.distinction, k, j, level)
                            changed.add(id(entry))
        return changed

    # Citations that look the same

    def _resolve(self, group: list[Entry]) -> None:
        """Tell a group of entries apart whose citations look the same."""
        for rest in self._by_names(group):
            if len(rest) > 1:
                self._by_condition(rest)

    def _by_names(self, group: list[Entry]) -> list[list[Entry]]:
        """Split a group by more names and given names, as far as that goes."""
        for trial in self._trials(group):
            for entry, distinction in zip(group, trial, strict=True):
                entry.distinction = distinction
            parts = _groups((entry, self.cite(entry)[0]) for entry in group)
            if len(parts) > 1:
                return [rest for part in parts for rest in self._split_further(part)]
        return [group]

    def _split_further(self, part: list[Entry]) -> list[list[Entry]]:
        if len(part) == 1:
            return [part]
        kept = [entry.distinction.copy() for entry in part]
        parts = self._by_names(part)
        if len(parts) == 1:
            for entry, distinction in zip(part, kept, strict=True):
                entry.distinction = distinction
        return parts

    def _trials(self, group: list[Entry]) -> Iterable[list[Distinction]]:
        """The distinctions to try for a group, the smallest additions first.

        Name by name: more of its given name, then the next name, as citeproc-js does. (The
        specification adds all names first, which makes for longer citations.)
        """
        start = [entry.distinction.copy() for entry in group]
        traces = [self.cite(entry)[1] for entry in group]
        for k in range(max(len(each) for each in traces)):
            here = [each[k] for each in traces if k < len(each)]
            for shown, j, level in self._steps(here, k):
                trial = [distinction.copy() for distinction in start]
                for distinction in trial:
                    if shown:
                        set_shown(distinction, k, shown)
                    if level:
                        set_given(distinction, k, j, level)
                yield trial
        for entry, distinction in zip(group, start, strict=True):
            entry.distinction = distinction

    def _steps(self, here: list[NamesTrace], k: int) -> Iterable[tuple[int, int, int]]:
        """(names to show or 0, which name, how much of its given name) for one cs:names."""
        options = self.options
        given = options.add_given
        shown = min(trace.shown for trace in here)
        names = max(len(trace.names) if trace.etal else trace.shown for trace in here)
        levels = [1] if any(trace.form == "short" and trace.initialize for trace in here) else []
        if not options.initials_only:
            levels.append(2)
        last = names if options.add_names else shown
        for j in _telling(here):
            if j >= last:
                break
            more = j + 1 if j >= shown else 0
            if more:
                yield more, j, 0
            if given and not options.primary_only:
                for level in levels:
                    yield more, j, level

    def _by_condition(self, group: list[Entry]) -> None:
        """Let one test of ``disambiguate="true"`` after the other hold, then give year suffixes."""
        rest = [group]
        if self.options.conditions:
            rest = self._by_tests(group)
        if self.options.add_suffix:
            for part in rest:
                for number, entry in enumerate(part, 1):
                    entry.distinction.year_suffix = number

    def _by_tests(self, group: list[Entry]) -> list[list[Entry]]:
        """What of a group still looks the same when as many tests hold as change anything."""
        before = self.cite(group[0])[0]
        for entry in group:
            entry.distinction.conditions += 1
        parts = _groups((entry, self.cite(entry)[0]) for entry in group)
        if len(parts) == 1 and self.cite(group[0])[0] == before:
            for entry in group:
                entry.distinction.conditions -= 1
            return [group]
        return [rest for part in parts if len(part) > 1 for rest in self._by_tests(part)]


def set_shown(distinction: Distinction, k: int, shown: int) -> None:
    """Show at least so many names in the k-th cs:names."""
    distinction.shown += [0] * (k + 1 - len(distinction.shown))
    distinction.shown[k] = max(distinction.shown[k], shown)


def set_given(distinction: Distinction, k: int, j: int, level: int) -> None:
    """Show so much of the given name of the j-th name of the k-th cs:names."""
    distinction.given += [[] for _ in range(k + 1 - len(distinction.given))]
    levels = distinction.given[k]
    levels += [0] * (j + 1 - len(levels))
    levels[j] = max(levels[j], level)


def family_key(name: Name) -> str:
    """What a person is called where only the family name is shown."""
    return name.literal or f"{name.non_dropping_particle} {name.family}".strip()


def person_key(name: Name) -> tuple[str, ...]:
    """What tells one person from another."""
    given = " ".join(name.given.replace(".", ". ").split())
    return name.literal, name.family, given, name.dropping_particle, name.suffix


def initials(name: Name) -> str:
    """The first letters of a given name's parts."""
    return "".join(part[0] for part in name.given.replace("-", " ").split())


def _groups(texts: Iterable[tuple[Entry, str]]) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry, text in texts:
        groups.setdefault(text, []).append(entry)
    return list(groups.values())


def _cited_names(traces: list[NamesTrace], primary: bool) -> list[Name]:
    if primary:
        return list(traces[0].names[:1]) if traces else []
    return [name for trace in traces for name in trace.names]


def _level(name: Name, family: Counter[str], trace: NamesTrace, initials_only: bool) -> int:
    """How much of a given name tells a person from others of the same family name.

    Args:
        name: The person's name.
        family: The initials of all persons of that family name, and how many have each.
        trace: The cs:names in which the name stands.
        initials_only: Whether no more than initials may be shown.
    """
    alike = family[initials(name)]
    if initials_only:
        return int(trace.form == "short" and alike < family.total())
    return 1 if trace.form == "short" and trace.initialize and alike == 1 else 2


def _telling(here: list[NamesTrace]) -> list[int]:
    """The places of the names that can tell some cs:names apart if more of them is shown.

    Those where the persons are not the same, and the last names of the shorter lists, behind which
    "et al." goes. Of a hundred papers by the same three thousand authors no name tells anything.
    """
    lists = [trace.names for trace in here]
    ends = {len(names) - 1 for names in lists}
    longest = max(ends) + 1
    return [
        j
        for j in range(longest)
        if (j in ends and len(ends) > 1)
        or len({person_key(names[j]) if j < len(names) else () for names in lists}) > 1
    ]
