"""What biblatex has beyond BibTeX: entry types, fields, dates, names, and inheritance."""

from __future__ import annotations

import pytest

from refkit.formats.bibtex import read_bibtex, write_biblatex, write_bibtex
from refkit.formats.bibtex_fields import ranged
from refkit.formats.bibtex_names import read_names
from refkit.model import Date, Name, Work


def read(text: str) -> Work:
    return read_bibtex(text).works[0]


@pytest.mark.parametrize(
    ("entry", "type_"),
    [
        ("article", "article-journal"),
        ("suppperiodical", "article-journal"),
        ("book", "book"),
        ("mvbook", "book"),
        ("mvcollection", "book"),
        ("mvproceedings", "book"),
        ("mvreference", "book"),
        ("reference", "book"),
        ("bookinbook", "chapter"),
        ("suppbook", "chapter"),
        ("suppcollection", "chapter"),
        ("inreference", "entry-encyclopedia"),
        ("report", "report"),
        ("thesis", "thesis"),
        ("dataset", "dataset"),
        ("software", "software"),
        ("online", "webpage"),
        ("periodical", "periodical"),
        ("patent", "patent"),
        ("artwork", "graphic"),
        ("image", "graphic"),
        ("audio", "song"),
        ("movie", "motion_picture"),
        ("video", "motion_picture"),
        ("letter", "personal_communication"),
        ("legislation", "legislation"),
        ("legal", "treaty"),
        ("jurisdiction", "legal_case"),
        ("performance", "performance"),
        ("review", "review"),
        ("standard", "standard"),
        ("set", "document"),
        ("customf", "document"),
        ("bibnote", "document"),
    ],
)
def test_every_entry_type_is_read_and_written_back(entry: str, type_: str) -> None:
    work = read(f"@{entry}{{k, title={{T}}, date={{2001}}}}")
    assert work.type == type_
    assert read(write_biblatex([work])) == work
    assert read(write_bibtex([work])) == work


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date={2004-04-25T14:34:00}", Date(((2004, 4, 25),), raw="2004-04-25T14:34:00")),
        ("date={1999/..}", Date(((1999,), ()))),
        ("date={../1999}", Date(literal="until 1999", raw="../1999")),
        ("date={2001-21}", Date(((2001,),), season=1)),
        ("date={1988?}", Date(((1988,),), circa=True, raw="1988?")),
        ("date={1988%}", Date(((1988,),), circa=True, raw="1988%")),
        ("date={-0876}", Date(((-877,),))),
        ("date={2004-06-XX}", Date(((2004, 6),), raw="2004-06-XX")),
        ("date={199X}", Date(literal="1990s")),
        ("date={n.d.}", None),
        ("year={n.d.}", None),
        ("year={in press}", Date(literal="in press")),
        ("year=1999, month=jan # {/} # feb", Date(((1999, 1), (1999, 2)))),
        ("year=1999, month=jan # {~1}", Date(((1999, 1, 1),))),
        ("year=1999, month={10~} # jan", Date(((1999, 1, 10),))),
        ("year=1999, month=4, day={25}", Date(((1999, 4, 25),))),
    ],
)
def test_dates(fields: str, issued: Date | None) -> None:
    work = read(f"@misc{{k, title={{T}}, {fields}}}")
    assert work.issued == issued
    assert read(write_biblatex([work])) == work
    assert read(write_bibtex([work])) == work


def test_a_date_that_is_none_survives() -> None:
    work = read("@misc{k, title={T}, date={n.d.}}")
    assert work.custom == {"bibtex": {"fields": {"date": "n.d."}}}
    assert "  date = {n.d.},\n" in write_biblatex([work])


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (
            'given-i=B, family="de la Brown, B", given={Brian, Bo} and Doe, J.',
            [
                Name("de la Brown, B", "Brian, Bo", extra={"biblatex": {"given-i": "B"}}),
                Name("Doe", "J."),
            ],
        ),
        (
            "prefix=van, useprefix=false, family=Beethoven, given=Ludwig, suffix=Jr",
            [Name("Beethoven", "Ludwig", "van", suffix="Jr", comma_suffix=True)],
        ),
    ],
)
def test_names_by_their_parts(written: str, names: list[Name]) -> None:
    assert read_names(written) == names
    work = Work(id="k", type="book", author=names)
    assert read(write_biblatex([work])) == work


