"""Many articles in one call."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from refkit import api
from refkit.api.many import TOGETHER, check_all
from refkit.errors import ConfigurationError, FormatError, InputError, UnreadableError
from refkit.model import Report

WORK = {
    "DOI": "10.5555/sea.1",
    "type": "journal-article",
    "title": ["On the salt of tears"],
    "author": [{"family": "Ek", "given": "Bo"}],
    "container-title": ["Sea"],
    "volume": "3",
    "page": "1-2",
    "issued": {"date-parts": [[1999]]},
}
ENTRY = "Ek, B. (1999). On the salt of tears. *Sea*, *{}*, 1–2. https://doi.org/10.5555/sea.1"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([WORK]), encoding="utf-8")
    return path


def articles(folder: Path, volumes: list[str]) -> list[Path]:
    paths = []
    for number, volume in enumerate(volumes):
        path = folder / f"{number:03}.md"
        path.write_text(f"# Tears\n\n## References\n\n{ENTRY.format(volume)}\n", encoding="utf-8")
        paths.append(path)
    return paths


def codes(result: Report | InputError) -> list[str]:
    assert isinstance(result, Report)
    return [finding.code for finding in result.findings]


@pytest.mark.parametrize("jobs", [1, 2])
def test_articles_are_checked_in_order_however_many_processes_read_them(
    jobs: int, tmp_path: Path, records: Path
) -> None:
    paths = articles(tmp_path, ["3", "4", "3", "5"])
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        found = list(check_all(paths, sources=sources, jobs=jobs))
    assert [codes(each) for each in found] == [[], ["M305"], [], ["M305"]]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_cannot_be_read_stops_none_of_the_others(
    jobs: int, tmp_path: Path, records: Path
) -> None:
    paths = articles(tmp_path, ["4"])
    missing = tmp_path / "missing.md"
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        first, second = check_all([missing, *paths], sources=sources, jobs=jobs)
    assert isinstance(first, UnreadableError)
    assert str(first) == f"{missing}: no such file"
    assert codes(second) == ["M305"]


def test_more_articles_than_are_asked_about_at_once(tmp_path: Path, records: Path) -> None:
    texts = [f"# References\n\n{ENTRY.format(at % 2 + 3)}\n" for at in range(TOGETHER + 3)]
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        found = list(check_all(texts, sources=sources))
    assert [codes(each) for each in found] == [["M305"] if at % 2 else [] for at in range(103)]


def test_each_article_may_have_its_own_lockfile_and_settings(tmp_path: Path, records: Path) -> None:
    paths = articles(tmp_path, ["3", "4"])
    with api.Sources(records=[records], offline=True, cache=False) as sources:
        api.lock(paths, sources=sources)

    def settings(path: str) -> api.Settings:
        return api.Settings(ignore=("M305",) if path.endswith("001.md") else ())

    found = list(check_all(paths, locked=tmp_path / "refkit.lock", settings=settings))
    assert [codes(each) for each in found] == [[], []]
    with api.Sources(offline=True, cache=False) as sources:
        mixed = check_all(paths, locked=tmp_path / "refkit.lock", sources=sources)
        with pytest.raises(ConfigurationError, match="asks no sources"):
            next(mixed)


def test_an_error_keeps_its_place_on_its_way_from_another_process() -> None:
    error = FormatError("no year", path="a.bib", line=3, entry="ek", field="year")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is FormatError
    assert str(copy) == "a.bib:3: entry ek, field year: no year"
