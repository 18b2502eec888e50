"""Verdicts from a Lockfile alone: without network, the same on every machine and on every day."""

from __future__ import annotations

from refkit.match import compare
from refkit.model import Answer, Comparison, Match, Reference, Verdict
from refkit.model.locked import Locked
from refkit.verify.judge import doi_comparison, is_bare_doi


def judge_locked(reference: Reference, entry: Locked | None, *, lockfile: str) -> Verdict:
    """The Verdict on a Reference, from what a Lockfile has of it.

    Which work the reference means was decided when it was locked. Its fields are compared anew.

    Args:
        reference: The Reference, parsed.
        entry: Its entry; None if it is not locked, which leaves it undetermined.
        lockfile: The Lockfile's name.
    """
    if entry is None:
        answer = Answer(
            source=lockfile, question=reference.raw, outcome="unknown", detail="not locked"
        )
        return Verdict(reference=reference, identity="undetermined", coverage=[answer])
    return Verdict(
        reference=reference,
        identity=entry.identity,
        match=entry.match,
        claimed=entry.claimed,
        comparisons=_comparisons(reference, entry),
        coverage=_coverage(reference, entry),
    )


def _comparisons(reference: Reference, entry: Locked) -> list[Comparison]:
    if entry.match is None:
        return [doi_comparison(reference, None)] if entry.claimed else []
    if is_bare_doi(reference):
        return []
    return compare(reference, entry.match.record)


def _coverage(reference: Reference, entry: Locked) -> list[Answer]:
    doi = reference.work.DOI
    coverage = [
        Answer(
            source=each.source,
            question=doi if each.by == "doi" else reference.raw,
            outcome=each.outcome,
        )
        for each in entry.answers
    ]
    if entry.claimed:
        source = entry.claimed.source
        coverage.append(Answer(source=source, question=doi, outcome="found"))
    if entry.match:
        coverage.append(_found(reference, entry.match))
    return coverage


def _found(reference: Reference, match: Match) -> Answer:
    question = reference.work.DOI if match.by == "doi" else reference.raw
    return Answer(source=match.record.source, question=question, outcome="found")
