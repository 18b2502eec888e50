"""Flights: questions that are under way, so that threads which ask the same share one request."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Question = TypeVar("Question", bound=Hashable)
Reply = TypeVar("Reply")


class Flight(Generic[Reply]):
    """A question that a thread has asked and that has not been answered yet."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._reply: Reply | None = None

    def wait(self) -> Reply | None:
        """Wait for the reply; None if that thread gave up, so that one has to ask oneself."""
        while not self._over.wait(1.0):
            pass  # in pieces, for on Windows Ctrl-C is not heard while waiting
        return self._reply

    def end(self, reply: Reply | None) -> None:
        """Hand the reply to all who wait for it."""
        self._reply = reply
        self._over.set()


class Flights(Generic[Question, Reply]):
    """The questions that threads have under way. Safe for several threads.

    Nothing is remembered once it has landed.
    """

    def __init__(self) -> None:
        self._under_way: dict[Question, Flight[Reply]] = {}
        self._lock = threading.Lock()

    def claim(self, questions: Iterable[Question]) -> Claim[Question, Reply]:
        """Take over the questions that nobody else has under way.

        Args:
            questions: Questions, each once.
        """
        mine: dict[Question, Flight[Reply]] = {}
        others: dict[Question, Flight[Reply]] = {}
        with self._lock:
            for question in questions:
                if question in self._under_way:
                    others[question] = self._under_way[question]
                else:
                    mine[question] = self._under_way[question] = Flight()
        return Claim(self, mine, others)

    def forget(self, question: Question) -> None:
        """Take a question off the list of those under way."""
        with self._lock:
            del self._under_way[question]


class Claim(Generic[Question, Reply]):
    """One thread's share of the questions that it has.

    Whoever holds a claim first sees to what is its own and then waits for the others: so no two
    threads wait for each other.

    Attributes:
        mine: The questions that this thread has to ask.
        others: Those that another thread is asking.
    """

    def __init__(
        self,
        flights: Flights[Question, Reply],
        mine: dict[Question, Flight[Reply]],
        others: dict[Question, Flight[Reply]],
    ) -> None:
        self.mine = list(mine)
        self.others = others
        self._flights = flights
        self._open = mine

    def land(self, question: Question, reply: Reply) -> None:
        """One of the claimed questions has been answered."""
        flight = self._open.pop(question)
        self._flights.forget(question)
        flight.end(reply)

    def abandon(self) -> None:
        """Give up what has not landed."""
        while self._open:
            question, flight = self._open.popitem()
            self._flights.forget(question)
            flight.end(None)
