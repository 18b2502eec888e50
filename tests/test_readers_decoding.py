"""Bytes to text: encodings, and files that are no text."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from refkit.errors import ConfigurationError, UnreadableError
from refkit.readers import read, read_bytes, read_path

TEXT = "Gračanin, A. (2014). Crying.\nØre, B. (2015). Tears.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(data: bytes, encoding: str) -> None:
    document = read(data, path="a.txt")
    assert document.source == TEXT
    assert document.encoding == encoding
    assert document.position(0).column == 1


def test_a_mark_in_text_from_memory_is_no_character() -> None:
    assert read("\ufeffSmith", path="a.txt").source == "Smith"


def test_an_html_page_is_decoded_as_it_declares() -> None:
    page = '<html><head><meta charset="windows-1250"></head><p>Gračanin</p></html>'
    document = read(page.encode("cp1250"), path="a.html")
    assert document.text == "Gračanin"
    assert document.encoding == "cp1250"


def test_a_page_that_says_latin_1_means_windows_1252() -> None:
    page = (
        b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>\x93x\x94</p>'
    )
    assert read(page, path="a.html").text == "“x”"


def test_a_declaration_of_what_is_no_encoding_of_text_is_ignored() -> None:
    assert read(b'<meta charset="base64"><p>na\xefve', path="a.html").text.startswith("na")


def test_a_bad_byte_in_utf_8_is_kept_and_its_line_told() -> None:
    data = "Gračanin, A.\n".encode() + b"M\xfcller, B.\n"
    document = read(data, path="a.txt")
    assert document.source == "Gračanin, A.\nMüller, B.\n"
    assert document.encoding == "utf-8"
    assert document.guesses == ["line 2 has the first byte that is not UTF-8; read as Windows-1252"]


def test_another_encoding_is_guessed_and_told() -> None:
    text = "Müller, J. (2010). Über die Tränen der Männer. Zürich: Verlag für Bücher.\n" * 5
    document = read(text.encode("cp1252"), path="a.txt")
    assert document.source == text
    assert "guessed" in document.guesses[0]
    assert "line 1" in document.guesses[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04abc", "is a ZIP file, and no Word (.docx), OpenDocument or EPUB file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Word (.doc) or other Office file"),
        (b"\x1f\x8b\x08", "is a gzip file: unpack it first"),
        (b"text\nmore\x00\x01\x02 text", "is a binary file, not text: it has NUL bytes"),
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data, path="a.txt")
    assert caught.value.reason.startswith(reason)
    assert caught.value.path == "a.txt"


def test_the_line_of_the_first_nul_byte_is_told() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(b"one\r\ntwo\x00\x01\x02\x03", path="a.txt")
    assert caught.value.line == 2


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableError, match="larger than 50 MB"):
        read(b"a" * 50_000_001, path="a.txt")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("paper.rtf", "is Rich Text (RTF): save it as .docx, HTML or text"),
        ("works.bib", "is a BibTeX file, not an article"),
    ],
)
def test_a_form_that_cannot_be_read_is_named(name: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(b"Some text", path=name)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("path", "text", "form"),
    [
        ("a.md", "plain", "markdown"),
        ("a.Rmd", "plain", "markdown"),
        ("dir.md/a.HTM", "plain", "html"),
        ("a.txt", "plain", "text"),
        ("a.txt", "<!DOCTYPE html>\n<p>x", "html"),
        ("a.txt", "# Heading\n\ntext", "markdown"),
        ("", "<!-- saved from url --><html><p>x", "html"),
        ("", "Smith, J. (2010). *Title*. *Journal*, *3*, 1–2.", "markdown"),
        ("", "Smith, J. (2010). Title. Journal, 3, 1–2.", "text"),
        ("", "See [the page](https://example.org/a) for more.", "markdown"),
        ("", "p < .05 * q and a_b_c", "text"),
        ("", "Page one *really* and *so* on\n\fPage two", "text"),
        ("README", "Title\n=====\n\nA *word* here.", "markdown"),
    ],
)
def test_the_form_comes_from_the_name_or_the_content(path: str, text: str, form: str) -> None:
    assert read(text, path=path).format == form


def test_a_guessed_form_is_told() -> None:
    assert read("# A\n\nb", path="notes").guesses == [
        "the form was guessed from the content: Markdown"
    ]
    assert read("text", path="a.txt").guesses == []
    assert read("text", format="markdown").guesses == []


def test_an_unknown_form_is_misuse() -> None:
    with pytest.raises(ConfigurationError, match="no reader for 'word'"):
        read("text", format="word")


def test_a_named_form_overrides_the_extension() -> None:
    assert read("# Title", path="a.tex", format="markdown").text == "Title"


def test_reading_a_path(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"# Title\r\n\r\nText\r\n")
    document = read_path(file)
    assert document.text == "Title\nText"
    assert document.path == str(file)
    assert read_bytes(file, limit=3) == b"# T"


@pytest.mark.parametrize(("name", "reason"), [("none.md", "no such file"), (".", "is a folder")])
def test_a_path_without_a_file_is_told(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_path(tmp_path / name)
    assert caught.value.reason.startswith(reason)


def test_a_name_that_cannot_be_one_is_told() -> None:
    with pytest.raises(UnreadableError):
        read_path(Path("a\x00b.md"))
