"""The tags of a PubMed record to a Work."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from refkit.formats.nbib_fields import DERIVED, LANGUAGES, TEXT, TYPES
from refkit.model import Date, Name, Work
from refkit.normalize.dates import parse_date
from refkit.normalize.dois import parse_doi
from refkit.normalize.names import parse_inverted, parse_natural

_IDENTIFIER: Final = re.compile(r"(?P<value>.{1,400}?)\s*\[(?P<kind>[a-z]{2,20})\]")
_SEASON_OR_MONTHS: Final = re.compile(r"(?P<year>[0-9]{4})[ ](?P<rest>.{3,40})")
_NUMBERED_MONTH: Final = re.compile(
    r"(?P<year>[0-9]{4})[ ]{1,3}(?P<month>[0-9]{2})(?:[ ]{1,3}(?P<day>[0-9]{1,2}))?"
)
_DAY: Final = re.compile(r"(?P<year>[0-9]{4})/?(?P<month>[0-9]{2})/?(?P<day>[0-9]{2})(?:[ ].*)?")
_ISSN: Final = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9Xx]")
_ORCID: Final = re.compile(r"([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9Xx])\s*\Z")
_HYPHENS: Final = re.compile(r"(?<=[0-9A-Za-z])[-‐–](?=[0-9A-Za-z])")
_PAGES: Final = re.compile(r"[0-9A-Za-z.]{1,12}-[0-9A-Za-z.]{1,12}(?:,[ ]?[-0-9A-Za-z. ]{1,60})?")


def to_work(fields: list[tuple[str, str]]) -> Work:
    """The Work of a record.

    Args:
        fields: Tags and values in their order, which says whose AD and AUID are.

    Returns:
        The Work. What CSL cannot say is in ``custom["nbib"]``: tags to lists of values.
    """
    return _Reading(fields).work


class _Reading:
    """One record on its way to a Work."""

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self.work = Work()
        self.left: dict[str, list[str]] = {}
        for tag, value in fields:
            if tag not in DERIVED and value:
                self.left.setdefault(tag, []).append(value)
        self.work.author = _people(fields, "FAU", "AU", groups=True)
        self.work.editor = _people(fields, "FED", "ED", groups=False)
        self._texts()
        self._titles()
        self._locators()
        self._identifiers()
        self._dates()
        self._keywords()
        self._type()
        self.work.id = self.work.PMID
        if self.left:
            self.work.custom = {"nbib": self.left}

    def _take(self, tag: str) -> str:
        values = self.left.pop(tag, [])
        if len(values) > 1:
            self.left[tag] = values[1:]
        return values[0] if values else ""

    def _texts(self) -> None:
        for tag, variable in TEXT.items():
            if tag in self.left:
                self.work.set(variable, self._take(tag))
        self.work.abstract = "\n".join(self.left.pop("AB", ()))
        language = self._take("LA")
        self.work.language = LANGUAGES.get(language, language)

    def _titles(self) -> None:
        work = self.work
        title, book, original = self._take("TI"), self._take("BTI"), self._take("TT")
        if title.startswith("[") and title.endswith((".", "]")):
            # NLM's translation: "[Crying in adults]."
            title = title.removesuffix(".").removeprefix("[").removesuffix("]")
        if book and not title:
            work.title = _without_stop(book)
        else:
            work.title = _without_stop(title)
            work.container_title = _without_stop(book) if book else work.container_title
        work.original_title = _without_stop(original)

    def _locators(self) -> None:
        work = self.work
        page = self._take("PG")
        work.page = _HYPHENS.sub("–", page) if _PAGES.fullmatch(page) else page

    def _identifiers(self) -> None:
        work = self.work
        for tag in ("LID", "AID"):
            kept = []
            for value in self.left.pop(tag, ()):
                found = _IDENTIFIER.fullmatch(value)
                kind = found["kind"] if found else ""
                bare = "" if found else parse_doi(value)
                if found and kind == "doi" and work.DOI in ("", found["value"]):
                    work.DOI = found["value"]
                elif bare and work.DOI in ("", bare):
                    # ERIC has the DOI's address here.
                    work.DOI = bare
                elif not found and value.startswith(("http://", "https://")):
                    if work.URL not in ("", value):
                        kept.append(value)
                    work.URL = work.URL or value
                elif not found and tag == "LID" and work.page in ("", value):
                    # The number of an article, which PG may repeat.
                    work.page = work.page or value
                else:
                    kept.append(value)
            if kept:
                self.left[tag] = kept
        for value in self.left.pop("ISSN", ()):
            # ERIC's tag: "ISSN-1234-5678".
            number = value.removeprefix("ISSN-").removeprefix("EISSN-")
            self.left.setdefault("IS", []).append(number)
        issns = [found[0] for value in self.left.get("IS", ()) if (found := _ISSN.match(value))]
        work.ISSN = ", ".join(dict.fromkeys(issns))
        work.ISBN = ", ".join(value.partition(" (")[0] for value in self.left.pop("ISBN", ()))
        if len(issns) == len(self.left.get("IS", ())) == 1 and self.left["IS"] == issns:
            del self.left["IS"]

    def _dates(self) -> None:
        work = self.work
        published = self._take("DP")
        if published:
            work.issued = _published(published)
        online = _DAY.fullmatch(self.left.get("DEP", [""])[0])
        if online:
            self._take("DEP")
            work.available_date = _date_of(online)
        for value in self.left.get("PHST", ()):
            received = _DAY.fullmatch(value) if value.endswith("[received]") else None
            if received and work.submitted is None:
                work.submitted = _date_of(received)

    def _keywords(self) -> None:
        """The author's keywords and then the MeSH headings, which also stay as written."""
        words = [word.lstrip("*") for word in self.left.pop("OT", ())]
        words += [heading.replace("*", "") for heading in self.left.get("MH", ())]
        comma = any("," in word for word in words)
        self.work.keyword = ("; " if comma else ", ").join(words)

    def _type(self) -> None:
        work = self.work
        kinds = self.left.get("PT", [])
        work.type = next((TYPES[kind] for kind in kinds if kind in TYPES), "article-journal")
        if not work.container_title_short and work.container_title and work.type == "book":
            work.type = "chapter"
        if kinds == ["Journal Article"] and work.type == "article-journal":
            del self.left["PT"]


