"""Cites of one citation: grouped, collapsed, and joined to what the user adds."""

from __future__ import annotations

import pytest
from csl_documents_made import AUTHOR_DATE, NAMES, YEAR, cited, cites, made_item, made_style

from refkit.csl import CitationItem

ITEMS = [
    made_item("1", "Roe, Ann"),
    made_item("2", "Roe, Ann"),
    made_item("3", "Roe, Ann"),
    made_item("4", "Roe, Ann"),
    made_item("5", "Roe, Ann", 2001),
    made_item("6", "Poe, Bob"),
]
SUFFIX = 'disambiguate-add-year-suffix="true" '


def at(name: str, locator: str) -> CitationItem:
    return CitationItem(name, locator=locator)


def one(options: str, *items: str | CitationItem, cite: str = AUTHOR_DATE) -> str:
    style = made_style(cite, options=options)
    return cited(style, ITEMS, cites(*[item["id"] for item in ITEMS]), cites(*items))[1]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "(Roe, 2000; Poe, 2000; Roe, 2001)"),
        ('cite-group-delimiter=" / "', "(Roe, 2000 / Roe, 2001; Poe, 2000)"),
        ('collapse="year"', "(Roe, 2000, 2001; Poe, 2000)"),
        ('collapse="year" cite-group-delimiter=" / "', "(Roe, 2000 / 2001; Poe, 2000)"),
        ('collapse="year" after-collapse-delimiter=" | "', "(Roe, 2000, 2001 | Poe, 2000)"),
    ],
)
def test_cites_with_the_same_names_are_grouped(options: str, expected: str) -> None:
    assert one(options, "1", "6", "5") == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "(Roe, 2000, 7, 2001)"),
        ('cite-group-delimiter=" / "', "(Roe, 2000, 7 / 2001)"),
        ('after-collapse-delimiter=" | "', "(Roe, 2000, 7 | 2001)"),
    ],
)
def test_after_a_locator_stands_the_delimiter_of_the_style(options: str, expected: str) -> None:
    assert one(f'collapse="year" {options}', at("1", "7"), "5") == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("1", "2", "3", "5"), "(Roe, 2000a; b; c, 2001)"),
        (("1", "3", "4"), "(Roe, 2000a; c; d)"),
        ((at("1", "7"), "2"), "(Roe, 2000a, 7; b)"),
        (("1", at("2", "7"), "3"), "(Roe, 2000a, b, 7, c)"),
        ((at("1", "7"), at("1", "8")), "(Roe, 2000a, 7, a, 8)"),
        ((CitationItem("1", suffix="ff"), "2"), "(Roe, 2000a ff, b)"),
        (("1", CitationItem("2", suffix="ff"), "3"), "(Roe, 2000a, b ff, c)"),
        (("1", CitationItem("2", prefix="see"), "3"), "(Roe, 2000a, see b; c)"),
    ],
)
def test_the_same_year_is_not_said_again(
    items: tuple[str | CitationItem, ...], expected: str
) -> None:
    assert one(f'{SUFFIX}collapse="year-suffix"', *items) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("1", "2", "3", "4"), "(Roe, 2000a–d)"),
        (("1", "2", "4"), "(Roe, 2000a; b; d)"),
        (("1", "2", "3", "5", "6"), "(Roe, 2000a–c, 2001; Poe, 2000)"),
        (("1", "2", at("3", "7"), "4"), "(Roe, 2000a; b, c, 7, d)"),
        ((at("1", "7"), "2", "3", "4"), "(Roe, 2000a, 7; b–d)"),
    ],
)
def test_three_year_suffixes_in_a_row_are_a_range(
    items: tuple[str | CitationItem, ...], expected: str
) -> None:
    assert one(f'{SUFFIX}collapse="year-suffix-ranged"', *items) == expected


NUMBER = '<text variable="citation-number"/>'
NUMBER_AND_LOCATOR = f'<group delimiter=" at ">{NUMBER}<text variable="locator"/></group>'


@pytest.mark.parametrize(
    ("cite", "items", "expected"),
    [
        (NUMBER, ("1", "2", "3", "5"), "(1–3; 5)"),
        (NUMBER, ("1", "2", "5"), "(1; 2; 5)"),
        (NUMBER, (at("1", "7"), "2", "3"), "(1–3)"),
        (NUMBER_AND_LOCATOR, (at("1", "7"), "2", "3"), "(1 at 7; 2; 3)"),
        (NUMBER, ("1", "2", "3", CitationItem("4", prefix="cf. ")), "(1–3; cf. 4)"),
    ],
)
def test_three_numbers_in_a_row_are_a_range(
    cite: str, items: tuple[str | CitationItem, ...], expected: str
) -> None:
    assert one('collapse="citation-number"', *items, cite=cite) == expected


@pytest.mark.parametrize(
    ("delimiter", "suffix", "expected"),
    [
        ("; ", "ff.", "Roe ff. Poe"),
        ("; ", "and so;", "Roe and so; Poe"),
        (", ", "and so,", "Roe and so, Poe"),
        (",", "ff.", "Roe ff.Poe"),
        (" ; ", "ff.", "Roe ff. Poe"),
        (" | ", "ff.", "Roe ff. | Poe"),
        ("; ", "why?", "Roe why?; Poe"),
    ],
)
def test_punctuation_at_the_end_of_a_suffix_stands_for_the_delimiter(
    delimiter: str, suffix: str, expected: str
) -> None:
    style = made_style(NAMES, layout=f'delimiter="{delimiter}"')
    citation = cites(CitationItem("1", suffix=suffix), "6")
    assert cited(style, ITEMS, citation) == [expected]


def test_cites_by_a_title_in_place_of_names_are_not_collapsed() -> None:
    names = NAMES.replace("</names>", '<substitute><text variable="title"/></substitute></names>')
    style = made_style(f'<group delimiter=", ">{names}{YEAR}</group>', options='collapse="year"')
    items = [made_item("x", "", title="Snow"), made_item("y", "", 2001, title="Snow")]
    assert cited(style, items, cites("x", "y")) == ["(Snow, 2000; Snow, 2001)"]


def test_cites_are_grouped_by_names_that_are_left_out() -> None:
    style = made_style(AUTHOR_DATE, options='collapse="year"')
    assert cited(style, ITEMS, cites("1", "5", mode="composite")) == ["Roe (2000, 2001)"]
    left_out = [CitationItem(name, suppress_author=True) for name in ("5", "6")]
    assert cited(style, ITEMS, cites(*left_out)) == ["(2001; 2000)"]


def test_a_citation_of_nothing_says_so_within_the_layout() -> None:
    style = made_style('<text variable="note"/>')
    expected = "([CSL STYLE ERROR: reference with no printed form.])"
    assert cited(style, ITEMS, cites("1")) == [expected]
