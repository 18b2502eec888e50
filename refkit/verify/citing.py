"""Citing: which listed works the citations of an article mean, worked out once for all its rules.

A citation belongs to the list that ends its chapter. Whoever asks gets silence where the article
does not evidently cite its list by author and date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from refkit.model import Citation, Span
from refkit.verify.citing_body import Body
from refkit.verify.citing_entry import Listed, listed, listed_in_truth
from refkit.verify.citing_index import Index
from refkit.verify.citing_link import Link, Linker, is_meant
from refkit.verify.rule import Article

_PART_OF_LIST: Final = 2000
"""Characters between two lists without a citation that are parts of one."""

FURTHER_READING: Final = re.compile(
    r"""
    reading | bibliograph | suggest | recommend | additional | selected | publications | consulted
    | \b vitae | resources | weiterf | literaturempfehl | lectures | recomendad | pour \s aller
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Area(msgspec.Struct):
    """A reference list with the text whose citations it lists.

    Attributes:
        start: Where the list begins in ``Document.text``.
        headings: The headings of its parts.
        entries: Its works.
        index: Where the works are looked up; that of the whole article if its lists are not
            evidently those of separate chapters.
        speaks: Whether the text evidently cites this list by author and date.
        complete: Whether it is a list of what the text cites, and not of further reading.
    """

    start: int
    headings: list[str]
    entries: list[Listed]
    index: Index
    speaks: bool = False
    complete: bool = False


class Citing(msgspec.Struct):
    """The citations of an article against its lists.

    Attributes:
        links: One for each citation, in order.
        areas: The lists, parts of one taken together.
        body: The text outside of the lists.
        cited: The numbers of the references that some citation means, or may mean.
        read: Those of them that are cited in their own right, and not from another work.
        truths: References whose names or year are not those of their records, as the list would
            have them if they were.
        originals: Of works cited from others: the link of the original, by the place of the
            citation of the work read.
    """

    links: list[Link]
    areas: list[Area]
    body: Body
    cited: frozenset[int]
    read: frozenset[int]
    originals: dict[Span, Link]
    truths: dict[int, Listed]

    def stranded(self) -> frozenset[int]:
        """The references that citations would no longer lead to if they agreed with their records.

        The text cites them by the wrong names or year that the list has.
        """
        found: set[int] = set()
        for link in self.spoken() if self.truths else ():
            entries = [entry for entry in link.entries if entry.number in self.truths]
            if entries and link.kind in ("exact", "ambiguous"):
                found.update(
                    entry.number
                    for entry in entries
                    if not is_meant(link.citation, self.truths[entry.number])
                )
        return frozenset(found)

    def spoken(self) -> Iterator[Link]:
        """The links to lists that the text evidently cites by author and date."""
        for link in self.links:
            if self.areas[link.area].speaks:
                yield link


def citing_of(article: Article) -> Citing | None:
    """The citations of an article against its lists; None if there is nothing to compare.

    Those by number or key are not compared, and those by author and page, which have no year; but
    what they mean is cited.
    """
    if not article.verdicts or not any(map(_is_dated, article.citations)):
        return None
    if article.citing is None:
        article.citing = _link(article)
    return article.citing


def _is_dated(citation: Citation) -> bool:
    """Whether a citation is by author and date; an original or a letter may lack the date."""
    dated = bool(citation.year) or citation.kind != "work"
    return citation.system == "author-date" and bool(citation.authors) and dated


def _link(article: Article) -> Citing:
    citations = [each for each in article.citations if _is_dated(each)]
    others = [each for each in article.citations if not _is_dated(each)]
    body = Body(article.document, article.lists, others)
    areas = _areas(article, citations)
    starts = [area.start for area in areas[:-1]]
    homes = [bisect_left(starts, citation.span.start) for citation in citations]
    linker = Linker(body)
    placed = list(zip(citations, homes, strict=True))
    links = [linker.plainly(citation, home, areas[home].index) for citation, home in placed]
    if len(areas) > 1 and not all(_is_apart(each) for each in _by_area(links, areas)):
        whole = Index([entry for area in areas for entry in area.entries])
        for area in areas:
            area.index = whole
        linker.forget()
        links = [linker.plainly(citation, home, whole) for citation, home in placed]
    cited = _numbers(links)
    links = [
        linker.nearly(link, areas[link.area].index, cited) if link.kind == "missing" else link
        for link in links
    ]
    truths = {
        entry.number: truth
        for area in areas
        for entry in area.entries
        if (truth := listed_in_truth(entry, article.verdicts[entry.number])) is not None
    }
    links = _in_truth(linker, areas, _without_contradictions(links), truths)
    links = _as_marked(links, {entry.number: entry for area in areas for entry in area.entries})
    marked = {each.target for each in others if each.target is not None}
    citing = Citing(
        links=links,
        areas=areas,
        body=body,
        cited=frozenset(_numbers(links) | marked),
        read=frozenset(
            _numbers([each for each in links if each.citation.kind != "original"]) | marked
        ),
        originals={
            link.citation.span: before
            for before, link in pairwise(links)
            if link.citation.kind == "secondary" and before.citation.kind == "original"
        },
        truths=truths,
    )
    _settle(article, citing)
    return citing


def _as_marked(links: list[Link], entries: dict[int, Listed]) -> list[Link]:
    """The links, those of citations to which the file itself gives an entry to that entry.

    A link of JATS, or a field of Word's, says which work is meant, whatever its names.
    """
    found: list[Link] = []
    for link in links:
        target = link.citation.target
        entry = entries.get(target) if target is not None else None
        if link.kind in ("missing", "year", "name") and entry and entry not in link.entries:
            link = msgspec.structs.replace(link, kind="loose", names="", entries=(entry,))
        found.append(link)
    return found


