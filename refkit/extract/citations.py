"""Citations: the mentions of works in the running text, outside of the reference lists.

Parenthetical and narrative citations of the author–date system (APA 7, sections 8.10–8.19).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from refkit.extract.reference_list import find_reference_lists
from refkit.extract.signs import NAME, YEAR
from refkit.model import Citation, Document, ReferenceList, Span

_DATE: Final = (
    rf"(?:{YEAR}[a-z]?(?:/{YEAR}[a-z]?)?|n\.\s?d\.(?:-[a-z])?|in\spress(?:-[a-z])?|forthcoming"
    r"|o\.\s?J\.|s\.\s?f\.)"
)
_AND: Final = r"(?:&|and|und|et|y|e|en|og|och)"
# Up to three words of a name, or of a group; small words join the words of a group.
_SMALL: Final = r"(?:(?:of|for|the|and|on|in|der|für|de|la)[ ]){0,2}"
_AUTHOR: Final = rf"(?:[A-Z]\.[ ]?){{0,3}}{NAME}(?:[ ]{_SMALL}{NAME}){{0,6}}"
_PERSON: Final = rf"(?:[A-Z]\.[ ]?){{0,3}}{NAME}(?:[ ]{NAME})?"
_ET_AL: Final = r"(?:,?\s(?:et\sal\.?|u\.\s?a\.|and\scolleagues|y\scols\.?|e\scols\.?))"

_PARENTHESES: Final = re.compile(r"[(\[]([^()\[\]]{4,600})[)\]]")
_HAS_DATE: Final = re.compile(_DATE)
_WITHIN: Final = re.compile(
    rf"""
    (?<!\w) (?P<authors>
      {_AUTHOR} (?: ,\s {_PERSON} (?=\s?[,&]|\s{_AND}\s) ){{0,20}} (?: ,?\s{_AND}\s {_AUTHOR} )?
      {_ET_AL}? )
    (?: [’']s )? ,? \s (?P<years> {_DATE} (?: ,\s {_DATE} ){{0,10}} )
    """,
    re.VERBOSE,
)
_NARRATIVE: Final = re.compile(
    rf"""
    (?<!\w) (?P<authors>
      {_PERSON} (?: ,\s {_PERSON} (?=,|\s{_AND}\s) ){{0,20}} (?: ,?\s{_AND}\s {_PERSON} )?
      {_ET_AL}? )
    (?: [’']s? )? \s \( (?P<years> {_DATE} (?: ,\s {_DATE} ){{0,10}} ) (?= [),;:] )
    """,
    re.VERBOSE,
)
_OPENING_YEAR: Final = re.compile(rf"\((?={_DATE}[),;:])")
_BEFORE: Final = 250
_SPLIT: Final = re.compile(rf",?\s{_AND}\s|,\s|;\s")
_ET_AL_END: Final = re.compile(rf"{_ET_AL}$")
_POSSESSIVE: Final = re.compile(r"[’']s?$")
_INITIALS: Final = re.compile(r"^(?:[A-Z]\.[ ]?){1,3}")
# Capitalised words that begin a sentence or a phrase and are no part of the name after them.
_NO_NAME: Final = frozenset(
    """
    The This These Those In As See Also And But For From By According While Although However Both
    Following When Like Since After Before Because Similarly Thus Hence Moreover Furthermore
    Recently Indeed Here Table Figure Section Chapter Appendix Study Experiment January February
    March April May June July August September October November December Dr Professor Prof Cf Siehe
    Vgl Nach Laut Bei Voir Selon Según Unlike Given With Contrary Consistent If Where Whereas Even
    """.split()  # noqa: SIM905 -- sixty words read better as lines than as a column
)


def find_citations(
    document: Document, lists: Sequence[ReferenceList] | None = None
) -> list[Citation]:
    """Find the author–date citations of an article.

    Args:
        document: The article.
        lists: Its reference lists, in which nothing is looked for; found if None.

    Returns:
        The citations in order. "(Smith, 2019, 2020a)" gives two; "et al." is no author.
    """
    spans = [each.span for each in (find_reference_lists(document) if lists is None else lists)]
    starts = [span.start for span in spans]
    found: list[Citation] = []
    for block in document.blocks:
        if block.kind in ("code", "heading"):
            continue
        inside = bisect_right(starts, block.span.start) - 1
        if inside >= 0 and block.span.start < spans[inside].end:
            continue
        text = document.text[block.span.start : block.span.end]
        found += _parenthetical(text, block.span.start)
        found += _narrative(text, block.span.start)
    found.sort(key=lambda citation: (citation.span.start, citation.span.end))
    return found


def _parenthetical(text: str, offset: int) -> Iterator[Citation]:
    for group in _PARENTHESES.finditer(text):
        if not _HAS_DATE.search(group.group(1)):
            continue
        at = group.start(1)
        for part in group.group(1).split(";"):
            for match in _WITHIN.finditer(part):
                yield from _citations(match, offset + at, narrative=False)
            at += len(part) + 1


def _narrative(text: str, offset: int) -> Iterator[Citation]:
    for year in _OPENING_YEAR.finditer(text):
        # The authors stand before the parenthesis: try from the words before it, furthest first.
        before = text[max(0, year.start() - _BEFORE) : year.start()]
        stop = max(before.rfind(sign) for sign in (";", ":", "(", ")", "?", "!")) + 1
        window = max(0, year.start() - _BEFORE) + stop
        for match in _NARRATIVE.finditer(text, window, min(len(text), year.end() + 120)):
            if match.start() <= year.start() < match.end():
                yield from _citations(match, offset, narrative=True)
                break


def _citations(match: re.Match[str], offset: int, *, narrative: bool) -> Iterator[Citation]:
    authors, skipped = _authors(match["authors"])
    if not authors:
        return
    start = offset + match.start() + skipped
    for number, year in enumerate(_HAS_DATE.finditer(match["years"])):
        end = offset + match.start("years") + year.end()
        raw_start = start if number == 0 else offset + match.start("years") + year.start()
        raw = match.string[raw_start - offset : end - offset]
        yield Citation(
            raw=raw,
            span=Span(raw_start, end),
            authors=authors,
            year=year.group(),
            narrative=narrative,
        )


def _authors(written: str) -> tuple[tuple[str, ...], int]:
    """The names of a citation, and how many characters of it stand before them."""
    skipped = 0
    words = written.split(" ")
    while words and words[0].rstrip(",.") in _NO_NAME and len(words) > 1:
        skipped += len(words[0]) + 1
        words.pop(0)
    if not words or words[0].rstrip(",.") in _NO_NAME:
        return (), 0
    names = _ET_AL_END.sub("", " ".join(words))
    return tuple(_INITIALS.sub("", name) for name in _names(names)), skipped


def _names(text: str) -> Iterable[str]:
    names = (_POSSESSIVE.sub("", name.strip(" ,")) for name in _SPLIT.split(text))
    return (name for name in names if name)
