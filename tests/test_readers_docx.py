"""Reading DOCX: what a reader of the printed article sees, and nothing else."""

from __future__ import annotations

import pytest
from docx_made import control, document, field, mark, p, package, packed, r

from refkit.extract import find_references
from refkit.model import Document
from refkit.model.document import BlockKind, MarkupKind
from refkit.readers import read
from refkit.readers.docx import read_docx

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Lit"><w:name w:val="Section Head"/>
  <w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Überschrift 2"/></w:style>
<w:style w:type="paragraph" w:styleId="M"><w:name w:val="MDPI_2.1_heading1"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/></w:style>
<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="table head"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Quiet"/><w:basedOn w:val="H1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Bib"><w:name w:val="Bibliography"/>
  <w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Slanted"><w:name w:val="Slanted"/>
  <w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Up"><w:name w:val="footnote reference"/>
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""


def text(body: str, **parts: str) -> str:
    return read_docx(package(body, {}, **parts)).text


def blocks(document: Document) -> list[tuple[BlockKind, str]]:
    return [
        (block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks
    ]


def marked(document: Document) -> list[tuple[MarkupKind, str]]:
    return [(each.kind, document.text[each.span.start : each.span.end]) for each in document.markup]


def test_a_paragraph_is_a_block_and_a_line_of_the_source() -> None:
    document = read(package(p("One") + p() + p("Two ", "and three")), path="a.docx")
    assert document.format == "docx"
    assert document.source == "One\n\nTwo and three\n"
    assert document.text == "One\nTwo and three"
    assert [block.gap for block in document.blocks] == [0, 1]
    assert document.place(4) == "paragraph 3"
    assert str(document.position(8)) == "Position(line=3, column=5)"


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ("H1", "heading", 1),
        ("Lit", "heading", 1),
        ("berschrift2", "heading", 2),
        ("M", "heading", 1),
        ("Title", "heading", 1),
        ("Header", "paragraph", 0),
        ("Head", "paragraph", 0),
        ("Off", "paragraph", 0),
        ("TOC1", "other", 0),
        ("None of these", "paragraph", 0),
        ("", "paragraph", 0),
    ],
)
def test_headings_are_told_by_their_style(style: str, kind: str, level: int) -> None:
    document = read_docx(package(p("References", style=style), styles=STYLES))
    assert [(block.kind, block.level) for block in document.blocks] == [(kind, level)]


def test_a_paragraph_can_be_a_heading_of_its_own_accord() -> None:
    document = read_docx(package(p("Methods", properties='<w:outlineLvl w:val="1"/>')))
    assert [(block.kind, block.level) for block in document.blocks] == [("heading", 2)]


def test_a_long_paragraph_in_the_style_of_a_heading_is_none() -> None:
    document = read_docx(package(p("word " * 100, style="H1"), styles=STYLES))
    assert document.blocks[0].kind == "paragraph"


def test_the_style_of_a_reference_list_is_the_label_and_gives_the_indentation() -> None:
    document = read_docx(
        package(
            p("Smith", style="Bib")
            + p("in", properties='<w:ind w:left="720"/>')
            + p("first", properties='<w:ind w:start="240" w:firstLine="480"/>'),
            styles=STYLES,
        )
    )
    assert [(block.label, block.indent) for block in document.blocks] == [
        ("Bibliography", 0), ("", 6), ("", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (r("x", "<w:i/>"), [("italic", "x")]),
        (r("x", '<w:i w:val="0"/>'), []),
        (r("x", '<w:i w:val="off"/><w:b w:val="on"/>'), [("bold", "x")]),
        (r("x", "<w:smallCaps/>"), [("small-caps", "x")]),
        (r("x", '<w:vertAlign w:val="superscript"/>'), [("superscript", "x")]),
        (r("x", '<w:vertAlign w:val="subscript"/>'), [("subscript", "x")]),
        (r("x", '<w:rStyle w:val="Em"/>'), [("italic", "x")]),
        (r("x", '<w:rStyle w:val="Up"/>'), [("superscript", "x")]),
        (r("x", '<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>'), []),
        (r("x", '<w:rStyle w:val="Em"/><w:i w:val="false"/>'), []),
        (r("x", "<w:i/>") + r("y", "<w:i/><w:color w:val='red'/>"), [("italic", "xy")]),
    ],
)
def test_runs_have_their_markup(run: str, expected: list[tuple[str, str]]) -> None:
    document = read_docx(package(p("a ", run, " b"), styles=STYLES))
    assert marked(document) == expected


