"""The pieces that a .bib file is made of: entries, other blocks, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from refkit.errors import FormatError
from refkit.formats.bib_layout import ENTRY_LINE, Field, Layout, end_of_block, read_layout

Kind = Literal["text", "string", "preamble", "comment", "broken"]

_BLOCK_START: Final = re.compile(r"@ [ \t]{0,100} (?P<type> \w{1,100} ) \s{0,100} [{(]", re.VERBOSE)


_LONGEST_LINE: Final = 2_000
"""Characters before an entry in which the beginning of its line is looked for."""


class Other:
    """A piece of a file that is no sound entry.

    Attributes:
        text: The text as written.
        kind: "string", "preamble" and "comment" for such blocks; "broken" for what begins like an
            entry and breaks the grammar; "text" for what stands between.
        line: The line on which it begins, from 1.
    """

    def __init__(self, text: str, kind: Kind, line: int) -> None:
        self.text = text
        self.kind: Kind = kind
        self.line = line


class BibEntry:
    """An entry of a .bib file; :class:`BibFile` edits it.

    Attributes:
        text: The entry as written, from its ``@`` to the closing brace.
        line: The line on which it began when the file was read, from 1; 0 if it was added.
    """

    def __init__(self, text: str, line: int, layout: Layout | None = None) -> None:
        self.line = line
        self.change(text, layout)

    def change(self, text: str, layout: Layout | None = None) -> None:
        """Give the entry another text.

        Args:
            text: The text.
            layout: Its layout, where that is known.

        Raises:
            FormatError: If it is not one sound entry.
        """
        layout = layout or read_layout(text)
        if layout is None or layout.end != len(text):
            raise FormatError("this is not one entry of a .bib file", entry=text[:40])
        self.text = text
        self.layout = layout

    @property
    def type(self) -> str:
        """The entry type in lower case."""
        return self.layout.type

    @property
    def key(self) -> str:
        """The citation key as written; "" if there is none."""
        return self.layout.key

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in order. Of two of one name, BibTeX takes the first."""
        return self.layout.fields

    def field(self, name: str) -> Field | None:
        """The first field of a name, in lower case; None if there is none."""
        return next((field for field in self.fields if field.name == name), None)

    def line_of(self, name: str) -> int:
        """The line of a field in the file as it was read; that of the entry without such a one."""
        field = self.field(name)
        if field is None:
            return self.line
        return self.line + _line_breaks(self.text[: field.name_span.start])


def split_pieces(text: str) -> Iterable[BibEntry | Other]:
    """The pieces of a file's text, in order; joined, they are the text again."""
    position = 0
    line = 1
    while position < len(text):
        start = _BLOCK_START.search(text, position)
        if start is None:
            yield Other(text[position:], "text", line)
            return
        if start.start() > position:
            between = text[position : start.start()]
            yield Other(between, "text", line)
            line += _line_breaks(between)
        piece = _block(text, start, line)
        yield piece
        line += _line_breaks(piece.text)
        position = start.start() + len(piece.text)


def _block(text: str, start: re.Match[str], line: int) -> BibEntry | Other:
    at = start.start()
    kind = start["type"].lower()
    if not _is_commented_out(text, at):
        if kind in ("string", "preamble", "comment"):
            end = end_of_block(text, at)
            if end is not None:
                return Other(text[at:end], kind, line)  # type: ignore[arg-type]  # one of the three
        else:
            layout = read_layout(text, at)
            if layout is not None:
                return BibEntry(text[at : at + layout.end], line, layout)
    following = ENTRY_LINE.search(text, start.end())
    return Other(text[at : following.start() if following else len(text)], "broken", line)


def _is_commented_out(text: str, at: int) -> bool:
    """Whether % begins the line: BibTeX would read the entry, biber and the author do not."""
    farthest = max(at - _LONGEST_LINE, 0)
    begin = max(text.rfind("\n", farthest, at), text.rfind("\r", farthest, at)) + 1
    return text[begin or farthest : at].lstrip().startswith("%")


def _line_breaks(text: str) -> int:
    """How many lines end in a text, whatever ends them."""
    return text.count("\n") or text.count("\r")
