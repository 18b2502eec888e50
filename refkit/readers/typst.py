"""The reader of Typst: its markup, the content in its code, and the works that it cites.

The syntax is that of the reference of Typst 0.13, "Syntax". Code is not run: content that functions
are given is text where it stands, definitions (``#let``) and rules (``#set``, ``#show``) are none.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.model import Document
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.beside import Beside
from refkit.readers.plaintext import columns
from refkit.readers.script import Script
from refkit.readers.typst_code import DEEPEST, Code

# Each branch begins with a character of its own, for the sake of speed.
_MARKUP: Final = lazy_pattern(
    r"""
      \n | \r | \\ | \* | _ | `+ | \$ | \# | ~ | \[ | \] | //[^\n\r]* | /\*
    | ---? | -\? | < (?= [\w] [\w:.-]{0,200} > ) | @ (?= \w )
    | h (?<! \w h ) ttps?:// (?= [^\s\[\]] )
    """,
    re.VERBOSE,
)
_LINE_START: Final = lazy_pattern(
    r"""
    (?P<indent> [ \t]* )
    (?: (?P<heading> ={1,20} ) [ \t]+
      | (?P<marker> [-+] | \d{1,9}\. ) [ \t]+ (?=\S)
      | (?P<term> / ) [ \t]+ (?= [^\n:]{1,300} : ) )?
    """,
    re.VERBOSE,
)
_BLANK: Final = lazy_pattern(r"[ \t]*(?=[\r\n]|\Z)")
_NAME: Final = lazy_pattern(r"[^\W\d][\w-]{0,100}(?:\.[^\W\d][\w-]{0,100}){0,20}")
_REFERENCE: Final = lazy_pattern(r"@(\w(?:[\w-]|[:.](?=\w)){0,300})")
_LABEL: Final = lazy_pattern(r"<([\w][\w:.-]{0,200})>")
_ADDRESS: Final = lazy_pattern(r"https?://[^\s<>\[\]\"\\]{1,2000}")
_UNICODE: Final = lazy_pattern(r"\\u\{([0-9a-fA-F]{1,6})\}")
_COMMENT_SIGN: Final = lazy_pattern(r"/\*|\*/")
_ENDING: Final = (".typ",)
_FILES: Final = 50


def read_typst(source: str, *, path: str = "", beside: Beside | None = None) -> Document:
    """Read Typst.

    Headings, items, notes and the content of functions become blocks; comments, definitions and
    rules are no text. Files that ``#include`` names are read where they stand, as Parts.

    Args:
        source: The decoded text.
        path: The file's name as the user gave it.
        beside: What opens the files beside it.

    Returns:
        The Document.
    """
    script = Script(source)
    labels: set[str] = set()
    reading = _Typst(script, source, 0, beside, labels, [])
    reading.read()
    document = script.document("typst", path, reading.guesses)
    document.mentions = [
        mention for mention in document.mentions if not labels.intersection(mention.keys)
    ]
    return document


class _Typst(Code):
    """The reading of one file."""

    def read(self) -> None:
        """Read the whole file."""
        self._content(0, nested=False)
        self._end()
        self._script.write_notes()

    # -- markup ------------------------------------------------------------------------------------

    def _content(self, at: int, *, nested: bool) -> int:
        """Read markup, of a content block up to its "]"; the place after it."""
        self._depth += 1
        brackets = 0
        at = self._line(at) if not nested or self._text[at : at + 1] in "\r\n" else at
        while True:
            found = _MARKUP.search(self._text, at)
            if found is None:
                self._words(at, len(self._text))
                at = len(self._text)
                break
            self._words(at, found.start())
            sign = found.group()
            if sign == "]" and nested and not brackets:
                at = found.end()
                break
            if sign in "[]":
                brackets = max(0, brackets + (1 if sign == "[" else -1))
                self._add(found.start(), found.end())
                at = found.end()
            else:
                at = self._special(found)
        self._depth -= 1
        return at

    def _special(self, found: re.Match[str]) -> int:
        """Read what begins with a sign, and say where reading goes on."""
        text, start, end, sign = self._text, found.start(), found.end(), found.group()
        if sign in "\r\n":
            return self._newline(start)
        if sign.startswith("//"):
            return end
        if sign == "/*":
            return self._comment(start)
        if sign == "\\":
            return self._escape(start)
        if sign in "*_":
            return self._emphasis(start, sign)
        if sign[0] == "`":
            return self._raw(start, sign)
        if sign == "$":
            return self._math(start)
        if sign == "#":
            return self._hash(start)
        if sign == "~":
            self._put("\u00a0", start, end)
        elif sign in ("--", "---"):
            self._put("–" if sign == "--" else "—", start, end)
        elif sign == "<":
            label = _LABEL.match(text, start)
            if label:
                self._labels.add(label.group(1))
                return label.end()
        elif sign == "@":
            return self._reference(start)
        elif sign[0] == "h":
            return self._address(start)
        elif sign != "-?":
            self._add(start, end)
        return end

    def _newline(self, at: int) -> int:
        text = self._text
        at += 2 if text.startswith("\r\n", at) else 1
        blank = _BLANK.match(text, at)
        if not blank or (blank.end() >= len(text) and self._depth > 1):
            if self._kind == "heading":
                self._end_line()
            elif not self._muted:
                self._builder.line_feed()
            return self._line(at)
        self._end()
        self._gap += 1
        after = at
        while after < len(text):
            blank = _BLANK.match(text, after)
            if not blank or blank.end() >= len(text):
                break
            after = blank.end() + (2 if text.startswith("\r\n", blank.end()) else 1)
            if after > at:
                self._gap += bool(_BLANK.match(text, after))
        self._reset()
        return self._line(after)

    def _end_line(self) -> None:
        self._end()
        self._reset()

    def _reset(self) -> None:
        if self._muted:
            return
        self._kind, self._marker = "paragraph", ""
        self._level = len(self._items)

    def _line(self, at: int) -> int:
        """See how a line begins; where its text does."""
        found = _LINE_START.match(self._text, at)
        if found is None or self._muted:
            return at
        column = columns(found["indent"])
        blank = _BLANK.match(self._text, at)
        if blank:
            return blank.end()
        if found["heading"]:
            self._end()
            self._items.clear()
            self._kind, self._level, self._marker = "heading", min(len(found["heading"]), 6), ""
            return found.end()
        if self._items and column <= self._items[-1]:
            # No longer within the item.
            self._end()
            while self._items and column <= self._items[-1]:
                self._items.pop()
            self._reset()
        if found["marker"] or found["term"]:
            self._end()
            self._items.append(column)
            self._kind, self._level = "item", len(self._items)
            self._marker = found["marker"] or ""
            self._indent = 0
            return found.end()
        if not self._builder.in_block:
            self._indent = column
        return found.end("indent")

    def _comment(self, at: int) -> int:
        depth = 0
        for found in _COMMENT_SIGN.finditer(self._text, at):
            depth += 1 if found.group() == "/*" else -1
            if not depth:
                return found.end()
        return len(self._text)

    def _escape(self, start: int) -> int:
        text = self._text
        unicode = _UNICODE.match(text, start)
        if unicode:
            value = int(unicode.group(1), 16)
            if value < 0x110000 and not 0xD800 <= value < 0xE000:
                self._put(chr(value), start, unicode.end())
            return unicode.end()
        following = text[start + 1 : start + 2]
        if not following or following.isspace():
            return start + 1  # a line break
        self._add(start + 1, start + 2)
        return start + 2

    def _emphasis(self, start: int, sign: str) -> int:
        before, after = self._text[start - 1 : start], self._text[start + 1 : start + 2]
        if before.isalnum() and after.isalnum():
            self._add(start, start + 1)
            return start + 1
        if self._muted:
            return start + 1
        for index in range(len(self._marks) - 1, -1, -1):
            if self._marks[index][0] == sign:
                self._mark(self._marks[index][1], "bold" if sign == "*" else "italic")
                del self._marks[index:]
                return start + 1
        self._marks.append((sign, self._builder.length))
        return start + 1

    def _raw(self, start: int, ticks: str) -> int:
        text = self._text
        if len(ticks) == 2:
            return start + 2
        inner = start + len(ticks)
        close = text.find(ticks, inner)
        if close < 0:
            self._add(start, inner)
            return inner
        if len(ticks) >= 3:
            language = _NAME.match(text, inner)
            inner = language.end() if language else inner
            if "\n" in text[inner:close] and not self._muted:
                self._end()
                self._lines(inner, close)
                self._builder.end_block("code", gap=self._gap)
                return close + len(ticks)
        opened = self._builder.length
        self._lines(inner, close)
        self._mark(opened, "code")
        return close + len(ticks)

    def _lines(self, start: int, end: int) -> None:
        """Add text as it stands, line by line."""
        while start < end:
            stop = self._text.find("\n", start, end)
            stop = end if stop < 0 else stop
            self._add(start, stop)
            if stop < end and not self._muted:
                self._builder.line_feed()
            start = stop + 1

    def _math(self, start: int) -> int:
        close = -1 if self._no_math else self._text.find("$", start + 1)
        if close < 0:
            self._no_math = True
            self._add(start, start + 1)
            return start + 1
        opened = self._builder.length
        self._lines(start + 1, close)
        self._mark(opened, "code")
        return close + 1

    def _reference(self, start: int) -> int:
        found = _REFERENCE.match(self._text, start)
        before = self._text[start - 1 : start]
        if found is None or before.isalnum():
            self._add(start, start + 1)
            return start + 1
        self._add(start, found.end())
        length = self._builder.length
        end, suffix = found.end(), ""
        if self._text[end : end + 1] == "[" and self._depth <= DEEPEST:
            with self._silence():
                close = self._content(end + 1, nested=True)
            suffix = " ".join(self._text[end + 1 : close - 1].split())
            end = close
        self._mention(length, found.group(1), narrative=False, suffix=suffix, shown=1)
        return end

    def _address(self, start: int) -> int:
        found = _ADDRESS.match(self._text, start)
        if found is None:
            self._add(start, start + 1)
            return start + 1
        shown = found.group().rstrip(".,;:!?'*_")
        if shown.endswith(")") and "(" not in shown:
            shown = shown.rstrip(").,;")
        opened = self._builder.length
        self._add(start, start + len(shown))
        self._mark(opened, "link", shown)
        return start + len(shown)

    def _include(self, name: str) -> None:
        if self._beside is None or self._muted or len(self._files) >= _FILES:
            return
        found = self._beside.open(name.lstrip("/"), _ENDING)
        if found is None:
            if self._beside.folder is not None:
                self.guesses.append(f"{name} cannot be read: what it holds is missing here")
            return
        if found.path in self._files:
            self.guesses.append(f"{name} takes in itself")
            return
        self._end()
        base = self._builder.join(found.text, found.path)
        files = [*self._files, found.path]
        inner = _Typst(self._script, found.text, base, self._beside, self._labels, files)
        inner.read()
        self.guesses += inner.guesses
