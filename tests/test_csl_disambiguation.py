"""Disambiguation: names, given names, conditions and year suffixes."""

from __future__ import annotations

from typing import Any

import pytest
from csl_documents_made import FULL_NAMES, NAMES, YEAR, cited, cites, made_item, made_style

from refkit.csl import Citation, CitationItem, Document
from refkit.csl.context import NamesTrace
from refkit.csl.disambiguation import Disambiguation, Options
from refkit.csl.entry import Entry
from refkit.csl.item import Item
from refkit.csl.tree import Node

CITE = f'<group delimiter=" ">{NAMES}{YEAR}</group>'
SHORT = 'et-al-min="2" et-al-use-first="1" '
GIVEN = 'disambiguate-add-givenname="true" '
MORE = 'disambiguate-add-names="true" '
SUFFIX = 'disambiguate-add-year-suffix="true" '


def alone(options: str, *items: dict[str, Any], cite: str = CITE, bibliography: str = "") -> str:
    """Each item cited alone."""
    style = made_style(cite, bibliography, options=options, layout="")
    return "; ".join(cited(style, list(items), *[cites(item["id"]) for item in items]))


ROES = [
    made_item("1", "Roe, Ann; Poe, Bob; Doe, Eve"),
    made_item("2", "Roe, Ann; Poe, Bob; Coe, Ida"),
    made_item("3", "Roe, Ann; Moe, Jim; Doe, Eve"),
]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "Roe et al. 2000; Roe et al. 2000; Roe et al. 2000"),
        (MORE, "Roe, Poe, and Doe 2000; Roe, Poe, and Coe 2000; Roe, Moe, et al. 2000"),
        (SUFFIX, "Roe et al. 2000a; Roe et al. 2000b; Roe et al. 2000c"),
    ],
)
def test_names_are_added_until_the_citations_differ(options: str, expected: str) -> None:
    assert alone(SHORT + options, *ROES) == expected


def test_names_that_tell_nothing_apart_are_not_added() -> None:
    items = [made_item(name, "Roe, Ann; Poe, Bob; Doe, Eve") for name in "12"]
    assert alone(SHORT + MORE + SUFFIX, *items) == "Roe et al. 2000a; Roe et al. 2000b"


PERSONS = [
    made_item("1", "Roe, Ann"),
    made_item("2", "Roe, Amy"),
    made_item("3", "Roe, Bob"),
    made_item("4", "Poe, Cid; Roe, Dan", 1999),
]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("by-cite", "Ann Roe 2000; Amy Roe 2000; B. Roe 2000; Poe and Roe 1999"),
        ("all-names", "Ann Roe 2000; Amy Roe 2000; B. Roe 2000; Poe and D. Roe 1999"),
        ("primary-name", "Ann Roe 2000; Amy Roe 2000; B. Roe 2000; Poe and Roe 1999"),
        ("all-names-with-initials", "A. Roe 2000; A. Roe 2000; B. Roe 2000; Poe and D. Roe 1999"),
        ("primary-name-with-initials", "A. Roe 2000; A. Roe 2000; B. Roe 2000; Poe and Roe 1999"),
    ],
)
def test_given_names_are_added_as_the_rule_says(rule: str, expected: str) -> None:
    assert alone(f'{GIVEN}givenname-disambiguation-rule="{rule}"', *PERSONS) == expected


def test_a_condition_holds_only_where_citations_look_the_same() -> None:
    title = '<choose><if disambiguate="true"><text variable="title"/></if></choose>'
    cite = f'<group delimiter=" ">{NAMES}{title}</group>'
    items = [made_item("1", "Roe, Ann"), made_item("2", "Roe, Ann"), made_item("3", "Poe, Bob")]
    assert alone("", *items, cite=cite) == "Roe Title 1; Roe Title 2; Poe"


SORTED = '<bibliography><sort><key variable="title"/></sort><layout>{}</layout></bibliography>'


def test_year_suffixes_follow_the_order_of_the_bibliography() -> None:
    items = [made_item("1", "Roe, Ann", title="Snow"), made_item("2", "Roe, Ann", title="Rain")]
    bibliography = SORTED.format('<text variable="title"/>')
    assert alone(SUFFIX, *items, bibliography=bibliography) == "Roe 2000b; Roe 2000a"


def test_year_suffixes_stay_right_when_a_document_changes() -> None:
    style = made_style(CITE, SORTED.format(YEAR), options=SUFFIX, layout="")
    titles = {"1": "Snow", "2": "Rain", "3": "Hail"}
    items = [made_item(name, "Roe, Ann", title=title) for name, title in titles.items()]
    document = Document(style, items, cited_only=True)
    steps = [
        (("1",), ["Roe 2000"]),
        (("1", "2"), ["Roe 2000b", "Roe 2000a"]),
        (("3", "1", "2"), ["Roe 2000a", "Roe 2000c", "Roe 2000b"]),
        (("3", "1"), ["Roe 2000a", "Roe 2000b"]),
        (("1",), ["Roe 2000"]),
    ]
    for names, expected in steps:
        document.update([cites(name) for name in names])
        assert [document.citation(place) for place in range(len(names))] == expected


def test_names_shown_in_full_are_sorted_in_full_where_works_are_cited() -> None:
    key = "<sort><key macro='names'/><key variable='issued' sort='descending'/></sort>"
    bibliography = f"<bibliography>{key}<layout><text macro='names'/></layout></bibliography>"
    macro = f"<macro name='names'>{FULL_NAMES}</macro>"
    style = made_style(CITE, bibliography + macro, options=GIVEN, layout="")
    items = [made_item("1", "Roe, Bill"), made_item("2", "Roe, Bert")]
    document = Document(style, items, cited_only=True)
    document.update([Citation((CitationItem("1"), CitationItem("2")))])
    assert document.bibliography().entries == [("2", "Roe, Bert"), ("1", "Roe, Bill")]


def test_names_that_are_the_same_in_all_citations_are_not_tried() -> None:
    authors = "; ".join(f"Name{number}, Ada" for number in range(300))
    items = [made_item(str(number), authors) for number in range(4)]
    entries = [Entry(Item(each)) for each in items]
    tried = []

    def cite(entry: Entry) -> tuple[str, list[NamesTrace]]:
        tried.append(entry)
        names = entry.item.names("author")
        return "Name0 et al. 2000", [
            NamesTrace(("author",), names, 1, True, "short", True, Node([]))
        ]

    Disambiguation(Options(True, True, "", True, False), cite).run(entries)
    assert [entry.distinction.year_suffix for entry in entries] == [1, 2, 3, 4]
    assert len(tried) == 8


def test_the_end_of_a_shorter_list_of_names_tells_citations_apart() -> None:
    items = [made_item("1", "Roe, Ann; Poe, Bob"), made_item("2", "Roe, Ann; Poe, Bob; Doe, Cy")]
    options = 'et-al-min="2" et-al-use-first="1" disambiguate-add-names="true"'
    made = made_style(CITE, options=options, layout='delimiter="; "')
    assert cited(made, items, cites("1", "2")) == ["Roe and Poe 2000; Roe, Poe, et al. 2000"]
