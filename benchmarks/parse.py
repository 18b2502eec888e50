"""Measure the parser: python benchmarks/parse.py FILE… [--scorer SCRIPT] [--out PREDICTED.jsonl].

FILE is JSON lines: {"id", "text", "fields", "scored", "style"}, where ``fields`` holds the gold of
those named in ``scored``: author and editor (lists of family names), year, title, container-title,
volume, issue, page, publisher, DOI, URL; some sets have author_first and page_first only.

Printed for each file, each style in it and each half of it: the share of references whose every
core field is right ("whole"), micro F over all fields, the share of right ones among the fields
given with a confidence of 0.9 or more, and references a second of CPU time on one core. At the end
the peak memory of it all, the files' own contents included.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import resource
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from refkit.model import Name, Reference
from refkit.parse import parse_text

CORE = (
    "author", "author_first", "year", "title", "container-title", "volume", "issue", "page",
    "page_first",
)  # fmt: skip
FIELDS = (*CORE, "editor", "publisher", "DOI", "URL")
DASH = re.compile(r"[\u2010-\u2015\u2212\u00ad]|--+")
FIRST = (
    "Ode, M. (2009). Tears in rain. Emotion, 12(3), 45–49.",
    "Ode M, Ito H. Tears in rain. Emotion. 2009;12(3):45-9.",
    "Ode, M., & Ito, H.(200 9). Tears inrain and ot her weatheg. The MiNd. Emot ion, 12(3),45–49.",
)
"""Entries that make the parser load all that it loads on first use: grammar, tagger, words."""
Scorer = Callable[[str, Any], Any]


def family(name: Name) -> str:
    """A name as the sets give it: the family name with its particles, or the group."""
    particles = (name.dropping_particle, name.non_dropping_particle, name.family)
    return name.literal or " ".join(filter(None, particles))


def predicted(reference: Reference) -> dict[str, Any]:
    """A parsed reference in the form of the sets."""
    work = reference.work
    fields: dict[str, Any] = {}
    for variable in (
        "title",
        "container-title",
        "volume",
        "issue",
        "page",
        "publisher",
        "DOI",
        "URL",
    ):
        value = work.get(variable)
        if value:
            fields[variable] = value
    for variable in ("author", "editor"):
        names = [family(name) for name in work.get(variable)]
        if names:
            fields[variable] = names
    if work.year is not None:
        fields["year"] = str(work.year)
    fields["type"] = work.type
    return fields


def squash(text: str) -> str:
    """Letters and digits alone, case folded."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def normal(field: str, value: Any) -> Any:
    """A value in the form in which gold and prediction are compared."""
    if field in ("author", "editor"):
        return tuple(filter(None, (_family_key(name) for name in value or [])))
    text = DASH.sub("-", str(value or ""))
    if field == "author_first":
        return _family_key(text)
    if field == "year":
        found = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", text)
        return found.group() if found else ""
    if field in ("page", "page_first"):
        pages = _pages(text)
        return pages.split("-")[0] if field == "page_first" else pages
    if field == "DOI":
        found = re.search(r"10\.\d{3,9}/\S+", text)
        return found.group().lower().rstrip('.,;)>]"') if found else ""
    if field == "URL":
        return re.sub(r"^\w+://(?:www\.)?|^www\.", "", text.replace(" ", "").lower()).rstrip(
            '.,;)>]"/'
        )
    if field in ("volume", "issue"):
        text = re.sub(
            r"\b(?:vols?|volumes?|nos?|nr|n|issues?|heft|bd|band|jg)\b\.?", "", text.casefold()
        )
        return re.sub(r"[^\w\-/]", "", text).strip("-/")
    if field == "container-title":
        text = re.sub(r"^\W*(?:in|dans|en)\b\s*:?\s+", "", text, flags=re.IGNORECASE)
    return squash(text)


def _family_key(name: str) -> str:
    name = re.sub(
        r"^(?:(?:van|von|vom|zu|zur|der|den|de|del|della|di|da|dos|do|du|la|le|ter|ten)\s+)+(?=\w)",
        "",
        name.strip(),
        flags=re.IGNORECASE,
    )
    return squash(re.sub(r"\b(?:jr|sr|ii|iii)\b\.?", "", name, flags=re.IGNORECASE))


def _pages(text: str) -> str:
    text = re.sub(r"\b(?:pages?|pp?|s|seiten?)\b\.?", "", text.casefold())
    span = re.search(r"([a-z]{0,3}\d+[a-z]?(?:\.[a-z]?\d+)?)\s*-+\s*([a-z]{0,3}\d+[a-z]?)", text)
    if not span:
        single = re.search(r"[a-z]{0,3}\d+[a-z]?(?:[.:]\d+)?|[ivxlc]+", text)
        return single.group() if single else re.sub(r"\W", "", text)
    first, last = span.groups()
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}"


