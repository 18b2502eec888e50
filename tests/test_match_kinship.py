"""Works of one title that are not one work, and entries that are cut, glued or misread."""

from __future__ import annotations

import pytest

import refkit
from refkit.match import accept, best, score
from refkit.match.fields import agreements
from refkit.match.kinship import kinship
from refkit.match.titles import kind_of_title, part_of_title
from refkit.model import Date, Match, Name, Record, Work

DUNES = "Slow migration of dune grass under coastal wind"
RAW = f"Okoro, A. C., & Lindqvist, V. (2014). {DUNES}. Journal of Sand Research, 7(2), 113–120."


def record(**changes: object) -> Record:
    work = Work(
        type="article-journal",
        DOI="10.5555/sand.2014.113",
        title=DUNES,
        author=[Name(family="Okoro", given="Adaeze C."), Name(family="Lindqvist", given="Vera")],
        container_title="Journal of Sand Research",
        container_title_short="J. Sand Res.",
        volume="7",
        issue="2",
        page="113-120",
        issued=Date(date_parts=((2014,),)),
        publisher="Littoral Press",
    )
    return Record(source="crossref", work=work.copy(**changes))


def year(value: int) -> Date:
    return Date(date_parts=((value,),))


def found(raw: str, *records: Record, by: str = "search") -> str:
    """The DOI of what is taken for the work, "" for none."""
    match: Match | None = accept(refkit.parse_reference(raw), records, by=by)  # type: ignore[arg-type]
    return match.record.work.DOI if match else ""


def kin(raw: str, of: Record) -> str:
    reference = refkit.parse_reference(raw)
    return kinship(reference, of, agreements(reference, of))


def test_the_work_itself_is_no_kin() -> None:
    assert kin(RAW, record()) == ""
    assert found(RAW, record()) == "10.5555/sand.2014.113"


ABOUT = [
    f"Erratum: {DUNES}",
    f"Correction to: {DUNES}",
    f"Comment on “{DUNES}”",
    f"Reply to “{DUNES}”",
    f"{DUNES}: A reply",
    f"{DUNES} (Erratum)",
    f"Review of {DUNES}",
    f"Review for \"{DUNES}\"",
    f"Decision letter for \"{DUNES}\"",
    f"Supplementary material to {DUNES}",
    f"Supporting Information: {DUNES}",
    f"Expression of concern: {DUNES}",
    f"Letter to the editor: {DUNES}",
    f"{DUNES}: Letter to the editor",
    f"Discussion: {DUNES}",
    f"Authors' response: {DUNES}",
]  # fmt: skip


@pytest.mark.parametrize("title", ABOUT)
def test_what_is_written_about_a_work_is_not_the_work(title: str) -> None:
    about = record(title=title, DOI="10.5555/about", page="301-302")
    assert kin(RAW, about) == "about"
    assert found(RAW, about) == ""
    assert found(RAW, about, record()) == "10.5555/sand.2014.113"


@pytest.mark.parametrize("title", ABOUT)
def test_nor_is_the_work_what_is_written_about_it(title: str) -> None:
    raw = RAW.replace(DUNES, title).replace("113–120", "301–302")
    assert found(raw, record()) == ""
    about = record(title=title, DOI="10.5555/about", page="301-302")
    assert found(raw, record(), about) == "10.5555/about"


def test_the_doi_of_an_erratum_is_not_that_of_the_work() -> None:
    raw = f"{RAW} https://doi.org/10.5555/erratum"
    erratum = record(title=f"Erratum: {DUNES}", DOI="10.5555/erratum", page="301")
    assert found(raw, erratum, by="doi") == ""
    assert found(raw, erratum, record()) == "10.5555/sand.2014.113"


def test_an_editorial_by_its_own_doi_may_leave_the_word_out() -> None:
    raw = f"{RAW} https://doi.org/10.5555/sand.2014.113"
    assert found(raw, record(title=f"Editorial: {DUNES}"), by="doi") == "10.5555/sand.2014.113"


