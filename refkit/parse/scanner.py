"""The text of an entry as the grammars see it: markup taken out, brackets paired, sentences cut.

A View holds three strings of equal length or a map between them: ``raw`` as written, ``text``
without markup, and ``plain``, which is ``text`` with curly quotes and dashes as ASCII. Grammars
match on ``plain`` and hand out ranges of ``text``; :meth:`View.span` leads back to ``raw``.

Everything here is one pass over the text, whatever stands in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from refkit.model import Repair, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import straighten
from refkit.parse.lexicon import ABBREVIATIONS, JOURNAL_ABBREVIATIONS

ODD: Final = lazy_pattern(
    r"[*_`<\\\x00-\x1f\x7f\xa0\xad\u1680\u2000-\u200b\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]|\s\s"
)
"""What makes ``text`` differ from ``raw``."""

PIECE: Final = lazy_pattern(
    r"""
    (?P<url> https?://[^\s<>*]* )                # nothing in a URL is markup …
  | (?P<tag> </?(?:i|b|em|strong|sub|sup|span|u|a|cite|small)(?:\s[^<>]{0,300})?> )
  | (?P<escape> \\(?=[!-/:-@\[-`{-~]) )          # Markdown's backslash: \_ \* \&
  | (?P<mark> \*+ | _+ | `+ )
  | (?P<space> [\s\u200b\u2060\ufeff]+ )
  | (?P<invisible> [\xad\u200e\u200f\x00-\x1f\x7f]+ )
  | (?P<other> [^\W_]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
WIDTHLESS: Final = "\u200b\u2060\ufeff"

MARKER: Final = lazy_pattern(r"\s*(?:\[\d{1,4}\]|\d{1,3}[.)](?=\s)|[\u2022*-]\s)\s*")
"""A list marker that the reader left in the text."""
BRACKETS: Final = lazy_pattern(r"[()\[\]]")
STOP: Final = lazy_pattern(
    r"""
    (?P<mark> \.\.\.+ | [.?!\u2026\u3002\u061f]+ )
    (?P<quote> ["')\]\u00bb]{0,3} )
    (?: (?P<space> \s+ | (?=[(\[]) ) | (?= [A-Z][a-z] | "[A-Z] ) | \Z )
    """,
    re.VERBOSE,
)

MOST_STOPS: Final = 40
"""Sentence ends that a grammar weighs; a title with more is none."""


class Group(NamedTuple):
    """An outermost pair of brackets, from the opening one to past the closing one."""

    start: int
    end: int
    kind: str


class Stop(NamedTuple):
    """A place where a sentence may end.

    Attributes:
        end: Past the last character that the sentence keeps ("?" is kept, "." is not).
        next: Where the next sentence begins.
        sure: 2 for a plain end, 1 after an initial or an abbreviation or without a space.
        mark: The first character of the punctuation.
    """

    end: int
    next: int
    sure: int
    mark: str


class View:
    """An entry's text without markup, with the way back, its brackets and its sentence ends."""

    __slots__ = ("back", "groups", "italics", "plain", "raw", "repairs", "start", "stops", "text")

    def __init__(self, raw: str, italics: list[Span] | None = None) -> None:
        self.raw = raw
        self.back: list[int] | None = None
        self.text = raw
        self.italics: list[tuple[int, int]] = []
        self.repairs: list[Repair] = []
        if ODD.search(raw):
            self._strip()
        if italics:
            self._add_italics(italics)
        self._index()

    def read_as(self, text: str, back: list[int], changes: list[tuple[int, int, str]]) -> None:
        """Read another text in place of this one, whose damage is undone in it.

        Args:
            text: What is read.
            back: For each character of it, its place in the present ``text``.
            changes: The ranges of the present ``text`` that are read as something else, in order.
        """
        old = self.text
        places = self.back if self.back is not None else range(len(old))
        self.repairs = [
            Repair(self._raw_span(places, *change[:2]), change[2]) for change in changes
        ]
        if self.italics:
            place = {at: new for new, at in reversed(list(enumerate(back)))}
            self.italics = [
                (min(inside), max(inside) + 1)
                for start, end in self.italics
                if (inside := [place[at] for at in range(start, end) if at in place])
            ]
        self.back = [places[at] for at in back]
        self.text = text
        self._index()

    def _raw_span(self, places: Sequence[int], start: int, end: int) -> Span:
        """The range of ``raw`` of a change; all the white space where a space is passed over."""
        if start == end:
            at = places[start] if start < len(places) else len(self.raw)
            return Span(at, at)
        first, last = places[start], places[end - 1] + 1
        while self.raw[first].isspace() and self.raw[last : last + 1].isspace():
            last += 1
        return Span(first, last)

    def _index(self) -> None:
        """Find brackets and sentence ends in ``text``."""
        self.plain = straighten(self.text)
        marker = MARKER.match(self.plain)
        self.start = marker.end() if marker else 0
        self.groups = _groups(self.plain)
        self.stops = _stops(self.plain, self.groups)

    def span(self, start: int, end: int) -> Span:
        """The range of ``raw`` of a range of ``text``; both must hold at least one character."""
        if self.back is None:
            return Span(start, end)
        return Span(self.back[start], self.back[end - 1] + 1)

    def group_over(self, position: int) -> Group | None:
        """The outermost pair of brackets around a position, which may be the opening one."""
        index = bisect_right(self.groups, (position, len(self.text) + 1, "")) - 1
        if index < 0 or self.groups[index].end <= position:
            return None
        return self.groups[index]

    def group_at(self, position: int) -> Group | None:
        """The outermost pair of brackets that opens at a position."""
        group = self.group_over(position)
        return group if group is not None and group.start == position else None

    def group_ending(self, position: int) -> Group | None:
        """The outermost pair of brackets that closes just before a position."""
        group = self.group_over(position - 1)
        return group if group is not None and group.end == position else None

    def groups_from(self, position: int) -> list[Group]:
        """The outermost pairs of brackets that open at a position or after it."""
        return self.groups[bisect_left(self.groups, (position, 0, "")) :]

    def _strip(self) -> None:
        """Take the markup out of ``raw``; what stood in italics is remembered as a hint."""
        raw = self.raw
        marks = _paired_marks(raw)
        kept: list[str] = []
        back: list[int] = []
        opened = -1
        for piece in PIECE.finditer(raw):
            kind = piece.lastgroup
            start, end = piece.span()
            if kind == "mark" and start in marks:
                opened = self._italic(marks[start], opened, len(kept))
            elif kind == "tag":
                tag = piece.group().lower()
                if tag.startswith(("<i", "<em", "</i", "</em")):
                    opened = self._italic(not tag.startswith("</"), opened, len(kept))
            elif kind in ("escape", "invisible"):
                continue
            elif kind == "space":
                if piece.group().strip(WIDTHLESS) and kept and kept[-1] != " ":
                    kept.append(" ")
                    back.append(start)
            else:
                kept.extend(raw[start:end])
                back.extend(range(start, end))
        self.text = "".join(kept)
        self.back = back

    def _italic(self, opens: bool, opened: int, at: int) -> int:
        if opens:
            return at
        if 0 <= opened < at:
            self.italics.append((opened, at))
        return -1

    def _add_italics(self, spans: list[Span]) -> None:
        """Add the reader's hints, which count in ``raw``."""
        if self.back is None:
            self.italics.extend((s.start, s.end) for s in spans if s.end > s.start)
            return
        place = {raw: at for at, raw in enumerate(self.back)}
        for span in spans:
            inside = [place[at] for at in range(span.start, span.end) if at in place]
            if inside:
                self.italics.append((inside[0], inside[-1] + 1))


def strip(written: str) -> str:
    """What a stretch of ``raw`` says: markup taken out, white space folded."""
    if not ODD.search(written):
        return written.strip()
    return View(written).text.strip()


def _paired_marks(raw: str) -> dict[int, bool]:
    """Markdown's emphasis marks that come in pairs: position to whether it opens.

    "C*-algebra" and "snake_case" hold none: an opening mark stands before a word and after none,
    a closing one after a word and before none.
    """
    marks: dict[int, bool] = {}
    pending: dict[str, int] = {}
    for piece in PIECE.finditer(raw):
        if piece.lastgroup != "mark":
            continue
        start, end = piece.span()
        before, after = raw[start - 1 : start], raw[end : end + 1]
        mark = piece.group()
        opens = after != "" and not after.isspace() and not before.isalnum()
        closes = before != "" and not before.isspace() and not after.isalnum()
        if closes and mark in pending:
            marks[pending.pop(mark)] = True
            marks[start] = False
        elif opens:
            pending[mark] = start
    return marks


def _groups(plain: str) -> list[Group]:
    """The outermost pairs of brackets in order; a bracket without a partner is a character."""
    pairs: list[Group] = []
    waiting: dict[str, list[int]] = {")": [], "]": []}
    for match in BRACKETS.finditer(plain):
        sign, at = match.group(), match.start()
        if sign == "(":
            waiting[")"].append(at)
        elif sign == "[":
            waiting["]"].append(at)
        elif waiting[sign]:
            pairs.append(Group(waiting[sign].pop(), at + 1, "(" if sign == ")" else "["))
    pairs.sort()
    outer: list[Group] = []
    for pair in pairs:
        if not outer or pair.start >= outer[-1].end:
            outer.append(pair)
    return outer


def _stops(plain: str, groups: list[Group]) -> list[Stop]:
    """The ends of sentences outside brackets."""
    stops: list[Stop] = []
    index, count = 0, len(groups)
    for match in STOP.finditer(plain):
        at = match.start()
        while index < count and groups[index].end <= at:
            index += 1
        if index < count and groups[index].start < at:
            continue
        end = match.end()
        quote = match.group("quote")
        if index < count and groups[index].start < end - len(match.group("space") or ""):
            continue
        sure = _sureness(plain, at, end, match.group("mark"), match.group("space") is None)
        if sure:
            mark = match.group("mark")[0]
            keep = at + len(match.group("mark")) if mark in "?!\u061f\u2026" else at
            if quote:
                keep = match.end("quote")
            stops.append(Stop(keep, end, sure, mark))
    return stops


def _sureness(plain: str, at: int, end: int, mark: str, glued: bool) -> int:
    """How sure it is that a sentence ends here: 2, 1 or 0 (not at all)."""
    follows = plain[end : end + 1]
    if not follows:
        return 2
    if glued:
        # "differences.Journal of": a lost space, unless it is a domain or a file name.
        return 1 if mark == "." and plain[at - 3 : at].isalpha() and plain[at - 1].islower() else 0
    if follows.islower() and not _odd_case(plain, end):
        return 0
    if mark[0] != ".":
        return 0 if follows in ",;:&" else 2
    if follows in ",;:&.":
        return 0
    start = max(plain.rfind(" ", max(0, at - 40), at), plain.rfind("(", max(0, at - 40), at)) + 1
    word = plain[start:at].strip("\"'([")
    if not word:
        return 1
    if len(word) == 1:
        return 1 if word.isalpha() else 2
    if "." in word and not word[-1].isdigit() and len(word) < 8:
        return 1
    if word.lower() in ABBREVIATIONS:
        return 1
    if word[0].isupper() and word.lower() in JOURNAL_ABBREVIATIONS and len(word) < 7:
        return 1
    return 2


def _odd_case(plain: str, start: int) -> bool:
    """Whether the word is a name that begins in lower case: bioRxiv, eLife, sueddeutsche.de."""
    end = plain.find(" ", start, start + 60)
    word = plain[start : end if end > 0 else start + 60].rstrip(".,;:")
    return not word.islower() or "." in word[1:-1] or word in ("arXiv", "npj")
