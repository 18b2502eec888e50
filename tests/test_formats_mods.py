from __future__ import annotations

import pytest

from refkit.errors import FormatError, UnreadableError
from refkit.formats import detect
from refkit.formats.mods import read_mods, write_mods
from refkit.model import Date, Name, Work
from refkit.model.work import TYPES

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<m:modsCollection xmlns:m="http://www.loc.gov/mods/v3">
<m:mods ID="doe2001">
  <m:titleInfo><m:nonSort>The</m:nonSort><m:title>tears</m:title>
    <m:subTitle>a review</m:subTitle></m:titleInfo>
  <m:titleInfo type="abbreviated"><m:title>Tears</m:title></m:titleInfo>
  <m:titleInfo type="translated" lang="ger"><m:title>Die Tränen</m:title></m:titleInfo>
  <m:name type="personal"><m:namePart type="given">Jane</m:namePart>
    <m:namePart type="given">B.</m:namePart><m:namePart type="family">Doe</m:namePart>
    <m:namePart type="termsOfAddress">Jr.</m:namePart>
    <m:affiliation>Somewhere</m:affiliation>
    <m:role><m:roleTerm authority="marcrelator" type="code">aut</m:roleTerm></m:role></m:name>
  <m:name type="corporate"><m:namePart>UNICEF</m:namePart>
    <m:role><m:roleTerm type="text">author</m:roleTerm></m:role></m:name>
  <m:typeOfResource>text</m:typeOfResource>
  <m:originInfo><m:dateIssued encoding="w3cdtf" keyDate="yes">2001-05</m:dateIssued></m:originInfo>
  <m:language><m:languageTerm type="code" authority="iso639-2b">eng</m:languageTerm></m:language>
  <m:abstract>One
    line.</m:abstract>
  <m:subject><m:topic>crying</m:topic></m:subject>
  <m:subject><m:topic>tears</m:topic></m:subject>
  <m:classification authority="ddc">150</m:classification>
  <m:relatedItem type="host">
    <m:titleInfo><m:title>Journal of Tears</m:title></m:titleInfo>
    <m:titleInfo type="abbreviated"><m:title>J Tears</m:title></m:titleInfo>
    <m:originInfo><m:publisher>Pub</m:publisher><m:issuance>continuing</m:issuance></m:originInfo>
    <m:genre authority="marcgt">periodical</m:genre>
    <m:identifier type="issn">1234-5679</m:identifier>
    <m:part><m:detail type="volume"><m:number>7</m:number></m:detail>
      <m:detail type="number"><m:number>2</m:number></m:detail>
      <m:extent unit="page"><m:start>1</m:start><m:end>9</m:end></m:extent></m:part>
  </m:relatedItem>
  <m:identifier type="doi">https://doi.org/10.1000/x</m:identifier>
  <m:identifier type="citekey">doe01</m:identifier>
  <m:location><m:url dateLastAccessed="2020-01-02">https://example.org</m:url></m:location>
</m:mods>
</m:modsCollection>"""


def one(inside: str) -> Work:
    loaded = read_mods(f'<mods xmlns="http://www.loc.gov/mods/v3">{inside}</mods>')
    assert loaded.problems == []
    [work] = loaded.works
    return work


def test_an_article_with_prefixed_names() -> None:
    [work] = read_mods(ARTICLE.encode()).works
    jane = Name("Doe", "Jane B.", suffix="Jr.", comma_suffix=True)
    extra = {"affiliation": [{"name": "Somewhere"}]}
    assert work == Work(
        id="doe01",
        type="article-journal",
        title="The tears: a review",
        title_short="Tears",
        author=[
            Name(jane.family, jane.given, "", "", "Jr.", comma_suffix=True, extra=extra),
            Name(literal="UNICEF"),
        ],
        container_title="Journal of Tears",
        container_title_short="J Tears",
        issued=Date(((2001, 5),)),
        accessed=Date(((2020, 1, 2),)),
        volume="7",
        issue="2",
        page="1–9",
        DOI="10.1000/x",
        ISSN="1234-5679",
        URL="https://example.org",
        abstract="One line.",
        keyword="crying, tears",
        language="eng",
        publisher="Pub",
        custom=work.custom,
    )


def test_what_csl_cannot_say_is_kept_and_written_back() -> None:
    [work] = read_mods(ARTICLE).works
    assert work.custom == {
        "mods": {
            "xml": [
                '<titleInfo type="translated" lang="ger"><title>Die Tränen</title></titleInfo>',
                '<classification authority="ddc">150</classification>',
                '<relatedItem type="host"><originInfo><issuance>continuing</issuance></originInfo>'
                "</relatedItem>",
            ]
        }
    }
    once = write_mods([work])
    assert '<classification authority="ddc">150</classification>' in once
    assert read_mods(once).works == [work]
    assert write_mods(read_mods(once).works) == once


def test_a_chapter_is_written_for_other_programs() -> None:
    work = Work(
        id="k",
        type="chapter",
        title="A & B",
        author=[Name("Doe", "Jane")],
        editor=[Name("Roe", "R.")],
        container_title="Handbook",
        issued=Date(((2001,),)),
        page="1–9",
    )
    assert (
        write_mods([work])
        == """<?xml version="1.0" encoding="UTF-8"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink">
