"""A line on the terminal that says what is being done, once that takes long."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final

import click

from refkit.cli.streams import say
from refkit.report.terminal import visible

_PATIENCE: Final = 1.0  # seconds before anything is shown
_INTERVAL: Final = 0.5
_NAME_SHOWN: Final = 40
_INTERRUPTED: Final = 130


class Progress:
    """What a command is at, on stderr, if that is a terminal.

    Args:
        doing: "checking".
        enabled: Whether to show anything while it is done.
        kept: Whether what has been answered is in the cache.

    Raises:
        click.exceptions.Exit: On leaving, where Ctrl-C interrupted questions that were being asked;
            how far they were is said on stderr.
    """

    def __init__(self, doing: str, *, enabled: bool = True, kept: bool = False) -> None:
        self._doing = doing
        self._kept = kept
        self._name = ""
        self._number = 0
        self._told = ""
        self._started = time.monotonic()
        self._drawn = False
        self._lock = threading.Lock()
        self._stop = threading.Event()
        terminal = sys.stderr is not None and sys.stderr.isatty()
        self._thread = (
            threading.Thread(target=self._watch, daemon=True) if enabled and terminal else None
        )

    def __enter__(self) -> Progress:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join()
        self._erase()
        if kind is KeyboardInterrupt and self._told:
            rest = "; the answers are kept, and the same command goes on from there"
            say(f"interrupted after {self._told}{rest if self._kept else ''}")
            raise click.exceptions.Exit(_INTERRUPTED) from None

    def at(self, name: str) -> None:
        """Say which file is next."""
        self._number += 1
        self._name = visible(name)[-_NAME_SHOWN:]
        self._told = ""

    def asked(self, done: int, of: int, step: str) -> None:
        """Say how many questions of a step are answered; the api calls it as its ``progress``."""
        self._told = f"{done:,} of {of:,} {visible(step)}"

    def counted(self, what: str) -> None:
        """Say how much has come of it so far: "1,250,000 works"."""
        self._told = what

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Take the line away while something else is printed."""
        with self._lock:
            self._erase()
            yield

    def _watch(self) -> None:
        wait = _PATIENCE
        while not self._stop.wait(wait):
            wait = _INTERVAL
            with self._lock:
                seconds = int(time.monotonic() - self._started)
                told = f", {self._told}" if self._told else ""
                line = f"{self._doing} {self._number}: {self._name}{told} … {seconds} s"
                # What is broken into two lines cannot be wiped.
                sys.stderr.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
                sys.stderr.flush()
                self._drawn = True

    def _erase(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False
