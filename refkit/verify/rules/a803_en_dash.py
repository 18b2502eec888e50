"""A803: the en dash of ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Span, Verdict
from refkit.normalize.patterns import lazy_pattern
from refkit.verify.apa_rule import AUTHOR_DATE, ApaRule, sure
from refkit.verify.rule import Article

_PAGES: Final = lazy_pattern(
    r"""
    (?<! [\w./–-] )
    (?P<head> [A-Za-z]{0,3} ) (?P<first> [0-9]{1,6} ) (?P<tail> [a-z]? )
    (?P<dash> \s? (?: -{1,3} | [‐‑−—] ) \s? )
    (?P<other> [A-Za-z]{0,3} ) (?P<last> [0-9]{1,6} ) [a-z]?
    (?! [\w/–-] | \.[0-9A-Za-z] )
    """,
    re.VERBOSE,
)
_ROMAN: Final = lazy_pattern(
    r"(?<! [\w-] ) [ivxlc]{1,8} (?P<dash> \s? (?: -{1,3} | [‐‑−—] ) \s? ) [ivxlc]{1,8} (?! [\w-] )",
    re.VERBOSE,
)
_LEAST: Final = 0.6
_PLAIN: Final = lazy_pattern(r"([0-9]{2,5})\s?[-‐‑−—]{1,3}\s?([0-9]{2,5})")
_YEAR: Final = lazy_pattern(r"1[5-9][0-9]{2}|20[0-9]{2}")
_YEARS: Final = lazy_pattern(
    r"\( [0-9]{4} (?P<dash> \s? (?: -{1,3} | [‐‑−—] ) \s? ) (?: [0-9]{4} | present ) \)",
    re.VERBOSE,
)


class EnDash(ApaRule):
    """A range of pages or years has another dash than an en dash.

    Reported is a hyphen, a doubled one, a minus or an em dash in its place, with spaces around it
    or not. Article numbers, DOIs and pages that themselves hold a hyphen ("e12-34", "12-1") are no
    ranges. In Markdown "--" is the writing of an en dash, and passes.

    Why it matters:
        APA has the en dash between the ends of a range; a hyphen belongs to a page's own name.

    Example:
        ``*5*(3), 12-34.`` for ``*5*(3), 12–34.``

    Fix:
        Safe: the dash alone is replaced, with the spaces around it.

    Source:
        APA 7, 6.6 and 9.25: use an en dash between numbers of a page range. APA 6, 4.13.
    """

    code = "A803"
    name = "en-dash"
    severity = "warning"
    styles = AUTHOR_DATE

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding for each range."""
        reference = verdict.reference
        for variable, dash in _dashes(reference):
            written = reference.raw[dash.start : dash.end]
            if written.strip() == "--" and article.document.format == "markdown":
                continue
            what = "years" if variable == "issued" else "pages"
            yield self.advice(
                article,
                reference,
                dash,
                f"a range of {what} has an en dash, not “{written.strip()}”",
                "–",
                field=variable,
            )


def _dashes(reference: Reference) -> Iterator[tuple[str, Span]]:
    """The dashes of ranges that are no en dashes, with the CSL variable that they are in."""
    raw = reference.raw
    if sure(reference, "page") or _plain_range(reference):
        field = reference.fields["page"].span
        for found in _PAGES.finditer(raw, field.start, field.end):
            if _is_range(found["head"], found["first"], found["other"], found["last"]):
                yield "page", Span(*found.span("dash"))
        for found in _ROMAN.finditer(raw, field.start, field.end):
            yield "page", Span(*found.span("dash"))
    if sure(reference, "issued"):
        field = reference.fields["issued"].span
        years = _YEARS.search(raw, max(0, field.start - 1), field.end + 1)
        if years:
            yield "issued", Span(*years.span("dash"))


def _plain_range(reference: Reference) -> bool:
    """Whether the pages are two numbers that are no years, so that a less sure field will do."""
    field = reference.fields.get("page")
    if field is None or field.confidence < _LEAST:
        return False
    plain = _PLAIN.fullmatch(reference.raw, field.span.start, field.span.end)
    return plain is not None and not all(_YEAR.fullmatch(each) for each in plain.groups())


def _is_range(head: str, first: str, other: str, last: str) -> bool:
    """Whether these are the ends of a range of pages, not the parts of one page's name.

    "S1-S10", "S1-10", "e1-e5", "123-8" are ranges; "e12-34" may be a name, "12-1" surely is.
    """
    if head.lower() != other.lower() and (other or head.lower() != "s"):
        return False
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(last) >= int(first)
