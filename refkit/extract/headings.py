"""Headings: whether a line stands over a reference list, over notes, or over what follows a list.

Compared after folding, without accents, numbering, colon and ornaments, so that "7. REFERENCES:"
and "ΒΙΒΛΙΟΓΡΑΦΙΑ" are found. The words are in :mod:`refkit.extract.heading_words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from refkit.extract import heading_words
from refkit.normalize.patterns import lazy_pattern

_LONGEST: Final = 90
_MOST_SPACES: Final = 9
# So much of a line tells whether it begins what follows a list.
_AT_FIRST: Final = 45
_NUMBERING: Final = lazy_pattern(
    r"""
    (?: (?: chapter | section | kapitel | teil | part | chapitre | capitulo | capitolo | § | глава
          | раздел ) \s{0,2} )?
    (?: \d{1,2} (?: \.\d{1,2} ){0,3} (?: [.):]\s{0,5} | \s{1,5} )
      | [ivxl]{1,6} (?: [.):]\s{0,5} | \s{1,5} )
      | [a-zа-я] [.)] \s{0,5}
      | [一二三四五六七八九十]{1,3} [、.．] \s{0,5} | 第.{1,3}[章节節] \s{0,5} )
    """,
    re.VERBOSE,
)
_ORNAMENT: Final = (
    ' \t\u00a0\n.:;,#*_=~–—-|•·▪■●§[]{}<>«»"“”()¶↩⇧▲†‡:：【】〈〉《》\u200b\u200e\u200f\ufeff'
)
_SPACES: Final = lazy_pattern(r"\s+")
_AND: Final = lazy_pattern(
    r"[ ](?:and|&|/|und|sowie|et|y|e|en|ed|og|och|ja|i|a|și|si|ve|és|es|и|та|і|και|dan)[ ]",
    re.VERBOSE,
)
# What goes on may be a heading of anything: "Sources of error", "Reading in the brain".
_GOES_ON: Final = ("referen", "bibliogr", "literatur", "works cited")
_TAIL: Final = lazy_pattern(
    r"""
    [ ] (?: cited | list | section | used | consulted | in[ ]the[ ]text | cont(?:inued|'d|d)?
      | (?: for | of | from | to | included[ ]in | used[ ]in | cited[ ]in | in | zu | zum | zur | du
          | de | del | della | do | da | к | по | на ) [ ] .{2,50} | \( .{2,50} )
    """,
    re.VERBOSE,
)


def is_reference_heading(text: str) -> bool:
    """Whether a line is the heading of a reference list: "References", "7. LITERATURE CITED:".

    A line that goes on ("References … 76" in a table of contents) is none.
    """
    return any(map(_names_list, _readings(text)))


def is_notes_heading(text: str) -> bool:
    """Whether a line is the heading of notes: "Notes", "8. Anmerkungen"."""
    return any(reading in _phrases().notes for reading in _readings(text))


def ends_list(text: str) -> bool:
    """Whether a line begins what follows a reference list: "Appendix A", "Author note", "Table 1".

    The line may go on in prose; whether it is a reference after all is for the caller to say.
    """
    return any(map(_begins_afterwards, _readings(text[:_AT_FIRST])))


def is_closing_heading(text: str) -> bool:
    """Whether a line is the heading of what follows a list, and no more: "Acknowledgements"."""
    phrases = _phrases().after
    return any(reading in phrases.get(_first_word(reading), ()) for reading in _readings(text))


class _Phrases:
    """The tables of words, folded."""

    def __init__(self) -> None:
        self.lists = _folded_phrases(heading_words.LISTS)
        self.before = _folded_phrases([heading_words.BEFORE])
        self.joined = self.lists | _folded_phrases([heading_words.WITH, heading_words.NOTES])
        self.notes = _folded_phrases([heading_words.NOTES])
        # By first word, as a line of prose should cost one look-up.
        self.after: dict[str, list[str]] = {}
        for phrase in _folded_phrases(heading_words.AFTERWARDS):
            self.after.setdefault(_first_word(phrase), []).append(phrase)
        self.running = _folded_phrases([heading_words.RUNNING])
        self.spaceless = {phrase.replace(" ", "") for phrase in self.lists if " " in phrase}


@cache
def _phrases() -> _Phrases:
    return _Phrases()


def _folded_phrases(texts: Iterable[str]) -> frozenset[str]:
    phrases = (_folded(phrase) for text in texts for phrase in text.split(","))
    return frozenset(phrase for phrase in phrases if phrase)


def _first_word(text: str) -> str:
    return text.partition(" ")[0].strip(_ORNAMENT)


def _readings(text: str) -> tuple[str, ...]:
    """A line folded, as it stands and without its number; "" never."""
    spaces = text.count(" ")
    # More words than a heading has, and no letters set apart.
    if len(text) > _LONGEST or (spaces > _MOST_SPACES and len(text) > 3 * spaces):
        return ()
    whole = _folded(text)
    if not whole:
        return ()
    numbering = _NUMBERING.match(whole)
    if numbering is None:
        return (whole,)
    rest = whole[numbering.end() :].strip(_ORNAMENT)
    return (whole, rest) if rest else (whole,)


def _folded(text: str) -> str:
    """A line without case, accents, ornaments around it, and wide spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(each for each in text if not unicodedata.combining(each))
    folded = _SPACES.sub(" ", text.casefold()).strip(_ORNAMENT)
    # Letters set apart: "R E F E R E N C E S".
    if len(folded) > 6 and folded[1::2].isspace():
        folded = folded[::2]
    return folded


def _names_list(text: str) -> bool:
    phrases = _phrases()
    for _ in range(3):
        if text in phrases.lists or text in phrases.spaceless or _names_two(text):
            return True
        tail = _TAIL.search(text)
        while tail:
            named = text[: tail.start()]
            if named in phrases.lists and named.startswith(_GOES_ON) and tail.end() == len(text):
                return True
            tail = _TAIL.search(text, tail.start() + 1)
        first, _, rest = text.partition(" ")
        if first == "list" and rest.startswith("of "):
            rest = rest[3:]
        elif first not in phrases.before:
            return False
        # "Primary and secondary sources"
        text = rest.removeprefix("and ")
    return False


def _names_two(text: str) -> bool:
    """Whether a line names a list and something else: "References and notes"."""
    phrases = _phrases()
    for sign in _AND.finditer(text):
        one, other = text[: sign.start()], text[sign.end() :]
        if one in phrases.joined and other in phrases.joined:
            return one in phrases.lists or other in phrases.lists
        before, _, last = other.partition(" ")
        if one in phrases.lists and before in phrases.before and last in phrases.joined:
            return True
    return False


def _begins_afterwards(text: str) -> bool:
    phrases = _phrases()
    for phrase in phrases.after.get(_first_word(text), ()):
        end = len(phrase)
        if not text.startswith(phrase) or text[end : end + 1].isalnum():
            continue
        # A single word may begin any line of a reference: "Index Medicus", "Contact Dermatitis".
        if " " in phrase or len(text) == end or phrase in phrases.running:
            return True
        if not text[end : end + 1].isspace():
            return True
    return False
