"""EPUB: chapters in the order of reading, and where in them things stand."""

from __future__ import annotations

import pytest
from epub_made import CONTAINER, book, chapter, epub, package

from refkit.errors import UnreadableError
from refkit.model import Document
from refkit.readers import read
from refkit.readers.epub import read_epub


def blocks(document: Document) -> list[tuple[str, str]]:
    return [
        (block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks
    ]


def of_package(opf: str, **chapters: str) -> bytes:
    """An EPUB with a package document, and chapters beside it by their names without ending."""
    return epub(
        {
            "META-INF/container.xml": CONTAINER.format("content.opf"),
            "content.opf": opf,
            **{f"{name}.xhtml": chapter(f"<p>{text}</p>") for name, text in chapters.items()},
        }
    )


def test_chapters_come_in_the_order_of_the_spine() -> None:
    items = {"one": "a.xhtml", "two": "b.xhtml", "three": "c.xhtml"}
    data = of_package(package(items, ["three", "one", "three"]), a="A", b="B", c="C")
    document = read(data, path="a.epub")
    assert document.text == "C\nA"
    assert (document.format, document.unit, document.guesses) == ("epub", "line", [])


def test_places_are_lines_of_the_chapter() -> None:
    document = read_epub(book("<p>One</p>", "<h1>Two</h1>\n<p>Three</p>"))
    assert blocks(document) == [("paragraph", "One"), ("heading", "Two"), ("paragraph", "Three")]
    assert [part.name for part in document.parts] == ["EPUB/text/ch1.xhtml", "EPUB/text/ch2.xhtml"]
    at = document.text.index("Three")
    assert document.place(at) == "EPUB/text/ch2.xhtml, line 7"
    assert document.position(at).column == 4
    assert document.source[document.source_offset(at) :].startswith("Three</p>")


def test_citations_lead_to_a_list_in_another_chapter() -> None:
    document = read_epub(
        book(
            '<p>So <a href="ch2.xhtml#ref-a" role="doc-biblioref">Smith (2001)</a>.</p>',
            '<h1>References</h1><div role="doc-biblioentry" id="ref-a">Smith, J. (2001). A.</div>'
            '<p epub:type="biblioentry" id="ref-b">Taylor, K. (2002). B.</p>',
        )
    )
    assert [(block.kind, block.key) for block in document.blocks[-2:]] == [
        ("entry", "ref-a"), ("entry", "ref-b"),
    ]  # fmt: skip
    (mention,) = document.mentions
    assert document.text[mention.span.start : mention.span.end] == "Smith (2001)"
    assert mention.keys == ("ref-a",)


@pytest.mark.parametrize(
    "note",
    [
        '<aside epub:type="footnote" id="fn1"><p>A note.</p></aside>',
        '<aside role="doc-footnote" id="fn1"><p>A note.</p></aside>',
        '<section epub:type="endnotes" role="doc-endnotes"><ol><li id="fn1" epub:type="endnote">'
        "<p>A note.</p></li></ol></section>",
        '<div epub:type="rearnote" id="x"><p>A note.</p></div>',
    ],
)
def test_notes(note: str) -> None:
    document = read_epub(book(f"<p>Text.</p>{note}"))
    assert blocks(document) == [("paragraph", "Text."), ("note", "A note.")]


def test_the_table_of_contents_that_programs_make_is_left_out() -> None:
    items = {"nav": "a.xhtml", "one": "b.xhtml"}
    opf = package(items, ["nav", "one"], properties="nav")
    assert read_epub(of_package(opf, a="Contents", b="Text")).text == "Text"
    opf = package({"nav": "a.xhtml"}, ["nav"], properties="nav")
    assert read_epub(of_package(opf, a="All there is")).text == "All there is"


@pytest.mark.parametrize("href", ["my%20text.xhtml", "my text.xhtml", "./x/../my%20text.xhtml#a"])
def test_addresses_are_those_of_the_web(href: str) -> None:
    opf = package({"a": href}, ["a"])
    assert read_epub(of_package(opf, **{"my text": "Text"})).text == "Text"


def test_prefixes_of_the_package_do_not_matter() -> None:
    opf = package({"a": "a.xhtml"}, ["a"]).replace("<", "<opf:").replace("<opf:/", "</opf:")
    assert read_epub(of_package(opf.replace("xmlns=", "xmlns:opf="), a="Text")).text == "Text"


def test_encodings_are_those_that_a_chapter_declares() -> None:
    latin = chapter("<p>Café</p>").replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert read_epub(book("", members={"EPUB/text/ch1.xhtml": latin})).text == "Café"


@pytest.mark.parametrize(
    ("data", "text", "guesses"),
    [
        (
            of_package(package({"a": "a.xhtml", "b": "b.xhtml"}, ["a", "b"]), a="A"),
            "A", ["1 chapter is listed, but missing: b.xhtml"],
        ),
        (
            of_package(package({"a": "a.xhtml", "b": "b.xhtml"}, []), a="A", b="B"),
            "A\nB",
            ["the order of the chapters is not said: they are read as they are listed"],
        ),
        (
            epub({"x/y.opf": package({"a": "a.xhtml"}, ["a"]), "x/a.xhtml": chapter("<p>A</p>")}),
            "A",
            ["the container does not say where its contents are: x/y.opf was taken"],
        ),
        (
            book("", members={"EPUB/text/ch1.xhtml": b"<p>Caf\xc3\xa9 Caf\xc3\xa9 \x93x</p>"}),
            "Café Café “x",
            ["EPUB/text/ch1.xhtml: line 1 has the first byte that is not UTF-8; read as"
             " Windows-1252"],
        ),
    ],
)  # fmt: skip
def test_what_was_guessed_is_said(data: bytes, text: str, guesses: list[str]) -> None:
    document = read_epub(data, path="a.epub")
    assert (document.text, document.guesses) == (text, guesses)


def encrypted(name: str) -> dict[str, str | bytes]:
    return {
        "META-INF/encryption.xml": (
            '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
            '<enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData>'
            f'<enc:CipherReference URI="{name}"/></enc:CipherData></enc:EncryptedData></encryption>'
        )
    }


def test_fonts_that_are_encrypted_are_no_matter() -> None:
    data = book("<p>Text</p>", members=encrypted("EPUB/fonts/a.otf"))
    assert read_epub(data).text == "Text"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (book("<p>x</p>", members=encrypted("EPUB/text/ch1.xhtml")), "is encrypted"),
        (epub({"a.xhtml": chapter("x")}), "it has no package document"),
        (of_package(package({"a": "a.xhtml"}, ["a"])), "it has no chapters"),
        (of_package(package({"a": "a.svg"}, ["a"]).replace("xhtml+xml", "svg")), "no chapters"),
        (book("", members={"EPUB/text/ch1.xhtml": b"\0\1\2"}), "damaged: EPUB/text/ch1.xhtml"),
        (book("", members={"EPUB/content.opf": b"\0\1\2"}), "damaged: EPUB/content.opf"),
        (book("", members={"EPUB/text/ch1.xhtml": '<!DOCTYPE x [<!ENTITY a "b">]><p>&a;</p>'}),
         "has declarations of its own in the document type of EPUB/text/ch1.xhtml"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as raised:
        read_epub(data, path="a.epub")
    assert raised.value.path == "a.epub"
