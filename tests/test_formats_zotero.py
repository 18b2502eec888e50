"""Zotero RDF: items, what belongs to them, the Extra field, and the law of writing and reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import works
from works_wild import wild_works

from refkit.errors import FormatError, UnreadableError
from refkit.formats import detect, load
from refkit.formats.csljson import read_csl
from refkit.formats.zotero import read_zotero, write_zotero
from refkit.formats.zotero_fields import READ_TYPES
from refkit.model import Date, Name, Work

HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#">
"""


def rdf(body: str) -> str:
    return f"{HEAD}{body}</rdf:RDF>"


def item(body: str, item_type: str = "book", about: str = "#item_1") -> str:
    return (
        f'<rdf:Description rdf:about="{about}"><z:itemType>{item_type}</z:itemType>'
        f"{body}</rdf:Description>"
    )


def one(body: str) -> Work:
    """The Work of a file in which nothing is wrong."""
    loaded = read_zotero(rdf(body))
    assert loaded.problems == []
    [work] = loaded.works
    return work


ARTICLE = """
<bib:Article rdf:about="https://example.org/1">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:1664-1078"/>
  <bib:authors><rdf:Seq>
    <rdf:li><foaf:Person>
      <foaf:surname>Gračanin</foaf:surname><foaf:givenName>Asmir</foaf:givenName>
    </foaf:Person></rdf:li>
    <rdf:li><foaf:Person><foaf:surname>WHO</foaf:surname></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <z:translators><rdf:Seq><rdf:li><foaf:Person>
    <foaf:surname>Doe</foaf:surname><foaf:givenname>Jane</foaf:givenname>
  </foaf:Person></rdf:li></rdf:Seq></z:translators>
  <dcterms:isReferencedBy rdf:resource="#item_9"/>
  <link:link rdf:resource="#item_3"/>
  <dc:subject>crying</dc:subject>
  <dc:subject><z:AutomaticTag><rdf:value>Tears</rdf:value></z:AutomaticTag></dc:subject>
  <dc:subject><dcterms:LCC><rdf:value>BF1</rdf:value></dcterms:LCC></dc:subject>
  <dc:title>Is &lt;i&gt;crying&lt;/i&gt; a self-soothing behavior?</dc:title>
  <dcterms:abstract>One.
Two.</dcterms:abstract>
  <dc:date>May 28, 2014</dc:date>
  <z:language>en</z:language>
  <z:shortTitle>Is crying</z:shortTitle>
  <z:libraryCatalog>Frontiers</z:libraryCatalog>
  <dc:identifier><dcterms:URI><rdf:value>https://example.org/1</rdf:value></dcterms:URI>
  </dc:identifier>
  <dcterms:dateSubmitted>2022-07-22 06:36:31</dcterms:dateSubmitted>
  <dc:rights>CC BY</dc:rights>
  <bib:pages>502-10</bib:pages>
  <z:zebra>striped</z:zebra>
  <dc:description>Citation Key: gracanin2014
PMID: 123
tex.keep: yes
a remark</dc:description>
</bib:Article>
<bib:Journal rdf:about="urn:issn:1664-1078">
  <prism:volume>5</prism:volume>
  <prism:number>2</prism:number>
  <dc:title>Frontiers in Psychology</dc:title>
  <dc:identifier>DOI 10.3389/fpsyg.2014.00502</dc:identifier>
  <dcterms:alternative>Front Psychol</dcterms:alternative>
  <dc:identifier>ISSN 1664-1078</dc:identifier>
</bib:Journal>
<bib:Memo rdf:about="#item_9"><rdf:value>&lt;p&gt;Read!&lt;/p&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_3">
  <z:itemType>attachment</z:itemType>
  <rdf:resource rdf:resource="files/3/a b.pdf"/>
  <dc:title>Full text</dc:title>
  <link:type>application/pdf</link:type>
</z:Attachment>
<z:Collection rdf:about="#collection_1">
  <dc:title>thesis</dc:title><dcterms:hasPart rdf:resource="#collection_2"/>
</z:Collection>
<z:Collection rdf:about="#collection_2">
  <dc:title>chapter 2</dc:title><dcterms:hasPart rdf:resource="https://example.org/1"/>
</z:Collection>
"""


