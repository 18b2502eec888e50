#!/usr/bin/env python3
"""Hold conformance and accuracy to the floors in floors.toml, which only ever rise.

usage: floors.py DATA_DIR

Runs each benchmark that floors.toml names on the data in DATA_DIR (laid out as the benchmarks
say), reads the figures that it prints, and exits with 1 if one is below its floor (or above its
ceiling). Where DATA_DIR does not exist it says so and exits with 0.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def figure(output: str, pattern: str) -> float | None:
    """The number in the first group of a pattern in what a benchmark printed."""
    found = re.search(pattern, output, re.MULTILINE)
    return float(found[1]) if found else None


def main(data: Path) -> int:
    """Run the benchmarks and compare."""
    if not data.is_dir():
        print(f"no data at {data}: the floors are not checked")
        return 0
    failed = 0
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    for name, benchmark in floors.items():
        words = [word.replace("DATA", str(data)) for word in benchmark["command"]]
        done = subprocess.run(
            [sys.executable, str(HERE / words[0]), *words[1:]],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(f"{name}: exit code {done.returncode}\n{done.stderr}")
            failed += 1
            continue
        for each in benchmark["figures"]:
            value = figure(done.stdout, each["pattern"])
            low, high = each.get("floor", float("-inf")), each.get("ceiling", float("inf"))
            good = value is not None and low <= value <= high
            failed += not good
            bound = f"≥ {low}" if "floor" in each else f"≤ {high}"
            print(f"{'ok  ' if good else 'FAIL'} {name:15} {each['name']:36} {value} ({bound})")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
