"""A Work to a .bib entry: the inverse of :mod:`refkit.formats.bibtex_reading`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from refkit.formats.bibtex_blocks import MONTHS
from refkit.formats.bibtex_fields import (
    ADDRESS,
    ARTICLES,
    DASHES,
    DATES,
    GENRES,
    NAMES,
    NOT_FIELDS,
    PARTS_OF_SERIES,
    TEXT,
    VERBATIM,
    WITH_MARKUP,
    one_line,
)
from refkit.formats.bibtex_names import write_names
from refkit.formats.bibtex_titles import CLOSE, OPEN, protect
from refkit.formats.bibtex_types import read_type, write_type
from refkit.model import Date, Work
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES
from refkit.normalize.edtf import to_edtf
from refkit.normalize.latex import unicode_to_latex


def to_fields(work: Work, *, latex: bool = False) -> tuple[str, dict[str, str]]:
    """A Work as an entry type and fields, the inverse of :func:`to_work`.

    Args:
        work: The Work.
        latex: Whether letters beyond ASCII become commands.

    Returns:
        The entry type, and field names to values as they stand in the file, with their braces.
    """
    return _Writing(work, latex).entry()


class _Writing:
    """One Work on its way to fields; variables that are written leave ``left``."""

    def __init__(self, work: Work, latex: bool) -> None:
        self.work = work
        self.latex = latex
        self.left: dict[str, Any] = {}
        self.fields: dict[str, str] = {}
        own = work.custom.get("bibtex")
        own = own if isinstance(own, dict) else {}
        self.own_type = own.get("type")
        fields = own.get("fields")
        self.kept = {
            name: value
            for name, value in (fields.items() if isinstance(fields, dict) else ())
            if isinstance(value, str) and re.fullmatch(r"[a-z][\w:.+/-]*", name)
        }

    def entry(self) -> tuple[str, dict[str, str]]:
        """The entry type and the fields; the type that a file had, if it still fits the Work."""
        if isinstance(self.own_type, str) and re.fullmatch(r"[a-z][\w-]*", self.own_type):
            self._fill(self.own_type)
            if self._type_as_read(self.own_type) == self.work.type:
                return self.own_type, self.fields
        kind = write_type(self.work)
        self._fill(kind)
        if self.work.type and self._type_as_read(kind) != self.work.type:
            self.fields["entrysubtype"] = "{" + self.work.type + "}"
        return kind, self.fields

    def _type_as_read(self, kind: str) -> str:
        return read_type(kind, {name: value.strip("{}") for name, value in self.fields.items()})

    def _fill(self, kind: str) -> None:
        work = self.work
        self.fields = {}
        self.left = {
            variable: value for variable, value in work.variables() if variable not in NOT_FIELDS
        }
        for variable in ("author", "editor"):
            self._names(variable)
        self._text("title", "title")
        self._text("container-title", "journal" if kind == "article" else "booktitle")
        self._issued()
        self._numbers()
        # In howpublished an address would be read as the work's own.
        told = ADDRESS.search(work.publisher)
        self._text("publisher", "publisher" if told else _publisher_field(kind, self.kept))
        self._text("publisher-place", "address")
        if work.type == "thesis" and work.genre == GENRES.get(kind):
            self.left.pop("genre", None)
        for variable, names in TEXT.items():
            self._text(variable, names[0])
        for variable, name in NAMES.items():
            self._names(variable, name)
        self._addresses()
        for variable, dates in DATES.items():
            self._date(variable, dates[0])
        self._rest()
        for name, value in self.kept.items():
            if name not in self.fields and _is_balanced(value):
                self.fields[name] = "{" + value + "}"

    def _text(self, variable: str, name: str) -> None:
        value = self.left.pop(variable, "")
        if isinstance(value, str) and value:
            if variable in ("title", "title-short"):
                value = protect(value, self.work.language)
            self.fields[name] = "{" + self._encode(value, variable) + "}"

    def _encode(self, value: str, variable: str) -> str:
        encoded = unicode_to_latex(
            value, keep_unicode=not self.latex, markup=variable in WITH_MARKUP
        )
        return encoded.replace(OPEN, "{").replace(CLOSE, "}")

    def _names(self, variable: str, name: str = "") -> None:
        names = write_names(self.left.pop(variable, ()), latex=self.latex)
        if names:
            self.fields[name or variable] = "{" + names + "}"

    def _issued(self) -> None:
        date: Date | None = self.left.pop("issued", None)
        if date is None:
            return
        plain = len(date.date_parts) == 1 and not (date.season or date.circa)
        parts = date.date_parts[0] if date.date_parts else ()
        if plain and 0 < parts[0] < 10000 and all(1 <= part <= 12 for part in parts[1:2]):
            self.fields["year"] = f"{{{parts[0]}}}"
            if len(parts) > 1:
                # A macro, so that the style prints the month in its own way and language.
                self.fields["month"] = MONTHS[parts[1] - 1]
            if len(parts) > 2:
                self.fields["day"] = f"{{{parts[2]}}}"
            return
        if parts:
            with suppress(ValueError):
                self.fields["date"] = "{" + to_edtf(date) + "}"
            self.fields["year"] = f"{{{parts[0]}}}"
            return
        words = date.literal or date.raw
        if words:
            self.fields["year"] = "{" + self._encode(words, "issued") + "}"

    def _numbers(self) -> None:
        work = self.work
        self._text("volume", "volume")
        if work.number.startswith("arXiv:") and not work.container_title:
            self.left.pop("number")
            self.fields["eprint"] = "{" + work.number.removeprefix("arXiv:") + "}"
            self.fields["archiveprefix"] = "{arXiv}"
        if work.type in ARTICLES:
            self._text("issue", "number")
            self._text("number", "eid")
        elif work.type in PARTS_OF_SERIES:
            self._text("collection-number", "number")
            self._text("number", "eid")
        else:
            self._text("number", "number")
        page = self.left.pop("page", "")
        if page:
            self.fields["pages"] = "{" + self._encode(DASHES.sub("\0", page), "page") + "}"
            self.fields["pages"] = self.fields["pages"].replace("\0", "--")

    def _addresses(self) -> None:
        for variable, name in (("DOI", "doi"), ("URL", "url")):
            value = self.left.pop(variable, "")
            if value:
                self.fields[name] = "{" + _verbatim(value) + "}"
        for variable, name in VERBATIM.items():
            self._text(variable, name)

    def _date(self, variable: str, name: str) -> None:
        date: Date | None = self.left.pop(variable, None)
        if date is None:
            return
        try:
            written = to_edtf(date) if date.date_parts else date.literal or date.raw
        except ValueError:
            written = str(date.year or "")
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


def _publisher_field(kind: str, kept: Mapping[str, Any]) -> str:
    """The field in which an entry type has its publisher."""
    name = {
        **dict.fromkeys(("phdthesis", "mastersthesis"), "school"),
        **dict.fromkeys(("techreport", "report", "thesis"), "institution"),
        **dict.fromkeys(("misc", "booklet"), "howpublished"),
        **dict.fromkeys(("manual", "online", "unpublished"), "organization"),
    }.get(kind, "publisher")
    return "publisher" if name in kept else name


def _is_balanced(value: str) -> bool:
    depth = 0
    for match in re.finditer(r"(?<!\\)[{}]", value):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\")


def _verbatim(value: str) -> str:
    """An address or DOI for a field that LaTeX does not interpret."""
    value = one_line(value).replace("\\", "%5C")
    return value if _is_balanced(value) else value.replace("{", "%7B").replace("}", "%7D")
