"""DataCiteSource: DataCite's REST API as a Source.

Several DOIs are asked for by ``ids``, which the API takes though its reference does not list it
(``ids`` in the source of datacite/lupo, and of rdatacite, its client for R); so an answer is
believed only if it is about the DOIs that were asked for. Searches are in the query syntax of
OpenSearch (https://support.datacite.org/docs/api-queries).
"""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from refkit.model import Answer, Record, Reference
from refkit.normalize.identifiers import doi_key
from refkit.normalize.text import word_set
from refkit.resolve import quirks
from refkit.resolve.batches import in_batches
from refkit.resolve.crew import Done, Job
from refkit.resolve.datacite_record import datacite_record
from refkit.resolve.desk import Answers, Desk, Question
from refkit.resolve.gate import Gate
from refkit.resolve.limits import Clock, Limit
from refkit.resolve.service import Failure, address, raw_json
from refkit.resolve.source import ROWS, Heard, search_text
from refkit.resolve.web import KIND, TOO_LARGE, Web, Whole

URL_VARIABLE: Final = "REFKIT_DATACITE_URL"
"""Environment variable with another address for DataCite's API: a proxy, a test server."""

_URL: Final = "https://api.datacite.org"
_JSON: Final = "application/vnd.api+json"
_AT_ONCE: Final = 3
# "DataCite API Rate Limits" (https://support.datacite.org/docs/rate-limit): 500 requests in five
# minutes, 1,000 with an e-mail address.
_LIMIT: Final = Limit(8, 5.0)
_LIMIT_KNOWN: Final = Limit(16, 5.0)
_MOST: Final = 50
_LONGEST: Final = 5_000
"""DOIs, and characters of them, that are asked for together."""

_FIELDS: Final = (
    "doi,titles,creators,contributors,publisher,container,publicationYear,dates,language,types,"
    "relatedIdentifiers,relatedItems,version,url,state"
)
_SINGLY: Final = frozenset((400, 404, TOO_LARGE, 414, 422, 500))
"""Statuses with which a list may fail for the sake of one DOI in it."""

_SEARCHED: Final = frozenset(
    (
        "article",
        "collection",
        "dataset",
        "document",
        "entry",
        "figure",
        "graphic",
        "manuscript",
        "map",
        "motion_picture",
        "report",
        "software",
        "speech",
        "standard",
        "thesis",
    )
)
"""Types of which DataCite has a good part of the works. Of journal articles, chapters and books it
has few, which are found by their DOIs."""

_MOST_WORDS: Final = 40
_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_COMMON: Final = word_set(
    """
    a an and are as at by das der des die do du el en et for from how in is its la las le les los
    not of on or that the to und was were what when with
    """
)
"""Words that half of all works have: DataCite would have to look at tens of millions."""

_NO_SUCH: Final = "DataCite has no such DOI"
_NOT_ASKED: Final = "DataCite holds few works of this type"

_Item: TypeAlias = Mapping[str, Any]


