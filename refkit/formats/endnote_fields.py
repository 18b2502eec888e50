"""The fields of an EndNote record to a Work, and a Work to fields.

What has no CSL variable stays in ``Work.custom["endnote"]``, by the names of EndNote's elements,
and is written back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from refkit.formats.endnote_dates import read_date, read_issued, write_date, write_issued
from refkit.formats.endnote_names import read_name, write_name
from refkit.formats.endnote_text import canonical, lines, one_line
from refkit.formats.endnote_types import (
    ARTICLES,
    BOOKS,
    BY_NAME,
    ROLES,
    RefType,
    ref_type,
    roles,
    texts,
    type_to_write,
)
from refkit.model import Work
from refkit.model.work import ATTRIBUTES
from refkit.normalize.dois import parse_doi

Fields = dict[str, list[str]]
"""Names of elements to their texts, tags for styles in them, lines divided by line feeds.

Groups are left out: "title", "authors", "web-urls". The names within ``alt-periodical`` begin with
"alt-". "ref-type" has the name and the number.
"""

LONG: Final = frozenset({"abstract", "notes", "research-notes", "isbn", "keyword", "caption"})
"""Fields of several lines."""

MARKED: Final = frozenset(
    {"title", "secondary-title", "tertiary-title", "alt-title", "short-title", "translated-title"}
    | {"reviewed-item", "abstract", "notes", "research-notes", "full-title", "caption"}
)
"""Fields whose styles are kept as CSL's inline tags."""

