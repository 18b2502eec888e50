"""Numerals: the numbers of lists and notes as word processors show them.

Source: ECMA-376, Part 1, section 17.18.59, whose names for their forms are used here.
"""

from __future__ import annotations

from typing import Final

_CHICAGO: Final = "*†‡§"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def written(number: int, form: str) -> str:
    """A number in one of the forms of section 17.18.59; in decimals where it has none of its own.

    Args:
        number: The number.
        form: "decimal", "lowerRoman", "upperLetter", "ordinal", "chicago" …
    """
    if form in ("none", "bullet"):
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        tens = 10 < number % 100 < 14
        return f"{number}{'th' if tens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    if number < 1 or number > 3999:
        return str(number)
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "chicago":
        return _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        while number >= size:
            text += sign
            number -= size
    return text
