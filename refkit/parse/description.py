"""The description in square brackets after a title, "[Data set]", "[Doctoral dissertation, X]".

Source: APA 7, sections 9.21-9.22 and the examples of chapter 10.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.scanner import Group, View

DESCRIPTOR: Final = lazy_pattern(
    r"""(?: data\s?sets?|database|(?:computer\s|mobile\s)?(?:software|app\b|program)
    | source\scode|apparatus
    | .{0,60}?\b(?:dissertation|thesis|thèse|tesis|tesi|tese|tezi|diplomarbeit|diplomová
        |habilitationsschrift|masterarbeit|bachelorarbeit|proefschrift|avhandling|mémoire
        |диссертация)\b
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
        |retract|expression\sof\sconcern|peer\scomment|e-?book|kindle|online|electronic|apparatus
        |equipment|website|web\spage|cover|column|obituary|encyclop|bill|interview
        |lithograph|engraving|etching|woodcut|watercolou?r|oil\son|acrylic|drawing|plexiglas
        |typescript|transcript|medical\s|standard|patent|score|sheet\smusic|game|virtual
        |podcast|season|episode|television|animated|short\sfilm|trailer|screenplay|handout|poem)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""The first words of what APA writes in brackets after a title."""

THESIS: Final = lazy_pattern(
    r"\b(?:dissertation|thesis|thèse|tesis|tese|tezi|doctoral|ph\.?\s?d|m\.?sc|master\w*|bachelor\w*"
    r"|licentiate|diplom\w*|habilitation\w*)\b|,\s.*\buniversit",
    re.IGNORECASE,
)
SCHOOL: Final = (
    r"(?:universi\w*|üniversite\w*|hochschule|college|politecnico|polytechnic|école|escuela|institut\w*"
    r"|istituto|instituto|akademi\w*|academy|school|facult\w*|университет\w*|uniwersytet|yliopisto"
    r"|egyetem|univerzita|大学|대학교?|eth|epfl)"
)
SCHOOL_ALONE: Final = lazy_pattern(
    rf"(?<=\[)(?![^\[\]]{{0,200}}(?:from|by|at|of)\s[A-Z][\w.]*\s[A-Z])(?:[^\[\],;:]{{0,80}}\b)?{SCHOOL}\b[^\[\];:]{{0,80}}\Z",
    re.IGNORECASE,
)
"""A thesis whose kind is not said: "Title [University of Nowhere]"."""
THESIS_GENRE: Final = lazy_pattern(
    rf"(?<=\[)[^\[\],]{{2,60}},\s[^\[\]]{{0,80}}?\b{SCHOOL}\b", re.IGNORECASE
)
"""A thesis of any language: its kind, a comma, a university."""
DISSERTATION: Final = lazy_pattern(r"\b(?:dissertation|thesis|thèse|tesis)\b", re.IGNORECASE)
THESIS_PLACE: Final = lazy_pattern(r",\s+(?P<school>[^\[\]()]{2,120})\Z")


def mark_descriptor(draft: Draft, view: View, group: Group) -> None:
    """Mark "[Data set]" as genre or medium, a thesis with the university that it names."""
    start, end = group.start + 1, group.end - 1
    draft.take(group.start, group.end)
    text = view.plain[start:end]
    semicolon = text.find("; ")
    if semicolon > 0 and MEDIUM.match(text[semicolon + 2 :]):
        # CSL writes genre and medium alike: "[Doctoral dissertation, X University; Microfilm]".
        draft.mark("medium", start + semicolon + 2, end, 0.9)
        end = start + semicolon
        text = text[:semicolon]
    if SCHOOL_ALONE.search(view.plain, start, end) and "genre" not in draft.pieces:
        draft.mark("publisher", start, end, 0.85)
        draft.facts["type"] = "thesis"
        return
    if THESIS.search(text) or THESIS_GENRE.search(view.plain, start, end):
        place = THESIS_PLACE.search(view.plain, start, end)
        if place:
            draft.mark("genre", start, place.start(), 0.96)
            draft.mark("publisher", *place.span("school"), 0.95)
        else:
            draft.mark("genre", start, end, 0.96)
        if place or DISSERTATION.search(text):
            draft.facts.setdefault("type", "thesis")
        return
    if LETTER_TO.match(text):
        _mark_letter(draft, view, start, end)
        return
    variable = "medium" if MEDIUM.match(text) else "genre"
    if variable in draft.pieces:
        # Of "[Infographic] [Status update]" the last says what the work is.
        variable = "genre" if variable == "medium" else "medium"
    if variable not in draft.pieces:
        draft.mark(variable, start, end, 0.93)


LETTER_TO: Final = lazy_pattern(
    r"(?:letter|e-?mail|postcard|telegram|correspondence|memo\w*)\s(?:\w+\s)?to\s(?!the\s)(?=[^\W\d_a-z])",
    re.IGNORECASE,
)


def _mark_letter(draft: Draft, view: View, start: int, end: int) -> None:
    """Mark "[Letter to Name]" as genre and recipient."""
    at = view.plain.index(" to ", start)
    draft.mark("genre", start, at, 0.9)
    draft.mark("recipient", at + 4, end, 0.85)


MEDIUM: Final = lazy_pattern(
    r"""(?:video|film|motion|dvd|vhs|cd\b|mp3|audio|photograph|painting|sculpture|plexi|oil\son
        |e-?book|kindle
    |powerpoint|slides|map\b|graphic|image|song|album)""",
    re.VERBOSE | re.IGNORECASE,
)
REVIEW: Final = lazy_pattern(
    r"""\[\s*(?:Book\s)?Review\sof\s(?:the\s)?(?:(?P<kind>book|film|motion\spicture|website
        |(?:tv|television|podcast|radio|web)\s(?:series|show|program)(?:\sepisode)?|podcast|video
        |play|episode|album|song|software|app|game|exhibition|concert|test)\s)?
    (?P<title>[^\[\]]{1,400}?)
    (?:\s*,?\s+(?:by|dir\.\sby|directed\sby)\s+(?P<by>[^\[\]]{2,300}?))?\s*\]""",
    re.VERBOSE | re.IGNORECASE,
)


ROLE_AFTER: Final = lazy_pattern(
    r",\s(?:Dirs?|Directors?|Writers?|Eds?|Trans|Creators?|Producers?|Curators?)\.?\s*\Z"
)
"""What the maker of a reviewed work did: "by S. Mend, Dir."."""


def mark_review(view: View, draft: Draft, group: Group, review: re.Match[str]) -> None:
    """Mark a bracket "Review of the book X, by A. B. Author".

    The reviewed title also serves as the title of a review without one: that is how CSL's APA
    style writes such a review.
    """
    start, end = review.span("title")
    while end > start and view.plain[end - 1] in ' ,;:."':
        end -= 1
    if view.plain[start] == '"':
        start += 1
    draft.mark("reviewed-title", start, end, 0.9)
    if "title" not in draft.pieces:
        draft.mark("title", start, end, 0.8)
    if review.group("by"):
        by_start, by_end = review.span("by")
        role = ROLE_AFTER.search(view.plain, by_start, by_end)
        if role:
            by_end = role.start()
        draft.mark("reviewed-author", by_start, by_end, 0.85)
    draft.facts["type"] = (
        "review-book" if (review.group("kind") or "book").lower() == "book" else "review"
    )
    draft.take(group.start, group.end)
