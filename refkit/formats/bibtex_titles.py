"""Braces around words of a title whose capitals a BibTeX style would lower.

Most styles print titles through BibTeX's ``change.case$`` with "t", which lowers every letter but
the first one and the first after a colon (btxhak, https://ctan.org/pkg/bibtex). Braces keep a
word as it is; braces around everything would take the choice from the style.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.text import is_all_caps

# Noncharacters: no text has them, and LaTeX escapes pass them by.
OPEN: Final = "\ufdd0"
CLOSE: Final = "\ufdd1"

_PIECE: Final = re.compile(
    r"""
      (?P<skip> \$[^$]*\$ | </?[a-z]{1,3}> )
    | (?P<word> [^\W_]+ (?: ['’\u0300-\u036f]+ [^\W_]+ )* [\u0300-\u036f]* )
    """,
    re.VERBOSE,
)


_PREPOSITIONS: Final = """
    about above across after against along amid among around before behind below beneath beside
    between beyond despite down during except from inside into like near onto over past since than
    that their through throughout toward towards under until upon versus when where while with
    within without your
"""
_SMALL_WORDS: Final = frozenset(_PREPOSITIONS.split())
"""Words of more than three letters that stay small where a title has capitals throughout."""

_AFTER_COLON: Final = re.compile(r":[ ]['\"“‘(\[]?")


def protect(title: str, language: str = "") -> str:
    """Mark the words that need braces with :data:`OPEN` and :data:`CLOSE`.

    These are words with a capital behind their first letter (DNA, McGurk), single capitals
    (vitamin D), and, where the title is in sentence case or in another language than English, every
    word that begins with a capital, for it is a name or, in German, a noun.

    Args:
        title: The title in Unicode, with CSL's tags.
        language: The Work's language, such as "de-DE"; "" if unknown.
    """
    rest = title[1:]
    if rest == rest.lower():
        return title
    if OPEN in title or CLOSE in title or is_all_caps(title):
        return title
    found = [match for match in _PIECE.finditer(title) if match["word"]]
    starts = {match.start() for match in found[:1]}
    starts.update(match.end() for match in _AFTER_COLON.finditer(title))
    inner = [
        match[0]
        for match in found
        if match.start() not in starts
        and len(match[0]) > 3
        and title[match.start() - 1] not in "-‐"
        and match[0].lower() not in _SMALL_WORDS
    ]
    capitals = sum(word[0].isupper() for word in inner)
    small = len(inner) - capitals
    names_only = 0 < capitals <= 3 * small or bool(language and not language.startswith("en"))
    pieces = []
    position = 0
    for match in found:
        word = match[0]
        if not _needs_braces(word, match.start() in starts, names_only):
            continue
        pieces += [title[position : match.start()], OPEN, word, CLOSE]
        position = match.end()
    return "".join(pieces) + title[position:]


def _needs_braces(word: str, first: bool, names_only: bool) -> bool:
    rest = word[1:]
    if rest != rest.lower():
        return True
    if first or not word[0].isupper():
        return False
    if len(word) == 1:
        return word != "A" or names_only
    return names_only
