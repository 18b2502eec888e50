"""Limits: the pace at which a Source may be asked, how long to wait, and when to give up."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_WAIT: Final = 60.0
"""Seconds; a server that asks for more is not waited for."""

PATIENCE: Final = 3
"""Outages one after the other, after which a Source is asked no more in this run."""


class Clock:
    """Time as the limits see it; tests put their own in its place.

    Args:
        now: Seconds that never run backwards, whatever happens to the clock on the wall.
        sleep: Waits for some seconds.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.now = now
        self.sleep = sleep


class Pace:
    """Keeps requests apart, so that no second sees more than allowed.

    Args:
        per_second: Requests a second.
        clock: The time.
    """

    def __init__(self, per_second: float, clock: Clock) -> None:
        self.gap = 1.0 / per_second
        self._clock = clock
        self._next = float("-inf")

    def wait(self) -> None:
        """Wait until the next request may be sent."""
        now = self._clock.now()
        if now < self._next:
            self._clock.sleep(self._next - now)
            now = max(self._clock.now(), self._next)
        self._next = now + self.gap


class Reach:
    """Whether a Source still answers.

    Args:
        patience: Outages one after the other that it takes to give the Source up.
    """

    def __init__(self, patience: int = PATIENCE) -> None:
        self._patience = patience
        self._outages = 0

    @property
    def lost(self) -> bool:
        """Whether the Source has been given up for this run."""
        return self._outages >= self._patience

    def answered(self) -> None:
        """The Source answered, whatever it said."""
        if not self.lost:
            self._outages = 0

    def failed(self) -> None:
        """The Source was silent."""
        self._outages += 1


def retry_after(header: str | None) -> float | None:
    """The seconds that a ``Retry-After`` header asks to wait (RFC 9110, section 10.2.3).

    Args:
        header: The header's value, seconds or an HTTP date; None if there is none.

    Returns:
        Seconds, at least 0.0; None if the header is missing or says nothing.
    """
    if not header:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        # A number of any length is allowed; what is over a day is as good as for ever.
        return float(text) if len(text) < 6 else 86_400.0
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def backoff(attempt: int) -> float:
    """Seconds to wait after a failed attempt where the server does not say.

    Args:
        attempt: The attempts made so far, from 1.

    Returns:
        1, 2, 4 … seconds, at most :data:`LONGEST_WAIT`.
    """
    return min(LONGEST_WAIT, float(2 ** (attempt - 1)))
