"""OpenDocument texts: what is read of them, and where; and replacements in their place."""

from __future__ import annotations

import io
import json
import zipfile
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odt_made import content, flat, odt, text_style

from refkit.errors import InputError, UnreadableError
from refkit.model import Document, Span
from refkit.normalize.directives import find_directives
from refkit.readers import edit, read
from refkit.readers.odt import read_odt
from refkit.readers.odt_editing import edit_odt

ITALIC = text_style("T1", 'fo:font-style="italic"')


def blocks(document: Document) -> list[tuple[str, str, str]]:
    """Kind, marker and text of each block."""
    return [
        (block.kind, block.marker, document.text[block.span.start : block.span.end])
        for block in document.blocks
    ]


def texts(body: str, automatic: str = "", styles: str = "") -> list[str]:
    return [text for _, _, text in blocks(read_odt(odt(body, automatic, styles=styles)))]


def markup(document: Document) -> list[tuple[str, str]]:
    return [(each.kind, document.text[each.span.start : each.span.end]) for each in document.markup]


# ---- Text ----------------------------------------------------------------------------------------


def test_paragraphs_and_headings_come_in_order() -> None:
    document = read_odt(
        odt(
            '<text:p text:style-name="Title">On tears</text:p>'
            '<text:h text:outline-level="2">Method</text:h><text:p>We asked.</text:p>'
        )
    )
    assert document.text == "On tears\nMethod\nWe asked."
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1), ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip
    assert (document.format, document.unit, document.guesses) == ("odt", "paragraph", [])


def test_places_count_paragraphs_also_empty_ones() -> None:
    document = read_odt(odt("<text:p>One</text:p><text:p/><text:p></text:p><text:p>Two</text:p>"))
    assert document.text == "One\nTwo"
    assert document.place(document.text.index("Two")) == "paragraph 4"
    assert document.position(document.text.index("wo")).column == 2


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a&amp;b &lt;c&gt; &#233;&#x2013;&quot;", 'a&b <c> é–"'),
        ("a  \n\t b", "a b"),
        ("  a ", "a"),
        ("a <text:span> b</text:span>", "a b"),
        ("a<text:s/>b<text:s text:c='3'/>c", "a b   c"),
        ("a <text:s/>b", "a  b"),
        ("a<text:tab/>b", "a\tb"),
        ("a<text:line-break/>b", "a\nb"),
        ("a<text:soft-page-break/>b<text:bookmark text:name='x'/>c", "abc"),
        ("<![CDATA[a & <b>]]> c", "a & <b> c"),
        ("a<!-- no --><?no?>b", "ab"),
        ("a<office:annotation><text:p>no</text:p></office:annotation>b", "ab"),
        ("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text>"
         "</text:ruby>字", "漢字"),
        ("<text:page-number>7</text:page-number> of <text:sequence>9</text:sequence>", "7 of 9"),
        ("a<text:hidden-text text:is-hidden='true'>no</text:hidden-text>b", "ab"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image>"
         "<svg:title>no</svg:title><svg:desc>no</svg:desc></draw:frame>b", "ab"),
        ("a<text:unheard-of>b</text:unheard-of>", "ab"),
        ("a & b", "a & b"),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(inside: str, text: str) -> None:
    assert read_odt(odt(f"<text:p>{inside}</text:p>")).text == text


def test_changes_are_read_as_accepted() -> None:
    body = (
        "<text:tracked-changes><text:changed-region text:id='1'><text:deletion>"
        "<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>is <text:change text:change-id='1'/><text:change-start text:change-id='2'/>new"
        "<text:change-end text:change-id='2'/></text:p>"
    )
    assert texts(body) == ["is new"]


def test_headers_and_footers_are_no_text() -> None:
    assert texts("<text:p>Only this</text:p>") == ["Only this"]


def test_sections_that_are_hidden_are_no_text() -> None:
    hidden = "<text:section text:name='a' text:display='none'><text:p>no</text:p></text:section>"
    assert texts(f"{hidden}<text:section><text:p>yes</text:p></text:section>") == ["yes"]


def test_text_boxes_follow_the_paragraph_that_holds_them() -> None:
    body = (
        "<text:p>Before <draw:frame><draw:text-box><text:p>inside</text:p></draw:text-box>"
        "</draw:frame>and after</text:p>"
    )
    assert texts(body) == ["Before and after", "inside"]


