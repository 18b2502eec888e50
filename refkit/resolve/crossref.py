"""CrossrefSource: Crossref's REST API as a Source.

It decides what is asked together and what an answer means. How a question is sent, and how often,
is :mod:`refkit.resolve.crossref_client`'s; what may be sent when, :mod:`refkit.resolve.gate`'s.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from refkit.model import Answer, Record, Reference
from refkit.normalize.identifiers import doi_key
from refkit.resolve.crew import Done, Job
from refkit.resolve.crossref_batches import in_filters, parts_of_refused
from refkit.resolve.crossref_client import CrossrefClient, Message
from refkit.resolve.crossref_record import crossref_record
from refkit.resolve.desk import Answers, Desk, Question
from refkit.resolve.gate import MOST_AT_ONCE
from refkit.resolve.limits import Clock
from refkit.resolve.service import Failure, address, check_mailto, raw_json
from refkit.resolve.source import ROWS, Heard, search_text

URL_VARIABLE: Final = "REFKIT_CROSSREF_URL"
"""Environment variable with another address for Crossref's API: a proxy, a test server."""

_URL: Final = "https://api.crossref.org"
_REFUSED: Final = frozenset((400, 413, 414))
_NO_SUCH: Final = "Crossref has no such DOI"
_CONTRADICTION: Final = "answered with a list that contradicts itself"


class CrossrefSource:
    """Crossref's REST API. Safe for several threads, whose equal questions share one request.

    Requests are sent side by side as far as Crossref's limits allow, see
    :mod:`refkit.resolve.crossref_pools`.

    Args:
        mailto: An e-mail address, which leads to the polite pool; "" for the public one.
        base_url: Another address than Crossref's, without "/works"; None for the environment
            variable ``REFKIT_CROSSREF_URL`` or else Crossref's own.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        clock: The time; for tests.
        jitter: A random number from 0 to 1; for tests.

    Raises:
        ConfigurationError: If ``mailto`` is no e-mail address or ``base_url`` no http(s) address.
    """

    name = "crossref"

    def __init__(
        self,
        *,
        mailto: str = "",
        base_url: str | None = None,
        timeout: float = 10.0,
        clock: Clock | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        check_mailto(mailto)
        self._clock = clock or Clock()
        self._client = CrossrefClient(
            url=address(base_url, URL_VARIABLE, _URL),
            mailto=mailto,
            timeout=timeout,
            clock=self._clock,
            jitter=jitter,
        )
        self._desk = Desk(self.name, hands=MOST_AT_ONCE, wake=self._client.wake)

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up, 50 at a request; see :meth:`refkit.resolve.source.Source.by_doi`.

        A DOI that Crossref does not have is "unknown": it may be another agency's.

        Raises:
            SourceError: If the Source has been closed.
        """
        return self._desk.by_doi(dois, self._look_ups, heard)

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        """Search by ``query.bibliographic``; see :meth:`refkit.resolve.source.Source.search`.

        Raises:
            SourceError: If the Source has been closed.
        """
        texts = [search_text(reference) for reference in references]
        idle = {"": self._desk.answer("", "unknown", "nothing to search for")}
        return self._desk.search(texts, rows, self._searches, heard, idle=idle)

    def close(self) -> None:
        """Close the connections; who still waits for an Answer gets silence."""
        self._desk.close()
        self._client.close()

    def _look_ups(
        self, questions: Sequence[Question], stopped: threading.Event
    ) -> list[Job[Answers]]:
        return self._jobs(stopped, in_filters([question.text for question in questions]))

    def _searches(
        self, questions: Sequence[Question], stopped: threading.Event
    ) -> list[Job[Answers]]:
        return [partial(self._search, question, stopped) for question in questions]

    def _jobs(
        self, stopped: threading.Event, batches: Iterable[Sequence[str]]
    ) -> list[Job[Answers]]:
        """A job for each batch of DOIs."""
        return [
            partial(self._look_up, batch[0], stopped)
            if len(batch) == 1
            else partial(self._look_up_batch, batch, stopped)
            for batch in batches
        ]

    def _singly(self, stopped: threading.Event, dois: Sequence[str]) -> list[Job[Answers]]:
        return self._jobs(stopped, [[doi] for doi in dois])

    def _look_up(self, doi: str, stopped: threading.Event) -> Done[Answers]:
        message = self._client.look_up(doi, stopped)
        if isinstance(message, Failure):
            if message.status != 404:
                return self._desk.silence([doi], message.detail)
            return Done({Question(doi): self._desk.answer(doi, "unknown", _NO_SUCH)})
        answer = self._found(doi, [message])
        if doi_key(message["DOI"]) != doi:
            answer.records[0].variants["DOI"] = [doi]
        return Done({Question(doi): answer})

    def _look_up_batch(self, batch: Sequence[str], stopped: threading.Event) -> Done[Answers]:
        message = self._client.filter(batch, stopped)
        if isinstance(message, Failure):
            if message.status in _REFUSED:
                return Done({}, self._jobs(stopped, parts_of_refused(batch)))
            return self._desk.silence(batch, message.detail)
        items = {doi_key(item["DOI"]): item for item in _items(message)}
        return self._desk.sorted_out(
            batch,
            {doi: self._found(doi, [item]) for doi, item in items.items()},
            message["total-results"],
            lacking=_NO_SUCH,
            singly=partial(self._singly, stopped),
        )

    def _search(self, question: Question, stopped: threading.Event) -> Done[Answers]:
        text = question.text
        message = self._client.search(text, question.rows, stopped)
        if isinstance(message, Failure):
            answer = self._desk.answer(text, "silent", message.detail)
        elif items := list(_items(message)):
            answer = self._found(text, items)
        elif message["items"] or message["total-results"]:
            answer = self._desk.answer(text, "silent", _CONTRADICTION)
        else:
            answer = self._desk.answer(text, "absent", "Crossref has nothing like it")
        return Done({question: answer})

    def _found(self, question: str, items: Sequence[Message]) -> Answer:
        time = self._clock.stamp()
        return self._desk.answer(
            question, "found", records=[self._record(item, time) for item in items]
        )

    def _record(self, item: Message, time: str) -> Record:
        record = crossref_record(item, source=self.name, time=time)
        record.raw = raw_json(item)
        return record


def _items(message: Message) -> Iterator[Message]:
    for item in message["items"]:
        if isinstance(item, dict) and isinstance(item.get("DOI"), str):
            yield item


__all__ = ["URL_VARIABLE", "CrossrefSource"]
