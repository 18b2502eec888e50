"""Items: what variables are called, and what is read from odd data."""

from __future__ import annotations

from typing import Any

import pytest

from refkit.csl.item import Item, as_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Tides", "Tides"),
        (" Tides\n", "Tides"),
        (12, "12"),
        (12.0, "12"),
        (1.5, "1.5"),
        pytest.param(10**5000, "", id="huge"),
        (True, ""),
        (None, ""),
        (["Tides"], ""),
        ({"a": 1}, ""),
    ],
)
def test_a_value_as_text(value: object, expected: str) -> None:
    assert as_text(value) == expected


@pytest.mark.parametrize(
    ("former", "name"),
    [
        ("shortTitle", "title-short"),
        ("journalAbbreviation", "container-title-short"),
        ("event", "event-title"),
    ],
)
def test_former_names_of_variables_stand_for_those_of_today(former: str, name: str) -> None:
    assert Item({"id": "a", former: "Tides"}).text(name) == "Tides"
    assert Item({"id": "a", former: "Tides", name: "Reefs"}).text(name) == "Reefs"


@pytest.mark.parametrize(
    ("note", "variable", "expected"),
    [
        ("original-title: Getijden", "original-title", "Getijden"),
        ("Original Title: Getijden", "original-title", "Getijden"),
        ("{:status: in press} bought in Delft", "status", "in press"),
        ("bought in Delft\nstatus: in press", "status", "in press"),
        ("bought in Delft\nand read\nstatus: in press", "status", ""),
        ("doi: 10.1000/tides", "DOI", "10.1000/tides"),
        ("remember: the tides", "remember", ""),
    ],
)
def test_variables_that_are_kept_in_the_note(note: str, variable: str, expected: str) -> None:
    assert Item({"id": "a", "note": note}).text(variable) == expected


def test_names_and_dates_that_are_kept_in_the_note() -> None:
    item = Item({"id": "a", "note": "translator: Mulder || Ada\noriginal-date: 1926"})
    assert [(name.family, name.given) for name in item.names("translator")] == [("Mulder", "Ada")]
    date = item.date("original-date")
    assert date is not None
    assert date.start is not None
    assert date.start.year == 1926


def test_a_note_does_not_overwrite_what_the_item_has() -> None:
    item = Item({"id": "a", "publisher": "Reef", "note": "publisher: Shoal"})
    assert item.text("publisher") == "Reef"


@pytest.mark.parametrize("data", [{}, {"id": None}, {"id": 7, "type": ["book"], "author": "x"}])
def test_odd_items_have_texts_and_no_errors(data: dict[str, Any]) -> None:
    item = Item(data)
    assert isinstance(item.id, str)
    assert item.type == ""
    assert item.piece("title") == ""
    assert item.date("issued") is None
