#!/usr/bin/env python3
"""Identify the works that reference strings mean, beside Crossref's own matchers as published.

usage: match.py QUERIES.jsonl --index FILE… [--show N] [--out MATCHES.jsonl]

Query lines: {"text", "doi"}; the DOI is that of the work meant, whether an index has it or not, and
"" or none where there is none. Index files: Crossref works, CSL-JSON, or short metadata ({"DOI",
"title", "container-title", "volume", "page_first", "author_first"}), JSON lines or JSON, plain or
gzipped. All files together are one index.

Prints, for refkit and for the baselines of match_baseline.py on the same search hits: precision,
recall and F1 over the queries whose work is in the index; how many of 1,000 queries whose work is
not in it were matched with another; how many of 1,000 were matched once their work was taken out;
and the time a query. Some labels are contradicted by the text itself: it has volume, first page and
title of another work in the index (the label is wrong, or the text is two references). The figures
are printed with them and without them. Last, how often refkit was right at each probability.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from match_baseline import ROWS, relevant_hit, validated

import refkit
from refkit.match import best
from refkit.model import Answer, Record, Reference
from refkit.normalize.identifiers import doi_key
from refkit.normalize.text import words
from refkit.resolve import RecordsFile
from refkit.verify import judge, needs_search

BINS = (0.0, 0.5, 0.9, 0.99, 0.999, 1.0)


class Query(NamedTuple):
    """A reference with the key of the DOI that it means, and what the index says of it."""

    reference: Reference
    doi: str
    by_doi: list[Record]
    hits: list[Record]


def works(path: Path) -> Iterator[dict[str, Any]]:
    """The works of a file, short metadata as CSL-JSON."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8")
    if text.lstrip().startswith("["):
        items = json.loads(text)
    else:
        items = (json.loads(line) for line in text.split("\n") if line.strip())
    for item in items:
        if "author_first" in item or "page_first" in item:
            item["page"] = item.pop("page_first", None)
            first = item.pop("author_first", None)
            item["author"] = [{"family": first}] if first else None
        yield {name: value for name, value in item.items() if value}


def index(paths: Sequence[Path]) -> tuple[RecordsFile, set[str]]:
    """One index of several files, and the keys of the DOIs in it."""
    keys = set()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "index.jsonl"
        with whole.open("w", encoding="utf-8") as file:
            for path in paths:
                for item in works(path):
                    keys.add(doi_key(str(item.get("DOI", ""))))
                    file.write(json.dumps(item) + "\n")
        return RecordsFile(whole), keys - {""}


def asked(queries: list[dict[str, Any]], source: RecordsFile) -> Iterator[Query]:
    """Each query with what the index answers to its text and to its DOI, if it has one."""
    for query in queries:
        reference = refkit.parse_reference(query["text"])
        doi = reference.work.DOI
        claimed = source.by_doi([doi])[0].records if doi else []
        hits = source.search([reference], ROWS)[0].records
        yield Query(reference, doi_key(query.get("doi") or ""), claimed, hits)


def refkit_match(query: Query) -> Record | None:
    """The work that refkit identifies, by the way of ``refkit check``."""
    reference = query.reference
    claimed = [answer("doi", query.by_doi)] if reference.work.DOI else []
    found = [answer("text", query.hits[:10])] if needs_search(reference, claimed) else []
    match = judge(reference, claimed, found).match
    return match.record if match else None


def answer(question: str, records: list[Record]) -> Answer:
    """What a source would have said."""
    outcome = "found" if records else "unknown"
    return Answer(source="index", question=question, outcome=outcome, records=records)  # type: ignore[arg-type]


def without(query: Query) -> Query:
    """A query in whose index its work is not."""
    return query._replace(
        by_doi=[record for record in query.by_doi if key(record) != query.doi],
        hits=[record for record in query.hits if key(record) != query.doi],
    )


def key(record: Record | None) -> str:
    """The key of a Record's DOI; "" for none."""
    return doi_key(record.work.DOI) if record else ""


def contradicted(query: Query) -> bool:
    """Whether the text names volume, first page and title of a work that is not the labelled one.

    Such a label is wrong, or the text holds two references.
    """
    numbers = [number.lstrip("0") for number in re.findall(r"[A-Za-z]?\d+", query.reference.raw)]
    said = set(words(query.reference.raw))
    return any(
        placed(record, numbers) and titled(record, said)
        for record in query.hits
        if key(record) != query.doi
    )


def placed(record: Record, numbers: list[str]) -> bool:
    """Whether volume and then first page of a Record are among the numbers of a text."""
    volume = record.work.volume.lstrip("0")
    first = re.split(r"\W", record.work.page or record.work.number)[0].lstrip("0")
    if not volume or not first or volume not in numbers:
        return False
    return first in numbers[numbers.index(volume) + 1 :]


def titled(record: Record, said: set[str]) -> bool:
    """Whether most words of a Record's title stand in a text."""
    own = words(record.work.title)
    return bool(own) and sum(word in said for word in own) >= 0.8 * len(own)


