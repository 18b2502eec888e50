"""A MODS record to a Work.

Elements are taken out of the record as they are understood; what is left is kept as XML in
``Work.custom["mods"]`` and written back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from refkit.formats.carried import is_carried
from refkit.formats.mods_dates import read_dates
from refkit.formats.mods_related import read_names, read_related, read_title
from refkit.formats.mods_trees import (
    content,
    matching,
    one_line,
    paragraphs,
    prune,
    remove,
    take,
    take_all,
)
from refkit.formats.mods_types import genres_of, guess_type, host_type, local_type, own_type
from refkit.formats.xml import raw_of
from refkit.model import Work
from refkit.normalize.dois import parse_doi
from refkit.normalize.pages import parse_pages

if TYPE_CHECKING:
    from lxml.etree import _Element

ARTICLES: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""Types whose "number" in a part is the issue, if there is none beside it."""

IDENTIFIERS: Final = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
    "issn": "ISSN",
}
_SAME_IDENTIFIERS: Final = {
    "pubmed": "PMID",
    "medline": "PMID",
    "pmc": "PMCID",
    "eissn": "ISSN",
    "issn-e": "ISSN",
    "issn electronic": "ISSN",
    "issn print": "ISSN",
    "issn-l": "ISSN",
}
_DETAILS: Final = {
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "chapter": "chapter-number",
    "section": "section",
    "supplement": "supplement-number",
    "part": "part-number",
    # The number of an article, as Zotero, bibutils and ADS call it.
    "artNum": "number",
    "article": "number",
    "article-number": "number",
    "articleNumber": "number",
    "paper": "number",
    "eid": "number",
}
_KEYS: Final = ("citekey", "citation key")
_DASHES: Final = re.compile(r"[ ]?[-‐‑‒–—−]+[ ]?")
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://\S+")
_ARXIV: Final = re.compile(
    r"(?:arXiv:)?(?P<number>[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,12}/[0-9]{7})", re.IGNORECASE
)
_PAGE_COUNT: Final = re.compile(
    r"(?P<count>[0-9]{1,6})[ ]?(?:p|pp|pages|S|leaves)\.?", re.IGNORECASE
)


def to_work(record: _Element) -> tuple[Work, list[str]]:
    """The Work of a ``mods`` element, which is used up, and what its extensions carry."""
    reading = _Reading(record)
    return reading.work, reading.carried


