"""``refkit resolve``: Records for references and DOIs."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from refkit.cli import main

DOI = "10.5555/12345678"
REFERENCE = (
    "Carberry, J. (2008). Toward a unified theory of high-energy metaphysics: Silly string theory."
    " Journal of Psychoceramics, 5(11), 1–3."
)
LOST = "Nobody, N. (1999). A title that no file holds. Journal of Nothing, 1(1), 1–2."
RECORD = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["Toward a Unified Theory of High-Energy Metaphysics: Silly String Theory"],
    "author": [{"family": "Carberry", "given": "Josiah"}],
    "container-title": ["Journal of Psychoceramics"],
    "volume": "5",
    "issue": "11",
    "page": "1-3",
    "issued": {"date-parts": [[2008, 8, 13]]},
}


@pytest.fixture
def resolve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("records.json").write_text(json.dumps([RECORD]), encoding="utf-8")

    def run(*arguments: str) -> int:
        return main(["resolve", *arguments, "--records", "records.json", "--offline"])

    return run


@pytest.mark.parametrize("wanted", [DOI, f"https://doi.org/{DOI}", f"doi:{DOI}", REFERENCE])
def test_a_doi_or_a_reference_gives_its_record(
    wanted: str, resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolve(wanted) == 0
    out = capsys.readouterr().out
    assert ": same-work\n" in out
    assert "Toward a Unified Theory of High-Energy Metaphysics" in out
    assert "Carberry, Josiah" in out
    assert "records.json" in out


def test_a_doi_with_a_year_and_an_encoded_one_are_dois(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    dois = ("10.3389/fpsyg.2014.00502", "10.1016/S0140-6736(20)31324-6")
    records = [{**RECORD, "DOI": doi} for doi in dois]
    Path("records.json").write_text(json.dumps(records), encoding="utf-8")
    assert resolve(dois[0], "https://doi.org/10.1016/S0140-6736%2820%2931324-6") == 0
    out = capsys.readouterr().out
    assert out.count(": same-work\n") == 2
    assert dois[1] in out


def test_one_that_no_record_is_known_of_gives_exit_code_3(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolve(DOI, "10.5555/nothing") == 3
    out = capsys.readouterr().out
    assert "10.5555/nothing: undetermined\n  because  no matching record in records.json\n" in out


def test_one_that_does_not_exist_gives_exit_code_1(resolve: Any) -> None:
    assert resolve("10.5555/nothing", "--records-complete") == 1


def test_data_has_only_what_was_identified_and_stderr_the_rest(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolve(REFERENCE, LOST, "--to", "csl-json") == 3
    captured = capsys.readouterr()
    assert [work["DOI"] for work in json.loads(captured.out)] == [DOI]
    assert captured.err == "refkit: warning: Nobody (1999): no matching record in records.json\n"
    assert resolve(DOI, "--to", "bibtex") == 0
    assert capsys.readouterr().out.startswith("@article{")


def test_a_file_of_dois_and_an_article(resolve: Any, capsys: pytest.CaptureFixture[str]) -> None:
    Path("dois.txt").write_text(f"{DOI}\r\n\nhttps://doi.org/{DOI}\n")
    Path("a.md").write_text(f"## References\n\n{REFERENCE}\n", encoding="utf-8")
    Path("list.txt").write_text(f"{REFERENCE}\n{REFERENCE}\n", encoding="utf-8")
    for arguments, count in ((["dois.txt"], 2), (["a.md"], 1), (["list.txt", "--lines"], 2)):
        assert resolve(*arguments) == 0
        assert capsys.readouterr().out.count("same-work") == count


def test_dois_from_standard_input(
    resolve: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DOI.encode())))
    assert resolve("-", "-o", "out.bib", "--to", "bibtex") == 0
    assert DOI in Path("out.bib").read_text()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("none.md", "none.md: no such file, and neither a DOI nor a reference"),
        ("", "'': no such file"),
    ],
)
def test_a_word_that_is_nothing_is_misuse(
    wanted: str, said: str, resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolve(wanted) == 2
    assert said in capsys.readouterr().err


def test_a_file_without_references_is_told(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text("# Title\n\nOnly text.\n")
    assert resolve("a.md") == 2
    assert capsys.readouterr().err == "refkit: a.md: no references found\n"
