"""Difference: what to mark where two values of a field do not say the same.

Words are compared, not characters: 492 and 133 share no digit worth showing. Within a word that
has a near counterpart, as in a slip of the pen or two DOIs of one publisher, the characters that
differ are marked as well. Punctuation, "&", dashes and capitals are no difference where words
differ; where no word does, every character counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple
from unicodedata import normalize

import msgspec

_WORD: Final = re.compile(r"\w+")
_DOI_HEAD: Final = re.compile(
    r"\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s?)(?=10\.\d)", re.IGNORECASE
)
_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_MOST_WORDS: Final = 200
_MOST_CHARACTERS: Final = 120
_MOST_NEAR: Final = 20
"""Longer stretches count as different throughout: the time grows with the square."""
_ALIKE: Final = 0.34
"""Values with a smaller share of common words differ throughout."""
_NEAR: Final = 0.6
"""From this share of common characters on, two words are forms of one word."""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of a value.

    Attributes:
        text: The stretch.
        differs: Whether the other value lacks it, or has something else in its place.
        exactly: Of a word that differs, whether these characters do, or the whole word.
    """

    text: str
    differs: bool = False
    exactly: bool = False


class _Mark(NamedTuple):
    """A range of a value that differs; ``exact`` are the ranges in it that are to blame."""

    start: int
    end: int
    exact: tuple[tuple[int, int], ...] = ()


def differences(written: str, found: str) -> tuple[list[Piece], list[Piece]]:
    """Mark what differs in two values of a field.

    Args:
        written: What a reference says: "Bylsma, L. M., & Gračanin, A.".
        found: What a Record says.

    Returns:
        The pieces of both; joined, the pieces of a value are that value. Nothing differs where
        the values differ in capitals and kinds of dashes only.
    """
    if _key(written) == _key(found):
        return _pieces(written, []), _pieces(found, [])
    start, its_start = _doi_start(written), _doi_start(found)
    if _DOI.match(written, start) and _DOI.match(found, its_start):
        ours, theirs = _by_character((start, len(written)), written, (its_start, len(found)), found)
        return _pieces(written, ours), _pieces(found, theirs)
    ours, theirs = _by_word(written, found)
    if not ours and not theirs:
        ours, theirs = _by_character((0, len(written)), written, (0, len(found)), found)
    return _pieces(written, _joined(ours, written)), _pieces(found, _joined(theirs, found))


def common_start(a: Sequence[str], b: Sequence[str]) -> int:
    """How many characters, or words, two values have in common at their beginning."""
    shorter = min(len(a), len(b))
    return next((at for at in range(shorter) if a[at] != b[at]), shorter)


def _key(text: str) -> str:
    return normalize("NFC", text).translate(_DASHES).casefold()


def _doi_start(text: str) -> int:
    head = _DOI_HEAD.match(text)
    return head.end() if head else 0


def _by_word(written: str, found: str) -> tuple[list[_Mark], list[_Mark]]:
    """The words that differ; those with a near counterpart with the characters that do."""
    ours = [match.span() for match in _WORD.finditer(written)]
    theirs = [match.span() for match in _WORD.finditer(found)]
    keys = [_key(written[start:end]) for start, end in ours]
    its_keys = [_key(found[start:end]) for start, end in theirs]
    marks: list[_Mark] = []
    its_marks: list[_Mark] = []
    common = _common(keys, its_keys, _MOST_WORDS)
    if len(common) < _ALIKE * min(len(ours), len(theirs)):
        common = []  # quite other values that share an "and"
    anchors = [(-1, -1), *common, (len(ours), len(theirs))]
    for (before, its_before), (after, its_after) in pairwise(anchors):
        gap, its_gap = ours[before + 1 : after], theirs[its_before + 1 : its_after]
        short = len(gap) <= _MOST_NEAR
        for word in gap:
            near = _near_word(written, word, found, its_gap) if short else None
            if near is None:
                marks.append(_Mark(*word))
                continue
            # Words before the near one have no counterpart any more: the order stays.
            at = its_gap.index(near)
            its_marks += [_Mark(*other) for other in its_gap[:at]]
            its_gap = its_gap[at + 1 :]
            mine, its = _by_character(word, written, near, found)
            exact, its_exact = mine[0].exact, its[0].exact
            marks.append(_Mark(*word, exact))
            its_marks.append(_Mark(*near, its_exact))
        its_marks += [_Mark(*other) for other in its_gap]
    return marks, its_marks


