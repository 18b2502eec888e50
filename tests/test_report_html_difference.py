"""What is marked where two values of a field do not say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.report.difference import Piece, differences


def shown(pieces: list[Piece]) -> str:
    """Pieces as text: [what differs], <in these characters>."""
    text = ""
    for piece in pieces:
        inner = f"<{piece.text}>" if piece.exactly else piece.text
        text += f"[{inner}]" if piece.differs else inner
    return text.replace("][", "")


@pytest.mark.parametrize(
    ("written", "found", "ours", "theirs"),
    [
        # names: "&" and commas move with the names, and are no difference
        ("Okafor, N., & Brandt, O.", "Okafor, N., Brandt, O., & Ito, S. J.",
         "Okafor, N., & Brandt, O.", "Okafor, N., Brandt, O., & [Ito, S. J]."),
        ("Brandt, O., & Okafor, N.", "Okafor, N.", "[Brandt, O]., & Okafor, N.", "Okafor, N."),
        ("Brandt, O.", "Brant, O.", "[Bran<d>t], O.", "[Brant], O."),
        # numbers differ as a whole
        ("58", "85", "[58]", "[85]"),
        ("492–502", "133–149", "[492–502]", "[133–149]"),
        ("492–502", "492–503", "492–[502]", "492–[503]"),
        # titles
        ("On the tears of men", "On tears of women and men", "On [the] tears of men",
         "On tears of [women and] men"),
        ("Salt and rain", "Bread and circuses", "[Salt and rain]", "[Bread and circuses]"),
        ("A quiet harbour", "A quiet harbor", "A quiet [harbo<u>r]", "A quiet [harbor]"),
        # DOIs by the character, however they are written
        ("https://doi.org/10.5555/abc395", "10.5555/abc342", "https://doi.org/[10.5555/abc3<95>]",
         "[10.5555/abc3<42>]"),
        # capitals and dashes are no difference
        ("Deep Water", "Deep water", "Deep Water", "Deep water"),
        ("11-29", "11–29", "11-29", "11–29"),
        # … but where no word differs, every sign does
        ("Sea C", "Sea C++", "[Sea C]", "[Sea C<++>]"),
        ("", "4", "", "[4]"),
        ("4", "", "[4]", ""),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_what_is_marked(written: str, found: str, ours: str, theirs: str) -> None:
    mine, its = differences(written, found)
    assert (shown(mine), shown(its)) == (ours, theirs)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_of_a_value_are_that_value(written: str, found: str) -> None:
    ours, theirs = differences(written, found)
    assert "".join(piece.text for piece in ours) == written
    assert "".join(piece.text for piece in theirs) == found
    assert all(piece.text for piece in ours + theirs)


@given(st.text(max_size=80))
def test_equal_values_have_no_differences(text: str) -> None:
    ours, theirs = differences(text, text)
    assert not any(piece.differs for piece in ours + theirs)


def test_values_of_thousands_of_words_are_not_compared_word_by_word() -> None:
    written = "start " + "left " * 10_000 + "end"
    found = "start " + "right " * 10_000 + "end"
    ours, theirs = differences(written, found)
    assert [piece.differs for piece in ours] == [piece.differs for piece in theirs] == [True]
