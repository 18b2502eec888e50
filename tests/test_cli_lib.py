"""``refkit lib``: a library on the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from pdfs_made import Type, pdf

from refkit.api import library as api_library
from refkit.cli import main

DOI = "10.3389/fpsyg.2014.00502"
RECORD = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["Is crying a self-soothing behavior?"],
    "author": [
        {"family": "Gračanin", "given": "Asmir"},
        {"family": "Bylsma", "given": "Lauren M."},
        {"family": "Vingerhoets", "given": "Ad J. J. M."},
    ],
    "container-title": ["Frontiers in Psychology"],
    "volume": "5",
    "issued": {"date-parts": [[2014]]},
}
BIB = """
@article{bylsma2019,
  author = {Bylsma, Lauren M. and Gračanin, Asmir and Vingerhoets, Ad},
  title = {The neurobiology of human crying}, journal = {Clinical Autonomic Research},
  year = 2019, volume = 29, pages = {63--73}, doi = {10.1007/s10286-018-0526-y}
}
@article{sharman2020,
  author = {Sharman, Leah S. and Dingle, Genevieve A.}, title = {Using crying to cope},
  journal = {Emotion}, year = 2020
}
@article{sharman2020b,
  author = {Sharman, L. S. and Dingle, G. A.}, title = {Using crying to cope},
  journal = {Emotion}, year = 2020, volume = 20
}
"""
Lib = Callable[..., int]
Read = Callable[[], tuple[str, str]]


@pytest.fixture
def lib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lib:
    """Runs `refkit lib` in a folder with a .bib file and a file of records."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REFKIT_LIBRARY", raising=False)
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    Path("records.json").write_text(json.dumps([RECORD]), encoding="utf-8")
    return lambda *arguments: main(["lib", *arguments])


@pytest.fixture
def read(capsys: pytest.CaptureFixture[str]) -> Read:
    """What was printed since the last time: to standard output, to standard error."""

    def take() -> tuple[str, str]:
        captured = capsys.readouterr()
        return captured.out, captured.err

    return take


@pytest.fixture
def full(lib: Lib, read: Read) -> Lib:
    """The same, with a library that has the works of the .bib file."""
    assert lib("init") == 0
    assert lib("add", "refs.bib") == 0
    read()
    return lib


def keys(read: Read, lib: Lib, *query: str) -> list[str]:
    lib("search", *query, "--output-format", "keys")
    return sorted(read()[0].split())


# ------------------------------------------------------------------------------- which library


def test_without_a_library_the_way_to_one_is_said(lib: Lib, read: Read) -> None:
    assert lib("search") == 2
    assert read() == (
        "",
        "refkit: there is no library.refkit in this folder or above; `refkit lib init` makes one,"
        " -L FILE names one\n",
    )
    assert not Path("library.refkit").exists()


def test_a_library_is_made_once(lib: Lib, read: Read) -> None:
    assert lib("init") == 0
    assert read()[0] == "made library.refkit\n"
    assert lib("init") == 2
    assert read()[1] == "refkit: library.refkit is there already\n"
    assert lib("init", "nowhere/x.refkit") == 2
    assert read()[1] == "refkit: there is no folder nowhere\n"


