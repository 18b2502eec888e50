"""CrossrefSource: Crossref's REST API as a Source, through habanero.

habanero sends one request and raises whatever happens. What it lacks is built around it here:
quoted DOIs, batches that a bad DOI cannot spoil, the pace of the pool, retries, failures as data.

Limits since 1 December 2025: public pool 5 look-ups and 1 list a second, polite pool (with an
e-mail address) 10 and 3; see "Access and authentication" in the documentation of Crossref's REST
API (https://www.crossref.org/documentation/retrieve-metadata/rest-api/).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

import habanero
import httpx2  # habanero's own client: its errors, which habanero lets through, bear its names
import msgspec

from refkit._version import __version__
from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer, Reference
from refkit.normalize.identifiers import doi_key, parse_doi
from refkit.resolve.crossref_record import crossref_record
from refkit.resolve.limits import LONGEST_WAIT, Clock, Pace, Reach, backoff, retry_after
from refkit.resolve.source import ROWS, search_text

URL_VARIABLE: Final = "REFKIT_CROSSREF_URL"
"""Environment variable with another address for Crossref's API: a proxy, a test server."""

_URL: Final = "https://api.crossref.org"
_BATCH: Final = 50
_ATTEMPTS: Final = 4
_RETRIED: Final = frozenset((429, 500, 502, 503, 504))
_ANSWERED: Final = frozenset((400, 404))
# Of what a list may be asked to select; "subtype", "institution" and "language" are refused.
_SELECT: Final = (
    "DOI,type,title,subtitle,short-title,original-title,author,editor,translator,chair,"
    "container-title,short-container-title,group-title,issued,published,published-print,"
    "published-online,posted,approved,created,volume,issue,page,article-number,publisher,"
    "publisher-location,standards-body,degree,event,ISSN,ISBN,update-to,updated-by,relation"
)
_BATCHABLE: Final = re.compile(r"10\.\d{4,9}/[!-+\--~]{1,300}", re.ASCII)
"""A DOI that may stand in a filter: without a comma, which would split it, and in ASCII."""

_MAILTO: Final = re.compile(r"[!-~]{1,64}@[!-~]{1,255}")
_LEAKS: Final = (
    habanero.Error,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    RuntimeError,  # by query, habanero wraps every failure of the connection in one
    ValueError,  # broken JSON, broken UTF-8
    LookupError,  # JSON of another form, which habanero reads without looking
    TypeError,
    AttributeError,
)


class _Failure(msgspec.Struct, frozen=True):
    """Why there is no message: the HTTP status, or 0, and the reason in words."""

    status: int
    detail: str
    wait: float | None = None


