"""``refkit parse``: an object for every entry, in order."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from refkit.cli import main

FIRST = "Doe, J., & Roe, R. (2020). On tears. Emotion, 1(2), 3–9. https://doi.org/10.5555/a1"
SECOND = "Gračanin, A. (2014). On smiles. Psychology Press."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_lines_give_one_object_each_in_order(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [FIRST, "", "%%% ### ???", SECOND, "   ", "1234", FIRST]
    Path("list.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["parse", "list.txt", "--lines", "--to", "csl-jsonl"]) == 0
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(objects) == 5
    assert objects[0]["title"] == objects[4]["title"] == "On tears"
    assert objects[0]["DOI"] == "10.5555/a1"
    assert objects[2]["author"][0]["family"] == "Gračanin"
    assert "%%% ### ???" in json.dumps(objects[1])
    assert "1234" in json.dumps(objects[3])
    assert all(item["type"] for item in objects)


def test_an_entry_that_cannot_be_read_is_named_on_stderr_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("list.txt").write_text(f"{FIRST}\n%%% ### ???\n", encoding="utf-8")
    assert main(["parse", "list.txt", "--lines"]) == 0
    assert capsys.readouterr().err.startswith("refkit: warning: list.txt:2: ")


def test_an_article_gives_csl_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(f"# T\n\nText.\n\n## References\n\n{FIRST}\n\n{SECOND}\n")
    assert main(["parse", "a.md"]) == 0
    works = json.loads(capsys.readouterr().out)
    assert [work["title"] for work in works] == ["On tears", "On smiles"]


def test_the_table_is_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(FIRST + "\n", encoding="utf-8")
    assert main(["parse", "a.txt", "--lines", "--to", "text"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("line 1: article-journal, ")
    assert "Doe, J.; Roe, R.\n" in out


def test_output_to_a_file_goes_by_its_extension(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.txt").write_text(FIRST + "\n", encoding="utf-8")
    assert main(["parse", "a.txt", "--lines", "-o", "a.bib"]) == 0
    assert Path("a.bib").read_text(encoding="utf-8").startswith("@article{")
    assert main(["parse", "a.txt", "--lines", "-o", "a.jsonl"]) == 0
    assert json.loads(Path("a.jsonl").read_text(encoding="utf-8"))["volume"] == "1"
    assert capsys.readouterr().out == ""


def test_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SECOND.encode())))
    assert main(["parse", "-", "--lines", "--to", "csl-jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "On smiles"


def test_an_article_without_a_list_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text("# Title\n\nOnly text.\n")
    assert main(["parse", "a.md"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == []
    assert captured.err == "refkit: a.md: no references found\n"


def test_a_folder_as_output_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(FIRST)
    assert main(["parse", "a.txt", "--lines", "-o", "."]) == 2
    assert "it is a folder" in capsys.readouterr().err