def test_the_library_above_is_found(
    full: Lib, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert len(keys(read, full)) == 3


def test_the_library_may_be_named_in_three_ways(
    full: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in (["-L", "a.refkit", "init"], ["init", "-L", "b.refkit"]):
        assert full(*arguments) == 0
    monkeypatch.setenv("REFKIT_LIBRARY", "c.refkit")
    assert full("init") == 0
    assert [Path(f"{name}.refkit").is_file() for name in "abc"] == [True] * 3
    read()
    assert keys(read, full) == []
    assert full("-L", "library.refkit", "search") == 0
    assert full("search", "-L", "library.refkit") == 0
    assert full("search", "-L", "gone.refkit") == 2
    assert "gone.refkit: there is no such library" in read()[1]


# --------------------------------------------------------------------------------------- adding


def test_a_file_is_added_and_known_the_second_time(lib: Lib, read: Read) -> None:
    lib("init")
    read()
    assert lib("add", "refs.bib") == 0
    out, err = read()
    assert out.splitlines() == [
        "new  bylsma2019    Bylsma et al. 2019. The neurobiology of human crying",
        "new  sharman2020   Sharman & Dingle 2020. Using crying to cope",
        "new  sharman2020b  Sharman & Dingle 2020. Using crying to cope",
        "3 works added",
    ]
    assert err == "refkit: note: 2 of them may be there already: refkit lib duplicates\n"
    assert lib("add", "refs.bib") == 0
    assert read()[0].splitlines()[-1] == "0 works added, 3 known already"


def test_many_things_are_added_at_once(full: Lib, read: Read) -> None:
    wanted = [DOI, "10.1000/other", "nowhere", "Nobody, N. (1999). A title. Journal, 1, 1–2."]
    offline = ["--records", "records.json", "--offline", "--no-cache"]
    assert full("add", *wanted, *offline, "-t", "crying", "-c", "paper") == 2
    out, err = read()
    assert out.splitlines() == [
        "new  gracanin2014crying  Gračanin et al. 2014. Is crying a self-soothing behavior?",
        "new  nobody1999title     Nobody 1999. A title",
        "2 works added, 1 could not be looked up, 1 unreadable",
    ]
    assert err.splitlines() == [
        "refkit: 10.1000/other: could not be looked up: not in records.json, and not in the cache;"
        " offline, nobody else was asked",
        "refkit: nowhere: no such file, and no DOI, ISBN, arXiv or PubMed identifier",
        "refkit: warning: nobody1999title: not identified, taken as written: no matching record in"
        " records.json",
    ]
    assert len(keys(read, full, "tag:crying", "collection:paper")) == 2


def test_what_could_not_be_asked_for_has_its_own_exit_code(full: Lib, read: Read) -> None:
    assert full("add", DOI, "--offline", "--no-cache") == 3


def test_a_broken_entry_is_named_with_its_line(full: Lib, read: Read) -> None:
    Path("broken.bib").write_text("@book{a, title = {T}}\n\n@book{b, title = {U\n", "utf-8")
    assert full("add", "broken.bib") == 2
    assert "refkit: broken.bib:3: entry b: " in read()[1]
    assert "a" in keys(read, full)


def test_what_is_added_may_be_read_by_programs(full: Lib, read: Read) -> None:
    assert full("add", "refs.bib", "--output-format", "json") == 0
    (told,) = json.loads(read()[0])
    assert told["asked"] == "refs.bib"
    assert told["known"] == ["bylsma2019", "sharman2020", "sharman2020b"]


@pytest.mark.parametrize("text", [BIB, DOI, f"{RECORD['title']}"])
def test_standard_input_is_added(
    text: str, lib: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    lib("init")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))
    lib("add", "-", "--records", "records.json", "--offline", "--no-cache")
    read()
    assert (len(keys(read, lib)) > 0) == (text in (BIB, DOI))


def test_a_pdf_is_attached_to_its_work(full: Lib, read: Read) -> None:
    lines = [Type(str(RECORD["title"][0]), 18, 700), Type("Asmir Gracanin", 11, 670)]  # type: ignore[index]
    body = [Type(f"running text {n}", 10, 500 - 12 * n) for n in range(9)]
    Path("paper.pdf").write_bytes(pdf([*lines, *body]))
    assert full("add", "paper.pdf", "--records", "records.json", "--offline", "--no-cache") == 0
    read()
    assert keys(read, full, "has:file") == ["gracanin2014crying"]
    full("show", "gracanin2014crying")
    assert "files" in (out := read()[0])
    assert "library.files/paper.pdf (" in out


def test_what_is_lacking_may_be_filled_in(full: Lib, read: Read) -> None:
    Path("more.bib").write_text(
        "@article{x, title={The neurobiology of human crying}, doi={10.1007/s10286-018-0526-y},"
        " number=1}",
        "utf-8",
    )
    assert full("add", "more.bib", "--known", "update") == 0
    assert read()[0].startswith("updated  bylsma2019")
    full("show", "bylsma2019")
    assert "1  [more.bib, 20" in read()[0]


def test_an_interrupted_adding_says_what_was_done(
    full: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("one.bib").write_text("@book{one, title = {One}}", "utf-8")
    Path("two.bib").write_text("@book{two, title = {Two}}", "utf-8")
    add = api_library.add_intake

    def interrupted(library: object, intake: api_library.Intake, **options: object) -> object:
        if intake.asked == "two.bib":
            raise KeyboardInterrupt
        return add(library, intake, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(api_library, "add_intake", interrupted)
    assert full("add", "one.bib", "two.bib") == 130
    out, err = read()
    assert out == "new  one  One\n1 work added\n"
    assert err == "refkit: interrupted after 1 work was added; the same command adds the rest\n"
    assert "one" in keys(read, full)
    assert full("check") == 0


# -------------------------------------------------------------------------------------- looking


def test_works_are_listed_in_a_table(full: Lib, read: Read) -> None:
    full("tag", "bylsma2019", "+tears", "+body")
    read()
    assert full("search", "--sort", "key") == 0
    assert read()[0] == (
        "key           authors           year  title                             tags\n"
        "bylsma2019    Bylsma et al.     2019  The neurobiology of human crying  body, tears\n"
        "sharman2020   Sharman & Dingle  2020  Using crying to cope\n"
        "sharman2020b  Sharman & Dingle  2020  Using crying to cope\n"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["author:gracanin"], ["bylsma2019"]),
        (["crying", "-cope"], ["bylsma2019"]),
        (["-cope"], ["bylsma2019"]),
        (["year:2020"], ["sharman2020", "sharman2020b"]),
        (['"crying to cope"', "-n", "1"], 1),
    ],
)
def test_queries_find_works(query: list[str], found: object, full: Lib, read: Read) -> None:
    result = keys(read, full, *query)
    assert result == found if isinstance(found, list) else len(result) == found


def test_a_limit_is_told(full: Lib, read: Read) -> None:
    assert full("search", "-n", "2") == 0
    assert read()[1] == "refkit: note: 2 of 3 works; -n shows more\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["search", "unheard"], 1, "refkit: note: nothing was found\n"),
        (["search", "year:never"], 2, "refkit: "),
        (["search", "--sotr", "year"], 2, "No such option"),
        (["search", "--sort", "size"], 2, "refkit: "),
        (
            ["show", "sharman202"],
            2,
            "refkit: there is no work 'sharman202' in the library; near it",
        ),
        (["show", "bylsma2019", "-f", "nope"], 2, "refkit: no format 'nope'"),
        (["tag", "bylsma2019"], 2, "refkit: which tag? Write +name"),
        (["tag", "bylsma2019", "+"], 2, "refkit: '+' must be followed by a name"),
        (["tag", "+x"], 2, "refkit: which works? Name their keys, or give a --query"),
        (["tag", "nokey", "+x"], 2, "refkit: there is no work 'nokey' in the library"),
        (["tag", "-q", "unheard", "+x"], 2, "refkit: nothing was found for 'unheard'"),
        (["mark", "eaten", "bylsma2019"], 2, "Invalid value"),
        (["edit", "bylsma2019", "jornal=X"], 2, "refkit: there is no field 'jornal'; near it is"),
        (["edit", "bylsma2019", "volume"], 2, "refkit: 'volume' is no change; write volume=VALUE"),
        (["edit", "bylsma2019", "author="], 0, ""),
        (["rename", "bylsma2019", "sharman2020"], 2, "refkit: "),
        (["remove"], 2, "refkit: which works?"),
        (["merge", "bylsma2019"], 2, "refkit: "),
        (["merge", "sharman2020", "sharman2020b", "--choose", "x"], 2, "refkit: 'x' is no choice"),
        (["note", "bylsma2019", "--edit", "1"], 2, "refkit: --edit 1 needs the text to write"),
        (["note", "bylsma2019", "--remove", "9"], 2, "refkit: "),
        (["attach", "bylsma2019", "gone.pdf"], 2, "refkit: "),
        (["detach", "bylsma2019", "gone.pdf"], 2, "refkit: "),
        (["undo", "99"], 2, "refkit: "),
        (["log", "nokey"], 2, "refkit: "),
        (["cite"], 2, "refkit: which works?"),
        (["cite", "bylsma2019", "-s", "no-such-style"], 2, "refkit: "),
        (["export", "-o", "x.docx"], 2, "refkit: the format of x.docx cannot be told"),
        (["export", "-f", "nope"], 2, "refkit: no format 'nope'"),
        (["export", "nokey"], 2, "refkit: there is no work 'nokey'"),
        (["export", "--cited-in", "gone.tex"], 2, "refkit: gone.tex: no such file"),
        (["export", "--cited-in", "refs.bib"], 2, "refkit: keys are found in"),
        (["backup", "library.refkit"], 2, "refkit: "),
        (["nothing"], 2, "No such command"),
    ],
)
def test_a_mistake_is_one_line_and_its_exit_code(
    arguments: list[str], code: int, said: str, full: Lib, read: Read
) -> None:
    assert full(*arguments) == code
    err = read()[1]
    assert said in err
    assert "Traceback" not in err
    assert err.startswith("Usage") or err.count("\n") <= 1


