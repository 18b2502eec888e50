"""Crew: jobs done side by side in a few threads, their results handed over in the caller's own."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

Result = TypeVar("Result")


class Done(NamedTuple, Generic[Result]):
    """What a job has come to.

    Attributes:
        result: Its result.
        more: Jobs that it has left to be done.
    """

    result: Result
    more: Sequence[Callable[[], Done[Result]]] = ()


Job: TypeAlias = Callable[[], Done[Result]]


def work_off(
    jobs: Sequence[Job[Result]],
    settled: Callable[[Result], None],
    *,
    hands: int,
    stop: Callable[[], None],
) -> None:
    """Do jobs, and those that they leave, until none is left.

    Every job is done in a thread of the crew, a single one too: there no KeyboardInterrupt can come
    between two of its steps. The threads are daemons: whoever interrupts the program does not wait
    for a server that hangs.

    Args:
        jobs: The jobs; the world's failures are part of their results.
        settled: Given each result in this thread as it comes.
        hands: Threads at most.
        stop: Called if this is interrupted; it makes jobs that are waiting end.

    Raises:
        BaseException: What ``settled`` or a job raises, or KeyboardInterrupt; after that, what was
            finished until then has been handed to ``settled``.
    """
    if jobs:
        _Crew(settled, hands).work_off(jobs, stop)


class _Crew(Generic[Result]):
    """Threads that each take jobs until there are none, so that none is ever to be sent home."""

    def __init__(self, settled: Callable[[Result], None], hands: int) -> None:
        self._settled = settled
        self._hands = hands
        self._jobs: deque[Job[Result]] = deque()
        self._at_work = 0
        self._stopped = False
        self._lock = threading.Lock()
        self._done: queue.SimpleQueue[Done[Result] | BaseException] = queue.SimpleQueue()

    def work_off(self, jobs: Sequence[Job[Result]], stop: Callable[[], None]) -> None:
        try:
            self._take(jobs)
            self._receive(len(jobs))
        except BaseException as error:
            self._stopped = True
            stop()
            if not isinstance(error, Exception):
                self._hand_over_the_rest()
            raise

    def _take(self, jobs: Sequence[Job[Result]]) -> None:
        with self._lock:
            self._jobs.extend(jobs)
            new = min(self._hands - self._at_work, len(self._jobs))
            self._at_work += new
        for _ in range(new):
            threading.Thread(target=self._work, name="refkit", daemon=True).start()

    def _work(self) -> None:
        while job := self._next():
            try:
                self._done.put(job())
            except BaseException as error:  # noqa: BLE001 raised again in the caller's thread
                self._done.put(error)

    def _next(self) -> Job[Result] | None:
        with self._lock:
            if self._jobs and not self._stopped:
                return self._jobs.popleft()
            self._at_work -= 1
            return None

    def _receive(self, under_way: int) -> None:
        while under_way:
            try:
                done = self._done.get(timeout=1.0)
            except queue.Empty:
                continue  # in pieces, for on Windows Ctrl-C is not heard while waiting
            if isinstance(done, BaseException):
                raise done
            under_way += len(done.more) - 1
            self._take(done.more)
            self._settled(done.result)

    def _hand_over_the_rest(self) -> None:
        while True:
            try:
                done = self._done.get_nowait()
            except queue.Empty:
                return
            if not isinstance(done, BaseException):
                self._settled(done.result)
