"""CrossrefSource: Crossref's REST API as a Source.

It decides what is asked together and what an answer means. How a question is sent, and how often,
is :mod:`refkit.resolve.crossref_client`'s; what may be sent when, :mod:`refkit.resolve.gate`'s.
"""

from __future__ import annotations

import json
import os
import random
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import msgspec

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer, Record, Reference
from refkit.model.record import Outcome
from refkit.normalize.identifiers import doi_key
from refkit.resolve.crew import Done, Job
from refkit.resolve.crossref_batches import in_batches, is_fit, parts_of_refused
from refkit.resolve.crossref_client import CrossrefClient, Failure, Message
from refkit.resolve.crossref_record import crossref_record
from refkit.resolve.desk import Desk, Plan
from refkit.resolve.gate import MOST_AT_ONCE
from refkit.resolve.limits import Clock
from refkit.resolve.source import ROWS, Heard, search_text

URL_VARIABLE: Final = "REFKIT_CROSSREF_URL"
"""Environment variable with another address for Crossref's API: a proxy, a test server."""

_URL: Final = "https://api.crossref.org"
_MAILTO: Final = re.compile(r"[!-~]{1,64}@[!-~]{1,255}")
_REFUSED: Final = frozenset((400, 413, 414))
_NO_SUCH: Final = "Crossref has no such DOI"
_CONTRADICTION: Final = "answered with a list that contradicts itself"


class _Question(NamedTuple):
    """What is asked: the key of a DOI, or a text and how many rows; 0 for a DOI."""

    text: str
    rows: int = 0