def test_a_work_is_shown_with_all_that_is_known(full: Lib, read: Read) -> None:
    full("tag", "sharman2020", "+emotion")
    full("note", "sharman2020", "Table 2 matters.")
    full("collect", "sharman2020", "+thesis/intro")
    full("edit", "sharman2020", "volume=20")
    full("rename", "sharman2020", "sharman")
    read()
    assert full("show", "sharman2020") == 0
    lines = [line.split(maxsplit=1) for line in read()[0].splitlines()]
    assert lines[0] == ["sharman:", "article-journal"]
    told = {line[0]: line[1] for line in lines[1:]}
    assert told["title"] == "Using crying to cope"
    assert told["author"] == "Sharman, Leah S.; Dingle, Genevieve A."
    assert told["volume"].startswith("20  [user, 20")
    assert told["from"].startswith("refs.bib, 20")
    assert (told["tags"], told["collections"]) == ("emotion", "thesis/intro")
    assert told["notes"].endswith(": Table 2 matters.")
    assert (told["state"], told["earlier"].split()) == ("unread", ["keys", "sharman2020"])


def test_a_work_is_shown_in_any_format(full: Lib, read: Read) -> None:
    assert full("show", "bylsma2019", "-f", "csl-json") == 0
    assert json.loads(read()[0])[0]["DOI"] == "10.1007/s10286-018-0526-y"
    assert full("show", "bylsma2019", "--format", "bibtex") == 0
    assert read()[0].startswith("@article{bylsma2019,\n")
    assert full("show", "bylsma2019", "-f", "json") == 0
    assert json.loads(read()[0])[0]["work"]["volume"] == "29"


