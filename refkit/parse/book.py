"""The book that holds a chapter, and what stands in brackets after a book (APA 7, section 9.28)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.parse.draft import Draft
from refkit.parse.lexicon import PARTICLE
from refkit.parse.locators import PAGES
from refkit.parse.scanner import MOST_STOPS, Group, Stop, View

IN: Final = re.compile(r"(?:In|IN|in|From\s+In|Dans|On)(?P<colon>:)?\s+(?=[^\s])")
IN_WORD: Final = frozenset({"In", "IN", "in", "Dans", "From", "On"})
EDITORS: Final = re.compile(
    r"""(?P<names>[^()\[\]]{2,1500}?)\s*,?\s*[(\[]\s*
    (?P<role>(?:Vol\.?\s|Series\s|Guest\s)?(?:Eds?\b|Hrsgg?\b|Hg\b|Editors?\b|Edits?\b|Ed\.s
        |éds?\b|Org(?:s|\.)|Comps?\b|Coords?\b|Red\b|Dirs?\b|Chairs?\b|Trans\b|Producers?\b
        |Hosts?\b|Directors?\b|a\scura)
        [^()\[\]]{0,40})
    [)\]]\s*[,.:]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
PLAIN_EDITORS: Final = re.compile(
    r"(?P<names>(?:[^\W\d_]\.\s?-?){1,4}[^()\[\]]{2,300}?),?\s+(?P<role>[Ee]ds?\."
    r"|[Hh]rsg\.)\s*[,:]?\s*"
)
INITIALED: Final = re.compile(
    rf"(?P<names>(?:[^\W\d_]\.[ -]?){{1,4}}\s?(?:{PARTICLE}\s)?[^\W\d_][\w'-]+(?:\s[A-Z][\w'-]+)?"
    rf"(?:(?:,\s*|,?\s*&\s*|,?\s+and\s+)(?:[^\W\d_]\.[ -]?){{1,4}}\s?(?:{PARTICLE}\s)?"
    r"[^\W\d_][\w'-]+){0,8}),\s+"
)
CAMEL: Final = re.compile(r"[a-z]{1,4}[A-Z]")
"""Names that begin with a small letter: "In arXiv (1502.02072)", "In bioRxiv", "In eLife"."""
EDITED_BY: Final = re.compile(
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


DETAIL: Final = re.compile(
    rf"""
    (?P<edition> (?:\b\d{{1,3}}(?:st|nd|rd|th|\.|e|a|ª|º)?(?=,?\s[^,;()]{{0,40}}?\b(?:ed(?:ition
        |n)?|Aufl(?:age)?|éd|uppl|utg|druk|izd)\b)
        | \b(?:[\w./'-]+\s){{1,4}}(?:ed(?:ition|n)?\b\.?|Auflage|Aufl\.|édition) | \bEdi(?:ție|ţia
            |ción|ção|zione)\b[^,;()]{{0,30}} | \bFirst\sAmerican | \bRev\.\s?ed\.? ) )
  | \b(?:Vols?|Volumes?|Bde?|Band|Tome|Tomes|Том
      |T)\b\.?\s*(?P<volume> \d{{1,4}}(?:\s?[-/,&]\s?\d{{1,4}})?\w?
      | [IVXLC]{{1,8}}\b(?:-[IVXLC]{{1,8}})? )
  | \b(?:pp?\b\.?|pages?\b|pgs?\.|S\.(?=\s?\d))\s*(?P<page> {PAGES} | [^,;()]{{1,12}} )
  | \b(?:Version|Ver\.|v(?=\d)|Release|Build)\s*(?P<version> [\w.+-]{{1,30}} )
    """,
    re.VERBOSE,
)
PEOPLE: Final = re.compile(
    r"""(?P<names> [^;()\[\]]{2,400}? ) ,\s* (?P<role> Eds?\.?\s*(?:&|and)\s*Trans
    | Trans(?:l|lators?)?\b | Eds?\b | Hrsg\b | Editors?\b | Illus(?:trators?)?\b
    | Narrs?\b | Dirs?\b | Directors?\b | Comps?\b | Interviewers?\b ) \.?\s*(?=[;,)\]]|\Z)""",
    re.VERBOSE,
)
PEOPLE_VARIABLES: Final = {
    "ed": "editor",
    "hr": "editor",
    "tr": "translator",
    "il": "illustrator",
    "na": "narrator",
    "di": "director",
    "co": "compiler",
    "in": "interviewer",
}


def mark_details(view: View, draft: Draft, group: Group, confidence: float = 0.97) -> bool:
    """Mark edition, volume, pages, editors and translators in a pair of parentheses.

    Returns:
        Whether the parentheses hold any: "(2nd ed., Vol. 3, pp. 1–2)" does, "(SARS)" does not.
    """
    start, end = group.start + 1, group.end - 1
    if end - start > 500:
        return False
    found = False
    at = start
    people = PEOPLE.match(view.plain, at, end)
    while people:
        role = people.group("role").lower()
        variable = (
            "editor-translator"
            if "trans" in role and role.startswith("ed")
            else PEOPLE_VARIABLES[role[:2]]
        )
        draft.mark(variable, people.start("names"), people.end("names"), confidence)
        found = True
        at = people.end()
        while at < end and view.plain[at] in " ;,":
            at += 1
        people = PEOPLE.match(view.plain, at, end)
    for match in DETAIL.finditer(view.plain, at, end):
        variable = match.lastgroup or ""
        if variable not in draft.pieces or variable == "page":
            begin, finish = match.span(variable)
            draft.mark(variable, begin, finish, confidence)
            if (
                variable == "page"
                and "-" not in match.group()
                and finish < end
                and view.plain[finish] == ","
            ):
                draft.mark(variable, begin, finish, confidence - 0.1)
        found = True
    if found:
        draft.take(group.start, group.end)
    return found
