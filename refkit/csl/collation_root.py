"""The weights of characters: their order before a language changes any.

Which letter is a capital, an accented form or a variant of which is read from the Unicode Character
Database, the rest from :mod:`refkit.csl.collation_order`. Weights are those of the first level
(UTS #10, "Multi-Level Comparison"): accents and capitals have none, and punctuation is passed over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from refkit.csl import collation_order as order

# A weight is one letter of ASCII or digit, or a lead and the place of the character after it, so
# that English text stands for itself. The leads, in order:
_MODIFIERS: Final = "\x02"
_OTHER_MODIFIERS: Final = "\x03"
_SYMBOLS: Final = "\x04"
_OTHER_SYMBOLS: Final = "\x05"
_CURRENCIES: Final = "\x06"
_OTHER_CURRENCIES: Final = "\x07"
ZERO: Final = "0"
_OTHER_NUMBERS: Final = ":"
_FIRST_SCRIPTS: Final = ";"  # and the next: no language puts more than two before Latin
_AFTER_LATIN: Final = "\x80"
_GREEK: Final = "\u0100"
_CYRILLIC: Final = "\u0101"
_SCRIPTS: Final = 0x0102
_OTHER_LETTERS: Final = "\u01f0"
_HAN: Final = "\u0200"

_FIRST_PLACE: Final = 0x20
"""The places of listed letters are under the code points of all others of their scripts."""

TAILORED: Final = 0x10E000
"""Above all weights: a tailored letter is its anchor and one of these."""

_LATIN: Final = 0x10F000
"""Likewise a Latin letter without a character of ASCII, which follows the tailored ones."""

_OTHERS: Final = {
    "Sk": _OTHER_MODIFIERS,
    "Sm": _OTHER_SYMBOLS,
    "So": _OTHER_SYMBOLS,
    "Sc": _OTHER_CURRENCIES,
    "Nl": _OTHER_NUMBERS,
    "No": _OTHER_NUMBERS,
}
"""By category, the leads of what is not listed and no letter."""

_LISTED: Final = (
    ("", _MODIFIERS, order.MODIFIERS),
    ("", _SYMBOLS, order.SYMBOLS),
    ("", _CURRENCIES, order.CURRENCIES),
    ("Grek", _GREEK, order.GREEK),
    ("Cyrl", _CYRILLIC, order.CYRILLIC),
    ("Arab", chr(_SCRIPTS + [code for code, _, _ in order.SCRIPTS].index("Arab")), order.ARABIC),
)

# Signs that Unicode counts as marks and that are letters all the same: vowel signs and viramas
# have these combining classes; accents have others.
_VOWEL_SIGNS: Final = frozenset({0, 9, 84, 91, 103, 118})


class RootOrder:
    """The root order, with the scripts of a language in front.

    Args:
        language: A language of :mod:`refkit.csl.collation_order`; "" for none in front.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        scripts = order.FIRST_SCRIPTS.get(language, "").split()
        lead = ord(_AFTER_LATIN if "Latn" in scripts else _FIRST_SCRIPTS)
        self._leads = {
            script: chr(lead + rank) for rank, script in enumerate(scripts) if script != "Latn"
        }

    def weight(self, character: str) -> str:
        """The weight of one character; "" for what is passed over."""
        if character in order.SAME_AS:
            return self._joined(order.SAME_AS[character])
        if character in order.LATIN:
            return _latin(character)
        for script, lead, characters in _LISTED:
            place = characters.find(character)
            if place >= 0:
                return self._leads.get(script, "") + lead + chr(_FIRST_PLACE + place)
        decomposition = unicodedata.decomposition(character)
        if decomposition and character not in order.UNDIVIDED:
            codes = [part for part in decomposition.split() if not part.startswith("<")]
            return self._joined([chr(int(code, 16)) for code in codes])
        lower = character.lower()
        if len(lower) == 1 and lower != character:
            return self.weight(lower)
        return self._unlisted(character)

    def _joined(self, characters: Iterable[str]) -> str:
        return "".join(map(self.weight, characters))

    def _unlisted(self, character: str) -> str:
        category = unicodedata.category(character)
        if category[0] in "CPZ" or _is_passed_over(character, category):
            return ""
        if category == "Nd":
            return chr(ord(ZERO) + unicodedata.digit(character))
        if category in _OTHERS:
            return _OTHERS[category] + character
        if "㐀" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff":
            return self._han(character)
        for rank, (script, first, last) in enumerate(order.SCRIPTS):
            if first <= character <= last:
                sound = _hiragana(character) if script == "Kana" else character
                return self._leads.get(script, "") + chr(_SCRIPTS + rank) + sound
        return _OTHER_LETTERS + character

    def _han(self, character: str) -> str:
        # Most documents have no ideographs: what orders them is not imported before.
        from refkit.csl.collation_han import HAN_ORDERS, radical_order

        place = HAN_ORDERS.get(self._language, radical_order)(character)
        return self._leads.get("Hani", "") + _HAN + place


def _latin(character: str) -> str:
    """A letter of ASCII is its own weight; another follows the last one before it."""
    if character.isascii():
        return character
    place = order.LATIN.index(character)
    return max(filter(str.isascii, order.LATIN[:place])) + chr(_LATIN + place)


def _hiragana(kana: str) -> str:
    """The hiragana of full size for a kana."""
    letter = unicodedata.name(kana, "").partition(" LETTER ")[2].removeprefix("SMALL ")
    try:
        return unicodedata.lookup(f"HIRAGANA LETTER {letter}")
    except KeyError:
        return kana


def _is_passed_over(character: str, category: str) -> bool:
    """Whether a letter or mark has no weight: accents, Arabic tatweel, enclosing marks."""
    if category[0] != "M":
        return character == "\u0640"
    return (
        category == "Me"
        or unicodedata.combining(character) not in _VOWEL_SIGNS
        or character in f"{order.THAI_MARKS}\u034f"
        or "\ufe00" <= character <= "\ufe0f"
        or unicodedata.name(character, "").endswith((" CANDRABINDU", " ANUSVARA", " VISARGA"))
    )
