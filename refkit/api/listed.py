"""Listed: files of works (.bib, RIS, CSL-JSON …) as articles, whose entries are the references."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from refkit.model import Document, Reference, Segment, Span, Work

if TYPE_CHECKING:
    from refkit.formats.bib_pieces import BibEntry
    from refkit.formats.loaded import Loaded, Problem

_DOUBTS: Final = 5
"""Broken entries that are told one by one."""

_BIB: Final = ("bibtex", "biblatex")

_VARIABLES: Final = {
    "author": ("author",),
    "editor": ("editor",),
    "issued": ("date", "year"),
    "title": ("title",),
    "container-title": ("journaltitle", "journal", "booktitle"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "page": ("pages", "eid"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "DOI": ("doi", "url"),
}
"""CSL variables to the fields of BibTeX and biblatex that hold them, the likeliest first."""


def listed_format(data: bytes | str, path: str, format: str | None) -> str:
    """The format of what is a file of works, and no article.

    Args:
        data: Its content.
        path: Its name; "" if there is none.
        format: The name of a form or format that the caller gives, or None.

    Returns:
        A name in :data:`refkit.formats.FORMATS`, "" for an article.
    """
    from refkit.api.works import EXPORTED
    from refkit.formats import FORMATS, detect
    from refkit.readers.forms import EXTENSIONS

    if format is not None:
        return format if format in FORMATS and format not in _OF_BOTH else ""
    suffix = PurePath(path.replace("\\", "/")).suffix.lower()
    if suffix in (".txt", ".text", ".xml", ""):
        found = _told(data)
        return found if found in EXPORTED or (found and suffix == "") else ""
    if suffix in EXTENSIONS or not any(suffix in each.extensions for each in FORMATS.values()):
        return ""
    return detect(data, path)


_OF_BOTH: Final = frozenset({"jats"})
"""Names of formats that are forms of articles, too."""


def read_listed(data: bytes | str, path: str, format: str) -> Document:
    """Read a file of works as a Document: its text as it stands, without blocks.

    Args:
        data: Its content.
        path: The file's name as the user gave it.
        format: Its format.

    Raises:
        UnreadableError: If it is empty or binary.
    """
    from refkit.errors import UnreadableError
    from refkit.formats.decode import decode

    if isinstance(data, bytes):
        decoded = decode(data, path=path)
        text, encoding, guesses = decoded.text, decoded.encoding, list(decoded.guesses)
    else:
        text, encoding, guesses = data.removeprefix("\ufeff"), "", []
    if not text.strip():
        raise UnreadableError("the file is empty", path=path)
    return Document(
        path=path,
        source=text,
        text=text,
        blocks=[],
        segments=[Segment(0, len(text), 0, len(text))],
        format=format,
        encoding=encoding,
        guesses=guesses,
    )


def is_listed(document: Document) -> bool:
    """Whether a Document is a file of works."""
    from refkit.formats import FORMATS

    return document.format in FORMATS and document.format not in _OF_BOTH


def references_of_listed(document: Document) -> tuple[list[Reference], tuple[str, ...]]:
    """The References that the entries of a file of works are, and what was read with doubts.

    Args:
        document: As :func:`read_listed` makes it.

    Returns:
        The References in the order of the file; an entry that could not be read is one with a
        ``problem``. What is broken in those that could be read, in words.

    Raises:
        FormatError: If the file breaks the rules of its format as a whole.
    """
    from refkit.formats import load

    loaded = load(document.source, format=document.format, path=document.path)
    found = _of_bib(document, loaded) if document.format in _BIB else _of_lines(document, loaded)
    starts = _line_starts(document)
    lost = [_lost(document, problem, starts) for problem in loaded.problems if problem.lost]
    return sorted([*found, *lost], key=lambda reference: reference.span), _doubts(loaded.problems)


def _doubts(problems: Sequence[Problem]) -> tuple[str, ...]:
    """What is broken in entries that were read all the same, in words; of many the first ones."""
    broken = [problem for problem in problems if problem.raw and not problem.lost]
    told = [
        f"line {problem.line}: {problem.entry + ': ' if problem.entry else ''}{problem.reason}"
        for problem in broken[:_DOUBTS]
    ]
    if len(broken) > _DOUBTS:
        told.append(f"{len(broken) - _DOUBTS} more entries are broken in part")
    return tuple(told)


def listed_reference(work: Work, span: Span, place: str) -> Reference:
    """The Reference of a Work that was never written as an entry.

    Args:
        work: The Work.
        span: The range of ``Document.text`` that stands for it.
        place: Where it comes from, in words.
    """
    return Reference(raw="", work=work, span=span, key=work.id, place=place, confidence=1.0)


def entry_lines(data: bytes | str, loaded: Loaded) -> dict[str, int]:
    """The lines of a file of works on which its entries begin, by the ids of their Works."""
    if loaded.format in _BIB:
        from refkit.formats.bib_file import BibFile

        return {entry.key: entry.line for entry in reversed(BibFile.read(data).entries)}
    if len(loaded.lines) != len(loaded.works):
        return {}
    return {work.id: line for work, line in zip(loaded.works, loaded.lines, strict=True)}


def _told(data: bytes | str) -> str:
    """The format that the content tells; "" if it may be an article."""
    from refkit.api.works import works_format

    return works_format(data.encode("utf-8", "replace") if isinstance(data, str) else data)


def _of_bib(document: Document, loaded: Loaded) -> list[Reference]:
    """The entries of a .bib file, with the places of their fields."""
    from refkit.formats.bib_file import BibFile
    from refkit.formats.bib_pieces import BibEntry

    entries: dict[str, list[tuple[BibEntry, int]]] = {}
    at = 0
    for piece in BibFile.read(document.source, path=document.path).pieces:
        if isinstance(piece, BibEntry):
            entries.setdefault(piece.key, []).append((piece, at))
        at += len(piece.text)
    found = []
    for work in loaded.works:
        of_key = entries.get(work.id)
        if not of_key:
            found.append(_placed(document, work, Span(0, 0)))
            continue
        entry, start = of_key.pop(0)
        reference = _placed(document, work, Span(start, start + entry.layout.key_span.end))
        reference.places = _places(entry, start)
        found.append(reference)
    return found


def _places(entry: BibEntry, start: int) -> dict[str, Span]:
    """Where the values of an entry's fields stand, by CSL variable."""
    places: dict[str, Span] = {}
    for variable, names in _VARIABLES.items():
        for name in names:
            field = entry.field(name)
            if field is not None and field.value.strip('{}" '):
                span = field.value_span
                # Without the braces or quotation marks around the whole value.
                inside = len(field.pieces) == 1 and bool(field.pieces[0].delimiter)
                places[variable] = Span(start + span.start + inside, start + span.end - inside)
                break
    return places