def test_cells_of_tables_are_blocks() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>A</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>"
        "</table:table><text:p>after</text:p>"
    )
    assert blocks(read_odt(odt(body))) == [
        ("table", "", "A"), ("table", "", "1"), ("paragraph", "", "after"),
    ]  # fmt: skip


def test_a_table_of_contents_is_nothing_else() -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>no"
        "</text:index-title-template></text:table-of-content-source><text:index-body>"
        "<text:index-title><text:p>Contents</text:p></text:index-title>"
        "<text:p>References<text:tab/>12</text:p></text:index-body></text:table-of-content>"
    )
    assert blocks(read_odt(odt(body))) == [
        ("heading", "", "Contents"), ("other", "", "References\t12"),
    ]  # fmt: skip


def test_a_flat_file_is_read_alike() -> None:
    body = "<text:p>On <text:span text:style-name='T1'>tears</text:span></text:p>"
    document = read(flat(body, ITALIC), path="a.fodt")
    assert document.text == "On tears"
    assert markup(document) == [("italic", "tears")]


def test_prefixes_of_a_file_of_its_own_are_understood() -> None:
    xml = (
        '<d xmlns="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
        ' xmlns:f="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
        '<automatic-styles><s:style s:name="T1" s:family="text">'
        '<s:text-properties f:font-style="italic"/></s:style></automatic-styles>'
        '<body><text><t:h t:outline-level="3">A</t:h><t:p>b <t:span t:style-name="T1">c</t:span>'
        "</t:p></text></body></d>"
    )
    document = read_odt(odt("", members={"content.xml": xml.encode()}))
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 3), ("paragraph", 0),
    ]  # fmt: skip
    assert markup(document) == [("italic", "c")]


def test_a_file_that_breaks_off_is_told() -> None:
    data = flat("<text:p>One</text:p><text:p>Two and</text:p>")
    document = read_odt(data[: data.index(b" and")])
    assert document.text == "One\nTwo"
    assert document.guesses == [
        "the file breaks off, or its tags are not in pairs: text may be missing"
    ]


# ---- Styles --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "kinds"),
    [
        ('fo:font-style="italic"', ["italic"]),
        ('fo:font-weight="bold"', ["bold"]),
        ('fo:font-weight="400"', []),
        ('fo:font-variant="small-caps"', ["small-caps"]),
        ('style:text-position="super 58%"', ["superscript"]),
        ('style:text-position="33% 66%"', ["superscript"]),
        ('style:text-position="sub 58%"', ["subscript"]),
        ('style:text-position="-33% 66%"', ["subscript"]),
        ('style:text-position="0% 100%"', []),
        ('fo:font-style="italic" fo:font-weight="bold"', ["italic", "bold"]),
    ],
)
def test_styles_of_characters(properties: str, kinds: list[str]) -> None:
    body = "<text:p>a <text:span text:style-name='T9'>word</text:span></text:p>"
    document = read_odt(odt(body, text_style("T9", properties)))
    assert markup(document) == [(kind, "word") for kind in kinds]


def test_styles_inherit_and_what_is_said_last_counts() -> None:
    styles = (
        '<style:style style:name="Base" style:family="paragraph">'
        '<style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="Entry" style:family="paragraph" style:parent-style-name="Base"/>'
    )
    automatic = text_style("T2", 'fo:font-style="normal"')
    body = (
        "<text:p text:style-name='Entry'>all <text:span text:style-name='T2'>but</text:span> this"
        "</text:p>"
    )
    assert markup(read_odt(odt(body, automatic, styles=styles))) == [
        ("italic", "all "), ("italic", " this"),
    ]  # fmt: skip


def test_styles_that_inherit_from_each_other_have_an_end() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"'
        f' style:parent-style-name="{parent}"/>'
        for name, parent in (("A", "B"), ("B", "A"))
    )
    assert texts("<text:p text:style-name='A'>a</text:p>", styles=styles) == ["a"]


def test_automatic_styles_of_headers_are_not_those_of_the_text() -> None:
    body = "<text:p><text:span text:style-name='T1'>plain</text:span></text:p>"
    assert markup(read_odt(odt(body))) == []


def test_hidden_characters_are_no_text() -> None:
    body = "<text:p>a<text:span text:style-name='T9'> secret</text:span></text:p>"
    assert texts(body, text_style("T9", 'text:display="none"')) == ["a"]


