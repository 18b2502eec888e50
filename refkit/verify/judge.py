"""The judge: from what the Sources answered to the Verdict on one Reference.

A source that failed is never read as "does not exist". A work counts as not found only where a
source that would know it answered that it does not; see :func:`_would_know`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from refkit.match import accept, compare, doubtful
from refkit.match.entry import evidence, find_title
from refkit.match.fields import SURE_READING, agreements
from refkit.match.found import known_years
from refkit.model import Answer, Comparison, Identity, Match, Record, Reference, Verdict
from refkit.normalize.identifiers import doi_key
from refkit.normalize.text import words

REGISTERED_TYPES: Final = frozenset({"article-journal", "paper-conference"})
"""Types of works that are hardly ever published without a Crossref DOI today. Books, reports, web
pages, theses, standards and software are not invented because Crossref lacks them."""

REGISTERED_SINCE: Final = 2003
"""From this year on nearly every scholarly journal deposits; older volumes have gaps."""

NEARBY_YEARS: Final = 3
"""A journal that a registry holds some years earlier or later, it holds in between."""

_FEWEST_WORDS: Final = 5
"""Words of the shortest entry that names a work beyond doubt."""


def needs_search(reference: Reference, by_doi: Sequence[Answer]) -> bool:
    """Whether the answers to its DOI leave open which work the Reference means."""
    if is_bare_doi(reference) or (reference.problem and not _worded(reference)):
        return False
    match = accept(reference, _records(by_doi), by="doi")
    return match is None or doubtful(reference, match)


def settled(reference: Reference, by_search: Sequence[Answer]) -> bool:
    """Whether a search need not go on: a work was found with which everything agrees.

    One with which something disagrees may be but the nearest that a file has: the first edition,
    the other part.
    """
    match = accept(reference, _records(by_search), by="search")
    return (
        match is not None
        and not doubtful(reference, match)
        and all(comparison.same for comparison in compare(reference, match.record))
    )


def judge(
    reference: Reference,
    by_doi: Sequence[Answer],
    by_search: Sequence[Answer],
    *,
    complete: Collection[str] = (),
    registries: Collection[str] = ("crossref",),
) -> Verdict:
    """Reach the Verdict on one Reference.

    Args:
        reference: The Reference, parsed.
        by_doi: What the Sources said of the DOI as written; empty if there is none.
        by_search: What they said when asked for the Reference's text.
        complete: Names of Sources that hold every work, by the user's word: a work that they
            lack does not exist.
        registries: Names of Sources that hold every work of ``REGISTERED_TYPES``.
    """
    if is_bare_doi(reference):
        return _judge_bare_doi(reference, by_doi)
    coverage = [*by_doi, *by_search]
    claimed = _records(by_doi)
    match = accept(reference, claimed, by="doi")
    if match is None or doubtful(reference, match):
        found = accept(reference, _records(by_search), by="search")
        if found and (match is None or not doubtful(reference, found)):
            match = found
    if match is not None:
        return _identified(reference, match, claimed, by_doi, coverage)
    if reference.problem:
        return Verdict(reference=reference, identity="undetermined", coverage=coverage)
    if (
        claimed
        and _tells(claimed[0])
        and _described(reference)
        and _surely_titled(reference)
        and not _names(reference, claimed[0])
    ):
        return Verdict(
            reference=reference,
            identity="another-work",
            claimed=claimed[0],
            comparisons=[doi_comparison(reference, None)],
            coverage=coverage,
        )
    identity: Identity = "undetermined"
    if _described(reference) and _absent(reference, by_doi, by_search, complete, registries):
        identity = "not-found"
    return Verdict(reference=reference, identity=identity, coverage=coverage)


def is_bare_doi(reference: Reference) -> bool:
    """Whether an entry is a DOI and nothing else, which describes no work to compare."""
    work = reference.work
    return bool(work.DOI) and set(reference.fields) <= {"DOI"} and not (work.title or work.author)


def _judge_bare_doi(reference: Reference, answers: Sequence[Answer]) -> Verdict:
    records = _records(answers)
    if records:
        match = Match(record=records[0], score=1.0, reason="the DOI as given", by="doi")
        return Verdict(
            reference=reference, identity="same-work", match=match, coverage=list(answers)
        )
    absent = any(answer.outcome == "absent" for answer in answers)
    return Verdict(
        reference=reference,
        identity="not-found" if absent else "undetermined",
        coverage=list(answers),
    )


def _identified(
    reference: Reference,
    match: Match,
    claimed: Sequence[Record],
    by_doi: Sequence[Answer],
    coverage: list[Answer],
) -> Verdict:
    comparisons = compare(reference, match.record)
    elsewhere = (
        bool(claimed) and match.by == "search" and match.record.work.DOI != claimed[0].work.DOI
    )
    outcomes = {answer.outcome for answer in by_doi}
    if not elsewhere and "silent" in outcomes and "absent" not in outcomes:
        # Nobody could say where the DOI leads; that of another source's record proves nothing.
        comparisons = [each for each in comparisons if each.variable != "DOI" or each.same]
    if elsewhere and all(each.same for each in comparisons if each.variable == "DOI"):
        elsewhere = False
    return Verdict(
        reference=reference,
        identity="another-work" if elsewhere else "same-work",
        match=match,
        claimed=claimed[0] if elsewhere else None,
        comparisons=comparisons,
        coverage=coverage,
    )


def _records(answers: Sequence[Answer]) -> list[Record]:
    return [record for answer in answers for record in answer.records]


def _described(reference: Reference) -> bool:
    """Whether the parser found enough to say that a work is another one."""
    return bool(reference.work.title) and _worded(reference)


def _surely_titled(reference: Reference) -> bool:
    """Whether the parser was sure of the title, so that another title means another work.

    Of "Orós, J. Gout. in Mader's Reptile Medicine" it once took the book for the title.
    """
    field = reference.fields.get("title")
    return field is None or field.confidence >= SURE_READING


def _names(reference: Reference, record: Record) -> bool:
    """Whether an entry, however it was read, has a Record's title, first author and year.

    Authors that were taken for the beginning of the title may look like the number of a part.
    """
    place = find_title(reference, record)
    return (
        place is not None
        and place.exact
        and place.words >= _FEWEST_WORDS
        and reference.work.year in known_years(record)
        and "author" in evidence(reference, record, place)
    )


def _worded(reference: Reference) -> bool:
    """Whether an entry, which perhaps could not be read, has words enough to look for."""
    return len(words(reference.text)) >= _FEWEST_WORDS


def _tells(record: Record) -> bool:
    """Whether a Record says enough to tell that it is another work."""
    return bool(record.work.title) or bool(record.work.author and record.work.container_title)


def doi_comparison(reference: Reference, found: Record | None) -> Comparison:
    """The Comparison that says that the DOI as written is wrong."""
    return Comparison(
        variable="DOI",
        written=reference.work.DOI,
        found=found.work.DOI if found else "",
        same=False,
    )


def _absent(
    reference: Reference,
    by_doi: Sequence[Answer],
    by_search: Sequence[Answer],
    complete: Collection[str],
    registries: Collection[str],
) -> bool:
    """Whether sources that would know the work answered, and none has it."""
    answered = {answer.source for answer in by_search if answer.outcome != "silent"}
    if answered & set(complete):
        return True
    if not answered & set(registries) or any(each.outcome == "silent" for each in by_search):
        return False
    if doi_key(reference.work.DOI) and not any(answer.outcome == "absent" for answer in by_doi):
        # The DOI may be DataCite's, mEDRA's …; only doi.org can say that it does not exist. Where
        # it does, it does not matter who was silent before.
        return False
    hits = [r for answer in by_search if answer.source in registries for r in answer.records]
    return _would_know(reference, hits)


def _would_know(reference: Reference, hits: Sequence[Record]) -> bool:
    """Whether a registry that answered would hold the work if it existed.

    It would if the reference gives a DOI, which doi.org says is nobody's; else only if the
    registry holds other works of the same journal or proceedings from about that time. Journals
    without DOIs (the Journal of Machine Learning Research, many national ones) are in none.
    """
    work = reference.work
    year = work.year or 0
    if work.type not in REGISTERED_TYPES or year < REGISTERED_SINCE:
        return False
    if doi_key(work.DOI):
        return True
    return any(
        abs((hit.work.year or 0) - year) <= NEARBY_YEARS
        and (venue := agreements(reference, hit).get("container-title")) is not None
        and venue.same
        for hit in hits
    )
