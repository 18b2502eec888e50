"""The inline part of Markdown: emphasis, links, code, escapes, entities, with exact offsets.

The rules are those of CommonMark 0.31.2, section 6, with the superscripts and subscripts of pandoc.
Everything is linear: delimiters and brackets are stacks, and no closing sign is looked for twice.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

import msgspec
from msgspec import structs

from refkit.model.document import MarkupKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.builder import Builder
from refkit.readers.html import Page
from refkit.readers.inline_simple import AUTOLINK, SPECIAL, write_simple
from refkit.readers.lines import Lines
from refkit.readers.tags import KNOWN, RAW, REFERENCE, Scanner

_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_DESTINATION: Final = lazy_pattern(
    r"\( [ \t]{0,100} \n? [ \t]{0,100} (?: < ( (?: [^<>\n\\] | \\. ){0,4000} ) > )?", re.VERBOSE
)
_TURNING: Final = lazy_pattern(r"[()\\\s]")
_TITLE: Final = lazy_pattern(
    r"""
    [ \t\n]{1,100}
    (?: "(?: [^"\\] | \\. ){0,1000}" | '(?: [^'\\] | \\. ){0,1000}' | \( [^()]{0,1000} \) )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSE: Final = lazy_pattern(r"[ \t\n]{0,100}\)")
_LABEL: Final = lazy_pattern(r"\[ ( (?: [^\[\]\\] | \\. ){0,999} ) \]", re.VERBOSE | re.DOTALL)
_RAISED: Final = lazy_pattern(r"\^ [^\s^~\[\]()\\*]{1,30} \^", re.VERBOSE)
_LOWERED: Final = lazy_pattern(r"~ [^\s~^\[\]()\\*]{1,30} ~ (?!~)", re.VERBOSE)
_ATTRIBUTES: Final = lazy_pattern(r"\{ :? [ ]? [.#\w] [^{}\n]{0,200} \}", re.VERBOSE)
_ESCAPE: Final = lazy_pattern(r"\\([!-/:-@\[-`{-~])")
_NOTE_MARK: Final = lazy_pattern(r"\^[^\]\s\[]{1,100}")
_SHORTCODE: Final = lazy_pattern(r"\{\{ [<%] [^{}\n]{0,500} [%>] \}\}", re.VERBOSE)
_CITED_DOI: Final = lazy_pattern(r"(?:doi:|https?://(?:dx\.)?doi\.org/)10\.\d[^\s()]{1,300}")
_PARENTHESES: Final = 32


_CODE_LINES: Final = 2
"""Line ends that a code span may hold. CommonMark has no limit; code in running text is short."""


class Definition(msgspec.Struct, frozen=True):
    """The target of a link reference definition, ``[label]: target``."""

    target: str


