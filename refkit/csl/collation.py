"""Sort keys of text: the order of entries and cites in a language.

Only the first level of the Unicode Collation Algorithm counts (UTS #10), as citeproc-js sorts: by
letters, and not by accents, capitals or punctuation. The orders of the languages are those of ICU
and so of CLDR (UTS #35 Part 5, "Collation"), from which they were read off: no file of CLDR is
used, and rare letters of rare languages may stand elsewhere than there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from refkit.csl import collation_order as order
from refkit.csl.collation_root import TAILORED, ZERO, RootOrder

_WORD: Final = "\x01"
"""Between the words of a key: less than all weights."""

_LONGEST: Final = 0xFFFF
"""Numbers of more digits than this compare digit by digit."""

_MARK: Final = "[\u0300-\u036f\u064b-\u065f]"
"""The accents that make letters of their own, and those that may stand between."""

_SPECIAL: Final = (
    r"\d+",
    "[เ-ไເ-ໄ][ก-ฮກ-ຮ]",  # Thai and Lao vowels that are spoken after the consonant
    "«[ ]",  # the spaces that French sets inside of marks, which end no word
    "[ ][:;!?»]",
)
_LONG_VOWEL: Final = "[ぁ-ゖァ-ヺ][\u3099\u309a]?ー"


def sort_key(text: str, language: str = "") -> str:
    """The key by which entries and cites are sorted.

    Texts are compared word by word (words end at spaces), and words by their letters alone:
    accents, capitals and punctuation do not count, and numbers count by their value. So "Alpha,
    Omega" stands with "alpha omega", before "Alphabet", and "No. 9" before "No. 10".

    Args:
        text: Plain text.
        language: A language tag such as "sv" or "de-AT". "" and languages that change nothing
            have the root order.

    Returns:
        A string; keys of the same language compare, by code points, as the texts do.
    """
    return _collation(language).key(text)


@cache
def _collation(language: str) -> Collation:
    tailored = _tailored_language(language)
    return Collation(tailored) if tailored == language else _collation(tailored)


def _tailored_language(language: str) -> str:
    """The part of a language tag that the order depends on; "" for the root order."""
    parts = language.lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        tag = "-".join(parts[:length])
        tag = order.ALIASES.get(tag, tag)
        if tag in order.TAILORINGS or tag in order.FIRST_SCRIPTS:
            return tag
    return ""


class Weights(dict[int, str]):
    """Weights by code point, a table for str.translate: those of the root order when asked for."""

    def __init__(self, root: RootOrder) -> None:
        self._root = root

    def __missing__(self, code: int) -> str:
        weight = self[code] = self._root.weight(chr(code))
        return weight


class Collation:
    """The order of one language.

    Args:
        language: A language of :mod:`refkit.csl.collation_order`; "" for the root order.
    """

    def __init__(self, language: str) -> None:
        self._weights = Weights(RootOrder(language))
        self._weights[ord(" ")] = _WORD
        # Letters of more than one character, such as "ch", and "é" where it is no accented e.
        self._letters: dict[str, str] = {}
        for letter in order.COMPOSED:
            self._define(letter, self._weights[ord(letter)])
        for rule in order.TAILORINGS.get(language, "").split():
            self._tailor(rule)
        special = [*_SPECIAL, *_patterns(self._letters)]
        if language == "ja":
            special.append(_LONG_VOWEL)
        self._special = re.compile(f"({'|'.join(special)})")

    def key(self, text: str) -> str:
        """The key of a text (UTS #10, "Form Sort Key")."""
        if not text.isascii():
            text = unicodedata.normalize("NFD", text)
        pieces = self._special.split(text)
        if len(pieces) == 1:
            return text.translate(self._weights)
        pieces[::2] = [piece.translate(self._weights) for piece in pieces[::2]]
        pieces[1::2] = map(self._special_weight, pieces[1::2])
        return "".join(pieces)

    def _special_weight(self, piece: str) -> str:
        """The weight of what :attr:`_special` matches."""
        if piece in self._letters:
            return self._letters[piece]
        if " " in piece:
            return ""
        if piece[0].isdecimal():
            digits = piece.translate(self._weights).lstrip(ZERO)
            return f"{ZERO}{chr(min(len(digits), _LONGEST))}{digits}"
        if piece[0] in "เแโใไເແໂໃໄ":
            return piece[::-1].translate(self._weights)
        if piece[-1] == "ー":
            return (piece[0] + _vowel(piece[0])).translate(self._weights)
        return self._marked(piece)

    def _marked(self, piece: str) -> str:
        """A letter with marks, of which some may make another letter of it."""
        letter = ""
        blocked = 0
        for character in piece:
            rank = unicodedata.combining(character)
            if not rank or (rank != blocked and letter + character in self._letters):
                letter += character
            else:
                blocked = rank
        return self._letters.get(letter) or letter.translate(self._weights)

    def _tailor(self, rule: str) -> None:
        """Read one group of a tailoring: "c<č<ć", "y=ü", "cs+cs=ccs"."""
        anchor, *steps = re.split("([<=])", rule)
        parts = anchor.split("+")
        base = weight = "".join(
            [self._letters.get(part) or part.translate(self._weights) for part in parts]
        )
        for rank, (relation, letter) in enumerate(zip(steps[::2], steps[1::2], strict=True)):
            if relation == "<":
                weight = base + chr(TAILORED + rank)
            self._define(letter, weight)

    def _define(self, letter: str, weight: str) -> None:
        """Give a letter its weight, in its spellings: "ch", "Ch", "CH"."""
        for spelling in (letter, letter[0].upper() + letter[1:], letter.upper()):
            text = unicodedata.normalize("NFD", spelling)
            if len(text) == 1:
                self._weights[ord(text)] = weight
            else:
                self._letters[text] = weight


def _patterns(letters: dict[str, str]) -> list[str]:
    """Patterns of letters of more than one character, and of those that marks may make one."""
    patterns = []
    marked = set()
    for letter in sorted(letters, key=len, reverse=True):
        if len(letter) == 2 and unicodedata.combining(letter[1]):
            marked.add(letter[0])
        else:
            patterns.append(re.escape(letter))
    latin = "".join(sorted(filter(str.isascii, marked)))
    if latin:
        patterns.append(f"[{latin}]{_MARK}+")
    # A range, for a set of letters outside of ASCII is slow to compile.
    others = marked - set(latin)
    return [*patterns, f"[{min(others)}-{max(others)}]{_MARK}+"]


def _vowel(kana: str) -> str:
    """The vowel that a long vowel mark repeats: "ア" after "カ"."""
    sound = unicodedata.name(kana)[-1]
    return unicodedata.lookup(f"KATAKANA LETTER {sound}") if sound in "AEIOU" else "ー"
