"""Titles: whether two titles name one work.

Registries lose subtitles, repeat them, shout, leave markup and entities, and translate. What is
excused here is a difference of form; another word is another title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from refkit.match.agreement import OTHER, SAME, Agreement, excused
from refkit.normalize.text import fold, squash, strip_markup

_STATUS = re.compile(
    r"""
    ^\W{0,3}
    (?: retracted | withdrawn | temporary\ removal | removed | retraction\ of )
    (?: \s (?: article | chapter | paper | article\ in\ press ) )?
    \W{1,3}
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What publishers put before the title of a work that was taken back."""

_DERIVED = re.compile(
    r"""
    ^\W{0,3}
    (?P<kind>
        corrigend (?:um|a) | errat (?:um|a) | correction s? | retraction | expression\ of\ concern
      | addendum | publisher.s\ (?:note|correction) | author\ correction
      | repl (?:y|ies) | response | rejoinder | comment (?:s|ary)? | discussion | letter
      | book\ review s? | review s?\ of | editorial | preface | foreword | index | front\ matter
    )
    \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How the title of a work about another work begins."""

_BREAK = re.compile(r"\s*(?:[:;?!]|\.(?=\s)|\s[-–—]\s|[–—]|\s\(|\s\[)\s*")
"""Where a subtitle begins: 'Cryptococcosis. A case', 'Why do we cry? Tears …'."""

_LONGEST = 2_000
"""Characters of a title that are compared: an entry that was not split may be a whole list."""

_SPELLING = 88.0
"""From this ratio (0–100) on, two titles are one title with a slip; below, two titles."""

_SHORTEST_MAIN = 10
"""Squashed letters that a title without its subtitle needs before it may stand for the whole."""


def compare_titles(written: str, found: Sequence[str]) -> Agreement:
    """Compare a title with the titles of a Record.

    Args:
        written: The title as the reference has it.
        found: The Record's title, then its other forms.

    Returns:
        The best agreement over all forms. ``detail`` is "spelling" where they differ by little.
    """
    best = OTHER
    for number, title in enumerate(found):
        agreement = _compare(written, title)
        if agreement.same and number and not agreement.excuse:
            agreement = excused("registry-variant")
        if agreement.same and not agreement.excuse:
            return agreement
        if (agreement.same, agreement.score) > (best.same, best.score):
            best = agreement
    return best


def kind_of_title(title: str) -> str:
    """What kind of work about another work a title announces, or "" ("Erratum: …" → "errat")."""
    found = _DERIVED.match(title)
    return found["kind"].casefold().split()[-1][:5] if found else ""


@lru_cache(maxsize=4096)
def _compare(written: str, found: str) -> Agreement:
    written, found = written[:_LONGEST], found[:_LONGEST]
    a, b = squash(written), squash(found)
    if not a or not b:
        return OTHER
    if a == b:
        return SAME
    plain_a, plain_b = _plain(written), _plain(found)
    a, b = squash(plain_a), squash(plain_b)
    if a == b:
        return excused("markup-or-status")
    if _spelled_out(plain_a) == _spelled_out(plain_b):
        return excused("symbols")
    if len(a) > 40 and _ascii_only(plain_a) == _ascii_only(plain_b):
        # Letters that an encoding damaged on either side: "Price Â£29.95" (10.1002/acp.763).
        return excused("encoding", 0.98)
    if _without_subtitle(plain_a, b) or _without_subtitle(plain_b, a):
        return excused("subtitle", 0.95)
    ratio = fuzz.ratio(a, b)
    if abs(len(a) - len(b)) > 0.5 * max(len(a), len(b)):
        return Agreement(ratio / 100, same=False)
    ratio = max(ratio, 0.95 * fuzz.token_sort_ratio(fold(plain_a), fold(plain_b)))
    return Agreement(ratio / 100, same=False, detail="spelling" if ratio >= _SPELLING else "")


def _plain(title: str) -> str:
    return _STATUS.sub("", strip_markup(title))


_SPELLED = {"alpha": "a", "beta": "b", "gamma": "g", "delta": "d", "kappa": "k", "lambda": "l"}


def _spelled_out(title: str) -> str:
    """The folded title with Greek letters as one letter, however they were written."""
    return "".join(_SPELLED.get(word, word) for word in fold(title).split())


def _ascii_only(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isascii() and letter.isalnum())


def _without_subtitle(whole: str, main: str) -> bool:
    """Whether ``main`` (squashed) is ``whole`` up to one of its breaks."""
    if len(main) < _SHORTEST_MAIN:
        return False
    return any(
        squash(whole[: place.start()]) == main or squash(whole[place.end() :]) == main
        for place in _BREAK.finditer(whole)
    )
