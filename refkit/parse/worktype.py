"""Which CSL type a reference describes (CSL 1.0.2, appendix III; APA 7, chapter 10)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.scanner import View

BY_DESCRIPTOR: Final = (
    (r"audiobook|e-?book\b|kindle", "book"),
    (r"dissertation|thesis|thèse|tesis|tese|diplomarbeit|habilitation|masterarbeit", "thesis"),
    (r"data\s?set|database", "dataset"),
    (r"software|mobile app|\bapp\b|program\b|source code|video game", "software"),
    (
        r"conference (?:session|presentation|paper)|poster|keynote|symposium|panel|presentation",
        "speech",
    ),
    (r"speech|lecture\b|sermon|ted talk|webinar", "speech"),
    (r"powerpoint|slides", "speech"),
    (r"tv series|television series|tv episode|tv show|podcast|radio|broadcast", "broadcast"),
    (r"film|motion picture|video|documentary|movie|dvd|vhs", "motion_picture"),
    (r"song|album|music|audio|mp3|track|recording", "song"),
    (
        r"tweet|twitter|facebook|instagram|status|online forum|comment|reddit|tiktok|thread"
        r"|\bpost\b",
        "post",
    ),
    (r"blog", "post-weblog"),
    (
        r"photo|painting|sculpture|graphic|image|illustration|drawing|poster art|lithograph|oil on",
        "graphic",
    ),
    (r"\bmap\b", "map"),
    (r"interview", "interview"),
    (r"letter\b(?! to the editor)", "personal_communication"),
    (r"unpublished|manuscript", "manuscript"),
    (r"preprint", "article"),
    (r"brochure|pamphlet|leaflet", "pamphlet"),
    (
        r"press release|fact sheet|white paper|policy brief|report|working paper|discussion paper",
        "report",
    ),
    (r"review", "review"),
    (r"patent", "patent"),
    (r"standard\b", "standard"),
)
DESCRIPTOR_TYPES: Final = tuple(
    (lazy_pattern(pattern, re.IGNORECASE), kind) for pattern, kind in BY_DESCRIPTOR
)

PREPRINT: Final = lazy_pattern(
    r"\b(?:arxiv|biorxiv|medrxiv|psyarxiv|socarxiv|chemrxiv|edarxiv|engrxiv|eartharxiv|techrxiv"
    r"|preprints?|research square|osf preprints|ssrn|authorea|lingbuzz|e-?prints?"
    r"|electronic colloquium)\b",
    re.IGNORECASE,
)
PREPRINT_DOI: Final = lazy_pattern(
    r"(?<![\d.])10\.(?:48550|1101/(?:20|\d{6})|312[1-3]\d|35542|26434|21203|20944|7287/peerj\.prep)",
    re.IGNORECASE,
)
NEWSPAPER: Final = lazy_pattern(
    r"""\b(?:times|post|guardian|herald|tribune|gazette|telegraph|daily|zeitung|le\smonde
        |el\spa[ií]s|journal-constitution|globe\sand\smail
    |chronicle|observer|independent|sun|mirror|news|newspaper|tages\w+|courier|star|standard
        |examiner|inquirer|usa\stoday)\b""",
    re.VERBOSE | re.IGNORECASE,
)
MAGAZINE: Final = lazy_pattern(
    r"\b(?:new\syorker|atlantic|economist|time|newsweek|magazine|wired|forbes"
    r"|scientific\samerican|new\sscientist|spiegel|monthly)\b",
    re.IGNORECASE,
)
ENCYCLOPEDIA: Final = lazy_pattern(
    r"\b(?:encyclop\w+|enzyklop\w+|wikipedia|lexikon|factbook|britannica)\b", re.IGNORECASE
)
DICTIONARY: Final = lazy_pattern(
    r"\b(?:dictionary|dictionaries|wörterbuch|dictionnaire|thesaurus|wiktionary|diccionario)\b",
    re.IGNORECASE,
)
CONFERENCE: Final = lazy_pattern(
    r"\b(?:proceedings|conference|symposium|workshop|congress|tagung"
    r"|advances in neural information processing)\b",
    re.IGNORECASE,
)
JOURNAL_PROCEEDINGS: Final = lazy_pattern(
    r"proceedings of the (?:national academy|royal|ieee\b|american|institution|vldb|acm on)",
    re.IGNORECASE,
)
BLOG: Final = lazy_pattern(r"\bblogs?\b|wordpress|substack|\bmedium\Z|tumblr", re.IGNORECASE)
DATA_HOMES: Final = lazy_pattern(
    r"\b(?:pangaea|dataverse|dryad|icpsr|openneuro|envidat)\b", re.IGNORECASE
)


def decide(view: View, draft: Draft, *, chapter: bool, volume: bool, dated: bool) -> str:
    """The CSL type of what a grammar found.

    Args:
        view: The entry.
        draft: The fields and facts so far.
        chapter: Whether an "In" leads to a book.
        volume: Whether a container is followed by volume, issue or pages.
        dated: Whether the date has a month or day.
    """
    if "type" in draft.facts:
        return draft.facts["type"]
    pieces = draft.pieces
    kind = _by_descriptor(view, draft, volume=volume)
    if kind:
        return kind
    publisher = _text(view, draft, "publisher")
    if publisher and PREPRINT.search(publisher):
        return "article"
    if "volume" not in pieces and PREPRINT_DOI.search(_text(view, draft, "DOI")):
        return "article"
    container = pieces.get("container-title")
    if container is not None:
        name = view.plain[container.start : container.end]
        return _of_container(draft, name, chapter=chapter, volume=volume, dated=dated)
    return _of_publisher(draft, publisher, dated=dated)


def _by_descriptor(view: View, draft: Draft, *, volume: bool) -> str:
    """The type that a description says, "[Data set]"; "" if there is none or it says nothing."""
    if "genre" not in draft.pieces and "medium" not in draft.pieces:
        return ""
    words = f"{_text(view, draft, 'genre')} {_text(view, draft, 'medium')}"
    for pattern, kind in DESCRIPTOR_TYPES:
        if pattern.search(words):
            return "review" if kind == "review" and volume else kind
    return ""


@lru_cache(maxsize=4096)
def is_conference(container: str) -> bool:
    """Whether a container of this name holds a meeting's papers, and is no journal."""
    return (
        CONFERENCE.search(container) is not None and JOURNAL_PROCEEDINGS.search(container) is None
    )


