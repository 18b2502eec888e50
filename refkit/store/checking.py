"""Is the library whole? What is wrong is told, and mended where that takes no guess."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from refkit.errors import ConfigurationError, DamagedError, FormatError, UnreadableError
from refkit.store import indexing
from refkit.store.attachments import files_folder, hash_of, locate
from refkit.store.connection import LibraryFile
from refkit.store.content import content_of, digest_of, work_of
from refkit.store.entry import STATES, Trouble
from refkit.store.reading import origins_of
from refkit.store.schema import ATTACHMENTS, SEARCH, SEARCH_COLUMNS, TABLES

_SAID: Final = 100
"""Faults of the file that SQLite lists."""

_OF_AN_INDEX: Final = re.compile(
    r"row \d{1,20} missing from index|wrong # of entries in index|non-unique entry in index"
)


def check(file: LibraryFile, *, repair: bool) -> list[Trouble]:
    """Look for everything that can be wrong with a library.

    Args:
        file: The library's.
        repair: Whether to mend what can be.

    Returns:
        The troubles; none if all is well.

    Raises:
        ConfigurationError: If it is to be mended within a transaction.
    """
    if repair and file.in_group:
        raise ConfigurationError("a library is not repaired within a transaction")
    troubles = _of_the_file(file, repair)
    if any(not trouble.mended for trouble in troubles):
        # What is read from damaged pages says nothing; they are the trouble.
        return troubles
    for examine in (_dangling, _of_works, _of_the_index, _of_aliases, _of_files):
        troubles += _attempted(file, examine, repair)
    return troubles


def _attempted(
    file: LibraryFile, examine: Callable[[LibraryFile, bool], list[Trouble]], repair: bool
) -> list[Trouble]:
    try:
        return examine(file, repair)
    except UnreadableError as error:
        return [Trouble(error.reason, file.path.name)]


# ---------------------------------------------------------------------------------------- the file


def _of_the_file(file: LibraryFile, repair: bool) -> list[Trouble]:
    """What SQLite itself has to say. An index of it can be made anew, a page cannot."""
    try:
        said = _integrity(file)
        if repair and said and all(_OF_AN_INDEX.search(fault) for fault in said):
            with file.mending() as connection:
                connection.execute("REINDEX")
            left = set(_integrity(file))
            return [Trouble(fault, file.path.name, fault not in left) for fault in said]
    except UnreadableError as error:
        said = [error.reason]
    return [Trouble(f"{fault}; what is readable can be salvaged", file.path.name) for fault in said]


def _integrity(file: LibraryFile) -> list[str]:
    with file.reading() as connection:
        said = [
            str(line)
            for (text,) in connection.execute(f"PRAGMA integrity_check({_SAID})")
            for line in str(text).split("\n")
        ]
    # Old versions of SQLite check the full-text index here too; it is examined below.
    return [line for line in said if line != "ok" and "fts5" not in line]


def _dangling(file: LibraryFile, repair: bool) -> list[Trouble]:
    """Rows of works that are not there."""
    with file.reading() as connection:
        rows = [
            (str(table), row)
            for table, row, _, _ in connection.execute("PRAGMA foreign_key_check")
            if table in (*TABLES, "identifiers")
        ]
    if repair and rows:
        with file.mending() as connection:
            for table, row in rows:
                if table in TABLES:
                    connection.execute(f"DELETE FROM {table} WHERE id = ?", (row,))  # noqa: S608
            connection.execute("DELETE FROM identifiers WHERE work NOT IN (SELECT id FROM works)")
    return [
        Trouble("it belongs to a work that is not there", f"{table}, row {row}", repair)
        for table, row in rows
    ]


# ----------------------------------------------------------------------------------------- works


class _Fault(NamedTuple):
    """Something wrong with a row of ``works``, and the columns that put it right."""

    what: str
    key: str
    work: int
    values: Mapping[str, object]


def _of_works(file: LibraryFile, repair: bool) -> list[Trouble]:
    with file.reading() as connection:
        faults = [fault for work in _all_ids(connection) for fault in _faults(connection, work)]
    if repair and any(fault.values for fault in faults):
        with file.mending() as connection:
            for fault in faults:
                if fault.values:
                    columns = ", ".join(f"{column} = ?" for column in fault.values)
                    connection.execute(
                        f"UPDATE works SET {columns} WHERE id = ?",  # noqa: S608
                        (*fault.values.values(), fault.work),
                    )
    return [Trouble(fault.what, fault.key, repair and bool(fault.values)) for fault in faults]


def _all_ids(connection: sqlite3.Connection) -> list[int]:
    return [work for (work,) in connection.execute("SELECT id FROM works ORDER BY id")]


def _faults(connection: sqlite3.Connection, work: int) -> Iterator[_Fault]:
    key, kind, year, state, data, digest, origins = connection.execute(
        "SELECT key, type, year, state, data, digest, origins FROM works WHERE id = ?", (work,)
    ).fetchone()
    try:
        content = content_of(work_of(key, data))
    except FormatError as error:
        yield _Fault(error.reason, key, work, {})
        return
    if digest != digest_of(data):
        yield _Fault(
            "its data is not what was stored: look it through; repairing takes it as it is",
            key,
            work,
            {"data": content.data, "digest": content.digest},
        )
    if (kind, year) != (content.type, content.year):
        values = {"type": content.type, "year": content.year}
        yield _Fault("its type or year is not that of its data", key, work, values)
    if state not in STATES:
        yield _Fault(f"its state is '{state}'", key, work, {"state": STATES[0]})
    try:
        origins_of(key, origins)
    except FormatError as error:
        yield _Fault(error.reason, key, work, {"origins": "{}"})


# ------------------------------------------------------------------------------------- the index


def _of_the_index(file: LibraryFile, repair: bool) -> list[Trouble]:
    """The full-text index and the identifiers beside the facts."""
    broken = not _index_is_whole(file)
    if not broken:
        with file.reading() as connection:
            stale = _stale(connection)
    if broken:
        if repair:
            with file.mending() as connection:
                rebuild_index(connection)
        return [Trouble("the full-text index is damaged", "search", repair)]
    if repair and stale:
        with file.mending() as connection:
            indexing.refresh(connection, [work for work, _ in stale])
    return [
        Trouble("it is not found by all that it says; its index is out of date", key, repair)
        for _, key in stale
    ]


def _index_is_whole(file: LibraryFile) -> bool:
    """Whether the full-text index holds the words of its own texts."""
    if file.read_only:
        return True  # its own check counts as writing
    try:
        with file.reading() if file.in_group else file.mending() as connection:
            connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    except DamagedError:
        return False
    return True


def rebuild_index(connection: sqlite3.Connection) -> None:
    """Make the full-text index and the identifiers anew from the facts."""
    connection.execute("DROP TABLE IF EXISTS search")
    connection.execute(SEARCH)
    connection.execute("DELETE FROM identifiers")
    for work in _all_ids(connection):
        indexing.refresh(connection, [work])


def _stale(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Works whose index is not what follows from the facts, or that are not there any more."""
    stale = []
    works = dict(connection.execute("SELECT id, key FROM works ORDER BY id"))
    for work, key in works.items():
        try:
            facts = indexing.facts_of(connection, work)
        except FormatError:
            continue  # told by the examination of works
        if facts is None:
            continue
        row = connection.execute(
            f"SELECT {', '.join(SEARCH_COLUMNS)} FROM search WHERE rowid = ?",  # noqa: S608
            (work,),
        ).fetchone()
        identifiers = connection.execute(
            "SELECT kind, value, work FROM identifiers WHERE work = ?", (work,)
        ).fetchall()
        if row != facts[0] or sorted(identifiers) != sorted(facts[1]):
            stale.append((work, key))
    gone = connection.execute("SELECT rowid FROM search").fetchall()
    stale += [(work, f"search, row {work}") for (work,) in gone if work not in works]
    return stale


