"""Reading a file of records into raw entries: its compression, its form, and what is broken in it.

An entry stays the bytes that it was; only its DOI is read here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from refkit.errors import FormatError, UnreadableError

LARGEST: Final = 4 << 30
"""Bytes that a file may have, decompressed: more than any list of references needs."""

_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 1 << 20
_AT_BYTE: Final = re.compile(r"\(byte (\d{1,12})\)")


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


class _Head(msgspec.Struct):
    """A work's DOI, or what it is wrapped in: Crossref's API message, a list under "items"."""

    DOI: Any = None
    URL: Any = None
    message: msgspec.Raw = msgspec.Raw()
    items: msgspec.Raw = msgspec.Raw()


_HEADS: Final = msgspec.json.Decoder(_Head)
_LISTS: Final = msgspec.json.Decoder(list[msgspec.Raw])


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
    start = data[:4096].lstrip()[:1]
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
    try:
        with path.open("rb") as file:
            magic = file.read(2)
            file.seek(0)
            if magic == _GZIP:
                return _decompressed(file.read(largest + 1), str(path), largest)
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise UnreadableError("no such file", path=str(path)) from None
    except IsADirectoryError:
        raise UnreadableError("a folder, not a file", path=str(path)) from None
    except OSError as error:
        raise UnreadableError(error.strerror or str(error), path=str(path)) from error
    if len(data) > largest:
        raise _too_large(str(path), largest)
    return data


def _decompressed(data: bytes, path: str, largest: int) -> bytes:
    # Chunk by chunk, so that 10 MB which unfold into 10 GB are stopped on the way.
    pieces: list[bytes] = []
    size = 0
    try:
        while data:
            stream = zlib.decompressobj(wbits=31)
            while not stream.eof:
                piece = stream.decompress(data, _CHUNK)
                data = stream.unconsumed_tail
                size += len(piece)
                if size > largest:
                    raise _too_large(path, largest)
                if not piece and not data and not stream.eof:
                    raise UnreadableError("the gzip file is cut off", path=path)
                pieces.append(piece)
            # A gzip file may be several, one after the other; zeros may pad its end.
            data = stream.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise UnreadableError(f"the gzip file is damaged: {error}", path=path) from error
    return b"".join(pieces)


def _too_large(path: str, largest: int) -> UnreadableError:
    return UnreadableError(f"larger than {largest / (1 << 20):,.0f} MB, decompressed", path=path)


def _goes_by_lines(data: bytes) -> bool:
    """Whether a text that begins with an object has one a line, or goes on over several lines."""
    first, rest = _first_line(data, 0)
    second, _ = _first_line(data, rest)
    if not second or second.startswith(b"{"):
        return True
    try:
        _HEADS.decode(first)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


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
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise FormatError(_reason(error), path=path, line=number) from error


def _whole(data: bytes, path: str) -> Iterator[Entry]:
    try:
        if data.lstrip()[:1] == b"[":
            entries = _LISTS.decode(data)
        else:
            yield from _unwrapped(data, 1)
            return
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(_reason(error), path=path, line=_line_of(error, data)) from error
    position = counted = 0
    line = 1
    for number, raw in enumerate(entries, start=1):
        entry = bytes(raw)
        begin = data.find(entry, position)
        line += data.count(b"\n", counted, begin)
        counted = begin
        position = begin + len(entry)
        try:
            yield from _unwrapped(entry, line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise FormatError(_reason(error), path=path, line=line, entry=str(number)) from error


def _unwrapped(raw: bytes, line: int) -> Iterator[Entry]:
    """The work, or the works that an answer of Crossref's API or a data file wraps."""
    if not raw.isascii():
        raw.decode("utf-8")
    head = _HEADS.decode(raw)
    if isinstance(head.DOI, str):
        yield Entry(raw, head.DOI, line)
    elif head.items:
        for item in _LISTS.decode(head.items):
            inner = bytes(item)
            yield Entry(inner, _doi(_HEADS.decode(inner)), line)
    elif head.message:
        yield from _unwrapped(bytes(head.message), line)
    else:
        yield Entry(raw, _doi(head), line)


def _doi(head: _Head) -> str:
    """The DOI; reference managers may have it as an address only."""
    if isinstance(head.DOI, str):
        return head.DOI
    return head.URL if isinstance(head.URL, str) and "doi.org/10." in head.URL else ""


def _reason(error: Exception) -> str:
    if isinstance(error, msgspec.ValidationError):
        return f"not a record: {error}"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start + 1}"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"not JSON: {error}"


def _line_of(error: Exception, data: bytes) -> int:
    at = _AT_BYTE.search(str(error))
    end = int(at[1]) if at else error.start if isinstance(error, UnicodeDecodeError) else 0
    return data.count(b"\n", 0, end) + 1
