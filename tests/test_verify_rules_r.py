"""What was published about a work: family R, in the right direction and in four degrees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import refkit

ENTRY = (
    "Ek, B., & Oz, C. (2014). Salt and the price of tears. *Annals of Tears*, *25*(4), 973–981. "
    "https://doi.org/10.5555/salt.1"
)


def work(doi: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"family": "Ek", "given": "Bo"}, {"family": "Oz", "given": "Cy"}],
        "container-title": ["Annals of Tears"],
        "volume": "25",
        "issue": "4",
        "page": "973-981",
        "issued": {"date-parts": [[2014]]},
        **more,
    }


def updated_by(*types: str) -> list[dict[str, Any]]:
    return [
        {"DOI": f"10.5555/{kind}.9", "type": kind, "updated": {"date-parts": [[2021, 7, 1]]}}
        for kind in types
    ]


def found(entry: str, *records: dict[str, Any], tmp_path: Path) -> list[refkit.Finding]:
    path = tmp_path / "records.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    text = f"# References\n\n{entry}\n"
    with refkit.Sources(records=[path], offline=True, cache=False) as sources:
        report = refkit.check(text, sources=sources, format="markdown", select=["R5", "D2"])
    return report.findings


DEGREES = [
    (("retraction",), "R501", "error", "was retracted on 2021-07-01"),
    (("withdrawal",), "R501", "error", "was withdrawn on 2021-07-01"),
    (("removal",), "R501", "error", "was removed on 2021-07-01"),
    (("partial_retraction",), "R502", "warning", "was retracted in part on 2021-07-01"),
    (
        ("expression_of_concern",),
        "R503",
        "warning",
        "is the subject of an expression of concern on 2021-07-01",
    ),
    (("correction",), "R504", "info", "was corrected on 2021-07-01"),
    (("erratum",), "R504", "info", "was corrected on 2021-07-01"),
    (("addendum",), "R504", "info", "has an addendum on 2021-07-01"),
    (("correction", "retraction"), "R501", "error", "was retracted on 2021-07-01"),
    (("correction", "expression_of_concern"), "R503", "warning", "is the subject of"),
]


@pytest.mark.parametrize(("types", "code", "severity", "words"), DEGREES)
def test_the_gravest_notice_about_a_work_is_reported(
    types: tuple[str, ...], code: str, severity: str, words: str, tmp_path: Path
) -> None:
    record = work("10.5555/salt.1", "Salt and the price of tears")
    record["updated-by"] = updated_by(*types)
    (finding,) = found(ENTRY, record, tmp_path=tmp_path)
    assert (finding.code, finding.severity) == (code, severity)
    assert finding.message.startswith(f"this work {words}")
    assert finding.found == f"10.5555/{types[-1]}.9"


@pytest.mark.parametrize("kind", ["new_version", "something_else"])
def test_a_new_version_is_no_notice_of_these(kind: str, tmp_path: Path) -> None:
    record = work("10.5555/salt.1", "Salt and the price of tears")
    record["updated-by"] = updated_by(kind)
    assert found(ENTRY, record, tmp_path=tmp_path) == []


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("retraction", ENTRY.replace("tears. *", "tears [Retracted]. *")),
        ("retraction", ENTRY.replace("Salt and", "RETRACTED: Salt and")),
        ("retraction", ENTRY + " (Retraction published 2021, *Annals of Tears*, *32*[7], 1153)"),
        ("withdrawal", ENTRY.replace("tears. *", "tears (withdrawn article). *")),
        ("expression_of_concern", ENTRY + " (Expression of concern published 2021)"),
        ("correction", ENTRY + " (Correction published 2021)"),
        ("partial_retraction", ENTRY + " (Partially retracted 2021)"),
    ],
)
def test_a_reference_that_says_so_itself_is_content(kind: str, entry: str, tmp_path: Path) -> None:
    record = work("10.5555/salt.1", "Salt and the price of tears")
    record["updated-by"] = updated_by(kind)
    assert found(entry, record, tmp_path=tmp_path) == []


def test_a_study_of_retractions_does_not_say_that_it_was_retracted(tmp_path: Path) -> None:
    title = "Why retracted articles are cited"
    record = work("10.5555/salt.1", title)
    assert (
        found(ENTRY.replace("Salt and the price of tears", title), record, tmp_path=tmp_path) == []
    )
    record["updated-by"] = updated_by("retraction")
    entry = ENTRY.replace("Salt and the price of tears", title)
    assert [each.code for each in found(entry, record, tmp_path=tmp_path)] == ["R501"]


def test_the_word_before_a_title_is_enough(tmp_path: Path) -> None:
    record = work("10.5555/salt.1", "RETRACTED: Salt and the price of tears")
    (finding,) = found(ENTRY, record, tmp_path=tmp_path)
    assert (finding.code, finding.message) == ("R501", "this work was retracted")
    record = work("10.5555/salt.1", "Withdrawn–engaged behaviour in the cold")
    entry = ENTRY.replace("Salt and the price of tears", "Withdrawn–engaged behaviour in the cold")
    assert found(entry, record, tmp_path=tmp_path) == []


def test_what_a_notice_updates_says_nothing_against_the_notice(tmp_path: Path) -> None:
    title = "Retraction: Salt and the price of tears"
    notice = work("10.5555/salt.9", title)
    notice["update-to"] = [{"DOI": "10.5555/salt.1", "type": "retraction"}]
    entry = ENTRY.replace("Salt and", "Retraction: Salt and").replace("salt.1", "salt.9")
    assert found(entry, notice, tmp_path=tmp_path) == []


def a_notice(**more: Any) -> dict[str, Any]:
    notice = work("10.5555/salt.9", "Correction to: Salt and the price of tears", **more)
    notice["update-to"] = [{"DOI": "10.5555/salt.1", "type": "correction"}]
    return notice


def test_a_notice_in_place_of_the_work_is_told_with_the_works_own_doi(tmp_path: Path) -> None:
    notice = a_notice(volume="32", issue="7", page="1153", issued={"date-parts": [[2021]]})
    entry = ENTRY.replace("salt.1", "salt.9")
    (finding,) = found(entry, notice, tmp_path=tmp_path)
    assert (finding.code, finding.found) == ("R505", "10.5555/salt.1")
    assert finding.fix is None
    right = work("10.5555/salt.1", "Salt and the price of tears")
    (finding,) = found(entry, notice, right, tmp_path=tmp_path)
    assert finding.code == "R505"
    assert finding.fix is not None
    assert (finding.fix.replacement, finding.fix.safe) == ("10.5555/salt.1", False)


def test_a_notice_that_shares_everything_but_the_title_is_told_as_well(tmp_path: Path) -> None:
    (finding,) = found(ENTRY.replace("salt.1", "salt.9"), a_notice(), tmp_path=tmp_path)
    assert (finding.code, finding.found, finding.fix) == ("R505", "10.5555/salt.1", None)


def preprint() -> dict[str, Any]:
    return {
        "DOI": "10.5555/osf.1",
        "type": "posted-content",
        "subtype": "preprint",
        "title": ["Salt and the price of tears"],
        "author": [{"family": "Ek", "given": "Bo"}],
        "publisher": "Center for Open Tears",
        "posted": {"date-parts": [[2013]]},
        "issued": {"date-parts": [[2013]]},
        "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/salt.1"}]},
    }


PREPRINT = "Ek, B. (2013). *Salt and the price of tears*. PsyArXiv. https://doi.org/10.5555/osf.1"


def test_a_preprint_that_was_published_is_advice(tmp_path: Path) -> None:
    (finding,) = found(PREPRINT, preprint(), tmp_path=tmp_path)
    assert (finding.code, finding.severity, finding.found) == ("R506", "info", "10.5555/salt.1")


def test_a_list_with_both_versions_is_content(tmp_path: Path) -> None:
    both = f"{PREPRINT}\n\n{ENTRY}"
    assert found(both, preprint(), tmp_path=tmp_path) == []
    said = f"{PREPRINT} (Published as https://doi.org/10.5555/SALT.1)"
    assert found(said, preprint(), tmp_path=tmp_path) == []