@pytest.mark.parametrize(
    ("fields", "variable", "value"),
    [
        ("maintitle={Main}, title={Volume}", "title", "Main"),
        ("maintitle={Main}, title={Volume}", "volume_title", "Volume"),
        ("editor={Doe, J.}, editortype={compiler}", "compiler", [Name("Doe", "J.")]),
        (
            "editor={A, B.}, editora={Doe, J.}, editoratype={director}",
            "director",
            [Name("Doe", "J.")],
        ),
        ("translator={Doe, J.}", "translator", [Name("Doe", "J.")]),
        ("eprint={123}, eprinttype={pubmed}", "PMID", "123"),
        ("note={\\url{https://example.org/a_b}}", "URL", "https://example.org/a_b"),
        ("note={See \\url{https://example.org}}", "note", "See https://example.org"),
        ("langid={ngerman}", "language", "de-DE"),
        ("pubstate={inpress}", "status", "inpress"),
        ("doi={10.1037/a, 10.1037/b}", "DOI", "10.1037/a, 10.1037/b"),
    ],
)
def test_fields(fields: str, variable: str, value: object) -> None:
    work = read(f"@book{{k, {fields}}}")
    assert getattr(work, variable) == value
    assert read(write_biblatex([work])) == work


@pytest.mark.parametrize(
    "field",
    [
        *("titleaddon", "author+an", "author+an:orcid", "ids", "holder", "shortauthor"),
        *("afterword", "nameaddon", "related", "eprintclass", "issuetitle", "usera", "verba"),
    ],
)
def test_what_csl_has_no_variable_for_survives(field: str) -> None:
    work = read(f"@book{{k, title={{T}}, {field} = {{1=corresponding; x}}}}")
    assert work.custom["bibtex"]["fields"] == {field: "1=corresponding; x"}
    for write in (write_biblatex, write_bibtex):
        assert f"  {field} = {{1=corresponding; x}},\n" in write([work])


def test_titles_of_parents_go_where_they_belong() -> None:
    inbook, book, _, article, _ = read_bibtex(
        "@inbook{a, crossref={b}, title={Part}}"
        "@book{b, crossref={c}, title={Volume}, subtitle={Sub}, volume=2, author={Doe, J.}}"
        "@mvbook{c, title={Whole}, shorttitle={W}, publisher={P}, date={1999}}"
        "@article{d, crossref={e}, title={Text}, year=2001}"
        "@periodical{e, title={Paper}, date={2000}, issn={1234-5679}}"
    ).works
    assert (inbook.title, inbook.volume_title, inbook.container_title) == (
        "Part",
        "Volume: Sub",
        "Whole",
    )
    assert inbook.author == inbook.container_author == [Name("Doe", "J.")]
    assert (inbook.title_short, inbook.publisher, inbook.issued) == ("", "P", Date(((1999,),)))
    assert book.title == "Whole"
    assert (article.container_title, article.issued) == ("Paper", Date(((2001,),)))


def test_xdata_gives_fields_and_items() -> None:
    loaded = read_bibtex(
        "@xdata{p, publisher={Pub}, location={Bonn}, author={Roe, R. and Poe, P.}}"
        "@book{a, xdata={p}, author={Doe, J. and xdata=p-author-2}, note={xdata=p-x}}"
    )
    [work] = loaded.works
    assert (work.publisher, work.publisher_place) == ("Pub", "Bonn")
    assert work.author == [Name("Doe", "J."), Name("Poe", "P.")]
    assert [problem.reason for problem in loaded.problems] == [
        "@xdata is no work; its fields go to the entries that name it",
        "'xdata=p-x' names nothing in the file",
    ]


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("12-15", "12–15"),
        ("e1--e5, S3", "e1–e5, S3"),
        ("xii — xv", "xii–xv"),
        ("Article in press - online", "Article in press - online"),
        ("12-1-12-9", "12-1-12-9"),
        ("ITC1-16", "ITC1–16"),
        ("n/a-n/a", "n/a-n/a"),
    ],
)
def test_only_ranges_get_a_dash(written: str, pages: str) -> None:
    assert ranged(written) == pages
    assert ranged(pages) == pages


def test_a_chain_of_any_length_is_inherited() -> None:
    text = "".join(f"@misc{{k{n}, crossref={{k{n + 1}}}}}\n" for n in range(5000))
    loaded = read_bibtex(text + "@misc{k5000, title={T}}")
    assert {work.title for work in loaded.works} == {"T"}
    assert loaded.problems == []


def test_a_part_inherits_the_author_and_the_month_of_its_book() -> None:
    text = (
        "@incollection{a, crossref={c}, title={A}, year={1999}}"
        "@incollection{b, crossref={c}, title={B}, year={2000}}"
        "@book{c, title={C}, author={Doe, J.}, year={1999}, month=may}"
    )
    first, second, _ = read_bibtex(text).works
    assert first.author == second.author == [Name("Doe", "J.")]
    assert first.issued == Date(date_parts=((1999, 5),))
    assert second.issued == Date(date_parts=((2000,),))
