"""References and Records set out for people."""

from __future__ import annotations

import re

from refkit.model import (
    Answer,
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
    )
    assert write_verdicts([verdict]) == (
        "10.5555/wrong: another-work\n"
        "  DOI written  10.5555/wrong, which is “On smiles”\n"
        "  type         article-journal\n"
        "  author       van der Berg, J., Jr.; WHO\n"
        "  issued       2020-05-01\n"
        "  title        On tears\n"
        "  volume       5\n"
        "  DOI          10.5555/12345678\n"
        "  notice       retraction 2021-01-02 10.5555/notice\n"
        "  from         crossref\n"
        "  because      title agrees\n"
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