def test_an_article_is_read_with_all_that_belongs_to_it() -> None:
    assert one(ARTICLE) == Work(
        id="gracanin2014",
        type="article-journal",
        title="Is <i>crying</i> a self-soothing behavior?",
        title_short="Is crying",
        container_title="Frontiers in Psychology",
        container_title_short="Front Psychol",
        author=[Name(family="Gračanin", given="Asmir"), Name(literal="WHO")],
        translator=[Name(family="Doe", given="Jane")],
        issued=Date(date_parts=((2014, 5, 28),)),
        accessed=Date(date_parts=((2022, 7, 22),)),
        volume="5",
        issue="2",
        page="502–510",
        DOI="10.3389/fpsyg.2014.00502",
        ISSN="1664-1078",
        PMID="123",
        URL="https://example.org/1",
        call_number="BF1",
        abstract="One.\nTwo.",
        keyword="crying; Tears",
        language="en",
        license="CC BY",
        note="a remark",
        source="Frontiers",
        custom={
            "zotero": {
                "notes": ["<p>Read!</p>"],
                "attachments": [
                    {
                        "title": "Full text",
                        "path": "files/3/a b.pdf",
                        "media-type": "application/pdf",
                    }
                ],
                "automatic-tags": ["Tears"],
                "tex": {"keep": "yes"},
                "collections": ["thesis/chapter 2"],
                "fields": {"zebra": "striped"},
            }
        },
    )


def test_what_was_read_is_written_back_as_zotero_has_it() -> None:
    work = one(ARTICLE)
    written = write_zotero([work])
    assert "refkit:carried" not in written
    assert read_zotero(written).works == [work]
    for expected in (
        "<z:itemType>journalArticle</z:itemType>",
        "<dc:identifier>DOI 10.3389/fpsyg.2014.00502</dc:identifier>",
        "<dc:identifier>ISSN 1664-1078</dc:identifier>",
        "<foaf:surname>Gračanin</foaf:surname>",
        "<z:zebra>striped</z:zebra>",
        '<rdf:resource rdf:resource="files/3/a b.pdf"/>',
        "<dc:title>chapter 2</dc:title>",
        "PMID: 123",
        "tex.keep: yes",
    ):
        assert expected in written


@pytest.mark.parametrize(("item_type", "kind"), sorted(READ_TYPES.items()))
def test_every_item_type_is_read_and_written_back(item_type: str, kind: str) -> None:
    work = one(item("<dc:title>T</dc:title>", item_type))
    assert work.type == kind
    assert f"<z:itemType>{item_type}</z:itemType>" in write_zotero([work])


def test_a_chapter_has_its_book_series_and_publisher() -> None:
    work = one(
        item(
            """<dcterms:isPartOf><bib:Book>
                 <dcterms:isPartOf><bib:Series>
                   <dc:title>Lectures</dc:title><dc:identifier>12</dc:identifier>
                 </bib:Series></dcterms:isPartOf>
                 <dc:identifier>ISBN 9780306406157</dc:identifier><dc:title>Emotions</dc:title>
               </bib:Book></dcterms:isPartOf>
               <dc:publisher><foaf:Organization>
                 <vcard:adr><vcard:Address><vcard:locality>Zagreb</vcard:locality>
                 </vcard:Address></vcard:adr><foaf:name>Press</foaf:name>
               </foaf:Organization></dc:publisher>
               <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Roe</foaf:surname>
                 <foaf:givenName>R.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
               <z:bookAuthors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Poe</foaf:surname>
                 <foaf:givenName>P.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq>
               </z:bookAuthors><dc:title>Tears</dc:title>""",
            "bookSection",
        )
    )
    assert work == Work(
        type="chapter",
        title="Tears",
        container_title="Emotions",
        collection_title="Lectures",
        collection_number="12",
        editor=[Name(family="Roe", given="R.")],
        container_author=[Name(family="Poe", given="P.")],
        publisher="Press",
        publisher_place="Zagreb",
        ISBN="9780306406157",
    )


