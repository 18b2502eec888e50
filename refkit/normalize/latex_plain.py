"""LaTeX that is hardly any: letters with accents, escaped signs, braces and ligatures.

Most fields of most files need no more, and ten times less time than to read LaTeX in earnest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from refkit.normalize.patterns import lazy_pattern

__all__ = ["ACCENTED", "LETTERS", "decode_letters", "decode_plainly", "written_plainly"]

ACCENTED: Final = r"""
    ["'`^~=.] (?: [A-Za-z] | \{ [A-Za-z] \} | \\[ij] (?! [A-Za-z{ ] ) | \{ \\[ij] \} )
  | [uvHcdbkr] \{ [A-Za-z] \}
    """
"""What stands behind the backslash of a letter with an accent: "u, "{u}, v{c}, "{\\i}, '\\i."""

LETTERS: Final = "ss|AE|ae|OE|oe|AA|aa|O|o|L|l"
"""Commands that are letters."""

# {\"u} \"{u} \"u {\v{c}} \v{c} {\"{\i}} \'\i {\o} {\ss} \o{} \% \&
_LETTER: Final = lazy_pattern(
    rf"""
      (?P<open> \{{ )? \\ (?: {ACCENTED} ) (?(open) \}} )
    | \{{ \\ (?: {LETTERS} | i | j ) \}}
    | \\ (?: {LETTERS} ) \{{\}}
    | \\ [%&\#_]
    """,
    re.VERBOSE,
)
_BRACE: Final = lazy_pattern(r"[{}]")
_DEEPEST: Final = 100


def decode_letters(text: str, decode: Callable[[str], str]) -> str:
    """A text with the letters and signs that one command makes in place of that command.

    Args:
        text: LaTeX without math.
        decode: What makes a character of a command; it should remember what it made.
    """
    pieces = []
    position = floor = 0
    at = text.find("\\")
    while at >= 0:
        match = _LETTER.match(text, at - 1) if at > floor and text[at - 1] == "{" else None
        match = match or _LETTER.match(text, at)
        letter = decode(match[0]) if match else ""
        # What begins with a letter would lengthen the command before it: \\i\\^rgel.
        if match and not (letter[:1].isascii() and letter[:1].isalpha()):
            pieces += [text[position : match.start()], letter]
            position = floor = match.end()
        else:
            # What a backslash escapes begins nothing: \\"u, \{\"u}.
            floor = at + 2
        at = text.find("\\", floor)
    return "".join([*pieces, text[position:]])


def decode_plainly(text: str, decode: Callable[[str], str]) -> str | None:
    """What LaTeX prints for a text; None if it holds math, or commands that take more.

    Args:
        text: LaTeX.
        decode: As for :func:`decode_letters`.
    """
    if "$" in text:
        return None
    if "\\" in text:
        text = decode_letters(text, decode)
        if "\\" in text:
            return None
    if "{" in text or "}" in text:
        # A brace between two signs keeps a ligature apart: "-{}-".
        if not _is_balanced(text) or _APART.search(text):
            return None
        text = text.replace("{", "").replace("}", "")
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    if "``" in text or "''" in text:
        text = text.replace("``", "“").replace("''", "”")
    return text.replace("~", "\u00a0")


_WRITTEN: Final = {
    **{sign: "\\" + sign for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "\u00a0": "~",
    "\u202f": r"\,",
}
_SIGN: Final = lazy_pattern("[" + re.escape("".join(_WRITTEN)) + "]")


def written_plainly(text: str) -> str:
    """A text as it is written in LaTeX: "3--7" for "3–7", letters as they are.

    Args:
        text: The text, without markup.
    """
    return _SIGN.sub(lambda sign: _WRITTEN[sign[0]], text)


_APART: Final = lazy_pattern(r"[-`'][{}]+[-`']")


def _is_balanced(text: str) -> bool:
    depth = 0
    for match in _BRACE.finditer(text):
        depth += 1 if match[0] == "{" else -1
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0
