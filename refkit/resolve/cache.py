"""Cache: the Answers of Sources on disk, so that no run asks again what another was told."""

from __future__ import annotations

import os
import sqlite3
import time
import warnings
import zlib
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, Self, TypeAlias

import msgspec

from refkit._version import __version__
from refkit.errors import ConfigurationError
from refkit.model import Answer
from refkit.resolve.cache_file import CacheFile, CacheWarning, Layout, Result

FOLDER_VARIABLE: Final = "REFKIT_CACHE_DIR"
"""Environment variable with the folder of the cache, such as one that CI keeps."""

Asked: TypeAlias = Literal["doi", "id", "search"]
"""What a question is: a DOI or another number that is looked up, or the text of a Reference."""

Kind: TypeAlias = Literal["record", "absence", "search"]
"""What is kept: a work by its number, that there is none, the hits of a search."""

_DAY: Final = 86_400.0

LIFETIMES: Final[Mapping[str, float]] = {
    # A retraction is to be noticed before the next draft is handed in, and 50 DOIs are looked up
    # anew in one request.
    "record": 7 * _DAY,
    # A DOI is often printed days before it is registered, and "no such work" is the gravest thing
    # that can be said of a reference. One day spares the runs between two edits of an article.
    "absence": 1 * _DAY,
    # Hits carry the same notices of retraction as records, and works are added every day. But each
    # search is a request, at 1 to 3 a second, so they are kept for as long as records may be.
    "search": 7 * _DAY,
}
"""Seconds for which an Answer is as good as a new one. Offline, age does not matter."""

LARGEST: Final = 1 << 30
"""Bytes of Answers that are kept; beyond that, the oldest go. Hundreds of thousands of records."""

_ROOM: Final = 0.9  # of LARGEST, what is left after making room, so that it is not made every time
_PIECE: Final = 20  # one in so many goes at a time
_KEYS: Final = 500  # keys in one statement; SQLite before 3.32 took 999 values

_FORMAT: Final = 1
"""Of an Answer as it is kept; to be raised when older ones cannot be read any more."""

_LAYOUT: Final = Layout(
    application=int.from_bytes(b"refk", "big"),
    version=1,
    tables=(
        """
        CREATE TABLE answers (
            scope BLOB NOT NULL,
            asked TEXT NOT NULL,
            key BLOB NOT NULL,
            kind TEXT NOT NULL,
            time REAL NOT NULL,    -- when it was kept, seconds since 1970
            format INTEGER NOT NULL,
            version TEXT NOT NULL, -- of refkit, which cleaned the Records
            answer BLOB NOT NULL,  -- JSON, compressed by zlib
            PRIMARY KEY (scope, asked, key)
        )
        """,
        "CREATE INDEX answers_by_time ON answers (time)",
    ),
)
_ANSWERS: Final = msgspec.json.Decoder(Answer)
_Row: TypeAlias = tuple[bytes, str, float, str, bytes]


class CacheInfo(msgspec.Struct, frozen=True):
    """What a Cache holds.

    Attributes:
        path: The file.
        bytes: Its size on disk, with its journal; 0 if there is no file.
        entries: How many Answers there are: scope to kind to number.
        oldest: When the oldest of them was kept, in UTC; None if there are none.
        newest: When the newest was.
    """

    path: str
    bytes: int = 0
    entries: dict[str, dict[str, int]] = {}
    oldest: datetime | None = None
    newest: datetime | None = None