class CrossrefSource:
    """Crossref's REST API.

    Args:
        mailto: An e-mail address, which leads to the polite pool; "" for the public one.
        base_url: Another address than Crossref's, without "/works"; None for the environment
            variable ``REFKIT_CROSSREF_URL`` or else Crossref's own.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        clock: The time; for tests.

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
    ) -> None:
        if mailto and not _MAILTO.fullmatch(mailto):
            raise ConfigurationError(f"not an e-mail address: {mailto!r}")
        url = base_url or os.environ.get(URL_VARIABLE) or _URL
        if not re.match(r"https?://[^\s/]", url):
            raise ConfigurationError(f"not an http(s) address: {url!r}")
        self._timeout = timeout
        self._client = habanero.Crossref(
            base_url=url.rstrip("/"),
            mailto=mailto or None,
            ua_string=f"refkit/{__version__} (https://github.com/refkit/refkit)",
            timeout=timeout,
        )
        self._clock = clock or Clock()
        self._single = Pace(10 if mailto else 5, self._clock)
        self._list = Pace(3 if mailto else 1, self._clock)
        self._reach = Reach()
        self._closed = False

    def by_doi(self, dois: Sequence[str]) -> list[Answer]:
        """Look DOIs up, 50 at a request; see :meth:`refkit.resolve.source.Source.by_doi`.

        A DOI that Crossref does not have is "unknown": it may be another agency's.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._check_open()
        wanted = {key: parse_doi(doi) for doi in dois if (key := doi_key(doi))}
        answers: dict[str, Answer] = {}
        batchable = [key for key, doi in wanted.items() if _BATCHABLE.fullmatch(doi)]
        for start in range(0, len(batchable), _BATCH):
            batch = {key: wanted[key] for key in batchable[start : start + _BATCH]}
            if len(batch) > 1:
                answers.update(self._look_up_batch(batch))
        for key, doi in wanted.items():
            if key not in answers:
                answers[key] = self._look_up(doi)
        return [
            msgspec.structs.replace(answers[key], question=doi)
            if (key := doi_key(doi))
            else self._answer(doi, "unknown", detail="not a DOI")
            for doi in dois
        ]

    def search(self, references: Sequence[Reference], rows: int = ROWS) -> list[Answer]:
        """Search by ``query.bibliographic``; see :meth:`refkit.resolve.source.Source.search`.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._check_open()
        return [self._search(search_text(reference), rows) for reference in references]

    def close(self) -> None:
        """Ask no more; habanero keeps no connection open."""
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise SourceError(f"{self.name} has been closed")

    def _look_up(self, doi: str) -> Answer:
        # habanero puts the DOI into the path as it is: "10.1/a#b" would ask for "10.1/a".
        message = self._ask(self._single, ids=quote(doi, safe=""))
        if isinstance(message, _Failure):
            if message.status == 404:
                return self._answer(doi, "unknown", detail="Crossref has no such DOI")
            return self._answer(doi, "silent", detail=message.detail)
        if not isinstance(message.get("DOI"), str):
            return self._answer(doi, "silent", detail="answered with JSON of another form")
        return self._answer(doi, "found", [message])

    def _look_up_batch(self, batch: Mapping[str, str]) -> dict[str, Answer]:
        """Answers for the DOIs of a batch by key; none for those that must be asked for singly."""
        dois = list(batch.values())
        message = self._ask(self._list, filter={"doi": dois}, select=_SELECT, limit=len(dois))
        if isinstance(message, _Failure):
            if message.status == 400:
                return {}  # one malformed DOI spoils the whole batch
            return {
                key: self._answer(doi, "silent", detail=message.detail)
                for key, doi in batch.items()
            }
        found = {doi_key(item["DOI"]): item for item in _items(message)}
        answers = {
            key: self._answer(batch[key], "found", [item])
            for key, item in found.items()
            if key in batch
        }
        if message.get("total-results") == len(found):
            for key, doi in batch.items():
                if key not in found:
                    answers[key] = self._answer(doi, "unknown", detail="Crossref has no such DOI")
        return answers

    def _search(self, text: str, rows: int) -> Answer:
        if not text:
            return self._answer(text, "unknown", detail="nothing to search for")
        message = self._ask(
            self._list, query_bibliographic=text, select=f"{_SELECT},score", limit=rows
        )
        if isinstance(message, _Failure):
            return self._answer(text, "silent", detail=message.detail)
        items = list(_items(message))
        if not items:
            return self._answer(text, "absent", detail="Crossref has nothing like it")
        return self._answer(text, "found", items)

    def _answer(
        self,
        question: str,
        outcome: Any,
        items: Sequence[Mapping[str, Any]] = (),
        *,
        detail: str = "",
    ) -> Answer:
        time = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Answer(
            source=self.name,
            question=question,
            outcome=outcome,
            records=[crossref_record(item, source=self.name, time=time) for item in items],
            detail=detail,
        )

    def _ask(self, pace: Pace, **question: Any) -> Mapping[str, Any] | _Failure:
        """Crossref's message, or why there is none; waits, and tries again where that may help."""
        if self._reach.lost:
            return _Failure(0, "not asked, for Crossref was out of reach")
        failure = _Failure(0, "")
        for attempt in range(1, _ATTEMPTS + 1):
            pace.wait()
            try:
                answer = self._client.works(**question)
            except _LEAKS as error:
                failure = _failure(error, self._timeout)
            else:
                if isinstance(answer, dict) and isinstance(answer.get("message"), dict):
                    self._reach.answered()
                    message: Mapping[str, Any] = answer["message"]
                    return message
                failure = _Failure(0, "answered with JSON of another form")
            if failure.status in _ANSWERED:
                self._reach.answered()
                return failure
            wait = backoff(attempt) if failure.wait is None else failure.wait
            if failure.status not in _RETRIED or attempt == _ATTEMPTS or wait > LONGEST_WAIT:
                break
            self._clock.sleep(wait)
        self._reach.failed()
        return failure


def _items(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    items = message.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("DOI"), str):
            yield item


def _failure(error: BaseException, timeout: float) -> _Failure:
    """What habanero's exception says; the cause is often under one or two others."""
    chain = list(_chain(error))
    for cause in chain:
        if isinstance(cause, httpx2.HTTPStatusError):
            response = cause.response
            wait = retry_after(response.headers.get("Retry-After"))
            detail = f"HTTP {response.status_code}"
            if response.is_redirect:
                detail += ", a redirect"
            if wait is not None and wait > LONGEST_WAIT:
                detail += f", to be asked again in {wait:.0f} s"
            return _Failure(response.status_code, detail, wait)
    for cause in chain:
        if isinstance(cause, httpx2.TimeoutException):
            return _Failure(0, f"timed out after {timeout:g} s")
        if isinstance(cause, ConnectionRefusedError):
            return _Failure(0, "connection refused")
    for cause in chain:
        if isinstance(cause, httpx2.ConnectError):
            refused = "refused" in str(cause).casefold()
            return _Failure(0, "connection refused" if refused else f"no connection: {cause}")
        if isinstance(cause, httpx2.HTTPError):
            return _Failure(0, f"the connection broke off: {cause}")
        if isinstance(cause, habanero.RequestError):
            html = "<" in str(cause.error)[:200]
            return _Failure(0, f"answered with {'HTML' if html else 'text'}, not JSON")
    if isinstance(error, ValueError):
        return _Failure(0, "answered with JSON that is broken or cut off")
    return _Failure(0, "answered with JSON of another form")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or error.__context__


__all__ = ["URL_VARIABLE", "CrossrefSource"]
