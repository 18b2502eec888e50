"""Building a Snapshot: works from files to shards, with a memory of what has been done.

A commit of the index and the note that says what is in it have to be one step, though they are two
files. So the note of what will be is written first, under another name; then the index commits;
then the note takes its place. A build that finds the other note knows by the number of the index's
last commit whether that commit came about.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from refkit.errors import ConfigurationError, FormatError, InputError
from refkit.resolve.snapshot_index import ShardWriter
from refkit.resolve.snapshot_inputs import Unit, pieces, units, works_in
from refkit.resolve.snapshot_notes import (
    BUILD,
    INDEX,
    NEXT,
    SHARD,
    BuildNote,
    Done,
    Reading,
    ShardNote,
    move_note,
    read_note,
    write_note,
)
from refkit.resolve.snapshot_work import Kept

MEMORY: Final = 512
"""Megabytes that a build takes, about."""

LEAST_MEMORY: Final = 128

SHARD_SIZE: Final = 10_000_000
"""Works in a shard: of more than that, tantivy puts no parts of an index together."""

COMMIT_SIZE: Final = 250_000
"""Works between two commits: at most a minute's work is lost."""

_TOLD: Final = 10
_KEPT: Final = 3
_PROGRESS: Final = 1000

Progress = Callable[[str, int], None]
Problem = Callable[[InputError], None]


class Built(msgspec.Struct, frozen=True):
    """What a build did.

    Attributes:
        added: Works that this run added.
        works: Works of all runs.
        files: Files that all runs have read.
        lost: What was broken in them.
    """

    added: int
    works: int
    files: int
    lost: int


