"""Which CSL type a BibTeX or biblatex entry type is, and the other way round.

Sources: btxdoc (https://ctan.org/pkg/bibtex), sections 3.1 and 3.2; the biblatex manual, section
2.1; the CSL 1.0.2 specification, appendix III.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refkit.model import Work
from refkit.model.work import TYPES

_READ: Final = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    **dict.fromkeys(
        ("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings"), "book"
    ),
    **dict.fromkeys(("reference", "mvreference", "commentary"), "book"),
    "booklet": "pamphlet",
    **dict.fromkeys(("inbook", "incollection", "bookinbook"), "chapter"),
    **dict.fromkeys(("suppbook", "suppcollection"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    "inreference": "entry-encyclopedia",
    **dict.fromkeys(("techreport", "report", "manual"), "report"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    "unpublished": "manuscript",
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "periodical": "periodical",
    **dict.fromkeys(("artwork", "image"), "graphic"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("video", "movie"), "motion_picture"),
    "letter": "personal_communication",
    **dict.fromkeys(("legislation", "legal"), "legislation"),
    "jurisdiction": "legal_case",
    "review": "review",
    "performance": "performance",
}

_WRITE: Final = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("review", "review-book"), "article"),
    **dict.fromkeys(("book", "classic", "collection"), "book"),
    **dict.fromkeys(("chapter", "entry", "entry-dictionary", "entry-encyclopedia"), "incollection"),
    "paper-conference": "inproceedings",
    "report": "techreport",
    "pamphlet": "booklet",
    "manuscript": "unpublished",
}

_SUBTYPES: Final = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""biblatex's subtypes of @article."""

_MASTER: Final = re.compile(
    r"master|magister|diplom|bachelor|\bm\.?\s?(?:sc|a|phil)\b", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"\\url|\\href|https?://|www\.", re.IGNORECASE)


def read_type(entry_type: str, fields: Mapping[str, str]) -> str:
    """The CSL type of an entry.

    Args:
        entry_type: The entry type in lower case: "article".
        fields: The fields as LaTeX. ``entrysubtype`` decides where it names a type; a @misc with
            nothing but an address is a web page, one with an eprint and no journal a preprint.
    """
    subtype = fields.get("entrysubtype", "").strip().lower()
    if subtype in TYPES:
        return subtype
    if entry_type == "article" and subtype in _SUBTYPES:
        return _SUBTYPES[subtype]
    if entry_type in ("misc", "manual") and fields.get("note", "").startswith("R package"):
        # What citation() of R writes.
        return "software"
    if entry_type in ("misc", "article", "unpublished", "online") and is_preprint(fields):
        return "article"
    if entry_type == "misc":
        address = "url" in fields or _ADDRESS.search(fields.get("howpublished", ""))
        rest = {"doi", "publisher", "institution", "organization", "number", "journal", "booktitle"}
        told = fields.get("howpublished") and not _ADDRESS.search(fields["howpublished"])
        if address and not told and not rest & fields.keys():
            return "webpage"
    return _READ.get(entry_type, "document")


def is_preprint(fields: Mapping[str, str]) -> bool:
    """Whether an eprint is all that says where the work is."""
    return "eprint" in fields and not {"journal", "journaltitle", "booktitle"} & fields.keys()


def write_type(work: Work) -> str:
    """The BibTeX entry type of a Work: one that BibTeX's own styles know."""
    if work.type == "thesis":
        return "mastersthesis" if _MASTER.search(work.genre) else "phdthesis"
    return _WRITE.get(work.type, "misc")
