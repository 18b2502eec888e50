"""Damage such as references have that were scanned, copied from PDF, typed or converted.

Every kind of damage is a replacement of ranges of the text; spans move with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final, NamedTuple

from training.labelled import Labelled, Span, merged
from training.trim import bare_value


class Edit(NamedTuple):
    """A range of the text and what stands there afterwards."""

    start: int
    end: int
    text: str


Kind = Callable[[Labelled, Random], list[Edit]]

LIGATURES: Final = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))
LOOKALIKES: Final = {
    "l": "1I|",
    "1": "lI",
    "0": "O",
    "O": "0",
    "o": "0c",
    "e": "c",
    "c": "e",
    "m": "rn",
    "n": "ri",
    "h": "b",
    "S": "5",
    "5": "S",
    "i": "l",
    "I": "l1",
    "B": "8",
    "g": "q",
    "u": "n",
    "a": "o",
    "t": "f",
    "v": "y",
}
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def edited(reference: Labelled, edits: list[Edit]) -> Labelled:
    """The reference with ranges replaced; spans move, and lose what was cut at their ends.

    Args:
        reference: A labelled reference.
        edits: Replacements; of those that overlap the first counts.
    """
    text = reference.text
    pieces: list[str] = []
    places = [0] * (len(text) + 1)
    cursor = length = 0
    for edit in sorted(edits):
        if edit.start < cursor:
            continue
        for place in range(cursor, edit.start):
            places[place] = length + place - cursor
        pieces += [text[cursor : edit.start], edit.text]
        length += edit.start - cursor
        for place in range(edit.start, edit.end):
            places[place] = length + min(place - edit.start, len(edit.text))
        length += len(edit.text)
        cursor = edit.end
    for place in range(cursor, len(text) + 1):
        places[place] = length + place - cursor
    pieces.append(text[cursor:])
    new = "".join(pieces)
    moved = []
    for start, end, label in reference.spans:
        left, right = places[start], places[end]
        # What was put in before a value is not the value's.
        while left < right and new[left].isspace():
            left += 1
        while right > left and new[right - 1].isspace():
            right -= 1
        if right > left:
            left, right = bare_value(label, new, left, right)
        moved.append(Span(left, right, label))
    lead = len(new) - len(new.lstrip())
    shown = new.strip()
    fitted = (Span(s - lead, min(e - lead, len(shown)), label) for s, e, label in moved)
    return replace(reference, text=shown, spans=merged(s for s in fitted if s.start >= 0))


def damaged(reference: Labelled, random: Random) -> Labelled:
    """The reference with one to three kinds of damage."""
    kinds, weights = zip(*KINDS, strict=True)
    for kind in random.choices(kinds, weights, k=random.choice([1, 1, 1, 2, 3])):
        reference = edited(reference, kind(reference, random))
    return reference


def _some(text: str, pattern: str, random: Random, share: float) -> list[re.Match[str]]:
    return [found for found in re.finditer(pattern, text) if random.random() < share]


def lose_spaces(reference: Labelled, random: Random) -> list[Edit]:
    """Spaces behind punctuation, or anywhere, go: "Müller,H." and "In:Köln"."""
    pattern = r"(?<=[.,:;)]) " if random.random() < 0.7 else r" "
    share = random.choice([0.1, 0.3, 0.6]) if pattern != " " else 0.07
    return [Edit(*found.span(), "") for found in _some(reference.text, pattern, random, share)]


def double_spaces(reference: Labelled, random: Random) -> list[Edit]:
    """Two spaces, or the spaces of a justified line."""
    return [Edit(*found.span(), "  ") for found in _some(reference.text, " ", random, 0.12)]


def stray_spaces(reference: Labelled, random: Random) -> list[Edit]:
    """Spaces on the wrong side of signs, as read from PDF: "Phys .Lett .B 742 ( 2015)274"."""
    text = reference.text
    share = random.choice([0.25, 0.5, 0.9])
    signs = _some(text, r"(?<=\w)([.,;:])( ?)(?=\w)", random, share)
    brackets = _some(text, r"\((?=\w)", random, share)
    dashes = _some(text, r"(?<=\d)([-–])(?=\d)", random, share)
    gaps = _some(text, r"(?<=\)) (?=\d)", random, share)
    return [
        *(Edit(*one.span(), f" {one[1]}{'' if random.random() < 0.7 else ' '}") for one in signs),
        *(Edit(*one.span(), "( ") for one in brackets),
        *(
            Edit(*one.span(), random.choice([" {}", "{} ", " {} "]).format(one[1]))
            for one in dashes
        ),
        *(Edit(*one.span(), "") for one in gaps),
    ]


def break_lines(reference: Labelled, random: Random) -> list[Edit]:
    """Hyphens of line ends that stayed: "devel- opment" or "devel-opment"."""
    joint = random.choice(["- ", "- ", "-", " -"])
    count = random.choice([1, 1, 2, 3])
    places = [
        found.start() + random.randint(3, len(found.group()) - 3)
        for found in re.finditer(r"[^\W\d_]{7,}", reference.text)
    ]
    return [Edit(place, place, joint) for place in random.sample(places, min(count, len(places)))]


def wrong_signs(reference: Labelled, random: Random) -> list[Edit]:
    """Other quotation marks, dashes and apostrophes than were meant."""
    quotes = random.choice(['""', "“”", "„”", "''", "``''", "‘’", "??"])
    half = len(quotes) // 2
    table = dict.fromkeys("“„«‘", quotes[:half]) | dict.fromkeys("”»", quotes[half:])
    table |= {
        "–": random.choice(["-", "--", "—", "?", "−"]),
        "’": random.choice(["'", "´", "`", "‘"]),
    }
    return [
        Edit(place, place + 1, table[char])
        for place, char in enumerate(reference.text)
        if char in table
    ]


def set_ligatures(reference: Labelled, random: Random) -> list[Edit]:
    """The letter "ﬁ" for "fi", or nothing at all for it."""
    lost = random.random() < 0.2
    return [
        Edit(*found.span(), "" if lost else new)
        for old, new in LIGATURES
        for found in re.finditer(old, reference.text)
    ]


def drop_signs(reference: Labelled, random: Random) -> list[Edit]:
    """Commas, stops, colons or brackets that are missing."""
    return [
        Edit(*found.span(), "")
        for found in _some(reference.text, r"[.,:;()\"“”](?=\s|\Z|\w)", random, 0.12)
    ]


def swap_signs(reference: Labelled, random: Random) -> list[Edit]:
    """A comma for a stop, a semicolon for a comma, between fields."""
    return [
        Edit(found.start(), found.start() + 1, random.choice(",.;:"))
        for found in _some(reference.text, r"[.,;:](?= )", random, 0.12)
        if not any(span.start < found.start() < span.end - 1 for span in reference.spans)
    ]


def misread(reference: Labelled, random: Random) -> list[Edit]:
    """Two to four letters that are others, are missing or doubled, as in OCR."""
    edits = []
    for _ in range(random.randint(2, 4)):
        place = random.randrange(len(reference.text))
        char = reference.text[place]
        if not char.isalnum():
            continue
        form = random.random()
        if form < 0.55:
            likes = LOOKALIKES.get(char, "")
            new = (
                random.choice(likes) if likes and random.random() < 0.6 else random.choice(LETTERS)
            )
            edits.append(
                Edit(place, place + 1, "rn" if char == "m" and random.random() < 0.5 else new)
            )
        elif form < 0.75:
            edits.append(Edit(place, place + 1, ""))
        elif form < 0.9:
            edits.append(Edit(place, place + 1, char + random.choice(LETTERS)))
        else:
            edits.append(Edit(place, place + 1, char * 2))
    return edits


def lose_accents(reference: Labelled, random: Random) -> list[Edit]:
    """No accents, "Muller" or "Mueller" for "Müller"; or the accent stands alone."""
    german = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
    form = random.random()
    edits = []
    for place, char in enumerate(reference.text):
        parts = unicodedata.normalize("NFD", char)
        if ord(char) < 128 or not char.isalpha() or (len(parts) < 2 and char != "ß"):
            continue
        if form < 0.3 and char in german:
            edits.append(Edit(place, place + 1, german[char]))
        elif form < 0.8:
            edits.append(Edit(place, place + 1, parts[0]))
        else:
            edits.append(Edit(place, place + 1, parts))
    return edits


def capitals(reference: Labelled, random: Random) -> list[Edit]:
    """The title, the names, or all of the reference in capitals."""
    if random.random() < 0.2:
        return (
            [Edit(0, len(reference.text), reference.text.upper())]
            if len(reference.text.upper()) == len(reference.text)
            else []
        )
    label = random.choice(["title", "author", "container-title"])
    return [
        Edit(span.start, span.end, shown)
        for span in reference.spans
        if span.label == label
        and len(shown := reference.text[span.start : span.end].upper()) == span.end - span.start
    ]


def cut_short(reference: Labelled, random: Random) -> list[Edit]:
    """The end, or now and then the beginning, is missing."""
    text = reference.text
    if len(text) < 60:
        return []
    if random.random() < 0.8:
        return [Edit(random.randint(int(len(text) * 0.6), len(text) - 1), len(text), "")]
    space = text.find(" ", random.randint(0, len(text) // 4))
    return [Edit(0, space + 1, "")] if space > 0 else []


def lose_field(reference: Labelled, random: Random) -> list[Edit]:
    """A field is not there, nor what stood before it."""
    optional = [s for s in reference.spans if s.label not in ("author", "title")]
    if len(reference.spans) < 4 or not optional:
        return []
    gone = random.choice(optional)
    before = max((s.end for s in reference.spans if s.end <= gone.start), default=0)
    between = reference.text[before : gone.start]
    opened = between.rstrip().endswith(("(", "["))
    end = gone.end + (1 if opened and reference.text[gone.end : gone.end + 1] in (")", "]") else 0)
    keep = 1 if between[:1] in ('"', "”", "’", ")", "“", "«", "»", ".") else 0
    return [Edit(before + keep if before else gone.start, end, "")]


def add_junk(reference: Labelled, random: Random) -> list[Edit]:
    """What follows in a list or page: a page number, "[CrossRef]", a backlink."""
    junk = random.choice(
        [
            " [CrossRef]",
            " [PubMed]",
            " Google Scholar",
            " ↩",
            f" {random.randint(2, 400)}",
            " [Google Scholar] [CrossRef]",
            " Crossref",
            " View Article",
            " .",
            " ,",
            ";",
            " and",
        ]
    )
    return [Edit(len(reference.text), len(reference.text), junk)]


KINDS: Final[tuple[tuple[Kind, float], ...]] = (
    (lose_spaces, 14),
    (double_spaces, 6),
    (stray_spaces, 14),
    (break_lines, 12),
    (wrong_signs, 12),
    (set_ligatures, 6),
    (drop_signs, 9),
    (swap_signs, 6),
    (misread, 20),
    (lose_accents, 8),
    (capitals, 5),
    (cut_short, 5),
    (lose_field, 12),
    (add_junk, 5),
)
"""The kinds of damage, and how often each is taken against the others."""
