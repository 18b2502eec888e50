"""Documents: citations in their modes, updates, and what is wrong with what is asked."""

from __future__ import annotations

import pytest
from csl_documents_made import AUTHOR_DATE, NAMES, YEAR, cited, cites, made_item, made_style

from refkit.csl import CitationItem, Document
from refkit.errors import ConfigurationError

ITEMS = [
    made_item("1", "Roe, Ann"),
    made_item("2", "Poe, Bob", 1999),
    made_item("3", "Doe, Eve", 2005),
]
NUMBERED = '<bibliography><layout><text variable="citation-number"/></layout></bibliography>'
BY_TITLE = '<bibliography><layout><text variable="title"/></layout></bibliography>'


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("", "(Roe, 2000; Poe, 1999)"),
        ("suppress-author", "(2000; Poe, 1999)"),
        ("author-only", "Roe; Poe"),
        ("composite", "Roe (2000; Poe, 1999)"),
    ],
)
def test_the_mode_of_a_citation(mode: str, expected: str) -> None:
    assert cited(made_style(AUTHOR_DATE), ITEMS, cites("1", "2", mode=mode)) == [expected]


@pytest.mark.parametrize("mode", ["author-only", "composite"])
def test_an_author_that_is_missing_is_shown_to_be_missing(mode: str) -> None:
    text = cited(made_style(YEAR), ITEMS, cites("1", mode=mode))[0]
    assert text.startswith("[NO_PRINTED_FORM]")


def test_a_single_author_can_be_left_out() -> None:
    cite = CitationItem("2", locator="7", prefix="see ", suffix="ff.", suppress_author=True)
    assert cited(made_style(AUTHOR_DATE), ITEMS, cites("1", cite)) == [
        "(Roe, 2000; see 1999, 7 ff.)"
    ]


def test_cites_are_sorted_unless_the_author_orders_them() -> None:
    sort = '<sort><key variable="issued"/></sort>'
    assert cited(made_style(AUTHOR_DATE, sort=sort), ITEMS, cites("3", "1", "2")) == [
        "(Poe, 1999; Roe, 2000; Doe, 2005)"
    ]


def test_cites_of_one_year_are_sorted_as_the_bibliography_where_suffixes_count() -> None:
    names = '<bibliography><sort><key variable="author"/></sort><layout/></bibliography>'
    year = f'<macro name="year">{YEAR}<text variable="year-suffix"/></macro>'
    sort = '<sort><key macro="year"/></sort>'
    style = made_style(AUTHOR_DATE, names + year, sort=sort)
    items = [*ITEMS, made_item("4", "Abe, Joe")]
    assert cited(style, items, cites("3", "1", "4")) == ["(Abe, 2000; Roe, 2000; Doe, 2005)"]


def test_an_update_tells_what_has_changed() -> None:
    document = Document(made_style('<text variable="citation-number"/>'), ITEMS, cited_only=True)
    one, two, three = cites("1"), cites("2"), cites("3")
    assert document.update([one, two]) == [0, 1]
    assert document.update([one, two]) == []
    assert document.update([one, two, three]) == [2]
    assert document.update([three, one, two]) == [0, 1, 2]
    assert document.citation(0) == "(1)"


def test_an_update_renders_only_what_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    flow = Document._flow

    def counted(self: Document, piece: object) -> object:
        rendered.append("once")
        return flow(self, piece)  # type: ignore[arg-type]

    monkeypatch.setattr(Document, "_flow", counted)
    document = Document(made_style(AUTHOR_DATE), ITEMS)
    citations = [cites("1"), cites("2"), cites("3")]
    document.update(citations)
    rendered.clear()
    document.update([*citations, cites("1", "2")])
    assert len(rendered) == 1


def test_an_updated_document_is_like_a_new_one() -> None:
    options = 'disambiguate-add-year-suffix="true" collapse="year-suffix"'
    style = made_style(AUTHOR_DATE, NUMBERED, options=options)
    items = [made_item(name, "Roe, Ann", 2000 + int(name) % 2) for name in "123456"]
    steps = [["1"], ["1", "3"], ["5", "1", "3"], ["3", "2", "4"], ["4", "3", "2", "1"]]
    updated = Document(style, items, cited_only=True)
    for names in steps:
        citations = [cites(name) for name in names] + [cites(*names)]
        updated.update(citations)
        fresh = Document(style, items, cited_only=True)
        fresh.update(citations)
        places = range(len(citations))
        assert [updated.citation(k) for k in places] == [fresh.citation(k) for k in places]
        assert updated.bibliography() == fresh.bibliography()


@pytest.mark.parametrize(("cited_only", "expected"), [(True, ["3", "1"]), (False, ["1", "2", "3"])])
def test_which_items_are_in_the_bibliography(cited_only: bool, expected: list[str]) -> None:
    document = Document(made_style(NAMES, BY_TITLE), ITEMS, cited_only=cited_only)
    document.update([cites("3"), cites("1", "3")])
    assert [name for name, _ in document.bibliography().entries] == expected


def test_of_two_items_with_one_id_the_last_one_stands() -> None:
    items = [*ITEMS, made_item("1", "Moe, Jim")]
    assert cited(made_style(NAMES, layout=""), items, cites("1")) == ["Moe"]


def test_a_citation_alone_is_a_first_one() -> None:
    later = '<choose><if position="subsequent"><text value="again"/></if></choose>'
    document = Document(made_style(NAMES + later, layout=""), ITEMS)
    document.update([cites("1"), cites("1")])
    assert [document.citation(0), document.citation(1)] == ["Roe", "Roeagain"]
    assert document.cite_alone(cites("1")) == "Roe"


def test_an_item_that_is_not_there_cannot_be_cited() -> None:
    with pytest.raises(ConfigurationError, match="no item 'ghost'"):
        Document(made_style(NAMES), ITEMS).update([cites("ghost")])


def test_a_style_without_a_bibliography_makes_none() -> None:
    with pytest.raises(ConfigurationError, match="has no bibliography"):
        Document(made_style(NAMES), ITEMS).bibliography()


def test_a_format_that_is_not_known_is_refused() -> None:
    document = Document(made_style(NAMES, BY_TITLE), ITEMS)
    with pytest.raises(ConfigurationError, match="no format 'papyrus'"):
        document.bibliography("papyrus")
