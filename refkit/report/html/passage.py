"""Passages: pieces of the article with the faults marked, and what a Fix makes of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from refkit.model import Finding, Fix, Reference, Severity, Span
from refkit.model.finding import SEVERITIES
from refkit.report.difference import Piece, differences
from refkit.report.excerpt import marked
from refkit.report.html.markup import NOTHING, Html, element, joined, quoted

_SHOWN: Final = 1000
"""Characters of an entry that are shown at once, and of one value in a table."""
_SLACK: Final = 200
"""So many characters more are shown rather than hidden."""
_MOST: Final = 20_000
"""Characters of an entry that are shown at all: a whole chapter may have been taken for one."""
_AROUND: Final = 90
_AROUND_FIX: Final = 24
"""Characters shown on each side of a fault in the text, and of what a Fix replaces."""
_FAULT: Final = 300
"""Characters shown of a fault in the text, or of one side of a Fix."""
_WHOLE: Final = 0.9
"""From this share on, a fault is the whole entry's and no stretch of it is marked."""

_GAP: Final = re.compile(r"\s+")


class Mark(NamedTuple):
    """A fault in an entry: its range in ``Reference.raw``, how grave it is, its finding's letter.

    An empty range is the place where something lacks.
    """

    span: Span
    severity: Severity
    letter: str


def place_in(reference: Reference, finding: Finding) -> Span | None:
    """The range of ``Reference.raw`` that a Finding is about; None if it is about no part of it."""
    raw, span = reference.raw, finding.span
    start, end = span.start - reference.span.start, span.end - reference.span.start
    if reference.offsets:
        start = bisect_left(reference.offsets, span.start)
        end = bisect_left(reference.offsets, span.end)
    if span != Span(0, 0) and is_within(reference, finding):
        start, end = min(start, len(raw)), min(end, len(raw))
        return Span(start, end) if end - start < _WHOLE * len(raw) else None
    if span == Span(0, 0) and finding.written and raw.count(finding.written) == 1:
        # A finding without a place, on a reference that was never part of an article.
        at = raw.index(finding.written)
        return Span(at, at + len(finding.written)) if finding.written != raw else None
    return None


def is_within(reference: Reference, finding: Finding) -> bool:
    """Whether a Finding on a reference is about a place in its entry, not in the running text."""
    span = reference.span
    return span.start <= finding.span.start and finding.span.end <= max(span.end, span.start)


def entry(reference: Reference, marks: Sequence[Mark]) -> Html:
    """An entry as written, its faults marked; of a very long one the beginning, the rest to open.

    Args:
        reference: The entry.
        marks: The faults in it.
    """
    raw = reference.raw
    if not raw:
        return element("p", quoted(reference.text, limit=_SHOWN), class_="written", dir="auto")
    shown = len(raw) if len(raw) <= _SHOWN + _SLACK else _SHOWN
    body = _marked(raw[:shown], marks, reference.italics)
    if shown == len(raw):
        return element("p", body, class_="written", dir="auto")
    cut = f"… and {len(raw) - _MOST:,} characters more" if len(raw) > _MOST else ""
    return joined(
        (
            element("p", body, "…", class_="written", dir="auto"),
            element(
                "details",
                element("summary", f"The entry in full ({len(raw):,} characters)"),
                element("p", raw[:_MOST], cut, class_="written", dir="auto"),
                class_="rest",
            ),
        )
    )


def _marked(raw: str, marks: Sequence[Mark], italics: Sequence[Span]) -> Html:
    """A text with the gravest of the marks on each stretch, and letters where marks end."""
    shown = [mark for mark in marks if mark.span.start < len(raw)]
    edges = {0, len(raw)}
    for mark in shown:
        edges |= {mark.span.start, min(mark.span.end, len(raw))}
    parts: list[Html] = []
    for start, end in pairwise(sorted(edges)):
        parts += [_place(mark) for mark in shown if mark.span == Span(start, start)]
        over = [mark for mark in shown if mark.span.start <= start and mark.span.end >= end]
        text = _slanted(raw, Span(start, end), italics)
        if over:
            gravest = min(over, key=lambda mark: SEVERITIES.index(mark.severity))
            ending = "".join(m.letter for m in over if min(m.span.end, len(raw)) == end)
            text = element("mark", text, _letter(ending), class_=gravest.severity)
        parts.append(text)
    parts += [_place(mark) for mark in shown if mark.span == Span(len(raw), len(raw))]
    return joined(parts)


