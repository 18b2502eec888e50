"""Files of works as articles: each entry is a reference, and a finding stands at its field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from listed_made import BIB, RECORD

from refkit import api
from refkit.model import Date, Finding, Report

RIS = """\
TY  - JOUR
AU  - Nobody, N.
TI  - Unheard of
ER  -

TY  - JOUR
AU  - Ek, Bo
AU  - Oz, Mia
TI  - On the salt of tears
JO  - Sea Quarterly
PY  - 2004
VL  - 3
SP  - 1
EP  - 2
DO  - 10.5555/sea.1
ER  -
"""
CSL = """\
[
  {"id": "x", "type": "book", "title": "Unheard of"},
  {
    "id": "ek1999",
    "type": "article-journal",
    "title": "On the salt of tears",
    "author": [{"family": "Ek", "given": "Bo"}, {"family": "Oz", "given": "Mia"}],
    "container-title": "Sea Quarterly",
    "issued": {"date-parts": [[2004]]},
    "volume": "3",
    "page": "1–2",
    "DOI": "10.5555/sea.1"
  }
]
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([RECORD]), encoding="utf-8")
    return path


def checked(source: Path | bytes, records: Path, **options: str) -> Report:
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        return api.check(source, sources=sources, **options)  # type: ignore[arg-type]


def only(report: Report, code: str) -> Finding:
    found = [finding for finding in report.findings if finding.code == code]
    assert len(found) == 1
    return found[0]


def test_a_wrong_field_of_a_bib_file_is_told_at_its_value(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    report = checked(path, records)
    assert [finding.code for finding in report.findings] == ["M302"]
    finding = only(report, "M302")
    assert (finding.start.line, finding.start.column, finding.end.column) == (6, 13, 17)
    assert (report.format, report.verdicts[0].reference.key) == ("bibtex", "ek1999")


@pytest.mark.parametrize(
    ("name", "content", "line"), [("refs.ris", RIS, 6), ("refs.json", CSL, 3), ("refs.txt", RIS, 6)]
)
def test_a_wrong_field_elsewhere_is_told_where_its_entry_begins(
    name: str, content: str, line: int, tmp_path: Path, records: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert only(checked(path, records), "M302").start.line == line


def test_a_file_of_works_is_told_from_its_content_on_standard_input(records: Path) -> None:
    assert only(checked(BIB.encode(), records, format="bibtex"), "M302").start.line == 6
    assert only(checked(RIS.encode(), records), "M302").start.line == 6


def test_an_entry_that_is_broken_is_told_and_the_others_are_checked(
    tmp_path: Path, records: Path
) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(BIB + "@article{broken,\n  title = {Never closed\n", encoding="utf-8")
    report = checked(path, records)
    assert report.guesses == ["line 12: broken: the brace that closes title is missing"]
    assert only(report, "M302").start.line == 6


def test_a_comment_in_a_bib_file_does_not_make_a_reference(records: Path) -> None:
    assert [each.key for each in api.parse(BIB.encode(), format="bibtex")] == ["ek1999"]


def test_a_right_file_passes_in_silence_in_every_format(tmp_path: Path, records: Path) -> None:
    date = Date(date_parts=((1999,),))
    works = [each.work.copy(issued=date) for each in api.parse(BIB.encode(), format="bibtex")]
    for name, form in (("a.bib", "bibtex"), ("a.ris", "ris"), ("a.json", "csl-json")):
        path = tmp_path / name
        path.write_text(api.dump(works, form), encoding="utf-8")
        report = checked(path, records)
        assert report.findings == []
        assert report.verdicts[0].identity == "same-work"


def test_an_entry_that_cannot_be_read_is_a_finding(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "refs.yaml"
    path.write_text("references:\n- type: book\n  title: Unheard of\n- 12\n", encoding="utf-8")
    finding = only(checked(path, records), "X102")
    assert finding.start.line == 4
    assert "an entry must be a mapping" in finding.message


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("year    = 1999,", "year    = 1999,"),
        ("year    = {2004},", "year    = {1999},"),
        ('year    = "2004",', 'year    = "1999",'),
        ("volume  = 4,", "volume  = 3,"),
        ("pages   = {7--9},", "pages   = {1--2},"),
        (
            "doi     = {https://doi.org/10.5555/sea.9},",
            "doi     = {https://doi.org/10.5555/sea.1},",
        ),
    ],
)
def test_a_wrong_value_of_a_bib_file_is_mended_and_nothing_else(
    wrong: str, right: str, tmp_path: Path, records: Path
) -> None:
    name = right.split()[0]
    before = "\n".join(
        wrong.join(("  ", "")) if line.split()[:1] == [name] else line
        for line in BIB.replace("2004", "1999").splitlines()
    )
    path = tmp_path / "refs.bib"
    path.write_text(before, encoding="utf-8")
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        fixed = api.fix(path, sources=sources, write=True)
    assert path.read_text("utf-8") == before.replace(wrong, right)
    assert fixed.report.findings == []


def test_a_page_range_is_put_in_braces_where_a_number_stood_alone(
    tmp_path: Path, records: Path
) -> None:
    path = tmp_path / "refs.bib"
    text = BIB.replace("2004", "1999").replace("{1--2}", "7")
    path.write_text(text, encoding="utf-8")
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        assert "pages   = {1--2}," in api.fix(path, sources=sources).after
