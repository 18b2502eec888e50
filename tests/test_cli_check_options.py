"""``refkit check`` with its options for repair, reports, configuration and baselines."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from refkit.cli import main

RECORD = {
    "DOI": "10.5555/sea.1",
    "type": "journal-article",
    "title": ["On the salt of tears"],
    "author": [{"family": "Ek", "given": "Bo"}, {"family": "Oz", "given": "Cy"}],
    "container-title": ["Journal of the Sea"],
    "volume": "3",
    "issue": "2",
    "page": "11-19",
    "issued": {"date-parts": [[1999]]},
}
RIGHT = (
    "Ek, B., & Oz, C. (1999). On the salt of tears. *Journal of the Sea*, *3*(2), 11–19. "
    "https://doi.org/10.5555/sea.1"
)
WRONG = RIGHT.replace("*3*", "*4*").replace("11–19", "21–29")
LOST = (
    "Nobody, N. (2001). A title that no file holds. *Journal of Nothing*, *1*(1), 1–2. "
    "https://doi.org/10.5555/nothing"
)

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run refkit check offline in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    Path("records.json").write_text(json.dumps([RECORD]), encoding="utf-8")

    def check(*arguments: str) -> int:
        return main(["check", *arguments, "--records", "records.json", "--offline"])

    return check


def article(path: str, *references: str) -> str:
    cited = "Some text (Ek & Oz, 1999)." + (
        " And more (Nobody, 2001)." if LOST in references else ""
    )
    text = f"# A title\n\n{cited}\n\n## References\n\n" + "\n\n".join(references) + "\n"
    Path(path).write_text(text, encoding="utf-8")
    return path


def test_fix_mends_the_file_and_reports_what_is_left(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.md", WRONG, LOST)
    assert run("a.md", "--fix") == 3
    out = capsys.readouterr().out
    assert "a.md: 2 fixed\n" in out
    assert "M305 the volume is 3, not 4" in out
    text = Path("a.md").read_text(encoding="utf-8")
    assert RIGHT in text
    assert LOST in text
    assert run("a.md", "--fix") == 3
    assert "fixed" not in capsys.readouterr().out


def test_diff_shows_the_patch_and_writes_nothing(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.md", WRONG)
    before = Path("a.md").read_bytes()
    assert run("a.md", "--diff") == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("--- a/a.md\n+++ b/a.md\n@@ ")
    assert f"\n-{WRONG}\n+{RIGHT}\n" in shown.out
    assert "a.md: 2 would be fixed" in shown.err
    assert Path("a.md").read_bytes() == before


def test_standard_input_is_mended_to_standard_output(
    run: Run, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    article("a.md", WRONG)
    stdin = io.TextIOWrapper(io.BytesIO(Path("a.md").read_bytes()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run("-", "--fix", "--format", "markdown") == 0
    article("b.md", RIGHT)
    assert capfdbinary.readouterr().out == Path("b.md").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("a.md", "--unsafe-fixes"), "needs --fix or --diff"),
        (("-", "a.md", "--fix"), "standard input is mended alone"),
        (("a.md", "--diff", "--output-format", "json"), "name a file with -o"),
        (("a.md", "--watch", "--fix"), "--watch only checks"),
        (("-", "--watch"), "only files"),
        (("a.md", "--write-baseline"), "needs --baseline FILE"),
        (("a.md", "--report", "report.pdf"), "the extension tells the form"),
        (("a.md", "--report", "."), "the extension tells the form"),
        (("a.md", "--config", "x.toml", "--no-config"), "exclude each other"),
        (("a.md", "--config", "x.toml"), "x.toml"),
        (("a.md", "--baseline", "none.json"), "no such baseline"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(
    arguments: tuple[str, ...], reason: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.md", RIGHT)
    assert run(*arguments) == 2
    err = capsys.readouterr().err
    assert reason in err
    assert err.startswith("refkit: ")
    assert err.count("\n") == 1


def test_reports_of_every_form_are_written_in_one_run(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.md", WRONG)
    names = ["r.html", "r.sarif", "r.xml", "r.json", "r.txt"]
    assert run("a.md", *(part for name in names for part in ("--report", name))) == 1
    out = capsys.readouterr().out
    text = Path("r.txt").read_text(encoding="utf-8")
    assert text == out
    assert "<!DOCTYPE html>" in Path("r.html").read_text(encoding="utf-8")[:200]
    (sarif,) = json.loads(Path("r.sarif").read_text(encoding="utf-8"))["runs"]
    assert [each["ruleId"] for each in sarif["results"]] == ["M305", "M307"]
    suite = ElementTree.fromstring(Path("r.xml").read_text(encoding="utf-8"))[0]
    assert suite.get("failures") == "1"
    found = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert [each["code"] for each in found["findings"]] == ["M305", "M307"]


def test_github_is_given_annotations_and_a_summary(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("summary.md").write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    assert run(article("a.md", WRONG), "--output-format", "github") == 1
    out = capsys.readouterr().out
    assert out.startswith("::error file=a.md,line=7,endLine=7,")
    summary = Path("summary.md").read_text(encoding="utf-8")
    assert summary.startswith("before\n## References\n")
    assert "| M305 |" in summary


def test_the_main_report_may_go_to_a_file(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(article("a.md", WRONG), "-o", "out.txt") == 1
    assert capsys.readouterr().out == ""
    assert "M305" in Path("out.txt").read_text(encoding="utf-8")


def test_a_baseline_hides_what_is_known_and_nothing_new(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.md", RIGHT.replace("*3*", "*4*"))
    assert run("a.md", "--baseline", "known.json", "--write-baseline") == 0
    assert "known.json: 1 finding is known" in capsys.readouterr().err
    assert run("a.md", "--baseline", "known.json") == 0
    article("a.md", "Moved down by a line.", RIGHT.replace("*3*", "*4*"))
    assert run("a.md", "--baseline", "known.json", "--select", "M3") == 0
    article("a.md", WRONG)
    assert run("a.md", "--baseline", "known.json") == 1
    capsys.readouterr()
    article("a.md", RIGHT)
    assert run("a.md", "--baseline", "known.json") == 0
    assert "1 finding is gone" in capsys.readouterr().err


def test_the_configuration_is_found_and_options_go_before(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("refkit.toml").write_text(
        'ignore = ["M305"]\nfail-on = "never"\n\n[severity]\nM307 = "info"\n', encoding="utf-8"
    )
    article("a.md", WRONG)
    assert run("a.md", "-q") == 0
    assert capsys.readouterr().out.split()[1] == "M307"
    assert run("a.md", "--fail-on", "info") == 1
    assert run("a.md", "--no-config") == 1
    assert run("a.md", "--select", "M305,M307") == 0


def test_folders_leave_out_what_the_configuration_excludes(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("refkit.toml").write_text('exclude = ["drafts"]\n', encoding="utf-8")
    Path("drafts").mkdir()
    article("drafts/b.md", WRONG)
    article("a.md", RIGHT)
    assert run(".") == 0
    assert run("drafts/b.md") == 1


def test_a_broken_configuration_is_told_with_its_line(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("refkit.toml").write_text('ignore = []\nselct = ["M3"]\n', encoding="utf-8")
    assert run(article("a.md", RIGHT)) == 2
    err = capsys.readouterr().err
    assert "refkit.toml:2" in err
    assert "select" in err


def test_a_folder_is_checked_without_the_reports_in_it(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.md", WRONG)
    for _ in range(2):
        assert run(".", "--report", "r.html", "--report", "r.txt", "--output-format", "json") == 1
        files = json.loads(capsys.readouterr().out)["files"]
        assert [each["path"] for each in files] == ["a.md"]
    Path("r.txt").unlink()
    assert run(".", "--ignore", "X,C,A,L", "-q") == 1
    assert "r.html" not in capsys.readouterr().out


def test_several_processes_give_the_same_report(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "abc":
        article(f"{name}.md", WRONG if name == "b" else RIGHT)
    assert run(".", "--jobs", "1") == 1
    one = capsys.readouterr().out
    assert run(".", "--jobs", "2") == 1
    assert capsys.readouterr().out == one


def test_watching_checks_again_when_a_file_changes(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    article("a.md", WRONG)
    steps: list[Any] = [lambda: article("a.md", RIGHT), lambda: None]

    def pause(seconds: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()

    monkeypatch.setattr("refkit.cli.watch.time.sleep", pause)
    assert run("a.md", "--watch") == 0
    shown = capsys.readouterr()
    assert shown.out.count("1 reference:") == 2
    assert "changed: a.md" in shown.err


def test_lock_and_check_go_by_one_configuration(run: Run) -> None:
    Path("refkit.toml").write_text(
        'lockfile = "locks/all.lock"\nlocked = true\n\n[sources]\nrecords = ["records.json"]\n'
        "offline = true\n",
        encoding="utf-8",
    )
    Path("locks").mkdir()
    Path("chapters").mkdir()
    article("chapters/a.md", RIGHT)
    assert main(["lock", "chapters"]) == 0
    assert Path("locks/all.lock").exists()
    assert main(["check", "chapters"]) == 0
    article("chapters/a.md", WRONG)
    assert main(["check", "chapters", "--select", "S9"]) == 1
