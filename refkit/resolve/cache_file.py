"""CacheFile: an SQLite file that several processes share; one that cannot be used is set aside.

SQLite finds a database's journal by its name. A file that is renamed while another process has it
open would share the journal of the new file, and ruin it (https://www.sqlite.org/howtocorrupt.html,
section 2.4). So whoever has the file open holds a shared lock on a second, empty file, and only who
holds that lock alone may begin the file or set it aside.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import stat
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias, TypeVar

import msgspec

Result = TypeVar("Result")

_BUSY: Final = 30.0
"""Seconds to wait for another process's write; nothing that refkit writes takes that long."""

_IN_USE: Final = 5.0
"""Seconds to wait until all who have a broken file open let go of it."""

_BEGINNINGS: Final = 3
"""How often a file is begun that is broken again each time: then it is the disk, or the Layout."""

_ALONE: Final = 0.1
"""Seconds to wait for the lock alone, before looking again whether another has put things right."""

_BROKEN: Final = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
_COMPANIONS: Final = ("", "-wal", "-shm", "-journal")

_Identity: TypeAlias = tuple[int, int]


class CacheWarning(UserWarning):
    """Something about the cache that a user should know, and that stops no run."""


class Layout(msgspec.Struct, frozen=True):
    """What a file has to be.

    Attributes:
        application: SQLite's ``application_id``: whose file it is.
        version: SQLite's ``user_version``: the version of the tables.
        tables: The statements that make them.
    """

    application: int
    version: int
    tables: Sequence[str]


class _Unfit(Exception):  # noqa: N818 - no error: there may just be no file yet
    """There is no file to use: none at all (no reason), or one to be set aside."""


class _Condemned(NamedTuple):
    """A file that turned out to be broken while it was used, and what SQLite said."""

    identity: _Identity
    reason: str


class CacheFile:
    """A file for one thing that can be had again. Safe for several processes and threads.

    It is opened, and made if need be, when it is first used. Not to be carried over a fork.

    Args:
        path: The file. Its folder is made if need be, for this user alone (mode 0700).
        layout: What it has to be; a file of another layout is set aside.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._lock_path = path.with_name(f"{path.name}.lock")
        self._layout = layout
        self._mutex = threading.RLock()
        self._shared: sqlite3.Connection | None = None
        self._connection: sqlite3.Connection | None = None
        self._identity: _Identity | None = None
        self._condemned: _Condemned | None = None

    def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do something with the file, and do it again on a new one if it turns out to be broken.

        Args:
            work: Called with the connection, which commits every statement unless ``BEGIN`` is
                said; one thread at a time.

        Raises:
            sqlite3.Error: If the file cannot be used: read-only, full disk, locked for too long.
            OSError: If the folder cannot be made, or a broken file cannot be renamed.
        """
        with self._mutex:
            connection = self._connection or self._open()
            try:
                return work(connection)
            except sqlite3.DatabaseError as error:
                if self._identity is None or not _means_broken(error):
                    raise
                self._condemned = _Condemned(self._identity, str(error))
            self.close()
            return work(self._open())

    def close(self) -> None:
        """Let go of the file; :meth:`run` opens it again."""
        with self._mutex:
            # In this order: the journal is put away while the lock still holds.
            for connection in (self._connection, self._shared):
                if connection is not None:
                    connection.close()
            self._connection = self._shared = self._identity = None

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        given_up = time.monotonic() + _IN_USE
        begun = 0
        while True:
            shared = _shared_lock(self._lock_path)
            try:
                connection = self._connect()
            except _Unfit as unfit:
                shared.close()
                reason = str(unfit) or "not begun"
                if self._begin():
                    begun += 1
                elif time.monotonic() > given_up:
                    reason += ", and in use by another process"
                    raise sqlite3.OperationalError(reason) from unfit
                if begun > _BEGINNINGS:
                    raise sqlite3.OperationalError(f"{reason}, each time") from unfit
            except BaseException:
                shared.close()
                raise
            else:
                self._connection, self._shared = connection, shared
                self._identity, self._condemned = _identity(self._path), None
                return connection

    def _connect(self) -> sqlite3.Connection:
        """Open the file as it is; to be called under a lock.

        Raises:
            _Unfit: If it has to be begun, or set aside.
        """
        try:
            mode = os.stat(self._path).st_mode
        except FileNotFoundError:
            raise _Unfit from None
        if stat.S_ISDIR(mode):
            raise _Unfit("a folder stands in its place")
        if not stat.S_ISREG(mode):
            raise OSError("it is neither a file nor a folder")
        if self._condemned and self._condemned.identity == _identity(self._path):
            raise _Unfit(self._condemned.reason)
        connection = _connection(self._path, _BUSY)
        try:
            self._examine(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            if _means_broken(error):
                raise _Unfit(str(error)) from error
            raise
        except BaseException:
            connection.close()
            raise
        return connection

    def _examine(self, connection: sqlite3.Connection) -> None:
        application = _pragma(connection, "application_id")
        version = _pragma(connection, "user_version")
        if not application and not version and not _tables(connection):
            raise _Unfit  # empty, or of a process that was killed before it had begun the file
        if application != self._layout.application:
            raise _Unfit("it is the database of another program")
        if version != self._layout.version:
            raise _Unfit("it was made by another version of refkit")
        # A commit outlives the process, though not a power failure, which costs the last answers.
        connection.execute("PRAGMA synchronous = NORMAL")

    def _begin(self) -> bool:
        """Begin a new file, with the old one set aside; whether the lock could be had for it."""
        kept, reason = "", ""
        try:
            with _lock_alone(self._lock_path):
                try:
                    self._connect().close()
                except _Unfit as unfit:
                    reason = str(unfit)
                    if reason:
                        kept = self._set_aside()
                    self._create()
        except sqlite3.OperationalError as error:
            if _primary(error) == sqlite3.SQLITE_BUSY:
                return False
            raise
        if kept:
            warnings.warn(
                f"the cache {self._path} cannot be used: {reason}; it is kept as {kept}, and a new"
                " one begun",
                CacheWarning,
                stacklevel=2,
            )
        return True

    def _set_aside(self) -> str:
        for number in itertools.count(1):
            name = f"{self._path.name}.broken-{number}"
            if not os.path.lexists(self._path.with_name(name)):
                break
        for companion in _COMPANIONS:
            old = self._path.with_name(self._path.name + companion)
            if os.path.lexists(old):
                os.rename(old, self._path.with_name(name + companion))
        return name

    def _create(self) -> None:
        with closing(_connection(self._path, _BUSY)) as connection:
            # Only before the first table: lets a file that was cleared shrink.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in self._layout.tables:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {self._layout.application}")
                connection.execute(f"PRAGMA user_version = {self._layout.version}")


def _connection(path: Path, timeout: float) -> sqlite3.Connection:
    # Transactions are begun in words, and CacheFile lets in one thread at a time.
    return sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)


def _shared_lock(path: Path) -> sqlite3.Connection:
    """A lock that many may hold, until the connection is closed or the process ends."""
    connection = _connection(path, _BUSY)
    try:
        connection.execute("BEGIN")
        _tables(connection)  # only reading takes the lock
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _lock_alone(path: Path) -> Iterator[None]:
    with closing(_connection(path, _ALONE)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def _tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _identity(path: Path) -> _Identity:
    status = os.stat(path)
    return status.st_dev, status.st_ino


def _means_broken(error: sqlite3.Error) -> bool:
    return _primary(error) in _BROKEN


def _primary(error: sqlite3.Error) -> int:
    # The lower byte of an extended code; Python's own errors have none.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
