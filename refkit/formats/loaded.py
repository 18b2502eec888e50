"""Loaded: the Works of a file and what was wrong with it, the one shape that all readers return."""

from __future__ import annotations

import msgspec

from refkit.model import Work


class Problem(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True):
    """Something in a file that its reader could not take as it stands.

    Attributes:
        line: The line of the file, from 1.
        reason: What is wrong, in words for the person who made the file.
        entry: The entry's key as written, or "" where there is none.
        field: The field's name as the file writes it, or "".
        raw: The text that could not be read, as written; "" where nothing was left out.
        lost: Whether the whole entry is missing from ``Loaded.works``.
    """

    line: int
    reason: str
    entry: str = ""
    field: str = ""
    raw: str = ""
    lost: bool = False


class Loaded(msgspec.Struct):
    """What a reader made of a file: every entry is in ``works`` or in a Problem that is ``lost``.

    Attributes:
        works: The Works, in the order of the file.
        problems: The Problems, in the order of their lines.
        format: The name of the format, as in :data:`refkit.formats.FORMATS`.
        encoding: The encoding that bytes were decoded with, in Python's name; "" for text.
    """

    works: list[Work] = []
    problems: list[Problem] = []
    format: str = ""
    encoding: str = ""
