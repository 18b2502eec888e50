"""A811: the date in parentheses after the authors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Span, Verdict
from refkit.normalize.date_words import ENGLISH_MONTHS
from refkit.normalize.dates import parse_date
from refkit.normalize.patterns import lazy_pattern
from refkit.verify.apa_rule import AUTHOR_DATE, ApaRule, sure
from refkit.verify.rule import Article
from refkit.verify.written_names import written_names

_MONTH: Final = (
    r"(?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july?"
    r" | aug(?:ust)? | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? ) \.?"
)
_DAY: Final = r"[0-9]{1,2} (?: st | nd | rd | th )?"
_RIGHT: Final = lazy_pattern(
    rf"[0-9]{{4}} [a-z]? (?: , \s (?: {'|'.join(ENGLISH_MONTHS)} ) (?: \s [0-9]{{1,2}} )? )?",
    re.VERBOSE,
)
_ENGLISH: Final = lazy_pattern(
    rf"""
    [0-9]{{4}} (?P<letter> [a-z]? ) ,? \s
        (?: {_MONTH} (?: \s {_DAY} )? | {_DAY} \s {_MONTH} )
  | {_MONTH} (?: \s {_DAY} )? ,? \s [0-9]{{4}}
  | {_DAY} \s {_MONTH} ,? \s [0-9]{{4}}
  | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NO_DATE: Final = lazy_pattern(r"n\.?\s?d\.?|no\s+date|undated", re.IGNORECASE)
_UNDATED: Final = lazy_pattern(
    r"(?<=[\w.)\]]\s)\((?P<inside>n\.?\s?d\.?|N\.D\.|[Nn]o\sdate|[Uu]ndated)\)(?=[.,:]?\s)"
)
_ROLE: Final = lazy_pattern(r"[.,]?(?:\s\([^()]{1,30}\))?[.,]?\s")
_LONGEST_LEAD: Final = 300
_DIGIT: Final = lazy_pattern(r"[0-9]")
_LEAST: Final = 0.6
"""The parser is less sure of the fields of an entry that is not quite APA; that they touch the
date makes up for it."""
_PRESS: Final = lazy_pattern(r"in\s+press", re.IGNORECASE)
_COMING: Final = lazy_pattern(r"forthcoming|to\s+appear", re.IGNORECASE)
_YEAR: Final = lazy_pattern(r"[12][0-9]{3}[a-z]?")
_GAP: Final = lazy_pattern(r"[.,]?\s")
_AFTER: Final = lazy_pattern(r"[.,:;]?\s(?=[\w\"'“‘¿¡\[])")
_AFTER_BARE: Final = lazy_pattern(r"[.,:;]\s(?=[\w\"'“‘¿¡\[])")


