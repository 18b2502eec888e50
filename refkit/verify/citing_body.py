"""Body: what the running text shows beside its citations: doubt that keeps the rules silent."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Final

from refkit.model import Block, Citation, Document, ReferenceList, Span
from refkit.normalize.text import fold, squash, words
from refkit.verify.citing_entry import Keys

_NUMERIC: Final = re.compile(r"\[ [0-9]{1,3} (?: \s? [,–-] \s? [0-9]{1,3} ){0,20} \]", re.VERBOSE)
_KEYED: Final = re.compile(r"\[ [^\[\]\n]{0,80} @ [A-Za-z] | \\ [a-z]{0,10} cite", re.VERBOSE)
_FEW: Final = 3
_NUMBER_MARKER: Final = re.compile(r"[\[(]? [0-9]{1,4} [\]).]*", re.VERBOSE)
# "Smith, J. …" and "World Health Organization. (2020)" at the beginning of a line that no list
# took in.
_ENTRY_LIKE: Final = re.compile(
    r"""
    [\W\d_]{0,12} (?P<name> [^\W\d_] [^,.(]{1,90} )
    (?: ,\s [^\W\d_] \. | \.\s \( (?: [12][0-9]{3} | n\.\s?d\. ) )
    """,
    re.VERBOSE,
)
_LINE_OF_LIST: Final = re.compile(
    r"(?P<name> [^\W\d_a-z] [^,.(]{1,90} ) (?: , | \.? \s \( ) ", re.VERBOSE
)
_HEAD: Final = 250
_STATUSES: Final = ("in press", "n.d.")
_YEAR: Final = re.compile(r"(?<![0-9]) [12][0-9]{3} (?![0-9])", re.VERBOSE)
_ABBREVIATION: Final = re.compile(
    r"[\[(] \s? (?P<short> [A-Z] [A-Za-z&.-]{1,14} ) [\],;)]", re.VERBOSE
)
_PAGE_BREAK: Final = re.compile(
    r"\s* \n \s* (?: [0-9]{1,4} | [^\W\d_a-z] [A-Z &:’'-]{4,60} \s [0-9]{1,4} ) \s+ (?= \S* \Z )",
    re.VERBOSE,
)
_BEFORE: Final = 250
_AFTER: Final = 60
_LONGEST_NAME: Final = 12
"""Words of a group's name before its abbreviation."""


class Body:
    """The text of an article outside of its reference lists.

    Args:
        document: The article.
        lists: Its reference lists.
        others: Its citations that are not by author and date.
    """

    def __init__(
        self,
        document: Document,
        lists: Sequence[ReferenceList],
        others: Sequence[Citation] = (),
    ) -> None:
        self._document = document
        self._numbers = sum(each.system == "number" for each in others)
        self._keys = sum(each.system == "key" for each in others)
        self._lists = [each.span for each in lists]
        self._entries = {ref.span.start for each in lists for ref in each.references}
        self._starts = [block.span.start for block in document.blocks]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a character of ``Document.text``."""
        at = bisect_right(self._starts, offset) - 1
        return self._document.blocks[at] if at >= 0 else None

    def text(self, span: Span) -> str:
        """The text of a span."""
        return self._document.text[span.start : span.end]

    def before(self, offset: int) -> str:
        """Some ten words before a character of ``Document.text``.

        Where a line number or the head of a page stands between, what is before that.
        """
        text = self._document.text[max(0, offset - 120) : offset]
        return _PAGE_BREAK.sub(" ", text)

    def after(self, offset: int) -> str:
        """Some words after a character of ``Document.text``."""
        return self._document.text[offset : offset + 20]

    @cached_property
    def texts(self) -> list[str]:
        """The stretches of text before, between and after the lists."""
        starts = [0, *(span.end for span in self._lists)]
        ends = [*(span.start for span in self._lists), len(self._document.text)]
        return [self._document.text[one:other] for one, other in zip(starts, ends, strict=True)]

    def is_numbered(self, markers: Sequence[str]) -> bool:
        """Whether works are cited by the numbers of a numbered list.

        Args:
            markers: The markers of its references.
        """
        numbered = sum(_NUMBER_MARKER.fullmatch(marker) is not None for marker in markers)
        several = max(self._numbers, self._count(_NUMERIC)) >= _FEW
        return 2 * numbered > len(markers) and several

    @cached_property
    def is_keyed(self) -> bool:
        """Whether works are cited by keys, "[@smith2010]", in part at least."""
        return max(self._keys, self._count(_KEYED)) >= _FEW

    @cached_property
    def has_numbers(self) -> bool:
        """Whether there are many numbers, in brackets or raised."""
        return max(self._numbers, self._count(_NUMERIC)) >= 2 * _FEW

    def _count(self, sign: re.Pattern[str]) -> int:
        return sum(len(sign.findall(text)) for text in self.texts)

    @cached_property
    def unlisted(self) -> frozenset[tuple[str, str]]:
        """Folded names and years of lines that look like references, and begin none.

        They stand outside of the lists, or in an entry that was not cut from the one before.
        """
        found = set()
        starts = [span.start for span in self._lists]
        for block in self._document.blocks:
            start = block.span.start
            if start in self._entries:
                continue
            at = bisect_right(starts, start) - 1
            inside = at >= 0 and start < self._lists[at].end
            head = self._document.text[start : start + _HEAD if inside else block.span.end][:_HEAD]
            line = (_LINE_OF_LIST if inside else _ENTRY_LIKE).match(head)
            if line:
                name = squash(line["name"])
                found |= {(name, year) for year in _YEAR.findall(head)}
                found |= {(name, status) for status in _STATUSES if status in head}
        return frozenset(found)

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the text."""
        return frozenset(word for text in self.texts for word in words(text))

    def beside(self, years: Collection[str]) -> dict[str, str]:
        """What stands near some years, folded: by year one text, with spaces about each word."""
        found: dict[str, list[str]] = {}
        for text in self.texts:
            for year, ranges in _around(text, years).items():
                folded = found.setdefault(year, [])
                folded += [fold(text[start:end]) for start, end in ranges]
        return {year: f" {' | '.join(texts)} " for year, texts in found.items()}

    @cached_property
    def _abbreviations(self) -> dict[str, list[list[str]]]:
        found: dict[str, list[list[str]]] = {}
        for text in self.texts:
            for match in _ABBREVIATION.finditer(text):
                places = found.setdefault(squash(match["short"]), [])
                if len(places) < _FEW:
                    before = text[max(0, match.start() - 150) : match.start()]
                    places.append(words(before)[-_LONGEST_NAME:])
        return found

    def spelt_out(self, short: Keys) -> Keys:
        """What an abbreviation may stand for where the text introduces it.

        Of "the World Health Organization (WHO)": "worldhealthorganization", and all that ends
        like it.
        """
        return frozenset(
            "".join(before[at:])
            for key in short
            for before in self._abbreviations.get(key, ())
            for at in range(len(before))
        )


def _around(text: str, years: Collection[str]) -> dict[str, list[list[int]]]:
    """The surroundings of some years in a text, by year; those that overlap are one."""
    found: dict[str, list[list[int]]] = {}
    for match in _YEAR.finditer(text):
        if match[0] in years:
            ranges = found.setdefault(match[0], [])
            start, end = max(0, match.start() - _BEFORE), match.end() + _AFTER
            if ranges and start <= ranges[-1][1]:
                ranges[-1][1] = end
            else:
                ranges.append([start, end])
    return found
