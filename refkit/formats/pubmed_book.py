"""A PubmedBookArticle as a Work: a book of NCBI's Bookshelf, or a chapter of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from refkit.formats.pubmed_article import (
    MARKUP,
    grants,
    identifiers,
    languages,
    read_abstract,
    read_pagination,
    read_people,
    read_title,
    without_point,
)
from refkit.formats.pubmed_dates import read_pubmed_date
from refkit.formats.values import resolved
from refkit.formats.xml import marked_text, text_of
from refkit.model import Date, Work
from refkit.model.work import TYPES

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_book(record: _Element) -> Work | None:
    """The Work of a PubmedBookArticle; None if it has neither title nor PMID."""
    document = record.find("BookDocument")
    if document is None:
        return None
    work = Work(PMID=text_of(document.find("PMID")))
    kept: dict[str, Any] = {}
    read_title(document, work, kept)
    identifiers(document.find("ArticleIdList"), work, kept)
    identifiers(record.find("PubmedBookData/ArticleIdList"), work, kept)
    for people in document.iterfind("AuthorList"):
        read_people(people, work, kept)
    book = document.find("Book")
    if book is not None:
        _book(book, work, kept)
    if not work.title:
        work.title, work.container_title = work.container_title, ""
    work.type = "chapter" if work.container_title else "book"
    contributed = read_pubmed_date(document.find("ContributionDate"))
    if contributed is not None and work.type == "chapter":
        work.issued = contributed
    for label in document.iterfind("LocationLabel"):
        if label.get("Type") == "chapter":
            work.chapter_number = text_of(label)
    work.page = read_pagination(document.find("Pagination"))
    work.abstract = read_abstract(document.find("Abstract"), kept)
    languages(document, work, kept)
    grants(document, kept)
    keywords = [text_of(keyword) for keyword in document.iterfind("KeywordList/Keyword")]
    work.keyword = "; ".join(dict.fromkeys(filter(None, keywords)))
    kinds = [text_of(kind) for kind in document.iterfind("PublicationType")]
    work.type = next((kind for kind in kinds if kind in TYPES), work.type)
    kinds = [kind for kind in kinds if kind not in TYPES]
    if kinds:
        kept["publication-types"] = kinds
    accession = kept.get("bookaccession")
    if accession:
        work.URL = f"https://www.ncbi.nlm.nih.gov/books/{accession}/"
    if kept:
        work.custom = {"pubmed": kept}
    return work if work.title or work.PMID else None


def _book(book: _Element, work: Work, kept: dict[str, Any]) -> None:
    """What is said of the whole book; its title becomes the container's."""
    title = without_point(resolved(marked_text(book.find("BookTitle"), MARKUP)))
    work.container_title = title if title != work.title else ""
    work.publisher = text_of(book.find("Publisher/PublisherName"))
    work.publisher_place = text_of(book.find("Publisher/PublisherLocation"))
    work.issued = _issued(book)
    whole = Work()
    for people in book.iterfind("AuthorList"):
        read_people(people, whole, kept)
    work.editor = work.editor or whole.editor
    if not work.author:
        work.author = whole.author
    elif whole.author != work.author:
        work.container_author = whole.author
    work.volume = text_of(book.find("Volume"))
    work.volume_title = resolved(marked_text(book.find("VolumeTitle"), MARKUP))
    work.edition = text_of(book.find("Edition"))
    work.collection_title = resolved(marked_text(book.find("CollectionTitle"), MARKUP))
    work.ISBN = ", ".join(filter(None, (text_of(number) for number in book.iterfind("Isbn"))))
    for element in book.iterfind("ELocationID"):
        if element.get("EIdType") == "doi" and element.get("ValidYN") != "N":
            work.DOI = work.DOI or text_of(element)
    work.medium = text_of(book.find("Medium"))
    work.number = text_of(book.find("ReportNumber"))


def _issued(book: _Element) -> Date | None:
    """The date of a book; the years in which it appeared, where it grows from year to year."""
    begun = read_pubmed_date(book.find("BeginningDate"))
    ended = read_pubmed_date(book.find("EndingDate"))
    if begun is not None and begun.date_parts:
        last = ended.date_parts[0] if ended is not None and ended.date_parts else ()
        return Date(date_parts=(begun.date_parts[0], last))
    return read_pubmed_date(book.find("PubDate"))
