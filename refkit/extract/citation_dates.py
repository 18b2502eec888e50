"""Dates of citations: years with letters, ranges, reprints, "n.d." and "in press".

APA 7, sections 8.14–8.16 (dates in the text), 8.15 (translated, reprinted and republished works).
"""

from __future__ import annotations

import re
from typing import Final

from refkit.extract.signs import YEAR
from refkit.normalize.patterns import lazy_pattern

_LETTER: Final = r"(?:(?!s\b)[a-zA-Z])?"
_STATUS: Final = (
    r"(?:n\.\s?d\.|[Ii]n\spress|[Ff]orthcoming|[Ss]ubmitted|[Uu]nder\sreview|[Ii]n\spreparation|[Ii]n\srevi(?:ew|sion)"
    r"|o\.\s?J\.|s\.\s?f\.|s\.\s?d\.|s\.\s?a\.|z\.\s?d\."
    r"|im\s(?:Druck|Erscheinen)|sous\spresse|à\sparaître|en\sprensa|no\sprelo|in\sstampa|in\sdruk)"
    r"(?:-?[a-z](?![\w.]))?"
)
_ERA: Final = r"\s?(?:B\.\s?C\.(?:\s?E\.)?|BCE?|C\.\s?E\.|CE|A\.\s?D\.|AD|v\.\s?Chr\.|n\.\s?Chr\.)"
_AFTER: Final = r"(?![\w%°]|[\-–/.]\d)"

DATE: Final = lazy_pattern(
    rf"""
    (?<! [^\s(\[,;"”'»\x01] )
    (?:
      (?: (?:ca?\.|circa|around)\s? )?
      (?: \d{{1,4}} {_ERA} (?: / {YEAR} {_LETTER} )?
        | {YEAR} {_LETTER} (?: \s?/\s? {YEAR} {_LETTER} | [–\-](?:{YEAR}|\d\d) {_LETTER} )?
          (?: / (?: {YEAR} ) {_LETTER} )?
      ) {_AFTER}
    | {_STATUS} (?!\w)
    )
    """,
    re.VERBOSE,
)
"""The date of a citation: "2019a", "1923/1961", "2018–2020", "ca. 350 B.C.E./1994", "in press"."""

HINT: Final = lazy_pattern(
    rf"{YEAR}|n\.\s?d\.|\b[Ii]n\s|[Ff]orth|[Ss]ubm|[Uu]nder|[osz]\.\s?[JfdaD]\.|im\s|sous|paraît|en\spr"
    r"|no\spr|B\.?C|A\.?D|C\.?E|Chr|[Pp]ers|mitteilung|Mitteilung|mededeling"
)
"""What one of the dates above, or a personal communication, has: a quick test."""

RANGE: Final = lazy_pattern(rf"({YEAR})[–\-]({YEAR}|\d\d)(?![\w/])")
"""A range of years and no reprint."""

FURTHER_LETTER: Final = lazy_pattern(
    r"(?:\s?[,/&]\s?|,?\s(?:and|und|et|y|e|en)\s)([a-z])(?!['\w.])"
)
"""The letter of a further year that is written without it: "2019a, b"."""

_MONTH: Final = (
    r"(?:jan(?:uary|uar|vier|uari|eiro)?|feb(?:ruary|ruar|ruari|rero|braio)?|f[ée]vr(?:ier)?|fevereiro"
    r"|mar(?:ch|s|zo|ço)?|märz|maart|apr(?:il|ile)?|avril|abril|may|mai|mei|mayo|maio|maggio"
    r"|june?|juni|juin|junio|junho|giugno|july?|juli|juillet|julio|julho|luglio|aug(?:ust|ustus)?|août"
    r"|agosto|sept?(?:ember|embre|iembre)?|setembro|settembre|oct(?:ober|obre|ubre)?|okt(?:ober)?"
    r"|outubro|ottobre|nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|dez(?:ember|embro)?|d[ée]cembre"
    r"|diciembre|dicembre|spring|summer|autumn|fall|winter)"
)
MONTH_BEFORE: Final = lazy_pattern(
    rf"""
    (?<!\w) (?: (?:mon|tues|wednes|thurs|fri|satur|sun)day ,?\s )?
    (?: {_MONTH} \.? (?: \s\d{{1,2}} (?:st|nd|rd|th)? (?:[–\-]\d{{1,2}})? )?
      | \d{{1,2}} (?:\.|st|nd|rd|th|º)? \s (?:of\s|de\s)? {_MONTH} \.? (?:\sde)?
    ) ,? \s? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Month and day before a year: "March 3, ", "3. März ", "Spring "."""


def is_span_of_life(date: str) -> bool:
    """Whether a date is a range of so many years as no publication takes: "1856–1939"."""
    match = RANGE.match(date)
    if not match:
        return False
    first, last = match.groups()
    if len(last) == 2:
        last = first[:2] + last
    return not 0 < int(last) - int(first) <= _LONGEST


_LONGEST: Final = 8
