"""APA as a grammar: authors, date in parentheses, title, source (APA 7 and 6)."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.chapter import find_in, in_at, mark_book
from refkit.parse.container import container_stop, series_of, unstopped
from refkit.parse.date import DatePlace, find_date
from refkit.parse.draft import Draft
from refkit.parse.history import mark_history
from refkit.parse.identifiers import ORIGINAL, find_tail, mark_tail
from refkit.parse.lead import is_title, mark_lead, names_range
from refkit.parse.locators import Locators, find_locators, mark_locators
from refkit.parse.scanner import View
from refkit.parse.source import PLACE, mark_publisher, mark_sentence, mark_source, source_stop
from refkit.parse.title import mark_title, quoted_end, trim
from refkit.parse.worktype import decide

YEAR_LETTER: Final = lazy_pattern(r"\b(?:\d{3,4}\s?|n\.\s?d\.\s?)(?P<letter>-?[a-z])\b")
PRESS: Final = lazy_pattern(
    r"in\s+press|forthcoming|submitted|in\s+prep\w*|advance\s+online\s+publication"
    r"|under\s+review|im\s+druck|accepted",
    re.IGNORECASE,
)
LONGEST_YEAR: Final = 5
"""Characters of a date that is a year and a letter."""
ORIGINAL_WORDS: Final = ("ublished", "eprinted", "Erst", "uvre")
"""What ORIGINAL holds, and few other texts."""
NOTE_END: Final = lazy_pattern(
    r"[(\[](?P<note>(?:in\s[A-Z]\w+|retract\w+|erratum|correction|with\sdiscussion|abstract"
    r"|special\s(?:issue|section))\b[^()\[\]]{0,120})[)\]]\.?\s*\Z",
    re.IGNORECASE,
)
ABBREVIATED: Final = lazy_pattern(r"[^\W\d_]{1,12}\.\s")


def read(view: View) -> Draft | None:
    """Read an entry as APA; None if it has no date in parentheses."""
    place = find_date(view)
    if place is None:
        return None
    draft = Draft("apa")
    _mark_date(view, draft, place)
    end = mark_history(view, draft)
    tail = find_tail(view, place.outer_end, end)
    mark_tail(view, draft, tail, end)
    body_start, body_end = trim(view, place.outer_end, tail)
    body_end = _mark_notes(view, draft, body_start, body_end)
    lead_start, lead_end = trim(view, view.start, place.outer_start)
    dated = place.date.date is not None and any(
        len(part) > 1 for part in place.date.date.date_parts
    )
    if _is_legal(view, place, body_start, body_end):
        draft.score = 0.3
        return draft
    names, block = names_range(view, lead_start, lead_end)
    if lead_start >= lead_end:
        lead_sure = 0.4
    elif is_title(view, lead_start, lead_end, body_start, body_end, block, dated=dated):
        return _title_first(
            view, draft, (lead_start, lead_end), (body_start, body_end), dated=dated
        )
    else:
        lead_sure = block.sure
        mark_lead(view, draft, names, (lead_start, lead_end), block)
    title_sure = mark_body(view, draft, body_start, body_end, dated=dated)
    draft.score = round(0.5 * lead_sure + 0.5 * title_sure, 3)
    return draft


def _is_legal(view: View, place: DatePlace, start: int, end: int) -> bool:
    """Whether nothing or a mere "(enacted)" follows the date: then the title stands before it."""
    if start < end and view.plain[start] != "(":
        return False
    before = view.plain[max(0, place.outer_start - 4) : place.outer_start].rstrip()[-1:]
    if start >= end:
        return before != "."
    group = view.group_at(start)
    return before != "." and group is not None and group.kind == "(" and group.end >= end


def _mark_date(view: View, draft: Draft, place: DatePlace) -> None:
    """Mark the date and what it carries: the letter, an original date, "in press"."""
    draft.mark("issued", place.start, place.end, 0.99)
    draft.take(place.outer_start, place.outer_end)
    if place.date.original is not None:
        draft.mark("original-date", place.start, place.end, 0.95)
    if place.date.suffix:
        letter = YEAR_LETTER.search(view.plain, place.start, place.end)
        if letter:
            draft.mark("year-suffix", *letter.span("letter"), 0.98)
    if place.end - place.start > LONGEST_YEAR:
        press = PRESS.search(view.plain, place.start, place.end)
        if press:
            draft.mark("status", *press.span(), 0.98)


def _mark_notes(view: View, draft: Draft, start: int, end: int) -> int:
    """Take "(Original work published 1900)" and the like off the end of the body; its new end."""
    window = view.plain[max(start, end - 160) : end]
    if window[-1:] not in (")", "]") and not any(word in window for word in ORIGINAL_WORDS):
        return end
    for pattern in (ORIGINAL, NOTE_END):
        for match in pattern.finditer(view.plain, max(start, end - 160), end):
            if match.end() < end or match.start() <= start:
                continue
            if pattern is ORIGINAL:
                draft.mark("original-date", *match.span("year"), 0.97)
            else:
                draft.mark("note", *match.span("note"), 0.8)
            draft.take(*match.span())
            end = trim(view, start, match.start())[1]
    return end


def _title_first(
    view: View, draft: Draft, lead: tuple[int, int], body: tuple[int, int], *, dated: bool
) -> Draft:
    """Read "Title. (2021). In Container." and its kind."""
    start, end = body
    locators = find_locators(view, start, end)
    mark_title(view, draft, *lead, 0.85, journal=locators is not None)
    chapter = False
    book = in_at(view, start, end)
    if book is not None:
        draft.take(start, book)
        mark_book(view, draft, book, end)
        chapter = True
    elif locators is not None and locators.start > start:
        _mark_journal(view, draft, start, locators, 0.85)
    elif start < end:
        group = view.group_at(start)
        if group is not None and group.kind == "[":
            _mark_lone_descriptor(view, draft, start, group.end)
            start, end = trim(view, group.end, end)
        mark_source(view, draft, start, end, 0.85, dated=dated)
    draft.facts["type"] = decide(
        view, draft, chapter=chapter, volume=locators is not None, dated=dated
    )
    draft.score = 0.75
    return draft


def _mark_lone_descriptor(view: View, draft: Draft, start: int, end: int) -> None:
    title = draft.pieces.get("title")
    mark_title(view, draft, start, end, 0.9, journal=False)
    if title is not None:
        draft.pieces["title"] = title


def mark_body(view: View, draft: Draft, start: int, end: int, *, dated: bool) -> float:
    """Mark title and source in what follows the date. Returns how sure the title is."""
    if start >= end:
        draft.problem = "no title after the date"
        return 0.2
    chapter = volume = False
    locators = find_locators(view, start, end, _year(view, draft))
    book = find_in(view, start, end)
    quoted = quoted_end(view, start, end)
    if book is not None and (book.sure or locators is None or locators.volume is None):
        mark_title(view, draft, start, book.stop.end, 0.95, journal=True)
        draft.take(book.stop.end, book.start)
        mark_book(view, draft, book.start, end)
        chapter, sure = True, 0.95
    elif locators is not None:
        volume = True
        sure = _mark_article(view, draft, start, locators, quoted)
    else:
        sure = _mark_whole(view, draft, start, end, quoted, dated=dated)
    draft.facts["type"] = decide(view, draft, chapter=chapter, volume=volume, dated=dated)
    return sure


def _year(view: View, draft: Draft) -> str:
    """The year of issue if a DOI follows; else such a number at a title's end is a year."""
    piece = draft.pieces.get("issued")
    return view.plain[piece.start : piece.start + 4] if piece and "DOI" in draft.pieces else ""


