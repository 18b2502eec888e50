"""The line that says what is being done."""

from __future__ import annotations

import io
import time

import click
import pytest

from refkit.cli import progress
from refkit.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    monkeypatch.setattr(progress, "_INTERVAL", 0.01)


def watch(stream: io.StringIO, *, enabled: bool = True) -> None:
    with Progress("checking", enabled=enabled) as shown:
        shown.at("a\x1b.md")
        deadline = time.monotonic() + (5 if stream.isatty() and enabled else 0.1)
        while not stream.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)


def interrupt(progress: Progress, *, told: bool) -> None:
    with progress as shown:
        shown.at("a.md")
        shown.asked(142, 500, "DOIs at crossref")
        if not told:
            shown.at("b.md")
        raise KeyboardInterrupt


def test_long_work_on_a_terminal_is_told_and_wiped(
    quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    watch(terminal)
    assert "checking 1: a␛.md … 0 s" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_nothing_is_told_to_a_file_or_to_the_quiet(
    quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream, enabled in ((io.StringIO(), True), (Terminal(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        watch(stream, enabled=enabled)
        assert stream.getvalue() == ""


def test_short_work_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress("checking") as shown:
        shown.at("a.md")
    assert terminal.getvalue() == ""


def test_the_line_is_taken_away_while_a_report_is_printed(
    quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress("checking") as shown:
        shown.at("a.md")
        while not terminal.getvalue():
            time.sleep(0.01)
        with shown.hidden():
            before = terminal.getvalue()
            time.sleep(0.05)
            assert terminal.getvalue() == before
            assert before.endswith("\r\x1b[K")


def test_what_is_asked_is_told_and_cut_to_the_width_of_the_terminal(
    quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns, line in (
        ("100", "checking 1: a.md, 142 of 1,500 DOIs at crossref … 0 s"),
        ("30", "checking 1: a.md, 142 of 1,50"),
    ):
        terminal = Terminal()
        monkeypatch.setattr("sys.stderr", terminal)
        monkeypatch.setenv("COLUMNS", columns)
        with Progress("checking") as shown:
            shown.at("a.md")
            shown.asked(142, 1500, "DOIs at crossref")
            while not terminal.getvalue():
                time.sleep(0.01)
        assert terminal.getvalue().removeprefix("\r\x1b[K").partition("\r")[0] == line


@pytest.mark.parametrize(
    ("kept", "rest"),
    [(True, "; the answers are kept, and the same command goes on from there"), (False, "")],
)
def test_an_interruption_says_how_far_the_work_was(
    kept: bool, rest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(click.exceptions.Exit) as left:
        interrupt(Progress("checking", kept=kept), told=True)
    assert left.value.exit_code == 130
    said = f"refkit: interrupted after 142 of 500 DOIs at crossref{rest}\n"
    assert capsys.readouterr().err == said


def test_an_interruption_before_anything_is_asked_is_left_to_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupt(Progress("checking", kept=True), told=False)
    assert capsys.readouterr().err == ""
