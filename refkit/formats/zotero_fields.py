"""Zotero's item types, fields and creators, and the CSL types and variables that they are.

Source: Zotero's schema, https://github.com/zotero/zotero-schema (schema.json, "csl"). Fields go by
their base names ("publicationTitle" for a book's title in a chapter), as Zotero RDF has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refkit.normalize.text import word_set

_TYPES: Final = {
    "article": ("preprint",),
    "article-journal": ("journalArticle",),
    "article-magazine": ("magazineArticle",),
    "article-newspaper": ("newspaperArticle",),
    "bill": ("bill",),
    "book": ("book",),
    "broadcast": ("tvBroadcast", "radioBroadcast", "podcast"),
    "chapter": ("bookSection",),
    "dataset": ("dataset",),
    "document": ("document", "attachment"),
    "entry-dictionary": ("dictionaryEntry",),
    "entry-encyclopedia": ("encyclopediaArticle",),
    "graphic": ("artwork",),
    "hearing": ("hearing",),
    "interview": ("interview",),
    "legal_case": ("case",),
    "legislation": ("statute",),
    "manuscript": ("manuscript",),
    "map": ("map",),
    "motion_picture": ("film", "videoRecording"),
    "paper-conference": ("conferencePaper",),
    "patent": ("patent",),
    "personal_communication": ("letter", "email", "instantMessage"),
    "post": ("forumPost",),
    "post-weblog": ("blogPost",),
    "report": ("report",),
    "software": ("computerProgram",),
    "song": ("audioRecording",),
    "speech": ("presentation",),
    "standard": ("standard",),
    "thesis": ("thesis",),
    "webpage": ("webpage",),
}

READ_TYPES: Final[Mapping[str, str]] = {
    item: kind for kind, items in _TYPES.items() for item in items
}
"""Item types to CSL types."""

WRITE_TYPES: Final[Mapping[str, str]] = {kind: items[0] for kind, items in _TYPES.items()}
"""CSL types to the item type that is meant, where nothing says which."""

NEAR_TYPES: Final[Mapping[str, str]] = {
    "classic": "book",
    "collection": "book",
    "entry": "encyclopediaArticle",
    "figure": "artwork",
    "musical_score": "book",
    "pamphlet": "book",
    "performance": "presentation",
    "periodical": "book",
    "regulation": "statute",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "treaty": "document",
}
"""CSL types that Zotero lacks; the type then stands in Extra."""

CLASSES: Final[Mapping[str, str]] = {
    "artwork": "bib:Illustration",
    "attachment": "z:Attachment",
    "audioRecording": "bib:Recording",
    "bill": "bib:Legislation",
    "blogPost": "bib:Document",
    "book": "bib:Book",
    "bookSection": "bib:BookSection",
    "case": "bib:Document",
    "computerProgram": "bib:Data",
    "email": "bib:Letter",
    "film": "bib:MotionPicture",
    "forumPost": "bib:Document",
    "hearing": "bib:Report",
    "instantMessage": "bib:Letter",
    "interview": "bib:Interview",
    "journalArticle": "bib:Article",
    "letter": "bib:Letter",
    "magazineArticle": "bib:Article",
    "manuscript": "bib:Manuscript",
    "map": "bib:Image",
    "newspaperArticle": "bib:Article",
    "patent": "bib:Patent",
    "podcast": "bib:Recording",
    "presentation": "bib:ConferenceProceedings",
    "radioBroadcast": "bib:Recording",
    "report": "bib:Report",
    "statute": "bib:Legislation",
    "thesis": "bib:Thesis",
    "tvBroadcast": "bib:Recording",
    "videoRecording": "bib:Recording",
    "webpage": "bib:Document",
}
"""The RDF class of each item type; rdf:Description for the others."""

TYPES_OF_CLASSES: Final[Mapping[str, str]] = {
    **{name: item for item, name in reversed(list(CLASSES.items()))},
    "bib:Article": "journalArticle",
    "bib:Document": "webpage",
    "bib:Image": "artwork",
    "bib:Legislation": "statute",
    "bib:Letter": "letter",
    "bib:Recording": "audioRecording",
    "bib:Report": "report",
}
"""What an item without z:itemType is, as Zotero reads its class."""

CONTAINERS: Final[Mapping[str, str]] = {
    "blogPost": "z:Blog",
    "bookSection": "bib:Book",
    "case": "bib:CourtReporter",
    "conferencePaper": "bib:Journal",
    "dictionaryEntry": "bib:Book",
    "encyclopediaArticle": "bib:Book",
    "forumPost": "z:Forum",
    "journalArticle": "bib:Journal",
    "magazineArticle": "bib:Periodical",
    "newspaperArticle": "bib:Newspaper",
    "webpage": "z:Website",
}
"""The class of the container, for item types that have one."""

WITH_ISSUE: Final = frozenset({"journalArticle", "magazineArticle", "newspaperArticle"})
WITH_DOI: Final = frozenset(
    {"journalArticle", "conferencePaper", "preprint", "dataset", "standard"}
)
WITH_SERIES_TITLE: Final = word_set(
    "audioRecording computerProgram map podcast report videoRecording"
)
"""Item types whose series is "seriesTitle", not "series"."""

FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "abstractNote": "abstract",
    "archive": "archive",
    "archiveLocation": "archive_location",
    "authority": "authority",
    "court": "authority",
    "legislativeBody": "authority",
    "issuingAuthority": "authority",
    "organization": "authority",
    "callNumber": "call-number",
    "applicationNumber": "call-number",
    "session": "chapter-number",
    "seriesNumber": "collection-number",
    "series": "collection-title",
    "seriesTitle": "collection-title",
    "publicationTitle": "container-title",
    "reporter": "container-title",
    "code": "container-title",
    "journalAbbreviation": "container-title-short",
    "artworkSize": "dimensions",
    "runningTime": "dimensions",
    "DOI": "DOI",
    "edition": "edition",
    "conferenceName": "event-title",
    "meetingName": "event-title",
    "type": "genre",
    "programmingLanguage": "genre",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "issue": "issue",
    "priorityNumbers": "issue",
    "language": "language",
    "rights": "license",
    "medium": "medium",
    "system": "medium",
    "number": "number",
    "numPages": "number-of-pages",
    "numberOfVolumes": "number-of-volumes",
    "originalPlace": "original-publisher-place",
    "originalPublisher": "original-publisher",
    "pages": "page",
    "partNumber": "part-number",
    "partTitle": "part-title",
    "PMID": "PMID",
    "PMCID": "PMCID",
    "place": "publisher-place",
    "publisher": "publisher",
    "history": "references",
    "references": "references",
    "scale": "scale",
    "section": "section",
    "committee": "section",
    "libraryCatalog": "source",
    "status": "status",
    "legalStatus": "status",
    "shortTitle": "title-short",
    "url": "URL",
    "version": "version",
    "versionNumber": "version",
    "volume": "volume",
    "codeNumber": "volume",
}
"""Fields with text to CSL variables; of two for one variable the first that a record has."""

DATES: Final[Mapping[str, str]] = {
    "date": "issued",
    "accessDate": "accessed",
    "filingDate": "submitted",
    "originalDate": "original-date",
}

OLD_NAMES: Final[Mapping[str, str]] = {
    "artworkMedium": "medium",
    "interviewMedium": "medium",
    "videoRecordingFormat": "medium",
    "audioRecordingFormat": "medium",
    "videoRecordingType": "medium",
    "audioRecordingType": "medium",
    "audioFileType": "medium",
    "format": "medium",
    "thesisType": "type",
    "reportType": "type",
    "letterType": "type",
    "manuscriptType": "type",
    "mapType": "type",
    "postType": "type",
    "presentationType": "type",
    "websiteType": "type",
    "genre": "type",
    "patentNumber": "number",
    "reportNumber": "number",
    "billNumber": "number",
    "docketNumber": "number",
    "documentNumber": "number",
    "publicLawNumber": "number",
    "episodeNumber": "number",
    "archiveID": "number",
    "identifier": "number",
    "bookTitle": "publicationTitle",
    "proceedingsTitle": "publicationTitle",
    "encyclopediaTitle": "publicationTitle",
    "dictionaryTitle": "publicationTitle",
    "blogTitle": "publicationTitle",
    "forumTitle": "publicationTitle",
    "websiteTitle": "publicationTitle",
    "programTitle": "publicationTitle",
    "distributor": "publisher",
    "studio": "publisher",
    "network": "publisher",
    "label": "publisher",
    "company": "publisher",
    "institution": "publisher",
    "university": "publisher",
    "repository": "publisher",
    "repositoryLocation": "place",
    "caseName": "title",
    "nameOfAct": "title",
    "subject": "title",
    "dateDecided": "date",
    "dateEnacted": "date",
    "issueDate": "date",
    "codeVolume": "volume",
    "reporterVolume": "volume",
    "codePages": "pages",
    "firstPage": "pages",
}
"""The names of fields in single item types to their base names."""

OWN_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "authority": {
        "case": "court",
        "bill": "legislativeBody",
        "hearing": "legislativeBody",
        "patent": "issuingAuthority",
        "standard": "organization",
    },
    "call-number": {"patent": "applicationNumber"},
    "chapter-number": dict.fromkeys(("bill", "hearing", "statute"), "session"),
    "container-title": {"bill": "code", "statute": "code"},
    "dimensions": {
        "artwork": "artworkSize",
        **dict.fromkeys(("audioRecording", "film", "podcast"), "runningTime"),
        **dict.fromkeys(("radioBroadcast", "tvBroadcast", "videoRecording"), "runningTime"),
    },
    "event-title": {"conferencePaper": "conferenceName", "presentation": "meetingName"},
    "genre": {"computerProgram": "programmingLanguage"},
    "issue": {"patent": "priorityNumbers"},
    "medium": {"computerProgram": "system"},
    "references": {
        **dict.fromkeys(("bill", "case", "hearing", "statute"), "history"),
        "patent": "references",
    },
    "scale": {"map": "scale"},
    "section": {"hearing": "committee"},
    "status": {"patent": "legalStatus", "standard": "status"},
    "submitted": {"patent": "filingDate"},
    "version": dict.fromkeys(("computerProgram", "dataset", "standard"), "versionNumber"),
    "volume": {"statute": "codeNumber"},
}
"""CSL variables whose field differs by item type, or that only some have."""

Z_FIELDS: Final[Mapping[str, str]] = {
    "archive": "archive",
    "genre": "type",
    "language": "language",
    "medium": "medium",
    "number-of-pages": "numPages",
    "number-of-volumes": "numberOfVolumes",
    "source": "libraryCatalog",
    "title-short": "shortTitle",
}
"""CSL variables that Zotero RDF has under the field's own name in every item type."""

CREATORS: Final[Mapping[str, str]] = {
    "author": "author",
    "bookAuthor": "container-author",
    "castMember": "performer",
    "composer": "composer",
    "contributor": "contributor",
    "director": "director",
    "editor": "editor",
    "guest": "guest",
    "interviewer": "interviewer",
    "producer": "producer",
    "recipient": "recipient",
    "reviewedAuthor": "reviewed-author",
    "scriptwriter": "script-writer",
    "seriesEditor": "collection-editor",
    "translator": "translator",
}
"""Creator types to CSL's name variables."""

AUTHORS: Final[Mapping[str, str]] = {
    "artwork": "artist",
    "audioRecording": "performer",
    "bill": "sponsor",
    "computerProgram": "programmer",
    "interview": "interviewee",
    "map": "cartographer",
    "patent": "inventor",
    "podcast": "podcaster",
    "presentation": "presenter",
}
"""What the author is called in item types that have another name for it."""
