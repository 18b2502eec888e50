"""The .bib files that the ``bib`` functions take, and what became of one."""

from __future__ import annotations

import msgspec

from refkit.api.inputs import Input, data_of
from refkit.formats.bib_file import BibFile


class BibChange(msgspec.Struct, kw_only=True):
    """A .bib file before and after a change.

    Attributes:
        path: The file's name as the user gave it, or "" for data from memory.
        before: Its text as it was.
        after: Its text as it is now.
        data: The content of the changed file, in its own encoding.
        notes: What is to be said of it, in words.
    """

    path: str
    before: str
    after: str
    data: bytes
    notes: list[str] = []

    @property
    def changed(self) -> bool:
        """Whether the text is another one."""
        return self.before != self.after

    @property
    def diff(self) -> str:
        """The change as a patch with git's names; "" if nothing changed."""
        from refkit.fix.diff import unified_diff

        return unified_diff(self.before, self.after, self.path)


def open_bib(source: Input | BibFile, path: str = "") -> BibFile:
    """Read a .bib file for editing; nothing is written to it.

    Args:
        source: Text, bytes, a Path or an open file.
        path: The file's name for messages, where ``source`` is no Path.

    Raises:
        UnreadableError: If it is missing, empty or binary.
        FormatError: If it is a file of another format.
    """
    from pathlib import Path

    from refkit.errors import FormatError, UnreadableError

    if isinstance(source, BibFile):
        return source
    if isinstance(source, Path):
        from refkit.readers import read_bytes

        data: bytes | str = read_bytes(source)
        path = path or str(source)
    else:
        data, name = data_of(source)
        path = path or name
    if not data.strip():
        raise UnreadableError("the file is empty", path=path)
    file = BibFile.read(data, path=path)
    text = str(file)
    if "@" not in text and text.lstrip()[:1] in ("<", "{", "["):
        raise FormatError("this is no .bib file", path=path)
    return file
