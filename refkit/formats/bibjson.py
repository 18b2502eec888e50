"""BibJSON: collections, lists and single records, and the form in which DOAJ has them.

Source: http://okfnlabs.org/bibjson/ (the convention of bibjson.org and BibServer), and DOAJ's API,
https://doaj.org/api/docs. One record's form is :mod:`refkit.formats.bibjson_record`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from refkit.errors import FormatError, UnreadableError
from refkit.formats.bibjson_pieces import Piece, read_pieces
from refkit.formats.bibjson_record import read_record
from refkit.formats.bibjson_writing import write_record
from refkit.formats.carried import carried, is_carried, with_carried
from refkit.formats.decode import decode
from refkit.formats.loaded import Loaded, Problem
from refkit.model import Work

__all__ = ["read_bibjson", "write_bibjson"]

_CARRIED: Final = "refkit"
"""The key under which a record carries what BibJSON has no key for."""

_LISTS: Final = ("records", "results")
"""Keys that hold the records: BibJSON's, and that of an answer of DOAJ's search."""


def read_bibjson(data: bytes | str, *, path: str = "") -> Loaded:
    """Read BibJSON: ``{"metadata": …, "records": […]}``, a list, one record, or one a line.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        One Work for each record, in order. Keys that no CSL variable fits are in
        ``custom["bibjson"]``. A record that is broken, or is of a person or a journal, is a
        Problem with its text.

    Raises:
        FormatError: If there is no JSON in it, or nothing that can be a record.
        UnreadableError: If it is empty or no text.
    """
    decoded = decode(data, path=path)
    if not decoded.text.strip():
        raise UnreadableError("the file is empty", path=path)
    loaded = Loaded(format="bibjson", encoding=decoded.encoding)
    loaded.problems += [Problem(1, guess) for guess in decoded.guesses]
    for piece in read_pieces(decoded.text, _LISTS, path=path):
        _read(piece, loaded)
    loaded.problems.sort(key=lambda problem: problem.line)
    return loaded


def write_bibjson(works: Iterable[Work], *, carry: bool = True) -> str:
    """Works as a BibJSON collection.

    Args:
        works: The Works.
        carry: Whether a record has a key "refkit" with all that BibJSON has no key for.

    Returns:
        JSON in Unicode, ending with a line feed.

    Raises:
        FormatError: If a Work's ``custom`` or ``extra`` holds what JSON cannot.
    """
    records = []
    for work in works:
        record = write_record(work)
        if carry:
            rest = carried(work, read_record(record, [])[0])
            if rest:
                record[_CARRIED] = rest
        records.append(_encoded(record, work))
    whole = b'{"metadata":{"format":"bibjson"},"records":[' + b",".join(records) + b"]}"
    return msgspec.json.format(whole, indent=2).decode() + "\n"


def _encoded(record: dict[str, Any], work: Work) -> bytes:
    try:
        return msgspec.json.encode(record)
    except (TypeError, ValueError, RecursionError) as error:
        raise FormatError(f"cannot be written as JSON: {error}", entry=work.id) from None


def _read(piece: Piece, loaded: Loaded) -> None:
    if piece.reason:
        raw = piece.raw()
        lost = piece.value is None and bool(raw)
        loaded.problems.append(Problem(piece.line, piece.reason, raw=raw, lost=lost))
        if piece.value is None:
            return
    record = piece.value
    if not isinstance(record, dict):
        reason = "a record must be an object"
        loaded.problems.append(Problem(piece.line, reason, raw=piece.raw(), lost=True))
        return
    rest = record.pop(_CARRIED, None)
    faults: list[tuple[str, str]] = []
    work, reason = read_record(record, faults)
    carries = isinstance(rest, str) and is_carried(rest)
    if reason and not carries:
        loaded.problems.append(Problem(piece.line, reason, work.id, raw=piece.raw(), lost=True))
        return
    for field, fault in faults:
        raw = msgspec.json.encode(record.get(field)).decode()
        loaded.problems.append(Problem(piece.line, fault, work.id, field, raw))
    if carries:
        work = with_carried(work, rest)
    loaded.works.append(work)
    loaded.lines.append(piece.line)
