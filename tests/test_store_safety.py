"""What must hold when processes are killed, work at the same time, or are of another version."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import crying, straw, tears
from store_version_1 import make_version_1

from refkit.errors import ConfigurationError, DamagedError, RefkitError, UnreadableError
from refkit.model import Work
from refkit.store import Library
from refkit.store.schema import APPLICATION, VERSION

WRITER = """
import sys
from refkit.model import Work
from refkit.store import Library

path, name, last, bulk = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "bulk"

def work(number):
    return Work(id=f"{name}n{number}", type="book", title=f"Title {number} of {name}")

with Library(path, timeout=60) as library:
    print(0, flush=True)
    if bulk:
        library.add(map(work, range(last)), progress=lambda done: print(done, flush=True))
    else:
        for number in range(last):
            library.add([work(number)])
            library.note(f"{name}n{number}", f"note {number}")
            print(number + 1, flush=True)
"""


def writer(path: Path, name: str, last: int, kind: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(last), kind]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("kind", ["single", "bulk"])
def test_what_was_acknowledged_survives_sigkill(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "library.refkit"
    chance = random.Random(5)
    for turn in range(3):
        name = f"turn{turn}"
        process = writer(path, name, 1_000_000, kind)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.4))
        process.send_signal(signal.SIGKILL)
        told = [int(line) for line in process.stdout.read().split("\n")[:-1]]
        process.wait()
        with Library(path) as library:
            for number in range(max(told, default=0)):
                entry = library[f"{name}n{number}"]
                assert entry.work.title == f"Title {number} of {name}"
                assert kind == "bulk" or [note.text for note in entry.notes] == [f"note {number}"]
    with Library(path) as library:
        assert library.check() == []


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    # Begun by both at the same time, too.
    processes = [writer(path, "one", 60, "single"), writer(path, "two", 60, "single")]
    processes.append(writer(path, "three", 2500, "bulk"))
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    with Library(path) as library:
        assert len(library) == 2620
        assert all(f"{name}n{number}" in library for name in ("one", "two") for number in range(60))
        assert len([change for change in library.log(limit=999) if change.action == "note"]) == 120
        assert library.check() == []


def test_a_library_sees_what_another_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    with Library(path) as one, Library(path) as two:
        one.add([crying()])
        assert "gracanin2014" in two
        two.edit("gracanin2014", {"volume": "9"})
        assert one["gracanin2014"].work.volume == "9"
        assert one.undo().summary == "undo 2: edit gracanin2014: volume"


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux names who holds a lock")
def test_a_locked_library_says_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    script = (
        "import sys, time\nfrom refkit.store import Library\n"
        "library = Library(sys.argv[1])\n"
        "with library.transaction():\n    print('locked', flush=True); time.sleep(60)\n"
    )
    Library(path).close()
    command = [sys.executable, "-c", script, str(path)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        with Library(path, timeout=0.1) as library:
            assert len(library) == 0  # reading goes on
            with pytest.raises(UnreadableError, match=rf"locked by process {holder.pid} \(python"):
                library.add([crying()])
    finally:
        holder.kill()
        holder.communicate()
    with Library(path, timeout=0.1) as library:
        assert library.add([crying()]).new


def test_a_locked_library_is_told_where_nobody_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.refkit"
    monkeypatch.setattr("refkit.store.connection.holder", lambda path: "another process")
    with (
        Library(path) as one,
        Library(path, timeout=0.05) as two,
        one.transaction(),
        pytest.raises(UnreadableError, match=r"locked by another process; waited 0\.05 s"),
    ):
        two.add([crying()])


def test_another_thread_is_refused_in_words(tmp_path: Path) -> None:
    said: list[str] = []
    with Library(tmp_path / "library.refkit") as library:

        def use() -> None:
            try:
                library.count()
            except ConfigurationError as error:
                said.append(str(error))

        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
    assert said == ["a Library is used by the thread that made it; make another"]


def test_a_closed_library_is_told(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.refkit")
    library.close()
    library.close()
    with pytest.raises(ConfigurationError, match="is closed"):
        len(library)


def test_what_is_read_while_iterating_may_change_meanwhile(tmp_path: Path) -> None:
    with Library(tmp_path / "library.refkit") as library:
        library.add([crying(), tears(), straw()])
        seen = []
        for entry in library:
            seen.append(entry.key)
            library.tag([entry.key], ["seen"])
        assert len(seen) == 3
        assert library.tags() == {"seen": 3}


# ------------------------------------------------------------------------------------ other files


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"@book{a, title={b}}\n" * 300, "no library"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "no library|damaged"),
    ],
)
def test_a_file_that_is_no_library_is_told_and_left_alone(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=message):
        Library(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "zotero.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE items (id)")
    before = path.read_bytes()
    with pytest.raises(UnreadableError, match="another program"):
        Library(path)
    assert path.read_bytes() == before


def test_a_missing_library_is_begun_only_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    with pytest.raises(UnreadableError, match="no such library"):
        Library(path, create=False)
    with pytest.raises(UnreadableError, match="no folder"):
        Library(tmp_path / "none" / "library.refkit")
    with pytest.raises(UnreadableError, match="a folder"):
        Library(tmp_path)
    assert list(tmp_path.iterdir()) == []
    path.touch()
    Library(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_read_only_library_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.refkit"
    with Library(path) as library:
        library.add([crying()])
    monkeypatch.setattr("refkit.store.connection.os.access", lambda path, mode: mode != os.W_OK)
    with Library(path) as library:
        assert library.read_only
        assert library["gracanin2014"].work == crying()
        assert library.search("crying")
        assert library.check() == []
        with pytest.raises(ConfigurationError, match="read-only"):
            library.add([tears()])
    make_version_1(tmp_path / "old.refkit", [crying()])
    with pytest.raises(UnreadableError, match="earlier version, and read-only"):
        Library(tmp_path / "old.refkit")


def test_a_backup_is_a_library_and_never_overwrites(tmp_path: Path) -> None:
    copy = tmp_path / "copy.refkit"
    with Library(tmp_path / "library.refkit") as library:
        library.add([crying()])
        library.backup(copy)
        library.add([tears()])
        with pytest.raises(ConfigurationError, match="there already"):
            library.backup(copy)
        with pytest.raises(ConfigurationError, match="within a transaction"), library.transaction():
            library.backup(tmp_path / "x")
        with pytest.raises(RefkitError):
            library.backup(tmp_path / "none" / "copy.refkit")
    with Library(copy) as there:
        assert [entry.key for entry in there] == ["gracanin2014"]
        assert there.check() == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.refkit", "library.refkit"]


# -------------------------------------------------------------------------------------- versions


def test_a_library_of_version_1_is_migrated_after_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    make_version_1(path, [crying(), tears()])
    with Library(path) as library:
        assert library.works() == [crying(), tears()]
        entry = library["gracanin2014"]
        assert (entry.tags, entry.state, entry.aliases) == (["old"], "read", [])
        assert entry.origins[""].source == "refs.bib"
        assert library.count("publisher:oxford note:uberraschend") == 1
        assert library.add([crying()]).known == ["gracanin2014"]
        library.rename("gracanin2014", "new2014")
        assert library["gracanin2014"].key == "new2014"
        library.undo()
        library.undo(1)
        assert library.check() == []
    (kept,) = tmp_path.glob("library.refkit.backup-v1-*")
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM works").fetchone() == (2,)


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.refkit"
    make_version_1(path, [crying()])

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE search")
        raise UnreadableError("it failed")

    monkeypatch.setattr("refkit.store.migrations.STEPS", {1: fail})
    with pytest.raises(UnreadableError, match="it failed"):
        Library(path)
    monkeypatch.undo()
    with Library(path) as library:
        assert library.works() == [crying()]
    assert len(list(tmp_path.glob("library.refkit.backup-v1-*"))) == 2


def test_a_damaged_work_does_not_stop_a_migration(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    make_version_1(path, [crying(), tears()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE works SET data = '{' WHERE id = 1")
    with Library(path) as library:
        assert library["vingerhoets2013"].work == tears()
        assert [trouble.where for trouble in library.check()] == ["gracanin2014"]


def test_a_library_of_a_later_version_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    Library(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(UnreadableError, match=r"later refkit.*update refkit"):
        Library(path)
    assert path.read_bytes() == before


def test_a_library_of_this_version_has_the_tables_of_a_migrated_one(tmp_path: Path) -> None:
    make_version_1(tmp_path / "old.refkit", [])
    described = []
    for name in ("old.refkit", "new.refkit"):
        Library(tmp_path / name).close()
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name"
            ).fetchall()
            described.append(
                {
                    table: connection.execute(f"PRAGMA table_info({table})").fetchall()
                    for (table,) in tables
                }
            )
    assert described[0] == described[1]


def test_damage_that_is_met_while_reading_is_told(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    with Library(path) as library:
        library.add([Work(id=f"work{n}x", title=f"Title {n}", note="x" * 500) for n in range(500)])
    data = bytearray(path.read_bytes())
    page = data.index(b'"title":"Title 250"') // 4096
    data[page * 4096 : page * 4096 + 100] = b"\xa5" * 100
    path.write_bytes(data)
    with Library(path) as library:
        with pytest.raises(DamagedError, match="the library is damaged"):
            library.works()
        assert library.check()


def test_an_empty_file_is_begun_only_where_a_library_may_be(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    path.touch()
    with pytest.raises(UnreadableError, match="the file is empty; put a backup in its place"):
        Library(path, create=False)
    assert path.read_bytes() == b""
    with Library(path) as library:
        assert len(library) == 0
