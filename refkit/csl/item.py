"""An item: one mapping of CSL-JSON, its variables read and typed once.

Older names of variables and the variables that Zotero users keep in the note ("original-date: 1899"
on lines of their own, or ``{:original-date: 1899}``) stand under the names of CSL 1.0.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from refkit.csl.date import parse_date
from refkit.csl.markup import parse_markup
from refkit.csl.name import parse_names
from refkit.csl.variables import DATES, FORMER, KNOWN, NAMES

if TYPE_CHECKING:
    from refkit.csl.date import Date
    from refkit.csl.name import Name
    from refkit.csl.tree import Piece

_NOTE_LINE: Final = re.compile(r"(?P<name>[A-Za-z][-_A-Za-z ]{0,40}):[ \t]*(?P<value>\S.*)")
_FIRST_PAGE: Final = re.compile(r"[^\s,;&–—-]+")
_NOTE_BRACES: Final = re.compile(r"\{:(?P<name>[-_A-Za-z]{1,40}):[ \t]*(?P<value>[^{}\n]*)\}")


class Item:
    """One item of a bibliography.

    Attributes:
        id: Its id as a string.
        type: Its CSL type: "article-journal".
        language: Its language as written: "en-US"; "" for none.
        variables: The CSL-JSON that it was made of, under the names of CSL 1.0.2.
        cased: What text case has made of its variables, kept by those who compute it.
    """

    __slots__ = (
        "_dates",
        "_names",
        "_pieces",
        "_texts",
        "cased",
        "id",
        "language",
        "type",
        "variables",
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.variables = _current(data)
        self.id = as_text(data.get("id"))
        self.type = as_text(self.variables.get("type"))
        self.language = as_text(self.variables.get("language"))
        self.cased: dict[tuple[str, str], Piece] = {}
        self._texts: dict[str, str] = {}
        self._pieces: dict[str, Piece] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date | None] = {}

    def text(self, variable: str) -> str:
        """A variable as the item has it, as a string: "" where it has none."""
        found = self._texts.get(variable)
        if found is None:
            found = as_text(self.variables.get(variable))
            if not found and variable == "page-first":
                found = _first_page(as_text(self.variables.get("page")))
            self._texts[variable] = found
        return found

    def piece(self, variable: str) -> Piece:
        """A text variable with its markup read: ``<i>``, ``<sup>``, quotation marks."""
        found = self._pieces.get(variable)
        if found is None:
            text = self.text(variable)
            found = self._pieces[variable] = parse_markup(text) if text else ""
        return found

    def names(self, variable: str) -> tuple[Name, ...]:
        """A name variable; () where the item has none."""
        found = self._names.get(variable)
        if found is None:
            raw = self.variables.get(variable)
            found = self._names[variable] = parse_names(raw) if raw else ()
        return found

    def date(self, variable: str) -> Date | None:
        """A date variable; None where the item has none, or one that is empty."""
        try:
            return self._dates[variable]
        except KeyError:
            raw = self.variables.get(variable)
            found = self._dates[variable] = parse_date(raw) if raw else None
            return found


def _first_page(page: str) -> str:
    """The first of the pages: "12" of "12–15, 20"."""
    match = _FIRST_PAGE.match(page)
    return match[0] if match else ""


def as_text(value: object) -> str:
    """A value of CSL-JSON as text: "" for what is none (null, lists, mappings)."""
    if isinstance(value, str):
        return value.strip() if value[:1].isspace() or value[-1:].isspace() else value
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        # Python refuses to write integers of more than 4,300 digits.
        return str(value) if abs(value) < 10**18 else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    return ""


def _current(data: Mapping[str, Any]) -> dict[str, Any]:
    variables = dict(data)
    for former, name in FORMER.items():
        if former in variables and not variables.get(name):
            variables[name] = variables[former]
    note = variables.get("note")
    if isinstance(note, str) and ":" in note:
        for name, value in _noted(note):
            if name == "type" or not variables.get(name):
                variables[name] = value
    return variables


def _noted(note: str) -> list[tuple[str, Any]]:
    """The variables written into a note: in braces anywhere, or on the note's first lines."""
    found = [(match["name"], match["value"]) for match in _NOTE_BRACES.finditer(note)]
    for number, line in enumerate(note.splitlines()):
        match = _NOTE_LINE.fullmatch(line.strip())
        if match:
            found.append((match["name"], match["value"]))
        elif number:
            break
    result: dict[str, Any] = {}
    for written, value in found:
        name = written if written in KNOWN else written.strip().lower().replace(" ", "-")
        name = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL"}.get(name, name)
        name = {"pmid": "PMID", "pmcid": "PMCID"}.get(name, FORMER.get(name, name))
        if name in NAMES:
            family, _, given = value.partition("||")
            person = {"family": family.strip(), "given": given.strip()}
            result.setdefault(name, []).append(
                person if person["given"] else {"literal": family.strip()}
            )
        elif name in DATES:
            result[name] = {"raw": value.strip()}
        elif name in KNOWN:
            result[name] = value.strip()
    return list(result.items())
