"""The citation style that an entry seems to follow, by the order and the signs of its fields."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.scanner import View

YEAR_VOLUME: Final = lazy_pattern(r"\b(?:1[4-9]|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?\s?;\s?\d")
"""Vancouver's "2021;58" and "2021 Jan 5;58"."""
BARE_INITIALS: Final = lazy_pattern(r"[^\W\d_][\w'-]+ [A-Z]{1,4}(?=[,;:]|\s(?:et|\()|\.?\Z)")
"""Vancouver's "Bylsma LM"."""
WORDED: Final = lazy_pattern(r"\bvol\.\s?\d+, no\.\s?\d", re.IGNORECASE)


def style_of(view: View, draft: Draft) -> str:
    """The style that the places of the fields suggest; "" if none does.

    Returns:
        "vancouver" (ICMJE, NLM, AMA: "Family AB. Title. Journal. 2021;58:1–9."), "author-date"
        (Harvard, Chicago: the year after the names), "ieee" (a quoted title, "vol. 5, no. 2, pp.
        1–9, Jan. 2021"), "mla" (the same with the year before the pages), "chicago-notes" (a
        quoted title, "Journal 5, no. 2 (2021): 1–9"), "acs" (names parted by semicolons, the year
        after the journal), "physics" (no title: "Phys. Rev. B 12, 345 (1999)"). The grammars say
        "apa" and "legal" themselves.
    """
    pieces = draft.pieces
    issued, title, author = pieces.get("issued"), pieces.get("title"), pieces.get("author")
    container = pieces.get("container-title")
    plain = view.plain
    if YEAR_VOLUME.search(plain):
        return "vancouver"
    if author is not None and BARE_INITIALS.match(plain, author.start, author.end):
        return "vancouver"
    if issued is None:
        return ""
    if title is None:
        return "physics" if container is not None and issued.start > container.end else ""
    if author is not None and author.end <= issued.start < title.start:
        return "author-date"
    quoted = title.start > 0 and plain[title.start - 1] in "\"'"
    if quoted and title.end < issued.start:
        if WORDED.search(plain, title.end):
            page = pieces.get("page")
            return "mla" if page is not None and issued.start < page.start else "ieee"
        if plain[issued.start - 1 : issued.start] == "(":
            return "chicago-notes"
    if author is not None and ";" in plain[author.start : author.end] and container is not None:
        return "acs" if container.end < issued.start else ""
    return ""
