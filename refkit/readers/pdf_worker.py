"""The process apart that looks into a PDF: its words with their places and type, page by page.

PDFium (https://pdfium.googlesource.com/pdfium/) cannot be interrupted, and a file can be made to
keep it busy for ever or to fill the memory. So it works in a process of its own. That process runs
this file alone, without the rest of the package, for its start is half of the time that an article
takes; what it finds it writes as frames of MessagePack: a :class:`Head`, then each :class:`Page`.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import msgspec

if TYPE_CHECKING:
    import types

MOST_PAGES: Final = 2_000
"""Pages that are read."""

_MOST_CHARACTERS: Final = 60_000
"""Characters of a page that are read: a full one has 6,000, a printed web page 30,000."""

_MOST_OBJECTS: Final = 4_000
"""Objects of a page among which rules and images are looked for; a plot can have 100,000."""

_MOST_RULES: Final = 500
_MOST_LINKS: Final = 1_000
_LONGEST_LINK: Final = 2_000

_TOKEN: Final = re.compile(r"[^ \n\t\x00\xa0\u2000-\u200a\u202f\u3000\ufffe]+\ufffe?|\ufffe")
"""A word; PDFium's sign for a hyphen at the end of a line ends one, and the next line follows.

Control characters are no white space here: fonts without names of glyphs have ligatures there.
"""

_ACCENTS: Final = {
    "`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "^": "\u0302", "\u02dc": "\u0303",
    "\u00af": "\u0304", "\u02c9": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307",
    "\u00a8": "\u0308", "\u02da": "\u030a", "\u02dd": "\u030b", "\u02c7": "\u030c",
    "\u00b8": "\u0327", "\u02db": "\u0328",
}  # fmt: skip
"""Accents that old fonts of TeX draw over a letter, and the combining ones for them."""

_ACCENT: Final = re.compile(f"[{re.escape(''.join(_ACCENTS))}]")
_DOTLESS: Final = {"\u0131": "i", "\u0237": "j"}
_MOST_ACCENTS: Final = 500

_NOTHING: Final = "\u2060"
"""A character without width, which is left out of lines."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_ITALIC, _SMALL_CAPS = 1 << 6, 1 << 17
_FILLED_AND_DRAWN: Final = 2
"""Flags of a font (ISO 32000-1, table 123)."""

_ITALIC_NAME: Final = re.compile(
    r"ital | obli | slant | kursiv | (?: ^ | [+-] ) (?: CM | SF ) (?: TI | BXTI | MI | SL )",
    re.VERBOSE | re.IGNORECASE,
)
_BOLD_NAME: Final = re.compile(
    r"bold | black | heavy | semib | demi | [-,]medi\b | (?: CM | SF ) B[X\d] | -Bd\b",
    re.VERBOSE | re.IGNORECASE,
)
_SMALL_NAME: Final = re.compile(
    r"small-?caps | caps\d | -SC\b | (?: CM | SF ) CC | CSC | Smcp", re.VERBOSE | re.IGNORECASE
)
"""Names of fonts: most do not set the flags. "CMBX10" and "SFTI1000" are TeX's."""

_WIDE: Final = 1.1
"""Em that the letters of a word take at most, on the average; else it has gaps, or parts."""

_THIN, _RULE = 2.0, 20.0
"""Points: the thickness of a rule at most, and its length at least."""


_Font = tuple[str, bool, bool, bool]
"""A font's name, and whether it is italic, bold, of small capitals."""


class Head(msgspec.Struct, array_like=True, frozen=True):
    """What is known before the first page: how many there are, or why the file does not open."""

    pages: int
    problem: str = ""


class Type(msgspec.Struct, array_like=True, frozen=True):
    """The type of words: the font's name, whether it leans, the size in points, the direction.

    ``turn`` is the angle of the line of writing, anticlockwise, in degrees: 0 for upright text.
    """

    font: str
    italic: bool
    bold: bool
    small_caps: bool
    size: float
    turn: int


class Word(msgspec.Struct, array_like=True, frozen=True):
    """A word: its text, the left and right end and height of its base line in points, its type.

    Points are counted from the left and from the bottom of the page; ``type`` is an index of
    ``Page.types``; ``apart`` tells whether white space stands before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    type: int
    apart: bool


class Link(msgspec.Struct, array_like=True, frozen=True):
    """An address over a rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float
    target: str


class Page(msgspec.Struct, array_like=True, frozen=True):
    """A page.

    Attributes:
        box: Left, bottom, right and top edge in points.
        types: The types of its words.
        words: Its words, in the order in which they are drawn.
        links: Its links.
        rules: Horizontal lines: left and right end, height.
        image: The share of the page that its largest image covers.
        drawn: Whether there is anything on it besides text.
        problem: Why it could not be read, "" if it could.
    """

    box: tuple[float, float, float, float]
    types: list[Type]
    words: list[Word]
    links: list[Link]
    rules: list[tuple[float, float, float]]
    image: float = 0.0
    drawn: bool = False
    problem: str = ""


