"""Attempts: a question that is sent until it is answered, or until it is no use to go on.

The same for every registry, whatever library sends the request: wait for the turn, send, tell the
gates what came of it, and send again where that may help.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeVar

from refkit.resolve.gate import Gate
from refkit.resolve.limits import LONGEST_WAIT, Clock, Slot, backoff
from refkit.resolve.service import Failure

Reply = TypeVar("Reply")

_BUDGET: Final = 120.0
"""Seconds for one question from its first request on; later it is not tried again."""

_BLOCKED: Final = 3600.0
"""Seconds for which nothing is asked after a 403: it is undone by writing to the registry."""


class Door(NamedTuple):
    """A gate, and who is behind it.

    Attributes:
        name: Who, for words: "Crossref".
        gate: The gate.
    """

    name: str
    gate: Gate


class Turn:
    """A request's places at the gates that it passes.

    Args:
        places: Gates and places: the service's own is the last; before it, where there is one,
            that of who answers beyond a redirect.
    """

    def __init__(self, places: Sequence[tuple[Gate, Slot]]) -> None:
        self._places = places

    def sent(self) -> None:
        """The request has been written to the connection."""
        for gate, slot in self._places:
            gate.sent(slot)

    def answered(self) -> None:
        """The request was answered."""
        for gate, slot in self._places:
            gate.answered(slot)

    def leave(self) -> None:
        """The request is over, and says nothing about anyone."""
        for gate, slot in self._places:
            gate.leave(slot)

    def failed(self, failure: Failure, wait: float, *, given_up: bool) -> None:
        """The request was not answered.

        Who failed is the last to be reached: the one beyond, or the service before it could send
        us on.

        Args:
            failure: Why.
            wait: Seconds to wait before another attempt.
            given_up: Whether there will be none.
        """
        *beyond, own = self._places
        guilty = beyond[0] if beyond and failure.beyond else own
        too_long = wait > LONGEST_WAIT
        for place in self._places:
            gate, slot = place
            if place is guilty:
                gate.failed(
                    slot,
                    given_up=given_up,
                    # What may pass is waited for by everyone, though this question is given up.
                    wait=wait if failure.attempts > 1 and not too_long else 0.0,
                    too_fast=failure.status == 429,
                    lost_for=_BLOCKED if failure.status == 403 else wait if too_long else 0.0,
                )
            elif place is own:
                gate.answered(slot)
            else:
                gate.leave(slot)


class Attempts:
    """How the questions to one service are sent. Safe for several threads.

    Args:
        clock: The time.
        jitter: A random number from 0 to 1, for the wait before another attempt.
    """

    def __init__(self, clock: Clock, jitter: Callable[[], float] = random.random) -> None:
        self._clock = clock
        self._jitter = jitter

    def ask(
        self,
        send: Callable[[Turn], Reply | Failure],
        doors: Sequence[Door],
        kind: str,
        stopped: threading.Event,
    ) -> Reply | Failure:
        """Send a question until it is answered.

        To be called in a thread that no KeyboardInterrupt reaches, as :mod:`refkit.resolve.crew`
        does: between two steps, it would leave a place taken for ever.

        Args:
            send: Sends it once. It tells its turn when the request is written.
            doors: Where to wait for the turn, the service's own last.
            kind: The kind of request, as the gates know it.
            stopped: Once it is set, and the gates woken, nothing more is sent.

        Returns:
            What ``send`` returned last; a Failure also if there was no turn for it.
        """
        failure: Failure | None = None
        attempt, deadline = 0, 0.0
        while True:
            turn = _enter(doors, kind, stopped)
            if isinstance(turn, Failure):
                return failure or turn  # it may be given up between two attempts
            attempt += 1
            deadline = deadline or self._clock.now() + _BUDGET
            try:
                answer = send(turn)
            except BaseException:
                turn.leave()
                raise
            if not isinstance(answer, Failure) or answer.answered:
                turn.answered()
                return answer
            failure = answer
            wait = backoff(attempt, self._jitter) if failure.wait is None else failure.wait
            late = self._clock.now() + wait > deadline
            given_up = attempt >= failure.attempts or wait > LONGEST_WAIT or late
            turn.failed(failure, wait, given_up=given_up)
            if given_up:
                return failure


def _enter(doors: Sequence[Door], kind: str, stopped: threading.Event) -> Turn | Failure:
    places: list[tuple[Gate, Slot]] = []
    for name, gate in doors:
        slot = gate.enter(kind, stopped)
        if slot is None:
            Turn(places).leave()
            if stopped.is_set() or any(door.gate.closed for door in doors):
                return Failure(0, "not asked, for asking was stopped")
            beyond = name != doors[-1].name
            return Failure(0, f"not asked, for {name} was out of reach", beyond=beyond)
        places.append((gate, slot))
    return Turn(places)
