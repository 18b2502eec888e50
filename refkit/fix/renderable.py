"""Renderable: which entries a style can write anew without loss, and from which Work."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from refkit.fix.merged import merged
from refkit.model import Document, Reference, Verdict, Work

_SURE: Final = 0.8
"""The least confidence in every field of an entry that is rendered from what the parser read."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FURNITURE: Final = frozenset({
    "accessed", "and", "at", "available", "doi", "ed", "eds", "from", "https", "in", "no",
    "online", "pp", "retrieved", "the", "vol", "www",
})  # fmt: skip
"""Words of an entry that a style has others for."""


def why_kept(verdict: Verdict, document: Document) -> str:
    """Why a reference cannot be rendered; "" if it can."""
    reference = verdict.reference
    if reference.repairs:
        return "it is damaged"
    if _has_markup(document, reference):
        return "markup within it would be lost"
    if verdict.match is not None:
        return ""
    if reference.problem:
        return f"it was not identified, and cannot be read: {reference.problem}"
    confidences = [reference.confidence, *(each.confidence for each in reference.fields.values())]
    if min(confidences) < _SURE or reference.rest:
        return "it was not identified, and the parser is not sure of it"
    return ""


def _has_markup(document: Document, reference: Reference) -> bool:
    """Whether an entry has markup that no Work holds: "Growth of *E. coli* in CO<sub>2</sub>"."""
    title = reference.fields.get("title")
    if title is not None:
        for italic in reference.italics:
            inside = title.span.start <= italic.start and italic.end <= title.span.end
            around = (
                reference.raw[title.span.start : italic.start]
                + reference.raw[italic.end : title.span.end]
            )
            if inside and _WORD.search(around):
                return True
    starts = bisect_left(document.markup, reference.span.start, key=lambda mark: mark.span.start)
    for mark in document.markup[starts:]:
        if mark.span.start >= reference.span.end:
            break
        if mark.kind in ("superscript", "subscript", "code", "small-caps"):
            return True
    return False


def work_of(verdict: Verdict, *, sure: bool) -> Work:
    """The Work that a reference is rendered from, or, where it stays, sorted by."""
    if verdict.match is not None:
        return merged(verdict)
    work = verdict.reference.work
    if sure or work.author or work.title:
        return work.copy(year_suffix="")
    return Work(type="document", title=verdict.reference.raw)


def lost_words(verdict: Verdict, text: str) -> str:
    """Words of an entry that no field took and that are not in its new text; "" if none."""
    reference = verdict.reference
    known = {word.casefold() for word in _WORD.findall(text)} | _FURNITURE
    for span in reference.rest:
        part = reference.raw[span.start : span.end].strip()
        if any(word.casefold() not in known for word in _WORD.findall(part)):
            return part
    return ""
