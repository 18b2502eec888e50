"""A Work as a row of the library: its CSL-JSON, its digest, what it is sorted and known by."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Any, Final, NamedTuple

import msgspec

from refkit.errors import FormatError
from refkit.formats.csl_item import from_csl, to_csl
from refkit.model import Work
from refkit.normalize.identifiers import (
    doi_key,
    parse_arxiv,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
)
from refkit.normalize.text import fold, strip_markup

__all__ = ["Content", "content_of", "digest_of", "folded", "identifiers_of", "work_of"]

IDENTITIES: Final = frozenset(("doi", "pmid", "pmcid", "arxiv", "content"))
"""Kinds of identifiers that name one work; chapters of a book share its ISBN."""

_SORTED: Final = 60
"""Characters of author and title that works are sorted by."""

_FARTHEST: Final = 1_000_000
"""A year beyond that is a mistake, and need not be found by its year."""

_VERSION: Final = re.compile(r"v[0-9]{1,3}\Z")
_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder()


class Content(NamedTuple):
    """What the columns of ``works`` say about a Work."""

    type: str
    year: int | None
    data: bytes
    author: str
    title: str
    digest: bytes


def content_of(work: Work) -> Content:
    """A Work as it is stored.

    Raises:
        FormatError: If it holds something that JSON cannot say: half a surrogate pair, an object
            of a program in ``custom``.
    """
    item = to_csl(work)
    item.pop("id", None)
    try:
        data = _ENCODER.encode(item)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise FormatError(f"it cannot be written as JSON: {error}", entry=work.id) from None
    year = work.year
    if year is not None and abs(year) > _FARTHEST:
        year = None
    name = next(iter(work.author or work.editor), None)
    author = f"{name.family or name.literal} {name.given}" if name else work.publisher
    return Content(
        work.type,
        year,
        data,
        fold(author[:_SORTED]),
        folded(work.title[: 4 * _SORTED])[:_SORTED],
        digest_of(data),
    )


def digest_of(data: bytes) -> bytes:
    """The digest of a Work's CSL-JSON: BLAKE2b, 16 bytes."""
    return blake2b(data, digest_size=16).digest()


def work_of(key: str, data: bytes) -> Work:
    """The Work that :func:`content_of` made ``data`` of.

    Raises:
        FormatError: If the data is damaged.
    """
    try:
        item = _DECODER.decode(data)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"the stored work is damaged: {error}", entry=key) from None
    work = from_csl(item, entry=key)
    work.id = key
    return work


def folded(text: str) -> str:
    """Text as it is searched and sorted: without markup, then :func:`fold`."""
    if "<" in text or "&" in text:
        text = strip_markup(text)
    return fold(text)


def identifiers_of(work: Work, digest: bytes) -> list[tuple[str, str]]:
    """The identifiers of a Work as kind and value, in the form by which they are compared.

    A version of an arXiv article is known by its own number and by that of all versions; a work
    that nothing names is known by its content.

    Args:
        work: The Work.
        digest: The digest of its content.
    """
    found = []
    if work.DOI and (doi := doi_key(work.DOI)):
        found.append(("doi", doi))
    if work.PMID and (pmid := parse_pmid(work.PMID)):
        found.append(("pmid", pmid))
    if work.PMCID and (pmcid := parse_pmcid(work.PMCID) or parse_pmcid(f"PMC{work.PMCID}")):
        found.append(("pmcid", pmcid))
    if work.ISBN:
        isbns = {parse_isbn(part) for part in re.split(r"[,;/]|\s{2,20}", work.ISBN[:1000])}
        isbns.add(parse_isbn(work.ISBN[:1000]))
        found.extend(("isbn", isbn) for isbn in sorted(isbns - {""}))
    if arxiv := _arxiv(work):
        found.append(("arxiv", arxiv))
        found.append(("arxiv", _VERSION.sub("", arxiv)))
    if all(kind == "isbn" for kind, _ in found):
        found.append(("content", digest.hex()))
    return list(dict.fromkeys(found))


def _arxiv(work: Work) -> str:
    """The arXiv identifier, in whichever of the variables where CSL's users put it."""
    for text in (work.DOI, work.number, work.URL):
        if text and ("arxiv" in text[:400].lower()) and (found := parse_arxiv(text[:400])):
            return found
    if work.archive.lower() == "arxiv":
        return parse_arxiv(work.archive_location or work.number)
    return ""


def encoded(value: Any) -> str:
    """A JSON value as text."""
    return _ENCODER.encode(value).decode()
