r"""LaTeX conditions: ``\iffalse … \fi``, ``\ifx``, switches of ``\newif``, and what they pass over.

Only what can be told without running TeX is told; of a condition that is not known, such as
``\ifxetex``, the first branch is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.latex_tokens import Token, split, written
from refkit.readers.latex_vocabulary import NO_CONDITIONS

if TYPE_CHECKING:
    from refkit.readers.latex_page import Page

_LONGEST_TEST: Final = 40


def is_condition(page: Page, name: str) -> bool:
    r"""Whether a command begins what ``\fi`` ends."""
    return name.startswith("if") and name not in NO_CONDITIONS and name not in page.macros


def _branch(page: Page, holds: bool) -> None:
    """Go on with the first branch of a condition, or with the one behind it."""
    if not holds:
        _pass(page, otherwise=True)


def _pass(page: Page, *, otherwise: bool) -> None:
    r"""Pass over tokens to the ``\fi`` of a condition, or to its ``\else``."""
    mouth = page.mouth
    file = page.file
    before = file.at, list(mouth.waiting), mouth.count
    depth = 0
    if page.unclosed_condition:
        return
    while (token := mouth.next()) is not None:
        if token.kind != "word":
            continue
        name = token.text
        if name == "fi":
            if not depth:
                return
            depth -= 1
        elif name in ("else", "or") and not depth and otherwise:
            return
        elif is_condition(page, name):
            depth += 1
    file.at, mouth.waiting, _ = before
    page.unclosed_condition = True
    page.guess("a condition has no end (\\fi): what follows it is read")


def _token(page: Page) -> str:
    r"""What ``\ifx`` compares: a command by its name, "" of one that is not defined."""
    mouth = page.mouth
    mouth.skip_space()
    token = mouth.next()
    if token is None:
        return ""
    if token.kind != "word":
        if token.kind == "text" and len(token.text) > 1:
            first, rest = split(token, 1)
            mouth.waiting.append(rest)
            return first.text
        return token.raw
    if token.text == "expandafter":
        return _token(page)
    name = _csname(page) if token.text == "csname" else token.text
    if name in ("relax", "undefined", "@undefined", "@empty", "empty"):
        return "@empty" if name.endswith("empty") else ""
    if page.macros.is_empty(name):
        return "@empty"
    return name if page.is_defined(name) else ""


def _csname(page: Page) -> str:
    r"""The name between ``\csname`` and ``\endcsname``."""
    tokens: list[Token] = []
    while (token := page.mouth.next()) is not None and len(tokens) < _LONGEST_TEST:
        if token.kind == "word" and token.text == "endcsname":
            return written(tokens).strip()
        tokens.append(token)
        if token.kind == "par":
            break
    page.mouth.push(tokens)
    return ""


def _named(page: Page, token: Token) -> None:
    name = _csname(page)
    if name:
        page.mouth.push([Token("word", name, token.start, token.end, token.origin)])


def _same(page: Page, _: Token) -> None:
    one, other = _token(page), _token(page)
    _branch(page, one == other)


def _defined(page: Page, _: Token) -> None:
    _branch(page, bool(_token(page)))


def _named_defined(page: Page, _: Token) -> None:
    _branch(page, page.is_defined(_csname(page)))


def _compared(page: Page, token: Token) -> None:
    r"""``\ifnum``, ``\ifdim``: two numbers or registers with a sign between them; not computed."""
    mouth = page.mouth
    related = token.text in ("ifodd", "ifcase")
    while (following := mouth.peek()) is not None:
        if following.kind == "space":
            mouth.next()
            continue
        if following.kind == "word":
            if following.text in ("else", "fi", "or"):
                break
            mouth.next()
            if related:
                break
            continue
        found = _TEST.match(following.text) if following.kind in ("text", "other") else None
        if found is None:
            break
        mouth.next()
        if found.end() < len(following.text):
            mouth.waiting.append(split(following, found.end())[1])
            related = related or bool(found["related"])
            if not related:
                continue
            break
        if found["related"]:
            related = True
            if found["value"]:
                break
        elif related:
            break
    _branch(page, token.text != "ifodd")


_TEST: Final = lazy_pattern(
    r"""
    [-+]? [0-9.]{0,9} (?: pt | em | ex | sp )? [ ]?
    (?: (?P<related> [<>=] ) [ ]? [-+]? (?P<value> [0-9.]{1,9} (?: pt | em | ex | sp )? )? )?
    """,
    re.VERBOSE,
)


def _switch(page: Page, token: Token) -> None:
    state = page.macros.switch(token.text[2:])
    _branch(page, state is not False)


def _false(page: Page, _: Token) -> None:
    _branch(page, False)


def _true(page: Page, _: Token) -> None:
    _branch(page, True)


def _else(page: Page, _: Token) -> None:
    _pass(page, otherwise=False)


def _fi(page: Page, token: Token) -> None:
    """The end of a condition whose first branch was read."""


def _empty_argument(page: Page, _: Token) -> None:
    r"""``\@ifmtarg{…}{if it is empty}{if it is not}``, of the package ifmtarg."""
    tested = page.mouth.argument()
    yes, no = page.mouth.argument(), page.mouth.argument()
    blank = all(each.kind in ("space", "par", "open", "close") for each in tested)
    page.mouth.push(yes if blank else no)


def _next_sign(page: Page, _: Token) -> None:
    r"""``\@ifnextchar [{if a bracket is next}{if not}``."""
    mouth = page.mouth
    sign = written(mouth.argument())
    yes, no = mouth.argument(), mouth.argument()
    mouth.skip_space()
    following = mouth.peek()
    mouth.push(yes if following is not None and following.raw.startswith(sign) else no)


def _undefined_argument(page: Page, _: Token) -> None:
    r"""``\@ifundefined{name}{if it is not defined}{if it is}``."""
    name = written(page.mouth.argument()).strip().lstrip("\\")
    yes, no = page.mouth.argument(), page.mouth.argument()
    page.mouth.push(no if page.is_defined(name) else yes)


CONDITIONS: Final[dict[str, Callable[[Page, Token], None]]] = {
    "iffalse": _false,
    "iftrue": _true,
    "ifx": _same,
    "ifdefined": _defined,
    "ifcsname": _named_defined,
    **dict.fromkeys(("ifnum", "ifdim", "ifodd", "ifcase"), _compared),
    **dict.fromkeys(("ifmmode", "ifvmode", "ifinner"), _false),
    "ifundecided": _switch,
    "else": _else,
    "or": _else,
    "fi": _fi,
    "csname": _named,
    "endcsname": _fi,
    "@ifmtarg": _empty_argument,
    "@ifnextchar": _next_sign,
    "@ifundefined": _undefined_argument,
    "@ifxundefined": _undefined_argument,
}