class DateForm(ApaRule):
    """The date is not in parentheses after the authors, with a full stop behind it.

    Reported are a year without parentheses between authors and title, another sign than the full
    stop after them, "(n.d)" and "(no date)", "(In Press)", "(forthcoming)", and days and months in
    another form than "(2019, May 3)". Passed are originals ("1900/1953"), ranges, seasons,
    approximate dates, months in other languages, and entries whose date stands at their end: they
    follow another style altogether.

    Why it matters:
        Author and date are what the citations in the text point to.

    Example:
        ``Smith, J. A. 2019. Title.`` or ``Smith, J. A. (2019): Title.`` for
        ``Smith, J. A. (2019). Title.``

    Fix:
        Safe: parentheses, full stop, order of the date and names of months. Unsafe is only
        "in press" for "forthcoming", which may be said of a work that is not accepted yet.

    Source:
        APA 7, 9.13 and 9.14 (dates). APA 6, 6.28.
    """

    code = "A811"
    name = "date-form"
    severity = "warning"
    styles = AUTHOR_DATE

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over the date, one over what follows it."""
        reference = verdict.reference
        place = _inside(reference)
        if place is not None:
            yield from self._said(article, reference, place)
            yield from self._followed(article, reference, place)
        else:
            yield from self._bare(article, reference)

    def _said(self, article: Article, reference: Reference, place: Span) -> Iterator[Finding]:
        """What the parentheses hold."""
        written = reference.raw[place.start : place.end]
        right, safe = _as_apa(written), not _COMING.fullmatch(written)
        if right and right != written:
            message = f"the date is written “({right})”, not “({written})”"
            yield self.advice(article, reference, place, message, right, safe=safe, field="issued")

    def _followed(self, article: Article, reference: Reference, place: Span) -> Iterator[Finding]:
        """What stands between the parentheses and the title."""
        raw = reference.raw
        after = _AFTER.match(raw, place.end + 1)
        if after is None or after[0].startswith("."):
            return
        if not _stopped(reference, place.start - 1, after.end()):
            if not _titled(reference, after.end()) and not _named(reference, place.start):
                return
            if not _led(reference, place.start - 1):
                return
        span = Span(place.end, after.end())
        message = "a full stop follows the date"
        yield self.advice(article, reference, span, message, "). ", field="issued")

    def _bare(self, article: Article, reference: Reference) -> Iterator[Finding]:
        """A year without parentheses right after the authors."""
        fields = reference.fields
        if not sure(reference, "issued") or "author" not in fields:
            return
        raw, author, issued = reference.raw, fields["author"].span, fields["issued"].span
        gap = _GAP.fullmatch(raw, author.end, issued.start)
        after = _AFTER_BARE.match(raw, issued.end)
        if gap is None or after is None or not _YEAR.fullmatch(raw, issued.start, issued.end):
            return
        if not _titled(reference, after.end()) and not _named(reference, issued.start):
            return
        if fields["author"].confidence < _LEAST:
            return
        stop = "" if raw[author.end - 1] == "." else gap[0].strip(", ")
        span = Span(author.end, after.end())
        right = f"{stop} ({raw[issued.start : issued.end]}). "
        message = "the date stands in parentheses after the authors, with a full stop behind it"
        yield self.advice(article, reference, span, message, right, field="issued")


def _titled(reference: Reference, at: int) -> bool:
    """Whether the title begins at a place, or behind a quotation mark there."""
    title = reference.fields.get("title")
    return title is not None and title.confidence >= _LEAST and title.span.start - at in (0, 1)


def _stopped(reference: Reference, opening: int, title: int) -> bool:
    """Whether a group or a title with its full stop leads to the date, and words follow it."""
    raw = reference.raw
    return (
        opening < _LONGEST_LEAD
        and raw[opening - 2 : opening] == ". "
        and raw[title : title + 2].isalpha()
        and raw[title].isupper()
        and not _DIGIT.search(raw, 0, opening)
    )


def _named(reference: Reference, end: int) -> bool:
    """Whether persons with initials, as APA writes them, stand before a place."""
    names = written_names(reference, "author", confidence=_LEAST)
    return names is not None and all(
        name.end < end and name.inverted and name.comma and reference.raw[name.end - 1] == "."
        for name in names.names
    )


def _led(reference: Reference, opening: int) -> bool:
    """Whether authors, or editors with "(Eds.)", stand right before the parentheses of a date."""
    for name in ("author", "editor"):
        field = reference.fields.get(name)
        if field is not None and field.confidence >= _LEAST and field.span.end <= opening:
            return _ROLE.fullmatch(reference.raw, field.span.end, opening) is not None
    return False


def _inside(reference: Reference) -> Span | None:
    """What stands between the parentheses of the date, as a range of the entry; None if nowhere."""
    field = next(
        (reference.fields[name] for name in ("issued", "status") if name in reference.fields), None
    )
    raw = reference.raw
    if field is not None:
        start, end = field.span.start, field.span.end
        if raw[start - 1 : start] == "(" and start and raw[end : end + 1] == ")":
            return Span(start, end)
        return None
    undated = _UNDATED.search(raw)
    return Span(*undated.span("inside")) if undated else None


def _as_apa(written: str) -> str:
    """A date in APA's form; "" if it is one that no rule is known for."""
    if _RIGHT.fullmatch(written):
        return written
    if _NO_DATE.fullmatch(written):
        return "n.d."
    if _PRESS.fullmatch(written) or _COMING.fullmatch(written):
        return "in press"
    english = _ENGLISH.fullmatch(written)
    if english is None:
        return ""
    found = parse_date(written)
    if found is None or found.date is None or len(found.date.date_parts) != 1:
        return ""
    year, *rest = found.date.date_parts[0]
    letter = english["letter"] or ""
    if not rest:
        return ""
    day = f" {rest[1]}" if len(rest) > 1 else ""
    return f"{year}{letter}, {ENGLISH_MONTHS[rest[0] - 1]}{day}"
