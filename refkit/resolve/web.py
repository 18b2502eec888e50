"""Web: questions to a JSON service through requests, and its answers or why there are none.

What doi.org and DataCite have in common: an end to redirects, to long answers and to slow ones;
retries that a server asks for; no login and no cookie for anybody; failures as data.
"""

from __future__ import annotations

import json
import random
import re
import threading
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Final, TypeAlias

import msgspec
import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from refkit._version import __version__
from refkit.errors import ConfigurationError
from refkit.resolve.gate import MOST_AT_ONCE, Gate
from refkit.resolve.limits import LONGEST_WAIT, Clock, Slot, backoff, retry_after

KIND: Final = "request"
"""The one kind of request that the Gates here know."""

LARGEST: Final = 8 << 20
"""Bytes of an answer that are read, decoded. Fifty datasets of DataCite's are about 1 MB."""

LONGEST: Final = 60.0
"""Seconds for one answer: a timeout counts between two pieces, and they may come for ever."""

MOST_REDIRECTS: Final = 8
TOO_LARGE: Final = 413
"""The status of a :class:`Failure` for an answer that was longer than :data:`LARGEST`."""

_BUDGET: Final = 120.0
"""Seconds for one question from its first request on; later it is not tried again."""

_BLOCKED: Final = 3600.0
"""Seconds for which nothing is asked after a 403, which forbids what it is answered to."""

_RETRIED: Final = frozenset((429, 500, 502, 503, 504))
_OTHER_FORM: Final = "answered with JSON of another form"
_MAILTO: Final = re.compile(r"[!-~]{1,64}@[!-~]{1,255}")
_LEAKS: Final = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    ValueError,  # a redirect to what is no address, or in no encoding
)

_Place: TypeAlias = tuple[Gate, Slot]
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


class Failure(msgspec.Struct, frozen=True):
    """Why there is no reply.

    Attributes:
        status: The HTTP status, or 0.
        detail: The reason in words.
        beyond: Whether it failed beyond a redirect, where another server answers.
        wait: The seconds that the server asks to wait; None if it does not say.
        attempts: How often a question that meets this failure is asked at most.
    """

    status: int
    detail: str
    beyond: bool = False
    wait: float | None = None
    attempts: int = 1


class Web:
    """One service, one question at a time in each thread. Safe for several threads.

    Args:
        name: The service's name, for words.
        url: Its address.
        gate: Where requests wait for their turn.
        mailto: An e-mail address for the service to write to if something goes wrong; "" for none.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        clock: The time.
        jitter: A random number from 0 to 1, for the wait before another attempt.

    Raises:
        ConfigurationError: If ``url`` is no http(s) address or ``mailto`` no e-mail address.
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
        if not re.match(r"https?://[^\s/]", url):
            raise ConfigurationError(f"not an http(s) address: {url!r}")
        if mailto and not _MAILTO.fullmatch(mailto):
            raise ConfigurationError(f"not an e-mail address: {mailto!r}")
        self.name = name
        self.gate = gate
        self._url = url.rstrip("/")
        self._timeout = timeout
        self._clock = clock
        self._jitter = jitter
        self._session = _session(mailto)
        self._closed = False

    def get(
        self,
        path: str,
        stopped: threading.Event,
        *,
        accept: str,
        whole: Whole | None,
        params: Mapping[str, str] | None = None,
        beyond: tuple[str, Gate] | None = None,
    ) -> Reply | Failure:
        """Ask a question; waits for its turn, and tries again where that may help.

        Args:
            path: The path, quoted.
            stopped: Once it is set, and the gate woken, nothing more is sent.
            accept: The media type to ask for.
            whole: What an answer with status 200 must be like; None for anything, JSON or not.
            params: The query, to be quoted.
            beyond: Who answers where redirects lead, and the gate to them: their failures are kept
                apart from those of the service.
        """
        failure: Failure | None = None
        attempt, deadline = 0, 0.0
        while True:
            places = self._enter(beyond, stopped)
            if isinstance(places, Failure):
                return failure or places
            attempt += 1
            deadline = deadline or self._clock.now() + _BUDGET
            try:
                answer = self._send(path, accept, params, whole)
            except BaseException:
                for gate, slot in places:
                    gate.leave(slot)
                raise
            if isinstance(answer, Reply) or answer.status == TOO_LARGE:
                for gate, slot in places:
                    gate.answered(slot)
                return answer
            failure = answer
            wait = backoff(attempt, self._jitter) if failure.wait is None else failure.wait
            given_up = (
                attempt >= failure.attempts
                or wait > LONGEST_WAIT
                or self._clock.now() + wait > deadline
            )
            _report(failure, places, wait, given_up=given_up)
            if given_up:
                return failure

    def wake(self) -> None:
        """Let those who wait for their turn look whether they have been stopped."""
        self.gate.wake()

    def close(self) -> None:
        """Close the connections and send nothing more."""
        self._closed = True
        self.gate.close()
        self._session.close()

    def _enter(
        self, beyond: tuple[str, Gate] | None, stopped: threading.Event
    ) -> list[_Place] | Failure:
        """Wait for the turn at the gate beyond, if there is one, and then at this service's own."""
        places: list[_Place] = []
        for name, gate in (*((beyond,) if beyond else ()), (self.name, self.gate)):
            slot = gate.enter(KIND, stopped)
            if slot is None:
                for entered, place in places:
                    entered.leave(place)
                return self._unasked(name, stopped)
            places.append((gate, slot))
        for gate, slot in places:
            gate.sent(slot)
        return places

    def _unasked(self, name: str, stopped: threading.Event) -> Failure:
        if stopped.is_set() or self._closed:
            return Failure(0, "not asked, for asking was stopped")
        return Failure(0, f"not asked, for {name} was out of reach", beyond=name != self.name)

    def _send(
        self, path: str, accept: str, params: Mapping[str, str] | None, whole: Whole | None
    ) -> Reply | Failure:
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
        if status in _RETRIED or status == 403 or 300 <= status < 400:
            return self._refused(response)
        if len(body) > LARGEST:
            size = f"{LARGEST >> 20} MB"
            return Failure(TOO_LARGE, f"answered with more than {size}", beyond=beyond)
        decoded = _decoded(body)
        if status == 200 and whole:
            if decoded is None:
                html = "html" in response.headers.get("Content-Type", "")
                kind = "HTML, not JSON" if html or body.lstrip()[:1] == b"<" else _BROKEN
                return Failure(200, f"answered with {kind}", beyond=beyond)
            if not whole(decoded):
                return Failure(200, _OTHER_FORM, beyond=beyond)
        return Reply(status, decoded, body.decode("utf-8", "replace"))

    def _refused(self, response: requests.Response) -> Failure:
        headers, status = response.headers, response.status_code
        detail = f"HTTP {status}"
        wait = None
        if status in _RETRIED:
            wait = retry_after(
                headers.get("Retry-After"), date=headers.get("Date"), wall=self._clock.wall()
            )
        if wait is not None and wait > LONGEST_WAIT:
            detail += f", to be asked again in {wait:.0f} s"
        return Failure(
            status,
            detail,
            beyond=bool(response.history),
            wait=wait,
            attempts=4 if status in _RETRIED else 1,
        )


