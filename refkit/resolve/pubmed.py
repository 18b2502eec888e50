"""PubMedSource: NCBI's E-utilities: works by PubMed and PubMed Central identifiers.

EFetch gives PubMed's own XML of articles, ESummary the PMID and DOI of what has a PMCID
("The E-utilities In-Depth", https://www.ncbi.nlm.nih.gov/books/NBK25499/). Who asks names himself
with ``tool`` and ``email``, and asks three times a second at most ("A General Introduction to the
E-utilities", https://www.ncbi.nlm.nih.gov/books/NBK25497/).
"""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from refkit.model import Answer, Record, Work
from refkit.normalize.identifiers import doi_key, parse_pmcid
from refkit.resolve.batches import in_batches
from refkit.resolve.crew import Done, Job
from refkit.resolve.desk import Answers, Desk, Question
from refkit.resolve.gate import Gate
from refkit.resolve.limits import Clock, Limit
from refkit.resolve.service import Failure, address
from refkit.resolve.source import Heard
from refkit.resolve.web import KIND, TOO_LARGE, Web

URL_VARIABLE: Final = "REFKIT_PUBMED_URL"
"""Environment variable with another address for the E-utilities: a proxy, a test server."""

_URL: Final = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
_LIMIT: Final = Limit(3)
_AT_ONCE: Final = 1
_MOST: Final = 50
_LONGEST: Final = 1_500
"""Identifiers, and characters of them, in one request: an article is 5 to 100 kB of XML."""

_SINGLY: Final = frozenset((400, TOO_LARGE, 414))
"""Statuses with which a list may fail for the sake of one identifier in it."""

_NO_SUCH: Final = "PubMed has no such article"
_NOT_XML: Final = "answered with something else than PubMed's XML"
_CUT: Final = "answered with XML that is cut off"
_LONE: Final = "PubMed Central gives it neither a PMID nor a DOI"

_NOBODY: Final = re.compile(r"ID list is empty", re.IGNORECASE)
"""What EFetch says with status 400 where none of the identifiers is anybody's."""

_DIGITS: Final = re.compile(r"[1-9][0-9]{0,8}")
_SET: Final = re.compile(r"<PubmedArticleSet\b[^<>]{0,200}>")
_PMID: Final = re.compile(r"<PMID\b[^<>]{0,100}>\s{0,20}(\d{1,10})\s{0,20}</PMID>")
_ARTICLES: Final = ("PubmedArticle", "PubmedBookArticle")


