"""The tables of a library, and what makes a file one: application id and schema version.

Facts are in the tables of :data:`TABLES`, whose rows the journal records. ``identifiers`` and
``search`` follow from them and can be made anew at any time (:mod:`refkit.store.indexing`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

APPLICATION: Final = 0x52664B4C
"""SQLite's ``application_id`` of a library: "RfKL"."""

VERSION: Final = 2
"""The version of the tables, SQLite's ``user_version``. Each has a step in ``migrations``."""


class Table(NamedTuple):
    """A table of facts. Its first column is ``id``, which never comes to stand for another row.

    Attributes:
        name: Its name.
        columns: Its columns, ``id`` first.
        work: The column that says which work a row is about.
        definition: What creates it.
    """

    name: str
    columns: tuple[str, ...]
    work: str
    definition: str


_OF_WORKS: Final = (
    "id", "key", "type", "year", "state", "added", "changed", "data", "origins", "author", "title",
    "digest",
)  # fmt: skip

WORKS: Final = Table(
    "works",
    _OF_WORKS,
    "id",
    # author and title are folded, for sorting. data is the Work as CSL-JSON without its id, for
    # the key may change; digest is data's BLAKE2b of 16 bytes, by which damage shows. NOCASE,
    # because keys that differ in case only are one to BibTeX.
    """
    CREATE TABLE works (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL COLLATE NOCASE UNIQUE,
        type TEXT NOT NULL,
        year INTEGER,
        state TEXT NOT NULL,
        added TEXT NOT NULL,
        changed TEXT NOT NULL,
        data BLOB NOT NULL,
        origins TEXT NOT NULL,
        author TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL DEFAULT '',
        digest BLOB NOT NULL DEFAULT x''
    )
    """,
)
ALIASES: Final = Table(
    "aliases",
    ("id", "work", "key"),
    "work",
    """
    CREATE TABLE aliases (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work INTEGER NOT NULL REFERENCES works,
        key TEXT NOT NULL COLLATE NOCASE UNIQUE
    )
    """,
)
TAGS: Final = Table(
    "tags",
    ("id", "work", "tag"),
    "work",
    """
    CREATE TABLE tags (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work INTEGER NOT NULL REFERENCES works,
        tag TEXT NOT NULL,
        UNIQUE (work, tag)
    )
    """,
)
MEMBERS: Final = Table(
    "members",
    ("id", "work", "collection"),
    "work",
    """
    CREATE TABLE members (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work INTEGER NOT NULL REFERENCES works,
        collection TEXT NOT NULL,
        UNIQUE (work, collection)
    )
    """,
)
NOTES: Final = Table(
    "notes",
    ("id", "work", "text", "time"),
    "work",
    """
    CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work INTEGER NOT NULL REFERENCES works,
        text TEXT NOT NULL,
        time TEXT NOT NULL
    )
    """,
)
ATTACHMENTS: Final = Table(
    "attachments",
    ("id", "work", "path", "sha256", "size", "media_type", "title", "added"),
    "work",
    """
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
    )
    """,
)

TABLES: Final = {table.name: table for table in (WORKS, ALIASES, TAGS, MEMBERS, NOTES, ATTACHMENTS)}
"""The tables of facts by name; a row refers to none but those before it."""

# undoes: the change that this one undid. undone: the change that undid this one.
CHANGES: Final = """
    CREATE TABLE changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        time TEXT NOT NULL,
        action TEXT NOT NULL,
        summary TEXT NOT NULL,
        undoes INTEGER,
        undone INTEGER
    )
"""

# One row for each row of a table of facts that a change touched. act is i, u or d; before holds
# the columns that were changed or deleted, after those that were changed, both as JSON. What an
# insertion put there is the row itself, or the before of the next change to it.
JOURNAL: Final = """
    CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        change INTEGER NOT NULL REFERENCES changes,
        work INTEGER NOT NULL,
        part TEXT NOT NULL,
        row INTEGER NOT NULL,
        act TEXT NOT NULL,
        before TEXT,
        after TEXT
    )
"""

# kind is doi, pmid, pmcid, isbn or arxiv; or content, with the digest in hexadecimal digits, by
# which a work that has none of the others is known again.
IDENTIFIERS: Final = """
    CREATE TABLE identifiers (
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        work INTEGER NOT NULL REFERENCES works,
        PRIMARY KEY (kind, value, work)
    ) WITHOUT ROWID
"""

SEARCH_COLUMNS: Final = (
    "title", "author", "container", "publisher", "abstract", "note", "tag", "rest",
)  # fmt: skip
"""The columns of the full-text index, all of folded text."""

SEARCH: Final = f"""
    CREATE VIRTUAL TABLE search USING fts5(
        {", ".join(SEARCH_COLUMNS)}, tokenize = 'unicode61'
    )
"""

INDEXES: Final = (
    "CREATE INDEX works_year ON works (year)",
    "CREATE INDEX aliases_work ON aliases (work)",
    "CREATE INDEX tags_tag ON tags (tag)",
    "CREATE INDEX members_collection ON members (collection)",
    "CREATE INDEX notes_work ON notes (work)",
    "CREATE INDEX attachments_sha256 ON attachments (sha256)",
    "CREATE INDEX journal_change ON journal (change)",
    "CREATE INDEX journal_work ON journal (work)",
    "CREATE INDEX identifiers_work ON identifiers (work)",
)

STATEMENTS: Final = (
    *(table.definition for table in TABLES.values()),
    CHANGES,
    JOURNAL,
    IDENTIFIERS,
    SEARCH,
    *INDEXES,
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)
"""What makes an empty file a library, in this order and in one transaction."""
