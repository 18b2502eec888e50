"""Measure the CSL processor: python benchmarks/csl_speed.py [--items FILE] [--node-modules DIR].

Renders a disambiguated bibliography of 1,000 mixed items, made up or from FILE (CSL-JSON), as HTML.
Printed are entries a second, the time of 10,000 items over that of 1,000, the peak memory of both,
and the time from the start of a process to its first entry. Each is measured in a process of its
own, the best of several; loading the style is part of it, reading the items is not. Where node and
the npm package citeproc can be found, the same is measured of citeproc-js in the same run.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from csl_items import made_items

from refkit.csl import Document, Style
from refkit.csl.bundled import locale_files, style_files

SMALL: Final = 1_000
LARGE: Final = 10_000

NODE: Final = """
const fs = require('fs');
const [file, style, locales, citeproc] = process.argv.slice(2);
const items = new Map(JSON.parse(fs.readFileSync(file)).map(item => [item.id, item]));
const begun = process.hrtime.bigint();
const CSL = require(citeproc);
const system = {
  retrieveLocale: name => {
    try { return fs.readFileSync(`${locales}/locales-${name}.xml`, 'utf8'); }
    catch (error) { return false; }
  },
  retrieveItem: id => items.get(id),
};
const engine = new CSL.Engine(system, fs.readFileSync(style, 'utf8'));
engine.updateItems([...items.keys()]);
const entries = engine.makeBibliography()[1].length;
const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
console.log(JSON.stringify({entries, seconds, peak: process.resourceUsage().maxRSS}));
"""
"""The same in citeproc-js, as its documentation says."""


def child(style: str, file: Path) -> None:
    """Render the items of a file in this process and print what it took."""
    items = json.loads(file.read_bytes())
    begun = time.perf_counter()
    entries = Document(Style.load(style), items).bibliography().entries
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"entries": len(entries), "seconds": seconds, "peak": peak}))


def run(command: list[str]) -> dict[str, float]:
    """What a process of its own measures of itself, and its time from the outside ("whole")."""
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole = time.perf_counter() - begun
    figures: dict[str, float] = json.loads(done.stdout)
    return {**figures, "whole": whole}


def best(runs: list[dict[str, float]]) -> dict[str, float]:
    """The least of each figure over several runs."""
    return {key: min(each[key] for each in runs) for key in runs[0]}


def measure(
    name: str, files: dict[int, Path], command: list[str], tail: list[str], repeat: int
) -> float:
    """Measure one engine and print its figures.

    Args:
        name: The engine's name.
        files: Numbers of items to the files that hold them.
        command: What runs the engine, up to the name of the file.
        tail: What follows it.
        repeat: How often each is tried.

    Returns:
        Entries a second.
    """
    figures = {
        count: best([run([*command, str(file), *tail]) for _ in range(repeat)])
        for count, file in files.items()
    }
    small, large = figures[SMALL], figures[LARGE]
    rate = small["entries"] / small["seconds"]
    print(
        f"{name:12} {rate:7.0f} entries/s"
        f"   {LARGE:,}/{SMALL:,} {large['seconds'] / small['seconds']:5.1f}x"
        f"   peak {small['peak'] / 1024:.0f} MB, {large['peak'] / 1024:.0f} MB"
        f"   first entry after {figures[1]['whole'] * 1000:.0f} ms"
    )
    return rate


def found_node(modules: str) -> tuple[str, Path] | None:
    """Node and the npm package citeproc, where both can be found."""
    node = shutil.which("node")
    package = Path(modules or "node_modules", "citeproc").resolve()
    return (node, package) if node and package.is_dir() else None


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=Path, help="CSL-JSON to take the items from")
    parser.add_argument("--style", default="apa")
    parser.add_argument("--node-modules", default="", help="the folder that has citeproc in it")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.style, options.child)
        return
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for count in (1, SMALL, LARGE):
            files[count] = Path(folder) / f"{count}.json"
            files[count].write_text(json.dumps(some_items(options.items, count)))
        here = [sys.executable, __file__, "--style", options.style, "--child"]
        rate = measure("refkit", files, here, [], options.repeat)
        node = found_node(options.node_modules)
        if node is None:
            print("citeproc-js  not measured: node or its package citeproc was not found")
            return
        program = Path(folder) / "speed.cjs"
        program.write_text(NODE)
        locales = str(next(iter(locale_files().values())).parent)
        tail = [style_files()[options.style], locales, str(node[1])]
        theirs = measure("citeproc-js", files, [node[0], str(program)], tail, options.repeat)
        print(f"ratio        {rate / theirs:.2f} (refkit over citeproc-js)")


def some_items(file: Path | None, count: int) -> list[dict[str, Any]]:
    """As many items as asked, those of a file again and again with other ids and titles."""
    if file is None:
        return made_items(count)
    given = json.loads(file.read_bytes())
    items = []
    for number in range(count):
        item = dict(given[number % len(given)], id=f"x{number}")
        if number >= len(given) and "title" in item:
            item["title"] = f"{item['title']} {number}"
        items.append(item)
    return items


if __name__ == "__main__":
    main()
