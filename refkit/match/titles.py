"""Titles: whether two titles name one work.

Registries lose subtitles, repeat them, shout, leave markup and entities, and translate. What is
excused here is a difference of form; another word is another title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from refkit.match.agreement import OTHER, SAME, Agreement, excused
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, squash, strip_markup, word_set

_STATUS = lazy_pattern(
    r"""
    ^\W{0,3}
    (?: retracted | withdrawn | temporary\ removal | removed | retraction\ of )
    (?: \s (?: article | chapter | paper | article\ in\ press ) )?
    \W{1,3}
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What publishers put before the title of a work that was taken back."""

_KINDS = r"""
    corrigend (?:um|a) | errat (?:um|a) | correction s? | retraction | expression\ of\ concern
  | addendum | publisher.s\ (?:note|correction) | author\ correction
  | (?:the\ )? (?:author|editor) s?.?s?\ (?:repl (?:y|ies)|response|comment s?)
  | repl (?:y|ies) | response | rejoinder | comment (?:s|ary)? | discussion | letter
  | book\ review s? | review s?\ (?:of|for) | editorial | preface | foreword | index | front\ matter
  | supplement (?:ary|al)\ (?:materials?|data|information|files?) | supporting\ information
  | decision\ letter | peer\ review | invited\ (?:commentary|discussion)
