"""PDFs to lines: order of reading, indents and gaps, furniture, notes, hyphens, hostile files."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest
from pdfs_made import Drawn, Link, Rule, Scan, Type, assembled, bomb, endless, pdf

from refkit.errors import UnreadableError
from refkit.model import Block, Document
from refkit.readers import pdf_pages, read
from refkit.readers.pdf_lines import plain
from refkit.readers.pdf_pages import read_pdf

SENTENCE = "A sentence of the running text that says nothing of any weight at all"


def lines(
    *texts: str,
    x: float = 72,
    y: float = 700,
    step: float = 12,
    size: float = 10,
    font: str = "F1",
) -> list[Type]:
    """Lines below each other."""
    return [Type(text, size, y - step * at, False, x, font) for at, text in enumerate(texts)]


def text(count: int, y: float = 700) -> list[Type]:
    """So many different lines of running text."""
    return lines(*(f"{SENTENCE}, {chr(97 + at)}" for at in range(count)), y=y)


def shown(document: Document) -> list[str]:
    """The text of each block."""
    return [document.text[block.span.start : block.span.end] for block in document.blocks]


def blocks(*pages: Sequence[Drawn]) -> list[tuple[str, Block]]:
    """The blocks of a PDF with their text."""
    document = read_pdf(pdf(*pages))
    return list(zip(shown(document), document.blocks, strict=True))


def test_each_line_is_a_block_and_leads_back_to_its_page() -> None:
    document = read_pdf(pdf(lines("one", "two"), lines("three", "four")), path="a.pdf")
    assert shown(document) == ["one", "two", "three", "four"]
    assert [block.kind for block in document.blocks] == ["line"] * 4
    assert [block.label for block in document.blocks] == ["page-start", "", "page-start", ""]
    assert document.source == "one\ntwo\nthree\nfour\n"
    assert document.place(document.text.index("four")) == "page 2, line 2"
    assert (document.format, document.unit, document.path) == ("pdf", "line", "a.pdf")
    assert document.guesses == [
        "the text was taken from the layout of a PDF: its lines and columns are guessed"
    ]


def test_a_pdf_is_known_by_its_content() -> None:
    assert shown(read(pdf(lines("one")), path="article.pdf")) == ["one"]


# -------------------------------------------------------------------------- layout


def test_hanging_indents_and_gaps_are_told() -> None:
    entry = [Type("First, A. (2001). A title that goes", 10, 700), Type("on here.", 10, 688, x=90)]
    second = [Type("Second, B. (2002). Another title", 10, 676), Type("and more.", 10, 664, x=90)]
    after = [Type("Third, C. (2003). The last one of", 10, 634), Type("them all.", 10, 622, x=90)]
    found = blocks([*entry, *second, *after])
    assert [(block.indent, block.gap) for _, block in found] == [
        (0, 0), (4, 0), (0, 0), (4, 0), (0, 2), (4, 0),
    ]  # fmt: skip


def test_the_end_of_an_indented_entry_on_a_page_of_its_own_stays_indented() -> None:
    body = [*text(9, y=700), *text(9, y=500)]
    found = blocks(body, body, body, body, [Type("the end of an entry.", 10, 700, x=90)])
    assert found[-1][0] == "the end of an entry."
    assert found[-1][1].indent == 4


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left column, line number {at}" for at in range(6)]
    right = [f"right column, line number {at}" for at in range(6)]
    rows: list[Drawn] = [
        each for pair in zip(lines(*left), lines(*right, x=320), strict=True) for each in pair
    ]
    title = Type("A title that stands over both of the columns of the page", 16, 740, x=80)
    found = blocks([title, *rows])
    assert [each for each, _ in found] == [title.text, *left, *right]
    assert [block.label for _, block in found if block.label] == [
        "page-start", "column-start", "column-start",
    ]  # fmt: skip
    assert {block.indent for _, block in found[1:]} == {0}


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [[f"column {name}, line {at}" for at in range(8)] for name in "abc"]
    rows = [
        Type(row, 10, 700 - 12 * at, x=60 + 170 * column)
        for at, cells in enumerate(zip(*columns, strict=True))
        for column, row in enumerate(cells)
    ]
    assert [each for each, _ in blocks(rows)] == [line for column in columns for line in column]


def test_the_wide_spaces_of_a_justified_text_make_no_columns() -> None:
    words = [("One", 72, "two", 190, "three", 300), ("four", 72, "five", 210, "six", 330)] * 5
    page = [
        Type(str(word), 10, 700 - 12 * at, x=float(x))
        for at, row in enumerate(words)
        for word, x in zip(row[::2], row[1::2], strict=True)
    ]
    assert [each for each, _ in blocks(page)] == ["One two three", "four five six"] * 5


def test_numbers_of_entries_are_no_column() -> None:
    page: list[Drawn] = [
        each
        for at in range(1, 8)
        for each in (
            Type(f"[{at}]", 10, 700 - 12 * at, x=72),
            Type(f"Author, A. Title number {at}. Journal, 20{at}0.", 10, 700 - 12 * at, x=110),
        )
    ]
    found = [each for each, _ in blocks(page)]
    assert found[0] == "[1] Author, A. Title number 1. Journal, 2010."
    assert len(found) == 7


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        (Type("References", 14, 646), "heading"),
        (Type("References", 10, 646, font="F3"), "heading"),
        (Type("REFERENCES", 10, 646), "heading"),
        (Type("References", 10, 646), "line"),
        (Type("Table 3", 10, 646, font="F3"), "line"),
        (Type("Smith, J., Jones, K. (2010),", 10, 646, font="F3"), "line"),
    ],
)
def test_headings_are_told_by_their_type(heading: Type, kind: str) -> None:
    found = dict(blocks([*text(3, y=700), heading, *text(4, y=620)]))
    assert found[heading.text].kind == kind


def test_italics_bold_and_raised_figures_are_marked() -> None:
    page = [
        Type("Smith (2010).", 10, 700),
        Type("Journal", 10, 700, x=150, font="F2"),
        Type("12", 10, 700, x=190, font="F3"),
        Type("3", 6, 704, x=202),
    ]
    document = read_pdf(pdf(page))
    assert document.text == "Smith (2010). Journal 123"
    assert [
        (document.text[mark.span.start : mark.span.end], mark.kind) for mark in document.markup
    ] == [("Journal", "italic"), ("12", "bold"), ("3", "superscript")]


def test_links_lead_to_their_address() -> None:
    link = Link(70, 698, 130, 712, "https://doi.org/10.1000/1")
    document = read_pdf(pdf([Type("10.1000/1", 10, 700), link]))
    (mark,) = document.markup
    assert (mark.kind, mark.target) == ("link", "https://doi.org/10.1000/1")
    assert document.text[mark.span.start : mark.span.end] == "10.1000/1"


# -------------------------------------------------------------------------- furniture


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [
        [
            Type("A RUNNING HEAD", 8, 760),
            *lines(f"first line of page {chr(64 + number)}", f"last line of {chr(64 + number)}"),
            Type(f"Journal of Tears 12 | {number + 100}", 8, 30),
        ]
        for number in range(1, 5)
    ]
    assert [each for each, _ in blocks(*pages)] == [
        each for name in "ABCD" for each in (f"first line of page {name}", f"last line of {name}")
    ]


def test_an_address_at_the_foot_of_several_pages_is_no_furniture() -> None:
    pages = [
        [Type(name, 10, 700), Type(f"https://doi.org/10.1001/archderm.1{at}.1.{at}", 10, 100)]
        for at, name in enumerate(("one", "two", "three", "four", "five"), 1)
    ]
    assert sum(each.startswith("https://doi.org/") for each, _ in blocks(*pages)) == 5


def test_a_numbered_heading_over_a_numbered_page_is_no_furniture() -> None:
    pages = [
        [
            Type(f"{number} Of tears", 12, 702),
            Type(f"beside the heading {chr(64 + number)}", 10, 700, x=330),
            Type(f"below it {chr(64 + number)}", 10, 688, x=330),
            *text(4, y=680),
            Type(str(number), 10, 60, x=300),
        ]
        for number in range(1, 5)
    ]
    found = [each for each, _ in blocks(*pages)]
    for number in range(1, 5):
        assert f"{number} Of tears beside the heading {chr(64 + number)}" in found
        assert str(number) not in found


def test_the_numbers_of_lines_are_dropped() -> None:
    pages = [
        [
            each
            for at in range(25)
            for each in (
                Type(str(25 * page + at + 1), 6, 700 - 12 * at, x=50),
                Type(f"{SENTENCE}, {'abc'[page]}{chr(97 + at)}", 10, 700 - 12 * at),
            )
        ]
        for page in range(3)
    ]
    found = [each for each, _ in blocks(*pages)]
    assert len(found) == 75
    assert all(each.startswith(SENTENCE) for each in found)


def test_what_is_turned_is_left_out_and_told() -> None:
    stamp = Type("arXiv:2101.00001v2 [cs.CL] 1 Jan 2021", 20, 200, turned=True)
    document = read_pdf(pdf([stamp, *text(3)], text(3)))
    assert "arXiv" not in document.text
    assert len(document.guesses) == 1
    note = Type("A long remark in the margin that is turned by ninety degrees " * 2, 8, 50, True)
    document = read_pdf(pdf([note, *text(3)], text(3)))
    assert document.guesses[0] == "text that is turned was left out on page 1"


def test_a_page_that_lies_on_its_side_is_read() -> None:
    page = [
        Type("A table that lies on its side", 10, 100, turned=True),
    ]
    assert [each for each, _ in blocks(text(3), page)][-1] == "A table that lies on its side"


def test_footnotes_are_notes_behind_the_text_of_their_page() -> None:
    note: list[Drawn] = [Rule(72, 180, 102), *lines("1 A remark of the author.", y=90, size=8)]
    page: list[Drawn] = [*text(5), *note]
    found = blocks(page, lines("goes on here", "to its end"))
    assert [block.kind for _, block in found] == [*["line"] * 5, "note", "line", "line"]
    assert found[5][0] == "1 A remark of the author."


# -------------------------------------------------------------------------- joints


JOINTS = [
    ("the cogni-", "tive one", "the cogni\u00ad"),
    ("a cross-", "validated one", "a cross-\u00ad"),
    ("by Smith-", "Jones, A.", "by Smith-\u00ad"),
    ("in COVID-", "19 times", "in COVID-\u00ad"),
    ("pages 123–", "130 there", "pages 123–\u00ad"),
    ("pre-", "and posttest", "pre-"),
    ("this and/", "or that", "this and/\u00ad"),
    ("ends with a dash –", "and goes on", "ends with a dash –"),
    ("https://doi.org/10.1037/", "pst0000342", "https://doi.org/10.1037/\u00ad"),
    ("https://doi.org/10.1016/j.", "cub.2010.1", "https://doi.org/10.1016/j.\u00ad"),
    ("https:", "//doi.org/10.1016/j.cub", "https:\u00ad"),
    ("see https://osf.io/abc12.", "The next sentence", "see https://osf.io/abc12."),
    ("doi: 10.1007/s10439-", "009-9852-5", "doi: 10.1007/s10439-\u00ad"),
    ("see www.example.org", "Retrieved there", "see www.example.org"),
]


def test_a_soft_hyphen_ends_a_line_that_goes_on_without_space() -> None:
    found = [each for each, _ in blocks(*(lines(before, after) for before, after, _ in JOINTS))]
    assert found[::2] == [expected for _, _, expected in JOINTS]


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("a selfless act", "a self\u00ad"),
        ("a self-less act", "a self-\u00ad"),
    ],
)
def test_the_words_of_the_article_tell_which_hyphens_stay(elsewhere: str, expected: str) -> None:
    assert blocks(lines("a self-", "less act", elsewhere))[0][0] == expected


def test_an_address_does_not_go_on_in_the_next_entry() -> None:
    page = [
        Type("One, A. (2001). Title.", 10, 700),
        Type("https://doi.org/10.1000/abc-", 10, 688, x=90),
        Type("2nd congress. (2002). Title.", 10, 676),
    ]
    assert blocks(page)[1][0] == "https://doi.org/10.1000/abc-"


# -------------------------------------------------------------------------- letters


def test_an_accent_that_is_drawn_over_a_letter_is_put_on_it() -> None:
    page = [Type("M", 10, 700), Type("\xa8", 10, 700, x=81.4), Type("uller", 10, 700, x=80.4)]
    assert [each for each, _ in blocks(page)] == ["Müller"]


def test_lowered_quotation_marks_stand_on_their_line() -> None:
    page = [
        Type("Der Titel", 10, 700),
        Type("”", 10, 693.5, x=116),
        Type("Kunst und Zeit“, Berlin.", 10, 700, x=119.3),
        *lines("Another line.", y=688),
    ]
    assert [each for each, _ in blocks(page)] == [
        "Der Titel „Kunst und Zeit“, Berlin.", "Another line.",
    ]  # fmt: skip


def test_a_table_stands_behind_the_text_of_its_page() -> None:
    table: list[Drawn] = [
        Type("Table 1. Means of both of the groups.", 10, 720),
        Rule(72, 400, 712),
        Type("Control 3.21", 10, 700),
        Type("Treatment 2.98", 10, 688),
        Rule(72, 400, 682),
    ]
    found = blocks([*table, *lines("goes on here", "to its end", y=650)])
    assert [(each, block.kind) for each, block in found] == [
        ("goes on here", "line"),
        ("to its end", "line"),
        ("Table 1. Means of both of the groups.", "table"),
        ("Control 3.21", "table"),
        ("Treatment 2.98", "table"),
    ]
    assert found[0][1].label == "page-start"


def test_letters_that_are_spaced_out_make_a_word() -> None:
    assert [each for each, _ in blocks(lines("R E F E R E N C E S"))] == ["REFERENCES"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("a de\ufb01nition of \ufb02ow", "a definition of flow"),
        ("a de\x1cnition of \x1dow", "a definition of flow"),
        ("pages 1\x152", "pages 1–2"),
        ("zero\u200bwidth", "zerowidth"),
        ("non\u2011breaking", "non-breaking"),
        ("e\u0301", "é"),
    ],
)
def test_signs_of_fonts_become_those_of_the_text(printed: str, expected: str) -> None:
    assert plain(printed) == expected


# -------------------------------------------------------------------------- files that fail


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(text(3), encrypted=True), "is encrypted: it opens only with a password"),
        (pdf([], []), "has no text"),
        (pdf([Scan()], [Scan()]), "has no text: its pages are scanned, or drawn"),
        (b"%PDF-1.7\nnothing at all but words", "is damaged: it cannot be opened"),
        (pdf(text(3))[:400], "is damaged: it cannot be opened"),
        (
            assembled(
                [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]
            ),
            "is damaged: its pages cannot be read",
        ),
    ],
)
def test_what_cannot_be_read_is_an_error(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data, path="a.pdf")
    assert caught.value.reason == reason


def test_scanned_pages_are_told() -> None:
    assert read_pdf(pdf(text(3), [Scan()], [Scan()])).guesses[0] == (
        "pages 2, 3 are scanned, without text"
    )
    assert read_pdf(pdf(text(3), [Scan()])).guesses[0] == "page 2 is scanned, without text"


def test_of_ten_thousand_pages_the_first_are_read() -> None:
    pages = [[Type("one line", 10, 700)]] * 10_000
    document = read_pdf(pdf(text(3), *pages))
    assert len(document.parts) == 2_000
    assert document.guesses[0] == "only the first 2,000 pages were read"


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
@pytest.mark.parametrize("data", [endless(), bomb(300)], ids=["endless", "bomb"])
def test_a_pdf_that_is_made_to_break_its_reader_ends_soon(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_pages, "_SECONDS", 1)
    monkeypatch.setattr(pdf_pages, "_PATIENCE", 1)
    monkeypatch.setattr(pdf_pages, "_MEMORY", 1 << 28)
    with pytest.raises(UnreadableError, match="is damaged, or made to be"):
        read_pdf(data)


def test_thousands_of_words_at_one_place_are_read() -> None:
    page = [Type(f"w{at}", 1, 100 + at % 600, x=50 + at % 7) for at in range(6000)]
    assert read_pdf(pdf(page)).text
    assert read_pdf(pdf([Type("x", 1, 400)] * 6000)).text == "x"


@pytest.mark.parametrize(("x", "expected"), [(84.3, "16(1), 3"), (86.0, "16 (1), 3")])
def test_the_correction_behind_italics_is_no_space(x: float, expected: str) -> None:
    page = [Type("16", x=72, font="F2"), Type("(1), 3", x=x)]
    assert read_pdf(pdf(page)).text == expected


def test_an_italic_f_that_reaches_over_the_space_behind_it_ends_a_word() -> None:
    page = [Type("Annals of", x=72, font="F2"), Type("Surgery", x=115.4, font="F2")]
    assert read_pdf(pdf(page)).text == "Annals of Surgery"


def test_an_italic_letter_that_reaches_into_the_space_before_it_begins_a_word() -> None:
    page = [Type("Rules", x=72, font="F5"), Type("for life", x=96.2, font="F5")]
    assert read_pdf(pdf(page)).text == "Rules for life"


def test_both_letters_of_a_ligature_of_its_own_are_read() -> None:
    page = [
        Type("no e", x=72, font="F5"),
        Type("~", x=88.9, font="F5"),
        Type("ect", x=94.2, font="F5"),
    ]
    assert read_pdf(pdf(page)).text == "no effect"


def test_a_character_beyond_the_basic_plane_is_one() -> None:
    assert read_pdf(pdf([Type("a | b", font="F5")])).text == "a \U0001d700 b"


def test_the_rest_of_a_doi_is_no_heading() -> None:
    end = lines("1016/S0000-1111(02)22222-3.", y=100)
    found = blocks([*text(3), *end], text(3))
    assert [block.kind for shown_text, block in found if shown_text.startswith("1016")] == ["line"]
