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
    attachments,
    checking,
    editing,
    journal,
    labels,
    merging,
    reading,
    searching,
    statistics,
)
from refkit.store.adding import Known
from refkit.store.connection import LibraryFile
from refkit.store.entry import (
    Added,
    Attachment,
    Change,
    Entry,
    Group,
    Hit,
    Note,
    Stats,
    Trouble,
)

_CHUNK: Final = 500
"""Entries that are read at a time while iterating."""


class _CallersError(Exception):
    """Wraps an error that is not the library's own, lest it is told as one."""


class Library:
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
        """What is done within is one Change: all of it, or, after an exception, nothing."""
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
        tags: Collection[str] = (),
        collection: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> Added:
        """Add works, in transactions of 1,000 that are one Change together.

        A work is known if its DOI, PMID, PMCID or arXiv identifier is, or its whole content. A new
        one keeps its own key where that is legal and free, and gets one made of author, year and
        title otherwise; it never changes by itself.

        Args:
            works: The works.
            source: Where they come from: "refs.bib", "crossref".
            known: "skip" leaves known works as they are, "update" fills in what they lack, "add"
                adds them a second time.
            tags: Tags that all of them get, known ones too.
            collection: A collection that all of them are put in; "" for none.
            progress: Called after each transaction with the number of works so far.

        Returns:
            The key of each work, and what was done with it. A work that cannot be stored is in a
            Problem, and the others go on.

        Raises:
            ConfigurationError: If an argument cannot be honoured, or the library is read-only.
            UnreadableError: If the file cannot be written; the transactions before it stand.
        """
        return adding.add(
            self._file, works, adding.terms(source, known, tags, collection), progress
        )

    def load(
        self,
        path: Path | str,
        format: str | None = None,
        *,
        source: str | None = None,
        known: Known = "skip",
        tags: Collection[str] = (),
        collection: str = "",
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
            progress: See :meth:`add`.

        Returns:
            As for :meth:`add`; its problems begin with those of the file's reader.

        Raises:
            ConfigurationError: If there is no such format, or an argument cannot be honoured.
            FormatError: If the content breaks the format's rules, or its format cannot be told.
            UnreadableError: If the file cannot be read.
        """
        path = Path(path)
        chosen = adding.terms(path.name if source is None else source, known, tags, collection)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableError(error.strerror or str(error), path=str(path)) from error
        loaded = formats.load(data, format, str(path))
        added = adding.add(self._file, loaded.works, chosen, progress)
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

    def works(self, keys: Iterable[str] | None = None) -> list[Work]:
        """Works; each one's id is its key.

        Args:
            keys: Their keys; None for all, in the order of adding.

        Raises:
            KeyError: If one is not there.
            FormatError: If a stored work is damaged.
        """
        with self._file.reading() as connection:
            ids = None
            if keys is not None:
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

        Raises:
            ConfigurationError: If the query is no query, or there is no such order.
        """
        with self._file.reading() as connection:
            return searching.search(connection, query, limit=limit, offset=offset, sort=sort)

    def count(self, query: str = "") -> int:
        """How many works a query means.

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
                "Doe, Jane; Roe, Richard", and dates too, "2020-05-12" or "May 2020".
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

        Raises:
            KeyError: If the work is not there.
            FormatError: If the Work holds something that CSL-JSON cannot say.
        """
        with self._file.writing() as recorder:
            return editing.replace(recorder, key, work, source)

    def rename(self, key: str, new: str) -> None:
        """Give a work another key; the old one becomes an alias.

        Raises:
            KeyError: If the work is not there.
            ConfigurationError: If the new key is illegal, or taken.
        """
        with self._file.writing() as recorder:
            editing.rename(recorder, key, new)

    def remove(self, keys: Iterable[str]) -> None:
        """Remove works with their tags and notes; attached files stay where they are.

        Raises:
            KeyError: If one is not there; then none is removed.
        """
        with self._file.writing() as recorder:
            editing.remove(recorder, keys)

    # ------------------------------------------------------------------------------------- labels

    def tag(self, keys: Iterable[str], tags: Collection[str]) -> None:
        """Put tags on works.

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If a tag is empty or too long.
        """
        with self._file.writing() as recorder:
            labels.change_tags(recorder, keys, tags, put=True)

    def untag(self, keys: Iterable[str], tags: Collection[str]) -> None:
        """Take tags from works; those that lack them stay as they are.

        Raises:
            KeyError: If a work is not there.
        """
        with self._file.writing() as recorder:
            labels.change_tags(recorder, keys, tags, put=False)

    def tags(self) -> dict[str, int]:
        """Tags to the number of works that have them, in alphabetical order."""
        with self._file.reading() as connection:
            return reading.counted(
                connection, "SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag"
            )

    def collect(self, keys: Iterable[str], collection: str) -> None:
        """Put works in a collection, which need not be there; they nest: "thesis/chapter 2".

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If the name is empty or too long.
        """
        with self._file.writing() as recorder:
            labels.change_members(recorder, keys, collection, put=True)

    def discard(self, keys: Iterable[str], collection: str) -> None:
        """Take works from a collection; with its last work a collection is gone.

        Raises:
            KeyError: If a work is not there.
        """
        with self._file.writing() as recorder:
            labels.change_members(recorder, keys, collection, put=False)

    def collections(self) -> dict[str, int]:
        """Collections to the number of works in them, in alphabetical order."""
        with self._file.reading() as connection:
            return reading.counted(
                connection,
                "SELECT collection, count(*) FROM members GROUP BY collection ORDER BY collection",
            )

    def mark(self, keys: Iterable[str], state: str) -> None:
        """Set the state of reading: "unread", "reading" or "read".

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If there is no such state.
        """
        with self._file.writing() as recorder:
            labels.mark(recorder, keys, state)

    def note(self, key: str, text: str) -> Note:
        """Add a note to a work.

        Raises:
            KeyError: If the work is not there.
            ConfigurationError: If the note is empty.
        """
        with self._file.writing() as recorder:
            return labels.note(recorder, key, text)

    def edit_note(self, key: str, number: int, text: str) -> Note:
        """Write a note of a work anew.

        Raises:
            KeyError: If the work has no such note.
            ConfigurationError: If the note is empty.
        """
        with self._file.writing() as recorder:
            return labels.edit_note(recorder, key, number, text)

    def remove_note(self, key: str, number: int) -> None:
        """Remove a note of a work.

        Raises:
            KeyError: If the work has no such note.
        """
        with self._file.writing() as recorder:
            labels.remove_note(recorder, key, number)

    # -------------------------------------------------------------------------------------- files

    def attach(
        self, key: str, file: Path | str, *, title: str = "", copy: bool = True
    ) -> Attachment:
        """Attach a file to a work.

        Args:
            key: The work's key.
            file: The file.
            title: What it shall be called, or "".
            copy: Whether to copy it into the folder ``NAME.files`` beside the library, where the
                same content is kept once and nothing is ever overwritten; else it stays where it
                is, which must be below the library's folder.

        Raises:
            KeyError: If the work is not there.
            UnreadableError: If the file cannot be read, or the copy cannot be written.
            ConfigurationError: If it shall not be copied, and lies elsewhere.
        """
        with self._file.writing() as recorder:
            return attachments.attach(recorder, self.path, key, Path(file), title=title, copy=copy)

    def detach(self, key: str, path: str) -> None:
        """Take a file from a work; the file itself stays where it is.

        Args:
            key: The work's key.
            path: The attachment's path, or the name of the file.

        Raises:
            KeyError: If the work has no such file.
        """
        with self._file.writing() as recorder:
            attachments.detach(recorder, key, path)

    def locate(self, attachment: Attachment) -> Path | None:
        """Where an attached file is now; None if it is missing."""
        return attachments.locate(self.path, attachment.path)

    # ------------------------------------------------------------------------------------ merging

    def duplicates(
        self, *, threshold: float = 0.9, progress: Callable[[int], None] | None = None
    ) -> list[Group]:
        """Groups of works that are probably the same, the surest first.

        Args:
            threshold: How sure it must be, 0 to 1.
            progress: Called now and then with the number of works looked at.
        """
        with self._file.reading() as connection:
            return merging.duplicates(connection, threshold, progress)

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
        keys: Iterable[str] | None = None,
        query: str = "",
        **options: Any,
    ) -> str:
        """Write works in a format.

        Args:
            format: The format's name in :data:`refkit.formats.FORMATS`.
            keys: The works' keys, in the order in which they shall stand; None for all.
            query: Only those that it means.
            options: The format's own.

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If there is no such format or option, or the query is no query.
        """
        with self._file.reading() as connection:
            chosen = searching.ids(connection, query)
            if keys is not None:
                found = set(chosen)
                chosen = [i for i in reading.known_ids(connection, keys) if i in found]
            works = reading.works_of(connection, chosen)
        return formats.dump(works, format, **options)

    def stats(self) -> Stats:
        """What the library holds, in numbers."""
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
