"""Reading a file of records into raw entries: its compression, its form, and what is broken in it.

An entry stays the bytes that it was; only its DOI is read here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from refkit.errors import FormatError, UnreadableError
from refkit.resolve.raw_works import (
    UNDECODABLE,
    is_object,
    line_of,
    raw_list,
    reason,
    works_with_dois,
)

LARGEST: Final = 4 << 30
"""Bytes that a file may have, decompressed: more than any list of references needs."""

_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 1 << 20
_HEAD_READ: Final = 4096


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One work of a file.

    Attributes:
        raw: Its JSON object.
        doi: Its DOI as written, or "".
        line: The line on which it begins, from 1; 0 where the file does not go by lines.
    """

    raw: bytes
    doi: str = ""
    line: int = 0


def read_entries(path: Path, largest: int = LARGEST) -> Iterator[Entry]:
    """The works of a file of records.

    Args:
        path: JSON or JSON lines, plain or gzipped (told by its first bytes, not by its name).
        largest: Bytes that it may have at most, decompressed.

    Yields:
        The entries in the file's order.

    Raises:
        UnreadableError: If the file is missing, empty, no file, too large, or not permitted.
        FormatError: If it is broken: says the line, and the entry where it is one of a list.
    """
    name = str(path)
    data = _read(path, largest).removeprefix(_BOM)
    start = data[:_HEAD_READ].lstrip()[:1]
    if start == b"[":
        yield from _whole(data, name)
    elif start == b"{" and _goes_by_lines(data):
        yield from _lines(data, name)
    elif start == b"{":
        yield from _whole(data, name)
    elif not data.strip():
        raise UnreadableError("the file is empty", path=name)
    else:
        begin = data[:20].decode("utf-8", errors="replace").split("\n")[0]
        raise FormatError(f"no JSON, for it begins with {begin!r}", path=name, line=1)


def _read(path: Path, largest: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        with path.open("rb") as file:
            # Piece by piece, so that 10 MB which unfold into 10 GB are stopped on the way.
            for piece in unfolded(file, str(path)):
                pieces.append(piece)
                size += len(piece)
                if size > largest:
                    raise _too_large(str(path), largest)
    except FileNotFoundError:
        raise UnreadableError("no such file", path=str(path)) from None
    except IsADirectoryError:
        raise UnreadableError("a folder, not a file", path=str(path)) from None
    except OSError as error:
        raise UnreadableError(error.strerror or str(error), path=str(path)) from error
    return b"".join(pieces)


def unfolded(file: BinaryIO, path: str) -> Iterator[bytes]:
    """The bytes of a file, decompressed if it is gzip (told by its first bytes, not its name).

    Args:
        file: The file, at its beginning.
        path: Its name, for errors.

    Yields:
        Pieces of at most 1 MB.

    Raises:
        UnreadableError: If it is gzip that is damaged or cut off.
        OSError: If it cannot be read.
    """
    data = file.read(_CHUNK)
    if not data.startswith(_GZIP):
        while data:
            yield data
            data = file.read(_CHUNK)
        return
    try:
        # A gzip file may be several, one after the other; zeros may pad its end.
        while data:
            stream = zlib.decompressobj(wbits=31)
            while not stream.eof:
                piece = stream.decompress(data, _CHUNK)
                data = stream.unconsumed_tail
                if piece:
                    yield piece
                elif not data and not stream.eof:
                    data = file.read(_CHUNK)
                    if not data:
                        raise UnreadableError("the gzip file is cut off", path=path)
            data = stream.unused_data.lstrip(b"\0")
            while not data and (more := file.read(_CHUNK)):
                data = more.lstrip(b"\0")
    except zlib.error as error:
        raise UnreadableError(f"the gzip file is damaged: {error}", path=path) from error


def _too_large(path: str, largest: int) -> UnreadableError:
    return UnreadableError(f"larger than {largest / (1 << 20):,.0f} MB, decompressed", path=path)


def _goes_by_lines(data: bytes) -> bool:
    first, rest = _first_line(data, 0)
    second, _ = _first_line(data, rest)
    return goes_by_lines(first, second)


def goes_by_lines(first: bytes, second: bytes) -> bool:
    """Whether a text that begins with an object has one a line, or goes on over several lines.

    Args:
        first: Its first line that is not blank.
        second: The next, or b"".
    """
    return not second or second.startswith(b"{") or is_object(first)


def _first_line(data: bytes, start: int) -> tuple[bytes, int]:
    """The first line from ``start`` on that is not blank, and where the next begins."""
    line = b""
    while start < len(data) and not line:
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end].rstrip()
        start = end + 1
    return line, start


def _lines(data: bytes, path: str) -> Iterator[Entry]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line or line.isspace():
            continue
        try:
            yield from _unwrapped(line, number)
        except UNDECODABLE as error:
            raise FormatError(reason(error), path=path, line=number) from error


def _whole(data: bytes, path: str) -> Iterator[Entry]:
    try:
        if data.lstrip()[:1] == b"[":
            entries = raw_list(data)
        else:
            yield from _unwrapped(data, 1)
            return
    except UNDECODABLE as error:
        raise FormatError(reason(error), path=path, line=line_of(error, data)) from error
    position = counted = 0
    line = 1
    for number, entry in enumerate(entries, start=1):
        begin = data.find(entry, position)
        line += data.count(b"\n", counted, begin)
        counted = begin
        position = begin + len(entry)
        try:
            yield from _unwrapped(entry, line)
        except UNDECODABLE as error:
            raise FormatError(reason(error), path=path, line=line, entry=str(number)) from error


def _unwrapped(raw: bytes, line: int) -> Iterator[Entry]:
    if not raw.isascii():
        raw.decode("utf-8")
    for work, doi in works_with_dois(raw):
        yield Entry(work, doi, line)
