"""Where pieces meet: punctuation, spaces, quotation marks, and formatting within formatting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.csl.flow import Mark, QuoteMarks, flow
from refkit.csl.markup import parse_markup
from refkit.csl.tree import Format, Node, Piece
from refkit.csl.writers import html

ITALIC = Format(font_style="italic")
BOLD = Format(font_weight="bold")
QUOTED = Format(quotes=True)


def shown(*pieces: Piece, delimiter: str = "", inside: bool = True) -> str:
    return html.write(flow(Node(list(pieces), delimiter=delimiter), QuoteMarks(), inside))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (".", ". ", "a. b"),
        (".", ", ", "a., b"),
        (".", ": ", "a.: b"),
        ("?", ". ", "a? b"),
        ("?", ", ", "a?, b"),
        ("!", ": ", "a! b"),
        ("!", "? ", "a!? b"),
        (":", ". ", "a: b"),
        (":", "! ", "a! b"),
        (";", "? ", "a? b"),
        (";", ", ", "a;, b"),
        (",", ", ", "a, b"),
        (",", ". ", "a,. b"),
        (". ", " ", "a. b"),
        (" ", " (", "a (b"),
        (")", ". ", "a). b"),
    ],
)
def test_punctuation_and_spaces_merge(first: str, second: str, expected: str) -> None:
    assert shown(Node(["a"], suffix=first), Node(["b"], prefix=second)) == expected
    assert shown(Node(["a"]), Node(["b"]), delimiter=first + second.lstrip(".,:;!?")) != ""
    assert shown("a" + first, Node(["b"], prefix=second)) == expected


def test_punctuation_merges_over_the_borders_of_formatting() -> None:
    assert shown(Node(["Why bogs?"], ITALIC), "Peat", delimiter=". ") == "<i>Why bogs?</i> Peat"
    assert shown(Node([Node(["eds."], BOLD)], ITALIC), Node(["x"], prefix=". ")) == (
        "<i><b>eds.</b></i> x"
    )


@pytest.mark.parametrize(
    ("content", "suffix", "inside", "outside"),
    [
        ("Bogs", ".", "“Bogs.”", "“Bogs”."),
        ("Bogs", ",", "“Bogs,”", "“Bogs”,"),
        ("Bogs", ";", "“Bogs”;", "“Bogs”;"),
        ("Bogs", "?", "“Bogs?”", "“Bogs”?"),
        ("Bogs", ").", "“Bogs”).", "“Bogs”)."),
        ("Bogs?", ".", "“Bogs?”", "“Bogs?”."),
        ("Bogs.", ".", "“Bogs.”", "“Bogs.”"),
        ("Bogs?", ",", "“Bogs?,”", "“Bogs?”,"),
        ("On “bogs”", ".", "“On ‘bogs.’”", "“On ‘bogs’”."),
        ("<i>On bogs</i>", ",", "“<i>On bogs</i>,”", "“<i>On bogs</i>”,"),
    ],
)
def test_punctuation_and_quotation_marks(
    content: str, suffix: str, inside: str, outside: str
) -> None:
    quoted = Node([parse_markup(content)], QUOTED, suffix=suffix)
    assert shown(quoted) == inside
    assert shown(quoted, inside=False) == outside


def test_punctuation_moves_into_a_quotation_that_ends_a_field() -> None:
    assert shown(parse_markup('On "bogs"'), "Peat", delimiter=", ") == "On “bogs,” Peat"
    assert shown(Node([parse_markup('On "bogs"')], ITALIC), "x", delimiter="; ") == (
        "<i>On “bogs”;</i> x"
    )


def test_a_stronger_mark_replaces_a_colon_behind_a_quotation() -> None:
    assert shown(Node(["a"], QUOTED, suffix=":"), Node(["b"], prefix="! ")) == "“a!” b"


def test_nothing_moves_within_a_field() -> None:
    assert shown(parse_markup('"Bogs", and <i>more.</i>. So')) == "“Bogs”, and <i>more.</i>. So"


def test_separators_written_as_texts_stand() -> None:
    assert shown(Node(["Bogs"], QUOTED), ", ", "x") == "“Bogs”, x"


def test_quotations_of_the_style_alternate_by_depth() -> None:
    inner = Node(["b"], QUOTED)
    assert shown(Node(["a ", inner, " c"], QUOTED)) == "“a ‘b’ c”"


def test_typed_inner_marks_turn_to_outer_ones_within_inner_ones() -> None:
    assert shown(Node([parse_markup("a “b ‘c’ d” e")], QUOTED)) == "“a ‘b “c” d’ e”"
    assert shown(parse_markup("a ‘b’ c")) == "a ‘b’ c"


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        (ITALIC, "a <i>b</i>", '<i>a <span style="font-style:normal;">b</span></i>'),
        (
            ITALIC,
            "a <i>b <i>c</i></i>",
            '<i>a <span style="font-style:normal;">b <i>c</i></span></i>',
        ),
        (BOLD, "a <b>b</b>", '<b>a <span style="font-weight:normal;">b</span></b>'),
        (
            Format(font_variant="small-caps"),
            "a <sc>b</sc>",
            '<span style="font-variant:small-caps;">a '
            '<span style="font-variant:normal;">b</span></span>',
        ),
        (Format(vertical_align="sup"), "a <sup>b</sup>", "<sup>a <sup>b</sup></sup>"),
        (
            ITALIC,
            'a <span class="nodecor">v.</span> b',
            '<i>a <span style="font-style:normal;">v.</span> b</i>',
        ),
    ],
)
def test_markup_of_a_field_flips_in_the_same_formatting(
    format: Format, text: str, expected: str
) -> None:
    assert shown(Node([parse_markup(text)], format)) == expected


def test_formatting_of_the_style_does_not_flip() -> None:
    assert shown(Node([Node(["a"], ITALIC), "b"], ITALIC)) == "<i><i>a</i>b</i>"
    normal = Format(font_style="normal")
    assert shown(Node(["a"], normal)) == "a"
    assert shown(Node([Node(["a"], normal)], ITALIC)) == (
        '<i><span style="font-style:normal;">a</span></i>'
    )


def test_attributes_of_one_element_nest_in_one_order() -> None:
    every = Format("italic", "small-caps", "bold", "underline", "sup", True)
    assert shown(Node(["x"], every, prefix="(", suffix=")")) == (
        '(“<sup><span style="text-decoration:underline;"><b>'
        '<span style="font-variant:small-caps;"><i>x</i></span></b></span></sup>”)'
    )


def test_punctuation_after_a_block_stands_in_it() -> None:
    block = Node(["a"], Format(display="left-margin"))
    rest = Node(["b"], Format(display="right-inline"), prefix=". ")
    assert shown(block, rest) == (
        '\n    <div class="csl-left-margin">a.</div><div class="csl-right-inline"> b</div>\n  '
    )


def test_a_space_before_the_first_block_stands_outside_of_it() -> None:
    margin = Format(display="left-margin")
    assert shown(Node(["a"], margin, prefix=" ")) == (' \n    <div class="csl-left-margin">a</div>')
    assert shown("x", Node(["a"], margin, prefix=" ")) == (
        'x\n    <div class="csl-left-margin"> a</div>'
    )


pieces = st.recursive(
    st.text(alphabet="ab.,:;!?” “\"'", min_size=1, max_size=6).map(parse_markup),
    lambda children: st.builds(
        Node,
        st.lists(children, min_size=1, max_size=3),
        st.sampled_from(
            [Format(), ITALIC, BOLD, QUOTED, Format(display="block"), Format("normal")]
        ),
        st.sampled_from(["", ". ", "(", " "]),
        st.sampled_from(["", ".", ", ", ")", "! ", ":"]),
        st.sampled_from(["", ", ", ". ", " "]),
    ),
    max_leaves=12,
)


@given(pieces, st.booleans())
def test_marks_are_nested_and_no_word_is_lost(piece: Piece, inside: bool) -> None:
    events = flow(piece, QuoteMarks(), inside)
    opened: list[tuple[str, str]] = []
    for event in events:
        if isinstance(event, Mark):
            if event.opening:
                opened.append(event[:2])
            else:
                assert opened.pop() == event[:2]
    assert not opened

    def letters(piece: Piece) -> str:
        if isinstance(piece, str):
            return "".join([character for character in piece if character in "ab"])
        return "".join([letters(child) for child in piece.children])

    written = "".join([event for event in events if isinstance(event, str)])
    assert letters(written) == letters(piece)


def test_a_full_stop_after_a_comma_in_a_quotation_that_ends_a_sentence_goes() -> None:
    quoted = Node([Node(["Why bogs?"], QUOTED, suffix=",")], suffix=". ")
    assert shown(quoted, "x") == "“Why bogs?,” x"


@pytest.mark.parametrize(
    ("piece", "suffix", "expected"),
    [
        # A mark of the quoted element itself stands behind the quotation …
        (Node(["Why bogs?"], QUOTED, suffix="."), "", "“Why bogs?”."),
        # … while that of an element around it meets the mark in the quotation.
        (Node(["Why bogs?"], QUOTED), ".", "“Why bogs?”"),
        (Node(["Why bogs!"], QUOTED), ":", "“Why bogs!”"),
        (Node(["Why bogs?"], QUOTED), ",", "“Why bogs?”,"),
        (Node(["Bogs"], QUOTED), ".", "“Bogs”."),
        (parse_markup("Of “Why bogs?”"), ".", "Of “Why bogs?”"),
        (parse_markup("Of “Why bogs?”"), ",", "Of “Why bogs?”,"),
    ],
)
def test_a_stop_after_a_quoted_question(piece: Piece, suffix: str, expected: str) -> None:
    assert shown(Node([piece], suffix=suffix), inside=False) == expected


def test_a_delimiter_after_a_quoted_question_stands() -> None:
    pieces = (Node(["Why bogs?"], QUOTED), "Peat")
    assert shown(*pieces, delimiter=". ", inside=False) == "“Why bogs?”. Peat"


def test_formatting_is_undone_where_there_is_some_around_or_where_it_was_undone() -> None:
    upright = Format(font_style="normal")
    assert shown(Node([Node(["a"], upright)], upright)) == "a"
    normal = '<span style="font-style:normal;">'
    assert shown(Node([Node([Node(["a"], upright)], upright)], ITALIC)) == (
        f"<i>{normal}{normal}a</span></span></i>"
    )
