"""The reference library: works in one SQLite file, with keys, tags, notes, files and a history."""

from __future__ import annotations

from refkit.errors import DamagedError, UnknownKeyError
from refkit.store.entry import (
    Added,
    Attachment,
    Change,
    Entry,
    Group,
    Hit,
    Note,
    Origin,
    Stats,
    Trouble,
)
from refkit.store.library import Library

__all__ = [
    "Added",
    "Attachment",
    "Change",
    "DamagedError",
    "Entry",
    "Group",
    "Hit",
    "Library",
    "Note",
    "Origin",
    "Stats",
    "Trouble",
    "UnknownKeyError",
]