def test_italics_within_italics_are_upright() -> None:
    body = p("a ", r("b", '<w:rStyle w:val="Em"/>'), " c", style="Slanted")
    assert marked(read_docx(package(body, styles=STYLES))) == [("italic", "a "), ("italic", " c")]


def test_hyperlinks_of_both_kinds_have_their_target() -> None:
    link = '<w:hyperlink r:id="l1"><w:r><w:t>doi</w:t></w:r></w:hyperlink>'
    inner = '<w:hyperlink w:anchor="ref1"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
    document = read_docx(
        package(
            p(link, " ", inner, " ", field(' HYPERLINK "https://b.org/x y" \\l "top" ', "there")),
            {"l1": "https://doi.org/10.1/a?b&c"},
        )
    )
    assert document.text == "doi here there"
    assert [mark.target for mark in document.markup] == [
        "https://doi.org/10.1/a?b&c", "#ref1", "https://b.org/x y#top",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>9</w:t></w:r>", "1\u20119"),
        ("<w:r><w:t>psy</w:t><w:softHyphen/><w:t>che</w:t></w:r>", "psyche"),
        ('<w:r><w:sym w:font="Symbol" w:char="F062"/></w:r>', "β"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
        ('<w:r><w:sym w:font="Own" w:char="F0E0"/></w:r>', "\ufffd"),
        ("<w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r>", "ab"),
        ('<w:r><w:t xml:space="preserve"> a </w:t></w:r><w:r><w:t>b</w:t></w:r>', "a b"),
        ("<w:r><w:t>a\n  b</w:t></w:r>", "a   b"),
        ("<w:r><w:t>a</w:t></w:r>" + r("hidden", "<w:vanish/>") + "<w:r><w:t>b</w:t></w:r>", "ab"),
        ("<w:smartTag><w:r><w:t>Paris</w:t></w:r></w:smartTag>", "Paris"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt>"
         "<w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>", "漢"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        ("<w:r><w:t>A &amp; B &lt;c&gt;</w:t></w:r>", "A & B <c>"),
        ("<w:r><w:t>a<!-- no -->b</w:t></w:r>", "ab"),
        ("<w:r><w:t><![CDATA[a&b]]></w:t></w:r>", "a&b"),
        ("<w:r><w:lastRenderedPageBreak/><w:t>a</w:t></w:r>", "a"),
    ],
)  # fmt: skip
def test_what_stands_in_runs_is_read_as_it_is_shown(content: str, expected: str) -> None:
    assert text(p(content)) == expected


def test_tracked_changes_are_read_as_accepted() -> None:
    document = read_docx(
        package(
            p("one", "<w:del><w:r><w:delText> no</w:delText></w:r></w:del>",
              f"<w:ins>{r(' two')}</w:ins>", f"<w:moveFrom>{r(' far')}</w:moveFrom>",
              f"<w:moveTo>{r(' near')}</w:moveTo>")
            + p("joined ", properties="<w:rPr><w:del/></w:rPr>")
            + p("to this", properties='<w:outlineLvl w:val="0"/>')
        )
    )  # fmt: skip
    assert blocks(document) == [("paragraph", "one two near"), ("heading", "joined to this")]
    assert document.guesses == ["its tracked changes were read as accepted"]


def test_deleted_rows_and_cells_are_gone() -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(content)}</w:tc>"

    body = (
        f"<w:tbl><w:tr>{cell('a')}{cell('b')}{cell('c', '<w:cellDel/>')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('d')}{cell('e')}</w:tr></w:tbl>"
    )
    assert blocks(read_docx(package(body))) == [("table", "a"), ("table", "b")]


