"""Is a Record the work whose first pages these are?"""

from __future__ import annotations

import pytest

from refkit.match.front import fits_front, shown_in
from refkit.model import Name, Record, Work

RECORD = Record(
    work=Work(
        title="Is crying a self-soothing behavior?",
        author=[Name(family="Gračanin", given="Asmir"), Name(family="Bylsma", given="Lauren M.")],
    ),
    source="crossref",
)
TEXT = "REVIEW\nIs crying a self-sooth-\ning behavior?\nAsmir Gracanin1 and Lauren M. Bylsma2\n"


@pytest.mark.parametrize(
    ("title", "text", "fits"),
    [
        ("Is crying a self-soothing behavior?", TEXT, True),
        ("Is Crying a Self-soothing Behavior", TEXT, True),
        ("", TEXT, True),
        ("Why do we cry?", TEXT, False),
        ("Is crying a self-soothing behavior?", "Jane Doe and Richard Roe", False),
        ("Comment: Is crying a self-soothing behavior?", TEXT, False),
        ("", "Another title\n" * 200 + TEXT, False),
        ("", "Gracanin writes of tears.", False),
    ],
)
def test_title_and_first_author_must_be_there(title: str, text: str, fits: bool) -> None:
    assert fits_front(RECORD, title, text) is fits


def test_a_record_without_author_is_never_sure() -> None:
    record = Record(work=Work(title="Is crying a self-soothing behavior?"), source="crossref")
    assert not fits_front(record, "Is crying a self-soothing behavior?", TEXT)


@pytest.mark.parametrize(
    ("title", "text", "shown"),
    [
        ("Is crying a self-soothing behavior?", TEXT, True),
        ("REVIEW Is crying a self-soothing behavior?", TEXT, True),
        ("Why do we cry?", "Why do we cry? Jane Doe", False),
        ("", "By A. Gracanin", True),
        ("", "By Jane Doe", False),
    ],
)
def test_a_printed_doi_is_the_pages_own_where_its_work_is_shown(
    title: str, text: str, shown: bool
) -> None:
    assert shown_in(RECORD, title, text) is shown


def test_names_of_signs_are_looked_for_as_they_are() -> None:
    record = Record(work=Work(title="T", author=[Name(literal="C++ (group")]), source="crossref")
    assert not fits_front(record, "T", "nobody")