def _mark_article(
    view: View, draft: Draft, start: int, locators: Locators, quoted: int | None
) -> float:
    """Mark title, journal, volume, issue and pages."""
    if quoted is not None and quoted < locators.start:
        mark_title(view, draft, start, quoted, 0.95, journal=True)
        _mark_journal(view, draft, quoted, locators, 0.93)
        return 0.95
    abbreviated = (
        not locators.comma
        or view.plain[locators.start] == "."
        or view.plain[locators.start - 1] == "."
    )
    stop, sure = container_stop(view, start, locators.start, abbreviated=abbreviated)
    if stop is None:
        journal = unstopped(view, start, locators.start)
        if journal is not None:
            mark_title(view, draft, start, journal, 0.6, journal=True)
            _mark_journal(view, draft, journal, locators, 0.6)
            return 0.75
        mark_title(view, draft, start, locators.start, 0.6, journal=True)
        mark_locators(draft, locators, 0.7)
        return 0.6
    mark_title(view, draft, start, stop.end, sure, journal=True)
    _mark_journal(view, draft, stop.next, locators, sure)
    return sure


def _mark_journal(
    view: View, draft: Draft, start: int, locators: Locators, confidence: float
) -> None:
    start, end = trim(view, start, locators.start)
    if view.plain[end : end + 1] == "." and ABBREVIATED.search(view.plain, start, end):
        end += 1
    series = series_of(view, start, end) if "," in view.plain[start:end] else None
    if series is not None:
        end = series[0]
        draft.mark("collection-title", *series[1:], 0.85)
    draft.mark("container-title", start, end, confidence)
    mark_locators(draft, locators, 0.98 if locators.comma else 0.9)


def _mark_whole(
    view: View, draft: Draft, start: int, end: int, quoted: int | None, *, dated: bool
) -> float:
    """Mark a title and what publishes it, where there is neither "In" nor a volume."""
    if quoted is not None and quoted < end:
        mark_title(view, draft, start, quoted, 0.9, journal=False)
        mark_source(view, draft, *trim(view, quoted, end), 0.85, dated=dated)
        return 0.9
    stop, sure = source_stop(view, start, end)
    if stop is None:
        mark_title(view, draft, start, end, 0.85, journal=False)
        return 0.85
    inner = find_locators(view, start, stop.end)
    if (
        inner is not None
        and inner.volume
        and inner.page
        and PLACE.match(view.plain, stop.next, end)
    ):
        # "Tears. Research in Sobs, vol. 12, 101-120. Greenwich, CT: JAI Press."
        sure = _mark_article(view, draft, start, inner, None)
        mark_publisher(view, draft, *trim(view, stop.next, end), 0.8)
        return sure
    title_end = mark_sentence(view, draft, start, stop.end, stop.next, end)
    mark_title(view, draft, start, title_end, sure, journal=False)
    mark_source(view, draft, *trim(view, stop.next, end), sure, dated=dated)
    return sure
