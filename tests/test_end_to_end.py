"""``refkit check`` against a server that answers, and fails, as Crossref and doi.org do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from loopback import Loopback, status, threaded_server
from loopback_datacite import DataCiteServer
from pytest_httpserver import HTTPServer

TEARS: dict[str, Any] = {
    "DOI": "10.5555/tears.2014",
    "type": "journal-article",
    "title": ["Is crying a self-soothing behavior?"],
    "author": [
        {"family": "Gračanin", "given": "Asmir"},
        {"family": "Bylsma", "given": "Lauren M."},
    ],
    "container-title": ["Annals of Tears"],
    "volume": "5",
    "page": "133-149",
    "issued": {"date-parts": [[2014]]},
}
RIGHT = (
    "Gračanin, A., & Bylsma, L. M. (2014). Is crying a self-soothing behavior? "
    "*Annals of Tears*, *5*, 133–149. https://doi.org/10.5555/tears.2014"
)
INVENTED = (
    "Kardum, I. (2019). Why do we cry at weddings and funerals? *Annals of Laughter*, *28*(2), "
    "234–240. https://doi.org/10.5555/nowhere"
)


@pytest.fixture
def crossref(httpserver: HTTPServer) -> Loopback:
    return Loopback(httpserver, [TEARS])


@pytest.fixture(autouse=True)
def datacite(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """DataCite, which has nothing."""
    with threaded_server() as server:
        monkeypatch.setenv("REFKIT_DATACITE_URL", DataCiteServer(server).url)
        yield


def check(entries: list[str], url: str, folder: Path) -> tuple[int, dict[str, Any], str]:
    article = folder / "article.md"
    article.write_text("# Tears\n\n## References\n\n" + "\n\n".join(entries) + "\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "refkit", "check", str(article), "--output-format", "json"],
        env=os.environ
        | {"REFKIT_CROSSREF_URL": url, "REFKIT_DOI_URL": url, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


def test_a_right_reference_passes_and_an_invented_one_is_named(
    crossref: Loopback, httpserver: HTTPServer, tmp_path: Path
) -> None:
    code, result, _ = check([RIGHT, INVENTED], httpserver.url_for(""), tmp_path)
    assert code == 1
    assert [each["identity"] for each in result["references"]] == ["same-work", "not-found"]
    assert [each["code"] for each in result["findings"]] == ["F401", "D202"]
    assert result["references"][0]["fields"] == []


def test_a_reference_without_its_doi_is_found_by_its_text(
    crossref: Loopback, httpserver: HTTPServer, tmp_path: Path
) -> None:
    entry = RIGHT.partition(" https://")[0].replace("133–149", "492–502")
    code, result, _ = check([entry], httpserver.url_for(""), tmp_path)
    assert code == 1
    assert result["references"][0]["doi"] == "10.5555/tears.2014"
    assert [each["code"] for each in result["findings"]] == ["D205", "M307"]


def test_an_outage_is_never_read_as_absence(
    crossref: Loopback, httpserver: HTTPServer, tmp_path: Path
) -> None:
    crossref.faults = [status(403)] * 100
    code, result, _ = check([RIGHT, INVENTED], httpserver.url_for(""), tmp_path)
    assert code == 3
    assert [each["identity"] for each in result["references"]] == ["undetermined"] * 2
    assert result["findings"] == []
    outcomes = {each["outcome"] for each in result["references"][1]["coverage"]}
    assert "silent" in outcomes
    assert "absent" not in outcomes


def test_no_network_leaves_every_reference_open(tmp_path: Path) -> None:
    code, result, _ = check([RIGHT, INVENTED], "http://127.0.0.1:9", tmp_path)
    assert code == 3
    assert [each["identity"] for each in result["references"]] == ["undetermined"] * 2


def test_only_the_text_of_references_leaves_the_machine(
    crossref: Loopback, httpserver: HTTPServer, tmp_path: Path
) -> None:
    check([RIGHT, INVENTED], httpserver.url_for(""), tmp_path)
    asked = [each.what for each in crossref.asked]
    assert asked
    assert not any("Tears" in what and "Gra" not in what for what in asked)
    assert not any("References" in what for what in asked)
