"""Floats: tables that stand where a page had room, and may cut a sentence or an entry in two.

A table is a caption ("Table 3") above two rules or more that begin and end at the same places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.pdf_layout import Placed

Rules = Sequence[tuple[float, float, float]]
"""Horizontal rules of a page: left and right end, height, in points."""

_CAPTION: Final = lazy_pattern(
    r"(?: table | tab\. | tabelle | tableau | tabla | tabella | tabela ) \s (?: \d | [IVXA-E]+\b )",
    re.VERBOSE | re.IGNORECASE,
)
_NEAR: Final = 7.0
"""Sizes of type: the distance of the first rule below the first line of a caption at most."""

_SAME_PLACE: Final = 3.0
_OFTEN: Final = 3


def mark_tables(pages: Sequence[Sequence[Placed]], rules: Sequence[Rules]) -> None:
    """Mark the lines of tables and of their captions.

    Args:
        pages: The lines of each page.
        rules: The rules of each page. Those that stand at one height of several pages, as below a
            running head, are left aside.
    """
    heights = Counter(round(y) for of_page in rules for y in {rule[2] for rule in of_page})
    for placed, of_page in zip(pages, rules, strict=True):
        own = [rule for rule in of_page if heights[round(rule[2])] < _OFTEN]
        if len(own) < 2:
            continue
        captions = [each for each in placed if _CAPTION.match(each.line.text)]
        for caption in captions:
            _mark(caption, captions, placed, own)


def _mark(
    caption: Placed, captions: Sequence[Placed], placed: Sequence[Placed], rules: Rules
) -> None:
    line = caption.line
    below = [
        rule
        for rule in rules
        if 0 < line.y - rule[2] < _NEAR * line.size and rule[0] < line.x1 and rule[1] > line.x0
    ]
    if not below:
        return
    left, right, top = max(below, key=_height)
    # The table ends with its last rule, above the caption of the next one.
    floor = max((each.line.y for each in captions if each.line.y < top), default=float("-inf"))
    alike = [
        y
        for x0, x1, y in rules
        if abs(x0 - left) < _SAME_PLACE and abs(x1 - right) < _SAME_PLACE and floor < y < top
    ]
    if not alike:
        return
    bottom = min(alike)
    for each in placed:
        y, middle = each.line.y, (each.line.x0 + each.line.x1) / 2
        within = left - _SAME_PLACE < middle < right + _SAME_PLACE
        of_caption = each.column == caption.column and top < y <= line.y
        if (within and bottom < y < top) or of_caption:
            each.table = True


def _height(rule: tuple[float, float, float]) -> float:
    return rule[2]
