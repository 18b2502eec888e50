"""Reading folders and writing files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from refkit.cli import options
from refkit.cli.streams import Article, articles, refuse_folder, say, write
from refkit.errors import ConfigurationError, UnreadableError


def test_a_folder_gives_its_articles_by_name_and_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.md", "a.TXT", "c.html", "d.py", ".e.md", ".git/f.md", "sub/g.qmd"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [item.name for item in articles([str(tmp_path)]) if isinstance(item, Article)]
    assert [os.path.relpath(name, tmp_path) for name in found] == [
        "a.TXT",
        "b.md",
        "c.html",
        os.path.join("sub", "g.qmd"),
    ]


def test_a_folder_without_articles_is_an_error_in_its_place(tmp_path: Path) -> None:
    empty, other = tmp_path / "empty", tmp_path / "other.md"
    empty.mkdir()
    found = list(articles([str(empty), str(other), "-"]))
    assert isinstance(found[0], UnreadableError)
    assert str(found[0]).startswith(f"{empty}: no article in this folder")
    assert found[1:] == [Article(str(other), other), Article("<stdin>", None)]


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    path.chmod(0o640)
    write("né\n", str(path))
    assert path.read_bytes() == "né\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    write("x", str(tmp_path / "out"))
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write("new", str(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write("x", os.devnull)
    assert not os.path.isfile(os.devnull)


@pytest.mark.parametrize("name", ["", "missing/out.json", "a\0b"])
def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot write"):
        write("x", str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(ConfigurationError, match=r"out\.json: No space left on device"):
        write("new", str(path))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="it is a folder"):
        refuse_folder(str(tmp_path))
    for fine in (None, "-", str(tmp_path / "new.bib")):
        refuse_folder(fine)


def test_lines_for_people_cannot_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[2J.md: bad\nmore", kind="note")
    assert capsys.readouterr().err == "refkit: note: a␛[2J.md: bad\n  more\n"


def test_data_cannot_act_on_the_terminal_and_is_left_alone_elsewhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = "\ttitle = {a\x1b[2Jč\u202e}\n"
    write(data, None)
    assert capsys.readouterr().out == data
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    write(data, None)
    assert capsys.readouterr().out == "\ttitle = {a␛[2Jč\\u202e}\n"
    write("\x1b[1mbold\x1b[0m\n", None, painted=True)
    assert capsys.readouterr().out == "\x1b[1mbold\x1b[0m\n"


def test_codes_come_with_commas_or_repeated_in_any_case() -> None:
    assert options.codes(["D2, m302", "", "F4,D2,"]) == ("D2", "M302", "F4")


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {}, True, False),
    ],
)
def test_when_to_colour(
    choice: str,
    environment: dict[str, str],
    terminal: bool,
    wanted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
    assert options.wants_color(choice) is wanted
