from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import dates

from refkit.model import Date
from refkit.normalize.dates import WrittenDate, apa_date, parse_date


def on(*parts: int, circa: bool = False) -> Date:
    return Date(date_parts=(parts,), circa=circa)


def between(first: tuple[int, ...], last: tuple[int, ...], circa: bool = False) -> Date:
    return Date(date_parts=(first, last), circa=circa)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2021", WrittenDate(on(2021))),
        ("(2021).", WrittenDate(on(2021))),
        ("1970).", WrittenDate(on(1970))),
        ("May 1992.", WrittenDate(on(1992, 5))),
        ("fevrier 2012", WrittenDate(on(2012, 2))),
        ("2021a", WrittenDate(on(2021), suffix="a")),
        ("2021-a", WrittenDate(on(2021), suffix="a")),
        ("2021b, May 3", WrittenDate(on(2021, 5, 3), suffix="b")),
        ("n.d.", WrittenDate(status="n.d.")),
        ("n. d.", WrittenDate(status="n.d.")),
        ("n.d.-b", WrittenDate(status="n.d.", suffix="b")),
        ("o. J.", WrittenDate(status="n.d.")),
        ("s.f.", WrittenDate(status="n.d.")),
        ("in press", WrittenDate(status="in press")),
        ("in press-a", WrittenDate(status="in press", suffix="a")),
        ("Im Druck", WrittenDate(status="in press")),
        ("2021, in press", WrittenDate(on(2021), status="in press")),
        (
            "2021, advance online publication",
            WrittenDate(on(2021), status="advance online publication"),
        ),
        ("2019, August 8–11", WrittenDate(between((2019, 8, 8), (2019, 8, 11)))),
        ("August 8-11, 2019", WrittenDate(between((2019, 8, 8), (2019, 8, 11)))),
        ("8–11 August 2019", WrittenDate(between((2019, 8, 8), (2019, 8, 11)))),
        ("2019, August 30–September 2", WrittenDate(between((2019, 8, 30), (2019, 9, 2)))),
        (
            "2019, December 28–2020, January 3",
            WrittenDate(between((2019, 12, 28), (2020, 1, 3))),
        ),
        ("2019, May/June", WrittenDate(between((2019, 5), (2019, 6)))),
        ("2019, August 8", WrittenDate(on(2019, 8, 8))),
        ("Thursday, August 8, 2019", WrittenDate(on(2019, 8, 8))),
        ("8. August 2019", WrittenDate(on(2019, 8, 8))),
        ("1er mai 2019", WrittenDate(on(2019, 5, 1))),
        ("8 de agosto de 2019", WrittenDate(on(2019, 8, 8))),
        ("marzo 2019", WrittenDate(on(2019, 3))),
        ("3 maart 2019", WrittenDate(on(2019, 3, 3))),
        ("2014, Sept. 3", WrittenDate(on(2014, 9, 3))),
        ("2019-08-08", WrittenDate(on(2019, 8, 8))),
        ("2019-08-08T10:30:00Z", WrittenDate(on(2019, 8, 8))),
        ("8.8.2019", WrittenDate(on(2019, 8, 8))),
        ("23/9/2019", WrittenDate(on(2019, 9, 23))),
        ("08/09/2019", WrittenDate(Date(date_parts=((2019,),), raw="08/09/2019"))),
        ("1972/1999", WrittenDate(on(1999), original=on(1972))),
        ("1953 [1900]", WrittenDate(on(1953), original=on(1900))),
        ("[1900] 1953a", WrittenDate(on(1953), suffix="a", original=on(1900))),
        ("ca. 350 B.C.E./1994", WrittenDate(on(1994), original=on(-350, circa=True))),
        ("1998/99", WrittenDate(between((1998,), (1999,)))),
        ("ca. 1850", WrittenDate(on(1850, circa=True))),
        ("c. 1850", WrittenDate(on(1850, circa=True))),
        ("[1850?]", WrittenDate(on(1850, circa=True))),
        ("um 1850", WrittenDate(on(1850, circa=True))),
        ("Spring 2020", WrittenDate(Date(date_parts=((2020,),), season=1))),
        ("2020, Autumn", WrittenDate(Date(date_parts=((2020,),), season=3))),
        ("Sommer 2020", WrittenDate(Date(date_parts=((2020,),), season=2))),
        ("Summer/Fall 2020", WrittenDate(Date(date_parts=((2020,),), season="Summer/Fall"))),
        ("Winter 2019–2020", WrittenDate(Date(date_parts=((2019,), (2020,)), season=4))),
        ("300 B.C.E.", WrittenDate(on(-300))),
        ("300 BC", WrittenDate(on(-300))),
        ("300–250 B.C.E.", WrittenDate(between((-300,), (-250,)))),
        ("50 B.C.E.–20 C.E.", WrittenDate(between((-50,), (20,)))),
        ("A.D. 79", WrittenDate(on(79))),
        ("300 v. Chr.", WrittenDate(on(-300))),
        ("2012–2015", WrittenDate(between((2012,), (2015,)))),
        ("2012-15", WrittenDate(between((2012,), (2015,)))),
        # an en dash makes a range, a hyphen an ISO month
        ("2009–10", WrittenDate(between((2009,), (2010,)))),
        ("2009-10", WrittenDate(on(2009, 10))),
        ("2012–present", WrittenDate(between((2012,), ()))),
        ("2012–", WrittenDate(between((2012,), ()))),
        ("1990s", WrittenDate(Date(literal="1990s"))),
        ("2020, February 30", WrittenDate(Date(date_parts=((2020,),), raw="2020, February 30"))),
    ],
)
def test_dates_as_references_write_them(text: str, written: WrittenDate) -> None:
    assert parse_date(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "()",
        "foo",
        "May",
        "12",
        "3021",
        "Vol. 3",
        "2019, p. 3",
        "pp. 12–15",
        "2015 2016",
        "x" * 500,
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("date", "suffix", "text"),
    [
        (on(2021), "a", "2021a"),
        (on(2019, 8), "", "2019, August"),
        (on(2019, 8, 8), "b", "2019b, August 8"),
        (between((2019, 8, 8), (2019, 8, 11)), "", "2019, August 8–11"),
        (between((2019, 8), (2019, 9)), "", "2019, August–September"),
        (between((2012,), ()), "", "2012–present"),
        (on(-300), "a", "300 B.C.E.-a"),
        (on(79), "", "79 C.E."),
        (on(1850, circa=True), "", "ca. 1850"),
        (Date(date_parts=((2020,),), season=4), "", "2020, Winter"),
        (Date(date_parts=((2020,),), season="Spring"), "", "2020, Spring"),
        (Date(literal="in press"), "a", "in press-a"),
        (Date(), "", "n.d."),
        (Date(), "b", "n.d.-b"),
    ],
)
def test_dates_as_apa_writes_them(date: Date, suffix: str, text: str) -> None:
    assert apa_date(date, suffix) == text


@given(dates(), st.sampled_from(("", "a", "c")))
def test_a_date_is_read_back_from_apa_form(date: Date, suffix: str) -> None:
    assert parse_date(apa_date(date, suffix)) == WrittenDate(date, suffix)


@given(st.text())
def test_no_text_is_too_odd_for_a_date(text: str) -> None:
    for odd in (text, f"2019, {text}", f"{text} 2019", f"ca. {text}/1999"):
        written = parse_date(odd)
        if written is not None and written.date is not None:
            apa_date(written.date, written.suffix)
