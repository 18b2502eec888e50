"""What a library holds and hands out: Entry with its parts, and the answers of its methods."""

from __future__ import annotations

from typing import Final

import msgspec

from refkit.formats import Problem
from refkit.model import Work

STATES: Final = ("unread", "reading", "read")
"""The states of reading, in the order in which one follows the other."""


class Attachment(msgspec.Struct, frozen=True):
    """A file that belongs to a work.

    Attributes:
        path: Where it lies, from the library's folder, with "/" between folders.
        sha256: The SHA-256 of its content, 64 hexadecimal digits.
        size: Its length in bytes.
        media_type: What it is by its name: "application/pdf"; "" if unknown.
        title: What the user calls it, or "".
        added: When it was attached, ISO 8601 in UTC.
    """

    path: str
    sha256: str
    size: int
    media_type: str = ""
    title: str = ""
    added: str = ""


class Note(msgspec.Struct, frozen=True):
    """A note of the user on a work.

    Attributes:
        number: Its number, never given to another note of this library.
        text: Its text.
        time: When it was last written, ISO 8601 in UTC.
    """

    number: int
    text: str
    time: str


class Origin(msgspec.Struct, frozen=True, array_like=True):
    """Where a value came from.

    Attributes:
        source: A file, a source or a person: "refs.bib", "crossref", "user"; "" if nobody said.
        time: When, ISO 8601 in UTC.
    """

    source: str
    time: str


class Entry(msgspec.Struct, frozen=True):
    """One work of the library, with what the library keeps about it.

    Attributes:
        key: Its key, which nothing but ``rename`` changes.
        work: The Work; its ``id`` is the key.
        tags: Its tags, sorted.
        collections: The collections that it is in, sorted; they nest by "/".
        notes: Its notes, the oldest first.
        attachments: Its files, the first attached first.
        state: "unread", "reading" or "read".
        origins: CSL variable to where its value came from; "" stands for all that are not named.
        aliases: Its earlier keys, and those of works that were merged into it, sorted.
        added: When it was added, ISO 8601 in UTC.
        changed: When the Work, its key or its state was last changed, ISO 8601 in UTC.
    """

    key: str
    work: Work
    tags: list[str]
    collections: list[str]
    notes: list[Note]
    attachments: list[Attachment]
    state: str
    origins: dict[str, Origin]
    aliases: list[str]
    added: str
    changed: str


class Hit(msgspec.Struct, frozen=True):
    """An entry that a search found.

    Attributes:
        entry: The entry.
        score: How well it fits, 0 or more, higher is better; 0 where nothing was ranked.
        snippet: The passage in which the words were found, as plain text; "" if there were none.
    """

    entry: Entry
    score: float
    snippet: str


class Added(msgspec.Struct):
    """What became of the works that were added.

    Attributes:
        keys: The key in the library of each given work, in order; "" for one that could not be
            kept, about which a Problem says why.
        new: Keys of the works that were not known before.
        updated: Keys of known works that something was filled in.
        known: Keys of known works that were left as they were.
        problems: What the file's reader and the library had to say.
        files: The paths of the attachments that the works named and that were there.
    """

    keys: list[str] = []
    new: list[str] = []
    updated: list[str] = []
    known: list[str] = []
    problems: list[Problem] = []
    files: list[str] = []


class Change(msgspec.Struct, frozen=True):
    """One line of the library's log.

    Attributes:
        number: Its number; later changes have higher ones.
        time: When, ISO 8601 in UTC.
        action: "add", "edit", "remove", "merge", "tag", "undo" …; "transaction" for several.
        keys: The keys of the works it touched, as they are now, or were when they were removed.
        summary: What was done, in words.
        undone: Whether it was undone.
    """

    number: int
    time: str
    action: str
    keys: list[str]
    summary: str
    undone: bool


class Group(msgspec.Struct, frozen=True):
    """Works that are probably the same.

    Attributes:
        keys: Their keys, the one that was added first at the front.
        score: How sure it is, 0 to 1.
        reason: Why, in words.
    """

    keys: list[str]
    score: float
    reason: str


class Trouble(msgspec.Struct, frozen=True):
    """Something that is wrong with a library.

    Attributes:
        what: What is wrong, in words.
        where: The key, the file or the table that it is about.
        mended: Whether it has been put right.
    """

    what: str
    where: str
    mended: bool = False


class Stats(msgspec.Struct, frozen=True):
    """What a library holds, in numbers.

    Attributes:
        works: How many works.
        types: CSL type to number of works, the most frequent first.
        years: Year of ``issued`` to number of works, in order.
        tags: Tag to number of works, the most frequent first.
        collections: Collection to number of works in it, not counting those nested within.
        states: State of reading to number of works.
        attachments: How many files are attached.
        bytes: Their size together; a file that several works share counts once.
        without_doi: How many works have no DOI.
    """

    works: int
    types: dict[str, int]
    years: dict[int, int]
    tags: dict[str, int]
    collections: dict[str, int]
    states: dict[str, int]
    attachments: int
    bytes: int
    without_doi: int
