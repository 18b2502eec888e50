"""TEI: GROBID's output and hand-made editions, their notes, citations and reference lists."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import UnreadableError
from refkit.extract import find_references
from refkit.formats import load
from refkit.model import Document
from refkit.readers.tei import read_tei

GROBID = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title level="a">A title
</title></titleStmt><sourceDesc><biblStruct><analytic><author><persName><surname>Hidden</surname>
</persName></author></analytic></biblStruct></sourceDesc></fileDesc><profileDesc><abstract><div><p>An
abstract.</p></div></abstract></profileDesc></teiHeader><facsimile><surface n="1"/></facsimile>
<text><body><div><head n="1">Introduction</head><p>After <ref type="bibr" target="#b0">[1]</ref>,
<hi rend="italic">Homo</hi><note place="foot" n="1">A note on <ref target="#b1">Lee</ref>.</note>
and <ref type="figure" target="#fig_0">1</ref>.</p></div></body><back><div type="references">
<listBibl><biblStruct xml:id="b0"><analytic><title level="a" type="main">Mapping the world</title>
<author><persName><forename type="first">John</forename><forename type="middle">B</forename>
<surname>Smith</surname></persName></author><author><persName><forename type="first">A</forename>
<surname>Doe</surname></persName></author><idno type="DOI">10.1000/xyz</idno></analytic><monogr>
<title level="j">Journal of Maps</title><title level="j" type="abbrev">J Maps</title><imprint>
<publisher>Wiley</publisher><biblScope unit="volume">12</biblScope>
<biblScope unit="issue">3</biblScope><biblScope unit="page" from="10" to="20" />
<date type="published" when="2001-05" /></imprint></monogr>
</biblStruct>
<biblStruct xml:id="b1"><monogr><title level="m">A Book</title><author><persName><forename>Ann
</forename><surname>Lee</surname></persName></author><imprint><pubPlace>New York</pubPlace>
<publisher>Wiley</publisher><date when="1999">1999</date></imprint></monogr></biblStruct>
<biblStruct xml:id="b2"><analytic><title/></analytic><monogr><title level="m">X</title><imprint>
<date/></imprint></monogr><note type="raw_reference">Miller, J. (2000). Raw text. Wiley.</note>
</biblStruct>
</listBibl></div></back></text></TEI>
"""


def said(document: Document, span: Any) -> str:
    return document.text[span.start : span.end]


def text(body: str, listed: str = "") -> Document:
    back = f"<back><listBibl>{listed}</listBibl></back>" if listed else ""
    return read_tei(f"<TEI><text><body>{body}</body>{back}</text></TEI>")


def items(document: Document) -> list[dict[str, Any]]:
    [embedded] = document.embedded
    assert (embedded.format, embedded.origin) == ("csl-json", "TEI")
    return list(json.loads(embedded.data))


def test_the_output_of_grobid() -> None:
    document = read_tei(GROBID)
    assert [(block.kind, block.key, said(document, block.span)) for block in document.blocks] == [
        ("heading", "", "A title"),
        ("paragraph", "", "An abstract."),
        ("heading", "", "Introduction"),
        ("paragraph", "", "After [1], Homo and 1."),
        ("note", "", "A note on Lee."),
        (
            "entry",
            "b0",
            "Smith, John B., & Doe, A. (2001). Mapping the world. Journal of Maps, 12(3), 10–20."
            " https://doi.org/10.1000/xyz",
        ),
        ("entry", "b1", "Lee, Ann (1999). A Book. New York: Wiley."),
        ("entry", "b2", "Miller, J. (2000). Raw text. Wiley."),
    ]
    assert [block.marker for block in document.blocks if block.kind == "note"] == ["1"]
    assert [(said(document, each.span), each.keys) for each in document.mentions] == [
        ("[1]", ("b0",)),
        ("Lee", ("b1",)),
    ]
    assert [mark.kind for mark in document.markup if said(document, mark.span) == "Homo"] == [
        "italic"
    ]
    assert [reference.key for reference in find_references(document)] == ["b0", "b1", "b2"]


def test_structured_entries_are_embedded_and_what_grobid_guessed_is_not() -> None:
    document = read_tei(GROBID)
    assert items(document) == [
        {
            "id": "b0",
            "title": "Mapping the world",
            "container-title": "Journal of Maps",
            "author": [
                {"family": "Smith", "given": "John B"},
                {"family": "Doe", "given": "A"},
            ],
            "issued": {"date-parts": [[2001, 5]]},
            "publisher": "Wiley",
            "volume": "12",
            "issue": "3",
            "page": "10–20",
            "DOI": "10.1000/xyz",
            "type": "article-journal",
        },
        {
            "id": "b1",
            "title": "A Book",
            "author": [{"family": "Lee", "given": "Ann"}],
            "issued": {"date-parts": [[1999]]},
            "publisher": "Wiley",
            "publisher-place": "New York",
            "type": "book",
        },
    ]
    loaded = load(document.embedded[0].data, format="csl-json")
    assert [work.id for work in loaded.works] == ["b0", "b1"]
    assert loaded.problems == []


