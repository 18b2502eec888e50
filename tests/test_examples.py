"""The examples run, and say what they should of the four references that refkit began with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from conftest import ROOT

import refkit
from refkit.report.json import write_json

EXAMPLES = ROOT / "examples"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(EXAMPLES / script), *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def report() -> refkit.Report:
    with refkit.Sources(records=[EXAMPLES / "records.json"], offline=True) as sources:
        return refkit.check(EXAMPLES / "why-do-we-cry.md", sources=sources)


def test_the_first_reference_is_identified_in_spite_of_its_doi(report: refkit.Report) -> None:
    verdict = report.verdicts[0]
    assert verdict.identity == "same-work"
    assert verdict.match is not None
    assert verdict.match.record.work.DOI == "10.1037/pst0000342"
    assert verdict.wrong == ["author", "issue", "page", "DOI"]


def test_the_third_reference_is_verified(report: refkit.Report) -> None:
    verdict = report.verdicts[2]
    assert verdict.identity == "same-work"
    assert verdict.wrong == []


def test_what_has_no_record_is_not_checked_and_not_called_false(report: refkit.Report) -> None:
    for verdict in (report.verdicts[1], report.verdicts[3]):
        assert verdict.identity == "undetermined"
        assert verdict.match is None
    assert {finding.reference for finding in report.findings} == {0, None}


def test_the_second_stands_at_the_wrong_place(report: refkit.Report) -> None:
    (finding,) = [finding for finding in report.findings if finding.reference is None]
    assert (finding.code, finding.start.line, finding.severity) == ("L701", 23, "warning")


def test_the_safe_fixes_make_the_right_reference_and_touch_nothing_else() -> None:
    before = (EXAMPLES / "why-do-we-cry.md").read_text(encoding="utf-8")
    with refkit.Sources(records=[EXAMPLES / "records.json"], offline=True) as sources:
        fixed = refkit.fix(EXAMPLES / "why-do-we-cry.md", sources=sources)
    wrong = next(line for line in before.splitlines() if line.startswith("Bylsma"))
    right = (
        "Bylsma, L. M., Gračanin, A., & Vingerhoets, A. J. J. M. (2021). A clinical practice review"
        " of crying research. *Psychotherapy*, *58*(1), 133–149. "
        "https://doi.org/10.1037/pst0000342"
    )
    cited = before.replace("(Bylsma & Gračanin, 2021)", "(Bylsma et al., 2021)")
    assert fixed.after == cited.replace(wrong, right)


def test_the_script_that_checks_one_reference_runs() -> None:
    done = run("check_a_reference.py")
    assert done.returncode == 0, done.stderr
    assert "verdict: same-work" in done.stdout
    assert "DOI: " in done.stdout


def test_the_script_for_ci_fails_on_findings_and_only_then(tmp_path: Path) -> None:
    done = run("check_in_ci.py", str(EXAMPLES), str(EXAMPLES / "records.json"))
    assert done.returncode == 1
    assert done.stdout.endswith("5 findings\n")
    text = (EXAMPLES / "why-do-we-cry.md").read_text(encoding="utf-8")
    (tmp_path / "right.md").write_text(
        "\n".join(
            line
            for line in text.splitlines()
            if not line.startswith(("Bylsma", "A recent")) and "2019" not in line
        ),
        "utf-8",
    )
    shutil.copy(EXAMPLES / "records.json", tmp_path)
    done = run("check_in_ci.py", str(tmp_path), str(tmp_path / "records.json"))
    assert (done.returncode, done.stdout) == (0, "0 findings\n")


def test_the_script_that_cites_gives_the_text_with_its_references() -> None:
    done = run("cite_and_render.py")
    assert done.returncode == 0, done.stderr
    text, _, references = done.stdout.partition("\n\n## References\n\n")
    assert text == (
        "Crying soothes some of us (Gračanin et al., 2014, p. 3), not all (Gračanin et al., 2014, "
        "2019)."
    )
    entries = references.strip().split("\n\n")
    assert [entry.partition(" (")[2][:4] for entry in entries] == ["2014", "2019"]
    assert "*Frontiers in Psychology*" in entries[0]


def test_the_script_for_bibtex_writes_four_entries() -> None:
    done = run("list_to_bibtex.py")
    assert done.returncode == 0, done.stderr
    works = refkit.load(done.stdout, "bibtex")
    assert [work.year for work in works] == [2021, 2019, 2014, 2020]
    assert works[0].author[1].family == "Gračanin"


def test_the_script_that_keeps_a_library_merges_and_cites() -> None:
    done = run("keep_a_library.py")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == ["5 works added", "the same: gracanin2014, Gracanin14"]
    assert "gracanin2014 | Is crying a self-soothing behavior?" in lines
    assert "(Gračanin et al., 2014)" in lines
    exported = refkit.load(done.stdout[done.stdout.index("@") :], "bibtex")
    assert sorted(work.id for work in exported) == ["bylsma2021", "gracanin2014", "vingerhoets2013"]
    assert "crying" in exported[0].keyword


def test_the_report_on_every_example_keeps_to_the_schema() -> None:
    schema = json.loads((ROOT / "docs" / "check-report.schema.json").read_text(encoding="utf-8"))
    articles = sorted([*EXAMPLES.glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
    with refkit.Sources(records=[EXAMPLES / "records.json"], offline=True) as sources:
        reports = [refkit.check(article, sources=sources) for article in articles]
    for text in (write_json(reports), *(write_json([report]) for report in reports)):
        import_module("jsonschema").validate(json.loads(text), schema)