def test_a_review_of_a_book_is_not_the_book() -> None:
    raw = "Okoro, A. C. (2014). Dunes on the move. Littoral Press."
    review = record(title="Dunes on the move", author=[Name(family="Ames", given="T.")], page="9")
    assert found(raw, review) == ""
    book = record(
        type="book", title="Dunes on the move", DOI="10.5555/book", volume="", issue="", page="",
        container_title="", author=[Name(family="Okoro", given="A. C.")],
    )  # fmt: skip
    assert found(raw, review, book) == "10.5555/book"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (f"{DUNES}. I. Field work", f"{DUNES}. II. Models"),
        (f"{DUNES}, part 1", f"{DUNES}, part 2"),
        (f"{DUNES}: Part one", f"{DUNES}: Part two"),
        (f"{DUNES} – Teil 1", f"{DUNES} – Teil 2"),
    ],
)
def test_another_part_is_another_work(ours: str, theirs: str) -> None:
    raw = RAW.replace(DUNES, ours)
    other = record(title=theirs, DOI="10.5555/part2", page="121-130")
    assert kin(raw, other) == "part"
    assert found(raw, other) == ""
    assert found(raw, other, record(title=ours)) == "10.5555/sand.2014.113"


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Sand. II. Salt", "2"),
        ("Sand, Part IV: Wind", "4"),
        ("Sand: part two", "2"),
        ("World War II and the dunes", ""),
        ("Type II sand", ""),
        ("Sand and part of the sea", ""),
        ("", ""),
    ],
)
def test_the_part_that_a_title_announces(title: str, part: str) -> None:
    assert part_of_title(title) == part


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Erratum to: Sand", "errat"),
        ("Sand: a rejoinder", "rejoi"),
        ("Response of grass to salt", "respo"),
        ("The immune response", ""),
        ("A discussion of sand", ""),
        ("Sand", ""),
    ],
)
def test_the_kind_of_work_that_a_title_announces(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind


def preprint(**changes: object) -> Record:
    given = {
        "type": "article", "container_title": "bioRxiv", "volume": "", "issue": "", "page": "",
        "issued": year(2013), "DOI": "10.1101/2013.01.01.000001", "publisher": "Cold Spring",
        "container_title_short": "",
    }  # fmt: skip
    return record(**{**given, **changes})


def test_a_preprint_is_not_the_article() -> None:
    assert kin(RAW, preprint()) == "preprint"
    assert found(RAW, preprint()) == ""
    assert found(RAW, preprint(type="article-journal", container_title="Nature Precedings")) == ""
    assert found(RAW, preprint(), record()) == "10.5555/sand.2014.113"


def test_nor_is_the_article_the_preprint() -> None:
    raw = f"Okoro, A. C., & Lindqvist, V. (2013). {DUNES}. bioRxiv."
    assert kin(raw, record()) == "preprint"
    assert found(raw, record()) == ""
    assert found(raw, record(), preprint()) == "10.1101/2013.01.01.000001"


def test_a_preprint_that_came_out_the_same_year_says_nothing_wrong_of_the_article() -> None:
    raw = f"Okoro, A. C., & Lindqvist, V. (2014). {DUNES}. arXiv."
    assert found(raw, record()) == "10.5555/sand.2014.113"


def test_the_paper_of_a_conference_is_not_the_article() -> None:
    raw = (
        f"Okoro, A. C., & Lindqvist, V. (2014). {DUNES}. In Proceedings of the 12th Conference on "
        "Coasts (pp. 33–41). IEEE."
    )
    assert found(raw, record()) == ""
    paper = record(
        type="paper-conference", DOI="10.5555/coasts", volume="", issue="", page="33-41",
        container_title_short="",
        container_title="Proceedings of the 12th Conference on Coasts",
    )  # fmt: skip
    assert found(raw, record(), paper) == "10.5555/coasts"
    assert found(RAW, paper) == ""
    assert found(RAW, paper, record()) == "10.5555/sand.2014.113"


def test_another_edition_is_another_book() -> None:
    raw = "Okoro, A. C. (2014). Dunes on the move (3rd ed.). Littoral Press."

    def edition(number: str, published: int) -> Record:
        return record(
            type="book", title="Dunes on the move", container_title="", volume="", issue="",
            page="", author=[Name(family="Okoro", given="A.")], issued=year(published),
            edition=number, DOI=f"10.5555/book{published}",
        )  # fmt: skip

    assert kin(raw, edition("1", 2001)) == "edition"
    assert kin(raw, edition("", 2001)) == "edition"
    assert found(raw, edition("1", 2001), edition("", 2001)) == ""
    assert found(raw, edition("1", 2001), edition("3", 2014)) == "10.5555/book2014"


def test_a_translation_is_another_work() -> None:
    german = record(
        title="Die langsame Wanderung des Strandhafers", container_title="Zeitschrift für Sand",
        volume="3", page="1-9", DOI="10.5555/german",
    )  # fmt: skip
    assert found(RAW, german) == ""


def test_a_title_with_its_translation_in_brackets_is_found_by_either() -> None:
    raw = RAW.replace(DUNES, f"Die langsame Wanderung des Strandhafers [{DUNES}]")
    assert found(raw, record()) == "10.5555/sand.2014.113"
    assert found(raw, record(title="Die langsame Wanderung des Strandhafers")) != ""
    assert found(RAW, record(title=f"[{DUNES}]")) == "10.5555/sand.2014.113"


def test_a_companion_with_another_word_on_other_pages_is_another_work() -> None:
    title = "Examining the link of salt and grass growth: A field study of two islands"
    raw = RAW.replace(DUNES, title)
    other = record(title=title.replace("growth", "decay"), page="155-172", DOI="10.5555/decay")
    assert found(raw, other) == ""
    assert found(raw, other, record(title=title)) == "10.5555/sand.2014.113"


def test_a_slip_in_the_title_is_still_the_work() -> None:
    assert found(RAW.replace("migration", "migraton"), record()) == "10.5555/sand.2014.113"


def test_a_volume_that_is_the_year_counts_once() -> None:
    raw = "Okoro, A. C. (2014). Sand. Annals, 2014, 5."
    other = record(
        title="Tides of the outer coast", author=[Name(family="Okoro", given="A. C.")],
        container_title="Annals", volume="2014", page="77",
    )  # fmt: skip
    assert found(raw, other) == ""


def test_the_place_alone_is_not_the_work() -> None:
    raw = RAW.replace(DUNES, "Whale song at night").replace(
        "Okoro, A. C., & Lindqvist, V.", "Xu, B."
    )
    assert found(raw, record()) == ""


def test_an_entry_that_is_cut_before_the_journal_is_matched_by_what_is_left() -> None:
    assert found(f"Okoro, A. C., & Lindqvist, V. (2014). {DUNES}.", record()) != ""
    assert found(f"Okoro AC, Lindqvist V: {DUNES}.", record()) != ""
    assert found("Okoro AC, Lindqvist V: Sand.", record(title="Sand")) == ""


def test_a_title_that_the_registry_cut_at_its_markup_is_the_title_at_that_place() -> None:
    raw = RAW.replace(DUNES, "Slow migration of Ammophila arenaria under coastal wind")
    assert found(raw, record(title="Slow migration of")) == "10.5555/sand.2014.113"
    elsewhere = record(title="Slow migration of", volume="9", page="1-4", issued=year(2001))
    assert found(raw, elsewhere) == ""


SECOND = "Ames, T. (2009). Salt tolerance in young marram roots. Coastal Botany, 3, 45–52."


def salt() -> Record:
    return record(
        title="Salt tolerance in young marram roots", author=[Name(family="Ames", given="T.")],
        container_title="Coastal Botany", volume="3", issue="", page="45-52",
        issued=year(2009), DOI="10.5555/salt",
    )  # fmt: skip


def test_two_references_in_one_entry_are_no_one_work() -> None:
    assert found(f"{RAW} {SECOND}", record(), salt()) == ""
    assert found(f"{RAW} {SECOND}", record()) == "10.5555/sand.2014.113"
    assert found(f"{RAW} {SECOND}", salt()) == "10.5555/salt"


def test_numbers_and_words_in_front_of_an_entry_do_not_hide_the_work() -> None:
    raw = f"#1439 - $15.00 Received 14 Mar 2011; published 9 May 2011 2. {RAW}"
    assert found(raw, record()) == "10.5555/sand.2014.113"


def test_the_doi_of_another_work_is_a_claim_that_fails() -> None:
    raw = f"{RAW} https://doi.org/10.5555/salt"
    assert found(raw, salt(), by="doi") == ""
    assert found(raw, record(), salt()) == "10.5555/sand.2014.113"


def test_a_sici_doi_with_brackets_is_the_works_own() -> None:
    doi = "10.1002/(SICI)1097-0231(19990715)13:13<1278::AID-SAND649>3.0.CO;2-N"
    work = record(DOI=doi.lower())
    assert found(f"{RAW} https://doi.org/{doi}", work, by="doi") == doi.lower()
    escaped = doi.replace("<", "%3C").replace(">", "%3E")
    assert found(f"{RAW} https://doi.org/{escaped}", work, by="doi") == doi.lower()
    assert found(f"{RAW} doi:{doi.replace('<', '&lt;').replace('>', '&gt;')}", work) == doi.lower()


def test_the_probability_falls_with_each_contradiction() -> None:
    whole = score(refkit.parse_reference(RAW), record()).score
    year_off = score(refkit.parse_reference(RAW.replace("2014", "2004")), record()).score
    pages_too = score(
        refkit.parse_reference(RAW.replace("2014", "2004").replace("113–120", "1–9")), record()
    ).score
    assert whole > year_off > pages_too


def test_the_kinship_of_a_candidate_is_told() -> None:
    about = record(title=f"Erratum: {DUNES}", DOI="10.5555/about")
    candidate = best(refkit.parse_reference(RAW), [about])
    assert candidate is not None
    assert candidate.kin == "about"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Dune statistics for the whole coast, 2019", "Dune statistics for the whole coast, 2020"),
        ("Obituaries of botanists: A through L", "Obituaries of botanists: M through Z"),
        ("Report of the 3rd survey of dunes", "Report of the 4th survey of dunes"),
    ],
)
def test_works_of_a_series_are_told_apart_by_their_numbers(ours: str, theirs: str) -> None:
    raw = RAW.replace(DUNES, ours)
    other = record(title=theirs, DOI="10.5555/next", page="201-209", issue="3")
    assert kin(raw, other) == "part"
    assert found(raw, other) == ""
    assert found(raw, other, record(title=ours)) == "10.5555/sand.2014.113"