_DASHES: Final = re.compile(r"[ ]?[-‐‑‒–—−]+[ ]?")
_PAGE_COUNT: Final = re.compile(r"[ivxlcIVXLC0-9]{1,8}(?:[ ,+]{1,3}[0-9]{1,6})?[^-‐‑‒–—−]{0,30}")
_NUMBER: Final = re.compile(
    r"""
    (?P<issn> [0-9]{4} - [0-9]{3} [0-9Xx] | [0-9]{7} [0-9Xx] )
    | (?P<isbn> (?= (?: [0-9Xx] -? ){10} (?: (?: [0-9] -? ){2} [0-9Xx] )? \Z ) [0-9Xx-]{10,17} )
    """,
    re.VERBOSE,
)
_ISSN_NOTE: Final = re.compile(
    r"[(\[]?(?:print|electronic|online|linking|e?issn:?|e?isbn:?)[)\]]?", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:/?/?[^\s/]|www\.")
_PMID: Final = re.compile(r"[1-9][0-9]{0,7}")
_PMCID: Final = re.compile(r"PMC[0-9]{1,10}")
_MEDLINE: Final = ("", "medline", "pubmed", "nlm")
_NUMBERED_REPORTS: Final = frozenset({"report", "patent", "standard"})
"""Types whose own number stands in ``isbn``, as EndNote's "Report Number" and "Patent Number"."""

_URLS: Final = ("web-urls", "related-urls", "text-urls")


def to_work(fields: Fields) -> Work:
    """The Work of a record; the fields are used up."""
    return _Reading(fields).work


class _Reading:
    """One record on its way to a Work: the fields that are still to be read, and the Work."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        name, number = fields.pop("ref-type", ["", ""])
        kind = ref_type(name, number)
        if kind is None:
            in_journal = "full-title" in fields and "authors" in fields
            kind = BY_NAME["journal article" if in_journal else "generic"]
        self.kind = kind
        self.work = Work(type=kind.type)
        self._key()
        self._names()
        self._titles()
        self._texts()
        self._numbers()
        self._addresses()
        self._dates()
        self._keep(name, number)

    def _take(self, name: str) -> str:
        """Take the first text of a field; "" if it is absent. Further ones stay."""
        values = self.fields.get(name)
        if not values:
            return ""
        if len(values) == 1:
            del self.fields[name]
        else:
            self.fields[name] = values[1:]
        return values[0]

    def _key(self) -> None:
        label = self.fields.get("label", [""])[0]
        # People also keep words of their own there; a key has no blanks.
        if label and (" " not in label or "rec-number" not in self.fields):
            self.work.id = self._take("label")
        else:
            self.work.id = self._take("rec-number")

    def _names(self) -> None:
        variables = roles(self.kind)
        if variables[1] == "collection-editor" and not self.fields.keys() & {*ROLES[:1], ROLES[2]}:
            # Zotero and Mendeley have the editors of a book without authors here.
            variables = (variables[0], "editor", "", variables[3])
        for group, variable in zip(ROLES, variables, strict=True):
            written = self.fields.pop(group, None)
            if written:
                self.work.set(variable, [read_name(name) for name in written])
        if "translated-authors" in self.fields and not self.work.translator:
            written = self.fields.pop("translated-authors")
            self.work.translator = [read_name(name) for name in written]

    def _titles(self) -> None:
        """The names of the journal, which stand in up to four places."""
        work, fields = self.work, self.fields
        if self.kind.name == "Conference Proceedings" and "custom3" in fields:
            work.event_title = self._take("secondary-title")
        if "full-title" not in fields and "abbr-1" not in fields and "alt-title" not in fields:
            return
        journal = fields.get("secondary-title", [""])[0]
        full = fields.get("full-title", [""])[0]
        short = fields.get("abbr-1", [""])[0]
        alternate = fields.get("alt-title", [""])[0]
        in_journal = texts(self.kind).get("secondary-title") == "container-title"
        if in_journal and full and journal in (short, alternate, ""):
            # The title as cited is the abbreviation; the periodical has the whole one.
            if journal:
                work.container_title_short = self._take("secondary-title")
            work.container_title = full
            journal = full
        if full and full == journal:
            self._take("full-title")
        if in_journal and not work.container_title_short and (short or alternate):
            work.container_title_short = short or alternate
        for name in ("abbr-1", "alt-title"):
            if work.container_title_short and work.container_title_short in fields.get(name, ()):
                self._take(name)

    def _texts(self) -> None:
        work, fields = self.work, self.fields
        for name, variable in texts(self.kind).items():
            if name in fields and variable:
                attribute = ATTRIBUTES[variable]
                if not getattr(work, attribute):
                    setattr(work, attribute, self._take(name))
        keywords = fields.pop("keyword", None)
        if keywords:
            words = [word for text in keywords for word in text.split("\n") if word]
            joint = "; " if any("," in word for word in words) else ", "
            work.keyword = joint.join(words)

    def _numbers(self) -> None:
        work, fields = self.work, self.fields
        pages = fields.get("pages", [""])[0]
        if pages and self.kind.type in BOOKS and _PAGE_COUNT.fullmatch(pages):
            work.number_of_pages = self._take("pages")
        elif pages:
            work.page = _DASHES.sub("–", self._take("pages"))
        if self.kind.name == "Journal Article" and work.section:
            # EndNote's "Start Page".
            if not work.page:
                work.page = work.section
            if work.page.partition("–")[0] == work.section:
                work.section = ""
        if "isbn" in fields:
            self._isbn(fields["isbn"][0])
        number = fields.get("accession-num", [""])[0]
        if _PMID.fullmatch(number) and self.kind.type in ARTICLES:
            source = work.source.lower()
            if source == "" or any(name and name in source for name in _MEDLINE):
                work.PMID = self._take("accession-num")
        if _PMCID.fullmatch(fields.get("custom2", [""])[0]):
            work.PMCID = self._take("custom2")

    def _isbn(self, written: str) -> None:
        work = self.work
        numbers: dict[str, list[str]] = {"issn": [], "isbn": []}
        for word in written.replace(",", " ").replace(";", " ").split():
            found = _NUMBER.fullmatch(word)
            if found is not None:
                kind = str(found.lastgroup)
                if word not in numbers[kind]:
                    numbers[kind].append(word)
            elif not _ISSN_NOTE.fullmatch(word):
                break
        else:
            self._take("isbn")
            work.ISSN = ", ".join(numbers["issn"])
            work.ISBN = ", ".join(numbers["isbn"])
            return
        if self.kind.type not in _NUMBERED_REPORTS:
            variable = "ISSN" if self.kind.type in ARTICLES else "ISBN"
            work.set(variable, one_line(self._take("isbn")))
        elif not work.number:
            work.number = one_line(self._take("isbn"))

    def _addresses(self) -> None:
        work, fields = self.work, self.fields
        doi = fields.get("electronic-resource-num", [""])[0]
        if doi:
            bare = doi if doi.startswith("10.") and doi[-1] != "." else parse_doi(doi)
            if bare:
                work.DOI = bare
                self._take("electronic-resource-num")
        for group in _URLS:
            addresses = fields.get(group, ())
            for index, address in enumerate(addresses):
                if _ADDRESS.match(address):
                    work.URL = address
                    rest = [*addresses[:index], *addresses[index + 1 :]]
                    fields[group] = rest
                    if not rest:
                        del fields[group]
                    return

    def _dates(self) -> None:
        work, fields = self.work, self.fields
        year = fields.get("year", [""])[0]
        day = fields.get("pub-dates", [""])[0]
        if year or day:
            work.issued, work.year_suffix, whole = read_issued(year, day)
            self._take("year")
            if whole and day:
                self._take("pub-dates")
        if "access-date" in fields or "custom2" in fields:
            self._accessed()
        for name, variable in (("orig-pub", "original-date"), ("edition", "available-date")):
            written = fields.get(name, [""])[0]
            if written:
                date = read_date(written)
                if date is not None:
                    self._take(name)
                    work.set(variable, date)

    def _accessed(self) -> None:
        fields = self.fields
        name = "access-date"
        if name not in fields and self.kind.name == "Web Page":
            # "Date Cited", with the "Year Cited" beside it.
            name = "custom2"
        written = fields.get(name, [""])[0]
        date = read_date(written) if written else None
        if date is None and written and name == "custom2" and "custom1" in fields:
            date = read_date(f"{written}, {fields['custom1'][0]}")
        if date is None:
            return
        self.work.accessed = date
        self._take(name)
        if name == "custom2" and fields.get("custom1", [""])[0] == str(date.year):
            self._take("custom1")

    def _keep(self, name: str, number: str) -> None:
        own: dict[str, Any] = {}
        if self.kind != _kind_to_write(self.work) or ref_type(name, number) is None:
            own["type"] = [name, number]
        rest = {key: values for key, values in self.fields.items() if any(values)}
        if rest:
            own["fields"] = rest
        if own:
            self.work.custom = {"endnote": own}


def to_fields(work: Work) -> Fields:
    """The fields of a Work; all that EndNote has a place for."""
    kept = work.custom.get("endnote")
    kept = kept if isinstance(kept, dict) else {}
    kind, written_type = _kept_type(work, kept.get("type"))
    fields: Fields = {"ref-type": list(written_type)}

    def put(name: str, values: Iterable[str]) -> None:
        if name in fields:
            return
        clean = _clean_long if name in LONG else _clean_marked if name in MARKED else one_line
        cleaned = [text for text in map(clean, filter(None, values)) if text]
        if cleaned:
            fields[name] = cleaned

    put("label", [work.id])
    for group, variable in zip(ROLES, roles(kind), strict=True):
        put(group, map(write_name, work.get(variable)))
    if kind.name == "Conference Proceedings" and work.event_title:
        put("secondary-title", [work.event_title])
        put("custom3", [work.container_title])
    for name, variable in texts(kind).items():
        if name == "custom3" or not variable:
            continue
        value = getattr(work, ATTRIBUTES[variable])
        if value:
            put(name, [value])
    _put_elsewhere(work, kind, put)
    if texts(kind).get("secondary-title") == "container-title":
        if kind.type in ARTICLES:
            put("full-title", [work.container_title])
        put("abbr-1", [work.container_title_short])
    pages = work.number_of_pages or work.page if kind.type in BOOKS else work.page
    # EndNote shortens and expands ranges of pages, where they have a hyphen.
    put("pages", [pages.replace("–", "-")])
    put("isbn", [_isbn(work, kind)])
    if kind.type in ARTICLES:
        put("accession-num", [work.PMID])
    put("custom2", [work.PMCID])
    put("electronic-resource-num", [work.DOI])
    put("related-urls", [work.URL])
    put("keyword", _keywords(work.keyword))
    if work.issued is not None:
        year, day = write_issued(work.issued, work.year_suffix)
        put("year", [year])
        put("pub-dates", [day])
    dates = (
        ("access-date", work.accessed),
        ("orig-pub", work.original_date),
        ("edition", work.available_date if texts(kind).get("edition") == "" else None),
    )
    for name, date in dates:
        if date is not None:
            put(name, [write_date(date)])
    _put_back(fields, kept.get("fields"), put)
    return fields


def _put_elsewhere(work: Work, kind: RefType, put: Any) -> None:
    """Write what the type has no field for where EndNote's users will look for it."""
    put("authors", map(write_name, work.author))
    put("secondary-title", [work.container_title])
    put("publisher", [work.publisher or work.authority])
    if "publisher-place" not in texts(kind).values():
        put("pub-location", [work.publisher_place])


def _put_back(fields: Fields, kept: object, put: Any) -> None:
    if not isinstance(kept, dict):
        return
    for name, values in kept.items():
        if isinstance(values, list) and name in _KEPT:
            strings = [value for value in values if isinstance(value, str)]
            if name in fields and name in _SEVERAL:
                strings = fields.pop(name) + strings
            put(name, strings)


_SEVERAL: Final = frozenset({*_URLS, "pub-dates"})
_KEPT: Final = frozenset(
    {"rec-number", "label", "translated-authors", "auth-address", "auth-affiliaton"}
    | {"secondary-title", "tertiary-title", "alt-title", "translated-title", "short-title"}
    | {"full-title", "abbr-1", "abbr-2", "abbr-3", "alt-full-title"}
    | {"alt-abbr-1", "alt-abbr-2", "alt-abbr-3", "pages", "volume", "number", "issue"}
    | {"secondary-volume", "secondary-issue", "num-vols", "edition", "section"}
    | {"reprint-edition", "reprint-status", "pub-dates", "copyright-dates", "pub-location"}
    | {"publisher", "orig-pub", "isbn", "accession-num", "call-num", "report-id", "coden"}
    | {"electronic-resource-num", "label", "image", "caption", "notes", "research-notes"}
    | {"work-type", "reviewed-item", "availability", "remote-source", "meeting-place"}
    | {"work-location", "work-extent", "pack-method", "size", "repro-ratio"}
    | {"remote-database-name", "remote-database-provider", "language", "access-date"}
    | {"modified-date", "web-urls", "related-urls", "pdf-urls", "text-urls", "image-urls"}
    | {f"custom{number}" for number in range(1, 9)}
    | {f"misc{number}" for number in range(1, 4)}
)
"""Fields that can be in ``custom``; the names of others would make no file for EndNote."""


def _kind_to_write(work: Work) -> RefType:
    return type_to_write(
        work.type,
        edited=bool(work.editor and not work.author),
        untitled_meeting=bool(work.event_title and not work.container_title),
    )


def _kept_type(work: Work, kept: object) -> tuple[RefType, tuple[str, str]]:
    """The reference type by which a Work is written, and the name and number to write."""
    kind = _kind_to_write(work)
    if isinstance(kept, list) and len(kept) == 2:
        name, number = (one_line(part) if isinstance(part, str) else "" for part in kept)
        own = ref_type(name, number)
        if own is not None and own.type == work.type:
            return own, (name, number)
        if own is None and work.type in ("document", "article-journal"):
            return kind, (name, number)
    return kind, (kind.name, kind.number)


def _isbn(work: Work, kind: RefType) -> str:
    both = [text for text in (work.ISSN, work.ISBN) if text]
    if not both and kind.type in _NUMBERED_REPORTS:
        return ""
    return "\n".join(number for text in both for number in text.split(", "))


def _keywords(text: str) -> list[str]:
    return text.split(";" if ";" in text else ",")


def _clean_long(text: str) -> str:
    return lines(canonical(text))


def _clean_marked(text: str) -> str:
    return one_line(canonical(text))
