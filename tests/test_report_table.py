"""References and Records set out for people."""

from __future__ import annotations

import re

from refkit.model import (
    Answer,
    Candidate,
    Comparison,
    Date,
    Match,
    Name,
    Notice,
    Record,
    Reference,
    Verdict,
    Work,
)
from refkit.report.table import write_references, write_verdicts

WORK = Work(
    type="article-journal",
    title="On tears",
    author=[
        Name(family="Berg", given="J.", non_dropping_particle="van der", suffix="Jr."),
        Name(literal="WHO"),
    ],
    issued=Date(date_parts=((2020, 5, 1),)),
    volume="5",
    DOI="10.5555/12345678",
    URL="https://doi.org/10.5555/12345678",
)


def test_a_reference_is_set_out_field_by_field() -> None:
    reference = Reference(raw="x", line=3, work=WORK, confidence=0.934)
    assert write_references([reference]) == (
        "line 3: article-journal, 93% sure\n"
        "  title   On tears\n"
        "  author  van der Berg, J., Jr.; WHO\n"
        "  issued  2020-05-01\n"
        "  volume  5\n"
        "  DOI     10.5555/12345678\n"
        "  URL     https://doi.org/10.5555/12345678\n"
    )


def test_references_are_parted_by_blank_lines() -> None:
    reference = Reference(raw="x", work=Work(title="T"))
    assert write_references([reference, reference]).count("\n\n") == 1
    assert write_references([]) == ""


def test_an_entry_that_cannot_be_read_keeps_its_text() -> None:
    reference = Reference(raw="?? \x1b[2J ??", line=9, problem="no words")
    assert write_references([reference]) == "line 9: no words\n  as written  ?? ␛[2J ??\n"


def test_dates_of_all_kinds() -> None:
    for date, shown in (
        (Date(date_parts=((2019, 8, 8), (2019, 8, 11))), "2019-08-08/2019-08-11"),
        (Date(date_parts=((1850,),), circa=True), "ca. 1850"),
        (Date(date_parts=((2020,),), season=1), "2020, season 1"),
        (Date(literal="in press"), "in press"),
        (Date(raw="soon"), "soon"),
    ):
        assert f"  issued  {shown}\n" in write_references(
            [Reference(raw="x", work=Work(issued=date))]
        )


def test_a_resolved_reference_shows_its_record() -> None:
    record = Record(
        work=WORK,
        source="crossref",
        notices=[Notice(type="retraction", DOI="10.5555/notice", date="2021-01-02")],
    )
    verdict = Verdict(
        reference=Reference(raw="10.5555/wrong"),
        identity="another-work",
        match=Match(record=record, score=0.9, reason="title agrees", by="search"),
        claimed=Record(work=Work(DOI="10.5555/wrong", title="On smiles"), source="crossref"),
        comparisons=[
            Comparison(variable="title", written="On tears", found="On tears", same=True),
            Comparison(variable="issued", written="2019", found="2020", same=False),
            Comparison(
                variable="DOI", written="10.5555/wrong", found="10.5555/12345678", same=False
            ),
        ],
    )
    assert write_verdicts([verdict]) == (
        "10.5555/wrong: another-work, 90% sure\n"
        "  DOI written  10.5555/wrong, which is “On smiles”\n"
        "  because      title agrees\n"
        "  differs in   issued, DOI\n"
        "  work         van der Berg, J., Jr.; WHO (2020-05-01). On tears. 5 [article-journal]\n"
        "  DOI          10.5555/12345678\n"
        "  notice       retraction 2021-01-02 10.5555/notice\n"
        "  from         crossref\n"
    )


def test_only_what_is_certain_is_sure_to_the_last_percent() -> None:
    for score, shown in ((1.0, "100%"), (0.99996, "99.9%"), (0.9, "90%"), (0.9051, "90.5%")):
        match = Match(record=Record(work=WORK, source="x"), score=score, reason="r", by="doi")
        verdict = Verdict(reference=Reference(raw="x"), identity="same-work", match=match)
        assert write_verdicts([verdict]).startswith(f"x: same-work, {shown} sure\n")


def test_a_work_is_described_in_a_line() -> None:
    people = [
        Name(family=family) for family in ("Ash", "Birch", "Cox", "Dale", "Elm", "Fox", "Gil")
    ]
    for work, shown in (
        (Work(type="book", title="T", editor=people[:1], publisher="P"), "Ash. T. P [book]"),
        (Work(title="Who?", publisher="P"), "Who? P [document]"),
        (Work(title="T", author=people), "Ash; Birch; Cox; Dale; Elm; … Gil. T [document]"),
        (
            Work(container_title="C", volume="5", issue="2", page="3-9", URL="https://a.example"),
            "C, 5(2), 3-9 [document]\n  URL   https://a.example",
        ),
    ):
        match = Match(record=Record(work=work, source="s"), score=1.0, reason="", by="doi")
        verdict = Verdict(reference=Reference(raw="x"), identity="same-work", match=match)
        assert write_verdicts([verdict]) == f"x: same-work, 100% sure\n  work  {shown}\n  from  s\n"


def test_what_was_considered_is_shown_with_its_fields() -> None:
    verdict = Verdict(reference=Reference(raw="x"), identity="undetermined")
    candidates = [
        Candidate(
            record=Record(work=Work(DOI="10.5555/1", title="On tears"), source="crossref"),
            score=0.12,
            agreement={"title": 1.0, "issued": 0.333},
        ),
        Candidate(record=Record(work=Work(title="On smiles"), source="crossref"), score=0.0),
    ]
    assert write_verdicts([verdict, verdict], considered=[candidates]) == (
        "x: undetermined\n"
        "  because  no source was asked\n"
        "  12%      10.5555/1 On tears: title 1, issued 0.33\n"
        "  0%       On smiles: nothing to compare\n"
        "\n"
        "x: undetermined\n"
        "  because  no source was asked\n"
    )


def test_what_was_not_resolved_says_who_was_asked() -> None:
    answer = Answer(source="doi.org", question="q", outcome="absent", detail="no such DOI")
    lost = Verdict(reference=Reference(raw="10.5555/x"), identity="not-found", coverage=[answer])
    assert write_verdicts([lost]) == "10.5555/x: not-found\n  doi.org  absent (no such DOI)\n"
    open_one = Verdict(reference=Reference(raw="10.5555/x"), identity="undetermined")
    assert "  because  no source was asked\n" in write_verdicts([open_one])


def test_long_values_are_wrapped_and_colours_change_nothing_else() -> None:
    work = Work(title="word " * 40, author=[Name(family="Doe")])
    plain = write_references([Reference(raw="x", work=work)], width=60)
    assert all(len(line) <= 60 for line in plain.splitlines())
    assert plain.count("word") == 40
    colored = write_references([Reference(raw="x", work=work)], width=60, color=True)
    assert colored != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
