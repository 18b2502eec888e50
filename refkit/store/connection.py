"""The library's file: opening it, reading and writing it in transactions, its faults in words."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from refkit.errors import ConfigurationError, DamagedError, InputError, UnreadableError
from refkit.store import migrations
from refkit.store.journal import Recorder
from refkit.store.schema import APPLICATION, STATEMENTS, VERSION

_WRITE_LOCK: Final = 120
"""The byte of the -shm file that a writer locks (https://www.sqlite.org/walformat.html, 2.3.1)."""

_CHECKPOINT: Final = 4000
"""Pages of 4 KiB in the write-ahead log before they go to the file."""

_MEMORY: Final = 64_000
"""KiB of the file that are kept in memory."""

_DAMAGED: Final = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
_WORDS: Final = {
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened or made; may its folder be written to?",
    sqlite3.SQLITE_IOERR: "the disk does not take or give it; is it full, or your share of it?",
}
_LOCKED: Final = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))


class LibraryFile:
    """The one connection of a Library to its file.

    What was committed is on the disk (write-ahead log, ``synchronous = FULL``), so it survives
    the end of the process and a loss of power.

    Args:
        path: The file.
        create: Whether to begin one where there is none.
        timeout: Seconds to wait for another process's write.

    Attributes:
        path: The file, absolute.
        read_only: Whether it cannot be written to.

    Raises:
        UnreadableError: If it is missing, no library, damaged, locked, or of a later version.
    """

    def __init__(self, path: Path, *, create: bool, timeout: float) -> None:
        self.path = Path(os.path.abspath(path))
        self.timeout = timeout
        self.read_only = self.path.exists() and not (
            os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        )
        self._thread = threading.get_ident()
        self._recorder: Recorder | None = None
        self._connection: sqlite3.Connection | None = None
        self._examine_path(create)
        with self._told():
            self._connection = self._connect()
            try:
                self._prepare(self._connection, create)
            except BaseException:
                self.close()
                raise

    # ---------------------------------------------------------------------------------------- open

    def _examine_path(self, create: bool) -> None:
        if self.path.is_dir():
            raise UnreadableError("this is a folder, not a library", path=str(self.path))
        if not self.path.exists():
            if not create:
                raise UnreadableError("there is no such library", path=str(self.path))
            if not self.path.parent.is_dir():
                raise UnreadableError(f"there is no folder {self.path.parent}", path=str(self.path))

    def _connect(self) -> sqlite3.Connection:
        address = self.path.as_uri()
        if not self.read_only:
            return self._opened(f"{address}?mode=rwc")
        connection = self._opened(f"{address}?mode=ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            # In a folder that nobody can write to, the log's index cannot be made. Where there is
            # no log either, the file is all there is.
            connection.close()
            if self.path.with_name(f"{self.path.name}-wal").exists():
                raise
            connection = self._opened(f"{address}?mode=ro&immutable=1")
        return connection

    def _opened(self, address: str) -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=self.timeout, isolation_level=None)

    def _prepare(self, connection: sqlite3.Connection, create: bool) -> None:
        self._examine(connection, create)
        if not self.read_only:
            self._log_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_MEMORY}")
        connection.execute("PRAGMA temp_store = MEMORY")
        version = _pragma(connection, "user_version")
        if version == VERSION:
            return
        if self.read_only:
            raise UnreadableError(
                "this library is of an earlier version, and read-only: it cannot be migrated",
                path=str(self.path),
            )
        if not version:
            self._begin(connection)
        else:
            migrations.migrate(connection, self.path)

    def _examine(self, connection: sqlite3.Connection, create: bool) -> None:
        """See to it that the file is a library, or nothing yet."""
        # All of one moment, for another process may begin the library just now.
        connection.execute("BEGIN")
        try:
            application = _pragma(connection, "application_id")
            version = _pragma(connection, "user_version")
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        finally:
            _roll_back(connection)
        if not application and not version and not tables:
            if not create:
                raise UnreadableError(
                    "the file is empty; put a backup in its place, or remove it and begin anew",
                    path=str(self.path),
                )
            if self.read_only:
                raise UnreadableError("the file is empty, and read-only", path=str(self.path))
            return
        if application != APPLICATION:
            raise UnreadableError(
                "this is the database of another program, not a library", path=str(self.path)
            )
        if version > VERSION:
            raise UnreadableError(
                f"this library was written by a later refkit (its version is {version}, this"
                f" refkit knows those up to {VERSION}); update refkit",
                path=str(self.path),
            )

    def _log_ahead(self, connection: sqlite3.Connection) -> None:
        """Turn the write-ahead log on. SQLite does not wait for its lock here, so this does."""
        until = time.monotonic() + self.timeout
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _LOCKED or time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return

    def _begin(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if not _pragma(connection, "user_version"):  # else another process was quicker
                for statement in STATEMENTS:
                    connection.execute(statement)
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise

    def close(self) -> None:
        """Let go of the file. What was not committed is lost. Closing twice does nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    # ------------------------------------------------------------------------------------- actions

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which everything that is read is of one moment."""
        with self._told():
            connection = self._open_connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                _roll_back(connection)

    @contextmanager
    def writing(self, number: int | None = None) -> Iterator[Recorder]:
        """A transaction that is committed as one Change, or rolled back by an exception.

        Within another one it becomes part of it, and an exception rolls back its own part. One
        that records nothing leaves no Change.

        Args:
            number: The Change that goes on, if it still stands; None to begin one.
        """
        with self._told():
            connection = self._open_connection()
            if self.read_only:
                raise self._read_only()
            if self._recorder is not None:
                with _savepoint(connection, self._recorder):
                    yield self._recorder
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._recorder = Recorder(connection, _standing(connection, number))
                yield self._recorder
                self._recorder.refresh()
                if self._recorder.written:
                    self._recorder.finish()
                    connection.execute("COMMIT")
            finally:
                self._recorder = None
                _roll_back(connection)

    @contextmanager
    def mending(self) -> Iterator[sqlite3.Connection]:
        """A transaction without a Change, for what follows from the facts."""
        with self._told():
            connection = self._open_connection()
            if self.read_only:
                raise self._read_only()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                _roll_back(connection)

    def copy_to(self, target: Path) -> None:
        """Copy the library to a file that is not there yet, as it was last committed."""
        with self._told():
            self._open_connection().execute("VACUUM INTO ?", (str(target),))

    def _read_only(self) -> ConfigurationError:
        return ConfigurationError(
            f"{self.path}: the library is read-only; its file or its folder cannot be written to"
        )

    @property
    def in_group(self) -> bool:
        """Whether a transaction that writes is open."""
        return self._recorder is not None

    def _open_connection(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ConfigurationError(f"{self.path}: the library is closed")
        if threading.get_ident() != self._thread:
            raise ConfigurationError("a Library is used by the thread that made it; make another")
        return self._connection

    # ---------------------------------------------------------------------------------- in words

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._in_words(error) from error
        except UnicodeDecodeError as error:
            # Of a damaged schema SQLite's message is no text.
            raise DamagedError(f"the library is damaged ({error})", path=str(self.path)) from error

    def _in_words(self, error: sqlite3.Error) -> InputError:
        path = str(self.path)
        # Errors of the Python module itself have no code.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _LOCKED:
            return UnreadableError(
                f"the library is locked by {holder(self.path)}; waited {self.timeout:g} s",
                path=path,
            )
        if code == sqlite3.SQLITE_NOTADB:
            return DamagedError("this is no library, or its first page is damaged", path=path)
        if code in _DAMAGED or "malformed" in str(error):
            return DamagedError(f"the library is damaged ({error})", path=path)
        if code == sqlite3.SQLITE_FULL:
            return UnreadableError("the disk is full; this change was not made", path=path)
        if code in _WORDS:
            return UnreadableError(f"{_WORDS[code]} ({error})", path=path)
        return UnreadableError(f"the library cannot be used: {error}", path=path)


def _standing(connection: sqlite3.Connection, number: int | None) -> int | None:
    row = connection.execute(
        "SELECT number FROM changes WHERE number = ? AND undone IS NULL", (number,)
    ).fetchone()
    return int(row[0]) if row else None


@contextmanager
def _savepoint(connection: sqlite3.Connection, recorder: Recorder) -> Iterator[None]:
    mark = recorder.mark()
    connection.execute("SAVEPOINT part")
    try:
        yield
        recorder.refresh()
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        recorder.fall_back(mark)
        raise
    connection.execute("RELEASE part")


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


# ------------------------------------------------------------------------------------------ holder

_LOCK: Final = re.compile(
    r"POSIX \s+ ADVISORY \s+ WRITE \s+ (?P<process> \d{1,10} ) \s+"
    r" [0-9a-f]+:[0-9a-f]+:(?P<inode> \d{1,20} )"
    r" \s+ (?P<first> \d{1,20} ) \s+ (?P<last> \S{1,20} )",
    re.VERBOSE,
)


def holder(path: Path) -> str:
    """Who holds the write lock of a library, in words: "process 4321 (python3)".

    Linux lists the locks of all processes in /proc/locks; elsewhere nobody can be named.
    """
    try:
        inode = os.stat(f"{path}-shm").st_ino
        locks = Path("/proc/locks").read_text(encoding="ascii", errors="replace")
    except OSError:
        return "another process"
    for lock in _LOCK.finditer(locks):
        if int(lock["inode"]) == inode and int(lock["first"]) <= _WRITE_LOCK:
            if lock["last"] != "EOF" and int(lock["last"]) < _WRITE_LOCK:
                continue
            return f"process {lock['process']}{_program(lock['process'])}"
    return "another process"


def _program(process: str) -> str:
    try:
        name = Path(f"/proc/{process}/comm").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return f" ({name.strip()})"
