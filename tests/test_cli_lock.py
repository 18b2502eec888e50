"""``refkit lock`` and ``refkit check --locked`` from files to exit codes."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback, status
from pytest_httpserver import HTTPServer

from refkit.cli import main

RECORD: dict[str, Any] = {
    "DOI": "10.5555/12345678",
    "type": "journal-article",
    "title": ["Toward a Unified Theory of High-Energy Metaphysics: Silly String Theory"],
    "author": [{"family": "Carberry", "given": "Josiah", "sequence": "first"}],
    "container-title": ["Journal of Psychoceramics"],
    "volume": "5",
    "issue": "11",
    "page": "1-3",
    "issued": {"date-parts": [[2008, 8, 13]]},
}
RETRACTED = RECORD | {
    "updated-by": [
        {"DOI": "10.5555/r", "type": "retraction", "updated": {"date-parts": [[2026, 4, 1]]}}
    ]
}
RIGHT = (
    "Carberry, J. (2008). Toward a unified theory of high-energy metaphysics: Silly string theory."
    " Journal of Psychoceramics, 5(11), 1–3. https://doi.org/10.5555/12345678"
)
WRONG = RIGHT.replace("1–3", "1–9")
LOST = "Nobody, N. (1999). A title that no file holds. Journal of Nothing, 1(1), 1–2."

Lock = Callable[..., int]


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lock:
    """Run refkit lock offline in an empty folder with a file of records."""
    monkeypatch.chdir(tmp_path)
    record(RECORD)

    def run(*arguments: str) -> int:
        return main(["lock", *arguments, "--records", "records.json", "--offline"])

    return run


def record(*works: dict[str, Any]) -> None:
    Path("records.json").write_text(json.dumps(works), encoding="utf-8")


def article(path: str, *references: str) -> str:
    text = "# A title\n\nSome text.\n\n## References\n\n" + "\n\n".join(references) + "\n"
    Path(path).write_text(text, encoding="utf-8")
    return path


def test_an_article_is_locked_and_checked_without_records(
    lock: Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lock(article("a.md", RIGHT, WRONG)) == 0
    assert capsys.readouterr().out == "a.md: 2 references: 2 new\nwritten: refkit.lock\n"
    assert lock("a.md") == 0
    assert capsys.readouterr().out == "a.md: 2 references: 2 as locked before\nnothing to write\n"
    assert main(["check", "a.md", "--records", "records.json", "--offline"]) == 1
    asked = capsys.readouterr().out
    assert "M307" in asked
    Path("records.json").unlink()
    assert main(["check", "a.md", "--locked"]) == 1
    assert capsys.readouterr().out == asked


def test_a_changed_reference_is_reported_as_not_locked(
    lock: Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(article("a.md", RIGHT))
    article("a.md", RIGHT.replace("2008", "2009"))
    assert main(["check", "a.md", "--locked"]) == 1
    assert (
        "a.md:7:1 S901 not in the lockfile: new, or changed since `refkit lock` was run"
        in capsys.readouterr().out
    )
    assert lock("a.md", "-q") == 0
    assert capsys.readouterr().out == ""


def test_what_nobody_knows_is_locked_as_not_checkable(
    lock: Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lock(article("a.md", LOST)) == 0
    capsys.readouterr()
    assert main(["check", "a.md", "--locked"]) == 3
    assert "no matching record in records.json" in capsys.readouterr().out


def test_news_is_told_where_it_is(lock: Lock, capsys: pytest.CaptureFixture[str]) -> None:
    lock(article("a.md", RIGHT))
    capsys.readouterr()
    before = Path("refkit.lock").read_bytes()
    record(RETRACTED)
    assert lock("a.md", "--refresh", "--check") == 1
    told = (
        "a.md:7:1 Carberry (2008) was retracted on 2026-04-01, see https://doi.org/10.5555/r\n"
        "a.md: 1 reference: 1 with news\n"
    )
    assert capsys.readouterr().out == told + "would be written\n"
    assert Path("refkit.lock").read_bytes() == before
    assert lock("a.md", "--refresh") == 0
    assert capsys.readouterr().out == told + "written: refkit.lock\n"
    assert main(["check", "a.md", "--locked", "-q"]) == 1
    assert " R501 " in capsys.readouterr().out
    assert lock("a.md", "--refresh", "--check") == 0


def test_folders_and_several_files_are_locked_and_checked(
    lock: Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("one").mkdir()
    article("one/a.md", RIGHT)
    article("one/b.md", WRONG)
    article("c.md", RIGHT)
    assert lock("one", "c.md") == 0
    out = capsys.readouterr().out
    assert out.endswith(f"written: {Path('one/refkit.lock')}, refkit.lock\n")
    assert main(["check", "one", "c.md", "--locked", "-q"]) == 1
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["M307"]


def test_standard_input_is_checked_against_the_lockfile_of_the_folder(
    lock: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(article("a.md", RIGHT))
    text = Path("a.md").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["check", "-", "--locked"]) == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["lock", "-"]) == 2


def test_another_lockfile_is_named_for_both(lock: Lock) -> None:
    article("a.md", RIGHT)
    assert lock("a.md", "--lockfile", "other.lock") == 0
    assert not Path("refkit.lock").exists()
    assert main(["check", "a.md", "--locked", "--lockfile", "other.lock"]) == 0


MISUSE = [
    (["check", "a.md", "--locked"], "there is no refkit.lock: `refkit lock ARTICLE` writes it"),
    (
        ["check", "a.md", "--locked", "--offline", "--records", "records.json"],
        "--locked asks nothing but the lockfile; leave out --records, --offline",
    ),
    (
        ["check", "a.md", "--lockfile", "refkit.lock"],
        "--lockfile names the file for --locked, and needs it",
    ),
    (["lock", "missing.md", "--offline"], "missing.md"),
    (["lock", "empty", "--offline"], "no article in this folder"),
    (["lock", "a.md", "--offline", "--lockfile", "empty"], "cannot write empty: it is a folder"),
    (["lock", "a.md", "--offline", "--lockfile", "none/a.lock"], "there is no folder none"),
]


@pytest.mark.parametrize(("arguments", "message"), MISUSE)
def test_misuse_is_said_in_a_line(
    lock: Lock, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.md", RIGHT)
    Path("empty").mkdir()
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_an_article_that_cannot_be_read_does_not_stop_the_others(
    lock: Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("binary.md").write_bytes(b"\x00\x01\x02" * 100)
    assert lock("binary.md", article("a.md", RIGHT)) == 2
    captured = capsys.readouterr()
    assert "binary.md" in captured.err
    assert captured.out.endswith("written: refkit.lock\n")
    assert main(["check", "a.md", "--locked"]) == 0


BROKEN = {
    "merge": (
        "version = 1\n<<<<<<< HEAD\n=======\n>>>>>>> other\n",
        "refkit.lock:2: two versions of this file were not merged",
    ),
    "toml": ("version = 1\narticle = [", "refkit.lock:2: broken TOML"),
    "newer": ("version = 7\n", "refkit.lock:1: of a newer refkit: version 7"),
    "binary": ("version = 1\n\udcff", "refkit.lock:2: no UTF-8"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_lockfile_is_named_with_its_line_and_left_alone(
    fault: str, lock: Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    text, message = BROKEN[fault]
    data = text.encode("utf-8", "surrogateescape")
    Path("refkit.lock").write_bytes(data)
    assert lock(article("a.md", RIGHT)) == 2
    assert message in capsys.readouterr().err
    assert main(["check", "a.md", "--locked"]) == 2
    assert message in capsys.readouterr().err
    assert Path("refkit.lock").read_bytes() == data


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="modes of folders bind neither Windows nor root",
)
def test_a_folder_that_cannot_be_written_is_said(
    lock: Lock, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    article("a.md", RIGHT)
    tmp_path.chmod(0o555)
    try:
        assert lock("a.md") == 2
    finally:
        tmp_path.chmod(0o755)
    assert "cannot write refkit.lock: Permission denied" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder that root cannot write")
def test_a_folder_that_not_even_root_can_write_is_said(
    lock: Lock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lock(article("a.md", RIGHT), "--lockfile", "/proc/self/refkit.lock") == 2
    assert "cannot write /proc/self/refkit.lock: " in capsys.readouterr().err


# -- over the network --------------------------------------------------------------------------


@pytest.fixture
def crossref(httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loopback:
    monkeypatch.chdir(tmp_path)
    for name in ("CROSSREF", "DOI", "DATACITE"):
        monkeypatch.setenv(f"REFKIT_{name}_URL", httpserver.url_for(""))
    # DataCite has none of the works.
    httpserver.expect_request(re.compile("^/dois")).respond_with_json({"errors": []}, status=404)
    return Loopback(httpserver, [RECORD])


def test_a_reference_that_a_source_was_silent_about_is_not_locked(
    crossref: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    crossref.faults = [status(403)] * 200
    assert main(["lock", article("a.md", RIGHT)]) == 3
    captured = capsys.readouterr()
    assert "a.md:7:1 Carberry (2008) is not locked: " in captured.err
    assert "did not answer" in captured.err
    assert captured.out.startswith("a.md: 1 reference: 1 without an answer\n")
    assert main(["check", "a.md", "--locked"]) == 1
    crossref.faults = []
    assert main(["lock", "a.md"]) == 0
    assert main(["check", "a.md", "--locked"]) == 0


def test_an_outage_on_refresh_keeps_what_was_locked(
    crossref: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lock", article("a.md", RIGHT)]) == 0
    before = Path("refkit.lock").read_bytes()
    crossref.faults = [status(403)] * 200
    capsys.readouterr()
    assert main(["lock", "a.md", "--refresh"]) == 3
    assert "Carberry (2008) stays as it was locked: " in capsys.readouterr().err
    assert Path("refkit.lock").read_bytes() == before


def test_what_is_locked_is_not_asked_for_again_unless_anew(crossref: Loopback) -> None:
    assert main(["lock", article("a.md", RIGHT)]) == 0
    asked = len(crossref.asked)
    assert asked
    assert main(["lock", "a.md", "--no-cache"]) == 0
    assert main(["check", "a.md", "--locked"]) == 0
    assert len(crossref.asked) == asked
    assert main(["lock", "a.md", "--refresh"]) == 0
    assert len(crossref.asked) > asked


def test_what_was_locked_offline_without_an_answer_is_asked_for_online(
    crossref: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    record()
    assert (
        main(["lock", article("a.md", RIGHT, LOST), "--records", "records.json", "--offline"]) == 0
    )
    assert main(["lock", "a.md", "--records", "records.json", "--offline"]) == 0
    assert capsys.readouterr().out.endswith("2 as locked before\nnothing to write\n")
    assert main(["lock", "a.md"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "a.md:7:1 Carberry (2008) is found now: https://doi.org/10.5555/12345678",
        "a.md: 2 references: 1 new, 1 with news",
        "written: refkit.lock",
    ]
    asked = len(crossref.asked)
    assert asked
    assert main(["lock", "a.md", "--no-cache"]) == 0
    assert len(crossref.asked) == asked


def test_a_doi_that_died_is_news(crossref: Loopback, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lock", article("a.md", RIGHT)]) == 0
    crossref.works.clear()
    capsys.readouterr()
    assert main(["lock", "a.md", "--refresh"]) == 0
    out = capsys.readouterr().out
    assert "Carberry (2008) has a DOI that does not exist any more\n" in out
