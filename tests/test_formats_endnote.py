from __future__ import annotations

import pytest

from refkit.errors import FormatError, UnreadableError
from refkit.formats import detect
from refkit.formats.endnote import read_endnote, write_endnote
from refkit.formats.endnote_names import read_name, write_name
from refkit.formats.endnote_types import REF_TYPES
from refkit.model import Date, Name, Work

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record>
<database name="My.enl" path="/home/me/My.enl">My.enl</database>
<source-app name="EndNote" version="20.4">EndNote</source-app>
<rec-number>12</rec-number>
<foreign-keys><key app="EN" db-id="x" timestamp="1">12</key></foreign-keys>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors>
<author><style face="normal" font="default" size="100%">Gračanin, Asmir</style></author>
<author><style face="normal" font="default" size="100%">van der Berg, Jan, Jr.</style></author>
<author><style face="normal" font="default" size="100%">World Health Organization,</style></author>
</authors></contributors>
<auth-address>Rijeka</auth-address>
<titles><title><style face="normal" font="default" size="100%">Growth of </style><style
 face="italic" font="default" size="100%">E. coli</style><style face="normal" font="default"
 size="100%"> at 10</style><style face="superscript" font="default" size="100%">-3</style><style
 face="normal" font="default" size="100%"> M of TNF-</style><style face="normal" font="Symbol"
 size="100%">a</style></title>
<secondary-title>Front Psychol</secondary-title></titles>
<periodical><full-title>Frontiers in Psychology</full-title><abbr-1>Front Psychol</abbr-1>
</periodical>
<pages>502-511</pages><volume>5</volume><number>3</number><edition>2014/05/28</edition>
<keywords><keyword>crying</keyword><keyword>tears, adult</keyword></keywords>
<dates><year>2014</year><pub-dates><date>May 28</date></pub-dates></dates>
<isbn>1664-1078 (Electronic)&#xD;1664-1079 (Print)</isbn>
<accession-num>24904511</accession-num>
<electronic-resource-num>https://doi.org/10.3389/fpsyg.2014.00502</electronic-resource-num>
<abstract>One.&#xD;&#xD;Two.</abstract>
<remote-database-provider>NLM</remote-database-provider>
<urls><related-urls><url>https://example.org/a</url></related-urls>
<pdf-urls><url>internal-pdf://0123/a.pdf</url></pdf-urls></urls>
<custom2>PMC4035568</custom2><language>eng</language>
</record></records></xml>"""


def one(fields: str, kind: str = "Journal Article") -> Work:
    text = f'<xml><records><record><ref-type name="{kind}"/>{fields}</record></records></xml>'
    loaded = read_endnote(text)
    assert loaded.problems == []
    [work] = loaded.works
    return work


def test_an_article_as_endnote_exports_it() -> None:
    [work] = read_endnote(ARTICLE.encode()).works
    assert work == Work(
        id="12",
        type="article-journal",
        author=[
            Name("Gračanin", "Asmir"),
            Name("Berg", "Jan", "", "van der", "Jr.", comma_suffix=True),
            Name(literal="World Health Organization"),
        ],
        title="Growth of <i>E. coli</i> at 10<sup>-3</sup> M of TNF-α",
        container_title="Frontiers in Psychology",
        container_title_short="Front Psychol",
        page="502–511",
        volume="5",
        issue="3",
        available_date=Date(((2014, 5, 28),)),
        keyword="crying; tears, adult",
        issued=Date(((2014, 5, 28),)),
        ISSN="1664-1078, 1664-1079",
        PMID="24904511",
        PMCID="PMC4035568",
        DOI="10.3389/fpsyg.2014.00502",
        abstract="One.\n\nTwo.",
        URL="https://example.org/a",
        language="eng",
        custom={
            "endnote": {
                "fields": {
                    "auth-address": ["Rijeka"],
                    "remote-database-provider": ["NLM"],
                    "pdf-urls": ["internal-pdf://0123/a.pdf"],
                }
            }
        },
    )


def test_what_was_read_is_written_back_and_stable() -> None:
    works = read_endnote(ARTICLE).works
    once = write_endnote(works)
    assert "<pdf-urls><url>internal-pdf://0123/a.pdf</url></pdf-urls>" in once
    assert '<style face="italic" font="default" size="100%">E. coli</style>' in once
    assert read_endnote(once).works == works
    assert write_endnote(read_endnote(once).works) == once


def test_a_chapter_is_written_as_endnote_has_it() -> None:
    work = Work(
        id="doe2001",
        type="chapter",
        title="Tears & <i>us</i>",
        author=[Name("Doe", "Jane")],
        editor=[Name(literal="A Group, Inc.")],
        container_title="Handbook",
        collection_title="Series",
        issued=Date(((2001, 5, 2),)),
        page="1–9",
        publisher="Pub",
    )
    assert (
        write_endnote([work])
        == """<?xml version="1.0" encoding="UTF-8"?>
