"""Names of CSL-JSON: their parts, particles and sort keys."""

from __future__ import annotations

import pytest

from refkit.csl.name import Name, is_family_first, join_particle, names_sort_key, parse_names


def _only(raw: dict[str, object]) -> Name:
    (name,) = parse_names([raw])
    return name


@pytest.mark.parametrize(
    ("family", "particle", "rest"),
    [
        ("Mulder", "", "Mulder"),
        ("van Mulder", "van", "Mulder"),
        ("van der Mulder", "van der", "Mulder"),
        ("Van der Mulder", "", "Van der Mulder"),
        ("d'Orsay", "d’", "Orsay"),
        ("d’Orsay", "d’", "Orsay"),
        ("L'Orsay", "", "L'Orsay"),
        ("al-Masri", "al-", "Masri"),
        ("ibn al-Masri", "ibn al-", "Masri"),
        ("'t Zand", "’t", "Zand"),
        ("in 't Zand", "in ’t", "Zand"),
        ("’s-Zand", "’s-", "Zand"),
        ("de' Rossi", "de’ ", "Rossi"),
        ("von zand", "von", "zand"),
        ("zand", "", "zand"),
        ("deZand", "", "deZand"),
        ('"van Mulder"', "", "van Mulder"),
        ("Mulder van Zand", "", "Mulder van Zand"),
        ("de Mulder-van Zand", "de", "Mulder-van Zand"),
    ],
)
def test_particles_at_the_start_of_a_family_name_are_not_dropped(
    family: str, particle: str, rest: str
) -> None:
    name = _only({"family": family, "given": "Ada"})
    assert (name.non_dropping_particle, name.family) == (particle, rest)


@pytest.mark.parametrize(
    ("given", "rest", "particle"),
    [
        ("Ada", "Ada", ""),
        ("Ada von", "Ada", "von"),
        ("Ada Maria de la", "Ada Maria", "de la"),
        ("Ada d'", "Ada", "d’"),
        ("ada", "ada", ""),
        ("ada von", "ada", "von"),
        ("Ada De", "Ada De", ""),
    ],
)
def test_particles_at_the_end_of_given_names_are_dropped(
    given: str, rest: str, particle: str
) -> None:
    name = _only({"family": "Mulder", "given": given})
    assert (name.given, name.dropping_particle) == (rest, particle)


@pytest.mark.parametrize(
    ("given", "rest", "suffix", "comma"),
    [
        ("Ada, Jr.", "Ada", "Jr.", False),
        ("Ada,! Jr.", "Ada", "Jr.", True),
        ("Ada von, III", "Ada", "III", False),
        ("Ada, MSc, PhD", "Ada", "MSc, PhD", False),
    ],
)
def test_what_follows_a_comma_in_given_names_is_a_suffix(
    given: str, rest: str, suffix: str, comma: bool
) -> None:
    name = _only({"family": "Mulder", "given": given})
    assert (name.given, name.suffix, name.comma_suffix) == (rest, suffix, comma)


def test_parts_that_are_given_are_not_looked_for() -> None:
    name = _only(
        {
            "family": "van Mulder",
            "given": "Ada von, Jr.",
            "non-dropping-particle": "ter",
            "dropping-particle": "zu",
            "suffix": "III",
        }
    )
    assert name.family == "van Mulder"
    assert name.given == "Ada von, Jr."
    assert (name.non_dropping_particle, name.dropping_particle) == ("ter", "zu")
    assert name.suffix == "III"


def test_parse_names_false_leaves_a_name_as_it_is() -> None:
    name = _only({"family": "van Mulder", "given": "Ada von", "parse-names": False})
    assert (name.family, name.given) == ("van Mulder", "Ada von")
    assert not name.non_dropping_particle
    assert not name.dropping_particle


@pytest.mark.parametrize(
    "raw",
    [
        {"literal": "Office of Tides"},
        {"literal": "Office of Tides", "family": "Mulder"},
        {"family": "Office of Tides", "isInstitution": True},
        {"family": "Office of Tides", "given": "", "isInstitution": 1},
        {"family": "Office of Tides", "isInstitution": "true"},
        "Office of Tides",
    ],
)
def test_institutions_are_literal(raw: object) -> None:
    (name,) = parse_names([raw])
    assert name.literal == "Office of Tides"
    assert not name.family


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        [],
        {},
        [None],
        [[]],
        [{}],
        [{"family": None, "given": []}],
        [{"family": " "}],
        [{"literal": {}}],
        [True],
    ],
)
def test_what_is_no_name_is_left_out(raw: object) -> None:
    assert parse_names(raw) == ()


