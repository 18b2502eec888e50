"""Measure how well the references of JATS articles agree with the structure of their lists.

usage: python benchmarks/jats.py ARTICLES_DIR [--show N]

ARTICLES_DIR holds ``jats/FILE`` and ``gold/jats--FILE.structured.jsonl``, one citation a line: id,
authors (family and given names, those of editors too), collab, year, article_title, source, volume,
issue, fpage, lpage, doi; null where the citation has no such element. Two readings are compared
with it: the reference list that the Document embeds, and what the parser makes of each entry's
text alone. Case, punctuation and spacing are folded. A null is compared for volume and issue only:
the gold knows no DOI in a comment or ``ext-link``, no ``elocation-id`` and no ``chapter-title``.
Citations without a single element count for nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from refkit.extract import find_references
from refkit.formats import load
from refkit.model import Work
from refkit.parse import parse_reference
from refkit.readers import read_path

FIELDS = ("authors", "year", "article_title", "source", "volume", "issue", "fpage", "lpage", "doi")
_COMPARED_IF_NULL = ("volume", "issue")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/")
_NO_WORD = re.compile(r"[\W_]+")
_RANGE = re.compile(r"[‐‑‒–—−-]")
_TAG = re.compile(r"</?(?:i|b|sub|sup|span)\b[^>]*>")


def squash(text: str | None) -> str:
    """A text without case, punctuation, markup and spacing."""
    folded = unicodedata.normalize("NFKC", _TAG.sub("", text or "")).casefold()
    return _NO_WORD.sub("", folded)


def wanted(gold: dict[str, Any]) -> dict[str, str]:
    """What a citation should say, by field; what its structure does not say is left out."""
    people = [family for family, _ in gold["authors"]] + gold["collab"]
    first, _, last = _RANGE.sub("–", gold["fpage"] or "").partition("–")
    last = gold["lpage"] or last
    values = {name: squash(gold[name]) for name in FIELDS if name != "authors"}
    values["authors"] = "|".join(sorted(map(squash, people)))
    values["doi"] = _RESOLVER.sub("", (gold["doi"] or "").lower())
    values["fpage"] = squash(first)
    # "375–375" is one page.
    values["lpage"] = squash(last) if last != first else ""
    return {name: value for name, value in values.items() if value or name in _COMPARED_IF_NULL}


def described(work: Work, want: dict[str, str]) -> dict[str, str]:
    """The same of a Work."""
    people = [
        " ".join(filter(None, (name.non_dropping_particle, name.family))) or name.literal
        for name in [*work.author, *work.editor]
        if name.literal != "others"
    ]
    first, _, last = (_RANGE.sub("–", work.page) or work.number).partition("–")
    if last.isdigit() and first.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    wanted_last = want.get("lpage", "")
    if wanted_last.isdigit() and squash(last).endswith(wanted_last):
        # "1115–8" is "1115–1118".
        last = wanted_last
    date = work.issued
    year = str(date.date_parts[0][0]) if date and date.date_parts else date.literal if date else ""
    source = work.container_title or work.title
    return {
        "authors": "|".join(sorted(map(squash, people))),
        "year": squash(year + (work.year_suffix if want.get("year", "")[-1:].isalpha() else "")),
        "article_title": squash(work.title),
        "source": squash(source),
        "volume": squash(work.volume),
        "issue": squash(work.issue),
        "fpage": squash(first),
        "lpage": squash(last) if squash(last) != squash(first) else "",
        "doi": work.DOI.lower(),
    }


class Tally:
    """Fields that agree, and examples of those that do not."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, key: str, want: dict[str, str], work: Work | None) -> None:
        """Compare a Work with what a citation should say."""
        found = described(work, want) if work is not None else {}
        for name, value in want.items():
            self.all[name] += 1
            if found.get(name) == value:
                self.right[name] += 1
            else:
                self.wrong.append(f"{key} {name}: {value!r}, found {found.get(name)!r}")

    def __str__(self) -> str:
        shares = [
            f"{name} {self.right[name] / self.all[name]:.3f}" for name in FIELDS if self.all[name]
        ]
        whole = self.right.total() / max(1, self.all.total())
        return f"all {whole:.4f} of {self.all.total()}  {'  '.join(shares)}"


def measure(path: Path, gold: list[dict[str, Any]], data: Tally, text: Tally) -> None:
    """Add one article to both tallies."""
    document = read_path(path)
    works = {
        work.id: work
        for each in document.embedded
        for work in load(each.data, format=each.format).works
    }
    parsed = {
        reference.key: parse_reference(reference).work for reference in find_references(document)
    }
    for citation in gold:
        want = wanted(citation)
        if not any(want.values()):
            continue
        key = citation["id"]
        data.add(key, want, works.get(key))
        text.add(key, want, parsed.get(key))


def main() -> None:
    """Print the figures by article and field."""
    parser = argparse.ArgumentParser(description="Measure the reading of JATS reference lists.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--show", type=int, default=0, help="disagreements to show")
    options = parser.parse_args()
    whole = Tally(), Tally()
    for path in sorted((options.articles / "jats").iterdir()):
        file = options.articles / "gold" / f"jats--{path.name}.structured.jsonl"
        if not file.is_file():
            continue
        gold = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        tallies = Tally(), Tally()
        measure(path, gold, *tallies)
        print(path.name)
        for name, tally, sum_of in zip(("data", "text"), tallies, whole, strict=True):
            print(f"  {name}  {tally}")
            for line in tally.wrong[: options.show]:
                print(f"      {line}")
            sum_of.right += tally.right
            sum_of.all += tally.all
    print("all articles")
    for name, tally in zip(("data", "text"), whole, strict=True):
        print(f"  {name}  {tally}")


if __name__ == "__main__":
    main()
