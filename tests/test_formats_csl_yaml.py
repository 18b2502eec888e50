from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import dates, works
from works_wild import wild_texts, wild_works

from refkit.errors import FormatError
from refkit.formats import detect, load
from refkit.formats.bibtex import read_bibtex
from refkit.formats.csl_item import from_csl, to_csl
from refkit.formats.csljson import read_csl
from refkit.formats.cslyaml import read_csl_yaml, write_csl_yaml
from refkit.formats.inline_markdown import from_markdown, to_markdown
from refkit.model import Date, Name, Work


def only(text: str) -> Work:
    loaded = read_csl_yaml(text)
    assert loaded.problems == []
    [work] = loaded.works
    return work


PANDOC = """---
references:
- abstract: Tears, and *more* tears.
  author:
  - family: Sharman
    given: Leah S.
  - family: Berg
    given: Jan
    non-dropping-particle: van der
  - literal: Crying Research Group
  container-title: Emotion
  doi: 10.1037/emo0000633
  id: sharman_2020
  issue: 7
  issued: 2020-10
  page: 1279-1291
  title: Using crying to *cope* in [NASA]{.nocase} with H~2~O and [small]{.smallcaps} e^2^
  type: article-journal
  volume: 012
...
"""


def test_a_file_of_pandoc() -> None:
    assert to_csl(only(PANDOC)) == {
        "id": "sharman_2020",
        "type": "article-journal",
        "title": 'Using crying to <i>cope</i> in <span class="nocase">NASA</span> with '
        'H<sub>2</sub>O and <span style="font-variant:small-caps;">small</span> e<sup>2</sup>',
        "author": [
            {"family": "Sharman", "given": "Leah S."},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "Crying Research Group"},
        ],
        "abstract": "Tears, and <i>more</i> tears.",
        "container-title": "Emotion",
        "DOI": "10.1037/emo0000633",
        "issue": 7,
        "issued": {"date-parts": [[2020, 10]]},
        "page": "1279-1291",
        "volume": "012",
    }


def test_what_is_written_is_what_pandoc_reads() -> None:
    work = Work(
        id="a",
        type="book",
        title="The <i>E. coli</i> of C*",
        author=[Name("Bylsma", "Lauren")],
        issued=Date(date_parts=((2021, 3),), circa=True),
        volume="012",
        URL="https://example.org/~a_b_",
    )
    assert write_csl_yaml([work]) == (
        "---\n"
        "references:\n"
        "- id: a\n"
        "  type: book\n"
        '  title: "The *E. coli* of C\\\\*"\n'
        "  author:\n"
        "  - family: Bylsma\n"
        "    given: Lauren\n"
        "  issued: 2021-03~\n"
        '  volume: "012"\n'
        '  URL: "https://example.org/~a_b_"\n'
        "...\n"
    )
    assert write_csl_yaml([]) == "---\nreferences: []\n...\n"
    assert read_csl_yaml(write_csl_yaml([])).works == []


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ("2020", Date(date_parts=((2020,),))),
        ("2020-05-12", Date(date_parts=((2020, 5, 12),))),
        ("2020-21", Date(date_parts=((2020,),), season=1)),
        ("1850~", Date(date_parts=((1850,),), circa=True)),
        ("2012/2014-03", Date(date_parts=((2012,), (2014, 3)))),
        ("2012/..", Date(date_parts=((2012,), ()))),
        ("-0299", Date(date_parts=((-300,),))),
        ("May 2020", Date(date_parts=((2020, 5),))),
        ("in press", Date(literal="in press")),
        ("{date-parts: [[2020, 5]]}", Date(date_parts=((2020, 5),))),
        ("{date-parts: [[2020, 05]]}", Date(date_parts=((2020, 5),))),
        ("[[2020, 5]]", Date(date_parts=((2020, 5),))),
        ("{year: 2020, month: 05, day: 12}", Date(date_parts=((2020, 5, 12),))),
        ("[{year: 2020}, {year: 2021}]", Date(date_parts=((2020,), (2021,)))),
        ("[{year: 2020, season: 2, circa: true}]", Date(((2020,),), season=2, circa=True)),
        ("{literal: soon}", Date(literal="soon")),
        ("null", None),
    ],
)
def test_dates(issued: str, date: Date | None) -> None:
    assert only(f"- id: a\n  issued: {issued}\n").issued == date


