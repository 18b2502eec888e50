"""Tokens: the words of a stretch of running text, each with what it may be in a list of authors."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from refkit.extract.citation_passages import CLOSED
from refkit.extract.citation_words import AND, PARTICLES, SMALL, SMALL_OF_GROUPS
from refkit.extract.signs import UPPER
from refkit.normalize.patterns import lazy_pattern

Kind = Literal[
    "name", "lower", "particle", "small", "and", "et al", "initials", "suffix", "versus",
    "comma", "number", "closed", "other",
]  # fmt: skip
"""What a token may be. "particle" may be a small word of a group's name too; "closed" is a note's
number, or parentheses that hold no part of the name."""


class Token(NamedTuple):
    """A word or a sign.

    Attributes:
        kind: What it may be.
        start: Where it begins in the text.
        end: Where it ends, without white space.
        text: The token.
    """

    kind: Kind
    start: int
    end: int
    text: str


_LETTERS: Final = r"[^\s()\[\]{}<>,;:.!?\"“”„«»‘‚…=+*/\\|&@#%~^_—等\x01\x02]"
_TOKEN: Final = lazy_pattern(
    rf"""
      (?P<etal> (?<!\w) (?:
          et\.?\s?al\.? | & \s? al\.?
        | and\s (?:(?:his|her|their)\s)? (?: colleagues | others | co-?workers | associates
            | collaborators | co-?authors )
        | (?:und|u\.)\s (?: Kolleg\w{{1,8}} | Mitarbeit\w{{1,8}} | andere | Mitarb\. )
        | u\.\s?a\. | et\s coll(?:\.|ègues|aborateurs)
        | y\s (?: cols?\. | colaboradores | colegas | otros )
        | dkk\. | e\s (?: cols?\. | colab\. | colaboradores | colleghi | colegas | altri | outros )
        | en\s (?: collega's | anderen ) | e\.\s?a\. | m\.\s?fl\.
        | vd\. | ve\s (?: ark\. | arkadaşları | diğerleri ) | i\sin\. | и\sдр\.
        ) (?:'s)? (?!\w)
        | 等人? )
    | (?P<other> (?<!\w) (?: z\.\s?B\. | d\.\s?h\. | p\.\s?ex\. | [pv]\.\s?g\. | e\.\s?g\.
        | i\.\s?e\. | vgl\. | cf[r]?\. ) )
    | (?P<initials> (?<![\w'\-.]) (?: [{UPPER}][{UPPER}]?[a-z]? \. -? \s{{0,2}} ){{1,5}}
        (?<! \w\w\.) (?<! \w\w\.\s) )
    | (?P<versus> (?<!\w) vs?\.? (?!\w) )
    | (?P<suffix> (?<!\w) (?: [JS]r\b\.? | II | III | IV ) (?!\w) )
    | (?P<abbr> (?<!\w) (?: (?:Ste?|Mt|Inc|Corp|Ltd|Co|Dept|Assoc|Univ|Nat'?l|Govt|Comm)\.
        | (?: U\.\s?S\.(?:\s?A\.)? | U\.\s?K\. | U\.\s?N\. | E\.\s?U\. | D\.\s?C\. ) ) )
    | (?P<word> (?:{_LETTERS}){{1,60}} (?: (?<=-)\s?\n (?=[a-z]) (?:{_LETTERS}){{1,40}} )? )
    | (?P<comma> , )
    | (?P<and> [&/] )
    | (?P<closed> {CLOSED}+ )
    | (?P<sign> \S )
    """,
    re.VERBOSE,
)
_FIRST_LETTER: Final = lazy_pattern(r"[^\W\d_]")
# "d'Alembert", "al-Haj", "deGroot": small at first, a name all the same.
_CAPITAL_INSIDE: Final = lazy_pattern(rf"^(?:\w{{1,3}}['\-]|d[eiu]|l[ae]|v[ao]n|e)[{UPPER}]")
# "L'étude de Martin": the article of a common noun.
_ELIDED: Final = lazy_pattern(r"[LlDd]'[a-zà-öø-ÿ]")
_COUNTRIES: Final = lazy_pattern(r"(?:U\.\s?[SKN]\.|E\.\s?U\.|D\.\s?C\.)")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a range of a passage's plain text, in order.

    Args:
        text: The text.
        start: Where the range begins.
        end: Where it ends.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        written = match.group()
        group = match.lastgroup
        if group == "word":
            kind = _kind_of_word(written)
        elif group == "initials":
            kind = "name" if _COUNTRIES.match(written) else "initials"
        else:
            kind = _KINDS[group or "other"]
        begin = match.start()
        found.append(Token(kind, begin, begin + len(written.rstrip()), written))
    return found


_KINDS: Final[dict[str, Kind]] = {
    "etal": "et al", "versus": "versus", "suffix": "suffix", "abbr": "name", "comma": "comma",
    "and": "and", "closed": "closed", "other": "other", "sign": "other",
}  # fmt: skip


@lru_cache(maxsize=16384)
def _kind_of_word(word: str) -> Kind:
    bare = word.rstrip("'")
    if bare in AND:
        return "and"
    if bare in PARTICLES or word in PARTICLES:
        return "particle"
    if bare in SMALL or bare in SMALL_OF_GROUPS:
        return "small"
    letter = _FIRST_LETTER.search(word)
    if not letter:
        return "number" if any(sign.isdigit() for sign in word) else "other"
    if word[0].isdigit() or word[0] in "-–":
        return "number" if word[0].isdigit() else "other"
    if _ELIDED.match(word):
        return "lower"
    if not letter.group().islower() or _CAPITAL_INSIDE.match(word):
        return "name"
    return "lower"
