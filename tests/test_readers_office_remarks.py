"""Comments in DOCX and ODT files that are addressed to refkit, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import docx_made
import odt_made
import pytest

from refkit.cli import main
from refkit.readers import read

ENTRIES = [
    ("Smith", 2001, "Tears", "refkit: ignore[M305] the print says 3"),
    ("Doe", 2002, "Rain", "Please check this volume"),
    ("Roe", 2003, "Snow", "refkit: ignore[M305]"),
    ("Poe", 2004, "Hail", "refkit: ignore[M306] the print says 2"),
]
LEFT = ["4 M305", "5 M305", "5 S903", "6 M305", "6 S902"]
"""The line and code of each finding: all have another volume, and the first is suppressed."""


def entry(name: str, year: int, title: str) -> str:
    return f"{name}, J. ({year}). On {title}. Journal of {title}, 3(2), 1–9. " + (
        f"https://doi.org/10.5555/{name.lower()}"
    )


def docx() -> bytes:
    p, r = docx_made.p, docx_made.r
    comments = "".join(
        f'<w:comment w:id="{number}">{p(remark)}</w:comment>'
        for number, (*_, remark) in enumerate(ENTRIES)
    )
    paragraphs = [
        p(f'<w:commentRangeStart w:id="{number}"/>', r(entry(*work[:3])))
        for number, work in enumerate(ENTRIES)
    ]
    text = p(CITED) + p("References", style="Heading1") + "".join(paragraphs)
    return docx_made.package(text, comments=comments)


def odt() -> bytes:
    paragraphs = [
        f"<text:p>{entry(*work[:3])}<office:annotation><dc:creator>An editor</dc:creator><text:p>"
        f"{work[3]}</text:p></office:annotation></text:p>"
        for work in ENTRIES
    ]
    return odt_made.odt(f"<text:p>{CITED}</text:p><text:h>References</text:h>{''.join(paragraphs)}")


CITED = f"It rains ({'; '.join(f'{name}, {year}' for name, year, *_ in ENTRIES)})."


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "records.jsonl"
    made = [
        {
            "DOI": f"10.5555/{name.lower()}", "type": "journal-article", "title": [f"On {title}"],
            "author": [{"given": "J.", "family": name}], "container-title": [f"Journal of {title}"],
            "volume": "4", "issue": "2", "page": "1-9", "issued": {"date-parts": [[year]]},
            "published": {"date-parts": [[year]]},
        }
        for name, year, title, _ in ENTRIES
    ]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, made)), "utf-8")
    return file


@pytest.mark.parametrize(("name", "data"), [("rain.docx", docx()), ("rain.odt", odt())])
def test_a_comment_holds_back_a_finding(
    name: str, data: bytes, records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    command = ["check", str(path), "--records", str(records), "--offline"]
    assert main([*command, "--output-format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert sorted(f"{each['line']} {each['code']}" for each in found) == LEFT
    assert main([*command, "--fix"]) == 1
    assert "S902" in capsys.readouterr().out
    after = read(path.read_bytes(), path=name).text
    assert [after.count(f", {volume}(2)") for volume in (3, 4)] == [1, 3]
