"""doi.org, the registration agencies behind it, and DataCite's API on loopback.

What they imitate is documented in the DOI handbook ("Which RA? Service"), in DataCite's REST API
guide, and in the source of datacite/lupo: doiRA takes DOIs in a list parted by commas, a comma in a
DOI percent-encoded; content negotiation is a redirect to another server; DataCite takes ``ids`` in
any case, gives only the ``fields`` asked for, and refuses a query with a bare operator in it.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from loopback import FakeClock, Fault
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response


class Seen(NamedTuple):
    """One request that a server saw.

    Attributes:
        kind: "agencies", "negotiated", an agency's name in small letters; "list", "search",
            "single".
        what: The DOI, the DOIs, or the query.
        headers: The request's headers.
        args: The request's query.
        time: When, by the FakeClock.
    """

    kind: str
    what: Any
    headers: Mapping[str, str]
    args: Mapping[str, str]
    time: float


class _Server:
    """What both have: a log of requests, and faults in the place of answers.

    Attributes:
        seen: What was asked, in order.
        faults: What the next requests of a kind get instead of an answer, one each.
        always: What every request of a kind gets instead of an answer.
        clock: A FakeClock for the Source under test.
        delay: Seconds (real ones) that an answer takes.
        most_at_once: The most requests that were under way at once.
    """

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.faults: dict[str, list[Fault]] = {}
        self.always: dict[str, Fault] = {}
        self.clock = FakeClock()
        self.delay = 0.0
        self.most_at_once = 0
        self._under_way = 0
        self._lock = threading.Lock()

    def count(self, kind: str) -> int:
        """Requests of a kind."""
        return sum(1 for seen in self.seen if seen.kind == kind)

    def asked(self, kind: str) -> list[Any]:
        """What was asked by the requests of a kind, in order."""
        return [seen.what for seen in self.seen if seen.kind == kind]

    def serve(self, server: HTTPServer, prefix: str = "") -> str:
        """Answer what a server is asked; its address."""
        server.expect_request(re.compile("^/")).respond_with_handler(
            lambda request: self._handle(request, prefix)
        )
        return server.url_for("").rstrip("/")

    def _handle(self, request: Request, prefix: str) -> Response:
        path = prefix + str(request.environ["RAW_URI"]).partition("?")[0]
        kind, what = self._kind(path, request)
        with self._lock:
            self.seen.append(
                Seen(kind, what, dict(request.headers), request.args.to_dict(), self.clock.time)
            )
            queue = self.faults.get(kind)
            fault = queue.pop(0) if queue else self.always.get(kind)
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            time.sleep(self.delay)
            return fault(request) if fault else self._answer(kind, what, request)
        finally:
            with self._lock:
                self._under_way -= 1

    def _kind(self, path: str, request: Request) -> tuple[str, Any]:
        raise NotImplementedError

    def _answer(self, kind: str, what: Any, request: Request) -> Response:
        raise NotImplementedError


class DoiOrgServer(_Server):
    """doi.org, and on a server of their own the agencies that it redirects to.

    Args:
        server: doi.org's server.
        beyond: The agencies' server.
        agencies: The agency of each registered DOI, by lower-case DOI.
        items: CSL-JSON by lower-case DOI; an agency shows a landing page for what is not there.
        statuses: What doiRA says of a DOI that is not registered, where it is something special.
    """

    def __init__(
        self,
        server: HTTPServer,
        beyond: HTTPServer,
        *,
        agencies: Mapping[str, str] | None = None,
        items: Mapping[str, Any] | None = None,
        statuses: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.agencies = dict(agencies or {})
        self.items = dict(items or {})
        self.statuses = dict(statuses or {})
        self.url = self.serve(server)
        self.beyond = self.serve(beyond, "/beyond")

    def _kind(self, path: str, request: Request) -> tuple[str, Any]:
        if path.startswith("/beyond/"):
            agency, _, doi = path.removeprefix("/beyond/").partition("/")
            return agency, unquote(doi)
        if path.startswith("/doiRA/"):
            return "agencies", [unquote(doi) for doi in path.removeprefix("/doiRA/").split(",")]
        return "negotiated", unquote(path.removeprefix("/"))

    def _answer(self, kind: str, what: Any, request: Request) -> Response:
        if kind == "agencies":
            return _json([self._entry(doi) for doi in what])
        agency = self.agencies.get(what.lower())
        if kind == "negotiated":
            if agency is None:
                return Response("DOI Not Found", 404)
            place = f"{self.beyond}/{agency.lower()}/{quote(what, safe='/')}"
            return Response("", 302, headers={"Location": place, "Set-Cookie": "track=1"})
        item = self.items.get(what.lower())
        if item is None:
            return Response("<html>Landing page</html>", 200, content_type="text/html")
        return _json(item, "application/vnd.citationstyles.csl+json")

    def _entry(self, doi: str) -> dict[str, str]:
        if agency := self.agencies.get(doi.lower()):
            return {"DOI": doi, "RA": agency}
        return {"DOI": doi, "status": self.statuses.get(doi.lower(), "DOI does not exist")}


class DataCiteServer(_Server):
    """DataCite's API.

    Args:
        server: The HTTP server.
        works: Attributes of works, with "doi".
        poison: DOIs for which a whole list is refused.
    """

    def __init__(
        self,
        server: HTTPServer,
        works: Iterable[dict[str, Any]] = (),
        *,
        poison: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self.works = {work["doi"].lower(): work for work in works}
        self.poison = frozenset(poison)
        self.url = self.serve(server)

    def _kind(self, path: str, request: Request) -> tuple[str, Any]:
        if path.startswith("/dois/"):
            return "single", unquote(path.removeprefix("/dois/"))
        if "ids" in request.args:
            return "list", request.args["ids"].split(",")
        return "search", request.args.get("query", "")

    def _answer(self, kind: str, what: Any, request: Request) -> Response:
        if kind == "single":
            work = self.works.get(what.lower())
            if work is None:
                error = {
                    "status": "404",
                    "title": "The resource you are looking for doesn't exist.",
                }
                return _json({"errors": [error]}, status=404)
            return _json({"data": _object(work)})
        if kind == "list":
            if self.poison.intersection(what):
                return _json({"errors": {"title": "failed to parse"}}, status=400)
            found = [self.works[doi.lower()] for doi in what if doi.lower() in self.works]
        else:
            if not re.fullmatch(r"\((?:[^\s()+\-&|!{}\[\]^\"~*?:\\/]+(?: OR )?)+\)", what):
                return _json({"errors": {"title": "Failed to parse query"}}, status=400)
            found = self._search(set(what.strip("()").split(" OR ")))
        page = found[: int(request.args.get("page[size]", 25))]
        fields = request.args.get("fields[dois]", "")
        data = [_object(work, fields.split(",") if fields else None) for work in page]
        return _json({"data": data, "meta": {"total": len(found), "totalPages": 1, "page": 1}})

    def _search(self, words: set[str]) -> list[dict[str, Any]]:
        scores = {
            doi: len(words & set(re.findall(r"[^\W_]+", json.dumps(work).lower())))
            for doi, work in self.works.items()
        }
        return [
            self.works[doi] for doi in sorted(scores, key=lambda doi: -scores[doi]) if scores[doi]
        ]


def _object(work: Mapping[str, Any], fields: list[str] | None = None) -> dict[str, Any]:
    attributes = {name: value for name, value in work.items() if fields is None or name in fields}
    return {"id": work["doi"].lower(), "type": "dois", "attributes": attributes}


def _json(value: Any, media: str = "application/json", *, status: int = 200) -> Response:
    return Response(json.dumps(value), status, content_type=media)


def dataset(doi: str, title: str = "A set of data", **attributes: Any) -> dict[str, Any]:
    """The attributes of a small work of DataCite's."""
    return {
        "doi": doi,
        "titles": [{"title": title}],
        "creators": [
            {
                "name": "Doe, Jane",
                "nameType": "Personal",
                "givenName": "Jane",
                "familyName": "Doe",
                "affiliation": [],
                "nameIdentifiers": [],
            }
        ],
        "publisher": "Zenodo",
        "publicationYear": 2020,
        "types": {"resourceTypeGeneral": "Dataset"},
        "state": "findable",
        "container": {},
        **attributes,
    }
