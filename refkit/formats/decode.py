"""From the bytes of a bibliography file to its text, with line feeds as its only line breaks."""

from __future__ import annotations

import codecs
import re
from typing import Final

from refkit.normalize import decoding

# JabRef writes "% Encoding: ISO8859_1" as the first line; editors write "% !TeX encoding = latin1"
# or "% -*- coding: latin-1 -*-".
_DECLARED: Final = re.compile(
    rb"^ [%#] [^\n]{0,60}? (?: en)?coding [ \t]* [:=] [ \t]* (?P<name> [A-Za-z0-9_-]{2,20})",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)

_CONTROLS: Final = bytes(code for code in range(1, 32) if chr(code) not in "\t\n\v\f\r\x1b")


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
    nuls = _stray_nuls(data)
    if nuls:
        data = data.replace(b"\0", b"")
    decoded = decoding.decode(data, path=path, declaration=_DECLARED)
    guesses = decoded.guesses
    if nuls:
        guesses = [f"{nuls} NUL byte{'s were' if nuls > 1 else ' was'} left out", *guesses]
    wrong = _wrongly_declared(data) if decoded.encoding == "utf-8" else ""
    if wrong:
        guesses = [*guesses, f"the file says that it is in {wrong}, but it is in UTF-8"]
    return decoding.Decoded(_line_feeds(decoded.text), decoded.encoding, guesses)


def _stray_nuls(data: bytes) -> int:
    """The NUL bytes of a text that a disk or a program damaged; 0 if they belong there."""
    count = data.count(0)
    # Of UTF-16 and UTF-32 every other byte is zero; of a compressed or encrypted file one of 256,
    # and as many each of the other control characters.
    if count == 0 or count * 100 >= len(data):
        return 0
    others = len(data) - len(data.translate(None, _CONTROLS))
    return count if others <= count else 0


def _wrongly_declared(data: bytes) -> str:
    """The encoding that a file in UTF-8 declares, where that is another one."""
    match = None if data.isascii() else _DECLARED.search(data, 0, 4096)
    if match is None:
        return ""
    name = match["name"].decode()
    try:
        same = codecs.lookup(name).name == "utf-8"
    except LookupError:
        # JabRef writes Java's names ("UTF8"), Emacs its own ("utf-8-unix").
        same = name.lower().startswith("utf")
    return "" if same else name


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
