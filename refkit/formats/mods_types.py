"""Which CSL type a MODS record is, by its genres and ``typeOfResource``, and the other way round.

Sources: the MODS user guidelines of the Library of Congress (https://www.loc.gov/standards/mods/),
the MARC genre terms (https://www.loc.gov/standards/valuelist/marcgt.html), and the names of item
types that Zotero writes as ``genre authority="local"``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from refkit.model.work import TYPES


class Genres(NamedTuple):
    """How a CSL type is said in MODS.

    Attributes:
        resource: The text of ``typeOfResource``.
        local: The ``genre`` whose authority is "local": Zotero's name of the type.
        marcgt: The ``genre`` of MARC's list that fits the work itself, or "".
        host: The ``genre`` of MARC's list that fits the host, or "".
    """

    resource: str
    local: str
    marcgt: str = ""
    host: str = ""


_TEXT: Final = "text"
GENRES: Final[Mapping[str, Genres]] = {
    "article": Genres(_TEXT, "preprint"),
    "article-journal": Genres(_TEXT, "journalArticle", "article", "periodical"),
    "article-magazine": Genres(_TEXT, "magazineArticle", "article", "periodical"),
    "article-newspaper": Genres(_TEXT, "newspaperArticle", "article", "newspaper"),
    "bill": Genres(_TEXT, "bill", "legislation"),
    "book": Genres(_TEXT, "book", "book"),
    "broadcast": Genres("moving image", "tvBroadcast"),
    "chapter": Genres(_TEXT, "bookSection", "", "book"),
    "dataset": Genres("software, multimedia", "dataset", "numeric data"),
    "document": Genres(_TEXT, "document"),
    "entry-dictionary": Genres(_TEXT, "dictionaryEntry", "", "dictionary"),
    "entry-encyclopedia": Genres(_TEXT, "encyclopediaArticle", "", "encyclopedia"),
    "graphic": Genres("still image", "artwork", "art original"),
    "hearing": Genres(_TEXT, "hearing"),
    "interview": Genres(_TEXT, "interview", "interview"),
    "legal_case": Genres(_TEXT, "case", "legal case and case notes"),
    "legislation": Genres(_TEXT, "statute", "legislation"),
    "manuscript": Genres(_TEXT, "manuscript"),
    "map": Genres("cartographic", "map", "map"),
    "motion_picture": Genres("moving image", "film", "motion picture"),
    "musical_score": Genres("notated music", "musical_score"),
    "paper-conference": Genres(_TEXT, "conferencePaper", "", "conference publication"),
    "patent": Genres(_TEXT, "patent", "patent"),
    "periodical": Genres(_TEXT, "periodical", "periodical"),
    "personal_communication": Genres(_TEXT, "letter", "letter"),
    "post": Genres(_TEXT, "forumPost", "web site"),
    "post-weblog": Genres(_TEXT, "blogPost", "web site"),
    "report": Genres(_TEXT, "report", "technical report"),
    "review": Genres(_TEXT, "review", "review", "periodical"),
    "review-book": Genres(_TEXT, "review-book", "review", "periodical"),
    "software": Genres("software, multimedia", "computerProgram", "computer program"),
    "song": Genres("sound recording", "audioRecording", "sound"),
    "speech": Genres(_TEXT, "presentation", "speech"),
    "standard": Genres(_TEXT, "standard", "standard or specification"),
    "thesis": Genres(_TEXT, "thesis", "thesis"),
    "webpage": Genres(_TEXT, "webpage", "web site"),
}
"""CSL types that have more than a name of their own in MODS."""

_LOCAL: Final = {genres.local.lower(): kind for kind, genres in GENRES.items()} | {
    "email": "personal_communication",
    "instantmessage": "post",
    "podcast": "broadcast",
    "radiobroadcast": "broadcast",
    "videorecording": "motion_picture",
}
_OWN: Final = {
    "journal article": "article-journal",
    "article": "article-journal",
    "research article": "article-journal",
    "art original": "graphic",
    "art reproduction": "graphic",
    "book": "book",
    "book chapter": "chapter",
    "chapter": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "computer program": "software",
    "conference": "paper-conference",
    "conference paper": "paper-conference",
    "conference publication": "book",
    "conference poster": "speech",
    "database": "dataset",
    "dictionary": "book",
    "dissertation": "thesis",
    "doctoral thesis": "thesis",
    "encyclopedia": "book",
    "film": "motion_picture",
    "hearing": "hearing",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "instruction": "report",
    "interview": "interview",
    "legal case and case notes": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "magazine article": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "manual": "report",
    "masters thesis": "thesis",
    "mastersthesis": "thesis",
    "motion picture": "motion_picture",
    "multivolume monograph": "book",
    "newspaper": "periodical",
    "newspaper article": "article-newspaper",
    "numeric data": "dataset",
    "patent": "patent",
    "periodical": "periodical",
    "ph.d. thesis": "thesis",
    "phdthesis": "thesis",
    "preprint": "article",
    "proceedings": "book",
    "report": "report",
    "review": "review",
    "serial": "periodical",
    "sound": "song",
    "speech": "speech",
    "standard or specification": "standard",
    "technical report": "report",
    "techreport": "report",
    "theses": "thesis",
    "thesis": "thesis",
    "treaty": "treaty",
    "unpublished": "manuscript",
    "videorecording": "motion_picture",
    "web page": "webpage",
    "web site": "webpage",
}
"""Genres of a record to CSL types: those of MARC's list, and those of bibutils, ADS, JabRef."""

