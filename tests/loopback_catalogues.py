"""PubMed, Open Library and Crossref's books on loopback.

What they imitate is in NCBI's E-utilities help (EFetch gives a PubmedArticleSet without those that
are not there, and status 400 where there is none; ESummary of PubMed Central names the other
identifiers), in Open Library's Books API, and in Crossref's filters "isbn" and "type".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from loopback import FakeClock, Fault
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response


class Seen(NamedTuple):
    """One request: its kind ("efetch", "esummary", "books", "works"), query, headers, and when."""

    kind: str
    args: Mapping[str, str]
    headers: Mapping[str, str]
    time: float


class Catalogues:
    """All of them behind one address.

    Args:
        server: The HTTP server.
        articles: PubMed's XML of articles by PMID.
        identifiers: What PubMed Central knows of a PMCID's digits: "pmid" and "doi".
        books: Open Library's JSON by ISBN.
        works: Crossref works with "ISBN" and "type".

    Attributes:
        seen: What was asked, in order.
        faults: What the next requests of a kind get instead of an answer, one each.
        always: What every request of a kind gets instead of an answer.
        clock: A FakeClock for the sources under test.
        url: The address.
    """

    def __init__(
        self,
        server: HTTPServer,
        *,
        articles: Mapping[str, str] | None = None,
        identifiers: Mapping[str, Mapping[str, str]] | None = None,
        books: Mapping[str, Any] | None = None,
        works: Iterable[dict[str, Any]] = (),
    ) -> None:
        self.articles = dict(articles or {})
        self.identifiers = dict(identifiers or {})
        self.books = dict(books or {})
        self.works = list(works)
        self.seen: list[Seen] = []
        self.faults: dict[str, list[Fault]] = {}
        self.always: dict[str, Fault] = {}
        self.clock = FakeClock()
        self.url = server.url_for("").rstrip("/")
        server.expect_request(re.compile("^/")).respond_with_handler(self._handle)

    def asked(self, kind: str, name: str) -> list[str]:
        """One argument of each request of a kind."""
        return [seen.args[name] for seen in self.seen if seen.kind == kind]

    def _handle(self, request: Request) -> Response:
        kind = request.path.rsplit("/", 1)[-1].removesuffix(".fcgi")
        self.seen.append(Seen(kind, request.args.to_dict(), dict(request.headers), self.clock.time))
        queue = self.faults.get(kind)
        fault = queue.pop(0) if queue else self.always.get(kind)
        if fault:
            return fault(request)
        answer = {
            "efetch": self._efetch,
            "esummary": self._esummary,
            "books": self._books,
            "works": self._works,
        }[kind]
        return answer(request)

    def _efetch(self, request: Request) -> Response:
        found = [self.articles[i] for i in request.args["id"].split(",") if i in self.articles]
        if not found and request.args["id"] == "100000000":
            error = "<eFetchResult><ERROR>ID list is empty! No correct IDs.</ERROR></eFetchResult>"
            return Response(error, 400, content_type="text/xml")
        head = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "x.dtd">\n'
        body = f"{head}<PubmedArticleSet>{''.join(found)}</PubmedArticleSet>"
        return Response(body, 200, content_type="text/xml; charset=UTF-8")

    def _esummary(self, request: Request) -> Response:
        result: dict[str, Any] = {"uids": request.args["id"].split(",")}
        for uid in result["uids"]:
            known = self.identifiers.get(uid)
            ids = [{"idtype": name, "value": value} for name, value in (known or {}).items()]
            result[uid] = (
                {"uid": uid, "articleids": ids}
                if known is not None
                else {"uid": uid, "error": "cannot get document summary"}
            )
        return _json({"header": {"type": "esummary"}, "result": result})

    def _books(self, request: Request) -> Response:
        isbns = [key.removeprefix("ISBN:") for key in request.args["bibkeys"].split(",")]
        return _json({f"ISBN:{isbn}": self.books[isbn] for isbn in isbns if isbn in self.books})

    def _works(self, request: Request) -> Response:
        filters = [each.partition(":")[::2] for each in request.args["filter"].split(",")]
        isbns = {value for name, value in filters if name == "isbn"}
        types = {value for name, value in filters if name == "type"}
        found = [work for work in self.works if isbns & set(work["ISBN"]) and work["type"] in types]
        message = {"total-results": len(found), "items": found}
        return _json({"status": "ok", "message-type": "work-list", "message": message})


def _json(value: Any) -> Response:
    return Response(json.dumps(value), 200, content_type="application/json")


def article(pmid: str, title: str = "Why only humans weep", doi: str = "") -> str:
    """PubMed's XML of a small article."""
    ids = f'<ArticleId IdType="pubmed">{pmid}</ArticleId>'
    if doi:
        ids += f'<ArticleId IdType="doi">{doi}</ArticleId>'
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>'
        "<Article><Journal><JournalIssue><Volume>5</Volume><PubDate><Year>2014</Year></PubDate>"
        f"</JournalIssue><Title>Cognition</Title></Journal><ArticleTitle>{title}</ArticleTitle>"
        "<AuthorList><Author><LastName>Gračanin</LastName><ForeName>Asmir</ForeName></Author>"
        "</AuthorList></Article><CommentsCorrectionsList><CommentsCorrections><PMID>1</PMID>"
        "</CommentsCorrections></CommentsCorrectionsList></MedlineCitation>"
        f"<PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>"
    )
