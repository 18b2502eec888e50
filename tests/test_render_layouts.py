"""Whole bibliographies: complete in every format."""

from __future__ import annotations

import pytest

from refkit.model import Date, Name, Work
from refkit.render import Bibliography, Entry, render

WORKS = [
    Work(
        id="b&c",
        type="book",
        title="Salt & water",
        author=[Name("Doe", "Jane")],
        issued=Date(date_parts=((2020,),)),
        publisher="Salt Press",
    ),
    Work(
        id="",
        type="book",
        title="Rain",
        author=[Name("Roe", "R.")],
        issued=Date(date_parts=((2021,),)),
    ),
]


@pytest.mark.parametrize(
    ("format", "style", "expected"),
    [
        (
            "text",
            "apa",
            "Doe, J. (2020). Salt & water. Salt Press.\nRoe, R. (2021). Rain.",
        ),
        (
            "markdown",
            "apa",
            "Doe, J. (2020). *Salt & water*. Salt Press.\n\nRoe, R. (2021). *Rain*.",
        ),
        (
            "html",
            "apa",
            '<div class="csl-bib-body hanging-indent" data-line-spacing="2">\n'
            '  <div class="csl-entry" data-id="b&amp;c">Doe, J. (2020). <i>Salt &#38; water</i>. '
            "Salt Press.</div>\n"
            '  <div class="csl-entry">Roe, R. (2021). <i>Rain</i>.</div>\n'
            "</div>",
        ),
        (
            "latex",
            "ieee",
            "\\begin{list}{}{%\n"
            "  \\setlength{\\leftmargin}{2em}\\setlength{\\itemindent}{-\\leftmargin}%\n"
            "  \\setlength{\\labelwidth}{0pt}\\setlength{\\labelsep}{0pt}"
            "\\setlength{\\parsep}{0pt}%\n"
            "  \\setlength{\\itemsep}{0\\baselineskip}%\n"
            "}\n"
            "\\item{} {[}1{]}\\enspace J. Doe, \\textit{Salt \\& water}. Salt Press, 2020.\n"
            "\\item{} {[}2{]}\\enspace R. Roe, \\textit{Rain}. 2021.\n"
            "\\end{list}",
        ),
        (
            "rtf",
            "ieee",
            "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0\\froman Times New Roman;}}\n"
            "{\\pard\\plain\\f0\\fs24\\li720\\fi-720\\tx720\\sl240\\slmult1\\sa0 "
            "[1]\\tab J. Doe, {\\i Salt & water}. Salt Press, 2020.\\par}\n"
            "{\\pard\\plain\\f0\\fs24\\li720\\fi-720\\tx720\\sl240\\slmult1\\sa0 "
            "[2]\\tab R. Roe, {\\i Rain}. 2021.\\par}\n"
            "}",
        ),
        (
            "typst",
            "ieee",
            "#block[\n\n"
            "#set par(hanging-indent: 2em, leading: 0.65em, spacing: 0.65em)\n\n"
            '\\[1\\] J. Doe, #text(style: "italic")[Salt & water];. Salt Press, 2020.\n\n'
            '\\[2\\] R. Roe, #text(style: "italic")[Rain];. 2021.\n\n'
            "]",
        ),
    ],
)
def test_a_bibliography_is_complete(format: str, style: str, expected: str) -> None:
    found = render(WORKS, style, format=format)
    if format == "html":
        found.line_spacing, found.entry_spacing = 2, 1
    assert str(found) == expected


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("text", ""),
        ("markdown", ""),
        ("latex", ""),
        ("html", '<div class="csl-bib-body">\n</div>'),
    ],
)
def test_no_entries(format: str, expected: str) -> None:
    assert str(Bibliography([], format=format)) == expected


def test_double_lines_and_space_between_entries() -> None:
    bibliography = Bibliography([Entry("", "A.")], "rtf", line_spacing=2, entry_spacing=1)
    assert "\\li0\\fi0\\tx720\\sl480\\slmult1\\sa240 A.\\par}" in str(bibliography)
    bibliography.format = "latex"
    assert "\\linespread{2}\\selectfont" in str(bibliography)
    bibliography.format = "typst"
    assert "leading: 1.85em, spacing: 3.05em" in str(bibliography)


def test_the_style_says_how_entries_are_set() -> None:
    numbered, indented = render(WORKS, "ieee"), render(WORKS, "apa")
    assert (numbered.second_field_align, numbered.hanging_indent) == ("flush", False)
    assert (indented.second_field_align, indented.hanging_indent) == ("", True)
    assert (numbered.entry_spacing, indented.line_spacing) == (0, 2)
