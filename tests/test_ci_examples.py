"""The action, the hook and the example workflows: what they run is what refkit understands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

# By name, because PyYAML comes without types.
yaml: Any = import_module("yaml")

ROOT = Path(__file__).resolve().parents[1]
CHECK: Any = import_module("refkit.cli.check").command


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def options_are_known(command: str) -> bool:
    """Whether `refkit check` takes the options of a command."""
    words = shlex.split(command)
    assert words[:2] == ["refkit", "check"]
    # The command remembers the names of its help option, which come from the group else.
    CHECK.make_context("check", words[2:], help_option_names=["-h", "--help"])
    return True


def test_the_hooks_run_commands_that_exist() -> None:
    hooks = read(".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["refkit", "refkit-locked"]
    for hook in hooks:
        assert options_are_known(f"{hook['entry']} article.md")
        assert hook["require_serial"] is True


def test_the_gitlab_job_runs_a_command_that_exists_and_keeps_what_it_writes() -> None:
    job = read("examples/ci/gitlab.yml")["references"]
    (command,) = job["script"]
    assert options_are_known(command)
    assert f"--report {job['artifacts']['reports']['junit']}" in command
    assert f"--report {job['artifacts']['paths'][0]}" in command
    assert job["allow_failure"] == {"exit_codes": 3}


def test_the_github_workflow_gives_the_action_inputs_that_it_has() -> None:
    steps = read("examples/ci/github.yml")["jobs"]["references"]["steps"]
    used = next(step for step in steps if step["uses"].startswith("refkit/refkit@"))
    action = read("action.yml")
    assert set(used["with"]) <= set(action["inputs"])
    uploaded = [step["with"].get("sarif_file") or step["with"].get("path") for step in steps[2:]]
    assert sorted(uploaded) == sorted(used["with"]["report"].split())


def test_no_input_of_the_action_becomes_part_of_a_script() -> None:
    for step in read("action.yml")["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def script() -> str:
    steps = read("action.yml")["runs"]["steps"]
    text = next(step["run"] for step in steps if step.get("id") == "check")
    assert isinstance(text, str)
    return text


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the action as GitHub does, with refkit on the path."""
    binaries = folder / "bin"
    binaries.mkdir()
    refkit = binaries / "refkit"
    refkit.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m refkit "$@"\n', encoding="utf-8")
    refkit.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{binaries}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "INPUT_PATHS": ".",
        "INPUT_OPTIONS": "",
        "INPUT_REPORT": "",
        "FAIL_WHEN_UNCHECKED": "false",
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script()],
        cwd=folder,
        env=environment | inputs,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    if shutil.which("bash") is None:
        pytest.skip("no bash here")
    folder = tmp_path / "two words"
    folder.mkdir()
    for name in ("why-do-we-cry.md", "records.json"):
        shutil.copy(ROOT / "examples" / name, folder)
    return folder


def test_the_action_annotates_and_writes_reports(articles: Path) -> None:
    done = run_action(
        articles,
        INPUT_PATHS="why-do-we-cry.md\n",
        INPUT_OPTIONS="--records\nrecords.json\n--offline\n--select=M,D",
        INPUT_REPORT="re port.html\nreport.sarif",
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=why-do-we-cry.md,line=21,")
    assert (articles / "output").read_text(encoding="utf-8") == "exit-code=1\n"
    assert "| M307 |" in (articles / "summary.md").read_text(encoding="utf-8")
    assert (articles / "re port.html").exists()
    assert (articles / "report.sarif").exists()


def test_what_could_not_be_checked_fails_the_action_only_if_asked(articles: Path) -> None:
    options = "--records\nrecords.json\n--offline\n--select=R"
    assert run_action(articles, INPUT_OPTIONS=options).returncode == 0
    shutil.rmtree(articles / "bin")
    done = run_action(articles, INPUT_OPTIONS=options, FAIL_WHEN_UNCHECKED="true")
    assert done.returncode == 3
    assert re.search(r"exit-code=3\n\Z", (articles / "output").read_text(encoding="utf-8"))


def test_a_path_of_the_action_is_never_taken_for_an_option(articles: Path) -> None:
    done = run_action(articles, INPUT_PATHS="--version")
    assert done.returncode == 2
    assert "--version" in done.stderr
