"""The reader of reStructuredText, as the specification of docutils and Sphinx's manual have it.

Blocks are told by the signs and the indentation of their lines; what stands in the lines is read by
:mod:`refkit.readers.rst_inline`, and directives are listed in :mod:`refkit.readers.rst_directives`.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.model import Document
from refkit.model.document import BlockKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.beside import Beside
from refkit.readers.lines import FARTHEST, Lines
from refkit.readers.plaintext import columns
from refkit.readers.rst_directives import CONTENT, Shown, sphinx_bibliographies
from refkit.readers.rst_inline import write_inline
from refkit.readers.script import Script

_LINE_END: Final = lazy_pattern(r"\r\n|\r|\n")
_RULE: Final = lazy_pattern(r"([!-/:-@\[-`{-~])\1*[ \t]*")
_BULLET: Final = lazy_pattern(r"[*+\-•‣⁃](?:[ \t]+|$)")
_ENUMERATOR: Final = lazy_pattern(
    r"""
    (?: \( (?: \d{1,9} | [a-zA-Z] | [ivxlcdmIVXLCDM]{1,12} | \# ) \)
      | (?: \d{1,9} | [a-zA-Z] | [ivxlcdmIVXLCDM]{1,12} | \# ) [.)] ) (?:[ \t]+|$)
    """,
    re.VERBOSE,
)
_FIELD: Final = lazy_pattern(r":(?![: `])([^:\n`]{1,200}(?<!\s)):(?:[ \t]+|$)")
_OPTION: Final = lazy_pattern(r"(?:-\w|--[\w-]{1,60}|/\w)(?:[ =][\w<>.-]{1,60})?(?:[ ]{2,}|$)")
_EXPLICIT: Final = lazy_pattern(
    r"""
    \.\. [ \t]+ (?:
        \[ (?P<label> [^\[\]\s]{1,200} ) \] (?: [ \t]+ | $ )
      | (?P<target> _ (?: `[^`]{1,500}` | (?: [^:\\] | \\. ){1,500} | _ ) : (?: [ \t] | $ ) )
      | \| (?P<name> [^|]{1,200} ) \| [ \t]+ (?P<how> [\w-]{1,60} ) :: [ \t]*
      | (?P<directive> [a-zA-Z] [\w:.+-]{0,80} ) [ ]? :: (?: [ \t]+ | $ )
    )
    """,
    re.VERBOSE,
)
_GRID: Final = lazy_pattern(r"\+[-=+]{3,}\+[ \t]*")
_BORDER: Final = lazy_pattern(r"={2,}(?:[ ]{1,20}={2,})+[ ]*")
_CELLS: Final = lazy_pattern(r"={2,}")
_DIRECTIVE_OPTION: Final = lazy_pattern(r":[\w-]{1,60}:(?:[ \t]|$)")
_DEEPEST: Final = 60


def read_rst(source: str, *, path: str = "", beside: Beside | None = None) -> Document:
    """Read reStructuredText.

    A citation ``.. [Smith2020] …`` is an "entry" with its key, a footnote ``.. [1] …`` a "note";
    comments and directives without text of their own are no text.

    Args:
        source: The decoded text.
        path: The file's name as the user gave it.
        beside: What opens the files beside it: Sphinx's ``conf.py`` is asked for the bibliography
            if the article names none itself.

    Returns:
        The Document.
    """
    reading = _Rst(source)
    reading.body(0, len(reading.lines), 0, 0)
    document = reading.script.document("rst", path)
    if beside is not None and not document.bibliographies and document.mentions:
        document.bibliographies = sphinx_bibliographies(beside)
    return document


class _Rst:
    def __init__(self, source: str) -> None:
        self.script = Script(source)
        self.starts: list[int] = [0]
        self.lines: list[str] = []
        for found in _LINE_END.finditer(source):
            self.lines.append(source[self.starts[-1] : found.start()])
            self.starts.append(found.end())
        self.lines.append(source[self.starts[-1] :])
        # Where the text of each line begins, and in which column; moved behind the marks of lists.
        self._first = [len(line) - len(line.lstrip()) for line in self.lines]
        self._column = [
            columns(line[:first]) if first else 0
            for line, first in zip(self.lines, self._first, strict=True)
        ]
        self._blank = [not line.strip() for line in self.lines]
        self._styles: list[str] = []
        self._last = 0
        self._level = 0
        self._substitutions: dict[str, Lines] = {}
        self._collect_substitutions()

    def _collect_substitutions(self) -> None:
        """What ``|names|`` stand for; they may be defined after they are used."""
        for number, line in enumerate(self.lines):
            if "|" not in line or not line.lstrip().startswith(".. |"):
                continue
            found = _EXPLICIT.match(line.lstrip())
            if found and found["name"]:
                content = [(number, self._first[number] + found.end())]
                if found["how"] not in ("replace", "unicode"):
                    content = []
                elif found["how"] == "replace":
                    end = self._block_end(number + 1, len(self.lines), self._column[number])
                    content += [(at, self._first[at]) for at in range(number + 1, end)]
                self._substitutions[found["name"].casefold()] = self._lines_at(content)

    def _lines_at(self, content: list[tuple[int, int]]) -> Lines:
        """The text of lines, each from a character on."""
        return Lines(
            [
                (self.starts[number] + first, self.lines[number][first:].rstrip())
                for number, first in content
                if not self._blank[number]
            ]
        )

    def _text(self, number: int) -> str:
        return self.lines[number][self._first[number] :].rstrip()

    def _block_end(self, start: int, end: int, column: int) -> int:
        """The line after those further in than a column, without blank ones at their end."""
        last = start
        for number in range(start, end):
            if self._blank[number]:
                continue
            if self._column[number] <= column:
                break
            last = number + 1
        return last

    def body(
        self, begin: int, end: int, depth: int, level: int, kind: BlockKind = "paragraph"
    ) -> None:
        """Read the lines of the file or of an item, a note, a directive.

        Args:
            begin: The first line.
            end: The line after the last.
            depth: How deep it is nested.
            level: The depth of the list around it.
            kind: What its paragraphs are.
        """
        at = begin
        while at < end:
            if self._blank[at]:
                at += 1
                continue
            at = self._element(at, end, depth, level, kind)

    def _element(self, at: int, end: int, depth: int, level: int, kind: BlockKind) -> int:
        """Read what begins on a line, and give the line after it."""
        text = self._text(at)
        column = self._column[at]
        if depth >= _DEEPEST:
            return self._paragraph(at, end, level, kind, deep=True)
        if text.startswith("..") and (text == ".." or text[2] in " \t"):
            return self._explicit(at, end, depth, level)
        if text == "__" or text.startswith("__ "):
            return self._block_end(at + 1, end, column)
        title = self._title(at, end) if depth == 0 else 0
        if title:
            return title
        first = text[0]
        if first == "|" and (text == "|" or text[1] == " "):
            return self._line_block(at, end, level)
        if first == ">" and text.startswith(">>>"):
            return self._literal(at, self._paragraph_end(at, end), "")
        if first == "+" and _GRID.fullmatch(text):
            return self._grid(at, end)
        if first == "=" and _BORDER.fullmatch(text):
            return self._simple_table(at, end)
        marker = _BULLET.match(text) or _ENUMERATOR.match(text)
        if marker and (marker.end() < len(text) or self._ends_item(at, end)):
            return self._item(at, end, depth, level, marker.end())
        if first == ":":
            field = _FIELD.match(text)
            if field:
                return self._field(at, end, depth, level, field)
        if _OPTION.match(text):
            self._paragraph(at, at + 1, level, kind)
            stop = self._block_end(at + 1, end, column)
            self.body(at + 1, stop, depth + 1, level, kind)
            return stop
        if kind == "paragraph" and column and not depth:
            kind = "quote"
        return self._paragraph(at, end, level, kind)

    def _ends_item(self, at: int, end: int) -> bool:
        return at + 1 >= end or self._blank[at + 1] or self._column[at + 1] > self._column[at]

    # -- sections ------------------------------------------------------------------------------

    def _title(self, at: int, end: int) -> int:
        """Read a section's title or a transition; the line after it, or 0 if there is none."""
        text = self._text(at)
        rule = _RULE.fullmatch(text)
        if rule:
            below = self._text(at + 2) if at + 2 < end else ""
            if below and below == text and not self._blank[at + 1]:
                self._heading(at + 1, f"{text[0]}{text[0]}")
                return at + 3
            if len(text) >= 4 and (at + 1 >= end or self._blank[at + 1]):
                return at + 1
            if len(text) < 4 or self._column[at]:
                return 0
        if self._column[at] or at + 1 >= end or self._blank[at + 1]:
            return 0
        under = self._text(at + 1)
        if not _RULE.fullmatch(under) or self._column[at + 1]:
            return 0
        if len(under) < 4 and len(under) < len(text):
            return 0
        self._heading(at, under[0])
        return at + 2

    def _heading(self, number: int, style: str) -> None:
        if style not in self._styles:
            self._styles.append(style)
        self._level = min(self._styles.index(style) + 1, 6)
        content = self._lines_at([(number, self._first[number])])
        self._write(content, "heading", number, level=self._level, end=number + 2)

    # -- blocks --------------------------------------------------------------------------------

    def _write(
        self,
        content: Lines,
        kind: BlockKind,
        begin: int,
        *,
        end: int,
        level: int = 0,
        indent: int = 0,
        marker: str = "",
        key: str = "",
    ) -> None:
        script = self.script
        gap = self._gap(begin)
        write_inline(content, script, self._substitutions)
        if script.builder.end_block(
            kind, level=level, indent=indent, marker=marker, gap=gap, key=key
        ):
            self._last = end

    def _gap(self, begin: int) -> int:
        """The blank lines before a line; where there are very many, not all are counted."""
        return sum(self._blank[max(self._last, begin - FARTHEST) : begin])

    def _paragraph_end(self, at: int, end: int) -> int:
        stop = at + 1
        while stop < end and not self._blank[stop]:
            stop += 1
        return stop

    def _paragraph(
        self,
        at: int,
        end: int,
        level: int,
        kind: BlockKind,
        *,
        marker: str = "",
        key: str = "",
        deep: bool = False,
    ) -> int:
        """Read a paragraph, and the literal block that "::" at its end announces."""
        column = self._column[at]
        stop = at + 1
        while stop < end and not self._blank[stop]:
            if self._column[stop] < column or (not deep and self._text(stop).startswith(".. ")):
                break
            stop += 1
        content = [(number, self._first[number]) for number in range(at, stop)]
        lines = self._lines_at(content)
        literal = lines.text.endswith("::") and not lines.text.endswith(r"\::")
        if literal:
            bare = lines.text[:-2]
            cut = len(lines.text) - (2 if not bare or bare[-1].isspace() else 1)
            lines = lines.part(0, cut)
        self._write(
            lines, kind, at, end=stop, level=level, indent=column if not marker else 0,
            marker=marker, key=key,
        )  # fmt: skip
        if literal and not deep:
            after = stop
            while after < end and self._blank[after]:
                after += 1
            if after < end and self._column[after] > column:
                return self._literal(after, self._block_end(after, end, column), "")
        return stop

    def _literal(self, begin: int, end: int, label: str) -> int:
        """Write lines as they stand, as code."""
        builder = self.script.builder
        gap = self._gap(begin)
        indent = self._column[begin] if begin < end else 0
        for number in range(begin, end):
            if builder.in_block:
                builder.line_feed()
            start = self.starts[number]
            builder.add(start, start + len(self.lines[number]))
        if builder.end_block("code", indent=indent, label=label, gap=gap):
            self._last = end
        return end

    def _line_block(self, at: int, end: int, level: int) -> int:
        stop = at
        content: list[tuple[int, int]] = []
        while stop < end and not self._blank[stop]:
            text = self._text(stop)
            if text[0] == "|":
                rest = text[1:]
                first = self._first[stop] + 1 + len(rest) - len(rest.lstrip())
                if rest.strip():
                    content.append((stop, first))
            elif self._column[stop] > self._column[at]:
                content.append((stop, self._first[stop]))
            else:
                break
            stop += 1
        if content:
            self._write(self._lines_at(content), "paragraph", at, end=stop, level=level)
        return stop

    def _item(self, at: int, end: int, depth: int, level: int, width: int) -> int:
        """Read an item of a list."""
        column = self._column[at]
        marker = self._text(at)[:width].strip()
        stop = self._block_end(at + 1, end, column)
        self._inner(at, stop, width, "item", depth, level + 1, marker=marker)
        return stop

    def _inner(
        self,
        at: int,
        stop: int,
        width: int,
        kind: BlockKind,
        depth: int,
        level: int,
        *,
        marker: str,
        key: str = "",
    ) -> None:
        """Read what stands behind a mark, whose first paragraph is of a kind of its own."""
        line = self.lines[at]
        first = self._first[at] + width
        self._column[at] += columns(line[self._first[at] : first]) or width
        self._first[at] = first
        self._blank[at] = not line[first:].strip()
        begin = at
        while begin < stop and self._blank[begin]:
            begin += 1
        if begin >= stop:
            return
        rest: BlockKind = "note" if kind == "note" else "paragraph"
        if begin == at and begin + 1 < stop and not self._blank[begin + 1]:
            # Further lines may stand less far in than the text behind the mark.
            self._column[at] = min(self._column[at], self._column[at + 1])
        text = self._text(begin)
        plain = not (_BULLET.match(text) or text.startswith((".. ", "|")))
        if plain:
            begin = self._paragraph(begin, stop, level, kind, marker=marker, key=key)
        self.body(begin, stop, depth + 1, level, rest)

    def _field(self, at: int, end: int, depth: int, level: int, field: re.Match[str]) -> int:
        """Read a field, ":Author: Jane Smith"; fields of files, ":bibliography:", are named."""
        stop = self._block_end(at + 1, end, self._column[at])
        self._inner(
            at, stop, field.end(), "paragraph", depth, max(level, 1), marker=f":{field.group(1)}:"
        )
        return stop

    # -- explicit markup -----------------------------------------------------------------------

    def _explicit(self, at: int, end: int, depth: int, level: int) -> int:
        """Read a note, a citation, a directive; or pass over a target or a comment."""
        text = self._text(at)
        stop = self._block_end(at + 1, end, self._column[at])
        found = _EXPLICIT.match(text)
        if found is None:
            empty = text == ".." and at + 1 < end and self._blank[at + 1]
            return at + 1 if empty else stop
        if found["label"]:
            label = found["label"]
            numbered = label.isdecimal() or label[0] in "#*"
            self._inner(
                at, stop, found.end(), "note" if numbered else "entry", depth, 0,
                marker=f"[{label}]", key="" if numbered else label,
            )  # fmt: skip
        elif found["directive"]:
            self._directive(at, stop, found, depth, level)
        return stop

    def _directive(self, at: int, stop: int, found: re.Match[str], depth: int, level: int) -> None:
        name = found["directive"].rpartition(":")[2].lower()
        shown = CONTENT.get(name, Shown.NOTHING)
        first = self._first[at] + found.end()
        argument = self.lines[at][first:].strip()
        begin = at + 1
        arguments: list[tuple[int, int]] = [(at, first)] if argument else []
        while begin < stop and not self._blank[begin]:
            if _DIRECTIVE_OPTION.match(self._text(begin)):
                break
            arguments.append((begin, self._first[begin]))
            begin += 1
        content = begin
        while content < stop and not self._blank[content]:
            content += 1  # the options, each on lines of its own
        if name == "bibliography":
            self.script.bibliographies += self._lines_at(arguments).text.split()
        elif shown is Shown.HEADING:
            self._write(
                self._lines_at(arguments), "heading", at, end=begin, level=min(self._level + 1, 6)
            )
        elif shown is Shown.CODE:
            self._literal(content, stop, argument)
        elif shown is not Shown.NOTHING:
            if shown is Shown.ALL and arguments:
                self._write(self._lines_at(arguments), "paragraph", at, end=begin)
            self.body(content, stop, depth + 1, level)

    # -- tables --------------------------------------------------------------------------------

    def _grid(self, at: int, end: int) -> int:
        """Read a grid table: a block for each cell that its lines draw."""
        stop = self._paragraph_end(at, end)
        row: dict[int, list[tuple[int, str]]] = {}
        for number in range(at, stop):
            text = self._text(number)
            if text.startswith("+"):
                self._cells(row, at)
                row = {}
                continue
            place = self.starts[number] + self._first[number]
            column = 0
            for index, cell in enumerate(text.split("|")):
                content = cell.strip()
                if content:
                    offset = place + column + cell.index(content[0])
                    row.setdefault(index, []).append((offset, content))
                column += len(cell) + 1
        self._cells(row, at)
        self._last = stop
        return stop

    def _cells(self, row: dict[int, list[tuple[int, str]]], begin: int) -> None:
        for index in sorted(row):
            self._write(Lines(row[index]), "table", begin, end=begin)

    def _simple_table(self, at: int, end: int) -> int:
        """Read a simple table, whose columns the lines of "=" mark."""
        stop = at + 1
        rules = 1
        while stop < end and (not self._blank[stop] or rules < 2):
            if not self._blank[stop] and _BORDER.fullmatch(self._text(stop)):
                rules += 1
                if rules == 3 or stop + 1 >= end or self._blank[stop + 1]:
                    stop += 1
                    break
            stop += 1
        else:
            if rules < 2:
                return self._paragraph(at, end, 0, "table")
        shift = self._first[at]
        bounds = [cell.start() + shift for cell in _CELLS.finditer(self._text(at))]
        row: dict[int, list[tuple[int, str]]] = {}
        for number in range(at + 1, stop):
            line = self.lines[number]
            if self._blank[number] or not line.strip("=- \t"):
                continue
            if line[bounds[0] : bounds[1] - 1 if len(bounds) > 1 else None].strip():
                self._cells(row, at)
                row = {}
            for index, bound in enumerate(bounds):
                limit = bounds[index + 1] if index + 1 < len(bounds) else len(line)
                cell = line[bound:limit]
                if cell.strip():
                    offset = self.starts[number] + bound + len(cell) - len(cell.lstrip())
                    row.setdefault(index, []).append((offset, cell.strip()))
        self._cells(row, at)
        self._last = stop
        return stop