def test_a_record_without_title_and_authors_is_no_match_by_its_place() -> None:
    assert found(RAW, record(title="", author=[])) == ""


def test_another_title_on_the_first_page_of_another_issue_is_another_work() -> None:
    raw = RAW.replace("7(2), 113–120", "7, 1")
    other = record(title="Combining the values of salt", page="1", issue="5", DOI="10.5555/first")
    assert found(raw, other) == ""


def test_a_reply_on_the_page_of_the_letter_is_not_the_letter() -> None:
    raw = RAW.replace(DUNES, f"{DUNES}—Reply").replace("Okoro, A. C., & Lindqvist, V.", "Xu, B.")
    assert found(raw, record()) == ""


def test_two_words_that_look_alike_are_two_words() -> None:
    title = "What are the effects of plans for treating the loss of sand on the islands?"
    raw = f"Okoro, A. C., & Lindqvist, V. (2014). {title} Journal of Sand Research."
    other = record(title=title.replace("treating", "preventing"), DOI="10.5555/preventing")
    assert found(raw, other) == ""
    assert found(raw, other, record(title=title)) == "10.5555/sand.2014.113"


def test_a_record_that_lacks_its_type_is_a_preprint_by_its_doi() -> None:
    draft = preprint(type="article-journal", container_title="", issued=year(2014))
    assert kin(RAW, draft) == "preprint"
    assert found(RAW, draft) == ""
