"""Text: what is shown (clean, strip_markup) and what is compared (fold, squash, words).

Two rules run through the library. What a person wrote is kept and shown after :func:`clean`. What
is compared with something else goes through :func:`fold` first, on both sides.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final

from refkit.normalize.patterns import lazy_pattern

__all__ = [
    "DASHES",
    "clean",
    "fold",
    "is_all_caps",
    "squash",
    "straighten",
    "strip_markup",
    "word_set",
    "words",
]


def word_set(text: str) -> frozenset[str]:
    """The words of a table that is written as one text, for tables that are long."""
    return frozenset(text.split())


DASHES: Final = (
    "-\u00ad\u02d7\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212"
    "\u2e3a\u2e3b\u301c\u30a0\ufe58\ufe63\uff0d"
)
"""Characters that stand for a hyphen, a dash or a minus, the ASCII hyphen first."""

_APOSTROPHES: Final = (
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201a\u201b\u2032\u2035\uff07"
)
_QUOTES: Final = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\u300c\u300d\u301d\u301e\uff02"

_STRAIGHT: Final = (
    dict.fromkeys(DASHES, "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys("\u2039\u203a", "'")
)
_CURLY: Final = lazy_pattern(f"[{re.escape(''.join(_STRAIGHT))}]")

# Zero-width and direction marks, soft hyphens, control characters that are no white space. The
# joiners U+200C and U+200D stay where they matter: between letters of Arabic and Indic scripts.
_INVISIBLE: Final = lazy_pattern(
    r"""
      [\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]
    | [\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]
    | (?<! [\u0600-\u109f] ) [\u200c\u200d]
    | [\u200c\u200d] (?! [\u0600-\u109f] )
    """,
    re.VERBOSE,
)
_SURROGATE: Final = lazy_pattern(r"[\ud800-\udfff]")
# The one of the invisible that Unicode counts among the marks, and Python among the printable.
_GRAPHEME_JOINER: Final = "\u034f"
# Longer texts are folded but not remembered.
_CACHED: Final = 400
# One pass of translate is three times as fast as a regular expression here.
_FOLDED_ASCII: Final = (
    {code: " " for code in range(128) if not chr(code).isalnum()}
    | {code: chr(code).lower() for code in range(128) if chr(code).isalnum()}
    | {ord("'"): None, ord("`"): None, ord("&"): " and "}
)

# A tag of HTML, JATS or MathML. "p < .05 and q > .1" has none: a name must follow at once.
_TAG: Final = lazy_pattern(
    r"""
      < (?P<close>/?)
        (?P<prefix> [A-Za-z][A-Za-z0-9]* : )?
        (?P<name> [A-Za-z][A-Za-z0-9_-]* )
        (?P<rest> (?: [\s/] [^<>]* )? )
      >
    | <! [^<>]* >
    | <\? [^<>]* >
    """,
    re.VERBOSE,
)
# Names that stand in titles of registries. Others ("<LOD>", "<Title>"-less texts) are left as text
# unless they carry a namespace prefix.
_TAG_NAMES: Final = word_set(
    """
    a abbr abstract alternatives annotation article-title b big bi block blockquote bold br
    caption center cite code del disp-formula div dl em email emph ext-link fn font formula h1
    h2 h3 h4 h5 h6 hr i img inf inline-formula inline-graphic ins italic it kbd label li list
    list-item math mark monospace msub msup msubsup mi mn mo mrow mtext mover munder munderover
    mfrac msqrt mspace mstyle named-content nobr ol overline p pre q roman s sans-serif sc scp
    sec section semantics small small-caps smallcaps span strike strong styled-content sub
    subtitle sup supplement tex-math title tt tex u ul underline uri var wbr xref
    """
)
_BLOCK_TAGS: Final = word_set(
    """
    article-title block blockquote br center div dl h1 h2 h3 h4 h5 h6 hr li list list-item ol p
    sec section subtitle title ul
    """
)
_ITALIC_TAGS: Final = frozenset({"i", "em", "italic", "it", "emph"})
# MathML may carry its formula a second time, in TeX.
_DOUBLED_TAGS: Final = frozenset({"annotation", "tex-math"})

# Only entities with their semicolon: in "R&notes" nothing is to be resolved.
_ENTITY: Final = lazy_pattern(
    r"& (?: \#[0-9]{1,7} | \#[xX][0-9A-Fa-f]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} ) ;", re.VERBOSE
)


def clean(text: str) -> str:
    """Text as it should be shown: composed, on one line, without what cannot be seen.

    Args:
        text: Anything.

    Returns:
        The text in NFC, without zero-width characters, soft hyphens and control characters; every
        run of white space (no-break spaces and line feeds too) one space; no space at either end.
        Lone surrogates become U+FFFD. Cleaning twice changes nothing more.
    """
    if not _is_visible(text):
        text = _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def _is_visible(text: str) -> bool:
    """Whether for certain nothing in a text is invisible: most texts, told at no cost."""
    return text.isprintable() and _GRAPHEME_JOINER not in text


class _Folded(dict[int, str | None]):
    """What each character is folded to; grows by those that are met, at most by all of Unicode."""

    def __missing__(self, code: int) -> str | None:
        from anyascii import anyascii

        folded = anyascii(chr(code)).translate(_FOLDED_ASCII)
        self[code] = folded
        return folded


# "Foundations and Trends®" is cited without the sign, which else would fold to a word of its own.
_SIGNS: Final = {ord(sign): None for sign in "®™℠©"}

# Apostrophes go before: anyascii would make some of its own.
_FOLDED: Final = _Folded(_FOLDED_ASCII | dict.fromkeys(map(ord, _APOSTROPHES)))


def _fold_other(text: str) -> str:
    if not _is_visible(text):
        text = _INVISIBLE.sub("", _SURROGATE.sub(" ", text))
    # Superscripts, ligatures and full-width letters first, then letters that do not decompose
    # (Ø, Ł, ß) and other scripts.
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS))
    return " ".join(text.translate(_FOLDED).split())


_fold_cached: Final = lru_cache(maxsize=32768)(_fold_other)


def _fold_ascii(text: str) -> str:
    return " ".join(text.translate(_FOLDED_ASCII).split())


def fold(text: str) -> str:
    """Text as it is compared: only a–z, 0–9 and single spaces.

    Accents, case, punctuation and kinds of white space disappear, "&" becomes "and", apostrophes
    join ("O’Brien" is "obrien"), other scripts are transliterated so that they stay comparable.

    Args:
        text: Anything.

    Returns:
        The folded text, "" if nothing of it can be compared. Folding twice changes nothing more.
    """
    if text.isascii():
        return _fold_ascii(text)
    return _fold_cached(text) if len(text) <= _CACHED else _fold_other(text)


def squash(text: str) -> str:
    """:func:`fold` without its spaces, for texts that are spaced or hyphenated differently."""
    return fold(text).replace(" ", "")


def words(text: str) -> list[str]:
    """The words of :func:`fold`, in order."""
    return fold(text).split()


def straighten(text: str) -> str:
    """Curly quotes and dashes as ASCII, character by character, so that spans stay valid."""
    return text if text.isascii() else _CURLY.sub(_straight, text)


def _straight(found: re.Match[str]) -> str:
    return _STRAIGHT[found.group()]


def is_all_caps(text: str) -> bool:
    """Whether a text of two or more words with letters has no lower-case letter.

    One word in capitals ("PNAS") says nothing; "THE EFFECT OF X" is a title in capitals.
    """
    if any(character.islower() for character in text):
        return False
    return sum(any(character.isupper() for character in word) for word in text.split()) >= 2


def strip_markup(text: str) -> str:
    """A registry's title as plain text.

    Crossref keeps face markup, MathML and entities in titles, escaped once or twice, over several
    lines (https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/).

    Args:
        text: A title or abstract as the registry returns it.

    Returns:
        The text without tags and with entities resolved, after :func:`clean`. Words that only a
        tag had kept apart ("of<i>Drosophila</i>") get their space back; formulas lose the line
        breaks of their markup. Angle brackets that are no tags ("p < .05") stay.
    """
    for _ in range(3):
        resolved = _ENTITY.sub(_resolve, text) if "&" in text else text
        stripped = _without_tags(resolved) if "<" in resolved else resolved
        if stripped == text:
            break
        text = stripped
    return clean(text)


def _resolve(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def _without_tags(text: str) -> str:
    pieces: list[str] = []
    math = 0
    hidden = ""
    last = 0

    def keep(piece: str) -> None:
        if hidden or not piece:
            return
        pieces.append(piece.strip() if math else piece)

    for match in _TAG.finditer(text):
        name = (match["name"] or "").lower()
        prefixed = bool(match["prefix"])
        if name and not prefixed and name not in _TAG_NAMES:
            continue
        piece = text[last : match.start()]
        last = match.end()
        closing = bool(match["close"])
        empty = (match["rest"] or "").endswith("/")
        keep(piece)
        if name in _DOUBLED_TAGS and not empty:
            if closing and hidden == name:
                hidden = ""
            elif not closing and not hidden and (math or "mml:" in text):
                hidden = name
        elif name == "math" and not empty:
            math = max(0, math + (-1 if closing else 1))
        elif name in _BLOCK_TAGS:
            pieces.append(" ")
        elif name in _ITALIC_TAGS:
            following = text[last : last + 1]
            glued = following.isalpha() if closing else following.isupper()
            if glued and _ends_in_word(pieces, 3 if closing else 2):
                pieces.append(" ")
        if closing and not math:
            # "<i>Foo</i>\n, bar": the line break belongs to the markup.
            gap = _BREAK_BEFORE_POINT.match(text, last)
            if gap:
                last = gap.end()
    keep(text[last:])
    return "".join(pieces)


_BREAK_BEFORE_POINT: Final = lazy_pattern(r"[ \t]{0,80} \n \s{0,80} (?= [,.;:)\]] )", re.VERBOSE)


def _ends_in_word(pieces: list[str], letters: int) -> bool:
    """Whether the text so far ends in that many small letters: "of", but not "H" or "pH"."""
    end = pieces[-1][-letters:] if pieces else ""
    return len(end) == letters and end.isalpha() and end.islower()
