"""Entries that bibtexparser cannot split: read as BibTeX counts braces, or else field by field.

A brace or quote that is never closed would take all that follows with it. So the text is cut where
the next field or the next entry begins, which people write at the beginning of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

import msgspec

from refkit.formats.bibtex_entries import (
    FIELDS,
    NAME,
    Macros,
    RawEntry,
    end_of_quote,
    take_field,
)
from refkit.formats.loaded import Problem

_TYPE: Final = r"""[^\s"\#%'(),={}@\\]{1,60}"""
"""Pattern of an entry type: all that BibTeX takes for one, "fake-entry" among them."""

HEAD: Final = re.compile(rf"@[ \t]*(?P<type>{_TYPE})\s*(?P<opening>[{{(])")
"""The beginning of an entry or of another block."""

ODD_HEAD: Final = re.compile(
    rf"""
    (?<! [^\s}}] ) @ [ \t]* {_TYPE} [ \t]* \{{
    \s{{0,20}} [^\s,{{}}()=\"]{{1,200}} \s{{0,20}} , \s{{0,200}} {NAME} \s{{0,20}} =
    """,
    re.VERBOSE,
)
"""The beginning of an entry with its first field, whatever its type is made of."""

WRONG_HEAD: Final = re.compile(
    rf"""
    (?<! [^\s}}] ) @ [ \t]* (?: (?P<before> \w{{2,30}} ) [ \t]{{1,20}} )? (?P<type> \w{{2,30}} )
    (?P<opening> [ \t]{{0,20}} [\[<{{] | \s{{1,20}} )
    (?= \s{{0,20}} [^\s,{{}}()\[\]=\"@]{{1,200}} \s{{0,20}} , \s{{0,200}}
        {NAME} \s{{0,20}} = \s{{0,20}} [{{\"\w] )
    """,
    re.VERBOSE,
)
"""An entry with its first field of which the type is two words, or the opening brace is none."""

INNER_HEAD: Final = re.compile(
    rf"""
    ^ [ \t]* @ [ \t]* {_TYPE} [ \t]* [{{(] \s{{0,20}} [^\s,{{}}()=\"]{{1,200}} \s{{0,20}} ,
    \s{{0,200}} {NAME} \s{{0,20}} =
    """,
    re.VERBOSE | re.MULTILINE,
)
"""The beginning of an entry with its first field, at the beginning of a line."""

_KEY: Final = re.compile(
    r"""
    \s* (?:
        (?P<comment> % [^\n]* ) \n
      | (?P<key> [^,={}\"\n%]{0,300} ) ,
      | (?P<bare> [^\s,={}()\"%]*+ ) (?! \s* = )
    )
    """,
    re.VERBOSE,
)
_BEGIN: Final = re.compile(rf"(?P<name>{NAME})\s*(?P<equals>=?)\s*(?=(?P<opening>[{{\"\w]))")
_LIKE_A_FIELD: Final = re.compile(
    rf"(?:\n|,) [ \t]* (?:{FIELDS}) [ \t]* = [ \t]* [{{\"\d]", re.VERBOSE | re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"[\s,;]*")
_ASSIGNED: Final = re.compile(rf"[\s,;]*{NAME}\s*=\s*[{{\"\w]")
_WORD: Final = re.compile(r"[^\s\"#%'(),={}]+")
_JOINED: Final = re.compile(r"\s*#\s*")
_BRACE: Final = re.compile(r"[{}]")
_LINE_BREAK: Final = re.compile(r"\n")
_SPACE: Final = re.compile(r"\s*")


def partners(text: str) -> dict[int, int]:
    """The offset of each opening brace to that of the one that closes it, as BibTeX counts."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.start()
    return found


class Strict(msgspec.Struct):
    """An entry as BibTeX's own rules read it: the fields as written, and where it ends."""

    key: str
    fields: list[tuple[str, str, int]]
    end: int


def read_strictly(text: str, start: int, pairs: dict[int, int]) -> Strict | None:
    r"""Read an entry by BibTeX's rules, where braces count whatever stands before them.

    bibtexparser takes ``\\}`` for an escaped brace, and ``@word{`` at the beginning of a line for
    the next entry; both are right inside of values.

    Args:
        text: The whole file.
        start: The offset of the entry's ``@``.
        pairs: The braces that belong together, of :func:`partners`.

    Returns:
        The entry: name, value and offset of each field; None if the text breaks the rules.
    """
    head = HEAD.match(text, start)
    if head is None:
        return None
    closing = "}" if head["opening"] == "{" else ")"
    key = _KEY.match(text, head.end())
    if key is None or key["key"] is None:
        return None
    entry = Strict(key["key"].strip(), [], 0)
    position = key.end()
    while True:
        position = _end(_BETWEEN, text, position)
        if text.startswith(closing, position):
            entry.end = position + 1
            return entry
        begin = _BEGIN.match(text, position)
        if begin is None or not begin["equals"]:
            return None
        end = _end_of_value(text, begin.end(), pairs)
        if end < 0:
            return None
        entry.fields.append((begin["name"], text[begin.end() : end], begin.start()))
        position = _end(_SPACE, text, end)
        if text[position : position + 1] not in (",", closing):
            return None


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _end_of_value(text: str, position: int, pairs: dict[int, int]) -> int:
    """Where the value that begins at an offset ends; -1 if it breaks the rules."""
    while True:
        opening = text[position : position + 1]
        if opening == "{":
            end = pairs.get(position, -1) + 1
        elif opening == '"':
            end = _end_of_strict_quote(text, position, pairs) + 1
        else:
            end = _end(_WORD, text, position)
            end = end if end > position else 0
        if end <= 0:
            return -1
        joined = _JOINED.match(text, end)
        if joined is None:
            return end
        position = joined.end()


def _end_of_strict_quote(text: str, start: int, pairs: dict[int, int]) -> int:
    position = start + 1
    for match in _QUOTE_OR_BRACE.finditer(text, position):
        if match.start() < position:
            continue
        if match[0] == '"':
            return match.start()
        position = pairs.get(match.start(), -1) + 1 if match[0] == "{" else 0
        if position <= 0 or position - start > _LONGEST_QUOTE:
            return -1
    return -1


_QUOTE_OR_BRACE: Final = re.compile(r"[{}\"]")
_LONGEST_QUOTE: Final = 100_000


class Mending(msgspec.Struct):
    """An entry that was read field by field.

    Attributes:
        entry: The entry; None if there is nothing that could be read.
        problems: What is wrong with it, with lines.
        end: The offset in the text where it ends.
    """

    entry: RawEntry | None
    problems: list[Problem]
    end: int


def mend(text: str, line: int, macros: Macros) -> Mending:
    """Read an entry that breaks the rules, one field after another.

    Args:
        text: The entry, from its ``@`` to where the next one begins.
        line: Its line in the file.
        macros: The macros that are defined.

    Returns:
        The entry with what could be read, and a Problem for each thing that is wrong; the first of
        them has the entry's text as ``raw``.
    """
    inner = INNER_HEAD.search(text, 1)
    chunk = text[: inner.start()] if inner else text
    return _Mending(chunk.rstrip(), line, macros).run()


def mend_wrong_head(text: str, line: int, macros: Macros) -> Mending:
    """Read an entry that begins like ``@article[key,`` or ``@journal article{key,``.

    Args:
        text: As for :func:`mend`; it begins with a :data:`WRONG_HEAD`.
        line: As for :func:`mend`.
        macros: As for :func:`mend`.
    """
    head = WRONG_HEAD.match(text)
    if head is None:
        return Mending(None, [], len(text))
    meant = f"@{head['type']}{{"
    mended = mend(meant + text[head.end() :], line, macros)
    mended.end += head.end() - len(meant)
    if mended.entry:
        mended.entry.raw = text[: mended.end]
        reason = f"'{head[0].strip()}' in place of '{meant}', which BibTeX passes over"
        mended.problems.insert(0, Problem(line, reason, mended.entry.key))
    return mended


class _Mending:
    """One entry on its way to its fields: what is wrong with it so far, and where lines begin."""

    def __init__(self, chunk: str, line: int, macros: Macros) -> None:
        self.chunk = chunk
        self.line = line
        self.macros = macros
        self.pairs = partners(chunk)
        # Where a field seems to begin, whatever the braces say.
        self.beginnings = [match.start() for match in _LIKE_A_FIELD.finditer(chunk)]
        self.breaks = [match.start() for match in _LINE_BREAK.finditer(chunk)]
        self.last = len(chunk.rstrip("}) \t\n,"))
        self.problems: list[Problem] = []
        self.entry = RawEntry("", "", {}, line, chunk)
        self.opening = ""
        self.name = ""
        self.end = -1
        self.guessed = False
        self.cut = False

    def run(self) -> Mending:
        chunk = self.chunk
        head = HEAD.match(chunk)
        if head is None:
            return Mending(None, [], len(chunk))
        self.entry.type = head["type"].lower()
        self.opening = head["opening"]
        position = self._key(head.end())
        while position < len(chunk) and self.end < 0:
            position = _end(_BETWEEN, chunk, position)
            if position < len(chunk):
                position = self._field(position)
        self.name = ""
        if self.end < 0:
            self.end = len(chunk)
            if not self.guessed:
                self._tell(0, "the brace that closes the entry is missing")
        if not self.entry.fields:
            return Mending(None, [], self.end)
        self.entry.raw = chunk[: self.end]
        return Mending(self.entry, self.problems, self.end)

    def _key(self, position: int) -> int:
        """Read the key; the offset behind it and its comma."""
        key = _KEY.match(self.chunk, position)
        if key is None:
            return position
        if key["comment"]:
            self._comment(key.start("comment"), key.end("comment"))
            return self._key(key.end())
        self.entry.key = (key["key"] or key["bare"] or "").strip()
        if self.entry.key and key["key"] is None:
            self._tell(0, "a comma is missing after the key")
        return key.end()

    def _field(self, position: int) -> int:
        """Read what begins at an offset; the offset behind it."""
        chunk = self.chunk
        line_end = chunk.find("\n", position)
        line_end = len(chunk) if line_end < 0 else line_end
        if chunk[position] == "%":
            self._comment(position, line_end)
            return line_end
        if chunk[position] in "})":
            return self._close(position)
        if chunk[position] == "@" and HEAD.match(chunk, position):
            self.end = position
            return position
        begin = _BEGIN.match(chunk, position)
        colon = begin is not None and begin["name"].endswith(":")
        if begin is None or not (begin["equals"] or colon or begin["opening"] in '{"'):
            self._tell(position, "text between fields", chunk[position:line_end].strip())
            return max(line_end, position + 1)
        self.name = begin["name"].rstrip(":").lower()
        if not begin["equals"]:
            self._tell(position, f"the equals sign after {self.name} is missing")
        end, written = self._value(begin.end())
        line = self._line(begin.start())
        take_field(self.entry, self.name, written, line, self.macros, self.problems)
        behind = _end(_SPACE, chunk, end)
        separated = self.cut or chunk[behind : behind + 1] in (",", ";")
        if not separated and _ASSIGNED.match(chunk, behind):
            self._tell(end, f"a comma is missing after {self.name}")
        return end

    def _close(self, position: int) -> int:
        """Whether a closing brace ends the entry; the offset behind it."""
        closing = self.chunk[position]
        if _ASSIGNED.match(self.chunk, position + 1):
            if not self.guessed:
                self._tell(position, "a brace too many")
        elif position >= self.last:
            self.end = len(self.chunk)
        else:
            self.end = position + 1
        if self.end > 0 and (self.opening, closing) in (("{", ")"), ("(", "}")):
            self.name = ""
            self._tell(position, f"the entry begins with {self.opening} and ends with {closing}")
        return position + 1

    def _comment(self, position: int, line_end: int) -> None:
        comment = self.chunk[position:line_end].strip()
        reason = "a comment with %, which BibTeX does not know inside an entry"
        self._tell(position, reason, comment)

    def _value(self, position: int) -> tuple[int, str]:
        """Where a value ends, and the value as it was meant."""
        chunk = self.chunk
        pieces = []
        self.cut = False
        while True:
            opening = chunk[position : position + 1]
            if opening == "{":
                end = self.pairs.get(position, -1) + 1
            elif opening == '"':
                end = end_of_quote(chunk, position, self._next_beginning(position)) + 1
            else:
                end = _end(_WORD, chunk, position)
                pieces.append(chunk[position:end])
            if opening in ("{", '"'):
                cut = self._next_beginning(position)
                if end <= 0 or end > cut:
                    what = "brace" if opening == "{" else "quote"
                    reason = f"the {what} that closes {self.name} is missing"
                    self._tell(position, reason, "" if self.guessed else chunk)
                    self.guessed = self.cut = True
                    end = cut
                    pieces.append("{" + _balanced(chunk[position + 1 : end].rstrip(" \t\n,")) + "}")
                else:
                    pieces.append(chunk[position:end])
            joined = _JOINED.match(chunk, end)
            if joined is None:
                return max(end, position + 1), " # ".join(pieces)
            position = joined.end()

    def _next_beginning(self, position: int) -> int:
        """The offset of what looks like the next field."""
        at = bisect_left(self.beginnings, position)
        return self.beginnings[at] if at < len(self.beginnings) else len(self.chunk)

    def _tell(self, position: int, reason: str, left_out: str = "") -> None:
        line = self._line(position)
        self.problems.append(Problem(line, reason, self.entry.key, self.name, left_out))

    def _line(self, position: int) -> int:
        return self.line + bisect_left(self.breaks, position)


def _balanced(value: str) -> str:
    """A value whose braces are made to balance: those without a partner go or get one."""
    depth = 0
    pieces = []
    position = 0
    for match in _BRACE.finditer(value):
        if match[0] == "{":
            depth += 1
        elif depth:
            depth -= 1
        else:
            pieces.append(value[position : match.start()])
            position = match.end()
    pieces.append(value[position:])
    return "".join(pieces).rstrip() + "}" * depth
