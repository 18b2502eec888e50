"""Splices: references put together of several works: the title of one, authors of another, …."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from refkit.match.agreement import Agreement
from refkit.match.fields import agreements
from refkit.model import Record, Verdict
from refkit.normalize.identifiers import doi_key
from refkit.normalize.text import words

_FEWEST_WORDS: Final = 5
"""Words of the shortest title that no other work has by chance."""

_FEWEST_AUTHORS: Final = 2
"""One author of a common name is found with any title."""


class Splice(msgspec.Struct, frozen=True):
    """The works that a reference was put together of; two of the three at least are there.

    Attributes:
        title: The work whose title it has.
        authors: Another one whose authors it has; None if none was found.
        doi: Another one whose DOI it has; None if it gives none, or a dead one.
    """

    title: Record
    authors: Record | None
    doi: Record | None


def find_splice(verdict: Verdict) -> Splice | None:
    """The works that a reference was put together of.

    Args:
        verdict: The Verdict on it, with the Records that the Sources offered in its coverage.

    Returns:
        None where the work was identified or may exist somewhere else, or where fewer than two
        works were found in the reference.
    """
    if verdict.match or verdict.identity not in ("another-work", "not-found"):
        return None
    reference = verdict.reference
    if len(words(reference.work.title)) < _FEWEST_WORDS:
        return None
    compared = [(each, agreements(reference, each)) for each in _offered(verdict)]
    title = _first(each for each, fields in compared if _is_title_of(fields))
    if title is None:
        return None
    own = doi_key(title.work.DOI)
    claimed = verdict.claimed
    doi = claimed if claimed and doi_key(claimed.work.DOI) != own else None
    authors = None
    if len(reference.work.author) >= _FEWEST_AUTHORS:
        authors = _first(each for each, fields in compared if _is_by_them(each, fields))
    if doi is None and authors is None:
        return None
    return Splice(title, authors, doi)


def _offered(verdict: Verdict) -> list[Record]:
    """The Records of all Sources, each DOI once."""
    records = [record for answer in verdict.coverage for record in answer.records]
    return list({doi_key(each.work.DOI) or str(id(each)): each for each in records}.values())


def _is_title_of(fields: dict[str, Agreement]) -> bool:
    """Whether the title is a Record's word for word, and nobody among its authors is named."""
    title, author = fields.get("title"), fields.get("author")
    return (
        title is not None
        and title.same
        and title.excuse != "subtitle"
        and author is not None
        and author.detail == "other"
    )


def _is_by_them(record: Record, fields: dict[str, Agreement]) -> bool:
    """Whether a Record of another title has the authors, all of them."""
    title, author = fields.get("title"), fields.get("author")
    return (
        author is not None
        and author.same
        and not author.excuse
        and len(record.work.author) >= _FEWEST_AUTHORS
        and title is not None
        and not title.same
    )


def _first(records: Iterable[Record]) -> Record | None:
    return next(iter(records), None)
