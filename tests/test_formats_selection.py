from __future__ import annotations

import pytest

from refkit.errors import ConfigurationError
from refkit.formats import FORMATS, dump, load
from refkit.formats.selection import Selection, read_abbreviations
from refkit.model import Date, Name, Work


def work(identifier: str, family: str, year: int | None, title: str, kind: str = "book") -> Work:
    issued = Date(date_parts=((year,),)) if year else None
    return Work(id=identifier, type=kind, author=[Name(family, "A.")], issued=issued, title=title)


WORKS = [
    work("b", "Zoë", 2020, "The Beginning"),
    work("a", "Ångström", None, "Zero"),
    work("D", "Øster", 1999, "<i>Apes</i>"),
    work("c", "Angstrom", 2020, "An End", "article-journal"),
]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "baDc"),
        ("key", "abcD"),
        ("-key", "Dcba"),
        ("author", "acDb"),
        ("year", "Dbca"),
        ("-year", "abcD"),
        ("title", "Dbca"),
        ("type,key", "cabD"),
        ("year,-key", "Dcba"),
        (" -year , author ", "acbD"),
    ],
)
def test_works_are_sorted_by_folded_letters(sort: str, order: str) -> None:
    assert "".join(chosen.id for chosen in Selection(sort=sort).of(WORKS)) == order


def test_works_that_are_equal_stay_in_their_order() -> None:
    same = [work(str(number), "Roe", 2020, "T") for number in range(5)]
    for sort in ("author", "-author", "year", "-title"):
        assert Selection(sort=sort).of(same) == same


def test_only_the_fields_asked_for_are_written() -> None:
    full = WORKS[0].copy(DOI="10.1/a", abstract="Long", note="N", given={"DOI": "10.1/a"})
    assert Selection(omit=["abstract", "NOTE", "doi"]).of([full]) == [WORKS[0]]
    assert Selection(fields=["author", "year"]).of([full]) == [
        Work(id="b", type="book", author=full.author, issued=full.issued)
    ]
    assert full.abstract == "Long"


@pytest.mark.parametrize(
    ("field", "variable"),
    [("year", "issued"), ("journal", "container-title"), ("pages", "page"), ("url", "URL")],
)
def test_fields_of_bibtex_stand_for_variables(field: str, variable: str) -> None:
    full = Work(id="k", issued=Date(((2020,),)), container_title="J", page="1", URL="u")
    [left] = Selection(omit=[field]).of([full])
    assert {name for name, _ in full.variables()} - {name for name, _ in left.variables()} == {
        variable
    }


def test_what_tells_entries_apart_cannot_be_left_out() -> None:
    assert Selection(omit=["id", "type"]).of(WORKS) == WORKS


ARTICLE = Work(id="k", type="article-journal", container_title="Journal of Applied Tides")


@pytest.mark.parametrize(
    ("given", "table", "written"),
    [
        (ARTICLE, {}, "J. Appl. Tides"),
        (ARTICLE.copy(container_title_short="JAT"), {}, "JAT"),
        (ARTICLE.copy(container_title_short="JAT"), {"Journal of applied tides": "J Tid"}, "J Tid"),
        (ARTICLE.copy(container_title="Nature"), {}, "Nature"),
        (ARTICLE.copy(type="chapter"), {}, "Journal of Applied Tides"),
        (ARTICLE.copy(container_title=""), {}, ""),
    ],
)
def test_journals_are_abbreviated(given: Work, table: dict[str, str], written: str) -> None:
    [short] = Selection(journals="abbreviated", abbreviations=table).of([given])
    assert short.container_title == written


def test_journals_are_written_in_full_where_the_full_title_is_known() -> None:
    short = ARTICLE.copy(container_title="J. Appl. Tides")
    table = {"Journal of Applied Tides": "J. Appl. Tides"}
    assert Selection(journals="full", abbreviations=table).of([short]) == [ARTICLE]
    assert Selection(journals="full").of([short]) == [short]


@pytest.mark.parametrize(
    "text",
    [
        "Journal of Tides;J. Tides\nActa Borealia; Acta Bor.;AB\n",
        '# a comment\n"Journal of Tides",J. Tides\n"Acta Borealia",Acta Bor.,AB',
        "Journal of Tides = J. Tides\r\n\r\nActa Borealia = Acta Bor.\r\n",
    ],
)
def test_lists_of_abbreviations_are_read(text: str) -> None:
    assert read_abbreviations(text) == {
        "Journal of Tides": "J. Tides",
        "Acta Borealia": "Acta Bor.",
    }


@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if known.carries])
def test_every_format_takes_these_options(name: str) -> None:
    text = dump(WORKS, name, sort="key", omit=["author"])
    loaded = load(text, name)
    assert [(read.id, read.author) for read in loaded.works] == [
        ("a", []),
        ("b", []),
        ("c", []),
        ("D", []),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sort": "colour"}, "cannot sort by 'colour'; keys are key, type, author"),
        ({"omit": ["colour"]}, "no field 'colour'"),
        ({"journals": "short"}, "no journals 'short'; there are as-is, abbreviated, full"),
        ({"colour": "red"}, "bibtex has no option colour; it has latex, keys"),
    ],
)
def test_other_values_are_misuse(options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        dump(WORKS, "bibtex", **options)
