"""Catalogues: the places that know works by other numbers than DOIs, opened as the Sources are.

PubMed and Open Library are asked only for what is added to a library by its number: their records
have no part in the verdict on a reference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import msgspec

from refkit.model import Answer

if TYPE_CHECKING:
    from refkit.resolve.cache import Cache
    from refkit.resolve.source import Heard


class Catalogue(Protocol):
    """A place that is asked for works by their numbers; failures are Answers, never raised."""

    def by_id(self, ids: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """One Answer a number, in order."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


class _Place(NamedTuple):
    """A catalogue: the variable with its address, and how it is opened.

    Attributes:
        scope: Its name in the cache.
        url_variable: The environment variable that gives it another address.
        open: Opens it, given an e-mail address or "" and the seconds to wait for an answer.
    """

    scope: str
    url_variable: str
    open: Callable[[str, float], Catalogue]


def _crossref(mailto: str, timeout: float) -> Catalogue:
    from refkit.resolve.books import CrossrefBooks

    return CrossrefBooks(mailto=mailto, timeout=timeout)


def _openlibrary(mailto: str, timeout: float) -> Catalogue:
    from refkit.resolve.books import OpenLibrary

    return OpenLibrary(mailto=mailto, timeout=timeout)


def _pubmed(mailto: str, timeout: float) -> Catalogue:
    from refkit.resolve.pubmed import PubMedSource

    return PubMedSource(mailto=mailto, timeout=timeout)


_PLACES: Final[Mapping[str, _Place]] = {
    "crossref": _Place("crossref", "REFKIT_CROSSREF_URL", _crossref),
    "openlibrary": _Place("openlibrary", "REFKIT_OPENLIBRARY_URL", _openlibrary),
    "pubmed": _Place("pubmed", "REFKIT_PUBMED_URL", _pubmed),
}
_OFFLINE: Final = "offline, and not in the cache"


class Catalogues:
    """PubMed, and for books Crossref and Open Library. Not safe for several threads.

    Each is opened when it is first asked. What they answer is kept in the cache like the Answers of
    the Sources.

    Args:
        cache: The cache; None for none. It stays open.
        offline: Whether to stay off the network: what the cache has serves, however old.
        refresh: Whether to ask again for what the cache has an answer to.
        mailto: An e-mail address for the services, or "".
        timeout: Seconds to wait for an answer.
    """

    def __init__(
        self,
        cache: Cache | None = None,
        *,
        offline: bool = False,
        refresh: bool = False,
        mailto: str = "",
        timeout: float = 10.0,
    ) -> None:
        self._cache = cache
        self._offline = offline
        self._refresh = refresh
        self._mailto = mailto
        self._timeout = timeout
        self._open: dict[str, Catalogue] = {}
        self._known: dict[tuple[str, str], Answer] = {}

    def by_isbn(self, isbns: Sequence[str]) -> list[list[Answer]]:
        """Look books up, first at Crossref, and what it does not have at Open Library.

        Args:
            isbns: ISBNs, thirteen digits each.

        Returns:
            For each ISBN, in order, the Answers of those that were asked; the last is "found", or
            none is.

        Raises:
            ConfigurationError: If an address in the environment is none.
        """
        answers: dict[str, list[Answer]] = {isbn: [] for isbn in isbns}
        for place in ("crossref", "openlibrary"):
            left = [isbn for isbn, row in answers.items() if not row or row[-1].outcome != "found"]
            for isbn, answer in zip(left, self._ask(place, left), strict=True):
                answers[isbn].append(answer)
        return [answers[isbn] for isbn in isbns]

    def by_pubmed(self, ids: Sequence[str]) -> list[Answer]:
        """Look articles up at PubMed.

        Args:
            ids: PMIDs ("23193287") and PMCIDs ("PMC3531190").

        Returns:
            One Answer an identifier, in order. A Record's ``raw`` is PubMed's XML, and its Work has
            the identifiers only; see :class:`refkit.resolve.pubmed.PubMedSource`.

        Raises:
            ConfigurationError: If the address in the environment is none.
        """
        return self._ask("pubmed", ids)

    def close(self) -> None:
        """Close the connections; the cache stays open."""
        for catalogue in self._open.values():
            catalogue.close()
        self._open.clear()

    def _ask(self, name: str, ids: Sequence[str]) -> list[Answer]:
        missing = [each for each in dict.fromkeys(ids) if (name, each) not in self._known]
        scope = _scope(_PLACES[name])
        if self._cache and missing and not self._refresh:
            kept = self._cache.get(scope, "id", missing, any_age=self._offline)
            self._known.update(((name, each), answer) for each, answer in kept.items())
            missing = [each for each in missing if each not in kept]
        if missing and self._offline:
            nothing = Answer(source=name, question="", outcome="unasked", detail=_OFFLINE)
            for each in missing:
                self._known[name, each] = msgspec.structs.replace(nothing, question=each)
        elif missing:
            self._opened(name).by_id(missing, heard=self._keeper(name, scope))
        return [self._known[name, each] for each in ids]

    def _keeper(self, name: str, scope: str) -> Callable[[Sequence[Answer]], None]:
        """Remembers Answers as they come: they outlive a run that is interrupted."""

        def keep(answers: Sequence[Answer]) -> None:
            self._known.update(((name, answer.question), answer) for answer in answers)
            if self._cache:
                self._cache.put(scope, "id", {answer.question: answer for answer in answers})

        return keep

    def _opened(self, name: str) -> Catalogue:
        if name not in self._open:
            self._open[name] = _PLACES[name].open(self._mailto, self._timeout)
        return self._open[name]


def _scope(place: _Place) -> str:
    # What a test server answers at another address never passes for the registry's own word.
    url = os.environ.get(place.url_variable, "").rstrip("/")
    return f"{place.scope} {url}".strip()
