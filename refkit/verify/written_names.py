"""WrittenNames: a list of names as an entry writes it, name by name and what stands between.

The parser says who the people are; here is found where each of them stands, so that a rule can say
that a comma is missing. A list that does not agree with the parser letter by letter is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from refkit.model import Name, Reference
from refkit.normalize.patterns import lazy_pattern
from refkit.verify.apa_rule import SURE

_JOINT: Final = lazy_pattern(
    r"""
    (?: \s?,\s? | \s ) (?P<ellipsis> \.\s?\.\s?\. (?: \s?\. )? | … ) \s? ,? \s?
        (?: (?P<after> & | and ) \s )?
  | (?P<comma> \s?,\s? ) (?: (?P<joined> & | and | und | et ) \s )?
  | \s (?P<only> & | and | und | et ) \s
    """,
    re.VERBOSE,
)
_OTHERS: Final = lazy_pattern(
    r"""
    \s? ,? \s (?: (?: & | and ) \s )?
    (?: et\.? \s? al\b\.? (?: ii\b )? | others\b | colleagues\b | \[? \s? et \s al\.? \s? \]? )
    \s? \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


_STRANGE: Final = lazy_pattern(r"[&<>()\[\]{}/*=@#:;\"“”]")
"""What no name holds: "Levy, S &., Dweck, C. S."."""


class WrittenName(NamedTuple):
    """One name: ranges of the entry's text.

    Attributes:
        start: Where it begins.
        end: Just past its last character.
        given: The range of the given names or initials, with a particle after them; empty for
            a group.
        inverted: Whether the family name comes first.
        comma: Whether a comma stands between family name and initials.
    """

    start: int
    end: int
    given: tuple[int, int]
    inverted: bool
    comma: bool


class Joint(NamedTuple):
    """What stands between two names: a range of the entry's text, and what it says.

    Attributes:
        start: Where it begins.
        end: Just past its last character.
        comma: Whether it has a comma.
        word: "&", "and", "und", "et", or "".
        ellipsis: Whether names are left out here.
    """

    start: int
    end: int
    comma: bool
    word: str
    ellipsis: bool


class WrittenNames(NamedTuple):
    """A list of names.

    Attributes:
        names: The names in order.
        joints: What stands between each and the next.
        others: "et al." or the like at its end, a range of the text; None if it has none.
    """

    names: list[WrittenName]
    joints: list[Joint]
    others: tuple[int, int] | None


_INITIAL: Final = r"[^\W\d_a-z]\."
_NAME: Final = rf"[^\W\d_][^,&().\d]{{0,60}},[ ]{_INITIAL}(?:[ -]{_INITIAL}){{0,4}}"
_PLAIN: Final = lazy_pattern(rf"{_NAME}(?:(?:,[ ]{_NAME}){{0,18}},[ ]&[ ]{_NAME})?")
"""One to twenty persons as APA lists them, "Ek, B., Oz, C.-D., & Uz, E. F."."""


def plainly_right(reference: Reference, variable: str) -> bool:
    """Whether the names of a field have APA's form at a glance, or there are none to look at."""
    field = reference.fields.get(variable)
    if field is None:
        return True
    return bool(_PLAIN.fullmatch(reference.raw, field.span.start, field.span.end))


def written_names(
    reference: Reference, variable: str, *, confidence: float = SURE
) -> WrittenNames | None:
    """The names of a field as the entry writes them.

    Args:
        reference: The Reference, parsed.
        variable: "author" or "editor".
        confidence: How sure the parser has to be of the field.

    Returns:
        Their places in ``Reference.raw``; None if the field is missing or not surely read, or if
        it holds anything beside the names that the parser found: roles, handles, full stops.
    """
    field = reference.fields.get(variable)
    if field is None or field.confidence < confidence:
        return None
    names = reference.work.author if variable == "author" else reference.work.editor
    raw, start, end = reference.raw, field.span.start, field.span.end
    rest = _OTHERS.search(raw, max(start, end - 30), end)
    others = rest.span() if rest else None
    end = rest.start() if rest else end
    joints = [
        Joint(
            *found.span(),
            comma="," in found[0],
            word=found["joined"] or found["only"] or found["after"] or "",
            ellipsis=bool(found["ellipsis"]),
        )
        for found in _JOINT.finditer(raw, start, end)
    ]
    read = _placed(raw, start, end, joints, names)
    return WrittenNames(*read, others) if read else None


