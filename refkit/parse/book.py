"""What stands in brackets after a book: edition, volume, pages, people (APA 7, 9.19 and 9.28)."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.locators import PAGES
from refkit.parse.scanner import Group, View

DETAIL: Final = lazy_pattern(
    rf"""
    (?P<edition> (?:\b\d{{1,3}}(?:st|nd|rd|th|\.|e|a|ª|º)?(?=,?\s[^,;()]{{0,40}}?\b(?:ed(?:ition
        |n)?|Aufl(?:age)?|éd|uppl|utg|druk|izd)\b)
        | \b(?:[\w./'-]+\s){{1,4}}(?:ed(?:ition|n)?\b\.?|Auflage|Aufl\.|édition) | \bEdi(?:ție|ţia
            |ción|ção|zione)\b[^,;()]{{0,30}} | \bFirst\sAmerican | \bRev\.\s?ed\.? ) )
  | \b(?:Vols?|Volumes?|Bde?|Band|Tome|Tomes|Том
      |T)\b\.?\s*(?P<volume> \d{{1,4}}(?:\s?[-/,&]\s?\d{{1,4}})?\w?
      | [IVXLC]{{1,8}}\b(?:-[IVXLC]{{1,8}})? )
  | \b(?:pp?\b\.?|pages?\b|pgs?\.|S\.(?=\s?\d))\s*(?P<page> {PAGES} | [^,;()]{{1,12}} )
  | \b(?:[Vv]ersion|Ver\.|v(?=\d)|Release|Build)\s*(?P<version> [\w.+-]{{1,30}} )
    """,
    re.VERBOSE,
)
PEOPLE: Final = lazy_pattern(
    r"""(?P<names> [^;()\[\]]{2,400}? ) ,\s* (?P<role> Eds?\.?\s*(?:&|and)\s*Trans
    | Trans(?:l|lators?)?\b | (?:Series\s|Vol\.\s)?Eds?\b | Hrsg\b | (?:Series\s)?Editors?\b
    | Illus(?:trators?)?\b | Narrs?\b | Narrators?\b | Dirs?\b | Directors?\b | Comps?\b
    | Compilers?\b | Interviewers?\b | (?:Executive\s)?Producers?\b | Hosts?\b | Curators?\b
    | Performers?\b | Composers?\b | Organi[sz]ers?\b | Chairs?\b ) \.?\s*(?=[;,)\]]|\Z)""",
    re.VERBOSE,
)
PEOPLE_BY: Final = lazy_pattern(
    r"""(?P<role> Edited | Ed\. | Translated | Trans\. | Illustrated | Narrated | Compiled ) \s
    (?:and\s\w+\s)? (?:by\s)? (?P<names> (?:[^\W\d_]\.\s?-?){1,4}\s?[^;()\[\]]{2,300}?
      | [^\W\d_a-z][^;()\[\].\d]{4,80}? ) \s*(?=[;)\]]|\Z)""",
    re.VERBOSE,
)
"""Chicago's and older APA's order: "(Translated by J. Sallow)"."""
PEOPLE_VARIABLES: Final = {
    "ed": "editor",
    "vo": "editor",
    "hr": "editor",
    "tr": "translator",
    "il": "illustrator",
    "na": "narrator",
    "di": "director",
    "co": "compiler",
    "in": "interviewer",
    "se": "collection-editor",
    "ex": "executive-producer",
    "pr": "producer",
    "ho": "host",
    "cu": "curator",
    "pe": "performer",
    "or": "organizer",
    "ch": "chair",
}
SET: Final = lazy_pattern(r"\bVols\.\s*(?P<volumes>1\s?-\s?(?P<last>\d{1,3}))(?!\d)")
"""A work in volumes as a whole, "(Vols. 1-5)": not the volume but their number."""


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
            else "composer"
            if role.startswith("compos")
            else PEOPLE_VARIABLES[role[:2]]
        )
        draft.mark(variable, people.start("names"), people.end("names"), confidence)
        found = True
        at = people.end()
        while at < end and view.plain[at] in " ;,":
            at += 1
        people = PEOPLE.match(view.plain, at, end)
    by = PEOPLE_BY.match(view.plain, at, end) if at == start else None
    if by:
        draft.mark(PEOPLE_VARIABLES[by.group("role")[:2].lower()], *by.span("names"), 0.9)
        draft.take(group.start, group.end)
        return True
    volumes = SET.search(view.plain, at, end)
    if volumes:
        draft.mark("number-of-volumes", *volumes.span("last"), confidence)
    for match in DETAIL.finditer(view.plain, at, end):
        variable = match.lastgroup or ""
        found = True
        if variable == "volume" and volumes and match.start("volume") == volumes.start("volumes"):
            continue
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
    if found:
        draft.take(group.start, group.end)
    return found


VOLUME_TITLE: Final = lazy_pattern(
    r"""[:.,]\s+(?:Vol(?:ume|\.)?|Band|Bd\.|Tome|Part|Teil|Book)\s(?P<volume>\d{1,4}|[IVXLC]{1,6})
    (?:[.:,]\s+(?P<title>\S.{2,200}))?\Z""",
    re.VERBOSE,
)
"""A volume with its own title behind the title: "The sea: Vol. 2. Salt" (APA 7, example 30)."""


def mark_volume_title(view: View, draft: Draft, start: int, end: int) -> int:
    """Mark volume and volume title at the end of a book's title; where the title proper ends."""
    if "volume" in draft.pieces:
        return end
    match = VOLUME_TITLE.search(view.plain, max(start + 2, end - 240), end)
    if match is None:
        return end
    draft.mark("volume", *match.span("volume"), 0.9)
    if match.group("title"):
        draft.mark("volume-title", *match.span("title"), 0.85)
    draft.take(match.start(), end)
    return match.start()
