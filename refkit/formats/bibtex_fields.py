"""The fields of a .bib entry and the variables of a Work: one to the other and back.

The fields are those of btxdoc (https://ctan.org/pkg/bibtex), section 3.2, and of the biblatex
manual, section 2.2. What has no CSL variable stays in ``Work.custom["bibtex"]`` as it was
written. A CSL variable for which BibTeX has no field goes into a field of its CSL name, which
styles pass over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from refkit.formats.bibtex_blocks import MONTHS, RawEntry
from refkit.formats.bibtex_keys import is_key
from refkit.formats.bibtex_names import read_names, write_names
from refkit.formats.bibtex_titles import CLOSE, OPEN, protect
from refkit.formats.bibtex_types import is_preprint, read_type, write_type
from refkit.model import Date, Work
from refkit.model.work import ATTRIBUTES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from refkit.normalize.dates import parse_date
from refkit.normalize.dois import parse_doi
from refkit.normalize.edtf import from_edtf, to_edtf
from refkit.normalize.latex import latex_to_unicode, plain_url, unicode_to_latex

_ARTICLES: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""Types whose ``number`` is the issue."""

_PARTS_OF_SERIES: Final = frozenset(
    {"book", "chapter", "paper-conference", "thesis", "classic", "collection", "periodical"}
    | {"entry", "entry-dictionary", "entry-encyclopedia"}
)
"""Types whose ``number`` is that in the series."""

_TEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "title-short": ("shorttitle",),
    "original-title": ("origtitle",),
    "container-title": ("journaltitle", "journal", "booktitle"),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "volume": ("volume",),
    "edition": ("edition",),
    "chapter-number": ("chapter",),
    "part-number": ("part",),
    "number-of-pages": ("pagetotal", "numpages"),
    "number-of-volumes": ("volumes",),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "publisher-place": ("location", "address"),
    "event-place": ("venue",),
    "event-title": ("eventtitle",),
    "genre": ("type",),
    "version": ("version",),
    "status": ("pubstate",),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "abstract": ("abstract",),
    "annote": ("annote", "annotation"),
    "keyword": ("keywords", "keyword"),
    "language": ("language", "langid"),
    "note": ("note",),
}
"""CSL variables to the fields that hold them, the better one first."""

