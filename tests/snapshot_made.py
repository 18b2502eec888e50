"""Snapshots made for tests, of a few works each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from loopback import work

from refkit.errors import InputError
from refkit.resolve.snapshot import Snapshot
from refkit.resolve.snapshot_build import Built, build_snapshot

TITLES = (
    "Why only humans weep", "Adult crying", "Is crying a self-soothing behavior?", "On tears",
    "Lachrymal proteins", "The riddle of human emotional crying", "Weeping in the theatre",
    "Crocodile tears", "Infant cries and their acoustics", "A natural history of sorrow",
)  # fmt: skip


def some_works(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Works with the DOIs 10.1000/<number>, each with a title of its own."""
    return [
        work(f"10.1000/{number}", f"{TITLES[number % len(TITLES)]}, part {number}")
        for number in range(start, start + count)
    ]


def lines(works: Iterable[dict[str, Any]]) -> bytes:
    """Works as JSON lines."""
    return b"".join(json.dumps(each).encode() + b"\n" for each in works)


def put(path: Path, works: Sequence[dict[str, Any]] | bytes) -> Path:
    """Write works as JSON lines, or bytes as they are; gzipped where the name says so."""
    data = works if isinstance(works, bytes) else lines(works)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def build(*inputs: Path, output: Path, **options: Any) -> tuple[Built, list[str]]:
    """Build a Snapshot; what it did, and what it said was broken."""
    problems: list[InputError] = []
    built = build_snapshot(inputs, output, memory=128, problem=problems.append, **options)
    return built, list(map(str, problems))


def made(folder: Path, *works: dict[str, Any]) -> Snapshot:
    """A Snapshot of works, in a folder."""
    path = put(folder.with_suffix(".jsonl"), works)
    _, problems = build(path, output=folder)
    assert problems == []
    return Snapshot(folder)


def titles(snapshot: Snapshot, doi: str) -> list[str]:
    """The titles of what is found under a DOI."""
    (answer,) = snapshot.by_doi([doi])
    return [record.work.title for record in answer.records]
