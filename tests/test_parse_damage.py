"""Damaged entries: what is restored, what is left alone, and that every repair is on record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refkit.model import Reference, Repair, Span
from refkit.model.reference import repaired
from refkit.parse import parse_text
from refkit.parse.damage import restore
from refkit.parse.respell import respell
from refkit.parse.scanner import View
from refkit.parse.sheet import Edit, Sheet
from refkit.parse.signs import shows_damage
from refkit.parse.words import load

DAMAGED = [
    (
        "Okafor, T., &Brandt, L. (2014). Sleepand memory in hea lthy adults.Journal of Sleep"
        " Research , 23(4), 411–420.",
        "Okafor, T., & Brandt, L. (2014). Sleep and memory in healthy adults. Journal of Sleep"
        " Research, 23(4), 411–420.",
    ),
    (
        "Lindqvist, A. (1999). A MechaYical model of bone healWng in rats. European Journal of"
        " Biomechanics, 12( 3), 88–97.",
        "Lindqvist, A. (1999). A Mechanical model of bone healing in rats. European Journal of"
        " Biomechanics, 12(3), 88–97.",
    ),
    (
        "Ferrari, P.l Costa, M., & Yaffe, H.G(2003). Water quality ofXlarge rivers."
        " Hydrological Processes, 17(2)Y3583–3590.",
        "Ferrari, P., Costa, M., & Yaffe, H. (2003). Water quality of large rivers."
        " Hydrological Processes, 17(2), 3583–3590.",
    ),
    (
        "Hansen, K.,Moreau, D., & AlessioD L. (2011). Random walks on infinite graphs withfinite"
        " memory. Annals of Prob ability, 39(6), 2178G2199.",
        "Hansen, K., Moreau, D., & Alessio, L. (2011). Random walks on infinite graphs with finite"
        " memory. Annals of Probability, 39(6), 2178–2199.",
    ),
    (
        "Wagner, S., Tan, Jx, & Novak, P. (1987). Corrosion of steel in cold watea. Materials"
        " SciencV and Engineering,x92(3), 12 1–130.",
        "Wagner, S., Tan, J., & Novak, P. (1987). Corrosion of steel in cold water. Materials"
        " Science and Engineering, 92(3), 121–130.",
    ),
    (
        "Petrov, I. (2001).QThe theory of nu mbers. Mathematical Gazette, 85(5O4), 33–38.",
        "Petrov, I. (2001). The theory of numbers. Mathematical Gazette, 85(5O4), 33–38.",
    ),
    (
        "VanMarter, L. J. (2009). Infection ofpremature infants and dys plasia. Seminars inFetal"
        " Medic ine, 14(6),358–366.",
        "Van Marter, L. J. (2009). Infection of premature infants and dysplasia. Seminars in Fetal"
        " Medicine, 14(6), 358–366.",
    ),
]


@pytest.mark.parametrize(("damaged", "sound"), DAMAGED)
def test_damage_is_undone(damaged: str, sound: str) -> None:
    restored = restore(damaged)

    assert restored is not None
    assert restored.text == sound


SOUND = [
    "McDonald, R. S., & O’Brien, P. (1981). The mRNA of tRNA synthetases at pH 7. eLife, 5, e123.",
    "Knuth, D. E. (1984). LaTeX and TeX for the iPhone. ChemInform, 15(2), 1–9.",
    "Li, Y., & Ma, J. (2012). H2O and CO2 on TiO2 and NaCl. J. Mater. Chem., 22(3), 45–50.",
    "Weber, K. (2003). Managementkonzepte der Betriebswirtschaftslehre. Wirtschaftswissenschaft,"
    " 12(3), 14–20.",
    "Moreau, G. (1999). Les représentations sociales à l’école : une étude. Revue française de"
    " pédagogie, 127(1), 5–16.",
    "Bylsma LM, Gračanin A. A review of crying research. Psychotherapy. 2021;58(1):133-49.",
    "Costa, M. (2014). A title. Plain Journal, 5(2), 3–9. https://doi.org/10.1000/ab_cDe-3.FgH",
    "Costa, M. (2014). A title. Plain Journal, 5. doi:10.1016/S0140-6736(20)31324-6",
    "DeVries, A., & van der Berg, J. (2010). Vitamin C deficiency and T cells. Blood, 115(4), 1–9.",
    "Smith,J.,Jones,K. & Brown,L. (2010). Three people who forget spaces. The Journal, 5(2), 1–9.",
    "Rossi, A. (2010, March 3). What happened. The Daily Post. https://example.org/aB1cD2?eF=3G4",
    "Duffy, N., & Park, S. (2008b). An OPEN study. IEEE Transactions, AU-13(2), S12–S19.",
    "National Institute of Health. (2003). A report (NIH Publication No. 01-2345). Author.",
    "Gupta, R. K. (2005). On numbers. Phys. Rev. D, 63, 023003.",
    "Kim, H. (2001). Model selection. Probab. Theory Related Fields 117 467–493.",
    "",
]


@pytest.mark.parametrize("entry", SOUND)
def test_sound_entries_are_never_touched(entry: str) -> None:
    restored = restore(entry)

    assert restored is None or not restored.changes


SLIPS = [
    "Brandt, L. (2014). The efects of sleep on memry in adults. Sleep Medicine, 5(2), 31–39.",
    "Brandt, L. (2014). The effects of sleep on pelvac pain. Sleep Medicine, 5(2), 31–39.",
    "Brandt, L. (2014). The effects of sleep on memory.JOurnal of Sleep, 5(2), 31–39.",
    "Brandt, L., &Costa, M. (2014). The effects of sleep on memory. Sleep Medicine, 5 (2), 31–39.",
]


@pytest.mark.parametrize("entry", SLIPS)
def test_a_slip_of_the_author_is_left_for_the_linter(entry: str) -> None:
    restored = restore(entry)

    assert restored is None or not restored.changes


def test_signs_are_seen_and_ordinary_words_are_none() -> None:
    assert shows_damage("A MechaYical model")
    assert shows_damage("Technology , 28")
    assert shows_damage("a te chnique")
    assert shows_damage("of the S pecies")
    assert not shows_damage("McDonald, J. (2010). B cells and RNA-seq of ATP. J. Clin. Med., 3(4).")
    assert not shows_damage("See https://doi.org/10.1000/aB1cD2eF")


def test_repairs_are_recorded_and_fields_read_back_with_them() -> None:
    raw = "Okafor, T., &Brandt, L. (2014). Sleepand PhysKcs. Journ al of Sleep , 23(4), 411–420."

    parsed = parse_text(raw)

    assert parsed.raw == raw
    assert parsed.work.title == "Sleep and Physics"
    assert parsed.work.container_title == "Journal of Sleep"
    assert [name.family for name in parsed.work.author] == ["Okafor", "Brandt"]
    title = parsed.fields["title"].span
    assert raw[title.start : title.end] == "Sleepand PhysKcs"
    assert parsed.written("title") == "Sleep and Physics"
    read = [(raw[one.span.start : one.span.end], one.text) for one in parsed.repairs]
    assert read == [("", " "), ("", " "), ("K", "i"), (" ", ""), (" ", "")]
    assert parsed.fields["title"].confidence < 0.9
    assert parsed.fields["author"].confidence < 0.9


def test_repairs_lead_back_through_markup() -> None:
    raw = (
        "Okafor, T., &Brandt, L. (2014). Sleepand PhysKcs. *Journ al of Sleep* , *23*(4), 411–420."
    )

    parsed = parse_text(raw)

    assert parsed.work.container_title == "Journal of Sleep"
    assert parsed.work.volume == "23"
    container = parsed.fields["container-title"].span
    assert raw[container.start : container.end] == "Journ al of Sleep"


def test_an_entry_that_only_looks_damaged_is_trusted_less() -> None:
    raw = (
        "Brandt, L. (2014). The effects of sleep onmemory in adults. Sleep Medicine, 5( 2), 31–39."
    )

    parsed = parse_text(raw)

    assert parsed.fields["title"].confidence < 0.9


def test_a_range_is_read_with_the_repairs_inside_it() -> None:
    raw = "ab cdXef"
    repairs = [Repair(Span(2, 3), ""), Repair(Span(5, 6), "e"), Repair(Span(8, 8), ".")]

    assert repaired(raw, Span(0, 8), repairs) == "abcdeef"
    assert repaired(raw, Span(3, 5), repairs) == "cd"
    assert repaired(raw, Span(0, 8), []) == raw
    assert Reference(raw=raw).written("title") == ""


def test_a_sheet_knows_what_became_of_each_character() -> None:
    sheet = Sheet("a bXc")
    sheet.apply([Edit(1, 2, "", "split"), Edit(3, 4, ", ", "mark"), Edit(5, 5, ".", "mark")])

    restored = sheet.restored()

    assert restored.text == "ab, c."
    assert restored.back == [0, 2, 3, 3, 4, 4]
    assert restored.changes == [(1, 2, ""), (3, 4, ","), (4, 4, " "), (5, 5, ".")]


RUNNING = [
    ("Reduction o f dust", "Reduction of dust"),
    ("metals inthe community", "metals in the community"),
    ("the hydrologyTof the century", "the hydrology of the century"),
    ("communion foR depressionvulnerabilities", "communion for depression vulnerabilities"),
    ("biochemic al grafts", "biochemical grafts"),
    ("The AmericanJournal ofPhysical", "The American Journal of Physical"),
    ("McDonald and the iPhone", "McDonald and the iPhone"),
    ("the Mauna Loa and Mauna Loa", "the Mauna Loa and Mauna Loa"),
    ("Synthesis of ofloxacin", "Synthesis of ofloxacin"),
]


@pytest.mark.parametrize(("damaged", "sound"), RUNNING)
def test_running_words_are_read_as_listed_ones(damaged: str, sound: str) -> None:
    sheet = Sheet(damaged)
    sheet.apply(respell(damaged, 0, len(damaged), load()))

    assert sheet.text == sound


def test_the_list_knows_words_families_and_mixed_case() -> None:
    words = load()

    assert words.cost("memory") is not None
    assert words.cost("qzxwv") is None
    assert words.one_letter_off("physncs", [4]) == ("physics", words.costs["physics"])
    assert "singh" in words.families
    assert "mRNA" in words.mixed
    assert words.unknown("qzxwvk") > words.unknown("lation")


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_restored_within_its_bounds(text: str) -> None:
    restored = restore(text)
    if restored is not None:
        assert len(restored.back) in (0, len(restored.text))
        assert all(0 <= place < len(text) for place in restored.back)


PLACES = st.lists(st.integers(12, 120), min_size=1, max_size=8)
ENTRY = (
    "Okafor, T., & Brandt, L. (2014). Sleep and memory in older adults with heart disease."
    " Journal of Sleep Research, 23(4), 411–420."
)


@given(PLACES, st.sampled_from(["X", "q", " ", ""]))
@settings(max_examples=120, deadline=None)
def test_any_damage_leaves_spans_that_lead_back(places: list[int], put: str) -> None:
    chars = list(ENTRY)
    for place in places:
        chars[place] = put if put.strip() else chars[place] + put
    view = View("".join(chars))
    restored = restore(view.text)
    if restored is None or not restored.changes:
        return
    view.read_as(*restored)

    assert len(view.back or []) == len(view.text)
    made = repaired(view.raw, Span(0, len(view.raw)), view.repairs)
    assert View(made).text == view.text


@pytest.mark.parametrize(
    "entry",
    [
        "Aa, B. (2010). " + "q" * 2900,
        "Aa, B. (2010). " + "qX" * 1400,
        "Aa, B. (2010). " + "a b " * 700,
        "Aa, B. (2010). " + "xqzj vw" * 400,
        "Aa, B.x " * 360,
        "(2010" * 590,
        "Aa, B. (2010). Good title. " + "1 2" * 900,
        "a" * 200_000,
    ],
    ids=["letters", "capitals", "pieces", "strange words", "names", "dates", "numbers", "too long"],
)
def test_hostile_entries_end(entry: str) -> None:
    restore(entry)


@pytest.mark.parametrize(
    ("name", "share"),
    [("crossref-apa", 0.006), ("biblio-glutton-clean", 0.002), ("excite-en", 0.004)],
)
def test_sound_sets_are_hardly_touched(name: str, share: float, shared_data: Path) -> None:
    lines = (shared_data / "parse" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[: len(lines) // 3]]

    touched = [text for text in texts if (made := restore(text)) is not None and made.changes]

    assert len(touched) <= share * len(texts)


def test_letters_of_another_script_inside_a_word_are_no_damage() -> None:
    assert restore("Loewe, I. (1935). Bismעבריתarcks Pakt. vO...........עברית.... (2001)") is None
