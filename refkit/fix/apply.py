"""Apply: which of several Fixes can be made together, and the text that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from refkit.model import Fix


class Applied(msgspec.Struct, frozen=True):
    """What became of Fixes.

    Attributes:
        source: The new text.
        applied: Those that were made, in the order of their places.
        waiting: Those that overlap one that was made; where they still hold, a check of the new
            text proposes them again.
    """

    source: str
    applied: list[Fix]
    waiting: list[Fix]


def apply(source: str, fixes: Sequence[Fix], *, unsafe: bool = False) -> Applied:
    """Make Fixes in one pass, as many as do not touch each other's characters.

    They are taken by where they begin; of two that begin at one place, the longer first, then the
    safe one, then by what they write. The first is made, and one that overlaps it waits. An
    insertion also waits beside another Fix that touches its place, since both were thought of for
    the text as it stood: a full stop is not written twice. The order in which they are given does
    not matter, equal ones are one, and one that changes nothing is none.

    Args:
        source: The text of the file, as ``Document.source``.
        fixes: Fixes whose spans lie within it.
        unsafe: Whether to make also those that may change what the author means.
    """
    chosen = {
        fix
        for fix in fixes
        if (fix.safe or unsafe) and source[fix.span.start : fix.span.end] != fix.replacement
    }
    applied: list[Fix] = []
    waiting: list[Fix] = []
    for fix in sorted(chosen, key=_order):
        (waiting if applied and _overlap(applied[-1], fix) else applied).append(fix)
    return Applied(replaced(source, applied), applied, waiting)


def replaced(source: str, fixes: Iterable[Fix]) -> str:
    """A text with Fixes made that are in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for fix in fixes:
        parts += [source[at : fix.span.start], fix.replacement]
        at = fix.span.end
    return "".join([*parts, source[at:]])


def _order(fix: Fix) -> tuple[int, int, bool, str]:
    return fix.span.start, -len(fix.span), not fix.safe, fix.replacement


def _overlap(first: Fix, second: Fix) -> bool:
    """Whether of two Fixes, in order, the second cannot be made beside the first."""
    if len(first.span) and len(second.span):
        return second.span.start < first.span.end
    return second.span.start <= first.span.end
