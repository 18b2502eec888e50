"""What files say beside works: keywords, groups, and files of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import crying, tears

from refkit.model import Work
from refkit.store import Library
from refkit.store.beside import collections_of, files_of, found_file, keywords_of

BIB = """
@article{one, title={On tears}, keywords={crying; tears, crying},
  groups={thesis, methods > and/or}, file={Full text:papers/one.pdf:PDF;:two.pdf:application/pdf}}
@article{two, title={On weeping}, file={gone.pdf}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.refkit") as opened:
        yield opened


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    folder = tmp_path / "old refs é"
    (folder / "papers").mkdir(parents=True)
    (folder / "papers" / "one.pdf").write_bytes(b"one")
    (folder / "two.pdf").write_bytes(b"two")
    path = folder / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def bibtex(**fields: str) -> Work:
    return Work(custom={"bibtex": {"fields": fields}})


@pytest.mark.parametrize(
    ("work", "paths"),
    [
        (bibtex(file="a.pdf"), ["a.pdf"]),
        (bibtex(file="/home/x/a.pdf;/home/x/b.pdf"), ["/home/x/a.pdf", "/home/x/b.pdf"]),
        (bibtex(file=":a.pdf:PDF"), ["a.pdf"]),
        (bibtex(file="Full text:files/1/a.pdf:application/pdf;Snapshot:b.html:text/html"),
         ["files/1/a.pdf", "b.html"]),
        (bibtex(file=r"x\:y:one\; two.pdf:PDF"), ["one; two.pdf"]),
        (bibtex(file=r":C\:/Users/x/a.pdf:PDF"), ["C:/Users/x/a.pdf"]),
        (bibtex(file=r":C$\backslash$:/Users/x/a.pdf:pdf"), ["C:/Users/x/a.pdf"]),
        (bibtex(file="https://example.org/a.pdf"), []),
        (Work(custom={"ris": {"fields": {"L1": ["file:///x/a.pdf", "b.pdf"], "L4": "c.png"}}}),
         ["file:///x/a.pdf", "b.pdf", "c.png"]),
        (Work(custom={"endnote": {"fields": {"pdf-urls": ["internal-pdf://1/a.pdf"]}}}),
         ["internal-pdf://1/a.pdf"]),
        (Work(custom={"zotero": {"attachments": [{"path": "files/2/a.pdf"}, {"url": "x"}]}}),
         ["files/2/a.pdf"]),
        (Work(custom={"zotero": {"attachments": "x"}, "bibtex": [], "ris": {"fields": 5}}), []),
    ],
)  # fmt: skip
def test_files_are_named_in_many_ways(work: Work, paths: list[str]) -> None:
    assert [each.path for each in files_of(work)] == paths


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a b.pdf", "a b.pdf"),
        ("a%20b.pdf", "a b.pdf"),
        ("sub\\ü.pdf", "sub/ü.pdf"),
        ('sub/{\\"u}.pdf', "sub/ü.pdf"),
        ("internal-pdf://7/c.pdf", "refs.Data/PDF/7/c.pdf"),
        ("internal-pdf://../../a b.pdf", None),
        ("none.pdf", None),
        ("sub", None),
        ("x" * 5000, None),
        ("a\0b", None),
    ],
)
def test_files_are_looked_for_from_the_folder_on(
    tmp_path: Path, path: str, found: str | None
) -> None:
    for name in ("a b.pdf", "sub/ü.pdf", "refs.Data/PDF/7/c.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert found_file(path, tmp_path) == (tmp_path / found if found else None)
    absolute = tmp_path / "a b.pdf"
    assert found_file(absolute.as_uri(), Path("/nowhere")) == absolute
    # Mendeley's paths lack the first stroke.
    assert found_file(str(absolute)[1:], Path("/nowhere")) == absolute


def test_keywords_are_parted_by_commas_and_semicolons() -> None:
    assert keywords_of(Work(keyword=" tears; crying,grief , tears;")) == [
        "tears", "crying", "grief",
    ]  # fmt: skip
    assert keywords_of(Work()) == []


def test_groups_and_collections_nest() -> None:
    assert collections_of(bibtex(groups=r"a, b > c/d, R\&D,")) == ["a", "b/c\u2215d", "R&D"]
    assert collections_of(Work(custom={"zotero": {"collections": ["thesis/1"]}})) == ["thesis/1"]


def test_groups_become_collections_and_keywords_tags_if_wanted(library: Library, bib: Path) -> None:
    library.load(bib)
    assert library.tags() == {}
    assert library["one"].collections == ["methods/and\u2215or", "thesis"]
    library.load(bib, tags=["old", "tears"], keywords_as_tags=True)  # known works get them too
    assert library["one"].tags == ["crying", "old", "tears"]
    assert library.check() == []
    library.undo()
    assert library.tags() == {}
    assert library.check() == []


def test_new_works_are_found_by_their_tags(library: Library, bib: Path) -> None:
    library.load(bib, tags=["old"], collection="all", keywords_as_tags=True)
    assert library.keys("tag:tears") == ["one"]
    assert library.keys("collection:all tag:old") == ["one", "two"]
    assert library.check() == []


def test_what_can_be_no_tag_is_left_in_the_work(library: Library) -> None:
    library.add([Work(id="a1", title="A", keyword=f"{'long ' * 80}, short")], keywords_as_tags=True)
    assert library["a1"].tags == ["short"]


def test_named_files_are_attached_and_missing_ones_told(library: Library, bib: Path) -> None:
    added = library.load(bib, files=True)
    assert added.files == ["library.files/one.pdf", "library.files/two.pdf"]
    assert [(each.entry, each.reason) for each in added.problems] == [
        ("two", "its file 'gone.pdf' is not there")
    ]
    assert library["one"].attachments[0].title == "Full text"
    (change,) = library.log()
    assert change.summary == "add 2 works, attach 2 files from refs.bib"
    assert library.load(bib, files=True).files == []
    assert len(library.log()) == 1
    library.undo()
    assert len(library) == 0


def test_files_may_stay_below_the_librarys_folder(library: Library, bib: Path) -> None:
    added = library.load(bib, files=True, copy=False)
    assert added.files == ["old refs é/papers/one.pdf", "old refs é/two.pdf"]


def test_an_import_within_a_transaction_has_one_line_in_the_log(
    library: Library, bib: Path
) -> None:
    with library.transaction():
        library.load(bib, files=True)
        library.add([crying()], source="user")
    (change,) = library.log()
    assert change.summary == ("add 2 works, attach 2 files from refs.bib; add 1 work from user")


def test_labels_go_to_other_programs_as_keywords_and_annotations(library: Library) -> None:
    library.add([crying().copy(keyword="tears, crying"), tears()], tags=["Tears", "thesis"])
    library.note("gracanin2014", "See table 2.")
    first, second = library.dump("csl-json"), library.dump("csl-json", labels=True)
    assert '"tears, crying"' in first
    assert '"tears, crying, thesis"' in second
    assert '"Tears, thesis"' in second
    assert "See table 2." in second
    assert "See table 2." not in first
