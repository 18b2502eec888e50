"""The types and keys of CITATION.cff and the types and variables of a Work: which is which.

From the Citation File Format 1.2.0, "Guide to Citation File Format schema"
(https://github.com/citation-file-format/citation-file-format).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refkit.normalize.text import word_set

TYPES: Final[Mapping[str, str]] = {
    "art": "graphic",
    "article": "article-journal",
    "audiovisual": "motion_picture",
    "bill": "bill",
    "blog": "post-weblog",
    "book": "book",
    "catalogue": "book",
    "conference": "event",
    "conference-paper": "paper-conference",
    "data": "dataset",
    "database": "dataset",
    "dataset": "dataset",
    "dictionary": "entry-dictionary",
    "edited-work": "book",
    "encyclopedia": "entry-encyclopedia",
    "film-broadcast": "motion_picture",
    "generic": "document",
    "government-document": "report",
    "grant": "document",
    "hearing": "hearing",
    "historical-work": "classic",
    "legal-case": "legal_case",
    "legal-rule": "regulation",
    "magazine-article": "article-magazine",
    "manual": "report",
    "map": "map",
    "multimedia": "motion_picture",
    "music": "musical_score",
    "newspaper-article": "article-newspaper",
    "pamphlet": "pamphlet",
    "patent": "patent",
    "personal-communication": "personal_communication",
    "proceedings": "book",
    "report": "report",
    "serial": "periodical",
    "slides": "speech",
    "software": "software",
    "software-code": "software",
    "software-container": "software",
    "software-executable": "software",
    "software-virtual-machine": "software",
    "sound-recording": "song",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "website": "webpage",
}
"""Types of CFF to types of CSL; "dataset" is that of a whole file, "data" that of a reference."""

PREFERRED: Final[Mapping[str, str]] = {
    "article": "unpublished",
    "article-journal": "article",
    "article-magazine": "magazine-article",
    "article-newspaper": "newspaper-article",
    "bill": "bill",
    "book": "book",
    "broadcast": "film-broadcast",
    "classic": "historical-work",
    "dataset": "data",
    "entry-dictionary": "dictionary",
    "entry-encyclopedia": "encyclopedia",
    "event": "conference",
    "figure": "art",
    "graphic": "art",
    "hearing": "hearing",
    "interview": "personal-communication",
    "legal_case": "legal-case",
    "legislation": "statute",
    "manuscript": "unpublished",
    "map": "map",
    "motion_picture": "film-broadcast",
    "musical_score": "music",
    "pamphlet": "pamphlet",
    "paper-conference": "conference-paper",
    "patent": "patent",
    "periodical": "serial",
    "personal_communication": "personal-communication",
    "post": "blog",
    "post-weblog": "blog",
    "regulation": "legal-rule",
    "report": "report",
    "review": "article",
    "review-book": "article",
    "software": "software",
    "song": "sound-recording",
    "speech": "slides",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal-rule",
    "webpage": "website",
}
"""Types of CSL to the type of a reference that is written; "generic" where there is none."""

TEXT: Final[Mapping[str, str]] = {
    "abbreviation": "title-short",
    "abstract": "abstract",
    "database": "archive",
    "doi": "DOI",
    "edition": "edition",
    "isbn": "ISBN",
    "issn": "ISSN",
    "issue": "issue",
    "journal": "container-title",
    "medium": "medium",
    "notes": "note",
    "number": "number",
    "number-volumes": "number-of-volumes",
    "pages": "number-of-pages",
    "pmcid": "PMCID",
    "section": "section",
    "status": "status",
    "title": "title",
    "url": "URL",
    "version": "version",
    "volume": "volume",
    "volume-title": "volume-title",
}
"""Keys that hold one value to CSL variables."""

NAMES: Final[Mapping[str, str]] = {
    "authors": "author",
    "editors": "editor",
    "editors-series": "collection-editor",
    "recipients": "recipient",
    "translators": "translator",
}

ANONYMOUS: Final = "anonymous"
"""What stands in place of authors, of which CFF wants one, where a work has none."""

IN_SERIES: Final = frozenset(
    {"book", "classic", "collection", "dataset", "manuscript", "map", "pamphlet", "periodical"}
    | {"report", "software", "standard", "thesis"}
)
"""Types whose collection-title is their series; that of others is what contains them."""

WHOLE_NUMBERS: Final = frozenset({"volume", "pages", "number-volumes", "start", "end"})
"""Keys that CFF 1.2.0 wants to be integers."""

FILE_KEYS: Final = word_set("""
    abstract authors commit contact date-released doi identifiers keywords license license-url
    message repository repository-artifact repository-code title type url version
    """)
"""Keys of a whole file, beside the references."""

REFERENCE_KEYS: Final = FILE_KEYS - {"message"} | word_set("""
    abbreviation collection-doi collection-title collection-type conference copyright data-type
    database database-provider date-accessed date-downloaded date-published department edition
    editors editors-series end entry filename format institution isbn issn issue issue-date
    issue-title journal languages loc-end loc-start location medium month nihmsid notes number
    number-volumes pages patent-states pmcid publisher recipients scope section senders start status
    term thesis-type translators volume volume-title year year-original
    """)
"""Keys of a reference."""

PERSON_KEYS: Final = word_set("address alias city country email fax post-code region tel website")
"""Keys of persons and entities that no part of a Name holds; they stay in its ``extra``."""

LICENCES: Final = word_set("""
    0BSD AFL-3.0 AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later Apache-2.0 Artistic-2.0 BSD-2-Clause
    BSD-3-Clause BSD-4-Clause BSL-1.0 CC-BY-3.0 CC-BY-4.0 CC-BY-NC-4.0 CC-BY-NC-ND-4.0
    CC-BY-NC-SA-4.0 CC-BY-ND-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC0-1.0 CECILL-2.1 ECL-2.0 EPL-1.0
    EPL-2.0 EUPL-1.1 EUPL-1.2 GPL-2.0 GPL-2.0-only GPL-2.0-or-later GPL-3.0 GPL-3.0-only
    GPL-3.0-or-later ISC LGPL-2.1 LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0 LGPL-3.0-only
    LGPL-3.0-or-later MIT MIT-0 MPL-2.0 MS-PL NCSA ODbL-1.0 OFL-1.1 OSL-3.0 PDDL-1.0 PostgreSQL
    Unlicense UPL-1.0 WTFPL Zlib
    """)
"""The usual ones of the SPDX identifiers that CFF allows."""

STATUSES: Final = word_set("abstract advance-online in-preparation in-press preprint submitted")
