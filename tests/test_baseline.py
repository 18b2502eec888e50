"""The baseline: which findings it knows again, what it says is gone, and its file."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refkit
from refkit.api.articles import Settings
from refkit.api.baseline import Baseline, write_baseline
from refkit.errors import ConfigurationError, FormatError, UnreadableError
from refkit.model import Finding, Position, Report, Span
from refkit.verify.baseline import Known

TITLES = {
    "herons": "The herons of the northern coast",
    "otters": "Play and sleep among otters of cold rivers",
    "eels": "Where eels spawn, and why nobody has seen it",
}
RECORDS = [
    {
        "DOI": f"10.5555/{name}",
        "type": "journal-article",
        "title": [title],
        "author": [{"family": "Marsh", "given": "Ada"}, {"family": "Lund", "given": "Per"}],
        "container-title": ["Journal of Wetlands"],
        "volume": "12",
        "issue": "3",
        "page": "201-219",
        "issued": {"date-parts": [[2016]]},
    }
    for name, title in TITLES.items()
]


def entry(name: str, *, year: int = 2016, volume: int = 12) -> str:
    return (
        f"Marsh, A., & Lund, P. ({year}). {TITLES[name]}. *Journal of "
        f"Wetlands*, *{volume}*(3), 201–219. https://doi.org/10.5555/{name}"
    )


def article(*entries: str) -> str:
    return "# Coast\n\nSome text.\n\n## References\n\n" + "\n\n".join(entries) + "\n"


OLD = article(entry("herons", year=2011, volume=21), entry("otters"))
MATTERS = ("M302", "M305", "S9", "X1")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


def check(path: Path, text: str, records: Path | None, select: tuple[str, ...] = MATTERS) -> Report:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(text.encode())
    with refkit.Sources(records=[records] if records else [], offline=True) as sources:
        return refkit.check(path, sources=sources, select=select)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_an_article_with_its_baseline_passes_and_a_new_error_fails(
    tmp_path: Path, records: Path
) -> None:
    path = tmp_path / "old.md"
    before = check(path, OLD, records)
    assert (codes(before.findings), before.exit_code) == (["M302", "M305"], 1)
    write_baseline([before], tmp_path / "baseline.json")
    baseline = Baseline.load(tmp_path / "baseline.json")
    after, gone = baseline.hide(before)
    assert (after.findings, after.exit_code, gone) == ([], 0, [])
    assert [(each.finding.code, each.reason, each.by) for each in after.suppressed] == [
        ("M302", "in baseline.json", "baseline"),
        ("M305", "in baseline.json", "baseline"),
    ]
    assert codes(before.findings) == ["M302", "M305"]

    worse = OLD.replace("(2016)", "(2006)")
    after, gone = baseline.hide(check(path, worse, records))
    assert (codes(after.findings), after.exit_code, gone) == (["M302"], 1, [])


STILL_KNOWN = {
    "lines before it": "\n\n\n" + OLD,
    "text before it": OLD.replace("Some text.", "Other text, and more.\n\nA paragraph."),
    "other references": article(
        entry("eels"), entry("herons", year=2011, volume=21), entry("otters")
    ),
    "another order": article(entry("otters"), entry("herons", year=2011, volume=21)),
    "line breaks": OLD.replace(", ", ",\n"),
    "line ends of Windows": OLD.replace("\n", "\r\n"),
    "punctuation and capitals": OLD.replace("The herons", "the Herons").replace(
        "201–219", "201-219"
    ),
    "markup": OLD.replace("*Journal of Wetlands*", "Journal of Wetlands"),
    "a list": OLD.replace("Marsh,", "- Marsh,"),
}


@pytest.mark.parametrize("name", STILL_KNOWN)
def test_a_finding_is_known_again_after(name: str, tmp_path: Path, records: Path) -> None:
    write_baseline([check(tmp_path / "old.md", OLD, records)], tmp_path / "baseline.json")
    report = check(tmp_path / "old.md", STILL_KNOWN[name], records)
    new, known, gone = Baseline.load(tmp_path / "baseline.json").split(report)
    assert (codes(new), codes(known), gone) == ([], ["M302", "M305"], [])


def test_whoever_changes_an_entry_is_told_all_that_is_wrong_with_it(
    tmp_path: Path, records: Path
) -> None:
    write_baseline([check(tmp_path / "old.md", OLD, records)], tmp_path / "baseline.json")
    report = check(tmp_path / "old.md", OLD.replace("(2011)", "(2012)"), records)
    new, known, gone = Baseline.load(tmp_path / "baseline.json").split(report)
    assert (codes(new), known, [each.code for each in gone]) == (
        ["M302", "M305"],
        [],
        ["M302", "M305"],
    )


def test_equal_findings_are_counted(tmp_path: Path, records: Path) -> None:
    twice = article(*[entry("herons", year=2011)] * 2)
    once = article(entry("herons", year=2011))
    thrice = article(*[entry("herons", year=2011)] * 3)
    path = tmp_path / "old.md"
    write_baseline([check(path, twice, records, ("M302",))], tmp_path / "baseline.json")
    baseline = Baseline.load(tmp_path / "baseline.json")
    new, known, gone = baseline.split(check(path, thrice, records, ("M302",)))
    assert (len(new), len(known), len(gone)) == (1, 2, 0)
    new, known, gone = baseline.split(check(path, once, records, ("M302",)))
    assert (len(new), len(known), len(gone)) == (0, 1, 1)


def finding(source: str, marked: str, **fields: str) -> Finding:
    start = source.index(marked)
    line = source.count("\n", 0, start) + 1
    column = start - (source.rfind("\n", 0, start) + 1) + 1
    return Finding(
        code="C601",
        message="cited, not listed",
        severity="error",
        span=Span(start, start + len(marked)),
        start=Position(line, column),
        end=Position(line, column + len(marked)),
        written=marked,
    )


def in_text(path: Path, source: str, *marked: str) -> Report:
    return Report(
        path=str(path),
        format="text",
        verdicts=[],
        findings=[finding(source, each) for each in marked],
        source=source,
    )


BEFORE = "One line.\n\nHerons wait for hours (Marsh, 2016) and otters do not. Eels swim.\n"
CITATIONS = {
    "moved": ("Another line.\n\n" + BEFORE, "(Marsh, 2016)", 1),
    "wrapped": (BEFORE.replace(" and otters", "\nand otters"), "(Marsh, 2016)", 1),
    "another paragraph after it": (BEFORE + "\nMore.\n", "(Marsh, 2016)", 1),
    "another sentence": (BEFORE.replace("otters do", "eels do"), "(Marsh, 2016)", 0),
    "another citation": (BEFORE.replace("2016", "2017"), "(Marsh, 2017)", 0),
}


@pytest.mark.parametrize("name", CITATIONS)
def test_a_finding_in_the_text_is_known_by_the_words_around_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    write_baseline([in_text(path, BEFORE, "(Marsh, 2016)")], tmp_path / "baseline.json")
    text, marked, expected = CITATIONS[name]
    _, known, _ = Baseline.load(tmp_path / "baseline.json").split(in_text(path, text, marked))
    assert len(known) == expected


def test_what_is_said_of_the_check_itself_is_never_known(tmp_path: Path, records: Path) -> None:
    text = OLD.replace("Some text.", "Some text. <!-- refkit: ignore[M302] -->")
    report = check(tmp_path / "old.md", text, records)
    assert codes(report.findings) == ["S903", "M302", "M305"]
    write_baseline([report], tmp_path / "baseline.json")
    after, _ = Baseline.load(tmp_path / "baseline.json").hide(report)
    assert (codes(after.findings), after.exit_code) == (["S903"], 1)


def test_references_that_could_not_be_checked_are_no_less_so(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "old.md"
    write_baseline([check(path, OLD, records)], tmp_path / "baseline.json")
    offline = check(path, OLD, None)
    after, gone = Baseline.load(tmp_path / "baseline.json").hide(offline)
    assert (after.exit_code, gone) == (3, [])


def test_a_reference_that_cannot_be_checked_keeps_its_own_findings_only(
    tmp_path: Path, records: Path
) -> None:
    path = tmp_path / "old.md"
    first, second = entry("herons", year=2011), entry("otters", year=2011)
    write_baseline([check(path, article(first, second), records)], tmp_path / "baseline.json")
    # The first is mended; of the second nobody answers any more.
    records.write_text(json.dumps(RECORDS[:1]), encoding="utf-8")
    report = check(path, article(entry("herons"), second), records)
    assert [verdict.identity for verdict in report.verdicts] == ["same-work", "undetermined"]
    gone = Baseline.load(tmp_path / "baseline.json").split(report).gone
    assert ["herons" in each.text for each in gone] == [True]
    write_baseline([report], tmp_path / "baseline.json")
    (left,) = Baseline.load(tmp_path / "baseline.json").files["old.md"]
    assert "otters" in left.text


def test_what_was_not_looked_for_is_not_gone(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "old.md"
    write_baseline([check(path, OLD, records)], tmp_path / "baseline.json")
    mended = article(entry("herons"), entry("otters"))
    baseline = Baseline.load(tmp_path / "baseline.json")
    report = check(path, mended, records, ("M302",))
    assert [each.code for each in baseline.split(report, Settings(select=("M302",))).gone] == [
        "M302"
    ]
    assert [each.code for each in baseline.split(report).gone] == ["M302", "M305"]


def test_no_article_without_a_list_is_known_as_one_with_a_list(
    tmp_path: Path, records: Path
) -> None:
    path = tmp_path / "old.md"
    empty = check(path, "# Coast\n\nSome text.\n", records)
    assert codes(empty.findings) == ["X101"]
    write_baseline([empty], tmp_path / "baseline.json")
    baseline = Baseline.load(tmp_path / "baseline.json")
    other = check(path, "# Shore\n\nOther text.\n\nMore.\n", records)
    assert baseline.hide(other)[0].findings == []
    assert codes(baseline.hide(check(path, OLD, records))[0].findings) == ["M302", "M305"]


EXPECTED = """\
{
  "version": 1,
  "files": {
    "a/one.md": [
      {"code": "M302", "fingerprint": "%s", "message": "%s", "text": "%s"},
      {"code": "M305", "fingerprint": "%s", "message": "%s", "text": "%s"}
    ],
    "b.md": [
      {"code": "X101", "fingerprint": "%s", "message": "%s", "text": ""}
    ]
  }
}
"""


def test_the_file_has_a_line_for_each_finding_in_a_fixed_order(
    tmp_path: Path, records: Path
) -> None:
    path = tmp_path / "baseline.json"
    two = check(tmp_path / "b.md", "Text.\n", records)
    one = check(tmp_path / "a" / "one.md", OLD, records)
    known = write_baseline([two, one], path)
    rows = [each for key in ("a/one.md", "b.md") for each in known.files[key]]
    values: list[str] = []
    for row in rows:
        values += [row.fingerprint, row.message, *([row.text] if row.text else [])]
    assert path.read_text(encoding="utf-8") == EXPECTED % tuple(values)
    assert rows[0].text.startswith("Marsh, A., & Lund, P. (2011). The herons")
    assert Baseline.load(path) == known


def test_what_was_written_once_is_recognised_in_every_later_version(tmp_path: Path) -> None:
    # Fingerprints must never change: the files are committed.
    known = write_baseline([in_text(tmp_path / "a.txt", BEFORE, "(Marsh, 2016)")], tmp_path / "b")
    assert [each.fingerprint for each in known.files["a.txt"]] == ["5642abd0cb72a1d9"]


def test_writing_keeps_other_files_and_what_may_still_be_there(
    tmp_path: Path, records: Path
) -> None:
    path = tmp_path / "baseline.json"
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    three = tmp_path / "three.md"
    write_baseline([check(each, OLD, records) for each in (one, two, three)], path)
    first = path.read_bytes()
    three.unlink()
    mended = article(entry("herons"), entry("otters"))

    write_baseline([check(one, OLD, None)], path)
    known = Baseline.load(path)
    assert {key: len(rows) for key, rows in known.files.items()} == {"one.md": 2, "two.md": 2}

    settings = Settings(select=("M302",))
    write_baseline([check(one, mended, records, ("M302",))], path, lambda _: settings)
    assert [each.code for each in Baseline.load(path).files["one.md"]] == ["M305"]

    write_baseline([check(one, mended, records), check(two, mended, records)], path)
    assert path.read_text(encoding="utf-8") == '{\n  "version": 1,\n  "files": {}\n}\n'
    assert first != path.read_bytes()


def test_a_report_whose_known_findings_are_hidden_is_written_whole(
    tmp_path: Path, records: Path
) -> None:
    path = tmp_path / "baseline.json"
    report = check(tmp_path / "old.md", OLD, records)
    known = write_baseline([report], path)
    hidden, _ = known.hide(report)
    before = path.stat().st_mtime_ns
    assert write_baseline([hidden], path) == known
    assert path.stat().st_mtime_ns == before
    assert known.hide(hidden)[0] == hidden


def test_paths_are_those_from_the_files_folder(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(tmp_path / "text" / "old.md", OLD, records)
    (tmp_path / "ci").mkdir()
    monkeypatch.chdir(tmp_path / "text")
    with refkit.Sources(records=[records], offline=True) as sources:
        report = refkit.check(Path("old.md"), sources=sources, select=MATTERS)
    known = write_baseline([report], Path("../ci/baseline.json"))
    assert list(known.files) == ["../text/old.md"]
    monkeypatch.chdir(tmp_path)
    moved = msgspec.structs.replace(report, path=str(tmp_path / "text" / "old.md"))
    assert Baseline.load("ci/baseline.json").hide(moved)[0].findings == []


BROKEN = {
    "no JSON": ("{\n<<<<<<< HEAD\n}", 2, "is no valid JSON"),
    "a list": ("[]", 1, "is no baseline: it has no files"),
    "another version": ('{"files": {},\n"version": 2}', 2, "was written by another version"),
    "no list": ('{"version": 1,\n "files": {\n "a.md": 3}}', 3, "must have a list of findings"),
    "no fingerprint": (
        '{"version": 1, "files": {\n"a.md": [\n'
        '{"code": "M302", "fingerprint": "0", "message": "", "text": ""},\n'
        '{"code": "M302", "message": "", "text": ""}]}}',
        4,
        "finding 2 needs code, fingerprint, message, text",
    ),
    "a number for a finding": (
        '{"version": 1, "files": {\n"a.md": [\n7]}}',
        3,
        "finding 1 needs code",
    ),
    "nothing": ("", 1, "is no valid JSON"),
    "deep nesting": ("[" * 100_000, 0, "is no baseline"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    text, line, reason = BROKEN[name]
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=reason) as caught:
        Baseline.load(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    with pytest.raises(FormatError):
        write_baseline([], path)
    assert path.read_text(encoding="utf-8") == text


def test_a_missing_file_a_folder_and_other_bytes_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such baseline; --write-baseline makes it"):
        Baseline.load(tmp_path / "missing.json")
    with pytest.raises(UnreadableError, match="is a folder"):
        Baseline.load(tmp_path)
    (tmp_path / "a").write_bytes(b'{"version":\n "\xff"}')
    with pytest.raises(FormatError, match="a:2: is not UTF-8"):
        Baseline.load(tmp_path / "a")
    with pytest.raises(ConfigurationError, match="cannot write"):
        write_baseline([], tmp_path / "missing" / "baseline.json")


@given(
    files=st.dictionaries(
        st.text(min_size=1, max_size=8),
        st.lists(st.builds(Known, *[st.text(max_size=8)] * 4), min_size=1, max_size=4),
        max_size=4,
    )
)
def test_what_is_written_is_read_again(
    files: dict[str, list[Known]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from refkit.api.baseline import _read, _written

    assert _read(_written(files), "baseline.json") == files
