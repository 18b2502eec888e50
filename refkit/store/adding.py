"""Works into the library by the thousand: which are known, what they fill in, their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, Literal, NamedTuple

from refkit.errors import ConfigurationError, FormatError, UnreadableError
from refkit.formats import Problem
from refkit.model import Work
from refkit.store.attachments import attach
from refkit.store.beside import Named, collections_of, files_of, found_file, keywords_of
from refkit.store.connection import LibraryFile
from refkit.store.content import IDENTITIES, Content, content_of, encoded, identifiers_of
from refkit.store.editing import fill
from refkit.store.entry import Added, Origin
from refkit.store.indexing import Texts, insert_new, texts_of
from refkit.store.journal import Recorder
from refkit.store.keys import Keys
from refkit.store.labels import clean_collection, clean_tags, label, legal_collections, legal_tags
from refkit.store.reading import key_of, works_of
from refkit.store.schema import MEMBERS, TAGS

Known = Literal["skip", "update", "add"]

BATCH: Final = 1000
"""Works of one transaction."""

_ALIKE: Final = 0.3
"""The share of words that titles of one work have in common at the least."""


class Terms(NamedTuple):
    """How works are to be added.

    Attributes:
        source: Where they come from; "" if nobody says.
        known: What to do with one that the library knows.
        tags: The tags that all of them get, the known ones too.
        collection: The collection that all of them are put in; "" for none.
        keywords: Whether the keywords of each become its tags.
        files: The folder from which the files that works name are attached; None for none.
        copy: Whether these files are copied.
    """

    source: str
    known: Known
    tags: list[str]
    collection: str
    keywords: bool = False
    files: Path | None = None
    copy: bool = True


def terms(
    source: str,
    known: Known,
    tags: Collection[str],
    collection: str,
    *,
    keywords: bool = False,
    files: Path | None = None,
    copy: bool = True,
) -> Terms:
    """Examine how works are to be added; see :class:`Terms`.

    Raises:
        ConfigurationError: If one of the terms cannot be honoured.
    """
    if known not in ("skip", "update", "add"):
        raise ConfigurationError(f"known works can be skip, update or add, not '{known}'")
    name = clean_collection(collection) if collection else ""
    return Terms(source, known, clean_tags(tags), name, keywords, files, copy)


def add(
    file: LibraryFile,
    works: Iterable[Work],
    chosen: Terms,
    progress: Callable[[int], None] | None = None,
) -> Added:
    """Add works, a transaction for each :data:`BATCH`, one Change for all.

    Args:
        file: The library's.
        works: The works; an iterator is not read ahead of what has been committed.
        chosen: How.
        progress: Called after each transaction with the number of works so far.

    Returns:
        What became of each.
    """
    added = Added()
    number: int | None = None
    said = ""
    named: list[tuple[str, Named]] = []
    rest = iter(works)
    while batch := list(islice(rest, BATCH)):
        # What needs no look at the library is done before others are locked out.
        prepared = [_prepared(work) for work in batch]
        done = Added()
        with file.writing(number) as recorder:
            before = recorder.written
            _Batch(recorder, chosen, done).add(prepared)
            told = _summary(
                chosen, len(added.new) + len(done.new), len(added.updated) + len(done.updated)
            )
            recorder.say("add", told, instead=said)
        if recorder.written > before:
            # A change that recorded nothing was not kept, and its number is another one's next.
            number, said = recorder.number, told
        _extend(added, done)
        if chosen.files is not None:
            named += _named_files(done.keys, batch)
        if progress is not None:
            progress(len(added.keys))
    if named and chosen.files is not None:
        _attach(file, number, said, chosen, chosen.files, named, added)
    return added


def _named_files(keys: Iterable[str], works: Iterable[Work]) -> Iterator[tuple[str, Named]]:
    for key, work in zip(keys, works, strict=True):
        if key:
            yield from ((key, each) for each in files_of(work))


def _attach(
    file: LibraryFile,
    number: int | None,
    said: str,
    chosen: Terms,
    folder: Path,
    named: Iterable[tuple[str, Named]],
    added: Added,
) -> None:
    """Attach files to works, each in a transaction of its own, lest others wait for all of them."""
    for key, each in named:
        path = found_file(each.path, folder)
        if path is None:
            reason = f"its file '{each.path}' is not there"
            added.problems.append(Problem(0, reason, entry=key, field="file"))
            continue
        try:
            with file.writing(number) as recorder:
                before = recorder.written
                there = attach(
                    recorder, file.path, key, path, title=each.title, copy=chosen.copy, quiet=True
                )
                told = _summary(chosen, len(added.new), len(added.updated), len(added.files) + 1)
                recorder.say("add", told, instead=said)
        except (UnreadableError, ConfigurationError) as error:
            reason = error.reason if isinstance(error, UnreadableError) else str(error)
            added.problems.append(Problem(0, reason, entry=key, field="file"))
        else:
            if recorder.written > before:  # else it is attached already
                number, said = recorder.number, told
                added.files.append(there.path)


def _summary(chosen: Terms, new: int, updated: int, files: int = 0) -> str:
    text = f"add {new} work{'s' * (new != 1)}"
    if updated:
        text += f", update {updated}"
    if files:
        text += f", attach {files} file{'s' * (files != 1)}"
    return text + (f" from {chosen.source}" if chosen.source else "")


def _extend(added: Added, done: Added) -> None:
    for name in done.__struct_fields__:
        getattr(added, name).extend(getattr(done, name))


class _Prepared(NamedTuple):
    """A work with what follows from it alone; no content, but a Problem, if it cannot be kept."""

    work: Work
    content: Content | None
    identifiers: list[tuple[str, str]]
    problem: Problem | None = None


def _prepared(work: Work) -> _Prepared:
    if not isinstance(work, Work):
        raise TypeError(f"a library is given Works, not {type(work).__name__}: {work!r:.60}")
    try:
        content = content_of(work)
    except FormatError as error:
        problem = Problem(0, error.reason, entry=work.id, lost=True)
        return _Prepared(work, None, [], problem)
    return _Prepared(work, content, identifiers_of(work, content.digest))


class _Batch:
    """One transaction of an import. What is new is written at its end, all at once."""

    def __init__(self, recorder: Recorder, chosen: Terms, added: Added) -> None:
        self._recorder = recorder
        self._connection = recorder.connection
        self._chosen = chosen
        self._added = added
        self._keys = Keys(self._connection)
        self._origins = encoded({"": Origin(chosen.source, recorder.time)})
        self._next = _next_id(self._connection)
        self._rows: list[tuple[object, ...]] = []
        self._texts: list[tuple[int, Texts]] = []
        self._identifiers: list[tuple[str, str, int]] = []
        self._new: dict[tuple[str, str], list[tuple[int, str]]] = {}
        # The tags and collections of what is new, and of what was met again.
        self._labels: dict[int, tuple[list[str], list[str]]] = {}
        self._met: list[tuple[int, Work]] = []

    def add(self, prepared: list[_Prepared]) -> None:
        for each in prepared:
            if each.content is None:
                self._added.keys.append("")
                if each.problem is not None:
                    self._added.problems.append(each.problem)
                continue
            known = None if self._chosen.known == "add" else self._known(each)
            if known is None:
                self._add_new(each, each.content)
            else:
                self._meet(known, each)
        self._write()
        self._label()

    def _known(self, each: _Prepared) -> int | None:
        """The id of the work that this one is, by an identifier or by its whole content.

        A work of another title is another one, whoever put that identifier there: a chapter
        with the DOI of its book, a line that was copied. It is added, and told.
        """
        if each.content is None:
            return None
        others: dict[int, None] = {}
        for pair in each.identifiers:
            if pair[0] not in IDENTITIES:
                continue
            for work, title in self._with(pair):
                if _alike(title, each.content.title):
                    return work
                others[work] = None
        for work in others:
            self._tell_apart(work, each)
            break
        return None

    def _with(self, pair: tuple[str, str]) -> Iterator[tuple[int, str]]:
        """The works with an identifier, and their folded titles."""
        yield from self._connection.execute(
            "SELECT work, title FROM identifiers JOIN works ON works.id = work"
            " WHERE kind = ? AND value = ? ORDER BY work",
            pair,
        ).fetchall()
        yield from self._new.get(pair, ())

    def _tell_apart(self, work: int, each: _Prepared) -> None:
        self._write()
        other = works_of(self._connection, [work])[0]
        reason = (
            f"it has an identifier of '{other.id}', whose title is another: '{other.title:.80}'"
        )
        self._added.problems.append(Problem(0, reason, entry=each.work.id))

    def _add_new(self, each: _Prepared, content: Content) -> None:
        work, chosen, time = each.work, self._chosen, self._recorder.time
        number = self._next
        self._next += 1
        key = self._keys.give(work)
        self._rows.append(
            (
                number,
                key,
                content.type,
                content.year,
                "unread",
                time,
                time,
                content.data,
                self._origins,
                content.author,
                content.title,
                content.digest,
            )
        )
        own = legal_tags(keywords_of(work)) if chosen.keywords else []
        tags = list(dict.fromkeys([*chosen.tags, *own]))
        self._texts.append((number, texts_of(work, tags)))
        self._labels[number] = tags, self._collections(work)
        self._identifiers.extend((kind, value, number) for kind, value in each.identifiers)
        for pair in each.identifiers:
            self._new.setdefault(pair, []).append((number, content.title))
        self._added.keys.append(key)
        self._added.new.append(key)

    def _meet(self, known: int, each: _Prepared) -> None:
        self._write()
        key = key_of(self._connection, known)
        self._added.keys.append(key)
        self._met.append((known, each.work))
        if self._chosen.known == "update" and fill(
            self._recorder, known, each.work, Origin(self._chosen.source, self._recorder.time)
        ):
            self._added.updated.append(key)
            return
        self._added.known.append(key)

    def _write(self) -> None:
        """Write the new works, so that they are found in the tables."""
        if not self._rows:
            return
        self._recorder.insert_works(self._rows)
        insert_new(self._connection, self._texts, self._identifiers)
        self._rows, self._texts, self._identifiers = [], [], []
        self._new.clear()
        self._keys.forget()

    def _collections(self, work: Work) -> list[str]:
        own = legal_collections(collections_of(work))
        first = [self._chosen.collection] if self._chosen.collection else []
        return list(dict.fromkeys([*first, *own]))

    def _label(self) -> None:
        """Put tags on works, and works in collections."""
        for place, table in enumerate((TAGS, MEMBERS)):
            # The new ones are indexed with their tags already.
            fresh = [(work, text) for work, texts in self._labels.items() for text in texts[place]]
            self._recorder.insert_labels(table, fresh)
        for work, given in self._met:
            own = legal_tags(keywords_of(given)) if self._chosen.keywords else []
            for tag in dict.fromkeys([*self._chosen.tags, *own]):
                label(self._recorder, TAGS, [work], tag)
            for name in self._collections(given):
                label(self._recorder, MEMBERS, [work], name)


def _next_id(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'works'").fetchone()
    return (int(row[0]) if row else 0) + 1


def _alike(first: str, second: str) -> bool:
    """Whether two titles, folded, may be those of one work."""
    one, other = set(first.split()), set(second.split())
    if not one or not other:
        return True
    return len(one & other) >= _ALIKE * min(len(one), len(other))
