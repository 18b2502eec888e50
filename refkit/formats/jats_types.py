"""Which CSL type a citation in JATS is, by ``publication-type`` and what it holds, and back.

Source: the JATS tag library, ``@publication-type``, and the recommendations of JATS4R
(https://jats4r.org). The attribute's values are free; these are the ones that publishers use.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Final

_READ: Final = {
    "article": "article-journal",
    "blog": "post-weblog",
    "book": "book",
    "book-chapter": "chapter",
    "chapter": "chapter",
    "commun": "personal_communication",
    "communication": "personal_communication",
    "computer-program": "software",
    "conf-proc": "paper-conference",
    "conference": "paper-conference",
    "confpaper": "paper-conference",
    "confproc": "paper-conference",
    "data": "dataset",
    "database": "dataset",
    "dataset": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "eprint": "article",
    "gov": "report",
    "government": "report",
    "interview": "interview",
    "journal": "article-journal",
    "legal": "legislation",
    "letter": "personal_communication",
    "list": "document",
    "magazine": "article-magazine",
    "manuscript": "manuscript",
    "media": "motion_picture",
    "news": "article-newspaper",
    "newspaper": "article-newspaper",
    "patent": "patent",
    "periodical": "periodical",
    "podcast": "broadcast",
    "poster": "speech",
    "preprint": "article",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "undeclared": "",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "web": "webpage",
    "webpage": "webpage",
    "website": "webpage",
    "working-paper": "report",
    "working_paper": "report",
}
_WRITTEN: Final = {
    "article": "preprint",
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "book": "book",
    "chapter": "book",
    "classic": "book",
    "collection": "book",
    "dataset": "data",
    "entry-dictionary": "book",
    "entry-encyclopedia": "book",
    "interview": "interview",
    "legislation": "legal",
    "legal_case": "legal",
    "manuscript": "manuscript",
    "motion_picture": "video",
    "paper-conference": "confproc",
    "patent": "patent",
    "periodical": "periodical",
    "personal_communication": "communication",
    "post": "web",
    "post-weblog": "blog",
    "report": "report",
    "review": "journal",
    "review-book": "journal",
    "software": "software",
    "speech": "confproc",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "web",
}
IN_CONTAINER: Final = frozenset(
    {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
)
"""Types whose title is a ``chapter-title`` or ``article-title`` in a ``source``."""

PERIODICALS: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""Types whose ``source`` is the journal even where there is no title."""


def read_type(publication_type: str, present: Set[str]) -> str:
    """The CSL type of a citation.

    Args:
        publication_type: The attribute, in any case; "" if there is none.
        present: The names of the elements in the citation.
    """
    kind = _READ.get(publication_type.strip().lower().replace(" ", "-"), "")
    titled = present & {"article-title", "chapter-title", "part-title"}
    if kind == "book" and titled and "source" in present:
        return "chapter"
    return kind or _guess(present)


def write_type(csl_type: str) -> str:
    """The ``publication-type`` of a CSL type."""
    return _WRITTEN.get(csl_type, "other")


def _guess(present: Set[str]) -> str:
    if "patent" in present:
        return "patent"
    if "data-title" in present:
        return "dataset"
    if "conf-name" in present:
        return "paper-conference"
    if "chapter-title" in present and "source" in present:
        return "chapter"
    published = present & {"publisher-name", "publisher-loc", "isbn"}
    if "article-title" in present and "source" in present:
        return "chapter" if published and "volume" not in present else "article-journal"
    if "source" in present:
        return "article-journal" if "volume" in present and not published else "book"
    if present & {"ext-link", "uri"} and "article-title" in present:
        return "webpage"
    return "document"
