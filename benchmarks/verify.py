#!/usr/bin/env python3
"""Check references with seeded errors, and write the verdicts in the scorer's form.

usage: verify.py CASES.jsonl --index WORKS.jsonl.gz [--out VERDICTS.jsonl] [--show N]

Case lines: {"id", "text", "kind", "wrong", "doi"}. The index is taken to be complete: a work that
it lacks does not exist. Prints, for each kind of case, how often an issue was raised, the right
field named and the work identified; then the figures that matter most: the share of seeded errors
that were caught, false alarms per 100 references without error, and how many of those get a finding
that a user would see; and what was excused, with the cases in which the registry's own record is
at fault.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import refkit
from refkit.model import Comparison
from refkit.model.excuses import EXCUSES

FAMILIES = ("X", "D", "M", "F", "R")
"""Those that are about the work; C, L and A are about the form of an article."""
SHOWN = 60
"""Characters of a value that are printed."""


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
        # One reference a line, as a user would check a bare list.
        text = "\n".join(" ".join(case["text"].split()) for case in cases)
        report = refkit.check(text, sources=sources, lines=True, select=FAMILIES)
    seconds = time.process_time() - started
    verdicts = report.verdicts
    judged = {case["id"]: verdict_of(v) for case, v in zip(cases, verdicts, strict=True)}
    if args.out:
        lines = (json.dumps({"id": key} | value) for key, value in judged.items())
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print_verdicts(cases, judged, args.show)
    print_findings(cases, report)
    print_excuses(cases, verdicts)
    print(f"{len(cases)} references in {seconds:.1f} s of CPU, reading the index included")


def is_right(case: dict[str, Any]) -> bool:
    """Whether a case has no seeded error."""
    return bool(case["kind"] == "correct" or case["kind"].startswith("variant"))


def print_verdicts(cases: list[dict[str, Any]], judged: dict[str, Any], show: int) -> None:
    """Print the table, the headline figures, every false alarm, and some missed errors."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    faults: dict[str, list[str]] = defaultdict(list)
    alarms: list[str] = []
    for case in cases:
        verdict, row = judged[case["id"]], rows[case["kind"]]
        raised = verdict["verdict"] in ("mismatch", "not-found")
        if case["wrong"] == ["all"]:
            named, identified = verdict["verdict"] == "not-found", verdict["doi"] is None
        else:
            named = set(case["wrong"]) <= set(verdict["fields"])
            identified = verdict["doi"] == case["doi"]
        row[:] = [row[0] + 1, row[1] + raised, row[2] + named, row[3] + identified]
        said = f"  {case['id']} {verdict} {case['text']}"
        if is_right(case) and raised:
            alarms.append(said)
        elif not identified or (not is_right(case) and not (raised and named)):
            faults[case["kind"]].append(said)
    print(f"{'kind':22}{'n':>6}{'flagged':>9}{'named':>8}{'work':>8}")
    for kind, (n, flagged, named, work) in sorted(rows.items()):
        print(f"{kind:22}{n:6}{flagged / n:9.3f}{named / n:8.3f}{work / n:8.3f}")
        print("\n".join(faults[kind][:show]), end="\n" if faults[kind][:show] else "")
    right = [kind for kind in rows if is_right({"kind": kind})]
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
    print("\n".join(alarms), end="\n" if alarms else "")


def print_findings(cases: list[dict[str, Any]], report: refkit.Report) -> None:
    """Print how many references get a finding, without and with seeded error, and which."""
    right = {number for number, case in enumerate(cases) if is_right(case)}
    wrong = set(range(len(cases))) - right
    for label, numbers, severities in (
        ("without", right, ("error", "warning", "info")),
        ("with", wrong, ("error",)),
    ):
        print(f"\nfindings on the {len(numbers)} references {label} seeded error")
        for severity in severities:
            of_it = [
                finding
                for finding in report.findings
                if finding.severity == severity and finding.reference in numbers
            ]
            share = 100 * len({finding.reference for finding in of_it}) / max(1, len(numbers))
            codes = Counter(finding.code for finding in of_it)
            told = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
            print(f"{severity + ', ' + label:16}{share:6.2f} %  {told}".rstrip())


def print_excuses(cases: list[dict[str, Any]], verdicts: list[refkit.Verdict]) -> None:
    """Print the excuses that were used, and the cases where the registry's record is at fault."""
    used: dict[str, list[str]] = defaultdict(list)
    at_fault: list[str] = []
    for case, verdict in zip(cases, verdicts, strict=True):
        for each in verdict.comparisons:
            if not each.excuse:
                continue
            if is_right(case):
                used[each.excuse].append(case["id"])
            if EXCUSES[each.excuse].whose == "registry":
                at_fault.append("\n".join(_at_fault(case, each)))
    print("\nexcuses, references without seeded error")
    for name in sorted(used, key=lambda name: (-len(used[name]), name)):
        whose = EXCUSES[name].whose
        print(f"  {name:26}{whose:10}{len(used[name]):5}  {', '.join(used[name][:3])}")
    print(f"\nrecords at fault: {len(at_fault)} of {len(cases)} cases, with the excuse")
    print("\n".join(at_fault), end="\n\n" if at_fault else "\n")


def _at_fault(case: dict[str, Any], each: Comparison) -> Iterator[str]:
    yield f"  {case['id']} ({case['kind']}) {case['doi']}, {each.variable}: {each.excuse}"
    pairs = enumerate(zip(each.written, each.found, strict=False))
    shorter = min(len(each.written), len(each.found))
    parting = next((place for place, (ours, theirs) in pairs if ours != theirs), shorter)
    # Long values are shown from the word before the one in which they part.
    start = each.written.rfind(" ", 0, parting - 10) + 1 if parting > SHOWN // 2 else 0
    for side, value in (("written", each.written), ("found", each.found)):
        before, after = "…" if start else "", "…" if len(value) > start + SHOWN else ""
        yield f"    {side:8} {before}{value[start : start + SHOWN]}{after}"


if __name__ == "__main__":
    main()
