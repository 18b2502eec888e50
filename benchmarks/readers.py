"""Measure how fast articles are read: the readers alone, and with the search for references.

usage: python benchmarks/readers.py [ARTICLES_DIR]

Made articles of a known size, and the real ones of ARTICLES_DIR/FORM if it is given. Times are CPU
seconds of this process and of those that it starts, the best of three, after the modules have been
imported. The bars: a PDF of 20 pages 0.5 s, a DOCX of 100 pages 0.5 s, 1 MB of Markdown 0.3 s.
"""

from __future__ import annotations

import argparse
import io
import os
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from refkit.extract import find_citations, find_reference_lists
from refkit.readers import read_path

_TIMES = 3
_LINES = 46
_SENTENCE = (
    "Tears have long been held to relieve those who shed them (Frey, 1985; Cornelius & Oak, 2001), "
    "and yet the evidence of the laboratory does not bear this out for all who weep."
)
_REFERENCES = [
    f"Author{letter}{number}, A. B., & Other, C. ({1980 + number % 40}{letter}). On the {number}th "
    f"question of weeping in adults. Journal of Tears, {number}({1 + number % 4}), "
    f"{number * 10}–{number * 10 + 9}. https://doi.org/10.5555/tears.{letter}{number}"
    for number in range(1, 61)
    for letter in "abc"
]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure how fast articles are read.")
    parser.add_argument("articles", type=Path, nargs="?")
    options = parser.parse_args()
    print(f"{'article':44} {'size':>9}  {'read':>7}  {'with lists and citations':>24}")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (
            ("a PDF of 20 pages.pdf", _pdf(20)),
            ("a DOCX of 100 pages.docx", _docx(100)),
            ("1 MB of Markdown.md", _markdown(1_000_000)),
            ("1 MB of Markdown, nothing but a list.md", _list(1_000_000)),
        ):
            path = Path(folder, name)
            path.write_bytes(content)
            _show(path)
    if options.articles:
        for path in sorted(options.articles.glob("*/*")):
            if path.parent.name != "gold" and path.suffix != ".bib":
                _show(path)


def _show(path: Path) -> None:
    read = _cpu(lambda: read_path(path))
    document = read_path(path)
    found = _cpu(lambda: find_citations(document, find_reference_lists(document)))
    size = path.stat().st_size / 1000
    print(f"{path.name[:44]:44} {size:6,.0f} kB  {read:5.2f} s  {read + found:22.2f} s")


def _cpu(work: Callable[[], Any]) -> float:
    """CPU seconds of a piece of work and of the processes that it starts, the best of some."""
    best = float("inf")
    for _ in range(_TIMES):
        children = os.times()
        started = time.process_time()
        work()
        used = time.process_time() - started
        after = os.times()
        used += after.children_user + after.children_system
        used -= children.children_user + children.children_system
        best = min(best, used)
    return best


def _paragraphs(size: int) -> list[str]:
    """Paragraphs of running text of so many characters in all."""
    paragraph = " ".join([_SENTENCE] * 5)
    return [paragraph] * (size // len(paragraph) + 1)


def _markdown(size: int) -> bytes:
    body = "\n\n".join(_paragraphs(size))
    items = "\n".join(f"- {reference}" for reference in _REFERENCES)
    return f"# Tears\n\n{body}\n\n## References\n\n{items}\n".encode()


def _list(size: int) -> bytes:
    items = "\n\n".join(_REFERENCES) + "\n\n"
    return f"# References\n\n{items * (size // len(items) + 1)}".encode()


def _docx(pages: int) -> bytes:
    """A Word file with so many pages of 500 words, five words a run, as Word's history has them."""
    run = '<w:r w:rsidR="00A77B3E"><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr>'
    words = _SENTENCE.replace("&", "&amp;").split()
    text = "".join(
        f'{run}<w:t xml:space="preserve">{" ".join(words[at : at + 5])} </w:t></w:r>'
        for at in range(0, len(words), 5)
    )
    paragraph = f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">{text * 4}</w:p>'
    entries = "".join(
        f"<w:p>{run}<w:t>{reference.replace('&', '&amp;')}</w:t></w:r></w:p>"
        for reference in _REFERENCES
    )
    heading = f"<w:p>{run}<w:t>References</w:t></w:r></w:p>"
    body = paragraph * (pages * 500 // (len(_SENTENCE.split()) * 4)) + heading + entries
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", document)
    return file.getvalue()


def _pdf(pages: int) -> bytes:
    """A PDF with so many full pages of one column, the last ones the list of references."""
    text = " ".join(_paragraphs(pages * _LINES * 90)).encode("cp1252", "replace").decode("cp1252")
    lines = _wrapped(text)
    entries = [line for each in _REFERENCES[:60] for line in _wrapped(each, hanging=True)]
    kept = max(pages * _LINES - len(entries) - 1, 0)
    lines = [*lines[:kept], "References", *entries]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in range(pages):
        shown = lines[page * _LINES : (page + 1) * _LINES]
        content = zlib.compress(
            b"BT /F1 11 Tf 15 TL 72 770 Td " + b"".join(map(_shown, shown)) + b" ET"
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(content), content)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(kids))
    return _file(objects)


def _wrapped(text: str, *, hanging: bool = False) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        if len(line) + len(word) > 88:
            lines.append(line)
            line = f"     {word}" if hanging else word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _shown(line: str) -> bytes:
    indent = len(line) - len(line.lstrip())
    data = line.strip().encode("cp1252", "replace")
    data = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    moved, back = b"%d 0 Td " % (indent * 5), b"%d 0 Td " % (-indent * 5)
    return moved + b"(" + data + b") Tj " + back + b"T* "


def _file(objects: list[bytes]) -> bytes:
    file = io.BytesIO()
    file.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    file.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    file.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return file.getvalue()


if __name__ == "__main__":
    main()
