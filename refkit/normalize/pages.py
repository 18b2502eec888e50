"""Pages and article numbers as references write them (APA 7, section 9.25 and 9.27)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

import msgspec

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import clean, fold, straighten

__all__ = ["Pages", "format_pages", "parse_pages", "same_pages"]


class Pages(msgspec.Struct, frozen=True):
    """Pages of a work.

    Attributes:
        ranges: First and last page of each range, as ("123", "128"), ("S12", "S19"), ("xii", "xv");
            a single page stands twice. Abbreviated last pages are written out.
        article: Whether it is an article number or electronic locator in place of pages.
    """

    ranges: tuple[tuple[str, str], ...]
    article: bool = False


_ARTICLE: Final = lazy_pattern(
    r"""
    (?: article (?: \s (?: no | number | id | nr ) \b )? | art \b | artikel | artículo | articolo
      | paper (?: \s no \b )? | id )
    \.? \s? (?: \# | no\. \s? | nr\. \s? | : \s? )?
    (?P<number> [A-Za-z0-9] [A-Za-z0-9._:/-]{0,40} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL: Final = lazy_pattern(
    r"""
    (?: pages? | pgs? | pp? | seiten? | s (?= [.\s] ) | págs? | pags? | blz | bl | str | ss
      | с | стр )
    (?: \. | \s | : ){1,3}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PAGE_COUNT: Final = lazy_pattern(
    r"[0-9]{1,5} \s? (?: pp? | pages | seiten | p[áa]gs? ) \.?", re.VERBOSE | re.IGNORECASE
)
_FOLLOWING: Final = lazy_pattern(
    r"\s? (?: ff? | et \s seqq? | sqq? | \+ ) \.? \Z", re.VERBOSE | re.IGNORECASE
)
# "275610 (7pp)", "031802(R)" of Physical Review's rapid communications
_REMARK: Final = lazy_pattern(
    r"\s? \( (?: [0-9]{1,4} \s? pp? \.? | R | A | T ) \) \Z", re.VERBOSE | re.IGNORECASE
)
# Encodings that lost the dash: "8676?8681", "81_86"
_LOST_DASH: Final = lazy_pattern(r"(?<=[0-9])[?_](?=[0-9])")
_DASH_RUN: Final = lazy_pattern(r"\s? [-\u00ad]{1,3} \s?", re.VERBOSE)
_LIST: Final = lazy_pattern(
    r"\s? (?: [,;&] | \b and \b | \b und \b | \b et \b | \b y \b ) \s?", re.VERBOSE
)
# "123", "S12", "e1", "473s", "112:25", "134.e5", "ITC1-16", "05LT01", "125ra31"
_PAGE: Final = lazy_pattern(
    r"""
    (?P<head>
        (?: [A-Za-z]{1,4} [.\-]?
          | [A-Za-z]{0,4} [0-9]{1,6} (?: [A-Za-z]{1,3} | [A-Za-z]? [.:/\-] \s? [A-Za-z]{0,2} )
        )?
    )
    (?P<number> [0-9]{1,20} )
    (?P<tail> [A-Za-z]{0,3} \*? )
    """,
    re.VERBOSE,
)
_ROMAN: Final = lazy_pattern(
    r"""
    (?= [ivxlcdm] )
    m{0,3} (?: cm | cd | d?c{0,4} ) (?: xc | xl | l?x{0,4} ) (?: ix | iv | v?i{0,4} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOCATOR: Final = lazy_pattern(
    # "e0193972", "104532", "L081234", "eaau1234"
    r"e [0-9]{3,} | [0-9]{6,} | e? [A-Za-z]{1,4} [0-9]{5,} | ea[a-z]{2} [0-9]{4}",
    re.VERBOSE,
)
# A publisher's own kind of locator: "ENEURO.0091-15.2015", "10.23915/distill.00002".
_OTHER_LOCATOR: Final = lazy_pattern(r"(?: [A-Za-z] | 10\. ) [A-Za-z0-9._/-]{7,40}", re.VERBOSE)
_FOUR_DIGITS: Final = lazy_pattern(r"[0-9]{4}")
_THOUSANDS: Final = lazy_pattern(r"[0-9]{1,3},[0-9]{3}-{1,3}[0-9]{1,3},[0-9]{3}")
_LONGEST: Final = 200


def parse_pages(text: str) -> Pages | None:
    """Pages or an article number as written.

    Args:
        text: "123–8", "pp. S12–S19", "xii–xv", "12, 15–17", "e0193972", "Article 502", "1–e5".

    Returns:
        The pages, or None if the text is none, or a count of pages ("350 pp."). A single "e" with
        digits, or a number of six digits or more, is taken as an article number.
    """
    return _parse(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=16384)
def _parse(text: str) -> Pages | None:
    text = clean(text)
    dashes = "–" in text or "—" in text
    # Where an en dash makes the range, hyphens belong to the pages: "ITC1-1–ITC1-16".
    if dashes:
        text = text.replace("-", "\x00").replace("\u2010", "\x00").replace("\u2011", "\x00")
    text = straighten(text).strip(" .,;:[]")
    text = _REMARK.sub("", text).strip(" .,;:()[]")
    text = _LOST_DASH.sub("-", text)
    article = _ARTICLE.fullmatch(text.replace("\x00", "-"))
    if article is not None:
        number = article["number"].rstrip(".,:")
        has_digit = any(character.isdigit() for character in number)
        return Pages(((number, number),), article=True) if has_digit else None
    if _PAGE_COUNT.fullmatch(text):
        return None
    label = _LABEL.match(text)
    if label is not None:
        text = text[label.end() :].strip(" .,;:()[]")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    ranges: list[tuple[str, str]] = []
    for item in _LIST.split(text):
        pages = _range(_FOLLOWING.sub("", item.strip(" .:")), hyphens=not dashes)
        if pages is None:
            return _other_locator(text.replace("\x00", "-"))
        ranges.append(pages)
    single = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    return Pages(
        tuple(ranges),
        article=single and label is None and _LOCATOR.fullmatch(ranges[0][0]) is not None,
    )


def _other_locator(text: str) -> Pages | None:
    if _OTHER_LOCATOR.fullmatch(text) and _FOUR_DIGITS.search(text):
        return Pages(((text, text),), article=True)
    return None


def _range(text: str, *, hyphens: bool) -> tuple[str, str] | None:
    ends = [end.replace("\x00", "-") for end in _DASH_RUN.split(text)]
    if len(ends) == 4 and ends[0] and ends[2]:
        # "12-1-12-9": pages numbered by chapter
        ends = [f"{ends[0]}-{ends[1]}", f"{ends[2]}-{ends[3]}"]
    if len(ends) == 2 and hyphens and len(ends[0]) <= 2 and ends[0].isalpha() and ends[1].isdigit():
        # "e-10" is one page; "v–12", with a dash, are several
        ends = [f"{ends[0]}-{ends[1]}"]
    if len(ends) == 2 and ends[0] and not ends[1]:
        # "45-": the last page was never given
        ends = ends[:1]
    if not 1 <= len(ends) <= 2 or not all(_is_page(end) for end in ends):
        return None
    return (ends[0], _completed(ends[0], ends[1])) if len(ends) == 2 else (ends[0], ends[0])


def _is_page(text: str) -> bool:
    return _PAGE.fullmatch(text) is not None or _ROMAN.fullmatch(text) is not None


def _completed(first: str, last: str) -> str:
    """The last page in full: "123–8" means 128, "S12–9" S19, "1321–34" 1334."""
    start, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if (
        start is None
        or end is None
        or start["tail"]
        or (end["head"] and end["head"] != start["head"])
    ):
        return last
    head = start["head"]
    digits, shorter = start["number"], end["number"]
    if len(shorter) < len(digits):
        full = digits[: len(digits) - len(shorter)] + shorter
        # "129–8" is a slip, not 128.
        return f"{head}{full}{end['tail']}" if int(full) >= int(digits) else last
    if head and not end["head"] and int(shorter) >= int(digits):
        return f"{head}{last}"
    return last


def format_pages(pages: Pages) -> str:
    """Pages as APA writes them: "123–128", "12, 15–17", "Article 502"."""
    if pages.article:
        return f"Article {pages.ranges[0][0]}"
    return ", ".join(
        # A hyphen inside a page would read as a range by itself: "46-6487–46-6487".
        first if first == last and not _HYPHENATED.search(first) else f"{first}–{last}"
        for first, last in pages.ranges
    )


def same_pages(a: str, b: str) -> Literal["same", "first", "differ"]:
    """Whether two ways of writing pages mean the same ones.

    Args:
        a: Pages as one side has them, such as "123–8".
        b: Pages as the other side has them, such as "0123-0128".

    Returns:
        "same" if first and last page agree, or the article number does; "first" if one side has
        only the first page of the other's range; else "differ". Case, leading zeros and the "e" of
        an electronic locator make no difference. Texts that are no pages are compared folded.
    """
    first, second = parse_pages(a), parse_pages(b)
    if first is None or second is None:
        return "same" if fold(a) == fold(b) else "differ"
    one, other = _outer(first), _outer(second)
    if one == other:
        return "same"
    if first.article or second.article:
        one, other = (_bare(one[0]), _bare(one[1])), (_bare(other[0]), _bare(other[1]))
        if one == other:
            return "same"
    if one[0] == other[0] and (one[0] == one[1] or other[0] == other[1]):
        return "first"
    return "differ"


_HYPHENATED: Final = lazy_pattern(r"[0-9A-Za-z]{3}-|[0-9]-")
_ZEROS: Final = lazy_pattern(r"(?<! [0-9] ) 0+ (?= [0-9] )", re.VERBOSE)


def _outer(pages: Pages) -> tuple[str, str]:
    first, last = pages.ranges[0][0], pages.ranges[-1][1]
    return _ZEROS.sub("", first.lower()), _ZEROS.sub("", last.lower())


def _bare(page: str) -> str:
    return _ZEROS.sub("", page.removeprefix("e"))
