from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from store_samples import crying, tears
from store_version_1 import make_version_1

from refkit.errors import RefkitError, UnreadableError
from refkit.model import Name, Work
from refkit.store import Library
from refkit.store.salvage import Salvaged, salvage

PAGE = 4096


def works(number: int = 400) -> list[Work]:
    return [
        Work(
            id=f"work{n}x",
            type="book",
            title=f"Title {n} of many",
            author=[Name("Doe", f"J{n}")],
            abstract="word " * (n % 50) + ("long " * 2000 if n % 100 == 7 else ""),
        )
        for n in range(number)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.refkit"
    with Library(path) as library:
        library.add(works(), source="refs.bib")
        library.tag(["work1x", "work2x"], ["a", "b"])
        library.note("work1x", "a note")
        library.collect(["work3x"], "thesis")
        library.rename("work4x", "four")
        (tmp_path / "a.pdf").write_bytes(b"x")
        library.attach("work5x", tmp_path / "a.pdf")
        library.remove(["work6x"])
    return path


def damage(path: Path, change: Callable[[bytearray], None]) -> None:
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)


def expected() -> list[Work]:
    kept = [work for work in works() if work.id != "work6x"]
    kept[4] = kept[4].copy(id="four")
    return kept


def told(path: Path) -> bool:
    try:
        with Library(path) as library:
            return bool(library.check())
    except RefkitError:
        return True


def test_a_whole_library_is_salvaged_whole(path: Path) -> None:
    before = path.read_bytes()
    salvaged = salvage(path)
    assert (salvaged.works, salvaged.lost, salvaged.doubtful) == (399, [], [])
    assert salvaged.rows == {"tags": 4, "members": 1, "notes": 1, "attachments": 1, "aliases": 1}
    assert salvaged.kept.read_bytes() == before
    assert salvaged.kept.name.startswith("library.refkit.damaged-")
    with Library(path) as library:
        assert library.works() == expected()
        entry = library["work1x"]
        assert (entry.tags, [note.text for note in entry.notes]) == (["a", "b"], ["a note"])
        assert entry.origins[""].source == "refs.bib"
        assert library["work4x"].key == "four"
        assert library["work3x"].collections == ["thesis"]
        assert [change.action for change in library.log()] == ["salvage"]
        assert library.count("word") > 100
        assert library.check() == []


def first_page(data: bytearray) -> None:
    data[:PAGE] = bytes(PAGE)


def first_bytes(data: bytearray) -> None:
    data[:100] = b"\xff" * 100


def root_of_works(data: bytearray) -> None:
    data[PAGE : 2 * PAGE] = bytes(PAGE)


@pytest.mark.parametrize("change", [first_page, first_bytes, root_of_works])
def test_damage_where_everything_begins_costs_no_work(
    path: Path, change: Callable[[bytearray], None]
) -> None:
    damage(path, change)
    assert told(path)
    salvage(path)
    with Library(path) as library:
        assert library.works() == expected()
        assert library.check() == []


def test_what_is_lost_is_named_and_the_rest_is_saved(path: Path) -> None:
    data = path.read_bytes()
    page = data.index(b'"title":"Title 200 of many"') // PAGE
    damage(path, lambda data: data.__setitem__(slice(page * PAGE, (page + 1) * PAGE), bytes(PAGE)))
    salvaged = salvage(path)
    assert "work200x title 200 of many" in salvaged.lost
    assert salvaged.works + len(salvaged.lost) == 399
    assert len(salvaged.lost) < 30
    with Library(path) as library:
        assert library.works() == [
            work for work in expected() if not any(f"{work.id} " in line for line in salvaged.lost)
        ]
        assert library.check() == []


def test_a_letter_that_was_changed_is_doubtful(path: Path) -> None:
    data = path.read_bytes()
    at = data.index(b'"title":"Title 200 of many"') + 10
    damage(path, lambda data: data.__setitem__(at, ord("W")))
    assert told(path)
    assert salvage(path).doubtful == ["work200x"]


@pytest.mark.parametrize("seed", range(12))
def test_bytes_that_are_overwritten_at_random_never_stop_it(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    size = path.stat().st_size

    def overwrite(data: bytearray) -> None:
        for _ in range(chance.choice((1, 10, 100))):
            at, length = chance.randrange(size), chance.choice((1, 8, PAGE))
            data[at : at + length] = chance.randbytes(min(length, size - at))

    damage(path, overwrite)
    told(path)
    salvaged = salvage(path)
    by_key = {work.id: work for work in expected()}
    with Library(path) as library:
        assert len(library) == salvaged.works
        for work in library.works():
            if work.id in by_key and work != by_key[work.id]:
                assert work.id in salvaged.doubtful
        assert not [each for each in library.check() if "attached" not in each.what]


@pytest.mark.parametrize(
    "content",
    [b"x", b"SQLite format 3\0", b"\0" * 10_000, b"@book{a, title={b}}" * 1000],
    ids=["one byte", "a head", "zeros", "a .bib file"],
)
def test_a_file_of_which_nothing_can_be_saved_is_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "library.refkit"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match="nothing can be saved of it"):
        salvage(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_cut_off_is_salvaged_as_far_as_it_goes(path: Path) -> None:
    damage(path, lambda data: data.__delitem__(slice(len(data) * 2 // 3 + 17, None)))
    salvaged: Salvaged = salvage(path)
    assert salvaged.works > 50
    with Library(path) as library:
        assert len(library) == salvaged.works


def test_a_library_of_version_1_is_salvaged_as_one_of_this_version(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    make_version_1(path, [crying(), tears()])
    salvage(path)
    with Library(path) as library:
        assert library.works() == [crying(), tears()]
        assert library["gracanin2014"].notes[0].text == "Überraschend"
        assert library.check() == []


def test_what_is_in_the_log_is_salvaged_too(tmp_path: Path) -> None:
    path = tmp_path / "library.refkit"
    copy = tmp_path / "copy.refkit"
    with Library(path) as library:
        library.add([crying()])
        for companion in ("", "-wal"):
            Path(f"{copy}{companion}").write_bytes(Path(f"{path}{companion}").read_bytes())
    assert salvage(copy).works == 1


def test_a_missing_library_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such library"):
        salvage(tmp_path / "none.refkit")
