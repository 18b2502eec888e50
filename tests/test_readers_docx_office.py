"""DOCX files that LibreOffice writes, and opens again after they were mended."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from refkit.model import Span
from refkit.readers import edit, read_path

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")

PAGE = """
<html><head><meta charset="utf-8"></head><body><h1>Rain</h1>
<p>It <i>rains</i><sup>1</sup> as <a href="https://example.org/a">ever</a>.</p>
<table><tr><td>a</td><td>b</td></tr></table>
<h2>References</h2>
<ol><li>Smith, A. (2019). Rain. <i>Weather</i>, 3, 1–9.</li><li>Tulin, B. (2020). Snow.</li></ol>
</body></html>
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article that LibreOffice wrote, and its text after it was mended."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "rain.html").write_text(PAGE, "utf-8")
    convert(folder, "rain.html", "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)")
    return folder


def convert(folder: Path, name: str, form: str, *more: str) -> None:
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", *more, "--convert-to",
         form, "--outdir", str(folder), str(folder / name)],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip


def test_what_libreoffice_writes_is_read_and_opens_there_after_it_was_mended(office: Path) -> None:
    path = office / "rain.docx"
    document = read_path(path)
    assert [
        (block.kind, block.marker, document.text[block.span.start : block.span.end])
        for block in document.blocks
    ] == [
        ("heading", "", "Rain"),
        ("paragraph", "", "It rains1 as ever."),
        ("table", "", "a"),
        ("table", "", "b"),
        ("heading", "", "References"),
        ("item", "1.", "Smith, A. (2019). Rain. Weather, 3, 1–9."),
        ("item", "2.", "Tulin, B. (2020). Snow."),
    ]
    italics = [each.span for each in document.markup if each.kind == "italic"]
    assert [document.text[span.start : span.end] for span in italics] == ["rains", "Weather"]
    assert "https://example.org/a" in [each.target for each in document.markup]
    start = document.source.index("Weather, 3")
    mended = edit(path.read_bytes(), [(Span(start, start + 10), "Weather, 4")], format="docx")
    (office / "mended.docx").write_bytes(mended)
    convert(office, "mended.docx", "txt:Text")
    text = (office / "mended.txt").read_text("utf-8-sig")
    assert "Smith, A. (2019). Rain. Weather, 4, 1–9." in text
