#!/usr/bin/env python3
"""Judge references with seeded errors, and write the verdicts in the scorer's form.

usage: verify.py CASES.jsonl --index WORKS.jsonl.gz [--out VERDICTS.jsonl] [--show N]

Case lines: {"id", "text", "kind", "wrong", "doi"}. The index is taken to be complete: a work that
it lacks does not exist. Prints, for each kind of case, how often an issue was raised, the right
field named and the work identified; then the two figures that matter most: the share of seeded
errors that were caught, and false alarms per 100 correct references.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import refkit


def verdict_of(verdict: refkit.Verdict) -> dict[str, Any]:
    """A Verdict in the scorer's words."""
    named = {
        "same-work": "mismatch" if verdict.wrong else "verified",
        "another-work": "mismatch",
        "not-found": "not-found",
        "undetermined": "unchecked",
    }
    doi = verdict.match.record.work.DOI.lower() if verdict.match else None
    return {"verdict": named[verdict.identity], "fields": verdict.wrong, "doi": doi}


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("cases", type=Path)
    options.add_argument("--index", type=Path, action="append", required=True)
    options.add_argument("--out", type=Path)
    options.add_argument("--show", type=int, default=0, help="print this many faults of each kind")
    args = options.parse_args()
    cases = [json.loads(line) for line in args.cases.read_text(encoding="utf-8").splitlines()]
    started = time.process_time()
    with refkit.Sources(
        records=args.index, records_complete=True, offline=True, cache=False
    ) as sources:
        verdicts = refkit.resolve([case["text"] for case in cases], sources=sources)
    seconds = time.process_time() - started
    judged = {case["id"]: verdict_of(v) for case, v in zip(cases, verdicts, strict=True)}
    if args.out:
        lines = (json.dumps({"id": key} | value) for key, value in judged.items())
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report(cases, judged, args.show)
    print(f"{len(cases)} references in {seconds:.1f} s of CPU, reading the index included")


def report(cases: list[dict[str, Any]], judged: dict[str, dict[str, Any]], show: int) -> None:
    """Print the table, the headline figures, and some faults."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    faults: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        verdict, row = judged[case["id"]], rows[case["kind"]]
        raised = verdict["verdict"] in ("mismatch", "not-found")
        if case["wrong"] == ["all"]:
            named, identified = verdict["verdict"] == "not-found", verdict["doi"] is None
        else:
            named = set(case["wrong"]) <= set(verdict["fields"])
            identified = verdict["doi"] == case["doi"]
        row[:] = [row[0] + 1, row[1] + raised, row[2] + named, row[3] + identified]
        good = not case["wrong"]
        if (raised if good else not (raised and named)) or not identified:
            faults[case["kind"]].append(f"  {case['id']} {verdict} {case['text']}")
    print(f"{'kind':22}{'n':>6}{'flagged':>9}{'named':>8}{'work':>8}")
    for kind, (n, flagged, named, work) in sorted(rows.items()):
        print(f"{kind:22}{n:6}{flagged / n:9.3f}{named / n:8.3f}{work / n:8.3f}")
        print("\n".join(faults[kind][:show]), end="\n" if faults[kind][:show] else "")
    right = [kind for kind in rows if kind == "correct" or kind.startswith("variant")]
    wrong = [kind for kind in rows if kind not in right]
    fabricated = [kind for kind in wrong if kind.startswith("fabricated")]
    one_error = [kind for kind in wrong if kind not in fabricated]
    for label, kinds, column in (
        ("seeded errors caught", wrong, 1),
        ("right field named", wrong, 2),
        ("false alarms", right, 1),
        ("work found, correct", right, 3),
        ("work found, one error", one_error, 3),
        ("no work, fabricated", fabricated, 3),
    ):
        total = sum(rows[kind][0] for kind in kinds)
        if total:
            print(f"{label:22}{100 * sum(rows[kind][column] for kind in kinds) / total:8.2f} %")


if __name__ == "__main__":
    main()