def test_search_gives_json(full: Lib, read: Read) -> None:
    assert full("search", "gracanin", "--output-format", "json") == 0
    (entry,) = json.loads(read()[0])
    assert (entry["key"], entry["state"], entry["work"]["title"]) == (
        "bylsma2019",
        "unread",
        "The neurobiology of human crying",
    )


# ------------------------------------------------------------------------------------- changing


def test_fields_are_changed_by_name_and_taken_back(full: Lib, read: Read) -> None:
    change = ["year=2021", "pages=1-9", "author=Doe, Jane; Roe, R.", "abstract=Tears."]
    assert full("edit", "sharman2020", *change) == 0
    assert read()[0] == "sharman2020: changed; `refkit lib undo` takes it back\n"
    full("show", "sharman2020", "-f", "json")
    (entry,) = json.loads(read()[0])
    assert entry["work"]["issued"] == {"date-parts": [[2021]]}
    assert [name["family"] for name in entry["work"]["author"]] == ["Doe", "Roe"]
    full("edit", "sharman2020", "abstract=")
    full("undo")
    full("undo", "2")
    read()


def _editor(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    Path("editor.py").write_text(f"import sys\npath = sys.argv[1]\n{script}", "utf-8")
    monkeypatch.setenv("VISUAL", f'"{sys.executable}" "{Path("editor.py").absolute()}"')


REPLACE = """
with open(path, encoding="utf-8") as file:
    text = file.read()
with open(path, "w", encoding="utf-8") as file:
    file.write(text.replace({old!r}, {new!r}))
"""


def test_a_whole_work_is_changed_in_an_editor(
    full: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(monkeypatch, REPLACE.format(old="Using crying", new="Using laughter"))
    assert full("edit", "sharman2020") == 0
    read()
    assert keys(read, full, "laughter") == ["sharman2020"]


def test_an_editor_that_changes_nothing_changes_nothing(
    full: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(monkeypatch, "")
    assert full("edit", "sharman2020") == 0
    assert read() == ("", "refkit: note: sharman2020: nothing was changed\n")
    full("log")
    assert len(read()[0].splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("title:", "title: [", "line "),
        ("id: sharman2020", "id: other", "the key is changed with `refkit lib rename`, not here"),
    ],
)
def test_a_broken_edit_is_told_and_the_text_kept(
    old: str, new: str, reason: str, full: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(monkeypatch, REPLACE.format(old=old, new=new))
    assert full("edit", "sharman2020") == 2
    err = read()[1]
    assert err.startswith(f"refkit: sharman2020 was not changed: {reason}")
    kept = Path(err.rpartition("your text is in ")[2].strip())
    assert new in kept.read_text(encoding="utf-8")
    kept.unlink()
    full("log")
    assert len(read()[0].splitlines()) == 1


def test_tags_collections_and_states(full: Lib, read: Read) -> None:
    assert full("tag", "bylsma2019", "sharman2020", "+to read", "+tears") == 0
    assert full("tag", "--query", "author:sharman", "-to read", "+emotion") == 0
    assert read()[0] == "2 works: +to read +tears\n2 works: +emotion -to read\n"
    assert full("tag") == 0
    assert read()[0] == "emotion  2\ntears    2\nto read  1\n"
    assert full("collect", "bylsma2019", "+thesis/intro") == 0
    assert full("collect", "-q", "year:2020", "+thesis", "-ideas") == 0
    assert full("collect") == 0
    assert read()[0].endswith("thesis        2\nthesis/intro  1\n")
    assert full("mark", "read", "bylsma2019") == 0
    read()
    assert keys(read, full, "state:read") == ["bylsma2019"]


def test_notes_are_written_changed_and_removed(full: Lib, read: Read) -> None:
    assert full("note", "bylsma2019", "First.") == 0
    assert full("note", "bylsma2019", "Better.", "--edit", "1") == 0
    assert full("note", "bylsma2019") == 0
    assert read()[0].endswith("\nBetter.\n")
    assert full("note", "bylsma2019", "--remove", "1") == 0
    assert full("note", "bylsma2019") == 0
    assert read()[1] == "refkit: note: bylsma2019 has no notes\n"


def test_a_note_may_come_from_standard_input(
    full: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("Zwei\nZeilen ü".encode())))
    assert full("note", "bylsma2019", "-") == 0
    full("note", "bylsma2019")
    assert read()[0].endswith("\nZwei\nZeilen ü\n")


def test_files_are_attached_and_detached(full: Lib, read: Read) -> None:
    Path("a.txt").write_text("a", "utf-8")
    assert full("attach", "bylsma2019", "a.txt", "--title", "Table") == 0
    assert read()[0] == "bylsma2019: attached library.files/a.txt\n"
    assert Path("library.files/a.txt").read_text("utf-8") == "a"
    assert full("attach", "bylsma2019", "a.txt", "refs.bib", "--link") == 0
    assert full("detach", "bylsma2019", "library.files/a.txt") == 0
    read()
    full("show", "bylsma2019")
    out = read()[0]
    assert "refs.bib (" in out


def test_works_are_removed_and_come_back(full: Lib, read: Read) -> None:
    assert full("remove", "-q", "author:sharman") == 0
    assert read()[0] == "removed 2 works; `refkit lib undo` brings them back\n"
    assert keys(read, full) == ["bylsma2019"]
    assert full("undo") == 0
    read()
    assert len(keys(read, full)) == 3


def test_duplicates_are_shown_and_merged(full: Lib, read: Read) -> None:
    assert full("duplicates") == 1
    out = read()[0].splitlines()
    assert out[0].endswith(": Using crying to cope")
    assert out[1].split() == ["sharman2020", "sharman2020b"]
    assert ["volume", "20"] in [line.split() for line in out]
    assert out[-1] == "  refkit lib merge sharman2020 sharman2020b"
    assert full("merge", "sharman2020", "sharman2020b", "--choose", "author=sharman2020b") == 0
    assert read()[0] == "sharman2020: merged 2 works; `refkit lib undo` parts them again\n"
    full("show", "sharman2020b", "-f", "json")
    (entry,) = json.loads(read()[0])
    assert (entry["key"], entry["work"]["volume"]) == ("sharman2020", "20")
    assert entry["work"]["author"][0]["given"] == "L. S."
    assert full("duplicates") == 0
    assert full("undo") == 0
    assert full("duplicates", "--output-format", "json") == 1


def test_the_log_tells_what_was_done(full: Lib, read: Read) -> None:
    full("tag", "bylsma2019", "+x")
    full("undo")
    read()
    assert full("log") == 0
    numbers = [line.split()[0] for line in read()[0].splitlines()]
    assert numbers == ["3", "2", "1"]
    assert full("log", "bylsma2019", "-n", "1", "--output-format", "json") == 0
    assert len(json.loads(read()[0])) == 1


# ---------------------------------------------------------------------------------- going out


def test_works_are_cited_in_a_style(full: Lib, read: Read) -> None:
    assert full("cite", "bylsma2019", "sharman2020") == 0
    assert read()[0] == (
        "bylsma2019   (Bylsma et al., 2019)\n"
        "sharman2020  (Sharman & Dingle, 2020)\n"
        "\n"
        "Bylsma, L. M., Gračanin, A., & Vingerhoets, A. (2019). The neurobiology of human crying."
        " Clinical Autonomic Research, 29, 63–73. https://doi.org/10.1007/s10286-018-0526-y\n"
        "Sharman, L. S., & Dingle, G. A. (2020). Using crying to cope. Emotion.\n"
    )
    assert full("cite", "sharman2020", "bylsma2019", "--style", "vancouver") == 0
    assert read()[0].startswith("sharman2020  (1)\nbylsma2019   (2)\n\n1. Sharman LS")


def test_a_query_is_cited_too_and_an_earlier_key(full: Lib, read: Read) -> None:
    full("rename", "bylsma2019", "bylsma")
    read()
    assert full("cite", "bylsma2019", "-q", "year:2019") == 0
    assert read()[0].startswith("bylsma  (Bylsma et al., 2019)\n\n")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("out.bib", "@article{bylsma2019,\n"),
        ("out.ris", "TY  - JOUR\n"),
        ("out.json", "[\n"),
    ],
)
def test_the_ending_tells_the_format_of_an_export(
    name: str, begins: str, full: Lib, read: Read
) -> None:
    assert full("export", "-o", name) == 0
    assert Path(name).read_text("utf-8").startswith(begins)
    assert read()[1] == f"refkit: note: {name}: 3 works\n"


