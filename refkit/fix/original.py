"""Original: the bytes of an article, so that what no Fix touches is written back byte for byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from refkit.errors import InputError
from refkit.fix.apply import replaced
from refkit.model import Document, Fix

_MARKS: Final = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
_BYTE: Final = re.compile("[\udc80-\udcff]")
_UTF_8: Final = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}utf-?8", re.IGNORECASE)
_HEAD: Final = 4096
"""Bytes in which a page declares its encoding."""


class Original(msgspec.Struct, frozen=True):
    """The content of a file, as it can be written back.

    Attributes:
        mark: Its byte order mark; b"" if it has none.
        text: Its text, character by character as ``Document.own_source``; a byte that is not of its
            encoding stands as a lone surrogate (PEP 383).
        encoding: How the text becomes bytes; "" for a text from memory, which has none.
        ascii: Whether what is written into it has "&#269;" for each character beyond ASCII.
    """

    mark: bytes
    text: str
    encoding: str
    ascii: bool

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        errors = "surrogateescape" if self.encoding == "utf-8" else "strict"
        return self.mark + self.text.encode(self.encoding, errors)

    def missing(self, text: str) -> str:
        """The first character of a text that cannot be written into the file; "" if all can.

        An encoding that is no Unicode is a guess: Čapek and Èapek are the same bytes in two of
        them. A character can be written if it is in the file already, or the same in Windows-1252.
        """
        if self.ascii or not self.encoding or text.isascii():
            return ""
        return next((each for each in text if not self._has(each)), "")

    def _has(self, character: str) -> bool:
        try:
            written = character.encode(self.encoding)
            if self.encoding in _MARKS or character.isascii() or character in self.text:
                return True
            return written == character.encode("cp1252")
        except UnicodeEncodeError:
            return False

    def written(self, text: str) -> str:
        """A text as it is written into the file."""
        return text.encode("ascii", "xmlcharrefreplace").decode() if self.ascii else text

    def with_fixes(self, fixes: Sequence[Fix]) -> Original:
        """The file with Fixes made that are in order, do not overlap and can be written."""
        return msgspec.structs.replace(self, text=replaced(self.text, fixes))


def original_of(data: bytes | None, document: Document) -> Original:
    """The Original of an article.

    Args:
        data: The content of its file; None for a text from memory.
        document: What was read of it.

    Raises:
        InputError: If these bytes cannot be written back as they are: the file has bytes that are
            not of its encoding, and are lost, or an encoding that writes one text in several ways.
    """
    if data is None:
        return Original(b"", document.own_source, "", False)
    encoding = document.encoding
    source = document.own_source
    mark = _MARKS.get(encoding, b"")
    mark = mark if data.startswith(mark) else b""
    body = data[len(mark) :]
    if encoding == "utf-8":
        text = body.decode("utf-8", "surrogateescape")
        as_read = _BYTE.sub(lambda byte: source[byte.start() : byte.end()], text)
    else:
        text = as_read = source
    original = Original(mark, text, encoding, _wants_ascii(document, body))
    try:
        same = as_read == source and original.data == data
    except UnicodeEncodeError:
        same = False
    if not same:
        raise InputError(
            f"cannot be written back in its encoding ({encoding.upper()}) as it is: save it as "
            "UTF-8 first",
            path=document.path,
        )
    return original


def _wants_ascii(document: Document, body: bytes) -> bool:
    """Whether a page may be of another encoding than it was read in; ASCII is the same in all.

    A page of ASCII may declare any encoding, or get one from its server.
    """
    if document.format != "html":
        return False
    if document.encoding == "utf-8":
        return body.isascii() and not _UTF_8.search(body, 0, _HEAD)
    return document.encoding not in _MARKS
