"""The reader of plain text: one block a physical line, with its indentation and gap."""

from __future__ import annotations

from collections import Counter
from typing import Final

from refkit.model import Document, Segment
from refkit.model.document import PAGE_START
from refkit.normalize.directives import directive_lines
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.builder import Builder

_SIDE_BY_SIDE: Final = (
    "two columns seem to stand side by side, which are read as one: give the PDF itself"
)
_GUTTER: Final = lazy_pattern(r"(?<=\S)[ ]{3,}(?=\S)")
_WIDE: Final = 80
"""Characters of a line that may hold two."""
_LOOKED_AT: Final = 500_000

# Lines end as Document.source_position counts them. The other separators of Unicode end a line on
# the screen but not in an editor's count, so they part blocks of the same line.
_LINE: Final = lazy_pattern(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_PIECE: Final = lazy_pattern("[^\f\v\x1c-\x1e\x85\u2028\u2029]+|[\f\v\x1c-\x1e\x85\u2028\u2029]")


def read_plaintext(source: str, *, path: str = "") -> Document:
    """Read plain text. A form feed begins a page: the next line has the label "page-start".

    Lines that speak to refkit ("# refkit: ignore[M302] …") are no text.

    Args:
        source: The decoded text.
        path: The file's name as the user gave it.

    Returns:
        A Document with one "line" block for each line that is not blank.
    """
    builder = Builder(source)
    gap = 0
    label = ""
    directives = {line.start for line in directive_lines(source, "text")}
    for line in _LINE.finditer(source):
        start, end = line.span(1)
        if start in directives:
            continue
        empty = True
        for piece in _PIECE.finditer(source, start, end):
            text = piece.group()
            if text == "\f":
                label = PAGE_START
                continue
            content = text.strip()
            if not content:
                continue
            left = len(text) - len(text.lstrip())
            builder.add(piece.start() + left, piece.start() + left + len(content))
            if builder.end_block("line", indent=columns(text[:left]), label=label, gap=gap):
                gap = 0
                label = ""
                empty = False
        gap += empty
    guesses = [_SIDE_BY_SIDE] if _has_columns(source) else []
    return builder.document("text", path=path, guesses=guesses)


def _has_columns(source: str) -> bool:
    """Whether most lines hold the lines of two columns, as ``pdftotext -layout`` writes them."""
    lines = [line for line in source[:_LOOKED_AT].split("\n") if len(line.strip()) >= _WIDE]
    # Where the second column begins: at one place on all lines of a page, or nearly so.
    begins = Counter(
        gap.end() // 2
        for line in lines
        for gap in _GUTTER.finditer(line)
        if len(line) // 4 < gap.end() < 3 * len(line) // 4
    )
    return bool(begins) and sum(count for _, count in begins.most_common(2)) > len(lines) // 2 > 10


def read_lines(document: Document) -> Document:
    """The same file with its text as it stands, for those in which every line is a reference.

    Lines that speak to refkit are blank.
    """
    read = document.verbatim()
    hidden = directive_lines(read.source, read.format)
    if not hidden:
        return read
    ends = [0, *(line.end for line in hidden)]
    starts = [*(line.start for line in hidden), len(read.source)]
    stretches = [(start, end) for start, end in zip(ends, starts, strict=True) if start < end]
    read.segments = [Segment(start, end, start, end) for start, end in stretches]
    parts = [read.source[: starts[0]]]
    for line, end in zip(hidden, starts[1:], strict=True):
        parts += [" " * len(line), read.source[line.end : end]]
    read.text = "".join(parts)
    return read


def columns(white: str) -> int:
    """The width of white space at the start of a line; tabs count to the next multiple of 8."""
    width = 0
    for character in white:
        width = width + 8 - width % 8 if character == "\t" else width + 1
    return width
