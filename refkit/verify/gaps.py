"""Gaps: the Fix that writes other signs between the parts of an entry and keeps the markup."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from refkit.model import Document, Fix, Reference, Span
from refkit.normalize.latex import plain_latex
from refkit.verify.edits import Edit, escaped, joined

_MARKUP: Final = r"(?: [*_]{1,3} | </?[A-Za-z][^<>]{0,300}> ){0,6}"
_PARTS: Final = re.compile(
    rf"""
    (?P<closing> {_MARKUP} ) (?P<text> [^*_<>]{{0,200}} ) (?P<opening> {_MARKUP} )
    (?P<label> (?<= [*_>] ) (?: [A-Za-z]{{1,8}} \.? | \# ) \s? )?
    """,
    re.VERBOSE,
)
_PARTS_LATEX: Final = re.compile(
    r"""
    (?P<closing> (?: \\/ | \} ){0,6} ) (?P<text> (?: [^\\{}%] | \\[&%_,\# ] ){0,200} )
    (?P<opening> (?: \\newblock (?![A-Za-z]) \s{0,9}
      | \\ (?: emph | textit | textbf | textsl | textsc ) \s{0,3} \{
      | \{ \\ (?: em | it | bf | sl | sc ) (?![A-Za-z]) \s{0,3} ){0,4} )
    """,
    re.VERBOSE,
)
_SPACE: Final = re.compile(r"\s")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def same_signs(written: str, text: str) -> bool:
    """Whether two texts differ in the kinds of their spaces at most.

    A space that does not break, "p.\N{NO-BREAK SPACE}23", is an author's care and no fault.
    """
    return written == text or _SPACE.sub(" ", written) == text


def is_print(document: Document) -> bool:
    """Whether the spaces of an article were guessed from the places of its letters.

    So they are in a PDF, and in the text that another program drew from one, whose pages form
    feeds part: what TeX puts between italics and a parenthesis comes out as a space.
    """
    return document.format == "pdf" or (document.format == "text" and "\f" in document.source)


def same_but_spaces(one: str, other: str) -> bool:
    """Whether two texts differ in their spaces at most."""
    return "".join(one.split()) == "".join(other.split())


def mend_gaps(
    document: Document, reference: Reference, gaps: Sequence[tuple[Span, str]], *, safe: bool
) -> Fix | None:
    """The Fix after which other text stands between parts of an entry.

    Markup that closes or opens at a gap stays on its side: "*Tears* **58** (4)" becomes "*Tears*,
    **58**(4)" with ", " and "(" in the gaps " " and " (". A label that stands within the markup of
    what follows goes: "*Tears*, *Vol. 58*".

    Args:
        document: The article.
        reference: The entry.
        gaps: Ranges of ``Reference.raw``, ascending and apart, none of them at its beginning or
            end, and what stands there afterwards: no letters of markup, "(pp. " and the like.
        safe: Whether the author's meaning is kept for certain.

    Returns:
        The Fix; None if nothing changes, or if a gap holds something else than its text and markup.
    """
    source = document.source
    edits: list[Edit] = []
    for gap, text in gaps:
        if same_signs(reference.raw[gap.start : gap.end], text):
            continue
        before = reference.document_span(Span(gap.start - 1, gap.start))
        after = reference.document_span(Span(gap.end, gap.end + 1))
        start, end = document.source_span(before).end, document.source_offset(after.start)
        shown = reference.raw[gap.start : gap.end]
        if document.format == "latex":
            mended = _mended_latex(source, Span(start, end), shown, text)
            if mended is None:
                return None
            edits.append(mended)
            continue
        parts = _PARTS.fullmatch(source, start, end) if document.format != "text" else None
        if parts is None:
            if source[start:end].split() != shown.split():
                return None
            edits.append(Edit(start, end, text))
            continue
        written = parts["text"] + (parts["label"] or "")
        if html.unescape(_ESCAPE.sub(r"\1", written)).split() != shown.split():
            return None
        if parts["label"] and (not parts["text"][-1:].isspace() or "</" in parts["opening"]):
            return None
        edits.append(Edit(start, end, f"{parts['closing']}{text}{parts['opening']}"))
    return joined(source, edits, safe=safe)


def _mended_latex(source: str, gap: Span, shown: str, text: str) -> Edit | None:
    """The replacement of a gap in LaTeX; None if it holds something else than text and markup."""
    parts = _PARTS_LATEX.fullmatch(source, gap.start, gap.end)
    plain = plain_latex(parts["text"]) if parts else None
    if parts is None or plain is None or plain.split() != shown.split():
        return None
    return Edit(gap.start, gap.end, f"{parts['closing']}{escaped(text, 'latex')}{parts['opening']}")
