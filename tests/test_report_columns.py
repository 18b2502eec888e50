"""Tables for a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refkit.report.columns import cut, width_of, write_columns

ROWS = [("doe2020", "Doe", "A long title about tears"), ("li", "李小龙", "眼泪")]


def test_columns_are_as_wide_as_what_they_hold() -> None:
    assert write_columns(ROWS, headings=("key", "who", "title")) == (
        "key      who     title\ndoe2020  Doe     A long title about tears\nli       李小龙  眼泪\n"
    )


def test_a_column_is_cut_where_the_terminal_ends() -> None:
    table = write_columns(ROWS, flexible=(2,), width=30)
    assert table == "doe2020  Doe     A long title…\nli       李小龙  眼泪\n"
    assert max(width_of(line) for line in table.splitlines()) <= 30


def test_wide_characters_are_cut_between_two_cells() -> None:
    assert [cut("眼泪眼泪", width) for width in (8, 7, 6)] == ["眼泪眼泪", "眼泪眼…", "眼泪…"]


def test_combining_marks_take_no_room() -> None:
    assert width_of("Gra\u030canin") == 7


def test_what_could_act_on_the_terminal_is_made_visible() -> None:
    assert write_columns([("\x1b[31mred", "a\nb")]) == "␛[31mred  a␊b\n"


def test_colours_stand_around_the_whole_cell() -> None:
    assert write_columns([("a", "b")], headings=("x", "y"), color=True) == (
        "\x1b[2mx  y\x1b[0m\n\x1b[1ma\x1b[0m  b\n"
    )


def test_a_table_without_rows_is_nothing() -> None:
    assert write_columns([], headings=("a", "b")) == ""


@given(
    st.lists(st.tuples(*[st.text(max_size=30)] * 3), min_size=1, max_size=5),
    st.integers(min_value=30, max_value=80),
)
def test_every_line_fits_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = write_columns(rows, flexible=(0, 1, 2), width=width).split("\n")
    assert len(lines) == len(rows) + 1
    assert all(width_of(line) <= width for line in lines)
