"""Calls that must end, in a thread of their own so that a test sees them hang; and Ctrl-C."""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds after which a call is said to hang; none of them takes one."""


def in_thread(call: Callable[[], T]) -> Callable[[], T]:
    """Begin a call in a thread of its own.

    Returns:
        Waits for its end, and returns or raises what it did.

    Raises:
        AssertionError: By the function that is returned, if the call does not end.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:  # noqa: BLE001 raised again below
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def ended() -> T:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "it hangs"
        if errors:
            raise errors[0]
        return results[0]

    return ended


def in_time(call: Callable[[], T]) -> T:
    """Make a call, which must end."""
    return in_thread(call)()


def interrupt_main() -> None:
    """Press Ctrl-C, from another thread than the main one."""
    if hasattr(signal, "pthread_kill"):
        ident = threading.main_thread().ident
        assert ident is not None
        signal.pthread_kill(ident, signal.SIGINT)
    else:
        _thread.interrupt_main()
