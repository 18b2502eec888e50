#!/usr/bin/env python3
"""Check one long reference list offline, as a user would, and print what it costs.

usage: check.py CASES.jsonl --index WORKS.jsonl.gz [--references 500]

Writes a Markdown article with the first references of CASES.jsonl (lines with "text", "kind" and
"wrong") that have no seeded error, and runs ``refkit check`` on it in a process of its own.
Prints the CPU seconds of that process beside those of a bare interpreter, and what was reported.
Prints also what ``import refkit`` and ``refkit --version`` cost beyond a bare interpreter.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def cpu_seconds(command: list[str]) -> tuple[float, subprocess.CompletedProcess[str]]:
    """CPU seconds, user and system, of a process, and the process."""
    before = os.times()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
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
    args = options.parse_args()
    cases = [json.loads(line) for line in args.cases.read_text(encoding="utf-8").splitlines()]
    texts = [case["text"] for case in cases if not case["wrong"]][: args.references]

    python = sys.executable
    bare = least([python, "-c", "pass"])
    imported = least([python, "-c", "import refkit"]) - bare
    version = least([python, "-m", "refkit", "--version"]) - bare
    print(f"import refkit      {1000 * imported:6.0f} ms of CPU beyond a bare interpreter")
    print(f"refkit --version   {1000 * version:6.0f} ms of CPU beyond a bare interpreter")

    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.md"
        article.write_text("# An article\n\n## References\n\n" + "\n\n".join(texts) + "\n", "utf-8")
        command = [python, "-m", "refkit", "check", str(article), "--offline", "--no-cache"]
        command += ["--records", str(args.index), "--output-format", "json"]
        seconds, done = cpu_seconds(command)
    if done.returncode not in (0, 1, 3):
        sys.exit(done.stderr)
    result = json.loads(done.stdout)
    verified = sum(each["identity"] == "same-work" for each in result["references"])
    findings = [each for each in result["findings"] if each["severity"] != "info"]
    print(f"check              {seconds - bare:6.2f} s of CPU beyond a bare interpreter")
    print(
        f"                   {len(result['references'])} of {len(texts)} references found, "
        f"{verified} identified, {len(findings)} findings"
    )


if __name__ == "__main__":
    main()
