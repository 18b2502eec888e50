"""Venues: whether two names are one journal, book or proceedings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from refkit.match.agreement import OTHER, Agreement, excused
from refkit.normalize.text import fold, strip_markup
from refkit.normalize.venues import same_venue

_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|conference|symposium|workshop|congress|meeting|proc|conf|symp)\b"
)
_BOUNDARY = re.compile(r",\s+(?=\S*\d)|\.\s+")
"""Where a container's name may end or begin within what was parsed as one."""
_NEAR = 92.0
"""From this token ratio (0–100) on, two long names may be one name with a slip."""
_WORD = 80.0
"""From this ratio (0–100) on, two words are one word with a slip."""


def compare_venues(written: str, found: Sequence[str]) -> Agreement:
    """Compare a container's title with all names that the Record has for it.

    Args:
        written: The container as the reference names it.
        found: The Record's container title, abbreviations, other names, series and event.
    """
    best = OTHER
    for name in found:
        agreement = _compare(written, strip_markup(name))
        if agreement.same:
            return agreement
        if agreement.score > best.score:
            best = agreement
    return best


@lru_cache(maxsize=8192)
def _compare(written: str, found: str) -> Agreement:
    excuse = same_venue(written, found)
    if excuse is not None:
        return Agreement(1.0, same=True, excuse=excuse)
    a, b = fold(written), fold(found)
    if not a or not b:
        return OTHER
    ratio = fuzz.token_sort_ratio(a, b)
    if ratio >= _NEAR and _slips(a.split(), b.split()):
        return excused("venue-spelling", ratio / 100)
    for place in _BOUNDARY.finditer(written):
        # More than the container stands here: an identifier in page position ("Nature,
        # d41586-019-00812-8") or a sentence of the title before it.
        if b in (fold(written[: place.start()]), fold(written[place.end() :])):
            return excused("container-with-more", 0.9)
    # "Proceedings of the 36th ICML" and "International Conference on Machine Learning": the many
    # ways to cite one meeting share their rare words.
    if (
        _PROCEEDINGS.search(a)
        and _PROCEEDINGS.search(b)
        and fuzz.token_set_ratio(a, b) >= _NEAR
        and min(a.count(" "), b.count(" ")) >= 2
    ):
        return excused("proceedings", 0.9)
    return Agreement(ratio / 100, same=False)


def _slips(ours: list[str], theirs: list[str]) -> bool:
    """Whether two names differ by slips of the pen in long words only.

    "Physical Review A" and "Physical Review B" differ by a letter and are two journals.
    """
    if len(ours) != len(theirs):
        return False
    return all(
        mine == its or (min(len(mine), len(its)) >= 5 and fuzz.ratio(mine, its) >= _WORD)
        for mine, its in zip(ours, theirs, strict=True)
    )
