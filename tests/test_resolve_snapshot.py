"""Snapshot: what it finds, which of several records counts, and folders that are none."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from loopback import work
from snapshot_made import build, made, put, some_works, titles

from refkit.errors import FormatError, SourceError, UnreadableError
from refkit.model import Answer, Reference, Work
from refkit.resolve import RecordsFile, Snapshot
from refkit.resolve.raw_works import read_doi
from refkit.resolve.snapshot import snapshot_info

INDEXED = {"date-time": "2024-03-02T01:00:00Z", "timestamp": 1709341200000}


def stamped(doi: str, title: str, year: int, **fields: Any) -> dict[str, Any]:
    return work(doi, title, indexed={"date-time": f"{year}-01-01T00:00:00Z"}, **fields)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return made(
        tmp_path_factory.mktemp("small") / "snap",
        work("10.1000/A(1)<2>", "Why only humans weep", indexed=INDEXED),
        work("10.1000/b", "Adult crying"),
    )


@pytest.mark.parametrize(
    "doi", ["10.1000/a(1)<2>", "10.1000/A(1)<2>", "https://doi.org/10.1000/A(1)%3C2%3E"]
)
def test_a_doi_is_found_however_it_is_written(small: Snapshot, doi: str) -> None:
    (answer,) = small.by_doi([doi])
    assert (answer.source, answer.question, answer.outcome) == ("snap", doi, "found")
    (record,) = answer.records
    assert (record.work.title, record.source) == ("Why only humans weep", "snap")
    assert record.work.DOI == "10.1000/A(1)<2>"


def test_a_doi_that_is_missing_is_unknown_and_never_absent(small: Snapshot) -> None:
    for doi in ("10.1000/zzz", "", "no doi", "10.1000/" + "z" * 100_000):
        (answer,) = small.by_doi([doi])
        assert (answer.outcome, answer.question) == ("unknown", doi)
    (answer,) = small.by_doi(["10.1000/zzz"])
    assert answer.detail == "no record in snap"
    (answer,) = small.search([Reference(raw="qqqqq wwwww")])
    assert (answer.outcome, answer.detail) == ("unknown", "no record in snap")
    (answer,) = small.search([Reference(raw="…")])
    assert (answer.outcome, answer.detail) == ("unknown", "nothing to search for")


def test_answers_come_in_order_and_each_question_has_one(small: Snapshot) -> None:
    asked = ["10.1000/b", "10.1000/none", "10.1000/b", "10.1000/A(1)<2>"]
    answers = small.by_doi(asked)
    assert [answer.question for answer in answers] == asked
    assert [len(answer.records) for answer in answers] == [1, 0, 1, 1]
    assert small.by_doi([]) == small.search([]) == []


def test_a_records_time_is_when_crossref_had_it_else_when_the_snapshot_was_built(
    small: Snapshot,
) -> None:
    first, second = small.by_doi(["10.1000/a(1)<2>", "10.1000/b"])
    assert first.records[0].time == "2024-03-02T01:00:00Z"
    assert second.records[0].time == snapshot_info(Path(small.path)).built


def test_a_snapshot_gives_the_records_that_a_file_gives(tmp_path: Path) -> None:
    item = work(
        "10.1000/x",
        ["Tears &amp; <i>fears</i>"],
        subtitle=["A study"],
        author=[
            {"family": "Doe", "given": "J.", "affiliation": [{"name": "University of Tests"}]},
            {"name": "Tear Study Group", "sequence": "additional", "affiliation": []},
        ],
        abstract="<jats:p>Why.</jats:p>",
        reference=[{"key": "1", "unstructured": "Something"}],
        **{"updated-by": [{"DOI": "10.1000/r", "type": "retraction"}]},
        relation={"has-preprint": [{"id": "10.1101/1", "id-type": "doi"}]},
        ISSN=["1234-5678"],
    )
    path = put(tmp_path / "works.jsonl", [item])
    (from_file,) = RecordsFile(path).by_doi(["10.1000/x"])[0].records
    (kept,) = made(tmp_path / "snap", item).by_doi(["10.1000/x"])[0].records
    assert msgspec.structs.replace(kept, source="", time="", raw="") == msgspec.structs.replace(
        from_file, source="", time="", raw=""
    )
    stored = json.loads(kept.raw)
    assert stored["author"][0] == {"family": "Doe", "given": "J."}
    assert "reference" not in stored
    assert stored["title"] == ["Tears &amp; <i>fears</i>"]


SHELF = [
    work("10.1000/1", "Why only humans weep", author=[{"family": "Vingerhoets", "given": "Ad"}],
         volume="7", page="101-120", issued={"date-parts": [[2013]]}),
    work("10.1000/2", "Crying: Part 2", author=[{"family": "Gračanin", "given": "Asmir"}],
         volume="8", page="11-20", issued={"date-parts": [[2014]]}),
    work("10.1000/3", "Is crying a self-soothing behavior?",
         author=[{"family": "Gračanin", "given": "Asmir"}, {"family": "Bylsma", "given": "L."}],
         volume="5", page="502", issued={"date-parts": [[2014]]}),
    work("10.1000/4", "Determination of lachrymal proteins", author=[{"name": "Tear Study Group"}],
         volume="31", page="S12-S19", issued={"date-parts": [[1999]]}),
]  # fmt: skip


@pytest.fixture(scope="module", params=[10_000, 1])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The shelf as one shard, and with each work in a shard of its own."""
    folder = tmp_path_factory.mktemp("shelf")
    build(put(folder / "shelf.jsonl", SHELF), output=folder / "snap", shard_size=request.param)
    return Snapshot(folder / "snap")


