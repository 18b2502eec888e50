"""Entries of HTML: which elements of a page hold one reference each, and what refers to them.

Pages mark entries by class (citeproc's "csl-entry"), role ("doc-biblioentry" of DPUB-ARIA 1.1),
``itemprop="citation"``, or as items of a list whose class says that it is one of references. What a
page tells of its elements is collected while it is read; what follows from it is decided when all
blocks are there.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Final

import msgspec

from refkit.model import Block, Document, Embedded, Markup, Mention, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set
from refkit.readers.entry_keys import EntryKeys
from refkit.readers.html_works import work_of_context, works_described
from refkit.readers.mention_ranges import with_ranges

_ENTRY_CLASSES: Final = word_set(
    """
    csl-entry ltx_bibitem ref-cit-blk referencescopy1 bibliomixed c-article-references__item
    citation-content
    """
)
"""Classes of one entry: citeproc, LaTeXML, PMC, Frontiers, DocBook, Springer, Sage."""

_LIST_CLASSES: Final = word_set(
    """
    references reference-list references-list reference_list ref-list reflist cit-list
    c-article-references citation-list bibliography bib-list biblist numeric-ordered-list
    html-references_list
    """
)
"""Classes and ids of lists whose items are entries, where they look like it."""

_NUMBER_CLASSES: Final = word_set(
    """
    label order ref-label ltx_tag_bibitem csl-left-margin citation-label ref-number
    """
)
"""Classes of the number in front of an entry."""

_LISTS: Final = frozenset({"ol", "ul", "dl"})
_HOLDERS: Final = _LISTS | {"div", "section"}
_ITEMS: Final = frozenset({"li", "dd"})
_EPUB_ROLES: Final = {
    "biblioentry": "doc-biblioentry", "footnote": "doc-footnote", "endnote": "doc-endnote",
    "rearnote": "doc-endnote",
}  # fmt: skip
_NOTE_ROLES: Final = frozenset({"doc-footnote", "doc-endnote"})
_NOTE_LISTS: Final = word_set("footnotes footnote endnotes footnotes-list doc-endnotes")
_NOTE_ID: Final = lazy_pattern(r"(?:fn|footnote|ftn|endnote|en)\W?\d", re.IGNORECASE)
_REF_ID: Final = lazy_pattern(r"ref-(?!list)")
_WIKI_NOTE: Final = "cite_note"
_YEAR: Final = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\.\s?d\.|in press", re.IGNORECASE)
_NUMBER: Final = lazy_pattern(r"[\[(]?\d{1,4}[\])]?[.:]?")
_LEADING: Final = lazy_pattern(r"(?P<number>[\[(]?(?P<digits>\d{1,4})[\])]?[.:]?)\s+")
_LOOKED_AT: Final = 2000
"""Characters of an item in which its year is looked for."""

_ENOUGH: Final = 0.6
"""Of the items of a list of references, how many have a year."""


class _Candidate(msgspec.Struct):
    """An element that may be an entry or a note.

    Attributes:
        start: The number of its first block.
        kind: "entry" for sure, "item" of a list of references, "note".
        group: The number of its list, -1 if it is in none.
        name: Its id; "" if it has none.
        end: The number of the block after its last.
        cites: How many ``<cite>`` of Wikipedia's are in it.
    """

    start: int
    kind: str
    group: int
    name: str
    end: int = -1
    cites: int = 0


class Watch:
    """Collects what a page tells of its elements. Blocks are counted from 0."""

    def __init__(self) -> None:
        self._candidates: list[_Candidate] = []
        # Those that are open, the innermost last.
        self._open: list[int] = []
        # The ids in candidates, and their blocks.
        self._names: dict[str, int] = {}
        self._contexts: list[tuple[str, int, bool]] = []
        self._cited: list[tuple[Span, tuple[str, ...]]] = []
        # Whether each group is one of notes.
        self._groups: list[bool] = []
        self._headed: set[int] = set()
        # The numbers of entries, and what <meta> says of references.
        self._numbers: list[Span] = []
        self._described: list[str] = []

    def opened(self, name: str, attributes: dict[str, str], group: int, block: int) -> int:
        """Note a block element.

        Args:
            name: Its name.
            attributes: Its attributes.
            group: What :meth:`group` gave for the list around it; -1 if it is in none.
            block: The number of its first block.

        Returns:
            A number for :meth:`closed`; -1 if there is nothing to tell.
        """
        kind = self._kind(name, attributes, group)
        if not kind:
            return -1
        own = attributes.get("id") or attributes.get("data-bib-id", "")
        self._candidates.append(_Candidate(block, kind, group, own))
        self._open.append(len(self._candidates) - 1)
        return self._open[-1]

    def closed(self, number: int, block: int) -> None:
        """Note the end of a block element, before the block of that number."""
        while self._open and self._open[-1] >= number:
            self._candidates[self._open.pop()].end = block

    def group(self, name: str, attributes: dict[str, str], around: int) -> int:
        """The number of a list of references or of notes that an element opens.

        Args:
            name: The element's name.
            attributes: Its attributes.
            around: The number of the group that it is in.

        Returns:
            The number of the group that its children are in.
        """
        words = set(attributes.get("class", "").lower().split())
        words.update(attributes.get(key, "").lower() for key in ("id", "role"))
        notes = not words.isdisjoint(_NOTE_LISTS)
        if notes or (name in _HOLDERS and not words.isdisjoint(_LIST_CLASSES)):
            self._groups.append(notes)
            return len(self._groups) - 1
        if name in _LISTS and self._open and around >= 0 and not self._groups[around]:
            # A list within an entry: its links, or the authors on pages of HighWire.
            return -1
        return around

    def headed(self, group: int) -> None:
        """Note that a heading stands in a group."""
        self._headed.add(group)

    def named(self, name: str, block: int) -> None:
        """Note an id, which stands in a block or before it."""
        if self._open:
            self._names.setdefault(name, block)

    def inline(
        self, name: str, attributes: dict[str, str], block: int, *, within: bool
    ) -> Callable[[Span], None] | None:
        """Note what an inline element tells of references.

        Args:
            name: Its name.
            attributes: Its attributes.
            block: The number of the block that it is in, or of the next.
            within: Whether it is in a block.

        Returns:
            What is to be told its range in the text, if that matters.
        """
        words = attributes.get("class", "").lower().split()
        if name == "cite":
            if self._open:
                self._candidates[self._open[-1]].cites += 1
        elif "data-cites" in attributes:
            keys = tuple(attributes["data-cites"].split())
            return lambda span: self._cited.append((span, keys))
        elif "z3988" in words:
            self._contexts.append((attributes.get("title", ""), block, within))
        elif self._open and not _NUMBER_CLASSES.isdisjoint(words):
            return self._numbers.append
        return None

    def meta(self, attributes: dict[str, str]) -> None:
        """Note a ``<meta>``."""
        if attributes.get("name", "").lower() == "citation_reference":
            self._described.append(attributes.get("content", ""))

    def applied(self, document: Document) -> None:
        """Make the blocks of entries and notes what they are, and find what refers to them."""
        entries = list(self._entries(document))
        keys = self._keys(entries)
        works = {
            number: work_of_context(title) for number, title in self._contexts_of(entries).items()
        }
        origin = "COinS"
        if not works and len(self._described) == len(entries):
            origin = "Highwire"
            texts = [document.text[slice(*_range(document.blocks, each))] for each in entries]
            works = works_described(self._described, texts)
        works = {number: item for number, item in works.items() if item}
        for number in works:
            if not keys[number]:
                keys[number] = f"entry-{number + 1}"
        document.mentions = self._mentions(document, entries, keys)
        self._merge(document, entries, keys)
        if works:
            items = [{"id": keys[number], **item} for number, item in works.items()]
            data = json.dumps(items, ensure_ascii=False)
            document.embedded = [Embedded(format="csl-json", data=data, origin=origin)]

    # -- entries --------------------------------------------------------------------------------

    def _kind(self, name: str, attributes: dict[str, str], group: int) -> str:
        role = attributes.get("role", "") or _epub_role(attributes)
        own = attributes.get("id", "")
        if role == "doc-biblioentry" or attributes.get("itemprop") == "citation":
            return "entry"
        if "data-bib-id" in attributes:
            return "entry"
        if not _ENTRY_CLASSES.isdisjoint(attributes.get("class", "").lower().split()):
            return "entry"
        notes = group >= 0 and self._groups[group]
        if role in _NOTE_ROLES or (notes and name in _ITEMS and _NOTE_ID.match(own)):
            return "note"
        if group >= 0 and not notes and (name in _ITEMS or _REF_ID.match(own)):
            return "item"
        return ""

    def _entries(self, document: Document) -> Iterator[_Candidate]:
        """The elements that are entries, in order and none in another."""
        blocks = document.blocks
        for candidate in self._candidates:
            if candidate.end < 0:
                candidate.end = len(blocks)
        sure = self._sure_groups(document)
        # How many blocks before each are no part of an entry.
        strange = [0, *accumulate(block.kind in ("heading", "note") for block in blocks)]
        at = 0
        held = [each for each in self._candidates if each.end > each.start]
        for candidate in sorted(held, key=lambda each: (each.start, -each.end)):
            if candidate.start < at or not (
                candidate.kind == "entry" or (candidate.kind == "item" and candidate.group in sure)
            ):
                continue
            if strange[candidate.end] > strange[candidate.start]:
                continue
            at = candidate.end
            yield candidate

    def _sure_groups(self, document: Document) -> set[int]:
        """The lists of which each item is one reference.

        Wikipedia's hold notes, too, and notes of several references: there, each item must have
        exactly one ``<cite>``.
        """
        seen: dict[int, list[bool]] = {}
        doubtful: set[int] = set()
        at = 0
        for candidate in self._candidates:
            if candidate.kind != "item" or candidate.end <= max(at, candidate.start):
                continue
            at = candidate.end
            if candidate.name.startswith(_WIKI_NOTE) and candidate.cites != 1:
                doubtful.add(candidate.group)
            span = _span(document.blocks, candidate)
            end = min(span.end, span.start + _LOOKED_AT)
            dated = bool(_YEAR.search(document.text, span.start, end))
            seen.setdefault(candidate.group, []).append(dated)
        return {
            group
            for group, dated in seen.items()
            if group not in doubtful and sum(dated) >= _ENOUGH * len(dated)
        }

    def _keys(self, entries: list[_Candidate]) -> list[str]:
        """The key of each entry: its id, or the first id in it."""
        starts = [entry.start for entry in entries]
        keys = [entry.name for entry in entries]
        for name, block in self._names.items():
            number = _within(entries, starts, block)
            if number >= 0 and not keys[number]:
                keys[number] = name
        given = EntryKeys()
        return [given.key(key) if key else "" for key in keys]

    def _merge(self, document: Document, entries: list[_Candidate], keys: list[str]) -> None:
        """Put one block for all blocks of an entry; blocks of notes become notes."""
        blocks = document.blocks
        at = 0
        for candidate in self._candidates:
            if candidate.kind != "note" or candidate.group in self._headed:
                continue
            for number in range(max(at, candidate.start), candidate.end):
                if blocks[number].kind in ("item", "paragraph"):
                    blocks[number] = msgspec.structs.replace(blocks[number], kind="note")
            at = max(at, candidate.end)
        # A range that was noted before its block began has the line feed before it, too.
        numbers = {
            span.start + document.text[span.start].isspace(): span.end for span in self._numbers
        }
        merged: list[Block] = []
        at = 0
        for entry, key in zip(entries, keys, strict=True):
            merged += blocks[at : entry.start]
            merged.append(_entry(document.text, blocks[entry.start : entry.end], key, numbers))
            at = entry.end
        document.blocks = merged + blocks[at:]

    # -- what refers to them --------------------------------------------------------------------

    def _mentions(
        self, document: Document, entries: list[_Candidate], keys: list[str]
    ) -> list[Mention]:
        starts = [entry.start for entry in entries]
        targets: dict[str, str] = {}
        for name, block in self._names.items():
            number = _within(entries, starts, block)
            if number >= 0 and keys[number]:
                targets[name] = keys[number]
                # ScienceDirect has links to "bib1", and "ref-id-bib1" where they lead.
                targets.setdefault(name.removeprefix("ref-id-"), keys[number])
        targets.update((key, key) for key in keys if key)
        if not targets:
            return []
        inside = [_span(document.blocks, entry) for entry in entries]
        found = [
            Mention(span=span, keys=tuple(_cited_keys(written, targets)), printed=True)
            for span, written in self._cited
            if not _is_inside(inside, span)
        ]
        covered = sorted(mention.span for mention in found)
        for link in document.markup:
            key = _target(link, targets)
            if key and not _is_inside(inside, link.span) and not _is_inside(covered, link.span):
                found.append(Mention(span=link.span, keys=(key,), printed=True))
        return with_ranges(found, document.text, keys)

    def _contexts_of(self, entries: list[_Candidate]) -> dict[int, str]:
        """The COinS of each entry, by its number: the one in it, or directly behind it."""
        starts = [entry.start for entry in entries]
        ends = {entry.end: number for number, entry in enumerate(entries)}
        found: dict[int, str] = {}
        for title, block, within in self._contexts:
            number = _within(entries, starts, block) if within else ends.get(block, -1)
            if number >= 0:
                found.setdefault(number, title)
        return found


def _epub_role(attributes: dict[str, str]) -> str:
    """The role for what EPUB has a type for (EPUB 3 Structural Semantics Vocabulary 1.1)."""
    types = attributes.get("epub:type", "").split()
    return next((_EPUB_ROLES[each] for each in types if each in _EPUB_ROLES), "")


def _range(blocks: list[Block], candidate: _Candidate) -> tuple[int, int]:
    span = _span(blocks, candidate)
    return span.start, span.end


def _span(blocks: list[Block], candidate: _Candidate) -> Span:
    return Span(blocks[candidate.start].span.start, blocks[candidate.end - 1].span.end)


def _entry(text: str, blocks: list[Block], key: str, numbers: Mapping[int, int]) -> Block:
    """The block of an entry; a number in front of it is its marker.

    Args:
        text: The text of the Document.
        blocks: The blocks of the entry.
        key: Its key.
        numbers: Where a number ends that the page marks as one, by its start.
    """
    first = blocks[0]
    marker, begin = first.marker, first.span.start
    end = blocks[-1].span.end
    number = _LEADING.match(text, begin, end)
    told = numbers.get(begin, begin)
    if begin < told < end:
        marker, begin = text[begin:told].strip(), told
    elif len(blocks) > 1 and _NUMBER.fullmatch(text, begin, first.span.end):
        marker, begin = text[begin : first.span.end], blocks[1].span.start
    elif number is not None and number["digits"] == marker.rstrip("."):
        # The page numbers its entries, and so does its list.
        marker, begin = number["number"], number.end()
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    return msgspec.structs.replace(
        first, span=Span(begin, end), kind="entry", level=0, marker=marker, key=key
    )


def _within(entries: list[_Candidate], starts: list[int], block: int) -> int:
    """The number of the entry that has a block; -1 if none has."""
    number = bisect_left(starts, block + 1) - 1
    return number if number >= 0 and block < entries[number].end else -1


def _is_inside(spans: list[Span], span: Span) -> bool:
    """Whether a range begins in one of some ranges, which are in order."""
    number = bisect_left(spans, Span(span.start + 1, 0)) - 1
    return number >= 0 and span.start < spans[number].end


def _target(link: Markup, targets: dict[str, str]) -> str:
    """The key of the entry that a link leads to; "" if it leads elsewhere."""
    if link.kind != "link" or "#" not in link.target:
        return ""
    return targets.get(link.target.rpartition("#")[2], "")


def _cited_keys(written: Iterable[str], targets: dict[str, str]) -> Iterator[str]:
    """The keys of entries for pandoc's: the entry of "doe2001" has the id "ref-doe2001"."""
    for key in written:
        yield targets.get(f"ref-{key}") or targets.get(key) or key
