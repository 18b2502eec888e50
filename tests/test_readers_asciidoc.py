"""AsciiDoc: blocks, inline markup, citations, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from light_made import blocks_of, check_laws, cited, marked

from refkit.normalize.directives import find_directives
from refkit.readers.asciidoc import read_asciidoc


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "= Title\nJane Smith <j@a.org>\n:toc:\n\nText",
            [
                ("heading", "", "Title"),
                ("paragraph", "", "Jane Smith <j@a.org>"),
                ("paragraph", "", "Text"),
            ],
        ),
        ("== One ==\n\nTwo\n---\n", [("heading", "", "One"), ("heading", "", "Two")]),
        ("Two lines\nof text", [("paragraph", "", "Two lines\nof text")]),
        (
            "* one\ngoes on\n** two\n* three",
            [("item", "*", "one\ngoes on"), ("item", "**", "two"), ("item", "*", "three")],
        ),
        ("* one\n+\nsecond", [("item", "*", "one"), ("paragraph", "", "second")]),
        (". one\n. two", [("item", ".", "one"), ("item", ".", "two")]),
        (
            "* Heineman, D. J., and\nD. Heineman, 2019.",
            [("item", "*", "Heineman, D. J., and\nD. Heineman, 2019.")],
        ),
        ("term:: definition", [("item", "", "term"), ("paragraph", "", "definition")]),
        (
            "* [[[Doe99]]] Doe, J. (1999).\n  Title.",
            [("entry", "Doe99", "Doe, J. (1999).\nTitle.")],
        ),
        ("* [[[gof,2]]] Gang (1994).", [("entry", "gof", "Gang (1994).")]),
        (
            "----\ncode\n----\n\n....\nliteral\n....",
            [("code", "", "code"), ("code", "", "literal")],
        ),
        ("____\nquoted\n____\n\n[quote]\nalso", [("quote", "", "quoted"), ("quote", "", "also")]),
        ("====\nexample\n====", [("paragraph", "", "example")]),
        (" indented code\n\nText", [("code", "", "indented code"), ("paragraph", "", "Text")]),
        ("NOTE: Mind this", [("paragraph", "", "Mind this")]),
        (".Title\nText", [("other", "", "Title"), ("paragraph", "", "Text")]),
        ("|===\n|a |b\n2+|c\n|===", [("table", "", each) for each in "abc"]),
        (
            "Said.footnote:[In *a* note.] More.",
            [("paragraph", "", "Said. More."), ("note", "", "In a note.")],
        ),
        # No text.
        ("// comment\nText", [("paragraph", "", "Text")]),
        ("////\nblock\n////\n\n++++\n<raw>\n++++\n\nText", [("paragraph", "", "Text")]),
        ("image::a.png[Alt]\n\n:name: value\n\n[[anchor]]\nText", [("paragraph", "", "Text")]),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks_of(read_asciidoc(source)) == expected


@pytest.mark.parametrize(
    ("source", "text", "markup"),
    [
        (
            "*bold* _old_ `code`",
            "bold old code",
            [("bold", "bold"), ("italic", "old"), ("code", "code")],
        ),
        ("__un__bound **b**old", "unbound bold", [("italic", "un"), ("bold", "b")]),
        ("a_b_c and 2 * 3 * 4", "a_b_c and 2 * 3 * 4", []),
        ("H~2~O x^2^", "H2O x2", [("subscript", "2"), ("superscript", "2")]),
        (
            "https://a.org/b[site *x*] and https://a.org/c_d.",
            "site x and https://a.org/c_d.",
            [
                ("link", "site x -> https://a.org/b"),
                ("bold", "x"),
                ("link", "https://a.org/c_d -> https://a.org/c_d"),
            ],
        ),
        (
            "link:a.html[here] <https://b.org>",
            "here https://b.org",
            [("link", "here -> a.html"), ("link", "https://b.org -> https://b.org")],
        ),
        ("+*no*+ \\*no* pass:[*no*]", "*no* *no* *no*", []),
        ('"`quoted`" a -- b (C)', "“quoted” a — b ©", []),
        (":x: the X\n\n{x} {nbsp}{unknown}", "the X \u00a0{unknown}", []),
        ("&#233; &amp;", "é &", []),
        ("one +\ntwo", "one\ntwo", []),
        ("see <<sec,that section>>", "see that section", []),
    ],
)
def test_inline_markup(source: str, text: str, markup: list[tuple[str, str]]) -> None:
    document = read_asciidoc(source)
    assert document.text == text
    assert marked(document) == markup


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cite:[a(3), b]", ["a(3), b: a,b"]),
        ("citenp:[a(p. 7)]", ["!a(p. 7): a >p. 7"]),
        ("<<Doe99>>", ["Doe99: Doe99"]),
        ("Said.footnote:[See <<Doe99>>.]", ["Doe99: Doe99"]),
        ("`+<<a>>+`", []),
    ],
)
def test_citations(source: str, expected: list[str]) -> None:
    assert cited(read_asciidoc(source)) == expected


def test_bibliographies() -> None:
    assert read_asciidoc("= A\n:bibtex-file: refs.bib\n\nText").bibliographies == ["refs.bib"]


def test_comments_speak_to_refkit() -> None:
    document = read_asciidoc("// refkit: ignore[M302] the print\nText https://refkit.org\n")
    (directive,) = find_directives(document)
    assert (directive.codes, directive.reason) == (("M302",), "the print")


def test_characters_lead_back_to_their_lines() -> None:
    document = read_asciidoc("= A\n\n* an _item_\n  of two lines\n")
    assert document.position(document.text.index("item")).column == 7
    assert document.position(document.text.index("two")).line == 4


PIECES = st.sampled_from(
    [
        "*", "**", "_", "__", "`", "#", "+", "++", "^", "~", "{nbsp}", "{x}", "<<a>>", "<<a,b>>",
        "[[a]]", "* [[[a]]] ", "footnote:[", "]", "cite:[a(3)]", "link:x[", "http://a.b[", "----\n",
        "====\n", "____\n", "|===\n", "|a |b\n", "* ", "** ", ". ", "a:: ", "= ", "== ", ":x: y\n",
        "// c\n", "////\n", "[bibliography]\n", "[quote]\n", ".T\n", "+\n", "\n\n", "\n", "word ",
        "Smith, J. (2010). ", "\\", "\"`", "`\"", "--", "\r\n", "\t", "é", "\u200b", "&amp;", "(C)",
        " +\n", "D. ",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(text=st.lists(PIECES, max_size=30).map("".join))
def test_laws_hold_of_any_text(text: str) -> None:
    check_laws(read_asciidoc(text))


@pytest.mark.parametrize(
    "unit",
    ["*a ", "_a ", "footnote:[", "cite:[", "<<a", "[[[a", "====\n", "a:: ", "http://a[", "++"],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    check_laws(read_asciidoc(unit * 3000))


def test_brackets_of_macros_are_paired_once() -> None:
    check_laws(read_asciidoc("a:b[" * 50_000 + "]"))
