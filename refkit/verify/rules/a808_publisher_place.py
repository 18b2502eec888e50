"""A808: the publisher's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Span, Verdict
from refkit.normalize.patterns import lazy_pattern
from refkit.verify.apa_rule import SURE, ApaRule, sure
from refkit.verify.rule import Article

_WORD: Final = r"[A-ZÀ-Þ][\w.'’-]{1,24}"
_PLACE: Final = lazy_pattern(
    rf"""
    {_WORD} (?: [\s/] (?: (?: of | on | upon | am | an | der | de | la | le | sur | in | & ) \s )?
        {_WORD} ){{0,3}}
    (?: , \s {_WORD} (?: \s {_WORD} ){{0,2}} ){{0,2}}
    """,
    re.VERBOSE,
)
_BEFORE: Final = lazy_pattern(r"[.?!)\]]\s\Z")
_PUBLISHER: Final = lazy_pattern(r"[^,:;.()0-9]{2,60}")
_LEAST: Final = 0.8
"""A city with its state or country is a place even where the parser is less sure."""
_PLACED_TYPES: Final = frozenset({"book", "chapter"})


class PublisherPlace(ApaRule):
    """A publisher stands with its place, or, after APA 6, without it.

    Reported is a place with a colon before the publisher. The place of a conference, of a
    university that is named with it ("University of California, Berkeley") or of a museum belongs
    to the entry and passes. In lists after APA 6, a book or chapter without a place is reported,
    unless it has a DOI or an address.

    Why it matters:
        Publishers have many places and readers find works without them, so APA 7 dropped them.

    Example:
        ``New York, NY: Wiley.`` for ``Wiley.``

    Fix:
        Safe: the place goes, with its colon. None for one that is missing.

    Source:
        APA 7, 9.29: do not include the publisher location. APA 6, 6.30: give it.
    """

    code = "A808"
    name = "publisher-place"
    severity = "warning"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over the place, or over the publisher that lacks one."""
        reference = verdict.reference
        if "publisher" not in reference.fields:
            return
        if article.form == "apa":
            place = _place(reference)
            if place is not None:
                message = "APA 7 names the publisher without its place"
                yield self.advice(article, reference, place, message, "", field="publisher-place")
        elif _lacks_place(reference):
            span = reference.fields["publisher"].span
            message = "APA 6 names the publisher's place: “New York, NY: Wiley”"
            yield self.advice(article, reference, span, message, field="publisher-place")


def _place(reference: Reference) -> Span | None:
    """The place before the publisher, with its colon and space; None if that is not sure."""
    fields = reference.fields
    if "publisher-place" not in fields:
        return None
    place, publisher = fields["publisher-place"].span, fields["publisher"].span
    raw = reference.raw
    colon = raw[place.end : publisher.start]
    if (
        place.end >= publisher.start
        or colon.strip() != ":"
        or not _BEFORE.search(raw, max(0, place.start - 2), place.start)
    ):
        return None
    if not _PLACE.fullmatch(raw, place.start, place.end):
        return None
    stated = "," in raw[place.start : place.end]
    confidence = min(fields["publisher-place"].confidence, fields["publisher"].confidence)
    return (
        Span(place.start, publisher.start) if confidence >= (_LEAST if stated else SURE) else None
    )


def _lacks_place(reference: Reference) -> bool:
    work = reference.work
    if not sure(reference, "publisher"):
        return False
    if work.type not in _PLACED_TYPES or work.DOI or work.URL or work.publisher_place:
        return False
    # "Springer-Verlag, New York" and "Ph.D. thesis, Elsewhere University" are no mere publishers.
    publisher = reference.fields["publisher"].span
    before = reference.raw[publisher.start - 2 : publisher.start]
    named = _PUBLISHER.fullmatch(reference.raw, publisher.start, publisher.end)
    return not reference.rest and ":" not in before and named is not None
