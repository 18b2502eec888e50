r"""Strings of JSON with their place: the text that one holds, and which characters it came from.

RFC 8259, section 7: a character may be written as an escape, "\n", "\u00e9", or as two of them
where it lies outside of the Basic Multilingual Plane.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, Final

import msgspec

from refkit.model import Document, Segment
from refkit.normalize.patterns import lazy_pattern

_TOKEN: Final = lazy_pattern(
    r"""
      " (?: [^"\\] | \\ . )*+ "
    | [{}\[\],:]
    | [^\s{}\[\],:"]+
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = lazy_pattern(
    r"""
    \\ (?: u (?P<high> [dD][89abAB][0-9a-fA-F]{2} ) \\u (?P<low> [dD][c-fC-F][0-9a-fA-F]{2} )
         | u (?P<code> [0-9a-fA-F]{4} )
         | (?P<sign> . ) )
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Written(msgspec.Struct, frozen=True):
    """A string as it is written.

    Attributes:
        start: Where its text begins in the file, after the quotation mark.
        end: Where it ends, before the other one.
    """

    start: int
    end: int


def places(text: str) -> Any:
    """The values of a JSON text that is known to be valid, with a :class:`Written` for strings.

    Args:
        text: The text.

    Returns:
        Tables by their keys, lists, and None for numbers and the like.
    """
    top: list[Any] = []
    stack: list[Any] = [top]
    keys: list[str | None] = [None]
    for token in _TOKEN.finditer(text):
        sign = text[token.start()]
        container = stack[-1]
        if sign in ",:":
            continue
        if sign in "}]":
            stack.pop()
            keys.pop()
            continue
        if sign == '"' and isinstance(container, dict) and keys[-1] is None:
            keys[-1] = _decoded(text, token.start() + 1, token.end() - 1)
            continue
        value: Any = None
        if sign == '"':
            value = Written(token.start() + 1, token.end() - 1)
        elif sign == "{":
            value = {}
        elif sign == "[":
            value = []
        if isinstance(container, dict):
            container[keys[-1]] = value
            keys[-1] = None
        else:
            container.append(value)
        if sign in "{[":
            stack.append(value)
            keys.append(None)
    return top[0] if top else None


def _decoded(text: str, start: int, end: int) -> str:
    return _ESCAPE.sub(_character, text[start:end])


def _character(escape: re.Match[str]) -> str:
    if escape["high"]:
        high, low = int(escape["high"], 16), int(escape["low"], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if escape["code"]:
        # Half of a pair alone is no character.
        code = int(escape["code"], 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    return _SIGNS.get(escape["sign"], escape["sign"])


class Unescaped:
    """The text of several strings that follow each other, with the way back to the file.

    Args:
        source: The file's text.
        strings: The strings.

    Attributes:
        text: Their text.
    """

    def __init__(self, source: str, strings: list[Written]) -> None:
        parts: list[str] = []
        # Stretches of the text: where each begins in it, and begins and ends in the file.
        self._starts: list[int] = []
        self._places: list[tuple[int, int]] = []
        length = 0
        for string in strings:
            at = string.start
            for escape in _ESCAPE.finditer(source, string.start, string.end):
                length = self._run(parts, source, at, escape.start(), length)
                parts.append(_character(escape))
                self._starts.append(length)
                self._places.append(escape.span())
                length += 1
                at = escape.end()
            length = self._run(parts, source, at, string.end, length)
        self.text = "".join(parts)
        self._starts.append(length)

    def _run(self, parts: list[str], source: str, start: int, end: int, length: int) -> int:
        if start < end:
            parts.append(source[start:end])
            self._starts.append(length)
            self._places.append((start, end))
        return length + end - start

    def segments(self, document: Document, shift: int) -> list[Segment]:
        """The segments of a Document of this text, as ones of the file.

        Args:
            document: The Document.
            shift: Where its text begins in that of the whole article.
        """
        found: list[Segment] = []
        for segment in document.segments:
            start, end = segment.source_start, segment.source_end
            at = segment.text_start + shift
            if segment.text_end - segment.text_start != end - start:
                begin, stop = self._begin(start), self._end(end)
                found.append(Segment(at, segment.text_end + shift, begin, stop))
                continue
            index = bisect_right(self._starts, start) - 1
            while start < end:
                begin, stop = self._places[index]
                following = min(self._starts[index + 1], end)
                width = following - start
                if stop - begin == self._starts[index + 1] - self._starts[index]:
                    place = begin + start - self._starts[index]
                    found.append(Segment(at, at + width, place, place + width))
                else:
                    found.append(Segment(at, at + width, begin, stop))
                at += width
                start = following
                index += 1
        return found

    def _begin(self, offset: int) -> int:
        index = min(bisect_right(self._starts, offset) - 1, len(self._places) - 1)
        begin, stop = self._places[index]
        inside = offset - self._starts[index]
        return min(begin + inside, stop) if stop - begin != 1 or inside == 0 else stop

    def _end(self, offset: int) -> int:
        index = bisect_right(self._starts, offset - 1) - 1
        begin, stop = self._places[index]
        if stop - begin == self._starts[index + 1] - self._starts[index]:
            return begin + offset - self._starts[index]
        return stop
