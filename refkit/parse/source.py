"""What follows the title where no volume does: publisher, site, conference (APA 7, 9.29–9.33)."""

from __future__ import annotations

import re
from typing import Final

from refkit.parse.draft import Draft
from refkit.parse.lexicon import CONTAINER_HEADS, DATABASES, PUBLISHER_WORDS, PUBLISHERS
from refkit.parse.scanner import Stop, View
from refkit.parse.title import NUMBERED, trim

LONGEST_NAME: Final = 200
"""Characters of a publisher with its place, at most."""

PLACE: Final = re.compile(
    r"""(?P<place> (?:St\.\s|Ft\.\s)? [^\W\d_a-z][^:\d()\[\]"]{1,50}? )
    \s*:\s+ (?P<publisher> \S.* ) \Z""",
    re.VERBOSE | re.DOTALL,
)
NOT_PLACE: Final = re.compile(
    r"\b(?:press|university of|library|journal|report|the|in|on|of the|for|an?)\b", re.IGNORECASE
)
ARCHIVAL_DOI: Final = re.compile(
    r"10\.(?:5281|6084|5061|7910|17605|22002|1594|16904|18739|48550|1101|31234|31219|31235"
    r"|26434|21203|2139|20944|31222|35542|17910)/",
    re.IGNORECASE,
)
"""Prefixes of repositories: Zenodo, figshare, Dryad, Dataverse, OSF, PANGAEA, arXiv … SSRN is
left to its name, "SSRN Electronic Journal" being a journal to Crossref."""
BOOK_DOI: Final = re.compile(
    r"10\.\d{4,9}/\D{0,12}97[89][\d-]{9,14}|10\.1017/cbo|10\.4324/|10\.1201/"
    r"|10\.1037/\d{5,7}-\d{3}|10\.1093/oso|10\.1515/97|10\.7312/|10\.2307/j\.ct",
    re.IGNORECASE,
)
CONTAINERS: Final = re.compile(
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
SITE: Final = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|ch|fr|co\.uk|io|edu|gov|info|eu|ru|at|nl|it|es)\Z",
    re.IGNORECASE,
)
SOCIETY: Final = re.compile(
    r"\b(?:association|society|council|federation|committee|bank|company|union|cent(?:er|re)|aps)"
    r"(?:\s\(\w+\))?\Z|\Aassociation\sfor\b",
    re.IGNORECASE,
)
"""Bodies that publish books with DOIs."""
ORGANISATION: Final = re.compile(
    r"""\b(?:press|verlag|publish\w+|inc|ltd|llc|gmbh|department|ministry|agency|commission
        |organi[sz]ation
    |universit\w+|\w*institut\w*|conseil|rådet|\w*amt|forl|archives?|office|bureau|library
        |museum|laborator\w+|foundation|издательство|forlag|editora|editorial|pictures
        |entertainment)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def source_stop(view: View, start: int, end: int) -> tuple[Stop | None, float]:
    """The sentence end between the title and what follows it, in a stretch without a volume.

    Brackets of bibliographic data after the title decide, then italics, then the last sure end
    that does not begin a database's name.
    """
    stops = [stop for stop in view.stops if start < stop.end and stop.next < end]
    if not stops:
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
    later = [stop for stop in stops if stop.next > last.next and _promoted(view, stop, end)]
    if later:
        return later[-1], 0.75
    if len(sure) > 1 and DATABASES.match(view.plain[last.next : end].rstrip(" .")):
        return sure[-2], 0.8
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


BRACKET_DATA: Final = re.compile(
    r"""\b(?:ed\.|eds\.|edition|Aufl\w*\.?|Trans\.|Vols?\.|pp?\.\s|Version\s[\d.]|dissertation|thesis|Nos?\.\s|rev\.\sed)""",
    re.VERBOSE | re.IGNORECASE,
)


def _promoted(view: View, stop: Stop, end: int) -> bool:
    """Whether a doubtful end counts because of what follows: "… in the U.S. New York: Norton"."""
    if end - stop.next > LONGEST_NAME:
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
    medium = _text(view, draft, "genre") + " " + _text(view, draft, "medium")
    doi = _text(view, draft, "DOI")
    if re.search(
        r"data\s?set|software|manuscript|dissertation|thesis|measure|recording|film|video rec|map"
        r"|graphic|photo",
        medium,
        re.IGNORECASE,
    ):
        return False, 0.9
    if re.search(r"tweet|post|comment|reddit|status|blog|video", medium, re.IGNORECASE):
        return True, 0.9
    if "number" in draft.pieces or "edition" in draft.pieces or "volume" in draft.pieces:
        return False, 0.9
    if re.search(r"\belectronic journal\Z", lower):
        return True, 0.97
    if lower in PUBLISHERS or (doi and ARCHIVAL_DOI.match(doi)):
        return False, 0.93
    if CONTAINERS.match(lower):
        return True, 0.93
    if doi and BOOK_DOI.match(doi):
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
    if view.plain[end - 1] == ")" or view.plain[end - 1] == "]":
        # An archive's shelf mark: "National Archives (A1, 1911/18393)".
        group = view.group_ending(end)
        if (
            group is not None
            and group.start > start
            and any(c.isdigit() for c in view.plain[group.start : end])
        ):
            draft.mark("archive_location", group.start + 1, group.end - 1, 0.7)
            draft.mark("archive", *trim(view, start, group.start), 0.7)
            return
    last = [stop for stop in view.stops if stop.sure == 2 and start < stop.end and stop.next < end]
    if last and DATABASES.match(view.plain[last[-1].next : end]):
        draft.mark("archive", last[-1].next, end, 0.85)
        start, end = trim(view, start, last[-1].end)
    place = PLACE.match(view.plain, start, end)
    if (
        place
        and not NOT_PLACE.search(place.group("place"))
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
