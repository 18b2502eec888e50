"""A whole reference beside a Record: excuses that need both, and what is taken for a match."""

from __future__ import annotations

import pytest

import refkit
from refkit.match import accept, compare, score
from refkit.model import Date, Name, Record, Relation, Work

RAW = (
    "Gračanin, A., & Bylsma, L. M. (2014). Is crying a self-soothing behavior? "
    "Annals of Tears, 5(2), 133–149. https://doi.org/10.5555/tears.2014"
)


def record(**changes: object) -> Record:
    work = Work(
        type="article-journal",
        DOI="10.5555/tears.2014",
        title="Is crying a self-soothing behavior?",
        author=[Name(family="Gračanin", given="Asmir"), Name(family="Bylsma", given="Lauren")],
        container_title="Annals of Tears",
        volume="5",
        issue="2",
        page="133-149",
        issued=Date(date_parts=((2014,),)),
        publisher="Tears Press",
    )
    return Record(source="crossref", work=work.copy(**changes))


def excuses(raw: str, of: Record) -> dict[str, str]:
    compared = compare(refkit.parse_reference(raw), of)
    assert all(each.same for each in compared), [each for each in compared if not each.same]
    return {each.variable: each.excuse for each in compared if each.excuse}


def wrong(raw: str, of: Record) -> list[str]:
    return [each.variable for each in compare(refkit.parse_reference(raw), of) if not each.same]


def test_a_year_beside_the_only_one_known_may_be_that_of_print() -> None:
    assert excuses(RAW.replace("(2014)", "(2015)"), record()) == {"issued": "near-year"}
    assert wrong(RAW.replace("(2014)", "(2016)"), record()) == ["issued"]


def test_a_year_beside_both_known_ones_is_wrong() -> None:
    both = record()
    both.variants["issued"] = ["2013", "2014"]
    assert excuses(RAW.replace("(2014)", "(2013)"), both) == {"issued": "online-or-print-year"}
    assert wrong(RAW.replace("(2014)", "(2015)"), both) == ["issued"]


def test_each_version_of_a_preprint_has_its_year() -> None:
    preprint = record(type="article", issued=Date(date_parts=((2016,),)))
    assert excuses(RAW, preprint) == {"issued": "preprint-version"}
    assert wrong(RAW.replace("(2014)", "(2019)"), preprint) == ["issued"]


def test_a_publisher_in_the_place_of_the_container_says_nothing() -> None:
    assert excuses(RAW, record(container_title="Tears Press")) == {}


def test_a_container_that_the_entry_names_elsewhere_is_no_fault() -> None:
    raw = (
        "Gračanin, A. (2014). Is crying a self-soothing behavior? In B. Doe (Ed.), Studies in "
        "Tears. Annals of Tears (pp. 133–149). Tears Press."
    )
    of = record(type="chapter", author=[Name(family="Gračanin", given="A.")], volume="", issue="")
    assert wrong(raw, of) == []


def test_a_list_that_names_everybody_misses_nobody() -> None:
    raw = "Gračanin A A, Bylsma L M (2014) Is crying a self-soothing behavior? Ann Tears 5:133-149"
    assert wrong(raw, record()) == []


def test_two_dois_of_one_work_are_one() -> None:
    twin = record(DOI="10.5555/twin")
    twin.relations = [Relation(type="is-identical-to", id="10.5555/TEARS.2014")]
    assert excuses(RAW, twin) == {"DOI": "alias-doi"}


def test_what_either_side_lacks_is_not_compared() -> None:
    bare = record(volume="", issue="", page="", DOI="")
    assert [each.variable for each in compare(refkit.parse_reference(RAW), bare)] == [
        "author", "issued", "title", "container-title",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Erratum: Is crying a self-soothing behavior?", "page": "700", "volume": "6"},
        {"title": "The evolution of laughter", "author": [Name(family="Ross", given="M.")]},
        {"author": [Name(family="Ross", given="M.")], "volume": "9", "page": "1-2",
         "container_title": "Sleep", "issued": Date(date_parts=((1999,),))},
        {"type": "report", "container_title": "", "volume": "", "issue": "", "page": ""},
        {"container_title": "Book of Tears", "volume": "", "page": "1-900", "type": "book",
         "issued": Date(date_parts=((2021,),))},
    ],
)  # fmt: skip
def test_another_work_that_a_search_brings_is_not_accepted(changes: dict[str, object]) -> None:
    reference = refkit.parse_reference(RAW.partition(" https")[0])
    assert accept(reference, [record(**changes, DOI="10.5555/other")], by="search") is None


@pytest.mark.parametrize(
    "raw",
    [
        RAW.partition(" https")[0],
        RAW.partition(" https")[0].replace("133–149", "492–502"),
        RAW.partition(" https")[0].replace("Gračanin, A., & ", ""),
        RAW.partition(" https")[0].replace("Annals of Tears", "Geophysical Letters"),
        RAW.replace("Is crying a self-soothing behavior?", "The evolution of laughter."),
    ],
)
def test_one_fault_does_not_hide_the_work(raw: str) -> None:
    found = accept(refkit.parse_reference(raw), [record()], by="search")
    assert found is not None
    assert found.score >= 0.9
    assert found.reason


def test_a_journal_by_another_name_has_the_same_issn() -> None:
    raw = RAW.replace("Annals of Tears", "Zeitschrift für Weinen") + " ISSN 1234-5679"
    of = record()
    assert wrong(raw, of) == ["container-title"]
    of.work.ISSN = "1234-5679"
    assert excuses(raw, of) == {"container-title": "same-issn"}


def test_an_isbn_speaks_for_the_book() -> None:
    reference = refkit.parse_reference(
        "Gračanin, A. (2014). On tears. Tears Press. ISBN 978-3-16-148410-0"
    )
    of = record(type="book", title="Tears", container_title="", volume="", issue="", page="")
    without = score(reference, of).score
    of.work.ISBN = "9783161484100"
    assert score(reference, of).score > without


GLUED = (
    f"{RAW.partition(' https')[0]} Ames, T. (2009). Salt tolerance in young marram roots. "
    "Coastal Botany, 3, 45–52."
)


def test_the_second_of_two_glued_references_accuses_nobody() -> None:
    second = record(
        DOI="10.5555/salt", title="Salt tolerance in young marram roots", issue="",
        author=[Name(family="Ames", given="Tom")], container_title="Coastal Botany", volume="3",
        page="45-52", issued=Date(date_parts=((2009,),)),
    )  # fmt: skip
    assert wrong(GLUED, second) == []


def test_a_title_that_the_registry_cut_off_accuses_nobody() -> None:
    raw = RAW.replace("Is crying a self-soothing behavior?", "Tears of Homo sapiens in winter.")
    assert wrong(raw, record(title="Tears of")) == []
    assert wrong(raw, record(title="Tears of", volume="9")) == ["volume"]


def test_words_that_an_author_adds_to_a_title_are_wrong() -> None:
    raw = RAW.replace("self-soothing behavior?", "self-soothing behavior in winter.")
    assert wrong(raw, record()) == ["title"]
