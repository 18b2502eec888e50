"""The signs by which a damaged entry is told from a sound one at almost no cost."""

from __future__ import annotations

import re
from typing import Final

from refkit.parse.respell import FORMULA, GLUE, odd_letters, plain_case
from refkit.parse.words import load, word_set

SMALL, CAPITAL, DIGIT = b"aA0"


def _shape(code: int) -> int:
    letter = chr(code)
    if letter.islower():
        return SMALL
    if letter.isupper():
        return CAPITAL
    return DIGIT if letter.isdecimal() else code


SHAPES: Final = bytes(map(_shape, range(256)))
"""Latin-1 to shapes: small letters "a", capitals "A", digits "0", the rest as it is."""
ODD_SHAPE: Final = re.compile(
    rb"""
      \A[,)] | [(]\Z | \A&[aA]a                     # "Technology , 28", "3( 12)", "&Lanas"
    | [aA][a.],A | ,a | [aA],[aA0](?![aA]?;) | a[.:]A  # "Zhou,R.-F.", "Research,7(4)"
    | [(]0{1,4}a?[)][.,]?[aA0] | [aA.][(]0000[)]     # "(2013).Title", "(20)Y3583", "J.(2013)"
    | A[.]a(?:\Z|A) | \A0+[aA]0+[.]?\Z             # "F.n Paul", "B.wD.", "21B76"
    | \A[(]0?[aA]0+[)] | 0A,\Z                      # "(k015)", "12(3B,"
    """,
    re.VERBOSE,
)
"""What the words of a sound reference seldom look like."""
CAPITAL_SHAPE: Final = re.compile(rb"aA|AAa")
"""A capital inside a word: "MechaYics", "AmericanJournal", "MNri"."""
LETTERS: Final = re.compile(r"[^\W\d_]{3,40}")
CAPITAL_WITHIN: Final = re.compile(r"(?:Ma?c|De|Di|Da|Du|La|Le|Lo|Fitz|Van|Von|St)[A-Z][a-z]+")
"""Names that have a capital inside: McDonald, DeVries."""
SHORT_WORDS: Final = word_set(
    """
    a à e i o y & of in on to by at as an is or we us it no do so up if be he my me go am vs et
    al de la le du en el un di da il lo ad ab ex se su es si os na ne em ao um im zu ob er och
    og av pa til au ça ce
    """
)
"""Lower-case words of one or two letters; any other may be a piece of a word, "te chnique"."""
ENDS: Final = ("http", "doi", "DOI", "www.", " 10.")
"""Where identifiers begin, roughly; they have capitals and digits as they like."""


def shows_damage(raw: str) -> bool:
    """Whether an entry has a sign of damage.

    A look at shapes, some 10 µs; what looks odd in itself is then looked up in the list of words,
    which tells "PhysKcs" from "ChemInform". Of damaged references five in six have a sign, of
    sound ones one in thirty.
    """
    end = len(raw)
    for mark in ENDS:
        at = raw.find(mark, 0, end)
        if at >= 0:
            end = at
    text = raw[:end]
    shape = text.encode("latin-1", "replace").translate(SHAPES)
    if b"0 0" in shape:
        return True
    shapes = shape.split(b" ")
    strange = set(shapes) - plain_shapes
    written = text.split(" ")
    if strange and _any_odd(strange, shapes, written, text.find("(")):
        return True
    if b" A a" not in shape and not any(
        len(word) < 3 and word not in SHORT_WORDS and word.islower() for word in written
    ):
        return False
    return any(
        one.isalpha() and one.islower() and _is_split(written, shapes, index)
        for index, one in enumerate(shapes)
    )


plain_shapes: Final[set[bytes]] = set()
"""The shapes found to be no signs, which nearly all words have."""
MOST_SHAPES: Final = 4096


def _any_odd(strange: set[bytes], shapes: list[bytes], written: list[str], names_end: int) -> bool:
    """Whether one of the shapes that are not known to be plain is a sign of damage."""
    capitals: dict[str, bool] = {}
    for shape in strange:
        if ODD_SHAPE.search(shape):
            return True
        if not CAPITAL_SHAPE.search(shape) and len(plain_shapes) < MOST_SHAPES:
            plain_shapes.add(shape)
    at = 0
    for shape, word in zip(shapes, written, strict=False):
        if shape in strange and CAPITAL_SHAPE.search(shape):
            for match in LETTERS.finditer(word):
                if not _is_plain(match.group()):
                    capitals[match.group()] = at < names_end and word[-1] == ","
        at += len(word) + 1
    return len(capitals) > 1 or any(named or _is_damaged(word) for word, named in capitals.items())


def _is_plain(word: str) -> bool:
    """Whether a run of letters has no capital inside, or has it by right: "McDonald", "NaCl"."""
    return (
        plain_case(word)
        or FORMULA.fullmatch(word) is not None
        or CAPITAL_WITHIN.fullmatch(word) is not None
    )


def _is_split(written: list[str], shapes: list[bytes], index: int) -> bool:
    """Whether a piece and one of its neighbours are one word, "S pecies", not two, "B cells"."""
    word = written[index].lower()
    after_capital = index > 0 and shapes[index - 1] == b"A"
    if not after_capital and (len(word) > 2 or word in SHORT_WORDS):
        return False
    costs = load().costs
    if len(word) > 2 and word in costs:
        return False
    before = written[index - 1].lower() if index else ""
    after = written[index + 1].lower().strip(".,:;") if index + 1 < len(written) else ""
    return before + word in costs or word + after in costs


def _is_damaged(word: str) -> bool:
    """Whether a word with a capital inside may have been another word, or two."""
    words = load()
    if word in words.mixed:
        return False
    low = word.lower()
    odd = odd_letters(word)
    if not odd:
        return False  # the shape was that of letters in another script
    before, behind, after = low[: odd[0]], low[odd[0] :], low[odd[0] + 1 :]
    return (
        any(part in GLUE for part in (before, behind, after))
        or (before in words.costs and after in words.costs)
        or (len(odd) < 3 and words.one_letter_off(low, odd) is not None)
    )
