"""L703: letters behind the year that are missing, wrong, or without a sibling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from refkit.model import Finding, Fix, Reference, Span
from refkit.normalize.text import squash
from refkit.verify.duplicates import groups_of, pairs
from refkit.verify.edits import mend_entry
from refkit.verify.heads import IN_PRESS, UNDATED, Head, head_of
from refkit.verify.ordering import title_key
from refkit.verify.rule import Article, Rule, named, standing

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_Entry = tuple[int, Reference, Head]
"""The number of an entry in the report, the entry, its head."""


class YearSuffix(Rule):
    """Works of the same authors and year are not told apart by letters.

    Works of the same authors, in the same order, of one year have the letters a, b, c … behind it,
    given in the order of their titles; those with a month or day come after those without, in the
    order of their dates, and letters in that order pass as well. Reported are entries without a
    letter, a letter twice or left out, letters against the order of titles and dates, and a letter
    whose sibling is neither in the list nor cited. "n.d." and "in press" have "-a", "-b".

    Entries whose first author and year are those of another entry may have letters too: "(Smith
    et al., 2019a)". Duplicates need none; they are L702's.

    Why it matters:
        "(Smith, 2019)" leads to two entries, and nobody knows which is meant.

    Example:
        ``Smith, J. (2019). Apples. …`` and ``Smith, J. (2019). Pears. …``

    Fix:
        Writes the letter where none of the works has one, in the order of the titles; takes away
        a letter without sibling that no citation has. Unsafe: the citations have to follow. None
        for letters in a wrong order.

    Source:
        APA 7, 8.19 and 9.47 (works of the same authors and year).
    """

    code = "L703"
    name = "year-suffix"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """Findings on the entries whose years need another letter."""
        if not article.form:
            return
        known: list[list[_Entry]] = []
        for numbers in article.numbers() if article.lists else []:
            verdicts = [article.verdicts[number] for number in numbers]
            repeated = groups_of(pairs(verdicts))
            entries: list[_Entry] = []
            for at, number in enumerate(numbers):
                head = head_of(verdicts[at].reference)
                if at not in repeated and head is not None and head.names and head.letter_place > 0:
                    entries.append((number, verdicts[at].reference, head))
            known.append(entries)
        companions = _companions(article, known)
        for entries in known:
            for group in _groups(entries):
                yield from self._check_group(article, group, companions)

    def _check_group(
        self, article: Article, group: Sequence[_Entry], companions: dict[tuple[str, int], set[str]]
    ) -> Iterator[Finding]:
        letters = sorted(head.letter for _, _, head in group)
        if len(group) == 1 and not letters[0]:
            return
        if not any(letters):
            yield from self._without(article, group)
        elif not all(letters):
            yield from self._partly(article, group)
        elif len(set(letters)) < len(letters):
            yield from self._twice(article, group)
        else:
            head = group[0][2]
            others = companions[_first(head), head.year]
            missing = [
                each for each in _LETTERS[: _LETTERS.index(letters[-1])] if each not in others
            ]
            if len(others) == 1:
                yield self._alone(article, group[0])
            elif missing:
                yield self._left_out(article, group, missing[0])
            elif len(group) > 1:
                yield from self._in_order(article, group)

    def _without(self, article: Article, group: Sequence[_Entry]) -> Iterator[Finding]:
        if len(group) > len(_LETTERS):
            return
        ordered = sorted(group, key=_by_title)
        letters = {entry[0]: letter for entry, letter in zip(ordered, _LETTERS, strict=False)}
        for number, reference, head in group:
            other = next(each for each in group if each[0] != number)[1]
            letter = _written(head, letters[number])
            message = (
                f"{other.where} has the same authors and year: "
                f"the year should be “{_year(head, letters[number])}”"
            )
            span = Span(head.letter_place, head.letter_place)
            fix = mend_entry(article.document, reference, span, letter, safe=False)
            yield self._on(article, number, reference, message, _year(head, letters[number]), fix)

    def _partly(self, article: Article, group: Sequence[_Entry]) -> Iterator[Finding]:
        other = next(reference for _, reference, head in group if head.letter)
        for number, reference, head in group:
            if not head.letter:
                message = (
                    f"the year has no letter, but that of {named(other)} {standing(other)}, "
                    "with the same authors, has"
                )
                yield self._on(article, number, reference, message)

    def _twice(self, article: Article, group: Sequence[_Entry]) -> Iterator[Finding]:
        seen: dict[str, Reference] = {}
        for number, reference, head in group:
            earlier = seen.setdefault(head.letter, reference)
            if earlier is not reference:
                message = f"“{_year(head, head.letter)}” is that of {earlier.where} already"
                yield self._on(article, number, reference, message)

    def _alone(self, article: Article, entry: _Entry) -> Finding:
        number, reference, head = entry
        written = _year(head, head.letter)
        message = f"the year has a letter, “{written}”, but there is no other work to tell it from"
        cited = any(squash(each.year) == squash(written) for each in article.citations)
        fix = None if cited else _without_letter(article, reference, head)
        return self._on(article, number, reference, message, fix=fix)

    def _left_out(self, article: Article, group: Sequence[_Entry], letter: str) -> Finding:
        number, reference, head = next(each for each in group if each[2].letter > letter)
        message = (
            f"there is “{_year(head, head.letter)}” but no “{_year(head, letter)}” of these authors"
        )
        return self._on(article, number, reference, message)

    def _in_order(self, article: Article, group: Sequence[_Entry]) -> Iterator[Finding]:
        ordered = sorted(group, key=lambda entry: entry[2].letter)
        if any(ordered == sorted(ordered, key=key) for key in (_by_title, _by_date, _by_words)):
            return
        for (_, earlier, head), (number, reference, other) in pairwise(ordered):
            titles = title_key(head.title), title_key(other.title)
            # Where one goes on after the other, the parser may have cut one of them too late.
            alike = titles[0].startswith(titles[1]) or titles[1].startswith(titles[0])
            if _by_title((0, reference, other)) < _by_title((0, earlier, head)) and not alike:
                message = (
                    f"“{_year(other, other.letter)}” comes before “{_year(head, head.letter)}” "
                    f"{standing(earlier)} by its title: letters go by title"
                )
                yield self._on(article, number, reference, message)
                return

    def _on(
        self,
        article: Article,
        number: int,
        reference: Reference,
        message: str,
        found: str = "",
        fix: Fix | None = None,
    ) -> Finding:
        """A Finding on the year of an entry."""
        field = reference.fields.get("issued") or reference.fields.get("status")
        span = reference.document_span(field.span) if field else reference.span
        written = reference.raw[field.span.start : field.span.end] if field else ""
        finding = self.finding(
            article, span, message, field="year-suffix", written=written, found=found, fix=fix
        )
        finding.reference = number
        return finding


def _groups(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Entries of the same authors, all of them known, and the same year."""
    groups: dict[tuple[tuple[tuple[str, str], ...], int], list[_Entry]] = {}
    for entry in entries:
        head = entry[2]
        if head.whole and not head.redated:
            groups.setdefault((head.people, head.year), []).append(entry)
    yield from groups.values()


