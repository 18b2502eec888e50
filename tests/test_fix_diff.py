"""Patches: what git and patch(1) make of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.fix.diff import unified_diff


def test_a_changed_line_stands_between_three_lines_on_each_side() -> None:
    before = "".join(f"{n}\n" for n in range(1, 10))
    assert unified_diff(before, before.replace("5", "V"), "a b/x.md") == (
        "--- a/a b/x.md\t\n+++ b/a b/x.md\t\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+V\n 6\n 7\n 8\n"
    )


def test_nothing_changed_is_no_patch() -> None:
    assert unified_diff("a\n", "a\n", "x.md") == ""


def test_a_last_line_without_an_end_is_told() -> None:
    assert unified_diff("a\nb", "a\nc", "x.md") == (
        "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n"
        "+c\n\\ No newline at end of file\n"
    )


def test_carriage_returns_are_part_of_their_lines() -> None:
    patch = unified_diff("a\r\nb\r\n", "a\r\nc\r\n", "./x.md")
    assert patch == "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"


def test_a_file_of_old_mac_lines_is_one_line() -> None:
    patch = unified_diff("a\rb\r", "a\rc\r", "x.md")
    assert patch.count("\n") == 7
    assert "-a\rb\r\n\\ No newline" in patch


def test_a_name_with_quotes_and_controls_is_quoted() -> None:
    patch = unified_diff("a\n", "b\n", 'x"\n.md')
    assert patch.startswith('--- "a/x\\042\\012.md"\n')


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch(1) is not there")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\r\nb\r\n" * 9, "a\r\nc\r\n" + "a\r\nb\r\n" * 8),
        ("a\nb", "a\nb\n"),
        ("a\n", "a\nb"),
        ("č\n" * 40 + "x", "š\n" + "č\n" * 30 + "y"),
        ("", "new\n"),
    ],
)
def test_patch_makes_the_new_file_of_the_old(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(before.encode())
    patch = tmp_path / "x.patch"
    patch.write_bytes(unified_diff(before, after, "x.md").encode())
    subprocess.run(
        ["patch", "--binary", "-s", "-p1", "-i", str(patch)], cwd=tmp_path, check=True, timeout=20
    )
    assert file.read_bytes() == after.encode()


LINES = st.lists(st.sampled_from(["", "a", "b", "c\r"]), max_size=12).map("\n".join)


@given(LINES, LINES)
def test_a_patch_holds_both_texts(before: str, after: str) -> None:
    """Without context cut away, its lines of one side are that side."""
    patch = unified_diff(before, after, "x")
    if before == after or len(before) + len(after) > 14:
        return
    body = patch.split("@@\n", 1)[1]
    old, new = "", ""
    for line in body.split("\n")[:-1]:
        if line.startswith("\\"):
            continue
        old += line[1:] + "\n" if line[0] in " -" else ""
        new += line[1:] + "\n" if line[0] in " +" else ""
    for side, text in ((old, before), (new, after)):
        assert side.removesuffix("\n") in text or text.removesuffix("\n") in side
