"""The tags of a record of the Web of Science to a Work."""

from __future__ import annotations

import re
from typing import Final

from refkit.formats.bibtex_languages import language_code
from refkit.formats.isi_tags import DOCUMENTS, LISTS, SEASONS, TEXT
from refkit.formats.tagged import Field
from refkit.model import Date, Name, Work
from refkit.normalize.dates import parse_date
from refkit.normalize.dois import parse_doi
from refkit.normalize.names import parse_name

_YEAR: Final = re.compile(r"[12][0-9]{3}")


def to_work(record: list[Field]) -> Work:
    """The Work of a record.

    Args:
        record: Its fields in their order, PT among them.

    Returns:
        The Work. What CSL cannot say is in ``custom["isi"]``: tags to lists of values.
    """
    return _Reading(record).work


class _Reading:
    """One record on its way to a Work: the tags that are still to be read, and the Work."""

    def __init__(self, record: list[Field]) -> None:
        self.left: dict[str, list[str]] = {}
        for field in record:
            if field.lines:
                values = field.lines if field.tag in LISTS else [field.value]
                self.left.setdefault(field.tag, []).extend(values)
        self.work = Work()
        self._type()
        self._names()
        for tag, variable in TEXT.items():
            if tag in self.left:
                self.work.set(variable, self._take(tag))
        self._titles()
        self._numbers()
        self._dates()
        self.work.keyword = _keywords(self._take("DE"))
        self.work.id = self._take("UT")
        if self.left:
            self.work.custom = {"isi": self.left}

    def _take(self, tag: str) -> str:
        """The first value of a tag; "" if there is none. The others stay."""
        values = self.left.pop(tag, [])
        if len(values) > 1:
            self.left[tag] = values[1:]
        return values[0] if values else ""

    def _type(self) -> None:
        """DT may name several: "Article; Proceedings Paper" is an article where PT says J."""
        published = self._take("PT")
        written = self.left.get("DT", [""])[0]
        documents = [word.strip().lower() for word in written.split(";") if word.strip()]
        kinds = [DOCUMENTS[word] for word in documents if word in DOCUMENTS]
        source, title = (self.left.get(tag, [""])[0] for tag in ("SO", "TI"))
        if published == "P":
            kind = "patent"
        elif published == "J":
            kind = kinds[0] if kinds else "article-journal"
        elif "chapter" in kinds or "paper-conference" in kinds:
            kind = "chapter" if "chapter" in kinds else "paper-conference"
        elif kinds and kinds[0] != "article-journal":
            kind = kinds[0]
        elif published == "C" or "CT" in self.left:
            kind = "paper-conference"
        else:
            kind = "chapter" if title and source and title.lower() != source.lower() else "book"
        self.work.type = kind
        if kinds == [kind] and len(documents) == 1:
            del self.left["DT"]

    def _names(self) -> None:
        """AF has the whole names of AU; BA and BF are the authors of the book, CA and GP groups."""
        work = self.work
        work.author = self._people("AF", "AU")
        work.author += [Name(literal=name) for name in self.left.pop("CA", ())]
        whole = self._people("BF", "BA")
        whole += [Name(literal=name) for name in self.left.pop("GP", ())]
        if work.type == "book" and not work.author:
            work.author = whole
        elif whole != work.author:
            work.container_author = whole
        work.editor = self._people("BE", "ED")

    def _people(self, whole: str, short: str) -> list[Name]:
        names, shorts = self.left.pop(whole, []), self.left.pop(short, [])
        return [_name(text) for text in (names if len(names) >= len(shorts) else shorts)]

    def _titles(self) -> None:
        work = self.work
        if not work.container_title_short and "J9" in self.left:
            work.container_title_short = self._take("J9")
        if work.type == "book" and work.title.lower() in ("", work.container_title.lower()):
            work.title, work.container_title = work.title or work.container_title, ""
        work.language = language_code(self._take("LA"))

    def _numbers(self) -> None:
        work = self.work
        doi = self._take("DI")
        work.DOI = parse_doi(doi) or doi
        if not work.DOI and work.type == "book":
            work.DOI = parse_doi(self._take("D2"))
        numbers = [number for tag in ("SN", "EI") for number in self.left.pop(tag, ())]
        work.ISSN = ", ".join(dict.fromkeys(numbers))
        work.ISBN = ", ".join(self._take("BN").replace(";", " ").split())
        # "EP +" says that there are more pages.
        first, last = self._take("BP"), self._take("EP").removeprefix("+")
        work.page = f"{first}–{last}" if first and last and first != last else first or last
        if work.type in ("book", "thesis", "report") and "PG" in self.left:
            work.number_of_pages = self._take("PG")
        if work.type == "patent" and work.part_number:
            # Of a patent PN is its number.
            work.number, work.part_number = work.part_number, ""

    def _dates(self) -> None:
        work = self.work
        year, day = self._take("PY"), self._take("PD")
        if year or day:
            work.issued = _date(year, day)
        early = self.left.get("EA", [""])[0]
        written = parse_date(early) if early else None
        if written and written.date:
            self._take("EA")
            work.available_date = written.date
            work.issued = work.issued or written.date
        meeting = self.left.get("CY", [""])[0]
        written = parse_date(meeting) if meeting else None
        if written and written.date:
            self._take("CY")
            work.event_date = written.date


def _name(text: str) -> Name:
    """A name: "Sharman, LS", "Bylsma, Lauren M.", or a group without a comma."""
    return parse_name(text) if "," in text else Name(literal=text)


def _date(year: str, day: str) -> Date:
    """PY and PD: "2014" and "MAY 12", "MAY-JUN", "SPR"."""
    if not _YEAR.fullmatch(year):
        ancient = parse_date(year) if year.endswith(" BC") else None
        if ancient and ancient.date:
            return ancient.date
        return Date(literal=" ".join(filter(None, (day, year))))
    parts = ((int(year),),)
    if not day:
        return Date(date_parts=parts)
    if day in SEASONS:
        return Date(date_parts=parts, season=SEASONS.index(day) + 1)
    written = parse_date(f"{year}, {day}")
    if written and written.date and written.date.year == int(year):
        return written.date
    return Date(date_parts=parts, raw=f"{day} {year}")


def _keywords(text: str) -> str:
    words = [word.strip() for word in text.split(";") if word.strip()]
    return ("; " if any("," in word for word in words) else ", ").join(words)
