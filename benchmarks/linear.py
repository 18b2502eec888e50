#!/usr/bin/env python3
"""How the work of reading grows with the length of a hostile text.

usage: linear.py [--length 20000]

Each reader gets a text that repeats something hostile, and one four times as long. Prints, for each
reader, the worst ratio of the two CPU times: about 4 where the work is linear, 16 where it is
quadratic. Pairs too quick to measure are left out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import refkit
from refkit.match import score
from refkit.model import Name, Record, Reference, Work
from refkit.normalize.dates import parse_date
from refkit.normalize.identifiers import find_dois, find_urls
from refkit.normalize.names import parse_name
from refkit.normalize.pages import parse_pages
from refkit.normalize.text import clean, fold, strip_markup
from refkit.normalize.venues import same_venue


def matched(text: str) -> object:
    """A reference beside the Record of a like one, everything as long as it may be."""
    work = Work(title=text, container_title=text, author=[Name(family=text)], page=text, volume="1")
    reference = Reference(raw=text, work=work)
    return score(reference, Record(source="x", work=work.copy(title=f"x{text}")))


LIST = """
## References

Smith, J., & Jones, K. (2019). On tears. *Sea*, *3*(1), 1–2. https://doi.org/10.5555/1

A. (2019). *On salt*. Lake Press.
"""


def checked(text: str) -> object:
    """An article, every rule held against it as APA, without Records."""
    with refkit.Sources(offline=True, cache=False) as sources:
        return refkit.check(
            text,
            format="markdown",
            sources=sources,
            settings=refkit.Settings(style="apa"),
        )


READERS: dict[str, Callable[[str], object]] = {
    "clean": clean,
    "fold": fold,
    "strip_markup": strip_markup,
    "parse_name": parse_name,
    "parse_date": parse_date,
    "parse_pages": parse_pages,
    "find_dois": find_dois,
    "find_urls": find_urls,
    "same_venue": lambda text: same_venue(text, text + "x"),
    "score": matched,
    "parse_reference": refkit.parse_reference,
    "parse markdown": lambda text: refkit.parse(text, format="markdown"),
    "parse html": lambda text: refkit.parse(text, format="html"),
    "parse text": lambda text: refkit.parse(text, format="text"),
    "check body": lambda text: checked(f"{text}\n{LIST}"),
    "check entry": lambda text: checked(f"{LIST}\nEk, B. (2019). {text}. *Sea*, *3*(1), 1–2.\n"),
}
UNITS = (
    " ", ".", "-", "1 ", "A.", "a, ", "<a ", "<i></i>", "&amp;", "\\_", "((", "[", "*a", "[a](",
    "`", "10.1234/", "10.1234/((<1::", "doi: ", "https://", " \n", "(2020). ", "Smith, J., & ",
    "In ", "\n\n", "(Smith, 2019; ", "Smith (2019) ", "((2019) ", "A, 2019, ", "as cited in ",
    "“A, 2019 ", "<!-- refkit: ",
)  # fmt: skip
LEAST = 0.02
"""Seconds of CPU below which a time says nothing."""


def seconds(reader: Callable[[str], object], text: str) -> float:
    """The least CPU time of two runs."""
    times = []
    for _ in range(2):
        started = time.process_time()
        reader(text)
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--length", type=int, default=20_000)
    length = options.parse_args().length
    print(f"{'reader':18}{'worst ratio':>12}   with   ({4 * length} for {length} characters)")
    for name, reader in READERS.items():
        worst, culprit = 0.0, ""
        for unit in UNITS:
            longer = seconds(reader, "a " + unit * (4 * length // len(unit)))
            if longer >= LEAST:
                ratio = longer / max(seconds(reader, "a " + unit * (length // len(unit))), 1e-4)
                if ratio > worst:
                    worst, culprit = ratio, unit
        shown = f"{worst:12.1f}   {culprit!r}" if worst else f"{'too quick':>12}"
        print(f"{name:18}{shown}")


if __name__ == "__main__":
    main()
