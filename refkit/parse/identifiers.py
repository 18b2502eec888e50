"""The tail of an entry: DOI, URL, "Retrieved from", ISBN, PubMed numbers, original publication."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.identifiers import find_dois, find_urls
from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.scanner import View

TAIL: Final = lazy_pattern(
    r"""
    (?<![\w/.@-])
    (?: https?:/ | ftp:// | www\.\w | doi\s?(?:[:=]|https?:|10\.|doi) | (?:dx\.)?doi\.org/
        | 10\.\d{4,9}/
    |   (?i:Last\s)?(?i:Retrieved|Accessed|Downloaded|Abgerufen|Recuperado|Consult[ée]|Zugriff
        |Disponible|Verf[üu]gbar
        |Available|Consultado|Obtenido|Geraadpleegd)
        \s+(?: [^\s.]{1,12}\s+\d{1,2},?\s+\d{4}\s*[,:]?\s*)? (?:(?i:at|from|on|de|le|en|am|unter
            |online|op|a|dal)\b|(?<=\s)\w{3,9}\s\d|(?<=\s)(?:https?:|www\.))
    |   PMID\b | PMCID\b | ISBN\b | ISSN\b | ASIN\b | arXiv:\s?\S | hdl:\s?\d | urn:\w+:
    |   Advance[d]?\s(?:online|access)\s | DOI:
    )
    """,
    re.VERBOSE,
)
"""Where the tail begins. "Retrieved" needs a preposition, date or URL: it stands in titles too."""

BARE_URL: Final = lazy_pattern(r"(?<=\s)(?:[\w-]{1,40}\.){1,6}[a-z]{2,6}/[^\s]{2,}\s*\Z")
"""A URL without its scheme as the last word."""
ORIGINAL: Final = lazy_pattern(
    r"""[(\[]?\s*(?:Original(?:ly)?\s(?:work\s)?published|Reprinted\sfrom
        |Erstver[öo]ffentlichung|Erstausgabe|[ŒO]uvre\soriginale\spubli[ée]e)
    (?:\s(?:in|en))?\s(?:ca?\.\s)?(?P<year>\d{3,4}(?:\s?B\.?C\.?(?:E\.?)?)?)\s*[)\]]?\.?""",
    re.VERBOSE | re.IGNORECASE,
)
ACCESSED: Final = lazy_pattern(
    r"""(?:Retrieved|Accessed|Abgerufen|Zugriff|Consult[ée]|Recuperado|Downloaded|Consultado
        |Geraadpleegd|Available)
    (?:\s(?:on|am|le|el|em|op|online))?\s*:?\s+
    (?P<date>(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+)?[^\W\d_]{3,10}\.?\s+(?:\d{1,2}(?:st|nd|rd
        |th)?,?\s+)?\d{4})""",
    re.VERBOSE | re.IGNORECASE,
)
WORDS: Final = lazy_pattern(
    r"""(?:(?:Retrieved|Accessed|Available|Abgerufen|Recuperado|Obtenido|Downloaded|Disponible
        |Consultado|Verf[üu]gbar|Zugriff)
    (?:\s+(?:at|from|on|de|en|le|am|unter|von|online))*\s*:?
        | (?:https?://)?(?:dx\.)?doi(?:\.org/|\s*[:=])?\s* | URL\s*: | PMID: | PMCID:
    | ISBN(?:-1[03])?:? | Advanced?\s+online\s+publication\.?)""",
    re.VERBOSE | re.IGNORECASE,
)
ACCESS_WORD: Final = lazy_pattern(r"Retr|Acce|Abge|Zugr|Cons|Recu|Down|Geraad|Avai", re.IGNORECASE)
"""How ACCESSED begins."""
NUMBERS: Final = {
    "PMID": lazy_pattern(r"PMID:?\s{0,3}(\d{4,9})\b"),
    "PMCID": lazy_pattern(r"(?:PMCID:?\s{0,3})?\b(PMC\d{3,9})\b"),
    "ISBN": lazy_pattern(r"ISBN(?:-1[03])?:?\s{0,3}((?:97[89][- ]?)?\d[\dXx -]{7,15}[\dXx])"),
    "ISSN": lazy_pattern(r"ISSN:?\s{0,3}(\d{4}-?\d{3}[\dXx])\b"),
}


KEPT: Final = lazy_pattern(
    r"\bfrom\s(?P<home>[A-Z][^().]{2,80}?)(?:\sdatabase)?\.?\s\((?:[\w/]+\s){0,4}No\.\s?(?P<number>[\w-]{2,20})\)"
)
SITE: Final = lazy_pattern(
    r"\bfrom\s(?:the\s)?(?P<site>[A-Z][^:/]{2,80}?)(?:,?\s(?:[Ww]eb\s?site|[Dd]atabase|[Aa]rchives?))?\s?:?\s"
    r"(?=https?:|www\.)"
)
LONGEST_TAIL: Final = 8_000
"""Characters of the tail that are read; a data URL may have two thousand."""
BOOK_NUMBER: Final = lazy_pattern(r"ISBN|ISSN|ASIN")


HINT: Final = lazy_pattern(
    r"http|10\.|doi|www\.|retriev|acces|arxiv|is[bs]n|pmc?id|ftp:|avail|downl|abgeruf|recuper|consult"
    r"|zugriff|dispon|verf|obten|geraad|asin|hdl|urn:|advance"
)
"""Every match of TAIL holds one of these; most articles of older lists hold none."""


def _bare_url(view: View, start: int, end: int) -> int:
    """Where a URL without its scheme ends the text; ``end`` if there is none."""
    first = max(start, end - 400)
    if view.plain.find("/", first, end) < 0:
        return end
    bare = BARE_URL.search(view.plain, first, end)
    return bare.start() if bare else end


def find_tail(view: View, start: int, end: int | None = None) -> int:
    """Where the identifiers begin, looking from ``start`` up to ``end``; ``end`` if there are none.

    ``end`` is the text's length unless publication history stands behind the identifiers.
    """
    end = len(view.plain) if end is None else end
    if HINT.search(view.plain[start:end].lower()) is None:
        return _bare_url(view, start, end)
    at = start
    while True:
        match = TAIL.search(view.plain, at, end)
        if match is None:
            return _bare_url(view, start, end)
        # "(arXiv:1402.1516)" and a DOI in brackets belong to what stands before them.
        group = view.group_over(match.start())
        if BOOK_NUMBER.match(match.group()) and end - match.end() > 60:
            # A review's title may give the book's ISBN: "… ISBN 9789464311006; 220 pp. NTT, 76(1)".
            at = match.end()
            continue
        if group is None and match.group().startswith(("http", "www")):
            later = next((g for g in view.groups_from(match.end()) if g.kind == "["), None)
            if later is not None and TAIL.search(view.plain, later.end, end):
                at = later.end
                continue
        if group is None or end - group.end < 3:
            return group.start if group is not None else match.start()
        # A post quotes links of its own: "… http://t.co/x [Tweet]. Twitter. https://…"
        at = group.end


def mark_tail(view: View, draft: Draft, start: int, end: int | None = None) -> None:
    """Mark the identifiers from ``start`` to ``end``, which is the text's length by default."""
    end = len(view.text) if end is None else end
    tail = view.text[start : min(end, start + LONGEST_TAIL)]
    if not tail.strip():
        return
    dois = find_dois(tail) if "10." in tail else []
    if dois:
        doi = dois[0]
        draft.mark("DOI", start + doi.start, start + doi.end, 0.99)
        for other in dois[1:]:
            draft.take(start + other.start, start + other.end)
    doi_places = [(start + found.start, start + found.end) for found in dois]
    for found in find_urls(tail):
        begin, end = start + found.start, start + found.end
        if any(begin < stop and first < end for first, stop in doi_places):
            draft.take(begin, end)
        elif "URL" not in draft.pieces:
            draft.mark("URL", begin, end, 0.98)
    if "URL" not in draft.pieces and not dois:
        bare = BARE_URL.search(" " + tail[-400:])
        if bare:
            begin = start + len(tail) - len(tail[-400:]) + bare.start() - 1
            draft.mark("URL", begin, begin + len(bare.group().rstrip()), 0.9)
    accessed = ACCESSED.search(tail) if ACCESS_WORD.search(tail) else None
    if accessed:
        draft.mark("accessed", start + accessed.start("date"), start + accessed.end("date"), 0.95)
    for variable, pattern in NUMBERS.items():
        number = pattern.search(tail) if variable[:3] in tail else None
        if number:
            draft.mark(variable, start + number.start(1), start + number.end(1), 0.97)
    original = ORIGINAL.search(tail) if "original-date" not in draft.pieces else None
    if original:
        draft.mark(
            "original-date", start + original.start("year"), start + original.end("year"), 0.97
        )
        draft.take(start + original.start(), start + original.end())
    kept = KEPT.search(tail) if "No." in tail else None
    if kept:
        # APA 6: "Retrieved from ProQuest. (UMI No. 123456)"
        draft.mark("archive", start + kept.start("home"), start + kept.end("home"), 0.85)
        draft.mark("number", start + kept.start("number"), start + kept.end("number"), 0.9)
        draft.take(start + kept.start(), start + kept.end())
    site = SITE.search(tail) if "from" in tail else None
    if site and "publisher" not in draft.pieces:
        # APA 6: "Retrieved from Tear Society website: http://…"
        draft.mark("publisher", start + site.start("site"), start + site.end("site"), 0.7)
    for words in WORDS.finditer(tail):
        draft.take(start + words.start(), start + words.end())
