"""The Works of a .bib file beside the entries that they were read from."""

from __future__ import annotations

from bisect import bisect_left

from refkit.formats.bib_file import BibFile
from refkit.formats.bib_pieces import BibEntry
from refkit.formats.bibtex_blocks import split
from refkit.formats.bibtex_reading import to_works
from refkit.formats.decode import decode
from refkit.formats.loaded import Problem
from refkit.model import Work


def paired(file: BibFile) -> list[tuple[BibEntry, Work]]:
    """The sound entries of a file with their Works, in order; ``@xdata`` is none."""
    return read_paired(file)[0]


def read_paired(file: BibFile) -> tuple[list[tuple[BibEntry, Work]], list[Problem]]:
    """The sound entries of a file with their Works, and the Problems of reading it."""
    blocks = split(decode(str(file)).text)
    works, doubts = to_works(blocks.entries)
    places: dict[str, list[int]] = {}
    entries = file.entries
    for place, entry in enumerate(entries):
        places.setdefault(entry.key, []).append(place)
    pairs = []
    at = 0
    for raw, work in zip(blocks.entries, works, strict=True):
        # A Work without an entry is that of one which is broken and was mended.
        of_key = places.get(raw.key, [])
        following = bisect_left(of_key, at)
        if following < len(of_key):
            at = of_key[following]
            pairs.append((entries[at], work))
            at += 1
    guesses = [Problem(1, guess) for guess in file.guesses]
    problems = sorted([*guesses, *blocks.problems, *doubts], key=lambda problem: problem.line)
    return pairs, problems
