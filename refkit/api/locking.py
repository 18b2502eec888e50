"""Locking: write down what the references of articles were checked against, and find it again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from refkit.api.identifying import verdicts_of
from refkit.api.inputs import document_of, read
from refkit.api.references import references_of
from refkit.errors import ConfigurationError
from refkit.model import Document, Reference
from refkit.model.locked import LockReport
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.resolve.lockfile import Lockfile
    from refkit.resolve.session import Progress


def lock(
    articles: Iterable[Path | str | Document],
    *,
    sources: Sources | None = None,
    lockfile: Path | str | None = None,
    refresh: bool = False,
    write: bool = True,
    lines: bool = False,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
) -> LockReport:
    """Write down what the references of articles are checked against, for checks from then on.

    Only references that are new, changed, or were locked offline without an answer are asked for;
    the others stay as they were locked. A reference about which a Source was silent is not locked.
    Nothing is written where nothing changed.

    Args:
        articles: Paths of articles, or Documents that were read from files.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache.
        lockfile: The Lockfile; by default ``refkit.lock`` beside each article.
        refresh: Whether to ask for every reference anew, and tell what is new since it was locked.
            Sources that are given should have been opened with ``refresh`` as well.
        write: Whether to write; else the report only says what would change.
        lines: As for :func:`parse`.
        tagger: As for :func:`parse`.
        progress: As for :func:`resolve`.

    Returns:
        What became of each reference, and the news.

    Raises:
        UnreadableError: If an article or a Lockfile cannot be read.
        FormatError: If a Lockfile is broken; names the line. It is left as it is.
        ConfigurationError: If an article comes from no file, or a Lockfile cannot be written.
    """
    from refkit.resolve.lockfile import lockfile_of, old_entries, update_lockfiles
    from refkit.resolve.lockfile_entry import relock, to_ask

    lists = _reference_lists(articles, lines, tagger)
    places = {path: Path(lockfile) if lockfile else lockfile_of(path) for path in lists}
    old = old_entries(places)
    asked = {
        path: references if refresh else to_ask(references, old[path])
        for path, references in lists.items()
    }
    questions = list(chain.from_iterable(asked.values()))
    # All at once: the DOIs of twenty short lists are one request.
    if sources is None:
        with Sources(refresh=refresh) as default:
            verdicts = iter(verdicts_of(questions, default, progress))
    else:
        verdicts = iter(verdicts_of(questions, sources, progress))
    locked = [
        relock(path, places[path], references, old[path], list(islice(verdicts, len(asked[path]))))
        for path, references in lists.items()
    ]
    return LockReport(articles=locked, written=update_lockfiles(locked) if write else [])


def open_lockfile(lockfile: Path | str | Lockfile) -> Lockfile:
    """Read a Lockfile once, for several calls of :func:`check`.

    Raises:
        ConfigurationError: If there is none.
        UnreadableError: If it cannot be read.
        FormatError: If it is broken; names the line.
    """
    from refkit.resolve import lockfile as files

    if isinstance(lockfile, files.Lockfile):
        return lockfile
    return files.open_lockfile(Path(lockfile))


def lockfile_of(article: Path | str) -> Path:
    """Where the Lockfile of an article is, unless another place is named."""
    from refkit.resolve import lockfile as files

    return files.lockfile_of(article)


def _reference_lists(
    articles: Iterable[Path | str | Document], lines: bool, tagger: Tagger | None
) -> dict[str, list[Reference]]:
    """The References of articles, by the articles' paths.

    Raises:
        ConfigurationError: If an article comes from no file.
    """
    lists = {}
    for article in articles:
        document = article if isinstance(article, Document) else read(Path(article))
        if not document.path:
            raise ConfigurationError("an article that comes from no file cannot be locked")
        lists[document.path] = references_of(document_of(document, None, lines), lines, tagger)
    return lists