@pytest.mark.parametrize(
    ("raw", "doi"),
    [
        ("Vingerhoets, A. (2013). Why only humans weep.", "10.1000/1"),
        ("Gracanin A, Bylsma L. Is crying a self soothing behaviour? 2014;5:502.", "10.1000/3"),
        ("Tear Study Group. Deter- mination of lachry- mal proteins. 1999", "10.1000/4"),
        ("Tear Study Group. Deter mination of lachry mal proteins. 1999", "10.1000/4"),
        # the title is another; author, year, volume and page find it
        ("Vingerhoets, A. (2013). On the tears of men. Journal of Tests, 7, 101–120.", "10.1000/1"),
        ("Someone (1999). Unheard of. J Tests 31, S12.", "10.1000/4"),
        ("101-120 (7), 2013", "10.1000/1"),
        # a wrong DOI does not mislead
        ("Gračanin, A. (2014). Crying: Part 2. https://doi.org/10.1000/1", "10.1000/2"),
    ],
)
def test_a_search_finds_the_work_by_whatever_is_right(shelf: Snapshot, raw: str, doi: str) -> None:
    (answer,) = shelf.search([Reference(raw=raw)])
    assert answer.outcome == "found"
    assert doi == answer.records[0].work.DOI
    scores = [record.score for record in answer.records]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_a_search_keeps_to_its_rows_and_asks_the_work_where_there_is_no_text(
    shelf: Snapshot,
) -> None:
    (answer,) = shelf.search([Reference(raw="Journal of Tests")], rows=2)
    assert len(answer.records) == 2
    (answer,) = shelf.search([Reference(raw="", work=Work(title="Why only humans weep"))])
    assert answer.records[0].work.DOI == "10.1000/1"
    assert answer.question == "Why only humans weep"


def test_more_rows_than_the_shortlist_are_found(tmp_path: Path) -> None:
    snapshot = made(tmp_path / "snap", *some_works(60))
    (answer,) = snapshot.search([Reference(raw="Journal of Tests")], rows=50)
    assert len({record.work.DOI for record in answer.records}) == 50


def test_a_work_without_a_doi_is_found_by_search(tmp_path: Path) -> None:
    items = [
        {"id": name, "type": "book", "title": f"Adult crying {name}"} for name in ("one", "two")
    ]
    snapshot = made(tmp_path / "snap", *items)
    (answer,) = snapshot.search([Reference(raw="Adult crying")])
    assert sorted(record.work.id for record in answer.records) == ["one", "two"]


