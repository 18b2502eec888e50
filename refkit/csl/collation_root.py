"""The root order: the weights of each character before a language changes any.

Source: UTS #10 "Unicode Collation Algorithm" and the root order of CLDR (UTS #35 Part 5). The
order of the letters is in :mod:`refkit.csl.collation_order`; which letter is a capital, an
accented form, or a compatibility variant of which is read from the Unicode Character Database.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple

from refkit.csl import collation_order as order
from refkit.csl.collation_han import HanOrder, is_han

COMMON: Final = "\x10"
"""The least weight: of a letter without an accent at level two, of a small one at level three."""

# Weights at the first level are strings of which none begins another: a listed character has one
# character, any other has the lead of its group and then itself. In the order of these numbers:
_SPACES: Final = 0x0100
_MODIFIERS: Final = 0x0500
_SYMBOLS: Final = 0x0600
_CURRENCIES: Final = 0x0900
_DIGITS: Final = 0x0A00
_LEADING: Final = 0x0B00
_LATIN: Final = 0x1000
_AFTER_LATIN: Final = 0x1300
_GREEK: Final = 0x1400
_CYRILLIC: Final = 0x1500
_SCRIPTS: Final = 0x1700
_LISTED_LETTER: Final = 0x0100
"""Under the code points of all letters of a script whose list comes after its lead."""

_OTHERS: Final = {
    "P": "\u04ff",
    "Z": "\u04ff",
    "Sk": "\u05ff",
    "Sm": "\u08ff",
    "So": "\u08ff",
    "Sc": "\u09ff",
    "N": "\u0aff",
    "L": "\u1ff0",
    "M": "\u1ff0",
}
_HAN: Final = "\u2000"

DIGIT: Final = chr(_DIGITS)
"""The weight of 0 at the first level, and the lead of numbers that count by their value."""

CAPITAL: Final = chr(0x18)
"""The weight of a capital at level three."""

# UTS #10, "Tertiary Weight Table": COMMON and the kind of variant; what is a variant of a capital
# has a weight of its own.
_VARIANTS: Final = {
    "<wide>": ("\x13", "\x19"),
    "<compat>": ("\x14", "\x1a"),
    "<font>": ("\x15", "\x1b"),
    "<circle>": ("\x16", "\x1c"),
    "<small>": ("\x1f", "\x1f"),
    "<narrow>": ("\x22", "\x22"),
    "<super>": ("\x24", "\x2d"),
    "<sub>": ("\x25", "\x2d"),
    "<vertical>": ("\x26", "\x26"),
    "<initial>": ("\x27", "\x27"),
    "<medial>": ("\x28", "\x28"),
    "<final>": ("\x29", "\x29"),
    "<isolated>": ("\x2a", "\x2a"),
    "<noBreak>": ("\x2b", "\x2b"),
    "<square>": ("\x2c", "\x2d"),
    "<fraction>": ("\x2e", "\x2e"),
}
_KANA: Final = {
    ("HIRAGANA", True): "\x1d",
    ("HIRAGANA", False): "\x1e",
    ("KATAKANA", True): "\x1f",
    ("KATAKANA", False): "\x21",
}

# Signs that Unicode counts as marks and that are letters all the same: vowel signs and viramas
# have the combining classes 0, 9, 84, 91, 103 and 118; accents have others.
_VOWEL_SIGNS: Final = frozenset({0, 9, 84, 91, 103, 118})


class Element(NamedTuple):
    """The weights of one character or contraction.

    Attributes:
        primary: The letters; "" for an accent, and for what is passed over.
        secondary: One weight for each letter and accent.
        tertiary: Likewise.
    """

    primary: str
    secondary: str = COMMON
    tertiary: str = COMMON


IGNORED: Final = Element("", "", "")


def joined(elements: Iterable[Element]) -> Element:
    """Several elements as one."""
    levels = list(zip(*elements, strict=True)) or [("",), ("",), ("",)]
    return Element(*map("".join, levels))


def raised(element: Element) -> Element:
    """An element as that of the capital."""
    return element._replace(tertiary=CAPITAL * len(element.tertiary))


class RootOrder:
    """The root order with the scripts of a language in front.

    Args:
        first_scripts: The scripts that come first, separated by spaces (ISO 15924).
        han: The order of the ideographs.
        shifted: Whether spaces and punctuation are passed over.
    """

    def __init__(self, first_scripts: str, han: HanOrder, shifted: bool) -> None:
        self._han = han
        self._shifted = shifted
        scripts = first_scripts.split()
        lead = _AFTER_LATIN if "Latn" in scripts else _LEADING
        self._leads = {
            script: chr(lead + rank) for rank, script in enumerate(scripts) if script != "Latn"
        }

    def element(self, character: str) -> Element:
        """The weights of one character."""
        listed = _LISTED.get(character)
        if listed is not None:
            return self._listed(character, listed)
        mark = _MARKS.get(character)
        if mark is not None:
            return Element("", mark)
        expansion = order.EXPANSIONS.get(character)
        if expansion is not None:
            return joined(map(self.element, expansion))
        final = order.FINALS.get(character)
        if final is not None:
            return self.element(final)._replace(tertiary=_VARIANTS["<final>"][0])
        decomposition = unicodedata.decomposition(character)
        if decomposition and character not in order.UNDIVIDED:
            return self._decomposed(decomposition)
        lower = character.lower()
        if len(lower) == 1 and lower != character:
            return raised(self.element(lower))
        return self._unlisted(character)

    def _listed(self, character: str, listed: tuple[str, str]) -> Element:
        script, weight = listed
        if self._shifted and character in _SHIFTED:
            return IGNORED
        return Element(self._leads.get(script, "") + weight, _QUOTES.get(character, COMMON))

    def _decomposed(self, decomposition: str) -> Element:
        """A composed character, or a compatibility variant such as a full-width letter."""
        parts = decomposition.split()
        variant = _VARIANTS.get(parts[0])
        codes = parts[1:] if parts[0].startswith("<") else parts
        whole = joined(self.element(chr(int(code, 16))) for code in codes)
        if variant is None:
            return whole
        small, capital = variant
        tertiary = "".join([capital if each == CAPITAL else small for each in whole.tertiary])
        return whole._replace(tertiary=tertiary)

    def _unlisted(self, character: str) -> Element:
        category = unicodedata.category(character)
        if category[0] == "C" or _is_passed_over(character):
            return IGNORED
        if category == "Nd":
            return Element(chr(_DIGITS + unicodedata.digit(character)))
        if category[0] == "M" and _is_accent(character):
            return Element("", character)
        if is_han(character):
            return Element(f"{self._leads.get('Hani', '')}{_HAN}{self._han(character)}")
        if category[0] not in "LM":
            lead = _OTHERS.get(category) or _OTHERS[category[0]]
            return IGNORED if self._shifted and category[0] in "PZ" else Element(lead + character)
        return self._letter(character)

    def _letter(self, character: str) -> Element:
        """A letter of a script without a list of its own: by code point, kana by their sound."""
        for rank, (script, first, last) in enumerate(order.SCRIPTS):
            if first <= character <= last:
                lead = self._leads.get(script, "") + chr(_SCRIPTS + rank)
                if script != "Kana":
                    return Element(lead + character)
                sound, tertiary = _kana(character)
                return Element(lead + sound, COMMON, tertiary)
        return Element(_OTHERS["L"] + character)


def _kana(character: str) -> tuple[str, str]:
    """The hiragana of full size for a kana, and the weight at level three."""
    name = unicodedata.name(character, "")
    script, _, letter = name.partition(" LETTER ")
    small = letter.startswith("SMALL ")
    try:
        sound = unicodedata.lookup(f"HIRAGANA LETTER {letter.removeprefix('SMALL ')}")
    except KeyError:
        sound = character
    return sound, _KANA.get((script, small), COMMON)


def _is_accent(character: str) -> bool:
    """Whether a mark is told apart at level two only, and no vowel sign."""
    if unicodedata.combining(character) not in _VOWEL_SIGNS:
        return True
    return unicodedata.name(character, "").endswith((" CANDRABINDU", " ANUSVARA", " VISARGA"))


def _is_passed_over(character: str) -> bool:
    """Whether a letter or mark counts at no level.

    Arabic tatweel, Hebrew cantillation, enclosing marks and selectors of variants.
    """
    return (
        character in "\u0640\u034f"
        or "\u0591" <= character <= "\u05af"
        or "\ufe00" <= character <= "\ufe0f"
        or unicodedata.category(character) == "Me"
    )


def _weights() -> dict[str, tuple[str, str]]:
    """For each listed character its script ("" for none) and its weight."""
    listed = {}
    for script, first, characters in (
        ("", _SPACES, order.SPACES + order.PUNCTUATION),
        ("", _MODIFIERS, order.MODIFIERS),
        ("", _SYMBOLS, order.SYMBOLS),
        ("", _CURRENCIES, order.CURRENCIES),
        ("Latn", _LATIN, order.LATIN),
        ("Grek", _GREEK, order.GREEK),
        ("Cyrl", _CYRILLIC, order.CYRILLIC),
    ):
        for rank, character in enumerate(characters):
            listed[character] = (script, chr(first + rank))
    # Arabic has its place among the other scripts, so its letters have the lead of theirs.
    arabic = chr(_SCRIPTS + [script for script, _, _ in order.SCRIPTS].index("Arab"))
    for rank, character in enumerate(order.ARABIC):
        listed[character] = ("Arab", arabic + chr(_LISTED_LETTER + rank))
    for quotes in order.QUOTES:
        for character in quotes[1:]:
            listed[character] = listed[quotes[0]]
    return listed


_LISTED: Final = _weights()
_MARKS: Final = {
    mark: chr(ord(COMMON) + 1 + rank) for rank, mark in enumerate(order.MARKS + order.JOINED)
}
_QUOTES: Final = {
    character: chr(0x100 + rank)
    for quotes in order.QUOTES
    for rank, character in enumerate(quotes[1:])
}
_SHIFTED: Final = frozenset(order.SPACES + order.PUNCTUATION + "".join(order.QUOTES))
