"""BibJSON: its dialects, its broken records, and the law of writing and reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import works
from works_wild import wild_works

from refkit.errors import FormatError, UnreadableError
from refkit.formats import detect, load
from refkit.formats.bibjson import read_bibjson, write_bibjson
from refkit.formats.csljson import read_csl
from refkit.model import Date, Name, Work


def one(record: object) -> Work:
    """The Work of a record in which nothing is wrong."""
    loaded = read_bibjson(json.dumps(record))
    assert loaded.problems == []
    [work] = loaded.works
    return work


ARTICLE = {
    "type": "article",
    "cid": "gracanin2014",
    "title": "Is crying a self-soothing behavior?",
    "author": [
        {"name": "Asmir Gračanin", "firstname": "Asmir", "lastname": "Gračanin"},
        {"name": "Lauren M. Bylsma", "orcid": "0000-0002-1825-0097"},
        "Vingerhoets, Ad",
    ],
    "year": 2014,
    "month": "May",
    "journal": {
        "name": "Frontiers in Psychology",
        "shortcode": "Front Psychol",
        "volume": 5,
        "issue": "2",
        "pages": "502--510",
        "identifier": [{"type": "issn", "id": "1664-1078"}],
    },
    "identifier": [{"type": "doi", "id": "https://doi.org/10.3389/fpsyg.2014.00502"}],
    "link": [{"url": "https://example.org/1"}],
    "license": [{"type": "CC BY"}],
}


def test_an_article_is_read() -> None:
    assert one({"metadata": {"collection": "c"}, "records": [ARTICLE]}) == Work(
        id="gracanin2014",
        type="article-journal",
        title="Is crying a self-soothing behavior?",
        author=[
            Name(family="Gračanin", given="Asmir"),
            Name(family="Bylsma", given="Lauren M.", extra={"ORCID": "0000-0002-1825-0097"}),
            Name(family="Vingerhoets", given="Ad"),
        ],
        issued=Date(date_parts=((2014, 5),)),
        container_title="Frontiers in Psychology",
        container_title_short="Front Psychol",
        volume="5",
        issue="2",
        page="502–510",
        ISSN="1664-1078",
        DOI="10.3389/fpsyg.2014.00502",
        URL="https://example.org/1",
        license="CC BY",
    )


def test_the_form_of_doaj_is_read_and_written_back() -> None:
    record = {
        "id": "abc",
        "admin": {"in_doaj": True},
        "bibjson": {
            "title": "Tears",
            "year": "1991",
            "month": "January",
            "start_page": "3",
            "end_page": "21",
            "journal": {"title": "Emotion", "number": "99", "country": "US", "publisher": "P"},
            "identifier": [
                {"type": "pissn", "id": "1234-5678"},
                {"type": "eissn", "id": "9876-5432"},
            ],
            "keywords": ["crying", "tears"],
            "subject": [{"scheme": "LCC", "term": "Psychology", "code": "BF1"}],
            "author": [{"name": "Jane Doe", "affiliation": "A university"}],
        },
    }
    work = one({"total": 1, "results": [record]})
    assert (work.id, work.type, work.issue, work.page) == ("abc", "article-journal", "99", "3–21")
    assert (work.ISSN, work.keyword) == ("1234-5678, 9876-5432", "crying; tears")
    assert work.issued == Date(date_parts=((1991, 1),))
    assert work.author[0].extra == {"affiliation": [{"name": "A university"}]}
    [written] = json.loads(write_bibjson([work]))["records"]
    assert written["admin"] == {"in_doaj": True}
    assert written["bibjson"]["subject"] == record["bibjson"]["subject"]  # type: ignore[index]
    assert written["bibjson"]["journal"]["country"] == "US"


@pytest.mark.parametrize(
    ("record", "variable", "value"),
    [
        ({"journal": "Emotion"}, "container-title", "Emotion"),
        ({"type": "incollection", "booktitle": "A book"}, "container-title", "A book"),
        ({"book": {"title": "A book"}}, "container-title", "A book"),
        ({"title": "Q&amp;A in <i>Homo</i>"}, "title", "Q&A in <i>Homo</i>"),
        ({"author": "Doe, Jane and Roe, R."}, "author", [Name("Doe", "Jane"), Name("Roe", "R.")]),
        ({"author": {"name": "UNICEF"}}, "author", [Name(literal="UNICEF")]),
        ({"year": 2014.0}, "issued", Date(date_parts=((2014,),))),
        ({"year": "in press"}, "issued", Date(literal="in press")),
        ({"year": "2014", "month": 5, "day": "3"}, "issued", Date(date_parts=((2014, 5, 3),))),
        ({"identifier": {"type": "isbn", "id": "9780306406157"}}, "ISBN", "9780306406157"),
        ({"doi": "doi:10.1000/x"}, "DOI", "10.1000/x"),
        ({"link": "https://example.org"}, "URL", "https://example.org"),
        ({"license": {"url": "https://example.org/l"}}, "license", "https://example.org/l"),
        ({"type": "phdthesis", "school": "Zagreb"}, "publisher", "Zagreb"),
        ({"type": "motion_picture"}, "type", "motion_picture"),
        ({"title": "x", "zebra": [1]}, "custom", {"bibjson": {"fields": {"zebra": [1]}}}),
    ],
)
def test_a_key_is_read(record: dict[str, object], variable: str, value: object) -> None:
    assert one([record]).get(variable) == value


def test_a_broken_value_costs_that_value_only() -> None:
    loaded = read_bibjson('[\n{"title": "A"},\n{"id": "b", "title": ["x"], "year": 2014}]')
    assert [work.title for work in loaded.works] == ["A", ""]
    [problem] = loaded.problems
    assert (problem.line, problem.entry, problem.field, problem.raw, problem.lost) == (
        3,
        "b",
        "title",
        '["x"]',
        False,
    )


@pytest.mark.parametrize(
    ("text", "titles", "problems"),
    [
        ('[{"title": "a"},\n{"title" "b"},\n{"title": "c"}]', "ac", [(2, True)]),
        ('[{"title": "a"}, {"title" "b"}, {"title": "c"}]', "ac", [(1, True)]),
        ('[\n {"title": "a"},\n {"title": "b\n },\n {"title": "c"}\n]', "ac", [(3, True)]),
        ('{"records": [{"title": "a"},\n{"title": "b", }]}', "ab", [(2, False)]),
        ('[{"title": "a"}, {"title": "b"', "a", [(1, True)]),
        ('[{"title": "a"},\n', "a", [(1, False)]),
        ('{"title": "a"}\n{"title": "b"}\n', "ab", []),
        ('[1, {"title": "a"},\n null, {}]', "a", [(1, True), (2, True), (2, True)]),
        ('[{"type": "author", "name": "Erdős"}, {"title": "a"}]', "a", [(1, True)]),
    ],
)
def test_every_record_is_a_work_or_a_problem_with_its_line(
    text: str, titles: str, problems: list[tuple[int, bool]]
) -> None:
    loaded = read_bibjson(text)
    assert [work.title for work in loaded.works] == list(titles)
    assert [(problem.line, problem.lost) for problem in loaded.problems] == problems
    assert all(problem.raw for problem in loaded.problems if problem.lost)


def test_control_characters_in_text_are_read_and_told() -> None:
    loaded = read_bibjson('[{"title": "a\ttab"}]')
    assert [work.title for work in loaded.works] == ["a\ttab"]
    assert [problem.lost for problem in loaded.problems] == [False]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("", UnreadableError),
        (" \n", UnreadableError),
        (b"\x00\x01\x02", UnreadableError),
        ("hello", FormatError),
        ("null", FormatError),
        ('"text"', FormatError),
        ('{"records": [', FormatError),
        ("[" * 10_000, FormatError),
    ],
)
def test_what_holds_no_record_is_refused(data: bytes | str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_bibjson(data)


def test_bibjson_is_found_by_its_content() -> None:
    written = write_bibjson([Work(id="a", type="book", title="Tears")])
    assert detect(written) == "bibjson"
    loaded = load(written.encode())
    assert (loaded.format, loaded.encoding, len(loaded.works)) == ("bibjson", "utf-8", 1)


def test_what_bibjson_has_keys_for_is_written_with_them() -> None:
    work = Work(
        type="chapter",
        title="Tears",
        author=[Name(family="Berg", given="Jan", non_dropping_particle="van der")],
        issued=Date(date_parts=((2020, 3),)),
        container_title="Emotions",
        page="12–19",
        ISBN="9780306406157",
        PMID="123",
    )
    [record] = json.loads(write_bibjson([work], carry=False))["records"]
    assert record == {
        "type": "incollection",
        "title": "Tears",
        "author": [{"name": "Jan van der Berg", "firstname": "Jan", "lastname": "van der Berg"}],
        "year": "2020",
        "month": "03",
        "booktitle": "Emotions",
        "pages": "12-19",
        "identifier": [{"type": "isbn", "id": "9780306406157"}, {"type": "pmid", "id": "123"}],
    }


@given(st.lists(works(), max_size=4))
def test_works_survive_writing_and_reading(drawn: list[Work]) -> None:
    assert read_bibjson(write_bibjson(drawn)).works == drawn


@given(st.lists(wild_works(), max_size=2))
@settings(max_examples=30)
def test_any_works_survive_writing_and_reading(drawn: list[Work]) -> None:
    loaded = read_bibjson(write_bibjson(drawn))
    assert (loaded.works, loaded.problems) == (drawn, [])


@given(st.text('{}[]",:\\\n ab1', max_size=60))
def test_reading_text_full_of_marks_never_fails_otherwise(text: str) -> None:
    loaded = read_bibjson('[{"title": "x"},\n' + text + "\n]")
    assert loaded.works[0].title == "x"


def test_real_works_survive(shared_data: Path) -> None:
    real = read_csl((shared_data / "csl" / "items.json").read_bytes())
    assert read_bibjson(write_bibjson(real)).works == real


@pytest.mark.parametrize("bad", ['{"a":', '[{"', "[\n{\n", '{"a":1}[', '"'])
def test_many_broken_records_are_read_in_linear_time(bad: str) -> None:
    loaded = read_bibjson('[{"title": "x"},' + bad * 20_000)
    assert loaded.works[0].title == "x"


@pytest.mark.parametrize(
    ("spoken", "language"), [(["EN"], "en"), (["German"], "German"), (["EN", "DE"], "")]
)
def test_the_language_of_doaj(spoken: list[str], language: str) -> None:
    work = one({"title": "Tears", "journal": {"title": "Emotion", "language": spoken}})
    assert work.language == language
    assert read_bibjson(write_bibjson([work])).works == [work]
