from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import FormatError, UnreadableError
from refkit.formats.csljson import (
    from_csl,
    read_csl,
    read_csl_lines,
    to_csl,
    write_csl,
    write_csl_lines,
)
from refkit.model import Date, Name, Work
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES

GRACANIN = {
    "id": "gracanin2014",
    "type": "article-journal",
    "title": "Is crying a self-soothing behavior?",
    "container-title": "Frontiers in Psychology",
    "author": [
        {"family": "Gračanin", "given": "Asmir"},
        {"family": "Bylsma", "given": "Lauren M."},
        {"family": "Vingerhoets", "given": "Ad J. J. M."},
    ],
    "issued": {"date-parts": [[2014, 5, 28]]},
    "volume": "5",
    "number": "502",
    "DOI": "10.3389/fpsyg.2014.00502",
}


def test_an_item_becomes_a_work() -> None:
    assert from_csl(GRACANIN) == Work(
        id="gracanin2014",
        type="article-journal",
        title="Is crying a self-soothing behavior?",
        container_title="Frontiers in Psychology",
        author=[
            Name("Gračanin", "Asmir"),
            Name("Bylsma", "Lauren M."),
            Name("Vingerhoets", "Ad J. J. M."),
        ],
        issued=Date(date_parts=((2014, 5, 28),)),
        volume="5",
        number="502",
        DOI="10.3389/fpsyg.2014.00502",
    )


@pytest.mark.parametrize(
    ("key", "written", "attribute", "value"),
    [
        ("volume", 12, "volume", "12"),
        ("volume", 12.0, "volume", "12"),
        ("id", 7, "id", "7"),
        ("title", "", "title", ""),
        ("title", None, "title", ""),
        ("author", [], "author", []),
        ("author", None, "author", []),
        ("author", [{"family": ""}], "author", [Name()]),
        ("author", [{"name": "WHO"}], "author", [Name(literal="WHO")]),
        (
            "author",
            [{"family": "a", "comma-suffix": "true"}],
            "author",
            [Name("a", comma_suffix=True)],
        ),
        ("author", [{"family": "a", "comma-suffix": 0}], "author", [Name("a")]),
        ("issued", {"date-parts": [["2020", "5"]]}, "issued", Date(date_parts=((2020, 5),))),
        ("issued", {"date-parts": [2020, 5]}, "issued", Date(date_parts=((2020, 5),))),
        ("issued", {"date-parts": [[2020.0]], "circa": 1}, "issued", Date(((2020,),), circa=True)),
        ("issued", {"date-parts": [[None]]}, "issued", Date()),
        ("issued", {"date-parts": [[2020], []]}, "issued", Date(((2020,), ()))),
        ("issued", {"date-parts": [[2020]], "season": 2}, "issued", Date(((2020,),), season=2)),
        ("issued", {"raw": "May 2020"}, "issued", Date(raw="May 2020")),
        ("issued", "2020-05", "issued", Date(date_parts=((2020, 5),))),
        ("issued", "last summer", "issued", Date(raw="last summer")),
        ("issued", {}, "issued", Date()),
        ("issued", None, "issued", None),
        ("ISSN", ["1664-1078", "1234-5678"], "ISSN", "1664-1078, 1234-5678"),
        ("license", [{"URL": "https://creativecommons.org"}], "license", ""),
        ("original-title", [], "original_title", ""),
        ("shortTitle", "Crying", "title_short", "Crying"),
        ("journalAbbreviation", "Front Psychol", "container_title_short", "Front Psychol"),
        ("custom", {}, "custom", {}),
        ("categories", None, "categories", []),
        ("categories", ["a"], "categories", ["a"]),
    ],
)
def test_a_value_in_another_form_is_read_and_written_back(
    key: str, written: Any, attribute: str, value: Any
) -> None:
    work = from_csl({key: written})
    assert getattr(work, attribute) == value
    assert json.dumps(to_csl(work)) == json.dumps({key: written})


def test_a_changed_value_is_written_anew() -> None:
    work = from_csl({"volume": 12, "issued": {"date-parts": [["2020"]]}, "shortTitle": "A"})
    work.volume, work.issued, work.title_short = "13", Date(date_parts=((2021,),)), "B"
    assert to_csl(work) == {
        "volume": "13",
        "issued": {"date-parts": [[2021]]},
        "title-short": "B",
    }


def test_a_value_that_was_taken_away_is_not_written() -> None:
    work = from_csl({"volume": 12, "author": [{"name": "WHO"}]})
    work.volume, work.author = "", []
    assert to_csl(work) == {}


