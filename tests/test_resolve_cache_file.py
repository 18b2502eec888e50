"""The file of a Cache: broken, of another version, missing, and in several processes at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import warnings
import zlib
from pathlib import Path
from typing import IO

import pytest
from cache_made import answer
from conftest import ROOT
from watchdog import in_time

from refkit.errors import ConfigurationError
from refkit.resolve import cache_file
from refkit.resolve.cache import Cache
from refkit.resolve.cache_file import CacheFile, CacheWarning, Layout

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "refkit" / "answers.sqlite"


# --- broken files -------------------------------------------------------------------------------


def filled(path: Path, number: int = 200) -> bytes:
    """The bytes of a cache with some Answers."""
    with Cache(path) as cache:
        cache.put("crossref", "doi", {str(each): answer(str(each)) for each in range(number)})
    return path.read_bytes()


def kept_aside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if ".broken-" in each.name)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: b"PK\x03\x04 this is an archive" * 500, "file is not a database"),
        (lambda data: b"xy", "file is not a database"),
        (lambda data: data[: len(data) // 2], "database disk image is malformed"),
        (lambda data: data[:4096] + b"\xff" * (len(data) - 4096), "malformed"),
        (lambda data: data[:5000], "malformed"),
    ],
    ids=["archive", "two bytes", "half", "pages of rubbish", "first page"],
)
def test_a_broken_file_is_set_aside_and_a_new_one_begun(
    spoil: object, said: str, path: Path
) -> None:
    assert callable(spoil)
    broken = spoil(filled(path))
    path.write_bytes(broken)
    with Cache(path) as cache:
        with pytest.warns(CacheWarning, match=said) as caught:
            assert cache.get("crossref", "doi", ["1"]) == {}
        assert len(caught) == 1
        assert "kept as answers.sqlite.broken-1, and a new one begun" in str(caught[0].message)
        cache.put("crossref", "doi", {"1": answer()})
        assert cache.get("crossref", "doi", ["1"]) == {"1": answer()}
    assert (path.parent / "answers.sqlite.broken-1").read_bytes() == broken
    with Cache(path) as cache:
        assert cache.get("crossref", "doi", ["1"]) == {"1": answer()}


def test_a_file_that_turns_out_to_be_broken_while_written_keeps_what_was_to_be_written(
    path: Path,
) -> None:
    data = filled(path)
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with Cache(path) as cache:
        with pytest.warns(CacheWarning, match="malformed"):
            cache.put("crossref", "doi", {"1": answer()})
        assert cache.get("crossref", "doi", ["1"]) == {"1": answer()}


def test_each_broken_file_is_kept_under_its_own_name(path: Path) -> None:
    for rubbish in (b"one" * 9999, b"two" * 9999):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(rubbish)
        with Cache(path) as cache, pytest.warns(CacheWarning, match="not a database"):
            cache.get("crossref", "doi", ["1"])
    assert kept_aside(path) == ["answers.sqlite.broken-1", "answers.sqlite.broken-2"]
    assert (path.parent / "answers.sqlite.broken-2").read_bytes() == b"two" * 9999


def test_an_empty_file_is_a_cache_that_is_not_begun(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"1": answer()})
        assert cache.get("crossref", "doi", ["1"]) == {"1": answer()}
    assert kept_aside(path) == []


def test_a_journal_without_its_file_does_no_harm(path: Path) -> None:
    filled(path)
    path.unlink()
    path.with_name("answers.sqlite-wal").write_bytes(b"\x37\x7f\x06\x82" * 2000)
    path.with_name("answers.sqlite-shm").write_bytes(b"\x00" * 32768)
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"1": answer()})
        assert cache.get("crossref", "doi", ["1", "2"]) == {"1": answer()}


@pytest.mark.parametrize("version", [0, 2, 1000])
def test_a_file_of_another_version_is_set_aside(version: int, path: Path) -> None:
    filled(path)
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {version}")
    database.close()
    with Cache(path) as cache, pytest.warns(CacheWarning, match="another version of refkit"):
        assert cache.get("crossref", "doi", ["1"]) == {}
    assert kept_aside(path) == ["answers.sqlite.broken-1"]


def test_the_database_of_another_program_is_set_aside_unharmed(path: Path) -> None:
    path.parent.mkdir()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE bookmarks (address)")
    database.close()
    before = path.read_bytes()
    with Cache(path) as cache, pytest.warns(CacheWarning, match="another program"):
        cache.put("crossref", "doi", {"1": answer()})
    assert (path.parent / "answers.sqlite.broken-1").read_bytes() == before


def test_a_folder_in_its_place_is_set_aside(path: Path) -> None:
    (path / "inner").mkdir(parents=True)
    with Cache(path) as cache:
        with pytest.warns(CacheWarning, match="a folder stands in its place"):
            cache.put("crossref", "doi", {"1": answer()})
        assert cache.get("crossref", "doi", ["1"]) == {"1": answer()}
    assert (path.parent / "answers.sqlite.broken-1" / "inner").is_dir()


def test_an_answer_that_the_disk_has_spoilt_is_asked_for_anew(path: Path) -> None:
    filled(path, 4)
    database = sqlite3.connect(path)
    with database:
        for key, spoilt in (("0", b"\x78\x9c rubbish"), ("1", zlib.compress(b"[]")), ("2", "text")):
            database.execute("UPDATE answers SET answer = ? WHERE key = ?", (spoilt, key.encode()))
    database.close()
    with Cache(path) as cache:
        assert list(cache.get("crossref", "doi", ["0", "1", "2", "3"])) == ["3"]


def test_a_broken_file_in_use_by_another_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_file, "_IN_USE", 0.0)
    filled(path)
    with Cache(path) as user:
        user.get("crossref", "doi", ["1"])
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 7")
        database.close()
        with Cache(path) as other, pytest.warns(CacheWarning, match="in use by another process"):
            assert other.get("crossref", "doi", ["1"]) == {}
        assert kept_aside(path) == []
        user.put("crossref", "doi", {"new": answer()})
        assert "new" in user.get("crossref", "doi", ["new"])


# --- no cache can be had ------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["/proc/refkit", "a file/refkit", "a file"])
def test_without_a_folder_the_run_goes_on_and_says_so_once(folder: str, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    with Cache(tmp_path / folder / "answers.sqlite") as cache:
        with pytest.warns(CacheWarning, match="is not used"):
            assert cache.get("crossref", "doi", ["1"]) == {}
        with warnings.catch_warnings(action="error"):
            cache.put("crossref", "doi", {"1": answer()})
            assert cache.get("crossref", "doi", ["1"]) == {}


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_info_and_clear_say_that_the_file_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    os.mkfifo(path)
    with Cache(path) as cache:
        for ask in (cache.info, cache.clear):
            with pytest.raises(ConfigurationError, match="it is neither a file nor a folder"):
                ask()


def test_a_file_that_is_no_better_for_being_begun_is_given_up(path: Path) -> None:
    # What it makes looks as if nobody had begun it.
    file = CacheFile(path, Layout(application=0, version=0, tables=()))
    with pytest.raises(sqlite3.OperationalError, match="not begun, each time"):
        in_time(lambda: file.run(lambda connection: None))


def test_a_locked_file_is_not_waited_for_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_file, "_BUSY", 0.0)
    filled(path, 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Cache(path) as cache:
        with pytest.warns(CacheWarning, match="keeps nothing more: database is locked"):
            cache.put("crossref", "doi", {"1": answer()})
        with warnings.catch_warnings(action="error"):
            cache.put("crossref", "doi", {"2": answer()})
        assert list(cache.get("crossref", "doi", ["0", "1", "2"])) == ["0"]
    other.close()


FULL_DISK = """
import resource, sys, warnings
from pathlib import Path
from refkit.model import Answer
from refkit.resolve.cache import Cache
import os
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    with Cache(Path(sys.argv[1])) as cache:
        for number in range(100):
            detail = os.urandom(5000).hex()
            answer = Answer(source="s", question="q", outcome="unknown", detail=detail)
            cache.put("s", "doi", {str(number): answer})
        kept = cache.get("s", "doi", list(map(str, range(100))))
