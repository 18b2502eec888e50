"""A .bib entry to a Work."""

from __future__ import annotations

import re
from typing import Any, Final

from refkit.formats.bibtex_blocks import MONTHS, RawEntry
from refkit.formats.bibtex_fields import (
    ADDRESS,
    ARTICLES,
    BLANK_LINE,
    DASHES,
    DATES,
    DROPPED,
    GENRES,
    KNOWN,
    LONG,
    NAMES,
    PARTS_OF_SERIES,
    TEXT,
    VERBATIM,
    WITH_MARKUP,
    one_line,
)
from refkit.formats.bibtex_keys import is_key
from refkit.formats.bibtex_names import read_names
from refkit.formats.bibtex_types import is_preprint, read_type, write_type
from refkit.model import Date, Work
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from refkit.normalize.dates import parse_date
from refkit.normalize.dois import parse_doi
from refkit.normalize.edtf import from_edtf
from refkit.normalize.latex import latex_to_unicode, plain_url


def to_work(entry: RawEntry) -> Work:
    """The Work of an entry; what CSL cannot say is in ``custom["bibtex"]``."""
    return _Reading(entry).work


class _Reading:
    """One entry on its way to a Work: the fields that are still to be read, and the Work."""

    def __init__(self, entry: RawEntry) -> None:
        self.entry = entry
        self.fields = {name: value for name, value in entry.fields.items() if name not in DROPPED}
        kind = read_type(entry.type, self.fields)
        self.work = Work(id=entry.key, type=kind)
        if not is_key(entry.key):
            # As an id alone it would not be kept for a key: "1234".
            self.work.citation_key = entry.key
        if self.fields.get("entrysubtype", "").strip().lower() == kind:
            del self.fields["entrysubtype"]
        self._names()
        self._titles()
        self._address()
        self._numbers()
        self._texts()
        self._dates()
        self._others()

    def _take(self, name: str, variable: str) -> str:
        """Take a field and decode it; "" if it is absent or empty."""
        return _decode(self.fields.pop(name, ""), variable)

    def _names(self) -> None:
        for variable in NAME_VARIABLES:
            written = self.fields.pop(NAMES.get(variable, variable), "")
            if written:
                self.work.set(variable, read_names(written))

    def _titles(self) -> None:
        title = self._take("title", "title")
        self.work.title = _with_subtitle(title, self._take("subtitle", "title"))
        if "booktitle" in self.fields and "booksubtitle" in self.fields:
            whole = _with_subtitle(self.fields["booktitle"], self.fields.pop("booksubtitle"))
            self.fields["booktitle"] = whole

    def _address(self) -> None:
        work = self.work
        work.DOI = _bare_doi(plain_url(self.fields.pop("doi", "").strip()))
        url = self.fields.pop("url", "").strip()
        work.URL = latex_to_unicode(url) if url.startswith("\\") else plain_url(url)
        told = latex_to_unicode(self.fields.get("howpublished", "")).strip()
        address = ADDRESS.search(told)
        if address is not None and work.URL in ("", told):
            work.URL = address[0]
            if address[0] == told:
                del self.fields["howpublished"]
        for variable, name in VERBATIM.items():
            work.set(variable, latex_to_unicode(self.fields.pop(name, "")).strip())
        kind = (self.fields.get("eprinttype") or self.fields.get("archiveprefix", "")).lower()
        if kind == "arxiv" and is_preprint(self.entry.fields) and "number" not in self.fields:
            work.number = "arXiv:" + re.sub(r"(?i)^arxiv:", "", self.fields.pop("eprint").strip())
            for name in ("eprinttype", "archiveprefix"):
                self.fields.pop(name, "")
            if not any(name in self.fields for name in TEXT["publisher"]):
                work.publisher = "arXiv"
        elif kind in ("pubmed", "pmid") and not work.PMID:
            work.PMID = self.fields.pop("eprint", "").strip()
            for name in ("eprinttype", "archiveprefix"):
                self.fields.pop(name, "")

    def _numbers(self) -> None:
        work = self.work
        work.page = DASHES.sub("–", self._take("pages", "page"))
        number = self._take("number", "number")
        if work.type in ARTICLES:
            work.issue = number or self._take("issue", "issue")
            work.number = self._take("eid", "number")
        elif work.type in PARTS_OF_SERIES:
            work.collection_number = number
            work.number = self._take("eid", "number")
        elif number:
            work.number = number

    def _texts(self) -> None:
        booklike = self.entry.type not in ("article", "suppperiodical")
        for variable, names in TEXT.items():
            if booklike and variable == "container-title":
                names = ("booktitle", *names[:2])
            for name in names:
                if name in self.fields and not self.work.get(variable):
                    if name == "howpublished" and ADDRESS.search(
                        latex_to_unicode(self.fields[name])
                    ):
                        continue
                    self.work.set(variable, self._take(name, variable))
        work = self.work
        if work.type == "thesis" and not work.genre:
            work.genre = GENRES.get(self.entry.type, "")
        work.genre = GENRES.get(work.genre, work.genre)

    def _dates(self) -> None:
        work = self.work
        written = self.fields.get("date", "").strip()
        issued = _edtf(written)
        if issued is None and "year" not in self.fields and written:
            parsed = parse_date(latex_to_unicode(written))
            issued = parsed.date if parsed else None
        if issued is not None:
            work.issued = issued
            for name in ("date", "year", "month", "day"):
                self.fields.pop(name, "")
        elif "year" in self.fields:
            self._year()
        for variable, names in DATES.items():
            for name in names:
                if name in self.fields and work.get(variable) is None:
                    work.set(variable, _date(latex_to_unicode(self.fields.pop(name)).strip()))

    def _year(self) -> None:
        work = self.work
        year = self._take("year", "issued")
        month = self.fields.get("month", "")
        day = self.fields.get("day", "").strip()
        if year.isascii() and year.isdigit() and 0 < int(year) < 10000:
            parts = [int(year)]
            number = _month_number(month)
            if number:
                parts.append(number)
                if day.isascii() and day.isdigit() and 1 <= int(day) <= 31:
                    parts.append(int(self.fields.pop("day")))
            elif month:
                words = parse_date(f"{year}, {_decode(month, 'issued')}")
                if words is not None and words.date is not None and words.date.year == int(year):
                    self.fields.pop("month")
                    work.issued = words.date
                    return
            if number:
                self.fields.pop("month")
            work.issued = Date(date_parts=(tuple(parts),))
            return
        written = parse_date(year)
        if written is None or written.date is None:
            work.issued = Date(literal=year) if year else None
            return
        work.issued = written.date
        work.year_suffix = written.suffix
        if written.original is not None:
            work.original_date = written.original

    def _others(self) -> None:
        work = self.work
        for name in list(self.fields):
            variable = KNOWN.get(name, "")
            if variable in TEXT_VARIABLES and not work.get(variable):
                work.set(variable, self._take(name, variable))
            elif variable in DATE_VARIABLES and work.get(variable) is None:
                work.set(variable, _date(latex_to_unicode(self.fields.pop(name)).strip()))
        own: dict[str, Any] = {}
        if write_type(work) != self.entry.type:
            own["type"] = self.entry.type
        rest = {name: value for name, value in self.fields.items() if value.strip()}
        if rest:
            own["fields"] = rest
        if own:
            work.custom = {"bibtex": own}


