"""Typst: blocks, markup, the content in code, citations, other files, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from light_made import blocks_of, check_laws, cited, marked

from refkit.normalize.directives import find_directives
from refkit.readers import read_path
from refkit.readers.typst import read_typst


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "= One\nText\n== Two",
            [("heading", "", "One"), ("paragraph", "", "Text"), ("heading", "", "Two")],
        ),
        (
            "Two lines\nof text\n\nMore",
            [("paragraph", "", "Two lines\nof text"), ("paragraph", "", "More")],
        ),
        (
            "- one\n  goes on\n\n  second\n- two",
            [("item", "-", "one\ngoes on"), ("paragraph", "", "second"), ("item", "-", "two")],
        ),
        (
            "+ one\n+ two\n\nAfter",
            [("item", "+", "one"), ("item", "+", "two"), ("paragraph", "", "After")],
        ),
        ("1. one\n  - sub", [("item", "1.", "one"), ("item", "-", "sub")]),
        (
            "Said.#footnote[In *a* note.] More.",
            [("paragraph", "", "Said. More."), ("note", "", "In a note.")],
        ),
        ("```py\nx = 1\n```\nAfter", [("code", "", "x = 1"), ("paragraph", "", "After")]),
        ('#figure(image("a.png"), caption: [Caption.])', [("paragraph", "", "Caption.")]),
        ("#table(columns: 2, [a], [b])", [("table", "", "a"), ("table", "", "b")]),
        (
            "#show: ieee.with(title: [Title], abstract: [Words.])\nText",
            [("paragraph", "", "Title"), ("paragraph", "", "Words."), ("paragraph", "", "Text")],
        ),
        ("#heading(level: 2)[Two]\nText", [("heading", "", "Two"), ("paragraph", "", "Text")]),
        # No text.
        (
            '#import "a.typ": x\n#set text(font: "A")\n#let f(x) = [no #x]\n'
            "#show heading: it => [no]\nText",
            [("paragraph", "", "Text")],
        ),
        ("// comment\n/* block\n /* nested */ */Text <label>", [("paragraph", "", "Text")]),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks_of(read_typst(source)) == expected


@pytest.mark.parametrize(
    ("source", "text", "markup"),
    [
        (
            "*bold* _old_ `code`",
            "bold old code",
            [("bold", "bold"), ("italic", "old"), ("code", "code")],
        ),
        ("a_b_c", "a_b_c", []),
        (
            '#emph[old] #strong("bold") #smallcaps[Sc] x#super[2]',
            "old bold Sc x2",
            [("italic", "old"), ("bold", "bold"), ("small-caps", "Sc"), ("superscript", "2")],
        ),
        (
            '#link("https://a.org")[site] #link("https://b.org")',
            "site https://b.org",
            [("link", "site -> https://a.org"), ("link", "https://b.org -> https://b.org")],
        ),
        (
            "https://a.org/b_c.",
            "https://a.org/b_c.",
            [("link", "https://a.org/b_c -> https://a.org/b_c")],
        ),
        (
            "https://a.org/b\\_c",
            "https://a.org/b_c",
            [("link", "https://a.org/b -> https://a.org/b")],
        ),
        ("12--15 a---b a~b \\u{e9} \\*", "12–15 a—b a\u00a0b é *", []),
        ("#text(red)[in *red*] #unknown(1)[too]", "in red too", [("bold", "red")]),
    ],
)
def test_markup(source: str, text: str, markup: list[tuple[str, str]]) -> None:
    document = read_typst(source)
    assert document.text == text
    assert marked(document) == markup


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("as @a.b says", ["@a.b: a.b"]),
        ("@a[p. 3].", ["@a: a >p. 3"]),
        ("#cite(<a>)", ["a: a"]),
        ('#cite(<a>, form: "prose", supplement: [p. 7])', ["!a: a >p. 7"]),
        ('#cite(label("a/b"))', ["a/b: a/b"]),
        ("#figure(caption: [By @a.])[]", ["@a: a"]),
        ("@fig\n\n#figure([x]) <fig>", []),
        ("a@b.org \\@a `@a` // @a", []),
    ],
)
def test_citations(source: str, expected: list[str]) -> None:
    assert cited(read_typst(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('#bibliography("refs.bib")', ["refs.bib"]),
        ('#bibliography(("a.yml", "b.bib"), title: "Refs", style: "apa")', ["a.yml", "b.bib"]),
        ('#show: t.with(bibliography: bibliography("a.bib"))', ["a.bib"]),
    ],
)
def test_bibliographies(source: str, expected: list[str]) -> None:
    document = read_typst(source)
    assert document.bibliographies == expected
    assert document.text == ""


def test_included_files_are_read_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "main.typ").write_text('Before @a.\n\n#include "ch/one.typ"\n\nAfter.\n')
    (tmp_path / "ch").mkdir()
    (tmp_path / "ch" / "one.typ").write_text("= One\n\nSays @b.\n")
    document = read_path(tmp_path / "main.typ")
    assert [text for _, _, text in blocks_of(document)] == [
        "Before @a.",
        "One",
        "Says @b.",
        "After.",
    ]
    position = document.position(document.text.index("Says"))
    assert (position.line, Path(position.part).name) == (3, "one.typ")
    assert document.position(document.text.index("After")).line == 5
    assert cited(document) == ["@a: a", "@b: b"]


def test_a_file_that_includes_itself_or_is_missing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "main.typ"
    path.write_text('Text.\n#include "main.typ"\n#include "other.typ"\n')
    document = read_path(path)
    assert any("other.typ cannot be read" in guess for guess in document.guesses)
    assert document.text.count("Text.") <= 2


def test_comments_speak_to_refkit() -> None:
    document = read_typst("Text. /* refkit: ignore[M302] one */ x\n// refkit: ignore[D2] two\nMore")
    assert [each.reason for each in find_directives(document)] == ["one", "two"]


PIECES = st.sampled_from(
    [
        "*", "_", "`", "```", "$", "#emph[", "#footnote[", "]", "[", "#link(\"a\")[", "#cite(<a>)",
        "#link(\"a\")", "@a", "@a[p]", "<l>", "= ", "== ", "- ", "+ ", "1. ", "/ t: ", "\n\n", "\n",
        "  ", "#let x = [", "#set text(", "#show: t.with(title: [", "])", ")", "(", "{", "}",
        "#if a {", "\"", "\\", "\\u{41}", "~", "--", "//c\n", "/*", "*/", "#table([a],[b])",
        "#figure(image(\"a\"), caption: [", "word ", "Smith, J. (2010). ", "http://a.b/c", "é",
        "\u200b", "\r\n", "#bibliography(\"a.bib\")", "#\"s\\\"x\"", "#emph(\"s\\u{41}\")", "; ",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(text=st.lists(PIECES, max_size=30).map("".join))
def test_laws_hold_of_any_text(text: str) -> None:
    check_laws(read_typst(text))


@pytest.mark.parametrize(
    "unit", ["#a[", "#footnote[", "@a[", "#a(", "#{", "/* ", "*a ", "$a ", "#let x = [", "#if a ["]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    check_laws(read_typst(unit * 3000))
