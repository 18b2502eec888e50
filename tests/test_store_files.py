from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import crying, straw

from refkit.errors import ConfigurationError, UnreadableError
from refkit.store import Library

KEY = "gracanin2014"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library(folder / "library.refkit") as opened:
        opened.add([crying(), straw()])
        yield opened


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_file_is_copied_beside_the_library(library: Library, tmp_path: Path) -> None:
    source = written(tmp_path / "paper.pdf", b"%PDF-1.7 content")
    attachment = library.attach(KEY, source, title="The article")
    assert attachment.path == "library.files/paper.pdf"
    assert attachment.sha256 == hashlib.sha256(b"%PDF-1.7 content").hexdigest()
    assert (attachment.size, attachment.media_type) == (16, "application/pdf")
    assert attachment.title == "The article"
    assert library[KEY].attachments == [attachment]
    copy = library.locate(attachment)
    assert copy is not None
    assert copy.read_bytes() == b"%PDF-1.7 content"
    assert source.exists()
    assert library.count("has:file") == 1
    assert library.stats().bytes == 16
    assert library.check() == []


def test_a_copy_never_takes_the_place_of_another_file(library: Library, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first = library.attach(KEY, written(tmp_path / "paper.pdf", b"one"))
    second = library.attach(KEY, written(tmp_path / "other" / "paper.pdf", b"two"))
    assert (first.path, second.path) == ("library.files/paper.pdf", "library.files/paper-2.pdf")
    files = library.path.parent / "library.files"
    assert {path.name: path.read_bytes() for path in files.iterdir()} == {
        "paper.pdf": b"one",
        "paper-2.pdf": b"two",
    }


def test_the_same_content_is_kept_once(library: Library, tmp_path: Path) -> None:
    first = library.attach(KEY, written(tmp_path / "a.pdf", b"same"))
    second = library.attach("strasse1999", written(tmp_path / "b.pdf", b"same"))
    again = library.attach(KEY, tmp_path / "b.pdf")
    assert first.path == second.path == again.path
    assert len(list((library.path.parent / "library.files").iterdir())) == 1
    assert len(library[KEY].attachments) == 1
    assert (library.stats().attachments, library.stats().bytes) == (2, 4)


def test_a_changed_copy_is_no_reason_to_keep_the_content_nowhere(
    library: Library, tmp_path: Path
) -> None:
    attachment = library.attach(KEY, written(tmp_path / "a.pdf", b"same"))
    written(library.path.parent / attachment.path, b"annotated")
    other = library.attach("strasse1999", tmp_path / "a.pdf")
    assert other.path == "library.files/a-2.pdf"
    assert (library.path.parent / other.path).read_bytes() == b"same"


def test_a_file_below_the_folder_can_stay_where_it_is(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    (folder / "pdf").mkdir()
    attachment = library.attach(KEY, written(folder / "pdf" / "ä b.pdf", b"x"), copy=False)
    assert attachment.path == "pdf/ä b.pdf"
    assert not (folder / "library.files").exists()
    with pytest.raises(ConfigurationError, match="does not lie below"):
        library.attach(KEY, written(tmp_path / "x.pdf", b"x"), copy=False)


def test_a_moved_or_renamed_library_finds_its_files(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    attachment = library.attach(KEY, written(tmp_path / "a.pdf", b"x"))
    library.close()
    moved = folder.rename(tmp_path / "elsewhere")
    with Library(moved / "library.refkit") as there:
        assert there.check() == []
    (moved / "library.refkit").rename(moved / "thesis.refkit")
    (moved / "library.files").rename(moved / "thesis.files")
    with Library(moved / "thesis.refkit") as there:
        assert there.locate(attachment) == moved / "thesis.files" / "a.pdf"
        assert there.check() == []


def test_a_detached_file_stays_on_the_disk_and_can_be_had_back(
    library: Library, tmp_path: Path
) -> None:
    attachment = library.attach(KEY, written(tmp_path / "a.pdf", b"x"))
    library.detach(KEY, "a.pdf")
    assert library[KEY].attachments == []
    assert library.locate(attachment) is not None
    library.undo()
    assert library[KEY].attachments == [attachment]
    library.detach(KEY, attachment.path)
    with pytest.raises(KeyError, match=r"no file 'a\.pdf'"):
        library.detach(KEY, "a.pdf")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("con:a?.pdf", "con_a_.pdf"),
        ("ü" * 100 + ".pdf", "ü" * 58 + ".pdf"),
        (".hidden", "hidden"),
        ("line\nbreak.pdf", "line_break.pdf"),
    ],
)
def test_a_copy_has_a_name_that_every_system_takes(
    library: Library, tmp_path: Path, name: str, kept: str
) -> None:
    attachment = library.attach(KEY, written(tmp_path / name, b"x"))
    assert attachment.path == f"library.files/{kept}"


def test_files_that_cannot_be_attached_are_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file"):
        library.attach(KEY, tmp_path / "none.pdf")
    with pytest.raises(UnreadableError, match="directory"):
        library.attach(KEY, tmp_path)
    with pytest.raises(KeyError):
        library.attach("none", written(tmp_path / "a.pdf", b"x"))
    assert len(library.log()) == 1


def test_missing_and_changed_files_are_told(library: Library, tmp_path: Path) -> None:
    first = library.attach(KEY, written(tmp_path / "a.pdf", b"a"))
    second = library.attach(KEY, written(tmp_path / "b.pdf", b"b"))
    files = library.path.parent
    (files / first.path).unlink()
    (files / second.path).write_bytes(b"other")
    assert [(trouble.where, trouble.what) for trouble in library.check(repair=True)] == [
        (f"{KEY}: library.files/a.pdf", "the attached file is missing"),
        (f"{KEY}: library.files/b.pdf", "the attached file was changed since"),
    ]


def test_a_renamed_copy_is_found_again_by_its_content(library: Library, tmp_path: Path) -> None:
    attachment = library.attach(KEY, written(tmp_path / "a.pdf", b"a"))
    copy = library.path.parent / attachment.path
    copy.rename(copy.with_name("renamed.pdf"))
    assert [trouble.mended for trouble in library.check()] == [False]
    assert [trouble.mended for trouble in library.check(repair=True)] == [True]
    assert library[KEY].attachments[0].path == "library.files/renamed.pdf"
    assert library.check() == []


def test_a_path_that_leads_out_of_the_folder_is_not_followed(
    library: Library, tmp_path: Path
) -> None:
    attachment = library.attach(KEY, written(tmp_path / "a.pdf", b"a"))
    for path in ("../papers/library.refkit", "/etc/hostname", ""):
        with library._file.writing() as recorder:
            recorder.connection.execute("UPDATE attachments SET path = ?", (path,))
            recorder.written += 1
        (there,) = library[KEY].attachments
        assert library.locate(there) is None
        assert "missing" in library.check()[0].what
    assert library.locate(attachment) is not None
