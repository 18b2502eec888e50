"""Slots: where in a file each entry's own text stands, and how long its lines are.

What stands between the slots (list markers, tags of blocks, blank lines) is the list's layout, and
stays when the entries are written anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from refkit.errors import InputError
from refkit.model import Document, Reference, Span

_INLINE: Final = "a|abbr|b|bdi|big|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|tt|u"
_TAG: Final = re.compile(rf"<(/?)({_INLINE})\b[^<>]{{0,4000}}>", re.IGNORECASE)
_BLOCK: Final = re.compile(
    r"</?(?:p|div|li|ol|ul|td|tr|table|dd|dt|dl|section|blockquote)\b", re.IGNORECASE
)
_ANCHOR: Final = re.compile(r"<[^<>]{1,2000}?\s(?:id|name)\s*=|\{#", re.IGNORECASE)
_MARKS_BEFORE: Final = re.compile(r"[*_\[<`]{1,6}$")
_MARKS_BEHIND: Final = re.compile(
    r"(?:[*_>`] | \]\([^()\s]{0,4000}\) | \]\[[^\]\n]{0,400}\]){1,9}", re.VERBOSE
)
_NEAR: Final = 4500
_BRACE: Final = re.compile(r"\\[{}]|[{}]")
_COMMAND_BEFORE: Final = re.compile(r"(?:\\[A-Za-z]{1,20}\s{0,3})?\{(?:\\[a-z]{2,8}\s{0,3})?\Z")
_BRACES_BEHIND: Final = re.compile(r"(?:\\/)?\}")
_COMMAND_LIMIT: Final = 60
_ITEM: Final = re.compile(r"\\bibitem\b|\\begin\{|\\end\{")
_NUMBER: Final = re.compile(r"\W{0,3}\d{1,4}\W{0,3}")
_PREFIX: Final = re.compile(r"[ \t>]*")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_MARKER: Final = re.compile(
    r"(?: [-+*>|] | \#{1,6} | =+ | -+ | \d{1,9}[.)] | \[\d+\] | :.* )$", re.VERBOSE
)
"""A word that begins a block where it begins a line."""

_USUAL_WIDTH: Final = 80


class Layout(msgspec.Struct, frozen=True):
    r"""How the entries of a list are set in the file.

    Attributes:
        slots: The range of ``Document.source`` of each entry, its markup included.
        numbered: Whether the file gives the entries numbers.
        anchored: Whether links may lead to the entries.
        width: The longest line, in characters, where entries are broken into lines; else 0.
        hang: What begins the lines of an entry after the first: spaces, or "> " in a quotation.
        line_end: How lines end: "\n", "\r\n" or "\r".
    """

    slots: list[Span]
    numbered: bool
    anchored: bool
    width: int
    hang: str
    line_end: str


def layout_of(document: Document, references: Sequence[Reference]) -> Layout:
    """The layout of a reference list.

    Args:
        document: The article.
        references: The references of the list, in order.

    Raises:
        InputError: If an entry holds what is no part of it, such as the head of a page or the link
            of a publisher, or stands in several blocks.
    """
    slots = [_slot(document, reference) for reference in references]
    source = document.source
    lines = [_LINE_END.split(source[slot.start : slot.end]) for slot in slots]
    further = [line for each in lines for line in each[1:]]
    broken = sum(len(each) > 1 for each in lines) * 2 >= len(lines)
    ends = _LINE_END.findall(source[slots[0].start : slots[-1].end]) or _LINE_END.findall(source)
    begins = max(source.rfind("\n", 0, slots[0].start), source.rfind("\r", 0, slots[0].start)) + 1
    return Layout(
        slots=slots,
        numbered=_are_numbered(document, references),
        anchored=any(each.key for each in references)
        or bool(_ANCHOR.search(source, begins, slots[-1].end)),
        width=_width(source, slots, lines) if further and broken else 0,
        hang=Counter(_prefix(line) for line in further).most_common(1)[0][0] if further else "",
        line_end=Counter(ends).most_common(1)[0][0] if ends else "\n",
    )


def set_in(text: str, layout: Layout, number: int, document: Document) -> str:
    """An entry's text broken into lines as the list has them.

    Args:
        text: The text, in the file's markup, in one line.
        layout: The layout of its list.
        number: The number of its slot.
        document: The article.
    """
    if not layout.width:
        return text
    start = layout.slots[number].start
    source = document.source
    column = start - max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) - 1
    lines: list[str] = []
    line, length = "", column
    for word in text.split(" "):
        if line and length + 1 + len(word) > layout.width and not _MARKER.match(word):
            lines.append(line)
            line, length = layout.hang + word, len(layout.hang) + len(word)
        else:
            line = f"{line} {word}" if line else word
            length += len(word) + (1 if line != word else 0)
    return layout.line_end.join([*lines, line])


def _slot(document: Document, reference: Reference) -> Span:
    """The range of an entry in the file, with the markup that begins and ends with it.

    Raises:
        InputError: If it is not the entry's alone.
    """
    span = document.source_span(reference.span)
    text = document.text[reference.span.start : reference.span.end]
    if _joined(text) != _joined(reference.raw):
        raise _refusal(document, reference, "something that is no part of it stands within it")
    source = document.source
    start, end = span.start, span.end
    if document.format in ("markdown", "html"):
        start, end = _with_tags(source, start, end)
    if document.format == "markdown":
        marks = _MARKS_BEFORE.search(source, max(0, start - 6), start)
        start = marks.start() if marks else start
        marks = _MARKS_BEHIND.match(source, end, end + _NEAR)
        end = marks.end() if marks else end
        start, end = _with_tags(source, start, end)
    if document.format == "latex":
        return _with_commands(document, reference, span)
    written = source[start:end]
    if document.format != "text":
        if _BLOCK.search(written):
            raise _refusal(document, reference, "it stands in several blocks")
        if _ANCHOR.search(written):
            raise _refusal(document, reference, "a link may lead to an anchor within it")
        if not _balanced(written):
            raise _refusal(document, reference, "markup that begins in it ends outside of it")
    return Span(start, end)


def _with_commands(document: Document, reference: Reference, span: Span) -> Span:
    r"""The range of an entry of LaTeX, with the ``\emph{`` before it and the braces behind.

    Raises:
        InputError: If a group begins in it and ends outside, or it ends another entry.
    """
    source, start, end = document.source, span.start, span.end
    part = document.part(start)
    if part is not None and part.name:
        raise _refusal(document, reference, f"it stands in another file, {part.name}")
    depth = lowest = 0
    for brace in _BRACE.finditer(source, start, end):
        depth += (brace[0] == "{") - (brace[0] == "}")
        lowest = min(lowest, depth)
    for _ in range(-lowest):
        command = _COMMAND_BEFORE.search(source, max(0, start - _COMMAND_LIMIT), start)
        start = command.start() if command else start
    for _ in range(depth - lowest):
        closing = _BRACES_BEHIND.match(source, end)
        end = closing.end() if closing else end
    braces = [brace[0] for brace in _BRACE.finditer(source, start, end)]
    if braces.count("{") != braces.count("}"):
        raise _refusal(document, reference, "a group that begins in it ends outside of it")
    if _ITEM.search(source, start, end):
        raise _refusal(document, reference, "another entry stands within it")
    return Span(start, end)


def _with_tags(source: str, start: int, end: int) -> tuple[int, int]:
    """A range with the inline tags that open right before it and close right behind."""
    while True:
        opens = source.rfind("<", max(0, start - _NEAR), start)
        before = _TAG.fullmatch(source, opens, start) if opens >= 0 else None
        behind = _TAG.match(source, end, end + _NEAR)
        inner = _open_tags(source[start:end])
        if behind and behind[1] and inner.get(behind[2].lower(), 0) > 0:
            end = behind.end()
        elif (
            before
            and behind
            and not before[1]
            and behind[1]
            and before[2].lower() == behind[2].lower()
            and not _ANCHOR.match(before[0])
        ):
            start, end = before.start(), behind.end()
        elif before and not before[1] and inner.get(before[2].lower(), 0) < 0:
            start = before.start()
        else:
            return start, end


def _open_tags(source: str) -> Counter[str]:
    """How many inline tags of each name are opened more often than closed."""
    count: Counter[str] = Counter()
    for tag in _TAG.finditer(source):
        if not tag[0].endswith("/>"):
            count[tag[2].lower()] += -1 if tag[1] else 1
    return count


def _balanced(source: str) -> bool:
    return not any(_open_tags(source).values())


def _are_numbered(document: Document, references: Sequence[Reference]) -> bool:
    """Whether most entries have a number in the file, as their marker or in a block before them."""
    if document.format == "latex" and all(each.key for each in references):
        return True  # what stands before an \bibitem is LaTeX's affair
    numbers = 0
    before = 0
    for reference in references:
        between = document.text[before : reference.span.start].rpartition("\n")[0]
        last = between.rpartition("\n")[2] if before else ""
        numbers += bool(
            any(sign.isdigit() for sign in reference.marker) or _NUMBER.fullmatch(last.strip())
        )
        before = reference.span.end
    return 2 * numbers > len(references)


def _width(source: str, slots: Sequence[Span], lines: Sequence[Sequence[str]]) -> int:
    """The longest line of several words; an address may be longer than lines are meant to be."""
    widths = []
    for slot, each in zip(slots, lines, strict=True):
        begin = max(source.rfind("\n", 0, slot.start), source.rfind("\r", 0, slot.start)) + 1
        first = source[begin : slot.start] + each[0]
        widths += [len(line) for line in (first, *each[1:]) if " " in line.strip()]
    return max(widths, default=_USUAL_WIDTH)


def _prefix(line: str) -> str:
    found = _PREFIX.match(line)
    return found[0] if found else ""


def _joined(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def _refusal(document: Document, reference: Reference, reason: str) -> InputError:
    return InputError(
        f"the list cannot be written anew: {reason}", path=document.path, line=reference.line
    )
