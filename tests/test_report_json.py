"""The report for programs follows its published schema."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from refkit.errors import UnreadableError
from refkit.model import (
    Answer,
    Comparison,
    Finding,
    Fix,
    Match,
    Position,
    Record,
    Reference,
    Report,
    Span,
    Suppressed,
    Verdict,
    Work,
)
from refkit.report.json import write_json

# By name, because jsonschema comes without types.
Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator
SCHEMA = Path(__file__).resolve().parents[1] / "docs" / "check-report.schema.json"


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def a_report() -> Report:
    record = Record(work=Work(DOI="10.1037/pst0000342", title="Crying"), source="crossref")
    return Report(
        path="a.md",
        format="markdown",
        source="…",
        verdicts=[
            Verdict(
                reference=Reference(raw="Bylsma, L. M. (2021). Crying.", line=5, column=3),
                identity="another-work",
                match=Match(record=record, score=0.97, reason="title agrees", by="search"),
                claimed=Record(work=Work(DOI="10.1037/pst0000395"), source="crossref"),
                comparisons=[
                    Comparison(variable="issued", written="2021", found="2021", same=True),
                    Comparison(
                        variable="page", written="492–502", found="133–149", same=False, detail="x"
                    ),
                ],
                coverage=[
                    Answer(source="crossref", question="10.1037/pst0000395", outcome="found")
                ],
            ),
            Verdict(
                reference=Reference(raw="Sharman (2020).", line=7, marker="2."),
                identity="undetermined",
                coverage=[
                    Answer(source="r.json", question="q", outcome="unknown", detail="no record")
                ],
            ),
        ],
        findings=[
            Finding(
                code="M307",
                message="wrong pages",
                severity="error",
                path="a.md",
                start=Position(5, 30),
                end=Position(5, 37),
                reference=0,
                field="page",
                written="492–502",
                found="133–149",
                source="crossref, 10.1037/pst0000342",
                fix=Fix(Span(100, 107), "133–149", safe=True),
            ),
            Finding(code="X101", message="of the article", severity="warning"),
        ],
        suppressed=[
            Suppressed(
                Finding(code="C601", message="not listed", severity="error"),
                "in a figure",
                by="comment",
            )
        ],
    )


def test_one_report(validator: Any) -> None:
    written = write_json([a_report()])
    report: dict[str, Any] = json.loads(written)
    validator.validate(report)
    assert written.endswith("}\n")
    assert "–" in written
    assert report["path"] == "a.md"
    (held,) = report["suppressed"]
    assert (held["finding"]["code"], held["by"], held["reason"]) == (
        "C601", "comment", "in a figure"
    )  # fmt: skip
    assert report["references"][0] == {
        "raw": "Bylsma, L. M. (2021). Crying.",
        "line": 5,
        "column": 3,
        "place": "line 5",
        "marker": None,
        "key": None,
        "problem": None,
        "identity": "another-work",
        "standing": "with_errors",
        "doi": "10.1037/pst0000342",
        "title": "Crying",
        "score": 0.97,
        "reason": "title agrees",
        "source": "crossref",
        "claimed": "10.1037/pst0000395",
        "fields": ["page"],
        "comparisons": [
            {"field": "issued", "written": "2021", "found": "2021", "same": True,
             "excuse": None, "detail": None},
            {"field": "page", "written": "492–502", "found": "133–149", "same": False,
             "excuse": None, "detail": "x"},
        ],
        "coverage": [
            {"source": "crossref", "question": "10.1037/pst0000395", "outcome": "found",
             "detail": None}
        ],
    }  # fmt: skip
    unchecked = report["references"][1]
    assert unchecked["doi"] is unchecked["score"] is None
    assert unchecked["identity"] == "undetermined"
    assert unchecked["reason"] == "no matching record in r.json"
    assert report["findings"][0] == {
        "code": "M307", "message": "wrong pages", "severity": "error", "path": "a.md",
        "part": None, "line": 5, "column": 30, "end_line": 5, "end_column": 37, "reference": 0,
        "field": "page", "written": "492–502", "found": "133–149",
        "source": "crossref, 10.1037/pst0000342",
        "fix": {"start": 100, "end": 107, "replacement": "133–149", "safe": True},
    }  # fmt: skip
    assert report["findings"][1]["path"] == "a.md"
    assert report["findings"][1]["reference"] is None
    assert report["summary"] == {
        "references": 2, "verified": 0, "with_errors": 1, "with_warnings": 0, "another_work": 0,
        "not_found": 0, "unchecked": 1, "findings": {"error": 1, "warning": 1, "info": 0},
        "exit_code": 1,
    }  # fmt: skip


def test_several_reports_are_wrapped(validator: Any) -> None:
    error = UnreadableError("is empty", path="b.md")
    report: dict[str, Any] = json.loads(write_json([a_report(), a_report()], unreadable=[error]))
    validator.validate(report)
    assert [file["path"] for file in report["files"]] == ["a.md", "a.md"]
    assert report["unreadable"] == [{"path": "b.md", "line": None, "reason": "is empty"}]
    assert report["summary"]["references"] == 4


@pytest.mark.parametrize("reports", [[], [a_report()]])
def test_the_caller_of_a_folder_always_gets_the_form_for_several(
    reports: list[Report], validator: Any
) -> None:
    report: dict[str, Any] = json.loads(write_json(reports, several=True))
    validator.validate(report)
    assert len(report["files"]) == len(reports)


def test_a_file_name_that_is_no_utf8_can_still_be_written(validator: Any) -> None:
    report = a_report()
    report.path = "a\udcff.md"
    written = write_json([report])
    written.encode("utf-8")
    assert json.loads(written)["path"] == "a\udcff.md"


def test_the_schema_refuses_what_it_does_not_know(validator: Any) -> None:
    report: dict[str, Any] = json.loads(write_json([a_report()]))
    for change in ({"surprise": 1}, {"references": [{"raw": "x"}]}, {"findings": None}):
        assert not validator.is_valid({**report, **change})
    several: dict[str, Any] = json.loads(write_json([a_report()], several=True))
    several["files"][0]["surprise"] = 1
    assert not validator.is_valid(several)
