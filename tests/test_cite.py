"""``refkit.cite``: the citations of a text, and the bibliography of what they cite."""

from __future__ import annotations

from pathlib import Path

import pytest

import refkit
from refkit.csl import Citation, CitationItem, Style
from refkit.csl.item import Item
from refkit.model import Date, Name, Work
from refkit.render import Citations

TEARS = Work(
    id="tears",
    type="book",
    title="Tears",
    author=[Name("Doe", "Jane")],
    issued=Date(date_parts=((2020,),)),
    publisher="Salt Press",
)
SMILES = TEARS.copy(id="smiles", title="Smiles")
RAIN = Work(
    id="rain",
    type="article-journal",
    title="Rain",
    author=[Name("Roe", "Richard"), Name("Poe", "Paula"), Name("Low", "Lee")],
    issued=Date(date_parts=((2021,),)),
    container_title="Weather",
    volume="7",
    page="12–15",
)
WORKS = [TEARS, SMILES, RAIN]


def listed(cited: Citations) -> list[str]:
    """The ids of the works in the bibliography, in order."""
    assert cited.bibliography is not None
    return [entry.id for entry in cited.bibliography.entries]


def test_ids_items_lists_and_citations_are_cited() -> None:
    cited = refkit.cite(
        WORKS,
        [
            "rain",
            ["tears", "rain"],
            CitationItem("rain", locator="13"),
            ("tears", CitationItem("rain", prefix="see")),
            Citation((CitationItem("rain"),), mode="composite"),
        ],
    )
    assert cited.texts == [
        "(Roe et al., 2021)",
        "(Doe, 2020; Roe et al., 2021)",
        "(Roe et al., 2021, p. 13)",
        "(Doe, 2020; see Roe et al., 2021)",
        "Roe et al. (2021)",
    ]
    assert cited.warnings == []


def test_the_bibliography_has_what_is_cited_and_what_is_asked_for() -> None:
    assert listed(refkit.cite(WORKS, ["rain"])) == ["rain"]
    assert listed(refkit.cite(WORKS, ["rain"], uncited=["tears"])) == ["tears", "rain"]
    assert listed(refkit.cite(WORKS, ["rain"], uncited=True)) == ["smiles", "tears", "rain"]
    assert listed(refkit.cite(WORKS, ["rain"], "ieee", uncited=True)) == ["rain", "tears", "smiles"]


def test_works_that_would_look_the_same_are_told_apart() -> None:
    cited = refkit.cite(WORKS, ["tears", "smiles", ["smiles", "tears"]])
    assert cited.texts == ["(Doe, 2020b)", "(Doe, 2020a)", "(Doe, 2020a, 2020b)"]
    assert "(2020a). Smiles" in str(cited.bibliography)


def test_numbers_are_those_of_the_bibliography() -> None:
    cited = refkit.cite(WORKS, ["rain", "tears", ["smiles", "tears", "rain"]], "ieee")
    assert cited.texts == ["[1]", "[2]", "[1], [2], [3]"]
    assert listed(cited) == ["rain", "tears", "smiles"]


def test_notes_know_what_was_cited_before() -> None:
    notes = [
        Citation((CitationItem("rain"),), note=1),
        Citation((CitationItem("rain", locator="13"),), note=2),
        Citation((CitationItem("tears"),), note=3),
        Citation((CitationItem("rain", locator="14"),), note=4),
    ]
    assert refkit.cite(WORKS, notes, "chicago-notes-bibliography").texts == [
        "Richard Roe et al., “Rain,” Weather 7 (2021): 12–15.",
        "Roe et al., “Rain,” 13.",
        "Jane Doe, Tears (Salt Press, 2020).",
        "Roe et al., “Rain,” 14.",
    ]


def test_formats_and_runs() -> None:
    html = refkit.cite(WORKS, ["rain"], "nature", format="html")
    assert html.texts == ["<sup>1</sup>"]
    assert str(html.bibliography).startswith('<div class="csl-bib-body"')
    runs = refkit.cite(WORKS, ["rain"], "nature", format="runs")
    assert runs.texts == ["1"]
    assert [(run.text, run.vertical_align) for run in runs.runs[0]] == [("1", "sup")]
    assert runs.bibliography is not None
    assert runs.bibliography.entries[0].runs


def test_a_locale_and_a_compiled_style() -> None:
    assert refkit.cite([RAIN], [CitationItem("rain", locator="13")], locale="de").texts == [
        "(Roe et al., 2021, S. 13)"
    ]
    style = Style.load("apa")
    assert refkit.cite([RAIN], ["rain"], style).texts == refkit.cite([RAIN], ["rain"], style).texts


def test_a_style_of_citations_only_has_no_bibliography(tmp_path: Path) -> None:
    path = tmp_path / "notes.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
        '<info><title>N</title></info><citation><layout><text variable="title"/></layout>'
        "</citation></style>"
    )
    cited = refkit.cite(WORKS, ["rain"], path)
    assert (cited.texts, cited.bibliography) == (["Rain"], None)


def test_what_cannot_be_cited_is_told() -> None:
    with pytest.raises(refkit.ConfigurationError, match="no work 'rains' to cite; near it is rain"):
        refkit.cite(WORKS, ["rains"])
    with pytest.raises(refkit.ConfigurationError, match="no work 'snow'"):
        refkit.cite(WORKS, [], uncited=["snow"])
    with pytest.raises(refkit.ConfigurationError, match="several works 'tears'"):
        refkit.cite([TEARS, SMILES.copy(id="tears")], ["tears"])
    with pytest.raises(refkit.ConfigurationError, match="no format 'pdf'"):
        refkit.cite(WORKS, ["rain"], format="pdf")
    assert refkit.cite([TEARS, TEARS.copy()], ["tears"]).texts == ["(Doe, 2020)"]


def test_a_work_that_cannot_be_rendered_is_cited_plainly_with_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = Item.date

    def fail(item: Item, variable: str) -> object:
        if item.text("title") == "Rain":
            raise KeyError("a bug")
        return sound(item, variable)

    monkeypatch.setattr(Item, "date", fail)
    cited = refkit.cite(WORKS, [["tears", "rain"]])
    assert cited.texts == ["(Doe, 2020; Roe, Richard, Poe, Paula, Low, Lee, 2021)"]
    assert cited.warnings == ["rain: could not be rendered as the style asks (KeyError: 'a bug')"]
    assert str(cited.bibliography) == (
        "Doe, J. (2020). Tears. Salt Press.\nRoe, Richard, Poe, Paula, Low, Lee (2021). Rain."
    )


def test_no_citations_are_no_texts() -> None:
    cited = refkit.cite(WORKS, [])
    assert cited.texts == []
    assert listed(cited) == []
