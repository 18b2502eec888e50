"""Where the name of a journal begins, between the title and the volume (APA 7, section 9.25)."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.lexicon import CONTAINER_HEADS, JOURNAL_HEADS, SMALL_WORDS
from refkit.parse.scanner import MOST_STOPS, Stop, View

JOINED: Final = lazy_pattern(
    r"(?:Ser(?:ies|\.|ie)?|Série|Part|Section|Sect\.|Abt(?:\.|eilung)|Seriya|Serija|[A-H]"
    r"|I{1,3}|IV|New\sSeries|Neue\sFolge|N\.\s?[SF]\.)(?=[,.:\s]|\Z)"
)
"""What belongs to a journal's name in spite of a full stop before it: "… Journal. Ser. A"."""
LOWER: Final = lazy_pattern(r"(?<=[a-z*)\]])\.\s(?=[a-z])")
"""Journals that begin in lower case, "revista PH", "min - Minimally Invasive Neurosurgery"."""
PROCEEDINGS: Final = lazy_pattern(r"Proceedings\W*\Z")


def container_stop(
    view: View, start: int, end: int, *, abbreviated: bool = False
) -> tuple[Stop | None, float]:
    """The sentence end between title and journal, in a stretch that ends before the volume.

    Italics decide where the article shows them. Else it is the last sure end; a part of a
    journal's name ("Ser. A, …") goes back to what stands before it, and an end after an initial
    ("Nicotiana tabacum L. Journal of …") counts where a journal's first word follows.

    Args:
        view: The entry.
        start: Where the title begins.
        end: Where the volume begins.
        abbreviated: Whether the form suggests an abbreviated name, "Cereb. Cortex 13".
    """
    stops = [stop for stop in view.stops if start < stop.end and stop.next < end]
    if not stops:
        lower = list(LOWER.finditer(view.plain, max(start, end - 150), end))
        if lower:
            return Stop(lower[-1].start(), lower[-1].end(), 1, "."), 0.7
        return None, 0.0
    starts = {stop.next: stop for stop in stops} if view.italics else {}
    for first, _ in view.italics:
        hinted = starts.get(first) or starts.get(first + 1) or starts.get(first - 1)
        if hinted is not None:
            return hinted, 0.99
    stops = stops[-MOST_STOPS:]
    chosen: int | None = None
    sure = 0.0
    for index in range(len(stops) - 1, -1, -1):
        stop = stops[index]
        after = view.plain[stop.next : min(end, stop.next + 120)]
        if JOINED.match(after) and index > 0 and len(after) < 80:
            continue
        if PROCEEDINGS.match(after) and index > 0:
            continue
        if index > 0 and (
            _half_name(view.plain, stops[index - 1], stop)
            or (abbreviated and _abbreviation(view.plain, stops[index - 1], stop))
        ):
            continue
        if index > 0 and INITIALISM.match(view.plain, stops[index - 1].next, stop.end):
            continue  # "… Acromegaly. A.M.A. Archives of Surgery"
        if (
            stop.sure == 1
            and index > 0
            and NUMERAL.match(view.plain, stops[index - 1].next, stop.end)
        ):
            # "The Foreshadowings of the Christ. I. The Biblical World": the numeral ends the title.
            chosen, sure = index, 0.85
            break
        if stop.sure == 2:
            chosen, sure = index, 0.96 if index == 0 else 0.92
            break
        if (CONTAINER_HEADS.match(after) or JOURNAL_HEADS.match(after)) and not _in_initials(
            view.plain, stop
        ):
            chosen, sure = index, 0.8
            break
    if chosen is None:
        chosen = _abbreviated(view, stops)
        sure = 0.6
    return stops[chosen], sure


HALF_NAME: Final = lazy_pattern(
    r"(?:Journal|Proceedings|Annals|Archives|Transactions|Bulletin|Revista|Anales|Vestnik"
    r"|Zeitschrift|Acta)\s|.*\b(?:Journal|Proceedings|Bulletin|Transactions|Annals|Archives"
    r"|Zeitschrift|Revista)\Z",
    re.IGNORECASE,
)
INITIALISM: Final = lazy_pattern(r"(?:[A-Z]\.)+[A-Z]\Z")
NUMERAL: Final = lazy_pattern(r"[IVX]{1,5}\Z")


def _half_name(plain: str, before: Stop, stop: Stop) -> bool:
    """Whether what stands before a stop is the first half of a journal's name.

    "… discourse. Zhytomyr Ivan Franko State University Journal. Pedagogical Sciences, 4": a short
    sentence in title case that ends in "Journal".
    """
    half = plain[before.next : stop.end]
    if before.sure != 2 or not HALF_NAME.match(half):
        return False
    words = half.split()
    return len(words) <= 8 and all(word[0].isupper() or word in SMALL_WORDS for word in words)


def _abbreviation(plain: str, before: Stop, stop: Stop) -> bool:
    """Whether a sentence is one or two capitalised words: "… of musicians. Cereb. Cortex 13"."""
    words = plain[before.next : stop.end].split()
    return 0 < len(words) <= 2 and all(word[0].isupper() and len(word) <= 12 for word in words)


UNSTOPPED: Final = lazy_pattern(
    r"""\s(?P<journal>(?:The\s)?(?:(?:British|American|European|International|Canadian
        |Australian|Scandinavian|Asian|African|Indian|Chinese)\s)?
    (?:Journal|Annals|Archives|Proceedings|Bulletin|Transactions)\s(?:of|for|in)\s(?=the\s[A-Z]
        |[A-Z]))""",
    re.VERBOSE,
)


def unstopped(view: View, start: int, end: int) -> int | None:
    """Where a journal's name begins that no full stop parts from the title."""
    found = None
    for match in UNSTOPPED.finditer(view.plain, start, end):
        found = match.start("journal")
    return found


def _in_initials(plain: str, stop: Stop) -> bool:
    """Whether the stop stands between initials or abbreviated words: "J. R. Soc. Med."."""
    follows = plain[stop.next : stop.next + 12]
    word = follows.split(" ", 1)[0]
    return word.endswith(".") and len(word) < 5


def _abbreviated(view: View, stops: list[Stop]) -> int:
    """Where a run of abbreviated words begins: "… of gases. J. Chem. Phys." at "J."."""
    index = len(stops) - 1
    while index > 0:
        gap = view.plain[stops[index - 1].next : stops[index].end]
        if " " in gap.strip() or len(gap) > 12:
            break
        index -= 1
    return index


SERIES: Final = lazy_pattern(
    r"""(?<=[^\W\d_]|[)"']),\s+ (?P<series>
        (?: New | First | Second | Third | Fourth | Fifth | Nouvelle | Nueva | Nuova | Nova )
            \s? (?: series? | serie | série )
      | \d{1,2}(?:st|nd|rd|th|\.)?\s ser(?:ies|\.)
      | N\.\s?[SF]\.
      | [A-Z][A-Za-z+-]{1,14}\s?'\d\d ) \s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""A journal's series or the short name of a meeting, between container and volume.

"Publications of the Society, New series, 9" and "Proceedings of the Conference, ABC '07, 1-2".
"Series B" and "Neue Folge" stay with the name: registries hold them there.
"""


def series_of(view: View, start: int, end: int) -> tuple[int, int, int] | None:
    """The series at the end of a container: where the container ends, and the series' range."""
    match = SERIES.search(view.plain, max(start, end - 40), end)
    return (match.start(), *match.span("series")) if match else None
