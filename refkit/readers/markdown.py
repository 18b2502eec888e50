"""The reader of Markdown: CommonMark blocks, and what real pages put between them.

Blocks come from markdown-it-py with their lines; what stands in the lines is read by
:mod:`refkit.readers.inline` (text) and :mod:`refkit.readers.html` (embedded HTML), which know the
offset of every character. Beyond CommonMark: front matter, pandoc's fenced divisions, attributes of
headings, kramdown's ``{: .small}`` lines, footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from refkit.model import Document
from refkit.model.document import BlockKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.builder import Builder
from refkit.readers.html import Page, telling
from refkit.readers.inline import Definition, Lines, label_key, unescape, write_inline
from refkit.readers.plaintext import columns

_LINE: Final = lazy_pattern(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_FENCED_DIVISION: Final = lazy_pattern(r"[ ]{0,3} :{3,} [ \t]* (.{0,500})", re.VERBOSE)
_ATTRIBUTE_LINE: Final = lazy_pattern(r"[ \t]{0,8} \{: [^{}]{0,300} \} [ \t]* $", re.VERBOSE)
_HEADING_ATTRIBUTES: Final = lazy_pattern(r"[ \t]+ \{ [^{}]{0,300} \} $", re.VERBOSE)
_DEFINITION: Final = lazy_pattern(
    r"""
    [ ]{0,3} \[ (?!\^) ( (?: [^\[\]\\] | \\. ){1,999} ) \]:
    [ \t]* (?: <([^<>]{0,4000})> | (\S{1,4000}) )
    (?: [ \t]+ (?: "[^"]{0,1000}" | '[^']{0,1000}' | \([^()]{0,1000}\) ) )? [ \t]* $
    """,
    re.VERBOSE,
)
_FOOTNOTE: Final = lazy_pattern(r"\[\^ [^\]\s]{1,100} \]:", re.VERBOSE)
_WORD: Final = lazy_pattern(r"(?<![#\w-])[\w-]+")
_ID: Final = lazy_pattern(r"#([\w-]+)")
# How deep blocks may nest; deeper ones are read as if they began anew.
_NESTING: Final = 100
# A setext heading longer than this is a paragraph before a rule without blank line between them.
_HEADING_LIMIT: Final = 120


def read_markdown(source: str, *, path: str = "") -> Document:
    """Read Markdown.

    Front matter, link reference definitions and comments are no text. A soft or hard line break is
    a line feed within its block.

    Args:
        source: The decoded text.
        path: The file's name as the user gave it.

    Returns:
        The Document. The first paragraph of a list item is an "item" block with the item's marker;
        ``level`` is the depth of its list, also of further paragraphs in the item.
    """
    return _Markdown(source).read(path)


class _Markdown:
    def __init__(self, source: str) -> None:
        self._source = source
        self._builder = Builder(source)
        self._page = Page(self._builder)
        self._starts: list[int] = []
        self._lines: list[str] = []
        for match in _LINE.finditer(source):
            self._starts.append(match.start())
            self._lines.append(match.group(1))
        self._divisions: dict[int, str] = {}
        self._definitions: dict[str, Definition] = {}
        self._defining: set[int] = set()
        # Where the last block ended, to count the blank lines before the next.
        self._last = 0

    def read(self, path: str) -> Document:
        lines = self._without_frame()
        tokens = self._tokens(lines)
        fenced = {
            line
            for token in tokens
            if token.map and token.type in ("fence", "code_block")
            for line in range(*token.map)
        }
        self._divisions = {at: word for at, word in self._divisions.items() if at not in fenced}
        for token in tokens:
            if token.type == "inline" and token.map:
                self._define(token)
        self._write(tokens)
        self._page.flush()
        return self._builder.document("markdown", path=path)

    def _without_frame(self) -> list[str]:
        """The lines for the block parser: blank where front matter and divisions stand."""
        lines = self._lines.copy()
        first = lines[0].rstrip() if lines else ""
        if first in ("---", "+++"):
            for number in range(1, len(lines)):
                if lines[number].rstrip() in (first, "..." if first == "---" else first):
                    lines[: number + 1] = [""] * (number + 1)
                    break
        for number, line in enumerate(lines):
            if ":::" in line:
                division = _FENCED_DIVISION.match(line)
                if division:
                    self._divisions[number] = division.group(1).strip().strip(":").strip()
                    lines[number] = ""
            elif "{:" in line and _ATTRIBUTE_LINE.match(line):
                lines[number] = ""
        return lines

    def _tokens(self, lines: list[str]) -> list[Token]:
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

    def _define(self, token: Token) -> None:
        """Take link reference definitions out of a paragraph."""
        for number, content in self._numbered(token):
            match = _DEFINITION.match(content) if content.lstrip().startswith("[") else None
            if not match:
                return
            target = match.group(2) if match.group(2) is not None else match.group(3)
            key = label_key(match.group(1))
            self._definitions.setdefault(key, Definition(unescape(target)))
            self._defining.add(number)

    def _write(self, tokens: list[Token]) -> None:
        # Open lists, outermost first; the marker of an item that has no block yet.
        depth = 0
        quotes = 0
        marker = ""
        fresh = False
        division = iter(sorted(self._divisions))
        upcoming = next(division, None)
        for index, token in enumerate(tokens):
            while (
                upcoming is not None
                and token.map
                and token.nesting >= 0
                and upcoming < token.map[0]
            ):
                self._divide(self._divisions[upcoming])
                upcoming = next(division, None)
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
            elif kind == "list_item_open":
                marker, fresh = token.info + token.markup, True
            elif kind == "blockquote_open":
                quotes += 1
            elif kind == "blockquote_close":
                quotes -= 1
            elif kind == "inline" and token.map:
                opening = tokens[index - 1]
                block: BlockKind = "quote" if quotes else "paragraph"
                if fresh:
                    block = "item"
                self._text(token, opening, block, depth, marker if fresh else "")
                fresh = False
            elif kind in ("fence", "code_block") and token.map:
                self._code(token, depth)
                fresh = False
            elif kind == "html_block" and self._html(token, depth, marker if fresh else ""):
                fresh = False
        while upcoming is not None:
            self._divide(self._divisions[upcoming])
            upcoming = next(division, None)

    def _divide(self, attributes: str) -> None:
        if not attributes:
            self._page.leave()
            return
        words = _WORD.findall(attributes)
        self._page.enter(
            telling({"class": " ".join(words), "id": " ".join(_ID.findall(attributes))})
        )

    def _end(self, number: int) -> int:
        return self._starts[number] + len(self._lines[number])

    def _text(self, token: Token, opening: Token, kind: BlockKind, depth: int, marker: str) -> None:
        begin, end = token.map or (0, 0)
        level = depth
        if opening.type == "heading_open" and opening.markup.startswith("#"):
            lines = [self._atx(begin, len(opening.markup))]
            kind, level = "heading", len(opening.markup)
        else:
            lines = self._content(token)
            if opening.type == "heading_open":
                lines = self._without_attributes(lines)
                if sum(len(text) for _, text in lines) <= _HEADING_LIMIT:
                    kind, level = "heading", int(opening.tag[1])
        if not lines:
            self._last = end
            return
        first = lines[0][0]
        indent = columns(self._source[self._starts[begin] : first]) if not marker else 0
        footnote = _FOOTNOTE.match(lines[0][1])
        if footnote:
            marker = footnote.group()
            lines[0] = (first + footnote.end(), lines[0][1][footnote.end() :])
        elif lines[0][1].startswith("|") and kind == "paragraph":
            kind = "table"
        gap = sum(not self._lines[at].strip() for at in range(self._last, begin))
        self._page.begin(kind, level, indent, marker, gap)
        write_inline(Lines(lines), self._builder, self._page, self._definitions)
        if self._page.flush():
            self._last = end

    def _atx(self, number: int, level: int) -> tuple[int, str]:
        line = self._lines[number]
        start = line.index("#" * level) + level
        text = line[start:].rstrip()
        stripped = text.rstrip("#")
        if stripped != text and (not stripped or stripped[-1] in " \t"):
            text = stripped.rstrip()
        return self._without_attributes([(self._starts[number] + start, text)])[0]

    def _without_attributes(self, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
        offset, text = lines[-1]
        match = _HEADING_ATTRIBUTES.search(text, max(0, len(text) - 400))
        return [*lines[:-1], (offset, text[: match.start()])] if match else lines

    def _numbered(self, token: Token) -> Iterator[tuple[int, str]]:
        """The lines of a token's content with their numbers in the file."""
        begin, end = token.map or (0, 0)
        contents = token.content.split("\n")
        # The parser strips what Python holds for white space, such as a line of one U+00A0.
        while end - begin > len(contents) and not self._lines[begin].lstrip("> \t").strip():
            begin += 1
        return zip(range(begin, end), contents, strict=False)

    def _content(self, token: Token) -> list[tuple[int, str]]:
        """The lines of a paragraph with their offsets, without definitions.

        A line of the parser's content is the end of the line in the file, so their lengths tell
        where it begins, whatever markers of quotes and lists stand before it.
        """
        found: list[tuple[int, str]] = []
        for number, content in self._numbered(token):
            if number in self._defining:
                continue
            line = self._lines[number]
            kept = len(content.strip())
            start = len(line.rstrip()) - kept
            found.append((self._starts[number] + start, line[start:]))
        return found

    def _html(self, token: Token, depth: int, marker: str) -> bool:
        """Read HTML, and say whether there was any text in it."""
        begin, end = token.map or (0, 0)
        length = self._builder.length
        start = self._starts[begin]
        self._page.flush()
        if marker:
            # "- <!-- a comment --> Smith, J. (2020). …": the rest of the line is HTML, and an item.
            gap = sum(not self._lines[at].strip() for at in range(self._last, begin))
            self._page.begin("item", depth, 0, marker, gap)
            content = token.content.partition("\n")[0]
            if self._lines[begin].endswith(content):
                start = self._end(begin) - len(content)
        self._page.feed(start, self._end(end - 1), begun=bool(marker))
        self._page.flush()
        self._last = end
        return self._builder.length > length

    def _code(self, token: Token, depth: int) -> None:
        begin, end = token.map or (0, 0)
        label = ""
        first, last = begin, end
        if token.type == "fence":
            label = telling({"class": " ".join(_WORD.findall(token.info[:200]))})
            first = begin + 1
            closing = self._lines[end - 1].strip(" \t>")
            if end - 1 > begin and closing and not closing.strip(token.markup[0]):
                last = end - 1
        gap = sum(not self._lines[at].strip() for at in range(self._last, begin))
        self._page.flush()
        indent = 0
        for number in range(first, last):
            line = self._lines[number]
            if self._builder.in_block:
                self._builder.line_feed()
            else:
                indent = columns(line[: len(line) - len(line.lstrip())])
            self._builder.add(self._starts[number], self._end(number))
        label = label or ("" if token.type == "fence" else "indented")
        if self._builder.end_block("code", level=depth, indent=indent, label=label, gap=gap):
            self._last = end


_LEAVES: Final = frozenset(["inline", "fence", "code_block", "html_block", "hr"])


def _deep(tokens: list[Token]) -> bool:
    return any(token.level >= _NESTING - 2 for token in tokens)
