"""Rows out of the pages of an SQLite file, without the trees that lead to them.

A page of rows says all that is needed to read it, so rows are found even when the pages above are
damaged (https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

Value = int | float | bytes | str | None

PAGE: Final = 4096
"""Bytes of a page of a library."""

_LEAF: Final = 0x0D
_FIRST: Final = 100
"""Bytes of the file's header, which the first page begins with."""

_LONGEST: Final = 100_000_000
"""Bytes of a row; more is damage."""

_SIZES: Final = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_FLOAT, _ZERO, _ONE = 7, 8, 9


class _DamagedCellError(Exception):
    """A row that cannot be read."""


def rows(data: bytes) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """The rows of all tables of a file whose pages are of :data:`PAGE` bytes.

    Args:
        data: The file.

    Yields:
        The row's id and its columns, page by page; text that is no UTF-8 stays bytes. Pages that
        SQLite has given up are left out.
    """
    unused = _unused(data) if len(data) >= PAGE else set()
    for number in range(1, len(data) // PAGE + 1):
        if number not in unused:
            yield from _page_rows(data, number)


def _page_rows(data: bytes, number: int) -> Iterator[tuple[int, tuple[Value, ...]]]:
    start = (number - 1) * PAGE
    head = start + (_FIRST if number == 1 else 0)
    if data[head] != _LEAF:
        return
    (cells,) = struct.unpack_from(">H", data, head + 3)
    first = head + 8
    for index in range(min(cells, (start + PAGE - first) // 2)):
        (offset,) = struct.unpack_from(">H", data, first + 2 * index)
        if not 8 <= offset < PAGE:
            continue
        try:
            yield _cell(data, start + offset, start + PAGE)
        except _DamagedCellError:
            continue  # its neighbours may be whole


def _unused(data: bytes) -> set[int]:
    """The pages on the list of those that are free, as far as it can be read."""
    unused: set[int] = set()
    last = len(data) // PAGE
    (trunk,) = struct.unpack_from(">I", data, 32)
    while 0 < trunk <= last and trunk not in unused:
        unused.add(trunk)
        start = (trunk - 1) * PAGE
        following, leaves = struct.unpack_from(">II", data, start)
        if leaves > PAGE // 4 - 2:
            break
        unused.update(struct.unpack_from(f">{leaves}I", data, start + 8))
        trunk = following
    return unused


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next one begins."""
    value = 0
    for place in range(9):
        if at >= len(data):
            raise _DamagedCellError
        byte = data[at]
        at += 1
        if place == 8:
            return _signed(value << 8 | byte), at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, at


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _cell(data: bytes, at: int, end: int) -> tuple[int, tuple[Value, ...]]:
    length, at = _varint(data, at)
    row, at = _varint(data, at)
    if not 0 < length <= _LONGEST or row <= 0:
        raise _DamagedCellError
    return row, _record(_payload(data, at, end, length))


def _payload(data: bytes, at: int, end: int, length: int) -> bytes:
    """The bytes of a row, of which a long one keeps most on other pages."""
    most = PAGE - 35
    if length <= most:
        if at + length > end:
            raise _DamagedCellError
        return data[at : at + length]
    least = (PAGE - 12) * 32 // 255 - 23
    local = least + (length - least) % (PAGE - 4)
    if local > most:
        local = least
    if at + local + 4 > end:
        raise _DamagedCellError
    pieces = [data[at : at + local]]
    missing = length - local
    (page,) = struct.unpack_from(">I", data, at + local)
    seen: set[int] = set()
    while missing > 0:
        if not 1 < page <= len(data) // PAGE or page in seen:
            raise _DamagedCellError
        seen.add(page)
        start = (page - 1) * PAGE
        piece = data[start + 4 : start + 4 + min(missing, PAGE - 4)]
        pieces.append(piece)
        missing -= len(piece)
        (page,) = struct.unpack_from(">I", data, start)
    return b"".join(pieces)


def _record(payload: bytes) -> tuple[Value, ...]:
    head, at = _varint(payload, 0)
    if not at <= head <= len(payload):
        raise _DamagedCellError
    values = []
    body = head
    while at < head:
        kind, at = _varint(payload, at)
        size = _SIZES[kind] if 0 <= kind < len(_SIZES) else (kind - 12) // 2
        if kind < 0 or kind in (10, 11) or body + size > len(payload):
            raise _DamagedCellError
        values.append(_value(kind, payload[body : body + size]))
        body += size
    return tuple(values)


def _value(kind: int, content: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (_ZERO, _ONE):
        return kind - _ZERO
    if kind == _FLOAT:
        number: float = struct.unpack(">d", content)[0]
        return number
    if kind < _FLOAT:
        return int.from_bytes(content, "big", signed=True)
    if kind % 2 == 0:
        return content
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content
