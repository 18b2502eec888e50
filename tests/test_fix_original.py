"""Bytes that no Fix touches, in every encoding that refkit reads."""

from __future__ import annotations

import codecs

import pytest

from refkit.errors import InputError
from refkit.fix.original import original_of
from refkit.model import Fix, Span
from refkit.readers import read

TEXT = "# Žluť 🌊\r\n\ttab \u0301\rשלום\nEk-Oz 1990-1995\n"


def mended(data: bytes, word: str, replacement: str, form: str = "text") -> bytes:
    document = read(data, format=form)
    original = original_of(data, document)
    at = document.source.index(word)
    replacement = original.written(replacement)
    fix = Fix(Span(at, at + len(word)), replacement, safe=True)
    return original.with_fixes([fix]).data


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_every_other_byte_stays(mark: bytes, encoding: str) -> None:
    data = mark + TEXT.encode(encoding)
    then = mark + TEXT.replace("1990-1995", "1990–1995").encode(encoding)
    assert mended(data, "1990-1995", "1990–1995") == then


def test_bytes_that_are_no_utf_8_stay_where_they_are() -> None:
    data = "Čapek said “no” in 1990-1995; caf".encode() + b"\xe9 \x93quoted\x94 \x81\n"
    then = data.replace(b"1990-1995", "1990–1995".encode())
    assert mended(data, "1990-1995", "1990–1995") == then


def test_a_legacy_encoding_is_kept() -> None:
    data = b'<meta charset="iso-8859-2"><p>\xe8apek 1990-1995 \xb9</p>'
    then = b'<meta charset="iso-8859-2"><p>\xe8apek 1990&#8211;1995 \xb9</p>'
    assert mended(data, "1990-1995", "1990–1995", "html") == then


def test_what_the_encoding_of_a_page_lacks_is_a_character_reference() -> None:
    data = b'<meta charset="iso-8859-1"><p>caf\xe9 Gracanin</p>'
    assert mended(data, "Gracanin", "Gračanin", "html") == data.replace(b"Grac", b"Gra&#269;")


def test_a_page_of_ascii_stays_one_unless_it_says_that_it_is_utf_8() -> None:
    data = b"<p>Gracanin</p>"
    assert mended(data, "Gracanin", "Gračanin", "html") == b"<p>Gra&#269;anin</p>"
    data = b'<meta charset="utf-8">' + data
    assert mended(data, "Gracanin", "Gračanin", "html") == data.replace(b"Grac", "Grač".encode())


@pytest.mark.parametrize(
    ("encoding", "missing"),
    [("cp1252", "č"), ("cp1250", "č"), ("iso8859-1", "–"), ("gb18030", "č")],
)
def test_what_a_guessed_encoding_may_not_have_is_named(encoding: str, missing: str) -> None:
    document = read("Café 1990-1995", format="text")
    document.encoding = encoding
    original = original_of(document.source.encode(encoding), document)
    assert original.missing("Cafés") == ""
    assert original.missing("Gra–čanin" if missing == "–" else "Gračanin") == missing


def test_what_is_in_a_file_already_can_be_written() -> None:
    document = read("Čapek, Graèanin 1990", format="text")
    document.encoding = "cp1250"
    document.source = document.source.replace("è", "č")
    original = original_of(document.source.encode("cp1250"), document)
    assert original.missing("Gračanin – 1") == ""


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF16_LE + "abc ".encode("utf-16-le") + b"\x00\xd8" + "de".encode("utf-16-le"),
        codecs.BOM_UTF16_LE + "abc ".encode("utf-16-le") + b"\x00",
    ],
)
def test_a_file_with_bytes_that_reading_lost_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="cannot be written back in its encoding"):
        original_of(data, read(data, path="x.txt"))


def test_a_text_from_memory_lacks_nothing() -> None:
    document = read("Ek", format="html")
    original = original_of(None, document)
    assert original.missing("č🌊") == ""
    assert original.written("č") == "č"