def _near_word(
    written: str, word: tuple[int, int], found: str, others: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The first of the next words of the other value that is a form of this one.

    Numbers have no near forms: 58 is not nearly 85.
    """
    mine = _key(written[slice(*word)])
    if len(mine) < 3 or mine.isdecimal():
        return None
    for other in others[:3]:
        its = _key(found[slice(*other)])
        longer = max(len(mine), len(its))
        if its.isdecimal() or min(len(mine), len(its)) < _NEAR * longer or longer > 60:
            continue
        if len(_common(mine, its, _MOST_CHARACTERS)) >= _NEAR * longer:
            return other
    return None


def _by_character(
    span: tuple[int, int], written: str, its_span: tuple[int, int], found: str
) -> tuple[list[_Mark], list[_Mark]]:
    """The ranges as a whole, with the characters in which they differ."""
    # One character each, so that places in the keys are places in the text.
    mine = [_key(character) for character in written[slice(*span)]]
    its = [_key(character) for character in found[slice(*its_span)]]
    common = _common(mine, its, _MOST_CHARACTERS)
    return (
        [_Mark(*span, _gaps([at for at, _ in common], span))],
        [_Mark(*its_span, _gaps([at for _, at in common], its_span))],
    )


def _gaps(kept: Sequence[int], span: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The ranges between characters that are kept, whose places count from the range's start."""
    start, end = span
    edges = [start - 1, *(start + at for at in kept), end]
    return tuple((a + 1, b) for a, b in pairwise(edges) if b > a + 1)


def _common(ours: Sequence[str], theirs: Sequence[str], most: int) -> list[tuple[int, int]]:
    """The places of a longest common subsequence; of long middles, of what surrounds them."""
    head = common_start(ours, theirs)
    tail, most_tail = 0, min(len(ours), len(theirs)) - head
    while tail < most_tail and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    rows, columns = len(ours) - head - tail, len(theirs) - head - tail
    pairs = [(at, at) for at in range(head)]
    if 0 < rows <= most and 0 < columns <= most:
        middle = _subsequence(ours[head : head + rows], theirs[head : head + columns])
        pairs += [(head + at, head + its) for at, its in middle]
    return pairs + [(len(ours) - at, len(theirs) - at) for at in range(tail, 0, -1)]


def _subsequence(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence, by the table of its lengths."""
    lengths = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for at in range(len(ours) - 1, -1, -1):
        row, below = lengths[at], lengths[at + 1]
        for its in range(len(theirs) - 1, -1, -1):
            same = ours[at] == theirs[its]
            row[its] = below[its + 1] + 1 if same else max(below[its], row[its + 1])
    pairs, at, its = [], 0, 0
    while at < len(ours) and its < len(theirs):
        if ours[at] == theirs[its]:
            pairs.append((at, its))
            at, its = at + 1, its + 1
        elif lengths[at + 1][its] >= lengths[at][its + 1]:
            at += 1
        else:
            its += 1
    return pairs


def _joined(marks: Sequence[_Mark], text: str) -> list[_Mark]:
    """Marks of whole words with nothing but punctuation between them as one."""
    result: list[_Mark] = []
    for mark in marks:
        last = result[-1] if result else None
        if last and not (last.exact or mark.exact) and not _WORD.search(text, last.end, mark.start):
            result[-1] = _Mark(last.start, mark.end)
        else:
            result.append(mark)
    return result


def _pieces(text: str, marks: Sequence[_Mark]) -> list[Piece]:
    pieces, at = [], 0
    for mark in marks:
        pieces.append(Piece(text[at : mark.start]))
        at = mark.start
        for start, end in mark.exact:
            pieces.append(Piece(text[at:start], differs=True))
            pieces.append(Piece(text[start:end], differs=True, exactly=True))
            at = end
        pieces.append(Piece(text[at : mark.end], differs=True))
        at = mark.end
    pieces.append(Piece(text[at:]))
    return [piece for piece in pieces if piece.text]
