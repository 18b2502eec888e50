"""DoiOrg against a loopback doi.org: agencies, content negotiation, and failures."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import (
    FakeClock,
    Fault,
    Loopback,
    body,
    hanging_server,
    raw_server,
    redirect_to_itself,
    reset_connection,
    status,
    threaded_server,
    work,
)
from loopback_datacite import DoiOrgServer
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer, Reference
from refkit.resolve import DoiOrg, web
from refkit.resolve.flights import Claim

ZENODO = {
    "type": "article",
    "id": "https://doi.org/10.5281/zenodo.4136578",
    "DOI": "10.5281/ZENODO.4136578",
    "title": "doe/weeping: v0.25.6",
    "author": [{"family": "Doe-Roe", "given": "Jane"}],
    "issued": {"date-parts": [["2020", 10, 26]]},
    "publisher": "Zenodo",
    "version": "v0.25.6",
}
Make = Callable[..., tuple[DoiOrgServer, DoiOrg]]


@pytest.fixture(scope="module")
def far_server() -> Iterator[HTTPServer]:
    with threaded_server() as server:
        yield server


@pytest.fixture
def beyond(far_server: HTTPServer) -> HTTPServer:
    """The agencies' own server."""
    far_server.clear()
    return far_server


@pytest.fixture
def make(httpserver: HTTPServer, beyond: HTTPServer) -> Make:
    def made(**options: Any) -> tuple[DoiOrgServer, DoiOrg]:
        server = DoiOrgServer(httpserver, beyond, **options)
        return server, DoiOrg(base_url=server.url, clock=server.clock, jitter=lambda: 1.0)

    return made


def outcomes(source: DoiOrg, dois: list[str]) -> list[tuple[str, str]]:
    return [(answer.outcome, answer.detail) for answer in source.by_doi(dois)]


def test_a_doi_of_datacite_is_found_by_content_negotiation(make: Make) -> None:
    doi = "10.5281/zenodo.4136578"
    server, source = make(agencies={doi: "DataCite"}, items={doi: ZENODO})
    (answer,) = source.by_doi(["doi:10.5281/Zenodo.4136578"])
    assert (answer.outcome, answer.question) == ("found", "doi:10.5281/Zenodo.4136578")
    assert answer.detail == "registered with DataCite"
    record = answer.records[0]
    assert record.source == "doi.org"
    assert record.work.title == "doe/weeping: v0.25.6"
    assert record.work.year == 2020
    assert record.work.publisher == "Zenodo"
    assert record.raw.startswith('{"type": "article", "id": "https://doi.org/10.5281/zenodo')
    assert [seen.kind for seen in server.seen] == ["agencies", "negotiated", "datacite"]
    assert server.seen[2].headers["Accept"] == "application/vnd.citationstyles.csl+json"


def test_a_doi_that_no_agency_registered_is_absent(make: Make) -> None:
    server, source = make()
    assert outcomes(source, ["10.1000/fake"]) == [("absent", "doi.org says: DOI does not exist")]
    assert [seen.kind for seen in server.seen] == ["agencies"]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("Invalid DOI", "absent"), ("Unknown", "unknown"), ("Service is being rebuilt", "unknown")],
)
def test_only_what_says_that_there_is_none_makes_a_doi_absent(
    make: Make, words: str, outcome: str
) -> None:
    _, source = make(statuses={"10.1000/a": words})
    assert outcomes(source, ["10.1000/a"]) == [(outcome, f"doi.org says: {words}")]


def test_an_agency_that_tells_no_metadata_leaves_the_doi_unknown(make: Make) -> None:
    _, source = make(agencies={"10.11467/isss2003.7.1_11": "JaLC"})
    assert outcomes(source, ["10.11467/isss2003.7.1_11"]) == [
        ("unknown", "registered with JaLC, which tells no metadata")
    ]


