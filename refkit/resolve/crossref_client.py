"""CrossrefClient: one question to Crossref's REST API, and its answer or why there is none.

habanero sends one request and raises whatever happens. What it lacks is built around it here: the
pace of the pool, retries, an end to both, and failures as data.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias
from urllib.parse import quote

import habanero
import httpx2  # habanero's own client: its errors, which habanero lets through, bear its names
import msgspec

from refkit._version import __version__
from refkit.normalize.identifiers import doi_key, parse_doi
from refkit.resolve.crossref_http import Connections
from refkit.resolve.crossref_pools import Kind, PoolLimits
from refkit.resolve.limits import LONGEST_WAIT, Clock, Slot, backoff, retry_after

Message: TypeAlias = Mapping[str, Any]
"""The ``message`` of an answer: a work, or a list with its ``items``. JSON, of whatever form."""

SELECT: Final = (
    "DOI,type,title,subtitle,short-title,original-title,author,editor,translator,chair,"
    "container-title,short-container-title,group-title,issued,published,published-print,"
    "published-online,posted,approved,created,volume,issue,page,article-number,publisher,"
    "publisher-location,standards-body,degree,event,ISSN,ISBN,update-to,updated-by,relation"
)
"""Of what a list may be asked to select; "subtype", "institution" and "language" are refused."""

_BUDGET: Final = 120.0
"""Seconds for one question from its first request on; later it is not tried again."""

_BLOCKED: Final = 3600.0
"""Seconds for which nothing is asked after a 403: it is undone by writing to Crossref."""

_RETRIED: Final = frozenset((429, 500, 502, 503, 504))
_ANSWERED: Final = frozenset((400, 404, 413, 414))
_OTHER_FORM: Final = "answered with JSON of another form"
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


class Failure(msgspec.Struct, frozen=True):
    """Why there is no message.

    Attributes:
        status: The HTTP status, or 0.
        detail: The reason in words.
        wait: The seconds that the server asks to wait; None if it does not say.
        attempts: How often a question that meets this failure is asked at most.
        prime: The DOI that took the place of the one asked for; "" for none.
    """

    status: int
    detail: str
    wait: float | None = None
    attempts: int = 1
    prime: str = ""


class CrossrefClient:
    """Crossref's REST API, one question at a time in each thread. Safe for several threads.

    Args:
        url: The address of the API, without "/works".
        mailto: An e-mail address, which leads to the polite pool; "" for the public one.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        clock: The time.
        jitter: A random number from 0 to 1, for the wait before another attempt.
    """

    def __init__(
        self,
        *,
        url: str,
        mailto: str,
        timeout: float,
        clock: Clock,
        jitter: Callable[[], float],
    ) -> None:
        self._client = habanero.Crossref(
            base_url=url,
            mailto=mailto or None,
            ua_string=f"refkit/{__version__} (https://github.com/refkit/refkit)",
            timeout=timeout,
        )
        self._timeout = timeout
        self._clock = clock
        self._jitter = jitter
        self._pool = PoolLimits(polite=bool(mailto), clock=clock)
        self._connections = Connections(clock.now)
        self._closed = False

    def look_up(self, doi: str, stopped: threading.Event) -> Message | Failure:
        """Ask for the work of one DOI, or of the DOI that took its place.

        Args:
            doi: The DOI, of whatever characters.
            stopped: Once it is set, and :meth:`wake` called, nothing more is sent.
        """
        # habanero puts the DOI into the path as it is: "10.1/a#b" would ask for "10.1/a".
        message = self._ask("single", stopped, ids=quote(doi, safe=""))
        if isinstance(message, Failure) and message.prime:
            return self._ask("single", stopped, ids=quote(message.prime, safe=""))
        return message

    def filter(self, dois: Sequence[str], stopped: threading.Event) -> Message | Failure:
        """Ask for the works of several DOIs at once, each of which must be fit for a filter."""
        question = {"filter": {"doi": list(dois)}, "select": SELECT, "limit": len(dois)}
        return self._ask("list", stopped, **question)

    def search(self, text: str, rows: int, stopped: threading.Event) -> Message | Failure:
        """Ask for the works that are most like a text."""
        question = {"query_bibliographic": text, "select": f"{SELECT},score", "limit": rows}
        return self._ask("list", stopped, **question)

    def wake(self) -> None:
        """Let those who wait for their turn look whether they have been stopped."""
        self._pool.gate.wake()

    def close(self) -> None:
        """Close the connections and send nothing more."""
        self._closed = True
        self._pool.gate.close()
        self._connections.close()

    def _ask(self, kind: Kind, stopped: threading.Event, **question: Any) -> Message | Failure:
        """The message, or why there is none; waits, and tries again where that may help."""
        gate = self._pool.gate
        failure: Failure | None = None
        attempt, deadline = 0, 0.0
        while slot := gate.enter(kind, stopped):
            attempt += 1
            deadline = deadline or self._clock.now() + _BUDGET
            try:
                answer = self._send(kind, slot, question)
            except BaseException:
                gate.leave(slot)
                raise
            if not isinstance(answer, Failure) or answer.status in _ANSWERED or answer.prime:
                gate.answered(slot)
                return answer
            failure = answer
            if self._is_last(slot, failure, attempt, deadline):
                return failure
        if failure:
            return failure  # the Source was given up between two attempts
        if stopped.is_set() or self._closed:
            return Failure(0, "not asked, for asking was stopped")
        return Failure(0, "not asked, for Crossref was out of reach")

    def _is_last(self, slot: Slot, failure: Failure, attempt: int, deadline: float) -> bool:
        """Tell the gate of a failed attempt, and whether it was the question's last."""
        wait = backoff(attempt, self._jitter) if failure.wait is None else failure.wait
        too_long = wait > LONGEST_WAIT
        late = self._clock.now() + wait > deadline
        given_up = attempt >= failure.attempts or too_long or late
        self._pool.gate.failed(
            slot,
            given_up=given_up,
            # What may pass is waited for by everyone, though this question is given up.
            wait=wait if failure.attempts > 1 and not too_long else 0.0,
            too_fast=failure.status == 429,
            lost_for=_BLOCKED if failure.status == 403 else wait if too_long else 0.0,
        )
        return given_up

    def _send(self, kind: Kind, slot: Slot, question: Mapping[str, Any]) -> Message | Failure:
        gate = self._pool.gate
        with self._connections.exchange(lambda: gate.sent(slot)) as exchange:
            try:
                answer = self._client.works(**question)
            except _LEAKS as error:
                return _failure(error, self._timeout, self._clock.wall())
            finally:
                self._pool.told(kind, exchange.headers)
        if isinstance(answer, dict) and isinstance(answer.get("message"), dict):
            message: Message = answer["message"]
            if _is_whole(kind, message):
                return message
        return Failure(0, _OTHER_FORM)


