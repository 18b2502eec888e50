"""Each format escapes whatever the texts hold, and writes every mark."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from refkit.csl.flow import flow
from refkit.csl.markup import parse_markup
from refkit.csl.tree import Format, Node, Piece
from refkit.csl.writers import WRITERS, html, latex, markdown, rtf, runs, text, typst
from refkit.csl.writers.runs import Run

ITALIC = Format(font_style="italic")
BOTH = Format(font_style="italic", font_weight="bold")
SUPERSCRIPT = Format(vertical_align="sup")

formats = st.builds(
    Format,
    st.sampled_from(["", "italic", "oblique", "normal"]),
    st.sampled_from(["", "small-caps", "normal"]),
    st.sampled_from(["", "bold", "light", "normal"]),
    st.sampled_from(["", "underline", "none"]),
    st.sampled_from(["", "sup", "sub", "baseline"]),
    st.booleans(),
)
any_text = st.text(min_size=1, max_size=12)
pieces = st.recursive(
    any_text,
    lambda children: st.builds(
        Node, st.lists(children, min_size=1, max_size=3), formats, st.just(""), any_text
    ),
    max_leaves=8,
)


def written(piece: Piece, name: str) -> str:
    return WRITERS[name](flow(piece))


RICH = Node(
    [
        Node(["1."], Format(display="left-margin")),
        Node(
            ["Ng & Co. ", Node([parse_markup("Bogs in <i>Éire</i>")], ITALIC, suffix=", "), "x_1"],
            Format(display="right-inline"),
        ),
    ]
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text", "1. Ng & Co. Bogs in Éire, x_1"),
        ("markdown", "1\\. Ng & Co. *Bogs in* Éire, x\\_1"),
        ("latex", "1.\\enspace Ng \\& Co. \\textit{Bogs in \\textup{Éire}}, x\\_1"),
        ("rtf", "1.\\tab Ng & Co. {\\i Bogs in {\\i0 \\u201?ire}}, x_1"),
        (
            "typst",
            '1\\. Ng & Co. #text(style: "italic")[Bogs in #text(style: "normal")[Éire]], x\\_1',
        ),
        (
            "html",
            '\n    <div class="csl-left-margin">1.</div><div class="csl-right-inline">Ng &#38; Co. '
            '<i>Bogs in <span style="font-style:normal;">Éire</span></i>, x_1</div>\n  ',
        ),
    ],
)
def test_an_entry_in_each_format(name: str, expected: str) -> None:
    assert written(RICH, name) == expected


def test_runs_carry_all_their_formatting() -> None:
    assert runs.write(flow(RICH)) == [
        Run("1.", display="left-margin"),
        Run("Ng & Co. ", display="right-inline"),
        Run("Bogs in ", italic=True, display="right-inline"),
        Run("Éire, x_1", display="right-inline"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"), [("text", "a\nb\nc"), ("latex", "a\\newline\nb\\newline\nc")]
)
def test_blocks_stand_on_lines_of_their_own(name: str, expected: str) -> None:
    block = Format(display="block")
    assert written(Node([Node(["a"], block), Node(["b"], block), " c"]), name) == expected


@pytest.mark.parametrize(
    ("hostile", "expected"),
    [
        ("\\input{x}", "\\textbackslash{}input\\{x\\}"),
        ("100% of $5 #1 ~ ^ _", "100\\% of \\$5 \\#1 \\textasciitilde{} \\textasciicircum{} \\_"),
        ("a--b ``c''", "a-{}-b \\textasciigrave{}\\textasciigrave{}c'{}'"),
        ("a\n\nb", "a b"),
        ("[x]", "{[}x{]}"),
    ],
)
def test_latex_commands_cannot_be_smuggled_in(hostile: str, expected: str) -> None:
    assert latex.write([hostile]) == expected


@pytest.mark.parametrize(
    ("hostile", "expected"),
    [
        ("{\\b x}", "\\{\\\\b x\\}"),
        ("naïve – 𝔹", "na\\u239?ve \\u8211? \\u-10187?\\u-8903?"),
        ("a\tb\u00a0c", "a\\tab b\\~c"),
    ],
)
def test_rtf_is_ascii(hostile: str, expected: str) -> None:
    assert rtf.write([hostile]) == expected


@pytest.mark.parametrize(
    ("hostile", "expected"),
    [
        ("#read(1) *x* _y_", "\\#read(1) \\*x\\* \\_y\\_"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("https://a.b", "https:\\/\\/a.b"),
        ("a--b ... <l> @r", "a\\-\\-b \\.\\.\\. \\<l\\> \\@r"),
    ],
)
def test_typst_code_cannot_be_smuggled_in(hostile: str, expected: str) -> None:
    assert typst.write([hostile]) == expected


@pytest.mark.parametrize(
    ("hostile", "expected"),
    [
        ("*x* _y_ `z` [a](b)", "\\*x\\* \\_y\\_ \\`z\\` \\[a\\](b)"),
        ("- item", "\\- item"),
        ("12. item", "12\\. item"),
        ("# head", "\\# head"),
        ("see https://a.org/x_y_z.", "see <https://a.org/x_y_z>."),
        ("a &amp; b & c", "a \\&amp; b & c"),
    ],
)
def test_markdown_is_escaped(hostile: str, expected: str) -> None:
    assert markdown.write([hostile]) == expected


def test_superscript_characters_are_tags_in_html() -> None:
    assert html.write(["10² m³™"]) == "10<sup>2</sup> m<sup>3</sup><sup>TM</sup>"
    assert text.write(["10² m³"]) == "10² m³"


@given(pieces)
def test_html_is_well_formed(piece: Piece) -> None:
    etree.fromstring(f"<p>{written(piece, 'html')}</p>")


@given(pieces)
def test_braces_and_brackets_balance(piece: Piece) -> None:
    for name, opening, closing in (("latex", "{", "}"), ("rtf", "{", "}"), ("typst", "[", "]")):
        bare = re.sub(r"\\.", "", written(piece, name), flags=re.DOTALL)
        assert bare.count(opening) == bare.count(closing)
        assert not re.search(f"{re.escape(closing)}", bare.split(opening)[0])


@given(pieces)
def test_text_and_runs_agree(piece: Piece) -> None:
    events = flow(piece)
    assert "".join([run.text for run in runs.write(events)]) == text.write(events)


@given(pieces)
def test_markdown_shows_the_text_it_was_made_of(piece: Piece) -> None:
    page = MarkdownIt("commonmark").render(written(piece, "markdown"))
    shown = "".join(map(str, etree.HTML(f"<html><body>{page}</body></html>").itertext()))
    expected = written(piece, "text")
    assert "".join(shown.split()) == "".join(expected.split())


letters = st.text(alphabet="ab .(“?*_", min_size=1, max_size=6)
emphasized = st.lists(
    st.tuples(
        letters, st.sampled_from([Format(), ITALIC, Format(font_weight="bold"), BOTH, SUPERSCRIPT])
    ),
    max_size=5,
)


@given(emphasized)
def test_markdown_emphasizes_what_is_in_italics_or_bold(texts: list[tuple[str, Format]]) -> None:
    events = flow(Node([Node([content], style) for content, style in texts]))
    page = etree.HTML(
        f"<html><body>{MarkdownIt('commonmark').render(markdown.write(events))}</body></html>"
    )
    for tag, attribute in (("em", "italic"), ("strong", "bold")):
        # An element within another of its kind has its text already.
        marked = [each for each in page.iter(tag) if not any(each.iterancestors(tag))]
        shown = "".join(str(text) for each in marked for text in each.itertext())
        expected = "".join([run.text for run in runs.write(events) if getattr(run, attribute)])
        assert "".join(shown.split()) == "".join(expected.split())


@given(st.sampled_from(sorted(WRITERS)), pieces)
def test_every_format_can_be_encoded(name: str, piece: Piece) -> None:
    written(piece, name).encode()
