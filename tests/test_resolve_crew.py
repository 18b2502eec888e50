"""Crew and flights: jobs done side by side, and questions that several threads have in common."""

from __future__ import annotations

import threading

import pytest

from refkit.resolve.crew import Done, Job, work_off
from refkit.resolve.flights import Flights


def stop() -> None:
    pass


def saying(number: int, *more: Job[int]) -> Job[int]:
    return lambda: Done(number, more)


def failing(error: BaseException) -> Job[int]:
    def fail() -> Done[int]:
        raise error

    return fail


@pytest.mark.parametrize(
    "jobs",
    [
        [saying(1, saying(2, saying(3)), saying(4))],
        [saying(1), saying(2), saying(3), saying(4)],
        [saying(1, saying(2), saying(3)), saying(4)],
    ],
)
def test_all_jobs_are_done_and_those_that_they_leave(jobs: list[Job[int]]) -> None:
    settled: list[tuple[int, str]] = []
    me = threading.current_thread().name
    work_off(
        jobs,
        lambda number: settled.append((number, threading.current_thread().name)),
        hands=2,
        stop=stop,
    )
    assert sorted(settled) == [(1, me), (2, me), (3, me), (4, me)]


def test_no_job_is_no_work() -> None:
    settled: list[int] = []
    work_off([], settled.append, hands=2, stop=stop)
    assert settled == []


def test_a_single_job_needs_no_thread() -> None:
    names: list[str] = []

    def job() -> Done[int]:
        names.append(threading.current_thread().name)
        return Done(1)

    work_off([job], lambda number: None, hands=2, stop=stop)
    assert names == [threading.current_thread().name]


def test_what_a_job_raises_is_raised_here() -> None:
    stopped: list[bool] = []
    with pytest.raises(ZeroDivisionError):
        work_off(
            [saying(1), failing(ZeroDivisionError())],
            lambda number: None,
            hands=2,
            stop=lambda: stopped.append(True),
        )
    assert stopped == [True]


def test_an_interrupt_stops_the_others_and_hands_over_what_they_did() -> None:
    under_way, stopped = threading.Event(), threading.Event()
    settled: list[int] = []
    begun: list[bool] = []

    def hangs() -> Done[int]:
        begun.append(True)
        under_way.set()
        stopped.wait(10)
        return Done(3)

    def settle(number: int) -> None:
        settled.append(number)
        if number == 1:
            under_way.wait(10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work_off([saying(1), saying(2), *[hangs] * 50], settle, hands=1, stop=stopped.set)
    assert settled == [1, 2]
    assert begun == [True]


def test_flights_are_shared_until_they_land() -> None:
    flights: Flights[str, int] = Flights()
    first = flights.claim(["a", "b"])
    second = flights.claim(["b", "c"])
    assert (first.mine, second.mine, list(second.others)) == (["a", "b"], ["c"], ["b"])
    first.land("b", 7)
    assert second.others["b"].wait() == 7
    third = flights.claim(["b"])
    assert third.mine == ["b"]
    first.abandon()
    assert flights.claim(["a", "b"]).mine == ["a"]


def test_who_waits_for_an_abandoned_flight_is_told() -> None:
    flights: Flights[str, int] = Flights()
    first, second = flights.claim(["a"]), flights.claim(["a"])
    got: list[int | None] = []
    waiting = threading.Thread(target=lambda: got.append(second.others["a"].wait()))
    waiting.start()
    first.abandon()
    waiting.join(10)
    assert got == [None]
