"""Works that a manuscript cites by keys, from the .bib file that it names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from listed_made import BIB, RECORD

from refkit import api
from refkit.model import Report
from refkit.report.text import write_text

MANUSCRIPT = """\
---
title: Tears
bibliography: refs.bib
---

# Why we weep

It has been asked before [see @ek1999, p. 2].
"""
UNCITED = "@book{unread,\n  author = {Nobody, N.},\n  title = {Uncited},\n  year = 2000,\n}\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([RECORD]), encoding="utf-8")
    return path


def manuscript(folder: Path, bib: str | None = BIB + UNCITED, name: str = "refs.bib") -> Path:
    path = folder / "paper.Rmd"
    path.write_text(MANUSCRIPT, encoding="utf-8")
    if bib is not None:
        (folder / name).write_text(bib, encoding="utf-8")
    return path


def checked(path: Path, records: Path) -> Report:
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        return api.check(path, sources=sources)


def test_the_works_that_are_cited_are_the_references(tmp_path: Path) -> None:
    references = api.parse(manuscript(tmp_path))
    assert [(each.key, each.work.title) for each in references] == [
        ("ek1999", "On the salt of tears")
    ]
    assert references[0].where == "refs.bib, line 2"


def test_a_wrong_work_is_told_where_it_is_first_cited(tmp_path: Path, records: Path) -> None:
    report = checked(manuscript(tmp_path), records)
    assert [finding.code for finding in report.findings] == ["M302"]
    assert report.findings[0].start.line == 8
    line = MANUSCRIPT.splitlines()[7]
    assert "ek1999" in line[report.findings[0].start.column - 1 : report.findings[0].end.column]


def test_a_bib_file_that_is_not_there_accuses_nobody(tmp_path: Path, records: Path) -> None:
    report = checked(manuscript(tmp_path, bib=None), records)
    assert [finding.code for finding in report.findings if finding.code[0] == "C"] == []
    assert any("refs.bib, which it names, is not there" in guess for guess in report.guesses)


def test_a_bib_file_of_the_articles_own_name_is_read_instead(tmp_path: Path, records: Path) -> None:
    path = manuscript(tmp_path, name="paper.bib")
    assert [each.key for each in api.parse(path)] == ["ek1999"]
    assert any("paper.bib beside it was read" in guess for guess in checked(path, records).guesses)


def test_a_key_that_the_bib_file_lacks_is_told(tmp_path: Path, records: Path) -> None:
    path = manuscript(tmp_path)
    path.write_text(MANUSCRIPT + "\nAnd again [@ek1998].\n", encoding="utf-8")
    report = checked(path, records)
    found = [finding for finding in report.findings if finding.code.startswith("C6")]
    assert len(found) == 1
    assert found[0].start.line == 10


def test_a_file_that_is_not_there_is_no_missing_list(tmp_path: Path, records: Path) -> None:
    path = manuscript(tmp_path, bib=None)
    assert checked(path, records).findings == []


def test_a_finding_names_the_entry_of_the_bib_file(tmp_path: Path, records: Path) -> None:
    written = write_text(checked(manuscript(tmp_path), records))
    assert "  = entry: refs.bib, line 2\n" in written


def test_two_keys_of_one_work_are_told(tmp_path: Path, records: Path) -> None:
    twice = BIB.replace("2004", "1999") + BIB.replace("ek1999", "ek99").replace("2004", "1999")
    path = manuscript(tmp_path, bib=twice)
    path.write_text(MANUSCRIPT + "\nAnd again [@ek99].\n", encoding="utf-8")
    assert [finding.code for finding in checked(path, records).findings] == ["L702"]
    assert [each.code for each in checked(tmp_path / "refs.bib", records).findings] == ["L702"]
