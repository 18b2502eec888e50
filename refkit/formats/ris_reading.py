"""The tags of an RIS record to a Work."""

from __future__ import annotations

import html
import re
from typing import Any, Final

from refkit.formats.carried import is_carried, with_carried
from refkit.formats.ris_dates import dates_of, read_date
from refkit.formats.ris_names import read_name
from refkit.formats.ris_records import Fields
from refkit.formats.ris_types import (
    ARTICLES,
    BOOKS,
    CONFERENCES,
    COUNT_PAGES,
    GENERIC,
    NUMBERED,
    PREFERRED,
    TYPES,
    layout,
)
from refkit.model import Name, Work
from refkit.normalize.dois import parse_doi
from refkit.normalize.pages import parse_pages
from refkit.normalize.venues import abbreviates

CARRIER: Final = "U5"
"""The tag of carried text: the last of the user's own, which Zotero and EndNote pass over."""

_FALLBACKS: Final = {
    "A1": "AU",
    "AV": "AN",
    "CP": "IS",
    "CT": "TI",
    "N2": "AB",
    "NO": "IS",
    "PP": "CY",
    "T1": "TI",
    "VO": "VL",
}
"""Tags of older specifications and of Cochrane to those that mean the same."""

_DATES: Final = ("PY", "Y1", "YR", "DA")
_JSTOR_DATE: Final = "Full publication date:"
"""JSTOR has the year in PY and the month in C1, behind these words."""
_SHORT: Final = ("J2", "JA", "J1", "JI", "J9")
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});")
_DOI: Final = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/ | doi:? \s{0,3})? 10\.[0-9]{4,9}/\S{1,300}",
    re.VERBOSE | re.IGNORECASE,
)
_DOI_ADDRESS: Final = re.compile(r"https?://(?:dx\.)?doi\.org/10\.", re.IGNORECASE)
_PUBMED: Final = re.compile(r"\b(?:PUBMED|PMID|MEDLINE)[ :]{0,3}([1-9][0-9]{0,8})\b", re.IGNORECASE)
_DIGITS: Final = re.compile(r"[1-9][0-9]{5,7}")
_PMC_PUBMED: Final = re.compile(r"([1-9][0-9]{0,8})\[pmid\]")
_PMCID: Final = re.compile(r"PMC[0-9]{3,9}", re.IGNORECASE)
_STANDARD_NUMBER: Final = re.compile(
    r"""
    (?<! [0-9A-Za-z-] )
    (?: [0-9]{4} -? [0-9]{3} [0-9Xx] | 97[89] [-0-9 ]{10,14} | [0-9] [-0-9 ]{8,11} [0-9Xx] )
    (?! [0-9A-Za-z] )
    """,
    re.VERBOSE,
)
_REST_OF_NUMBERS: Final = re.compile(
    r"(?: [\s,;.:/()]+ | electronic | print | linking | online | cd-?rom | e?-?issn | e?-?isbn"
    r" | 1[03] (?=:) )*",
    re.VERBOSE | re.IGNORECASE,
)
_PAGE_COUNT: Final = re.compile(r"([0-9]{1,5})(?:\s?(?:p|pp|pages|S)\.?)?", re.IGNORECASE)
_PAGE_WORD: Final = re.compile(r"pp?\.?\s?(?=[0-9])")
_NO_PAGES: Final = re.compile(r"(?:No|n/?a)(?: Pagination)?(?: Specified)?", re.IGNORECASE)
_YEAR: Final = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_HYPHENS: Final = re.compile(r"\s?[-‐‑‒–—−]+\s?")
_ADDRESSES: Final = re.compile(r"\s?;\s?(?=(?:https?|ftp)://|www\.)")
# What databases call an article; as CSL's genre a style would print it.
_MERE_ARTICLES: Final = frozenset(
    {
        *("article", "journal article", "research article", "research-article", "review"),
        *("original article", "original research", "review article", "editorial", "letter", "note"),
        *("short survey", "erratum", "article in press", "proceedings paper", "conference paper"),
        *("book", "book chapter"),
    }
)


