"""Cache: what is kept, for how long, how much and where."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cache_made import answer
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import works

from refkit.model import Answer, Record
from refkit.model.record import Notice, Outcome, Relation
from refkit.resolve import cache as cache_module
from refkit.resolve.cache import Cache, CacheInfo, default_path

DAY = 86_400.0
NOW = 1_800_000_000.0


class Wall:
    """The clock on the wall, which is set by hand."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "refkit" / "answers.sqlite"


# --- what is kept -------------------------------------------------------------------------------


def test_what_was_put_is_got_by_another_cache_on_the_same_file(path: Path) -> None:
    found, absent = answer(), answer("10.1000/b", "absent")
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"10.1000/a": found, "10.1000/b": absent})
    with Cache(path) as cache:
        got = cache.get("crossref", "doi", ["10.1000/b", "10.1000/a", "10.1000/c"])
    assert got == {"10.1000/a": found, "10.1000/b": absent}


def test_scopes_and_kinds_of_questions_are_kept_apart(path: Path) -> None:
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"k": answer(title="by DOI")})
        cache.put("crossref", "search", {"k": answer(title="by search")})
        cache.put("crossref http://127.0.0.1:80", "doi", {"k": answer(title="elsewhere")})
        places: list[tuple[str, cache_module.Asked]] = [
            ("crossref", "doi"),
            ("crossref", "search"),
            ("crossref http://127.0.0.1:80", "doi"),
        ]
        titles = [
            cache.get(scope, asked, ["k"])["k"].records[0].work.title for scope, asked in places
        ]
        assert titles == ["by DOI", "by search", "elsewhere"]
        assert cache.get("doi.org", "doi", ["k"]) == {}


@pytest.mark.parametrize(
    ("first", "second"), [("found", "absent"), ("absent", "found"), ("unknown", "found")]
)
def test_a_later_answer_takes_the_place_of_an_earlier_one(
    first: Outcome, second: Outcome, path: Path
) -> None:
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"k": answer(outcome=first)})
        cache.put("crossref", "doi", {"k": answer(outcome=second)})
        assert cache.get("crossref", "doi", ["k"])["k"].outcome == second
        assert sum(cache.info().entries["crossref"].values()) == 1


@pytest.mark.parametrize("failure", ["silent", "unasked"])
def test_failures_are_not_kept_and_leave_what_was_kept_before(failure: Outcome, path: Path) -> None:
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"new": answer(outcome=failure)})
        assert not path.exists()
        cache.put("crossref", "doi", {"old": answer()})
        cache.put("crossref", "doi", {"old": answer(outcome=failure)})
        assert cache.get("crossref", "doi", ["new", "old"]) == {"old": answer()}


def test_more_keys_than_one_statement_takes_are_got(path: Path) -> None:
    answers = {f"10.1000/{number}": answer(f"10.1000/{number}") for number in range(1201)}
    with Cache(path) as cache:
        cache.put("crossref", "doi", answers)
        assert cache.get("crossref", "doi", list(answers)) == answers


def test_half_a_surrogate_pair_can_be_asked_for_but_not_kept(path: Path) -> None:
    with Cache(path) as cache:
        cache.put("s\udc80", "doi", {"10.1000/\ud800": answer(), "t": answer(title="\ud800")})
        assert cache.get("s\udc80", "doi", ["10.1000/\ud800", "t"]) == {"10.1000/\ud800": answer()}
        assert cache.info().entries == {"s\\xed\\xb2\\x80": {"record": 1}}


_texts = st.text(st.characters(codec="utf-8"), max_size=30)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=5,
)
_records = st.builds(
    Record,
    work=st.builds(
        lambda work, extra: work.copy(extra=extra),
        works(),
        st.dictionaries(_texts, _json, max_size=3),
    ),
    source=_texts,
    time=_texts,
    notices=st.lists(
        st.builds(Notice, type=st.sampled_from(("retraction", "other")), DOI=_texts), max_size=2
    ),
    amends=st.lists(_texts, max_size=2),
    relations=st.lists(st.builds(Relation, type=_texts, id=_texts), max_size=2),
    variants=st.dictionaries(_texts, st.lists(_texts, max_size=2), max_size=2),
    type=_texts,
    score=st.floats(allow_nan=False, allow_infinity=False),
    raw=_texts,
)
_answers = st.builds(
    Answer,
    source=_texts,
    question=_texts,
    outcome=st.sampled_from(("found", "absent", "unknown")),
    records=st.lists(_records, max_size=3),
    detail=_texts,
)


def test_whatever_is_put_comes_out_equal() -> None:
    @settings(max_examples=50)
    @given(
        st.text(max_size=5),
        st.sampled_from(("doi", "search")),
        st.dictionaries(st.text(max_size=5), _answers, max_size=3),
    )
    def check(scope: str, asked: cache_module.Asked, answers: dict[str, Answer]) -> None:
        cache.put(scope, asked, answers)
        assert cache.get(scope, asked, answers) == answers

    with Cache() as cache:
        check()


# --- for how long -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "outcome", "days"),
    [
        ("doi", "found", 7),
        ("doi", "absent", 1),
        ("doi", "unknown", 1),
        ("search", "found", 7),
        ("search", "absent", 1),
    ],
)
def test_an_answer_lives_as_long_as_its_kind(
    asked: cache_module.Asked, outcome: Outcome, days: int, path: Path
) -> None:
    wall = Wall()
    with Cache(path, clock=wall) as cache:
        cache.put("crossref", asked, {"k": answer(outcome=outcome)})
        wall.time = NOW + days * DAY
        assert "k" in cache.get("crossref", asked, ["k"])
        wall.time += 1
        assert "k" not in cache.get("crossref", asked, ["k"])
        assert "k" in cache.get("crossref", asked, ["k"], any_age=True)


