"""The law of EndNote XML and MODS: reading gives back what was written, whatever a Work says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import dates, names, works

from refkit.formats import Loaded, load
from refkit.formats.endnote import read_endnote, write_endnote
from refkit.formats.jats import read_jats, write_jats
from refkit.formats.mods import read_mods, write_mods
from refkit.model import Date, Name, Work
from refkit.model.work import (
    ATTRIBUTES,
    DATE_VARIABLES,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    TYPES,
)

Formats = tuple[Callable[..., Loaded], Callable[..., str]]

CARRYING = pytest.mark.parametrize(
    "form",
    [(read_endnote, write_endnote), (read_mods, write_mods)],
    ids=["endnote-xml", "mods"],
)

HOSTILE = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    st.text("<>&;/ib\"'sup-–,.:[]() \n\r\t\x01\x0b\u00a0\u2028", min_size=1, max_size=30),
    st.sampled_from(
        (
            "<i>E. coli</i> and <b>x</b>",
            "a</i>b<i>",
            "<i></i>",
            "10–12",
            "10-12, 15",
            "]]>",
            "&amp;&#1;",
            'refkit:{"of":1,"item":{}}',
            "One\n\nTwo\r\nThree",
            "  edges  ",
            "Smith, Jones, and Co.,",
            "2014",
            "1234-5678",
            "PMC12",
            "https://example.org/a?b=c&d",
        )
    ),
)
NAME = st.one_of(
    names(),
    st.builds(
        Name,
        family=HOSTILE,
        given=HOSTILE,
        dropping_particle=st.sampled_from(("", "van", "d’")),
        non_dropping_particle=st.sampled_from(("", "de la")),
        suffix=st.sampled_from(("", "Jr.", "III")),
        comma_suffix=st.booleans(),
        static_ordering=st.booleans(),
    ),
    st.builds(Name, literal=HOSTILE),
)
DATE = st.one_of(
    dates(),
    st.builds(Date, literal=HOSTILE),
    st.builds(Date, raw=HOSTILE, season=st.sampled_from(("Herbst", "2")), circa=st.booleans()),
    st.just(Date(date_parts=((2012, 22), (2012, 23)))),
)


@st.composite
def hostile_works(draw: st.DrawFn) -> Work:
    """Works of any type with a few variables of any kind."""
    work = Work(
        id=draw(st.one_of(st.just(""), HOSTILE)),
        type=draw(st.sampled_from(("", "preprint", *sorted(TYPES)))),
    )
    for variable in draw(st.lists(st.sampled_from(TEXT_VARIABLES), max_size=6)):
        work.set(variable, draw(HOSTILE))
    for variable in draw(st.lists(st.sampled_from(NAME_VARIABLES), max_size=2)):
        work.set(variable, draw(st.lists(NAME, min_size=1, max_size=3)))
    for variable in draw(st.lists(st.sampled_from(DATE_VARIABLES), max_size=2)):
        work.set(variable, draw(DATE))
    if draw(st.booleans()):
        work.custom = {"mine": {"a": 1}, "endnote": {"fields": {"custom1": ["kept"]}}}
    return work


@CARRYING
@given(drawn=st.lists(works(), max_size=3))
@settings(max_examples=40)
def test_works_survive(form: Formats, drawn: list[Work]) -> None:
    read, write = form
    loaded = read(write(drawn))
    assert loaded.works == drawn
    assert loaded.problems == []


@CARRYING
@given(drawn=st.lists(hostile_works(), max_size=3))
@settings(max_examples=60)
def test_works_with_anything_in_them_survive(form: Formats, drawn: list[Work]) -> None:
    read, write = form
    text = write(drawn)
    assert read(text).works == drawn
    assert read(text.encode()).works == drawn


@CARRYING
def test_every_variable_survives(form: Formats) -> None:
    read, write = form
    for kind in sorted(TYPES):
        work = Work(id="k", type=kind)
        for variable in ATTRIBUTES:
            if variable in TEXT_VARIABLES:
                work.set(variable, f"The {variable}")
            elif variable in NAME_VARIABLES:
                work.set(variable, [Name("Doe", variable), Name(literal=f"{variable}, Inc.")])
            elif variable in DATE_VARIABLES:
                work.set(variable, Date(((2014, 5, len(variable)),)))
        assert read(write([work])).works == [work]


@CARRYING
def test_a_work_that_says_nothing_survives(form: Formats) -> None:
    read, write = form
    for work in (Work(), Work(id="k"), Work(type="document"), Work(type="book")):
        assert read(write([work])).works == [work]


@CARRYING
def test_what_a_file_has_no_place_for_is_left_out_on_request(form: Formats) -> None:
    read, write = form
    work = Work(id="k", type="book", title="A title", scale="1:100", status="in press")
    text = write([work], carry=False)
    assert "refkit" not in text
    assert read(text).works[0].title == "A title"


@CARRYING
def test_a_field_that_another_program_changed_wins(form: Formats) -> None:
    read, write = form
    work = Work(id="k", type="book", title="Before", edition="2", status="in press")
    [changed] = read(write([work]).replace("Before", "After")).works
    assert (changed.title, changed.edition, changed.status) == ("After", "2", "in press")


@given(st.lists(hostile_works(), max_size=3))
@settings(max_examples=50)
def test_jats_is_written_for_any_works_and_read_again(drawn: list[Work]) -> None:
    loaded = read_jats(write_jats(drawn))
    lost = [problem for problem in loaded.problems if problem.lost]
    assert len(loaded.works) + len(lost) == len(drawn)


@given(works().filter(lambda work: len(set(work.page.split("–"))) > 1 or "–" not in work.page))
@settings(max_examples=40)
def test_what_jats_has_elements_for_survives(work: Work) -> None:
    [read] = read_jats(write_jats([work])).works
    # Surnames are taken as the file has them, particles and all.
    assert read.copy(author=[]) == work.copy(author=[])
    assert len(read.author) == len(work.author)


@given(st.text("<>/&recordsxmltif =\"'!-[]\n", max_size=200))
@settings(max_examples=80)
def test_reading_never_fails_for_text_in_records(text: str) -> None:
    head, tail = "<xml><records><record><titles><title>", "</title></titles></record></records>"
    loaded = read_endnote(f"{head}{text}{tail}</xml>")
    assert loaded.works or loaded.problems


@CARRYING
def test_real_works_survive(form: Formats, shared_data: Path) -> None:
    read, write = form
    paths = [shared_data / "csl" / "items.json", *sorted((shared_data / "bib").glob("*.bib"))]
    for path in paths:
        if path.stat().st_size > 60_000 and path.suffix == ".bib":
            continue
        real = load(path.read_bytes(), path=path.name).works
        loaded = read(write(real))
        assert loaded.works == real, path.name
        assert loaded.problems == [], path.name
