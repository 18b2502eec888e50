"""A PubmedArticle as a Work, and the parts that articles and books of PubMed have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from refkit.formats.pubmed_dates import read_pubmed_date
from refkit.formats.values import read_pages, resolved
from refkit.formats.xml import marked_text, text_of
from refkit.model import Name, Work
from refkit.model.work import TYPES as CSL_TYPES
from refkit.normalize.edtf import to_edtf
from refkit.normalize.names import parse_inverted
from refkit.normalize.text import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element

MARKUP: Final = {"i": "i", "b": "b", "sup": "sup", "sub": "sub"}
"""PubMed's markup and CSL's tags, which have the same names. Underlining CSL does not know."""

TYPES: Final[Mapping[str, str]] = {
    "Preprint": "article",
    "Newspaper Article": "article-newspaper",
    "Dataset": "dataset",
    "Technical Report": "report",
    "Academic Dissertation": "thesis",
}
"""Publication types that say what kind of work it is. A "Review" of PubMed surveys a subject."""

LANGUAGES: Final[Mapping[str, str]] = dict(
    pair.split(":")
    for pair in word_set(
        """
        afr:af alb:sq ara:ar arm:hy aze:az bos:bs bul:bg cat:ca chi:zh hrv:hr cze:cs dan:da
        dut:nl eng:en epo:eo est:et fin:fi fre:fr geo:ka ger:de gre:el heb:he hin:hi hun:hu
        ice:is ind:id ita:it jpn:ja kor:ko lat:la lav:lv lit:lt mac:mk may:ms nor:no per:fa
        pol:pl por:pt rum:ro rus:ru slo:sk slv:sl spa:es srp:sr swe:sv tha:th tur:tr ukr:uk
        vie:vi wel:cy
        """
    )
)
"""The languages of PubMed (MARC's codes) in ISO 639-1."""

_ORCID: Final = re.compile(r"(?:\d{4}-?){3}\d{3}[\dX]\Z")
_LOCATOR: Final = re.compile(r"[A-Za-z]{0,5}[0-9]{1,9}")
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Za-z]\.){2,}\Z|\.\.\Z")
_STATUSES: Final = {
    "Retracted Publication": "retracted",
    "Retraction of Publication": "retraction",
    "Published Erratum": "erratum",
    "Expression of Concern": "expression of concern",
    "Corrected and Republished Article": "corrected and republished",
}


def read_article(record: _Element) -> Work | None:
    """The Work of a PubmedArticle; None if it has neither title nor PMID."""
    citation = record.find("MedlineCitation")
    if citation is None:
        return None
    work = Work(type="article-journal", PMID=text_of(citation.find("PMID")))
    kept: dict[str, Any] = {}
    article = citation.find("Article")
    if article is not None:
        _article(article, work, kept)
    data = record.find("PubmedData")
    if data is not None:
        identifiers(data.find("ArticleIdList"), work, kept)
        _history(data, work, kept)
    _journal_info(citation.find("MedlineJournalInfo"), work, kept)
    _subjects(citation, work, kept)
    _corrections(citation, kept)
    for name, key in (("CoiStatement", "conflict-of-interest"), ("GeneralNote", "note")):
        if text := text_of(citation.find(name)):
            kept[key] = text
    if kept:
        work.custom = {"pubmed": kept}
    return work if work.title or work.PMID else None


def _article(article: _Element, work: Work, kept: dict[str, Any]) -> None:
    read_title(article, work, kept)
    journal = article.find("Journal")
    if journal is not None:
        _journal(journal, work, kept)
    online = read_pubmed_date(article.find("ArticleDate"))
    if work.issued is None:
        work.issued = online
    elif online is not None:
        work.available_date = online
    work.page = read_pagination(article.find("Pagination"))
    for element in article.iterfind("ELocationID"):
        if element.get("ValidYN") != "N":
            _location(element, work, kept)
    work.abstract = read_abstract(article.find("Abstract"), kept)
    for people in article.iterfind("AuthorList"):
        read_people(people, work, kept)
    languages(article, work, kept)
    grants(article, kept)
    banks = [
        {
            "name": text_of(bank.find("DataBankName")),
            "numbers": [text_of(number) for number in bank.iter("AccessionNumber")],
        }
        for bank in article.iterfind("DataBankList/DataBank")
    ]
    if banks:
        kept["databanks"] = banks
    _publication_types(article, work, kept)


