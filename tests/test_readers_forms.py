"""Which reader a file gets, by its name, its content, or the caller's word."""

from __future__ import annotations

from pathlib import Path

import pytest

from refkit import readers
from refkit.errors import ConfigurationError, InputError, UnreadableError
from refkit.model import Span
from refkit.readers.beside import Beside
from refkit.readers.forms import EXTENSIONS, FORMS, form_of, form_of_xml, packed_form


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_has_a_reader_and_a_name_for_people(form: object) -> None:
    assert isinstance(form, type(FORMS["text"]))
    assert callable(readers._function(form.reader))
    assert not form.editor or callable(readers._function(form.editor))
    assert form.title
    assert all(extension.startswith(".") for extension in form.extensions)


def test_no_two_forms_have_one_ending() -> None:
    endings = [extension for form in FORMS.values() for extension in form.extensions]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.md", "x", "markdown"),
        ("A.Rmd", "x", "markdown"),
        ("a.tex", "x", "latex"),
        ("a.typ", "x", "typst"),
        ("a.xml", '<?xml version="1.0"?><article article-type="x"/>', "jats"),
        ("a.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "tei"),
        ("", "\\documentclass{article}\n", "latex"),
        ("notes.txt", "\\begin{thebibliography}{9}\n\\bibitem{a} A", "latex"),
        ("", '{"cells": []}', "notebook"),
        ("", "<html><p>A", "html"),
        ("a.txt", "A plain line", "text"),
    ],
)
def test_the_form_of_a_text(name: str, content: str, form: str) -> None:
    assert form_of(name, None, content)[0] == form


def test_a_form_that_was_told_from_the_content_is_said() -> None:
    assert form_of("", None, "<html><p>A")[1] == "the form was guessed from the content: HTML"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"junk\n%PDF-1.4\n", "pdf"),
        (b"PK\x03\x04 ... word/document.xml", "docx"),
        (b"PK\x03\x04 ... mimetypeapplication/epub+zip", "epub"),
        (b"PK\x03\x04 ... mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
        (b"PK\x03\x04 nothing that is known", ""),
        (b"plain text", ""),
    ],
)
def test_the_form_of_bytes_that_are_no_text(data: bytes, form: str) -> None:
    assert packed_form(data) == form


@pytest.mark.parametrize("head", ["<project/>", "<html/>", "no XML", ""])
def test_other_xml_is_no_article(head: str) -> None:
    assert form_of_xml(head) == ""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", "plain", "is text, and not Word (.docx)"),
        ("a.xml", "<project/>", "is XML, but neither JATS nor TEI"),
        ("a.doc", "x", "is an old Word file: save it as .docx, HTML or text"),
        ("a.rtf", "x", "is Rich Text (RTF): save it as .docx, HTML or text"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, content: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        readers.read(content, path=name)
    assert caught.value.reason == reason


def test_no_form_of_that_name() -> None:
    with pytest.raises(ConfigurationError, match="no reader for 'papyrus'; there are markdown"):
        readers.read("x", format="papyrus")


def test_a_form_without_an_editor_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        readers.edit(b"%PDF-", [(Span(0, 1), "x")], format="pdf", path="a.pdf")
    assert caught.value.reason == "PDF files can be checked, but not be changed"


def test_extensions_lead_to_forms() -> None:
    assert set(EXTENSIONS.values()) == set(FORMS) - {"text"}


def test_only_files_with_the_right_ending_are_opened_beside_an_article(tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "one.tex").write_text("One", encoding="utf-8")
    (tmp_path / "secret").write_text("Secret", encoding="utf-8")
    beside = Beside(tmp_path)
    found = beside.open("chapters/one", [".tex"])
    assert found is not None
    assert found.text == "One"
    assert beside.open("secret", [".tex"]) is None
    assert beside.open("none", [".tex"]) is None
    assert beside.open("", [".tex"]) is None
    assert beside.open("a\0b", [".tex"]) is None


def test_beside_a_text_from_memory_there_is_nothing() -> None:
    assert Beside(None).open("one", [".tex"]) is None
