"""From the runs of the tagger to a Draft: each field once, cut where its value begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.identifiers import find_tail, mark_tail
from refkit.parse.labels import BOOK
from refkit.parse.scanner import View
from refkit.parse.style import style_of
from refkit.parse.title import trim
from refkit.parse.worktype import decide

YEAR: Final = lazy_pattern(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
YEAR_LAST: Final = lazy_pattern(r"(?<=\w)\.?[\s,]{1,3}(?P<year>(?:1[89]|20)\d\d)\Z")
"""The year at the end of a name: "JAMA 2004"."""
LEADING: Final = {
    "container-title": lazy_pattern(r"(?:in|dans|en|em|nel|w)\b\s*[:.]?\s+(?=\S)", re.IGNORECASE),
    "volume": lazy_pattern(
        r"(?:v|vols?|volumes?|bde?|band|jg|jahrgang|tom[eo]?|t)\b[.:]?\s*(?=[\dIVXLC])",
        re.IGNORECASE,
    ),
    "issue": lazy_pattern(
        r"(?:nos?|nr|num|numbers?|issues?|iss|hefte?|h|n)\b[.:]?\s*[°º]?\s*(?=\w)", re.IGNORECASE
    ),
    "page": lazy_pattern(
        r"(?:pages?|pp?|pgs?|s|ss|seiten?|págs?|str|с)\b[.:]?\s*(?=\w)", re.IGNORECASE
    ),
}
"""Words that introduce a field and are none of it."""
QUOTES: Final = "\"'"
"""Quotation marks of ``View.plain``, where they are all straight."""
NAMED: Final = frozenset({"author", "editor", "translator"})
ABBREVIATED: Final = lazy_pattern(r"(?:[^\W\d_]\.\s?-?|,\s)[^\W\d_]\Z|\b(?:Jr|Sr|al)\Z")
"""A last initial whose full stop is its own: "Smith, J." but not "Smith J."."""
TITLED: Final = frozenset({"title", "container-title", "collection-title", "publisher"})
"""Fields that may hold brackets of their own."""


class Found(NamedTuple):
    """A field that the tagger found: its range of ``View.text``, and how sure it is."""

    variable: str
    start: int
    end: int
    sure: float


def assemble(view: View, found: Sequence[Found]) -> Draft:
    """The Draft of the fields that the tagger found, in the order of the entry."""
    draft = Draft("", score=1.0)
    fields = _told_apart(view, found)
    for field in fields:
        draft.score *= field.sure
        if field.variable == "citation-number":
            draft.take(field.start, field.end)
        elif _wanted(view, draft, field):
            start, end = _cut(view, field)
            draft.mark(field.variable, start, end, field.sure)
    draft.score = round(draft.score, 3)
    mark_tail(view, draft, find_tail(view, view.start))
    journal = bool({"volume", "issue"} & draft.pieces.keys())
    draft.facts["type"] = decide(
        view,
        draft,
        chapter="container-title" in draft.pieces
        and not journal
        and not BOOK.isdisjoint(draft.pieces),
        volume=journal or "page" in draft.pieces,
        dated=False,
    )
    draft.style = style_of(view, draft)
    return draft


def _told_apart(view: View, found: Sequence[Found]) -> list[Found]:
    """The fields with second titles as containers, and containers without title as titles.

    A model of neighbouring labels may forget that there was a title: "‘Part’, in A. Editor (ed.)
    Whole" has two then, the second of which is the book.
    """
    fields = _dated_apart(view, _joined(view, found))
    names = [field.variable for field in fields]
    if "container-title" not in names and names.count("title") > 1:
        second = names.index("title", names.index("title") + 1)
        fields[second] = fields[second]._replace(
            variable="container-title", sure=fields[second].sure * 0.7
        )
    elif "title" not in names and "container-title" in names:
        at = names.index("container-title")
        if not {"volume", "issue", "page"} & set(names):
            fields[at] = fields[at]._replace(variable="title", sure=fields[at].sure * 0.7)
    return fields


def _dated_apart(view: View, found: list[Found]) -> list[Found]:
    """The fields, the year cut off a journal's name: "JAMA 2004, 291:2854"."""
    if not any(field.variable == "volume" for field in found):
        return found
    fields: list[Found] = []
    for field in found:
        year = None
        if field.variable == "container-title":
            year = YEAR_LAST.search(view.plain, field.start, field.end)
        if year is None:
            fields.append(field)
        else:
            fields.append(field._replace(end=year.start()))
            fields.append(Found("issued", year.start("year"), year.end(), field.sure))
    return fields


def _joined(view: View, found: Sequence[Found]) -> list[Found]:
    """The fields, two pieces of one title with nothing but signs between them made one."""
    fields: list[Found] = []
    for field in found:
        last = fields[-1] if fields else None
        if (
            last is not None
            and last.variable == field.variable
            and field.variable in ("title", "container-title", "author")
            and not any(sign.isalnum() for sign in view.plain[last.end : field.start])
        ):
            fields[-1] = last._replace(end=field.end, sure=min(last.sure, field.sure))
        else:
            fields.append(field)
    return fields


def _wanted(view: View, draft: Draft, field: Found) -> bool:
    """Whether a field is the first of its kind, or the first date with a year."""
    old = draft.pieces.get(field.variable)
    if old is None:
        return True
    if field.variable != "issued":
        return False
    return not YEAR.search(view.plain, old.start, old.end) and bool(
        YEAR.search(view.plain, field.start, field.end)
    )


def _cut(view: View, field: Found) -> tuple[int, int]:
    """The range of a field without the words, quotation marks and half brackets around it."""
    start, end = trim(view, field.start, field.end)
    leading = LEADING.get(field.variable)
    if leading is not None:
        word = leading.match(view.plain, start, end)
        if word is not None and word.end() < end:
            start = word.end()
    if field.variable in TITLED:
        start, end = _unquoted(view, start, end)
        start, end = _bracketed(view, start, end)
    start, end = trim(view, start, end)
    if field.variable in NAMED and ABBREVIATED.search(view.plain, start, end):
        end += view.plain.startswith(".", end)
    return start, end


def _unquoted(view: View, start: int, end: int) -> tuple[int, int]:
    """Without quotation marks around it, or a single one that lost its partner."""
    plain = view.plain
    while end - start > 2 and plain[start] in QUOTES:
        if plain[end - 1] == plain[start]:
            start, end = trim(view, start + 1, end - 1)
        elif plain.count(plain[start], start, end) % 2:
            start += 1
        else:
            break
    if end - start > 2 and plain[end - 1] == '"' and plain.count('"', start, end) % 2:
        end -= 1
    return start, end


def _bracketed(view: View, start: int, end: int) -> tuple[int, int]:
    """With whole brackets: one that opens inside is closed, one that does not is left out."""
    group = view.group_over(end - 1) if end > start else None
    if group is not None and start < group.start and group.end > end:
        end = group.end
    if end - start > 2 and view.plain[end - 1] in ")]":
        group = view.group_ending(end)
        if group is None or group.start < start:
            end -= 1
    opened = view.group_over(start) if end > start else None
    if opened is not None and opened.end == end and opened.start == start:
        start, end = start + 1, end - 1
    return start, end
