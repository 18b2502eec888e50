"""Limits: no window ever sees more than allowed, by simulated time and as a real server counts."""

from __future__ import annotations

import heapq
import math
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import FakeClock, Loopback, PoolLimits, threaded_server, work
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from refkit.model import Reference
from refkit.resolve import CrossrefSource
from refkit.resolve.crossref_pools import PoolLimits as Pool
from refkit.resolve.gate import Gate
from refkit.resolve.limits import Circuit, Limit, Slot, Window, backoff, retry_after

GO_ON = threading.Event()


class Trip(NamedTuple):
    """How long a request is on its way: to be written, to arrive, to be answered; in seconds."""

    writing: float
    arriving: float
    answering: float


class Arrival(NamedTuple):
    """When a request arrived, and the limit that was in force when it was let through."""

    time: float
    limit: Limit


seconds = st.floats(0, 3, allow_nan=False)
trips = st.builds(Trip, seconds, st.floats(0, 0.5), seconds)
limits = st.builds(Limit, st.integers(1, 6), st.sampled_from([0.5, 1.0, 4.0]))


def simulated(gate: Gate, clock: FakeClock, trips: list[Trip], changes: dict[int, Limit]) -> Any:
    """Send requests as soon as the gate lets them; arrivals in order of sending, and the crowd."""
    arrivals: list[Arrival] = []
    events: list[tuple[float, int, Slot, bool]] = []
    order, crowd = count(), 0
    for number, trip in enumerate(trips):
        if number in changes:
            gate.obey({"list": changes[number]})
        while isinstance(turn := gate.try_enter("list"), float):
            if events and events[0][0] <= clock.time + turn:
                clock.time, _, slot, done = heapq.heappop(events)
                (gate.answered if done else gate.sent)(slot)
            else:
                assert turn < math.inf, "nobody is under way, and nobody may enter"
                clock.time += turn
        assert turn is not None
        limit = gate.limit("list")
        sent = clock.time + trip.writing
        arrived = sent + trip.arriving * limit.interval
        heapq.heappush(events, (sent, next(order), turn, False))
        heapq.heappush(events, (arrived + trip.answering, next(order), turn, True))
        crowd = max(crowd, len({id(slot) for _, _, slot, _ in events}))
        arrivals.append(Arrival(arrived, limit))
    return arrivals, crowd


@given(
    st.lists(trips, min_size=1, max_size=40),
    limits,
    st.integers(1, 8),
    st.dictionaries(st.integers(1, 30), limits, max_size=3),
)
def test_no_window_sees_more_than_the_limit_whatever_the_network_does(
    trips: list[Trip], limit: Limit, at_once: int, changes: dict[int, Limit]
) -> None:
    clock = FakeClock()
    arrivals, crowd = simulated(Gate({"list": limit}, at_once, clock), clock, trips, changes)
    for number, (time, (requests, interval)) in enumerate(arrivals):
        # Requests sent under a larger interval may still be on their way when it becomes smaller.
        before = [
            other.time
            for other in arrivals[:number]
            if abs(other.time - time) < interval and other.limit.interval <= interval
        ]
        assert len(before) < requests
    assert crowd <= at_once


def test_a_slow_answer_does_not_halve_the_pace() -> None:
    clock = FakeClock()
    gate = Gate({"list": Limit(3)}, 8, clock)
    arrivals, _ = simulated(gate, clock, [Trip(0.0, 0.1, 0.9)] * 30, {})
    assert arrivals[-1].time - arrivals[0].time == pytest.approx(9 * 1.52)


def test_a_quick_answer_is_known_to_have_been_received() -> None:
    clock = FakeClock()
    gate = Gate({"list": Limit(3)}, 8, clock)
    arrivals, _ = simulated(gate, clock, [Trip(0.0, 0.05, 0.05)] * 30, {})
    assert arrivals[-1].time - arrivals[0].time == pytest.approx(9 * 1.12)


def test_a_request_that_is_still_being_written_keeps_its_place() -> None:
    window = Window(Limit(1))
    slot = window.take()
    assert window.wait(100.0) == math.inf
    slot.sent = 100.0
    assert window.wait(100.0) == pytest.approx(1.52)
    slot.done = 100.2
    assert window.wait(100.2) == pytest.approx(1.02)
    assert window.wait(100.2, slower=2.0) == pytest.approx(2.04)
    assert window.wait(103.0) == 0.0


def test_a_limit_beyond_what_is_remembered_is_not_used_up() -> None:
    window = Window(Limit(1000))
    for _ in range(100):
        slot = window.take()
        slot.sent = slot.done = 5.0
    assert window.wait(5.0) == pytest.approx(1.02)