@pytest.mark.parametrize(
    ("extra", "variable", "value"),
    [
        ("Original Date: 1900-05", "original-date", Date(date_parts=((1900, 5),))),
        ("original-title: Über Tränen", "original-title", "Über Tränen"),
        ("{:event-place: Zagreb}", "event-place", "Zagreb"),
        ("DOI: 10.1000/x", "DOI", "10.1000/x"),
        ("Archive Place: Rome", "archive-place", "Rome"),
        ("Reviewed Title: That", "reviewed-title", "That"),
        ("Editor: Doe || Jane\nEditor: UN", "editor", [Name("Doe", "Jane")]),
        ("type: dataset", "type", "dataset"),
        ("Citation Key: a2020", "id", "a2020"),
        ("Not a variable: text", "note", "Not a variable: text"),
        ("free text", "note", "free text"),
    ],
)
def test_a_line_of_extra_is_a_variable(extra: str, variable: str, value: object) -> None:
    read = one(item(f"<dc:title>T</dc:title><dc:description>{extra}</dc:description>"))
    assert read.get(variable) == value


def test_a_line_of_extra_takes_nothing_from_a_field() -> None:
    work = one(item("<dc:title>T</dc:title><dc:description>Title: Other</dc:description>"))
    assert (work.title, work.note) == ("T", "Title: Other")


def test_what_zotero_has_no_field_for_stands_in_extra() -> None:
    work = Work(
        id="a",
        type="pamphlet",
        title="T",
        DOI="10.1000/x",
        original_date=Date(date_parts=((1900,),)),
        illustrator=[Name(family="Doe", given="Jane")],
        note="a remark",
    )
    written = write_zotero([work], carry=False)
    assert (
        "<dc:description>Citation Key: a\nType: pamphlet\nIllustrator: Doe || Jane\n"
        "Original Date: 1900\nDOI: 10.1000/x\na remark</dc:description>"
    ) in written
    assert read_zotero(written).works == [work]


def test_an_item_without_a_type_has_that_of_its_class() -> None:
    assert one("<bib:Thesis rdf:about='#a'><dc:title>T</dc:title></bib:Thesis>").type == "thesis"
    described = (
        "<rdf:Description><rdf:type rdf:resource='http://purl.org/net/biblio#Book'/>"
        "<dc:title>T</dc:title></rdf:Description>"
    )
    assert one(described).type == "book"


def test_other_prefixes_and_another_form_of_rdf_are_read() -> None:
    text = """<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:q="http://www.zotero.org/namespaces/export#" xmlns:b="http://purl.org/net/biblio#"
      xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:f="http://xmlns.com/foaf/0.1/">
      <b:Book r:ID="a" d:title="Tears"><q:itemType>book</q:itemType>
        <b:authors r:nodeID="s"/></b:Book>
      <r:Seq r:nodeID="s"><r:_1 r:parseType="Resource"><f:surname>Doe</f:surname>
        <f:givenName>Jane</f:givenName></r:_1></r:Seq></r:RDF>"""
    loaded = read_zotero(text)
    assert loaded.problems == []
    assert loaded.works == [
        Work(type="book", title="Tears", author=[Name(family="Doe", given="Jane")])
    ]


def test_a_note_of_its_own_is_told_with_its_text() -> None:
    loaded = read_zotero(
        rdf(
            "\n<bib:Memo rdf:about='#n'><z:itemType>note</z:itemType>"
            "<rdf:value>Read</rdf:value></bib:Memo>"
        )
    )
    assert loaded.works == []
    [problem] = loaded.problems
    assert (problem.line, problem.entry, problem.lost) == (12, "#n", True)
    assert "<rdf:value>Read</rdf:value>" in problem.raw


