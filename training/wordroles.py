"""Count what words are in Crossref's metadata and pack it for ``refkit.parse.wordroles``.

usage: python -m training.wordroles [--data ../shared/data] [--out FILE]

What is written are facts about words (in which field each one stands how often), not the metadata
itself, which is free of rights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from refkit.parse.wordroles import LIST

WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
TAG = re.compile(r"<[^<>]{0,300}>")
FEWEST = 3
"""Works that a word must stand in."""
SHARE = 0.2
"""The share of its uses, each field weighed by its size, that makes a word's role."""


def strings(value: Any) -> list[str]:
    """The texts of a field that is one or a list."""
    values = value if isinstance(value, list) else [value]
    return [TAG.sub(" ", text) for text in values if isinstance(text, str)]


def uses(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of a work with their roles."""
    people = [*(work.get("author") or [])[:6], *(work.get("editor") or [])[:4]]
    for person in people:
        if not isinstance(person, dict):
            continue
        yield "F", person.get("family") or ""
        yield "G", person.get("given") or ""
        for place in (person.get("affiliation") or [])[:2]:
            parts = (place.get("name") or "").split(",") if isinstance(place, dict) else []
            if len(parts) > 2:
                # "Department of X, University of Y, City, Country"
                yield from (("L", part) for part in parts[-2:] if len(part.split()) <= 3)
    for text in strings(work.get("title")):
        yield "T", text
    journals = strings(work.get("container-title")) + strings(work.get("short-container-title"))
    for text in sorted(set(journals)):
        yield "J", text
    for text in strings(work.get("publisher")):
        yield "P", text
    for text in strings(work.get("publisher-location")):
        yield "L", text


def count(works: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Words to their roles, the commoner first."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for work in works:
        for role, text in uses(work):
            for word in set(WORD.findall(text.replace("\u2019", "'"))):
                seen[word.lower()][role] += 1
    total: Counter[str] = Counter()
    for counted in seen.values():
        total.update(counted)
    roles: dict[str, str] = {}
    for word, counted in seen.items():
        if len(word) < 2 or counted.total() < FEWEST:
            continue
        shares = {role: number / total[role] for role, number in counted.items()}
        least = SHARE * sum(shares.values())
        chosen = [role for role in shares if shares[role] >= least and counted[role] > 1]
        if chosen:
            roles[word] = "".join(sorted(chosen, key=lambda role: -shares[role])[:2])
    return roles


def pack(roles: dict[str, str]) -> bytes:
    """The packed list; the same words give the same bytes."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, role in roles.items():
        words[role].append(word)
    text = "\n".join(" ".join([role, *sorted(words[role])]) for role in sorted(words))
    return zlib.compress(text.encode(), 9)


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("refkit/parse/data") / LIST)
    options = parser.parse_args()
    with gzip.open(options.data / "crossref" / "works.jsonl.gz", "rt", encoding="utf-8") as file:
        roles = count(json.loads(line) for line in file)
    packed = pack(roles)
    options.out.write_bytes(packed)
    print(f"{len(roles)} words, {len(packed)} bytes: {options.out}")


if __name__ == "__main__":
    main()
