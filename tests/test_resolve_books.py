"""Books by ISBN against a loopback Crossref and Open Library, the cache, and failures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Fault, body, hanging_server, reset_connection, status
from loopback_catalogues import Catalogues as Server
from loopback_catalogues import article
from pytest_httpserver import HTTPServer

from refkit.errors import ConfigurationError
from refkit.model import Answer, Date, Name
from refkit.resolve.books import CrossrefBooks, OpenLibrary, openlibrary_work
from refkit.resolve.cache import Cache
from refkit.resolve.catalogues import Catalogues

ISBN = "9780199535903"
OTHER = "9780306406157"
BOOK = {
    "title": "Why humans like to cry",
    "subtitle": "Tragedy, evolution, and the brain",
    "authors": [{"name": "Michael Trimble", "url": "https://openlibrary.org/authors/OL1A"}],
    "publishers": [{"name": "Oxford University Press"}, {"name": "Another"}],
    "publish_places": [{"name": "Oxford"}],
    "publish_date": "December 2012",
    "number_of_pages": 240,
    "identifiers": {"isbn_13": [ISBN]},
}
DEPOSITED = {
    "DOI": "10.1093/acprof:oso/9780199535903.001.0001",
    "type": "monograph",
    "title": ["Why humans like to cry"],
    "author": [{"family": "Trimble", "given": "Michael"}],
    "publisher": "Oxford University Press",
    "ISBN": [ISBN],
    "issued": {"date-parts": [[2012]]},
}
Make = Callable[..., tuple[Server, CrossrefBooks, OpenLibrary]]


@pytest.fixture
def make(httpserver: HTTPServer) -> Make:
    def made(mailto: str = "", **known: Any) -> tuple[Server, CrossrefBooks, OpenLibrary]:
        server = Server(httpserver, **known)
        options: dict[str, Any] = {
            "mailto": mailto,
            "base_url": server.url,
            "clock": server.clock,
            "jitter": lambda: 1.0,
        }
        return server, CrossrefBooks(**options), OpenLibrary(**options)

    return made


@pytest.fixture
def addressed(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Server]:
    """A server at which all catalogues are."""

    def made(**known: Any) -> Server:
        server = Server(httpserver, **known)
        for name in ("CROSSREF", "OPENLIBRARY", "PUBMED"):
            monkeypatch.setenv(f"REFKIT_{name}_URL", server.url)
        return server

    return made


def outcomes(answers: list[Answer]) -> list[tuple[str, str, str]]:
    return [(answer.source, answer.outcome, answer.detail) for answer in answers]


def test_a_book_of_crossrefs_is_found_by_its_isbn(make: Make) -> None:
    server, crossref, _ = make(works=[DEPOSITED])
    (answer,) = crossref.by_id([ISBN])
    (record,) = answer.records
    assert (record.source, record.work.type, record.work.DOI) == (
        "crossref",
        "book",
        DEPOSITED["DOI"],
    )
    assert '"type":"monograph"' in record.raw
    asked = server.asked("works", "filter")[0].split(",")
    assert asked[:2] == [f"isbn:{ISBN}", "isbn:0199535906"]
    assert "type:book" in asked
    assert "type:book-chapter" not in asked


def test_an_old_deposit_has_ten_digits(make: Make) -> None:
    _, crossref, _ = make(works=[{**DEPOSITED, "ISBN": ["0199535906"]}])
    assert [answer.outcome for answer in crossref.by_id([ISBN])] == ["found"]


def test_an_isbn_that_begins_with_979_has_no_ten_digits(make: Make) -> None:
    server, crossref, _ = make()
    crossref.by_id(["9791034904907"])
    assert server.asked("works", "filter")[0].count("isbn:") == 1


def test_a_chapter_is_not_the_book_whatever_is_answered(make: Make) -> None:
    server, crossref, _ = make()
    chapter = {**DEPOSITED, "type": "book-chapter"}
    server.always["works"] = body('{"message": {"items": [' + json.dumps(chapter) + "]}}")
    assert outcomes(crossref.by_id([ISBN])) == [
        ("crossref", "unknown", "Crossref has no such book")
    ]


def test_a_book_that_was_not_asked_for_is_no_answer(make: Make) -> None:
    server, crossref, _ = make()
    other = {**DEPOSITED, "ISBN": [OTHER]}
    server.always["works"] = body('{"message": {"items": [' + json.dumps(other) + "]}}")
    assert [answer.outcome for answer in crossref.by_id([ISBN])] == ["unknown"]


def test_a_book_of_open_librarys_becomes_a_work(make: Make) -> None:
    server, _, openlibrary = make(books={ISBN: BOOK})
    (answer,) = openlibrary.by_id([ISBN])
    work = answer.records[0].work
    assert work.type == "book"
    assert work.title == "Why humans like to cry: Tragedy, evolution, and the brain"
    assert work.author == [Name(family="Trimble", given="Michael")]
    assert (work.publisher, work.publisher_place) == ("Oxford University Press", "Oxford")
    assert work.issued == Date(date_parts=((2012, 12),))
    assert (work.number_of_pages, work.ISBN) == ("240", ISBN)
    assert server.seen[0].args == {
        "bibkeys": f"ISBN:{ISBN}",
        "format": "json",
        "jscmd": "data",
    }


@pytest.mark.parametrize(
    ("item", "variable", "value"),
    [
        ({"title": "T", "publish_date": "1998"}, "issued", Date(date_parts=((1998,),))),
        (
            {"title": "T", "publish_date": "Jun 15, 2007"},
            "issued",
            Date(date_parts=((2007, 6, 15),)),
        ),
        ({"title": "T", "publish_date": "19th ce"}, "issued", Date(literal="19th ce")),
        ({"title": "T", "publish_date": ""}, "issued", None),
        ({"title": "Tears: a history", "subtitle": "a history"}, "title", "Tears: a history"),
        ({"title": "T", "authors": [{"name": "UNESCO"}]}, "author", [Name(literal="UNESCO")]),
        (
            {"title": "T", "authors": [{"name": "World Health Organization"}]},
            "author",
            [Name(literal="World Health Organization")],
        ),
        (
            {"title": "T", "authors": [{"name": "Alan Church"}]},
            "author",
            [Name(family="Church", given="Alan")],
        ),
        (
            {"title": "T", "authors": [{"name": "A. Doe"}], "by_statement": "edited by A. Doe."},
            "editor",
            [Name(family="Doe", given="A.")],
        ),
        ({"title": "T", "authors": "A. Doe"}, "author", []),
        ({"title": "T", "authors": [None, 7, {"name": None}, {}]}, "author", []),
        ({"title": "T", "number_of_pages": "many"}, "number-of-pages", ""),
        ({"title": "T", "publishers": [{}]}, "publisher", ""),
    ],
)
def test_what_open_library_writes_is_read(item: Any, variable: str, value: object) -> None:
    assert openlibrary_work(item, ISBN).get(variable) == value


def test_many_books_are_few_requests(make: Make) -> None:
    server, _, openlibrary = make(books={ISBN: BOOK})
    isbns = [_isbn(number) for number in range(30)] + [ISBN]
    answers = openlibrary.by_id(isbns)
    assert [answer.outcome for answer in answers] == ["unknown"] * 30 + ["found"]
    assert len(server.seen) == 2
    assert server.seen[1].time - server.seen[0].time >= 1


def _isbn(number: int) -> str:
    stem = f"978{number:09d}"
    return stem + str(-sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(stem)) % 10)


FAULTS = [
    (status(404), "HTTP 404"),
    (status(403), "HTTP 403"),
    (status(500), "HTTP 500"),
    (body("<html>Down</html>", "text/html"), "answered with HTML, not JSON"),
    (body('{"ISBN'), "answered with JSON that is broken or cut off"),
    (body("[]"), "answered with JSON of another form"),
    (reset_connection, "the connection broke off"),
]


@pytest.mark.parametrize(("fault", "detail"), FAULTS)
def test_what_is_no_answer_of_open_librarys_is_silence(
    fault: Fault, detail: str, make: Make
) -> None:
    server, _, openlibrary = make(books={ISBN: BOOK})
    server.always["books"] = fault
    assert outcomes(openlibrary.by_id([ISBN])) == [("openlibrary", "silent", detail)]


@pytest.mark.parametrize(("fault", "detail"), FAULTS)
def test_what_is_no_answer_of_crossrefs_is_silence(fault: Fault, detail: str, make: Make) -> None:
    server, crossref, _ = make(works=[DEPOSITED])
    server.always["works"] = fault
    assert outcomes(crossref.by_id([ISBN])) == [("crossref", "silent", detail)]


def test_an_empty_answer_proves_nothing(make: Make) -> None:
    _, _, openlibrary = make()
    assert outcomes(openlibrary.by_id([ISBN])) == [
        ("openlibrary", "unknown", "Open Library has no such book")
    ]


@pytest.mark.parametrize("entry", [None, [], "text", {}, {"title": ""}, {"title": None}])
def test_an_entry_without_title_is_none(entry: Any, make: Make) -> None:
    _, _, openlibrary = make(books={ISBN: entry})
    assert [answer.outcome for answer in openlibrary.by_id([ISBN])] == ["unknown"]


def test_too_many_requests_are_waited_for(make: Make) -> None:
    server, _, openlibrary = make(books={ISBN: BOOK})
    server.faults["books"] = [status(429, Retry_After="5")]
    assert [answer.outcome for answer in openlibrary.by_id([ISBN])] == ["found"]
    assert sum(server.clock.slept) >= 5


def test_a_server_that_says_nothing_is_given_up() -> None:
    with hanging_server() as url:
        (answer,) = OpenLibrary(base_url=url, timeout=0.1).by_id([ISBN])
    assert (answer.outcome, answer.detail) == ("silent", "timed out after 0.1 s")


def test_what_is_no_isbn_is_not_asked(make: Make) -> None:
    server, _, openlibrary = make()
    assert [answer.outcome for answer in openlibrary.by_id(["123", ""])] == ["unknown"] * 2
    assert server.seen == []


@pytest.mark.parametrize("options", [{"base_url": "x"}, {"mailto": "no address"}])
def test_what_is_no_address_is_refused(options: dict[str, str]) -> None:
    for source in (CrossrefBooks, OpenLibrary):
        with pytest.raises(ConfigurationError):
            source(**options)


# ------------------------------------------------------------------------------- all together


def test_open_library_is_asked_for_what_crossref_does_not_have(
    addressed: Callable[..., Server],
) -> None:
    server = addressed(works=[DEPOSITED], books={ISBN: BOOK, OTHER: BOOK})
    catalogues = Catalogues()
    answers = catalogues.by_isbn([ISBN, OTHER, ISBN])
    catalogues.close()
    assert [[a.source for a in row] for row in answers] == [
        ["crossref"],
        ["crossref", "openlibrary"],
        ["crossref"],
    ]
    assert server.asked("books", "bibkeys") == [f"ISBN:{OTHER}"]


def test_open_library_is_asked_where_crossref_is_silent(addressed: Callable[..., Server]) -> None:
    server = addressed(books={ISBN: BOOK})
    server.always["works"] = status(404)
    (row,) = Catalogues().by_isbn([ISBN])
    assert [answer.outcome for answer in row] == ["silent", "found"]


def test_what_was_answered_is_kept_and_failures_are_not(
    addressed: Callable[..., Server], tmp_path: Path
) -> None:
    server = addressed(books={ISBN: BOOK}, articles={"7": article("7")})
    with Cache(tmp_path / "cache") as cache:
        first = Catalogues(cache)
        first.by_isbn([ISBN])
        first.by_pubmed(["7", "8"])
        first.close()
        number = len(server.seen)
        server.always = dict.fromkeys(("efetch", "books", "works"), status(404))
        again = Catalogues(cache)
        (row,) = again.by_isbn([ISBN])
        assert [answer.outcome for answer in row] == ["unknown", "found"]
        assert [each.outcome for each in again.by_pubmed(["7", "8"])] == ["found", "absent"]
        assert len(server.seen) == number
        refreshed = Catalogues(cache, refresh=True)
        assert [each.outcome for each in refreshed.by_pubmed(["7"])] == ["silent"]
        assert [each.outcome for each in Catalogues(cache).by_pubmed(["7"])] == ["found"]


def test_offline_nobody_is_asked(addressed: Callable[..., Server]) -> None:
    server = addressed(books={ISBN: BOOK})
    (row,) = Catalogues(offline=True).by_isbn([ISBN])
    assert outcomes(row) == [
        ("crossref", "unasked", "offline, and not in the cache"),
        ("openlibrary", "unasked", "offline, and not in the cache"),
    ]
    assert server.seen == []


def test_what_another_address_answered_is_not_the_registrys_word(
    addressed: Callable[..., Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addressed(books={ISBN: BOOK})
    with Cache(tmp_path / "cache") as cache:
        Catalogues(cache).by_isbn([ISBN])
        monkeypatch.delenv("REFKIT_OPENLIBRARY_URL")
        (row,) = Catalogues(cache, offline=True).by_isbn([ISBN])
    assert row[-1].outcome == "unasked"
