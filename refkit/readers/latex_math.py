r"""LaTeX math as text: symbols as their characters, scripts raised and lowered, the rest in a row.

What a formula looks like in print is lost; its letters, digits and signs are not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from refkit.normalize.latex import latex_to_unicode
from refkit.normalize.latex_commands import WORDS
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.latex_tokens import File, Token, written
from refkit.readers.latex_vocabulary import words

if TYPE_CHECKING:
    from refkit.readers.latex_page import Page

_LONGEST: Final = 5_000
_END: Final = {
    "$": lazy_pattern(r"(?:[^\\$]|\\.)*?\$", re.DOTALL),
    "$$": lazy_pattern(r"(?:[^\\$]|\\.|\$(?!\$))*?\$\$", re.DOTALL),
    r"\(": lazy_pattern(r"(?:[^\\]|\\[^)])*?\\\)", re.DOTALL),
    r"\[": lazy_pattern(r"(?:[^\\]|\\[^\]])*?\\\]", re.DOTALL),
}
_CLOSING: Final = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
_BLANK: Final = lazy_pattern(r"(?>\r\n|\r|\n)[ \t]*+(?:\r|\n)")
_PIECE: Final = lazy_pattern(
    r"""
      \\ (?P<word> [A-Za-z]++ ) [ ]?
    | \\ (?P<sign> . )
    | (?P<script> [\^_] )
    | (?P<open> \{ )
    | (?P<close> \} )
    | (?P<comment> % [^\n]*+ \n? )
    | (?P<space> [\s~]++ )
    | (?P<text> [^\\^_{}%\s~]++ )
    """,
    re.VERBOSE | re.DOTALL,
)
_SILENT: Final = words("""
    left right big Big bigg Bigg mathrm mathit mathbf mathcal mathbb mathfrak mathsf mathtt text
    textrm textit textbf mbox hbox rm it bf cal displaystyle textstyle limits nolimits operatorname
    boldsymbol bm overline underline hat tilde bar vec dot ddot widehat widetilde ensuremath
    mathscr mathop frac dfrac tfrac label nonumber notag mathstrut relax bigl bigr Bigl Bigr
    """)
_SPACES: Final = frozenset({"quad", "qquad"})


def inline(page: Page, token: Token) -> None:
    """Math, within a line or between lines."""
    inside, end = _inside(page, token)
    if end < 0:
        if token.text == "$$":
            return
        page.write(token)
        return
    _write(page, inside, token.start, end)


def _inside(page: Page, token: Token) -> tuple[str, int]:
    """What stands between two signs of math, and where the second ends; -1 without a second."""
    mouth = page.mouth
    if mouth.reads_file and token.origin is None:
        file: File = page.file
        limit = file.at + _LONGEST
        closes = file.text.find(_CLOSING[token.text], file.at, limit) >= 0
        found = _END[token.text].match(file.text, file.at, limit) if closes else None
        if found is None or _BLANK.search(found[0]):
            return "", -1
        file.at = found.end()
        return found[0][: -len(token.text)], file.base + file.at
    closing = _CLOSING[token.text]
    first, last = mouth.open_math.get(closing, (0, 0))
    if token.origin is None and first <= token.start < last:
        return "", -1
    taken: list[Token] = []
    while (each := mouth.next()) is not None and len(taken) < _LONGEST:
        taken.append(each)
        if each.raw == closing:
            end = token.end if token.origin is not None else max(each.end, token.end)
            return written(taken[:-1]), end
        if each.kind == "par":
            break
    if taken and token.origin is None:
        mouth.open_math[closing] = token.start, taken[-1].start
    mouth.push(taken)
    return "", -1


def _write(page: Page, math: str, start: int, end: int) -> None:
    """Write math, all of which stands where it stands."""
    builder = page.builder
    for text, script in pieces(math):
        before = builder.length
        builder.put(text, start, end)
        if script:
            builder.mark(before, "superscript" if script == "^" else "subscript")


def pieces(math: str) -> list[tuple[str, str]]:
    r"""Math as text, and how each piece of it is set: "^", "_" or "".

    Args:
        math: What stands between the signs: ``\alpha_{1}^2``.
    """
    found: list[tuple[str, str]] = []
    groups: list[str] = [""]
    script = waiting = ""
    for piece in _PIECE.finditer(math):
        kind = piece.lastgroup
        if kind == "script":
            waiting = piece[0]
            continue
        if kind == "open":
            groups.append(waiting or groups[-1])
            waiting = ""
            continue
        if kind == "close":
            if len(groups) > 1:
                groups.pop()
            continue
        if kind == "comment":
            continue
        text = _text(kind or "", piece)
        if waiting and kind == "text" and len(text) > 1:
            found.append((text[0], waiting))
            text = text[1:]
            waiting = ""
        script = waiting or groups[-1]
        if text and (kind != "space" or (found and found[-1][0][-1:] != " ")):
            found.append((text, script))
        if kind != "space":
            waiting = ""
    while found and found[-1][0] == " ":
        found.pop()
    return _merged(found)


def _merged(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    merged: list[tuple[str, str]] = []
    for text, script in found:
        if merged and merged[-1][1] == script:
            merged[-1] = (merged[-1][0] + text, script)
        else:
            merged.append((text, script))
    return merged


def _text(kind: str, piece: re.Match[str]) -> str:
    if kind == "word":
        return _word(piece["word"])
    if kind == "sign":
        return {",": " ", ";": " ", ":": " ", " ": " ", "!": ""}.get(piece["sign"], piece["sign"])
    if kind == "space":
        return " "
    return str(piece[0]).replace("-", "−").replace("'", "′")


@cache
def _word(name: str) -> str:
    if name in _SILENT:
        return ""
    if name in _SPACES:
        return " "
    if name == "sqrt":
        return "√"
    printed = WORDS.get(name) or latex_to_unicode(f"\\{name}")
    # The names of functions are printed as they are: \sin, \log.
    return name if printed.startswith("\\") and len(name) < 5 else printed.removeprefix("\\")
