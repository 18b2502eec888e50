"""From the bytes of a bibliography file to its text."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from refkit.errors import UnreadableError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# JabRef writes "% Encoding: ISO8859_1" as the first line; editors write "% !TeX encoding = latin1"
# or "% -*- coding: latin-1 -*-".
_DECLARED: Final = re.compile(
    rb"^ [%#] [^\n]{0,60}? (?: en)?coding [ \t]* [:=] [ \t]* (?P<name> [A-Za-z0-9_-]{2,20})",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


class Decoded(NamedTuple):
    """Text, the encoding it was in ("" for text from memory), and whether that is a guess."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes | str, *, path: str = "") -> Decoded:
    """The text of a file, with line feeds as its only line breaks and no byte order mark.

    A byte order mark decides; then UTF-8, if the bytes are valid; then the encoding that the file
    declares in one of its first lines; then chardet's guess.

    Args:
        data: The file's bytes, or text from memory.
        path: The file's name, for errors.

    Raises:
        UnreadableError: If the bytes are no text.
    """
    if isinstance(data, str):
        return Decoded(_line_feeds(data.removeprefix("\ufeff")), "", False)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path)
    if b"\0" in data:
        raise UnreadableError("this is a binary file, not text", path=path)
    try:
        return Decoded(_line_feeds(data.decode()), "utf-8", False)
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data, 0, 1000)
    if declared:
        name = declared["name"].decode("ascii")
        try:
            return Decoded(_line_feeds(data.decode(name)), codecs.lookup(name).name, False)
        except (LookupError, UnicodeDecodeError):
            pass
    return _guess(data, path)


def _strictly(data: bytes, encoding: str, path: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"its byte order mark says {encoding}, but its bytes are not", path=path, line=line
        ) from None
    return Decoded(_line_feeds(text), encoding, False)


def _guess(data: bytes, path: str) -> Decoded:
    import chardet

    # What is not ASCII may stand anywhere in a long file; a quarter of a megabyte will tell.
    start = next(index for index, byte in enumerate(data) if byte > 127)
    guess = chardet.detect(data[max(0, start - 1000) : start + 250_000])
    for encoding in (guess.get("encoding"), "cp1252", "latin-1"):
        if not encoding:
            continue
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        return Decoded(_line_feeds(text), codecs.lookup(encoding).name, True)
    raise UnreadableError("its encoding cannot be told", path=path)  # pragma: no cover


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
