"""Measure the citations that are found in articles that mark theirs.

usage: python benchmarks/citations.py ARTICLES_DIR [--show N]

ARTICLES_DIR holds ``FORM/FILE``. Articles whose files mark what their text cites, JATS by
``<xref>`` and DOCX by fields, are read twice. Once without these marks: what is found by the text
alone is compared with them, by number or by author and date. Once with them: each must lead to its
entry. A file may leave citations unmarked, which count as extra.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

from refkit.errors import UnreadableError
from refkit.extract import find_citations, find_reference_lists
from refkit.model import Citation, Document, Mention, ReferenceList
from refkit.model.document import SUB_ARTICLE
from refkit.readers import read_path


class Score(NamedTuple):
    """What was found of one article's citations."""

    gold: int
    found: int
    right: int
    missing: list[str]
    extra: list[str]

    def __str__(self) -> str:
        recall = f"{self.right / self.gold:.4f}" if self.gold else "  –   "
        precision = f"{1 - len(self.extra) / self.found:.4f}" if self.found else "  –   "
        return (
            f"recall {recall}  precision {precision}  ({self.right} of {self.gold}, {self.found})"
        )


def is_numeric(mentions: list[Mention], text: str) -> bool:
    """Whether most marks are numbers."""
    numbers = sum(
        text[each.span.start : each.span.end].strip("[]() ")[:1].isdigit()
        and len(each.span) < len("(2019a)")
        for each in mentions
    )
    return 2 * numbers > len(mentions)


def outside(document: Document, lists: list[ReferenceList]) -> list[Mention]:
    """The printed marks outside of the reference lists and of the letters of a review."""
    spans = [each.span for each in lists]
    spans += [block.span for block in document.blocks if block.label == SUB_ARTICLE]
    return [
        mention
        for mention in document.mentions
        if mention.printed
        and not any(span.start <= mention.span.start < span.end for span in spans)
    ]


def around(document: Document, start: int, end: int) -> str:
    """What stands at a place, with some words."""
    return document.text[max(0, start - 40) : end + 20].replace("\n", " ")


def score(
    document: Document, mentions: list[Mention], citations: list[Citation], places: dict[str, int]
) -> Score:
    """Compare marks with citations.

    Args:
        document: The article.
        mentions: Its marks.
        citations: What was found.
        places: The places of the references by their keys; empty if none are to be compared.
    """
    missing: list[str] = []
    hit: set[int] = set()
    for mention in mentions:
        over = [
            at
            for at, each in enumerate(citations)
            if each.span.start < mention.span.end and mention.span.start < each.span.end
        ]
        hit.update(over)
        wanted = {places[key] for key in mention.keys if key in places}
        if wanted and not wanted & {citations[at].target for at in over}:
            over = []
        if not over:
            missing.append(around(document, mention.span.start, mention.span.end))
    extra = [
        around(document, each.span.start, each.span.end)
        for at, each in enumerate(citations)
        if at not in hit
    ]
    right = len(mentions) - len(missing)
    return Score(len(mentions), len(citations), right, missing, extra)


def main() -> None:
    """Print the figures for each article that marks its citations."""
    parser = argparse.ArgumentParser(description="Measure the citations that are found.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--show", type=int, default=3, help="missing and extra citations to show")
    options = parser.parse_args()
    totals: dict[str, list[Score]] = {}
    for path in sorted(options.articles.glob("*/*")):
        if path.parent.name == "gold" or not path.is_file() or path.suffix == ".bib":
            continue
        try:
            document = read_path(path)
        except UnreadableError as error:
            print(f"{path.parent.name}/{path.name}: {error.reason}")
            continue
        lists = find_reference_lists(document)
        mentions = outside(document, lists)
        if not mentions:
            continue
        keys = [reference.key for each in lists for reference in each.references]
        places = {key: at for at, key in enumerate(keys) if key}
        numeric = is_numeric(mentions, document.text)
        started = time.process_time()
        alone = find_citations(msgspec.structs.replace(document, mentions=[]), lists)
        seconds = time.process_time() - started
        wanted = "number" if numeric else "author-date"
        found = [each for each in alone if each.system == wanted]
        results = {
            f"{wanted} by the text": score(document, mentions, found, places if numeric else {}),
            "with the marks": score(document, mentions, find_citations(document, lists), places),
        }
        print(f"{path.parent.name}/{path.name}  {seconds:.2f} s")
        for name, result in results.items():
            totals.setdefault(name, []).append(result)
            print(f"    {name:24} {result}")
            for text in result.missing[: options.show]:
                print(f"        missing  {text}")
            for text in result.extra[: options.show]:
                print(f"        extra    {text}")
    print()
    for name, scores in totals.items():
        whole = Score(
            sum(each.gold for each in scores),
            sum(each.found for each in scores),
            sum(each.right for each in scores),
            [],
            [text for each in scores for text in each.extra],
        )
        print(f"{name:24} {whole}")


if __name__ == "__main__":
    main()