def test_forty_five_dois_are_three_questions_for_their_agencies(make: Make) -> None:
    server, source = make()
    answers = source.by_doi([f"10.1000/{number}" for number in range(45)])
    assert {answer.outcome for answer in answers} == {"absent"}
    assert [len(dois) for dois in server.asked("agencies")] == [15, 15, 15]


def test_a_doi_with_a_comma_is_asked_for_by_itself_and_quoted(make: Make) -> None:
    doi = "10.1000/a,b"
    server, source = make(agencies={doi: "DataCite"}, items={doi: {**ZENODO, "DOI": doi}})
    assert outcomes(source, ["10.1000/c", doi, "10.1000/d"]) == [
        ("absent", "doi.org says: DOI does not exist"),
        ("found", "registered with DataCite"),
        ("absent", "doi.org says: DOI does not exist"),
    ]
    assert sorted(server.asked("agencies")) == [["10.1000/a,b"], ["10.1000/c", "10.1000/d"]]


@pytest.mark.parametrize(
    "reply",
    [
        status(414),
        status(404),
        body('[{"DOI": "10.1000/a,10.1000/b", "status": "DOI does not exist"}]'),
        body('[{"DOI": "10.1000/a", "status": "Invalid DOI"}, {"DOI": 7}]'),
    ],
)
def test_dois_that_a_list_does_not_answer_are_asked_for_singly(make: Make, reply: Fault) -> None:
    server, source = make()
    server.faults["agencies"] = [reply]
    assert outcomes(source, ["10.1000/a", "10.1000/b"]) == [
        ("absent", "doi.org says: DOI does not exist"),
        ("absent", "doi.org says: DOI does not exist"),
    ]
    assert sorted(server.asked("agencies")) == [
        ["10.1000/a"],
        ["10.1000/a", "10.1000/b"],
        ["10.1000/b"],
    ]


def test_equal_dois_of_a_batch_are_asked_once_and_answered_as_asked(make: Make) -> None:
    server, source = make()
    asked = ["10.1000/a", "https://doi.org/10.1000/A", "10.1000/a"]
    heard: list[Answer] = []
    answers = source.by_doi(asked, heard=heard.extend)
    assert [answer.question for answer in answers] == asked
    assert [answer.question for answer in heard] == asked[:2]
    assert server.asked("agencies") == [["10.1000/a"]]


@pytest.mark.parametrize("doi", ["10.1000/a#b", "10.1000/a?b", "10.1002/(sici)1<1::a>3.0.co;2-u"])
def test_odd_characters_of_a_doi_reach_the_server(make: Make, doi: str) -> None:
    server, source = make(agencies={doi: "DataCite"}, items={doi: {**ZENODO, "DOI": doi}})
    assert outcomes(source, [doi]) == [("found", "registered with DataCite")]
    assert [seen.what for seen in server.seen] == [[doi], doi, doi]


def test_a_work_under_another_doi_has_the_one_that_was_asked_for_as_a_variant(make: Make) -> None:
    _, source = make(agencies={"10.1000/alias": "mEDRA"}, items={"10.1000/alias": ZENODO})
    record = source.by_doi(["10.1000/alias"])[0].records[0]
    assert record.work.DOI == "10.5281/ZENODO.4136578"
    assert record.variants["DOI"] == ["10.1000/alias"]


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (status(403), "HTTP 403"),
        (status(500), "HTTP 500"),
        (status(503, Retry_After="3600"), "HTTP 503, to be asked again in 3600 s"),
        (status(404), "HTTP 404"),
        (body("<html>Sorry</html>", "text/html"), "answered with HTML, not JSON"),
        (body('[{"DOI": "10.1'), "answered with JSON that is broken or cut off"),
        (body("[]"), "answered with JSON of another form"),
        (body('[{"RA": 5}]'), "answered with JSON of another form"),
        (body('{"RA": "Crossref"}'), "answered with JSON of another form"),
        (redirect_to_itself, "redirected without end"),
        (reset_connection, "the connection broke off"),
    ],
)
def test_a_failure_is_silence_in_words(make: Make, fault: Fault, detail: str) -> None:
    server, source = make()
    server.always["agencies"] = fault
    assert outcomes(source, ["10.1000/a"]) == [("silent", detail)]


