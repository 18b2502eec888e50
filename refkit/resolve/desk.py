"""Desk: takes the questions of a Source's callers, and gives each of them its Answers.

Equal questions are asked once, also where two threads ask them at the same time; each caller hears
of an Answer as soon as it has come, in the words in which it asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

import msgspec

from refkit.model import Answer
from refkit.resolve.crew import Job, work_off
from refkit.resolve.flights import Flights
from refkit.resolve.source import Heard

Key = TypeVar("Key", bound=Hashable)
Plan: TypeAlias = Callable[[Sequence[Key], threading.Event], list[Job[Mapping[Key, Answer]]]]
"""Makes the jobs that get Answers to questions; once the event is set, they are to end."""


class Desk(Generic[Key]):
    """The desk of one Source. Safe for several threads.

    Args:
        hands: Threads that work for one caller at most.
        wake: Makes jobs look whether they are to end.
    """

    def __init__(self, *, hands: int, wake: Callable[[], None]) -> None:
        self._hands = hands
        self._wake = wake
        self._flights: Flights[Key, Answer] = Flights()
        self._telling = threading.RLock()

    def serve(
        self, questions: Mapping[Key, Sequence[str]], plan: Plan[Key], heard: Heard | None
    ) -> dict[str, Answer]:
        """Get Answers to questions, from their source or from a thread that is asking already.

        Args:
            questions: What makes a question equal to another, to the forms in which it was asked.
            plan: Makes the jobs for those that nobody is asking.
            heard: Told the Answers as they come.

        Returns:
            Form to Answer, whose question is that form.
        """
        told: dict[str, Answer] = {}

        def tell(answers: Mapping[Key, Answer]) -> None:
            new = [
                msgspec.structs.replace(answer, question=form)
                for key, answer in answers.items()
                for form in questions[key]
            ]
            told.update((answer.question, answer) for answer in new)
            if heard and new:
                with self._telling:
                    heard(new)

        left: Sequence[Key] = list(questions)
        while left:
            left = self._serve(left, plan, tell)
        return told

    def _serve(
        self,
        keys: Sequence[Key],
        plan: Plan[Key],
        tell: Callable[[Mapping[Key, Answer]], None],
    ) -> list[Key]:
        """Get what can be got; the questions that another thread gave up are returned."""
        claim = self._flights.claim(keys)
        stopped = threading.Event()

        def settled(answers: Mapping[Key, Answer]) -> None:
            for key, answer in answers.items():
                claim.land(key, answer)
            tell(answers)

        def stop() -> None:
            stopped.set()
            self._wake()

        try:
            work_off(plan(claim.mine, stopped), settled, hands=self._hands, stop=stop)
        finally:
            claim.abandon()
        left: list[Key] = []
        for key, flight in claim.others.items():
            answer = flight.wait()
            if answer is None:
                left.append(key)
            else:
                tell({key: answer})
        return left
