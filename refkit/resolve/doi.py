"""DoiOrg: doi.org as a Source: which agency registered a DOI, and what the agency knows of it.

The agency of a list of DOIs is told by ``doiRA`` (DOI Handbook, "Which RA? Service",
https://doi.info/doi-handbook/HTML/which-ra_-service.html), a work by content negotiation for
CSL-JSON, which Crossref, DataCite and mEDRA offer (https://citation.crosscite.org/docs.html). Only
doi.org can say that a DOI does not exist.
"""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from refkit.model import Answer, Reference
from refkit.model.record import Outcome
from refkit.normalize.identifiers import doi_key
from refkit.resolve import quirks
from refkit.resolve.attempts import Door
from refkit.resolve.batches import in_batches
from refkit.resolve.crew import Done, Job
from refkit.resolve.crossref_record import csl_record
from refkit.resolve.desk import Answers, Desk, Question
from refkit.resolve.gate import Gate
from refkit.resolve.limits import Clock, Limit
from refkit.resolve.service import OTHER_FORM, Failure, address
from refkit.resolve.source import ROWS, Heard, search_text
from refkit.resolve.web import KIND, Reply, Web

URL_VARIABLE: Final = "REFKIT_DOI_URL"
"""Environment variable with another address for doi.org: a proxy, a test server."""

_URL: Final = "https://doi.org"
_CSL_JSON: Final = "application/vnd.citationstyles.csl+json"
_LIMIT: Final = Limit(5)
_LIMIT_BEYOND: Final = Limit(3)
"""DataCite takes 1,000 negotiations in 5 minutes (https://support.datacite.org/docs/rate-limit);
of the others it is not known."""

_AT_ONCE: Final = 6
_MOST: Final = 20
_LONGEST: Final = 1_500
"""DOIs, and characters of them, that are asked for together: the handbook names no limit, and
beyond 2,000 characters addresses begin to be refused."""

_NEGOTIATING: Final = frozenset(("crossref", "datacite", "medra"))
_REFUSED: Final = frozenset((400, 404, 413, 414))
_NOT_THERE: Final = re.compile(r"does(?: not|n.t) exist", re.IGNORECASE)
_INVALID: Final = re.compile(r"invalid doi", re.IGNORECASE)
_NO_METADATA: Final = "which tells no metadata"


