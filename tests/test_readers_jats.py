"""JATS: what is text, what is an entry, and where each character of it stands in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import UnreadableError
from refkit.extract import find_citations, find_references
from refkit.formats import load
from refkit.model import Document, Work
from refkit.normalize.directives import find_directives
from refkit.readers.jats import read_jats

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def article(body: str = "", refs: str = "", front: str = "") -> Document:
    back = f"<back><ref-list><title>References</title>{refs}</ref-list></back>" if refs else ""
    front = front and f"<front>{front}</front>"
    return read_jats(f"<article {XLINK}>{front}<body>{body}</body>{back}</article>")


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, said(document, block.span)) for block in document.blocks]


def said(document: Document, span: object) -> str:
    return document.text[span.start : span.end]  # type: ignore[attr-defined]


def entries(refs: str) -> list[tuple[str, str, str]]:
    document = article(refs=refs)
    return [
        (block.key, block.marker, said(document, block.span))
        for block in document.blocks
        if block.kind == "entry"
    ]


def entry(citation: str) -> str:
    [(key, _, text)] = entries(f'<ref id="b1">{citation}</ref>')
    assert key == "b1"
    return text


def works(refs: str) -> dict[str, Work]:
    [embedded] = article(refs=refs).embedded
    assert (embedded.format, embedded.origin) == ("jats", "JATS")
    return {work.id: work for work in load(embedded.data, format=embedded.format).works}


# -- running text ------------------------------------------------------------------------------


def test_the_letters_of_a_review_and_tables_that_are_pictures_are_labelled() -> None:
    document = read_jats(
        "<article><body><p>Tears.</p><table-wrap><label>Table 1</label><caption><p>Who weeps</p>"
        '</caption><graphic href="t1"/></table-wrap><table-wrap><caption><p>Why</p></caption>'
        "<table><tr><td>1</td></tr></table></table-wrap></body>"
        "<sub-article><body><p>We asked for more (Ek, 2010).</p></body></sub-article></article>"
    )
    labels = {
        document.text[block.span.start : block.span.end]: block.label for block in document.blocks
    }
    assert labels["Tears."] == labels["Why"] == labels["1"] == ""
    assert labels["Who weeps"] == "pictured"
    assert labels["We asked for more (Ek, 2010)."] == "sub-article"
    assert find_citations(document) == []


def test_of_the_front_matter_title_and_abstract_are_text() -> None:
    document = article(
        "<p>Body.</p>",
        front="<journal-meta><journal-title>Nature</journal-title></journal-meta><article-meta>"
        '<article-id pub-id-type="doi">10.1/x</article-id><title-group><article-title>A title'
        "</article-title><subtitle>and more</subtitle></title-group><contrib-group><contrib><name>"
        "<surname>Smith</surname></name></contrib></contrib-group><permissions><license><p>CC BY"
        "</p></license></permissions><abstract><sec><title>Aims</title><p>To know.</p></sec>"
        "</abstract><kwd-group><kwd>word</kwd></kwd-group></article-meta>",
    )
    assert blocks(document) == [
        ("heading", "A title: and more"),
        ("heading", "Aims"),
        ("paragraph", "To know."),
        ("paragraph", "Body."),
    ]


def test_sections_have_headings_with_levels_and_numbers() -> None:
    document = article(
        "<sec><label>1</label><title>Intro</title><p>One.</p><sec><title>Why</title><p>Two.</p>"
        "</sec></sec>"
    )
    assert [(block.kind, block.level, said(document, block.span)) for block in document.blocks] == [
        ("heading", 2, "1 Intro"),
        ("paragraph", 0, "One."),
        ("heading", 3, "Why"),
        ("paragraph", 0, "Two."),
    ]


def test_lists_tables_captions_quotes_and_formulas() -> None:
    document = article(
        '<p>Before <list list-type="order"><list-item><p>one</p><p>more</p></list-item><list-item>'
        "<label>(b)</label><p>two</p></list-item></list> after.</p>"
        "<table-wrap><label>Table 1</label><caption><title>Ages</title></caption><table><tr><th>n"
        "</th><td>5</td></tr></table></table-wrap><disp-quote><p>Quoth.</p></disp-quote>"
        "<disp-formula><label>(1)</label><alternatives><tex-math>\\x</tex-math><mml:math><mml:mi>x"
        "</mml:mi></mml:math></alternatives></disp-formula>"
    )
    assert [
        (block.kind, block.marker, said(document, block.span)) for block in document.blocks
    ] == [
        ("paragraph", "", "Before"),
        ("item", "1.", "one"),
        ("paragraph", "", "more"),
        ("item", "(b)", "two"),
        ("paragraph", "", "after."),
        ("paragraph", "", "Table 1"),
        ("paragraph", "", "Ages"),
        ("table", "", "n"),
        ("table", "", "5"),
        ("quote", "", "Quoth."),
        ("other", "", "x"),
    ]


def test_a_footnote_in_a_paragraph_comes_after_it() -> None:
    document = article("<p>One<fn><label>*</label><p>A note.</p></fn> two.</p><p>Three.</p>")
    assert [
        (block.kind, block.marker, said(document, block.span)) for block in document.blocks
    ] == [
        ("paragraph", "", "One two."),
        ("note", "*", "A note."),
        ("paragraph", "", "Three."),
    ]


def test_markup_and_links() -> None:
    document = article(
        '<p><italic>Homo</italic> 10<sup>3</sup> <ext-link xlink:href="https://x.org">here'
        '</ext-link> <xref ref-type="fig" rid="f1">Fig. 1</xref></p>'
    )
    assert [(said(document, mark.span), mark.kind, mark.target) for mark in document.markup] == [
        ("Homo", "italic", ""),
        ("3", "superscript", ""),
        ("here", "link", "https://x.org"),
        ("Fig. 1", "link", "#f1"),
    ]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("a &amp; b &lt; c", "a & b < c"),
        ("&alpha;&nbsp;&ndash;&#x3b1;&#945;", "α\u00a0–αα"),
        ("a <!-- no --> b<?page 3?>c", "a bc"),
        ("<![CDATA[a & <b>]]>", "a & <b>"),
        ("&unheard; AT&T", "&unheard; AT&T"),
        ("a\n   b\t c", "a b c"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_text_of_xml(xml: str, text: str) -> None:
    assert article(f"<p>{xml}</p>").text == text


def test_positions_lead_into_the_file() -> None:
    source = "<article>\n<body>\n<p>Caf&eacute; <italic>au</italic> lait</p>\n</body></article>"
    document = read_jats(source, path="a.xml")
    assert document.place(document.text.index("au")) == "line 3"
    assert document.position(document.text.index("lait")).column == 36
    place = document.source_span(document.blocks[0].span)
    assert source[place.start : place.end] == "Caf&eacute; <italic>au</italic> lait"


# -- entries -----------------------------------------------------------------------------------


def test_a_mixed_citation_is_its_own_text() -> None:
    assert (
        entry(
            "<label>1</label>\n<mixed-citation><name><surname>Samonds</surname><given-names>KE"
            "</given-names></name>, <etal>et al</etal>. (<year>2012</year>)\n  <article-title>On "
            "<italic>Rana</italic></article-title>. <source>PNAS</source> <volume>109</volume>: "
            "<fpage>5</fpage>–<lpage>7</lpage>.</mixed-citation>"
        )
        == "Samonds KE, et al. (2012) On Rana. PNAS 109: 5–7."
    )


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        (
            '<element-citation publication-type="journal"><person-group person-group-type="author">'
            "<name><surname>Adler</surname><given-names>I</given-names></name><name><surname>Jean"
            "</surname><given-names>RV</given-names></name></person-group><year>1997</year>"
            "<article-title>A history.</article-title><source>Annals</source><volume>80</volume>"
            '<issue>3</issue><fpage>231</fpage><lpage>244</lpage><pub-id pub-id-type="doi">10.1/a'
            "</pub-id></element-citation>",
            "Adler, I., & Jean, R. V. (1997). A history. Annals, 80(3), 231–244."
            " https://doi.org/10.1/a",
        ),
        (
            '<nlm-citation citation-type="journal"><person-group person-group-type="author"><name>'
            "<surname>Smith</surname><given-names>J</given-names></name><etal/></person-group>"
            "<article-title>Why?</article-title><source>J X</source><year>2001</year><month>03"
            "</month><day>09</day><volume>3</volume><elocation-id>e12</elocation-id>"
            '<pub-id pub-id-type="pmid">123</pub-id></nlm-citation>',
            "Smith, J., et al. (2001, March 9). Why? J X, 3, e12. PMID: 123",
        ),
        (
            '<element-citation publication-type="book"><name><surname>Akaike</surname><given-names>'
            "Hirotugu</given-names></name><year>1973</year><chapter-title>A chapter</chapter-title>"
            '<person-group person-group-type="editor"><name><surname>Kotz</surname><given-names>S'
            "</given-names></name><name><surname>Johnson</surname><given-names>N L</given-names>"
            "</name></person-group><source>Breakthroughs</source><edition>2nd</edition>"
            "<publisher-name>Springer</publisher-name><publisher-loc>New York</publisher-loc>"
            "<fpage>610</fpage><lpage>624</lpage></element-citation>",
            "Akaike, Hirotugu (1973). A chapter. In S. Kotz & N. L. Johnson (Eds.), Breakthroughs"
            " (2nd ed., pp. 610–624). New York: Springer.",
        ),
        (
            '<element-citation publication-type="book"><person-group person-group-type="editor">'
            "<name><surname>Hall</surname><given-names>A</given-names></name></person-group><source>"
            "Edited</source><year>2003</year><isbn>978-1</isbn></element-citation>",
            "Hall, A. (Ed.). (2003). Edited. ISBN 978-1.",
        ),
        (
            '<element-citation publication-type="web"><collab>WHO</collab><article-title>Page'
            '</article-title><ext-link xlink:href="https://who.int/x"/><date-in-citation>3 May 2020'
            "</date-in-citation></element-citation>",
            "WHO. Page. Accessed 3 May 2020. https://who.int/x",
        ),
        (
            '<element-citation publication-type="confproc"><name><surname>Hall</surname></name>'
            "<year>2003</year><article-title>Paper</article-title><conf-name>Conf X</conf-name>"
            "<fpage>3</fpage></element-citation>",
            "Hall (2003). Paper. In Conf X (p. 3).",
        ),
    ],
)
def test_a_citation_of_fields_is_composed(citation: str, text: str) -> None:
    assert entry(citation) == text


def test_each_character_of_a_composed_entry_leads_to_its_field() -> None:
    document = article(
        refs="<ref id='b'><element-citation><article-title>Title</article-title><name><surname>Doe"
        "</surname><given-names>AB</given-names></name><year>1999</year></element-citation></ref>"
    )
    [block] = (block for block in document.blocks if block.kind == "entry")
    assert said(document, block.span) == "Doe, A. B. (1999). Title."
    assert block.label == "composed"
    assert document.guesses == [
        "the file holds fields of references and no text; they are shown as APA prints them"
    ]
    for word in ("Doe", "1999", "Title"):
        at = document.text.index(word)
        assert document.source.startswith(word, document.source_offset(at))
    assert document.source[document.source_offset(document.text.index("B."))] == "B"


def test_parts_that_a_journal_prints_apart_do_not_touch() -> None:
    assert (
        entry(
            "<mixed-citation><name><surname>Zhang</surname><given-names>Y</given-names></name>. T."
            ' <year>2003</year>;5:1.<pub-id pub-id-type="pmid">12345</pub-id> doi:<pub-id'
            ' pub-id-type="doi">10.1/x</pub-id></mixed-citation>'
        )
        == "Zhang Y. T. 2003;5:1. PMID: 12345 doi:10.1/x"
    )


def test_several_citations_in_one_ref_are_an_entry_each() -> None:
    refs = (
        '<ref id="b4"><label>4.</label><mixed-citation><label>a</label>Doe A. <source>J</source>'
        " <year>1999</year>.</mixed-citation><mixed-citation><label>b</label>Poe C. <source>K"
        "</source> <year>2000</year>.</mixed-citation><note><p>Both agree.</p></note></ref>"
    )
    assert entries(refs) == [
        ("b4a", "4.a", "Doe A. J 1999."),
        ("b4b", "b", "Poe C. K 2000."),
    ]
    assert list(works(refs)) == ["b4a", "b4b"]
    document = article('<p><xref ref-type="bibr" rid="b4">4</xref></p>', refs)
    assert document.mentions[0].keys == ("b4a", "b4b")
    assert blocks(document)[-1] == ("note", "Both agree.")


def test_of_two_forms_of_a_citation_one_is_taken() -> None:
    assert (
        entry(
            "<citation-alternatives><element-citation><name><surname>Smith</surname></name><year>"
            "2001</year></element-citation><mixed-citation>Smith J. Alt. J X 2001.</mixed-citation>"
            "</citation-alternatives>"
        )
        == "Smith J. Alt. J X 2001."
    )


def test_a_ref_that_holds_a_note_alone_is_a_note() -> None:
    document = article(refs='<ref id="n1"><label>7</label><note><p>See above.</p></note></ref>')
    assert [(block.kind, block.marker) for block in document.blocks][1:] == [("note", "7")]


def test_several_lists_nested_and_in_replies() -> None:
    document = read_jats(
        "<article><back><ref-list><title>All</title><ref-list><title>Books</title><ref id='a'>"
        "<mixed-citation>Doe A. X. 1999.</mixed-citation></ref></ref-list></ref-list></back>"
        "<sub-article><back><ref-list><title>Reply</title><ref id='b'><mixed-citation>Poe C. Y."
        " 2000.</mixed-citation></ref></ref-list></back></sub-article></article>"
    )
    assert [block.key for block in document.blocks if block.kind == "entry"] == ["a", "b"]
    assert [reference.raw for reference in find_references(document)] == [
        "Doe A. X. 1999.",
        "Poe C. Y. 2000.",
    ]


def test_keys_are_never_given_twice() -> None:
    ref = "<mixed-citation>Doe A. <source>J</source>. <year>1999</year>.</mixed-citation></ref>"
    refs = f'<ref id="a">{ref}<ref id="a">{ref}<ref>{ref}<ref id="a-2">{ref}'
    keys = ["a", "a-2", "ref3", "a-2-2"]
    assert [key for key, _, _ in entries(refs)] == keys
    assert list(works(refs)) == keys


def test_text_without_structure_is_no_data() -> None:
    refs = '<ref id="b1"><mixed-citation>Doe A. A title. J, 1999;1:2.</mixed-citation></ref>'
    assert article(refs=refs).embedded == []


def test_the_data_have_the_keys_of_the_entries() -> None:
    found = works(
        '<ref id="b1"><element-citation publication-type="journal"><name><surname>Doe</surname>'
        "<given-names>A &amp;</given-names></name><article-title>T &ndash; U</article-title>"
        '<source>J</source><ext-link xlink:href="https://x.org">x</ext-link></element-citation></ref>'
    )
    assert (found["b1"].title, found["b1"].URL) == ("T – U", "https://x.org")
    assert found["b1"].author[0].given == "A &"


# -- citations ---------------------------------------------------------------------------------


def cited(body: str) -> list[tuple[str, tuple[str, ...]]]:
    refs = "".join(
        f'<ref id="b{number}"><mixed-citation>Doe A. X. 199{number}.</mixed-citation></ref>'
        for number in range(1, 7)
    )
    document = article(f"<p>{body}</p>", refs)
    assert all(mention.printed for mention in document.mentions)
    return [(said(document, mention.span), mention.keys) for mention in document.mentions]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('(<xref ref-type="bibr" rid="b1">Doe, 1991</xref>)', [("Doe, 1991", ("b1",))]),
        ('<xref ref-type="bibr" rid="b1 b2">1,2</xref>', [("1,2", ("b1", "b2"))]),
        (
            '[<xref ref-type="bibr" rid="b2">2</xref>–<xref ref-type="bibr" rid="b5">5</xref>]',
            [("2–5", ("b2", "b3", "b4", "b5"))],
        ),
        (
            '<xref ref-type="bibr" rid="b2">[2]</xref>-<xref ref-type="bibr" rid="b4">[4]</xref>',
            [("[2]-[4]", ("b2", "b3", "b4"))],
        ),
        (
            '<xref ref-type="bibr" rid="b2">2</xref>,<xref ref-type="bibr" rid="b4">4</xref>',
            [("2", ("b2",)), ("4", ("b4",))],
        ),
        (
            '<xref ref-type="bibr" rid="b2">Doe</xref>–<xref ref-type="bibr" rid="b4">Doe</xref>',
            [("Doe", ("b2",)), ("Doe", ("b4",))],
        ),
        ('<xref ref-type="bibr" rid="b1"/>', []),
    ],
)
def test_citations_in_the_text(body: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert cited(body) == found


def test_comments_can_hold_directives() -> None:
    source = (
        "<article><!-- refkit: ignore[M302] the print has it --><body><title/><p>"
        "<![CDATA[<!-- refkit: ignore[M303] no -->]]></p></body></article>"
    )
    [directive] = find_directives(read_jats(source))
    assert (directive.codes, directive.reason) == (("M302",), "the print has it")


# -- damage and malice -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "doctype",
    [
        '[<!ENTITY x "y">]',
        '[<!ENTITY x SYSTEM "file:///etc/passwd">]',
        'SYSTEM "http://x.org/x.dtd" [<!ENTITY % x SYSTEM "http://x.org/y"> %x;]',
        '[<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]',
    ],
)
def test_entities_are_refused(doctype: str) -> None:
    with pytest.raises(UnreadableError, match="declarations of its own"):
        read_jats(f"<!DOCTYPE article {doctype}><article><p>&x;</p></article>", path="a.xml")


def test_a_document_type_is_not_fetched_nor_refused() -> None:
    source = (
        '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.3//EN" "http://x.invalid/x.dtd">'
        "<article><body><p>Text.</p></body></article>"
    )
    assert read_jats(source).text == "Text."


def test_a_hundred_levels_are_read_and_ten_thousand_refused() -> None:
    def nested(levels: int) -> str:
        return "<article>" + "<sec>" * levels + "<p>x</p>" + "</sec>" * levels + "</article>"

    assert read_jats(nested(100)).text == "x"
    with pytest.raises(UnreadableError, match="nested more than 200 deep") as caught:
        read_jats(nested(10_000), path="a.xml")
    assert caught.value.path == "a.xml"


@pytest.mark.parametrize(
    ("source", "guess"),
    [
        (
            "<article>\n<ref-list><ref id='a'><mixed-citation>Doe A. 1999.",
            "<mixed-citation> is not closed (line 2)",
        ),
        (
            "<article>\n<ref-list><ref id='a'><mixed-citation>Doe A. 1999.<ref id='b'>"
            "<mixed-citation>Poe C. 2000.</mixed-citation></ref></ref-list></article>",
            "<ref> stands in <ref> (line 2)",
        ),
        (
            "<article><ref-list>\n<ref id='a'><mixed-citation>Doe A. 1999.</i></mixed-citation>"
            "</ref></ref-list></article>",
            "</i> closes nothing (line 2)",
        ),
    ],
)
def test_broken_tags_are_told_and_cost_no_text(source: str, guess: str) -> None:
    document = read_jats(source)
    assert document.guesses == [
        f"the XML is not well-formed, so where its parts end was guessed: {guess}"
    ]
    texts = [text for kind, text in blocks(document) if kind == "entry"]
    assert texts == ["Doe A. 1999.", "Poe C. 2000."][: len(texts)]
    assert texts


@pytest.mark.parametrize(
    "source",
    [
        "<article>" + "<ref id='a'><mixed-citation>x" * 5000,
        "<article>" + "</p>" * 100_000,
        "<article>" + "<" * 300_000,
        "<article>" + "<!--" * 100_000,
        "<article>" + "<![CDATA[" * 100_000,
        "<article><p>" + "&" * 200_000,
        "<article><p a='" + "x" * 1_000_000 + "'>t</p></article>",
        "<article><p " + "a='" * 100_000 + ">t</p></article>",
        "<article><p>" + "<xref ref-type='bibr' rid='a'>1</xref>–" * 10_000,
    ],
    ids=["refs", "ends", "less", "comments", "data", "ampersands", "value", "quotes", "citations"],
)
def test_hostile_input_is_read_in_bounded_time(source: str) -> None:
    assert read_jats(source).format == "jats"


_TOKENS = """
<p> | </p> | <ref id='a'> | </ref> | <mixed-citation> | </mixed-citation> | <fn> |
<element-citation> | </element-citation> | <name> | <surname> | </name> | <etal/> |
<list> | <list-item> | </list> | <sec> | <title> | </title> | </sec> | &amp; | <year> |
</year> | <xref ref-type='bibr' rid='a'> | </xref> | a | é | 1 | <label> | </label> |
<italic> | </italic> | <![CDATA[ | ]]> | <!-- | --> | &x;
"""
_PIECES = st.sampled_from([" ", "\n", *map(str.strip, _TOKENS.split("|"))])


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_every_character_leads_back_to_its_place(source: str) -> None:
    document = read_jats(source)
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        end = block.span.end
    end = 0
    for segment in document.segments:
        assert end <= segment.text_start < segment.text_end
        end = segment.text_end
        length = segment.text_end - segment.text_start
        if length == segment.source_end - segment.source_start:
            text = document.text[segment.text_start : segment.text_end]
            assert text == source[segment.source_start : segment.source_end]
    for mention in document.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(document.text)


# -- articles of journals ----------------------------------------------------------------------


def test_the_lists_of_journals_agree_with_their_structure(shared_data: Path) -> None:
    gold = sorted((shared_data / "articles" / "gold").glob("jats--*.structured.jsonl"))
    for file in gold:
        name = file.name.removeprefix("jats--").removesuffix(".structured.jsonl")
        document = read_jats((shared_data / "articles" / "jats" / name).read_text("utf-8"))
        citations = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        keys = [block.key for block in document.blocks if block.kind == "entry"]
        assert keys == [citation["id"] for citation in citations], name
        [embedded] = document.embedded
        found = {work.id: work for work in load(embedded.data, format="jats").works}
        for citation in citations:
            if not citation["source"]:
                continue
            work = found[citation["id"]]
            people = [*work.author, *work.editor]
            assert work.volume == (citation["volume"] or ""), citation
            if citation["authors"]:
                assert [family for family, _ in citation["authors"]] == [
                    " ".join(filter(None, (each.non_dropping_particle, each.family)))
                    for each in people
                    if each.family
                ]
