"""Passages: the running text of a Document in which citations are looked for, and its parentheses.

A passage is a paragraph, an item, a cell; the lines of a plain text are joined to paragraphs again,
because "(Smith &" may end one and "Jones, 2019)" begin the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from refkit.extract.pieces import pieces_of
from refkit.model import Block, Document, Span
from refkit.model.document import SUB_ARTICLE, BlockKind
from refkit.normalize.patterns import lazy_pattern

CLOSED: Final = "\x01"
"""What stands for each character of a note's number, or of parentheses within parentheses."""

_HIDDEN: Final = "\x02"
# One character for one, so that offsets stay: wide signs of East Asian text, apostrophes, hyphens,
# spaces.
_PLAIN: Final = str.maketrans(
    "（）［］【】，；：＆’ʼ´`′＇\u2010\u2011\u2012\u00ad\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000",
    "()[][],;:&''''''----        ",
)
_BRACKET: Final = lazy_pattern(r"[()\[\]]")
_CLOSES: Final = {")": "(", "]": "["}
_ENDS: Final = ".?!:"
_PAGE_GAP: Final = 6
_WIDEST: Final = 160
"""Characters of the longest lines that a paragraph is broken into."""
_HEADING: Final = 100
_LONGEST: Final = 4000
_DEEPEST: Final = 40


class Passage(msgspec.Struct, frozen=True):
    """A stretch of running text.

    Attributes:
        start: Where it begins in ``Document.text``.
        shown: The text as it stands there.
        text: The same with plain apostrophes, hyphens and spaces and without code, keys and notes'
            numbers, character for character.
        raised: Where its superscripts stand in it, in order.
        kind: The kind of its block.
    """

    start: int
    shown: str
    text: str
    raised: tuple[Span, ...] = ()
    kind: BlockKind = "paragraph"


class Group(msgspec.Struct):
    """Parentheses or brackets of a passage.

    Attributes:
        start: Where the opening one stands in the passage.
        end: Just after the closing one.
        height: How deep others are nested in it: 0 if there are none.
        inner: Those directly within it.
    """

    start: int
    end: int
    height: int
    inner: list[Group]


def passages(document: Document, outside: Sequence[Span]) -> Iterator[Passage]:
    """The passages of an article in order.

    Args:
        document: The article.
        outside: Ranges that are no running text, such as its reference lists, in order.
    """
    plain = document.text.translate(_PLAIN)
    masks = _masks(document)
    starts = [mask.start for mask, _ in masks]
    for span, kind in _spans(document, outside):
        parts: list[str] = []
        raised: list[Span] = []
        at = span.start
        for mask, sign in masks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
            if mask.start >= at:
                end = min(mask.end, span.end)
                parts += [plain[at : mask.start], sign * (end - mask.start)]
                at = end
                if sign == CLOSED:
                    raised.append(Span(mask.start - span.start, end - span.start))
        text = "".join([*parts, plain[at : span.end]])
        shown = document.text[span.start : span.end]
        yield Passage(span.start, shown, text, tuple(raised), kind)


def _masks(document: Document) -> list[tuple[Span, str]]:
    """What is not read: code, keys, notes' numbers, the page numbers and heads of a print."""
    found = [
        (mark.span, CLOSED if mark.kind == "superscript" else _HIDDEN)
        for mark in document.markup
        if mark.kind in ("code", "superscript")
    ]
    keys = [(mention.span, _HIDDEN) for mention in document.mentions if not mention.printed]
    heads: list[tuple[Span, str]] = []
    if document.format == "text":
        heads = [
            (Span(before.end, after.start), " ")
            for before, after in pairwise(pieces_of(document))
            if not document.text[before.end : after.start].isspace()
        ]
    if keys or heads:
        found = sorted([*found, *keys, *heads], key=lambda mask: mask[0])
    return found


def _spans(document: Document, outside: Sequence[Span]) -> Iterator[tuple[Span, BlockKind]]:
    starts = [span.start for span in outside]
    spacing = _spacing(document)
    lines: Span | None = None
    last = 0
    for block in document.blocks:
        inside = bisect_right(starts, block.span.start) - 1
        is_line = block.kind == "line"
        skipped = (
            block.kind in ("code", "heading")
            or block.label == SUB_ARTICLE
            or (inside >= 0 and block.span.start < outside[inside].end)
        )
        if lines:
            tail = Span(last, lines.end)
            if skipped or not is_line or not _goes_on(document.text, tail, block, spacing):
                yield lines, "line"
                lines = None
        if skipped:
            continue
        if is_line:
            lines = Span(lines.start if lines else block.span.start, block.span.end)
            last = block.span.start
        else:
            yield block.span, block.kind
    if lines:
        yield lines, "line"


def _spacing(document: Document) -> int:
    """The blank lines that commonly stand between the lines of a paragraph; 1 in a typescript.

    -1 where each paragraph is one long line.
    """
    lines = [block for block in document.blocks if block.kind == "line"]
    if not lines:
        return 0
    gaps = sorted(block.gap for block in lines)
    lengths = sorted(len(block.span) for block in lines)
    if gaps[len(gaps) // 2] and lengths[3 * len(lengths) // 4] > _WIDEST:
        return -1
    return min(2, gaps[len(gaps) // 2])


def _goes_on(text: str, last: Span, block: Block, spacing: int) -> bool:
    """Whether a line goes on with the last one: where no sentence ends, a page may have ended.

    Not so behind a heading, where each paragraph is one line.
    """
    if block.gap <= spacing:
        return True
    if spacing < 0 and len(last) <= _HEADING:
        return False
    return block.gap <= _PAGE_GAP and text[last.end - 1] not in _ENDS


def groups(text: str) -> list[Group]:
    """The parentheses and brackets of a passage's text that are closed again, inner ones first.

    Args:
        text: The plain text of a passage.
    """
    found: list[Group] = []
    opened: list[tuple[str, Group]] = []
    for match in _BRACKET.finditer(text):
        sign = match.group()
        if sign in "([":
            opened.append((sign, Group(match.start(), match.start(), 0, [])))
            if len(opened) > _DEEPEST:
                del opened[0]
        else:
            while opened and opened[-1][0] != _CLOSES[sign]:
                opened.pop()
            if not opened:
                continue
            _, group = opened.pop()
            group.end = match.end()
            if group.end - group.start > _LONGEST:
                continue
            found.append(group)
            if opened:
                outer = opened[-1][1]
                outer.inner.append(group)
                outer.height = max(outer.height, group.height + 1)
    return found


def within(text: str, group: Group) -> str:
    """What stands in parentheses, those within them hidden, character for character."""
    if not group.inner:
        return text[group.start + 1 : group.end - 1]
    parts: list[str] = []
    at = group.start + 1
    for inner in group.inner:
        parts += [text[at : inner.start], CLOSED * (inner.end - inner.start)]
        at = inner.end
    return "".join([*parts, text[at : group.end - 1]])
