"""Made references: marks, templates, CSL renderings and damage, on made-up works."""

from __future__ import annotations

from random import Random

import pytest

from refkit.csl.repository import load_style
from refkit.model import Date, Name, Work
from refkit.render.citeproc_fixes import rewritten
from training.damage import KINDS, Edit, damaged, edited
from training.labelled import Labelled, Span, faults
from training.marks import mark, read_marks
from training.render import _entries, certain
from training.templates import generated
from training.works import Pool
from training.written import NameForm, initials


def bog() -> Work:
    return Work(
        type="article-journal", title="On the age of bogs", container_title="Journal of Bogs",
        author=[Name(family="Moor", given="Ada B."), Name(family="Fen", given="Carl")],
        issued=Date(date_parts=((1998, 5),)), volume="12", issue="3", page="145-152", language="en",
        DOI="10.1000/bog.12",
    )  # fmt: skip


def shown(text: str, spans: tuple[Span, ...]) -> list[tuple[str, str]]:
    return [(label, text[start:end]) for start, end, label in spans]


def test_marks_give_bare_values_and_tidy_punctuation() -> None:
    head = f"{mark('author', 'Moor, A.')}. ({mark('issued', '1998')}).  "
    entry = f"{head}“{mark('title', 'Why bogs?')}.” {mark('page', '')} ."
    text, spans = read_marks(entry)
    assert text == "Moor, A. (1998). “Why bogs?”."
    assert shown(text, spans) == [
        ("author", "Moor, A."),
        ("issued", "1998"),
        ("title", "Why bogs?"),
    ]


def test_the_address_of_a_doi_belongs_to_it() -> None:
    text, spans = read_marks(f"Bogs. https://doi.org/{mark('DOI', '10.1000/bog.12')}.")
    assert shown(text, spans) == [("DOI", "https://doi.org/10.1000/bog.12")]


@pytest.mark.parametrize(
    ("given", "pattern", "written"),
    [
        ("Ada Beth", "A. B.", "A. B."),
        ("Ada Beth", "AB", "AB"),
        ("Hans-Peter M.", "A. B.", "H.-P. M."),
        ("A.B.", "A B", "A B"),
    ],
)
def test_given_names_become_initials(given: str, pattern: str, written: str) -> None:
    assert initials(given, pattern) == written


def test_names_are_joined_as_the_form_says() -> None:
    form = NameForm(order="mixed", initials="A. B.", last=", and ", joint=", ")
    assert form.write(bog().author) == "Moor, A. B., and C. Fen"
    assert NameForm(most=1, kept=1).write(bog().author) == "Moor, Ada B. et al."


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "apa",
            {
                "author": "Moor, A. B., & Fen, C.",
                "issued": "1998",
                "title": "On the age of bogs",
                "container-title": "Journal of Bogs",
                "volume": "12",
                "issue": "3",
                "page": "145–152",
                "DOI": "https://doi.org/10.1000/bog.12",
            },
        ),
        (
            "chicago-notes-bibliography",
            {
                "author": "Moor, Ada B., and Carl Fen",
                "title": "On the Age of Bogs",
                "container-title": "Journal of Bogs",
                "volume": "12",
                "issue": "3",
                "issued": "1998",
                "page": "145–52",
                "DOI": "https://doi.org/10.1000/bog.12",
            },
        ),
    ],
)
def test_csl_styles_keep_the_place_of_every_value(style: str, expected: dict[str, str]) -> None:
    ((entry, _),) = _entries(rewritten(load_style(style).content), "en-US", [bog()])
    text, spans = read_marks(entry)
    assert certain(text, spans)
    assert shown(text, spans) == list(expected.items())


def test_an_entry_with_a_number_of_unknown_meaning_is_not_certain() -> None:
    text = "Moor. Bogs. 1998. Fens 1234."
    spans = (Span(0, 4, "author"), Span(6, 10, "title"), Span(12, 16, "issued"))
    assert not certain(text, spans)


def test_templates_are_sound_and_the_same_for_a_seed() -> None:
    pool = Pool([bog()])
    made = list(generated(pool, 300, seed=4))
    assert made == list(generated(pool, 300, seed=4))
    assert [fault for one in made for fault in faults(one)] == []
    assert not any("\ue000" <= char <= "\uf8ff" for one in made for char in one.text)


@pytest.mark.parametrize(
    ("edit", "text", "values"),
    [
        (Edit(5, 5, "[1] "), "Moor,[1]  Bogs, 1998.", ["Moor", "Bogs", "1998"]),
        (Edit(4, 6, ""), "MoorBogs, 1998.", ["Moor", "Bogs", "1998"]),
        (Edit(7, 8, "oo"), "Moor, Boogs, 1998.", ["Moor", "Boogs", "1998"]),
        (Edit(8, 17, ""), "Moor, Bo", ["Moor", "Bo"]),
    ],
)
def test_spans_move_with_edits(edit: Edit, text: str, values: list[str]) -> None:
    spans = (Span(0, 4, "author"), Span(6, 10, "title"), Span(12, 16, "issued"))
    after = edited(Labelled("x", "y", "Moor, Bogs, 1998.", spans), [edit])
    assert after.text == text
    assert [value for _, value in shown(after.text, after.spans)] == values


def test_no_kind_of_damage_makes_faulty_spans() -> None:
    random = Random(3)
    for reference in generated(Pool([bog()]), 60, seed=9):
        for kind, _ in KINDS:
            assert faults(edited(reference, kind(reference, random))) == []
        assert faults(damaged(reference, random)) == []
