"""``refkit fix``: what is written, what is printed, and the exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fixes_made import TEARS, UNKNOWN, article, records_file

from refkit.cli import main

WRONG = TEARS.replace("133–149", "492–502")
UNSAFE = TEARS.replace("Bylsma, L. M., & Vingerhoets", "Bylsma, L. M., & Vingerhots")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    records_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, *entries: str) -> Path:
    path.write_text(article(*entries), encoding="utf-8")
    return path


def fix(*arguments: str) -> int:
    return main(["fix", "--records", "records.json", "--offline", "--select", "M,D", *arguments])


def test_a_file_is_mended_and_what_was_done_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(folder / "a.md", WRONG)
    assert fix("a.md") == 0
    assert path.read_text(encoding="utf-8") == article(TEARS)
    printed = capsys.readouterr().out
    assert printed.startswith("a.md: 1 fixed\n  7:")
    assert "M307 the pages are 133–149, not 492–502\n" in printed
    assert printed.endswith("1 reference: 1 verified\n")


def test_nothing_is_written_to_show_a_patch(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(folder / "a.md", WRONG)
    assert fix("--diff", "a.md") == 0
    assert path.read_text(encoding="utf-8") == article(WRONG)
    printed, said = capsys.readouterr()
    assert printed.startswith("--- a/a.md\n+++ b/a.md\n@@ ")
    assert f"-{WRONG}\n+{TEARS}\n" in printed
    assert "a.md: 1 would be fixed\n" in said


def test_references_that_could_not_be_checked_are_left(folder: Path) -> None:
    path = write(folder / "a.md", WRONG, UNKNOWN)
    assert fix("a.md") == 3
    assert path.read_text(encoding="utf-8") == article(TEARS, UNKNOWN)


def test_unsafe_fixes_are_counted_and_made_when_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = UNSAFE.replace("tears.2014", "tears.2041").replace("2014", "2004")
    path = write(folder / "a.md", text)
    fix("a.md")
    if "more with --unsafe-fixes" in capsys.readouterr().out:
        before = path.read_text(encoding="utf-8")
        fix("--unsafe-fixes", "a.md")
        assert path.read_text(encoding="utf-8") != before


def test_files_that_cannot_be_mended_stop_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sub").mkdir()
    first = write(folder / "sub" / "a.md", WRONG)
    locked = write(folder / "sub" / "b.md", WRONG)
    locked.chmod(0o444)
    last = write(folder / "sub" / "c.md", WRONG)
    assert fix("sub", "none.md") == 2
    assert first.read_text(encoding="utf-8") == last.read_text(encoding="utf-8") == article(TEARS)
    assert locked.read_text(encoding="utf-8") == article(WRONG)
    said = capsys.readouterr().err
    assert f"{os.path.join('sub', 'b.md')}: is read-only: nothing was written" in said
    assert "none.md: no such file" in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_standard_input_goes_mended_to_standard_output(folder: Path, encoding: str) -> None:
    data = article(WRONG).replace("\n", "\r\n").encode(encoding)
    done = subprocess.run(
        [sys.executable, "-m", "refkit", "fix", "--records", "records.json", "--offline", "-"],
        input=data,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.stdout == article(TEARS).replace("\n", "\r\n").encode(encoding)
    assert b"<stdin>: 1 fixed" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("-", "a.md"), "standard input is mended alone"),
        (("--select", "Q9", "a.md"), "no rule 'Q9'"),
        (("--rewrite-list", "apa", "--unsafe-fixes", "a.md"), "goes with no rules"),
        (("--lockfile", "x.lock", "a.md"), "--lockfile names the file for --locked"),
    ],
)
def test_misuse_is_told(
    arguments: tuple[str, ...], reason: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "a.md", WRONG)
    assert main(["fix", "--records", "records.json", "--offline", *arguments]) == 2
    assert reason in capsys.readouterr().err
    assert (folder / "a.md").read_text(encoding="utf-8") == article(WRONG)


def test_a_lockfile_alone_may_decide(folder: Path) -> None:
    path = write(folder / "a.md", WRONG)
    main(["lock", "--records", "records.json", "--offline", "a.md"])
    assert main(["fix", "--locked", "--select", "M,D", "a.md"]) == 0
    assert path.read_text(encoding="utf-8") == article(TEARS)


def test_quiet_prints_only_what_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "a.md", WRONG)
    assert fix("-q", "a.md") == 0
    assert capsys.readouterr().out == ""


def rewrite(style: str, *arguments: str) -> int:
    offline = ("--records", "records.json", "--offline")
    return main(["fix", *offline, "--rewrite-list", style, *arguments])


def test_a_list_is_written_anew_in_a_style(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(folder / "a.md", WRONG)
    assert rewrite("chicago-author-date", "a.md") == 0
    assert path.read_text(encoding="utf-8") == article(
        "Gračanin, Asmir, Lauren M. Bylsma, and Ad J. J. M. Vingerhoets. 2014. “Is Crying a "
        "Self-Soothing Behavior?” *Annals of Tears* 5 (2): 133–49. "
        "https://doi.org/10.5555/tears.2014."
    )
    assert capsys.readouterr().out == "a.md: 1 entry written anew\n"
    assert rewrite("chicago-author-date", "a.md") == 0
    assert capsys.readouterr().out == "a.md: 1 entry written anew, nothing changed\n"


def test_entries_that_stay_as_they_were_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(folder / "a.md", WRONG, "Ode, M. (2003). Growth of *E. coli*. Sea Letters.")
    assert rewrite("apa", "a.md") == 3
    printed = capsys.readouterr().out
    assert "a.md:9: Ode (2003) is kept as it was: " in printed
    assert path.read_text(encoding="utf-8").endswith("Growth of *E. coli*. Sea Letters.\n")


def test_a_style_that_is_none_is_told_before_anything_is_done(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(folder / "a.md", WRONG)
    assert rewrite("no-such-style", "a.md") == 2
    assert "no style" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == article(WRONG)