def _of_container(draft: Draft, container: str, *, chapter: bool, volume: bool, dated: bool) -> str:
    """The type of what a container holds."""
    pieces = draft.pieces
    if not volume and PREPRINT.search(container):
        return "article"
    if chapter or not volume:
        if DICTIONARY.search(container):
            return "entry-dictionary"
        if ENCYCLOPEDIA.search(container):
            return "entry-encyclopedia"
    if chapter:
        return "paper-conference" if CONFERENCE.search(container) else "chapter"
    if "issue" not in pieces and is_conference(container):
        return "paper-conference"
    if volume and ("volume" in pieces or not dated):
        # APA gives journals the year alone.
        return "article-magazine" if dated and "volume" in pieces else "article-journal"
    if not dated:
        return "article-journal" if "DOI" in pieces or "URL" not in pieces else "webpage"
    if MAGAZINE.search(container):
        return "article-magazine"
    if NEWSPAPER.search(container):
        return "article-newspaper"
    if BLOG.search(container):
        return "post-weblog"
    return "webpage" if "URL" in pieces else "article-magazine"


def _of_publisher(draft: Draft, publisher: str, *, dated: bool) -> str:
    """The type of what no container holds."""
    pieces = draft.pieces
    if "event-title" in pieces:
        return "speech"
    if publisher and DATA_HOMES.search(publisher):
        return "dataset"
    if "version" in pieces:
        return "software"
    if "number" in pieces:
        return "report"
    if "edition" in pieces or "ISBN" in pieces:
        return "book"
    if "archive" in pieces and not publisher:
        return "manuscript" if "archive_location" in pieces else "document"
    if "URL" in pieces and (dated or not publisher):
        return "webpage"
    if publisher or "editor" in pieces:
        return "book"
    return "document" if "title" in pieces else ""


def _text(view: View, draft: Draft, variable: str) -> str:
    piece = draft.pieces.get(variable)
    return view.plain[piece.start : piece.end] if piece else ""
