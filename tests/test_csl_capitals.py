"""Capitals of terms at the beginning of notes and entries."""

from __future__ import annotations

import pytest
from csl_made import cited, item, listed, style

from refkit.csl.capitals import starts_sentence

IBID = '<text term="ibid"/>'


@pytest.mark.parametrize(
    ("prefix", "first", "expected"),
    [
        ("", True, True),
        ("", False, False),
        ("Cf. ", True, False),
        ("Thus the tide. ", True, True),
        ("He says “so!” ", False, True),
        ("as in ", True, False),
    ],
)
def test_where_a_sentence_starts(prefix: str, first: bool, expected: bool) -> None:
    assert starts_sentence(prefix, first=first) is expected


def test_a_term_at_the_beginning_of_a_note_has_a_capital() -> None:
    assert cited(style(IBID, kind="note"), item()) == "Ibid."
    assert cited(style(IBID, kind="in-text"), item()) == "ibid."


def test_only_terms_get_a_capital() -> None:
    assert cited(style('<text value="ibid."/>', kind="note"), item()) == "ibid."
    assert cited(style(f'<text value="x "/>{IBID}', kind="note"), item()) == "x ibid."


def test_a_term_at_the_beginning_of_an_entry_has_a_capital() -> None:
    made = style(
        '<text value="x"/>',
        bibliography=f'<bibliography><layout><group delimiter=", ">{IBID}'
        '<text variable="title"/></group></layout></bibliography>',
    )
    assert listed(made, item(title="Tides")) == ["Ibid., Tides"]


def test_an_entry_begins_behind_its_number() -> None:
    made = style(
        '<text value="x"/>',
        bibliography='<bibliography><layout><text variable="citation-number" suffix=". "/>'
        f'{IBID}<text variable="title" prefix=" "/></layout></bibliography>',
    )
    assert listed(made, item(title="Tides")) == ["1. Ibid. Tides"]


def test_an_entry_that_begins_with_an_empty_name_is_rendered() -> None:
    made = style(
        '<text value="x"/>',
        bibliography='<bibliography><layout><names variable="author"/>'
        '<text variable="title" prefix=" "/></layout></bibliography>',
    )
    assert listed(made, item(title="Tides", author=[{"given": "<b></b>"}])) == [" Tides"]
