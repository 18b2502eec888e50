"""The reports for continuous integration: SARIF, JUnit, GitHub."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

import sarif_subset
from reports_made import SOURCE, a_hostile_report, a_report

from refkit import api
from refkit.errors import FormatError, UnreadableError
from refkit.model import RuleInfo, Suppressed
from refkit.report.github import SUMMARY_LIMIT, write_github, write_job_summary
from refkit.report.junit import write_junit
from refkit.report.sarif import write_sarif

# By name, because jsonschema comes without types.
Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator

RULE = RuleInfo("M307", "wrong-page", "Other pages.", "error", "Other pages.\n\nWhy: …")
UNREAD = FormatError("no XML", path="dir/b c.html", line=3)


def sarif(*reports: Any, **more: Any) -> Any:
    log = json.loads(write_sarif(reports, **more))
    Draft202012Validator(sarif_subset.LOG).validate(log)
    (run,) = log["runs"]
    return run


def test_every_rule_is_described_in_sarif() -> None:
    run = sarif(a_report(), rules=api.rules())
    assert len(run["tool"]["driver"]["rules"]) == len(api.rules())


def test_sarif_names_rule_place_and_severity_of_each_finding() -> None:
    run = sarif(a_report(), rules=[RULE])
    assert [(each["ruleId"], each["level"]) for each in run["results"]] == [
        ("M307", "error"),
        ("D205", "note"),
        ("C602", "warning"),
    ]
    driver = run["tool"]["driver"]
    assert [driver["rules"][each["ruleIndex"]]["id"] for each in run["results"]] == [
        "M307", "D205", "C602"
    ]  # fmt: skip
    assert driver["rules"][0]["name"] == "WrongPage"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a.md", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 5, "startColumn": 30, "endLine": 5, "endColumn": 33}


def test_a_fix_in_sarif_replaces_what_the_finding_is_about() -> None:
    run = sarif(a_report())
    (fix,) = run["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "1–2"}
    region = replacement["deletedRegion"]
    line = SOURCE.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "1–9"
    assert fix["description"] == {"text": "Safe fix"}


def test_what_could_not_be_checked_or_read_is_a_notification_and_no_result() -> None:
    run = sarif(a_report(), unreadable=[UNREAD])
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    unread, unchecked = invocation["toolExecutionNotifications"]
    assert unread["level"] == "error"
    place = unread["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "dir/b%20c.html"
    assert place["region"] == {"startLine": 3}
    assert unchecked["level"] == "note"
    assert unchecked["message"]["text"] == (
        "not checked: Uz (2003): crossref did not answer: timed out"
    )


def test_what_is_held_back_is_a_suppressed_result() -> None:
    report = a_report()
    held = report.findings.pop()
    report.suppressed = [
        Suppressed(held, "cited in a figure", by="comment"),
        Suppressed(held, "in known.json", by="baseline"),
    ]
    results = sarif(report)["results"]
    assert [each.get("suppressions") for each in results] == [
        None,
        None,
        [{"kind": "inSource", "justification": "cited in a figure"}],
        [{"kind": "external", "justification": "in known.json"}],
    ]


def test_a_hostile_article_breaks_no_sarif() -> None:
    run = sarif(a_hostile_report())
    assert run["results"][0]["message"]["text"].startswith("</td>]]>")
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ].isascii()


def junit(*reports: Any, **more: Any) -> ElementTree.Element:
    return ElementTree.fromstring(write_junit(reports, **more))


def test_each_reference_is_a_test_case() -> None:
    (suite,) = junit(a_report())
    assert dict(suite.attrib) | {"time": ""} == {
        "name": "a.md", "tests": "4", "failures": "2", "errors": "0", "skipped": "1", "time": ""
    }  # fmt: skip
    shown = [(each.get("name"), [part.tag for part in each]) for each in suite]
    assert shown == [
        ("1. Ek (1999)", ["failure"]),
        ("2. Oz (2001)", ["system-out"]),
        ("3. Uz (2003)", ["skipped"]),
        ("C602", ["failure"]),
    ]
    failure = suite[0][0]
    assert failure.get("message") == "M307 the pages are 1–2, not 1–9"
    assert failure.text == (
        "a.md:5:30 M307 the pages are 1–2, not 1–9\n  written: 1–9\n  record says: 1–2\n"
        "  from: crossref, https://doi.org/10.5555/sea.3"
    )


def test_only_what_fails_the_check_fails_in_junit() -> None:
    report = a_report()
    report.fail_on = "error"
    (suite,) = junit(report)
    assert suite.get("failures") == "1"
    assert [part.tag for part in suite[3]] == ["system-out"]
    report.fail_on = None
    assert junit(report)[0].get("failures") == "0"


def test_a_file_that_cannot_be_read_is_an_error_in_junit() -> None:
    (suite,) = junit(unreadable=[UNREAD])
    assert suite.get("errors") == "1"
    assert suite[0][0].get("message") == "dir/b c.html:3: no XML"


def test_a_hostile_article_breaks_no_junit() -> None:
    (suite,) = junit(a_hostile_report())
    assert suite[0][0].tag == "failure"


def test_annotations_stand_beside_the_lines_gravest_first() -> None:
    lines = write_github([a_report()], unreadable=[UnreadableError("is empty", path="c.md")])
    assert lines.splitlines() == [
        "::error file=c.md::c.md: is empty",
        "::error file=a.md,line=5,endLine=5,col=30,endColumn=33,title=refkit M307::"
        "the pages are 1–2, not 1–9%0AFrom: crossref, https://doi.org/10.5555/sea.3",
        "::warning file=a.md,line=7,endLine=7,col=1,endColumn=5,title=refkit C602::"
        "Oz (2001) is cited nowhere",
        "::notice file=a.md,line=7,endLine=7,col=1,endColumn=5,title=refkit D205::"
        "this work has a DOI",
        "3 references: 1 verified, 1 with errors, 1 not checkable "
        "(crossref did not answer: timed out)",
    ]


def test_an_article_cannot_write_commands_of_its_own() -> None:
    lines = write_github([a_hostile_report()]).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=b%2C </td>]]>")
    assert "\x1b" not in lines[0]
    assert "%250A" in lines[0]


def test_the_job_summary_has_a_row_for_each_finding() -> None:
    text = write_job_summary([a_report()], unreadable=[UNREAD])
    assert "| ❌ | 5 | M307 | the pages are 1–2, not 1–9 | 1–9 | 1–2 |" in text
    assert "<details><summary>1 not checked in a.md</summary>" in text
    assert "- ❌ dir/b c.html:3: no XML" in text


def test_markup_of_an_article_is_text_in_the_job_summary() -> None:
    text = write_job_summary([a_hostile_report()])
    assert "<script>" not in text
    row = next(line for line in text.splitlines() if line.startswith("| ❌"))
    assert row.replace("\\|", "").count("|") == 7


def test_the_job_summary_is_never_too_large() -> None:
    report = a_report()
    report.findings *= 10_000
    text = write_job_summary([report])
    assert len(text.encode()) < SUMMARY_LIMIT + 200
    assert text.endswith("… and more: see the log of the step.\n")