def read_title(article: _Element, work: Work, kept: dict[str, Any]) -> None:
    """ArticleTitle and VernacularTitle as title and original-title.

    PubMed has the English translation of a title in brackets, and puts a point after each.
    """
    title = without_point(resolved(marked_text(article.find("ArticleTitle"), MARKUP)))
    vernacular = without_point(resolved(marked_text(article.find("VernacularTitle"), MARKUP)))
    translated = title.startswith("[") and title.endswith("]") and "]" not in title[1:-1]
    if translated:
        title = without_point(title[1:-1])
        if title in ("Not Available", "In Process Citation"):
            title, vernacular = vernacular or f"[{title}]", ""
        else:
            kept["translated"] = True
    work.title = title
    work.original_title = vernacular


def without_point(title: str) -> str:
    """A title without the point that PubMed puts at its end; that of an abbreviation stays."""
    if title.endswith(".") and not _ABBREVIATED.search(title):
        return title[:-1]
    return title


def _journal(journal: _Element, work: Work, kept: dict[str, Any]) -> None:
    work.container_title = resolved(text_of(journal.find("Title")))
    work.container_title_short = text_of(journal.find("ISOAbbreviation"))
    number = journal.find("ISSN")
    work.ISSN = text_of(number)
    if number is not None and number.get("IssnType"):
        kept["issn-type"] = number.get("IssnType")
    issue = journal.find("JournalIssue")
    if issue is not None:
        work.volume = text_of(issue.find("Volume"))
        work.issue = text_of(issue.find("Issue"))
        work.issued = read_pubmed_date(issue.find("PubDate"))


def read_pagination(element: _Element | None) -> str:
    """Pages as MedlinePgn or StartPage and EndPage have them, "123-8" as "123–128"."""
    if element is None:
        return ""
    pages = text_of(element.find("MedlinePgn"))
    if not pages:
        ends = (text_of(element.find(name)) for name in ("StartPage", "EndPage"))
        pages = "-".join(filter(None, ends))
    return read_pages(pages)


def _location(element: _Element, work: Work, kept: dict[str, Any]) -> None:
    value = text_of(element)
    if element.get("EIdType") == "doi":
        work.DOI = work.DOI or value
    elif value:
        kept.setdefault("pii", value)
        if not work.page and _LOCATOR.fullmatch(value):
            work.number = value


def read_abstract(element: _Element | None, kept: dict[str, Any]) -> str:
    """An abstract, a paragraph for each of its sections, with their labels: "METHODS: We …"."""
    if element is None:
        return ""
    rights = text_of(element.find("CopyrightInformation"))
    if rights:
        kept["copyright"] = rights
    sections = []
    for section in element.iterfind("AbstractText"):
        text = resolved(marked_text(section, MARKUP))
        label = section.get("Label", "")
        sections.append(f"{label}: {text}" if label and label != "UNLABELLED" else text)
    return "\n".join(filter(None, sections))


def read_people(element: _Element, work: Work, kept: dict[str, Any]) -> None:
    """The names of an AuthorList, as authors or as editors."""
    names = []
    for person in element.iterfind("Author"):
        # An entry that is not valid stands beside the one that corrects it.
        if person.get("ValidYN") != "N":
            name = read_person(person)
            if name is not None:
                names.append(name)
    if element.get("CompleteYN") == "N":
        kept["authors-complete"] = False
    if element.get("Type") == "editors":
        work.editor = [*work.editor, *names]
    else:
        work.author = [*work.author, *names]


def read_person(person: _Element) -> Name | None:
    """An Author: a person, or a group by its CollectiveName; None for an empty one."""
    family = given = suffix = initials = literal = ""
    extra: dict[str, Any] = {}
    for child in person:
        name = child.tag
        if name == "LastName":
            family = text_of(child)
        elif name in ("ForeName", "FirstName"):
            given = text_of(child)
        elif name == "Initials":
            initials = text_of(child)
        elif name == "Suffix":
            suffix = text_of(child)
        elif name == "CollectiveName":
            literal = text_of(child)
        elif name == "Identifier":
            _identify(child, extra)
        elif name in ("AffiliationInfo", "Affiliation"):
            place = text_of(child if name == "Affiliation" else child.find("Affiliation"))
            if place:
                extra.setdefault("affiliation", []).append({"name": place})
    if literal or not family:
        literal = literal or given or initials
        return Name(literal=literal, extra=extra) if literal else None
    person_name = parse_inverted(family, given or initials, suffix)
    return msgspec.structs.replace(person_name, extra=extra) if extra else person_name


