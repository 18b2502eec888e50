"""A citation in JATS to a Work: every element taken as it is written.

Tags are those of the JATS tag library, "References (Citations)"; ``element-citation``,
``mixed-citation`` and the older ``nlm-citation`` and ``citation`` hold the same ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from refkit.formats.jats_dates import read_date, read_issued
from refkit.formats.jats_names import GROUPS, NAME_TAGS, OTHERS, read_group, read_person
from refkit.formats.jats_types import PERIODICALS, read_type
from refkit.formats.xml import local_name, marked_text, text_of
from refkit.model import Date, Work
from refkit.normalize.dois import parse_doi
from refkit.normalize.identifiers import parse_pmcid
from refkit.normalize.text import clean, word_set

if TYPE_CHECKING:
    from lxml.etree import _Element

TAGS: Final = {
    "italic": "i",
    "bold": "b",
    "sup": "sup",
    "sub": "sub",
    "sc": 'span style="font-variant:small-caps;"',
}
"""Markup in titles to CSL's inline tags."""

_WRAPPERS: Final = frozenset(
    {"date", "italic", "bold", "sup", "sub", "sc", "monospace", "roman", "sans-serif", "underline"}
    | {"overline", "strike", "named-content", "styled-content", "abbrev", "series-text", "p"}
)
"""Markup of a mixed citation, in which its elements may stand."""

