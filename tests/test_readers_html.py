"""HTML: blocks, inline markup, furniture, and broken pages."""

from __future__ import annotations

import pytest

from refkit.model import Document, Position
from refkit.readers import read


def html(text: str) -> Document:
    return read(text, path="a.html")


def blocks(document: Document) -> list[tuple[str, int, str, str, str]]:
    return [
        (
            block.kind,
            block.level,
            block.marker,
            block.label,
            document.text[block.span.start : block.span.end],
        )
        for block in document.blocks
    ]


def marks(document: Document) -> list[tuple[str, str, str]]:
    return [
        (mark.kind, document.text[mark.span.start : mark.span.end], mark.target)
        for mark in document.markup
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a  b\n\tc</p>", "a b c"),
        ("<p> a <em>b</em> c </p>", "a b c"),
        ("<p>a<em> b</em></p>", "a b"),
        ("<p>a&nbsp;&amp;&#38;&#x26;&eacute;&bogus;&amp b AT&T</p>", "a\u00a0&&&é&bogus;& b AT&T"),
        ("<p>a<br>b<br/>c</p>", "a\nb\nc"),
        ("<p>a<br><br>b</p>", "a\nb"),
        ("<p>a<script>x < y; '</p>'</script>b<style>c{}</style></p>", "ab"),
        ("<head><title>T</title><style>x</style></head><body>a", "a"),
        ("<p>a<!-- <p>b</p> -->c</p>", "ac"),
        ("<p>a <! x > b <?php c ?> d", "a b d"),
        ("<p>p < .05 and q > 1, 3<4", "p < .05 and q > 1, 3<4"),
        ('<p title="a > b">c', "c"),
        ("<p title='a \" b'>c", "c"),
        ("<p>10.1002/x&lt;108::AID&gt;3.0", "10.1002/x<108::AID>3.0"),
        ("<p>10.1000/a&shy;b<wbr>c", "10.1000/abc"),
        ("<p>a<q>b</q>", "a“b”"),
        ("<p>a <span class='sr-only'>hidden <span>too</span></span>b", "a b"),
        ("<p>a<svg><text>x</text></svg>b<template>c</template>", "ab"),
        ("<script>never closed", "never closed"),
        ("<p>a<noscript>b</noscript>c", "ac"),
        ("<custom-tag>a</custom-tag>", "a"),
    ],
)
def test_text(source: str, text: str) -> None:
    assert html(source).text == text


def test_blocks_and_their_kinds() -> None:
    document = html(
        "<h2>Title</h2>intro<div><p>one<p>two</div><ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul>"
        '<ol start="7"><li>e<li value="9">f</ol><blockquote>g</blockquote>'
        "<table><tr><td>h</td><td>i</td></tr></table><pre>j\n  k</pre>"
        "<pre><code>l\n m</code></pre>"
    )
    assert blocks(document) == [
        ("heading", 2, "", "", "Title"),
        ("paragraph", 0, "", "", "intro"),
        ("paragraph", 0, "", "", "one"),
        ("paragraph", 0, "", "", "two"),
        ("item", 1, "", "", "a"),
        ("item", 2, "", "", "b"),
        ("item", 1, "", "", "c"),
        ("paragraph", 1, "", "", "d"),
        ("item", 1, "7.", "", "e"),
        ("item", 1, "9.", "", "f"),
        ("quote", 0, "", "", "g"),
        ("table", 0, "", "", "h"),
        ("table", 0, "", "", "i"),
        ("line", 0, "", "", "j"),
        ("line", 0, "", "", "k"),
        ("code", 0, "", "", "l\n m"),
    ]
    assert document.blocks[14].indent == 2


def test_labels_tell_what_a_part_of_a_page_is() -> None:
    document = html(
        '<div class="wrap"><div id="refs" class="references"><div id="ref-a" class="csl-entry">'
        '<p class="x">Smith</p></div></div></div><section class="footnotes"><ol><li>Note</li></ol>'
    )
    assert [block.label for block in document.blocks] == ["csl-entry", "footnotes"]


def test_markup_and_links() -> None:
    document = html(
        '<p><i>A</i> <a href="x?a=1&amp;b=2"> b <strong>c</strong></a><sup>2</sup>'
        '<span style="font-style: italic">d</span> <cite>e</cite>'
        '<cite class="citation journal">f</cite><span style="font-variant: small-caps">g</span></p>'
    )
    assert marks(document) == [
        ("italic", "A", ""),
        ("link", "b c", "x?a=1&b=2"),
        ("bold", "c", ""),
        ("superscript", "2", ""),
        ("italic", "d", ""),
        ("italic", "e", ""),
        ("small-caps", "g", ""),
    ]


def test_italics_that_are_never_closed_end_with_their_block() -> None:
    assert marks(html("<p><i>a</p><p>b</p>")) == [("italic", "a", "")]


def test_positions_lead_into_the_file() -> None:
    document = html('<html>\r\n<p class="x">Smith &amp; <em>Jones</em>\r\n  2010</p>')
    assert document.text == "Smith & Jones 2010"
    assert document.position(0) == Position(2, 14)
    assert document.position(document.text.index("&")) == Position(2, 20)
    assert document.position(document.text.index("Jones")) == Position(2, 30)
    assert document.position(document.text.index("2010")) == Position(3, 3)
    span = document.source_span(document.blocks[0].span)
    assert document.source[span.start : span.end] == "Smith &amp; <em>Jones</em>\r\n  2010"


def test_a_heading_that_is_never_closed_ends_at_the_next_block() -> None:
    assert [block.kind for block in html("<h2>References<p>Smith</p>").blocks] == [
        "heading",
        "paragraph",
    ]


def test_the_back_links_of_wikipedia_are_no_text() -> None:
    document = html(
        '<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b>'
        '<a href="#cite_ref-1">^</a></b></span> <span class="reference-text">Smith</span></li></ol>'
    )
    assert blocks(document) == [("item", 1, "1.", "cite_note-1", "Smith")]


def test_quotes_that_never_close_do_not_swallow_the_page() -> None:
    assert "Jones" in html('<p class="a>Smith</p><p>Jones</p>').text
