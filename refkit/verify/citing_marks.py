"""Marks: what the numbers and keys in a text cite, and whether the list may be held against them.

A number that leads to no entry is a fault of the author's only where the list was read whole, which
its own numbers show: from 1 on, each once, as many as there are entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from refkit.model import Citation, Document, ReferenceList, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.verify.citing import FURTHER_READING
from refkit.verify.citing_fit import slips
from refkit.verify.rule import Article

_MARKER: Final = lazy_pattern(r"[\[(]? \s? (?P<number> [0-9]{1,4} ) \s? [\])]? [.:)]?", re.VERBOSE)
_BRACKETS: Final = lazy_pattern(r"\[ [^\[\]]{1,400} \] | \( [^()]{1,120} \)", re.VERBOSE)
_NUMBER: Final = lazy_pattern(r"[0-9]{1,4} (?: \s? [-‐–—] \s? [0-9]{1,4} )?", re.VERBOSE)
_DASH: Final = lazy_pattern(r"[-‐–—]")
_PRINTS: Final = frozenset({"pdf", "text"})
"""Forms that know superscripts by their place alone, or not at all, so that some are lost."""

# The manual of Quarto, "Cross References", and the labels that LaTeX's users write like it.
_CROSS_REFERENCE: Final = lazy_pattern(
    r"(?: fig | tbl | tab | lst | sec | eq | eqn | thm | lem | cor | prp | cnj | def | exm | exr"
    r" | sol | rem | alg | tip | nte | wrn | imp | cau | vid | dia | app | chap ) [-:_] .",
    re.VERBOSE | re.IGNORECASE,
)

_FEW: Final = 3


class Numbers(msgspec.Struct):
    """A numbered list, and the numbers in the text that lead to it.

    Attributes:
        range: The numbers of its references in the article, from 0.
        last: Its last number, the count of its entries.
        citations: The citations that lead to it or to no entry, in order.
        cited: Which of its references they mean.
    """

    range: range
    last: int
    citations: list[Citation]
    cited: frozenset[int]


def numbers_of(article: Article) -> Numbers | None:
    """The list that an article evidently cites by number, if it is the only one and whole."""
    citations = [each for each in article.citations if each.system == "number"]
    ranges = [
        (each, numbers)
        for each, numbers in zip(article.lists, article.numbers(), strict=False)
        if each.kind == "list"
    ]
    if not citations or len(ranges) != 1 or len(article.lists) != 1:
        return None
    (one, numbers), *_ = ranges
    if not _is_whole(one):
        return None
    cited = frozenset(each.target for each in citations if each.target is not None)
    lost = {each.key for each in citations if each.target is None}
    least = min(_FEW, len(numbers))
    evident = len(cited) >= least and 10 * len(cited) >= 3 * len(numbers)
    if not evident or 10 * len(lost) > max(10, len(cited)):
        return None
    return Numbers(numbers, len(numbers), citations, cited)


def _is_whole(one: ReferenceList) -> bool:
    """Whether a list shows the numbers from 1 on, each once, as many as there are entries."""
    found = [_MARKER.fullmatch(reference.marker) for reference in one.references]
    shown = [int(match["number"]) for match in found if match]
    return len(shown) == len(found) > 1 and shown == list(range(1, len(shown) + 1))


def is_complete(article: Article, numbers: Numbers) -> bool:
    """Whether most of a list is cited, so that what is not is left over."""
    heading = article.lists[0].heading
    text = article.document.text
    if heading and FURTHER_READING.search(text[heading.start : heading.end]):
        return False
    if 10 * len(numbers.cited) < 7 * len(numbers.range):
        return False
    raised = any(
        len(each.group) > 0 and text[each.group.start] not in "[(" for each in numbers.citations
    )
    return not (raised and article.document.format in _PRINTS)


def mentioned(article: Article) -> frozenset[int]:
    """All numbers in brackets or raised outside of the lists, whatever they are."""
    document = article.document
    found: set[int] = set()
    for span in _outside(document, article.lists):
        for match in _BRACKETS.finditer(document.text, span.start, span.end):
            found.update(_numbers(match[0]))
    for mark in document.markup:
        if mark.kind == "superscript":
            found.update(_numbers(document.text[mark.span.start : mark.span.end]))
    return frozenset(found)


def _outside(document: Document, lists: list[ReferenceList]) -> Iterator[Span]:
    at = 0
    for each in sorted(lists, key=lambda one: one.span):
        if len(each.span):
            yield Span(at, each.span.start)
            at = each.span.end
    yield Span(at, len(document.text))


def _numbers(text: str) -> Iterator[int]:
    for match in _NUMBER.finditer(text):
        first, *rest = [int(each) for each in _DASH.split(match[0])]
        yield first
        if rest:
            yield rest[0]
            if first < rest[0] <= first + 200:
                yield from range(first, rest[0])


class Keys(msgspec.Struct):
    """The keys in the text, and those that the article can cite.

    Attributes:
        unknown: The citations of keys that no work has, in order.
        cited: The different keys that are cited.
        known: The keys of the article's entries, and of the works in the files that it names.
    """

    unknown: list[Citation]
    cited: frozenset[str]
    known: frozenset[str]

    def nearest(self, key: str) -> str:
        """The one known key that differs by as few letters as a slip; "" if none or several do."""
        most = slips(len(key))
        if not most:
            return ""
        found = extract(
            key, self.known, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=2
        )
        if not found or (len(found) > 1 and found[0][1] == found[1][1]):
            return ""
        return str(found[0][0])


def keys_of(article: Article) -> Keys | None:
    """The keys by which an article cites; None where nobody knows which ones it may cite."""
    document = article.document
    written = {mention.span for mention in document.mentions if not mention.printed}
    citations = [
        each for each in article.citations if each.system == "key" and each.group in written
    ]
    own = any(len(each.span) and each.references[0].key for each in article.lists)
    if not citations or article.unread or not (own or document.bibliographies):
        return None
    references = (verdict.reference for verdict in article.verdicts)
    known = article.keys | {reference.key for reference in references if reference.key}
    # BibTeX takes SMITH2020 for smith2020 (Patashnik, "BibTeXing", section 2); pandoc does not.
    folds = document.format == "latex"
    folded = {key.lower() for key in known} if folds else known
    unknown = [
        each
        for each in citations
        if (each.key.lower() if folds else each.key) not in folded
        and not _CROSS_REFERENCE.match(each.key)
    ]
    cited = frozenset(each.key for each in citations)
    return Keys(unknown, cited, frozenset(known))