_HOSTS: Final = {
    "academic journal": "article-journal",
    "book": "chapter",
    "collection": "chapter",
    "conference publication": "paper-conference",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "journal": "article-journal",
    "magazine": "article-magazine",
    "multivolume monograph": "chapter",
    "newspaper": "article-newspaper",
    "periodical": "article-journal",
    "serial": "article-journal",
    "web site": "webpage",
}
_RESOURCES: Final = {
    "cartographic": "map",
    "moving image": "motion_picture",
    "notated music": "musical_score",
    "software, multimedia": "software",
    "sound recording": "song",
    "sound recording-musical": "song",
    "sound recording-nonmusical": "song",
    "still image": "graphic",
    "three dimensional object": "graphic",
}
_BEFORE_THE_HOST: Final = frozenset({"review", "article", "dataset", "speech"})
"""Types that a host's genre does not override: a review stays one in a periodical."""


def genres_of(csl_type: str) -> Genres:
    """How a CSL type is said in MODS; one that MODS does not know has only its local genre."""
    return GENRES.get(csl_type) or Genres(_TEXT, csl_type)


def local_type(genre: str) -> str:
    """The CSL type of a ``genre`` with the authority "local"; "" if it is none."""
    known = _LOCAL.get(genre.lower(), "")
    # "article" is BibTeX's and MARC's name of a journal article; CSL's preprint has another here.
    return known or (genre if genre in TYPES and genre != "article" else "")


def own_type(genre: str) -> str:
    """The CSL type of another ``genre`` of a record; "" if it says nothing of the type."""
    return _OWN.get(genre.lower(), "")


def host_type(genre: str) -> str:
    """The CSL type of what has a host of this ``genre``; "" if it says nothing of the type."""
    return _HOSTS.get(genre.lower(), "")


def guess_type(own: str, host: str, resource: str, *, hosted: bool, issued: bool) -> str:
    """The CSL type of a record that has no local genre.

    Args:
        own: What :func:`own_type` says of its genres.
        host: What :func:`host_type` says of those of its host.
        resource: Its ``typeOfResource``.
        hosted: Whether it has a host.
        issued: Whether it has a publisher, or is called "monographic".
    """
    if host and own not in _BEFORE_THE_HOST:
        return host
    if own:
        return own
    if hosted:
        return "chapter" if issued else "article-journal"
    kind = _RESOURCES.get(resource, "")
    return kind or ("book" if issued else "document")