def entered(gate: Gate, kind: str = "single") -> Slot:
    slot = gate.try_enter(kind)
    assert isinstance(slot, Slot)
    gate.sent(slot)
    return slot


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def gate(clock: FakeClock) -> Gate:
    return Gate({"single": Limit(10), "list": Limit(2)}, 3, clock)


def test_concurrency_is_shared_by_all_kinds_and_may_fall(gate: Gate) -> None:
    slots = [entered(gate), entered(gate, "list"), entered(gate)]
    assert gate.try_enter("single") == math.inf
    gate.obey({}, 1)
    gate.answered(slots[0])
    gate.answered(slots[1])
    assert gate.try_enter("list") == math.inf
    gate.answered(slots[2])
    entered(gate, "list")


def test_everyone_waits_when_one_is_told_to(gate: Gate, clock: FakeClock) -> None:
    gate.failed(entered(gate), given_up=False, wait=7.0)
    assert gate.try_enter("single") == pytest.approx(7.0)
    assert gate.try_enter("list") == pytest.approx(7.0)
    clock.time += 7.0
    entered(gate, "list")


def test_until_an_answer_comes_again_one_request_is_enough(gate: Gate) -> None:
    gate.failed(entered(gate), given_up=False)
    slot = entered(gate)
    assert gate.try_enter("single") == math.inf
    gate.answered(slot)
    entered(gate)
    entered(gate)


def test_after_a_429_the_pace_is_halved_for_a_while(gate: Gate, clock: FakeClock) -> None:
    gate.failed(entered(gate), given_up=False, too_fast=True)
    for _ in range(2):
        gate.answered(entered(gate, "list"))
    assert gate.try_enter("list") == pytest.approx(2.04)
    clock.time += 30.0
    for _ in range(2):
        gate.answered(entered(gate, "list"))
    assert gate.try_enter("list") == pytest.approx(1.02)


def test_three_questions_in_a_row_without_an_answer_open_the_circuit(gate: Gate) -> None:
    gate.failed(entered(gate), given_up=True)
    gate.failed(entered(gate), given_up=True)
    gate.answered(entered(gate))
    for _ in range(3):
        gate.failed(entered(gate), given_up=True)
    assert gate.try_enter("single") is None
    assert gate.enter("list", GO_ON) is None


def test_twelve_requests_in_a_row_open_the_circuit_whoever_sent_them(gate: Gate) -> None:
    for _ in range(12):
        slot = gate.enter("single", GO_ON)
        assert slot
        gate.failed(slot, given_up=False)
    assert gate.try_enter("single") is None


def test_after_a_rest_one_request_tries_whether_it_is_over(gate: Gate, clock: FakeClock) -> None:
    for _ in range(3):
        gate.failed(entered(gate), given_up=True)
    clock.time += 59.0
    assert gate.try_enter("single") is None
    clock.time += 1.0
    trial = entered(gate)
    assert gate.try_enter("single") == math.inf
    gate.failed(trial, given_up=False)
    assert gate.try_enter("single") is None
    clock.time += 60.0
    gate.answered(entered(gate))
    entered(gate)
    entered(gate)


def test_an_answer_to_an_earlier_request_does_not_undo_a_block(gate: Gate) -> None:
    earlier, blocked = entered(gate), entered(gate)
    gate.failed(blocked, given_up=True, lost_for=3600.0)
    gate.answered(earlier)
    assert gate.try_enter("single") is None


def test_who_waits_at_the_gate_goes_when_stopped_or_closed(gate: Gate) -> None:
    stopped = threading.Event()
    slots = [entered(gate) for _ in range(3)]
    got: list[Slot | None] = []
    waiting = [
        threading.Thread(target=lambda event=event: got.append(gate.enter("single", event)))
        for event in (stopped, GO_ON)
    ]
    for thread in waiting:
        thread.start()
    stopped.set()
    gate.wake()
    waiting[0].join(10)
    assert got == [None]
    gate.close()
    waiting[1].join(10)
    assert got == [None, None]
    gate.leave(slots[0])
    assert gate.enter("single", GO_ON) is None


def test_the_circuit_counts_only_what_comes_one_after_the_other() -> None:
    circuit = Circuit()
    for _ in range(20):
        circuit.failed(5.0, given_up=True)
        circuit.failed(5.0, given_up=True)
        assert circuit.doubtful
        circuit.answered(5.0)
        assert not circuit.doubtful
    assert not circuit.is_open(5.0)