def _of_lines(document: Document, loaded: Loaded) -> list[Reference]:
    """The entries of a file of which the lines are known at most."""
    starts = _line_starts(document)
    if len(loaded.lines) != len(loaded.works):
        return [_placed(document, work, Span(0, 0)) for work in loaded.works]
    found = []
    for work, line in zip(loaded.works, loaded.lines, strict=True):
        start = starts[min(line, len(starts)) - 1]
        end = document.source.find("\n", start)
        found.append(
            _placed(document, work, Span(start, end if end >= 0 else len(document.source)))
        )
    return found


def _line_starts(document: Document) -> list[int]:
    """Where the lines of the file begin."""
    return [0, *(at + 1 for at, sign in enumerate(document.source) if sign == "\n")]


def _placed(document: Document, work: Work, span: Span) -> Reference:
    reference = listed_reference(work, span, document.place(span.start))
    position = document.position(span.start)
    reference.line, reference.column = position.line, position.column
    return reference


def _lost(document: Document, problem: Problem, starts: Sequence[int]) -> Reference:
    """What stands for an entry that could not be read."""
    start = starts[min(max(problem.line, 1), len(starts)) - 1]
    raw = " ".join(problem.raw.split())
    end = document.source.find("\n", start)
    span = Span(start, end if end >= 0 else len(document.source))
    return Reference(
        raw=raw or document.source[span.start : span.end].strip(),
        span=span,
        line=problem.line,
        place=document.place(start),
        key=problem.entry,
        problem=problem.reason,
    )