def test_what_a_manuscript_cites_is_exported_under_its_own_keys(full: Lib, read: Read) -> None:
    full("rename", "sharman2020", "sharman")
    Path("paper.tex").write_text(r"\cite{sharman2020,bylsma2019} \citep{gone}", "utf-8")
    read()
    assert full("export", "--cited-in", "paper.tex", "-o", "paper.bib") == 1
    assert read()[1] == (
        "refkit: warning: gone: cited, and not in the library\nrefkit: note: paper.bib: 2 works\n"
    )
    text = Path("paper.bib").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("@")] == [
        "@article{sharman2020,",
        "@article{bylsma2019,",
    ]


def test_a_collection_or_query_is_exported_with_options(full: Lib, read: Read) -> None:
    full("collect", "bylsma2019", "+thesis/chapter 2")
    read()
    assert full("export", "-c", "thesis/chapter 2", "--omit", "DOI") == 0
    out = read()[0]
    assert out.count("@article") == 1
    assert "doi" not in out
    assert full("export", "-c", "thesis", "-q", "year:2019") == 0
    assert read()[0].count("@article") == 1
    assert full("export", "sharman2020", "-q", "year:2019", "-f", "csl-json") == 0
    assert len(json.loads(read()[0])) == 2


# ----------------------------------------------------------------------------------- the care


