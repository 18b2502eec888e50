"""CachedSource: a Source behind a Cache, asked only for what the Cache does not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Final, Protocol, TypeVar

import msgspec

from refkit.errors import ConfigurationError, SourceError
from refkit.model import Answer, Reference
from refkit.model.record import Outcome
from refkit.normalize.identifiers import doi_key
from refkit.resolve.cache import Asked, Cache
from refkit.resolve.source import ROWS, Heard, Source, search_text

Question = TypeVar("Question", contravariant=True)


class _Ask(Protocol[Question]):
    """What asks a Source for a list of questions."""

    def __call__(self, questions: Sequence[Question], /, *, heard: Heard) -> list[Answer]: ...


class LazySource:
    """A Source that is opened when it is first asked.

    Behind a :class:`CachedSource` that has all Answers, no HTTP client is imported.

    Args:
        name: The Source's name.
        open_source: Makes the Source.
    """

    def __init__(self, name: str, open_source: Callable[[], Source]) -> None:
        self.name = name
        self._open_source = open_source
        self._source: Source | None = None
        self._closed = False

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up; see :meth:`refkit.resolve.source.Source.by_doi`.

        Raises:
            SourceError: If the Source has been closed.
        """
        return self._opened().by_doi(dois, heard=heard)

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        """Look for works; see :meth:`refkit.resolve.source.Source.search`.

        Raises:
            SourceError: If the Source has been closed.
        """
        return self._opened().search(references, rows, heard=heard)

    def close(self) -> None:
        """Close the Source if it was opened."""
        self._closed = True
        if self._source is not None:
            self._source.close()

    def _opened(self) -> Source:
        if self._closed:
            raise SourceError(f"{self.name} has been closed")
        if self._source is None:
            self._source = self._open_source()
        return self._source


class CachedSource:
    """A Source behind a Cache.

    What comes is kept as it comes, so that a run that was killed goes on where it was. Records from
    the Cache have the time at which they were retrieved. Not safe for several threads.

    Args:
        source: The Source; it is closed with this one.
        cache: The Cache; it stays open, for other Sources use it too.
        scope: Whose Answers these are, as for :meth:`refkit.resolve.cache.Cache.put`.
        refresh: Whether to ask for everything anew, once.
        offline: Whether to ask for nothing: Answers of any age are given, and what the Cache does
            not have is "unasked".

    Raises:
        ConfigurationError: If it is to refresh offline.
    """

    def __init__(
        self,
        source: Source,
        cache: Cache,
        *,
        scope: str,
        refresh: bool = False,
        offline: bool = False,
    ) -> None:
        if refresh and offline:
            raise ConfigurationError("nothing can be asked anew offline")
        self.name = source.name
        self._source = source
        self._cache = cache
        self._scope = scope
        self._refresh = refresh
        self._offline = offline
        self._renewed: dict[tuple[Asked, str], Answer] = {}
        self._closed = False

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up; see :meth:`refkit.resolve.source.Source.by_doi`.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._check_open()
        call = _Call("doi", dois, [doi_key(doi) for doi in dois], heard)
        call.settle({"": self._answer("unknown", "not a DOI")})
        return self._answers(call, dois, self._source.by_doi)

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        """Look for works; see :meth:`refkit.resolve.source.Source.search`.

        Raises:
            SourceError: If the Source has been closed.
        """
        self._check_open()
        texts = [search_text(reference) for reference in references]
        call = _Call("search", texts, [_search_key(text, rows) for text in texts], heard)
        call.settle({"": self._answer("unknown", "nothing to search for")})

        def ask(batch: Sequence[Reference], *, heard: Heard) -> list[Answer]:
            return self._source.search(batch, rows, heard=heard)

        return self._answers(call, references, ask)

    def close(self) -> None:
        """Close the Source behind it; the Cache stays open."""
        self._source.close()
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise SourceError(f"{self.name} has been closed")

    def _answer(self, outcome: Outcome, detail: str) -> Answer:
        return Answer(source=self.name, question="", outcome=outcome, detail=detail)

    def _answers(
        self, call: _Call, questions: Sequence[Question], ask: _Ask[Question]
    ) -> list[Answer]:
        call.settle(self._known(call))
        missing = call.missing()
        if missing and self._offline:
            nothing = self._answer("unasked", "offline, and not in the cache")
            call.settle(dict.fromkeys(missing, nothing))
        elif missing:
            self._ask_source(call, missing, questions, ask)
        return call.answers()

    def _known(self, call: _Call) -> Mapping[str, Answer]:
        keys = call.missing()
        if self._refresh:
            renewed = {key: self._renewed.get((call.asked, key)) for key in keys}
            return {key: answer for key, answer in renewed.items() if answer}
        return self._cache.get(self._scope, call.asked, keys, any_age=self._offline)

    def _ask_source(
        self, call: _Call, keys: Sequence[str], questions: Sequence[Question], ask: _Ask[Question]
    ) -> None:
        key_of = {call.question(key): key for key in keys}

        def keep(answers: Mapping[str, Answer]) -> None:
            self._cache.put(self._scope, call.asked, answers)
            if self._refresh:
                self._renewed.update({(call.asked, key): each for key, each in answers.items()})
            call.settle(answers)

        def heard(answers: Sequence[Answer]) -> None:
            keep({key_of[each.question]: each for each in answers if each.question in key_of})

        answers = ask([questions[call.place(key)] for key in keys], heard=heard)
        if len(answers) != len(keys):
            raise SourceError(f"{self.name} gave {len(answers)} answers to {len(keys)} questions")
        # Some Sources, such as files, tell nothing on the way.
        new = {
            key: each for key, each in zip(keys, answers, strict=True) if not call.has(key, each)
        }
        keep(new)