def test_a_table_of_one_column_only_frames_its_text() -> None:
    body = f"<w:tbl><w:tr><w:tc>{p('Framed')}{p('text')}</w:tc></w:tr></w:tbl>"
    assert blocks(read_docx(package(body))) == [("paragraph", "Framed"), ("paragraph", "text")]


def test_one_of_several_ways_to_say_the_same_is_read() -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    body = p(
        "Before",
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        " and after",
    )
    assert text(body) == "Before and after\nIn the box"


def test_fields_show_their_result() -> None:
    assert text(p("see ", field(" REF _x \\h ", "Table 1"), ".")) == "see Table 1."


def test_a_field_in_the_instruction_of_another_is_not_shown() -> None:
    nested = (
        mark("begin") + "<w:r><w:instrText> IF </w:instrText></w:r>" + field(" PAGE ", "7")
        + "<w:r><w:instrText> = 1 </w:instrText></w:r>" + mark("separate") + r("yes") + mark("end")
    )  # fmt: skip
    assert text(p("a ", nested, " b")) == "a yes b"


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = p("a", mark("begin"), "<w:r><w:instrText> TOC </w:instrText></w:r>", " b") + p("c")
    assert text(body) == "a b\nc"


def test_content_controls_are_read_through() -> None:
    inline = control("", r("inner"))
    assert text(control("", p("a ", inline)) + p("b")) == "a inner\nb"


def test_a_table_of_contents_is_neither_heading_nor_paragraph() -> None:
    contents = control(
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        p("References 34"),
    )
    assert blocks(read_docx(package(contents))) == [("other", "References 34")]


def test_headers_and_footers_are_no_text() -> None:
    data = packed({
        "word/document.xml": document(p("Text")),
        "word/header1.xml": "<w:hdr/>",
    })  # fmt: skip
    assert read_docx(data).text == "Text"


def test_files_of_the_strict_form_and_of_other_prefixes_are_read() -> None:
    strict = (
        '<a:document xmlns:a="http://purl.oclc.org/ooxml/wordprocessingml/main"><a:body><a:p>'
        '<a:pPr><a:outlineLvl a:val="0"/><a:ind a:left="1.27cm"/></a:pPr>'
        "<a:r><a:rPr><a:i/></a:rPr><a:t>Strict</a:t></a:r></a:p></a:body></a:document>"
    )
    for member in (strict, strict.encode("utf-16"), "\ufeff" + strict):
        read_as = read_docx(packed({"word/document.xml": member}))
        assert blocks(read_as) == [("heading", "Strict")]
        assert marked(read_as) == [("italic", "Strict")]
        assert read_as.blocks[0].indent == 6


def test_every_character_leads_back_to_its_paragraph() -> None:
    document = read_docx(package(p(" a\u00ad b ") + p("c", "<w:r><w:br/></w:r>", "d")))
    assert document.text == "a b\nc\nd"
    for offset, character in enumerate(document.text):
        source = document.source[document.source_offset(offset)]
        assert source == character or character == "\n"


def test_paragraphs_that_hang_under_the_one_before_belong_to_its_entry() -> None:
    hanging = '<w:ind w:left="840"/>'
    body = p("References", style="H1") + "".join(
        p(f"{name}, A. B., & Ovek, C. (20{year}).")
        + p(f"On rain, snow and hail in {name}. Weather, {year}(2), 1–9.", properties=hanging)
        + p(f"{name}, Z. (20{year}). Fog over the sea. Weather, {year}(3), 10–14.")
        for year, name in enumerate(("Adel", "Borg", "Tulin", "Zulu"), 11)
    )
    found = find_references(read_docx(package(body, styles=STYLES)))
    assert len(found) == 8
    assert found[0].raw == (
        "Adel, A. B., & Ovek, C. (2011). On rain, snow and hail in Adel. Weather, 11(2), 1–9."
    )
