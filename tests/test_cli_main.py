"""The command line as a whole: help, errors, signals, and how little it loads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from refkit import api
from refkit._version import __version__
from refkit.cli import main
from refkit.errors import FormatError, RefkitError

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ("check", "parse", "resolve", "render", "convert", "rule", "styles")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def refkit(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "refkit", *arguments],
        capture_output=True,
        check=False,
        env={**ENVIRONMENT, **environment},
        timeout=60,
    )


def test_the_version_is_printed_by_the_module() -> None:
    result = refkit("--version")
    assert result.returncode == 0
    assert result.stdout.decode().strip() == f"refkit {__version__}"


def test_the_version_loads_no_command_and_no_heavy_library() -> None:
    code = (
        "import sys; from refkit.cli import main; main(['--version']);print(*sorted(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=ENVIRONMENT, text=True
    )
    loaded = set(result.stdout.split())
    assert "click" in loaded
    heavy = "requests habanero citeproc lxml bibtexparser pylatexenc chardet markdown_it anyascii"
    assert not loaded & set(heavy.split())
    assert not loaded & {f"refkit.cli.{command}" for command in COMMANDS}
    assert not loaded & {"refkit.readers", "refkit.formats", "refkit.verify", "refkit.report.text"}


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-h"]) == 0
    out = capsys.readouterr().out
    for command in COMMANDS:
        assert f"\n  {command} " in out
    assert "Exit codes:" in out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_with_an_example(
    command: str, flag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, flag]) == 0
    out = capsys.readouterr().out
    assert "Examples:\n" in out
    assert f"  refkit {command}" in out.partition("Examples:")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "No such command 'chekc'"),
        (["check"], "Missing argument 'PATH...'"),
        (["check", "--nonsense", "a.md"], "No such option"),
        (["check", "--output-format", "xml", "a.md"], "'xml' is not one of 'text', 'json'"),
        (["parse", "a.md", "--to", "word"], "'word' is not one of"),
    ],
)
def test_misuse_is_told_with_exit_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RefkitError("what went wrong"), "refkit: what went wrong\n"),
        (FormatError("no number", path="a\x1b.bib", line=3, entry="x", field="year"),
         "refkit: a␛.bib:3: entry x, field year: no number\n"),
        (OSError(28, "No space left on device"), "refkit: [Errno 28] No space left on device\n"),
    ],
)  # fmt: skip
def test_an_error_is_one_line_on_stderr_and_exit_code_2(
    error: Exception,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(query: str) -> list[object]:
        raise error

    monkeypatch.setattr(api, "find_styles", fail)
    assert main(["styles"]) == 2
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_a_short_line_and_130(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(query: str) -> list[object]:
        raise error

    monkeypatch.setattr(api, "find_styles", interrupted)
    assert main(["styles"]) == 130
    assert capsys.readouterr().err.strip() == "refkit: interrupted"


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_while_waiting_for_input_leaves_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "refkit", "parse", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.decode().strip() == "refkit: interrupted"


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_goes_away_is_no_error_to_tell() -> None:
    # Long enough to fill the pipe: a thousand references as JSON.
    line = "Doe, J. (2020). A title of some length for the pipe. Journal, 1(2), 3–4.\n"
    process = subprocess.Popen(
        [sys.executable, "-m", "refkit", "parse", "-", "--lines"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write(line.encode() * 1000)
    process.stdin.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 141
    assert err == b""


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Gračanin, A. (2014). Žal. Emotion, 1(2), 3–4.\n", encoding="utf-8")
    result = refkit(
        "parse", str(path), "--lines", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert "Gračanin" in result.stdout.decode("utf-8")
    assert result.returncode == 0
