"""What a Snapshot keeps of a work: what becomes a Record of it, and the terms it is found by.

Half of a work's bytes at Crossref are its references, and much of the rest are affiliations and
licences; none of these becomes part of a Record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final, NamedTuple

import msgspec

from refkit.model.work import NAME_VARIABLES
from refkit.resolve.described import Outline, described, terms_of
from refkit.resolve.raw_works import (
    STAMPS,
    UNDECODABLE,
    look_up_key,
    raw_works,
    read_message,
    reason,
    written_doi,
)

_LATEST: Final = 253_402_300_799  # the last second of the year 9999
_ENCODER: Final = msgspec.json.Encoder()


class Kept(NamedTuple):
    """What is kept of a work.

    Attributes:
        doi: Its DOI as it is looked up, or "".
        terms: The words and locators that it is found by, with spaces between them.
        raw: Its JSON, without what no Record is made of.
        time: When the registry had it last, seconds since 1970; 0 if unknown.
    """

    doi: str
    terms: str
    raw: bytes
    time: int


class Lost(NamedTuple):
    """A work that cannot be kept.

    Attributes:
        reason: Why, in words.
        number: Its number in the list that holds it, from 1; 0 if none does.
    """

    reason: str
    number: int


def kept_works(raw: bytes) -> Iterator[Kept | Lost]:
    """What is kept of the works that a JSON value holds.

    Args:
        raw: A work, a list of works, an answer of Crossref's API, or a document of a data file.

    Raises:
        msgspec.DecodeError: If it is no such value.
        RecursionError: If it is nested too deeply.
    """
    for at, work in enumerate(raw_works(raw), start=1):
        number = 0 if work is raw else at
        try:
            kept = _kept(read_message(work))
        except UNDECODABLE as error:
            yield Lost(reason(error), number)
        else:
            yield kept or Lost("no work: it has neither DOI nor title", number)


def _kept(message: dict[str, Any]) -> Kept | None:
    doi = look_up_key(written_doi(message.get("DOI"), message.get("URL")))
    terms = terms_of(described(Outline.of(message)))
    if not doi and not terms.title:
        return None
    stamps = [_seconds(message.pop(name, None)) for name in STAMPS]
    for variable in NAME_VARIABLES:
        if variable in message:
            _drop_affiliations(message[variable])
    time = next(filter(None, stamps), 0)
    return Kept(doi, " ".join(chain.from_iterable(terms)), _ENCODER.encode(message), time)


def _drop_affiliations(people: Any) -> None:
    if isinstance(people, list):
        for person in people:
            if isinstance(person, dict):
                person.pop("affiliation", None)


def _seconds(stamp: Any) -> int:
    """The moment of Crossref's ``indexed`` or ``deposited``, seconds since 1970; 0 if unknown."""
    if not isinstance(stamp, Mapping):
        return 0
    milliseconds, written = stamp.get("timestamp"), stamp.get("date-time")
    if isinstance(milliseconds, int) and 0 < milliseconds <= 1000 * _LATEST:
        return milliseconds // 1000
    try:
        read = datetime.fromisoformat(written) if isinstance(written, str) else None
        return max(0, int(read.replace(tzinfo=read.tzinfo or UTC).timestamp())) if read else 0
    except (ValueError, OverflowError):
        return 0


def moment(seconds: int) -> str:
    """Seconds since 1970 as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
