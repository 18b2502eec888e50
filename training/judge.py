"""Find the weights with which ``refkit.parse.judge`` chooses between the grammar and the tagger.

usage: python -m training.judge [--data ../shared/data] [SET.jsonl…]

The sets are those of ``benchmarks/parse.py``; by default ones that the tagger did not learn from
(of GROBID's corpus it knows the first half). Only entries that one of the two readings has wholly
right and the other has not are learnt from: logistic regression with a little L2, small sets
weighing a little more. The even lines teach and the odd ones measure. The weights are printed as
``refkit.parse.judge`` holds them.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any, NamedTuple

from refkit.model import Reference
from refkit.parse import apa
from refkit.parse.draft import Draft, fill
from refkit.parse.judge import WEIGHTS, plainly_apa, signs
from refkit.parse.scanner import View
from refkit.parse.tagger import shipped

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from parse import Tally, normal, predicted

SETS = (
    "apa7-all-types", "crossref-apa", "crossref-apa-noise", "excite-en", "excite-de",
    "biblio-glutton-clean", "grobid-corpus",
)  # fmt: skip
STEPS = 1500
RATE = 2.0
SHRINK = 1e-4
EVENNESS = 0.8
"""0 for every entry weighing the same, 1 for every set."""


class Case(NamedTuple):
    """An entry that both have read.

    Attributes:
        signs: What is weighed.
        grammar: Whether the grammar has it right.
        tagger: Whether the tagger has.
        plain: Whether it is taken for APA without asking the tagger.
    """

    signs: list[float]
    grammar: bool
    tagger: bool
    plain: bool


def right(row: dict[str, Any], view: View, draft: Draft) -> bool:
    """Whether a reading has every core field right."""
    reference = fill(Reference(raw=row["text"]), view, draft)
    return Tally().add(row, predicted(reference), reference, normal)


def cases(path: Path) -> list[Case]:
    """The entries of a set that the grammar of APA reads at all."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        view = View(row["text"])
        grammar, tagged = apa.read(view), shipped().read(view)
        if grammar is None or tagged is None or not {"author", "page_first"} & {*row["scored"]}:
            continue
        facts = signs(view, grammar, tagged)
        found.append(
            Case(
                [facts[name] for name in WEIGHTS],
                right(row, view, grammar),
                right(row, view, tagged),
                plainly_apa(view, grammar),
            )
        )
    return found


def learn(sets: list[list[Case]]) -> list[float]:
    """The weights: above 0 for the grammar."""
    rows = []
    for found in sets:
        telling = [case for case in found if case.grammar != case.tagger and not case.plain]
        rows += [(case.signs, case.grammar, len(telling) ** -EVENNESS) for case in telling]
    total = sum(weight for _, _, weight in rows)
    weights = [0.0] * len(WEIGHTS)
    for _ in range(STEPS):
        slope = [SHRINK * weight for weight in weights]
        for facts, wanted, share in rows:
            dot = sum(map(float.__mul__, weights, facts))
            miss = 1 / (1 + math.exp(-dot)) - wanted
            for at, fact in enumerate(facts):
                if fact:
                    slope[at] += share * miss * fact / total
        weights = [weight - RATE * down for weight, down in zip(weights, slope, strict=True)]
    return weights


def share(found: list[Case], weights: list[float]) -> str:
    """How many are right: by the grammar, the tagger, the judge, and the better of the two."""
    chosen = [
        case.grammar
        if case.plain or sum(map(float.__mul__, weights, case.signs)) > 0
        else case.tagger
        for case in found
    ]
    counts = (
        sum(case.grammar for case in found),
        sum(case.tagger for case in found),
        sum(chosen),
        sum(case.grammar or case.tagger for case in found),
        sum(case.plain for case in found),
        sum(case.plain and not case.grammar and case.tagger for case in found),
    )
    return "  ".join(f"{count / max(1, len(found)):.3f}" for count in counts)


def main() -> None:
    """Learn and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    paths = options.sets or [options.data / "parse" / f"{name}.jsonl" for name in SETS]
    sets = [cases(path) for path in paths]
    weights = learn([found[::2] for found in sets])
    print("set: grammar, tagger, judge, better of the two, plainly APA, of these lost (odd lines)")
    for path, found in zip(paths, sets, strict=True):
        print(f"  {path.name:30} {len(found):5}  {share(found[1::2], weights)}")
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