class PubMedSource:
    """NCBI's E-utilities. Safe for several threads, whose equal questions share one request.

    What it knows of an article is PubMed's XML, which stands in ``Record.raw`` for whoever reads
    that format; of the Record's Work only the identifiers are set.

    Args:
        mailto: An e-mail address, for NCBI to write to before it blocks anybody; "" for none.
        base_url: Another address than NCBI's, without "/efetch.fcgi"; None for the environment
            variable ``REFKIT_PUBMED_URL`` or else NCBI's own.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        clock: The time; for tests.
        jitter: A random number from 0 to 1; for tests.

    Raises:
        ConfigurationError: If ``mailto`` is no e-mail address or ``base_url`` no http(s) address.
    """

    name = "pubmed"

    def __init__(
        self,
        *,
        mailto: str = "",
        base_url: str | None = None,
        timeout: float = 10.0,
        clock: Clock | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._clock = clock or Clock()
        self._web = Web(
            "PubMed",
            address(base_url, URL_VARIABLE, _URL),
            Gate({KIND: _LIMIT}, _AT_ONCE, self._clock),
            mailto=mailto,
            timeout=timeout,
            clock=self._clock,
            jitter=jitter,
        )
        self._who = {"tool": "refkit"} | ({"email": mailto} if mailto else {})
        self._desk = Desk(self.name, hands=_AT_ONCE, wake=self._web.wake)

    def by_id(self, ids: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look articles up.

        Args:
            ids: PMIDs ("23193287") and PMCIDs ("PMC3531190").
            heard: Told each Answer as it comes.

        Returns:
            One Answer an identifier, in order; its question is the identifier as asked. "absent"
            where PubMed says that there is none; "found" with a Record whose ``raw`` is a
            PubmedArticleSet of the one article, or "" where PubMed Central knows a DOI and no PMID.

        Raises:
            SourceError: If the Source has been closed.
        """
        stray = {each for each in ids if not (_DIGITS.fullmatch(each) or _is_pmcid(each))}
        idle = {each: self._desk.answer(each, "unknown", "not a PubMed id") for each in stray}
        return self._desk.search(ids, 1, self._jobs, heard, idle=idle)

    def close(self) -> None:
        """Close the connections; who still waits for an Answer gets silence."""
        self._desk.close()
        self._web.close()

    def _jobs(self, questions: Sequence[Question], stopped: threading.Event) -> list[Job[Answers]]:
        pmids = [each.text for each in questions if not _is_pmcid(each.text)]
        pmcids = [each.text for each in questions if _is_pmcid(each.text)]
        jobs: list[Job[Answers]] = [
            partial(self._fetch, {pmid: Work(PMID=pmid) for pmid in batch}, stopped)
            for batch in in_batches(pmids, most=_MOST, longest=_LONGEST)
        ]
        batches = in_batches(pmcids, most=_MOST, longest=_LONGEST)
        return jobs + [partial(self._summarise, batch, stopped) for batch in batches]

    def _fetch(self, wanted: Mapping[str, Work], stopped: threading.Event) -> Done[Answers]:
        """Ask for the XML of articles.

        Args:
            wanted: What is known of each article by the question that is asked about it: its PMID,
                and for a PMCID that and its DOI.
            stopped: Once it is set, nothing more is sent.
        """
        pmids = list(dict.fromkeys(work.PMID for work in wanted.values()))
        params = {"db": "pubmed", "id": ",".join(pmids), "retmode": "xml", **self._who}
        reply = self._web.get(
            "/efetch.fcgi", stopped, accept="application/xml", whole=None, params=params
        )
        if isinstance(reply, Failure):
            return self._failed(wanted, reply.status, reply.detail, stopped)
        if reply.status == 400 and _NOBODY.search(reply.text[:2000]):
            return self._answered(wanted, {})
        if reply.status != 200:
            return self._failed(wanted, reply.status, f"HTTP {reply.status}", stopped)
        problem = _problem(reply.text)
        if problem:
            return self._silence(wanted, problem)
        return self._answered(wanted, dict(_articles(reply.text)))

    def _failed(
        self, wanted: Mapping[str, Work], status: int, detail: str, stopped: threading.Event
    ) -> Done[Answers]:
        if status in _SINGLY and len(wanted) > 1:
            return Done(
                {}, [partial(self._fetch, {each: work}, stopped) for each, work in wanted.items()]
            )
        return self._silence(wanted, detail)

    def _answered(self, wanted: Mapping[str, Work], articles: Mapping[str, str]) -> Done[Answers]:
        """The Answers that the XML of articles, by their PMIDs, comes to."""
        answers: dict[Question, Answer] = {}
        for asked, work in wanted.items():
            raw = articles.get(work.PMID, "")
            if raw or work.DOI:
                answers[Question(asked, 1)] = self._found(asked, work, raw)
            else:
                answers[Question(asked, 1)] = self._desk.answer(asked, "absent", _NO_SUCH)
        return Done(answers)

    def _summarise(self, batch: Sequence[str], stopped: threading.Event) -> Done[Answers]:
        """Ask PubMed Central for the PMIDs and DOIs of PMCIDs; the articles are left to fetch."""
        uids = ",".join(pmcid.removeprefix("PMC") for pmcid in batch)
        params = {"db": "pmc", "id": uids, "retmode": "json", **self._who}
        reply = self._web.get(
            "/esummary.fcgi", stopped, accept="application/json", whole=_is_summary, params=params
        )
        if isinstance(reply, Failure) or reply.status != 200:
            if reply.status in _SINGLY and len(batch) > 1:
                return Done({}, [partial(self._summarise, [pmcid], stopped) for pmcid in batch])
            detail = reply.detail if isinstance(reply, Failure) else f"HTTP {reply.status}"
            return self._silence(batch, detail)
        known = {pmcid: _identified(reply.json, pmcid) for pmcid in batch}
        answers: dict[Question, Answer] = {}
        wanted: dict[str, Work] = {}
        for pmcid, work in known.items():
            if work is None:
                answer = self._desk.answer(pmcid, "absent", "PubMed Central has no such article")
            elif work.PMID:
                wanted[pmcid] = work
                continue
            elif work.DOI:
                answer = self._found(pmcid, work, "")
            else:
                answer = self._desk.answer(pmcid, "unknown", _LONE)
            answers[Question(pmcid, 1)] = answer
        return Done(answers, [partial(self._fetch, wanted, stopped)] if wanted else [])

    def _found(self, asked: str, work: Work, raw: str) -> Answer:
        record = Record(work=work, source=self.name, time=self._clock.stamp(), raw=raw)
        return self._desk.answer(asked, "found", records=[record])

    def _silence(self, asked: Sequence[str] | Mapping[str, Work], detail: str) -> Done[Answers]:
        return Done(
            {Question(each, 1): self._desk.answer(each, "silent", detail) for each in asked}
        )


def _is_pmcid(text: str) -> bool:
    return text.startswith("PMC") and parse_pmcid(text) == text


def _problem(xml: str) -> str:
    """Why an answer with status 200 is no set of articles; "" if it is one."""
    root = _SET.search(xml, 0, 5000)
    if root is None:
        return _NOT_XML
    if root[0].endswith("/>") or "</PubmedArticleSet>" in xml[-200:]:
        return ""
    return _CUT


def _articles(xml: str) -> Iterator[tuple[str, str]]:
    """The articles of a set: the PMID of each, and a set of it alone."""
    at = 0
    while True:
        places = [(start, name) for name in _ARTICLES if (start := _start(xml, name, at)) >= 0]
        if not places:
            return
        start, name = min(places)
        closing = f"</{name}>"
        end = xml.find(closing, start)
        if end < 0:
            return
        at = end + len(closing)
        article = xml[start:at]
        # The first is the article's own; those of corrections and of what it cites follow.
        pmid = _PMID.search(article)
        if pmid:
            yield pmid[1], f"<PubmedArticleSet>{article}</PubmedArticleSet>"


def _start(xml: str, name: str, at: int) -> int:
    """Where the next element of a name begins, -1 if none does."""
    starts = [xml.find(f"<{name}{end}", at) for end in (">", " ")]
    return min((start for start in starts if start >= 0), default=-1)


def _is_summary(decoded: object) -> bool:
    return isinstance(decoded, dict) and isinstance(decoded.get("result"), dict)


def _identified(decoded: object, pmcid: str) -> Work | None:
    """What a summary says of a PMCID: its PMID and DOI; None if there is no such article."""
    result = decoded.get("result") if isinstance(decoded, dict) else None
    entry = result.get(pmcid.removeprefix("PMC")) if isinstance(result, dict) else None
    if not isinstance(entry, dict) or "error" in entry:
        return None
    ids: dict[str, str] = {}
    for each in entry.get("articleids") or []:
        if isinstance(each, dict) and isinstance(each.get("value"), str):
            ids.setdefault(str(each.get("idtype")), each["value"].strip())
    pmid = ids.get("pmid", "")
    # Of an article that is not in PubMed, the PMID is "0".
    pmid = pmid if pmid.isdigit() and pmid != "0" else ""
    doi = ids.get("doi", "")
    return Work(PMCID=pmcid, PMID=pmid, DOI=doi if doi_key(doi) else "")


__all__ = ["URL_VARIABLE", "PubMedSource"]
