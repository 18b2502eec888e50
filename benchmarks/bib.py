#!/usr/bin/env python3
"""Read .bib files, write them in every format and read them again, beside bibtexparser and pybtex.

usage: bib.py DIR [--made 10000]

For each .bib file of DIR:

* the entries that are in it, counted here by a scanner of a few lines that shares no code with
  any of the readers: an ``@word{`` or ``@word(`` outside of braces, or at the beginning of a line
  with a key and a field behind it, which is no @string, @preamble or @comment and has no % before;
* how many refkit read, how many it reported in place of reading them (lost, or @xdata, whose fields
  went to others), how many are missing without a word, and the lines of what it had to say;
* whether the file that it writes is the same, byte for byte, after it was read and written again;
* how many works are equal after they were written in a format and read again;
* CPU seconds of reading, and of writing BibTeX;
* what bibtexparser and pybtex make of it: entries, failed blocks or the exception, CPU seconds.
  pybtex goes on after an error (strict mode off) and reports how many it met.

Then a .bib file of 10,000 made entries: read, written, and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import logging
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import refkit.formats
from refkit.formats.decode import decode
from refkit.model import Work

FORMATS = ("bibtex", "biblatex", "ris", "csl-json", "csl-yaml", "endnote-xml")
HEAD = re.compile(r"@[ \t]*(\w+)\s*([{(])")
HEAD_OF_A_LINE = re.compile(
    r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(]\s*[^\s,{}()=]+\s*,\s*[\w-]+\s*=", re.MULTILINE
)
NOT_ENTRIES = ("string", "preamble", "comment")


def count(text: str) -> int:
    """The entries of a .bib file, found without any of the readers."""
    heads = {match.end(1): match for match in HEAD_OF_A_LINE.finditer(text)}
    found = 0
    position = 0
    while match := HEAD.search(text, position):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        kind = match[1].lower()
        found += kind not in NOT_ENTRIES and "%" not in line
        position = end_of_block(text, match, {} if kind == "comment" else heads)
    return found


def end_of_block(text: str, head: re.Match[str], heads: dict[int, re.Match[str]]) -> int:
    """Where a block ends: at its closing brace, or where the next entry begins if it has none."""
    depth = 0
    closing = {"{": "}", "(": ")"}[head[2]]
    for at in re.compile(r"[{}()@]").finditer(text, head.end()):
        mark = at[0]
        if mark == closing and depth == 0:
            return at.end()
        depth += (mark == "{") - (mark == "}")
        word = HEAD.match(text, at.start()) if mark == "@" else None
        if word and word.end(1) in heads:
            return at.start()
    return len(text)


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds that something takes, and what it gives."""
    started = time.process_time()
    given = work()
    return time.process_time() - started, given


