"""Blocks of Markdown: the lines of a file, cut into what CommonMark makes of them.

markdown-it-py finds the blocks. What needs no parser, paragraphs that nothing in them can
interrupt, headings and lines of ``<div>`` between blank lines, is told by one regular expression
and hidden from it, which takes most of the time out of reading a long article.
"""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from refkit.normalize.patterns import lazy_pattern

# How deep blocks may nest; deeper ones are read as if they began anew.
_NESTING: Final = 100

# What may begin a line that is a paragraph's and nothing else, whatever stands around it.
_SAFE: Final = r"""
    (?: [^\W\d_] | [^\x00-\x7f\s] | ["'(),;.?/$%&@\\^{}\]|:!]
      | \[ (?! [^\n]* \]: )                              # no definition of a link or note
      | (?! \d{1,9} [.)] (?: [ \t\n] | \Z ) ) \d         # no item of a list
      | \*{1,3} [^\s*] | _{1,3} [^\s_] | - [^\s\-] | \+ [^\s+]
      | ` (?! `` ) | ~ (?! ~~ ) | < (?= https?:// )
    )
"""
_APART: Final = lazy_pattern(
    rf"""
    (?: (?P<heading> \#{{1,6}} [ \t]+ [^\s] [^\n]* )
      | (?P<html> </?div (?=[ \t>\n]) [^\n]* (?: \n (?! [ \t]* (?: \n | \Z ) ) [^\n]+ )*+ )
      | {_SAFE} [^\n]* (?: \n [ \t]* {_SAFE} [^\n]* )*+
    )
    (?= \n [ \t]* (?: \n | \Z ) | \Z )
    """,
    re.VERBOSE,
)

# HTML that goes on over blank lines, and what ends it (CommonMark 0.31.2, section 4.6, 1 to 5).
_ENCLOSES: Final = lazy_pattern(r"<(?:!|\?|script|pre|style|textarea)", re.IGNORECASE)
_CLOSES: Final = lazy_pattern(r"-->|\?>|\]\]>|</(?:script|pre|style|textarea)>", re.IGNORECASE)


class Plain(msgspec.Struct, frozen=True):
    """A block that stands for itself, outside of lists and quotes.

    Attributes:
        kind: What it is.
        begin: Its first line, from 0.
        end: The line after its last.
    """

    kind: Literal["paragraph", "heading", "html"]
    begin: int
    end: int


_LEAVES: Final = frozenset(["inline", "fence", "code_block", "html_block", "hr"])


def blocks_of(lines: list[str]) -> list[Token | Plain]:
    """The blocks of a file in order.

    Args:
        lines: Its lines, blank where what stands in the file is for others to read.

    Returns:
        The parser's tokens, in whose maps the lines are those of the file, without inline content;
        and among them the blocks that need none.
    """
    collapsed, origins, hidden = _collapsed(lines)
    found: list[Token | Plain] = []
    for token in _tokens(collapsed):
        if token.map:
            begin, end = token.map
            token.map = [origins[begin], origins[end]]
            if token.type == "inline" and token.content == "x":
                plain = hidden.get(token.map[0])
                if plain:
                    # The paragraph that stands for them.
                    found.pop()
                    found += plain
                    continue
        found.append(token)
    return found


def _collapsed(lines: list[str]) -> tuple[list[str], list[int], dict[int, list[Plain]]]:
    """The lines with a paragraph "x" for each run of plain blocks.

    It is a paragraph wherever they are some, and no more than a line of code or HTML where an
    unclosed fence or comment makes them that.

    Returns:
        The lines; the number that each has in the file; and the blocks, by the number of the
        line that stands for them.
    """
    text = "\n".join(lines)
    short: list[str] = []
    origins: list[int] = []
    hidden: dict[int, list[Plain]] = {}
    at = line = 0
    run: list[Plain] = []
    start = 0
    enclosing = _ENCLOSES.search(text) is not None
    while True:
        match = _APART.match(text, start)
        if match is None:
            start = text.find("\n\n", max(start - 1, 0)) + 2
            if start < 2:
                break
            continue
        end = match.end()
        if enclosing and _CLOSES.search(text, start, end):
            # It may be the end of a comment that began above it.
            start = end
            continue
        between = text[at:start]
        if not run or between.strip(" \t\n"):
            begin = line + between.count("\n")
            taken = lines[line + (1 if run else 0) : begin]
            short += taken
            origins.extend(range(begin - len(taken), begin))
            short.append("x")
            origins.append(begin)
            run = hidden[begin] = []
        else:
            begin = line + between.count("\n")
        line = begin + text.count("\n", start, end)
        # The groups of the pattern are named by kinds of blocks, which mypy cannot know.
        run.append(Plain(match.lastgroup or "paragraph", begin, line + 1))  # type: ignore[arg-type]
        at = start = end
    rest = lines[line + 1 :] if run else lines
    short += rest
    origins.extend(range(len(lines) - len(rest), len(lines) + 1))
    return short, origins, hidden


def _tokens(lines: list[str]) -> list[Token]:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.disable(["inline", "reference"])
    tokens: list[Token] = []
    first = 0
    while first < len(lines):
        found = parser.parse("\n".join(lines[first:]))
        last = 0
        for token in found:
            if token.map:
                token.map = [token.map[0] + first, token.map[1] + first]
                if token.type in _LEAVES:
                    last = max(last, token.map[1])
        tokens += found
        # Past its limit of nesting the parser drops the rest of the file: read that anew.
        rest = next((at for at in range(max(last, first), len(lines)) if lines[at].strip()), -1)
        if rest < 0 or not _deep(found):
            break
        first = max(rest, first + 1)
    return tokens


def _deep(tokens: list[Token]) -> bool:
    return any(token.level >= _NESTING - 2 for token in tokens)
