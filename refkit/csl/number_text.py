"""What number variables and locators say: their numbers, what joins them, and their own labels.

CSL 1.0.2, "Choose" (is-numeric) and "Number"; where it is silent, as citeproc-js reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

# A hyphen that a backslash keeps from being a dash: "3\-B".
_KEPT_HYPHEN: Final = "\ufdd0"
_LETTER: Final = r"[^\W\d_]"
_TOKEN: Final = re.compile(
    rf"""
    (?P<prefix> (?: [0-9]+ {_LETTER}+ | {_LETTER}* ) )     # "e" of e5, "8n" of 8n115
    (?P<digits> [0-9]+ )
    (?P<suffix> (?: [/{_KEPT_HYPHEN}] [0-9]+ )* {_LETTER}* )  # "th" of 5th, "/4" of 3/4
    """,
    re.VERBOSE,
)
_SUFFIXED: Final = re.compile(rf"(?P<digits>[0-9]+)(?P<suffix>{_LETTER}+)")
_ROMAN: Final = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_JOINT: Final = re.compile(r"( ?[-–] ?| ?, and | ?, | ?& ?| and )")
_LOOSE_COMMA: Final = re.compile(r",(?=[0-9](?![0-9]{2}(?![0-9])))")
_DASHES: Final = frozenset("-–")


class Token(NamedTuple):
    """One number of a value, or other text between two joints.

    Attributes:
        text: As written.
        numeric: Whether it is a number, with or without letters before and after.
        prefix: What stands before the digits: "e" of e5.
        digits: The digits; "" for a Roman number and for what is no number.
        suffix: What follows the digits: "th".
    """

    text: str
    numeric: bool
    prefix: str = ""
    digits: str = ""
    suffix: str = ""

    @property
    def number(self) -> int | None:
        """The number, where it is digits only and written as one would write it."""
        plain = not self.prefix and not self.suffix and self.digits and self.digits[0] != "0"
        return int(self.digits) if plain and len(self.digits) < 10 else None


class Tokens(NamedTuple):
    """A value in its parts.

    Attributes:
        tokens: The texts, in order; there is at least one.
        joints: What stands between each two of them: "-", ", ", " & ".
        worded: For each text, whether hyphens tie it to a word before it, as 2020 is tied in
            "BOE-A-2020-8150".
    """

    tokens: tuple[Token, ...]
    joints: tuple[str, ...]
    worded: tuple[bool, ...]

    @property
    def numeric(self) -> bool:
        """Whether every one of the texts is a number."""
        return all(token.numeric for token in self.tokens)

    def is_range(self, place: int) -> bool:
        """Whether a joint is the dash of a range of two numbers of a kind.

        Of several hyphens in a row ("105-15-20") only the last one can be.
        """
        if not self._dashed(place) or self._dashed(place + 1) or self.worded[place]:
            return False
        first, last = self.tokens[place], self.tokens[place + 1]
        return first.numeric and last.numeric and first.prefix == last.prefix

    @property
    def plural(self) -> bool:
        """Whether there are several numbers: "2-4", "2 & 3", "3, supplement"; not "AU-13"."""
        for place, first in enumerate(self.tokens[:-1]):
            last = self.tokens[place + 1]
            if self.worded[place]:
                continue
            if first.numeric and (last.numeric or (not first.suffix and last.text)):
                return True
        return False

    def _dashed(self, place: int) -> bool:
        return place < len(self.joints) and self.joints[place].strip() in _DASHES


def _token(text: str) -> Token:
    found = _SUFFIXED.fullmatch(text) or _TOKEN.fullmatch(text)
    if found is not None:
        prefix = found.groupdict().get("prefix") or ""
        return Token(text, True, prefix, found["digits"], found["suffix"])
    # "c", "d", "l" and "m" alone are letters.
    roman = bool(text) and _ROMAN.fullmatch(text) is not None and text not in "cdlm"
    return Token(text, roman)


@lru_cache(maxsize=4096)
def tokenize(text: str) -> Tokens:
    """A value in its parts: numbers and other texts, and what joins them."""
    text = " ".join(text.replace("\\-", _KEPT_HYPHEN).split())
    pieces = _JOINT.split(text)
    tokens, joints = tuple(map(_token, pieces[::2])), tuple(pieces[1::2])
    worded = [False]
    for token, joint in zip(tokens, joints, strict=False):
        worded.append(joint.strip() in _DASHES and (worded[-1] or not token.numeric))
    return Tokens(tokens, joints, tuple(worded))


def loose(text: str) -> str:
    """A value with a space after each comma between numbers: "2,3"; but "3,000" is one number."""
    return _LOOSE_COMMA.sub(", ", text) if "," in text else text


def normalized(
    text: str,
    variable: str,
    ranged: Callable[[Token, Token], str],
    ampersand: str = "&",
    single: Callable[[Token], str] | None = None,
) -> str:
    """A value with its joints as they should be printed.

    Args:
        text: The value as written.
        variable: The variable; its own label in front of the value is left out ("p. 5" of page).
        ranged: Makes the text of a range of two numbers.
        ampersand: What stands for "&" between numbers.
        single: Makes the text of a number outside of ranges; None for as it is written.
    """
    found = tokenize(without_label(text, variable))
    tokens, joints = found.tokens, found.joints
    out: list[str] = []
    place = 0
    while place < len(tokens):
        if place < len(joints) and found.is_range(place):
            out.append(ranged(tokens[place], tokens[place + 1]))
            place += 1
        elif single is not None and tokens[place].numeric:
            out.append(single(tokens[place]))
        else:
            out.append(tokens[place].text)
        if place < len(joints):
            out.append(_joint(found, place, ampersand))
        place += 1
    return "".join(out).replace(_KEPT_HYPHEN, "-").strip()


def _joint(found: Tokens, place: int, ampersand: str) -> str:
    """A joint that is not the dash of a range, with the spaces that it should have."""
    joint = found.joints[place]
    sign = joint.strip()
    first, last = found.tokens[place], found.tokens[place + 1]
    if sign == "&":
        return f" {ampersand} " if first.numeric else joint
    if sign in _DASHES:
        # "N110 - 5" loses its spaces, "Text - Part" keeps them.
        return sign if first.numeric or last.numeric else joint
    return joint.lstrip() if sign.startswith(",") else joint


_LABELS: Final = {
    "app": "appendix",
    "art": "article-locator",
    "bk": "book",
    "ch": "chapter",
    "chap": "chapter",
    "col": "column",
    "fig": "figure",
    "fol": "folio",
    "l": "line",
    "n": "note",
    "no": "issue",
    "op": "opus",
    "p": "page",
    "para": "paragraph",
    "pt": "part",
    "r": "rule",
    "sec": "section",
    "supp": "supplement",
    "tbl": "table",
    "tit": "title-locator",
    "vol": "volume",
    "vrs": "verse",
}
_PLURALS: Final = {"ll": "line", "nn": "note", "pp": "page"}
LABELS: Final[dict[str, str]] = (
    _LABELS | _PLURALS | {f"{short}s": name for short, name in _LABELS.items() if len(short) > 1}
)
"""The abbreviations that stand for a label in a locator, without their full stop."""

_WORDS: Final = "|".join(sorted(LABELS, key=len, reverse=True))
LEADING_LABEL: Final = re.compile(rf"({_WORDS})\. (?=\S)")
"""A label in front of a value."""
INNER_LABEL: Final = re.compile(rf"(,? )({_WORDS})\. (?=[^\W\d_]?[0-9]|[ivxl]+\b)")
"""A label within a value: a number follows."""


_TIGHT: Final = re.compile(r"([a-z]+\.)(?=[0-9])")


def without_label(text: str, variable: str) -> str:
    """A value without the label of its own variable in front of it: "5" of the page "p. 5".

    Any other abbreviation in front is kept, with a space after it: "rs.3" becomes "rs. 3".
    """
    if "." not in text:
        return text
    tight = _TIGHT.match(text)
    if tight is not None:
        text = f"{tight[1]} {text[tight.end() :]}"
    found = LEADING_LABEL.match(text)
    if found is None or LABELS[found[1]] != variable:
        return text
    return text[found.end() :]
