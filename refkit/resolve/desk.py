"""Desk: takes the questions of a Source's callers, and gives each of them its Answers.

Equal questions are asked once, also where two threads ask them at the same time; each caller hears
of an Answer as soon as it has come, in the words in which it asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from refkit.errors import SourceError
from refkit.model import Answer, Record
from refkit.model.record import Outcome
from refkit.normalize.identifiers import doi_key
from refkit.resolve.crew import Done, Job, work_off
from refkit.resolve.flights import Claim, Flights
from refkit.resolve.source import Heard


class Question(NamedTuple):
    """What makes a question equal to another.

    Attributes:
        text: The key of a DOI, or the text to search for.
        rows: How many Records a search is to find; 0 for a DOI.
    """

    text: str
    rows: int = 0


Answers: TypeAlias = Mapping[Question, Answer]
Plan: TypeAlias = Callable[[Sequence[Question], threading.Event], list[Job[Answers]]]
"""Makes the jobs that get Answers to questions; once the event is set, they are to end."""


class Desk:
    """The desk of one Source. Safe for several threads.

    Args:
        source: The Source's name.
        hands: Threads that work for one caller at most.
        wake: Makes jobs look whether they are to end.
    """

    def __init__(self, source: str, *, hands: int, wake: Callable[[], None]) -> None:
        self._source = source
        self._hands = hands
        self._wake = wake
        self._flights: Flights[Question, Answer] = Flights()
        self._closed = False

    def by_doi(self, dois: Sequence[str], plan: Plan, heard: Heard | None) -> list[Answer]:
        """Look DOIs up; see :meth:`refkit.resolve.source.Source.by_doi`.

        Args:
            dois: The DOIs as asked; what is none is "unknown".
            plan: Makes the jobs for those that nobody is asking.
            heard: Told the Answers as they come.

        Raises:
            SourceError: If the desk has been closed.
        """
        questions: dict[Question, list[str]] = {}
        strays: list[Answer] = []
        for doi in dict.fromkeys(dois):
            if key := doi_key(doi):
                questions.setdefault(Question(key), []).append(doi)
            else:
                strays.append(self.answer(doi, "unknown", "not a DOI"))
        told = self._served(questions, strays, plan, heard)
        return [told[doi] for doi in dois]

    def search(
        self,
        texts: Sequence[str],
        rows: int,
        plan: Plan,
        heard: Heard | None,
        *,
        idle: Mapping[str, Answer],
    ) -> list[Answer]:
        """Search for texts; see :meth:`refkit.resolve.source.Source.search`.

        Args:
            texts: The texts.
            rows: How many Records to return for each at most.
            plan: Makes the jobs for those that nobody is asking.
            heard: Told the Answers as they come.
            idle: The Answers to the texts that nothing is sent for.

        Raises:
            SourceError: If the desk has been closed.
        """
        distinct = dict.fromkeys(texts)
        questions = {Question(text, rows): [text] for text in distinct if text not in idle}
        strays = [idle[text] for text in distinct if text in idle]
        told = self._served(questions, strays, plan, heard)
        return [told[text] for text in texts]

    def answer(
        self, question: str, outcome: Outcome, detail: str = "", records: Sequence[Record] = ()
    ) -> Answer:
        """An Answer of this Source."""
        return Answer(
            source=self._source,
            question=question,
            outcome=outcome,
            records=list(records),
            detail=detail,
        )

    def silence(self, dois: Sequence[str], detail: str) -> Done[Answers]:
        """What a request that failed comes to for each of its DOIs."""
        return Done({Question(doi): self.answer(doi, "silent", detail) for doi in dois})

    def sorted_out(
        self,
        dois: Sequence[str],
        found: Mapping[str, Answer],
        total: object,
        *,
        lacking: str,
        singly: Callable[[Sequence[str]], list[Job[Answers]]],
    ) -> Done[Answers]:
        """What the answer to a request for several DOIs comes to.

        Args:
            dois: The DOIs that were asked for.
            found: Answers by DOI, perhaps of others too.
            total: How many works there are, by the answer's word.
            lacking: What to say of those that there are not, in words.
            singly: Makes the jobs that ask for DOIs one by one.
        """
        answers = {Question(doi): found[doi] for doi in dois if doi in found}
        missing = [doi for doi in dois if doi not in found]
        if total != len(answers):
            # Cut short, or about others than those, or under another DOI than was asked for: what
            # is missing proves nothing.
            return Done(answers, singly(missing))
        answers |= {Question(doi): self.answer(doi, "unknown", lacking) for doi in missing}
        return Done(answers)

    def check_open(self) -> None:
        """Refuse to go on where the desk has been closed.

        Raises:
            SourceError: If it has been.
        """
        if self._closed:
            raise SourceError(f"{self._source} has been closed")

    def close(self) -> None:
        """Take no more questions."""
        self._closed = True

    def _served(
        self,
        questions: Mapping[Question, Sequence[str]],
        strays: Sequence[Answer],
        plan: Plan,
        heard: Heard | None,
    ) -> dict[str, Answer]:
        """Answers by question as asked: strays, and what the Source or another thread gets."""
        self.check_open()
        told: dict[str, Answer] = {}

        def hear(answers: Sequence[Answer]) -> None:
            told.update((answer.question, answer) for answer in answers)
            if heard and answers:
                heard(answers)

        def tell(answers: Answers) -> None:
            hear(
                [
                    msgspec.structs.replace(answer, question=form)
                    for question, answer in answers.items()
                    for form in questions[question]
                ]
            )

        hear(strays)
        left: Sequence[Question] = list(questions)
        while left:
            left = self._serve(left, plan, tell)
        return told

    def _serve(
        self, questions: Sequence[Question], plan: Plan, tell: Callable[[Answers], None]
    ) -> list[Question]:
        """Get what can be got; the questions that another thread gave up are returned."""
        stopped = threading.Event()
        claim = Claim(self._flights)

        def settled(answers: Answers) -> None:
            for question, answer in answers.items():
                claim.land(question, answer)
            tell(answers)

        def stop() -> None:
            stopped.set()
            self._wake()

        try:
            claim.take(questions)
            work_off(plan(claim.mine, stopped), settled, hands=self._hands, stop=stop)
        finally:
            claim.abandon()
        left: list[Question] = []
        for question, flight in claim.others.items():
            answer = flight.wait()
            if answer is None:
                left.append(question)
            else:
                tell({question: answer})
        return left
