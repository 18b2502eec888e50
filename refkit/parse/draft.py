"""Draft: which field stands where, as one grammar reads an entry; and the Work that follows.

A grammar marks ranges and never writes values. Every value is read from its range by
:func:`read_field`, so that what ``Reference.fields`` points at is, by construction, what the
Work holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import msgspec

from refkit.model import Field, Reference, Span, Work
from refkit.model.reference import repaired
from refkit.model.work import ATTRIBUTES, DATE_VARIABLES, NAME_VARIABLES
from refkit.normalize.identifiers import parse_doi, parse_isbn, parse_pmcid, parse_pmid
from refkit.normalize.patterns import lazy_pattern
from refkit.parse.authors import read_names
from refkit.parse.date import read_date
from refkit.parse.scanner import View, strip

CLOSED: Final = lazy_pattern(r"(?<=\w)[.,](?=[\"'\u201d\u2019\u00bb]\Z)")
"""American punctuation: the full stop that closes the title stands inside the quotation."""
CONNECTIVES: Final = frozenset(
    {"in", "and", "from", "vol", "vol.", "no", "no.", "pp", "pp.", "p", "p.", "ed", "ed.", "eds"}
)
"""Words between fields that say nothing by themselves."""
CLOSING: Final = "\"'\u201d\u2019\u00bb"
ORDINAL: Final = lazy_pattern(r"(\d{1,3})(?:st|nd|rd|th|\.|e|a|ª|º)?\Z")
TITLES: Final = frozenset(
    {
        "title",
        "container-title",
        "collection-title",
        "reviewed-title",
        "event-title",
        "volume-title",
    }
)
URL_TAIL: Final = lazy_pattern(r"[.,;:\]>\"'\u201d\u2019]+\Z")


class Piece(NamedTuple):
    """A range of the View's text and how sure the grammar is that it is this field."""

    start: int
    end: int
    confidence: float


class Draft(msgspec.Struct):
    """How one grammar reads an entry.

    Attributes:
        style: The style that the grammar stands for: "apa", "vancouver", "author-year" …
        pieces: CSL variables to the ranges of ``View.text`` where they stand.
        facts: Values that stand nowhere as such: the type, a genre in the words of CSL.
        taken: Ranges that carry no field but are understood: "Retrieved from", "(Eds.)".
        score: 0.0–1.0: how well the grammar fits; the judge takes the best.
        problem: Why there is nothing to read, or "".
    """

    style: str
    pieces: dict[str, Piece] = {}
    facts: dict[str, str] = {}
    taken: list[tuple[int, int]] = []
    score: float = 0.0
    problem: str = ""

    def mark(self, variable: str, start: int, end: int, confidence: float) -> None:
        """Mark a range as a field. An empty range, or one with nothing to read in it, is none."""
        if end > start:
            self.pieces[variable] = Piece(start, end, confidence)

    def take(self, start: int, end: int) -> None:
        """Mark a range as understood."""
        if end > start:
            self.taken.append((start, end))


def read_field(variable: str, written: str) -> Any:
    """The value of a CSL variable as an entry writes it.

    Args:
        variable: A CSL name such as "title", "author", "issued".
        written: The stretch of the entry that ``Reference.fields`` points at.

    Returns:
        A list of Names, a Date or a text, as the variable asks; "" , [] or None if it says nothing.
    """
    return _read(variable, strip(written))


def _read(variable: str, text: str) -> Any:
    """The value of a CSL variable in a text without markup."""
    if variable in NAME_VARIABLES:
        return read_names(text, variable)
    if variable in DATE_VARIABLES:
        return read_date(text, variable)
    if variable in TITLES:
        return CLOSED.sub("", text) if text[-1:] in CLOSING else text
    reader = READERS.get(variable)
    return reader(text) if reader else text


def _read_doi(text: str) -> str:
    return parse_doi(text)


def _read_url(text: str) -> str:
    return URL_TAIL.sub("", text.replace(" ", ""))


def _read_suffix(text: str) -> str:
    return text.strip("-")


def _read_pmid(text: str) -> str:
    return parse_pmid(text) or text


def _read_pmcid(text: str) -> str:
    return parse_pmcid(text) or text


def _read_edition(text: str) -> str:
    """CSL wants the number of "2nd" and "7." alone; other editions are words, "Rev. ed."."""
    number = ORDINAL.match(text)
    return number.group(1) if number else text


def _read_isbn(text: str) -> str:
    return parse_isbn(text) or text


READERS: Final[dict[str, Callable[[str], str]]] = {
    "DOI": _read_doi,
    "URL": _read_url,
    "year-suffix": _read_suffix,
    "ISBN": _read_isbn,
    "PMID": _read_pmid,
    "PMCID": _read_pmcid,
    "edition": _read_edition,
}


def fill(reference: Reference, view: View, draft: Draft) -> Reference:
    """The Reference with the Work and fields of a Draft. The given Reference is not changed."""
    work = Work()
    fields: dict[str, Field] = {}
    raw, as_written = view.raw, view.back is None
    for variable, piece in draft.pieces.items():
        span = view.span(piece.start, piece.end)
        if as_written:  # nine entries in ten: nothing in it is markup or an odd space
            value = _read(variable, raw[piece.start : piece.end].strip())
        else:
            value = read_field(variable, repaired(raw, span, view.repairs))
        if value:
            setattr(work, ATTRIBUTES[variable], value)
            fields[variable] = Field(span, piece.confidence)
    for variable, fact in draft.facts.items():
        if variable == "type":
            work.type = fact
        elif not work.get(variable):
            work.set(variable, fact)
    return Reference(
        raw=reference.raw,
        span=reference.span,
        line=reference.line,
        column=reference.column,
        place=reference.place,
        marker=reference.marker,
        key=reference.key,
        offsets=reference.offsets,
        italics=reference.italics,
        links=reference.links,
        work=work,
        fields=fields,
        style=draft.style,
        confidence=round(draft.score, 3),
        rest=_rest(view, draft),
        repairs=view.repairs,
        problem=draft.problem,
    )


def _rest(view: View, draft: Draft) -> list[Span]:
    """The ranges of ``raw`` that nothing took, punctuation and lone connectives aside."""
    taken = sorted([(p.start, p.end) for p in draft.pieces.values()] + draft.taken)
    rest = []
    at = view.start
    for start, end in [*taken, (len(view.text), len(view.text))]:
        if start > at:
            gap = view.text[at:start]
            words = gap.strip(" .,;:()[]\"'\u201c\u201d\u2018\u2019\u00ab\u00bb&-\u2013\u2014/")
            if words and words.lower() not in CONNECTIVES:
                first = at + gap.index(words)
                rest.append(view.span(first, first + len(words)))
        at = max(at, end)
    return rest
