"""Lists and notes of DOCX: their numbers, counted as Word shows them."""

from __future__ import annotations

import pytest
from docx_made import p, package, r

from refkit.normalize.directives import find_directives
from refkit.readers.docx import read_docx
from refkit.readers.numerals import written


def level(number: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * (number + 1)}"'
        ' w:hanging="360"/></w:pPr></w:lvl>'
    )


def numbering(
    *levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(text: str, number: int | str = 1, at: int = 0) -> str:
    return p(
        text,
        properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def markers(body: str, **parts: str) -> list[str]:
    return [block.marker for block in read_docx(package(body, {}, **parts)).blocks]


def test_items_have_their_number_as_shown() -> None:
    document = read_docx(
        package(item("Smith") + item("Tulin"), numbering=numbering(level(0, "[%1]")))
    )
    assert [(block.kind, block.marker, block.level, block.indent) for block in document.blocks] == [
        ("item", "[1]", 1, 3), ("item", "[2]", 1, 3),
    ]  # fmt: skip
    assert document.text == "Smith\nTulin"


def test_levels_count_within_those_above_and_begin_anew() -> None:
    body = item("a") + item("b", at=1) + item("c", at=1) + item("d") + item("e", at=1)
    levels = numbering(level(0, "%1."), level(1, "%1.%2", "lowerLetter"))
    assert markers(body, numbering=levels) == ["1.", "1.a", "1.b", "2.", "2.a"]


def test_legal_numbers_are_decimal_at_all_levels() -> None:
    levels = numbering(level(0, "%1", "upperRoman"), level(1, "%1.%2", "decimal", "<w:isLgl/>"))
    assert markers(item("a") + item("b", at=1), numbering=levels) == ["I", "1.1"]


def test_a_level_can_go_on_where_those_above_do_not() -> None:
    levels = numbering(level(0, "%1."), level(1, "%2)", "decimal", '<w:lvlRestart w:val="0"/>'))
    body = item("a") + item("b", at=1) + item("c") + item("d", at=1)
    assert markers(body, numbering=levels) == ["1.", "1)", "2.", "2)"]


def test_lists_of_one_definition_count_on_unless_they_start_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3)
    levels = numbering(level(0, "%1."), nums=nums)
    assert markers(body, numbering=levels) == ["1.", "2.", "7.", "8."]


def test_empty_paragraphs_count_and_deleted_ones_do_not() -> None:
    gone = p(
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
        properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    body = item("a") + item("") + gone + item("b")
    assert markers(body, numbering=numbering(level(0, "%1."))) == ["1.", "3."]


def test_a_style_puts_its_paragraphs_into_a_list_and_a_paragraph_can_leave_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Ref"><w:name w:val="References"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("a", style="Ref") + p(
        "b", style="Ref", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    levels = numbering(level(0, "%1."))
    assert markers(body, numbering=levels, styles=styles) == ["1.", ""]


def test_a_style_can_stand_for_a_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = numbering(level(0, "%1."), level(1, "%1.%2", more='<w:pStyle w:val="Sub"/>'))
    body = item("a") + p("b", style="Sub")
    assert markers(body, numbering=levels, styles=styles) == ["1.", "1.1"]


def test_a_definition_can_be_that_of_a_style() -> None:
    content = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{level(0, "(%1)")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert markers(item("a"), numbering=content) == ["(1)"]


@pytest.mark.parametrize(("text", "expected"), [("\uf0b7", "•"), ("–", "–"), (" ", "")])
def test_bullets_are_characters_that_can_be_read(text: str, expected: str) -> None:
    assert markers(item("a"), numbering=numbering(level(0, text, "bullet"))) == [expected]


def test_a_list_that_shows_no_numbers_is_none() -> None:
    document = read_docx(package(item("a"), numbering=numbering(level(0, "", "none"))))
    assert document.blocks[0].kind == "paragraph"


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (14, "lowerRoman", "xiv"), (1994, "upperRoman", "MCMXCIV"), (28, "lowerLetter", "bb"),
        (3, "decimalZero", "03"), (22, "ordinal", "22nd"), (12, "ordinal", "12th"),
        (6, "chicago", "††"), (5, "japaneseCounting", "5"), (10**6, "upperRoman", "1000000"),
    ],
)  # fmt: skip
def test_numbers_have_the_form_that_is_named(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


def note(number: int, *paragraphs: str) -> str:
    first = p("<w:r><w:footnoteRef/></w:r>", f" {paragraphs[0]}")
    return f'<w:footnote w:id="{number}">{first}{"".join(map(p, paragraphs[1:]))}</w:footnote>'


def refer(number: int, more: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"{more}/></w:r>'


NOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    + note(1, "First.") + note(2, "Second, p. 4.", "It goes on.") + note(3, "Never mentioned.")
)  # fmt: skip


def test_notes_stand_after_the_text_in_the_order_of_their_marks() -> None:
    document = read_docx(package(p("A", refer(2), " b", refer(1), "."), footnotes=NOTES))
    assert document.text == "A1 b2.\nSecond, p. 4.\nIt goes on.\nFirst."
    assert [(block.kind, block.marker) for block in document.blocks] == [
        ("paragraph", ""), ("note", "1"), ("note", ""), ("note", "2"),
    ]  # fmt: skip
    assert [(mark.kind, mark.span.start) for mark in document.markup] == [
        ("superscript", 1), ("superscript", 4),
    ]  # fmt: skip
    assert document.place(document.text.index("First")) == "footnotes, paragraph 3"
    assert document.place(0) == "paragraph 1"


def test_the_mark_of_a_note_can_be_the_authors_own() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    document = read_docx(package(p("A", own, "b", refer(2)), footnotes=NOTES))
    assert document.text.startswith("A*b1\n")
    assert [block.marker for block in document.blocks][1:3] == ["*", "1"]


def test_a_note_whose_mark_was_deleted_is_gone() -> None:
    document = read_docx(package(p("A", f"<w:del>{refer(1)}</w:del>", refer(2)), footnotes=NOTES))
    assert document.text == "A1\nSecond, p. 4.\nIt goes on."


def test_endnotes_are_numbered_in_roman_unless_the_file_says_otherwise() -> None:
    notes = '<w:endnote w:id="1">' + p("End.") + "</w:endnote>"
    body = p("A", '<w:r><w:endnoteReference w:id="1"/></w:r>')
    assert read_docx(package(body, endnotes=notes)).text == "Ai\nEnd."
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    assert read_docx(package(body, endnotes=notes, settings=settings)).text == "A1\nEnd."


def test_a_section_can_count_its_notes_anew() -> None:
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = p("A", refer(1), properties=section) + p("B", refer(2))
    assert read_docx(package(body, footnotes=NOTES)).text.startswith("A1\nB1\n")


def test_comments_to_refkit_stand_in_the_source_and_not_in_the_text() -> None:
    comments = (
        f'<w:comment w:id="5">{p("refkit: ignore[M302] the print says so")}</w:comment>'
        f'<w:comment w:id="6">{p("Please check -- is this right?")}</w:comment>'
    )
    start = '<w:commentRangeStart w:id="5"/><w:commentRangeStart w:id="6"/>'
    end = '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    document = read_docx(
        package(p("Before") + p(start, r("Smith"), end, " (2020).") + p("After"), comments=comments)
    )
    assert document.text == "Before\nSmith (2020).\nAfter"
    assert document.source == (
        "Before\nSmith (2020). <!-- refkit: ignore[M302] the print says so -->\nAfter\n"
    )
    assert document.source[document.source_offset(document.text.index("After"))] == "A"


def test_comments_to_refkit_are_directives() -> None:
    comments = f'<w:comment w:id="5">{p("refkit: ignore[M302] as -- printed")}</w:comment>'
    body = p('<w:commentRangeStart w:id="5"/>', r("Smith (2020)."))
    directive = find_directives(read_docx(package(body, comments=comments)))[0]
    assert (directive.codes, directive.reason) == (("M302",), "as – printed")