@pytest.mark.parametrize("broken", ["<dc:title>B", "<dc:title>B</dc:titel>", "<dc:title>B & C <"])
def test_what_is_broken_in_an_item_leaves_the_others(broken: str) -> None:
    body = (
        item("<dc:title>A</dc:title>", about="#1")
        + "\n"
        + item(broken, about="#2")
        + "\n"
        + item("<dc:title>C</dc:title>", about="#3")
    )
    loaded = read_zotero(rdf(body))
    assert [work.title[:1] for work in loaded.works] == ["A", "B", "C"]
    assert loaded.problems
    assert loaded.problems[0].line == 12


def test_the_doi_of_an_item_before_that_of_its_journal() -> None:
    journal = "<bib:Journal><dc:identifier>DOI 10.1234/journal</dc:identifier></bib:Journal>"
    own = "<dc:identifier>DOI 10.1234/own</dc:identifier>"
    work = one(item(f"<dcterms:isPartOf>{journal}</dcterms:isPartOf>{own}", "journalArticle"))
    assert work.DOI == "10.1234/own"


def test_a_collection_is_no_container() -> None:
    body = item('<dcterms:isPartOf rdf:resource="#c"/><dc:title>Tears</dc:title>')
    collection = '<z:Collection rdf:about="#c"><dc:title>Mine</dc:title></z:Collection>'
    [work] = read_zotero(rdf(body + collection)).works
    assert (work.container_title, work.title) == ("", "Tears")


def test_cycles_end() -> None:
    body = (
        "<bib:Book rdf:about='#1'><z:itemType>book</z:itemType><dc:title>A</dc:title>"
        "<dcterms:isPartOf rdf:resource='#2'/></bib:Book>"
        "<bib:Series rdf:about='#2'><dcterms:isPartOf rdf:resource='#2'/></bib:Series>"
        "<z:Collection rdf:about='#c'><dc:title>x</dc:title><dcterms:hasPart rdf:resource='#d'/>"
        "<dcterms:hasPart rdf:resource='#1'/></z:Collection>"
        "<z:Collection rdf:about='#d'><dc:title>y</dc:title><dcterms:hasPart rdf:resource='#c'/>"
        "</z:Collection>"
    )
    assert one(body).title == "A"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("", UnreadableError),
        (b"\x00\x01\x02", UnreadableError),
        ("hello", FormatError),
        ("<html><body/></html>", FormatError),
        (f'<!DOCTYPE rdf:RDF [<!ENTITY a "b">]>{rdf("")}', FormatError),
        ("<a>" * 1000, FormatError),
    ],
)
def test_what_is_no_zotero_rdf_is_refused(data: bytes | str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_zotero(data)


def test_zotero_rdf_is_found_by_its_content() -> None:
    written = write_zotero([Work(id="a", type="book", title="Tears")])
    assert detect(written) == "zotero-rdf"
    assert load(written.encode()).works == [Work(id="a", type="book", title="Tears")]
    assert read_zotero(rdf("")).works == []


@given(st.lists(works(), max_size=3))
@settings(max_examples=50)
def test_works_survive_writing_and_reading(drawn: list[Work]) -> None:
    assert read_zotero(write_zotero(drawn)).works == drawn


@given(st.lists(wild_works(), max_size=2))
@settings(max_examples=30)
def test_any_works_survive_writing_and_reading(drawn: list[Work]) -> None:
    loaded = read_zotero(write_zotero(drawn))
    assert (loaded.works, loaded.problems) == (drawn, [])


def test_real_works_survive(shared_data: Path) -> None:
    real = read_csl((shared_data / "csl" / "items.json").read_bytes())
    assert read_zotero(write_zotero(real)).works == real
