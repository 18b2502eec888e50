#!/usr/bin/env python3
"""Fill a library, search it, kill its writers, damage its file, and print what that costs.

usage: library.py [DATA_DIR] [--works 100000] [--kills 200] [--only PART …] [--dir DIR]

DATA_DIR holds crossref/works.jsonl.gz, works of Crossref, one a line; without it works are made up.
They are multiplied to the number asked for, with other keys and DOIs. The parts:

import    works a second that `Library.add` takes, and the size of the file
search    milliseconds of 100 queries as people type them, the making of 50 entries included
kill      a process that writes is killed with SIGKILL, one by one and within imports; whatever it
          had been told was written must be there
writers   two processes write at once; every work must be there
migrate   a library of the previous version, with its backup
damage    bytes of the file are overwritten at random; how many works are saved

Times are of the clock on the wall.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles

from refkit.errors import RefkitError
from refkit.model import Date, Name, Work
from refkit.resolve.crossref_record import crossref_record
from refkit.store import Library
from refkit.store.salvage import salvage

SEED = 7
PARTS = ("import", "search", "kill", "writers", "migrate", "damage")


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path, nargs="?", metavar="DATA_DIR")
    options.add_argument("--works", type=int, default=100_000, metavar="N")
    options.add_argument("--kills", type=int, default=200, metavar="N")
    options.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options.add_argument("--dir", type=Path)
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.dir or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        library = folder / "library.refkit"
        works = list(islice(multiplied(originals(args.data)), args.works))
        if {"import", "search"} & set(args.only):
            fill(library, works)
        if "search" in args.only:
            ask(library, works)
        small = works[:5000]
        if "kill" in args.only:
            kill(folder / "killed.refkit", args.kills)
        if "writers" in args.only:
            write_at_once(folder / "shared.refkit")
        if "migrate" in args.only:
            migrate(folder / "earlier.refkit", small)
        if "damage" in args.only:
            damage(folder, small)


# ------------------------------------------------------------------------------------------- works


def originals(data: Path | None) -> list[Work]:
    """The works of Crossref, or some that are made up."""
    path = data / "crossref" / "works.jsonl.gz" if data else None
    if path is None or not path.exists():
        return list(islice(made(), 20_000))
    works = []
    with gzip.open(path) as file:
        for line in file:
            try:
                works.append(crossref_record(json.loads(line), source="crossref").work)
            except RefkitError:
                continue  # a line of another form
    return works


def made() -> Iterator[Work]:
    """Works without end, of words that are as frequent as those of a language."""
    chance = random.Random(SEED)

    def words(number: int) -> str:
        return " ".join(f"w{int(chance.paretovariate(0.8)) % 50_000}" for _ in range(number))

    for number in count(1):
        yield Work(
            type="article-journal",
            title=words(chance.randint(5, 16)),
            author=[Name(f"Family{chance.randrange(9_000)}", "A. B.") for _ in range(3)],
            issued=Date(((chance.randint(1950, 2025),),)),
            container_title=words(3),
            volume=str(chance.randint(1, 300)),
            page=f"{chance.randint(1, 900)}",
            DOI=f"10.{chance.randint(1000, 9999)}/made.{number}",
        )


def multiplied(works: list[Work]) -> Iterator[Work]:
    """The works again and again, each time with other keys and DOIs."""
    for turn in count():
        for number, work in enumerate(works):
            doi = f"{work.DOI}.{turn}" if work.DOI and turn else work.DOI
            key = f"work{turn}x{number}"
            yield work.copy(id=key, citation_key=key, DOI=doi, PMID="", PMCID="")


# -------------------------------------------------------------------------------- import and search


def fill(path: Path, works: list[Work]) -> None:
    """Import works, and print how fast."""
    for stale in path.parent.glob(f"{path.name}*"):
        stale.unlink()
    start, cpu = time.perf_counter(), time.process_time()
    with Library(path) as library:
        added = library.add(works, source="crossref")
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    size = path.stat().st_size
    print(
        f"import    {len(added.new):,} new of {len(works):,} works in {took:.1f} s:"
        f" {len(works) / took:,.0f} a second ({len(works) / cpu:,.0f} a second of the processor);"
        f" {size / 1e6:,.0f} MB"
    )


def queries(works: list[Work]) -> list[str]:
    """A hundred queries: words, beginnings, fields, years and phrases that are in the works."""
    chance = random.Random(SEED)
    titles = [work for work in works if len(work.title.split()) > 5 and work.author and work.year]
    frequent = Counter(
        word.lower() for work in titles for word in set(work.title.split()) if word.isalpha()
    )
    common = [word for word, _ in frequent.most_common(60)]

    def word(work: Work) -> str:
        return max((part for part in work.title.split() if part.isalnum()), key=len, default="the")

    asked = []
    for number in range(100):
        work = chance.choice(titles)
        year = work.year or 2000
        first = work.author[0].family or work.author[0].literal
        phrase = " ".join(part for part in work.title.split()[:3] if part.isalnum()) or word(work)
        asked.append(
            (
                word(work),
                f"{word(work)[:5]}*",
                f'author:"{first}"',
                f'author:"{first}" year:{year - 2}..{year + 2}',
                f"title:{word(work)}",
                f'"{phrase}"',
                f"{word(work)} year:{year}",
                f"{word(work)} {common[number % 60]}",
                common[number % 60],
                f"{common[number % 60]} year:..{year} -{word(work)}",
            )[number % 10]
        )
    return asked


def ask(path: Path, works: list[Work]) -> None:
    """Search, and print how long it takes."""
    asked = queries(works)
    with Library(path) as library:
        times = []
        found = 0
        for query in asked:
            start = time.perf_counter()
            hits = library.search(query)
            times.append((time.perf_counter() - start) * 1000)
            found += bool(hits)
    slowest = sorted(zip(times, asked, strict=True), reverse=True)[:3]
    print(
        f"search    {len(asked)} queries, {found} with hits: median {median(times):.1f} ms,"
        f" 90 % within {quantiles(times, n=10)[8]:.1f} ms, at most {max(times):.1f} ms"
    )
    print("          slowest: " + ", ".join(f"{query} {ms:.0f} ms" for ms, query in slowest))


# ------------------------------------------------------------------------------------------ killed

WRITER = """
import sys
from refkit.model import Date, Name, Work
from refkit.store import Library

