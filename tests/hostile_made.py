"""Files that are made to do harm, and a small honest one of each form to make them from."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

import docx_made
import epub_made
import odt_made
import pdfs_made

ENTRY = "Smith, J. (2001). On tears. Journal of Tears, 3(2), 1–9. https://doi.org/10.1000/x"
ENDINGS = {
    "markdown": ".md", "html": ".html", "text": ".txt", "docx": ".docx", "odt": ".odt",
    "pdf": ".pdf", "latex": ".tex", "jats": ".nxml", "tei": ".tei", "epub": ".epub", "rst": ".rst",
    "asciidoc": ".adoc", "typst": ".typ", "notebook": ".ipynb",
}  # fmt: skip
PACKED = ("docx", "odt", "epub")
MAIN = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "epub": "EPUB/text/ch1.xhtml",
}


def notebook(source: str) -> str:
    cell = {"cell_type": "markdown", "metadata": {}, "source": [source]}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def jats(inside: str) -> str:
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal '
        'Publishing DTD v1.2 20190208//EN" "JATS-journalpublishing1.dtd">\n'
        f'<article article-type="research-article"><body><p>{inside}</p></body><back><ref-list>'
        f'<title>References</title><ref id="B1"><mixed-citation>{ENTRY}</mixed-citation></ref>'
        "</ref-list></back></article>"
    )


def tei(inside: str) -> str:
    return (
        '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>'
        f"{inside}</p></body><back><listBibl><bibl>{ENTRY}</bibl></listBibl></back></text></TEI>"
    )


def html(inside: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html><body><p>{inside}</p><h2>References</h2><p>{ENTRY}</p></body>"
        "</html>"
    )


def latex(inside: str) -> str:
    return (
        f"\\documentclass{{article}}\n\\begin{{document}}\n{inside}\n"
        f"\\begin{{thebibliography}}{{9}}\n\\bibitem{{a}} {ENTRY}\n\\end{{thebibliography}}\n"
        "\\end{document}\n"
    )


TEXTS: dict[str, Callable[[str], str]] = {
    "markdown": lambda inside: f"{inside}\n\n# References\n\n{ENTRY}\n",
    "html": html,
    "text": lambda inside: f"{inside}\n\nReferences\n\n{ENTRY}\n",
    "latex": latex,
    "jats": jats,
    "tei": tei,
    "rst": lambda inside: f"{inside}\n\nReferences\n==========\n\n{ENTRY}\n",
    "asciidoc": lambda inside: f"{inside}\n\n== References\n\n{ENTRY}\n",
    "typst": lambda inside: f"{inside}\n\n= References\n\n{ENTRY}\n",
    "notebook": lambda inside: notebook(f"{inside}\n\n# References\n\n{ENTRY}\n"),
}
"""What makes an article of each form that is text, around a piece of its own markup."""


def docx(inside: str = "") -> bytes:
    """A DOCX file with a piece of its own XML."""
    return docx_made.package(inside + docx_made.p("References") + docx_made.p(ENTRY))


def odt(inside: str = "", members: Mapping[str, bytes] | None = None) -> bytes:
    body = f"{inside}<text:h>References</text:h><text:p>{ENTRY}</text:p>"
    return odt_made.odt(body, members=dict(members or {}))


def epub(inside: str = "", members: Mapping[str, str | bytes] | None = None) -> bytes:
    return epub_made.book(f"{inside}<h2>References</h2><p>{ENTRY}</p>", members=members)


def honest(form: str) -> bytes:
    """A small article of a form."""
    if form in TEXTS:
        return TEXTS[form]("Tears are old.").encode()
    if form == "docx":
        return docx(docx_made.p("Tears are old."))
    if form == "odt":
        return odt("<text:p>Tears are old.</text:p>")
    if form == "epub":
        return epub("<p>Tears are old.</p>")
    lines = [pdfs_made.Type(line, y=700 - 20 * at) for at, line in enumerate(
        ["Tears are old.", "References", "Smith, J. (2001). On tears. Journal of Tears, 3(2)."]
    )]  # fmt: skip
    return pdfs_made.pdf(lines)


# ---- Packages ------------------------------------------------------------------------------------


def zeros(megabytes: int, unit: bytes = b"\0") -> bytes:
    """Deflated data that unfold to megabytes of one short text, made without unfolding them."""
    packer = zlib.compressobj(9, wbits=-15)
    block = unit * ((1 << 20) // len(unit))
    # A full flush ends at a byte and forgets what was before: such blocks can stand in any number.
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, wbits=-15)
    return once * megabytes + packer.flush()


def with_raw(data: bytes, name: str, packed: bytes, size: int) -> bytes:
    """A package in which a member's deflated data, and the size that is claimed, are others."""
    out, directory, offset = b"", b"", 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        count = 0
        for info in package.infolist():
            content = package.read(info)
            method, crc, raw, claimed = 0, zlib.crc32(content), content, len(content)
            if info.filename == name:
                method, raw, claimed = 8, packed, size
            head = struct.pack("<5H3L2H", 20, 0, method, 0, 33, crc, len(raw), claimed,
                               len(info.filename), 0)  # fmt: skip
            local = b"PK\x03\x04" + head + info.filename.encode() + raw
            directory += (
                b"PK\x01\x02\x14\x00" + head + struct.pack("<3H2L", 0, 0, 0, 0, offset)
                + info.filename.encode()
            )  # fmt: skip
            out += local
            offset += len(local)
            count += 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    return out + directory + end


