"""Prices: how far a piece, or two of them, look like one name.

The less a reading costs, the more likely it is: "Smith" and "J. A." are one person for nothing,
"Smith" alone costs more. The prices were set on lists of names in many styles; what counts is their
order, not their size.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from refkit.normalize.text import word_set
from refkit.parse.given_names import is_given
from refkit.parse.name_cuts import Part

__all__ = [
    "ALONE",
    "FAMILY",
    "GROUP",
    "NATURAL",
    "NEVER",
    "OTHER",
    "PAIR",
    "Habit",
    "change_price",
    "pair_price",
    "single_price",
]

PAIR, NATURAL, FAMILY, GROUP, ALONE, OTHER = "P", "N", "F", "G", "W", "O"
"""The order of a name: two pieces; given names first; family name first; a group; one word."""
NEVER: Final = 99.0
_ALSO_FAMILY: Final = word_set(
    """
    adam allen andré anthony arnold arthur benjamin bernard charles christian claude daniel david
    dean denis dennis duncan ernst felix francis franco frank franz friedrich gabriel george gerald
    gerard gordon graham gregory guy harvey henry herbert howard hugo jacob james jean joseph karl
    kurt laurent lawrence leon louis lucas ludwig marcus mark martin mathieu max michel neil
    nicolas norman oliver otto patrick paul peter philip philippe pierre ralph raymond richard
    robert rodrigo roger roland roy rudolf ryan samuel saul scott simon stanley stein stephen
    stuart thomas vincent walter werner wesley william winston
    """
)
"""Given names that are family names as often: "Lily Martin" is not turned round."""
_CHINESE: Final = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾彭"
    "吕呂苏蘇卢盧蒋蔣蔡贾丁魏薛叶葉阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱"
)


def _pairs(parts: list[Part]) -> frozenset[int]:
    """Where two pieces stand alone between semicolons or "and": "Isak, Espen John; …"."""
    starts = [at for at, part in enumerate(parts) if part.before != ","] + [len(parts)]
    twos = frozenset(at for at, end in pairwise(starts) if end - at == 2)
    # "Jonathan Bell, Alison Kay und Emily Roe" are three.
    return frozenset(
        at for at in twos if at + 2 == len(parts) or parts[at + 2].before == ";" or at + 2 in twos
    )


def _only_given(word: str) -> bool:
    return is_given(word) and word.lower() not in _ALSO_FAMILY


class Habit:
    """What the pieces of a block say together about its order of names.

    Attributes:
        forms: The forms of the pieces, one letter each.
        pairs: Where two pieces stand alone between semicolons.
        shown: Whether initials show that persons are named; ``initials`` also counts capitals.
        full: Whether names are written out.
        trust: Whether names that are written out are taken for persons unseen.
        family_first: Whether names written out begin with the family name, ``first_turned`` whether
            only the first does.
        capitals: Whether some words are in capitals, and others not.
    """

    def __init__(self, parts: list[Part]) -> None:
        forms = "".join(part.piece.form for part in parts)
        self.forms = forms
        self.count = len(parts)
        self.pairs = _pairs(parts) if any(part.before == ";" for part in parts) else frozenset()
        self.shown = any(form in "INF" for form in forms) or "A" in forms[1:]
        self.initials = self.shown or forms[0] == "A"
        self.full = False
        self.trust = self.count > 1 and (self.initials or ("W" in forms[:2] and "X" in forms))
        votes = 0
        for part in parts:
            piece = part.piece
            if piece.form == "X":
                words = piece.words
                first = is_given(words[0])
                votes += _only_given(words[-1]) - first
                self.full = True
                self.trust = self.trust or first
        self.family_first = votes > 0 and "W" not in forms
        # "Lorne Erwin, Peter Van Dyck": only the first is turned round.
        head = parts[0].piece
        self.first_turned = (
            not self.family_first
            and head.kinds == "cc"
            and _only_given(head.words[1])
            and not is_given(head.words[0])
            and any(p.piece.form == "X" and is_given(p.piece.words[0]) for p in parts[1:])
        )
        self.capitals = any("C" in part.piece.kinds for part in parts) and any(
            "c" in part.piece.kinds for part in parts
        )


def single_price(part: Part, habit: Habit) -> tuple[float, str]:
    """The price of taking a piece for a whole name, and the order that it has."""
    form, kinds = part.piece.form, part.piece.kinds
    if form == "N":
        return 0.2, NATURAL
    if form == "F":
        return 0.2, FAMILY
    if form == "X":
        if habit.capitals and "C" in kinds and kinds[0] == "C":
            return 0.2, FAMILY
        if habit.family_first:
            return 0.7, FAMILY
        return (0.7 if is_given(part.piece.words[0]) else 1.1), NATURAL
    if form == "K":
        return 0.1, GROUP
    if form == "G":
        return 0.4, GROUP
    if form in "WA":
        return 1.2, ALONE
    return (4.0, OTHER) if form in "IV" else (2.0, OTHER)


def pair_price(first: Part, second: Part, habit: Habit, at: int) -> float:
    """The price of taking two pieces for family and given name of one person."""
    a, b = first.piece, second.piece
    if second.before != ",":
        # "Falk; M.; Jahn, T."
        return 2.0 if second.before == ";" and a.form == "W" and b.form == "I" else NEVER
    if a.form == "I" and b.form == "I":
        # "M., S.", as registries have it
        return 1.5
    if a.form not in "WXAKGNF" or b.form not in "IAWXVFNK":
        return NEVER
    if a.form == "K" or b.form == "K":
        if a.form != b.form or len(a.kinds) > 1:
            return NEVER
        short = len(a.text) == 1 or (
            len(a.text) <= 2
            and len(b.text) <= 2
            and habit.count == 2
            and a.text[0] not in _CHINESE
            and "\u3040" < a.text[0] < "\u9fff"
        )
        return 0.0 if short or a.text[0] < "\u1100" else NEVER
    if a.form in "NF" and not (a.form == "F" and b.form == "I" and a.kinds == "ca"):
        # A person complete in itself takes no second half, but for "JUNIOR LI, J."
        return NEVER
    price = {"I": 0.0, "A": 0.1, "V": 0.1, "W": 0.9, "X": 1.0, "F": 0.5, "N": 1.2}[b.form]
    if b.form in "WX":
        known = is_given(b.words[0])
        price = 0.4 if known else price
        if b.form == "X" and len(b.words) > 3:
            price += 1.0
    if b.form == "W" and b.kinds[:1] in "pP":
        price += 0.8
    if a.form == "X":
        # A family name of several words, unless it holds initials.
        if set(a.kinds) & set("ia"):
            return NEVER
        if b.text in ("MD", "PhD", "RN", "MPH") and is_given(a.words[0]):
            price += 1.0
        price += 0.3 if b.form in "IAV" else 0.5 if b.form == "W" else 1.5 if b.form != "F" else 0.8
        if b.form not in "IAV" and is_given(a.words[0]):
            price += 0.6
        if len(a.words) > 3:
            price += 1.0
    elif a.form == "G":
        price += 1.6
    elif a.form == "A":
        price += 0.2
    if b.form == "X" and a.form == "X" and is_given(a.words[0]) and is_given(b.words[0]):
        # "Jonathan Bell, Alison Kay"
        return price
    if at in habit.pairs and b.form in "WXFN" and a.form in "WX":
        price = min(price, 0.5)
    if "C" in a.kinds and "C" not in b.kinds and habit.capitals and b.form in "WXV":
        price = min(price, 0.1)
    return price


def change_price(before: str, after: str) -> float:
    """The price of another order than that of the name before."""
    if before in ("", after) or GROUP in (before, after):
        return 0.0
    if before == PAIR and after == NATURAL:
        # MLA and Chicago: "Lund, Rudolf, and Mary Jones".
        return 0.1
    return 1.5 if ALONE in (before, after) else 0.5
