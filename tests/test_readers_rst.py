"""reStructuredText: blocks, inline markup, citations, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from light_made import blocks_of, check_laws, cited, marked

from refkit.normalize.directives import find_directives
from refkit.readers import read, read_path
from refkit.readers.rst import read_rst


def test_sections_have_levels_by_the_order_of_their_signs() -> None:
    document = read_rst("=====\nTitle\n=====\n\nA\n=\n\nSub section\n-----------\n\nB\n====\n")
    assert [block.level for block in document.blocks] == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Two lines\nof text.\n\nMore.",
            [("paragraph", "", "Two lines\nof text."), ("paragraph", "", "More.")],
        ),
        (
            "- one\n  goes on\n\n  second\n- two",
            [("item", "-", "one\ngoes on"), ("paragraph", "", "second"), ("item", "-", "two")],
        ),
        ("1. one\n2. two", [("item", "1.", "one"), ("item", "2.", "two")]),
        ("(a) one\n\n#. two", [("item", "(a)", "one"), ("item", "#.", "two")]),
        (":Author: Jane Smith", [("paragraph", ":Author:", "Jane Smith")]),
        ("term\n  definition", [("paragraph", "", "term\ndefinition")]),
        ("| line one\n| line two", [("paragraph", "", "line one\nline two")]),
        (
            "Text::\n\n  code = 1\n\nAfter",
            [("paragraph", "", "Text:"), ("code", "", "code = 1"), ("paragraph", "", "After")],
        ),
        (">>> x = 1\n1", [("code", "", ">>> x = 1\n1")]),
        ("Text\n\n   quoted", [("paragraph", "", "Text"), ("quote", "", "quoted")]),
        (".. [Doe99] Doe, J. (1999).\n   Title.", [("entry", "Doe99", "Doe, J. (1999).\nTitle.")]),
        (
            ".. [1] A note.\n.. [#] Another.",
            [("note", "[1]", "A note."), ("note", "[#]", "Another.")],
        ),
        (
            ".. note:: Mind\n   this.\n\n   And that.",
            [("paragraph", "", "Mind\nthis."), ("paragraph", "", "And that.")],
        ),
        (".. figure:: a.png\n   :width: 3\n\n   Caption.", [("paragraph", "", "Caption.")]),
        (".. rubric:: References", [("heading", "", "References")]),
        (".. code-block:: python\n   :linenos:\n\n   x = 1", [("code", "", "x = 1")]),
        ("== ==\na  b\n== ==\nc  d\n== ==", [("table", "", each) for each in "abcd"]),
        ("+---+---+\n| a | b |\n|   | c |\n+---+---+", [("table", "", "a"), ("table", "", "b\nc")]),
        # No text: comments, targets, images, tables of contents, transitions.
        (".. a comment\n   goes on\n\nText", [("paragraph", "", "Text")]),
        ("..\n\n   quoted", [("quote", "", "quoted")]),
        (".. _target: https://a.org\n\n__ https://b.org\n\nText", [("paragraph", "", "Text")]),
        (".. image:: a.png\n.. contents::\n   :depth: 2\n\nText", [("paragraph", "", "Text")]),
        ("A\n\n----\n\nB", [("paragraph", "", "A"), ("paragraph", "", "B")]),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks_of(read_rst(source)) == expected


@pytest.mark.parametrize(
    ("source", "text", "markup"),
    [
        (
            "an *old* **bold** ``code``",
            "an old bold code",
            [("italic", "old"), ("bold", "bold"), ("code", "code")],
        ),
        ("a*b*c and 2 * 3 * 4", "a*b*c and 2 * 3 * 4", []),
        ("*58*\\ (3)", "58(3)", [("italic", "58")]),
        ("`site <https://a.org/b>`_", "site", [("link", "site -> https://a.org/b")]),
        ("Python_ and `two words`__", "Python and two words", []),
        (
            "https://doi.org/10.1000/a_b.",
            "https://doi.org/10.1000/a_b.",
            [("link", "https://doi.org/10.1000/a_b -> https://doi.org/10.1000/a_b")],
        ),
        ("H\\ :sub:`2`\\ O", "H2O", [("subscript", "2")]),
        (":doi:`10.1000/a`", "10.1000/a", [("link", "10.1000/a -> https://doi.org/10.1000/a")]),
        (":ref:`title <label>` :term:`word`", "title word", []),
        ("so [1]_ and [#a]_", "so [1] and [#a]", [("superscript", "[1]"), ("superscript", "[#a]")]),
        (r"\*no\* \\", "*no* \\", []),
        ("|x| ok\n\n.. |x| replace:: the *X*", "the *X* ok", []),
        ("unclosed *mark and `text", "unclosed *mark and `text", []),
    ],
)
def test_inline_markup(source: str, text: str, markup: list[tuple[str, str]]) -> None:
    document = read_rst(source)
    assert document.text == text
    assert marked(document) == markup


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":cite:`a, b`", ["a, b: a,b"]),
        (":cite:p:`a`", ["a: a"]),
        (":cite:t:`a` says", ["!a: a"]),
        (":footcite:`{see}a{p. 3}`", ["{see}a{p. 3}: a <see >p. 3"]),
        ("as [Doe99]_ says", ["[Doe99]: Doe99"]),
        ("as [1]_ says ``[a]_``", []),
    ],
)
def test_citations(source: str, expected: list[str]) -> None:
    assert cited(read_rst(source)) == expected


def test_bibliographies() -> None:
    document = read_rst(".. bibliography:: a.bib b.bib\n   :style: plain\n")
    assert document.bibliographies == ["a.bib", "b.bib"]
    assert document.text == ""


def test_sphinx_names_the_bibliography(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("project = 'x'\nbibtex_bibfiles = ['refs.bib', \"b.bib\"]\n")
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "page.rst"
    page.write_text("As :cite:`a` says.\n")
    assert read_path(page).bibliographies == ["../refs.bib", "../b.bib"]


def test_characters_lead_back_to_their_lines() -> None:
    document = read_rst("A\r\n=\r\n\r\n- an *item*\r\n  of two lines\r\n")
    assert document.position(document.text.index("item")).column == 7
    assert document.position(document.text.index("two")).line == 5


def test_comments_speak_to_refkit() -> None:
    document = read(
        "Text.\n\n.. refkit: ignore[M302] the print\n   has it\n\nMore.\n", format="rst"
    )
    (directive,) = find_directives(document)
    assert (directive.codes, directive.reason) == (("M302",), "the print has it")


PIECES = st.sampled_from(
    [
        "*", "**", "`", "``", "|", "_", "[a]_", "[1]_", ":cite:`a`", ":cite:p:`a,b`", ".. ",
        "`x <http://a.b>`_", "[a] ", "[1] ", "note:: ", "bibliography:: a.bib", "|x|", "\n\n",
        "|x| replace:: y", "\n", "   ", "  ", "- ", "1. ", "===\n", "---\n", "::", "\\", "\\ ",
        "word ", "Smith, J. (2010). ", "+--+--+\n", "| a | b |\n", "== ==\n", ":a: ", "\t", "\r\n",
        "http://x.org/a_b", "é", "\u200b", ">>> ", "| ",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(text=st.lists(PIECES, max_size=30).map("".join))
def test_laws_hold_of_any_text(text: str) -> None:
    check_laws(read_rst(text))


@pytest.mark.parametrize(
    "unit", ["*a ", "`a ", "[a]_ ", ".. [a] b\n", "- a\n ", "::\n\n", "   .. note::\n\n", "|a "]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    check_laws(read_rst(unit * 3000))


def test_deep_nesting_is_bounded() -> None:
    source = "".join(f"{' ' * (2 * depth)}- a\n\n" for depth in range(300))
    assert read_rst(source).text.count("a") == 300
