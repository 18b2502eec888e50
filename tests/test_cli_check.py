"""``refkit check`` from file to exit code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from refkit.cli import main

ROOT = Path(__file__).resolve().parents[1]

RIGHT = (
    "Carberry, J. (2008). Toward a unified theory of high-energy metaphysics: Silly string theory."
    " Journal of Psychoceramics, 5(11), 1–3. https://doi.org/10.5555/12345678"
)
WRONG = RIGHT.replace("1–3", "1–9").replace("5(11)", "6(11)")
LOST = "Nobody, N. (1999). A title that no file holds. Journal of Nothing, 1(1), 1–2."
RECORD = {
    "DOI": "10.5555/12345678",
    "type": "journal-article",
    "title": ["Toward a Unified Theory of High-Energy Metaphysics: Silly String Theory"],
    "author": [{"family": "Carberry", "given": "Josiah", "sequence": "first"}],
    "container-title": ["Journal of Psychoceramics"],
    "volume": "5",
    "issue": "11",
    "page": "1-3",
    "issued": {"date-parts": [[2008, 8, 13]]},
}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def check(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run refkit check offline in an empty folder, with a file for each keyword."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> int:
        return main(["check", *arguments, "--records", "records.jsonl", "--offline"])

    return run


def article(path: str, *references: str) -> str:
    text = "# A title\n\nSome text.\n\n## References\n\n" + "\n\n".join(references) + "\n"
    Path(path).write_text(text, encoding="utf-8")
    return path


def test_a_right_reference_passes_in_silence(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(article("a.md", RIGHT)) == 0
    assert capsys.readouterr().out == "1 reference: 1 verified\n"


def test_a_wrong_one_is_told_in_its_place_with_what_the_record_says(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(article("a.md", RIGHT, WRONG)) == 1
    out = capsys.readouterr().out
    assert "\n9 | " not in out
    column = WRONG.index("1–9") + 1
    assert f"a.md:9:{column} M307 " in out
    assert "record says: 5\n" in out
    assert "https://doi.org/10.5555/12345678" in out
    assert out.endswith("2 references: 1 verified, 1 with errors\n")
    assert "\x1b" not in out


def test_one_without_a_record_is_not_called_false(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(article("a.md", RIGHT, LOST)) == 3
    out = capsys.readouterr().out
    assert (
        "a.md: not checked (1)\n  line 9 Nobody (1999): no matching record in records.jsonl\n"
        in out
    )
    assert out.endswith("1 not checkable (no matching record in records.jsonl)\n")


def test_complete_records_make_it_one_that_does_not_exist(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(article("a.md", RIGHT, LOST), "--records-complete") == 1
    assert "a.md:9:1 F401 " in capsys.readouterr().out


def test_complete_records_need_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.md", "--records-complete", "--offline"]) == 2
    assert "--records-complete" in capsys.readouterr().err


def test_rules_are_selected_and_ignored_by_code_and_beginning(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.md", WRONG)

    def codes(*options: str) -> set[str]:
        check("a.md", "-q", *options)
        return {line.split()[1] for line in capsys.readouterr().out.splitlines()}

    assert codes() == {"M305", "M307"}
    assert codes("--ignore", "m305,D2") == {"M307"}
    assert codes("--select", "M305") == {"M305"}
    assert codes("--ignore", "M3") == set()


def test_an_unknown_rule_is_misuse(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(article("a.md", RIGHT), "--select", "Z9") == 2
    captured = capsys.readouterr()
    assert "Z9" in captured.err
    assert captured.out == ""


def test_quiet_is_one_line_for_each_finding(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    check(article("a.md", WRONG, LOST), "--quiet")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["M305", "M307"]


def test_colours_only_when_asked_for(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    check(article("a.md", WRONG), "--color", "always")
    assert "\x1b[1;31mM305\x1b[0m" in capsys.readouterr().out
    check("a.md", "--color", "never")
    assert "\x1b" not in capsys.readouterr().out


def test_json_for_one_file(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(article("a.md", WRONG, LOST), "--output-format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    first, second = report["references"]
    assert (first["line"], first["identity"], first["doi"]) == (7, "same-work", "10.5555/12345678")
    assert first["raw"] == WRONG
    assert set(first["fields"]) == {"volume", "page"}
    assert first["coverage"][0]["outcome"] == "found"
    assert (second["identity"], second["doi"], second["fields"]) == ("undetermined", None, [])
    assert {finding["field"] for finding in report["findings"]} == {"volume", "page"}


def test_json_of_a_real_run_follows_the_schema(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    jsonschema: Any = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "docs/check-report.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    article("a.md", RIGHT, WRONG, LOST, "???")
    for arguments in (["a.md"], ["a.md", "none.md"], ["."], ["a.md", "--records-complete"]):
        check(*arguments, "--output-format", "json")
        validator.validate(json.loads(capsys.readouterr().out))


def test_several_files_have_one_summary(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(article("a.md", RIGHT), article("b.md", WRONG), article("c.md", RIGHT)) == 1
    out = capsys.readouterr().out
    assert out.startswith("b.md:7:")
    assert out.endswith(
        "\n\ncan be mended: 2 with --fix\n3 files, 3 references: 2 verified, 1 with errors\n"
    )


def test_a_folder_is_walked(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sub").mkdir()
    article("sub/b.markdown", RIGHT)
    article("sub/a.md", WRONG)
    (Path("sub") / "script.py").write_text("x = 1\n")
    assert check("sub", "--output-format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert [Path(file["path"]).name for file in report["files"]] == ["a.md", "b.markdown"]


def test_one_unreadable_file_does_not_stop_the_others(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty.md").write_bytes(b"")
    arguments = ("empty.md", article("b.md", WRONG), "none.md")
    assert check(*arguments) == 2
    captured = capsys.readouterr()
    assert "b.md:7:" in captured.out
    assert captured.err.splitlines() == [
        "refkit: empty.md: is empty",
        "refkit: none.md: no such file",
    ]
    assert check(*arguments, "--output-format", "json") == 2
    report = json.loads(capsys.readouterr().out)
    assert [file["path"] for file in report["files"]] == ["b.md"]
    assert [file["path"] for file in report["unreadable"]] == ["empty.md", "none.md"]


def test_standard_input_has_a_name(
    check: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"## References\n\n{WRONG}\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert check("-", "--format", "markdown") == 1
    assert capsys.readouterr().out.startswith("<stdin>:3:")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert check("-") == 2
    assert capsys.readouterr().err == "refkit: <stdin>: is empty\n"


def test_every_line_can_be_a_reference(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.txt").write_text(f"{RIGHT}\n\n{WRONG}\n", encoding="utf-8")
    assert check("list.txt", "--lines") == 1
    assert "2 references: 1 verified, 1 with errors" in capsys.readouterr().out


def test_an_unknown_form_is_misuse(check: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(article("a.md", RIGHT), "--format", "wordperfect") == 2
    assert "wordperfect" in capsys.readouterr().err


def test_the_example_of_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    examples = ROOT / "examples"
    code = main(
        ["check", str(examples / "why-do-we-cry.md"), "--offline", "--records",
         str(examples / "records.json"), "--output-format", "json"]
    )  # fmt: skip
    references = json.loads(capsys.readouterr().out)["references"]
    assert code == 1
    assert references[0]["doi"] == "10.1037/pst0000342"
    assert {"author", "issue", "page", "DOI"} <= set(references[0]["fields"])
    assert references[2]["standing"] == "verified"
    assert [references[number]["standing"] for number in (1, 3)] == ["unchecked", "unchecked"]