def with_member(data: bytes, name: str, content: bytes, *, link: bool = False) -> bytes:
    """A package with one more member, or another of the same name."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        info = zipfile.ZipInfo(name)
        if link:
            info.create_system = 3
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
        new.writestr(info, content)
    return file.getvalue()


def overlapping(data: bytes, times: int) -> bytes:
    """A package whose directory names the same data many times, under many names."""
    end = data.rindex(b"PK\x05\x06")
    start = data.index(b"PK\x01\x02")
    first = data[start : data.index(b"PK\x01\x02", start + 4)]
    directory = data[start:end] + first * times
    count = data[start:end].count(b"PK\x01\x02") + times
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def office_encrypted() -> bytes:
    """The beginning of what Word writes with a password: an OLE2 file (MS-OFFCRYPTO 2.3.4)."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<2H", 0x3E, 3)
    return head + bytes(476) + "EncryptedPackage".encode("utf-16-le") + bytes(480)


# ---- PDF -----------------------------------------------------------------------------------------

_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>"
_CONTENT = pdfs_made.stream(b"BT /F1 10 Tf 72 700 Td (Tears are old.) Tj ET")
_SYLLABLES = (b"ba", b"do", b"fi", b"gu", b"ke", b"la", b"mo", b"ni", b"pu", b"re")
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def pdf_of_one_page(**changes: bytes) -> bytes:
    """A PDF of catalogue, tree of pages, page and content (objects 1 to 4), and further objects.

    Args:
        changes: Objects by their names: catalogue, pages, page, content, more.
    """
    objects = {
        "catalogue": _CATALOG, "pages": b"<</Type/Pages/Kids[3 0 R]/Count 1>>", "page": _PAGE,
        "content": _CONTENT,
    }  # fmt: skip
    objects.update(changes)
    return pdfs_made.assembled(list(objects.values()))