def test_a_clock_that_is_set_back_a_little_changes_nothing(path: Path) -> None:
    wall = Wall()
    with Cache(path, clock=wall) as cache:
        cache.put("crossref", "doi", {"k": answer()})
        wall.time = NOW - 3600
        assert "k" in cache.get("crossref", "doi", ["k"])


def test_an_answer_from_the_far_future_is_too_old_and_replaced(path: Path) -> None:
    wall = Wall()
    with Cache(path, clock=wall) as cache:
        wall.time = NOW + 3650 * DAY
        cache.put("crossref", "doi", {"k": answer()})
        wall.time = NOW
        assert cache.get("crossref", "doi", ["k"]) == {}
        assert "k" in cache.get("crossref", "doi", ["k"], any_age=True)
        cache.put("crossref", "doi", {"k": answer(title="New")})
        assert cache.get("crossref", "doi", ["k"])["k"].records[0].work.title == "New"


def test_what_another_version_of_refkit_kept_is_too_old(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"k": answer()})
        monkeypatch.setattr(cache_module, "__version__", "99.0")
        assert cache.get("crossref", "doi", ["k"]) == {}
        assert cache.get("crossref", "doi", ["k"], any_age=True) == {"k": answer()}


def test_an_answer_in_another_format_is_not_read_at_any_age(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"k": answer()})
        monkeypatch.setattr(cache_module, "_FORMAT", 2)
        assert cache.get("crossref", "doi", ["k"], any_age=True) == {}
        cache.put("crossref", "doi", {"k": answer()})
        assert cache.get("crossref", "doi", ["k"]) == {"k": answer()}


# --- how much -----------------------------------------------------------------------------------


def test_the_oldest_go_when_there_is_too_much(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "LARGEST", 400_000)
    wall = Wall()
    with Cache(path, clock=wall) as cache:
        wall.time = NOW + 3650 * DAY
        cache.put("crossref", "doi", {"future": answer()})
        for number in range(100):
            wall.time = NOW + number
            noise = os.urandom(5000).hex()  # 5 kB when compressed
            cache.put("crossref", "doi", {str(number): answer(title=noise)})
        kept = cache.get("crossref", "doi", [*map(str, range(100)), "future"], any_age=True)
        numbers = sorted(map(int, kept))
        assert numbers == list(range(numbers[0], 100))
        assert 40 < len(numbers) < 80
    assert path.stat().st_size < 450_000


def test_clearing_gives_back_the_room_on_the_disk(path: Path) -> None:
    with Cache(path) as cache:
        for number in range(20):
            noise = os.urandom(50_000).hex()
            cache.put("crossref", "doi", {str(number): answer(title=noise)})
        assert cache.info().bytes > 1_000_000
        assert cache.clear() == 20
        assert cache.info().bytes < 50_000
        assert cache.info().entries == {}


def test_a_source_is_cleared_at_all_its_addresses_and_only_what_is_old(path: Path) -> None:
    wall = Wall()
    with Cache(path, clock=wall) as cache:
        for scope in ("crossref", "crossref http://127.0.0.1:80", "crossref2"):
            wall.time = NOW
            cache.put(scope, "doi", {"old": answer()})
            wall.time = NOW + 10 * DAY
            cache.put(scope, "doi", {"new": answer()})
        assert cache.clear("crossref", timedelta(days=9)) == 2
        assert cache.clear("crossref", timedelta(days=9)) == 0
        assert cache.clear("crossref") == 2
        assert cache.info().entries == {"crossref2": {"record": 2}}
        assert cache.clear(older_than=timedelta(days=9)) == 1
        assert cache.clear() == 1


def test_info_counts_by_scope_and_kind(path: Path) -> None:
    wall = Wall()
    with Cache(path, clock=wall) as cache:
        assert cache.info() == CacheInfo(str(path))
        cache.put("doi.org", "doi", {"a": answer(outcome="absent")})
        wall.time += 60
        cache.put("crossref", "doi", {"a": answer(), "b": answer(outcome="unknown")})
        cache.put("crossref", "search", {"c": answer(), "d": answer()})
        info = cache.info()
    assert info.entries == {
        "crossref": {"absence": 1, "record": 1, "search": 2},
        "doi.org": {"absence": 1},
    }
    assert info.oldest == datetime.fromtimestamp(NOW, UTC)
    assert info.newest == datetime.fromtimestamp(NOW + 60, UTC)
    assert info.path == str(path)
    assert info.bytes >= path.stat().st_size


def test_neither_info_nor_clear_makes_a_file(path: Path) -> None:
    with Cache(path) as cache:
        assert cache.info().bytes == 0
        assert cache.clear() == 0
    assert not path.parent.exists()


# --- where --------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_the_folder_is_for_this_user_alone(path: Path) -> None:
    with Cache(path) as cache:
        cache.put("crossref", "doi", {"k": answer()})
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_file_stays_where_it_is_when_the_working_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with Cache(Path("cache", "answers.sqlite")) as cache:
        monkeypatch.chdir("elsewhere")
        cache.put("crossref", "doi", {"k": answer()})
    assert (tmp_path / "cache" / "answers.sqlite").is_file()


def test_the_environment_says_where_the_cache_is(
    cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert default_path() == Cache().path == cache_folder / "answers.sqlite"
    monkeypatch.delenv("REFKIT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert default_path().parts[-2:] == ("refkit", "answers.sqlite") or sys.platform != "linux"
