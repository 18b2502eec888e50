"""CrossrefClient: one question to Crossref's REST API, and its answer or why there is none.

habanero sends one request and raises whatever happens. What it lacks is built around it here: the
pace of the pool, attempts, and failures as data.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeAlias
from urllib.parse import quote

import habanero
import httpx2  # habanero's own client: its errors, which habanero lets through, bear its names

from refkit.normalize.identifiers import doi_key, parse_doi
from refkit.resolve.attempts import Attempts, Door, Turn
from refkit.resolve.crossref_http import Connections
from refkit.resolve.crossref_pools import Kind, PoolLimits
from refkit.resolve.limits import Clock
from refkit.resolve.service import (
    BROKEN,
    OTHER_FORM,
    Failure,
    agent,
    cut_off,
    refusal,
    timed_out,
)

Message: TypeAlias = Mapping[str, Any]
"""The ``message`` of an answer: a work, or a list with its ``items``. JSON, of whatever form."""

SELECT: Final = (
    "DOI,type,title,subtitle,short-title,original-title,author,editor,translator,chair,"
    "container-title,short-container-title,group-title,issued,published,published-print,"
    "published-online,posted,approved,created,volume,issue,page,article-number,publisher,"
    "publisher-location,standards-body,degree,event,ISSN,ISBN,update-to,updated-by,relation"
)
"""Of what a list may be asked to select; "subtype", "institution" and "language" are refused."""

_ANSWERED: Final = frozenset((400, 404, 413, 414))
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


class Moved(Failure, frozen=True):
    """The DOI that was asked for is an alias.

    Attributes:
        prime: The DOI that took its place.
    """

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
            ua_string=agent(),
            timeout=timeout,
        )
        self._timeout = timeout
        self._clock = clock
        self._pool = PoolLimits(polite=bool(mailto), clock=clock)
        self._attempts = Attempts(clock, jitter)
        self._connections = Connections(clock.now)

    def look_up(self, doi: str, stopped: threading.Event) -> Message | Failure:
        """Ask for the work of one DOI, or of the DOI that took its place.

        Args:
            doi: The DOI, of whatever characters.
            stopped: Once it is set, and :meth:`wake` called, nothing more is sent.
        """
        # habanero puts the DOI into the path as it is: "10.1/a#b" would ask for "10.1/a".
        message = self._ask("single", stopped, ids=quote(doi, safe=""))
        if isinstance(message, Moved):
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
        self._pool.gate.close()
        self._connections.close()

    def _ask(self, kind: Kind, stopped: threading.Event, **question: Any) -> Message | Failure:
        send = partial(self._send, kind, question)
        return self._attempts.ask(send, [Door("Crossref", self._pool.gate)], kind, stopped)

    def _send(self, kind: Kind, question: Mapping[str, Any], turn: Turn) -> Message | Failure:
        with self._connections.exchange(turn.sent) as exchange:
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
        return Failure(0, OTHER_FORM)


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
            return timed_out(timeout, reached=not unreached)
        if isinstance(cause, ConnectionRefusedError):
            return Failure(0, "connection refused")
    for cause in chain:
        if isinstance(cause, httpx2.ConnectError):
            refused = "refused" in str(cause).casefold()
            return Failure(0, "connection refused" if refused else f"no connection: {cause}")
        if isinstance(cause, httpx2.HTTPError):
            return cut_off(f"the connection broke off: {cause}")
        if isinstance(cause, habanero.RequestError):
            html = "<" in str(cause.error)[:200]
            return Failure(0, f"answered with {'HTML' if html else 'text'}, not JSON")
    return Failure(0, BROKEN if isinstance(error, ValueError) else OTHER_FORM)


def _http_failure(response: httpx2.Response, wall: datetime) -> Failure:
    headers, status = response.headers, response.status_code
    if response.is_redirect:
        detail = f"HTTP {status}, a redirect"
        if prime := _prime(response):
            return Moved(status, detail, answered=True, prime=prime)
        return Failure(status, detail)
    if status == 404 and "html" in headers.get("Content-Type", ""):
        # Crossref says "Resource not found." in plain text: this is a proxy, or another server.
        return Failure(0, f"HTTP {status}, a page of HTML")
    if status in _ANSWERED:
        return Failure(status, f"HTTP {status}", answered=True)
    return refusal(status, headers, wall)


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
