"""Markdown: blocks, inline markup and what pages put between them."""

from __future__ import annotations

import pytest

from refkit.model import Document, Position
from refkit.readers import read


def md(text: str) -> Document:
    return read(text, path="a.md")


def blocks(document: Document) -> list[tuple[str, str]]:
    return [
        (block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks
    ]


def marks(document: Document) -> list[tuple[str, str, str]]:
    return [
        (mark.kind, document.text[mark.span.start : mark.span.end], mark.target)
        for mark in document.markup
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a *b* c", "a b c"),
        ("a **b** ***c***", "a b c"),
        ("_a_ b_c_d", "a b_c_d"),
        ("*a **b** c*", "a b c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*not closed", "*not closed"),
        (r"\*a\* \<b\> \[1\]", "*a* <b> [1]"),
        ("a\\ b", "a b"),
        ("&amp; &lt;x&gt; &eacute; &#233; &#xe9; &unknown; AT&T", "& <x> é é é &unknown; AT&T"),
        ("`a *b*`", "a *b*"),
        ("``a ` b``", "a ` b"),
        ("`open", "`open"),
        ('[text](https://x.org/a_(b) "title")', "text"),
        ("[text](<https://x.org/a b>)", "text"),
        ("[text] (no)", "[text] (no)"),
        ("![alt](a.png) b", "b"),
        ("<https://doi.org/10.1000/a_b>", "https://doi.org/10.1000/a_b"),
        ("<a@b.org>", "a@b.org"),
        ("https://x.org/_a_/~b~", "https://x.org/_a_/~b~"),
        ("10.1207/s15327906mbr2701_8 and mbr_1", "10.1207/s15327906mbr2701_8 and mbr_1"),
        ("10^th^ H~2~O", "10th H2O"),
        ("a<br>b", "a\nb"),
        ("a  \nb\\\nc\nd", "a\nb\nc\nd"),
        ('a <span class="x">b</span> c', "a b c"),
        ("a <!-- no --> b", "a b"),
        ("p <.05 and x<y", "p <.05 and x<y"),
        ("22<2537::aid-sim953>3.0", "22<2537::aid-sim953>3.0"),
        ("[Smith]{.smallcaps} x", "Smith x"),
        ("[a](b){.c} d", "a d"),
        ("[@smith2020, p. 3]", "[@smith2020, p. 3]"),
        ("a\u00a0b", "a\u00a0b"),
        ("", ""),
    ],
)
def test_inline_text(source: str, text: str) -> None:
    assert md(f"{source}\n\nend").text == (f"{text}\nend" if text else "end")


def test_the_doi_that_pandoc_escapes_and_links() -> None:
    document = md(
        "[https://doi.org/10.1002/(sici)1097-0258(19981130)17:22\\<2537::aid\\>3.0.co;2-c]"
        "(https://doi.org/10.1002/(sici)1097-0258(19981130)17:22<2537::aid>3.0.co;2-c)"
    )
    doi = "https://doi.org/10.1002/(sici)1097-0258(19981130)17:22<2537::aid>3.0.co;2-c"
    assert document.text == doi
    assert marks(document) == [("link", doi, doi)]


def test_markup_is_kept_over_the_text() -> None:
    document = md("*A **b*** [c *d*](e) `f` x^2^ <https://g.org> <i>h</i>")
    assert marks(document) == [
        ("italic", "A b", ""),
        ("bold", "b", ""),
        ("link", "c d", "e"),
        ("italic", "d", ""),
        ("code", "f", ""),
        ("superscript", "2", ""),
        ("link", "https://g.org", "https://g.org"),
        ("italic", "h", ""),
    ]


def test_reference_links_and_their_definitions() -> None:
    document = md("A [text][One] and [one].\n\n[one]: <https://x.org> 'Title'\n[two]: y\n\nEnd")
    assert document.text == "A text and one.\nEnd"
    assert marks(document) == [("link", "text", "https://x.org"), ("link", "one", "https://x.org")]


def test_emphasis_does_not_cross_a_link() -> None:
    assert md("*a [b*](c) d").text == "*a b* d"


