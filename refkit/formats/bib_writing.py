"""A Work to an entry of a .bib file: what BibTeX and biblatex have in common.

It is the inverse of :mod:`refkit.formats.bibtex_reading`. The dialects,
:mod:`refkit.formats.bibtex_writing` and :mod:`refkit.formats.biblatex_writing`, say which entry
types and fields a Work gets.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar, Final, Literal

import msgspec

from refkit.formats.bibtex_fields import (
    ADDRESS,
    ARTICLES,
    DATES,
    NAMES,
    NOT_FIELDS,
    PARTS_OF_SERIES,
    TEXT,
    VERBATIM,
    WITH_MARKUP,
    one_line,
    ranged,
)
from refkit.formats.bibtex_languages import language_code
from refkit.formats.bibtex_names import read_names, write_names
from refkit.formats.bibtex_titles import CLOSE, OPEN, protect
from refkit.formats.bibtex_types import read_type
from refkit.model import Date, Name, Work
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES, TYPES
from refkit.normalize.edtf import from_edtf, to_edtf
from refkit.normalize.latex import latex_to_unicode, unicode_to_latex


class Manner(msgspec.Struct, frozen=True):
    """How the values of a file are written.

    Attributes:
        latex: Whether letters beyond ASCII become commands.
        protect: Which capitals of titles get braces: those of "names", "all", or "none".
        macros: What the file's ``@string`` macros stand for, in Unicode, to their names.
        taken: The names of these macros in lower case.
    """

    latex: bool = False
    protect: Literal["names", "all", "none"] = "names"
    macros: Mapping[str, str] = {}
    taken: frozenset[str] = frozenset()


class Written(msgspec.Struct):
    """An entry: its type, its fields with their braces, and whether it surely reads as the Work."""

    type: str
    fields: dict[str, str]
    sure: bool


# What reads as it is written: no brace, command, tag, ligature, or white space but single blanks.
_NOT_PLAIN: Final = re.compile(
    r"[\\{}~^%&#_$<\x00-\x1f\x7f\ufdd0\ufdd1]|[^\S ]|--|``|''|[ ]{2}|\A[ ]|[ ]\Z"
)
_LATEX_OF_ITS_OWN: Final = re.compile(r"[^ -~]|[>|]")
_PLAIN_DOI: Final = re.compile(r"10\.[A-Za-z0-9./()_:;-]+[A-Za-z0-9)]")
_PLAIN_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9./_:?=&%+#,;@!()~-]+[A-Za-z0-9/]")
_PLAIN_PAGES: Final = re.compile(r"[A-Za-z]?[0-9]+(?:[–-][A-Za-z]?[0-9]+)?")
_PLAIN_NAME: Final = re.compile(
    r"""
    [A-ZÀ-ÖØ-ÞČĆĐŁŠŚŽŻ] (?: [^\W_] | [’'.-] (?! [’'-] ) )*
    (?: [ ] [A-ZÀ-ÖØ-ÞČĆĐŁŠŚŽŻ] (?: [^\W_] | [’'.-] (?! [’'-] ) )* )*
    """,
    re.VERBOSE,
)
_MATH_WITH_CAPITALS: Final = re.compile(r"(?<!\\)\$[^$A-Z]*[A-Z][^$]*\$")
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)
_SURE: Final = frozenset(
    {"title", "container-title", "collection-title", "volume", "issue", "edition", "publisher"}
    | {"publisher-place", "abstract", "keyword", "event-title", "event-place", "version"}
    | {"title-short", "container-title-short", "chapter-number", "number-of-pages"}
    | {"number-of-volumes", "annote", "number", "collection-number", "original-title"}
    | {"author", "editor", "translator", "container-author", "issued", "accessed", "page"}
    | {"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "source", "archive", "call-number", "medium"}
    | {"genre", "language", "authority", "jurisdiction", "section", "status", "license"}
)
"""Variables whose fields read as they are written where their values do."""

_LEFT_ALONE: Final = frozenset(
    {"file", "owner", "timestamp", "groups", "date-added", "date-modified", "mendeley-groups"}
    | {"mendeley-tags", "bdsk-url-1", "bdsk-url-2", "bdsk-file-1", "bdsk-file-2", "biburl"}
    | {"bibsource", "added-at", "interhash", "intrahash", "username", "citeulike-article-id"}
    | {"priority", "posted-at", "creationdate", "modificationdate", "readstatus", "ranking"}
)
"""Fields of reference managers, which no variable takes and no style prints."""


class Writing(ABC):
    """One Work on its way to an entry; variables that are written leave ``left``."""

    SPELLINGS = True
    """Whether ``given``, the spelling of values in a file of CSL-JSON, is kept too."""
    CONTAINERS: ClassVar[Mapping[str, str]] = {}
    PUBLISHERS: ClassVar[Mapping[str, str]] = {}
    PLACE = "address"

    def __init__(self, work: Work, key: str, manner: Manner) -> None:
        self.work = work
        self.key = key
        self.manner = manner
        self.variables = {
            variable: value for variable, value in work.variables() if variable not in NOT_FIELDS
        }
        self.left: dict[str, Any] = {}
        self.fields: dict[str, str] = {}
        self.sure = True
        self.kind = ""
        own = work.custom.get("bibtex")
        own = own if isinstance(own, dict) else {}
        self.own_type = own.get("type")
        fields = own.get("fields")
        self.kept = {
            name: value
            for name, value in (fields.items() if isinstance(fields, dict) else ())
            if isinstance(value, str) and re.fullmatch(r"[a-z][\w:.+/-]*", name)
        }

    def entry(self) -> Written:
        """The entry, of the type that a file had, if it still fits the Work."""
        if isinstance(self.own_type, str) and re.fullmatch(r"[a-z][\w-]*", self.own_type):
            self._fill(self.own_type)
            if self._type_as_read(self.own_type) == self.work.type:
                return Written(self.own_type, self.fields, False)
        kind = self._type()
        self._fill(kind)
        if self.work.type and self._type_as_read(kind) != self.work.type:
            self.fields["entrysubtype"] = "{" + self.work.type + "}"
        self._complete()
        sure = self.sure and self.variables.keys() <= _SURE and not _has_more(self.work)
        return Written(kind, self.fields, sure)

    @abstractmethod
    def _type(self) -> str: ...

    @abstractmethod
    def _complete(self) -> None:
        """Add what styles ask for and the Work does not have."""

    def _container_field(self) -> str:
        return self.CONTAINERS.get(self.kind, "booktitle")

    def _publisher_field(self) -> str:
        return self.PUBLISHERS.get(self.kind, "publisher")

    def _type_as_read(self, kind: str) -> str:
        return read_type(kind, {name: value.strip("{}") for name, value in self.fields.items()})

    def _fill(self, kind: str) -> None:
        self.fields = {}
        self.sure = True
        self.kind = kind
        left = self.left = self.variables.copy()
        for variable in ("author", "editor"):
            if variable in left:
                self._names(variable, self._names_field(variable))
        self._text("title", "title")
        if "container-title" in left:
            self._text("container-title", self._container_field())
        if "issued" in left:
            self._issued()
        self._numbers()
        if "publisher" in left:
            self._publisher()
        self._text("publisher-place", self.PLACE)
        if "genre" in left:
            self._genre()
        if "language" in left:
            self._language()
        for variable, names in TEXT.items():
            if variable in left:
                self._text(variable, names[0])
        for variable, name in NAMES.items():
            if variable in left:
                self._names(variable, name)
        self._addresses()
        for variable, dates in DATES.items():
            if variable in left:
                self._date(variable, dates[0])
        if left:
            self._rest()
        for name, value in self.kept.items():
            if name not in self.fields and is_balanced(value):
                self.fields[name] = "{" + value + "}"

    def _text(self, variable: str, name: str) -> None:
        value = self.left.pop(variable, "")
        if not isinstance(value, str) or not value:
            return
        if value in self.manner.macros:
            self.fields[name] = self.manner.macros[value]
        elif variable in ("title", "title-short"):
            self.fields[name] = self._title(value, variable)
        else:
            self.fields[name] = "{" + self._encode(value, variable) + "}"

    def _title(self, value: str, variable: str) -> str:
        if self.manner.protect != "names" or OPEN in value or CLOSE in value:
            braces = "{{}}" if self.manner.protect == "all" else "{}"
            half = len(braces) // 2
            return braces[:half] + self._encode(value, variable) + braces[half:]
        marked = protect(value, self.work.language)
        if self._is_plain(value):
            return "{" + marked.replace(OPEN, "{").replace(CLOSE, "}") + "}"
        encoded = self._encoded(marked, variable).replace(OPEN, "{").replace(CLOSE, "}")
        # A style would make \\delta of \\Delta.
        encoded = _MATH_WITH_CAPITALS.sub(r"{\g<0>}", encoded)
        self._check(value, encoded, variable)
        return "{" + encoded + "}"

    def _encode(self, value: str, variable: str) -> str:
        if self._is_plain(value):
            return value
        encoded = self._encoded(value, variable)
        self._check(value, encoded, variable)
        return encoded

    def _is_plain(self, value: str) -> bool:
        if _NOT_PLAIN.search(value):
            return False
        return not (self.manner.latex and _LATEX_OF_ITS_OWN.search(value))

    def _encoded(self, value: str, variable: str) -> str:
        return unicode_to_latex(
            value, keep_unicode=not self.manner.latex, markup=variable in WITH_MARKUP
        )

    def _check(self, value: str, encoded: str, variable: str) -> None:
        """Find out whether a value reads as what it was; several paragraphs are not tried."""
        if self.sure:
            # White space of other kinds than blanks is stripped here and there.
            self.sure = value.isprintable() and value == one_line(
                latex_to_unicode(encoded, markup=variable in WITH_MARKUP)
            )

    def _names_field(self, variable: str) -> str:
        return variable

    def _names(self, variable: str, name: str = "") -> None:
        names = self.left.pop(variable, ())
        written = " and ".join(filter(None, map(self._name, names)))
        if written:
            self.fields[name or variable] = "{" + written + "}"

    def _name(self, name: Name) -> str:
        if name.family and name.given and name == Name(name.family, name.given):
            text = f"{name.family}, {name.given}"
            plain = _PLAIN_NAME.fullmatch(name.family) and _PLAIN_NAME.fullmatch(name.given)
            if plain and not ((self.manner.latex and not text.isascii()) or _AND.search(text)):
                return text if text.isascii() else self._initialled(name)
        written = self._other_name(name)
        if self.sure:
            self.sure = names_as_read(written) == (name,)
        return written

    def _initialled(self, name: Name) -> str:
        """A plain name whose letters are not all ASCII."""
        return f"{name.family}, {name.given}"

    def _other_name(self, name: Name) -> str:
        return write_names([name], latex=self.manner.latex)

    @abstractmethod
    def _issued(self) -> None: ...

    def _numbers(self) -> None:
        self._text("volume", "volume")
        work = self.work
        if work.number.startswith("arXiv:") and not work.container_title:
            self.left.pop("number")
            self._eprint(work.number.removeprefix("arXiv:"))
            self.sure = False
        if work.type in ARTICLES:
            self._issue()
            self._text("number", "eid")
        elif work.type in PARTS_OF_SERIES:
            if "collection-number" in self.left:
                self._number_in_series()
            self._text("number", "eid")
        else:
            self._text("number", "number")
        page = self.left.pop("page", "")
        if page:
            self.sure = self.sure and _PLAIN_PAGES.fullmatch(page) is not None
            pages = self._encoded(ranged(page).replace("–", "\0"), "page")
            self.fields["pages"] = "{" + pages.replace("\0", "--") + "}"

    def _issue(self) -> None:
        self._text("issue", "number")

    def _number_in_series(self) -> None:
        self._text("collection-number", "number")

    @abstractmethod
    def _eprint(self, identifier: str) -> None: ...

    def _publisher(self) -> None:
        name = self._publisher_field()
        # In howpublished an address would be read as the work's own.
        if name in self.kept or ADDRESS.search(self.work.publisher):
            name = "publisher"
        self._text("publisher", name)

    @abstractmethod
    def _genre(self) -> None: ...

    def _language(self) -> None:
        self._text("language", "language")
        self.sure = self.sure and language_code(self.work.language) == self.work.language

    def _addresses(self) -> None:
        for variable, name, plain in (
            ("DOI", "doi", _PLAIN_DOI),
            ("URL", "url", _PLAIN_ADDRESS),
        ):
            value = self.left.pop(variable, "")
            if value:
                self.sure = self.sure and plain.fullmatch(value) is not None
                self.fields[name] = "{" + _verbatim(value) + "}"
        for variable, name in VERBATIM.items():
            if variable in self.left:
                self._identifier(variable, name)

    def _identifier(self, variable: str, name: str) -> None:
        self._text(variable, name)

    def _date(self, variable: str, name: str) -> None:
        date: Date | None = self.left.pop(variable, None)
        if date is None:
            return
        written = date.literal or date.raw
        if date.date_parts:
            written = edtf(date) or str(date.year or "")
        self.sure = self.sure and is_plain_date(date)
        if written:
            self.fields[name] = "{" + self._encode(written, variable) + "}"

    def _rest(self) -> None:
        for variable in list(self.left):
            name = variable.lower()
            if name in self.fields:
                continue
            if variable in NAME_VARIABLES:
                self._names(variable)
            elif variable in DATE_VARIABLES:
                self._date(variable, name)
            else:
                self._text(variable, name)


def _has_more(work: Work) -> bool:
    """Whether there is more to a Work than variables that have fields."""
    if work.categories or work.extra or work.given or work.type not in TYPES:
        return True
    return bool(work.custom) and not _is_left_alone(work.custom)


def _is_left_alone(custom: Mapping[str, Any]) -> bool:
    """Whether there is nothing beside fields that are written as they were read."""
    own = custom.get("bibtex")
    if len(custom) > 1 or not isinstance(own, dict) or own.keys() != {"fields"}:
        return False
    fields = own["fields"]
    return isinstance(fields, dict) and all(
        name in _LEFT_ALONE
        and isinstance(value, str)
        and value.strip()
        and "\r" not in value
        and is_balanced(value)
        for name, value in fields.items()
    )


@lru_cache(maxsize=8192)
def names_as_read(written: str) -> tuple[Name, ...]:
    """What a field of names reads as; people write more than one work."""
    return tuple(read_names(written))


def edtf(date: Date) -> str:
    """A date with parts as EDTF; "" if it has no such form, as the day 2020-02-31."""
    try:
        written = to_edtf(date)
        from_edtf(written)
    except ValueError:
        return ""
    return written


def is_plain_date(date: Date) -> bool:
    """Whether a date is a year, a month or a day of the calendar, and nothing else."""
    if date != Date(date_parts=date.date_parts) or len(date.date_parts) != 1:
        return False
    parts = date.date_parts[0]
    return (
        1 <= len(parts) <= 3
        and 999 < parts[0] < 10000
        and all(1 <= part <= 12 for part in parts[1:2])
        and all(1 <= part <= 28 for part in parts[2:])
    )


def is_balanced(value: str) -> bool:
    """Whether a value in LaTeX can stand in braces."""
    depth = 0
    for match in _BRACES.finditer(value):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\")


# BibTeX counts \{ and \} like others.
_BRACES: Final = re.compile(r"[{}]")


def _verbatim(value: str) -> str:
    """An address or DOI for a field that LaTeX does not interpret."""
    value = one_line(value).replace("\\", "%5C")
    return value if is_balanced(value) else value.replace("{", "%7B").replace("}", "%7D")