def to_work(kind: str, fields: Fields) -> Work:
    """The Work of a record.

    Args:
        kind: The value of TY in capitals; "" if there is none.
        fields: Tags to values; emptied by reading.

    Returns:
        The Work. What CSL cannot say is in ``custom["ris"]``: "type" where the CSL type alone would
        not give it back, "fields" with the tags that are left and their values.
    """
    carried_texts = [value for value in fields.get(CARRIER, ()) if is_carried(value)]
    if carried_texts:
        fields[CARRIER] = [value for value in fields[CARRIER] if not is_carried(value)]
    work = _Reading(kind, fields).work
    for text in carried_texts:
        work = with_carried(work, text)
    return work


class _Reading:
    """One record on its way to a Work: the tags that are still to be read, and the Work."""

    def __init__(self, kind: str, fields: Fields) -> None:
        self.kind = kind if kind in TYPES else GENERIC
        self.fields = fields
        self.layout = layout(self.kind)
        self.work = Work(type=TYPES[self.kind])
        for tag, better in _FALLBACKS.items():
            if tag in fields:
                self._merge(tag, better)
        self._identifiers()
        self._names()
        self._titles()
        self._pages()
        self._texts()
        self._dates()
        self._rest(kind)

    def _merge(self, tag: str, better: str) -> None:
        values = self.fields.pop(tag)
        kept = self.fields.setdefault(better, [])
        if better == "AU" or not kept:
            kept.extend(value for value in values if value not in kept)
        else:
            left = [value for value in values if value not in kept]
            if left:
                self.fields[tag] = left

    def _take(self, tag: str) -> str:
        """The first value of a tag, decoded; "" if there is none. The others stay."""
        values = self.fields.get(tag)
        if not values:
            return ""
        value = _decoded(values[0])
        if "  " in value:
            value = " ".join(value.split())
        left = [other for other in values[1:] if other != values[0]]
        if left:
            self.fields[tag] = left
        else:
            del self.fields[tag]
        return value

    def _names(self) -> None:
        fields, work = self.fields, self.work
        names = self.layout.names
        if self.kind in BOOKS and "A2" in fields and not fields.keys() & {"AU", "A3", "ED"}:
            # Publishers have the editors of a book in A2, as the specification of 2001 says.
            names = {**names, "A2": "editor"}
        for tag, variable in names.items():
            if tag not in fields:
                continue
            people = [read_name(_decoded(value)) for value in fields.pop(tag)]
            before: list[Name] = work.get(variable)
            work.set(variable, before + [name for name in people if name not in before])

    def _titles(self) -> None:
        fields, work = self.fields, self.work
        if "BT" in fields:
            if self.kind in BOOKS:
                self._merge("BT", "TI")
            else:
                work.container_title = self._take("BT")
        work.title = self._take("TI")
        if self.kind in CONFERENCES:
            self._conference()
        variable = self.layout.texts.get("T2", "")
        if variable == "container-title":
            self._container()
        elif self.kind in BOOKS and not fields.keys() & {"TI", "T2"} and not work.title:
            work.title = self._take("JF") or self._take("JO")
        for tag in ("T1", "CT", "BT", "ST"):
            if work.title and fields.get(tag) == [work.title]:
                del fields[tag]

    def _container(self) -> None:
        """The full and the short title among the tags for journals.

        JO has either of them: the full one with most publishers, the short one with Zotero.
        """
        fields, work = self.fields, self.work
        titles: list[str] = []
        for tag in ("T2", "JF"):
            title = self._take(tag)
            if title and not work.container_title:
                work.container_title = title
            elif title and title != work.container_title:
                fields.setdefault(tag, []).insert(0, title)
        shorts = [title for title in map(self._take, _SHORT) if title]
        either = self._take("JO")
        if either:
            if not work.container_title and either not in shorts:
                work.container_title = either
            else:
                shorts.append(either)
        for short in shorts:
            if not work.container_title:
                work.container_title = short
            elif short != work.container_title and short not in titles:
                titles.append(short)
        if titles:
            best = next((t for t in titles if abbreviates(t, work.container_title)), titles[0])
            work.container_title_short = best
            titles.remove(best)
        if titles:
            fields["JO"] = titles

    def _conference(self) -> None:
        """C3 has the proceedings with Zotero and EndNote, and T2 the conference; else T2 has them.

        CY is the place of the conference where C1 has that of the publisher.
        """
        fields, work = self.fields, self.work
        proceedings = self._take("C3")
        conference = self._take("T2") if proceedings else ""
        if proceedings:
            work.container_title = proceedings
        if conference != proceedings:
            work.event_title = conference
        if "C1" in fields:
            work.event_place = self._take("CY")
            work.publisher_place = self._take("C1")

    def _pages(self) -> None:
        fields, work = self.fields, self.work
        if self.layout.texts.get("SP"):
            return
        first, last = self._take("SP"), self._take("EP")
        if not first and self.kind in ARTICLES and self.kind != "NEWS":
            # EndNote has the first page of an article in SE too.
            first = self._take("SE")
        elif first and fields.get("SE") == [_HYPHENS.split(first)[0]]:
            del fields["SE"]
        first = _PAGE_WORD.sub("", first, count=1) if first.startswith("p") else first
        if _NO_PAGES.fullmatch(f"{first} {last}".strip()):
            # Ovid writes "No Pagination Specified" so that SP is "No", and EP "Specified".
            return
        if first.endswith("p") and not last:
            count = _PAGE_COUNT.fullmatch(first)
            if count:
                work.number_of_pages = count[1]
                return
        if self.kind in COUNT_PAGES and first and not last:
            count = _PAGE_COUNT.fullmatch(first)
            if count:
                work.number_of_pages = count[1]
                return
        if first and last and not first.endswith(last):
            work.page = f"{first}–{last}"
        else:
            work.page = with_dashes(first or last)

    def _identifiers(self) -> None:
        fields, work = self.fields, self.work
        addresses = fields.get("UR", [])
        if any(";" in value for value in addresses):
            fields["UR"] = [part for value in addresses for part in _ADDRESSES.split(value)]
        doi = self._take("DO")
        work.DOI = parse_doi(doi) or doi
        for tag in ("M3", "N1", "L3", "UR"):
            if work.DOI:
                break
            for value in fields.get(tag, ()):
                if _DOI.fullmatch(value) or (tag == "UR" and _DOI_ADDRESS.match(value)):
                    work.DOI = parse_doi(value)
                    if work.DOI and tag != "UR":
                        self._drop(tag, value)
                    break
        if work.DOI:
            for tag in ("M3", "N1", "L3"):
                for value in fields.get(tag, ()):
                    if _DOI.fullmatch(value) and parse_doi(value) == work.DOI:
                        self._drop(tag, value)
        self._pubmed()
        self._standard_numbers()

    def _drop(self, tag: str, value: str) -> None:
        left = [other for other in self.fields.pop(tag, ()) if other != value]
        if left:
            self.fields[tag] = left

    def _pubmed(self) -> None:
        """PubMed's numbers: AN with EndNote, C2 with Scopus, "PUBMED 123" in C3 with Cochrane.

        PubMed Central has its own in AN and PubMed's in U1, Embase has it in C5, and PsycNET writes
        a tag of four letters.
        """
        fields, work = self.fields, self.work
        work.PMID = self._take("PMID")
        if self.kind not in ARTICLES:
            return
        for value in fields.get("U1", ()):
            central = _PMC_PUBMED.fullmatch(value)
            if central and not work.PMID:
                work.PMID = central[1]
                self._drop("U1", value)
        if _PMCID.fullmatch(fields.get("AN", [""])[0]):
            work.PMCID = self._take("AN")
        database = " ".join(fields.get("DB", ())).lower()
        others = bool(database) and "pubmed" not in database and "medl" not in database
        for tag in ("AN", "C2", "C3", "C5"):
            bare_ones = (
                tag == "C2"
                or (tag == "AN" and not others)
                or (tag == "C5" and ("embase" in database or "medl" in database))
            )
            for value in fields.get(tag, ()):
                found = _PUBMED.search(value)
                bare = _DIGITS.fullmatch(value) if bare_ones else None
                if work.PMID or not (found or bare):
                    continue
                work.PMID = found[1] if found else value
                if bare or (found and found[0] == value):
                    self._drop(tag, value)

    def _standard_numbers(self) -> None:
        """SN has ISSN or ISBN, in every form and number; else the number of the document."""
        fields, work = self.fields, self.work
        left: list[str] = []
        issns: list[str] = []
        isbns: list[str] = []
        for value in fields.pop("SN", ()):
            numbers = [found.strip() for found in _STANDARD_NUMBER.findall(value)]
            rest = _STANDARD_NUMBER.sub(" ", value)
            if not numbers or not _REST_OF_NUMBERS.fullmatch(rest):
                left.append(value)
                continue
            for number in numbers:
                count = sum(character.isalnum() for character in number)
                if count in (8, 10, 13):
                    (issns if count == 8 else isbns).append(number)
                else:
                    left.append(value)
                    break
        work.ISSN = ", ".join(dict.fromkeys(issns))
        work.ISBN = ", ".join(dict.fromkeys(isbns))
        if left and self.kind in NUMBERED:
            work.number = left.pop(0)
        elif left and self.kind in ARTICLES and not work.ISSN:
            work.ISSN = left.pop(0)
        elif left and not work.ISBN and not work.ISSN:
            work.ISBN = left.pop(0)
        if left:
            fields["SN"] = left

    def _texts(self) -> None:
        fields, work = self.fields, self.work
        if _YEAR.fullmatch(fields.get("OP", [""])[0]):
            # "Original Publication" of EndNote: its year, or its title.
            work.original_date = read_date(self._take("OP"))
        mere = fields.get("M3", [""])[0].lower() in _MERE_ARTICLES
        for tag, variable in self.layout.texts.items():
            if tag not in fields or (tag == "M3" and mere):
                continue
            if variable == "PMCID" and not _PMCID.fullmatch(fields[tag][0]):
                continue
            if tag in ("N1", "RN", "AB"):
                values = list(dict.fromkeys(map(_decoded, fields.pop(tag))))
                work.set(variable, "\n".join(values))
            elif not work.get(variable):
                work.set(variable, self._take(tag))
            elif fields[tag] == [work.get(variable)]:
                del fields[tag]
        if self.kind == "THES" and not work.genre and not fields.get("VL", ["0"])[0].isdigit():
            # EndNote has the degree in the field for the volume.
            work.genre = self._take("VL")
        keywords = [_decoded(value) for value in fields.pop("KW", ())]
        if keywords:
            comma = any("," in keyword for keyword in keywords)
            work.keyword = ("; " if comma else ", ").join(keywords)

    def _dates(self) -> None:
        fields, work = self.fields, self.work
        pairs = [(tag, value) for tag in _DATES for value in fields.pop(tag, ())]
        for tag, value in pairs:
            if value.endswith("/received") and work.submitted is None:
                work.submitted = read_date(value.removesuffix("received"))
            elif value.endswith(("/received", "/accepted")):
                fields.setdefault(tag, []).append(value)
        values = [value for _, value in pairs if not value.endswith(("/received", "/accepted"))]
        full = next((v for v in fields.get("C1", ()) if v.startswith(_JSTOR_DATE)), "")
        if full:
            values.append(full.removeprefix(_JSTOR_DATE))
            self._drop("C1", full)
        if values:
            work.issued = dates_of(values)
        if len(values) > 1:
            self._other_years(pairs)
        if "Y2" in fields:
            work.accessed = read_date(self._take("Y2"))

    def _other_years(self, pairs: list[tuple[str, str]]) -> None:
        """Keep the dates of another year, such as that of the first appearance online."""
        issued = self.work.issued
        for tag, value in pairs:
            date = read_date(value)
            if date and issued and date.year and issued.year and date.year != issued.year:
                kept = self.fields.setdefault(tag, [])
                if value not in kept:
                    kept.append(value)

    def _rest(self, kind: str) -> None:
        fields, work = self.fields, self.work
        work.id = self._take("ID")
        own: dict[str, Any] = {}
        if PREFERRED.get(work.type, GENERIC) != kind and kind:
            own["type"] = kind
        left = {tag: values for tag, values in fields.items() if values}
        if left:
            own["fields"] = left
        if own:
            work.custom = {"ris": own}


def _decoded(value: str) -> str:
    """A value without the character references that databases leave in it: "R&amp;D"."""
    if "&" not in value:
        return value
    return _ENTITY.sub(lambda found: html.unescape(found[0]), value)


def with_dashes(written: str) -> str:
    """Pages with en dashes in their ranges.

    Args:
        written: "S12-S15", "12-15, 18". What could be a single page stays: "ITC1-16".
    """
    if "–" in written or not _HYPHENS.search(written):
        return written
    pages = parse_pages(written)
    if pages is None or pages.article:
        return written
    ranges = sum(first != last for first, last in pages.ranges)
    return _HYPHENS.sub("–", written) if ranges == len(_HYPHENS.findall(written)) else written
