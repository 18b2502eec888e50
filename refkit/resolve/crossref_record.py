"""Crossref's JSON, and the CSL-JSON of doi.org, as Records: the one place where it is cleaned.

Field by field the cleaning is in :mod:`refkit.resolve.quirks`; here is what becomes of each field.
The vocabulary is that of Crossref's REST API (https://api.crossref.org/swagger-ui/index.html,
"Work") and of CSL-JSON (csl-data.json of CSL 1.0.2). What doi.org returns, and what people store,
is a mixture of both, so one function reads both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

from refkit.model import Notice, Record, Relation, Work
from refkit.model.record import NoticeType
from refkit.model.work import ATTRIBUTES, NAME_VARIABLES, TEXT_VARIABLES, TYPES
from refkit.normalize.identifiers import parse_doi
from refkit.resolve import quirks, title_quirks
from refkit.resolve.name_quirks import names

CSL_TYPES: Final[Mapping[str, str]] = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "proceedings-series": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "dissertation": "thesis",
    "posted-content": "article",
    "dataset": "dataset",
    "database": "dataset",
    "standard": "standard",
    "peer-review": "review",
    "journal": "periodical",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "component": "document",
    "grant": "document",
    "other": "document",
}
"""Crossref's types (https://api.crossref.org/types) to those of CSL 1.0.2."""

_POSTED_TYPES: Final[Mapping[str, str]] = {
    "blog": "post-weblog",
    "dissertation": "thesis",
    "report": "report",
}
"""Subtypes of Crossref's posted content that have a type of their own in CSL."""

_CHAPTERS: Final = frozenset(("chapter", "entry", "paper-conference"))
_BORN_ONLINE: Final = frozenset(("posted-content", "peer-review", "dataset", "component"))

# In order of preference: APA 7 (section 9.14) cites the final version by its own year, that of the
# volume that its pages belong to; "issued" is the earliest of print and online.
_DATES: Final = (
    "published-print",
    "issued",
    "published",
    "published-online",
    "published-other",
    "posted",
    "approved",
)

_LATE: Final = 2
"""Years after print in which an article may still appear online as a matter of course."""

_NOTICE_TYPES: Final[Mapping[str, NoticeType]] = {name: name for name in get_args(NoticeType)}
_OWN_RULES: Final = frozenset(
    (
        "title",
        "container-title",
        "container-title-short",
        "title-short",
        "collection-title",
        "volume",
        "issue",
        "page",
        "number",
        "DOI",
        "ISSN",
        "ISBN",
        "URL",
        "abstract",
        "source",
        "archive",
        "event",
        "version",
        "status",
        "note",
        "references",
    )
)
"""CSL variables that need more than a clean text, or mean something else to Crossref."""

_TEXTS: Final = {
    variable: ATTRIBUTES[variable] for variable in TEXT_VARIABLES if variable not in _OWN_RULES
} | {
    "publisher-location": "publisher_place",
    "edition-number": "edition",
    "degree": "genre",
}
_NAMES: Final = {variable: ATTRIBUTES[variable] for variable in NAME_VARIABLES}


def crossref_record(message: Mapping[str, Any], *, source: str, time: str = "") -> Record:
    """Clean one work as Crossref describes it.

    Args:
        message: The work: the ``message`` of a look-up, one of the ``items`` of a list, a line of
            the public data file. Fields of the wrong type are passed over, the others kept.
        source: The Source's name.
        time: When it was retrieved, ISO 8601 in UTC.

    Returns:
        The Record. Its Work carries the title with its subtitle, the year of print where there is
        one, the DOI as deposited; ``variants`` what else is right.
    """
    work = Work()
    variants: dict[str, list[str]] = {}
    own_type = quirks.text(message.get("type"))
    subtype = quirks.text(message.get("subtype"))
    work.type = CSL_TYPES.get(own_type, own_type if own_type in TYPES else "")
    if own_type == "posted-content":
        work.type = _POSTED_TYPES.get(subtype, work.type)
    for key, value in message.items():
        if key in _TEXTS:
            setattr(work, _TEXTS[key], quirks.text(value))
        elif key in _NAMES:
            setattr(work, _NAMES[key], names(value))
    identifier = message.get("id")
    work.id = identifier if isinstance(identifier, str) else quirks.text(identifier)
    _titles(message, work, variants)
    _containers(message, work, variants)
    _dates(message, work, variants, born_online=own_type in _BORN_ONLINE)
    _locators(message, work, variants)
    _identifiers(message, work, variants)
    _circumstances(message, work, variants, own_type)
    notices, amends = _notices(message, work.DOI)
    score = message.get("score")
    return Record(
        work=work,
        source=source,
        time=time,
        notices=notices,
        amends=amends,
        relations=_relations(message.get("relation")),
        variants=variants,
        type=own_type,
        score=float(score) if isinstance(score, (int, float)) else 0.0,
    )


