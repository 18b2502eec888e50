"""DataCite's JSON as Records: the one place where it is cleaned.

The vocabulary is that of the DataCite Metadata Schema 4.6 in the form that DataCite's REST API has
(https://support.datacite.org/docs/datacite-xml-to-json-mapping). Relations are given in Crossref's
words (https://www.crossref.org/documentation/principles-practices/best-practices/relationships/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from refkit.model import Date, Name, Notice, Record, Relation, Work
from refkit.normalize.identifiers import parse_arxiv, parse_doi
from refkit.resolve import quirks, title_quirks
from refkit.resolve.name_quirks import names

CSL_TYPES: Final[Mapping[str, str]] = {
    "Audiovisual": "motion_picture",
    "Award": "document",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Image": "graphic",
    "InteractiveResource": "webpage",
    "Instrument": "document",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "Model": "document",
    "OutputManagementPlan": "document",
    "PeerReview": "review",
    "PhysicalObject": "document",
    "Poster": "speech",
    "Preprint": "article",
    "Presentation": "speech",
    "Project": "document",
    "Report": "report",
    "Service": "document",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
    "StudyRegistration": "document",
    "Text": "document",
    "Workflow": "software",
    "Other": "document",
}
"""DataCite's resourceTypeGeneral (schema 4.6, appendix 1) to the types of CSL 1.0.2."""

_VAGUE: Final = frozenset(("", "Text", "Other", "Collection", "Audiovisual", "InteractiveResource"))
"""General types that say little: the free text beside them may say more."""

_TYPE_WORDS: Final = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), type_)
    for words, type_ in (
        ("thesis|dissertation|habilitation", "thesis"),
        ("pre-?print|e-?print", "article"),
        ("poster|presentation|slides|talk|lecture", "speech"),
        ("conference|proceedings", "paper-conference"),
        ("chapter|book section", "chapter"),
        ("working paper|report|white ?paper|deliverable", "report"),
        ("journal|article", "article-journal"),
        ("book|monograph", "book"),
        ("software|source code", "software"),
        ("data ?set", "dataset"),
    )
)
"""Words of the free text, in the order in which they decide: "Conference Poster" is a poster."""

_RELATIONS: Final[Mapping[str, str]] = {
    "IsVersionOf": "is-version-of",
    "HasVersion": "has-version",
    "IsNewVersionOf": "replaces",
    "IsPreviousVersionOf": "is-replaced-by",
    "Obsoletes": "replaces",
    "IsObsoletedBy": "is-replaced-by",
    "IsIdenticalTo": "is-identical-to",
    "IsVariantFormOf": "is-variant-form-of",
    "IsOriginalFormOf": "is-original-form-of",
    "IsTranslationOf": "is-translation-of",
    "HasTranslation": "has-translation",
    "IsSupplementTo": "is-supplement-to",
    "IsSupplementedBy": "is-supplemented-by",
    "IsPartOf": "is-part-of",
    "IsPublishedIn": "is-part-of",
    "IsContinuedBy": "is-continued-by",
    "Continues": "continues",
    "IsDerivedFrom": "is-derived-from",
    "Reviews": "is-review-of",
    "IsReviewedBy": "has-review",
    "IsDocumentedBy": "is-documented-by",
    "Documents": "documents",
}
"""Relations that tell which work this is. What it cites and what it consists of does not, and may
be a hundred thousand of them: a download of GBIF's has one for each of its sources."""

_YEARS: Final = ("Issued", "Available", "Submitted", "Accepted", "Created", "Copyrighted")
"""Dates whose year may rightly be cited, the likeliest first; publicationYear comes before."""

# "(:unav)", "(:tba)": Metadata Schema 4.6, appendix 3, "Standard values for unknown information"
_UNKNOWN: Final = re.compile(
    r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal|at)\)?", re.IGNORECASE
)
_INVERTED_INITIALS: Final = re.compile(r"[^\W\d_][\w'’ -]{1,40},\s(?:[^\W\d_]\.[ -]?){1,5}")
_ARXIV: Final = "10.48550/arxiv."
_IN_CONTAINERS: Final = frozenset(
    ("article", "article-journal", "chapter", "entry", "paper-conference", "review")
)
# "owner/name: v1.2.0", as Zenodo names the releases of GitHub's repositories
_RELEASE: Final = re.compile(r"(?:[\w.-]{1,60}/)?(?P<name>[\w.-]{2,80}): (?P<version>\S{1,60})")


