"""EndNote's reference types: their names and numbers, and what their fields mean.

Sources: EndNote's table of reference types (Edit > Preferences > Reference Types; "Reference type
field names" in the EndNote guide), which names each generic field for each type, and the numbers
in EndNote's own XML exports. "Secondary Author" is the series editor of a book, but the editor of
the book that holds a section.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class RefType(NamedTuple):
    """A reference type: EndNote's name and number, and the CSL type that it is read as."""

    name: str
    number: str
    type: str


REF_TYPES: Final = (
    RefType("Journal Article", "17", "article-journal"),
    RefType("Book", "6", "book"),
    RefType("Book Section", "5", "chapter"),
    RefType("Edited Book", "28", "book"),
    RefType("Conference Proceedings", "10", "paper-conference"),
    RefType("Conference Paper", "47", "paper-conference"),
    RefType("Thesis", "32", "thesis"),
    RefType("Report", "27", "report"),
    RefType("Web Page", "12", "webpage"),
    RefType("Generic", "13", "document"),
    RefType("Artwork", "2", "graphic"),
    RefType("Audiovisual Material", "3", "motion_picture"),
    RefType("Bill", "4", "bill"),
    RefType("Case", "7", "legal_case"),
    RefType("Catalog", "8", "book"),
    RefType("Computer Program", "9", "software"),
    RefType("Hearing", "14", "hearing"),
    RefType("Magazine Article", "19", "article-magazine"),
    RefType("Map", "20", "map"),
    RefType("Film or Broadcast", "21", "motion_picture"),
    RefType("Newspaper Article", "23", "article-newspaper"),
    RefType("Pamphlet", "24", "pamphlet"),
    RefType("Patent", "25", "patent"),
    RefType("Personal Communication", "26", "personal_communication"),
    RefType("Statute", "31", "legislation"),
    RefType("Unpublished Work", "34", "manuscript"),
    RefType("Manuscript", "36", "manuscript"),
    RefType("Figure", "37", "figure"),
    RefType("Chart or Table", "38", "figure"),
    RefType("Equation", "39", "figure"),
    RefType("Electronic Article", "43", "article-journal"),
    RefType("Electronic Book", "44", "book"),
    RefType("Online Database", "45", "dataset"),
    RefType("Government Document", "46", "report"),
    RefType("Online Multimedia", "48", "webpage"),
    RefType("Classical Work", "49", "classic"),
    RefType("Legal Rule or Regulation", "50", "regulation"),
    RefType("Ancient Text", "51", "classic"),
    RefType("Dictionary", "52", "entry-dictionary"),
    RefType("Encyclopedia", "53", "entry-encyclopedia"),
    RefType("Grant", "54", "document"),
    RefType("Aggregated Database", "55", "dataset"),
    RefType("Blog", "56", "post-weblog"),
    RefType("Serial", "57", "periodical"),
    RefType("Standard", "58", "standard"),
    RefType("Dataset", "59", "dataset"),
    RefType("Electronic Book Section", "60", "chapter"),
    RefType("Music", "61", "song"),
    # Later versions have these; their numbers differ between versions, so the name is what counts.
    RefType("Discussion Forum", "", "post"),
    RefType("Interview", "", "interview"),
    RefType("Multimedia Application", "", "software"),
    RefType("Podcast", "", "broadcast"),
    RefType("Press Release", "", "pamphlet"),
    RefType("Social Media", "", "post"),
    RefType("Television Episode", "", "broadcast"),
)

BY_NAME: Final[Mapping[str, RefType]] = {kind.name.lower(): kind for kind in REF_TYPES} | {
    # What other programs write, and EndNote's names of other versions.
    "journal": REF_TYPES[0],
    "book chapter": REF_TYPES[2],
    "conference": REF_TYPES[4],
    "electronic source": REF_TYPES[8],
    "website": REF_TYPES[8],
    "web site": REF_TYPES[8],
}
BY_NUMBER: Final[Mapping[str, RefType]] = {kind.number: kind for kind in REF_TYPES if kind.number}

_WRITTEN: Final[Mapping[str, str]] = {
    "article": "Electronic Article",
    "broadcast": "Film or Broadcast",
    "collection": "Manuscript",
    "dataset": "Dataset",
    "entry": "Encyclopedia",
    "event": "Generic",
    "figure": "Figure",
    "interview": "Personal Communication",
    "motion_picture": "Film or Broadcast",
    "musical_score": "Music",
    "performance": "Film or Broadcast",
    "post": "Web Page",
    "regulation": "Legal Rule or Regulation",
    "review": "Journal Article",
    "review-book": "Journal Article",
    "speech": "Conference Paper",
    "treaty": "Statute",
}
_FIRST: Final = {kind.type: kind.name for kind in reversed(REF_TYPES) if kind.number}

ARTICLES: Final = frozenset(
    {"article", "article-journal", "article-magazine", "article-newspaper"}
    | {"review", "review-book", "periodical"}
)
"""Types whose "number" is the issue."""

BOOKS: Final = frozenset({"book", "classic", "thesis", "manuscript", "pamphlet", "collection"})
"""Types whose "pages" is the number of pages."""

