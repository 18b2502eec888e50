"""Rich text in fields becomes nodes; what is no markup stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.csl.flow import QuoteMarks, flow
from refkit.csl.markup import parse_markup
from refkit.csl.tree import Node, plain
from refkit.csl.writers import html

ENGLISH = QuoteMarks()
GERMAN = QuoteMarks("„", "“", "‚", "‘")


def shown(text: str, marks: QuoteMarks = ENGLISH) -> str:
    return html.write(flow(parse_markup(text), marks))


@pytest.mark.parametrize(
    "text",
    ["Soil carbon", "", "5 of 6: a study", "Ünïcödé 北京", "a & b", "no’ marks” here"],
)
def test_plain_text_is_returned_as_it_is(text: str) -> None:
    assert parse_markup(text) is text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Growth of <i>Salix alba</i> in bogs", "Growth of <i>Salix alba</i> in bogs"),
        (
            "<b>Bold</b>, CO<sub>2</sub>, m<sup>2</sup>",
            "<b>Bold</b>, CO<sub>2</sub>, m<sup>2</sup>",
        ),
        ("<sc>Nato</sc>", '<span style="font-variant:small-caps;">Nato</span>'),
        (
            '<span style="font-variant: small-caps">Nato</span>',
            '<span style="font-variant:small-caps;">Nato</span>',
        ),
        ('Of <span class="nocase">pH</span> and more', "Of pH and more"),
        ("<i>a <b>b</b></i>", "<i>a <b>b</b></i>"),
        ("<i>a <i>b <i>c</i></i></i>", shown("<i>a <i>b <i>c</i></i></i>")),
        ("<b></b>empty", "empty"),
    ],
)
def test_tags_are_read(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p < 0.05 <u>", "p &#60; 0.05 &#60;u&#62;"),
        ("<i>never closed", "&#60;i&#62;never closed"),
        ("closed</i> only", "closed&#60;/i&#62; only"),
        ("<i>a <b>crossing</i> pair</b>", "<i>a &#60;b&#62;crossing</i> pair&#60;/b&#62;"),
        ("<script>x</script>", "&#60;script&#62;x&#60;/script&#62;"),
        ("<I>capital</I>", "&#60;I&#62;capital&#60;/I&#62;"),
    ],
)
def test_what_is_no_tag_stays_text(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The "new" order', "The “new” order"),
        ("The 'new' order", "The “new” order"),
        ("A \"very 'new' thing\"", "A “very ‘new’ thing”"),
        ("(\"so\") and ('so')", "(“so”) and (“so”)"),
        ('<i>"Both"</i>', "<i>“Both”</i>"),
        ('He said "No." Then', "He said “No.” Then"),
        ("It’s “typeset” already", "It’s “typeset” already"),
        ("“One “in” another”", "“One ‘in’ another”"),
    ],
)
def test_quotation_marks_alternate(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Miner's lamp", "Miner’s lamp"),
        ("the miners' lamps", "the miners’ lamps"),
        ("the class of '68 again", "the class of ’68 again"),
        ('\'Tis "odd"', "’Tis “odd”"),
        ('a 6" pipe', 'a 6" pipe'),
        ('an "open end', 'an "open end'),
        ('x"y"z', 'x"y"z'),
    ],
)
def test_apostrophes_and_lone_marks(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"eins"', "„eins“"),
        ("„eins“ und „zwei“", "„eins“ und „zwei“"),
        ("“one”", "“one”"),
        ("«un»", "«un»"),
    ],
)
def test_typographic_marks_of_other_languages_are_text(text: str, expected: str) -> None:
    assert shown(text, GERMAN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Pourquoi ?", "Pourquoi\u202f?"), ("« ici »", "«\u202fici\u202f»"), ("a . b", "a . b")],
)
def test_the_space_before_french_punctuation_does_not_break(text: str, expected: str) -> None:
    assert parse_markup(text) == expected or shown(text) == expected


@given(st.text(alphabet="ab <>/\"'“”‘’«»„i", max_size=60))
def test_the_words_survive_whatever_the_marks_are(text: str) -> None:
    letters = [character for character in plain(parse_markup(text)) if character in "ab"]
    assert letters == [character for character in text if character in "ab"]


@given(
    st.lists(st.sampled_from(["<i>", "</i>", "<b>", '"', "'", " ", "x", "”", "“"]), max_size=400)
)
def test_hostile_nesting_stays_shallow(parts: list[str]) -> None:
    def depth(piece: object) -> int:
        if not isinstance(piece, Node):
            return 0
        return 1 + max([depth(child) for child in piece.children], default=0)

    assert depth(parse_markup("".join(parts))) < 60