print(len(caught), 10 < len(kept) < 100, sorted(map(int, kept)) == list(range(len(kept))))
print(caught[0].message)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_on_a_full_disk_the_run_goes_on_and_what_was_kept_is_read(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, path],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
    )
    first, second = done.stdout.splitlines()
    assert first == "1 True True"
    assert "keeps nothing more" in second
    with Cache(path) as cache:
        assert cache.info().entries["s"]["absence"] > 10


# --- several at once ----------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from refkit.model import Answer, Record, Work
from refkit.resolve.cache import Cache
path, name, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
with Cache(path) as cache:
    for at in range(number):
        record = Record(work=Work(title=f"{name} {at}" * 50), source="crossref")
        answer = Answer(source="crossref", question=name, outcome="found", records=[record])
        cache.put("crossref", "doi", {f"{name}{at}": answer, "shared": answer})
        assert f"{name}{at}" in cache.get("crossref", "doi", [f"{name}{at}", "shared"])
        print(f"{name}{at}", flush=True)
"""


def writer(path: Path, name: str, number: int) -> subprocess.Popen[str]:
    """A process that is ready to write, and waits for a line on its stdin."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, path, name, str(number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert opened(process.stdout).readline() == "ready\n"
    return process


def opened(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def start(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        opened(process.stdin).write("go\n")
        opened(process.stdin).flush()


def test_two_processes_write_hundreds_of_answers_at_once(path: Path) -> None:
    processes = [writer(path, name, 300) for name in "ab"]
    start(*processes)
    for process in processes:
        _, errors = process.communicate()
        assert (process.returncode, errors) == (0, "")
    keys = [f"{name}{at}" for name in "ab" for at in range(300)]
    with Cache(path) as cache:
        assert len(cache.get("crossref", "doi", [*keys, "shared"])) == 601


def test_processes_that_find_the_same_broken_file_at_once_lose_nothing(path: Path) -> None:
    data = filled(path)
    # Two see it when they open the file, two when they read the first page of the table.
    for broken in (b"rubbish" * 3000, data[:4096] + b"\xff" * (len(data) - 4096)):
        path.write_bytes(broken)
        processes = [writer(path, name, 20) for name in "abcd"]
        start(*processes)
        said = ""
        for process in processes:
            _, errors = process.communicate()
            assert process.returncode == 0, errors
            said += errors
        assert said.count("a new one begun") == 1
        assert "not used" not in said
        keys = [f"{name}{at}" for name in "abcd" for at in range(20)]
        with Cache(path) as cache:
            assert len(cache.get("crossref", "doi", keys)) == 80
    # A process may have begun a log for the broken file before it read the first broken page.
    files = [name for name in kept_aside(path) if not name.endswith(("-wal", "-shm"))]
    assert files == ["answers.sqlite.broken-1", "answers.sqlite.broken-2"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_what_was_written_before_a_kill_is_there_afterwards(path: Path) -> None:
    process = writer(path, "a", 1_000_000)
    start(process)
    told = [opened(process.stdout).readline().strip() for _ in range(100)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    told += rest.split("\n")[:-1]
    with Cache(path) as cache:
        assert len(cache.get("crossref", "doi", told)) == len(told) >= 100
        cache.put("crossref", "doi", {"after": answer()})
        assert "after" in cache.get("crossref", "doi", ["after"])
    assert kept_aside(path) == []


def test_a_process_that_was_killed_while_it_began_the_file_leaves_no_mess(path: Path) -> None:
    path.parent.mkdir()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")  # and no tables yet
    database.close()
    assert path.stat().st_size > 0
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"1": answer()})
        assert cache.get("crossref", "doi", ["1"]) == {"1": answer()}
    assert kept_aside(path) == []


def test_threads_share_one_cache(path: Path) -> None:
    def write(name: str) -> None:
        for at in range(50):
            cache.put("crossref", "doi", {f"{name}{at}": answer()})
            cache.get("crossref", "doi", [f"{name}{at}"])

    with Cache(path) as cache:
        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        keys = [f"{name}{at}" for name in "abcd" for at in range(50)]
        assert len(cache.get("crossref", "doi", keys)) == 200


def test_an_interrupt_in_the_middle_of_writing_writes_nothing_and_locks_nobody(path: Path) -> None:
    def interrupt(file: sqlite3.Connection) -> None:
        with file:
            file.execute("BEGIN IMMEDIATE")
            file.execute("DELETE FROM answers")
            raise KeyboardInterrupt

    filled(path, 3)
    with Cache(path) as cache, Cache(path) as other:
        with pytest.raises(KeyboardInterrupt):
            cache._file.run(interrupt)
        other.put("crossref", "doi", {"new": answer()})
        assert len(other.get("crossref", "doi", ["0", "1", "2", "new"])) == 4
