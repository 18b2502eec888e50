"""APA as a grammar: authors, date in parentheses, title, source (APA 7 and 6)."""

from __future__ import annotations

import re
from typing import Final

from refkit.parse.authors import ROLE, TRAILING_ROLE, WITH, Names, read_block, role_of
from refkit.parse.book import EDITED_BY, find_in, in_at, mark_details, mark_editors
from refkit.parse.container import container_stop, unstopped
from refkit.parse.date import DatePlace, find_date
from refkit.parse.draft import Draft
from refkit.parse.identifiers import ORIGINAL, find_tail, mark_tail
from refkit.parse.lexicon import CONTAINER_HEADS, GROUP_WORDS, PUBLISHERS, SMALL_WORDS
from refkit.parse.locators import PAGE_WORD, PAGES, RANGE, Locators, find_locators, mark_locators
from refkit.parse.scanner import View
from refkit.parse.source import CONTAINERS, ORGANISATION, is_container, mark_publisher, source_stop
from refkit.parse.title import DISSERTATION, mark_title, quoted_end, trim
from refkit.parse.worktype import decide

LAST_INITIAL: Final = re.compile(
    r"(?:\b[^\W\d_]{1,2}|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|al|Chr|Ph\.\s?D))\Z"
)
YEAR_LETTER: Final = re.compile(r"\b(?:\d{3,4}\s?|n\.\s?d\.\s?)(?P<letter>-?[a-z])\b")
PRESS: Final = re.compile(
    r"in\s+press|forthcoming|submitted|in\s+prep\w*|advance\s+online\s+publication"
    r"|under\s+review|im\s+druck|accepted",
    re.IGNORECASE,
)
NOTE_END: Final = re.compile(
    r"[(\[](?P<note>(?:in\s[A-Z]\w+|retract\w+|erratum|correction|with\sdiscussion|abstract"
    r"|special\s(?:issue|section))\b[^()\[\]]{0,120})[)\]]\.?\s*\Z",
    re.IGNORECASE,
)
ABBREVIATED: Final = re.compile(r"[^\W\d_]{1,12}\.\s")
UNPUBLISHED: Final = re.compile(
    r"(?P<genre>(?:unpublished|manuscript|raw\sdata)\b[^.]{0,80}?)(?:[.,]\s+(?P<place>\S.*))?\Z",
    re.IGNORECASE,
)
PRESENTED: Final = re.compile(
    r"""(?P<genre>(?:(?:invited|conference)\s)?(?:paper|poster|lecture|symposium|speech|keynote
        |talk|panel)(?:\s(?:session|address|discussion))?)
    \s+(?:presented|conducted|given|delivered|held)\s+(?:at|for|to
        |in)\s+(?:the\s)?(?P<event>\S.*)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""APA 6: "Paper presented at the meeting of …, Chicago"."""
SCHOOL: Final = re.compile(
    r"(?P<school>[^,:]{3,80}),\s+(?P<place>[A-Z][\w .'-]{1,40},\s+[A-Z][\w .'-]{1,40})\Z"
)
"""APA 6 names the place of a university: "University of Nowhere, Springfield, IL"."""
EVENT: Final = re.compile(
    r"paper pres|poster|conference|symposium|keynote|panel|presentation|lecture|speech",
    re.IGNORECASE,
)
BARE_PAGES: Final = re.compile(
    rf"[,\s]{{0,3}}(?:v(?:ol)?\.?\s?\w{{1,4}}:)?(?P<page>{RANGE})(?=[.,]|\s*\Z)"
)
LOOSE_PAGES: Final = re.compile(rf",?\s*\(?(?:{PAGE_WORD})(?P<page>{PAGES})\)?")


def read(view: View) -> Draft | None:
    """Read an entry as APA; None if it has no date in parentheses."""
    place = find_date(view)
    if place is None:
        return None
    draft = Draft("apa")
    _mark_date(view, draft, place)
    tail = find_tail(view, place.outer_end)
    mark_tail(view, draft, tail)
    body_start, body_end = trim(view, place.outer_end, tail)
    body_end = _mark_notes(view, draft, body_start, body_end)
    lead_start, lead_end = trim(view, view.start, place.outer_start)
    dated = place.date.date is not None and any(
        len(part) > 1 for part in place.date.date.date_parts
    )
    names, block = _names_range(view, lead_start, lead_end)
    if lead_start >= lead_end:
        lead_sure = 0.4
    elif _is_title(view, lead_start, lead_end, body_start, body_end, block, dated=dated):
        return _title_first(
            view, draft, (lead_start, lead_end), (body_start, body_end), dated=dated
        )
    else:
        lead_sure = block.sure
        _mark_lead(view, draft, names, (lead_start, lead_end), block)
    title_sure = mark_body(view, draft, body_start, body_end, dated=dated)
    draft.score = round(0.5 * lead_sure + 0.5 * title_sure, 3)
    return draft


def _mark_date(view: View, draft: Draft, place: DatePlace) -> None:
    """Mark the date and what it carries: the letter, an original date, "in press"."""
    draft.mark("issued", place.start, place.end, 0.99)
    draft.take(place.outer_start, place.outer_end)
    if place.date.original is not None:
        draft.mark("original-date", place.start, place.end, 0.95)
    letter = YEAR_LETTER.search(view.plain, place.start, place.end)
    if letter and place.date.suffix:
        draft.mark("year-suffix", *letter.span("letter"), 0.98)
    press = PRESS.search(view.plain, place.start, place.end)
    if press:
        draft.mark("status", *press.span(), 0.98)


def _mark_notes(view: View, draft: Draft, start: int, end: int) -> int:
    """Take "(Original work published 1900)" and the like off the end of the body; its new end."""
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


def _names_range(view: View, start: int, end: int) -> tuple[tuple[int, int, str], Names]:
    """The range of the names before the date, their role, and their reading."""
    variable = "author"
    stop = end
    role = None
    for match in ROLE.finditer(view.plain, start, end):
        role = match
    if role is None:
        role = TRAILING_ROLE.search(view.plain, start, end)
    if role is not None and role.end() >= end - 1:
        variable = role_of(role.group("role") or "ed")
        stop = role.start()
        if view.plain[stop] == "." and LAST_INITIAL.search(view.plain, max(start, stop - 12), stop):
            stop += 1
    with_people = WITH.search(view.plain, start, stop)
    if with_people:
        stop = with_people.start()
    while stop > start and view.plain[stop - 1] in " ,;":
        stop -= 1
    # The full stop of the last initial belongs to the name.
    if (
        stop == end
        and view.plain[stop : stop + 1] == "."
        and LAST_INITIAL.search(view.plain, max(start, stop - 12), stop)
    ):
        stop += 1
    return (start, stop, variable), read_block(view.text[start:stop])


def _mark_lead(
    view: View, draft: Draft, names: tuple[int, int, str], lead: tuple[int, int], block: Names
) -> None:
    start, end, variable = names
    draft.mark(variable, start, end, round(min(0.99, block.sure), 2))
    draft.take(*lead)
    with_people = WITH.search(view.plain, end, lead[1])
    if with_people:
        close = view.plain.find(")", with_people.end(), lead[1] + 2)
        if close > 0:
            draft.mark("contributor", with_people.end(), close, 0.85)


def _is_title(
    view: View, start: int, end: int, body_start: int, body_end: int, block: Names, *, dated: bool
) -> bool:
    """Whether a title stands in the author's place, where nobody is named (APA 7, section 9.12)."""
    lead = view.plain[start:end]
    bracket = view.plain[body_start : body_start + 1] == "["
    if block.persons and block.sure >= (0.9 if bracket else 0.6):
        return False
    if (
        view.plain[end - 1] in "?!"
        or bracket
        or lead[:1] in "\"'"
        or lead.startswith("Proceedings")
    ):
        return True
    if body_start >= body_end or in_at(view, body_start, body_end) is not None:
        return True
    if ROLE.search(view.plain, start, end + 1):
        return False
    words = lead.split()
    plain_words = sum(1 for word in words if word[0].islower() and word.lower() not in SMALL_WORDS)
    group = GROUP_WORDS.search(lead) is not None
    inner_stop = any(stop.sure == 2 and start < stop.end and stop.next < end for stop in view.stops)
    locators = find_locators(view, body_start, body_end)
    body_stop = any(
        stop.sure == 2
        and body_start < stop.end
        and stop.next < (locators.start if locators else body_end)
        for stop in view.stops
    )
    if not group and len(words) >= 5 and any(c.isdigit() for c in lead):
        return True
    if body_stop:
        if inner_stop and not group:
            return True
        return len(words) >= 8 and plain_words >= 3
    if locators is not None and (locators.volume or locators.issue):
        return True
    body = view.plain[body_start:body_end]
    if view.plain[body_end - 1] == "]":
        # "jamovi project. (2017). jamovi [Computer software]": the brackets follow the title.
        return False
    if plain_words >= 2 or (":" in lead and not group):
        return True
    if ":" in lead and len(body.split()) <= 6 and ORGANISATION.search(body):
        return True
    if group and not (dated and len(words) > 8):
        return False
    if inner_stop or len(words) >= 7:
        return True
    short = len(body.split()) <= 6
    if short and (
        body.lower() in PUBLISHERS
        or CONTAINERS.match(body)
        or CONTAINER_HEADS.match(body)
        or ORGANISATION.search(body)
    ):
        return len(words) >= 2
    body_words = body.split()
    capitals = all(
        word[0].isupper() or word.lower() in SMALL_WORDS or not word[0].isalpha()
        for word in body_words
    )
    return len(body_words) <= 3 and capitals and len(words) >= 3


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
        _mark_book(view, draft, book, end)
        chapter = True
    elif locators is not None and locators.start > start:
        _mark_journal(view, draft, start, locators, 0.85)
    elif start < end:
        group = view.group_at(start)
        if group is not None and group.kind == "[":
            _mark_lone_descriptor(view, draft, start, group.end)
            start, end = trim(view, group.end, end)
        _mark_source(view, draft, start, end, 0.85, dated=dated)
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
        _mark_book(view, draft, book.start, end)
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
    draft.mark("container-title", start, end, confidence)
    mark_locators(draft, locators, 0.98 if locators.comma else 0.9)


CODE: Final = re.compile(r"\((?=[^()]{0,20}\d{3})[\w.:/-]{4,30}(?:;\sVersion\s\d{1,3})?\)")


def _mark_book(view: View, draft: Draft, start: int, end: int) -> None:
    """Mark what follows "In": editors, the book, its edition, volume and pages, the publisher."""
    at = mark_editors(view, draft, start, end)
    edited = EDITED_BY.search(view.plain, at, min(end, at + 800)) if at == start else None
    if edited:
        draft.mark("editor", *edited.span("names"), 0.85)
        draft.mark("container-title", *trim(view, at, edited.start()), 0.85)
        draft.take(*edited.span())
        pages = LOOSE_PAGES.search(view.plain, edited.end(), end) or BARE_PAGES.match(
            view.plain, edited.end(), end
        )
        rest = edited.end()
        if pages:
            draft.mark("page", *pages.span("page"), 0.85)
            rest = pages.end()
        mark_publisher(view, draft, *trim(view, rest, end), 0.85)
        return
    for group in view.groups:
        if group.start <= at or group.end > end:
            continue
        if group.kind == "(" and mark_details(view, draft, group):
            draft.mark("container-title", *trim(view, at, group.start), 0.96)
            rest_start, rest_end = trim(view, group.end, end)
            mark_publisher(view, draft, rest_start, rest_end, 0.93)
            return
    locators = find_locators(view, at, end)
    if locators is not None and locators.start > at:
        draft.mark("container-title", *trim(view, at, locators.start), 0.9)
        mark_locators(draft, locators, 0.93)
        return
    pages = LOOSE_PAGES.search(view.plain, at, end)
    if pages:
        draft.mark("page", *pages.span("page"), 0.9)
        draft.take(*pages.span())
        draft.mark("container-title", *trim(view, at, pages.start()), 0.88)
        mark_publisher(view, draft, *trim(view, pages.end(), end), 0.85)
        return
    stop, sure = source_stop(view, at, end)
    if stop is None:
        draft.mark("container-title", *trim(view, at, end), 0.85)
        return
    inner = find_locators(view, at, stop.end)
    cut = inner.start if inner is not None and inner.start > at else stop.end
    if inner is not None and cut == inner.start:
        mark_locators(draft, inner, 0.85)
    for group in view.groups:
        # A repository and its number: "In arXiv (1502.02072). arXiv."
        if at < group.start and group.end == cut and CODE.fullmatch(view.plain, group.start, cut):
            draft.mark("number", group.start + 1, group.end - 1, 0.9)
            draft.take(group.start, group.end)
            cut = group.start
            break
    draft.mark("container-title", *trim(view, at, cut), sure)
    mark_publisher(view, draft, *trim(view, stop.next, end), sure)


def _mark_whole(
    view: View, draft: Draft, start: int, end: int, quoted: int | None, *, dated: bool
) -> float:
    """Mark a title and what publishes it, where there is neither "In" nor a volume."""
    if quoted is not None and quoted < end:
        mark_title(view, draft, start, quoted, 0.9, journal=False)
        _mark_source(view, draft, *trim(view, quoted, end), 0.85, dated=dated)
        return 0.9
    stop, sure = source_stop(view, start, end)
    if stop is None:
        mark_title(view, draft, start, end, 0.85, journal=False)
        return 0.85
    mark_title(view, draft, start, stop.end, sure, journal=False)
    _mark_source(view, draft, *trim(view, stop.next, end), sure, dated=dated)
    return sure


def _mark_source(
    view: View, draft: Draft, start: int, end: int, confidence: float, *, dated: bool
) -> None:
    """Mark a publisher, a site, a newspaper or a conference."""
    if start >= end:
        return
    name = view.plain[start:end]
    genre = draft.pieces.get("genre")
    if genre and "publisher" in draft.pieces:
        # A thesis names its university in the brackets; what follows is where it is kept.
        draft.mark("archive", start, end, 0.9)
        return
    if genre and DISSERTATION.search(view.plain, genre.start, genre.end):
        school = SCHOOL.match(view.plain, start, end)
        if school:
            draft.mark("publisher", *school.span("school"), 0.93)
            draft.mark("publisher-place", *school.span("place"), 0.93)
            return
    if genre and EVENT.search(view.plain, genre.start, genre.end):
        _mark_event(view, draft, start, end)
        return
    presented = PRESENTED.match(view.plain, start, end)
    if presented:
        draft.mark("genre", *presented.span("genre"), 0.9)
        draft.take(start, presented.start("event"))
        draft.facts["type"] = "speech"
        _mark_event(view, draft, *presented.span("event"))
        return
    unpublished = UNPUBLISHED.match(view.plain, start, end)
    if unpublished:
        draft.mark("genre", *unpublished.span("genre"), 0.9)
        if unpublished.group("place"):
            mark_publisher(view, draft, *unpublished.span("place"), 0.8)
        return
    held, sure = is_container(view, draft, name, dated=dated)
    if held:
        draft.mark("container-title", start, end, min(confidence, sure))
    else:
        mark_publisher(view, draft, start, end, min(confidence, sure))


def _mark_event(view: View, draft: Draft, start: int, end: int) -> None:
    """Mark "Conference, City, Country": the event's name ends at the first comma."""
    comma = view.plain.find(", ", start, end)
    draft.mark("event-title", start, comma if comma > 0 else end, 0.85)
    if comma > 0:
        draft.mark("event-place", comma + 2, end, 0.8)
