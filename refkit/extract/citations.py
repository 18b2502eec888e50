"""Citations: the mentions of works in the running text, outside of the reference lists.

Three systems name a work. By author and date (APA 7, sections 8.10–8.36), which is read from the
years: what stands in parentheses with a year, and before them, is read as authors
(``citation_group``, ``citation_names``); what the list knows (``citation_listed``) helps, and what
may be something else with a year is passed over (``citation_doubts``). By number
(``citation_numbers``, ``citation_system``). By key, where the file marks its citations
(``citation_marked``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from refkit.extract.citation_before import Sentences
from refkit.extract.citation_doubts import Doubts
from refkit.extract.citation_found import Found
from refkit.extract.citation_group import read_group
from refkit.extract.citation_kinds import mark_secondary
from refkit.extract.citation_labels import labelled
from refkit.extract.citation_listed import Listed
from refkit.extract.citation_marked import Marked
from refkit.extract.citation_numbering import Numbering
from refkit.extract.citation_numbers import Numbers, numbers_of
from refkit.extract.citation_passages import Passage, groups, passages
from refkit.extract.citation_system import System
from refkit.extract.citation_undated import by_page, cites_pages, repeated
from refkit.extract.reference_list import find_reference_lists
from refkit.model import Citation, Document, ReferenceList, Span

_DEEPEST = 2
"""Parentheses in which others are nested deeper hold no citations of their own."""

_MARKER_GAP = 12
"""Characters of white space between the marker of an entry and its text at most."""


def find_citations(
    document: Document, lists: Sequence[ReferenceList] | None = None
) -> list[Citation]:
    """Find the citations of an article, of all three systems.

    Args:
        document: The article.
        lists: Its reference lists, in which nothing is looked for, and whose names and numbers
            help to tell citations from other words; found if None.

    Returns:
        The citations in order. "(Smith, 2019, 2020a)" gives two, "[3, 5–7]" four; "et al." is no
        author.
    """
    if lists is None:
        lists = find_reference_lists(document)
    numbering = Numbering(lists)
    marked = Marked(document, lists, numbering)
    listed = Listed(lists)
    outside = sorted(_with_marker(each, document.text) for each in lists if each.span)
    text = list(passages(document, outside))
    dated = _by_author_and_date(text, listed)
    citations = marked.linked(dated)
    known = {(each.authors, each.year) for each in dated if listed.knows(each.authors[0])}
    system = System(document, lists, numbering, len(known))
    citations += _by_number(_apart(text, dated), system, numbering, marked)
    if numbering.labelled:
        citations += [each for passage in text for each in labelled(passage, numbering)]
    if len(citations) == len(dated) and cites_pages(lists, len(known)):
        citations += by_page(text, listed, lists)
    if citations:
        citations += repeated(text)
    citations += marked.rest()
    citations.sort(key=lambda citation: (citation.span.start, citation.span.end))
    return citations


def _with_marker(each: ReferenceList, text: str) -> Span:
    """The range of a list with the marker of its first entry, "[1]", which is no part of that."""
    start, marker = each.span.start, each.references[0].marker
    before = text[max(0, start - len(marker) - _MARKER_GAP) : start].rstrip()
    if marker and before.endswith(marker):
        start = text.rindex(marker, 0, start)
    return Span(start, each.span.end)


def _by_author_and_date(text: Sequence[Passage], listed: Listed) -> list[Citation]:
    doubts = Doubts(listed)
    read: list[tuple[Passage, list[Found]]] = []
    for passage in text:
        sentences = Sentences(passage, listed)
        around = [group for group in groups(passage.text) if group.height <= _DEEPEST]
        found = [each for group in around for each in read_group(passage, group, sentences, listed)]
        found += sentences.read_bare(around)
        found.sort(key=lambda each: each.year_start)
        mark_secondary(found, passage)
        if found:
            read.append((passage, found))
            doubts.settle(found)
    return [
        each.citation(passage)
        for passage, found in read
        for each in found
        if doubts.passes(each, passage)
    ]


def _apart(text: Sequence[Passage], dated: Sequence[Citation]) -> list[Numbers]:
    """All numbers that may be citations but for the years of those by author and date."""
    years = {each.group.start for each in dated} | {each.year_span.start for each in dated}
    return [
        group
        for passage in text
        for group in numbers_of(passage)
        if group.start not in years and group.numbers[0].start not in years
    ]


def _by_number(
    found: Sequence[Numbers], system: System, numbering: Numbering, marked: Marked
) -> Iterator[Citation]:
    certain = {id(group) for group in found if marked.marks(group)}
    signs = Counter(group.sign for group in found if id(group) in certain)
    chosen = {id(group) for group in system.chosen(found, signs)} | certain
    for group in found:
        if id(group) in chosen:
            marked.take(group)
            yield from _numbered(group, system, numbering, marked, certain=id(group) in certain)


def _numbered(
    group: Numbers, system: System, numbering: Numbering, marked: Marked, *, certain: bool
) -> Iterator[Citation]:
    first = group.start - group.passage.start
    last = group.end - group.passage.start
    for at, number in enumerate(group.numbers):
        target = None if number.within else marked.target(number.start, number.end, number.key)
        if target is None:
            target = numbering.target(number.key, number.start)
        if not certain and not system.keeps(number, target, group.sign):
            continue
        start, end = number.start - group.passage.start, number.end - group.passage.start
        yield Citation(
            raw=group.passage.shown[start:end],
            span=Span(number.start, number.end),
            prefix=group.prefix if at == 0 else "",
            locator=number.locator,
            group=Span(first + group.passage.start, last + group.passage.start)
            if group.sign != "word"
            else Span(0, 0),
            system="number",
            key=number.key,
            target=target,
        )
