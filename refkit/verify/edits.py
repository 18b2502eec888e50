"""Edits: the Fix that makes a stretch of an article read otherwise, its markup left as it is.

A rule says what the text should be; here is found which characters of the file that changes. Only
the words that differ are replaced, so the emphasis on a volume, a line break inside a title and
the entities of a page stay as the author has them.
"""

from __future__ import annotations

import html
import re
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from refkit.model import Document, Fix, Reference, Span

_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS: Final = 1500
"""Longer stretches are not compared: the time grows with the square of their length."""

_CLOSED: Final = re.compile(r"(?:[*_`>]|</(?:em|i|b|strong|a|span|cite|u)>)+")
"""What ends the markup of a phrase, between it and what is written after it."""

_MARKDOWN_SIGNS: Final = re.compile(r"[\\*`\[\]<]|(?<!\w)_|_(?!\w)")


class _Edit(NamedTuple):
    """The replacement of a range of ``Document.source``."""

    start: int
    end: int
    text: str


def mend(document: Document, span: Span, text: str, *, safe: bool) -> Fix | None:
    """The Fix after which a range of an article's text reads otherwise.

    Args:
        document: The article.
        span: The range of ``Document.text``; an empty one for an insertion.
        text: What it should read, without markup.
        safe: Whether the author's meaning is kept for certain.

    Returns:
        The Fix, over the smallest range of ``Document.source`` that holds all that changes; None
        if nothing changes, or if what changes holds markup that would be torn.
    """
    places = range(span.start, span.end)
    return _fix(document, document.text[span.start : span.end], places, span.end, text, safe=safe)


def mend_entry(
    document: Document, reference: Reference, span: Span, text: str, *, safe: bool
) -> Fix | None:
    """As :func:`mend`, for a range of ``Reference.raw``, whose line breaks are single spaces."""
    old = reference.raw[span.start : span.end]
    offsets = reference.offsets or range(
        reference.span.start, reference.span.start + len(reference.raw)
    )
    places = offsets[span.start : span.end]
    if span.start < span.end:
        after = places[-1] + 1
    elif span.start < len(reference.raw):
        after = offsets[span.start]
    else:
        after = reference.span.end
    return _fix(document, old, places, after, text, safe=safe)


def append(document: Document, reference: Reference, text: str, *, safe: bool) -> Fix:
    """The Fix that writes something at the end of an entry, behind the markup that ends there.

    Args:
        document: The article.
        reference: The entry.
        text: What is written, without markup, with the space before it.
        safe: Whether the author's meaning is kept for certain.
    """
    at = document.source_span(Span(reference.span.end - 1, reference.span.end)).end
    closed = _CLOSED.match(document.source, at) if document.format != "text" else None
    at = closed.end() if closed else at
    return Fix(Span(at, at), escaped(text, document.format), safe=safe)


def escaped(text: str, format: str) -> str:
    """A text as the source of a form has it: "&amp;" in HTML.

    Args:
        text: The text, without markup.
        format: ``Document.format``.
    """
    if format == "html":
        return html.escape(text, quote=False)
    if format == "markdown":
        # An underscore within a word is no emphasis (CommonMark 0.31, 6.2), and DOIs have them.
        return _MARKDOWN_SIGNS.sub(lambda sign: "\\" + sign[0], text)
    return text


def _fix(
    document: Document, old: str, places: range | list[int], after: int, text: str, *, safe: bool
) -> Fix | None:
    """The Fix for a text whose characters have these places in ``Document.text``."""
    edits: list[_Edit] = []
    for start, end, new in _changes(old, text):
        where = Span(places[start], places[end - 1] + 1) if start < end else None
        if where is None:
            at = places[start] if start < len(places) else after
            before = places[start - 1] if start else at - 1
            edits.append(_insertion(document, before, at, new))
            continue
        edit = _replacement(document, where, new)
        if edit is None:
            return None
        edits.append(edit)
    if not edits:
        return None
    start, end = edits[0].start, edits[-1].end
    parts: list[str] = []
    at = start
    for edit in edits:
        if edit.start < at:
            return None
        parts += [document.source[at : edit.start], edit.text]
        at = edit.end
    return Fix(Span(start, end), "".join(parts), safe=safe)


def _changes(old: str, new: str) -> list[tuple[int, int, str]]:
    """What has to be replaced, in order: start and end in the old text, and the new words."""
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(ours) > _MOST_TOKENS or len(theirs) > _MOST_TOKENS:
        return [] if old == new else [(0, len(old), new)]
    starts = [0]
    for token in ours:
        starts.append(starts[-1] + len(token))
    # A line break of the file is as good as a space.
    ours = [" " if "\n" in token else token for token in ours]
    compared = SequenceMatcher(None, ours, theirs, autojunk=False)
    return [
        (starts[i1], starts[i2], "".join(theirs[j1:j2]))
        for tag, i1, i2, j1, j2 in compared.get_opcodes()
        if tag != "equal"
    ]


def _replacement(document: Document, span: Span, new: str) -> _Edit | None:
    """The replacement of a range of ``Document.text``; None if markup stands within it."""
    place = document.source_span(span)
    written = document.source[place.start : place.end]
    if _plain(written, document.format) != _plain_text(document.text[span.start : span.end]):
        return None
    return _Edit(place.start, place.end, escaped(new, document.format))


def _plain(source: str, format: str) -> str:
    """The text of a stretch of source that holds no markup."""
    if format == "html":
        source = html.unescape(source)
    elif format == "markdown":
        source = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", source))
    return _plain_text(source)


def _plain_text(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _insertion(document: Document, before: int, at: int, new: str) -> _Edit:
    """Where to write something between two characters of ``Document.text``.

    Behind the end of a phrase in italics ("*58*|, 492"), but for letters that go on a word.
    """
    source = escaped(new, document.format)
    behind = document.source_span(Span(before, before + 1)).end if before >= 0 else 0
    if at >= len(document.text) or document.text[at] == "\n":
        closed = _CLOSED.match(document.source, behind) if document.format != "text" else None
        behind = closed.end() if closed else behind
        return _Edit(behind, behind, source)
    goes_on = new[:1].isalnum() and before >= 0 and document.text[before].isalnum()
    place = behind if goes_on else document.source_offset(at)
    return _Edit(place, place, source)
