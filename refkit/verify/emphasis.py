"""Emphasis: the italics of a reference list, and the Fix that puts them where they belong.

A Fix here writes or takes away only the signs of emphasis, ``*`` or ``<em>``, in the way that the
list itself writes them; every other character of the file stays.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from refkit.model import Document, Fix, Reference, Span
from refkit.normalize.latex import plain_latex
from refkit.verify.edits import Edit, joined

FORMATS: Final = frozenset({"markdown", "html", "latex"})
"""The forms whose italics can be written."""

_OPENING_TAG: Final = re.compile(r"<(?P<name>em|i)(?:\s[^<>]{0,200})?>\Z", re.IGNORECASE)
_OPENING_LATEX: Final = re.compile(
    r"(?:\\(?:emph|textit|textsl|mkbibemph)\s{0,3}\{|\{\\(?:em|it|sl|itshape)(?:\s|\{\}))\Z"
)
_CLOSING_LATEX: Final = re.compile(r"(?:\\/)?\}")
_CLOSING_TAG: Final = re.compile(r"</(?P<name>em|i)\s{0,3}>", re.IGNORECASE)
_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})[^<>]{0,400}>")
_LONGEST_TAG: Final = 220
_LETTER: Final = re.compile(r"[^\W_]")


class Signs(NamedTuple):
    """What stands before and behind a phrase in italics: "*" and "*", "<em>" and "</em>"."""

    opening: str
    closing: str

    def around(self, text: str) -> str:
        """A stretch of source in italics."""
        return f"{self.opening}{text}{self.closing}"


class _Mark(NamedTuple):
    """Italics of an entry: their range in ``Reference.raw``, and their signs in the file."""

    inside: Span
    opening: Span
    closing: Span


def share(reference: Reference, span: Span) -> float:
    """How much of a range of an entry is in italics: 0.0–1.0 of its letters and digits."""
    letters = [match.start() for match in _LETTER.finditer(reference.raw, span.start, span.end)]
    if not letters:
        return 0.0
    inside = sum(
        bisect_left(letters, italic.end) - bisect_left(letters, italic.start)
        for italic in reference.italics
    )
    return min(1.0, inside / len(letters))


def signs_of(document: Document, references: Iterable[Reference]) -> Signs | None:
    """The signs of emphasis that a list mostly uses; None if it has none that can be written."""
    if document.format not in FORMATS:
        return None
    found: Counter[Signs] = Counter()
    for reference in references:
        for italic in reference.italics:
            mark = _mark(document, reference, italic)
            if mark is not None:
                found[_written(document, mark)] += 1
    return found.most_common(1)[0][0] if found else None


def emphasised(
    document: Document,
    reference: Reference,
    signs: Signs,
    *,
    italic: Sequence[Span],
    plain: Sequence[Span],
) -> Fix | None:
    """The safe Fix that sets ranges of an entry in italics, and others plain.

    Args:
        document: The article.
        reference: The entry.
        signs: The signs of emphasis of its list.
        italic: Ranges of ``Reference.raw`` to be set in italics, none of which is so far.
        plain: Ranges to be set plain; what else is in italics with them stays so.

    Returns:
        The Fix over the smallest range of ``Document.source`` that holds all signs that change;
        None if other markup is in the way, or nothing changes.
    """
    edits: list[Edit] = []
    for span in italic:
        place = _place(document, reference, span)
        if not _is_plain(document, reference, span, place):
            return None
        edits += [_at(place.start, signs.opening), _at(place.end, signs.closing)]
    for inside in reference.italics:
        left = _without(inside, plain)
        if left == [inside]:
            continue
        mark = _mark(document, reference, inside)
        if mark is None:
            return None
        edits += [Edit(*_bounds(mark.opening), ""), Edit(*_bounds(mark.closing), "")]
        own = _written(document, mark)
        for span in left:
            trimmed = _trimmed(reference.raw, span)
            if trimmed is not None:
                place = _place(document, reference, trimmed)
                edits += [_at(place.start, own.opening), _at(place.end, own.closing)]
    return _joined(document.source, sorted(edits, key=_bounds))


def end_of(document: Document, reference: Reference, at: int) -> int | None:
    """Where to write something behind the first characters of an entry.

    Args:
        document: The article.
        reference: The entry.
        at: How many characters of ``Reference.raw`` stand before it.

    Returns:
        An offset in ``Document.source``, behind the sign of emphasis that ends there; None in the
        middle of a phrase in italics, or if its sign is not found.
    """
    inside = [italic for italic in reference.italics if italic.start < at <= italic.end]
    if not inside:
        return _place(document, reference, Span(at - 1, at)).end
    mark = _mark(document, reference, inside[-1])
    return mark.closing.end if mark is not None and inside[-1].end == at else None


def _joined(source: str, edits: list[Edit]) -> Fix | None:
    """One Fix for several edits in order; signs that are taken away and put back stay."""
    fix = joined(source, edits, safe=True)
    return fix and _shortened(source, fix)


def _shortened(source: str, fix: Fix) -> Fix | None:
    """A Fix without what is the same at either end; None if nothing is left."""
    old, text = source[fix.span.start : fix.span.end], fix.replacement
    if old == text:
        return None
    same = 0
    while same < min(len(old), len(text)) and old[same] == text[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(text)) - same and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    span = Span(fix.span.start + same, fix.span.end - tail)
    return Fix(span, text[same : len(text) - tail], safe=fix.safe)


def _at(place: int, text: str) -> Edit:
    return Edit(place, place, text)


def _bounds(span: Span | Edit) -> tuple[int, int]:
    return span.start, span.end


def _place(document: Document, reference: Reference, span: Span) -> Span:
    """The range of ``Document.source`` of a range of an entry."""
    return document.source_span(reference.document_span(span))


def _is_plain(document: Document, reference: Reference, span: Span, place: Span) -> bool:
    """Whether signs of emphasis around a range of an entry would cross no other markup."""
    source = document.source[place.start : place.end]
    if document.format == "html":
        if not _is_balanced(source):
            return False
        source = html.unescape(_TAG.sub("", source))
    elif document.format == "latex":
        plain = plain_latex(source)
        if plain is None:
            return False
        source = plain
    else:
        source = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", source))
    written = "".join(source.replace("\u00ad", "").split())
    return written == "".join(reference.raw[span.start : span.end].replace("\u00ad", "").split())


def _is_balanced(source: str) -> bool:
    """Whether every element that a stretch of HTML opens is closed in it, and no other."""
    open_tags: list[str] = []
    for tag in _TAG.finditer(source):
        name = tag["name"].lower()
        if not tag["close"]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def _without(span: Span, cuts: Sequence[Span]) -> list[Span]:
    """What is left of a range without others; the range itself where none of them touches it."""
    left: list[Span] = []
    at = span.start
    for cut in sorted(cuts):
        if cut.end <= at or cut.start >= span.end:
            continue
        if cut.start > at:
            left.append(Span(at, cut.start))
        at = cut.end
    if at < span.end:
        left.append(Span(at, span.end))
    return left


def _trimmed(raw: str, span: Span) -> Span | None:
    """A range from its first letter to its last, with the question mark of a title behind it."""
    letters = [match.start() for match in _LETTER.finditer(raw, span.start, span.end)]
    if not letters:
        return None
    end = letters[-1] + 1
    while end < span.end and raw[end] in "?!":
        end += 1
    return Span(letters[0], end)


def _mark(document: Document, reference: Reference, italic: Span) -> _Mark | None:
    """The signs of a phrase in italics; None where they do not stand right around it."""
    place = _place(document, reference, italic)
    source = document.source
    if document.format == "html":
        opening = _OPENING_TAG.search(source, max(0, place.start - _LONGEST_TAG), place.start)
        closing = _CLOSING_TAG.match(source, place.end)
        if opening is None or closing is None or opening["name"].lower() != closing["name"].lower():
            return None
        return _Mark(italic, Span(*opening.span()), Span(*closing.span()))
    if document.format == "latex":
        opened = _OPENING_LATEX.search(source, max(0, place.start - _LONGEST_TAG), place.start)
        closed = _CLOSING_LATEX.match(source, place.end)
        if opened is None or closed is None:
            return None
        return _Mark(italic, Span(*opened.span()), Span(*closed.span()))
    before, behind = place.start - 1, place.end
    sign = source[before : before + 1]
    if sign not in ("*", "_") or source[behind : behind + 1] != sign:
        return None
    if source[before - 1 : before] == sign or source[behind + 1 : behind + 2] == sign:
        return None
    return _Mark(italic, Span(before, before + 1), Span(behind, behind + 1))


def _written(document: Document, mark: _Mark) -> Signs:
    source = document.source
    opening = source[mark.opening.start : mark.opening.end]
    if document.format == "html":
        # Attributes belong to that one phrase: <em id="f2">.
        opening = f"{opening.rstrip('>').split()[0]}>"
    return Signs(opening, source[mark.closing.start : mark.closing.end])
