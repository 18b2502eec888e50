"""``refkit.lock`` and a locked check, from files to files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

import refkit
from refkit import api
from refkit.model import Finding
from refkit.model.locked import LockReport

RECORDS: list[dict[str, Any]] = [
    {
        "DOI": "10.5555/tears.2014",
        "type": "journal-article",
        "title": ["Is crying a self-soothing behavior?"],
        "author": [
            {"family": "Gračanin", "given": "Asmir"},
            {"family": "Bylsma", "given": "Lauren M."},
            {"family": "Vingerhoets", "given": "Ad J. J. M."},
        ],
        "container-title": ["Annals of Tears"],
        "short-container-title": ["Ann. Tears"],
        "volume": "5",
        "issue": "2",
        "page": "133-149",
        "published-online": {"date-parts": [[2013, 12, 20]]},
        "published-print": {"date-parts": [[2014, 2]]},
    },
    {
        "DOI": "10.5555/bridges.77",
        "type": "journal-article",
        "title": ["Seismic response of reinforced concrete bridge columns"],
        "author": [{"family": "Yang", "given": "Yi"}, {"family": "He", "given": "Rui"}],
        "container-title": ["Journal of Bridges"],
        "volume": "200",
        "page": "109664",
        "issued": {"date-parts": [[2019]]},
    },
]
RIGHT = (
    "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M. (2014). Is crying a self-soothing "
    "behavior? *Annals of Tears*, *5*(2), 133–149. https://doi.org/10.5555/tears.2014"
)
ENTRIES = {
    "right": RIGHT,
    "wrong volume": RIGHT.replace("*5*", "*15*"),
    "online year": RIGHT.replace("(2014)", "(2013)"),
    "abbreviated": RIGHT.replace("Annals of Tears", "Ann. Tears"),
    "missing author": RIGHT.replace("Gračanin, A., Bylsma, L. M.,", "Gračanin, A.,"),
    "no DOI": RIGHT.partition(" https")[0],
    "not its DOI": RIGHT.replace("tears.2014", "tears.2041"),
    "another work's DOI": RIGHT.replace("tears.2014", "bridges.77"),
    "a DOI and another title": RIGHT.replace("Is crying a self-soothing", "On the geology of rock"),
    "another work, itself unknown": (
        "Mayr, C. (2003). Birds of the upper Danube valley in winter. *Ornis*, *9*, 1–22. "
        "https://doi.org/10.5555/bridges.77"
    ),
    "invented": (
        "Kardum, I. (2019). Why do we cry at weddings? *Annals of Laughter*, *28*(2), 234–240. "
        "https://doi.org/10.5555/nowhere"
    ),
    "bare DOI": "https://doi.org/10.5555/tears.2014",
    "dead bare DOI": "https://doi.org/10.5555/nobody",
    "unreadable": "Ibid.",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_records(RECORDS)
    return tmp_path


def write_records(records: list[dict[str, Any]]) -> None:
    Path("records.json").write_text(json.dumps(records), encoding="utf-8")


def write(name: str, *entries: str) -> Path:
    text = "# On crying\n\nSome text.\n\n## References\n\n" + "\n\n".join(entries) + "\n"
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def sources(complete: bool = True) -> refkit.Sources:
    return refkit.Sources(records=["records.json"], records_complete=complete, offline=True)


def lock(*names: str, complete: bool = True, **options: Any) -> LockReport:
    with sources(complete) as opened:
        return refkit.lock(names, sources=opened, **options)


def changes(report: LockReport) -> list[list[str]]:
    return [[each.change for each in article.references] for article in report.articles]


def news(report: LockReport) -> list[str]:
    return [
        found.message
        for article in report.articles
        for each in article.references
        for found in each.news
    ]


def shown(findings: list[Finding]) -> list[tuple[object, ...]]:
    return [
        (each.code, each.message, each.span, each.reference, each.written, each.found, each.source)
        for each in findings
    ]


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
def test_a_locked_check_finds_what_the_check_found(entry: str, complete: bool) -> None:
    path = write("a.md", entry)
    lock("a.md", complete=complete)
    with sources(complete) as opened:
        asked = refkit.check(path, sources=opened, lines=False)
    locked = refkit.check(path, locked="refkit.lock")
    assert shown(locked.findings) == shown(asked.findings)
    assert [each.identity for each in locked.verdicts] == [each.identity for each in asked.verdicts]
    assert [each.comparisons for each in locked.verdicts] == [
        each.comparisons for each in asked.verdicts
    ]
    assert locked.exit_code == asked.exit_code


def test_the_cases_are_of_every_identity() -> None:
    write("a.md", *ENTRIES.values())
    found = {
        each.entry.identity
        for complete in (True, False)
        for article in lock("a.md", complete=complete, refresh=True).articles
        for each in article.references
        if each.entry
    }
    assert found == {"same-work", "another-work", "not-found", "undetermined"}


def test_a_locked_check_needs_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.md", RIGHT)
    lock("a.md")
    Path("records.json").unlink()
    monkeypatch.setattr(api, "Sources", None)
    assert refkit.check(path, locked="refkit.lock").exit_code == 0
    with sources_of_nothing() as opened, pytest.raises(refkit.ConfigurationError):
        refkit.check(path, locked="refkit.lock", sources=opened)


def sources_of_nothing() -> refkit.Sources:
    return refkit.Sources(offline=True)


def test_a_lockfile_is_read_once_for_many_checks() -> None:
    path = write("a.md", RIGHT)
    lock("a.md")
    lockfile = api.open_lockfile("refkit.lock")
    Path("refkit.lock").unlink()
    assert refkit.check(path, locked=lockfile).exit_code == 0


def test_what_is_not_locked_is_reported_in_its_place() -> None:
    write("a.md", RIGHT)
    lock("a.md")
    path = write("a.md", ENTRIES["wrong volume"], RIGHT)
    report = refkit.check(path, locked="refkit.lock")
    [finding] = [each for each in report.findings if each.code[0] != "L"]
    assert (finding.code, finding.severity, finding.reference) == ("S901", "error", 0)
    assert (finding.start.line, finding.start.column) == (7, 1)
    assert finding.written.startswith("Gračanin, A.")
    assert [each.identity for each in report.verdicts] == ["undetermined", "same-work"]
    assert report.exit_code == 1
    without = refkit.check(path, locked="refkit.lock", ignore=["S9", "L7"])
    assert (without.findings, without.exit_code) == ([], 3)


def test_a_reference_that_was_moved_numbered_or_wrapped_is_still_locked() -> None:
    write("a.md", f"1. {RIGHT}", f"2. {ENTRIES['online year']}")
    lock("a.md")
    wrapped = RIGHT.replace(" Is crying", "\n   Is crying").replace(" *5*", "\n   *5*")
    path = write("a.md", f"1. {ENTRIES['online year']}", f"2. {wrapped}")
    assert refkit.check(path, locked="refkit.lock", ignore=["L702"]).findings == []


def test_an_article_from_memory_or_under_a_new_name_finds_its_references() -> None:
    lock(str(write("a.md", RIGHT)))
    text = Path("a.md").read_text(encoding="utf-8")
    assert refkit.check(text, locked="refkit.lock", format="markdown").exit_code == 0
    os.rename("a.md", "b.md")
    assert refkit.check(Path("b.md"), locked="refkit.lock").exit_code == 0


def test_locking_again_asks_for_nothing_and_changes_no_byte() -> None:
    write("a.md", *ENTRIES.values())
    assert lock("a.md").written == ["refkit.lock"]
    before, time = Path("refkit.lock").read_bytes(), os.stat("refkit.lock").st_mtime_ns
    with sources_of_nothing() as opened:
        again = refkit.lock(["a.md"], sources=opened)
    assert (again.written, again.changed, again.open) == ([], False, False)
    assert lock("a.md", refresh=True).written == []
    assert Path("refkit.lock").read_bytes() == before
    assert os.stat("refkit.lock").st_mtime_ns == time


def test_only_what_is_new_is_asked_for() -> None:
    write("a.md", RIGHT)
    lock("a.md")
    write("a.md", RIGHT, ENTRIES["online year"])
    told: list[tuple[int, int, str]] = []
    report = lock("a.md", progress=lambda *step: told.append(step))
    assert changes(report) == [["kept", "new"]]
    assert {of for _, of, _ in told} == {1}


def test_a_reference_that_is_gone_is_removed_and_other_articles_stay() -> None:
    write("a.md", RIGHT, ENTRIES["online year"])
    write("b.md", ENTRIES["wrong volume"], RIGHT)
    lock("a.md", "b.md")
    write("a.md", RIGHT)
    report = lock("a.md")
    assert [len(article.removed) for article in report.articles] == [1]
    lockfile = api.open_lockfile("refkit.lock")
    assert [len(lockfile.entries(name)) for name in ("a.md", "b.md")] == [1, 2]


def test_articles_of_several_folders_have_a_lockfile_each_and_one_on_demand() -> None:
    Path("one").mkdir()
    Path("two").mkdir()
    names = [str(write("one/a.md", RIGHT)), str(write("two/b.md", RIGHT))]
    report = lock(*names)
    assert report.written == [str(Path("one/refkit.lock")), str(Path("two/refkit.lock"))]
    assert 'path = "a.md"' in Path("one/refkit.lock").read_text(encoding="utf-8")
    assert lock(*names, lockfile="one/all.lock").written == [str(Path("one/all.lock"))]
    text = Path("one/all.lock").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("path")] == [
        'path = "../two/b.md"',
        'path = "a.md"',
    ]


def test_the_same_article_by_another_name_is_the_same() -> None:
    write("a.md", RIGHT)
    lock("a.md")
    assert lock("./a.md").written == []
    assert lock(os.path.abspath("a.md"), lockfile="refkit.lock").written == []
    decomposed = str(write("cafe\u0301.md", RIGHT))
    lock(decomposed)
    assert 'path = "café.md"' in Path("refkit.lock").read_text(encoding="utf-8")


def test_nothing_is_written_on_a_dry_run() -> None:
    write("a.md", RIGHT)
    report = lock("a.md", write=False)
    assert (report.changed, report.written) == (True, [])
    assert not Path("refkit.lock").exists()


def test_an_article_without_references_leaves_a_lockfile_that_a_check_can_use() -> None:
    Path("a.md").write_text("# Nothing\n\nIs cited here.\n", encoding="utf-8")
    assert lock("a.md").written == ["refkit.lock"]
    codes = [each.code for each in refkit.check(Path("a.md"), locked="refkit.lock").findings]
    assert codes == ["X101"]


def test_news_is_told_and_then_locked() -> None:
    write("a.md", RIGHT)
    lock("a.md")
    notice = {
        "DOI": "10.5555/tears.r",
        "type": "retraction",
        "updated": {"date-parts": [[2026, 4, 1]]},
    }
    write_records([RECORDS[0] | {"updated-by": [notice], "issue": "3"}])
    assert news(lock("a.md")) == []
    expected = [
        "was retracted on 2026-04-01, see https://doi.org/10.5555/tears.r",
        "has a record with another issue: 2 → 3",
    ]
    assert news(lock("a.md", refresh=True, write=False)) == expected
    assert refkit.check(Path("a.md"), locked="refkit.lock").exit_code == 0
    assert news(lock("a.md", refresh=True)) == expected
    found = refkit.check(Path("a.md"), locked="refkit.lock").findings
    assert [each.code for each in found] == ["R501", "M306"]
    assert news(lock("a.md", refresh=True)) == []


def test_a_work_that_is_found_nowhere_any_more_is_news() -> None:
    write("a.md", RIGHT)
    lock("a.md")
    write_records(RECORDS[1:])
    assert news(lock("a.md", refresh=True)) == [
        "is not found any more; it was https://doi.org/10.5555/tears.2014",
        "has a DOI that does not exist any more",
    ]


def test_what_another_process_locked_meanwhile_stays() -> None:
    write("a.md", RIGHT)
    write("b.md", ENTRIES["online year"])
    with sources() as opened:

        def meanwhile(*step: object) -> None:
            if not Path("refkit.lock").exists():
                lock("b.md")

        refkit.lock(["a.md"], sources=opened, progress=meanwhile)
    lockfile = api.open_lockfile("refkit.lock")
    assert sorted(lockfile.articles) == ["a.md", "b.md"]


def test_a_write_that_fails_leaves_the_old_lockfile_and_no_litter(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    write("a.md", RIGHT)
    lock("a.md")
    before = Path("refkit.lock").read_bytes()
    write("a.md", ENTRIES["online year"])

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(refkit.ConfigurationError, match=r"cannot write .*No space left"):
            lock("a.md")
    assert Path("refkit.lock").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == [
        "a.md",
        "records.json",
        "refkit.lock",
    ]


def test_a_lockfile_keeps_its_mode_and_a_link_stays_a_link() -> None:
    write("a.md", RIGHT)
    Path("shared.lock").touch()
    os.chmod("shared.lock", 0o640)
    Path("shared.lock").write_text("version = 1\n", encoding="utf-8")
    os.symlink("shared.lock", "refkit.lock")
    lock("a.md")
    assert Path("refkit.lock").is_symlink()
    assert os.stat("shared.lock").st_mode & 0o777 == 0o640


def test_an_article_from_memory_cannot_be_locked() -> None:
    document = refkit.read("# References\n\n" + RIGHT, format="markdown")
    with pytest.raises(refkit.ConfigurationError, match="comes from no file"), sources() as opened:
        refkit.lock([document], sources=opened)


def test_the_article_that_it_began_with() -> None:
    for name in ("why-do-we-cry.md", "records.json"):
        Path(name).write_bytes((ROOT / "examples" / name).read_bytes())
    article = Path("why-do-we-cry.md")
    report = lock("why-do-we-cry.md", complete=False)
    assert changes(report) == [["new"] * 4]
    with sources(complete=False) as opened:
        asked = refkit.check(article, sources=opened)
    locked = refkit.check(article, locked="refkit.lock")
    assert shown(locked.findings) == shown(asked.findings)
    assert [each.code for each in locked.findings] == ["M301", "M306", "M307", "D204", "L701"]
    article.write_text(
        article.read_text(encoding="utf-8").replace("*58*(4)", "*58*(1)"), encoding="utf-8"
    )
    changed = refkit.check(article, locked="refkit.lock", ignore=["L7"])
    assert [each.code for each in changed.findings] == ["S901"]
    assert changes(lock("why-do-we-cry.md", complete=False)) == [["new", "kept", "kept", "kept"]]
    codes = [each.code for each in refkit.check(article, locked="refkit.lock").findings]
    assert codes == ["M301", "M307", "D204", "L701"]