def build_snapshot(
    inputs: Sequence[Path],
    output: Path,
    *,
    memory: int = MEMORY,
    shard_size: int = SHARD_SIZE,
    commit_size: int = COMMIT_SIZE,
    progress: Progress | None = None,
    problem: Problem | None = None,
) -> Built:
    """Index works for use without a network; go on where the last run stopped.

    A file that has been read is not read again unless it has changed since. Of two records of one
    DOI the later one counts, wherever they come from.

    Args:
        inputs: Files and tar archives of Crossref works or CSL-JSON (JSON or JSON lines, plain or
            gzip), and folders of them.
        output: The Snapshot's folder.
        memory: Megabytes to take, about.
        shard_size: Works in a shard, about.
        commit_size: Works between two commits, about.
        progress: Called now and then with the name of the file that is read, and how many works
            this run has added.
        problem: Called with each thing that is broken, of each file at most ten times and once
            more. The build goes on.

    Returns:
        What was done.

    Raises:
        UnreadableError: If an input is missing.
        ConfigurationError: If the folder cannot be written, is something else, or another build is
            at it; if there is too little memory.
        FormatError: If the folder was written by a newer refkit, or is damaged.
    """
    if memory < LEAST_MEMORY:
        raise ConfigurationError(f"a build needs at least {LEAST_MEMORY} MB, not {memory}")
    if shard_size < 1:
        raise ConfigurationError(f"a shard has at least one work, not {shard_size}")
    found = units(inputs)
    given = [os.path.abspath(path) for path in inputs]
    folder = _Folder(output, given, (memory << 20) // 2, shard_size, commit_size)
    try:
        for unit in found:
            if isinstance(unit, InputError):
                folder.miss(unit)
                if problem:
                    problem(unit)
            elif not folder.has(unit):
                _read(unit, folder, (memory << 20) // 4, progress, problem)
        return folder.finish()
    finally:
        folder.close()


def _read(
    unit: Unit,
    folder: _Folder,
    largest: int,
    progress: Progress | None,
    problem: Problem | None,
) -> None:
    """Add the works of a file, those aside that the last commit has."""
    reading = folder.begin(unit)
    begun = reading.pieces
    told = 0
    try:
        for at, piece in enumerate(pieces(unit, largest), start=1):
            if at <= begun:
                continue
            for work in works_in(piece, unit.name):
                if isinstance(work, Kept):
                    folder.add(work)
                else:
                    told += 1
                    _lose(reading, work, problem if told <= _TOLD else None)
                if progress and folder.added % _PROGRESS == 0:
                    progress(unit.name, folder.added)
            reading.pieces = at
            folder.commit_if_due()
    except InputError as error:
        _lose(reading, error, problem)
        if isinstance(error.__cause__, OSError):
            reading.done.size = -1
    if problem and told > _TOLD:
        problem(FormatError(f"{told - _TOLD:,} more works are broken", path=unit.name))
    folder.end()


def _lose(reading: Reading, error: InputError, problem: Problem | None) -> None:
    reading.done.lost += 1
    if len(reading.done.problems) < _KEPT:
        reading.done.problems.append(str(error))
    if problem:
        problem(error)


class _Folder:
    """The folder of a build: what has been done, and the shard that is written to.

    Args:
        path: The folder.
        given: The inputs of this run, as absolute paths.
        heap: Bytes for the works that are not written yet.
        shard_size: Works in a shard, about.
        commit_size: Works between two commits, about.

    Attributes:
        added: Works that this run added.

    Raises:
        ConfigurationError: If it cannot be written, or is the folder of something else.
        FormatError: If its notes are broken.
    """

    def __init__(
        self, path: Path, given: list[str], heap: int, shard_size: int, commit_size: int
    ) -> None:
        self._path = path
        self._given = given
        self._heap = heap
        self._shard_size = shard_size
        self._commit_size = commit_size
        self._pending = self.added = 0
        self._changed = False
        self._writer: ShardWriter | None = None
        self._note = self._found()
        if (path / NEXT).exists():
            self._settle()
        # What could not be opened is tried again.
        self._note.done = {
            key: done
            for key, done in self._note.done.items()
            if done.size >= 0 or not _is_of(key, given)
        }

    def _found(self) -> BuildNote:
        build = self._path / BUILD
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            if build.exists():
                return read_note(build, BuildNote)
            strange = [name for name in os.listdir(self._path) if name != f"{BUILD}.tmp"]
        except OSError as error:
            reason = error.strerror or str(error)
            raise ConfigurationError(f"cannot write {self._path}: {reason}") from error
        if strange:
            raise ConfigurationError(
                f"{self._path} is not empty, and no build began here: it has {min(strange)}"
            )
        note = BuildNote()
        write_note(build, note)
        return note

    def _settle(self) -> None:
        """Find out whether the commit came about during which the last run was killed."""
        known, self._note = self._note, read_note(self._path / NEXT, BuildNote)
        if self._opened().opstamp > self._note.opstamp:
            move_note(self._path / NEXT, self._path / BUILD)
        else:
            self._note, self._writer = known, None
            (self._path / NEXT).unlink()

    @property
    def _shard(self) -> Path:
        return self._path / f"shard-{self._note.shard:04}"

    def _opened(self) -> ShardWriter:
        """The writer of the shard, which no other build can have at the same time."""
        if self._writer is None:
            if self._note.shard_works and not (self._shard / INDEX).is_dir():
                raise FormatError("the index is missing", path=str(self._shard))
            self._writer = ShardWriter(self._shard / INDEX, self._heap)
            self._write_shard(finished=False)
        return self._writer

    def _change(self) -> None:
        """Note, once, that there is something to do for the inputs of this run."""
        if not self._changed:
            self._opened()
            note = self._note
            note.inputs = list(dict.fromkeys((*note.inputs, *self._given)))
            note.unfinished = list(dict.fromkeys((*note.unfinished, *self._given)))
            write_note(self._path / BUILD, note)
            self._changed = True

    def has(self, unit: Unit) -> bool:
        """Whether a file has been read and is still the same."""
        done = self._note.done.get(unit.key)
        return done is not None and (done.size, done.time) == (unit.size, unit.time)

    def begin(self, unit: Unit) -> Reading:
        """Begin with a file, or go on with the one at which the last run was."""
        self._change()
        reading = self._note.reading
        same = (unit.key, unit.size, unit.time)
        if reading is None or (reading.key, reading.done.size, reading.done.time) != same:
            reading = self._note.reading = Reading(unit.key, Done(unit.size, unit.time))
        return reading

    def add(self, work: Kept) -> None:
        """Add a work of the file that was begun."""
        note = self._note
        if note.shard_works >= self._shard_size and not self._pending:
            self._next_shard()
        self._opened().add(work, note.number)
        note.number += 1
        note.shard_works += 1
        self.added += 1
        self._pending += 1
        if note.reading:
            note.reading.done.works += 1

    def _next_shard(self) -> None:
        self._opened().close()
        self._write_shard(finished=True)
        self._writer = None
        self._note.shard += 1
        self._note.shard_works = self._note.opstamp = 0

    def end(self) -> None:
        """The file that was begun has been read."""
        if self._note.reading:
            self._note.done[self._note.reading.key] = self._note.reading.done
        self._note.reading = None

    def miss(self, error: InputError) -> None:
        """Note what could not be read at all."""
        self._change()
        self._note.done[os.path.abspath(error.path)] = Done(-1, 0, 0, 1, [str(error)])

    def commit_if_due(self) -> None:
        """Commit if enough was added since the last time, or the shard is full."""
        full = self._note.shard_works >= self._shard_size
        if self._pending >= self._commit_size or (full and self._pending):
            self._commit()

    def _commit(self) -> None:
        writer = self._opened()
        self._note.opstamp = writer.opstamp
        write_note(self._path / NEXT, self._note)
        writer.commit()
        move_note(self._path / NEXT, self._path / BUILD)
        self._pending = 0

    def finish(self) -> Built:
        """Commit what is left, and note that all has been read."""
        note = self._note
        if self._changed or set(self._given).intersection(note.unfinished):
            self._commit()
            self._opened().close()
            self._writer = None
            note.unfinished = [path for path in note.unfinished if path not in self._given]
            self._write_shard(finished=not note.unfinished)
            write_note(self._path / BUILD, note)
        return Built(
            added=self.added,
            works=sum(done.works for done in note.done.values()),
            files=len(note.done),
            lost=sum(done.lost for done in note.done.values()),
        )

    def close(self) -> None:
        """Let go of the shard; what was not committed is lost."""
        self._writer = None

    def _write_shard(self, *, finished: bool) -> None:
        note = ShardNote(
            built=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            finished=finished,
            works=self._note.shard_works,
            inputs=self._note.inputs,
        )
        write_note(self._shard / SHARD, note)


def _is_of(key: str, inputs: list[str]) -> bool:
    """Whether what could not be read is one of the inputs, or within one."""
    return any(
        key == path or key.startswith((f"{path}{os.sep}", f"{path}//", f"{path}: "))
        for path in inputs
    )
