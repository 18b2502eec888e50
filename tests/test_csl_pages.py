"""The forms of page ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.csl.pages import page_range

FORMATS = ("", "expanded", "minimal", "minimal-two", "chicago-15", "chicago-16")
AS_FORMATTED = [
    ("7-9", "7–9", "7–9", "7–9", "7–9", "7–9", "7–9"),
    ("62-64", "62–64", "62–64", "62–4", "62–64", "62–64", "62–64"),
    ("300-306", "300–306", "300–306", "300–6", "300–06", "300–306", "300–306"),
    ("203-208", "203–208", "203–208", "203–8", "203–08", "203–8", "203–8"),
    ("344-349", "344–349", "344–349", "344–9", "344–49", "344–49", "344–49"),
    ("344-9", "344–9", "344–349", "344–9", "344–49", "344–49", "344–49"),
    ("488-521", "488–521", "488–521", "488–521", "488–521", "488–521", "488–521"),
    ("1391-1403", "1391–1403", "1391–1403", "1391–403", "1391–403", "1391–1403", "1391–403"),
    ("98-103", "98–103", "98–103", "98–103", "98–103", "98–103", "98–103"),
    ("e24-e27", "e24–e27", "e24–e27", "e24–7", "e24–27", "e24–27", "e24–27"),
    ("77a-77c", "77a–77c", "77a–77c", "77a–77c", "77a–77c", "77a–77c", "77a–77c"),
]


@pytest.mark.parametrize("row", AS_FORMATTED)
def test_each_format_shortens_in_its_own_way(row: tuple[str, ...]) -> None:
    assert tuple(page_range(row[0], name) for name in FORMATS) == row[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17", "17"),
        ("017", "017"),
        ("xi - xiv", "xi–xiv"),
        ("344 – 49, 360-5", "344–349, 360–365"),
        ("344-49 & 360", "344–349 & 360"),
        ("344-9 and 360", "344–349 and 360"),
        ("108-5", "108–5"),
        ("K71-9", "K71-9"),
        ("71 - K9", "71-K9"),
        ("K71-L9", "K71-L9"),
        ("71-C", "71-C"),
        ("71\\-9", "71-9"),
        ("3-71-9", "3-71–79"),
        ("AB-71-9", "AB-71-9"),
        ("Smith-Jones", "Smith-Jones"),
        ("First - Last", "First - Last"),
        ("pp. 71-9", "71–79"),
        ("vol. 2", "vol. 2"),
        ("5(2)-7", "5(2)-7"),
    ],
)
def test_only_ranges_of_like_numbers_are_expanded(text: str, expected: str) -> None:
    assert page_range(text, "expanded") == expected


def test_delimiter_and_ampersand_are_those_of_the_locale() -> None:
    assert page_range("71-79 & 90", "minimal", "‑", "und") == "71‑9 und 90"


def test_numbers_of_thousands_of_digits_do_no_harm() -> None:
    assert page_range("1" * 6000 + "-" + "2" * 5999, "chicago").count("–") == 1


@given(st.text(alphabet="0123456789-–, &aex\\"), st.sampled_from(FORMATS))
def test_a_formatted_range_is_formatted_again_without_change(text: str, format: str) -> None:
    once = page_range(text, "expanded")
    if "\\" not in text:
        assert page_range(once, "expanded") == once
    assert isinstance(page_range(text, format), str)
