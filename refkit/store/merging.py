"""Works that are the same: found with the matcher, and made one, with a choice for each field."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from refkit.errors import ConfigurationError
from refkit.model import Work
from refkit.model.work import ATTRIBUTES
from refkit.store.editing import filled_with, remove_one, store
from refkit.store.entry import STATES, Entry, Group, Origin
from refkit.store.journal import Recorder
from refkit.store.reading import entries_of, entry_of, key_of, known_id, known_ids, works_of
from refkit.store.schema import ALIASES, ATTACHMENTS, MEMBERS, NOTES, TAGS, WORKS, Table

_MOVED: Final[Mapping[str, Table]] = {
    table.name: table for table in (TAGS, MEMBERS, NOTES, ATTACHMENTS)
}
_FEW: Final = 100
"""Works that are searched for one by one; of more, the whole library is gone through once."""
_BEGINNING: Final = 16
"""Characters of a title that works have in common which may be the same."""
_WORDS: Final = 4
"""Words of a title that are searched for."""
_MOST: Final = 50
"""Works of nearly the same title that one is compared with."""
_APART: Final = ("custom", "extra", "given")
"""Attributes of Work whose keys are filled in one by one."""


def duplicates(
    connection: sqlite3.Connection,
    threshold: float,
    progress: Callable[[int], None] | None = None,
    keys: Iterable[str] | None = None,
) -> list[Group]:
    """Groups of works that are probably the same, the surest first.

    Args:
        connection: The library's.
        threshold: How sure it must be, 0 to 1.
        progress: Called now and then with the number of works looked at.
        keys: Only groups with one of these works; None for all.

    Raises:
        ConfigurationError: If the threshold is none.
        UnknownKeyError: If a work is not there.
        FormatError: If a stored Work is damaged.
    """
    from refkit.match.same import same_works

    if not 0 <= threshold <= 1:
        raise ConfigurationError(f"a threshold is from 0 to 1, not {threshold}")
    wanted = None if keys is None else known_ids(connection, keys)
    works = works_of(connection, None if wanted is None else _alike(connection, wanted))
    groups = [
        Group([works[index].id for index in sorted(same.indexes)], same.score, same.reason)
        for same in same_works(works, threshold=threshold, progress=progress)
    ]
    if wanted is not None:
        chosen = {key_of(connection, work) for work in wanted}
        groups = [group for group in groups if chosen & set(group.keys)]
    return sorted(groups, key=lambda group: -group.score)


def _alike(connection: sqlite3.Connection, works: Sequence[int]) -> list[int]:
    """Works, and those of the library that begin or read as they do: worth a comparison."""
    found = dict.fromkeys(works)
    if len(works) > _FEW:
        beginnings = {title[:_BEGINNING] for _, title in _titles(connection, works)} - {""}
        rows = connection.execute("SELECT id, title FROM works")
        found.update((work, None) for work, title in rows if title[:_BEGINNING] in beginnings)
        return sorted(found)
    for _, title in _titles(connection, works):
        longest = sorted(dict.fromkeys(title.split()[:-1] or [title]), key=len)[-_WORDS:]
        if not title:
            continue
        match = " ".join(f'"{word}"' for word in longest)
        rows = connection.execute(
            "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", (f"title : ({match})", _MOST)
        )
        found.update((work, None) for (work,) in rows)
    return sorted(found)


def _titles(connection: sqlite3.Connection, works: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The folded beginnings of the titles of works."""
    for work in works:
        yield from connection.execute("SELECT id, title FROM works WHERE id = ?", (work,))


