from __future__ import annotations

from typing import Any

import pytest

from refkit.csl import Citation, CitationItem, Document, Style
from refkit.csl.faults import plain_cite, plain_entry
from refkit.csl.item import Item


@pytest.mark.parametrize(
    ("item", "entry", "cite"),
    [
        (
            {
                "author": [{"family": "Doe", "given": "Jane"}, {"literal": "Salt Society"}],
                "issued": {"date-parts": [[2020, 5]]},
                "title": "Tears.",
            },
            "Doe, Jane, Salt Society (2020). Tears.",
            "Doe, Jane, Salt Society, 2020",
        ),
        (
            {"editor": [{"family": "Doe"}], "issued": {"literal": "in press"}},
            "Doe (in press).",
            "Doe, in press",
        ),
        ({"title": "Tears", "issued": "2020"}, "(2020). Tears.", "Tears, 2020"),
        ({}, "(n.d.).", "n.d."),
        (
            {"author": ["Doe", {"family": 7}, None], "issued": {"date-parts": [None]}, "title": []},
            "7 (n.d.).",
            "7, n.d.",
        ),
        ({"author": 5, "issued": {"date-parts": [[]], "raw": "1999"}}, "(1999).", "1999"),
    ],
)
def test_every_item_has_an_entry_and_a_cite(item: dict[str, Any], entry: str, cite: str) -> None:
    assert plain_entry(Item(item)) == entry
    assert plain_cite(Item(item)) == cite


STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Own</title></info>
  <citation><sort><key variable="title"/></sort><layout prefix="(" suffix=")" delimiter="; ">
    <text variable="title"/></layout></citation>
  <bibliography><sort><key variable="title"/></sort>
    <layout suffix="."><text variable="title"/></layout></bibliography>
</style>"""


@pytest.mark.parametrize("method", ["text", "piece"])
def test_a_bug_that_one_item_meets_costs_that_item_only(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = getattr(Item, method)

    def fail(item: Item, variable: str) -> Any:
        if item.id == "b" and variable == "title":
            raise RecursionError
        return sound(item, variable)

    monkeypatch.setattr(Item, method, fail)
    document = Document(
        Style.parse(STYLE),
        [{"id": "b", "title": "Rain", "issued": "2020"}, {"id": "a", "title": "Salt"}],
    )
    document.update([Citation((CitationItem("b"), CitationItem("a")))])
    assert document.citation(0) == "(Salt; Rain, 2020)"
    assert document.faults == {"b": "RecursionError"}
    bibliography = document.bibliography("text")
    assert bibliography.entries == [("a", "Salt."), ("b", "(2020). Rain.")]
    assert bibliography.warnings == [
        ("b", "could not be rendered as the style asks (RecursionError)")
    ]
