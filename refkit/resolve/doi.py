"""DoiOrg: doi.org as a Source: which agency registered a DOI, and what the agency knows of it.

The agency is told by ``doiRA`` (DOI Handbook, https://www.doi.org/the-identifier/resources/handbook),
the work by content negotiation for CSL-JSON (https://citation.crosscite.org/docs.html), which
Crossref, DataCite and mEDRA offer. Only doi.org can say that a DOI does not exist.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

import msgspec
import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from refkit._version import __version__
from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer, Reference
from refkit.model.record import Outcome
from refkit.normalize.identifiers import doi_key, parse_doi
from refkit.resolve.crossref_record import csl_record
from refkit.resolve.limits import LONGEST_WAIT, Clock, Pace, Reach
from refkit.resolve.source import ROWS, search_text

URL_VARIABLE: Final = "REFKIT_DOI_URL"
"""Environment variable with another address for doi.org: a proxy, a test server."""

_URL: Final = "https://doi.org"
_CSL_JSON: Final = "application/vnd.citationstyles.csl+json"
_PER_SECOND: Final = 5
_RETRIES: Final = 3
_MOST_REDIRECTS: Final = 8
_LARGEST: Final = 8 << 20
_NEGOTIATING: Final = frozenset(("crossref", "datacite", "medra"))
_NO_SUCH: Final = re.compile(r"not exist|invalid doi|unknown prefix|not found", re.IGNORECASE)


class _Answered(msgspec.Struct, frozen=True):
    """What came back: the status, or 0 and the failure in words; JSON, or None."""

    status: int
    json: Any = None
    detail: str = ""


class DoiOrg:
    """doi.org.

    Args:
        base_url: Another address than doi.org's; None for the environment variable
            ``REFKIT_DOI_URL`` or else doi.org's own.
        timeout: Seconds to wait for a connection, and for each piece of an answer.
        mailto: An e-mail address, for the agencies to write to if something goes wrong.
        longest_wait: Seconds that a ``Retry-After`` is obeyed for at most.
        clock: The time; for tests.

    Raises:
        ConfigurationError: If ``base_url`` is no http(s) address.
    """

    name = "doi.org"

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float = 10.0,
        mailto: str = "",
        longest_wait: float = LONGEST_WAIT,
        clock: Clock | None = None,
    ) -> None:
        url = base_url or os.environ.get(URL_VARIABLE) or _URL
        if not re.match(r"https?://[^\s/]", url):
            raise ConfigurationError(f"not an http(s) address: {url!r}")
        self._url = url.rstrip("/")
        self._timeout = timeout
        self._pace = Pace(_PER_SECOND, clock or Clock())
        self._reaches: defaultdict[str, Reach] = defaultdict(Reach)
        self._closed = False
        self._session = requests.Session()
        self._session.max_redirects = _MOST_REDIRECTS
        self._session.auth = _NoLogin()
        contact = f"; mailto:{mailto}" if mailto and mailto.isprintable() else ""
        self._session.headers["User-Agent"] = (
            f"refkit/{__version__} (https://github.com/refkit/refkit{contact})"
        )
        adapter = HTTPAdapter(max_retries=_retry(longest_wait))
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def by_doi(self, dois: Sequence[str]) -> list[Answer]:
        """Look DOIs up one by one; see :meth:`refkit.resolve.source.Source.by_doi`.

        "absent" if doi.org says that the DOI does not exist; "unknown", with the agency's name,
        where the agency tells no metadata.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._check_open()
        answers: dict[str, Answer] = {}
        for doi in dois:
            key = doi_key(doi)
            if key and key not in answers:
                answers[key] = self._look_up(parse_doi(doi))
        return [
            msgspec.structs.replace(answers[key], question=doi)
            if (key := doi_key(doi))
            else self._answer(doi, "unknown", detail="not a DOI")
            for doi in dois
        ]

    def search(self, references: Sequence[Reference], rows: int = ROWS) -> list[Answer]:
        """Answer "unknown": doi.org knows DOIs and cannot be searched, so nothing is sent.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._check_open()
        detail = "doi.org cannot be searched"
        return [
            self._answer(search_text(reference), "unknown", detail=detail)
            for reference in references
        ]

    def close(self) -> None:
        """Close the connections."""
        self._session.close()
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise SourceError(f"{self.name} has been closed")

    def _look_up(self, doi: str) -> Answer:
        agency, answer = self._agency(doi)
        if answer:
            return answer
        reply = self._get(f"/{quote(doi, safe='/')}", _CSL_JSON, of=agency)
        reach = self._reaches[agency]
        if not reply.status:
            return self._answer(doi, "silent", detail=reply.detail)
        if reply.status == 200 and isinstance(reply.json, dict) and _describes(reply.json):
            reach.answered()
            time = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            record = csl_record(reply.json, source=self.name, time=time)
            if not record.work.DOI:
                record.work.DOI = doi
            return Answer(
                source=self.name,
                question=doi,
                outcome="found",
                records=[record],
                detail=f"registered with {agency}",
            )
        if reply.status >= 500 or reply.status in (403, 429):
            reach.failed()
            return self._answer(doi, "silent", detail=f"HTTP {reply.status} from {agency}")
        if reply.status == 200 and agency.casefold() in _NEGOTIATING:
            reach.failed()
            detail = reply.detail or "answered with JSON of another form"
            return self._answer(doi, "silent", detail=f"{agency} {detail}")
        reach.answered()
        detail = f"registered with {agency}, which tells no metadata"
        return self._answer(doi, "unknown", detail=detail)

    def _agency(self, doi: str) -> tuple[str, Answer | None]:
        """The agency of a DOI, or the Answer where there is none."""
        reply = self._get(f"/doiRA/{quote(doi, safe='/')}", "application/json", of=self.name)
        if not reply.status:
            return "", self._answer(doi, "silent", detail=reply.detail)
        entry = reply.json[0] if isinstance(reply.json, list) and reply.json else None
        agency = entry.get("RA") if isinstance(entry, dict) else None
        status = entry.get("status") if isinstance(entry, dict) else None
        if reply.status in (200, 404) and isinstance(agency, str) and agency:
            self._reaches[self.name].answered()
            return agency, None
        if reply.status in (200, 404) and isinstance(status, str) and status:
            self._reaches[self.name].answered()
            outcome: Outcome = "absent" if _NO_SUCH.search(status) else "unknown"
            return "", self._answer(doi, outcome, detail=f"doi.org says: {status}")
        self._reaches[self.name].failed()
        detail = reply.detail or "answered with JSON of another form"
        if reply.status != 200:
            detail = f"HTTP {reply.status}"
        return "", self._answer(doi, "silent", detail=detail)

    def _answer(self, question: str, outcome: Outcome, *, detail: str) -> Answer:
        return Answer(source=self.name, question=question, outcome=outcome, detail=detail)

    def _get(self, path: str, accept: str, *, of: str) -> _Answered:
        """Ask doi.org, which may pass the question on to an agency: ``of`` is who must answer."""
        reach = self._reaches[of]
        if reach.lost:
            return _Answered(0, detail=f"not asked, for {of} was out of reach")
        self._pace.wait()
        try:
            with self._session.get(
                self._url + path, headers={"Accept": accept}, timeout=self._timeout, stream=True
            ) as response:
                body = _body(response)
                status, media = response.status_code, response.headers.get("Content-Type", "")
        except requests.RequestException as error:
            reach.failed()
            return _Answered(0, detail=_reason(error, self._timeout))
        try:
            return _Answered(status, msgspec.json.decode(body))
        except (msgspec.DecodeError, RecursionError):
            html = "html" in media or body.lstrip()[:1] == b"<"
            kind = "HTML, not JSON" if html else "JSON that is broken or cut off"
            return _Answered(status, detail=f"answered with {kind}")


class _NoLogin(AuthBase):
    """No authentication: without this, requests sends what ~/.netrc has for the host."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _CappedRetry(Retry):
    """urllib3's Retry, which obeys Retry-After for hours if told to, with a limit to that."""

    longest_wait: float = LONGEST_WAIT

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        wait = super().get_retry_after(response)
        return None if wait is None else min(wait, self.longest_wait)


def _retry(longest_wait: float) -> Retry:
    kind = type("_Retry", (_CappedRetry,), {"longest_wait": longest_wait})
    retry: Retry = kind(
        total=_RETRIES,
        connect=1,
        read=0,
        status_forcelist=(429, 502, 503, 504),
        backoff_factor=min(1.0, longest_wait),
        raise_on_status=False,
    )
    return retry


def _body(response: requests.Response) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_content(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST:
            break  # no record is that long, and what is cut off is no JSON
    return b"".join(pieces)


def _describes(item: dict[str, Any]) -> bool:
    return any(key in item for key in ("DOI", "title", "author", "issued"))


def _reason(error: requests.RequestException, timeout: float) -> str:
    if isinstance(error, requests.Timeout):
        return f"timed out after {timeout:g} s"
    if isinstance(error, requests.TooManyRedirects):
        return "redirected without end"
    if isinstance(error, requests.ConnectionError):
        words = str(error).casefold()
        if "timed out" in words:
            return f"timed out after {timeout:g} s"
        return "connection refused" if "refused" in words else "no connection"
    return f"the answer could not be read: {type(error).__name__}"
