from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import crying, straw, tears

from refkit.errors import ConfigurationError, RefkitError
from refkit.model import Work
from refkit.store import Entry, Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.refkit") as opened:
        opened.add([crying(), tears(), straw()], source="refs.bib")
        yield opened


def test_the_log_says_what_was_done_to_which_works(library: Library) -> None:
    library.edit("gracanin2014", {"volume": "6"})
    library.tag(["gracanin2014", "strasse1999"], ["a"])
    library.rename("strasse1999", "street1999")
    library.remove(["vingerhoets2013"])
    assert [
        (change.number, change.action, change.keys, change.summary) for change in library.log()
    ] == [
        (5, "remove", ["vingerhoets2013"], "remove vingerhoets2013"),
        (4, "rename", ["street1999"], "rename strasse1999 to street1999"),
        (3, "tag", ["gracanin2014", "street1999"], "tag 2 works: a"),
        (2, "edit", ["gracanin2014"], "edit gracanin2014: volume"),
        (
            1,
            "add",
            ["gracanin2014", "vingerhoets2013", "street1999"],
            "add 3 works from refs.bib",
        ),
    ]
    assert [change.number for change in library.log(limit=2)] == [5, 4]
    assert [change.number for change in library.log(key="strasse1999")] == [4, 3, 1]
    assert [change.number for change in library.log(key="vingerhoets2013")] == [5, 1]
    with pytest.raises(KeyError):
        library.log(key="none")


def test_undoing_goes_back_step_by_step(library: Library) -> None:
    library.edit("gracanin2014", {"volume": "6"})
    library.edit("gracanin2014", {"volume": "7"})
    assert library.undo().summary == "undo 3: edit gracanin2014: volume"
    assert library["gracanin2014"].work.volume == "6"
    library.undo()
    assert library["gracanin2014"].work == crying()
    library.undo()
    assert len(library) == 0
    with pytest.raises(ConfigurationError, match="nothing to undo"):
        library.undo()
    assert [change.undone for change in library.log()] == [False] * 3 + [True] * 3


def test_an_undoing_can_be_undone(library: Library) -> None:
    library.edit("gracanin2014", {"volume": "6"})
    undoing = library.undo()
    library.undo(undoing.number)
    assert library["gracanin2014"].work.volume == "6"
    assert {change.number: change.undone for change in library.log()} == {
        1: False,
        2: False,
        3: True,
        4: False,
    }
    library.undo(2)
    assert library["gracanin2014"].work == crying()


def test_an_older_change_is_undone_where_nothing_later_touched_the_same(library: Library) -> None:
    library.edit("gracanin2014", {"volume": "6"})
    library.tag(["gracanin2014"], ["a"])
    library.edit("strasse1999", {"volume": "9"})
    library.undo(2)
    entry = library["gracanin2014"]
    assert (entry.work, entry.tags) == (crying(), ["a"])


@pytest.mark.parametrize(
    ("later", "number"),
    [
        (lambda library: library.edit("gracanin2014", {"volume": "7"}), 2),
        (lambda library: library.remove(["gracanin2014"]), 2),
        (lambda library: library.merge(["strasse1999", "gracanin2014"]), 2),
        (lambda library: library.tag(["strasse1999"], ["x"]), 1),
        (lambda library: library.note("strasse1999", "x"), 1),
    ],
)
def test_a_change_that_others_build_on_is_not_undone(
    library: Library, later: Callable[[Library], object], number: int
) -> None:
    library.edit("gracanin2014", {"volume": "6"})
    later(library)
    before = list(library)
    with pytest.raises(ConfigurationError, match=r"before change \d"):
        library.undo(number)
    assert list(library) == before
    library.undo()
    if number == 2:
        library.undo(2)
        assert library["gracanin2014"].work == crying()


def test_a_change_and_its_undoing_stand_in_nobodys_way(library: Library) -> None:
    library.edit("gracanin2014", {"volume": "6"})
    library.edit("gracanin2014", {"volume": "7"})
    library.undo()
    library.undo(2)
    assert library["gracanin2014"].work == crying()
    with pytest.raises(ConfigurationError, match="undone already, by change 5"):
        library.undo(2)
    with pytest.raises(ConfigurationError, match="no change 77"):
        library.undo(77)