@pytest.mark.parametrize(
    ("fault", "outcome", "detail"),
    [
        (status(503), "silent", "DataCite: HTTP 503"),
        (status(429), "silent", "DataCite: HTTP 429"),
        (status(403), "silent", "DataCite: HTTP 403"),
        (redirect_to_itself, "silent", "DataCite: redirected without end"),
        (body("<html>", "text/html"), "silent", "DataCite: answered with HTML, not JSON"),
        (body('{"title": '), "silent", "DataCite: answered with JSON that is broken or cut off"),
        (body("[]"), "silent", "DataCite: answered with JSON of another form"),
        (body('{"DOI": 5, "title": {}}'), "silent", "DataCite: answered with JSON of another form"),
        (status(404), "unknown", "registered with DataCite, which tells no metadata"),
        (status(406), "unknown", "registered with DataCite, which tells no metadata"),
    ],
)
def test_an_agency_may_fail_where_doi_org_answers(
    make: Make, fault: Fault, outcome: str, detail: str
) -> None:
    server, source = make(agencies={"10.1000/a": "DataCite"})
    server.always["datacite"] = fault
    assert outcomes(source, ["10.1000/a"]) == [(outcome, detail)]


@pytest.mark.parametrize("fault", [status(403), status(503), redirect_to_itself])
def test_the_page_of_a_publisher_says_nothing_of_an_agency_without_metadata(
    make: Make, fault: Fault
) -> None:
    server, source = make(agencies={"10.1000/a": "Airiti"})
    server.always["airiti"] = fault
    assert outcomes(source, ["10.1000/a"]) == [
        ("unknown", "registered with Airiti, which tells no metadata")
    ]


@pytest.mark.parametrize("place", ["http://", "ftp://example.org/a", "http://exa mple/\xff"])
def test_a_redirect_to_no_address_is_not_the_fault_of_doi_org(make: Make, place: str) -> None:
    server, source = make(agencies={f"10.1000/{number}": "DataCite" for number in range(4)})
    server.always["negotiated"] = lambda request: Response("", 302, headers={"Location": place})
    dois = [*server.agencies, "10.1000/none"]
    assert [answer.outcome for answer in source.by_doi(dois)] == [*["silent"] * 4, "absent"]
    assert outcomes(source, ["10.1000/other"])[0][0] == "absent"


def test_a_busy_server_is_asked_again_after_as_long_as_it_says(make: Make) -> None:
    server, source = make()
    server.faults["agencies"] = [status(429, Retry_After="7"), status(503)]
    assert outcomes(source, ["10.1000/a"]) == [("absent", "doi.org says: DOI does not exist")]
    assert server.count("agencies") == 3
    assert sum(server.clock.slept) >= 7 + 2


def test_a_hanging_server_is_silent() -> None:
    with hanging_server() as url:
        source = DoiOrg(base_url=url, timeout=0.05, clock=FakeClock())
        assert outcomes(source, ["10.1000/a"]) == [("silent", "timed out after 0.05 s")]


def test_a_refusing_server_is_given_up_after_three_questions() -> None:
    source = DoiOrg(base_url="http://127.0.0.1:9", timeout=1)
    for _ in range(3):
        assert outcomes(source, ["10.1000/a"]) == [("silent", "connection refused")]
    assert outcomes(source, ["10.1000/b", "10.1000/c"]) == [
        ("silent", "not asked, for doi.org was out of reach"),
        ("silent", "not asked, for doi.org was out of reach"),
    ]


