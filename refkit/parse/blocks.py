"""A block of names as cut from an entry, without what is no name in it.

Footnote marks, list numbers, titles, "et al.", spaces that a PDF put in or took out. What is left
is names and the signs that part them, in their order.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern

__all__ = ["CJK", "DASH_NAME", "ET_AL", "MARKER", "Block", "open_block"]

CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u3005"
"""Kana, Han and Hangul, as a range of a character class."""

ET_AL: Final = lazy_pattern(
    r"""[,;&\s]{0,8}(?:(?:&|\band|\bund|\bet)\s?)?[(\[]?(?:
        \bet\s?\.?,?\s?al(?:\.|ii\b|ia\b|\b(?!\s?-)) | \band\s(?:others|colleagues|coworkers)\b
      | &\s?others\b | \band\s\d{1,4}\s(?:others|more)\b | \bet\s(?:coll|autres|collab)\b\.?
      | \bund\sandere\b | \by\s(?:otros|cols?\b\.?|colaboradores) | \ben\sanderen\b
      # "E. A." and "U. A." in capitals are initials
      | (?-i: \bu\.\s?a\.(?!\s?[A-Z]\.) | \be\.\s?a\.(?=\W*\Z) | \be\s(?:outros|altri|cols?\b\.)
        | \b[mo]\.\s?fl\. | \bi\sin\. | \bve\s(?:diğerleri|ark\.) | \bvd\. | \bи\sдр(?:\.|угие) )
      | 等(?=\W*\Z) | [\s(]외\s?\d{1,2}\s?[인명]?(?=\W*\Z) | \s외(?=\W*\Z)
      | \s外\s?\d{0,2}\s?人?名?(?=\W*\Z) | 、?\s?他(?=\W*\Z) | \[\s?\.{3}\s?\]
    )[)\]]?""",
    re.VERBOSE | re.IGNORECASE,
)
"""What says that names are left out."""
_LEFT_OUT: Final = lazy_pattern(
    r"\b(?:[Aa]l|AL|coll?|collab|cols|a|fl|in|ark|vd|in|more)\b|[ao]lii|thers|olleagues|oworkers"
    r"|nderen?|utres|tros|olaboradores|ltri|diğ|др|[等외外他]|\[\s?\.|etal"
)
"""Without one of these there is nothing for ET_AL to find."""
ELLIPSIS: Final = lazy_pattern(r"(?:\.\s?\.\s?\.)[.,\s]{0,6}(?:&\s?)?")

DASH_NAME: Final = lazy_pattern(
    r"\s?(?P<dash>[-\u2010-\u2015_]{2,12}|[\u2012-\u2015])\s?(?=[.,;:&]|\Z)"
)
"""A dash for the author of the entry before."""
MARKER: Final = lazy_pattern(
    r"\s?(?:\[[A-Z]{0,6}[a-z+]{0,3}\s?\d{1,4}[a-z]?\]|\(\d{1,3}\)|\d{1,3}[.)](?=\s|[^\W\d_])"
    r"|\d{1,3}\s(?=[^\W\d_])|[\u2022\u25cf\u25aa\u00b7*-]\s|\d{1,3}\])\s?"
)
_FOOTNOTE: Final = lazy_pattern(
    r"""(?<=[^\W\d_.][^\W\d_.]) [*\u2020\u2021\u00a7\u00b6#]{1,3}
      | (?: (?<=[^\W\d_]) | (?<=[^\W\d_]\.) )
        (?: \d{1,2}(?:,\d{1,2}){0,9}[*\u2020\u2021\u00a7\u00b6#]{0,3}
          | [\u00b9\u00b2\u00b3\u2070-\u2079]{1,4} | [*\u2020\u2021\u00a7\u00b6]{1,3} )
        (?= \s?(?:[,;&/]|\Z) | \s(?:and|und|et)\s )""",
    re.VERBOSE,
)
_SPACE_BEFORE: Final = lazy_pattern(r"(?<=\S)[ ]{1,4}(?=[,;.](?!\s?\.))")
_HYPHEN_SPACE: Final = lazy_pattern(
    r"(?<=[^\W\d_A-Z]) -(?=[^\W\d_A-Z])|(?<=[^\W\d_])(?:- (?=[^\W\d_A-Z]{2})(?!(?:and|und|et|y)\b))"
)
_HYPHEN_BEFORE: Final = lazy_pattern(
    r"(?<=[^\W\d_])- (?=[A-Z][^\W\d_])|(?<=\.) -(?=[^\W\d_])|(?<=\.)- (?=[A-Z]\.)"
)
_HYPHEN_WRONG: Final = lazy_pattern(r"-\.(?=[A-Z])|\s?;-(?=[A-Z])")
_STOPS: Final = lazy_pattern(r"(?<!\.)\.\.(?!\.)")
_GLUED_INITIAL: Final = lazy_pattern(
    r"(?<=[^\W\d_a-z]\.)(?=[^\W\d_a-z](?:[^\W\d_A-Z.]{2}|[^\W\d_A-Z.]\W|[^\W\d_A-Z.]\Z|[^\W\d_a-z]{2}))"
    r"|(?<=[A-Z]\.)(?=(?:de|van|von|der|di|da|den)\s)"
)
_GLUED: Final = lazy_pattern(r"(?<=[^\W\d_A-Z]{3})(?=[A-Z](?:[.\s,]|\Z))")
_TITLE_WORD: Final = lazy_pattern(
    r"""(?:(?<=^)|(?<=[,;&/]\s)|(?<=[,;&/])|(?<=\band\s)|(?<=\bund\s))
    (?:(?:Prof|Professor|Univ\.-Prof|Dr|Doc|Ing|Dipl\.-\w{2,6}|Mag|Mr|Mrs|Ms|Mme|PD|Rev|Hon|h\.\s?c|Sir
        |Dame|Msgr)\b\.?\s(?:-\s)?(?:(?:med|phil|rer|nat|jur|h\.\s?c|theol|habil)\.\s){0,4}){1,4}(?=[^\W\d_])""",
    re.VERBOSE,
)
_BEHALF: Final = lazy_pattern(
    r"[,;]?\s(?:in\s(?:Zusammenarbeit|Verbindung|Kooperation)\smit|unter\sMit(?:arbeit|wirkung)\svon"
    r"|in\scollaboration\swith|with\s(?:the\s)?(?:assistance|contributions?|help)\s(?:of|by|from)"
    r"|avec\sla\scollaboration\sde|con\sla\scolaboraci[oó]n\sde)\s(?:the\s)?"
    r"|(?<=[A-Z.])\s(?:for|on\sbehalf\sof)\sthe\s(?=[A-Z])|[,;]\s?on\sbehalf\sof\s(?:the\s)?"
)
_CJK_JOINT: Final = lazy_pattern(
    rf"(?<=[{CJK}])\s?[\u30fb\u2022\u00b7\u2024.\u2027\uff0e\uff65\uff0f]\s?(?=[{CJK}])"
)
_KATAKANA_JOINT: Final = lazy_pattern(r"(?<=[\u30a1-\u30ff])\u30fb(?=[\u30a1-\u30ff])")
_WIDE: Final = str.maketrans({
    "\u3001": ",", "\uff0c": ",", "\uff1b": ";", "\u061b": ";", "\u060c": ",", "\ufe50": ",",
    "\uff06": "&", "\u2010": "-", "\u2011": "-", "\u2013": "-", "|": ";", "\u00a0": " ",
})  # fmt: skip
_DASH_BETWEEN: Final = lazy_pattern(r"(?<=[^\W\d_.]) - (?=[^\W\d_a-z])|(?<=\.) - (?=[^\W\d_a-z])")
_ODD: Final = lazy_pattern(
    r"[^ \w,.&;'\u2019-]|[0-9]|\s[,.;]|-\s|\s-|\.\.|\.[^\W\d_]{2}|-\.|;-|_|[\u2e80-\uffff]"
    r"|[^\W\d_A-Z]{3}[A-Z](?:[.\s,]|\Z)"
)
"""Whether a block may hold anything that the cleaning below is about."""


class Block(NamedTuple):
    """A block of names, cleaned.

    Attributes:
        text: Names and what parts them.
        et_al: Whether it said that names are left out.
        dash: "———" if the block begins with the dash for a repeated author, else "".
    """

    text: str
    et_al: bool
    dash: str


def open_block(text: str) -> Block:
    """Clean a block of names.

    Args:
        text: "1. Dr. Martin- Facklam M1, Smith J* et al."

    Returns:
        The names alone: "Martin-Facklam M, Smith J", with ``et_al``.
    """
    et_al = False
    dash = ""
    text = text.strip().strip(",;:")
    repeated = DASH_NAME.match(text)
    if repeated and repeated.end() < 14:
        dash, text = repeated.group("dash"), text[repeated.end() :].lstrip(" .,;:&")
    found = ET_AL.search(text) if _LEFT_OUT.search(text) else None
    if found is not None:
        et_al = True
        # "and others" ends a list; what follows is the last name after an ellipsis, or nothing.
        before, after = text[: found.start()].rstrip(" ,;&("), text[found.end() :].strip(" ,;&.)")
        text = f"{before}, {after}" if before and after else before or after
    text = text.translate(_WIDE)
    if ". ." in text or "..." in text:
        text = ELLIPSIS.sub(" \u2026 ", text)
    if _ODD.search(text):
        text = _repair(text)
    text = _TITLE_WORD.sub("", text)
    if any(word in text for word in (" the ", "behalf", "arbeit", "ollab", "with ", "mit ")):
        text = _BEHALF.sub("; ", text)
    return Block(text.strip(" ,;:"), et_al, dash)


def _repair(text: str) -> str:
    """Undo what list numbers, footnotes and PDFs did to the names."""
    marker = MARKER.match(text)
    if marker and marker.end() < len(text):
        text = text[marker.end() :]
    if not _KATAKANA_JOINT.search(text):
        text = _CJK_JOINT.sub(",", text)
    text = _SPACE_BEFORE.sub("", text)
    text = _FOOTNOTE.sub("", text)
    text = _HYPHEN_SPACE.sub("", text)
    text = _HYPHEN_BEFORE.sub("-", text)
    text = _DASH_BETWEEN.sub("; ", text)
    text = _HYPHEN_WRONG.sub(_straightened, text)
    text = _STOPS.sub(".", text)
    text = _GLUED_INITIAL.sub(" ", text)
    # "NotaA., LamersH.", but "MorganC" is a screen name.
    return _GLUED.sub(" ", text) if "," in text or " " in text else text


def _straightened(found: re.Match[str]) -> str:
    return ".-" if found[0] == "-." else "-"
