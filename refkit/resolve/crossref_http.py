"""The door that habanero's requests go through: one pool of connections, and the headers seen.

habanero 2.9 sends each request by ``httpx2.get``: a new TLS connection each time (three round
trips before the question), and the response, with the limits in force in its headers, is thrown
away once its JSON has been read. Its two modules that send requests know ``httpx2`` as a global
name. Here that name is bound to a :class:`_Door`. Only inside ``with connections.exchange(…)``, and
only in that thread, the door sends through a shared client and notes what came; for everyone else
who uses habanero in this process it is the module itself.

habanero is pinned below 2.10. Should a later one send its requests otherwise, the tests of this
module fail; a program goes on, with the documented limits and a connection for each request.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib import import_module
from types import ModuleType
from typing import Any, Final

import httpx2

LARGEST: Final = 64 << 20
"""Bytes of an answer that are read. 1,000 works with all their references are about 20 MB."""

LONGEST: Final = 60.0
"""Seconds for one answer: a timeout counts between two pieces, and they may come for ever."""

SENDERS: Final = ("habanero.request", "habanero.request_class")
"""The modules of habanero that send requests, for a DOI and for a list."""

_BODY_FORM: Final = frozenset(("content-encoding", "content-length", "transfer-encoding"))
_SENT: Final = ".send_request_body.complete"


class Exchange:
    """What one request of habanero's met.

    Attributes:
        headers: The headers of the response, in lower case; empty if none came.
    """

    def __init__(self, connections: Connections, sent: Callable[[], None]) -> None:
        self.headers: Mapping[str, str] = {}
        self._connections = connections
        self._sent = sent

    def get(
        self, url: str, params: Mapping[str, str], headers: Mapping[str, str], timeout: float
    ) -> httpx2.Response:
        """Send a request as ``httpx2.get`` does: without following redirects.

        Raises:
            httpx2.HTTPError: As ``httpx2.get`` does, and ReadTimeout after :data:`LONGEST`.
        """
        client = self._connections.client()
        request = client.build_request(
            "GET",
            url,
            params=params,
            headers=headers,
            timeout=timeout,
            extensions={"trace": self._trace},
        )
        response = client.send(request, stream=True)
        try:
            self.headers = {name.lower(): value for name, value in response.headers.items()}
            content = self._connections.read(response)
        finally:
            response.close()
        # The body has been decoded, so the headers that describe its form no longer hold.
        kept = [
            (name, value)
            for name, value in response.headers.multi_items()
            if name.lower() not in _BODY_FORM
        ]
        return httpx2.Response(response.status_code, headers=kept, content=content, request=request)

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(_SENT):
            self._sent()


_EXCHANGE: ContextVar[Exchange | None] = ContextVar("refkit_crossref_exchange", default=None)


class _Door:
    """Stands for the module ``httpx2`` in a module of habanero's."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def get(self, url: str, **options: Any) -> httpx2.Response:
        exchange = _EXCHANGE.get()
        send = self._module.get if exchange is None else exchange.get
        response: httpx2.Response = send(url, **options)
        return response


_FITTING: Final = threading.Lock()


def fit_doors() -> None:
    """Put a door into each of habanero's modules that send requests, once."""
    with _FITTING:
        for name in SENDERS:
            try:
                sender = import_module(name)
            except ImportError:
                continue
            module = getattr(sender, "httpx2", None)
            if isinstance(module, ModuleType) and hasattr(module, "get"):
                setattr(sender, "httpx2", _Door(module))  # noqa: B010 mypy knows no such name


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to trust, loaded once: the certificates take 40 ms, and many a run has many Sources."""
    return httpx2.create_ssl_context()


class Connections:
    """The connections of one Source, kept open between its requests. Safe for several threads.

    Args:
        now: Seconds that never run backwards.
        largest: Bytes of an answer that are read.
        longest: Seconds that an answer may take from its first byte to the last.
    """

    def __init__(
        self, now: Callable[[], float], *, largest: int = LARGEST, longest: float = LONGEST
    ) -> None:
        self._now = now
        self._largest = largest
        self._longest = longest
        self._client: httpx2.Client | None = None
        self._lock = threading.Lock()
        fit_doors()

    @contextmanager
    def exchange(self, sent: Callable[[], None]) -> Iterator[Exchange]:
        """Let the requests that habanero sends in this thread go through these connections.

        Args:
            sent: Called when a request has been written to its connection.
        """
        exchange = Exchange(self, sent)
        token = _EXCHANGE.set(exchange)
        try:
            yield exchange
        finally:
            _EXCHANGE.reset(token)

    def client(self) -> httpx2.Client:
        """The client, made when it is first needed."""
        with self._lock:
            if self._client is None:
                # Without cookies: each request is as the first one was. httpx2 reads logins from
                # no file, and proxies from the environment, which is as habanero has it.
                refusing = CookieJar(DefaultCookiePolicy(allowed_domains=()))
                self._client = httpx2.Client(cookies=refusing, verify=_trusted())
            return self._client

    def read(self, response: httpx2.Response) -> bytes:
        """The body of a response, decoded and cut off after the largest size.

        Raises:
            httpx2.HTTPError: If the connection fails, or the body takes too long.
        """
        until = self._now() + self._longest
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > self._largest:
                break
            if self._now() > until:
                raise httpx2.ReadTimeout("the answer does not end", request=response.request)
        return bytes(content[: self._largest])

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()
