"""Statutes, bills, cases and treaties, which put the date last: "Name, 347 U.S. 483 (1954)".

Source: APA 7, chapter 11, after The Bluebook: the name, then source elements between commas
(number, body and session, "volume reporter page"), then court and year in parentheses.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.identifiers import find_tail, mark_tail
from refkit.parse.scanner import View

COURT_AND_DATE: Final = lazy_pattern(
    r"""\(\s*(?P<court>[^()]{0,120}?)\s*(?P<date>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s)?(?:1[5-9]|20)\d\d)\s*\)
    (?:\s*\(\s*(?P<status>[^()\d]{4,80}?)(?:\s(?P<later>\d{4}))?\s*\))?\.?\s*\Z""",
    re.VERBOSE,
)
STATUS: Final = lazy_pattern(
    r"repealed|amended|enacted|proposed|superseded|as amended", re.IGNORECASE
)
TREATY_DATE: Final = lazy_pattern(
    r",\s+(?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:1[5-9]|20)\d\d)(?P<source>,\s[^,]{3,60})?\.?\s*\Z"
)
"""A treaty's date stands between commas: "Convention on Tears, November 20, 1989, 5 U.N.T.S. 3"."""
CASE: Final = lazy_pattern(r"\s(?:v|vs|c)\.?\s|\b[Ee]x\s[Pp]arte\b|\b[Ii]n\s[Rr]e\b|\bECLI:")
"""The versus of a case, in small letters: " V. " and " C. " are the initials of an author."""
LAW: Final = lazy_pattern(
    r"""\b(?:act|law|directive|regulations?|code|statute|decreto|constitution|lov|loi|gesetz
        |bill|resolution|treaty|ordinance
    |amendment|convention|lei|ley|legge|wet|bekendtgørelse|forslag|förordning|lag|verordnung
        |charter|hearing)\b|gesetz\b|H\.R\.|Pub\.\sL\.|§|\bC\.F\.R\.|Exec\.\sOrder|\bConst\.""",
    re.VERBOSE | re.IGNORECASE,
)
BILL: Final = lazy_pattern(
    r"\bbill\b|\bH\.\s?R\.\s|\bS\.\s(?:Res\.\s)?\d|H\.\s?(?:Con\.\s)?Res\.|\bCong\.|\bProp\.\s"
    r"|\bforslag\b|\bresolution\b",
    re.IGNORECASE,
)
HEARING: Final = lazy_pattern(r"\bHearings?\s(?:on|before)\b")
REGULATION: Final = lazy_pattern(r"\bC\.F\.R\.|Fed\.\sReg\.|Exec\.\sOrder", re.IGNORECASE)
TREATY: Final = lazy_pattern(
    r"\b(?:treaty|convention|protocol|covenant|agreement|pact)\b", re.IGNORECASE
)

REPORTER: Final = lazy_pattern(
    r"""(?: (?P<volume>\d{1,4}) \s+
            (?P<reporter>[A-Z][\w.&']{0,14}(?:\s(?:[A-Z][\w.&']{0,14}|\d[a-z]{1,2}\.?)){0,4}?)
          | (?P<code>[A-Z][\w.]{0,12}(?:\s[A-Z][\w.]{0,12}){0,4}) (?=\s?§) )
    \s? (?P<sign>§{1,2}\s*)? (?P<page>[\d_][\w.,()-]{0,20}(?:\s?et\sseq\.)?)""",
    re.VERBOSE,
)
""""347 U.S. 483", "42 U.S.C. § 12101 et seq.", "123 Stat. 5"."""
GAZETTE: Final = lazy_pattern(r"(?P<volume>(?=\S*\d)[A-Z][\w./-]{3,30})\s(?P<page>\d{1,6})")
"""A gazette's number and page: "BOE-A-2020-8150 53856"."""
BLANK_PAGE: Final = lazy_pattern(r"(?:(?P<volume>\d{1,4})\s)?(?P<reporter>[^\d_,]{2,60}?)\s_{2,4}")
"""A case that has no page yet: "590 U.S. ___"."""
SESSION: Final = lazy_pattern(
    r"\d{1,3}(?:st|nd|rd|th|d)?\sCong\.(?:\s\S{1,12}\sSess\.)?|.{0,60}\b(?:Session|Sess\.|Congress)\b"
    r"|(?:House|Senate|House of \w+)(?:\s\d{1,4})?|.{0,60}\b(?:Assembly|Parliament)\b.{0,40}",
)
NUMBER: Final = lazy_pattern(
    r"""(?: (?P<genre>Pub\.\sL\.|Exec\.\sOrder|Public\sLaw|Lei|Ley|Executive\sOrder)\s )?
    (?: Nos?\.\s )?
    (?P<number> (?=[^,]{0,40}\d) (?:ECLI:)? [\w./:()-]{1,40} (?:\s[\w./:-]{1,14}){0,5} )""",
    re.VERBOSE,
)
CAPITALS: Final = lazy_pattern(
    r"(?:[A-Z][A-Z.]{0,9}\s?){1,3}|(?!(?:Ltd|Inc|Co|Jr|Sr|Corp)\b)(?:[A-Z][a-z]{1,3}\.?\s?){1,2}"
)
"""An abbreviated body, gazette or jurisdiction: "EP", "OJ L", "Cth"."""
BODY: Final = lazy_pattern(r"[^\W\d_a-z][^\d,]{2,40}")
INITIALS: Final = lazy_pattern(r"(?:[A-Z]\.\s?){1,3}[A-Z][a-z]+|[^\W\d_]+,\s[A-Z]\.")
PERSON: Final = lazy_pattern(
    r"""
      [^\W\d_][\w'’-]{1,30}(?:\s[\w'’-]{1,30}){0,2},\s(?:[A-Z]\.[\s-]?){1,4}  # Doe, R. R.
    | (?:[A-Z]\.[\s-]?){1,4}\s?[^\W\d_][\w'’-]{2,30}(?:,|\sand\b)              # R. R. Doe,
    | [A-Z]{1,3}\s[A-Z][a-z'’-]{2,30},\s[A-Z]{1,3}\s[A-Z][a-z]                   # RR Doe, J Roe
    | [^\W\d_][\w'’-]{1,30}\s(?:[A-Z]\.){1,3}[:,]                                # Doe R.R.:
    | [A-Z]{3,20},\s[A-Z]{1,3},                                                 # DOE, R,
    | [^.]{2,60}\set\sal\.
    """,
    re.VERBOSE,
)
"""Authors, with which no law and no case begins, but articles in Nature and in physics do."""
MOST: Final = 5
"""Source elements that a legal reference has at most."""


