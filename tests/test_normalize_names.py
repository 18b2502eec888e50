from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import persons

from refkit.model import Name
from refkit.normalize.names import (
    apa_name,
    family_key,
    initials,
    parse_inverted,
    parse_name,
    parse_natural,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vingerhoets, A. J. J. M.", Name(family="Vingerhoets", given="A. J. J. M.")),
        ("Ad J. J. M. Vingerhoets", Name(family="Vingerhoets", given="Ad J. J. M.")),
        ("Vingerhoets AJJM", Name(family="Vingerhoets", given="AJJM")),
        ("Smith J.A.", Name(family="Smith", given="J.A.")),
        ("JA Smith", Name(family="Smith", given="JA")),
        ("Sartre J-P", Name(family="Sartre", given="J-P")),
        ("WU XF", Name(family="WU", given="XF")),
        ("APPELBAUM Eileen", Name(family="APPELBAUM", given="Eileen")),
        ("Jean DUPONT", Name(family="DUPONT", given="Jean")),
        (
            "van der Berg, J., Jr.",
            Name(
                family="Berg",
                given="J.",
                non_dropping_particle="van der",
                suffix="Jr.",
                comma_suffix=True,
            ),
        ),
        ("J. van der Berg", Name(family="Berg", given="J.", non_dropping_particle="van der")),
        ("van der Berg JA", Name(family="Berg", given="JA", non_dropping_particle="van der")),
        ("Robert Van de Graaff", Name(family="Van de Graaff", given="Robert")),
        ("José Ortega y Gasset", Name(family="Ortega y Gasset", given="José")),
        ("Beethoven, L. van", Name(family="Beethoven", given="L.", dropping_particle="van")),
        (
            "King, Jr., Martin",
            Name(family="King", given="Martin", suffix="Jr.", comma_suffix=True),
        ),
        (
            "Martin Luther King, Jr.",
            Name(family="King", given="Martin Luther", suffix="Jr.", comma_suffix=True),
        ),
        ("Langabeer II, James R.", Name(family="Langabeer", given="James R.", suffix="II")),
        ("World Health Organization", Name(literal="World Health Organization")),
        (
            "Ministry of Health, Labour and Welfare",
            Name(literal="Ministry of Health, Labour and Welfare"),
        ),
        ("GBD 2019 Collaborators", Name(literal="GBD 2019 Collaborators")),
        ("Plato", Name(literal="Plato")),
        # words that only look like a group's
        ("Bank, J.", Name(family="Bank", given="J.")),
        ("Roberts AT", Name(family="Roberts", given="AT")),
        ("Hwang, Kyung In", Name(family="Hwang", given="Kyung In")),
        ("Moura Neto, V.", Name(family="Moura Neto", given="V.")),
        ("", Name()),
        (" , ", Name()),
    ],
)
def test_a_name_is_read_in_the_order_it_is_written(text: str, name: Name) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [
        ("Jean-Paul B.", ["J.-P.", "B."]),
        ("J. -P.", ["J.-P."]),
        ("J‐P", ["J.-P."]),
        ("AJJM", ["A.", "J.", "J.", "M."]),
        ("A.J.J.M.", ["A.", "J.", "J.", "M."]),
        ("Leah S.", ["L.", "S."]),
        ("LEAH", ["L."]),
        ("Yu. A.", ["Y.", "A."]),
        ("Maria de Lourdes", ["M.", "L."]),
        ("Émile", ["É."]),
        ("小明", ["小明"]),
        ("", []),
    ],
)
def test_initials_of_given_names(given_names: str, expected: list[str]) -> None:
    assert initials(given_names) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name(family="Vingerhoets", given="Ad J. J. M."), "Vingerhoets, A. J. J. M."),
        (Name(family="Berg", given="Jan", non_dropping_particle="van der"), "van der Berg, J."),
        (Name(family="Beethoven", given="Ludwig", dropping_particle="van"), "Beethoven, L. van"),
        (Name(family="King", given="Martin Luther", suffix="Jr."), "King, M. L., Jr."),
        (Name(family="Sartre", given="Jean-Paul"), "Sartre, J.-P."),
        (Name(literal="World Health Organization"), "World Health Organization"),
        (Name(family="Plato"), "Plato"),
        (Name(given="Björk"), "Björk"),
        (Name(), ""),
    ],
)
def test_a_name_is_written_as_apa_does(name: Name, text: str) -> None:
    assert apa_name(name) == text


def test_particles_count_wherever_they_stand() -> None:
    keys = {
        family_key(parse_name(text))
        for text in ("van Beethoven, L.", "Beethoven, L. van", "Ludwig van Beethoven")
    }
    assert keys == {"van beethoven"}


def test_particles_are_split_from_family_and_given() -> None:
    assert parse_inverted("de la Cruz", "Ana") == Name(
        family="Cruz", given="Ana", non_dropping_particle="de la"
    )
    assert parse_inverted("van", "A.") == Name(family="van", given="A.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("W. Press", Name(family="Press", given="W.")),
        ("Alan Church", Name(family="Church", given="Alan")),
        ("Ana de la Cruz", Name(family="Cruz", given="Ana", non_dropping_particle="de la")),
        ("Paul Ode, III", Name(family="Ode", given="Paul", suffix="III")),
        ("Ode", Name(family="Ode")),
        ("", Name()),
    ],
)
def test_a_natural_name_is_never_a_group(text: str, name: Name) -> None:
    assert parse_natural(text) == name


@given(persons())
def test_a_person_is_found_again_in_an_apa_reference(name: Name) -> None:
    again = parse_name(apa_name(name))
    assert family_key(again) == family_key(name)
    assert initials(again.given) == initials(name.given)
    assert again.suffix == name.suffix


@given(st.text())
def test_no_text_is_too_odd_for_a_name(text: str) -> None:
    name = parse_name(text)
    assert parse_name(text) == name
    apa_name(name)
    family_key(parse_inverted(text, text, text))
    family_key(parse_natural(text))


def test_real_authors_keep_their_key_in_apa_form(shared_data: Path) -> None:
    authors: set[tuple[str, str]] = set()
    with gzip.open(shared_data / "crossref" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 10:
                continue
            for author in json.loads(line).get("author") or []:
                if author.get("family") and author.get("given"):
                    authors.add((author["family"], author["given"]))
    lost = []
    for family, given_names in authors:
        name = parse_inverted(family, given_names)
        if family_key(parse_name(apa_name(name))) != family_key(name):
            lost.append((family, given_names))
    # Left are authors such as "Research and Practice, Gastroenterology".
    assert len(lost) <= len(authors) / 1000, lost
