"""A run against a loopback Crossref: what it costs, and what is left of it when it ends badly."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import ROOT
from loopback import Loopback, PoolLimits, status, threaded_server, work
from loopback_datacite import DataCiteServer, dataset
from pytest_httpserver import HTTPServer
from watchdog import interrupt_main
from werkzeug import Request, Response

import refkit
from refkit.cli import main
from refkit.resolve.cache import Cache

QUICK = PoolLimits(("1000", "1s"), ("1000", "1s"), "1")


class Registries(Loopback):
    """A Loopback without hurry, which can leave a certain list without an answer.

    Attributes:
        released: Set when nobody is to wait for that answer any longer.
    """

    def __init__(self, server: HTTPServer, works: Sequence[dict[str, Any]]) -> None:
        super().__init__(server, works)
        self.pools = {"public": QUICK, "polite": QUICK}
        self.released = threading.Event()

    def lists(self) -> list[list[str]]:
        """The DOIs of each list that was asked for, in order."""
        return [
            re.findall(r"doi:([^,]+)", asked.what) for asked in self.asked if asked.kind == "list"
        ]

    def stall(self, number: int, then: Callable[[], None]) -> None:
        """Leave a list without an answer.

        Args:
            number: The list's number, from 1.
            then: Called when it has been asked for.
        """

        def answer(request: Request) -> Response:
            if self.count("list") == number:
                then()
                self.released.wait()
            return self.answer(request)

        self.always = answer

    def release(self) -> None:
        """Answer everything again."""
        self.always = None
        self.released.set()


WORKS = [work(f"10.5555/w{number}", f"On tear number {number}") for number in range(500)]


@pytest.fixture
def datacite(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> DataCiteServer:
    found = DataCiteServer(httpserver, [dataset("10.5555/data", "Tears of 40 weddings")])
    monkeypatch.setenv("REFKIT_DATACITE_URL", found.url)
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[HTTPServer]:
    with threaded_server() as server:
        yield server


@pytest.fixture
def registries(
    server: HTTPServer, datacite: DataCiteServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Registries]:
    """Crossref and doi.org; DataCite is beside them."""
    server.clear()
    found = Registries(server, WORKS)
    monkeypatch.setenv("REFKIT_CROSSREF_URL", found.url)
    monkeypatch.setenv("REFKIT_DOI_URL", found.url)
    yield found
    found.release()


def entry(number: int) -> str:
    return (
        f"Doe, J. (2020). On tear number {number}. *Journal of Tests*, *12*, 34–56."
        f" https://doi.org/10.5555/w{number}"
    )


def article(entries: Sequence[str]) -> str:
    return "# Tears\n\n## References\n\n" + "\n\n".join(entries) + "\n"


def dois(path: Path, count: int) -> Path:
    path.write_text("".join(f"10.5555/w{number}\n" for number in range(count)))
    return path


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "refkit", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def wait_until_kept(folder: Path, count: int) -> None:
    """Wait until so many records are in the cache."""
    for _ in range(3000):
        with Cache(folder / "answers.sqlite") as cache:
            kept = sum(kinds.get("record", 0) for kinds in cache.info().entries.values())
        if kept >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"{kept} records were kept, not {count}")


@pytest.mark.parametrize(("count", "lists"), [(50, 1), (500, 10)])
def test_fifty_dois_cost_one_request_and_a_second_run_none(
    count: int, lists: int, registries: Registries
) -> None:
    text = article([entry(number) for number in range(count)])
    for _ in range(2):
        with refkit.Sources() as sources:
            verdicts = refkit.resolve(text, sources=sources)
        assert [verdict.identity for verdict in verdicts] == ["same-work"] * count
        assert [asked.kind for asked in registries.asked] == ["list"] * lists


def test_fifty_dois_on_the_command_line_are_one_request(
    registries: Registries, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = [f"10.5555/w{number}" for number in range(50)]
    assert main(["resolve", *wanted, "--to", "crossref-jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 50
    assert len(registries.asked) == 1


def test_a_killed_run_loses_no_answer_that_it_had(
    registries: Registries, tmp_path: Path, cache_folder: Path
) -> None:
    path = str(dois(tmp_path / "dois.txt", 200))
    reached = threading.Event()
    registries.stall(3, reached.set)
    process = start("resolve", path, "--to", "csl-jsonl")
    assert reached.wait(60)
    wait_until_kept(cache_folder, 100)
    process.kill()
    assert process.communicate() == ("", "")
    registries.release()
    before = len(registries.lists())

    again = start("resolve", path, "--to", "csl-jsonl")
    out, err = again.communicate(timeout=60)
    assert (again.returncode, err, len(out.splitlines())) == (0, "", 200)
    first = {doi for batch in registries.lists()[:2] for doi in batch}
    rest = {f"10.5555/w{number}" for number in range(200)} - first
    later = registries.lists()[before:]
    assert [len(batch) for batch in later] == [50, 50]
    assert {doi for batch in later for doi in batch} == rest


def test_an_interrupted_run_says_how_far_it_came_and_goes_on_from_there(
    registries: Registries,
    tmp_path: Path,
    cache_folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt() -> None:
        wait_until_kept(cache_folder, 100)
        interrupt_main()

    path = str(dois(tmp_path / "dois.txt", 150))
    registries.stall(3, interrupt)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(["resolve", path]) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "refkit: interrupted after 100 of 150 DOIs at crossref;"
        " the answers are kept, and the same command goes on from there\n"
    )
    registries.release()
    assert main(["resolve", path]) == 0
    assert [len(batch) for batch in registries.lists()] == [50, 50, 50, 50]


LOST = (
    "Kardum, I. (2019). Why do we cry at weddings and funerals? *Journal of Tests*, *28*(2), "
    "234–240. https://doi.org/10.5555/nowhere"
)
WITHOUT_DOI = entry(7).partition(" https://")[0]


def test_what_a_file_settles_is_searched_for_nowhere_else(
    registries: Registries, datacite: DataCiteServer, tmp_path: Path
) -> None:
    path = tmp_path / "records.json"
    path.write_bytes(msgspec.json.encode(WORKS[:20]))
    other_volume = WITHOUT_DOI.replace("*12*", "*13*")
    with refkit.Sources(records=[path]) as sources:
        [verdict] = refkit.resolve(article([WITHOUT_DOI]), sources=sources)
        assert verdict.identity == "same-work"
        assert (registries.asked, datacite.seen) == ([], [])
        [verdict] = refkit.resolve(article([other_volume]), sources=sources)
    assert verdict.wrong == ["volume"]
    assert [asked.kind for asked in registries.asked] == ["list"]


def test_an_outage_is_not_absence_and_the_next_run_completes_the_work(
    registries: Registries,
) -> None:
    text = article([entry(1), WITHOUT_DOI, LOST])
    registries.always = status(403)
    with refkit.Sources() as sources:
        verdicts = refkit.resolve(text, sources=sources)
    assert [verdict.identity for verdict in verdicts] == ["undetermined"] * 3
    registries.always = None
    with refkit.Sources() as sources:
        verdicts = refkit.resolve(text, sources=sources)
    assert [verdict.identity for verdict in verdicts] == ["same-work", "same-work", "not-found"]


def test_an_outage_in_the_middle_costs_only_what_it_hit(
    registries: Registries, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(dois(tmp_path / "dois.txt", 150))
    registries.stall(2, partial(setattr, registries, "always", status(403)))
    registries.released.set()
    assert main(["resolve", path, "--to", "csl-jsonl"]) == 3
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 100
    assert len(captured.err.splitlines()) == 50
    assert "not found" not in captured.err
    registries.release()
    before = len(registries.lists())
    assert main(["resolve", path, "--to", "csl-jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 150
    assert [len(batch) for batch in registries.lists()[before:]] == [50]


DATASET = "Doe, J. (2020). *Tears of 40 weddings* [Data set]. Zenodo. https://doi.org/10.5555/data"


def test_offline_the_cache_gives_the_same_verdicts(
    registries: Registries, datacite: DataCiteServer
) -> None:
    text = article([entry(1), WITHOUT_DOI, LOST, DATASET, entry(3).replace("2020", "1920")])
    with refkit.Sources() as sources:
        online = refkit.resolve(text, sources=sources)
    assert [verdict.identity for verdict in online] == [
        "same-work", "same-work", "not-found", "same-work", "same-work"
    ]  # fmt: skip
    assert online[4].wrong == ["issued"]
    assert online[3].match
    assert online[3].match.record.source == "datacite"
    count = len(registries.asked), len(datacite.seen)
    with refkit.Sources(offline=True) as sources:
        offline = refkit.resolve(text, sources=sources)
    assert (len(registries.asked), len(datacite.seen)) == count
    assert msgspec.json.encode(offline) == msgspec.json.encode(online)


def test_refresh_asks_again_once(registries: Registries) -> None:
    text = article([entry(1), entry(2)])
    with refkit.Sources() as sources:
        refkit.resolve(text, sources=sources)
    assert len(registries.asked) == 1
    for work_ in WORKS[1:3]:
        registries.works[work_["DOI"]] = {**work_, "volume": "13"}
    with refkit.Sources(refresh=True) as sources:
        for _ in range(2):
            verdicts = refkit.resolve(text, sources=sources)
            assert [verdict.wrong for verdict in verdicts] == [["volume"]] * 2
    assert len(registries.asked) == 2
    with refkit.Sources() as sources:
        assert refkit.resolve(text, sources=sources)[0].wrong == ["volume"]
    assert len(registries.asked) == 2


def test_without_a_cache_nothing_is_kept(registries: Registries, cache_folder: Path) -> None:
    for count in (1, 2):
        assert main(["resolve", "10.5555/w1", "--no-cache", "-o", os.devnull]) == 0
        assert len(registries.asked) == count
    assert not cache_folder.exists()


def test_two_runs_at_once_share_a_cache(registries: Registries, tmp_path: Path) -> None:
    path = str(dois(tmp_path / "dois.txt", 200))
    both = [start("resolve", path, "--to", "csl-jsonl") for _ in range(2)]
    ended = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [err for _, err in ended] == ["", ""]
    assert ended[0] == ended[1]
    assert len(ended[0][0].splitlines()) == 200
    count = len(registries.asked)
    assert count <= 8
    third = start("resolve", path, "--to", "csl-jsonl")
    assert third.communicate(timeout=60) == ended[0]
    assert len(registries.asked) == count
