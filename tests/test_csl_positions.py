"""Positions of cites in notes and in the text."""

from __future__ import annotations

import pytest
from csl_documents_made import cites

from refkit.csl import Citation, CitationItem
from refkit.csl.positions import places

FIRST, SUBSEQUENT = "first", "subsequent"
IBID, IBID_WITH_LOCATOR = "ibid", "ibid-with-locator"


def at(name: str, locator: str, label: str = "") -> CitationItem:
    return CitationItem(name, locator=locator, label=label)


def positions(*citations: Citation) -> list[list[str]]:
    return [[place.position for place in each] for each in places(citations, 5)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (at("owl", ""), at("owl", ""), IBID),
        (at("owl", ""), at("owl", "4"), IBID_WITH_LOCATOR),
        (at("owl", "4"), at("owl", "4"), IBID),
        (at("owl", "4"), at("owl", "5"), IBID_WITH_LOCATOR),
        (at("owl", "4"), at("owl", ""), SUBSEQUENT),
        (at("owl", "4"), at("owl", "4", "chapter"), IBID_WITH_LOCATOR),
        (at("owl", "4"), at("owl", "4", "page"), IBID),
        (at("owl", ""), at("elk", ""), FIRST),
    ],
)
def test_a_cite_is_compared_with_the_one_before(
    before: CitationItem, after: CitationItem, expected: str
) -> None:
    assert positions(cites(before, note=1), cites(after, note=2))[1] == [expected]
    assert positions(cites(before, after, note=1))[0][1] == expected


def test_ibid_needs_a_citation_of_a_single_cite_before() -> None:
    assert positions(cites("owl", "elk", note=1), cites("elk", note=2))[1] == [SUBSEQUENT]
    assert positions(cites("owl", "owl", note=1), cites("owl", note=2))[1] == [SUBSEQUENT]


def test_ibid_does_not_reach_over_a_note_without_citations() -> None:
    assert positions(cites("owl", note=1), cites("owl", note=3))[1] == [SUBSEQUENT]


def test_ibid_needs_a_note_before_that_cites_one_item() -> None:
    found = positions(cites("elk", note=1), cites("owl", note=1), cites("owl", note=2))
    assert found[2] == [SUBSEQUENT]


def test_citations_in_the_text_do_not_count_for_notes() -> None:
    assert positions(cites("owl"), cites("owl", note=1)) == [[FIRST], [FIRST]]


def test_notes_are_near_within_the_distance() -> None:
    citations = [cites("owl", note=1), cites("elk", note=2), cites("owl", note=4)]
    assert [places(citations, near)[2][0].near_note for near in (2, 3)] == [False, True]


def test_the_note_of_the_first_citation_is_known() -> None:
    citations = [cites("owl", note=3), cites("elk", note=4), cites("owl", note=5)]
    assert places(citations, 5)[2][0].first_note == 3


def test_a_position_given_goes_before_the_one_found() -> None:
    forced = CitationItem("owl", position=IBID, near_note=True)
    place = places([cites(forced, note=1)], 5)[0][0]
    assert (place.position, place.near_note) == (IBID, True)
