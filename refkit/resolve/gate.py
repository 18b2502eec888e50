"""Gate: where every request of a Source waits for its turn, whichever thread sends it.

Limits are a server's limits on one client, not on one thread. So pace, pauses and outages are kept
here for all threads together: after a 429 or a 503 everyone waits, and until the next answer only
one request is under way, so that a storm does not multiply requests.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from typing import Final

from refkit.resolve.limits import Circuit, Clock, Limit, Slot, Window

MOST_AT_ONCE: Final = 8
"""Requests under way at once at most, whatever the server allows."""

_SLOW: Final = 30.0
"""Seconds after a 429 in which the pace is halved."""


class Gate:
    """The gate to one Source. Safe for several threads.

    Args:
        limits: The limit for each kind of request, such as "single" and "list".
        at_once: How many requests may be under way at once, of all kinds together.
        clock: The time.
    """

    def __init__(self, limits: Mapping[str, Limit], at_once: int, clock: Clock) -> None:
        self._windows = {kind: Window(limit) for kind, limit in limits.items()}
        self._at_once = at_once
        self._clock = clock
        self._under_way = 0
        self._pause_until = -math.inf
        self._slow_until = -math.inf
        self._circuit = Circuit()
        self._closed = False
        self._changed = threading.Condition()

    def enter(self, kind: str, stopped: threading.Event) -> Slot | None:
        """Wait for the turn of a request.

        Args:
            kind: The kind of request.
            stopped: Once it is set, and :meth:`wake` called, the wait is over.

        Returns:
            The request's place, for :meth:`sent` and then one of :meth:`answered`, :meth:`failed`
            or :meth:`leave`; None if it must not be sent.
        """
        with self._changed:
            while not (stopped.is_set() or self._closed):
                turn = self.try_enter(kind)
                if not isinstance(turn, float):
                    return turn
                self._clock.wait(self._changed, turn)
        return None

    def try_enter(self, kind: str) -> Slot | float | None:
        """What :meth:`enter` does, without the wait.

        Args:
            kind: The kind of request.

        Returns:
            The place; or the seconds after which to try again, ``math.inf`` if other requests
            must be done first; or None if the Source has been given up.
        """
        with self._changed:
            now = self._clock.now()
            if self._circuit.is_open(now):
                return None
            if self._under_way >= (1 if self._circuit.doubtful else self._at_once):
                return math.inf
            window = self._windows[kind]
            slower = 2.0 if now < self._slow_until else 1.0
            wait = max(self._pause_until - now, window.wait(now, slower=slower))
            if wait > 0:
                return wait
            self._under_way += 1
            return window.take()

    def sent(self, slot: Slot) -> None:
        """The request has been written to the connection."""
        with self._changed:
            slot.sent = self._clock.now()
            self._changed.notify_all()

    def answered(self, slot: Slot) -> None:
        """The Source answered, whatever it said."""
        with self._changed:
            self._circuit.answered(self._clock.now())
            self.leave(slot)

    def failed(
        self,
        slot: Slot,
        *,
        given_up: bool,
        wait: float = 0.0,
        too_fast: bool = False,
        lost_for: float = 0.0,
    ) -> None:
        """The Source failed to answer.

        Args:
            slot: The request's place.
            given_up: Whether the question will not be tried again.
            wait: Seconds in which nobody is to ask anything.
            too_fast: Whether that was said to come of the pace, which is then halved for a while.
            lost_for: Seconds for which the Source is given up at once; 0.0 for not at once.
        """
        with self._changed:
            now = self._clock.now()
            self._pause_until = max(self._pause_until, now + wait)
            if too_fast:
                self._slow_until = max(now, self._pause_until) + _SLOW
            self._circuit.failed(now, given_up=given_up)
            if lost_for:
                self._circuit.open(now, lost_for)
            self.leave(slot)

    def leave(self, slot: Slot) -> None:
        """The request is over, and says nothing about the Source."""
        with self._changed:
            slot.done = self._clock.now()
            self._under_way -= 1
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether nobody is let through any more."""
        return self._closed

    def limit(self, kind: str) -> Limit:
        """The limit in force for a kind of request."""
        with self._changed:
            return self._windows[kind].limit

    def obey(self, limits: Mapping[str, Limit], at_once: int | None = None) -> None:
        """Keep to other limits from now on, counting the requests already sent.

        Args:
            limits: Those kinds of request whose limit changes.
            at_once: How many requests may be under way at once; None for no change.
        """
        with self._changed:
            for kind, limit in limits.items():
                self._windows[kind].limit = limit
            if at_once is not None:
                self._at_once = min(at_once, MOST_AT_ONCE)
            self._changed.notify_all()

    def wake(self) -> None:
        """Let everyone who waits look whether it has been stopped."""
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Let nobody through any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
