"""Reading of parentheses: the citations of one group, parenthetical and narrative.

APA 7, sections 8.10–8.36: several works (8.12), several years (8.12), secondary sources (8.6),
personal communications (8.9), narrative and parenthetical citations (8.11), groups (8.21).
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.extract.citation_before import Sentences
from refkit.extract.citation_dates import (
    DATE,
    FURTHER_LETTER,
    HINT,
    MONTH_BEFORE,
    is_span_of_life,
)
from refkit.extract.citation_found import Found, Kind
from refkit.extract.citation_kinds import CITED_IN, PERSONAL
from refkit.extract.citation_listed import Listed
from refkit.extract.citation_locators import locator_after
from refkit.extract.citation_names import AuthorReader, Authors
from refkit.extract.citation_passages import Group, Passage, within
from refkit.extract.signs import YEAR
from refkit.normalize.patterns import lazy_pattern

_SEPARATOR: Final = lazy_pattern(r"[\s,;\x01]*(?:&|and|und|et|y|e|en)?[\s,;]*")
_OPENING: Final = lazy_pattern(
    r"[\s\x01]*(?:(?:e\.\s?g\.|i\.\s?e\.|cf\.|see(?:\salso)?|z\.\s?B\.|vgl\.|p\.\s?ex\.),?\s)?"
)
_AFTER_NARRATIVE: Final = lazy_pattern(
    r"""
    \s* (?: $ | [,;:–—/\x01] | pp?\.
      | (?: & | and | und | et | y | e | en | see | but | as | cited | zitiert | [Ss]\. | vgl\.
          | cf\. ) (?!\w) )
    """,
    re.VERBOSE,
)
_JOINED: Final = lazy_pattern(r"(?:&|\band|\bund|\bet|\by)\s$")
# "Civil Rights Act of 1964, 1964": the first year is part of the name.
_YEAR_OF_NAME: Final = lazy_pattern(rf"{YEAR},\s(?={YEAR})")
_BEFORE: Final = 700
_TITLE: Final = 150
_SEE: Final = lazy_pattern(r"\s*(?:(?:see|see\salso|e\.g\.,?|cf\.|siehe|vgl\.|voir|véase)\s)?")
_BLANK: Final = " \n\x01"
_HIDDEN: Final = "\x02"


def read_group(passage: Passage, group: Group, sentences: Sentences, listed: Listed) -> list[Found]:
    """Read the citations of one group.

    Args:
        passage: The passage in which it stands.
        group: The group.
        sentences: The same passage's sentences, in which authors of narrative citations stand.
        listed: What the reference lists tell.

    Returns:
        What may be citations, in order; empty if it holds none.
    """
    inside = within(passage.text, group)
    # "[@smith2019, p. 3]" is a key of pandoc's, and no citation that anybody reads.
    if not HINT.search(inside) or "@" in inside or _is_glued(passage.text, group):
        return []
    return _Content(passage, group, inside, sentences, listed).read()


def _is_glued(text: str, group: Group) -> bool:
    """Whether letters stand directly before and after a group, as in an address."""
    before, after = text[group.start - 1 : group.start], text[group.end : group.end + 1]
    return after.isalnum() and after.isascii() and (before.isalnum() or before == "/")


class _Content:
    """What stands in one group, read from left to right."""

    def __init__(
        self, passage: Passage, group: Group, inside: str, sentences: Sentences, listed: Listed
    ) -> None:
        self._passage = passage
        self._group = group
        self._base = group.start + 1
        self._inside = inside
        self._shown = passage.shown[self._base : group.end - 1]
        self._sentences = sentences
        self._listed = listed
        self._authors = AuthorReader(inside, self._shown, listed)
        self._found: list[Found] = []
        # Where to read on; whose year came last, of which kind, and whether in the sentence.
        self._at = 0
        self._current: Authors | None = None
        self._kind: Kind = "work"
        self._narrative = False

    def read(self) -> list[Found]:
        self._personal()
        for date in DATE.finditer(self._inside):
            if date.start() < self._at:
                continue
            if self._inside.endswith("of ", 0, date.start()) and _YEAR_OF_NAME.match(
                self._inside, date.start()
            ):
                continue
            if is_span_of_life(date.group()):
                self._current, self._at = None, date.end()
                continue
            self._read_date(date)
        return self._found

    def _read_date(self, date: re.Match[str]) -> None:
        lead = self._inside[self._at : date.start()]
        if self._current and _SEPARATOR.fullmatch(lead):
            self._take(
                self._current, date.start(), date.end(), first=False, comma=not self._narrative
            )
            return
        cut = max(lead.rfind(";"), lead.rfind(_HIDDEN)) + 1
        start = self._at + cut
        self._current = None
        self._kind = "work"
        marker = _last(CITED_IN, self._inside, start, date.start())
        if marker:
            self._original(start, marker)
            start = marker.end()
            self._kind = "secondary"
        if self._at == 0 and not marker and _OPENING.fullmatch(lead):
            self._read_narrative(date, lead)
        else:
            self._read_parenthetical(date, start)
        self._at = max(self._at, date.end())

    def _read_narrative(self, date: re.Match[str], lead: str) -> None:
        after = date.end()
        if not _AFTER_NARRATIVE.match(self._inside, after) and self._locator(after)[0] == after:
            return
        authors = self._sentences.before(self._group)
        if not authors:
            authors = self._sentences.listed_before(self._group, date.group())
        if not authors or authors.inverted:
            return
        self._narrative = True
        gap = self._passage.text[authors.end : self._group.start]
        self._take(authors, date.start(), date.end(), prefix=lead.strip(_BLANK), comma="," in gap)

    def _read_parenthetical(self, date: re.Match[str], start: int) -> None:
        self._narrative = False
        end = date.start()
        month = MONTH_BEFORE.search(self._inside, max(start, end - 45), end)
        # "Hasher & May, 2001" and "Lupyan & Winter, 2018" name no month.
        if month and not (
            _JOINED.search(self._inside, start, month.start()) or self._is_name(month, start, date)
        ):
            end = month.start()
        else:
            month = None
        start = max(start, end - _BEFORE)
        authors = self._authors.before(start, end)
        if not authors or not all(self._listed.knows(name) for name in authors.names):
            authors = self._listed_whole(start, end) or authors
        if not authors:
            return
        prefix_start = start + len(_separators(self._inside[start : authors.start]))
        prefix = self._shown[prefix_start : authors.start].strip()
        between = self._inside[authors.end : date.start()]
        opens = start == 0 and not prefix
        placed = self._spelled_out(authors) if opens else self._moved(authors)
        self._take(
            placed,
            date.start(),
            date.end(),
            prefix=" ".join(prefix.split()),
            comma=not self._narrative and ("," in between or authors.title),
            dated=month is not None,
        )

    def _is_name(self, month: re.Match[str], start: int, date: re.Match[str]) -> bool:
        """Whether a month or season is the name of a listed author: "(Ek, 1975; Winter, 1976)"."""
        name = month.group().strip(" ,\n")
        alone = not self._inside[start : month.start()].strip(" ;,\n")
        return alone and self._listed.knows(name) and self._listed.has_year(name, date.group())

    def _spelled_out(self, authors: Authors) -> Authors:
        """The group's name before the parentheses that begin with its abbreviation.

        "the American Psychological Association (APA, 2020)" is a narrative citation.
        """
        if len(authors.names) > 1 or not authors.names[0].isupper():
            return self._moved(authors)
        before = self._sentences.before(self._group)
        if before and len(before.names) == 1 and _abbreviates(authors.names[0], before.names[0]):
            self._narrative = True
            return before
        return self._moved(authors)

    def _listed_whole(self, start: int, end: int) -> Authors | None:
        """A title or lower-case name that begins an entry of the list, and is all there is."""
        see = _SEE.match(self._inside, start, end)
        start = see.end() if see else start
        lead = self._shown[start:end]
        name = lead.strip(" ,\n")
        if " " not in name or len(name) > _TITLE or not self._listed.begins(name):
            return None
        begin = start + lead.index(name[0])
        return Authors(
            names=(" ".join(name.split()),), start=begin, end=begin + len(name), title=True
        )

    def _original(self, start: int, marker: re.Match[str]) -> None:
        """The work that another one is cited for: "Freud, as cited in"."""
        left = self._inside[start : marker.start()]
        if _SEPARATOR.fullmatch(left):
            self._earlier_are_original(start)
            return
        if left.strip(" ,;\n") in ("all", "both", "alle", "beide"):
            for found in self._found:
                found.kind = "original"
            return
        authors = self._authors.before(start, marker.start())
        if not authors or self._inside[authors.end : marker.start()].strip(" ,;\n"):
            return
        authors = self._moved(authors)
        place = authors.end
        self._found.append(Found(authors, "", place, place, False, self._group, kind="original"))

    def _earlier_are_original(self, start: int) -> None:
        if self._found:
            for found in reversed(self._found):
                found.kind = "original"
                if found.first:
                    break
            return
        authors = self._sentences.before(self._group) if start == 0 or not self._at else None
        if authors and not authors.inverted and not authors.title:
            place = authors.end
            self._found.append(Found(authors, "", place, place, True, self._group, kind="original"))

    def _personal(self) -> None:
        """Personal communications; each is hidden from what reads on."""
        for marker in PERSONAL.finditer(self._inside):
            start = self._inside.rfind(";", 0, marker.start()) + 1
            end = self._inside.find(";", marker.end())
            end = len(self._inside) if end < 0 else end
            lead = self._inside[start : marker.start()]
            narrative = not start and not lead.strip()
            if narrative:
                authors = self._sentences.before(self._group)
            else:
                authors = self._authors.before(start, marker.start())
                authors = authors and self._moved(authors)
            if not authors:
                continue
            date = DATE.search(self._inside, marker.end(), end)
            place = self._base + (date.start() if date else marker.end())
            after = self._base + date.end() if date else place
            found = Found(
                authors, date.group() if date else "", place, after, narrative, self._group,
                kind="personal",
            )  # fmt: skip
            self._found.append(found)
            hidden = _HIDDEN * (end - start)
            self._inside = self._inside[:start] + hidden + self._inside[end:]

    def _take(
        self,
        authors: Authors,
        start: int,
        end: int,
        *,
        first: bool = True,
        prefix: str = "",
        comma: bool = True,
        dated: bool = False,
    ) -> None:
        self._current = authors
        year = self._shown[start:end]
        found = Found(
            authors, " ".join(year.split()), self._base + start, self._base + end,
            self._narrative, self._group, kind=self._kind, comma=comma, dated=dated, first=first,
            prefix=prefix,
        )  # fmt: skip
        self._found.append(found)
        self._at = end
        while year[-1:].isalpha() and len(year) > 1 and year[-2].isdigit():
            letter = FURTHER_LETTER.match(self._inside, self._at)
            if not letter:
                break
            place = self._base + letter.start(1)
            self._found.append(
                Found(
                    authors, found.year[:-1] + letter[1], place, place + 1, self._narrative,
                    self._group, kind=self._kind, comma=comma, first=False,
                )
            )  # fmt: skip
            self._at = letter.end()
        begin, stop = self._locator(self._at)
        if stop > begin:
            last = self._found[-1]
            last.locator_start, last.locator_end = self._base + begin, self._base + stop
            self._at = stop

    def _locator(self, at: int) -> tuple[int, int]:
        return locator_after(self._inside, at)

    def _moved(self, authors: Authors) -> Authors:
        """Authors in places of the passage."""
        return msgspec.structs.replace(
            authors, start=authors.start + self._base, end=authors.end + self._base
        )


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found: re.Match[str] | None = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found


def _separators(text: str) -> str:
    match = _LEADING.match(text)
    return match.group() if match else ""


_LEADING: Final = lazy_pattern(r"(?:[\s,;:/–—\x01\x02]|(?:&|and|und|et|y|e)(?=\s))*")


def _abbreviates(short: str, name: str) -> bool:
    capitals = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    return short.replace(".", "") in (capitals, capitals.removeprefix("T"))
