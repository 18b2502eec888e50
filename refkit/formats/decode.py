"""From the bytes of a bibliography file to its text, with line feeds as its only line breaks."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize import decoding

# JabRef writes "% Encoding: ISO8859_1" as the first line; editors write "% !TeX encoding = latin1"
# or "% -*- coding: latin-1 -*-".
_DECLARED: Final = re.compile(
    rb"^ [%#] [^\n]{0,60}? (?: en)?coding [ \t]* [:=] [ \t]* (?P<name> [A-Za-z0-9_-]{2,20})",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


def decode(data: bytes | str, *, path: str = "") -> decoding.Decoded:
    """The text of a file, with line feeds as its only line breaks and no byte order mark.

    Args:
        data: The file's bytes, or text from memory, whose encoding is "".
        path: The file's name, for errors.

    Raises:
        UnreadableError: If the bytes are no text; see :func:`refkit.normalize.decoding.decode`.
    """
    if isinstance(data, str):
        return decoding.Decoded(_line_feeds(data.removeprefix("\ufeff")), "", [])
    decoded = decoding.decode(data, path=path, declaration=_DECLARED)
    return decoding.Decoded(_line_feeds(decoded.text), decoded.encoding, decoded.guesses)


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
