"""The title and the brackets that follow it (APA 7, sections 9.18–9.22)."""

from __future__ import annotations

import re
from typing import Final

from refkit.parse.book import mark_details
from refkit.parse.draft import Draft
from refkit.parse.scanner import Group, View

CLOSING: Final = {'"': '"', "'": "'", "\u00ab": "\u00bb"}
QUOTED_END: Final = re.compile(r"""[,.?!]?(?:"|''|')[,.]?(?=\s|\Z)""")
TRIM: Final = " \t,;:."

DESCRIPTOR: Final = re.compile(
    r"""(?: data\s?sets?|database|(?:computer\s|mobile\s)?(?:software|app\b|program)
    | source\scode|apparatus
    | .{0,60}?\b(?:dissertation|thesis|thèse|tesis|tese|diplomarbeit|habilitationsschrift
        |masterarbeit)\b
    | (?:video|film|motion\spicture|documentary|tv\s|television|radio|audio|podcast|song|album
        |music|mp3|webinar|youtube|ted\stalk|cd|dvd|vhs|broadcast|speech|lecture|recording)
    | (?:unpublished|manuscript|preprint|working\spaper|conference|paper\spresen|poster|keynote
        |symposium|panel|presentation|powerpoint|slides|lecture\snotes|class)
    | (?:tweet|facebook|instagram|status|post\b|online\s(?:forum|post|comment)|comment|reddit
        |blog|photo|image|infographic|graphic|photograph|painting|sculpture|map\b|illustration
        |figure|chart|clip\sart)
    | (?:letter|editorial|review|book\sreview|interview|brochure|fact\ssheet|press\srelease
        |report|policy\sbrief|annual|white\spaper|measurement|test\b|manual|booklet|pamphlet)
    | (?:supplement|special\s(?:issue|section)|advance\sonline|abstract|erratum|correction
        |retracted|e-?book|kindle|online|electronic|apparatus|equipment|website|web\spage|cover
        |column|obituary|encyclop)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""The first words of what APA writes in brackets after a title."""

NUMBERED: Final = re.compile(
    r"""
      (?: (?P<genre> [^\d;]{2,90}? ) \s* [,:]? \s* )? \b(?:Nos?|Nr|No|Num|Number|№|n°
          |nº)\b\.?\s*(?P<number> [^\s();][^;]{0,60} )
    | (?P<genre2> (?:[A-Z][\w&/.-]*\s){0,5}(?:Working\sPapers?|Discussion\sPapers?
        |Technical\sReport|Research\sReport|Report|Paper|Series|Bulletin|Publication|Memorandum
        |Standard|Patent|Circular|Monograph) )
        \s* (?P<number2> [A-Z\d][\w./-]{0,30} )
    | arXiv:\s?(?P<number3> \S{6,40} )
    | (?P<number4> (?!\d{4}-\d{4}\Z)(?=[^()]*\d)
        (?:[A-Z\d]{1,12}[A-Za-z]?)(?:[/._:-][A-Za-z\d.-]{1,16}){1,8} )
    | (?P<number5> [A-Z]{2,10}[ -]?\d{2,}[\w.-]{0,20} | Rs\.\s[\w.-]{4,30} | (?:PMC|NCT|ED
        |EJ)\d{4,12} )
    """,
    re.VERBOSE,
)
"""Report numbers and the like in parentheses after a title."""
CODE_ONLY: Final = ("number4", "number5")


def trim(view: View, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space and separators around it; "?" and "!" stay."""
    plain = view.plain
    while start < end and plain[start] in TRIM + ")":
        start += 1
    while end > start and plain[end - 1] in TRIM:
        end -= 1
    return start, end


def quoted_end(view: View, start: int, end: int) -> int | None:
    """Past the closing quote of a title that is one quotation, with what separates it; else None.

    'Smith, J. (1999) "Title", Journal' is one; '"Big data" in psychology' is not.
    """
    plain = view.plain
    if plain[start : start + 1] not in ('"', "'", "\u00ab"):
        return None
    for match in QUOTED_END.finditer(plain, start + 2, min(end, start + 600)):
        text = match.group()
        separated = text[0] in ",.?!" or text[-1] in ",."
        double = '"' in text or "''" in text
        if separated and double == (plain[start] == '"'):
            return match.end()
    return None


def mark_title(
    view: View, draft: Draft, start: int, end: int, confidence: float, *, journal: bool
) -> None:
    """Mark the title in a stretch, and what stands in brackets at the stretch's end.

    Args:
        view: The entry.
        draft: Where to mark.
        start: The first character.
        end: Past the last one.
        confidence: How sure the caller is of the stretch.
        journal: Whether a journal holds the work: then brackets belong to the title unless they
            are words that APA uses there.
    """
    start, end = trim(view, start, end)
    while end > start and view.plain[end - 1] in ")]":
        group = view.group_ending(end)
        if group is None or group.start <= start:
            break
        if not _aside(view, draft, group, journal=journal):
            break
        _, end = trim(view, start, group.start)
    if start < end and view.plain[start] == "[" and view.plain[end - 1] == "]":
        group = view.group_at(start)
        if group is not None and group.end == end:
            review = REVIEW.match(view.plain, start, end)
            if review:
                _mark_review(view, draft, group, review)
                return
            if DESCRIPTOR.match(view.plain, start + 1, end - 1):
                mark_descriptor(draft, view, group)
                return
    if (
        end - start >= 2
        and view.plain[start] in CLOSING
        and view.plain[end - 1] == CLOSING[view.plain[start]]
    ):
        inside = view.plain[start + 1 : end - 1]
        if CLOSING[view.plain[start]] not in inside and view.plain[start] not in inside:
            start, end = start + 1, end - 1
            if view.plain[end - 1 : end] in (".", ","):
                end -= 1
    draft.mark("title", start, end, confidence)


def _aside(view: View, draft: Draft, group: Group, *, journal: bool) -> bool:
    """Mark what a pair of brackets after a title says; False if it belongs to the title."""
    start, end = group.start + 1, group.end - 1
    if group.kind == "[":
        if DESCRIPTOR.match(view.plain, start, end):
            review = REVIEW.match(view.plain, group.start, group.end)
            if review:
                _mark_review(view, draft, group, review)
            else:
                mark_descriptor(draft, view, group)
            return True
        if journal or re.search(r"\d of \d", view.plain[start:end]) or end - start > 80:
            return False
        mark_descriptor(draft, view, group)
        return True
    if DISSERTATION.search(view.plain, start, end):
        mark_descriptor(draft, view, group)
        return True
    if re.match(r"with\s", view.plain[start:end]):
        draft.mark("contributor", start + 5, end, 0.8)
        return True
    numbered = NUMBERED.fullmatch(view.plain, start, _before_semicolon(view, start, end))
    if numbered and not (journal and (numbered.lastgroup or "") in CODE_ONLY):
        _mark_number(draft, numbered)
        draft.take(group.start, group.end)
        mark_details(view, draft, group)
        return True
    if (
        journal
        and end - start > 12
        and not re.match(r"(?:Vol|pp?\.|\d+\w* ed)", view.plain[start:end])
    ):
        return False
    return mark_details(view, draft, group)


def _before_semicolon(view: View, start: int, end: int) -> int:
    cut = view.plain.find(";", start, end)
    return cut if cut > 0 else end


def _mark_number(draft: Draft, numbered: re.Match[str]) -> None:
    for key in ("number", "number2", "number3", "number4", "number5"):
        if numbered.group(key):
            draft.mark("number", *numbered.span(key), 0.95)
    for key in ("genre", "genre2"):
        if numbered.group(key) and "genre" not in draft.pieces:
            draft.mark("genre", *numbered.span(key), 0.9)


THESIS: Final = re.compile(
    r"\b(?:dissertation|thesis|thèse|tesis|tese|doctoral|ph\.?\s?d|m\.?sc|master\w*|bachelor\w*"
    r"|licentiate|diplom\w*|habilitation\w*)\b|,\s.*\buniversit",
    re.IGNORECASE,
)
DISSERTATION: Final = re.compile(r"\b(?:dissertation|thesis|thèse|tesis)\b", re.IGNORECASE)
THESIS_PLACE: Final = re.compile(r",\s+(?P<school>[^\[\]()]{2,120})\Z")


def mark_descriptor(draft: Draft, view: View, group: Group) -> None:
    """Mark "[Data set]" as genre or medium, a thesis with the university that it names."""
    start, end = group.start + 1, group.end - 1
    draft.take(group.start, group.end)
    text = view.plain[start:end]
    if THESIS.search(text):
        place = THESIS_PLACE.search(view.plain, start, end)
        if place:
            draft.mark("genre", start, place.start(), 0.96)
            draft.mark("publisher", *place.span("school"), 0.95)
        else:
            draft.mark("genre", start, end, 0.96)
        return
    variable = "medium" if MEDIUM.match(text) else "genre"
    draft.mark(variable, start, end, 0.93)


MEDIUM: Final = re.compile(
    r"""(?:video|film|motion|dvd|vhs|cd\b|mp3|audio|photograph|painting|sculpture|plexi|oil\son
        |e-?book|kindle
    |powerpoint|slides|map\b|graphic|image|song|album)""",
    re.VERBOSE | re.IGNORECASE,
)
REVIEW: Final = re.compile(
    r"""\[\s*(?:Book\s)?Review\sof\s(?:the\s)?(?:(?P<kind>book|film|motion\spicture|website
        |video|play|episode|album|software|exhibition)\s)?
    (?P<title>[^\[\]]{1,400}?)
    (?:\s*,?\s+(?:by|dir\.\sby|directed\sby)\s+(?P<by>[^\[\]]{2,300}?))?\s*\]""",
    re.VERBOSE | re.IGNORECASE,
)


def _mark_review(view: View, draft: Draft, group: Group, review: re.Match[str]) -> None:
    """Mark a bracket "Review of the book X, by A. B. Author".

    The reviewed title also serves as the title of a review without one: that is how CSL's APA
    style writes such a review.
    """
    start, end = trim(view, *review.span("title"))
    draft.mark("reviewed-title", start, end, 0.9)
    if "title" not in draft.pieces:
        draft.mark("title", start, end, 0.8)
    if review.group("by"):
        by_start, by_end = review.span("by")
        draft.mark("reviewed-author", by_start, by_end, 0.85)
    draft.facts["type"] = (
        "review-book" if (review.group("kind") or "book").lower() == "book" else "review"
    )
    draft.take(group.start, group.end)
