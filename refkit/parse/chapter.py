"""The book that holds a chapter: "In A. Editor (Ed.), Book (pp. 1-2). Publisher" (APA 7, 9.28)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.book import mark_details, mark_volume_title
from refkit.parse.draft import Draft
from refkit.parse.lexicon import PARTICLE
from refkit.parse.locators import PAGE_WORD, PAGES, RANGE, find_locators, mark_locators
from refkit.parse.scanner import MOST_STOPS, Stop, View
from refkit.parse.source import PLACE, mark_publisher, source_stop
from refkit.parse.title import trim

BARE_PAGES: Final = lazy_pattern(
    rf"[,\s]{{0,3}}(?:v(?:ol)?\.?\s?\w{{1,4}}:)?(?P<page>{RANGE})(?=[.,]|\s*\Z)"
)
LOOSE_PAGES: Final = lazy_pattern(rf",?\s*\(?(?:{PAGE_WORD})(?P<page>{PAGES})\)?")
IN: Final = lazy_pattern(r"(?:In|IN|in|From\s+In|Dans|On)(?P<colon>:)?\s+(?=[^\s])")
IN_WORD: Final = frozenset({"In", "IN", "in", "Dans", "From", "On"})
EDITORS: Final = lazy_pattern(
    r"""(?P<names>[^()\[\]]{2,1500}?)\s*,?\s*[(\[]\s*
    (?P<role>(?:Vol\.?\s|Series\s|Guest\s|Executive\s)?(?:Eds?\b|Hrsgg?\b|Hg\b|Editors?\b|Edits?\b|Ed\.s
        |éds?\b|Org(?:s|\.)|Comps?\b|Coords?\b|Red\b|Dirs?\b|Chairs?\b|Trans\b|Producers?\b
        |Hosts?\b|Directors?\b|a\scura)
        [^()\[\]]{0,40})
    [)\]]\s*[,.:]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
PLAIN_EDITORS: Final = lazy_pattern(
    r"(?P<names>(?:[^\W\d_]\.\s?-?){1,4}[^()\[\]]{2,300}?),?\s+(?P<role>[Ee]ds?\."
    r"|[Hh]rsg\.)\s*[,:]?\s*"
)
INITIALED: Final = lazy_pattern(
    rf"(?P<names>(?:[^\W\d_]\.[ -]?){{1,4}}\s?(?:{PARTICLE}\s)?[^\W\d_][\w'-]+(?:\s[A-Z][\w'-]+)?"
    rf"(?:(?:,\s*|,?\s*&\s*|,?\s+and\s+)(?:[^\W\d_]\.[ -]?){{1,4}}\s?(?:{PARTICLE}\s)?"
    r"[^\W\d_][\w'-]+){0,8}),\s+"
)
CAMEL: Final = lazy_pattern(r"[a-z]{1,4}[A-Z]")
"""Names that begin with a small letter: "In arXiv (1502.02072)", "In bioRxiv", "In eLife"."""
EDITED_BY: Final = lazy_pattern(
    r",{1,2}\s+(?:edited|ed\.|eds\.|hrsg\.)\s+(?:by"
    r"|von)\s+(?P<names>[^()\[\]]{3,300}?)[.,]{0,2}(?=\s+(?:pp?\.|v\.|vol|\d)|\s*\Z|\.\s)",
    re.IGNORECASE,
)
"""Chicago: "In The Handbook, edited by S. Shyam Sundar, 19–32"."""


class BookPlace(NamedTuple):
    """An "In" that leads to a book.

    Attributes:
        stop: The sentence end before "In".
        start: Where the editors' names or the book's title begin.
        sure: Whether editors or "(pp. …)" follow; else it may be a journal, "In Vivo, 34(3), 1–2".
    """

    stop: Stop
    start: int
    sure: bool


def find_in(view: View, start: int, end: int) -> BookPlace | None:
    """The "In" between the title of a chapter and its book, at the end of a sentence.

    A title may hold such an "In" too; the one that leads to editors or to "(pp. …)" is taken,
    else the last.
    """
    best: BookPlace | None = None
    rank = -1
    tried = 0
    for stop in view.stops:
        if stop.next <= start or stop.next >= end or stop.end <= start:
            continue
        found = _after_in(view, stop.next, end)
        if found is None:
            continue
        tried += 1
        if tried > MOST_STOPS:
            break
        worth = _worth(view, found, end)
        if worth >= rank and worth > 0:
            best, rank = BookPlace(stop, found, worth > 1), worth
    return best


def in_at(view: View, start: int, end: int) -> int | None:
    """Where the book begins if a stretch starts with "In", as after a title before the date."""
    return _after_in(view, start, end)


