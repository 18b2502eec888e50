"""The code of Typst: calls of functions, whose content is text, and statements, which are none.

Code is not run. What it would print is told from the names of functions, as
:mod:`refkit.readers.typst_functions` has them.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Final

from refkit.model import Mention, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.typst_functions import BLOCKS, KEYWORDS, MARKS, SILENT, UNSEEN
from refkit.readers.typst_page import Page

_CODE: Final = lazy_pattern(
    r"""
      " | // [^\n\r]* | /\* | `+ | [()\[\]{}] | \$ | ; | \n | \r
    | < (?= [\w] [\w:.-]{0,200} > )
    | [^\W\d] [\w-]{0,100}+ (?: \. [^\W\d] [\w-]{0,100}+ ){0,20}+
    """,
    re.VERBOSE,
)
_NAME: Final = lazy_pattern(r"[^\W\d][\w-]{0,100}(?:\.[^\W\d][\w-]{0,100}){0,20}")
_STRING: Final = lazy_pattern(r'"((?:[^"\\]|\\[\s\S])*+)(?:"|\Z)')
_STRING_ESCAPE: Final = lazy_pattern(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|([\s\S]))")
_NAMED: Final = lazy_pattern(r"[ \t]*:(?!:)")
_LABELS: Final = lazy_pattern(r'<([^<>\s]{1,300})>|label\(\s{0,9}"([^"]{1,300})"\s{0,9}\)')
_POSITIONAL: Final = lazy_pattern(r'(\w[\w-]{0,60}\s{0,9}:\s{0,9})?"((?:[^"\\]|\\.){1,500})"')
_PROSE: Final = lazy_pattern(r'form\s{0,9}:\s{0,9}"(?:prose|author)"')
_SUPPLEMENT: Final = lazy_pattern(r"supplement\s{0,9}:\s{0,9}\[([^\[\]]{0,300})\]")
DEEPEST: Final = 60
"""Content and code that are nested deeper are read as if they were text."""
_ALONE: Final = lazy_pattern(r"[ \t\r\n,]{0,50}\)")


class Code(Page):
    """The reading of code in one file."""

    @abstractmethod
    def _content(self, at: int, *, nested: bool) -> int:
        """Read markup, of a content block up to its "]"; the place after it."""

    @abstractmethod
    def _comment(self, at: int) -> int:
        """The end of a comment that begins at a place."""

    @abstractmethod
    def _math(self, start: int) -> int:
        """Read a formula; the place after it."""

    @abstractmethod
    def _include(self, name: str) -> None:
        """Read another file where it is named."""

    def _hash(self, start: int) -> int:
        """Read code within markup."""
        text, at = self._text, start + 1
        sign = text[at : at + 1]
        if self._depth > DEEPEST:
            self._add(start, at)
            return at
        if sign == "[":
            return self._content(at + 1, nested=True)
        if sign in ("{", "("):
            return self._code(at + 1, "}" if sign == "{" else ")", "")
        if sign == '"':
            return self._string(at, shown=True)
        name = _NAME.match(text, at)
        if name is None:
            self._add(start, at)
            return at
        word = name.group()
        if word in KEYWORDS:
            return self._statement(word, name.end())
        return self._semicolon(self._call(word, name.end()))

    def _semicolon(self, at: int) -> int:
        return at + 1 if self._text[at : at + 1] == ";" else at

    def _statement(self, word: str, at: int) -> int:
        """Read a statement up to the end of its line."""
        if word == "include":
            named = _STRING.match(
                self._text, at + len(self._text[at:]) - len(self._text[at:].lstrip(" "))
            )
            if named:
                self._include(named.group(1))
                return named.end()
            return at
        shown = word in ("if", "for", "while", "context") or (
            word == "show" and bool(_NAMED.match(self._text, at))
        )
        if word == "show" and shown:
            self._end()
        with self._silence(on=not shown):
            return self._code(at, "\n", "show" if word == "show" else "")

    def _call(self, name: str, at: int) -> int:
        """Read the call of a function after its name: "(…)" and "[…]"; the place after it."""
        text = self._text
        if text[at : at + 1] not in ("(", "["):
            return at
        own = name.rpartition(".")[2]
        if own == "cite" or own == "bibliography":
            return self._works(own, at)
        if own == "footnote":
            return self._note(at)
        silent = own in SILENT
        block = own in BLOCKS
        if block:
            self._end()
        kind, level, marker = self._kind, self._level, self._marker
        if own == "heading" and not self._muted:
            self._kind, self._level = "heading", 1
        elif own == "table" and not self._muted:
            self._kind = "table"
        mark = MARKS.get(own)
        opened = self._builder.length
        target = ""
        with self._silence(on=silent):
            if text[at] == "(":
                if mark == "link":
                    at, target = self._link(at)
                else:
                    at = self._code(at + 1, ")", own)
            while text[at : at + 1] == "[":
                at = self._content(at + 1, nested=True)
        if mark:
            self._mark(opened, mark, target)
        if block:
            self._end()
            if not self._muted:
                self._kind, self._level, self._marker = kind, level, marker
        return at

    def _link(self, at: int) -> tuple[int, str]:
        """Read the arguments of ``link``; without content, its address is its text."""
        named = _STRING.match(self._text, at + 1)
        if named is None:
            return self._code(at + 1, ")", "link"), ""
        target = named.group(1)
        after = named.end()
        alone = _ALONE.match(self._text, after)
        if alone and self._text[alone.end() : alone.end() + 1] != "[":
            self._add(*named.span(1))
            return alone.end(), target
        return self._code(after, ")", "link"), target

    def _works(self, name: str, at: int) -> int:
        """Read ``cite(<key>)`` or ``bibliography("refs.bib")``."""
        with self._silence():
            end = self._code(at + 1, ")", name) if self._text[at] == "(" else at
        inside = self._text[at:end]
        if name == "bibliography":
            self._script.bibliographies += [
                file for named, file in _POSITIONAL.findall(inside) if not named
            ]
            return end
        label = _LABELS.search(inside)
        if label and not self._muted:
            group = 1 if label.group(1) else 2
            self._add(at + label.start(group), at + label.end(group))
            supplement = _SUPPLEMENT.search(inside)
            self._mention(
                self._builder.length,
                label.group(group),
                narrative=bool(_PROSE.search(inside)),
                suffix=supplement.group(1).strip() if supplement else "",
            )
        return end

    def _note(self, at: int) -> int:
        if self._kind == "note":
            # A note to a note stands within it.
            return self._note_content(at)
        with self._silence():
            end = self._code(at + 1, ")", "footnote") if self._text[at] == "(" else at
            while self._text[end : end + 1] == "[":
                end = self._content(end + 1, nested=True)
        if not self._muted:
            self._script.later(lambda: self._write_note(at))
        return end

    def _note_content(self, at: int) -> int:
        if self._text[at] == "(":
            at = self._code(at + 1, ")", "quote")
        while self._text[at : at + 1] == "[":
            at = self._content(at + 1, nested=True)
        return at

    def _write_note(self, at: int) -> None:
        state = (self._kind, self._level, self._marker, self._items, self._gap)
        self._kind, self._level, self._marker, self._items = "note", 0, "", []
        self._gap = 0
        self._note_content(at)
        self._builder.end_block("note")
        self._kind, self._level, self._marker, self._items, self._gap = state

    def _code(self, at: int, close: str, function: str) -> int:
        """Read code up to its closing sign; the place after it.

        Args:
            at: Where it begins.
            close: ")", "}", or a line feed for a statement in markup.
            function: The function whose arguments these are; "" for none.
        """
        text = self._text
        self._depth += 1
        opened = at
        named = ""
        while True:
            found = _CODE.search(text, at)
            if found is None:
                at = len(text)
                if close != "\n":
                    line = text.count("\n", 0, opened) + 1
                    self._guess(f"a bracket opened in line {line} is never closed")
                break
            sign, start, at = found.group(), found.start(), found.end()
            if sign in "\r\n":
                if close == "\n":
                    at = start
                    break
            elif sign == close:
                break
            elif sign in ")}]":
                if close == "\n":
                    at = start
                    break
            elif sign == ";":
                if close == "\n":
                    break
            elif sign.startswith("//"):
                pass
            elif sign == "/*":
                at = self._comment(start)
            elif sign[0] == "`":
                raw = text.find(sign, at) if len(sign) != 2 else at - 2
                at = raw + len(sign) if raw >= 0 else at
            elif sign == "$":
                with self._silence():
                    at = self._math(start)
            elif sign == '"':
                at = self._string(start, shown=function in MARKS and not named)
                named = ""
            elif sign in "({":
                at = self._nested(at, ")" if sign == "(" else "}", function if sign == "(" else "")
            elif sign == "[":
                at = self._argument(at, function, named)
                named = ""
            elif sign != "<":
                named = ""
                if _NAMED.match(text, at):
                    named = sign
                else:
                    at = self._word(sign, at)
            if sign == "," or text[at : at + 1] == ",":
                named = ""
        self._depth -= 1
        return at

    def _nested(self, at: int, close: str, function: str) -> int:
        if self._depth > DEEPEST:
            return at
        return self._code(at, close, function)

    def _word(self, word: str, at: int) -> int:
        """Read a name in code, which may be that of a function that is called."""
        if word == "include":
            named = _STRING.match(self._text, at + 1)
            if named:
                self._include(named.group(1))
                return named.end()
        if word in ("let", "set", "import") or self._depth > DEEPEST:
            return at
        return self._call(word, at)

    def _argument(self, at: int, function: str, named: str) -> int:
        """Read content that is an argument, or stands in code."""
        if self._depth > DEEPEST:
            return at
        apart = function not in MARKS
        if apart:
            self._end()
        with self._silence(on=named in UNSEEN):
            at = self._content(at, nested=True)
        if apart:
            self._end()
        return at

    def _guess(self, guess: str) -> None:
        if guess not in self.guesses and len(self.guesses) < 20:
            self.guesses.append(guess)

    def _string(self, start: int, *, shown: bool) -> int:
        """Read a string; the place after it."""
        found = _STRING.match(self._text, start)
        if found is None:
            return start + 1
        if shown and not self._muted:
            at = found.start(1)
            for escape in _STRING_ESCAPE.finditer(self._text, at, found.end(1)):
                self._add(at, escape.start())
                at = escape.end()
                value = int(escape.group(1), 16) if escape.group(1) else 0
                sign = chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else ""
                written = (
                    sign
                    if escape.group(1)
                    else {"n": " ", "t": " "}.get(escape.group(2), escape.group(2))
                )
                self._put(written, escape.start(), escape.end())
            self._add(at, found.end(1))
        return found.end()

    def _mention(
        self, end: int, key: str, *, narrative: bool, suffix: str = "", shown: int = 0
    ) -> None:
        """Note the citation of a key that was just written."""
        if not self._muted:
            span = Span(end - len(key), end)
            self._script.mentions.append(
                Mention(
                    span=Span(span.start - shown, end),
                    keys=(key,),
                    key_spans=(span,),
                    narrative=narrative,
                    suffix=suffix,
                )
            )
