"""The line that says what is being done."""

from __future__ import annotations

import io
import time

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
