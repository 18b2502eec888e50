"""The door in habanero: what it notes, what it lets be, and how little it lets in."""

from __future__ import annotations

import gzip
import itertools
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import habanero
import httpx2
import pytest
from loopback import FakeClock, Loopback, raw_server, status, work
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from refkit.model import Reference
from refkit.resolve import CrossrefSource, crossref_http
from refkit.resolve.crossref_http import SENDERS, Connections, fit_doors


@pytest.fixture
def loopback(httpserver: HTTPServer) -> Loopback:
    return Loopback(httpserver, [work("10.1000/a")])


def nothing() -> None:
    pass


def test_the_headers_of_a_look_up_and_of_a_list_are_seen(loopback: Loopback) -> None:
    """If this fails, habanero sends its requests in another way than the door knows."""
    connections = Connections(itertools.count().__next__)
    client = habanero.Crossref(base_url=loopback.url)
    sent: list[bool] = []
    for question in ({"ids": "10.1000%2Fa"}, {"query_bibliographic": "title"}):
        with connections.exchange(lambda: sent.append(True)) as exchange:
            assert client.works(**question)["status"] == "ok"
        assert exchange.headers["x-api-pool"] == "public"
        assert exchange.headers["content-type"] == "application/json"
    assert sent == [True, True]


def test_the_headers_of_a_failure_are_seen_too(loopback: Loopback) -> None:
    loopback.always = status(429, X_Rate_Limit_Limit="1")
    for question in ({"ids": "10.1000%2Fa"}, {"query_bibliographic": "title"}):
        with Connections(lambda: 0.0).exchange(nothing) as exchange, pytest.raises(Exception):  # noqa: B017, PT011
            habanero.Crossref(base_url=loopback.url).works(**question)
        assert exchange.headers["x-rate-limit-limit"] == "1"


def test_habanero_in_other_hands_is_as_ever(
    loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[str] = []
    get = httpx2.get

    def noted(url: str, **options: Any) -> httpx2.Response:
        ways.append(url.rpartition("/")[2])
        return get(url, **options)

    monkeypatch.setattr(httpx2, "get", noted)
    client = habanero.Crossref(base_url=loopback.url)
    with Connections(lambda: 0.0).exchange(nothing):
        client.works(ids="10.1000%2Fa")
        other = threading.Thread(target=lambda: client.works(query_bibliographic="title"))
        other.start()
        other.join()
    client.works(ids="10.1000%2FA")
    assert ways == ["works", "10.1000%2FA"]
    for name in SENDERS:
        door = import_module(name).httpx2
        assert door.HTTPStatusError is httpx2.HTTPStatusError
        assert door.__version__ == httpx2.__version__


def test_a_door_is_fitted_once() -> None:
    fit_doors()
    doors = [import_module(name).httpx2 for name in SENDERS]
    fit_doors()
    assert [import_module(name).httpx2 for name in SENDERS] == doors


def test_where_no_door_fits_habanero_sends_by_itself(
    loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SENDERS:
        monkeypatch.setattr(import_module(name), "httpx2", httpx2)
    monkeypatch.setattr(crossref_http, "SENDERS", ("habanero.gone", "habanero.exceptions"))
    loopback.faults = [status(429, Retry_After="7")]
    source = CrossrefSource(base_url=loopback.url, clock=loopback.clock)
    answers = source.by_doi(["10.1000/a"]) + source.search([Reference(raw="A title")])
    assert [answer.outcome for answer in answers] == ["found", "found"]
    assert loopback.clock.time == pytest.approx(1007)


class KeepAlive(BaseHTTPRequestHandler):
    """Says the same to every request and keeps the connection; werkzeug always closes it."""

    protocol_version = "HTTP/1.1"
    clients: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        self.clients.append(self.client_address)
        content = b'{"message": {"DOI": "10.1000/a", "total-results": 0, "items": []}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_one_connection_serves_many_requests() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), KeepAlive) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        source = CrossrefSource(
            base_url=f"http://127.0.0.1:{server.server_port}", clock=FakeClock()
        )
        for number in range(5):
            source.by_doi([f"10.1000/{number}"])
        source.search([Reference(raw=f"title {number}") for number in range(5)])
        source.close()
        server.shutdown()
    assert len(KeepAlive.clients) == 10
    assert len(set(KeepAlive.clients)) == 1


def test_no_cookie_and_no_login_is_sent(
    loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login jane password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    loopback.faults = [status(404, Set_Cookie="a=b; Path=/")]
    source = CrossrefSource(base_url=loopback.url, clock=loopback.clock)
    source.by_doi(["10.1000/b"])
    source.by_doi(["10.1000/a"])
    for asked in loopback.asked:
        assert not {"Cookie", "Authorization"} & set(asked.headers)


def test_a_redirect_is_not_followed(loopback: Loopback) -> None:
    def elsewhere(request: Request) -> Response:
        return Response("", 301, headers={"Location": f"{loopback.url}/10.1000/a"})

    loopback.faults = [elsewhere]
    (answer,) = CrossrefSource(base_url=loopback.url).by_doi(["10.1000/b"])
    assert (answer.outcome, answer.detail) == ("silent", "HTTP 301, a redirect")
    assert len(loopback.asked) == 1


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def endless() -> Iterator[bytes]:
    yield HEAD + b"\r\n["
    yield from itertools.repeat(b"1," * 5000)


def bomb() -> Iterator[bytes]:
    yield HEAD + b"Content-Encoding: gzip\r\n\r\n"
    yield gzip.compress(b" " * 10_000_000)


@pytest.mark.parametrize("reply", [endless, bomb])
def test_a_body_without_end_is_cut_off(reply: Any) -> None:
    with raw_server(reply) as url:
        connections = Connections(lambda: 0.0, largest=1_000_000)
        with connections.exchange(nothing), pytest.raises(ValueError, match="Expecting"):
            habanero.Crossref(base_url=url).works(ids="10.1000%2Fa")


def test_a_body_that_drips_is_left() -> None:
    with raw_server(endless) as url:
        connections = Connections(itertools.count(step=20.0).__next__)
        with connections.exchange(nothing), pytest.raises(httpx2.ReadTimeout):
            habanero.Crossref(base_url=url).works(ids="10.1000%2Fa")


def test_a_compressed_answer_is_read(loopback: Loopback) -> None:
    def compressed(request: Request) -> Response:
        response = loopback.answer(request)
        response.data = gzip.compress(response.data)
        response.headers["Content-Encoding"] = "gzip"
        return response

    loopback.always = compressed
    (answer,) = CrossrefSource(base_url=loopback.url).by_doi(["10.1000/a"])
    assert [record.work.title for record in answer.records] == ["A title"]
