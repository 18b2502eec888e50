"""Ranges of pages: the forms of page-range-format (CSL 1.0.2, "Page Ranges")."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refkit.csl.number_text import Token, normalized


def page_range(
    text: str,
    format: str,
    delimiter: str = "–",
    ampersand: str = "&",
    variable: str = "page",
) -> str:
    """Pages, or other numbers, as a style shows them.

    Args:
        text: Pages as written: "321-28", "e1–e5", "4-8, 12"; they may carry their own label.
        format: "minimal", "minimal-two", "chicago", "chicago-15", "chicago-16", "expanded" or "".
        delimiter: The locale's page-range-delimiter.
        ampersand: The locale's sign for "and".
        variable: What is numbered; its own label in front ("p. 5") is left out.

    Returns:
        The pages with each range in that format. Ranges of unlike numbers ("N110-5", "3-B") stay
        as they were written.
    """
    if text.isdecimal():
        return text
    shorten = _FORMATS.get(format)

    def ranged(first: Token, last: Token) -> str:
        if shorten is None or not first.digits or not last.digits:
            return f"{first.text}{delimiter}{last.text}"
        prefix, digits = shorten(first.digits, last.digits, first.prefix)
        return f"{first.text}{delimiter}{prefix}{digits}{last.suffix}"

    return normalized(text, variable, ranged, ampersand)


def _expanded(first: str, last: str) -> str:
    """The last page in full: 328 of 321–28."""
    if len(last) >= len(first):
        return last
    full = first[: len(first) - len(last)] + last
    return full if full >= first else last


def _changed(first: str, last: str, least: int) -> str:
    """The digits of the last page that differ from the first one's, at least so many."""
    if len(first) != len(last) or first == last:
        return last
    same = 0
    while first[same] == last[same]:
        same += 1
    return last[min(same, max(len(last) - least, 0)) :]


def _in_full(first: str, last: str, prefix: str) -> tuple[str, str]:
    return prefix, _expanded(first, last)


def _minimal(first: str, last: str, prefix: str, least: int = 1) -> tuple[str, str]:
    last = _expanded(first, last)
    return (prefix if first == last else ""), _changed(first, last, least)


def _minimal_two(first: str, last: str, prefix: str) -> tuple[str, str]:
    return _minimal(first, last, prefix, 2)


def _chicago_16(first: str, last: str, prefix: str) -> tuple[str, str]:
    """All digits up to 100 and of hundreds, the changed ones from 101 to 109, else two or more."""
    if len(first) < 3 or first.endswith("00"):
        full = _expanded(first, last)
        return (prefix if full == first else ""), full
    return _minimal(first, last, prefix, 1 if first[-2] == "0" else 2)


def _chicago_15(first: str, last: str, prefix: str) -> tuple[str, str]:
    """As the 16th edition, but four digits of which three change are all shown: 1496–1504."""
    own, digits = _chicago_16(first, last, prefix)
    if len(first) == 4 and len(digits) == 3:
        return own, _expanded(first, last)
    return own, digits


_FORMATS: Final[dict[str, Callable[[str, str, str], tuple[str, str]]]] = {
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago_16,
    "expanded": _in_full,
    "minimal": _minimal,
    "minimal-two": _minimal_two,
}
