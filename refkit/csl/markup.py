"""Rich text in fields: the HTML-like tags and the quotation marks of a CSL-JSON string.

The tags are those of the CSL-JSON schema ("HTML-like formatting tags within fields"): ``<i>``,
``<b>``, ``<sup>``, ``<sub>``, ``<sc>``, ``<span style="font-variant:small-caps;">``,
``<span class="nocase">`` and ``<span class="nodecor">``. Anything else is text.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

from refkit.csl.tree import PLAIN, Format, Node, Piece

MARKUP: Final = "markup"
"""The role of the nodes made of a field's tags: formatting in itself flips, and nothing in it is
merged with its neighbours, for it stands as the author wrote it."""

STRAIGHT: Final = '""'
"""The role of a node in straight quotation marks, which take the marks of the locale."""

QUOTE_PAIRS: Final = {
    "“": "”",
    "‘": "’",
    "„": "“",
    "‚": "‘",
    "«": "»",
    "»": "«",
}
"""Typographic quotation marks. A node in them has both marks as its role: they are quotation marks
only where the locale uses them, and else text."""

MARKUP_ROLES: Final = frozenset(
    {MARKUP, STRAIGHT, *(opening + closing for opening, closing in QUOTE_PAIRS.items())}
)

_QUOTED: Final = Format(quotes=True)

_FORMATS: Final = {
    "<i>": Format(font_style="italic"),
    "<b>": Format(font_weight="bold"),
    "<sup>": Format(vertical_align="sup"),
    "<sub>": Format(vertical_align="sub"),
    "<sc>": Format(font_variant="small-caps"),
    "nocase": Format(nocase=True),
    "nodecor": Format(font_style="normal", nocase=True),
}

# Without one of these, and without an apostrophe, a field is plain text.
_SPECIAL: Final = re.compile("[<\"'“‘„‚«»]")
_IN_WORD: Final = re.compile(r"(?<=\w)'(?=\w)")

_TOKEN: Final = re.compile(
    r"""
      (?P<start> <(?:i|b|sup|sub|sc)> )
    | (?P<span> <span \s+ (?:
          class \s? = \s? "(?P<class>nocase|nodecor)"
        | style \s? = \s? "font-variant: \s? (?P<caps>small-caps) ;?"
      ) \s? > )
    | (?P<end> </(?:i|b|sup|sub|sc|span)> )
    | (?P<quote> ["'“”‘’„‚«»] )
    """,
    re.VERBOSE,
)

# The French way of setting punctuation off: the space must not break.
_LOOSE_MARK: Final = re.compile(r"(?<!\s) (?=[;:!?»])|(?<=«) (?! )")

# A straight mark opens after a space or an opening parenthesis; after punctuation it closes where
# something is open, and opens else. Anywhere else it can only close: 6" and a"b"c quote nothing.
_OPENS_AFTER: Final = frozenset(" \u00a0\u202f\n\t(")
_MAY_OPEN_AFTER: Final = frozenset(".,;:!?")
# An apostrophe is no closing mark where a letter follows.
_CLOSES_BEFORE: Final = frozenset(" \u00a0\u202f\n\t.,;:!?)]}”’\"'»–—…")

# Deeper nesting is hostile: what would open deeper is text.
_MAX_DEPTH: Final = 24


class _Frame(NamedTuple):
    """A tag or quotation mark that has been opened.

    Attributes:
        closer: The sign that closes it.
        text: Its opening sign as written, for where it is never closed.
        role: The role of the node that it will be.
        format: Its formatting.
        children: The pieces in it so far.
    """

    closer: str
    text: str
    role: str
    format: Format
    children: list[Piece]


def parse_markup(text: str) -> Piece:
    """A field's text with its tags and quotation marks read, and apostrophes made typographic.

    Args:
        text: The field as CSL-JSON has it.

    Returns:
        The text itself where nothing is marked up, else a node of the role "markup".
    """
    if _SPECIAL.search(text) is None:
        return _set_off(text)
    if "'" in text:
        text = _IN_WORD.sub("’", text)
        if _SPECIAL.search(text) is None:
            return _set_off(text)
    children = _Parser().parse(_set_off(text))
    if len(children) == 1:
        return children[0]
    return Node(children, PLAIN, role=MARKUP) if children else ""


def _set_off(text: str) -> str:
    return _LOOSE_MARK.sub("\u202f", text) if " " in text else text


class _Parser:
    """One pass over a field; what stays open at the end becomes text again."""

    def __init__(self) -> None:
        self._stack = [_Frame("", "", MARKUP, PLAIN, [])]
        self._open: dict[str, int] = {}

    def parse(self, text: str) -> list[Piece]:
        position = 0
        for match in _TOKEN.finditer(text):
            start = match.start()
            if start > position:
                self._add(text[position:start])
            sign = match.group()
            position = match.end()
            if match["quote"]:
                self._quote(sign, text, start)
            elif match["end"]:
                if not self._close(sign):
                    self._add(sign)
            else:
                self._start_tag(match, sign)
        if position < len(text):
            self._add(text[position:])
        while len(self._stack) > 1:
            self._demote()
        return _merged(self._stack[0].children)

    def _start_tag(self, match: re.Match[str], sign: str) -> None:
        if match["start"]:
            name = sign
            closer = f"</{sign[1:]}"
        else:
            name = match["class"] or "<sc>"
            closer = "</span>"
        self._push(_Frame(closer, sign, MARKUP, _FORMATS[name], []))

    def _quote(self, sign: str, text: str, position: int) -> None:
        if sign in "\"'":
            self._straight(sign, text, position)
        elif sign in "”’“‘»«" and self._may_close(sign, text, position) and self._close(sign):
            return
        elif sign in QUOTE_PAIRS:
            closer = QUOTE_PAIRS[sign]
            self._push(_Frame(closer, sign, sign + closer, _QUOTED, []))
        else:
            self._add(sign)

    def _straight(self, sign: str, text: str, position: int) -> None:
        before = text[position - 1 : position]
        after = text[position + 1 : position + 2]
        opens = not before or before in _OPENS_AFTER or not self._stack[-1].children
        if not opens and self._may_close(sign, text, position) and self._close(sign):
            return
        if (opens or before in _MAY_OPEN_AFTER) and after and not after.isspace():
            self._push(_Frame(sign, sign, STRAIGHT, _QUOTED, []))
        else:
            self._add(_apostrophe(sign))

    def _may_close(self, sign: str, text: str, position: int) -> bool:
        if sign not in "'’":
            return True
        after = text[position + 1 : position + 2]
        return not after or after in _CLOSES_BEFORE or text.startswith("</", position + 1)

    def _push(self, frame: _Frame) -> None:
        if len(self._stack) > _MAX_DEPTH:
            self._add(frame.text)
            return
        self._stack.append(frame)
        self._open[frame.closer] = self._open.get(frame.closer, 0) + 1

    def _close(self, closer: str) -> bool:
        """Close the innermost frame that a sign closes; what was opened in it since is text."""
        if not self._open.get(closer):
            return False
        while self._stack[-1].closer != closer:
            self._demote()
        frame = self._stack.pop()
        self._open[closer] -= 1
        if frame.children:
            children = _merged(frame.children)
            if frame.text.endswith('"nodecor">'):
                children = [_undecorated(children)]
            self._stack[-1].children.append(Node(children, frame.format, role=frame.role))
        elif frame.format.quotes:
            self._add(frame.text + closer)
        return True

    def _demote(self) -> None:
        """Make the innermost frame text."""
        frame = self._stack.pop()
        self._open[frame.closer] -= 1
        self._add(_apostrophe(frame.text))
        self._stack[-1].children.extend(frame.children)

    def _add(self, piece: Piece) -> None:
        self._stack[-1].children.append(piece)


def _merged(children: list[Piece]) -> list[Piece]:
    """Pieces with neighbouring texts joined, in one pass: a field may have very many of them."""
    merged: list[Piece] = []
    for is_text, group in groupby(children, lambda child: isinstance(child, str)):
        if is_text:
            merged.append("".join([str(text) for text in group]))
        else:
            merged.extend(group)
    return merged


def _apostrophe(sign: str) -> str:
    return "’" if sign == "'" else sign


def _undecorated(children: list[Piece]) -> Node:
    """The inner two of the three nodes of ``<span class="nodecor">``."""
    weight = Node(children, Format(font_weight="normal"), role=MARKUP)
    return Node([weight], Format(font_variant="normal"), role=MARKUP)
