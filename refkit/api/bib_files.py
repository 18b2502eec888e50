"""The .bib files that the ``bib`` functions take, and what became of one."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.api.inputs import Input, data_of
from refkit.formats.bib_file import BibFile
from refkit.formats.bib_pieces import Other

_ENTRY: Final = re.compile(r"@\s{0,20}\w{0,100}\s{0,20}[{(]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


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
        FormatError: If it is a file of another format: one with text and no entry.
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
    if all(isinstance(piece, Other) and piece.kind == "text" for piece in file.pieces):
        text = str(file)
        if _CONTROL.search(text):
            raise UnreadableError("the file is binary", path=path)
        remarks = all(line.lstrip().startswith("%") for line in text.splitlines() if line.strip())
        if not remarks and not _ENTRY.search(text):
            raise FormatError("this is no .bib file: it has no entry", path=path)
    return file


def content_of(file: BibFile, before: str) -> bytes:
    """The content of a changed file.

    Args:
        file: The file.
        before: Its text before the change.

    Raises:
        UnreadableError: If its encoding had to be guessed, and would be guessed otherwise of the
            changed file: its letters would be other ones from then on.
    """
    from refkit.errors import UnreadableError
    from refkit.formats.decode import decode

    data = bytes(file)
    if not file.guesses or str(file) == before:
        return data
    then = decode(data, path=file.path)
    if then.text != decode(data.decode(file.encoding, "surrogateescape")).text:
        reason = (
            f"the file is left as it is: its encoding was guessed as {file.taken_for}, and when "
            f"it is changed would be guessed as {then.encoding}; convert it to UTF-8, or name its "
            f"encoding in a first line, as '% Encoding: {file.taken_for}' does"
        )
        raise UnreadableError(reason, path=file.path)
    return data
