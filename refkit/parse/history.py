"""Publication history in the last brackets: original, reprint, retraction (APA 7, 9.39-9.41).

"(Original work published 1900)", "(Reprinted from …)", "(Retraction published 2014, …)" stand
behind everything else, the DOI too; what they name is another work, so that its DOI and pages are
kept from the reference's own.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.scanner import Group, View

HISTORY: Final = lazy_pattern(
    r"""[(\[]\s*(?:
      (?P<original> (?:Original(?:ly)?(?:\swork)?|Work\soriginally|First)\s(?:work\s)?published
        | Erstver[öo]ffentlichung | Erstausgabe | [ŒO]uvre\soriginale\spubli[ée]e
        | Obra\soriginal\spublicada | Opera\soriginale\spubblicata )
    | (?P<other> Reprinted\s(?:from|in) | Reprint\sof | Retract(?:ion|ed) | Republished | Reissued
        | Erratum\spublished | Correction\spublished | Expression\sof\sconcern | Withdrawn )
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
YEAR: Final = lazy_pattern(
    r"\b(?:ca?\.\s?)?(?P<year>1\d{3}|20\d\d|\d{1,4}(?:-\d{1,4})?\s?B\.?C\.?(?:E\.?)?|\d{3,4})(?![\d-])"
)
AS_TITLE: Final = lazy_pattern(r"\sas\s+(?P<title>[^()\[\]]{2,300}?),\s+(?=(?:ca?\.\s?)?\d)")
AFTER_YEAR: Final = lazy_pattern(r",\s+(?P<publisher>[^\W\d_][^()\[\];]{1,120})\s*\Z")
MOST: Final = 4
"""Histories that an entry may have; CSL gives one, "; " inside it."""


def mark_history(view: View, draft: Draft) -> int:
    """Mark the brackets of publication history at the end of an entry; where they begin.

    Args:
        view: The entry.
        draft: Takes original-date, original-title and original-publisher, or a note.

    Returns:
        The end of what stands before them; the text's length if there are none.
    """
    plain = view.plain
    end = len(plain)
    for _ in range(MOST):
        at = end
        while at > 0 and plain[at - 1] in " .":
            at -= 1
        if at == 0 or plain[at - 1] not in ")]":
            break
        group = view.group_ending(at)
        match = HISTORY.match(plain, group.start, group.end) if group is not None else None
        if group is None or match is None:
            break
        _mark(view, draft, group, match)
        end = group.start
    return end


def _mark(view: View, draft: Draft, group: Group, match: re.Match[str]) -> None:
    draft.take(group.start, group.end)
    last = group.end - 1
    if match.group("original") is None:
        draft.mark("note", match.start("other"), last, 0.9)
        return
    title = AS_TITLE.match(view.plain, match.end(), last)
    if title:
        draft.mark("original-title", *title.span("title"), 0.9)
    year = YEAR.search(view.plain, title.end() if title else match.end(), last)
    if year:
        draft.mark("original-date", *year.span("year"), 0.97)
        publisher = AFTER_YEAR.match(view.plain, year.end(), last)
        if publisher:
            draft.mark("original-publisher", *publisher.span("publisher"), 0.85)
