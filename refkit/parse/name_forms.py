"""The form of one piece of a block of names, such as a comma or "and" cuts it out.

A piece is given names alone, a family name alone, both in one of the orders of the styles, or the
name of a group. Which it is shows in its words: initials, particles, capitals.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from refkit.model import Name
from refkit.normalize.names import PARTICLES, parse_inverted, parse_natural
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set
from refkit.parse.blocks import CJK
from refkit.parse.given_names import is_given
from refkit.parse.groups import is_group

__all__ = ["CASELESS", "Piece", "is_suffix", "person", "read_piece"]

# One letter for the form of a piece:
#   I initials alone               "J. A.", "JA", "J. van der", "P. de"
#   A capitals that are initials or a short family name  "LI", "WU"
#   V given names with a particle  "Pierre-Marc de"
#   N initials, then family name   "J. A. Smith", "JA Smith"
#   F family name, then initials   "Smith JA", "van den Brand J F J", "LEFEBVRE H."
#   X names written out            "Mary K. Jones", "DUPONT Jean"
#   W one word, or a family name   "Jones", "van der Berg", "LE GALL"
#   S a suffix or a degree         "Jr.", "PhD"
#   G a group                      "World Health Organization"
#   K a name in Han, Kana, Hangul or another script without capitals
#   O anything else

_INITIALS: Final = lazy_pattern(
    r"[^\W\d_](?:\.-?[^\W\d_]){0,8}\.?(?:-[^\W\d_]\.?){0,3}|(?:[^\W\d_]{1,3}\.-?){1,6}[^\W\d_]?"
)
_CAPITALS: Final = lazy_pattern(r"[^\W\d_](?:-?[^\W\d_]){1,4}")
_LONG_INITIALS: Final = word_set(
    """
    th ch ph sh zh kh yu ya ye yo ju ja je jo ts sz cs gy ny dz lj nj st chr wm fr geo jos chas
    ed al ad eu iu ia gh gr kr vl vs sc kl joh abr alb ant aug ben fred gust hch hr ioh jac jul
    ludw mich nic phil rob sam theod tho wilh ст ю я е дж вл ал ив
    """
)
"""Given names cut to more than a letter: "Th. Mann", "A. Yu. Belov"."""
_SUFFIX: Final = lazy_pattern(
    r"(?:Jr|Sr|Jnr|Snr|JR|SR)\.?|II|III|IV|(?:2n?d|3r?d|4th|fils|p\u00e8re)\.?"
)
_DEGREE: Final = lazy_pattern(
    r"""(?:Ph\.?\s?D|M\.?\s?D|D\.?Phil|Psy\.?D|Ed\.?D|Pharm\.?D|Dr\.?PH|M\.?P\.?H|M\.?\s?Sc|B\.?\s?Sc
    |M\.?Phil|MB|M\.?B\.?A|MBBS|DDS|DVM|R\.N|RN|FRCPC?|FRCS|FACP|FACS|M\.A|B\.A|M\.S|B\.S|S\.J|O\.P
    |O\.S\.B|Esq|Dipl\.?-?Ing)\.?""",
    re.VERBOSE,
)
_HEAD_PARTICLES: Final = word_set(
    """
    Van Von De Del Della Di Da Dal Dos Du Des La Le Les El Bin Ibn Abu Bar Mac Mc San Santa Sankt
    St St. Saint Ter Ten Vande Vander Vanden Van't O' D' Abd Abdel Ould Ait
    """
)
CASELESS: Final = lazy_pattern(rf"[{CJK}\u0590-\u08ff\u0900-\u10ff\u1780-\u17ff]")
"""A letter of a script without capitals."""
_CJK: Final = lazy_pattern(rf"[{CJK}]")
_FORMS: Final = (
    ("I", lazy_pattern(r"i{1,10}p{0,4}|ap{1,4}|i{1,4}a{1,4}i{1,4}p{0,4}")),
    ("A", lazy_pattern(r"a")),
    ("F", lazy_pattern(r"[pP]{0,3}[cC]{1,5}(?:p{1,3}[cC]){0,2}[ia]{1,6}p{0,3}")),
    (
        "N",
        lazy_pattern(
            r"[ia]{1,8}[pP]{0,4}[cCaip]{0,6}[cC]|i{1,8}a|[ia]{1,8}[pP]{0,4}(?:[pP][cCa]|P)"
        ),
    ),
    ("W", lazy_pattern(r"p{0,4}P{0,3}[cC]|p{1,4}a|P{1,2}a|PC{1,2}|C{2,3}|Pp{0,2}[cC]|P")),
    ("V", lazy_pattern(r"[cC][cCia]{0,4}p{1,4}|p{1,3}i{1,4}")),
    ("X", lazy_pattern(r"[cCPa][cCPiap]{0,7}[cCPa]")),
    ("K", lazy_pattern(r"k{1,6}")),
)
_UNIONS: Final = frozenset({"U.S.", "U.N.", "E.U.", "U.K.", "US", "UN", "EU", "UK"})
_LINKED: Final = frozenset({"y", "i", "e"})


class Piece(NamedTuple):
    """A piece and its form.

    Attributes:
        text: The words, without a suffix at their end.
        form: One letter, see above.
        kinds: One letter a word: i initials, a capitals, p particle, P particle with a capital,
            c word with a capital, C word in capitals, k without case, l lower case, d with digits.
        suffix: "Jr.", "III", or "".
    """

    text: str
    form: str
    kinds: str
    suffix: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the piece."""
        return self.text.split()


