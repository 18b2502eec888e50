"""Sources: which places a run asks, in which order, and what it leaves alone."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import NOBODY, ROOT

import refkit
from refkit.model import Answer, Record, Reference, Work
from refkit.resolve.cache import Cache
from refkit.resolve.snapshot_build import build_snapshot
from refkit.resolve.sources import REGISTRIES, Registry, Sources

DOI = "10.5555/12345678"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([{"DOI": DOI, "title": ["On tears"]}]), encoding="utf-8")
    return path


def keep(cache_folder: Path, *, scope: str = f"crossref {NOBODY}") -> Path:
    """A cache with one record of Crossref's in it, by default as from where the tests have it."""
    path = cache_folder / "answers.sqlite"
    record = Record(work=Work(DOI=DOI, title="On tears"), source="crossref")
    with Cache(path) as cache:
        answer = Answer(source="crossref", question=DOI, outcome="found", records=[record])
        cache.put(scope, "doi", {DOI: answer})
    return path


def names(sources: Sources) -> list[str]:
    return [source.name for source in sources.resolver.sources]


def test_files_come_before_registries(records: Path) -> None:
    with Sources(records=[records]) as sources:
        assert names(sources) == ["records.json", "crossref", "datacite", "doi.org"]
        assert sources.complete == frozenset()


def test_a_snapshot_comes_after_the_files(records: Path, tmp_path: Path) -> None:
    other = {"DOI": "10.5555/2", "title": ["On smiles"]}
    (tmp_path / "more.jsonl").write_text(f"{json.dumps(other)}\n", encoding="utf-8")
    folder = tmp_path / "crossref"
    build_snapshot([tmp_path / "more.jsonl"], folder)
    with Sources(records=[records], snapshots=[folder], offline=True) as sources:
        assert names(sources) == ["records.json", str(folder)]
        answers = sources.resolver.by_doi([DOI, "10.5555/2"])
    assert [row[-1].records[0].work.title for row in answers] == ["On tears", "On smiles"]
    assert [row[-1].records[0].source for row in answers] == ["records.json", str(folder)]
    with pytest.raises(refkit.UnreadableError, match="nowhere"):
        Sources(records=[records], snapshots=[tmp_path / "nowhere"])


def test_only_files_can_be_complete(records: Path) -> None:
    with Sources(records=[str(records)], records_complete=True, offline=True) as sources:
        assert names(sources) == ["records.json"]
        assert sources.complete == {"records.json"}


def test_no_file_passes_for_a_registry_or_for_another_file(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (Path("crossref"), Path("more/crossref"), Path("more/records.json")):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(records.read_bytes())
    with Sources(
        records=["records.json", "crossref", "more/crossref", "more/records.json"]
    ) as all_:
        assert names(all_)[:4] == [
            "records.json",
            "./crossref",
            "more/crossref",
            "more/records.json",
        ]
    reference = "Doe, J. (2020). On no tears at all. Emotion, 1(2), 3–9. https://doi.org/10.5555/x"
    with Sources(records=["crossref"], offline=True) as sources:
        assert refkit.resolve([reference], sources=sources)[0].identity == "undetermined"


def test_offline_the_cache_serves_and_is_not_made_if_there_is_none(cache_folder: Path) -> None:
    with Sources(offline=True) as sources:
        assert names(sources) == []
    assert not cache_folder.exists()
    path = keep(cache_folder)
    for cache in (True, path, str(path)):
        with Sources(offline=True, cache=cache) as sources:
            [found, none] = sources.resolver.by_doi([DOI, "10.5555/none"])
        assert [(answer.source, answer.outcome) for answer in found] == [("crossref", "found")]
        assert none == []


def test_without_a_cache_nothing_is_read_or_kept(cache_folder: Path) -> None:
    keep(cache_folder)
    with Sources(offline=True, cache=False) as sources:
        assert names(sources) == []


def test_an_answer_from_another_address_is_not_the_registrys(
    cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outcomes() -> list[str]:
        with Sources(offline=True) as sources:
            return [answer.outcome for answer in sources.resolver.by_doi([DOI])[0]]

    keep(cache_folder, scope="crossref")
    monkeypatch.setenv("REFKIT_CROSSREF_URL", "http://127.0.0.1:99/")
    assert outcomes() == []
    keep(cache_folder, scope="crossref http://127.0.0.1:99")
    assert outcomes() == ["found"]
    monkeypatch.delenv("REFKIT_CROSSREF_URL")
    assert outcomes() == ["found"]
    with Cache(cache_folder / "answers.sqlite") as cache:
        cache.clear("crossref")
    assert outcomes() == []


def test_nothing_can_be_asked_again_offline() -> None:
    with pytest.raises(refkit.ConfigurationError, match="offline"):
        Sources(offline=True, refresh=True)


@pytest.mark.parametrize("timeout", [0, -1.5])
def test_a_timeout_is_positive(timeout: float) -> None:
    with pytest.raises(refkit.ConfigurationError, match="timeout must be positive"):
        Sources(timeout=timeout)


def test_what_is_no_address_is_told_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sources(mailto="nobody") as sources, pytest.raises(refkit.ConfigurationError):
        sources.resolver.by_doi([DOI])
    monkeypatch.setenv("REFKIT_CROSSREF_URL", "ftp://127.0.0.1")
    with Sources() as sources, pytest.raises(refkit.ConfigurationError, match="ftp"):
        sources.resolver.by_doi([DOI])


def test_what_cannot_be_searched_is_not_asked_to(cache_folder: Path) -> None:
    told: list[str] = []
    with Sources() as sources:
        [answers] = sources.resolver.search(
            [Reference(raw="Doe, J. (2020). On tears.")],
            progress=lambda done, of, step: told.append(step),
        )
    # DataCite is not asked for a work of no type, and says nothing of it.
    assert [answer.source for answer in answers] == ["crossref"]
    assert set(told) == {"searches at crossref", "searches at datacite"}
    with Cache() as cache:
        assert cache.info().entries == {}


def test_closed_sources_cannot_be_asked(cache_folder: Path) -> None:
    keep(cache_folder)
    sources = Sources(offline=True)
    sources.close()
    with pytest.raises(refkit.SourceError, match="closed"):
        sources.resolver.by_doi([DOI])


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda registry: registry.name)
def test_a_registry_is_known_by_its_own_name_and_variable(
    registry: Registry,
) -> None:
    source = registry.open("", 1.0)
    source.close()
    assert source.name == registry.name
    module = importlib.import_module(type(source).__module__)
    assert registry.url_variable == module.URL_VARIABLE


def test_no_http_client_is_imported_for_what_the_cache_knows(cache_folder: Path) -> None:
    path = keep(cache_folder)
    script = (
        "import sys, refkit\n"
        f"with refkit.Sources(cache={str(path)!r}) as sources:\n"
        f"    [verdict] = refkit.resolve([{DOI!r}], sources=sources)\n"
        "print(verdict.identity, {'requests', 'habanero', 'httpx2'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("same-work set()\n", "")
