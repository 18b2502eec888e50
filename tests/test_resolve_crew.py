"""Crew and flights: jobs done side by side, and questions that several threads have in common."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from watchdog import in_thread, in_time

from refkit.resolve.crew import Done, Job, work_off
from refkit.resolve.flights import Claim, Flights


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

    def work() -> str:
        me = threading.current_thread().name
        work_off(
            jobs,
            lambda number: settled.append((number, threading.current_thread().name)),
            hands=2,
            stop=stop,
        )
        return me

    me = in_time(work)
    assert sorted(settled) == [(1, me), (2, me), (3, me), (4, me)]


def test_a_crew_that_has_run_out_of_jobs_takes_those_that_the_last_one_leaves() -> None:
    def chain(number: int) -> Job[int]:
        return saying(number, chain(number - 1), saying(0)) if number else saying(0)

    settled: list[int] = []
    in_time(lambda: work_off([chain(200)], settled.append, hands=3, stop=stop))
    assert sorted(settled) == [0] * 201 + list(range(1, 201))


def test_no_job_is_no_work() -> None:
    settled: list[int] = []
    work_off([], settled.append, hands=2, stop=stop)
    assert settled == []


@pytest.mark.parametrize("first", [saying(1), failing(ZeroDivisionError())])
def test_no_job_is_done_where_an_interrupt_could_reach_it(first: Job[int]) -> None:
    names: list[str] = []

    def job() -> Done[int]:
        names.append(threading.current_thread().name)
        return first()

    with suppress(ZeroDivisionError):
        work_off([job], lambda number: None, hands=2, stop=stop)
    assert names == ["refkit"]


def test_jobs_that_a_single_one_leaves_are_done_side_by_side() -> None:
    together = threading.Barrier(3, timeout=20)

    def waits() -> Done[int]:
        together.wait()
        return Done(2)

    settled: list[int] = []
    in_time(lambda: work_off([saying(1, waits, waits, waits)], settled.append, hands=3, stop=stop))
    assert settled == [1, 2, 2, 2]


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


def claimed(flights: Flights[str, int], *questions: str) -> Claim[str, int]:
    claim = Claim(flights)
    claim.take(questions)
    return claim


def test_flights_are_shared_until_they_land() -> None:
    flights: Flights[str, int] = Flights()
    first = claimed(flights, "a", "b")
    second = claimed(flights, "b", "c")
    assert (first.mine, second.mine, list(second.others)) == (["a", "b"], ["c"], ["b"])
    first.land("b", 7)
    assert second.others["b"].wait() == 7
    third = claimed(flights, "b")
    assert third.mine == ["b"]
    first.abandon()
    assert claimed(flights, "a", "b").mine == ["a"]


def test_who_waits_for_an_abandoned_flight_is_told() -> None:
    flights: Flights[str, int] = Flights()
    first, second = claimed(flights, "a"), claimed(flights, "a")
    waiting = in_thread(second.others["a"].wait)
    first.abandon()
    assert waiting() is None
