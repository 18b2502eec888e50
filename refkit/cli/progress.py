"""A line on the terminal that says what is being done, once that takes long."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final

from refkit.report.terminal import visible

_PATIENCE: Final = 1.0  # seconds before anything is shown
_INTERVAL: Final = 0.5
_NAME_SHOWN: Final = 40


class Progress:
    """What a command is at, on stderr, if that is a terminal.

    Args:
        doing: "checking".
        enabled: Whether to show anything at all.
    """

    def __init__(self, doing: str, *, enabled: bool = True) -> None:
        self._doing = doing
        self._name = ""
        self._number = 0
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

    def at(self, name: str) -> None:
        """Say which file is next."""
        self._number += 1
        self._name = visible(name)[-_NAME_SHOWN:]

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
                sys.stderr.write(
                    f"\r\x1b[K{self._doing} {self._number}: {self._name} … {seconds} s"
                )
                sys.stderr.flush()
                self._drawn = True

    def _erase(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False
