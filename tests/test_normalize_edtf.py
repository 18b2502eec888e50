from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import date_parts, dates

from refkit.model import Date
from refkit.normalize.edtf import from_edtf, to_edtf


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # level 0
        ("2004", Date(date_parts=((2004,),))),
        ("2004-06", Date(date_parts=((2004, 6),))),
        ("2004-06-01", Date(date_parts=((2004, 6, 1),))),
        ("1964/2008", Date(date_parts=((1964,), (2008,)))),
        ("2004-06/2006-08-01", Date(date_parts=((2004, 6), (2006, 8, 1)))),
        ("0000", Date(date_parts=((-1,),))),
        (
            "1985-04-12T23:20:30Z",
            Date(date_parts=((1985, 4, 12),), raw="1985-04-12T23:20:30Z"),
        ),
        # level 1
        ("-0299", Date(date_parts=((-300,),))),
        ("Y170000002", Date(date_parts=((170000002,),))),
        ("2001-21", Date(date_parts=((2001,),), season=1)),
        ("2001-24", Date(date_parts=((2001,),), season=4)),
        ("1984~", Date(date_parts=((1984,),), circa=True)),
        ("1984?", Date(date_parts=((1984,),), circa=True, raw="1984?")),
        ("2004-06%", Date(date_parts=((2004, 6),), circa=True, raw="2004-06%")),
        ("201X", Date(literal="2010s")),
        ("20XX", Date(literal="20XX", raw="20XX")),
        ("XXXX", Date(literal="XXXX", raw="XXXX")),
        ("2004-XX", Date(date_parts=((2004,),), raw="2004-XX")),
        ("1985-04-XX", Date(date_parts=((1985, 4),), raw="1985-04-XX")),
        ("1985-XX-XX", Date(date_parts=((1985,),), raw="1985-XX-XX")),
        ("1985/..", Date(date_parts=((1985,), ()))),
        ("1985/", Date(date_parts=((1985,), ()), raw="1985/")),
        ("../1985", Date(literal="until 1985", raw="../1985")),
        ("/1985", Date(literal="until 1985", raw="/1985")),
        ("1984~/2004~", Date(date_parts=((1984,), (2004,)), circa=True)),
        ("1984?/2004", Date(date_parts=((1984,), (2004,)), circa=True, raw="1984?/2004")),
    ],
)
def test_edtf_is_read_and_written_back(text: str, date: Date) -> None:
    assert from_edtf(text) == date
    assert to_edtf(date) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "../..",
        "85",
        "1985-13",
        "1985-00",
        "2001-20",
        "2001-25",
        "2001-21-01",
        "2019-02-29",
        "1900-02-29",
        "2004-06-31",
        "2008/1964",
        "2004-06-01/2004-05",
        "1985/1986/1987",
        "-0000",
        "Y1985",
        "?1984",
        "[1984]",
        "156X-12-25",
        "2019-08-08T25:00:00Z",
        "in press",
    ],
)
def test_what_is_not_edtf_level_1_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  any message will do: the class is the contract
        from_edtf(text)


@pytest.mark.parametrize(
    "date",
    [
        Date(),
        Date(literal="in press"),
        Date(raw="sometime"),
        Date(date_parts=((2020,),), season="Michaelmas"),
        Date(date_parts=((2020, 13),)),
        Date(date_parts=((2019, 2, 29),)),
        Date(date_parts=((), ())),
    ],
)
def test_a_date_that_edtf_cannot_say_is_refused(date: Date) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  any message will do: the class is the contract
        to_edtf(date)


def test_seasons_in_words_and_numbers_are_one() -> None:
    for season in (3, "3", "Fall", "autumn", "Herbst", 23):
        assert to_edtf(Date(date_parts=((2020,),), season=season)) == "2020-23"


def test_leap_days_before_our_era_follow_the_astronomical_year() -> None:
    assert from_edtf("-0004-02-29") == Date(date_parts=((-5, 2, 29),))
    assert to_edtf(Date(date_parts=((-5, 2, 29),))) == "-0004-02-29"


def test_raw_text_that_says_something_else_is_not_believed() -> None:
    assert to_edtf(Date(date_parts=((2019,),), raw="08/09/2019")) == "2019"
    assert to_edtf(Date(date_parts=((2019,),), raw="2020?")) == "2019"


@given(dates())
def test_a_date_is_read_back_from_edtf(date: Date) -> None:
    assert from_edtf(to_edtf(date)) == date


@st.composite
def edtf(draw: st.DrawFn) -> str:
    qualifiers = st.sampled_from(("", "", "?", "~", "%"))

    def one(first: int, last: int) -> str:
        kind = draw(st.sampled_from(("date", "season", "digits")))
        if kind == "season":
            text = f"{draw(st.integers(first, last)):04}-{draw(st.integers(21, 24))}"
        elif kind == "digits":
            unknown = draw(st.sampled_from(("XX", "XX-XX", "04-XX")))
            text = f"{draw(st.integers(first, last)):04}-{unknown}"
        else:
            parts = draw(date_parts(first, last))
            text = "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])
        return text + draw(qualifiers)

    form = draw(st.sampled_from(("single", "century", "interval", "open", "until")))
    if form == "single":
        return one(1000, 2100)
    if form == "century":
        return draw(st.sampled_from(("19XX", "199X", "1XXX", "XXXX"))) + draw(qualifiers)
    if form == "interval":
        return f"{one(1000, 1499)}/{one(1500, 2100)}"
    end = draw(st.sampled_from(("", "..")))
    return f"{one(1000, 2100)}/{end}" if form == "open" else f"{end}/{one(1000, 2100)}"


@given(edtf())
def test_every_form_of_level_1_survives(text: str) -> None:
    assert to_edtf(from_edtf(text)) == text


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/.?~%XYTZ:", max_size=24)))
def test_odd_text_raises_value_error_at_most(text: str) -> None:
    try:
        date = from_edtf(text)
    except ValueError:
        return
    assert to_edtf(date) == text.strip()
