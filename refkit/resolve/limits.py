"""Limits: the pace at which a Source may be asked, how long to wait, and when to give up.

Everything here is told the time or asks a :class:`Clock`, and none of it starts a thread;
:mod:`refkit.resolve.gate` puts it together for a Source that several threads ask.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

LONGEST_WAIT: Final = 60.0
"""Seconds; a server that asks for more is not waited for."""

PATIENCE: Final = 3
"""Questions without an answer, one after the other, after which a Source is given up."""

STORM: Final = 12
"""Requests that failed, one after the other, after which a Source is given up."""

REST: Final = 60.0
"""Seconds after which a Source that was given up may be tried with one request."""

MOST: Final = 100
"""Requests in an interval that a :class:`Window` allows at most, whatever the limit."""

_MARGIN: Final = 0.02
"""Part of an interval that is left free at its end: a server's clock is not exactly ours."""

_NAP: Final = 1.0
"""Seconds that are waited in one piece; on Windows, Ctrl-C is not heard before its end."""


class Clock:
    """Time as the limits see it; tests put their own in its place.

    Args:
        now: Seconds that never run backwards, whatever happens to the clock on the wall.
        sleep: Waits for some seconds.
        wall: The clock on the wall, for the time stamped on Records and for dates of servers.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.now = now
        self.sleep = sleep
        self.wall = wall

    def stamp(self) -> str:
        """The time for a Record: ISO 8601 in UTC, to the second."""
        return self.wall().isoformat(timespec="seconds").replace("+00:00", "Z")

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        """Wait until a condition is notified, but not longer than some seconds.

        Args:
            changed: The condition, held by this thread.
            seconds: How long; ``math.inf`` for as long as it takes. It may return earlier.
        """
        changed.wait(min(seconds, _NAP))


class Limit(NamedTuple):
    """How many requests a server takes.

    Attributes:
        requests: The number of requests, from 1.
        interval: The seconds in which no more than these may arrive.
    """

    requests: int
    interval: float = 1.0


class Slot:
    """One request's place in a :class:`Window`.

    Attributes:
        sent: When the request was written to the connection; None until it is.
        done: When its answer had come or it had failed; None until then.
    """

    __slots__ = ("done", "sent")

    def __init__(self) -> None:
        self.sent: float | None = None
        self.done: float | None = None

    def received(self, interval: float) -> float:
        """When the server certainly had the request.

        Its arrival is not seen. A request that was answered had arrived; one that was sent has
        arrived after half an interval, for otherwise a slow answer would halve the pace.

        Args:
            interval: The interval of the limit, in seconds.

        Returns:
            The time, or ``math.inf`` if the request is still being sent.
        """
        arrived = math.inf if self.sent is None else self.sent + interval / 2
        return arrived if self.done is None else min(arrived, self.done)


class Window:
    """A sliding window: in no interval does the server see more requests than the limit.

    A place in the window is free again one interval after its request was certainly received.
    The last :data:`MOST` requests are remembered, so that a limit that changes holds at once for
    those sent before, too.

    Args:
        limit: The limit; it may be changed at any time.
    """

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self._slots: deque[Slot] = deque(maxlen=MOST)

    def wait(self, now: float, *, slower: float = 1.0) -> float:
        """How long to wait before the next request.

        Args:
            now: The time.
            slower: How many times the interval is to be stretched.

        Returns:
            Seconds, 0.0 for none; ``math.inf`` where it depends on requests still being sent.
        """
        interval = self.limit.interval
        requests = min(self.limit.requests, MOST)
        if len(self._slots) < requests:
            return 0.0
        pause = interval * slower * (1 + _MARGIN)
        free = sorted(slot.received(interval) + pause for slot in self._slots)
        return max(0.0, free[len(free) - requests] - now)

    def take(self) -> Slot:
        """Take a place for a request that is about to be sent."""
        slot = Slot()
        self._slots.append(slot)
        return slot


class Circuit:
    """A circuit breaker: whether a Source still answers, and when it may be tried again.

    It opens after :data:`PATIENCE` questions or :data:`STORM` requests that failed one after the
    other, or by order of the server. After a rest, one request is to be let through: an answer
    closes it, a failure opens it again. The "half-open" state of the pattern, see M. Nygard,
    Release It!, "Circuit Breaker".
    """

    def __init__(self) -> None:
        self._requests = 0
        self._questions = 0
        self._until: float | None = None

    @property
    def doubtful(self) -> bool:
        """Whether the last request failed: then one at a time is enough to see if it is over."""
        return self._requests > 0 or self._until is not None

    def is_open(self, now: float) -> bool:
        """Whether nothing may be asked."""
        return self._until is not None and now < self._until

    def answered(self, now: float) -> None:
        """The Source answered, whatever it said.

        An answer to what was sent before the circuit opened does not close it: beside a 403 that
        blocks this program, a request of the same moment may still be answered.
        """
        if not self.is_open(now):
            self._requests = self._questions = 0
            self._until = None

    def failed(self, now: float, *, given_up: bool) -> None:
        """The Source failed.

        Args:
            now: The time.
            given_up: Whether the question will not be tried again.
        """
        self._requests += 1
        self._questions += given_up
        tried_again = self._until is not None and now >= self._until
        if tried_again or self._questions >= PATIENCE or self._requests >= STORM:
            self.open(now, REST)

    def open(self, now: float, seconds: float) -> None:
        """Ask nothing for some seconds."""
        until = now + seconds
        self._until = until if self._until is None else max(self._until, until)


def retry_after(
    header: str | None, *, date: str | None = None, wall: datetime | None = None
) -> float | None:
    """The seconds that a ``Retry-After`` header asks to wait (RFC 9110, section 10.2.3).

    Args:
        header: The header's value, seconds or an HTTP date; None if there is none.
        date: The response's own ``Date``, which a date is compared with: so a clock that is wrong
            here does not matter.
        wall: The time, where the response has no ``Date`` that can be read; None for now.

    Returns:
        Seconds, at least 0.0; None if the header is missing or says nothing.
    """
    if not header:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        # A number of any length is allowed; what is over a day is as good as for ever.
        return float(text) if len(text) < 6 else 86_400.0
    moment = _http_date(text)
    if moment is None:
        return None
    since = _http_date(date or "") or wall or datetime.now(UTC)
    return max(0.0, (moment - since).total_seconds())


def backoff(attempt: int, jitter: Callable[[], float] = random.random) -> float:
    """Seconds to wait after a failed attempt where the server does not say.

    Exponential, with full jitter: programs that failed together do not come back together.

    Args:
        attempt: The attempts made so far, from 1.
        jitter: A random number from 0 to 1.

    Returns:
        Between 0 and 1, 2, 4 … seconds, at most :data:`LONGEST_WAIT`.
    """
    return min(LONGEST_WAIT, float(2 ** (attempt - 1))) * jitter()


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
