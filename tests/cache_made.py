"""Answers for the tests of the cache."""

from __future__ import annotations

from refkit.model import Answer, Record, Work
from refkit.model.record import Outcome


def answer(question: str = "10.1000/a", outcome: Outcome = "found", title: str = "Tears") -> Answer:
    records = [Record(work=Work(DOI=question, title=title), source="crossref")]
    return Answer(
        source="crossref",
        question=question,
        outcome=outcome,
        records=records if outcome == "found" else [],
    )
