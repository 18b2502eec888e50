#!/usr/bin/env python3
"""Check one long reference list and many short ones offline, as a user would, and print the cost.

usage: check.py CASES.jsonl --index WORKS.jsonl.gz [--references 500] [--articles 1000]

Writes a Markdown article with the first references of CASES.jsonl (lines with "text", "kind" and
"wrong") that have no seeded error, and runs ``refkit check`` on it in a process of its own: against
the index, and against a lockfile of it. Then a folder of short articles of five references each,
against their lockfile. Prints the CPU seconds of the process, and its children, beyond those of a
bare interpreter, what was reported, and the articles checked in a second.
Prints also what ``import refkit`` and ``refkit --version`` cost beyond a bare interpreter.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

# An installed package has its bytecode; without, each run would compile all modules again.
ENVIRONMENT = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}


def cpu_seconds(command: list[str]) -> tuple[float, subprocess.CompletedProcess[str]]:
    """CPU seconds, user and system, of a process, and the process."""
    before = os.times()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    after = os.times()
    spent = after.children_user - before.children_user
    return spent + after.children_system - before.children_system, done


def least(command: list[str], runs: int = 5) -> float:
    """The least CPU seconds of several runs: what the machine's noise does not add to."""
    return min(cpu_seconds(command)[0] for _ in range(runs))


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("cases", type=Path)
    options.add_argument("--index", type=Path, required=True)
    options.add_argument("--references", type=int, default=500)
    options.add_argument("--articles", type=int, default=1000)
    args = options.parse_args()
    cases = [json.loads(line) for line in args.cases.read_text(encoding="utf-8").splitlines()]
    texts = [case["text"] for case in cases if not case["wrong"]]

    python = sys.executable
    bare = least([python, "-c", "pass"])
    imported = least([python, "-c", "import refkit"]) - bare
    version = least([python, "-m", "refkit", "--version"]) - bare
    print(f"import refkit      {1000 * imported:6.0f} ms of CPU beyond a bare interpreter")
    print(f"refkit --version   {1000 * version:6.0f} ms of CPU beyond a bare interpreter")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, many = folder / "one", folder / "many"
        one.mkdir()
        many.mkdir()
        write_article(one / "article.md", texts[: args.references])
        for number in range(args.articles):
            own = [texts[(5 * number + at) % len(texts)] for at in range(5)]
            write_article(many / f"article-{number:04}.md", own)
        index = ["--offline", "--no-cache", "--records", str(args.index)]

        checked(one, index)  # writes the bytecode of what it uses
        seconds, reports, _ = checked(one, index)
        print(f"check              {seconds - bare:6.2f} s of CPU beyond a bare interpreter")
        print(f"                   {told(reports)}")
        locked(one, index)
        times = [checked(one, ["--locked"]) for _ in range(3)]
        seconds, reports, _ = min(times, key=lambda each: each[0])
        print(f"check --locked     {seconds - bare:6.2f} s of CPU beyond a bare interpreter")
        print(f"                   {told(reports)}")
        locked(many, index)
        _, reports, elapsed = checked(many, ["--locked"])
        print(
            f"{args.articles} articles      {args.articles / elapsed:6.0f} a second, --locked, on "
            f"{os.cpu_count()} cores"
        )
        print(f"                   {told(reports)}")


def write_article(path: Path, references: list[str]) -> None:
    """A Markdown article with some text and a list of references."""
    prose = "Some say that crying helps, and others found that it does not, as we shall see.\n\n"
    text = "# An article\n\n" + 8 * prose + "## References\n\n" + "\n\n".join(references) + "\n"
    path.write_text(text, "utf-8")


def locked(folder: Path, index: list[str]) -> None:
    """Write the lockfile of a folder of articles."""
    run([sys.executable, "-m", "refkit", "lock", str(folder), *index])


def checked(folder: Path, options: list[str]) -> tuple[float, list[dict[str, Any]], float]:
    """What a check of a folder costs in CPU seconds, its reports, and the seconds it takes."""
    command = [sys.executable, "-m", "refkit", "check", str(folder), "--output-format", "json"]
    started = time.perf_counter()
    seconds, done = run([*command, *options])
    return seconds, json.loads(done.stdout)["files"], time.perf_counter() - started


def run(command: list[str]) -> tuple[float, subprocess.CompletedProcess[str]]:
    """CPU seconds of a process that must not fail, and the process."""
    seconds, done = cpu_seconds(command)
    if done.returncode not in (0, 1, 3):
        sys.exit(done.stderr)
    return seconds, done


def told(reports: list[dict[str, Any]]) -> str:
    """What was reported, in a line."""
    references = [each for report in reports for each in report["references"]]
    findings = [each for report in reports for each in report["findings"]]
    identified = sum(each["identity"] == "same-work" for each in references)
    faults = sum(each["severity"] == "error" for each in findings)
    return f"{len(references)} references found, {identified} identified, {faults} errors reported"


if __name__ == "__main__":
    main()