def _decode(value: str, variable: str) -> str:
    if not value:
        return ""
    markup = variable in WITH_MARKUP
    paragraphs = BLANK_LINE.split(value.strip()) if variable in LONG else [value]
    return "\n\n".join(
        one_line(latex_to_unicode(one_line(paragraph), markup=markup)) for paragraph in paragraphs
    )


def _with_subtitle(title: str, subtitle: str) -> str:
    if not subtitle or not title:
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in "?!:." else f"{title}: {subtitle}"


def _bare_doi(text: str) -> str:
    """A DOI without "https://doi.org/" or "doi:" before it; what is no DOI stays as written."""
    if text[:3] == "10." and not text.endswith("."):
        return text
    return parse_doi(text) or text


def _edtf(text: str) -> Date | None:
    if not text:
        return None
    try:
        return from_edtf(text)
    except ValueError:
        return None


def _date(text: str) -> Date | None:
    if not text:
        return None
    date = _edtf(text)
    if date is None:
        words = parse_date(text)
        date = words.date if words else None
    return date or Date(literal=text)


def _month_number(text: str) -> int:
    """1–12 for "mar", "March", "3", "03"; 0 for anything else."""
    month = text.strip(" {}.").lower()
    if month.isascii() and month.isdigit():
        return int(month) if 1 <= int(month) <= 12 else 0
    if month[:3] in MONTHS and (month in MONTHS or month in _ENGLISH_MONTHS):
        return MONTHS.index(month[:3]) + 1
    return 0


_ENGLISH_MONTHS: Final = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "sept"}
)
