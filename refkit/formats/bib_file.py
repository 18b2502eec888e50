"""A .bib file that is edited in place: an edit changes its own bytes, and every other one stays.

The file is kept as the pieces that it is made of: entries, other blocks, and the text between
them. An entry that breaks the grammar is a piece of text and never touched. Encoding, byte order
mark and line breaks stay as they are.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from refkit.errors import FormatError, UnreadableError
from refkit.formats.bib_layout import (
    Field,
    is_balanced,
    joined,
    pieces_of,
    spliced,
    with_field,
    without_field,
)
from refkit.formats.bib_pieces import BibEntry, Other, split_pieces
from refkit.formats.bibtex_blocks import MONTHS
from refkit.formats.decode import decode
from refkit.normalize.latex import unicode_to_latex

LINKS: Final = ("crossref", "xref", "xdata", "entryset", "related", "ids")
"""Fields whose values are citation keys, separated by commas."""

_MACRO: Final = re.compile(r"@[ \t]*\w+\s*[{(]\s*(?P<name>[^\s={}\"#%,()]+)\s*=\s*")
_BLANK_LINES: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*")
_NEWLINE: Final = re.compile(r"\r\n|\r|\n")
_KEY_WORD: Final = re.compile(r"[^\s,{}\"]+(?:[ ][^\s,{}\"]+)*")
_KEY: Final = re.compile(r"[^\s,{}()=\"#%\\~][^\s,{}=\"#%\\~]{0,300}")
_NAME: Final = re.compile(r"[^\s,={}\"#%()@\\]{1,100}")
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class BibFile:
    """A .bib file and its pieces; ``str()`` and ``bytes()`` give the file with all edits.

    Attributes:
        pieces: The entries and all else, in order; together they are the text.
        encoding: In Python's name.
        path: The file's name, for errors.
        guesses: What had to be guessed of the encoding, in words.
        taken_for: The encoding that the bytes were taken for; "" for text.
    """

    def __init__(
        self, text: str, *, encoding: str = "utf-8", mark: bytes = b"", path: str = ""
    ) -> None:
        self.encoding = encoding
        self.guesses: list[str] = []
        self.taken_for = ""
        self.path = path
        self._mark = mark
        self.pieces: list[BibEntry | Other] = list(split_pieces(text))

    @classmethod
    def read(cls, data: bytes | str, *, path: str = "") -> BibFile:
        """Read a file.

        Args:
            data: The file's content; bytes are decoded as :func:`refkit.formats.decode.decode`
                does it.
            path: The file's name, for errors.

        Raises:
            UnreadableError: If the bytes are no text.
        """
        if isinstance(data, str):
            mark = "\ufeff" if data.startswith("\ufeff") else ""
            return cls(data[len(mark) :], mark=mark.encode(), path=path)
        decoded = decode(data, path=path)
        start = next((each for each, name in _MARKS if data.startswith(each)), b"")
        text, encoding = _exact_text(data[len(start) :], decoded.encoding or "utf-8", path)
        file = cls(text, encoding=encoding, mark=start, path=path)
        file.guesses = decoded.guesses
        file.taken_for = decoded.encoding
        return file

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def __bytes__(self) -> bytes:
        text = str(self)
        try:
            return self._mark + text.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError:
            # A letter that an edit brought and the encoding lacks is written as LaTeX.
            spelt = "".join(map(self._spelt, text))
            return self._mark + spelt.encode(self.encoding, "surrogateescape")

    def _spelt(self, letter: str) -> str:
        try:
            letter.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError:
            return unicode_to_latex(letter)
        return letter

    @property
    def entries(self) -> list[BibEntry]:
        """The sound entries, in order."""
        return [piece for piece in self.pieces if isinstance(piece, BibEntry)]

    @property
    def broken(self) -> list[Other]:
        """What begins like an entry and breaks the grammar: never touched."""
        return [
            piece for piece in self.pieces if isinstance(piece, Other) and piece.kind == "broken"
        ]

    @cached_property
    def newline(self) -> str:
        """The line break of the file."""
        found = _NEWLINE.search(str(self))
        return found[0] if found else "\n"

    @cached_property
    def macros(self) -> Mapping[str, str]:
        """What ``@string`` defines, the macros' names in lower case, and the months."""
        macros = {month: month for month in MONTHS}
        for piece in self.pieces:
            if isinstance(piece, Other) and piece.kind == "string":
                head = _MACRO.match(piece.text)
                pieces = pieces_of(piece.text[head.end() : -1].rstrip()) if head else None
                if head and pieces:
                    macros[head["name"].lower()] = joined(pieces, macros)
        return macros

    def value(self, entry: BibEntry, name: str) -> str:
        """The text of a field: macros expanded, pieces joined, no outer braces; "" without one."""
        field = entry.field(name)
        return joined(field.pieces, self.macros) if field else ""

    def set(self, entry: BibEntry, name: str, value: str) -> None:
        """Give a field a value; a field that has it already stays byte for byte.

        Quotes, braces, a bare number or a macro stay the style of the value where the new one
        allows it. A new field stands where the usual order of fields has it, laid out as the
        entry's others are.

        Args:
            entry: The entry.
            name: The field's name, in lower case.
            value: LaTeX without the outer braces.

        Raises:
            FormatError: If the value's braces are not balanced, or the name is none.
        """
        field = entry.field(name)
        if field is not None and joined(field.pieces, self.macros) == value:
            return
        if not is_balanced(value):
            reason = "the value's braces are not balanced, or a line of it begins like an entry"
            raise FormatError(reason, path=self.path, entry=entry.key, field=name)
        self.write(entry, name, self._styled(field, value))

    def write(self, entry: BibEntry, name: str, written: str) -> None:
        """Give a field a value as it is to stand in the file: ``{Emotion}``, ``jan # "~1"``.

        Raises:
            FormatError: If it is no value, or the name is none.
        """
        if pieces_of(written) is None or not _NAME.fullmatch(name):
            raise FormatError("not a field of BibTeX", path=self.path, entry=entry.key, field=name)
        field = entry.field(name)
        if field is not None:
            entry.change(spliced(entry.text, field.value_span, written))
            return
        after = _place(name, [each.name for each in entry.fields])
        text = with_field(entry.text, name, written, newline=self.newline, after=after)
        entry.change(text)

    def _styled(self, field: Field | None, value: str) -> str:
        if field is None or len(field.pieces) != 1:
            return "{" + value + "}"
        piece = field.pieces[0]
        if piece.delimiter == '"' and '"' not in value:
            return f'"{value}"'
        if not piece.delimiter:
            if piece.text.isdigit() and value.isascii() and value.isdigit():
                return value
            if piece.text.lower() in self.macros:
                if value.lower() in self.macros:
                    return value
                same = (name for name, text in self.macros.items() if text == value)
                return next(same, "{" + value + "}")
        return "{" + value + "}"

    def remove_field(self, entry: BibEntry, name: str) -> None:
        """Remove a field, every one of that name, with its comma and its line."""
        while True:
            names = [field.name for field in entry.fields]
            if name not in names:
                return
            entry.change(without_field(entry.text, names.index(name)))

    def retype(self, entry: BibEntry, type: str) -> None:
        """Change an entry's type.

        Raises:
            FormatError: If it is no entry type.
        """
        if not re.fullmatch(r"[A-Za-z][\w-]{0,60}", type):
            raise FormatError(f"'{type}' is no entry type", path=self.path, entry=entry.key)
        if type.lower() != entry.type:
            entry.change(spliced(entry.text, entry.layout.type_span, type))

    def rename(self, entry: BibEntry, key: str) -> None:
        """Give an entry another citation key, and follow it in the fields that name entries.

        Raises:
            FormatError: If it is no legal key.
        """
        self.rename_all([(entry, key)])

    def rename_all(self, renamed: Sequence[tuple[BibEntry, str]]) -> None:
        """Rename entries all at once, so that keys may be exchanged; see :meth:`rename`.

        Args:
            renamed: Entries and their new keys. Of entries of one key, the first is the one that
                others name.

        Raises:
            FormatError: If a new key is not legal.
        """
        keys: dict[str, str] = {}
        for entry, key in renamed:
            if not _KEY.fullmatch(key):
                raise FormatError(f"'{key}' is no legal citation key", path=self.path)
            keys.setdefault(entry.key.lower(), key)
        for entry, key in renamed:
            if entry.key != key:
                entry.change(spliced(entry.text, entry.layout.key_span, key))
        self.redirect(keys)

    def redirect(self, keys: Mapping[str, str]) -> None:
        """Let the fields that name entries name others.

        Args:
            keys: Old keys in lower case to new ones.
        """
        for entry in self.entries:
            self._follow(entry, keys)

    def _follow(self, entry: BibEntry, changed: Mapping[str, str]) -> None:
        for name in LINKS[:-1]:
            field = entry.field(name)
            if field is None or len(field.pieces) != 1:
                continue
            value = _KEY_WORD.sub(
                lambda found: changed.get(found[0].lower(), found[0]), field.value
            )
            if value != field.value and pieces_of(value) is not None:
                entry.change(spliced(entry.text, field.value_span, value))

    def replace(self, entry: BibEntry, text: str) -> None:
        """Give an entry another text.

        Raises:
            FormatError: If the text is not one sound entry.
        """
        entry.change(text)

    def remove(self, entry: BibEntry) -> None:
        """Remove an entry, and the blank lines behind it."""
        self.remove_all([entry])

    def remove_all(self, removed: Collection[BibEntry | Other]) -> None:
        """Remove entries and other blocks, and the blank lines behind each."""
        gone = {id(piece) for piece in removed}
        kept: list[BibEntry | Other] = []
        behind_removed = False
        for piece in self.pieces:
            if id(piece) in gone:
                behind_removed = True
                continue
            if behind_removed and isinstance(piece, Other) and piece.kind == "text":
                before = kept[-1].text if kept else ""
                blank = _BLANK_LINES.match(piece.text)
                if blank and (not before or before.endswith(("\n", "\r"))):
                    piece.text = piece.text[blank.end() :]
            if piece.text:
                kept.append(piece)
                behind_removed = False
        self.pieces = kept
        if behind_removed:
            self._end_without_blank_lines()

    def _end_without_blank_lines(self) -> None:
        """Leave out the blank lines that stood before what was the last entry."""
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Other) and last.kind == "text":
            stripped = last.text.rstrip()
            broken_off = _NEWLINE.search(last.text, len(stripped))
            ends = broken_off is not None and (len(self.pieces) > 1 or stripped)
            last.text = stripped + (broken_off[0] if broken_off and ends else "")

    def add(self, text: str, *, before: BibEntry | None = None) -> BibEntry:
        """Add an entry, set off by a blank line.

        Args:
            text: The entry, as it is to stand in the file.
            before: The entry that it comes before; by default it ends the file.

        Raises:
            FormatError: If the text is not one sound entry.
        """
        entry = BibEntry(text, 0)
        if before is not None:
            at = self._index(before)
            self.pieces[at:at] = [entry, Other(self.newline * 2, "text", 0)]
            return entry
        whole = str(self)
        gap = ""
        if whole.strip():
            ended = whole.endswith(("\n", "\r"))
            blank = bool(re.search(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\Z", whole[-8:]))
            gap = "" if blank else self.newline if ended else self.newline * 2
        self.pieces += [Other(gap, "text", 0), entry, Other(self.newline, "text", 0)]
        return entry

    def reorder(self, entries: Sequence[BibEntry]) -> None:
        """Put the entries into another order.

        What stands between two places stays; a comment on the lines just above an entry goes with
        it, but for one that begins the file.

        Args:
            entries: All sound entries, in the order wanted.

        Raises:
            ValueError: If an entry is missing or foreign.
        """
        present = self.entries
        if sorted(map(id, entries)) != sorted(map(id, present)):
            raise ValueError("not the entries of this file")
        waiting = iter(entries)
        remarks = self._take_remarks()
        pieces: list[BibEntry | Other] = []
        for piece in self.pieces:
            if isinstance(piece, BibEntry):
                piece = next(waiting)
                if id(piece) in remarks:
                    pieces.append(Other(remarks[id(piece)], "text", 0))
            pieces.append(piece)
        self.pieces = pieces

    def gather_definitions(self) -> bool:
        """Move ``@string`` and ``@preamble`` that stand behind the first entry before it.

        Returns:
            Whether all stand before it now; where a macro is defined twice, nothing is moved.
        """
        first = next(
            (at for at, piece in enumerate(self.pieces) if isinstance(piece, BibEntry)), None
        )
        if first is None:
            return True
        late = [
            piece
            for piece in self.pieces[first:]
            if isinstance(piece, Other) and piece.kind in ("string", "preamble")
        ]
        if not late:
            return True
        names = [
            match["name"].lower()
            for piece in self.pieces
            if isinstance(piece, Other) and piece.kind == "string"
            if (match := _MACRO.match(piece.text))
        ]
        if len(set(names)) < len(names):
            return False
        self.remove_all(late)
        first = next(at for at, piece in enumerate(self.pieces) if isinstance(piece, BibEntry))
        moved: list[BibEntry | Other] = []
        for piece in late:
            moved += [piece, Other(self.newline, "text", 0)]
        moved[-1].text = self.newline * 2
        self.pieces[first:first] = moved
        return True

    def _take_remarks(self) -> dict[int, str]:
        """Take the lines of comment just above entries out of the text before them."""
        remarks: dict[int, str] = {}
        for before, entry in pairwise(self.pieces[1:]):
            if isinstance(entry, BibEntry) and isinstance(before, Other) and before.kind == "text":
                remark = _remark(before.text)
                if remark:
                    before.text = before.text[: len(before.text) - len(remark)]
                    remarks[id(entry)] = remark
        return remarks

    def _index(self, entry: BibEntry) -> int:
        return next(at for at, piece in enumerate(self.pieces) if piece is entry)


def _remark(between: str) -> str:
    """The lines at the end of a text between two entries that stand just above the second."""
    lines = between.splitlines(keepends=True)
    if not lines or not lines[-1].endswith(("\n", "\r")):
        return ""
    first = len(lines)
    # The first line ends the line of the entry before.
    while first > 1 and lines[first - 1].strip():
        first -= 1
    return "".join(lines[first:])


def _exact_text(data: bytes, encoding: str, path: str) -> tuple[str, str]:
    """The text of a file from which its very bytes can be made again, and the encoding for it."""
    for name in (encoding, "latin-1"):
        try:
            text = data.decode(name, "surrogateescape")
            if text.encode(name, "surrogateescape") == data:
                return text, name
        except UnicodeError:
            continue
    raise UnreadableError(f"cannot be written back as {encoding}", path=path)


ORDER: Final = (
    "ids", "crossref", "xref", "xdata", "author", "editor", "editora", "translator", "title",
    "subtitle", "titleaddon", "shorttitle", "booktitle", "booksubtitle", "maintitle",
    "journal", "journaltitle", "shortjournal", "series", "eventtitle", "date", "year", "month",
    "day", "volume", "volumes", "number", "issue", "chapter", "edition", "type", "pages", "eid",
    "pagetotal", "publisher", "institution", "school", "organization", "howpublished", "location",
    "address", "venue", "eventdate", "version", "pubstate", "isbn", "issn", "doi", "eprint",
    "eprinttype", "archiveprefix", "eprintclass", "primaryclass", "pmid", "pmcid", "url",
    "urldate", "note", "addendum", "language", "langid", "keywords", "file", "abstract",
)  # fmt: skip
"""The usual order of fields: who, what, where, when, which, and how to find it."""

_RANK: Final = {name: rank for rank, name in enumerate(ORDER)}


def rank_of(name: str) -> int:
    """The place of a field in the usual order; those that it does not name come last."""
    return _RANK.get(name, len(ORDER))


def _place(name: str, names: Sequence[str]) -> int:
    """The index of the field behind which a new one stands; -1 for the first place.

    An entry whose fields are in no usual order gets it at the end.
    """
    ranks = [rank_of(each) for each in names]
    if ranks != sorted(ranks) or name not in _RANK:
        return len(names) - 1
    return sum(rank <= _RANK[name] for rank in ranks) - 1