def datacite_record(item: Mapping[str, Any], *, source: str, time: str = "") -> Record:
    """Clean one work as DataCite describes it.

    Args:
        item: The JSON:API object of a DOI: ``data`` of a look-up, an element of ``data`` of a list.
            Attributes of the wrong type are passed over, the others kept.
        source: The Source's name.
        time: When it was retrieved, ISO 8601 in UTC.

    Returns:
        The Record. ``variants`` has every year, title and name of the container that is right too.
    """
    attributes = item.get("attributes")
    if not isinstance(attributes, dict):
        attributes = {}
    work = Work()
    variants: dict[str, list[str]] = {}
    doi = attributes.get("doi")
    work.DOI = parse_doi(doi) if isinstance(doi, str) else ""
    general, own_type = _type(attributes, work)
    _titles(attributes, work, variants)
    _names(attributes, work)
    _publication(attributes, work)
    _dates(attributes, work, variants)
    _containers(attributes, work)
    _preprints(work)
    return Record(
        work=work,
        source=source,
        time=time,
        notices=list(_notices(attributes, source)),
        relations=list(_relations(attributes, work)),
        variants=variants,
        type=general or own_type,
    )


def _known(value: Any) -> str:
    """A clean text, "" for one of the codes that say why there is none."""
    text = quirks.text(value)
    return "" if _UNKNOWN.fullmatch(text) else text


def _type(attributes: Mapping[str, Any], work: Work) -> tuple[str, str]:
    """Set the Work's type; DataCite's general type, and the depositor's own word for it."""
    types = attributes.get("types")
    types = types if isinstance(types, dict) else {}
    general = _known(types.get("resourceTypeGeneral"))
    own = _known(types.get("resourceType"))
    work.type = CSL_TYPES.get(general, "")
    if general in _VAGUE:
        work.type = next((type_ for words, type_ in _TYPE_WORDS if words.search(own)), work.type)
    if work.type in ("thesis", "report", "speech"):
        work.genre = own or general
    return general, own


def _titles(attributes: Mapping[str, Any], work: Work, variants: dict[str, list[str]]) -> None:
    found: list[tuple[str, str]] = []
    for entry in quirks.objects(attributes.get("titles")):
        kind = quirks.text(entry.get("titleType"))
        found += [(kind, each) for each in title_quirks.titles(entry.get("title")) if _known(each)]
    subtitles = [each for kind, each in found if kind == "Subtitle"]
    # The main title has no type; where all have one, the first will do.
    others = sorted(
        ((kind, each) for kind, each in found if kind != "Subtitle"), key=lambda pair: bool(pair[0])
    )
    forms = [each for _, each in others]
    if not forms:
        return
    work.title = forms[0]
    if subtitles:
        work.title = title_quirks.joined(forms[0], subtitles[0])
    release = _RELEASE.fullmatch(work.title)
    if release and release["version"].lstrip("v") == _known(attributes.get("version")).lstrip("v"):
        forms += [work.title.rpartition(": ")[0], release["name"]]
    forms += title_quirks.other_forms(work.title)
    _add(variants, "title", (form for form in forms if form != work.title))


def _names(attributes: Mapping[str, Any], work: Work) -> None:
    work.author = names([_person(each) for each in quirks.objects(attributes.get("creators"))])
    contributors = list(quirks.objects(attributes.get("contributors")))
    for kind, attribute in (("Editor", "editor"), ("Translator", "translator")):
        people = [each for each in contributors if each.get("contributorType") == kind]
        found: list[Name] = names([_person(each) for each in people])
        setattr(work, attribute, found)


def _person(entry: Mapping[str, Any]) -> Any:
    """A creator as a name of CSL-JSON or, where family and given name stand in one, as text."""
    family, given = _known(entry.get("familyName")), _known(entry.get("givenName"))
    if family:
        return {"family": family, "given": given}
    whole = _known(entry.get("name"))
    kind = entry.get("nameType")
    if kind == "Personal" or _INVERTED_INITIALS.fullmatch(whole):
        # People are often deposited as organizations: "Doe, J." with nameType "Organizational".
        return whole
    return {"name": whole} if kind == "Organizational" else {"literal": whole}


def _publication(attributes: Mapping[str, Any], work: Work) -> None:
    publisher = attributes.get("publisher")
    if isinstance(publisher, dict):
        publisher = publisher.get("name")
    work.publisher = quirks.imprint(_known(publisher))
    work.version = _known(attributes.get("version"))
    work.language = _known(attributes.get("language"))
    url = attributes.get("url")
    work.URL = url.strip() if isinstance(url, str) else ""