_TITLES: Final = frozenset(
    {"article-title", "chapter-title", "part-title", "data-title", "source", "trans-title"}
    | {"trans-source", "series", "issue-title"}
)
_TEXT: Final = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "publisher-name": "publisher",
    "publisher-loc": "publisher-place",
    "conf-name": "event-title",
    "conf-loc": "event-place",
    "supplement": "supplement-number",
    "series": "collection-title",
    "volume-series": "collection-number",
    "version": "version",
    "patent": "number",
    "std": "number",
    "annotation": "annote",
}
_IDENTIFIERS: Final = {
    "doi": "DOI",
    "pmid": "PMID",
    "medline": "PMID",
    "isbn": "ISBN",
    "issn": "ISSN",
}
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_DASHES: Final = re.compile(r"[ ]?[-‐‑‒–—−]+[ ]?")
_ADDRESS: Final = re.compile(r"(?:(?:https?|ftp)://|www\.)[^\s<>]+(?<![.,;:)])", re.IGNORECASE)
_DOI_ADDRESS: Final = re.compile(r"\s*(?:https?://)?(?:dx\.)?doi\.org/", re.IGNORECASE)
_ACCESSED: Final = re.compile(
    r"""
    [(\[]? \b (?: accessed | cited | retrieved | viewed ) (?: [ ]on | : )? [ ]
    (?P<date> [^().;\[\]]{4,30} ) [)\].;]?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COMMENT_WORDS: Final = re.compile(
    r"\b(?:available(?:[ ](?:from|at|online))?|doi|pmid|pmcid|url|https?)\b|\W+", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_LABELS: Final = word_set(
    """
    accessed aln and art article arxiv available bibcode chap chapter cited cross crossref dec des
    diss doi edited editor editors eds edn edition eprint epub first from google hal http https
    ibid iss issue issn isbn link master msc nos number online page pages paper part phd pmcid pmid
    pmc press preprint print pubmed ref report retrieved scholar see ser series suppl supplement
    the thesis their trans translated und univ url version vol volume volumes www
    """
)
"""Words between the elements of a mixed citation that say what the elements are."""


def to_work(citation: _Element, key: str) -> tuple[Work | None, str]:
    """The Work of a citation, and what of it is words without structure.

    Args:
        citation: A citation, all names local.
        key: The Work's id.

    Returns:
        None for a citation that is text without structure. Of a citation in which some words are
        in no element, the whole text is the note, so that they are not lost.
    """
    reading = _Reading(citation, key)
    work = reading.result()
    unmarked = reading.unmarked() if work is not None else ""
    if work is not None and unmarked:
        work.note = text_of(citation)
    return work, unmarked


def plain_work(element: _Element, key: str) -> Work:
    """The Work of a reference without structure: its text is the note, its addresses are read."""
    work = _Reading(element, key).work
    return Work(
        id=key, type="document", note=text_of(element), DOI=work.DOI, PMID=work.PMID, URL=work.URL
    )


class _Reading:
    """One citation on its way to a Work."""

    def __init__(self, citation: _Element, key: str) -> None:
        self.citation = citation
        self.work = Work(id=key)
        self.beside: list[str] = []
        self.found: dict[str, list[_Element]] = {}
        self.names: list[tuple[str, _Element]] = []
        self._walk(citation)
        kind = citation.get("publication-type") or citation.get("citation-type") or ""
        self.kind = kind
        self.work.type = read_type(kind, self.found.keys())
        self._people()
        self._titles()
        self._texts()
        self._dates()
        self._pages()
        for element in self.found.get("comment", ()):
            self._comment(element)
        self._identifiers()
        self._links()
        self._keep()

    def result(self) -> Work | None:
        """The Work, or None where nothing but links and "et al." was marked."""
        if local_name(self.citation) == "element-citation":
            return self.work if len(self.citation) else None
        work = self.work
        told = work.copy(id="", type="", DOI="", PMID="", PMCID="", URL="", note="", custom={})
        if not any(name != OTHERS for name in told.author):
            told.author = []
        if told.copy(accessed=None) == Work():
            return None
        return work

    def unmarked(self) -> str:
        """The words of a mixed citation that are in no element; "" for marks and labels alone."""
        if local_name(self.citation) == "element-citation":
            return ""
        words = _WORD.findall(" ".join(self.beside))
        telling = [word for word in words if word.lower() not in _LABELS]
        return " ".join(telling) if len(telling) > 1 else ""

    def _walk(self, element: _Element) -> None:
        """Find the elements of the citation, wherever markup has put them."""
        self.beside.append(element.text or "")
        for child in element:
            self.beside.append(child.tail or "")
            name = local_name(child)
            if name in _WRAPPERS:
                self._walk(child)
            elif name in NAME_TAGS:
                self.names.append(("author", child))
            elif name == "person-group":
                self.names.append((child.get("person-group-type", "author"), child))
            elif name and name != "label":
                self.found.setdefault(name, []).append(child)
                if name == "comment":
                    self._links_in(child)

    def _links_in(self, comment: _Element) -> None:
        for name in ("ext-link", "uri", "pub-id", "object-id"):
            self.found.setdefault(name, []).extend(comment.iter(name))
            if not self.found[name]:
                del self.found[name]

    def _take(self, name: str) -> str:
        """The text of the first element of a name, which is taken; "" if there is none."""
        elements = self.found.get(name)
        if not elements:
            return ""
        element = elements.pop(0)
        if not elements:
            del self.found[name]
        return marked_text(element, TAGS) if name in _TITLES else text_of(element)

    def _people(self) -> None:
        work = self.work
        for group, element in self.names:
            variable = GROUPS.get(group.lower(), "contributor")
            people = read_group(element) if element.tag == "person-group" else read_person(element)
            work.set(variable, [*work.get(variable), *people])

    def _titles(self) -> None:
        work = self.work
        title = ""
        for name in ("article-title", "data-title", "chapter-title", "part-title"):
            if not title:
                title = self._take(name)
        if not work.part_title:
            work.part_title = self._take("part-title")
        source = self._take("source")
        if title or work.type in PERIODICALS or work.part_title:
            work.title, work.container_title = title, source
        else:
            work.title = source

    def _texts(self) -> None:
        work = self.work
        for name, variable in _TEXT.items():
            if name in self.found and not work.get(variable):
                work.set(variable, self._take(name))
        for name in ("institution", "institution-wrap"):
            if name in self.found and not work.publisher:
                work.publisher = self._take(name)
        for element in self.found.pop("size", ()):
            if element.get("units", "").startswith("page"):
                work.number_of_pages = text_of(element)
            else:
                work.dimensions = text_of(element)
        for element in self.found.pop("page-count", ()):
            work.number_of_pages = element.get("count", "") or text_of(element)

    def _dates(self) -> None:
        work = self.work
        parts: dict[str, _Element] = {
            name: self.found.pop(name)[0]
            for name in ("year", "month", "day", "season", "string-date")
            if name in self.found
        }
        work.issued, work.year_suffix = read_issued(parts)
        for element in self.found.pop("date-in-citation", []):
            kind = element.get("content-type", "access")
            if "access" in kind or "cited" in kind:
                work.accessed = work.accessed or read_date(element)
            else:
                self.found.setdefault("date-in-citation", []).append(element)
        for element in self.found.pop("access-date", ()):
            work.accessed = work.accessed or read_date(element)
        for element in self.found.pop("conf-date", ()):
            work.event_date = read_date(element) or Date(literal=text_of(element))

    def _pages(self) -> None:
        work = self.work
        first, last = self._take("fpage"), self._take("lpage")
        whole = self._take("page-range")
        if first and last and first != last:
            work.page = f"{first}–{last}"
        else:
            work.page = _DASHES.sub("–", first or last)
        if whole and ("," in whole or not work.page):
            work.page = _DASHES.sub("–", whole)
        article = self._take("elocation-id")
        if article and not work.number:
            work.number = article

    def _comment(self, element: _Element) -> None:
        """A comment becomes a note, unless it says no more than where and when it was found."""
        work = self.work
        text = text_of(element)
        accessed = _ACCESSED.search(text)
        rest = text
        if accessed is not None:
            date = read_date(accessed["date"])
            if date is not None:
                work.accessed = work.accessed or date
                rest = rest.replace(accessed[0], " ")
        for link in element.iter("ext-link", "uri", "pub-id", "object-id"):
            rest = rest.replace(text_of(link), " ")
        rest = _ADDRESS.sub(" ", rest)
        doi = parse_doi(rest)
        if doi:
            work.DOI = work.DOI or doi
            rest = rest.replace(doi, " ")
        if _COMMENT_WORDS.sub("", rest):
            work.note = f"{work.note}; {text}" if work.note else text

    def _identifiers(self) -> None:
        left = [
            element
            for element in [*self.found.pop("pub-id", ()), *self.found.pop("object-id", ())]
            if not self._identifier(element.get("pub-id-type", "").lower(), text_of(element))
        ]
        for kind in ("isbn", "issn"):
            for element in self.found.pop(kind, ()):
                self._identifier(kind, text_of(element))
        if left:
            self.found["pub-id"] = left

    def _identifier(self, kind: str, text: str) -> bool:
        """Take an identifier; whether there was a place for it."""
        work = self.work
        if kind in ("pmcid", "pmc"):
            work.PMCID = parse_pmcid(text) or (f"PMC{text}" if text.isdigit() else text)
            return True
        if kind == "arxiv" and not work.number:
            work.number = text if text.lower().startswith("arxiv") else f"arXiv:{text}"
            return True
        if kind == "doi" or (not kind and text.startswith("10.")):
            work.DOI = text if text.startswith("10.") else parse_doi(text) or text
            return True
        variable = _IDENTIFIERS.get(kind)
        if variable is None:
            return False
        before = work.get(variable)
        if kind in ("isbn", "issn") and before and text not in before:
            text = f"{before}, {text}"
        work.set(variable, text)
        return True

    def _links(self) -> None:
        work = self.work
        for element in [*self.found.pop("ext-link", ()), *self.found.pop("uri", ())]:
            address = (element.get(_HREF) or element.get("href") or "").strip()
            text = text_of(element)
            kind = element.get("ext-link-type", "").lower()
            if kind in ("doi", "pmid", "pmcid"):
                self._link_of(kind, text or address)
                continue
            address = address or text
            if _DOI_ADDRESS.match(address) or (not _ADDRESS.match(address) and parse_doi(text)):
                work.DOI = work.DOI or parse_doi(address) or parse_doi(text)
            elif not work.URL:
                work.URL = address

    def _link_of(self, kind: str, text: str) -> None:
        variable = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}[kind]
        if not self.work.get(variable):
            self._identifier(kind, text)

    def _keep(self) -> None:
        """What no variable fits is kept by the names of its elements."""
        self.found.pop("comment", None)
        kept: dict[str, list[str]] = {}
        for name, elements in self.found.items():
            texts = [text for text in map(text_of, elements) if clean(text)]
            if texts:
                kept[name] = texts
        if kept:
            self.work.custom = {"jats": {"fields": kept}}