_BROKEN: Final = "JSON that is broken or cut off"


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
    contact = f"; mailto:{mailto}" if mailto else ""
    session.headers["User-Agent"] = (
        f"refkit/{__version__} (https://github.com/refkit/refkit{contact})"
    )
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


def raw_json(item: object) -> str:
    """A part of a decoded answer as JSON text again, for ``Record.raw``."""
    try:
        return msgspec.json.encode(item).decode()
    except (ValueError, OverflowError, RecursionError):
        return json.dumps(item)


def _report(failure: Failure, places: list[_Place], wait: float, *, given_up: bool) -> None:
    """Tell each gate what became of a request that failed.

    Who failed is the last to be reached: the one beyond, or the service before it could send us on.
    """
    *beyond, own = places
    guilty = beyond[0] if beyond and failure.beyond else own
    for place in places:
        gate, slot = place
        if place is guilty:
            gate.failed(
                slot,
                given_up=given_up,
                wait=0.0 if given_up else wait,
                too_fast=failure.status == 429,
                lost_for=_lost_for(failure, wait),
            )
        elif place is own:
            gate.answered(slot)
        else:
            gate.leave(slot)


def _lost_for(failure: Failure, wait: float) -> float:
    """Seconds for which a failure says that nothing is to be asked; 0.0 if it does not."""
    if failure.status == 403:
        return _BLOCKED
    return wait if wait > LONGEST_WAIT else 0.0


def _broken(error: BaseException, timeout: float, *, beyond: bool) -> Failure:
    words = str(error).casefold()
    if isinstance(error, requests.TooManyRedirects):
        return Failure(0, "redirected without end", beyond=beyond)
    if isinstance(error, requests.Timeout) or "timed out" in words:
        unreached = isinstance(error, requests.ConnectTimeout)
        detail = f"timed out after {timeout:g} s"
        return Failure(0, detail, beyond=beyond, attempts=1 if unreached else 2)
    if "refused" in words:
        return Failure(0, "connection refused", beyond=beyond)
    if isinstance(error, (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        cut = any(word in words for word in ("reset", "abort", "broken", "incomplete", "closed"))
        detail = "the connection broke off" if cut else "no connection"
        return Failure(0, detail, beyond=beyond, attempts=4 if cut else 1)
    return Failure(0, f"the answer could not be read: {type(error).__name__}", beyond=beyond)
