"""Positions: first, subsequent, ibid, near-note (CSL 1.0.2, "Choose", position)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from refkit.csl.citation import Citation, CitationItem
from refkit.csl.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Place


@dataclass(slots=True)
class _Seen:
    """What has been cited so far, in the notes or in the text.

    Attributes:
        first: For each item cited, the number of the note it was first cited in.
        latest: For each item cited, the number of the note it was last cited in.
        before: The cites of the citation before, in their order.
        note: That citation's note.
        in_note: All items cited in that note.
    """

    first: dict[str, int] = field(default_factory=dict)
    latest: dict[str, int] = field(default_factory=dict)
    before: Sequence[CitationItem] = ()
    note: int = 0
    in_note: set[str] = field(default_factory=set)


def places(citations: Sequence[Citation], near: int) -> list[list[Place]]:
    """The place of each cite of a document.

    Citations in the text and citations in notes do not count for each other.

    Args:
        citations: All citations in the order of the document, their cites in rendering order.
        near: How many notes back a citation is near.

    Returns:
        For each citation, the place of each of its cites.
    """
    text, notes = _Seen(), _Seen()
    return [_placed(citation, notes if citation.note else text, near) for citation in citations]


def _placed(citation: Citation, seen: _Seen, near: int) -> list[Place]:
    found = []
    previous: CitationItem | None = None
    for number, cite in enumerate(citation.items):
        if number:
            previous = citation.items[number - 1]
        elif _leads_on(seen, citation.note):
            previous = seen.before[-1]
        found.append(_place(cite, previous, citation.note, seen, near))
        seen.first.setdefault(cite.id, citation.note)
        seen.latest[cite.id] = citation.note
    ids = {cite.id for cite in citation.items}
    seen.in_note = seen.in_note | ids if citation.note == seen.note else ids
    seen.before, seen.note = citation.items, citation.note
    return found


def _leads_on(seen: _Seen, note: int) -> bool:
    """Whether the first cite in a note may refer back to the citation before.

    That one must be a single cite, and its whole note, where it is another one, must cite that
    item only; no note without citations may stand between.
    """
    if len(seen.before) != 1 or note - seen.note > 1:
        return False
    return note == seen.note or len(seen.in_note) == 1


def _place(
    cite: CitationItem, previous: CitationItem | None, note: int, seen: _Seen, near: int
) -> Place:
    place = Place(FIRST, False, cite.locator, cite.label or "page", 0, note)
    if cite.id in seen.first:
        place.position = SUBSEQUENT
        place.first_note = seen.first[cite.id]
        place.near_note = note - seen.latest[cite.id] <= near
        if previous is not None and previous.id == cite.id:
            place.position = _repeated(previous, place)
    if cite.position:
        place.position = cite.position
    if cite.near_note is not None:
        place.near_note = cite.near_note
    return place


def _repeated(before: CitationItem, place: Place) -> str:
    """The position of a cite right after another one of the same item."""
    if not before.locator:
        return IBID_WITH_LOCATOR if place.locator else IBID
    if not place.locator:
        return SUBSEQUENT
    same = before.locator == place.locator and (before.label or "page") == place.label
    return IBID if same else IBID_WITH_LOCATOR
