"""The journal: every change to the facts with what was there before, the log, and undo.

A Change is one transaction, or an import in several. What it did is recorded row by row; undoing
it walks these rows backwards. A change cannot be undone while a later one that still stands has
touched a row of it; pairs of a change and its undoing do not count.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from refkit.errors import ConfigurationError, UnknownKeyError
from refkit.store import indexing
from refkit.store.entry import Change
from refkit.store.schema import TABLES, WORKS, Table

_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(dict[str, Any])

_LAST: Final = 2**63 - 1
"""The greatest number that SQLite has."""

_SUMMARY: Final = 300
"""Characters of a summary."""


def now() -> str:
    """The time as the library writes it: ISO 8601 in UTC, "2026-11-23T09:30:00Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _as_json(values: Mapping[str, Any]) -> str:
    return _ENCODER.encode(
        {
            column: value.hex() if column == "digest" else value.decode()
            if isinstance(value, bytes) else value
            for column, value in values.items()
        }
    ).decode()  # fmt: skip


def _from_json(text: str) -> dict[str, Any]:
    values = _DECODER.decode(text)
    if "data" in values:
        values["data"] = values["data"].encode()
    if "digest" in values:
        values["digest"] = bytes.fromhex(values["digest"])
    return values


class Recorder:
    """Writes facts within a transaction, and records them under one Change.

    Args:
        connection: The library's, in a transaction.
        number: The Change that goes on; None to begin one.

    Attributes:
        number: The number of the Change.
        written: How many rows it has recorded.
        time: When it began, as :func:`now` writes it.
    """

    def __init__(self, connection: sqlite3.Connection, number: int | None = None) -> None:
        self.connection = connection
        self.written = 0
        self.time = now()
        self._steps: list[tuple[str, str]] = []
        self._touched: dict[int, None] = {}
        if number is None:
            cursor = connection.execute(
                "INSERT INTO changes (time, action, summary) VALUES (?, '', '')", (self.time,)
            )
            number = cursor.lastrowid or 0
        self.number = number

    def insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Insert a row.

        Args:
            table: Its table.
            values: Column to value; with ``id`` only to put back what was there.

        Returns:
            The row's id.
        """
        cursor = self.connection.execute(
            f"INSERT INTO {table.name} ({', '.join(values)})"  # noqa: S608 - columns of the schema
            f" VALUES ({', '.join('?' * len(values))})",
            tuple(values.values()),
        )
        row = cursor.lastrowid or 0
        self._record(table, row, row if table is WORKS else values[table.work], "i", None, None)
        return row

    def update(self, table: Table, row: int, values: Mapping[str, Any], **stamps: str) -> bool:
        """Change columns of a row; those that are so already do not count.

        Args:
            table: Its table.
            row: Its id.
            values: Column to value.
            stamps: Columns that are written only if another one changes.

        Returns:
            Whether anything was changed.
        """
        before = self._row(table, row)
        changed = {column: value for column, value in values.items() if before[column] != value}
        if not changed:
            return False
        changed.update(stamps)
        self.connection.execute(
            f"UPDATE {table.name} SET {', '.join(f'{column} = ?' for column in changed)}"  # noqa: S608
            " WHERE id = ?",
            (*changed.values(), row),
        )
        old = {column: before[column] for column in changed}
        self._record(table, row, before[table.work], "u", old, changed)
        return True

    def delete(self, table: Table, row: int) -> None:
        """Delete a row."""
        before = self._row(table, row)
        if table is WORKS:
            # The rows of the indexes refer to it.
            self.connection.execute("DELETE FROM identifiers WHERE work = ?", (row,))
        self.connection.execute(f"DELETE FROM {table.name} WHERE id = ?", (row,))  # noqa: S608
        self._record(table, row, before[table.work], "d", before, None)

    def insert_works(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert works by the thousand; the caller indexes them.

        Args:
            rows: The columns of ``works``, with ids that are free.
        """
        self.connection.executemany(
            f"INSERT INTO works ({', '.join(WORKS.columns)})"  # noqa: S608
            f" VALUES ({', '.join('?' * len(WORKS.columns))})",
            rows,
        )
        self.connection.executemany(
            "INSERT INTO journal (change, work, part, row, act) VALUES (?, ?, 'works', ?, 'i')",
            [(self.number, row[0], row[0]) for row in rows],
        )
        self.written += len(rows)

    def insert_labels(self, table: Table, rows: Sequence[tuple[int, str]]) -> None:
        """Insert tags or memberships of works by the thousand; the caller indexes them."""
        name = table.name
        found = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,))
        first = (found.fetchone() or (0,))[0] + 1
        self.connection.executemany(
            f"INSERT INTO {name} VALUES (?, ?, ?)",  # noqa: S608 - a table of the schema
            [(row, work, label) for row, (work, label) in enumerate(rows, first)],
        )
        self.connection.executemany(
            "INSERT INTO journal (change, work, part, row, act) VALUES (?, ?, ?, ?, 'i')",
            [(self.number, work, name, row) for row, (work, _) in enumerate(rows, first)],
        )
        self.written += len(rows)

    def touch(self, works: Iterable[int]) -> None:
        """Say that works are to be indexed anew."""
        self._touched.update(dict.fromkeys(works))

    def say(self, action: str, summary: str, *, instead: str = "") -> None:
        """Name what has been done, for the log.

        Args:
            action: What it is: "add".
            summary: What was done, in words.
            instead: A summary that was said before, and that this one takes the place of.
        """
        if instead and (action, instead) in self._steps:
            self._steps.remove((action, instead))
        self._steps.append((action, summary))

    def refresh(self) -> None:
        """Index anew what was touched."""
        touched, self._touched = list(self._touched), {}
        indexing.refresh(self.connection, touched)

    def finish(self) -> None:
        """Write the Change's line of the log; there must be one."""
        actions = dict.fromkeys(action for action, _ in self._steps)
        summary = "; ".join(dict.fromkeys(summary for _, summary in self._steps))
        if len(summary) > _SUMMARY:
            summary = summary[: _SUMMARY - 1] + "…"
        self.connection.execute(
            "UPDATE changes SET action = ?, summary = ? WHERE number = ?",
            (next(iter(actions)) if len(actions) == 1 else "transaction", summary, self.number),
        )

    def mark(self) -> tuple[int, int]:
        """Where the Change stands, for :meth:`fall_back`."""
        return self.written, len(self._steps)

    def fall_back(self, mark: tuple[int, int]) -> None:
        """Forget what was recorded since ``mark``, for its rows were rolled back."""
        self.written = mark[0]
        del self._steps[mark[1] :]
        self._touched = {}

    def _row(self, table: Table, row: int) -> dict[str, Any]:
        found = self.connection.execute(
            f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE id = ?",  # noqa: S608
            (row,),
        ).fetchone()
        if found is None:
            raise UnknownKeyError(f"{table.name} has no row {row}")
        return dict(zip(table.columns, found, strict=True))

    def _record(
        self,
        table: Table,
        row: int,
        work: int,
        act: str,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> None:
        self.connection.execute(
            "INSERT INTO journal (change, work, part, row, act, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self.number,
                work,
                table.name,
                row,
                act,
                None if before is None else _as_json(before),
                None if after is None else _as_json(after),
            ),
        )
        self.written += 1
        self._touched[work] = None