def test_blocks_and_their_kinds() -> None:
    document = md(
        "Title\n=====\n\n## Two {#two .x}\n\nText\nmore\n\n* item\n  goes on\n\n  second\n"
        "* next\n    1. deep\n\n> quote\n\n```r\ncode\n```\n\n| a | b |\n"
    )
    assert [
        (block.kind, block.level, block.marker, document.text[block.span.start : block.span.end])
        for block in document.blocks
    ] == [
        ("heading", 1, "", "Title"),
        ("heading", 2, "", "Two"),
        ("paragraph", 0, "", "Text\nmore"),
        ("item", 1, "*", "item\ngoes on"),
        ("paragraph", 1, "", "second"),
        ("item", 1, "*", "next"),
        ("item", 2, "1.", "deep"),
        ("quote", 0, "", "quote"),
        ("code", 0, "", "code"),
        ("table", 0, "", "| a | b |"),
    ]


def test_positions_are_exact_within_lists_quotes_and_line_ends() -> None:
    document = md("# A\r\n\r\n> > - *Smith*, J. &amp; B\r\n> >   x\r\n\r\n12. \tJones **B**\r\n")
    positions = {
        word: document.position(document.text.index(word))
        for word in ["Smith", "&", "x", "Jones", "B"]
    }
    assert positions == {
        "Smith": Position(3, 8),
        "&": Position(3, 19),
        "x": Position(4, 7),
        "Jones": Position(6, 6),
        "B": Position(3, 25),
    }
    ampersand = document.text.index("&")
    span = document.source_span(document.blocks[1].span)
    assert document.source[span.start : span.end] == "Smith*, J. &amp; B\r\n> >   x"
    assert document.source_offset(ampersand) == document.source.index("&amp;")


def test_front_matter_is_no_text() -> None:
    document = md("---\ntitle: References\n---\n\nText")
    assert document.text == "Text"
    assert document.position(0) == Position(5, 1)


def test_a_rule_is_no_front_matter() -> None:
    assert md("---\n\nText\n").text == "Text"


def test_pandoc_divisions_give_their_label() -> None:
    document = md(
        "::: {#refs .references}\n::: {#ref-a .csl-entry}\nSmith\n:::\n::: {#ref-b .csl-entry}\n"
        "Jones\n:::\n:::\n\nEnd"
    )
    assert [(block.label, block.kind) for block in document.blocks] == [
        ("csl-entry", "paragraph"),
        ("csl-entry", "paragraph"),
        ("", "paragraph"),
    ]


def test_colons_in_code_are_no_division() -> None:
    document = md("```\n::: {.references}\n```\n\nText")
    assert document.blocks[-1].label == ""


def test_html_blocks_around_markdown() -> None:
    document = md(
        '<div id="refs" class="references csl-bib-body">\n\n<div id="ref-a" class="csl-entry">\n\n'
        "Smith *T*.\n\n</div>\n\n</div>\n\n<p>One &amp; <em>two</em></p>\n<p>three</p>\n\nEnd"
    )
    assert [
        (block.label, document.text[block.span.start : block.span.end]) for block in document.blocks
    ] == [("csl-entry", "Smith T."), ("", "One & two"), ("", "three"), ("", "End")]


def test_attribute_lines_of_kramdown_are_no_text() -> None:
    assert blocks(md("* a\n* b\n{: .small}\n\nAfter")) == [
        ("item", "a"),
        ("item", "b"),
        ("paragraph", "After"),
    ]


def test_a_footnote_has_its_marker() -> None:
    document = md("[^1]: Smith, J. (2010). Title.\n")
    assert document.text == "Smith, J. (2010). Title."
    assert document.blocks[0].marker == "[^1]:"


def test_a_rule_right_under_a_long_paragraph_makes_no_heading() -> None:
    entry = "Smith, J. (2010). A title of some length that goes on and on. " * 3
    assert md(f"{entry}\n---\n\nEnd").blocks[0].kind == "paragraph"


def test_gaps_are_counted() -> None:
    assert [block.gap for block in md("a\n\n\nb\n\n- c\n- d\n").blocks] == [0, 2, 1, 0]


def test_deep_nesting_loses_nothing() -> None:
    deep = "\n".join("  " * depth + f"- x{depth}" for depth in range(120))
    text = md(f"{deep}\n\nThe end").text
    assert "x119" in text
    assert "The end" in text


def test_a_stray_grave_accent_takes_no_other_entries_into_code() -> None:
    names = ["Izmeritel`naya", "Annals", "Contexts", "Tears", "Vestnik`"]
    text = "\n".join(f"Smith, J. (2020). A title. {name} Tekhnika, 3, 1–5." for name in names)
    document = read(text, format="markdown")
    assert document.text == text
    assert not [markup for markup in document.markup if markup.kind == "code"]
