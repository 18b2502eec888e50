"""Lines of a TOML file: where each key and each element of a list stands, for messages.

``tomllib`` gives values without their places. This reads the file once more, after ``tomllib`` has
found it valid, and only to say where something is wrong.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""
      (?P<white> [ \t]+ | \#[^\n]* )
    | (?P<line> \r?\n )
    | (?P<long> \"\"\" (?: [^"\\] | \\. | "(?!"") )* \"\"\" "{0,2}
              | '''    (?: [^']         | '(?!'') )* '''    '{0,2} )
    | (?P<quoted> " (?: [^"\\\n] | \\. )* " | '[^'\n]*' )
    | (?P<sign> [\[\]{}=,.] )
    | (?P<bare> [^\s\[\]{}=,."'\#]+ )
    """,
    re.VERBOSE | re.DOTALL,
)

KeyPath = tuple[str | int, ...]
"""The keys that lead to a value, and the numbers of elements of lists, from 0."""


def lines_of(source: str) -> dict[KeyPath, int]:
    """The line, from 1, of each key and each element of a list.

    Args:
        source: A text that ``tomllib`` reads.

    Returns:
        Lines by path; of a table that is written in several places, the first.
    """
    reader = _Reader(source)
    reader.read()
    return reader.lines


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


class _Reader:
    """Walks through the tokens of a valid file."""

    def __init__(self, source: str) -> None:
        self._tokens: list[_Token] = []
        self._at = 0
        # How many tables each "[[list]]" has so far.
        self._counts: dict[KeyPath, int] = {}
        self.lines: dict[KeyPath, int] = {}
        line = 1
        for found in _TOKEN.finditer(source):
            if found.lastgroup != "white":
                self._tokens.append(_Token(found.lastgroup or "", found.group(), line))
            line += found.group().count("\n")
        self._tokens.append(_Token("end", "", line))

    def read(self) -> None:
        """Note the place of every key."""
        table: KeyPath = ()
        while self._tokens[self._at].kind != "end":
            if self._tokens[self._at].kind == "line":
                self._at += 1
            elif self._tokens[self._at].text == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        """The path of "[a.b]", or of the table that "[[a.b]]" begins."""
        listed = self._tokens[self._at + 1].text == "["
        line = self._tokens[self._at].line
        self._at += 1 + listed
        keys = self._keys()
        self._at += 1 + listed
        path: KeyPath = ()
        for number, key in enumerate(keys, 1):
            path = (*path, key)
            self.lines.setdefault(path, line)
            if listed and number == len(keys):
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
                self.lines.setdefault(path, line)
        return path

    def _pair(self, table: KeyPath) -> None:
        path, line = table, self._tokens[self._at].line
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._at += 1  # the "="
        self._value(path)

    def _keys(self) -> list[str]:
        """The parts of a key, up to what follows it."""
        keys = []
        while True:
            token = self._tokens[self._at]
            quoted = token.kind == "quoted"
            keys.append(tomllib.loads(f"k={token.text}")["k"] if quoted else token.text)
            self._at += 1
            if self._tokens[self._at].text != ".":
                return keys
            self._at += 1

    def _value(self, path: KeyPath) -> None:
        token = self._tokens[self._at]
        if token.text == "{" and token.kind == "sign":
            self._table(path)
        elif token.text == "[" and token.kind == "sign":
            self._list(path)
        else:
            # A date or a number is several tokens: "1979-05-27 07:32:00.5".
            while self._tokens[self._at].kind in ("bare", "quoted", "long") or (
                self._tokens[self._at].text == "."
            ):
                self._at += 1

    def _table(self, path: KeyPath) -> None:
        self._at += 1
        while (token := self._tokens[self._at]).text != "}":
            if token.kind == "line" or token.text == ",":
                self._at += 1
            else:
                self._pair(path)
        self._at += 1

    def _list(self, path: KeyPath) -> None:
        self._at += 1
        count = 0
        while (token := self._tokens[self._at]).text != "]":
            if token.kind == "line" or token.text == ",":
                self._at += 1
                continue
            self.lines.setdefault((*path, count), token.line)
            self._value((*path, count))
            count += 1
        self._at += 1
