"""Locators: a segment with volume and issue at once, "vol. 1, no. 2" or "12(3)", taken apart."""

from __future__ import annotations

import re
from typing import Final

from training.labelled import Span
from training.trim import bare

VOLUME_WORD: Final = r"""(?: \b(?: volumes? | vols? | v | bde? | band | tomos? | tomes? | t | Т
    | jg | jahrg(?:ang)?
    | year | año | anno | ano | année | årg | nouv | roč )\b [.°º]? [\s:.]* )"""
ISSUE_WORD: Final = r"""(?: \b(?: numbers? | nos? | n | nrs? | nros? | issues? | iss | hefte?
    | hft | h
    | num | núms? | numéro | fasc | fascicolo | cahier | č | вып )\b [.°º]* [\s:.]*
    | [Nn][°º] [\s.]* | № \s* | \# \s* )"""
COUNT: Final = r"""(?: [A-Za-z]{0,3} [-.]? \d{1,6} [A-Za-z]? (?: \s?[-–/]\s? \d{1,4} )?
    | [IVXLC]{1,9} | [ivxl]{1,7} | [A-H]\b )"""
INNER: Final = r"""(?: [^()\[\]]{1,40} )"""

BOTH: Final = [
    re.compile(pattern, re.VERBOSE | re.IGNORECASE)
    for pattern in (
        # 12(3) — vol. 12 [3] — 288, (5465) — 14(Suppl. 1)
        rf"""\A {VOLUME_WORD}? (?P<volume>{COUNT}) [\s,;]*
            [(\[] \s* {ISSUE_WORD}? (?P<issue>{INNER}?) \s* [)\]]""",
        # vol. 81, no. 5 — 36, H. 3 — II, n°525
        rf"""\A {VOLUME_WORD}? (?P<volume>{COUNT}) [\s,;:./]*
            {ISSUE_WORD} (?P<issue>{COUNT} (?:\s?[,&/–-]\s?\d+)* )""",
        # 16. Jg., H. 2
        rf"""\A (?P<volume>\d{{1,4}}) \.? \s* (?:jg|jahrg(?:ang)?|vol)\b \.? [\s,;/]*
            {ISSUE_WORD} (?P<issue>{COUNT})""",
        # n° 54, vol. 1
        rf"""\A {ISSUE_WORD} (?P<issue>{COUNT}) [\s,;]* {VOLUME_WORD} (?P<volume>{COUNT}) \Z""",
        # 40.1 — 45/4 — 50: 3 — 36, 3 — XIV:4 — 34 3
        rf"""\A {VOLUME_WORD}?
            (?P<volume>[A-Za-z]?\d{{1,4}}[A-Za-z]?|[IVXLC]{{1,9}}) (?: \s?[./:,]\s? | \s )
            (?P<issue>\d{{1,3}}(?:\s?[-–/&]\s?\d{{1,3}})?) \Z""",
        # 24 Suppl 1
        rf"""\A {VOLUME_WORD}? (?P<volume>\d{{1,4}}) [\s,]+
            (?P<issue>suppl(?:ement)?\.?\s?\d{{0,3}}) \Z""",
    )
]
ISSUE_ONLY: Final = re.compile(
    rf"""\A {ISSUE_WORD} (?P<issue>{COUNT} (?:\s?[,&/–-]\s?\d+)* )""", re.VERBOSE | re.IGNORECASE
)
VOLUME_ONLY: Final = re.compile(
    rf"""\A {VOLUME_WORD}? (?P<volume>{COUNT})
    (?: \.?\s*(?:jg|jahrg(?:ang)?|vols?|bde)\b\.? )? \Z""",
    re.VERBOSE | re.IGNORECASE,
)
YEAR_BEFORE: Final = re.compile(r"\A\s*[(\[]?(?P<issued>(?:1[89]|20)\d\d)[)\]]?\s*[;,]\s*(?=[\d(])")
PAGE_AFTER: Final = re.compile(
    r"[:,]\s*(?P<page>[A-Za-z]?\d[\w.]*(?:\s?[-–—]\s?[A-Za-z]?\d+)?)[\s.,;]*\Z"
)


def split_locators(text: str, start: int, end: int) -> list[Span]:
    """Volume, issue, and the year and pages that some annotators leave with them.

    Args:
        text: The whole reference.
        start: Where the segment begins: "1994;2(4):", "vol. 48, no. 1,", "18(9):1434–40".
        end: Where it ends.

    Returns:
        Spans in order. A segment of a form unknown here is one volume as it stands.
    """
    spans = []
    year = YEAR_BEFORE.match(text[start:end])
    if year:
        spans.append(Span(start + year.start("issued"), start + year.end("issued"), "issued"))
        start += year.end()
    page = PAGE_AFTER.search(text[start:end])
    counted = page and re.search(r"\d|\)", text[start : start + page.start()])
    if page and counted and ":" in page.group() and len(page.group("page")) > 3:
        spans.append(Span(start + page.start("page"), start + page.end("page"), "page"))
        end = start + page.start()
    spans += _numbers(text, start, end)
    return sorted(spans)


def _numbers(text: str, start: int, end: int) -> list[Span]:
    left, right = bare(text, start, end)
    closing = re.match(r"\s*[)\]]", text[right:end])
    if closing and text.count("(", left, right) + text.count("[", left, right):
        right += closing.end()
    written = text[left:right]
    for pattern in (*BOTH, ISSUE_ONLY, VOLUME_ONLY):
        found = pattern.match(written)
        if found:
            return [
                Span(*bare(text, left + found.start(label), left + found.end(label)), label)
                for label in sorted(found.groupdict())
                if found.group(label)
            ]
    return [Span(left, right, "volume")] if right > left else []
