"""Sources: the places that a run asks for Records, opened as its options say, in their order."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from refkit.errors import ConfigurationError

if TYPE_CHECKING:
    from refkit.resolve.cache import Cache
    from refkit.resolve.records_file import RecordsFile
    from refkit.resolve.session import Resolver
    from refkit.resolve.snapshot import Snapshot
    from refkit.resolve.source import Source


class SourceWarning(UserWarning):
    """Something about a Source that a user should know, and that stops no run."""


class Sources:
    """The places that refkit asks for Records: files, Snapshots, Crossref, DataCite, doi.org.

    Use it as a context manager, or call :meth:`close`. Nothing is asked twice for the same thing
    as long as it lives, so hand one to several calls. What the registries answer is kept in a
    cache on disk, for this run when it is interrupted, and for later ones.

    Args:
        records: Files of Crossref works or CSL-JSON (JSON or JSON lines, plain or .gz).
        records_complete: Whether the files hold every work: one that is missing does not exist.
        snapshots: Folders that ``refkit snapshot build`` made.
        offline: Whether to stay off the network: what the cache has serves, however old.
        cache: Whether to use the cache of this user ($REFKIT_CACHE_DIR), or the file to use.
        refresh: Whether to ask again for what the cache has an answer to.
        mailto: An e-mail address for Crossref's polite pool; by default $REFKIT_MAILTO.
        timeout: Seconds to wait for an answer.

    Attributes:
        resolver: Asks the Sources.
        catalogues: Asks PubMed and, for books, Open Library by other numbers than DOIs.
        complete: The names of those that hold every work, by the user's word.

    Raises:
        ConfigurationError: If ``timeout`` is not positive, or ``refresh`` is to be done
            ``offline``; that ``mailto`` is no e-mail address is told when it is first used.
        UnreadableError: If a file or Snapshot cannot be opened.
        FormatError: If a file is broken; names the line.
    """

    def __init__(
        self,
        *,
        records: Sequence[Path | str] = (),
        records_complete: bool = False,
        snapshots: Sequence[Path | str] = (),
        offline: bool = False,
        cache: bool | Path | str = True,
        refresh: bool = False,
        mailto: str = "",
        timeout: float = 10.0,
    ) -> None:
        if timeout <= 0:
            raise ConfigurationError(f"a timeout must be positive, not {timeout}")
        if refresh and offline:
            raise ConfigurationError("nothing can be asked again offline")
        from refkit.resolve.catalogues import Catalogues
        from refkit.resolve.session import Resolver

        with ExitStack() as opened:
            kept = _open_cache(cache, offline=offline)
            if kept:
                opened.enter_context(closing(kept))
            self.catalogues = opened.enter_context(
                closing(
                    Catalogues(
                        kept,
                        offline=offline,
                        refresh=refresh,
                        mailto=mailto or os.environ.get("REFKIT_MAILTO", ""),
                        timeout=timeout,
                    )
                )
            )
            places = [
                opened.enter_context(closing(source))
                for source in chain(
                    _distinct(_files(records, records_complete, snapshots)),
                    _registries(kept, offline, refresh, mailto, timeout),
                )
            ]
            self.complete = frozenset(
                source.name for source in places[: len(records) if records_complete else 0]
            )
            self.resolver: Resolver = Resolver(
                places, by_doi_only=[each.name for each in REGISTRIES if not each.searched]
            )
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Close files, connections and the cache."""
        self._opened.close()


class Registry(NamedTuple):
    """A registry: its name as a Source, the variable with its address, and how it is opened.

    Attributes:
        name: Its name as a Source.
        url_variable: The environment variable that gives it another address.
        open: Opens it, given an e-mail address or "" and the seconds to wait for an answer.
        searched: Whether it can be searched; doi.org knows DOIs only.
    """

    name: str
    url_variable: str
    open: Callable[[str, float], Source]
    searched: bool = True


def _crossref(mailto: str, timeout: float) -> Source:
    from refkit.resolve.crossref import CrossrefSource

    return CrossrefSource(mailto=mailto, timeout=timeout)


def _datacite(mailto: str, timeout: float) -> Source:
    from refkit.resolve.datacite import DataCiteSource

    return DataCiteSource(mailto=mailto, timeout=timeout)


def _doi_org(mailto: str, timeout: float) -> Source:
    from refkit.resolve.doi import DoiOrg

    return DoiOrg(mailto=mailto, timeout=timeout)


REGISTRIES: Final = (
    Registry("crossref", "REFKIT_CROSSREF_URL", _crossref),
    Registry("datacite", "REFKIT_DATACITE_URL", _datacite),
    Registry("doi.org", "REFKIT_DOI_URL", _doi_org, searched=False),
)
"""In the order in which they are asked. Their modules know their names and variables too; here they
stand so that nobody has to import an HTTP client to find that the cache knows all."""


def _files(
    records: Sequence[Path | str], complete: bool, snapshots: Sequence[Path | str]
) -> Iterator[RecordsFile | Snapshot]:
    for path in records:
        from refkit.resolve.records_file import RecordsFile

        yield RecordsFile(Path(path), complete=complete)
    for path in snapshots:
        from refkit.resolve.snapshot import Snapshot

        snapshot = Snapshot(Path(path))
        if not snapshot.finished:
            lacking = f"{path} is unfinished, and lacks works until its build is run to the end"
            warnings.warn(lacking, SourceWarning, stacklevel=2)
        yield snapshot


def _distinct(files: Iterable[RecordsFile | Snapshot]) -> Iterator[Source]:
    """Files with names of their own.

    A folder "crossref" knows part of what Crossref knows: that it has no such work must not pass
    for Crossref's word, nor one file's word for another's.
    """
    taken = {registry.name for registry in REGISTRIES}
    for source in files:
        if source.name in taken:
            source.name = source.path
        while source.name in taken:
            source.name = f"./{source.name}"
        taken.add(source.name)
        yield source


def _registries(
    cache: Cache | None, offline: bool, refresh: bool, mailto: str, timeout: float
) -> Iterator[Source]:
    if offline and cache is None:
        return
    from refkit.resolve.cached import CachedSource, LazySource

    address = mailto or os.environ.get("REFKIT_MAILTO", "")
    for registry in REGISTRIES:
        source = LazySource(registry.name, partial(registry.open, address, timeout))
        if cache is None:
            yield source
            continue
        # What a test server answers at another address never passes for the registry's own word.
        url = os.environ.get(registry.url_variable, "").rstrip("/")
        scope = f"{registry.name} {url}".strip()
        yield CachedSource(source, cache, scope=scope, refresh=refresh, offline=offline)


def _open_cache(cache: bool | Path | str, *, offline: bool) -> Cache | None:
    if cache is False:
        return None
    from refkit.resolve.cache import Cache, default_path

    path = default_path() if cache is True else Path(cache)
    if offline and not path.exists():
        return None  # there is nothing in it, and nothing will come
    return Cache(path)
