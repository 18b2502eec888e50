"""RecordsFile: the forms that a file of records comes in, what is broken, and what it finds."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from loopback import work

from refkit.errors import FormatError, SourceError, UnreadableError
from refkit.model import Date, Name, Record, Reference, Work
from refkit.resolve import RecordsFile

A, B = work("10.1000/A", "Why only humans weep"), work("10.1000/b", "Adult crying")
LINES = "\n".join(json.dumps(item) for item in (A, B))


def found(source: RecordsFile, doi: str) -> list[str]:
    (answer,) = source.by_doi([doi])
    return [record.work.title for record in answer.records]


def put(folder: Path, content: str | bytes, name: str = "works.json") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([A, B]),
        json.dumps([A, B], indent=2),
        json.dumps({"items": [A, B]}),
        json.dumps({"items": [A, B]}, indent=1),
        json.dumps({"status": "ok", "message-type": "work-list", "message": {"items": [A, B]}}),
        LINES,
        LINES + "\n",
        "\n\n" + LINES.replace("\n", "\r\n\r\n"),
        "\ufeff" + LINES,
        "\n".join(json.dumps({"status": "ok", "message": item}) for item in (A, B)),
        json.dumps({"items": [A]}) + "\n" + json.dumps({"items": [B]}),
        gzip.compress(LINES.encode()),
        gzip.compress(json.dumps(A).encode() + b"\n") + gzip.compress(json.dumps(B).encode()),
        gzip.compress(LINES.encode()) + b"\0" * 512,
    ],
)
def test_every_form_of_a_records_file_is_read(tmp_path: Path, content: str | bytes) -> None:
    source = RecordsFile(put(tmp_path, content))
    assert len(source) == 2
    assert found(source, "https://doi.org/10.1000/a") == ["Why only humans weep"]
    assert found(source, "10.1000/B") == ["Adult crying"]


@pytest.mark.parametrize(
    "content",
    [json.dumps(A), json.dumps(A, indent=4), json.dumps({"status": "ok", "message": A}, indent=2)],
)
def test_one_work_is_a_file_of_records_too(tmp_path: Path, content: str) -> None:
    source = RecordsFile(put(tmp_path, content))
    assert len(source) == 1
    assert found(source, "10.1000/a") == ["Why only humans weep"]


def test_csl_json_is_read_and_its_name_is_the_source(tmp_path: Path) -> None:
    item = {
        "id": "x",
        "type": "book",
        "title": "Adult crying",
        "author": [{"family": "Vingerhoets", "given": "Ad"}],
        "issued": {"date-parts": [[2001]]},
        "DOI": "10.4324/9780203717493",
    }
    source = RecordsFile(put(tmp_path, json.dumps([item]), "library.json"))
    (answer,) = source.by_doi(["10.4324/9780203717493"])
    assert (answer.source, answer.outcome, answer.question) == (
        "library.json",
        "found",
        "10.4324/9780203717493",
    )
    assert answer.records[0].source == "library.json"
    assert answer.records[0].work.author == [Name(family="Vingerhoets", given="Ad")]


def test_a_doi_that_stands_in_the_address_only_is_one_all_the_same(tmp_path: Path) -> None:
    item = {"id": "x", "title": "Adult crying", "URL": "https://doi.org/10.4324/9780203717493"}
    for content in (json.dumps([item]), json.dumps(item), json.dumps({"items": [item]})):
        (answer,) = RecordsFile(put(tmp_path, content)).by_doi(["10.4324/9780203717493"])
        assert [record.work.DOI for record in answer.records] == ["10.4324/9780203717493"]


@pytest.mark.parametrize(("complete", "outcome"), [(False, "unknown"), (True, "absent")])
def test_a_doi_that_is_missing_is_absent_only_from_a_complete_file(
    tmp_path: Path, complete: bool, outcome: str
) -> None:
    source = RecordsFile(put(tmp_path, LINES), complete=complete)
    (answer,) = source.by_doi(["10.1000/zzz"])
    assert (answer.outcome, answer.detail) == (outcome, "no record in works.json")
    (answer,) = source.search([Reference(raw="qqqqq wwwww")])
    assert (answer.outcome, answer.detail) == (outcome, "no record in works.json")


def test_a_doi_that_stands_twice_gives_the_fuller_record_first(tmp_path: Path) -> None:
    poor = {"DOI": "10.1000/a", "title": ["Weep"]}
    source = RecordsFile(put(tmp_path, json.dumps([poor, A])))
    assert found(source, "10.1000/a") == ["Why only humans weep", "Weep"]


GOOD = json.dumps(A)


@pytest.mark.parametrize(
    ("content", "line", "entry", "reason"),
    [
        (f"{GOOD}\n{GOOD[:-9]}\n{GOOD}", 2, "", "not JSON: "),
        (f"{GOOD}\n\n[1, 2]\n", 3, "", "not a record: "),
        (f"{GOOD}\nnull", 2, "", "not a record: "),
        (f"{GOOD[:-9]}\n{GOOD}", 1, "", "not JSON: "),
        (f"{GOOD}\nhello", 2, "", "not JSON: "),
        (GOOD.encode() + b'\n{"DOI": "10.1000/a", "title": "\xff"}', 2, "", "not UTF-8 at byte 32"),
        (f"[\n{GOOD},\n5\n]", 3, "2", "not a record: "),
        (f"[\n{GOOD},\n{GOOD}\n{GOOD}]", 4, "", "not JSON: "),
        (f"[{GOOD}", 1, "", "not JSON: "),
        ('{\n  "DOI": "10.1000/a",\n  "title": \n}', 4, "", "not JSON: "),
        ('{"message": [{"message": "rate limit"}]}', 1, "", "not a record: "),
        ("<html>", 1, "", "no JSON, for it begins with '<html>'"),
        (b"%PDF-1.7\n", 1, "", "no JSON, for it begins with '%PDF-1.7'"),
        ("[" * 100_000, 1, "", ""),
        ('{"a":' * 100_000, 1, "", ""),
    ],
)  # fmt: skip
def test_a_broken_file_says_where(
    tmp_path: Path, content: str | bytes, line: int, entry: str, reason: str
) -> None:
    path = put(tmp_path, content)
    with pytest.raises(FormatError) as raised:
        RecordsFile(path)
    assert raised.value.path == str(path)
    assert (raised.value.line, raised.value.entry) == (line, entry)
    assert raised.value.reason.startswith(reason)


def test_a_record_that_breaks_within_a_field_says_its_line_when_it_is_asked_for(
    tmp_path: Path,
) -> None:
    bad = '{"DOI": "10.1000/bad", "volume": 1e999}'
    source = RecordsFile(put(tmp_path, f"{GOOD}\n{bad}"))
    with pytest.raises(FormatError) as raised:
        source.by_doi(["10.1000/bad"])
    assert (raised.value.line, raised.value.entry) == (2, "10.1000/bad")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the file is empty"),
        (" \n\n ", "the file is empty"),
        (gzip.compress(b""), "the file is empty"),
        (gzip.compress(LINES.encode())[:-20], "the gzip file is cut off"),
        (gzip.compress(b"x" * 5000)[:10], "the gzip file is cut off"),
        (b"\x1f\x8b\x08\x00garbage that is no gzip", "the gzip file is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError) as raised:
        RecordsFile(put(tmp_path, content))
    assert raised.value.reason.startswith(reason)


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        RecordsFile(tmp_path / "none.json")
    with pytest.raises(UnreadableError, match="a folder, not a file"):
        RecordsFile(tmp_path)


def test_a_bomb_is_stopped_before_it_unfolds(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        for _ in range(64):
            stream.write(b" " * (1 << 20))
    bomb = put(tmp_path, packed.getvalue())
    with pytest.raises(UnreadableError, match="larger than 8 MB, decompressed"):
        RecordsFile(bomb, largest=8 << 20)
    with pytest.raises(UnreadableError, match="larger than 0 MB"):
        RecordsFile(put(tmp_path, LINES), largest=100)


def test_records_at_hand_are_a_source_too() -> None:
    record = Record(
        work=Work(
            DOI="10.1037/pst0000342",
            title="A clinical practice review of crying research",
            author=[Name(family="Bylsma", given="L. M.")],
            issued=Date(date_parts=((2021,),)),
            volume="58",
            page="133-149",
        ),
        source="crossref",
    )
    source = RecordsFile.from_records([record], name="mine", complete=True)
    assert len(source) == 1
    assert source.by_doi(["10.1037/PST0000342"])[0].records == [record]
    assert source.by_doi(["10.1000/a"])[0].outcome == "absent"
    (answer,) = source.search([Reference(raw="Bylsma (2021). Crying research.")])
    assert (answer.source, answer.records[0].work) == ("mine", record.work)
    assert answer.records[0].score > 0


def test_a_closed_file_cannot_be_asked(tmp_path: Path) -> None:
    source = RecordsFile(put(tmp_path, LINES))
    source.close()
    with pytest.raises(SourceError, match=r"works\.json has been closed"):
        source.by_doi(["10.1000/a"])
    with pytest.raises(SourceError):
        source.search([Reference(raw="weep")])


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


@pytest.mark.parametrize(
    ("raw", "doi"),
    [
        ("Vingerhoets, A. (2013). Why only humans weep.", "10.1000/1"),
        ("Gracanin A, Bylsma L. Is crying a self soothing behaviour? 2014;5:502.", "10.1000/3"),
        ("Tear Study Group. Deter- mination of lachry- mal proteins. 1999", "10.1000/4"),
        # the title is another; author, year, volume and page find it
        ("Vingerhoets, A. (2013). On the tears of men. Journal of Tests, 7, 101–120.", "10.1000/1"),
        ("Someone (1999). Unheard of. J Tests 31, S12.", "10.1000/4"),
        ("101-120 (7), 2013", "10.1000/1"),
        # a wrong DOI does not mislead
        ("Gračanin, A. (2014). Crying: Part 2. https://doi.org/10.1000/1", "10.1000/2"),
    ],
)
def test_a_search_finds_the_work_by_whatever_is_right(tmp_path: Path, raw: str, doi: str) -> None:
    source = RecordsFile(put(tmp_path, json.dumps(SHELF)))
    (answer,) = source.search([Reference(raw=raw)])
    assert answer.outcome == "found"
    assert doi == answer.records[0].work.DOI
    scores = [record.score for record in answer.records]
    assert scores == sorted(scores, reverse=True)


def test_a_search_keeps_to_its_rows_and_asks_the_work_where_there_is_no_text(
    tmp_path: Path,
) -> None:
    source = RecordsFile(put(tmp_path, json.dumps(SHELF)))
    (answer,) = source.search([Reference(raw="Journal of Tests")], rows=2)
    assert len(answer.records) == 2
    parsed = Reference(raw="", work=Work(title="Why only humans weep"))
    (answer,) = source.search([parsed])
    assert answer.records[0].work.DOI == "10.1000/1"
    (answer,) = source.search([Reference(raw="…")])
    assert (answer.outcome, answer.detail) == ("unknown", "nothing to search for")


def test_the_title_after_two_hundred_authors_is_still_read(tmp_path: Path) -> None:
    source = RecordsFile(put(tmp_path, json.dumps(SHELF)))
    authors = ", ".join(f"Consortium{number} AB" for number in range(300))
    (answer,) = source.search([Reference(raw=f"{authors}: Why only humans weep. 2013")])
    assert answer.records[0].work.DOI == "10.1000/1"


def cases(path: Path) -> list[dict[str, Any]]:
    with path.open() as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def real(shared_data: Path) -> RecordsFile:
    return RecordsFile(shared_data / "crossref" / "works.jsonl.gz")


def test_the_right_work_is_among_the_first_ten_of_a_search_by_text(
    real: RecordsFile, shared_data: Path
) -> None:
    wanted = [case for case in cases(shared_data / "verify" / "cases.jsonl") if case["doi"]][::9]
    answers = real.search([Reference(raw=case["text"]) for case in wanted])
    hits = sum(
        any(record.work.DOI.lower() == case["doi"].lower() for record in answer.records)
        for case, answer in zip(wanted, answers, strict=True)
    )
    assert hits / len(wanted) >= 0.995


def test_every_real_work_is_found_by_its_doi(real: RecordsFile, shared_data: Path) -> None:
    wanted = [case["doi"] for case in cases(shared_data / "verify" / "cases.jsonl") if case["doi"]]
    answers = real.by_doi(wanted)
    assert {answer.outcome for answer in answers} == {"found"}
