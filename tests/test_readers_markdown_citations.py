"""Markdown: citations of keys, notes, directives and the plain blocks that need no parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from light_made import blocks_of, check_laws, cited, marked

from refkit.model import Span
from refkit.readers import read_path
from refkit.readers.beside import Beside
from refkit.readers.markdown import read_markdown
from refkit.readers.markdown_blocks import Plain
from refkit.readers.markdown_blocks import blocks_of as parsed

HEADER = "---\nbibliography: refs.bib\n---\n\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("So it is [@a].", ["[@a]: a"]),
        ("[see @a, p. 3; also @b]", ["[see @a, p. 3; also @b]: a,b <see"]),
        ("[@a, pp. 3--4]", ["[@a, pp. 3--4]: a >pp. 3--4"]),
        ("@a says", ["!@a: a"]),
        ("@a [p. 3] says", ["!@a [p. 3]: a >p. 3"]),
        ("Smith [-@a] says", ["[-@a]: a"]),
        ("-@a says", ["!-@a: a"]),
        ("@{key with: odd} says", ["!@{key with: odd}: key with: odd"]),
        ("(@a_b.c:d-e).", ["!@a_b.c:d-e: a_b.c:d-e"]),
        ("@a::b, @a.", ["!@a::b: a::b", "!@a: a"]),
        ("[@doi:10.1000/a.b_c]", ["[@doi:10.1000/a.b_c]: doi:10.1000/a.b_c"]),
        ("[@https://a.org/b]", ["[@https://a.org/b]: https://a.org/b"]),
        ("* [@a]\n* [@b]", ["[@a]: a", "[@b]: b"]),
        ("^[In a note @a.]", ["!@a: a"]),
        # None of these is a citation.
        ("write to a@b.org or <a@b.org>", []),
        ("`@a` and `[@a]`", []),
        ("    [@a]", []),
        ("```\n[@a]\n```", []),
        ("as \\@a and \\@ref(fig:x) say", []),
        ("@fig-x, @tbl-y and @eq:z", []),
        ("[@a](https://example.org/a)", []),
        ("https://example.org/@a", []),
        ("<!-- [@a] -->x", []),
    ],
)
def test_citations_of_pandoc(source: str, expected: list[str]) -> None:
    assert cited(read_markdown(HEADER + source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{cite}`a,b`", ["a,b: a,b"]),
        ("{cite:p}`a`", ["a: a"]),
        ("{cite:t}`a` says", ["!a: a"]),
        ("{cite}`{see}a{p. 3}`", ["{see}a{p. 3}: a <see >p. 3"]),
        ("{ref}`a` and {math}`x@y`", []),
        ("[](doi:10.1000/a)", ["!doi:10.1000/a: doi:10.1000/a"]),
    ],
)
def test_citations_of_myst(source: str, expected: list[str]) -> None:
    assert cited(read_markdown(source)) == expected


def test_a_name_alone_is_a_key_only_where_works_are_named() -> None:
    assert cited(read_markdown("Thanks to @jane.")) == []
    assert cited(read_markdown("Thanks to @jane, see [@a].")) == ["!@jane: jane", "[@a]: a"]
    assert cited(read_markdown(HEADER + "Thanks to @jane.")) == ["!@jane: jane"]


def test_each_key_stands_where_its_span_says() -> None:
    document = read_markdown("See [@a; *and* @b].")
    (mention,) = document.mentions
    assert [document.position(span.start).column for span in mention.key_spans] == [7, 17]


def test_what_the_header_lists_without_citation_is_at_the_start() -> None:
    document = read_markdown("---\nnocite: |\n  @a, @b\n---\n\nText.")
    (mention,) = document.mentions
    assert mention.keys == ("a", "b")
    assert mention.span == Span(0, 0)
    assert read_markdown("---\nnocite: '@*'\n---\nText.").mentions[0].keys == ("*",)


def test_a_metadata_block_in_the_middle_is_no_text() -> None:
    source = "Text.\n\n---\nreferences:\n- id: a\n  title: B\n...\n\nMore [@a].\n"
    document = read_markdown(source)
    assert blocks_of(document) == [("paragraph", "", "Text."), ("paragraph", "", "More [@a].")]
    assert document.embedded[0].data == '[{"id":"a","title":"B"}]'


def test_a_rule_before_a_heading_is_no_metadata() -> None:
    document = read_markdown("Text.\n\n---\nNote: this\n---\n")
    assert blocks_of(document) == [("paragraph", "", "Text."), ("heading", "", "Note: this")]


def test_notes() -> None:
    document = read_markdown(
        "So[^1] it^[Inline *note*.] is.\n\n[^1]: First.\n\n    Its second paragraph.\n\n"
        "[^b]: Other.\n[^c]: On the next line.\n\nText.\n"
    )
    assert blocks_of(document) == [
        ("paragraph", "", "So[^1] it is."),
        ("note", "", "Inline note."),
        ("note", "[^1]:", "First."),
        ("note", "", "Its second paragraph."),
        ("note", "[^b]:", "Other."),
        ("note", "[^c]:", "On the next line."),
        ("paragraph", "", "Text."),
    ]
    assert marked(document) == [("superscript", "[^1]"), ("italic", "note")]


def test_directives_of_myst_whose_content_is_text() -> None:
    document = read_markdown(
        "```{note} A title\n:class: x\n\nText {cite}`a`.\n```\n\n```{code-cell}\nx = 1\n```\n\n"
        "```{bibliography} refs.bib\n```\n\n:::{bibliography} more.bib\n:::\n"
    )
    assert blocks_of(document) == [
        ("paragraph", "", "A title"),
        ("paragraph", "", "Text a."),
        ("code", "", "x = 1"),
    ]
    assert document.bibliographies == ["more.bib", "refs.bib"]


def test_shortcodes_are_no_text() -> None:
    assert read_markdown("A {{< pagebreak >}} b {{% x %}}c").text == "A b c"


def test_a_title_block_is_text_without_its_signs() -> None:
    assert read_markdown("% Title\n% Jane Smith\n\nText").text == "Title\nJane Smith\nText"


def test_the_project_names_the_bibliography(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("project:\n  type: book\nbibliography: refs.bib\n")
    (tmp_path / "chapters").mkdir()
    chapter = tmp_path / "chapters" / "one.qmd"
    chapter.write_text("As @smith says.\n")
    document = read_path(chapter)
    assert document.bibliographies == ["../refs.bib"]
    assert cited(document) == ["!@smith: smith"]
    chapter.write_text("---\nbibliography: own.bib\n---\n\nAs @smith says.\n")
    assert read_path(chapter).bibliographies == ["own.bib"]
    chapter.write_text("No citation.\n")
    assert read_path(chapter).bibliographies == []


def test_beside_a_text_from_memory_is_nothing() -> None:
    assert read_markdown("[@a]", beside=Beside(None)).bibliographies == []


def test_plain_blocks_need_no_parser() -> None:
    lines = [
        "Plain text",
        "of (2010).",
        "",
        "# Heading",
        "",
        "[1] Smith",
        "",
        "<div>",
        "",
        "*Text*",
    ]
    kinds = [block.kind for block in parsed(lines) if isinstance(block, Plain)]
    assert kinds == ["paragraph", "heading", "paragraph", "html", "paragraph"]


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("```\n\nplain\n\n```\n\nafter\n", ["code", "paragraph"]),
        ("<!--\n\nplain\n\n-->\n\nafter\n", ["paragraph"]),
        ("<script>\n\nplain\n\nx</script>\n\nafter\n", ["paragraph"]),
        ("- item\n\nafter\n", ["item", "paragraph"]),
        ("1.\n\nSmith, J. (2010).\n", ["item"]),
        ("text\n1. item\n", ["paragraph", "item"]),
        ("text\n---\n", ["heading"]),
        ("[a]: https://b.org\n\ntext [a]\n", ["paragraph"]),
    ],
)
def test_what_only_looks_like_a_plain_block(source: str, kinds: list[str]) -> None:
    assert [block.kind for block in read_markdown(source).blocks] == kinds


PIECES = st.sampled_from(
    [
        "[@a]", "@a ", "[see @a; -@b, p. 3]", "@a [p. 3]", "{cite}`a,b`", "{cite:t}`{see}a{p}`",
        "[^1]", "[^1]: ", "^[", "]", "[", "\n\n", "\n", "    ", "---\n", "nocite: '@x'\n",
        "references:\n- id: a\n", "bibliography: a.bib\n", "```{note} T\n", "```\n",
        ":::{bibliography} a.bib\n", ":::\n", "{{< x >}}", "[](doi:10.1/a)", "\\@a", "`@a`",
        "% t\n", "*", "**", "_", "# ", "- ", "1. ", "word ", "Smith, J. (2010). ", "\u200b", "\r\n",
        "é", "<div>", "</div>", "\n\n<div>\n\n", "> ", "@{a b}", "&amp;", "& ", "<https://a.b>",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(text=st.lists(PIECES, max_size=30).map("".join))
def test_laws_hold_of_any_text(text: str) -> None:
    check_laws(read_markdown(text))


@pytest.mark.parametrize(
    "unit",
    [
        "[@a ",
        "@a ",
        "^[",
        "^[a] ",
        "[^1]: a\n",
        "{cite}`",
        "---\na: b\n",
        "```{note}\n",
        "@{",
        "[a",
    ],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    check_laws(read_markdown(unit * 3000))
