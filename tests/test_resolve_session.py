"""Resolver: the order in which Sources are asked, and that none is asked twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest
from loopback import Loopback, status, work
from pytest_httpserver import HTTPServer

from refkit.errors import SourceError
from refkit.model import Answer, Record, Reference, Work
from refkit.model.record import Outcome
from refkit.resolve import CrossrefSource, DoiOrg, RecordsFile, Resolver, Source
from refkit.resolve.source import Heard, search_text


class Shelf:
    """A Source that finds what it is told to, and notes what it is asked."""

    def __init__(self, name: str, has: Sequence[str] = (), otherwise: Outcome = "unknown") -> None:
        self.name = name
        self.has = has
        self.otherwise: Outcome = otherwise
        self.asked: list[list[str]] = []
        self.closed = False

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        self.asked.append(list(dois))
        return [self._answer(doi) for doi in dois]

    def search(
        self, references: Sequence[Reference], rows: int = 10, *, heard: Heard | None = None
    ) -> list[Answer]:
        self.asked.append([reference.raw for reference in references])
        return [self._answer(reference.raw) for reference in references]

    def close(self) -> None:
        self.closed = True

    def _answer(self, question: str) -> Answer:
        found = question.lower() in self.has
        outcome: Outcome = "found" if found else self.otherwise
        return Answer(source=self.name, question=question, outcome=outcome)


class Registry(Shelf):
    """A Shelf that answers in batches of two, and is interrupted before a batch when told to be."""

    interrupted = -1

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        self.asked.append(list(dois))
        return self._in_batches([self._answer(doi) for doi in dois], heard)

    def search(
        self, references: Sequence[Reference], rows: int = 10, *, heard: Heard | None = None
    ) -> list[Answer]:
        texts = [search_text(reference) for reference in references]
        self.asked.append(texts)
        return self._in_batches([self._answer(text) for text in texts], heard)

    def _in_batches(self, answers: list[Answer], heard: Heard | None) -> list[Answer]:
        for batch, start in enumerate(range(0, len(answers), 2)):
            if batch == self.interrupted:
                self.interrupted = -1
                raise KeyboardInterrupt
            assert heard
            heard(answers[start : start + 2])
        return answers


def told(answers: list[list[Answer]]) -> list[list[tuple[str, str]]]:
    return [[(answer.source, answer.outcome) for answer in row] for row in answers]


def test_the_next_source_is_asked_only_for_what_the_first_has_not_found() -> None:
    first, second = (
        Shelf("first", ["10.1000/a"], "silent"),
        Shelf("second", ["10.1000/b"], "absent"),
    )
    answers = Resolver([first, second]).by_doi(["10.1000/a", "10.1000/b", "10.1000/c"])
    assert told(answers) == [
        [("first", "found")],
        [("first", "silent"), ("second", "found")],
        [("first", "silent"), ("second", "absent")],
    ]
    assert second.asked == [["10.1000/b", "10.1000/c"]]


def test_nothing_is_asked_twice_in_one_run_not_even_what_failed() -> None:
    shelf = Shelf("shelf", ["10.1000/a"], "silent")
    resolver = Resolver([shelf])
    first = resolver.by_doi(["10.1000/a", "10.1000/A", "doi:10.1000/b", "10.1000/B"])
    again = resolver.by_doi(["10.1000/b", "https://doi.org/10.1000/a"])
    assert shelf.asked == [["10.1000/a", "doi:10.1000/b"]]
    assert [row[0].question for row in first] == [
        "10.1000/a",
        "10.1000/A",
        "doi:10.1000/b",
        "10.1000/B",
    ]
    assert [(row[0].question, row[0].outcome) for row in again] == [
        ("10.1000/b", "silent"),
        ("https://doi.org/10.1000/a", "found"),
    ]


def test_a_search_asks_every_source_and_each_text_once() -> None:
    first, second = Shelf("first", ["why cry"]), Shelf("second")
    resolver = Resolver([first, second])
    answers = resolver.search([Reference(raw="why cry"), Reference(raw="why  cry", line=9)])
    assert told(answers) == [[("first", "found"), ("second", "unknown")]] * 2
    resolver.search([Reference(raw="why cry https://doi.org/10.1000/a")])
    assert first.asked == second.asked == [["why cry"]]


def test_a_search_goes_on_only_with_what_is_not_settled() -> None:
    first, second, third = (
        Shelf("first", ["why cry", "why laugh"]),
        Shelf("second", ["why cry"]),
        Shelf("third", ["why weep"]),
    )
    asked: list[tuple[int, list[str]]] = []

    def settled(number: int, answers: Sequence[Answer]) -> bool:
        asked.append((number, [answer.source for answer in answers]))
        return number != 0 or len(answers) == 2

    references = [Reference(raw=text) for text in ("why cry", "why laugh", "why weep")]
    answers = Resolver([first, second, third]).search(references, settled=settled)
    assert told(answers) == [
        [("first", "found"), ("second", "found")],
        [("first", "found")],
        [("first", "unknown"), ("second", "unknown"), ("third", "found")],
    ]
    assert asked == [(0, ["first"]), (1, ["first"]), (0, ["first", "second"])]
    assert (second.asked, third.asked) == ([["why cry", "why weep"]], [["why weep"]])


def test_what_cannot_be_searched_is_passed_over() -> None:
    first, last = Shelf("first", ["why cry"]), Shelf("last")
    resolver = Resolver([first, last], by_doi_only=["last"])
    answers = resolver.search([Reference(raw="why cry")], settled=lambda number, answers: False)
    assert told(answers) == [[("first", "found")]]
    assert told(resolver.by_doi(["10.1000/a"])) == [[("first", "unknown"), ("last", "unknown")]]
    assert last.asked == [["10.1000/a"]]


def test_nothing_in_nothing_out() -> None:
    shelf = Shelf("shelf")
    assert Resolver([shelf]).by_doi([]) == []
    assert Resolver([shelf]).search([]) == []
    assert Resolver([]).by_doi(["10.1000/a"]) == [[]]
    assert shelf.asked == []


def test_what_was_not_asked_is_no_evidence() -> None:
    asked = Shelf("asked", ["10.1000/a"], "absent")
    resolver = Resolver([Shelf("offline", otherwise="unasked"), asked])
    assert told(resolver.by_doi(["10.1000/a", "10.1000/b"])) == [
        [("asked", "found")],
        [("asked", "absent")],
    ]
    assert told(resolver.search([Reference(raw="why cry")])) == [[("asked", "absent")]]
    assert Resolver([Shelf("offline", otherwise="unasked")]).by_doi(["10.1000/a"]) == [[]]


def test_answers_are_told_as_they_come_and_to_whom_they_belong() -> None:
    steps: list[tuple[int, int, str]] = []

    def progress(done: int, of: int, step: str) -> None:
        steps.append((done, of, step))

    resolver = Resolver([Registry("first", ["10.1000/a", "10.1000/c"]), Shelf("second")])
    dois = ["10.1000/a", "10.1000/A", "10.1000/b", "10.1000/c"]
    resolver.by_doi(dois, progress=progress)
    assert steps == [
        (0, 3, "DOIs at first"),
        (2, 3, "DOIs at first"),
        (3, 3, "DOIs at first"),
        (0, 1, "DOIs at second"),
    ]
    steps.clear()
    resolver.by_doi(dois, progress=progress)
    assert steps == []
    references = [Reference(raw=text) for text in ("why cry", "why laugh", "why  cry")]
    resolver.search(references, progress=progress)
    assert steps == [
        (0, 2, "searches at first"),
        (2, 2, "searches at first"),
        (0, 2, "searches at second"),
    ]


def test_what_came_before_an_interruption_is_not_asked_again() -> None:
    registry = Registry("registry", ["10.1000/1", "10.1000/2", "10.1000/5"])
    registry.interrupted = 1
    dois = [f"10.1000/{number}" for number in range(6)]
    with Resolver([registry]) as resolver:
        with pytest.raises(KeyboardInterrupt):
            resolver.by_doi(dois)
        answers = resolver.by_doi(dois)
        registry.interrupted = 1
        texts = [Reference(raw=f"title {number}") for number in range(3)]
        with pytest.raises(KeyboardInterrupt):
            resolver.search(texts)
        resolver.search(texts)
    assert registry.asked == [
        dois,
        dois[2:],
        ["title 0", "title 1", "title 2"],
        ["title 2"],
    ]
    assert [row[0].outcome for row in answers] == [
        "unknown",
        "found",
        "found",
        "unknown",
        "unknown",
        "found",
    ]


def test_a_source_that_loses_answers_is_misuse() -> None:
    class Forgetful(Shelf):
        def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
            return []

    with pytest.raises(SourceError, match="shelf gave 0 answers to 1 questions"):
        Resolver([Forgetful("shelf")]).by_doi(["10.1000/a"])


def test_all_sources_are_closed_with_the_resolver() -> None:
    shelves = [Shelf("a"), Shelf("b")]
    with Resolver(shelves):
        pass
    assert [shelf.closed for shelf in shelves] == [True, True]


def test_file_crossref_and_doi_org_together_ask_as_little_as_they_can(
    httpserver: HTTPServer,
) -> None:
    works = [work(f"10.1000/x{number}") for number in range(49)]
    loopback = Loopback(httpserver, works)
    known = Record(work=Work(DOI="10.1000/known", title="Known"), source="records")
    dois = [item["DOI"] for item in works] + ["10.1000/known", "10.1000/none"]
    with Resolver(
        [
            RecordsFile.from_records([known]),
            CrossrefSource(base_url=loopback.url, clock=loopback.clock),
            DoiOrg(base_url=loopback.url, clock=loopback.clock),
        ]
    ) as resolver:
        answers = resolver.by_doi(dois)
        resolver.by_doi(dois)
    assert [row[-1].outcome for row in answers] == ["found"] * 50 + ["absent"]
    assert [answer.outcome for answer in answers[-1]] == ["unknown", "unknown", "absent"]
    assert [asked.kind for asked in loopback.asked] == ["list", "agency"]


def test_an_outage_is_never_absence(httpserver: HTTPServer) -> None:
    loopback = Loopback(httpserver)
    loopback.always = status(403)
    sources: list[Source] = [
        CrossrefSource(base_url=loopback.url, clock=loopback.clock),
        DoiOrg(base_url=loopback.url, clock=loopback.clock),
    ]
    answers = Resolver(sources).by_doi(["10.1000/a"])
    assert told(answers) == [[("crossref", "silent"), ("doi.org", "silent")]]


def test_the_room_is_entered_without_importing_an_http_client() -> None:
    heavy = "{'requests', 'habanero', 'httpx2', 'urllib3'} & set(sys.modules)"
    script = f"import sys, refkit.resolve; print(sorted({heavy}))"
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
