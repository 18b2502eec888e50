"""Merging: entries of a .bib file that describe one work, and one entry out of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

import msgspec

from refkit.formats.bib_file import BibFile
from refkit.formats.bib_pieces import BibEntry
from refkit.formats.bib_works import paired
from refkit.match.same import THRESHOLD, same_works
from refkit.model import Work

_ALIASES: Final = (
    frozenset({"journal", "journaltitle"}),
    frozenset({"year", "date"}),
    frozenset({"month", "date"}),
    frozenset({"address", "location"}),
    frozenset({"school", "institution"}),
    frozenset({"annote", "annotation"}),
    frozenset({"key", "sortkey"}),
    frozenset({"archiveprefix", "eprinttype"}),
    frozenset({"primaryclass", "eprintclass"}),
)
"""Fields of which an entry has one: what the other would say, it says already."""

_OWN: Final = frozenset({"crossref", "xref", "xdata", "ids", "date-added", "date-modified"})
"""Fields that are not taken from another entry."""


class Group(msgspec.Struct):
    """Entries that describe one work, as the file has them."""

    entries: list[BibEntry]
    score: float
    reason: str


class BibGroup(msgspec.Struct, kw_only=True):
    """Entries of a file that describe one work.

    Attributes:
        keys: Their keys, in the order of the file.
        lines: The lines on which they begin.
        score: How probable it is, 0.0–1.0.
        reason: What they share, in words.
        differing: What differs: field to the value of each entry as text, "" where it has none.
        kept: The key of the entry that stays when they are merged.
    """

    keys: list[str]
    lines: list[int]
    score: float
    reason: str
    differing: dict[str, list[str]] = {}
    kept: str = ""


def groups_of(
    works: Sequence[tuple[BibEntry, Work]],
    *,
    threshold: float = THRESHOLD,
    progress: Callable[[int], None] | None = None,
) -> list[Group]:
    """The entries that describe one work, in groups in the order of the file.

    An entry that another one names as related to it, or as a part of its set, was made beside it
    with intent, and is no duplicate of it.
    """
    own = [pair for pair in works if pair[0].type not in ("set", "xdata")]
    groups = []
    for same in same_works([work for _, work in own], threshold=threshold, progress=progress):
        entries = [own[index][0] for index in same.indexes]
        named = set()
        for entry in entries:
            for name in ("related", "xref", "crossref", "entryset"):
                field = entry.field(name)
                if field is not None:
                    named |= {key.strip().lower() for key in field.value.strip('{}"').split(",")}
        entries = [entry for entry in entries if entry.key.lower() not in named]
        if len(entries) > 1:
            groups.append(Group(entries, same.score, same.reason))
    return groups


def find_groups(
    file: BibFile, threshold: float, progress: Callable[[int], None] | None
) -> list[Group]:
    """The groups of a file; see :func:`groups_of`."""
    return groups_of(paired(file), threshold=threshold, progress=progress)


def shown(file: BibFile, group: Group, keep: Literal["fullest", "first"]) -> BibGroup:
    """A group as it is told: what differs, and which entry would stay."""
    names = dict.fromkeys(field.name for entry in group.entries for field in entry.fields)
    values = {
        name: [" ".join(file.value(entry, name).split()) for entry in group.entries]
        for name in names
    }
    return BibGroup(
        keys=[entry.key for entry in group.entries],
        lines=[entry.line for entry in group.entries],
        score=group.score,
        reason=group.reason,
        differing={name: texts for name, texts in values.items() if len(set(texts)) > 1},
        kept=_survivor(file, group, keep).key,
    )


def merge(file: BibFile, groups: Sequence[Group], keep: Literal["fullest", "first"]) -> list[str]:
    """Unite the entries of each group in one.

    The entry that stays is filled with what the others have more; their keys go to its ``ids``, and
    what names them elsewhere names it.

    Returns:
        What the others said otherwise and was not taken, in words.
    """
    notes: list[str] = []
    removed: list[BibEntry] = []
    keys: dict[str, str] = {}
    for group in groups:
        stays = _survivor(file, group, keep)
        others = [entry for entry in group.entries if entry is not stays]
        ids = _ids(file, stays)
        for other in others:
            notes += _fill(file, stays, other)
            ids += [other.key, *_ids(file, other)]
            if other.key.lower() != stays.key.lower():
                keys[other.key.lower()] = stays.key
        ids = [key for key in dict.fromkeys(ids) if key and key.lower() != stays.key.lower()]
        if ids:
            file.set(stays, "ids", ", ".join(ids))
        removed += others
    file.remove_all(removed)
    if keys:
        file.redirect(keys)
    return notes


def _survivor(file: BibFile, group: Group, keep: str) -> BibEntry:
    if keep == "first":
        return group.entries[0]

    def fullness(entry: BibEntry) -> int:
        inherited = 3 if entry.field("crossref") or entry.field("xdata") else 0
        own = [field.name for field in entry.fields if field.name not in _OWN]
        return inherited + sum(bool(file.value(entry, name).strip()) for name in own)

    return max(group.entries, key=fullness)


def _ids(file: BibFile, entry: BibEntry) -> list[str]:
    return [key.strip() for key in file.value(entry, "ids").split(",") if key.strip()]


def _fill(file: BibFile, stays: BibEntry, other: BibEntry) -> list[str]:
    notes = []
    for field in other.fields:
        value = file.value(other, field.name)
        if field.name in _OWN or not value.strip():
            continue
        ours = file.value(stays, field.name)
        if ours.strip():
            if " ".join(ours.split()) != " ".join(value.split()):
                notes.append(f"{stays.key}: {field.name} stays '{ours}'; {other.key} has '{value}'")
        elif not _said(stays, field.name):
            file.write(stays, field.name, field.value)
    return notes


def _said(entry: BibEntry, name: str) -> bool:
    """Whether an entry says by another field what a field would say."""
    return any(
        entry.field(alias) is not None
        for aliases in _ALIASES
        if name in aliases
        for alias in aliases
    )
