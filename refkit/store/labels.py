"""What a user puts on works: tags, collections, the state of reading, and notes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from typing import Final

from refkit.errors import ConfigurationError, UnknownKeyError
from refkit.normalize.text import clean
from refkit.store.entry import STATES, Note
from refkit.store.journal import Recorder, now
from refkit.store.reading import key_of, known_id, known_ids
from refkit.store.schema import MEMBERS, NOTES, TAGS, WORKS, Table

_LONGEST: Final = 200
"""Characters of a tag, and of one part of a collection's name."""


def clean_tags(tags: Collection[str]) -> list[str]:
    """Tags as they are kept: on one line, each once, in order.

    Raises:
        ConfigurationError: If one is empty or too long.
    """
    tags = [tags] if isinstance(tags, str) else tags
    return list(dict.fromkeys(_clean(tag, "tag") for tag in tags))


def clean_collection(name: str) -> str:
    """The name of a collection as it is kept: "thesis / chapter 2" is "thesis/chapter 2".

    Raises:
        ConfigurationError: If a part of it is empty or too long.
    """
    return "/".join(_clean(part, "collection") for part in name.strip("/ ").split("/"))


def legal_tags(names: Iterable[str]) -> list[str]:
    """The tags among names that a file gives, as they are kept; no others."""
    return list(_legal(names, lambda name: _clean(name, "tag")))


def legal_collections(names: Iterable[str]) -> list[str]:
    """The collections among names that a file gives; those that can be none are left out."""
    return list(_legal(names, clean_collection))


def _legal(names: Iterable[str], cleaned: Callable[[str], str]) -> dict[str, None]:
    found: dict[str, None] = {}
    for name in names:
        # What is too long for a name, such as a whole abstract, stays in the Work alone.
        with suppress(ConfigurationError):
            found[cleaned(name)] = None
    return found


def _clean(text: str, kind: str) -> str:
    cleaned = clean(text)
    if not cleaned:
        raise ConfigurationError(f"the name of a {kind} is empty")
    if len(cleaned) > _LONGEST:
        raise ConfigurationError(f"the name of a {kind} has more than {_LONGEST} characters")
    return cleaned


def label(recorder: Recorder, table: Table, works: Collection[int], text: str) -> int:
    """Put a tag on works, or the works in a collection; those that have it already stay.

    Args:
        recorder: Of the change.
        table: TAGS or MEMBERS.
        works: The works' ids.
        text: The tag or the collection.

    Returns:
        How many works did not have it.
    """
    column = table.columns[2]
    sql = f"SELECT 1 FROM {table.name} WHERE work = ? AND {column} = ?"  # noqa: S608
    missing = [
        work
        for work in dict.fromkeys(works)
        if recorder.connection.execute(sql, (work, text)).fetchone() is None
    ]
    recorder.insert_labels(table, [(work, text) for work in missing])
    if table is TAGS:
        recorder.touch(missing)
    return len(missing)


def unlabel(recorder: Recorder, table: Table, works: Collection[int], text: str) -> int:
    """Take a tag from works, or works from a collection; how many had it."""
    column = table.columns[2]
    sql = f"SELECT id FROM {table.name} WHERE work = ? AND {column} = ?"  # noqa: S608
    had = 0
    for work in works:
        for (row,) in recorder.connection.execute(sql, (work, text)).fetchall():
            recorder.delete(table, row)
            had += 1
    return had


def change_tags(
    recorder: Recorder, keys: Iterable[str], tags: Collection[str], *, put: bool
) -> None:
    """Put tags on works, or take them away.

    Raises:
        UnknownKeyError: If a work is not there.
        ConfigurationError: If a tag cannot be one.
    """
    works = known_ids(recorder.connection, keys)
    changed = clean_tags(tags)
    act = label if put else unlabel
    for tag in changed:
        act(recorder, TAGS, works, tag)
    word = "tag" if put else "untag"
    recorder.say(word, f"{word} {of(recorder, works)}: {', '.join(changed)}")


def change_members(recorder: Recorder, keys: Iterable[str], collection: str, *, put: bool) -> None:
    """Put works in a collection, or take them from it.

    Raises:
        UnknownKeyError: If a work is not there.
        ConfigurationError: If the collection can have no such name.
    """
    works = known_ids(recorder.connection, keys)
    name = clean_collection(collection)
    (label if put else unlabel)(recorder, MEMBERS, works, name)
    verb, where = ("collect", "in") if put else ("discard", "from")
    recorder.say(verb, f"{verb} {of(recorder, works)} {where} {name}")


def mark(recorder: Recorder, keys: Iterable[str], state: str) -> None:
    """Set the state of reading.

    Raises:
        UnknownKeyError: If a work is not there.
        ConfigurationError: If it is none of :data:`~refkit.store.entry.STATES`.
    """
    if state not in STATES:
        raise ConfigurationError(f"no state '{state}'; there are {', '.join(STATES)}")
    works = known_ids(recorder.connection, keys)
    for work in works:
        recorder.update(WORKS, work, {"state": state}, changed=now())
    recorder.say("mark", f"mark {of(recorder, works)} {state}")


def note(recorder: Recorder, key: str, text: str) -> Note:
    """Add a note.

    Raises:
        UnknownKeyError: If the work is not there.
        ConfigurationError: If the note is empty.
    """
    work = known_id(recorder.connection, key)
    number = recorder.insert(NOTES, {"work": work, "text": _note_text(text), "time": recorder.time})
    recorder.say("note", f"note on {key_of(recorder.connection, work)}")
    return Note(number, _note_text(text), recorder.time)


def edit_note(recorder: Recorder, key: str, number: int, text: str) -> Note:
    """Write a note anew.

    Raises:
        UnknownKeyError: If the work has no such note.
        ConfigurationError: If the note is empty.
    """
    work = _known_note(recorder, key, number)
    recorder.update(NOTES, number, {"text": _note_text(text)}, time=now())
    recorder.say("note", f"edit note {number} on {key_of(recorder.connection, work)}")
    written = recorder.connection.execute(
        "SELECT id, text, time FROM notes WHERE id = ?", (number,)
    ).fetchone()
    return Note(*written)


def remove_note(recorder: Recorder, key: str, number: int) -> None:
    """Remove a note.

    Raises:
        UnknownKeyError: If the work has no such note.
    """
    work = _known_note(recorder, key, number)
    recorder.delete(NOTES, number)
    recorder.say("note", f"remove note {number} on {key_of(recorder.connection, work)}")


def _known_note(recorder: Recorder, key: str, number: int) -> int:
    work = known_id(recorder.connection, key)
    row = recorder.connection.execute(
        "SELECT 1 FROM notes WHERE id = ? AND work = ?", (number, work)
    ).fetchone()
    if row is None:
        raise UnknownKeyError(f"no note {number} on '{key}'")
    return work


def _note_text(text: str) -> str:
    if not text.strip():
        raise ConfigurationError("the note is empty")
    return text


def of(recorder: Recorder, works: Collection[int]) -> str:
    """Works for the log: the key of one, or how many they are."""
    if len(works) == 1:
        return key_of(recorder.connection, next(iter(works)))
    return f"{len(works)} works"
