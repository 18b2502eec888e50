"""Resolver: the Sources of one run, asked in order, and never twice for the same thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from refkit.errors import SourceError
from refkit.model import Answer, Reference
from refkit.normalize.identifiers import doi_key
from refkit.resolve.source import ROWS, Source, search_text

Question = TypeVar("Question")


class Resolver:
    """The Sources of one run.

    Remembers every Answer, failures too: in one run no Source is asked twice for the same DOI or
    the same text, and equal questions of one batch are one question. Not safe for several threads.

    Args:
        sources: The Sources in the order in which they are asked.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self._known: dict[tuple[int, Hashable], Answer] = {}

    def by_doi(self, dois: Sequence[str]) -> list[list[Answer]]:
        """Look DOIs up, each until a Source has found it.

        A DOI has one Record, so what the first Source finds is enough; that one has nothing
        ("unknown", "absent", "silent") is a reason to ask the next.

        Args:
            dois: DOIs as written, in any case.

        Returns:
            For each DOI, in order, the Answers of the Sources that were asked, in their order. The
            last is "found", or none is.

        Raises:
            SourceError: If a Source has been closed.
        """
        keys = [doi_key(doi) or doi.strip().casefold() for doi in dois]
        answers: list[list[Answer]] = [[] for _ in dois]
        open_ones = list(range(len(dois)))
        for number, source in enumerate(self.sources):
            if not open_ones:
                break
            asked = [dois[at] for at in open_ones]
            found = self._ask(number, [keys[at] for at in open_ones], asked, source.by_doi)
            for at, answer in zip(open_ones, found, strict=True):
                answers[at].append(_for_question(answer, dois[at]))
            open_ones = [at for at in open_ones if answers[at][-1].outcome != "found"]
        return answers

    def search(self, references: Sequence[Reference], rows: int = ROWS) -> list[list[Answer]]:
        """Look for the works that References describe, in every Source.

        A search "finds" whatever resembles the Reference most, so unlike a look-up it does not
        stop at the first Source that has something.

        Args:
            references: The References.
            rows: How many Records of each Source at most.

        Returns:
            For each Reference, in order, the Answers of all Sources, in their order.

        Raises:
            SourceError: If a Source has been closed.
        """
        keys = [("text", search_text(reference), rows) for reference in references]
        answers: list[list[Answer]] = [[] for _ in references]
        for number, source in enumerate(self.sources):

            def ask(batch: Sequence[Reference], source: Source = source) -> list[Answer]:
                return source.search(batch, rows)

            for at, answer in enumerate(self._ask(number, keys, references, ask)):
                answers[at].append(answer)
        return answers

    def close(self) -> None:
        """Close all Sources."""
        for source in self.sources:
            source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(
        self,
        number: int,
        keys: Sequence[Hashable],
        questions: Sequence[Question],
        ask: Callable[[Sequence[Question]], list[Answer]],
    ) -> list[Answer]:
        new: dict[Hashable, Question] = {}
        for key, question in zip(keys, questions, strict=True):
            if (number, key) not in self._known:
                new.setdefault(key, question)
        if new:
            answers = ask(list(new.values()))
            if len(answers) != len(new):
                name = self.sources[number].name
                raise SourceError(f"{name} gave {len(answers)} answers to {len(new)} questions")
            for key, answer in zip(new, answers, strict=True):
                self._known[number, key] = answer
        return [self._known[number, key] for key in keys]


def _for_question(answer: Answer, question: str) -> Answer:
    if answer.question == question:
        return answer
    return msgspec.structs.replace(answer, question=question)