def _after_in(view: View, at: int, end: int) -> int | None:
    match = IN.match(view.plain, at, end)
    if match is None or match.group().split(":")[0].split()[0] not in IN_WORD:
        return None
    follows = view.plain[match.end() : match.end() + 6].lower()
    if match.group().startswith("On") and view.plain[max(0, at - 4) : at].strip(" .")[-1:] != "]":
        # "On" leads to an album only after "[Song]"; elsewhere it begins a title.
        return None
    return None if follows.startswith("press") else match.end()


def _worth(view: View, start: int, end: int) -> int:
    window = view.plain[start : min(end, start + 1200)]
    editors = EDITORS.match(window) or PLAIN_EDITORS.match(window)
    if editors and ". " not in re.sub(r"\b\w{1,3}\. ", "", editors.group("names")):
        return 3
    if re.search(r"\((?:[^()]{0,80}\b)?(?:pp?\.\s|Vol\.|\d\w\w ed)", window):
        return 2
    named = window[:1].isupper() or window[:1].isdigit() or window[:1] in "\"'"
    return 1 if named or CAMEL.match(window) else 0


def mark_editors(view: View, draft: Draft, start: int, end: int) -> int:
    """Mark the editors at the start of a book; where its title begins."""
    plain = view.plain
    limit = min(end, start + 1600)
    match = EDITORS.match(plain, start, limit)
    if match and ". " in re.sub(r"\b\w{1,3}\.(?= )|(?<=\.)\s", "", match.group("names")):
        match = None
    confidence = 0.97
    if match is None:
        match = PLAIN_EDITORS.match(plain, start, limit)
        confidence = 0.85
    if match is None:
        match = INITIALED.match(plain, start, limit)
        confidence = 0.8
    if match is None:
        return start
    role = match.groupdict().get("role") or "ed"
    variable = "editor"
    lower = role.lower()
    if lower.startswith("trans"):
        variable = "translator"
    elif "series" in lower:
        variable = "collection-editor"
    elif lower.startswith("chair"):
        variable = "chair"
    elif lower.startswith("executive"):
        variable = "executive-producer"
    elif lower.startswith("producer"):
        variable = "producer"
    elif lower.startswith("host"):
        variable = "host"
    elif lower.startswith("director"):
        variable = "director"
    names_end = match.end("names")
    while names_end > match.start("names") and plain[names_end - 1] in " ,":
        names_end -= 1
    draft.mark(variable, match.start("names"), names_end, confidence)
    draft.take(start, match.end())
    return match.end()


CODE: Final = lazy_pattern(r"\((?=[^()]{0,20}\d{3})[\w.:/-]{4,30}(?:;\sVersion\s\d{1,3})?\)")


def mark_book(view: View, draft: Draft, start: int, end: int) -> None:
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
            _mark_container(view, draft, at, group.start, 0.96)
            rest = group.end
            bare = BARE_PAGES.match(view.plain, rest, end) or LOOSE_PAGES.match(
                view.plain, rest, end
            )
            if bare and "page" not in draft.pieces:
                # "Handbook (2nd ed.), 23-45. Oxford: Blackwell"
                draft.mark("page", *bare.span("page"), 0.9)
                rest = bare.end()
            mark_publisher(view, draft, *trim(view, rest, end), 0.93)
            return
    locators = find_locators(view, at, end)
    if locators is not None and locators.page and not locators.volume:
        # "Handbook. London: Sage, pp. 23-45": the publisher stands before the pages.
        stop, _ = source_stop(view, at, locators.start)
        if stop is not None and PLACE.match(view.plain, stop.next, locators.start):
            _mark_container(view, draft, at, stop.end, 0.88)
            mark_publisher(view, draft, *trim(view, stop.next, locators.start), 0.85)
            mark_locators(draft, locators, 0.88)
            return
    if locators is not None and locators.start > at:
        draft.mark("container-title", *trim(view, at, locators.start), 0.9)
        mark_locators(draft, locators, 0.93)
        return
    pages = LOOSE_PAGES.search(view.plain, at, end)
    if pages:
        draft.mark("page", *pages.span("page"), 0.9)
        draft.take(*pages.span())
        _mark_container(view, draft, at, pages.start(), 0.88)
        mark_publisher(view, draft, *trim(view, pages.end(), end), 0.85)
        return
    stop, sure = source_stop(view, at, end)
    if stop is None:
        _mark_container(view, draft, at, end, 0.85)
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
    _mark_container(view, draft, at, cut, sure)
    mark_publisher(view, draft, *trim(view, stop.next, end), sure)


def _mark_container(view: View, draft: Draft, start: int, end: int, confidence: float) -> None:
    """Mark the book's title, and a volume with its title behind it."""
    start, end = trim(view, start, end)
    end = mark_volume_title(view, draft, start, end)
    draft.mark("container-title", start, end, confidence)