def _in_truth(
    linker: Linker, areas: list[Area], links: list[Link], truths: dict[int, Listed]
) -> list[Link]:
    """The links, those of citations that are right where the list is wrong to what they mean."""
    if not truths:
        return links
    indexes: dict[int, Index] = {}
    found: list[Link] = []
    for link in links:
        if link.kind in ("missing", "name", "year"):
            there = areas[link.area].index
            if id(there) not in indexes:
                numbers = [entry.number for entry in there.entries if entry.number in truths]
                indexes[id(there)] = Index([truths[number] for number in numbers])
            link = linker.truly(link, indexes[id(there)])
        found.append(link)
    return found


def _by_area(links: list[Link], areas: list[Area]) -> list[list[Link]]:
    """The links of citations that have to be listed, by the list that they are looked up in."""
    found: list[list[Link]] = [[] for _ in areas]
    for link in links:
        if link.citation.kind in ("work", "secondary") and link.kind != "unchecked":
            found[link.area].append(link)
    return found


def _shares(links: list[Link]) -> tuple[int, int]:
    """How many of the works that are cited are listed, and how many are cited."""
    found = {(each.citation.authors, each.citation.year): each.kind != "missing" for each in links}
    return sum(found.values()), len(found)


def _is_apart(links: list[Link]) -> bool:
    """Whether a list evidently serves a chapter of its own, and no other."""
    linked, cited = _shares(links)
    return linked >= 3 and 10 * linked >= 6 * cited


def _settle(article: Article, citing: Citing) -> None:
    """Find out for each list whether anything may be said of it."""
    by_area = _by_area(citing.links, citing.areas)
    one = citing.areas[0].index
    if len(citing.areas) > 1 and all(area.index is one for area in citing.areas):
        together = [link for links in by_area for link in links]
        evident = [_is_evident(article, together)] * len(by_area)
    else:
        evident = [_is_evident(article, links) for links in by_area]
    for area, cites in zip(citing.areas, evident, strict=True):
        markers = [article.verdicts[entry.number].reference.marker for entry in area.entries]
        area.speaks = cites and not citing.body.is_numbered(markers)
        area.complete = area.speaks and _is_complete(citing, area)


def _is_evident(article: Article, links: list[Link]) -> bool:
    """Whether a text evidently cites its list by author and date."""
    linked, cited = _shares(links)
    if not linked or 2 * linked < cited:
        return False
    return bool(article.form) or (linked >= 3 and 10 * linked >= 7 * cited)


def _numbers(links: list[Link]) -> set[int]:
    """The numbers of all references that some of these links lead to."""
    # Equal citations share their entries, which may be very many.
    entries = {id(link.entries): link.entries for link in links}
    return {entry.number for each in entries.values() for entry in each}


def _without_contradictions(links: list[Link]) -> list[Link]:
    """The links, without those that take two works for one.

    "(Baltes, 1987, 1997)" cites two works: where the list has the one of 1987, the other is
    missing. So it is with two years that would both be slips of a third.
    """
    years: dict[int, set[str]] = {}
    groups: set[tuple[int, Span]] = set()
    for link in links:
        if link.kind == "year":
            years.setdefault(link.entries[0].number, set()).add(link.citation.year)
        elif len(link.entries) == 1:
            groups.add((link.entries[0].number, link.citation.group))
    kept: list[Link] = []
    for link in links:
        if link.kind == "year":
            number = link.entries[0].number
            beside = len(link.citation.group) > 0 and (number, link.citation.group) in groups
            if beside or len(years[number]) > 1:
                link = msgspec.structs.replace(link, kind="missing", entries=())
        kept.append(link)
    return kept


def _areas(article: Article, citations: Sequence[Citation]) -> list[Area]:
    """The lists, those that follow each other without citations between taken together."""
    places = [citation.span.start for citation in citations]
    text = article.document.text
    areas: list[Area] = []
    end = 0
    for number, numbers in enumerate(article.numbers()):
        one = article.lists[number] if article.lists else None
        start = one.span.start if one else 0
        apart = bisect_left(places, start) > bisect_left(places, end)
        if not areas or apart or start - end >= _PART_OF_LIST:
            areas.append(Area(start=start, headings=[], entries=[], index=Index([])))
        areas[-1].entries += _listed(article, numbers)
        if one and one.heading:
            areas[-1].headings.append(text[one.heading.start : one.heading.end])
        end = one.span.end if one else 0
    for area in areas:
        area.index = Index(area.entries)
    return areas


def _listed(article: Article, numbers: range) -> list[Listed]:
    entries: list[Listed] = []
    for number in numbers:
        before = entries[-1] if entries else None
        entries.append(listed(number, article.verdicts[number].reference, before))
    return entries


def _is_complete(citing: Citing, area: Area) -> bool:
    """Whether a list is of what the text cites, by its headings and by its share that is cited."""
    if any(FURTHER_READING.search(heading) for heading in area.headings):
        return False
    numbers = {entry.number for entry in area.entries}
    cited = len(numbers & citing.cited)
    # Where there are numbers in brackets, some works may be cited by them; or they are notes.
    tenths = 9 if citing.body.has_numbers else 6
    return cited >= 2 and 10 * cited >= tenths * len(numbers) and not citing.body.is_keyed