class _Call:
    """The questions of one call, and the Answers to them so far.

    Args:
        asked: What the questions are.
        questions: The DOIs as given, or the texts to search for.
        keys: The key of each question; equal questions have equal keys.
        heard: Told each Answer as it comes.
    """

    def __init__(
        self, asked: Asked, questions: Sequence[str], keys: Sequence[str], heard: Heard | None
    ) -> None:
        self.asked: Final = asked
        self._questions = questions
        self._keys = keys
        self._heard = heard
        self._answers: dict[str, Answer] = {}
        self._places: dict[str, list[int]] = {}
        for place, key in enumerate(keys):
            self._places.setdefault(key, []).append(place)

    def place(self, key: str) -> int:
        """Where the question with a key stands first."""
        return self._places[key][0]

    def question(self, key: str) -> str:
        """The question with a key, as it is written where it stands first."""
        return self._questions[self.place(key)]

    def has(self, key: str, answer: Answer) -> bool:
        """Whether this Answer came already."""
        return self._answers.get(key) == answer

    def missing(self) -> list[str]:
        """The keys without Answer, in the order of the questions."""
        return [key for key in self._places if key not in self._answers]

    def settle(self, answers: Mapping[str, Answer]) -> None:
        """Take Answers by key, and tell each to who asked, for every way in which it was asked."""
        answers = {key: answer for key, answer in answers.items() if key in self._places}
        self._answers.update(answers)
        if answers and self._heard:
            self._heard(
                [
                    msgspec.structs.replace(answer, question=self._questions[place])
                    for key, answer in answers.items()
                    for place in self._places[key]
                ]
            )

    def answers(self) -> list[Answer]:
        """The Answers in the order of the questions."""
        return [
            msgspec.structs.replace(self._answers[key], question=question)
            for key, question in zip(self._keys, self._questions, strict=True)
        ]


def _search_key(text: str, rows: int) -> str:
    if not text:
        return ""
    return sha256(f"{rows} {text}".encode("utf-8", "surrogatepass")).hexdigest()