@pytest.mark.parametrize(
    ("value", "text"),
    [("012", "012"), ("12", "12"), ("1.10", "1.10"), ("1e5", "1e5"), ("no", "no"), ("~", "")],
)
def test_values_stay_as_written(value: str, text: str) -> None:
    work = only(f"- id: {value}\n  volume: {value}\n  language: {value}\n")
    assert (work.id, work.volume, work.language) == (text, text, text)


@pytest.mark.parametrize(
    "text",
    [
        "references:\n- id: a\n",
        "---\nreferences:\n  - id: a\n---\n",
        "- id: a\n",
        "--- \n- {id: a}\n",
        "id: a\n",
        "\ufeff# note\nreferences: [{id: a}]\n",
        "title: an article\nreferences:\n- id: a\n...\n",
        '{"references": [{"id": "a"}]}',
        "items:\n- &x\n  id: a\n",
        "references:\r\n- id: a\r\n",
        "---\nreferences:\n- id: a\n---\n\n# The *article*: [\n",
    ],
)
def test_where_the_list_may_stand(text: str) -> None:
    assert [work.id for work in read_csl_yaml(text).works] == ["a"]


def test_an_alias_and_a_merge_key_stand_for_what_they_name() -> None:
    text = "- &a\n  id: a\n  publisher: Press\n- <<: *a\n  id: b\n"
    works = read_csl_yaml(text).works
    assert [(work.id, work.publisher) for work in works] == [("a", "Press"), ("b", "Press")]


def test_a_broken_field_costs_the_field_and_a_broken_entry_the_entry() -> None:
    text = (
        "references:\n- id: a\n  title: [x, y]\n  volume: 3\n- just words\n- id: c\n"
        "  issued: {date-parts: [[soon]]}\n  id: d\n"
    )
    loaded = read_csl_yaml(text)
    assert [(work.id, work.volume) for work in loaded.works] == [("a", "3"), ("c", "")]
    assert [(p.line, p.entry, p.field, p.raw, p.lost) for p in loaded.problems] == [
        (3, "a", "title", "['x', 'y']", False),
        (5, "", "", "- just words", True),
        (7, "c", "issued.date-parts[0][0]", "{'date-parts': [['soon']]}", False),
        (8, "c", "id", "", False),
    ]


