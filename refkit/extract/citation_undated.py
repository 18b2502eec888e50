"""Citations without a year: by author and page, "(Smith 12)", and "(ibid., p. 3)".

The style of the Modern Language Association (MLA Handbook, 9th edition, 6.1–6.30) names author and
page, or a short title and page. Nothing in "(Apollo 11)" tells it from that but the list, so a name
counts only where the list has it, and only in articles whose list is of that form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refkit.extract.citation_before import Sentences
from refkit.extract.citation_listed import Listed
from refkit.extract.citation_names import AuthorReader, Authors
from refkit.extract.citation_passages import Group, Passage, groups, within
from refkit.extract.signs import YEAR
from refkit.model import Citation, ReferenceList, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold

_PAGE: Final = r"[a-zA-Z]?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?"
_LOCATOR: Final = lazy_pattern(
    rf"""
    ,? \s? (?<! [\w.] )
    (?P<locator>
        (?: (?: pp? | pars? | chs? | chap | secs? | sc | bk | vol | act | scene | line | ll?
            | canto ) \.? \s )?
        {_PAGE} (?: (?: ,\s? | \s?(?:and|&)\s ) {_PAGE} ){{0,5}} (?: \.\d{{1,4}} ){{0,3}}
      | [ivxlc]{{1,7}} (?: [-–] [ivxlc]{{1,7}} )?
    ) \s? $
    """,
    re.VERBOSE,
)
_PREFIX: Final = lazy_pattern(
    r"(?:\s?(?:see|see\salso|also|cf\.|e\.\s?g\.,?|qtd\.\sin|quoted\sin|and|vgl\.|siehe))?\s?,?\s?",
    re.IGNORECASE,
)
_IBID: Final = lazy_pattern(
    r"""
    \s? (?P<prefix> (?: see | cf\. | vgl\. | siehe ) \s )?
    (?P<raw> (?: ibid(?:em|\.)? | ebd\.? | ebenda | ibíd\.? | op\.\s?cit\. | a\.\s?a\.\s?O\. )
      (?: ,? \s? (?P<locator> [^;,\s] [^;]{0,60}? ) )? )
    \s? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR: Final = lazy_pattern(rf"(?<![\d–\-/]){YEAR}(?![\d–\-])")
_DATED_HEAD: Final = lazy_pattern(rf"[^()]{{3,300}}\(\s?{YEAR}")
_HEAD: Final = 100
_LATE: Final = 0.4
_LONGEST: Final = 160
_MOST: Final = 50
"""Entries of one name that are looked at."""


def cites_pages(lists: Sequence[ReferenceList], dated: int) -> bool:
    """Whether an article's list has the form of the MLA, and its text cites nothing by year.

    Args:
        lists: Its reference lists.
        dated: How many listed works are cited by author and date.
    """
    raws = [reference.raw for each in lists for reference in each.references]
    if not raws or 10 * dated > len(raws):
        return False
    late = sum(_is_late(raw) for raw in raws)
    return 10 * late >= 7 * len(raws)


def _is_late(raw: str) -> bool:
    """Whether the year of an entry does not follow its authors."""
    year = _YEAR.search(raw)
    return year is None or (year.start() > _LATE * len(raw) and not _DATED_HEAD.match(raw))


def by_page(
    text: Sequence[Passage], listed: Listed, lists: Sequence[ReferenceList]
) -> Iterator[Citation]:
    """The citations by author and page of an article, in no particular order.

    Args:
        text: Its passages.
        listed: What its lists tell.
        lists: Those lists.
    """
    entries = _Entries([ref.raw for each in lists for ref in each.references])
    for passage in text:
        if "(" not in passage.text:
            continue
        reader = _Reader(passage, listed, entries)
        for group in groups(passage.text):
            if group.end - group.start <= _LONGEST and passage.text[group.start] == "(":
                yield from reader.read(group)


def repeated(text: Sequence[Passage]) -> Iterator[Citation]:
    """The citations of the work cited before: "(ibid., p. 3)"; without authors and year."""
    for passage in text:
        if not _SAYS_IBID.search(passage.text):
            continue
        for group in groups(passage.text):
            for start, part in _parts(within(passage.text, group)):
                match = _IBID.match(part)
                if match:
                    begin, end = (group.start + 1 + start + at for at in match.span("raw"))
                    yield Citation(
                        raw=passage.shown[begin:end],
                        span=Span(begin + passage.start, end + passage.start),
                        prefix=(match["prefix"] or "").strip(),
                        locator=match["locator"] or "",
                        group=Span(group.start + passage.start, group.end + passage.start),
                    )


