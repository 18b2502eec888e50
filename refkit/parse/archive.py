"""Where a work is kept: archives with shelf marks, databases behind the publisher (APA 7, 9.30).

"National Archives, Kew (INF 3/108)", "Miller Papers (Box 18), Archives of Psychology, Akron" and
"Oldham Press. Google Books" name a place that neither published the work nor holds articles.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.lexicon import DATABASES, PUBLISHER_WORDS, PUBLISHERS
from refkit.parse.scanner import Stop, View

SHELFMARK: Final = lazy_pattern(
    r"""(?=[^()]{0,60}\d) (?: [A-Z]{1,6}[\w./-]{0,12}[ ,.:/-] | Box\b | Folder\b | Series\b | Item\b
    | MS\.?\b | MSS\b | Call\b | [A-Z]{1,4}\d | \d+[/.:-] | Accession\b | RG\s | No\.\s )""",
    re.VERBOSE,
)
"""How the location in an archive begins: "A1, 1911/18", "INF 3/108", "Box 18", "P-15356"."""
HOME: Final = lazy_pattern(
    r"""(?: google\s?books | jstor | proquest | ebsco | hathi\s?trust | internet\sarchive
      | archive\.org | project\sgutenberg | lexis | westlaw | nexis | ancestry\.com | gallica
      | pers[ée]e )\b.{0,60}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""Databases that publish nothing themselves, as the only source of a work."""
SMALL_SITE: Final = lazy_pattern(r"\.\s(?P<name>[a-z][\w-]{3,30}(?:\.[a-z]{2,4})?)\s*\Z")
"""A site or database in small letters as the last word: "Tears. Oldham Press. googlebooks"."""
KEEPER: Final = lazy_pattern(
    r"""\b(?: archives? | archivos? | archiv | archivio | nachlass | records | papers
      | collections? | special\scollections | librar(?:y|ies) | bibliothek | biblioth[èe]que
      | biblioteca | museum | mus[ée]e | museo | datab(?:ase|ank)s? | repository | repositorium
      | digital\slibrary | catalog(?:ue)? | gallery | стандарты | книги | архив | библиотека )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words in the names of those who keep works."""
KEEPER_PLACE: Final = lazy_pattern(
    r"(?P<archive>[^()\[\]]{3,200}?)(?:,\s+(?P<place>(?!D\.)[^\W\d_][^()\[\]\d]{1,60}))?\s*\Z"
)
NO_PUBLISHER: Final = lazy_pattern(r"\[?(?:s\.\s?n\.?|б\.\s?и\.?)\]?(?!\w)", re.IGNORECASE)
IMPRINT: Final = lazy_pattern(
    r"\b(?:изд-во|изд\.|издательство|нд-во|verlag|press|books|publish\w+|éditions?|editora?|"
    r"editorial|edizioni|uitgeverij|forlag|förlag|wydawnictwo)\b",
    re.IGNORECASE,
)


def is_keeper(name: str) -> bool:
    """Whether a name is that of a database or archive: "JSTOR", "Zuse Digital Library"."""
    return bool(DATABASES.match(name.rstrip(" .")) or KEEPER.search(name))


def is_imprint(name: str) -> bool:
    """Whether a short sentence is a publisher beyond doubt: "Oldham Press", "s.n.", "Wiley"."""
    bare = name.strip(" .")
    if len(bare) > 80 or not bare:
        return False
    return bool(
        bare.lower() in PUBLISHERS
        or NO_PUBLISHER.fullmatch(bare)
        or IMPRINT.search(bare)
        or (len(bare.split()) <= 4 and PUBLISHER_WORDS.search(bare))
    )


def keeper_stop(view: View, stops: list[Stop], start: int, end: int) -> Stop | None:
    """The end of the title where a publisher and then an archive follow; None elsewhere.

    Args:
        view: The entry.
        stops: The sure sentence ends of the stretch, in order.
        start: Where the title begins.
        end: Where the archive's name ends.
    """
    if len(stops) < 2 or stops[-2].end <= start:
        return None
    last, before = stops[-1], stops[-2]
    name = view.plain[last.next : end]
    if DATABASES.match(name.rstrip(" .")) or (
        is_keeper(name) and is_imprint(view.plain[before.next : last.end])
    ):
        return before
    return None


def mark_archive(view: View, draft: Draft, start: int, end: int) -> bool:
    """Mark "Archive (shelf mark), place" at the end of a stretch.

    Returns:
        Whether it is one: its last brackets, or brackets before a comma, hold a shelf mark.
    """
    plain = view.plain
    for group in view.groups_from(start):
        if group.end > end:
            return False
        if group.kind != "(" or group.start <= start:
            continue
        follows = plain[group.end : min(end, group.end + 2)]
        if follows and follows != ", ":
            continue
        inside = plain[group.start + 1 : group.end - 1]
        if not SHELFMARK.match(inside) or len(inside) > 120:
            continue
        if follows == "" and not KEEPER.search(plain, start, group.start):
            return False
        draft.mark("archive_location", group.start + 1, group.end - 1, 0.9)
        draft.take(group.start, group.end)
        if (
            follows
            and KEEPER.search(plain, start, group.start)
            and not KEEPER.search(plain, group.end, end)
        ):
            # "Archive Centre (Box 3), Springfield"
            draft.mark("archive", start, group.start, 0.85)
            draft.mark("archive-place", group.end + 2, end, 0.8)
        elif follows:
            # "Miller Papers (Box 18), Archives of Psychology, Akron": a collection, then its home.
            draft.mark("archive_collection", start, group.start, 0.85)
            _mark_home(view, draft, group.end + 2, end)
        else:
            _mark_home(view, draft, start, group.start)
        return True
    return False


def _mark_home(view: View, draft: Draft, start: int, end: int) -> None:
    home = KEEPER_PLACE.match(view.plain, start, end)
    if home and home.group("place") and KEEPER.search(home.group("archive")):
        draft.mark("archive", *home.span("archive"), 0.85)
        draft.mark("archive-place", *home.span("place"), 0.8)
    else:
        draft.mark("archive", start, end, 0.85)
