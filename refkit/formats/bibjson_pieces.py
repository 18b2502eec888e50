"""The records of a JSON file one by one, with their lines, whether the whole is sound or not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple

import msgspec

from refkit.errors import FormatError

_DECODER: Final = msgspec.json.Decoder()
_RAW_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_RAW_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_SPACE: Final = re.compile(r"[\s,\]]*")
# A string of JSON ends with its line at the latest.
_TOKEN: Final = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"?|[{}\[\]]|\n')
# A comma before a closing bracket; strings are passed over.
_MISTAKE: Final = re.compile(r'(?P<text>"(?:[^"\\\n]|\\[^\n])*"?)|,(?=\s{0,1000}[}\]])')


class Piece(NamedTuple):
    """A record as far as it could be read.

    Attributes:
        value: Its JSON value, None if it is broken.
        line: The line on which it begins, from 1.
        raw: Gives its text.
        reason: What is wrong with it, or with the file behind it; "" if nothing.
    """

    value: Any
    line: int
    raw: Callable[[], str]
    reason: str = ""


def read_pieces(text: str, lists: tuple[str, ...], *, path: str = "") -> Iterator[Piece]:
    """The records of a file.

    Args:
        text: The file's text.
        lists: The keys under which an object holds a list of records.
        path: The file's name, for errors.

    Raises:
        FormatError: If it has nothing that can be a record.
    """
    try:
        whole = _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        faults = 0
        for piece in _broken(text, lists, path):
            faults += bool(piece.reason)
            yield piece
        if not faults and not text.lstrip().startswith("{"):
            # The records are whole, and what should hold them is not.
            yield Piece(None, text.rstrip().count("\n") + 1, str, _why(error))
        return
    if isinstance(whole, dict):
        for name in lists:
            if isinstance(whole.get(name), list):
                places = _Places(text, name)
                for number, value in enumerate(whole[name]):
                    yield places.piece(number, value)
                return
        line = text.count("\n", 0, len(text) - len(text.lstrip())) + 1
        yield Piece(whole, line, text.strip)
    elif isinstance(whole, list):
        places = _Places(text, "")
        for number, value in enumerate(whole):
            yield places.piece(number, value)
    else:
        raise FormatError("BibJSON is a list of records or one record", path=path, line=1)


class _Places:
    """Where the records of a sound file stand; found in one pass over it when first asked for."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text.encode()
        self._name = name
        self._lines: list[int] = []
        self._raws: list[str] = []

    def piece(self, number: int, value: Any) -> Piece:
        if not self._lines:
            self._find()
        return Piece(value, self._lines[number], lambda: self._raws[number])

    def _find(self) -> None:
        outer = msgspec.Raw(self._text)
        if self._name:
            outer = _RAW_OBJECT.decode(self._text)[self._name]
        raw = bytes(outer)
        start = self._text.rfind(raw) if self._name else 0
        line, counted = 1, 0
        for record in _RAW_LIST.decode(outer):
            content = bytes(record)
            start = self._text.find(content, start)
            line += self._text.count(b"\n", counted, start)
            counted = start
            start += len(content)
            self._lines.append(line)
            self._raws.append(content.decode())


def _broken(text: str, lists: tuple[str, ...], path: str) -> Iterator[Piece]:
    """The records of a file that is no JSON as a whole: each is tried alone."""
    at = _first(text, lists)
    if at < 0:
        raise FormatError("not JSON: there is no record in it", path=path, line=1)
    indent = text[text.rfind("\n", 0, at) + 1 : at]
    start_of_next = None
    if not indent.strip():
        start_of_next = re.compile(rf"^{indent}\{{", re.MULTILINE)
    line, counted = 1, 0
    while at < len(text):
        line += text.count("\n", counted, at)
        counted = at
        if text[at] in '}"':
            # What stands behind the list of records.
            return
        end = _end(text, at, start_of_next)
        content = text[at:end]
        yield _piece(content, line)
        blank = _SPACE.match(text, end)
        at = blank.end() if blank else end


def _piece(content: str, line: int) -> Piece:
    """A record by itself; what people and programs write by mistake is read, and told."""
    raw = partial(_slice, content)
    try:
        return Piece(_DECODER.decode(content), line, raw)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        reason = _why(error)
    try:
        mended = _MISTAKE.sub(lambda found: found["text"] or "", content)
        return Piece(json.loads(mended, strict=False), line, raw, reason)
    except (ValueError, RecursionError):
        return Piece(None, line, raw, reason)


def _slice(content: str) -> str:
    return content.strip().rstrip(",").strip()


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "not JSON: nested too deeply"
    if isinstance(error, UnicodeEncodeError):
        return "not JSON: half of a surrogate pair"
    reason, _, _ = str(error).removeprefix("JSON is malformed: ").partition(" (byte")
    return "not JSON: it ends in the middle" if "truncated" in reason else f"not JSON: {reason}"


def _first(text: str, lists: tuple[str, ...]) -> int:
    """Where the first record begins; -1 if there is none."""
    names = "|".join(map(re.escape, lists))
    head = re.compile(rf'"(?:{names})"\s{{0,100}}:\s{{0,100}}\[\s{{0,1000}}').search(text)
    if head:
        return head.end() if head.end() < len(text) else -1
    start = re.compile(r"\s*\[?\s*").match(text)
    at = start.end() if start else 0
    return at if text[at : at + 1] == "{" else -1


def _end(text: str, start: int, start_of_next: re.Pattern[str] | None) -> int:
    """Where a record ends: at its own brace, or where a line begins the next one."""
    limit = len(text)
    if start_of_next is not None:
        following = start_of_next.search(text, start + 1)
        limit = following.start() if following else limit
    depth = 0
    for token in _TOKEN.finditer(text, start, limit):
        mark = token[0]
        if mark in "{[":
            depth += 1
        elif mark in "}]":
            depth -= 1
            if depth <= 0:
                return token.end()
    return limit
