"""Pairs: which reference of a mended article is which of the article as it was.

Fixes may do nothing to a list but what they say: after each pass the new text is read again, and
every reference must be there once, whole, and, where no Fix was about it, as it was.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from refkit.model import Document, Fix, Reference, Span


class Pairs(msgspec.Struct, frozen=True):
    """What became of the references of an article.

    Attributes:
        before: For each reference as it is now, the number that it had, from 0; None for one that
            was not there.
        gone: The numbers of those that are there no more.
    """

    before: list[int | None]
    gone: list[int]


def pair(
    old: Document,
    old_references: Sequence[Reference],
    new: Document,
    new_references: Sequence[Reference],
    fixes: Sequence[Fix],
) -> Pairs:
    """Pair the references of an article after Fixes with those before.

    A reference is the one that stands at its place; where one Fix replaced several, as one that
    puts the list in order does, the one that reads the same.

    Args:
        old: The article as it was.
        old_references: Its references.
        new: The article after the Fixes.
        new_references: Its references.
        fixes: The Fixes that were made, in order and without overlap.
    """
    spans = [old.source_span(each.span) for each in old_references]
    now = [new.source_span(each.span) for each in new_references]
    starts = [place.start for place in now]
    before: list[int | None] = [None] * len(now)
    moved: list[int] = []
    shifted = _Shifted(spans, fixes)
    for number, span in enumerate(spans):
        place = shifted.place(span)
        at = bisect_left(starts, place.end) - 1 if place else -1
        if place is None or at < 0 or now[at].end <= place.start or before[at] is not None:
            moved.append(number)
        else:
            before[at] = number
    alike: dict[str, deque[int]] = defaultdict(deque)
    for number in moved:
        alike[old_references[number].raw].append(number)
    for at, reference in enumerate(new_references):
        if before[at] is None and alike[reference.raw]:
            before[at] = alike[reference.raw].popleft()
    kept = set(before)
    return Pairs(before, [number for number in range(len(spans)) if number not in kept])


class _Shifted:
    """Where ranges of the old text are in the new.

    Args:
        spans: The ranges of the references, in order.
        fixes: The Fixes that were made, in order and without overlap.
    """

    def __init__(self, spans: Sequence[Span], fixes: Sequence[Fix]) -> None:
        self._fixes = fixes
        self._starts = [fix.span.start for fix in fixes]
        self._ends = [fix.span.end for fix in fixes]
        gains = (len(fix.replacement) - len(fix.span) for fix in fixes)
        self._shifts = [0, *accumulate(gains)]
        self._span_starts = [span.start for span in spans]
        self._span_ends = [span.end for span in spans]

    def place(self, span: Span) -> Span | None:
        """The range in the new text; None if it was deleted, or replaced together with others."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        start = span.start + self._shifts[first]
        end = span.end + self._shifts[last]
        if first >= last:
            return Span(start, end)
        outer = self._fixes[first]
        if outer.span.start <= span.start and span.end <= outer.span.end:
            begin = outer.span.start + self._shifts[first]
            if not outer.replacement.strip() or self._references(outer.span) > 1:
                return None
            return Span(begin, begin + len(outer.replacement))
        if outer.span.start < span.start:
            start = outer.span.start + self._shifts[first] + len(outer.replacement)
        if self._fixes[last - 1].span.end > span.end:
            end = self._fixes[last - 1].span.start + self._shifts[last - 1]
        return Span(start, end) if start < end else None

    def _references(self, span: Span) -> int:
        """How many references a range touches."""
        return bisect_left(self._span_starts, span.end) - bisect_right(self._span_ends, span.start)
