"""Entry: what the raw text of an entry says of a Record, whatever the parser made of it.

The parser misreads some entries: two references in one, a title that runs into the journal, a
number of the list in front. Where its fields disagree with a Record, the Record's own title is
looked for in the text, the first author before it, volume and first page after it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

import msgspec
from rapidfuzz import fuzz

from refkit.match.agreement import Agreement, excused
from refkit.match.found import container_names, values
from refkit.match.titles import other_words
from refkit.match.venues import compare_venues
from refkit.model import Record, Reference
from refkit.normalize.names import family_key
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, squash, straighten, strip_markup, words

_LONGEST: Final = 5_000
"""Characters of an entry that are looked at: the rest of a longer one is no reference."""

_SHORTEST: Final = 12
"""Squashed letters of a title that may be looked for: shorter ones stand anywhere."""

_FUZZY: Final = 30
"""Squashed letters from which on a title is looked for with slips."""

_LIKE: Final = 92.0
"""From this partial ratio (0–100) on, a title stands in the text with slips."""

_VARIANT: Final = 4
"""Blanks in the shortest other form of a title that is looked for: five words."""

_FEW: Final = 3
"""Words of a short title from which on it may stand anywhere before the container."""

_APART: Final = 3
"""Characters that the ends of one thing may lie apart: a quotation mark, "In "."""

_REACH: Final = 160
"""Characters after a title within which its volume and pages stand."""

_WORD: Final = lazy_pattern(r"[^\W_]+|&")
_BEFORE_NUMBER: Final = lazy_pattern(
    r"[\W_]{0,6}(?:In:?\s)?(?P<name>[^\W\d_][^\d]{1,120}?)[\s,.;(]{0,6}\d"
)
"""The container's name, from the title to the volume."""
_NUMBER: Final = lazy_pattern(r"(?<![\w.])[a-z]{0,2}\d{1,9}(?![\w])", re.IGNORECASE)


class Place(msgspec.Struct, frozen=True):
    """Where a title stands in a text.

    Attributes:
        start: Its first character.
        end: One past its last.
        exact: Whether it stands there letter by letter, case and punctuation aside.
        words: How many words of it were found.
    """

    start: int
    end: int
    exact: bool
    words: int

    def begins_at(self, start: int) -> bool:
        """Whether it begins where something else does, a quotation mark aside."""
        return abs(self.start - start) <= _APART

    def ends_at(self, end: int) -> bool:
        """Whether it ends where something else does, a full stop aside."""
        return abs(self.end - end) <= _APART


def find_title(reference: Reference, record: Record) -> Place | None:
    """Where the Record's title, or another form of it, stands in the entry.

    Not where the entry names its container: a chapter names its book. A title of a few letters
    ("Regulation of", which lost the name in italics after it) is looked for word by word before the
    container; longer ones in the whole entry, from 30 letters on with slips.
    """
    entry = _entry(reference.raw[:_LONGEST])
    for title in sorted({strip_markup(title) for title in _titles(record)}, key=len, reverse=True):
        place = _find(squash(title), entry)
        if place is None or _in_container(reference, place):
            continue
        if place.exact or not other_words(
            fold(reference.raw[place.start : place.end]), fold(title)
        ):
            return place
    return _find_short(reference, record)


def _find(form: str, entry: _Entry) -> Place | None:
    if len(form) < _SHORTEST:
        return None
    at = entry.letters.find(form)
    if at >= 0:
        return entry.place(at, at + len(form), exact=True)
    # A title that is longer than the text would be aligned the other way round.
    if _FUZZY <= len(form) < len(entry.letters):
        near = fuzz.partial_ratio_alignment(form, entry.letters, score_cutoff=_LIKE)
        if near is not None and near.dest_end > near.dest_start:
            return entry.place(near.dest_start, near.dest_end, exact=False)
    return None


def _in_container(reference: Reference, place: Place) -> bool:
    """Whether a title is the entry's container, as of a chapter, or the end of its name.

    "Franklin Institute" is the title of a note in the Journal of the Franklin Institute
    (10.1016/0016-0032(79)90315-6).
    """
    container = reference.fields.get("container-title")
    return (
        container is not None
        and place.start >= container.span.start - _APART
        and place.ends_at(container.span.end)
    )


def _find_short(reference: Reference, record: Record) -> Place | None:
    """The place of a short title of the Record, word by word, before the container."""
    wanted = words(strip_markup(record.work.title))
    field, container = reference.fields.get("title"), reference.fields.get("container-title")
    if field is None or not wanted:
        return None
    if len(wanted) < _FEW:
        before = reference.written("title")
    else:
        before = reference.raw[: container.span.start if container else _LONGEST]
    if f" {' '.join(wanted)} " not in f" {' '.join(words(before))} ":
        return None
    return Place(field.span.start, field.span.end, exact=True, words=len(wanted))


def evidence(reference: Reference, record: Record, place: Place) -> dict[str, Agreement]:
    """What stands around a title: CSL variable to Agreement, only where something agrees."""
    before = reference.raw[: place.start]
    after = reference.raw[place.end : place.end + _REACH]
    found: dict[str, Agreement] = {}
    if _first_author_in(before, record):
        found["author"] = excused("named-in-entry", 0.9)
    numbers = [number.group().casefold().lstrip("0") for number in _NUMBER.finditer(after)]
    volume = squash(record.work.volume).lstrip("0")
    first = squash(re.split(r"[-\u2010-\u2015,;\s]", record.work.page or record.work.number)[0])
    first = first.lstrip("0")
    at = numbers.index(volume) if volume in numbers else -1
    if at >= 0:
        found["volume"] = excused("named-in-entry")
    if first and first in numbers[at + 1 :]:
        found["page"] = excused("named-in-entry", 0.95)
    year = str(record.work.year or "")
    if year and year in numbers:
        found["issued"] = excused("named-in-entry")
    named = _BEFORE_NUMBER.match(after)
    if named and compare_venues(named["name"], container_names(record)).same:
        found["container-title"] = excused("named-in-entry")
    return found


class _Entry(msgspec.Struct, frozen=True):
    """The letters of a text as they are compared, and where each word of them begins."""

    letters: str
    starts: list[int]
    places: list[int]

    def place(self, start: int, end: int, *, exact: bool) -> Place:
        """The Place in the text of a range of ``letters``."""
        first, last = (bisect_right(self.starts, at) - 1 for at in (start, end - 1))
        return Place(
            self._source(first, start),
            self._source(last, end - 1) + 1,
            exact=exact,
            words=last - first + 1,
        )

    def _source(self, word: int, at: int) -> int:
        # Exact where folding adds no letter; where it does ("ß"), a letter or two off.
        return self.places[word] + at - self.starts[word]


@lru_cache(maxsize=256)
def _entry(raw: str) -> _Entry:
    letters: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for word in _WORD.finditer(straighten(raw)):
        folded = squash(word.group())
        if folded:
            letters.append(folded)
            starts.append(length)
            places.append(word.start())
            length += len(folded)
    return _Entry("".join(letters), starts or [0], places or [0])


def _titles(record: Record) -> list[str]:
    # A short form, "Clinical update", may begin the titles of a whole series.
    first, *others = values(record, "title") or [""]
    return [first, *(each for each in others if each.count(" ") >= _VARIANT)]


def _first_author_in(text: str, record: Record) -> bool:
    people = record.work.author or record.work.editor
    if not people:
        return False
    first = people[0]
    key = first.literal if first.literal and not first.family else family_key(first)
    wanted = words(key)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(words(text))} "
