"""Attempts: how often a question is sent, who is waited for, and whose fault it was."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from loopback import FakeClock
from watchdog import in_time

from refkit.resolve.attempts import Attempts, Door, Turn
from refkit.resolve.gate import Gate
from refkit.resolve.limits import Limit
from refkit.resolve.service import Failure

BUSY = Failure(503, "HTTP 503", attempts=4)
GONE = Failure(0, "connection refused")
GO_ON = threading.Event()


class Service:
    """A service that fails as it is told to, and else answers with the time.

    Attributes:
        faults: What the next requests get instead of an answer.
        sent: When requests were sent, by the clock.
    """

    def __init__(self, *beyond: Gate) -> None:
        self.clock = FakeClock()
        self.gate = Gate({"list": Limit(100)}, 1, self.clock)
        self.doors = [*(Door("Agency", gate) for gate in beyond), Door("Registry", self.gate)]
        self.faults: list[Failure | Exception] = []
        self.sent: list[float] = []
        self._attempts = Attempts(self.clock, lambda: 1.0)

    def ask(self) -> float | Failure:
        return in_time(lambda: self._attempts.ask(self._send, self.doors, "list", GO_ON))

    def _send(self, turn: Turn) -> float | Failure:
        turn.sent()
        self.sent.append(self.clock.now())
        fault = self.faults.pop(0) if self.faults else self.clock.now()
        if isinstance(fault, Exception):
            raise fault
        return fault


def test_what_may_pass_is_asked_again_after_longer_and_longer_waits() -> None:
    service = Service()
    service.faults = [BUSY] * 3
    assert service.ask() == 1007.0
    assert service.sent == [1000.0, 1001.0, 1003.0, 1007.0]


def test_what_will_not_pass_is_asked_once() -> None:
    service = Service()
    service.faults = [GONE]
    assert service.ask() == GONE
    assert service.ask() == 1000.0


def test_a_wait_that_a_server_asks_for_is_kept_to_by_the_next_question() -> None:
    service = Service()
    service.faults = [Failure(429, "HTTP 429", 50.0, attempts=4)] * 3
    assert isinstance(service.ask(), Failure)
    assert service.sent == [1000.0, 1050.0, 1100.0]
    assert service.ask() == 1150.0


def test_an_answer_that_is_not_looked_for_is_one() -> None:
    service = Service()
    answer = Failure(404, "HTTP 404", answered=True)
    for _ in range(5):
        service.faults = [answer]
        assert service.ask() == answer
    assert service.ask() == 1000.0


@pytest.mark.parametrize("error", [ZeroDivisionError(), MemoryError()])
def test_an_error_in_sending_leaves_no_place_taken(error: Exception) -> None:
    agency = Gate({"list": Limit(100)}, 1, FakeClock())
    service = Service(agency)
    service.faults = [error]
    with pytest.raises(type(error)):
        service.ask()
    assert service.ask() == 1000.0


def test_who_fails_beyond_a_redirect_takes_nobody_with_it() -> None:
    service = Service(Gate({"list": Limit(100)}, 1, FakeClock()))
    for _ in range(3):
        service.faults = [Failure(0, "connection refused", beyond=True)]
        service.ask()
    assert service.ask() == Failure(0, "not asked, for Agency was out of reach", beyond=True)
    del service.doors[0]
    assert service.ask() == 1000.0


def test_a_service_that_fails_before_a_redirect_says_nothing_of_who_is_beyond() -> None:
    agency = Gate({"list": Limit(100)}, 1, FakeClock())
    service = Service(agency)
    for _ in range(3):
        service.faults = [GONE]
        service.ask()
    assert service.ask() == Failure(0, "not asked, for Registry was out of reach")
    other = Service(agency)
    assert other.ask() == 1000.0


@pytest.mark.parametrize("stop", [GO_ON.set, None])
def test_once_stopped_nothing_more_is_sent(stop: Callable[[], None] | None) -> None:
    service = Service()
    try:
        (stop or service.gate.close)()
        assert service.ask() == Failure(0, "not asked, for asking was stopped")
    finally:
        GO_ON.clear()
    assert service.sent == []


def test_a_question_that_is_stopped_between_two_attempts_has_failed_as_before() -> None:
    service = Service()
    service.faults = [BUSY]
    wait = service.clock.wait

    def closing(changed: threading.Condition, seconds: float) -> None:
        service.gate.close()
        wait(changed, seconds)

    service.clock.wait = closing  # type: ignore[method-assign]
    assert service.ask() == BUSY
    assert service.sent == [1000.0]
