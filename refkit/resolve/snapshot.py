"""Snapshot: an index of works on disk as a Source, for use without a network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any, Final

import msgspec

from refkit.errors import FormatError, SourceError
from refkit.model import Answer, Record, Reference
from refkit.resolve.crossref_record import crossref_record
from refkit.resolve.raw_works import UNDECODABLE
from refkit.resolve.snapshot_notes import (
    BUILD,
    SHARD,
    BuildNote,
    ShardNote,
    find_shards,
    read_note,
    size_of,
)
from refkit.resolve.snapshot_shards import Found, Shards
from refkit.resolve.source import ROWS, Heard, search_text

_MESSAGES: Final = msgspec.json.Decoder(dict[str, Any])


class Snapshot:
    """An index of works on disk; all shards in a folder are one Snapshot.

    It is opened when it is first asked. Several threads may ask it at once.

    Args:
        path: The folder of a build, a shard, or a folder into which shards were copied.

    Attributes:
        name: The folder's name.
        path: The folder as given.
        finished: Whether every build of it came to its end. Of one that did not, what was
            committed is there.

    Raises:
        UnreadableError: If the folder is missing, or has no shard.
        FormatError: If a shard was made by a newer refkit, or the note in it is broken.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.resolve().name
        self.path = str(path)
        self._notes = {shard: read_note(shard / SHARD, ShardNote) for shard in find_shards(path)}
        self.finished = all(note.finished for note in self._notes.values())
        self._shards: Shards | None = None
        self._lock = Lock()
        self._closed = False

    def __len__(self) -> int:
        """The records in it, those included that a later one of the same DOI replaces."""
        return len(self._opened())

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up; see :meth:`refkit.resolve.source.Source.by_doi`.

        Of several records of a DOI the latest is returned. A DOI that is not there is "unknown".

        Raises:
            FormatError: If the index turns out to be damaged.
            SourceError: If the Source has been closed.
        """
        shards = self._opened()
        return [
            self._answer(doi, [found] if (found := shards.look_up(doi)) else []) for doi in dois
        ]

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        """Look for works; see :meth:`refkit.resolve.source.Source.search`.

        Raises:
            FormatError: If the index turns out to be damaged.
            SourceError: If the Source has been closed.
        """
        shards = self._opened()
        texts = map(search_text, references)
        return [self._answer(text, shards.search(text, rows) if text else []) for text in texts]

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            self._shards = None
            self._closed = True

    def _opened(self) -> Shards:
        with self._lock:
            if self._closed:
                raise SourceError(f"{self.name} has been closed")
            if self._shards is None:
                self._shards = Shards(self._notes)
            return self._shards

    def _answer(self, question: str, found: list[Found]) -> Answer:
        if not found:
            detail = f"no record in {self.name}" if question else "nothing to search for"
            return Answer(source=self.name, question=question, outcome="unknown", detail=detail)
        records = [self._record(each) for each in found]
        return Answer(source=self.name, question=question, outcome="found", records=records)

    def _record(self, found: Found) -> Record:
        try:
            message = _MESSAGES.decode(found.raw)
            raw = found.raw.decode("utf-8")
        except UNDECODABLE as error:
            raise FormatError(f"the index is damaged: {error}", path=self.path) from error
        record = crossref_record(message, source=self.name, time=found.time)
        record.raw = raw
        record.score = found.score
        return record


class SnapshotInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What a Snapshot is.

    Attributes:
        path: Its folder.
        works: The records in it.
        shards: The parts that it consists of.
        size: Its bytes on disk.
        built: When the latest of its shards was finished, ISO 8601 in UTC.
        inputs: What it was built from, as absolute paths at the time.
        finished: Whether every build of it came to its end.
        unfinished: The inputs that have not been read to their ends, where the build is at hand.
        lost: How many works and files were broken.
        problems: The first of them, in words.
    """

    path: str
    works: int
    shards: int
    size: int
    built: str
    inputs: list[str]
    finished: bool
    unfinished: list[str]
    lost: int
    problems: list[str]


def snapshot_info(path: Path) -> SnapshotInfo:
    """What a Snapshot is, from its notes.

    Raises:
        UnreadableError: If the folder is missing, or has no shard.
        FormatError: If its notes are broken, or the index of an unfinished shard is.
    """
    notes = {shard: read_note(shard / SHARD, ShardNote) for shard in find_shards(path)}
    places = dict.fromkeys([path, *(shard.parent for shard in notes)])
    builds = [read_note(place / BUILD, BuildNote) for place in places if (place / BUILD).exists()]
    done = [done for build in builds for done in build.done.values()]
    return SnapshotInfo(
        path=str(path),
        works=sum(
            note.works if note.finished else len(Shards({shard: note}))
            for shard, note in notes.items()
        ),
        shards=len(notes),
        size=sum(map(size_of, notes)),
        built=max(note.built for note in notes.values()),
        inputs=_each_once(note.inputs for note in notes.values()),
        finished=all(note.finished for note in notes.values()),
        unfinished=_each_once(build.unfinished for build in builds),
        lost=sum(each.lost for each in done),
        problems=[problem for each in done for problem in each.problems],
    )


def _each_once(lists: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(lists)))
