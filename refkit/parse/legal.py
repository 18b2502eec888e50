"""Statutes, bills and cases, which put court and date last: "Name v. Name, 347 U.S. 483 (1954)".

Source: APA 7, chapter 11, after The Bluebook.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.parse.draft import Draft
from refkit.parse.identifiers import find_tail, mark_tail
from refkit.parse.scanner import View

COURT_AND_DATE: Final = re.compile(
    r"""\(\s*(?P<court>[^()]{0,120}?)\s*(?P<date>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s)?(?:1[5-9]|20)\d\d)\s*\)\.?\s*\Z""",
    re.VERBOSE,
)
REPORTER: Final = re.compile(
    r",\s+(?P<volume>\d{1,4})\s+(?P<reporter>[A-Z][\w. ]{0,40}?)\s+(?:§+\s*)?"
    r"(?P<page>[\d_][\w.,-]{0,20}(?:\s?et\sseq\.)?)\s*\Z"
)
CASE: Final = re.compile(r"\s(?:v|vs|c)\.?\s|\bex\sparte\b|\bin\sre\b|\bECLI:", re.IGNORECASE)
LAW: Final = re.compile(
    r"""\b(?:act|law|directive|regulations?|code|statute|decreto|constitution|lov|loi|gesetz
        |bill|resolution|treaty|ordinance
    |amendment|convention|lei|ley|legge|wet)\b|H\.R\.|Pub\.\sL\.|§""",
    re.VERBOSE | re.IGNORECASE,
)
NUMBER: Final = re.compile(
    r",\s+(?P<number>(?:Pub\.\sL\.\sNo\.|H\.R\.|S\.|No\.|LBK\snr|Prop\."
    r"|Dir(?:ective)?\.?)\s*[\w/:.-]{1,40}(?:\s\w{1,12}){0,4})(?=,|\s*\Z)"
)
CLOSED: Final = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Ltd|Stat|Supp|Inc|Co|Reg|Cong|Res)\.)\Z")
CODE: Final = re.compile(r",\s+(?P<code>(?:[A-Z][\w.]{0,7}\s?){1,3})\s*\Z")


def read(view: View) -> Draft | None:
    """Read an entry as a legal reference; None if it does not have the form of one."""
    tail = find_tail(view, 0)
    place = COURT_AND_DATE.search(view.plain, max(0, tail - 200), tail)
    if place is None:
        return None
    end = len(view.plain[: place.start()].rstrip())
    if end == 0 or (
        view.plain[end - 1] == "." and not CLOSED.search(view.plain, max(0, end - 20), end)
    ):
        # Elsewhere in APA a full stop stands before the date.
        return None
    case = CASE.search(view.plain, 0, end) is not None
    if not case and (place.group("court") or LAW.search(view.plain, 0, end) is None):
        return None
    draft = Draft("apa", score=0.78)
    draft.mark("issued", *place.span("date"), 0.95)
    if place.group("court"):
        draft.mark("authority", *place.span("court"), 0.85)
    mark_tail(view, draft, tail)
    draft.facts["type"] = "legal_case" if case else "legislation"
    _mark_name(view, draft, end)
    return draft


def _mark_name(view: View, draft: Draft, end: int) -> None:
    """Mark the name, and the reporter, number or code that stands after it."""
    start = len(view.plain) - len(view.plain.lstrip())
    reporter = REPORTER.search(view.plain, start, end)
    number = NUMBER.search(view.plain, start, end)
    code = CODE.search(view.plain, start, end)
    if reporter:
        draft.mark("volume", *reporter.span("volume"), 0.9)
        draft.mark("container-title", *reporter.span("reporter"), 0.85)
        if "_" not in reporter.group("page"):
            draft.mark("page", *reporter.span("page"), 0.85)
        end = reporter.start()
    elif code and len(code.group("code")) <= 16:
        draft.mark("container-title", *code.span("code"), 0.7)
        end = code.start()
    if number and number.start() < end:
        draft.mark("number", *number.span("number"), 0.8)
        end = number.start()
    draft.mark("title", start, end, 0.8)
