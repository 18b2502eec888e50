"""Entries out of the tables: by key, by id, many at a time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec

from refkit.errors import FormatError, UnknownKeyError
from refkit.model import Work
from refkit.store.content import work_of
from refkit.store.entry import Attachment, Entry, Note, Origin

_CHUNK: Final = 500
"""Works that are read at a time."""

_NEAR: Final = 60
"""How alike keys must be, of 100, to be named in place of one that is not there."""

_ORIGINS: Final = msgspec.json.Decoder(dict[str, Origin])

_LABELS: Final = (
    "SELECT work, tag FROM tags WHERE work IN ({}) ORDER BY tag",
    "SELECT work, collection FROM members WHERE work IN ({}) ORDER BY collection",
    "SELECT work, key FROM aliases WHERE work IN ({}) ORDER BY key",
)


def id_of(connection: sqlite3.Connection, key: object) -> int | None:
    """The id of the work with a key or alias; None if there is none."""
    if not isinstance(key, str):
        return None
    for table, column in (("works", "id"), ("aliases", "work")):
        row = connection.execute(
            f"SELECT {column} FROM {table} WHERE key = ?",  # noqa: S608 - tables of the schema
            (key,),
        ).fetchone()
        if row is not None:
            return int(row[0])
    return None


def known_id(connection: sqlite3.Connection, key: str) -> int:
    """The id of the work with a key or alias.

    Raises:
        UnknownKeyError: If there is none.
    """
    if not isinstance(key, str):
        raise TypeError(f"a work is named by its key, a str, not by {type(key).__name__}")
    found = id_of(connection, key)
    if found is None:
        raise UnknownKeyError(f"no work '{key}' in the library")
    return found


def known_ids(connection: sqlite3.Connection, keys: Iterable[str]) -> list[int]:
    """The ids of the works with these keys or aliases, each once, in order.

    Raises:
        UnknownKeyError: If one is not there.
    """
    keys = [keys] if isinstance(keys, str) else keys
    return list(dict.fromkeys(known_id(connection, key) for key in keys))


def near_keys(connection: sqlite3.Connection, key: str, most: int = 3) -> list[str]:
    """The keys and aliases that are most like one that is not there."""
    from rapidfuzz import fuzz, process

    there = connection.execute("SELECT key FROM works UNION ALL SELECT key FROM aliases")
    folded = {str(each).casefold(): str(each) for (each,) in there}
    near = process.extract(
        key.casefold(), folded.keys(), scorer=fuzz.ratio, limit=most, score_cutoff=_NEAR
    )
    return [folded[each] for each, *_ in near]


def key_of(connection: sqlite3.Connection, work: int) -> str:
    """The key of a work that is there."""
    return str(connection.execute("SELECT key FROM works WHERE id = ?", (work,)).fetchone()[0])


def entry_of(connection: sqlite3.Connection, work: int) -> Entry:
    """One entry, which must be there.

    Raises:
        FormatError: If its Work is damaged.
    """
    return entries_of(connection, [work])[0]


def entries_of(connection: sqlite3.Connection, works: Sequence[int]) -> list[Entry]:
    """Entries in the order of their ids as given; those that are gone are left out.

    Raises:
        FormatError: If a Work is damaged; says which.
    """
    entries: list[Entry] = []
    for start in range(0, len(works), _CHUNK):
        entries.extend(_chunk(connection, works[start : start + _CHUNK]))
    return entries


def _chunk(connection: sqlite3.Connection, works: Sequence[int]) -> Iterator[Entry]:
    # Integers of our own: there is nothing to quote, and no limit on their number.
    chosen = ",".join(map(str, works))
    tags, collections, aliases = (
        _grouped(connection.execute(sql.format(chosen))) for sql in _LABELS
    )
    notes: dict[int, list[Note]] = defaultdict(list)
    for work, *values in connection.execute(
        f"SELECT work, id, text, time FROM notes WHERE work IN ({chosen}) ORDER BY id"  # noqa: S608
    ):
        notes[work].append(Note(*values))
    files: dict[int, list[Attachment]] = defaultdict(list)
    for work, *values in connection.execute(
        "SELECT work, path, sha256, size, media_type, title, added"  # noqa: S608
        f" FROM attachments WHERE work IN ({chosen}) ORDER BY id"
    ):
        files[work].append(Attachment(*values))
    rows: dict[int, tuple[Any, ...]] = {
        row[0]: row
        for row in connection.execute(
            "SELECT id, key, data, state, origins, added, changed"  # noqa: S608
            f" FROM works WHERE id IN ({chosen})"
        )
    }
    for work in works:
        if work not in rows:
            continue
        _, key, data, state, origins, added, changed = rows[work]
        yield Entry(
            key=key,
            work=work_of(key, data),
            tags=tags.get(work, []),
            collections=collections.get(work, []),
            notes=notes.get(work, []),
            attachments=files.get(work, []),
            state=state,
            origins=origins_of(key, origins),
            aliases=aliases.get(work, []),
            added=added,
            changed=changed,
        )


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = defaultdict(list)
    for work, label in rows:
        grouped[work].append(label)
    return grouped


def origins_of(key: str, text: str) -> dict[str, Origin]:
    """The origins that ``works.origins`` holds as JSON.

    Raises:
        FormatError: If they are damaged.
    """
    try:
        return _ORIGINS.decode(text)
    except (ValueError, TypeError) as error:
        raise FormatError(f"the stored origins are damaged: {error}", entry=key) from None


def works_of(connection: sqlite3.Connection, works: Iterable[int] | None = None) -> list[Work]:
    """Works by their ids, in that order; None for all, in the order of adding.

    Raises:
        FormatError: If a Work is damaged; says which.
    """
    if works is None:
        rows = connection.execute("SELECT key, data FROM works ORDER BY id")
        return [work_of(key, data) for key, data in rows]
    found = []
    for work in works:
        row = connection.execute("SELECT key, data FROM works WHERE id = ?", (work,)).fetchone()
        if row is not None:
            found.append(work_of(*row))
    return found


def counted(connection: sqlite3.Connection, sql: str) -> dict[Any, int]:
    """The pairs of a value and a number that a query of two columns gives, in its order."""
    return dict(connection.execute(sql).fetchall())