READ_FIELDS: Final = frozenset(
    (
        *_TEXTS,
        *_NAMES,
        *_DATES,
        *_OWN_RULES,
        "type",
        "subtype",
        "id",
        "subtitle",
        "short-title",
        "original-title",
        "short-container-title",
        "journalAbbreviation",
        "journal-issue",
        "created",
        "accessed",
        "original-date",
        "page-first",
        "article-number",
        "institution",
        "standards-body",
        "updated-by",
        "update-to",
        "relation",
        "score",
    )
)
"""Everything that :func:`crossref_record` reads. A work's references, half its bytes, are not."""


def csl_record(item: Mapping[str, Any], *, source: str, time: str = "") -> Record:
    """Clean one work of CSL-JSON, such as doi.org's content negotiation returns.

    Crossref's CSL-JSON keeps its own types and dates, DataCite's its own way with names, and files
    of Crossref works often hold both forms, so the same cleaning serves.

    Args:
        item: One item of CSL-JSON.
        source: The Source's name.
        time: When it was retrieved, ISO 8601 in UTC.

    Returns:
        The Record, as by :func:`crossref_record`.
    """
    return crossref_record(item, source=source, time=time)


def _titles(message: Mapping[str, Any], work: Work, variants: dict[str, list[str]]) -> None:
    found, deposited = title_quirks.read_titles(message.get("title"))
    subtitles = title_quirks.titles(message.get("subtitle"))
    main, *others = found or [""]
    work.title = main
    work.title_short = quirks.text(message.get("title-short") or message.get("short-title"))
    if main and subtitles:
        whole = title_quirks.joined(main, subtitles[0])
        if not title_quirks.is_no_subtitle(subtitles[0], main):
            work.title = whole
        # The title in another language has its subtitle beside it (10.1007/s00120-007-1345-2).
        translated = map(title_quirks.joined, others, subtitles[1:])
        others = [main, whole, *others, *translated]
    others += title_quirks.titles(message.get("original-title"))
    if work.title_short:
        others.append(work.title_short)
    others += deposited
    others += title_quirks.other_forms(work.title)
    _add(variants, "title", others, work.title)


def _containers(message: Mapping[str, Any], work: Work, variants: dict[str, list[str]]) -> None:
    full = [
        name
        for name in quirks.texts(message.get("container-title"))
        # "http://isrctn.com/" for a trial's registration: 10.1186/isrctn11093872
        if not name.startswith(("http://", "https://"))
    ]
    short = quirks.texts(
        message.get("short-container-title")
        or message.get("container-title-short")
        or message.get("journalAbbreviation")
    )
    series = quirks.text(message.get("collection-title"))
    if len(full) > 1 and work.type in _CHAPTERS:
        book = _book_of(full)
        full.remove(book)
        series = series or full[0]
        full.insert(0, book)
    institutions = [quirks.text(entry.get("name")) for entry in _institutions(message)]
    if not full and work.type == "article" and institutions:
        # A preprint's server stands under "institution" ("bioRxiv"), and is what APA cites.
        full = institutions[:1]
    work.container_title = full[0] if full else ""
    work.container_title_short = short[0] if short else ""
    work.collection_title = series
    _add(variants, "container-title", [*full[1:], *short], work.container_title)


def _book_of(containers: list[str]) -> str:
    """The book among a book and the series that it is in.

    Crossref has the series first ("Lecture Notes in Computer Science", "Computer Vision – ECCV
    2018"), some depositors the book (10.1002/9780470320365.ch27); a number or colon gives it away.
    """
    first, last = containers[0], containers[-1]
    return first if _is_single(first) and not _is_single(last) else last


def _is_single(container: str) -> bool:
    return ":" in container or any(character.isdigit() for character in container)


def _dates(
    message: Mapping[str, Any], work: Work, variants: dict[str, list[str]], *, born_online: bool
) -> None:
    found = [date for name in _DATES if name in message and (date := quirks.date(message[name]))]
    # The issue's own date, where the article has only the day it went online.
    for issue in quirks.objects(message.get("journal-issue")):
        dates = (quirks.date(issue.get(name)) for name in ("published-print", "published-online"))
        found += [date for date in dates if date]
    if not found and born_online:
        # The day the DOI was made. Of other types it says nothing: a book of 2004 got its in
        # 2007 (10.1002/9780470999875.ch17), and absent is not wrong.
        created = quirks.date(message.get("created"))
        found = [created] if created else []
    dated = [date for date in found if date.year is not None]
    if dated:
        work.issued = dated[0]
        years = [year for date in dated if (year := date.year) is not None]
        if work.type == "article-journal":
            years = _published(years)
        _add(variants, "issued", map(str, years), keep=True)
    elif found:
        work.issued = found[0]
    for name, attribute in (("accessed", "accessed"), ("original-date", "original_date")):
        if name in message:
            setattr(work, attribute, quirks.date(message[name]))


def _published(years: list[int]) -> list[int]:
    """The years in which an article was published, without that in which it was digitised.

    An article of 1993 that went online with its journal's archive in 2002 (10.1021/bi00091a025) is
    not one of 2002. A year or two after print is a late issue, and before it is online first.
    """
    return [year for year in years if year - years[0] <= _LATE]