def is_suffix(text: str) -> bool:
    """Whether a piece is "Jr.", "III" and the like."""
    return _SUFFIX.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _kind(word: str) -> str:
    if word in PARTICLES or word.lower() in ("'t", "\u2019t", "al-", "el-"):
        return "p"
    if word in _HEAD_PARTICLES:
        return "P"
    first = word.lstrip("'\u2019\u02bb`\u201c\"(")[:1]
    if not first:
        return "l"
    if CASELESS.match(first):
        return "k"
    if any(c.isdigit() for c in word):
        return "d"
    lower = word.lower()
    if "." in word or len(word) == 1 or (len(word) == 3 and word[1] == "-"):
        if _INITIALS.fullmatch(word) and not any(
            len(part) > 1 and part not in _LONG_INITIALS
            for part in lower.replace("-", ".").split(".")
        ):
            if word[0].isupper():
                return "i"
            if len(word) <= 2:
                return "p" if word in ("d.", "v.", "a.") else "l"
        if word[:-1] in _HEAD_PARTICLES:
            return "P"
    bare = word.rstrip(".")
    if len(bare) < len(word) and (kind := _kind(bare)) in "cCa":
        return kind
    if word.isupper():
        letters = word.replace("-", "")
        if len(letters) <= 5 and _CAPITALS.fullmatch(word):
            short = len(letters) <= 3 or not any(c in "AEIOUY" for c in letters[1:])
            return "a" if short else "C"
        return "C"
    if first.isupper():
        return "c"
    # "deForcrand", "al-Hassan", "d'Alembert", "l'Hôpital"
    if any(c.isupper() for c in word[1:]):
        return "c"
    return "l"


@lru_cache(maxsize=4096)
def read_piece(text: str) -> Piece:
    """The form of a piece."""
    if text in ("JR", "SR"):
        return Piece(text, "A", "a")
    if _SUFFIX.fullmatch(text):
        return Piece(text, "S", "s")
    if _DEGREE.fullmatch(text):
        # "M.D." and "MA" behind a family name are initials.
        return Piece(text, "A" if text.isupper() and _INITIALS.fullmatch(text) else "S", "a")
    words = text.split()
    if not words:
        return Piece("", "O", "l")
    suffix = ""
    while len(words) > 1:
        last = words[-1].strip(",")
        # "Yates JR" has initials
        if _SUFFIX.fullmatch(last) and not (last in ("JR", "SR") and _kind(words[-2]) not in "ia"):
            suffix = last
        elif not (
            _DEGREE.fullmatch(last)
            and len(words) > 2
            and (
                "." in last or not last.isupper() or _kind(words[-2]) in "ia" or is_given(words[0])
            )
            and not (len(last) == 2 and last.isupper() and _kind(words[0]) in "ia")
            and _kind(last) != "i"
        ):
            break
        words.pop()
    if words[-1][-1:] == "." and (words[-1][:-1] in PARTICLES or _kind(words[-1]) in "cC"):
        words[-1] = words[-1][:-1]
    text = " ".join(words).rstrip(",")
    kinds = "".join(map(_kind, words)) if len(words) <= 12 else "l"
    for at in range(min(len(kinds) - 1, 4)):
        if (
            kinds[at] == "a"
            and kinds[at + 1] in "aC"
            and words[at].capitalize() in _HEAD_PARTICLES
            and (at == 0 or kinds[at - 1] == "i")
        ):
            # "LE GALL", "N. VAN LAÏ", not "JA SMITH"
            kinds = f"{kinds[:at]}P{kinds[at + 1 :]}"
    form = _form(words, kinds)
    if form in "XNWFO" and len(words) > 1:
        initials = form in "NF"
        own = (
            " ".join(w for w, k in zip(words, kinds, strict=True) if k not in "ia")
            if initials
            else text
        )
        if is_group(own, initials=initials) or (initials and words[0] in _UNIONS):
            form = "G"
    return Piece(text, form, kinds, suffix)


