"""Which CSL type a reference describes (CSL 1.0.2, appendix III; APA 7, chapter 10)."""

from __future__ import annotations

import re
from typing import Final

from refkit.parse.draft import Draft
from refkit.parse.scanner import View

BY_DESCRIPTOR: Final = (
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
        r"tweet|facebook|instagram|status|online forum|comment|reddit|tiktok|thread|\bpost\b",
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
    (re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in BY_DESCRIPTOR
)

PREPRINT: Final = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|psyarxiv|socarxiv|chemrxiv|edarxiv|engrxiv|eartharxiv|techrxiv"
    r"|preprints?|research square|osf preprints|ssrn|authorea)\b",
    re.IGNORECASE,
)
NEWSPAPER: Final = re.compile(
    r"""\b(?:times|post|guardian|herald|tribune|gazette|telegraph|daily|zeitung|le\smonde
        |el\spa[ií]s|journal-constitution|globe\sand\smail
    |chronicle|observer|independent|sun|mirror|news|newspaper|tages\w+|courier|star|standard
        |examiner|inquirer|usa\stoday)\b""",
    re.VERBOSE | re.IGNORECASE,
)
MAGAZINE: Final = re.compile(
    r"\b(?:new\syorker|atlantic|economist|time|newsweek|magazine|wired|forbes"
    r"|scientific\samerican|new\sscientist|spiegel|monthly)\b",
    re.IGNORECASE,
)
ENCYCLOPEDIA: Final = re.compile(
    r"\b(?:encyclop\w+|enzyklop\w+|wikipedia|lexikon|factbook|britannica)\b", re.IGNORECASE
)
DICTIONARY: Final = re.compile(
    r"\b(?:dictionary|dictionaries|wörterbuch|dictionnaire|thesaurus|wiktionary|diccionario)\b",
    re.IGNORECASE,
)
CONFERENCE: Final = re.compile(
    r"\b(?:proceedings|conference|symposium|workshop|congress|tagung"
    r"|advances in neural information processing)\b",
    re.IGNORECASE,
)
JOURNAL_PROCEEDINGS: Final = re.compile(
    r"proceedings of the (?:national academy|royal|ieee\b|american|institution|vldb|acm on)",
    re.IGNORECASE,
)
DATA_HOMES: Final = re.compile(
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
    container = _text(view, draft, "container-title")
    publisher = _text(view, draft, "publisher")
    words = f"{_text(view, draft, 'genre')} {_text(view, draft, 'medium')}".strip()
    if words:
        for pattern, kind in DESCRIPTOR_TYPES:
            if pattern.search(words):
                if kind == "review" and volume:
                    return "review"
                return kind
    if PREPRINT.search(publisher) or (PREPRINT.search(container) and not volume):
        return "article"
    if DICTIONARY.search(container) and (chapter or not volume):
        return "entry-dictionary"
    if ENCYCLOPEDIA.search(container) and (chapter or not volume):
        return "entry-encyclopedia"
    if chapter:
        return "paper-conference" if CONFERENCE.search(container) else "chapter"
    if container:
        conference = CONFERENCE.search(container) and not JOURNAL_PROCEEDINGS.search(container)
        if conference and "issue" not in draft.pieces:
            return "paper-conference"
        if volume and ("volume" in draft.pieces or not dated):
            return "article-magazine" if dated and "issue" in draft.pieces else "article-journal"
        if dated and MAGAZINE.search(container):
            return "article-magazine"
        if dated:
            return (
                "article-newspaper"
                if NEWSPAPER.search(container)
                else "webpage"
                if "URL" in draft.pieces
                else "article-magazine"
            )
        return (
            "article-journal" if "DOI" in draft.pieces or "URL" not in draft.pieces else "webpage"
        )
    if "event-title" in draft.pieces:
        return "speech"
    if DATA_HOMES.search(publisher):
        return "dataset"
    if "version" in draft.pieces:
        return "software"
    if "number" in draft.pieces:
        return "report"
    if "edition" in draft.pieces or "ISBN" in draft.pieces:
        return "book"
    if "URL" in draft.pieces and (dated or not publisher):
        return "webpage"
    if publisher or "editor" in draft.pieces:
        return "book"
    return "document" if "title" in draft.pieces else ""


def _text(view: View, draft: Draft, variable: str) -> str:
    piece = draft.pieces.get(variable)
    return view.plain[piece.start : piece.end] if piece else ""
