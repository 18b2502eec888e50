from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import pages

from refkit.normalize.pages import Pages, format_pages, parse_pages, same_pages


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("123–8", [("123", "128")]),
        ("123-128", [("123", "128")]),
        ("123--128", [("123", "128")]),
        ("1321–34", [("1321", "1334")]),
        ("S12–S19", [("S12", "S19")]),
        ("S12–9", [("S12", "S19")]),
        ("e123–30", [("e123", "e130")]),
        ("1–e5", [("1", "e5")]),
        ("e1–e5", [("e1", "e5")]),
        ("xii–xv", [("xii", "xv")]),
        ("12, 15–17", [("12", "12"), ("15", "17")]),
        ("A1, A4 and A6", [("A1", "A1"), ("A4", "A4"), ("A6", "A6")]),
        ("pp. 3-9", [("3", "9")]),
        ("p. 5", [("5", "5")]),
        ("S. 12–15", [("12", "15")]),
        ("(pp. 3–9).", [("3", "9")]),
        ("12 ff.", [("12", "12")]),
        ("A1+", [("A1", "A1")]),
        ("123-", [("123", "123")]),
        ("ITC1-1–ITC1-16", [("ITC1-1", "ITC1-16")]),
        ("12-1-12-9", [("12-1", "12-9")]),
        ("112:1–112:25", [("112:1", "112:25")]),
        ("123-134.e5", [("123", "134.e5")]),
        ("e-10", [("e-10", "e-10")]),
        ("v–12", [("v", "12")]),
        ("1,234–1,240", [("1234", "1240")]),
        ("8676?8681", [("8676", "8681")]),
        ("05LT01", [("05LT01", "05LT01")]),
        # a slip of the pen is not repaired into 128
        ("129–8", [("129", "8")]),
    ],
)
def test_pages_as_written(text: str, ranges: list[tuple[str, str]]) -> None:
    assert parse_pages(text) == Pages(tuple(ranges))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("e0193972", "e0193972"),
        ("Article 502", "502"),
        ("Article e12345", "e12345"),
        ("Art. no. 104532", "104532"),
        ("article number: 7", "7"),
        ("104532", "104532"),
        ("031802(R)", "031802"),
        ("275610 (7pp)", "275610"),
        ("eaau1234", "eaau1234"),
        ("ENEURO.0091-15.2015", "ENEURO.0091-15.2015"),
    ],
)
def test_article_numbers(text: str, number: str) -> None:
    assert parse_pages(text) == Pages(((number, number),), article=True)


@pytest.mark.parametrize(
    "text", ["", "n/a", "n/a-n/a", "350 pp.", "xxx–yyy", "in press", "-", "1–2–3"]
)
def test_what_is_no_page_is_none(text: str) -> None:
    assert parse_pages(text) is None


def test_pages_as_apa_writes_them() -> None:
    assert format_pages(Pages((("123", "128"),))) == "123–128"
    assert format_pages(Pages((("12", "12"), ("15", "17")))) == "12, 15–17"
    assert format_pages(Pages((("502", "502"),), article=True)) == "Article 502"


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("123–8", "123-128", "same"),
        ("123–128", "0123-0128", "same"),
        ("S12–S19", "s12–9", "same"),
        ("12, 15–17", "12–17", "same"),
        ("e0193972", "193972", "same"),
        ("Article 502", "502", "same"),
        ("123", "123–128", "first"),
        ("123–128", "123", "first"),
        ("123–128", "123–129", "differ"),
        ("123–128", "133–138", "differ"),
        ("S12–S19", "12–19", "differ"),
        ("Article 502", "1–12", "differ"),
        ("128", "123–128", "differ"),
        ("in press", "In press", "same"),
        ("", "123", "differ"),
    ],
)
def test_same_pages_in_other_words(a: str, b: str, answer: str) -> None:
    assert same_pages(a, b) == answer


@given(pages())
def test_pages_are_read_back(written: Pages) -> None:
    assert parse_pages(format_pages(written)) == written


@given(pages(), pages())
def test_sameness_has_no_direction(a: Pages, b: Pages) -> None:
    one, other = format_pages(a), format_pages(b)
    assert same_pages(one, other) == same_pages(other, one)
    assert same_pages(one, one) == "same"


@given(st.one_of(st.text(), st.text(alphabet="0123456789eSixv-–,. :", max_size=30)))
def test_what_is_read_from_odd_text_is_stable(text: str) -> None:
    once = parse_pages(text)
    if once is not None:
        assert parse_pages(format_pages(once)) == once
