"""Books: works by their ISBN, from Crossref and from Open Library.

Crossref takes ISBNs in its filter (https://api.crossref.org/swagger-ui/index.html, "filter=isbn:");
it has the books that have DOIs, and every chapter under the ISBN of its book. Open Library has
nearly all others ("Books API", https://openlibrary.org/dev/docs/api/books).
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

from refkit.model import Answer, Date, Name, Record, Work
from refkit.model.record import Outcome
from refkit.normalize.dates import parse_date
from refkit.normalize.identifiers import parse_isbn
from refkit.normalize.names import parse_name, parse_natural
from refkit.normalize.patterns import lazy_pattern
from refkit.resolve import quirks
from refkit.resolve.batches import in_batches
from refkit.resolve.crew import Done, Job
from refkit.resolve.crossref_record import CSL_TYPES, crossref_record
from refkit.resolve.desk import Answers, Desk, Question
from refkit.resolve.gate import Gate
from refkit.resolve.limits import Clock, Limit
from refkit.resolve.service import Failure, address, raw_json
from refkit.resolve.source import Heard
from refkit.resolve.web import KIND, TOO_LARGE, Web

CROSSREF_VARIABLE: Final = "REFKIT_CROSSREF_URL"
OPENLIBRARY_VARIABLE: Final = "REFKIT_OPENLIBRARY_URL"
"""Environment variables with other addresses for both: a proxy, a test server."""

_CROSSREF: Final = "https://api.crossref.org"
_OPENLIBRARY: Final = "https://openlibrary.org"

# Lists in Crossref's public and polite pool. Open Library ("APIs") allows one request a second, and
# three to those who give an address.
_LIMIT: Final = Limit(1)
_LIMIT_KNOWN: Final = Limit(3)
_MOST: Final = 20
_LONGEST: Final = 1_500
_ROWS: Final = 200
"""Books that a list may hold at most: one ISBN may stand on all volumes of a set."""

_SINGLY: Final = frozenset((400, TOO_LARGE, 414))
_BOOKS: Final = (
    "book", "monograph", "edited-book", "reference-book", "book-set", "proceedings", "report",
    "dissertation", "standard", "other",
)  # fmt: skip
"""Types of Crossref's that have an ISBN of their own, unlike chapters, which have their book's."""

_Item: TypeAlias = Mapping[str, Any]
_GROUP: Final = 3
"""Words from which on a name that sounds like an institution's is one: "Alan Church" is a man."""

_EDITED: Final = lazy_pattern(r"\s{0,9}\[?(?:edited|ed\.|eds\.|herausgegeben|hrsg)\b")