def _companions(
    article: Article, known: Sequence[Sequence[_Entry]]
) -> dict[tuple[str, int], set[str]]:
    """First author and year to the letters that they have in any list and in any citation."""
    found: dict[tuple[str, int], set[str]] = {}
    for entries in known:
        for _, _, head in entries:
            found.setdefault((_first(head), head.year), set()).add(head.letter)
    for citation in article.citations:
        year, letter = citation.year[:4], citation.year[4:]
        if citation.authors and year.isdigit() and len(letter) == 1:
            found.setdefault((squash(citation.authors[0]), int(year)), set()).add(letter.lower())
    return found


def _first(head: Head) -> str:
    return head.people[0][0]


def _by_title(entry: _Entry) -> tuple[bool, tuple[int, ...], str]:
    """Works with a year alone by their titles, then those with a date by that."""
    parts = _date_parts(entry[1])
    return len(parts) > 1, parts[1:], title_key(entry[2].title)


def _by_date(entry: _Entry) -> tuple[tuple[int, ...], str]:
    return _date_parts(entry[1])[1:], title_key(entry[2].title)


def _by_words(entry: _Entry) -> str:
    """By the titles alone, articles counted, as some programs do."""
    return squash(entry[2].title)


def _date_parts(reference: Reference) -> tuple[int, ...]:
    issued = reference.work.issued
    return issued.date_parts[0] if issued and issued.date_parts else ()


def _written(head: Head, letter: str) -> str:
    """The letter as it is written behind a year: "a", behind words "-a"."""
    return f"-{letter}" if head.year in (UNDATED, IN_PRESS) else letter


def _year(head: Head, letter: str) -> str:
    words = {UNDATED: "n.d.", IN_PRESS: "in press"}
    return f"{words.get(head.year, head.year)}{_written(head, letter)}"


def _without_letter(article: Article, reference: Reference, head: Head) -> Fix | None:
    """The Fix that leaves the year without its letter."""
    end = head.letter_place + 1
    start = end - len(_written(head, head.letter))
    before = start
    while before > 0 and reference.raw[before - 1].isalnum():
        before -= 1
    bare = reference.raw[before:start]
    return mend_entry(article.document, reference, Span(before, end), bare, safe=False)
