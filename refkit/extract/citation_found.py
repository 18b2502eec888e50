"""Found: a citation in places of its passage, before it is settled that it is one."""

from __future__ import annotations

from typing import Literal

import msgspec

from refkit.extract.citation_names import Authors
from refkit.extract.citation_passages import Group, Passage
from refkit.model import Citation, Span

Kind = Literal["work", "secondary", "original", "personal"]


class Found(msgspec.Struct):
    """A citation as found, in places of its passage, and what speaks for and against it.

    Attributes:
        authors: Its authors.
        year: Its year as written.
        year_start: Where it begins.
        year_end: Where it ends; at the same place if there is none.
        narrative: Whether the authors stand outside of the group.
        group: The parentheses that hold the year.
        kind: As in Citation.
        comma: Whether a comma stands between authors and year.
        dated: Whether a month stands before the year.
        first: Whether it is the first year of its authors.
        prefix: What leads to it within its parentheses.
        locator_start: Where its locator begins.
        locator_end: Where it ends; not after its beginning if there is none.
    """

    authors: Authors
    year: str
    year_start: int
    year_end: int
    narrative: bool
    group: Group
    kind: Kind = "work"
    comma: bool = True
    dated: bool = False
    first: bool = True
    prefix: str = ""
    locator_start: int = 0
    locator_end: int = 0

    def citation(self, passage: Passage) -> Citation:
        """The Citation, in places of the Document."""
        start = self.authors.start if self.first else self.year_start
        end = max(self.locator_end, self.year_end)
        if self.year_start == self.year_end:
            end = max(self.authors.end, self.locator_end)
        move = passage.start
        year = Span(self.year_start + move, self.year_end + move)
        return Citation(
            raw=passage.shown[start:end],
            span=Span(start + move, end + move),
            authors=self.authors.names,
            year=self.year,
            narrative=self.narrative,
            kind=self.kind,
            et_al=self.authors.et_al,
            joined=self.authors.joined,
            initials=self.authors.initials,
            prefix=self.prefix,
            locator=passage.shown[self.locator_start : self.locator_end],
            authors_span=Span(self.authors.start + move, self.authors.end + move)
            if self.first
            else Span(0, 0),
            year_span=year if len(year) else Span(0, 0),
            group=Span(self.group.start + move, self.group.end + move)
            if self.group.end
            else Span(0, 0),
        )