@pytest.mark.parametrize("shard_size", [1000, 1])
@pytest.mark.parametrize("newest_first", [True, False])
def test_of_records_of_one_doi_the_one_indexed_last_counts(
    tmp_path: Path, shard_size: int, newest_first: bool
) -> None:
    versions = [
        stamped("10.1000/A", "Tears, corrected", 2024),
        stamped("10.1000/a", "Tears", 2020),
        work("10.1000/a", "Tears without a date"),
    ]
    if not newest_first:
        versions.reverse()
    path = put(tmp_path / "works.jsonl", [*versions, work("10.1000/b", "Fears")])
    build(path, output=tmp_path / "snap", shard_size=shard_size)
    snapshot = Snapshot(tmp_path / "snap")
    assert titles(snapshot, "10.1000/a") == ["Tears, corrected"]
    # "without a date" stands in the record that is superseded
    (answer,) = snapshot.search([Reference(raw="Tears without a date")])
    assert [record.work.title for record in answer.records] == ["Tears, corrected"]
    assert answer.records[0].score > 0
    assert len(snapshot) == 4


@pytest.mark.parametrize("shard_size", [1000, 1])
def test_where_no_record_is_dated_the_last_one_read_counts(tmp_path: Path, shard_size: int) -> None:
    versions = [work("10.1000/a", f"Tears {number}") for number in range(12)]
    path = put(tmp_path / "works.jsonl", versions)
    build(path, output=tmp_path / "snap", shard_size=shard_size)
    assert titles(Snapshot(tmp_path / "snap"), "10.1000/a") == ["Tears 11"]


def test_many_records_of_one_doi_do_not_crowd_the_others_out(tmp_path: Path) -> None:
    often = [stamped("10.1000/a", "On tears", 1990 + number) for number in range(30)]
    others = [work(f"10.1000/b{number}", f"On tears and fears {number}") for number in range(9)]
    snapshot = made(tmp_path / "snap", *often, *others)
    (answer,) = snapshot.search([Reference(raw="On tears")])
    assert len(answer.records) == 10
    assert answer.records[0].time == "2019-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ({"indexed": {"timestamp": 1709341200000}}, "2024-03-02T01:00:00Z"),
        ({"indexed": {"date-time": "2024-03-02T01:00:00Z"}}, "2024-03-02T01:00:00Z"),
        ({"indexed": {"date-time": "2024-03-02"}}, "2024-03-02T00:00:00Z"),
        ({"deposited": {"timestamp": 1709341200000}}, "2024-03-02T01:00:00Z"),
        ({"indexed": {}, "deposited": {"timestamp": 1709341200000}}, "2024-03-02T01:00:00Z"),
        ({"indexed": {"timestamp": 10**30}}, ""),
        ({"indexed": {"timestamp": -5}}, ""),
        ({"indexed": {"date-time": "soon", "timestamp": "later"}}, ""),
        ({"indexed": "2024"}, ""),
        ({"indexed": None}, ""),
    ],
)
def test_stamps_of_any_form_are_read_or_passed_over(
    tmp_path: Path, stamp: dict[str, Any], time: str
) -> None:
    snapshot = made(tmp_path / "snap", work("10.1000/a") | stamp)
    (record,) = snapshot.by_doi(["10.1000/a"])[0].records
    assert record.time == (time or snapshot_info(tmp_path / "snap").built)


def test_shards_that_were_copied_together_are_one_snapshot(tmp_path: Path) -> None:
    made(tmp_path / "one", stamped("10.1000/a", "Old tears", 2019), work("10.1000/b", "Fears"))
    made(tmp_path / "two", stamped("10.1000/a", "New tears", 2022), work("10.1000/c", "Cheers"))
    both = tmp_path / "both"
    shutil.copytree(tmp_path / "one" / "shard-0001", both / "from-one")
    shutil.copytree(tmp_path / "two", both / "two")
    snapshot = Snapshot(both)
    assert [len(answer.records) for answer in snapshot.by_doi(["10.1000/b", "10.1000/c"])] == [1, 1]
    assert titles(snapshot, "10.1000/a") == ["New tears"]
    (answer,) = snapshot.search([Reference(raw="Old tears")])
    assert answer.records[0].work.title == "New tears"
    assert snapshot_info(both).shards == 2


