"""A810: parts that a reference to a work of its kind needs and does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from refkit.model import Document, Finding, Fix, Name, Record, Reference, Span, Verdict, Work
from refkit.normalize.pages import format_pages, parse_pages
from refkit.normalize.text import fold, squash
from refkit.verify.apa_rule import ApaRule, sure
from refkit.verify.edits import escaped
from refkit.verify.emphasis import end_of, share, signs_of
from refkit.verify.rule import Article
from refkit.verify.title_words import PERIODICALS

_DATE: Final = re.compile(
    r"\d{4}|\bn\.\s?d\.|\b(?:in\spress|forthcoming|submitted|in\sprep|accepted)", re.IGNORECASE
)
_AHEAD: Final = re.compile(
    r"advance\sonline|online\sfirst|ahead\sof\sprint|in\spress|early\saccess|under\sreview",
    re.IGNORECASE,
)
_TITLE: Final = 0.8
"""How sure the parser has to be of a title; where parts are missing it never is by 0.9."""
_PAGE: Final = 8
"""Letters and digits of a page that are looked for in what the parser took for something else."""
_PLURAL: Final = frozenset({"page", "editor"})
_DATED: Final = frozenset({"article-journal", "article-magazine", "book", "chapter", "thesis"})
_BOOKS: Final = frozenset({"book", "document"})
"""As which a book without publisher may be read."""
_AUTHORED: Final = frozenset({"article-journal", "book", "chapter", "report", "thesis"})


class _Part(NamedTuple):
    """A part that is missing.

    Attributes:
        variable: The CSL variable.
        name: What it is called.
        found: What the record says; "" if there is none.
    """

    variable: str
    name: str
    found: str = ""


class MissingPart(ApaRule):
    """A part is missing that a work of its kind has.

    Reported are an article without volume and pages, or without one of them that the record has;
    a chapter without the editors that the record has, or without pages in a printed book; a
    thesis without its university; a book without the publisher that the record has; a work
    without author or date that the record has; a web page without address. Only entries count
    that were read to the last word, and whose kind is beyond doubt.

    Articles with a DOI, "in press" or published online in advance may lack volume and pages
    unless the record knows them; an issue may always be left out, and pages may be an article
    number.

    Why it matters:
        Each part is what readers find the work by: the pages in a volume, a thesis at its
        university.

    Example:
        ``Yang, Y., & He, R. (2019). Seismic response of bridge columns. Journal of Bridges.``

    Fix:
        Writes volume, issue and pages of the record behind the title of the journal, the volume
        in italics where the list has them. Unsafe: the author may have left them out on purpose.
        None for other parts.

    Source:
        APA 7, 9.4 (the four elements) and 10.1–10.16 (the types of works).
    """

    code = "A810"
    name = "missing-part"
    severity = "warning"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over an entry that lacks parts."""
        reference = verdict.reference
        title = reference.fields.get("title")
        if title is None or title.confidence < _TITLE or reference.rest or reference.work.note:
            return
        record = verdict.match.record if verdict.match else None
        parts = [*_of_any(reference, record), *_of_its_kind(reference, record)]
        if not parts:
            return
        found = ", ".join(part.found for part in parts if part.found)
        yield self.finding(
            article,
            reference.span,
            _listed(parts),
            field=parts[0].variable,
            found=found,
            record=record if found else None,
            fix=_fix(article.document, reference, parts),
        )


def _of_any(reference: Reference, record: Record | None) -> Iterator[_Part]:
    """Author and date, where the record has them and nothing like them is in the entry."""
    work = reference.work
    if record is None:
        return
    theirs = record.work
    if work.type in _AUTHORED and not _has_people(work):
        author = _unnamed(reference, theirs.author)
        if author:
            yield _Part("author", "author", author)
    undated = not work.issued and not _DATE.search(reference.raw)
    if work.type in _DATED and theirs.year and undated:
        yield _Part("issued", "date", str(theirs.year))


def _unnamed(reference: Reference, people: list[Name]) -> str:
    """The first of some people, with "et al." for others; "" if the entry names that one."""
    first = (people[0].literal or people[0].family) if people else ""
    if not first or fold(first) in fold(reference.raw):
        return ""
    return f"{first} et al." if len(people) > 1 else first


def _has_people(work: Work) -> bool:
    return bool(work.author or work.editor or work.director or work.translator)


