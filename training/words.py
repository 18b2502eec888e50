"""Count the words of Crossref's metadata and pack them for ``refkit.parse.words``.

usage: python training/words.py [--data ../shared/data] [--out refkit/parse/data/words.txt.z]

Titles, containers, abstracts and family names of Crossref works are counted; what is written are
facts about words (how often one stands in titles and abstracts), not the texts. Crossref's
metadata is free of rights.

The works that the parsing sets cite are left out, so that a benchmark measures words that the
list has not seen.

The file is zlib over UTF-8 text in sections parted by form feeds:

1. ``words``: line N holds the lower-case words of cost N bits, parted by spaces;
2. ``mixed``: words with a capital inside, as written: "mRNA", "LaTeX", "McDonald";
3. ``families``: line N holds the words of family names, in lower case, that at least 2ᴺ⁻¹ works
   name (N from 1 to 9);
4. ``letters``: the cost of a letter after two others, one character for each of 28³ triples.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

WORD = re.compile(r"[^\W\d_]+")
TAG = re.compile(r"<[^<>]{0,300}>")
MIXED = re.compile(r"[^\W\d_]*[a-z][A-Z][^\W\d_]*")
LATIN = re.compile(r"[a-z\u00df-\u00f6\u00f8-\u017e]+")

MOST_BITS = 24
"""The cost of a word that one work holds is below it."""
FEW = 3
"""A word of so few works that falls apart into two common ones is two words glued in a record."""
COMMON = 60
MOST_DOUBLINGS = 9
"""Families are told apart by how often their works double, up to 256 and more."""
LETTER_COSTS = 64
"""Costs of letters are kept in fifths of a bit, up to 12.6."""


def strings(value: Any) -> list[str]:
    """The texts of a field that is one or a list, without markup."""
    values = [value] if isinstance(value, str) else value or []
    return [html.unescape(TAG.sub(" ", html.unescape(text))) for text in values if text]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, packed or not."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    for line in text.split("\n"):
        if line.strip():
            yield json.loads(line)


def cited(folder: Path) -> set[str]:
    """The DOIs that the parsing sets cite."""
    return {
        case["doi_target"].lower()
        for path in sorted(folder.glob("*.jsonl"))
        for case in lines(path)
        if case.get("doi_target")
    }


class Counts:
    """How often each word, mixed-case form and family stands in the works counted so far."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.mixed: Counter[str] = Counter()
        self.families: Counter[str] = Counter()

    def add_text(self, text: str) -> None:
        """Count the words of a title, container or abstract."""
        found = WORD.findall(text)
        self.words.update(word for word in map(str.lower, found) if LATIN.fullmatch(word))
        self.mixed.update({word for word in found if MIXED.fullmatch(word)})

    def add_family(self, family: str) -> None:
        """Count the words of a family name, whatever its capitals."""
        for word in set(WORD.findall(family)):
            if len(word) > 1:
                self.families[word.lower()] += 1
            if MIXED.fullmatch(word):
                self.mixed[word] += 1

    def add_work(self, work: dict[str, Any]) -> None:
        """Count a Crossref work, or one of the short records of the matching set."""
        for field in ("title", "subtitle", "container-title", "abstract"):
            for text in strings(work.get(field)):
                self.add_text(text)
        for person in work.get("author") or []:
            self.add_family(person.get("family") or "")
        self.add_family(work.get("author_first") or "")

    def drop_glued(self) -> None:
        """Drop "ofthe" and "metalloproteaseisolated", which come of lost spaces in records."""
        common = {word for word, count in self.words.items() if count >= COMMON}
        for word in [word for word, count in self.words.items() if count <= FEW]:
            for cut in range(2, len(word) - 1):
                left, right = word[:cut], word[cut:]
                short = cut < 4 or len(right) < 4
                glue = left in GLUE or right in GLUE
                if short and glue and left in common and right in common:
                    del self.words[word]
                    break


GLUE = frozenset(
    {"of", "the", "and", "in", "for", "on", "to", "with", "by", "from", "at", "as", "an", "is"}
    | {"or", "de", "la", "et", "des", "der", "und", "die", "le", "les", "du"}
)
"""Words that glue to their neighbours where a record lost a space."""


def bits(words: Counter[str]) -> dict[str, int]:
    """The cost of each word: minus the binary logarithm of its share."""
    total = sum(words.values())
    return {word: min(MOST_BITS, round(-math.log2(count / total))) for word, count in words.items()}


def letter_index(letter: str) -> int:
    """A letter's number: 1–26 for a–z, 27 for the others."""
    return ord(letter) - 96 if "a" <= letter <= "z" else 27


def letter_costs(words: Counter[str]) -> str:
    """The cost of each letter after two others, and of the end of a word, in fifths of a bit.

    Rare words count nearly as much as frequent ones: it is unknown words that will be measured.
    """
    triples: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    pairs: defaultdict[tuple[int, int], float] = defaultdict(float)
    singles: defaultdict[int, float] = defaultdict(float)
    for word, count in words.items():
        weight = 1 + math.log2(count)
        first = second = 0
        for third in [*map(letter_index, word), 0]:
            triples[first, second, third] += weight
            pairs[second, third] += weight
            singles[third] += weight
            first, second = second, third
    total = sum(singles.values())
    before: defaultdict[tuple[int, int], float] = defaultdict(float)
    last: defaultdict[int, float] = defaultdict(float)
    for (first, second, _), weight in triples.items():
        before[first, second] += weight
    for (second, _), weight in pairs.items():
        last[second] += weight
    out = []
    for first in range(28):
        for second in range(28):
            for third in range(28):
                single = (singles[third] + 1) / (total + 28)
                pair = (pairs[second, third] + 20 * single) / (last[second] + 20)
                share = (triples[first, second, third] + 10 * pair) / (before[first, second] + 10)
                out.append(chr(48 + min(LETTER_COSTS - 1, round(-5 * math.log2(share)))))
    return "".join(out)


def by_line(values: dict[str, int], size: int) -> str:
    """The keys by their value: line N holds, in order, those of value N."""
    rows: list[list[str]] = [[] for _ in range(size)]
    for key in sorted(values):
        rows[values[key]].append(key)
    return "\n".join(" ".join(row) for row in rows)


def pack(counts: Counts) -> bytes:
    """The file's content."""
    mixed = sorted(word for word, count in counts.mixed.items() if count > 1)
    families = {
        family: min(MOST_DOUBLINGS, count.bit_length()) for family, count in counts.families.items()
    }
    sections = [
        by_line(bits(counts.words), MOST_BITS + 1),
        " ".join(mixed),
        by_line(families, MOST_DOUBLINGS + 1),
        letter_costs(counts.words),
    ]
    return zlib.compress("\f".join(sections).encode(), 9)


def count_works(paths: Iterable[Path], without: set[str]) -> Counts:
    """Count the works of some files, those with the given DOIs left out."""
    counts = Counts()
    for path in paths:
        for work in lines(path):
            if (work.get("DOI") or "").lower() not in without:
                counts.add_work(work)
    counts.drop_glued()
    return counts


def main() -> None:
    """Count, pack and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("refkit/parse/data/words.txt.z"))
    options = parser.parse_args()
    counts = count_works(
        [options.data / "crossref/works.jsonl.gz", options.data / "match/glutton-works.jsonl.gz"],
        cited(options.data / "parse"),
    )
    packed = pack(counts)
    options.out.write_bytes(packed)
    print(f"{len(counts.words)} words, {len(counts.families)} families, {len(packed)} bytes")


if __name__ == "__main__":
    main()
