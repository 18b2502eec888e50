from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.normalize.text import (
    DASHES,
    clean,
    fold,
    is_all_caps,
    squash,
    straighten,
    strip_markup,
    words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Gračanin’s Øre", "gracanins ore"),
        ("O'Brien & Søn", "obrien and son"),
        ("Łódź – Straße", "lodz strasse"),
        ("self-esteem: a (new) look", "self esteem a new look"),
        ("ﬁnding ＡＢＣ x²", "finding abc x2"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("Мозг", "mozg"),
        ("Trends® in Nafion™", "trends in nafion"),
        ("…—!", ""),
        ("", ""),
    ],
)
def test_fold_keeps_only_what_is_compared(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_composed_and_decomposed_accents_fold_alike() -> None:
    assert fold("Grac\u030canin") == fold("Gra\u010danin") == "gracanin"


def test_squash_joins_what_is_hyphenated_differently() -> None:
    assert squash("Self-esteem") == squash("selfesteem") == "selfesteem"
    assert words("Self-esteem & more") == ["self", "esteem", "and", "more"]


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert all(character in "abcdefghijklmnopqrstuvwxyz0123456789 " for character in once)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  a\u00a0b\nc\t d ", "a b c d"),
        ("infor\u00admation", "information"),
        ("a\u200bb\ufeff", "ab"),
        ("bell\x07", "bell"),
        ("e\u0301", "\u00e9"),
        ("half \ud800 pair", "half \ufffd pair"),
        # the joiner is part of the Persian word
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "ab"),
    ],
)
def test_clean_shows_one_line_without_invisible_characters(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.sampled_from("ab“”‘’«»–—‐- '\"")))
def test_straighten_keeps_every_position(text: str) -> None:
    straight = straighten(text)
    assert len(straight) == len(text)
    assert straight.isascii()


def test_every_dash_becomes_a_hyphen() -> None:
    assert set(straighten(DASHES)) == {"-"}


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("H<sub>2</sub>O in <i>Drosophila</i>", "H2O in Drosophila"),
        ("Role of\n <i>Foo</i>\n , bar", "Role of Foo, bar"),
        ("of<i>Drosophila</i>in flight", "of Drosophila in flight"),
        ("<i>N</i>-methyl", "N-methyl"),
        ("Arts &amp;amp; Letters", "Arts & Letters"),
        ("&amp;lt;i&amp;gt;Foo&amp;lt;/i&amp;gt; bar", "Foo bar"),
        ("p < .05 and q > .1", "p < .05 and q > .1"),
        ("values <LOD> in water", "values <LOD> in water"),
        ("R&notes", "R&notes"),
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
        (
            "mass of\n<mml:math><mml:mi>x</mml:mi>\n  <mml:mo>=</mml:mo>\n  <mml:mn>2</mml:mn>"
            "</mml:math> found",
            "mass of x=2 found",
        ),
        (
            "<mml:math><mml:mi>x</mml:mi><mml:annotation>\\alpha</mml:annotation></mml:math>",
            "x",
        ),
        ("A<br/>B", "A B"),
        ("", ""),
    ],
)
def test_strip_markup_leaves_the_title(title: str, plain: str) -> None:
    assert strip_markup(title) == plain


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("THE EFFECT OF X", True),
        ("PNAS", False),
        ("The effect", False),
        ("DNA und RNA", False),
        ("2020 – 30", False),
        ("", False),
    ],
)
def test_capitals_throughout_take_two_words(text: str, answer: bool) -> None:
    assert is_all_caps(text) is answer
