"""Works that are in the library: edited, replaced, filled in, renamed, removed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from refkit.errors import ConfigurationError, FormatError
from refkit.formats.csl_item import from_csl
from refkit.formats.values import read_pages
from refkit.model import Date, Name, Work
from refkit.model.work import ATTRIBUTES, DATE_VARIABLES, NAME_VARIABLES, TYPES
from refkit.normalize.dates import parse_date
from refkit.normalize.dois import parse_doi
from refkit.normalize.edtf import from_edtf
from refkit.normalize.names import parse_name
from refkit.store.content import content_of, encoded
from refkit.store.entry import Entry, Origin
from refkit.store.journal import Recorder, now
from refkit.store.keys import examine_key
from refkit.store.labels import of
from refkit.store.reading import entry_of, key_of, known_id, known_ids
from refkit.store.schema import (
    ALIASES,
    ATTACHMENTS,
    MEMBERS,
    NOTES,
    TAGS,
    WORKS,
    Table,
)

DEPENDENT: Final[Sequence[Table]] = (ATTACHMENTS, NOTES, MEMBERS, TAGS, ALIASES)
"""The tables whose rows belong to a work."""


def edit(recorder: Recorder, key: str, changes: Mapping[str, object], source: str) -> Entry:
    """Change variables of a work.

    Args:
        recorder: Of the change.
        key: The work's key or alias.
        changes: CSL variable to value; None removes. Names may be "Doe, Jane; Roe, Richard",
            dates "2020-05-12" or "May 2020".
        source: Where the values come from.

    Returns:
        The entry as it is now.

    Raises:
        UnknownKeyError: If the work is not there.
        ConfigurationError: If CSL has no such variable, or the value cannot be one.
    """
    values = {variable: _value(variable, value) for variable, value in changes.items()}
    entry = entry_of(recorder.connection, known_id(recorder.connection, key))
    work = entry.work.copy()
    changed = [variable for variable, value in values.items() if work.get(variable) != value]
    for variable in changed:
        work.set(variable, values[variable])
        work.given.pop(variable, None)
    put(recorder, entry, work, changed, source)
    recorder.say("edit", f"edit {entry.key}: {', '.join(changed)}")
    return entry_of(recorder.connection, known_id(recorder.connection, key))


def replace(recorder: Recorder, key: str, work: Work, source: str) -> Entry:
    """Put another Work in the place of one; the key, and all that hangs on it, stays.

    Raises:
        UnknownKeyError: If the work is not there.
        FormatError: If the Work cannot be kept.
    """
    number = known_id(recorder.connection, key)
    entry = entry_of(recorder.connection, number)
    changed = [
        variable
        for variable in ATTRIBUTES
        if variable != "id" and entry.work.get(variable) != work.get(variable)
    ]
    put(recorder, entry, work.copy(), changed, source)
    recorder.say("replace", f"replace {entry.key}")
    return entry_of(recorder.connection, number)


def fill(recorder: Recorder, number: int, work: Work, origin: Origin) -> bool:
    """Fill what an entry lacks with what another Work of it has; whether anything was."""
    entry = entry_of(recorder.connection, number)
    filled = filled_with(entry.work, work)
    if not filled:
        return False
    fuller = entry.work.copy(**{ATTRIBUTES[name]: work.get(name) for name in filled})
    for variable in filled:
        fuller.given.pop(variable, None)
    put(recorder, entry, fuller, filled, origin.source)
    return True


def filled_with(work: Work, other: Work) -> list[str]:
    """The CSL variables that a Work lacks and another one has."""
    return [
        variable
        for variable, _ in other.variables()
        if variable not in ("id", "citation-key") and not work.get(variable)
    ]


def put(
    recorder: Recorder,
    entry: Entry,
    work: Work,
    changed: Iterable[str],
    source: str,
) -> None:
    """Store a Work in the place of an entry's.

    Args:
        recorder: Of the change.
        entry: The entry as it was.
        work: The Work as it shall be; its id does not count.
        changed: The CSL variables that come from ``source``.
        source: Where they come from.
    """
    origins = dict(entry.origins)
    for variable in changed:
        if work.get(variable):
            origins[variable] = Origin(source, recorder.time)
        else:
            origins.pop(variable, None)
    store(recorder, entry.key, work, origins)


def store(recorder: Recorder, key: str, work: Work, origins: Mapping[str, Origin]) -> None:
    """Store a Work and the origins of its values under a key that is there."""
    number = known_id(recorder.connection, key)
    try:
        content = content_of(work)
    except FormatError as error:
        raise FormatError(error.reason, entry=key) from None
    values = {**content._asdict(), "origins": encoded(origins)}
    recorder.update(WORKS, number, values, changed=now())


def rename(recorder: Recorder, key: str, new: str) -> None:
    """Give a work another key; the old one becomes an alias.

    Raises:
        UnknownKeyError: If the work is not there.
        ConfigurationError: If the new key is illegal or taken.
    """
    connection = recorder.connection
    number = known_id(connection, key)
    old = key_of(connection, number)
    if new == old:
        return
    examine_key(connection, new, number)
    # Back to a key that it had before: that alias is the key again.
    for (alias,) in connection.execute(
        "SELECT id FROM aliases WHERE work = ? AND key = ?", (number, new)
    ).fetchall():
        recorder.delete(ALIASES, alias)
    recorder.update(WORKS, number, {"key": new}, changed=now())
    if old.lower() != new.lower():
        recorder.insert(ALIASES, {"work": number, "key": old})
    recorder.say("rename", f"rename {old} to {new}")


def remove(recorder: Recorder, keys: Iterable[str]) -> None:
    """Remove works with all that hangs on them; attached files stay where they are.

    Raises:
        UnknownKeyError: If one is not there.
    """
    works = known_ids(recorder.connection, keys)
    named = of(recorder, works)
    for work in works:
        remove_one(recorder, work)
    recorder.say("remove", f"remove {named}")


def remove_one(recorder: Recorder, work: int) -> None:
    """Remove one work by its id."""
    for table in DEPENDENT:
        rows = recorder.connection.execute(
            f"SELECT id FROM {table.name} WHERE work = ?",  # noqa: S608 - a table of the schema
            (work,),
        ).fetchall()
        for (row,) in rows:
            recorder.delete(table, row)
    recorder.delete(WORKS, work)


# ------------------------------------------------------------------------------------------ values


def _value(variable: str, value: object) -> Any:
    """A value as the model holds it."""
    if variable == "id":
        raise ConfigurationError("a key is changed with rename")
    if variable not in ATTRIBUTES:
        near = difflib.get_close_matches(variable, ATTRIBUTES, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise ConfigurationError(f"CSL has no variable '{variable}'{hint}")
    if variable in NAME_VARIABLES:
        return _names(variable, value)
    if variable in DATE_VARIABLES:
        return _date(variable, value)
    if isinstance(value, str):
        value = _AS_READ.get(variable, str)(value)
    return _through_csl(variable, value)


def _doi(text: str) -> str:
    """A DOI without its address; what is no DOI stays as it is."""
    return parse_doi(text) or text.strip()


def _type(text: str) -> str:
    """A type of CSL; a Work from a file may have any, but nobody means to write one."""
    if text in TYPES:
        return text
    near = difflib.get_close_matches(text, TYPES, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    raise ConfigurationError(f"CSL has no type '{text}'{hint}")


_AS_READ: Final[Mapping[str, Callable[[str], str]]] = {
    "DOI": _doi,
    "page": read_pages,
    "page-first": read_pages,
    "type": _type,
}
"""What readers of files make of the text of a variable, and an edit does too."""


def _names(variable: str, value: object) -> list[Name]:
    if isinstance(value, str):
        value = _parted(value)
    if not isinstance(value, Sequence):
        return list(_through_csl(variable, value))
    names: list[Name] = []
    for each in value:
        if isinstance(each, Name):
            names.append(each)
        elif isinstance(each, str):
            if each.strip():
                names.append(parse_name(each))
        else:
            names.extend(_through_csl(variable, [each]))
    return names


def _parted(text: str) -> list[str]:
    """The names of a text: parted by semicolons, or as in BibTeX, "Doe, Jane and Roe, Richard"."""
    parts = text.split(";")
    if len(parts) == 1:
        named = text.split(" and ")
        if all("," in name for name in named):
            # "Department of Health and Human Services" has no commas, and is one.
            return named
    return parts


def _date(variable: str, value: object) -> Date | None:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        date: Date | None = _through_csl(variable, value)
        return date
    text = value.strip()
    if not text:
        return None
    try:
        return from_edtf(text)
    except ValueError:
        written = parse_date(text)
    if written is not None and written.date is not None:
        return written.date
    # "in press" and what else has no parts, as it was written.
    return Date(literal=text)


def _through_csl(variable: str, value: object) -> Any:
    """A JSON value as CSL-JSON would have it read."""
    try:
        return from_csl({variable: value}).get(variable)
    except FormatError as error:
        raise ConfigurationError(f"{error.field or variable}: {error.reason}") from None
