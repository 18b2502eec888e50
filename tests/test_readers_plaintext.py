"""Plain text: lines with their layout."""

from __future__ import annotations

import pytest

from refkit.model import Document, Position
from refkit.readers import read


def lines(document: Document) -> list[tuple[str, int, int, str]]:
    return [
        (document.text[block.span.start : block.span.end], block.indent, block.gap, block.label)
        for block in document.blocks
    ]


def test_each_line_is_a_block_with_indent_and_gap() -> None:
    document = read("Smith, J.\n    A title.\n\n\n\tJones, B.  \n", path="a.txt")
    assert lines(document) == [
        ("Smith, J.", 0, 0, ""),
        ("A title.", 4, 0, ""),
        ("Jones, B.", 8, 2, ""),
    ]
    assert document.text == "Smith, J.\nA title.\nJones, B."


def test_a_form_feed_begins_a_page_and_counts_in_the_column() -> None:
    document = read("one\n\ftwo\n", path="a.txt")
    assert lines(document) == [("one", 0, 0, ""), ("two", 0, 0, "page-start")]
    assert document.position(document.blocks[1].span.start) == Position(2, 2)


def test_a_form_feed_within_a_line_parts_it() -> None:
    assert lines(read("one\ftwo", path="a.txt")) == [("one", 0, 0, ""), ("two", 0, 0, "page-start")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_positions_with_every_line_end(end: str) -> None:
    document = read(f"a{end}{end}  😀 שלום x{end}b", path="a.txt")
    assert document.text == "a\n😀 שלום x\nb"
    assert document.position(document.text.index("x")) == Position(3, 10)
    assert document.position(document.text.index("b")) == Position(4, 1)


def test_invisible_characters_do_not_cut_words() -> None:
    document = read("10.1000/\u200bab\u00adc", path="a.txt")
    assert document.text == "10.1000/abc"
    assert document.position(document.text.index("c")) == Position(1, 13)


def test_a_soft_hyphen_at_the_end_of_a_line_stays() -> None:
    assert read("environ\u00ad\nment", path="a.txt").text == "environ\u00ad\nment"


def test_columns_side_by_side_are_told() -> None:
    left, right = "Tears flow when they must, and not", "before, as the third of our people"
    two = "\n".join(f"{left[at % 5 :]:<52}{right} {at}" for at in range(30))
    assert "two columns" in read(two, format="text").guesses[0]
    one = "\n".join(f"{left} {right}, as {at} of them said more than once" for at in range(30))
    assert read(one, format="text").guesses == []
    table = "\n".join(f"{at:<40}{at * 7:<30}{at * 3}" for at in range(30))
    assert read(f"{one}\n{one}\n{table}", format="text").guesses == []
