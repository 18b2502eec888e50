"""Lines: the words of a page put together to printed lines, with their text and its markup.

PDFium gives words in the order in which they are drawn. Those that follow each other on a base line
are a fragment; the fragments of one column at one height are a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from refkit.model.document import MarkupKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.paragraphs import Mark
from refkit.readers.pdf_worker import Link, Type, Word

# All in em, that is, in sizes of the type.
_FAR: Final = 0.9
"""A gap that parts fragments: the gutter of columns is wider, and a stretched space seldom is."""

_CLOSE: Final = 0.4
_BACK: Final = -0.6
_SAME_HEIGHT: Final = 0.12
_RAISED: Final = 0.65
_LOWERED: Final = 0.3
_SMALLER: Final = 0.88
_WIDEST: Final = 4.0
_STRETCHED: Final = 0.4
_NO_SPACE: Final = 0.06
_SPACE: Final = 0.17
_OPENING: Final = ("(", "[")

_QUOTES: Final = frozenset("“”„\"‘’‚'")

_ALIKE: Final = 1.5
"""Of the usual space of a line: other spaces are not wider."""

_FEWEST: Final = 3
"""Spaces of a line that tell which is usual."""

_LIGATURES: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
# Where bitmap fonts of TeX, which have no names of glyphs, keep ligatures, dashes and quotation
# marks: in the encodings OT1 and T1 (LaTeX's fontenc).
_CONTROLS: Final = {
    "\x0b": "ff", "\x0c": "fi", "\r": "fl", "\x0e": "ffi", "\x0f": "ffl",
    "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
    "\x15": "–", "\x16": "—", "\x10": "“", "\x11": "”",
}  # fmt: skip
_PLAINER: Final = str.maketrans(
    dict.fromkeys([chr(code) for code in range(32)] + list("\u200b\u200c\u200d\u2060\ufeff"), "")
    | {"\u2010": "-", "\u2011": "-", "\u00ad": "-"}
    | _LIGATURES
    | _CONTROLS
)
_LONGEST_SPACED: Final = 120
_LOOKED_AT: Final = 100
_SPACED_OUT: Final = lazy_pattern(r"(?:[^\W\d_]\s){3,60}[^\W\d_][.:]?")


class Fragment:
    """Words that follow each other on one base line of a page.

    Attributes:
        words: The words, in order.
        x0: Its left end, in points.
        x1: Its right end.
        y: The height of its base line, from the bottom of the page.
        size: The size of its type, that of a raised figure left aside.
        letters: How many characters it has.
    """

    __slots__ = ("letters", "size", "words", "x0", "x1", "y")

    def __init__(self, word: Word, size: float) -> None:
        self.words = [word]
        self.x0 = word.x0
        self.x1 = word.x1
        self.y = word.y
        self.size = size
        self.letters = len(word.text)

    def add(self, word: Word, size: float) -> None:
        """Add the word that follows."""
        self.words.append(word)
        self.x0 = min(self.x0, word.x0)
        self.x1 = max(self.x1, word.x1)
        self.letters += len(word.text)
        raised = size * _SMALLER > self.size or (size > self.size and len(self.words) == 2)
        if raised or all(each.text in _QUOTES for each in self.words[:-1]):
            # What stood first was a raised number, or a lowered quotation mark.
            self.size, self.y = size, word.y

    @property
    def text(self) -> str:
        """Its words, parted by single spaces."""
        return " ".join(word.text for word in self.words)


class Line:
    """A printed line.

    Attributes:
        fragments: Its fragments, from left to right.
        x0: Its left end, in points.
        x1: Its right end.
        y: The height of its base line.
        size: The size of most of its type.
        text: What it says.
        marks: Italics, bold, raised and lowered figures, links, over ranges of ``text``.
        bold: Whether all its letters are bold.
        small_caps: Whether all its letters are small capitals.
        raised: Whether it begins with a raised figure or sign.
    """

    __slots__ = (
        "bold",
        "fragments",
        "marks",
        "raised",
        "size",
        "small_caps",
        "text",
        "x0",
        "x1",
        "y",
    )

    def __init__(self, fragments: Sequence[Fragment], types: Sequence[Type]) -> None:
        self.fragments = sorted(fragments, key=lambda fragment: fragment.x0)
        self.x0 = self.fragments[0].x0
        self.x1 = max(fragment.x1 for fragment in fragments)
        main = max(fragments, key=lambda fragment: fragment.letters)
        self.y = main.y
        self.size = _usual_size(self.fragments, types)
        words = [word for fragment in self.fragments for word in fragment.words]
        self.text, self.marks = _written(words, types, self.y, self.size)
        lettered = [types[word.type] for word in words if any(map(str.isalpha, word.text))]
        self.bold = bool(lettered) and all(each.bold for each in lettered)
        self.small_caps = bool(lettered) and all(each.small_caps for each in lettered)
        self.raised = bool(words) and _shift(words[0], types, self.y, self.size) == "superscript"
        if len(self.text) < _LONGEST_SPACED and _SPACED_OUT.fullmatch(self.text):
            self.text, self.marks = self.text.replace(" ", ""), []

    def link(self, links: Iterable[Link]) -> None:
        """Mark what stands under rectangles of links."""
        places = _places(self)
        for link in links:
            inside = [
                (start, end)
                for start, end, x0, x1 in places
                if link.x0 - 1 <= (x0 + x1) / 2 <= link.x1 + 1
            ]
            if inside:
                start, end = inside[0][0], inside[-1][1]
                self.marks.append(Mark(start, end, "link", link.target))


def _usual_size(fragments: Sequence[Fragment], types: Sequence[Type]) -> float:
    letters: dict[float, int] = {}
    for fragment in fragments:
        for word in fragment.words:
            size = types[word.type].size
            letters[size] = letters.get(size, 0) + len(word.text)
    return max(letters, key=lambda size: (letters[size], size))


def fragments_of(words: Iterable[Word], types: Sequence[Type]) -> list[Fragment]:
    """Put words that follow each other on a base line together, in the order of drawing."""
    found: list[Fragment] = []
    current: Fragment | None = None
    before: Word | None = None
    for word in words:
        size = types[word.type].size or 1.0
        if before is not None and _is_shadow(before, word):
            continue
        if current is not None and _follows(current, word, size):
            current.add(word, size)
        else:
            current = Fragment(word, size)
            found.append(current)
        before = word
    return _stretched(found)


def _stretched(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Put together what only the wide spaces of a justified line parted.

    All spaces of such a line are alike; the gutter between columns is wider than those beside it.
    """
    found: list[Fragment] = []
    row: list[Fragment] = []
    for fragment in [*fragments, None]:
        if fragment is not None and row:
            gap = fragment.x0 - row[-1].x1
            if abs(fragment.y - row[-1].y) <= 0.5 and 0 < gap <= _WIDEST * fragment.size:
                row.append(fragment)
                continue
        found += _merged(row)
        row = [fragment] if fragment is not None else []
    return found