_SAYS_IBID: Final = lazy_pattern(
    r"\b(?:ibid|ebd|ebenda|ibíd|op\.\s?cit|a\.\s?a\.\s?O)", re.IGNORECASE
)


def _parts(inside: str) -> Iterator[tuple[int, str]]:
    """What stands between semicolons, with the place where it begins."""
    at = 0
    for part in inside.split(";"):
        yield at, part
        at += len(part) + 1


class _Entries:
    """The entries of the lists by the first of their words."""

    def __init__(self, raws: Sequence[str]) -> None:
        self._by_word: dict[str, list[tuple[int, str]]] = {}
        for at, raw in enumerate(raws):
            head = fold(raw[:_HEAD])
            self._by_word.setdefault(head.partition(" ")[0], []).append((at, head))

    def of(self, name: str) -> list[tuple[int, str]]:
        """The places and folded heads of the entries that begin with a name."""
        name = fold(name)
        found = self._by_word.get(name.partition(" ")[0], [])
        return [(at, head) for at, head in found[:_MOST] if head.startswith(name)]


class _Reader:
    """Reads the parentheses of a passage."""

    def __init__(self, passage: Passage, listed: Listed, entries: _Entries) -> None:
        self._passage = passage
        self._listed = listed
        self._entries = entries
        self._sentences = Sentences(passage, listed)
        self._authors = AuthorReader(passage.text, passage.shown, listed)

    def read(self, group: Group) -> Iterator[Citation]:
        inside = within(self._passage.text, group)
        for number, (start, part) in enumerate(_parts(inside)):
            begin = group.start + 1 + start
            locator = _LOCATOR.search(part)
            end = begin + (locator.start() if locator else len(part))
            prefix = _PREFIX.match(part)
            first = begin + (prefix.end() if prefix else 0)
            page = (
                Span(begin + locator.start("locator"), begin + locator.end("locator"))
                if (locator)
                else Span(end, end)
            )
            if self._passage.text[first:end].strip(" ,\n"):
                authors = self._inside(first, end)
                if authors:
                    yield self._made(authors, page, group, part[: first - begin])
            elif not number and locator and not inside[len(part) :]:
                authors = self._sentences.before(group)
                if authors and self._all_known(authors):
                    yield self._made(authors, page, group, "", narrative=True)

    def _inside(self, start: int, end: int) -> Authors | None:
        """The authors, or the short title, that a part of the parentheses consists of."""
        text = self._passage.text
        authors = self._authors.before(start, end)
        if authors and authors.start == start:
            if authors.title and self._listed.begins(authors.names[0]):
                return authors
            if not authors.loose and self._all_known(authors):
                return authors
        # "(Smith, Tears 12)": a short title, in italics.
        comma = text.find(",", start, end)
        if comma > start:
            authors = self._authors.before(start, comma)
            if authors and authors.start == start and self._all_known(authors):
                return authors
        return None

    def _all_known(self, authors: Authors) -> bool:
        """Whether an entry begins with the first name, and names the others."""
        if authors.title or not self._listed.knows(authors.names[0]):
            return False
        others = [fold(name) for name in authors.names[1:]]
        return not others or any(
            all(f" {name} " in f"{head} " for name in others)
            for _, head in self._entries.of(authors.names[0])
        )

    def _made(
        self, authors: Authors, page: Span, group: Group, prefix: str, *, narrative: bool = False
    ) -> Citation:
        move, shown = self._passage.start, self._passage.shown
        end = max(page.end, authors.end)
        return Citation(
            raw=shown[authors.start : end],
            span=Span(authors.start + move, end + move),
            authors=authors.names,
            narrative=narrative,
            et_al=authors.et_al,
            joined=authors.joined,
            initials=authors.initials,
            prefix=prefix.strip(" ,"),
            locator=shown[page.start : page.end],
            authors_span=Span(authors.start + move, authors.end + move),
            group=Span(group.start + move, group.end + move),
            target=self._target(authors, shown[authors.end : max(page.start, authors.end)]),
        )

    def _target(self, authors: Authors, title: str) -> int | None:
        """The one entry that begins with a citation's first name, and has its short title."""
        words = fold(title)
        found = self._entries.of(authors.names[0])
        if len(found) > 1 and words:
            found = [(at, head) for at, head in found if words in head]
        return found[0][0] if len(found) == 1 else None
