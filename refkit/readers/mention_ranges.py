"""Ranges of citations: "3–5" where the file marks "3" and "5", as PLOS and eLife do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refkit.model import Mention, Span
from refkit.normalize.patterns import lazy_pattern

_BETWEEN: Final = lazy_pattern(r"[\[\]()\s]{0,4}[‐‑‒–—−-][\[\]()\s]{0,4}")
_NUMBER: Final = lazy_pattern(r"\D{0,3}(\d{1,4})\D{0,3}")
_WIDEST: Final = 200
"""Works that "3–5" may stand for."""


def with_ranges(mentions: list[Mention], text: str, keys: list[str]) -> list[Mention]:
    """Mentions in order, of which two with a dash between are one, of all works between.

    Args:
        mentions: What is printed of each.
        text: The text of the Document.
        keys: The keys of the entries in the order of the list.
    """
    mentions = sorted(mentions, key=lambda mention: mention.span)
    order = {key: number for number, key in reversed(list(enumerate(keys)))}
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        between = _between(before, mention, text, order) if before else None
        if before is None or between is None:
            joined.append(mention)
            continue
        span = Span(before.span.start, mention.span.end)
        whole = before.keys[:-1] + tuple(keys[between[0] : between[1] + 1]) + mention.keys[1:]
        joined[-1] = Mention(span=span, keys=whole, printed=True)
    return joined


def _between(
    first: Mention, last: Mention, text: str, order: Mapping[str, int]
) -> tuple[int, int] | None:
    """The places in the list of the ends of a range; None if two Mentions make none."""
    if last.span.start - first.span.end > 9 or not _BETWEEN.fullmatch(
        text, first.span.end, last.span.start
    ):
        return None
    numbers = [
        _NUMBER.fullmatch(text[mention.span.start : mention.span.end]) for mention in (first, last)
    ]
    start, end = order.get(first.keys[-1]), order.get(last.keys[0])
    if not all(numbers) or start is None or end is None:
        return None
    return (start, end) if start < end <= start + _WIDEST else None
