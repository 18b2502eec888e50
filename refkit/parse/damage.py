"""Entries with damaged characters, read as what they were before.

Scanning, conversion and careless copying lose spaces, put some in and replace characters:
"Medical Treatmentof ElMerly Pa tients". Where an entry shows that this has happened to it, and
only there, its text is restored before it is parsed, and every repair is on record. A slip of
the author's in a sound entry stays as it is, for that is what a linter reports.

An entry that has a sign of damage (:mod:`refkit.parse.signs`) is read as damaged: punctuation and
numbers by their places in an APA entry, running words by the list of words. The outcome is used
only if so much is damage that it cannot be chance.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.damaged_locators import restore_locators
from refkit.parse.damaged_names import INVERTED, restore_names
from refkit.parse.draft import Draft
from refkit.parse.respell import respell
from refkit.parse.sheet import Edit, Restored, Sheet
from refkit.parse.signs import shows_damage
from refkit.parse.words import load

LONGEST: Final = 3000
"""A longer entry is no damaged reference."""
FOREIGN: Final = lazy_pattern(
    r"https?:|www\.|[dD](?:oi|OI)\b|10\.\d{4}|\.(?:com|org|net|edu|gov|info|io)\b"
)
"""From the word with this on nothing is touched: identifiers have capitals and digits at will."""

WEIGHTS: Final = {
    "odd": 2.5,  # "PhysKcs"
    "mark": 2.0,  # a letter for a bracket, a comma, a stop
    "number": 4.0,  # "16 9–176"
    "split": 1.5,  # "Journ al"
    "letter": 1.5,  # "pelvac"
    "glued": 1.0,  # "Treatmentof"
    "inside": 1.0,  # "( 12)"
    "before": 1.0,  # "Technology , 28"
    "case": 1.0,  # "JOurnal"
    "guess": 0.3,  # a letter or a space in a word that may be right as it is
    "after": 0.25,  # "Smith,J."
}
"""How much each kind of repair says that an entry is damaged; a person makes slips too."""
BEYOND_SLIPS: Final = frozenset({"odd", "mark", "split", "number", "inside"})
ENOUGH: Final = 2.0
"""The weight of repairs of several kinds from which on an entry counts as damaged."""
ALONE: Final = 2.5
"""The same for repairs of one kind, which must be beyond slips."""
SUSPECT: Final = 1.0
"""The weight from which on an entry that is left as it is deserves less confidence."""


def restore(raw: str) -> Restored | None:
    """An entry with its damage undone; None if it shows none, as nearly all do.

    Args:
        raw: The entry, without markup.

    Returns:
        The text as it is read. It has no changes where an entry looks damaged, and yet each sign
        might be a slip of the author's or a word that is not listed.
    """
    if len(raw) > LONGEST or not shows_damage(raw):
        return None
    foreign = FOREIGN.search(raw)
    end = raw.rfind(" ", 0, foreign.start()) + 1 if foreign else len(raw)
    words = load()
    sheet = Sheet(raw[:end])
    _restore_spaces(sheet)
    names_end, body_start = _restore_date(sheet)
    if not _has_form(sheet.text, names_end, body_start):
        return None
    body = len(sheet.text) - body_start
    restore_names(sheet, names_end, words)
    body_start = len(sheet.text) - body
    body_end = restore_locators(sheet, body_start)
    stopless = SENTENCE.search(sheet.text, body_start, body_end) is None
    sheet.apply(respell(sheet.text, body_start, body_end, words, stopless=stopless))
    weight = sum(WEIGHTS[kind] * count for kind, count in sheet.kinds.items())
    if not _is_damaged(weight, set(sheet.kinds)):
        return Restored(raw, [], []) if weight >= SUSPECT else None
    sheet.extend(raw[end:])
    return sheet.restored()


SENTENCE: Final = lazy_pattern(r"[.?!]\s+\S")
INITIAL_FIRST: Final = lazy_pattern(r"\W*[A-Z]\s?\.")
TWO_WORDS: Final = lazy_pattern(r"\b[^\W\d_]{3,40}\W{1,5}[^\W\d_]{3}")


def _has_form(text: str, names_end: int, body_start: int) -> bool:
    """Whether the form is APA's: names turned round, the date, a title.

    The places of names, title and numbers must be known before anything in them is judged.
    """
    return (
        body_start > 0
        and INITIAL_FIRST.match(text) is None
        and INVERTED.search(text, 0, names_end) is not None
        and TWO_WORDS.search(text, body_start) is not None
    )


def _is_damaged(weight: float, kinds: set[str]) -> bool:
    """Whether so much was repaired, and so diversely, that the entry must have been damaged."""
    if len(kinds) > 1:
        return weight >= ENOUGH
    return weight >= ALONE and kinds <= BEYOND_SLIPS


SPACE_LOST: Final = lazy_pattern(
    r"""(?: [^\W\d_]{3}[.:?,] | \)[.,]? | &) ([A-Za-z]) (?=[A-Z][a-z]|[A-Z]\.)
    | ,([A-Za-z])(?=&\ ) | ,([a-z])(?=[A-Z]{2,},)""",
    re.VERBOSE,
)
"""A letter for the space after a mark: ").RThe Russian", "&MSpringer"."""
BEFORE: Final = lazy_pattern(
    r"(?<=[\w.)])(\s{1,9})(?:,(?=\s|\Z|\d|[A-Z]\.)|\.(?=\s[A-Z]|,|\Z|[A-Z][a-z]{2}))"
)
INSIDE: Final = lazy_pattern(r"\((\s{1,9})|(\s{1,9})\)")
AFTER: Final = lazy_pattern(
    r"""(?<=[^\W_])[,;]()(?=[^\W\d_]{2}|[A-Z]\.)
    | \u2026()(?=[^\W\d_])
    | (?<=\s)&()(?=[^\W\d_]{2}) | (?<=[^\W\d_][,.])()&(?=\s)""",
    re.VERBOSE,
)
AFTER_STOP: Final = lazy_pattern(
    r"""(?: (?:[^\W\d_A-Z]{3}|\d\d|\))[.:?] | \b[A-Z]\., ) () (?=[^\W\d_]{2})
    | [^\W\d_]{3}\. () (?=[A-Z]\.\ |[A-Z][a-z]{2})""",
    re.VERBOSE,
)


def _restore_spaces(sheet: Sheet) -> None:
    """Put spaces where punctuation wants them, and none where it does not."""
    sheet.read(SPACE_LOST, " ", "mark")
    sheet.read(BEFORE, "", "before")
    sheet.read(INSIDE, "", "inside")
    sheet.read(AFTER, " ", "after")
    sheet.read(AFTER_STOP, " ", "after")


DATE: Final = lazy_pattern(
    r"""(?P<before>[A-Za-z]?) (?P<open>[(]|(?<=[. ])[A-Za-z])
    (?P<year> (?:1[5-9]|20)\d\d | (?:1\ ?[5-9]|2\ ?0)\ ?\d\ ?\d | [A-Za-z]\d{3} | [12]\d[A-Za-z]\d
        | [12][A-Za-z]\d\d | [12]\d\d[A-Za-z] | n\.\ ?d\. | in\ press)
    (?P<letter>[a-z]?) (?P<close>\)|[A-Za-z](?=[. ])|(?<=[a-z])(?=\.\ ))
    (?P<stop>[.,]?|[A-Za-z](?=\ [^\W\d_]))""",
    re.VERBOSE,
)
"""A date with at most one character of each of its parts replaced: "H.G(2013)", "(2008b Title"."""
FARTHEST: Final = 1500
"""The date of an entry with twenty authors stands before it."""


def _restore_date(sheet: Sheet) -> tuple[int, int]:
    """Restore the date's brackets; where the names end and the body begins, 0 if no date."""
    match = DATE.search(sheet.text, 0, FARTHEST)
    if match is None:
        return 0, 0
    start, before = match.start("open"), match.group("before")
    lead = sheet.text[max(0, start - 2) : start]
    edits: list[Edit] = []
    if before and lead[:1] == ".":
        edits.append(Edit(*match.span("before"), " ", "mark"))
    elif lead[-1:] == "." or before.islower():
        edits.append(Edit(start, start, " ", "glued"))
    if match.group("open") != "(":
        edits.append(Edit(*match.span("open"), "(", "mark"))
    if match.group("year")[0] in "12":
        edits += [
            Edit(at, at + 1, "", "number")
            for at in range(*match.span("year"))
            if sheet.text[at] == " "
        ]
    if match.group("close") != ")":
        edits.append(Edit(*match.span("close"), ")", "mark"))
    if match.group("stop").isalpha():
        edits.append(Edit(*match.span("stop"), ".", "mark"))
    rest = len(sheet.text) - match.end()
    sheet.apply(edits)
    return start, len(sheet.text) - rest


DOUBTS: Final = {
    "author": 0.85,
    "title": 0.75,
    "container-title": 0.89,
    "page": 0.89,
    "issued": 0.98,
    "volume": 0.97,
    "issue": 0.97,
}
"""The most confidence in fields of damaged entries: words can be restored, names seldom."""
DOUBT: Final = 0.8


def doubt(draft: Draft) -> None:
    """Lower the confidence of the fields of an entry that is damaged or looks so."""
    for variable, piece in draft.pieces.items():
        most = DOUBTS.get(variable, DOUBT)
        if piece.confidence > most:
            draft.pieces[variable] = piece._replace(confidence=most)
