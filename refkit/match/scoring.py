"""Scoring: how probable it is that a Record is the work that a Reference means.

Each compared field adds to the log-odds what agreement or disagreement in it is worth; a field
that either side lacks adds nothing. The weights say how rarely two different works agree in the
field, and how often references to the right work are wrong in it.
"""

from __future__ import annotations

import math
from typing import Final

from refkit.match.agreement import Agreement
from refkit.match.fields import agreements
from refkit.match.titles import kind_of_title
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
_TITLE: Final = ((0.97, 7.0), (0.9, 5.0), (0.8, 2.0), (0.6, -1.0), (0.0, -5.0))
"""Title agreement from … on: log-odds."""

_SHORT_TITLE: Final = 3
"""Titles of fewer words ("Editorial", "Reply") are common to many works."""

_COORDINATES: Final = ("issued", "container-title", "volume", "page")
"""What places a work. Two that contradict mean another version or another part."""


def score(reference: Reference, record: Record) -> Candidate:
    """Compare a Reference with a Record and weigh the result.

    Returns:
        A Candidate with a probability and the agreement of each compared field, 0.0–1.0.
    """
    compared = agreements(reference, record)
    odds = _PRIOR + sum(
        _weigh(variable, agreement, reference) for variable, agreement in compared.items()
    )
    title = reference.work.title or reference.raw
    if "title" in compared and kind_of_title(title) != kind_of_title(record.work.title):
        # A review, erratum or reply carries the title of the work that it is about.
        odds -= 6.0
    doi = compared.get("DOI")
    if not (doi and doi.same) and _is_draft_of(record, reference):
        odds -= 6.0
    if not (doi and doi.same) and contradictions(compared) >= 2:
        odds -= 4.0
    return Candidate(
        record=record,
        score=1 / (1 + math.exp(-max(min(odds, 50.0), -50.0))),
        agreement={variable: agreement.score for variable, agreement in compared.items()},
    )


def _is_draft_of(record: Record, reference: Reference) -> bool:
    """Whether a Record is a preprint or working paper, and the Reference a journal's article.

    The versions share title and most authors, and differ in year and number of authors
    (10.32468/be.1129 and 10.1111/caje.12549).
    """
    work = reference.work
    return (
        record.work.type in ("article", "report")
        and not record.work.container_title
        and work.type == "article-journal"
        and bool(work.container_title)
    )


def contradictions(compared: dict[str, Agreement]) -> int:
    """How many of year, container, volume and pages say another thing (a near year does not)."""
    return sum(
        1
        for variable in _COORDINATES
        if (agreement := compared.get(variable))
        and not agreement.same
        and agreement.detail not in ("near", "last")
    )


def _weigh(variable: str, agreement: Agreement, reference: Reference) -> float:
    if variable == "title":
        weight = next(odds for least, odds in _TITLE if agreement.score >= least)
        if weight > 0 and len(words(reference.work.title)) < _SHORT_TITLE:
            return weight / 3
        return weight
    same, other = _WEIGHTS[variable]
    if variable == "author":
        # The first half of the way from "other people" to "the same" decides nothing.
        return other + (same - other) * agreement.score
    if agreement.same:
        return same
    return other + (same - other) * 0.5 * agreement.score