path, name, first, bulk = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "bulk"

def work(number):
    return Work(id=f"{name}n{number}", type="book", title=f"The title of {name} {number}",
                author=[Name("Writer", name)], issued=Date(((2000,),)))

with Library(path, timeout=120) as library:
    print("ready", flush=True)
    if bulk:
        def told(so_far):
            print(first + so_far, flush=True)
        library.add((work(number) for number in range(first, first + 1000000)), progress=told)
    else:
        last = int(sys.argv[5])
        for number in range(first, last):
            key, = library.add([work(number)]).keys
            library.tag([key], ["written"])
            print(number + 1, flush=True)
"""


def start_writer(path: Path, name: str, first: int, *rest: str) -> subprocess.Popen[str]:
    """A process that writes, and says up to which number all is written."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(first), *rest],
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(path: Path, kills: int) -> None:
    """Kill a writer again and again, and look each time whether what it had said is there."""
    chance = random.Random(SEED)
    told: dict[str, int] = {"single": 0, "bulk": 0}
    lost = opened = acknowledged = 0
    for number in range(kills):
        name = "bulk" if number % 2 else "single"
        last = ("bulk",) if name == "bulk" else ("single", "100000000")
        writer = start_writer(path, name, told[name], *last)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.25 if name == "single" else 0.6))
        writer.send_signal(signal.SIGKILL)
        said = [int(line) for line in writer.stdout.read().split("\n")[:-1]]
        writer.wait()
        acknowledged += said[-1] - told[name] if said else 0
        with Library(path) as library:
            opened += 1
            there = [
                f"{name}n{each}" in library for each in range(told[name], max(said, default=0))
            ]
            lost += there.count(False)
            if name == "single":
                lost += sum(
                    library[f"{name}n{each}"].tags != ["written"]
                    for each in range(told[name], max(said, default=0))
                )
            # What was written and not said any more counts as told from now on.
            told[name] = max([told[name], *said])
            while f"{name}n{told[name]}" in library:
                told[name] += 1
    with Library(path) as library:
        troubles = library.check()
        total = len(library)
    print(
        f"kill      killed {kills} times, opened {opened} times; {acknowledged:,} works were"
        f" acknowledged, {lost} of them lost; {total:,} works, {len(troubles)} troubles"
    )


