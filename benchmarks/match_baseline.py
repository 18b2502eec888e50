"""Crossref's own matchers, as published, for the comparison in ``match.py``.

Search-based matching takes the search engine's best hit, with or without a threshold on its
relevance. Search-based matching with validation looks at several hits and asks which of them has
the numbers that the reference has. Written here from what Crossref has published:

* the matcher in use, https://github.com/CrossRef/search-based-reference-matcher, its part for
  unstructured references;
* its evaluation and the thresholds, https://github.com/CrossRef/reference-matching-evaluation
  (``analyses/relevance_threshold``, ``analyses/blog/comparison``), and the posts "Matchmaker,
  matchmaker, make me a match" and "Reference matching: for real this time" on crossref.org.

Validation, in short. Candidates are the hits whose relevance divided by the length of the reference
is at least 0.4. For each candidate the numbers in the reference are given away, each once: to its
volume, year, issue, pages, and to numbers in its title and container. Every number of the candidate
weighs 1, found or not; every number of the reference that is left over weighs 1 against it; a year
that is off by one counts half; the first author's name counts as much as it resembles something at
the beginning of the reference. What the candidate lacks is left out. The relevance enters twice,
each time as a part of 1. The similarity is the sum of the smaller weights by the sum of the larger
ones (a generalised Jaccard index), and 0 unless three of these agree: title, year, volume, author,
first page. The most similar candidate is the match if its similarity is at least 0.34. Neither
title nor container has to agree; a volume that is the year is found twice in one number.

Two things are other than at Crossref, because the search engine is another:

* The thresholds are in units of Crossref's relevance; :data:`RELEVANCE` converts the scores of
  :class:`refkit.resolve.search_index.SearchIndex`. It is the one number that was fitted.
* The first hit has to be as relevant as every other candidate, as in Crossref's evaluation. The
  matcher in use looks at it in any case; with an index that puts works of the same year and first
  page first, this would cost the baseline two to five times as many false matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from anyascii import anyascii
from rapidfuzz.fuzz import partial_ratio

from refkit.model import Name, Record, Reference
from refkit.resolve.source import search_text

RELEVANCE: Final = 2.2
"""Crossref's relevance that a score of 1 stands for, fitted in favour of the baseline.