class _BookSource:
    """What both sources have in common: the desk, the batches, and what a failure comes to.

    Args:
        url: The address of the service.
        mailto: An e-mail address, which allows more requests; "" for none.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        clock: The time; for tests.
        jitter: A random number from 0 to 1; for tests.

    Raises:
        ConfigurationError: If ``mailto`` is no e-mail address.
    """

    name = ""
    title = ""

    def __init__(
        self,
        url: str,
        *,
        mailto: str = "",
        timeout: float = 10.0,
        clock: Clock | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._clock = clock or Clock()
        self._web = Web(
            self.title,
            url,
            Gate({KIND: _LIMIT_KNOWN if mailto else _LIMIT}, 1, self._clock),
            mailto=mailto,
            timeout=timeout,
            clock=self._clock,
            jitter=jitter,
        )
        self._desk = Desk(self.name, hands=1, wake=self._web.wake)

    def by_id(self, ids: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look books up.

        Args:
            ids: ISBNs, thirteen digits each.
            heard: Told each Answer as it comes.

        Returns:
            One Answer an ISBN, in order; "unknown" where there is no such book, for neither place
            has them all.

        Raises:
            SourceError: If the Source has been closed.
        """
        stray = {each for each in ids if not each or parse_isbn(each) != each}
        idle = {each: self._desk.answer(each, "unknown", "not an ISBN") for each in stray}
        return self._desk.search(ids, 1, self._jobs, heard, idle=idle)

    def close(self) -> None:
        """Close the connections; who still waits for an Answer gets silence."""
        self._desk.close()
        self._web.close()

    def _jobs(self, questions: Sequence[Question], stopped: threading.Event) -> list[Job[Answers]]:
        isbns = [each.text for each in questions]
        batches = in_batches(isbns, most=_MOST, longest=_LONGEST)
        return [partial(self._look_up, batch, stopped) for batch in batches]

    def _look_up(self, batch: Sequence[str], stopped: threading.Event) -> Done[Answers]:
        found = self._ask(batch, stopped)
        if isinstance(found, Failure):
            if found.status in _SINGLY and len(batch) > 1:
                return Done({}, [partial(self._look_up, [isbn], stopped) for isbn in batch])
            return Done({Question(each, 1): self._said(each, "silent", found) for each in batch})
        lacking = Failure(200, f"{self.title} has no such book")
        return Done(
            {
                Question(isbn, 1): self._desk.answer(isbn, "found", records=found[isbn])
                if found.get(isbn)
                else self._said(isbn, "unknown", lacking)
                for isbn in batch
            }
        )

    def _said(self, isbn: str, outcome: Outcome, why: Failure) -> Answer:
        return self._desk.answer(isbn, outcome, why.detail)

    def _ask(
        self, isbns: Sequence[str], stopped: threading.Event
    ) -> Mapping[str, list[Record]] | Failure:
        raise NotImplementedError


class CrossrefBooks(_BookSource):
    """Crossref, asked for books by their ISBN; see :class:`_BookSource`.

    Raises:
        ConfigurationError: If ``mailto`` is no e-mail address or ``base_url`` no http(s) address.
    """

    name = "crossref"
    title = "Crossref"

    def __init__(self, *, base_url: str | None = None, **options: Any) -> None:
        super().__init__(address(base_url, CROSSREF_VARIABLE, _CROSSREF), **options)

    def _ask(
        self, isbns: Sequence[str], stopped: threading.Event
    ) -> Mapping[str, list[Record]] | Failure:
        # Records deposited before 2007 have the ISBN in its ten digits.
        numbers = [form for isbn in isbns for form in (isbn, _isbn10(isbn)) if form]
        filters = [f"isbn:{number}" for number in numbers] + [f"type:{name}" for name in _BOOKS]
        params = {"filter": ",".join(filters), "rows": str(_ROWS)}
        reply = self._web.get(
            "/works", stopped, accept="application/json", whole=_is_work_list, params=params
        )
        if isinstance(reply, Failure):
            return reply
        if reply.status != 200:
            return Failure(reply.status, f"HTTP {reply.status}")
        time = self._clock.stamp()
        found: dict[str, list[Record]] = {}
        for item in _crossref_items(reply.json):
            record = crossref_record(item, source=self.name, time=time)
            record.raw = raw_json(item)
            for isbn in _own_isbns(item):
                found.setdefault(isbn, []).append(record)
        return found


class OpenLibrary(_BookSource):
    """Open Library, asked for books by their ISBN; see :class:`_BookSource`.

    Raises:
        ConfigurationError: If ``mailto`` is no e-mail address or ``base_url`` no http(s) address.
    """

    name = "openlibrary"
    title = "Open Library"

    def __init__(self, *, base_url: str | None = None, **options: Any) -> None:
        super().__init__(address(base_url, OPENLIBRARY_VARIABLE, _OPENLIBRARY), **options)

    def _ask(
        self, isbns: Sequence[str], stopped: threading.Event
    ) -> Mapping[str, list[Record]] | Failure:
        params = {
            "bibkeys": ",".join(f"ISBN:{isbn}" for isbn in isbns),
            "format": "json",
            "jscmd": "data",
        }
        reply = self._web.get(
            "/api/books", stopped, accept="application/json", whole=_is_object, params=params
        )
        if isinstance(reply, Failure):
            return reply
        if reply.status != 200:
            return Failure(reply.status, f"HTTP {reply.status}")
        answer = reply.json
        if not isinstance(answer, dict):
            return {}
        time = self._clock.stamp()
        found: dict[str, list[Record]] = {}
        for isbn in isbns:
            item = answer.get(f"ISBN:{isbn}")
            if isinstance(item, dict) and quirks.text(item.get("title")):
                work = openlibrary_work(item, isbn)
                record = Record(work=work, source=self.name, time=time, raw=raw_json(item))
                found[isbn] = [record]
        return found


def openlibrary_work(item: _Item, isbn: str) -> Work:
    """A book as Open Library describes it (``jscmd=data``).

    Args:
        item: Its JSON.
        isbn: The ISBN that was asked for.

    Returns:
        A Work of type "book". Where the title page says "edited by", the persons are editors: Open
        Library calls all of them authors.
    """
    title, subtitle = quirks.text(item.get("title")), quirks.text(item.get("subtitle"))
    people = [name for text in _named(item.get("authors")) if (name := _person(text)) != Name()]
    statement = quirks.text(item.get("by_statement")).casefold()
    edited = bool(_EDITED.match(statement))
    pages = item.get("number_of_pages")
    return Work(
        type="book",
        title=f"{title}: {subtitle}" if subtitle and subtitle not in title else title,
        author=[] if edited else people,
        editor=people if edited else [],
        publisher=next(iter(_named(item.get("publishers"))), ""),
        publisher_place=next(iter(_named(item.get("publish_places"))), ""),
        issued=_date(quirks.text(item.get("publish_date"))),
        number_of_pages=str(pages) if isinstance(pages, int) and pages > 0 else "",
        ISBN=isbn,
    )


def _named(value: object) -> list[str]:
    return [text for each in quirks.objects(value) if (text := quirks.text(each.get("name")))]


def _person(text: str) -> Name:
    """A name as Open Library has it: "Ad J. J. M. Vingerhoets", "Vingerhoets, Ad", "UNESCO"."""
    name = parse_name(text)
    group = name.literal and (text.isupper() or text.count(" ") >= _GROUP - 1)
    return name if "," in text or group else parse_natural(text)


def _date(text: str) -> Date | None:
    """The date of publication: "1998", "March 1998", "Jun 15, 2007"; what is none is kept."""
    if not text:
        return None
    written = parse_date(text)
    return written.date if written and written.date else Date(literal=text)


def _isbn10(isbn: str) -> str:
    """The ten digits of an ISBN of thirteen that begins with 978, "" of any other."""
    if not isbn.startswith("978"):
        return ""
    digits = isbn[3:12]
    check = -sum((10 - place) * int(digit) for place, digit in enumerate(digits)) % 11
    return digits + ("X" if check == 10 else str(check))


def _is_object(decoded: object) -> bool:
    return isinstance(decoded, dict)


def _is_work_list(decoded: object) -> bool:
    message = decoded.get("message") if isinstance(decoded, dict) else None
    return isinstance(message, dict) and isinstance(message.get("items"), list)


def _crossref_items(decoded: object) -> Iterable[_Item]:
    message = decoded.get("message") if isinstance(decoded, dict) else None
    for item in quirks.objects(message.get("items") if isinstance(message, dict) else None):
        # A chapter or a journal is not the book, whatever the filter let through.
        if CSL_TYPES.get(str(item.get("type")), "") not in ("chapter", "entry", "periodical"):
            yield item


def _own_isbns(item: _Item) -> list[str]:
    given = item.get("ISBN")
    texts = [each for each in given if isinstance(each, str)] if isinstance(given, list) else []
    return list(dict.fromkeys(isbn for text in texts if (isbn := parse_isbn(text))))


__all__ = ["CROSSREF_VARIABLE", "OPENLIBRARY_VARIABLE", "CrossrefBooks", "OpenLibrary"]
