"""Notes beside the indexes of a Snapshot: of a shard what it is, of a build how far it has come.

A Snapshot is a folder of shards, wherever they were built; a shard is a folder with ``shard.json``
and ``index/``. The folder of a build has ``build.json`` as well, so that the same command goes on
where the last one stopped. Each note is replaced as a whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from refkit._version import __version__
from refkit.errors import ConfigurationError, FormatError, UnreadableError

FORMAT: Final = 1
"""The form of shards and notes; rises when an older refkit could no longer read them."""

SHARD: Final = "shard.json"
BUILD: Final = "build.json"
NEXT: Final = "build.next.json"
INDEX: Final = "index"

_DEEPEST: Final = 2
"""How deep shards are looked for: in a folder of builds that each have their shards."""


class _Form(msgspec.Struct):
    """The one field of a note that is read before the others."""

    format: int


class ShardNote(msgspec.Struct, kw_only=True):
    """What a shard is.

    Attributes:
        format: The form of the shard and of this note.
        refkit: The version that made it.
        built: When it was finished, or begun, ISO 8601 in UTC.
        finished: Whether the build that made it came to its end, or to the next shard.
        works: The works in it, once it is finished.
        inputs: What the build was given, as absolute paths.
    """

    format: int = FORMAT
    refkit: str = __version__
    built: str
    finished: bool = False
    works: int = 0
    inputs: list[str] = []


class Done(msgspec.Struct, array_like=True):
    """A file of works that has been read, and what tells whether it has changed since.

    Attributes:
        size: Its bytes; -1 if it could not be opened, so that it is tried again.
        time: When it was changed, nanoseconds since 1970.
        works: The works that were taken from it.
        lost: How many were broken; where the end could not be reached, one more.
        problems: The first of what was broken, in words.
    """

    size: int
    time: int
    works: int = 0
    lost: int = 0
    problems: list[str] = []


class Reading(msgspec.Struct):
    """The file that is being read.

    Attributes:
        key: What tells it from all others.
        done: What is known of it so far.
        pieces: The lines or documents of it that have been read.
    """

    key: str
    done: Done
    pieces: int = 0


class BuildNote(msgspec.Struct, kw_only=True):
    """How far a build has come, as of its last commit.

    Attributes:
        format: The form of the shards and of this note.
        refkit: The version that wrote it.
        inputs: All that it was given, as absolute paths.
        unfinished: Those of them that have not been read to their ends.
        shard: The number of the shard that is written to, from 1.
        shard_works: The works in that shard.
        number: The works in all shards.
        done: The files that have been read, by their keys.
        reading: The file that is being read.
        opstamp: The number of the shard's commit before the one that this note belongs to.
    """

    format: int = FORMAT
    refkit: str = __version__
    inputs: list[str] = []
    unfinished: list[str] = []
    shard: int = 1
    shard_works: int = 0
    number: int = 0
    done: dict[str, Done] = {}
    reading: Reading | None = None
    opstamp: int = 0


Note = TypeVar("Note", ShardNote, BuildNote)


def read_note(path: Path, kind: type[Note]) -> Note:
    """Read a note.

    Raises:
        UnreadableError: If there is none, or it may not be read.
        FormatError: If it is none, is broken, or was written by a newer refkit.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError("no such file", path=str(path)) from None
    except OSError as error:
        raise UnreadableError(error.strerror or str(error), path=str(path)) from error
    try:
        form = msgspec.json.decode(raw, type=_Form).format
        if form > FORMAT:
            reason = f"made by a newer refkit (format {form}); this one reads up to {FORMAT}"
            raise FormatError(reason, path=str(path))
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"the note of a snapshot, but broken: {error}", path=str(path)) from error


def write_note(path: Path, note: ShardNote | BuildNote) -> None:
    """Write a note, as a whole or not at all.

    Raises:
        ConfigurationError: If it cannot be written.
    """
    draft = path.with_name(f"{path.name}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(msgspec.json.encode(note))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror or error}") from error
    move_note(draft, path)


def move_note(draft: Path, path: Path) -> None:
    """Put one note in the place of another.

    Raises:
        ConfigurationError: If it cannot be written.
    """
    try:
        os.replace(draft, path)
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror or error}") from error


def is_snapshot(folder: Path) -> bool:
    """Whether a folder is a shard or the folder of a build."""
    return (folder / SHARD).exists() or (folder / BUILD).exists()


def find_shards(folder: Path) -> list[Path]:
    """The shards in a folder: itself, or those within, sorted by path.

    Raises:
        UnreadableError: If there is no such folder, or no shard in it.
    """
    if not folder.is_dir():
        reason = "a file, not the folder of a snapshot" if folder.exists() else "no such folder"
        raise UnreadableError(reason, path=str(folder))
    found = sorted(_shards(folder, _DEEPEST))
    if not found:
        reason = (
            "an unfinished snapshot without works: run the same build again"
            if (folder / BUILD).exists()
            else f"no snapshot: neither it nor a folder in it has a {SHARD}"
        )
        raise UnreadableError(reason, path=str(folder))
    return found


def _shards(folder: Path, deepest: int) -> Iterator[Path]:
    if (folder / SHARD).exists():
        yield folder
    elif deepest:
        try:
            inner = [entry.path for entry in os.scandir(folder) if entry.is_dir()]
        except OSError as error:
            raise UnreadableError(error.strerror or str(error), path=str(folder)) from error
        for path in inner:
            yield from _shards(Path(path), deepest - 1)


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder."""
    size = 0
    for parent, _, files in os.walk(folder):
        for name in files:
            # While a build goes on, its files come and go.
            with suppress(FileNotFoundError):
                size += os.stat(os.path.join(parent, name)).st_size
    return size