def _of_its_kind(reference: Reference, record: Record | None) -> Iterator[_Part]:
    """What a work of its type needs."""
    work = reference.work
    theirs = record.work if record else Work()
    if work.type == "article-journal":
        yield from _of_article(reference, theirs)
    elif work.type == "chapter" and sure(reference, "container-title"):
        yield from _of_chapter(reference, theirs)
    elif work.type == "thesis" and not (work.publisher or work.archive):
        yield _Part("publisher", "university", theirs.publisher)
    elif work.type in _BOOKS and theirs.type == "book" and not _is_published(work):
        if theirs.publisher:
            yield _Part("publisher", "publisher", theirs.publisher)
    elif work.type == "webpage" and not (work.URL or work.DOI or reference.links):
        yield _Part("URL", "address (URL)")


def _is_published(work: Work) -> bool:
    """Whether a book names its publisher, or a place where it is found."""
    return bool(work.publisher or work.URL or work.DOI or work.container_title)


def _of_article(reference: Reference, theirs: Work) -> Iterator[_Part]:
    work = reference.work
    if not sure(reference, "container-title"):
        return
    in_issue = theirs.type == "article-journal"
    reachable = work.DOI or work.URL or reference.links or work.status or work.medium
    if not work.volume and in_issue and theirs.volume and not _is_in(theirs.volume, work):
        yield _Part("volume", "volume", theirs.volume)
        if not work.issue and theirs.issue:
            yield _Part("issue", "issue", theirs.issue)
    elif not work.volume and not work.issue and not work.page and not theirs.type and not reachable:
        name = work.container_title.lower()
        # "The Washington Post" without a day is a newspaper, "Under review" no journal, and
        # "Journal of Trees Supplement Series 38" holds its number.
        clear = PERIODICALS.intersection(name.split()) and not any(map(str.isdigit, name))
        if clear and not _AHEAD.search(reference.raw):
            yield _Part("volume", "volume")
            yield _Part("page", "pages")
        return
    if work.page or work.number or work.section:
        return
    pages = _pages(theirs) if in_issue else ""
    if pages and not _is_in(pages, work) and squash(pages)[:_PAGE] not in squash(reference.raw):
        yield _Part("page", "pages", pages)
    elif work.volume and not theirs.type and not reachable and not _AHEAD.search(reference.raw):
        yield _Part("page", "pages")


def _is_in(number: str, work: Work) -> bool:
    """Whether what the record calls a volume or page is written as something else: an issue."""
    return number in (work.volume, work.issue, work.page, str(work.year))


def _of_chapter(reference: Reference, theirs: Work) -> Iterator[_Part]:
    work = reference.work
    part = theirs.type == "chapter"
    editor = _unnamed(reference, theirs.editor) if part and not work.editor else ""
    if editor:
        yield _Part("editor", "editors", editor)
    if work.page or work.chapter_number or work.number or work.volume:
        return
    if part and theirs.page:
        yield _Part("page", "pages", _pages(theirs))
    elif fold(work.title) == fold(work.container_title):
        # A whole book, given as a chapter of itself.
        return
    elif work.editor and work.publisher and not (work.DOI or work.URL or reference.links):
        yield _Part("page", "pages")


def _pages(work: Work) -> str:
    """Pages as APA writes them, or an article number: "133–149", "Article e1008184"."""
    if not work.page:
        return f"Article {work.number}" if work.number else ""
    pages = parse_pages(work.page)
    return format_pages(pages) if pages else work.page


def _listed(parts: list[_Part]) -> str:
    """What is missing, in words."""
    names = [f"{part.name} ({part.found})" if part.found else part.name for part in parts]
    verb = "is" if len(parts) == 1 and parts[0].variable not in _PLURAL else "are"
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{joined} {verb} missing"


def _fix(document: Document, reference: Reference, parts: list[_Part]) -> Fix | None:
    """The Fix that writes volume, issue and pages of an article behind what stands before them."""
    found = {part.variable: part.found for part in parts}
    if reference.work.type != "article-journal" or not all(found.values()):
        return None
    if not found.keys() <= {"volume", "issue", "page"}:
        return None
    fields = reference.fields
    if "issue" in fields and "volume" not in found:
        # Behind its closing parenthesis.
        behind = fields["issue"].span.end + 1
    elif "volume" in fields:
        behind = fields["volume"].span.end
    else:
        behind = fields["container-title"].span.end
    if reference.raw[behind : behind + 1].isalnum():
        return None
    at = end_of(document, reference, behind)
    if at is None:
        return None
    pieces = []
    if "volume" in found:
        volume = escaped(found["volume"], document.format)
        signs = signs_of(document, [reference])
        if signs is not None and share(reference, fields["container-title"].span) > 0:
            volume = signs.around(volume)
        pieces.append(volume + (f"({found['issue']})" if "issue" in found else ""))
    if "page" in found:
        pieces.append(escaped(found["page"], document.format))
    return Fix(Span(at, at), f", {', '.join(pieces)}", safe=False)
