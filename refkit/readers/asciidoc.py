"""The reader of AsciiDoc, as Asciidoctor reads it.

Blocks are told line by line; what stands in the lines is read by
:mod:`refkit.readers.asciidoc_inline`. Files that others include are read for themselves.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.model import Document
from refkit.model.document import BlockKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.asciidoc_inline import write_inline
from refkit.readers.lines import Lines, blank_before
from refkit.readers.plaintext import columns
from refkit.readers.script import Script

_LINE_END: Final = lazy_pattern(r"\r\n|\r|\n")
_SECTION: Final = lazy_pattern(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
_UNDERLINE: Final = lazy_pattern(r"([=\-~^+])\1{2,}[ \t]*")
_ENTRY: Final = lazy_pattern(r":(!?[\w][\w-]{0,80}!?):(?:[ \t]+(.{0,4000}))?$")
_ATTRIBUTES: Final = lazy_pattern(r"\[(?:\[[^\[\]]{1,300}\]|[^\[\]]{0,500})\]")
_TITLE: Final = lazy_pattern(r"\.(?=[^\s.])")
_FENCE: Final = lazy_pattern(
    r"(?:(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|`{3}\S{0,40})|--)$"
)
_TABLE: Final = lazy_pattern(r"[|,:!]={3,}$")
_ITEM: Final = lazy_pattern(
    r"""
    (?P<marker> \*{1,6} | -{1} | \.{1,6} | \d{1,9}\. | [a-zA-Z]\. | [ivxIVX]{1,8}\)
      | <(?:\d{1,3}|\.)> | • ) [ \t]+ (?=\S)
    """,
    re.VERBOSE,
)
_TERM: Final = lazy_pattern(r"(?P<term>\S.{0,400}?)(?P<marker>:{2,4}|;;)(?:[ \t]+|$)")
_BIBLIOGRAPHY_ANCHOR: Final = lazy_pattern(
    r"\[\[\[ (?P<key> [^\[\],]{1,300} ) (?: , (?P<label> [^\[\]]{1,300} ) )? \]\]\] [ \t]*",
    re.VERBOSE,
)
_BLOCK_MACRO: Final = lazy_pattern(
    r"(?:image|video|audio|toc|include|bibliography|ifdef|ifndef|ifeval|endif)::"
)
_ADMONITION: Final = lazy_pattern(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_AUTHOR: Final = lazy_pattern(r"\w[^<>:]{0,200}(?:<[^<>]{1,200}>)?(?:;.{0,500})?$")
_CELL: Final = lazy_pattern(r"(?<!\\)(?:\d{0,3}(?:\.\d{1,3})?[+*])?[<^>]{0,2}[aehlmdsv]?\|")
_QUOTED_FENCES: Final = {"_": "quote", "*": "paragraph", "=": "paragraph"}


def read_asciidoc(source: str, *, path: str = "") -> Document:
    """Read AsciiDoc.

    An item with the anchor ``[[[key]]]`` is an "entry" with that key. Comments, listings of
    attributes and images are no text; a note within the text is a block after that in which it
    stands.

    Args:
        source: The decoded text.
        path: The file's name as the user gave it.

    Returns:
        The Document.
    """
    reading = _AsciiDoc(source)
    reading.read()
    return reading.script.document("asciidoc", path)


class _AsciiDoc:
    def __init__(self, source: str) -> None:
        self.script = Script(source)
        self._starts = [0]
        self._lines: list[str] = []
        for found in _LINE_END.finditer(source):
            self._lines.append(source[self._starts[-1] : found.start()])
            self._starts.append(found.end())
        self._lines.append(source[self._starts[-1] :])
        self._attributes: dict[str, str] = {}
        self._last = 0
        # What the line of attributes above a block says of it: "quote", "bibliography".
        self._style = ""
        # Markers of the lists that are open, outermost first.
        self._lists: list[str] = []
        # Delimiters of the blocks that are open, with what their paragraphs are.
        self._open: list[tuple[str, BlockKind]] = []
        self._last_of: dict[str, int] = {}

    def read(self) -> None:
        """Read the whole file."""
        at = self._header()
        while at < len(self._lines):
            at = self._element(at)

    def _header(self) -> int:
        """Read the title, and pass over the lines of author and revision below it."""
        at = 0
        lines = self._lines
        while at < len(lines) and (
            not lines[at].strip() or lines[at].startswith(("//", ":", "ifdef:", "endif:"))
        ):
            at = self._element(at)
        if at >= len(lines) or not lines[at].startswith(("= ", "# ")):
            return at
        at = self._element(at)
        for _ in range(2):
            if at < len(lines) and _AUTHOR.fullmatch(lines[at]) and not lines[at].startswith(":"):
                self._write([(at, 0)], "paragraph", at, at + 1)
                at += 1
        return at

    def _element(self, at: int) -> int:
        """Read what begins on a line, and give the line after it."""
        line = self._lines[at].rstrip()
        if not line:
            return at + 1
        if line.startswith("//") and not line.startswith("///"):
            return at + 1
        entry = _ENTRY.match(line) if line[0] == ":" else None
        if entry:
            return self._entry(at, entry)
        if line == "+":
            return at + 1
        fence = _FENCE.match(line)
        if fence:
            return self._fence(at, line)
        if _TABLE.match(line):
            return self._table(at, line)
        if line[0] == "[" and _ATTRIBUTES.fullmatch(line):
            self._style = line[1:-1].partition(",")[0].partition("#")[0].partition("%")[0].strip()
            if not self._lists or self._style:
                self._lists.clear()
            return at + 1
        section = _SECTION.match(line)
        if section:
            self._heading(at, section.end(), len(section.group(1)), at + 1)
            return at + 1
        if _BLOCK_MACRO.match(line) and line.endswith("]"):
            return at + 1
        title = _TITLE.match(line)
        if title and not _ITEM.match(line):
            self._write([(at, 1)], "other", at, at + 1)
            return at + 1
        under = self._lines[at + 1].rstrip() if at + 1 < len(self._lines) else ""
        if (
            _UNDERLINE.fullmatch(under)
            and abs(len(under) - len(line)) <= 2
            and line[0] not in " \t.*-"
        ):
            level = "=-~^+".index(under[0]) + 1
            self._heading(at, 0, level, at + 2)
            return at + 2
        if line.strip("'") == "" or line == "<<<":
            return at + 1
        indent = len(line) - len(line.lstrip())
        found = _ITEM.match(line, indent)
        if found:
            return self._item(at, found)
        term = _TERM.match(line, indent)
        if term:
            return self._term(at, term)
        if indent and not self._lists:
            return self._literal(at)
        return self._paragraph(at)

    # -- lines that say something ----------------------------------------------------------------

    def _entry(self, at: int, entry: re.Match[str]) -> int:
        name, value = entry.group(1).strip("!").lower(), (entry.group(2) or "").strip()
        end = at + 1
        while value.endswith("\\") and end < len(self._lines):
            value = f"{value[:-1].rstrip()} {self._lines[end].strip()}"
            end += 1
        if "!" not in entry.group(1):
            self._attributes[name] = value
        else:
            self._attributes.pop(name, None)
        if name in ("bibtex-file", "bibliography-database") and value:
            self.script.bibliographies.append(value)
        return end

    def _heading(self, at: int, first: int, level: int, end: int) -> None:
        self._lists.clear()
        style = self._style
        text = self._lines[at].rstrip()
        closing = text.rstrip("=")
        last = len(text) if closing == text or not closing.endswith(" ") else len(closing)
        self._write([(at, first)], "heading", at, end, level=level, last=last)
        self._style = style if style == "bibliography" else ""

    # -- blocks ----------------------------------------------------------------------------------

    def _write(
        self,
        content: list[tuple[int, int]],
        kind: BlockKind,
        begin: int,
        end: int,
        *,
        level: int = 0,
        indent: int = 0,
        marker: str = "",
        key: str = "",
        last: int | None = None,
    ) -> None:
        script = self.script
        gap = blank_before(self._lines, self._last, begin)
        lines = Lines(
            [
                (self._starts[number] + first, self._lines[number][first:last].rstrip())
                for number, first in content
                if self._lines[number][first:last].strip()
            ]
            or [(self._starts[begin], "")]
        )
        write_inline(lines, script, self._attributes)
        if script.builder.end_block(
            kind, level=level, indent=indent, marker=marker, gap=gap, key=key
        ):
            self._last = end
        script.write_notes()

    def _lines_until(self, at: int) -> int:
        """The line after a paragraph that begins on a line."""
        end = at + 1
        while end < len(self._lines):
            line = self._lines[end].rstrip()
            if not line or line == "+" or _FENCE.match(line) or _TABLE.match(line):
                break
            if line[0] == "[" and _ATTRIBUTES.fullmatch(line):
                break
            if self._lists and (self._begins_item(line) or _TERM.match(line)):
                break
            end += 1
        return end

    def _begins_item(self, line: str) -> bool:
        """Whether a line in a list begins an item.

        Of lines that begin with a number or letter only those that may go on: "D. Heineman," is
        no item D, though Asciidoctor takes it for one.
        """
        found = _ITEM.match(line, len(line) - len(line.lstrip()))
        if found is None or found["marker"][0] in "*.-<•":
            return found is not None
        return "1." in self._lists or found["marker"] in ("1.", "a.")

    def _content(self, begin: int, end: int) -> list[tuple[int, int]]:
        return [
            (number, len(self._lines[number]) - len(self._lines[number].lstrip()))
            for number in range(begin, end)
            if not (self._lines[number].startswith("//") and self._lines[number][2:3] != "/")
        ]

    def _paragraph(self, at: int) -> int:
        end = self._lines_until(at)
        style, self._style = self._style, ""
        if style in ("source", "listing", "literal", "stem", "latexmath", "verse"):
            if style != "verse":
                return self._verbatim(at, end, end)
        elif style in ("comment", "pass"):
            return end
        kind: BlockKind = "quote" if style == "quote" else self._kind()
        content = self._content(at, end)
        admonition = _ADMONITION.match(self._lines[at])
        if admonition and content:
            content[0] = (at, admonition.end())
        before = self._lines[at - 1].strip() if at else ""
        if self._lists and before != "+":
            self._lists.clear()
        self._write(content, kind, at, end, level=len(self._lists))
        return end

    def _kind(self) -> BlockKind:
        return self._open[-1][1] if self._open else "paragraph"

    def _literal(self, at: int) -> int:
        end = at + 1
        while end < len(self._lines) and self._lines[end].strip():
            end += 1
        self._style = ""
        return self._verbatim(at, end, end)

    def _verbatim(self, begin: int, end: int, after: int) -> int:
        builder = self.script.builder
        gap = blank_before(self._lines, self._last, begin)
        line = self._lines[begin] if begin < end else ""
        indent = columns(line[: len(line) - len(line.lstrip())])
        for number in range(begin, end):
            if builder.in_block:
                builder.line_feed()
            start = self._starts[number]
            builder.add(start, start + len(self._lines[number]))
        if builder.end_block("code", indent=indent, gap=gap):
            self._last = after
        return after

    def _fence(self, at: int, line: str) -> int:
        """Read a delimited block, or enter or leave one that holds blocks."""
        style, self._style = self._style, ""
        if self._open and self._open[-1][0] == line:
            self._open.pop()
            self._lists.clear()
            return at + 1
        sign = line[0]
        close = "```" if sign == "`" else line
        if sign in "=*_" or line == "--":
            if style in ("source", "listing", "literal", "comment", "verse", "stem"):
                return self._closed(at, close, shown=style != "comment", text=style == "verse")
            known = _QUOTED_FENCES.get(sign, "paragraph")
            kind: BlockKind = "quote" if "quote" in (known, style) else "paragraph"
            if any(each[0] == line for each in self._open) or self._has(close, at + 1):
                self._open.append((line, kind))
            return at + 1
        return self._closed(at, close, shown=sign not in "/+", text=False)

    def _has(self, line: str, start: int) -> bool:
        """Whether a line occurs again; of those that do not, no other is looked for."""
        last = self._last_of.get(line)
        if last is None:
            last = max(
                (at for at, each in enumerate(self._lines) if each.rstrip() == line), default=-1
            )
            self._last_of[line] = last
        return last >= start

    def _closed(self, at: int, close: str, *, shown: bool, text: bool) -> int:
        end = at + 1
        if not self._has(close, end):
            return end  # never closed: what follows is text rather than lost
        while self._lines[end].rstrip() != close:
            end += 1
        if text:
            self._write(self._content(at + 1, end), "quote", at + 1, end + 1)
        elif shown:
            self._verbatim(at + 1, end, end + 1)
        return end + 1

    # -- lists -----------------------------------------------------------------------------------

    def _item(self, at: int, found: re.Match[str]) -> int:
        marker = found["marker"]
        style = marker if marker[0] in "*.-" else "1."
        if style in self._lists:
            del self._lists[self._lists.index(style) + 1 :]
        else:
            self._lists.append(style)
        first = found.end()
        line = self._lines[at]
        anchor = _BIBLIOGRAPHY_ANCHOR.match(line, first)
        end = self._lines_until(at)
        kind: BlockKind = "item"
        key = ""
        if anchor:
            kind, key, first = "entry", anchor["key"].strip(), anchor.end()
            marker = f"[{(anchor['label'] or anchor['key']).strip()}]"
        content = self._content(at, end)
        content[0] = (at, first)
        self._write(content, kind, at, end, level=len(self._lists), marker=marker, key=key)
        return end

    def _term(self, at: int, term: re.Match[str]) -> int:
        style = term["marker"]
        if style in self._lists:
            del self._lists[self._lists.index(style) + 1 :]
        else:
            self._lists.append(style)
        level = len(self._lists)
        self._write([(at, term.start())], "item", at, at, level=level, last=term.end("term"))
        if term.end() < len(self._lines[at].rstrip()):
            end = self._lines_until(at)
            content = self._content(at, end)
            content[0] = (at, term.end())
            self._write(content, "paragraph", at, end, level=level)
            return end
        following = at + 1
        while following < len(self._lines) and not self._lines[following].strip():
            following += 1
        if following < len(self._lines):
            line = self._lines[following].rstrip()
            indent = len(line) - len(line.lstrip())
            if not (_ITEM.match(line, indent) or _TERM.match(line) or _FENCE.match(line)
                    or _SECTION.match(line) or line[0] in "[:" or line == "+"):  # fmt: skip
                end = self._lines_until(following)
                self._write(self._content(following, end), "paragraph", following, end, level=level)
                return end
        return at + 1

    # -- tables ----------------------------------------------------------------------------------

    def _table(self, at: int, line: str) -> int:
        self._style = ""
        end = at + 1
        if not self._has(line, end):
            return end
        while self._lines[end].rstrip() != line:
            end += 1
        for number in range(at + 1, end):
            text = self._lines[number]
            cells = list(_CELL.finditer(text)) if line[0] == "|" else []
            starts = [0, *(cell.end() for cell in cells)]
            stops = [*(cell.start() for cell in cells), len(text)]
            for start, stop in zip(starts, stops, strict=True):
                self._write([(number, start)], "table", number, number, last=stop)
        self._last = end + 1
        return end + 1