class _Reading:
    """One record on its way to a Work."""

    def __init__(self, record: _Element) -> None:
        self.record = record
        self.names = {child.tag for child in record}
        self.work = Work()
        self.carried = self._extensions()
        self.hosts = self._at("relatedItem", type="host")
        self._type()
        self._identifiers()
        self._titles()
        self._names()
        self._origins()
        self._parts()
        self._location()
        self._texts()
        if "relatedItem" in self.names:
            read_related(self.work, self.record, self.hosts)
        self._keep()

    def _at(self, name: str, **attributes: str) -> list[_Element]:
        """The record's children of that name; most records have few of all the names."""
        return matching(self.record, name, **attributes) if name in self.names else []

    def _extensions(self) -> list[str]:
        """What refkit's own extensions carry; those of others stay."""
        texts = []
        for element in self._at("extension"):
            text = element.text or ""
            if is_carried(text):
                texts.append(text)
                remove(element)
        return texts

    def _type(self) -> None:
        record = self.record
        resource = [content(element).lower() for element in self._at("typeOfResource")]
        local = own = host = ""
        for element in self._at("genre"):
            genre = content(element)
            kind = local_type(genre)
            if kind and not local and element.get("authority") in ("local", "zotero", None):
                local = kind
                remove(element)
        for element in self._at("genre"):
            kind = own_type(content(element))
            if kind:
                own = own or kind
                if element.get("authority") == "marcgt" or kind == own:
                    self._take_genre(element)
        for related in self.hosts:
            for element in matching(related, "genre"):
                kind = host_type(content(element))
                if kind:
                    host = host or kind
                    remove(element)
        issued = bool(
            record.find("originInfo/publisher") is not None
            or content_of(record, "originInfo/issuance") in ("monographic", "single unit")
            or any(related.find("identifier[@type='isbn']") is not None for related in self.hosts)
        )
        kind = local or guess_type(
            own, host, resource[0] if resource else "", hosted=bool(self.hosts), issued=issued
        )
        self.work.type = kind
        if resource and resource[0] == genres_of(kind).resource:
            take(record, "typeOfResource")
        self.work.genre = next(
            (
                self._taken(element)
                for element in self._at("genre")
                if element.get("authority") is None and content(element)
            ),
            "",
        )

    def _take_genre(self, element: _Element) -> None:
        """A genre that gives the type goes, unless it says more: "Ph.D. thesis"."""
        if element.get("authority") is not None or content(element).islower():
            remove(element)

    def _taken(self, element: _Element) -> str:
        text = content(element)
        remove(element)
        return text

    def _identifiers(self) -> None:
        work, record = self.work, self.record
        numbers: dict[str, list[str]] = {}
        for place in (record, *self.hosts):
            for element in matching(place, "identifier"):
                kind = element.get("type", "").lower()
                variable = IDENTIFIERS.get(kind) or _SAME_IDENTIFIERS.get(kind, "")
                if not variable or element.get("invalid") == "yes":
                    continue
                if variable == "DOI" and place is not record:
                    continue
                text = content(element)
                if variable == "DOI":
                    text = text if text.startswith("10.") else parse_doi(text) or text
                values = numbers.setdefault(variable, [])
                if variable in ("ISBN", "ISSN") or not values:
                    if text not in values:
                        values.append(text)
                    remove(element)
        for variable, values in numbers.items():
            work.set(variable, ", ".join(filter(None, values)))
        for element in self._at("identifier"):
            self._other_identifier(element)
        if not work.id:
            work.id = record.get("ID", "") or content_of(record, "recordInfo/recordIdentifier")

    def _other_identifier(self, element: _Element) -> None:
        work = self.work
        kind, text = element.get("type", "").lower(), content(element)
        arxiv = _ARXIV.fullmatch(text) if kind == "arxiv" else None
        if kind in _KEYS and not work.id:
            work.id = text
        elif kind in ("uri", "url") and _ADDRESS.fullmatch(text) and not work.URL:
            work.URL = text
        elif arxiv is not None and work.type == "article" and not work.number:
            work.number = f"arXiv:{arxiv['number']}"
        else:
            return
        remove(element)

    def _titles(self) -> None:
        work = self.work
        for info in self._at("titleInfo", type=""):
            if not work.title:
                work.title = read_title(info)
                work.part_number = take(info, "partNumber")
                work.part_title = take(info, "partName")
        for info in self._at("titleInfo", type="abbreviated"):
            work.title_short = work.title_short or read_title(info)
        for host in self.hosts:
            for info in matching(host, "titleInfo", type=""):
                if not work.container_title:
                    work.container_title = read_title(info)
            for info in matching(host, "titleInfo", type="uniform"):
                # That of a series on the web, as the Online Books Page has it.
                if not work.container_title:
                    work.container_title = read_title(info)
            for info in matching(host, "titleInfo", type="abbreviated"):
                work.container_title_short = work.container_title_short or read_title(info)
            if work.container_title_short and not work.container_title:
                work.container_title = work.container_title_short
                work.container_title_short = ""

    def _names(self) -> None:
        work = self.work
        read_names(work, self.record, {})
        for host in self.hosts:
            # Whoever wrote the book that holds a chapter.
            read_names(work, host, {"author": "container-author"})

    def _origins(self) -> None:
        work = self.work
        places = [
            origin
            for place in (self.record, *self.hosts)
            for origin in matching(place, "originInfo")
        ]
        for origin in places:
            work.publisher = work.publisher or take(origin, "publisher")
            if not work.publisher_place:
                for place in matching(origin, "place"):
                    work.publisher_place = work.publisher_place or take(
                        place, "placeTerm", type="text"
                    )
                    work.publisher_place = work.publisher_place or take(place, "placeTerm", type="")
            if not work.edition and not work.version:
                edition = take(origin, "edition")
                work.set("version" if work.type == "software" else "edition", edition)
        names = ["copyrightDate", "dateCreated"]
        # Of a photograph that was put on the web later, the key date is that of the photograph.
        names.sort(key=lambda name: not any(matching(each, name, keyDate="yes") for each in places))
        for name in ("dateIssued", *names):
            for origin in places:
                if work.issued is None:
                    work.issued = read_dates(origin, name)
        for origin in places:
            if len(origin):
                self._other_dates(origin)

    def _other_dates(self, origin: _Element) -> None:
        work = self.work
        work.accessed = work.accessed or read_dates(origin, "dateCaptured")
        work.available_date = work.available_date or read_dates(origin, "dateValid")
        work.submitted = work.submitted or read_dates(origin, "dateOther", type="submitted")
        work.event_date = work.event_date or read_dates(origin, "dateOther", type="event")

    def _parts(self) -> None:
        for place in (*self.hosts, self.record):
            for part in place.iterchildren("part"):
                self._part(part)

    def _part(self, part: _Element) -> None:
        work = self.work
        if work.issued is None:
            work.issued = read_dates(part, "date")
        for detail in matching(part, "detail"):
            kind = detail.get("type", "")
            variable = _DETAILS.get(kind)
            if kind == "number" and work.type in ARTICLES:
                has_issue = part.find("detail[@type='issue']") is not None
                variable = "number" if has_issue else "issue"
            if variable and not work.get(variable):
                work.set(variable, take(detail, "number") or take(detail, "caption"))
        for extent in matching(part, "extent"):
            if extent.get("unit", "pages").lower() not in ("page", "pages", "p", "pp", ""):
                continue
            if not work.page:
                work.page = _pages(extent)
            if not work.number_of_pages:
                work.number_of_pages = take(extent, "total")
            elif extent.find("total") is not None:
                take(extent, "total")

    def _location(self) -> None:
        work = self.work
        urls = [
            (url, location)
            for location in self._at("location")
            for url in matching(location, "url")
        ]
        # The one that is the work itself before a picture of its cover.
        urls.sort(key=lambda pair: pair[0].get("access", "") in ("preview", "raw object"))
        for url, location in urls:
            if work.URL in ("", content(url)):
                work.URL = content(url)
                seen = url.get("dateLastAccessed")
                location.remove(url)
                if seen and work.accessed is None:
                    work.accessed = read_dates(_dated(seen), "date")
        for location in self._at("location"):
            work.archive = work.archive or take(location, "physicalLocation")
            work.call_number = work.call_number or take(location, "shelfLocator")

    def _texts(self) -> None:
        work, record = self.work, self.record
        if "abstract" in self.names:
            work.abstract = _take_paragraphs(record, "abstract")
        if "note" in self.names:
            work.annote = _take_paragraphs(record, "note", "annotation")
            work.note = _take_paragraphs(record, "note")
        topics = []
        for subject in self._at("subject"):
            if all(child.tag == "topic" for child in subject):
                topics += take_all(subject, "topic")
        joint = "; " if any("," in topic for topic in topics) else ", "
        work.keyword = joint.join(topics)
        for language in self._at("language"):
            if not work.language:
                work.language = take(language, "languageTerm", type="code") or take(
                    language, "languageTerm"
                )
        if "accessCondition" in self.names:
            work.license = take(record, "accessCondition", type="use and reproduction")
        for information in self._at("recordInfo"):
            work.source = work.source or take(information, "recordContentSource", authority="")
        for description in self._at("physicalDescription"):
            self._description(description)

    def _description(self, description: _Element) -> None:
        work = self.work
        work.medium = work.medium or take(description, "form", authority="")
        for extent in matching(description, "extent"):
            text = content(extent)
            count = _PAGE_COUNT.fullmatch(text)
            if (extent.get("unit") or count) and not work.number_of_pages:
                work.number_of_pages = count["count"] if count else text
            elif not extent.get("unit") and not work.dimensions:
                work.dimensions = text
            else:
                continue
            description.remove(extent)

    def _keep(self) -> None:
        left = []
        for element in list(self.record):
            element.tail = None
            # Out of the record, it no longer shows the namespaces of the file.
            self.record.remove(element)
            if isinstance(element.tag, str) and element.tag != "mods" and prune(element):
                left.append(raw_of(element))
        if left:
            self.work.custom = {"mods": {"xml": left}}


def content_of(place: _Element, path: str) -> str:
    """The text of the first element at a path; "" if there is none."""
    element = place.find(path)
    return content(element) if element is not None else ""


def _pages(extent: _Element) -> str:
    start, end = take(extent, "start"), take(extent, "end")
    if start and end and start != end:
        return f"{start}–{end}"
    if start or end:
        return _DASHES.sub("–", start or end)
    listed = take(extent, "list")
    bare = re.sub(r"^pp?\.[ ]?", "", listed)
    return _DASHES.sub("–", bare) if parse_pages(bare) else listed


def _take_paragraphs(record: _Element, name: str, kind: str = "") -> str:
    for element in matching(record, name, type=kind):
        text = paragraphs("".join(map(str, element.itertext())))
        if text:
            remove(element)
            return text
    return ""


def _dated(text: str) -> _Element:
    from lxml import etree

    element = etree.Element("part")
    etree.SubElement(element, "date").text = one_line(text)
    return element