def tried(work: Callable[[], Any]) -> Any:
    """What another library makes of a file, or its exception."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  # whatever it raises is its result
        return error


def written(works: list[Work], form: str) -> str | None:
    """Works in a format; None if refkit does not have it."""
    try:
        return refkit.formats.dump(works, form)
    except (ImportError, AttributeError, refkit.errors.ConfigurationError):
        return None


def equal(works: list[Work], text: str, form: str) -> int:
    """How many works are the same after they were read from what was written."""
    again = refkit.formats.load(text, form).works if text.strip() and works else []
    return sum(one == other for one, other in zip(works, again, strict=False))


def measured(path: Path, totals: Counter[str]) -> None:
    """Print the lines of one file, and add its figures to the totals."""
    data = path.read_bytes()
    text = decode(data).text
    seconds, loaded = cpu(lambda: refkit.formats.load(data, "bibtex", path.name))
    works = loaded.works
    entries = count(text)
    keys = {work.id for work in works}
    instead = {
        (problem.line, problem.entry)
        for problem in loaded.problems
        if problem.lost or (problem.entry not in keys and problem.reason.startswith("@xdata"))
    }
    missing = max(0, entries - len(works) - len(instead))
    totals.update(entries=entries, read=len(works), reported=len(instead), missing=missing)
    writing, _ = cpu(lambda: refkit.formats.dump(works, "bibtex"))
    stable, same = [], []
    for form in FORMATS:
        once = written(works, form)
        if once is None:
            same.append(f"{form} -")
            continue
        kept = equal(works, once, form)
        same.append(f"{form} {kept}")
        totals[f"equal {form}"] += kept
        totals[f"works {form}"] += len(works)
        if form in ("bibtex", "biblatex"):
            twice = written(refkit.formats.load(once, form).works, form) if works else once
            stable.append("yes" if twice == once else "NO")
            totals.update(files=1, stable=twice == once)
    print(
        f"{path.name:34}entries {entries:5}  read {len(works):5}  reported {len(instead):3}  "
        f"missing {missing:3}  told {len(loaded.problems):4}  stable {'/'.join(stable)}  "
        f"read {seconds:.2f} s  written {writing:.2f} s"
    )
    print(f"    equal after writing and reading: {'  '.join(same)}")
    print(f"    {with_bibtexparser(text)}")
    print(f"    {with_pybtex(text)}")


def with_bibtexparser(text: str) -> str:
    """What bibtexparser makes of a file."""
    from bibtexparser.entrypoint import parse_string

    logging.disable(logging.CRITICAL)
    seconds, library = cpu(lambda: tried(lambda: parse_string(text)))
    if isinstance(library, Exception):
        return f"bibtexparser stopped: {type(library).__name__}, {seconds:.2f} s"
    failed = len(library.failed_blocks)
    return f"bibtexparser {len(library.entries)} read, {failed} blocks failed, {seconds:.2f} s"


def with_pybtex(text: str) -> str:
    """What pybtex makes of a file."""
    if importlib.util.find_spec("pybtex") is None:
        return "pybtex skipped: it is not installed (pip install pybtex)"
    # Not a dependency of the project: mypy would not find it.
    errors = importlib.import_module("pybtex.errors")
    parse_string = importlib.import_module("pybtex.database").parse_string
    errors.set_strict_mode(False)
    with errors.capture() as met:
        seconds, data = cpu(lambda: tried(lambda: parse_string(text, "bibtex")))
    if isinstance(data, Exception):
        reason = str(data).splitlines()[0] if str(data) else ""
        return f"pybtex stopped: {type(data).__name__}: {reason[:60]}, {seconds:.2f} s"
    return f"pybtex {len(data.entries)} read, {len(met)} errors, {seconds:.2f} s"


WORDS = (
    "crying memory attention infants effects review social adults sleep children's " * 8
).split()
WORDS += [r"{DNA}", r"na\"{\i}ve", r"\emph{Homo}", r"50\%", r"\&", "self-esteem", "behaviour", "α"]
FAMILIES = (
    "Bylsma", r"Gra{\v{c}}anin", "Vingerhoets", "Müller", r"{\O}stergaard", "O'Brien",
    r"{Garc{\'\i}a M{\'a}rquez}", "de la Cruz",
)  # fmt: skip


def made(number: int) -> str:
    """A .bib file of made entries, about 1 kB each."""
    chance = random.Random(7)
    blocks = []
    for at in range(number):
        words = [chance.choice(WORDS) for _ in range(100)]
        names = [
            f"{chance.choice(FAMILIES)}, {chance.choice('ABCDEFG')}. {chance.choice('HIJKL')}."
            for _ in range(chance.randint(1, 6))
        ]
        blocks.append(
            f"@article{{key{at},\n  author = {{{' and '.join(names)}}},\n"
            f"  title = {{{' '.join(words[:10]).capitalize()}}},\n"
            f"  journal = {{Journal of {words[10]} and {words[11]}}},\n"
            f"  year = {chance.randint(1950, 2026)},\n  month = {chance.choice(['jan', 'oct'])},\n"
            f"  volume = {{{chance.randint(1, 90)}}},\n  number = {{{chance.randint(1, 12)}}},\n"
            f"  pages = {{{at}--{at + 9}}},\n  doi = {{10.5555/made.{at}}},\n"
            f"  url = {{https://example.org/made/{at}}},\n  issn = {{0000-0000}},\n"
            f"  keywords = {{{', '.join(words[12:18])}}},\n  file = {{:papers/{at}.pdf:PDF}},\n"
            f"  abstract = {{{' '.join(words[18:])}.}},\n}}\n"
        )
    return "\n".join(blocks)


def measure_made(number: int) -> None:
    """Read and write a made file, and print what that takes; the process does nothing else."""
    text = made(number).encode()
    seconds, loaded = cpu(lambda: refkit.formats.load(text, "bibtex"))
    writing, _ = cpu(lambda: refkit.formats.dump(loaded.works, "bibtex"))
    biblatex, _ = cpu(lambda: refkit.formats.dump(loaded.works, "biblatex"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"made  entries {number}  read {len(loaded.works)}  ({len(text) / 1e6:.1f} MB)  "
        f"read {seconds:.2f} s  written {writing:.2f} s  written as biblatex {biblatex:.2f} s  "
        f"peak {peak:.0f} MB"
    )


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path, metavar="DIR", nargs="?")
    options.add_argument("--made", type=int, default=10_000, help="entries of the made file")
    args = options.parse_args()
    if args.folder is None:
        measure_made(args.made)
        return
    totals: Counter[str] = Counter()
    for path in sorted(args.folder.glob("*.bib")):
        measured(path, totals)
    same = "  ".join(
        f"{form} {totals[f'equal {form}']}/{totals[f'works {form}']}"
        for form in FORMATS
        if totals[f"works {form}"]
    )
    print(
        f"all  entries {totals['entries']}  read {totals['read']}  reported {totals['reported']}  "
        f"missing {totals['missing']}  stable {totals['stable']}/{totals['files']}  equal {same}"
    )
    sys.stdout.flush()
    subprocess.run([sys.executable, __file__, "--made", str(args.made)], check=True)


if __name__ == "__main__":
    main()
