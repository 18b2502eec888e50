"""Venues: whether two names are one journal, book or proceedings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from refkit.match.agreement import OTHER, Agreement, excused
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, strip_markup
from refkit.normalize.venues import same_venue

_PROCEEDINGS = lazy_pattern(
    r"\b(?:proceedings|conference|symposium|workshop|congress|meeting|proc|conf|symp)\b"
)
_MEETING_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
"""Series of one meeting carry its year: "Computer Vision – ECCV 2016"."""

_COMMON = lazy_pattern(
    r"""
      proc(?:eedings)? | conf(?:erence)? | symp(?:osium)? | workshop s? | congress | meeting
    | annual | ann | international | int | intl | joint | the | of | on | in | and | for | at | a
    | ieee | acm | rsj | aaai | springer | \d{1,4} (?:st|nd|rd|th)? | [ivx]{2,5}
    | first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth
    | january | february | march | april | may | june | july | august | september | october
    | november | december | usa | uk
    """,
    re.VERBOSE,
)
"""Words that the names of most meetings share."""

_PLACES = frozenset(
    ("auckl", "auckland", "basel", "berl", "berlin", "boston", "camb", "copenh", "engl", "lond",
     "london", "ny", "oxf", "oxford", "paris", "phila", "stuttg", "tokyo", "wash")
)  # fmt: skip
"""Places that MEDLINE appends to tell journals of one name apart: "Clin Endocrinol (Oxf)"."""

_LABEL = lazy_pattern(r"[\s,]{1,3}(?:n°|n\.º|nº|no\.?|nr\.?|vol\.?|bd\.?|h\.)\s*$", re.IGNORECASE)
"""The label of a number, read with the name before it: "Multitudes, n° 95"."""

_BOUNDARY = lazy_pattern(r",\s+(?=\S*\d)|\.\s+")
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
    label = _LABEL.search(written)
    if label and same_venue(written[: label.start()], found) is not None:
        return excused("container-with-more", 0.95)
    ratio = fuzz.token_sort_ratio(a, b)
    if ratio >= _NEAR and _slips(a.split(), b.split()):
        return excused("venue-spelling", ratio / 100)
    for place in _BOUNDARY.finditer(written):
        # More than the container stands here: an identifier in page position ("Nature,
        # d41586-019-00812-8") or a sentence of the title before it.
        if b in (fold(written[: place.start()]), fold(written[place.end() :])):
            return excused("container-with-more", 0.9)
    for place in _BOUNDARY.finditer(found):
        # MEDLINE's "Brain Research. Brain Research Reviews" is the one or the other.
        if " " in a and a in (fold(found[: place.start()]), fold(found[place.end() :])):
            return excused("section-of-journal", 0.95)
    if _PROCEEDINGS.search(a) and (_PROCEEDINGS.search(b) or _MEETING_YEAR.search(b)):
        # "Proc. of the 36th Int. Conf. on Machine Learning (ICML)" and "2019 International
        # Conference on Machine Learning": the many ways to cite a meeting share their rare words.
        ours, theirs = _rare(a), _rare(b)
        shared = sum(1 for word in ours if any(_one_word(word, other) for other in theirs))
        if shared >= 2 and shared >= 0.7 * min(len(ours), len(theirs)):
            return excused("proceedings", 0.9)
    words = a.split()
    if (
        len(words) > 2
        and words[-1] in _PLACES
        and same_venue(" ".join(words[:-1]), found) is not None
    ):
        return excused("place-of-publication", 0.95)
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


def _rare(folded: str) -> list[str]:
    return [word for word in folded.split() if not _COMMON.fullmatch(word)]


def _one_word(ours: str, theirs: str) -> bool:
    """Whether one word is the other or its abbreviation by truncation ("bioinform")."""
    short, long = sorted((ours, theirs), key=len)
    return short == long or (len(short) >= 3 and long.startswith(short))
