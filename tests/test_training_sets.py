"""Annotated references in the tagger's labels; every reference here is made up."""

from __future__ import annotations

from typing import Any

import pytest

from training.labelled import Labelled, Span, faults, merged
from training.locators import split_locators
from training.sets import convert
from training.trim import bare, trim


def shown(reference: Labelled) -> list[tuple[str, str]]:
    return [(label, reference.text[start:end]) for start, end, label in reference.spans]


def line(text: str, labels: list[list[str]], **fields: Any) -> dict[str, Any]:
    return {
        "id": "x", "source": "made-up", "text": text, "labels": labels, "fields": fields,
        "scored": ["author", "year", "title", "container-title", "volume", "issue", "page"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("label", "segment", "value"),
    [
        ("issued", "(2001).", "2001"),
        ("title", "“On Rivers,”", "On Rivers"),
        ("title", "On “Rivers”.", "On “Rivers”"),
        ("title", "« Sur les rivières »,", "Sur les rivières"),
        ("title", "On Rivers (with maps).", "On Rivers (with maps)"),
        ("title", "Why Rivers?", "Why Rivers?"),
        ("author", "Moor, A. B., & Fen, C.", "Moor, A. B., & Fen, C."),
        ("author", "Moor AB, Fen C, et al.", "Moor AB, Fen C, et al."),
        ("author", "Ada Moor.", "Ada Moor"),
        ("editor", "In C. Fen & D. Bog (Eds.),", "C. Fen & D. Bog"),
        ("editor", "edited by Carla Fen.", "Carla Fen"),
        ("editor", "in: Fen, Carla (Hrsg.):", "Fen, Carla"),
        ("translator", "Translated by Dora Bog.", "Dora Bog"),
        ("container-title", "In: Proceedings of the Marsh,", "Proceedings of the Marsh"),
        ("container-title", "J. Am. Bog Soc.", "J. Am. Bog Soc."),
        ("container-title", "Journal of Bogs.", "Journal of Bogs"),
        ("page", "(pp. 12–34).", "12–34"),
        ("page", "S. 5-10.", "5-10"),
        ("edition", "(2nd ed.).", "2nd"),
        ("DOI", "doi: 10.1000/bog.12.", "10.1000/bog.12"),
        ("DOI", "https://doi.org/10.1000/bog.12", "https://doi.org/10.1000/bog.12"),
        ("URL", "<http://example.org/bog/>.", "http://example.org/bog/"),
        ("ISBN", "ISBN 0-000-12345-6.", "0-000-12345-6"),
        ("citation-number", "[12]", "12"),
    ],
)
def test_a_segment_is_trimmed_to_the_bare_value(label: str, segment: str, value: str) -> None:
    spans = trim(label, segment, 0, len(segment))
    assert [segment[start:end] for start, end, _ in spans] == [value]


@pytest.mark.parametrize(
    ("segment", "parts"),
    [
        ("12(3),", [("volume", "12"), ("issue", "3")]),
        ("vol. 48, no. 1,", [("volume", "48"), ("issue", "1")]),
        ("36, 3", [("volume", "36"), ("issue", "3")]),
        ("14(Suppl. 1),", [("volume", "14"), ("issue", "Suppl. 1")]),
        ("16. Jg., H. 2,", [("volume", "16"), ("issue", "2")]),
        ("n° 217.", [("issue", "217")]),
        ("Vol. XV", [("volume", "XV")]),
        ("B200,", [("volume", "B200")]),
        ("1994;2(4):", [("issued", "1994"), ("volume", "2"), ("issue", "4")]),
        ("18(9):1434–40", [("volume", "18"), ("issue", "9"), ("page", "1434–40")]),
    ],
)
def test_volume_and_issue_are_taken_apart(segment: str, parts: list[tuple[str, str]]) -> None:
    spans = split_locators(segment, 0, len(segment))
    assert [(label, segment[start:end]) for start, end, label in spans] == parts


def test_an_annotated_article_is_converted() -> None:
    text = "[3] Moor, A., (1990), On bogs. J. Am. Bog Soc., 12(3): 5--9."
    labels = [
        ["citation-number", "[3]"], ["author", "Moor, A.,"], ["date", "(1990),"],
        ["title", "On bogs."],
        ["journal", "J. Am. Bog Soc.,"], ["volume", "12(3):"], ["pages", "5--9."],
    ]  # fmt: skip
    fields = {
        "author": ["Moor"], "year": "1990", "title": "On bogs", "container-title": "J. Am. Bog Soc",
        "volume": "12", "issue": "3", "page": "5--9",
    }  # fmt: skip
    reference, reason = convert(line(text, labels, **fields))
    assert reason == ""
    assert reference is not None
    assert shown(reference) == [
        ("citation-number", "3"), ("author", "Moor, A."), ("issued", "1990"), ("title", "On bogs"),
        ("container-title", "J. Am. Bog Soc."), ("volume", "12"), ("issue", "3"), ("page", "5--9"),
    ]  # fmt: skip


def test_the_only_title_of_a_monograph_is_its_title() -> None:
    text = "A. Moor, Bogs (Fen Press, Oxford, 1972)"
    labels = [
        ["author", "A. Moor"], ["title:m", "Bogs"], ["publisher", "Fen Press"],
        ["pubPlace", "Oxford"], ["date", "1972"],
    ]  # fmt: skip
    reference, _ = convert(line(text, labels, author=["Moor"], year="1972", title="Bogs"))
    assert reference is not None
    assert ("title", "Bogs") in shown(reference)
    assert ("publisher-place", "Oxford") in shown(reference)


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    text = "A. Moor, Bog Lett. 1912 12, 9 (1950)."
    labels = [["author", "A. Moor"], ["title:j", "Bog Lett."], ["biblScope:vol", "12"]]
    fields = {"author": ["Moor"], "volume": "12", "container-title": "Bog Lett."}
    reference, _ = convert(line(text, labels, **fields))
    assert reference is not None
    assert reference.spans[-1] == Span(24, 26, "volume")


def test_a_reference_whose_spans_disagree_with_its_fields_is_dropped() -> None:
    labels = [["author", "A. Moor,"], ["title", "Bogs,"], ["date", "1972."]]
    assert convert(
        line("A. Moor, Bogs, 1972.", labels, author=["Moor"], title="Fens", year="1972")
    ) == (None, "title")


def test_bare_keeps_brackets_whose_partner_is_inside() -> None:
    text = " (Bogs (wet)), "
    assert text[slice(*bare(text, 0, len(text)))] == "Bogs (wet)"


def test_spans_that_overlap_are_merged_and_faults_are_named() -> None:
    assert merged([Span(5, 9, "title"), Span(0, 4, "author"), Span(6, 8, "page")]) == (
        Span(0, 4, "author"),
        Span(5, 9, "title"),
    )
    assert faults(Labelled("x", "y", "ab cd", (Span(0, 3, "title"),))) == [
        "title begins or ends with a space"
    ]
    assert faults(Labelled("x", "y", "ab", (Span(0, 2, "colour"),))) == ["unknown label colour"]
