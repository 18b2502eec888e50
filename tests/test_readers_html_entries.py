"""HTML: which parts of a page are entries of a reference list, and what refers to them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.extract import find_references
from refkit.formats import load
from refkit.model import Document
from refkit.readers.html import read_html


def said(document: Document, span: Any) -> str:
    return document.text[span.start : span.end]


def found(document: Document) -> list[tuple[str, str, str]]:
    return [(each.marker, each.key, each.raw) for each in find_references(document)]


def cited(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    assert all(mention.printed for mention in document.mentions)
    return [(said(document, each.span), each.keys) for each in document.mentions]


PAGES = [
    (
        "wikipedia",
        """<p>Birds<sup class="reference"><a href="#cite_note-S-1">[1]</a></sup></p><h2>References
        </h2><ol class="references"><li id="cite_note-S-1"><span class="mw-cite-backlink">^</span>
        <span class="reference-text"><cite id="CITEREFSmith2000" class="citation cs1">Smith, John
        (2000). <i>Birds</i>. Wiley.</cite></span></li></ol>""",
        [("1.", "cite_note-S-1", "Smith, John (2000). Birds. Wiley.")],
        [("[1]", ("cite_note-S-1",))],
    ),
    (
        "springer",
        """<p>As<sup><a href="https://x.org/a#ref-CR1">1</a></sup></p><h2>References</h2>
        <ol class="c-article-references"><li class="c-article-references__item" data-counter="1.">
        <p class="c-article-references__text" id="ref-CR1">Smith J. A title. J Birds. 2001;12:1–5.
        </p><p class="c-article-references__links"><a href="x">Article</a></p></li></ol>""",
        [("1.", "ref-CR1", "Smith J. A title. J Birds. 2001;12:1–5.")],
        [("1", ("ref-CR1",))],
    ),
    (
        "sciencedirect",
        """<p>As <a name="bbib1" href="#bib1">[1]</a></p><h2>References</h2><ol class="references">
        <li><span class="label"><a href="#bbib1" id="ref-id-bib1">[1]</a></span><span><div
        class="authors">J. Smith</div><div class="title">A title</div><div class="host">J Birds, 12
        (2001), pp. 1-5</div><div class="ReferenceLinks"><a href="x">View article</a></div></span>
        </li></ol>""",
        [("[1]", "ref-id-bib1", "J. Smith A title J Birds, 12 (2001), pp. 1-5")],
        [("[1]", ("ref-id-bib1",))],
    ),
    (
        "plos",
        """<p>[<a href="#p-S1">1</a>]–[<a href="#p-L3">3</a>]</p><h2>References</h2>
        <ol class="references"><li id="ref1"><span class="order">1.</span><a id="p-S1"></a>Smith J
        (2001) A title. J Birds 12: 1. <ul class="reflinks"><li><a href="x">View Article</a></li>
        </ul></li><li id="ref2"><span class="order">2.</span><a id="p-M2"></a>Moe C (2002) B. J 1.
        </li><li id="ref3"><span class="order">3.</span><a name="p-L3"></a>Lee B (2003) C. J 2.</li>
        </ol>""",
        [
            ("1.", "ref1", "Smith J (2001) A title. J Birds 12: 1."),
            ("2.", "ref2", "Moe C (2002) B. J 1."),
            ("3.", "ref3", "Lee B (2003) C. J 2."),
        ],
        [("1]–[3", ("ref1", "ref2", "ref3"))],
    ),
    (
        "wiley",
        """<p>(<a href="#e-bib-1">Smith 2001</a>)</p><h2>REFERENCES</h2><ul class="rlist"><li
        data-bib-id="e-bib-1"><span>Smith, J.</span> (<span>2001</span>). A title. <i>J</i>, 1, 2.
        <div class="extra-links"><a href="x">Google Scholar</a></div></li></ul>""",
        [("", "e-bib-1", "Smith, J. (2001). A title. J, 1, 2.")],
        [("Smith 2001", ("e-bib-1",))],
    ),
    (
        "frontiers",
        """<p>(<a href="#B1">Smith, 2001</a>)</p><h2>References</h2><div class="References"><p
        class="ReferencesCopy1"><a id="B1"></a> Smith, J. (2001). A title. J. Birds 12, 1.</p><p
        class="ReferencesCopy2"><a href="x">CrossRef Full Text</a></p></div>""",
        [("", "B1", "Smith, J. (2001). A title. J. Birds 12, 1.")],
        [("Smith, 2001", ("B1",))],
    ),
    (
        "pubmed central",
        """<p><sup>[<a href="#R1">1</a>]</sup></p><section class="ref-list"><h2>References</h2>
        <section id="ref-list1"><ul class="ref-list"><li id="R1"><span class="label">1.</span><cite>
        Smith J. A title. J Birds 2001;12:1–5.</cite></li></ul></section></section>""",
        [("1.", "R1", "Smith J. A title. J Birds 2001;12:1–5.")],
        [("1", ("R1",))],
    ),
    (
        "highwire",
        """<p>(<a href="#ref-1">Smith 2001</a>)</p><h2>References</h2><ol class="cit-list"><li><span
        class="ref-label">1.</span><a class="rev-xref-ref" href="#xref-1" id="ref-1">↵</a><div
        class="cit"><ol class="cit-auth-list"><li>Smith J</li></ol><cite> (2001) A title. J 12:1.
        </cite></div><div class="cit-extra"><a href="x">CrossRef</a></div></li><li><div>Lee B (2002)
        Another title. J 13:6.</div></li></ol>""",
        [
            ("1.", "ref-1", "Smith J (2001) A title. J 12:1."),
            ("2.", "", "Lee B (2002) Another title. J 13:6."),
        ],
        [("Smith 2001", ("ref-1",))],
    ),
    (
        "pandoc, numbered",
        """<p><span class="citation" data-cites="doe lee">(<a href="#ref-doe">1</a>, 2)</span></p>
        <h1>References</h1><div id="refs" class="references csl-bib-body"><div id="ref-doe"
        class="csl-entry"><div class="csl-left-margin">[1] </div><div class="csl-right-inline">A.
        Doe, A title. J 12 (2001).</div></div><div id="ref-lee" class="csl-entry"><div
        class="csl-left-margin">[2] </div><div class="csl-right-inline">B. Lee, Another title. J 13
        (2002).</div></div></div>""",
        [
            ("[1]", "ref-doe", "A. Doe, A title. J 12 (2001)."),
            ("[2]", "ref-lee", "B. Lee, Another title. J 13 (2002)."),
        ],
        [("(1, 2)", ("ref-doe", "ref-lee"))],
    ),
    (
        "latexml",
        """<p><a href="#bib.bib1">Smith, 2001</a></p><h2>References</h2><ul class="ltx_biblist"><li
        id="bib.bib1" class="ltx_bibitem"><span class="ltx_tag ltx_tag_bibitem">Smith (2001)</span>
        <span class="ltx_bibblock">John Smith. </span><span class="ltx_bibblock">A title. J,
        2001.</span></li></ul>""",
        [("Smith (2001)", "bib.bib1", "John Smith. A title. J, 2001.")],
        [("Smith, 2001", ("bib.bib1",))],
    ),
    (
        "dpub-aria",
        """<p><a href="#b1" role="doc-biblioref">[1]</a></p><section role="doc-bibliography"><h1>
        References</h1><ul><li id="b1" role="doc-biblioentry"><p>Smith, J. (2001). A title. J, 1.
        </p></li></ul></section>""",
        [("", "b1", "Smith, J. (2001). A title. J, 1.")],
        [("[1]", ("b1",))],
    ),
    (
        "microdata",
        """<h2>References</h2><ul><li id="c1" itemprop="citation" itemscope
        itemtype="https://schema.org/ScholarlyArticle"><span itemprop="author">Smith, J.</span>
        (2001). A title. J, 1.</li></ul>""",
        [("", "c1", "Smith, J. (2001). A title. J, 1.")],
        [],
    ),
]


@pytest.mark.parametrize(
    ("source", "references", "mentions"), [page[1:] for page in PAGES], ids=[p[0] for p in PAGES]
)
def test_pages_of_journals(
    source: str, references: list[tuple[str, str, str]], mentions: list[tuple[str, tuple[str, ...]]]
) -> None:
    document = read_html(source)
    assert found(document) == references
    assert cited(document) == mentions
    entries = [block for block in document.blocks if block.kind == "entry"]
    assert [entry.key for entry in entries] == [key for _, key, _ in references]


def test_a_list_of_notes_and_references_is_not_sure() -> None:
    document = read_html(
        '<h2>Notes</h2><ol class="references"><li id="cite_note-1"><cite class="citation">Smith, J.'
        ' (2000). Birds. Wiley.</cite></li><li id="cite_note-2">That is, since 1999.</li></ol>'
    )
    assert {block.kind for block in document.blocks} == {"heading", "item"}


def test_a_menu_is_no_list_of_references() -> None:
    document = read_html(
        '<ul class="references"><li><a href="/a">About</a></li><li>Contact</li></ul>'
        "<h2>References</h2><p>Smith, J. (2001). A title here. J Birds, 12, 1–5.</p>"
    )
    assert [block.kind for block in document.blocks] == ["item", "item", "heading", "paragraph"]
    assert len(found(document)) == 1


def test_footnotes_are_notes_with_their_numbers() -> None:
    document = read_html(
        '<p>Text.<a href="#fn1" role="doc-noteref"><sup>1</sup></a></p><section class="footnotes"'
        ' role="doc-endnotes"><ol><li id="fn1"><p>One.</p><p>More.<a href="#x"'
        ' class="footnote-back">↩</a></p></li><li id="fn2">Two.</li></ol></section>'
    )
    assert [
        (block.kind, block.marker, said(document, block.span)) for block in document.blocks
    ] == [
        ("paragraph", "", "Text.1"),
        ("note", "1.", "One."),
        ("note", "", "More."),
        ("note", "2.", "Two."),
    ]


def test_furniture_that_is_a_block_ends_with_itself() -> None:
    document = read_html(
        '<div class="references"><div class="extra-links"><div>Links</div></div><p>One.</p></div>'
        "<p>Two.</p>"
    )
    assert [(block.label, said(document, block.span)) for block in document.blocks] == [
        ("references", "One."),
        ("", "Two."),
    ]


CONTEXT = (
    "ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&amp;rft.genre=article"
    "&amp;rft.atitle=A+title&amp;rft.jtitle=J+Birds&amp;rft.volume=12&amp;rft.spage=1&amp;rft.epage=5"
    "&amp;rft.date=2001-03&amp;rft.aulast=Smith&amp;rft.aufirst=John&amp;rft.au=John+Smith"
    "&amp;rft.au=Doe%2C+Ann&amp;rft_id=info%3Adoi%2F10.1000%2Fa"
)


@pytest.mark.parametrize(
    "source",
    [
        '<div class="csl-entry">Smith, J. (2001). A title.</div> <span class="Z3988" title="{}">'
        "</span>",
        '<div class="csl-entry" id="entry-1">Smith, J. (2001).<span class="Z3988" title="{}">'
        "</span></div>",
    ],
    ids=["behind", "within"],
)
def test_the_openurl_of_an_entry_is_embedded(source: str) -> None:
    document = read_html(source.format(CONTEXT))
    [embedded] = document.embedded
    assert (embedded.format, embedded.origin) == ("csl-json", "COinS")
    assert json.loads(embedded.data) == [
        {
            "id": "entry-1",
            "title": "A title",
            "container-title": "J Birds",
            "volume": "12",
            "page": "1–5",
            "author": [{"family": "Smith", "given": "John"}, {"family": "Doe", "given": "Ann"}],
            "issued": {"date-parts": [[2001, 3]]},
            "DOI": "10.1000/a",
            "type": "article-journal",
        }
    ]
    assert load(embedded.data, format="csl-json").problems == []
    assert [block.key for block in document.blocks] == ["entry-1"]


@pytest.mark.parametrize(
    ("meta", "titles"),
    [
        (
            '<meta name="citation_reference" content="citation_title=A title; citation_author=J'
            " Smith; citation_author=A Doe; citation_publication_date=2001; citation_firstpage=1;"
            ' citation_journal_title=J Birds; citation_doi=10.1/a">',
            ["A title"],
        ),
        ('<meta name="citation_reference" content="citation_title=Of another">', []),
        ('<meta name="citation_reference" content="Smith, J. (2001). A title.">', []),
        ('<meta name="citation_reference" content="citation_title=A title">' * 2, []),
    ],
    ids=["of the entry", "of another", "text", "two for one"],
)
def test_what_a_page_says_of_its_references_in_its_head(meta: str, titles: list[str]) -> None:
    document = read_html(
        f"<head>{meta}</head>" + '<div class="csl-entry" id="b1">Smith, J. (2001). A title.</div>'
    )
    works = [item for each in document.embedded for item in json.loads(each.data)]
    assert [work["title"] for work in works] == titles
    assert all(work["id"] == "b1" for work in works)
    if works:
        assert works[0]["author"] == [{"literal": "J Smith"}, {"literal": "A Doe"}]
        assert (works[0]["page"], works[0]["DOI"]) == ("1", "10.1/a")


@pytest.mark.parametrize(
    "source",
    [
        "<ol class=references>" + "<li id=ref-1 class=csl-entry>x" * 5000,
        "<div class=references>" + "<div id=ref-1>x y z" * 5000,
        "<div class=csl-entry>x" * 5000 + "<h1>x</h1>" * 5000,
        "<ol class=footnotes>" + "<li id=fn1 role=doc-footnote>x" * 5000,
        "<ol class=references><li>2000" + "<a id=x href='#x'>q</a>" * 20_000,
        "<li class=csl-entry>x<span class=Z3988 title='" + "rft.au=a&" * 100_000 + "'></span>",
        "<p>" + "<span data-cites='a b'>" * 10_000 + "x",
        "<li class=csl-entry>" + "<span class=label>x</span>" * 20_000,
        "<meta name=citation_reference content='citation_title=x'>" * 5000
        + "<li class=csl-entry>x</li>" * 5000,
    ],
    ids=["items", "divs", "headings", "notes", "ids", "openurl", "cites", "labels", "metas"],
)
def test_hostile_pages_are_read_in_bounded_time(source: str) -> None:
    assert read_html(source).blocks


_TOKENS = """
<ol class=references> | </ol> | <li id=a> | </li> | <li> | <div class=csl-entry id=b> |
</div> | <div class=csl-left-margin> | <p> | </p> | <a href='#a'> | </a> | <a id=c> |
<span class=label> | </span> | 1. | 2001 | x | <section class=footnotes> | <li id=fn1> |
</section> | <h2> | </h2> | <ul class=reflinks> | </ul> | &amp; | <br> |
<span data-cites='b'> | <span class=Z3988 title='rft.atitle=T'></span> | <cite> |
</cite>
"""
_PIECES = st.sampled_from([" ", "\n", *map(str.strip, _TOKENS.split("|"))])


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_blocks_mentions_and_data_agree(source: str) -> None:
    document = read_html(source)
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        assert not document.text[block.span.start].isspace()
        end = block.span.end
    keys = [block.key for block in document.blocks if block.key]
    assert len(keys) == len(set(keys))
    for mention in document.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(document.text)
    for embedded in document.embedded:
        assert {item["id"] for item in json.loads(embedded.data)} <= set(keys)
