"""Jupyter notebooks: the text of cells, with its place in the JSON file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from light_made import blocks_of, check_laws, cited

from refkit.errors import UnreadableError
from refkit.normalize.directives import find_directives
from refkit.readers.notebook import read_notebook


def cell(source: str | list[str], kind: str = "markdown", **metadata: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": metadata, "source": source}


def notebook(*cells: dict[str, Any], ascii: bool = True, **metadata: Any) -> str:
    whole = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=ascii)


@pytest.mark.parametrize("ascii", [True, False])
def test_each_character_leads_to_its_place_in_the_file(ascii: bool) -> None:
    source = notebook(
        cell(['# Café 😀 "q"\n', "\n", "One \\* *two*\n", "three"]), cell("Four"), ascii=ascii
    )
    document = read_notebook(source)
    assert document.source == source
    assert document.text == 'Café 😀 "q"\nOne * two\nthree\nFour'
    for word in ("Caf", "One", "two", "three", "Four"):
        assert document.position(document.text.index(word)) == document.source_position(
            source.index(word)
        )
    written = [
        source[place.start : place.end]
        for place in map(document.source_span, (block.span for block in document.blocks))
    ]
    assert json.loads(f'"{written[0]}"') == 'Café 😀 "q"'


def test_code_and_outputs_are_no_text() -> None:
    output = {"output_type": "stream", "text": ["Smith, J. (2010)."]}
    code = {**cell("x = 1", "code"), "outputs": [output]}
    assert read_notebook(notebook(cell("A"), code, cell("B"))).text == "A\nB"


def test_raw_cells_are_what_they_say() -> None:
    document = read_notebook(
        notebook(
            cell("---\nbibliography: refs.bib\n---", "raw"),
            cell("As @a says."),
            cell("*it* :cite:`b`", "raw", raw_mimetype="text/restructuredtext"),
            cell("<p>html</p>", "raw", raw_mimetype="text/html"),
            cell("*as it is*", "raw"),
        )
    )
    assert [text for _, _, text in blocks_of(document)] == [
        "As @a says.", "it b", "html", "*as it is*",
    ]  # fmt: skip
    assert document.bibliographies == ["refs.bib"]
    assert cited(document) == ["!@a: a", "b: b"]


def test_the_third_format_has_worksheets_and_headings() -> None:
    heading = {"cell_type": "heading", "level": 2, "source": ["References"]}
    source = json.dumps({"worksheets": [{"cells": [heading, cell("Text")]}], "nbformat": 3})
    document = read_notebook(source)
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip


def test_an_open_fence_ends_with_its_cell() -> None:
    assert read_notebook(notebook(cell("```\ncode"), cell("Text"))).blocks[1].kind == "paragraph"


def test_citations_of_extensions() -> None:
    document = read_notebook(
        notebook(
            cell('<cite data-cite="12/A">(Granger, 2013)</cite> and [@b]'),
            cell('<cite id="x"><a href="#zotero%7C9%2FB">(Doe, 2014)</a></cite>'),
            cite2c={"citations": {"12/A": {"type": "book", "title": "T"}}},
        )
    )
    assert cited(document) == ["(Granger, 2013): 12/A", "[@b]: b", "(Doe, 2014): zotero|9/B"]
    assert document.mentions[0].printed
    assert document.embedded[0].data == '[{"type":"book","title":"T","id":"12/A"}]'


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{\n 'a'", "is no JSON"),
        ("[1]", "no notebook"),
        ('{"a": 1}', "no notebook"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_notebook_is_refused(source: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_notebook(source, path="a.ipynb")


def test_odd_values_are_passed_over() -> None:
    source = json.dumps(
        {"cells": [1, {}, {"cell_type": "markdown", "source": ["a", 1]}, {"cell_type": "markdown"}]}
    )
    assert read_notebook(source).text == "a"


def test_comments_speak_to_refkit() -> None:
    source = notebook(cell(["<!-- refkit: ignore[M302] the print -->\n", "Text"]))
    (directive,) = find_directives(read_notebook(source))
    assert (directive.codes, directive.reason) == (("M302",), "the print")


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(
        st.text(st.sampled_from('ab*_[]@"\\\n\té\u2028😀`{}^: #-'), max_size=60), max_size=4
    ),
    ascii=st.booleans(),
)
def test_laws_hold_of_any_cells(texts: list[str], ascii: bool) -> None:
    document = read_notebook(notebook(*map(cell, texts), ascii=ascii))
    check_laws(document)
    assert document.source == notebook(*map(cell, texts), ascii=ascii)
