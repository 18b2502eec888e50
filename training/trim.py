"""Trimming: from a stretch of a reference as annotated to the bare value inside it.

Annotators and templates mark whole segments, "(Eds. J. Kacur and K. Mikula)," or "vol. 1, no. 2,".
What the tagger is to learn is where the value itself stands, by one rule for every source.
"""

from __future__ import annotations

import re
from typing import Final

from training.labelled import Span

OPENING: Final = "([{<"
CLOSING: Final = ")]}>"
PAIRS: Final = dict(zip(CLOSING, OPENING, strict=True))
QUOTES: Final = "\"'“”„‟‘’‚‛«»‹›`´″"
LOOSE: Final = " \t\u00a0\u2009\u202f\n.,;:·•*†‡|=/\\~_^–—‐-−"
"""What may be cut off either end of a value."""

AROUND_ADDRESS: Final = " \t\n.,;:<>[]\"'“”"

ABBREVIATED: Final = re.compile(
    r"""(?: \b[^\W\d_]{1,2}     # an initial: Smith, J. — Müller, H.-J. — B.Sc.
        |   \b(?: al | jr | sr | inc | co | ltd | corp | univ | dept | st | bros | cie | publ
                | verl | ca | cf | acad | assoc | soc | inst | ges | hrsg | u\.a | ff
                | etc ) )\.\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""An end whose full stop belongs to the value."""
SHORTENED: Final = re.compile(r"\w{1,8}\.(?=[\s\w])")
"""A full stop inside a journal's title shows that its words are abbreviated, so the last may be."""

HANGING: Final = re.compile(r"[^\W\d_]\.\Z")

NAME_HEAD: Final = re.compile(
    r"""\A(?: (?: in | dans | en | em | nel | nella )\b (?:\s*:)? \s+ (?=\S)
        | (?: (?: edited | ed | eds | édités? | éd | éds | hrsgg? | hg | hgg | herausgegeben
        | editors?
              | editado | organizado | org | orgs | coord | coords | dir | eingeleitet
              | curated | cur
              | a\ cura | a\ c | sous\ la\ direction | sous\ la\ dir | traduit
              | translat(?:ed|or|ion)
              | trans | transl | tr | trad | traducción | traduzione | übersetzt | übers | aus\ dem
              | compiled | comp | revised | selected | introduced )\b \.? \)?,?
              (?: \s+ (?:and|und|et|y|e|&) \s+ (?: translated | edited | trans\.? | introd\w*
              | intr\. ) )?
              (?: \s+ (?: by | von | v\. | de | di | du | por | par | with
              | from\ the\ \w+\ by ) \b )? )
              \s* :? \s+ (?=\S) )""",
    re.VERBOSE | re.IGNORECASE,
)
NAME_TAIL: Final = re.compile(
    r"""[\s,;]* [(\[]? \s*
    \b(?: eds? | edts | editors? | edit | hrsgg? | hggs? | hgs? | herausgeber(?:in|innen)?
    | éds? | édit
       | orgs? | coords? | coordinators? | dirs? | sous\ la\ dir\.? | comps? | compilers? | cur
       | curs | a\ cura\ di
       | trans | transl | translators? | trads? | übers | red | series\ eds?
       | ed\.?\ (?:and|&)\ trans | eds?\.?\ e\ trad )\b \.? \s* [)\]]? [\s.,;:]* \Z""",
    re.VERBOSE | re.IGNORECASE,
)
CONTAINER_HEAD: Final = re.compile(
    r"""\A (?: in | dans | en | em | nel | nella | nello | from | of | also\ in | published\ in
             | ders\. | dies\. ) (?: \s*:\s* | \s+ ) (?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
PAGE_HEAD: Final = re.compile(
    r"""\A (?: pages? | seiten? | páginas? | págs? | pagg? | pgs? | pp | pag | s | p | с | str | art
             | sayfa | blz | bl | fols? | article | at ) \b [\s.:]* (?=[\w])""",
    re.VERBOSE | re.IGNORECASE,
)
PAGE_TAIL: Final = re.compile(r"[\s.,;]*\b(?:pp?|pages?|seiten|с|págs?)\b[\s.]*\Z", re.IGNORECASE)
PUBLISHER_HEAD: Final = re.compile(
    r"""\A (?: published\ by | verlag: | hrsg\.\ v\. | publ\.\ by ) \s* (?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
ISBN: Final = re.compile(r"(?:97[89][\s-]?)?\d[\d\s-]{7,14}[\dXx]\b")
EDITION: Final = re.compile(
    r"""\A (?P<number> \d{1,3} (?:st|nd|rd|th|e|ème|è|ª|º|a)? ) \.? \s*
    (?: ed | edn | éd | aufl | ed(?:ition|icao|ición|izione|ição) | edition\ edition | édition
      | auflage | printing | uppl | druk ) \b """,
    re.VERBOSE | re.IGNORECASE,
)
DOI: Final = re.compile(
    r"""(?: https?\s*:\s*// \s* (?:dx\s?\.\s?)? doi\s?\.\s?org \s* / \s* )?
    10\s?\.\s?\d{3,9} (?:\.\d+)* \s?/ \s? \S.*""",
    re.VERBOSE | re.IGNORECASE,
)
URL: Final = re.compile(r"(?:(?:https?|ftp)\s*:\s*/\s*/|www\s?\.|urn:).*", re.IGNORECASE)
BARE_SITE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}(?:/\S*)?", re.IGNORECASE)
NUMBER_HEAD: Final = re.compile(
    r"""\A (?: (?: no | nr | number | num )\b | n° | nº | № | \# ) [\s.:]* (?=\w)""",
    re.VERBOSE | re.IGNORECASE,
)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without spaces, punctuation, quotation marks and brackets that enclose it.

    Brackets and quotation marks stay where their partner stands inside too: "Cats (Felis)".
    """
    while start < end:
        first, last = text[start], text[end - 1]
        inside = text[start:end]
        if first in LOOSE or first in CLOSING:
            start += 1
        elif last in OPENING or (
            last in LOOSE and not (last == "." and ABBREVIATED.search(inside))
        ):
            end -= 1
        elif (first in OPENING and _matches(inside) in (None, len(inside) - 1)) or (
            first in QUOTES and _quote_is_outer(inside)
        ):
            start += 1
        elif (last in CLOSING and inside.count(PAIRS[last]) < inside.count(last)) or (
            last in QUOTES and _closing_is_loose(inside)
        ):
            end -= 1
        else:
            break
    return start, end


def _matches(inside: str) -> int | None:
    """Where the bracket that opens the text is closed, or None."""
    depth = 0
    for position, char in enumerate(inside):
        depth += (char in OPENING) - (char in CLOSING)
        if depth == 0:
            return position
    return None


def _quote_is_outer(inside: str) -> bool:
    """Whether the quotation mark that begins the text has no partner, or only at the very end."""
    rest = inside[1:].rstrip(LOOSE)
    marks = [
        place for place, char in enumerate(rest) if char in QUOTES and not _apostrophe(rest, place)
    ]
    return not marks or marks == [len(rest) - 1] or (len(marks) == 2 and marks[1] == marks[0] + 1)


def _closing_is_loose(inside: str) -> bool:
    """Whether the quotation mark that ends the text has no partner inside."""
    marks = sum(
        1
        for place, char in enumerate(inside[:-1])
        if char in QUOTES and not _apostrophe(inside, place)
    )
    return marks % 2 == 0


def _apostrophe(text: str, place: int) -> bool:
    """Whether a mark stands between letters, as in "L’Iliade"."""
    return 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()


def trim(label: str, text: str, start: int, end: int) -> list[Span]:
    """The spans of the values in an annotated segment, in order.

    Args:
        label: What the segment is.
        text: The whole reference.
        start: Where the segment begins.
        end: Where it ends.

    Returns:
        Usually one span; none where nothing but punctuation stands there.
    """
    start, end = bare_value(label, text, start, end)
    if label in ("editor", "translator"):
        start, end = _trim_names(text, start, end)
    elif label in ("container-title", "collection-title", "event-title"):
        start, end = _behind(CONTAINER_HEAD, text, start, end)
        start, end = bare_value(label, text, start, end)
    elif label == "publisher":
        start, end = bare(text, *_behind(PUBLISHER_HEAD, text, start, end))
    elif label == "page":
        start, end = _trim_pages(text, start, end)
    elif label == "edition":
        found = EDITION.match(text[start:end])
        if found:
            start, end = start + found.start("number"), start + found.end("number")
    elif label == "number":
        start, end = _behind(NUMBER_HEAD, text, start, end)
    elif label in ("DOI", "URL", "ISBN"):
        start, end = _within(label, text, start, end)
    return [Span(start, end, label)] if end > start else []


def bare_value(label: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The range of a value of a label without what encloses it.

    An address keeps the slash that ends it, an abbreviated title its full stop.
    """
    if label in ("DOI", "URL"):
        while start < end and text[start] in AROUND_ADDRESS:
            start += 1
        while start < end and text[end - 1] in AROUND_ADDRESS:
            end -= 1
        return start, end
    start, end = bare(text, start, end)
    if label in ("container-title", "collection-title"):
        start, end = with_stop(text, start, end)
    return start, end


def with_stop(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the full stop that ends an abbreviated title: "Acc. Chem. Res."."""
    written = text[start:end]
    if (
        text[end : end + 1] == "."
        and HANGING.search(written + ".")
        and SHORTENED.search(written)
        and len(written.split()[-1]) <= 8
    ):
        end += 1
    return start, end


def _behind(head: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    found = head.match(text[start:end])
    return (start + found.end(), end) if found else (start, end)


def _trim_names(text: str, start: int, end: int) -> tuple[int, int]:
    for _ in range(3):
        before = (start, end)
        start, end = _behind(NAME_HEAD, text, start, end)
        found = NAME_TAIL.search(text[start:end])
        if found and found.start() > 0:
            end = start + found.start()
        start, end = bare(text, start, end)
        if (start, end) == before:
            break
    return start, end


def _trim_pages(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = bare(text, *_behind(PAGE_HEAD, text, start, end))
    found = PAGE_TAIL.search(text[start:end])
    if found and found.start() > 0:
        start, end = bare(text, start, start + found.start())
    return start, end


def _within(label: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The identifier within a segment such as "doi: 10.1000/x" or "ISBN 0-226-42976-8"."""
    written = text[start:end]
    patterns = {"DOI": (DOI,), "URL": (URL, BARE_SITE), "ISBN": (ISBN,)}[label]
    found = next((hit for hit in (p.search(written) for p in patterns) if hit), None)
    if not found:
        return start, start
    return start + found.start(), start + len(written[: found.end()].rstrip(" .,;:\"'”’>"))
