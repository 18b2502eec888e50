"""A Work to the tags of a record of the Web of Science."""

from __future__ import annotations

import re
import textwrap
from typing import Final

from refkit.formats.bibtex_languages import babel_name
from refkit.formats.isi_tags import LISTS, ORDER, OTHER, SEASONS, TEXT, WRITTEN
from refkit.model import Date, Name, Work
from refkit.normalize.date_words import ENGLISH_MONTHS
from refkit.normalize.names import initials

_WIDTH: Final = 77
_TAG: Final = re.compile(r"[A-Z][A-Z0-9]")
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_RANK: Final = {tag: rank for rank, tag in enumerate(ORDER)}
_FRAME: Final = ("PT", "ER", "EF", "FN", "VR")


def to_lines(work: Work) -> list[str]:
    """The lines of a record, from PT to ER, wrapped as the Web of Science wraps them."""
    published, document = WRITTEN.get(work.type, OTHER)
    values: dict[str, list[str]] = {"PT": [published]}
    for tag, texts in (*_names(work), *_texts(work), *_numbers(work), *_dates(work)):
        values.setdefault(tag, []).extend(filter(None, texts))
    own = work.custom.get("isi")
    for tag, kept in own.items() if isinstance(own, dict) else ():
        if _TAG.fullmatch(str(tag)) and tag not in _FRAME and isinstance(kept, list):
            values.setdefault(tag, []).extend(text for text in kept if isinstance(text, str))
    values.setdefault("DT", [document])
    lines: list[str] = []
    for tag in sorted(values, key=lambda tag: _RANK.get(tag, len(ORDER))):
        lines += _lines(tag, values[tag])
    return [*lines, "ER"]


def _lines(tag: str, values: list[str]) -> list[str]:
    """The lines of a tag: a list has its values in lines, other tags stand again for each."""
    texts = list(filter(None, (_BREAKS.sub(" ", value).strip() for value in values)))
    groups = [texts] if tag in LISTS else map(_wrapped, texts)
    return [
        f"{'  ' if number else tag} {line}" for group in groups for number, line in enumerate(group)
    ]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )


def _names(work: Work) -> list[tuple[str, list[str]]]:
    pairs = []
    for names, tags in ((work.author, "AU AF CA"), (work.container_author, "BA BF GP")):
        # Groups stand after the persons; one that stands before them keeps its place.
        count = max((at for at, name in enumerate(names, 1) if not name.literal), default=0)
        short, whole, groups = tags.split()
        pairs.append((short, list(map(_short, names[:count]))))
        pairs.append((whole, list(map(_whole, names[:count]))))
        pairs.append((groups, [name.literal for name in names[count:]]))
    return [*pairs, ("BE", list(map(_whole, work.editor)))]


def _whole(name: Name) -> str:
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    return name.literal or ", ".join(filter(None, (family, given, name.suffix)))


def _short(name: Name) -> str:
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    letters = "".join(initials(name.given)).replace(".", "").replace("-", "")
    return name.literal or (f"{family}, {letters}" if letters else family)


def _texts(work: Work) -> list[tuple[str, list[str]]]:
    pairs = [(tag, [work.get(variable)]) for tag, variable in TEXT.items()]
    if work.type == "patent":
        pairs = [pair for pair in pairs if pair[0] not in ("AR", "PN")]
        pairs.append(("PN", [work.number]))
    if work.type == "book":
        pairs = [pair for pair in pairs if pair[0] != "SO"]
        pairs.append(("SO", [work.title]))
    words = work.keyword.split(";" if ";" in work.keyword else ",")
    pairs.append(("DE", ["; ".join(filter(None, map(str.strip, words)))]))
    if work.language:
        name = babel_name(work.language.partition("-")[0])
        pairs.append(("LA", [name.capitalize() or work.language]))
    return pairs


def _numbers(work: Work) -> list[tuple[str, list[str]]]:
    first, _, last = work.page.replace("-", "–").partition("–")
    issns = [number.strip() for number in work.ISSN.split(",")]
    return [
        ("DI", [work.DOI]),
        ("SN", issns[:1]),
        ("EI", issns[1:2]),
        ("BN", [work.ISBN.replace(",", ";")]),
        ("BP", [first.strip()]),
        ("EP", [last.strip() or first.strip()]),
        ("PG", [work.number_of_pages]),
        ("UT", [work.id]),
    ]


def _dates(work: Work) -> list[tuple[str, list[str]]]:
    pairs: list[tuple[str, list[str]]] = []
    issued = work.issued
    if issued is not None:
        pairs.append(("PY", [_year(issued)]))
        pairs.append(("PD", [_day(issued)]))
    if work.available_date is not None and work.available_date.year:
        pairs.append(("EA", [_whole_day(work.available_date)]))
    if work.event_date is not None and work.event_date.year:
        pairs.append(("CY", [_whole_day(work.event_date)]))
    return pairs


def _year(date: Date) -> str:
    year = date.year
    if year is None:
        return date.literal or date.raw
    return str(year) if year > 0 else f"{-year} BC"


def _whole_day(date: Date) -> str:
    """A day with its year: "MAY 12, 2014", "MAY 2014", "2014"."""
    day = _day(date)
    return f"{day}{',' if ' ' in day else ''} {date.year}".strip()


def _day(date: Date) -> str:
    """What PD has beside the year: "MAY 12", "MAY-JUN", "SPR"; "" for a year alone."""
    if not date.date_parts:
        return ""
    if isinstance(date.season, int) and 1 <= date.season <= 4:
        return SEASONS[date.season - 1]
    first, *others = (_month_day(parts) for parts in date.date_parts)
    last = others[0] if others and date.date_parts[1][:1] == date.date_parts[0][:1] else ""
    month, _, day = last.partition(" ")
    if day and first.startswith(f"{month} "):
        last = day
    return f"{first}-{last}" if first and last else first


def _month_day(parts: tuple[int, ...]) -> str:
    if len(parts) < 2 or not 1 <= parts[1] <= 12:
        return ""
    month = ENGLISH_MONTHS[parts[1] - 1][:3].upper()
    return f"{month} {parts[2]}" if len(parts) > 2 else month
