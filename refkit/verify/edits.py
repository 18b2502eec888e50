"""Edits: the Fix that makes a stretch of an article read otherwise, its markup left as it is.

A rule says what the text should be; here is found which characters of the file that changes. Only
the words that differ are replaced, so the emphasis on a volume, a line break inside a title and
the entities of a page stay as the author has them.
"""

from __future__ import annotations

import html
import json
import re
import string
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from refkit.model import Document, Fix, Reference, Span
from refkit.normalize.latex import plain_latex
from refkit.normalize.latex_plain import written_plainly
from refkit.normalize.patterns import lazy_pattern

_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0dff\u0e31-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Signs that belong to the letter before them: a word that has them is replaced as a whole."""

_TOKEN: Final = lazy_pattern(rf"[\w{_MARKS}]+|\s+|[^\w\s]")
_MOST_TOKENS: Final = 1500
"""Longer stretches are not compared: the time grows with the square of their length."""

_CLOSED: Final = lazy_pattern(
    r"""
    (?: [*_`>] | \]\([^()\s]{0,4000}\) | </(?:em|i|b|strong|a|span|cite|u|small|sub|sup)> ){1,20}
    """,
    re.VERBOSE,
)
"""What ends the markup of a phrase, between it and what is written after it."""

_CLOSED_LATEX: Final = lazy_pattern(r"(?:\\/|\}){1,20}")
_WHITE_LATEX: Final = lazy_pattern(r"(?:\s|~|\\[ ,]|\\newblock(?![A-Za-z])){0,60}")
_HAS_URL: Final = lazy_pattern(r"\\(?:url|href|nolinkurl)\s{0,3}\{|\{(?:hyperref|url|xurl)\}")
_ADDRESS_AT_END: Final = lazy_pattern(r"https?://\S{1,500}(?=\.?\Z)")
_RAW_LATEX: Final = lazy_pattern(
    r"\\(?:url|path|nolinkurl|doi|href)\s{0,3}\{(?P<address>[^\s{}]{0,500})\Z"
)
"""What begins an address of LaTeX, in which signs stand as they are."""

# An underscore within a word is no emphasis (CommonMark 0.31, 6.2), and DOIs have them.
_MARKDOWN_SIGNS: Final = lazy_pattern(r"[\\*`\[\]<]|(?<!\w)_|_(?!\w)|&(?=\#?\w{1,31};)")
_MARKDOWN_START: Final = lazy_pattern(r"(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+#>=~|]))")
"""What would begin a list, a heading or another block at the start of a line."""

_SIGNS: Final = {
    "rst": lazy_pattern(r"[\\*`|]|(?<=\w)_(?!\w)|\[(?=[^\s\[\]]{1,200}\]_)"),
    "asciidoc": lazy_pattern(
        r"[*`\#^~+{}<>\[\]|\\]|&(?=\#?\w{1,31};)|(?<!\w)_|_(?!\w)|__|--|::(?!\S)|^//"
    ),
    "typst": lazy_pattern(r"[\\*`$\#@<~\[\]\"]|(?<!\w)_|_(?!\w)|--|(?<!:)//|/\*"),
    "notebook": lazy_pattern(rf"{_MARKDOWN_SIGNS.pattern}|[\"\x00-\x1f]"),
}
"""What means something in a form, and is not written where its meaning there is not known."""

_AUTOLINK: Final = lazy_pattern(r"<https?://[^\s<>]*\Z")
_ADDRESS: Final = lazy_pattern(r"<https?://")
_NEAR: Final = 600
"""Characters before a place in which the address that it is part of begins."""


class Edit(NamedTuple):
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
    written = escaped(text, document.format)
    address = _ADDRESS_AT_END.search(text) if document.format == "latex" else None
    if address is not None:
        written = escaped(text[: address.start()], "latex") + addressed(document, address[0])
        written += text[address.end() :]
    at = _closed(document, at)
    return Fix(Span(at, at), written, safe=safe)


def joined(source: str, edits: Sequence[Edit], *, safe: bool) -> Fix | None:
    """One Fix for several edits, over the smallest range that holds them all.

    Args:
        source: ``Document.source``.
        edits: The edits in order of place.
        safe: Whether the author's meaning is kept for certain.

    Returns:
        The Fix; None if there are no edits, or if two of them overlap.
    """
    if not edits:
        return None
    parts: list[str] = []
    at = edits[0].start
    for edit in edits:
        if edit.start < at:
            return None
        parts += [source[at : edit.start], edit.text]
        at = edit.end
    return Fix(Span(edits[0].start, at), "".join(parts), safe=safe)


XML_LIKE: Final = frozenset({"html", "jats", "tei", "epub"})
"""Forms whose source has "&amp;" for an ampersand."""


def escaped(text: str, format: str) -> str:
    """A text as the source of a form has it: "&amp;" in HTML.

    Args:
        text: The text, without markup.
        format: ``Document.format``.
    """
    if format in XML_LIKE:
        return html.escape(text, quote=False)
    if format == "latex":
        return written_plainly(text)
    if format == "markdown":
        return _MARKDOWN_SIGNS.sub(lambda sign: "\\" + sign[0], text)
    if format in ("rst", "typst"):
        return _SIGNS[format].sub(lambda sign: "\\" + sign[0], text)
    if format == "notebook":
        return json.dumps(escaped(text, "markdown"), ensure_ascii=False)[1:-1]
    return text


def addressed(document: Document, url: str) -> str:
    r"""An address as LaTeX has it: in ``\url{…}``, where the article has that command."""
    if _HAS_URL.search(document.source):
        return f"\\url{{{url}}}"
    return escaped(url, "latex")


def in_address(source: str, place: int) -> bool:
    r"""Whether a place of LaTeX is within an address: behind ``\url{https``."""
    return bool(_RAW_LATEX.search(source, max(0, place - _NEAR), place))


def _closed(document: Document, at: int) -> int:
    """Where the markup ends that ends at a place of the file."""
    if document.format == "text":
        return at
    pattern = _CLOSED_LATEX if document.format == "latex" else _CLOSED
    closed = pattern.match(document.source, at)
    return closed.end() if closed else at


def _fix(
    document: Document, old: str, places: range | list[int], after: int, text: str, *, safe: bool
) -> Fix | None:
    """The Fix for a text whose characters have these places in ``Document.text``."""
    edits: list[Edit] = []
    for start, end, new in _changes(old, text):
        if start < end:
            found = _replacements(document, Span(places[start], places[end - 1] + 1), new)
        else:
            at = places[start] if start < len(places) else after
            found = [_insertion(document, places[start - 1] if start else at - 1, at, new)]
        for edit in found:
            if edit is None:
                return None
            if edit.start < edit.end or edit.text:
                edits.append(edit)
    return joined(document.source, edits, safe=safe)


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
    if len(ours) == len(theirs) and old.casefold() == new.casefold():
        # Capitals only, as in most titles that are mended: nothing has to be aligned.
        return [
            (at, at + len(token), other)
            for at, token, other in zip(starts, ours, theirs, strict=False)
            if token != other
        ]
    compared = SequenceMatcher(None, ours, theirs, autojunk=False)
    return [
        (starts[i1], starts[i2], "".join(theirs[j1:j2]))
        for tag, i1, i2, j1, j2 in compared.get_opcodes()
        if tag != "equal"
    ]


def _replacements(document: Document, span: Span, new: str) -> list[Edit | None]:
    """The replacements of a range of ``Document.text``; None among them where one is not possible.

    White space at its ends is replaced by itself, for it may be markup or a line break in the file.
    """
    old = document.text[span.start : span.end]
    start = span.start + len(old) - len(old.lstrip())
    if start == span.end:
        return [_gap(document, span, new)]
    end = span.end - (len(old) - len(old.rstrip()))
    edits: list[Edit | None] = []
    if span.start < start:
        if new[:1].isspace():
            new = new.lstrip()
        else:
            edits.append(_gap(document, Span(span.start, start), ""))
    behind: list[Edit | None] = []
    if end < span.end:
        if new[-1:].isspace():
            new = new.rstrip()
        else:
            behind.append(_gap(document, Span(end, span.end), ""))
    return [*edits, _replacement(document, Span(start, end), new), *behind]


def _gap(document: Document, span: Span, new: str) -> Edit | None:
    """The replacement of white space; None if markup stands in it."""
    start = document.source_span(Span(span.start - 1, span.start)).end if span.start else 0
    end = _beginning(document, span.end)
    between = document.source[start:end]
    if between.strip() and not (document.format == "latex" and _WHITE_LATEX.fullmatch(between)):
        return None
    return Edit(start, end, _written(document, start, new) or "") if new or start < end else None


def _replacement(document: Document, span: Span, new: str) -> Edit | None:
    """The replacement of a range of ``Document.text``; None if markup stands within it."""
    place = document.source_span(span)
    if document.format == "latex":
        place = _with_braces(document.source, place)
    written = document.source[place.start : place.end]
    if _plain(written, document.format) != _plain_text(document.text[span.start : span.end]):
        return None
    start, end = min(_beginning(document, span.start), place.start), place.end
    text = _written(document, start, new)
    if text is not None and document.format == "markdown":
        if not text:
            start, end = _with_emphasis(document.source, start, end)
        elif text[-1].isspace() and document.source[end : end + 1] in ("*", "_"):
            return None  # "*58 *" is no emphasis
    return None if text is None else Edit(start, end, text)


def _with_braces(source: str, place: Span) -> Span:
    """A stretch of LaTeX with the braces around it that it opens or closes: "{D|NA} b|"."""
    start, end = place.start, place.end
    depth = lowest = 0
    for sign in source[start:end]:
        depth += (sign == "{") - (sign == "}")
        lowest = min(lowest, depth)
    for _ in range(-lowest):
        start -= source[start - 1 : start] == "{"
    for _ in range(depth - lowest):
        end += source[end : end + 1] == "}"
    return Span(start, end)


def _with_emphasis(source: str, start: int, end: int) -> tuple[int, int]:
    """A range with the signs of emphasis around it, which would be "**" without it."""
    while start and source[start - 1] in "*_" and source[end : end + 1] == source[start - 1]:
        start, end = start - 1, end + 1
    return start, end


def _plain(source: str, format: str) -> str:
    """The text of a stretch of source that holds no markup."""
    if format == "latex":
        plain = plain_latex(source)
        return "\0" if plain is None else _plain_text(plain)
    if format in XML_LIKE:
        source = html.unescape(source)
    elif format == "markdown":
        source = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", source))
    return _plain_text(source)


def _plain_text(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _beginning(document: Document, at: int) -> int:
    """Where a character of ``Document.text`` begins in the file, its backslash included."""
    place = document.source_offset(at)
    if document.format not in ("markdown", "notebook"):
        return place
    before = document.source[:place] if place < _NEAR else document.source[place - _NEAR : place]
    slashes = len(before) - len(before.rstrip("\\"))
    sign = document.source[place : place + 1]
    if document.format == "notebook":
        # A backslash of Markdown is two in a string of JSON.
        return place - 2 if slashes % 4 == 2 and sign and sign in string.punctuation else place
    return place - 1 if slashes % 2 and sign and sign in string.punctuation else place


def _written(document: Document, place: int, new: str) -> str | None:
    """What is written at a place of the file for a text; None where its signs cannot be."""
    source = document.source
    if document.format == "latex" and in_address(source, place):
        return None if any(sign in new for sign in " \\{}") else new
    signs = _SIGNS.get(document.format)
    if signs is not None:
        return None if signs.search(new) else new
    if document.format == "markdown":
        before = source[max(0, place - _NEAR) : place]
        if _AUTOLINK.search(before):
            return None if _MARKDOWN_SIGNS.search(new) or " " in new else new
        opened = source.rfind("<", max(0, place - len("<https://")), place)
        if opened >= 0 and _ADDRESS.match(source, opened):
            kept = opened + 1 == place and _ADDRESS.match(f"<{new}") and " " not in new
            return new if kept and not _MARKDOWN_SIGNS.search(new) else None
        line = max(source.rfind("\n", 0, place), source.rfind("\r", 0, place)) + 1
        if not source[line:place].strip(" \t>"):
            begins = _MARKDOWN_START.match(new)
            if begins:
                rest = escaped(new[begins.end() :], document.format)
                return begins[0] + (rest if rest.startswith("\\") else "\\" + rest)
    return escaped(new, document.format)


def _insertion(document: Document, before: int, at: int, new: str) -> Edit | None:
    """Where to write something between two characters of ``Document.text``.

    Behind the end of a phrase in italics ("*58*|, 492"), but for letters that go on a word.
    """
    behind = document.source_span(Span(before, before + 1)).end if before >= 0 else 0
    within = document.text[before : at + 1] if before >= 0 else ""
    if within.isalnum() and len(within) == 2 and behind != _beginning(document, at):
        return None  # "pro*duct*ion": what stands between letters decides what the signs mean
    goes_on = new[:1].isalnum() and before >= 0 and document.text[before].isalnum()
    if goes_on:
        place = behind
    elif at < len(document.text) and not (
        document.text[at].isspace() and before >= 0 and not document.text[before].isspace()
    ):
        place = _beginning(document, at)
    else:
        # White space may be a line break, or markup between two blocks.
        place = _closed(document, behind)
    text = _written(document, place, new)
    return None if text is None else Edit(place, place, text)