# -------------------------------------------------------------------------------------------- undo

# Later rows that stand in the way: of the same row, or of a work whose adding is to be undone, by
# a change that still stands and is not itself the undoing of one as late.
_IN_THE_WAY: Final = """
    SELECT later.change, changes.action, changes.summary
    FROM journal own
    JOIN journal later ON later.work = own.work AND later.id > own.id
        AND later.change <> own.change
        AND (later.part = own.part AND later.row = own.row
             OR own.part = 'works' AND own.act = 'i')
    JOIN changes ON changes.number = later.change
    WHERE own.change = ? AND changes.undone IS NULL
        AND (changes.undoes IS NULL OR changes.undoes < own.change)
    LIMIT 1
"""


def undo(recorder: Recorder, number: int | None = None) -> int:
    """Undo a change, which is a change itself.

    Args:
        recorder: Of the change that undoes.
        number: The change; None for the last one that stands and is no undoing.

    Returns:
        The number of the change that was undone.

    Raises:
        ConfigurationError: If there is none, it is undone already, or a later change is in the way.
    """
    connection = recorder.connection
    number = _chosen(connection, number, recorder.number)
    later = connection.execute(_IN_THE_WAY, (number,)).fetchone()
    if later is not None:
        raise ConfigurationError(
            f"change {number} cannot be undone before change {later[0]} ({later[2] or later[1]}),"
            " which touched the same"
        )
    rows = connection.execute(
        "SELECT part, row, act, before, after FROM journal WHERE change = ? ORDER BY id DESC",
        (number,),
    ).fetchall()
    try:
        for part, row, act, before, _ in rows:
            table = TABLES[part]
            if act == "i":
                recorder.delete(table, row)
            elif act == "u":
                recorder.update(table, row, _from_json(before))
            else:
                recorder.insert(table, _from_json(before))
    except (sqlite3.IntegrityError, UnknownKeyError) as error:
        raise ConfigurationError(
            f"change {number} cannot be undone, for what it touched is otherwise now: {error}"
        ) from None
    connection.execute("UPDATE changes SET undone = ? WHERE number = ?", (recorder.number, number))
    connection.execute("UPDATE changes SET undoes = ? WHERE number = ?", (number, recorder.number))
    # The undoing of an undoing: the first change stands again.
    connection.execute("UPDATE changes SET undone = NULL WHERE undone = ?", (number,))
    summary = connection.execute("SELECT summary FROM changes WHERE number = ?", (number,))
    recorder.say("undo", f"undo {number}: {summary.fetchone()[0]}")
    return number


