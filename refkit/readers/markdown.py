"""The reader of Markdown: CommonMark blocks, and what real pages put between them.

Blocks come from markdown-it-py with their lines; what stands in the lines is read by
:mod:`refkit.readers.inline` (text) and :mod:`refkit.readers.html` (embedded HTML), which know the
offset of every character. Beyond CommonMark: front matter, pandoc's fenced divisions, attributes of
headings, kramdown's ``{: .small}`` lines, footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from markdown_it.token import Token

from refkit.model import Document, Mention, Span
from refkit.model.document import BlockKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.beside import Beside
from refkit.readers.builder import Builder
from refkit.readers.front_matter import project_bibliographies
from refkit.readers.html import Page, telling
from refkit.readers.inline import Definition, label_key, unescape, write_inline
from refkit.readers.lines import Lines, blank_before
from refkit.readers.markdown_blocks import Plain, blocks_of
from refkit.readers.markdown_citations import find_mentions, has_keys
from refkit.readers.markdown_frame import FOOTNOTE, frame_of
from refkit.readers.plaintext import columns

_LINE_END: Final = lazy_pattern(r"\r\n|\r|\n")
_HEADING_ATTRIBUTES: Final = lazy_pattern(r"[ \t]+ \{ [^{}]{0,300} \} $", re.VERBOSE)
_DEFINITION: Final = lazy_pattern(
    r"""
    [ ]{0,3} \[ (?!\^) ( (?: [^\[\]\\] | \\. ){1,999} ) \]:
    [ \t]* (?: <([^<>]{0,4000})> | (\S{1,4000}) )
    (?: [ \t]+ (?: "[^"]{0,1000}" | '[^']{0,1000}' | \([^()]{0,1000}\) ) )? [ \t]* $
    """,
    re.VERBOSE,
)
# Lines that do not follow each other as they stand, with their line breaks.
_UNEVEN: Final = lazy_pattern(r"\n(?:(?<=[\s\u00ad\u200b\u2060\ufeff]\n)|\s)|\r")
_WORD: Final = lazy_pattern(r"(?<![#\w-])[\w-]+")
_ID: Final = lazy_pattern(r"#([\w-]+)")
# A setext heading longer than this is a paragraph before a rule without blank line between them.
_HEADING_LIMIT: Final = 120


def read_markdown(source: str, *, path: str = "", beside: Beside | None = None) -> Document:
    """Read Markdown.

    Front matter, link reference definitions and comments are no text. A soft or hard line break is
    a line feed within its block. A note within the text, "^[…]", is a block after that in which it
    stands.

    Args:
        source: The decoded text.
        path: The file's name as the user gave it.
        beside: What opens the files beside it: those of a project, such as ``_quarto.yml``, are
            asked for the bibliography if the article cites keys and names none itself.

    Returns:
        The Document. The first paragraph of a list item is an "item" block with the item's marker;
        ``level`` is the depth of its list, also of further paragraphs in the item. What the header
        lists without a citation, "nocite", is a Mention of the empty span at the start.
    """
    return _Markdown(source).read(path, beside)


class _Markdown:
    def __init__(self, source: str) -> None:
        self._source = source
        self._builder = Builder(source)
        self._page = Page(self._builder)
        self._starts, self._lines = _lines(source)
        frame = frame_of(self._lines)
        self._header = frame.header
        # The lines as the parser of blocks has them: each the end of a line of the file.
        self._shown = frame.lines
        self._divisions = frame.divisions
        self._upcoming: Iterator[int] = iter(())
        self._next_division = -1
        self._notes = frame.notes
        self._definitions: dict[str, Definition] = {}
        self._defining: set[int] = set()
        # Where the last block ended, to count the blank lines before the next.
        self._last = 0

    def read(self, path: str, beside: Beside | None) -> Document:
        blocks = blocks_of(self._shown)
        if self._divisions:
            self._without_fenced_divisions(blocks)
        for block in blocks:
            if isinstance(block, Token) and block.type == "inline" and block.map:
                self._define(block)
        self._write(blocks)
        self._page.flush()
        document = self._builder.document("markdown", path=path)
        self._cite(document, beside)
        return document

    def _without_fenced_divisions(self, blocks: list[Token | Plain]) -> None:
        for block in blocks:
            if isinstance(block, Token) and block.map and block.type in ("fence", "code_block"):
                for line in range(*block.map):
                    self._divisions.pop(line, None)

    def _cite(self, document: Document, beside: Beside | None) -> None:
        """Say what the article cites, and where the works are."""
        header = self._header
        document.embedded = header.embedded
        document.bibliographies = header.bibliographies
        known = bool(header.bibliographies or header.embedded)
        if beside is not None and not known and has_keys(document):
            document.bibliographies = project_bibliographies(beside)
            known = bool(document.bibliographies)
        document.mentions = find_mentions(document, bare=known or bool(header.uncited))
        if header.uncited:
            document.mentions.insert(0, Mention(span=Span(0, 0), keys=tuple(header.uncited)))

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

    def _write(self, blocks: list[Token | Plain]) -> None:
        # Open lists, outermost first; the marker of an item that has no block yet.
        depth = 0
        quotes = 0
        marker = ""
        fresh = False
        self._upcoming = iter(sorted(self._divisions))
        self._next_division = next(self._upcoming, -1)
        for index, token in enumerate(blocks):
            if isinstance(token, Plain):
                self._divide_before(token.begin)
                # After an item without text: "1." and the entry below it, at the margin.
                if self._plain(token, marker if fresh else ""):
                    fresh = False
                continue
            if token.map and token.nesting >= 0:
                self._divide_before(token.map[0])
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
                opening = blocks[index - 1]
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
        self._divide_before(len(self._lines) + 1)

    def _divide_before(self, number: int) -> None:
        """Open and close the divisions whose lines stand before a line."""
        while 0 <= self._next_division < number:
            self._divide(self._divisions[self._next_division])
            self._next_division = next(self._upcoming, -1)

    def _plain(self, block: Plain, marker: str) -> bool:
        """Read a block that stands for itself, and say whether there was any text in it."""
        begin, end = block.begin, block.end
        if block.kind == "html":
            return self._markup(begin, end, 0, marker, self._lines[begin])
        if block.kind == "heading":
            line = self._shown[begin]
            level = len(line) - len(line.lstrip("#"))
            self._block([self._atx(begin, level)], begin, end, "heading", level, marker)
            return True
        start = self._starts[begin]
        text = self._source[start : self._end(end - 1)]
        lines = [(start, text)]
        numbers = range(begin, end)
        if _UNEVEN.search(text) or any(self._shown[at] is not self._lines[at] for at in numbers):
            lines.clear()
            for number in numbers:
                text = self._shown[number].lstrip(" \t")
                lines.append((self._end(number) - len(text), text))
        self._block(lines, begin, end, "item" if marker else "paragraph", 0, marker)
        return True

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

    def _text(
        self, token: Token, opening: Token | Plain, kind: BlockKind, depth: int, marker: str
    ) -> None:
        begin, end = token.map or (0, 0)
        level = depth
        heading = opening if isinstance(opening, Token) and opening.type == "heading_open" else None
        if heading and heading.markup.startswith("#"):
            lines = [self._atx(begin, len(heading.markup))]
            kind, level = "heading", len(heading.markup)
        else:
            lines = self._content(token)
            if heading and lines:
                lines = self._without_attributes(lines)
                if sum(len(text) for _, text in lines) <= _HEADING_LIMIT:
                    kind, level = "heading", int(heading.tag[1])
        if not lines:
            self._last = end
            return
        if not FOOTNOTE.match(lines[0][1]):
            self._block(lines, begin, end, kind, level, marker)
            return
        # Footnotes on lines that follow each other are several.
        starts = [at for at, (_, text) in enumerate(lines) if FOOTNOTE.match(text)]
        for start, stop in pairwise([*starts, len(lines)]):
            self._note(lines[start:stop], begin, end, level)

    def _note(self, lines: list[tuple[int, str]], begin: int, end: int, level: int) -> None:
        offset, text = lines[0]
        found = FOOTNOTE.match(text)
        at = found.end() if found else 0
        lines[0] = (offset + at, text[at:])
        self._block(lines, begin, end, "note", level, text[:at])

    def _block(
        self,
        lines: list[tuple[int, str]],
        begin: int,
        end: int,
        kind: BlockKind,
        level: int,
        marker: str = "",
    ) -> None:
        """Write a block of text, and the notes that stand within it."""
        first = lines[0][0]
        indent = columns(self._source[self._starts[begin] : first]) if not marker else 0
        if kind == "paragraph":
            if begin in self._notes:
                kind, indent = "note", 0
            elif lines[0][1].startswith("|"):
                kind = "table"
        self._page.begin(kind, level, indent, marker, blank_before(self._lines, self._last, begin))
        notes = write_inline(Lines(lines), self._builder, self._page, self._definitions)
        if self._page.flush():
            self._last = end
        for note in notes:
            self._page.begin("note", level, 0, "", 0)
            write_inline(note, self._builder, self._page, self._definitions)
            self._page.flush()

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
            line = self._shown[number]
            kept = len(content.strip())
            start = len(line.rstrip()) - kept
            found.append((self._end(number) - len(line) + start, line[start:]))
        return found

    def _html(self, token: Token, depth: int, marker: str) -> bool:
        """Read HTML, and say whether there was any text in it."""
        begin, end = token.map or (0, 0)
        return self._markup(begin, end, depth, marker, token.content.partition("\n")[0])

    def _markup(self, begin: int, end: int, depth: int, marker: str, content: str) -> bool:
        length = self._builder.length
        start = self._starts[begin]
        self._page.flush()
        if marker:
            # "- <!-- a comment --> Smith, J. (2020). …": the rest of the line is HTML, and an item.
            self._page.begin("item", depth, 0, marker, blank_before(self._lines, self._last, begin))
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
        gap = blank_before(self._lines, self._last, begin)
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


def _lines(source: str) -> tuple[list[int], list[str]]:
    """Where each line begins, and what it says; the last one is empty."""
    if "\r" not in source:
        plain = source.split("\n") if source.endswith("\n") else [*source.split("\n"), ""]
        places = accumulate((len(line) + 1 for line in plain[:-1]), initial=0)
        return [min(place, len(source)) for place in places], plain
    starts, lines = [0], []
    for found in _LINE_END.finditer(source):
        lines.append(source[starts[-1] : found.start()])
        starts.append(found.end())
    if starts[-1] < len(source):
        lines.append(source[starts[-1] :])
        starts.append(len(source))
    lines.append("")
    return starts, lines
