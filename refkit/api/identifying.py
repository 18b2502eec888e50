"""Identifying: the Record of each reference, through the Sources of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from refkit.api.inputs import Input, document_of
from refkit.api.references import parse_reference, references_of
from refkit.model import Answer, Candidate, Document, Reference, Verdict, Work
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.resolve.session import Progress


def resolve(
    source: Input | Document | Sequence[Reference | Work | str],
    *,
    sources: Sources | None = None,
    lines: bool = False,
    progress: Progress | None = None,
) -> list[Verdict]:
    """Find the Record of each reference, work or DOI.

    Args:
        source: An article, as for :func:`parse`; or References, Works, reference strings and DOIs
            in a list.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache.
        lines: As for :func:`parse`.
        progress: Called with the questions that are answered, all questions of the step, and the
            step, such as "DOIs at crossref"; from one thread at a time.

    Returns:
        A Verdict for each, in order; ``verdict.match.record`` is the Record where one was found.
    """
    if isinstance(source, (list, tuple)):
        references = [_reference(each) for each in source]
    else:
        document = document_of(cast("Input | Document", source), None, lines)
        references = references_of(document, lines)
    return verdicts_of(references, sources, progress)


def candidates(verdict: Verdict) -> list[Candidate]:
    """The works that were considered for a reference, with the agreement of each field.

    Args:
        verdict: A Verdict of :func:`check` or :func:`resolve`.

    Returns:
        Each Record that a source offered, once, the most probable first; [] for a DOI and nothing
        else, which describes no work to compare.
    """
    from refkit.match import rank
    from refkit.verify.judge import is_bare_doi

    if is_bare_doi(verdict.reference):
        return []
    return rank(
        verdict.reference, [record for answer in verdict.coverage for record in answer.records]
    )


def verdicts_of(
    references: Sequence[Reference], sources: Sources | None, progress: Progress | None = None
) -> list[Verdict]:
    """The Verdicts on References, in order; see :func:`resolve`."""
    if sources is None:
        with Sources() as default:
            return verdicts_of(references, default, progress)
    from refkit.resolve.source import preprint_doi
    from refkit.verify import judge, needs_search, settled

    answers = _looked_up(
        [each.work.DOI or preprint_doi(each) for each in references], sources, progress
    )
    by_doi = [
        found if each.work.DOI else [] for each, found in zip(references, answers, strict=True)
    ]
    # A preprint that gives its number and no DOI makes no claim about one: what the number finds is
    # a hit like those of a search.
    by_search = [
        [] if each.work.DOI else [answer for answer in found if answer.outcome == "found"]
        for each, found in zip(references, answers, strict=True)
    ]
    open_ones = [
        number
        for number, each in enumerate(references)
        if needs_search(each, by_doi[number]) and not settled(each, by_search[number])
    ]
    searched = sources.resolver.search(
        [references[number] for number in open_ones],
        settled=lambda at, answers: settled(references[open_ones[at]], answers),
        progress=progress,
    )
    for number, hits in zip(open_ones, searched, strict=True):
        by_search[number] += hits
    return [
        judge(each, by_doi[number], by_search[number], complete=sources.complete)
        for number, each in enumerate(references)
    ]


def _looked_up(
    dois: Sequence[str], sources: Sources, progress: Progress | None
) -> list[list[Answer]]:
    """What the Sources say of DOIs; nothing of those that are ""."""
    given = [number for number, doi in enumerate(dois) if doi]
    answers: list[list[Answer]] = [[] for _ in dois]
    found = sources.resolver.by_doi([dois[number] for number in given], progress=progress)
    for number, answer in zip(given, found, strict=True):
        answers[number] = answer
    return answers


def _reference(source: Reference | Work | str) -> Reference:
    if isinstance(source, Reference):
        return source
    if isinstance(source, Work):
        return Reference(raw="", work=source, confidence=1.0)
    return parse_reference(source)
