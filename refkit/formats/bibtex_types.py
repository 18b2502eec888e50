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
    **dict.fromkeys(("phdthesis", "mastersthesis", "bachelorsthesis", "thesis"), "thesis"),
    "unpublished": "manuscript",
    **dict.fromkeys(("online", "electronic", "www", "webpage", "website"), "webpage"),
    "blog": "post-weblog",
    "dataset": "dataset",
    **dict.fromkeys(("software", "code", "softwareversion"), "software"),
    "patent": "patent",
    "standard": "standard",
    "periodical": "periodical",
    **dict.fromkeys(("artwork", "image"), "graphic"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("video", "movie", "film"), "motion_picture"),
    "letter": "personal_communication",
    "legislation": "legislation",
    "legal": "treaty",
    "jurisdiction": "legal_case",
    "review": "review",
    "performance": "performance",
    "interview": "interview",
    "map": "map",
    **dict.fromkeys(("newspaper", "newsarticle"), "article-newspaper"),
    "magazine": "article-magazine",
    **dict.fromkeys(("talk", "lecture", "presentation"), "speech"),
    **dict.fromkeys(("preprint", "eprint"), "article"),
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

CLASSIC: Final = frozenset(
    {"article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings"}
    | {"manual", "mastersthesis", "misc", "phdthesis", "proceedings", "techreport", "unpublished"}
)
"""The entry types of BibTeX's own styles."""

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


def classic_type(work: Work) -> str:
    """The BibTeX entry type for Works of a type: one that BibTeX's own styles know."""
    if work.type == "thesis":
        return "mastersthesis" if _MASTER.search(work.genre) else "phdthesis"
    return _WRITE.get(work.type, "misc")


def write_type(work: Work) -> str:
    """The BibTeX entry type of a Work: one that BibTeX's own styles print without a warning.

    Where the Work lacks what the styles ask for in entries of its type, it is one that is printed
    much alike, or "misc".
    """
    kind = classic_type(work)
    for candidate in (kind, *_ELSE.get(kind, ())):
        if all(_has(work, need) for need in _NEEDS.get(candidate, ())):
            return candidate
    return "misc"


def write_biblatex_type(work: Work) -> str:
    """The biblatex entry type of a Work."""
    kind = _WRITE_BIBLATEX.get(work.type, "misc")
    if work.type == "article" and not work.number.startswith("arXiv:"):
        return "online" if work.URL or work.DOI else "unpublished"
    return kind


def _has(work: Work, need: str) -> bool:
    if need == "names":
        return bool(work.author or work.editor)
    return bool(getattr(work, need))


_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "article": ("author", "title", "container_title"),
    "book": ("names", "title", "publisher"),
    "incollection": ("author", "title", "container_title", "publisher"),
    "inproceedings": ("author", "title", "container_title"),
    "manual": ("title",),
    "phdthesis": ("author", "title", "publisher"),
    "mastersthesis": ("author", "title", "publisher"),
    "techreport": ("author", "title", "publisher"),
    "unpublished": ("author", "title", "note"),
    "booklet": ("title",),
}
"""What BibTeX's styles say is empty where an entry lacks it, the year apart (btxdoc, 3.1)."""

_ELSE: Final[Mapping[str, tuple[str, ...]]] = {
    "book": ("booklet",),
    "incollection": ("inproceedings",),
    "techreport": ("manual",),
}

_WRITE_BIBLATEX: Final = {
    **_WRITE,
    **dict.fromkeys(("entry-dictionary", "entry-encyclopedia"), "inreference"),
    **dict.fromkeys(("webpage", "post", "post-weblog", "article"), "online"),
    "report": "report",
    "thesis": "thesis",
    **{kind: kind for kind in ("dataset", "software", "patent", "periodical")},
}
"""CSL types to biblatex's entry types (biblatex manual, 2.1.1). Those of section 2.1.3, @movie and
the like, stay away: its own styles warn that they have no driver for them."""
