"""Text case of words, through formatting, quotations and languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.csl.flow import flow
from refkit.csl.markup import parse_markup
from refkit.csl.textcase import strip_periods, transform
from refkit.csl.tree import plain
from refkit.csl.writers import text as text_writer

CASES = ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "title", "sentence")


def cased(text: str, case: str, english: bool = True, language: str = "") -> str:
    return text_writer.write(flow(transform(parse_markup(text), case, english, language)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the ecology of bogs", "The Ecology of Bogs"),
        ("what bogs are made of", "What Bogs Are Made Of"),
        ("bogs: a history", "Bogs: A History"),
        ("why bogs? the answer", "Why Bogs? The Answer"),
        ("bogs. the answer", "Bogs. the Answer"),
        ("NASA and eLife in the news", "NASA and eLife in the News"),
        ("peat-rich soils", "Peat-Rich Soils"),
        ("state-of-the-art of peat", "State-of-the-Art of Peat"),
        ("an in-depth review", "An In-Depth Review"),
        ("vitamin d in bogs", "Vitamin d in Bogs"),
        ("peat/sand mixtures", "Peat/Sand Mixtures"),
        ("<i>the bog</i> and after", "The Bog and After"),
        ("bogs and <i>of</i>", "Bogs and Of"),
        ("a “quiet” bog", "A “Quiet” Bog"),
        ("peat in d'orsay", "Peat in d’orsay"),
        ('the <span class="nocase">von</span> group', "The von Group"),
        ("growth of α-pinene", "Growth of α-Pinene"),
        ("m<sup>th</sup> order", "M<sup>th</sup> Order".replace("<sup>", "").replace("</sup>", "")),
    ],
)
def test_title_case(text: str, expected: str) -> None:
    assert cased(text, "title") == expected


def test_title_case_is_for_english_only() -> None:
    assert cased("die moore des nordens", "title", english=False) == "die moore des nordens"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ecology Of Bogs", "The ecology of bogs"),
        ("the Ecology", "The ecology"),
        ("DNA In Bogs", "DNA in bogs"),
        ('On <span class="nocase">Irish</span> Bogs', "On Irish bogs"),
        ("“Bogs” And Mires", "“Bogs” and mires"),
        ("2 Bogs", "2 bogs"),
    ],
)
def test_sentence_case(text: str, expected: str) -> None:
    assert cased(text, "sentence") == expected


@pytest.mark.parametrize(
    ("text", "case", "expected"),
    [
        ("in: the bog", "capitalize-first", "In: the bog"),
        ("eLife papers", "capitalize-first", "eLife papers"),
        ("[unsigned]", "capitalize-first", "[Unsigned]"),
        ("the bog of iMacs", "capitalize-all", "The Bog Of iMacs"),
        ('Bog <span class="nocase">Bog</span>', "uppercase", "BOG Bog"),
        ('Bog <span class="nocase">Bog</span>', "lowercase", "bog Bog"),
        ("bog", "", "bog"),
        ("bog", "unheard-of", "bog"),
        ("ǆul", "capitalize-first", "ǅul"),
    ],
)
def test_the_other_cases(text: str, case: str, expected: str) -> None:
    assert cased(text, case) == expected


@pytest.mark.parametrize(
    ("text", "case", "expected"),
    [
        ("iki kitap", "uppercase", "İKİ KİTAP"),
        ("ILICA", "lowercase", "ılıca"),
        ("iki", "capitalize-first", "İki"),
    ],
)
def test_turkish_has_a_dotted_capital(text: str, case: str, expected: str) -> None:
    assert cased(text, case, english=False, language="tr-TR") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann. Rev. Biol.", "Ann Rev Biol"),
        ("<i>eds.</i>, vol.", "eds, vol"),
        ("example.org", "example.org"),
        ("Web 2.0", "Web 20"),
        ("U.S.A.", "USA"),
    ],
)
def test_periods_of_abbreviations_are_stripped(text: str, expected: str) -> None:
    assert plain(strip_periods(parse_markup(text))) == expected


@given(st.text(alphabet="aB éß.:'\"“-<i>/ ", max_size=50), st.sampled_from(CASES))
def test_text_case_changes_letters_only(text: str, case: str) -> None:
    piece = parse_markup(text)
    assert plain(transform(piece, case)).lower().replace("ss", "ß") == plain(piece).lower().replace(
        "ss", "ß"
    )
