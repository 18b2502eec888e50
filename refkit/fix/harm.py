"""Harm: what Fixes did to an article beyond what they say, and which of them did it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import Final

from refkit.fix.pairs import Pairs
from refkit.model import Document, Fix, Reference, Span

UNIDENTIFIED: Final = "it would change a reference that was not identified"
OTHER_WORK: Final = "the reference would not be identified with the same work then"
DISAGREES: Final = "the reference would disagree with the record of its work then"
OTHER_READING: Final = "the list would not be read as the same references then"


def harm(
    old: Document,
    old_references: Sequence[Reference],
    new: Document,
    new_references: Sequence[Reference],
    pairs: Pairs,
    fixes: Sequence[Fix],
    identified: Collection[int],
) -> dict[int, str]:
    """The references of an article that Fixes harmed.

    Args:
        old: The article as it was.
        old_references: Its references.
        new: The article after the Fixes.
        new_references: Its references.
        pairs: Which reference is which.
        fixes: The Fixes that were made, in order.
        identified: The numbers of the old references that were identified, and may change.

    Returns:
        The numbers of old references, and what is wrong in words; {} if all is well.
    """
    found: dict[int, str] = {}
    for gone in pairs.gone:
        if gone not in identified:
            found[gone] = UNIDENTIFIED
        elif not _removed(old, old_references, gone, fixes):
            found[gone] = OTHER_READING
    last = -1
    for at, earlier in enumerate(pairs.before):
        if earlier is None:
            found[max(last, 0)] = OTHER_READING
            continue
        number = last = earlier
        before, after = old_references[number], new_references[at]
        if number not in identified:
            if _source(old, before) != _source(new, after):
                found[number] = UNIDENTIFIED
        elif before.raw != after.raw and not touching(old, before, fixes):
            found[number] = OTHER_READING
    return found


def blamed(
    number: int, document: Document, references: Sequence[Reference], fixes: Sequence[Fix]
) -> Sequence[Fix]:
    """The Fixes that may have harmed a reference: its own, else its neighbours', else all.

    Args:
        number: The number of the reference.
        document: The article as it was.
        references: Its references.
        fixes: The Fixes that were made, in order.
    """
    own = touching(document, references[number], fixes) if number < len(references) else []
    if own:
        return own
    near = [
        fix
        for neighbour in references[max(number - 1, 0) : number + 2]
        for fix in touching(document, neighbour, fixes)
    ]
    return near or fixes


def touching(document: Document, reference: Reference, fixes: Sequence[Fix]) -> Sequence[Fix]:
    """The Fixes, of some in order and without overlap, that touch a reference."""
    span = document.source_span(reference.span)
    first = bisect_left(fixes, span.start, key=lambda fix: fix.span.end)
    last = bisect_right(fixes, span.end, key=lambda fix: fix.span.start)
    return fixes[first:last]


def _removed(
    document: Document, references: Sequence[Reference], number: int, fixes: Sequence[Fix]
) -> bool:
    """Whether one Fix says that a reference is to go: it deletes it, or writes several anew."""
    span = document.source_span(references[number].span)
    near = references[max(number - 1, 0) : number + 2]
    for fix in touching(document, references[number], fixes):
        if fix.span.start <= span.start and span.end <= fix.span.end:
            inside = sum(_within(document.source_span(each.span), fix.span) for each in near)
            return not fix.replacement.strip() or inside > 1
    return False


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _source(document: Document, reference: Reference) -> str:
    span = document.source_span(reference.span)
    return document.source[span.start : span.end]