def _chosen(connection: sqlite3.Connection, number: int | None, own: int) -> int:
    if number is None:
        row = connection.execute(
            "SELECT max(number) FROM changes"
            " WHERE undone IS NULL AND undoes IS NULL AND number <> ?",
            (own,),
        ).fetchone()
        if row[0] is None:
            raise ConfigurationError("there is nothing to undo")
        return int(row[0])
    number = min(number, _LAST)
    found = connection.execute(
        "SELECT undone FROM changes WHERE number = ? AND number <> ?", (number, own)
    ).fetchone()
    if found is None:
        raise ConfigurationError(f"there is no change {number}")
    if found[0] is not None:
        raise ConfigurationError(f"change {number} is undone already, by change {found[0]}")
    return number


# --------------------------------------------------------------------------------------------- log


def log(connection: sqlite3.Connection, *, limit: int, work: int | None = None) -> list[Change]:
    """The last changes, the latest first.

    Args:
        connection: The library's.
        limit: How many at most.
        work: Only those that touched this work.
    """
    where = "WHERE number IN (SELECT change FROM journal WHERE work = ?)" if work else ""
    rows = connection.execute(
        "SELECT number, time, action, summary, undone IS NOT NULL FROM changes"  # noqa: S608
        f" {where} ORDER BY number DESC LIMIT ?",
        (work, limit) if work else (limit,),
    ).fetchall()
    return [
        Change(number, time, action, list(keys_of(connection, number)), summary, bool(undone))
        for number, time, action, summary, undone in rows
    ]


def change_of(connection: sqlite3.Connection, number: int) -> Change:
    """One Change."""
    time, action, summary, undone = connection.execute(
        "SELECT time, action, summary, undone IS NOT NULL FROM changes WHERE number = ?", (number,)
    ).fetchone()
    keys = list(keys_of(connection, number))
    return Change(number, time, action, keys, summary, bool(undone))


def keys_of(connection: sqlite3.Connection, number: int) -> Iterator[str]:
    """The keys of the works that a change touched, as they are now or were last."""
    rows: Iterable[tuple[int, str | None]] = connection.execute(
        "SELECT work, key FROM"
        " (SELECT work, min(id) AS first FROM journal WHERE change = ? GROUP BY work)"
        " LEFT JOIN works ON works.id = work ORDER BY first",
        (number,),
    ).fetchall()
    for work, key in rows:
        last = key or _last_key(connection, work)
        if last:
            yield last


def _last_key(connection: sqlite3.Connection, work: int) -> str:
    row = connection.execute(
        "SELECT before FROM journal WHERE work = ? AND part = 'works' AND act = 'd'"
        " ORDER BY id DESC LIMIT 1",
        (work,),
    ).fetchone()
    return str(_from_json(row[0])["key"]) if row else ""


def removed_work(connection: sqlite3.Connection, key: str) -> int | None:
    """The id of the work that last had a key and was removed; None if there is none."""
    row = connection.execute(
        "SELECT work FROM journal WHERE part = 'works' AND act = 'd'"
        " AND json_extract(before, '$.key') = ? COLLATE NOCASE ORDER BY id DESC LIMIT 1",
        (key,),
    ).fetchone()
    return int(row[0]) if row else None
