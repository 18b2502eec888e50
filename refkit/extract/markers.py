"""Markers: the number, label or bullet before an entry: "[12]", "3.", "¹", "[Abc99]", "•"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from refkit.extract.pieces import Piece
from refkit.extract.signs import UPPER, beginning
from refkit.normalize.patterns import lazy_pattern

NUMBER: Final = lazy_pattern(
    rf"""
      (?P<left>[\[(]?) (?P<number>\d{{1,4}}) (?P<right>[\])]?[.:]?|[.)]?)
      (?: \s+ | (?<=\])(?=\S) | (?<=\.)(?=[{UPPER}])
          # A raised number: "1Smith, J.", "2J. Smith", but not "3D".
        | (?<=\d)(?=[{UPPER}](?:[^\W\d_{UPPER}]|\.[ ]?[{UPPER}])) )
    | (?P<raised>[¹²³⁰⁴-⁹]{{1,4}}) \s*
    """,
    re.VERBOSE,
)
BULLET: Final = lazy_pattern(r"[•·▪◦‣●○■□–—\-*+✓➢➤\uf0b7][ \t\u00a0]+")
# BibTeX's alpha style and its relatives: [Abc99], [AB+03], [Smith 1990], [GKP94a]; natbib's where a
# class has no style for it: [Smith and Jones(1990)].
LABEL: Final = lazy_pattern(
    rf"\[ (?=[{UPPER}]) [^\[\]\s]{{1,24}} (?:[ ][^\[\]\s]{{1,16}}){{0,4}} \] \s*", re.VERBOSE
)
_DATED_LABEL: Final = lazy_pattern(r"\d\d[a-z]?\)?\] | ^\[[A-Z][A-Za-z+]{1,5}\]", re.VERBOSE)
# "[2010]" is no number of an entry.
_YEAR_LENGTH: Final = len("[2010]")
_ONLY_NUMBER: Final = lazy_pattern(r"[\[(]?\d{1,4}[\])]?[.:]?")


class Chain(NamedTuple):
    """Consecutive numbers up to a line: how much they are worth, and the chain before its last."""

    value: float
    length: int
    line: int
    marker: str
    before: Chain | None


def unmarked(text: str) -> str:
    """A line without the number, label or bullet at its start."""
    match = NUMBER.match(text) or BULLET.match(text)
    if match is None and text.startswith("["):
        match = _label(text)
    return text[match.end() :] if match else text


def is_number_alone(piece: Piece) -> bool:
    """Whether a block is the number of the entry in the next: a cell, a <dt>, a margin."""
    return piece.first and piece.kind != "line" and bool(_ONLY_NUMBER.fullmatch(piece.text))


def number_chain(pieces: Sequence[Piece]) -> dict[int, str]:
    """Lines that begin with consecutive numbers in one style, and the marker of each.

    One number may be missing at a time, as where a line of the list is lost. The first must stand
    close to the beginning.
    """
    found = longest_chain(pieces)
    return found if min(found, default=0) <= 1 + len(pieces) // 10 else {}


def longest_chain(pieces: Sequence[Piece]) -> dict[int, str]:
    """As :func:`number_chain`, wherever it begins."""
    chains: dict[tuple[str, str], dict[int, Chain]] = {}
    for index, piece in enumerate(pieces):
        match = NUMBER.match(_with_marker(piece) + " ")
        if not match:
            continue
        raised = match["raised"] or ""
        number = int(unicodedata.normalize("NFKC", raised or match["number"]))
        style = chains.setdefault((match["left"] or "", "raised" if raised else match["right"]), {})
        begins = beginning(_with_marker(piece)[match.end() :])
        # A year is no number of an entry: "2010. Smith …"
        if number > 999 and number - 1 not in style:
            continue
        one, two = style.get(number - 1), style.get(number - 2)
        worth = 1.0 + 0.1 * begins
        here = Chain(worth, 1, index, match.group().strip(), None)
        for before, less in ((one, 0.0), (two, 0.6)):
            if before and before.value + worth - less > here.value:
                value = before.value + worth - less
                here = Chain(value, before.length + 1, index, here.marker, before)
        if number not in style or here.value > style[number].value:
            style[number] = here
    best: Chain | None = None
    bracketed = False
    for (left, right), style in chains.items():
        needed = 2 if left or right else 3
        for chain in style.values():
            if chain.length >= needed and (best is None or chain.value > best.value):
                best, bracketed = chain, left == "["
    found: dict[int, str] = {}
    while best:
        found[best.line] = best.marker
        best = best.before
    return _with_strays(pieces, found) if bracketed else found


def _with_strays(pieces: Sequence[Piece], chain: dict[int, str]) -> dict[int, str]:
    """A chain of numbers in brackets with those that a print's columns put out of order."""
    found = dict(chain)
    used = set(chain.values())
    first = min(chain)
    for index, piece in enumerate(pieces):
        if index < first or index in found or not piece.text.startswith("["):
            continue
        match = NUMBER.match(piece.text + " ")
        marker = match.group().strip() if match else ""
        if marker.endswith("]") and len(marker) < _YEAR_LENGTH and marker not in used:
            used.add(marker)
            found[index] = marker
    return found


def _with_marker(piece: Piece) -> str:
    """A line with the number that stands before it; a print sets some in a column of their own."""
    return f"{piece.marker} {piece.text}" if piece.marker and piece.kind == "line" else piece.text


def label_chain(pieces: Sequence[Piece]) -> dict[int, str]:
    """Lines that begin with a label in brackets, "[Abc99]", and the label of each."""
    found = {
        index: match.group().strip()
        for index, piece in enumerate(pieces)
        if (match := _label(_with_marker(piece)))
    }
    return found if len(found) >= 2 and min(found) <= 1 + len(pieces) // 10 else {}


def _label(text: str) -> re.Match[str] | None:
    match = LABEL.match(text)
    return match if match and _DATED_LABEL.search(match.group()) else None


def marker_of(piece: Piece, marker: str) -> int:
    """How many characters of a line its marker takes, with the space after it."""
    text = piece.text
    if piece.marker or not text.startswith(marker):
        return 0
    match = LABEL.match(text) if marker[1:2].isalpha() else NUMBER.match(text)
    return match.end() if match else 0
