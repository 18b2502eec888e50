"""Numbers: volumes, issues and pages as references and registries write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refkit.match.agreement import OTHER, SAME, Agreement, excused
from refkit.normalize.pages import Pages, parse_pages, same_pages
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import squash, straighten

_LABEL = lazy_pattern(
    r"\b(?:volume|vol|v|issue|iss|number|no|nr|n|heft|band|bd|jahrgang|jg|tome|supplement|suppl|sup)\b\.?",
    re.IGNORECASE,
)
_ROMAN = lazy_pattern(r"(?=[mdclxvi])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_SAME_TWICE = lazy_pattern(r"\W*(\w{1,12})\s?[-\u2010-\u2015]\s?\1\b")
"""A range that says that the work ends on the page on which it begins: "38–38"."""

_SUPPLEMENT = lazy_pattern(r"(?<=\d)\s?\(?(?:suppl(?:ement)?|sup)\b.{0,20}$", re.IGNORECASE)
"""The supplement of a volume or issue, behind its number."""

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def number_key(text: str) -> str:
    """A volume or issue as it is compared: no label, no leading zeros, Roman as Arabic.

    "Vol. 07" is "7", "XII" is "12", "Suppl. 1" and "S1" are "s1", "1–4", "1-4" and "1--4", as
    Markdown and LaTeX write it, are "1-4".
    """
    plain = straighten(text).casefold()
    supplement = "s" if re.search(r"\bsup|\bs\d", plain) else ""
    plain = re.sub(r"\bs(?=\d)", "", plain)
    plain = re.sub(r"[^a-z0-9/-]", "", _LABEL.sub("", plain).replace("/", "-"))
    plain = re.sub(r"-{2,3}", "-", plain)
    if _ROMAN.fullmatch(plain):
        plain = str(_roman(plain))
    plain = re.sub(r"(?<![0-9])0+(?=[0-9])", "", plain)
    return supplement + plain.strip("-") if plain or supplement else squash(text)


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def compare_numbers(written: str, found: Sequence[str]) -> Agreement:
    """Compare a volume or issue with the Record's values for it."""
    ours = number_key(written)
    keys = [number_key(value) for value in found if value]
    if not ours or not keys:
        return OTHER
    if ours in keys:
        return SAME
    # Deposits give the first number of a double issue ("1" for "1–2"), or supplements without S.
    for key in keys:
        if "-" in ours and "-" not in key and key in ours.split("-"):
            return excused("double-issue", 0.9)
        if "-" in key and "-" not in ours and ours in key.split("-"):
            return excused("double-issue", 0.9)
        if ours.lstrip("s") == key.lstrip("s"):
            return excused("supplement", 0.9)
    # The supplement of a volume, named by one side as a part of its number: "11 Suppl 12", "11".
    for value in found:
        one, other = _SUPPLEMENT.search(written), _SUPPLEMENT.search(value)
        if (one is None) != (other is None) and _volume(written) == _volume(value):
            return excused("supplement", 0.9)
    return OTHER


def _volume(text: str) -> str:
    """The key of a volume without its supplement."""
    return number_key(_SUPPLEMENT.sub("", text))


def compare_pages(written: str, found: Sequence[str]) -> Agreement:
    """Compare pages or an article number with the Record's pages and article numbers.

    Args:
        written: "492–502", "e0193972", "Article 502".
        found: The Record's page, then its article number and other forms.
    """
    best = OTHER
    for value in found:
        likeness = same_pages(written, value)
        if likeness == "same":
            return SAME
        if likeness == "first" and not (_SAME_TWICE.match(written) and _ends_later(written, value)):
            best = excused("first-page", 0.95)
    if best.same:
        return best
    ours = parse_pages(written)
    digits = _digits(written)
    for value in found:
        theirs = parse_pages(value)
        if not ours or not theirs:
            continue
        if straighten(written).strip() == theirs.ranges[0][0]:
            # "3-1" is the first page of a third chapter (10.1088/978-0-7503-3411-2ch3).
            return excused("first-page", 0.95)
        if len(digits) >= 3 and digits in (_digits(value), _digits(theirs.ranges[0][0])):
            # "940" for "D940–D946" (10.1093/nar/gkr972)
            return excused("page-prefix", 0.95)
        # An article with a number runs from 1 to n in its PDF; either may be cited.
        if theirs.article and not ours.article and ours.ranges[0][0] == "1" and len(found) == 1:
            return excused("article-number", 0.8)
        if excuse := _same_but_form(ours, theirs):
            return excused(excuse, 0.95)
        if ours.ranges[0][0].casefold() == theirs.ranges[0][0].casefold():
            best = max(best, Agreement(0.6, same=False, detail="last"), key=lambda each: each.score)
    return best


def _ends_later(written: str, found: str) -> bool:
    """Whether pages that are found end on a later page than those that are written."""
    ours, theirs = parse_pages(written), parse_pages(found)
    return ours is not None and theirs is not None and theirs.ranges[0][0] != theirs.ranges[-1][1]


def _same_but_form(ours: Pages, theirs: Pages) -> str:
    """The excuse for pages of which one side says more or less than the other; "" if none fits."""
    few, many = sorted((ours.ranges, theirs.ranges), key=len)
    if len(few) < len(many) and many[: len(few)] == few:
        # "8–11, 12": an article that goes on at the end of the issue.
        return "first-range"
    if len(few) > 1 or len(many) > 1 or few[0][0].casefold() != many[0][0].casefold():
        return ""
    short, long = sorted((few[0][1].casefold(), many[0][1].casefold()), key=len)
    if long.startswith(f"{short}.e"):
        # "233–240.e2": the pages that are only online count on from the last printed one.
        return "electronic-pages"
    first, last = _digits(few[0][0]), _digits(short)
    if last and len(last) < len(first) and int(last) < int(first) and long.endswith(short):
        # "157a–8" for "157a–158"
        return "shortened-range"
    return ""


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")
