"""Raw works: the JSON of works as it was sent, taken apart and read only as far as is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from refkit.normalize.identifiers import doi_key
from refkit.resolve.crossref_record import READ_FIELDS

_HEAD_READ: Final = 4096
_AT_BYTE: Final = re.compile(r"\(byte (\d{1,12})\)")

UNDECODABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding JSON raises."""


class _Head(msgspec.Struct):
    """A work's DOI, or what it is wrapped in: Crossref's API message, a list under "items"."""

    DOI: Any = None
    URL: Any = None
    message: msgspec.Raw = msgspec.Raw()
    items: msgspec.Raw = msgspec.Raw()


_HEADS: Final = msgspec.json.Decoder(_Head)
_LISTS: Final = msgspec.json.Decoder(list[msgspec.Raw])

STAMPS: Final = ("indexed", "deposited")
"""When the registry had a work last, the more telling first."""

_FIELDS: Final = {f"field{at}": name for at, name in enumerate(sorted({*READ_FIELDS, *STAMPS}))}
_Item = msgspec.defstruct("_Item", [(field, Any, None) for field in _FIELDS], rename=_FIELDS)
_ITEMS: Final = msgspec.json.Decoder(_Item)


def works_with_dois(raw: bytes) -> Iterator[tuple[bytes, str]]:
    """The work, or those that an answer of Crossref's API or a data file wraps, with their DOIs.

    Args:
        raw: A JSON object.

    Yields:
        Each work's bytes, and its DOI as written, or "".

    Raises:
        msgspec.DecodeError: If it, or one of those within, is no object.
        RecursionError: If it is nested too deeply.
    """
    for work, head in _held(raw):
        yield work, written_doi(head.DOI, head.URL) if head else read_doi(work)


def _held(raw: bytes) -> Iterator[tuple[bytes, _Head | None]]:
    """The work, or those within; and the head of what has been looked into."""
    head = _HEADS.decode(raw)
    if isinstance(head.DOI, str):
        yield raw, head
    elif head.items:
        for item in _LISTS.decode(head.items):
            yield bytes(item), None
    elif head.message:
        yield from _held(bytes(head.message))
    else:
        yield raw, head


def raw_works(raw: bytes) -> Iterator[bytes]:
    """The works that a JSON value holds, each as its bytes, unread.

    Args:
        raw: A work, a list of works, an answer of Crossref's API, or a document of a data file.

    Raises:
        msgspec.DecodeError: If it is no such value.
        RecursionError: If it is nested too deeply.
    """
    if raw[:_HEAD_READ].lstrip()[:1] == b"[":
        return raw_list(raw)
    return (work for work, _ in _held(raw))


def raw_list(raw: bytes) -> Iterator[bytes]:
    """The elements of a JSON list, unread.

    Raises:
        msgspec.DecodeError: If it is no list.
        RecursionError: If it is nested too deeply.
    """
    return map(bytes, _LISTS.decode(raw))


def is_object(raw: bytes) -> bool:
    """Whether a text is one JSON object."""
    try:
        _HEADS.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def read_message(raw: bytes) -> dict[str, Any]:
    """Of a work's JSON what a Record is made of, and when the registry had it last.

    To read only that is four times as fast as to read everything.

    Args:
        raw: The work.

    Raises:
        msgspec.DecodeError: If it is broken.
        RecursionError: If it is nested too deeply.
    """
    values = zip(_FIELDS.values(), msgspec.structs.astuple(_ITEMS.decode(raw)), strict=True)
    return {name: value for name, value in values if value is not None}


def read_doi(raw: bytes) -> str:
    """The DOI of a work as written, or "", from its JSON.

    Raises:
        msgspec.DecodeError: If it is no JSON object.
    """
    head = _HEADS.decode(raw)
    return written_doi(head.DOI, head.URL)


def written_doi(doi: Any, url: Any) -> str:
    """The DOI of a work as written; reference managers may have it as an address only."""
    if isinstance(doi, str):
        return doi
    return url if isinstance(url, str) and "doi.org/10." in url else ""


def look_up_key(doi: str) -> str:
    """The form in which DOIs of records are looked up: in lower case, without an address."""
    # Nearly all DOIs of records are clean; the rest goes the long way.
    if doi.startswith("10.") and doi.isascii() and "%" not in doi:
        return doi.strip().lower()
    return doi_key(doi) or doi.strip().casefold()


def reason(error: Exception) -> str:
    """What is wrong with JSON that could not be decoded, in words."""
    if isinstance(error, msgspec.ValidationError):
        return f"not a record: {error}"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start + 1}"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"not JSON: {error}"


def line_of(error: Exception, data: bytes) -> int:
    """The line of a text at which decoding it failed, from 1."""
    at = _AT_BYTE.search(str(error))
    end = int(at[1]) if at else error.start if isinstance(error, UnicodeDecodeError) else 0
    return data.count(b"\n", 0, end) + 1
