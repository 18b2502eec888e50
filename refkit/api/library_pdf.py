"""PDFs that are added to a library: which work each is, by its DOI or its title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from refkit.api.library_intake import Intake, obtained, of_answers
from refkit.api.library_wanted import Wanted
from refkit.errors import InputError
from refkit.match.front import fits_front, shown_in
from refkit.model import Answer, Record, Reference, Work
from refkit.normalize.identifiers import doi_key
from refkit.readers.pdf import PdfFront, read_front

if TYPE_CHECKING:
    from refkit.resolve.session import Progress
    from refkit.resolve.sources import Sources

_TRIED: Final = 5
"""DOIs of one PDF that are looked up: after these come those of what it cites."""

_ASKED: Final = 300
"""Characters of its beginning that are searched for where its title cannot be told."""

_FEWEST_LETTERS: Final = 12


class Fronts:
    """The front matter of PDFs, and the works that they turn out to be.

    Args:
        wanted: The PDFs.
        progress: Told how many have been read.
    """

    def __init__(self, wanted: Sequence[Wanted], progress: Progress | None) -> None:
        self._fronts: dict[Wanted, PdfFront] = {}
        self._intakes: dict[Wanted, Intake] = {}
        for number, each in enumerate(wanted):
            if progress:
                progress(number, len(wanted), "PDFs read")
            if each.path is None:
                continue
            try:
                self._fronts[each] = read_front(each.path)
            except InputError as error:
                self._intakes[each] = Intake(each.asked, outcome="unreadable", detail=error.reason)

    def dois(self) -> list[str]:
        """The DOIs that may be those of the PDFs."""
        return [doi for front in self._fronts.values() for doi in front.dois[:_TRIED]]

    def settle(
        self,
        by_doi: Mapping[str, Sequence[Answer]],
        sources: Sources,
        progress: Progress | None,
    ) -> None:
        """Find out which works they are; what no DOI tells is searched for by its title.

        Args:
            by_doi: What the Sources say of :meth:`dois`, by their keys.
            sources: Where to search.
            progress: Told as Answers come.
        """
        searched: dict[Wanted, Reference] = {}
        for each, front in self._fronts.items():
            record = _by_doi(front, by_doi)
            if record:
                self._intakes[each] = _found(each, record)
            elif question := _question(front):
                searched[each] = question
        hits = sources.resolver.search(list(searched.values()), progress=progress)
        for each, answers in zip(searched, hits, strict=True):
            front = self._fronts[each]
            record = next(_fitting(answers, front), None)
            self._intakes[each] = (
                _found(each, record) if record else _lost(each, front, by_doi, answers)
            )

    def intake(self, wanted: Wanted) -> Intake:
        """The Intake of a PDF."""
        if wanted in self._intakes:
            return self._intakes[wanted]
        problem = self._fronts[wanted].problem or "neither a DOI nor a title can be told"
        return Intake(wanted.asked, outcome="unreadable", detail=problem)


def _by_doi(front: PdfFront, by_doi: Mapping[str, Sequence[Answer]]) -> Record | None:
    """The Record of its DOI: that of the metadata, or a printed one whose work the page names."""
    for doi in front.dois[:_TRIED]:
        for answer in by_doi[doi_key(doi)]:
            for record in answer.records[:1]:
                if doi == front.doi or shown_in(record, front.title, front.text):
                    return record
    return None


def _question(front: PdfFront) -> Reference | None:
    """What the sources are asked for a PDF without a DOI: its title, or its first lines."""
    words = front.title or " ".join(front.text[:_ASKED].split())
    if sum(character.isalpha() for character in words) < _FEWEST_LETTERS:
        return None
    return Reference(raw=words, work=Work(title=front.title))


def _fitting(answers: Sequence[Answer], front: PdfFront) -> Iterator[Record]:
    for answer in answers:
        for record in answer.records:
            if fits_front(record, front.title, front.text):
                yield record


def _found(wanted: Wanted, record: Record) -> Intake:
    return Intake(wanted.asked, [obtained(record)], file=wanted.path)


def _lost(
    wanted: Wanted,
    front: PdfFront,
    by_doi: Mapping[str, Sequence[Answer]],
    answers: Sequence[Answer],
) -> Intake:
    """Why a PDF could not be identified, with what silent sources leave open."""
    asked = [answer for doi in front.dois[:_TRIED] for answer in by_doi[doi_key(doi)]]
    told = of_answers(wanted.asked, [each for each in (*asked, *answers) if not each.records])
    title = f"“{front.title}”" if front.title else "its first lines"
    detail = f"no work was found for {title}"
    if told.outcome == "undetermined" and (told.detail or not asked):
        return Intake(wanted.asked, outcome="undetermined", detail=f"{detail}: {told.detail}")
    return Intake(wanted.asked, outcome="not-found", detail=detail)
