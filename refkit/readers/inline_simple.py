"""Simple inline content: text with nothing but italics and addresses, as most paragraphs have it.

It is written as :mod:`refkit.readers.inline` would write it, several times faster; what is not
certain to mean the same is left to that.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.model.document import MarkupKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.builder import Builder
from refkit.readers.html import Page
from refkit.readers.lines import Lines

# Each branch begins with a character of its own, for then the search runs over text at full speed.
SPECIAL: Final = lazy_pattern(
    r"""
      \\ | ` | \*[*]* | __* | \] | < | & | ~
    | \[ | !\[ | \^ \[?
      # An address: underscores and tildes in it are its own.
    | h (?<![a-zA-Z]h) ttps?:// [^\s<>\[\]\\*`&"]{1,2000}
      # A role of MyST before its text, {cite}`a`, and a shortcode of Hugo or Quarto.
    | \{ (?: [a-zA-Z][\w:+-]{0,40} \} (?=`) | \{ (?=[<%]) )
    """,
    re.VERBOSE,
)
"""The signs that may mean something in the text of a block."""

AUTOLINK: Final = lazy_pattern(
    r"""
    < (?:
        ( [a-zA-Z][a-zA-Z0-9+.-]{1,31} : [^\s<>]{0,4000} )
      | ( [\w.+-]{1,100} @ [\w.-]{1,200} )
    ) >
    """,
    re.VERBOSE,
)
"""An address in angle brackets (CommonMark 0.31.2, section 6.5)."""

# Both ends flank text on one side only, so that no other sign can be the partner of either
# (CommonMark, section 6.2).
_EMPHASIS: Final = lazy_pattern(
    r"""
    (?P<sign> \*\*? ) (?<! [\w*\\] \* ) (?<! [\w*\\] \*\* ) (?! \* )
    (?P<text> [^\W_] (?: (?: [^*_`\\<>\[\]&^~{!] | &(?=\s) ){0,400} (?<! \s ) )?+ )
    (?P=sign) (?! [\w*] )
    """,
    re.VERBOSE,
)
_AND: Final = lazy_pattern(r"&(?=\s)")

_Piece = tuple[int, int, "MarkupKind | None", str]
"""A stretch of the text, its markup, and the target of a link."""


def write_simple(lines: Lines, builder: Builder, page: Page) -> bool:
    """Write the content of a block, if it is simple; say whether it was.

    Args:
        lines: The content.
        builder: Where the text goes; the block is not ended.
        page: The state of HTML.
    """
    text = lines.text
    match = SPECIAL.search(text)
    if match is None:
        _write_lines(lines, builder, page)
        return True
    if not lines.even:
        return False
    pieces: list[_Piece] = []
    at = 0
    while match is not None:
        start = match.start()
        sign = text[start]
        if sign == "*":
            emphasis = _EMPHASIS.match(text, start)
            if emphasis is None:
                return False
            kind: MarkupKind = "italic" if len(emphasis["sign"]) == 1 else "bold"
            pieces += ((at, start, None, ""), (*emphasis.span("text"), kind, ""))
            at = emphasis.end()
        elif sign == "<":
            link = AUTOLINK.match(text, start)
            if link is None or link.group(1) is None:
                return False
            pieces += (
                (at, start, None, ""),
                (start + 1, link.end() - 1, "link", link.group(1)),
            )
            at = link.end()
        elif sign == "&":
            if not _AND.match(text, start):
                return False
            match = SPECIAL.search(text, start + 1)
            continue
        elif sign == "h":
            # As far as the signs after it that do not belong to the address.
            end = start + len(match.group().rstrip("_~^.,;:!?'"))
            match = SPECIAL.search(text, end)
            continue
        else:
            return False
        match = SPECIAL.search(text, at)
    pieces.append((at, len(text), None, ""))
    _write_pieces(pieces, lines, builder, page)
    return True


def _write_pieces(pieces: list[_Piece], lines: Lines, builder: Builder, page: Page) -> None:
    text = lines.text
    shift = lines.source(0)
    for start, end, kind, target in pieces:
        while start < end and text[start] == "\n":
            builder.line_feed()
            start += 1
        if start >= end:
            continue
        opened = builder.length
        page.before_text()
        if builder.ends_in_space:
            while start < end and text[start].isspace():
                start += 1
        builder.add(shift + start, shift + end)
        if kind is not None:
            builder.mark(opened, kind, target)


def _write_lines(lines: Lines, builder: Builder, page: Page) -> None:
    """Add text in which nothing is marked."""
    if lines.even:
        page.before_text()
        start = lines.source(0)
        builder.add(start, start + len(lines.text))
        return
    at = 0
    for text in lines.text.split("\n"):
        if at:
            builder.line_feed()
        if text:
            page.before_text()
            start = lines.source(at)
            builder.add(start, start + len(text))
        at += len(text) + 1
