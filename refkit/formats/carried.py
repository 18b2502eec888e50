"""What a format cannot say of a Work, carried in a field of its own as CSL-JSON.

Formats such as RIS and EndNote XML have a place for data of one's own. A writer reads back what it
wrote, and puts the difference there; a reader puts it into the Work again. So reading gives back
what was written, whatever the format has tags for, and other programs pass the field over.
"""

from __future__ import annotations

from typing import Any, Final
from zlib import crc32

import msgspec

from refkit.errors import FormatError
from refkit.formats.csl_item import from_csl, to_csl
from refkit.model import Work

MARK: Final = "refkit:"
"""What the carried text begins with."""

_ENCODER: Final = msgspec.json.Encoder(order="deterministic")
_DECODER: Final = msgspec.json.Decoder(dict[str, Any])


def carried(work: Work, read_back: Work) -> str:
    """The text that carries what a file's own fields do not say.

    Args:
        work: The Work to be written.
        read_back: What a reader makes of the fields that were written for it.

    Returns:
        One line of ASCII that begins with :data:`MARK`; "" if nothing is missing.

    Raises:
        FormatError: If the Work's ``custom`` or ``extra`` holds what JSON cannot.
    """
    meant, got = to_csl(work), to_csl(read_back)
    item = {key: value for key, value in meant.items() if key not in got or got[key] != value}
    absent = sorted(got.keys() - meant.keys())
    if not (item or absent):
        return ""
    told = {"of": _digest(got), "item": item, **({"absent": absent} if absent else {})}
    try:
        encoded = _ENCODER.encode(told)
    except TypeError as error:
        raise FormatError(f"cannot be written: {error}", entry=work.id) from None
    return MARK + _ascii(encoded.decode())


def with_carried(work: Work, text: str) -> Work:
    """The Work of a file's own fields, with what :func:`carried` added.

    Where the fields were changed since by another program, they win: only what they lack is taken.

    Args:
        work: The Work of the fields.
        text: The carried text.

    Returns:
        The Work; the same one if the text is not refkit's or is damaged.
    """
    try:
        found = _DECODER.decode(text.strip().removeprefix(MARK))
    except msgspec.DecodeError:
        return work
    item = found.get("item")
    if not text.strip().startswith(MARK) or not isinstance(item, dict):
        return work
    got = to_csl(work)
    if found.get("of") == _digest(got):
        # Not by null: CSL-JSON may have a key whose value is null.
        absent = found.get("absent")
        if isinstance(absent, list):
            got = {key: value for key, value in got.items() if key not in absent}
        got.update(item)
    else:
        got.update({key: value for key, value in item.items() if key not in got})
    try:
        return from_csl(got)
    except FormatError:
        return work


def is_carried(text: str) -> bool:
    """Whether a field's text is what :func:`carried` makes."""
    return text.lstrip().startswith(MARK + "{")


def _digest(item: dict[str, Any]) -> int:
    """A number that changes when another program changes one of the fields."""
    return crc32(_ENCODER.encode(item))


def _ascii(text: str) -> str:
    """JSON without letters beyond ASCII, which no program's encoding can damage."""
    if text.isascii():
        return text
    return "".join(
        letter if letter < "\x80" else "".join(f"\\u{unit:04x}" for unit in _utf16(letter))
        for letter in text
    )


def _utf16(letter: str) -> tuple[int, ...]:
    code = ord(letter)
    if code < 0x10000:
        return (code,)
    return 0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF)