def test_a_shard_alone_is_a_snapshot(tmp_path: Path) -> None:
    made(tmp_path / "snap", work("10.1000/a", "Tears"))
    assert titles(Snapshot(tmp_path / "snap" / "shard-0001"), "10.1000/a") == ["Tears"]


def test_a_work_in_a_small_shard_ranks_as_it_would_in_a_large_one(tmp_path: Path) -> None:
    crowd = [work(f"10.1000/{n}", f"On tears and other fluids, part {n}") for n in range(500)]
    wanted = work("10.2000/x", "Lachrymal proteins", author=[{"family": "Zyx", "given": "Q."}])
    made(tmp_path / "both" / "large", *crowd)
    made(tmp_path / "both" / "small", wanted)
    text = "Zyx, Q. (2020). Lachrymal proteins. Journal of tears and other fluids, part 7."
    (answer,) = Snapshot(tmp_path / "both").search([Reference(raw=text)])
    assert answer.records[0].work.DOI == "10.2000/x"


def test_several_threads_may_ask_at_once(tmp_path: Path) -> None:
    made(tmp_path / "snap", *some_works(300))
    snapshot = Snapshot(tmp_path / "snap")
    asked = [Reference(raw=f"Adult crying, part {number}") for number in range(1, 300, 10)] * 4
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda each: snapshot.search([each], 1)[0], asked))
    assert answers == snapshot.search(asked, 1)
    assert [answer.records[0].work.DOI for answer in answers[:3]] == [
        "10.1000/1",
        "10.1000/11",
        "10.1000/21",
    ]


def test_an_opened_snapshot_does_not_see_what_is_added_and_a_new_one_does(tmp_path: Path) -> None:
    snapshot = made(tmp_path / "snap", work("10.1000/a"))
    assert titles(snapshot, "10.1000/b") == []
    build(put(tmp_path / "more.jsonl", [work("10.1000/b")]), output=tmp_path / "snap")
    assert titles(snapshot, "10.1000/b") == []
    assert titles(Snapshot(tmp_path / "snap"), "10.1000/b") == ["A title"]


def test_a_closed_snapshot_cannot_be_asked(tmp_path: Path) -> None:
    snapshot = made(tmp_path / "snap", work("10.1000/a"))
    snapshot.close()
    with pytest.raises(SourceError, match="snap has been closed"):
        snapshot.by_doi(["10.1000/a"])
    with pytest.raises(SourceError):
        snapshot.search([Reference(raw="weep")])


def test_a_snapshot_is_named_after_its_folder_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "snap", work("10.1000/a"))
    monkeypatch.chdir(tmp_path / "snap")
    assert Snapshot(Path()).name == "snap"
    assert Snapshot(Path("../snap/")).name == "snap"


# ------------------------------------------------------------------------------ what is no snapshot


def test_folders_that_are_no_snapshot_are_unreadable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    for name, reason in (
        ("none", "no such folder"),
        ("file", "a file, not the folder of a snapshot"),
        ("empty", "no snapshot: neither it nor a folder in it has a shard.json"),
    ):
        with pytest.raises(UnreadableError) as raised:
            Snapshot(tmp_path / name)
        assert raised.value.path == str(tmp_path / name)
        assert raised.value.reason == reason


def test_a_build_that_has_not_come_to_a_shard_says_so(tmp_path: Path) -> None:
    put(tmp_path / "snap" / "build.json", b'{"format": 1}')
    with pytest.raises(UnreadableError, match="run the same build again"):
        Snapshot(tmp_path / "snap")


