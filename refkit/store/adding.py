"""Works into the library by the thousand: which are known, what they fill in, their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from typing import Final, Literal, NamedTuple

from refkit.errors import ConfigurationError, FormatError
from refkit.formats import Problem
from refkit.model import Work
from refkit.normalize.text import words
from refkit.store.connection import LibraryFile
from refkit.store.content import IDENTITIES, Content, content_of, encoded, identifiers_of
from refkit.store.editing import fill
from refkit.store.entry import Added, Origin
from refkit.store.indexing import Texts, insert_new, texts_of
from refkit.store.journal import Recorder
from refkit.store.keys import Keys
from refkit.store.labels import clean_collection, clean_tags, label
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
    """

    source: str
    known: Known
    tags: list[str]
    collection: str


def terms(source: str, known: Known, tags: Collection[str], collection: str) -> Terms:
    """Examine how works are to be added.

    Raises:
        ConfigurationError: If one of the terms cannot be honoured.
    """
    if known not in ("skip", "update", "add"):
        raise ConfigurationError(f"known works can be skip, update or add, not '{known}'")
    return Terms(
        source, known, clean_tags(tags), clean_collection(collection) if collection else ""
    )


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
    rest = iter(works)
    while batch := list(islice(rest, BATCH)):
        # What needs no look at the library is done before others are locked out.
        prepared = [_prepared(work) for work in batch]
        done = Added()
        with file.writing(number) as recorder:
            _Batch(recorder, chosen, done).add(prepared)
            number = recorder.number
            total = len(added.new) + len(done.new)
            recorder.say("add", _summary(chosen, total, len(added.updated) + len(done.updated)))
        _extend(added, done)
        if progress is not None:
            progress(len(added.keys))
    return added


def _summary(chosen: Terms, new: int, updated: int) -> str:
    text = f"add {new} work{'s' * (new != 1)}"
    if updated:
        text += f", update {updated}"
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
        self._new: dict[tuple[str, str], int] = {}
        self._fresh: list[int] = []
        self._met: list[int] = []

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
        """The id of the work that this one is, by an identifier or by its whole content."""
        for pair in each.identifiers:
            if pair[0] not in IDENTITIES:
                continue
            if pair in self._new:
                return self._new[pair]
            row = self._connection.execute(
                "SELECT work FROM identifiers WHERE kind = ? AND value = ? ORDER BY work LIMIT 1",
                pair,
            ).fetchone()
            if row is not None:
                return int(row[0])
        return None

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
        self._texts.append((number, texts_of(work, chosen.tags)))
        self._identifiers.extend((kind, value, number) for kind, value in each.identifiers)
        for pair in each.identifiers:
            self._new.setdefault(pair, number)
        self._fresh.append(number)
        self._added.keys.append(key)
        self._added.new.append(key)

    def _meet(self, known: int, each: _Prepared) -> None:
        self._write()
        key = key_of(self._connection, known)
        self._added.keys.append(key)
        self._met.append(known)
        mine = works_of(self._connection, [known])[0]
        if not _alike(mine.title, each.work.title):
            self._added.problems.append(
                Problem(
                    0,
                    f"left out, for it has an identifier of '{key}'; but that one's title is"
                    f" another: '{mine.title:.80}'",
                    entry=each.work.id,
                    raw=each.content.data.decode() if each.content else "",
                    lost=True,
                )
            )
        elif self._chosen.known == "update" and fill(
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

    def _label(self) -> None:
        wanted = [(TAGS, tag) for tag in self._chosen.tags]
        if self._chosen.collection:
            wanted.append((MEMBERS, self._chosen.collection))
        for table, text in wanted:
            # The new ones are indexed with their tags already.
            fresh = set(self._fresh)
            self._recorder.insert_labels(table, [(work, text) for work in self._fresh])
            label(self._recorder, table, [work for work in self._met if work not in fresh], text)


def _next_id(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'works'").fetchone()
    return (int(row[0]) if row else 0) + 1


def _alike(first: str, second: str) -> bool:
    one, other = set(words(first)), set(words(second))
    if not one or not other:
        return True
    return len(one & other) >= _ALIKE * min(len(one), len(other))
