"""Scoring: how probable it is that a Record is the work that a Reference means.

Each compared field adds to the log-odds what agreement or disagreement in it is worth; a field
that either side lacks adds nothing. The weights say how rarely two different works agree in the
field, and how often references to the right work are wrong in it. ``benchmarks/match.py`` prints
how often Candidates of each probability are right.
"""

from __future__ import annotations

import math
from typing import Final

from refkit.match.agreement import Agreement, misread
from refkit.match.entry import Place, evidence, find_title
from refkit.match.fields import agreements, shared_number
from refkit.match.kinship import ALIKE, kinship
from refkit.model import Candidate, Record, Reference
from refkit.normalize.text import words

_PRIOR: Final = -5.0
"""Log-odds of a candidate of which nothing is known: one in 150 is the right one."""

_WEIGHTS: Final = {
    # variable: (the same, other)
    "author": (3.5, -4.0),
    "issued": (1.0, -1.2),
    "container-title": (1.4, -1.2),
    "volume": (1.4, -0.7),
    "issue": (0.6, -0.3),
    "page": (3.0, -1.0),
    "DOI": (6.5, -0.5),
}
_SLOPE: Final = 2.0
_EVEN: Final = 1.1
"""Calibration: at this sum of weights as many best Candidates are right as wrong, and the share of
right ones rises with twice the sum (of those between 0 and 2.2 one in five was right, of those
above nearly all; 8,464 references of biblio-glutton and 5,915 deposited ones, with and without
their works)."""

_TITLE: Final = ((0.97, 7.0), (0.9, 5.0), (0.8, 2.0), (0.6, -1.0), (0.0, -5.0))
"""Title agreement from … on: log-odds."""

_WORDED: Final = ((0.9, 1.0), (0.8, 0.0), (0.6, -1.0), (0.0, -5.0))
"""The same where a word of one title is another word in the other."""

_CONTAINED: Final = ((10, 7.5), (8, 5.5), (6, 4.0), (4, 3.0), (3, 2.0), (2, 1.0), (0, 0.0))
"""A Record's title that is only a part of the written one, by its words: log-odds."""

_LONG_TITLE: Final = 7
"""Titles of as many words name a work almost alone."""
_LONGER: Final = 1.0

_SHORT_TITLE: Final = 3
"""Titles of fewer words ("Editorial", "Reply") are common to many works."""

_LOCATORS: Final = ("container-title", "volume", "page")
_PLACED: Final = 2.5
"""For container, volume and first page all at once: there is one article at that place."""

_ISBN: Final = 3.0
"""For one ISBN, which names a book in one edition and binding, or the book of a chapter."""

_YEARLY: Final = 0.3
"""For a volume that is the year, which says nothing that the year does not say."""

_KIN: Final = {"about": 16.0, "part": 12.0, "preprint": 6.0, "edition": 6.0, "version": 5.0}
"""What it costs to be another work of the same title, by kinship."""

_NAMELESS: Final = 4.0
"""What it costs a Record to have neither title nor authors: several letters share a page."""

_STRANGER: Final = 6.0
"""What it costs to agree in neither title nor authors: a place may be named by mistake."""

_COMPANION: Final = 3.0
"""What it costs to have another word in the title and to stand on other pages."""


def score(reference: Reference, record: Record) -> Candidate:
    """Compare a Reference with a Record and weigh the result.

    Returns:
        A Candidate with a probability, the agreement of each compared field, 0.0–1.0, and its
        kinship to the work where it is another one.
    """
    compared = agreements(reference, record)
    place = None
    if misread(compared):
        place = find_title(reference, record)
        if place is not None:
            compared = _reread(reference, record, place, compared)
    kin = kinship(reference, record, compared, place)
    odds = _PRIOR + sum(
        _weigh(variable, agreement, reference, record, place)
        for variable, agreement in compared.items()
    )
    if _is_placed(compared):
        odds += _PLACED
    if not compared.keys() & {"title", "author", "DOI"}:
        odds -= _NAMELESS
    if place is None and _is_companion(compared):
        odds -= _COMPANION
    if place is None and _is_stranger(compared):
        odds -= _STRANGER
    if shared_number(reference, record, "ISBN"):
        odds += _ISBN
    odds -= _KIN.get(kin, 0.0)
    return Candidate(
        record=record,
        score=_probability(odds),
        agreement={variable: agreement.score for variable, agreement in compared.items()},
        kin=kin,
    )


def _probability(odds: float) -> float:
    """The probability that a sum of weights stands for, as it was found to be right."""
    calibrated = _SLOPE * (odds - _EVEN)
    return 1 / (1 + math.exp(-max(min(calibrated, 50.0), -50.0)))


def _reread(
    reference: Reference, record: Record, place: Place, compared: dict[str, Agreement]
) -> dict[str, Agreement]:
    """The Agreements with what stands around the Record's title where the parser was misled."""
    found = evidence(reference, record, place)
    better = {
        variable: agreement
        for variable, agreement in found.items()
        if variable not in compared or not compared[variable].same
    }
    return {**compared, "title": Agreement(0.9 if place.exact else 0.85, same=False), **better}


def _is_stranger(compared: dict[str, Agreement]) -> bool:
    """Whether both title and authors are others."""
    title, author = compared.get("title"), compared.get("author")
    return title is not None and title.score < ALIKE and author is not None and not author.score


def _is_placed(compared: dict[str, Agreement]) -> bool:
    """Whether a work stands at the very place that an entry names, and under no other title.

    Several news items stand on one page, and some journals begin each issue with page 1.
    """
    title = compared.get("title")
    if title is not None and title.score < ALIKE:
        return False
    return all(variable in compared and compared[variable].same for variable in _LOCATORS)


def _is_companion(compared: dict[str, Agreement]) -> bool:
    """Whether a title has another word in it, and stands on other pages."""
    title, page = compared.get("title"), compared.get("page")
    return (
        title is not None
        and not (title.same or title.detail)
        and page is not None
        and not page.same
    )


def _weigh(
    variable: str,
    agreement: Agreement,
    reference: Reference,
    record: Record,
    place: Place | None,
) -> float:
    if variable == "title":
        return _weigh_title(agreement, reference, place)
    same, other = _WEIGHTS[variable]
    if variable == "volume" and agreement.same and reference.work.volume == str(record.work.year):
        return _YEARLY
    if variable == "author":
        # The first half of the way from "other people" to "the same" decides nothing.
        return other + (same - other) * agreement.score
    if agreement.same:
        return same
    return other + (same - other) * 0.5 * agreement.score


def _weigh_title(agreement: Agreement, reference: Reference, place: Place | None) -> float:
    if place is not None:
        return next(odds for least, odds in _CONTAINED if place.words >= least)
    table = _TITLE if agreement.same or agreement.detail else _WORDED
    weight = next(odds for least, odds in table if agreement.score >= least)
    count = len(words(reference.work.title))
    if weight > 0 and count < _SHORT_TITLE:
        return weight / 3
    return weight + _LONGER if agreement.same and count >= _LONG_TITLE else weight
