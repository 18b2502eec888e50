"""Damage among the names before the date, which have the form "Family, I. I., & Family, I."."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.respell import odd_letters
from refkit.parse.sheet import Edit, Sheet
from refkit.parse.words import ALPHABET, Words, word_set

INVERTED: Final = lazy_pattern(r",\ ?[A-Z]\.")
"""What tells that names are turned round, as in APA."""

HYPHEN: Final = lazy_pattern(r"(?<=[A-Z]\.-)(\ )(?=[A-Z]\.)")
NAME_SPACE: Final = lazy_pattern(r"(?<=\.),\ ?([a-z])(?=[A-Z][a-z]+,)")
GIVEN_STOP: Final = lazy_pattern(
    r"(?<=[^\W\d_]{2}),\ [A-Z]([A-Za-z])(?=,(?!\ [A-Z]\b)|\ [A-Z]\.|\ &|\ \u2026|\ ?\Z)"
)
GIVEN_COMMA: Final = lazy_pattern(r"\b[A-Z]\.([A-Za-z])(?=\ (?:&|\u2026|[A-Z][\w'\u2019-]{0,40},))")
GIVEN_SPACE: Final = lazy_pattern(
    r"(?<=,)\ ?([A-Za-z])(?=[A-Z]\.)|(?<=\b[A-Z]\.)([A-Za-z])(?=[A-Z]\.)"
)
LOST_AND: Final = lazy_pattern(r"\.,\ ([A-Za-z])(?=\ [A-Z][\w'\u2019-]{0,40},\ [A-Z]\.)")
GLUED_COMMA: Final = lazy_pattern(r"(?<=[^\W\d_A-Z])([A-Z])(?=(?:[A-Z]\.[ -]?){1,4}(?:,|&|\ ?\Z))")
FAMILY_COMMA: Final = lazy_pattern(
    r"""(?:\A|,\ |&\ |\u2026\ ) (?:[^\W\d_]{1,30}[ '\u2019-]){0,3} (?P<last>[^\W\d_]{2,30})
    (?=\ (?:[A-Z]\.[ -]?){1,4}(?:,|&|\Z))""",
    re.VERBOSE,
)
GLUED_PARTICLE: Final = lazy_pattern(
    r"""(?:\A|(?<=[,&]\ )) (?P<particle>Van|Von|Della|Dos)
    (?P<name>[A-Z][a-z]{2,30}),""",
    re.VERBOSE,
)
"""The particles that no name is written together with: "DeVries" is one, "VanMarter" is none."""
FAMILY: Final = lazy_pattern(r"(?:(?<=,\ )|(?<=&\ )|(?<=\u2026\ )|\A)[^,&.\u2026\d]{2,50}(?=,)")

ACCENTED: Final = "áàâäãåæçéèêëíïñóôöøœúüß"
PARTICLES: Final = word_set(
    """
    van von vom der den de del della di da dos do du das la le las los ter ten te el al bin ibn
    zu zum zur af av y e het dal delle lo san st and et und
    """
)
ODD_BEGINS: Final = lazy_pattern(
    r"(?:Mc|Mac|De|Di|Da|Du|Le|La|Van|Von|Fitz|El|Al|St|Ap|Del|Des|Lo)\Z"
)
"""What may stand before a capital inside a family name."""
AHEAD: Final = 2
"""How many times the works of one family name must double those of the next."""


def restore_names(sheet: Sheet, end: int, words: Words) -> None:
    """Restore what parts names and initials, split names, and letters that cannot be right.

    Args:
        sheet: The entry.
        end: Past the names.
        words: The list, for its family names.
    """
    end = sheet.read(HYPHEN, "", "inside", 0, end)
    end = sheet.read(NAME_SPACE, " ", "mark", 0, end)
    end = sheet.read(GIVEN_STOP, ".", "mark", 0, end)
    end = sheet.read(GIVEN_COMMA, ",", "mark", 0, end)
    end = sheet.read(LOST_AND, "&", "mark", 0, end)
    end = sheet.read(GLUED_COMMA, ", ", "mark", 0, end)
    end = sheet.read(GIVEN_SPACE, " ", "mark", 0, end)
    names = sheet.text[:end]
    edits: list[Edit] = []
    for match in FAMILY_COMMA.finditer(names):
        edits += _comma(match.group("last"), match.end("last"), words)
    for match in GLUED_PARTICLE.finditer(names):
        whole = match.group("particle") + match.group("name")
        if whole.lower() not in words.families:
            edits.append(Edit(match.start("name"), match.start("name"), " ", "glued"))
    for match in FAMILY.finditer(names):
        edits += _family(match.group(), match.start(), words)
    sheet.apply(sorted(edits))


def _comma(last: str, end: int, words: Words) -> list[Edit]:
    """Read the last letter of "Novakov G." as the comma; "Neumann L." just lacks one."""
    if last[-1].isupper() and not last.isupper():
        return [Edit(end - 1, end, ",", "mark")]
    lower = last.lower()
    if words.families.get(lower, 0) < words.families.get(lower[:-1], 1):
        return [Edit(end - 1, end, ",", "guess")]
    return []


def _family(family: str, start: int, words: Words) -> list[Edit]:
    """Join a family name that a space splits; else read a letter that stands out as another."""
    parts = family.split(" ")
    joints: list[Edit] = []
    letters: list[Edit] = []
    at = start
    for part in parts:
        letters += _odd_letter(part, at, words)
        at += len(part) + 1
    at = start
    for before, part in pairwise(parts):
        at += len(before)
        if _is_split(before, part, words):
            joints.append(Edit(at, at + 1, "", "split"))
        at += 1
    return joints or letters


def _is_split(before: str, part: str, words: Words) -> bool:
    """Whether a space between two parts of a family name was put there: "Harto gh"."""
    if not part[:1].islower() or not before[:1].isupper():
        return False
    if (before + part).lower() in words.families and part not in words.families:
        return True
    return part not in PARTICLES and before.lower() not in PARTICLES


def _odd_letter(part: str, at: int, words: Words) -> list[Edit]:
    """Read a letter in the wrong case as the one that makes a much commoner family name, "ToQol".

    No other letter of a name is touched: nobody knows that "Singa" is not one.
    """
    lower = part.lower()
    odd = odd_letters(part)
    if len(odd) != 1 or not part.isalpha() or part in words.mixed or lower in words.families:
        return []
    place = odd[0]
    if ODD_BEGINS.search(part[:place]):
        return []
    found = [
        (words.families[name], letter)
        for letter in ALPHABET + ACCENTED
        for name in [lower[:place] + letter + lower[place + 1 :]]
        if name in words.families
    ]
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < AHEAD):
        return []
    letter = found[0][1]
    return [Edit(at + place, at + place + 1, letter.upper() if part.isupper() else letter, "odd")]