def _locators(message: Mapping[str, Any], work: Work, variants: dict[str, list[str]]) -> None:
    work.volume = quirks.locator(message.get("volume"))
    work.issue = quirks.locator(message.get("issue"))
    if not work.issue:
        for issue in quirks.objects(message.get("journal-issue")):
            work.issue = quirks.locator(issue.get("issue"))
    work.page = quirks.pages(message.get("page") or message.get("page-first"))
    article = quirks.pages(message.get("article-number"))
    work.number = article or quirks.text(message.get("number"))
    if article:
        _add(variants, "page", [article], work.page)
    if lettered := quirks.page_of_lettered(work.page):
        _add(variants, "page", [lettered], work.page)
    work.edition = quirks.edition(work.edition)


def _identifiers(message: Mapping[str, Any], work: Work, variants: dict[str, list[str]]) -> None:
    doi = message.get("DOI")
    if isinstance(doi, str):
        work.DOI = doi.strip() if doi.startswith("10.") else parse_doi(doi)
    for variable, read in (("ISSN", quirks.issns), ("ISBN", quirks.identifiers)):
        numbers = read(message.get(variable))
        if numbers:
            setattr(work, variable, numbers[0])
            _add(variants, variable, numbers[1:], numbers[0])
    url = message.get("URL")
    if isinstance(url, str):
        # Crossref's URL is the DOI again; of some CSL-JSON it is the only place that has it.
        if "doi.org/" not in url[:30]:
            work.URL = url.strip()
        elif not work.DOI:
            work.DOI = parse_doi(url)


def _circumstances(
    message: Mapping[str, Any], work: Work, variants: dict[str, list[str]], own_type: str
) -> None:
    """Event, institution, publisher, version, abstract: what only some types have."""
    work.publisher = quirks.imprint(work.publisher)
    work.publisher_place = quirks.imprint(work.publisher_place)
    event = message.get("event")
    if isinstance(event, str):
        work.event_title = work.event_title or quirks.text(event)
    for entry in quirks.objects(event):
        work.event_title = quirks.text(entry.get("name"))
        work.event_place = quirks.text(entry.get("location"))
    institutions = list(_institutions(message))
    for entry in institutions[:1]:
        name = quirks.text(entry.get("name"))
        if work.publisher and name:
            _add(variants, "publisher", [name], work.publisher)
        work.publisher = work.publisher or name
        place = quirks.text(entry.get("place"))
        work.publisher_place = work.publisher_place or place.strip("-")
    version = message.get("version")
    if isinstance(version, dict):
        version = version.get("version")
    work.version = quirks.text(version)
    subtype = quirks.text(message.get("subtype"))
    if own_type == "posted-content" and not work.genre and subtype != "other":
        work.genre = subtype.replace("_", " ").capitalize()
    abstract = message.get("abstract")
    if isinstance(abstract, str):
        work.abstract = quirks.text(abstract)


def _institutions(message: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    for key in ("institution", "standards-body"):
        yield from quirks.objects(message.get(key))


def _notices(message: Mapping[str, Any], own: str) -> tuple[list[Notice], list[str]]:
    """The notices about this work, and the DOIs of the works that this one is a notice about.

    ``updated-by`` stands on the retracted work, ``update-to`` on the notice; some carry both
    (10.1016/S0140-6736(20)31324-6). A work that updates itself was retracted in its own place
    (10.1016/j.brainres.2022.148038): that is news of this work, and of no other.
    """
    notices = [_notice(entry) for entry in quirks.objects(message.get("updated-by"))]
    amends: dict[str, None] = {}
    for entry in quirks.objects(message.get("update-to")):
        doi = quirks.text(entry.get("DOI"))
        if doi and doi.lower() == own.lower():
            notice = _notice(entry)
            if all(notice.type != known.type for known in notices):
                notices.append(notice)
        elif doi:
            amends[doi] = None
    return notices, list(amends)


def _notice(entry: Mapping[str, Any]) -> Notice:
    word = quirks.text(entry.get("type")).casefold().replace("-", "_").replace(" ", "_")
    return Notice(
        type=_NOTICE_TYPES.get(word, "other"),
        DOI=quirks.text(entry.get("DOI")),
        date=quirks.iso_date(entry.get("updated")),
        source=quirks.text(entry.get("source")),
        label=quirks.text(entry.get("label")) or quirks.text(entry.get("type")),
    )


def _relations(value: Any) -> list[Relation]:
    if not isinstance(value, dict):
        return []
    return [
        Relation(
            type=str(kind),
            id=identifier,
            id_type=quirks.text(entry.get("id-type")).lower() or "doi",
        )
        for kind, entries in value.items()
        for entry in quirks.objects(entries)
        if (identifier := quirks.text(entry.get("id")))
    ]


def _add(
    variants: dict[str, list[str]],
    variable: str,
    values: Iterable[str],
    main: str = "",
    *,
    keep: bool = False,
) -> None:
    """Note what else is right; what equals the main value is left out unless it is to be kept."""
    known = variants.get(variable, [])
    new = [value for value in values if value and (keep or value != main)]
    merged = list(dict.fromkeys([*known, *new]))
    if merged:
        variants[variable] = merged


__all__ = ["CSL_TYPES", "crossref_record", "csl_record"]