class _Person(msgspec.Struct):
    """A name, and what the lines after it say of the person."""

    name: Name
    orcid: str = ""
    places: list[str] = []

    def whole(self) -> Name:
        """The name with ORCID and affiliations, in the form that Crossref's CSL-JSON has."""
        extra: dict[str, Any] = {}
        if self.orcid:
            extra["ORCID"] = self.orcid
        if self.places:
            extra["affiliation"] = [{"name": place} for place in self.places]
        return msgspec.structs.replace(self.name, extra=extra) if extra else self.name


def _people(fields: list[tuple[str, str]], full: str, short: str, *, groups: bool) -> list[Name]:
    """The names of a role: the full form, or the short one where it stands alone."""
    people: list[_Person] = []
    follows = False
    own = False
    for tag, value in fields:
        if not value:
            continue
        if tag == full:
            people.append(_Person(_full_name(value)))
            follows, own = True, True
        elif tag == short:
            if not follows:
                # ERIC has no FAU, and the whole name here.
                whole = _full_name(value) if "," in value else parse_natural(value)
                people.append(_Person(whole))
            follows, own = False, True
        elif tag == "CN" and groups:
            people.append(_Person(Name(literal=value)))
            follows, own = False, True
        elif tag in _OTHER_PEOPLE:
            own = False
        elif own and tag == "AD":
            people[-1].places.append(value)
        elif own and tag == "AUID":
            orcid = _ORCID.search(value)
            people[-1].orcid = "https://orcid.org/" + "-".join(orcid.groups()) if orcid else ""
    return [person.whole() for person in people]


_OTHER_PEOPLE: Final = frozenset({"FED", "ED", "FIR", "IR", "FPS", "PS", "FAU", "AU"})


def _full_name(value: str) -> Name:
    family, comma, given = value.partition(",")
    if not comma:
        # A name of one word is a person's; an institution that edits has several.
        return Name(literal=value) if " " in value else Name(family=value)
    given, _, suffix = given.partition(",")
    return parse_inverted(family, given, suffix.strip())


def _without_stop(title: str) -> str:
    """A title without the stop that NLM puts after each."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _published(text: str) -> Date:
    """DP: "2020 Feb", "2016 Jan 11", "2019 Spring", "2020 Jan-Feb", "1998 Dec-1999 Jan"."""
    numbered = _NUMBERED_MONTH.fullmatch(text)
    if numbered is not None:
        text = "-".join(filter(None, numbered.groups()))
    turned = _SEASON_OR_MONTHS.fullmatch(text)
    for form in filter(None, (f"{turned['year']}, {turned['rest']}" if turned else "", text)):
        written = parse_date(form)
        if written and written.date:
            return written.date
    if turned:
        return Date(date_parts=((int(turned["year"]),),), raw=text)
    return Date(literal=text)


def _date_of(found: re.Match[str]) -> Date:
    return Date(date_parts=((int(found["year"]), int(found["month"]), int(found["day"])),))
