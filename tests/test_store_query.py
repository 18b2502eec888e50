from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import ConfigurationError
from refkit.store.query import compile_query

TABLES = """
create table works (id integer primary key, key text, type text, year integer, state text,
    added text, changed text, data blob);
create table identifiers (kind text, value text, work integer);
create table tags (work integer, tag text);
create table members (work integer, collection text);
create table notes (id integer primary key, work integer, text text);
create table attachments (work integer, path text);
create virtual table search using fts5
    (title, author, container, publisher, abstract, note, tag, rest);
"""


@pytest.fixture(scope="module")
def library() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", check_same_thread=False)
    made.executescript(TABLES)
    made.executescript(
        """
        insert into works values
          (1, 'gracanin2014', 'article-journal', 2014, 'read', '2026-01-05T10:00:00Z',
           '2026-02-01T10:00:00Z', cast('{"abstract":"x"}' as blob)),
          (2, 'oster2019tears', 'book', 2019, 'unread', '2026-03-31T23:59:59Z',
           '2026-03-31T23:59:59Z', cast('{}' as blob)),
          (3, 'plato', 'classic', -380, 'unread', '2025-12-31T00:00:00Z',
           '2025-12-31T00:00:00Z', cast('{}' as blob));
        insert into identifiers values ('doi', '10.1234/a.b', 1), ('isbn', '9780131103627', 2);
        insert into tags values (2, 'to read');
        insert into members values (1, 'thesis/chapter 2'), (2, 'thesis');
        insert into attachments values (1, 'a.pdf');
        insert into search (rowid, title, author, container, publisher, abstract, note, tag, rest)
        values
          (1, 'why do we cry', 'gracanin bylsma', 'emotion', '', 'self esteem of adults', '', '',
           ''),
          (2, 'tears of infants', 'oster', '', 'tears press', '', '', 'to read', ''),
          (3, 'the republic', 'plato', '', '', '', 'on crying poets', '', '');
        """
    )
    return made


def hits(library: sqlite3.Connection, query: str) -> list[int]:
    compiled = compile_query(query)
    source = "works w"
    parameters: list[object] = []
    condition = compiled.sql
    if compiled.match:
        source = "search join works w on w.id = search.rowid"
        condition = f"search match ? and ({compiled.sql})"
        parameters = [compiled.match]
    sql = f"select w.id from {source} where {condition} order by w.id"
    return [row[0] for row in library.execute(sql, [*parameters, *compiled.parameters])]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 3]),
        ("cry", [1]),
        ("CRY Gračanin", [1]),
        ("cry*", [1, 3]),
        ("tears -press", []),
        ("tears -cry", [2]),
        ("-tears", [1, 3]),
        ("cry OR tears", [1, 2]),
        ("(cry OR tears) -emotion", [2]),
        ("cry AND emotion", [1]),
        ('"we cry"', [1]),
        ('"cry we"', []),
        ("self-esteem", [1]),
        ("author:gračanin", [1]),
        ("author:Grač*", [1]),
        ("title:tears", [2]),
        ("publisher:tears", [2]),
        ("journal:emotion", [1]),
        ("note:crying", [3]),
        ('tag:"to read"', [2]),
        ("year:2014", [1]),
        ("year:2014..2019", [1, 2]),
        ("year:..1990", [3]),
        ("year:2015..", [2]),
        ("year:-380", [3]),
        ("author:gračanin year:2014..2019", [1]),
        ("type:book", [2]),
        ("type:article*", [1]),
        ("key:GRACANIN2014", [1]),
        ("key:o*", [2]),
        ("key:_racanin2014", []),
        ("collection:thesis", [1, 2]),
        ("collection:thesis/chapter*", []),
        ('collection:"thesis/chapter 2"', [1]),
        ("state:unread", [2, 3]),
        ("-state:unread", [1]),
        ("has:file", [1]),
        ("-has:file", [2, 3]),
        ("has:doi OR has:tag", [1, 2]),
        ("has:abstract", [1]),
        ("has:year", [1, 2, 3]),
        ("doi:10.1234/A.B", [1]),
        ("doi:https://doi.org/10.1234/a.b", [1]),
        ("10.1234/A.B", [1]),
        ("isbn:0-13-110362-8", [2]),
        ("added:2026-03", [2]),
        ("added:2026-01..2026-03", [1, 2]),
        ("added:..2025-12-31", [3]),
        ("changed:2026-02-01", [1]),
        ("cry OR type:classic", [1, 3]),
        ("Republic: plato", [3]),
    ],
)
def test_a_query_finds_what_it_says(
    library: sqlite3.Connection, query: str, found: list[int]
) -> None:
    assert hits(library, query) == found


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("colour:red", "no field 'colour'; there are abstract, added"),
        ("(cry", "'(' without its ')'"),
        ("cry)", "')' without its '('"),
        ("()", "lacks a word beside OR, AND or '()'"),
        ('"cry', "a quote that is not closed"),
        ("cry OR", "lacks a word beside OR"),
        ("OR cry", "lacks a word beside OR"),
        ("year:soon", "'soon' is no year or range of years"),
        ("year:..", "'..' is no year or range"),
        ("added:2026-1", "'2026-1' is no date or range"),
        ("state:lost", "no state 'lost'; there are unread, reading, read"),
        ("has:pages", "'has:pages': there are file, note"),
        ("author:(a)", "'author:' lacks a value"),
        ("???", "'???' has no letters or digits"),
        ("(" * 60 + "a" + ")" * 60, "nested too deeply"),
        ("-" * 60 + "a", "nested too deeply"),
        ("a" * 2001, "at most 2,000 characters"),
        ("(a -) b", "'-' has no letters or digits"),
    ],
)
def test_a_mistake_in_a_query_is_told(query: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        compile_query(query)
    assert message in str(caught.value)


@given(st.text("ab:\"-()*.{}^+ORAND \\%_'01", max_size=60))
def test_no_query_breaks_the_database(query: str) -> None:
    made = sqlite3.connect(":memory:")
    try:
        made.executescript(TABLES)
        try:
            hits(made, query)
        except ConfigurationError:
            return
    finally:
        made.close()
