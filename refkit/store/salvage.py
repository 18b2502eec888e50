"""What can be read of a damaged library, row by row, into a new file; the damaged one is kept.

Rows are read three ways: through their table, from its beginning, its end and one by one between;
where the pages that lead to them are damaged, from the pages themselves; and where the first page
is, with the first pages of a new library in its place. The index of the keys, which is a tree of
its own, tells what there was, and so what is lost.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec

from refkit.errors import FormatError, UnreadableError
from refkit.formats.bibtex_keys import is_key
from refkit.store import pages
from refkit.store.connection import LibraryFile
from refkit.store.content import content_of, digest_of, encoded, work_of
from refkit.store.entry import STATES, Origin
from refkit.store.journal import now
from refkit.store.reading import origins_of
from refkit.store.schema import (
    ALIASES,
    APPLICATION,
    ATTACHMENTS,
    MEMBERS,
    NOTES,
    STATEMENTS,
    TABLES,
    TAGS,
    VERSION,
    WORKS,
    Table,
)

Rows = dict[int, dict[str, Any]]
"""Rows of a table: id to column to value."""

_GAP: Final = 2_000_000
"""Rows that are tried one by one."""

_BY_SHAPE: Final = (WORKS, NOTES, ATTACHMENTS)
"""Tables whose rows are told from all others by their columns."""


class Salvaged(msgspec.Struct, frozen=True):
    """What became of a damaged library.

    Attributes:
        path: The library, whole again.
        kept: The damaged file, beside it.
        works: How many works were saved.
        lost: The keys of the works that are known to be lost, with the words of their titles where
            those could be read.
        doubtful: The keys of works that were saved, but are not as they were stored.
        rows: Tags, collections, notes, files and aliases that were saved, by table.
    """

    path: Path
    kept: Path
    works: int
    lost: list[str]
    doubtful: list[str]
    rows: dict[str, int]


def salvage(path: Path | str) -> Salvaged:
    """Save what can be read of a damaged library. The history begins anew.

    Args:
        path: The library, which no process may use meanwhile. It is the salvaged one afterwards;
            the damaged file is kept as ``NAME.damaged-TIMESTAMP``.

    Returns:
        What was saved and what is lost.

    Raises:
        UnreadableError: If there is no such file, it is no library of this version or an earlier
            one, nothing can be saved of it, or nothing can be written beside it. The file is where
            it was then.
    """
    path = Path(os.path.abspath(path))
    if not path.is_file():
        raise UnreadableError("there is no such library", path=str(path))
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            found = _Found(path, Path(folder))
            if not found.works and not any(found.rows.values()):
                # Such as a text that only has the name of a library.
                raise UnreadableError(
                    "nothing can be saved of it, and it was left as it is; is there a backup?",
                    path=str(path),
                )
            fresh = Path(folder) / "salvaged.refkit"
            rows = _write(fresh, found)
            kept = _exchange(path, fresh)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(f"it cannot be salvaged: {reason}", path=str(path)) from error
    return Salvaged(path, kept, len(found.works), found.lost, found.doubtful, rows)


def _exchange(path: Path, fresh: Path) -> Path:
    """Put the new file in the place of the damaged one, which is renamed."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in count(1):
        kept = path.with_name(f"{path.name}.damaged-{stamp}" + (f"-{number}" if number > 1 else ""))
        if not kept.exists():
            break
    os.rename(path, kept)
    for companion in ("-wal", "-shm"):
        if os.path.exists(f"{path}{companion}"):
            os.rename(f"{path}{companion}", f"{kept}{companion}")
    os.rename(fresh, path)
    return kept


def _write(fresh: Path, found: _Found) -> dict[str, int]:
    """Write what was found to a new library; how many rows of each table but ``works``."""
    file = LibraryFile(fresh, create=True, timeout=0)
    numbers = {}
    try:
        with file.writing() as recorder:
            recorder.insert_works(
                [tuple(row[column] for column in WORKS.columns) for row in found.works.values()]
            )
            recorder.touch(found.works)
            for table in (TAGS, MEMBERS, NOTES, ATTACHMENTS, ALIASES):
                rows = list(_fitting(table, found.rows[table.name], found.works))
                for row in rows:
                    recorder.insert(table, row)
                numbers[table.name] = len(rows)
            recorder.say("salvage", f"salvage {len(found.works)} works")
    finally:
        file.close()
    return numbers