def pdf_pages(count: int) -> bytes:
    """A PDF of many pages, on each of which something else stands."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 2 * count + 3, 2))
    objects = [_CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)]
    for number in range(count):
        word = b"".join(_SYLLABLES[int(digit)] for digit in str(number))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R>>"
        line = b"BT /F1 10 Tf 72 %d Td (Tears of %s.) Tj ET" % (100 + number % 600, word)
        objects += (page % (2 * number + 4), pdfs_made.stream(line))
    return pdfs_made.assembled(objects)


def pdf_deep_tree(levels: int) -> bytes:
    """A PDF whose tree of pages has as many levels, one node each."""
    nodes = [
        b"<</Type/Pages/Kids[%d 0 R]/Count 1%s>>"
        % (number + 1, b"/Parent %d 0 R" % (number - 1) if number > 2 else b"")
        for number in range(2, levels + 2)
    ]
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Contents %d 0 R>>"
    return pdfs_made.assembled([_CATALOG, *nodes, page % (levels + 1, levels + 3), _CONTENT])


def pdf_deep_arrays(levels: int) -> bytes:
    return pdf_of_one_page(more=b"[" * levels + b"]" * levels,
                           catalogue=b"<</Type/Catalog/Pages 2 0 R/Names 5 0 R>>")  # fmt: skip


def pdf_cross_reference_loop() -> bytes:
    """A PDF whose table of objects says that another one comes before it: itself."""
    data = pdf_of_one_page()
    at = data.index(b"xref\n")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % at)


def _deflated(megabytes: int) -> bytes:
    """Data with the header of zlib that unfold to so many megabytes of spaces."""
    return b"\x78\xda" + zeros(megabytes, b" ") + bytes(4)


def pdf_object_stream(megabytes: int) -> bytes:
    """A PDF whose objects are in a stream that unfolds to so many megabytes."""
    packed = _deflated(megabytes)
    body = b"%PDF-1.5\n"
    at = len(body)
    body += (
        b"5 0 obj\n<</Type/ObjStm/N 1000000/First 900000/Length %d/Filter/FlateDecode>>stream\n"
        % len(packed)
    ) + packed + b"\nendstream\nendobj\n"  # fmt: skip
    # Objects 0 to 4 are in the stream 5, which is at its place (ISO 32000-1, 7.5.8).
    rows = b"".join(struct.pack(">BLH", 2, 5, number) for number in range(5))
    rows += struct.pack(">BLH", 1, at, 0)
    table = len(body)
    body += (
        b"6 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(rows)
    ) + rows + b"\nendstream\nendobj\n"  # fmt: skip
    return body + b"startxref\n%d\n%%%%EOF\n" % table


PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a page that draws itself": (pdfs_made.endless, ""),
    "a tree of pages that is its own child": (
        lambda: pdf_of_one_page(pages=b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>"), "",
    ),
    "a tree of pages that counts a billion": (
        lambda: pdf_of_one_page(pages=b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>"), "",
    ),
    "an outline that is its own next": (
        lambda: pdf_of_one_page(
            catalogue=b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>",
            more=b"<</First 6 0 R/Last 6 0 R/Count 1>>",
            item=b"<</Title(A)/Parent 5 0 R/Next 6 0 R/First 6 0 R/Last 6 0 R>>",
        ), "Tears",
    ),
    "a name that refers to itself": (
        lambda: pdf_of_one_page(page=_PAGE.replace(b"/MediaBox[0 0 612 792]", b"/MediaBox 5 0 R"),
                                more=b"5 0 R"), "",
    ),
    "a length that refers to its stream": (
        lambda: pdf_of_one_page(content=b"<</Length 4 0 R>>stream\nBT ET\nendstream"), "",
    ),
    "a length of 2 GB": (
        lambda: pdf_of_one_page(content=b"<</Length 2147483647>>stream\nBT ET\nendstream"), "",
    ),
    "a page of a billion points": (
        lambda: pdf_of_one_page(page=_PAGE.replace(b"612 792", b"1000000000 1000000000")), "",
    ),
    "an image of a billion points": (
        lambda: pdf_of_one_page(
            page=_PAGE.replace(b"/Contents", b"/Resources<</XObject<</X 5 0 R>>>>/Contents"),
            content=pdfs_made.stream(b"/X Do"),
            more=pdfs_made.stream(b"x", b"/Type/XObject/Subtype/Image/Width 32000/Height 32000"
                                  b"/ColorSpace/DeviceRGB/BitsPerComponent 8"),
        ), "",
    ),
    "10,000 pages": (lambda: pdf_pages(10_000), "Tears"),
    "10,000 levels of the tree of pages": (lambda: pdf_deep_tree(10_000), ""),
    "100 levels of the tree of pages": (lambda: pdf_deep_tree(100), ""),
    "100,000 levels of arrays": (lambda: pdf_deep_arrays(100_000), ""),
    "a table of objects that comes before itself": (pdf_cross_reference_loop, ""),
    "a stream of objects that is a bomb": (lambda: pdf_object_stream(1000), ""),
    "a page that is a bomb": (
        lambda: pdf_of_one_page(content=b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
                                % (len(_deflated(1000)), _deflated(1000))), "",
    ),
    "10,000 levels of drawing": (
        lambda: pdf_of_one_page(content=pdfs_made.stream(b"q " * 10_000 + b"Q " * 10_000)), "",
    ),
}  # fmt: skip
"""Hostile PDFs, and a word of their text where there must be one."""


# ---- Nesting -------------------------------------------------------------------------------------


def _pairs(opening: str, closing: str, inside: str = "x") -> Callable[[int], str]:
    return lambda levels: opening * levels + inside + closing * levels


def _indented(sign: str, step: int) -> Callable[[int], str]:
    # Indentation alone would take the square of the levels.
    def made(levels: int) -> str:
        levels = min(levels, 1000)
        return "\n".join(" " * (step * level) + f"{sign} x" for level in range(levels))

    return made


def _latex_laughs(levels: int) -> str:
    """Macros each of which is ten of the one before."""
    names = [f"\\l{letter}" for letter in "abcdefghij"][: levels // 10]
    return "\\newcommand{\\la}{lol}" + "".join(
        f"\\newcommand{{{name}}}{{{before * 10}}}\n" for before, name in pairwise(names)
    ) + names[-1]  # fmt: skip


NESTED: dict[str, Iterable[tuple[str, Callable[[int], str]]]] = {
    "html": [
        ("div", _pairs("<div>", "</div>")), ("em", _pairs("<em>", "</em>")),
        ("ul", _pairs("<ul><li>", "</li></ul>")), ("table", _pairs("<table><tr><td>", "")),
        ("unclosed", _pairs("<div><p><b>", "")), ("svg", _pairs("<svg>", "</svg>")),
        ("cite", _pairs('<li id="a" class="csl-entry">', "</li>")),
    ],
    "markdown": [
        ("emphasis", _pairs("*a ", " b*")), ("strong", _pairs("**", "**")),
        ("brackets", _pairs("[", "]")), ("links", _pairs("[", "](x)")),
        ("open brackets", _pairs("[", "")), ("images", _pairs("![", "](")),
        ("quotes", _pairs("> ", "")), ("div", _pairs("<div>\n", "</div>\n")),
        ("fences", _pairs("::: {.a}\n", ":::\n")), ("lists", _indented("-", 2)),
        ("items", _pairs("- ", "")), ("footnotes", _pairs("^[", "]")),
        ("citations", _pairs("[@a; ", "]")), ("backticks", _pairs("`` ` ", "")),
    ],
    "text": [("brackets", _pairs("(", ")"))],
    "latex": [
        ("braces", _pairs("{", "}")), ("emph", _pairs("\\emph{", "}")),
        ("environments", _pairs("\\begin{quote}\n", "\\end{quote}\n")),
        ("open environments", _pairs("\\begin{itemize}\\item ", "")),
        ("mathematics", _pairs("$\\frac{", "}{}$")), ("cites", _pairs("\\cite[", "]{a}")),
        ("footnotes", _pairs("\\footnote{", "}")), ("open braces", _pairs("{\\it ", "")),
        ("conditions", _pairs("\\iffalse ", "\\fi ")),
        ("macros", lambda levels: "\\def\\a{\\a\\a}\\a "
            + "\\newcommand{\\b}[1]{\\b{#1#1}}\\b{x}" * min(levels, 9)),
        ("laughs", _latex_laughs),
        ("brackets", _pairs("\\cite[", "")),
    ],
    "jats": [
        ("sec", _pairs("<sec>", "</sec>")), ("italic", _pairs("<italic>", "</italic>")),
        ("unclosed", _pairs("<sec><p>", "")),
        ("lists", _pairs("<list><list-item>", "</list-item></list>")),
        ("refs", _pairs("<ref-list><ref><mixed-citation>", "</mixed-citation></ref></ref-list>")),
    ],
    "tei": [
        ("div", _pairs("<div>", "</div>")), ("hi", _pairs("<hi>", "</hi>")),
        ("bibl", _pairs("<bibl>", "</bibl>")), ("unclosed", _pairs("<div><p>", "")),
        ("biblStruct", _pairs("<biblStruct><monogr>", "</monogr></biblStruct>")),
    ],
    "rst": [
        ("emphasis", _pairs("*a ", " b*")), ("lists", _indented("-", 2)),
        ("brackets", _pairs("[", "]_")), ("quotes", lambda levels: "\n\n".join(
            " " * level + "x" for level in range(min(levels, 1000)))),
        ("directives", _indented(".. note::", 3)), ("roles", _pairs(":a:`", "`")),
        ("references", _pairs("`a <", ">`_")), ("tables", _pairs("+--", "+\n")),
    ],
    "asciidoc": [
        ("emphasis", _pairs("_a ", " b_")), ("strong", _pairs("*", "*")),
        ("brackets", _pairs("[[", "]]")), ("lists", lambda levels: "\n".join(
            "*" * level + " x" for level in range(1, min(levels, 1000)))),
        ("blocks", _pairs("====\n", "====\n")), ("macros", _pairs("a:b[", "]")),
        ("attributes", _pairs("{a", "}")), ("delimiters", lambda levels: "\n".join(
            "=" * (4 + level) for level in range(min(levels, 1000)))),
    ],
    "typst": [
        ("content", _pairs("#strong[", "]")), ("code", _pairs("#{", "}")),
        ("parentheses", _pairs("#f(", ")")), ("emphasis", _pairs("_a ", " b_")),
        ("mathematics", _pairs("$(", ")$")), ("open", _pairs("#cite(<a>, [", "")),
        ("comments", _pairs("/*", "*/")), ("lists", _indented("-", 2)), ("raw", _pairs("```", "")),
    ],
    "notebook": [],
}  # fmt: skip
"""For each form that is text, what can be nested, and what makes so many levels of it."""


def nested(levels: int) -> dict[str, bytes]:
    """A file with so many levels of everything that can be nested, of each form."""
    found: dict[str, bytes] = {}
    for form, kinds in NESTED.items():
        for name, made in kinds:
            found[f"{name}{ENDINGS[form]}"] = TEXTS[form](made(levels)).encode()
    found["json.ipynb"] = ('{"cells": ' + "[" * levels + "]" * levels + "}").encode()
    found["objects.ipynb"] = ('{"cells": [{"metadata": ' + '{"a":' * levels + "1" + "}" * levels
                              + ', "cell_type": "markdown", "source": "x"}]}').encode()  # fmt: skip
    found["source.ipynb"] = ('{"cells": [{"cell_type": "markdown", "source": ' + "[" * levels
                             + '"x"' + "]" * levels + "}]}").encode()  # fmt: skip
    for name, inside in {
        "tables": "<w:tbl><w:tr><w:tc>|</w:tc></w:tr></w:tbl>",
        "controls": "<w:sdt><w:sdtContent>|</w:sdtContent></w:sdt>",
        "boxes": "<w:p><w:r><w:txbxContent>|</w:txbxContent></w:r></w:p>",
        "smart tags": "<w:smartTag>|</w:smartTag>",
        "fields": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>|</w:p>',
    }.items():
        opening, closing = inside.split("|")
        found[f"{name}.docx"] = docx(opening * levels + closing * levels)
    for name, inside in {
        "sections": "<text:section>|</text:section>",
        "lists": "<text:list><text:list-item>|</text:list-item></text:list>",
        "spans": "<text:p><text:span>|</text:span></text:p>",
        "tables": "<table:table><table:table-row><table:table-cell>|</table:table-cell>"
        "</table:table-row></table:table>",
        "boxes": "<text:p><draw:frame><draw:text-box>|</draw:text-box></draw:frame></text:p>",
        "notes": "<text:p><text:note><text:note-citation>1</text:note-citation><text:note-body>|"
        "</text:note-body></text:note></text:p>",
        "annotations": "<office:annotation>|</office:annotation>",
    }.items():
        opening, closing = inside.split("|")
        found[f"{name}.odt"] = odt(opening * levels + closing * levels)
        found[f"unclosed {name}.fodt"] = odt_made.flat(opening * levels)
    found["div.epub"] = epub("<div>" * levels + "</div>" * levels)
    package = "<package>" + "<manifest>" * levels + "</manifest>" * levels + "</package>"
    found["package.epub"] = epub(members={"EPUB/content.opf": package})
    return found
