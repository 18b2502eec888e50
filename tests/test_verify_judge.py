"""The verdict on a reference: identity and the evidence for it."""

from __future__ import annotations

import refkit
from refkit.model import Answer, Date, Name, Record, Reference, Verdict, Work
from refkit.verify import Article, judge, run, settled

RAW = (
    "Gračanin, A., & Kardum, I. (2019). Why do we cry? Annals of Tears, 28(2), 234–240. "
    "https://doi.org/10.5555/1234567"
)


def reference(raw: str = RAW) -> Reference:
    return refkit.parse_reference(raw)


def record(source: str = "crossref") -> Record:
    return Record(
        source=source,
        work=Work(
            type="article-journal",
            DOI="10.5555/1234567",
            title="Why do we cry?",
            author=[Name(family="Gračanin", given="A."), Name(family="Kardum", given="I.")],
            container_title="Annals of Tears",
            volume="28",
            issue="2",
            page="234-240",
            issued=Date(date_parts=((2019,),)),
        ),
    )


def answer(source: str, outcome: str, *records: Record, detail: str = "") -> Answer:
    return Answer(
        source=source,
        question="10.5555/1234567",
        outcome=outcome,  # type: ignore[arg-type]  # a literal in each call below
        records=list(records),
        detail=detail,
    )


def codes(verdict: Verdict) -> list[str]:
    article = Article(document=refkit.read(RAW, format="text"), verdicts=[verdict])
    return sorted(finding.code for finding in run(article, chosen=["D2", "F4"]).findings)


def test_a_doi_whose_record_agrees_is_the_same_work() -> None:
    verdict = judge(reference(), [answer("crossref", "found", record())], [])
    assert verdict.identity == "same-work"
    assert verdict.wrong == []
    assert verdict.match is not None
    assert verdict.match.by == "doi"


def test_a_source_that_failed_leaves_the_question_open() -> None:
    for by_doi, by_search in (
        ([answer("crossref", "silent")], [answer("crossref", "silent")]),
        ([answer("doi.org", "absent")], [answer("crossref", "silent")]),
        ([answer("doi.org", "silent")], [answer("crossref", "absent")]),
    ):
        assert judge(reference(), by_doi, by_search).identity == "undetermined"


def test_crossref_and_doi_org_together_can_say_that_an_article_does_not_exist() -> None:
    by_doi = [answer("crossref", "unknown"), answer("doi.org", "absent")]
    assert judge(reference(), by_doi, [answer("crossref", "absent")]).identity == "not-found"


def test_that_doi_org_has_no_such_doi_does_not_depend_on_who_was_silent_before() -> None:
    dead = [answer("datacite", "silent"), answer("doi.org", "absent")]
    verdict = judge(reference(), dead, [answer("crossref", "absent")])
    assert verdict.identity == "not-found"
    assert codes(verdict) == ["D202", "F401"]
    other = record()
    other.work.DOI = "10.5555/7654321"
    assert judge(reference(), dead, [answer("crossref", "found", other)]).wrong == ["DOI"]


def test_a_search_that_was_silent_leaves_open_what_doi_org_does_not_know() -> None:
    dead = [answer("doi.org", "absent")]
    search = [answer("crossref", "absent"), answer("datacite", "silent")]
    verdict = judge(reference(), dead, search)
    assert verdict.identity == "undetermined"
    assert codes(verdict) == ["D202"]


def test_a_work_that_was_never_written_as_a_reference_may_not_be_found_either() -> None:
    work = record().work
    by_doi, by_search = [answer("doi.org", "absent")], [answer("crossref", "absent")]
    assert judge(Reference(raw="", work=work), by_doi, by_search).identity == "not-found"
    other = record()
    other.work.title = "The evolution of laughter in apes"
    other.work.author = [Name(family="Davila-Ross", given="M.")]
    other.work.container_title = "Primates"
    claimed = [answer("crossref", "found", other)]
    assert judge(Reference(raw="", work=work), claimed, []).identity == "another-work"
    short = Reference(raw="", work=Work(type="article-journal", title="Tears", DOI=work.DOI))
    assert judge(short, by_doi, by_search).identity == "undetermined"


def test_a_search_is_settled_by_a_work_with_which_everything_agrees() -> None:
    def is_settled(*records: Record) -> bool:
        return settled(reference(), [answer("records.json", "found", *records)])

    other_volume = record()
    other_volume.work.volume = "29"
    assert is_settled(record())
    assert is_settled(neighbour(2018), record())
    assert not is_settled(other_volume)
    assert not is_settled(neighbour(2018))
    assert not is_settled()


def test_crossref_alone_cannot_say_that_a_doi_does_not_exist() -> None:
    by_doi = [answer("crossref", "unknown"), answer("doi.org", "unknown")]
    assert judge(reference(), by_doi, [answer("crossref", "absent")]).identity == "undetermined"


def test_a_book_is_not_invented_because_crossref_lacks_it() -> None:
    book = reference("Bronfenbrenner, U. (2009). The ecology of human development. Harvard Press.")
    assert judge(book, [], [answer("crossref", "absent")]).identity == "undetermined"


def test_an_old_article_is_not_invented_because_crossref_lacks_it() -> None:
    old = reference("Freud, A. (1952). On the tears of children. Annals of Tears, 2(1), 3–9.")
    assert judge(old, [], [answer("crossref", "absent")]).identity == "undetermined"


def test_the_doi_of_a_silent_source_is_not_called_wrong() -> None:
    other = record()
    other.work.DOI = "10.5555/7654321"
    hits = [answer("crossref", "found", other)]
    assert judge(reference(), [answer("crossref", "silent")], hits).wrong == []
    assert judge(reference(), [answer("crossref", "unknown")], hits).wrong == ["DOI"]


def test_hits_of_a_search_that_are_other_works_are_not_accepted() -> None:
    other = record()
    other.work.title = "The evolution of laughter in apes"
    other.work.author = [Name(family="Davila-Ross", given="M.")]
    verdict = judge(reference(), [], [answer("crossref", "found", other)])
    assert verdict.match is None


NO_DOI = RAW.partition(" https")[0]


def neighbour(year: int) -> Record:
    other = record()
    other.work = other.work.copy(
        DOI="10.5555/neighbour",
        title="The evolution of laughter in apes",
        author=[Name(family="Davila-Ross", given="M.")],
        issued=Date(date_parts=((year,),)),
        volume="27",
        page="1-9",
    )
    return other


def test_without_a_doi_the_registry_must_hold_the_journal_of_that_time() -> None:
    def verdict(*hits: Record) -> str:
        search = [answer("crossref", "found" if hits else "absent", *hits)]
        return judge(reference(NO_DOI), [], search).identity

    assert verdict(neighbour(2018)) == "not-found"
    assert verdict(neighbour(1999)) == "undetermined"
    assert verdict() == "undetermined"
