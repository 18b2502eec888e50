"""Articles whose file has parts: pages, chapters, files that it takes in."""

from __future__ import annotations

import json
from pathlib import Path

from refkit import api
from refkit.model import Document, Part, Report
from refkit.readers.paragraphs import Paragraphs
from refkit.report.github import write_github
from refkit.report.json import write_json
from refkit.report.text import write_text

RECORD = {
    "DOI": "10.5555/sea.1",
    "type": "journal-article",
    "title": ["On the salt of tears"],
    "author": [{"family": "Ek", "given": "Bo"}],
    "container-title": ["Sea Quarterly"],
    "volume": "3",
    "page": "1-2",
    "issued": {"date-parts": [[1999]]},
}
ENTRY = "Ek, B. (2004). On the salt of tears. Sea Quarterly, 3, 1–2."


def a_print() -> Document:
    paragraphs = Paragraphs()
    for page, lines in enumerate((["Tears", "They flow."], ["References", ENTRY]), 1):
        paragraphs.part(f"page {page}", "page")
        for line in lines:
            paragraphs.add(line, "heading" if line in ("Tears", "References") else "line")
    return paragraphs.document("pdf", path="tears.pdf", unit="line")


def checked(document: Document, folder: Path) -> Report:
    records = folder / "records.json"
    records.write_text(json.dumps([RECORD]), encoding="utf-8")
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        return api.check(document, sources=sources, select=["M3"])


def test_a_finding_names_its_page_and_shows_the_line(tmp_path: Path) -> None:
    written = write_text(checked(a_print(), tmp_path))
    assert "tears.pdf:page 2:2:9 M302 the year is 1999, not 2004\n" in written
    assert f"  2 | {ENTRY}\n" in written
    assert "    |         ^^^^\n" in written


def test_findings_come_page_by_page(tmp_path: Path) -> None:
    paragraphs = Paragraphs()
    paragraphs.part("page 1", "page")
    for line in ("Tears", "They flow.", "References", ENTRY):
        paragraphs.add(line, "heading" if line in ("Tears", "References") else "line")
    paragraphs.part("page 2", "page")
    paragraphs.add(ENTRY.replace("Ek", "Fu").replace("2004", "2005"), "line")
    report = checked(paragraphs.document("pdf", path="tears.pdf", unit="line"), tmp_path)
    places = [finding.place for finding in report.findings]
    assert places == sorted(places)
    assert len({finding.start.part for finding in report.findings}) == 2


def test_the_reports_for_programs_name_the_page(tmp_path: Path) -> None:
    report = checked(a_print(), tmp_path)
    data = json.loads(write_json([report]))
    assert data["references"][0]["place"] == "page 2, line 2"
    assert (data["findings"][0]["part"], data["findings"][0]["line"]) == ("page 2", 2)
    assert "In: page 2" in write_github([report])


def test_what_stands_in_another_file_is_told_there_and_not_mended_here(tmp_path: Path) -> None:
    document = api.read(f"Tears flow.\n\nReferences\n\n{ENTRY}\n", format="text")
    start = document.source.index("References")
    document.parts = [Part(0, "", "file"), Part(start, "back/list.txt", "file")]
    document.path = "tears.txt"
    report = checked(document, tmp_path)
    assert [(finding.path, finding.place) for finding in report.findings] == [
        ("back/list.txt", "3:9")
    ]
    assert "back/list.txt:3:9 M302" in write_text(report)
    assert document.own_source == "Tears flow.\n\n"
    records = tmp_path / "records.json"
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        fixed = api.fix(document, sources=sources)
    assert fixed.before == fixed.after == "Tears flow.\n\n"
    assert {refused.reason for refused in fixed.refused} == {
        "it stands in back/list.txt: mend that file"
    }
