"""Compare with citeproc-js: python benchmarks/csl_styles.py ITEMS.json EXPECTED_DIR [options].

ITEMS.json is a list of CSL-JSON items. EXPECTED_DIR has a file STYLE.json for each style, named as
the style is: {"entries": {id: html}, "citations": {id: html}, "bibliography": [[id, html], …]}.
An entry is the bibliography of a document with that item alone, a citation is the item cited in
such a document, and the bibliography is that of all items. White space, entities, no-break spaces
and the divs around and in entries are folded.

Printed for each style, and over all: the share that is identical with its markup, and as text; and
whether the bibliography has the same order.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from refkit.csl import Citation, CitationItem, Document, Style

PARTS: Final = ("entries", "citations", "bibliography")


def folded(markup: str, keep_tags: bool) -> str:
    """Markup without what does not count; as text if the tags are not kept."""
    text = re.sub(r"</?div[^>]*>", " ", markup)
    if not keep_tags:
        text = re.sub(r"<[^>]+>", "", text)
    text = html.unescape(text).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", text).strip()


def render(style: Style, items: list[dict[str, Any]]) -> dict[str, Any]:
    """The items rendered in the form of the expected files; a failure stands as its own text."""
    entries: dict[str, str] = {}
    citations: dict[str, str] = {}
    for item in items:
        name = item["id"]
        try:
            document = Document(style, [item])
            citations[name] = document.cite_alone(Citation((CitationItem(name),)))
            if style.bibliography is not None:
                entries[name] = "".join(text for _, text in document.bibliography().entries)
        except Exception as error:  # noqa: BLE001 - one item's failure is one difference
            entries[name] = f"{type(error).__name__}: {error}"
    whole: list[tuple[str, str]] = []
    if style.bibliography is not None:
        try:
            whole = Document(style, items).bibliography().entries
        except Exception as error:  # noqa: BLE001
            print(f"the bibliography fails: {type(error).__name__}: {error}")
    return {"entries": entries, "citations": citations, "bibliography": whole}


def compare(want: Mapping[str, str], got: Mapping[str, str]) -> tuple[int, int, list[str]]:
    """How many are identical with markup, how many as text, and the ids of those that differ."""
    exact = plain = 0
    wrong = []
    for key, markup in want.items():
        other = got.get(key, "")
        same = folded(markup, True) == folded(other, True)
        exact += same
        plain += folded(markup, False) == folded(other, False)
        if not same:
            wrong.append(key)
    return exact, plain, wrong


def print_differences(want: Mapping[str, str], got: Mapping[str, str], names: list[str]) -> None:
    """Print what was expected and what was rendered."""
    for name in names:
        print(f"  {name}\n    want {folded(want[name], True)}")
        print(f"    got  {folded(got.get(name, ''), True)}")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("items", type=Path)
    parser.add_argument("expected", type=Path)
    parser.add_argument("--style", action="append", help="only this style; may be repeated")
    parser.add_argument("--show", type=int, default=0, help="print this many differences a part")
    parser.add_argument("--part", choices=PARTS, action="append", help="show this part only")
    parser.add_argument("--out", type=Path, help="write what was rendered to this folder")
    options = parser.parse_args()
    items = json.loads(options.items.read_text(encoding="utf-8"))
    totals: Counter[str] = Counter()
    for path in sorted(options.expected.glob("*.json")):
        if options.style and path.stem not in options.style:
            continue
        expected = json.loads(path.read_text(encoding="utf-8"))
        rendered = render(Style.load(path.stem), items)
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            text = json.dumps(rendered, ensure_ascii=False, indent=0)
            (options.out / path.name).write_text(text, encoding="utf-8")
        figures = []
        differences = []
        for part in PARTS:
            want, got = dict(expected.get(part, {})), dict(rendered[part])
            if not want:
                continue
            exact, plain, wrong = compare(want, got)
            totals[f"{part} all"] += len(want)
            totals[f"{part} exact"] += exact
            totals[f"{part} plain"] += plain
            figures.append(f"{part} {exact / len(want):.4f} text {plain / len(want):.4f}")
            if not options.part or part in options.part:
                differences.append((want, got, wrong[: options.show]))
        if expected.get("bibliography"):
            orders = [[key for key, _ in each["bibliography"]] for each in (expected, rendered)]
            same = orders[0] == orders[1]
            totals["same order"] += same
            totals["orders"] += 1
            figures.append(f"order {'same' if same else 'differs'}")
        print(f"{path.stem:38} {'  '.join(figures)}")
        for want, got, names in differences:
            print_differences(want, got, names)
    for part in PARTS:
        if count := totals[f"{part} all"]:
            exact, plain = totals[f"{part} exact"], totals[f"{part} plain"]
            print(f"all {part:13} n={count} identical={exact / count:.4f} text={plain / count:.4f}")
    print(f"same order in {totals['same order']} of {totals['orders']} styles")


if __name__ == "__main__":
    main()
