"""The Works of a .bib file beside the entries that they were read from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from refkit.formats.bib_file import BibFile
from refkit.formats.bib_pieces import BibEntry
from refkit.formats.bibtex_blocks import Blocks, RawEntry, split
from refkit.formats.bibtex_reading import to_works
from refkit.formats.decode import decode
from refkit.formats.loaded import Problem
from refkit.model import Work


def paired(file: BibFile) -> list[tuple[BibEntry, Work]]:
    """The sound entries of a file with their Works, in order; ``@xdata`` is none."""
    return read_paired(file)[0]


def read_paired(file: BibFile) -> tuple[list[tuple[BibEntry, Work]], list[Problem]]:
    """The sound entries of a file with their Works, and the Problems of reading it."""
    blocks = _split(file)
    works, doubts = to_works(blocks.entries)
    pairs = [(entry, works[place]) for entry, place in _places(file.entries, blocks.entries)]
    guesses = [Problem(1, guess) for guess in file.guesses]
    problems = sorted([*guesses, *blocks.problems, *doubts], key=lambda problem: problem.line)
    return pairs, problems


def paired_raw(file: BibFile) -> list[tuple[BibEntry, RawEntry]]:
    """The sound entries of a file with what its reader takes them for, in order."""
    raw = _split(file).entries
    return [(entry, raw[place]) for entry, place in _places(file.entries, raw)]


def _split(file: BibFile) -> Blocks:
    return split(decode(str(file)).text)


def _places(entries: Sequence[BibEntry], raw: Sequence[RawEntry]) -> list[tuple[BibEntry, int]]:
    """Entries, and the places at which the reader has the same ones."""
    of_key: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        of_key.setdefault(entry.key, []).append(place)
    found = []
    at = 0
    for place, each in enumerate(raw):
        # What the reader has and the file has not is broken, and was mended.
        places = of_key.get(each.key, [])
        following = bisect_left(places, at)
        if following < len(places):
            at = places[following]
            found.append((entries[at], place))
            at += 1
    return found
