"""The orders of Han ideographs: by radical, by Mandarin, Japanese or Korean reading, by strokes.

The national character sets were laid out in such orders, and Python has them as codecs: the first
level of GB 2312 stands by pinyin, Big5 by strokes, JIS X 0208 as Japanese is sorted, and KS X 1001
by Korean reading.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

from anyascii import anyascii

HanOrder: TypeAlias = Callable[[str], str]
"""Gives an ideograph's place: two characters."""

_UNIFIED: Final = "一"
_LAST_UNIFIED: Final = "\u9fff"
_IN_FIRST_BLOCK: Final = "\U00020000"
_IN_EXTENSION: Final = "\U00020001"
_PINYIN_LEADS: Final = range(0xB0, 0xD8)
"""The first bytes of GB 2312's first level: 3,755 ideographs by pinyin."""


def radical_order(character: str) -> str:
    """The order by radical and strokes, in which Unicode's blocks of ideographs are laid out."""
    block = _IN_FIRST_BLOCK if _UNIFIED <= character <= _LAST_UNIFIED else _IN_EXTENSION
    return block + character


def pinyin_order(character: str) -> str:
    """The order of Mandarin; an ideograph beyond GB 2312 stands after those of its reading."""
    coded = _coded(character, "gb2312")
    if coded and ord(coded[0]) in _PINYIN_LEADS:
        return coded
    place = _pinyin_places().get(anyascii(character).strip().lower())
    return f"{place}{character}" if place else radical_order(character)


@cache
def _pinyin_places() -> dict[str, str]:
    """For each syllable, the weight in the middle of its ideographs in GB 2312.

    The middle, for an ideograph of two readings may stand far off among those of the other.
    """
    found: dict[str, list[str]] = {}
    for lead in _PINYIN_LEADS:
        for trail in range(0xA1, 0xFF):
            character = bytes((lead, trail)).decode("gb2312", "ignore")
            if character:
                syllable = anyascii(character).strip().lower()
                found.setdefault(syllable, []).append(chr(lead) + chr(trail))
    return {syllable: weights[len(weights) // 2] for syllable, weights in found.items()}


def _charset_order(encoding: str) -> HanOrder:
    """The order of a character set of two bytes, and by radical what is not in it."""
    return lambda character: _coded(character, encoding) or radical_order(character)


def _coded(character: str, encoding: str) -> str:
    """A character's two bytes in an encoding; "" where it is not in it."""
    coded = character.encode(encoding, "ignore")
    return coded.decode("latin-1") if len(coded) == 2 else ""


HAN_ORDERS: Final[dict[str, HanOrder]] = {
    "ja": _charset_order("euc_jp"),
    "ko": _charset_order("euc_kr"),
    "zh": pinyin_order,
    "zh-hant": _charset_order("big5"),
}
"""The languages that do not sort by radical."""
