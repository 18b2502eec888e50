"""Web: questions to a JSON service through requests, and its answers or why there are none.

What doi.org and DataCite have in common: an end to redirects, to long answers and to slow ones; no
login and no cookie for anybody; failures as data.
"""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Mapping
from functools import partial
from http.cookiejar import DefaultCookiePolicy
from typing import Final, TypeAlias

import msgspec
import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from refkit.resolve.attempts import Attempts, Door, Turn
from refkit.resolve.gate import MOST_AT_ONCE, Gate
from refkit.resolve.limits import Clock
from refkit.resolve.service import (
    BROKEN,
    BUSY,
    OTHER_FORM,
    Failure,
    agent,
    check_mailto,
    cut_off,
    refusal,
    timed_out,
)

KIND: Final = "request"
"""The one kind of request that the Gates here know."""

LARGEST: Final = 8 << 20
"""Bytes of an answer that are read, decoded. Fifty datasets of DataCite's are about 1 MB."""

LONGEST: Final = 60.0
"""Seconds for one answer: a timeout counts between two pieces, and they may come for ever."""

MOST_REDIRECTS: Final = 8
TOO_LARGE: Final = 413
"""The status of a :class:`Failure` for an answer that was longer than :data:`LARGEST`."""

_LEAKS: Final = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    ValueError,  # a redirect to what is no address, or in no encoding
)

Whole: TypeAlias = Callable[[object], bool]
"""Whether decoded JSON has what makes it an answer."""


class Reply(msgspec.Struct, frozen=True):
    """What a server answered.

    Attributes:
        status: The HTTP status: 200, or one that says something, such as 404.
        json: The decoded body; None if it was no JSON.
        text: The body.
    """

    status: int
    json: object
    text: str


class Web:
    """One service, one question at a time in each thread. Safe for several threads.

    Args:
        name: The service's name, for words.
        url: Its address, as :func:`refkit.resolve.service.address` gives it.
        gate: Where requests wait for their turn.
        mailto: An e-mail address for the service to write to if something goes wrong; "" for none.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        clock: The time.
        jitter: A random number from 0 to 1, for the wait before another attempt.

    Raises:
        ConfigurationError: If ``mailto`` is no e-mail address.
    """

    def __init__(
        self,
        name: str,
        url: str,
        gate: Gate,
        *,
        mailto: str = "",
        timeout: float = 10.0,
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        check_mailto(mailto)
        self._door = Door(name, gate)
        self._url = url
        self._timeout = timeout
        self._clock = clock
        self._attempts = Attempts(clock, jitter)
        self._session = _session(mailto)

    def get(
        self,
        path: str,
        stopped: threading.Event,
        *,
        accept: str,
        whole: Whole | None,
        params: Mapping[str, str] | None = None,
        beyond: Door | None = None,
    ) -> Reply | Failure:
        """Ask a question; waits for its turn, and tries again where that may help.

        Args:
            path: The path, quoted.
            stopped: Once it is set, and the gate woken, nothing more is sent.
            accept: The media type to ask for.
            whole: What an answer with status 200 must be like; None for anything, JSON or not.
            params: The query, to be quoted.
            beyond: Who answers where redirects lead: their failures are kept apart from those of
                the service.
        """
        send = partial(self._send, path, accept, params, whole)
        doors = [beyond, self._door] if beyond else [self._door]
        return self._attempts.ask(send, doors, KIND, stopped)

    def wake(self) -> None:
        """Let those who wait for their turn look whether they have been stopped."""
        self._door.gate.wake()

    def close(self) -> None:
        """Close the connections and send nothing more."""
        self._door.gate.close()
        self._session.close()

    def _send(
        self,
        path: str,
        accept: str,
        params: Mapping[str, str] | None,
        whole: Whole | None,
        turn: Turn,
    ) -> Reply | Failure:
        turn.sent()  # requests does not tell when a request is written
        beyond: bool | None = None
        try:
            with self._session.get(
                self._url + path,
                params=params,
                headers={"Accept": accept},
                timeout=self._timeout,
                stream=True,
            ) as response:
                beyond = bool(response.history)
                body = self._body(response)
        except _LEAKS as error:
            if beyond is None:
                beyond = self._is_beyond(error)
            return _broken(error, self._timeout, beyond=beyond)
        return self._judged(response, body, whole)

    def _is_beyond(self, error: BaseException) -> bool:
        """Whether a request failed after a redirect to another server."""
        failed = getattr(error, "request", None)
        if failed is None or isinstance(error, requests.TooManyRedirects):
            # A redirect to what is no address, or in a circle: some publisher's typing error.
            return True
        return not (failed.url or "").startswith(f"{self._url}/")

    def _body(self, response: requests.Response) -> bytes:
        until = self._clock.now() + LONGEST
        body = bytearray()
        for piece in response.iter_content(1 << 16):
            body += piece
            if len(body) > LARGEST:
                break
            if self._clock.now() > until:
                raise requests.ReadTimeout("the answer does not end")
        return bytes(body)

    def _judged(
        self, response: requests.Response, body: bytes, whole: Whole | None
    ) -> Reply | Failure:
        status, beyond = response.status_code, bool(response.history)
        if status in BUSY or status == 403 or 300 <= status < 400:
            return refusal(status, response.headers, self._clock.wall(), beyond=beyond)
        if len(body) > LARGEST:
            detail = f"answered with more than {LARGEST >> 20} MB"
            return Failure(TOO_LARGE, detail, answered=True, beyond=beyond)
        decoded = _decoded(body)
        if status == 200 and whole:
            if decoded is None:
                html = "html" in response.headers.get("Content-Type", "")
                page = html or body.lstrip()[:1] == b"<"
                detail = "answered with HTML, not JSON" if page else BROKEN
                return Failure(200, detail, beyond=beyond)
            if not whole(decoded):
                return Failure(200, OTHER_FORM, beyond=beyond)
        return Reply(status, decoded, body.decode("utf-8", "replace"))


class _NoLogin(AuthBase):
    """No authentication: without this, requests sends what ~/.netrc has for the host."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Session(requests.Session):
    def rebuild_auth(
        self, prepared_request: requests.PreparedRequest, response: requests.Response
    ) -> None:
        """Send no login after a redirect either, where requests looks into ~/.netrc again."""
        prepared_request.headers.pop("Authorization", None)


def _session(mailto: str) -> _Session:
    session = _Session()
    session.max_redirects = MOST_REDIRECTS
    session.auth = _NoLogin()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.headers["User-Agent"] = agent(mailto)
    adapter = HTTPAdapter(pool_maxsize=MOST_AT_ONCE)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def _decoded(body: bytes) -> object:
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        pass  # half a surrogate pair ("\ud835") is an error to msgspec, and not to json
    try:
        decoded: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return decoded


def _broken(error: BaseException, timeout: float, *, beyond: bool) -> Failure:
    words = str(error).casefold()
    if isinstance(error, requests.TooManyRedirects):
        return Failure(0, "redirected without end", beyond=beyond)
    if isinstance(error, requests.Timeout) or "timed out" in words:
        reached = not isinstance(error, requests.ConnectTimeout)
        return timed_out(timeout, reached=reached, beyond=beyond)
    if "refused" in words:
        return Failure(0, "connection refused", beyond=beyond)
    if isinstance(error, (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        if any(word in words for word in ("reset", "abort", "broken", "incomplete", "closed")):
            return cut_off("the connection broke off", beyond=beyond)
        return Failure(0, "no connection", beyond=beyond)
    return Failure(0, f"the answer could not be read: {type(error).__name__}", beyond=beyond)
