"""Where references stand, and how they are called."""

from __future__ import annotations

import pytest

from refkit.model import Answer, Date, Finding, Name, Reference, Report, Severity, Verdict, Work
from refkit.model.record import Outcome
from refkit.report.summary import label, standings, summarize, why_unchecked
from refkit.report.terminal import cells, visible


def a_report(*findings: tuple[int | None, Severity]) -> Report:
    reference = Reference(raw="Doe, J. (2020). T.")
    return Report(
        path="a.md",
        format="markdown",
        verdicts=[
            Verdict(reference=reference, identity=identity)
            for identity in ("same-work", "another-work", "not-found", "undetermined")
        ],
        findings=[
            Finding(code="M301", message="m", severity=severity, reference=number)
            for number, severity in findings
        ],
    )


def test_without_findings_a_reference_stands_by_its_identity() -> None:
    assert standings(a_report()) == ["verified", "another_work", "not_found", "unchecked"]


def test_the_gravest_finding_decides_and_an_info_does_not() -> None:
    report = a_report((0, "info"), (1, "warning"), (1, "error"), (3, "warning"), (None, "error"))
    assert standings(report) == ["verified", "with_errors", "not_found", "with_warnings"]


def test_the_summary_adds_up() -> None:
    summary = summarize([a_report((0, "error")), a_report()])
    assert sum(summary.references.values()) == 8
    assert summary.references["with_errors"] == 1
    assert summary.findings == {"error": 1, "warning": 0, "info": 0}
    assert summary.exit_code == 1


def test_only_unchecked_references_give_exit_code_3_and_none_0() -> None:
    assert summarize([a_report()]).exit_code == 3
    assert summarize([]).exit_code == 0


@pytest.mark.parametrize(
    ("coverage", "why"),
    [
        ([], "no source was asked"),
        ([("r.json", "unknown", "x")], "no matching record in r.json"),
        (
            [("a.json", "unknown", ""), ("b.json", "unknown", "")],
            "no matching record in a.json or b.json",
        ),
        ([("crossref", "silent", "timed out")], "crossref did not answer: timed out"),
        ([("r.json", "unknown", ""), ("crossref", "silent", "")], "crossref did not answer"),
        ([("crossref", "found", "")], "no matching record in crossref"),
    ],
)
def test_why_a_reference_could_not_be_checked(
    coverage: list[tuple[str, Outcome, str]], why: str
) -> None:
    answers = [
        Answer(source=source, question="q", outcome=outcome, detail=detail)
        for source, outcome, detail in coverage
    ]
    verdict = Verdict(reference=Reference(raw="x"), identity="undetermined", coverage=answers)
    assert why_unchecked(verdict) == why


def test_an_entry_that_cannot_be_read_says_why() -> None:
    reference = Reference(raw="???", problem="no words")
    verdict = Verdict(reference=reference, identity="undetermined")
    assert why_unchecked(verdict) == "not readable as a reference: no words"


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(author=[Name(family="Doe")], issued=Date(date_parts=((2020,),))), "Doe (2020)"),
        (
            Work(author=[Name(family="Doe"), Name(family="Berg", non_dropping_particle="van der")]),
            "Doe & van der Berg",
        ),
        (
            Work(
                author=[Name(family="A"), Name(family="B"), Name(family="C")],
                issued=Date(date_parts=((2020, 5),)),
                year_suffix="b",
            ),
            "A et al. (2020b)",
        ),
        (
            Work(author=[Name(literal="WHO")], issued=Date(literal="in press")),
            "WHO (in press)",
        ),
        (Work(editor=[Name(family="Ed")], issued=Date(date_parts=((-300,),))), "Ed (-300)"),
        (Work(title="A title"), "A title"),
        (Work(), "The entry as written, which goes on and on and on and on an…"),
    ],
)
def test_a_reference_is_called_as_a_citation_calls_it(work: Work, expected: str) -> None:
    raw = "The entry as written, which goes on and on and on and on and on."
    assert label(Reference(raw=raw, work=work)) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[0mb", "a␛[0mb"),
        ("a\r\nb\tc", "a␍␊b␉c"),
        ("\x7f\x85\u2028\u202e\ufeff", "␡\\x85\\u2028\\u202e\\ufeff"),
        ("\udcff\U000e0041", "\\udcff\\U000e0041"),
        ("می\u200cخواهم 👩\u200d🔬 é 山", "می\u200cخواهم 👩\u200d🔬 é 山"),
    ],
)
def test_hidden_characters_are_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_cells_of_characters() -> None:
    assert [cells(character) for character in ("a", "é", "\u0301", "山", "Ａ", "\u200d")] == [
        1, 1, 0, 2, 2, 0,
    ]  # fmt: skip
