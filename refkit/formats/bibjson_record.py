"""One BibJSON record as a Work."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import msgspec

from refkit.formats.values import read_date, read_pages, resolved
from refkit.model import Date, Name, Work
from refkit.model.work import TYPES as CSL_TYPES
from refkit.normalize.names import parse_inverted, parse_name

TYPES: Final[Mapping[str, str]] = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "misc": "document",
    "unpublished": "manuscript",
    "booklet": "pamphlet",
    "proceedings": "book",
    "manual": "book",
    "journal article": "article-journal",
    "journal-article": "article-journal",
    "academicarticle": "article-journal",
    "book section": "chapter",
    "book chapter": "chapter",
    "book-chapter": "chapter",
    "conference paper": "paper-conference",
    "online": "webpage",
}
"""BibJSON's types, which are BibTeX's, and what programs write in their place."""

NOT_WORKS: Final = frozenset({"author", "person", "organization", "journal", "collection"})
"""Types of records in a collection that describe no work."""

TEXT: Final[Mapping[str, str]] = {
    "abstract": "abstract",
    "note": "note",
    "edition": "edition",
    "chapter": "chapter-number",
    "version": "version",
    "source": "source",
}
"""Keys with plain text to CSL variables."""

FIRST: Final[Mapping[str, str]] = {
    "url": "URL",
    "publisher": "publisher",
    "school": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "series": "collection-title",
    "volume": "volume",
    "issue": "issue",
}
"""Keys with text, or an object with a name, to CSL variables, which the first of them fills."""

IDENTIFIERS: Final[Mapping[str, str]] = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pissn": "ISSN",
    "eissn": "ISSN",
    "pmid": "PMID",
    "pubmed": "PMID",
    "pmcid": "PMCID",
    "pmc": "PMCID",
}
"""Types of identifiers to CSL variables."""

NAMES: Final = ("author", "editor", "translator")
_KEYS: Final = ("cid", "citekey", "id", "_id")
_RESOLVER: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s{0,3})", re.IGNORECASE)
_AND: Final = re.compile(r"\s+and\s+|\s*;\s*")
_ARTICLES: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "review"})


class _WrongTypeError(Exception):
    pass


def read_record(record: Mapping[str, Any], faults: list[tuple[str, str]]) -> tuple[Work, str]:
    """The Work of a record.

    Args:
        record: The record, or DOAJ's object around it with the record as "bibjson".
        faults: Takes the key and the reason of each value that could not be read.

    Returns:
        The Work, and why it is none: "" if it is one.
    """
    inner = record.get("bibjson")
    around: dict[str, Any] = {}
    if isinstance(inner, dict):
        around = {key: value for key, value in record.items() if key != "bibjson"}
        named = "id" in around and not any(key in inner for key in _KEYS)
        record = {"id": around["id"], **inner} if named else inner
    reading = _Reading(record, faults)
    work = reading.work()
    kept: dict[str, Any] = {}
    if reading.left:
        kept["fields"] = reading.left
    if around:
        kept["around"] = around
    if kept:
        work.custom = {"bibjson": kept}
    kind = reading.kind.lower()
    if kind in NOT_WORKS and not work.title:
        return work, f"a record of type {kind}, not of a work"
    if not record:
        return work, "an empty record"
    return work, ""


class _Reading:
    """One record on its way to a Work; keys that were read leave ``left``."""

    def __init__(self, record: Mapping[str, Any], faults: list[tuple[str, str]]) -> None:
        self.left = dict(record)
        self.faults = faults
        self.kind = ""
        self.made = Work()

    def work(self) -> Work:
        work = self.made
        for key in _KEYS:
            if not work.id and isinstance(self.left.get(key), (str, int)):
                work.id = str(self.left.pop(key))
        self._take("type", self._type)
        self._take("title", partial(self._put, "title"))
        self._take("journal", self._journal)
        self._take("booktitle", partial(self._put_first, "container-title"))
        self._take("book", partial(self._put_named, "container-title"))
        self._issued()
        for variable in NAMES:
            self._take(variable, partial(self._put_names, variable))
        self._take("identifier", self._identifiers)
        for key in sorted(IDENTIFIERS.keys() & self.left.keys()):
            self._take(key, partial(self._identify, IDENTIFIERS[key]))
        self._take("link", self._links)
        self._take("license", self._license)
        for key, variable in FIRST.items():
            if key in self.left:
                self._take(key, partial(self._put_named, variable))
        self._take("number", self._number)
        self._pages()
        self._take("keywords", self._keywords)
        self._take("keyword", self._keywords)
        self._take("language", self._language)
        for key in TEXT.keys() & self.left.keys():
            self._take(key, partial(self._put, TEXT[key]))
        if not work.type:
            work.type = "article-journal" if work.container_title or work.ISSN else "document"
        return work

    def _take(self, key: str, use: Callable[[Any], None]) -> None:
        value = self.left.get(key)
        if value is None:
            return
        try:
            use(value)
        except _KeptError:
            return
        except _WrongTypeError as wrong:
            self.faults.append((key, str(wrong)))
            return
        self.left.pop(key, None)

    def _put(self, variable: str, value: Any) -> None:
        self.made.set(variable, resolved(_text(value)))

    def _put_names(self, variable: str, value: Any) -> None:
        self.made.set(variable, _names(value))

    def _put_named(self, variable: str, value: Any) -> None:
        self._put_first(variable, _named(value))

    def _put_first(self, variable: str, value: Any) -> None:
        """Set a variable that is still empty; a second value stays where it was."""
        text = resolved(_text(value))
        if self.made.get(variable) in ("", text):
            self.made.set(variable, text)
        else:
            raise _KeptError

    def _type(self, value: Any) -> None:
        self.kind = _text(value).strip()
        kind = self.kind.lower()
        self.made.type = TYPES.get(kind) or (kind if kind in CSL_TYPES else "")
        if not self.made.type and kind not in NOT_WORKS:
            self.made.type = self.kind

    def _journal(self, value: Any) -> None:
        work = self.made
        if not isinstance(value, dict):
            work.container_title = resolved(_text(value))
            return
        rest = dict(value)
        for variable, keys in _JOURNAL.items():
            key = next((key for key in keys if rest.get(key)), "")
            if key:
                work.set(variable, resolved(_text(rest.pop(key))))
        if work.page:
            work.page = read_pages(work.page)
        spoken = rest.get("language")
        if isinstance(spoken, list) and len(spoken) == 1 and isinstance(spoken[0], str):
            # DOAJ writes "EN".
            code = rest.pop("language")[0]
            work.language = code.lower() if len(code) == 2 else code
        if "identifier" in rest:
            others = [
                entry
                for entry in _entries(rest.pop("identifier"))
                if not self._identified(entry, ("ISSN",))
            ]
            if others:
                rest["identifier"] = others
        if rest:
            self.left["journal"] = rest
            raise _KeptError

    def _identifiers(self, value: Any) -> None:
        others = [entry for entry in _entries(value) if not self._identified(entry)]
        if others:
            self.left["identifier"] = others
            raise _KeptError

    def _identified(self, entry: Mapping[str, Any], only: tuple[str, ...] = ()) -> bool:
        variable = IDENTIFIERS.get(str(entry.get("type", "")).lower().replace("-", ""), "")
        value = entry.get("id") or entry.get("canonical")
        if not variable or (only and variable not in only) or not isinstance(value, (str, int)):
            return False
        if entry.keys() - {"type", "id", "canonical", "url"}:
            return False
        self._identify(variable, value)
        return True

    def _identify(self, variable: str, written: Any) -> None:
        value = _text(written).strip()
        if variable == "DOI":
            value = _RESOLVER.sub("", value, count=1)
        present = self.made.get(variable)
        if not present:
            self.made.set(variable, value)
        elif variable in ("ISSN", "ISBN") and value not in present.split(", "):
            self.made.set(variable, f"{present}, {value}")

    def _links(self, value: Any) -> None:
        links = _entries(value, "url")
        if links and isinstance(links[0].get("url"), str):
            self.made.URL = links[0]["url"]
            if links[0].keys() == {"url"}:
                links = links[1:]
        if links:
            self.left["link"] = links
            raise _KeptError

    def _license(self, value: Any) -> None:
        licenses = _entries(value, "type")
        first = licenses[0] if licenses else {}
        text = first.get("url") or first.get("type") or first.get("title")
        self.made.license = _text(text) if text else ""
        if len(licenses) > 1 or len(first) > 1:
            self.left["license"] = licenses
            raise _KeptError

    def _number(self, value: Any) -> None:
        if self.made.type in _ARTICLES and not self.made.issue:
            self.made.issue = _text(value)
        else:
            self.made.number = _text(value)

    def _pages(self) -> None:
        work = self.made
        if not work.page:
            self._take("pages", partial(self._put, "page"))
            work.page = read_pages(work.page)
        if not work.page and self.left.get("start_page"):
            ends: dict[str, str] = {}
            for key in ("start_page", "end_page"):
                self._take(key, partial(_note, ends, key))
            work.page = read_pages("-".join(filter(None, dict.fromkeys(ends.values()))))

    def _issued(self) -> None:
        parts: dict[str, str] = {}
        for key in ("year", "month", "day", "date"):
            self._take(key, partial(_note, parts, key))
        self.made.issued = _issued(parts)

    def _keywords(self, value: Any) -> None:
        words = value if isinstance(value, list) else [value]
        text = "; ".join(resolved(_text(word)) for word in words)
        self._put_first("keyword", text)

    def _language(self, value: Any) -> None:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        self.made.language = _text(value)


class _KeptError(_WrongTypeError):
    """A value of which something is left, which is no fault."""


_JOURNAL: Final[Mapping[str, tuple[str, ...]]] = {
    "container-title": ("name", "title"),
    "container-title-short": ("shortcode", "abbreviation"),
    "volume": ("volume",),
    "issue": ("issue", "number"),
    "page": ("pages",),
    "publisher": ("publisher",),
}
"""CSL variables to the keys of a journal, the better one first."""


def _note(parts: dict[str, str], key: str, value: Any) -> None:
    parts[key] = _text(value).strip()


def _kind(value: Any) -> str:
    names = {list: "a list", dict: "an object", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    raise _WrongTypeError(f"must be text, not {_kind(value)}")


def _named(value: Any) -> Any:
    """The name of what may be an object with one, such as a publisher."""
    if isinstance(value, dict):
        if value.keys() - {"name", "title"}:
            raise _KeptError
        return value.get("name") or value.get("title")
    return value


def _entries(value: Any, plain: str = "id") -> list[dict[str, Any]]:
    """The objects of a list; one object, or text in place of one, is a list of one."""
    entries = []
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            entries.append(entry)
        else:
            entries.append({plain: _text(entry)})
    return entries


def _names(value: Any) -> list[Name]:
    if isinstance(value, str):
        value = [part for part in _AND.split(value) if part]
    names = []
    for entry in value if isinstance(value, list) else [value]:
        name = _name(entry)
        if name is not None:
            names.append(name)
    return names


def _name(entry: Any) -> Name | None:
    if not isinstance(entry, dict):
        text = resolved(_text(entry))
        return parse_name(text) if text.strip() else None
    extra = dict(entry)
    parts = {}
    for part, keys in _NAME_KEYS.items():
        key = next((key for key in keys if isinstance(extra.get(key), str) and extra[key]), "")
        parts[part] = resolved(extra.pop(key)) if key else ""
    for key in ("orcid", "orcid_id", "ORCID"):
        if isinstance(extra.get(key), str):
            extra["ORCID"] = extra.pop(key)
    if isinstance(extra.get("affiliation"), str):
        extra["affiliation"] = [{"name": extra["affiliation"]}]
    if parts["family"]:
        name = parse_inverted(parts["family"], parts["given"])
    else:
        name = parse_name(parts["name"] or parts["given"])
    if extra:
        name = msgspec.structs.replace(name, extra=extra)
    return name if name != Name() else None


_NAME_KEYS: Final = {
    "family": ("lastname", "last_name", "lastName", "family"),
    "given": ("firstname", "first_name", "firstName", "given"),
    "name": ("name",),
}


def _issued(parts: Mapping[str, str]) -> Date | None:
    year, month, day = (parts.get(part, "") for part in ("year", "month", "day"))
    if not year:
        return read_date(parts.get("date", ""))
    if month.isdigit() or not month:
        numbers = [year, *([month] if month else []), *([day] if month and day else [])]
        date = read_date("-".join(numbers))
    else:
        date = read_date(" ".join(filter(None, (year, month, day))))
    return date if date is not None and date.date_parts else read_date(year)