def frames(data: bytes) -> Iterator[bytes]:
    """The whole frames of what the process wrote; one that it could not finish is left out."""
    at = 0
    while at + 4 <= len(data):
        end = at + 4 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            return
        yield data[at + 4 : end]
        at = end


def work(seconds: float, memory: int) -> None:
    """Read the PDF on the standard input, and write what is in it on the standard output.

    Args:
        seconds: After so many seconds no further page is begun.
        memory: How many bytes it may take, three times the size of the file left aside.
    """
    data = sys.stdin.buffer.read()
    _limit_memory(memory + 3 * len(data))
    import pypdfium2.raw as raw

    out = sys.stdout.buffer
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        password = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        _write(out, Head(0, "password" if password else "damaged"))
        return
    count = raw.FPDF_GetPageCount(document)
    _write(out, Head(count))
    end = time.monotonic() + seconds
    fonts: dict[int, _Font] = {}
    for number in range(min(count, MOST_PAGES)):
        if time.monotonic() > end:
            return
        _write(out, _read(raw, document, number, fonts))


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit; there the time alone is bounded
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _write(out: BinaryIO, item: Head | Page) -> None:
    frame = msgspec.msgpack.encode(item)
    out.write(len(frame).to_bytes(4, "big") + frame)
    out.flush()


def _read(
    raw: types.ModuleType,
    document: Any,
    number: int,
    fonts: dict[int, _Font],
) -> Page:
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        return Page((0, 0, 0, 0), [], [], [], [], problem="cannot be read")
    text_page = raw.FPDFText_LoadPage(page)
    try:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        edges = (box.left, box.bottom, box.right, box.top)
        types, words = _Words(raw, text_page, fonts).read() if text_page else ([], [])
        rules, image, drawn = _drawn(raw, page, edges)
        return Page(edges, types, words, _links(raw, document, page), rules, image, drawn)
    finally:
        if text_page:
            raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)


