"""Selection: what of Works goes into a file, in which order, and how journals are named there.

These options are common to all formats, and change no Work that is given.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Mapping
from io import StringIO
from typing import Any, Final, Literal

import msgspec

from refkit.errors import ConfigurationError
from refkit.formats.bibtex_fields import ARTICLES, DATES, TEXT, VERBATIM
from refkit.model import Name, Work
from refkit.model.work import ATTRIBUTES
from refkit.normalize.iso4 import abbreviate
from refkit.normalize.text import fold, strip_markup

Journals = Literal["as-is", "abbreviated", "full"]

_JOURNALS: Final = ("as-is", "abbreviated", "full")
_KEPT: Final = ("id", "type", "citation-key")
"""What a Work is not left without: other formats could not tell entries apart."""

_FIELD_NAMES: Final = {
    **{name: variable for variable, names in TEXT.items() for name in reversed(names)},
    **{name: variable for variable, name in VERBATIM.items()},
    **{name: variable for variable, names in DATES.items() for name in names},
    **dict.fromkeys(("year", "month", "day", "date"), "issued"),
    "bookauthor": "container-author",
    "pages": "page",
    "doi": "DOI",
    "url": "URL",
}
"""Fields of BibTeX and biblatex to the CSL variables that they hold."""

_WITHOUT_CASE: Final = {variable.lower(): variable for variable in ATTRIBUTES}


class Selection(msgspec.Struct, frozen=True):
    """What of Works goes into a file.

    Attributes:
        sort: Names of keys to sort by, separated by commas, "-" before one for the reverse:
            "author,-year". They are key, type, author, year, title and container. Works that are
            equal stay in their order; "" leaves all in their order.
        fields: CSL variables, or fields of BibTeX, which alone are written; None for all.
        omit: CSL variables, or fields of BibTeX, which are not written.
        journals: "abbreviated" or "full" for the titles of journals, or "as-is".
        abbreviations: Full titles to abbreviated ones, which go before all else; see
            :func:`read_abbreviations`.
    """

    sort: str = ""
    fields: Collection[str] | None = None
    omit: Collection[str] = ()
    journals: Journals = "as-is"
    abbreviations: Mapping[str, str] = {}

    def of(self, works: Iterable[Work]) -> list[Work]:
        """The Works as they are to be written, in order.

        Raises:
            ConfigurationError: If an option has no such value.
        """
        if self.journals not in _JOURNALS:
            raise ConfigurationError(
                f"no journals '{self.journals}'; there are {', '.join(_JOURNALS)}"
            )
        chosen = _sorted(list(works), self.sort)
        if self.journals != "as-is":
            named = _Journals(self.abbreviations)
            change = named.abbreviated if self.journals == "abbreviated" else named.full
            chosen = [change(work) for work in chosen]
        left_out = _left_out(self.fields, self.omit)
        return [_without(work, left_out) for work in chosen] if left_out else chosen


def read_abbreviations(text: str) -> dict[str, str]:
    """A list of journals' abbreviations, as JabRef and others keep them.

    Args:
        text: One journal a line: "Full name;Abbreviation", or with commas or "=" between them,
            quoted where they hold such a sign; further columns and lines beginning with "#" are
            passed over. (https://docs.jabref.org/advanced/journalabbreviations)

    Returns:
        Full names to abbreviations, in order.
    """
    lines = [line for line in text.splitlines() if line.strip() and line[0] != "#"]
    separator = max(";,=\t", key=lambda sign: sum(sign in line for line in lines))
    if separator == "," and any(";" in line for line in lines):
        separator = ";"
    rows = csv.reader(StringIO("\n".join(lines)), delimiter=separator, skipinitialspace=True)
    return {row[0].strip(): row[1].strip() for row in rows if len(row) > 1 and row[0] and row[1]}


def _sorted(works: list[Work], sort: str) -> list[Work]:
    # Python's sort is stable: the last key goes first.
    for name in reversed([part.strip() for part in sort.split(",") if part.strip()]):
        key = _KEYS.get(name.removeprefix("-"))
        if key is None:
            raise ConfigurationError(f"cannot sort by '{name}'; keys are {', '.join(_KEYS)}")
        works = sorted(works, key=key, reverse=name.startswith("-"))
    return works


def _author(work: Work) -> tuple[str, ...]:
    names = work.author or work.editor or work.translator
    return tuple(map(_name, names)) or (_title(work),)


def _name(name: Name) -> str:
    family = f"{name.non_dropping_particle} {name.family}" if name.family else name.literal
    return f"{fold(family)}\0{fold(name.given)}"


def _title(work: Work) -> str:
    words = fold(strip_markup(work.title)).split(" ")
    return " ".join(words[1:] if words[0] in ("a", "an", "the") and len(words) > 1 else words)


_UNDATED: Final = ((99_999,),)
_KEYS: Final[Mapping[str, Callable[[Work], Any]]] = {
    "key": lambda work: (work.citation_key or work.id).lower(),
    "type": lambda work: work.type,
    "author": _author,
    # What is not dated comes after all that is.
    "year": lambda work: work.issued.date_parts if work.issued and work.year else _UNDATED,
    "title": _title,
    "container": lambda work: fold(work.container_title),
}


def _left_out(fields: Collection[str] | None, omit: Collection[str]) -> frozenset[str]:
    left_out = {_variable(name) for name in omit}
    if fields is not None:
        kept = {_variable(name) for name in fields}
        left_out |= ATTRIBUTES.keys() - kept - {*_KEPT}
    return frozenset(left_out - {*_KEPT})


def _variable(name: str) -> str:
    lower = name.strip().lower()
    variable = _WITHOUT_CASE.get(lower) or _FIELD_NAMES.get(lower)
    if variable is None:
        raise ConfigurationError(f"no field '{name}'; fields are CSL variables or BibTeX's fields")
    return variable


_EMPTY: Final = Work()


def _without(work: Work, left_out: frozenset[str]) -> Work:
    present = [variable for variable, _ in work.variables() if variable in left_out]
    if not present:
        return work
    changed = work.copy()
    for variable in present:
        empty = _EMPTY.get(variable)
        changed.set(variable, type(empty)() if isinstance(empty, (list, dict)) else empty)
        changed.given.pop(variable, None)
    return changed


class _Journals:
    """The two names of journals."""

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        self.short = {fold(full): short for full, short in abbreviations.items()}
        self.long = {fold(short): full for full, short in abbreviations.items()}

    def abbreviated(self, work: Work) -> Work:
        """The Work with its journal abbreviated: as the table, the Work or ISO 4 has it."""
        title = work.container_title
        if not title or work.type not in ARTICLES:
            return work
        short = self.short.get(fold(title)) or work.container_title_short or abbreviate(title)
        return work if short == title else work.copy(container_title=short)

    def full(self, work: Work) -> Work:
        """The Work with its journal in full, where the table or the others know it."""
        title = work.container_title or work.container_title_short
        if not title or work.type not in ARTICLES:
            return work
        full = self.long.get(fold(title), work.container_title or title)
        return work if full == work.container_title else work.copy(container_title=full)
