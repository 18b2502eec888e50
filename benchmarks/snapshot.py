#!/usr/bin/env python3
"""Build a snapshot, look works up in it, search it, and print what that costs and finds.

usage: snapshot.py WORKS.jsonl.gz [--more SHORT.jsonl.gz] [--queries QUERIES.jsonl]
                   [--works 2000000] [--dir DIR] [--option=--memory=256]

WORKS are Crossref works, one a line. SHORT are works of the form {"DOI", "title",
"container-title", "volume", "page_first", "author_first"}, indexed together with WORKS. QUERIES are
lines {"text", "doi"}; without them, texts are made from every 20th work.

Prints how many works a second `refkit snapshot build` indexes, bytes a work, and the most memory
that it had; then how often the right work is the first hit and among the first ten, beside a file
of records of the same works. With --works, so many are made by variation (other DOI, people,
container, volume, pages, year, and half of the title's words, all drawn from WORKS, so that words
are as frequent as they are there) and the same is measured among them. --dir keeps what is made.

Times are of the clock on the wall, one question after the other, the making of Records included.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Any, NamedTuple

import msgspec

from refkit.model import Answer, Reference
from refkit.resolve import RecordsFile, Snapshot, Source

WARM_UP = 100
SEED = 180


class Query(NamedTuple):
    """A text, and the DOI of the work that it means."""

    text: str
    doi: str


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("works", type=Path, metavar="WORKS.jsonl.gz")
    options.add_argument("--more", type=Path, help="works of the short form")
    options.add_argument("--queries", type=Path)
    options.add_argument("--works", type=int, default=0, dest="number", metavar="N")
    options.add_argument("--dir", type=Path)
    options.add_argument("--option", action="append", default=[], help="an option of the build")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.dir or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        build([args.works], folder / "real", args.option)
        small = folder / "real.jsonl.gz"
        write(small, chain(read(args.works), short_works(args.more)))
        queries = read_queries(args.queries) or made_queries(small)
        build([small], folder / "small", args.option)
        ask(Snapshot(folder / "small"), queries)
        ask(RecordsFile(small), queries)
        if args.number:
            varied = folder / f"varied-{args.number}.jsonl.gz"
            if not varied.exists():
                write(varied, islice(variations(args.works), args.number))
            build([small, varied], folder / "large", args.option)
            ask(Snapshot(folder / "large"), queries)


# ------------------------------------------------------------------------------------------- works


def read(path: Path) -> Iterator[bytes]:
    """The lines of a gzipped file."""
    with gzip.open(path) as file:
        yield from file


def write(path: Path, lines: Iterable[bytes]) -> None:
    """Write a gzipped file, as a whole or not at all."""
    draft = path.with_suffix(".tmp")
    with gzip.open(draft, "wb", compresslevel=1) as file:
        file.writelines(lines)
    os.replace(draft, path)


def short_works(path: Path | None) -> Iterator[bytes]:
    """Works of the short form, as Crossref would have them."""
    for line in read(path) if path else ():
        short = json.loads(line)
        work: dict[str, Any] = {"DOI": short["DOI"]}
        for name, key in (("title", "title"), ("container-title", "container-title")):
            if short.get(key):
                work[name] = [short[key]]
        if short.get("author_first"):
            work["author"] = [{"family": short["author_first"]}]
        for name, key in (("volume", "volume"), ("page", "page_first")):
            if short.get(key):
                work[name] = short[key]
        yield msgspec.json.encode(work) + b"\n"


def variations(path: Path) -> Iterator[bytes]:
    """Works without end, each put together from several; the same ones each time."""
    chance = random.Random(SEED)
    decoded = map(json.loads, read(path))
    works = [work for work in decoded if isinstance(work.get("title"), list)]
    words = [word for work in works for title in work["title"] for word in title.split()]
    number = 0
    while True:
        number += 1
        work = dict(chance.choice(works))
        people, place = chance.choice(works), chance.choice(works)
        title = " ".join(work["title"]).split()
        work["title"] = [
            " ".join(chance.choice(words) if chance.random() < 0.5 else word for word in title)
        ]
        for name in ("author", "editor"):
            work[name] = people.get(name)
        for name in ("container-title", "short-container-title", "publisher", "ISSN"):
            work[name] = place.get(name)
        year = chance.randint(1950, 2025)
        for name in ("issued", "published", "published-print", "published-online"):
            if name in work:
                work[name] = {"date-parts": [[year, chance.randint(1, 12)]]}
        first = chance.randint(1, 2500)
        if "page" in work:
            work["page"] = f"{first}-{first + chance.randint(2, 30)}"
        if "volume" in work:
            work["volume"] = str(chance.randint(1, 150))
        work["DOI"] = f"10.{chance.randint(1000, 59999)}/varied.{number}"
        yield msgspec.json.encode(work) + b"\n"


# ----------------------------------------------------------------------------------------- queries


def read_queries(path: Path | None) -> list[Query]:
    """The queries of a file."""
    if path is None:
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Query(query["text"], query["doi"]) for query in map(json.loads, lines)]


def made_queries(path: Path) -> list[Query]:
    """Texts made from every 20th work: people, year, title, container, volume, pages."""
    made = []
    for line in islice(read(path), 0, None, 20):
        work = json.loads(line)
        parts = [
            ", ".join(person.get("family", "") for person in work.get("author") or ()),
            *(work.get("title") or ()),
            *(work.get("container-title") or ()),
            str(work.get("volume", "")),
            str(work.get("page", "")),
        ]
        made.append(Query(". ".join(map(str, filter(None, parts))), work["DOI"]))
    return made


# ----------------------------------------------------------------------------------------- measures


def build(inputs: Sequence[Path], snapshot: Path, options: Sequence[str]) -> None:
    """Build a snapshot in a process of its own, and print what it took."""
    if snapshot.exists():
        print(f"{snapshot} is there already")
        return
    command = [sys.executable, "-m", "refkit", "snapshot", "build", *map(str, inputs)]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "-o", str(snapshot), *options], stderr=subprocess.PIPE, text=True
    )
    own = Watch(process.pid)
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    most = own.ended()
    if status:
        sys.exit(said)
    works = len(Snapshot(snapshot))
    size = sum(path.stat().st_size for path in snapshot.rglob("*") if path.is_file())
    print(f"build of {works:,} works {' '.join(options)}")
    print(f"  {works / seconds:10,.0f} works a second, the start of the process included")
    print(f"  {works / (used.ru_utime + used.ru_stime):10,.0f} works a second of CPU")
    print(f"  {size / works:10,.0f} bytes a work, {size / 1e6:,.0f} MB in all")
    print(f"  {most:10,.0f} MB of memory of its own at most")
    print(f"  {used.ru_maxrss / 1024:10,.0f} MB with the files that it had mapped", flush=True)


class Watch(Thread):
    """Watches how much memory of its own a process has, as Linux tells it; 0 MB elsewhere."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._status = Path(f"/proc/{process}/status")
        self._most = 0
        self._end = Event()
        self.start()

    def run(self) -> None:
        """Look twenty times a second."""
        while not self._end.wait(0.05):
            with suppress(OSError, StopIteration):
                lines = self._status.read_text().splitlines()
                line = next(line for line in lines if line.startswith("RssAnon"))
                self._most = max(self._most, int(line.split()[1]))

    def ended(self) -> float:
        """The most, in MB."""
        self._end.set()
        self.join()
        return self._most / 1024