def _form(words: list[str], kinds: str) -> str:
    if kinds in ("c", "C"):
        return "W"
    if kinds[0] == "a" and len(kinds) > 1 and not kinds.strip("ai"):
        # "WU XF", "LI J" are a name and initials; "JP B." are initials.
        return "F" if any(c in "AEIOUY" for c in words[0]) else "I"
    if len(kinds) == 3 and kinds[1] == "p" and words[1] in _LINKED and kinds[0] in "cC":
        return "W"
    for form, pattern in _FORMS:
        if pattern.fullmatch(kinds):
            return form
    if "k" in kinds and not (set(kinds) - set("kcCiad")):
        return "K"
    return "O"


def person(piece: Piece, *, family_first: bool = False, full: bool = False) -> Name:
    """The person that a single piece names.

    Args:
        piece: A piece of form N, F, X, W or K.
        family_first: Whether names written out begin with the family name in this block.
        full: Whether given names are written out in this block, so that "J. Bruno Rubin" has
            two of them; where all have initials, "L. M. Wong Kee Song" has a family name of three.
    """
    words, kinds, suffix = piece.words, piece.kinds, piece.suffix
    if piece.form == "F":
        cut = len(kinds.rstrip("iap"))
        cut = cut or 1
        if kinds[cut:].lstrip("p")[:1] not in ("i", "a"):
            cut = len(kinds) - 1
        while cut < len(kinds) - 1 and kinds[cut] == "p":
            cut += 1
        return parse_inverted(" ".join(words[:cut]), " ".join(words[cut:]), suffix)
    if piece.form == "N":
        cut = len(kinds) - len(kinds.lstrip("ia"))
        cut = min(cut, len(kinds) - 1)
        last = max((at for at, kind in enumerate(kinds[:-1]) if kind == "i"), default=0)
        if last >= cut:
            # "J. Bruno M. Rubin"
            cut = last + 1
        rest = kinds[cut:]
        if len(rest) > 1 and rest[0] in "cC" and (full or is_given(words[cut])):
            inner = re.search("[pP]", rest[1:])
            linked = len(rest) > 2 and words[-2] in _LINKED
            step = inner.start() + 1 if inner else len(rest) - 1
            cut += len(rest) - 3 if linked else step
        return parse_inverted(" ".join(words[cut:]), " ".join(words[:cut]), suffix)
    if piece.form == "X":
        return _written_out(words, kinds, suffix, family_first=family_first)
    if piece.form == "K":
        if len(words) == 2 and _CJK.search(words[0]) and len(words[0]) <= 3:
            return parse_inverted(words[0], words[1], suffix)
        return Name(literal=piece.text)
    return parse_inverted(piece.text, "", suffix)


def _written_out(words: list[str], kinds: str, suffix: str, *, family_first: bool) -> Name:
    """A person with given names written out."""
    capitals = len(kinds) - len(kinds.lstrip("CaPp"))
    if "C" in kinds[:capitals] and 0 < capitals < len(kinds) and "C" not in kinds[capitals:]:
        # "LE GALL Jacqueline": capitals mark the family name.
        return parse_inverted(" ".join(words[:capitals]), " ".join(words[capitals:]), suffix)
    if family_first and len(words) <= 4:
        cut = len(kinds) - len(kinds.lstrip("pP")) + 1
        if cut < len(words):
            return parse_inverted(" ".join(words[:cut]), " ".join(words[cut:]), suffix)
    natural = parse_natural(" ".join(words))
    if suffix:
        return parse_inverted(
            " ".join(filter(None, (natural.non_dropping_particle, natural.family))),
            " ".join(filter(None, (natural.given, natural.dropping_particle))),
            suffix,
        )
    return natural