def test_the_library_is_told_in_numbers(full: Lib, read: Read) -> None:
    assert full("stats") == 0
    rows = dict(line.split(maxsplit=1) for line in read()[0].splitlines())
    assert rows["works"] == "3"
    assert rows["types"] == "article-journal 3"
    assert rows["years"] == "2019 to 2020"
    assert full("stats", "--output-format", "json") == 0
    assert json.loads(read()[0])["works"] == 3


def test_a_whole_library_is_said_to_be(full: Lib, read: Read) -> None:
    assert full("check") == 0
    assert read()[1].endswith("library.refkit is whole\n")


def test_a_missing_file_is_a_trouble(full: Lib, read: Read) -> None:
    Path("a.txt").write_text("a", "utf-8")
    full("attach", "bylsma2019", "a.txt")
    Path("library.files/a.txt").unlink()
    read()
    assert full("check") == 1
    assert "library.files/a.txt" in read()[0]


def test_a_damaged_library_is_told_and_salvaged(full: Lib, read: Read) -> None:
    data = bytearray(Path("library.refkit").read_bytes())
    data[:100] = bytes(100)
    Path("library.refkit").write_bytes(data)
    assert full("search") == 2
    assert read()[1].startswith("refkit: ")
    assert full("check", "--repair") in (0, 1)
    assert "works saved; the damaged file is " in read()[0]
    assert keys(read, full) == ["bylsma2019", "sharman2020", "sharman2020b"]


