"""CrossrefSource against a loopback Crossref: what it asks, how often, what failures become."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from loopback import Fault, Loopback, body, hanging_server, redirect_to_itself, status, work
from pytest_httpserver import HTTPServer

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Reference
from refkit.resolve import CrossrefSource

Make = Callable[..., tuple[Loopback, CrossrefSource]]


@pytest.fixture
def make(httpserver: HTTPServer) -> Make:
    def made(
        works: Any = (), *, mailto: str = "", **options: Any
    ) -> tuple[Loopback, CrossrefSource]:
        loopback = Loopback(httpserver, works, **options)
        source = CrossrefSource(
            base_url=loopback.url, mailto=mailto, timeout=5, clock=loopback.clock
        )
        return loopback, source

    return made


def outcomes(source: CrossrefSource, dois: list[str]) -> list[tuple[str, str]]:
    return [(answer.outcome, answer.detail) for answer in source.by_doi(dois)]


def test_a_doi_is_found_and_its_question_stays_as_asked(make: Make) -> None:
    loopback, source = make([work("10.1037/PST0000342", "A clinical practice review")])
    (answer,) = source.by_doi(["https://doi.org/10.1037/pst0000342"])
    assert answer.question == "https://doi.org/10.1037/pst0000342"
    assert answer.outcome == "found"
    assert answer.source == "crossref"
    assert answer.records[0].work.title == "A clinical practice review"
    assert answer.records[0].work.DOI == "10.1037/PST0000342"
    assert answer.records[0].time.endswith("Z")
    assert [asked.what for asked in loopback.asked] == ["10.1037/pst0000342"]


@pytest.mark.parametrize(
    "doi",
    [
        "10.1000/a#b",
        "10.1000/a?b=c",
        "10.1002/(sici)1098-1004(1998)11:4<286::aid-humu6>3.3.co;2-2",
        "10.1000/a,b",
        "10.1000/a%b",
        "10.1000/ä",
    ],
)
def test_odd_characters_of_a_doi_reach_the_server(make: Make, doi: str) -> None:
    loopback, source = make([work(doi, "The one"), work("10.1000/a", "Another")])
    (answer,) = source.by_doi([doi])
    assert [record.work.title for record in answer.records] == ["The one"]
    assert loopback.asked[0].what == doi


def test_fifty_dois_cost_one_request_and_come_in_order(make: Make) -> None:
    works = [work(f"10.1000/x{number}", f"Title {number}") for number in range(50)]
    loopback, source = make(works)
    dois = [f"10.1000/X{number}" for number in reversed(range(50))]
    answers = source.by_doi(dois)
    assert [answer.records[0].work.title for answer in answers] == [
        f"Title {number}" for number in reversed(range(50))
    ]
    assert [asked.kind for asked in loopback.asked] == ["list"]


def test_five_hundred_dois_cost_ten_requests(make: Make) -> None:
    works = [work(f"10.1000/x{number}") for number in range(500)]
    loopback, source = make(works)
    answers = source.by_doi([item["DOI"] for item in works])
    assert {answer.outcome for answer in answers} == {"found"}
    assert len(loopback.asked) == 10


def test_a_doi_asked_twice_in_a_batch_is_one_question(make: Make) -> None:
    loopback, source = make([work("10.1000/a")])
    assert [answer.outcome for answer in source.by_doi(["10.1000/a", "doi:10.1000/A"])] == [
        "found",
        "found",
    ]
    assert len(loopback.asked) == 1


def test_a_doi_that_crossref_lacks_is_unknown_and_not_absent(make: Make) -> None:
    _, source = make([work("10.1000/a"), work("10.1000/b")])
    missing = ("unknown", "Crossref has no such DOI")
    assert outcomes(source, ["10.5281/zenodo.1"]) == [missing]
    assert outcomes(source, ["10.1000/a", "10.5281/zenodo.1", "10.1000/b"]) == [
        ("found", ""),
        missing,
        ("found", ""),
    ]


def test_a_comma_keeps_a_doi_out_of_the_batch(make: Make) -> None:
    loopback, source = make([work("10.1000/a"), work("10.1000/b"), work("10.1000/c,d")])
    found = outcomes(source, ["10.1000/a", "10.1000/c,d", "10.1000/b"])
    assert found == [("found", "")] * 3
    assert [(asked.kind, asked.what) for asked in loopback.asked] == [
        ("list", "doi:10.1000/a,doi:10.1000/b"),
        ("single", "10.1000/c,d"),
    ]


def test_a_poisonous_doi_does_not_spoil_its_batch(make: Make) -> None:
    loopback, source = make([work("10.1000/a"), work("10.1000/b")], poison=["10.1000/bad"])
    found = outcomes(source, ["10.1000/a", "10.1000/bad", "10.1000/b"])
    assert [outcome for outcome, _ in found] == ["found", "unknown", "found"]
    assert (loopback.count("list"), loopback.count("single")) == (1, 3)


def test_what_is_no_doi_is_not_asked_for(make: Make) -> None:
    loopback, source = make()
    assert outcomes(source, ["forthcoming", ""]) == [("unknown", "not a DOI")] * 2
    assert loopback.asked == []


def test_a_batch_answer_that_is_cut_short_is_completed_singly(make: Make) -> None:
    loopback, source = make([work("10.1000/a"), work("10.1000/b")])
    short = {"message": {"total-results": 2, "items": [work("10.1000/a")]}}
    loopback.faults = [body(json.dumps(short))]
    assert outcomes(source, ["10.1000/a", "10.1000/b"]) == [("found", "")] * 2
    assert (loopback.count("list"), loopback.count("single")) == (1, 1)


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (status(403), "HTTP 403"),
        (status(500), "HTTP 500"),
        (status(503), "HTTP 503"),
        (status(429), "HTTP 429"),
        (status(429, Retry_After="7200"), "HTTP 429, to be asked again in 7200 s"),
        (body("<html>Sorry</html>", "text/html"), "answered with HTML, not JSON"),
        (body("Sorry", "text/plain"), "answered with text, not JSON"),
        (body('{"message": {"DOI": "10.1000'), "answered with JSON that is broken or cut off"),
        (body(b'{"message": "\xff"}'), "answered with JSON that is broken or cut off"),
        (body("[]"), "answered with JSON of another form"),
        (body('{"message": 5}'), "answered with JSON of another form"),
        (body("null"), "answered with JSON of another form"),
        (redirect_to_itself, "HTTP 302, a redirect"),
    ],
)
def test_a_failure_is_silence_in_words_for_a_look_up_a_batch_and_a_search(
    make: Make, fault: Fault, detail: str
) -> None:
    loopback, source = make([work("10.1000/a"), work("10.1000/b")])
    loopback.always = fault
    assert outcomes(source, ["10.1000/a"]) == [("silent", detail)]
    assert outcomes(source, ["10.1000/a", "10.1000/b"]) == [("silent", detail)] * 2
    (answer,) = source.search([Reference(raw="A title")])
    assert (answer.outcome, answer.detail) == ("silent", detail)


@pytest.mark.parametrize(
    "text", ['{"message": {}}', '{"message": {"DOI": 5}}', '{"message": {"items": 3, "DOI": []}}']
)
def test_a_work_without_a_doi_is_no_answer(make: Make, text: str) -> None:
    loopback, source = make()
    loopback.always = body(text)
    assert outcomes(source, ["10.1000/a"]) == [("silent", "answered with JSON of another form")]


def test_a_hanging_server_is_left_after_the_timeout() -> None:
    with hanging_server() as url:
        source = CrossrefSource(base_url=url, timeout=0.1)
        assert outcomes(source, ["10.1000/a"]) == [("silent", "timed out after 0.1 s")]
        (answer,) = source.search([Reference(raw="A title")])
    assert (answer.outcome, answer.detail) == ("silent", "timed out after 0.1 s")


def test_a_refused_connection_is_silence_and_not_absence() -> None:
    source = CrossrefSource(base_url="http://127.0.0.1:9", timeout=0.3)
    assert outcomes(source, ["10.1000/a"]) == [("silent", "connection refused")]
    (answer,) = source.search([Reference(raw="A title")])
    assert (answer.outcome, answer.detail) == ("silent", "connection refused")


@pytest.mark.parametrize(
    ("faults", "slept"),
    [
        ([status(429, Retry_After="7")], 7.0),
        ([status(503, Retry_After="2")], 2.0),
        ([status(429)], 1.0),
        ([status(503), status(502)], 3.0),
    ],
)
def test_a_busy_server_is_asked_again_when_it_says(
    make: Make, faults: list[Fault], slept: float
) -> None:
    loopback, source = make([work("10.1000/a")])
    loopback.faults = list(faults)
    assert outcomes(source, ["10.1000/a"]) == [("found", "")]
    assert len(loopback.asked) == len(faults) + 1
    assert sum(loopback.clock.slept) == pytest.approx(slept, abs=0.3)


def test_after_three_outages_a_source_is_asked_no_more(make: Make) -> None:
    loopback, source = make([work("10.1000/a")])
    loopback.always = status(403)
    for _ in range(3):
        source.by_doi(["10.1000/a"])
    loopback.always = None
    assert (
        outcomes(source, ["10.1000/a", "10.1000/b"])
        == [("silent", "not asked, for Crossref was out of reach")] * 2
    )
    assert len(loopback.asked) == 3


def test_a_404_is_no_outage(make: Make) -> None:
    loopback, source = make([work("10.1000/a")])
    for number in range(5):
        source.by_doi([f"10.1000/none{number}"])
    assert outcomes(source, ["10.1000/a"]) == [("found", "")]
    assert len(loopback.asked) == 6


@pytest.mark.parametrize(
    ("mailto", "kind", "per_second"),
    [
        ("", "single", 5),
        ("", "list", 1),
        ("jane@example.org", "single", 10),
        ("jane@example.org", "list", 3),
    ],
)
def test_the_pace_of_each_pool_is_kept(make: Make, mailto: str, kind: str, per_second: int) -> None:
    loopback, source = make([work("10.1000/a")], mailto=mailto)
    for number in range(4):
        if kind == "single":
            source.by_doi([f"10.1000/{number}"])
        else:
            source.search([Reference(raw=f"title {number}")])
    times = [asked.time for asked in loopback.asked if asked.kind == kind]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps == pytest.approx([1 / per_second] * 3)


def test_who_asks_is_said_in_the_user_agent(make: Make) -> None:
    loopback, source = make([work("10.1000/a")], mailto="jane@example.org")
    source.by_doi(["10.1000/a"])
    agent = loopback.asked[0].headers["User-Agent"]
    assert "refkit/" in agent
    assert "mailto:jane@example.org" in agent


def test_a_search_sends_the_reference_and_ranks_what_comes(make: Make) -> None:
    loopback, source = make(
        [work("10.1000/a", "Using crying to cope"), work("10.1000/b", "Why only humans weep")]
    )
    (answer,) = source.search(
        [Reference(raw="Doe, J. (2020). Why only humans weep. https://doi.org/10.1000/a", line=7)]
    )
    assert loopback.asked[0].what == "Doe, J. (2020). Why only humans weep."
    assert answer.question == "Doe, J. (2020). Why only humans weep."
    assert [record.work.DOI for record in answer.records] == ["10.1000/b", "10.1000/a"]
    assert answer.records[0].score > answer.records[1].score > 0


def test_a_search_without_a_hit_or_without_words_says_so(make: Make) -> None:
    loopback, source = make([])
    found = source.search(
        [Reference(raw="Doe, J. (2020)."), Reference(raw="https://doi.org/10.1/a")]
    )
    assert [(answer.outcome, answer.detail) for answer in found] == [
        ("absent", "Crossref has nothing like it"),
        ("unknown", "nothing to search for"),
    ]
    assert len(loopback.asked) == 1


def test_the_address_may_come_from_the_environment(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    loopback = Loopback(httpserver, [work("10.1000/a")])
    monkeypatch.setenv("REFKIT_CROSSREF_URL", f"{loopback.url}/")
    assert outcomes(CrossrefSource(), ["10.1000/a"]) == [("found", "")]


@pytest.mark.parametrize(
    "options",
    [{"mailto": "nobody"}, {"mailto": "a@b\r\nX: y"}, {"base_url": "ftp://x"}, {"base_url": "x"}],
)
def test_a_setting_that_cannot_work_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        CrossrefSource(**options)


def test_a_closed_source_cannot_be_asked(make: Make) -> None:
    _, source = make()
    source.close()
    with pytest.raises(SourceError, match="crossref has been closed"):
        source.by_doi(["10.1000/a"])
    with pytest.raises(SourceError):
        source.search([Reference(raw="A title")])


def test_real_works_come_back_under_their_own_dois(make: Make, shared_data: Path) -> None:
    works = []
    with gzip.open(shared_data / "crossref" / "works.jsonl.gz") as lines:
        for number, line in enumerate(lines):
            if number % 100 == 0:
                works.append(json.loads(line))
    loopback, source = make(works)
    dois = [item["DOI"] for item in works]
    answers = source.by_doi(dois)
    assert {answer.outcome for answer in answers} == {"found"}
    assert [answer.records[0].work.DOI for answer in answers] == dois
    assert loopback.count("list") <= len(dois) // 50 + 1