def test_an_answer_that_comes_to_no_end_is_silence(make: Make) -> None:
    server, source = make()

    def endless(request: Request) -> Response:
        def pieces() -> Iterator[bytes]:
            while True:
                server.clock.advance(30.0)
                yield b" " * 70_000

        return Response(pieces(), 200, content_type="application/json")

    server.always["agencies"] = endless
    assert outcomes(source, ["10.1000/a"]) == [("silent", "timed out after 10 s")]


def test_an_answer_beyond_all_measure_is_not_read(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LARGEST", 1 << 20)
    server, source = make(agencies={"10.1000/a": "DataCite"})
    server.always["datacite"] = body(b'{"title": "' + b"a" * (2 << 20) + b'"}')
    assert outcomes(source, ["10.1000/a"]) == [("silent", "DataCite: answered with more than 1 MB")]


def test_an_answer_that_is_cut_off_is_silence() -> None:
    def reply() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
        yield b'[{"DOI": "10.1000/a", "status": "DOI does '

    with raw_server(reply) as url:
        source = DoiOrg(base_url=url, jitter=lambda: 0.0)
        assert outcomes(source, ["10.1000/a"]) == [("silent", "the connection broke off")]


@pytest.mark.parametrize("fault", [status(503), body("<html>", "text/html"), redirect_to_itself])
def test_after_three_outages_doi_org_is_asked_no_more_until_it_has_rested(
    make: Make, fault: Fault
) -> None:
    server, source = make()
    server.always["agencies"] = fault
    for number in range(3):
        assert outcomes(source, [f"10.1000/{number}"])[0][0] == "silent"
    asked = server.count("agencies")
    out_of_reach = [("silent", "not asked, for doi.org was out of reach")]
    assert outcomes(source, ["10.1000/4"]) == out_of_reach
    assert server.count("agencies") == asked
    server.always.clear()
    server.clock.time += 61.0
    assert outcomes(source, ["10.1000/4"])[0][0] == "absent"


def test_a_manual_block_is_not_knocked_at_again(make: Make) -> None:
    server, source = make()
    server.always["agencies"] = status(403)
    assert outcomes(source, ["10.1000/a"]) == [("silent", "HTTP 403")]
    server.clock.time += 600.0
    assert outcomes(source, ["10.1000/a"]) == [
        ("silent", "not asked, for doi.org was out of reach")
    ]
    assert server.count("agencies") == 1


def test_an_agency_that_is_down_takes_neither_doi_org_nor_another_agency_with_it(
    make: Make,
) -> None:
    agencies = {f"10.1000/{number}": "DataCite" for number in range(5)}
    server, source = make(
        agencies={**agencies, "10.1000/5": "mEDRA"},
        items={"10.1000/5": {**ZENODO, "DOI": "10.1000/5"}},
    )
    server.always["datacite"] = status(500)
    for number in range(3):
        assert outcomes(source, [f"10.1000/{number}"]) == [("silent", "DataCite: HTTP 500")]
    assert outcomes(source, ["10.1000/4", "10.1000/5", "10.1000/6"]) == [
        ("silent", "not asked, for DataCite was out of reach"),
        ("found", "registered with mEDRA"),
        ("absent", "doi.org says: DOI does not exist"),
    ]


def test_no_more_than_six_requests_are_under_way_at_once() -> None:
    with threaded_server() as near, threaded_server() as far:
        dois = [f"10.1000/{number}" for number in range(24)]
        server = DoiOrgServer(
            near,
            far,
            agencies=dict.fromkeys(dois, "mEDRA"),
            items={doi: {**ZENODO, "DOI": doi} for doi in dois},
        )
        server.delay = 0.01
        source = DoiOrg(base_url=server.url, clock=server.clock)
        assert {answer.outcome for answer in source.by_doi(dois)} == {"found"}
        source.close()
    assert server.most_at_once <= 6


def test_five_requests_begin_in_a_second(make: Make) -> None:
    dois = [f"10.1000/{number}" for number in range(24)]
    server, source = make(agencies=dict.fromkeys(dois, "Airiti"))
    start = server.clock.time
    source.by_doi(dois)
    assert server.count("agencies") + server.count("negotiated") == 26
    assert server.clock.time - start >= 5.0


def test_threads_that_ask_the_same_share_one_request(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, source = make()
    claims = threading.Semaphore(0)
    take = Claim.take

    def counted(self: Claim[Any, Any], questions: Any) -> None:
        take(self, questions)
        claims.release()

    monkeypatch.setattr(Claim, "take", counted)

    def wait_for_both(request: Request) -> Response:
        for _ in range(2):
            assert claims.acquire(timeout=10)
        return body('[{"DOI": "10.1000/a", "status": "DOI does not exist"}]')(request)

    server.always["agencies"] = wait_for_both
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(source.by_doi(["10.1000/a"])[0].outcome))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["absent", "absent"]
    assert server.count("agencies") == 1


def test_answers_are_heard_as_they_come_so_that_nothing_is_lost(make: Make) -> None:
    agencies = {"10.1000/a": "DataCite", "10.1000/b": "Airiti"}
    items = {"10.1000/a": {**ZENODO, "DOI": "10.1000/a"}}
    _, source = make(agencies=agencies, items=items)
    heard: list[list[tuple[str, str]]] = []

    def hear(answers: Any) -> None:
        heard.append([(answer.question, answer.outcome) for answer in answers])
        if len(heard) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        source.by_doi(["in press", "10.1000/none", "10.1000/A", "10.1000/b"], heard=hear)
    assert heard[:2] == [[("in press", "unknown")], [("10.1000/none", "absent")]]
    assert heard[2][0] in [("10.1000/A", "found"), ("10.1000/b", "unknown")]


def test_a_login_in_netrc_and_a_cookie_are_sent_to_nobody(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login jane password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server, source = make(agencies={"10.1000/a": "DataCite", "10.1000/b": "DataCite"})
    source.by_doi(["10.1000/a", "10.1000/b"])
    assert server.count("datacite") == 2
    assert not [seen for seen in server.seen if "Authorization" in seen.headers]
    assert not [seen for seen in server.seen if "Cookie" in seen.headers]


def test_an_address_is_told_to_those_who_are_asked(httpserver: HTTPServer) -> None:
    server = DoiOrgServer(httpserver, httpserver)
    DoiOrg(base_url=server.url, mailto="jane@example.org").by_doi(["10.1000/a"])
    assert "mailto:jane@example.org" in server.seen[0].headers["User-Agent"]


def test_a_search_asks_nothing(httpserver: HTTPServer) -> None:
    loopback = Loopback(httpserver, works=[work("10.1000/a")])
    (answer,) = DoiOrg(base_url=loopback.url).search([Reference(raw="A title")])
    assert (answer.outcome, answer.detail) == ("unknown", "doi.org cannot be searched")
    assert loopback.asked == []


def test_what_is_no_doi_is_not_asked_for(make: Make) -> None:
    server, source = make()
    assert outcomes(source, ["in press"]) == [("unknown", "not a DOI")]
    assert server.seen == []


def test_a_setting_that_cannot_work_is_refused_and_a_closed_source_too(make: Make) -> None:
    with pytest.raises(ConfigurationError):
        DoiOrg(base_url="doi.org")
    with pytest.raises(ConfigurationError):
        DoiOrg(mailto="jane@example.org\r\nX-Evil: 1")
    _, source = make()
    source.close()
    with pytest.raises(SourceError):
        source.by_doi(["10.1000/a"])


def test_the_address_may_come_from_the_environment(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    loopback = Loopback(httpserver)
    monkeypatch.setenv("REFKIT_DOI_URL", loopback.url)
    assert DoiOrg().by_doi(["10.1000/a"])[0].outcome == "absent"
