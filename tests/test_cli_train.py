"""``refkit train``: a model of one's own, its figures, and its use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from examples_made import write

from refkit.cli import main

HASHED = "Huber, Q. On courts and their insects; Journal of Courts; 77; [1984]"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_model_is_trained_measured_and_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Path("made.jsonl"), 120)
    assert main(["train", "made.jsonl", "-o", "my.tagger", "--iterations", "40"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("12 references held out")
    assert "whole" in printed.out
    assert "learnt from 108 references" in printed.err

    Path("list.txt").write_text(HASHED + "\n", encoding="utf-8")
    wanted = ["list.txt", "--lines", "--to", "csl-jsonl"]
    assert main(["parse", *wanted, "--model", "my.tagger"]) == 0
    work = json.loads(capsys.readouterr().out)
    assert (work["title"], work["volume"]) == ("On courts and their insects", "77")


def test_a_bad_line_is_named_and_nothing_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.jsonl").write_text('{"labels": [["author", "A"]]}\n{"x": 1}\n', encoding="utf-8")
    assert main(["train", "bad.jsonl", "-o", "my.tagger"]) == 2
    assert "bad.jsonl:2: " in capsys.readouterr().err
    assert not Path("my.tagger").exists()


def test_too_few_references_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("few.jsonl"), 3)
    assert main(["train", "few.jsonl", "-o", "my.tagger"]) == 2
    assert "too few" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["parse", "check"])
def test_what_is_no_model_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    Path("list.txt").write_text(HASHED + "\n", encoding="utf-8")
    Path("no.tagger").write_text("nothing", encoding="utf-8")
    arguments = [command, "list.txt", "--lines", "--model", "no.tagger"]
    assert main(arguments + (["--offline"] if command == "check" else [])) == 2
    assert "no.tagger: is no model" in capsys.readouterr().err


def test_a_model_that_cannot_be_written_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Path("made.jsonl"), 40)
    assert main(["train", "made.jsonl", "-o", "none/my.tagger", "--iterations", "1"]) == 2
    assert "cannot be written" in capsys.readouterr().err
