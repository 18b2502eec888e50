"""``refkit cache``: what is kept, shown and removed; and what is said of a broken file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from refkit import api
from refkit.cli import main
from refkit.model import Answer
from refkit.resolve.cache import Cache

DAY = 86_400.0


@pytest.fixture
def path(cache_folder: Path) -> Path:
    """A cache with three Answers of 100 days ago, and one of now."""
    answer = Answer(source="crossref", question="q", outcome="found")
    absent = Answer(source="crossref", question="q", outcome="absent")
    cache = Cache(clock=lambda: 1_700_000_000.0)
    cache.put("crossref", "doi", {"a": answer, "b": absent})
    cache.put("doi.org", "doi", {"a": absent})
    cache.close()
    with Cache() as cache:
        cache.put("crossref", "search", {"text": answer})
    return cache.path


def test_info_of_no_cache_says_so(cache_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "info"]) == 0
    assert capsys.readouterr().out == f"no cache at {cache_folder / 'answers.sqlite'}\n"
    assert not cache_folder.exists()


def test_info_shows_path_size_entries_and_age(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cache", "info"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"path      {path}"
    assert lines[1].startswith("size      ")
    assert lines[1].endswith(" kB")
    assert lines[2:5] == [
        "entries   4",
        "crossref  1 record, 1 absence, 1 search",
        "doi.org   1 absence",
    ]
    assert lines[5].startswith("oldest    2023-11-14 22:13 UTC, ")
    assert lines[5].endswith(" days ago")
    assert lines[6].endswith(" UTC, less than a day ago")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "removed 4 answers\n"),
        (["--source", "doi.org"], "removed 1 answer\n"),
        (["--source", "crossref", "--older-than", "30"], "removed 2 answers\n"),
        (["--older-than", "36500"], "removed 0 answers\n"),
        (["--source", "nowhere"], "removed 0 answers\n"),
    ],
)
def test_clear_removes_what_the_options_say(
    arguments: list[str], said: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cache", "clear", *arguments]) == 0
    assert capsys.readouterr().out == said
    left = sum(sum(kinds.values()) for kinds in api.cache_info().entries.values())
    assert left == 4 - int(said.split()[1])


@pytest.mark.parametrize("days", ["-1", "inf", "1e9", "99999999999"])
def test_an_age_must_be_a_number_of_days(
    days: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cache", "clear", "--older-than", days]) == 2
    assert "--older-than" in capsys.readouterr().err


def test_a_broken_file_is_one_line_on_stderr(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(b"rubbish" * 1000)
    assert main(["cache", "info"]) == 0
    captured = capsys.readouterr()
    assert captured.err == (
        f"refkit: warning: the cache {path} cannot be used: file is not a database; it is kept as"
        " answers.sqlite.broken-1, and a new one begun\n"
    )
    assert "entries  0\n" in captured.out


def test_a_broken_file_is_no_crash_where_warnings_are_errors(path: Path) -> None:
    path.write_bytes(b"rubbish" * 1000)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "refkit", "cache", "info"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr.startswith("refkit: warning: the cache ")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_cache_that_cannot_be_used_is_an_error_of_the_commands_about_it(
    cache_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache_folder.mkdir()
    os.mkfifo(cache_folder / "answers.sqlite")
    for command in ("info", "clear"):
        assert main(["cache", command]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err == (
            f"refkit: cannot use the cache {cache_folder / 'answers.sqlite'}: it is neither a file"
            " nor a folder\n"
        )


@pytest.mark.parametrize("arguments", [["cache"], ["cache", "info"], ["cache", "clear"]])
def test_the_command_has_help_with_an_example(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--help"]) == 0
    assert f"  refkit {' '.join(arguments)}" in capsys.readouterr().out.partition("Examples:")[2]
