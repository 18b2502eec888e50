"""Build the tagger's training data: annotated sets, templates and CSL renderings, part damaged.

usage: python -m training.build --data ../shared/data --out labelled.jsonl
           [--seed 1] [--csl 20000] [--templates 12000] [--noisy]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from training.crossref import load_pool, titles_by_language
from training.damage import damaged
from training.labelled import Labelled, faults
from training.render import rendered
from training.sets import CLEAN, GROBID, NOISY, converted, folded, reserved
from training.templates import generated

SHARES = {"crossref-csl": 0.22, "templates": 0.3}
"""How much of each made source is damaged; what people annotated is as it is."""


def build(
    data: Path, seed: int, csl: int, templates: int, *, noisy: bool = False
) -> Iterator[Labelled]:
    """All training data, source after source.

    Args:
        data: The folder with ``parse/`` and ``crossref/``.
        seed: The same seed gives the same data.
        csl: How many references in CSL styles.
        templates: How many from templates.
        noisy: Whether AnyStyle's ugly and bad sets are wanted too.
    """
    annotated = [*converted(data, CLEAN), *converted(data, (GROBID,), 1)]
    if noisy:
        annotated += converted(data, NOISY)
    yield from annotated
    without = reserved(data)[1]
    titles = ((one.lang, one.value("title")) for one in annotated)
    fresh = ((lang, title) for lang, title in titles if folded(title) not in without)
    pool = load_pool(data, titles_by_language(fresh), without)
    yield from _worn(generated(pool, templates, seed), seed + 1)
    yield from _worn(rendered(pool, csl, seed + 2), seed + 3)


def _worn(references: Iterable[Labelled], seed: int) -> Iterator[Labelled]:
    """The references, a share of them damaged."""
    random = Random(seed)
    for reference in references:
        if random.random() < SHARES.get(reference.source, 0):
            worn = damaged(reference, random)
            yield worn if len(worn.spans) > 1 and not faults(worn) else reference
        else:
            yield reference


def main() -> None:
    """Write the training data."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--data", type=Path, required=True, help="the folder with parse/ and crossref/"
    )
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--csl", type=int, default=20000)
    options.add_argument("--templates", type=int, default=12000)
    options.add_argument("--noisy", action="store_true", help="AnyStyle's ugly and bad sets too")
    args = options.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    lines: Counter[str] = Counter()
    with args.out.open("w", encoding="utf-8") as out:
        for reference in build(args.data, args.seed, args.csl, args.templates, noisy=args.noisy):
            out.write(reference.line() + "\n")
            lines[reference.source] += 1
            counts.update((reference.source, span.label) for span in reference.spans)
    for source, number in lines.items():
        labels = ", ".join(f"{label} {n}" for (s, label), n in counts.most_common() if s == source)
        sys.stderr.write(f"{source}: {number} references; {labels}\n")


if __name__ == "__main__":
    main()
