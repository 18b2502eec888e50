"""The law of BibTeX: what is read from what was written is what was written."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import dates, names, works

from refkit.formats.bib_writing import is_balanced
from refkit.formats.bibtex import read_bibtex, write_biblatex, write_bibtex
from refkit.formats.bibtex_names import read_names, write_names
from refkit.model import Date, Name, Work

# Text that stands in fields: everything but what BibTeX itself changes (white space) or what reads
# as math or as a ligature of its own.
TEXT = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp", "Mn", "Me", "Mc"),
        include_characters=" ",
    ),
    min_size=1,
    max_size=60,
).map(lambda text: re.sub(r" +", " ", text.replace("$", "€")).strip())
# LaTeX composes what it prints.
NFC = TEXT.map(partial(unicodedata.normalize, "NFC")).filter(str.isprintable).filter(bool)


@given(st.lists(works(), max_size=4, unique_by=lambda work: work.id.lower()), st.booleans())
def test_works_survive_writing_and_reading(drawn: list[Work], latex: bool) -> None:
    loaded = read_bibtex(write_bibtex(drawn, latex=latex))
    assert loaded.works == drawn
    assert loaded.problems == []


@given(NFC, st.booleans())
def test_any_text_survives_in_a_title(title: str, latex: bool) -> None:
    work = Work(id="key", type="book", title=title)
    loaded = read_bibtex(write_bibtex([work], latex=latex))
    assert [read.title for read in loaded.works] == [title]
    assert loaded.problems == []


@given(st.lists(names(), max_size=4), st.booleans())
def test_names_survive_writing_and_reading(people: list[Name], latex: bool) -> None:
    assert read_names(write_names(people, latex=latex)) == people


@given(works(), dates())
def test_dates_survive_where_edtf_can_say_them(work: Work, date: object) -> None:
    dated = work.copy(issued=date)
    [read] = read_bibtex(write_bibtex([dated])).works
    assert read.issued == date


@given(works(), dates(), st.lists(names(), max_size=3), st.booleans())
def test_works_survive_in_biblatex(work: Work, date: Date, people: list[Name], latex: bool) -> None:
    drawn = work.copy(issued=date, original_date=date, translator=people)
    loaded = read_bibtex(write_biblatex([drawn], latex=latex))
    assert loaded.works == [drawn]
    assert loaded.problems == []


@given(
    st.sampled_from(["article", "book", "inbook", "online", "thesis", "customa", "movie"]),
    st.dictionaries(
        st.sampled_from(
            [
                *("title", "subtitle", "maintitle", "booktitle", "date", "year", "month", "pages"),
                *("note", "howpublished", "editor", "editora", "editoratype", "editortype"),
                *("number", "eprint", "eprinttype", "series", "type", "doi", "titleaddon"),
                *("author+an", "langid"),
            ]
        ),
        st.text("aZ9 ,.-–~{}%&_/:=1é", max_size=12).filter(is_balanced),
        max_size=6,
    ),
)
@example("article", {"year": "{}"})
def test_whatever_is_read_survives_in_both_dialects(kind: str, fields: dict[str, str]) -> None:
    body = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    works = read_bibtex(f"@{kind}{{key{body}}}").works
    assert read_bibtex(write_bibtex(works)).works == works
    assert read_bibtex(write_biblatex(works)).works == works


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_reading_never_raises_for_text(text: str) -> None:
    read_bibtex(text.replace("\0", ""))


@given(st.text("@{}\"',=#%()\\\n abz1", max_size=120))
@settings(max_examples=300)
def test_reading_never_raises_for_text_full_of_marks(text: str) -> None:
    loaded = read_bibtex("@article{a, title = {x}}\n" + text)
    assert len(loaded.works) + len(loaded.problems) >= 1


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_was_written_is_stable_whatever_the_fields_hold(title: str, key: str) -> None:
    work = Work(id=key, type="book", title=title, note=title, URL=title, publisher=title)
    once = write_bibtex(read_bibtex(write_bibtex([work])).works)
    assert write_bibtex(read_bibtex(once).works) == once


def test_files_of_others_are_read_whole_and_stable(shared_data: Path) -> None:
    head = re.compile(r"(?:^|\})[ \t]*@\s*(\w+)\s*[{(]", re.MULTILINE)
    others = ("string", "comment", "preamble")
    for path in sorted((shared_data / "bib").glob("*.bib")):
        data = path.read_bytes()
        if len(data) > 500_000:
            continue
        text = data.decode("utf-8", "replace")
        counted = sum(match[1].lower() not in others for match in head.finditer(text))
        loaded = read_bibtex(data, path=path.name)
        lost = sum(problem.lost for problem in loaded.problems)
        assert len(loaded.works) + lost == counted, path.name
        once = write_bibtex(loaded.works)
        again = read_bibtex(once)
        assert again.problems == [], path.name
        assert again.works == loaded.works, path.name
        assert write_bibtex(again.works) == once, path.name
        as_biblatex = write_biblatex(loaded.works)
        once_more = read_bibtex(as_biblatex)
        assert once_more.works == loaded.works, path.name
        assert write_biblatex(once_more.works) == as_biblatex, path.name


def test_a_hostile_line_is_read_or_reported() -> None:
    for text in ("{" * 100_000, "@a{" * 30_000, "%\n" * 50_000, '"' * 100_000, "a=" * 50_000):
        for file in ("@article{a,\n title = " + text, "@article{a,\n title = {" + text + "}}"):
            loaded = read_bibtex(file)
            assert loaded.works or loaded.problems, text[:10]


def test_fields_that_are_carried_keep_the_order_of_the_entry() -> None:
    text = "@article{k, title={T}, journal={J}, zeta={1}, month={lipiec}, alpha={2}, year={1990}}"
    once = write_biblatex(read_bibtex(text).works)
    assert once.index("zeta = ") < once.index("alpha = ")
    assert write_biblatex(read_bibtex(once).works) == once
