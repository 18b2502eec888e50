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
        """Hand the reply to all who wait for it; the first one counts."""
        if not self._over.is_set():
            self._reply = reply
            self._over.set()


class Flights(Generic[Question, Reply]):
    """The questions that threads have under way. Safe for several threads.

    Nothing is remembered once it has landed.
    """

    def __init__(self) -> None:
        self._under_way: dict[Question, Flight[Reply]] = {}
        self._lock = threading.Lock()

    def share(
        self, questions: Iterable[Question], mine: dict[Question, Flight[Reply]]
    ) -> dict[Question, Flight[Reply]]:
        """Put on the list those questions that nobody has under way.

        Args:
            questions: Questions, each once.
            mine: Gets those that are put on the list.

        Returns:
            The flights of the others.
        """
        others: dict[Question, Flight[Reply]] = {}
        with self._lock:
            for question in questions:
                if question in self._under_way:
                    others[question] = self._under_way[question]
                else:
                    # In this order: what is on the list is somebody's, whatever interrupts this.
                    flight = mine[question] = Flight()
                    self._under_way[question] = flight
        return others

    def forget(self, question: Question, flight: Flight[Reply]) -> None:
        """Take a flight off the list of those under way."""
        with self._lock:
            if self._under_way.get(question) is flight:
                del self._under_way[question]


class Claim(Generic[Question, Reply]):
    """One thread's share of the questions that it has.

    Whoever holds a claim first sees to what is its own and then waits for the others: so no two
    threads wait for each other. It must be abandoned in the end, whatever happens, and a
    KeyboardInterrupt may come between any two steps: others wait for what is claimed.

    Args:
        flights: The questions that all threads have under way.

    Attributes:
        others: The questions that another thread is asking.
    """

    def __init__(self, flights: Flights[Question, Reply]) -> None:
        self.others: dict[Question, Flight[Reply]] = {}
        self._flights = flights
        self._open: dict[Question, Flight[Reply]] = {}

    @property
    def mine(self) -> list[Question]:
        """The questions that this thread has to ask, and that have not landed yet."""
        return list(self._open)

    def take(self, questions: Iterable[Question]) -> None:
        """Take over those questions that nobody else has under way.

        Args:
            questions: Questions, each once.
        """
        self.others = self._flights.share(questions, self._open)

    def land(self, question: Question, reply: Reply | None) -> None:
        """One of the claimed questions has been answered, or given up (None)."""
        flight = self._open[question]
        flight.end(reply)
        self._flights.forget(question, flight)
        del self._open[question]

    def abandon(self) -> None:
        """Give up what has not landed."""
        for question in self.mine:
            self.land(question, None)