def test_runs_of_one_look_are_one_markup() -> None:
    body = "<text:p>" + "<text:span text:style-name='T1'>ab</text:span>" * 3 + "</text:p>"
    assert markup(read_odt(odt(body, ITALIC))) == [("italic", "ababab")]


def test_links_have_their_target() -> None:
    body = '<text:p>see <text:a xlink:href="https://doi.org/10.1/a&amp;b">here</text:a>.</text:p>'
    document = read_odt(odt(body))
    assert [(each.kind, each.target) for each in document.markup] == [
        ("link", "https://doi.org/10.1/a&b")
    ]
    assert markup(document) == [("link", "here")]


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Heading_20_2", "heading", 2),
        ("Title", "heading", 1),
        ("Quotations", "quote", 0),
        ("Preformatted_20_Text", "code", 0),
        ("Text_20_body", "paragraph", 0),
    ],
)
def test_names_of_styles_tell_kinds(name: str, kind: str, level: int) -> None:
    automatic = (
        f'<style:style style:name="P1" style:family="paragraph" style:parent-style-name="{name}"/>'
    )
    styles = f'<style:style style:name="{name}" style:family="paragraph"/>'
    document = read_odt(odt("<text:p text:style-name='P1'>a</text:p>", automatic, styles=styles))
    assert [(block.kind, block.level) for block in document.blocks] == [(kind, level)]


def test_indentation_is_that_of_the_first_line() -> None:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties'
        ' fo:margin-left="1in" fo:text-indent="-0.5in"/></style:style>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P1">'
        '<style:paragraph-properties fo:text-indent="-1in"/></style:style>'
    )
    document = read_odt(
        odt(
            "<text:p text:style-name='P1'>a</text:p><text:p text:style-name='P2'>b</text:p>",
            automatic,
        )
    )
    assert [block.indent for block in document.blocks] == [6, 0]


# ---- Lists ---------------------------------------------------------------------------------------