<mods>
<titleInfo><title>A &amp; B</title></titleInfo>
<name type="personal"><namePart type="family">Doe</namePart><namePart type="given">Jane</namePart>\
<role><roleTerm type="code" authority="marcrelator">aut</roleTerm></role></name>
<typeOfResource>text</typeOfResource>
<genre authority="local">bookSection</genre>
<originInfo><dateIssued encoding="w3cdtf">2001</dateIssued></originInfo>
<relatedItem type="host"><titleInfo><title>Handbook</title></titleInfo>\
<name type="personal"><namePart type="family">Roe</namePart><namePart type="given">R.</namePart>\
<role><roleTerm type="code" authority="marcrelator">edt</roleTerm></role></name>\
<genre authority="marcgt">book</genre>\
<part><extent unit="pages"><start>1</start><end>9</end></extent></part></relatedItem>
<identifier type="citekey">k</identifier>
</mods>
</modsCollection>
"""
    )


@pytest.mark.parametrize(
    ("inside", "type_"),
    [
        ('<genre authority="local">conferencePaper</genre>', "paper-conference"),
        ('<genre authority="marcgt">thesis</genre>', "thesis"),
        ("<genre>journal article</genre>", "article-journal"),
        (
            '<relatedItem type="host"><genre>academic journal</genre></relatedItem>',
            "article-journal",
        ),
        ('<relatedItem type="host"><genre>newspaper</genre></relatedItem>', "article-newspaper"),
        (
            '<genre>review</genre><relatedItem type="host"><genre>periodical</genre></relatedItem>',
            "review",
        ),
        (
            '<relatedItem type="host"><titleInfo><title>x</title></titleInfo>'
            '<identifier type="isbn">9783161484100</identifier></relatedItem>',
            "chapter",
        ),
        ("<typeOfResource>cartographic</typeOfResource>", "map"),
        ("<originInfo><issuance>monographic</issuance></originInfo>", "book"),
        ("<originInfo><publisher>P</publisher></originInfo>", "book"),
        ("<titleInfo><title>x</title></titleInfo>", "document"),
    ],
)
def test_the_type_is_told_by_genres_host_and_resource(inside: str, type_: str) -> None:
    assert one(inside).type == type_


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_every_type_is_written_so_that_it_is_read(type_: str) -> None:
    work = Work(id="k", type=type_, title="T", container_title="C")
    assert "refkit:" not in write_mods([work])
    assert read_mods(write_mods([work])).works == [work]


@pytest.mark.parametrize(
    ("inside", "date"),
    [
        ("<dateIssued>2001</dateIssued>", Date(((2001,),))),
        ("<dateIssued>[c1998]</dateIssued>", Date(((1998,),))),
        ('<dateIssued encoding="iso8601">20010502</dateIssued>', Date(((2001, 5, 2),))),
        (
            '<dateIssued point="start">1999</dateIssued><dateIssued point="end">2001</dateIssued>',
            Date(((1999,), (2001,))),
        ),
        ('<dateIssued point="start">1999</dateIssued>', Date(((1999,), ()))),
        ('<dateIssued qualifier="approximate">1850</dateIssued>', Date(((1850,),), circa=True)),
        ("<dateIssued>May 2001</dateIssued>", Date(((2001, 5),))),
        ("<dateIssued>in press</dateIssued>", Date(literal="in press")),
        (
            '<dateIssued>ca. June</dateIssued><dateIssued encoding="edtf">2001-06</dateIssued>',
            Date(((2001, 6),)),
        ),
        ("<copyrightDate>2002</copyrightDate>", Date(((2002,),))),
    ],
)
def test_dates_in_every_encoding(inside: str, date: Date) -> None:
    assert one(f"<originInfo>{inside}</originInfo>").issued == date


@pytest.mark.parametrize(
    ("inside", "variable", "names"),
    [
        ("<namePart>Doe, Jane</namePart>", "author", [Name("Doe", "Jane")]),
        ("<namePart>Jane B. Doe</namePart>", "author", [Name("Doe", "Jane B.")]),
        ("<displayForm>Doe, Jane</displayForm>", "author", [Name("Doe", "Jane")]),
        (
            "<namePart>Doe, J.</namePart><role><roleTerm>edt</roleTerm></role>",
            "editor",
            [Name("Doe", "J.")],
        ),
        (
            "<namePart>Doe, J.</namePart><role><roleTerm>edt</roleTerm></role>"
            "<role><roleTerm>trl</roleTerm></role>",
            "editor_translator",
            [Name("Doe", "J.")],
        ),
        (
            "<namePart>Doe, J.</namePart><role><roleTerm>Narrator.</roleTerm></role>",
            "narrator",
            [Name("Doe", "J.")],
        ),
        ("<etal/>", "author", [Name(literal="others")]),
    ],
)
def test_names_in_every_form(inside: str, variable: str, names: list[Name]) -> None:
    work = one(f"<titleInfo><title>T</title></titleInfo><name>{inside}</name>")
    assert getattr(work, variable) == names


def test_a_role_that_csl_does_not_have_is_kept() -> None:
    inside = "<name><namePart>Doe, J.</namePart><role><roleTerm>bookbinder</roleTerm></role></name>"
    work = one(inside)
    assert work.custom == {"mods": {"xml": [inside]}}
    assert inside in write_mods([work])


@pytest.mark.parametrize(
    ("inside", "variable", "value"),
    [
        ('<relatedItem type="series"><titleInfo><title>S</title><partNumber>4</partNumber>'
         "</titleInfo></relatedItem>", "collection_title", "S"),
        ('<relatedItem type="original"><originInfo><publisher>P</publisher></originInfo>'
         "</relatedItem>", "original_publisher", "P"),
        ('<relatedItem type="reviewOf"><titleInfo><title>R</title></titleInfo></relatedItem>',
         "reviewed_title", "R"),
        ("<physicalDescription><extent>350 p.</extent></physicalDescription>",
         "number_of_pages", "350"),
        ("<physicalDescription><extent>A4</extent></physicalDescription>", "dimensions", "A4"),
        ('<identifier type="pmid">123</identifier>', "PMID", "123"),
        ("<location><shelfLocator>QA 1</shelfLocator></location>", "call_number", "QA 1"),
        ('<accessCondition type="use and reproduction">CC0</accessCondition>', "license", "CC0"),
        ('<note type="annotation">x</note>', "annote", "x"),
        ("<part><extent unit='pages'><list>pp. 5-8, 11</list></extent></part>", "page", "5–8, 11"),
        ('<identifier type="arxiv">2101.00001</identifier><genre>preprint</genre>',
         "number", "arXiv:2101.00001"),
    ],
)  # fmt: skip
def test_elements_become_variables(inside: str, variable: str, value: str) -> None:
    assert getattr(one(inside), variable) == value


def test_a_broken_record_does_not_stop_the_others() -> None:
    text = (
        '<modsCollection xmlns="http://www.loc.gov/mods/v3">\n'
        "<mods><titleInfo><title>One</title></titleInfo></mods>\n"
        "<mods><titleInfo><title>Two</titleInfo></mods>\n"
        "<mods><titleInfo><title>Three</title></titleInfo></mods>\n"
        "</modsCollection>"
    )
    loaded = read_mods(text)
    assert [work.title for work in loaded.works] == ["One", "Two", "Three"]
    assert loaded.problems
    assert {problem.line for problem in loaded.problems} == {3}


def test_an_extension_of_another_program_is_kept() -> None:
    work = one("<titleInfo><title>T</title></titleInfo><extension><own>x</own></extension>")
    assert "<extension><own>x</own></extension>" in write_mods([work])


def test_files_of_another_kind_are_refused() -> None:
    with pytest.raises(FormatError, match="its root is <xml>"):
        read_mods("<xml><a/></xml>")
    with pytest.raises(UnreadableError):
        read_mods(" ")
    assert read_mods(write_mods([])).works == []


def test_the_format_is_told_by_its_content() -> None:
    assert detect(ARTICLE) == "mods"
    assert detect(write_mods([])) == "mods"


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("article", "article-journal"),
        ("inproceedings", "paper-conference"),
        ("incollection", "chapter"),
        ("phdthesis", "thesis"),
        ("techreport", "report"),
        ("proceedings", "book"),
    ],
)
def test_the_types_of_bibtex_which_jabref_writes_as_genres(genre: str, kind: str) -> None:
    host = "<relatedItem type='host'><titleInfo><title>Tears</title></titleInfo></relatedItem>"
    work = one(f"<genre>{genre}</genre>{host}")
    assert (work.type, work.genre, work.container_title) == (kind, "", "Tears")


def test_the_uniform_title_of_a_host_where_it_has_no_other() -> None:
    title = "<titleInfo type='uniform'><title>Tears</title></titleInfo>"
    assert one(f"<relatedItem type='host'>{title}</relatedItem>").container_title == "Tears"


def test_the_key_date_of_a_photograph_and_not_its_copyright() -> None:
    dates = "<dateCreated keyDate='yes'>1955-03-22</dateCreated><copyrightDate>2003</copyrightDate>"
    work = one(f"<originInfo>{dates}</originInfo>")
    assert work.issued == Date(date_parts=((1955, 3, 22),))