It gives validation its best F1 over 8,464 references of biblio-glutton, asked with and without
their works among 38,500, and 5,915 deposited references, nearly all of other works. To make the
medians of right hits equal to those of Crossref's published sample, it would be 1.3, and 6 % of
the right works would be missed.
"""

RELEVANT_HIT: Final = 0.47
"""Relevance by character from which the first hit is a match without validation."""

CANDIDATE: Final = 0.4
"""Relevance by character from which a hit is validated."""

SIMILAR: Final = 0.34
"""Similarity from which the best candidate is the match."""

SUPPORT: Final = 3
"""Of title, year, volume, author and first page, how many have to agree."""

ROWS: Final = 20
"""Hits that Crossref asks for."""

_ALIKE: Final = 0.7
"""Resemblance from which a title or an author agrees."""

_LABEL: Final = 5
"""Characters at the beginning where no number is looked for: "[12] "."""

_NUMBER: Final = re.compile(r"\d+")
_IDENTIFIERS: Final = (
    re.compile(r"(?<!\d)10\.\d{4,9}/[-._;()/:a-zA-Z0-9]+"),
    re.compile(r"(?<![a-zA-Z0-9])arXiv:[\d.]+"),
    re.compile(r"\[[^\[\]]*\]"),
)
_RANGE: Final = re.compile(
    r"""
    (?<!\d) (?P<first>\d{1,9})
    [-\u00ad\u2010-\u2015\u207b\u208b\u2212]
    (?P<last>\d{1,9}) (?!\d)
    """,
    re.VERBOSE,
)


def best_hit(hits: Sequence[Record]) -> Record | None:
    """The first search hit, whatever its relevance.

    Args:
        hits: What the search returned, best first.
    """
    return hits[0] if hits else None


def relevant_hit(text: str, hits: Sequence[Record]) -> Record | None:
    """The first search hit if it is relevant enough for a reference of that length.

    Args:
        text: The reference as written.
        hits: What the search returned, best first, with their scores.
    """
    return hits[0] if hits and _by_length(text, hits[0]) >= RELEVANT_HIT else None


def validated(text: str, hits: Sequence[Record]) -> Record | None:
    """The hit that search-based matching with validation takes.

    Args:
        text: The reference as written.
        hits: What the search returned, best first, with their scores; at most :data:`ROWS` are
            looked at.
    """
    candidates = [record for record in hits[:ROWS] if _by_length(text, record) >= CANDIDATE]
    scored = [(similarity(text, record), record) for record in candidates]
    best, record = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return record if best >= SIMILAR else None


def similarity(text: str, record: Record) -> float:
    """How much of a work's numbers and first author a reference has, 0.0–1.0.

    Args:
        text: The reference as written.
        record: A candidate, with its score.
    """
    stripped = _without_identifiers(text)
    numbers = _NUMBER.findall(stripped[_LABEL:])
    if not numbers:
        return 0.0
    work, year = record.work, _year(record)
    if work.volume and work.volume == year and numbers.count(year) == 1:
        numbers.append(year)
    volume = _taken(work.volume, numbers)
    years = _taken(year, numbers)
    issue = _taken(work.issue, numbers)
    pages = _taken(work.page, numbers)
    titles = _taken(work.title, numbers) + _taken(work.container_title, numbers)
    if years == [0.0]:
        years = [_near(int(year), numbers)]
    author = _author(record, stripped)
    supports = (volume[:1], years, pages[:1], [weight for weight in author if weight > _ALIKE])
    titled = bool(work.title) and _resemblance(work.title, stripped) > _ALIKE
    if titled + sum(map(any, supports)) < SUPPORT:
        return 0.0
    relevances = (record.score * RELEVANCE / 100, _by_length(text, record))
    agreeing = [*volume, *years, *issue, *pages, *titles, *author]
    shared = sum(agreeing) + sum(relevances)
    union = len(agreeing) + sum(max(1.0, relevance) for relevance in relevances) + len(numbers)
    return shared / union


def _by_length(text: str, record: Record) -> float:
    # The length of what was asked for: a DOI was not, and adds nothing to the score.
    asked = search_text(Reference(raw=text))
    return record.score * RELEVANCE / max(1, len(asked))


def _without_identifiers(text: str) -> str:
    """The reference without the numbers that are not bibliographic, and with whole last pages."""
    for identifier in _IDENTIFIERS:
        text = identifier.sub("", text, count=1)
    return _RANGE.sub(_whole_range, text.strip())


def _whole_range(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    if len(first) > len(last) and int(first[-len(last) :]) <= int(last):
        return f"{first}-{first[: -len(last)]}{last}"
    return found[0]


def _year(record: Record) -> str:
    # Crossref's "issued" is the earliest of print and online; a Work's is that of print.
    years = [*record.variants.get("issued", ()), str(record.work.year or "")]
    return min((year for year in years if year.isdecimal()), key=int, default="")


def _taken(value: str, numbers: list[str]) -> list[float]:
    """For each number in a field, whether the reference has it; it is taken out of its numbers."""
    return [float(_take(number, numbers)) for number in _NUMBER.findall(value)]


def _take(number: str, numbers: list[str]) -> bool:
    if number not in numbers:
        return False
    numbers.remove(number)
    return True


def _near(year: int, numbers: list[str]) -> float:
    return 0.5 if any(_take(str(other), numbers) for other in (year - 1, year + 1)) else 0.0


def _author(record: Record, text: str) -> list[float]:
    """How much the first author, or else the first editor, resembles the reference's beginning."""
    family = _first_family(record.work.author) or _first_family(record.work.editor)
    if not family:
        return []
    beginning = anyascii(text)[: 3 * len(anyascii(family))]
    return [_resemblance(family, beginning)]


def _first_family(names: Iterable[Name]) -> str:
    for name in names:
        return f"{name.non_dropping_particle} {name.family}".strip()
    return ""


def _resemblance(name: str, text: str) -> float:
    """How much a name or title resembles the part of a text that is most like it, 0.0–1.0."""
    return partial_ratio(anyascii(name).lower(), anyascii(text).lower()) / 100
