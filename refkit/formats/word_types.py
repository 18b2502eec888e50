"""The 17 types of Word's sources, and which elements of each are which CSL variables.

Source: ECMA-376, Part 1, section 22.6.3.3, ST_SourceType; which elements belong to which type is
how Word's source manager shows them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refkit.model import Work

_READ: Final[Mapping[str, str]] = {
    "ArticleInAPeriodical": "article-magazine",
    "Art": "graphic",
    "Book": "book",
    "BookSection": "chapter",
    "Case": "legal_case",
    "ConferenceProceedings": "paper-conference",
    "DocumentFromInternetSite": "post-weblog",
    "ElectronicSource": "software",
    "Film": "motion_picture",
    "InternetSite": "webpage",
    "Interview": "interview",
    "JournalArticle": "article-journal",
    "Misc": "document",
    "Patent": "patent",
    "Performance": "performance",
    "Report": "report",
    "SoundRecording": "song",
}

_WRITE: Final[Mapping[str, str]] = {
    **{kind: name for name, kind in _READ.items()},
    "article": "Report",
    "article-newspaper": "ArticleInAPeriodical",
    "broadcast": "Interview",
    "classic": "Book",
    "collection": "Book",
    "dataset": "ElectronicSource",
    "entry": "BookSection",
    "entry-dictionary": "BookSection",
    "entry-encyclopedia": "BookSection",
    "event": "Performance",
    "figure": "Art",
    "legislation": "Case",
    "bill": "Case",
    "hearing": "Case",
    "regulation": "Case",
    "treaty": "Case",
    "map": "Art",
    "musical_score": "SoundRecording",
    "pamphlet": "Book",
    "periodical": "Book",
    "post": "DocumentFromInternetSite",
    "review": "JournalArticle",
    "review-book": "JournalArticle",
    "speech": "Performance",
    "standard": "Report",
    "thesis": "Report",
}

TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "Interview": ("Title", "BroadcastTitle"),
}
"""Where the title stands, if not in Title."""

CONTAINERS: Final[Mapping[str, tuple[str, ...]]] = {
    "ArticleInAPeriodical": ("PeriodicalTitle", "JournalName"),
    "Art": ("PublicationTitle",),
    "BookSection": ("BookTitle",),
    "Case": ("Reporter",),
    "ConferenceProceedings": ("ConferenceName", "BookTitle", "JournalName"),
    "DocumentFromInternetSite": ("InternetSiteTitle",),
    "ElectronicSource": ("PublicationTitle",),
    "InternetSite": ("InternetSiteTitle",),
    "Interview": ("BroadcastTitle", "PublicationTitle"),
    "JournalArticle": ("JournalName", "PeriodicalTitle"),
    "Misc": ("PublicationTitle",),
    "Report": ("PublicationTitle",),
    "SoundRecording": ("AlbumTitle",),
}
"""The elements that hold the container's title, the right one first."""

PUBLISHERS: Final[Mapping[str, tuple[str, ...]]] = {
    "Art": ("Institution", "Publisher"),
    "DocumentFromInternetSite": ("ProductionCompany", "Publisher"),
    "Film": ("Distributor", "ProductionCompany", "Publisher"),
    "InternetSite": ("ProductionCompany", "Publisher"),
    "Interview": ("Broadcaster", "Publisher"),
    "Performance": ("ProductionCompany", "Publisher"),
    "Report": ("Institution", "Publisher"),
    "SoundRecording": ("ProductionCompany", "Publisher"),
}
"""The elements that hold the publisher, the right one first; Publisher for the other types."""

PLACES: Final = ("City", "StateProvince", "CountryRegion")

TEXT: Final[Mapping[str, str]] = {
    "ShortTitle": "title-short",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Edition": "edition",
    "ChapterNumber": "chapter-number",
    "NumberVolumes": "number-of-volumes",
    "URL": "URL",
    "Medium": "medium",
    "Version": "version",
    "ThesisType": "genre",
    "Court": "authority",
    "PatentNumber": "number",
    "RecordingNumber": "number",
    "CaseNumber": "number",
    "AbbreviatedCaseNumber": "call-number",
    "Theater": "event-place",
    "Comments": "note",
    "Department": "division",
}
"""Elements that mean the same in every type; of those for one variable, the one of the type."""

NUMBERS: Final[Mapping[str, str]] = {
    "Patent": "PatentNumber",
    "SoundRecording": "RecordingNumber",
    "Case": "CaseNumber",
}
"""Where the number of a work stands, by type."""


_THESIS: Final = re.compile(
    r"th[eè]s[ei]|tes[ei]|dissertation|dizerta|diplom|arbeit|habilitation|avhandling|ph\.?\s?d",
    re.IGNORECASE,
)


def is_thesis(text: str) -> bool:
    """Whether a ThesisType says that a report is one: "Masterarbeit", not "Technical report"."""
    return _THESIS.search(text) is not None


def read_type(kind: str, fields: Mapping[str, str]) -> str:
    """The CSL type of a source.

    Args:
        kind: Its SourceType, such as "JournalArticle".
        fields: Its elements; a report with a ThesisType that says so is a thesis.
    """
    if kind == "Report" and is_thesis(fields.get("ThesisType", "")):
        return "thesis"
    return _READ.get(kind, "document")


def write_type(work: Work) -> str:
    """The SourceType of a Work: the nearest there is, "Misc" for the others."""
    return _WRITE.get(work.type, "Misc")
