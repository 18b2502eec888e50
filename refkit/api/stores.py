"""Stores: what is kept on disk between runs, the cache and snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from refkit.errors import InputError
from refkit.model import Record, Reference

if TYPE_CHECKING:
    from refkit.resolve.cache import CacheInfo
    from refkit.resolve.snapshot import SnapshotInfo
    from refkit.resolve.snapshot_build import Built


def cache_info() -> CacheInfo:
    """What the cache of Answers holds: path, size, entries by source and kind, their age.

    Raises:
        ConfigurationError: If the file cannot be read.
    """
    from refkit.resolve.cache import Cache

    with Cache() as cache:
        return cache.info()


def clear_cache(source: str = "", *, older_than: timedelta | None = None) -> int:
    """Remove Answers from the cache.

    Args:
        source: Only those of this Source, such as "crossref"; "" for all.
        older_than: Only those that were kept longer ago than this.

    Returns:
        How many were removed.

    Raises:
        ConfigurationError: If the file cannot be written.
    """
    from refkit.resolve.cache import Cache

    with Cache() as cache:
        return cache.clear(source, older_than)


def build_snapshot(
    inputs: Iterable[Path | str],
    output: Path | str,
    *,
    memory: int = 512,
    shard_size: int = 10_000_000,
    progress: Callable[[str, int], None] | None = None,
    problem: Callable[[InputError], None] | None = None,
) -> Built:
    """Index works for use without a network; go on where the last run of it stopped.

    What is broken is passed over, counted, and told to ``problem``. A file that has been read is
    not read again unless it has changed. Of two records of one DOI the later one counts.

    Args:
        inputs: Files and tar archives of Crossref works or CSL-JSON (JSON or JSON lines, plain or
            gzip), and folders of them, such as Crossref's public data file.
        output: The Snapshot's folder.
        memory: Megabytes to take, about.
        shard_size: Works in each of the parts that the Snapshot is divided into, about.
        progress: Called now and then with the name of the file that is read, and how many works
            this run has added.
        problem: Called with what is broken, of each file ten times and once more at most.

    Returns:
        What was done.

    Raises:
        UnreadableError: If an input is missing.
        ConfigurationError: If the folder cannot be written, is something else, or another build is
            at it; if there is too little memory.
        FormatError: If the folder was written by a newer refkit, or is damaged.
    """
    from refkit.resolve.snapshot_build import build_snapshot as build

    return build(
        [Path(path) for path in inputs],
        Path(output),
        memory=memory,
        shard_size=shard_size,
        progress=progress,
        problem=problem,
    )


def snapshot_info(path: Path | str) -> SnapshotInfo:
    """What a Snapshot holds: works, shards, size, when it was built and from what.

    Raises:
        UnreadableError: If the folder is missing, or has no shard.
        FormatError: If it is damaged, or was made by a newer refkit.
    """
    from refkit.resolve.snapshot import snapshot_info as describe

    return describe(Path(path))


def search_snapshot(path: Path | str, text: str, *, rows: int = 10) -> list[Record]:
    """The Records of a Snapshot that a text might mean.

    Args:
        path: The Snapshot's folder.
        text: A reference, any words of one, or a DOI.
        rows: How many Records at most.

    Returns:
        The Records, best first; of a DOI the one.

    Raises:
        UnreadableError: If the folder is missing, or has no shard.
        FormatError: If it is damaged, or was made by a newer refkit.
    """
    from refkit.normalize.identifiers import doi_key
    from refkit.resolve.snapshot import Snapshot

    with closing(Snapshot(Path(path))) as snapshot:
        if " " not in text.strip() and doi_key(text):
            (answer,) = snapshot.by_doi([text])
        else:
            (answer,) = snapshot.search([Reference(raw=text)], rows)
    return answer.records