def _identify(element: _Element, extra: dict[str, Any]) -> None:
    value, source = text_of(element), element.get("Source") or "other"
    found = _ORCID.search(value)
    if source == "ORCID" and found:
        digits = found[0].replace("-", "")
        number = "-".join(digits[at : at + 4] for at in range(0, 16, 4))
        extra["ORCID"] = f"https://orcid.org/{number}"
    elif value:
        extra[source] = value


def languages(article: _Element, work: Work, kept: dict[str, Any]) -> None:
    """The first language as ISO 639-1; the others are kept as PubMed writes them."""
    codes = [text_of(element) for element in article.iterfind("Language")]
    if codes and codes[0] not in ("und", ""):
        work.language = LANGUAGES.get(codes[0], codes[0])
    if len(codes) > 1:
        kept["languages"] = codes


def grants(element: _Element, kept: dict[str, Any]) -> None:
    """The grants, each with its id, acronym, agency and country."""
    found = [
        {child.tag.lower().removeprefix("grant"): text_of(child) for child in grant}
        for grant in element.iterfind("GrantList/Grant")
    ]
    if found:
        kept["grants"] = found


def _publication_types(article: _Element, work: Work, kept: dict[str, Any]) -> None:
    found = [text_of(kind) for kind in article.iterfind("PublicationTypeList/PublicationType")]
    for kind in found:
        work.type = TYPES.get(kind) or (kind if kind in CSL_TYPES else work.type)
        if kind in _STATUSES:
            kept.setdefault("status", []).append(_STATUSES[kind])
    if work.type == "article":
        work.genre = "Preprint"
    if found and found != ["Journal Article"]:
        kept["publication-types"] = found


def identifiers(element: _Element | None, work: Work, kept: dict[str, Any]) -> None:
    """The ArticleIds: DOI, PMCID, PMID; the others are kept by their kind."""
    if element is None:
        return
    for identifier in element.iterfind("ArticleId"):
        kind, value = identifier.get("IdType", "pubmed"), text_of(identifier)
        if not value:
            continue
        if kind == "doi":
            work.DOI = work.DOI or value
        elif kind == "pubmed":
            work.PMID = work.PMID or value
        elif kind == "pmc":
            work.PMCID = work.PMCID or value
        else:
            kept.setdefault(kind, value)


def _history(data: _Element, work: Work, kept: dict[str, Any]) -> None:
    for element in data.iterfind("History/PubMedPubDate"):
        status = element.get("PubStatus")
        if status == "received":
            work.submitted = read_pubmed_date(element)
        elif status in ("accepted", "revised", "retracted"):
            date = read_pubmed_date(element)
            if date is not None and date.date_parts:
                kept[status] = to_edtf(date)
    status = text_of(data.find("PublicationStatus"))
    if status == "aheadofprint" and not work.volume:
        work.status = "advance online publication"


def _journal_info(element: _Element | None, work: Work, kept: dict[str, Any]) -> None:
    if element is None:
        return
    name = text_of(element.find("MedlineTA"))
    if not work.container_title_short and name != work.container_title:
        work.container_title_short = name
    others = {"Country": "country", "NlmUniqueID": "nlm-id", "ISSNLinking": "issn-linking"}
    for tag, key in others.items():
        if text := text_of(element.find(tag)):
            kept[key] = text


def _subjects(citation: _Element, work: Work, kept: dict[str, Any]) -> None:
    keywords = [
        resolved(marked_text(keyword, MARKUP))
        for keyword in citation.iterfind("KeywordList/Keyword")
    ]
    headings = []
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        names = [text_of(child) for child in heading]
        keywords.append(names[0] if names else "")
        stars = ["*" if child.get("MajorTopicYN") == "Y" else "" for child in heading]
        headings.append("/".join(map("".join, zip(stars, names, strict=True))))
    if headings:
        kept["mesh"] = headings
    work.keyword = "; ".join(dict.fromkeys(filter(None, keywords)))
    chemicals = [
        text_of(name) for name in citation.iterfind("ChemicalList/Chemical/NameOfSubstance")
    ]
    if chemicals:
        kept["chemicals"] = chemicals


def _corrections(citation: _Element, kept: dict[str, Any]) -> None:
    """Comments, errata and retractions: kind, source in words, PMID."""
    found = []
    for element in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        entry = {"type": element.get("RefType", "")}
        for name, key in (("RefSource", "source"), ("PMID", "PMID"), ("Note", "note")):
            if text := text_of(element.find(name)):
                entry[key] = text
        found.append(entry)
        if entry["type"] == "RetractionIn" and "retracted" not in kept.get("status", ()):
            kept.setdefault("status", []).append("retracted")
    if found:
        kept["comments-corrections"] = found
