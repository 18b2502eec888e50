"""DoiOrg against a loopback doi.org: agencies, content negotiation, and failures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import (
    Fault,
    Loopback,
    body,
    hanging_server,
    redirect_to_itself,
    status,
    work,
)
from pytest_httpserver import HTTPServer

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Reference
from refkit.resolve import DoiOrg

ZENODO = {
    "type": "article",
    "id": "https://doi.org/10.5281/zenodo.4136578",
    "DOI": "10.5281/ZENODO.4136578",
    "title": "CamDavidsonPilon/lifelines: v0.25.6",
    "author": [{"family": "Davidson-Pilon", "given": "Cameron"}],
    "issued": {"date-parts": [["2020", 10, 26]]},
    "publisher": "Zenodo",
    "version": "v0.25.6",
}
Make = Callable[..., tuple[Loopback, DoiOrg]]


@pytest.fixture
def make(httpserver: HTTPServer) -> Make:
    def made(**options: Any) -> tuple[Loopback, DoiOrg]:
        loopback = Loopback(httpserver, **options)
        source = DoiOrg(base_url=loopback.url, longest_wait=0.01, clock=loopback.clock)
        return loopback, source

    return made


def outcomes(source: DoiOrg, dois: list[str]) -> list[tuple[str, str]]:
    return [(answer.outcome, answer.detail) for answer in source.by_doi(dois)]


def test_a_doi_of_datacite_is_found_by_content_negotiation(make: Make) -> None:
    doi = "10.5281/zenodo.4136578"
    loopback, source = make(agencies={doi: "DataCite"}, items={doi: ZENODO})
    (answer,) = source.by_doi(["doi:10.5281/Zenodo.4136578"])
    assert (answer.outcome, answer.question) == ("found", "doi:10.5281/Zenodo.4136578")
    assert answer.detail == "registered with DataCite"
    record = answer.records[0]
    assert record.source == "doi.org"
    assert record.work.title == "CamDavidsonPilon/lifelines: v0.25.6"
    assert record.work.year == 2020
    assert record.work.publisher == "Zenodo"
    assert [asked.kind for asked in loopback.asked] == ["agency", "negotiated"]
    assert loopback.asked[1].headers["Accept"] == "application/vnd.citationstyles.csl+json"


def test_a_doi_that_no_agency_registered_is_absent(make: Make) -> None:
    loopback, source = make()
    assert outcomes(source, ["10.1177/0963721419827526"]) == [
        ("absent", "doi.org says: DOI does not exist")
    ]
    assert [asked.kind for asked in loopback.asked] == ["agency"]


def test_an_agency_that_tells_no_metadata_leaves_the_doi_unknown(make: Make) -> None:
    _, source = make(agencies={"10.11467/isss2003.7.1_11": "JaLC"})
    assert outcomes(source, ["10.11467/isss2003.7.1_11"]) == [
        ("unknown", "registered with JaLC, which tells no metadata")
    ]


def test_a_status_that_says_nothing_of_existence_proves_nothing(make: Make) -> None:
    loopback, source = make()
    loopback.always = body('[{"DOI": "10.1000/a", "status": "Service is being rebuilt"}]')
    assert outcomes(source, ["10.1000/a"]) == [
        ("unknown", "doi.org says: Service is being rebuilt")
    ]


def test_equal_dois_of_a_batch_are_asked_once(make: Make) -> None:
    loopback, source = make()
    source.by_doi(["10.1000/a", "https://doi.org/10.1000/A", "10.1000/a"])
    assert len(loopback.asked) == 1


@pytest.mark.parametrize("doi", ["10.1000/a#b", "10.1000/a?b", "10.1002/(sici)1<1::a>3.0.co;2-u"])
def test_odd_characters_of_a_doi_reach_the_server(make: Make, doi: str) -> None:
    loopback, source = make(agencies={doi: "DataCite"}, items={doi: {**ZENODO, "DOI": doi}})
    assert outcomes(source, [doi]) == [("found", "registered with DataCite")]
    assert {asked.what for asked in loopback.asked} == {doi}


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (status(403), "HTTP 403"),
        (status(500), "HTTP 500"),
        (status(503, Retry_After="3600"), "HTTP 503"),
        (body("<html>Sorry</html>", "text/html"), "answered with HTML, not JSON"),
        (body('[{"DOI": "10.1'), "answered with JSON that is broken or cut off"),
        (body("[]"), "answered with JSON of another form"),
        (body('[{"RA": 5}]'), "answered with JSON of another form"),
        (body('{"RA": "Crossref"}'), "answered with JSON of another form"),
        (redirect_to_itself, "redirected without end"),
    ],
)
def test_a_failure_is_silence_in_words(make: Make, fault: Fault, detail: str) -> None:
    loopback, source = make()
    loopback.always = fault
    assert outcomes(source, ["10.1000/a"]) == [("silent", detail)]


@pytest.mark.parametrize(
    ("fault", "outcome", "detail"),
    [
        (status(503), "silent", "HTTP 503 from DataCite"),
        (status(429), "silent", "HTTP 429 from DataCite"),
        (body("<html>", "text/html"), "silent", "DataCite answered with HTML, not JSON"),
        (status(404), "unknown", "registered with DataCite, which tells no metadata"),
        (status(406), "unknown", "registered with DataCite, which tells no metadata"),
    ],
)
def test_an_agency_may_fail_where_doi_org_answers(
    make: Make, fault: Fault, outcome: str, detail: str
) -> None:
    loopback, source = make()
    loopback.faults = [body('[{"DOI": "10.1000/a", "RA": "DataCite"}]')]
    loopback.always = fault
    assert outcomes(source, ["10.1000/a"]) == [(outcome, detail)]


def test_a_busy_server_is_asked_again(make: Make) -> None:
    loopback, source = make()
    loopback.faults = [status(429, Retry_After="1"), status(503)]
    assert outcomes(source, ["10.1000/a"]) == [("absent", "doi.org says: DOI does not exist")]
    assert len(loopback.asked) == 3


def test_a_hanging_and_a_refusing_server_are_silent_and_given_up_after_three() -> None:
    with hanging_server() as url:
        source = DoiOrg(base_url=url, timeout=0.05, longest_wait=0.01)
        assert outcomes(source, ["10.1000/a"]) == [("silent", "timed out after 0.05 s")]
    source = DoiOrg(base_url="http://127.0.0.1:9", timeout=1, longest_wait=0.01)
    assert outcomes(source, [f"10.1000/{number}" for number in range(5)]) == [
        ("silent", "connection refused"),
        ("silent", "connection refused"),
        ("silent", "connection refused"),
        ("silent", "not asked, for doi.org was out of reach"),
        ("silent", "not asked, for doi.org was out of reach"),
    ]


@pytest.mark.parametrize("fault", [status(403), body("<html>", "text/html"), redirect_to_itself])
def test_after_three_outages_doi_org_is_asked_no_more(make: Make, fault: Fault) -> None:
    loopback, source = make()
    loopback.always = fault
    source.by_doi([f"10.1000/{number}" for number in range(3)])
    asked = len(loopback.asked)
    assert outcomes(source, ["10.1000/4"]) == [
        ("silent", "not asked, for doi.org was out of reach")
    ]
    assert len(loopback.asked) == asked


def test_an_agency_that_is_down_does_not_take_doi_org_with_it(make: Make) -> None:
    loopback, source = make()
    for number in range(3):
        reply = f'[{{"DOI": "10.1000/{number}", "RA": "DataCite"}}]'
        loopback.faults += [body(reply), status(500)]
    source.by_doi([f"10.1000/{number}" for number in range(3)])
    loopback.agencies = {"10.1000/4": "DataCite", "10.1000/5": "mEDRA"}
    loopback.items = {"10.1000/5": {**ZENODO, "DOI": "10.1000/5"}}
    assert outcomes(source, ["10.1000/4", "10.1000/5", "10.1000/6"]) == [
        ("silent", "not asked, for DataCite was out of reach"),
        ("found", "registered with mEDRA"),
        ("absent", "doi.org says: DOI does not exist"),
    ]


def test_a_password_in_netrc_is_not_sent(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login jane password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    loopback, source = make()
    source.by_doi(["10.1000/a"])
    assert "localhost" in loopback.url
    assert "Authorization" not in loopback.asked[0].headers


def test_a_search_asks_nothing(make: Make) -> None:
    loopback, source = make(works=[work("10.1000/a")])
    (answer,) = source.search([Reference(raw="A title")])
    assert (answer.outcome, answer.detail) == ("unknown", "doi.org cannot be searched")
    assert loopback.asked == []


def test_what_is_no_doi_is_not_asked_for(make: Make) -> None:
    loopback, source = make()
    assert outcomes(source, ["in press"]) == [("unknown", "not a DOI")]
    assert loopback.asked == []


def test_a_setting_that_cannot_work_is_refused_and_a_closed_source_too(make: Make) -> None:
    with pytest.raises(ConfigurationError):
        DoiOrg(base_url="doi.org")
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