def note(folder: Path, **fields: Any) -> None:
    path = folder / "shard-0001" / "shard.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def test_a_snapshot_of_a_newer_form_is_refused_by_name(tmp_path: Path) -> None:
    made(tmp_path / "snap", work("10.1000/a"))
    note(tmp_path / "snap", format=2, built=["whatever", "comes"])
    with pytest.raises(FormatError, match=r"shard\.json: made by a newer refkit \(format 2\)"):
        Snapshot(tmp_path / "snap")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": "x"}', b'{"format": 1}', b"\xff"]
)
def test_a_broken_note_is_a_format_error(tmp_path: Path, content: bytes) -> None:
    put(tmp_path / "snap" / "shard.json", content)
    with pytest.raises(FormatError) as raised:
        Snapshot(tmp_path / "snap")
    assert raised.value.path == str(tmp_path / "snap" / "shard.json")


@pytest.mark.parametrize("kind", [".store", ".term", ".idx", ".fast", "meta.json"])
@pytest.mark.parametrize("harm", ["gone", "cut", "zeros"])
def test_a_damaged_index_is_an_error_that_names_it_or_answers_all_the_same(
    tmp_path: Path, kind: str, harm: str
) -> None:
    made(tmp_path / "snap", *some_works(50))
    index = tmp_path / "snap" / "shard-0001" / "index"
    (path,) = (each for each in index.iterdir() if each.name.endswith(kind) and each.name[0] != ".")
    size = path.stat().st_size
    if harm == "gone":
        path.unlink()
    elif harm == "cut":
        os.truncate(path, size // 2)
    else:
        data = path.read_bytes()
        path.write_bytes(data[:5] + bytes(size // 2) + data[5 + size // 2 :])
    snapshot = Snapshot(tmp_path / "snap")
    for ask in (
        lambda: snapshot.by_doi(["10.1000/7"]),
        lambda: snapshot.search([Reference(raw="Crocodile tears, part 7")]),
    ):
        said = outcome(ask)
        if isinstance(said, FormatError):
            assert str(tmp_path / "snap") in said.path
            assert "damaged" in said.reason
        else:
            assert said in ("found", "unknown")


def outcome(ask: Callable[[], list[Answer]]) -> str | FormatError:
    try:
        (answer,) = ask()
    except FormatError as error:
        return error
    return answer.outcome


def test_a_shard_without_its_index_is_an_error_when_it_is_asked(tmp_path: Path) -> None:
    made(tmp_path / "snap", work("10.1000/a"))
    shutil.rmtree(tmp_path / "snap" / "shard-0001" / "index")
    with pytest.raises(FormatError) as raised:
        Snapshot(tmp_path / "snap").by_doi(["10.1000/a"])
    assert raised.value.path == str(tmp_path / "snap" / "shard-0001" / "index")


# ---------------------------------------------------------------------------------------- real data


def test_the_right_work_is_among_the_first_ten_of_a_search_by_text(
    tmp_path: Path, shared_data: Path
) -> None:
    with (shared_data / "verify" / "cases.jsonl").open() as cases:
        wanted = [case for case in map(json.loads, cases) if case["doi"]][::23]
    dois = {case["doi"].lower() for case in wanted}
    with gzip.open(shared_data / "crossref" / "works.jsonl.gz") as works:
        chosen = [
            line
            for number, line in enumerate(works)
            if number % 10 == 0 or read_doi(line).lower() in dois
        ]
    build(put(tmp_path / "works.jsonl", b"".join(chosen)), output=tmp_path / "snap")
    snapshot = Snapshot(tmp_path / "snap")
    by_doi = snapshot.by_doi([case["doi"] for case in wanted])
    assert {answer.outcome for answer in by_doi} == {"found"}
    answers = snapshot.search([Reference(raw=case["text"]) for case in wanted])
    hits = sum(
        any(record.work.DOI.lower() == case["doi"].lower() for record in answer.records)
        for case, answer in zip(wanted, answers, strict=True)
    )
    assert hits / len(wanted) >= 0.995