def _of_aliases(file: LibraryFile, repair: bool) -> list[Trouble]:
    """Aliases that are keys of other works."""
    with file.reading() as connection:
        rows = connection.execute(
            "SELECT aliases.id, aliases.key FROM aliases JOIN works ON works.key = aliases.key"
        ).fetchall()
    if repair and rows:
        with file.mending() as connection:
            connection.executemany("DELETE FROM aliases WHERE id = ?", [(row,) for row, _ in rows])
    return [Trouble("the alias is the key of a work", key, repair) for _, key in rows]


# ------------------------------------------------------------------------------------------ files


def _of_files(file: LibraryFile, repair: bool) -> list[Trouble]:
    """Attached files that are missing, changed, or that lie elsewhere than they did."""
    with file.reading() as connection:
        rows = connection.execute(
            "SELECT a.id, w.key, a.path, a.sha256 FROM attachments a"
            " JOIN works w ON w.id = a.work ORDER BY a.id"
        ).fetchall()
    troubles = []
    for row, key, path, sha256 in rows:
        found = locate(file.path, path)
        where = f"{key}: {path}"
        if found is None:
            new = _elsewhere(file.path, path, sha256)
            mended = bool(new) and repair and _set_path(file, row, new)
            here = f"; it is in {new}" if new else ""
            troubles.append(Trouble(f"the attached file is missing{here}", where, mended))
            continue
        try:
            changed = hash_of(found)[0] != sha256
        except OSError as error:
            troubles.append(Trouble(f"the attached file cannot be read: {error.strerror}", where))
            continue
        if changed:
            troubles.append(Trouble("the attached file was changed since", where))
    return troubles


def _elsewhere(library: Path, path: str, sha256: str) -> str:
    """Where among the library's copies a missing file is under another name; "" if nowhere."""
    folder = files_folder(library)
    if not folder.is_dir():
        return ""
    suffix = Path(path).suffix
    for found in sorted(folder.iterdir()):
        if found.suffix == suffix and found.is_file() and hash_of(found)[0] == sha256:
            return f"{folder.name}/{found.name}"
    return ""


def _set_path(file: LibraryFile, row: int, path: str) -> bool:
    with file.writing() as recorder:
        recorder.update(ATTACHMENTS, row, {"path": path})
        recorder.say("repair", f"find {path} again")
    return True