def number_style(name: str, *levels: str) -> str:
    inside = "".join(
        f'<text:list-level-style-number text:level="{level}" {given}/>'
        for level, given in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{inside}</text:list-style>'


def items(*texts: str, given: str = 'text:style-name="L1"') -> str:
    inside = "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)
    return f"<text:list {given}>{inside}</text:list>"


@pytest.mark.parametrize(
    ("level", "markers"),
    [
        ('style:num-format="1" style:num-suffix="."', ["1.", "2."]),
        ('style:num-format="1" style:num-prefix="[" style:num-suffix="]"', ["[1]", "[2]"]),
        ('style:num-format="a" style:num-suffix=")"', ["a)", "b)"]),
        ('style:num-format="I" style:num-suffix="."', ["I.", "II."]),
        ('style:num-format="1" text:start-value="9"', ["9", "10"]),
        ('style:num-format="1" loext:num-list-format="(%1%)"', ["(1)", "(2)"]),
        ('style:num-format=""', ["", ""]),
    ],
)
def test_items_are_numbered_as_shown(level: str, markers: list[str]) -> None:
    document = read_odt(odt(items("one", "two"), number_style("L1", level)))
    assert blocks(document) == [("item", markers[0], "one"), ("item", markers[1], "two")]


def test_bullets() -> None:
    style = (
        '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"'
        ' text:bullet-char="{}"/></text:list-style>'
    )
    for sign, shown in (("–", "–"), ("\uf0b7", "•")):
        assert blocks(read_odt(odt(items("a"), style.format(sign)))) == [("item", shown, "a")]


def test_nested_lists_count_for_themselves() -> None:
    style = number_style(
        "L1",
        'style:num-format="1" style:num-suffix="."',
        'style:num-format="1" text:display-levels="2"',
    )
    inner = (
        "<text:list><text:list-item><text:p>b</text:p></text:list-item>"
        "<text:list-item><text:p>c</text:p></text:list-item></text:list>"
    )
    body = (
        f"<text:list text:style-name='L1'><text:list-item><text:p>a</text:p>{inner}"
        f"<text:p>d</text:p></text:list-item><text:list-item><text:p>e</text:p>{inner}</text:list-item></text:list>"
    )
    document = read_odt(odt(body, style))
    assert blocks(document) == [
        ("item", "1.", "a"), ("item", "1.1", "b"), ("item", "1.2", "c"), ("paragraph", "", "d"),
        ("item", "2.", "e"), ("item", "2.1", "b"), ("item", "2.2", "c"),
    ]  # fmt: skip
    assert [block.level for block in document.blocks] == [1, 2, 2, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("second", "marker"),
    [
        ('text:style-name="L1"', "1"),
        ('text:style-name="L1" text:continue-numbering="true"', "3"),
        ('text:style-name="L1" text:continue-list="one"', "3"),
    ],
)
def test_a_list_goes_on_where_it_says_so(second: str, marker: str) -> None:
    body = (
        items("a", "b", given='text:style-name="L1" xml:id="one"')
        + "<text:p>between</text:p>"
        + items("c", given=second)
    )
    document = read_odt(odt(body, number_style("L1", 'style:num-format="1"')))
    assert blocks(document)[-1] == ("item", marker, "c")


def test_an_item_may_be_given_its_number() -> None:
    body = (
        '<text:list text:style-name="L1"><text:list-item text:start-value="7"><text:p>a</text:p>'
        "</text:list-item><text:list-header><text:p>b</text:p></text:list-header>"
        "<text:list-item><text:number>(8)</text:number><text:p>c</text:p></text:list-item>"
        "</text:list>"
    )
    document = read_odt(odt(body, number_style("L1", 'style:num-format="1"')))
    assert blocks(document) == [("item", "7", "a"), ("paragraph", "", "b"), ("item", "(8)", "c")]


def test_numbers_of_headings_are_not_their_text() -> None:
    body = "<text:h text:outline-level='1'><text:number>1.</text:number>Method</text:h>"
    assert blocks(read_odt(odt(body))) == [("heading", "1.", "Method")]


# ---- Notes ---------------------------------------------------------------------------------------


def note(number: str, inside: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:id="n{number}" text:note-class="{kind}"><text:note-citation>{number}'
        f"</text:note-citation><text:note-body>{inside}</text:note-body></text:note>"
    )


def test_notes_are_parts_behind_the_text() -> None:
    body = (
        f"<text:p>One{note('1', '<text:p>First.</text:p><text:p>More.</text:p>')} and"
        f"{note('i', '<text:p>Last.</text:p>', 'endnote')} on"
        f"{note('2', '<text:p>Second.</text:p>')}.</text:p><text:p>Two.</text:p>"
    )
    document = read_odt(odt(body))
    assert blocks(document) == [
        ("paragraph", "", "One1 andi on2."), ("paragraph", "", "Two."),
        ("note", "1", "First."), ("note", "", "More."), ("note", "2", "Second."),
        ("note", "i", "Last."),
    ]  # fmt: skip
    assert markup(document) == [("superscript", "1"), ("superscript", "i"), ("superscript", "2")]
    assert document.place(document.text.index("Second")) == "footnotes, paragraph 3"
    assert document.place(document.text.index("Last")) == "endnotes, paragraph 1"
    assert document.place(document.text.index("Two")) == "paragraph 2"


# ---- Programs for references ---------------------------------------------------------------------

CITATION = {
    "citationID": "x",
    "properties": {"formattedCitation": "(Smith, 2001)"},
    "citationItems": [
        {
            "id": 12,
            "uris": ["http://zotero.org/users/1/items/ABCD1234"],
            "itemData": {"id": 12, "type": "book", "title": 'A "title" & more'},
            "locator": "5",
        }
    ],
    "schema": "https://example.org/csl-citation.json",
}
ZOTERO = f"ZOTERO_ITEM CSL_CITATION {json.dumps(CITATION)} RNDabc123"
BIBLIOGRAPHY = 'ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY RNDxyz'


def section(name: str, inside: str) -> str:
    return f"<text:section text:name={quoteattr(name)}>{inside}</text:section>"


def test_zotero_in_reference_marks() -> None:
    name = quoteattr(ZOTERO)
    body = (
        f"<text:p>So <text:reference-mark-start text:name={name}/>(Smith, 2001)"
        f"<text:reference-mark-end text:name={name}/>.</text:p>"
        "<text:h text:outline-level='1'>References</text:h>"
        + section(BIBLIOGRAPHY, "<text:p>Smith, J. (2001). A title.</text:p><text:p>B.</text:p>")
        + "<text:p>After</text:p>"
    )
    document = read_odt(odt(body))
    (mention,) = document.mentions
    assert document.text[mention.span.start : mention.span.end] == "(Smith, 2001)"
    assert (mention.keys, mention.suffix, mention.printed) == (("ABCD1234",), "5", True)
    (embedded,) = document.embedded
    assert (embedded.format, embedded.origin) == ("csl-json", "Zotero")
    assert json.loads(embedded.data) == [
        {"id": "ABCD1234", "type": "book", "title": 'A "title" & more'}
    ]
    assert [block.kind for block in document.blocks] == [
        "paragraph", "heading", "entry", "entry", "paragraph",
    ]  # fmt: skip


def test_zotero_in_bookmarks() -> None:
    half = len(ZOTERO) // 2
    escaped = [part.replace("&", "&amp;") for part in (ZOTERO[:half], ZOTERO[half:])]
    body = (
        "<text:p>So <text:bookmark-start text:name='ZOTERO_BREF_a1'/>(Smith, 2001)"
        "<text:bookmark-end text:name='ZOTERO_BREF_a1'/></text:p>"
        "<text:p><text:bookmark-start text:name='ZOTERO_BREF_b2'/>Smith, J. (2001).</text:p>"
        "<text:p>Taylor, K. (2002).<text:bookmark-end text:name='ZOTERO_BREF_b2'/></text:p>"
        "<text:p>After</text:p>"
    )
    properties = {
        "ZOTERO_BREF_a1_2": escaped[1],
        "ZOTERO_BREF_a1_1": escaped[0],
        "ZOTERO_BREF_b2_1": BIBLIOGRAPHY,
    }
    document = read_odt(odt(body, properties=properties))
    assert [mention.keys for mention in document.mentions] == [("ABCD1234",)]
    assert [block.kind for block in document.blocks] == [
        "paragraph", "entry", "entry", "paragraph",
    ]  # fmt: skip


def test_data_of_zotero_that_is_broken_is_told() -> None:
    name = quoteattr("ZOTERO_ITEM CSL_CITATION {broken RND1")
    body = f"<text:p><text:reference-mark-start text:name={name}/>(Smith, 2001)</text:p>"
    document = read_odt(odt(body))
    assert (document.text, document.mentions) == ("(Smith, 2001)", [])
    assert document.guesses == [
        "1 citation holds data of a program for references that cannot be read"
    ]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("JABREF_Smith2001 CID_1 a1b2c3", ("Smith2001",)),
        ("JABREF_Smith2001 CID_1, JABREF_Doe2002 CID_2 a1b2c3", ("Smith2001", "Doe2002")),
        ("JR_cite_1_Smith2001,Doe2002", ("Smith2001", "Doe2002")),
        ("JR_cite3_2_Smith2001", ("Smith2001",)),
    ],
)
def test_jabref(name: str, keys: tuple[str, ...]) -> None:
    body = (
        f"<text:p>So <text:reference-mark-start text:name='{name}'/>[1]"
        f"<text:reference-mark-end text:name='{name}'/></text:p>"
        + section("JR_bib", "<text:h>References</text:h><text:p>[1] Smith, J.</text:p>")
    )
    document = read_odt(odt(body))
    assert [mention.keys for mention in document.mentions] == [keys]
    assert [block.kind for block in document.blocks] == ["paragraph", "heading", "entry"]