class Outcome(NamedTuple):
    """What a matcher found for a query, DOIs as keys, and in how many seconds."""

    found: str
    found_without: str
    seconds: float


def outcome(query: Query, match: Callable[[Query], Record | None], known: set[str]) -> Outcome:
    """Ask a matcher, and again without the work that is meant, if the index has it."""
    started = time.perf_counter()
    found = key(match(query))
    seconds = time.perf_counter() - started
    return Outcome(found, key(match(without(query))) if query.doi in known else "", seconds)


def line(name: str, queries: list[Query], outcomes: list[Outcome], known: set[str]) -> str:
    """The figures of a matcher, for reading and for floors.py."""
    figures = []
    pairs = list(zip(queries, outcomes, strict=True))
    present = [(query, each) for query, each in pairs if query.doi in known]
    absent = [each for query, each in pairs if query.doi not in known]
    if present:
        matched = sum(bool(each.found) for _, each in present)
        right = sum(each.found == query.doi for query, each in present)
        precision, recall = right / max(1, matched), right / len(present)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        removed = 1000 * sum(bool(each.found_without) for _, each in present) / len(present)
        figures.append(f"P={precision:.4f} R={recall:.4f} F1={f1:.4f} removed={removed:.2f}")
    if absent:
        figures.append(
            f"negatives={1000 * sum(bool(each.found) for each in absent) / len(absent):.2f}"
        )
    took = 1000 * sum(each.seconds for each in outcomes) / max(1, len(outcomes))
    return f"{name:28} {'  '.join(figures)}  {took:.2f} ms"


MATCHERS: dict[str, Callable[[Query], Record | None]] = {
    "refkit": refkit_match,
    "best hit": lambda query: relevant_hit(query.reference.raw, query.hits),
    "validation": lambda query: validated(query.reference.raw, query.hits),
}


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("queries", type=Path)
    options.add_argument("--index", type=Path, action="extend", nargs="+", required=True)
    options.add_argument("--show", type=int, default=0, help="print this many faults of refkit")
    options.add_argument("--out", type=Path, help="write what refkit found, a line a query")
    args = options.parse_args()
    source, known = index(args.index)
    lines = args.queries.read_text(encoding="utf-8").split("\n")
    queries = [json.loads(line) for line in lines if line.strip()]
    started = time.perf_counter()
    prepared = list(asked(queries, source))
    searching = 1000 * (time.perf_counter() - started) / max(1, len(prepared))
    doubtful = [query.doi in known and contradicted(query) for query in prepared]
    print(
        f"{len(prepared)} queries, {sum(query.doi in known for query in prepared)} of them with "
        f"their work in the index of {len(known)}; {sum(doubtful)} labels contradicted by the text"
    )
    fit = [at for at, odd in enumerate(doubtful) if not odd]
    for name, matcher in MATCHERS.items():
        outcomes = [outcome(query, matcher, known) for query in prepared]
        print(line(name, prepared, outcomes, known))
        kept = [prepared[at] for at in fit], [outcomes[at] for at in fit]
        print(line(f"  {name}, labels that fit", *kept, known))
        if name == "refkit":
            found = [each.found for each in outcomes]
            show_faults(prepared, found, known, args.show)
            if args.out:
                write(args.out, queries, found)
    print(f"reading and searching {searching:.2f} ms a query, for all of them")
    print("probability of refkit's best candidate, and how often it was the work:")
    for row in reliability([prepared[at] for at in fit]):
        print(row)


def reliability(queries: list[Query]) -> Iterator[str]:
    """For each range of probability the share of best Candidates that are the work.

    Each query counts twice: with its work, and without it.
    """
    rows: list[list[tuple[float, bool]]] = [[] for _ in BINS[1:]]
    for query in [*queries, *map(without, queries)]:
        candidate = best(query.reference, [*query.by_doi, *query.hits[:10]])
        if candidate is not None:
            at = next(at for at, top in enumerate(BINS[1:]) if candidate.score <= top)
            rows[at].append((candidate.score, key(candidate.record) == query.doi))
    for bottom, top, row in zip(BINS, BINS[1:], rows, strict=False):
        if row:
            mean = sum(score for score, _ in row) / len(row)
            right = sum(good for _, good in row) / len(row)
            yield f"  {bottom:.3f}–{top:.3f}  n={len(row):6}  mean {mean:.4f}  right {right:.4f}"


def show_faults(queries: list[Query], found: list[str], known: set[str], most: int) -> None:
    """Print some of what refkit got wrong."""
    shown = 0
    for query, doi in zip(queries, found, strict=True):
        wanted = query.doi if query.doi in known else ""
        if doi != wanted and shown < most:
            shown += 1
            print(f"  {doi or '-'} for {wanted or '-'}: {query.reference.raw[:300]}")


def write(path: Path, queries: list[dict[str, Any]], found: list[str]) -> None:
    """Write the matches in the order of the queries."""
    lines = (
        json.dumps({"text": query["text"], "doi": doi or None}, ensure_ascii=False)
        for query, doi in zip(queries, found, strict=True)
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
