"""CrossrefSource when things go wrong: what is not answered is silence, and costs little."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import habanero
import pytest
from loopback import (
    FakeClock,
    Fault,
    Loopback,
    PoolLimits,
    body,
    hanging_server,
    raw_server,
    redirect_to_itself,
    reset_connection,
    status,
    threaded_server,
    work,
)
from pytest_httpserver import HTTPServer
from watchdog import in_time, interrupt_main
from werkzeug import Request, Response

from refkit.model import Answer, Reference
from refkit.resolve import CrossrefSource

LOST = ("silent", "not asked, for Crossref was out of reach")
NONE: dict[str, Any] = {"total-results": 0, "items": []}
A_TITLE = [Reference(raw="A title")]


@pytest.fixture
def loopback(httpserver: HTTPServer) -> Loopback:
    return Loopback(httpserver, [work("10.1000/a"), work("10.1000/b")])


@pytest.fixture
def make(loopback: Loopback) -> Callable[[], CrossrefSource]:
    def made() -> CrossrefSource:
        return CrossrefSource(
            base_url=loopback.url, timeout=5, clock=loopback.clock, jitter=lambda: 1.0
        )

    return made


Make = Callable[[], CrossrefSource]


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with threaded_server() as server:
        yield server


def outcomes(source: CrossrefSource, dois: list[str]) -> list[tuple[str, str]]:
    return [(answer.outcome, answer.detail) for answer in source.by_doi(dois)]


def searched(source: CrossrefSource) -> tuple[str, str]:
    (answer,) = source.search(A_TITLE)
    return answer.outcome, answer.detail


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (status(401), "HTTP 401"),
        (status(403), "HTTP 403"),
        (status(500), "HTTP 500"),
        (status(503), "HTTP 503"),
        (status(429), "HTTP 429"),
        (status(429, Retry_After="soon"), "HTTP 429"),
        (status(429, Retry_After="7200"), "HTTP 429, to be asked again in 7200 s"),
        (body("<html>Sorry</html>", "text/html"), "answered with HTML, not JSON"),
        (body("Sorry", "text/plain"), "answered with text, not JSON"),
        (body(""), "answered with JSON that is broken or cut off"),
        (body('{"message": {"DOI": "10.1000'), "answered with JSON that is broken or cut off"),
        (body(b'{"message": "\xff"}'), "answered with JSON that is broken or cut off"),
        (body("[" * 100_000), "answered with JSON of another form"),
        (body("[]"), "answered with JSON of another form"),
        (body('{"message": 5}'), "answered with JSON of another form"),
        (body("null"), "answered with JSON of another form"),
        (body('{"message": {}}'), "answered with JSON of another form"),
        (body('{"message": {"DOI": 5, "items": 3}}'), "answered with JSON of another form"),
        (body('{"message": {"items": [], "total-results": null}}'),
         "answered with JSON of another form"),
        (body('{"message": {"items": null, "total-results": 0}}'),
         "answered with JSON of another form"),
        (redirect_to_itself, "HTTP 302, a redirect"),
    ],
)  # fmt: skip
def test_a_failure_is_silence_in_words_for_a_look_up_a_batch_and_a_search(
    make: Make, loopback: Loopback, fault: Fault, detail: str
) -> None:
    loopback.always = fault
    assert outcomes(make(), ["10.1000/a"]) == [("silent", detail)]
    assert outcomes(make(), ["10.1000/a", "10.1000/b"]) == [("silent", detail)] * 2
    assert searched(make()) == ("silent", detail)


def test_a_connection_that_is_reset_is_silence(make: Make, loopback: Loopback) -> None:
    loopback.always = reset_connection
    for outcome, detail in (*outcomes(make(), ["10.1000/a"]), searched(make())):
        assert outcome == "silent"
        assert detail.startswith("the connection broke off: ")
    assert len(loopback.asked) == 8


def test_a_page_of_html_that_says_404_is_no_answer(make: Make, loopback: Loopback) -> None:
    loopback.always = lambda request: Response("<html>", 404, content_type="text/html")
    assert outcomes(make(), ["10.1000/a"]) == [("silent", "HTTP 404, a page of HTML")]


@pytest.mark.parametrize(
    "message",
    [
        {"total-results": 3, "items": []},
        {"total-results": 1, "items": [{"title": ["No DOI"]}]},
        {"total-results": 0, "items": [5]},
    ],
)
def test_a_list_without_works_is_absence_only_where_it_says_that_there_are_none(
    make: Make, loopback: Loopback, message: dict[str, Any]
) -> None:
    loopback.faults = [body(json.dumps({"message": message})), body(json.dumps({"message": NONE}))]
    source = make()
    assert searched(source) == ("silent", "answered with a list that contradicts itself")
    assert searched(source) == ("absent", "Crossref has nothing like it")


def test_a_hanging_server_is_left_after_the_timeout() -> None:
    with hanging_server() as url:
        source = CrossrefSource(base_url=url, timeout=0.1, clock=FakeClock())
        assert outcomes(source, ["10.1000/a"]) == [("silent", "timed out after 0.1 s")]
        assert searched(source) == ("silent", "timed out after 0.1 s")


def test_a_refused_connection_is_silence_and_not_absence() -> None:
    source = CrossrefSource(base_url="http://127.0.0.1:9", timeout=0.3)
    assert outcomes(source, ["10.1000/a"]) == [("silent", "connection refused")]
    assert searched(source) == ("silent", "connection refused")


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Ty",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        b"\x00\x01\x02\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000,
    ],
)
def test_what_is_no_http_or_breaks_off_is_silence_and_tried_again(reply: bytes) -> None:
    said = itertools.count()

    def say() -> list[bytes]:
        next(said)
        return [reply]

    with raw_server(say) as url:
        source = CrossrefSource(base_url=url, timeout=5, clock=FakeClock())
        for outcome, detail in (*outcomes(source, ["10.1000/a"]), searched(source)):
            assert outcome == "silent"
            assert detail.startswith("the connection broke off: ")
    assert next(said) == 8


@pytest.mark.parametrize(
    ("faults", "slept"),
    [
        ([status(429, Retry_After="7")], 7.0),
        ([status(503, Retry_After="2")], 2.0),
        ([status(429)], 1.0),
        ([status(503), status(502), reset_connection], 7.0),
        ([status(429, Retry_After="7")] * 3, 21.0),
    ],
)
@pytest.mark.parametrize("dois", [["10.1000/a"], ["10.1000/a", "10.1000/b"]])
def test_a_busy_server_is_asked_again_when_it_says(
    make: Make, loopback: Loopback, faults: list[Fault], slept: float, dois: list[str]
) -> None:
    loopback.faults = list(faults)
    assert outcomes(make(), dois) == [("found", "")] * len(dois)
    assert len(loopback.asked) == len(faults) + 1
    assert loopback.clock.time == pytest.approx(1000 + slept, abs=1.1)


def test_a_question_is_not_tried_for_longer_than_two_minutes(
    make: Make, loopback: Loopback
) -> None:
    loopback.always = status(503, Retry_After="50")
    assert outcomes(make(), ["10.1000/a"]) == [("silent", "HTTP 503")]
    assert len(loopback.asked) == 3


def test_after_a_403_nothing_more_is_asked(make: Make, loopback: Loopback) -> None:
    loopback.faults = [status(403)]
    source = make()
    assert outcomes(source, ["10.1000/a"]) == [("silent", "HTTP 403")]
    loopback.clock.time += 600
    assert outcomes(source, ["10.1000/a", "10.1000/b", "10.1000/c,d"]) == [LOST] * 3
    assert searched(source) == LOST
    assert len(loopback.asked) == 1


def test_a_server_that_wants_hours_gets_them(make: Make, loopback: Loopback) -> None:
    loopback.faults = [status(503, Retry_After="7200")]
    source = make()
    assert outcomes(source, ["10.1000/a"])[0][0] == "silent"
    loopback.clock.time += 7100
    assert outcomes(source, ["10.1000/a"]) == [LOST]
    loopback.clock.time += 100
    assert outcomes(source, ["10.1000/a"]) == [("found", "")]
    assert len(loopback.asked) == 2


def test_after_three_outages_a_source_is_asked_no_more_until_it_has_rested(
    make: Make, loopback: Loopback
) -> None:
    loopback.always = body("<html>", "text/html")
    source = make()
    for number in range(5):
        source.by_doi([f"10.1000/{number}"])
    assert len(loopback.asked) == 3
    assert outcomes(source, ["10.1000/a", "10.1000/b"]) == [LOST] * 2
    loopback.clock.time += 60
    assert outcomes(source, ["10.1000/a"]) == [("silent", "answered with HTML, not JSON")]
    assert outcomes(source, ["10.1000/a"]) == [LOST]
    assert len(loopback.asked) == 4
    loopback.clock.time += 60
    loopback.always = None
    assert outcomes(source, ["10.1000/a", "10.1000/b"]) == [("found", "")] * 2


@pytest.mark.parametrize("code", [429, 503])
def test_a_storm_costs_a_bounded_number_of_requests_and_proves_nothing(
    server: HTTPServer, code: int
) -> None:
    loopback = Loopback(server, [work("10.1000/a")])
    loopback.always = status(code)
    source = CrossrefSource(base_url=loopback.url, mailto="jane@example.org", clock=loopback.clock)
    told: list[Answer] = []
    answers = source.search([Reference(raw=f"title {n}") for n in range(200)], heard=told.extend)
    answers += source.by_doi([f"10.1000/x{n}" for n in range(500)], heard=told.extend)
    assert {answer.outcome for answer in answers} == {"silent"}
    assert {answer.detail for answer in answers} == {f"HTTP {code}", LOST[1]}
    # Three under way when it begins, then one at a time until twelve have failed.
    assert len(loopback.asked) <= 14
    assert len(told) == 700


def test_a_storm_that_passes_leaves_nothing_behind(make: Make, loopback: Loopback) -> None:
    loopback.faults = [status(503), status(429), status(503), status(429, Retry_After="9")] * 2
    dois = [f"10.1000/{letter},{number}" for letter in "ab" for number in range(5)]
    loopback.works |= {doi: work(doi) for doi in dois}
    answers = make().by_doi(dois)
    # The first question is given up after four attempts, and whoever comes next waits with it.
    assert sorted(answer.outcome for answer in answers).count("found") >= 8
    assert {answer.outcome for answer in answers} <= {"found", "silent"}


class JumpingClock(FakeClock):
    """Its wall side jumps by decades each time it is looked at."""

    def __init__(self) -> None:
        super().__init__()
        jumps = itertools.cycle([timedelta(0), timedelta(days=-9000), timedelta(days=9000)])
        self.wall = lambda: datetime(2026, 11, 23, tzinfo=UTC) + next(jumps)


def test_a_clock_on_the_wall_that_jumps_changes_nothing(loopback: Loopback) -> None:
    loopback.clock = JumpingClock()
    source = CrossrefSource(base_url=loopback.url, clock=loopback.clock, jitter=lambda: 1.0)
    loopback.faults = [status(503), status(503)]
    answers = source.by_doi(["10.1000/a", "10.1000/b"])
    for number in range(3):
        answers += source.search([Reference(raw=f"title {number}")])
    assert {answer.outcome for answer in answers} == {"found"}
    assert len(loopback.asked) == 6
    assert loopback.most_within(1.0, "list", fake=True) == 1
    assert loopback.clock.time == pytest.approx(1000 + 1.02 + 2 + 3 * 1.02)


def test_a_date_to_come_back_at_is_read_by_the_servers_clock() -> None:
    busy = (
        b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nConnection: close\r\n"
        b"Date: Sat, 23 Nov 1996 10:00:00 GMT\r\nRetry-After: Sat, 23 Nov 1996 10:00:30 GMT\r\n\r\n"
    )
    found = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
        b'{"message": {"DOI": "10.1000/a"}}'
    )
    replies = iter([[busy], [found]])
    clock = JumpingClock()
    with raw_server(lambda: next(replies)) as url:
        source = CrossrefSource(base_url=url, clock=clock)
        assert outcomes(source, ["10.1000/a"]) == [("found", "")]
    assert clock.time == pytest.approx(1030)


def test_an_interrupt_keeps_what_was_heard_and_asks_no_more(server: HTTPServer) -> None:
    loopback = Loopback(server, [work("10.1000/a", "title")])
    loopback.pools["polite"] = PoolLimits(("100", "1s"), ("100", "1s"), "3")
    source = CrossrefSource(base_url=loopback.url, mailto="jane@example.org")
    three, over = threading.Event(), threading.Event()
    told: list[Answer] = []

    def interrupt(request: Request) -> Response:
        three.wait(10)
        interrupt_main()
        return loopback.answer(request)

    def hang(request: Request) -> Response:
        over.wait(10)
        return loopback.answer(request)

    def heard(answers: Any) -> None:
        told.extend(answers)
        if len(told) == 3:
            three.set()

    loopback.faults = [loopback.answer, loopback.answer, loopback.answer, interrupt]
    loopback.always = hang
    with pytest.raises(KeyboardInterrupt):
        source.search([Reference(raw=f"title {number}") for number in range(100)], heard=heard)
    over.set()
    for thread in threading.enumerate():
        if thread.name == "refkit":
            thread.join(10)
            assert not thread.is_alive()
    assert [answer.outcome for answer in told[:3]] == ["found"] * 3
    assert len(loopback.asked) <= 6 + 1


def test_after_an_interrupt_the_source_can_be_asked_again(server: HTTPServer) -> None:
    loopback = Loopback(server, [work("10.1000/a")])
    source = CrossrefSource(base_url=loopback.url)
    over = threading.Event()

    def interrupt(request: Request) -> Response:
        interrupt_main()
        over.wait(10)
        return loopback.answer(request)

    loopback.faults = [interrupt]
    with pytest.raises(KeyboardInterrupt):
        source.by_doi(["10.1000/a"])
    over.set()
    [answer] = in_time(lambda: source.by_doi(["10.1000/a"]))
    assert answer.outcome == "found"


def test_a_fault_of_the_program_is_raised_and_takes_no_place_with_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make()

    def fails(*arguments: Any, **options: Any) -> Any:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(habanero.Crossref, "works", fails)
        for dois in (["10.1000/a"], ["10.1000/a", "10.1000/b,c", "10.1000/d,e"]):
            with pytest.raises(ZeroDivisionError):
                in_time(partial(source.by_doi, dois))
    [answer] = in_time(lambda: source.by_doi(["10.1000/a"]))
    assert answer.outcome == "found"


def test_what_waits_when_the_source_is_closed_is_silent(server: HTTPServer) -> None:
    loopback = Loopback(server, [work("10.1000/a", "title")])
    source = CrossrefSource(base_url=loopback.url)
    told: list[Answer] = []

    def heard(answers: Any) -> None:
        told.extend(answers)
        source.close()

    answers = source.search([Reference(raw=f"title {number}") for number in range(9)], heard=heard)
    assert len(told) == 9
    assert sorted(answer.outcome for answer in answers).count("silent") >= 7
    assert len(loopback.asked) <= 2