def test_the_bibliography_of_pandoc_has_keys() -> None:
    body = section("refs", section("ref-smith2001", "<text:p>Smith, J. (2001).</text:p>"))
    document = read_odt(odt(body))
    assert [(block.kind, block.key) for block in document.blocks] == [("entry", "smith2001")]


def test_the_bibliography_of_libreoffice_has_works() -> None:
    body = (
        '<text:p>So <text:bibliography-mark text:identifier="Smi01"'
        ' text:bibliography-type="article"'
        ' text:author="Smith, John; World Health Organization" text:title="On &amp; on"'
        ' text:journal="Tears" text:volume="3" text:number="2" text:pages="1-9"'
        ' text:year="2001">'
        "[Smi01]</text:bibliography-mark>.</text:p>"
        "<text:bibliography><text:bibliography-source><text:index-title-template>no"
        "</text:index-title-template></text:bibliography-source><text:index-body><text:index-title>"
        "<text:p>Bibliography</text:p></text:index-title><text:p>Smi01: Smith, On, 2001</text:p>"
        "</text:index-body></text:bibliography>"
    )
    document = read_odt(odt(body))
    assert blocks(document) == [
        ("paragraph", "", "So [Smi01]."), ("heading", "", "Bibliography"),
        ("entry", "", "Smi01: Smith, On, 2001"),
    ]  # fmt: skip
    (mention,) = document.mentions
    assert document.text[mention.span.start : mention.span.end] == "[Smi01]"
    assert mention.keys == ("Smi01",)
    assert json.loads(document.embedded[0].data) == [
        {
            "id": "Smi01", "type": "article-journal", "title": "On & on",
            "container-title": "Tears", "volume": "3", "page": "1-9", "issue": "2",
            "author": [
                {"family": "Smith", "given": "John"}, {"literal": "World Health Organization"},
            ],
            "issued": {"date-parts": [[2001]]},
        }
    ]  # fmt: skip


