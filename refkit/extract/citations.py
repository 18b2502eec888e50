"""Citations: the mentions of works in the running text, outside of the reference lists.

Parenthetical and narrative citations of the author–date system (APA 7, sections 8.10–8.36). They
are read from their years: what stands in parentheses with a year, and before them, is read as
authors (``citation_group``, ``citation_names``); what the list knows (``citation_listed``) helps,
and what may be something else with a year is passed over (``citation_doubts``).
"""

from __future__ import annotations

from collections.abc import Sequence

from refkit.extract.citation_before import Sentences
from refkit.extract.citation_doubts import Doubts
from refkit.extract.citation_found import Found
from refkit.extract.citation_group import read_group
from refkit.extract.citation_kinds import mark_secondary
from refkit.extract.citation_listed import Listed
from refkit.extract.citation_passages import Passage, groups, passages
from refkit.extract.reference_list import find_reference_lists
from refkit.model import Citation, Document, ReferenceList

_DEEPEST = 2
"""Parentheses in which others are nested deeper hold no citations of their own."""


def find_citations(
    document: Document, lists: Sequence[ReferenceList] | None = None
) -> list[Citation]:
    """Find the author–date citations of an article.

    Args:
        document: The article.
        lists: Its reference lists, in which nothing is looked for, and whose names help to tell
            authors from other words; found if None.

    Returns:
        The citations in order. "(Smith, 2019, 2020a)" gives two; "et al." is no author.
    """
    if lists is None:
        lists = find_reference_lists(document)
    listed = Listed(lists)
    doubts = Doubts(listed)
    read: list[tuple[Passage, list[Found]]] = []
    for passage in passages(document, [each.span for each in lists]):
        sentences = Sentences(passage, listed)
        around = [group for group in groups(passage.text) if group.height <= _DEEPEST]
        found = [each for group in around for each in read_group(passage, group, sentences, listed)]
        found += sentences.read_bare(around)
        found.sort(key=lambda each: each.year_start)
        mark_secondary(found, passage)
        if found:
            read.append((passage, found))
            doubts.settle(found)
    citations = [
        each.citation(passage)
        for passage, found in read
        for each in found
        if doubts.passes(each, passage)
    ]
    citations.sort(key=lambda citation: (citation.span.start, citation.span.end))
    return citations