class Cache:
    """Answers on disk. Safe for several processes and threads at once.

    A run never fails for its cache: a file that is broken, or that another version of refkit made,
    is renamed, and a new one begun; where the folder is read-only or the disk full, the run goes on
    without. Either is said once, by a :class:`CacheWarning`.

    The file must be on a disk of this computer: over a network, SQLite's journal is shared by the
    processes of one computer only. Not to be carried over a fork.

    Args:
        path: The file; None for :func:`default_path`. It is made when it is first needed.
        clock: The time of day, seconds since 1970.
    """

    def __init__(self, path: Path | None = None, *, clock: Callable[[], float] = time.time) -> None:
        self.path = Path(os.path.abspath(path or default_path()))
        self._clock = clock
        self._file = CacheFile(self.path, _LAYOUT)
        self._readable = self._writable = True
        self._warned = False

    def get(
        self, scope: str, asked: Asked, keys: Collection[str], *, any_age: bool = False
    ) -> dict[str, Answer]:
        """The Answers that are kept and have not outlived their time.

        What another version of refkit kept is taken for too old: it may have cleaned the Records in
        another way.

        Args:
            scope: Whose Answers, as for :meth:`put`.
            asked: What the questions are.
            keys: The questions.
            any_age: Whether to take those that are too old as well.

        Returns:
            Answers by key, without the keys for which there is none.
        """
        named = {_bytes(key): key for key in keys}
        wanted = list(named)

        def select(file: sqlite3.Connection) -> list[_Row]:
            rows: list[_Row] = []
            for start in range(0, len(wanted), _KEYS):
                part = wanted[start : start + _KEYS]
                rows += file.execute(
                    "SELECT key, kind, time, version, answer FROM answers"  # noqa: S608 - only "?"
                    " WHERE scope = ? AND asked = ? AND format = ?"
                    f" AND key IN ({', '.join('?' * len(part))})",
                    (_bytes(scope), asked, _FORMAT, *part),
                )
            return rows

        if not wanted or not self._readable:
            return {}
        try:
            rows = self._file.run(select)
        except (sqlite3.Error, OSError) as error:
            self._readable = self._writable = False
            self._warn(f"the cache {self.path} is not used: {_reason(error)}")
            return {}
        now = self._clock()
        answers = {
            named[key]: _unpack(packed)
            for key, kind, kept, version, packed in rows
            if any_age or (version == __version__ and _is_fresh(kind, now - kept))
        }
        return {key: answer for key, answer in answers.items() if answer is not None}

    def put(self, scope: str, asked: Asked, answers: Mapping[str, Answer]) -> None:
        """Keep Answers, each in place of an earlier one to the same question.

        Failures ("silent", "unasked") are not kept, and leave what was kept before. Nor is what
        cannot be written as JSON: half a surrogate pair in a title.

        Args:
            scope: Whose Answers: a source's name, and after a blank its address if it has another
                than its own, so that a test server's word never passes for the registry's.
            asked: What the questions were.
            answers: Answers by key, which is the question in the form in which equal questions are
                equal.
        """
        now = self._clock()
        rows = [
            (_bytes(scope), asked, _bytes(key), kind, now, _FORMAT, __version__, packed)
            for key, answer in answers.items()
            if (kind := _kind(asked, answer)) and (packed := _pack(answer)) is not None
        ]

        def insert(file: sqlite3.Connection) -> None:
            with file:
                file.execute("BEGIN IMMEDIATE")
                file.executemany("INSERT OR REPLACE INTO answers VALUES (?,?,?,?,?,?,?,?)", rows)
            _make_room(file, now)

        if not rows or not self._writable:
            return
        try:
            self._file.run(insert)
        except (sqlite3.Error, OSError) as error:
            self._writable = False
            self._warn(f"the cache {self.path} keeps nothing more: {_reason(error)}")

    def info(self) -> CacheInfo:
        """What is kept.

        Raises:
            ConfigurationError: If the file cannot be read.
        """
        if not os.path.lexists(self.path):
            return CacheInfo(str(self.path))
        rows: list[tuple[bytes, str, int, float, float]] = self._run(
            lambda file: file.execute(
                "SELECT scope, kind, count(*), min(time), max(time) FROM answers"
                " GROUP BY scope, kind ORDER BY scope, kind"
            ).fetchall()
        )
        entries: dict[str, dict[str, int]] = {}
        for scope, kind, number, _, _ in rows:
            entries.setdefault(scope.decode("utf-8", "backslashreplace"), {})[kind] = number
        return CacheInfo(
            path=str(self.path),
            bytes=sum(_size(self.path.with_name(self.path.name + end)) for end in ("", "-wal")),
            entries=entries,
            oldest=_moment(min(row[3] for row in rows)) if rows else None,
            newest=_moment(max(row[4] for row in rows)) if rows else None,
        )

    def clear(self, scope: str = "", older_than: timedelta | None = None) -> int:
        """Remove Answers, and give back their room on the disk.

        Args:
            scope: Only those of this scope, or of a source of this name at any address; "" for all.
            older_than: Only those that were kept longer ago than this.

        Returns:
            How many were removed.

        Raises:
            ConfigurationError: If the file cannot be written.
        """
        if not os.path.lexists(self.path):
            return 0
        latest = float("inf") if older_than is None else self._clock() - older_than.total_seconds()
        named, beginning = _bytes(scope), _bytes(f"{scope} ")

        def delete(file: sqlite3.Connection) -> int:
            with file:
                file.execute("BEGIN IMMEDIATE")
                removed = file.execute(
                    "DELETE FROM answers WHERE time < ?"
                    " AND (? = x'' OR scope = ? OR substr(scope, 1, ?) = ?)",
                    (latest, named, named, len(beginning), beginning),
                ).rowcount
            _shrink(file)
            return removed

        return self._run(delete)

    def close(self) -> None:
        """Let go of the file; what is asked afterwards opens it again."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        try:
            return self._file.run(work)
        except (sqlite3.Error, OSError) as error:
            raise ConfigurationError(
                f"cannot use the cache {self.path}: {_reason(error)}"
            ) from error

    def _warn(self, message: str) -> None:
        if not self._warned:
            self._warned = True
            warnings.warn(message, CacheWarning, stacklevel=3)


def default_path() -> Path:
    """The cache of this user: in $REFKIT_CACHE_DIR, or where the system keeps caches."""
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        return Path(folder, "answers.sqlite")
    from platformdirs import user_cache_path

    return user_cache_path("refkit", appauthor=False) / "answers.sqlite"


def _kind(asked: Asked, answer: Answer) -> Kind | None:
    """As what an Answer is kept; None for a failure."""
    if answer.outcome in ("silent", "unasked"):
        return None
    if answer.outcome != "found":
        return "absence"
    return "search" if asked == "search" else "record"


def _is_fresh(kind: str, age: float) -> bool:
    # A clock that was wrong when the Answer was kept may have put it into the future.
    return abs(age) <= LIFETIMES.get(kind, 0.0)


def _pack(answer: Answer) -> bytes | None:
    try:
        return zlib.compress(msgspec.json.encode(answer))
    except UnicodeEncodeError:
        return None


def _unpack(packed: bytes) -> Answer | None:
    """The Answer; None for what the disk has spoilt, which SQLite does not notice."""
    try:
        return _ANSWERS.decode(zlib.decompress(packed))
    except (zlib.error, msgspec.MsgspecError, TypeError):
        return None


def _make_room(file: sqlite3.Connection, now: float) -> None:
    """Remove the oldest Answers if there is too much; those from the future before all others."""
    if _used(file) <= LARGEST:
        return
    with file:
        file.execute("BEGIN IMMEDIATE")
        while _used(file) > LARGEST * _ROOM:
            (number,) = file.execute("SELECT count(*) FROM answers").fetchone()
            if not number:
                break
            file.execute(
                "DELETE FROM answers WHERE rowid IN"
                " (SELECT rowid FROM answers ORDER BY time > ? DESC, time LIMIT ?)",
                (now + max(LIFETIMES.values()), -(-number // _PIECE)),
            )


def _used(file: sqlite3.Connection) -> int:
    pages, free, size = (
        file.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _shrink(file: sqlite3.Connection) -> None:
    # In pieces, so that other processes are not kept waiting.
    while file.execute("PRAGMA freelist_count").fetchone()[0]:
        before = file.execute("PRAGMA page_count").fetchone()[0]
        file.execute("PRAGMA incremental_vacuum(2000)").fetchall()
        if file.execute("PRAGMA page_count").fetchone()[0] == before:
            break
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bytes(text: str) -> bytes:
    # What is asked for may hold half a surrogate pair, which SQLite refuses as text.
    return text.encode("utf-8", "surrogatepass")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None  # of a clock that was wrong by millennia


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