class Element(NamedTuple):
    """One stretch between commas."""

    start: int
    end: int


def read(view: View) -> Draft | None:
    """Read an entry as a legal reference; None if it does not have the form of one."""
    tail = find_tail(view, 0)
    place = COURT_AND_DATE.search(view.plain, max(0, tail - 300), tail)
    if place is None:
        return _undated(view, tail)
    end = len(view.plain[: place.start()].rstrip())
    if PERSON.match(view.plain, view.start) and " v. " not in view.plain[:end]:
        return None
    if end == 0 or (
        view.plain[end - 1] == "."
        and not (CLOSED.search(view.plain, max(0, end - 20), end) or "§" in view.plain[:end])
    ):
        # Elsewhere in APA a full stop stands before the date.
        return None
    draft = Draft("apa", score=0.78)
    found = _mark_name(view, draft, end)
    case = CASE.search(view.plain, 0, end) is not None or (
        bool(place.group("court")) and ("number" in draft.pieces or "___" in view.plain[:end])
    )
    law = LAW.search(view.plain, 0, end) is not None
    if not case and not law and (place.group("court") or not found or _is_article(view, draft)):
        return None
    draft.mark("issued", *place.span("date"), 0.95)
    if place.group("court"):
        variable = "status" if STATUS.fullmatch(place.group("court")) else "authority"
        draft.mark(variable, *place.span("court"), 0.85)
    if place.group("status"):
        draft.mark("status", *place.span("status"), 0.8)
        draft.take(place.start("status"), place.end())
    mark_tail(view, draft, tail)
    draft.facts["type"] = "legal_case" if case else _kind(view, end)
    return draft


def _is_article(view: View, draft: Draft) -> bool:
    """Whether what seems a law without a word for it is an article: "K. Lee, "Tears," Eye 7, 1"."""
    if "chapter-number" in draft.pieces and '"' not in view.plain:
        return False
    number = draft.pieces.get("number")
    marked = view.plain[number.start : number.end] if number else ""
    return (
        '"' in view.plain
        or not re.search(r"[A-Z/]", marked)
        or INITIALS.match(view.plain, view.start) is not None
    )


def _undated(view: View, tail: int) -> Draft | None:
    """A treaty with its date between commas, or a section of a code without one."""
    end = len(view.plain[:tail].rstrip(" .,"))
    treaty = TREATY_DATE.search(view.plain, max(0, end - 120), end)
    if treaty and TREATY.search(view.plain, 0, treaty.start()):
        draft = Draft("apa", score=0.78)
        draft.mark("title", view.start, treaty.start(), 0.85)
        draft.mark("issued", *treaty.span("date"), 0.9)
        draft.facts["type"] = "treaty"
        if treaty.group("source"):
            _mark_source(view, draft, Element(treaty.start("source") + 2, treaty.end("source")))
        mark_tail(view, draft, tail)
        return draft
    sign = view.plain.find("§", 0, end)
    comma = view.plain.rfind(", ", 0, sign) if sign > 0 else -1
    if comma < 0 or (view.stops and view.stops[0].end < comma):
        return None
    draft = Draft("apa", score=0.6)
    draft.mark("title", view.start, comma, 0.7)
    _mark_source(view, draft, Element(comma + 2, end))
    draft.take(comma, end)
    mark_tail(view, draft, tail)
    draft.facts["type"] = "legislation"
    return draft