def test_odd_parts_become_text_or_nothing() -> None:
    name = _only(
        {"family": 12, "given": ["x"], "suffix": 3.5, "comma-suffix": {}, "static-ordering": []}
    )
    assert (name.family, name.given, name.suffix) == ("12", "", "3.5")
    assert not name.family_first
    assert parse_names([{"family": 10**5000, "given": "Ada"}])[0].given == "Ada"


@pytest.mark.parametrize(
    ("family", "given", "family_first", "spaced"),
    [
        ("Mulder", "Ada", False, True),
        ("林", "小红", True, False),
        ("林", "Xiaohong", True, True),
        ("Lin", "小红", False, True),
        ("박", "하나", True, False),
        ("Иванова", "Анна", False, True),
        ("Παππά", "Άννα", False, True),
        ("חלימי", "גיל", False, True),
    ],
)
def test_chinese_japanese_and_korean_names_start_with_the_family_name(
    family: str, given: str, family_first: bool, spaced: bool
) -> None:
    name = _only({"family": family, "given": given})
    assert (name.family_first, name.spaced) == (family_first, spaced)


def test_static_ordering_keeps_the_family_name_first_with_a_space() -> None:
    name = _only({"family": "Trần", "given": "Hoa", "static-ordering": True})
    assert name.family_first
    assert name.spaced


def test_latin_letters_with_accents_are_given_name_first() -> None:
    assert not is_family_first("Nguyễn")
    assert is_family_first("さくら")


@pytest.mark.parametrize(
    ("particle", "rest", "joined"),
    [
        ("van", "Mulder", "van Mulder"),
        ("d’", "Orsay", "d’Orsay"),
        ("d'", "Orsay", "d'Orsay"),
        ("al-", "Masri", "al-Masri"),
        ("de’ ", "Rossi", "de’ Rossi"),
        ("", "Rossi", "Rossi"),
        ("de", "", "de"),
    ],
)
def test_particles_are_joined_as_they_are_written(particle: str, rest: str, joined: str) -> None:
    assert join_particle(particle, rest) == joined


@pytest.mark.parametrize(
    ("raw", "demote", "words"),
    [
        ({"family": "van Mulder", "given": "Ada"}, "never", ["van Mulder", "Ada"]),
        ({"family": "van Mulder", "given": "Ada"}, "sort-only", ["Mulder", "van", "Ada"]),
        ({"family": "van Mulder", "given": "Ada"}, "display-and-sort", ["Mulder", "van", "Ada"]),
        (
            {
                "family": "Mulder",
                "given": "Ada",
                "dropping-particle": "zu",
                "non-dropping-particle": "van",
                "suffix": "Jr.",
            },
            "sort-only",
            ["Mulder", "zu van", "Ada", "Jr."],
        ),
        ({"literal": "Office of Tides"}, "never", ["Office of Tides"]),
        ({"given": "Ada"}, "never", ["Ada"]),
        ({"family": "[M]ulder", "given": "<b>Ada</b>"}, "never", ["Mulder", "Ada"]),
        ({"family": "'t Zand", "given": "Ada"}, "never", ["t Zand", "Ada"]),
    ],
)
def test_sort_keys_have_the_parts_in_the_order_of_sorting(
    raw: dict[str, object], demote: str, words: list[str]
) -> None:
    assert names_sort_key(parse_names([raw]), demote) == " ".join(words)


def test_names_are_sorted_word_by_word() -> None:
    def key(*names: tuple[str, str]) -> str:
        raw = [{"family": family, "given": given} for family, given in names]
        return names_sort_key(parse_names(raw), "never")

    in_order = [
        key(("Mulder", "Ada")),
        key(("Mulder", "Ada Bo")),
        key(("Mulder", "Ada"), ("Zand", "Bo")),
        key(("Mulder Alder", "Ada")),
        key(("Mulder", "Zoe")),
    ]
    assert sorted(in_order) == in_order


def test_names_of_the_same_parts_are_equal() -> None:
    one, other = (_only({"family": "Mulder", "given": "Ada"}) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != _only({"family": "Mulder", "given": "Bo"})
