"""Decoding: bytes to text. What encoding they are in, and what they are if they are no text."""

from __future__ import annotations

import codecs
import re
from typing import Final

import msgspec

from refkit.errors import UnreadableError

LIMIT: Final = 50_000_000
"""The largest file that is read, in bytes."""

_BOMS: Final = (
    # UTF-32 little-endian begins with the mark of UTF-16 little-endian: the longer ones first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"%PDF-", "a PDF file, not text"),
    (b"PK\x03\x04", "a ZIP file, and no Word (.docx), OpenDocument or EPUB file"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word (.doc) or other Office file: refkit cannot read it"),
    (b"{\\rtf", "a Rich Text (RTF) file: save it as .docx, HTML or text"),
    (b"\x1f\x8b", "a gzip file: unpack it first"),
    (b"BZh", "a bzip2 file: unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file: unpack it first"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip file: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file: unpack it first"),
    (b"%!PS", "a PostScript file: refkit cannot read PostScript"),
    (b"\x89PNG", "a PNG image, not text"),
    (b"\xff\xd8\xff", "a JPEG image, not text"),
    (b"GIF8", "a GIF image, not text"),
    (b"SQLite format 3\x00", "an SQLite database, not text"),
    (b"\x7fELF", "a program, not text"),
)
# HTML 5 section 13.2.3.2: the declaration stands within the first 1024 bytes; saved pages put
# comments before it, so look a little further.
_META_CHARSET: Final = re.compile(
    rb"""<meta\b [^>]{0,200}? \bcharset \s{0,5} = \s{0,5} ["']? \s{0,5} (?P<name> [\w:.-]{2,40})""",
    re.VERBOSE | re.IGNORECASE,
)
_XML_ENCODING: Final = re.compile(
    rb"""
    \s{0,20} <\?xml \b [^>]{0,100}? \bencoding \s{0,5} = \s{0,5} ["'] (?P<name> [\w:.-]{2,40})
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Labels that the web uses for more than they say (WHATWG Encoding, section 4.2).
_WEB_LABELS: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gbk",
    "shift_jis": "cp932",
}
_BAD_BYTE: Final = re.compile("[\udc80-\udcff]")
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")
_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_SAMPLE: Final = 200_000


class Decoded(msgspec.Struct, frozen=True):
    """Text, the encoding that it was decoded with, and what had to be guessed, in words."""

    text: str
    encoding: str
    guesses: list[str]


def decode(data: bytes, *, path: str = "", declaration: re.Pattern[bytes] | None = None) -> Decoded:
    """Decode a file: a byte order mark, else UTF-8, else what the page declares, else a guess.

    No byte is lost: in a file that is UTF-8 but for some bytes, those are read as Windows-1252.

    Args:
        data: The file's content.
        path: The file's name as the user gave it, for the error.
        declaration: How the form declares its encoding, with the name in a group "name"; by
            default as HTML and XML do.

    Returns:
        The text without byte order mark. Its guesses name the line of the first byte that is not
        UTF-8, where that was expected.

    Raises:
        UnreadableError: If the file is empty, larger than :data:`LIMIT`, or no text.
    """
    if len(data) > LIMIT:
        raise UnreadableError(
            f"is larger than {LIMIT // 1_000_000} MB: too large to be read", path=path
        )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _after_mark(data[len(mark) :], encoding)
    _refuse_binary(data, path)
    if b"\x00" in data:
        return _without_mark(data, path)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", [])
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(data, 0, error.start)) + 1
    declared = _declared(data, declaration)
    if declared:
        try:
            return Decoded(data.decode(declared), declared, [])
        except UnicodeDecodeError:
            pass
    return _guessed(data, line)


def _after_mark(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, [])
    except UnicodeDecodeError as error:
        text = data[: error.start].decode(encoding)
        line = len(re.findall(r"\r\n|\r|\n", text)) + 1
        guess = f"line {line} has the first byte that is not {encoding.upper()}"
        if encoding == "utf-8":
            return Decoded(_patched(data), encoding, [f"{guess}; read as Windows-1252"])
        return Decoded(data.decode(encoding, "replace"), encoding, [f"{guess}; replaced by U+FFFD"])


def _refuse_binary(data: bytes, path: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"is {what}", path=path)
    if data.lstrip().startswith(b"%PDF-"):
        raise UnreadableError(f"is {_MAGIC[0][1]}", path=path)


def _without_mark(data: bytes, path: str) -> Decoded:
    """UTF-16 without a mark has every other byte zero in European text; other zeros are binary."""
    sample = data[:4096]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.6 * len(zeros):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return Decoded(text, encoding, [f"the encoding was guessed as {encoding.upper()}"])
    line = len(_LINE_END.findall(data, 0, data.index(0))) + 1
    raise UnreadableError("is a binary file, not text: it has NUL bytes", path=path, line=line)


def _declared(data: bytes, declaration: re.Pattern[bytes] | None) -> str:
    head = data[:4096]
    if declaration:
        match = declaration.search(head)
    else:
        match = _XML_ENCODING.match(head) or _META_CHARSET.search(head)
    if not match:
        return ""
    label = match["name"].decode("ascii", "ignore").lower()
    label = _WEB_LABELS.get(label, label)
    try:
        # Also refuses the codecs of Python that do not make text of bytes ("base64", "rot13").
        b"a".decode(label)
        return codecs.lookup(label).name
    except (LookupError, UnicodeError):
        return ""


def _guessed(data: bytes, line: int) -> Decoded:
    repaired = data.decode("utf-8", "surrogateescape")
    bad = len(_BAD_BYTE.findall(repaired))
    good = len(repaired) - len(repaired.encode("ascii", "ignore")) - bad
    # Sequences of bytes that happen to be UTF-8 are rare in text of any other encoding.
    if 2 * good >= bad:
        guess = f"line {line} has the first byte that is not UTF-8; read as Windows-1252"
        if bad > 1:
            guess = (
                f"{bad} bytes are not UTF-8, the first on line {line}; they were read as "
                "Windows-1252"
            )
        return Decoded(_patched(data), "utf-8", [guess])
    encoding = _detected(data)
    return Decoded(
        data.decode(encoding, "replace"),
        encoding,
        [f"not UTF-8 (first on line {line}): the encoding was guessed as {encoding}"],
    )


def _detected(data: bytes) -> str:
    import chardet

    first = _NOT_ASCII.search(data)
    start = max(0, first.start() - _SAMPLE // 2) if first else 0
    found = chardet.detect(data[start : start + _SAMPLE])["encoding"]
    for encoding in (found, "cp1252"):
        if encoding:
            try:
                data.decode(encoding)
            except (LookupError, UnicodeError):
                continue
            return codecs.lookup(encoding).name
    # Latin-1 gives every byte a character, so nothing is lost.
    return "iso8859-1"


def _patched(data: bytes) -> str:
    """Decode as UTF-8, and the bytes that are not as Windows-1252, or Latin-1 where it has none."""

    def windows(match: re.Match[str]) -> str:
        byte = bytes([ord(match.group()) - 0xDC00])
        try:
            return byte.decode("cp1252")
        except UnicodeDecodeError:
            return byte.decode("latin-1")

    return _BAD_BYTE.sub(windows, data.decode("utf-8", "surrogateescape"))
