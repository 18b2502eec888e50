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


class Apart(msgspec.Struct):
    """What a .bib file holds beside its entries.

    Attributes:
        preambles: The values of ``@preamble``, LaTeX as written, with their braces or quotes.
        strings: The macros that ``@string`` defines, by name as written, to their values in LaTeX.
        comments: The ``@comment`` blocks as written, and the text between entries that is more
            than white space.
    """

    preambles: list[str] = []
    strings: dict[str, str] = {}
    comments: list[str] = []


class Loaded(msgspec.Struct):
    """What a reader made of a file: every entry is in ``works`` or in a Problem that is ``lost``.

    Attributes:
        works: The Works, in the order of the file.
        problems: The Problems, in the order of their lines.
        format: The name of the format, as in :data:`refkit.formats.FORMATS`.
        encoding: The encoding that bytes were decoded with, in Python's name; "" for text.
        apart: What the file holds beside its entries; given to ``dump`` as ``apart``, it is
            written back.
        lines: For each Work, the line of the file on which its entry begins, from 1; [] of a format
            whose reader does not tell.
    """

    works: list[Work] = []
    problems: list[Problem] = []
    format: str = ""
    encoding: str = ""
    apart: Apart | None = None
    lines: list[int] = []
