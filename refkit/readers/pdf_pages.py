"""The reader of PDFs: every page to its lines, in the order in which they are read.

A PDF says where each letter stands, and nothing of lines, columns, paragraphs or headings
(ISO 32000-1, 9.4); they are guessed from the places. Words come from a process apart, see
:mod:`refkit.readers.pdf_worker`; what they say is put together here.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from refkit.errors import UnreadableError
from refkit.model import Document
from refkit.model.document import COLUMN_START, PAGE_START, BlockKind
from refkit.readers import pdf_worker
from refkit.readers.paragraphs import Mark, Paragraphs
from refkit.readers.pdf_columns import Gutter, gutter_of, regions_of
from refkit.readers.pdf_floats import mark_tables
from refkit.readers.pdf_furniture import without_furniture, without_line_numbers
from refkit.readers.pdf_joints import SOFT_HYPHEN, jointed, vocabulary
from refkit.readers.pdf_layout import Placed, lay_out
from refkit.readers.pdf_lines import Fragment, fragments_of, lines_of
from refkit.readers.pdf_worker import MOST_PAGES, Head, Link, Page, Type, Word

_SECONDS: Final = 30.0
"""After so many seconds no further page is begun."""

_PATIENCE: Final = 15.0
"""Seconds more, after which the process is ended in the middle of a page."""

_MEMORY: Final = 3 << 29
"""Bytes that the process may take, besides the file."""

_HEAD: Final = msgspec.msgpack.Decoder(Head)
_PAGE: Final = msgspec.msgpack.Decoder(Page)
_BROKEN: Final = "is damaged, or made to be: its reader broke down over it"
_SCAN: Final = 0.3
_TURNED: Final = 80
_MOST_LINKS: Final = 20
_FEW: Final = 20
_UNKNOWN: Final = 0.3


class _Sheet(msgspec.Struct):
    """A page while it is put together."""

    page: Page
    types: list[Type]
    words: list[Word]
    links: list[Link]
    rules: list[tuple[float, float, float]]
    fragments: list[Fragment] = []


def read_pdf(data: bytes, *, path: str = "") -> Document:
    """Read a PDF.

    Args:
        data: The content of the file.
        path: The file's name as the user gave it.

    Returns:
        A Document with one "line", "heading" or "note" block for each printed line, and one Part
        for each page. What stands in the margins, turned or across the text is left out.

    Raises:
        UnreadableError: If the file is encrypted, damaged, or has no text.
    """
    head, pages = _pages(data, path)
    guesses = _told(head, pages)
    if not pages:
        raise UnreadableError(_BROKEN, path=path)
    if all(page.problem for page in pages):
        raise UnreadableError("is damaged: its pages cannot be read", path=path)
    if not any(page.words for page in pages):
        drawn = any(page.drawn for page in pages)
        reason = "has no text: its pages are scanned, or drawn" if drawn else "has no text"
        raise UnreadableError(reason, path=path)
    sheets = [_sheet(page) for page in pages]
    words = without_line_numbers([sheet.words for sheet in sheets])
    kept = without_furniture(
        [fragments_of(kept, sheet.types) for kept, sheet in zip(words, sheets, strict=True)]
    )
    for sheet, fragments in zip(sheets, kept, strict=True):
        sheet.fragments = fragments
    placed = _placed(sheets)
    mark_tables(placed, [sheet.rules for sheet in sheets])
    lay_out(placed, [sheet.rules for sheet in sheets])
    guesses += _told_of_turned(sheets)
    guesses.append("the text was taken from the layout of a PDF: its lines and columns are guessed")
    return _document(placed, sheets, guesses, path)


# -- the process apart -------------------------------------------------------------------------


def _pages(data: bytes, path: str) -> tuple[Head, list[Page]]:
    """What the process apart found."""
    places = [place for place in sys.path if place]
    code = (
        f"import sys; sys.path[:] = {[*places, str(Path(__file__).parent)]!r}; "
        f"import pdf_worker; pdf_worker.work({_SECONDS}, {_MEMORY})"
    )
    # The folder of the worker comes last: its html.py is not Python's.
    # -I, -S: nothing of the user's folder or settings is imported, and the start is quick.
    command = [sys.executable, "-I", "-S", "-c", code]
    try:
        # S603 warns of commands that come from outside: here nothing does, and no shell reads it.
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=_SECONDS + _PATIENCE, check=False
        )
        output = done.stdout
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
    found = list(pdf_worker.frames(output))
    if not found:
        raise UnreadableError(_BROKEN, path=path)
    head = _HEAD.decode(found[0])
    if head.problem == "password":
        raise UnreadableError("is encrypted: it opens only with a password", path=path)
    if head.problem or not head.pages:
        raise UnreadableError("is damaged: it cannot be opened", path=path)
    return head, [_PAGE.decode(frame) for frame in found[1:]]


def _told(head: Head, pages: Sequence[Page]) -> list[str]:
    """What is to be told of pages that were not read, or not well."""
    told: list[str] = []
    if head.pages > MOST_PAGES and len(pages) == MOST_PAGES:
        told.append(f"only the first {MOST_PAGES:,} pages were read")
    elif len(pages) < head.pages:
        told.append(
            f"only the first {len(pages):,} pages were read: page {len(pages) + 1} is damaged, or "
            "takes too long"
        )
    groups: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        reason = _reason(page)
        if reason:
            groups.setdefault(reason, []).append(number)
    told += [f"{_numbers(numbers)} {reason}" for reason, numbers in groups.items()]
    return told


def _reason(page: Page) -> str:
    if page.problem:
        return page.problem
    letters = sum(len(word.text) for word in page.words)
    if letters < _FEW and page.image > _SCAN:
        return "scanned, without text"
    if not letters and page.drawn:
        return "drawn, without text"
    unknown = sum(
        character == "\ufffd" or "\ue000" <= character <= "\uf8ff"
        for word in page.words
        for character in word.text
    )
    return "in letters of an unknown encoding" if unknown > _UNKNOWN * letters else ""


def _told_of_turned(sheets: Sequence[_Sheet]) -> list[str]:
    """Which pages have much text that stands in another direction than the rest."""
    numbers = [
        number
        for number, sheet in enumerate(sheets, 1)
        if sum(len(word.text) for word in sheet.page.words)
        - sum(len(word.text) for word in sheet.words)
        > _TURNED
    ]
    if not numbers:
        return []
    return [f"text that is turned was left out on {_numbers(numbers).rpartition(' ')[0]}"]


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown} are"


# -- pages to lines ----------------------------------------------------------------------------


def _sheet(page: Page) -> _Sheet:
    """The upright words of a page; of one that lies on its side, those that lie with it."""
    letters: Counter[int] = Counter()
    for word in page.words:
        letters[page.types[word.type].turn] += len(word.text)
    turn = max((each for each in letters if each % 90 == 0), key=lambda x: letters[x], default=0)
    left, bottom, right, top = page.box
    words = [word for word in page.words if page.types[word.type].turn == turn]
    links, rules = page.links, page.rules
    if turn == 0:
        words = [
            word
            for word in words
            if left - 1 <= word.x0 <= right + 1 and bottom - 1 <= word.y <= top + 1
        ]
    else:
        links, rules = [], []
    return _Sheet(page, page.types, words, links, rules)


def _placed(sheets: Sequence[_Sheet]) -> list[list[Placed]]:
    """The lines of each page in the order of reading, in their columns."""
    known = _gutters(sheets)
    found: list[list[Placed]] = []
    for number, sheet in enumerate(sheets):
        placed: list[Placed] = []
        seen: set[str] = set()
        for region in regions_of(sheet.fragments, known):
            for at, line in enumerate(lines_of(region.fragments, sheet.types)):
                if not line.text:
                    continue
                first = ""
                if not placed:
                    first = "page"
                elif not at and region.column not in seen:
                    first = "column"
                seen.add(region.column)
                placed.append(Placed(line, number, region.column, first=first))
        found.append(placed)
    return found


def _gutters(sheets: Sequence[_Sheet]) -> list[Gutter]:
    """Gutters that several pages have."""
    found: list[Gutter] = []
    for sheet in sheets:
        gutter = gutter_of(sheet.fragments)
        if gutter:
            found.append(gutter)
    known: list[Gutter] = []
    for gutter in found:
        alike = [each for each in found if abs(sum(each) - sum(gutter)) < 10]
        if len(alike) >= 2 and not any(abs(sum(each) - sum(gutter)) < 10 for each in known):
            known.append(Gutter(max(x.left for x in alike), min(x.right for x in alike)))
    return [gutter for gutter in known if gutter.right > gutter.left]


# -- lines to a Document -----------------------------------------------------------------------


def _document(
    pages: Sequence[list[Placed]], sheets: Sequence[_Sheet], guesses: Sequence[str], path: str
) -> Document:
    for sheet, placed in zip(sheets, pages, strict=True):
        _link(placed, sheet.links)
    ranks: list[list[Placed]] = [[], [], []]
    for placed in pages:
        for each in placed:
            ranks[_rank(each)].append(each)
    words = vocabulary(each.line.text for each in ranks[0])
    texts: dict[int, str] = {}
    for lines in ranks:
        ends = [_end_link(each) for each in lines]
        for each, text in zip(lines, jointed(lines, words, ends), strict=True):
            texts[id(each)] = text
    paragraphs = Paragraphs()
    for number, placed in enumerate(pages, 1):
        paragraphs.part(f"page {number}", "page")
        seen: set[str] = set()
        # Tables and footnotes come last, so that they stand between pages and cut no column.
        for at, each in enumerate(sorted(placed, key=_rank)):
            label = PAGE_START if not at else "" if each.column in seen else COLUMN_START
            seen.add(each.column)
            _add(paragraphs, each, texts[id(each)], "" if at and _rank(each) else label)
    return paragraphs.document("pdf", path=path, guesses=guesses, unit="line")


def _rank(each: Placed) -> int:
    """Text first, then what stands apart from it: tables, footnotes."""
    return 2 if each.note else int(each.table)


def _link(placed: Sequence[Placed], links: Sequence[Link]) -> None:
    if not links:
        return
    for each in placed:
        line = each.line
        height = line.y + 0.3 * line.size
        under = [
            link
            for link in links
            if link.y0 <= height <= link.y1 and link.x0 < line.x1 and link.x1 > line.x0
        ]
        if under:
            line.link(under[:_MOST_LINKS])


def _end_link(each: Placed) -> str:
    """The address that the end of a line leads to."""
    end = len(each.line.text)
    return next(
        (mark.target for mark in each.line.marks if mark.kind == "link" and mark.end >= end - 1),
        "",
    )


def _add(paragraphs: Paragraphs, each: Placed, text: str, label: str) -> None:
    length = len(text.rstrip(SOFT_HYPHEN))
    marks = [
        Mark(mark.start, min(mark.end, length), mark.kind, mark.target)
        for mark in each.line.marks
        if mark.start < length
    ]
    kind: BlockKind = "heading" if each.level else "line"
    if each.note or each.table:
        kind = "note" if each.note else "table"
    paragraphs.add(
        text,
        kind,
        level=each.level,
        indent=each.indent,
        label=label,
        gap=each.gap,
        marks=marks,
    )
