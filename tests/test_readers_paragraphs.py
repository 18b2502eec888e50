"""The Document of forms that have no lines: paragraphs, parts, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refkit.model import Block, Embedded, Markup, Mention, Part, Position, Span
from refkit.readers.paragraphs import BREAK, Cite, Mark, Paragraphs


def test_a_paragraph_is_a_line_of_the_source_and_a_block_of_the_text() -> None:
    paragraphs = Paragraphs()
    paragraphs.add("Tears", "heading", level=1)
    paragraphs.add("")
    span = paragraphs.add("  They  flow.  ")
    document = paragraphs.document("docx", path="a.docx")
    assert document.source == "Tears\n\n  They  flow.  \n"
    assert document.text == "Tears\nThey  flow."
    assert document.blocks == [
        Block(Span(0, 5), "heading", level=1),
        Block(Span(6, 17), "paragraph"),
    ]
    assert span == Span(7, 22)
    assert document.position(6) == Position(3, 3)
    assert document.place(6) == "paragraph 3"


def test_what_nobody_sees_is_no_text_and_the_rest_leads_back() -> None:
    paragraphs = Paragraphs()
    paragraphs.add("cog\u00adni\u200btion", marks=[Mark(3, 11, "italic")])
    document = paragraphs.document("docx")
    assert document.text == "cognition"
    assert document.markup == [Markup(Span(3, 9), "italic")]
    assert document.source_span(Span(3, 5)) == Span(4, 6)
    assert document.source_span(Span(0, 9)) == Span(0, 11)


def test_a_soft_hyphen_stays_at_the_end_of_a_line() -> None:
    paragraphs = Paragraphs()
    paragraphs.add("cogni\u00ad", "line")
    assert paragraphs.document("pdf", unit="line").text == "cogni\u00ad"


def test_a_break_within_a_paragraph_is_a_line_of_the_text_only() -> None:
    paragraphs = Paragraphs()
    paragraphs.add("one\ntwo")
    paragraphs.add("three")
    document = paragraphs.document("docx")
    assert document.source == f"one{BREAK}two\nthree\n"
    assert document.text == "one\ntwo\nthree"
    assert document.position(8) == Position(2, 1)


def test_lines_are_counted_anew_in_each_part() -> None:
    paragraphs = Paragraphs()
    for page in (1, 2):
        paragraphs.part(f"page {page}", "page")
        paragraphs.add("head", "line")
        paragraphs.add("foot", "line")
    document = paragraphs.document("pdf", unit="line")
    assert document.parts == [Part(0, "page 1", "page"), Part(10, "page 2", "page")]
    assert document.position(document.text.rindex("foot")) == Position(2, 1, "page 2")
    assert document.place(document.text.rindex("foot")) == "page 2, line 2"


def test_citations_and_data_are_handed_on() -> None:
    paragraphs = Paragraphs()
    paragraphs.add("As (Ek, 1999) says", cites=[Cite(3, 13, ("k1",), suffix="p. 2")])
    embedded = Embedded(format="csl-json", data="[]", origin="Zotero")
    document = paragraphs.document("docx", embedded=[embedded])
    assert document.mentions == [
        Mention(span=Span(3, 13), keys=("k1",), suffix="p. 2", printed=True)
    ]
    assert document.embedded == [embedded]


@given(st.lists(st.text(st.sampled_from("ab \t\n\u00ad\u200b\u2028ü")), max_size=5))
def test_every_character_of_the_text_leads_to_itself_in_the_source(contents: list[str]) -> None:
    paragraphs = Paragraphs()
    for content in contents:
        paragraphs.add(content)
    document = paragraphs.document("docx")
    for block in document.blocks:
        for offset in range(block.span.start, block.span.end):
            source = document.source[document.source_offset(offset)]
            assert source.replace(BREAK, "\n") == document.text[offset].replace(BREAK, "\n")