def test_where_the_yaml_breaks_the_other_entries_are_read() -> None:
    text = "references:\n- id: a\n  title: One\n- id: b\n  title: 'Two\n- id: c\n  title: Three\n"
    loaded = read_csl_yaml(text, path="refs.yaml")
    assert [work.id for work in loaded.works] == ["a", "c"]
    [problem] = loaded.problems
    assert problem.lost
    assert 4 <= problem.line <= 6
    assert problem.raw == "- id: b\n  title: 'Two"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("references: 'x", "r.yaml:1: not YAML"),
        ("a: 1\nb: [", "r.yaml:3: not YAML"),
        ("a: 1\n", "r.yaml:1: there is no list of references"),
        ("just words", "there is no list of references"),
        ("- id: *x\n", "the alias *x stands for nothing"),
        ("- &x [*x]\n", "the alias *x stands for nothing, or for what it is part of"),
        ("- ? [a]\n  : b\n", "a key must be a word"),
    ],
)
def test_what_is_no_bibliography_is_an_error(text: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_csl_yaml(text, path="r.yaml")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30))
        + "references: *a29\n",
        "[" * 100_000,
        "- " * 100_000 + "x",
        "{a: " * 50_000,
        "".join(" " * n + "a:\n" for n in range(300)),
        "references:\n" + "- &a {id: a}\n" + "- *a\n" * 200_000,
    ],
)
def test_a_hostile_file_is_refused_in_bounded_time(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(FormatError):
        read_csl_yaml(text)
    # Not a measurement: a file that expands would take hours.
    assert time.monotonic() - start < 60


MARKDOWN = [
    ("*a* b", "<i>a</i> b"),
    ("_a_ b", "<i>a</i> b"),
    ("**a** ***b***", "<b>a</b> <b><i>b</i></b>"),
    ("*a **b** c*", "<i>a <b>b</b> c</i>"),
    ("[a *b*]{.nocase}", '<span class="nocase">a <i>b</i></span>'),
    ("A* search and 2 * 3", "A* search and 2 * 3"),
    ("snake_case_name", "snake_case_name"),
    ("[a](b) `*c*` $x^2$ <em>", "[a](b) `*c*` $x^2$ <em>"),
    (r"\*a\* \[b\] c\_d", "*a* [b] c_d"),
    ("~~gone~~ and ~ alone ^", "~~gone~~ and ~ alone ^"),
    ("[unclosed *mark", "[unclosed *mark"),
]


@pytest.mark.parametrize(("markdown", "text"), MARKDOWN)
def test_markdown_and_tags(markdown: str, text: str) -> None:
    assert from_markdown(markdown) == text
    assert from_markdown(to_markdown(text)) == text


@given(st.one_of(wild_texts(), st.text("*_^~[]{}\\`$<i>/ab .nocase", max_size=40)))
def test_any_text_survives_markdown(text: str) -> None:
    assert from_markdown(to_markdown(text)) == text


def test_marks_without_end_take_no_time() -> None:
    for text in ("*a ", "[", "_a", "^a", "~a ", "`", "$a ", "<a ", "]{.nocase}", "**a* "):
        from_markdown(text * 30_000)


@given(st.lists(works(), max_size=3))
def test_works_survive(written: list[Work]) -> None:
    loaded = read_csl_yaml(write_csl_yaml(written))
    assert (loaded.works, loaded.problems) == (written, [])


@given(dates())
def test_dates_survive(date: Date) -> None:
    assert read_csl_yaml(write_csl_yaml([Work(issued=date)])).works == [Work(issued=date)]


@given(st.lists(wild_works(), max_size=2))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_wild_works_survive(written: list[Work]) -> None:
    loaded = read_csl_yaml(write_csl_yaml(written))
    assert (loaded.works, loaded.problems) == (written, [])


JSON: list[dict[str, Any]] = [
    {"id": 12, "volume": 3, "issue": 1.5, "page": None, "edition": 2.0},
    {"id": "a", "issued": "2020-05", "accessed": "May 2020", "doi": "x", "ISSN": ["1", "2"]},
    {"id": "b", "shortTitle": "x", "journalAbbreviation": "y", "custom": {"a": [1, None, "1"]}},
    {"id": "c", "author": [{"family": "A", "comma-suffix": 1}], "issued": {"date-parts": [["1"]]}},
    {"id": "d", "title": 1984, "keyword": "", "note": "null", "language": "no"},
]


@pytest.mark.parametrize("item", JSON, ids=str)
def test_json_in_other_dress_survives(item: dict[str, Any]) -> None:
    work = from_csl(item)
    [read] = read_csl_yaml(write_csl_yaml([work])).works
    assert read == work
    assert to_csl(read) == item


@given(st.text("- :ab'\"[]{}&*!|>%@`#,\n", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(FormatError):
        read_csl_yaml("- id: a\n" + text)


def test_the_format_is_found() -> None:
    assert detect(PANDOC) == "csl-yaml"
    assert detect("- id: a\n", "refs.yml") == "csl-yaml"
    assert load(PANDOC).format == "csl-yaml"


def test_real_works_survive(shared_data: Path) -> None:
    written = read_csl((shared_data / "csl" / "items.json").read_bytes())
    assert read_csl_yaml(write_csl_yaml(written)).works == written
    for path in sorted((shared_data / "bib").glob("*.bib")):
        if path.stat().st_size < 200_000:
            written = read_bibtex(path.read_bytes()).works
            loaded = read_csl_yaml(write_csl_yaml(written))
            assert (loaded.works, loaded.problems) == (written, []), path.name