def load_scorer(path: str) -> Scorer:
    """The comparison of another scorer: a script with a table NORMALISE of field to function."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python script")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table = module.NORMALISE

    def compare(field: str, value: Any) -> Any:
        return table[field](value)

    return compare


class Tally:
    """The counts of one group of references."""

    def __init__(self) -> None:
        self.seen = self.references = self.whole = 0
        self.right: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.sure = self.sure_right = 0

    def add(
        self, gold: dict[str, Any], found: dict[str, Any], parsed: Reference, compare: Scorer
    ) -> bool:
        """Count one reference; whether it is right as a whole."""
        found = found | {
            "author_first": (found.get("author") or [""])[0],
            "page_first": found.get("page"),
        }
        self.seen += 1
        whole = True
        for field in FIELDS:
            if field not in gold["scored"]:
                continue
            want, got = compare(field, gold["fields"].get(field)), compare(field, found.get(field))
            self.gold[field] += bool(want)
            self.given[field] += bool(got)
            self.right[field] += bool(want) and want == got
            whole &= field not in CORE or want == got
            place = parsed.fields.get(
                {"year": "issued", "author_first": "author", "page_first": "page"}.get(field, field)
            )
            if place is not None and place.confidence >= 0.9 and got and (want or field in CORE):
                self.sure += 1
                self.sure_right += want == got
        if {"author", "page_first"} & set(gold["scored"]):
            self.references += 1
            self.whole += whole
        return whole

    def line(self, name: str) -> str:
        """The figures on one line."""
        right, given, gold = (sum(c.values()) for c in (self.right, self.given, self.gold))
        micro = 2 * right / (given + gold) if given + gold else 0.0
        whole = self.whole / self.references if self.references else 0.0
        sure = self.sure_right / self.sure if self.sure else 0.0
        figures = f"whole={whole:.3f} micro_F={micro:.3f} right at ≥.9={sure:.3f}"
        return f"{name:32} n={self.references:5} {figures}"

    def fields(self) -> Iterable[str]:
        """The figures of each field, one line each."""
        for field in FIELDS:
            if self.gold[field]:
                precision = self.right[field] / self.given[field] if self.given[field] else 0.0
                recall = self.right[field] / self.gold[field]
                yield f"    {field:16} P={precision:.3f} R={recall:.3f} gold={self.gold[field]}"


def rate(count: int, seconds: float) -> str:
    """References a second of CPU time."""
    return f"{count / max(seconds, 1e-9):.0f}"


def measure(path: Path, options: argparse.Namespace, compare: Scorer) -> list[dict[str, Any]]:
    """Parse and score one file, print its figures, and return the predictions."""
    gold = [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    if options.style:
        gold = [one for one in gold if one.get("style") in options.style.split(",")]
    for text in FIRST:
        parse_text(text)
    parsed = []
    seconds: dict[str, float] = defaultdict(float)
    for one in gold:
        started = time.process_time()
        parsed.append(parse_text(one["text"]))
        seconds[one.get("style", "?")] += time.process_time() - started
    tallies: dict[str, Tally] = defaultdict(Tally)
    predictions = []
    for index, (one, reference) in enumerate(zip(gold, parsed, strict=True)):
        found = predicted(reference)
        predictions.append({"id": one["id"], "fields": found})
        half = "first half" if index < (len(gold) + 1) // 2 else "second half"
        for group in ("all", half, f"style {one.get('style', '?')}"):
            right = tallies[group].add(one, found, reference, compare)
        if options.failures and not right and half == "first half":
            print(f"{one['id']}: {one['text']}\n    gold {one['fields']}\n    found {found}")
    print(f"{path.name}: {len(gold)} references, {rate(len(gold), sum(seconds.values()))} a second")
    for group in sorted(tallies):
        style = group.removeprefix("style ")
        speed = f" {rate(tallies[group].seen, seconds[style])}/s" if style in seconds else ""
        print("  " + tallies[group].line(group) + speed)
    for line in tallies["all"].fields():
        print(line)
    return predictions


def main() -> None:
    """Run the benchmark on the files of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--style", help="only references of these styles, comma-separated")
    parser.add_argument("--scorer", help="a script whose table NORMALISE compares the fields")
    parser.add_argument(
        "--out", type=Path, help="write the predictions here, JSON lines of id and fields"
    )
    parser.add_argument(
        "--failures", action="store_true", help="print what is wrong in the first half"
    )
    options = parser.parse_args()
    for path in options.files:
        if not path.is_file():
            parser.error(f"{path}: no such file")
    compare = load_scorer(options.scorer) if options.scorer else normal
    predictions = []
    for path in options.files:
        predictions += measure(path, options, compare)
    if options.out:
        with options.out.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in predictions)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak / (1024 * (1024 if sys.platform == 'darwin' else 1)):.0f} MB")


if __name__ == "__main__":
    main()
