"""The front matter of a PDF: title, DOIs and text of its first pages, read in a process apart.

PDFium (https://pdfium.googlesource.com/pdfium/) cannot be interrupted: a form that draws itself
keeps it busy for ever, and a page of 2 MB that unfolds to 2 GB takes 3 GB of memory. So it works in
a process of its own, whose time and memory have an end, and whose crash is a problem in words.
"""

from __future__ import annotations

import mmap
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from refkit.errors import UnreadableError
from refkit.normalize.identifiers import doi_key, parse_doi
from refkit.readers.pdf_front import Line, front_dois, front_title

if TYPE_CHECKING:
    import pypdfium2

LARGEST: Final = 1 << 30
"""Bytes of a file that is looked into."""

_SECONDS: Final = 20
_MEMORY: Final = 1 << 30
_PAGES: Final = 2
_MOST_CHARACTERS: Final = 20_000
"""Characters of a page that are read: a full one has 6,000."""

_LAID_OUT: Final = 5_000
"""Characters of the first page of which the size of the type is asked for."""

_HEAD: Final = 1024
"""Bytes in which the signature stands; some servers put a few before it (ISO 32000-1, 7.5.2)."""

_XMP_DOI: Final = re.compile(
    rb"""
    (?: prism | pdfx | crossmark | bibo | dc ) : (?: doi | identifier )
    (?: \s{0,20} = \s{0,20} ["'] | [^<>]{0,60} > \s{0,40} )
    (?: doi: \s{0,3} | https?://(?:dx\.)?doi\.org/ )?
    ( 10\.[0-9]{4,9} / [^\s<>"']{1,300} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A DOI in the metadata that publishers embed (XMP with PRISM, CrossMark)."""

_INFO_KEYS: Final = ("doi", "DOI", "WPS-ARTICLEDOI", "Subject", "Keywords", "Title")
"""Entries of the Info dictionary in which publishers put the DOI."""

_BROKEN_WORD: Final = re.compile(r"\ufffe[\r\n]{0,2}")
"""PDFium's sign for a hyphen at the end of a line, which joins the halves of a word."""


class PdfFront(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the first pages of a PDF say of it.

    Attributes:
        title: The title, from the metadata where the page has it too, else from the largest type;
            "" where neither can be told.
        doi: The DOI that the metadata states, "" if they state none.
        dois: The DOIs that may be the article's own, that of the metadata first, then those printed
            on the first two pages before the references, the likeliest first.
        text: The text of the first two pages.
        pages: How many pages there are.
        problem: Why nothing or not all could be read, in words; "" where all is well.
    """

    title: str = ""
    doi: str = ""
    dois: tuple[str, ...] = ()
    text: str = ""
    pages: int = 0
    problem: str = ""


def is_pdf(data: bytes) -> bool:
    """Whether the beginning of a file is a PDF's."""
    return b"%PDF-" in data[:_HEAD]


def read_front(path: Path) -> PdfFront:
    """Read the front matter of a PDF.

    Args:
        path: The file.

    Returns:
        What it says of itself. An encrypted, damaged, scanned, endless or huge file gives what
        could be read of it, and the problem.

    Raises:
        UnreadableError: If the file is missing, not permitted, or no PDF.
    """
    _check(path)
    root = str(Path(__file__).parents[2])
    code = (
        f"import sys; sys.path.insert(0, {root!r}); from refkit.readers.pdf import _work; _work()"
    )
    # -P: else a file "json.py" in the folder of the user's PDFs would be imported.
    command = [sys.executable, "-P", "-c", code, str(path)]
    # S603 warns of commands that come from outside: here only the path does, and no shell reads it.
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return PdfFront(problem=f"is damaged, or made to be: not read within {_SECONDS} seconds")
    try:
        return msgspec.json.decode(done.stdout, type=PdfFront)
    except msgspec.DecodeError:
        return PdfFront(problem="is damaged, or made to be: its reader broke down over it")


def _check(path: Path) -> None:
    name = str(path)
    try:
        with path.open("rb") as file:
            if not is_pdf(file.read(_HEAD)):
                raise UnreadableError("is no PDF", path=name)
            size = path.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableError("no such file", path=name) from error
    except IsADirectoryError as error:
        raise UnreadableError("is a folder, not a file", path=name) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be read: {error}", path=name) from error
    if size > LARGEST:
        raise UnreadableError(f"is too large: {size >> 20} MB", path=name)


def _work() -> None:
    """The process apart: reads the file that it is started with, and writes a PdfFront as JSON."""
    try:
        import resource
    except ImportError:
        pass  # Windows has no such limit; there the time alone is bounded
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.stdout.buffer.write(msgspec.json.encode(_front(Path(sys.argv[1]))))


def _front(path: Path) -> PdfFront:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        doi = _stated(path)
        return PdfFront(doi=doi, dois=(doi,) if doi else (), problem=_reason(str(error)))
    with closing(document):
        stated = doi_key(_info_doi(document)) or _stated(path)
        pages = len(document)
        read: list[tuple[str, list[Line]]] = []
        problem = ""
        for number in range(min(pages, _PAGES)):
            try:
                read.append(_page(document, number))
            except pypdfium2.PdfiumError:
                problem = f"is damaged: page {number + 1} cannot be read"
                break
        info = document.get_metadata_value("Title")
    text = "\n".join(text for text, _ in read)
    if not problem and not any(character.isalnum() for character in text):
        problem = "has no text on its first pages: they are scanned, or drawn"
    printed = front_dois([lines for _, lines in read])
    own = dict.fromkeys([stated, *printed] if stated else printed)
    return PdfFront(
        title=front_title(info, read[0][1] if read else []),
        doi=stated,
        dois=tuple(own),
        text=text,
        pages=pages,
        problem=problem,
    )


def _reason(error: str) -> str:
    return (
        "is encrypted: it opens only with a password"
        if "password" in error.casefold()
        else "is damaged: it cannot be opened"
    )


def _info_doi(document: pypdfium2.PdfDocument) -> str:
    """The DOI in the Info dictionary: "Psychotherapy, 58 (2021) 133-149. doi:10.1037/…"."""
    for key in _INFO_KEYS:
        doi = parse_doi(document.get_metadata_value(key)[:2000])
        if doi:
            return doi
    return ""


def _stated(path: Path) -> str:
    """The DOI in the XMP metadata, which stand in the file as they are (ISO 32000-1, 14.3.2)."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found = _XMP_DOI.search(data)
        return doi_key(found[1].decode("utf-8", "replace")) if found else ""


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[str, list[Line]]:
    """The text of a page, and its lines with the size of their type."""
    page = document[number]
    with closing(page), closing(page.get_textpage()) as text_page:
        count = min(text_page.count_chars(), _MOST_CHARACTERS)
        text = text_page.get_text_range(0, count) if count else ""
        lines = list(_lines(text_page, count, page.get_height()))
    text = _BROKEN_WORD.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return text, lines


def _lines(text_page: pypdfium2.PdfTextPage, count: int, page_height: float) -> Iterator[Line]:
    """The lines of a page; beyond :data:`_LAID_OUT` characters their size is not asked for."""
    import pypdfium2.raw as raw

    text, top = "", 0.0
    sizes: list[float] = []
    box = raw.FS_RECTF()
    for at in range(count):
        character = chr(raw.FPDFText_GetUnicode(text_page, at))
        if character in "\r\n":
            if text.strip():
                yield _line(text, sizes, top, page_height)
            text, sizes, top = "", [], 0.0
            continue
        text += character
        # What is turned by 90°, as arXiv's stamp in the margin, has another height than its type.
        upright = at < _LAID_OUT and abs(raw.FPDFText_GetCharAngle(text_page, at)) < 0.1
        if upright and character.isalnum() and raw.FPDFText_GetLooseCharBox(text_page, at, box):
            sizes.append(box.top - box.bottom)
            top = max(top, box.top)
    if text.strip():
        yield _line(text, sizes, top, page_height)


def _line(text: str, sizes: list[float], top: float, page_height: float) -> Line:
    size = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    return Line(text.replace("\ufffe", "-").strip(), round(size, 1), top / page_height)
