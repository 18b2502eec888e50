"""The types of RIS and what their tags mean: which CSL type and which CSL variables.

The types and tags are those of the specification of 2001 (Research Information Systems, "RIS
Format Specifications") and of Thomson Reuters' of 2011, whose tags mean another thing for each
type. Where both leave it open, a tag means what Zotero and EndNote take it for, so that they read
what is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import msgspec

from refkit.model.work import NAME_VARIABLES

TYPES: Final[Mapping[str, str]] = {
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "EQUA": "figure",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "GRNT": "document",
    "HEAR": "hearing",
    "ICOMM": "post",
    "INPR": "article-journal",
    "INTV": "interview",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MULTI": "motion_picture",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""Types of RIS to types of CSL. UNPB is of 2001, UNPD of 2011; WEB is EndNote's."""

PREFERRED: Final[Mapping[str, str]] = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MPCT",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "SER",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
"""Types of CSL to the type of RIS in which they are written; GEN where there is none."""

GENERIC: Final = "GEN"

ARTICLES: Final = frozenset({"JOUR", "EJOUR", "ABST", "INPR", "MGZN", "NEWS", "JFULL"})
BOOKS: Final = frozenset({"BOOK", "EBOOK", "EDBOOK", "SER", "CLSWK", "ANCIENT", "CTLG", "PAMP"})
CONFERENCES: Final = frozenset({"CONF", "CPAPER"})
NUMBERED: Final = frozenset({"RPRT", "GOVDOC", "PAT", "STAND"})
"""Types whose SN is the number of the document."""

COUNT_PAGES: Final = BOOKS | {"THES", "MANSCPT"}
"""Types of which a single SP is the number of pages."""

_FILMS: Final = ("ADVS", "MPCT", "MULTI", "VIDEO")
_CHAPTERS: Final = ("CHAP", "ECHAP", "DICT", "ENCYC")

_TEXT: Final = {
    "AB": "abstract",
    "AN": "archive_location",
    "CN": "call-number",
    "CR": "license",
    "CY": "publisher-place",
    "DB": "archive",
    "DP": "source",
    "ET": "edition",
    "IS": "issue",
    "LA": "language",
    "LB": "citation-label",
    "M1": "number",
    "M3": "genre",
    "N1": "note",
    "NV": "number-of-volumes",
    "OP": "original-title",
    "PB": "publisher",
    "RN": "annote",
    "SE": "section",
    "ST": "title-short",
    "SV": "collection-number",
    "T2": "container-title",
    "T3": "collection-title",
    "TI": "title",
    "UR": "URL",
    "VL": "volume",
}
_NAMES: Final = {
    "AU": "author",
    "A2": "editor",
    "A3": "collection-editor",
    "A4": "translator",
    "ED": "editor",
}
# "" takes a meaning away: the tag is kept as written.
_OF_TYPES: Final = (
    (tuple(ARTICLES), {"C2": "PMCID", "C7": "number", "M1": "", "SE": "", "SV": ""}),
    (("NEWS",), {"SE": "section"}),
    (tuple(BOOKS), {"T2": "collection-title", "M1": "collection-number"}),
    (tuple(BOOKS), {"A2": "collection-editor", "A3": "editor"}),
    (("EDBOOK",), {"AU": "editor", "A3": ""}),
    (_CHAPTERS, {"C1": "section", "C2": "container-author"}),
    (("CONF", "CPAPER"), {"A4": "contributor"}),
    (("RPRT", "GOVDOC", "MAP", "COMP"), {"T2": "collection-title"}),
    (("MAP",), {"C1": "scale"}),
    (("COMP", "DATA", "AGGR", "DBASE"), {"ET": "version"}),
    (("COMP",), {"M1": ""}),
    (("DATA", "AGGR", "DBASE"), {"A4": "contributor"}),
    (_FILMS, {"AU": "director", "A3": "producer", "A4": "performer", "C5": "medium"}),
    (_FILMS, {"SP": "dimensions"}),
    (("SOUND", "MUSIC"), {"A2": "performer", "C5": "medium"}),
    (("ART",), {"C3": "dimensions"}),
    (("SLIDE",), {"T2": "event-title", "CY": "event-place", "A2": "contributor"}),
    (("PCOMM", "ICOMM"), {"A2": "recipient"}),
    (("INTV",), {"A2": "interviewer"}),
    (("HEAR",), {"T2": "section", "T3": "authority", "ET": "chapter-number"}),
    (("BILL", "UNBILL"), {"T3": "authority", "ET": "chapter-number", "A2": "contributor"}),
    (("STAT",), {"ET": "chapter-number"}),
    (("CASE",), {"PB": "authority", "SV": "number", "M1": "", "A2": ""}),
    (("PAT",), {"C5": "references", "C6": "status", "VL": "", "A2": "authority"}),
    (("THES",), {"T2": "", "VL": "", "A2": "", "A3": "contributor"}),
    (("MANSCPT",), {"T2": "archive_collection"}),
)


class Layout(msgspec.Struct, frozen=True):
    """What the tags of one type mean.

    Attributes:
        texts: Tags to CSL variables that hold text.
        names: Tags to CSL variables that hold names.
    """

    texts: dict[str, str]
    names: dict[str, str]


@lru_cache(maxsize=128)
def layout(kind: str) -> Layout:
    """What the tags of a type of RIS mean; an unknown type is as GEN."""
    texts, names = dict(_TEXT), dict(_NAMES)
    for kinds, meanings in _OF_TYPES:
        if kind not in kinds:
            continue
        for tag, variable in meanings.items():
            if variable in NAME_VARIABLES:
                names[tag] = variable
            elif tag in names:
                # An organization, or nothing.
                names[tag], texts[tag] = "", variable
            else:
                texts[tag] = variable
    return Layout(
        {tag: variable for tag, variable in texts.items() if variable},
        {tag: variable for tag, variable in names.items() if variable},
    )