# ---- What cannot be read -------------------------------------------------------------------------

ENCRYPTED = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (odt("", members={"META-INF/manifest.xml": ENCRYPTED}), "is encrypted: it opens only with"),
        (odt("", members={"content.xml": content("", kind="spreadsheet").encode()}),
         "is a spreadsheet, not a text"),
        (odt("", members={"content.xml": b""}), "is damaged, or no OpenDocument text"),
        (odt("", members={"content.xml": b"\x00\x01\x02"}), "damaged: content.xml"),
        (b"Not at all.", "is not an OpenDocument text"),
        (b"<html><p>Not at all.</p></html>", "is not an OpenDocument text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as raised:
        read_odt(data, path="a.odt")
    assert raised.value.path == "a.odt"


# ---- Replacing -----------------------------------------------------------------------------------

BODY = (
    "<text:h text:outline-level='1'>Refe&#114;ences</text:h><text:p/>"
    "<text:p>Smith &amp; Doe  (2001). <text:span text:style-name='T1'>A tilte</text:span>, "
    "<text:span text:style-name='T1'><text:span> 12</text:span></text:span>(3),<text:s text:c='2'/>"
    "1–9.<text:tab/><text:a xlink:href='x'>https://doi.org/10.1/x</text:a></text:p>"
    f"<text:p>A note{note('1', '<text:p>See <![CDATA[<Smith> ]]>.</text:p>')}<text:line-break/>end"
    "</text:p>"
)


def replaced(data: bytes, old: str, new: str) -> bytes:
    at = read_odt(data).source.index(old)
    return edit(data, [(Span(at, at + len(old)), new)], format="odt")


def xml_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("content.xml").decode()


@pytest.mark.parametrize(
    ("old", "new", "xml"),
    [
        ("tilte", "title", "<text:span text:style-name='T1'>A title</text:span>, "),
        ("& Doe", "and Dough", "<text:p>Smith and Dough  (2001). "),
        ("  1–9", " 10–19", "(3), 10–19.<text:tab/>"),
        ("Doe (2001)", "Doe\u00a0(2002a)", "Doe\u00a0(2002a). <text:span"),
        ("2001", "2001 < & >", "(2001 &lt; &amp; &gt;)."),
        ("tilte, 12", "title, 13", "<text:span>13</text:span></text:span>(3),"),
        ("References", "Works cited", "<text:h text:outline-level='1'>Works cited</text:h>"),
        ("<Smith>", "<Smyth>", "See &lt;Smyth&gt;."),
    ],
)
def test_a_replacement_stands_in_its_place(old: str, new: str, xml: str) -> None:
    data = odt(BODY, ITALIC)
    after = replaced(data, old, new)
    assert read_odt(after).source == read_odt(data).source.replace(old, new, 1)
    assert xml in xml_of(after)


def test_what_comes_after_a_title_in_italics_is_not_in_italics() -> None:
    data = odt("<text:p>In <text:span text:style-name='T1'>Tears</text:span></text:p>", ITALIC)
    at = read_odt(data).source.index("\n")
    after = edit_odt(data, [(Span(at, at), ", 3(2), 1–9.")])
    assert "Tears</text:span>, 3(2), 1–9.</text:p>" in xml_of(after)


def test_words_that_stay_keep_their_formatting() -> None:
    body = (
        "<text:p>Rain. <text:span text:style-name='T1'>Weather, 61 </text:span>(8), 1–9. "
        "<text:span text:style-name='T1'>https</text:span></text:p>"
    )
    data = odt(body, ITALIC)
    after = xml_of(replaced(data, "Weather, 61 (8), 1–9. https", "Weather, 62(8), 11–19. http"))
    assert "<text:span text:style-name='T1'>Weather, 62</text:span>(8), 11–19. <text:span" in after
    assert ">http</text:span></text:p>" in after


def test_what_is_added_to_a_title_in_italics_is_in_italics() -> None:
    data = odt("<text:p>In <text:span text:style-name='T1'>Tears</text:span>.</text:p>", ITALIC)
    assert ">Tears: Old ones</text:span>." in xml_of(replaced(data, "Tears", "Tears: Old ones"))


LINK = '<text:a xlink:type="simple" xlink:href="https://doi.org/10.1000/a1">{}</text:a>'


def test_a_link_that_is_in_pieces_leads_to_the_new_doi_with_each() -> None:
    data = odt(f"<text:p>{LINK.format('https://doi.org/10.1000')}{LINK.format('/a1')}.</text:p>")
    markup = read_odt(replaced(data, "a1", "b2")).markup
    assert [each.target for each in markup] == ["https://doi.org/10.1000/b2"] * 2


# ---- Comments and fields of Word -----------------------------------------------------------------

COMMENT = (
    "<office:annotation><dc:creator>refkit: ignore[A801]</dc:creator><text:list><text:list-item>"
    "<text:p>refkit: ignore[M305]</text:p></text:list-item></text:list><text:p>as <text:span>"
    "printed</text:span></text:p></office:annotation>"
)


def test_comments_to_refkit_are_directives_behind_their_paragraph() -> None:
    other = "<office:annotation><text:p>Is this right?</text:p></office:annotation>"
    data = odt(f"<text:p>Smith{COMMENT}, 3.</text:p><text:p>Doe{other}, 4.</text:p>")
    document = read_odt(data)
    assert document.text == "Smith, 3.\nDoe, 4."
    assert document.source == "Smith, 3. <!-- refkit: ignore[M305] as printed -->\nDoe, 4.\n"
    assert [each.codes for each in find_directives(document)] == [("M305",)]
    assert document.place(document.text.index("4")) == "paragraph 2"
    after = read_odt(replaced(replaced(data, "3", "5"), "4", "6"))
    assert after.source == document.source.replace(", 3", ", 5").replace(", 4", ", 6")


def test_a_comment_is_not_deleted() -> None:
    data = odt(f"<text:p>Smith{COMMENT}, 3.</text:p>")
    source = read_odt(data).source
    with pytest.raises(InputError, match="a comment is deleted in the program that wrote it"):
        edit_odt(data, [(Span(source.index(" <!--"), source.index("\n")), "")])


def fieldmark(code: str, shown: str) -> str:
    return (
        '<field:fieldmark-start field:type="vnd.oasis.opendocument.field.UNHANDLED"><field:param '
        f"field:name='vnd.oasis.opendocument.field.code' field:value='{code}'/>"
        f"</field:fieldmark-start><field:fieldmark-separator/>{shown}<field:fieldmark-end/>"
    )


def test_fields_of_word_are_read_as_libreoffice_keeps_them() -> None:
    item = '{"citationItems":[{"id":1,"itemData":{"id":1,"type":"book","title":"Rain"}}]}'
    cited = fieldmark(f"ADDIN ZOTERO_ITEM CSL_CITATION {item}", "(Smith)")
    listed = fieldmark("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Smith, A. (2001). Rain.")
    document = read_odt(odt(f"<text:p>So {cited}.</text:p><text:p>{listed}</text:p>"))
    assert [(document.text[each.span.start : each.span.end], each.keys)
            for each in document.mentions] == [("(Smith)", ("1",))]  # fmt: skip
    assert [each.kind for each in document.blocks] == ["paragraph", "entry"]
    assert [each.origin for each in document.embedded] == ["Zotero"]
    assert document.guesses == [
        "its reference list is written by Zotero, which will write it anew: mend there what is "
        "mended here"
    ]


def test_a_citation_of_word_is_no_work_of_libreoffice() -> None:
    mark = (
        '<text:bibliography-mark text:identifier="CITATION Smi01 \\l 1033" text:title="(Smith)">'
        "(Smith)</text:bibliography-mark>"
    )
    document = read_odt(odt(f"<text:p>So {mark}.</text:p>"))
    assert [each.keys for each in document.mentions] == [("Smi01",)]
    assert document.embedded == []


def test_text_is_put_into_an_empty_paragraph() -> None:
    data = odt("<text:p text:style-name='x'/><text:h></text:h>")
    after = edit_odt(data, [(Span(0, 0), "a b"), (Span(1, 1), "c")])
    assert "<text:p text:style-name='x'>a b</text:p><text:h>c</text:h>" in xml_of(after)


def test_several_replacements_at_once() -> None:
    data = odt(BODY, ITALIC)
    source = read_odt(data).source
    edits = [
        (Span(source.index(old), source.index(old) + len(old)), new)
        for old, new in (("Smith", "Smyth"), (" &", ""), ("2001", "2002"), ("end", "the end"))
    ]
    after = read_odt(edit_odt(data, edits)).source
    assert "Smyth Doe (2002)" in after
    assert "the end\n" in after


def test_all_else_stays_byte_for_byte() -> None:
    data = odt(BODY, ITALIC, members={"Pictures/1.png": bytes(range(256))})
    after = replaced(data, "tilte", "title")
    assert xml_of(after) == xml_of(data).replace("tilte", "title")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        for before, now in zip(old.infolist(), new.infolist(), strict=True):
            assert before.filename == now.filename
            if before.filename != "content.xml":
                assert old.read(before) == new.read(now)


def test_a_flat_file_keeps_its_encoding() -> None:
    xml = flat("<text:p>Caf\u00e9 tilte</text:p>").decode().replace("UTF-8", "ISO-8859-1")
    after = replaced(xml.encode("latin-1"), "tilte", "title \u0151")
    assert after == xml.replace("tilte", "title &#337;").encode("latin-1")
    utf16 = flat("<text:p>Café tilte</text:p>").decode().replace("UTF-8", "UTF-16")
    assert replaced(utf16.encode("utf-16"), "tilte", "title") == (
        utf16.replace("tilte", "title").encode("utf-16")
    )


@pytest.mark.parametrize(
    ("data", "span", "new", "reason"),
    [
        (odt(BODY), Span(5, 15), "x", "over the paragraph's end"),
        (odt(BODY), Span(0, 99_999), "x", "over the end"),
        (odt(BODY), Span(0, 1), "a\x00b", "characters that XML cannot hold"),
        (odt("<text:p>a" + note("1", "<text:p>b</text:p>") + "</text:p>"), Span(1, 2), "",
         "the number of a note"),
        (odt(BODY, members={"META-INF/documentsignatures.xml": b"<x/>"}), Span(0, 1), "x",
         "is signed"),
        (flat("<text:p>Café Café ä</text:p>").replace(b"\xc3\xa4", b"\xe4"), Span(0, 1), "x",
         "bytes that are not UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_said(data: bytes, span: Span, new: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        edit_odt(data, [(span, new)], path="a.odt")


_SIGNS = st.sampled_from(
    ["a", "é", " ", "&amp;", "\n", "  ", "<text:s/>", "<text:s text:c='2'/>", "<text:tab/>",
     "<text:line-break/>", "<text:span text:style-name='T1'>", "</text:span>", "<![CDATA[ b]]>"]
)  # fmt: skip


def _balanced(signs: list[str]) -> str:
    depth = 0
    out = ""
    for sign in signs:
        if sign == "</text:span>":
            if depth == 0:
                continue
            depth -= 1
        depth += sign.startswith("<text:span")
        out += sign
    return out + "</text:span>" * depth


@settings(max_examples=300)
@given(st.lists(st.lists(_SIGNS, max_size=12), min_size=1, max_size=3), st.data())
def test_reading_what_was_written_gives_the_replacement(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    before = flat("".join(f"<text:p>{_balanced(each)}</text:p>" for each in paragraphs))
    source = read_odt(before).source
    lines = source.split("\n")[:-1]
    number = data.draw(st.integers(0, len(lines) - 1))
    first = sum(len(line) + 1 for line in lines[:number])
    start = data.draw(st.integers(0, len(lines[number])))
    end = data.draw(st.integers(start, len(lines[number])))
    new = data.draw(st.text(st.sampled_from("a é&<>\t\u2028 "), max_size=6))
    after = edit_odt(before, [(Span(first + start, first + end), new)])
    assert read_odt(after).source == source[: first + start] + new + source[first + end :]
