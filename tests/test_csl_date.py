"""Reading dates of CSL-JSON, and the digits they sort by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.csl.date import Date, DatePoint, date_sort_key, parse_date

PARTS = [
    ({"date-parts": [[1987, 6, 5]]}, Date(DatePoint(1987, 6, 5))),
    ({"date-parts": [["1987", "06"]]}, Date(DatePoint(1987, 6))),
    ({"date-parts": [["1987", "", None]]}, Date(DatePoint(1987))),
    ({"date-parts": [[1987.0]]}, Date(DatePoint(1987))),
    ({"date-parts": [1987, 6]}, Date(DatePoint(1987, 6))),
    ({"date-parts": ["1987"]}, Date(DatePoint(1987))),
    ([[1987, 6]], Date(DatePoint(1987, 6))),
    (1987, Date(DatePoint(1987))),
    ({"year": 1987, "month": "6"}, Date(DatePoint(1987, 6))),
    ({"date-parts": [[-31]]}, Date(DatePoint(-31))),
    ({"date-parts": [[1987], [1990]]}, Date(DatePoint(1987), DatePoint(1990))),
    ({"date-parts": [[1987], [1987]]}, Date(DatePoint(1987))),
    ({"date-parts": [[1987], [0]]}, Date(DatePoint(1987), open_end=True)),
    ({"date-parts": [[1987]], "circa": "yes"}, Date(DatePoint(1987), circa=True)),
    ({"date-parts": [[1987]], "season": 2}, Date(DatePoint(1987, season=2))),
    ({"date-parts": [[1987]], "season": "Fall"}, Date(DatePoint(1987, season=3))),
    ({"date-parts": [[1987]], "season": "12:30:00"}, Date(DatePoint(1987))),
    ({"date-parts": [[1987, 5]], "season": 2}, Date(DatePoint(1987, 5))),
    ({"date-parts": [[1987, 24]]}, Date(DatePoint(1987, season=4))),
    ({"date-parts": [[1987, 14]]}, Date(DatePoint(1987, season=2))),
    ({"date-parts": [[1987, 40, 3]]}, Date(DatePoint(1987))),
    ({"date-parts": [[1987, 4, 32]]}, Date(DatePoint(1987, 4))),
    ({"literal": "  forth  coming "}, Date(literal="forth coming")),
    (
        {"literal": "summer term", "date-parts": [[1987]]},
        Date(DatePoint(1987), literal="summer term"),
    ),
    ({"raw": "6 June 1987", "circa": True}, Date(DatePoint(1987, 6, 6), circa=True)),
    ({"raw": "1987", "date-parts": [[1990]]}, Date(DatePoint(1990))),
]

TEXTS = [
    ("1987-06-05", Date(DatePoint(1987, 6, 5))),
    ("1987-06", Date(DatePoint(1987, 6))),
    ("1987", Date(DatePoint(1987))),
    ("-0031", Date(DatePoint(-31))),
    ("Y12000", Date(DatePoint(12000))),
    ("1987-22", Date(DatePoint(1987, season=2))),
    ("1987-XX", Date(DatePoint(1987))),
    ("1987-06-uu", Date(DatePoint(1987, 6))),
    ("198X", Date(DatePoint(1980), circa=True, literal="198X")),
    ("19XX", Date(DatePoint(1900), circa=True, literal="19XX")),
    ("1987?", Date(DatePoint(1987), circa=True)),
    ("1987-06~", Date(DatePoint(1987, 6), circa=True)),
    ("1987-06-05T10:11:12Z", Date(DatePoint(1987, 6, 5))),
    ("1987-06/1988", Date(DatePoint(1987, 6), DatePoint(1988))),
    ("1987/..", Date(DatePoint(1987), open_end=True)),
    ("1987/open", Date(DatePoint(1987), open_end=True)),
    ("../1987", Date(DatePoint(1987))),
    ("1987-1990", Date(DatePoint(1987), DatePoint(1990))),
    ("[1987]", Date(DatePoint(1987))),
    ("June 5, 1987", Date(DatePoint(1987, 6, 5))),
    ("5 Jun. 1987", Date(DatePoint(1987, 6, 5))),
    ("Friday, June 5th, 1987", Date(DatePoint(1987, 6, 5))),
    ("1987 June 5", Date(DatePoint(1987, 6, 5))),
    ("Winter 1987", Date(DatePoint(1987, season=4))),
    ("c. 1620", Date(DatePoint(1620), circa=True)),
    ("circa May 1620", Date(DatePoint(1620, 5), circa=True)),
    ("31 BC", Date(DatePoint(-31))),
    ("476 AD", Date(DatePoint(476))),
    ("1987b", Date(DatePoint(1987))),
    ("3–9 June 1987", Date(DatePoint(1987, 6, 3), DatePoint(1987, 6, 9))),
    ("June 3-9, 1987", Date(DatePoint(1987, 6, 3), DatePoint(1987, 6, 9))),
    ("June–July 1987", Date(DatePoint(1987, 6), DatePoint(1987, 7))),
    ("Spring 1987 - Fall 1988", Date(DatePoint(1987, season=1), DatePoint(1988, season=3))),
    ("28 May 1987 to 2 June 1987", Date(DatePoint(1987, 5, 28), DatePoint(1987, 6, 2))),
    ("6/5/1987", Date(DatePoint(1987, 6, 5))),
    ("25/6/1987", Date(DatePoint(1987, 6, 25))),
    ("5.6.1987", Date(DatePoint(1987, 6, 5))),
]

WORDS = ["at press", "n.d.", "6/5/87", "05-06-87", "12000", "B2", "June 5", "3 June", "12 1987"]


@pytest.mark.parametrize(("raw", "expected"), PARTS)
def test_parts_of_csl_json_are_read_however_they_are_typed(raw: object, expected: Date) -> None:
    assert parse_date(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), TEXTS)
def test_dates_as_text_are_read(raw: str, expected: Date) -> None:
    assert parse_date(raw) == expected
    assert parse_date({"raw": raw}) == expected


@pytest.mark.parametrize("text", WORDS)
def test_text_that_is_no_date_is_kept_as_it_is(text: str) -> None:
    assert parse_date(text) == Date(literal=text)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "  ",
        [],
        {},
        True,
        0,
        {"date-parts": []},
        {"date-parts": [[0]]},
        {"date-parts": [["next"]]},
        {"date-parts": "1987"},
        {"literal": 3},
        {"raw": []},
    ],
)
def test_what_holds_no_date_is_none(raw: object) -> None:
    assert parse_date(raw) is None


SORTED = [
    {"date-parts": [[-80, 2, 1]]},
    {"date-parts": [[-80, 3, 1]]},
    {"date-parts": [[-31]]},
    {"date-parts": [[476]]},
    {"date-parts": [[1987]]},
    {"date-parts": [[1987], [1989]]},
    {"date-parts": [[1987], [1990]]},
    {"date-parts": [[1987, 6]]},
    {"date-parts": [[1987, 6, 5]]},
    {"date-parts": [[12000]]},
]


def test_keys_sort_as_dates_do() -> None:
    keys = [date_sort_key(parse_date(raw)) for raw in SORTED]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert len({len(key) for key in keys}) == 1


def test_no_date_has_no_key_and_words_are_their_own() -> None:
    assert date_sort_key(None) == ""
    assert date_sort_key(Date(literal="at press")) == ""


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["date-parts", "season", "circa", "literal", "raw"]), inner
        )
    ),
    max_leaves=8,
)


@given(ANYTHING)
def test_any_value_is_a_date_or_none(raw: object) -> None:
    date = parse_date(raw)
    assert date is None or date.start is not None or date.literal
    assert isinstance(date_sort_key(date), str)
