"""Volume, issue, pages and article numbers at the end of a stretch (APA 7, section 9.25)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.scanner import View

NUMBER: Final = (
    r"[A-Z]{0,4}-?\d{1,4}(?:\.\d{1,2}(?=\s?\())?(?:(?:-{1,3}|/)\d{1,4})?(?:[A-Z]\b|[A-Z]?-[A-Z]\b|bis\b)?"
    r"|[IVXLCM]{1,8}(?:[-/][IVXLCM]{1,8})?\b|(?:i{1,3}|iv)\b"
)
"""A volume: "58", "AU-13", "38A", "2008.8", "XII", "16–19", "16--19"."""
ONE_PAGE: Final = r"[A-Za-z]{0,6}\.?\d[\dA-Za-z]{0,15}(?:\.\w{1,10})?|[ivxlc]{1,8}"
ODD_PAGES: Final = (
    r"[A-Za-z]{1,3}\d{0,2}-\d{1,5}-[A-Za-z]{1,3}\d{0,2}-\d{1,5}|(?:no|n/a)-{1,2}(?:no|n/a)"
    r"|[IVXLC]{1,6}-\d{1,5}|\d{1,5}-[a-z]\b(?:-\d{1,5}(?:-[a-z]\b)?)?|e-\d{1,4}"
    r"|[a-z]{2,10}\.\d{4}[\w.]{3,25}"
)
"""Pages as some publishers count them: "C6-308-C6-310", "no-no", "2165-a-2166", "e-10"."""
PAGES: Final = (
    rf"(?:{ODD_PAGES}|{ONE_PAGE})"
    rf"(?:\s*-{{1,3}}\s*(?:{ONE_PAGE}))?(?:,\s*\+?(?:[A-Z]|[a-z]{{0,2}})\d{{1,5}}(?:\s*-\s*[A-Z]?\d{{1,5}})?){{0,4}}\+?"
)
"""Pages: "492–502", "S12–S19", "e0193972", "12, 15–17"."""
RANGE: Final = rf"(?:{ONE_PAGE})\s*-{{1,3}}\s*(?:{ONE_PAGE})"
PAGE_WORD: Final = (
    r"(?<!\w)(?:pp?\.|pp?(?=\s?\d)|pages?(?=\s)|pgs?\.|S\.(?=\s?\d)|Seiten?(?=\s)|str\.|с\.|С\.)\s*"
)
ARTICLE_WORD: Final = (
    r"(?:Article(?:\s+(?:ID|no\.?|number))?|Art\.(?:\s*(?:ID|no\.?))?|art\.\s?(?:no\.)?"
    r"|Paper(?:\s+no\.)?|ID)\s*:?\s*"
)

LOCATORS: Final = lazy_pattern(
    rf"""
    (?: (?P<comma> \s*[,;.]\s* ) | \s+ | (?<=[A-Za-z]\.)(?=\d) )
    (?:
        (?P<only> (?: {PAGE_WORD} (?P<page2> {PAGES} ) | (?P<page3> {RANGE} )
            | {ARTICLE_WORD} (?P<article3> {PAGES} )
            | (?P<page5> [a-z]{{1,6}}\d{{3,12}} | e\d{{1,2}} | \d{{6,16}}
                | \d{{5,6}}[A-Z]{{1,2}} ) ) )
      | (?: (?:[Vv]ol(?:ume|s)?\.?|Bd\.|Band|Jg\.|Jahrgang|Tome|T\.|v\.)\s* (?P<named>) )?
        (?P<volume> {NUMBER} )
        (?: \s*\(\s* (?P<issue> [^()]{{1,60}}(?:\([^()]{{1,20}}\))?[^()]{{0,20}} ) \s*\)
          | \s*[,:;/]?\s* (?<![A-Za-z])(?:No|Nos|Nr|Issue|Iss|Heft|H|Is|№|n)\b\.?(?:°
              |º)?\s* (?P<issue2> [\w/-]{{1,12}} )
          | \s+(?P<issue3> Suppl(?:ement)?\.?\s?\w{{0,3}} ) )?
        (?: (?: \s*[,:;.]\s* | \s+(?=pp?\.|\d{{1,6}}\s*-) ) (?: {PAGE_WORD}
            | (?P<article> {ARTICLE_WORD} ) )? (?P<page> {PAGES} ) )?
      | (?:[Nn]os?|[Nn]r|[Ii]ssue|Heft)\b\.?\s*(?P<issue5> \d{{1,5}}(?:[-/]\d{{1,5}})? )
        \s*[,:]\s* (?:{PAGE_WORD})? (?P<page6> {PAGES} )
      | \(\s*(?P<issue4> (?=[^()]{{0,11}}\d|Suppl|Spec) [\w/-]{{1,12}} )\s*\)
        (?: \s*[,:]\s* (?:{PAGE_WORD})? (?P<page4> {PAGES} ) )?
    )
    \s*(?P<after> [.,]?\s*[(\[][^()\[\]]{{1,80}}[)\]] )? \s* [.,;]{{0,2}} \s* \Z
    """,
    re.VERBOSE,
)
USUAL: Final = lazy_pattern(
    r""", (?: (?<=\S,) (?=\s?\d{1,4}\() | (?<=[a-z]{3}[abd-hjkm-uwyz],) )
    \s? (?P<volume> \d{1,4} ) (?: \( (?P<issue> \d{1,4}(?:-\d{1,4})? ) \) )?
    ,\s (?P<page> e?\d{1,6}(?:-\d{1,6})? ) \.?\Z""",
    re.VERBOSE,
)
"""The form of nine articles in ten, which needs no search: ", 58(4), 492-502", "Title, 58, 492".

Without an issue a word of four letters that is no Roman numeral must stand before the comma, so
that LOCATORS could not begin further left.
"""
YEARISH: Final = lazy_pattern(r"(?:1[5-9]|20)\d\d\Z")
MEETING: Final = lazy_pattern(
    r"\b(?:conference|symposium|workshop|congress|meeting|proceedings)\b", re.IGNORECASE
)
NAMED_BY_YEAR: Final = lazy_pattern(
    r"\b(?:conference|symposium|workshop|congress|meeting|proceedings)\b|[.?!]\s[A-Z]{4,12}\Z",
    re.IGNORECASE,
)
ISSUE: Final = lazy_pattern(
    r"\s*(?:\d|Suppl|Spec|Pt|Part|[A-Z]\d?\s*\Z|[IVX]+\s*\Z)", re.IGNORECASE
)
MONTH: Final = lazy_pattern(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall"
    r"|Winter)[a-z]*\.?(?:\s\d{1,2})?\Z"
)
NEVER_ISSUE: Final = lazy_pattern(r"eds?\.|pp?\.\s|trans\.|hrsg", re.IGNORECASE)

NEWSPAPER_PAGE: Final = lazy_pattern(r"[A-Z]\d{1,2}\Z")
CONFERENCE_VOLUME: Final = lazy_pattern(r"Proceedings\W*\Z")


class Locators(NamedTuple):
    """Volume, issue and pages at the end of a stretch; ranges of the View's text, or None."""

    start: int
    volume: tuple[int, int] | None
    issue: tuple[int, int] | None
    page: tuple[int, int] | None
    article: bool
    comma: bool


def find_locators(view: View, start: int, end: int, year: str = "") -> Locators | None:
    """Volume, issue and pages that end a stretch: ", 58(4), 492–502", " 5 (3): 1–2", ", 431–442".

    Args:
        view: The entry.
        start: Where to begin.
        end: Where the stretch ends.
        year: The year of issue: some journals number their volumes by it ("Database, 2017").
    """
    plain = view.plain
    usual = USUAL.search(plain, max(start, end - 40), end)
    if usual:
        numbered = usual.span("issue") if usual.group("issue") else None
        pages = usual.span("page")
        return Locators(usual.start(), usual.span("volume"), numbered, pages, False, True)
    at = max(start, end - 170)
    while True:
        match = LOCATORS.search(plain, at, end)
        if match is None:
            return None
        if _plausible(match, year):
            break
        at = match.start() + 1
    groups = match.groupdict()
    volume = match.span("volume") if groups["volume"] else None
    issue: tuple[int, int] | None = next(
        (
            match.span(key)
            for key in ("issue", "issue2", "issue3", "issue4", "issue5")
            if groups[key]
        ),
        None,
    )
    if issue and MONTH.match(plain, *issue) and plain[issue[0] - 2].isspace():
        # Chicago's "9 (January): 1–21": the month of issue is no issue number. APA's "13(Spring)"
        # is what stands for one.
        issue = None
    page_key = next(
        (
            key
            for key in ("page", "page2", "page3", "page4", "page5", "page6", "article3")
            if groups[key]
        ),
        None,
    )
    page = match.span(page_key) if page_key else None
    article = bool(groups["article"]) or page_key == "article3"
    lone = volume and not issue and not page and groups["named"] is None
    if lone and NEWSPAPER_PAGE.match(plain, *match.span("volume")):
        # "The Nowhere Times, C1"
        volume, page = None, match.span("volume")
    if lone and CONFERENCE_VOLUME.search(plain, start, match.start()):
        # "… Conference Proceedings, 203": such proceedings have no volumes, the number is a page.
        volume, page = None, match.span("volume")
    if (
        volume
        and page
        and not issue
        and groups["comma"] is None
        and YEARISH.match(plain, *volume)
        and NAMED_BY_YEAR.search(plain, max(start, match.start() - 160), match.start())
    ):
        # "Proceedings of the Conference 2019, 5-9": the year belongs to the meeting's name.
        return Locators(volume[1], None, None, page, article, True)
    return Locators(match.start(), volume, issue, page, article, match.group("comma") is not None)


def _plausible(match: re.Match[str], year: str) -> bool:
    """Whether the form is enough: a bare number after a space is part of a title."""
    groups = match.groupdict()
    issue = groups["issue"] or groups["issue4"]
    if issue and not groups["comma"] and NEVER_ISSUE.search(issue):
        return False
    if groups["comma"]:
        if groups["only"] and groups["comma"] == "." and not groups["page2"]:
            return False  # "contract no.45172644"
        if "." in groups["comma"] and not (groups["issue"] or groups["page"] or groups["only"]):
            return False
        if groups["volume"] and not (
            issue or groups["issue2"] or groups["page"] or groups["named"] is not None
        ):
            # ", 32." is a volume; ", 1958." at the end of a title is a year, ", MA." a place.
            volume = groups["volume"].strip()
            if YEARISH.match(volume):
                return (
                    volume == year
                    and MEETING.search(match.string, max(0, match.start() - 120), match.start())
                    is None
                )
            return any(c.isdigit() for c in volume)
        return True
    if groups["only"]:
        return False
    if (
        groups["volume"]
        and not groups["volume"][-1].isdigit()
        and groups["named"] is None
        and not issue
    ):
        return False
    if groups["issue5"]:
        return False
    if groups["issue4"]:
        return bool(groups["page4"])
    if groups["issue"] and not groups["page"] and not ISSUE.match(groups["issue"]):
        return False
    return bool(groups["issue"] or groups["issue2"] or groups["page"])


def mark_locators(draft: Draft, locators: Locators, confidence: float) -> None:
    """Mark volume, issue and pages.

    "Article 502" is marked as both ``number`` (where CSL puts an article number) and ``page``,
    so that it can be compared with registries, which have it in either place.
    """
    if locators.volume:
        draft.mark("volume", *locators.volume, confidence)
    if locators.issue:
        draft.mark("issue", *locators.issue, confidence)
    if locators.page:
        draft.mark("page", *locators.page, confidence)
        if locators.article:
            draft.mark("number", *locators.page, confidence)
            draft.take(locators.start, locators.page[0])
