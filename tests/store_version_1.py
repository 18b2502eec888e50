"""A library as version 1 wrote it: the SQL of its tables, and one with works in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from refkit.formats.csl_item import to_csl
from refkit.model import Work

TABLES: Final = """
CREATE TABLE works (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL COLLATE NOCASE UNIQUE,
    type TEXT NOT NULL,
    year INTEGER,
    state TEXT NOT NULL,
    added TEXT NOT NULL,
    changed TEXT NOT NULL,
    data BLOB NOT NULL,
    origins TEXT NOT NULL
);
CREATE TABLE tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work INTEGER NOT NULL REFERENCES works,
    tag TEXT NOT NULL,
    UNIQUE (work, tag)
);
CREATE TABLE members (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work INTEGER NOT NULL REFERENCES works,
    collection TEXT NOT NULL,
    UNIQUE (work, collection)
);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work INTEGER NOT NULL REFERENCES works,
    text TEXT NOT NULL,
    time TEXT NOT NULL
);
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work INTEGER NOT NULL REFERENCES works,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    title TEXT NOT NULL,
    added TEXT NOT NULL,
    UNIQUE (work, path)
);
CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL,
    action TEXT NOT NULL,
    summary TEXT NOT NULL,
    undoes INTEGER,
    undone INTEGER
);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES changes,
    work INTEGER NOT NULL,
    part TEXT NOT NULL,
    row INTEGER NOT NULL,
    act TEXT NOT NULL,
    before TEXT,
    after TEXT
);
CREATE TABLE identifiers (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    work INTEGER NOT NULL REFERENCES works,
    PRIMARY KEY (kind, value, work)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
    title, author, container, abstract, note, tag, rest, tokenize = 'unicode61'
);
CREATE INDEX works_year ON works (year);
CREATE INDEX tags_tag ON tags (tag);
CREATE INDEX members_collection ON members (collection);
CREATE INDEX notes_work ON notes (work);
CREATE INDEX attachments_sha256 ON attachments (sha256);
CREATE INDEX journal_change ON journal (change);
CREATE INDEX journal_work ON journal (work);
CREATE INDEX identifiers_work ON identifiers (work);
PRAGMA application_id = 1382435660;
PRAGMA user_version = 1;
"""

TIME: Final = "2025-03-01T10:00:00Z"


def make_version_1(path: Path, works: Sequence[Work]) -> None:
    """Write a library of version 1; each work's id is its key, and each has a tag and a note."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        connection.execute(
            "INSERT INTO changes (time, action, summary) VALUES (?, 'add', 'add works')", (TIME,)
        )
        for number, work in enumerate(works, 1):
            item = to_csl(work)
            del item["id"]
            connection.execute(
                "INSERT INTO works VALUES (?, ?, ?, ?, 'read', ?, ?, ?, ?)",
                (
                    number,
                    work.id,
                    work.type,
                    work.year,
                    TIME,
                    TIME,
                    msgspec.json.encode(item),
                    '{"":["refs.bib","2025-03-01T10:00:00Z"]}',
                ),
            )
            connection.execute("INSERT INTO tags (work, tag) VALUES (?, 'old')", (number,))
            connection.execute(
                "INSERT INTO notes (work, text, time) VALUES (?, 'Überraschend', ?)", (number, TIME)
            )
            connection.execute(
                "INSERT INTO search (rowid, title, author, container, abstract, note, tag, rest)"
                " VALUES (?, ?, '', '', '', '', '', '')",
                (number, work.title.lower()),
            )
            connection.executemany(
                "INSERT INTO journal (change, work, part, row, act) VALUES (1, ?, ?, ?, 'i')",
                [(number, part, number) for part in ("works", "tags", "notes")],
            )
        connection.execute("COMMIT")