_IN_CONTAINER: Final = frozenset(
    {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference", "webpage"}
    | {"legal_case", "bill", "legislation", "regulation", "treaty", "post", "post-weblog"}
    | {"document", "broadcast", "interview", "event", "speech", "patent"}
)
_LEGAL: Final = frozenset({"bill", "legislation", "hearing", "regulation", "treaty"})

ROLES: Final = ("authors", "secondary-authors", "tertiary-authors", "subsidiary-authors")

_USUAL_ROLES: Final = ("author", "editor", "collection-editor", "translator")
_FILM_ROLES: Final = ("director", "series-creator", "producer", "performer")
_ROLES: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "Book": ("author", "collection-editor", "editor", "translator"),
    "Electronic Book": ("author", "collection-editor", "editor", "translator"),
    "Classical Work": ("author", "collection-editor", "editor", "translator"),
    "Ancient Text": ("author", "collection-editor", "editor", "translator"),
    "Report": ("author", "collection-editor", "editor", "translator"),
    "Edited Book": ("editor", "collection-editor", "author", "translator"),
    "Film or Broadcast": _FILM_ROLES,
    "Television Episode": _FILM_ROLES,
    "Audiovisual Material": ("author", "editor", "collection-editor", "performer"),
    "Music": ("composer", "editor", "collection-editor", "producer"),
    "Map": ("author", "collection-editor", "editor", "translator"),
    "Computer Program": ("author", "collection-editor", "editor", "translator"),
    "Personal Communication": ("author", "recipient", "editor", "translator"),
    "Interview": ("author", "interviewer", "editor", "translator"),
    "Thesis": ("author", "editor", "contributor", "translator"),
    "Podcast": ("host", "guest", "producer", "contributor"),
}


def ref_type(name: str, number: str) -> RefType | None:
    """The reference type of a name and number; the name counts where the two differ.

    Args:
        name: The attribute ``name`` of ``ref-type``, in any case: "Journal Article".
        number: Its text: "17".

    Returns:
        None if neither is known.
    """
    return BY_NAME.get(name.strip().lower()) or BY_NUMBER.get(number.strip())


def type_to_write(csl_type: str, *, edited: bool, untitled_meeting: bool) -> RefType:
    """The reference type of a CSL type; "Generic" for one that EndNote does not know.

    Args:
        csl_type: The type: "article-journal".
        edited: Whether the work has editors and no author, as an edited book.
        untitled_meeting: Whether a conference paper has the conference's name, and no proceedings.
    """
    if csl_type == "book" and edited:
        return BY_NAME["edited book"]
    if csl_type == "paper-conference" and untitled_meeting:
        return BY_NAME["conference paper"]
    name = _WRITTEN.get(csl_type) or _FIRST.get(csl_type, "Generic")
    return BY_NAME[name.lower()]


def roles(kind: RefType) -> tuple[str, str, str, str]:
    """The CSL names of the four groups of contributors in :data:`ROLES`."""
    return _ROLES.get(kind.name, _USUAL_ROLES)


def texts(kind: RefType) -> Mapping[str, str]:
    """Which CSL variable each of EndNote's simple fields is, for a reference type.

    Returns:
        Names of elements to CSL names. What is not there has no CSL variable.
    """
    found = _TEXTS.get(kind)
    if found is None:
        found = _TEXTS[kind] = {**_USUAL, **_of_type(kind)}
    return found


_USUAL: Final[Mapping[str, str]] = {
    "title": "title",
    "short-title": "title-short",
    "secondary-title": "collection-title",
    "volume": "volume",
    "number": "number",
    "num-vols": "number-of-volumes",
    "edition": "edition",
    "section": "section",
    "pub-location": "publisher-place",
    "publisher": "publisher",
    "meeting-place": "event-place",
    "call-num": "call-number",
    "abstract": "abstract",
    "notes": "note",
    "research-notes": "annote",
    "work-type": "genre",
    "reviewed-item": "reviewed-title",
    "size": "dimensions",
    "remote-database-name": "source",
    "language": "language",
}
_TEXTS: Final[dict[RefType, Mapping[str, str]]] = {}


def _of_type(kind: RefType) -> dict[str, str]:
    """What a reference type calls by a name of its own."""
    names: dict[str, str] = {}
    if kind.type in ARTICLES:
        names |= {"secondary-title": "container-title", "number": "issue"}
        names |= {"custom7": "number", "tertiary-title": "collection-title"}
    elif kind.type in _IN_CONTAINER:
        names |= {"secondary-title": "container-title", "tertiary-title": "collection-title"}
    if kind.type in ("book", "chapter", "classic", "entry-dictionary", "entry-encyclopedia"):
        names["number"] = "collection-number"
    if kind.type == "chapter":
        names["section"] = "chapter-number"
    if kind.type in _LEGAL:
        names["edition"] = "chapter-number"
    return {**names, **_OWN.get(kind.name, {})}


_OWN: Final[Mapping[str, Mapping[str, str]]] = {
    "Conference Proceedings": {
        "number": "issue",
        "pub-location": "event-place",
        "custom1": "publisher-place",
        "custom3": "container-title",
    },
    "Conference Paper": {"secondary-title": "event-title", "pub-location": "event-place"},
    "Case": {"publisher": "authority"},
    "Hearing": {"secondary-title": "container-title", "tertiary-title": "authority"},
    "Bill": {"tertiary-title": "authority"},
    "Computer Program": {"edition": "version"},
    "Dataset": {"edition": "version"},
    "Map": {"custom1": "scale"},
    "Patent": {"custom5": "references", "custom6": "status"},
    "Artwork": {"work-type": "medium"},
    "Thesis": {"secondary-title": ""},
    "Journal Article": {"edition": ""},
    "Electronic Article": {"edition": ""},
}
"""Names of fields that differ for one reference type; "" for one that CSL has no variable for."""
