"""Desk: equal questions asked once, whoever asks them, and no caller left waiting for ever."""

from __future__ import annotations

import linecache
import sys
import threading
from collections.abc import Sequence
from functools import partial
from types import FrameType
from typing import Any

import pytest
from watchdog import in_thread, in_time

from refkit.errors import SourceError
from refkit.model import Answer
from refkit.resolve import crew, desk, flights
from refkit.resolve.crew import Done, Job
from refkit.resolve.desk import Answers, Desk, Question


class Registry:
    """A registry behind a Desk, which answers each question by itself.

    Attributes:
        asked: The questions that reached it, in order.
        faults: What is raised instead of an answer, one each.
    """

    def __init__(self, *, hands: int = 3) -> None:
        self.desk = Desk("registry", hands=hands, wake=lambda: None)
        self.asked: list[str] = []
        self.faults: list[BaseException] = []
        self._lock = threading.Lock()

    def by_doi(self, dois: Sequence[str], heard: Any = None) -> list[Answer]:
        return self.desk.by_doi(dois, self.plan, heard)

    def plan(self, questions: Sequence[Question], stopped: threading.Event) -> list[Job[Answers]]:
        return [partial(self._answer, question) for question in questions]

    def _answer(self, question: Question) -> Done[Answers]:
        with self._lock:
            self.asked.append(question.text)
            if self.faults:
                raise self.faults.pop()
        return Done({question: self.desk.answer(question.text, "absent")})


def test_answers_come_in_the_words_and_the_order_of_who_asks() -> None:
    registry = Registry()
    heard: list[str] = []
    dois = ["10.1000/A", "in press", "doi:10.1000/a", "10.1000/b", "in press"]
    answers = registry.by_doi(dois, lambda told: heard.extend(each.question for each in told))
    assert [answer.question for answer in answers] == dois
    assert [answer.outcome for answer in answers] == [
        "absent",
        "unknown",
        "absent",
        "absent",
        "unknown",
    ]
    assert sorted(heard) == sorted(set(dois))
    assert sorted(registry.asked) == ["10.1000/a", "10.1000/b"]


def test_texts_that_nothing_is_sent_for_say_why() -> None:
    registry = Registry()
    answers = registry.desk.search(
        ["tears", "", "tears"],
        10,
        registry.plan,
        None,
        idle={"": registry.desk.answer("", "unknown", "nothing to search for")},
    )
    assert [(answer.outcome, answer.detail) for answer in answers] == [
        ("absent", ""),
        ("unknown", "nothing to search for"),
        ("absent", ""),
    ]
    assert registry.asked == ["tears"]


def test_a_desk_that_has_been_closed_takes_no_question() -> None:
    registry = Registry()
    registry.desk.close()
    with pytest.raises(SourceError, match="registry has been closed"):
        registry.by_doi([])


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_who_waits_for_a_thread_that_fails_asks_itself(error: type[BaseException]) -> None:
    registry = Registry()
    begun, waits = threading.Event(), threading.Event()

    def fail() -> Done[Answers]:
        begun.set()
        waits.wait(10)
        raise error

    def failing(questions: Any, stopped: threading.Event) -> list[Job[Answers]]:
        return [fail]

    failed = in_thread(lambda: registry.desk.by_doi(["10.1000/a"], failing, None))
    assert begun.wait(10)
    waiting = in_thread(lambda: registry.by_doi(["10.1000/a", "10.1000/b"], lambda _: waits.set()))
    with pytest.raises(error):
        failed()
    assert [answer.outcome for answer in waiting()] == ["absent", "absent"]
    assert registry.asked == ["10.1000/b", "10.1000/a"]


def test_threads_with_questions_in_common_all_come_to_an_end_though_some_fail() -> None:
    registry = Registry()
    registry.faults = [ZeroDivisionError() for _ in range(20)]

    def ask(first: int) -> list[Answer]:
        for start in range(first, first + 30):
            dois = [f"10.1000/{(start + step) % 17}" for step in range(5)]
            try:
                answers = registry.by_doi(dois)
            except ZeroDivisionError:
                continue
            assert [answer.question for answer in answers] == dois
        return answers

    ends = [in_thread(partial(ask, first)) for first in range(8)]
    for end in ends:
        assert {answer.outcome for answer in end()} == {"absent"}
    assert registry.faults == []


MODULES = {module.__file__ for module in (crew, desk, flights)}


def interrupted(number: int, registry: Registry, dois: Sequence[str]) -> bool:
    """Ask, with Ctrl-C before the line of a number; whether it came to that line.

    Not at ``with``: before its end, where tracing would, Python itself lets no signal in.
    """
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        if frame.f_code.co_filename not in MODULES:
            return None
        line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
        if event == "line" and not line.lstrip().startswith("with "):
            count += 1
            if count == number:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        registry.by_doi(dois)
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


def test_wherever_an_interrupt_comes_the_next_caller_gets_its_answers() -> None:
    dois = ["10.1000/a", "10.1000/b"]
    number = 1
    while interrupted(number, registry := Registry(), dois):
        answers = in_time(partial(registry.by_doi, dois))
        assert [answer.outcome for answer in answers] == ["absent", "absent"]
        number += 1
    assert number > 50