_VERBATIM: Final = {"ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid"}
_DATES: Final = {
    "accessed": ("urldate",),
    "original-date": ("origdate", "origyear"),
    "event-date": ("eventdate",),
}
_NAMES: Final = {"container-author": "bookauthor"}
_LONG: Final = ("abstract", "annote", "note")
_WITH_MARKUP: Final = frozenset(
    {"title", "title-short", "original-title", "container-title", "collection-title"}
    | {"volume-title", "part-title", "reviewed-title", "event-title", *_LONG}
)
_GENRES: Final = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""What BibTeX styles print for entry types, and biblatex for its keys in ``type``."""

_NOT_FIELDS: Final = frozenset({"id", "type", "custom", "categories", "citation-key"})

_DROPPED: Final = frozenset({"crossref", "xdata"})
"""Links whose fields have been inherited: the entry stands for itself now."""

_BLANK_LINE: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SPACES: Final = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_DASHES: Final = re.compile(r"[ ]?[-‐‑‒–—−]+[ ]?")
_ADDRESS: Final = re.compile(r"https?://[^\s<>{}]+(?<![.,;:)])")
_KNOWN: Final = {variable.lower(): variable for variable in ATTRIBUTES}


def to_work(entry: RawEntry) -> Work:
    """The Work of an entry; what CSL cannot say is in ``custom["bibtex"]``."""
    return _Reading(entry).work


class _Reading:
    """One entry on its way to a Work: the fields that are still to be read, and the Work."""

    def __init__(self, entry: RawEntry) -> None:
        self.entry = entry
        self.fields = {name: value for name, value in entry.fields.items() if name not in _DROPPED}
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
            written = self.fields.pop(_NAMES.get(variable, variable), "")
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
        address = _ADDRESS.search(told)
        if address is not None and work.URL in ("", told):
            work.URL = address[0]
            if address[0] == told:
                del self.fields["howpublished"]
        for variable, name in _VERBATIM.items():
            work.set(variable, latex_to_unicode(self.fields.pop(name, "")).strip())
        kind = (self.fields.get("eprinttype") or self.fields.get("archiveprefix", "")).lower()
        if kind == "arxiv" and is_preprint(self.entry.fields) and "number" not in self.fields:
            work.number = "arXiv:" + re.sub(r"(?i)^arxiv:", "", self.fields.pop("eprint").strip())
            for name in ("eprinttype", "archiveprefix"):
                self.fields.pop(name, "")
            if not any(name in self.fields for name in _TEXT["publisher"]):
                work.publisher = "arXiv"
        elif kind in ("pubmed", "pmid") and not work.PMID:
            work.PMID = self.fields.pop("eprint", "").strip()
            for name in ("eprinttype", "archiveprefix"):
                self.fields.pop(name, "")

    def _numbers(self) -> None:
        work = self.work
        work.page = _DASHES.sub("–", self._take("pages", "page"))
        number = self._take("number", "number")
        if work.type in _ARTICLES:
            work.issue = number or self._take("issue", "issue")
            work.number = self._take("eid", "number")
        elif work.type in _PARTS_OF_SERIES:
            work.collection_number = number
            work.number = self._take("eid", "number")
        elif number:
            work.number = number

    def _texts(self) -> None:
        booklike = self.entry.type not in ("article", "suppperiodical")
        for variable, names in _TEXT.items():
            if booklike and variable == "container-title":
                names = ("booktitle", *names[:2])
            for name in names:
                if name in self.fields and not self.work.get(variable):
                    if name == "howpublished" and _ADDRESS.search(
                        latex_to_unicode(self.fields[name])
                    ):
                        continue
                    self.work.set(variable, self._take(name, variable))
        work = self.work
        if work.type == "thesis" and not work.genre:
            work.genre = _GENRES.get(self.entry.type, "")
        work.genre = _GENRES.get(work.genre, work.genre)

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
        for variable, names in _DATES.items():
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
            variable = _KNOWN.get(name, "")
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
    markup = variable in _WITH_MARKUP
    paragraphs = _BLANK_LINE.split(value.strip()) if variable in _LONG else [value]
    return "\n\n".join(
        _one_line(latex_to_unicode(_one_line(paragraph), markup=markup)) for paragraph in paragraphs
    )


def _one_line(value: str) -> str:
    # Not split(): a no-break space is a character like others.
    return _SPACES.sub(" ", value).strip(" ")


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
            variable: value for variable, value in work.variables() if variable not in _NOT_FIELDS
        }
        for variable in ("author", "editor"):
            self._names(variable)
        self._text("title", "title")
        self._text("container-title", "journal" if kind == "article" else "booktitle")
        self._issued()
        self._numbers()
        # In howpublished an address would be read as the work's own.
        told = _ADDRESS.search(work.publisher)
        self._text("publisher", "publisher" if told else _publisher_field(kind, self.kept))
        self._text("publisher-place", "address")
        if work.type == "thesis" and work.genre == _GENRES.get(kind):
            self.left.pop("genre", None)
        for variable, names in _TEXT.items():
            self._text(variable, names[0])
        for variable, name in _NAMES.items():
            self._names(variable, name)
        self._addresses()
        for variable, dates in _DATES.items():
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
            value, keep_unicode=not self.latex, markup=variable in _WITH_MARKUP
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
        if work.type in _ARTICLES:
            self._text("issue", "number")
            self._text("number", "eid")
        elif work.type in _PARTS_OF_SERIES:
            self._text("collection-number", "number")
            self._text("number", "eid")
        else:
            self._text("number", "number")
        page = self.left.pop("page", "")
        if page:
            self.fields["pages"] = "{" + self._encode(_DASHES.sub("\0", page), "page") + "}"
            self.fields["pages"] = self.fields["pages"].replace("\0", "--")

    def _addresses(self) -> None:
        for variable, name in (("DOI", "doi"), ("URL", "url")):
            value = self.left.pop(variable, "")
            if value:
                self.fields[name] = "{" + _verbatim(value) + "}"
        for variable, name in _VERBATIM.items():
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
    value = _one_line(value).replace("\\", "%5C")
    return value if _is_balanced(value) else value.replace("{", "%7B").replace("}", "%7D")