def _place(mark: Mark) -> Html:
    """The sign for a place where something lacks."""
    return element("mark", "‸", _letter(mark.letter), class_=f"{mark.severity} gap")


def _letter(letters: str) -> Html:
    return element("sup", letters) if letters else NOTHING


def _slanted(raw: str, span: Span, italics: Sequence[Span]) -> Html:
    """A range of an entry with its italics."""
    parts: list[str] = []
    at = span.start
    for slanted in italics:
        start, end = max(slanted.start, at), min(slanted.end, span.end)
        if start < end:
            parts += [raw[at:start], element("i", raw[start:end])]
            at = end
    return joined((*parts, raw[at : span.end]))


def in_text(source: str, lines: Sequence[Span], finding: Finding) -> Html:
    """A fault in the running text, with some of its line before and behind it.

    Args:
        source: The article's text; positions in a .docx or a .pdf are no places of it.
        lines: Its lines, from :func:`refkit.report.excerpt.line_spans`.
        finding: What is said of it.

    Returns:
        The passage; nothing where the text has no such place.
    """
    start, end, _ = marked(lines, finding)
    if not (source and 1 <= start.line <= len(lines)):
        return NOTHING
    first, last = lines[start.line - 1], lines[min(max(end.line, start.line), len(lines)) - 1]
    begin = min(first.start + start.column - 1, first.end)
    finish = max(begin, min(last.start + end.column - 1, last.end, begin + _FAULT))
    head = source[max(first.start, begin - _AROUND) : begin]
    tail = source[finish : min(max(last.end, finish), finish + _AROUND)]
    return element(
        "blockquote",
        "…" if begin - _AROUND > first.start else "",
        _one_line(head),
        element("mark", _one_line(source[begin:finish]) or "‸", class_=finding.severity),
        _one_line(tail),
        "…" if finish + _AROUND < last.end else "",
        class_="excerpt",
        dir="auto",
    )


def correction(source: str, fix: Fix) -> Html:
    """What a Fix makes of the article's text: what is struck, and what is written for it.

    Args:
        source: The article's text; where it is not at hand, only what is written is shown.
        fix: The Fix.

    Returns:
        One line; of a long one, as where entries change places, something to open.
    """
    start, end = fix.span.start, fix.span.end
    head = tail = before = ""
    if 0 <= start <= end <= len(source):
        before = source[start:end]
        head = _ending(source[max(0, start - _AROUND_FIX) : start])
        tail = _beginning(source[end : end + _AROUND_FIX])
    old, new = differences(_cut(before), _cut(fix.replacement))
    struck = [element("del", marked_pieces(old))] if before else []
    added = [element("ins", marked_pieces(new))] if fix.replacement else []
    shown = element(
        "bdi",
        _one_line(head),
        joined([*struck, *added], " → "),
        _one_line(tail),
        class_="correction",
    )
    length = max(len(before), len(fix.replacement))
    if length <= _FAULT:
        return shown
    return element("details", element("summary", f"{length:,} characters are written anew"), shown)


def _ending(text: str) -> str:
    """The end of what stands before something on its line, from a whole word on."""
    line = text.rpartition("\n")[2]
    return line if len(line) < _AROUND_FIX else "…" + line.partition(" ")[2]


def _beginning(text: str) -> str:
    """The beginning of what stands behind something on its line, to a whole word."""
    line = text.partition("\n")[0]
    return line if len(line) < _AROUND_FIX else line.rpartition(" ")[0] + "…"


def marked_pieces(pieces: Sequence[Piece], name: str = "") -> Html:
    """The pieces of a value, with what differs marked.

    Args:
        pieces: The pieces.
        name: The element around a stretch that differs, "del" or "ins"; without it, only the
            characters to blame in a word are marked.
    """
    parts: list[Html] = []
    for differs, group in groupby(pieces, key=lambda piece: piece.differs):
        run = list(group)
        exactly = any(piece.exactly for piece in run) and not all(piece.exactly for piece in run)
        stretch = joined(
            element("b", _one_line(piece.text))
            if exactly and piece.exactly
            else _one_line(piece.text)
            for piece in run
        )
        if differs and name:
            stretch = element(name, stretch, class_="near" if exactly else "")
        parts.append(stretch)
    return joined(parts)


def _one_line(text: str) -> str:
    """Text with its line breaks and tabs as spaces."""
    return _GAP.sub(" ", text)


def _cut(text: str) -> str:
    return text if len(text) <= _FAULT else text[:_FAULT] + "…"
