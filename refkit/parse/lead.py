"""What stands before the date: people and groups with their role, or a title (APA 7, 9.7-9.12)."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.archive import NO_PUBLISHER
from refkit.parse.authors import ROLE, TRAILING_ROLE, WITH, Names, read_block, role_of
from refkit.parse.chapter import in_at
from refkit.parse.draft import Draft
from refkit.parse.lexicon import CONTAINER_HEADS, GROUP_WORDS, PUBLISHERS, SMALL_WORDS
from refkit.parse.locators import find_locators
from refkit.parse.scanner import View
from refkit.parse.source import CONTAINERS, ORGANISATION
from refkit.parse.title import NUMBERED

LAST_INITIAL: Final = lazy_pattern(
    r"(?:\b[^\W\d_]{1,2}|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|al|Chr|Ph\.\s?D))\Z"
)


TRAILING_LETTERS: Final = lazy_pattern(r"(?:ds?|rs?|g)\.?\s*\Z", re.IGNORECASE)
"""How "ed.", "eds", "editors" and "hrsg." end."""


def _describes(view: View, start: int, end: int) -> bool:
    """Whether a bracket of several words is all that follows the date."""
    group = view.group_at(start)
    return (
        group is not None
        and group.end >= end
        and len(view.plain[group.start : group.end].split()) > 3
    )


NO_NAME: Final = lazy_pattern(
    r"\s-\s.{0,80}\d|\d\sof\s\d|\A\d{1,3}\s[^\W\d_]|\([^()]{2,60},\s[^()]{2,60}\)"
)
"""What no name of a person has: a number at its head, a list in brackets."""


def names_range(view: View, start: int, end: int) -> tuple[tuple[int, int, str], Names]:
    """The range of the names before the date, their role, and their reading."""
    variable = "author"
    stop = end
    role = None
    bracketed = view.plain.find("(", start, end) >= 0 or view.plain.find("[", start, end) >= 0
    if bracketed:
        for match in ROLE.finditer(view.plain, start, end):
            role = match
    if role is None and TRAILING_LETTERS.search(view.plain, max(start, end - 4), end):
        role = TRAILING_ROLE.search(view.plain, max(start, end - 24), end)
    if role is not None and role.end() >= end - 1:
        variable = role_of(role.group("role") or "ed")
        stop = role.start()
        if view.plain[stop] == "." and LAST_INITIAL.search(view.plain, max(start, stop - 12), stop):
            stop += 1
    with_people = WITH.search(view.plain, start, stop) if bracketed else None
    if with_people:
        stop = with_people.start()
    while stop > start and view.plain[stop - 1] in " ,;":
        stop -= 1
    # The full stop of the last initial belongs to the name.
    if (
        stop == end
        and view.plain[stop : stop + 1] == "."
        and LAST_INITIAL.search(view.plain, max(start, stop - 12), stop)
    ):
        stop += 1
    return (start, stop, variable), read_block(view.text[start:stop])


def mark_lead(
    view: View, draft: Draft, names: tuple[int, int, str], lead: tuple[int, int], block: Names
) -> None:
    """Mark the names under their role, and those after "with" as contributors."""
    start, end, variable = names
    draft.mark(variable, start, end, round(min(0.99, block.sure), 2))
    draft.take(*lead)
    if end >= lead[1]:
        return
    with_people = WITH.search(view.plain, end, lead[1])
    if with_people:
        close = view.plain.find(")", with_people.end(), lead[1] + 2)
        if close > 0:
            draft.mark("contributor", with_people.end(), close, 0.85)


def is_title(
    view: View, start: int, end: int, body_start: int, body_end: int, block: Names, *, dated: bool
) -> bool:
    """Whether a title stands in the author's place, where nobody is named (APA 7, section 9.12)."""
    lead = view.plain[start:end]
    bracket = view.plain[body_start : body_start + 1] == "["
    if block.persons and block.sure >= 0.9:
        return False
    if bracket and _describes(view, body_start, body_end) and not dated:
        # "Google. (n.d.). [Directions for driving to Nowhere]": a work without a title.
        return False
    if NO_NAME.search(lead) or in_at(view, body_start, body_end) is not None:
        # "Carl Opitz - Naturalization [4 of 7]", and "Pauline Marlow. (1910). In Census": a person
        # written in natural order is one only where a title follows the date.
        return True
    if block.persons and block.sure >= 0.6 and not bracket:
        return False
    if (
        view.plain[end - 1] in "?!"
        or bracket
        or lead[:1] in "\"'"
        or lead.startswith("Proceedings")
    ):
        return True
    if body_start >= body_end:
        return True
    if ROLE.search(view.plain, start, end + 1):
        return False
    if NO_PUBLISHER.match(view.plain, body_start):
        return True
    words = lead.split()
    if (
        len(words) > 1
        and not GROUP_WORDS.search(lead)
        and view.plain.startswith(lead + " ", body_start)
    ):
        # "King James Bible. (2017). King James Bible Online."
        return True
    plain_words = sum(1 for word in words if word[0].islower() and word.lower() not in SMALL_WORDS)
    group = GROUP_WORDS.search(lead) is not None
    inner_stop = any(stop.sure == 2 and start < stop.end and stop.next < end for stop in view.stops)
    locators = find_locators(view, body_start, body_end)
    body_stop = any(
        stop.sure == 2
        and body_start < stop.end
        and stop.next < (locators.start if locators else body_end)
        for stop in view.stops
    )
    identifier = view.group_ending(end + 1) or view.group_ending(end)
    if identifier is not None and len(words) > 3:
        inside = view.plain[identifier.start + 1 : identifier.end - 1]
        if NUMBERED.fullmatch(inside) and " " in inside:
            # "Salt bubble (Embassy Cables 10NOWHERE60_a)": a number behind a title.
            return True
    if not group and len(words) >= 5 and any(c.isdigit() for c in lead):
        return True
    if body_stop:
        if inner_stop and not group:
            return True
        return len(words) >= 8 and plain_words >= 3
    if locators is not None and (locators.volume or locators.issue):
        return True
    body = view.plain[body_start:body_end]
    if view.plain[body_end - 1] == "]":
        # "jamovi project. (2017). jamovi [Computer software]": the brackets follow the title.
        return False
    if plain_words >= 2 or (":" in lead and not group):
        return True
    if ":" in lead and len(body.split()) <= 6 and ORGANISATION.search(body):
        return True
    if group and not (dated and len(words) > 8):
        return False
    if inner_stop or len(words) >= 7:
        return True
    short = len(body.split()) <= 6
    if short and (
        body.lower() in PUBLISHERS
        or CONTAINERS.match(body)
        or CONTAINER_HEADS.match(body)
        or ORGANISATION.search(body)
    ):
        return len(words) >= 2
    body_words = body.split()
    capitals = all(
        word[0].isupper() or word.lower() in SMALL_WORDS or not word[0].isalpha()
        for word in body_words
    )
    return len(body_words) <= 3 and capitals and len(words) >= 3
