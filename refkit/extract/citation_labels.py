"""Labels: citations by what a list shows in the place of numbers, "[Knu84, KP91]"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.extract.citation_locators import LOCATOR
from refkit.extract.citation_numbering import LABEL, Numbering
from refkit.extract.citation_passages import Passage
from refkit.model import Citation, Span
from refkit.normalize.patterns import lazy_pattern

_GROUP: Final = lazy_pattern(
    rf"""
    \[ \s? (?P<prefix> (?: see | cf\. | e\.g\.,? ) \s )?
    (?P<inside> {LABEL} [^\[\]]{{0,300}} ) \]
    """,
    re.VERBOSE,
)
_ONE: Final = lazy_pattern(rf"({LABEL})(?!\w)")
_BETWEEN: Final = lazy_pattern(r"\s?[,;–-]\s?(?:and\s|&\s)?|\s(?:and|und|et|y|&)\s")


def labelled(passage: Passage, numbering: Numbering) -> Iterator[Citation]:
    """The citations by label of a passage, in order.

    Args:
        passage: The passage.
        numbering: The labels of the lists. A group is read if one of its labels is listed.
    """
    for match in _GROUP.finditer(passage.text):
        found = _read(match, passage, numbering)
        if any(each.target is not None for each in found):
            yield from found


def _read(match: re.Match[str], passage: Passage, numbering: Numbering) -> list[Citation]:
    inside, start = match["inside"], passage.start + match.start("inside")
    group = Span(passage.start + match.start(), passage.start + match.end())
    found: list[Citation] = []
    at = 0
    joined = ""
    while one := _ONE.match(inside, at):
        locator = LOCATOR.match(inside, one.end())
        citation = Citation(
            raw=one[1],
            span=Span(start + one.start(), start + one.end()),
            prefix=(match["prefix"] or "").strip() if not found else "",
            locator=locator["locator"] if locator else "",
            group=group,
            system="number",
            key=one[1],
            target=numbering.target(one[1], start),
        )
        if joined in ("-", "–"):
            found += _within(found[-1], citation, passage, numbering)
        found.append(citation)
        at = locator.end() if locator else one.end()
        more = _BETWEEN.match(inside, at)
        if not more:
            break
        joined = more[0].strip()
        at = more.end()
    return found if not inside[at:].strip() else []


def _within(
    first: Citation, last: Citation, passage: Passage, numbering: Numbering
) -> list[Citation]:
    """The labels of the list between the first of a range and its last: "[Knu84–Lam94]"."""
    home = numbering.home(first.span.start)
    if home is None or first.target is None or last.target is None:
        return []
    span = Span(first.span.start, last.span.end)
    return [
        Citation(
            raw=passage.shown[span.start - passage.start : span.end - passage.start],
            span=span,
            group=first.group,
            system="number",
            key=label,
            target=place,
        )
        for label, place in home.numbers.items()
        if first.target < place < last.target
    ]