def test_a_backup_is_a_library(full: Lib, read: Read) -> None:
    assert full("backup", "copy.refkit") == 0
    read()
    full("-L", "copy.refkit", "search", "--output-format", "keys")
    assert len(read()[0].split()) == 3


def test_every_command_says_what_it_is_for(lib: Lib, read: Read) -> None:
    assert lib("--help") == 0
    listed = read()[0].partition("Commands:\n")[2]
    for name in ("init", "add", "search", "export", "cite", "check", "stats", "undo"):
        assert f"\n  {name} " in f"\n{listed}"
    for name in ("init", "add", "search", "show", "edit", "tag", "merge", "export", "cite"):
        assert lib(name, "--help") == 0
        assert "Examples:" in read()[0]


# ------------------------------------------------------------------- what files and users bring


def test_keywords_groups_and_files_of_a_bib_file_are_taken_over(lib: Lib, read: Read) -> None:
    Path("papers").mkdir()
    Path("papers/one.pdf").write_bytes(b"one")
    Path("old.bib").write_text(
        "@book{one, title={On tears}, keywords={tears, crying}, groups={thesis},"
        " file={Full text:papers/one.pdf:PDF;:gone.pdf:PDF}}\n",
        encoding="utf-8",
    )
    lib("init")
    read()
    assert lib("add", "old.bib", "--keywords-as-tags", "--files", "--tag", "old") == 0
    out, err = read()
    assert out.splitlines()[-1] == "1 work added, 1 file attached"
    assert err == "refkit: warning: old.bib: entry one: its file 'gone.pdf' is not there\n"
    assert Path("library.files/one.pdf").read_bytes() == b"one"
    assert lib("search", "tag:tears tag:old collection:thesis", "--output-format", "keys") == 0
    assert read()[0] == "one\n"
    lib("note", "one", "See table 2.")
    read()
    assert lib("export", "one", "--tags") == 0
    out, _ = read()
    assert "keywords = {tears, crying, old}" in out
    assert "annote = {See table 2.}" in out
    assert lib("export", "one") == 0
    assert "See table 2." not in read()[0]


