"""Every command and every piece of code in the README runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from examples_made import write

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.partition("#")[0].strip()
    for language, block in BLOCKS
    if language == "sh"
    for line in block.splitlines()
]
MADE_BEFORE = {
    "--locked": "refkit lock article.md --records works.jsonl.gz --offline",
    "--snapshot": "refkit snapshot build works.jsonl.gz -o crossref",
}
"""What a command needs that an earlier one makes, by the option that says so."""
SET_UP = "python3 -m venv .venv && .venv/bin/pip install "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the README's commands name."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "examples" / "why-do-we-cry.md", tmp_path / "article.md")
    shutil.copy(ROOT / "examples" / "records.json", tmp_path / "works.jsonl.gz")
    (tmp_path / "refs.bib").write_text(
        "@article{rowe2009,\n  author = {Rowe, John W.},\n  title = {Facts and fictions},\n"
        "  journal = {Contexts},\n  year = {2009}\n}\n",
        encoding="utf-8",
    )
    (tmp_path / "dois.txt").write_text("10.3389/fpsyg.2014.00502\n", encoding="utf-8")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.4 some bytes")
    write(tmp_path / "labelled.jsonl", 40)
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a refkit command of the README without a network to reach."""
    registries = ("CROSSREF", "DATACITE", "DOI", "OPENLIBRARY", "PUBMED")
    closed = {f"REFKIT_{name}_URL": "http://127.0.0.1:9" for name in registries}
    words = shlex.split(command)
    assert words[0].endswith("refkit"), command
    return subprocess.run(
        [sys.executable, "-m", "refkit", *words[1:]],
        cwd=folder,
        env=os.environ | closed | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_readme_has_the_two_commands_of_a_newcomer() -> None:
    set_up = [command for command in COMMANDS if command.startswith(SET_UP)]
    assert [command.rpartition("&& ")[2] for command in set_up] == [
        ".venv/bin/refkit check examples/why-do-we-cry.md --records examples/records.json "
        "--offline",
        ".venv/bin/python -m pytest",
    ]


def test_the_first_command_reports_what_the_readme_says(folder: Path) -> None:
    done = run(COMMANDS[0].rpartition("&& ")[2], folder)
    assert done.returncode == 1, done.stderr
    codes = re.findall(r"^examples/why-do-we-cry\.md:(\d+):\d+ (\w+)", done.stdout, re.MULTILINE)
    assert codes == [
        ("21", "M301"), ("21", "M306"), ("21", "M307"), ("21", "D204"), ("23", "L701")
    ]  # fmt: skip
    assert "Vingerhoets" in done.stdout
    assert "10.1037/pst0000342" in done.stdout


LIBRARY = [command for command in COMMANDS if command.startswith("refkit lib ")]
"""The session of a newcomer, whose commands follow one upon the other."""


@pytest.mark.parametrize(
    "command",
    [command for command in COMMANDS if command.startswith("refkit ") and command not in LIBRARY],
)
def test_a_command_of_the_readme_runs(command: str, folder: Path) -> None:
    for option, earlier in MADE_BEFORE.items():
        if option in command.split():
            run(earlier, folder)
    done = run(command, folder)
    assert "Traceback" not in done.stderr
    # Without a network the references that need one stay open: exit code 3.
    allowed = {1, 3} if command.split()[1] in ("check", "resolve", "lock") else {0}
    if command.split()[1] == "bib":
        allowed = {0, 1, 3}
    if command.split()[1] == "fix":
        allowed = {0, 1, 3}
    assert done.returncode in allowed, done.stderr


def test_the_session_with_a_library_does_what_the_readme_says(folder: Path) -> None:
    done = {command: run(command, folder) for command in LIBRARY}
    failed = {command: one.returncode for command, one in done.items() if one.returncode}
    assert failed == {"refkit lib duplicates": 1}  # it found some
    found, duplicates = done[LIBRARY[2]].stdout, done[LIBRARY[3]].stdout
    assert "gracanin2014" in found
    assert "rottenberg2008" not in found
    assert "refkit lib merge gracanin2014 Gracanin14" in duplicates
    apa, vancouver = done[LIBRARY[6]].stdout, done[LIBRARY[7]].stdout
    assert "(Gračanin et al., 2014)" in apa
    assert "1. Gračanin A, Bylsma LM" in vancouver
    exported = (folder / "paper.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{([^,]+),", exported, re.MULTILINE)
    assert sorted(keys) == ["bylsma2021", "gracanin2014", "rottenberg2008", "vingerhoets2013"]


def test_the_code_of_the_readme_runs(folder: Path) -> None:
    code = "\n".join(block for language, block in BLOCKS if language == "python")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "M301" in done.stdout
    assert "@article{" in done.stdout
    assert "Is crying a self-soothing behavior?" in done.stdout
    assert "['(Rowe, 2009)', '(Rowe, 2009, p. 17)']" in done.stdout
    assert "<i>Contexts</i>" in done.stdout
    assert "rottenberg2008 Is crying beneficial?" in done.stdout
    assert "@article{gracanin2014," in done.stdout


def test_every_link_into_the_repository_leads_to_a_file() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
