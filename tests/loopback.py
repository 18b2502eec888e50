"""Crossref and doi.org on loopback: a real HTTP server that answers and fails as they do.

What it imitates is documented in Crossref's REST API and in the DOI handbook: the 400 that one
malformed DOI brings upon a whole filter, the 404 in plain text, the refusal of unknown names in
``select`` and of ``select`` on a single work, doi.org's ``doiRA`` and content negotiation.

Crossref's answers carry the limits of the pool that they are served from, by whether the request
gives an e-mail address. Whether they were kept to is counted here, where the requests arrive:
``Loopback.most_within`` for a sliding window, ``Loopback.most_at_once`` for concurrency. For real
counts the server must have threads (``threaded_server``), and the Source the real clock.
"""

from __future__ import annotations

import json
import math
import os
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from refkit.resolve.limits import Clock

SELECTABLE = frozenset(
    """DOI ISBN ISSN URL abstract accepted alternative-id approved archive article-number assertion
    author chair clinical-trial-number container-title content-created content-domain created degree
    deposited editor event funder group-title indexed is-referenced-by-count issn-type issue issued
    license link member original-title page posted prefix published published-online published-print
    publisher publisher-location reference references-count relation score short-container-title
    short-title standards-body subject subtitle title translator type update-policy update-to
    updated-by volume""".split()  # noqa: SIM905 a list of 58 quoted names says no more
)
Fault = Callable[[Request], Response]


class Asked(NamedTuple):
    """One request that the server saw.

    Attributes:
        kind: "list", "single", "agency" or "negotiated".
        what: The filter, the text searched for, or the DOI.
        headers: The request's headers.
        time: When, by the loopback's FakeClock.
        arrived: When, by the machine's monotonic clock.
        pool: "polite" if it gave an e-mail address, or else "public".
        address: Path and query as they were sent.
    """

    kind: str
    what: str
    headers: Mapping[str, str]
    time: float
    arrived: float = 0.0
    pool: str = ""
    address: str = ""


class FakeClock(Clock):
    """A clock that passes only by sleeping, and notes how long was slept. Safe for threads."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []
        self._passing = threading.Lock()
        super().__init__(now=lambda: self.time, sleep=self.advance)

    def advance(self, seconds: float) -> None:
        """Let some time pass."""
        with self._passing:
            self.slept.append(seconds)
            self.time += seconds

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        if math.isinf(seconds):  # for another thread, which has a real request under way
            super().wait(changed, seconds)
        else:
            self.advance(seconds)


class PoolLimits(NamedTuple):
    """A pool as its headers tell it: requests and interval by kind, and how many at once."""

    single: tuple[str, str]
    list: tuple[str, str]
    at_once: str

    def headers(self, pool: str, kind: str) -> dict[str, str]:
        """Crossref's headers for an answer of a kind."""
        limit, interval = self.single if kind == "single" else self.list
        return {
            "x-rate-limit-limit": limit,
            "x-rate-limit-interval": interval,
            "x-concurrency-limit": self.at_once,
            "x-api-pool": pool,
        }


PUBLIC = PoolLimits(("5", "1s"), ("1", "1s"), "1")
POLITE = PoolLimits(("10", "1s"), ("3", "1s"), "3")