def ask(source: Source, queries: list[Query]) -> None:
    """Look up and search, and print times and what was found."""
    print(f"questions to {source.name}: {len(queries):,}")
    for query in queries[:WARM_UP]:
        source.by_doi([query.doi])
        source.search([Reference(raw=query.text)])
    found, times = timed(lambda query: source.by_doi([query.doi]), queries)
    share = sum(map(bool, found)) / len(queries)
    print(f"  look-up {times}   found {share:.4f}")
    found, times = timed(lambda query: source.search([Reference(raw=query.text)]), queries)
    pairs = [(dois, query.doi.lower()) for dois, query in zip(found, queries, strict=True)]
    first = sum(dois[:1] == [doi] for dois, doi in pairs) / len(queries)
    ten = sum(doi in dois for dois, doi in pairs) / len(queries)
    print(f"  search  {times}   recall@1 {first:.4f}   recall@10 {ten:.4f}", flush=True)


def timed(
    call: Callable[[Query], list[Answer]], queries: list[Query]
) -> tuple[list[list[str]], str]:
    """The DOIs found by questions asked one by one, and the times that they took."""
    found, times = [], []
    for query in queries:
        started = time.perf_counter()
        (answer,) = call(query)
        times.append(1000 * (time.perf_counter() - started))
        found.append([record.work.DOI.lower() for record in answer.records])
    at_95 = sorted(times)[int(0.95 * len(times))]
    return found, f"median {median(times):6.2f} ms   95 % within {at_95:6.2f} ms"


if __name__ == "__main__":
    main()