def _is_whole(kind: Kind, message: Message) -> bool:
    """Whether a message has what makes it an answer; a lack must never pass for absence."""
    if kind == "single":
        return isinstance(message.get("DOI"), str)
    return isinstance(message.get("items"), list) and type(message.get("total-results")) is int


def _failure(error: BaseException, timeout: float, wall: datetime) -> Failure:
    """What habanero's exception says; the cause is often under one or two others."""
    chain = list(_chain(error))
    for cause in chain:
        if isinstance(cause, httpx2.HTTPStatusError):
            return _http_failure(cause.response, wall)
    for cause in chain:
        if isinstance(cause, httpx2.TimeoutException):
            unreached = isinstance(cause, (httpx2.ConnectTimeout, httpx2.PoolTimeout))
            return Failure(0, f"timed out after {timeout:g} s", attempts=1 if unreached else 2)
        if isinstance(cause, ConnectionRefusedError):
            return Failure(0, "connection refused")
    for cause in chain:
        if isinstance(cause, httpx2.ConnectError):
            refused = "refused" in str(cause).casefold()
            return Failure(0, "connection refused" if refused else f"no connection: {cause}")
        if isinstance(cause, httpx2.HTTPError):
            return Failure(0, f"the connection broke off: {cause}", attempts=4)
        if isinstance(cause, habanero.RequestError):
            html = "<" in str(cause.error)[:200]
            return Failure(0, f"answered with {'HTML' if html else 'text'}, not JSON")
    if isinstance(error, ValueError):
        return Failure(0, "answered with JSON that is broken or cut off")
    return Failure(0, _OTHER_FORM)


def _http_failure(response: httpx2.Response, wall: datetime) -> Failure:
    headers, status = response.headers, response.status_code
    detail = f"HTTP {status}"
    if response.is_redirect:
        return Failure(status, f"{detail}, a redirect", prime=_prime(response))
    if status == 404 and "html" in headers.get("Content-Type", ""):
        # Crossref says "Resource not found." in plain text: this is a proxy, or another server.
        return Failure(0, f"{detail}, a page of HTML")
    if status not in _RETRIED:
        return Failure(status, detail)
    wait = retry_after(headers.get("Retry-After"), date=headers.get("Date"), wall=wall)
    if wait is not None and wait > LONGEST_WAIT:
        detail += f", to be asked again in {wait:.0f} s"
    return Failure(status, detail, wait, attempts=4)


def _prime(response: httpx2.Response) -> str:
    """The DOI to which Crossref sends who asks for an alias of it; "" for any other redirect.

    There are 900,000 aliases, such as 10.3103/s009545270801009x for 10.1007/s11956-008-1009-1
    (https://community.crossref.org/t/adding-redirects-for-aliased-dois-in-the-rest-api/13138).
    """
    _, works, doi = response.headers.get("Location", "").partition("/works/")
    asked = response.request.url.path.rpartition("/works/")[2]
    prime = parse_doi(doi.partition("?")[0]) if works else ""
    return "" if doi_key(prime) == doi_key(asked) else prime


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