CLOSED: Final = lazy_pattern(
    r"(?:\b(?:[A-Z]\.){2,}|\b(?:Ltd|Stat|Supp|Inc|Co|Reg|Cong|Res|Rec|seq)\.)\Z"
)


def _kind(view: View, end: int) -> str:
    name = view.plain[:end]
    if HEARING.search(name):
        return "hearing"
    if REGULATION.search(name):
        return "regulation"
    return "bill" if BILL.search(name) and "Pub. L." not in name else "legislation"


def _elements(view: View, start: int, end: int) -> list[Element]:
    """The last stretches between commas that are not inside brackets, from the right."""
    found: list[Element] = []
    last = end
    for _ in range(MOST):
        comma = view.plain.rfind(", ", start, last)
        if comma <= start:
            break
        group = view.group_over(comma)
        if group is not None:
            last = group.start
            continue
        edge = found[-1].start - 2 if found else end
        found.append(Element(comma + 2, edge))
        last = comma
    return found


def _mark_name(view: View, draft: Draft, end: int) -> bool:
    """Mark the name, and the elements after it that are a source; whether there are any."""
    start = view.start
    elements = _elements(view, start, end)
    title_end = end
    for index, element in enumerate(elements):
        before = elements[index + 1] if index + 1 < len(elements) else None
        if not _mark_source(view, draft, element) and not _mark_body(view, draft, element, before):
            break
        title_end = element.start - 2
    draft.mark("title", start, title_end, 0.8)
    return title_end < end


def _mark_source(view: View, draft: Draft, element: Element) -> bool:
    """Mark reporter, session or number; whether the element is one that is still missing."""
    plain = view.plain
    start, end = element
    if end - start > 90:
        return False
    if "container-title" not in draft.pieces and "volume" not in draft.pieces:
        reporter = REPORTER.fullmatch(plain, start, end) or BLANK_PAGE.fullmatch(plain, start, end)
        if reporter:
            groups = reporter.groupdict()
            name = "reporter" if groups.get("reporter") else "code"
            if groups.get("volume"):
                draft.mark("volume", *reporter.span("volume"), 0.9)
            draft.mark("container-title", *_stripped(plain, *reporter.span(name)), 0.85)
            if groups.get("sign"):
                draft.mark("section", *reporter.span("page"), 0.85)
            if groups.get("page") and "_" not in reporter.group("page"):
                draft.mark("page", *reporter.span("page"), 0.85)
            draft.take(start, end)
            return True
        gazette = GAZETTE.fullmatch(plain, start, end)
        if gazette:
            draft.mark("volume", *gazette.span("volume"), 0.7)
            draft.mark("page", *gazette.span("page"), 0.6)
            return True
    if SESSION.fullmatch(plain, start, end) and "chapter-number" not in draft.pieces:
        draft.mark("chapter-number", start, end, 0.6)
        return True
    if "number" not in draft.pieces and not _is_reported(view, draft):
        number = NUMBER.fullmatch(plain, start, end)
        if number and not _is_year(number.group("number")):
            draft.mark("number", *number.span("number"), 0.8)
            if number.group("genre"):
                draft.mark("genre", *number.span("genre"), 0.8)
            draft.take(start, end)
            return True
        if CAPITALS.fullmatch(plain, start, end):
            variable = "authority" if "container-title" in draft.pieces else "container-title"
            if variable in draft.pieces:
                first = draft.pieces[variable]
                draft.mark(variable, start, first.end, first.confidence)
            else:
                draft.mark(variable, start, end, 0.7)
            return True
    return False


def _is_reported(view: View, draft: Draft) -> bool:
    """Whether a case is found in a reporter: then no docket number is given, and names hold it."""
    return (
        "container-title" in draft.pieces
        and "chapter-number" not in draft.pieces
        and (CASE.search(view.plain) is not None or "_" in view.plain)
    )


def _mark_body(view: View, draft: Draft, element: Element, before: Element | None) -> bool:
    """Mark a body in words if a number stands before it: ", Prop. 2006/07:5, Regeringen"."""
    if before is None or "number" in draft.pieces or "authority" in draft.pieces:
        return False
    number = NUMBER.fullmatch(view.plain, *before)
    if number is None or _is_year(number.group("number")) or before.end - before.start > 40:
        return False
    if BODY.fullmatch(view.plain, *element) is None:
        return False
    draft.mark("authority", element.start, element.end, 0.6)
    return True


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit()


def _stripped(plain: str, start: int, end: int) -> tuple[int, int]:
    while end > start and plain[end - 1] == " ":
        end -= 1
    return start, end