@pytest.mark.parametrize(
    ("entry", "item"),
    [
        (
            '<biblStruct type="bookSection" xml:id="x"><analytic><title level="a">Part</title>'
            "<author><forename>Ann</forename><surname>Lee</surname></author></analytic><monogr><title"
            ' level="m">Whole</title><editor><forename>Bo</forename><surname>Poe</surname></editor>'
            '<imprint><biblScope unit="page">1–9</biblScope><date>1999a</date></imprint></monogr>'
            '<series><title level="s">Row</title></series></biblStruct>',
            {
                "id": "x",
                "type": "chapter",
                "title": "Part",
                "container-title": "Whole",
                "collection-title": "Row",
                "author": [{"family": "Lee", "given": "Ann"}],
                "editor": [{"family": "Poe", "given": "Bo"}],
                "page": "1–9",
                "issued": {"date-parts": [[1999]]},
            },
        ),
        (
            '<biblStruct xml:id="x"><monogr><author><orgName>WHO</orgName></author><title>Report'
            '</title><imprint><date when="2003-02-01"/></imprint></monogr><ref'
            ' target="https://who.int"/><idno type="arXiv">1234.5678</idno></biblStruct>',
            {
                "id": "x",
                "type": "book",
                "title": "Report",
                "author": [{"literal": "WHO"}],
                "issued": {"date-parts": [[2003, 2, 1]]},
                "URL": "https://who.int",
                "number": "arXiv:1234.5678",
            },
        ),
        (
            '<bibl xml:id="x"><author>Marx, Karl</author><title level="m">Das Kapital</title><date>'
            "1867</date></bibl>",
            {
                "id": "x",
                "type": "book",
                "title": "Das Kapital",
                "author": [{"family": "Marx", "given": "Karl"}],
                "issued": {"date-parts": [[1867]]},
            },
        ),
    ],
)
def test_titles_and_people_by_where_they_stand(entry: str, item: dict[str, Any]) -> None:
    assert items(text("", entry)) == [item]


def test_an_entry_with_its_own_text_is_taken_as_it_stands() -> None:
    document = text(
        "",
        '<head>Works</head><bibl xml:id="m" n="3"><author>Karl Marx</author>,\n <title'
        ' level="m">Das Kapital</title>. Berlin <date>1867</date>.</bibl>',
    )
    assert [
        (block.kind, block.marker, said(document, block.span)) for block in document.blocks
    ] == [
        ("heading", "", "Works"),
        ("entry", "3", "Karl Marx, Das Kapital. Berlin 1867."),
    ]
    assert document.embedded == []


def test_sources_of_quotations_are_no_entries() -> None:
    document = text(
        "<p>He <quote>said</quote> so.</p><cit><quote>To be.</quote> <bibl>Hamlet</bibl></cit>"
    )
    assert [(block.kind, said(document, block.span)) for block in document.blocks] == [
        ("paragraph", "He said so."),
        ("quote", "To be."),
        ("quote", "Hamlet"),
    ]


def test_what_an_edition_adds_to_the_print() -> None:
    document = text(
        "<fw>Running head</fw><p>Zu<lb break='no'/>sam<lb/>men <choice><orig>vnd</orig><reg>und"
        "</reg></choice> <app><lem>x</lem><rdg>y</rdg></app><pb n='2'/>z</p>"
        "<list><head>Things</head><item>one</item></list>"
        "<lg><l>verse</l></lg><table><row><cell>1</cell></row></table>"
    )
    assert [(block.kind, said(document, block.span)) for block in document.blocks] == [
        ("paragraph", "Zusam men vnd x z"),
        ("paragraph", "Things"),
        ("item", "one"),
        ("paragraph", "verse"),
        ("table", "1"),
    ]


def test_ranges_of_citations() -> None:
    entries = "".join(f'<bibl xml:id="b{n}">Doe {n}. 199{n}.</bibl>' for n in range(1, 6))
    document = text('<p><ref target="#b2">[2]</ref>–<ref target="#b4">[4]</ref></p>', entries)
    assert [each.keys for each in document.mentions] == [("b2", "b3", "b4")]


def test_depth_and_entities_are_refused() -> None:
    with pytest.raises(UnreadableError, match="nested more than 200 deep"):
        read_tei("<TEI><text>" + "<div>" * 10_000)
    with pytest.raises(UnreadableError, match="declarations of its own"):
        read_tei('<!DOCTYPE TEI [<!ENTITY x "y">]><TEI><text><p>&x;</p></text></TEI>')


_TOKENS = """
<listBibl> | </listBibl> | <biblStruct> | </biblStruct> | <bibl xml:id='b'> | </bibl> |
<analytic> | </analytic> | <monogr> | </monogr> | <title level='j'> | </title> |
<author> | </author> | <surname> | </surname> | <date when='1999'/> | <p> | </p> |
<note place='foot' n='1'> | </note> | <ref target='#b'> | </ref> | <div> | <head> |
<biblScope unit='page' from='1' to='2'/> | </head> | </div> | a | 1 | &amp;
"""
_PIECES = st.sampled_from([" ", "\n", *map(str.strip, _TOKENS.split("|"))])


@given(st.lists(_PIECES, max_size=50).map("".join))
def test_every_character_leads_back_to_its_place(source: str) -> None:
    document = read_tei(source)
    end = 0
    for segment in document.segments:
        assert end <= segment.text_start < segment.text_end
        end = segment.text_end
        if segment.text_end - segment.text_start == segment.source_end - segment.source_start:
            taken = source[segment.source_start : segment.source_end]
            assert document.text[segment.text_start : segment.text_end] == taken
    for embedded in document.embedded:
        assert isinstance(json.loads(embedded.data), list)
