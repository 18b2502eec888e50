"""``refkit resolve``: Records for references and DOIs."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import NOBODY

from refkit.cli import main
from refkit.model import Answer, Record, Work
from refkit.resolve.cache import Cache

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
    assert re.search(r": same-work, (99.\d|100)% sure\n  because  ", out)
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
    assert out.count(": same-work, 100% sure\n  because  the DOI as given\n") == 2
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


def test_what_is_no_doi_in_a_list_of_dois_is_named(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("dois.csv").write_text(f"DOI\n{DOI}\n\nn/a\n{DOI}\n{DOI}\n")
    assert resolve("dois.csv", "--to", "csl-jsonl") == 2
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 3
    assert captured.err == "refkit: dois.csv:1: not a DOI\nrefkit: dois.csv:4: not a DOI\n"


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


def test_the_works_of_a_bib_file_are_asked_for_by_their_fields(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("refs.bib").write_text(
        "@article{a, author = {Carberry, Josiah}, year = {2008}, journal = {Journal of"
        " Psychoceramics}, title = {Toward a Unified Theory of High-Energy Metaphysics: Silly"
        " String Theory}, volume = {5}, pages = {1--3}}\n"
        f"@misc{{b, doi = {{{DOI}}}}}\n"
    )
    assert resolve("refs.bib", "--to", "csl-jsonl") == 0
    assert [json.loads(line)["DOI"] for line in capsys.readouterr().out.splitlines()] == [DOI, DOI]


def test_what_cannot_be_read_of_a_bib_file_gives_exit_code_2(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("refs.bib").write_text(f"@misc{{b, doi = {{{DOI}}}}}\n@article{{c, title = {{T\n")
    assert resolve("refs.bib") == 2
    captured = capsys.readouterr()
    assert captured.out.startswith(f"{DOI}: same-work")
    assert captured.err.startswith("refkit: refs.bib:2: entry c: ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f'[{{"id": "a", "DOI": "{DOI}"}}]', 1),
        (f"% Encoding: UTF-8\n@misc{{b, doi = {{{DOI}}}}}\n@misc{{c, doi = {{{DOI}}}}}\n", 2),
        (f"## References\n\n[1] {REFERENCE}\n", 1),
        (f"{DOI}\n\n{DOI}\n{DOI}", 3),
    ],
)
def test_standard_input_may_hold_anything(
    text: str,
    found: int,
    resolve: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert resolve("-", "--to", "csl-jsonl") == 0
    assert len(capsys.readouterr().out.splitlines()) == found


def test_the_table_says_what_was_considered(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolve(REFERENCE, "--explain") == 0
    assert re.search(
        rf"\n  99.\d%    {DOI} Carberry, Josiah .*title 1", capsys.readouterr().out, re.DOTALL
    )
    assert resolve(DOI, "--explain") == 0
    assert capsys.readouterr().out.endswith("  from     records.json\n")
    assert resolve(REFERENCE, "--explain", "--to", "bibtex") == 2
    assert capsys.readouterr().err == "refkit: --explain is for the table\n"


def test_crossrefs_own_json_is_written_as_it_came(
    cache_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = {"title": ["Ü"], "indexed": {"version": "3.50.1"}, "score": 1.0}
    sent = {
        DOI: json.dumps({"DOI": DOI, **fields}, indent=1),
        "10.5555/csl": '{"DOI": "10.5555/csl", "title": "Data"}',
        "10.5555/bare": "",
    }
    with Cache(cache_folder / "answers.sqlite") as cache:
        for doi, raw in sent.items():
            record = Record(work=Work(DOI=doi), source="registry", raw=raw)
            answer = Answer(source="crossref", question=doi, outcome="found", records=[record])
            cache.put(f"crossref {NOBODY}", "doi", {doi: answer})
    assert main(["resolve", *sent, "--offline", "--to", "crossref-jsonl"]) == 0
    captured = capsys.readouterr()
    assert captured.out == (
        f'{{"DOI": "{DOI}", "title": ["\\u00dc"], "indexed": {{"version": "3.50.1"}},'
        ' "score": 1.0}\n'
    )
    assert captured.err == (
        "refkit: warning: 10.5555/csl: registry does not have it as Crossref's JSON\n"
        "refkit: warning: 10.5555/bare: registry does not have it as Crossref's JSON\n"
    )
    assert main(["resolve", DOI, "--offline", "--to", "crossref"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"DOI": DOI, **fields}]


def test_the_network_cannot_be_asked_again_offline(
    resolve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolve(DOI, "--refresh") == 2
    assert capsys.readouterr().err == (
        "refkit: --refresh asks again over the network, which --offline forbids\n"
    )
