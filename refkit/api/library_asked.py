"""Asked: the Sources' answers to all that is to be added to a library, asked for together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from refkit.api.identifying import verdicts_of
from refkit.api.library_intake import Intake, Obtained, obtained, of_answers
from refkit.api.library_pdf import Fronts
from refkit.api.library_wanted import Wanted
from refkit.api.references import parse, parse_reference
from refkit.errors import InputError
from refkit.formats import Problem
from refkit.model import Answer, Reference, Verdict
from refkit.normalize.identifiers import doi_key

if TYPE_CHECKING:
    from refkit.resolve.session import Progress
    from refkit.resolve.sources import Sources


def ask_all(wanted: Sequence[Wanted], sources: Sources, progress: Progress | None) -> list[Intake]:
    """The Intakes of things that are found through Sources, in order.

    Args:
        wanted: Identifiers, PDFs, references and articles.
        sources: Where to ask.
        progress: Told as Answers come.
    """
    fronts = Fronts([each for each in wanted if each.kind == "pdf"], progress)
    books = _books(wanted, sources)
    articles = _pubmed(wanted, sources)
    dois = [each.value for each in wanted if each.kind == "doi"]
    dois += [doi for answer in articles.values() if (doi := _lone_doi(answer))]
    by_doi = _looked_up([*dois, *fronts.dois()], sources, progress)
    lists = _References(wanted, sources, progress)
    fronts.settle(by_doi, sources, progress)
    intakes = []
    for each in wanted:
        if each.kind == "doi":
            intakes.append(of_answers(each.asked, by_doi[doi_key(each.value)]))
        elif each.kind == "isbn":
            intakes.append(of_answers(each.asked, books[each.value]))
        elif each.kind == "pubmed":
            intakes.append(_of_article(each, articles[each.value], by_doi))
        elif each.kind == "pdf":
            intakes.append(fronts.intake(each))
        else:
            intakes.append(lists.intake(each))
    return intakes


def _looked_up(
    dois: Sequence[str], sources: Sources, progress: Progress | None
) -> dict[str, list[Answer]]:
    """What the Sources say of DOIs, by their keys."""
    distinct = list({doi_key(doi): doi for doi in dois}.values())
    answers = sources.resolver.by_doi(distinct, progress=progress)
    return {doi_key(doi): found for doi, found in zip(distinct, answers, strict=True)}


def _books(wanted: Sequence[Wanted], sources: Sources) -> dict[str, list[Answer]]:
    isbns = list(dict.fromkeys(each.value for each in wanted if each.kind == "isbn"))
    return dict(zip(isbns, sources.catalogues.by_isbn(isbns) if isbns else [], strict=True))


def _pubmed(wanted: Sequence[Wanted], sources: Sources) -> dict[str, Answer]:
    ids = list(dict.fromkeys(each.value for each in wanted if each.kind == "pubmed"))
    return dict(zip(ids, sources.catalogues.by_pubmed(ids) if ids else [], strict=True))


def _lone_doi(answer: Answer) -> str:
    """The DOI of what PubMed Central has and PubMed has not; "" of anything else."""
    record = answer.records[0] if answer.records else None
    return record.work.DOI if record and not record.raw else ""


def _of_article(wanted: Wanted, answer: Answer, by_doi: Mapping[str, Sequence[Answer]]) -> Intake:
    """The Intake of what PubMed answered: its XML, read as the format that it is."""
    doi = _lone_doi(answer)
    if doi:
        return of_answers(wanted.asked, by_doi[doi_key(doi)])
    if not answer.records:
        return of_answers(wanted.asked, [answer])
    from refkit import formats

    record = answer.records[0]
    try:
        loaded = formats.load(record.raw, "pubmed-xml")
    except InputError as error:
        detail = f"PubMed's answer cannot be read: {error.reason}"
        return Intake(wanted.asked, outcome="undetermined", detail=detail)
    if not loaded.works:
        reason = loaded.problems[0].reason if loaded.problems else "it is empty"
        detail = f"PubMed's answer cannot be read: {reason}"
        return Intake(wanted.asked, outcome="undetermined", detail=detail)
    work = loaded.works[0].copy(id="")
    for variable, value in record.work.variables():
        if not work.get(variable):
            work.set(variable, value)
    return Intake(wanted.asked, [Obtained(work, record.source)])


class _References:
    """The references that are pasted, and those of articles, identified together.

    Args:
        wanted: Everything that is wanted; what is no reference and no article is passed over.
        sources: Where to ask.
        progress: Told as Answers come.
    """

    def __init__(
        self, wanted: Sequence[Wanted], sources: Sources, progress: Progress | None
    ) -> None:
        self._lists = {each: _parsed(each) for each in wanted if each.kind in _WITH_REFERENCES}
        self._places: dict[Wanted, tuple[int, int]] = {}
        references: list[Reference] = []
        for each, found in self._lists.items():
            if not isinstance(found, InputError):
                self._places[each] = len(references), len(references) + len(found)
                references += found
        self._verdicts = verdicts_of(references, sources, progress) if references else []

    def intake(self, wanted: Wanted) -> Intake:
        """The Intake of a reference or an article."""
        found = self._lists[wanted]
        if isinstance(found, InputError):
            return Intake(wanted.asked, outcome="unreadable", detail=found.reason)
        if not found:
            return Intake(wanted.asked, outcome="unreadable", detail="no references found")
        start, end = self._places[wanted]
        intake = Intake(wanted.asked)
        for verdict in self._verdicts[start:end]:
            _take(intake, verdict, wanted.path.name if wanted.path else "pasted")
        if not intake.works and not wanted.path:
            return Intake(
                wanted.asked, outcome="unreadable", detail="is not readable as a reference"
            )
        return intake


_WITH_REFERENCES = ("reference", "article")


def _parsed(wanted: Wanted) -> list[Reference] | InputError:
    if wanted.kind == "reference":
        return [parse_reference(wanted.value)]
    try:
        return parse(wanted.path or wanted.data)
    except InputError as error:
        return error


def _take(intake: Intake, verdict: Verdict, origin: str) -> None:
    """Add to an Intake what a reference means, or what it says where nobody knows it."""
    from refkit.report.summary import why_unchecked

    reference = verdict.reference
    if verdict.match:
        intake.works.append(obtained(verdict.match.record, _differing(verdict)))
        return
    if reference.problem or not (reference.work.title or reference.work.author):
        reason = reference.problem or "neither a title nor an author can be told"
        intake.problems.append(Problem(reference.line, reason, raw=reference.raw, lost=True))
        return
    silent = not verdict.coverage or any(each.outcome == "silent" for each in verdict.coverage)
    why = why_unchecked(verdict)
    work = reference.work.copy(id="", type=reference.work.type or "document")
    intake.works.append(Obtained(work, origin, f"not identified, taken as written: {why}"))
    if silent:
        intake.outcome, intake.detail = "undetermined", why
    elif intake.outcome == "found":
        intake.outcome, intake.detail = "as-written", why


def _differing(verdict: Verdict) -> str:
    """What of a reference is not as the Record has it, in words."""
    if verdict.claimed:
        return f"the DOI as written is that of another work, “{verdict.claimed.work.title}”"
    return f"identified, though {', '.join(verdict.wrong)} differed" if verdict.wrong else ""
