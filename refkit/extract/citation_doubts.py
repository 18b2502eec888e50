"""Doubts: what looks like a citation and may be something else with a year.

"Germany (2019)", "the Olympics (2012)", "(PISA 2018)", "(Berlin, March 2019)". What the reference
list knows is a citation; of the rest, what its form does not bear out is passed over.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.extract.citation_dates import RANGE
from refkit.extract.citation_found import Found
from refkit.extract.citation_listed import Listed
from refkit.extract.citation_passages import Passage
from refkit.extract.citation_words import NO_NAMES, PLACE_WORDS, PLACES, PREFIX_ENDS, is_group_word
from refkit.normalize.patterns import lazy_pattern

_WORD_BEFORE: Final = lazy_pattern(r"([\w.&'-]{1,30}),?\s*$")
_VERB_AFTER: Final = lazy_pattern(
    r"""
    \s (?: (?: also | then | first | further | both | all | too | \w{2,20}ly ) ,? \s ){0,2}
    (?: \w{2,20}(?:ed|es|ts|ds|ns|ks|ys|ms|rs|ws) | found | saw | wrote | took | gave | held | made
      | put | led | drew | built | say | said | has | have | had | did | does | do | is | was | are
      | were | can | could | may | might | will | would | should | zeigt\w* | fand\w* | hat | haben
      | war\w* | ist | sind | montr\w+ | ont | a | est | sont | mostr\w+ | encontr\w+ | han | ha
      | propon\w* | sugier\w* | afirm\w+ | laten | vond\w* ) (?!\w)
    """,
    re.VERBOSE,
)
_STUDY_AFTER: Final = lazy_pattern(
    r"\s(?:[a-z][\w-]{1,20}\s)?(?:study|studies|model|paper|article|report|book|review|data|experiment|"
    r"experiments|findings|results|theory|scale|measure|procedure|method|task|framework|account|meta)"
)
_ENDS: Final = lazy_pattern(
    r"\s*(?:$|[,;:)\[\]—–/\x01]|(?:&|and|und|et|y|e|for|but|in|see|cf)(?!\w))"
)
_WEAK: Final = frozenset(("with", "on", "to", "of", "for", "from", "as", "that", "mit", "zu", "de"))
"""Words that a year without comma follows in other things too: "(released with Relay 2018)"."""

_LEADING: Final = frozenset(
    """by see per following also e.g eg cf and of to from with on as than both including
    bei nach laut von siehe vgl und par selon voir et por según ver véase y door volgens zie en
    da secondo vedi e de""".split()  # noqa: SIM905 -- a table of words
)
_DETERMINERS: Final = frozenset(
    ("the", "an", "this", "that", "these", "its", "their", "our", "your")
)


class Doubts:
    """Whether what was found is a citation, by what else the article shows.

    Args:
        listed: What the reference lists tell.
    """

    def __init__(self, listed: Listed) -> None:
        self._listed = listed
        self._without_comma = not listed.lists

    def settle(self, found: list[Found]) -> None:
        """Learn from all that was found whether the article writes "(Smith 2019)"."""
        if self._without_comma:
            return
        self._without_comma = any(
            not each.comma
            and not each.narrative
            and self._listed.knows(each.authors.names[0])
            and self._listed.has_year(each.authors.names[0], each.year)
            for each in found
        )

    def passes(self, found: Found, passage: Passage) -> bool:
        """Whether what was found is a citation."""
        if found.kind == "personal":
            return True
        names = found.authors.names
        if any(self._knows(name, found.year) for name in names):
            return not self._is_plain_word(found)
        if self._is_no_name(found):
            return False
        if found.kind != "work":
            return True
        if found.narrative:
            return self._passes_narrative(found, passage)
        return self._passes_parenthetical(found, passage)

    def _knows(self, name: str, year: str) -> bool:
        return self._listed.knows(name) or (
            self._listed.knows_part(name) and self._listed.has_year(name, year)
        )

    def _is_plain_word(self, found: Found) -> bool:
        """Whether a listed name is more likely the word of the same letters: "(May 2019)"."""
        names = found.authors.names
        return (
            len(names) == 1
            and names[0].lower() in NO_NAMES
            and not found.authors.et_al
            and not self._listed.has_year(names[0], found.year)
        )

    def _is_no_name(self, found: Found) -> bool:
        authors = found.authors
        words = [name.lower().replace(".", "").split() for name in authors.names]
        if authors.title:
            return False
        if all(_is_of_thing(each) for each in words if each):
            return True
        if all(_is_place(name.lower()) for name in authors.names):
            return True
        if len(authors.names) == 1 and not authors.et_al:
            name = authors.names[0]
            if len(name) == 1:
                return not authors.initials
            if any(sign.isdigit() for sign in name) and not _is_group(name):
                return True
            return any(word in NO_NAMES for word in words[0]) and not _is_group(name)
        return False

    def _is_borne_out(self, found: Found) -> bool:
        """Whether its form is that of a citation and hardly of anything else."""
        authors = found.authors
        return (
            authors.et_al
            or bool(authors.joined)
            or bool(authors.initials)
            or found.locator_end > found.locator_start
            or found.year[-1:].isalpha()
            or "/" in found.year
        )

    def _passes_narrative(self, found: Found, passage: Passage) -> bool:
        authors = found.authors
        if RANGE.match(found.year):
            return False
        if authors.title:
            return not self._listed.lists
        if self._is_borne_out(found):
            return True
        if found.comma:
            return False
        name = authors.names[0]
        match = _WORD_BEFORE.search(passage.text, max(0, authors.start - 40), authors.start)
        before = match.group(1).lower().strip(".") if match else ""
        after = passage.text[found.group.end : found.group.end + 60]
        if before in _DETERMINERS and not _is_group(name) and not authors.possessive:
            return bool(_STUDY_AFTER.match(after)) or (not self._listed.lists and name.isupper())
        if not self._listed.lists or authors.possessive or _is_group(name):
            return True
        if name.isupper() or " " in name:
            return bool(_VERB_AFTER.match(after)) and not name.isupper()
        return before in _LEADING or bool(_VERB_AFTER.match(after))

    def _passes_parenthetical(self, found: Found, passage: Passage) -> bool:
        authors = found.authors
        name = authors.names[0]
        if authors.title:
            return not self._listed.lists
        if authors.loose:
            return not self._listed.lists and not any(
                len(each) <= 3 and each.isupper() for each in authors.names
            )
        if self._is_borne_out(found):
            return True
        if found.dated and not _is_group(name):
            return False
        if not found.comma and not self._passes_without_comma(found, passage):
            return False
        if found.prefix and not found.prefix.endswith((",", ":", ";", ".")):
            words = found.prefix.lower().split()
            last = words[-1] if words[-1] not in _DETERMINERS else (words[-2:-1] or [""])[0]
            return last in PREFIX_ENDS
        return True

    def _passes_without_comma(self, found: Found, passage: Passage) -> bool:
        """Whether "(Smith 2019)" is one: not "(one of the Relay 2012 projects)"."""
        if found.authors.names[0].isupper() or not self._without_comma:
            return False
        if not _ENDS.match(passage.text, found.year_end):
            return False
        words = found.prefix.lower().split()
        return not words or words[-1] not in _WEAK


def _is_place(name: str) -> bool:
    return name in PLACES or (" " in name and PLACE_WORDS.issuperset(name.split()))


def _is_of_thing(words: list[str]) -> bool:
    """Whether a name is that of a month, a table, an event …: "Study One", "Office" alone."""
    if words[0] in NO_NAMES:
        return True
    return words[-1] in NO_NAMES and (len(words) == 1 or not is_group_word(words[-1]))


def _is_group(name: str) -> bool:
    return any(is_group_word(word) for word in name.split())
