"""The title and the brackets that follow it (APA 7, sections 9.18–9.22)."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.book import mark_details, mark_volume_title
from refkit.parse.description import (
    DESCRIPTOR,
    DISSERTATION,
    REVIEW,
    SCHOOL_ALONE,
    THESIS_GENRE,
    mark_descriptor,
    mark_review,
)
from refkit.parse.draft import Draft
from refkit.parse.scanner import Group, View

CLOSING: Final = {'"': '"', "'": "'", "\u00ab": "\u00bb"}
QUOTED_END: Final = lazy_pattern(r"""[,.?!]?(?:"|''|')[,.]?(?=\s|\Z)""")
NOT_CLOSED: Final = lazy_pattern(r"\s+(?!in\s|edited\s|eds?\.)[a-z]{2}")
VOLUME: Final = lazy_pattern(r"[:.]\sVol(?:ume|\.)?\s")
INITIALS: Final = lazy_pattern(r"\b(?:[A-Z]\.){1,4}[A-Z]\Z")
EDITION: Final = lazy_pattern(
    r",\s(?P<edition>\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised|\.))\sed(?:ition|n)?\Z"
)
"""An edition without brackets: "Crying at work, 2nd ed. London: Sage"."""
TRIM: Final = " \t,;:."

NUMBERED: Final = lazy_pattern(
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
    | (?P<number7> (?:Season|Series|Staffel)\s\d{1,3}(?:,\s(?:Episode|Ep\.|Folge)\s\d{1,4})?
      | (?:Episode|Ep\.)\s\d{1,5} )
    | (?P<genre6> [A-Z][^\d;(),]{2,80}? ) \s (?P<number6>
        (?=\S{0,30}\d) (?=\S{0,30}(?:[/_]|\d[A-Z]{2,20}\d)) [\w./-]{4,40} )
    """,
    re.VERBOSE,
)
"""Report numbers and the like in parentheses after a title."""
CODE_ONLY: Final = ("number4", "number5", "number6")
ARTICLE_PEOPLE: Final = lazy_pattern(
    r"[^()\[\]]{3,200},\s(?:Trans|Narrs?|Interviewers?|Illus|Eds?)\.?\Z|Trans(?:lated|\.)\sby\s"
)
"""Who translated an article: "(J. Sallow, Trans.)"; other brackets belong to its title."""
FOREIGN: Final = lazy_pattern(
    r"""[^\W\d_a-zA-Z\u00c0-\u024f] | \b(?:der|die|das|und|ein|eine|im|von|zur?|le|la|les
      |des|du|une?|et|dans|el|los|las|del|una?|y|en|il|lo|gli|della|e|di|da|do|dos|het|van|de|og|och|på
      |att|i|w|na|si[eę]|v|и|в)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words and letters by which a title is not English: a translation may follow it in brackets."""


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
            if NOT_CLOSED.match(plain, match.end()):
                # '"I love this!" vs. "So-so"': the quotation is a part of the title.
                return None
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
                mark_review(view, draft, group, review)
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
    if view.plain[end : end + 1] == "." and INITIALS.search(view.plain, start, end):
        end += 1  # "Crying in the U.K."
    elif not journal:
        edition = EDITION.search(view.plain, max(start, end - 24), end)
        if edition:
            draft.mark("edition", *edition.span("edition"), 0.9)
            draft.take(edition.start(), end)
            end = edition.start()
    if not journal and VOLUME.search(view.plain, start, end):
        end = mark_volume_title(view, draft, start, end)
    draft.mark("title", start, end, confidence)


def _aside(view: View, draft: Draft, group: Group, *, journal: bool) -> bool:
    """Mark what a pair of brackets after a title says; False if it belongs to the title."""
    start, end = group.start + 1, group.end - 1
    if group.kind == "[":
        if DESCRIPTOR.match(view.plain, start, end):
            review = REVIEW.match(view.plain, group.start, group.end)
            if review:
                mark_review(view, draft, group, review)
            else:
                mark_descriptor(draft, view, group)
            return True
        school = SCHOOL_ALONE.search(view.plain, start, end) and not journal
        if school or THESIS_GENRE.search(view.plain, start, end):
            mark_descriptor(draft, view, group)
            return True
        if journal or re.search(r"\d of \d", view.plain[start:end]) or end - start > 80:
            return False
        if _translates(view.plain[max(0, start - 300) : group.start], view.plain[start:end]):
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
    if journal and ARTICLE_PEOPLE.match(view.plain, start, end):
        return mark_details(view, draft, group)
    if (
        journal
        and end - start > 12
        and not re.match(r"(?:Vol|pp?\.|\d+\w* ed)", view.plain[start:end])
    ):
        return False
    return mark_details(view, draft, group)


def _translates(title: str, bracket: str) -> bool:
    """Whether brackets hold a title's translation: "Das Weinen im Theater [Theatre tears]"."""
    return (
        " " in bracket
        and bracket.isascii()
        and FOREIGN.search(title) is not None
        and FOREIGN.search(bracket) is None
    )


def _before_semicolon(view: View, start: int, end: int) -> int:
    cut = view.plain.find(";", start, end)
    return cut if cut > 0 else end


def _mark_number(draft: Draft, numbered: re.Match[str]) -> None:
    for key in ("number", "number2", "number3", "number4", "number5", "number6", "number7"):
        if numbered.group(key):
            draft.mark("number", *numbered.span(key), 0.95)
    for key in ("genre", "genre2", "genre6"):
        if numbered.group(key) and "genre" not in draft.pieces:
            draft.mark("genre", *numbered.span(key), 0.9)
