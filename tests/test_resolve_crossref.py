"""CrossrefSource against a loopback Crossref: what it asks, how often, and what answers mean."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Fault, Loopback, body, work
from pytest_httpserver import HTTPServer
from werkzeug import Response

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer, Reference
from refkit.resolve import CrossrefSource
from refkit.resolve.crossref_batches import LONGEST, in_filters, is_fit, parts_of_refused

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


SICI = "10.1002/(sici)1098-1004(1998)11:4<286::aid-humu{}>3.0.co;2-{}"


def test_sici_dois_stand_in_a_filter_with_all_their_brackets(make: Make) -> None:
    dois = [SICI.format(number, "2") for number in range(3)] + ["10.1000/a+b&c=d;e"]
    loopback, source = make([work(doi, f"Title of {doi}") for doi in dois])
    answers = source.by_doi(dois)
    assert [answer.records[0].work.title for answer in answers] == [
        f"Title of {doi}" for doi in dois
    ]
    assert [(asked.kind, asked.what) for asked in loopback.asked] == [
        ("list", ",".join(f"doi:{doi}" for doi in dois))
    ]


def test_fifty_long_dois_are_two_requests_with_addresses_below_6_kb(make: Make) -> None:
    dois = [SICI.format(number, "z" * 25) for number in range(50)]
    loopback, source = make([work(doi) for doi in dois])
    assert {answer.outcome for answer in source.by_doi(dois)} == {"found"}
    assert loopback.count("list") == 2
    assert max(len(asked.address) for asked in loopback.asked) < 6_000


def test_a_filter_is_as_long_as_it_may_be() -> None:
    assert [len(batch) for batch in in_filters(["10.1000/x"] * 51)] == [26, 25]
    assert [len(batch) for batch in in_filters(["10.1000/x"] * 500)] == [50] * 10
    assert in_filters([]) == []
    assert in_filters(["10.1000/" + "<" * 300]) == [["10.1000/" + "<" * 300]]
    assert [len(batch) for batch in in_filters(["10.1000/" + "<" * 300] * 10)] == [5, 5]
    assert in_filters(["10.1000/a,b", "10.1000/c", "10.1/d"]) == [
        ["10.1000/c"],
        ["10.1000/a,b"],
        ["10.1/d"],
    ]


@given(st.lists(st.text("a<;(", min_size=1, max_size=300).map("10.1000/{}".format), max_size=120))
def test_filters_hold_all_dois_in_order_and_are_short_enough(dois: list[str]) -> None:
    batches = in_filters(dois)
    assert [doi for batch in batches for doi in batch] == dois
    for batch in batches:
        assert 1 <= len(batch) <= 50
        address = "%2C".join("doi%3A" + doi.replace("<", "%3C") for doi in batch)
        assert len(batch) == 1 or len(address) <= LONGEST


@pytest.mark.parametrize(
    ("doi", "fit"),
    [
        ("10.1037/pst0000342", True),
        (SICI.format(6, 2), True),
        ("10.1000/a,b", False),
        ("10.1000/ä", False),
        ("10.1000/a b", False),
        ("10.1/a", False),
        ("10.1000.10/123", False),
        ("10.1000/" + "x" * 301, False),
    ],
)
def test_what_could_spoil_a_batch_is_not_fit_for_it(doi: str, fit: bool) -> None:
    assert is_fit(doi) is fit


def test_a_poisonous_doi_does_not_spoil_its_batch(make: Make) -> None:
    loopback, source = make([work("10.1000/a"), work("10.1000/b")], poison=["10.1000/bad"])
    found = outcomes(source, ["10.1000/a", "10.1000/bad", "10.1000/b"])
    assert [outcome for outcome, _ in found] == ["found", "unknown", "found"]
    assert (loopback.count("list"), loopback.count("single")) == (1, 3)


@pytest.mark.parametrize("place", [0, 17, 49])
def test_one_poisonous_doi_among_fifty_costs_few_requests(make: Make, place: int) -> None:
    dois = [f"10.1000/x{number}" for number in range(50)]
    works = [work(doi) for doi in dois if doi != dois[place]]
    loopback, source = make(works, poison=[dois[place]])
    found = outcomes(source, dois)
    assert found.pop(place) == ("unknown", "Crossref has no such DOI")
    assert found == [("found", "")] * 49
    assert len(loopback.asked) <= 1 + 12


def test_fifty_poisonous_dois_are_asked_for_in_the_end(make: Make) -> None:
    dois = [f"10.1000/x{number}" for number in range(50)]
    loopback, source = make([work(doi) for doi in dois], poison=dois)
    assert outcomes(source, dois) == [("found", "")] * 50
    assert (loopback.count("list"), loopback.count("single")) == (31, 50)


@given(st.lists(st.integers(), min_size=1, max_size=50))
def test_the_parts_of_a_refused_batch_are_the_whole(batch: list[int]) -> None:
    parts = parts_of_refused([str(number) for number in batch])
    assert [doi for part in parts for doi in part] == [str(number) for number in batch]
    assert max(len(part) for part in parts) < max(2, len(batch))


def test_what_is_no_doi_is_not_asked_for(make: Make) -> None:
    loopback, source = make()
    assert outcomes(source, ["forthcoming", ""]) == [("unknown", "not a DOI")] * 2
    assert loopback.asked == []


@pytest.mark.parametrize("total", [2, 0, 17])
def test_a_batch_answer_that_is_cut_short_is_completed_singly(make: Make, total: int) -> None:
    loopback, source = make([work("10.1000/a"), work("10.1000/b")])
    short = {"message": {"total-results": total, "items": [work("10.1000/a")]}}
    loopback.faults = [body(json.dumps(short))]
    assert outcomes(source, ["10.1000/a", "10.1000/b"]) == [("found", "")] * 2
    assert [asked.what for asked in loopback.asked[1:]] == ["10.1000/b"]


def test_a_work_that_answers_under_another_doi_is_asked_for_singly(make: Make) -> None:
    loopback, source = make([work("10.1000/a"), work("10.1000/old")])
    renamed = {"message": {"total-results": 2, "items": [work("10.1000/a"), work("10.1000/new")]}}
    loopback.faults = [body(json.dumps(renamed))]
    assert outcomes(source, ["10.1000/a", "10.1000/old"]) == [("found", "")] * 2
    assert [asked.what for asked in loopback.asked[1:]] == ["10.1000/old"]


def moved_to(address: str) -> Fault:
    return lambda request: Response("", 301, headers={"Location": address})


@pytest.mark.parametrize(
    "address",
    [
        "/works/10.1007%2Fs11956-008-1009-1",
        "https://api.crossref.org/v1/works/10.1007/S11956-008-1009-1?mailto=x",
    ],
)
def test_an_alias_leads_to_the_work_and_is_kept_as_its_other_doi(make: Make, address: str) -> None:
    loopback, source = make([work("10.1007/s11956-008-1009-1", "Title")])
    for _ in range(4):
        loopback.faults = [moved_to(address)]
        (answer,) = source.by_doi(["10.3103/S009545270801009X"])
        assert (answer.outcome, answer.question) == ("found", "10.3103/S009545270801009X")
    assert answer.records[0].work.DOI == "10.1007/s11956-008-1009-1"
    assert answer.records[0].variants["DOI"] == ["10.3103/s009545270801009x"]
    assert {asked.headers["Host"] for asked in loopback.asked} == {loopback.url.split("/")[2]}


def test_an_alias_of_an_alias_is_not_followed(make: Make) -> None:
    loopback, source = make([work("10.1000/c")])
    loopback.faults = [moved_to("/works/10.1000/b"), moved_to("/works/10.1000/c")]
    assert outcomes(source, ["10.1000/a"]) == [("silent", "HTTP 301, a redirect")]
    assert len(loopback.asked) == 2


def test_a_404_is_no_outage(make: Make) -> None:
    loopback, source = make([work("10.1000/a")])
    for number in range(5):
        source.by_doi([f"10.1000/none{number}"])
    assert outcomes(source, ["10.1000/a"]) == [("found", "")]
    assert len(loopback.asked) == 6


def heard_by(told: list[list[Answer]]) -> Callable[[Any], None]:
    return lambda answers: told.append(list(answers))


def test_answers_are_heard_as_they_come_under_the_questions_as_asked(make: Make) -> None:
    works = [work(f"10.1000/x{number}") for number in range(60)]
    _, source = make([*works, work("10.1000/a,b")])
    told: list[list[Answer]] = []
    dois = [item["DOI"].upper() for item in works] + ["doi:10.1000/x0", "10.1000/a,b", "none"]
    answers = source.by_doi([*dois, *dois], heard=heard_by(told))
    assert [answer.question for answer in answers] == [*dois, *dois]
    assert sorted(len(batch) for batch in told) == [1, 1, 30, 31]
    heard = {answer.question: answer for batch in told for answer in batch}
    assert [heard[doi] for doi in dois] == answers[: len(dois)]


def test_searches_are_heard_one_by_one(make: Make) -> None:
    _, source = make([work("10.1000/a", "Using crying to cope")])
    told: list[list[Answer]] = []
    texts = ["Using crying to cope", "https://doi.org/10.1/a", "Crying"]
    answers = source.search([Reference(raw=text) for text in texts], heard=heard_by(told))
    assert [answer.question for answer in answers] == ["Using crying to cope", "", "Crying"]
    assert sorted(batch[0].question for batch in told) == ["", "Crying", "Using crying to cope"]


def test_a_record_keeps_the_work_as_it_was_sent(make: Make) -> None:
    sent = work("10.1000/a", ["“Crying”"], custom={"x": [1, None, 2.5]}, language="en")
    _, source = make([sent, work("10.1000/b")])
    (answer,) = source.by_doi(["10.1000/a"])
    assert json.loads(answer.records[0].raw) == sent
    assert "“Crying”" in answer.records[0].raw
    (answer,) = source.search([Reference(raw="Crying")])
    assert json.loads(answer.records[0].raw)["title"] == ["“Crying”"]


@pytest.mark.parametrize(
    "odd", ['"\\ud83d"', "123456789012345678901234567890", '{"a": ' * 300 + "1" + "}" * 300]
)
def test_odd_json_is_kept_as_text_that_can_be_stored(make: Make, odd: str) -> None:
    loopback, source = make()
    loopback.always = body('{"message": {"DOI": "10.1000/a", "odd": ' + odd + "}}")
    (answer,) = source.by_doi(["10.1000/a"])
    assert json.loads(answer.records[0].raw) == {"DOI": "10.1000/a", "odd": json.loads(odd)}
    assert answer.records[0].raw.encode()
    assert msgspec.json.encode(answer)


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


def test_equal_texts_are_one_search(make: Make) -> None:
    loopback, source = make([work("10.1000/a", "Using crying to cope")])
    first, second = (Reference(raw=f"{n}. Using crying to cope") for n in "12")
    found = source.search([first, second, first, Reference(raw="Using crying to cope", line=9)])
    assert [answer.outcome for answer in found] == ["found"] * 4
    assert len(loopback.asked) == 3


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