def _merged(row: Sequence[Fragment]) -> list[Fragment]:
    """The fragments of a row, those put together that are parted by its usual spaces."""
    if len(row) < 2:
        return list(row)
    spaces = sorted(
        after.x0 - before.x1
        for fragment in row
        for before, after in pairwise(fragment.words)
        if after.apart
    )
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(row))
    every = sorted(spaces + gaps)
    if len(every) < _FEWEST:
        return list(row)
    usual = every[len(every) // 2]
    if usual < _STRETCHED * row[0].size:
        return list(row)
    found = [row[0]]
    for fragment in row[1:]:
        last = found[-1]
        if fragment.x0 - last.x1 <= _ALIKE * usual:
            for word in fragment.words:
                last.add(word, last.size)
        else:
            found.append(fragment)
    return found


def _is_shadow(before: Word, word: Word) -> bool:
    """Whether a word is drawn twice, a little shifted, to make it look bold."""
    return (
        before.text == word.text
        and abs(before.x0 - word.x0) < 1.5
        and abs(before.y - word.y) < 1.5
        and word.x1 - word.x0 > 3
    )


def _follows(fragment: Fragment, word: Word, size: float) -> bool:
    gap = word.x0 - fragment.words[-1].x1
    height = abs(word.y - fragment.y)
    larger = max(size, fragment.size)
    if height <= _SAME_HEIGHT * larger:
        return _BACK * larger <= gap <= _FAR * larger
    # Old fonts of TeX have no low quotation marks: high ones are lowered. So is the E of its name.
    quotes = word.text in _QUOTES or all(each.text in _QUOTES for each in fragment.words)
    if quotes and height <= _RAISED * larger:
        return _BACK * larger <= gap <= _FAR * larger
    if height <= _LOWERED * larger and -_LOWERED * larger <= gap <= _SAME_HEIGHT * larger:
        return True
    smaller = min(size, fragment.size) <= _SMALLER * larger
    last = fragment.words[-1]
    # After a raised figure the line goes on; it may be all that there was of it so far.
    if abs(word.y - last.y) <= _SAME_HEIGHT * larger:
        return _BACK * larger <= gap <= _FAR * larger and height <= _RAISED * larger
    return smaller and height <= _RAISED * larger and _BACK * larger <= gap <= _CLOSE * larger


def lines_of(fragments: Iterable[Fragment], types: Sequence[Type]) -> list[Line]:
    """The printed lines of fragments of one column, from top to bottom."""
    rows: list[list[Fragment]] = []
    heights: list[tuple[float, float]] = []
    for fragment in sorted(fragments, key=lambda each: (-each.y, each.x0)):
        placed = False
        for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            y, size = heights[at]
            height = abs(y - fragment.y)
            near = height <= 0.25 * min(size, fragment.size) or (
                min(size, fragment.size) <= _SMALLER * max(size, fragment.size)
                and height <= 0.5 * max(size, fragment.size)
            )
            if near and not any(_overlap(fragment, other) for other in rows[at][-_LOOKED_AT:]):
                rows[at].append(fragment)
                if fragment.size > size:
                    heights[at] = (fragment.y, fragment.size)
                placed = True
                break
        if not placed:
            rows.append([fragment])
            heights.append((fragment.y, fragment.size))
    return [Line(row, types) for row in rows]


def _overlap(one: Fragment, other: Fragment) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.4 * min(one.x1 - one.x0, other.x1 - other.x0)


def plain(text: str) -> str:
    """Text without ligatures, invisible characters, and signs that fonts give for common ones."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_PLAINER))


def _shift(word: Word, types: Sequence[Type], y: float, size: float) -> MarkupKind | None:
    """Whether a word is a raised or lowered figure of a line."""
    own = types[word.type].size
    if own > 0.9 * size:
        return None
    if word.y > y + 0.12 * size:
        return "superscript"
    return "subscript" if word.y < y - 0.08 * size else None


def _written(
    words: Sequence[Word], types: Sequence[Type], y: float, size: float
) -> tuple[str, list[Mark]]:
    """The text of a line and its markup."""
    parts: list[str] = []
    length = 0
    kinds: list[tuple[int, int, tuple[MarkupKind, ...]]] = []
    before: Word | None = None
    for word in words:
        text = plain(word.text)
        if not text:
            continue
        if text == "”" and word.y < y - _SAME_HEIGHT * size:
            text = "„"
        if before is not None and _is_apart(before, word, types):
            parts.append(" ")
            length += 1
        parts.append(text)
        kinds.append((length, length + len(text), _kinds(word, types, y, size)))
        length += len(text)
        before = word
    return "".join(parts), _marks(kinds)


def _is_apart(before: Word, word: Word, types: Sequence[Type]) -> bool:
    """Whether a space stands between two words.

    PDFium sees spaces where an accent is drawn, and overlooks those that are no wider than others.
    It also takes for one what TeX puts between italics and a parenthesis, as in "*16*(1)". The f of
    many italics reaches over the space behind it: "*Annals of Surgery*".
    """
    own, other = types[word.type], types[before.type]
    size = max(own.size, other.size)
    gap = word.x0 - before.x1
    if word.apart:
        least = _NO_SPACE
        if other.italic and not own.italic and word.text.startswith(_OPENING):
            least = _SPACE
        elif other.italic and before.text.endswith("f"):
            least = -_NO_SPACE
        return gap > least * size or gap < -size
    return gap > _SPACE * size


def _kinds(word: Word, types: Sequence[Type], y: float, size: float) -> tuple[MarkupKind, ...]:
    own = types[word.type]
    of_font: tuple[tuple[bool, MarkupKind], ...] = (
        (own.italic, "italic"),
        (own.bold, "bold"),
        (own.small_caps, "small-caps"),
    )
    kinds = tuple(kind for has, kind in of_font if has)
    shift = _shift(word, types, y, size)
    return (*kinds, shift) if shift else kinds


def _marks(kinds: Sequence[tuple[int, int, tuple[MarkupKind, ...]]]) -> list[Mark]:
    """Markup over words of one kind that follow each other."""
    marks: list[Mark] = []
    open_marks: dict[MarkupKind, tuple[int, int]] = {}
    for start, end, found in kinds:
        ended = [kind for kind in open_marks if kind not in found]
        marks += [Mark(*open_marks.pop(kind), kind) for kind in ended]
        for kind in found:
            open_marks[kind] = (open_marks[kind][0] if kind in open_marks else start, end)
    marks += [Mark(start, end, kind) for kind, (start, end) in open_marks.items()]
    return marks


def _places(line: Line) -> list[tuple[int, int, float, float]]:
    """The words of the text of a line with their ends on the page, as far as they can be told."""
    words = [word for fragment in line.fragments for word in fragment.words]
    found: list[tuple[int, int, float, float]] = []
    at = 0
    for word in words:
        text = plain(word.text)
        start = line.text.find(text, at) if text else -1
        if start < 0:
            continue
        at = start + len(text)
        found.append((start, at, word.x0, word.x1))
    return found
