"""Works that are one work, described twice; and works that share a title and are two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import works as drawn_works

from refkit.match.same import Same, likeness, same_works
from refkit.model import Date, Name, Work

CRYING = Work(
    type="article-journal",
    title="Is crying a self-soothing behavior? A review of the evidence",
    author=[
        Name(family="Gračanin", given="Asmir"),
        Name(family="Bylsma", given="Lauren M."),
        Name(family="Vingerhoets", given="Ad J. J. M."),
    ],
    issued=Date(date_parts=((2014,),)),
    container_title="Frontiers in Psychology",
    volume="5",
    page="502–516",
    DOI="10.3389/fpsyg.2014.00502",
)
BOOK = Work(
    type="book",
    title="Adult crying: A biopsychosocial approach",
    author=[Name(family="Vingerhoets", given="Ad"), Name(family="Cornelius", given="Randolph")],
    issued=Date(date_parts=((2001,),)),
    publisher="Brunner-Routledge",
)


def year(number: int) -> Date:
    return Date(date_parts=((number,),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CRYING, CRYING.copy()),
        (CRYING, CRYING.copy(DOI="")),
        (CRYING, CRYING.copy(DOI="https://doi.org/10.3389/FPSYG.2014.00502", volume="", page="")),
        (CRYING, CRYING.copy(DOI="", title="Is crying a self-soothing behavior?")),
        (CRYING, CRYING.copy(DOI="", title=CRYING.title.upper())),
        (CRYING, CRYING.copy(DOI="", title=CRYING.title.replace("soothing", "sothing"))),
        (
            CRYING,
            CRYING.copy(DOI="", title=CRYING.title.replace("self", "{S}elf")),
        ),
        (CRYING, CRYING.copy(DOI="", container_title="Front. Psychol.")),
        (CRYING, CRYING.copy(DOI="", issued=year(2013), volume="")),
        (CRYING, CRYING.copy(DOI="", page="502")),
        (
            CRYING,
            CRYING.copy(
                DOI="", author=[Name(family="Gracanin", given="A."), Name(literal="others")]
            ),
        ),
        (
            CRYING,
            CRYING.copy(
                DOI="",
                author=[
                    Name(family=name.family, given=given)
                    for name, given in zip(CRYING.author, ("A.", "L. M.", "A."), strict=True)
                ],
            ),
        ),
        (CRYING, CRYING.copy(DOI="", type="document")),
        (BOOK, BOOK.copy(publisher="")),
        (
            Work(title="On tears", PMID="123456", author=[Name(family="Doe", given="J.")]),
            Work(title="On tears", PMID="123456", author=[Name(family="Doe", given="Jane")]),
        ),
        (
            Work(type="article", title="On learning tears", number="arXiv:2001.00001v2"),
            Work(type="article", title="On Learning Tears", URL="https://arxiv.org/abs/2001.00001"),
        ),
    ],
)
def test_one_work_described_twice(one: Work, other: Work) -> None:
    assert [each.indexes for each in same_works([one, other])] == [[0, 1]]
    assert likeness(one, other)[0] == pytest.approx(likeness(other, one)[0], abs=0.1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(CRYING, CRYING.copy(DOI="10.3389/fpsyg.2014.00503"), id="another DOI"),
        pytest.param(
            CRYING,
            CRYING.copy(
                DOI="", type="article", container_title="", publisher="PsyArXiv", volume=""
            ),
            id="preprint",
        ),
        pytest.param(
            CRYING.copy(DOI="", volume="", page=""),
            CRYING.copy(
                DOI="",
                type="paper-conference",
                container_title="Proceedings of the Conference on Tears",
                volume="",
                page="1–9",
            ),
            id="conference paper",
        ),
        pytest.param(CRYING, CRYING.copy(DOI="", title=f"Erratum: {CRYING.title}"), id="erratum"),
        pytest.param(
            CRYING.copy(DOI="", title="The physiology of tears. Part I. Salt"),
            CRYING.copy(DOI="", title="The physiology of tears. Part II. Salt"),
            id="part",
        ),
        pytest.param(
            CRYING.copy(DOI="", title="Tears in children: Study 1"),
            CRYING.copy(DOI="", title="Tears in children: Study 2"),
            id="number",
        ),
        pytest.param(BOOK, BOOK.copy(issued=year(2010)), id="edition by its year"),
        pytest.param(BOOK.copy(edition="1"), BOOK.copy(edition="2nd ed."), id="edition"),
        pytest.param(BOOK.copy(volume="1"), BOOK.copy(volume="2"), id="volume"),
        pytest.param(BOOK.copy(volume="1"), BOOK.copy(number_of_volumes="3"), id="one of volumes"),
        pytest.param(
            BOOK,
            BOOK.copy(type="chapter", container_title="Adult crying", page="3–20"),
            id="chapter",
        ),
        pytest.param(BOOK, BOOK.copy(type="thesis"), id="thesis"),
        pytest.param(
            BOOK,
            BOOK.copy(
                type="review-book",
                author=[Name(family="Roe", given="Ann")],
                container_title="Emotion",
            ),
            id="review of a book",
        ),
        pytest.param(
            CRYING.copy(DOI="", title="Editorial", page="1–2", volume="5", author=[]),
            CRYING.copy(DOI="", title="Editorial", page="1–2", volume="6", author=[]),
            id="editorials",
        ),
        pytest.param(
            CRYING.copy(DOI=""),
            CRYING.copy(DOI="", author=[Name(family="Poe", given="E.")], page="1", volume="9"),
            id="other authors",
        ),
        pytest.param(
            CRYING.copy(title="Parenting and childhood depression in early life", DOI=""),
            CRYING.copy(title="Parenting and childhood anxiety in early life", DOI=""),
            id="another word",
        ),
        pytest.param(Work(), Work(), id="nothing"),
    ],
)
def test_two_works_that_are_alike(one: Work, other: Work) -> None:
    assert same_works([one, other]) == []
    assert same_works([other, one]) == []


def test_groups_are_in_order_and_say_what_is_shared() -> None:
    groups = same_works([BOOK, CRYING, BOOK.copy(), Work(title="x"), CRYING.copy(DOI=""), CRYING])
    assert [each.indexes for each in groups] == [[0, 2], [1, 4, 5]]
    assert groups[0] == Same([0, 2], groups[0].score, "title, authors and year")
    assert all(0.9 <= each.score <= 1 for each in groups)


def test_an_entry_without_doi_does_not_join_two_works() -> None:
    one, other = CRYING, CRYING.copy(DOI="10.9999/another")
    assert [len(each.indexes) for each in same_works([one, CRYING.copy(DOI=""), other])] == [2]


def test_many_works_of_one_title_take_no_longer_than_others() -> None:
    told: list[int] = []
    many = [
        Work(title="Editorial", type="article-journal", volume=str(number), page=f"{number}")
        for number in range(1200)
    ]
    assert same_works(many, progress=told.append) == []
    assert told[-1] == 1200


@settings(max_examples=30)
@given(st.lists(drawn_works(), max_size=4), st.randoms())
def test_a_copy_is_always_found_and_no_work_is_in_two_groups(works: list[Work], random) -> None:  # type: ignore[no-untyped-def]
    twice = [*works, *(work.copy() for work in works)]
    random.shuffle(twice)
    groups = same_works(twice)
    places = [index for group in groups for index in group.indexes]
    assert len(places) == len(set(places))
    for work in works:
        if work.DOI and len(work.title.split()) > 4:
            mine = {index for index, each in enumerate(twice) if each == work}
            assert any(mine <= set(group.indexes) for group in groups)
