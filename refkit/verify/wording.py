"""Wording: what a field should read, written in the entry's own way.

The Record says which volume it is; the entry says that volumes stand as "Vol. 7" and that a range
of pages ends "133-49". Only the wrong part of what an author wrote is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz import fuzz

from refkit.match.titles import is_cut
from refkit.normalize.pages import Pages, parse_pages
from refkit.normalize.text import DASHES, fold, is_all_caps, strip_markup

_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_NUMBER: Final = re.compile(r"(?<![^\W_])[A-Za-z]?\d{1,5}[A-Za-z]?(?![^\W_])")
"""A volume or issue: "58", "S2", "12A"."""

_RANGE: Final = re.compile(
    rf"""
    (?P<first> [A-Za-z]{{0,3}} \d{{1,7}} )
    (?P<dash> \s? [{re.escape(DASHES)}]{{1,3}} \s? )
    (?P<last> [A-Za-z]{{0,3}} \d{{1,7}} )
    """,
    re.VERBOSE,
)
_PAGE: Final = re.compile(r"(?<![^\W_])[A-Za-z]{0,3}\d{1,9}(?![^\W_])")
_PLAIN_PAGE: Final = re.compile(r"[A-Za-z]{0,3}\d{1,7}")

_TOKEN: Final = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
_LONGEST: Final = 1000
"""Characters of a title that is rewritten; the time grows with the square."""
_LONG_WORD: Final = 4
"""Letters from which on a word tells title case from sentence case."""


def year_as(written: str, year: int) -> str | None:
    """A date with another year: "2021a, March 5" is "2020a, March 5"; None if it has not one."""
    return _replaced(_YEAR, written, str(year))


def number_as(written: str, found: str) -> str | None:
    """A volume or issue with another number: "Vol. 7" is "Vol. 8".

    Args:
        written: As the entry has it; in Roman or other signs it cannot be rewritten.
        found: The Record's value.
    """
    if not _NUMBER.fullmatch(found):
        return None
    return _replaced(_NUMBER, written, found)


def _replaced(pattern: re.Pattern[str], written: str, text: str) -> str | None:
    places = list(pattern.finditer(written))
    if len(places) != 1:
        return None
    return written[: places[0].start()] + text + written[places[0].end() :]


def pages_as(written: str, found: str) -> str | None:
    """Pages with other numbers, in the same form: "pp. 492-502" is "pp. 133-149".

    Args:
        written: As the entry has them: a range, shortened or not, or one page or article number.
        found: The Record's pages or article number.

    Returns:
        The pages, or None where the entry's form does not fit them.
    """
    pages = parse_pages(found)
    if pages is None or len(pages.ranges) != 1 or not _is_plain(pages):
        return None
    first, last = pages.ranges[0]
    old = _RANGE.search(written)
    if old is None:
        if first != last or parse_pages(written) is None:
            return None
        return _replaced(_PAGE, written, first)
    if first == last or _RANGE.search(written, old.end()):
        return None
    if len(old["last"]) < len(old["first"]):
        last = _shortened(first, last, len(old["last"]))
    return f"{written[: old.start()]}{first}{old['dash']}{last}{written[old.end() :]}"


def _is_plain(pages: Pages) -> bool:
    """Whether the pages are numbers in order, as 133–149 and not 149–33."""
    first, last = pages.ranges[0]
    if not _PLAIN_PAGE.fullmatch(first) or not _PLAIN_PAGE.fullmatch(last):
        return False
    if not (first[0].isdigit() and last[0].isdigit()):
        return True
    return int(first) <= int(last)


def _shortened(first: str, last: str, digits: int) -> str:
    """The last page without the digits that it shares with the first, ``digits`` at least."""
    if len(first) != len(last):
        return last
    shared = 0
    while shared < len(first) - digits and first[shared] == last[shared]:
        shared += 1
    return last[shared:]


def title_as(written: str, titles: Sequence[str]) -> str | None:
    """A title with the words of the Record's, where they differ; the case stays as it is written.

    Args:
        written: The title as the entry has it.
        titles: The Record's titles, with and without subtitle.

    Returns:
        The title; None if the Record's is in capitals, cut off, or much too long.
    """
    plain = [strip_markup(title) for title in titles]
    fitting = [each for each in plain if each and not is_all_caps(each) and not is_cut(each)]
    if not fitting or len(written) > _LONGEST:
        return None
    ours = fold(written)
    stop = written[-1:] if written[-1:] in (".", "?", "!") else ""
    best = max(fitting, key=lambda title: fuzz.ratio(ours, fold(title[:_LONGEST])))
    if len(best) > _LONGEST:
        return None
    text = _reworded(written, best)
    if written[:1].isupper():
        text = text[:1].upper() + text[1:]
    # A question that is none any more still ends somewhere.
    return f"{text}." if stop and text[-1:] not in (".", "?", "!") else text


def _reworded(written: str, found: str) -> str:
    ours, theirs = _TOKEN.findall(written), _TOKEN.findall(found.rstrip(" ."))
    a, b = ([fold(token) or token[:1] for token in tokens] for tokens in (ours, theirs))
    adapt = _adapted(written, found)
    parts: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        changed = "".join(a[i1:i2] + b[j1:j2])
        if tag == "equal" or not any(letter.isalnum() for letter in changed):
            parts += ours[i1:i2]
        else:
            parts += (
                _cased(token, adapt, not parts and not at) for at, token in enumerate(theirs[j1:j2])
            )
    return "".join(parts)


def _adapted(written: str, found: str) -> str:
    """How words of the one go into the other: "lower", "upper", or "" as they are."""
    ours, theirs = _capitals(written), _capitals(found)
    if theirs > 0.7 and ours < 0.5:
        return "lower"
    return "upper" if ours > 0.7 and theirs < 0.5 else ""


def _capitals(title: str) -> float:
    """The share of the longer words, the first one aside, that begin with a capital."""
    words = [word for word in _TOKEN.findall(title)[1:] if len(word) >= _LONG_WORD]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _cased(token: str, adapt: str, first: bool) -> str:
    if first or not token.isalpha():
        return token
    if adapt == "lower" and token.istitle():
        return token.lower()
    return (
        token.capitalize()
        if adapt == "upper" and token.islower() and len(token) >= _LONG_WORD
        else token
    )


def name_as(found: str) -> str | None:
    """The name of a container or publisher as it can be written; None if the Record shouts it."""
    plain = strip_markup(found)
    return plain if plain and not is_all_caps(plain) else None
