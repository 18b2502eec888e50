"""Train the tagger that comes with refkit, and measure it on references held out.

usage: python -m training.train LABELLED.jsonl [--out FILE] [--iterations 60]

LABELLED.jsonl is what ``training.build`` writes. References of one source are spread evenly over
what is learnt and what is held out. The curves that turn marginal probabilities into confidence are
found on references that people annotated, since made ones are easier.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random

from refkit.parse.tagger import SHIPPED, Fit, Header, Tagger, fit, pack
from refkit.parse.training import calibrate, evaluate, read_examples

MADE = ("crossref-csl", "templates")
"""Sources whose references were made, not annotated."""
HELD_OUT = 0.08
"""The share of the annotated references that measures."""
HARDER = 2.0
"""How many times more often a field of other lists is wrong, at the same marginal, than one of
lists like those learnt from: found on the first halves of EXCITE and the second of GROBID."""


def main() -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--out", type=Path, default=Path("refkit/parse/data") / SHIPPED)
    parser.add_argument("--iterations", type=int, default=60)
    parser.add_argument("--l1", type=float, default=0.5)
    parser.add_argument("--minimum", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    examples = read_examples(options.labelled)
    with options.labelled.open(encoding="utf-8") as file:
        sources = [json.loads(line)["source"] for line in file if line.strip()]
    order = list(range(len(examples)))
    Random(options.seed).shuffle(order)
    annotated = [at for at in order if sources[at] not in MADE]
    unseen = set(annotated[: round(HELD_OUT * len(annotated))])
    learnt = [examples[at] for at in order if at not in unseen]
    model = fit(
        learnt,
        Fit(iterations=options.iterations, l1=options.l1, minimum=options.minimum),
        lambda step: print(f"step {step} of {options.iterations}", end="\r", file=sys.stderr),
    )
    held_out = [examples[at] for at in sorted(unseen)]
    curves = calibrate(Tagger(pack(model, Header())), held_out)
    for curve in curves.values():
        curve.right = [round(max(0.0, 1 - HARDER * (1 - share)), 4) for share in curve.right]
    packed = pack(model, Header(curves=curves, examples=len(learnt)))
    options.out.write_bytes(packed)
    score = evaluate(Tagger(packed), held_out)
    print(f"{len(learnt)} learnt, {len(held_out)} held out, {len(packed)} bytes: {options.out}")
    print(f"whole {score.whole:.3f}")
    for name, (right, given, there) in score.fields.items():
        precision, recall = right / max(given, 1), right / max(there, 1)
        print(f"  {name:18} precision {precision:.3f}  recall {recall:.3f}  of {there}")


if __name__ == "__main__":
    main()
