"""Symbols: characters of the fonts Symbol and Wingdings, which Word names by their place there.

Source: ECMA-376, Part 1, section 17.3.3.30 (``w:sym``), and Unicode's mapping of Adobe's Symbol
encoding (https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt).
"""

from __future__ import annotations

from typing import Final

_PRIVATE: Final = 0xF000
"""Where Word puts the characters of such fonts among those of Unicode."""

_UNKNOWN: Final = "\ufffd"

# From the place on that is given, one character after the other.
_SYMBOL: Final = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA1: "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
    0xF1: "〉∫⌠",
}
_WINGDINGS: Final = {
    0x6C: "●❍■□", 0x71: "❑❒", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢",
    0xDF: "←→↑↓", 0xE8: "➔", 0xFB: "✗✓☒☑",
}  # fmt: skip
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(font: str, code: str) -> str:
    """A character that is named by its font and its place in it.

    Args:
        font: The font's name: "Symbol".
        code: The place as written, in hexadecimal digits: "F0B7".

    Returns:
        The character of Unicode; U+FFFD where it has none that is known.
    """
    try:
        place = int(code, 16)
    except ValueError:
        return _UNKNOWN
    inner = place - _PRIVATE if place >= _PRIVATE else place
    for start, characters in _FONTS.get(font.lower(), {}).items():
        if start <= inner < start + len(characters):
            return characters[inner - start]
    if 0x20 <= place < 0xD800:
        return chr(place)
    return _UNKNOWN
