"""DataCiteSource against a loopback DataCite: look-ups, searches, and failures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import (
    FakeClock,
    Fault,
    body,
    hanging_server,
    redirect_to_itself,
    reset_connection,
    status,
    threaded_server,
)
from loopback_datacite import DataCiteServer, DoiOrgServer, dataset
from pytest_httpserver import HTTPServer

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer, Date, Name, Reference, Work
from refkit.resolve import DoiOrg, Resolver, Source
from refkit.resolve.datacite import DataCiteSource, search_query

Make = Callable[..., tuple[DataCiteServer, DataCiteSource]]
NO_SUCH = ("unknown", "DataCite has no such DOI")


@pytest.fixture
def make(httpserver: HTTPServer) -> Make:
    def made(*works: dict[str, Any], **options: Any) -> tuple[DataCiteServer, DataCiteSource]:
        server = DataCiteServer(httpserver, works, **options)
        source = DataCiteSource(base_url=server.url, clock=server.clock, jitter=lambda: 1.0)
        return server, source

    return made


def outcomes(answers: list[Answer]) -> list[tuple[str, str]]:
    return [(answer.outcome, answer.detail) for answer in answers]


def described(title: str = "Crying in the lab", type: str = "dataset", **fields: Any) -> Reference:
    work = Work(
        type=type,
        title=title,
        author=[Name(family="Doe-Roe", given="J.")],
        issued=Date(date_parts=((2020,),)),
        **fields,
    )
    return Reference(raw=f"Doe-Roe, J. (2020). {title} [Data set]. Zenodo.", work=work)


def test_a_doi_is_looked_up_by_itself_if_it_is_the_only_one(make: Make) -> None:
    server, source = make(dataset("10.5281/zenodo.7", "Crying in the lab"))
    (answer,) = source.by_doi(["https://doi.org/10.5281/Zenodo.7"])
    assert (answer.outcome, answer.question) == ("found", "https://doi.org/10.5281/Zenodo.7")
    record = answer.records[0]
    assert (record.source, record.work.title) == ("datacite", "Crying in the lab")
    assert record.raw.startswith('{"id":"10.5281/zenodo.7","type":"dois","attributes":{"doi":')
    assert [seen.kind for seen in server.seen] == ["single"]


def test_fifty_dois_are_one_request_and_what_is_not_there_proves_nothing(make: Make) -> None:
    server, source = make(*(dataset(f"10.5281/ZENODO.{number}") for number in range(40)))
    answers = source.by_doi([f"10.5281/zenodo.{number}" for number in range(50)])
    assert [answer.outcome for answer in answers] == ["found"] * 40 + ["unknown"] * 10
    assert outcomes(answers)[-1] == NO_SUCH
    assert [seen.kind for seen in server.seen] == ["list"]
    args = server.seen[0].args
    assert (args["page[size]"], args["disable-facets"]) == ("50", "true")
    assert "creators" in args["fields[dois]"].split(",")


def test_five_hundred_dois_are_ten_requests(make: Make) -> None:
    server, source = make()
    answers = source.by_doi([f"10.5281/zenodo.{number}" for number in range(500)])
    assert {answer.outcome for answer in answers} == {"unknown"}
    assert [seen.kind for seen in server.seen] == ["list"] * 10


def test_a_doi_with_a_comma_is_asked_for_by_itself(make: Make) -> None:
    server, source = make(dataset("10.5281/a,b"), dataset("10.5281/c"))
    answers = source.by_doi(["10.5281/a,b", "10.5281/c", "10.5281/d"])
    assert [answer.outcome for answer in answers] == ["found", "found", "unknown"]
    assert server.asked("single") == ["10.5281/a,b"]
    assert server.asked("list") == [["10.5281/c", "10.5281/d"]]


def test_a_list_that_one_doi_spoils_is_asked_for_singly(make: Make) -> None:
    server, source = make(dataset("10.5281/a"), poison=["10.5281/(b"])
    answers = source.by_doi(["10.5281/a", "10.5281/(b", "10.5281/c"])
    assert [answer.outcome for answer in answers] == ["found", "unknown", "unknown"]
    assert sorted(server.asked("single")) == ["10.5281/(b", "10.5281/a", "10.5281/c"]


@pytest.mark.parametrize(
    "reply",
    [
        # The API as if it knew no "ids": it gives some works, of millions.
        body('{"data": [{"attributes": {"doi": "10.1/x"}}], "meta": {"total": 60000000}}'),
        body('{"data": [], "meta": {"total": 2}}'),
        body('{"data": []}'),
        body('{"data": [7, {"attributes": 5}, {"attributes": {"doi": 5}}], "meta": []}'),
        status(414),
        status(500),
    ],
)
def test_a_list_that_is_not_about_the_dois_asked_for_proves_nothing(
    make: Make, reply: Fault
) -> None:
    server, source = make(dataset("10.5281/a"))
    server.always["list"] = reply
    answers = source.by_doi(["10.5281/a", "10.5281/b"])
    assert [answer.outcome for answer in answers] == ["found", "unknown"]
    assert server.count("single") == 2


def test_a_draft_is_no_work_and_a_work_that_is_not_found_by_search_is_one(make: Make) -> None:
    _, source = make(
        dataset("10.5281/draft", state="draft"), dataset("10.5281/hidden", state="registered")
    )
    answers = source.by_doi(["10.5281/draft", "10.5281/hidden", "10.5281/none"])
    assert [answer.outcome for answer in answers] == ["silent", "found", "unknown"]


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (status(403), "HTTP 403"),
        (status(429), "HTTP 429"),
        (status(503, Retry_After="3600"), "HTTP 503, to be asked again in 3600 s"),
        (status(418), "HTTP 418"),
        (body("<html>Sorry</html>", "text/html"), "answered with HTML, not JSON"),
        (body('{"data": [{"attr'), "answered with JSON that is broken or cut off"),
        (body("[]"), "answered with JSON of another form"),
        (body('{"data": {"attributes": {"doi": 5}}}'), "answered with JSON of another form"),
        (body('{"data": {"attributes": {"doi": "10.1/x"}}}'), "answered with JSON of another form"),
        (redirect_to_itself, "redirected without end"),
        (reset_connection, "the connection broke off"),
    ],
)
def test_a_failure_is_silence_in_words(make: Make, fault: Fault, detail: str) -> None:
    server, source = make(dataset("10.5281/a"))
    server.always["single"] = fault
    assert outcomes(source.by_doi(["10.5281/a"])) == [("silent", detail)]


def test_an_outage_is_silence_for_the_whole_list_and_costs_no_single_requests(make: Make) -> None:
    server, source = make(dataset("10.5281/a"))
    server.always["list"] = status(503)
    assert outcomes(source.by_doi(["10.5281/a", "10.5281/b"])) == [("silent", "HTTP 503")] * 2
    assert [seen.kind for seen in server.seen] == ["list"] * 4


def test_half_a_surrogate_pair_spoils_no_list(make: Make) -> None:
    server, source = make(dataset("10.5281/a", "Half a\ud835sign"), dataset("10.5281/b"))
    first, second = source.by_doi(["10.5281/a", "10.5281/b"])
    assert first.records[0].work.title == "Half a\ufffdsign"
    assert r"\ud835" in first.records[0].raw
    assert second.outcome == "found"
    assert server.count("single") == 0


def test_a_hanging_and_a_refusing_server_are_silent() -> None:
    with hanging_server() as url:
        source = DataCiteSource(base_url=url, timeout=0.05, clock=FakeClock())
        assert outcomes(source.by_doi(["10.5281/a"])) == [("silent", "timed out after 0.05 s")]
    source = DataCiteSource(base_url="http://127.0.0.1:9", timeout=1)
    for _ in range(3):
        assert outcomes(source.by_doi(["10.5281/a"])) == [("silent", "connection refused")]
    out_of_reach = ("silent", "not asked, for DataCite was out of reach")
    assert outcomes(source.by_doi(["10.5281/a"])) == [out_of_reach]
    assert outcomes(source.search([described()])) == [out_of_reach]


def test_five_hundred_requests_in_five_minutes_are_not_exceeded(make: Make) -> None:
    server, source = make()
    dois = [f"10.5281/a,{number}" for number in range(60)]
    start = server.clock.time
    source.by_doi(dois)
    assert server.clock.time - start >= 60 * 300 / 500 - 5


def test_who_gives_an_address_may_ask_twice_as_often(httpserver: HTTPServer) -> None:
    server = DataCiteServer(httpserver)
    source = DataCiteSource(mailto="jane@example.org", base_url=server.url, clock=server.clock)
    start = server.clock.time
    source.by_doi([f"10.5281/a,{number}" for number in range(60)])
    assert 60 * 300 / 1000 - 5 <= server.clock.time - start < 30
    assert "mailto:jane@example.org" in server.seen[0].headers["User-Agent"]


def test_answers_are_heard_as_they_come_in_the_words_of_who_asked(make: Make) -> None:
    _, source = make(dataset("10.5281/a"))
    heard: list[list[tuple[str, str]]] = []
    source.by_doi(
        ["n. d.", "10.5281/A", "doi:10.5281/a", "10.5281/b"],
        heard=lambda answers: heard.append([(a.question, a.outcome) for a in answers]),
    )
    assert heard == [
        [("n. d.", "unknown")],
        [("10.5281/A", "found"), ("doi:10.5281/a", "found"), ("10.5281/b", "unknown")],
    ]


def test_a_search_finds_the_dataset_that_a_reference_describes(make: Make) -> None:
    server, source = make(
        dataset("10.5281/zenodo.1", "Laughing in the lab"),
        dataset("10.5281/zenodo.2", "Crying in the lab"),
    )
    reference = described()
    heard: list[Answer] = []
    (answer,) = source.search([reference], rows=5, heard=heard.extend)
    assert answer.outcome == "found"
    assert answer.question == "Doe-Roe, J. (2020). Crying in the lab [Data set]. Zenodo."
    assert [record.work.DOI for record in answer.records] == [
        "10.5281/zenodo.2",
        "10.5281/zenodo.1",
    ]
    assert heard == [answer]
    assert server.asked("search") == ["(crying OR lab OR doe OR roe OR 2020)"]
    assert server.seen[0].args["sort"] == "relevance"
    assert server.seen[0].args["page[size]"] == "5"


def test_a_search_without_a_hit_proves_nothing(make: Make) -> None:
    _, source = make()
    assert outcomes(source.search([described()])) == [("unknown", "DataCite has nothing like it")]


@pytest.mark.parametrize("type", ["article-journal", "chapter", "book", "paper-conference"])
def test_works_of_which_datacite_has_few_are_not_searched_for(make: Make, type: str) -> None:
    server, source = make(dataset("10.5281/a", "Crying in the lab"))
    assert outcomes(source.search([described(type=type)])) == [
        ("unasked", "DataCite holds few works of this type")
    ]
    assert server.seen == []


def test_a_web_page_is_searched_for_if_it_has_a_doi(make: Make) -> None:
    server, source = make(dataset("10.5281/a", "Crying in the lab"))
    page = described(type="webpage")
    assert source.search([page])[0].outcome == "unasked"
    page.work.DOI = "10.5281/zenodo.9"
    assert source.search([page])[0].outcome == "found"
    assert server.count("search") == 1


def test_equal_texts_are_searched_for_once_and_empty_ones_never(make: Make) -> None:
    server, source = make(dataset("10.5281/a", "Crying in the lab"))
    nothing = Reference(raw="https://example.org/")
    answers = source.search([described(), nothing, described()])
    assert [answer.outcome for answer in answers] == ["found", "unknown", "found"]
    assert answers[1].detail == "nothing to search for"
    assert server.count("search") == 1


@pytest.mark.parametrize(
    ("reply", "detail"),
    [
        (status(400), "HTTP 400"),
        (body('{"data": {}}'), "answered with JSON of another form"),
        (body("<html>", "text/html"), "answered with HTML, not JSON"),
    ],
)
def test_a_search_that_fails_is_silence(make: Make, reply: Fault, detail: str) -> None:
    server, source = make()
    server.always["search"] = reply
    assert outcomes(source.search([described()])) == [("silent", detail)]


@pytest.mark.parametrize(
    ("reference", "query"),
    [
        (
            described("Tears: what (and when) we weep? A/B [v1.2]"),
            "(tears OR we OR weep OR v1.2 OR doe OR roe OR 2020)",
        ),
        (described("Crying AND NOT laughing"), "(crying OR laughing OR doe OR roe OR 2020)"),
        (described("naïve “Ωμέγα” O’Brien"), "(naïve OR ωμέγα OR o’brien OR doe OR roe OR 2020)"),
        (Reference(raw="Doe J. Crying https://doi.org/10.1/a 2020"), "(doe OR crying OR 2020)"),
        (Reference(raw="https://doi.org/10.1000/abc"), ""),
        (Reference(raw="* ~ ? !"), ""),
        (Reference(raw="What is it? The one or the other"), "(it OR one OR other)"),
    ],
)  # fmt: skip
def test_only_words_of_the_reference_are_sent(reference: Reference, query: str) -> None:
    assert search_query(reference) == query


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_becomes_an_operator(raw: str, title: str) -> None:
    query = search_query(Reference(raw=raw, work=Work(title=title)))
    assert not set(query.replace("(", "", 1)[:-1]) & set('+-=&|><!(){}[]^"~*?:\\/')
    assert all(word == word.lower() for word in query.strip("()").split(" OR "))


def test_a_run_asks_doi_org_only_for_what_datacite_does_not_have(httpserver: HTTPServer) -> None:
    with threaded_server() as doi_server:
        datacite = DataCiteServer(httpserver, [dataset("10.5281/a")])
        doi_org = DoiOrgServer(doi_server, doi_server)
        sources: list[Source] = [
            DataCiteSource(base_url=datacite.url, clock=datacite.clock),
            DoiOrg(base_url=doi_org.url, clock=doi_org.clock),
        ]
        with Resolver(sources) as resolver:
            answers = resolver.by_doi(["10.5281/a", "10.1000/none"])
    assert [[answer.outcome for answer in row] for row in answers] == [
        ["found"],
        ["unknown", "absent"],
    ]
    assert doi_org.asked("agencies") == [["10.1000/none"]]


def test_a_setting_that_cannot_work_is_refused_and_a_closed_source_too(make: Make) -> None:
    with pytest.raises(ConfigurationError):
        DataCiteSource(base_url="api.datacite.org")
    with pytest.raises(ConfigurationError):
        DataCiteSource(mailto="nobody")
    _, source = make()
    source.close()
    with pytest.raises(SourceError):
        source.by_doi(["10.5281/a"])
    with pytest.raises(SourceError):
        source.search([described()])


def test_the_address_may_come_from_the_environment(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = DataCiteServer(httpserver)
    monkeypatch.setenv("REFKIT_DATACITE_URL", server.url)
    assert outcomes(DataCiteSource().by_doi(["10.5281/a"])) == [NO_SUCH]