def _fitting(table: Table, rows: Rows, works: Rows) -> Iterator[dict[str, Any]]:
    """Rows that belong to a work that was saved, none twice."""
    taken: set[tuple[object, ...]] = set()
    if table is ALIASES:
        taken = {(row["key"].lower(),) for row in works.values()}
    for row in rows.values():
        same: tuple[object, ...] = (row["id"],)
        if table is ALIASES:
            same = (row["key"].lower(),)
        elif table is not NOTES:
            same = (row["work"], row[table.columns[2]])
        if row["work"] in works and same not in taken:
            taken.add(same)
            yield row


class _Found:
    """What a damaged file holds, read from a copy of it.

    Attributes:
        works: The rows of works that are whole.
        rows: The rows of the other tables of facts, by table.
        lost: As in :class:`Salvaged`.
        doubtful: As in :class:`Salvaged`.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self.works: Rows = {}
        self.rows: dict[str, Rows] = {name: {} for name in TABLES}
        self.lost: list[str] = []
        self.doubtful: list[str] = []
        copy = folder / "damaged.refkit"
        shutil.copyfile(path, copy)
        if os.path.exists(f"{path}-wal"):
            shutil.copyfile(f"{path}-wal", f"{copy}-wal")
        _examine_whose(copy, path)
        self._read(copy)
        _graft(copy, folder)
        self._read(copy)
        self._scan(copy)
        self._judge()
        self.lost = self._missing(copy)

    def _read(self, copy: Path) -> None:
        """Read all tables through SQLite, and add what is new."""
        with closing(_opened(copy)) as connection:
            for table in TABLES.values():
                found = self.rows[table.name]
                for row in _table_rows(connection, table):
                    if row["id"] not in found and _has_shape(table, row):
                        found[row["id"]] = row

    def _scan(self, copy: Path) -> None:
        """Read the pages themselves, and add what is new."""
        for number, values in pages.rows(copy.read_bytes()):
            for table in _BY_SHAPE:
                row = dict(zip(table.columns, values, strict=False))
                row["id"] = number
                if number not in self.rows[table.name] and _has_shape(table, row):
                    self.rows[table.name][number] = row

    def _judge(self) -> None:
        """Take the works that can be read."""
        keys: set[str] = set()
        for number, row in sorted(self.rows[WORKS.name].items()):
            key = row["key"]
            try:
                work = work_of(key, row["data"])
                content = content_of(work)
            except FormatError:
                continue
            if key.lower() in keys:
                continue
            keys.add(key.lower())
            # Version 1 has no digests.
            if row.get("digest", b"") not in (b"", digest_of(row["data"])):
                self.doubtful.append(key)
            self.works[number] = {
                **content._asdict(),
                "id": number,
                "key": key,
                "state": row["state"] if row["state"] in STATES else STATES[0],
                "added": row["added"],
                "changed": row["changed"],
                "origins": _whole_origins(key, row["origins"]),
            }

    def _missing(self, copy: Path) -> list[str]:
        """The works of which the index of keys, or the full-text index, still knows."""
        with closing(_opened(copy)) as connection:
            known = {
                number: key
                for key, number in _both_ways(
                    connection, "SELECT key, id FROM works INDEXED BY sqlite_autoindex_works_1"
                )
                if isinstance(key, str) and isinstance(number, int)
            }
            titles = {
                number: title
                for number, title in _both_ways(connection, "SELECT id, c0 FROM search_content")
                if isinstance(number, int) and isinstance(title, str)
            }
        unsaved = dict.fromkeys(self.rows[WORKS.name], "") | known
        return [
            " ".join(filter(None, (key or f"work {number}", titles.get(number, "")[:100])))
            for number, key in sorted(unsaved.items())
            if number not in self.works
        ]


def _whole_origins(key: str, text: str) -> str:
    try:
        origins_of(key, text)
    except FormatError:
        return encoded({"": Origin("salvage", now())})
    return text


def _has_shape(table: Table, row: Mapping[str, Any]) -> bool:
    """Whether a row can be one of a table: its columns have the types that they must have."""
    if not isinstance(row["id"], int) or row["id"] <= 0:
        return False
    if table is WORKS:
        data = row.get("data")
        texts = ("key", "type", "state", "added", "changed", "origins")
        return (
            isinstance(data, bytes)
            and data.startswith(b"{")
            and all(isinstance(row.get(column), str) for column in texts)
            and is_key(row["key"])
        )
    return (
        set(table.columns) <= row.keys()
        and isinstance(row["work"], int)
        and all(isinstance(row[column], str) for column in table.columns[2:] if column != "size")
        and (
            table is not ATTACHMENTS or (isinstance(row["size"], int) and len(row["sha256"]) == 64)
        )
    )


# ---------------------------------------------------------------------------------- through SQLite


def _opened(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy, isolation_level=None)
    # Text that is no UTF-8 would raise before anything of its row is seen.
    connection.text_factory = _text
    return connection


def _text(content: bytes) -> str | bytes:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content


def _table_rows(connection: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    columns = _columns(connection, table)
    if "id" not in columns:
        return
    sql = f"SELECT {', '.join(columns)} FROM {table.name}"  # noqa: S608 - columns of the schema
    seen = set()
    for values in _both_ways(connection, sql):
        seen.add(values[0])
        yield dict(zip(columns, values, strict=True))
    for number in _between({number for number in seen if isinstance(number, int)}):
        for values in _steps(connection, f"{sql} WHERE id = {number}"):
            if values != _FAULT:
                yield dict(zip(columns, values, strict=True))


def _columns(connection: sqlite3.Connection, table: Table) -> list[str]:
    """The columns that the table has here; a library of version 1 has fewer."""
    there = {row[1] for row in _steps(connection, f"PRAGMA table_info({table.name})") if row}
    return [column for column in table.columns if column in there]


def _between(numbers: set[int]) -> Iterable[int]:
    if not numbers:
        return ()
    first, last = 1, max(numbers)
    if last - first > _GAP:
        return ()
    return (number for number in range(first, last) if number not in numbers)


def _both_ways(connection: sqlite3.Connection, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query from its beginning to the first fault, then from its end."""
    whole = True
    for values in _steps(connection, f"{sql} ORDER BY 1"):
        if values == _FAULT:
            whole = False
        else:
            yield values
    if not whole:
        for values in _steps(connection, f"{sql} ORDER BY 1 DESC"):
            if values != _FAULT:
                yield values


