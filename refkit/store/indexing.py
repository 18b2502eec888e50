"""What is found by: the full-text index and the identifiers, both made from the facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from refkit.model import Work
from refkit.model.work import ATTRIBUTES, NAME_VARIABLES, TEXT_VARIABLES
from refkit.store.content import folded, identifiers_of, work_of
from refkit.store.schema import SEARCH_COLUMNS

Texts = tuple[str, ...]
"""The folded text of each of :data:`SEARCH_COLUMNS`."""

_COLUMNS: Final = {
    "title": (
        "title", "title-short", "original-title", "part-title", "reviewed-title", "volume-title",
    ),
    "container": (
        "container-title", "container-title-short", "collection-title", "event", "event-title",
    ),
    "publisher": (
        "publisher", "publisher-place", "original-publisher", "original-publisher-place",
        "authority",
    ),
    "abstract": ("abstract",),
    "note": ("note", "annote"),
    "tag": ("keyword",),
}  # fmt: skip
_PEOPLE, _NOTE, _TAG, _REST = map(SEARCH_COLUMNS.index, ("author", "note", "tag", "rest"))
_PARTS: Final = (
    "literal", "given", "dropping-particle", "non-dropping-particle", "family", "suffix",
)  # fmt: skip
_PLACES: Final = {
    **{ATTRIBUTES[variable]: _REST for variable in TEXT_VARIABLES},
    **{ATTRIBUTES[variable]: _PEOPLE for variable in NAME_VARIABLES},
    **{
        ATTRIBUTES[variable]: SEARCH_COLUMNS.index(column)
        for column, variables in _COLUMNS.items()
        for variable in variables
    },
}
"""Attributes of Work to the number of the column that they are found in."""

_INSERT: Final = (
    f"INSERT INTO search (rowid, {', '.join(SEARCH_COLUMNS)})"  # noqa: S608
    f" VALUES (?{', ?' * len(SEARCH_COLUMNS)})"
)


def texts_of(work: Work, tags: Collection[str] = (), notes: Collection[str] = ()) -> Texts:
    """The text that a work is found by, column by column of the index."""
    found: list[list[str]] = [[] for _ in SEARCH_COLUMNS]
    # Only what is present: most of the hundred variables of a work are not.
    for name, value in msgspec.to_builtins(work).items():
        place = _PLACES.get(name)
        if place is None:
            continue
        if place != _PEOPLE:
            found[place].append(value)
            continue
        for person in value:
            found[place] += [person[part] for part in _PARTS if part in person]
    found[_NOTE] += notes
    found[_TAG] += [*work.categories, *tags]
    return tuple([folded(" ".join(texts)) if texts else "" for texts in found])


def insert_new(
    connection: sqlite3.Connection,
    texts: Iterable[tuple[int, Texts]],
    identifiers: Iterable[tuple[str, str, int]],
) -> None:
    """Index works that are not indexed yet.

    Args:
        connection: The library's, in a transaction.
        texts: The works' ids, and what :func:`texts_of` made of them.
        identifiers: Kind, value and the work's id.
    """
    connection.executemany(_INSERT, ((work, *columns) for work, columns in texts))
    connection.executemany("INSERT INTO identifiers VALUES (?, ?, ?)", identifiers)


def refresh(connection: sqlite3.Connection, works: Iterable[int]) -> None:
    """Index works anew as the tables of facts have them; those that are gone, no longer."""
    for work in works:
        connection.execute("DELETE FROM identifiers WHERE work = ?", (work,))
        connection.execute("DELETE FROM search WHERE rowid = ?", (work,))
        facts = facts_of(connection, work)
        if facts is not None:
            texts, identifiers = facts
            insert_new(connection, [(work, texts)], identifiers)


def facts_of(
    connection: sqlite3.Connection, work: int
) -> tuple[Texts, list[tuple[str, str, int]]] | None:
    """What the indexes must hold about a work; None if there is no such work.

    Raises:
        FormatError: If the stored Work is damaged.
    """
    row = connection.execute("SELECT key, data, digest FROM works WHERE id = ?", (work,)).fetchone()
    if row is None:
        return None
    key, data, digest = row
    found = work_of(key, data)
    tags = connection.execute("SELECT tag FROM tags WHERE work = ? ORDER BY id", (work,))
    notes = connection.execute("SELECT text FROM notes WHERE work = ? ORDER BY id", (work,))
    texts = texts_of(found, [tag for (tag,) in tags], [text for (text,) in notes])
    return texts, [(kind, value, work) for kind, value in identifiers_of(found, digest)]
