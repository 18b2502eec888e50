"""Many articles: read side by side in several processes, asked about together, checked in order."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from refkit.api.articles import Reading, Settings, locked_report_of, reading_of, report_of
from refkit.api.identifying import verdicts_of
from refkit.api.inputs import Input
from refkit.api.locking import open_lockfile
from refkit.errors import ConfigurationError, InputError, RefkitError
from refkit.model import Document, Report
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.resolve.lockfile import Lockfile
    from refkit.resolve.session import Progress

_Value = TypeVar("_Value")

TOGETHER: Final = 100
"""So many articles are asked about at once: the DOIs of ten short lists are one request."""

_CHUNK: Final = 8
"""Articles that a process is handed at a time."""

_WORTH: Final = 400_000
"""Bytes of articles from which on a second process pays: one takes half a second to start, which
is what reading so much takes."""

_MOST_PROCESSES: Final = 8


class _Reader(NamedTuple):
    """Reads one article; what cannot be read is data, so that the others go on."""

    format: str | None
    lines: bool
    tagger: Tagger | None = None

    def read(self, source: Input | Document) -> Reading | InputError:
        try:
            return reading_of(source, self.format, self.lines, self.tagger)
        except InputError as error:
            return error


def check_all(
    articles: Sequence[Input | Document],
    *,
    format: str | None = None,
    sources: Sources | None = None,
    settings: Settings | Callable[[str], Settings] | None = None,
    lines: bool = False,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
    locked: Path | str | Lockfile | Callable[[str], Lockfile] | None = None,
    jobs: int | None = 1,
) -> Iterator[Report | InputError]:
    """Check articles as :func:`check` does, many in one go.

    Args:
        articles: Texts, bytes, Paths, open files, or Documents.
        format: As for :func:`read`.
        sources: As for :func:`check`.
        settings: As for :func:`check`; or what gives them for the path of an article.
        lines: As for :func:`parse`.
        tagger: As for :func:`parse`.
        progress: As for :func:`resolve`.
        locked: As for :func:`check`; or what gives the Lockfile for the path of an article.
        jobs: How many processes read and parse the articles; None for as many as pay. Scripts that
            use more than one need the guard ``if __name__ == "__main__"``.

    Yields:
        For each article, in order, its Report, or the error that says why it cannot be read.

    Raises:
        UnknownRuleError: If a code fits no rule.
        ConfigurationError: If there is no such Lockfile, or there are sources beside it.
        FormatError: If a Lockfile is broken; names the line.
        RefkitError: If a process ended before it had read its articles.
    """
    if locked is not None and sources is not None:
        raise ConfigurationError("a check that is locked asks no sources")
    settings_of = settings if callable(settings) else _always(settings or Settings())
    readings = _readings(articles, _Reader(format, lines, tagger), jobs)
    if locked is not None:
        lockfile_of = locked if callable(locked) else _always(open_lockfile(locked))
        for reading in readings:
            if isinstance(reading, InputError):
                yield reading
            else:
                path = reading.document.path
                yield locked_report_of(reading, lockfile_of(path), settings_of(path))
    elif sources is None:
        with Sources() as default:
            yield from _asked(readings, default, settings_of, progress)
    else:
        yield from _asked(readings, sources, settings_of, progress)


def _asked(
    readings: Iterable[Reading | InputError],
    sources: Sources,
    settings_of: Callable[[str], Settings],
    progress: Progress | None,
) -> Iterator[Report | InputError]:
    """The Reports on articles whose references the Sources are asked for, many at a time."""
    rest = iter(readings)
    while window := list(islice(rest, TOGETHER)):
        readable = [each for each in window if not isinstance(each, InputError)]
        verdicts = iter(
            verdicts_of([ref for each in readable for ref in each.references], sources, progress)
        )
        for reading in window:
            if isinstance(reading, InputError):
                yield reading
            else:
                own = list(islice(verdicts, len(reading.references)))
                yield report_of(reading, own, settings_of(reading.document.path))


def _readings(
    articles: Sequence[Input | Document], reader: _Reader, jobs: int | None
) -> Iterator[Reading | InputError]:
    """The articles as read and parsed, in order."""
    processes = _processes(articles, reader, jobs)
    if processes == 1:
        yield from map(reader.read, articles)
        return
    # Imported here, for they take as long as the rest of refkit.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # "spawn", for a copy of a process with threads may hang; the line of progress is a thread.
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_ignore_interrupts
    )
    try:
        yield from pool.map(reader.read, articles, chunksize=_CHUNK)
    except BrokenProcessPool as error:
        raise RefkitError(
            "a process ended before it had read its articles; check them in one process"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _processes(articles: Sequence[Input | Document], reader: _Reader, jobs: int | None) -> int:
    """How many processes to read with; one where the articles or the tagger live in this one."""
    if reader.tagger is not None or not all(isinstance(each, Path) for each in articles):
        return 1
    if jobs is not None:
        return max(1, min(jobs, len(articles)))
    size = 0
    for article in articles:
        if isinstance(article, Path) and article.is_file():
            size += article.stat().st_size
    return max(1, min(_cores(), _MOST_PROCESSES, len(articles) // _CHUNK, size // _WORTH + 1))


def _cores() -> int:
    """The processors that this process may use: a container may allow fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _ignore_interrupts() -> None:
    """Leave Ctrl-C, which reaches every process of the terminal, to the one that was started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _always(value: _Value) -> Callable[[str], _Value]:
    return lambda _: value