<xml>
<records>
<record>
<ref-type name="Book Section">5</ref-type>
<contributors>
<authors><author>Doe, Jane</author></authors>
<secondary-authors><author>A Group,, Inc.</author></secondary-authors>
</contributors>
<titles>
<title><style face="normal" font="default" size="100%">Tears &amp; </style>\
<style face="italic" font="default" size="100%">us</style></title>
<secondary-title>Handbook</secondary-title>
<tertiary-title>Series</tertiary-title>
</titles>
<pages>1-9</pages>
<dates>
<year>2001</year>
<pub-dates><date>May 2</date></pub-dates>
</dates>
<publisher>Pub</publisher>
<label>doe2001</label>
</record>
</records>
</xml>
"""
    )


@pytest.mark.parametrize(
    ("kind", "fields", "variable", "value"),
    [
        ("Book", "<pages>350</pages>", "number_of_pages", "350"),
        ("Book", "<pages>xii, 350 p.</pages>", "number_of_pages", "xii, 350 p."),
        ("Book", "<pages>12-15</pages>", "page", "12–15"),
        ("Book", "<number>7</number>", "collection_number", "7"),
        ("Book", "<isbn>978-3-16-148410-0</isbn>", "ISBN", "978-3-16-148410-0"),
        ("Book Section", "<section>4</section>", "chapter_number", "4"),
        ("Report", "<isbn>NASA-TM-7</isbn>", "number", "NASA-TM-7"),
        ("Thesis", "<work-type>PhD thesis</work-type>", "genre", "PhD thesis"),
        ("Computer Program", "<edition>2.1</edition>", "version", "2.1"),
        ("Map", "<custom1>1:25000</custom1>", "scale", "1:25000"),
        ("Case", "<publisher>Supreme Court</publisher>", "authority", "Supreme Court"),
        ("Web Page", "<custom1>2020</custom1><custom2>May 2</custom2>", "accessed", "2020-05-02"),
        ("Web Page", "<access-date>2020-01-02</access-date>", "accessed", "2020-01-02"),
        ("Journal Article", "<custom7>e12</custom7>", "number", "e12"),
        ("Journal Article", "<section>17</section>", "page", "17"),
        ("Journal Article", "<alt-title/><notes>a&#xD;b</notes>", "note", "a\nb"),
        ("Journal Article", "<notes>a\n   b</notes>", "note", "a b"),
        ("Journal Article", "<research-notes>x</research-notes>", "annote", "x"),
        ("Conference Proceedings", "<custom3>Proc.</custom3>", "container_title", "Proc."),
        ("Book", "<orig-pub>1900</orig-pub>", "original_date", "1900-01-01"),
        ("Book", "<urls><web-urls>https://a.org/</web-urls></urls>", "URL", "https://a.org/"),
        ("Book", "<dates><year>in press</year></dates>", "issued", "in press"),
        ("Book", "<dates><year>2014a</year></dates>", "year_suffix", "a"),
    ],
)
def test_fields_become_variables_by_type(
    kind: str, fields: str, variable: str, value: object
) -> None:
    got = getattr(one(fields, kind), variable)
    if isinstance(got, Date):
        parts = got.date_parts[0] if got.date_parts else ()
        got = got.literal or "-".join(f"{part:02}" for part in (*parts, 1, 1)[:3])
    assert got == value


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("Book Section", ("author", "editor", "collection_editor", "translator")),
        ("Book", ("author", "collection_editor", "editor", "translator")),
        ("Edited Book", ("editor", "collection_editor", "author", "translator")),
        ("Film or Broadcast", ("director", "series_creator", "producer", "performer")),
    ],
)
def test_groups_of_contributors_mean_what_the_type_says(
    kind: str, roles: tuple[str, str, str, str]
) -> None:
    groups = ("authors", "secondary-authors", "tertiary-authors", "subsidiary-authors")
    people = "".join(f"<{group}><author>Doe, {group[0]}</author></{group}>" for group in groups)
    work = one(f"<contributors>{people}</contributors>", kind)
    for group, role in zip(groups, roles, strict=True):
        assert getattr(work, role) == [Name("Doe", group[0])]


@pytest.mark.parametrize(("name", "number", "type_"), REF_TYPES)
def test_every_reference_type_is_read_by_name_and_by_number(
    name: str, number: str, type_: str
) -> None:
    assert one("<label>k</label>", name).type == type_
    if number:
        text = f"<records><record><ref-type>{number}</ref-type><label>k</label></record></records>"
        [work] = read_endnote(text).works
        assert work.type == type_
        assert f'<ref-type name="">{number}<' in write_endnote([work]) or not work.custom


def test_a_type_that_csl_does_not_tell_apart_is_written_back() -> None:
    work = one("<titles><title>T</title></titles>", "Grant")
    assert work.type == "document"
    assert '<ref-type name="Grant"></ref-type>' in write_endnote([work])
    work.type = "book"
    assert '<ref-type name="Book">6</ref-type>' in write_endnote([work])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bylsma, Lauren M.", Name("Bylsma", "Lauren M.")),
        ("Smith, John, III", Name("Smith", "John", suffix="III")),
        ("King, Jr., Martin", Name("King", "Martin", suffix="Jr.", comma_suffix=True)),
        ("Lauren M. Bylsma", Name("Bylsma", "Lauren M.")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("World Health Organization,", Name(literal="World Health Organization")),
        ("University of California,, Berkeley", Name(literal="University of California, Berkeley")),
        ("A, B, C, D", Name(literal="A, B, C, D")),
    ],
)
def test_names_are_read_as_endnote_writes_them(text: str, name: Name) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name("Berg", "Jan", "", "van der", "Jr."), "van der Berg, Jan, Jr."),
        (Name(literal="UNICEF"), "UNICEF,"),
        (Name(literal="A, B, and C"), "A,, B, and C"),
        (Name("Aristotle"), "Aristotle"),
        (Name("García Márquez"), "García Márquez,"),
        (Name(), ""),
    ],
)
def test_names_are_written_as_endnote_reads_them(name: Name, text: str) -> None:
    assert write_name(name) == text


def test_a_record_that_is_not_closed_does_not_swallow_the_next() -> None:
    text = (
        "<xml>\n<records>\n"
        '<record><ref-type name="Book">6</ref-type><titles><title>One</title></titles></record>\n'
        '<record><ref-type name="Book">6</ref-type><titles><title>Two</titles>\n'
        '<record><ref-type name="Book">6</ref-type><titles><title>Three</title></titles></record>\n'
        "</records>\n</xml>"
    )
    loaded = read_endnote(text)
    assert [work.title for work in loaded.works] == ["One", "Two", "Three"]
    assert {problem.line for problem in loaded.problems} >= {4}
    assert "Two" in loaded.problems[0].raw


def test_an_empty_record_is_reported_with_its_line() -> None:
    loaded = read_endnote(
        "<xml><records>\n<record></record><record><label>k</label></record></records></xml>"
    )
    assert [work.id for work in loaded.works] == ["k"]
    [problem] = loaded.problems
    assert (problem.line, problem.reason, problem.lost) == (2, "an empty record", True)


def test_a_file_cut_off_in_the_middle_keeps_what_there_is() -> None:
    loaded = read_endnote(ARTICLE[: ARTICLE.index("<pages>")])
    assert loaded.works[0].container_title == "Frontiers in Psychology"
    assert loaded.problems


@pytest.mark.parametrize("text", ["<html><body/></html>", "<mods/>"])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="its root is"):
        read_endnote(text)


def test_an_empty_file_is_refused_and_an_empty_list_is_not() -> None:
    with pytest.raises(UnreadableError):
        read_endnote(b"")
    assert read_endnote("<xml><records></records></xml>").works == []
    assert read_endnote(write_endnote([])).works == []


def test_the_format_is_told_by_its_content() -> None:
    assert detect(ARTICLE) == "endnote-xml"
    assert detect(write_endnote([Work(id="k")])) == "endnote-xml"


def test_the_place_of_the_publisher_is_not_that_of_the_conference() -> None:
    work = Work(type="paper-conference", title="A", container_title="B", publisher_place="Berlin")
    [back] = read_endnote(write_endnote([work], carry=False)).works
    assert (back.publisher_place, back.event_place) == ("Berlin", "")


def test_the_type_as_text() -> None:
    text = "<xml><records><record><ref-type>Book Section</ref-type><titles><title>A</title>"
    loaded = read_endnote(text + "</titles></record></records></xml>")
    assert [(work.type, work.custom) for work in loaded.works] == [("chapter", {})]


@pytest.mark.parametrize(
    ("others", "variable"),
    [("", "editor"), ("<authors><author>Roe, Ann</author></authors>", "collection-editor")],
)
def test_the_editors_of_a_book_without_authors(others: str, variable: str) -> None:
    people = "<secondary-authors><author>Doe, Jane</author></secondary-authors>"
    work = one(f"<contributors>{others}{people}</contributors>", "Book")
    assert work.get(variable) == [Name("Doe", "Jane")]