def test_values_are_read_as_in_files_and_doubts_told(full: Lib, read: Read) -> None:
    assert full("edit", "bylsma2019", "page=1-3", "DOI=https://doi.org/10.1037/pst0000342") == 0
    assert read()[1] == ""
    assert full("edit", "bylsma2019", "issued=2020-13-45", "DOI=abc") == 0
    assert read()[1] == (
        "refkit: warning: issued: '2020-13-45' is no date; it is kept as words\n"
        "refkit: warning: DOI: 'abc' is no DOI; it is kept as it is\n"
    )
    full("show", "bylsma2019", "--format", "csl-json")
    assert '"page": "1–3"' in read()[0]
    assert full("edit", "bylsma2019", "page=1-3") == 0
    assert read() == ("", "refkit: note: bylsma2019: nothing was changed\n")
    assert full("edit", "bylsma2019", "type=articl") == 2
    assert full("rename", "bylsma2019", "bylsma2019") == 0
    assert "that is its key" in read()[1]


def test_an_editor_that_fails_is_told_in_one_line(
    full: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    assert full("edit", "bylsma2019") == 2
    (line,) = read()[1].splitlines()
    assert line.startswith("refkit: bylsma2019 was not changed: no-such-editor")
    assert line.endswith("VISUAL or EDITOR names the editor to use")


def test_a_text_with_the_name_of_a_library_is_left_as_it_is(lib: Lib, read: Read) -> None:
    Path("library.refkit").write_text("hello\n", encoding="utf-8")
    assert lib("check", "--repair") == 2
    assert "nothing can be saved of it, and it was left as it is" in read()[1]
    assert Path("library.refkit").read_text(encoding="utf-8") == "hello\n"
    Path("library.refkit").write_bytes(b"")
    assert lib("stats") == 2
    assert "the file is empty" in read()[1]


def test_a_variable_that_names_no_library_is_named(
    lib: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFKIT_LIBRARY", "gone.refkit")
    for command in ("stats", "check"):
        assert lib(command) == 2
        assert read()[1] == (
            "refkit: gone.refkit: there is no such library (named by REFKIT_LIBRARY);"
            " `refkit lib init` makes it\n"
        )


def test_all_works_are_written_as_json_piece_by_piece(
    full: Lib, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refkit.cli.lib_look._AT_ONCE", 2)
    assert full("search", "--sort", "key", "--output-format", "json") == 0
    assert [each["key"] for each in json.loads(read()[0])] == [
        "bylsma2019", "sharman2020", "sharman2020b",
    ]  # fmt: skip
    assert full("search", "nothing-such", "--output-format", "json") == 1
    assert json.loads(read()[0]) == []
