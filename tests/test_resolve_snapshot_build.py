"""Building a Snapshot: every form of input, what is broken, and builds that are interrupted."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from loopback import work
from snapshot_made import build, lines, put, some_works, titles

from refkit.errors import ConfigurationError, FormatError, InputError, UnreadableError
from refkit.resolve import Snapshot, snapshot_build, snapshot_index, snapshot_inputs
from refkit.resolve.snapshot import snapshot_info
from refkit.resolve.snapshot_build import Built, build_snapshot
from refkit.resolve.sources import Sources, SourceWarning

A, B = work("10.1000/A", "Why only humans weep"), work("10.1000/b", "Adult crying")
LINES = lines([A, B])
ITEMS = json.dumps({"items": [A, B]}).encode()


def tar(path: Path, members: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def dois(folder: Path, count: int) -> list[int]:
    """Which of the works of :func:`some_works` a Snapshot has."""
    answers = Snapshot(folder).by_doi([f"10.1000/{number}" for number in range(count)])
    return [number for number, answer in enumerate(answers) if answer.records]


# -------------------------------------------------------------------------------------------- forms


@pytest.mark.parametrize(
    "content",
    [
        LINES,
        b"\n\n" + LINES.replace(b"\n", b"\r\n\r\n"),
        b"\n" + LINES.replace(b"\n", b"\n\n \n") + LINES + b"\n\n",
        b"\xef\xbb\xbf" + LINES.rstrip(),
        ITEMS,
        b"\xef\xbb\xbf" + ITEMS + b"\n",
        json.dumps([A, B]).encode(),
        json.dumps([A, B], indent=2).encode(),
        json.dumps({"items": [A, B]}, indent=1).encode(),
        json.dumps({"status": "ok", "message": {"items": [A, B]}}).encode(),
        b"\n".join(json.dumps({"status": "ok", "message": item}).encode() for item in (A, B)),
        json.dumps({"items": [A]}).encode() + b"\n" + json.dumps({"items": [B]}).encode(),
        gzip.compress(LINES),
        gzip.compress(ITEMS),
        gzip.compress(json.dumps(A).encode() + b"\n") + gzip.compress(json.dumps(B).encode()),
        gzip.compress(LINES) + b"\0" * 512,
    ],
)
def test_every_form_of_a_file_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "works.json"
    path.write_bytes(content)
    built, problems = build(path, output=tmp_path / "snap")
    assert (built.files, built.lost, problems) == (1, 0, [])
    snapshot = Snapshot(tmp_path / "snap")
    assert titles(snapshot, "10.1000/a") == ["Why only humans weep"]
    assert titles(snapshot, "10.1000/B") == ["Adult crying"]


def test_csl_json_is_read_and_a_doi_that_stands_in_the_address_only(tmp_path: Path) -> None:
    item = {"id": "x", "title": "Adult crying", "URL": "https://doi.org/10.4324/9780203717493"}
    build(put(tmp_path / "works.json", json.dumps([item]).encode()), output=tmp_path / "snap")
    assert titles(Snapshot(tmp_path / "snap"), "10.4324/9780203717493") == ["Adult crying"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_a_folder_of_files_and_archives_is_read_and_nothing_else(tmp_path: Path, mode: str) -> None:
    public = tmp_path / "public"
    put(public / "0.json.gz", json.dumps({"items": some_works(3)}).encode())
    put(public / "deep" / "1.jsonl.gz", some_works(2, 3))
    put(public / "2.JSONL", some_works(1, 5))
    put(public / ".hidden.jsonl", some_works(1, 90))
    put(public / ".git" / "x.jsonl", some_works(1, 91))
    put(public / "README.txt", b"no works")
    ending = {"w": "tar", "w:gz": "tar.gz", "w:xz": "tar.xz"}[mode]
    members = {
        "../../6.json.gz": gzip.compress(lines(some_works(1, 6))),
        "/etc/7.jsonl": lines(some_works(1, 7)),
        "x/.8.jsonl": lines(some_works(1, 92)),
        "x/about.md": b"no works",
    }
    tar(public / f"rest.{ending}", members, mode)
    built, problems = build(public, output=tmp_path / "snap")
    assert (built.added, built.files, problems) == (8, 5, [])
    assert dois(tmp_path / "snap", 99) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public", "snap"]


def test_a_snapshot_inside_the_folder_that_is_read_is_no_input(tmp_path: Path) -> None:
    put(tmp_path / "works.jsonl", some_works(3))
    for _ in range(2):
        _, problems = build(tmp_path, output=tmp_path / "snap")
        assert problems == []
    assert len(Snapshot(tmp_path / "snap")) == 3


def test_an_input_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path / "in" / "works.jsonl", some_works(3))
    built, _ = build(path, tmp_path / "in", path, output=tmp_path / "snap")
    assert (built.added, len(Snapshot(tmp_path / "snap"))) == (3, 3)


# ----------------------------------------------------------------------------------- what is broken


GOOD = some_works(1)[0]


@pytest.mark.parametrize(
    ("content", "added", "said"),
    [
        (b'{"DOI": \n' + lines([GOOD]), 1, "bad.jsonl:1: not JSON:"),
        (lines([GOOD]) + b'{"DOI": "10.1/x", "volume": 1e999}\n', 1, "bad.jsonl:2: not a record:"),
        (lines([GOOD]) + b"5\n[]\n", 1, "bad.jsonl:2: not a record: Expected `object`, got `int`"),
        (lines([GOOD]) + b"\n{}\n", 1, "bad.jsonl:3: no work: it has neither DOI nor title"),
        (lines([GOOD]) + b'{"DOI": "\xff"}\n', 1, "bad.jsonl:2: not UTF-8"),
        (lines([GOOD]) + b'{"a": ' + b"[" * 99_999, 1, "bad.jsonl:2: nested too deeply"),
        (json.dumps([GOOD, 5]).encode(), 1, "bad.jsonl: entry 2: not a record:"),
        (json.dumps({"items": [5, GOOD]}).encode(), 1, "bad.jsonl:1: entry 1: not a record:"),
        (json.dumps([GOOD, GOOD], indent=1).encode()[:-20], 0, "bad.jsonl:"),
        (b"", 0, "bad.jsonl: the file is empty"),
        (b" \n \n", 0, "bad.jsonl: the file is empty"),
        (b"\x89PNG\r\n", 0, "bad.jsonl:1: no JSON, for it begins with '\ufffdPNG"),
        (gzip.compress(b""), 0, "bad.jsonl: the file is empty"),
        (gzip.compress(LINES)[:10], 0, "bad.jsonl: the gzip file is cut off"),
        (b"\x1f\x8b\x08\x00garbage that is no gzip", 0, "bad.jsonl: the gzip file is damaged"),
    ],
)
def test_what_is_broken_is_named_and_the_rest_goes_on(
    tmp_path: Path, content: bytes, added: int, said: str
) -> None:
    bad = put(tmp_path / "bad.jsonl", content)
    after = put(tmp_path / "good.jsonl", [B])
    built, problems = build(bad, after, output=tmp_path / "snap")
    assert built == Built(added=added + 1, works=added + 1, files=2, lost=1)
    (problem,) = problems
    assert problem.startswith(str(tmp_path / said))
    assert titles(Snapshot(tmp_path / "snap"), "10.1000/b") == ["Adult crying"]
    found = snapshot_info(tmp_path / "snap")
    assert (found.lost, found.problems, found.finished) == (1, problems, True)


def test_a_file_that_is_cut_off_gives_what_was_in_it(tmp_path: Path) -> None:
    whole = gzip.compress(lines(some_works(3000)))
    put(tmp_path / "cut.jsonl", whole[: len(whole) // 2])
    built, problems = build(tmp_path / "cut.jsonl", output=tmp_path / "snap")
    assert 500 < built.added < 2500
    assert problems == [f"{tmp_path / 'cut.jsonl'}: the gzip file is cut off"]
    assert len(Snapshot(tmp_path / "snap")) == built.added


def test_members_of_an_archive_that_are_broken_are_named(tmp_path: Path) -> None:
    members = {
        "0.json.gz": gzip.compress(LINES)[:20],
        "1.jsonl": b"nonsense",
        "2.jsonl": lines(some_works(2)),
    }
    path = tar(tmp_path / "all.tar", members)
    built, problems = build(path, output=tmp_path / "snap")
    assert (built.added, built.lost) == (2, 2)
    assert problems == [
        f"{path}: 0.json.gz: the gzip file is cut off",
        f"{path}: 1.jsonl:1: no JSON, for it begins with 'nonsense'",
    ]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_an_archive_that_is_cut_off_is_named(tmp_path: Path, mode: str) -> None:
    members = {f"{n}.jsonl": lines(some_works(200, 200 * n)) for n in range(5)}
    path = tar(tmp_path / "all.tar", members, mode)
    os.truncate(path, path.stat().st_size // 2)
    built, problems = build(path, output=tmp_path / "snap")
    assert 200 <= built.added < 1000
    assert built.lost >= 1
    assert all(problem.startswith(str(path)) for problem in problems)
    assert len(Snapshot(tmp_path / "snap")) == built.added


def test_what_is_no_archive_is_named(tmp_path: Path) -> None:
    path = put(tmp_path / "all.tar", b"no archive at all" * 100)
    built, problems = build(path, put(tmp_path / "good.jsonl", [B]), output=tmp_path / "snap")
    assert (built.added, built.lost) == (1, 1)
    assert problems[0].startswith(f"{path}: the archive is broken: ")


def test_a_folder_without_works_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    built, problems = build(tmp_path / "empty", output=tmp_path / "snap")
    assert (built.added, built.lost) == (0, 1)
    assert problems[0].startswith(f"{tmp_path / 'empty'}: no works in this folder")
    assert len(Snapshot(tmp_path / "snap")) == 0


def test_of_many_broken_lines_ten_are_named_and_all_are_counted(tmp_path: Path) -> None:
    path = put(tmp_path / "bad.jsonl", b"{\n" * 1234 + lines([GOOD]))
    built, problems = build(path, output=tmp_path / "snap")
    assert (built.added, built.lost) == (1, 1234)
    assert len(problems) == 11
    assert problems[-1] == f"{path}: 1,224 more works are broken"
    assert len(snapshot_info(tmp_path / "snap").problems) == 3


def blanks(megabytes: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        for _ in range(megabytes):
            stream.write(b" " * (1 << 20))
    return packed.getvalue()


def test_a_line_that_has_no_end_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.json.gz"
    path.write_bytes(blanks(40))
    _, problems = build(path, output=tmp_path / "snap")
    assert problems == [
        f"{path}: a line or document larger than 32 MB, a quarter of the build's memory"
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_a_bomb_of_short_lines_is_stopped(
    tmp_path: Path, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_inputs, "_ALWAYS_UNFOLDED", 1 << 20)
    data = gzip.compress(lines(some_works(2)) + b"\n" * (8 << 20))
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(data)
    if packed:
        path = tar(tmp_path / "bomb.tar", {"bomb.jsonl.gz": data})
    after = put(tmp_path / "good.jsonl", [B])
    built, problems = build(path, after, output=tmp_path / "snap")
    assert (built.added, built.lost) == (3, 1)
    assert problems[0].endswith("unfolds to more than 200 times its size")


@pytest.mark.parametrize("name", ["0.jsonl", "0.bin"])
def test_a_bomb_in_a_packed_archive_is_not_unfolded_to_find_the_next_member(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(snapshot_inputs, "_ALWAYS_UNFOLDED", 1 << 20)
    path = tar(tmp_path / "bomb.tgz", {name: b" " * (8 << 20)}, "w:gz")
    _, problems = build(path, output=tmp_path / "snap")
    assert problems == [f"{path}: {name}: unfolds to more than 200 times its size"]


def test_the_line_at_which_a_document_breaks_is_named(tmp_path: Path) -> None:
    text = "\n\n[\n" + json.dumps(A) + ",\n\n\n" + json.dumps(B)[:-1] + "?}\n]"
    path = put(tmp_path / "works.json", text.encode())
    _, problems = build(path, output=tmp_path / "snap")
    assert problems[0].startswith(f"{path}:7: not JSON:")


@pytest.mark.parametrize(
    "item",
    [
        {"DOI": "10.1000/" + "x" * 100_000, "title": ["Long"]},
        {"DOI": "10.1000/\x00\ud7ff", "title": ["\x00"]},
        {"DOI": "10.1000/a", "title": ["x" * 200_000]},
        {"DOI": "10.1000/a", "title": {"x": [1]}, "author": [5, None, {"affiliation": 3}]},
        {"DOI": 5, "title": "No DOI", "issued": [[2]], "volume": True},
        {"DOI": "10.1000/a", "title": ["T"], "indexed": {"timestamp": 2**63}},
        {"DOI": "10.1000/a", "title": ["T"] * 20_000},
    ],
)
def test_odd_works_do_not_stop_a_build(tmp_path: Path, item: dict[str, Any]) -> None:
    built, problems = build(put(tmp_path / "odd.jsonl", [item, B]), output=tmp_path / "snap")
    assert (built.added, problems) == (2, [])
    assert titles(Snapshot(tmp_path / "snap"), "10.1000/b") == ["Adult crying"]


# ---------------------------------------------------------------------- going on where it stopped


class KilledError(BaseException):
    """Stands for a signal that ends the process."""


def interrupted(output: Path, *inputs: Path, after: int, **options: Any) -> None:
    """Build until so many works have been added."""

    def progress(name: str, works: int) -> None:
        if works >= after:
            raise KilledError

    with pytest.raises(KilledError):
        build_snapshot(inputs, output, memory=128, progress=progress, **options)


@pytest.fixture(autouse=True)
def told_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_build, "_PROGRESS", 1)


@pytest.mark.parametrize("stops", [[1], [99], [100], [101], [250], [300], [30, 160, 290]])
def test_a_build_goes_on_where_it_was_interrupted(tmp_path: Path, stops: list[int]) -> None:
    public = tmp_path / "public"
    put(public / "0.jsonl.gz", some_works(120))
    put(public / "1.json.gz", json.dumps({"items": some_works(90, 120)}).encode())
    tar(
        public / "2.tar",
        {"a.jsonl": lines(some_works(60, 210)), "b.jsonl": lines(some_works(30, 270))},
    )
    snap = tmp_path / "snap"
    done = 0
    for stop in stops:
        interrupted(snap, public, after=stop - done, commit_size=50)
        done = json.loads((snap / "build.json").read_text())["number"]
        assert stop - 140 <= done <= stop
    assert not snapshot_info(snap).finished
    assert snapshot_info(snap).unfinished == [str(public)]
    built, problems = build(public, output=snap, commit_size=50)
    assert (built.added, built.works, built.files, problems) == (300 - done, 300, 4, [])
    assert len(Snapshot(snap)) == 300
    assert dois(snap, 310) == list(range(300))
    assert snapshot_info(snap).finished


def test_what_was_committed_of_an_interrupted_build_can_be_asked(tmp_path: Path) -> None:
    path = put(tmp_path / "works.jsonl", some_works(100))
    interrupted(tmp_path / "snap", path, after=80, commit_size=50)
    snapshot = Snapshot(tmp_path / "snap")
    assert (snapshot.finished, len(snapshot)) == (False, 50)
    assert dois(tmp_path / "snap", 100) == list(range(50))
    with (
        pytest.warns(SourceWarning, match="snap is unfinished"),
        Sources(snapshots=[tmp_path / "snap"], offline=True, cache=False),
    ):
        pass


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("shard_size", [1000, 40, 80])
def test_a_build_that_was_killed_during_a_commit_neither_loses_nor_doubles(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    committed: bool,
    number: int,
    shard_size: int,
) -> None:
    path = put(tmp_path / "works.jsonl", some_works(100))
    commit = snapshot_index.ShardWriter.commit
    commits: list[snapshot_index.ShardWriter] = []

    def killed(writer: snapshot_index.ShardWriter) -> None:
        commits.append(writer)
        if len(commits) < number or committed:
            commit(writer)
        if len(commits) == number:
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(snapshot_index.ShardWriter, "commit", killed)
        with pytest.raises(KilledError):
            build(path, output=tmp_path / "snap", commit_size=40, shard_size=shard_size)
    assert (tmp_path / "snap" / "build.next.json").exists()
    commits.clear()
    built, _ = build(path, output=tmp_path / "snap", commit_size=40, shard_size=shard_size)
    done = min(100, 40 * (number if committed else number - 1))
    assert (built.added, built.works) == (100 - done, 100)
    assert len(Snapshot(tmp_path / "snap")) == 100
    assert dois(tmp_path / "snap", 100) == list(range(100))
    assert snapshot_info(tmp_path / "snap").shards == -(-100 // shard_size)


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_process_that_was_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    put(tmp_path / "in" / "0.jsonl.gz", some_works(250))
    put(tmp_path / "in" / "1.jsonl", some_works(250, 250))
    code = """
