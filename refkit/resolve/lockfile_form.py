"""The Lockfile's form: entries as TOML, and back, with a line for each field.

    version = 1

    [[article]]
    path = "why-do-we-cry.md"

    [[article.reference]]
    text = "Gračanin, A., Bylsma, L. M., …"
    fingerprint = "3f6c…"
    identity = "same-work"
    found-by = "doi"

    [article.reference.record]
    source = "crossref"
    hash = "9d02…"
    DOI = "10.3389/fpsyg.2014.00502"

Articles come in the order of their paths. References come in the order of their texts, not of the
article: so two that swap change no line, one that is new adds its lines and touches no others, and
one in which a word was mended stays where it was. In a list that is sorted by authors it is the
same order.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

from refkit.errors import FormatError
from refkit.model import Date, Identity, Match, Name, Notice, Record, Relation, Work
from refkit.model.locked import Locked, LockedAnswer
from refkit.resolve import toml
from refkit.resolve.lockfile_entry import NAMES, TEXTS, digest

VERSION: Final = 1

HEADER: Final = """\
# What the references of the articles in this folder were checked against, written by `refkit lock`.
# Commit it beside the articles: `refkit check --locked` needs nothing else. Not for editing by
# hand: `refkit lock ARTICLE` brings it up to date, `refkit lock --refresh ARTICLE` asks anew.
"""

_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)", re.MULTILINE)
_TOML_PLACE: Final = re.compile(r"\s*\((?:at line (?P<line>\d{1,9}), column \d{1,9}|at end .*)\)$")
_ITEM: Final = re.compile(r"\[(\d{1,9})\]")
_FIELD: Final = re.compile(r"\.([A-Za-z-]{1,40})(?:\[\d{1,9}\])*$")


class _Relation(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, rename="kebab"):
    type: str
    id: str
    id_type: str = "doi"


class _Record(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    source: str
    time: str = ""
    hash: str
    id: str = ""
    DOI: str = ""
    type: str = ""
    title: str = ""
    original_title: str = ""
    container_title: str = ""
    container_title_short: str = ""
    collection_title: str = ""
    event_title: str = ""
    edition: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    ISSN: str = ""
    publisher: str = ""
    author: list[Name] = []
    editor: list[Name] = []
    issued: int | None = None
    variants: dict[str, list[str]] = {}
    notices: list[Notice] = []
    amends: list[str] = []
    relations: list[_Relation] = []


class _Entry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    text: str
    fingerprint: str
    identity: Identity
    found_by: Literal["doi", "search"] | None = None
    score: float = 0.0
    reason: str = ""
    answers: list[LockedAnswer] = []
    record: _Record | None = None
    claimed: _Record | None = None


class _Article(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    reference: list[_Entry] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    article: list[_Article] = []


def write_lock(articles: Mapping[str, Sequence[Locked]]) -> str:
    """A Lockfile's text.

    Args:
        articles: The entries of each article, by its path from the Lockfile's folder, with "/".

    Returns:
        TOML 1.0; the same text for the same entries, in whatever order they come.
    """
    parts = [HEADER, f"version = {VERSION}\n"]
    for path in sorted(articles):
        if not articles[path]:
            continue
        parts.append("\n[[article]]\n" + toml.field("path", path))
        entries = sorted(articles[path], key=lambda each: (each.text, each.fingerprint))
        parts += [_written(entry) for entry in entries]
    return "".join(parts)


def read_lock(text: str, *, path: str = "") -> dict[str, list[Locked]]:
    """The entries of a Lockfile's text, as :func:`write_lock` takes them.

    Args:
        text: The text.
        path: The file's name for messages.

    Raises:
        FormatError: If it is broken, or of a newer version; names the line.
    """
    conflict = _CONFLICT.search(text)
    if conflict:
        raise FormatError(
            "two versions of this file were not merged: take one as a whole (git checkout --ours"
            " or --theirs), then `refkit lock` adds what it lacks",
            path=path,
            line=_line(text, conflict.start()),
        )
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(str(error), text, path) from error
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise FormatError(
            f"of a newer refkit: version {version}, and this one reads {VERSION}; update refkit",
            path=path,
            line=_line_of_field(text, 0, "version"),
        )
    try:
        file = msgspec.convert(content, _File)
    except msgspec.ValidationError as error:
        raise _misshapen(str(error), text, path) from error
    articles: dict[str, list[Locked]] = {}
    for at, article in enumerate(file.article):
        entries = articles.setdefault(article.path, [])
        for number, entry in enumerate(article.reference):
            locked = _locked(entry)
            reason = _contradiction(entry, locked)
            if reason:
                raise FormatError(
                    f"{reason}; delete its [[article.reference]], and `refkit lock` asks anew",
                    path=path,
                    line=_line(text, _offset_of_entry(text, at, number)),
                    entry=entry.text,
                )
            entries.append(locked)
    return articles


def _contradiction(entry: _Entry, locked: Locked) -> str:
    """What shows that somebody wrote in an entry, or "": a verdict is not to be had by hand."""
    match = locked.match and locked.match.record
    for table, record in ((entry.record, match), (entry.claimed, locked.claimed)):
        if table and record and table.hash != _hash(_fields(record)):
            return "a record that was changed since it was locked"
    if entry.identity in ("not-found", "undetermined") and (entry.record or entry.claimed):
        return "a record of a work that was not identified"
    if entry.identity == "same-work" and not entry.record:
        return "an identified work without its record"
    if entry.identity == "another-work" and not entry.claimed:
        return "a DOI of another work without the record of that"
    return ""


# -- writing -----------------------------------------------------------------------------------


def _written(entry: Locked) -> str:
    fields: dict[str, toml.Value] = {
        "text": entry.text,
        "fingerprint": entry.fingerprint,
        "identity": entry.identity,
    }
    if entry.match:
        fields["found-by"] = entry.match.by
        fields["score"] = entry.match.score
        fields["reason"] = entry.match.reason
    if entry.answers:
        fields["answers"] = [msgspec.to_builtins(answer) for answer in entry.answers]
    return (
        _table("[[article.reference]]", fields)
        + (_record_table("record", entry.match.record) if entry.match else "")
        + (_record_table("claimed", entry.claimed) if entry.claimed else "")
    )


def _record_table(name: str, record: Record) -> str:
    fields = _fields(record)
    head: dict[str, toml.Value] = {"source": record.source}
    if record.time:
        head["time"] = record.time
    head["hash"] = _hash(fields)
    return _table(f"[article.reference.{name}]", head | fields)


def _table(header: str, fields: Mapping[str, toml.Value]) -> str:
    return f"\n{header}\n" + "".join(toml.field(name, value) for name, value in fields.items())


def _fields(record: Record) -> dict[str, toml.Value]:
    """The fields of a Record that has only what is locked, without its source and time."""
    work = record.work
    fields: dict[str, toml.Value] = {"id": work.id}
    for variable in TEXTS:
        fields[variable] = work.get(variable)
        if variable == "title":  # names and year beside it, as people look for them
            for names in NAMES:
                fields[names] = [msgspec.to_builtins(name) for name in work.get(names)]
            fields["issued"] = "" if work.year is None else work.year
    fields["variants"] = record.variants
    fields["notices"] = [_present(msgspec.to_builtins(notice)) for notice in record.notices]
    fields["amends"] = record.amends
    fields["relations"] = [
        msgspec.to_builtins(_Relation(each.type, each.id, each.id_type))
        for each in record.relations
    ]
    return {name: value for name, value in fields.items() if value not in ("", [], {})}


def _present(table: Mapping[str, str]) -> dict[str, toml.Value]:
    return {name: value for name, value in table.items() if value}


def _hash(fields: Mapping[str, toml.Value]) -> str:
    return digest(json.dumps(fields, sort_keys=True))


# -- reading -----------------------------------------------------------------------------------


def _locked(entry: _Entry) -> Locked:
    match = None
    if entry.record:
        match = Match(
            record=_record(entry.record),
            score=entry.score,
            reason=entry.reason,
            by=entry.found_by or "search",
        )
    return Locked(
        text=entry.text,
        fingerprint=entry.fingerprint,
        identity=entry.identity,
        match=match,
        claimed=_record(entry.claimed) if entry.claimed else None,
        answers=entry.answers,
    )


def _record(table: _Record) -> Record:
    work = Work(id=table.id)
    for attribute in (*TEXTS, *NAMES):
        work.set(attribute, getattr(table, attribute.replace("-", "_")))
    if table.issued is not None:
        work.issued = Date(date_parts=((table.issued,),))
    return Record(
        work=work,
        source=table.source,
        time=table.time,
        notices=table.notices,
        amends=table.amends,
        relations=[Relation(each.type, each.id, each.id_type) for each in table.relations],
        variants=table.variants,
    )


# -- where it is broken ------------------------------------------------------------------------


def _broken(message: str, text: str, path: str) -> FormatError:
    place = _TOML_PLACE.search(message)
    line = int(place["line"]) if place and place["line"] else text.count("\n") + 1
    reason = _TOML_PLACE.sub("", message)
    return FormatError(f"broken TOML: {reason[:1].lower()}{reason[1:]}", path=path, line=line)


def _misshapen(message: str, text: str, path: str) -> FormatError:
    reason, _, place = message.partition(" - at `")
    place = place.rstrip("`")
    numbers = [int(number) for number in _ITEM.findall(place)[:2]]
    at = _offset_of_entry(text, *numbers) if numbers else 0
    field = _FIELD.search(place)
    return FormatError(
        f"not as `refkit lock` writes it: {reason[:1].lower()}{reason[1:].replace('`', '')}",
        path=path,
        line=_line_of_field(text, at, field[1] if field else ""),
        field=field[1] if field else "",
    )


def _offset_of_entry(text: str, article: int, reference: int = -1) -> int:
    """Where an article begins, or one of its references; numbers count from 0."""
    at = _nth(text, r"^[ \t]{0,80}\[\[\s{0,9}article\s{0,9}\]\]", article, 0)
    if reference < 0:
        return at
    return _nth(text, r"^[ \t]{0,80}\[\[\s{0,9}article\s{0,9}\.\s{0,9}reference", reference, at)


def _nth(text: str, pattern: str, number: int, start: int) -> int:
    for found in re.compile(pattern, re.MULTILINE).finditer(text, start):
        if number == 0:
            return found.start()
        number -= 1
    return start


def _line_of_field(text: str, start: int, name: str) -> int:
    """The line of the first field of a name from an offset on; of the offset if there is none."""
    field = re.compile(rf"^[ \t]{{0,80}}{re.escape(name)}[ \t]{{0,80}}[=.]", re.MULTILINE)
    found = field.search(text, start) if name else None
    return _line(text, found.start() if found else start)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
