"""Hostile and damaged DOCX: a clear message or a plain reading, in bounded time and memory."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from docx_made import control, document, field, mark, p, package, packed, part

from refkit.errors import UnreadableError
from refkit.readers import docx_text, read
from refkit.readers.docx import read_docx

ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" x="&b;">'
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = ENTITIES.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


def test_an_article_of_nothing_but_paragraphs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_text, "_PARAGRAPHS", 3_000)
    with pytest.raises(UnreadableError, match="has more than 3,000 paragraphs"):
        read_docx(package("<w:p/>" * 3_002))


@pytest.mark.parametrize("xml", [ENTITIES, OUTSIDE, "<!-- a --> <?b?>" + ENTITIES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_document_type_is_refused_in_any_encoding(xml: str, encoding: str) -> None:
    with pytest.raises(UnreadableError, match="declares a document type"):
        read_docx(packed({"word/document.xml": xml.encode(encoding)}))


@pytest.mark.parametrize(
    "name", ["styles", "numbering", "footnotes", "comments", "settings", "sources"]
)
def test_a_document_type_is_refused_in_every_part(name: str) -> None:
    data = package(p("a"), {}, **{name: "<w:x/>"})
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = {each: old.read(each) for each in old.namelist()}
    target = "customXml/item1.xml" if name == "sources" else f"word/{name}.xml"
    members[target] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + members[target]
    with pytest.raises(UnreadableError, match="declares a document type"):
        read_docx(packed(members))


def test_an_entity_in_another_encoding_is_not_resolved() -> None:
    xml = ENTITIES.replace("<!DOCTYPE", '<?xml version="1.0" encoding="utf-7"?><!DOCTYPE')
    with pytest.raises(UnreadableError):
        read_docx(packed({"word/document.xml": xml.encode("utf-7")}))


def test_a_bomb_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            file.writestr(name, "<a/>")
        with file.open("word/document.xml", "w") as member:
            for _ in range(120):
                member.write(b" " * 1_000_000)
    with pytest.raises(UnreadableError, match="unfolds to more than"):
        read_docx(bomb.getvalue())


def test_an_article_of_nothing_but_tags_is_refused() -> None:
    with pytest.raises(UnreadableError, match="too large, or made to be"):
        read_docx(packed({"word/document.xml": document("<w:p/>" * 3_000_001)}))


def test_a_header_that_claims_two_gigabytes_is_not_believed() -> None:
    data = bytearray(package(p("Smith")))
    at = data.index(b"word/document.xml") - 30
    struct.pack_into("<I", data, at + 22, 2 << 30)
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    struct.pack_into("<I", data, entry + 24, 2 << 30)
    try:
        text = read_docx(bytes(data)).text
    except UnreadableError as error:
        text = "Smith" if "damaged" in str(error) else ""
    assert text == "Smith"


def test_names_that_lead_outside_lead_nowhere() -> None:
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Target="../../../../etc/passwd" Type="x/styles"/>'
        '<Relationship Id="b" Target="file:///etc/hosts" TargetMode="External" Type="x/styles"/>'
        "</Relationships>"
    )
    data = packed({
        "word/document.xml": document(p("a")),
        "word/_rels/document.xml.rels": related,
        "../../evil.xml": "<a/>",
    })  # fmt: skip
    assert read_docx(data).text == "a"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000, "is encrypted, or an old Office file"),
        (b"PK\x03\x04" + b"\0" * 100, "is damaged, or not a Word file"),
        (package(p("a"))[:-40], "is damaged, or not a Word file"),
        (b"not a file of Word", "is damaged, or not a Word file"),
        (packed({"a.txt": "b"}), "it has no document"),
        (packed({"word/document.xml": "<w:document"}), "is damaged: word/document.xml: "),
        (packed({"word/document.xml": ""}), "is damaged: word/document.xml: "),
        (packed({"word/document.xml": b"\xff\xfa"}), "is damaged: word/document.xml: "),
        (packed({"word/document.xml": b"<?xml version='1.0' encoding='no'?><a/>"}), "unknown enc"),
        (packed({"word/document.xml": document("<w:p>" * 10_000)}), "nested too deeply"),
        (package(p("a"), {}, styles="<w:style>"), "is damaged: word/styles.xml: "),
    ],
)  # fmt: skip
def test_what_is_no_word_file_or_damaged_is_said(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_docx(data, path="a.docx")


def test_a_file_of_another_program_is_named() -> None:
    main = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    data = packed({"_rels/.rels": main, "xl/workbook.xml": "<a/>"})
    with pytest.raises(UnreadableError, match="is an Excel file"):
        read_docx(data)


def test_a_member_that_was_damaged_is_named() -> None:
    data = bytearray(package(p("a" * 1000)))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 20] = bytes(20)
    with pytest.raises(UnreadableError, match=r"is damaged: word/document\.xml"):
        read_docx(bytes(data))


def test_an_encrypted_member_is_told() -> None:
    data = bytearray(package(p("a")))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(sign, at + 1)
    with pytest.raises(UnreadableError, match="is encrypted: it opens only with a password"):
        read_docx(bytes(data))


@pytest.mark.parametrize("level", ["<w:tbl><w:tr><w:tc>", "<w:sdt><w:sdtContent>", "<w:ins>"])
def test_a_hundred_levels_are_read_and_ten_thousand_refused(level: str) -> None:
    def nested(levels: int) -> bytes:
        closing = "".join(f"</{tag}>" for tag in reversed(level.strip("<>").split("><")))
        return package(level * levels + p("deep") + closing * levels)

    assert read_docx(nested(100)).text == "deep"
    for levels in (200, 10_000):
        with pytest.raises(UnreadableError, match="nest"):
            read_docx(nested(levels))


def test_controls_within_a_paragraph_are_bounded_too() -> None:
    content = "<w:r><w:t>x</w:t></w:r>"
    for _ in range(300):
        content = control("", content)
    with pytest.raises(UnreadableError, match="nests more than"):
        read_docx(package(p(content)))


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = "".join(
        f'<w:style w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A", "B"), ("B", "A"), ("C", "C"))
    )
    assert read_docx(package(p("a", style="A") + p("b", style="C"), styles=styles)).text == "a\nb"


def test_lists_that_lead_to_each_other_end() -> None:
    content = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>'
        '<w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="99"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    body = "".join(
        p("a", properties=numbered.format(*each)) for each in ((0, 1), (99, 2), (-1, 1), (8, 3))
    )
    assert read_docx(package(body, numbering=content)).text == "a\na\na\na"


def test_fields_without_end_and_ends_without_field_hide_nothing() -> None:
    begun = mark("begin") + "<w:r><w:instrText> TOC </w:instrText></w:r>"
    body = p(*[begun] * 500, "a") + p(*[mark("end")] * 500, "b") + p(*[mark("separate")] * 500, "c")
    assert read_docx(package(body)).text == "a\nb\nc"


@pytest.mark.parametrize(
    "code",
    [
        "x" * 1_000_000,
        " HYPERLINK " + '"a' * 300_000,
        " HYPERLINK " + "\\l " * 300_000,
        " CITATION " + "\\m a " * 200_000,
        " ADDIN ZOTERO_ITEM CSL_CITATION " + "{" * 1_000_000,
        " ADDIN EN.CITE <EndNote>" + "<a>" * 300_000,
        " " * 1_000_000 + "BIBLIOGRAPHY",
    ],
)
def test_a_megabyte_of_instruction_is_read_in_a_moment(code: str) -> None:
    document = read_docx(package(p("a ", field(code, "x", pieces=1000), " b")))
    assert document.text == "a x b"


def test_many_notes_links_and_marks_are_read_in_linear_time() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{p("n")}</w:footnote>' for n in range(5_000))
    refs = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(5_000))
    runs = "".join(
        f"<w:r><w:rPr><w:{'i' if n % 2 else 'b'}/></w:rPr><w:t>x</w:t></w:r>" for n in range(10_000)
    )
    document = read_docx(package(p(refs) + p(runs), footnotes=notes))
    assert len(document.blocks) == 5_002


def test_parts_that_are_missing_are_done_without() -> None:
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/styles" Target="styles.xml"/>'
        '<Relationship Id="b" Type="x/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    body = p("a", '<w:r><w:footnoteReference w:id="1"/></w:r>', style="None")
    data = packed({"word/document.xml": document(body), "word/_rels/document.xml.rels": related})
    assert read_docx(data).text == "a"


def test_a_file_packed_with_backslashes_and_other_capitals_is_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word\\Document.xml", document(p("a")))
    assert read_docx(made.getvalue()).text == "a"


def test_an_article_without_a_body_is_empty() -> None:
    data = packed({"word/document.xml": part("document", "")})
    assert read(data, path="a.docx").text == ""
