"""The way back from the text of a Document to line and column of its file."""

from __future__ import annotations

import pytest

from refkit.model import Document, Position, Segment, Span
from refkit.readers import read


@pytest.fixture
def document() -> Document:
    """``*Tears* &amp; fears`` on the second line of a file with CRLF, as a reader gives it."""
    return Document(
        path="a.md",
        source="# A\r\n*Tears* &amp; fears\r\n",
        text="A\nTears & fears",
        blocks=[],
        segments=[
            Segment(0, 1, 2, 3),
            Segment(2, 7, 6, 11),
            Segment(7, 8, 12, 13),
            Segment(8, 9, 13, 18),
            Segment(9, 15, 18, 24),
        ],
    )


@pytest.mark.parametrize(
    ("offset", "position"),
    [
        (0, (1, 3)),
        (2, (2, 2)),
        (6, (2, 6)),
        (8, (2, 9)),
        (9, (2, 14)),
        (14, (2, 19)),
        (99, (2, 20)),
    ],
)
def test_a_character_leads_to_line_and_column(
    document: Document, offset: int, position: tuple[int, int]
) -> None:
    assert document.position(offset) == Position(*position)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (2, 7, "Tears"),
        (8, 9, "&amp;"),
        (2, 15, "Tears* &amp; fears"),
        (0, 2, "A"),
        (3, 3, ""),
        (15, 20, ""),
    ],
)
def test_a_span_leads_to_what_it_was_written_as(
    document: Document, start: int, end: int, written: str
) -> None:
    span = document.source_span(Span(start, end))
    assert document.source[span.start : span.end] == written


def test_a_document_without_text_leads_to_the_start_of_the_file() -> None:
    empty = read("<p>", format="html")
    assert empty.source_span(Span(0, 1)) == Span(0, 0)
    assert empty.position(0) == Position(1, 1)


def test_the_text_as_it_stands_leads_to_itself(document: Document) -> None:
    plain = document.verbatim()
    assert plain.text == document.source
    assert plain.source_span(Span(5, 12)) == Span(5, 12)
