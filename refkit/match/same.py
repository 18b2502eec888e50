"""Same: which of many Works are one work, described twice.

Works that may be the same are brought together by what they share (:func:`_keys`), in blocks of
which no Work is compared with more than a few others, so that the time grows with the number of
Works. Two of them are then compared field by field, as a Reference is with a Record; works that
share a title and are not one work are told apart by :mod:`refkit.match.kinship`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
from rapidfuzz import fuzz

from refkit.match.agreement import Agreement, contradictions
from refkit.match.authors import compare_authors
from refkit.match.fields import agreements
from refkit.match.kinship import kinship
from refkit.match.titles import begins_title, part_of_title
from refkit.model import Name, Record, Reference, Work
from refkit.normalize.dois import doi_key
from refkit.normalize.identifiers import parse_arxiv, parse_isbn
from refkit.normalize.latex import latex_to_unicode
from refkit.normalize.names import family_key
from refkit.normalize.pages import parse_pages
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, squash, strip_markup, word_set

THRESHOLD: Final = 0.9
"""The least score at which Works are taken for one."""

_NEIGHBOURS: Final = 12
"""Works of a block, in the order of their titles, that one is compared with."""

_STEP: Final = 1_000
"""Works after which ``progress`` is told."""

_SMALL: Final = word_set(
    "a an and as at by der des die das de du el en et for from in la le les los of on or the to und"
    " un une with"
)
_BREAK: Final = lazy_pattern(r"\s*(?:[:;?!]|\.(?=\s)|\s[-–—]\s|[–—]|\s\(|\s\[)\s*")
_OTHERS: Final = frozenset(("others", "et al", "et al.", "u.a.", "and others", "…"))
_NUMBER: Final = re.compile(r"\d{1,9}")
_TEX: Final = re.compile(r"[\\{}$~]")

_FAMILIES: Final = {
    kind: family
    for family, kinds in {
        "article": "article-journal article-magazine article-newspaper review review-book",
        "preprint": "article",
        "meeting": "paper-conference speech",
        "part": "chapter entry entry-dictionary entry-encyclopedia",
        "whole": "book collection classic",
        "thesis": "thesis",
        "report": "report standard",
        "data": "dataset",
        "program": "software",
        "page": "webpage post post-weblog",
        "patent": "patent",
    }.items()
    for kind in kinds.split()
}
_COMPATIBLE: Final = frozenset(
    frozenset(pair.split())
    for pair in ("meeting part", "meeting article", "report page", "report whole", "data page")
)
"""Kinds that one work is described as by different people; others of two kinds are two works."""

_APART: Final = ("edition", "number_of_volumes", "chapter_number", "part_number", "version")
"""What tells works of one title apart where both Works give it."""

_WEIGHTS: Final = {
    # variable: (the same, other)
    "issued": (1.0, -2.5),
    "container-title": (1.0, -3.0),
    "volume": (0.8, -1.5),
    "issue": (0.3, -1.0),
    "page": (1.5, -1.5),
}
_IDENTIFIERS: Final = {"DOI": 6.0, "PMID": 6.0, "PMCID": 6.0, "arXiv": 5.0, "ISBN": 1.5}
_WORDS_OF: Final = {
    "title": "title",
    "author": "authors",
    "issued": "year",
    "container-title": "container",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
}
_EVEN: Final = 3.8
"""The sum of weights at which as many pairs are one work as two."""
_SLOPE: Final = 2.0


class Same(msgspec.Struct, frozen=True):
    """Works that are one work.

    Attributes:
        indexes: Their places in the list that was given, ascending, two or more.
        score: How probable that is, 0.0–1.0: that of the weakest link.
        reason: What they share, in words: "DOI and title".
    """

    indexes: list[int]
    score: float
    reason: str


def same_works(
    works: Sequence[Work],
    *,
    threshold: float = THRESHOLD,
    progress: Callable[[int], None] | None = None,
) -> list[Same]:
    """Find the Works that are one work.

    A preprint and the article, the conference paper and the article, parts, editions, a work and
    its erratum, a chapter and its book are not the same.

    Args:
        works: The Works.
        threshold: The least score at which two are taken for one.
        progress: Called now and then with the number of Works that have been compared.

    Returns:
        The groups in the order of their first Works; a Work is in one group at most.
    """
    facts = [_Facts(work) for work in works]
    links: list[tuple[float, int, int, str]] = []
    for one, other in _pairs(facts, progress):
        score, reason = _compared(facts[one], facts[other])
        if score >= threshold:
            links.append((score, one, other, reason))
    links.sort(key=lambda link: (-link[0], link[1], link[2]))
    return _groups(facts, links)


def likeness(one: Work, other: Work) -> tuple[float, str]:
    """How probable it is that two Works are one work, 0.0–1.0, and what they share, in words."""
    return _compared(_Facts(one), _Facts(other))


class _Facts:
    """A Work, and what of it is compared."""

    def __init__(self, work: Work) -> None:
        self.work = work
        title = strip_markup(_untexed(work.title))
        self.title = fold(title)
        self.letters = self.title.replace(" ", "")
        main = _BREAK.split(title, maxsplit=1)[0]
        self.main = squash(main) or self.letters
        people = [name for name in work.author or work.editor if not _is_others(name)]
        first = people[0] if people else None
        self.first = (squash(first.literal) or family_key(first).replace(" ", "")) if first else ""
        self.year = work.year
        self.ids = _identifiers(work)
        self.kind = _FAMILIES.get(work.type, "")
        self.volume = set(_NUMBER.findall(work.volume))
        pages = parse_pages(work.page)
        self.page = pages.ranges[0][0] if pages else ""
        self._cleaned: Work | None = None

    @property
    def cleaned(self) -> Work:
        """The Work with a plain title, and without "others" among its names."""
        if self._cleaned is None:
            work = self.work
            self._cleaned = work.copy(
                title=strip_markup(_untexed(work.title)),
                container_title=strip_markup(_untexed(work.container_title)),
                author=[name for name in work.author if not _is_others(name)],
                editor=[name for name in work.editor if not _is_others(name)],
            )
        return self._cleaned

    @property
    def abridged(self) -> bool:
        """Whether the list of authors says that it is not complete."""
        return any(_is_others(name) for name in self.work.author or self.work.editor)


def _untexed(text: str) -> str:
    """A text without the LaTeX that some program took for text."""
    return latex_to_unicode(text) if _TEX.search(text) else text


def _is_others(name: Name) -> bool:
    return (name.literal or name.family).casefold() in _OTHERS and not name.given


def _identifiers(work: Work) -> dict[str, str]:
    found = {
        "DOI": doi_key(work.DOI) if work.DOI else "",
        "PMID": work.PMID.strip(),
        "PMCID": work.PMCID.strip().upper().removeprefix("PMC"),
        "ISBN": parse_isbn(work.ISBN) if work.ISBN else "",
    }
    for text in (work.number, work.URL, work.DOI):
        if "arxiv" in text.casefold() and "arXiv" not in found:
            found["arXiv"] = re.sub(r"v\d{1,3}\Z", "", parse_arxiv(text))
    return {name: value for name, value in found.items() if value}


def _keys(facts: _Facts) -> Iterator[str]:
    """What a Work shares with one that is the same: at least one of these, whatever slips."""
    for name, value in facts.ids.items():
        yield f"{name} {value}"
    title = facts.letters
    if not title:
        return
    yield f"main {facts.main}"
    significant = [word for word in facts.title.split() if word not in _SMALL]
    if facts.first:
        # A slip in the title leaves its beginning or its end, one in the name most of the title.
        yield f"head {facts.first[:4]} {title[:8]}"
        yield f"tail {facts.first[:4]} {title[-8:]}"
        yield f"year {facts.first[:4]} {facts.year} {''.join(significant[:1])[:4]}"
    elif significant:
        yield f"words {' '.join(significant[:3])} {facts.year}"
    if len(significant) > 3:
        yield f"first {' '.join(significant[:4])}"
        yield f"last {' '.join(significant[-4:])}"
    if facts.page and facts.work.volume:
        yield f"place {facts.work.volume} {facts.page} {facts.year}"


def _pairs(
    facts: Sequence[_Facts], progress: Callable[[int], None] | None
) -> Iterator[tuple[int, int]]:
    """The pairs to compare, each once: within a block every Work with the next few."""
    blocks: dict[str, list[int]] = {}
    for index, each in enumerate(facts):
        for key in _keys(each):
            blocks.setdefault(key, []).append(index)
    seen: set[int] = set()
    done = 0
    for block in blocks.values():
        if len(block) > _NEIGHBOURS + 1:
            block.sort(key=lambda index: (facts[index].title, facts[index].first, index))
        for place, one in enumerate(block):
            for other in block[place + 1 : place + 1 + _NEIGHBOURS]:
                low, high = (one, other) if one < other else (other, one)
                pair = low * len(facts) + high
                if pair not in seen and _may_be_same(facts[low], facts[high]):
                    seen.add(pair)
                    yield low, high
            done += 1
            if progress is not None and done % (_STEP * 8) == 0:
                progress(min(done // 8, len(facts)))
    if progress is not None:
        progress(len(facts))


def _may_be_same(one: _Facts, other: _Facts) -> bool:
    """Whether a pair is worth a closer look; says no to nearly all that are two works."""
    a, b = one.ids.get("DOI"), other.ids.get("DOI")
    if a and b and a != b:
        return False
    if not one.title or not other.title:
        return bool(set(one.ids.items()) & set(other.ids.items()))
    if a and a == b:
        return True
    if one.volume and other.volume and not one.volume & other.volume:
        pages = _NUMBER.findall(one.page), _NUMBER.findall(other.page)
        if all(pages) and pages[0] != pages[1]:
            return False
    if one.main == other.main:
        return True
    return fuzz.ratio(one.letters, other.letters, score_cutoff=70) > 0


def _compared(one: _Facts, other: _Facts) -> tuple[float, str]:
    shared = [name for name, value in one.ids.items() if other.ids.get(name) == value]
    told_apart = [
        name
        for name in ("DOI", "PMID", "arXiv")
        if name in one.ids and name in other.ids and name not in shared
    ]
    if told_apart or _are_apart(one, other):
        return 0.0, ""
    a, b = one.cleaned, other.cleaned
    reference, record = Reference(raw="", work=a, confidence=1.0), Record(work=b, source="")
    compared = agreements(reference, record)
    if one.abridged or other.abridged:
        compared["author"] = _shortened(one, other)
    if _are_kin(reference, record, compared):
        return 0.0, ""
    odds = _title_weight(a, b, compared) + _author_weight(compared.get("author"))
    for variable, (same, differ) in _WEIGHTS.items():
        agreement = compared.get(variable)
        if agreement is not None:
            odds += same * agreement.score if agreement.same else differ
    if not (one.kind == other.kind or not one.kind or not other.kind):
        odds -= 1.0
    strong = sum(_IDENTIFIERS[name] for name in shared)
    if contradictions(compared) >= 2 and strong < _IDENTIFIERS["DOI"]:
        return 0.0, ""
    odds += strong
    score = 1 / (1 + math.exp(-max(min(_SLOPE * (odds - _EVEN), 50.0), -50.0)))
    return score, _reason(shared, compared)


def _are_apart(one: _Facts, other: _Facts) -> bool:
    """Whether two Works are of two kinds, or say themselves that they are two."""
    if one.kind and other.kind and one.kind != other.kind:
        if frozenset((one.kind, other.kind)) not in _COMPATIBLE:
            return True
        if {one.kind, other.kind} == {"meeting", "article"} and not (
            one.work.container_title and other.work.container_title
        ):
            return True
    for attribute in _APART:
        a, b = squash(getattr(one.work, attribute)), squash(getattr(other.work, attribute))
        if a and b and _number(a) != _number(b):
            return True
    if "whole" not in (one.kind, other.kind):
        return False
    volumes = squash(one.work.volume), squash(other.work.volume)
    if all(volumes):
        return volumes[0] != volumes[1]
    # One of its volumes, and the whole of them.
    return any(volumes) and bool(one.work.number_of_volumes or other.work.number_of_volumes)


def _number(squashed: str) -> str:
    """The number of "2nd" and "second edition"; the text itself where there is none."""
    digits = re.search(r"\d{1,4}", squashed)
    return digits[0] if digits else squashed.removesuffix("edition").removesuffix("ed")


def _shortened(one: _Facts, other: _Facts) -> Agreement:
    short, long = (one, other) if one.abridged else (other, one)
    return compare_authors(
        short.cleaned.author or short.cleaned.editor,
        long.cleaned.author or long.cleaned.editor,
        abridged=True,
    )


def _are_kin(reference: Reference, record: Record, compared: dict[str, Agreement]) -> bool:
    """Whether they are a work and its erratum, its preprint, another part or edition …."""
    without_doi = {name: value for name, value in compared.items() if name != "DOI"}
    turned = Reference(raw="", work=record.work, confidence=1.0)
    back = Record(work=reference.work, source="")
    if kinship(reference, record, without_doi) or kinship(turned, back, without_doi):
        return True
    # "Tears" and "Tears. Part II": the first part seldom has a number.
    parts = part_of_title(reference.work.title), part_of_title(record.work.title)
    return parts[0] != parts[1]


def _title_weight(one: Work, other: Work, compared: Mapping[str, Agreement]) -> float:
    agreement = compared.get("title")
    if agreement is None:
        return 0.0
    count = min(len(fold(one.title).split()), len(fold(other.title).split()))
    weight = 3.0 if count >= 5 else 2.5 if count == 4 else 2.0 if count == 3 else 1.2
    if agreement.same:
        return weight - 0.7 if agreement.excuse == "subtitle" else weight
    if begins_title(one.title, other.title) or begins_title(other.title, one.title):
        return weight - 0.8
    if agreement.detail == "spelling" and agreement.score >= 0.9:
        return weight - 0.5
    # A shared DOI outweighs a title that says another thing by a little, never by much.
    return -2.0 if agreement.score >= 0.8 else -8.0


def _author_weight(agreement: Agreement | None) -> float:
    if agreement is None:
        return 0.0
    if agreement.same:
        return 2.0
    by_detail = {"spelling": 1.3, "order": 1.3, "missing": 1.0, "added": 1.0, "initials": 0.0}
    if agreement.detail in by_detail:
        return by_detail[agreement.detail] if agreement.score >= 0.6 else 0.0
    return 2.0 * agreement.score - 2.5


def _reason(shared: Sequence[str], compared: Mapping[str, Agreement]) -> str:
    agreeing = [
        word
        for variable, word in _WORDS_OF.items()
        if variable in compared and compared[variable].score >= 0.8
    ]
    words = [*shared, *agreeing]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _groups(facts: Sequence[_Facts], links: Sequence[tuple[float, int, int, str]]) -> list[Same]:
    """The links as groups, the surest first; one that would join two works is left out."""
    group_of: dict[int, list[int]] = {}
    score_of: dict[int, float] = {}
    reason_of: dict[int, str] = {}
    for score, one, other, reason in links:
        mine, its = group_of.get(one, [one]), group_of.get(other, [other])
        if mine is its:
            continue
        if len(mine) + len(its) > 2 and not _fit(facts, mine, its):
            continue
        whole = sorted(mine + its)
        for index in whole:
            group_of[index] = whole
        score_of[whole[0]] = min(score, *(score_of.get(side[0], 1.0) for side in (mine, its)))
        reason_of[whole[0]] = reason_of.get(mine[0]) or reason_of.get(its[0]) or reason
    groups = {group[0]: group for group in group_of.values()}
    return [
        Same(indexes=group, score=round(score_of[first], 4), reason=reason_of[first])
        for first, group in sorted(groups.items())
    ]


def _fit(facts: Sequence[_Facts], mine: Sequence[int], its: Sequence[int]) -> bool:
    """Whether no identifier or kind tells a Work of one group from one of the other."""
    pairs = [(facts[one], facts[other]) for one in mine[:8] for other in its[:8]]
    return not any(
        _are_apart(one, other)
        or any(
            name in one.ids and name in other.ids and one.ids[name] != other.ids[name]
            for name in ("DOI", "PMID", "arXiv")
        )
        for one, other in pairs
    )
