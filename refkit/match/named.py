"""Named: whether the text of an author list holds a Record's authors and nobody else.

Lists of full names with the family names last ("Rajkomar, Alvin, Eyal Oren, Kai Chen, et al.") can
be cut into names in many ways, and are now and then cut wrong. The text itself tells.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Final

from refkit.model import Name
from refkit.normalize.latex import latex_to_unicode
from refkit.normalize.names import family_key
from refkit.normalize.text import fold, word_set

_LINKS: Final = word_set("and und et y e en och og with amp jr sr ii iii iv dr prof phd md")
"""Folded words between names, and after them, that name nobody."""

_ABRIDGED: Final = ("et", "al")
_GIVEN: Final = 7
"""Words of given names that may stand between two family names."""

_LONGEST: Final = 5_000


def plain_names(written: str) -> str:
    """An author list without the signs of LaTeX and HTML that were left in it."""
    if "&" in written and ";" in written:
        written = html.unescape(written)
    if "\\" in written or "{" in written:
        written = latex_to_unicode(written)
    if "Ã" in written or "Å" in written:
        written = _decoded(written)
    return written


def _decoded(text: str) -> str:
    """A text in UTF-8 that was read as Latin 1: "MarrÃ£o" (10.1111/j.1574-6941.1993.tb00013.x)."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        # Some of its letters were read right.
        return text


def names_explain(written: str, names: Sequence[Name], *, abridged: bool) -> bool:
    """Whether every word of an author list belongs to the Record's names, in their order.

    Args:
        written: The list as the entry has it.
        names: The Record's authors, in order.
        abridged: Whether the list says that it leaves some out ("et al.").
    """
    keys = [family_key(name).split() for name in names]
    words = fold(plain_names(written)[:_LONGEST]).split()
    if not words or not all(keys[:1]) or keys[0][0] not in words:
        return False
    # Each given name is used up once: "Green, F. M., Farsi, M." has one more than "Green, F. M.".
    givens = [fold(name.given).split() for name in names]
    at = 0
    for number, key in enumerate(keys):
        before = givens[number - 1] if number else []
        start = _find(key, words, at) if key else -1
        if start < 0:
            return abridged and number > 0 and _explains_rest(words[at:], before, names[-1])
        if not _explained(words[at:start], before, givens[number]):
            return False
        at = start + len(key)
    return _explained(words[at:], givens[-1], [])


def _explains_rest(words: list[str], before: list[str], last: Name) -> bool:
    """Whether an abridged list ends with given names and "et al.", or with the last author."""
    key = family_key(last).split()
    start = _find(key, words, 0)
    if start < 0:
        return _explained(_before_al(words), before, [])
    given = fold(last.given).split()
    return _explained(words[:start], before, given) and _explained(
        words[start + len(key) :], given, []
    )


def _find(key: list[str], words: list[str], at: int) -> int:
    """Where the words of a family name stand next, from a place on."""
    for start in range(at, min(at + 2 * _GIVEN, len(words) - len(key) + 1)):
        if words[start : start + len(key)] == key:
            return start
    return -1


def _before_al(words: list[str]) -> list[str]:
    """What stands before "et al."."""
    for at in range(len(words) - 1):
        if tuple(words[at : at + 2]) == _ABRIDGED:
            return words[:at] if at + 2 == len(words) else words
    return words


def _explained(words: list[str], first: list[str], second: list[str]) -> bool:
    """Whether all words are given names or initials of one of two people, or link names.

    What was found is taken from the lists of given names.
    """
    if len(words) > 2 * _GIVEN:
        return False
    return all(word in _LINKS or _taken(word, first) or _taken(word, second) for word in words)


def _taken(word: str, given: list[str]) -> bool:
    """Whether a folded word is one of the given names left, an initial, or made of beginnings.

    "l", "lauren", "lm" and "mdku" for "Lauren M." and "Md Kawsar Uddin".
    """
    for at, each in enumerate(given):
        if word == each or word == each[0] or (len(each) == 1 and word[0] == each):
            del given[: at + 1]
            return True
    left = word
    for at, each in enumerate(given):
        shared = 0
        while shared < min(len(left), len(each)) and left[shared] == each[shared]:
            shared += 1
        left = left[shared:]
        if not left:
            del given[: at + 1]
            return True
    return False
