"""The people and groups of an entry: authors, editors, translators (APA 7, sections 9.7–9.12).

The grammar of the usual form, "Family, I. I., Jr.," over and over, is one expression applied from
name to name. What departs from it (full given names, names in natural order, Vancouver initials,
groups between persons) is cleaned, cut into pieces, and the pieces paired.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from refkit.model import Name
from refkit.normalize.names import parse_inverted, parse_name
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set
from refkit.parse.blocks import open_block
from refkit.parse.groups import is_group, read_group, read_groups
from refkit.parse.lexicon import GROUP_WORDS, PARTICLE
from refkit.parse.name_cuts import part_slashes
from refkit.parse.name_forms import CASELESS
from refkit.parse.name_lists import Reading, read_list
from refkit.parse.roles import LEAD_IN, ROLE, TRAILING_ROLE, WITH, role_of, without_roles

__all__ = ["ROLE", "TRAILING_ROLE", "WITH", "Names", "read_block", "read_names", "role_of"]

UNIT: Final = r"(?:[^\W\d_]{1,3}\.|[^\W\d_a-zà-ÿ](?![\w'\u2019]))"
"""One initial: "A.", "Th.", "A" alone."""
INITIALS: Final = rf"""
    {UNIT}(?:[ ]?-?[ ]?{UNIT}){{0,9}}
    (?:[ ]{PARTICLE}(?![\w.])){{0,4}}(?:[ ]{UNIT}){{0,3}}
    (?:[ ](?-i:[a-z'-]|\u043d\u0435){{1,8}}(?![\w.,]\w)){{0,2}}
"""
SUFFIX: Final = r"(?:Jr|Sr|Jnr|Snr)\b\.?|(?:I{2,3}|IV|2nd|3rd|4th)\b|(?:Ph\.?\s?D|M\.?D|Esq)\b\.?"
AND: Final = r"(?:&|\b(?:and|und|et|y|e|en|og|och|i|ve|dan|и)\b)"

PERSON: Final = lazy_pattern(
    rf"""
    (?P<family> [^,;&()\[\]]{{1,70}} ) ,\s* (?: (?P<suffix_first> (?:Jr|Sr)\.?|I{{2,3}}|IV ),\s* )?
    (?P<given> (?! (?:Jr|Sr|Dr)\. ) {INITIALS} )
    (?: \s* [(\[] (?P<aside> [^()\[\]]{{1,60}} ) [)\]] )?
    (?: ,?\s* (?P<suffix> {SUFFIX} ) )?
    \s* (?: (?P<sep> [,;.]?\s*{AND}\s*[.,]?\s* | [,;]\s* ) | \Z )
    """,
    re.VERBOSE,
)
ELLIPSIS: Final = lazy_pattern(r"(?:\.\s?\.\s?\.|\u2026)[.,\s]*(?:&\s*)?")
LEADING_AND: Final = lazy_pattern(rf"{AND}\s+", re.IGNORECASE)
DOUBTFUL_WORDS: Final = word_set(
    "et al al. al., etal others others. colleagues andere otros coll. a. u.a. e.a. in. vd. др."
)
DOUBTFUL_SIGNS: Final = lazy_pattern(r"[/|0-9*\u2020\u2022\u3001\uff0c]|- | -")
"""Words and signs in the presence of which the usual form must not be trusted."""
LONGEST: Final = 20_000


class Names(NamedTuple):
    """What a block of names says.

    Attributes:
        names: The people and groups in order.
        sure: 0.0–1.0: how well the block has the form of names.
        persons: How many of the names are persons with a family name and initials, or with a
            common given name.
        et_al: Whether the block leaves names out, by "et al." or an ellipsis.
    """

    names: list[Name]
    sure: float
    persons: int
    et_al: bool


USUAL: Final = 0.99
"""How sure a block is that has the form "Family, I. I.," throughout."""
NATURAL: Final = frozenset(
    {"editor", "translator", "editor-translator", "reviewed-author", "contributor", "illustrator"}
)
"""Roles whose names may stand behind the title, where given names come first."""


def read_names(text: str, variable: str = "author") -> list[Name]:
    """The names of a block, in whatever style it is written.

    Args:
        text: The block as cut from an entry, with or without the words around it:
            "Bylsma, L. M., & Gračanin, A.", "in: A. Lee und B. Roth (Hrsg.)".
        variable: The CSL variable that the block fills.

    Returns:
        The people and groups in order; particles and suffixes are split as CSL 1.0.2 has it.
    """
    text = " ".join(text.split())
    if variable == "author" and not LEAD_IN.match(text):
        # The grammar has read the same block already, and nine in ten are of the usual form.
        block = read_block(text)
        if block.sure == USUAL:
            return list(block.names)
    block = read_block(without_roles(text) if len(text) <= LONGEST else text)
    if variable in NATURAL and len(block.names) == 1:
        name = block.names[0].literal
        if (
            1 < len(name.split()) <= 4
            and name.isprintable()
            and not is_group(name)
            and name == name.title()
        ):
            return [parse_name(name)]
    # Control characters alone are no name: "\x1b \x1b".
    return [name for name in block.names if name.literal or name.family or name.given]


@lru_cache(maxsize=256)
def read_block(text: str) -> Names:
    """Read a block of names, and say how sure the reading is."""
    text = " ".join(text.split()).strip(",;:")
    if len(text) > LONGEST:
        return Names([Name(literal=text)], 0.1, 0, False)
    if "(" in text or "[" in text:
        text = ROLE.sub("", text).strip()
    if DOUBTFUL_WORDS.isdisjoint(text.split()) and DOUBTFUL_SIGNS.search(text) is None:
        plain = text.replace("\u2013", "-").replace("\u2010", "-").replace("\u2011", "-")
        names, end, shortened = _usual(plain)
        if end == len(text) and names:
            return Names(names, USUAL, len(names), shortened)
    block = open_block(text)
    names, end, shortened = _usual(block.text)
    shortened = shortened or block.et_al
    if end == len(block.text) and names:
        found = Names(names, 0.99, len(names), shortened)
    else:
        found = _other(block.text, shortened)
    if block.dash:
        names = [Name(literal=block.dash), *found.names]
        return Names(names, found.sure if found.names else 0.9, found.persons, found.et_al)
    return found


def _usual(text: str) -> tuple[list[Name], int, bool]:
    """As many names of the form "Family, I. I." as follow each other from the start."""
    names: list[Name] = []
    at, length = 0, len(text)
    shortened = False
    while at < length:
        skip = ELLIPSIS.match(text, at)
        if skip:
            shortened = True
            at = skip.end()
        skip = LEADING_AND.match(text, at) if names else None
        if skip:
            at = skip.end()
        match = PERSON.match(text, at)
        if match is None:
            break
        family = match.group("family").strip()
        if not _is_family(family):
            break
        names.append(
            parse_inverted(
                family,
                match.group("given").strip(),
                match.group("suffix") or match.group("suffix_first") or "",
            )
        )
        at = match.end()
    return names, at, shortened


def _is_family(family: str) -> bool:
    """Whether the words before the comma can be one person's family name.

    Not "U.S. Department of Health", and not "Rice and Stewart", two people.
    """
    if len(family) < 12:
        return not family.endswith((" and", " und"))
    words = family.split()
    return (
        len(words) <= 6
        and " and " not in family
        and (len(words) < 3 or GROUP_WORDS.search(family) is None)
    )


def _other(text: str, shortened: bool) -> Names:
    """Names of any other form, piece by piece."""
    ellipsis = ELLIPSIS.search(text)
    if ellipsis:
        text, shortened = ELLIPSIS.sub(", ", text).strip(" ,"), True
    if not text:
        return Names([], 0.0, 0, shortened)
    reading = read_list(text)
    if not reading.names:
        group = read_group(text)
        return Names([group] if group.literal else [], 0.3, 0, shortened)
    if not reading.initials and not reading.known and _is_one(text, reading):
        sure = 0.9 if GROUP_WORDS.search(text) else 0.7
        return Names(read_groups(part_slashes(text)), sure, 0, shortened)
    sure = 0.97 * (1 - 0.7 * reading.doubt / max(1, len(reading.names)))
    if not reading.whole:
        # "R. Bell, “A conjecture,” JHEP 07" is more than names.
        sure = min(0.58, sure - 0.2)
    elif not reading.initials and not reading.persons:
        sure = max(sure, 0.7)
    return Names(reading.names, round(sure, 3), reading.persons, shortened)


def _is_one(text: str, reading: Reading) -> bool:
    """Whether a text without any sign of a person is better read as groups."""
    if CASELESS.search(text):
        return False
    if not reading.whole or reading.names[0].literal:
        # "Roth, Baum & Henz" are three by their family names.
        alone = [name for name in reading.names if name.literal and " " not in name.literal]
        return not (reading.whole and 2 < len(alone) == len(reading.names)) or is_group(text)
    return not reading.persons and is_group(text)