def write_at_once(path: Path, number: int = 500) -> None:
    """Two processes write one by one at the same time, and a third imports."""
    writers = [
        start_writer(path, "first", 0, "single", str(number)),
        start_writer(path, "second", 0, "single", str(number)),
    ]
    for writer in writers:
        writer.communicate()
    with Library(path) as library:
        there = sum(
            library[f"{name}n{each}"].tags == ["written"]
            for name in ("first", "second")
            for each in range(number)
        )
        troubles = library.check()
    codes = [writer.returncode for writer in writers]
    print(
        f"writers   two wrote {2 * number:,} works with a tag each at once: {there:,} are there,"
        f" {len(troubles)} troubles, exit codes {codes}"
    )


# ------------------------------------------------------------------------------ earlier and damaged


def migrate(path: Path, works: list[Work]) -> None:
    """Open a library of the previous version."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from store_version_1 import make_version_1  # type: ignore[import-not-found, unused-ignore]

    make_version_1(path, works)
    start = time.perf_counter()
    with Library(path) as library:
        took = time.perf_counter() - start
        same = library.works() == works
        troubles = library.check()
    kept = list(path.parent.glob(f"{path.name}.backup-v1-*"))
    print(
        f"migrate   {len(works):,} works of version 1 in {took:.1f} s: {same=}"
        f", {len(kept)} backup, {len(troubles)} troubles"
    )


def damage(folder: Path, works: list[Work], rounds: int = 20) -> None:
    """Overwrite bytes at random, and save what can be saved."""
    chance = random.Random(SEED)
    whole = folder / "whole.refkit"
    with Library(whole) as library:
        library.add(works)
    by_key = {work.id: work for work in works}
    told = unchanged = doubtful = silent = troubles = 0
    shares = []
    for number in range(rounds):
        place = folder / f"damaged-{number}"
        place.mkdir(exist_ok=True)
        path = place / "library.refkit"
        shutil.copy(whole, path)
        size = path.stat().st_size
        with path.open("r+b") as file:
            for _ in range(chance.choice((1, 5, 20))):
                file.seek(0 if number == 0 else chance.randrange(size))
                file.write(chance.randbytes(chance.choice((1, 16, 4096))))
        try:
            with Library(path) as library:
                said = bool(library.check())
                unchanged += not said and library.works() == works
        except RefkitError:
            said = True
        told += said
        saved = salvage(path)
        with Library(path) as library:
            shares.append(len(library) / len(works))
            troubles += len(library.check())
            altered = {work.id for work in library.works() if work != by_key.get(work.id)}
        doubtful += len(saved.doubtful)
        silent += len(altered - set(saved.doubtful))
        shutil.rmtree(place)
    print(
        f"damage    {rounds} files with 1–20 damaged places: {told} told, {unchanged} without harm;"
        f" saved at the least {min(shares):.1%}, in the middle {median(shares):.2%} of"
        f" {len(works):,} works, {doubtful} altered and named, {silent} altered in silence;"
        f" {troubles} troubles afterwards"
    )


def clean_up(path: Path) -> None:
    """Remove a library with its log."""
    for companion in ("", "-wal", "-shm"):
        Path(f"{path}{companion}").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
