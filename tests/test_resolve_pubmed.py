"""PubMedSource against a loopback PubMed: articles by PMID and PMCID, and failures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from loopback import Fault, body, hanging_server, raw_server, reset_connection, status
from loopback_catalogues import Catalogues, article
from pytest_httpserver import HTTPServer

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer
from refkit.resolve.pubmed import PubMedSource

Make = Callable[..., tuple[Catalogues, PubMedSource]]


@pytest.fixture
def make(httpserver: HTTPServer) -> Make:
    def made(mailto: str = "", **known: Any) -> tuple[Catalogues, PubMedSource]:
        server = Catalogues(httpserver, **known)
        source = PubMedSource(
            mailto=mailto, base_url=server.url, clock=server.clock, jitter=lambda: 1.0
        )
        return server, source

    return made


def outcomes(answers: list[Answer]) -> list[tuple[str, str]]:
    return [(answer.outcome, answer.detail) for answer in answers]


def test_an_article_is_given_as_pubmeds_own_xml(make: Make) -> None:
    server, source = make(articles={"25566173": article("25566173", "Tears")})
    (answer,) = source.by_id(["25566173"])
    assert (answer.outcome, answer.source, answer.question) == ("found", "pubmed", "25566173")
    record = answer.records[0]
    assert record.raw.startswith("<PubmedArticleSet><PubmedArticle>")
    assert "<ArticleTitle>Tears</ArticleTitle>" in record.raw
    assert record.raw.endswith("</PubmedArticle></PubmedArticleSet>")
    assert record.work.PMID == "25566173"
    args = server.seen[0].args
    assert (args["db"], args["retmode"], args["tool"]) == ("pubmed", "xml", "refkit")
    assert "email" not in args


def test_who_gives_an_address_is_named_by_it(make: Make) -> None:
    server, source = make(mailto="me@example.org")
    source.by_id(["1"])
    assert server.seen[0].args["email"] == "me@example.org"


def test_sixty_articles_are_two_requests_and_each_is_found_by_its_own_pmid(make: Make) -> None:
    articles = {str(n): article(str(n), f"Title {n}") for n in range(100, 160)}
    server, source = make(articles=articles)
    answers = source.by_id(list(articles))
    assert len(server.seen) == 2
    assert all(
        f"<ArticleTitle>Title {answer.question}<" in answer.records[0].raw for answer in answers
    )


def test_an_article_that_is_not_there_is_absent_beside_one_that_is(make: Make) -> None:
    _, source = make(articles={"7": article("7")})
    answers = source.by_id(["7", "999999999"])
    assert outcomes(answers) == [("found", ""), ("absent", "PubMed has no such article")]


def test_a_status_400_for_an_empty_list_is_absence(make: Make) -> None:
    _, source = make()
    assert outcomes(source.by_id(["100000000"])) == [("absent", "PubMed has no such article")]


def test_what_is_no_identifier_is_not_asked(make: Make) -> None:
    server, source = make()
    assert outcomes(source.by_id(["PMID 7", "7 OR 8", ""])) == [("unknown", "not a PubMed id")] * 3
    assert server.seen == []


def test_books_and_articles_of_one_answer_are_told_apart(make: Make) -> None:
    book = "<PubmedBookArticle><BookDocument><PMID>8</PMID></BookDocument></PubmedBookArticle>"
    _, source = make(articles={"7": article("7"), "8": book})
    first, second = source.by_id(["7", "8"])
    assert "<BookDocument>" not in first.records[0].raw
    assert second.records[0].raw == f"<PubmedArticleSet>{book}</PubmedArticleSet>"


def test_a_pmcid_leads_to_its_article_and_brings_its_doi(make: Make) -> None:
    known = {"3531190": {"pmid": "23193287", "doi": "10.1093/nar/gks1195", "pmcid": "PMC3531190"}}
    server, source = make(articles={"23193287": article("23193287")}, identifiers=known)
    (answer,) = source.by_id(["PMC3531190"])
    work = answer.records[0].work
    assert (work.PMCID, work.PMID, work.DOI) == ("PMC3531190", "23193287", "10.1093/nar/gks1195")
    assert "<PMID" in answer.records[0].raw
    assert server.asked("esummary", "id") == ["3531190"]
    assert server.asked("efetch", "id") == ["23193287"]


@pytest.mark.parametrize(
    ("known", "outcome", "doi"),
    [
        ({"pmid": "0", "doi": "10.1093/nar/gks1195"}, "found", "10.1093/nar/gks1195"),
        ({"pmid": "0"}, "unknown", ""),
        (None, "absent", ""),
    ],
)
def test_a_pmcid_without_pmid_is_known_by_its_doi_or_not_at_all(
    known: dict[str, str] | None, outcome: str, doi: str, make: Make
) -> None:
    server, source = make(identifiers={"3531190": known} if known else {})
    (answer,) = source.by_id(["PMC3531190"])
    assert answer.outcome == outcome
    assert [record.work.DOI for record in answer.records] == ([doi] if doi else [])
    assert server.asked("efetch", "id") == []


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (status(404), "HTTP 404"),
        (status(403), "HTTP 403"),
        (status(500), "HTTP 500"),
        (status(503), "HTTP 503"),
        (body("<html><body>We are down</body></html>", "text/html"), "answered with something"),
        (body("", "text/xml"), "answered with something else than PubMed's XML"),
        (body('{"error":"API rate limit exceeded"}'), "answered with something else"),
        (body("<PubmedArticleSet><PubmedArticle><PMID>7</PMID>"), "answered with XML that is cut"),
        (reset_connection, "the connection broke off"),
    ],
)
def test_what_is_no_answer_is_silence(fault: Fault, detail: str, make: Make) -> None:
    server, source = make(articles={"7": article("7")})
    server.always["efetch"] = fault
    (answer,) = source.by_id(["7"])
    assert answer.outcome == "silent"
    assert answer.detail.startswith(detail)


@pytest.mark.parametrize(
    "fault",
    [status(404), status(500), body("<html></html>", "text/html"), body("[]"), body('{"result":')],
)
def test_a_broken_summary_is_silence_for_the_pmcid_only(fault: Fault, make: Make) -> None:
    server, source = make(articles={"7": article("7")})
    server.always["esummary"] = fault
    answers = source.by_id(["7", "PMC3531190"])
    assert [answer.outcome for answer in answers] == ["found", "silent"]


def test_too_many_requests_are_waited_for(make: Make) -> None:
    server, source = make(articles={"7": article("7")})
    server.faults["efetch"] = [status(429, Retry_After="3")]
    assert outcomes(source.by_id(["7"])) == [("found", "")]
    assert sum(server.clock.slept) >= 3


def test_one_poisoned_identifier_does_not_cost_the_others_theirs(make: Make) -> None:
    server, source = make(articles={"7": article("7"), "8": article("8")})
    server.faults["efetch"] = [status(400)]
    assert [answer.outcome for answer in source.by_id(["7", "8"])] == ["found", "found"]
    assert server.asked("efetch", "id") == ["7,8", "7", "8"]


def test_no_more_than_three_requests_a_second_are_sent(make: Make) -> None:
    server, source = make()
    source.by_id([str(n) for n in range(1000, 1500)])
    times = [seen.time for seen in server.seen]
    assert len(times) == 10
    assert all(sum(t <= x < t + 1.0 for x in times) <= 3 for t in times)


def test_a_server_that_says_nothing_is_given_up() -> None:
    with hanging_server() as url:
        source = PubMedSource(base_url=url, timeout=0.1)
        (answer,) = source.by_id(["7"])
    assert (answer.outcome, answer.detail) == ("silent", "timed out after 0.1 s")


def test_an_answer_that_breaks_off_is_silence() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nContent-Type: text/xml\r\n\r\n"
    with raw_server(lambda: [head, b"<PubmedArticleSet><PubmedArticle>"]) as url:
        source = PubMedSource(base_url=url, timeout=1, jitter=lambda: 0.0)
        (answer,) = source.by_id(["7"])
    assert answer.outcome == "silent"


def test_a_closed_source_cannot_be_asked(make: Make) -> None:
    _, source = make()
    source.close()
    with pytest.raises(SourceError, match="pubmed has been closed"):
        source.by_id(["7"])


@pytest.mark.parametrize("options", [{"base_url": "ftp://x"}, {"mailto": "no address"}])
def test_what_is_no_address_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError):
        PubMedSource(**options)  # type: ignore[arg-type]
