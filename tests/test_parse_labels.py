"""Tokens and labels: what the tagger sees of an entry, and what its labels mean."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.parse.labels import Run, Span, encode, runs, variable
from refkit.parse.scanner import View
from refkit.parse.tagger import shipped
from refkit.parse.tokens import MOST_TOKENS, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2021;58(1):133-49.", ["2021", ";", "58", "(", "1", ")", ":", "133-49", "."]),
        ("Martin-Facklam O'Neill", ["Martin-Facklam", "O'Neill"]),
        ("S57–S59, e0193", ["S57-S59", ",", "e0193"]),
        ("see https://doi.org/10.1000/a(b)1.", ["see", "https://doi.org/10.1000/a(b)1", "."]),
        ("doi:10.1000/xyz, 2", ["doi", ":", "10.1000/xyz", ",", "2"]),
        ("王小明（2020）", ["王小明", "（", "2020", "）"]),
    ],
)
def test_words_numbers_and_signs_are_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(View(text))] == tokens


def test_an_endless_entry_is_cut_off() -> None:
    assert len(tokenize(View("a, " * 10_000))) == MOST_TOKENS


@given(st.text(max_size=300))
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    view = View(text)
    at = view.start
    for token in tokenize(view):
        assert at <= token.start < token.end
        assert view.plain[token.start : token.end] == token.text
        assert not view.plain[at : token.start].strip()
        at = token.end


CHAPTER = "Smith, J. (2001). Part. In Whole, 3–9. Oxford: Blackwell. doi:10.1000/x"
SPANS = [
    Span(0, 9, "author"),
    Span(11, 15, "issued"),
    Span(18, 22, "title"),
    Span(27, 32, "container-title"),
    Span(34, 37, "page"),
    Span(39, 45, "publisher-place"),
    Span(47, 56, "publisher"),
    Span(62, 71, "DOI"),
]


def test_labels_remember_the_field_before_and_the_book_to_come() -> None:
    view = View(CHAPTER)
    tokens = tokenize(view)
    labels = encode(view, tokens, SPANS)
    assert list(zip([token.text for token in tokens], labels, strict=True))[:14] == [
        ("Smith", "author"), (",", "author"), ("J", "author"), (".", "author"),
        ("(", "O:author"), ("2001", "issued"), (")", "O:issued"), (".", "O:issued"),
        ("Part", "title"), (".", "O:title"), ("In", "O:title"),
        ("Whole", "container-title+m"), (",", "O:container-title+m"), ("3-9", "page"),
    ]  # fmt: skip
    assert labels[-1] == "O:link"


def test_a_title_without_container_is_a_monograph() -> None:
    view = View("Smith, J. Whole.")
    labels = encode(view, tokenize(view), [Span(0, 9, "author"), Span(10, 15, "title")])
    assert labels[-2:] == ["title+m", "O:title+m"]


@pytest.mark.parametrize(
    ("label", "name"),
    [("title+m", "title"), ("O:title", ""), ("O:^", ""), ("volume", "volume"), ("O:link", "")],
)
def test_a_label_names_its_variable(label: str, name: str) -> None:
    assert variable(label) == name


def test_runs_are_the_fields_of_a_row_of_labels() -> None:
    labels = ["O:^", "author", "author", "O:author", "title+m", "title", "volume"]
    assert runs(labels) == [Run("author", 1, 2), Run("title", 4, 5), Run("volume", 6, 6)]
    assert runs([]) == []


def calls_of_reading(text: str) -> int:
    """How many functions the tagger calls to read a text."""
    view = View(text)
    tagger = shipped()
    tagger.read(view)  # what is loaded on first use is loaded, and words are known
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        tagger.read(view)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "unit", [", ", "Smith, J., ", "((", ". ", '"a ', "12(3), ", "In: A. B. (Hrsg.): ", "1999; "]
)
def test_the_work_of_the_tagger_grows_with_the_text(unit: str) -> None:
    short, long = (calls_of_reading(unit * (size // len(unit))) for size in (600, 1200))
    assert long <= 2.2 * short + 50
