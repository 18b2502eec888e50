"""A .bib entry to a Work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from refkit.formats.bibtex_carried import CARRIER, with_field
from refkit.formats.bibtex_entries import MONTHS, RawEntry
from refkit.formats.bibtex_fields import (
    ADDRESS,
    ARTICLES,
    BLANK_LINE,
    CONTAINED,
    DATES,
    DROPPED,
    EDITOR_ROLES,
    EPRINTS,
    GENRES,
    KNOWN,
    LONG,
    NAMES,
    PARTS_OF_SERIES,
    TEXT,
    UNDATED,
    VERBATIM,
    WITH_MARKUP,
    WITH_VOLUME_TITLE,
    one_line,
    ranged,
)
from refkit.formats.bibtex_keys import citation_keys, is_key
from refkit.formats.bibtex_languages import language_code
from refkit.formats.bibtex_names import read_names
from refkit.formats.bibtex_sorting import sorting_key
from refkit.formats.bibtex_types import (
    classic_type,
    is_preprint,
    read_type,
    write_biblatex_type,
    write_type,
)
from refkit.formats.loaded import Problem
from refkit.model import Date, Work
from refkit.model.work import ATTRIBUTES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from refkit.normalize.dates import parse_date
from refkit.normalize.dois import parse_doi
from refkit.normalize.edtf import from_edtf
from refkit.normalize.identifiers import parse_arxiv
from refkit.normalize.latex import latex_to_unicode, plain_url

_NAME_FIELDS: Final = {NAMES.get(variable, variable): variable for variable in NAME_VARIABLES}
_TEXT_FIELDS: Final = {
    name: (variable, rank) for variable, names in TEXT.items() for rank, name in enumerate(names)
}
"""Fields to the variable that they hold, and how good a place for it they are, from 0."""
_DATE_FIELDS: Final = {name: variable for variable, names in DATES.items() for name in names}
_EDITORS: Final = ("editor", "editora", "editorb", "editorc")
_YEAR: Final = re.compile(r"[12][0-9]{3}(?=[^0-9]|[01][0-9][0-3][0-9]\Z)")
_PROCEEDINGS: Final = frozenset({"inproceedings", "conference", "proceedings"})
_PERIODICALS: Final = frozenset({"article", "suppperiodical"})


def to_works(entries: Sequence[RawEntry]) -> tuple[list[Work], list[Problem]]:
    """The Works of a file's entries, each with a key of its own, as other formats need it.

    Args:
        entries: The entries in order.

    Returns:
        The Works, and what is doubtful: a key that is missing or used before, a date that is none.
    """
    works = []
    problems: list[Problem] = []
    for entry in entries:
        reading = _Reading(entry)
        works.append(reading.work)
        problems += reading.problems
    lines: dict[str, int] = {}
    doubtful = []
    for index, entry in enumerate(entries):
        if not entry.key or entry.key.lower() in lines:
            doubtful.append(index)
        else:
            lines[entry.key.lower()] = entry.line
    keys = citation_keys(works) if doubtful else []
    for index in doubtful:
        entry, key = entries[index], keys[index]
        works[index].id, works[index].citation_key = key, "" if is_key(key) else key
        reason = f"the entry has no citation key; it is read as '{key}'"
        if entry.key:
            first = lines[entry.key.lower()]
            reason = f"the citation key is used before, on line {first}; it is read as '{key}'"
        problems.append(Problem(entry.line, reason, entry.key))
    return works, problems


def to_work(entry: RawEntry) -> Work:
    """The Work of an entry; what CSL cannot say is in ``custom["bibtex"]``."""
    return _Reading(entry).work


class _Reading:
    """One entry on its way to a Work: the fields that are still to be read, and the Work."""

    def __init__(self, entry: RawEntry) -> None:
        self.entry = entry
        self.problems: list[Problem] = []
        self.fields = {
            name: value
            for name, value in entry.fields.items()
            if value and not value.isspace() and name not in DROPPED
        }
        fields = self.fields
        carried = fields.pop(CARRIER, "")
        kind = read_type(entry.type, fields)
        self.work = Work(id=entry.key, type=kind)
        if not is_key(entry.key):
            # As an id alone it would not be kept for a key: "1234".
            self.work.citation_key = entry.key
        if fields.get("entrysubtype", "").strip().lower() == kind:
            del fields["entrysubtype"]
            if entry.type == "misc" and kind in CONTAINED and "howpublished" in fields:
                # What such a work is part of: all that @misc prints of it, see bibtex_writing.
                fields.setdefault("booktitle", fields.pop("howpublished"))
        self._names()
        self._titles()
        self._address()
        if "eprint" in fields:
            self._eprint(fields["eprint"].strip())
        self._numbers()
        self._texts()
        self._dates()
        self._others()
        if carried:
            self.work = with_field(self.work, carried)
            self._in_the_order_of_the_entry()

    def _in_the_order_of_the_entry(self) -> None:
        """Bring fields without a variable, which are carried in the order of letters, to theirs."""
        own = self.work.custom.get("bibtex")
        kept = own.get("fields") if isinstance(own, dict) else None
        if isinstance(own, dict) and isinstance(kept, dict):
            order = [name for name in self.entry.fields if name in kept]
            own["fields"] = {name: kept[name] for name in dict.fromkeys((*order, *kept))}

    def _take(self, name: str, variable: str) -> str:
        """Take a field and decode it; "" if it is absent or empty."""
        value = self.fields.pop(name, "")
        return _decode(value, variable) if value else ""

    def _names(self) -> None:
        fields, work = self.fields, self.work
        if any(editor in fields for editor in _EDITORS[1:]) or "editortype" in fields:
            self._editors()
        for name in list(fields):
            variable = _NAME_FIELDS.get(name)
            if variable and not work.get(variable):
                work.set(variable, read_names(fields.pop(name)))

    def _editors(self) -> None:
        """Editors whose role has a variable of its own."""
        for name in _EDITORS:
            told = self.fields.get(name + "type", "").strip().lower()
            role = EDITOR_ROLES.get(told or "editor" if name in self.fields else "", "")
            if role and not self.work.get(role):
                if role == "editor" and name != "editor" and "editor" in self.fields:
                    continue
                self.work.set(role, read_names(self.fields.pop(name)))
                self.fields.pop(name + "type", "")

    def _titles(self) -> None:
        fields, work = self.fields, self.work
        title = self._take("title", "title")
        if "subtitle" in fields:
            title = _with_subtitle(title, self._take("subtitle", "title"))
        work.title = title
        if "booktitle" in fields and "booksubtitle" in fields:
            whole = _with_subtitle(fields["booktitle"], fields.pop("booksubtitle"))
            fields["booktitle"] = whole
        if "maintitle" not in fields:
            return
        main = _with_subtitle(self._take("maintitle", "title"), self._take("mainsubtitle", "title"))
        if work.type in WITH_VOLUME_TITLE:
            work.title, work.volume_title = main, title
        elif "booktitle" in fields:
            work.volume_title = self._take("booktitle", "volume-title")
            work.container_title = main
        else:
            work.container_title = main

    def _address(self) -> None:
        work, fields = self.work, self.fields
        if "doi" in fields:
            work.DOI = _bare_doi(plain_url(fields.pop("doi").strip()))
        if "url" in fields:
            url = fields.pop("url").strip()
            work.URL = latex_to_unicode(url) if url.startswith("\\") else plain_url(url)
        for name in ("howpublished", "note"):
            if name not in fields or "//" not in fields[name]:
                continue
            told = latex_to_unicode(fields[name]).strip()
            address = ADDRESS.search(told)
            if address is None or work.URL not in ("", told):
                continue
            if address[0] == told:
                work.URL = told
                del fields[name]
            elif name == "howpublished":
                work.URL = address[0]
        for variable, name in VERBATIM.items():
            if name in fields:
                work.set(variable, latex_to_unicode(fields.pop(name)).strip())

    def _eprint(self, eprint: str) -> None:
        """Take the identifier of an archive where CSL has a place for it."""
        work, fields = self.work, self.fields
        kind = (fields.get("eprinttype") or fields.get("archiveprefix", "")).strip().lower()
        bare = re.sub(r"(?i)\Aarxiv:\s?", "", eprint)
        is_arxiv = kind == "arxiv" or (not kind and parse_arxiv(eprint) == bare)
        variable = EPRINTS.get(kind, "")
        if is_arxiv and is_preprint(self.entry.fields) and "number" not in fields:
            work.number = "arXiv:" + bare
            if not any(name in fields for name in TEXT["publisher"]):
                work.publisher = "arXiv"
        elif variable and not work.get(variable):
            work.set(variable, eprint)
        else:
            return
        for name in ("eprint", "eprinttype", "archiveprefix"):
            fields.pop(name, "")

    def _numbers(self) -> None:
        work, fields = self.work, self.fields
        if "pages" in fields:
            work.page = ranged(self._take("pages", "page"))
        number = self._take("number", "number")
        if work.type in ARTICLES:
            work.issue = number or self._take("issue", "issue")
            work.number = work.number or self._take("eid", "number")
        elif work.type in PARTS_OF_SERIES:
            work.collection_number = number
            work.number = work.number or self._take("eid", "number")
        elif number:
            work.number = number

    def _texts(self) -> None:
        fields, work = self.fields, self.work
        booklike = self.entry.type not in _PERIODICALS
        if self.entry.type in _PROCEEDINGS and "address" in fields and "location" in fields:
            # As ACM exports it: the publisher's address, the conference's location.
            fields.setdefault("venue", fields.pop("location"))
        best: dict[str, tuple[int, str]] = {}
        for name in fields:
            place = _TEXT_FIELDS.get(name)
            if place is None:
                continue
            variable, rank = place
            if name == "booktitle" and booklike:
                rank = -1
            if name == "howpublished" and _has_address(fields[name]):
                continue
            if variable not in best or rank < best[variable][0]:
                best[variable] = (rank, name)
        for variable, (_, name) in best.items():
            attribute = ATTRIBUTES[variable]
            if not getattr(work, attribute):
                value = self._take(name, variable)
                setattr(work, attribute, language_code(value) if variable == "language" else value)
        if "langid" in fields and language_code(fields["langid"]) == work.language:
            del fields["langid"]
        if work.type == "thesis" and not work.genre:
            work.genre = GENRES.get(self.entry.type, "")
        work.genre = GENRES.get(work.genre, work.genre)

    def _dates(self) -> None:
        fields, work = self.fields, self.work
        if "date" in fields:
            self._date()
        if work.issued is None and "year" in fields:
            self._year()
        for name in list(fields):
            variable = _DATE_FIELDS.get(name)
            if variable and work.get(variable) is None:
                work.set(variable, _date(latex_to_unicode(fields.pop(name)).strip()))

    def _date(self) -> None:
        fields = self.fields
        written = fields["date"].strip()
        issued = _edtf(written)
        if issued is None:
            words = parse_date(latex_to_unicode(written))
            issued = words.date if words else None
            if words is None:
                self._tell("date", f"'{written}' is no date; it is kept as it is")
                begun = _YEAR.match(written)
                if begun and "year" not in fields:
                    self.work.issued = Date(date_parts=((int(begun[0]),),))
        if issued is None or ("year" in fields and not issued.date_parts):
            return
        self.work.issued = issued
        year = fields.get("year", "").strip()
        if _is_number(year) and int(year) != issued.year:
            self._tell("year", f"the year {year} is not that of the date, {written}", year)
        for name in ("date", "year", "month", "day"):
            fields.pop(name, "")

    def _year(self) -> None:
        work, fields = self.work, self.fields
        year = _decode(fields["year"], "issued")
        month = fields.get("month", "")
        if _is_number(year) and int(year) > 0:
            del fields["year"]
            parts = [int(year)]
            if month:
                number = _month_number(month)
                day = fields.get("day", "").strip()
                if number:
                    parts.append(number)
                    del fields["month"]
                    if _is_number(day) and 1 <= int(day) <= 31:
                        parts.append(int(fields.pop("day")))
                else:
                    words = parse_date(f"{year}, {_decode(month, 'issued')}")
                    if words and words.date and words.date.year == int(year):
                        del fields["month"]
                        work.issued = words.date
                        return
            work.issued = Date(date_parts=(tuple(parts),))
            return
        written = parse_date(year)
        if written is not None and written.status == "n.d.":
            if year == UNDATED:
                # What is written where styles ask for a year and there is none.
                del fields["year"]
            return
        del fields["year"]
        if written is None or written.date is None:
            if year:  # else nothing but braces
                work.issued = _edtf(year) or Date(literal=year)
            return
        work.issued = written.date
        work.year_suffix = written.suffix
        if written.original is not None:
            work.original_date = written.original

    def _sorting_key_says_no_more(self) -> bool:
        """Whether the field ``key`` is what styles ask for and the Work says anyway."""
        words = latex_to_unicode(self.fields["key"], markup=True)
        return words == sorting_key(self.work, self.entry.key)

    def _is_written_type(self) -> bool:
        """Whether the entry type is one that the Work gets when it is written."""
        kind, work = self.entry.type, self.work
        return kind in (classic_type(work), write_type(work), write_biblatex_type(work))

    def _tell(self, field: str, reason: str, raw: str = "") -> None:
        self.problems.append(Problem(self.entry.line, reason, self.entry.key, field, raw))

    def _others(self) -> None:
        work, fields = self.work, self.fields
        for name in list(fields):
            variable = KNOWN.get(name, "")
            if variable in TEXT_VARIABLES and not work.get(variable):
                work.set(variable, self._take(name, variable))
            elif variable in DATE_VARIABLES and work.get(variable) is None:
                work.set(variable, _date(latex_to_unicode(fields.pop(name)).strip()))
        own: dict[str, Any] = {}
        if not self._is_written_type():
            own["type"] = self.entry.type
        if "key" in fields and self._sorting_key_says_no_more():
            del fields["key"]
        if fields:
            own["fields"] = fields
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


def _has_address(value: str) -> bool:
    return "//" in value and ADDRESS.search(latex_to_unicode(value)) is not None


def _with_subtitle(title: str, subtitle: str) -> str:
    if not subtitle or not title:
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in "?!:." else f"{title}: {subtitle}"


def _bare_doi(text: str) -> str:
    """A DOI without "https://doi.org/" or "doi:" before it; what is no DOI stays as written."""
    if text[:3] == "10." and not text.endswith("."):
        return text
    doi = parse_doi(text)
    # Of two DOIs in one field none may go: "10.1037/a, 10.1037/b".
    return text if not doi or text.count("10.") > 1 + doi.count("10.", 1) else doi


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


def _is_number(text: str) -> bool:
    return len(text) < 5 and text.isascii() and text.isdigit()


def _month_number(text: str) -> int:
    """1–12 for "mar", "March", "3", "03"; 0 for anything else."""
    month = text.strip(" {}.").lower()
    if _is_number(month):
        return int(month) if 1 <= int(month) <= 12 else 0
    if month[:3] in MONTHS and (month in MONTHS or month in _ENGLISH_MONTHS):
        return MONTHS.index(month[:3]) + 1
    return 0


_ENGLISH_MONTHS: Final = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "sept"}
)