"""
_DERIVED = lazy_pattern(rf"^\W{{0,3}}(?P<kind>{_KINDS})\b", re.VERBOSE | re.IGNORECASE)
"""How the title of a work about another work begins."""

_ENDS_DERIVED = lazy_pattern(
    rf"""
    (?: [:;.?!\u2013\u2014(\[] | \s-\s ) \s{{0,3}} (?: an?\ | the\ )?
    (?P<kind> {_KINDS} | letter\ to\ the\ editor )
    \W{{0,3}}$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How it ends: "Tears and salt: A reply"."""

_PART = lazy_pattern(
    r"""
      \b (?: part | pt | teil | partie | parte | paper | study | volume | vol | chapter )
      \.? \s{0,2} (?P<counted> \d{1,2} | [ivx]{1,5} | one | two | three | four | five ) \b
    | [:.,;\u2013\u2014-] \s{0,2} \(? (?P<roman> (?-i:[IVX]{1,5}) ) \)?
      (?= \s{0,2} (?: [:.,;] | $ ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"} | {
    roman: str(number)
    for number, roman in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)
}

_BREAK = lazy_pattern(r"\s*(?:[:;?!]|\.(?=\s)|\s[-–—]\s|[–—]|\s\(|\s\[)\s*")
"""Where a subtitle begins: 'Cryptococcosis. A case', 'Why do we cry? Tears …'."""

_UNENDING = word_set(
    "a an and as at between by during for from in into is of on or sp. that the to with within"
)
"""Words with which no title ends."""

_ENUMERATOR = lazy_pattern(r"\d{1,4}(?:st|nd|rd|th)?|[a-z]|[ivx]{1,5}")
"""What counts the works of a series."""

_NOT_ASCII = lazy_pattern(r"[^a-z0-9]+")

_LONGEST = 2_000
"""Characters of a title that are compared: an entry that was not split may be a whole list."""

_SPELLING = 88.0
"""From this ratio (0–100) on, two titles are one title with a slip; below, two titles."""

_SHORT_WORD = 4
_ONE_WORD = 80.0
"""Below this ratio (0–100) two words are two words, not one with a slip."""

_SPECIES = lazy_pattern(r"[\s,(]{1,3}[A-Z][a-z]{2,20}\s[a-z]{3,20}\W{0,2}$")
"""The name of a species, "Taeniopygia guttata", which stands in italics."""

_FEWEST_WORDS = 5
"""Words that are left of a title whose end a registry lost."""

_SHORTEST_MAIN = 5
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
    found = _DERIVED.match(title) or _ENDS_DERIVED.search(title[-80:])
    return found["kind"].casefold().split()[-1][:5] if found else ""


def part_of_title(title: str) -> str:
    """The number of the part that a title announces: "Tears. II. Salt" and "…, part two" → "2"."""
    found = _PART.search(title[:_LONGEST])
    if found is None:
        return ""
    number = (found["counted"] or found["roman"]).casefold()
    return _PARTS.get(number, number)


def is_cut(title: str) -> bool:
    """Whether a title ends where none ends, as those do that lost a name in italics."""
    last = title.rstrip()[-1:]
    return last in ("-", ",", "(", "/") or title.casefold().rpartition(" ")[2] in _UNENDING


def numbered_apart(written: str, found: str) -> bool:
    """Whether two titles differ in numbers and single letters only, as those of a series do.

    "Cancer statistics, 2019" and "… 2020"; "Obituaries: A through L" and "… M through Z".
    """
    a, b = fold(written[:_LONGEST]), fold(found[:_LONGEST])
    ours, theirs = Counter(a.split()), Counter(b.split())
    left, right = list((ours - theirs).elements()), list((theirs - ours).elements())
    return (
        0 < len(left) == len(right)
        and len(left) < len(a.split())
        and all(_ENUMERATOR.fullmatch(word) for word in (*left, *right))
    )


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
    if squash(plain_a.translate(_SPELLED_UMLAUTS)) == squash(plain_b.translate(_SPELLED_UMLAUTS)):
        return excused("transliteration")
    if _without_subtitle(plain_a, b) or _without_subtitle(plain_b, a):
        return excused("subtitle", 0.95)
    ratio = fuzz.ratio(a, b)
    if abs(len(a) - len(b)) > 0.5 * max(len(a), len(b)):
        return Agreement(ratio / 100, same=False)
    ratio = max(ratio, 0.95 * fuzz.token_sort_ratio(fold(plain_a), fold(plain_b)))
    slips = ratio >= _SPELLING and not other_words(fold(plain_a), fold(plain_b))
    return Agreement(ratio / 100, same=False, detail="spelling" if slips else "")


def other_words(a: str, b: str) -> bool:
    """Whether a word of one title stands in the place of quite another word of the other.

    "Parenting and childhood depression" is nearly the letters of "Parenting and childhood anxiety".
    """
    ours, theirs = Counter(a.split()), Counter(b.split())
    left = " ".join((ours - theirs).elements())
    right = " ".join((theirs - ours).elements())
    return min(len(left), len(right)) >= _SHORT_WORD and fuzz.ratio(left, right) < _ONE_WORD


def _plain(title: str) -> str:
    return _STATUS.sub("", strip_markup(title))


_SPELLED_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss"}
)
_SPELLED = {"alpha": "a", "beta": "b", "gamma": "g", "delta": "d", "kappa": "k", "lambda": "l"}


def _spelled_out(title: str) -> str:
    """The folded title with Greek letters as one letter, however they were written."""
    return "".join(_SPELLED.get(word, word) for word in fold(title).split())


def _ascii_only(title: str) -> str:
    return _NOT_ASCII.sub("", title.casefold())


def begins_title(main: str, whole: str) -> bool:
    """Whether a title is another one up to one of its breaks, however short it is."""
    plain, wanted = _plain(whole[:_LONGEST]), squash(main)
    return bool(wanted) and any(
        squash(plain[: place.start()]) == wanted for place in _BREAK.finditer(plain)
    )


def lost_species(written: str, found: str) -> bool:
    """Whether a found title is a written one without the name of a species at its end."""
    species = _SPECIES.search(written[:_LONGEST])
    if species is None or found.count(" ") < _FEWEST_WORDS - 1:
        return False
    return squash(written[: species.start()]) == squash(strip_markup(found[:_LONGEST]))


def _without_subtitle(whole: str, main: str) -> bool:
    """Whether ``main`` (squashed) is ``whole`` up to one of its breaks."""
    if len(main) < _SHORTEST_MAIN:
        return False
    return any(
        squash(whole[: place.start()]) == main or squash(whole[place.end() :]) == main
        for place in _BREAK.finditer(whole)
    )