class DataCiteSource:
    """DataCite's REST API. Safe for several threads, whose equal questions share one request.

    Args:
        mailto: An e-mail address, with which DataCite takes twice as many requests; "" for none.
        base_url: Another address than DataCite's, without "/dois"; None for the environment
            variable ``REFKIT_DATACITE_URL`` or else DataCite's own.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        clock: The time; for tests.
        jitter: A random number from 0 to 1; for tests.

    Raises:
        ConfigurationError: If ``mailto`` is no e-mail address or ``base_url`` no http(s) address.
    """

    name = "datacite"

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
            "DataCite",
            address(base_url, URL_VARIABLE, _URL),
            Gate({KIND: _LIMIT_KNOWN if mailto else _LIMIT}, _AT_ONCE, self._clock),
            mailto=mailto,
            timeout=timeout,
            clock=self._clock,
            jitter=jitter,
        )
        self._desk = Desk(self.name, hands=_AT_ONCE, wake=self._web.wake)

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up, 50 at a request; see :meth:`refkit.resolve.source.Source.by_doi`.

        A DOI that DataCite does not have is "unknown": it may be another agency's.

        Raises:
            SourceError: If the Source has been closed.
        """
        return self._desk.by_doi(dois, self._look_ups, heard)

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        """Search for References; see :meth:`refkit.resolve.source.Source.search`.

        Only for works such as DataCite has: datasets, software, preprints, reports …; for others
        nothing is sent, and the Answer is "unasked". If DataCite finds nothing it is "unknown", for
        many a dataset has no DOI.

        Raises:
            SourceError: If the Source has been closed.
        """
        texts = [search_text(reference) for reference in references]
        idle: dict[str, Answer] = {}
        queries: dict[str, str] = {}
        for text, reference in zip(texts, references, strict=True):
            query = search_query(reference)
            if not query:
                idle[text] = self._desk.answer(text, "unknown", "nothing to search for")
            elif not _is_searched(reference):
                idle[text] = self._desk.answer(text, "unasked", _NOT_ASKED)
            else:
                queries[text] = query
        # Of two entries with one text, the type of one may be plainer, for it has a DOI.
        idle = {text: answer for text, answer in idle.items() if text not in queries}
        return self._desk.search(texts, rows, partial(self._searches, queries), heard, idle=idle)

    def close(self) -> None:
        """Close the connections; who still waits for an Answer gets silence."""
        self._desk.close()
        self._web.close()

    def _look_ups(
        self, questions: Sequence[Question], stopped: threading.Event
    ) -> list[Job[Answers]]:
        dois = [question.text for question in questions]
        batches = in_batches(dois, most=_MOST, longest=_LONGEST)
        return [partial(self._look_up_batch, batch, stopped) for batch in batches]

    def _look_up_batch(self, batch: Sequence[str], stopped: threading.Event) -> Done[Answers]:
        if len(batch) == 1:
            return self._look_up(batch[0], stopped)
        params = {"ids": ",".join(batch), **_page(len(batch))}
        reply = self._get("/dois", stopped, _is_list, params)
        if isinstance(reply, Failure):
            if reply.status in _SINGLY:
                return Done({}, self._singly(stopped, batch))
            return self._desk.silence(batch, reply.detail)
        items = {_doi(item): item for item in _items(reply)}
        return self._desk.sorted_out(
            batch,
            {doi: self._found(doi, [item]) for doi, item in items.items()},
            _total(reply),
            lacking=_NO_SUCH,
            singly=partial(self._singly, stopped),
        )

    def _singly(self, stopped: threading.Event, dois: Sequence[str]) -> list[Job[Answers]]:
        return [partial(self._look_up, doi, stopped) for doi in dois]

    def _look_up(self, doi: str, stopped: threading.Event) -> Done[Answers]:
        reply = self._get(f"/dois/{quote(doi, safe='/')}", stopped, partial(_is_of, doi))
        if not isinstance(reply, Failure):
            return Done({Question(doi): self._found(doi, list(_items(reply)))})
        if reply.status in (404, 410):
            return Done({Question(doi): self._desk.answer(doi, "unknown", _NO_SUCH)})
        return self._desk.silence([doi], reply.detail)

    def _searches(
        self, queries: Mapping[str, str], questions: Sequence[Question], stopped: threading.Event
    ) -> list[Job[Answers]]:
        return [partial(self._search, each, queries[each.text], stopped) for each in questions]

    def _search(self, question: Question, query: str, stopped: threading.Event) -> Done[Answers]:
        text, rows = question
        params = {"query": query, "sort": "relevance", **_page(rows)}
        reply = self._get("/dois", stopped, _is_list, params)
        if isinstance(reply, Failure):
            answer = self._desk.answer(text, "silent", reply.detail)
        elif items := [item for item in _items(reply) if _doi(item)][:rows]:
            answer = self._found(text, items)
        else:
            answer = self._desk.answer(text, "unknown", "DataCite has nothing like it")
        return Done({question: answer})

    def _get(
        self,
        path: str,
        stopped: threading.Event,
        whole: Whole,
        params: Mapping[str, str] | None = None,
    ) -> object | Failure:
        """The JSON of an answer with status 200."""
        reply = self._web.get(path, stopped, accept=_JSON, whole=whole, params=params)
        if isinstance(reply, Failure):
            return reply
        if reply.status != 200:
            return Failure(reply.status, f"HTTP {reply.status}")
        return reply.json

    def _found(self, question: str, items: Sequence[_Item]) -> Answer:
        time = self._clock.stamp()
        return self._desk.answer(
            question, "found", records=[self._record(item, time) for item in items]
        )

    def _record(self, item: _Item, time: str) -> Record:
        record = datacite_record(item, source=self.name, time=time)
        record.raw = raw_json(item)
        return record


def search_query(reference: Reference) -> str:
    """What DataCite is asked for to find a Reference: its title, its first author and its year.

    Where the parser found no title, the words of :func:`search_text`. Each is optional: DataCite
    would ask for all of them, and one that is written differently would lose the work. Only letters
    and digits are sent, in small letters: so nothing can be taken for an operator (``OR``, ``-``,
    ``/…/``), and nothing needs a backslash, which DataCite itself puts before a slash.

    Args:
        reference: A Reference.

    Returns:
        A query such as "(lifelines OR davidson OR pilon OR 2020)", "" if there is nothing to ask.
    """
    work = reference.work
    text = search_text(reference)
    words = _words(work.title)
    if len(words) > 1 and text:
        people = [*work.author, *work.editor][:1]
        names = " ".join(f"{person.family} {person.literal}" for person in people)
        words += _words(f"{names} {work.year or ''}")
    else:
        words = _words(text)
    telling = [word for word in dict.fromkeys(words) if word not in _COMMON]
    return f"({' OR '.join(telling[:_MOST_WORDS])})" if telling else ""


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if len(word) > 1]


def _is_searched(reference: Reference) -> bool:
    type_ = reference.work.type
    return type_ in _SEARCHED or (type_ in ("webpage", "") and bool(reference.work.DOI))


def _page(size: int) -> dict[str, str]:
    return {"page[size]": str(size), "disable-facets": "true", "fields[dois]": _FIELDS}


def _is_list(decoded: object) -> bool:
    return isinstance(decoded, dict) and isinstance(decoded.get("data"), list)


def _is_of(doi: str, decoded: object) -> bool:
    return [_doi(item) for item in _items(decoded)] == [doi]


def _items(decoded: object) -> Iterator[_Item]:
    """The works of an answer. A draft is no work yet; only its owner should see it."""
    data = decoded.get("data") if isinstance(decoded, dict) else None
    for item in quirks.objects(data):
        attributes = item.get("attributes")
        if isinstance(attributes, dict) and attributes.get("state") != "draft":
            yield item


def _doi(item: _Item) -> str:
    doi = item["attributes"].get("doi")
    return doi_key(doi) if isinstance(doi, str) else ""


def _total(decoded: object) -> int | None:
    meta = decoded.get("meta") if isinstance(decoded, dict) else None
    total = meta.get("total") if isinstance(meta, dict) else None
    return total if type(total) is int else None


__all__ = ["URL_VARIABLE", "DataCiteSource", "search_query"]