def test_a_key_that_is_taken_since_stops_an_undoing(library: Library) -> None:
    library.remove(["gracanin2014"])
    library.add([tears().copy(id="gracanin2014", ISBN="", note="other")])
    with pytest.raises(ConfigurationError, match="otherwise now"):
        library.undo(2)
    assert library["gracanin2014"].work.note == "other"


def test_a_transaction_is_one_change(library: Library) -> None:
    with library.transaction():
        library.edit("gracanin2014", {"volume": "6"})
        library.tag(["gracanin2014"], ["a"])
        library.add([Work(id="new2020", title="New")])
        with library.transaction():
            library.note("new2020", "hm")
        assert library.count("hm") == 1
    (change, _) = library.log()
    assert change.action == "transaction"
    assert change.summary == (
        "edit gracanin2014: volume; tag gracanin2014: a; add 1 work; note on new2020"
    )
    library.undo()
    assert len(library) == 3
    assert library["gracanin2014"].work == crying()
    assert library["gracanin2014"].tags == []


def test_errors_of_the_caller_leave_a_transaction_as_they_are(library: Library) -> None:
    def fail() -> None:
        with library.transaction():
            library.remove(["gracanin2014"])
            raise sqlite3.OperationalError("mine")

    with pytest.raises(sqlite3.OperationalError, match="mine"):
        fail()
    assert "gracanin2014" in library


def test_a_transaction_that_fails_changes_nothing(library: Library) -> None:
    before = list(library)

    def fail() -> None:
        with library.transaction():
            library.remove(["gracanin2014"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(library) == before
    assert len(library.log()) == 1
    assert library.count("crying") == 1


def test_a_part_of_a_transaction_that_fails_leaves_the_rest(library: Library) -> None:
    with library.transaction():
        library.tag(["gracanin2014"], ["a"])
        with pytest.raises(KeyError):
            library.tag(["strasse1999", "none"], ["b"])
        with pytest.raises(ConfigurationError):
            library.edit("gracanin2014", {"nonsense": "x"})
    assert library.tags() == {"a": 1}
    assert library.log()[0].summary == "tag gracanin2014: a"
    assert library.check() == []


def test_a_transaction_without_writing_leaves_no_change(library: Library) -> None:
    with library.transaction():
        assert len(library) == 3
    library.tag(["gracanin2014"], [])
    assert len(library.log()) == 1


KEYS = ("gracanin2014", "vingerhoets2013", "strasse1999")
keys = st.sampled_from(KEYS)
words = st.sampled_from(("a", "b", "c"))
steps = st.one_of(
    st.tuples(st.just("edit"), keys, st.fixed_dictionaries({"volume": words})),
    st.tuples(st.just("tag"), st.lists(keys, min_size=1, max_size=2), st.lists(words, max_size=2)),
    st.tuples(st.just("untag"), st.lists(keys, min_size=1), st.lists(words, max_size=2)),
    st.tuples(st.just("collect"), st.lists(keys, min_size=1, max_size=2), words),
    st.tuples(st.just("discard"), st.lists(keys, min_size=1, max_size=2), words),
    st.tuples(st.just("mark"), st.lists(keys, min_size=1, max_size=2), st.just("read")),
    st.tuples(st.just("note"), keys, words),
    st.tuples(st.just("rename"), keys, st.sampled_from(("x1", "x2", *KEYS))),
    st.tuples(st.just("remove"), st.lists(keys, min_size=1, max_size=2)),
    st.tuples(st.just("merge"), st.lists(keys, min_size=2, max_size=3)),
    st.tuples(st.just("replace"), keys, st.just(Work(type="book", title="Replaced"))),
    st.tuples(st.just("undo")),
)


@settings(max_examples=40)
@given(st.lists(steps, max_size=8))
def test_undoing_restores_what_was_there_before(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[object, ...]]
) -> None:
    with Library(tmp_path_factory.mktemp("undo") / "library.refkit") as library:
        library.add([crying(), tears(), straw()], source="refs.bib", tags=["a"])
        before: dict[int, list[Entry]] = {}
        for name, *arguments in drawn:
            now, last = list(library), library.log(limit=1)[0].number
            try:
                getattr(library, str(name))(*arguments)
            except RefkitError:
                assert list(library) == now
                continue
            number = library.log(limit=1)[0].number
            if number != last and name != "undo":
                before[number] = now
        standing = [change.number for change in library.log(limit=99) if not change.undone]
        for number in (each for each in standing if each in before):
            library.undo()
            assert list(library) == before[number]
        assert library.check() == []