class DoiOrg:
    """doi.org. Safe for several threads, whose equal questions share one request.

    At most 6 requests are under way at once, and 5 a second begin. Where doi.org sends us on to a
    registration agency, the agency's failures are its own: an outage of DataCite's leaves mEDRA's
    DOIs alone.

    Args:
        base_url: Another address than doi.org's; None for the environment variable
            ``REFKIT_DOI_URL`` or else doi.org's own.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        mailto: An e-mail address, for the agencies to write to if something goes wrong.
        clock: The time; for tests.
        jitter: A random number from 0 to 1; for tests.

    Raises:
        ConfigurationError: If ``base_url`` is no http(s) address or ``mailto`` no e-mail address.
    """

    name = "doi.org"

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float = 10.0,
        mailto: str = "",
        clock: Clock | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._clock = clock or Clock()
        self._web = Web(
            self.name,
            address(base_url, URL_VARIABLE, _URL),
            Gate({KIND: _LIMIT}, _AT_ONCE, self._clock),
            mailto=mailto,
            timeout=timeout,
            clock=self._clock,
            jitter=jitter,
        )
        self._agencies: dict[str, Gate] = {}
        self._meeting = threading.Lock()
        self._desk = Desk(self.name, hands=_AT_ONCE, wake=self._wake)

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up; see :meth:`refkit.resolve.source.Source.by_doi`.

        The agencies of up to 20 DOIs are asked for at once, then each agency for each DOI. "absent"
        if doi.org says that the DOI does not exist; "unknown", with the agency's name, where the
        agency tells no metadata.

        Raises:
            SourceError: If the Source has been closed.
        """
        return self._desk.by_doi(dois, self._jobs, heard)

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        """Answer "unknown": doi.org knows DOIs and cannot be searched, so nothing is sent.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._desk.check_open()
        texts = [search_text(reference) for reference in references]
        return [self._desk.answer(text, "unknown", "doi.org cannot be searched") for text in texts]

    def close(self) -> None:
        """Close the connections; who still waits for an Answer gets silence."""
        self._desk.close()
        self._web.close()
        for gate in self._gates():
            gate.close()

    def _wake(self) -> None:
        self._web.wake()
        for gate in self._gates():
            gate.wake()

    def _gates(self) -> list[Gate]:
        with self._meeting:
            return list(self._agencies.values())

    def _door_to(self, agency: str) -> Door:
        with self._meeting:
            gate = self._agencies.setdefault(
                agency.casefold(), Gate({KIND: _LIMIT_BEYOND}, _AT_ONCE, self._clock)
            )
        return Door(agency, gate)

    def _jobs(self, questions: Sequence[Question], stopped: threading.Event) -> list[Job[Answers]]:
        dois = [question.text for question in questions]
        batches = in_batches(dois, most=_MOST, longest=_LONGEST)
        return [partial(self._agencies_of, batch, stopped) for batch in batches]

    def _agencies_of(self, batch: Sequence[str], stopped: threading.Event) -> Done[Answers]:
        """Ask for the agencies of some DOIs; what they registered is left to be negotiated."""
        path = "/doiRA/" + ",".join(quote(doi, safe="/") for doi in batch)
        reply = self._web.get(path, stopped, accept="application/json", whole=_is_list)
        if not isinstance(reply, Failure) and not _is_list(reply.json):
            reply = Failure(reply.status, f"HTTP {reply.status}")
        singly = [partial(self._agencies_of, [doi], stopped) for doi in batch]
        if isinstance(reply, Failure):
            if reply.status in _REFUSED and len(batch) > 1:
                return Done({}, singly)
            return self._desk.silence(batch, reply.detail)
        entries = _entries(reply.json, batch)
        answers: dict[Question, Answer] = {}
        more: list[Job[Answers]] = []
        for doi, alone in zip(batch, singly, strict=True):
            agency, status = entries.get(doi, ("", ""))
            if agency:
                more.append(partial(self._negotiate, doi, agency, stopped))
            elif len(batch) > 1 and (not status or _INVALID.search(status)):
                # Lost in the list, or perhaps split at a sign in it.
                more.append(alone)
            else:
                answers[Question(doi)] = self._unregistered(doi, status)
        return Done(answers, more)

    def _unregistered(self, doi: str, status: str) -> Answer:
        if not status:
            return self._desk.answer(doi, "silent", OTHER_FORM)
        absent = _NOT_THERE.search(status) or _INVALID.search(status)
        outcome: Outcome = "absent" if absent else "unknown"
        return self._desk.answer(doi, outcome, f"doi.org says: {status}")

    def _negotiate(self, doi: str, agency: str, stopped: threading.Event) -> Done[Answers]:
        """Ask the agency for the work, by way of doi.org."""
        negotiates = agency.casefold() in _NEGOTIATING
        reply = self._web.get(
            f"/{quote(doi, safe='/')}",
            stopped,
            accept=_CSL_JSON,
            whole=_describes if negotiates else None,
            beyond=self._door_to(agency),
        )
        return Done({Question(doi): self._described(doi, agency, reply)})

    def _described(self, doi: str, agency: str, reply: Reply | Failure) -> Answer:
        if isinstance(reply, Failure):
            if reply.beyond and agency.casefold() not in _NEGOTIATING:
                # What failed is the page of a publisher: the agency has nothing to say anyway.
                return self._registered(doi, agency)
            return self._desk.answer(doi, "silent", _by_whom(reply, agency))
        if reply.status != 200 or not _describes(reply.json):
            return self._registered(doi, agency)
        item: Any = reply.json
        record = csl_record(item, source=self.name, time=self._clock.stamp())
        record.raw = reply.text
        own = doi_key(record.work.DOI)
        if not own:
            record.work.DOI = doi
        elif own != doi:
            # An alias: the agency has the work under another DOI.
            record.variants["DOI"] = [doi]
        return self._desk.answer(doi, "found", f"registered with {agency}", [record])

    def _registered(self, doi: str, agency: str) -> Answer:
        return self._desk.answer(doi, "unknown", f"registered with {agency}, {_NO_METADATA}")


def _is_list(decoded: object) -> bool:
    return isinstance(decoded, list) and any(isinstance(entry, dict) for entry in decoded)


def _entries(decoded: object, batch: Sequence[str]) -> dict[str, tuple[str, str]]:
    """What doi.org says of each DOI: its agency, or in words why it has none; "" for neither."""
    entries = list(quirks.objects(decoded))
    # To the letter: a list that was not parted would be taken for its first DOI.
    keys = [_word(entry.get("DOI")).lower() for entry in entries]
    if len(batch) == len(entries) == 1:
        keys = list(batch)
    return {
        key: (_word(entry.get("RA")), _word(entry.get("status")))
        for key, entry in zip(keys, entries, strict=True)
    }


def _by_whom(failure: Failure, agency: str) -> str:
    if not failure.beyond or agency in failure.detail:
        return failure.detail
    return f"{agency}: {failure.detail}"


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _describes(decoded: object) -> bool:
    """Whether JSON is a work of CSL-JSON of which something is told."""
    if not isinstance(decoded, dict):
        return False
    texts = (decoded.get("title"), decoded.get("container-title"))
    lists = (decoded.get("author"), decoded.get("editor"))
    return any(quirks.text(text) for text in texts) or any(
        isinstance(people, list) and people for people in lists
    )


__all__ = ["URL_VARIABLE", "DoiOrg"]
