"""The fields of a .bib entry and the variables of a Work: which is which.

The fields are those of btxdoc (https://ctan.org/pkg/bibtex), section 3.2, and of the biblatex
manual, section 2.2. What has no CSL variable stays in ``Work.custom["bibtex"]`` as it was
written. A CSL variable for which BibTeX has no field goes into a field of its CSL name, which
styles pass over. :mod:`refkit.formats.bibtex_reading` reads with these tables,
:mod:`refkit.formats.bibtex_writing` writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refkit.model.work import ATTRIBUTES

ARTICLES: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
    | {"periodical"}
)
"""Types whose ``number`` is the issue."""

PARTS_OF_SERIES: Final = frozenset(
    {"book", "chapter", "paper-conference", "thesis", "classic", "collection"}
    | {"entry", "entry-dictionary", "entry-encyclopedia"}
)
"""Types whose ``number`` is that in the series."""

CONTAINED: Final = (ARTICLES - {"periodical"}) | {
    "chapter",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "paper-conference",
}
"""Types that are parts of something; as @misc they have its title in ``howpublished``."""

UNDATED: Final = "n.d."
"""The year of a work without one, in entry types that must have a year."""

TEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "title-short": ("shorttitle",),
    "original-title": ("origtitle",),
    "container-title": ("journaltitle", "journal", "booktitle"),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "volume": ("volume",),
    "edition": ("edition",),
    "chapter-number": ("chapter",),
    "part-number": ("part",),
    "number-of-pages": ("pagetotal", "numpages"),
    "number-of-volumes": ("volumes",),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "publisher-place": ("location", "address"),
    "event-place": ("venue",),
    "event-title": ("eventtitle",),
    "genre": ("type",),
    "version": ("version",),
    "status": ("pubstate",),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "abstract": ("abstract",),
    "annote": ("annote", "annotation"),
    "keyword": ("keywords", "keyword"),
    "language": ("language", "langid"),
    "note": ("note",),
}
"""CSL variables to the fields that hold them, the better one first."""

VERBATIM: Final = {"ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid"}
DATES: Final = {
    "accessed": ("urldate", "lastchecked", "accessed", "urlaccessdate", "lastaccessed"),
    "original-date": ("origdate", "origyear"),
    "event-date": ("eventdate",),
}
NAMES: Final = {"container-author": "bookauthor"}
EDITOR_ROLES: Final = {
    "editor": "editor",
    "compiler": "compiler",
    "organizer": "organizer",
    "director": "director",
    "producer": "producer",
    "executiveproducer": "executive-producer",
    "host": "host",
    "narrator": "narrator",
    "scriptwriter": "script-writer",
}
"""What ``editortype`` and ``editoratype`` say of the names in ``editor`` and ``editora``: CSL's
variable (biblatex manual, 2.3.6; the last five are those of biblatex-apa)."""

EPRINTS: Final = {"pubmed": "PMID", "pmid": "PMID", "pmc": "PMCID", "pmcid": "PMCID"}
"""``eprinttype`` in lower case to the variable that ``eprint`` is."""

WITH_VOLUME_TITLE: Final = frozenset({"book", "classic", "collection", "periodical", "report"})
"""Types whose ``title`` is that of a volume where there is a ``maintitle``."""

LONG: Final = ("abstract", "annote", "note")
WITH_MARKUP: Final = frozenset(
    {"title", "title-short", "original-title", "container-title", "collection-title"}
    | {"volume-title", "part-title", "reviewed-title", "event-title", *LONG}
)
GENRES: Final = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "patent": "Patent",
    "patreq": "Patent request",
    **{
        f"pat{kind}{code}": f"{office} patent{words}"
        for code, office in (
            ("de", "German"),
            ("eu", "European"),
            ("fr", "French"),
            ("uk", "British"),
            ("us", "U.S."),
        )
        for kind, words in (("ent", ""), ("req", " request"))
    },
}
"""What BibTeX styles print for entry types, and biblatex for its keys in ``type``."""

NOT_FIELDS: Final = frozenset({"id", "type", "custom", "categories", "citation-key"})

DROPPED: Final = frozenset({"crossref", "xdata"})
"""Links whose fields have been inherited: the entry stands for itself now."""

BLANK_LINE: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
SPACES: Final = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
ADDRESS: Final = re.compile(r"https?://[^\s<>{}]+(?<![.,;:)])")
_PAGE: Final = r"""
    (?: [A-Za-z]{0,4} [.:]? [0-9] [0-9A-Za-z.:/*]{0,20} | [ivxlcdm]{1,9} | [IVXLCDM]{1,9} )
"""
_RANGE: Final = re.compile(
    rf"(?<![^\s,;&+(]) (?P<first> {_PAGE} ) [ ]? [-‐‑‒–—−]{{1,3}} [ ]? (?P<last> {_PAGE} )"
    r"(?![^\s,;.&+)])",
    re.VERBOSE,
)
KNOWN: Final = {variable.lower(): variable for variable in ATTRIBUTES}


def one_line(value: str) -> str:
    """A value with its line breaks and runs of blanks as single blanks."""
    if "  " not in value and value.isprintable():
        return value.strip(" ")
    # Not split(): a no-break space is a character like others.
    return SPACES.sub(" ", value).strip(" ")


def ranged(pages: str) -> str:
    """Pages with an en dash in every range: "12-15, e1--e5"; hyphens of words stay."""
    return _RANGE.sub(r"\g<first>–\g<last>", pages)
