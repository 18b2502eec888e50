"""Tokens of an entry as the tagger sees them: words, numbers and every sign by itself."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.scanner import View

TOKEN: Final = lazy_pattern(
    r"""
    (?P<link> (?:https?://|ftp://|www\.|(?:dx\.)?doi\.org/)[^\s<>"]{1,2000}(?<![.,;:)\]>'])
      | 10\.\d{4,9}/[^\s<>"]{1,300}(?<![.,;:)\]>']) )
  | (?P<number> \d+(?:-\d+)*(?![^\W_]) )
  | (?P<mixed> (?=[^\W\d_]{0,20}\d)[^\W_]+(?:-[^\W_]*\d[^\W_]*)* )
  | (?P<word> [^\W\d_]+(?:[-'][^\W\d_]+)* )
  | (?P<sign> \S )
    """,
    re.VERBOSE,
)
"""One token: "133-49" is one number, "S57-S59" one mixed token, "Martin-Facklam" one word."""
MOST_TOKENS: Final = 1500
"""Tokens of an entry that are tagged; what a longer one holds beyond them stays a rest."""


class Token(NamedTuple):
    """A token: its range in ``View.plain``, its kind (the names in TOKEN), and its text."""

    start: int
    end: int
    kind: str
    text: str


def tokenize(view: View) -> list[Token]:
    """The tokens of an entry in order; white space lies between them."""
    tokens: list[Token] = []
    for match in islice(TOKEN.finditer(view.plain, view.start), MOST_TOKENS):
        start, end = match.span()
        tokens.append(Token(start, end, match.lastgroup or "", match.group()))
    return tokens
