"""Damage in volume, issue and pages at the end of an entry, as in "Emotion,x20 (7), 1279Q1291".

A digit that was lost stays lost: nothing tells which it was.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.sheet import Edit, Sheet

DASH: Final = r"[\u2010-\u2015-]"
LAST_WORD: Final = lazy_pattern(r"[^\W\d_]{3,}")
PAGE_SPACE: Final = lazy_pattern(rf",([A-Za-z])(?=\d{{1,6}}{DASH}\d)")
VOLUME_SPACE: Final = lazy_pattern(r",([A-Za-z])(?=\d{1,4}\ ?[(,])")
AT_DASH: Final = lazy_pattern(rf"(?<=\d)(\ ){DASH}(?=[A-Za-z]?\d)|(?<=\d){DASH}(\ )(?=[A-Za-z]?\d)")
SPLIT_NUMBER: Final = lazy_pattern(r"(?<=,\ )\d{1,3}(\ )\d{1,2}(?=\(\d)|(?<=\()\d(\ )\d(?=\),)")
PAGES: Final = lazy_pattern(
    rf"""(?<=[\w)],\ ) (?P<first>\d{{1,5}}(?:\ \d{{1,4}})?) {DASH}
    (?P<last>\d{{1,5}}(?:\ \d{{1,4}})?) (?=\.?\Z)""",
    re.VERBOSE,
)
OPEN: Final = lazy_pattern(rf",\ \d{{1,4}}([A-Za-z])(?=\d{{1,4}}(?:{DASH}\d{{1,4}})?\))")
CLOSE: Final = lazy_pattern(rf"\(\d{{1,4}}(?:{DASH}\d{{1,4}})?([A-Za-z])(?=,\ ?\w)")
COMMA: Final = lazy_pattern(r"\)([A-Za-z])(?=\ [A-Z]?\d)")
COMMA_AND_SPACE: Final = lazy_pattern(r"\)([A-Za-z])(?=\d)")
AFTER_COMMA: Final = lazy_pattern(r"[^\W_)],()(?=\d)|\),()(?=\w)")
LOST_DASH: Final = lazy_pattern(r"(?<!\w)(\d{1,6})([A-Za-z])(\d{1,6})(?=\.?\Z)")
STOP: Final = lazy_pattern(r"\d([A-Za-z])\Z")
LONG: Final = 5
"""Two numbers of so many digits are not the halves of one that lost a digit between them."""


def restore_locators(sheet: Sheet, start: int) -> int:
    """Restore what parts volume, issue and pages, and numbers that a space splits.

    Args:
        sheet: The entry.
        start: Where its title begins.

    Returns:
        Where the running words before them end.
    """
    at = len(sheet.text)
    for word in LAST_WORD.finditer(sheet.text, start):
        at = word.end()
    sheet.read(PAGE_SPACE, " ", "mark", at)
    sheet.read(VOLUME_SPACE, " ", "mark", at)
    sheet.read(AFTER_COMMA, " ", "after", max(start, at - 1))
    sheet.read(AT_DASH, "", "inside", at)
    sheet.read(SPLIT_NUMBER, "", "number", at)
    _join_pages(sheet, max(start, at - 1))
    missing = sheet.text.count(")", at) - sheet.text.count("(", at)
    if missing > 0:
        sheet.read(OPEN, "(", "mark", at)
    elif missing < 0:
        sheet.read(CLOSE, ")", "mark", at)
    sheet.read(COMMA, ",", "mark", at)
    sheet.read(COMMA_AND_SPACE, ", ", "mark", at)
    _restore_dash(sheet, at)
    sheet.read(STOP, ".", "mark", at)
    return at


def _join_pages(sheet: Sheet, at: int) -> None:
    """Join "16 9–176"; "19 716–723" is a volume and its pages."""
    pages = PAGES.search(sheet.text, at)
    if pages is None:
        return
    first, last = (number.replace(" ", "") for number in pages.groups())
    if _is_range(first, last):
        sheet.apply(
            Edit(place, place + 1, "", "number")
            for place in range(*pages.span())
            if pages.string[place] == " "
        )


def _restore_dash(sheet: Sheet, at: int) -> None:
    """Read "21271G21276" as a range."""
    pages = LOST_DASH.search(sheet.text, at)
    if pages is None:
        return
    first, last = pages.group(1, 3)
    if len(first + last) >= LONG and first != last and _is_range(first, last):
        sheet.apply([Edit(*pages.span(2), "\u2013", "mark")])


def _is_range(first: str, last: str) -> bool:
    """Whether two numbers can be the ends of a range of pages."""
    return len(first) <= len(last) <= len(first) + 1 and int(first) <= int(last) <= int(first) + 200