def test_unknown_keys_survive_in_items_names_and_dates() -> None:
    item = {
        "id": "a",
        "x-own": [1, {"y": None}],
        "extra": 1,
        "given": "2",
        "author": [{"family": "Bylsma", "ORCID": "0000-0001", "affiliation": []}],
        "issued": {"date-parts": [[2014]], "timestamp": 1},
    }
    work = from_csl(item)
    assert work.extra == {"x-own": [1, {"y": None}], "extra": 1, "given": "2"}
    assert work.author[0].extra == {"ORCID": "0000-0001", "affiliation": []}
    assert to_csl(work) == item


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"id": "a",\n "author": "Smith"}]', "f.json:2: entry a, field author: must be a list"),
        ('[{"title": ["x"]}]', "f.json:1: entry 1, field title: must be text or a number, not a l"),
        ('[{"id": 5},\n\n{"id": "b", "issued": 2020}]', "f.json:3: entry b, field issued: must be"),
        ('[{"author": [{"family": 5}]}]', "entry 1, field author[0].family: must be text, not a n"),
        ('[{"author": ["Smith"]}]', "field author[0]: a name must be an object, not text"),
        ('[{"type": 3}]', "field type: must be text, not a number"),
        ('[{"volume": true}]', "field volume: must be text or a number, not true or false"),
        ('[{"issued": {"date-parts": [[2020, "May"]]}}]', "field issued.date-parts[0][1]: must be"),
        ('[{"issued": {"date-parts": 2020}}]', "field issued.date-parts: must be a list of lists"),
        ('[{"custom": 1}]', "field custom: must be an object"),
        ('[{"categories": [1]}]', "field categories[0]: must be text"),
        ('{"items": [\n{"id": "a"},\n{"id": "c", "title": {}}]}', "f.json:3: entry c, field title"),
        ("[1]", "f.json:1: entry 1: an item must be an object, not a number"),
        ("3", "f.json:1: CSL-JSON is a list of items or one item"),
        ('[{"a": 1},\n {"b": 1} {"c": 2}]', "f.json:2: not JSON: expected ',' or ']'"),
        ('{"a":\n1', "f.json:2: not JSON: it ends in the middle"),
        ('{"id": "a"}\n{"title": {}}', "f.json:2: entry 2, field title: must be text"),
        ('{"id": "a"}\n{"id":', "f.json:2: not JSON: it ends in the middle"),
        ("[" * 100_000, "f.json: the JSON is nested too deeply"),
        (b'[{"id": "a",\n"title": "caf\xe9"}]', "f.json:2: not UTF-8: byte 0xe9"),
    ],
)
def test_a_fault_names_file_line_entry_and_field(content: bytes | str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_csl(content, path="f.json")
    assert message in str(caught.value)


@pytest.mark.parametrize("content", [b"", b" \n", b"\x00\x01\x02"])
def test_an_empty_or_binary_file_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_csl(content)


@pytest.mark.parametrize(
    "content",
    [
        '[{"id": "a"}, {"id": "b"}]',
        '{"items": [{"id": "a"}, {"id": "b"}]}',
        '{"id": "a"}\n\n{"id": "b"}\n',
        codecs.BOM_UTF8 + b'[{"id": "a"}, {"id": "b"}]',
        '[{"id": "a"}, {"id": "b"}]'.encode("utf-16"),
    ],
)
def test_every_shape_of_file_is_read(content: bytes | str) -> None:
    assert read_csl(content) == [Work(id="a"), Work(id="b")]


def test_a_single_item_is_a_file_too() -> None:
    assert read_csl('{"id": "a", "title": "x"}') == [Work(id="a", title="x")]


def test_lines_are_written_one_a_work() -> None:
    works = [Work(id="a", title="x\u2028y"), Work(id="b")]
    text = write_csl_lines(works)
    assert text == '{"id":"a","title":"x\u2028y"}\n{"id":"b"}\n'
    assert read_csl_lines(text) == works
    assert read_csl_lines("") == []


def test_what_json_cannot_say_is_a_format_error() -> None:
    with pytest.raises(FormatError, match="entry a: cannot be written as JSON"):
        write_csl([Work(id="a", extra={"x": object()})])


def test_indent_zero_is_one_line() -> None:
    assert write_csl([Work(id="a")], indent=0) == '[{"id":"a"}]\n'
    assert write_csl([Work(id="a")]) == '[\n  {\n    "id": "a"\n  }\n]\n'


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)
_TEXT = st.text(max_size=8) | st.integers(0, 9999) | st.none()
_FLAG = st.booleans() | st.sampled_from([0, 1, "true", "", None])
_NAME = st.fixed_dictionaries(
    {},
    optional={
        "family": st.text(max_size=5),
        "given": st.text(max_size=5) | st.none(),
        "non-dropping-particle": st.text(max_size=3),
        "literal": st.text(max_size=5),
        "name": st.text(max_size=3),
        "comma-suffix": _FLAG,
        "static-ordering": _FLAG,
        "ORCID": _JSON,
    },
)
_PART = st.integers(-500, 2030) | st.integers(1, 12).map(str) | st.just("") | st.none()
_DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(_PART, max_size=3), max_size=2) | st.none(),
        "season": st.integers(0, 4) | st.text(max_size=3) | st.none(),
        "circa": _FLAG,
        "literal": _TEXT,
        "raw": _TEXT,
        "x": _JSON,
    },
)
_ITEMS = st.lists(
    st.fixed_dictionaries(
        {"id": _TEXT},
        optional={
            "type": st.text(max_size=5),
            "x-own": _JSON,
            "shortTitle": _TEXT,
            "title-short": _TEXT,
            "custom": st.dictionaries(st.text(max_size=3), _JSON, max_size=2),
            **dict.fromkeys(TEXT_VARIABLES[::9], _TEXT),
            **{name: st.lists(_NAME, max_size=2) | st.none() for name in NAME_VARIABLES[::7]},
            **{name: _DATE | st.text(max_size=6) for name in DATE_VARIABLES[::2]},
        },
    ),
    max_size=3,
)


@given(_ITEMS)
def test_reading_and_writing_loses_nothing(items: list[dict[str, Any]]) -> None:
    assert json.loads(write_csl(read_csl(json.dumps(items)))) == items


@given(_ITEMS)
def test_a_list_and_json_lines_say_the_same(items: list[dict[str, Any]]) -> None:
    works = read_csl(json.dumps(items))
    assert read_csl_lines(write_csl_lines(works)) == works


def test_real_items_survive(shared_data: Path) -> None:
    content = (shared_data / "csl" / "items.json").read_bytes()
    works = read_csl(content)
    assert len(works) == 557
    assert json.loads(write_csl(works)) == json.loads(content)
