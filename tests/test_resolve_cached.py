"""CachedSource: what is asked of the Source, what the Cache answers, and who hears of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT
from loopback import Loopback, work
from pytest_httpserver import HTTPServer

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer, Record, Reference, Work
from refkit.model.record import Outcome
from refkit.resolve import CrossrefSource
from refkit.resolve.cache import Cache
from refkit.resolve.cached import CachedSource, LazySource
from refkit.resolve.source import ROWS, Heard, Source

THEN = "2026-11-01T08:00:00Z"


class Shelf:
    """A Source that answers in batches, tells each on the way, and notes what it is asked."""

    name = "shelf"

    def __init__(
        self, outcome: Outcome = "found", *, batch: int = 50, telling: bool = True
    ) -> None:
        self.outcome: Outcome = outcome
        self.batch = batch
        self.telling = telling
        self.breaks_after = 10**9
        self.asked: list[list[str]] = []
        self.rows: list[int] = []
        self.closed = False

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        return self._answers(dois, heard)

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        self.rows.append(rows)
        return self._answers([reference.raw for reference in references], heard)

    def close(self) -> None:
        self.closed = True

    def _answers(self, questions: Sequence[str], heard: Heard | None) -> list[Answer]:
        self.asked.append(list(questions))
        answers: list[Answer] = []
        for start in range(0, len(questions), self.batch):
            if start >= self.breaks_after:
                raise KeyboardInterrupt
            batch = [self._answer(each) for each in questions[start : start + self.batch]]
            if heard and self.telling:
                heard(batch)
            answers += batch
        return answers

    def _answer(self, question: str) -> Answer:
        record = Record(work=Work(title=f"On {question}"), source="shelf", time=THEN)
        return Answer(
            source="shelf",
            question=question,
            outcome=self.outcome,
            records=[record] if self.outcome == "found" else [],
        )


class Ear:
    """Notes what it is told: the questions of each call."""

    def __init__(self) -> None:
        self.told: list[list[str]] = []

    def __call__(self, answers: Sequence[Answer]) -> None:
        self.told.append([answer.question for answer in answers])


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "answers.sqlite")


def cached(source: Source, cache: Cache, *, refresh: bool = False, offline: bool = False) -> Source:
    return CachedSource(source, cache, scope="shelf", refresh=refresh, offline=offline)


def outcomes(answers: Sequence[Answer]) -> list[str]:
    return [answer.outcome for answer in answers]


# --- once ---------------------------------------------------------------------------------------


def test_of_500_dois_a_second_run_asks_none(cache: Cache) -> None:
    dois = [f"10.1000/{number}" for number in range(500)]
    first, second = Shelf(), Shelf()
    answers = cached(first, cache).by_doi(dois)
    assert cached(second, cache).by_doi(dois) == answers
    assert [answer.question for answer in answers] == dois
    assert first.asked == [dois]
    assert second.asked == []


def test_only_the_rest_is_asked_in_the_order_of_the_questions(cache: Cache) -> None:
    shelf = Shelf()
    source = cached(shelf, cache)
    source.by_doi(["10.1000/b"])
    answers = source.by_doi(["10.1000/c", "10.1000/b", "10.1000/a"])
    assert shelf.asked == [["10.1000/b"], ["10.1000/c", "10.1000/a"]]
    assert [answer.records[0].work.title for answer in answers] == [
        "On 10.1000/c",
        "On 10.1000/b",
        "On 10.1000/a",
    ]


def test_equal_dois_are_one_question_each_answered_as_it_was_asked(cache: Cache) -> None:
    shelf = Shelf()
    dois = ["10.1000/A", "https://doi.org/10.1000/a", "10.1000/a"]
    ear = Ear()
    answers = cached(shelf, cache).by_doi(dois, heard=ear)
    assert shelf.asked == [["10.1000/A"]]
    assert [answer.question for answer in answers] == dois
    assert ear.told == [dois]
    again = cached(shelf, cache).by_doi(["doi:10.1000/a"])
    assert shelf.asked == [["10.1000/A"]]
    assert (again[0].question, again[0].records[0].time) == ("doi:10.1000/a", THEN)


def test_a_search_is_known_again_by_the_text_that_is_asked(cache: Cache) -> None:
    shelf = Shelf()
    source = cached(shelf, cache)
    source.search([Reference(raw="Why cry?"), Reference(raw="Why  cry?", line=7)])
    answers = source.search([Reference(raw="Why cry? https://doi.org/10.1000/a")])
    assert shelf.asked == [["Why cry?"]]
    assert answers[0].question == "Why cry?"
    source.search([Reference(raw="Why cry?")], 5)
    assert shelf.rows == [ROWS, 5]


def test_dois_and_searches_are_not_confounded(cache: Cache) -> None:
    shelf = Shelf()
    source = cached(shelf, cache)
    source.by_doi(["10.1000/a"])
    source.search([Reference(raw="10.1000/a of tears")])
    assert shelf.asked == [["10.1000/a"], ["10.1000/a of tears"]]


def test_what_is_no_question_is_not_asked(cache: Cache) -> None:
    shelf = Shelf()
    source = cached(shelf, cache)
    answers = [*source.by_doi(["no doi", ""]), *source.search([Reference(raw=" … ")])]
    assert outcomes(answers) == ["unknown"] * 3
    assert [answer.detail for answer in answers] == ["not a DOI"] * 2 + ["nothing to search for"]
    assert [answer.question for answer in answers] == ["no doi", "", ""]
    assert source.by_doi([]) == source.search([]) == []
    assert shelf.asked == []
    assert not cache.path.exists()


def test_absence_is_kept_and_silence_is_not(cache: Cache) -> None:
    expected: list[tuple[Outcome, int]] = [("absent", 1), ("unknown", 1), ("silent", 2)]
    for outcome, asked in expected:
        shelf = Shelf(outcome)
        doi = f"10.1000/{outcome}"
        assert outcomes(cached(shelf, cache).by_doi([doi])) == [outcome]
        assert outcomes(cached(shelf, cache).by_doi([doi])) == [outcome]
        assert len(shelf.asked) == asked


# --- as it comes --------------------------------------------------------------------------------


def test_what_came_before_a_kill_is_not_asked_again(cache: Cache) -> None:
    dois = [f"10.1000/{number}" for number in range(120)]
    first, second = Shelf(), Shelf()
    first.breaks_after = 100
    with pytest.raises(KeyboardInterrupt):
        cached(first, cache).by_doi(dois)
    assert outcomes(cached(second, cache).by_doi(dois)) == ["found"] * 120
    assert second.asked == [dois[100:]]


def test_cached_answers_are_heard_first_and_the_others_as_they_come(cache: Cache) -> None:
    source = cached(Shelf(batch=2), cache)
    source.by_doi(["10.1000/b", "10.1000/d"])
    ear = Ear()
    source.by_doi([f"10.1000/{letter}" for letter in "abcde"], heard=ear)
    assert ear.told == [
        ["10.1000/b", "10.1000/d"],
        ["10.1000/a", "10.1000/c"],
        ["10.1000/e"],
    ]


def test_answers_of_a_source_that_tells_nothing_on_the_way_are_heard_and_kept(
    cache: Cache,
) -> None:
    shelf, ear = Shelf(telling=False), Ear()
    for _ in range(2):
        cached(shelf, cache).search([Reference(raw="Why cry?")], heard=ear)
    assert ear.told == [["Why cry?"]] * 2
    assert shelf.asked == [["Why cry?"]]


def test_the_last_word_of_a_source_is_what_is_kept(cache: Cache) -> None:
    class Wavering(Shelf):
        def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
            if heard:
                heard([Answer(source="shelf", question=dois[0], outcome="unknown")])
            return super().by_doi(dois)

    source = cached(Wavering(), cache)
    assert outcomes(source.by_doi(["10.1000/a"])) == ["found"]
    assert outcomes(source.by_doi(["10.1000/a"])) == ["found"]


# --- refresh and offline ------------------------------------------------------------------------


def test_refreshing_asks_anew_once_and_keeps_the_answer(cache: Cache) -> None:
    cached(Shelf(), cache).by_doi(["10.1000/a"])
    shelf = Shelf("absent")
    source = cached(shelf, cache, refresh=True)
    for _ in range(2):
        assert outcomes(source.by_doi(["10.1000/a", "10.1000/A"])) == ["absent"] * 2
    assert shelf.asked == [["10.1000/a"]]
    assert outcomes(cached(shelf, cache).by_doi(["10.1000/a"])) == ["absent"]
    assert len(shelf.asked) == 1


def test_refreshing_in_vain_leaves_what_is_kept(cache: Cache) -> None:
    cached(Shelf(), cache).by_doi(["10.1000/a"])
    shelf = Shelf("silent")
    source = cached(shelf, cache, refresh=True)
    for _ in range(2):
        assert outcomes(source.by_doi(["10.1000/a"])) == ["silent"]
    assert len(shelf.asked) == 1
    assert outcomes(cached(shelf, cache).by_doi(["10.1000/a"])) == ["found"]


def test_offline_the_cache_answers_at_any_age_and_nothing_is_asked(tmp_path: Path) -> None:
    time = 1_800_000_000.0
    cache = Cache(tmp_path / "answers.sqlite", clock=lambda: time)
    cached(Shelf(), cache).by_doi(["10.1000/a"])
    cached(Shelf("absent"), cache).search([Reference(raw="Why cry?")])
    time += 1000 * 86_400
    shelf, ear = Shelf(), Ear()
    source = cached(shelf, cache, offline=True)
    answers = [
        *source.by_doi(["10.1000/b", "10.1000/a"], heard=ear),
        *source.search([Reference(raw="Why cry?"), Reference(raw="Why laugh?")]),
    ]
    assert outcomes(answers) == ["unasked", "found", "absent", "unasked"]
    assert answers[0] == Answer(
        source="shelf",
        question="10.1000/b",
        outcome="unasked",
        detail="offline, and not in the cache",
    )
    assert ear.told == [["10.1000/a"], ["10.1000/b"]]
    assert shelf.asked == []
    assert outcomes(cached(shelf, cache).by_doi(["10.1000/b"])) == ["found"]


def test_to_refresh_offline_is_misuse(cache: Cache) -> None:
    with pytest.raises(ConfigurationError, match="nothing can be asked anew offline"):
        cached(Shelf(), cache, refresh=True, offline=True)


def test_without_a_cache_file_everything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    shelf = Shelf()
    with pytest.warns(UserWarning, match="is not used"):
        answers = cached(shelf, Cache(tmp_path / "file" / "answers")).by_doi(["10.1000/a"])
    assert outcomes(answers) == ["found"]


def test_what_crossref_answered_is_not_asked_again(cache: Cache, httpserver: HTTPServer) -> None:
    loopback = Loopback(httpserver, [work(f"10.1000/x{number}") for number in range(60)])
    dois = [f"10.1000/x{number}" for number in range(70)]
    references = [Reference(raw="Doe, J. (2020). A title. Journal of Tests.")]
    told: list[list[Answer]] = []
    for _ in range(2):
        crossref = CrossrefSource(base_url=loopback.url, clock=loopback.clock)
        source = cached(crossref, cache)
        told.append([*source.by_doi(dois), *source.search(references)])
        source.close()
    assert outcomes(told[0]) == ["found"] * 60 + ["unknown"] * 10 + ["found"]
    assert told[1] == told[0]
    assert loopback.count("list") == 3
    assert len(loopback.asked) == 3


# --- misuse and life ----------------------------------------------------------------------------


def test_a_source_that_loses_answers_is_misuse(cache: Cache) -> None:
    class Forgetful(Shelf):
        def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
            return []

    with pytest.raises(SourceError, match="shelf gave 0 answers to 1 questions"):
        cached(Forgetful(), cache).by_doi(["10.1000/a"])


def test_closing_closes_the_source_and_leaves_the_cache_to_others(cache: Cache) -> None:
    shelf = Shelf()
    source = cached(shelf, cache)
    source.by_doi(["10.1000/a"])
    source.close()
    assert shelf.closed
    with pytest.raises(SourceError, match="shelf has been closed"):
        source.by_doi(["10.1000/a"])
    with pytest.raises(SourceError, match="shelf has been closed"):
        source.search([])
    assert outcomes(cached(shelf, cache).by_doi(["10.1000/a"])) == ["found"]


def test_a_lazy_source_is_opened_when_it_is_first_asked(cache: Cache) -> None:
    shelves: list[Shelf] = []

    def open_shelf() -> Shelf:
        shelves.append(Shelf())
        return shelves[-1]

    cached(Shelf(), cache).by_doi(["10.1000/a"])
    source = cached(LazySource("shelf", open_shelf), cache)
    assert source.name == "shelf"
    source.by_doi(["10.1000/a"])
    assert shelves == []
    source.by_doi(["10.1000/b"])
    source.search([Reference(raw="Why cry?")], 3)
    assert [shelf.asked for shelf in shelves] == [[["10.1000/b"], ["Why cry?"]]]
    assert shelves[0].rows == [3]
    source.close()
    assert shelves[0].closed


def test_a_lazy_source_that_was_never_asked_is_never_opened() -> None:
    def open_never() -> Source:
        raise AssertionError

    source = LazySource("shelf", open_never)
    source.close()
    with pytest.raises(SourceError, match="shelf has been closed"):
        source.by_doi(["10.1000/a"])


def test_a_run_that_the_cache_answers_imports_no_http_client(cache: Cache) -> None:
    cached(Shelf(), cache).by_doi(["10.1000/a"])
    cache.close()
    script = f"""
import sys
from pathlib import Path
from refkit.resolve.cache import Cache
from refkit.resolve.cached import CachedSource, LazySource
def crossref():
    from refkit.resolve.crossref import CrossrefSource
    return CrossrefSource()
cache = Cache(Path({str(cache.path)!r}))
source = CachedSource(LazySource("crossref", crossref), cache, scope="shelf")
print(source.by_doi(["10.1000/a"])[0].outcome)
print(sorted({{"requests", "habanero", "httpx2", "urllib3", "platformdirs"}} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.splitlines() == ["found", "[]"]
