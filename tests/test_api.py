"""The public functions: what they take, and what they refuse."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import ROOT

import refkit

ARTICLE = ROOT / "examples" / "why-do-we-cry.md"
BIB = "@article{rowe2009,\n  author = {Rowe, John W.},\n  title = {Facts},\n  year = {2009}\n}\n"


def test_an_article_is_taken_as_path_text_bytes_and_open_file() -> None:
    data = ARTICLE.read_bytes()
    raws = [reference.raw for reference in refkit.parse(ARTICLE)]
    assert len(raws) == 4
    for source in (data, data.decode(), io.BytesIO(data), io.StringIO(data.decode())):
        assert [each.raw for each in refkit.parse(source)] == raws
    with ARTICLE.open("rb") as file:
        assert [each.raw for each in refkit.parse(file)] == raws


def test_works_are_loaded_from_path_text_bytes_and_open_file(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    for source in (path, BIB, BIB.encode(), io.StringIO(BIB)):
        assert [work.title for work in refkit.load(source)] == ["Facts"]


def test_the_name_of_a_file_given_as_text_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(refkit.ConfigurationError, match=r"Path\('refs.bib'\)"):
        refkit.load("refs.bib")


def test_a_missing_file_is_an_error_with_its_name(tmp_path: Path) -> None:
    for call in (refkit.parse, refkit.load):
        with pytest.raises(refkit.UnreadableError, match=r"nowhere\.md"):
            call(tmp_path / "nowhere.md")


def test_a_broken_entry_stops_loading_with_its_line() -> None:
    with pytest.raises(refkit.FormatError) as caught:
        refkit.load(BIB + "\n@article{broken\n", "bibtex")
    assert caught.value.line == 7


def test_a_mistaken_rule_fails_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(refkit.UnknownRuleError):
        refkit.check(tmp_path / "nowhere.md", select=["Q7"])


def test_a_doi_alone_is_resolved_to_its_record() -> None:
    with refkit.Sources(records=[ROOT / "examples" / "records.json"], offline=True) as sources:
        [found, missing] = refkit.resolve(
            ["https://doi.org/10.3389/FPSYG.2014.00502", "10.5555/nowhere"], sources=sources
        )
    assert found.match is not None
    assert found.match.record.work.title == "Is crying a self-soothing behavior?"
    assert missing.identity == "undetermined"


def test_lines_are_parsed_one_by_one_in_order() -> None:
    parsed = refkit.parse("Rowe, J. (2009). Facts. Contexts, 8, 16–21.\n\n???\n", lines=True)
    assert [(each.line, each.raw) for each in parsed] == [
        (1, "Rowe, J. (2009). Facts. Contexts, 8, 16–21."),
        (3, "???"),
    ]


def test_a_rendered_bibliography_reads_back_as_the_same_work() -> None:
    [work] = [reference.work for reference in refkit.parse(ARTICLE)][2:3]
    text = str(refkit.render([work], style="apa"))
    again = refkit.parse_reference(text.strip()).work
    for variable in ("author", "issued", "title", "container-title", "volume", "page", "DOI"):
        assert again.get(variable) == work.get(variable), variable


def test_a_timeout_must_be_positive() -> None:
    with pytest.raises(refkit.ConfigurationError):
        refkit.Sources(offline=True, timeout=0)


def test_a_finding_in_a_list_of_lines_stands_where_the_fault_is() -> None:
    text = "\n\nSmith, J. (2020). On *nesting*. Contexts, 8, 16–21. https://doi.org/1037/abc\n"
    with refkit.Sources(offline=True) as sources:
        [finding] = refkit.check(text, lines=True, sources=sources).findings
    assert (finding.code, finding.start.line) == ("D201", 3)
    line = text.splitlines()[2]
    assert line[finding.start.column - 1 : finding.end.column - 1] == "1037/abc"
