"""Numbers that may be citations: "[3, 5–7]", "(12)", superscripts, "refs 3 and 4".

Here they are found and read. Which of them are citations, and no footnotes, exponents, equations
or intervals, is settled for the whole article in ``citation_system``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from refkit.extract.citation_locators import LOCATOR
from refkit.extract.citation_passages import Passage
from refkit.model import Span
from refkit.normalize.patterns import lazy_pattern

Sign = Literal["square", "round", "raised", "word"]
"""How numbers are set off: "[12]", "(12)", superscript, "ref. 12"."""

_DASH: Final = r"[-–—−]"
_DASHES: Final = frozenset("-–—−")
_ITEM: Final = rf"\d{{1,4}}[a-z]?(?![\w]|\.\d)(?:\s?{_DASH}\s?\d{{1,4}}[a-z]?(?!\w|\.\d))?"
_BETWEEN: Final = r"(?:\s?[,;·/]\s?(?:(?:and|und|et|y|e|&)\s)?|\s(?:and|und|et|y|e|to|&)\s)"
_PREFIX: Final = (
    r"(?:(?:see|see\salso|also|cf\.|e\.\s?g\.,?|i\.\s?e\.,?|reviewed\sin|in|siehe|vgl\.|z\.\s?B\."
    r"|voir|cf|véase|refs?\.?|references?|nos?\.)\s?){1,3}"
)
_ONE: Final = lazy_pattern(
    rf"(?P<first>\d{{1,4}}[a-z]?)(?!\w|\.\d)"
    rf"(?:\s?{_DASH}\s?(?P<last>\d{{1,4}}[a-z]?)(?!\w|\.\d))?"
)
_SQUARE: Final = lazy_pattern(
    rf"\[\s?(?P<prefix>{_PREFIX})?(?P<inside>\d[^\[\]]{{0,300}})\]", re.IGNORECASE
)
_ROUND: Final = lazy_pattern(
    rf"\(\s?(?P<prefix>{_PREFIX})?(?P<inside>\d[^()]{{0,200}})\)", re.IGNORECASE
)
_WORD: Final = lazy_pattern(
    rf"""
    (?<!\w) (?: refs?\.? | references? | Referenz(?:en)? | réfs?\.? | références? | Lit\. )
    \s (?: nos?\.\s | numbers?\s )? (?P<inside> {_ITEM} (?:{_BETWEEN}{_ITEM}){{0,30}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RAISED: Final = lazy_pattern(
    r"""
    \s? (?P<open> [\[(] )? \s? (?: refs?\.?\s? )? (?P<inside> \d .{0,300}? ) \s?
    (?(open) [\])] ) ,? \s?
    """,
    re.VERBOSE,
)
_BETWEEN_RAISED: Final = lazy_pattern(rf"{_BETWEEN}|\s")
# The pages that the style of the American Medical Association raises with the number: "4(p12),7";
# that of the Association for Computing Machinery: "[4:12]".
_PAGES: Final = lazy_pattern(
    r"\s? \( (?P<pages> (?: pp? | [Ss] | с )? \.? \s? \d[\w–,-]{0,20} ) \)", re.VERBOSE
)
_COLON: Final = lazy_pattern(r"\s?:\s?(?P<pages>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)(?!\w)")
_SEVERAL: Final = lazy_pattern(r"(?:pp|pgs|pages|paras|chaps|secs|S|Seiten|§§)(?![a-z])")
# One superscript may have been cut in several by its markup, "1" "," "2".
_RAISED_GAP: Final = lazy_pattern(rf"\s?(?:[,;·]|{_DASH})?\s?")
_UNICODE: Final = lazy_pattern(r"[⁰¹²³⁴-⁹](?:[⁰¹²³⁴-⁹]|[,;⸴˒ʼ·⁻–-](?=[⁰¹²³⁴-⁹])){0,60}")
_FROM_UNICODE: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⸴˒ʼ", "0123456789-,,,")
_MORE: Final = lazy_pattern(_BETWEEN)
_MOST: Final = 400
"""Numbers in one pair of brackets at most."""
_WIDEST: Final = 200
"""Numbers from the first of a range to its last at most."""


class Number(msgspec.Struct, frozen=True):
    """One number that may be a citation.

    Attributes:
        key: The number.
        start: Where it, or the range that holds it, begins in ``Document.text``.
        end: Where that ends.
        within: Whether it is not written, but lies within a range.
        locator: What follows it within the brackets: "p. 12".
    """

    key: str
    start: int
    end: int
    within: bool = False
    locator: str = ""


class Numbers(msgspec.Struct):
    """Numbers that stand together, in brackets or as one superscript.

    Attributes:
        sign: How they are set off.
        start: Where that begins in ``Document.text``, with the brackets.
        end: Where it ends.
        numbers: The numbers, in order.
        passage: The passage.
        prefix: What leads to them within the brackets: "see".
    """

    sign: Sign
    start: int
    end: int
    numbers: list[Number]
    passage: Passage
    prefix: str = ""


def numbers_of(passage: Passage) -> list[Numbers]:
    """All numbers of a passage that are set off as citations may be, in order."""
    text = passage.text
    found: list[Numbers] = []
    if "[" in text:
        found += _joined(list(_in_brackets(passage)), text)
    if "(" in text:
        found += _joined(list(_in_parentheses(passage)), text)
    found += _after_words(passage)
    found += _raised(passage)
    found.sort(key=lambda each: each.start)
    return found


def read_numbers(text: str, start: int) -> list[Number]:
    """The numbers that a text consists of, "12–14, 17" or "[12]"; [] if it has anything else.

    Args:
        text: The text.
        start: Where it stands in ``Document.text``.
    """
    match = _RAISED.fullmatch(text.translate(_FROM_UNICODE))
    if not match:
        return []
    inside = match["inside"]
    if "(" not in inside:
        # Japanese journals raise "3)".
        inside = inside.rstrip(") ")
    return _read(inside, start + match.start("inside"), _BETWEEN_RAISED)


def _in_brackets(passage: Passage) -> Iterator[Numbers]:
    for match in _SQUARE.finditer(passage.text):
        numbers = _read(match["inside"], passage.start + match.start("inside"), colon=True)
        if numbers:
            yield _made("square", match, passage, numbers)


def _in_parentheses(passage: Passage) -> Iterator[Numbers]:
    for match in _ROUND.finditer(passage.text):
        numbers = _read(match["inside"], passage.start + match.start("inside"))
        if numbers:
            yield _made("round", match, passage, numbers)


def _after_words(passage: Passage) -> Iterator[Numbers]:
    for match in _WORD.finditer(passage.text):
        numbers = _read(match["inside"], passage.start + match.start("inside"))
        if numbers:
            start, end = (passage.start + at for at in match.span("inside"))
            yield Numbers("word", start, end, numbers, passage)


def _made(sign: Sign, match: re.Match[str], passage: Passage, numbers: list[Number]) -> Numbers:
    start, end = (passage.start + at for at in match.span())
    prefix = " ".join((match["prefix"] or "").split())
    return Numbers(sign, start, end, numbers, passage, prefix)


def _raised(passage: Passage) -> Iterator[Numbers]:
    """Superscripts, of markup or of Unicode's own characters."""
    for span in _whole(passage):
        shown = passage.shown[span.start : span.end].translate(_PLAIN_DASHES)
        numbers = read_numbers(shown, passage.start + span.start)
        if numbers:
            start, end = passage.start + span.start, passage.start + span.end
            yield Numbers("raised", start, end, numbers, passage)
    if not passage.shown.isascii():
        for match in _UNICODE.finditer(passage.shown):
            numbers = read_numbers(match.group(), passage.start + match.start())
            if numbers:
                start, end = (passage.start + at for at in match.span())
                yield Numbers("raised", start, end, numbers, passage)


_PLAIN_DASHES: Final = str.maketrans("‐‑‒\u00ad\u00a0\u2009\u202f", "----   ")


def _whole(passage: Passage) -> list[Span]:
    """The superscripts of a passage, those that are one for a reader taken together."""
    spans: list[Span] = []
    for span in passage.raised:
        before = spans[-1] if spans else None
        if before and _RAISED_GAP.fullmatch(passage.text, before.end, span.start):
            spans[-1] = Span(before.start, span.end)
        else:
            spans.append(span)
    return spans


def _read(
    inside: str, start: int, between: re.Pattern[str] = _MORE, *, colon: bool = False
) -> list[Number]:
    """The numbers of "3, 5–7, p. 12", those within ranges too; [] if one is no number of an entry.

    Args:
        inside: What stands within the brackets.
        start: Where that begins in ``Document.text``.
        between: What divides the numbers.
        colon: Whether pages may follow a colon; in parentheses it is a ratio.
    """
    numbers: list[Number] = []
    at = 0
    while True:
        match = _ONE.match(inside, at)
        found = _expanded(match, start) if match else []
        if not match or not found:
            return []
        locator, at = _locator(inside, match.end(), colon=colon)
        if locator:
            found[-1] = msgspec.structs.replace(found[-1], locator=locator)
        numbers += found
        if not inside[at:].strip():
            return numbers
        more = between.match(inside, at)
        if not more or len(numbers) > _MOST:
            return []
        at = more.end()


def _locator(inside: str, at: int, *, colon: bool) -> tuple[str, int]:
    """The pages that follow a number, and where they end; "" and the same place if none do."""
    pages = _PAGES.match(inside, at) or (_COLON.match(inside, at) if colon else None)
    if pages:
        return pages["pages"], pages.end()
    match = LOCATOR.match(inside, at)
    # "[30, 38:24]" is page 24 of a second work, and no minute.
    if not match or match["locator"][0].isdigit():
        return "", at
    locator = match["locator"]
    # "[5, p. 297, 14]" are two works, "[5, pp. 297, 314]" is one.
    first = locator.find(",")
    if first < 0 or _SEVERAL.match(locator):
        return locator, match.end("locator")
    return locator[:first], match.start("locator") + first


def _expanded(match: re.Match[str], start: int) -> list[Number]:
    """The numbers of "3" or of "5–7", in places of ``Document.text``; [] if it is no range."""
    first, last = match["first"], match["last"]
    if first[0] == "0":
        return []
    begin, end = match.span("first")
    numbers = [Number(first, start + begin, start + end)]
    if last is None:
        return numbers
    between = _between(first, last)
    if between is None:
        return []
    whole = (start + match.start(), start + match.end())
    numbers += [Number(str(each), *whole, within=True) for each in between[:-1]]
    begin, end = match.span("last")
    numbers.append(Number(str(between[-1]), start + begin, start + end))
    return numbers


def _between(first: str, last: str) -> range | None:
    """The numbers after the first of a range, to its last; None if it is none.

    "123–5" goes to 125.
    """
    if not (first.isdigit() and last.isdigit()):
        return None
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    low, high = int(first), int(last)
    return range(low + 1, high + 1) if 0 < high - low <= _WIDEST else None


def _joined(found: Sequence[Numbers], text: str) -> list[Numbers]:
    """Brackets with a dash between them as one range: "[3]–[5]"."""
    joined: list[Numbers] = []
    for each in found:
        before = joined[-1] if joined else None
        start = each.passage.start
        gap = text[before.end - start : each.start - start].strip() if before else ""
        low, high = before.numbers[-1] if before else None, each.numbers[0]
        between = _between(low.key, high.key) if low and gap in _DASHES else None
        if before is None or low is None or between is None:
            joined.append(each)
            continue
        before.numbers += [
            Number(str(number), low.start, high.end, within=True) for number in between[:-1]
        ]
        before.numbers += each.numbers
        before.end = each.end
    return joined
