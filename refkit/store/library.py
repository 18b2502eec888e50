"""Library: works with stable keys in one SQLite file, and all that a researcher does with them."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from refkit import formats
from refkit.errors import ConfigurationError, UnknownKeyError, UnreadableError
from refkit.model import Work
from refkit.store import (
    adding,
    checking,
    editing,
    journal,
    merging,
    reading,
    searching,
    statistics,
)
from refkit.store.adding import Known
from refkit.store.beside import with_labels
from refkit.store.connection import LibraryFile
from refkit.store.entry import Added, Change, Entry, Group, Hit, Stats, Trouble
from refkit.store.labelled import Labelled

_CHUNK: Final = 500
"""Entries that are read at a time while iterating."""


class _CallersError(Exception):
    """Wraps an error that is not the library's own, lest it is told as one."""


class Library(Labelled):
    """A library of references in one file.

    Every method that writes is one transaction and one :class:`Change`; when it returns, the
    change is on the disk. Several processes may use a library at once, each with a Library of its
    own; one Library belongs to the thread that made it. A work is named by its key or by one of
    its aliases.

        with Library("library.refkit") as library:
            library.load(Path("refs.bib"), tags=["thesis"])
            for hit in library.search("author:gračanin year:2014..2019"):
                print(hit.entry.key, hit.entry.work.title)

    Args:
        path: The file, usually ``library.refkit``; attached files lie in ``library.files`` beside.
        create: Whether to begin a library where there is no file.
        timeout: Seconds to wait while another process writes.

    Raises:
        UnreadableError: If the file is missing, no library, damaged, of a later version, or locked
            for too long. One of an earlier version is migrated, after a backup beside it.
    """

    def __init__(self, path: Path | str, *, create: bool = True, timeout: float = 30.0) -> None:
        self._file = LibraryFile(Path(path), create=create, timeout=timeout)

    @property
    def path(self) -> Path:
        """The file, absolute."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether the file cannot be written to."""
        return self._file.read_only

    def close(self) -> None:
        """Let go of the file. Closing twice does nothing."""
        self._file.close()

    def __reduce__(self) -> str:
        raise TypeError("a Library is not copied or sent to a process; let it open the path")

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Library({str(self.path)!r})"

    def transaction(self) -> AbstractContextManager[None]:
        """What is done within is one Change: all of it, or, after an exception, nothing.

        Returns:
            What a ``with`` statement takes. Within another one it becomes part of that.

        Raises:
            ConfigurationError: If the library is read-only.
            UnreadableError: If another process writes for too long, or the change cannot be kept.
        """
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._file.writing():
                try:
                    yield
                except (sqlite3.Error, UnicodeDecodeError) as error:
                    raise _CallersError from error
        except _CallersError as wrapped:
            if wrapped.__cause__ is not None:
                raise wrapped.__cause__ from None

    # ------------------------------------------------------------------------------------- adding

    def add(
        self,
        works: Iterable[Work],
        *,
        source: str = "",
        known: Known = "skip",
        tags: Collection[str] | str = (),
        collection: str = "",
        keywords_as_tags: bool = False,
        files: Path | str | None = None,
        copy: bool = True,
        progress: Callable[[int], None] | None = None,
    ) -> Added:
        """Add works, in transactions of 1,000 that are one Change together.

        A work is known if its DOI, PMID, PMCID or arXiv identifier is, or its whole content; one
        of quite another title is added all the same, and a Problem says so. A new work keeps its
        own key where that is legal and free, and gets one made of author, year and title
        otherwise; it never changes by itself. Collections of Zotero RDF and groups of JabRef
        become collections.

        Args:
            works: The works.
            source: Where they come from: "refs.bib", "crossref".
            known: "skip" leaves known works as they are, "update" fills in what they lack, "add"
                adds them a second time.
            tags: Tags that all of them get, known ones too.
            collection: A collection that all of them are put in; "" for none.
            keywords_as_tags: Whether the keywords of each become its tags, too.
            files: The folder from which the files that the works name are attached (JabRef's,
                Zotero's and Mendeley's ``file``, L1 of RIS, …); None to attach none. A Problem
                tells of each that is not there.
            copy: Whether these files are copied, as for :meth:`attach`.
            progress: Called after each transaction with the number of works so far.

        Returns:
            The key of each work, and what was done with it. A work that cannot be stored is in a
            Problem, and the others go on.

        Raises:
            ConfigurationError: If an argument cannot be honoured, or the library is read-only.
            UnreadableError: If the file cannot be written; the transactions before it stand.
            TypeError: If something is no Work.
        """
        folder = None if files is None else Path(files).absolute()
        chosen = adding.terms(
            source, known, tags, collection, keywords=keywords_as_tags, files=folder, copy=copy
        )
        return adding.add(self._file, works, chosen, progress)

    def load(
        self,
        path: Path | str,
        format: str | None = None,
        *,
        source: str | None = None,
        known: Known = "skip",
        tags: Collection[str] | str = (),
        collection: str = "",
        keywords_as_tags: bool = False,
        files: bool = False,
        copy: bool = True,
        progress: Callable[[int], None] | None = None,
    ) -> Added:
        """Add the works of a file; the rest is as for :meth:`add`.

        Args:
            path: The file.
            format: Its format; None to find it from its name and content.
            source: Where they come from; None for the file's name.
            known: See :meth:`add`.
            tags: See :meth:`add`.
            collection: See :meth:`add`.
            keywords_as_tags: See :meth:`add`.
            files: Whether the files that it names are attached, which it names from its folder on.
            copy: See :meth:`add`.
            progress: See :meth:`add`.

        Returns:
            As for :meth:`add`; its problems begin with those of the file's reader.

        Raises:
            ConfigurationError: If there is no such format, or an argument cannot be honoured.
            FormatError: If the content breaks the format's rules, or its format cannot be told.
            UnreadableError: If the file cannot be read.
        """
        path = Path(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableError(error.strerror or str(error), path=str(path)) from error
        loaded = formats.load(data, format, str(path))
        added = self.add(
            loaded.works,
            source=path.name if source is None else source,
            known=known,
            tags=tags,
            collection=collection,
            keywords_as_tags=keywords_as_tags,
            files=path.absolute().parent if files else None,
            copy=copy,
            progress=progress,
        )
        added.problems[:0] = loaded.problems
        return added

    # ------------------------------------------------------------------------------------ reading

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Entry]:
        with self._file.reading() as connection:
            ids = searching.ids(connection, "")
        for start in range(0, len(ids), _CHUNK):
            with self._file.reading() as connection:
                chunk = reading.entries_of(connection, ids[start : start + _CHUNK])
            yield from chunk

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        with self._file.reading() as connection:
            return reading.id_of(connection, key) is not None

    def __getitem__(self, key: str) -> Entry:
        with self._file.reading() as connection:
            return reading.entry_of(connection, reading.known_id(connection, key))

    def works(self, keys: Iterable[str] | str | None = None) -> list[Work]:
        """Works; each one's id is its key.

        Args:
            keys: Their keys, or one of them; None for all, in the order of adding.

        Returns:
            The Works in the order of the keys.

        Raises:
            KeyError: If one is not there.
            FormatError: If a stored work is damaged.
        """
        with self._file.reading() as connection:
            ids = None
            if keys is not None:
                keys = [keys] if isinstance(keys, str) else keys
                ids = [reading.known_id(connection, key) for key in keys]
            return reading.works_of(connection, ids)

    def search(
        self, query: str, *, limit: int = 50, offset: int = 0, sort: str = "relevance"
    ) -> list[Hit]:
        """Search; :mod:`refkit.store.query` describes the language.

        Args:
            query: The query; "" for all works.
            limit: How many hits at most.
            offset: How many to pass over.
            sort: "relevance", "key", "author", "title", "year", "added" or "changed"; "-year",
                "-added" and "-changed" begin with the latest.

        Returns:
            The hits in that order.

        Raises:
            ConfigurationError: If the query is no query, or there is no such order.
        """
        with self._file.reading() as connection:
            return searching.search(connection, query, limit=limit, offset=offset, sort=sort)

    def keys(
        self, query: str = "", *, limit: int | None = None, offset: int = 0, sort: str = "added"
    ) -> list[str]:
        """The keys of the works that a query means, which is much quicker than the works.

        Args:
            query: As for :meth:`search`.
            limit: How many at most; None for all.
            offset: How many to pass over.
            sort: As for :meth:`search`.

        Returns:
            The keys in that order.

        Raises:
            ConfigurationError: If the query is no query, or there is no such order.
        """
        with self._file.reading() as connection:
            most = searching.count(connection, query) if limit is None else limit
            return searching.keys(connection, query, limit=most, offset=offset, sort=sort)

    def near(self, key: str) -> list[str]:
        """Keys that are like one that is not there, for a message.

        Args:
            key: The key that was asked for.

        Returns:
            Three at most, the likest first.
        """
        with self._file.reading() as connection:
            return reading.near_keys(connection, key)

    def count(self, query: str = "") -> int:
        """How many works a query means.

        Args:
            query: As for :meth:`search`; "" for all works.

        Returns:
            Their number.

        Raises:
            ConfigurationError: If it is no query.
        """
        with self._file.reading() as connection:
            return searching.count(connection, query)

    # ------------------------------------------------------------------------------------ editing

    def edit(self, key: str, changes: Mapping[str, object], *, source: str = "user") -> Entry:
        """Change variables of a work.

        Args:
            key: The work's key.
            changes: CSL variable ("container-title") to value; None removes. Names may be text,
                "Doe, Jane; Roe, Richard", and dates too, "2020-05-12" or "May 2020"; a text that
                is no date is kept in ``literal``. Pages get an en dash, and a DOI loses its
                address, as in files.
            source: Where the values come from.

        Returns:
            The entry as it is now.

        Raises:
            KeyError: If the work is not there.
            ConfigurationError: If CSL has no such variable, or the value cannot be one.
        """
        with self._file.writing() as recorder:
            return editing.edit(recorder, key, changes, source)

    def replace(self, key: str, work: Work, *, source: str = "user") -> Entry:
        """Put another Work in the place of one. The key and all that hangs on it stays.

        Args:
            key: The work's key.
            work: What it shall be; its ``id`` does not count.
            source: Where the values that differ come from.

        Returns:
            The entry as it is now.

        Raises:
            KeyError: If the work is not there.
            FormatError: If the Work holds something that CSL-JSON cannot say.
        """
        with self._file.writing() as recorder:
            return editing.replace(recorder, key, work, source)

    def rename(self, key: str, new: str) -> None:
        """Give a work another key; the old one becomes an alias.

        Args:
            key: The work's key, or an alias.
            new: The key that it shall have; an alias of its own becomes the key again.

        Raises:
            KeyError: If the work is not there.
            ConfigurationError: If the new key is illegal, or taken.
        """
        with self._file.writing() as recorder:
            editing.rename(recorder, key, new)

    def remove(self, keys: Iterable[str] | str) -> None:
        """Remove works with their tags and notes; attached files stay where they are.

        Args:
            keys: The works' keys, or one of them.

        Raises:
            KeyError: If one is not there; then none is removed.
        """
        with self._file.writing() as recorder:
            editing.remove(recorder, keys)

    # ------------------------------------------------------------------------------------ merging

    def duplicates(
        self,
        *,
        keys: Iterable[str] | str | None = None,
        threshold: float = 0.9,
        progress: Callable[[int], None] | None = None,
    ) -> list[Group]:
        """Groups of works that are probably the same, the surest first.

        Args:
            keys: Only groups with one of these works, such as those that have just been added,
                which costs far less than a comparison of all; None for all.
            threshold: How sure it must be, 0 to 1.
            progress: Called now and then with the number of works looked at.

        Returns:
            The groups; a work is in one of them at most.

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If the threshold is not from 0 to 1.
        """
        with self._file.reading() as connection:
            return merging.duplicates(connection, threshold, progress, keys)

    def merge(self, keys: Sequence[str], *, choices: Mapping[str, str] | None = None) -> Entry:
        """Make several works one; :meth:`undo` makes them several again.

        Args:
            keys: Their keys. The first stays, and what it lacks is filled in from the others;
                their keys become its aliases, their tags, notes and files its own.
            choices: CSL variable to the key of the work that it is to be taken from.

        Returns:
            The entry that stays.

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If fewer than two works are named, or a choice is none of theirs.
        """
        with self._file.writing() as recorder:
            return merging.merge(recorder, keys, choices or {})

    # ------------------------------------------------------------------------------------ history

    def undo(self, number: int | None = None) -> Change:
        """Undo a change: works, tags, notes and files are as they were before.

        Args:
            number: The change's number; None for the last one. Undoing is a change too, and undone
                by its number.

        Returns:
            The change that undid it.

        Raises:
            ConfigurationError: If there is no such change, it is undone already, or a later change
                touched the same.
        """
        with self._file.writing() as recorder:
            journal.undo(recorder, number)
            own = recorder.number
        with self._file.reading() as connection:
            return journal.change_of(connection, own)

    def log(self, *, limit: int = 20, key: str = "") -> list[Change]:
        """The last changes, the latest first.

        Args:
            limit: How many at most.
            key: Only those of this work, which may have been removed since.

        Returns:
            The changes; :meth:`undo` takes the number of one.

        Raises:
            KeyError: If there never was such a work.
        """
        with self._file.reading() as connection:
            work = None
            if key:
                work = reading.id_of(connection, key) or journal.removed_work(connection, key)
                if work is None:
                    raise UnknownKeyError(f"no work '{key}' in the library")
            return journal.log(connection, limit=limit, work=work)

    # ---------------------------------------------------------------------------------- the whole

    def dump(
        self,
        format: str = "bibtex",
        *,
        keys: Iterable[str] | str | None = None,
        query: str = "",
        labels: bool = False,
        **options: Any,
    ) -> str:
        """Write works in a format.

        Args:
            format: The format's name in :data:`refkit.formats.FORMATS`.
            keys: The works' keys, in the order in which they shall stand; None for all.
            query: Only those that it means.
            labels: Whether tags are written as keywords, and notes in ``annote``.
            options: The format's own.

        Returns:
            The text.

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If there is no such format or option, or the query is no query.
        """
        with self._file.reading() as connection:
            chosen = searching.ids(connection, query)
            if keys is not None:
                found = set(chosen)
                chosen = [i for i in reading.known_ids(connection, keys) if i in found]
            if labels:
                works = [with_labels(each) for each in reading.entries_of(connection, chosen)]
            else:
                works = reading.works_of(connection, chosen)
        return formats.dump(works, format, **options)

    def stats(self) -> Stats:
        """What the library holds, in numbers.

        Returns:
            Numbers of works, by type, year, tag, collection and state, and of attached files.
        """
        with self._file.reading() as connection:
            return statistics.stats(connection)

    def check(self, *, repair: bool = False) -> list[Trouble]:
        """Look for everything that can be wrong: the file, the indexes, the attached files.

        Args:
            repair: Whether to mend what can be; a damaged page cannot, see
                :func:`refkit.store.salvage.salvage`.

        Returns:
            What is wrong; nothing if all is well.
        """
        return checking.check(self._file, repair=repair)

    def backup(self, path: Path | str) -> None:
        """Copy the library, as it was last committed, to another file; attached files not.

        Args:
            path: The copy, which must not be there.

        Raises:
            ConfigurationError: If there is a file, or a transaction is open.
            UnreadableError: If it cannot be written.
        """
        target = Path(os.path.abspath(path))
        if self._file.in_group:
            raise ConfigurationError("a library is not copied within a transaction")
        if target.exists():
            raise ConfigurationError(f"{target} is there already")
        draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
        try:
            self._file.copy_to(draft)
            os.replace(draft, target)
        except OSError as error:
            raise UnreadableError(error.strerror or str(error), path=str(target)) from error
        finally:
            draft.unlink(missing_ok=True)