class Loopback:
    """Crossref and doi.org behind one address.

    Args:
        server: The HTTP server.
        works: Crossref works.
        agencies: Registration agencies of DOIs that are not Crossref's, by lower-case DOI.
        items: CSL-JSON of DOIs that are not Crossref's, by lower-case DOI.
        poison: DOIs for which a whole filter is refused.

    Attributes:
        pools: The limits told in Crossref's answers, by pool; a pool left out tells none.
        asked: What was asked, in order.
        faults: What the next requests get instead of an answer, one each.
        always: What every request gets instead of an answer.
        delay: Seconds (real ones) that Crossref's answers take.
        most_at_once: The most requests to Crossref that were under way at once.
        clock: A FakeClock for the Source under test.
        url: The address.
    """

    def __init__(
        self,
        server: HTTPServer,
        works: Iterable[dict[str, Any]] = (),
        *,
        agencies: Mapping[str, str] | None = None,
        items: Mapping[str, dict[str, Any]] | None = None,
        poison: Iterable[str] = (),
    ) -> None:
        self.works = {work["DOI"].lower(): work for work in works}
        self.agencies = dict(agencies or {})
        self.items = dict(items or {})
        self.poison = frozenset(poison)
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.always: Fault | None = None
        self.pools = {"public": PUBLIC, "polite": POLITE}
        self.delay = 0.0
        self.most_at_once = 0
        self._under_way = 0
        self._lock = threading.Lock()
        self.clock = FakeClock()
        self.url = server.url_for("").rstrip("/")
        server.expect_request(re.compile("^/")).respond_with_handler(self._answer)

    def count(self, kind: str) -> int:
        """Requests of a kind: "list", "single", "agency", "negotiated"."""
        return sum(1 for asked in self.asked if asked.kind == kind)

    def most_within(self, seconds: float, kind: str, *, fake: bool = False) -> int:
        """The most requests of a kind that arrived within an interval, wherever it begins.

        Args:
            seconds: The interval; what arrives at its very end belongs to the next.
            kind: The kind of request.
            fake: Whether by the FakeClock or by the machine's.
        """
        times = sorted(a.time if fake else a.arrived for a in self.asked if a.kind == kind)
        return max((sum(t <= x < t + seconds for x in times) for t in times), default=0)

    def _answer(self, request: Request) -> Response:
        arrived = time.monotonic()
        kind, what = _kind(request)
        with self._lock:
            headers = dict(request.headers)
            times = self.clock.time, arrived
            address = request.environ["REQUEST_URI"]
            self.asked.append(Asked(kind, what, headers, *times, _pool(request), address))
            fault = self.faults.pop(0) if self.faults else self.always
        if kind in ("agency", "negotiated"):
            return fault(request) if fault else self.answer(request)
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            time.sleep(self.delay)
            return fault(request) if fault else self.answer(request)
        finally:
            with self._lock:
                self._under_way -= 1

    def answer(self, request: Request) -> Response:
        """The right answer to a request, for faults that are none in the end."""
        kind, what = _kind(request)
        if kind == "agency":
            return self._agency(what)
        if kind == "negotiated":
            return self._negotiated(what)
        response = self._list(request) if kind == "list" else self._single(request, what)
        pool = _pool(request)
        if pool in self.pools:
            response.headers.update(self.pools[pool].headers(pool, kind))
        return response

    def _single(self, request: Request, doi: str) -> Response:
        if "select" in request.args:
            return _refusal("select")
        work = self.works.get(doi.lower())
        if work is None:
            return Response("Resource not found.", 404, content_type="text/plain")
        return _json({"status": "ok", "message-type": "work", "message": work})

    def _list(self, request: Request) -> Response:
        names = [name for name in request.args.get("select", "").split(",") if name]
        if any(name not in SELECTABLE for name in names):
            return _refusal("select")
        rows = int(request.args.get("rows", 20))
        if "filter" in request.args:
            pieces = request.args["filter"].split(",")
            if any(not re.match(r"doi:10\.\d{4,9}/", piece) for piece in pieces):
                return _refusal("filter")
            dois = [piece.removeprefix("doi:").lower() for piece in pieces]
            if self.poison.intersection(dois):
                return _refusal("filter")
            found = [self.works[doi] for doi in dict.fromkeys(dois) if doi in self.works]
        else:
            found = self._search(request.args["query.bibliographic"])
        items = [
            {name: value for name, value in work.items() if not names or name in names}
            for work in found[:rows]
        ]
        message = {"total-results": len(found), "items-per-page": rows, "items": items}
        return _json({"status": "ok", "message-type": "work-list", "message": message})

    def _search(self, text: str) -> list[dict[str, Any]]:
        asked = set(re.findall(r"\w+", text.lower()))
        scored: list[dict[str, Any]] = []
        for work in self.works.values():
            own = set(re.findall(r"\w+", json.dumps(work, ensure_ascii=False).lower()))
            if score := len(asked & own):
                scored.append({**work, "score": float(score)})
        return sorted(scored, key=lambda work: -work["score"])

    def _agency(self, doi: str) -> Response:
        agency = "Crossref" if doi.lower() in self.works else self.agencies.get(doi.lower())
        if agency:
            return _json([{"DOI": doi, "RA": agency}])
        return _json([{"DOI": doi, "status": "DOI does not exist"}])

    def _negotiated(self, doi: str) -> Response:
        item = self.items.get(doi.lower())
        if item is None:
            return Response("<html>Landing page</html>", 200, content_type="text/html")
        return _json(item, "application/vnd.citationstyles.csl+json")


