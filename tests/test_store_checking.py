from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import crying, straw, tears

from refkit.errors import ConfigurationError, FormatError
from refkit.store import Library, Trouble


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "library.refkit"
    with Library(path) as library:
        library.add([crying(), tears(), straw()], tags=["a"])
        library.rename("strasse1999", "street1999")
    yield path
    with Library(path) as library:
        assert library.check() == [], "what was mended is mended"


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "what", "where"),
    [
        ("INSERT INTO tags (work, tag) VALUES (99, 'x')", "not there", "tags, row 4"),
        ("DELETE FROM identifiers WHERE work = 1", "index is out of date", "gracanin2014"),
        ("INSERT INTO identifiers VALUES ('doi', '10.1/x', 1)", "out of date", "gracanin2014"),
        ("DELETE FROM search WHERE rowid = 1", "index is out of date", "gracanin2014"),
        ("UPDATE search SET title = 'x' WHERE rowid = 2", "out of date", "vingerhoets2013"),
        ("INSERT INTO search (rowid, title) VALUES (77, 'x')", "out of date", "search, row 77"),
        ("DELETE FROM search_data WHERE id > 10", "full-text index is damaged", "search"),
        ("DELETE FROM search_docsize", "full-text index is damaged", "search"),
        ("UPDATE works SET year = 1066 WHERE id = 1", "year is not that", "gracanin2014"),
        ("UPDATE works SET state = 'x' WHERE id = 1", "its state is 'x'", "gracanin2014"),
        ("UPDATE works SET origins = '[' WHERE id = 1", "origins are damaged", "gracanin2014"),
        (
            "UPDATE works SET data = CAST(replace(CAST(data AS TEXT), 'crying', 'crxing') AS BLOB)"
            " WHERE id = 1",
            "not what was stored",
            "gracanin2014",
        ),
        (
            "INSERT INTO aliases (work, key) VALUES (1, 'vingerhoets2013')",
            "key of a work",
            "vingerhoets2013",
        ),
    ],
)
def test_what_is_wrong_is_told_and_mended(
    path: Path, statement: str, what: str, where: str
) -> None:
    spoil(path, statement)
    with Library(path) as library:
        told = library.check()
        assert told
        assert any(what in trouble.what and trouble.where == where for trouble in told)
        assert not any(trouble.mended for trouble in told)
        mended = library.check(repair=True)
        assert [(each.what, each.where) for each in mended[:1]] == [(told[0].what, told[0].where)]
        assert all(trouble.mended for trouble in mended)


def test_a_damaged_index_of_the_file_is_made_anew(path: Path) -> None:
    spoil(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX works_year ON works (state)'"
        " WHERE name = 'works_year'",
    )
    with Library(path) as library:
        assert any("works_year" in trouble.what for trouble in library.check())
        assert all(trouble.mended for trouble in library.check(repair=True))


def test_a_work_that_cannot_be_read_is_told_by_its_key(tmp_path: Path) -> None:
    path = tmp_path / "damaged.refkit"
    with Library(path) as library:
        library.add([crying(), tears()])
    spoil(path, "UPDATE works SET data = substr(data, 1, 20) WHERE id = 1")
    with Library(path) as library:
        assert [(each.where, each.mended) for each in library.check(repair=True)] == [
            ("gracanin2014", False)
        ]
        with pytest.raises(FormatError, match=r"entry gracanin2014: the stored work is damaged"):
            library["gracanin2014"]
        assert library["vingerhoets2013"].work == tears()
        library.remove(["vingerhoets2013"])


def test_a_library_is_not_repaired_within_a_transaction(path: Path) -> None:
    with Library(path) as library, library.transaction():
        assert library.check() == []
        with pytest.raises(ConfigurationError, match="within a transaction"):
            library.check(repair=True)


def test_a_trouble_is_not_mended_by_itself() -> None:
    assert Trouble("what", "where") == Trouble("what", "where", mended=False)
