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

    A single job is done in this thread. The threads for several are daemons: whoever interrupts
    the program does not wait for a server that hangs.

    Args:
        jobs: The jobs; the world's failures are part of their results.
        settled: Given each result in this thread as it comes.
        hands: Threads at most.
        stop: Called if this is interrupted; it makes jobs that are waiting end.

    Raises:
        BaseException: What ``settled`` or a job raises, or KeyboardInterrupt; after that, what was
            finished until then has been handed to ``settled``.
    """
    waiting = deque(jobs)
    while len(waiting) == 1:
        done = waiting.popleft()()
        waiting.extend(done.more)
        settled(done.result)
    if waiting:
        _Crew(settled, hands).work_off(waiting, stop)


class _Crew(Generic[Result]):
    def __init__(self, settled: Callable[[Result], None], hands: int) -> None:
        self._settled = settled
        self._hands = hands
        self._jobs: queue.SimpleQueue[Job[Result] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Done[Result] | BaseException] = queue.SimpleQueue()
        self._stopped = threading.Event()

    def work_off(self, jobs: Sequence[Job[Result]], stop: Callable[[], None]) -> None:
        for job in jobs:
            self._jobs.put(job)
        threads = [
            threading.Thread(target=self._work, name="refkit", daemon=True)
            for _ in range(min(self._hands, len(jobs)))
        ]
        for thread in threads:
            thread.start()
        try:
            self._receive(len(jobs))
        except BaseException as error:
            self._stopped.set()
            stop()
            if not isinstance(error, Exception):
                self._hand_over_the_rest()
            raise
        finally:
            for _ in threads:
                self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self._stopped.is_set():
            try:
                self._done.put(job())
            except BaseException as error:  # noqa: BLE001 raised again in the caller's thread
                self._done.put(error)

    def _receive(self, under_way: int) -> None:
        while under_way:
            try:
                done = self._done.get(timeout=1.0)
            except queue.Empty:
                continue  # in pieces, for on Windows Ctrl-C is not heard while waiting
            if isinstance(done, BaseException):
                raise done
            for job in done.more:
                self._jobs.put(job)
            under_way += len(done.more) - 1
            self._settled(done.result)

    def _hand_over_the_rest(self) -> None:
        while True:
            try:
                done = self._done.get_nowait()
            except queue.Empty:
                return
            if not isinstance(done, BaseException):
                self._settled(done.result)
