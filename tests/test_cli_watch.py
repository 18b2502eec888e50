"""Watching files: what has changed, once it is no longer being written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from refkit.cli.watch import Watcher


class Editor:
    """Does something to files whenever the watcher pauses."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = list(steps)
        self.pauses = 0

    def __call__(self, seconds: float) -> None:
        self.pauses += 1
        if self.steps:
            self.steps.pop(0)()


def nothing() -> None:
    pass


def watched(folder: Path, editor: Editor) -> Watcher:
    return Watcher(lambda: folder.glob("*.md"), pause=editor)


def test_a_file_that_is_written_is_told_once_it_is_left_alone(tmp_path: Path) -> None:
    a = tmp_path / "a.md"
    a.write_text("one")
    (tmp_path / "b.md").write_text("other")
    editor = Editor(
        nothing,
        lambda: a.write_text(""),
        lambda: a.write_text("one and two"),
    )
    assert watched(tmp_path, editor).wait() == {a}
    assert editor.pauses == 4


def test_files_that_come_and_go_are_told(tmp_path: Path) -> None:
    a, b = tmp_path / "a.md", tmp_path / "b.md"
    a.write_text("one")
    editor = Editor(a.unlink, lambda: b.write_text("two"))
    assert watched(tmp_path, editor).wait() == {a, b}


def test_each_change_is_told_once(tmp_path: Path) -> None:
    a, b = tmp_path / "a.md", tmp_path / "b.md"
    a.write_text("one")
    watcher = watched(
        tmp_path,
        Editor(lambda: a.write_text("changed"), nothing, lambda: b.write_text("new")),
    )
    assert watcher.wait() == {a}
    assert watcher.wait() == {b}


def test_a_file_that_is_replaced_by_one_of_the_same_size_and_time_is_seen(tmp_path: Path) -> None:
    a, new = tmp_path / "a.md", tmp_path / "new"
    a.write_text("one")
    new.write_text("two")
    times = a.stat()

    def replace() -> None:
        os.utime(new, ns=(times.st_atime_ns, times.st_mtime_ns))
        new.replace(a)

    assert watched(tmp_path, Editor(replace)).wait() == {a}
