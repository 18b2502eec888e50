"""Described: what a search knows of a work, and the words and locators by which it is found.

Shared by the two indexes, of a file of records in memory and of a Snapshot on disk, so that both
find the same works by the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import pairwise
from typing import Any, Final, NamedTuple, Self

import msgspec

from refkit.model import Record
from refkit.normalize.text import words
from refkit.resolve import quirks

WORDS_READ: Final = 400
"""Words of a text that a search looks at."""

_PEOPLE: Final = 20
"""Authors that a search looks at, the last among them: no style prints more (APA 7: 20)."""

_MARKUP: Final = re.compile(r"<[^<>]{1,200}>|&[#\w]{1,10};")
_FIRST_PAGE: Final = re.compile(r"[-\u2010-\u2015,;\s]")
_NUMBER: Final = re.compile(r"[a-z]{0,2}\d{1,12}[a-z]?$")
_YEAR: Final = re.compile(r"1[4-9]\d\d|20\d\d")
_NUMBERS_READ: Final = 16


class Outline(msgspec.Struct, rename="kebab"):
    """The fields of a work that a search looks at, of whatever type they are."""

    title: Any = None
    subtitle: Any = None
    original_title: Any = None
    author: Any = None
    editor: Any = None
    container_title: Any = None
    short_container_title: Any = None
    container_title_short: Any = None
    issued: Any = None
    published: Any = None
    published_print: Any = None
    published_online: Any = None
    volume: Any = None
    page: Any = None
    article_number: Any = None
    publisher: Any = None

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Self:
        """The outline of a work that has been decoded."""
        return cls(*map(message.get, _NAMES))


_NAMES: Final = tuple(field.encode_name for field in msgspec.structs.fields(Outline))
_OUTLINES: Final = msgspec.json.Decoder(Outline)


def read_outline(raw: bytes) -> Outline:
    """The outline of a work, from its JSON.

    Raises:
        msgspec.DecodeError: If it is no JSON object.
    """
    return _OUTLINES.decode(raw)


class Described(msgspec.Struct, frozen=True):
    """What an index knows of a work.

    Attributes:
        title: Title and subtitle.
        people: Family names and groups, authors and editors.
        container: Its containers, full and short.
        years: The years that it may carry.
        volume: The volume as deposited.
        first_pages: Its first page and article number.
    """

    title: str = ""
    people: str = ""
    container: str = ""
    years: tuple[str, ...] = ()
    volume: str = ""
    first_pages: tuple[str, ...] = ()


def described(outline: Outline) -> Described:
    """What a search knows of a work, from the fields of its JSON."""
    years = {
        date.year
        for value in (
            outline.issued,
            outline.published,
            outline.published_print,
            outline.published_online,
        )
        if value is not None and (date := quirks.date(value))
    }
    return Described(
        title=_joined(outline.title, outline.subtitle, outline.original_title),
        people=" ".join((*_family_names(outline.author), *_family_names(outline.editor))),
        container=_joined(
            outline.container_title,
            outline.short_container_title,
            outline.container_title_short,
            outline.publisher,
        ),
        years=tuple(str(year) for year in years if year),
        volume=quirks.text(outline.volume),
        first_pages=_first_pages(quirks.text(outline.page), quirks.text(outline.article_number)),
    )


def described_record(record: Record) -> Described:
    """What a search knows of a Record."""
    work, variants = record.work, record.variants
    years = variants.get("issued") or ([str(work.year)] if work.year else [])
    return Described(
        title=" ".join((work.title, *variants.get("title", ()))),
        people=" ".join(
            f"{name.non_dropping_particle} {name.family} {name.literal}"
            for name in (*work.author, *work.editor)
        ),
        container=" ".join(
            (
                work.container_title,
                work.container_title_short,
                *variants.get("container-title", ()),
                work.publisher,
            )
        ),
        years=tuple(years),
        volume=work.volume,
        first_pages=_first_pages(work.page, work.number, *variants.get("page", ())),
    )


def _first_pages(*values: str) -> tuple[str, ...]:
    return tuple({_FIRST_PAGE.split(value, maxsplit=1)[0] for value in values if value})


def _joined(*values: Any) -> str:
    """All texts of several fields as one, good enough for its words."""
    found: list[str] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            found.extend(entry for entry in value if isinstance(entry, str))
    joined = " ".join(found)
    if "<" in joined or "&" in joined:
        joined = _MARKUP.sub(" ", joined)
    return joined if joined.isascii() else quirks.repair(joined)


def _family_names(value: Any) -> Iterator[str]:
    people = list(quirks.objects(value))
    if len(people) > _PEOPLE:
        # Of 2,900 authors (10.1103/physrevlett.114.191803) some bear any name that is asked for.
        people = [*people[: _PEOPLE - 1], people[-1]]
    for entry in people:
        for key in ("non-dropping-particle", "family", "name", "literal"):
            name = entry.get(key)
            if isinstance(name, str):
                yield name if name.isascii() else quirks.repair(name)


class Terms(NamedTuple):
    """What a work is found by; each term once.

    Attributes:
        title: The words of its titles.
        others: Its names, containers and years, without the words of the title.
        locators: Volume and first page, year and first page: "58/133", "2021/133".
    """

    title: tuple[str, ...]
    others: tuple[str, ...]
    locators: tuple[str, ...]


def terms_of(work: Described) -> Terms:
    """The terms by which a work is found."""
    title = set(words(work.title))
    others = {word for word in words(f"{work.people} {work.container}") if len(word) > 1}
    others.update(work.years)
    # In order, so that sums of weights and what they rank are the same in every run.
    return Terms(*(tuple(sorted(part)) for part in (title, others - title, set(_locators(work)))))


def _locators(work: Described) -> Iterator[str]:
    for first in work.first_pages:
        page = "".join(words(first))
        volume = "".join(words(work.volume))
        if page and volume:
            yield f"{volume}/{page}"
        if page:
            for year in work.years:
                yield f"{year}/{page}"


def asked_words(text: str) -> list[str]:
    """The words of a text that a search looks at, in order."""
    return words(text)[:WORDS_READ]


def joined_words(asked: list[str]) -> Iterable[str]:
    """Each word with the next as one: "deter- mination" of a broken line is a word of a title."""
    return map("".join, pairwise(asked))


def possible_locators(asked: list[str]) -> Iterator[str]:
    """Locators that the numbers of a text may make: of each with those that follow."""
    numbers = [word for word in asked if _NUMBER.match(word)][:_NUMBERS_READ]
    for at, first in enumerate(numbers):
        is_year = _YEAR.fullmatch(first)
        for second in numbers[at + 1 :]:
            yield f"{first}/{second}"
            if not is_year and _YEAR.fullmatch(second):
                # Vancouver and many humanities styles: pages before the year.
                yield f"{second}/{first}"


def score(work: Terms, wanted: Set[str], weights: Mapping[str, float]) -> float:
    """How much of a text speaks of a work.

    Args:
        work: The work's terms.
        wanted: The terms of the text.
        weights: What each term tells: the rarer, the more.

    Returns:
        A score that ranks and means nothing else.
    """
    title = mentioned = 0.0
    for word in work.title:
        title += weights[word]
        if word in wanted:
            mentioned += weights[word]
    rest = sum(weights[word] for word in work.others if word in wanted)
    # Volume and first page together are as good as a name: they find the work under any title.
    place = sum(weights[locator] for locator in work.locators if locator in wanted)
    coverage = mentioned / title if title else 0.0
    return mentioned * (0.3 + 0.7 * coverage) + rest + place