DATE = "Mon, 23 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("99999", 99_999.0),
        ("123456789012345678901234567890", 86_400.0),
        ("Mon, 23 Nov 2026 10:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2026 10:00:30 -0000", 30.0),
        ("Monday, 23-Nov-26 10:00:30 GMT", 30.0),
        ("-7", None),
        ("soon", None),
        ("٧", None),
        ("Mon, 99 Nov 2026 10:00:30 GMT", None),
        ("Mon, 23 Nov 2026 10:00:30 +99999999999", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, wait: float | None) -> None:
    assert retry_after(header, date=DATE) == wait


def test_a_date_of_the_server_is_compared_with_the_servers_own() -> None:
    later = "Mon, 23 Nov 2026 10:00:30 GMT"
    wrong = datetime(1999, 1, 1, tzinfo=UTC)
    assert retry_after(later, date=DATE, wall=wrong) == 30.0
    assert retry_after(later, date="now", wall=datetime(2026, 11, 23, 10, tzinfo=UTC)) == 30.0


@given(st.text(max_size=40))
def test_no_retry_after_raises(header: str) -> None:
    wait = retry_after(header, date=header)
    assert wait is None or wait >= 0


def test_backoff_doubles_up_to_a_minute_and_is_spread() -> None:
    assert [backoff(attempt, lambda: 1.0) for attempt in range(1, 9)] == [
        1,
        2,
        4,
        8,
        16,
        32,
        60,
        60,
    ]
    assert backoff(3, lambda: 0.25) == 1.0
    assert 0 <= backoff(1) < 1


def headers(limit: str = "", interval: str = "", at_once: str = "", pool: str = "") -> Any:
    named = {
        "x-rate-limit-limit": limit,
        "x-rate-limit-interval": interval,
        "x-concurrency-limit": at_once,
        "x-api-pool": pool,
    }
    return {name: value for name, value in named.items() if value}


def crowd(gate: Gate) -> int:
    """How many requests the gate lets through at once."""
    gate.obey({"single": Limit(100)})
    slots = list(iter(lambda: gate.try_enter("single"), math.inf))
    return len(slots)


@pytest.mark.parametrize(
    ("polite", "single", "list_", "at_once"),
    [(False, Limit(5), Limit(1), 1), (True, Limit(10), Limit(3), 3)],
)
def test_before_an_answer_the_documented_limits_hold(
    clock: FakeClock, polite: bool, single: Limit, list_: Limit, at_once: int
) -> None:
    gate = Pool(polite=polite, clock=clock).gate
    assert (gate.limit("single"), gate.limit("list")) == (single, list_)
    assert crowd(gate) == at_once


@pytest.mark.parametrize(
    ("told", "limit"),
    [
        (headers("50", "1s"), Limit(50, 1.0)),
        (headers("2", "1s"), Limit(2, 1.0)),
        (headers("30", "1m"), Limit(30, 60.0)),
        (headers("2", "500ms"), Limit(2, 0.5)),
        (headers(" 4 ", "2"), Limit(4, 2.0)),
        (headers("2"), Limit(2, 1.0)),
        (headers("50"), Limit(3, 1.0)),
        (headers("50", "a second"), Limit(3, 1.0)),
        (headers("many", "10s"), Limit(3, 10.0)),
        (headers("many", "500ms"), Limit(3, 1.0)),
        (headers("0", "1s"), Limit(3, 1.0)),
        (headers("-1", "1s"), Limit(3, 1.0)),
        (headers("1e9", "1s"), Limit(3, 1.0)),
        (headers("999999999999999999999", "1s"), Limit(3, 1.0)),
        (headers("٣", "1s"), Limit(3, 1.0)),
        (headers("5", "0s"), Limit(3, 1.0)),
        (headers("2", "99999h"), Limit(2, 1.0)),
    ],
)
def test_a_limit_is_read_from_headers_and_nonsense_is_passed_over(
    clock: FakeClock, told: Any, limit: Limit
) -> None:
    pool = Pool(polite=True, clock=clock)
    pool.told("list", told)
    assert pool.gate.limit("list") == limit
    assert pool.gate.limit("single") == Limit(10)


@pytest.mark.parametrize(
    ("value", "at_once"), [("1", 1), ("2", 2), ("5", 5), ("50", 8), ("0", 3), ("x", 3), ("", 3)]
)
def test_concurrency_is_read_from_headers(clock: FakeClock, value: str, at_once: int) -> None:
    pool = Pool(polite=True, clock=clock)
    pool.told("list", headers(at_once=value))
    assert crowd(pool.gate) == at_once


