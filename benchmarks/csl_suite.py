"""Run the CSL test suite: python benchmarks/csl_suite.py FIXTURES [options].

FIXTURES is a folder of the suite's cases, one .txt file each. Printed are the cases that pass, by
category and in all. Exits with 1 where a case fails that is not among the known failures, or one
of those passes.

How a case is run, as the suite's own runner does: without CITATIONS all items of INPUT are in the
document from the start, in that order; with CITATIONS only those that are cited are. In the mode
"citation" each cluster of CITATION-ITEMS is rendered outside of the document, one a line; without
CITATION-ITEMS all items are one cluster. CITATIONS are inserted one after the other; each gives the
ids of the citations before and after it, so that the last one tells the whole document, of which
every citation is printed on a line of its own, marked ">>[k]" if the last insertion made or changed
it and "..[k]" if not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import traceback
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from refkit.csl import Citation, CitationItem, Document, Style

KNOWN_FAILURES: Final = Path(__file__).resolve().parents[1] / "tests" / "csl_known_failures.txt"

SECTION: Final = re.compile(
    r"^>>=+\ (?P<name>[A-Z0-9-]+)\ =+>>\n (?P<content>.*?) ^<<=+\ (?P=name)\ =+<<",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)

POSITIONS: Final = ("first", "subsequent", "ibid", "ibid-with-locator")
"""Positions by the numbers that cites of the suite give."""


@dataclass(frozen=True)
class Case:
    """One case of the suite.

    Attributes:
        name: "category_Description".
        mode: "citation" or "bibliography".
        style: The style's XML.
        items: The CSL-JSON.
        clusters: CITATION-ITEMS: for each citation its cites.
        insertions: CITATIONS: [citation, [id, note] of those before it, of those after it].
        expected: What the suite expects.
    """

    name: str
    mode: str
    style: bytes
    items: list[dict[str, Any]]
    clusters: list[list[dict[str, Any]]]
    insertions: list[list[Any]]
    expected: str

    @property
    def category(self) -> str:
        """What the case is about: "sort" of "sort_Quotes"."""
        return self.name.partition("_")[0]


# The suite has grown over fifteen years, in which the en-US locale has changed: some cases expect
# "June" and "trans.", others what it had before. The earlier forms, under all that a case's own
# style says; a case passes with the one locale or the other.
EARLIER_TERMS = b"""<locale xml:lang="en"><terms>
  <term name="month-06" form="short">Jun.</term>
  <term name="month-07" form="short">Jul.</term>
  <term name="month-09" form="short">Sep.</term>
  <term name="translator" form="short"><single>tran.</single><multiple>trans.</multiple></term>
</terms></locale>"""


def read_case(path: Path) -> Case:
    """Read one file of the suite."""
    text = path.read_text(encoding="utf-8-sig")
    sections = {found["name"]: found["content"].strip() for found in SECTION.finditer(text)}
    return Case(
        name=path.stem,
        mode=sections["MODE"],
        style=sections["CSL"].encode(),
        items=json.loads(sections["INPUT"]),
        clusters=json.loads(sections.get("CITATION-ITEMS", "[]")),
        insertions=json.loads(sections.get("CITATIONS", "[]")),
        expected=sections["RESULT"],
    )


def read_list(path: Path) -> dict[str, str]:
    """Names of cases, each with the reason that may follow it; lines with # are comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.strip().partition(" ") for line in lines if not line.startswith("#"))
    return {name: reason.strip() for name, _, reason in pairs if name}


def run_case(case: Case) -> str:
    """What this engine makes of a case, laid out as the suite expects it."""
    made = rendered(case, case.style).strip()
    if made != case.expected:
        earlier = case.style.replace(b"</info>", b"</info>" + EARLIER_TERMS, 1)
        if rendered(case, earlier).strip() == case.expected:
            return case.expected
    return made


def rendered(case: Case, content: bytes) -> str:
    """A case rendered in a style."""
    style = Style.parse(content)
    document = Document(style, case.items, cited_only=bool(case.insertions))
    marked: Iterable[int] = insert(document, case.insertions)
    if case.mode.startswith("bibliography"):
        return bibliography(document)
    if case.insertions:
        return "\n".join(
            f"{'>>' if place in marked else '..'}[{place}] {document.citation(place)}"
            for place in range(len(document.citations))
        )
    ids = dict.fromkeys(item.get("id", "") for item in case.items)
    clusters = case.clusters or [[{"id": name} for name in ids]]
    return "\n".join(document.cite_alone(Citation(cites(cluster))) for cluster in clusters)


