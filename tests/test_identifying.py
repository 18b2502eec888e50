"""Identifying references in one run: what is asked, and what is found without being asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import refkit
from refkit.model import Answer, Record, Reference, Work
from refkit.normalize.identifiers import arxiv_doi
from refkit.resolve.records_file import RecordsFile
from refkit.resolve.session import Resolver
from refkit.resolve.source import ROWS, Heard, preprint_doi
from refkit.resolve.sources import Sources

TITLE = "Slow migration of dune grass under coastal wind"
PREPRINT = Record(
    source="datacite",
    work=Work(
        type="article",
        DOI="10.48550/arXiv.2101.00001",
        title=TITLE,
        author=[refkit.Name(family="Okoro", given="A.")],
        issued=refkit.Date(date_parts=((2021,),)),
        publisher="arXiv",
    ),
)


class Asked(RecordsFile):
    """A file that notes what it is asked."""

    def __init__(self, name: str, *records: Record) -> None:
        made = RecordsFile.from_records(records, name=name)
        self.__dict__.update(made.__dict__)
        self.dois: list[str] = []
        self.searches: list[str] = []

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        self.dois += dois
        return super().by_doi(dois, heard=heard)

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        self.searches += [reference.raw for reference in references]
        return super().search(references, rows, heard=heard)


def resolve(text: str, *files: Asked) -> refkit.Verdict:
    with Sources(offline=True, cache=False) as sources:
        sources.resolver = Resolver(files)
        (verdict,) = refkit.resolve([text], sources=sources)
    return verdict


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("Okoro, A. (2021). Sand. arXiv:2101.00001", "10.48550/arXiv.2101.00001"),
        ("Okoro, A. (2021). Sand. arXiv preprint arXiv:2101.00001v3.", "10.48550/arXiv.2101.00001"),
        ("Okoro, A. (2021). Sand. https://arxiv.org/abs/2101.00001", "10.48550/arXiv.2101.00001"),
        ("Okoro, A. (1999). Sand. arXiv:hep-th/9901001", "10.48550/arXiv.hep-th/9901001"),
        ("Okoro, A. (2021). Sand. arXiv:2101.00001. https://doi.org/10.5555/1", ""),
        ("Okoro, A. (2021). Sand. Journal of Sand, 2101, 1–9.", ""),
    ],
)
def test_the_doi_of_a_preprint_follows_from_its_number(text: str, doi: str) -> None:
    assert preprint_doi(refkit.parse_reference(text)) == doi


def test_no_number_has_no_doi() -> None:
    assert arxiv_doi("") == ""


def test_a_preprint_is_found_by_its_number_without_a_search() -> None:
    file = Asked("works", PREPRINT)
    verdict = resolve(f"Okoro, A. (2021). {TITLE}. arXiv:2101.00001", file)
    assert verdict.match is not None
    assert verdict.match.record.work.DOI == "10.48550/arXiv.2101.00001"
    assert (file.dois, file.searches) == (["10.48550/arXiv.2101.00001"], [])


def test_a_number_that_is_another_preprints_proves_nothing() -> None:
    file = Asked("works", PREPRINT)
    verdict = resolve("Ames, T. (2009). Salt in young marram roots. arXiv:2101.00001", file)
    assert verdict.match is None
    assert verdict.identity == "undetermined"
    assert len(file.searches) == 1


def test_what_one_place_settles_the_next_is_not_asked() -> None:
    first, second = Asked("first", PREPRINT), Asked("second", PREPRINT)
    assert resolve(f"Okoro, A. (2021). {TITLE}. arXiv.", first, second).match is not None
    assert (len(first.searches), len(second.searches)) == (1, 0)


def test_what_disagrees_in_one_place_is_asked_in_the_next() -> None:
    first, second = Asked("first", PREPRINT), Asked("second", PREPRINT)
    assert resolve(f"Okoro, A. (2015). {TITLE}. arXiv.", first, second).match is not None
    assert (len(first.searches), len(second.searches)) == (1, 1)
