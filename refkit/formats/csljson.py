"""CSL-JSON files: a list, a single object, ``{"items": […]}``, or JSON lines.

The format is csl-data.json of CSL 1.0.2 (https://github.com/citation-style-language/schema); one
object's form is :mod:`refkit.formats.csl_item`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Any, Final, NoReturn

import msgspec

from refkit.errors import FormatError, UnreadableError
from refkit.formats.csl_item import from_csl, to_csl
from refkit.formats.loaded import Loaded
from refkit.model import Work

__all__ = [
    "from_csl",
    "load_csl",
    "load_csl_lines",
    "read_csl",
    "read_csl_lines",
    "to_csl",
    "write_csl",
    "write_csl_lines",
]

_DECODER: Final = msgspec.json.Decoder()
_RAW_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_RAW_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_OFFSET: Final = re.compile(r"\(byte (\d{1,15})\)")

_CONTAINERS: Final = ("items", "references")
"""Keys under which an export holds its list: Zotero's web API, and pandoc's metadata."""


def load_csl(data: bytes | str, *, path: str = "") -> Loaded:
    """:func:`read_csl` in the shape that all formats have."""
    works = read_csl(data, path=path)
    return Loaded(works=works, format="csl-json", lines=_lines(_utf8(data, path), len(works)))


def load_csl_lines(data: bytes | str, *, path: str = "") -> Loaded:
    """:func:`read_csl_lines` in the shape that all formats have."""
    works = read_csl_lines(data, path=path)
    return Loaded(
        works=works, format="csl-jsonl", lines=_lines_of_lines(_utf8(data, path), len(works))
    )


def read_csl(data: bytes | str, *, path: str = "") -> list[Work]:
    """Read CSL-JSON: a list of items, one item, ``{"items": […]}``, or JSON lines.

    Args:
        data: The file's content; bytes in UTF-8, or with the byte order mark of UTF-16 or UTF-32.
        path: The file's name, for errors.

    Returns:
        One Work for each item, in order. ``write_csl`` of them is the same JSON.

    Raises:
        FormatError: If it is no JSON, or no CSL-JSON; names line, entry and field.
        UnreadableError: If it is empty or binary.
    """
    content = _utf8(data, path)
    if not content.strip():
        raise UnreadableError("the file is empty", path=path)
    try:
        decoded = _DECODER.decode(content)
    except UnicodeDecodeError as error:
        _not_utf8(content, error, path)
    except RecursionError:
        raise FormatError("the JSON is nested too deeply", path=path) from None
    except msgspec.DecodeError as error:
        if _is_lines(content):
            return read_csl_lines(content, path=path)
        _not_json(content, error, path)
    items, container = _items(decoded, path)
    works = []
    for number, item in enumerate(items, 1):
        try:
            works.append(from_csl(item, path=path, entry=str(number)))
        except FormatError as error:
            error_line = _line_of_item(content, container, number - 1, error.field)
            raise FormatError(
                error.reason, path=path, line=error_line, entry=error.entry, field=error.field
            ) from None
    return works


def read_csl_lines(data: bytes | str, *, path: str = "") -> list[Work]:
    """Read JSON lines (https://jsonlines.org) of CSL-JSON items; empty lines are passed over.

    Args:
        data: The file's content, as for :func:`read_csl`.
        path: The file's name, for errors.

    Returns:
        One Work for each line, in order; none for an empty file.

    Raises:
        FormatError: If a line is no CSL-JSON item; names line, entry and field.
        UnreadableError: If it is binary.
    """
    works = []
    # Not splitlines(): U+2028 and its like may stand in a JSON string as they are.
    for number, content in enumerate(_utf8(data, path).split(b"\n"), 1):
        if not content.strip():
            continue
        try:
            item = _DECODER.decode(content)
        except UnicodeDecodeError as error:
            _not_utf8(content, error, path, number)
        except RecursionError:
            raise FormatError("the JSON is nested too deeply", path=path, line=number) from None
        except msgspec.DecodeError as error:
            _not_json(content, error, path, number)
        works.append(from_csl(item, path=path, entry=str(number), line=number))
    return works


def write_csl(works: Iterable[Work], *, indent: int = 2) -> str:
    """Works as a CSL-JSON list.

    Args:
        works: The Works.
        indent: Spaces for each level; 0 puts everything on one line.

    Returns:
        JSON in Unicode, ending with a line feed.

    Raises:
        FormatError: If a Work's ``custom`` or ``extra`` holds what JSON cannot.
    """
    encoded = b"[" + b",".join(_encode(work) for work in works) + b"]"
    return msgspec.json.format(encoded, indent=indent if indent > 0 else -1).decode() + "\n"


def write_csl_lines(works: Iterable[Work]) -> str:
    """Works as JSON lines: one CSL-JSON object a line.

    Raises:
        FormatError: If a Work's ``custom`` or ``extra`` holds what JSON cannot.
    """
    return "".join(_encode(work).decode() + "\n" for work in works)


def _encode(work: Work) -> bytes:
    try:
        return msgspec.json.encode(to_csl(work))
    except (TypeError, ValueError, RecursionError) as error:
        raise FormatError(f"cannot be written as JSON: {error}", entry=work.id) from None


def _utf8(data: bytes | str, path: str) -> bytes:
    if isinstance(data, str):
        try:
            return data.removeprefix("\ufeff").encode()
        except UnicodeEncodeError as error:
            line = data.count("\n", 0, error.start) + 1
            raise FormatError("half of a surrogate pair", path=path, line=line) from None
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        from refkit.formats.decode import decode

        return decode(data, path=path).text.encode()
    if b"\0" in data:
        raise UnreadableError("this is a binary file, not JSON", path=path)
    return data


def _items(decoded: Any, path: str) -> tuple[list[Any], str]:
    """The items and the key that holds them: "" for a list at the top, "{" for a single item."""
    if isinstance(decoded, list):
        return decoded, ""
    if isinstance(decoded, dict):
        for key in _CONTAINERS:
            if isinstance(decoded.get(key), list):
                return decoded[key], key
        return [decoded], "{"
    raise FormatError("CSL-JSON is a list of items or one item", path=path, line=1)


def _is_lines(content: bytes) -> bool:
    """Whether the first line that is not empty is a complete JSON object."""
    line = content.lstrip().partition(b"\n")[0]
    if not line.startswith(b"{"):
        return False
    try:
        _DECODER.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
    return True


def _lines(content: bytes, count: int) -> list[int]:
    """The lines on which the items of a sound file begin."""
    try:
        decoded = _DECODER.decode(content)
    except msgspec.DecodeError:
        return _lines_of_lines(content, count)
    container = _items(decoded, "")[1]
    if container == "{":
        return [1]
    outer = _RAW_OBJECT.decode(content)[container] if container else msgspec.Raw(content)
    lines: list[int] = []
    at = content.find(bytes(outer))
    line = content.count(b"\n", 0, at) + 1
    for item in _RAW_LIST.decode(outer):
        text = bytes(item)
        start = content.find(text, at)
        line += content.count(b"\n", at, start)
        lines.append(line)
        at = start
        line += text.count(b"\n")
        at += len(text)
    return lines


def _lines_of_lines(content: bytes, count: int) -> list[int]:
    """The lines of JSON lines that hold an item."""
    lines = [number for number, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    return lines if len(lines) == count else []


def _line_of_item(content: bytes, container: str, index: int, field: str) -> int:
    """The line of an item's field, or where the item begins; only errors pay for finding it."""
    if container == "{":
        items, raw = [msgspec.Raw(content)], content
    else:
        outer = msgspec.Raw(content)
        if container:
            outer = _RAW_OBJECT.decode(content)[container]
        items, raw = _RAW_LIST.decode(outer), bytes(outer)
    start = content.find(raw)
    end = start
    for item in items[: index + 1]:
        text = bytes(item)
        start = content.find(text, end)
        end = start + len(text)
    variable = re.match(r"[\w-]*", field)
    key = variable[0] if variable else ""
    if key:
        found = re.compile(rb'"%s"\s*:' % re.escape(key).encode()).search(content, start, end)
        start = found.start() if found else start
    return content.count(b"\n", 0, start) + 1


def _not_json(content: bytes, error: msgspec.DecodeError, path: str, line: int = 1) -> NoReturn:
    reason = str(error)
    found = _OFFSET.search(reason)
    offset = int(found[1]) if found else len(content.rstrip())
    reason = reason.removeprefix("JSON is malformed: ")
    reason = reason[: reason.rfind(" (byte")] if found else reason
    if "truncated" in reason:
        reason = "it ends in the middle"
    raise FormatError(
        f"not JSON: {reason}", path=path, line=line + content.count(b"\n", 0, offset)
    ) from None


def _not_utf8(content: bytes, error: UnicodeDecodeError, path: str, line: int = 0) -> NoReturn:
    if not line:
        # The decoder's position counts from the start of the string that it was in.
        try:
            content.decode()
        except UnicodeDecodeError as whole:
            line = content.count(b"\n", 0, whole.start) + 1
    byte = error.object[error.start]
    raise FormatError(f"not UTF-8: byte 0x{byte:02x}", path=path, line=line) from None
