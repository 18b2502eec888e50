"""Searches: which works a query means, in which order, and the passage that shows why.

Ranking is BM25 with weights for the columns (https://www.sqlite.org/fts5.html, section 5.1.1). It
costs time for every work that has the words, so of words that very many works have, only the
latest works, and those that have them in their title, are ranked.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from refkit.errors import ConfigurationError
from refkit.normalize.text import fold, strip_markup
from refkit.store.entry import Entry, Hit
from refkit.store.query import Compiled, compile_query
from refkit.store.reading import entries_of, key_of
from refkit.store.schema import SEARCH_COLUMNS

_WEIGHTS: Final = {"title": 10.0, "author": 6.0, "tag": 3.0}
_BM25: Final = (
    f"bm25(search, {', '.join(str(_WEIGHTS.get(column, 1.0)) for column in SEARCH_COLUMNS)})"
)

_RANKED: Final = 2500
"""Works that a search ranks; of more that fit, the latest."""

SORTS: Final = {
    "relevance": "",
    "key": "w.key",
    "author": "w.author, w.year, w.title",
    "title": "w.title, w.year",
    "year": "w.year IS NULL, w.year, w.author",
    "-year": "w.year IS NULL, w.year DESC, w.author",
    "added": "w.id",
    "-added": "w.id DESC",
    "changed": "w.changed, w.id",
    "-changed": "w.changed DESC, w.id DESC",
}
"""The orders of hits; those with "-" begin at the end."""

_SNIPPET: Final = 160
"""Characters of a passage."""


def search(
    connection: sqlite3.Connection, query: str, *, limit: int, offset: int, sort: str
) -> list[Hit]:
    """The hits of a query.

    Args:
        connection: The library's.
        query: As :mod:`refkit.store.query` has it; "" for all works, the latest first.
        limit: How many hits at most.
        offset: How many to pass over.
        sort: One of :data:`SORTS`.

    Raises:
        ConfigurationError: If the query is no query, or there is no such order.
    """
    scores = dict(_scored(connection, query, limit=limit, offset=offset, sort=sort))
    terms = _terms(compile_query(query).match)
    entries = entries_of(connection, list(scores))
    return [
        Hit(entry, score, snippet(entry, terms) if terms else "")
        for entry, score in zip(entries, scores.values(), strict=True)
    ]


def keys(
    connection: sqlite3.Connection, query: str, *, limit: int, offset: int, sort: str
) -> list[str]:
    """The keys of the hits of a query; everything else is as for :func:`search`."""
    scored = _scored(connection, query, limit=limit, offset=offset, sort=sort)
    return [key_of(connection, work) for work, _ in scored]


def _scored(
    connection: sqlite3.Connection, query: str, *, limit: int, offset: int, sort: str
) -> list[tuple[int, float]]:
    """The ids and scores of the hits of a query, in order."""
    if sort not in SORTS:
        raise ConfigurationError(f"no order '{sort}'; there are {', '.join(SORTS)}")
    if limit < 0 or offset < 0:
        raise ConfigurationError("limit and offset count from 0")
    compiled = compile_query(query)
    if compiled.match and sort == "relevance":
        return _ranked(connection, compiled, limit, offset)
    return [(work, 0.0) for work in _sorted(connection, compiled, limit, offset, sort)]


def count(connection: sqlite3.Connection, query: str) -> int:
    """How many works a query means.

    Raises:
        ConfigurationError: If it is no query.
    """
    condition, parameters = _condition(compile_query(query))
    row = connection.execute(f"SELECT count(*) {condition}", parameters).fetchone()
    return int(row[0])


def ids(connection: sqlite3.Connection, query: str) -> list[int]:
    """The ids of all works that a query means, in the order of adding.

    Raises:
        ConfigurationError: If it is no query.
    """
    condition, parameters = _condition(compile_query(query))
    rows = connection.execute(f"SELECT w.id {condition} ORDER BY w.id", parameters)
    return [work for (work,) in rows]


def _condition(compiled: Compiled) -> tuple[str, list[object]]:
    if not compiled.match:
        return f"FROM works w WHERE {compiled.sql}", compiled.parameters
    if compiled.sql == "1":
        # A number of a row is all that is asked: there is no need to look at works.
        return "FROM (SELECT rowid AS id FROM search WHERE search MATCH ?) w", [compiled.match]
    return (
        "FROM search JOIN works w ON w.id = search.rowid"
        f" WHERE search MATCH ? AND ({compiled.sql})",
        [compiled.match, *compiled.parameters],
    )


def _sorted(
    connection: sqlite3.Connection, compiled: Compiled, limit: int, offset: int, sort: str
) -> list[int]:
    order = SORTS[sort] or SORTS["-added"]
    within = "w.id IN (SELECT rowid FROM search WHERE search MATCH ?) AND" if compiled.match else ""
    rows = connection.execute(
        f"SELECT w.id FROM works w WHERE {within} ({compiled.sql})"  # noqa: S608 - compiled
        f" ORDER BY {order}, w.id LIMIT ? OFFSET ?",
        [*([compiled.match] if within else []), *compiled.parameters, limit, offset],
    )
    return [work for (work,) in rows]


def _ranked(
    connection: sqlite3.Connection, compiled: Compiled, limit: int, offset: int
) -> list[tuple[int, float]]:
    """Works and their scores, the best first."""
    wanted = offset + limit
    most = max(_RANKED, wanted)
    floor = _floor(connection, compiled.match, most)
    found = dict(_best(connection, compiled, compiled.match, floor, wanted))
    if floor:
        title = f"{{title}} : ({compiled.match})"
        floor = _floor(connection, title, most)
        found |= dict(_best(connection, compiled, title, floor, wanted))
        if len(found) < wanted:
            # What fits the other conditions may all be older.
            found = dict(_unranked(connection, compiled, wanted)) | found
    best = sorted(found.items(), key=lambda pair: (-pair[1], -pair[0]))
    return best[offset:wanted]


def _floor(connection: sqlite3.Connection, match: str, most: int) -> int:
    """The id from which on at most ``most`` works have the words; 0 if no more have them."""
    row = connection.execute(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
        (match, most),
    ).fetchone()
    return int(row[0]) if row else 0


def _best(
    connection: sqlite3.Connection, compiled: Compiled, match: str, floor: int, wanted: int
) -> Iterator[tuple[int, float]]:
    if compiled.sql == "1":
        source, condition = "search", ""
    else:
        source, condition = (
            "search JOIN works w ON w.id = search.rowid",
            f"AND ({compiled.sql})",
        )
    rows = connection.execute(
        f"SELECT search.rowid, {_BM25} AS score FROM {source}"  # noqa: S608 - compiled
        f" WHERE search MATCH ? AND search.rowid > ? {condition} ORDER BY score LIMIT ?",
        [match, floor, *compiled.parameters, wanted],
    )
    # SQLite counts downwards: the best is the most negative.
    return ((work, -score) for work, score in rows)


def _unranked(
    connection: sqlite3.Connection, compiled: Compiled, wanted: int
) -> Iterator[tuple[int, float]]:
    condition, parameters = _condition(compiled)
    rows = connection.execute(
        f"SELECT w.id {condition} ORDER BY w.id DESC LIMIT ?", [*parameters, wanted]
    )
    return ((work, 0.0) for (work,) in rows)


# ---------------------------------------------------------------------------------------- snippets

_TERM: Final = re.compile(r'"(?P<words> [^"]{1,400} )" (?P<prefix> [ ]\* )?', re.VERBOSE)
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _terms(match: str) -> list[tuple[str, bool]]:
    """The words of an expression for the index, and whether each is the beginning of one."""
    terms = []
    for found in _TERM.finditer(match):
        words = found["words"].split()
        terms += [(word, False) for word in words[:-1]]
        terms.append((words[-1], found["prefix"] is not None))
    return terms


def snippet(entry: Entry, terms: Sequence[tuple[str, bool]]) -> str:
    """The passage of an entry that has the most of the words, as plain text."""
    best, place = "", (0, 0, 0)
    for text in _passages(entry):
        start, end, score = _found(text, terms)
        if score > place[2]:
            best, place = text, (start, end, score)
        if score == len(terms):
            break
    return _cut(best, place[0], place[1])


def _passages(entry: Entry) -> Iterator[str]:
    work = entry.work
    texts: Iterable[str] = (
        work.title,
        work.abstract,
        *(note.text for note in entry.notes),
        work.note,
        ", ".join(map(str, work.author)),
        work.container_title,
        ", ".join(map(str, work.editor)),
        ", ".join(entry.tags),
        work.keyword,
        work.publisher,
    )
    for text in texts:
        if text:
            yield strip_markup(text) if "<" in text or "&" in text else text


def _found(text: str, terms: Sequence[tuple[str, bool]]) -> tuple[int, int, int]:
    """The first of the words in a text, and how many different ones it has."""
    first: tuple[int, int] | None = None
    seen = set()
    for word in _WORD.finditer(text):
        folded = fold(word[0])
        for number, (term, prefix) in enumerate(terms):
            if folded == term or (prefix and folded.startswith(term)):
                first = first or word.span()
                seen.add(number)
        if len(seen) == len(terms):
            break
    return (*(first or (0, 0)), len(seen))


def _cut(text: str, start: int, end: int) -> str:
    """A passage of a text around a word, cut between words."""
    if len(text) <= _SNIPPET:
        return text
    begin = max(0, min(start - (_SNIPPET - (end - start)) // 2, len(text) - _SNIPPET))
    if begin:
        space = text.find(" ", begin, start)
        begin = space + 1 if space >= 0 else begin
    stop = min(len(text), begin + _SNIPPET)
    if stop < len(text):
        space = text.rfind(" ", end, stop)
        stop = space if space > end else max(stop, end)
    return ("…" if begin else "") + text[begin:stop].strip() + ("…" if stop < len(text) else "")
