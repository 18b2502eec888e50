"""What a Lockfile keeps of a Verdict, when it keeps it, and by what it knows a reference again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from lockfile_made import TEARS, entry, records, tears, verdict

import refkit
from refkit.model import Answer, Comparison, Name, Notice, Record, Reference, Relation, Verdict
from refkit.model.record import Outcome
from refkit.model.work import Work
from refkit.resolve.lockfile_entry import (
    entry_of,
    fingerprint,
    is_lockable,
    locked_record,
    relock,
    to_ask,
)

DOI = "10.5555/tears.2014"


def mark(raw: str, *links: str) -> str:
    return fingerprint(Reference(raw=raw, links=list(links)))


@pytest.mark.parametrize(
    "raw",
    [
        f"  {TEARS.replace(' ', '  ')}\n",
        TEARS.replace(". Is crying", ".\n   Is crying"),
        TEARS.replace("č", "c\u030c"),
        TEARS.replace("self-soothing", "self-\u200bsoothing"),
        TEARS.replace("Annals of", "Annals\u00a0of"),
        f"[12] {TEARS}",
        f"3. {TEARS}",
        f"• {TEARS}",
    ],
)
def test_moving_and_wrapping_a_reference_does_not_change_its_fingerprint(raw: str) -> None:
    assert mark(raw) == mark(TEARS)


@pytest.mark.parametrize(
    "raw",
    [
        TEARS.replace("2014", "2015"),
        TEARS.replace("tears.2014", "tears.2041"),
        TEARS.replace("č", "c"),
        TEARS.replace("Is crying", "is crying"),
        TEARS + ".",
        f"1984. {TEARS}",
    ],
)
def test_any_other_change_does(raw: str) -> None:
    assert mark(raw) != mark(TEARS)


def test_the_target_of_a_link_counts_where_the_text_does_not_show_it() -> None:
    assert mark(TEARS, f"https://doi.org/{DOI}") == mark(TEARS)
    without = TEARS.partition(" https")[0] + " Link"
    assert mark(without, "https://doi.org/10.5555/a") != mark(without, "https://doi.org/10.5555/b")


def test_a_fingerprint_is_the_same_for_the_same_reference_in_every_format(tmp_path: Path) -> None:
    forms = {
        "a.md": "# References\n\n1. Abt, C. (2009). Sad films. *Emotion*, *3*, 4–5.\n"
        "   <https://doi.org/10.5555/sad>\n2. Cho, D. (2010). Glad films. *Emotion*, *4*, 5–6.\n",
        "a.txt": "References\n\n[1] Cho, D. (2010). Glad films. Emotion, 4, 5–6.\n"
        "[2] Abt, C. (2009). Sad films. Emotion, 3,\n    4–5. https://doi.org/10.5555/sad\n",
        "a.html": "<h2>References</h2><ul><li>Abt, C. (2009). Sad films. <i>Emotion</i>, <i>3</i>,"
        ' 4–5. <a href="https://doi.org/10.5555/sad">https://doi.org/10.5555/sad</a></li>'
        "<li>Cho, D. (2010). Glad films. <i>Emotion</i>, <i>4</i>, 5–6.</li></ul>",
    }
    found = []
    for name, text in forms.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        found.append({fingerprint(reference) for reference in refkit.parse(path)})
    assert len(found[0]) == 2
    assert found[0] == found[1] == found[2]


def test_a_record_is_reduced_to_what_is_compared() -> None:
    record = tears(author=[Name(family="Bylsma", given="L.", extra={"ORCID": "0000"})])
    record.notices = [
        Notice("retraction", "10.5555/r", label="Retraction to:"),
        Notice("other", label="Reader's letter"),
    ]
    article = Relation("is-preprint-of", "10.5555/j")
    record.relations = [Relation("has-review", "10.5555/v"), article]
    reduced = locked_record(record)
    assert (reduced.work.abstract, reduced.raw, reduced.type) == ("", "", "")
    assert reduced.work.author == [Name(family="Bylsma", given="L.")]
    assert reduced.work.issued is not None
    assert reduced.work.issued.date_parts == ((2014,),)
    assert reduced.variants == {"issued": ["2013"]}
    assert [notice.label for notice in reduced.notices] == ["", "Reader's letter"]
    assert reduced.relations == [article]


@given(records())
def test_reducing_a_record_again_changes_nothing(record: Record) -> None:
    reduced = locked_record(record)
    assert locked_record(reduced) == reduced


def test_of_the_work_of_a_wrong_doi_only_what_names_it_is_kept() -> None:
    names = [Name(family=family) for family in ("Abt", "Cho", "Dey", "Eck")]
    locked = entry_of(verdict(None, identity="another-work", claimed=tears(author=names)))
    assert locked.claimed is not None
    assert [name.family for name in locked.claimed.work.author] == ["Abt", "Cho", "Dey"]
    assert (locked.claimed.work.volume, locked.claimed.variants) == ("", {})


def test_of_an_identified_work_the_answers_go_but_for_the_dead_doi() -> None:
    coverage = [
        Answer(source="crossref", question=DOI, outcome="unknown"),
        Answer(source="doi.org", question=DOI, outcome="absent"),
        Answer(source="crossref", question="text", outcome="found"),
    ]
    [kept] = entry_of(verdict(tears(), coverage=coverage)).answers
    assert (kept.by, kept.source, kept.outcome) == ("doi", "doi.org", "absent")


def silent(question: str) -> Answer:
    return Answer(source="crossref", question=question, outcome="silent", detail="HTTP 503")


def unknown(question: str) -> Answer:
    return Answer(source="doi.org", question=question, outcome="unknown")


COMPARED = [Comparison("title", "a", "a", same=True)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (verdict(None, coverage=[unknown(DOI), unknown("text")]), True),
        (verdict(None, coverage=[unknown(DOI), silent("text")]), False),
        (verdict(None), False),
        (Verdict(reference=Reference(raw="?", problem="no title"), identity="undetermined"), True),
        (verdict(None, identity="not-found", coverage=[silent("text")]), True),
        (verdict(tears(), coverage=[silent("text")], comparisons=COMPARED), True),
        (verdict(tears(), coverage=[silent(DOI)], comparisons=COMPARED), False),
        (
            verdict(
                tears(),
                coverage=[silent(DOI)],
                comparisons=[*COMPARED, Comparison("DOI", "a", "a", same=True)],
            ),
            True,
        ),
        (verdict(tears(), coverage=[silent(DOI)]), True),
    ],
    ids=[
        "nobody knows it",
        "one that might know it was silent",
        "nobody was asked",
        "nothing to ask for",
        "not found, by the word of complete records",
        "found, though a search failed",
        "found, but nobody could say whose the DOI is",
        "found by its DOI from the second source",
        "a bare DOI",
    ],
)
def test_what_silence_leaves_open_is_not_settled(found: Verdict, expected: bool) -> None:
    assert is_lockable(found) is expected


def relocked(*verdicts: Verdict, old: bool = True) -> list[tuple[str, bool]]:
    reference = verdict(tears()).reference
    before = [entry(tears())] if old else []
    article = relock("a.md", Path("refkit.lock"), [reference], before, verdicts)
    return [(each.change, each.entry is not None) for each in article.references]


def test_what_becomes_of_an_entry() -> None:
    retracted = tears()
    retracted.notices = [Notice("retraction")]
    failed = verdict(None, coverage=[silent("text")])
    assert relocked() == [("kept", True)]
    assert relocked(verdict(tears())) == [("kept", True)]
    assert relocked(verdict(retracted)) == [("renewed", True)]
    assert relocked(failed) == [("open", True)]
    assert relocked(failed, old=False) == [("open", False)]
    assert relocked(verdict(tears()), old=False) == [("new", True)]


def said(question: str, *sources: str, outcome: Outcome = "unknown") -> list[Answer]:
    return [Answer(source=source, question=question, outcome=outcome) for source in sources]


BY_DOI = said(DOI, "records.json", "crossref", "datacite", "doi.org")
BY_TEXT = said("text", "records.json", "crossref", "datacite")


@pytest.mark.parametrize(
    ("coverage", "again"),
    [
        ([*BY_DOI, *BY_TEXT], False),
        ([*said(DOI, "records.json"), *said("text", "records.json")], True),
        ([*BY_DOI, *said("text", "records.json")], True),
        ([*BY_DOI[:3], *BY_TEXT], True),
        ([*said(DOI, "records.json", outcome="found"), *BY_TEXT], False),
    ],
    ids=["online", "files alone", "a cache without the search", "without doi.org", "a poor record"],
)
def test_what_no_registry_was_asked_about_is_asked_again(
    coverage: list[Answer], again: bool
) -> None:
    found = verdict(None, coverage=coverage)
    assert to_ask([found.reference], [entry_of(found)]) == ([found.reference] if again else [])


def test_what_has_an_answer_or_no_question_is_not_asked_again() -> None:
    reference = verdict().reference
    assert to_ask([reference], []) == [reference]
    assert to_ask([reference], [entry(tears())]) == []
    nowhere = entry_of(verdict(None, identity="not-found", coverage=said("text", "records.json")))
    assert to_ask([reference], [nowhere]) == []
    bare = Reference(raw=f"https://doi.org/{DOI}", work=Work(DOI=DOI))
    unknown_doi = entry_of(Verdict(reference=bare, identity="undetermined", coverage=BY_DOI))
    assert to_ask([bare], [unknown_doi]) == []


def test_what_was_locked_on_files_alone_is_locked_anew_by_a_registrys_word() -> None:
    offline = verdict(None, coverage=said("text", "records.json"))
    online = verdict(None, coverage=[*BY_DOI, *BY_TEXT])

    def change(now: Verdict) -> str:
        old = [entry_of(offline)]
        [told] = relock("a.md", Path("refkit.lock"), [now.reference], old, [now]).references
        assert told.entry == (entry_of(now) if told.change != "kept" else old[0])
        return told.change

    assert change(offline) == "kept"
    assert change(online) == "new"
    assert change(verdict(tears())) == "renewed"


def test_a_record_that_is_the_same_keeps_its_time_and_source() -> None:
    later = tears()
    later.time, later.source, later.score = "2027-01-01T00:00:00Z", "doi.org", 3.0
    article = relock(
        "a.md", Path("refkit.lock"), [verdict().reference], [entry(tears())], [verdict(later)]
    )
    assert article.entries == [entry(tears())]
    assert not article.changed


def test_an_entry_whose_reference_is_gone_is_removed_and_one_that_is_there_twice_is_one() -> None:
    gone = entry(tears(), raw="Gone, A. (2001). It was here.")
    reference = verdict().reference
    article = relock(
        "a.md", Path("refkit.lock"), [reference, reference], [gone, entry(tears())], []
    )
    assert article.removed == [gone]
    assert article.entries == [entry(tears())]
    assert article.changed


def test_a_long_reference_is_shown_shortened() -> None:
    text = entry_of(Verdict(reference=Reference(raw="x" * 300), identity="undetermined")).text
    assert text == "x" * 99 + "…"


def test_a_record_without_a_doi_keeps_the_name_that_findings_call_it_by() -> None:
    record = Record(work=Work(id="rowe2009", title="Facts"), source="refs.json")
    assert locked_record(record).work.id == "rowe2009"