_FAULT: Final[tuple[Any, ...]] = ()

_UNREADABLE: Final = (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError)
"""What reading a damaged file raises; even the text of an error may be no text."""


def _steps(connection: sqlite3.Connection, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, and :data:`_FAULT` at the end if a fault ended them."""
    try:
        yield from connection.execute(sql)
    except _UNREADABLE:
        yield _FAULT


# ------------------------------------------------------------------------------------- first pages


def _examine_whose(copy: Path, path: Path) -> None:
    """See to it that the file is a library that this refkit knows, as far as it can be told."""
    try:
        with closing(_opened(copy)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except _UNREADABLE:
        return  # too damaged to say
    if application == APPLICATION and version > VERSION:
        raise UnreadableError(
            f"this library was written by a later refkit (version {version}); salvage it with that",
            path=str(path),
        )


def _graft(copy: Path, folder: Path) -> None:
    """Where the schema cannot be read, put that of a new library in its place.

    A library's tables begin on the same pages in every file that this version has made.
    """
    try:
        with closing(_opened(copy)) as connection:
            there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if set(TABLES) <= there:
            return
    except _UNREADABLE:
        pass  # that is the case which this is for
    fresh = folder / "fresh.refkit"
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for statement in STATEMENTS:
            connection.execute(statement)
        connection.execute("COMMIT")
        schema = _schema_pages(fresh)
    for companion in ("-wal", "-shm"):
        Path(f"{copy}{companion}").unlink(missing_ok=True)
    new = fresh.read_bytes()
    with copy.open("r+b") as file:
        for number in schema:
            start = (number - 1) * pages.PAGE
            file.seek(start)
            file.write(new[start : start + pages.PAGE])
        size = file.seek(0, os.SEEK_END)
        # The number of pages, and no list of free ones.
        file.seek(28)
        file.write((size // pages.PAGE).to_bytes(4, "big") + bytes(8))


def _schema_pages(fresh: Path) -> list[int]:
    """The pages that hold the schema of a file: the first, and those that it leads to."""
    data = fresh.read_bytes()
    found = [1]
    if data[100] == 0x05:
        cells = int.from_bytes(data[103:105], "big")
        for index in range(cells):
            at = int.from_bytes(data[112 + 2 * index : 114 + 2 * index], "big")
            found.append(int.from_bytes(data[at : at + 4], "big"))
        found.append(int.from_bytes(data[108:112], "big"))
    return found