def _placed(
    raw: str, start: int, end: int, joints: list[Joint], names: Sequence[Name]
) -> tuple[list[WrittenName], list[Joint]] | None:
    """The names, each in its chunk or two of what stands between joints."""
    starts = [start, *(joint.end for joint in joints)]
    ends = [*(joint.start for joint in joints), end]
    chunks = list(zip(starts, ends, strict=True))
    placed: list[WrittenName] = []
    between: list[Joint] = []
    at = 0
    for name in names:
        if at >= len(chunks):
            return None
        if at:
            between.append(joints[at - 1])
        found = _name_at(raw, chunks, joints, at, name)
        if found is None:
            return None
        written, at = found
        placed.append(written)
    return (placed, between) if placed and at == len(chunks) else None


def _name_at(
    raw: str, chunks: list[tuple[int, int]], joints: list[Joint], at: int, name: Name
) -> tuple[WrittenName, int] | None:
    """A name that begins in a chunk, and the chunk after it."""
    start, end = chunks[at]
    if _STRANGE.search(raw, start, end):
        return None
    here = _letters(raw[start:end])
    if name.literal:
        written = WrittenName(start, end, (end, end), inverted=True, comma=True)
        return (written, at + 1) if here == _letters(name.literal) else None
    family = _letters(name.non_dropping_particle + name.family)
    given = _letters(name.given + name.dropping_particle)
    suffix = _letters(name.suffix)
    if not family or not given:
        return None
    if here == family and at + 1 < len(chunks) and _is_comma(joints[at]):
        second = chunks[at + 1]
        if _STRANGE.search(raw, *second):
            return None
        there = _letters(raw[slice(*second)])
        if there == given or (suffix and there == given + suffix):
            cut = second if there == given else (second[0], _past(raw, second[0], len(given)))
            cut = (cut[0], cut[1] + raw.startswith(".", cut[1], second[1]))
            written = WrittenName(start, second[1], cut, inverted=True, comma=True)
            return written, _past_suffix(raw, chunks, joints, at + 2, suffix)
        return None
    if here == family + given:
        cut = (_past(raw, start, len(family)), end)
        cut = (cut[0] + len(raw[slice(*cut)]) - len(raw[slice(*cut)].lstrip()), end)
        written = WrittenName(start, end, cut, inverted=True, comma=False)
        return written, at + 1
    if here == given + family:
        cut = (start, _past(raw, start, len(given)))
        stop = 1 if raw[cut[1] : cut[1] + 1] == "." else 0
        written = WrittenName(start, end, (start, cut[1] + stop), inverted=False, comma=False)
        return written, _past_suffix(raw, chunks, joints, at + 1, suffix)
    return None


def _is_comma(joint: Joint) -> bool:
    return joint.comma and not joint.word and not joint.ellipsis


def _past_suffix(
    raw: str, chunks: list[tuple[int, int]], joints: list[Joint], at: int, suffix: str
) -> int:
    """The chunk after a "Jr." that stands in a chunk of its own."""
    follows = suffix and at < len(chunks) and _is_comma(joints[at - 1])
    return at + 1 if follows and _letters(raw[slice(*chunks[at])]) == suffix else at


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _past(raw: str, start: int, letters: int) -> int:
    """The place just past so many letters."""
    at = start
    while letters > 0:
        letters -= len(_letters(raw[at]))
        at += 1
    return at
