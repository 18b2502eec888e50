"""Which form a list has: APA 7, APA 6, or none that there are rules for."""

from __future__ import annotations

import msgspec
import pytest

import refkit
from refkit.model.finding import Style
from refkit.parse import parse_text
from refkit.verify import form_of
from refkit.verify.rule import Form

SEVENTH = [
    "Fenwick, J. A., & Loomis, K. (2019). Tears of the tide. Annals of Tears, 58(4), 492–502. "
    "https://doi.org/10.5555/tears.58",
    "Quist, O. B. (2020). The salt of the quay. Harbour Press.",
    "Harbour Authority. (2019, May 3). Tears of the tide. https://www.example.org/tears",
]
SIXTH = [
    "Fenwick, J. A., & Loomis, K. (2009). Tears of the tide. Annals of Tears, 58(4), 492–502. "
    "doi:10.5555/tears.58",
    "Fenwick, J. A. (2011). Sobs of the sand. Annals of Tears, 60, 12–20. "
    "http://dx.doi.org/10.5555/tears.60",
    "Quist, O. B. (2010). The salt of the quay. New York, NY: Harbour Press.",
    "Loomis, K. (2012). Rain. In O. B. Quist (Ed.), Handbook of tears (pp. 3–19). London, England: "
    "Harbour Press.",
    "Harbour Authority. (2012, May 3). Tears of the tide. Retrieved from "
    "https://www.example.org/tears",
    "Ode, A., Fenn, B., Lund, C., Moe, D., Nord, E., Pell, F., . . . Quist, G. (2008). Weeping "
    "walls. Annals of Tears, 57, 1–9.",
]
VANCOUVER = [
    "Fenwick JA, Loomis K. Tears of the tide. Ann Tears. 2019;58(4):492-502.",
    "Quist OB. The salt of the quay. Ann Tears. 2020;59(1):3-19.",
]


def form(entries: list[str], style: Style = "auto") -> Form:
    return form_of([parse_text(entry) for entry in entries], style)


def test_a_list_of_the_seventh_edition_is_held_to_it() -> None:
    assert form(SEVENTH) == "apa"


def test_a_list_that_follows_the_sixth_edition_throughout_is_held_to_that() -> None:
    assert form(SIXTH) == "apa-6"


def test_a_few_old_forms_are_faults_of_the_seventh() -> None:
    assert form([*SIXTH[:3], SEVENTH[1]]) == "apa"


def test_an_old_list_with_a_few_old_forms_is_of_the_sixth() -> None:
    assert form(SIXTH[:3]) == "apa-6"
    assert form([SIXTH[2], SEVENTH[0].replace("2019", "2012")]) == "apa"


def test_a_list_of_both_is_held_to_the_seventh() -> None:
    assert form([*SIXTH, *SEVENTH]) == "apa"


def test_one_slip_does_not_make_a_long_list_of_the_sixth_another() -> None:
    assert form([*SIXTH, *SIXTH, SEVENTH[1]]) == "apa-6"


def test_works_of_later_years_belong_to_the_seventh() -> None:
    assert form([*SIXTH, SIXTH[0].replace("2009", "2023")]) == "apa"


def test_other_styles_are_held_to_nothing() -> None:
    assert form(VANCOUVER) == ""
    assert form([]) == ""
    assert form([*SEVENTH, *VANCOUVER, *VANCOUVER]) == ""


@pytest.mark.parametrize(("style", "expected"), [("apa", "apa"), ("apa-6", "apa-6"), ("none", "")])
def test_the_user_s_word_decides(style: Style, expected: Form) -> None:
    assert form(SEVENTH, style) == form(VANCOUVER, style) == expected


def test_entries_that_were_not_understood_do_not_count() -> None:
    unread = refkit.parse("Page 12\n\n67, 1291\n", lines=True)
    assert form_of([*unread, parse_text(SEVENTH[0])]) == "apa"


@pytest.mark.parametrize(
    "entry",
    [
        "Bates D, Maechler M (2015). “Fitting models of tears.” Journal of Tears, 67(1), 1–48.",
        "Ek B, Oz M (1999). On the salt of tears. Sea, 3(1), 1–2.",
        "Ek, B. (1999). “On the salt of tears.” Sea, 3(1), 1–2.",
    ],
)
def test_entries_of_the_same_order_are_not_apa_for_that(entry: str) -> None:
    reference = parse_text(entry)
    assert form_of([msgspec.structs.replace(reference, style="apa")] * 3) == ""


def test_an_apa_title_may_begin_with_a_quotation() -> None:
    entry = "Ek, B. (1999). “Salt” and other words for tears. Sea, 3(1), 1–2."
    reference = parse_text(entry)
    assert form_of([msgspec.structs.replace(reference, style="apa")] * 3) != ""