_Answers: TypeAlias = Mapping[_Question, Answer]


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
        if mailto and not _MAILTO.fullmatch(mailto):
            raise ConfigurationError(f"not an e-mail address: {mailto!r}")
        url = base_url or os.environ.get(URL_VARIABLE) or _URL
        if not re.match(r"https?://[^\s/]", url):
            raise ConfigurationError(f"not an http(s) address: {url!r}")
        self._clock = clock or Clock()
        self._client = CrossrefClient(
            url=url.rstrip("/"), mailto=mailto, timeout=timeout, clock=self._clock, jitter=jitter
        )
        self._desk: Desk[_Question] = Desk(hands=MOST_AT_ONCE, wake=self._client.wake)
        self._closed = False

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up, 50 at a request; see :meth:`refkit.resolve.source.Source.by_doi`.

        A DOI that Crossref does not have is "unknown": it may be another agency's.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._check_open()
        questions: dict[_Question, list[str]] = {}
        strays: list[Answer] = []
        for doi in dict.fromkeys(dois):
            if key := doi_key(doi):
                questions.setdefault(_Question(key), []).append(doi)
            else:
                strays.append(self._answer(doi, "unknown", detail="not a DOI"))
        told = self._serve(questions, strays, self._look_ups, heard)
        return [told[doi] for doi in dois]

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        """Search by ``query.bibliographic``; see :meth:`refkit.resolve.source.Source.search`.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._check_open()
        texts = [search_text(reference) for reference in references]
        questions = {_Question(text, rows): [text] for text in texts if text}
        strays = [self._answer("", "unknown", detail="nothing to search for")]
        told = self._serve(questions, strays if "" in texts else [], self._searches, heard)
        return [told[text] for text in texts]

    def close(self) -> None:
        """Close the connections; who still waits for an Answer gets silence."""
        self._closed = True
        self._client.close()

    def _check_open(self) -> None:
        if self._closed:
            raise SourceError(f"{self.name} has been closed")

    def _serve(
        self,
        questions: Mapping[_Question, Sequence[str]],
        strays: Sequence[Answer],
        plan: Plan[_Question],
        heard: Heard | None,
    ) -> dict[str, Answer]:
        """Answers by question as asked: those that need no request, and those that do."""
        if strays and heard:
            heard(strays)
        told = {answer.question: answer for answer in strays}
        told.update(self._desk.serve(questions, plan, heard))
        return told

    def _look_ups(
        self, questions: Sequence[_Question], stopped: threading.Event
    ) -> list[Job[_Answers]]:
        keys = [question.text for question in questions]
        batches: list[Sequence[str]] = [*in_batches([key for key in keys if is_fit(key)])]
        batches += [[key] for key in keys if not is_fit(key)]
        return self._jobs(batches, stopped)

    def _searches(
        self, questions: Sequence[_Question], stopped: threading.Event
    ) -> list[Job[_Answers]]:
        def job(question: _Question) -> Job[_Answers]:
            return lambda: Done({question: self._search(question, stopped)})

        return [job(question) for question in questions]

    def _jobs(
        self, batches: Iterable[Sequence[str]], stopped: threading.Event
    ) -> list[Job[_Answers]]:
        """A job for each batch of DOIs."""

        def job(batch: Sequence[str]) -> Job[_Answers]:
            if len(batch) == 1:
                return lambda: Done({_Question(batch[0]): self._look_up(batch[0], stopped)})
            return lambda: self._look_up_batch(batch, stopped)

        return [job(batch) for batch in batches]

    def _look_up(self, doi: str, stopped: threading.Event) -> Answer:
        message = self._client.look_up(doi, stopped)
        if isinstance(message, Failure):
            if message.status == 404:
                return self._answer(doi, "unknown", detail=_NO_SUCH)
            return self._answer(doi, "silent", detail=message.detail)
        answer = self._answer(doi, "found", [message])
        if doi_key(message["DOI"]) != doi:
            answer.records[0].variants["DOI"] = [doi]
        return answer

    def _look_up_batch(self, batch: Sequence[str], stopped: threading.Event) -> Done[_Answers]:
        message = self._client.filter(batch, stopped)
        if isinstance(message, Failure):
            if message.status in _REFUSED:
                return Done({}, self._jobs(parts_of_refused(batch), stopped))
            silence = {
                _Question(doi): self._answer(doi, "silent", detail=message.detail) for doi in batch
            }
            return Done(silence)
        found = {doi_key(item["DOI"]): item for item in _items(message)}
        answers = {
            _Question(doi): self._answer(doi, "found", [found[doi]])
            for doi in batch
            if doi in found
        }
        lacking = [doi for doi in batch if doi not in found]
        if message["total-results"] != len(answers):
            # Cut short, or under another DOI than it was asked for: what is lacking proves nothing.
            return Done(answers, self._jobs([[doi] for doi in lacking], stopped))
        for doi in lacking:
            answers[_Question(doi)] = self._answer(doi, "unknown", detail=_NO_SUCH)
        return Done(answers)

    def _search(self, question: _Question, stopped: threading.Event) -> Answer:
        message = self._client.search(question.text, question.rows, stopped)
        if isinstance(message, Failure):
            return self._answer(question.text, "silent", detail=message.detail)
        items = list(_items(message))
        if items:
            return self._answer(question.text, "found", items)
        if message["items"] or message["total-results"]:
            return self._answer(question.text, "silent", detail=_CONTRADICTION)
        return self._answer(question.text, "absent", detail="Crossref has nothing like it")

    def _answer(
        self,
        question: str,
        outcome: Outcome,
        items: Sequence[Message] = (),
        *,
        detail: str = "",
    ) -> Answer:
        time = self._clock.wall().isoformat(timespec="seconds").replace("+00:00", "Z")
        return Answer(
            source=self.name,
            question=question,
            outcome=outcome,
            records=[self._record(item, time) for item in items],
            detail=detail,
        )

    def _record(self, item: Message, time: str) -> Record:
        record = crossref_record(item, source=self.name, time=time)
        record.raw = _raw(item)
        return record


def _items(message: Message) -> Iterator[Message]:
    for item in message["items"]:
        if isinstance(item, dict) and isinstance(item.get("DOI"), str):
            yield item


def _raw(item: Mapping[str, Any]) -> str:
    try:
        return msgspec.json.encode(item).decode()
    except (ValueError, OverflowError, RecursionError):
        # A half of a surrogate pair, or a number beyond 64 bits: JSON has them, msgspec does not.
        return json.dumps(item)


__all__ = ["URL_VARIABLE", "CrossrefSource"]
