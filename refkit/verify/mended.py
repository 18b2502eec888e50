"""Verdicts on references that were mended: from the evidence that there was, without new questions.

A reference that a Fix has changed is another text than the one that was asked for, and in no
Lockfile. Which work it means is known all the same.
"""

from __future__ import annotations

import msgspec

from refkit.match import accept, compare
from refkit.model import Answer, Record, Reference, Verdict
from refkit.normalize.identifiers import doi_key
from refkit.verify.judge import is_bare_doi, judge


def judge_mended(reference: Reference, before: Verdict) -> Verdict | None:
    """The Verdict on a Reference after Fixes.

    Args:
        reference: The Reference as it reads now, parsed.
        before: The Verdict on it as it was, with a match.

    Returns:
        The Verdict; None if the work that was meant is not the one it would be taken for now, or
        if its DOI is neither the work's nor the one that it had.
    """
    if before.match is None:
        return None
    record = before.match.record
    if any(answer.records for answer in before.coverage):
        verdict = _judged(reference, before, record)
    else:
        verdict = _compared(reference, before, record)
    if verdict is None or verdict.match is None:
        return None
    return verdict if _same(verdict.match.record, record) else None


def _judged(reference: Reference, before: Verdict, record: Record) -> Verdict | None:
    """The Verdict from what Sources answered: what they would answer now, as far as is known."""
    asked = doi_key(before.reference.work.DOI)
    now = doi_key(reference.work.DOI)
    by_doi = [answer for answer in before.coverage if asked and doi_key(answer.question) == asked]
    by_search = [answer for answer in before.coverage if answer not in by_doi]
    if now != asked:
        if now and now != doi_key(record.work.DOI):
            return None
        # The work is the first hit of any search, and what its own DOI leads to.
        by_doi, by_search = (
            ([_found(record, reference.work.DOI)], [])
            if now
            else ([], [_found(record, reference.raw), *by_search])
        )
    return judge(reference, by_doi, by_search)


def _compared(reference: Reference, before: Verdict, record: Record) -> Verdict | None:
    """The Verdict from a Lockfile's entry, which holds the work and none of the other answers."""
    now = doi_key(reference.work.DOI)
    fresh = now != doi_key(before.reference.work.DOI)
    if fresh and now and now != doi_key(record.work.DOI):
        return None
    match = accept(reference, [record], by="doi" if now else "search")
    if match is None and not is_bare_doi(reference):
        return None
    comparisons = [] if is_bare_doi(reference) else compare(reference, record)
    if not fresh:
        return msgspec.structs.replace(before, reference=reference, comparisons=comparisons)
    return Verdict(
        reference=reference,
        identity="same-work",
        match=match,
        comparisons=comparisons,
        coverage=[_found(record, reference.work.DOI or reference.raw)],
    )


def _found(record: Record, question: str) -> Answer:
    return Answer(source=record.source, question=question, outcome="found", records=[record])


def _same(one: Record, other: Record) -> bool:
    """Whether two Records are of one work."""
    if one.work.DOI or other.work.DOI:
        return doi_key(one.work.DOI) == doi_key(other.work.DOI)
    return one is other or (one.source, one.work) == (other.source, other.work)
