"""Works as PubMed XML, element by element in the order of NLM's document type definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from refkit.formats.pubmed_article import LANGUAGES, MARKUP, TYPES
from refkit.formats.pubmed_dates import MONTH_NAMES, date_elements
from refkit.formats.values import plain_text
from refkit.formats.xml import append_marked, storable, to_string
from refkit.model import Date, Name, Work
from refkit.normalize.names import initials

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOOKS: Final = frozenset(
    {"book", "chapter", "classic", "collection", "entry", "entry-dictionary", "entry-encyclopedia"}
)
_CODES: Final = {code: marc for marc, code in LANGUAGES.items()}
_KINDS: Final = {kind: name for name, kind in TYPES.items()}
_MIXED: Final = (
    *("ArticleTitle", "VernacularTitle", "BookTitle", "VolumeTitle", "CollectionTitle"),
    *("AbstractText", "Keyword", "PublisherName"),
)
_DTD: Final = (
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
    ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
)


def write_records(works: Iterable[Work]) -> str:
    """Works as the content of a PubMed XML file."""
    from lxml import etree

    root = etree.Element("PubmedArticleSet")
    for work in works:
        kept = work.custom.get("pubmed")
        kept = kept if isinstance(kept, dict) else {}
        if work.type in _BOOKS:
            _book(root, work, kept)
        else:
            _article(root, work, kept)
    declaration, _, rest = to_string(root, *_MIXED).partition("\n")
    return f"{declaration}\n{_DTD}\n{rest}"


def _add(parent: _Element, name: str, text: str = "", **attributes: str) -> _Element:
    from lxml import etree

    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = storable(text)
    return element


def _marked(parent: _Element, name: str, text: str, **attributes: str) -> None:
    if "<" in text:
        append_marked(_add(parent, name, **attributes), text, MARKUP)
    else:
        _add(parent, name, text, **attributes)


def _article(root: _Element, work: Work, kept: Mapping[str, Any]) -> None:
    record = _add(root, "PubmedArticle")
    status = "MEDLINE" if kept.get("mesh") else "PubMed-not-MEDLINE"
    citation = _add(record, "MedlineCitation", Status=status, Owner="NLM")
    _add(citation, "PMID", work.PMID, Version="1")
    article = _add(citation, "Article", PubModel="Print")
    _journal(article, work, kept)
    _title(article, work, kept)
    number = work.number if not work.page else ""
    if work.page or not (work.DOI or number):
        _pagination(article, work.page)
    if work.DOI:
        _add(article, "ELocationID", work.DOI, EIdType="doi", ValidYN="Y")
    if number:
        _add(article, "ELocationID", number, EIdType="pii", ValidYN="Y")
    _abstract(article, work, kept)
    _people(article, work.author)
    _add(article, "Language", _CODES.get(work.language[:2], work.language or "und"))
    _grants(article, kept)
    _publication_types(article, work, kept)
    if work.original_title:
        _marked(article, "VernacularTitle", _with_point(work.original_title))
    if work.available_date is not None:
        _day(article, "ArticleDate", work.available_date, DateType="Electronic")
    info = _add(citation, "MedlineJournalInfo")
    for name, key in (("Country", "country"), ("MedlineTA", ""), ("NlmUniqueID", "nlm-id")):
        text = kept.get(key, "") if key else work.container_title_short or work.container_title
        if isinstance(text, str) and (text or name == "MedlineTA"):
            _add(info, name, text)
    _corrections(citation, kept)
    _keywords(citation, work, kept)
    _identifiers(record, "PubmedData", work)


def _book(root: _Element, work: Work, kept: Mapping[str, Any]) -> None:
    record = _add(root, "PubmedBookArticle")
    document = _add(record, "BookDocument")
    _add(document, "PMID", work.PMID, Version="1")
    _identifier_list(document, work)
    part = work.type != "book" and bool(work.container_title)
    book = _add(document, "Book")
    publisher = _add(book, "Publisher")
    _marked(publisher, "PublisherName", work.publisher)
    if work.publisher_place:
        _add(publisher, "PublisherLocation", work.publisher_place)
    _marked(book, "BookTitle", _with_point(work.container_title if part else work.title))
    _date(_add(book, "PubDate"), work.issued)
    _people(book, work.container_author if part else work.author, Type="authors")
    _people(book, work.editor, Type="editors")
    for name, text in (
        ("Volume", work.volume),
        ("VolumeTitle", work.volume_title),
        ("Edition", work.edition),
        ("CollectionTitle", work.collection_title),
        *(("Isbn", number.strip()) for number in work.ISBN.split(",")),
        ("Medium", work.medium),
        ("ReportNumber", work.number),
    ):
        if text:
            _marked(book, name, text)
    if part:
        if work.chapter_number:
            _add(document, "LocationLabel", work.chapter_number, Type="chapter")
        _title(document, work, kept)
    if work.original_title:
        _marked(document, "VernacularTitle", _with_point(work.original_title))
    if work.page:
        _pagination(document, work.page)
    _add(document, "Language", _CODES.get(work.language[:2], work.language or "und"))
    if part:
        _people(document, work.author, Type="authors")
    if work.type not in ("book", "chapter") or (work.type == "chapter" and not part):
        # NLM has no name for these; CSL's own tells them from books.
        _add(document, "PublicationType", work.type, UI="")
    _abstract(document, work, kept)
    _keywords(document, work, {})
    _grants(document, kept)


def _journal(article: _Element, work: Work, kept: Mapping[str, Any]) -> None:
    journal = _add(article, "Journal")
    if work.ISSN:
        kind = "Electronic" if kept.get("issn-type") == "Electronic" else "Print"
        _add(journal, "ISSN", work.ISSN, IssnType=kind)
    issue = _add(journal, "JournalIssue", CitedMedium="Print")
    if work.volume:
        _add(issue, "Volume", work.volume)
    if work.issue:
        _add(issue, "Issue", work.issue)
    _date(_add(issue, "PubDate"), work.issued)
    if work.container_title:
        _add(journal, "Title", plain_text(work.container_title))
    if work.container_title_short:
        _add(journal, "ISOAbbreviation", work.container_title_short)


def _title(element: _Element, work: Work, kept: Mapping[str, Any]) -> None:
    title = work.title
    translated = kept.get("translated") is True
    _marked(element, "ArticleTitle", _with_point(f"[{title}]" if translated else title))


def _with_point(title: str) -> str:
    return title if not title or title[-1] in ".?!" else f"{title}."


def _date(element: _Element, date: Date | None) -> None:
    for name, text in date_elements(date) if date is not None else [("Year", "")]:
        _add(element, name, text)


def _day(parent: _Element, name: str, date: Date, **attributes: str) -> None:
    """A date that must have all of year, month and day, so that the month may be wanting."""
    parts = date.date_parts[0] if date.date_parts else ()
    if len(parts) == 3 and 0 < parts[0] < 10000 and 1 <= parts[1] <= len(MONTH_NAMES):
        element = _add(parent, name, **attributes)
        for part, number in zip(("Year", "Month", "Day"), parts, strict=True):
            _add(element, part, f"{number:02}")


def _pagination(element: _Element, pages: str) -> None:
    _add(_add(element, "Pagination"), "MedlinePgn", pages.replace("–", "-"))


def _abstract(element: _Element, work: Work, kept: Mapping[str, Any]) -> None:
    if not work.abstract:
        return
    abstract = _add(element, "Abstract")
    for section in work.abstract.split("\n"):
        label, colon, text = section.partition(": ")
        if colon and label.isupper() and len(label) <= 60:
            _marked(abstract, "AbstractText", text, Label=storable(label))
        else:
            _marked(abstract, "AbstractText", section)
    if isinstance(kept.get("copyright"), str):
        _add(abstract, "CopyrightInformation", kept["copyright"])


def _people(element: _Element, names: Iterable[Name], **attributes: str) -> None:
    names = [name for name in names if name.family or name.given or name.literal]
    if not names:
        return
    people = _add(element, "AuthorList", CompleteYN="Y", **attributes)
    for name in names:
        _person(_add(people, "Author", ValidYN="Y"), name)


def _person(person: _Element, name: Name) -> None:
    if name.literal or not name.family:
        _add(person, "CollectiveName", name.literal or name.given)
    else:
        _add(person, "LastName", " ".join(filter(None, (name.non_dropping_particle, name.family))))
        given = " ".join(filter(None, (name.given, name.dropping_particle)))
        if given:
            _add(person, "ForeName", given)
            _add(person, "Initials", "".join(initials(name.given)).replace(".", ""))
        if name.suffix:
            _add(person, "Suffix", name.suffix)
    orcid = name.extra.get("ORCID")
    if isinstance(orcid, str) and orcid:
        _add(person, "Identifier", orcid, Source="ORCID")
    places = name.extra.get("affiliation")
    for place in places if isinstance(places, list) else ():
        text = place.get("name") if isinstance(place, dict) else place
        if isinstance(text, str) and text:
            _add(_add(person, "AffiliationInfo"), "Affiliation", text)


def _grants(element: _Element, kept: Mapping[str, Any]) -> None:
    grants = kept.get("grants")
    grants = (
        [grant for grant in grants if isinstance(grant, dict)] if isinstance(grants, list) else []
    )
    if not grants:
        return
    names = (
        ("GrantID", "id"),
        ("Acronym", "acronym"),
        ("Agency", "agency"),
        ("Country", "country"),
    )
    whole = _add(element, "GrantList", CompleteYN="Y")
    for grant in grants:
        one = _add(whole, "Grant")
        for name, key in names:
            if grant.get(key) or name in ("Agency", "Country"):
                _add(one, name, str(grant.get(key, "")))


def _publication_types(article: _Element, work: Work, kept: Mapping[str, Any]) -> None:
    own = kept.get("publication-types")
    kinds = [kind for kind in own if isinstance(kind, str)] if isinstance(own, list) else []
    if not kinds:
        # PubMed has no name for most types; CSL's own says at least what it is.
        kinds = [_KINDS.get(work.type, "" if work.type == "article-journal" else work.type)]
    element = _add(article, "PublicationTypeList")
    for kind in kinds:
        _add(element, "PublicationType", kind or "Journal Article", UI="")


def _corrections(citation: _Element, kept: Mapping[str, Any]) -> None:
    entries = kept.get("comments-corrections")
    entries = (
        [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    )
    if not entries:
        return
    whole = _add(citation, "CommentsCorrectionsList")
    for entry in entries:
        one = _add(whole, "CommentsCorrections", RefType=str(entry.get("type", "")))
        _add(one, "RefSource", str(entry.get("source", "")))
        if entry.get("PMID"):
            _add(one, "PMID", str(entry["PMID"]), Version="1")
        if entry.get("note"):
            _add(one, "Note", str(entry["note"]))


def _keywords(citation: _Element, work: Work, kept: Mapping[str, Any]) -> None:
    headings = kept.get("mesh")
    headings = (
        [text for text in headings if isinstance(text, str)] if isinstance(headings, list) else []
    )
    subjects = set()
    if headings:
        whole = _add(citation, "MeshHeadingList")
        for heading in headings:
            one = _add(whole, "MeshHeading")
            for place, part in enumerate(heading.split("/")):
                name = "QualifierName" if place else "DescriptorName"
                major = "Y" if part.startswith("*") else "N"
                _add(one, name, part.removeprefix("*"), UI="", MajorTopicYN=major)
            subjects.add(heading.split("/")[0].removeprefix("*"))
    words = [word.strip() for word in work.keyword.split(";")]
    words = [word for word in words if word and word not in subjects]
    if words:
        keywords = _add(citation, "KeywordList", Owner="NOTNLM")
        for word in words:
            _marked(keywords, "Keyword", word, MajorTopicYN="N")


def _identifiers(record: _Element, name: str, work: Work) -> None:
    if work.PMID or work.DOI or work.PMCID or work.submitted is not None:
        data = _add(record, name)
        if work.submitted is not None:
            history = _add(data, "History")
            _day(history, "PubMedPubDate", work.submitted, PubStatus="received")
            if not len(history):
                data.remove(history)
        online = work.status == "advance online publication"
        _add(data, "PublicationStatus", "aheadofprint" if online else "ppublish")
        _identifier_list(data, work)


def _identifier_list(parent: _Element, work: Work) -> None:
    identifiers = _add(parent, "ArticleIdList")
    for kind, value in (("pubmed", work.PMID), ("doi", work.DOI), ("pmc", work.PMCID)):
        if value or (kind == "pubmed" and not (work.DOI or work.PMCID)):
            _add(identifiers, "ArticleId", value, IdType=kind)
