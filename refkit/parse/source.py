"""What follows the title where no volume does: publisher, site, conference (APA 7, 9.29–9.33)."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.archive import (
    HOME,
    NO_PUBLISHER,
    SMALL_SITE,
    is_keeper,
    keeper_stop,
    mark_archive,
)
from refkit.parse.description import DISSERTATION
from refkit.parse.draft import Draft
from refkit.parse.event import EVENT, NOT_EVENT, is_event, mark_event, mark_presented
from refkit.parse.lexicon import CONTAINER_HEADS, PUBLISHER_WORDS, PUBLISHERS
from refkit.parse.scanner import Stop, View
from refkit.parse.title import NUMBERED, trim

LONGEST_NAME: Final = 200
"""Characters of a publisher with its place, at most."""

PLACE: Final = lazy_pattern(
    r"""(?P<place> (?:St\.\s|Ft\.\s)? [^\W\d_a-z][^:\d()\[\]"]{1,50}? )
    \s*:\s+ (?P<publisher> [^\s\d].* ) \Z""",
    re.VERBOSE | re.DOTALL,
)
TOWN: Final = lazy_pattern(r"[A-Z][\w-]+\s(?:a|i|b|o)\.\s?(?:d\.\s?)?[A-Z][\w.]{0,12}:\s")
"""A town with its river, whose full stops end nothing: "Frankfurt a. M.: Campus"."""
NOT_PLACE: Final = lazy_pattern(
    r"\b(?:press|university of|library|journal|report|the|in|on|of the|for|an?)\b", re.IGNORECASE
)
ARCHIVAL_DOI: Final = lazy_pattern(
    r"""(?<![\d.])10\.(?: 5281|6084|5061|7910|17605|22002|1594|16904|18739|48550|1101/(?:20|\d{6})
        |312[1-3]\d|35542|26434|21203|2139|20944|17910|7287/peerj\.preprints|1364/opticaopen
        |53731|54900|59350|15363|5962|1522|17487 )(?!\d{0,3}/\Z)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Prefixes of repositories: Zenodo, figshare, Dryad, Dataverse, OSF, PANGAEA, arXiv, bioRxiv …
"SSRN Electronic Journal" is left to its name, being a journal to Crossref."""
BOOK_DOI: Final = lazy_pattern(
    r"10\.\d{4,9}/\D{0,12}97[89][\d-]{9,14}|10\.1017/cbo|10\.4324/|10\.1201/"
    r"|10\.1037/\d{5,7}-\d{3}|10\.1093/oso|10\.1515/97|10\.7312/|10\.2307/j\.ct",
    re.IGNORECASE,
)
CONTAINERS: Final = lazy_pattern(
    r"""(?: the\s(?:guardian|times|economist|atlantic|conversation|independent|telegraph
        |new\syorker|intercept|lancet|verge|nation)
    | (?:the\s)?(?:washington|new\syork|los\sangeles|chicago|wall\sstreet|financial|boston|daily
        |toronto)\s\w+
    | bbc\snews|cnn|reuters|forbes|wired|vice|slate|salon|time|newsweek|medium|substack|polygon|vox
    | nature\b.*|science\b.*|cell\b.*|plos\b.*|jama\b.*|bmj\b.*|cureus|elife|heliyon|sensors
        |ieee\saccess
    | .*\b(?:electronic\sjournal|blog|blogs|podcast|forum|twitter|facebook|instagram|reddit
        |youtube|tumblr|tiktok|linkedin|wikipedia|wiktionary|news)\b.* )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
SERIAL: Final = lazy_pattern(
    r"""tweet | (?<!poster\s)\bpost\b | comment | reddit | status | blog | thread | letter\sto
    | editorial | obituary | review | column | cartoon | op-ed | news | facebook | instagram""",
    re.VERBOSE | re.IGNORECASE,
)
"""Descriptions of what periodicals and sites hold."""
MONOGRAPH: Final = lazy_pattern(
    r"""data\s?set | software | \bapp\b | manuscript | dissertation | thesis | measur | recording
    | film | video | \bmap\b | graphic | photo | painting | sculpt | song | album | audio | podcast
    | series | broadcast | webinar | slides | powerpoint | brochure | sheet | brief | paper | report
    | press\srelease | game | program | apparatus | database | image | artwork | drawing | print
    | standard | patent | score | speech | lecture | notes | transcript | pamphlet | poster""",
    re.VERBOSE | re.IGNORECASE,
)
"""Descriptions of works that stand alone: what follows has published them."""
SITE: Final = lazy_pattern(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|ch|fr|co\.uk|io|edu|gov|info|eu|ru|at|nl|it|es)\Z",
    re.IGNORECASE,
)
SOCIETY: Final = lazy_pattern(
    r"""\b(?:association|society|council|federation|committee|bank|company|union|cent(?:er|re)|aps
        |group|program(?:me)?|academy|alliance|network|limited|editor)
        (?:\s\(\w+\))?\Z
    | \A(?:\w+\s){0,3}(?:association|society|cent(?:er|re)|council|union|banco|bank|banque|platform
        |fund|federation)\s(?:for|of|on|de)\b
    | \A(?:world|national|central|development)\sbank\b | \Abanco\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Bodies that publish books with DOIs."""
ORGANISATION: Final = lazy_pattern(
    r"""\b(?:press|verlag|publish\w+|inc|ltd|llc|gmbh|department|ministry|agency|commission
        |organi[sz]ation
    |cent(?:er|re)\sfor|universi\w+|\w*institu[ut]t?\w*|conseil|rådet|\w*amt|forl|archives?|office|bureau|library
        |museum|laborator\w+|foundation|limited|ag|bv|plc|b\.v|s\.a|company|издательство|forlag|editora|editorial|pictures
        |entertainment)\b""",
    re.VERBOSE | re.IGNORECASE,
)


UNPUBLISHED: Final = lazy_pattern(
    r"(?P<genre>(?:unpublished|manuscript|raw\sdata|(?:working|discussion)\spaper(?=[.,]|\s*\Z))"
    r"(?:\b(?:Ph\.\s?D\.|M\.\s?[AS]\.|[^.]){0,80}?)?)(?:[.,]\s+(?P<place>\S.*))?\Z",
    re.IGNORECASE,
)
SERIES_NUMBER: Final = lazy_pattern(
    r"""(?P<genre> (?:[\w&/-]{1,24}\s){0,5}
        (?:Papers?|Reports?|Series|Discussion|Publications?|Briefs?) (?:\sSeries)? )
    ,?\s (?:Nos?\.?|Nr\.?|\#|Vol\.)?\s* (?P<number> (?=\S*\d)\S{1,24} )""",
    re.VERBOSE | re.IGNORECASE,
)
NUMBERED_SENTENCE: Final = lazy_pattern(
    r"""(?P<genre> (?:[A-Z][\w&/-]{0,24}\s){0,5} (?:Working|Discussion|Technical|Research|Occasional
        |Policy|Conference|Staff|Economics?)\s (?:Papers?|Reports?|Series|Briefs?|Memorandum)
        (?:\sSeries)? ) ,?\s+ (?:Nos?\.?|Nr\.?|\#|№)?\s*
    (?P<number> (?=[^.]{0,20}\d)[\w/. -]{1,24} )\Z""",
    re.VERBOSE,
)
"""A paper's series as a sentence of its own: "Tears. IZA Discussion Paper No. 1234. Bonn: IZA"."""


def mark_sentence(
    view: View, draft: Draft, start: int, end: int, next_start: int, limit: int
) -> int:
    """Mark "Unpublished manuscript" or a paper's series at the end of a title; its new end.

    Older APA gives them as sentences of their own, where APA 7 has brackets. A series counts only
    before "Bonn: IZA", which is older APA too.

    Args:
        view: The entry.
        draft: Where to mark.
        start: Where the title begins.
        end: Where its last sentence ends.
        next_start: Where the publisher begins.
        limit: Where it ends.
    """
    stops = [stop for stop in view.stops if start < stop.end and stop.next < end and stop.sure]
    placed = PLACE.match(view.plain, next_start, limit) is not None
    for stop in stops[-3:] if placed else ():
        numbered = NUMBERED_SENTENCE.match(view.plain, stop.next, end)
        if numbered:
            draft.mark("genre", *numbered.span("genre"), 0.85)
            draft.mark("number", *numbered.span("number"), 0.85)
            draft.take(stop.next, end)
            return stop.end
    if stops:
        unpublished = UNPUBLISHED.match(view.plain, stops[-1].next, end)
        if unpublished and not unpublished.group("place"):
            draft.mark("genre", *unpublished.span("genre"), 0.85)
            return stops[-1].end
    return end


SCHOOL: Final = lazy_pattern(
    r"(?P<school>[^,:]{3,80}),\s+(?P<place>[A-Z][\w .'-]{1,40},\s+[A-Z][\w .'-]{1,40})\Z"
)
"""APA 6 names the place of a university: "University of Nowhere, Springfield, IL"."""


INITIALS: Final = lazy_pattern(r"(?:[A-Z]\.\s?){0,3}[A-Z]")
"""With which a publisher may begin: "U.S. Department of Tears", "W. W. Norton"."""
SOCIAL: Final = lazy_pattern(
    r"(?:twitter|x|facebook|instagram|reddit|tiktok|tumblr|linkedin|mastodon|bluesky|threads|weibo"
    r"|pinterest|snapchat|telegram|discord)\Z",
    re.IGNORECASE,
)
BLOG_URL: Final = lazy_pattern(
    r"\bblogs?\b|blogspot|wordpress|substack|medium\.com|tumblr|livejournal|typepad|/blog",
    re.IGNORECASE,
)


HOUSE: Final = lazy_pattern(
    r"""(?:springer|elsevier|wiley|birkh[äa]user|palgrave|routledge|mdpi|(?:walter\s)?de\sgruyter
        |brill|peter\slang|apress|thieme|hogrefe|copernicus|taylor\s(?:&|and)\sfrancis|crc
        |academic\spress|mcgraw|pearson|sage|emerald|hindawi|frontiers\smedia|karger|kluwer|plenum
        |pergamon|north-holland|harcourt|houghton|macmillan|penguin|random\shouse|harper\w*
        |bloomsbury|norton|w\.?\s?w\.?\snorton|j\.\swiley|john\swiley)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Publishers whose names go on with a place or a form: "Springer New York", "Elsevier BV"."""


BOTH: Final = lazy_pattern(
    r"""(?:\w+rxiv|ssrn|osf(?:\spreprints)?|research\ssquare|authorea|preprints(?:\.org)?
)(?:\s\([\w\s]{2,40}\))?
    | [^()]{0,60}\b(?:association|society|institute)\b[^()]{0,60}\s(?-i:\([A-Z]{2,6}\))""",
    re.VERBOSE | re.IGNORECASE,
)
"""Preprint servers, and societies as Crossref names its members: "Society of Nowhere (SON)"."""


def source_stop(view: View, start: int, end: int) -> tuple[Stop | None, float]:
    """The sentence end between the title and what follows it, in a stretch without a volume.

    Brackets of bibliographic data after the title decide, then italics, then the last sure end
    that does not begin a database's name.
    """
    stops = [stop for stop in view.stops if start < stop.end and stop.next < end]
    if not stops:
        small = SMALL_SITE.search(view.plain, max(start, end - 50), end)
        if small:
            return Stop(small.start(), small.start("name"), 1, "."), 0.7
        return None, 0.0
    italic = next((last for first, last in view.italics if abs(first - start) <= 1), end)
    if italic < end:
        for stop in stops:
            if stop.end >= italic - 1:
                return stop, 0.99
    for stop in stops:
        if stop.mark == "." and _after_brackets(view, stop, start):
            return stop, 0.97
    sure = [stop for stop in stops if stop.sure == 2]
    if view.plain[end - 1] == "]":
        # "Title. Subtitle [Data set]": the brackets follow the title, nothing follows them.
        return None, 0.0
    if not sure:
        weak = [stop for stop in stops if _promoted(view, stop, end)]
        weak = weak or [stop for stop in stops if _bare_name(view, stop, end)]
        return (weak[-1], 0.6) if weak else (None, 0.0)
    last = sure[-1]
    later = [
        stop
        for stop in stops
        if stop.next > last.next
        and _promoted(view, stop, end)
        and not INITIALS.fullmatch(view.plain, last.next, stop.end)
    ]
    if later and not TOWN.match(view.plain, last.next, end):
        return later[-1], 0.75
    kept = keeper_stop(view, sure, start, end)
    if kept is not None:
        return kept, 0.87
    return last, 0.93 if len(sure) == 1 else 0.85


def _after_brackets(view: View, stop: Stop, start: int) -> bool:
    """Whether a bracket of bibliographic data stands just before the stop."""
    before = view.plain[stop.end - 1 : stop.end]
    if before not in (")", "]"):
        return False
    group = view.group_ending(stop.end)
    if group is None or group.start <= start:
        return False
    if group.kind == "[":
        return True
    inside = view.plain[group.start + 1 : group.end - 1]
    return bool(BRACKET_DATA.search(inside) or NUMBERED.fullmatch(inside))


def _bare_name(view: View, stop: Stop, end: int) -> bool:
    """Whether a letter stands before the stop and a short name after it: "vitamin D. Wiley"."""
    if len(view.plain[max(0, stop.end - 2) : stop.end].strip()) != 1 and stop.mark == ".":
        return False
    if end - stop.next > LONGEST_NAME:
        return False
    words = view.plain[stop.next : end].split()
    return 0 < len(words) <= 5 and all(
        word[0].isupper() or word in ("and", "of", "&") for word in words
    )


BRACKET_DATA: Final = lazy_pattern(
    r"""\b(?:ed\.|eds\.|edition|Aufl\w*\.?|Trans\.|Vols?\.|pp?\.\s|Version\s[\d.]|dissertation|thesis|Nos?\.\s|rev\.\sed)""",
    re.VERBOSE | re.IGNORECASE,
)


BODY: Final = lazy_pattern(r"[:.]\s(?:[A-Z]\.){1,3}[A-Z]\Z")
"""The beginning of a body's name: "Washington, DC: U.S. Department of Justice"."""


def _promoted(view: View, stop: Stop, end: int) -> bool:
    """Whether a doubtful end counts because of what follows: "… in the U.S. New York: Norton"."""
    if end - stop.next > LONGEST_NAME:
        return False
    if BODY.search(view.plain, max(0, stop.end - 12), stop.end):
        return False
    after = view.plain[stop.next : end]
    place = PLACE.match(after)
    if place and not NOT_PLACE.search(place.group("place")):
        return True
    if CONTAINERS.match(after.rstrip(" .")):
        return True
    words = after.rstrip(" .").lower()
    return words in PUBLISHERS or bool(
        len(after) < 60 and PUBLISHER_WORDS.search(after) and ". " not in after
    )


BOOKISH: Final = frozenset(
    {"number", "edition", "volume", "number-of-volumes", "translator", "editor-translator",
     "narrator", "illustrator"}
)  # fmt: skip
"""What stands in brackets after the title of a book or report, and of no article."""


def is_container(view: View, draft: Draft, name: str, *, dated: bool) -> tuple[bool, float]:
    """Whether a name after the title is a journal, newspaper or site, not a publisher.

    Args:
        view: The entry.
        draft: What is known so far: the identifiers, the descriptor.
        name: The name.
        dated: Whether the date has a month or day, as for newspapers and blogs.

    Returns:
        The answer and how sure it is.
    """
    lower = name.lower().strip(" .")
    if same_body(name, _text(view, draft, "author")):
        return False, 0.9
    if SOCIAL.match(lower):
        return True, 0.9
    medium = _text(view, draft, "genre") + " " + _text(view, draft, "medium")
    doi = _text(view, draft, "DOI")
    if medium != " ":
        if SERIAL.search(medium):
            return True, 0.9
        if MONOGRAPH.search(medium):
            return False, 0.9
    if "URL" in draft.pieces and "DOI" not in draft.pieces:
        url = _text(view, draft, "URL")
        if BLOG_URL.search(url):
            return True, 0.8
        if name.strip(" .") == _text(view, draft, "title").strip(" ."):
            # A site whose home page bears its name.
            return True, 0.8
    if draft.pieces.keys() & BOOKISH:
        return False, 0.9
    if re.search(r"\belectronic journal\Z", lower):
        return True, 0.97
    if lower in PUBLISHERS or (doi and ARCHIVAL_DOI.search(doi)):
        return False, 0.93
    if HOUSE.match(name) and not CONTAINER_HEADS.match(name):
        return False, 0.9
    if CONTAINERS.match(lower):
        return True, 0.93
    if doi and BOOK_DOI.search(doi):
        return False, 0.9
    if CONTAINER_HEADS.match(name) and not re.search(r"\b(?:press|publish\w+|verlag)\b", lower):
        return True, 0.92
    if ORGANISATION.search(name):
        return False, 0.9
    if doi:
        return (False, 0.7) if SOCIETY.search(name) else (True, 0.85)
    if dated:
        return True, 0.8
    if SITE.match(name):
        return True, 0.7
    if "URL" in draft.pieces and not PUBLISHER_WORDS.search(name) and len(name.split()) <= 6:
        return True, 0.5
    return False, 0.85


def _text(view: View, draft: Draft, variable: str) -> str:
    piece = draft.pieces.get(variable)
    return view.plain[piece.start : piece.end] if piece else ""


def same_body(name: str, author: str) -> bool:
    """Whether the author and the publisher are the same body, or the author is its acronym."""
    if not author or len(author) > 300:
        return False
    if " " in name.strip() and name.lower().strip(" .") in author.lower():
        return True
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return len(author) > 1 and author.strip(". ") == initials


def mark_publisher(view: View, draft: Draft, start: int, end: int, confidence: float) -> None:
    """Mark "Publisher" or APA 6's "Place: Publisher" in a stretch, and a database after it."""
    start, end = trim(view, start, end)
    if start >= end:
        return
    if view.plain.find("(", start, end) >= 0 and mark_archive(view, draft, start, end):
        return
    small = SMALL_SITE.search(view.plain, max(start, end - 50), end)
    if small and small.start() > start and HOME.match(small.group("name")):
        draft.mark("archive", *small.span("name"), 0.8)
        start, end = trim(view, start, small.start())
    last = [stop for stop in view.stops if stop.sure == 2 and start < stop.end and stop.next < end]
    if last and is_keeper(view.plain[last[-1].next : end]):
        if not mark_archive(view, draft, last[-1].next, end):
            draft.mark("archive", last[-1].next, end, 0.85)
        start, end = trim(view, start, last[-1].end)
    if view.plain[end - 1] == ")":
        group = view.group_ending(end)
        if group is not None and group.start > start and "number" not in draft.pieces:
            numbered = SERIES_NUMBER.fullmatch(view.plain, group.start + 1, group.end - 1)
            if numbered:
                # "Mannheim: GESIS (GESIS Papers 2013/05)"
                draft.mark("genre", *numbered.span("genre"), 0.8)
                draft.mark("number", *numbered.span("number"), 0.8)
                start, end = trim(view, start, group.start)
    nobody = NO_PUBLISHER.match(view.plain, start, end)
    if nobody and is_keeper(view.plain[nobody.end() : end]):
        # "б. и. Книги", "s.n. Library of Nowhere": the initials of "no publisher" end no sentence.
        draft.mark("publisher", start, nobody.end(), confidence)
        draft.mark("archive", *trim(view, nobody.end(), end), 0.8)
        return
    place = PLACE.match(view.plain, start, end)
    if (
        place
        and (not NOT_PLACE.search(place.group("place")) or TOWN.match(view.plain, start, end))
        and len(place.group("place").split()) <= 7
    ):
        draft.mark("publisher-place", *trim(view, *place.span("place")), confidence)
        first, last_end = trim(view, *place.span("publisher"))
        draft.mark("publisher", first, last_end, confidence)
        return
    draft.mark("publisher", start, _keep_stop(view, start, end), confidence)


def _keep_stop(view: View, start: int, end: int) -> int:
    """Past the full stop of "Inc." where it is the name's own; trimming took it."""
    if (
        re.search(r"\b(?:Inc|Ltd|Co|Corp|Bros|Univ|Verl)\Z", view.plain[start:end])
        and view.plain[end : end + 1] == "."
    ):
        return end + 1
    return end


def mark_source(
    view: View, draft: Draft, start: int, end: int, confidence: float, *, dated: bool
) -> None:
    """Mark a publisher, a site, a newspaper, a conference or an archive.

    Args:
        view: The entry.
        draft: What is known so far: the identifiers, the descriptor.
        start: Past the title and its brackets.
        end: Where the identifiers begin.
        confidence: How sure the caller is of the title's end.
        dated: Whether the date has a month or day, as for newspapers and blogs.
    """
    start, end = trim(view, start, end)
    if start >= end:
        return
    genre = draft.pieces.get("genre")
    if genre and "publisher" in draft.pieces:
        # A thesis names its university in the brackets; what follows is where it is kept.
        draft.mark("archive", start, end, 0.9)
        return
    if genre and DISSERTATION.search(view.plain, genre.start, genre.end):
        school = SCHOOL.match(view.plain, start, end)
        if school:
            draft.mark("publisher", *school.span("school"), 0.93)
            draft.mark("publisher-place", *school.span("place"), 0.93)
            return
    if (
        genre
        and EVENT.search(view.plain, genre.start, genre.end)
        and not NOT_EVENT.search(view.plain, genre.start, genre.end)
    ):
        mark_event(view, draft, start, end)
        return
    if mark_presented(view, draft, start, end):
        return
    unpublished = UNPUBLISHED.match(view.plain, start, end)
    if unpublished:
        draft.mark("genre", *unpublished.span("genre"), 0.9)
        if unpublished.group("place"):
            mark_publisher(view, draft, *unpublished.span("place"), 0.8)
        return
    if view.plain[start] == "(":
        draft.mark("note", start + 1, end, 0.5)
        return
    if view.plain.find("(", start, end) >= 0 and mark_archive(view, draft, start, end):
        return
    name = view.plain[start:end]
    if HOME.match(name):
        draft.mark("archive", start, end, 0.85)
        return
    known = draft.pieces.keys() & {"genre", "medium", "number", "edition", "volume", "version"}
    if (dated or "DOI" not in draft.pieces) and not known and is_event(name):
        mark_event(view, draft, start, end)
        draft.facts.setdefault("type", "speech" if dated else "paper-conference")
        return
    held, sure = is_container(view, draft, name, dated=dated)
    if any(first <= start and end <= last for first, last in view.italics):
        # APA sets what holds a work in italics, and never a publisher.
        held, sure = True, 0.95
    if not (known or view.italics) and "DOI" in draft.pieces and BOTH.fullmatch(name):
        # Of a bare "bioRxiv. https://doi.org/…" some libraries make the container, some the
        # publisher; the server is both.
        draft.mark("container-title", start, end, 0.6)
        draft.mark("publisher", start, end, 0.6)
        if not SOCIETY.search(name):
            draft.facts.setdefault("type", "article")
    elif held:
        draft.mark("container-title", start, end, min(confidence, sure))
    else:
        mark_publisher(view, draft, start, end, min(confidence, sure))