import os, signal, sys
from pathlib import Path
from refkit.resolve.snapshot_build import build_snapshot
from refkit.resolve.snapshot_index import ShardWriter

commit, commits = ShardWriter.commit, []

def killed(writer):
    commit(writer)
    commits.append(writer)
    if len(commits) == 3:
        os.kill(os.getpid(), signal.SIGKILL)

ShardWriter.commit = killed
build_snapshot([Path(sys.argv[1])], Path(sys.argv[2]), memory=128, commit_size=100)
"""
    command = [sys.executable, "-c", code, str(tmp_path / "in"), str(tmp_path / "snap")]
    done = subprocess.run(command, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    built, problems = build(tmp_path / "in", output=tmp_path / "snap", commit_size=100)
    assert (built.added, built.works, built.files, problems) == (200, 500, 2, [])
    assert len(Snapshot(tmp_path / "snap")) == 500
    assert dois(tmp_path / "snap", 510) == list(range(500))


def test_what_has_been_read_is_not_read_again_unless_it_changed(tmp_path: Path) -> None:
    first = put(tmp_path / "in" / "0.jsonl", some_works(5))
    put(tmp_path / "in" / "1.jsonl", some_works(5, 5))
    snap = tmp_path / "snap"
    assert build(tmp_path / "in", output=snap)[0].added == 10
    before = (snap / "build.json").read_bytes(), (snap / "shard-0001/shard.json").read_bytes()
    assert build(tmp_path / "in", output=snap)[0] == Built(added=0, works=10, files=2, lost=0)
    after = (snap / "build.json").read_bytes(), (snap / "shard-0001/shard.json").read_bytes()
    assert before == after
    put(tmp_path / "in" / "2.jsonl", some_works(3, 10))
    assert build(tmp_path / "in", output=snap)[0] == Built(added=3, works=13, files=3, lost=0)
    put(first, some_works(4))
    assert build(tmp_path / "in", output=snap)[0] == Built(added=4, works=12, files=3, lost=0)
    assert dois(snap, 20) == list(range(13))


def test_a_file_that_was_repaired_is_no_longer_counted_as_broken(tmp_path: Path) -> None:
    path = put(tmp_path / "works.jsonl", lines(some_works(2)) + b"{")
    assert build(path, output=tmp_path / "snap")[0].lost == 1
    assert build(path, output=tmp_path / "snap")[0].lost == 1
    put(path, some_works(3))
    assert build(path, output=tmp_path / "snap")[0].lost == 0


def test_an_archive_that_was_repaired_is_no_longer_counted_as_broken(tmp_path: Path) -> None:
    path = put(tmp_path / "all.tar", b"nonsense" * 200)
    assert build(path, output=tmp_path / "snap")[0].lost == 1
    tar(path, {"0.jsonl": lines(some_works(3))})
    assert build(path, output=tmp_path / "snap")[0] == Built(added=3, works=3, files=1, lost=0)


def test_a_file_that_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    link, path = tmp_path / "in" / "works.jsonl", tmp_path / "works.jsonl"
    link.parent.mkdir()
    link.symlink_to(path)
    built, problems = build(link.parent, output=tmp_path / "snap")
    assert (built.added, built.lost) == (0, 1)
    assert problems == [f"{link}: cannot be read: No such file or directory"]
    put(path, some_works(3))
    built, _ = build(link.parent, output=tmp_path / "snap")
    assert built == Built(added=3, works=3, files=1, lost=0)


def test_a_file_that_cannot_be_read_is_tried_again_though_it_looks_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "works.jsonl", some_works(3))

    def bad_sector(file: object, name: str) -> Iterator[bytes]:
        yield lines(some_works(2))
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot_inputs, "unfolded", bad_sector)
        built, problems = build(path, output=tmp_path / "snap")
    assert (built.added, problems) == (2, [f"{path}: cannot be read: Input/output error"])
    built, _ = build(path, output=tmp_path / "snap")
    assert built == Built(added=3, works=3, files=1, lost=0)
    assert dois(tmp_path / "snap", 5) == [0, 1, 2]


def test_inputs_of_an_interrupted_build_stay_unfinished_when_others_are_added(
    tmp_path: Path,
) -> None:
    first = put(tmp_path / "first.jsonl", some_works(100))
    interrupted(tmp_path / "snap", first, after=80, commit_size=50)
    second = put(tmp_path / "second.jsonl", some_works(10, 100))
    build(second, output=tmp_path / "snap")
    found = snapshot_info(tmp_path / "snap")
    assert (found.finished, found.unfinished) == (False, [str(first)])
    assert found.inputs == [str(first), str(second)]
    build(first, output=tmp_path / "snap")
    assert snapshot_info(tmp_path / "snap").finished
    assert dois(tmp_path / "snap", 120) == list(range(110))


# ------------------------------------------------------------------------------------------- shards


def test_shards_are_filled_one_after_the_other(tmp_path: Path) -> None:
    path = put(tmp_path / "works.jsonl", some_works(250))
    build(path, output=tmp_path / "snap", shard_size=100, commit_size=1000)
    found = snapshot_info(tmp_path / "snap")
    assert (found.shards, found.works) == (3, 250)
    works = [
        json.loads((tmp_path / "snap" / f"shard-000{n}" / "shard.json").read_text())["works"]
        for n in (1, 2, 3)
    ]
    assert works == [100, 100, 50]
    build(
        put(tmp_path / "more.jsonl", some_works(60, 250)), output=tmp_path / "snap", shard_size=100
    )
    assert snapshot_info(tmp_path / "snap").shards == 4
    assert dois(tmp_path / "snap", 320) == list(range(310))


def test_a_full_shard_is_not_followed_by_an_empty_one(tmp_path: Path) -> None:
    build(put(tmp_path / "works.jsonl", some_works(4)), output=tmp_path / "snap", shard_size=2)
    assert snapshot_info(tmp_path / "snap").shards == 2


@pytest.mark.parametrize("stop", [99, 100, 101, 150, 201])
def test_an_interrupted_build_of_shards_goes_on(tmp_path: Path, stop: int) -> None:
    path = put(tmp_path / "works.jsonl", some_works(250))
    interrupted(tmp_path / "snap", path, after=stop, shard_size=100, commit_size=30)
    build(path, output=tmp_path / "snap", shard_size=100, commit_size=30)
    assert (len(Snapshot(tmp_path / "snap")), snapshot_info(tmp_path / "snap").shards) == (250, 3)
    assert dois(tmp_path / "snap", 260) == list(range(250))


def test_a_shard_whose_index_is_gone_is_not_begun_anew_in_silence(tmp_path: Path) -> None:
    build(put(tmp_path / "works.jsonl", some_works(4)), output=tmp_path / "snap")
    (tmp_path / "snap" / "shard-0001").rename(tmp_path / "elsewhere")
    more = put(tmp_path / "more.jsonl", some_works(2, 4))
    with pytest.raises(FormatError, match="shard-0001: the index is missing"):
        build(more, output=tmp_path / "snap")


# --------------------------------------------------------------------------------- what is refused


def test_a_missing_input_stops_the_build_before_it_begins(tmp_path: Path) -> None:
    good = put(tmp_path / "good.jsonl", [GOOD])
    with pytest.raises(UnreadableError, match=r"none\.jsonl: no such file or folder"):
        build(good, tmp_path / "none.jsonl", output=tmp_path / "snap")
    assert not (tmp_path / "snap").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "mine" / "thesis.docx", b"precious")
    with pytest.raises(ConfigurationError, match=r"mine is not empty, .* it has thesis\.docx"):
        build(put(tmp_path / "works.jsonl", [GOOD]), output=tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.docx"]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "works.jsonl", [GOOD])
    with pytest.raises(ConfigurationError, match="cannot write"):
        build(path, output=path / "snap")


def test_two_builds_of_one_folder_are_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "works.jsonl", some_works(10))
    other = put(tmp_path / "other.jsonl", some_works(10, 10))
    refused: list[ConfigurationError] = []

    def progress(name: str, works: int) -> None:
        if not refused:
            with pytest.raises(ConfigurationError, match="is being written to already") as raised:
                build(other, output=tmp_path / "snap")
            refused.append(raised.value)

    build_snapshot([path], tmp_path / "snap", memory=128, progress=progress)
    assert refused
    assert dois(tmp_path / "snap", 20) == list(range(10))


def test_a_snapshot_of_a_newer_form_is_not_added_to(tmp_path: Path) -> None:
    path = put(tmp_path / "works.jsonl", [GOOD])
    put(tmp_path / "snap" / "build.json", b'{"format": 2, "done": "in some other way"}')
    with pytest.raises(FormatError, match=r"build\.json: made by a newer refkit \(format 2\)"):
        build(path, output=tmp_path / "snap")


@pytest.mark.parametrize("options", [{"memory": 127}, {"shard_size": 0}])
def test_options_that_make_no_sense_are_refused(tmp_path: Path, options: dict[str, Any]) -> None:
    path = put(tmp_path / "works.jsonl", [GOOD])
    with pytest.raises(ConfigurationError):
        build_snapshot([path], tmp_path / "snap", **options)
    assert not (tmp_path / "snap").exists()


def test_a_disk_that_is_full_is_an_error_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "works.jsonl", some_works(100))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ConfigurationError, match=r"cannot write .*No space left on device"):
            build(path, output=tmp_path / "snap")
    built, _ = build(path, output=tmp_path / "snap")
    assert (built.added, dois(tmp_path / "snap", 100)) == (100, list(range(100)))


def test_progress_names_the_file_and_counts_the_works(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    paths = [put(tmp_path / f"{n}.jsonl", some_works(2, 2 * n)) for n in (0, 1)]
    build_snapshot(paths, tmp_path / "snap", memory=128, progress=lambda *at: told.append(at))
    assert told == [(str(paths[0]), 1), (str(paths[0]), 2), (str(paths[1]), 3), (str(paths[1]), 4)]


def test_problems_are_input_errors_with_path_and_line(tmp_path: Path) -> None:
    problems: list[InputError] = []
    path = put(tmp_path / "works.jsonl", lines([GOOD]) + b"{\n")
    build_snapshot([path], tmp_path / "snap", memory=128, problem=problems.append)
    assert [(error.path, error.line) for error in problems] == [(str(path), 2)]