class _Words:
    """The words of one page.

    A call into the library takes a microsecond, and a page has some 5,000 characters. What one
    operator shows is one object of PDFium's, and has one font, size and base line, so a word whose
    ends belong to one object is asked for at its ends only.
    """

    def __init__(
        self,
        raw: types.ModuleType,
        text_page: Any,
        fonts: dict[int, _Font],
    ) -> None:
        self._raw = raw
        self._page = text_page
        self._fonts = fonts
        self._types: dict[Type, int] = {}
        self._objects: dict[int, tuple[int, float, int]] = {}
        self._sizes: list[float] = []
        self._box = raw.FS_RECTF()
        # The two functions that are called for every word, with plain addresses, which are quicker
        # to hand over than pointers of their types.
        address = ctypes.c_void_p
        self._place = ctypes.cast(text_page, address).value
        self._object: Callable[[Any, int], int | None] = ctypes.cast(
            raw.FPDFText_GetTextObject, ctypes.CFUNCTYPE(address, address, ctypes.c_int)
        )
        self._look_up: Callable[[Any, int, int], int] = ctypes.cast(
            raw.FPDFText_GetLooseCharBox,
            ctypes.CFUNCTYPE(ctypes.c_int, address, ctypes.c_int, address),
        )
        self._box_place = ctypes.addressof(self._box)
        self._origin: Callable[[Any, int, int, int], int] = ctypes.cast(
            raw.FPDFText_GetCharOrigin,
            ctypes.CFUNCTYPE(ctypes.c_int, address, ctypes.c_int, address, address),
        )
        self._point = (ctypes.c_double * 2)()
        self._point_places = (
            ctypes.addressof(self._point),
            ctypes.addressof(self._point) + ctypes.sizeof(ctypes.c_double),
        )
        self._words: list[Word] = []
        self._starts: list[int] = []

    def read(self) -> tuple[list[Type], list[Word]]:
        count = min(self._raw.FPDFText_CountChars(self._page), _MOST_CHARACTERS)
        if count <= 0:
            return [], []
        text = self._text(count)
        end = 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            apart = start > end or (start > 0 and text[start - 1] == "\ufffe")
            end = token.end()
            self._token(token.group(), start, apart)
        if _ACCENT.search(text):
            self._put_accents()
        return list(self._types), self._words

    def _put_accents(self) -> None:
        """Put accents on the letters over or under which they stand."""
        accents = [at for at, word in enumerate(self._words) if word.text in _ACCENTS]
        done: set[int] = set()
        for at in accents[:_MOST_ACCENTS]:
            accent = self._words[at]
            size = self._sizes[accent.type]
            middle = (accent.x0 + accent.x1) / 2
            # PDFium sorts what is drawn on one line: the letter may be some words away.
            near = sorted(range(max(0, at - 40), min(len(self._words), at + 40)),
                          key=lambda other: abs(other - at))  # fmt: skip
            for other in near:
                word = self._words[other]
                if (
                    other != at
                    and abs(word.y - accent.y) <= 0.5 * size
                    and word.x0 - 0.05 * size <= middle <= word.x1 + 0.05 * size
                    and self._put(accent, middle, other)
                ):
                    done.add(at)
                    break
        if done:
            self._words = [word for at, word in enumerate(self._words) if at not in done]

    def _put(self, accent: Word, middle: float, at: int) -> bool:
        """Put an accent on the letter of a word that is under its middle."""
        word, start = self._words[at], self._starts[at]
        turn = list(self._types)[word.type].turn
        for offset, letter in enumerate(word.text):
            x0, x1 = self._extent(start + offset, start + offset, turn)
            if x0 <= middle <= x1:
                plain = _DOTLESS.get(letter, letter)
                both = unicodedata.normalize("NFC", plain + _ACCENTS[accent.text])
                if len(both) != 1 or not letter.isalpha():
                    return False
                text = word.text[:offset] + both + word.text[offset + 1 :]
                self._words[at] = Word(text, word.x0, word.x1, word.y, word.type, word.apart)
                return True
        return False

    def _text(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        self._raw.FPDFText_GetText(self._page, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) != count or "\x00" in text:
            # Characters beyond the basic plane, and those without a meaning, shift the count.
            at = self._raw.FPDFText_GetUnicode
            text = _of_codes([at(self._page, index) for index in range(count)])
        return text.replace("\r\n", "\n\n")

    def _token(self, text: str, start: int, apart: bool) -> None:
        last = start + len(text) - 1
        if text[-1] == "\ufffe":
            text = text[:-1] + "-"
            if len(text) > 1:
                # The sign has no place of its own in all versions of the library.
                last -= 1
        first_object = self._address(start)
        if last == start or (first_object == self._address(last) and not _ACCENT.search(text)):
            x0, x1, y, style = self._ends(start, last, first_object)
            size = self._sizes[style]
            if x0 <= x1 <= x0 + (len(text) + 1) * size * _WIDE or len(text) == 1:
                self._add(Word(text, x0, x1, y, style, apart), start)
                return
        self._characters(text, start, last, apart)

    def _add(self, word: Word, start: int) -> None:
        self._words.append(word)
        self._starts.append(start)

    def _characters(self, text: str, start: int, last: int, apart: bool) -> None:
        """A word that is in several types, or not on one line: character by character."""
        run, begin, from_index = "", 0.0, start
        before: tuple[float, float, int] | None = None
        last_x0 = 0.0
        for offset, character in enumerate(text):
            index = min(start + offset, last)
            x0, x1, y, style = self._ends(index, index, self._address(index))
            accent = bool(_ACCENT.match(character))
            if before is not None:
                size = self._sizes[style]
                # The letters of a ligature have one place.
                near = abs(x0 - before[0]) < 0.25 * size or (x0, x1) == (last_x0, before[0])
                same = style == before[2] and abs(y - before[1]) < 0.05 * size
                if not (near and same) or accent or _ACCENT.match(run[-1]):
                    word = Word(run, begin, before[0], before[1], before[2], apart)
                    self._add(word, from_index)
                    run = ""
                    apart = abs(y - before[1]) > size or not -size < x0 - before[0] < 0.25 * size
            if not run:
                begin, from_index = x0, index
            run += character
            before, last_x0 = (x1, y, style), x0
        if run and before is not None:
            self._add(Word(run, begin, before[0], before[1], before[2], apart), from_index)

    def _address(self, index: int) -> int:
        return self._object(self._place, index) or 0

    def _ends(self, first: int, last: int, address: int) -> tuple[float, float, float, int]:
        """Left and right end and base line of characters of one object, as upright text has it."""
        known = self._objects.get(address)
        if known is None:
            known = self._look(first)
            if address:
                self._objects[address] = known
        style, y, turn = known
        x0, x1 = self._extent(first, last, turn)
        return self._beginning(first, turn, x0, x1), x1, y, style

    def _beginning(self, index: int, turn: int, x0: float, x1: float) -> float:
        """Where a character begins: in italics an "f" reaches back into the space before it."""
        if turn:
            return x0
        self._origin(self._place, index, *self._point_places)
        origin: float = self._point[0]
        return origin if x0 < origin < x1 else x0

    def _extent(self, first: int, last: int, turn: int) -> tuple[float, float]:
        box, place = self._box, self._box_place
        self._look_up(self._place, first, place)
        if turn == 0:
            x0: float = box.left
            if last != first:
                self._look_up(self._place, last, place)
            return x0, box.right
        sides = (box.left, box.bottom, box.right, box.top)
        if last != first:
            self._look_up(self._place, last, place)
        if turn == 90:
            return sides[1], box.top
        if turn == 180:
            return -sides[2], -box.left
        if turn == 270:
            return -sides[3], -box.bottom
        return sides[0], box.right

    def _look(self, index: int) -> tuple[int, float, int]:
        """The type of an object, its base line, and its direction."""
        raw, page = self._raw, self._page
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(page, index, matrix)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        if min(turn % 90, 90 - turn % 90) <= 1:
            turn = round(turn / 90) * 90 % 360
        stretch = math.hypot(matrix.c, matrix.d)
        size = round(raw.FPDFText_GetFontSize(page, index) * stretch, 2)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        base = {0: y.value, 90: -x.value, 180: -y.value, 270: x.value}.get(turn, y.value)
        # Slanted upright letters: PowerPoint and Word make italics where a font has none.
        slanted = matrix.c > 0.1 * abs(matrix.d) and abs(matrix.b) < 0.01
        name, italic, bold, small = self._font(index)
        item = raw.FPDFText_GetTextObject(page, index)
        # Where a font has no bold, its letters are filled and their outlines drawn.
        bold = bold or bool(item and raw.FPDFTextObj_GetTextRenderMode(item) == _FILLED_AND_DRAWN)
        style = Type(name, italic or slanted, bold, small, size, turn)
        number = self._types.setdefault(style, len(self._types))
        if number == len(self._sizes):
            self._sizes.append(size)
        return number, round(base, 2), turn

    def _font(self, index: int) -> tuple[str, bool, bool, bool]:
        raw, page = self._raw, self._page
        found = raw.FPDFText_GetTextObject(page, index)
        font = raw.FPDFTextObj_GetFont(found) if found else None
        key = ctypes.addressof(font.contents) if font else 0
        known = self._fonts.get(key)
        if known is None:
            flags = ctypes.c_int()
            buffer = ctypes.create_string_buffer(200)
            raw.FPDFText_GetFontInfo(page, index, buffer, 199, flags)
            name = buffer.value.decode("utf-8", "replace")
            known = (
                name,
                bool(flags.value & _ITALIC) or bool(_ITALIC_NAME.search(name)),
                bool(_BOLD_NAME.search(name)),
                bool(flags.value & _SMALL_CAPS) or bool(_SMALL_NAME.search(name)),
            )
            if key:
                self._fonts[key] = known
        return known


def _of_codes(codes: list[int]) -> str:
    """One character for each code; what two surrogates mean stands in place of the first."""
    characters = list(map(_character, codes))
    for at, (high, low) in enumerate(pairwise(codes)):
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            characters[at] = chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
            characters[at + 1] = _NOTHING
    return "".join(characters)


def _character(code: int) -> str:
    if code in (0, 2, 0xFFFE):
        return "\ufffe" if code else " "
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _links(raw: types.ModuleType, document: Any, page: Any) -> list[Link]:
    """The addresses that annotations of the page lead to (ISO 32000-1, 12.6.4.7)."""
    place = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    box = raw.FS_RECTF()
    found: list[Link] = []
    while len(found) < _MOST_LINKS and raw.FPDFLink_Enumerate(page, place, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < length <= _LONGEST_LINK or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(document, action, buffer, length)
        target = buffer.value.decode("utf-8", "replace")
        found.append(Link(box.left, box.bottom, box.right, box.top, target))
    return found


def _drawn(
    raw: types.ModuleType, page: Any, box: tuple[float, float, float, float]
) -> tuple[list[tuple[float, float, float]], float, bool]:
    """The horizontal rules of a page, its largest image, and whether it has anything but text."""
    rules: list[tuple[float, float, float]] = []
    image, drawn = 0.0, False
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == _TEXT:
            continue
        drawn = True
        if kind == _FORM or not raw.FPDFPageObj_GetBounds(item, *sides):
            continue
        x0, y0, x1, y1 = (side.value for side in sides)
        if kind == _IMAGE:
            image = max(image, (x1 - x0) * (y1 - y0) / area)
        elif kind == _PATH and y1 - y0 <= _THIN and x1 - x0 >= _RULE:
            rules.append((x0, x1, (y0 + y1) / 2))
    return rules[:_MOST_RULES], min(image, 1.0), drawn
