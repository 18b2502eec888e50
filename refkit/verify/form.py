"""Form: which form a reference list has, so that only its own rules are held against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from refkit.model import Reference
from refkit.model.finding import Style
from refkit.verify.rule import Form

_FEWEST_SIGNS: Final = 5
"""Signs of the 6th edition that a list of it has at least; a few may be faults of the 7th."""
_SIGNS_TO_ONE: Final = 10
"""So many signs of the 6th edition outweigh one of the 7th, which may be a slip."""
_SEVENTH_IN_USE: Final = 2021
"""From this year on, journals ask for the 7th edition, of October 2019."""
_SEVENTH_OUT: Final = 2019
"""A list without younger works may well be older than the 7th edition."""
_MOST_AUTHORS: Final = 7
"""Authors that the 6th edition names; of more, the first six, an ellipsis and the last."""

_OLD_DOI: Final = re.compile(r"\bdoi\s?:|\bdx\.doi\.org/", re.IGNORECASE)
_ELLIPSIS: Final = re.compile(r"…|\.\s?\.\s?\.")
_BARE_INITIALS: Final = re.compile(r"[^\W\d_]{2}\s[A-Z]{1,3}(?:,\s|\Z)")
_OPENS: Final = re.compile(r"[“„«\"]")
_CLOSES: Final = re.compile(r"[”“»\"]")
_PLACED: Final = re.compile(r":\s")


def form_of(references: Sequence[Reference], style: Style = "auto") -> Form:
    """The form that an article's references are held to.

    Args:
        references: The References, parsed.
        style: The form that the user asks for; with "auto" the one that most of them have.

    Returns:
        "apa", "apa-6", or "" where the article follows no form that refkit has rules for. With
        "auto" it is "apa-6" where the list follows that edition throughout: publishers' places,
        "doi:", "Retrieved from", six authors before an ellipsis, and next to nothing that only
        the 7th edition has. Where all works are older than the 7th edition, the more signs tell.
    """
    if style != "auto":
        return "" if style == "none" else style
    readable = [reference for reference in references if not reference.problem]
    apa = [reference for reference in readable if _looks_apa(reference)]
    if not apa or 2 * len(apa) <= len(readable):
        return ""
    return "apa-6" if _follows_sixth(apa) else "apa"


def _looks_apa(reference: Reference) -> bool:
    """Whether an entry is APA's, and not only of the same order.

    The Journal of Statistical Software has “Bates D, Mächler M (2015). “Fitting Models.” …”: names
    without stops, titles in quotation marks.
    """
    if reference.style != "apa":
        return False
    if _BARE_INITIALS.search(reference.written("author")):
        return False
    title = reference.fields.get("title")
    if title is None:
        return True
    start, end = title.span.start, title.span.end
    before, behind = reference.raw[max(0, start - 1) : start + 1], reference.raw[end - 2 : end + 2]
    return not (_OPENS.search(before) and _CLOSES.search(behind))


def _follows_sixth(references: Sequence[Reference]) -> bool:
    """Whether a list follows the 6th edition: for certain, or as far as an old list can tell."""
    sixth = seventh = 0
    youngest = max(reference.work.year or 0 for reference in references)
    for reference in references:
        for sign in _signs(reference):
            sixth += sign == 6
            seventh += sign == 7
        seventh += (reference.work.year or 0) >= _SEVENTH_IN_USE
    if youngest <= _SEVENTH_OUT:
        return sixth > seventh
    return sixth >= _FEWEST_SIGNS and _SIGNS_TO_ONE * seventh <= sixth


def _signs(reference: Reference) -> list[Literal[6, 7]]:
    """What of an entry only one of the two editions has."""
    raw, work, fields = reference.raw, reference.work, reference.fields
    signs: list[Literal[6, 7]] = []
    if "DOI" in fields:
        written = reference.written("DOI")
        if _OLD_DOI.search(written):
            signs.append(6)
        elif written.startswith("https://doi.org/"):
            signs.append(7)
    elif "URL" in fields:
        signs.append(6 if "etrieved " in raw else 7)
    if "publisher" in fields and work.type in ("book", "chapter"):
        publisher = fields["publisher"].span
        before = raw[max(0, publisher.start - 2) : publisher.start]
        signs.append(6 if _PLACED.match(before) else 7)
    if len(work.author) >= _MOST_AUTHORS and "author" in fields:
        left_out = _ELLIPSIS.search(reference.written("author"))
        if left_out and len(work.author) == _MOST_AUTHORS:
            signs.append(6)
        elif not left_out and len(work.author) > _MOST_AUTHORS:
            signs.append(7)
    return signs