class _Event:
    """A piece of the output: text, a run of delimiters, a tag, a line break, an edge of markup."""

    __slots__ = ("closes", "end", "kind", "opens", "start", "target", "text")

    def __init__(self, kind: str, start: int, end: int, text: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.text = text
        self.target = ""
        # Of delimiter runs: markup that ends before, and begins after, what is left of the run.
        self.closes = 0
        self.opens: list[MarkupKind] = []


class _Run:
    """A delimiter run that may still open or close emphasis."""

    __slots__ = ("can_close", "can_open", "character", "count", "event", "length")

    def __init__(self, event: _Event, character: str, can_open: bool, can_close: bool) -> None:
        self.event = event
        self.character = character
        self.length = self.count = event.end - event.start
        self.can_open = can_open
        self.can_close = can_close


class _Bracket(msgspec.Struct):
    """An opening bracket that may begin a link or image."""

    event: int
    runs: int
    image: bool
    at: int
    note: bool = False


def write_inline(
    lines: Lines, builder: Builder, page: Page, definitions: Mapping[str, Definition]
) -> list[Lines]:
    """Add the text of a block's inline content to the builder, with its markup.

    Args:
        lines: The content.
        builder: Where the text goes; the block is not ended.
        page: The state of HTML, for tags within the text.
        definitions: The link reference definitions of the file, by :func:`label_key`.

    Returns:
        The contents of the notes within it, "^[…]", which are not written.
    """
    if write_simple(lines, builder, page):
        return []
    inline = _Inline(lines, builder, page, definitions)
    inline.write()
    return inline.notes


def label_key(label: str) -> str:
    """A link label in the form in which labels are compared (CommonMark, section 4.7)."""
    return " ".join(label.split()).casefold().upper()


def unescape(text: str) -> str:
    """A link target without backslash escapes and character references."""
    return html.unescape(_ESCAPE.sub(r"\1", text))


class _Inline:
    def __init__(
        self, lines: Lines, builder: Builder, page: Page, definitions: Mapping[str, Definition]
    ) -> None:
        self._lines = lines
        self._text = lines.text
        self._even = lines.even
        self._builder = builder
        self._page = page
        self._definitions = definitions
        self._scanner = Scanner(lines.text)
        self._events: list[_Event] = []
        self._runs: list[_Run] = []
        self._brackets: list[_Bracket] = []
        # How many of the open brackets stand around a link.
        self._dead = 0
        self._ticks: dict[int, list[int]] | None = None
        self.notes: list[Lines] = []

    def write(self) -> None:
        text = self._text
        at = 0
        while True:
            match = SPECIAL.search(text, at)
            if not match:
                self._event("text", at, len(text))
                break
            if match.start() > at:
                self._event("text", at, match.start())
            at = self._special(match)
        self._emphasise(0)
        self._emit()

    def _event(self, kind: str, start: int, end: int, text: str = "") -> _Event:
        event = _Event(kind, start, end, text)
        self._events.append(event)
        return event

    def _special(self, match: re.Match[str]) -> int:
        """Handle a special sign, and say where reading goes on."""
        text, start, sign = self._text, match.start(), match.group()
        first = sign[0]
        if first == "\\":
            return self._escape(start)
        if first == "`":
            return self._code(start)
        if first in "*_":
            self._delimiters(start, match.end(), first)
            return match.end()
        if first == "{":
            if sign == "{{":
                shortcode = _SHORTCODE.match(text, start)
                if shortcode:
                    return shortcode.end()
            else:
                return match.end()
        elif sign[-1] == "[":
            bracket = _Bracket(
                len(self._events), len(self._runs), first == "!", match.end(), first == "^"
            )
            self._brackets.append(bracket)
        elif first == "]":
            return self._close_bracket(start)
        elif first == "<":
            return self._angle(start)
        elif first == "&":
            reference = REFERENCE.match(text, start)
            if reference and reference.group().endswith(";"):
                value = html.unescape(reference.group())
                self._event("unit", start, reference.end(), value)
                return reference.end()
        elif first in "^~":
            found = (_RAISED if first == "^" else _LOWERED).match(text, start)
            if found and text[start - 1 : start] not in ("^", "~"):
                kind = "superscript" if first == "^" else "subscript"
                self._event("open", start, start, kind)
                self._event("text", start + 1, found.end() - 1)
                self._event("close", start, start)
                return found.end()
        elif first == "h":
            # Emphasis around an address ends after it: _https://a.b/c_
            end = start + len(sign.rstrip("_~^.,;:!?'"))
            self._event("text", start, end)
            return end
        self._event("text", start, match.end())
        return match.end()

    def _escape(self, start: int) -> int:
        text = self._text
        following = text[start + 1 : start + 2]
        if following == "\n":
            self._event("break", start, start + 2)
            return start + 2
        if following in _PUNCTUATION:
            self._event("text", start + 1, start + 2)
            return start + 2
        if following == " ":
            # Pandoc's non-breaking space, as in "Fig.\ 1".
            return start + 1
        self._event("text", start, start + 1)
        return start + 1

    def _code(self, start: int) -> int:
        text = self._text
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer("`+", text):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
            for starts in self._ticks.values():
                starts.reverse()
        end = start
        while text[end : end + 1] == "`":
            end += 1
        closers = self._ticks.get(end - start, [])
        while closers and closers[-1] < end:
            closers.pop()
        if not closers:
            self._event("text", start, end)
            return end
        close = closers[-1]
        if text.count("\n", end, close) > _CODE_LINES:
            # A stray grave accent ("Izmeritel`naya Tekhnika") would otherwise make one code span
            # of all entries up to the next one, and their line ends would be lost.
            self._event("text", start, end)
            return end
        inner, stop = end, close
        if text[inner] == " " and text[stop - 1] == " " and text[inner:stop].strip():
            inner, stop = inner + 1, stop - 1
        self._event("open", start, start, "code")
        at = inner
        for line_end in re.finditer("\n", text[inner:stop]):
            self._event("text", at, inner + line_end.start())
            self._event("space", inner + line_end.start(), inner + line_end.end())
            at = inner + line_end.end()
        self._event("text", at, stop)
        self._event("close", close, close)
        return close + end - start

    def _delimiters(self, start: int, end: int, character: str) -> None:
        text = self._text
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        space_before, space_after = before.isspace(), after.isspace()
        mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
        left = not space_after and (not mark_after or space_before or mark_before)
        right = not space_before and (not mark_before or space_after or mark_after)
        if character == "_":
            can_open = left and (not right or mark_before)
            can_close = right and (not left or mark_after)
        else:
            can_open, can_close = left, right
        event = self._event("run", start, end)
        if can_open or can_close:
            self._runs.append(_Run(event, character, can_open, can_close))

    def _angle(self, start: int) -> int:
        text = self._text
        link = AUTOLINK.match(text, start)
        if link:
            address = link.group(1) or f"mailto:{link.group(2)}"
            opening = self._event("open", start, start, "link")
            opening.target = address
            self._event("text", start + 1, link.end() - 1)
            self._event("close", start, start)
            return link.end()
        tag = self._scanner.tag(start)
        if tag and (tag.kind == "nothing" or tag.name in KNOWN or "=" in tag.inside):
            if tag.name not in RAW:
                self._event("tag", start, tag.end)
            elif tag.kind == "open":
                return self._scanner.end_of_raw(tag.name, tag.end)[1]
            return tag.end
        self._event("text", start, start + 1)
        return start + 1

    def _close_bracket(self, at: int) -> int:
        if not self._brackets:
            self._event("text", at, at + 1)
            return at + 1
        bracket = self._brackets.pop()
        if bracket.note:
            return self._close_note(bracket, at)
        mark = _NOTE_MARK.fullmatch(self._text, bracket.at, at)
        if mark and not bracket.image:
            del self._events[bracket.event :]
            del self._runs[bracket.runs :]
            self._event("open", bracket.at, bracket.at, "superscript")
            self._event("text", bracket.at - 1, at + 1)
            self._event("close", at, at)
            return at + 1
        dead = len(self._brackets) < self._dead
        self._dead = min(self._dead, len(self._brackets))
        if dead and not bracket.image:
            self._event("text", at, at + 1)
            return at + 1
        target, end = self._target(bracket, at)
        if end < 0:
            self._event("text", at, at + 1)
            return at + 1
        if bracket.image:
            # What an image shows instead of itself is no text of the article.
            del self._events[bracket.event :]
            del self._runs[bracket.runs :]
            return end
        if bracket.at == at and _CITED_DOI.fullmatch(target):
            # "[](doi:10.1000/1)", for which MyST prints a citation.
            place = self._text.find(target, at, end)
            if place >= 0:
                self._event("text", place, place + len(target))
        self._emphasise(bracket.runs)
        opening = self._events[bracket.event]
        opening.kind, opening.text, opening.target = "open", "link", target
        opening.end = opening.start
        self._event("close", at, at)
        # No link in a link: the brackets around this one begin none.
        self._dead = len(self._brackets)
        attributes = _ATTRIBUTES.match(self._text, end)
        return attributes.end() if attributes else end

    def _close_note(self, bracket: _Bracket, at: int) -> int:
        if any(other.note for other in self._brackets):
            # No note within a note.
            self._event("text", at, at + 1)
            return at + 1
        del self._events[bracket.event :]
        del self._runs[bracket.runs :]
        self._dead = min(self._dead, len(self._brackets))
        self.notes.append(self._lines.part(bracket.at, at))
        return at + 1

    def _target(self, bracket: _Bracket, at: int) -> tuple[str, int]:
        """The target of the link that ends at ``]``, and where the link ends; -1 if it is none."""
        text = self._text
        after = text[at + 1 : at + 2]
        if after == "(":
            target, end = self._destination(at + 1)
            if end >= 0:
                return target, end
        label, end = text[bracket.at : at], at + 1
        if after == "[":
            match = _LABEL.match(text, at + 1)
            if match:
                label, end = match.group(1) or label, match.end()
        if self._definitions and len(label) <= 999:
            found = self._definitions.get(label_key(label))
            if found:
                return found.target, end
        if after == "{" and not bracket.image:
            # Pandoc's bracketed span, [text]{.smallcaps}: markup without target.
            attributes = _ATTRIBUTES.match(text, at + 1)
            if attributes:
                return "", attributes.end()
        return "", -1

    def _destination(self, at: int) -> tuple[str, int]:
        text = self._text
        match = _DESTINATION.match(text, at)
        if not match:
            return "", -1
        if match.group(1) is not None:
            target, end = match.group(1), match.end()
        else:
            start = match.end()
            end = _balanced(text, start)
            if end < 0:
                return "", -1
            target = text[start:end]
        title = _TITLE.match(text, end)
        closing = _CLOSE.match(text, title.end() if title else end)
        return (unescape(target), closing.end()) if closing else ("", -1)

    def _emphasise(self, bottom: int) -> None:
        """CommonMark's "process emphasis" for the runs above ``bottom``, which are then removed."""
        runs = self._runs[bottom:]
        del self._runs[bottom:]
        stack: list[_Run] = []
        # Where no opener was found, for a kind of closer, none need be looked for below.
        floors: dict[tuple[str, bool, int], int] = {}
        for run in runs:
            if run.can_close:
                key = (run.character, run.can_open, run.length % 3)
                while run.count:
                    index = len(stack) - 1
                    floor = min(floors.get(key, 0), len(stack))
                    while index >= floor and not _pairs(stack[index], run):
                        index -= 1
                    if index < floor:
                        floors[key] = len(stack)
                        break
                    opener = stack[index]
                    del stack[index + 1 :]
                    for other, height in floors.items():
                        floors[other] = min(height, len(stack))
                    self._pair(opener, run)
                    if not opener.count:
                        stack.pop()
            if run.can_open and run.count:
                stack.append(run)

    def _pair(self, opener: _Run, closer: _Run) -> None:
        width = 2 if opener.count >= 2 and closer.count >= 2 else 1
        opener.count -= width
        closer.count -= width
        opener.event.end -= width
        closer.event.start += width
        opener.event.opens.append("bold" if width == 2 else "italic")
        closer.event.closes += 1

    def _emit(self) -> None:
        opened: list[tuple[MarkupKind | Literal["span"], str, int]] = []
        for event in self._events:
            if event.closes:
                for _ in range(event.closes):
                    self._close(opened)
            kind = event.kind
            if kind == "tag":
                self._emit_tag(event)
            elif kind == "open":
                opened.append((_markup_kind(event), event.target, self._builder.length))
            elif kind == "close":
                self._close(opened)
            elif not self._page.skipping:
                self._emit_text(event)
            if event.opens:
                at = self._builder.length
                opened.extend((opens, "", at) for opens in reversed(event.opens))

    def _emit_text(self, event: _Event) -> None:
        builder, kind = self._builder, event.kind
        if kind == "break":
            builder.line_feed()
        elif kind == "space":
            builder.space()
        elif event.start < event.end:
            start = event.start
            if kind == "unit":
                self._page.before_text()
                end = self._lines.source(event.end - 1) + 1
                builder.put(event.text, self._lines.source(start), end)
                return
            if self._even:
                while start < event.end and self._text[start] == "\n":
                    builder.line_feed()
                    start += 1
            else:
                while (line_end := self._text.find("\n", start, event.end)) >= 0:
                    if start < line_end:
                        self._emit_run(start, line_end)
                    builder.line_feed()
                    start = line_end + 1
            if start < event.end:
                self._emit_run(start, event.end)

    def _emit_run(self, start: int, end: int) -> None:
        """Add text of one line, or of lines that stand in the source as they are here."""
        builder = self._builder
        source = self._lines.source(start)
        end += source - start
        self._page.before_text()
        if builder.ends_in_space:
            # Where a comment or tag was taken out between two spaces.
            while source < end and builder.source[source].isspace():
                source += 1
        builder.add(source, end)

    def _emit_tag(self, event: _Event) -> None:
        tag = Scanner(self._text[event.start : event.end]).tag(0)
        if tag:
            end = self._lines.source(event.end - 1) + 1
            self._page.tag(structs.replace(tag, start=self._lines.source(event.start), end=end))

    def _close(self, opened: list[tuple[MarkupKind | Literal["span"], str, int]]) -> None:
        if opened:
            kind, target, start = opened.pop()
            if kind != "span":
                self._builder.mark(start, kind, target)


def _markup_kind(event: _Event) -> MarkupKind | Literal["span"]:
    if event.text == "code":
        return "code"
    if event.text == "superscript":
        return "superscript"
    if event.text == "subscript":
        return "subscript"
    return "link" if event.target else "span"


def _pairs(opener: _Run, closer: _Run) -> bool:
    if opener.character != closer.character:
        return False
    # CommonMark, section 6.2, rules 9 and 10: the "multiple of 3" rule.
    both = opener.can_close or closer.can_open
    total = opener.length + closer.length
    return not (both and total % 3 == 0 and (opener.length % 3 or closer.length % 3))


def _balanced(text: str, start: int) -> int:
    """Where a link destination without angle brackets ends; -1 if its parentheses do not close."""
    depth = 0
    at = start
    while True:
        match = _TURNING.search(text, at)
        if not match:
            return -1
        at = match.end()
        character = match.group()
        if character == "(":
            depth += 1
            if depth > _PARENTHESES:
                return -1
        elif character == "\\":
            at += text[at : at + 1] in _PUNCTUATION
        elif not depth:
            return match.start()
        elif character == ")":
            depth -= 1
        else:
            return -1


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return character in _PUNCTUATION
    return unicodedata.category(character)[0] in "PS"
