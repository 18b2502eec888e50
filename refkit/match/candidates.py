"""Candidates: which of the Records that Sources offer is accepted as the referenced work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from refkit.match.entry import find_title
from refkit.match.scoring import score
from refkit.model import Candidate, Match, Record, Reference
from refkit.normalize.identifiers import doi_key

ACCEPTED: Final = 0.9
"""The least probability at which a Candidate is taken for the work."""

_LOOKED_AT: Final = 4
"""Candidates that are looked at for a second work in one entry."""

_SHORTEST_PAIR: Final = 120
"""Characters of the shortest entry that may hold two references."""

_SURE_TITLE: Final = 0.8
"""Title agreement (0–1) below which a Match by DOI is looked at again."""

_WORDS: Final = {
    "author": "authors",
    "issued": "year",
    "container-title": "container",
    "page": "pages",
}


def best(reference: Reference, records: Iterable[Record]) -> Candidate | None:
    """The most probable Candidate; None if there is no Record.

    Of equally probable ones, that with more fields in agreement, then the first.
    """
    candidates = rank(reference, records)
    return candidates[0] if candidates else None


def rank(reference: Reference, records: Iterable[Record]) -> list[Candidate]:
    """The Candidates among Records, each DOI once, the most probable first.

    Of equally probable ones, that with more fields in agreement comes first.
    """
    return sorted(
        (score(reference, record) for record in _distinct(records)),
        key=lambda each: (round(each.score, 6), sum(each.agreement.values())),
        reverse=True,
    )


def _two_in_one(reference: Reference, candidates: list[Candidate]) -> bool:
    """Whether an entry describes two works one after the other, so that none is the work.

    Text from PDFs often glues the next reference to one. Each of both has its own title then, at
    its own place in the entry.
    """
    accepted = [each for each in candidates[:_LOOKED_AT] if each.score >= ACCEPTED]
    if len(accepted) < 2 or len(reference.raw) < _SHORTEST_PAIR:
        return False
    places = [find_title(reference, each.record) for each in accepted]
    first = places[0]
    return first is not None and any(
        place is not None and (place.start >= first.end or place.end <= first.start)
        for place in places[1:]
    )


def accept(
    reference: Reference, records: Iterable[Record], *, by: Literal["doi", "search"]
) -> Match | None:
    """The Match among Records that Sources offered for a Reference, or None.

    Args:
        reference: The Reference, parsed.
        records: The Records, best first.
        by: Whether they are those of its DOI, or hits of a search.
    """
    candidates = rank(reference, records)
    if not candidates or candidates[0].score < ACCEPTED:
        return None
    candidate = candidates[0]
    if by == "search" and _two_in_one(reference, candidates):
        return None
    return Match(record=candidate.record, score=candidate.score, reason=_reason(candidate), by=by)


def doubtful(reference: Reference, match: Match) -> bool:
    """Whether a Match rests on other fields than the title, which says another thing.

    The DOI may then be that of another work of the same authors, and a search should look for the
    work of that title before the title is called wrong.
    """
    agreement = score(reference, match.record).agreement
    return agreement.get("title", 1.0) < _SURE_TITLE


def _distinct(records: Iterable[Record]) -> list[Record]:
    seen: set[str] = set()
    kept = []
    for record in records:
        key = doi_key(record.work.DOI) or f"#{id(record)}"
        if key not in seen:
            seen.add(key)
            kept.append(record)
    return kept


def _reason(candidate: Candidate) -> str:
    agree = [_WORDS.get(name, name) for name, value in candidate.agreement.items() if value >= 0.9]
    if not agree:
        return "the fields agree in part"
    if len(agree) == 1:
        return f"{agree[0]} agrees"
    return f"{', '.join(agree[:-1])} and {agree[-1]} agree"