def _pool(request: Request) -> str:
    given = "mailto" in request.args or "mailto:" in request.headers.get("User-Agent", "")
    return "polite" if given else "public"


def _kind(request: Request) -> tuple[str, str]:
    path = request.path
    if path.rstrip("/") == "/works":
        return "list", request.args.get("filter") or request.args.get("query.bibliographic", "")
    if path.startswith("/works/"):
        return "single", path.removeprefix("/works/")
    if path.startswith("/doiRA/"):
        return "agency", path.removeprefix("/doiRA/")
    return "negotiated", path.removeprefix("/")


def _json(value: Any, media: str = "application/json") -> Response:
    return Response(json.dumps(value), 200, content_type=media)


def _refusal(what: str) -> Response:
    failure = {
        "status": "failed",
        "message-type": "validation-failure",
        "message": [{"type": "invalid", "value": what, "message": f"{what} is not valid"}],
    }
    return Response(json.dumps(failure), 400, content_type="application/json")


def status(code: int, **headers: str) -> Fault:
    """A failure with a status and headers ("Retry_After" for "Retry-After")."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: Response("", code, headers=named)


def body(text: str | bytes, media: str = "application/json") -> Fault:
    """Status 200 with whatever body."""
    return lambda request: Response(text, 200, content_type=media)


@contextmanager
def hanging_server() -> Iterator[str]:
    """The address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


class QuickServer(HTTPServer):
    """A server that is stopped in an instant, where others take half a second."""

    def thread_target(self) -> None:
        assert self.server is not None
        self.server.serve_forever(poll_interval=0.01)


@contextmanager
def threaded_server() -> Iterator[HTTPServer]:
    """A server that answers several requests at once."""
    with QuickServer(threaded=True) as server:
        yield server


@contextmanager
def raw_server(reply: Callable[[], Iterable[bytes]]) -> Iterator[str]:
    """The address of a server that says what it is told to, byte by byte, and hangs up."""

    def serve(listener: socket.socket) -> None:
        with suppress(OSError):  # the listener has been closed
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=say, args=(connection,), daemon=True).start()

    def say(connection: socket.socket) -> None:
        with connection, suppress(OSError):  # the client has had enough
            connection.recv(1 << 16)
            for piece in reply():
                connection.sendall(piece)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def reset_connection(request: Request) -> Response:
    """Hang up without an answer, so that the client's system says "connection reset"."""
    connection = request.environ["werkzeug.socket"]
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(connection.detach())
    return Response("", 200)


def redirect_to_itself(request: Request) -> Response:
    """A redirect that leads back to where it came from."""
    return Response("", 302, headers={"Location": request.url})


def work(doi: str, title: Any = "A title", **fields: Any) -> dict[str, Any]:
    """A small Crossref work."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title] if isinstance(title, str) else title,
        "author": [{"family": "Doe", "given": "Jane", "sequence": "first", "affiliation": []}],
        "container-title": ["Journal of Tests"],
        "issued": {"date-parts": [[2020, 5]]},
        "volume": "12",
        "page": "34-56",
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