def merge(recorder: Recorder, keys: Sequence[str], choices: Mapping[str, str]) -> Entry:
    """Make several works one.

    The first stays: what it lacks is taken from the others in their order; its tags, collections,
    notes and files are those of all; the keys of the others become its aliases.

    Args:
        recorder: Of the change.
        keys: The works' keys or aliases, two at least.
        choices: CSL variable to the key of the work that it is taken from.

    Returns:
        The entry that stays.

    Raises:
        UnknownKeyError: If a work is not there.
        ConfigurationError: If fewer than two works are named, or a choice is none of theirs.
    """
    connection = recorder.connection
    ids = known_ids(connection, keys)
    if len(ids) < 2:
        raise ConfigurationError("two different works are needed to merge them")
    entries = entries_of(connection, ids)
    chosen = _chosen(connection, ids, entries, choices)
    work, origins = merged(entries, chosen)
    for number in ids[1:]:
        _move(recorder, number, ids[0])
        remove_one(recorder, number)
    for alias in dict.fromkeys(
        alias for entry in entries[1:] for alias in (entry.key, *entry.aliases)
    ):
        recorder.insert(ALIASES, {"work": ids[0], "key": alias})
    store(recorder, entries[0].key, work, origins)
    state = max((entry.state for entry in entries), key=STATES.index)
    recorder.update(WORKS, ids[0], {"state": state})
    gone = ", ".join(entry.key for entry in entries[1:])
    recorder.say("merge", f"merge {gone} into {entries[0].key}")
    return entry_of(connection, ids[0])


def _chosen(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    entries: Sequence[Entry],
    choices: Mapping[str, str],
) -> dict[str, Entry]:
    chosen = {}
    for variable, key in choices.items():
        if variable not in ATTRIBUTES or variable == "id":
            raise ConfigurationError(f"CSL has no variable '{variable}' that could be chosen")
        number = known_id(connection, key)
        if number not in ids:
            raise ConfigurationError(f"'{key}' is none of the works that are merged")
        chosen[variable] = entries[ids.index(number)]
    return chosen


def merged(
    entries: Sequence[Entry], choices: Mapping[str, Entry]
) -> tuple[Work, dict[str, Origin]]:
    """The Work of several entries, and where its values came from.

    Args:
        entries: The entries, that which stays first.
        choices: CSL variable to the entry that it is taken from, even if that has none.
    """
    work = entries[0].work.copy()
    origins = dict(entries[0].origins)

    def take(variable: str, entry: Entry) -> None:
        value = entry.work.get(variable)
        work.set(variable, value)
        work.given.pop(variable, None)
        if variable in entry.work.given:
            work.given[variable] = entry.work.given[variable]
        origins.pop(variable, None)
        origin = entry.origins.get(variable) or entry.origins.get("")
        if value and origin:
            origins[variable] = origin

    for variable, entry in choices.items():
        if entry is not entries[0]:
            take(variable, entry)
    for entry in entries[1:]:
        for variable in filled_with(work, entry.work):
            if variable not in choices:
                take(variable, entry)
        for attribute in _APART[: 1 if "custom" in choices else 2]:
            _fill(getattr(work, attribute), getattr(entry.work, attribute))
    return work, origins


def _fill(values: dict[str, Any], others: Mapping[str, Any]) -> None:
    for key, value in others.items():
        values.setdefault(key, value)


def _move(recorder: Recorder, source: int, target: int) -> None:
    """Let tags, collections, notes and files of one work be those of another."""
    for table in _MOVED.values():
        rows = recorder.connection.execute(
            f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE work = ? ORDER BY id",  # noqa: S608
            (source,),
        ).fetchall()
        for row in rows:
            values = dict(zip(table.columns, row, strict=True))
            recorder.delete(table, values["id"])
            if table is NOTES or not _has(recorder, table, target, row[2]):
                # A note keeps its number.
                if table is not NOTES:
                    del values["id"]
                recorder.insert(table, {**values, "work": target})


def _has(recorder: Recorder, table: Table, work: int, value: object) -> bool:
    """Whether a work has a tag, a collection or a file already."""
    row = recorder.connection.execute(
        f"SELECT 1 FROM {table.name} WHERE work = ? AND {table.columns[2]} = ?",  # noqa: S608
        (work, value),
    ).fetchone()
    return row is not None