def test_an_address_that_is_not_accepted_means_the_limits_of_the_public_pool(
    clock: FakeClock,
) -> None:
    pool = Pool(polite=True, clock=clock)
    pool.told("list", headers("2", "1s", pool="public"))
    assert pool.gate.limit("list") == Limit(2)
    assert pool.gate.limit("single") == Limit(5)
    assert crowd(pool.gate) == 1


def test_what_the_public_pool_tells_is_kept_to_though_it_is_more_than_documented(
    clock: FakeClock,
) -> None:
    pool = Pool(polite=False, clock=clock)
    pool.told("single", headers("50", "1s", "5", pool="public"))
    assert (pool.gate.limit("single"), pool.gate.limit("list")) == (Limit(50), Limit(1))
    assert crowd(pool.gate) == 5


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with threaded_server() as server:
        yield server


def ask_both_ways(source: CrossrefSource, singles: int, lists: int) -> None:
    """Look DOIs up singly (a comma keeps them out of a batch) and search, in two threads."""
    searching = threading.Thread(
        target=source.search, args=([Reference(raw=f"title {n}") for n in range(lists)],)
    )
    searching.start()
    source.by_doi([f"10.1000/x,{number}" for number in range(singles)])
    searching.join()


def test_the_polite_pool_as_the_server_counts(server: HTTPServer) -> None:
    loopback = Loopback(server, [work("10.1000/a")])
    loopback.delay = 0.1
    ask_both_ways(CrossrefSource(base_url=loopback.url, mailto="jane@example.org"), 14, 4)
    assert (loopback.count("single"), loopback.count("list")) == (14, 4)
    assert loopback.most_within(1.0, "single") <= 10
    assert loopback.most_within(1.0, "list") <= 3
    assert 1 < loopback.most_at_once <= 3
    assert {asked.pool for asked in loopback.asked} == {"polite"}


def test_the_public_pool_as_the_server_counts(server: HTTPServer) -> None:
    loopback = Loopback(server, [work("10.1000/a")])
    loopback.delay = 0.05
    ask_both_ways(CrossrefSource(base_url=loopback.url), 6, 2)
    assert (loopback.count("single"), loopback.count("list")) == (6, 2)
    assert loopback.most_within(1.0, "single") <= 5
    assert loopback.most_within(1.0, "list") <= 1
    assert loopback.most_at_once == 1


def test_a_pool_that_allows_much_is_used(server: HTTPServer) -> None:
    loopback = Loopback(server, [work("10.1000/a")])
    loopback.delay = 0.02
    loopback.pools["polite"] = PoolLimits(("50", "1s"), ("20", "1s"), "6")
    ask_both_ways(CrossrefSource(base_url=loopback.url, mailto="jane@example.org"), 55, 22)
    assert 10 < loopback.most_within(1.0, "single") <= 50
    assert 3 < loopback.most_within(1.0, "list") <= 20
    assert 3 < loopback.most_at_once <= 6


def test_limits_lowered_in_the_middle_of_a_run_hold_at_once(httpserver: HTTPServer) -> None:
    loopback = Loopback(httpserver, [work("10.1000/a")])
    clock = loopback.clock
    source = CrossrefSource(base_url=loopback.url, clock=clock)

    def lowering(request: Request) -> Response:
        told = {"x-rate-limit-limit": "1", "x-rate-limit-interval": "3s"}
        return Response("Resource not found.", 404, content_type="text/plain", headers=told)

    source.by_doi(["10.1000/a", "10.1000/b,c"])
    loopback.faults = [lowering]
    loopback.pools = {}
    for number in range(4):
        source.by_doi([f"10.1000/x{number}"])
    times = [asked.time for asked in loopback.asked if asked.kind == "single"]
    assert [later - earlier for earlier, later in pairwise(times)] == pytest.approx(
        [0.0, 0.0, 3.06, 3.06, 3.06]
    )


def test_an_address_that_crossref_does_not_accept_does_not_help(httpserver: HTTPServer) -> None:
    loopback = Loopback(httpserver, [work("10.1000/a")])
    loopback.pools["polite"] = PoolLimits(("", ""), ("", ""), "")

    def public(request: Request) -> Response:
        told = {"x-api-pool": "public"}
        return Response("Resource not found.", 404, content_type="text/plain", headers=told)

    loopback.faults = [public]
    source = CrossrefSource(base_url=loopback.url, mailto="x@y", clock=loopback.clock)
    for number in range(11):
        source.by_doi([f"10.1000/x{number}"])
    assert loopback.most_within(1.0, "single", fake=True) == 5
