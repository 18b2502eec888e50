"""Authors in the sentence before a year: of narrative citations, and of those without parentheses.

APA 7, section 8.11: "Smith and Jones (2019)". A table's cell may say "Smith & Jones, 2019".
"""

from __future__ import annotations

import re
from typing import Final

from refkit.extract.citation_found import Found
from refkit.extract.citation_listed import Listed
from refkit.extract.citation_names import AuthorReader, Authors
from refkit.extract.citation_passages import Group, Passage
from refkit.extract.signs import YEAR
from refkit.normalize.patterns import lazy_pattern

# What a name ends in: a letter, the stop of "et al.", a quotation mark, a note's number.
_AUTHOR_END: Final = lazy_pattern(r"[\w.'\"”“»«\]\x01][,\s]{0,3}$")
# The text before a year that is looked at: more only where the authors reach so far back.
_WIDTHS: Final = (80, 300, 700)
_MARGIN: Final = 40
_TITLE_WORDS: Final = 10
_THEIRS: Final = lazy_pattern(
    r"(?<![\w'])(?P<whose>(?P<name>[^\W\d_][\w'-]{0,40}?)'s?)\s[^.;:?!()\[\]]{2,80}$"
)
_WORD: Final = lazy_pattern(r"\S{1,60}")
_BARE: Final = lazy_pattern(
    rf"""
    (?<![\w'-]) (?P<word> [^\W\d_][\w'-]{{0,40}} ) \.? ,? \s{{1,3}}
    (?P<year> {YEAR}[a-z]? ) (?! [\w%] | [-–/.]\d )
    """,
    re.VERBOSE,
)
_NO_GROUP: Final = Group(0, 0, 0, [])


class Sentences:
    """The sentences of a passage, in which authors stand before years.

    Args:
        passage: The passage.
        listed: What the reference lists tell.
    """

    def __init__(self, passage: Passage, listed: Listed) -> None:
        self._text = passage.text
        self._shown = passage.shown
        self._listed = listed
        self._authors = AuthorReader(passage.text, passage.shown, listed)

    def before(self, group: Group) -> Authors | None:
        """The authors directly before a group: "Smith et al. (2019)"."""
        if not _AUTHOR_END.search(self._text, max(0, group.start - 4), group.start):
            return None
        return self._ending(group.start)

    def _ending(self, end: int, floor: int = 0) -> Authors | None:
        """The authors that end at a place; no wider a stretch is read than they need."""
        text = self._text
        for width in _WIDTHS:
            start = max(floor, end - width)
            # No name goes on over parentheses, and the window shall cut no word in two.
            closed = text.rfind(")", start, end - 1) + 1
            start = max(start, closed)
            while floor < start < end and text[start - 1].isalnum():
                start += 1
            authors = self._authors.before(start, end, narrative=True)
            if not authors or closed or authors.start > start + _MARGIN:
                break
        return authors

    def listed_before(self, group: Group, year: str) -> Authors | None:
        """What only the lists tell to be cited there: "Smith's old theory (2019)", and titles."""
        if not self._listed.lists:
            return None
        text = self._text
        start = max(0, group.start - _WIDTHS[1])
        theirs = _THEIRS.search(text, start, group.start)
        if theirs and self._listed.has_year(theirs["name"], year):
            authors = self._ending(theirs.end("whose"), start)
            if authors and all(self._listed.knows(name) for name in authors.names):
                return authors
        return self._title_before(start, group.start, year)

    def _title_before(self, start: int, end: int, year: str) -> Authors | None:
        """The title of a listed work without authors: "Walking in rain (2019)"."""
        end = start + len(self._text[start:end].rstrip())
        begins = [match.start() for match in _WORD.finditer(self._text, start, end)]
        for begin in begins[-2 : -_TITLE_WORDS - 1 : -1]:
            name = self._shown[begin:end]
            if name[0].isupper() and self._listed.has_title(name, year):
                return Authors(names=(" ".join(name.split()),), start=begin, end=end, title=True)
        return None

    def read_bare(self, around: list[Group]) -> list[Found]:
        """The mentions without parentheses of what the lists have: "Smith et al., 2019" in a table.

        Args:
            around: The groups of the passage, in which none is looked for.
        """
        found: list[Found] = []
        if not self._listed.lists:
            return found
        spans = sorted((group.start, group.end) for group in around)
        text = self._text
        number = closed = 0
        for match in _BARE.finditer(text):
            while number < len(spans) and spans[number][0] < match.start("year"):
                closed = max(closed, spans[number][1])
                number += 1
            if match.start("year") < closed or not self._may_end_name(match["word"]):
                continue
            authors = self._ending(match.start("year"), closed)
            if authors and self._is_listed(authors, match["year"]):
                comma = "," in text[authors.end : match.start("year")]
                begin, end = match.span("year")
                found.append(
                    Found(authors, match["year"], begin, end, False, _NO_GROUP, comma=comma)
                )
        return found

    def _may_end_name(self, word: str) -> bool:
        return word in ("al", "colleagues") or self._listed.knows_part(word.removesuffix("'s"))

    def _is_listed(self, authors: Authors, year: str) -> bool:
        return (
            not authors.title
            and not authors.inverted
            and all(self._listed.knows(name) for name in authors.names)
            and self._listed.has_year(authors.names[0], year)
        )
