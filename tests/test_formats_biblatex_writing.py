from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import dates, names, titles, works

from refkit.formats.bibtex import read_bibtex, write_biblatex, write_bibtex
from refkit.formats.csl_item import from_csl, to_csl
from refkit.model import Date, Name, Work
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, TYPES

THESIS = Work(
    id="gracanin2014",
    type="thesis",
    title="Why do we cry? Tears in DNA research",
    title_short="Why do we cry?",
    author=[Name("Beethoven", "Ludwig", dropping_particle="van"), Name("Gračanin", "Asmir")],
    issued=Date(date_parts=((2014, 5),)),
    accessed=Date(date_parts=((2020, 1, 2),)),
    original_date=Date(date_parts=((1999,),)),
    publisher="Tilburg University",
    publisher_place="Tilburg",
    genre="PhD thesis",
    language="de-DE",
    page="12–15",
    ISBN="978-3-16-148410-0",
    URL="https://example.org/a_b",
)


def test_an_entry_has_the_types_and_fields_of_biblatex() -> None:
    assert (
        write_biblatex([THESIS])
        == """@thesis{gracanin2014,
  author = {family={Beethoven}, given={Ludwig}, prefix={van}, useprefix=false and Gračanin, Asmir},
  title = {Why do we cry? {Tears} in {DNA} research},
  date = {2014-05},
  pages = {12--15},
  institution = {Tilburg University},
  location = {Tilburg},
  type = {phdthesis},
  langid = {ngerman},
  shorttitle = {Why do we cry?},
  url = {https://example.org/a_b},
  isbn = {978-3-16-148410-0},
  urldate = {2020-01-02},
  origdate = {1999},
}
"""
    )
    assert read_bibtex(write_biblatex([THESIS])).works == [THESIS]


@pytest.mark.parametrize(
    ("type_", "entry"),
    [
        ("article-journal", "@article{k,"),
        ("article-newspaper", "@article{k,"),
        ("book", "@book{k,"),
        ("chapter", "@incollection{k,"),
        ("entry-encyclopedia", "@inreference{k,"),
        ("paper-conference", "@inproceedings{k,"),
        ("report", "@report{k,"),
        ("thesis", "@thesis{k,"),
        ("webpage", "@online{k,"),
        ("dataset", "@dataset{k,"),
        ("software", "@software{k,"),
        ("patent", "@patent{k,"),
        ("periodical", "@periodical{k,"),
        # The standard styles have no driver for @movie.
        ("motion_picture", "@misc{k,"),
    ],
)
def test_every_type_has_an_entry_type_of_biblatex(type_: str, entry: str) -> None:
    assert write_biblatex([Work(id="k", type=type_, title="T")]).startswith(entry)


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_every_type_comes_back_without_a_field_of_our_own(type_: str) -> None:
    work = Work(id="k", type=type_, title="Tears", author=[Name("Doe", "J.")], publisher="P")
    for write in (write_bibtex, write_biblatex):
        text = write([work.copy(genre="PhD thesis") if type_ == "thesis" else work])
        [read] = read_bibtex(text).works
        assert read.copy(genre="") == work
        assert "refkit" not in text


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Doe", "Jane"), "Doe, Jane"),
        (Name("Berg", "J.", non_dropping_particle="van der"), "van der Berg, J."),
        (Name("King", "Martin", suffix="III"), "King, III, Martin"),
        (Name(given="Madonna"), "given={Madonna}"),
        (Name(literal="Simon and Schuster"), "{Simon and Schuster}"),
        (
            Name("Harrenberg", "Hans", dropping_particle="von"),
            "family={Harrenberg}, given={Hans}, prefix={von}, useprefix=false",
        ),
    ],
)
def test_a_name_is_written_by_its_parts_where_the_classic_form_loses_some(
    name: Name, written: str
) -> None:
    text = write_biblatex([Work(id="k", type="book", title="T", author=[name])])
    assert f"  author = {{{written}}},\n" in text
    assert "refkit" not in text


