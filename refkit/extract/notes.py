"""Notes: the references in foot- and endnotes, of an article that has no list of them.

A note may hold several references, remarks between them, and words that only point back: "Ibid.",
"Smith, op. cit.", "supra note 3". What is parted here is parted where it is sure; a remark that
does not look like a reference is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from refkit.extract.entries import Entry
from refkit.extract.signs import PARTICLE, REFERENCE, UPPER, YEAR, beginning, likeness
from refkit.normalize.patterns import lazy_pattern

# Fewer references in notes are remarks with a source, not the references of an article.
_FEWEST: Final = 2
_LONGEST: Final = 6_000

_LEAD: Final = lazy_pattern(
    r"""
    (?: (?: but | and | also | aber | mais ) \s )?
    (?: (?: see | siehe | s\. | vgl\. | vergleiche | cf\.? | cfr\.? | compare | contra | accord
          | voir | v\. | vide | véase | veja | ver | vedi | zie | vgl | se | jfr\.? | por \s ejemplo
          | for \s (?:example|instance) | e\.g\.,? | quoted \s in | cited \s in | zit\. \s nach
          | zitiert \s nach | zum \s beispiel | so \s etwa | etwa | hierzu | dazu | по | см\. )
      (?: ,? \s (?: also | auch | aussi | anche | también | e\.g\. | z\.\s?b\. | p\.\s?ex\.
          | generally | etwa | dazu | hierzu | especially | esp\. | for \s (?:example|instance)
          | inter \s alia | u\.\s?a\. | i\.a\. | nur | insb?\. | esp ) ){0,3}
      ,? :? \s+ )+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BACK: Final = lazy_pattern(
    r"""
    (?<!\w) (?: ibid | ibidem | ib\. | idem\b | id\. | op\.\s?cit | art\.\s?cit | loc\.\s?cit
      | supra | infra | ebd | ebenda | ebd\. | a\.\s?a\.\s?o | (?:wie|siehe) \s anm | anm\.\s?\d
      | ver \s nota | voir \s note | see \s (?:note|above|below|chapter|section)
      | hereinafter \s cited | там \s же | указ\. \s соч | ebenso )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PERSON: Final = (
    rf"(?:[{UPPER}](?:[\w’'\-]{{1,20}}|\.|[{UPPER}])?[ ]?(?:[ ]|(?<=\.))){{1,3}}"
    rf"(?:{PARTICLE}[ ’']){{0,2}}[{UPPER}][\w’'\-]{{1,25}}(?:[ ](?:Jr|Sr|II|III)\.?)?"
)
# "Jane Smith and John Doe, eds.,"  "Jane Smith, “"  "SMITH, Jane,"
_AUTHOR: Final = lazy_pattern(
    rf"""
    {_PERSON} (?: , [ ] {_PERSON} ){{0,6}} (?: ,? [ ] (?:and|&|und|et|y|e|en|och|og) [ ] {_PERSON}
      | ,? [ ] et [ ] al\. | ,? [ ] and [ ] others )?
    ,? [ ]? (?: \( (?:eds?|hrsg|dir)\.? \) | (?:eds?|trans)\. )? [,:] [ ]
    """,
    re.VERBOSE,
)
# Cases and statutes: "Brown v. Board of Educ., 347 U.S. 483 (1954)", "42 U.S.C. § 1983 (2006)".
_LAW: Final = lazy_pattern(
    rf"""
      (?: \b v\.? [ ] [{UPPER}] | \bIn[ ]re[ ] )
    | \b \d{{1,4}} [ ] [{UPPER}][\w.’']{{0,12}} (?: [ ] [{UPPER}\d][\w.’']{{0,12}} ){{0,4}} [ ]
        §{{0,2}} [ ]? \d{{1,5}} \b [^()]{{0,40}} \( [^()]{{0,30}} {YEAR} \)
    """,
    re.VERBOSE,
)
# "For a different view, cf. S. de Beauvoir, …"
_LATE_LEAD: Final = lazy_pattern(
    r"[^.;“\"]{3,100}? [,:]? \s (?:see|siehe|cf\.?|vgl\.|cfr\.?|voir|véase) \s (?:also \s)?",
    re.VERBOSE | re.IGNORECASE,
)
# No stop after an initial or a short word ends a sentence: "27 J. LEGAL STUD. 661".
_SENTENCE: Final = lazy_pattern(
    rf"""
      (?: (?<=[?!]) | (?<=[.?!][”\"’]) | (?<=[\d)\]”\"’]\.) | (?<=[^\W\d_]{{4}}\.) ) \s+
      (?= [“\"]? [{UPPER}] )
    | (?<=\.) \s+ (?= (?:See|Siehe|Cf\.|Vgl\.|Cfr\.|Voir|Véase|Compare) \s )
    """,
    re.VERBOSE,
)
_SEMICOLON: Final = lazy_pattern(r";\s+")
_DATE: Final = lazy_pattern(rf"(?<!\d){YEAR}(?!\d)|\bn\.d\.|\bin press\b")
_NEAR: Final = 1_000
_END: Final = " \t\n;,"


class Note(NamedTuple):
    """What a note holds.

    Attributes:
        references: Its references, in order.
        points: Whether something in it points to a reference elsewhere: "Ibid., 45."
    """

    references: list[Entry]
    points: bool


def references_of(notes: Sequence[Entry], *, listed: bool = False) -> list[Entry]:
    """The references in some notes.

    Args:
        notes: The notes in order, with their numbers as markers.
        listed: Whether they stand under a heading of references, so that each is one reference.

    Returns:
        The references in order, each with the marker of its note; empty if the notes are mostly
        something else.
    """
    read = [_read(note, listed=listed) for note in notes if len(note.text) <= _LONGEST]
    found = [reference for note in read for reference in note.references]
    telling = sum(bool(note.references) or note.points for note in read)
    if len(found) < _FEWEST or 2 * telling < len(notes):
        return []
    return found


def _read(note: Entry, *, listed: bool) -> Note:
    references: list[Entry] = []
    points = False
    text = note.text
    for start, end in [(0, len(text.rstrip(_END)))] if listed else _parts(text):
        part = text[start:end]
        if _BACK.search(part):
            points = True
            continue
        start += _lead(part)
        if _is_reference(text[start:end]):
            references.append(note.part(start, end))
    return Note(references, points)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of a note that are a reference, a remark, or point back."""
    start = 0
    cuts = _cuts(text)
    for number, (cut, after) in enumerate(cuts):
        ends = [end for end, _ in cuts[number + 1 : number + 4]]
        if _may_end(text[start:cut], [text[after:end] for end in (*ends, len(text))]):
            if start < cut:
                yield start, cut
            start = after
    end = len(text.rstrip(_END))
    if start < end:
        yield start, end


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where a note may be parted: the end of what comes before, the start of what comes after."""
    inside = _brackets(text)
    found = [
        (match.start(), match.end())
        for sign in (_SEMICOLON, _SENTENCE)
        for match in sign.finditer(text)
        if not inside[match.start()]
    ]
    return sorted(found)


def _brackets(text: str) -> list[bool]:
    """For each character of a text, whether it stands within brackets or quotation marks."""
    inside: list[bool] = []
    depth = 0
    for character in text:
        if character in "([“„«":
            depth += 1
        inside.append(depth > 0)
        if character in ")]”»" and depth:
            depth -= 1
    return inside if depth == 0 else [False] * len(text)


def _may_end(before: str, following: Sequence[str]) -> bool:
    """Whether a reference, or whatever stands before, ends where another begins.

    Args:
        before: What stands before.
        following: What stands after, up to one place or another where it may end.
    """
    after = following[-1][:_NEAR]
    if _BACK.match(after):
        return True
    lead = _lead(after)
    if not _begins(after[lead:]):
        # A remark after a reference, "Smith, The Sea (1990), 3. He is right in this.", is none of
        # it; a title after its authors, "Smith, J. The Sea. London, 1990", is.
        return lead > 0 and _is_reference(before)
    if not any(_is_reference(each[lead:]) for each in following if len(each) <= _NEAR):
        return False
    if _BACK.search(before):
        return True
    # "… In: Lecture Notes in Computer Science." "Springer, 2015" is one reference.
    return bool(_DATE.search(before)) and _is_reference(before)


def _lead(text: str) -> int:
    """How many characters lead to the reference in a text: "See also", "For more, cf."."""
    lead = _LEAD.match(text)
    if lead:
        return lead.end()
    late = _LATE_LEAD.match(text)
    return late.end() if late and _begins(text[late.end() :]) else 0


def _begins(text: str) -> bool:
    return beginning(text) == 2 or bool(_AUTHOR.match(text)) or bool(_LAW.match(text[:200]))


def _is_reference(text: str) -> bool:
    value = likeness(text)
    if _AUTHOR.match(text):
        value += 1.5
    if _LAW.search(text[:300]):
        value += 1.0
    return value >= REFERENCE
