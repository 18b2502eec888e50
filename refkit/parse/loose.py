"""The tolerant reading of what is not APA: author-year, Chicago author-date, Harvard, Vancouver.

It claims little and says so: its confidences are lower, and what it cannot place stays in
``Reference.rest``.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.parse.apa import mark_body
from refkit.parse.authors import read_block
from refkit.parse.date import LONE_YEAR, find_date
from refkit.parse.draft import Draft
from refkit.parse.identifiers import find_tail, mark_tail
from refkit.parse.lexicon import PUBLISHER_WORDS
from refkit.parse.locators import PAGES, find_locators, mark_locators
from refkit.parse.scanner import View
from refkit.parse.source import mark_publisher
from refkit.parse.title import mark_title, quoted_end, trim
from refkit.parse.worktype import decide

VANCOUVER: Final = re.compile(
    rf"""(?P<date> (?P<year>[12]\d{{3}})
        (?:\s[A-Z][a-z]{{2,8}}\.?(?:[-/][A-Z][a-z]{{2}})?(?:\s\d{{1,2}})?)? ) \s*;\s*
    (?P<volume> [\w.-]{{1,12}} )? \s* (?: \(\s*(?P<issue> [^()]{{1,40}} )\) )?
    (?: \s*:\s* (?P<page> {PAGES} ) )?""",
    re.VERBOSE,
)
AFTER_NAMES: Final = re.compile(
    r"[\s,.:;]*[(\[]?(?P<year>(?:1[4-9]|20)\d\d)(?P<letter>[a-z])?[)\]]?(?![\d\w-])[\s.,:;]*"
)
INITIALS_RUN: Final = re.compile(
    r"""(?: [^\W\d_][\w'-]*(?:[ -][^\W\d_][\w'-]+){0,3} [ ] [A-Z]{1,4}
    (?=[,.;\s]) (?:,\s*|;\s*|\s(?=et\sal)|(?=\.)) ){1,60}(?:\s*et\sal)?""",
    re.VERBOSE,
)
PLACE_PUBLISHER: Final = re.compile(
    r",\s+(?P<place>[A-Z][\w. -]{2,30}(?:,\s[A-Z]{2})?),\s+(?P<publisher>[^\W\d_a-z][^,:]{2,80})\Z"
)
PUBLISHER_PLACE: Final = re.compile(
    r",\s+(?P<publisher>[^\W\d_a-z][^,:]{2,80}),\s+(?P<place>[A-Z][\w. -]{2,30})\Z"
)


def read(view: View) -> Draft:
    """Read an entry of any form. Something is always found, if only a title."""
    start = view.start
    vancouver = VANCOUVER.search(view.plain, start)
    if vancouver:
        draft = _vancouver(view, start, vancouver)
        if draft is not None:
            return draft
    return _quoted(view, start) or _author_year(view, start) or _scraps(view, start)


QUOTED: Final = re.compile(
    r"""[,.:;]?\s+(?P<open>"|'')(?P<title>[^"]{3,500}?)(?P<close>[,.]?(?:"|'')[,.]?)(?=\s)"""
)
YEAR_LAST: Final = re.compile(
    r"[,\s]*\(\s*(?:[^\W\d_]{3,9}\.?\s)?(?P<year>(?:1[5-9]|20)\d\d)\s*\)"
    r"|,\s*(?:[A-Z][a-z]{2,8}\.?\s)?(?P<bare>(?:1[5-9]|20)\d\d)(?=\.?\s*\Z)"
)


def _quoted(view: View, start: int) -> Draft | None:
    """Read "A. Author and B. Author, “Title,” Journal 7, 19–21 (1996)"."""
    title = QUOTED.search(view.plain, start, start + 2000)
    if title is None or title.start() <= start:
        return None
    if LONE_YEAR.search(view.plain, start, title.start()):
        return None
    block = read_block(view.text[start : title.start()])
    if not block.names or block.sure < 0.3:
        return None
    draft = Draft("", score=0.76)
    draft.mark("author", *trim(view, start, title.start()), round(0.9 * block.sure, 2))
    tail = find_tail(view, title.end())
    mark_tail(view, draft, tail)
    end = trim(view, title.end(), tail)[1]
    years = list(YEAR_LAST.finditer(view.plain, title.end(), tail))
    if years:
        closing = years[-1]
        key = "year" if closing.group("year") else "bare"
        draft.mark("issued", *closing.span(key), 0.9)
        if closing.end() >= end - 1:
            end = trim(view, title.end(), closing.start())[1]
    draft.mark("title", *title.span("title"), 0.93)
    locators = find_locators(view, title.end(), end)
    if locators is not None:
        draft.mark("container-title", *trim(view, title.end(), locators.start), 0.88)
        mark_locators(draft, locators, 0.88)
    else:
        mark_publisher(view, draft, *trim(view, title.end(), end), 0.5)
    draft.facts["type"] = decide(
        view, draft, chapter=False, volume=locators is not None, dated=False
    )
    return draft


def _vancouver(view: View, start: int, match: re.Match[str]) -> Draft | None:
    """Read "Bylsma LM, Gračanin A. Title. Psychotherapy. 2021;58(1):133-49."."""
    stops = [stop for stop in view.stops if start < stop.end and stop.next <= match.start()]
    if not stops:
        return None
    draft = Draft("vancouver", score=0.7)
    draft.mark("issued", *match.span("date"), 0.95)
    for variable in ("volume", "issue", "page"):
        if match.group(variable):
            draft.mark(variable, *match.span(variable), 0.93)
    mark_tail(view, draft, find_tail(view, match.end()))
    run = INITIALS_RUN.match(view.plain, start)
    names_end = run.end() if run else stops[0].end
    title_start = trim(view, names_end, match.start())[0]
    draft.mark("author", *trim(view, start, names_end), 0.9 if run else 0.5)
    inner = [stop for stop in stops if stop.end > title_start]
    if inner and inner[-1].next >= match.start() - 1:
        journal_end = inner[-1].end
        inner = inner[:-1]
    else:
        journal_end = match.start()
    if not inner:
        mark_title(view, draft, title_start, journal_end, 0.5, journal=True)
    else:
        sure = [stop for stop in inner if stop.sure == 2]
        cut = sure[-1] if sure else inner[0]
        mark_title(view, draft, title_start, cut.end, 0.85, journal=True)
        draft.mark("container-title", *trim(view, cut.next, journal_end), 0.85)
    draft.facts["type"] = decide(view, draft, chapter=False, volume=True, dated=False)
    return draft


def _author_year(view: View, start: int) -> Draft | None:
    """Read "Heidegger, M. 1927. Être et temps. Gallimard" and "Smith, J. 2010 ‘Title’, Journal"."""
    place = None
    for found in LONE_YEAR.finditer(view.plain, start, min(len(view.plain), start + 1500)):
        place = AFTER_NAMES.search(view.plain, max(start, found.start() - 3), found.end() + 6)
        break
    if place is None or place.start() <= start:
        return None
    if not view.text[place.end() :].strip(" ."):
        return None
    block = read_block(view.text[start : place.start()])
    if not block.names or (block.sure < 0.35 and place.start() - start > 80):
        return None
    draft = Draft("author-year")
    lead = trim(view, start, place.start())
    end = lead[1]
    if view.plain[end : end + 1] == ".":
        end += 1
    draft.mark("author", lead[0], end, round(0.9 * block.sure, 2))
    draft.mark("issued", *place.span("year"), 0.93)
    if place.group("letter"):
        draft.mark("year-suffix", *place.span("letter"), 0.9)
    _mark_rest(view, draft, place.end())
    draft.score = 0.3 + 0.4 * block.sure
    return draft


def _mark_rest(view: View, draft: Draft, start: int) -> None:
    """Mark what follows names and year."""
    tail = find_tail(view, start)
    mark_tail(view, draft, tail)
    start, end = trim(view, start, tail)
    stops = [stop for stop in view.stops if stop.sure == 2 and start < stop.end and stop.next < end]
    if (
        not stops
        and quoted_end(view, start, end) is None
        and find_locators(view, start, end) is None
    ):
        for pattern in (PLACE_PUBLISHER, PUBLISHER_PLACE):
            match = pattern.search(view.plain, start, end)
            if match and PUBLISHER_WORDS.search(match.group("publisher")):
                mark_title(view, draft, start, match.start(), 0.7, journal=False)
                draft.mark("publisher", *match.span("publisher"), 0.7)
                draft.mark("publisher-place", *match.span("place"), 0.7)
                draft.facts["type"] = "book"
                return
    mark_body(view, draft, start, end, dated=False)
    for variable, piece in draft.pieces.items():
        if variable not in ("issued", "DOI", "URL", "author"):
            draft.pieces[variable] = piece._replace(confidence=round(piece.confidence * 0.9, 2))


def _scraps(view: View, start: int) -> Draft:
    """Whatever can be told apart where no form fits: date, identifiers, a title."""
    draft = Draft("", score=0.2)
    tail = find_tail(view, start)
    mark_tail(view, draft, tail)
    start, end = trim(view, start, tail)
    if start >= end:
        if not draft.pieces:
            draft.problem = "no text that could be a reference"
        return draft
    date = find_date(view)
    if date is not None and date.end <= end:
        draft.mark("issued", date.start, date.end, 0.8)
        if date.outer_end >= end - 1:
            end = trim(view, start, date.outer_start)[1]
    else:
        years = list(LONE_YEAR.finditer(view.plain, start, end))
        if years:
            draft.mark("issued", *years[-1].span(), 0.6)
            if years[-1].end() >= end - 2:
                end = trim(view, start, years[-1].start())[1]
    stops = [stop for stop in view.stops if stop.sure == 2 and start < stop.end and stop.next < end]
    if stops and stops[0].end - start < 400:
        block = read_block(view.text[start : stops[0].end])
        if block.persons and block.sure >= 0.6:
            draft.mark("author", start, stops[0].end, 0.6)
            start = stops[0].next
            stops = stops[1:]
    if stops:
        mark_title(view, draft, start, stops[0].end, 0.5, journal=False)
        mark_publisher(view, draft, *trim(view, stops[-1].next, end), 0.4)
    else:
        mark_title(view, draft, start, end, 0.4, journal=False)
    draft.facts["type"] = decide(view, draft, chapter=False, volume=False, dated=False)
    if not any(c.isalpha() for c in view.text):
        draft.problem = "no text that could be a reference"
    return draft
