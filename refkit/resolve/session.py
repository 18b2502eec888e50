"""Resolver: the Sources of one run, asked in order, and never twice for the same thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial
from typing import Generic, NamedTuple, Self, TypeAlias, TypeVar

import msgspec

from refkit.errors import SourceError
from refkit.model import Answer, Reference
from refkit.normalize.identifiers import doi_key
from refkit.resolve.source import ROWS, Source, search_text

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told how far a run is: the questions answered, all questions of the step, and which step it is,
such as "DOIs at crossref"."""

Settled: TypeAlias = Callable[[int, Sequence[Answer]], bool]
"""Whether what a search has found so far for a Reference, named by its number, is enough."""

Asked = TypeVar("Asked", str, Reference)


class _Question(NamedTuple, Generic[Asked]):
    """A question: what makes it equal to another, how its Answer names it, and what is asked."""

    key: Hashable
    text: str
    asked: Asked


class Resolver:
    """The Sources of one run.

    Remembers every Answer, failures too: in one run no Source is asked twice for the same DOI or
    the same text, and equal questions of one batch are one question. What was answered before a
    run is interrupted is remembered as well. Not safe for several threads.

    Args:
        sources: The Sources in the order in which they are asked.
        by_doi_only: The names of those that cannot be searched.
    """

    def __init__(self, sources: Sequence[Source], *, by_doi_only: Collection[str] = ()) -> None:
        self.sources = tuple(sources)
        self._searched = [
            (number, source)
            for number, source in enumerate(self.sources)
            if source.name not in by_doi_only
        ]
        self._known: dict[tuple[int, Hashable], Answer] = {}

    def by_doi(
        self, dois: Sequence[str], *, progress: Progress | None = None
    ) -> list[list[Answer]]:
        """Look DOIs up, each until a Source has found it.

        A DOI has one Record, so what the first Source finds is enough; that one has nothing
        ("unknown", "absent", "silent") is a reason to ask the next.

        Args:
            dois: DOIs as written, in any case.
            progress: Told as Answers come.

        Returns:
            For each DOI, in order, the Answers of the Sources that were asked, in their order. The
            last is "found", or none is. An Answer "unasked" is no evidence and left out.

        Raises:
            SourceError: If a Source has been closed.
        """
        questions = [_Question(doi_key(doi) or doi.strip().casefold(), doi, doi) for doi in dois]
        answers: list[list[Answer]] = [[] for _ in dois]
        open_ones = list(range(len(dois)))
        for number, source in enumerate(self.sources):
            if not open_ones:
                break
            asked = [questions[at] for at in open_ones]
            found = self._ask(number, source.by_doi, asked, _step("DOIs", source, progress))
            for at, answer in zip(open_ones, found, strict=True):
                answers[at].append(_for_question(answer, dois[at]))
            open_ones = [at for at in open_ones if answers[at][-1].outcome != "found"]
        return [_evidence(row) for row in answers]

    def search(
        self,
        references: Sequence[Reference],
        rows: int = ROWS,
        *,
        settled: Settled | None = None,
        progress: Progress | None = None,
    ) -> list[list[Answer]]:
        """Look for the works that References describe, in one Source after the other.

        A search "finds" whatever resembles the Reference most, so unlike a look-up it does not
        stop at the first Source that has something, but only at what is said to settle it: what a
        file settles costs no request to a registry.

        Args:
            references: The References.
            rows: How many Records of each Source at most.
            settled: Asked for each Reference after each Source that has found something.
            progress: Told as Answers come.

        Returns:
            For each Reference, in order, the Answers of the Sources that were asked, in their
            order. An Answer "unasked" is no evidence and left out.

        Raises:
            SourceError: If a Source has been closed.
        """
        texts = [search_text(reference) for reference in references]
        questions = [
            _Question(("text", text, rows), text, reference)
            for text, reference in zip(texts, references, strict=True)
        ]
        answers: list[list[Answer]] = [[] for _ in references]
        open_ones = list(range(len(references)))
        for number, source in self._searched:
            if not open_ones:
                break
            asked = [questions[at] for at in open_ones]
            search = partial(source.search, rows=rows)
            found = self._ask(number, search, asked, _step("searches", source, progress))
            for at, answer in zip(open_ones, found, strict=True):
                answers[at].append(answer)
            if settled and (number, source) != self._searched[-1]:
                open_ones = [
                    at
                    for at in open_ones
                    if answers[at][-1].outcome != "found" or not settled(at, _evidence(answers[at]))
                ]
        return [_evidence(row) for row in answers]

    def close(self) -> None:
        """Close all Sources."""
        for source in self.sources:
            source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _ask(
        self,
        number: int,
        ask: Callable[..., list[Answer]],
        questions: Sequence[_Question[Asked]],
        progress: Callable[[int, int], None],
    ) -> list[Answer]:
        """The Answers of a Source to questions, in order; it is asked for what is new only."""
        new: dict[Hashable, _Question[Asked]] = {}
        for question in questions:
            if (number, question.key) not in self._known:
                new.setdefault(question.key, question)
        if new:
            keys = {question.text: key for key, question in new.items()}
            came: set[Hashable] = set()

            def hear(answers: Sequence[Answer]) -> None:
                for answer in answers:
                    if (key := keys.get(answer.question)) is not None:
                        self._known[number, key] = answer
                        came.add(key)
                progress(len(came), len(new))

            progress(0, len(new))
            answers = ask([question.asked for question in new.values()], heard=hear)
            if len(answers) != len(new):
                name = self.sources[number].name
                raise SourceError(f"{name} gave {len(answers)} answers to {len(new)} questions")
            for key, answer in zip(new, answers, strict=True):
                self._known[number, key] = answer
        return [self._known[number, question.key] for question in questions]


def _step(what: str, source: Source, progress: Progress | None) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if progress:
            progress(done, of, f"{what} at {source.name}")

    return tell


def _evidence(answers: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.outcome != "unasked"]


def _for_question(answer: Answer, question: str) -> Answer:
    if answer.question == question:
        return answer
    return msgspec.structs.replace(answer, question=question)