def insert(document: Document, insertions: list[list[Any]]) -> set[int]:
    """Insert citations one after the other; the places that the last one made or changed."""
    known: dict[str, Citation] = {}
    marked: set[int] = set()
    for number, (given, before, after) in enumerate(insertions):
        name = str(given.get("citationID", f"insertion {number}"))
        properties = given.get("properties", {})
        note = int(properties.get("noteIndex", 0))
        known[name] = Citation(
            cites(given["citationItems"]),
            note=note,
            id=name,
            mode=properties.get("mode", ""),
            infix=properties.get("infix", ""),
            unsorted=bool(properties.get("unsorted", False)),
        )
        sequence = []
        for other, other_note in (*before, (name, note), *after):
            known[other] = renoted(known[other], int(other_note))
            sequence.append(known[other])
        marked = {*document.update(sequence), len(before)}
    return marked


def renoted(citation: Citation, note: int) -> Citation:
    """A citation in the note of another number."""
    return Citation(
        citation.items, note, citation.id, citation.mode, citation.infix, citation.unsorted
    )


def cites(cluster: list[dict[str, Any]]) -> tuple[CitationItem, ...]:
    """The cites of a citation from the suite's own form of them."""
    return tuple(
        CitationItem(
            id=str(cite["id"]),
            locator=str(cite.get("locator", "")),
            label=str(cite.get("label", "")),
            prefix=str(cite.get("prefix", "")),
            suffix=str(cite.get("suffix", "")),
            suppress_author=bool(cite.get("suppress-author", False)),
            author_only=bool(cite.get("author-only", False)),
            position=POSITIONS[cite["position"]] if "position" in cite else "",
            near_note=cite.get("near-note"),
        )
        for cite in cluster
    )


def bibliography(document: Document) -> str:
    """A bibliography in the elements that the suite wraps it in."""
    entries = [
        f'  <div class="csl-entry">{text}</div>' for _, text in document.bibliography().entries
    ]
    return "\n".join(['<div class="csl-bib-body">', *entries, "</div>"])


def outcome(case: Case) -> str:
    """What became of a case: the text, or the exception that ended it."""
    try:
        return run_case(case).strip()
    except Exception:  # noqa: BLE001 - whatever is raised is one case's failure
        return traceback.format_exc()


def report(cases: list[Case], passed: Mapping[str, bool], listed: Mapping[str, str] | None) -> None:
    """Print the passes by category and in all."""
    by_category = defaultdict(list)
    for case in cases:
        by_category[case.category].append(passed[case.name])
    for category, results in sorted(by_category.items()):
        print(f"{category:16} {sum(results):4} / {len(results)}")
    print(f"{'all':16} {sum(passed.values()):4} / {len(passed)}")
    if listed is not None:
        missing = sorted(set(listed) - set(passed))
        right = sum(passed.get(name, False) for name in listed)
        print(f"{'listed':16} {right:4} / {len(listed)}")
        if missing:
            print(f"not in the folder: {', '.join(missing)}")


def show(case: Case) -> None:
    """Print what a case expects and what it gets."""
    print(f"{case.name} ({case.mode})\nwant\n{case.expected}\ngot\n{outcome(case)}\n")


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("fixtures", type=Path)
    parser.add_argument("--list", type=Path, help="run only the cases named in this file")
    parser.add_argument("--only", help="run only this category, or names of this pattern: sort_*")
    parser.add_argument("--show", action="append", default=[], help="print a case; no others run")
    parser.add_argument("--failures", action="store_true", help="print the names of what fails")
    parser.add_argument("--known", type=Path, default=KNOWN_FAILURES)
    options = parser.parse_args()
    if (options.fixtures / "fixtures").is_dir():
        options.fixtures /= "fixtures"
    if not any(options.fixtures.glob("*_*.txt")):
        parser.error(f"no cases (CATEGORY_Name.txt) in {options.fixtures}")
    if options.show:
        for name in options.show:
            show(read_case(options.fixtures / f"{name}.txt"))
        return 0
    listed = read_list(options.list) if options.list else None
    names = sorted(path.stem for path in options.fixtures.glob("*.txt"))
    wanted = [
        name
        for name in names
        if (listed is None or name in listed)
        and (not options.only or fnmatch(name, options.only) or name.startswith(f"{options.only}_"))
    ]
    cases = [read_case(options.fixtures / f"{name}.txt") for name in wanted]
    passed = {case.name: outcome(case) == case.expected for case in cases}
    report(cases, passed, listed)
    known = read_list(options.known) if options.known.exists() else {}
    failing = [name for name, right in passed.items() if not right and name not in known]
    passing = [name for name in known if passed.get(name, False)]
    if options.failures:
        print("\n".join(f"fails: {name}" for name, right in passed.items() if not right))
    if passing:
        print(f"known to fail, but passing: {', '.join(passing)}")
    if failing:
        print(f"failing, and not known to: {len(failing)}")
    return 1 if failing or passing else 0


if __name__ == "__main__":
    sys.exit(main())