@pytest.mark.parametrize(
    ("date", "line"),
    [
        (Date(date_parts=((2014, 5, 28),)), "date = {2014-05-28},"),
        (Date(date_parts=((2014,), (2016,))), "date = {2014/2016},"),
        (Date(date_parts=((2014,), ())), "date = {2014/..},"),
        (Date(date_parts=((2014,),), season=2), "date = {2014-22},"),
        (Date(date_parts=((1850,),), circa=True), "date = {1850~},"),
        (Date(date_parts=((-300,),)), "date = {-0299},"),
        (Date(literal="in press"), "issued = {in press},"),
    ],
)
def test_dates_are_edtf_and_words_stay_out_of_year(date: Date, line: str) -> None:
    work = Work(id="k", type="book", title="T", issued=date)
    text = write_biblatex([work])
    assert f"  {line}\n" in text
    assert "  year" not in text
    assert read_bibtex(text).works == [work]


def test_an_isbn_that_biber_would_warn_of_is_carried() -> None:
    work = Work(id="k", type="book", title="T", ISBN="9783131263476 9783131831170 1")
    text = write_biblatex([work])
    assert "  isbn = {9783131263476}," in text
    assert read_bibtex(text).works == [work]


def test_without_carrying_nothing_of_our_own_is_written() -> None:
    work = Work(id="k", type="book", title="T", extra={"x": 1}, author=[Name("D", extra={"y": 2})])
    assert "refkit" in write_biblatex([work])
    assert "refkit" not in write_biblatex([work], carry=False)


@given(st.lists(works(), max_size=4, unique_by=lambda work: work.id.lower()), st.booleans())
def test_works_survive_writing_and_reading(drawn: list[Work], latex: bool) -> None:
    loaded = read_bibtex(write_biblatex(drawn, latex=latex))
    assert loaded.works == drawn
    assert loaded.problems == []


ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text("ab{}\\$%\"#&~^_@=, -'`<i>/é–\n\0", max_size=30),
)
ANY_NAME = st.one_of(
    names(),
    st.builds(
        Name,
        family=ANY_TEXT,
        given=ANY_TEXT,
        dropping_particle=st.sampled_from(("", "van", "Van {")),
        suffix=st.sampled_from(("", "Jr.", "a, b")),
        comma_suffix=st.booleans(),
        static_ordering=st.booleans(),
        literal=st.sampled_from(("", "others", "A, B")),
        extra=st.sampled_from(({}, {"ORCID": "}{"})),
    ),
)
PARTS = st.lists(st.integers(-4000, 12000), min_size=1, max_size=3).map(tuple)
ANY_DATE = st.one_of(
    dates(),
    st.builds(
        Date,
        date_parts=st.lists(PARTS, max_size=2).map(tuple),
        season=st.sampled_from(("", 2, "Spring", "x")),
        circa=st.booleans(),
        literal=ANY_TEXT,
        raw=ANY_TEXT,
    ),
)


@st.composite
def any_works(draw: st.DrawFn) -> Work:
    """Works in which everything may be set, to anything."""
    work = Work(id="key", type=draw(st.sampled_from([*sorted(TYPES), "", "preprint"])))
    for variable in draw(st.lists(st.sampled_from(TEXT_VARIABLES), max_size=5, unique=True)):
        work.set(variable, draw(st.one_of(titles(), ANY_TEXT)))
    for variable in draw(st.lists(st.sampled_from(NAME_VARIABLES), max_size=2, unique=True)):
        work.set(variable, draw(st.lists(ANY_NAME, max_size=3)))
    for variable in draw(st.lists(st.sampled_from(DATE_VARIABLES), max_size=2, unique=True)):
        work.set(variable, draw(ANY_DATE))
    json = st.dictionaries(st.sampled_from(("x", "refkit", "bibtex")), ANY_TEXT, max_size=2)
    work.extra = {f"x-{key}": value for key, value in draw(json).items()}
    work.custom = draw(json)
    return work


@given(any_works(), st.booleans())
@settings(max_examples=200)
def test_everything_that_a_work_can_say_survives(work: Work, latex: bool) -> None:
    # An empty date or name is none in CSL-JSON.
    assume(from_csl(to_csl(work)) == work)
    for write in (write_biblatex, write_bibtex):
        text = write([work], latex=latex)
        loaded = read_bibtex(text)
        [read] = loaded.works
        # A range is a range, whatever its dash; and a key is a key.
        meant = work.copy(page=read.page) if read.page == work.page.replace("-", "–") else work
        if work.citation_key and work.citation_key in text.partition("\n")[0]:
            meant = meant.copy(id=read.id, citation_key=read.citation_key)
        assert read == meant
        assert loaded.problems == []
