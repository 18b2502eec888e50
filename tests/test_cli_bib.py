"""``refkit bib``: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from refkit.api import bib as api_bib
from refkit.api.bib import CompletedBib
from refkit.cli import main

TIDY = "@misc{doe2020,\n  author = {Doe, Jane},\n  title = {On tears},\n}\n"
UNTIDY = "@Misc{doe2020, author = {Doe, Jane}, title={On tears}}\n"
TWICE = """@article{a,
  author = {Gračanin, Asmir},
  title = {Is crying a self-soothing behavior?},
  journal = {Frontiers in Psychology},
  year = {2014},
}

@article{b,
  author = {Gračanin, Asmir},
  title = {Is crying a self-soothing behavior?},
  journal = {Frontiers in Psychology},
  year = {2014},
  volume = {5},
}
"""
RECORD = {
    "DOI": "10.3389/fpsyg.2014.00502",
    "type": "journal-article",
    "title": ["Is crying a self-soothing behavior?"],
    "author": [{"given": "Asmir", "family": "Gračanin"}],
    "container-title": ["Frontiers in Psychology"],
    "volume": "5",
    "issued": {"date-parts": [[2014]]},
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("tidy.bib", TIDY), ("untidy.bib", UNTIDY), ("twice.bib", TWICE)):
        Path(name).write_text(text, encoding="utf-8")
    Path("works.json").write_text(json.dumps([RECORD]), encoding="utf-8")
    return tmp_path


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def test_a_correct_file_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bib", "check", "tidy.bib", "untidy.bib"]) == 0
    assert capsys.readouterr() == ("", "")


def test_each_finding_is_one_line_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.bib").write_text("@misc{k,\n  title = {T},\n  doi = {x},\n}\n", encoding="utf-8")
    assert main(["bib", "check", "tidy.bib", "bad.bib"]) == 1
    assert capsys.readouterr().out == "bad.bib:3: k: the DOI x does not begin with 10.\n"
    assert main(["bib", "check", "--output-format", "json", "bad.bib"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "bad.bib",
            "line": 3,
            "entry": "k",
            "field": "doi",
            "reason": "the DOI x does not begin with 10.",
            "lost": False,
        }
    ]


@pytest.mark.parametrize("command", ["check", "tidy", "dedupe", "complete"])
def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--offline"] if command == "complete" else []
    assert main(["bib", command, *more, "nowhere.bib", "untidy.bib"]) == 2
    assert "nowhere.bib: no such file" in capsys.readouterr().err
    if command == "tidy":
        assert read("untidy.bib") == TIDY


def test_files_are_tidied_in_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bib", "tidy", "tidy.bib", "untidy.bib"]) == 0
    assert (read("tidy.bib"), read("untidy.bib")) == (TIDY, TIDY)
    assert capsys.readouterr().out == "untidy.bib: tidied\n"


def test_a_patch_or_a_check_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bib", "tidy", "--diff", "untidy.bib"]) == 1
    patch = capsys.readouterr().out
    assert patch.startswith("--- a/untidy.bib\n+++ b/untidy.bib\n")
    assert "\n+  title = {On tears},\n" in patch
    assert main(["bib", "tidy", "--check", "untidy.bib", "tidy.bib"]) == 1
    assert capsys.readouterr().out == "untidy.bib: would be tidied\n"
    assert main(["bib", "tidy", "--diff", "tidy.bib"]) == 0
    assert capsys.readouterr().out == ""
    assert read("untidy.bib") == UNTIDY


def test_the_result_goes_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bib", "tidy", "untidy.bib", "-o", "out.bib"]) == 0
    assert (read("out.bib"), read("untidy.bib")) == (TIDY, UNTIDY)
    assert main(["bib", "tidy", "tidy.bib", "-o", "-"]) == 0
    assert capsys.readouterr().out == TIDY


def test_standard_input_goes_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = "% Encoding: latin1\n@misc{k, title = {Gar\xe7on}}\n".encode("latin-1")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["bib", "tidy", "-"]) == 0
    assert capsysbinary.readouterr().out == (
        "% Encoding: latin1\n@misc{k,\n  title = {Gar\xe7on},\n}\n".encode("latin-1")
    )


def test_the_options_of_tidy(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--align", "--indent", "1", "--order", "title,author", "--keys", "authoryear"]
    assert main(["bib", "tidy", *options, "untidy.bib", "-o", "-"]) == 0
    out = capsys.readouterr().out
    assert out.endswith(",\n title  = {On tears},\n author = {Doe, Jane},\n}\n")
    assert "doe2020" not in out
    assert main(["bib", "tidy", "--drop", "author", "--sort", "key", "twice.bib"]) == 0
    assert "author" not in read("twice.bib")


@pytest.mark.parametrize(
    "arguments",
    [
        ["tidy", "--unicode", "--latex", "tidy.bib"],
        ["tidy", "--diff", "-o", "x.bib", "tidy.bib"],
        ["tidy", "--check", "--diff", "tidy.bib"],
        ["tidy", "-o", "x.bib", "tidy.bib", "untidy.bib"],
        ["tidy", "--sort", "colour", "tidy.bib"],
        ["tidy", "--keys", "no such pattern", "tidy.bib"],
        ["tidy", "-o", ".", "tidy.bib"],
        ["dedupe", "--diff", "tidy.bib"],
        ["check"],
        ["nothing"],
    ],
)
def test_misuse_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bib", *arguments]) == 2
    assert capsys.readouterr().err


def test_entries_of_one_work_are_shown_with_what_differs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["bib", "dedupe", "twice.bib"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(
        "twice.bib:1: a (line 1), b (line 8): title, authors, year and container agree (1.00)"
    )
    assert out.endswith("\n  volume\n    a  –\n    b  5\n")
    assert read("twice.bib") == TWICE
    assert main(["bib", "dedupe", "tidy.bib"]) == 0


def test_entries_of_one_work_are_merged(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bib", "dedupe", "--merge", "--diff", "twice.bib"]) == 1
    assert "\n+  ids = {a},\n" in capsys.readouterr().out
    assert read("twice.bib") == TWICE
    assert main(["bib", "dedupe", "--merge", "--keep", "first", "twice.bib"]) == 0
    assert "a (line 1), b (line 8)" in capsys.readouterr().out
    assert read("twice.bib").count("@article") == 1
    assert "  ids = {b},\n" in read("twice.bib")
    assert "  volume = {5},\n" in read("twice.bib")
    assert main(["bib", "dedupe", "twice.bib"]) == 0


def test_what_is_missing_is_added_from_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    offline = ["--offline", "--records", "works.json"]
    assert main(["bib", "complete", *offline, "--diff", "twice.bib"]) == 1
    shown = capsys.readouterr()
    assert "+  doi = {10.3389/fpsyg.2014.00502}," in shown.out
    assert "a: would get volume '5', from works.json 10.3389/fpsyg.2014.00502\n" in shown.err
    assert read("twice.bib") == TWICE
    assert main(["bib", "complete", *offline, "--fields", "doi", "twice.bib"]) == 0
    told = capsys.readouterr().out
    assert "twice.bib:1: a: gets doi '10.3389/fpsyg.2014.00502', from works.json\n" in told
    assert read("twice.bib").count("  doi = {10.3389/fpsyg.2014.00502},\n") == 2


def test_an_entry_that_could_not_be_checked_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bib", "complete", "--offline", "tidy.bib"]) == 3
    assert "tidy.bib:1: doe2020: not completed: " in capsys.readouterr().out
    assert main(["bib", "complete", "--offline", "-q", "tidy.bib"]) == 3
    assert capsys.readouterr().out == ""


def test_what_was_found_before_an_interruption_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(source: object, **options: object) -> CompletedBib:
        return CompletedBib(
            path="tidy.bib", before=TIDY, after="@x", data=b"@x", asked=7, interrupted=True
        )

    monkeypatch.setattr(api_bib, "complete_bib", interrupted)
    assert main(["bib", "complete", "--offline", "tidy.bib", "untidy.bib"]) == 130
    assert read("tidy.bib") == "@x"
    assert read("untidy.bib") == UNTIDY
    assert "interrupted after 7 entries; what was found for them is written" in (
        capsys.readouterr().err
    )


def test_a_silent_source_leaves_the_file_alone_and_has_its_exit_code(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("CROSSREF", "DOI", "DATACITE"):
        monkeypatch.setenv(f"REFKIT_{name}_URL", httpserver.url_for(""))
    httpserver.expect_request(re.compile("^/")).respond_with_data("", status=403)
    assert main(["bib", "complete", "tidy.bib"]) == 3
    assert read("tidy.bib") == TIDY
    assert "not completed: crossref" in capsys.readouterr().out


def test_a_broken_entry_is_named_when_a_file_is_tidied(capsys: pytest.CaptureFixture[str]) -> None:
    Path("open.bib").write_text("@misc{k,\n  title = {T}\n  year = 2020\n}\n", encoding="utf-8")
    assert main(["bib", "tidy", "open.bib"]) == 0
    assert capsys.readouterr().out == (
        "open.bib: line 1: the entry breaks BibTeX's grammar, and stays as it is\n"
    )
