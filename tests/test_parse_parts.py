"""The parts of the parser: names, locators, sentence ends, markup."""

from __future__ import annotations

import pytest

from refkit.parse.authors import read_block, read_names
from refkit.parse.draft import read_field
from refkit.parse.locators import find_locators
from refkit.parse.scanner import View, strip


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Bylsma, L. M., & Gračanin, A.", ["Bylsma", "Gračanin"]),
        ("Roe, R., Jr., & McAdams, III, L.", ["Roe", "McAdams"]),
        ("Zhao, A., Yuting Yin, Ma, L.", ["Zhao", "Yin", "Ma"]),
        ("Lu, S., Niu, Z., … Zhang, Z.", ["Lu", "Niu", "Zhang"]),
        ("Fox, N., Green, O., et al.", ["Fox", "Green"]),
        ("Stewart M, & Hall, K", ["Stewart", "Hall"]),
        ("P. A. Hall & D. Soskice", ["Hall", "Soskice"]),
        ("Jung, E. (EJ), Ho, E. Y.", ["Jung", "Ho"]),
        ("ELLIOTT, B. J.", ["ELLIOTT"]),
        ("Smith, John, and Mary Jones", ["Smith", "Jones"]),
        ("Cowper-Sal·lari, R., & O’Rourke, K. D.", ["Cowper-Sal·lari", "O’Rourke"]),
    ],
)
def test_families_of_a_block_of_names(text: str, families: list[str]) -> None:
    assert [name.family for name in read_names(text)] == families


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("World Health Organization", ["World Health Organization"]),
        ("World Health Organization (WHO).", ["World Health Organization"]),
        ("R Core Team.", ["R Core Team"]),
        (
            "U.S. Department of Health and Human Services, National Institutes of Health",
            ["U.S. Department of Health and Human Services, National Institutes of Health"],
        ),
        (
            "Royal Society of Tears & Academy of Rain",
            ["Royal Society of Tears", "Academy of Rain"],
        ),
    ],
)
def test_groups_keep_their_commas_and_full_stops(text: str, groups: list[str]) -> None:
    assert [name.literal for name in read_names(text)] == groups


def test_a_group_stands_beside_persons() -> None:
    names = read_names("Nordset, B. & Institute for Local History")

    assert names[0].family == "Nordset"
    assert names[1].literal == "Institute for Local History"


def test_names_in_the_usual_form_are_surer_than_names_written_out() -> None:
    assert read_block("Smith, J.").sure > read_block("Smith, John").sure > 0


@pytest.mark.parametrize(
    ("text", "volume", "issue", "page"),
    [
        ("Emotion, 58(4), 492–502", "58", "4", "492–502"),
        ("Emotion, 431–442", "", "", "431–442"),
        ("Emotion, (49), 28", "", "49", "28"),
        ("Emotion, 32", "32", "", ""),
        ("Emotion 5 (3): 1–2", "5", "3", "1–2"),
        ("Emotion, Vol. 12, No. 3, pp. 4–5", "12", "3", "4–5"),
        ("Emotion, 235–237, 164–168", "235–237", "", "164–168"),
        ("Emotion, 235--237, 164--168", "235--237", "", "164--168"),
        ("Emotion, btw486", "", "", "btw486"),
        ("Emotion, 39(Database), D685", "39", "Database", "D685"),
        ("Emotion, 42(C6), C6–308–C6–310", "42", "C6", "C6–308–C6–310"),
        ("Lancet, ii, 81–84", "ii", "", "81–84"),
        ("Conference Proceedings, 203", "", "", "203"),
        ("Emotion, 1(3/4), 12, 15–17", "1", "3/4", "12, 15–17"),
    ],
)
def test_locators_at_the_end(text: str, volume: str, issue: str, page: str) -> None:
    found = find_locators(View(text), 0, len(text))

    assert found is not None
    spans = (found.volume, found.issue, found.page)
    assert [text[slice(*span)] if span else "" for span in spans] == [volume, issue, page]


@pytest.mark.parametrize(
    "text",
    ["Politics in Utopia 2012 (the 12th Senate)", "Report Volume 1", "A history, 1958"],
)
def test_a_number_in_a_title_is_no_volume(text: str) -> None:
    assert find_locators(View(text), 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("What is it? A review. Emotion", ["What is it?", "A review", "Emotion"]),
        ("It costs 3.5 dollars. End", ["It costs 3.5 dollars", "End"]),
        ("Brackets (e.g. Smith. Jones) hide. End", ["Brackets (e.g. Smith. Jones) hide", "End"]),
        ("On bioRxiv. eLife. sueddeutsche.de", ["On bioRxiv", "eLife", "sueddeutsche.de"]),
    ],
)
def test_sure_sentence_ends(text: str, sentences: list[str]) -> None:
    view = View(text)
    found, start = [], 0
    for stop in view.stops:
        if stop.sure == 2 and stop.next < len(text):
            found.append(text[start : stop.end])
            start = stop.next

    assert [*found, text[start:]] == sentences


@pytest.mark.parametrize("word", ["vs.", "U.S.", "J.", "St.", "Vol."])
def test_an_abbreviation_ends_no_sentence_for_sure(word: str) -> None:
    stops = View(f"We met {word} The rest").stops

    assert [stop.sure for stop in stops if stop.next < 15] == [1]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("*Emotion*, *58*(4)", "Emotion, 58(4)"),
        ("**Bold** and _italic_", "Bold and italic"),
        ("<i>Emotion</i>, 5", "Emotion, 5"),
        (r"snake\_case \& more", "snake_case & more"),
        ("C*-algebras and snake_case", "C*-algebras and snake_case"),
        ("Über*", "Über*"),
        ("soft\u00adhyphen and  two\u00a0spaces", "softhyphen and two spaces"),
        ("https://example.org/_a_/*b*", "https://example.org/_a_/b"),
    ],
)
def test_markup_is_no_text(raw: str, text: str) -> None:
    assert strip(raw) == text


def test_italics_in_the_text_are_a_hint() -> None:
    view = View("Ode. *Emotion*, 5")

    assert [view.text[start:end] for start, end in view.italics] == ["Emotion"]


@pytest.mark.parametrize(
    ("variable", "written", "value"),
    [
        ("title", "*Tears* in  rain", "Tears in rain"),
        ("title", "On “a couple weeks.”", "On “a couple weeks”"),
        ("edition", "2nd", "2"),
        ("edition", "Rev. ed.", "Rev. ed."),
        ("DOI", "https://doi.org/10.1037/pst0000342", "10.1037/pst0000342"),
        ("URL", "https://example.org/a.", "https://example.org/a"),
        ("year-suffix", "-b", "b"),
    ],
)
def test_a_field_is_read_from_what_is_written(variable: str, written: str, value: str) -> None:
    assert read_field(variable, written) == value
