"""Duplicates: whether two entries of one list are one work, and not two of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from rapidfuzz import fuzz

from refkit.model import Reference, Verdict
from refkit.normalize.dois import doi_key
from refkit.normalize.pages import same_pages
from refkit.normalize.text import fold, squash
from refkit.normalize.venues import same_venue

_ALIKE: Final = 95.0
"""Likeness of two titles, 0–100, from which on they differ by slips."""
_SHORTEST: Final = 15
"""Letters of a title that says more than "Introduction" and "Editorial"."""
_ENTRY: Final = 40
"""Letters of an entry from which on one of the same letters is the same entry."""
_COMPARED: Final = 12
"""Entries of the same first author and year that one is compared with."""
_COUNTED: Final = re.compile(r"\b(?:\d+|[ivx]{1,5}|one|two|three|four|five|first|second|third)\b")
_TELLING: Final = ("volume", "issue", "number", "edition", "URL", "version", "chapter-number")
"""Variables that tell works of one title apart where both entries give them."""


def pairs(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, int]]:
    """The entries that repeat an earlier one.

    Args:
        verdicts: On the references of one list, in order.

    Yields:
        The index of the earlier entry and that of the later one, each later one once.
    """
    seen: dict[tuple[str, str], list[int]] = {}
    for index, verdict in enumerate(verdicts):
        keys = _keys(verdict)
        earlier = dict.fromkeys(other for key in keys for other in seen.get(key, ()))
        for other in islice(reversed(earlier), _COMPARED):
            if same_work(verdicts[other], verdict):
                yield other, index
                break
        for key in keys:
            seen.setdefault(key, []).append(index)


def same_work(one: Verdict, other: Verdict) -> bool:
    """Whether two entries of a list are one work.

    Entries of the same letters are. Others have to agree in their titles, part numbers included,
    and in the DOI as written or, where first author and year are what they share, in all that
    tells works of one title apart.
    """
    a, b = one.reference, other.reference
    if _letters(a) == _letters(b):
        return len(_letters(a)) >= _ENTRY
    if not _is_read(a) or not _is_read(b) or not _same_title(a.work.title, b.work.title):
        return False
    if _differ(a, b, "edition") or a.work.year_suffix != b.work.year_suffix:
        return False
    dois = doi_key(a.work.DOI), doi_key(b.work.DOI)
    if _same_match(one, other) and dois[0] == dois[1]:
        # One of them has a wrong volume, which is another rule's business.
        return True
    if _differ(a, b, "volume", "page"):
        return False
    if all(dois):
        return dois[0] == dois[1]
    if a.work.type != b.work.type or _differ(a, b, *_TELLING) or not _same_container(a, b):
        return False
    return _same_match(one, other) or (
        (len(squash(a.work.title)) >= _SHORTEST or bool(a.work.page and b.work.page))
        and _first(a) == _first(b) != ""
        and len(a.work.author) == len(b.work.author)
        and a.work.year == b.work.year
        and a.work.status == b.work.status
    )


def _keys(verdict: Verdict) -> list[tuple[str, str]]:
    """What an entry shares with one of the same work, at least one of them."""
    reference = verdict.reference
    keys = [("text", _letters(reference))]
    doi = doi_key(reference.work.DOI)
    if doi:
        keys.append(("doi", doi))
    if verdict.match is not None:
        keys.append(("record", _record(verdict)))
    first = _first(reference)
    if first and reference.work.title:
        keys.append(("head", f"{first} {reference.work.year} {squash(reference.work.title)[:6]}"))
    return keys


def _record(verdict: Verdict) -> str:
    work = verdict.match.record.work if verdict.match else None
    return (doi_key(work.DOI) or work.id) if work else ""


def _same_match(one: Verdict, other: Verdict) -> bool:
    record = _record(one)
    return bool(record) and record == _record(other)


def _letters(reference: Reference) -> str:
    return squash(reference.text)


def _is_read(reference: Reference) -> bool:
    # What was never written as an entry, such as one of a .bib file, needed no reading.
    read = bool(reference.style) or not reference.raw
    return bool(read and reference.work.title) and not (reference.problem or reference.repairs)


def _first(reference: Reference) -> str:
    people = reference.work.author or reference.work.editor
    return squash(people[0].literal or people[0].family) if people else ""


def _same_title(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    if a.replace(" ", "") == b.replace(" ", ""):
        return True
    if _COUNTED.findall(a) != _COUNTED.findall(b):
        return False
    return min(len(a), len(b)) >= _SHORTEST and fuzz.ratio(a, b) >= _ALIKE


def _differ(one: Reference, other: Reference, *variables: str) -> bool:
    """Whether both entries give one of these variables, and not the same."""
    return any(_differs(one, other, variable) for variable in variables)


def _differs(one: Reference, other: Reference, variable: str) -> bool:
    a, b = str(one.work.get(variable)), str(other.work.get(variable))
    if not a or not b:
        return False
    if variable == "page":
        return same_pages(a, b) == "differ"
    return squash(a) != squash(b)


def _same_container(one: Reference, other: Reference) -> bool:
    a, b = one.work.container_title, other.work.container_title
    if not a and not b:
        return True
    return bool(a and b) and same_venue(a, b) is not None


def groups_of(found: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Later entries to the first entry of the same work."""
    first: dict[int, int] = {}
    for earlier, later in found:
        first[later] = first.get(earlier, earlier)
    return first
