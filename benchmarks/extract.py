"""Measure the extraction of references on articles with a gold list.

usage: python benchmarks/extract.py ARTICLES_DIR [--show N]

ARTICLES_DIR holds ``FORM/FILE`` and ``gold/FORM--FILE.refs.txt`` with one reference a line. A gold
reference is found where a found one equals it after folding case, punctuation, markup and spacing,
or differs from it by at most 5 % of its characters; each found one serves once. What a manuscript
cites by keys from a .bib file is compared as APA 7 renders it.

Gold entries that are wrong in themselves are named in gold_faults.tsv, with the reason. They count
in the figures of an article; the totals come once with and once without them.
"""

from __future__ import annotations

import argparse
import difflib
import re
import time
import unicodedata
from pathlib import Path
from typing import NamedTuple

from refkit import api
from refkit.errors import InputError
from refkit.model import Reference

_TAG = re.compile(r"<[^>]+>")
_FAULTS = Path(__file__).with_name("gold_faults.tsv")
_NO_WORD = re.compile(r"[\W_]+")


class Score(NamedTuple):
    """What was found of one article's list."""

    gold: int
    found: int
    right: int
    missing: list[str]
    extra: list[str]

    def __str__(self) -> str:
        recall = f"{self.right / self.gold:.4f}" if self.gold else "  –   "
        precision = f"{self.right / self.found:.4f}" if self.found else "  –   "
        return (
            f"recall {recall}  precision {precision}  ({self.right} of {self.gold}, {self.found})"
        )


def squash(text: str) -> str:
    """A reference without case, punctuation, markup and spacing."""
    text = _TAG.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _NO_WORD.sub("", text)


def ratio(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def score(gold: list[str], found: list[str]) -> Score:
    """Compare a gold list with what was found."""
    left = [(squash(text), text) for text in found]
    missing = []
    for reference in gold:
        key = squash(reference)
        hit = next((each for each in left if each[0] == key), None)
        if hit is None:
            near = [each for each in left if each[0][:12] == key[:12] or each[0][-25:] == key[-25:]]
            best = max(near, key=lambda each: ratio(key, each[0]), default=None)
            if best and ratio(key, best[0]) >= 0.95:
                hit = best
        if hit:
            left.remove(hit)
        else:
            missing.append(reference)
    right = len(gold) - len(missing)
    return Score(len(gold), len(found), right, missing, [text for _, text in left])


def written(references: list[Reference]) -> list[str]:
    """References as the article writes them; of works that it cites by keys, their list in APA."""
    listed = [reference.raw for reference in references if reference.raw]
    cited = api.render([reference.work for reference in references if not reference.raw], "apa")
    return listed + [" ".join(entry.text.split()) for entry in cited.entries]


def gold_of(articles: Path, path: Path) -> list[str] | None:
    """The gold list of an article; None if it has none."""
    gold = articles / "gold" / f"{path.parent.name}--{path.name}.refs.txt"
    if not gold.is_file():
        return None
    return [line.strip() for line in gold.read_text("utf-8").splitlines() if line.strip()]


def faults_of(form: str, name: str) -> list[tuple[int, int]]:
    """The gold entries of an article that are wrong: their lines, and what stands there instead.

    Returns:
        For each the number of its line in the gold list, from 1, and of the references that the
        article has in its place.
    """
    found = []
    for line in _FAULTS.read_text("utf-8").splitlines():
        if not line.startswith("#") and line.strip():
            article, number, instead, _reason = line.split("\t")
            if article == f"{form}/{name}":
                found.append((int(number), int(instead)))
    return found


def without_faults(result: Score, gold: list[str], faults: list[tuple[int, int]]) -> Score:
    """A score without the gold entries that are wrong, and what stands in their place."""
    wrong = [(number, instead) for number, instead in faults if gold[number - 1] in result.missing]
    return result._replace(
        gold=result.gold - len(wrong), found=result.found - sum(instead for _, instead in wrong)
    )


def whole(results: list[Score]) -> Score:
    """The scores of several articles as one."""
    return Score(
        sum(each.gold for each in results),
        sum(each.found for each in results),
        sum(each.right for each in results),
        [],
        [],
    )


def main() -> None:
    """Print the figures for each article, and the totals for each form."""
    parser = argparse.ArgumentParser(description="Measure the extraction of references.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--show", type=int, default=5, help="missing and extra references to show")
    options = parser.parse_args()
    totals: dict[str, list[Score]] = {}
    corrected: dict[str, list[Score]] = {}
    for path in sorted(options.articles.glob("*/*")):
        form = path.parent.name
        if form == "gold" or not path.is_file():
            continue
        gold = gold_of(options.articles, path)
        name = f"{form}/{path.name}"
        started = time.process_time()
        try:
            found = written(api.parse(path))
        except InputError as error:
            print(f"{name:48} not readable: {error.reason}")
            continue
        seconds = time.process_time() - started
        if gold is None:
            print(f"{name:48} no gold; {len(found)} found  {seconds:.2f} s")
            continue
        result = score(gold, found)
        totals.setdefault(form, []).append(result)
        faults = faults_of(form, path.name)
        corrected.setdefault(form, []).append(without_faults(result, gold, faults))
        print(f"{name:48} {result}  {seconds:.2f} s")
        for text in result.missing[: options.show]:
            print(f"    missing  {text[:160]}")
        for text in result.extra[: options.show]:
            print(f"    extra    {text[:160]}")
    print()
    for form, results in totals.items():
        print(f"{form:16} {whole(results)}")
        if (better := whole(corrected[form])) != whole(results):
            print(f"{'':16} {better} without the gold entries that are wrong")


if __name__ == "__main__":
    main()
