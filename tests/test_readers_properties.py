"""Laws of every reader, on any text, hostile ones too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refkit.errors import UnreadableError
from refkit.model import Document
from refkit.readers import read

FORMS = ("text", "markdown", "html")

PIECES = st.sampled_from(
    [
        "Smith, J. ", "(2010). ", "*", "**", "_", "`", "``", "[", "](", ")", "]", "[a]: b", "![",
        "<", ">", "<p>", "</p>", "<i>", "</i>", "<br>", "<li>", "<ul>", "</ul>", "</div>", "<!--",
        "<div class='csl-entry'>", "-->", "<a href='x'>", "</a>", "<pre>", "<code>", "<script>",
        "</script>", "&amp;", "&", "&#38;", "\\", "\n", "\n\n", "\r\n", "\r", "\t", "    ", " ",
        "# ", "- ", "1. ", "> ", "```\n", "---\n", ":::", "::: {.refs}\n", "{: .x}", "\f", "|",
        "\u00ad", "\u200b", "\ufeff", "\u00a0", "\u2028", "\x85", "\x00", "😀", "שלום", "é", "\"",
        "^a^", "~b~", "https://x.org/_a_", "<h2>", "[^1]: ", "<q>", "<span class='sr-only'>", "'",
        "</span>",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


def check(document: Document) -> None:
    """What holds of every Document."""
    text, source = document.text, document.source
    end = -1
    for block in document.blocks:
        assert end < block.span.start < block.span.end <= len(text)
        content = text[block.span.start : block.span.end]
        assert content == content.strip()
        end = block.span.end
        assert text[end : end + 1] in ("", "\n")
    last_text = last_source = 0
    for segment in document.segments:
        assert last_text <= segment.text_start < segment.text_end <= len(text)
        assert last_source <= segment.source_start < segment.source_end <= len(source)
        if segment.text_end - segment.text_start == segment.source_end - segment.source_start:
            assert (
                text[segment.text_start : segment.text_end]
                == source[segment.source_start : segment.source_end]
            )
        last_text, last_source = segment.text_end, segment.source_end
    for mark in document.markup:
        assert any(
            block.span.start <= mark.span.start < mark.span.end <= block.span.end
            for block in document.blocks
        )
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset in range(0, len(text), 7):
        position = document.position(offset)
        assert 1 <= position.line <= len(lines)
        assert 1 <= position.column <= len(lines[position.line - 1]) + 2


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_reading_never_fails_and_keeps_its_laws(form: str, text: str) -> None:
    try:
        document = read(text, format=form)
    except UnreadableError as error:
        assert error.reason == "is empty"  # noqa: PT017 -- any other error is the failure
        return
    check(document)


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check(read(data, path="a.txt"))
    except UnreadableError as error:
        assert error.path == "a.txt"  # noqa: PT017 -- any other error is the failure


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(st.text(alphabet="aéΩ😀א1-", min_size=1, max_size=8), min_size=1, max_size=20)
)
def test_plain_words_come_through_every_reader_unchanged(words: list[str]) -> None:
    text = "x " + " ".join(words) + " x"
    for form in FORMS:
        assert read(text, format=form).text == text


HOSTILE = {
    "brackets": "[" * 60_000,
    "links that never close": "[a](b" * 15_000,
    "nested links": "[" * 20_000 + "a" + "](b)" * 10_000,
    "images around links": "![" + "[" * 15_000 + "[a](b)" * 8_000,
    "emphasis": "*a _b " * 12_000,
    "code": "".join("`" * length + "a" for length in range(300)),
    "comments": "<!--" * 20_000,
    "tags": "<a " * 20_000,
    "quotes in tags": '<a b="' * 15_000,
    "ampersands": "&" * 60_000,
    "elements": "<div>" * 15_000,
    "closing elements": "<span>" * 10_000 + "</span></b>" * 8_000,
    "scripts": "<script>" * 10_000,
    "escapes": "\\" * 60_000,
    "definitions": "[a]: b\n" * 8_000,
    "front matter": "---\n" * 15_000,
    "form feeds": "\f" * 60_000 + "a",
    "white space": " " * 60_000 + "a" + "\t" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(name: str) -> None:
    for form in FORMS:
        assert read(HOSTILE[name], format=form).source == HOSTILE[name]


def test_one_line_of_five_megabytes_is_read() -> None:
    line = "Smith, J. (2020). *Title* of it. " * 150_000
    for form in ("text", "markdown"):
        assert len(read(line, format=form).text) > 4_000_000