def _dates(attributes: Mapping[str, Any], work: Work, variants: dict[str, list[str]]) -> None:
    given: dict[str, Date] = {}
    for entry in quirks.objects(attributes.get("dates")):
        date = _date(entry.get("date"))
        if date:
            given.setdefault(quirks.text(entry.get("dateType")), date)
    year = _date(attributes.get("publicationYear"))
    found = [date for date in (year, *map(given.get, _YEARS)) if date and date.year is not None]
    if not found:
        return
    # The year that DataCite cites, to the day where one of the dates is of that year.
    work.issued = next((date for date in found[1:] if date.year == found[0].year), found[0])
    _add(variants, "issued", (str(date.year) for date in found))


def _date(value: Any) -> Date | None:
    """A date; of a range ("2010-04/2014-12"), its beginning."""
    return quirks.date(value.partition("/")[0] if isinstance(value, str) else value)


def _containers(attributes: Mapping[str, Any], work: Work) -> None:
    for title, place, identifier in _published_in(attributes):
        if not title:
            continue
        if work.type == "document":
            work.type = "article-journal"  # a text of no stated kind, in a journal or series
        if work.type in _IN_CONTAINERS:
            work.container_title = title
            work.volume = quirks.locator(place.get("volume"))
            work.issue = quirks.locator(place.get("issue"))
            first, last = quirks.pages(place.get("firstPage")), quirks.pages(place.get("lastPage"))
            work.page = f"{first}-{last}" if first and last and first != last else first
        else:
            work.collection_title = title
            work.collection_number = quirks.locator(place.get("volume"))
        work.number = quirks.text(place.get("number"))
        work.edition = quirks.edition(place.get("edition"))
        kind, number = identifier
        if kind.endswith("ISSN"):
            work.ISSN = next(iter(quirks.issns(number)), "")
        elif kind == "ISBN":
            work.ISBN = next(iter(quirks.identifiers(number)), "")
        return


def _published_in(
    attributes: Mapping[str, Any],
) -> Iterator[tuple[str, Mapping[str, Any], tuple[str, Any]]]:
    """What the work appeared in: its title, the object with the place in it, and its identifier.

    A related item says it best; ``container`` is what DataCite makes of older ways to say it. That
    a dataset is in a repository is said by its publisher already.
    """
    for item in quirks.objects(attributes.get("relatedItems")):
        if item.get("relationType") == "IsPublishedIn":
            titles = [quirks.text(each.get("title")) for each in quirks.objects(item.get("titles"))]
            identifier = next(quirks.objects(item.get("relatedItemIdentifier")), {})
            kind = quirks.text(identifier.get("relatedItemIdentifierType"))
            number = identifier.get("relatedItemIdentifier")
            yield next(filter(None, titles), ""), item, (kind, number)
    for container in quirks.objects(attributes.get("container")):
        if container.get("type") != "DataRepository":
            kind = quirks.text(container.get("identifierType"))
            yield _known(container.get("title")), container, (kind, container.get("identifier"))


def _preprints(work: Work) -> None:
    """What a preprint is cited by: its server, and for arXiv's its number there."""
    if work.DOI.lower().startswith(_ARXIV):
        work.type = "article"
        work.number = parse_arxiv(f"arXiv:{work.DOI[len(_ARXIV) :]}")
    if work.type == "article":
        work.genre = "Preprint"
        work.container_title = work.container_title or work.publisher


def _notices(attributes: Mapping[str, Any], source: str) -> Iterator[Notice]:
    for entry in quirks.objects(attributes.get("dates")):
        if entry.get("dateType") == "Withdrawn":
            yield Notice(
                type="withdrawal",
                date=quirks.iso_date(entry.get("date")),
                source=source,
                label=quirks.text(entry.get("dateInformation")) or "Withdrawn",
            )


def _relations(attributes: Mapping[str, Any], work: Work) -> Iterator[Relation]:
    for entry in quirks.objects(attributes.get("relatedIdentifiers")):
        kind = _RELATIONS.get(quirks.text(entry.get("relationType")))
        identifier = quirks.text(entry.get("relatedIdentifier"))
        id_type = quirks.text(entry.get("relatedIdentifierType")).lower()
        if id_type == "doi":
            identifier = parse_doi(identifier)
        if not kind or not identifier:
            continue
        if kind == "is-version-of" and work.type == "article" and _elsewhere(identifier, work.DOI):
            # The version of record of a preprint, for which DataCite has no relation of its own
            # (Connecting to works, "Release or publication stages"). Zenodo's concept is no such.
            kind = "is-preprint-of"
        yield Relation(type=kind, id=identifier, id_type=id_type)


def _elsewhere(doi: str, own: str) -> bool:
    return doi.startswith("10.") and doi.partition("/")[0] != own.partition("/")[0]


def _add(variants: dict[str, list[str]], variable: str, values: Iterable[str]) -> None:
    if found := list(dict.fromkeys(value for value in values if value)):
        variants[variable] = found


__all__ = ["CSL_TYPES", "datacite_record"]
