"""Bibliographies: authors named again, fields in the margin, and entries of nothing."""

from __future__ import annotations

import pytest
from csl_documents_made import FULL_NAMES, NAMES, made_item, made_style

from refkit.csl import Document

ENTRY = f'<group delimiter=". ">{FULL_NAMES}<text variable="title"/></group>'
ITEMS = [
    made_item("1", "Roe, Ann; Poe, Bob"),
    made_item("2", "Roe, Ann; Poe, Bob"),
    made_item("3", "Roe, Ann; Doe, Eve"),
    made_item("4", "Doe, Eve"),
    made_item("5", ""),
    made_item("6", ""),
]


def entries(options: str, layout: str = f"<layout>{ENTRY}</layout>", format: str = "html") -> str:
    style = made_style(NAMES, f"<bibliography {options}>{layout}</bibliography>")
    return "\n".join(text for _, text in Document(style, ITEMS).bibliography(format).entries)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("complete-all", "—. Title 2\nRoe, A., Doe, E. Title 3\nDoe, E. Title 4"),
        ("complete-each", "—, —. Title 2\nRoe, A., Doe, E. Title 3\nDoe, E. Title 4"),
        ("partial-each", "—, —. Title 2\n—, Doe, E. Title 3\nDoe, E. Title 4"),
        ("partial-first", "—, Poe, B. Title 2\n—, Doe, E. Title 3\nDoe, E. Title 4"),
    ],
)
def test_authors_named_again_are_replaced(rule: str, expected: str) -> None:
    options = f'subsequent-author-substitute="—" subsequent-author-substitute-rule="{rule}"'
    first, last = "Roe, A., Poe, B. Title 1\n", "\nTitle 5\nTitle 6"
    assert entries(options) == first + expected + last


def test_an_empty_substitute_leaves_authors_out() -> None:
    names = f"<layout>{FULL_NAMES}<text value='!'/></layout>"
    assert entries('subsequent-author-substitute=""', names).splitlines()[:2] == [
        "Roe, A., Poe, B.!",
        "!",
    ]


def test_the_first_field_stands_in_the_margin() -> None:
    layout = (
        '<layout suffix="."><text variable="citation-number" suffix=")"/>'
        '<text variable="title" prefix=" "/></layout>'
    )
    first = entries('second-field-align="flush"', layout).split("\n\n")[0]
    assert '<div class="csl-left-margin">1)</div>' in first
    assert '<div class="csl-right-inline"> Title 1.</div>' in first
    assert entries("", layout).splitlines()[0] == "1) Title 1."


def test_the_look_of_the_page_is_told() -> None:
    options = 'hanging-indent="true" second-field-align="margin" line-spacing="2"'
    style = made_style(NAMES, f"<bibliography {options}><layout>{ENTRY}</layout></bibliography>")
    made = Document(style, ITEMS).bibliography()
    assert (made.hanging_indent, made.second_field_align) == (True, "margin")
    assert (made.line_spacing, made.entry_spacing) == (2, 1)


def test_an_entry_of_nothing_is_left_out_with_a_warning() -> None:
    style = made_style(NAMES, f"<bibliography><layout>{FULL_NAMES}</layout></bibliography>")
    made = Document(style, ITEMS).bibliography()
    assert [name for name, _ in made.entries] == ["1", "2", "3", "4"]
    assert [name for name, _ in made.warnings] == ["5", "6"]


def test_entries_are_sorted_by_the_keys_in_turn() -> None:
    sort = '<sort><key variable="author"/><key variable="title" sort="descending"/></sort>'
    lines = entries("", f'{sort}<layout><text variable="title"/></layout>').splitlines()
    assert lines == [f"Title {number}" for number in "432165"]
