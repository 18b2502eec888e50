r"""Marked citations: those that the file itself marks, by the keys of entries or of works.

``\citep{a,b}`` and ``[@a]`` have keys and nothing else; ``<xref>`` of JATS, Word's fields and
links to an entry have what a reader sees, too, which is read as anything else: authors and year, or
a number. Its keys then say which entry is meant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from refkit.extract.citation_numbering import Numbering
from refkit.extract.citation_numbers import Numbers, read_numbers
from refkit.model import Citation, Document, Mention, Reference, ReferenceList, Span
from refkit.model.document import EVERYTHING
from refkit.normalize.text import fold

_LONGEST: Final = 2000
"""Characters of a mention beyond which its end is not looked for."""
_HEAD: Final = 400
"""Characters of an entry in which its authors and its year stand."""


class Marked:
    """The Mentions of an article outside of its reference lists.

    Args:
        document: The article.
        lists: Its reference lists.
        numbering: The keys of their references.
    """

    def __init__(
        self, document: Document, lists: Sequence[ReferenceList], numbering: Numbering
    ) -> None:
        self._text = document.text
        self._references = [reference for each in lists for reference in each.references]
        self._keys = numbering.keys
        if document.format == "latex":
            # BibTeX takes SMITH2020 for smith2020 (Patashnik, "BibTeXing", section 2).
            self._folded = {key.lower(): place for key, place in numbering.keys.items()}
        else:
            self._folded = {}
        self._numbering = numbering
        spans = sorted(each.span for each in lists)
        starts = [span.start for span in spans]
        self._mentions: list[Mention] = []
        for mention in document.mentions:
            at = bisect_right(starts, mention.span.start) - 1
            if at < 0 or mention.span.start >= spans[at].end:
                self._mentions.append(mention)
        self._mentions.sort(key=lambda each: each.span)
        self._starts = [mention.span.start for mention in self._mentions]
        # The longest mention bounds how far back one may begin that reaches a place.
        longest = max((len(mention.span) for mention in self._mentions), default=0)
        self._longest = min(longest, _LONGEST)
        self._read: set[Span] = set()

    def _over(self, span: Span) -> Iterator[Mention]:
        """The printed mentions that share a character with a range."""
        first = bisect_left(self._starts, span.start - self._longest)
        for at in range(first, bisect_left(self._starts, span.end)):
            mention = self._mentions[at]
            if mention.printed and mention.span.end > span.start:
                yield mention

    def linked(self, citations: Sequence[Citation]) -> list[Citation]:
        """Citations by author and date, with the References that the file says they mean."""
        if not self._mentions:
            return list(citations)
        over = [list(self._over(each.span)) for each in citations]
        shared: dict[Span, int] = {}
        for mentions in over:
            for mention in mentions:
                shared[mention.span] = shared.get(mention.span, 0) + 1
        linked: list[Citation] = []
        for citation, mentions in zip(citations, over, strict=True):
            target: int | None = None
            for mention in mentions:
                self._read.add(mention.span)
                if target is None:
                    target = self._meant(citation, mention, alone=shared[mention.span] == 1)
            if target is not None:
                citation = msgspec.structs.replace(citation, target=target)
            linked.append(citation)
        return linked

    def _meant(self, citation: Citation, mention: Mention, *, alone: bool) -> int | None:
        """The Reference that a citation within a mention means.

        Of several the one of its names and year: Zotero's field holds its keys in the order in
        which they were put in, and prints them in another.
        """
        places = [self._keys[key] for key in mention.keys if key in self._keys]
        if len(mention.keys) == 1 and alone:
            return places[0] if places else None
        fitting = [place for place in places if _fits(citation, self._references[place])]
        return fitting[0] if len(fitting) == 1 else None

    def marks(self, group: Numbers) -> bool:
        """Whether the file marks some of these numbers as citations."""
        return any(
            read_numbers(self._text_of(mention), 0)
            or (mention.span.start <= group.start and group.end <= mention.span.end)
            for mention in self._over(Span(group.start, group.end))
        )

    def target(self, start: int, end: int, number: str) -> int | None:
        """The Reference that a number means by its own mark; None if it has none."""
        for mention in self._over(Span(start, end)):
            self._read.add(mention.span)
            if len(mention.keys) == 1 and self._text_of(mention).strip("[]() ") == number:
                return self._keys.get(mention.keys[0])
        return None

    def take(self, group: Numbers) -> None:
        """Remember that the mentions within some numbers have been read."""
        self._read.update(mention.span for mention in self._over(Span(group.start, group.end)))

    def rest(self) -> Iterator[Citation]:
        """The citations of all mentions that were not read as authors and year, or as numbers."""
        for mention in self._mentions:
            if not mention.printed:
                yield from self._keyed(mention)
            elif mention.span not in self._read:
                self._read.add(mention.span)
                yield from self._printed(mention)

    def _keyed(self, mention: Mention) -> Iterator[Citation]:
        spans = mention.key_spans or (mention.span,) * len(mention.keys)
        last = len(mention.keys) - 1
        for at, (key, span) in enumerate(zip(mention.keys, spans, strict=False)):
            if key == EVERYTHING:
                continue
            yield Citation(
                raw=self._text[span.start : span.end],
                span=span,
                narrative=mention.narrative,
                prefix=mention.prefix.strip() if at == 0 else "",
                locator=mention.suffix.strip(" ,;") if at == last else "",
                group=mention.span,
                system="key",
                key=key,
                target=self._keys.get(key, self._folded.get(key.lower())),
            )

    def _printed(self, mention: Mention) -> Iterator[Citation]:
        numbers = read_numbers(self._text_of(mention), mention.span.start)
        if not numbers:
            yield from self._keyed(mention)
            return
        paired = len(numbers) == len(mention.keys)
        for at, number in enumerate(numbers):
            key = mention.keys[at] if paired else ""
            target = self._keys.get(key, self._numbering.target(number.key, number.start))
            yield Citation(
                raw=self._text[number.start : number.end],
                span=Span(number.start, number.end),
                group=mention.span,
                system="number",
                key=number.key,
                target=target,
            )

    def _text_of(self, mention: Mention) -> str:
        return self._text[mention.span.start : mention.span.end]


def _fits(citation: Citation, reference: Reference) -> bool:
    """Whether an entry's beginning has the first name of a citation, and its year."""
    head = fold(reference.raw[:_HEAD])
    names = [fold(name) for name in citation.authors[:1]]
    years = [part for part in citation.year.replace("/", " ").split() if part[:4].isdigit()]
    return all(name in head for name in names) and all(year[:4] in reference.raw for year in years)
